//! Visiting the tree, in source order.

use super::*;

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

fn exprs<'a>(v: &mut dyn Visit, list: impl IntoIterator<Item = &'a Expr>) {
    for e in list {
        walk_expr(v, e);
    }
}

fn func_type(v: &mut dyn Visit, t: &FuncType) {
    type_params(v, &t.type_params);
    params(v, &t.params);
    params(v, &t.results);
}

/// A type shared by `a, b T` is visited once.
fn params(v: &mut dyn Visit, list: &[Param]) {
    for (i, p) in list.iter().enumerate() {
        if i == 0 || !Arc::ptr_eq(&p.ty, &list[i - 1].ty) {
            walk_expr(v, &p.ty);
        }
    }
}

fn type_params(v: &mut dyn Visit, list: &[TypeParam]) {
    for (i, p) in list.iter().enumerate() {
        if i == 0 || !Arc::ptr_eq(&p.constraint, &list[i - 1].constraint) {
            walk_expr(v, &p.constraint);
        }
    }
}

/// Walks an expression and what is below it (bodies of function literals too).
pub fn walk_expr(v: &mut dyn Visit, e: &Expr) {
    if !v.expr(e) {
        return;
    }
    match &e.kind {
        ExprKind::Bad | ExprKind::Ident(_) | ExprKind::Lit(..) => {}
        ExprKind::Paren(x)
        | ExprKind::Selector(x, _)
        | ExprKind::Star(x)
        | ExprKind::Unary(_, x)
        | ExprKind::SliceType(x)
        | ExprKind::ChanType(_, x)
        | ExprKind::Ellipsis(x) => walk_expr(v, x),
        ExprKind::FuncLit(f) => {
            func_type(v, &f.ty);
            walk_block(v, &f.body);
        }
        ExprKind::CompositeLit(c) => {
            exprs(v, &c.ty);
            exprs(v, &c.elems);
        }
        ExprKind::Index(x, args) => {
            walk_expr(v, x);
            exprs(v, args);
        }
        ExprKind::Slice(s) => {
            walk_expr(v, &s.x);
            exprs(v, s.lo.iter().chain(&s.hi).chain(&s.max));
        }
        ExprKind::TypeAssert(x, t) => {
            walk_expr(v, x);
            exprs(v, t.as_deref());
        }
        ExprKind::Call(c) => {
            walk_expr(v, &c.fun);
            exprs(v, &c.args);
        }
        ExprKind::Binary(_, _, x, y) | ExprKind::KeyValue(x, y) | ExprKind::MapType(x, y) => {
            walk_expr(v, x);
            walk_expr(v, y);
        }
        ExprKind::ArrayType(n, x) => {
            exprs(v, n.as_deref());
            walk_expr(v, x);
        }
        ExprKind::StructType(fields) => exprs(v, fields.iter().map(|f| &f.ty)),
        ExprKind::FuncType(t) => func_type(v, t),
        ExprKind::InterfaceType(elems) => {
            for e in elems {
                match e {
                    InterfaceElem::Method(_, t) => func_type(v, t),
                    InterfaceElem::Embed(x) => walk_expr(v, x),
                }
            }
        }
    }
}

/// Walks a statement.
pub fn walk_stmt(v: &mut dyn Visit, s: &Stmt) {
    if !v.stmt(s) {
        return;
    }
    match &s.kind {
        StmtKind::Bad
        | StmtKind::Empty
        | StmtKind::Break(_)
        | StmtKind::Continue(_)
        | StmtKind::Goto(_)
        | StmtKind::Fallthrough => {}
        StmtKind::Expr(x) | StmtKind::IncDec(x, _) | StmtKind::Go(x) | StmtKind::Defer(x) => walk_expr(v, x),
        StmtKind::Send(x, _, y) | StmtKind::OpAssign(_, _, x, y) => {
            walk_expr(v, x);
            walk_expr(v, y);
        }
        StmtKind::Assign(l, _, r) | StmtKind::Define(l, _, r) => {
            exprs(v, l);
            exprs(v, r);
        }
        StmtKind::Decl(d) => walk_decl(v, d),
        StmtKind::Return(list) => exprs(v, list),
        StmtKind::Block(b) => walk_block(v, b),
        StmtKind::If(s) => {
            stmts(v, &s.init);
            walk_expr(v, &s.cond);
            walk_block(v, &s.then);
            stmts(v, &s.els);
        }
        StmtKind::Switch(s) => {
            stmts(v, &s.init);
            exprs(v, &s.tag);
            clauses(v, &s.clauses);
        }
        StmtKind::TypeSwitch(s) => {
            stmts(v, &s.init);
            walk_expr(v, &s.x);
            clauses(v, &s.clauses);
        }
        StmtKind::Select(list, _) => {
            for c in list {
                stmts(v, &c.comm);
                stmts(v, &c.body);
            }
        }
        StmtKind::For(s) => {
            stmts(v, &s.init);
            exprs(v, &s.cond);
            stmts(v, &s.post);
            walk_block(v, &s.body);
        }
        StmtKind::Range(s) => {
            exprs(v, s.key.iter().chain(&s.value));
            walk_expr(v, &s.x);
            walk_block(v, &s.body);
        }
        StmtKind::Labeled(_, s) => walk_stmt(v, s),
    }
}

fn stmts<'a>(v: &mut dyn Visit, list: impl IntoIterator<Item = &'a Stmt>) {
    for s in list {
        walk_stmt(v, s);
    }
}

fn clauses(v: &mut dyn Visit, list: &[CaseClause]) {
    for c in list {
        exprs(v, &c.exprs);
        stmts(v, &c.body);
    }
}

/// Walks a declaration group.
pub fn walk_decl(v: &mut dyn Visit, d: &Decl) {
    match d {
        Decl::Const(list) => list.iter().for_each(|s| exprs(v, s.ty.iter().chain(&s.values))),
        Decl::Var(list) => list.iter().for_each(|s| exprs(v, s.ty.iter().chain(&s.values))),
        Decl::Type(list) => list.iter().for_each(|s| {
            type_params(v, &s.type_params);
            walk_expr(v, &s.ty);
        }),
    }
}

/// Walks a function declaration: receiver, signature, body.
pub fn walk_func(v: &mut dyn Visit, f: &FuncDecl) {
    exprs(v, f.recv.iter().map(|r| &*r.ty));
    func_type(v, &f.ty);
    if let Some(body) = &f.body {
        walk_block(v, body);
    }
}

/// Walks a block.
pub fn walk_block(v: &mut dyn Visit, b: &Block) {
    stmts(v, &b.stmts);
}
