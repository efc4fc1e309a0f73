//! Statements and structured control flow.

use super::order::Item;
use super::{Lower, Place, Target_, Var};
use crate::ir::{BlockId, Loc, Term};
use vole_bytecode::Op;
use vole_syntax::ast::{Block, Decl, Expr, ExprKind, ForStmt, Ident, IfStmt, Stmt, StmtKind};
use vole_types::object::ObjId;
use vole_types::ty::TypeId;

impl Lower<'_, '_> {
    pub(crate) fn stmts(&mut self, list: &[Stmt]) {
        for s in list {
            self.stmt(s);
        }
    }

    pub(crate) fn block_stmt(&mut self, b: &Block) {
        self.stmts(&b.stmts);
    }

    pub(crate) fn stmt(&mut self, s: &Stmt) {
        self.pos = s.span.lo;
        // Labels inside unreachable code may still be jumped to.
        if !self.live && !may_hold_label(s) {
            return;
        }
        let label = self.next_label.take();
        match &s.kind {
            StmtKind::Empty | StmtKind::Bad => {}
            StmtKind::Expr(e) => {
                self.effect(e);
                if self.is_panic_call(e) {
                    self.live = false;
                    // The block after the call is never reached.
                    self.close_dead();
                }
            }
            StmtKind::Send(ch, arrow, v) => {
                let ct = self.ty(ch);
                let t = self.elem(ct);
                self.hoist_send(ch, v, t);
                let c = self.expr(ch, None);
                let l = self.value(v, t, None);
                let image = if self.in_regs(t) { self.image(l, t) } else { l };
                self.pos = arrow.lo.max(1);
                self.op2(Op::Send, c, image);
            }
            StmtKind::IncDec(x, inc) => self.inc_dec(x, *inc),
            StmtKind::Assign(l, _, r) => self.assign(l, r),
            StmtKind::OpAssign(op, _, l, r) => self.op_assign(*op, l, r),
            StmtKind::Define(l, _, r) => self.define_stmt(l, r),
            StmtKind::Decl(Decl::Var(specs)) => specs.iter().for_each(|v| self.var_spec(v)),
            StmtKind::Decl(_) => {}
            StmtKind::Go(e) => self.go_stmt(e),
            StmtKind::Defer(e) => self.defer_stmt(e),
            StmtKind::Return(values) => self.return_stmt(values),
            StmtKind::Break(l) => self.leave_loop(l, false),
            StmtKind::Continue(l) => self.leave_loop(l, true),
            StmtKind::Goto(l) => {
                if !self.goto_from_loop(&l.name) {
                    let b = self.label(&l.name);
                    self.jump(b);
                }
            }
            StmtKind::Fallthrough => {
                if let Some(b) = self.fallthrough {
                    self.jump(b);
                }
            }
            StmtKind::Block(b) => self.block_stmt(b),
            StmtKind::If(i) => self.if_stmt(i),
            StmtKind::Switch(sw) => self.switch(sw, label),
            StmtKind::TypeSwitch(sw) => self.type_switch(sw, label),
            StmtKind::Select(clauses, _) => self.select(clauses, label),
            StmtKind::For(f) => self.for_stmt(f, label),
            StmtKind::Range(r) => self.range(r, label),
            StmtKind::Labeled(id, inner) => self.labeled(id, inner),
        }
    }

    fn close_dead(&mut self) {
        let b = self.cur;
        self.f.blocks[b.0 as usize].term = Term::Stop { op: Op::Unreachable, args: [crate::ir::Arg::Imm(0); 3], w: 0 };
    }

    pub(crate) fn label(&mut self, name: &vole_syntax::ast::Name) -> BlockId {
        if let Some(&b) = self.labels.get(name) {
            return b;
        }
        let b = self.block();
        self.labels.insert(name.clone(), b);
        b
    }

    fn labeled(&mut self, id: &Ident, inner: &Stmt) {
        let b = self.label(&id.name);
        self.start(b);
        self.next_label = Some(id.name.clone());
        self.stmt(inner);
        self.next_label = None;
    }

    /// `break` and `continue`
    fn leave_loop(&mut self, label: &Option<Ident>, cont: bool) {
        let found = self.targets.iter().rev().find(|t| match label {
            Some(l) => t.label.as_ref() == Some(&l.name),
            None => !cont || t.cont.is_some(),
        });
        match found {
            Some(t) => {
                let b = if cont { t.cont.unwrap_or(t.brk) } else { t.brk };
                self.jump(b);
            }
            None => {
                if !self.branch_from_loop(label.as_ref().map(|l| &l.name), cont) {
                    self.error("internal: no such loop");
                }
            }
        }
    }

