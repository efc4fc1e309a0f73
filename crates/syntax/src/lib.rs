//! Lexer, parser and syntax tree of Go: [`parse_file`] turns a file into a tree and a list of diagnostics. It never fails,
//! never panics and never hangs, whatever the text is.
//!
//! The way of a file: `token` (logos; `literal` scans and checks literals) → `semicolons` (automatic semicolons) →
//! `brackets` (marks the brackets that one token of look-ahead cannot tell apart, bounds nesting) → the LALRPOP parser
//! generated from `grammar/go.lalrpop`, whose actions live in `builder` → the tree of [`ast`]. A file with an error is read once more by
//! `recovery`, which tells its errors as gc does.
#![forbid(unsafe_code)]

pub mod ast;
mod brackets;
mod branches;
#[cfg(test)]
mod branches_tests;
mod builder;
mod directives;
pub mod literal;
pub mod outline;
mod parse;
mod recovery;
mod semicolons;
mod token;

lalrpop_util::lalrpop_mod!(
    #[allow(clippy::all, clippy::pedantic, clippy::unwrap_used, missing_docs, unused_imports, unused_parens)]
    go
);

pub use parse::{LATE, Parsed, STRUCTURE, SYNTAX, TOKEN, lex, parse_file};
