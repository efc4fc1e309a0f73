//! The entry point: text to tree, and the loop that goes on behind syntax errors.

use crate::ast::{Decl, File, TopDecl};
use crate::branches::check_branches;
use crate::builder::{Builder, Error};
use crate::errors::{Stop, diagnose};
use crate::token::{Tok, Token};
use crate::{brackets, directives, go, semicolons};
use lalrpop_util::ParseError;
use rustc_hash::FxHashSet;
use std::cell::Cell;
use vole_source::{Code, Diagnostic, Diagnostics, SourceFile, Span};

/// The code of errors that leave something out of the tree; gc words them `syntax error: ...` and does not check the file.
pub const SYNTAX: Code = "Syntax";
/// The code of the parser's other errors (wrong literals, misplaced `...`), which gc prints together with its checker's.
pub const TOKEN: Code = "Token";

/// The code of errors of structure that the checker finds again, in its own order: who checks the tree leaves these out.
pub const STRUCTURE: Code = "Structure";

/// The code of errors that gc reports only when there are no others, not those of its checker either.
pub const LATE: Code = "Late";

/// What parsing a file gives.
#[derive(Debug)]
pub struct Parsed {
    /// The tree.
    pub file: File,
    /// The first id not used.
    pub next_id: u32,
    /// Errors in order of their places.
    pub diagnostics: Diagnostics,
}

impl Parsed {
    /// Whether the tree is whole, so that checking it makes sense (and gc would): no diagnostic has the code [`SYNTAX`].
    pub fn is_whole(&self) -> bool {
        self.diagnostics.iter().all(|d| d.code != SYNTAX)
    }
}

/// Syntax errors after which the rest of a file is not looked at: a few more than gc prints.
const MAX_ERRORS: usize = 12;
/// Repairs tried in one file: some errors take several, and their followers on the same line are not reported. Each costs a
/// parse, so large files get fewer.
fn max_repairs(tokens: usize) -> usize {
    (4_000_000 / (tokens + 1)).clamp(6, 60)
}

/// The places of a file's tokens (automatic semicolons included) and the lexical errors: for tests of the lexer alone.
pub fn lex(file: &SourceFile) -> (Vec<Span>, Diagnostics) {
    let lexed = semicolons::lex(file);
    let errors = lexed.errors.into_iter().map(|(at, message)| Error { at, when: at, message }).collect();
    (lexed.tokens.iter().map(|t| Span::new(t.0, t.2)).collect(), diagnostics(file, errors))
}

/// Parses a whole file. Ids of expressions, identifiers and case clauses count from `first_id`.
///
/// A syntax error does not end the parse: the token vector is edited where the parser stopped (see `errors`) and parsed
/// again, so that later errors are found too.
pub fn parse_file(file: &SourceFile, first_id: u32) -> Parsed {
    let lexed = semicolons::lex(file);
    let mut errors: Vec<Error> =
        lexed.errors.into_iter().map(|(at, message)| Error { at, when: at, message }).collect();
    let mut tokens = lexed.tokens;
    let misplaced = directives::check(file, &tokens, &lexed.directives);
    errors.extend(misplaced.early.into_iter().map(|(at, message)| Error { at, when: at, message }));
    let late = misplaced.late.into_iter().map(|(at, m)| Diagnostic::error(LATE, Span::new(at, at), m));
    if let Some(deep) = brackets::mark(&mut tokens) {
        let at = tokens[deep].0;
        errors.push(Error { at, when: at, message: "syntax error: nesting depth limit exceeded".into() });
        return nothing(file, first_id, errors);
    }
    let (mut stops, mut stuck, mut left) = (0, 0, usize::MAX);
    loop {
        let mut builder = Builder::new(file, first_id, lexed.directives.clone());
        // The parser reads one token ahead: when it stops, the last one read is the one that it could not take.
        let read = Cell::new(0);
        let stream = tokens.iter().map(|t| {
            read.set(read.get() + 1);
            Ok(*t)
        });
        let error = match go::FileParser::new().parse(&mut builder, stream) {
            Ok(tree) => {
                errors.append(&mut builder.errors);
                let places: Vec<u32> = errors.iter().filter(|e| !e.is_structure()).map(|e| e.at).collect();
                if !errors.iter().any(Error::is_syntax) {
                    errors.append(&mut builder.late_errors);
                }
                let mut diagnostics = diagnostics(file, errors);
                diagnostics.extend(check_branches(&tree, file, &places));
                diagnostics.sort_by_key(|d| d.span.lo);
                diagnostics.extend(late);
                return Parsed { file: tree, next_id: builder.next_id, diagnostics };
            }
            Err(e) => e,
        };
        let (index, expected) = match &error {
            ParseError::UnrecognizedToken { expected, .. } => (read.get() - 1, expected.as_slice()),
            ParseError::UnrecognizedEof { expected, .. } => (tokens.len(), expected.as_slice()),
            ParseError::InvalidToken { .. } | ParseError::ExtraToken { .. } | ParseError::User { .. } => {
                (tokens.len(), &[][..])
            }
        };
        let expected: Vec<&str> = expected.iter().map(|t| t.trim_matches('"')).collect();
        let found = diagnose(&Stop { file, tokens: &tokens, index, expected: &expected });
        // What the end of the file lacks is of no interest once something else is wrong.
        let at_end = tokens.get(index).is_none_or(|t| t.0 == file.span().hi);
        if !(at_end && (!errors.is_empty() || !builder.errors.is_empty())) {
            errors.push(Error { at: found.at, when: found.at, message: found.message });
        }
        stops += 1;
        // Each repair must get the parser further, or soon.
        stuck = if tokens.len() - index < left { 0 } else { stuck + 1 };
        left = left.min(tokens.len() - index);
        match found.repair {
            Some(r) if stops < max_repairs(tokens.len()) && stuck < 6 && lines(file, &errors) < MAX_ERRORS => {
                let at = tokens.get(r.from).map_or(file.span().hi, |t| t.0);
                tokens.splice(r.from..r.to, r.insert.into_iter().map(|t| (at, t, at)));
            }
            _ => {
                errors.append(&mut builder.errors);
                return nothing(file, first_id, errors);
            }
        }
    }
}

