//! Statements (spec: Statements), except switches and range loops.

use crate::checker::*;
use crate::codes;
use crate::info::Mode;
use crate::object::*;
use crate::operand::{Operand, node_pos};
use crate::ty::*;
use crate::typexpr::unparen;
use vole_source::{Diagnostic, Span};
use vole_syntax::ast::{self, BinOp, Block, Expr, ExprKind, Stmt, StmtKind, UnOp, print_expr};

impl Checker {
    /// A function's body in the current scope (its parameters').
    pub(crate) fn body(&mut self, block: &Block, has_results: bool) {
        self.stmts(&block.stmts);
        if has_results && !self.is_terminating(block) {
            self.error(codes::MISSING_RETURN, block.rbrace, "missing return");
        }
    }

    /// Runs `f` in a new scope.
    pub(crate) fn scoped<R>(&mut self, f: impl FnOnce(&mut Checker) -> R) -> R {
        let saved = self.env.scope;
        self.env.scope = self.scopes.push(Some(saved));
        let out = f(self);
        self.env.scope = saved;
        out
    }

    /// Statements in order.
    pub(crate) fn stmts(&mut self, list: &[Stmt]) {
        list.iter().for_each(|s| self.stmt(s));
    }

    pub(crate) fn block(&mut self, block: &Block) {
        self.scoped(|c| c.stmts(&block.stmts));
    }

    pub(crate) fn stmt(&mut self, s: &Stmt) {
        // What the statement puts off is done at its end, as gc does: errors come out in its order.
        let mark = self.delayed.len();
        self.stmt_now(s);
        self.process_delayed_from(mark);
    }

    fn stmt_now(&mut self, s: &Stmt) {
        match &s.kind {
            // The parser judged branches.
            StmtKind::Bad
            | StmtKind::Empty
            | StmtKind::Break(_)
            | StmtKind::Continue(_)
            | StmtKind::Goto(_)
            | StmtKind::Fallthrough => {}
            StmtKind::Expr(e) => self.expr_stmt(e),
            StmtKind::Send(ch, _, v) => self.send(s, ch, v),
            StmtKind::IncDec(e, inc) => self.inc_dec(e, *inc),
            StmtKind::Assign(l, _, r) => self.assign_vars(l, r),
            StmtKind::OpAssign(op, span, l, r) => self.op_assign(*op, *span, l, r),
            StmtKind::Define(l, at, r) => self.short_var_decl(l, *at, r),
            StmtKind::Decl(d) => self.decl_stmt(d),
            StmtKind::Go(e) => self.go_defer(e, "go"),
            StmtKind::Defer(e) => self.go_defer(e, "defer"),
            StmtKind::Return(values) => self.return_stmt(values, s.span),
            StmtKind::Block(b) => self.block(b),
            StmtKind::If(s) => self.scoped(|c| {
                if let Some(init) = &s.init {
                    c.stmt(init);
                }
                c.condition(&s.cond, "if");
                c.block(&s.then);
                if let Some(els) = &s.els {
                    c.stmt(els);
                }
            }),
            StmtKind::Switch(s) => self.scoped(|c| c.switch(s)),
            StmtKind::TypeSwitch(s) => self.scoped(|c| c.type_switch(s)),
            StmtKind::Select(clauses, _) => self.select(clauses),
            StmtKind::For(s) => self.scoped(|c| {
                if let Some(init) = &s.init {
                    c.stmt(init);
                }
                if let Some(cond) = &s.cond {
                    c.condition(cond, "for");
                }
                if let Some(post) = &s.post {
                    if let StmtKind::Define(..) = post.kind {
                        c.error(codes::INVALID_POST_DECL, post.span, "cannot declare in post statement of for loop");
                    }
                    c.stmt(post);
                }
                c.block(&s.body);
            }),
            StmtKind::Range(r) => self.scoped(|c| c.range(r)),
            StmtKind::Labeled(_, inner) => self.stmt(inner),
        }
    }

