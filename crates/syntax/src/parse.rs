//! The entry point: text to tree.

use crate::ast::{File, Ident};
use crate::builder::Builder;
use crate::{brackets, go, semicolons};
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

/// Parses a whole file. Ids of expressions, identifiers and case clauses count from `first_id`.
pub fn parse_file(file: &SourceFile, first_id: u32) -> Parsed {
    let mut lexed = semicolons::lex(file);
    let mut errors = std::mem::take(&mut lexed.errors);
    let mut builder = Builder::new(file, first_id, lexed.directives);
    if let Some(deep) = brackets::mark(&mut lexed.tokens) {
        errors.push((lexed.tokens[deep].0, "nesting depth limit exceeded".into()));
        lexed.tokens.clear();
    }
    let result = go::FileParser::new().parse(&mut builder, lexed.tokens.into_iter().map(Ok));
    let tree = match result {
        Ok(tree) => tree,
        Err(e) => {
            let at = match &e {
                lalrpop_util::ParseError::UnrecognizedToken { token, .. } => token.0,
                _ => file.span().hi,
            };
            if errors.is_empty() {
                errors.push((at, format!("syntax error: {e:?}")));
            }
            empty_file(file, &mut builder)
        }
    };
    errors.append(&mut builder.errors);
    errors.sort_by_key(|e| e.0);
    let diagnostics = errors.into_iter().map(|(at, m)| Diagnostic::error("Syntax", Span::new(at, at), m)).collect();
    Parsed { file: tree, next_id: builder.next_id, diagnostics }
}

/// The tree of a file that has no package clause.
fn empty_file(file: &SourceFile, b: &mut Builder<'_>) -> File {
    let at = file.base;
    let package = Ident { name: "_".into(), ..b.ident(at, at) };
    File { file: file.id, package, imports: Vec::new(), decls: Vec::new(), directives: Vec::new() }
}
