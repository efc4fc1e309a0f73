//! Printing expressions as gc writes them in messages.
use super::Expr;
/// The expression in Go source form.
pub fn print_expr(_e: &Expr) -> String { String::new() }