    fn condition(&mut self, e: &Expr, what: &str) {
        let mut x = self.expr(e);
        if x.is_invalid() {
            return;
        }
        if !self.all_boolean(x.ty) {
            self.error(codes::INVALID_COND, e.span, format!("non-boolean condition in {what} statement"));
            return;
        }
        if self.is_untyped(x.ty) {
            self.convert_untyped(&mut x, TypeId::BOOL);
        }
    }

    fn expr_stmt(&mut self, e: &Expr) {
        let x = self.raw_expr(e, None, false);
        let what = match x.mode {
            Mode::Invalid | Mode::NoValue => return,
            Mode::Builtin(_) => "must be called",
            Mode::Type => "is not an expression",
            _ => {
                if self.is_statement_expr(e) {
                    return;
                }
                self.finish_untyped(&x);
                "is not used"
            }
        };
        let text = self.describe(&x);
        self.error(codes::UNUSED_EXPR, x.span(), format!("{text} {what}"));
    }

    /// Calls of functions and receives may stand alone; conversions and value-producing predeclared functions may not.
    fn is_statement_expr(&mut self, e: &Expr) -> bool {
        match &unparen(e).kind {
            ExprKind::Unary(UnOp::Recv, _) => true,
            ExprKind::Call(call) => match self.info.of(unparen(&call.fun).id).map(|t| t.mode) {
                Some(Mode::Type) => false,
                Some(Mode::Builtin(b)) => matches!(
                    b,
                    Builtin::Clear
                        | Builtin::Close
                        | Builtin::Copy
                        | Builtin::Delete
                        | Builtin::Panic
                        | Builtin::Print
                        | Builtin::Println
                        | Builtin::Recover
                ),
                _ => true,
            },
            _ => false,
        }
    }

    /// Gives an untyped operand that nothing else uses its default type.
    pub(crate) fn finish_untyped(&mut self, x: &Operand<'_>) {
        if !x.is_invalid() && self.is_untyped(x.ty) && !x.is_nil() {
            let t = self.default_type(x.ty);
            self.set_type(x.expr, t);
        }
    }

    fn send(&mut self, s: &Stmt, ch: &Expr, v: &Expr) {
        let c = self.expr(ch);
        let elem = if c.is_invalid() { Ok(TypeId::INVALID) } else { self.channel(&c, ast::ChanDir::Recv) };
        let mut x = self.expr_hint(v, elem.clone().ok());
        if c.is_invalid() || x.is_invalid() {
            return;
        }
        match elem {
            Ok(elem) => self.assignment(&mut x, Some(elem), "send"),
            Err(why) => {
                let message = format!("invalid operation: cannot send to {why}");
                self.error(codes::INVALID_SEND, s.span, message);
            }
        }
    }

    fn inc_dec(&mut self, e: &Expr, inc: bool) {
        let x = self.expr(e);
        if x.is_invalid() {
            return;
        }
        if !self.all_numeric(x.ty) {
            let op = if inc { "++" } else { "--" };
            let (text, t) = (print_expr(e), self.type_string(x.ty));
            self.error(
                codes::NON_NUMERIC_INC_DEC,
                e.span,
                format!("invalid operation: {text}{op} (non-numeric type {t})"),
            );
            return;
        }
        self.lhs_var(e);
    }

    fn op_assign(&mut self, op: BinOp, op_span: Span, l: &Expr, r: &Expr) {
        let x = self.expr(l);
        let y = self.expr(r);
        let mut out = self.binary_operands(None, op, op_span, x, y);
        if out.is_invalid() {
            return;
        }
        // The result is no constant that could be recorded for the left side.
        let Some(t) = self.lhs_var(l) else { return };
        if t.is_none() {
            self.error(codes::INVALID_BLANK, l.span, "cannot use _ as value");
            return;
        }
        if self.is_untyped(out.ty) {
            if let Some(t) = t {
                self.convert_untyped(&mut out, t);
            }
            return;
        }
        self.assignment(&mut out, t, "assignment operation");
    }

