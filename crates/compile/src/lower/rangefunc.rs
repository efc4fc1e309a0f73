//! Range over functions (spec: For statements with range clause).
//!
//! The loop body becomes a closure that is handed to the iterator. What leaves the body other than by going on (break,
//! return, goto, a labelled continue of an outer loop) notes where to go in a shared cell and makes the closure return
//! false; the dispatch stands after the call. A second cell holds the loop's state, because an iterator that calls the body
//! after it returned false, after the loop, or after it panicked must panic itself.

use super::{Lower, Place, Target_, Var, unparen};
use crate::ir::{Arg, Loc, Locs, RegInfo, Target, Term};
use rustc_hash::FxHashSet;
use vole_bytecode::Op;
use vole_syntax::ast::{self, Block, Expr, ExprKind, Name, RangeStmt, Stmt, StmtKind, Visit};
use vole_types::object::ObjId;
use vole_types::ty::{Type, TypeId};

/// States of a loop, as the run-time errors tell them apart.
const READY: i64 = 0;
const RUNNING: i64 = 1;
const DONE: i64 = 2;
const EXHAUSTED: i64 = 3;

/// How a loop body is left for good.
#[derive(Clone, Debug, PartialEq)]
enum Exit {
    Return,
    Break(usize),
    Continue(usize),
    /// A labelled break, or continue, of a statement further out than the function that the loop stands in.
    Beyond(Name, bool),
    Goto(Name),
}

/// What a loop body that became a closure knows of the function it stands in.
#[derive(Debug, Default)]
pub(crate) struct OuterLoop {
    state: Option<Loc>,
    code: Option<Loc>,
    results: Vec<(TypeId, Loc)>,
    targets: Vec<Target_>,
    labels: FxHashSet<Name>,
    exits: Vec<Exit>,
}

