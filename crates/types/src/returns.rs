//! Terminating statements (spec: Terminating statements): whether control can reach the end of a function.

use vole_syntax::ast::*;

/// Whether a function body ends in a terminating statement. `is_panic` tells whether a call is one of the predeclared `panic`.
pub fn body_terminates(body: &Block, is_panic: &dyn Fn(&CallExpr) -> bool) -> bool {
    Check { is_panic }.list(&body.stmts)
}

struct Check<'a> {
    is_panic: &'a dyn Fn(&CallExpr) -> bool,
}

impl Check<'_> {
    fn list(&self, stmts: &[Stmt]) -> bool {
        // Trailing empty statements do not count.
        stmts.iter().rev().find(|s| !matches!(s.kind, StmtKind::Empty)).is_some_and(|s| self.stmt(s, None))
    }

    fn stmt(&self, s: &Stmt, label: Option<&str>) -> bool {
        match &s.kind {
            StmtKind::Return(_) | StmtKind::Goto(_) | StmtKind::Fallthrough => true,
            StmtKind::Expr(e) => self.is_panic_call(e),
            StmtKind::Block(b) => self.list(&b.stmts),
            StmtKind::If(i) => match &i.els {
                Some(els) => self.list(&i.then.stmts) && self.stmt(els, None),
                None => false,
            },
            StmtKind::For(f) => f.cond.is_none() && !has_break(&f.body.stmts, label, true),
            StmtKind::Switch(sw) => self.clauses(&sw.clauses, label),
            StmtKind::TypeSwitch(sw) => self.clauses(&sw.clauses, label),
            StmtKind::Select(clauses, _) => {
                clauses.iter().all(|c| self.list(&c.body) && !has_break(&c.body, label, true))
            }
            StmtKind::Labeled(name, inner) => self.stmt(inner, Some(&name.name)),
            // A statement in error was reported; complaining about its end helps nobody.
            StmtKind::Bad => true,
            _ => false,
        }
    }

    fn is_panic_call(&self, e: &Expr) -> bool {
        let mut e = e;
        while let ExprKind::Paren(inner) = &e.kind {
            e = inner;
        }
        matches!(&e.kind, ExprKind::Call(c) if (self.is_panic)(c))
    }

    fn clauses(&self, clauses: &[CaseClause], label: Option<&str>) -> bool {
        clauses.iter().any(|c| c.is_default)
            && clauses.iter().all(|c| self.list(&c.body) && !has_break(&c.body, label, true))
    }
}

/// Whether the statements contain a break that leaves the statement around them: without label when `implicit`, or with `label`.
pub fn has_break(stmts: &[Stmt], label: Option<&str>, implicit: bool) -> bool {
    stmts.iter().any(|s| stmt_breaks(s, label, implicit))
}

fn stmt_breaks(s: &Stmt, label: Option<&str>, implicit: bool) -> bool {
    match &s.kind {
        StmtKind::Break(None) => implicit,
        StmtKind::Break(Some(l)) => Some(&*l.name) == label,
        StmtKind::Block(b) => has_break(&b.stmts, label, implicit),
        StmtKind::If(i) => {
            has_break(&i.then.stmts, label, implicit) || i.els.as_ref().is_some_and(|e| stmt_breaks(e, label, implicit))
        }
        StmtKind::Labeled(_, inner) => stmt_breaks(inner, label, implicit),
        // Inside these an unlabelled break means the inner statement.
        StmtKind::Switch(sw) => label.is_some() && sw.clauses.iter().any(|c| has_break(&c.body, label, false)),
        StmtKind::TypeSwitch(sw) => label.is_some() && sw.clauses.iter().any(|c| has_break(&c.body, label, false)),
        StmtKind::Select(clauses, _) => label.is_some() && clauses.iter().any(|c| has_break(&c.body, label, false)),
        StmtKind::For(f) => label.is_some() && has_break(&f.body.stmts, label, false),
        StmtKind::Range(r) => label.is_some() && has_break(&r.body.stmts, label, false),
        _ => false,
    }
}
