//! Visiting the tree.
use super::{Block, Expr, Stmt};

/// Callbacks for a pre-order walk; return false to skip the children.
pub trait Visit {
    /// At each expression.
    fn expr(&mut self, _e: &Expr) -> bool {
        true
    }
    /// At each statement.
    fn stmt(&mut self, _s: &Stmt) -> bool {
        true
    }
}
/// Walks an expression and what is below it (bodies of function literals too).
pub fn walk_expr(_v: &mut dyn Visit, _e: &Expr) {}
/// Walks a statement.
pub fn walk_stmt(_v: &mut dyn Visit, _s: &Stmt) {}
/// Walks a block.
pub fn walk_block(_v: &mut dyn Visit, _b: &Block) {}