impl<'a> Lower<'_, 'a> {
    pub(crate) fn range_func(&mut self, s: &RangeStmt, t: TypeId, label: Option<Name>) {
        let params = self.yield_params(t);
        let f = self.expr(&s.x, None);
        let iterator = self.ptr();
        self.copy(iterator, f);
        let state = self.new_object(TypeId::INT);
        let code = self.new_object(TypeId::INT);
        let mut cells = Vec::new();
        if has_return(&s.body) {
            cells = self.result_cells();
        }
        let free = self.free_in_loop(s);
        let captured = self.captures(free);
        let mut locs: Vec<Loc> = captured.iter().map(|c| c.1).collect();
        locs.extend([state, code]);
        locs.extend(cells.iter().map(|c| c.1));
        let defers = has_defer(&s.body);
        if defers {
            let mark = match self.defer_mark {
                Some(mark) => mark,
                None => {
                    let mark = self.group(3, 0);
                    self.op1(Op::DeferMark, mark);
                    mark
                }
            };
            locs.push(mark);
        }
        let infos: Vec<RegInfo> = locs.iter().map(|l| self.f.regs[l.reg.0 as usize].clone()).collect();
        self.range_bodies += 1;
        let name = format!("{}-range{}", self.outer_name, self.range_bodies);
        let id = self.cx.reserve();
        let (subst, pkg, pos) = (self.subst.clone(), self.pkg, s.x.span.lo);
        let targets = self.targets.clone();
        let mut inner: Lower<'_, 'a> = Lower::new(&mut *self.cx, name, pkg, subst);
        inner.pos = pos;
        inner.f.pos = pos;
        inner.f.no_inline = true;
        inner.literal = true;
        inner.f.result_slots = 1;
        let ctx = inner.ptr();
        inner.op1(Op::GetCtx, ctx);
        let mut own = Vec::new();
        let mut at = 1;
        for info in infos {
            let v = inner.f.new_reg(RegInfo { mem: false, ..info });
            inner.load_words(v, ctx, at);
            at += v.n as u32;
            own.push(v);
        }
        for ((obj, _, cell), &v) in captured.iter().zip(&own) {
            inner.vars.insert(*obj, if *cell { Var::Cell(v) } else { Var::Reg(v) });
            if *cell {
                inner.solid.insert(v.reg);
            }
        }
        let mut rest = &own[captured.len()..];
        if defers && let Some((&mark, others)) = rest.split_last() {
            inner.defer_mark = Some(mark);
            rest = others;
        }
        inner.outer = Some(OuterLoop {
            state: Some(rest[0]),
            code: Some(rest[1]),
            results: cells.iter().zip(&rest[2..]).map(|(c, &l)| (c.0, l)).collect(),
            targets,
            labels: labels_in(&s.body),
            exits: Vec::new(),
        });
        inner.loop_body(s, &params, label);
        let outer = inner.outer.take().expect("set above");
        let made = inner.f;
        self.cx.irs[id.0 as usize] = Some(made);
        let body = self.ptr();
        self.make_closure_slots(body, id, &locs);
        self.call(Target::Closure(iterator), [body], []);
        self.check_finished(state);
        self.dispatch(outer.exits, code, &cells);
    }

    /// Where a return statement in a loop body leaves the results. It assigns to the result variables at once: a deferred function that recovers
    /// from a later panic of the iterator returns them.
    fn result_cells(&mut self) -> Vec<(TypeId, Loc)> {
        if let Some(outer) = &self.outer {
            return outer.results.clone();
        }
        let mut cells = Vec::new();
        for (t, var) in self.results.clone() {
            let cell = match var {
                Some(Var::Cell(l)) => l,
                _ => self.new_object(t),
            };
            cells.push((t, cell));
        }
        cells
    }

    fn yield_params(&mut self, t: TypeId) -> Vec<TypeId> {
        let Type::Signature(s) = self.under(t) else { return vec![] };
        let Type::Signature(y) = self.under(s.params[0].ty) else { return vec![] };
        y.params.iter().map(|p| self.inst(p.ty)).collect()
    }

    fn free_in_loop(&self, s: &RangeStmt) -> Vec<ObjId> {
        let mut free = self.free_vars(&s.body);
        if !s.define {
            for e in [&s.key, &s.value].into_iter().flatten() {
                for obj in self.free_in_expr(e) {
                    if !free.contains(&obj) {
                        free.push(obj);
                    }
                }
            }
        }
        free
    }

    /// The closure: parameters, state check, the body, `return true`.
    fn loop_body(&mut self, s: &RangeStmt, params: &[TypeId], label: Option<Name>) {
        let mut regs = Vec::new();
        for &t in params {
            let reg = self.temp(t);
            self.f.params.push(reg.reg);
            regs.push(reg);
        }
        let state = self.outer_state();
        let now = self.load(Place::Addr(state, 0), TypeId::INT, None);
        let (ready, wrong) = (self.block(), self.block());
        self.branch(Op::JEqI, now, Arg::Imm(READY), ready, wrong);
        self.start_unjumped(wrong);
        // An iterator that swallows this panic is told of when it returns.
        self.set_state(RUNNING);
        self.native("runtime.rangePanic", [now], []);
        self.jump(ready);
        self.start_unjumped(ready);
        self.set_state(RUNNING);
        for (e, (&t, &reg)) in [&s.key, &s.value].into_iter().zip(params.iter().zip(&regs)) {
            let Some(e) = e else { continue };
            if super::range::is_blank(e) {
                continue;
            }
            let place = self.slots_place(reg, t);
            self.bind(s.define, Some(e), t, place);
        }
        let (go_on, leave) = (self.block(), self.block());
        self.enter(label, leave, Some(go_on));
        self.block_stmt(&s.body);
        self.leave();
        self.start(go_on);
        self.set_state(READY);
        let yes = self.word();
        self.load_int(yes, 1);
        self.end(Term::Ret(Locs::from_slice(&[yes])));
        self.start_unjumped(leave);
        self.return_false();
    }

    fn outer_state(&self) -> Loc {
        self.outer.as_ref().and_then(|o| o.state).expect("inside a loop body")
    }

    fn set_state(&mut self, n: i64) {
        let state = self.outer_state();
        self.store_int(state, n);
    }

    fn store_int(&mut self, cell: Loc, n: i64) {
        let v = self.word();
        self.load_int(v, n);
        self.store(Place::Addr(cell, 0), TypeId::INT, v);
    }

    fn return_false(&mut self) {
        self.set_state(DONE);
        let no = self.word();
        self.load_int(no, 0);
        self.end(Term::Ret(Locs::from_slice(&[no])));
    }

    /// Leaves the body for somewhere in the enclosing function.
    fn exit(&mut self, exit: Exit) {
        let outer = self.outer.as_mut().expect("inside a loop body");
        let at = outer.exits.iter().position(|e| *e == exit).unwrap_or_else(|| {
            outer.exits.push(exit);
            outer.exits.len() - 1
        });
        let code = outer.code.expect("inside a loop body");
        self.store_int(code, at as i64 + 1);
        self.return_false();
    }

    /// `return` inside a loop body; whether it was one.
    pub(crate) fn return_from_loop(&mut self, values: &[Expr]) -> bool {
        let Some(outer) = &self.outer else { return false };
        let cells = outer.results.clone();
        if !values.is_empty() {
            let mut locs = Vec::new();
            if values.len() == cells.len() {
                for (e, (t, _)) in values.iter().zip(&cells) {
                    locs.push(self.value(e, *t, None));
                }
            } else {
                let many = self.multi(&values[0], cells.len());
                for ((l, from), (t, _)) in many.into_iter().zip(&cells) {
                    locs.push(self.convert_loc(l, from, *t));
                }
            }
            for (l, (t, cell)) in locs.into_iter().zip(cells) {
                self.put(Place::Addr(cell, 0), t, l);
            }
            self.exit(Exit::Return);
        } else {
            // A bare return: named results are captured variables and hold their values.
            self.exit(Exit::Goto("return".into()));
        }
        true
    }

    /// A break or continue of an enclosing function's loop; whether it was one.
    pub(crate) fn branch_from_loop(&mut self, label: Option<&Name>, cont: bool) -> bool {
        let Some(outer) = &self.outer else { return false };
        let found = outer.targets.iter().rposition(|t| match label {
            Some(l) => t.label.as_ref() == Some(l),
            None => !cont || t.cont.is_some(),
        });
        match (found, label) {
            (Some(i), _) => self.exit(if cont { Exit::Continue(i) } else { Exit::Break(i) }),
            (None, Some(l)) => self.exit(Exit::Beyond(l.clone(), cont)),
            (None, None) => return false,
        }
        true
    }

    /// A goto out of a loop body; whether the label stands outside.
    pub(crate) fn goto_from_loop(&mut self, label: &Name) -> bool {
        let Some(outer) = &self.outer else { return false };
        if outer.labels.contains(label) {
            return false;
        }
        self.exit(Exit::Goto(label.clone()));
        true
    }

    /// After the iterator has returned: it must not have swallowed a panic of the body.
    fn check_finished(&mut self, state: Loc) {
        let now = self.load(Place::Addr(state, 0), TypeId::INT, None);
        let (wrong, fine) = (self.block(), self.block());
        self.branch(Op::JEqI, now, Arg::Imm(RUNNING), wrong, fine);
        self.start_unjumped(wrong);
        let minus = self.word();
        self.load_int(minus, -1);
        self.native("runtime.rangePanic", [minus], []);
        self.jump(fine);
        self.start_unjumped(fine);
        self.store_int(state, EXHAUSTED);
    }

    fn dispatch(&mut self, exits: Vec<Exit>, code: Loc, cells: &[(TypeId, Loc)]) {
        if exits.is_empty() {
            return;
        }
        let which = self.load(Place::Addr(code, 0), TypeId::INT, None);
        for (i, exit) in exits.into_iter().enumerate() {
            let (take, next) = (self.block(), self.block());
            self.branch(Op::JEqI, which, Arg::Imm(i as i64 + 1), take, next);
            self.start_unjumped(take);
            match exit {
                Exit::Return if self.outer.is_some() => self.exit(Exit::Return),
                Exit::Return => {
                    let mut locs = Vec::new();
                    for &(t, cell) in cells {
                        locs.push(self.frame_value(Place::Addr(cell, 0), t));
                    }
                    self.finish_return(locs);
                }
                Exit::Goto(l) if &*l == "return" => {
                    if !self.return_from_loop(&[]) {
                        self.return_vars();
                    }
                }
                Exit::Goto(l) => {
                    if !self.goto_from_loop(&l) {
                        let b = self.label(&l);
                        self.jump(b);
                    }
                }
                Exit::Beyond(label, cont) => {
                    self.branch_from_loop(Some(&label), cont);
                }
                Exit::Break(at) => {
                    let b = self.targets[at].brk;
                    self.jump(b);
                }
                Exit::Continue(at) => {
                    let t = &self.targets[at];
                    let b = t.cont.unwrap_or(t.brk);
                    self.jump(b);
                }
            }
            self.start_unjumped(next);
        }
    }

    /// Before a body is lowered: variables that loop bodies share with their function must be captured as closures capture.
    pub(crate) fn note_loop_captures(&mut self, body: &Block) {
        let mut v = FindLoops { lower: self, captured: Vec::new(), returns: false };
        ast::walk_block(&mut v, body);
        let FindLoops { captured, returns, .. } = v;
        self.loop_returns = returns;
        self.cx.checker.info.captured.extend(captured);
    }
}