    pub(crate) fn enter(&mut self, label: Option<vole_syntax::ast::Name>, brk: BlockId, cont: Option<BlockId>) {
        self.targets.push(Target_ { label, brk, cont });
    }

    pub(crate) fn leave(&mut self) {
        self.targets.pop();
    }

    fn if_stmt(&mut self, s: &IfStmt) {
        if let Some(init) = &s.init {
            self.stmt(init);
        }
        let (yes, done) = (self.block(), self.block());
        let no = if s.els.is_some() { self.block() } else { done };
        self.cond(&s.cond, yes, no);
        self.start_unjumped(yes);
        self.block_stmt(&s.then);
        if let Some(els) = &s.els {
            self.jump(done);
            self.start_unjumped(no);
            self.stmt(els);
        }
        self.start(done);
    }

    fn for_stmt(&mut self, s: &ForStmt, label: Option<vole_syntax::ast::Name>) {
        let before: Vec<ObjId> = self.vars.keys().copied().collect();
        if let Some(init) = &s.init {
            self.stmt(init);
        }
        // Loop variables that live in cells get a fresh cell for every iteration.
        let cells: Vec<(ObjId, Loc)> = match s.init {
            Some(_) if !self.shares_loop_variables() => {
                let mut v: Vec<_> = self
                    .vars
                    .iter()
                    .filter(|(o, _)| !before.contains(o))
                    .filter_map(|(&o, &var)| if let Var::Cell(p) = var { Some((o, p)) } else { None })
                    .collect();
                v.sort_by_key(|(o, _)| *o);
                v
            }
            _ => vec![],
        };
        let (body, post, done) = (self.block(), self.block(), self.block());
        match &s.cond {
            Some(c) => {
                // The test stands twice, above and at the end of the loop; once, below, if it holds a literal.
                let test = holds_closure(c).then(|| self.block());
                match test {
                    Some(test) => self.jump(test),
                    None => self.cond(c, body, done),
                }
                self.start_unjumped(body);
                self.enter(label, done, Some(post));
                self.block_stmt(&s.body);
                self.leave();
                self.start(post);
                self.fresh_cells(&cells);
                if let Some(p) = &s.post {
                    self.stmt(p);
                }
                if let Some(test) = test {
                    self.start(test);
                }
                self.pos = c.span.lo;
                self.cond(c, body, done);
            }
            None => {
                self.start(body);
                self.enter(label, done, Some(post));
                self.block_stmt(&s.body);
                self.leave();
                self.start(post);
                self.fresh_cells(&cells);
                if let Some(p) = &s.post {
                    self.stmt(p);
                }
                self.jump(body);
            }
        }
        self.start_unjumped(done);
    }

    fn fresh_cells(&mut self, cells: &[(ObjId, Loc)]) {
        for &(obj, cell) in cells {
            let t = self.obj_type(obj);
            let p = self.new_object(t);
            self.note_copy_of(p, cell);
            self.transfer(Place::Addr(p, 0), Place::Addr(cell, 0), t);
            self.copy(cell, p);
        }
    }

    // ---- return

    fn return_stmt(&mut self, values: &[Expr]) {
        self.hoist_results(values);
        if self.return_from_loop(values) {
            return;
        }
        let results = self.results.clone();
        if values.is_empty() {
            return self.return_vars();
        }
        if let ([value], &[(t, Some(var @ (Var::Reg(_) | Var::Frame(_))))]) = (values, &results[..])
            && self.defers
            && self.builds_in_place(value, t, var)
        {
            let p = self.var_place(var);
            self.composite(value, t, p);
            return self.return_vars();
        }
        let mut locs = Vec::new();
        if values.len() == results.len() {
            for (e, (t, _)) in values.iter().zip(&results) {
                locs.push(self.value(e, *t, None));
            }
        } else {
            let many = self.multi(&values[0], results.len());
            for ((l, from), (t, _)) in many.into_iter().zip(&results) {
                locs.push(self.convert_loc(l, from, *t));
            }
        }
        self.finish_return(locs);
    }

    /// Whether gc builds a literal right in the result: if a part of it panics, a defer that recovers leaves the parts before it.
    fn builds_in_place(&mut self, value: &Expr, t: TypeId, var: Var) -> bool {
        let value = super::unparen(value);
        if !matches!(value.kind, ExprKind::CompositeLit(_)) || self.ty(value) != t {
            return false;
        }
        let home = |v: Var| match v {
            Var::Reg(l) | Var::Frame(l) | Var::Cell(l) => l.reg,
        };
        let struct_or_array =
            matches!(self.under(t), vole_types::ty::Type::Struct(_) | vole_types::ty::Type::Array { .. });
        let names = super::assign::names_in(value);
        let mentioned = names.into_iter().filter_map(|id| self.use_of(id));
        struct_or_array && !mentioned.filter_map(|o| self.vars.get(&o)).any(|&v| home(v) == home(var))
    }