    fn go_defer(&mut self, e: &Expr, what: &str) {
        let ExprKind::Call(call) = &unparen(e).kind else {
            let at = unparen(e).span;
            self.error(codes::INVALID_CALL, at, format!("expression in {what} must be function call"));
            self.use_expr(e);
            return;
        };
        let x = self.raw_expr(e, None, false);
        let kind = self.info.of(unparen(&call.fun).id).map(|t| t.mode);
        let message = match kind {
            Some(Mode::Type) if !x.is_invalid() => {
                let text = self.describe(&x);
                format!("requires function call, not conversion {text}")
            }
            Some(Mode::Builtin(_)) if !x.is_invalid() && !self.is_statement_expr(e) => {
                let text = self.describe(&x);
                format!("discards result of {text}")
            }
            _ => return,
        };
        self.error(codes::UNUSED_RESULTS, x.span(), format!("{what} {message}"));
    }

    fn return_stmt(&mut self, values: &[Expr], span: Span) {
        let Some(context) = self.env.context.clone() else { return };
        let results = &context.results;
        if values.is_empty() {
            if results.is_empty() {
                return;
            }
            if !context.named_results {
                let want = self.summary(&results.iter().map(|r| r.1).collect::<Vec<_>>(), false, false);
                self.error(
                    codes::WRONG_RESULT_COUNT,
                    span,
                    format!("not enough return values\n\thave ()\n\twant {want}"),
                );
                return;
            }
            for (name, _, obj) in results {
                if &**name == "_" {
                    continue;
                }
                if let Some((_, found)) = self.lookup_name(name)
                    && Some(found) != *obj
                {
                    let at = self.universe.obj(found).span;
                    let d = Diagnostic::error(
                        codes::OUT_OF_SCOPE_RESULT,
                        span,
                        format!("result parameter {name} not in scope at return"),
                    );
                    self.report(d.label(at, format!("inner declaration of {}", self.object_description(found))));
                }
            }
            return;
        }
        if results.is_empty() {
            let mut types = Vec::new();
            let operands: Vec<Operand<'_>> = if let [only] = values {
                let x = self.multi_expr(only, None, false);
                self.unpack(x)
            } else {
                values.iter().map(|e| self.expr(e)).collect()
            };
            for x in &operands {
                if x.is_invalid() {
                    return;
                }
                types.push(x.ty);
            }
            let have = self.summary(&types, false, false);
            self.error(
                codes::WRONG_RESULT_COUNT,
                values[0].span,
                format!("too many return values\n\thave {have}\n\twant ()"),
            );
            return;
        }
        self.return_values(results, values, span);
    }

    fn select(&mut self, clauses: &[ast::CommClause]) {
        let mut default: Option<Span> = None;
        for clause in clauses {
            if clause.comm.is_none() {
                if let Some(first) = default {
                    let at = self.position(first);
                    self.error(codes::DUPLICATE_DEFAULT, clause.span, format!("multiple defaults (first at {at})"));
                }
                default = default.or(Some(clause.span));
            }
        }
        for clause in clauses {
            self.scoped(|c| {
                if let Some(comm) = &clause.comm {
                    let receive = match &comm.kind {
                        StmtKind::Send(..) => true,
                        StmtKind::Expr(e) => is_receive(e),
                        StmtKind::Assign(_, _, r) | StmtKind::Define(_, _, r) => r.len() == 1 && is_receive(&r[0]),
                        _ => false,
                    };
                    if !receive {
                        let at = match &comm.kind {
                            StmtKind::Expr(e) => node_pos(e),
                            _ => comm.span,
                        };
                        c.error(
                            codes::INVALID_SELECT_CASE,
                            at,
                            "select case must be send or receive (possibly with assignment)",
                        );
                        return;
                    }
                    c.stmt(comm);
                }
                c.stmts(&clause.body);
            });
        }
    }

    fn object_description(&self, obj: ObjId) -> String {
        let o = self.universe.obj(obj);
        let q = self.qualifier();
        match o.kind {
            ObjKind::Var => format!("var {} {}", o.name, self.universe.type_string(o.ty, &q)),
            ObjKind::Const(_) => format!("const {} {}", o.name, self.universe.type_string(o.ty, &q)),
            ObjKind::TypeName => format!("type {}", o.name),
            _ => o.name.to_string(),
        }
    }
}

fn is_receive(e: &Expr) -> bool {
    matches!(unparen(e).kind, ExprKind::Unary(UnOp::Recv, _))
}