struct FindLoops<'x, 'c, 'a> {
    lower: &'x mut Lower<'c, 'a>,
    captured: Vec<ObjId>,
    returns: bool,
}

impl Visit for FindLoops<'_, '_, '_> {
    fn stmt(&mut self, s: &Stmt) -> bool {
        if let StmtKind::Range(r) = &s.kind {
            let t = self.lower.ty(&r.x);
            if matches!(self.lower.under(t), Type::Signature(_)) {
                self.returns |= has_return(&r.body);
                let mut names = Names { uses: Vec::new() };
                ast::walk_block(&mut names, &r.body);
                for e in [&r.key, &r.value].into_iter().flatten().filter(|_| !r.define) {
                    ast::walk_expr(&mut names, e);
                }
                for id in names.uses {
                    if let Some(obj) = self.lower.use_of(id) {
                        self.captured.push(obj);
                    }
                }
                if self.returns {
                    self.captured.extend(self.lower.result_objs.iter().copied());
                }
            }
        }
        true
    }
}

struct Names {
    uses: Vec<ast::ExprId>,
}

impl Visit for Names {
    fn expr(&mut self, e: &Expr) -> bool {
        if let ExprKind::Ident(id) = &unparen(e).kind {
            self.uses.push(id.id);
        }
        true
    }
}