    /// Results that have names are assigned like the variables they are: when defers may see them, all but the first are evaluated
    /// before the first is.
    fn hoist_results(&mut self, values: &[Expr]) {
        if let [one] = values
            && matches!(&super::unparen(one).kind, ExprKind::Call(c) if !self.is_type(&c.fun))
        {
            return;
        }
        let types: Vec<Option<TypeId>> = self.results.iter().map(|r| Some(r.0)).collect();
        let types = if types.len() == values.len() { types } else { vec![None; values.len()] };
        let items: Vec<Item> = values.iter().zip(types).collect();
        self.hoist(&items);
        let named = self.results.iter().all(|r| r.1.is_some());
        let shared = self.defers || self.results.iter().any(|r| matches!(r.1, Some(Var::Cell(_))));
        if values.len() > 1 && named && shared && self.may_panic(&values[0]) {
            self.take(&items);
            for v in &values[1..] {
                if self.may_panic(v) {
                    self.force(v);
                }
            }
        }
    }

    /// Returns evaluated values.
    pub(crate) fn finish_return(&mut self, mut locs: Vec<Loc>) {
        let results = self.results.clone();
        let vars: Vec<(TypeId, Var)> = results.iter().filter_map(|(t, v)| v.map(|v| (*t, v))).collect();
        let homes = vars.len() == results.len() && !results.is_empty();
        let shared = vars.iter().any(|(_, v)| matches!(v, Var::Cell(_)));
        if homes && (self.defers || shared) {
            // All values before any assignment: they may mention the results.
            let settled: Vec<Loc> =
                if locs.len() > 1 { locs.iter().map(|&l| self.settle_result(l)).collect() } else { locs.clone() };
            for (l, (t, v)) in settled.iter().zip(&vars) {
                let p = self.var_place(*v);
                self.put(p, *t, *l);
            }
            if self.defers {
                return self.return_vars();
            }
            locs = settled;
        }
        self.end(Term::Ret(locs.into()));
    }

    /// A copy of a value in a register of its own.
    pub(crate) fn settle_result(&mut self, l: Loc) -> Loc {
        if l.n == 0 {
            return l;
        }
        let info = self.slots_info(l);
        let copy = self.f.new_reg(info);
        self.copy(copy, l);
        copy
    }

    /// Runs deferred calls and returns the result variables.
    pub(crate) fn return_vars(&mut self) {
        if self.defers {
            self.push(crate::ir::InstKind::Op { op: Op::RunDefers, args: [crate::ir::Arg::Imm(0); 3], w: 0 });
        }
        let mut locs = Vec::new();
        for (t, v) in self.results.clone() {
            match v {
                Some(v) => {
                    let p = self.var_place(v);
                    let l = self.frame_value(p, t);
                    locs.push(self.moved_result(v, l));
                }
                None => {
                    let l = self.temp(t);
                    self.zero_temp(l, t);
                    locs.push(l);
                }
            }
        }
        self.end(Term::Ret(locs.into()));
    }
}

/// Whether a statement may contain a label (so it must be lowered even if it cannot be reached from above).
fn may_hold_label(s: &Stmt) -> bool {
    match &s.kind {
        StmtKind::Labeled(..) => true,
        StmtKind::Block(b) => b.stmts.iter().any(may_hold_label),
        StmtKind::If(i) => i.then.stmts.iter().any(may_hold_label) || i.els.as_ref().is_some_and(may_hold_label),
        StmtKind::For(f) => f.body.stmts.iter().any(may_hold_label),
        StmtKind::Range(r) => r.body.stmts.iter().any(may_hold_label),
        StmtKind::Switch(s) => s.clauses.iter().any(|c| c.body.iter().any(may_hold_label)),
        StmtKind::TypeSwitch(s) => s.clauses.iter().any(|c| c.body.iter().any(may_hold_label)),
        StmtKind::Select(c, _) => c.iter().any(|c| c.body.iter().any(may_hold_label)),
        _ => false,
    }
}

struct HasClosure(bool);
impl vole_syntax::ast::Visit for HasClosure {
    fn expr(&mut self, e: &Expr) -> bool {
        self.0 |= matches!(e.kind, vole_syntax::ast::ExprKind::FuncLit(_));
        !self.0
    }
}

fn holds_closure(e: &Expr) -> bool {
    let mut v = HasClosure(false);
    vole_syntax::ast::walk_expr(&mut v, e);
    v.0
}
