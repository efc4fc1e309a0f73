//! The entry point: text to tree, and the loop that goes on behind syntax errors.

use crate::ast::File;
use crate::builder::Builder;
use crate::errors::{Stop, diagnose};
use crate::{brackets, go, semicolons};
use lalrpop_util::ParseError;
use std::cell::Cell;
use vole_source::{Diagnostic, Diagnostics, SourceFile, Span};

/// What parsing a file gives. With diagnostics present, the tree lacks what could not be parsed.
#[derive(Debug)]
pub struct Parsed {
    /// The tree.
    pub file: File,
    /// The first id not used.
    pub next_id: u32,
    /// Errors in order of their places.
    pub diagnostics: Diagnostics,
}

/// Syntax errors after which the rest of a file is not looked at: a few more than gc prints.
const MAX_ERRORS: usize = 12;
/// Repairs tried in one file: some errors take several, and their followers on the same line are not reported.
const MAX_REPAIRS: usize = 60;

/// Parses a whole file. Ids of expressions, identifiers and case clauses count from `first_id`.
///
/// A syntax error does not end the parse: the token vector is edited where the parser stopped (see `errors`) and parsed
/// again, so that later errors are found too.
pub fn parse_file(file: &SourceFile, first_id: u32) -> Parsed {
    let lexed = semicolons::lex(file);
    let mut errors = lexed.errors;
    let mut tokens = lexed.tokens;
    if let Some(deep) = brackets::mark(&mut tokens) {
        errors.push((tokens[deep].0, "syntax error: nesting depth limit exceeded".into()));
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
                return Parsed { file: tree, next_id: builder.next_id, diagnostics: diagnostics(file, errors) };
            }
            Err(e) => e,
        };
        let (index, expected) = match &error {
            ParseError::UnrecognizedToken { expected, .. } => (read.get() - 1, expected.as_slice()),
            ParseError::UnrecognizedEof { expected, .. } => (tokens.len(), expected.as_slice()),
            ParseError::InvalidToken { .. } | ParseError::ExtraToken { .. } | ParseError::User { .. } => (tokens.len(), &[][..]),
        };
        let expected: Vec<&str> = expected.iter().map(|t| t.trim_matches('"')).collect();
        let found = diagnose(&Stop { file, tokens: &tokens, index, expected: &expected });
        errors.push((found.at, found.message));
        stops += 1;
        // Each repair must get the parser further, or soon.
        stuck = if tokens.len() - index < left { 0 } else { stuck + 1 };
        left = left.min(tokens.len() - index);
        match found.repair {
            Some(r) if stops < MAX_REPAIRS && stuck < 6 && lines(file, &errors) < MAX_ERRORS => {
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

/// On how many lines there are syntax errors.
fn lines(file: &SourceFile, errors: &[(u32, String)]) -> usize {
    let mut lines: Vec<u32> = errors.iter().map(|e| file.line_column(e.0).0).collect();
    lines.sort_unstable();
    lines.dedup();
    lines.len()
}

/// The errors in order of their places; as gc does, one syntax error a line.
fn diagnostics(file: &SourceFile, mut errors: Vec<(u32, String)>) -> Diagnostics {
    errors.sort_by_key(|e| e.0);
    let mut last_line = 0;
    errors.retain(|(at, message)| {
        let line = file.line_column(*at).0;
        let syntax = message.starts_with("syntax error");
        let keep = !syntax || line != last_line;
        if syntax {
            last_line = line;
        }
        keep
    });
    errors.dedup();
    errors.into_iter().map(|(at, message)| Diagnostic::error("Syntax", Span::new(at, at), message)).collect()
}

/// The product for a file of which no tree can be made.
fn nothing(file: &SourceFile, first_id: u32, errors: Vec<(u32, String)>) -> Parsed {
    let mut b = Builder::new(file, first_id, Vec::new());
    let package = b.ident(file.base, file.base);
    let tree = File { file: file.id, package, imports: Vec::new(), decls: Vec::new(), directives: Vec::new() };
    Parsed { file: tree, next_id: b.next_id, diagnostics: diagnostics(file, errors) }
}
