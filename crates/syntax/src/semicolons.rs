//! From text to the token vector: runs the lexer, drops comments and newlines, puts in the automatic semicolons (spec,
//! "Semicolons", rule 1; the grammar itself takes a missing one before a closing bracket, rule 2) and collects directives.
//!
//! An automatic semicolon is empty and stands where the newline (or the end of the file) does, so a message can name it.

use crate::ast::Directive;
use crate::token::{LexState, Tok, Token, bad_character};
use logos::Logos;
use vole_source::{SourceFile, Span};

/// Lexical errors kept of one kind; more are of no use to anybody.
const MAX_ERRORS: usize = 500;

/// The lexer's product.
pub struct Lexed {
    /// Tokens with automatic semicolons; the last one is always a semicolon unless there is no token.
    pub tokens: Vec<Token>,
    /// `//go:` comments in order.
    pub directives: Vec<Directive>,
    /// Global offset and message of each lexical error.
    pub errors: Vec<(u32, String)>,
}

/// Whether a newline after this token is a semicolon.
fn ends_statement(t: Tok) -> bool {
    use Tok::*;
    matches!(t, Name | Lit(_) | Break | Continue | Fallthrough | Return | IncDec(_) | RParen | RBrack | RBrace)
}

/// Lexes a whole file.
pub fn lex(file: &SourceFile) -> Lexed {
    let base = file.base;
    // A byte order mark is white space at the very start of a file and nowhere else.
    let bom = if file.text.starts_with('\u{feff}') { 3 } else { 0 };
    lex_text(file, &file.text[bom..], base + bom as u32)
}

/// Lexes a part of a file that begins and ends between tokens.
pub fn lex_part(file: &SourceFile, part: Span) -> Lexed {
    lex_text(file, &file.text[(part.lo - file.base) as usize..(part.hi - file.base) as usize], part.lo)
}

/// Lexes a text that begins at a global offset.
fn lex_text(file: &SourceFile, text: &str, base: u32) -> Lexed {
    let before = (base - file.base) as usize;
    let mut errors: Vec<(u32, String)> = Vec::new();
    // Two characters are wrong wherever they stand, in strings and comments too; the lexer sees blanks instead.
    let cleaned;
    let text = if text.contains(['\0', '\u{feff}']) {
        for (at, c) in text.char_indices().filter(|(_, c)| matches!(c, '\0' | '\u{feff}')) {
            errors.push((base + at as u32, bad_character(c, false)));
        }
        cleaned = text.replace('\0', " ").replace('\u{feff}', "   ");
        &cleaned
    } else {
        text
    };
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 4 + 2);
    let mut directives = Vec::new();
    let mut lines = Vec::new();
    let mut lexer = Tok::lexer_with_extras(text, LexState::default());
    let mut open = false; // a newline here would be a semicolon
    let mut glue = u32::MAX; // end of a name that ends in a wrong character
    while let Some(t) = lexer.next() {
        let s = lexer.span();
        let (lo, hi) = (base + s.start as u32, base + s.end as u32);
        let newline = match t {
            Ok(Tok::LineComment) => {
                let comment = &text[s.start + 2..s.end];
                if comment.starts_with("line ") {
                    lines.push((before + s.start, before + s.end));
                }
                if comment.starts_with("go:") {
                    let text = comment.trim_end();
                    directives.push(Directive { text: text.into(), span: Span::new(lo, lo + 2 + text.len() as u32) });
                }
                false
            }
            Ok(Tok::BlockComment) => {
                let comment = &text[s.start..s.end];
                if comment.starts_with("/*line ") && comment.ends_with("*/") {
                    lines.push((before + s.start, before + s.end));
                }
                comment.contains('\n')
            }
            Ok(Tok::Newline) => true,
            Ok(_) if glue == lo && text.as_bytes()[s.start].is_ascii_alphanumeric() => {
                let name = tokens.last_mut().expect("glue is the end of a token");
                name.2 = hi;
                glue = hi;
                false
            }
            Ok(t) => {
                tokens.push((lo, t, hi));
                open = ends_statement(t);
                false
            }
            Err(()) => {
                let c = text[s.start..].chars().next().unwrap_or('\0');
                let name = tokens.last_mut().filter(|l| l.2 == lo && l.1 == Tok::Name);
                lexer.extras.errors.push((lo - base, bad_character(c, name.is_some())));
                // Beyond ASCII, it counts as part of a name all the same.
                if !c.is_ascii() {
                    match name {
                        Some(name) => name.2 = hi,
                        None => tokens.push((lo, Tok::Name, hi)),
                    }
                    glue = hi;
                    open = true;
                }
                false
            }
        };
        if newline && open {
            tokens.push((lo, Tok::Semi, lo));
            open = false;
        }
    }
    if open {
        let end = base + text.len() as u32;
        tokens.push((end, Tok::Semi, end));
    }
    if !lines.is_empty() {
        let complaints = file.read_line_directives(&lines);
        errors.extend(complaints.into_iter().map(|(at, m)| (file.base + at, m)));
    }
    errors.truncate(MAX_ERRORS);
    errors.extend(lexer.extras.errors.into_iter().take(MAX_ERRORS).map(|(at, m)| (at + base, m)));
    Lexed { tokens, directives, errors }
}