struct FindReturn(bool);
impl Visit for FindReturn {
    fn expr(&mut self, e: &Expr) -> bool {
        !matches!(e.kind, ExprKind::FuncLit(_))
    }
    fn stmt(&mut self, s: &Stmt) -> bool {
        self.0 |= matches!(s.kind, StmtKind::Return(_));
        true
    }
}

struct FindDefer(bool);
impl Visit for FindDefer {
    fn expr(&mut self, e: &Expr) -> bool {
        !matches!(e.kind, ExprKind::FuncLit(_))
    }
    fn stmt(&mut self, s: &Stmt) -> bool {
        self.0 |= matches!(s.kind, StmtKind::Defer(_));
        true
    }
}

fn has_defer(b: &Block) -> bool {
    let mut v = FindDefer(false);
    ast::walk_block(&mut v, b);
    v.0
}

fn has_return(b: &Block) -> bool {
    let mut v = FindReturn(false);
    ast::walk_block(&mut v, b);
    v.0
}

#[derive(Default)]
struct Labels(FxHashSet<Name>);
impl Visit for Labels {
    fn expr(&mut self, e: &Expr) -> bool {
        !matches!(e.kind, ExprKind::FuncLit(_))
    }
    fn stmt(&mut self, s: &Stmt) -> bool {
        if let StmtKind::Labeled(l, _) = &s.kind {
            self.0.insert(l.name.clone());
        }
        true
    }
}

fn labels_in(b: &Block) -> FxHashSet<Name> {
    let mut v = Labels::default();
    ast::walk_block(&mut v, b);
    v.0
}
