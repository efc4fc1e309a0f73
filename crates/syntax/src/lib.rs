//! Lexer, parser and syntax tree of Go.
