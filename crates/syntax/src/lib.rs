//! Lexer, parser and syntax tree of Go.
#![forbid(unsafe_code)]

pub mod ast;