/// Parses the one declaration (not an import) in a part of a file whose package clause names the package at `package`. Gives an
/// empty declaration if there is an error: the file was parsed before, without any.
pub(crate) fn parse_decl(file: &SourceFile, package: Span, part: Span, first_id: u32) -> (TopDecl, u32) {
    let lexed = semicolons::lex_part(file, part);
    let mut tokens: Vec<Token> = Vec::with_capacity(lexed.tokens.len() + 3);
    let clause = [(package.lo, Tok::Package), (package.lo, Tok::Name), (package.hi, Tok::Semi)];
    tokens.extend(clause.map(|(at, t)| (at, t, package.hi)));
    tokens.extend(lexed.tokens);
    let deep = brackets::mark(&mut tokens).is_some();
    let mut builder = Builder::new(file, first_id, lexed.directives);
    let tree = go::FileParser::new().parse(&mut builder, tokens.iter().map(|t| Ok::<Token, ()>(*t)));
    let decl = tree.ok().filter(|_| !deep).and_then(|mut tree| tree.decls.pop());
    debug_assert!(decl.is_some() && builder.errors.is_empty(), "{}: {part:?}", file.path);
    (decl.unwrap_or(TopDecl::Gen(Decl::Type(Vec::new()))), builder.next_id)
}

/// On how many lines there are errors.
fn lines(file: &SourceFile, errors: &[Error]) -> usize {
    errors.iter().map(|e| file.line_column(e.at).0).collect::<FxHashSet<_>>().len()
}

/// The errors in order of their places. As gc does, one syntax error a line (the one found first), and no message twice on
/// a line.
fn diagnostics(file: &SourceFile, mut errors: Vec<Error>) -> Diagnostics {
    // A header in which something else is wrong is not blamed for its statement.
    let places: Vec<u32> = errors.iter().map(|e| e.at).collect();
    errors.retain(|e| e.at >= e.when || !places.iter().any(|&at| e.at < at && at <= e.when));
    errors.sort_by_key(|e| e.when);
    let mut seen = FxHashSet::default();
    errors.retain(|e| {
        let line = file.line_column(e.at).0;
        let message = if e.is_syntax() { String::new() } else { e.message.clone() };
        seen.insert((line, message))
    });
    // A line whose first character is wrong is not blamed for what it then seems to be.
    let wrong: FxHashSet<u32> = errors
        .iter()
        .filter(|e| e.message.starts_with("invalid character"))
        .map(|e| file.line_column(e.at).0)
        .collect();
    let mut kept = Vec::new();
    for (i, e) in errors.iter().enumerate() {
        let blamed = e.message.ends_with("non-declaration statement outside function body") && {
            let line = file.line_column(e.at).0;
            wrong.contains(&line) && errors[..i].iter().any(|w| file.line_column(w.at).0 == line)
        };
        if !blamed {
            kept.push(e.clone());
        }
    }
    kept.sort_by_key(|e| (e.at, e.when));
    let code = |e: &Error| match () {
        () if e.is_syntax() => SYNTAX,
        () if e.is_structure() => STRUCTURE,
        () => TOKEN,
    };
    kept.into_iter().map(|e| Diagnostic::error(code(&e), Span::new(e.at, e.at), e.message)).collect()
}

/// The product for a file of which no tree can be made.
fn nothing(file: &SourceFile, first_id: u32, errors: Vec<Error>) -> Parsed {
    let mut b = Builder::new(file, first_id, Vec::new());
    let package = b.ident(file.base, file.base);
    let tree = File { file: file.id, package, imports: Vec::new(), decls: Vec::new(), directives: Vec::new() };
    Parsed { file: tree, next_id: b.next_id, diagnostics: diagnostics(file, errors) }
}
