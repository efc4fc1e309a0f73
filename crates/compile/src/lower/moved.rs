//! Slices that gc builds in the frame and moves to the heap where they escape.
//!
//! A local slice variable that is only appended to, indexed, measured, cut, or lent to a call, and is handed on as a whole at one place (returned,
//! assigned, ranged over), may grow in a buffer of the frame: at that place it is moved out. The place must not be in a loop that the variable is
//! not declared in. Found before a body is lowered; what becomes of it is for escape analysis to say.

use super::call::strip_index;
use super::gccost::GcCost;
use super::{Lower, Var, unparen};
use crate::ir::{Arg, Loc, room};
use rustc_hash::{FxHashMap, FxHashSet};
use vole_bytecode::Op;
use vole_syntax::ast::{
    self, Block, CallExpr, Decl, Expr, ExprId, ExprKind, FuncType, Param, Stmt, StmtKind, UnOp, Visit,
};
use vole_types::info::Mode;
use vole_types::object::{Builtin, ObjId, ObjKind};
use vole_types::ty::{Type, TypeId};

/// What was found in a body.
#[derive(Default)]
pub(crate) struct Moved {
    /// The variables, and whether their capacities matter before they are moved.
    vars: FxHashMap<ObjId, bool>,
    /// Where they are handed on.
    exits: FxHashSet<ExprId>,
    /// Conversions of strings to slices of bytes that are only read.
    texts: FxHashSet<ExprId>,
}

/// The mode of a conversion whose result is only read: it is the string itself if it stays.
pub(crate) const ONLY_READ: i64 = 3;

/// What is known of a slice variable.
struct Candidate {
    ty: TypeId,
    /// The loop that it is declared in.
    home: u32,
    /// The places where it is handed on, and their loops; `None` for a return without values.
    exits: Vec<(Option<ExprId>, u32)>,
    appends: u32,
    /// Something is appended in a loop that it is not declared in.
    grows: bool,
    /// Its capacity matters, or it does not begin empty.
    exact: bool,
    /// Something else is done with it.
    other: bool,
    /// The conversion of a string that it is defined by.
    text: Option<ExprId>,
    /// It is not only read.
    written: bool,
}

/// Goes through a body.
struct Find<'l, 'c, 'a> {
    l: &'l mut Lower<'c, 'a>,
    found: FxHashMap<ObjId, Candidate>,
    /// The loop, by number, and how many there were.
    inside: u32,
    loops: u32,
    jumps: bool,
}

impl Lower<'_, '_> {
    /// What an append to `first` may be given: see [`room`].
    pub(super) fn room_for(&mut self, first: &Expr) -> u64 {
        /// Larger variables are kept in memory by gc, where appends are done in place.
        const MAX_BYTES: u64 = 32;
        let mut root = unparen(first);
        loop {
            match &root.kind {
                ExprKind::Paren(x) => root = x,
                ExprKind::Selector(x, _) if self.direct_field(root) => root = x,
                _ => break,
            }
        }
        match &root.kind {
            ExprKind::Ident(id) if !self.is_nil(root) => {
                let Some(obj) = self.use_of(id.id) else { return 0 };
                let Some(Var::Reg(l)) = self.vars.get(&obj) else { return 0 };
                if u64::from(l.n) * 8 > MAX_BYTES {
                    return 0;
                }
                match self.moved.vars.get(&obj) {
                    Some(true) => room::WANTED | room::EXACT,
                    _ => room::WANTED,
                }
            }
            // `p.x = append(p.x, v)` is done in memory.
            ExprKind::Selector(..) | ExprKind::Index(..) | ExprKind::Star(_) if self.in_place == Some(first.id) => 0,
            ExprKind::Slice(s) if self.in_memory(unparen(&s.x)) => 0,
            _ => room::WANTED,
        }
    }

    /// How bytes or runes are made of a string by the conversion `e`: see the instructions.
    pub(super) fn text_mode(&self, e: &Expr) -> i64 {
        if self.moved.texts.contains(&e.id) { ONLY_READ } else { 0 }
    }

    /// Notes that `left = right` appends to what `left` stands for.
    pub(super) fn note_in_place(&mut self, left: &Expr, right: &Expr) {
        if let ExprKind::Call(c) = &unparen(right).kind
            && !matches!(unparen(left).kind, ExprKind::Ident(_))
            && let Some(first) = c.args.first()
            && self.mode(unparen(&c.fun).id) == Mode::Builtin(Builtin::Append)
            && ast::print_expr(unparen(first)) == ast::print_expr(unparen(left))
        {
            self.in_place = Some(first.id);
        }
    }

    /// The value of a variable that is handed on at `e`, moved out of its buffer, if that is such a place.
    pub(super) fn moved_at(&mut self, e: ExprId, obj: ObjId) -> Option<Loc> {
        let exact = *self.moved.vars.get(&obj)?;
        let Some(&Var::Reg(l)) = self.vars.get(&obj) else { return None };
        self.moved.exits.contains(&e).then(|| self.move_out(l, obj, exact))
    }

    /// The value `l` of a result variable that is returned.
    pub(super) fn moved_result(&mut self, v: Var, l: Loc) -> Loc {
        let Var::Reg(own) = v else { return l };
        let obj = self.result_objs.iter().copied().find(|o| matches!(self.vars.get(o), Some(Var::Reg(r)) if *r == own));
        match obj.and_then(|o| Some((o, *self.moved.vars.get(&o)?))) {
            Some((obj, exact)) => self.move_out(l, obj, exact),
            None => l,
        }
    }

    fn move_out(&mut self, l: Loc, obj: ObjId, exact: bool) -> Loc {
        let t = self.obj_type(obj);
        let elem = self.elem(t);
        let rt = self.cx.rt_type(elem).0 as u64;
        let out = self.group(3, 1);
        self.op3w(Op::MoveSl, out, l, Arg::Imm(0), rt | if exact { room::EXACT } else { 0 });
        self.copy(l, out);
        out
    }

    /// Finds the slices of a body that are moved.
    pub(super) fn find_moved(&mut self, recv: Option<&Param>, ty: &FuncType, body: &Block) {
        let mut any = FindAppend(false);
        ast::walk_block(&mut any, body);
        if !any.0 {
            return;
        }
        let mut find = Find { l: self, found: FxHashMap::default(), inside: 0, loops: 0, jumps: false };
        for p in recv.into_iter().chain(&ty.params).chain(&ty.results) {
            if let Some(obj) = p.name.as_ref().and_then(|n| find.l.defined(n)) {
                find.declare(obj);
            }
        }
        find.stmts(&body.stmts);
        let (found, jumps) = (find.found, find.jumps);
        for (obj, c) in found {
            if !c.written && !self.needs_cell(obj, c.ty) {
                self.moved.texts.extend(c.text);
            }
            let [(exit, at)] = c.exits[..] else { continue };
            let grows = c.grows || c.appends > 1;
            // Where a capacity matters, the buffer cannot be used once for each round of a loop.
            let loops = at != c.home || c.exact && at != 0;
            let late = self.defers && self.result_objs.contains(&obj);
            if c.other || !grows || loops || late || jumps || self.needs_cell(obj, c.ty) {
                continue;
            }
            self.moved.vars.insert(obj, c.exact);
            self.moved.exits.extend(exit);
        }
    }
}

/// Whether anything is appended, or made of a string.
struct FindAppend(bool);

impl Visit for FindAppend {
    fn expr(&mut self, e: &Expr) -> bool {
        if let ExprKind::Call(c) = &e.kind {
            self.0 |= match &c.fun.kind {
                ExprKind::Ident(id) => &*id.name == "append",
                ExprKind::SliceType(_) => true,
                _ => false,
            };
        }
        !self.0
    }
}

impl Find<'_, '_, '_> {
    fn declare(&mut self, obj: ObjId) {
        let ty = self.l.obj_type(obj);
        if matches!(self.l.under(ty), Type::Slice(_)) {
            let c = Candidate {
                ty,
                home: self.inside,
                exits: vec![],
                appends: 0,
                grows: false,
                exact: false,
                other: false,
                text: None,
                written: false,
            };
            self.found.insert(obj, c);
        }
    }

    /// The candidate that an expression names.
    fn named(&self, e: &Expr) -> Option<ObjId> {
        let ExprKind::Ident(id) = &unparen(e).kind else { return None };
        self.l.use_of(id.id).filter(|o| self.found.contains_key(o))
    }

    fn note(&mut self, obj: ObjId, f: impl FnOnce(&mut Candidate)) {
        if let Some(c) = self.found.get_mut(&obj) {
            f(c);
        }
    }

    fn other(&mut self, obj: ObjId) {
        self.note(obj, |c| {
            c.other = true;
            c.written = true;
        });
    }

    fn exit(&mut self, obj: ObjId, at: Option<ExprId>) {
        let inside = self.inside;
        self.note(obj, |c| {
            c.exits.push((at, inside));
            c.written = true;
        });
    }

    /// An element is assigned, or changed.
    fn changed(&mut self, e: &Expr) {
        if let Some(obj) = self.element_of(e) {
            self.note(obj, |c| c.written = true);
        }
    }

    fn stmts(&mut self, list: &[Stmt]) {
        list.iter().for_each(|s| ast::walk_stmt(self, s));
    }

    fn exprs<'e>(&mut self, list: impl IntoIterator<Item = &'e Expr>) {
        list.into_iter().for_each(|e| ast::walk_expr(self, e));
    }

    fn in_loop(&mut self, f: impl FnOnce(&mut Self)) {
        self.loops += 1;
        let outer = std::mem::replace(&mut self.inside, self.loops);
        f(self);
        self.inside = outer;
    }

    /// A value that becomes one of a type.
    fn handed(&mut self, e: &Expr, to: Option<TypeId>) {
        match self.named(e) {
            Some(obj) => {
                let same = to.is_none_or(|t| self.found.get(&obj).is_some_and(|c| c.ty == t));
                match same {
                    true => self.exit(obj, Some(unparen(e).id)),
                    false => self.other(obj),
                }
            }
            None => ast::walk_expr(self, e),
        }
    }

    fn builtin(&self, c: &CallExpr) -> Option<Builtin> {
        match self.l.mode(unparen(&c.fun).id) {
            Mode::Builtin(b) => Some(b),
            _ => None,
        }
    }

    /// `obj = e`.
    fn assigned(&mut self, obj: ObjId, e: &Expr) {
        let x = unparen(e);
        if let ExprKind::Call(c) = &x.kind
            && self.l.is_type(&c.fun)
            && self.found.get(&obj).is_some_and(|c| !c.written && c.exits.is_empty() && c.text.is_none())
        {
            self.note(obj, |c| {
                c.other = true;
                c.text = Some(x.id);
            });
            return ast::walk_expr(self, &c.args[0]);
        }
        self.note(obj, |c| c.written = true);
        match &x.kind {
            ExprKind::Call(c) if self.builtin(c) == Some(Builtin::Append) && self.named(&c.args[0]) == Some(obj) => {
                let inside = self.inside;
                self.note(obj, |c| {
                    c.appends += 1;
                    c.grows |= inside != c.home;
                });
                self.exprs(&c.args[1..]);
            }
            ExprKind::Slice(s) if self.named(&s.x) == Some(obj) => {
                self.note(obj, |c| c.exact = true);
                self.exprs([&s.lo, &s.hi, &s.max].into_iter().flatten());
            }
            ExprKind::CompositeLit(_) => {
                self.note(obj, |c| c.exact = true);
                ast::walk_expr(self, x);
            }
            _ if self.l.is_nil(x) => {}
            _ => {
                self.other(obj);
                let to = self.found.get(&obj).map(|c| c.ty);
                self.handed(x, to);
            }
        }
    }

    /// `left = right`, of an assignment or a definition.
    fn assign(&mut self, left: &[Expr], right: &[Expr], define: bool) {
        if define {
            for l in left {
                if let ExprKind::Ident(id) = &unparen(l).kind
                    && let Some(obj) = self.l.defined(id)
                {
                    self.declare(obj);
                }
            }
        }
        let one_by_one = left.len() == right.len();
        for (i, l) in left.iter().enumerate() {
            match (self.named(l), &unparen(l).kind) {
                (Some(obj), _) if one_by_one => self.assigned(obj, &right[i]),
                (Some(obj), _) => self.other(obj),
                (None, ExprKind::Ident(id)) if one_by_one => {
                    let blank = &*id.name == "_";
                    let to = self.l.use_of(id.id).filter(|_| !blank).map(|o| self.l.obj_type(o));
                    self.handed(&right[i], to);
                }
                (None, kind) => {
                    if !matches!(kind, ExprKind::Ident(_)) {
                        self.changed(l);
                        ast::walk_expr(self, l);
                    }
                    if one_by_one {
                        let to = self.l.ty(l);
                        self.handed(&right[i], Some(to));
                    }
                }
            }
        }
        if !one_by_one {
            self.exprs(right);
        }
    }

    fn returned(&mut self, values: &[Expr]) {
        let results = self.l.results.clone();
        let named = self.l.result_objs.clone();
        if values.is_empty() {
            named.into_iter().for_each(|o| self.exit(o, None));
        } else if values.len() != results.len() {
            named.into_iter().for_each(|o| self.other(o));
            self.exprs(values);
        } else {
            for (i, (v, (t, _))) in values.iter().zip(&results).enumerate() {
                if let Some(&own) = named.get(i).filter(|_| named.len() == results.len())
                    && self.named(v) != Some(own)
                    && !self.l.is_nil(v)
                {
                    self.other(own);
                }
                self.handed(v, Some(*t));
            }
        }
    }

    /// A call of a function with slices among its arguments: they are lent, or handed on if gc inlines it.
    fn lent(&mut self, c: &CallExpr) {
        let fun = unparen(&c.fun);
        let ft = self.l.ty(fun);
        let Type::Signature(sig) = self.l.under(ft) else { return self.exprs(std::iter::once(fun).chain(&c.args)) };
        let inlined = self.callee(fun).is_some_and(|obj| GcCost::new(self.l.cx).inlines(obj));
        let receiver = match &fun.kind {
            ExprKind::Selector(x, _) => self.named(x).map(|_| &**x),
            _ => None,
        };
        let last = sig.params.len().saturating_sub(1);
        for (i, arg) in
            receiver.into_iter().map(|x| (None, x)).chain(c.args.iter().enumerate().map(|(i, x)| (Some(i), x)))
        {
            let Some(obj) = self.named(arg) else {
                ast::walk_expr(self, arg);
                continue;
            };
            let whole = i.is_none_or(|i| i < last || !sig.variadic || c.spread.is_some());
            let to = i.and_then(|i| sig.params.get(i.min(last))).map(|p| p.ty);
            let to = to.map(|t| self.l.inst(t));
            match whole {
                true if inlined => self.handed(arg, to),
                true if to.is_none_or(|t| self.found.get(&obj).is_some_and(|c| c.ty == t)) => {
                    self.note(obj, |c| {
                        c.exact = true;
                        c.written = true;
                    });
                }
                _ => self.other(obj),
            }
        }
        if receiver.is_none() {
            ast::walk_expr(self, fun);
        }
    }

    /// The declared function that is called.
    fn callee(&self, fun: &Expr) -> Option<ObjId> {
        let plain = strip_index(fun);
        let obj = match &plain.kind {
            ExprKind::Ident(id) => self.l.use_of(id.id),
            ExprKind::Selector(_, name) => {
                let method = self.l.cx.checker.info.selections.get(&plain.id).and_then(|s| s.method);
                method.or_else(|| self.l.use_of(name.id))
            }
            _ => None,
        };
        obj.filter(|&o| matches!(self.l.cx.universe().obj(o).kind, ObjKind::Func(_)))
    }

    /// The candidate an element of which an operand is, or is part of.
    fn element_of(&self, e: &Expr) -> Option<ObjId> {
        let mut e = unparen(e);
        loop {
            match &e.kind {
                ExprKind::Paren(x) | ExprKind::Selector(x, _) => e = x,
                ExprKind::Index(x, _) => match self.named(x) {
                    Some(obj) => return Some(obj),
                    None => e = x,
                },
                _ => return None,
            }
        }
    }
}

impl Visit for Find<'_, '_, '_> {
    fn stmt(&mut self, s: &Stmt) -> bool {
        match &s.kind {
            StmtKind::Assign(l, _, r) => self.assign(l, r, false),
            StmtKind::Define(l, _, r) => self.assign(l, r, true),
            StmtKind::Decl(Decl::Var(specs)) => {
                for spec in specs {
                    let names: Vec<Option<ObjId>> = spec.names.iter().map(|n| self.l.defined(n)).collect();
                    names.iter().flatten().for_each(|&o| self.declare(o));
                    if spec.values.len() != names.len() {
                        if !spec.values.is_empty() {
                            names.iter().flatten().for_each(|&o| self.other(o));
                        }
                        self.exprs(&spec.values);
                        continue;
                    }
                    for (obj, v) in names.iter().zip(&spec.values) {
                        match *obj {
                            Some(o) if self.found.contains_key(&o) => self.assigned(o, v),
                            Some(o) => {
                                let to = self.l.obj_type(o);
                                self.handed(v, Some(to));
                            }
                            None => self.handed(v, None),
                        }
                    }
                }
            }
            StmtKind::Return(values) => self.returned(values),
            StmtKind::For(f) => {
                f.init.iter().for_each(|s| ast::walk_stmt(self, s));
                self.in_loop(|this| {
                    this.exprs(&f.cond);
                    this.stmts(&f.body.stmts);
                    f.post.iter().for_each(|s| ast::walk_stmt(this, s));
                });
            }
            StmtKind::Range(r) => {
                match self.named(&r.x) {
                    Some(obj) if self.found.get(&obj).is_some_and(|c| c.text.is_some()) => {}
                    _ => self.handed(&r.x, None),
                }
                self.in_loop(|this| {
                    for x in r.key.iter().chain(&r.value) {
                        let defined = match &unparen(x).kind {
                            ExprKind::Ident(id) => this.l.defined(id),
                            _ => None,
                        };
                        match defined {
                            Some(obj) => {
                                this.declare(obj);
                                this.other(obj);
                            }
                            None => ast::walk_expr(this, x),
                        }
                    }
                    this.stmts(&r.body.stmts);
                });
            }
            StmtKind::Goto(_) => self.jumps = true,
            StmtKind::IncDec(x, _) => {
                self.changed(x);
                return true;
            }
            StmtKind::OpAssign(_, _, x, _) => {
                self.changed(x);
                return true;
            }
            _ => return true,
        }
        false
    }

    fn expr(&mut self, e: &Expr) -> bool {
        if let Some(obj) = self.named(e) {
            self.other(obj);
            return false;
        }
        match &e.kind {
            // Variables that a literal changes are not in registers.
            ExprKind::FuncLit(_) => false,
            ExprKind::Index(x, args) if self.named(x).is_some() => {
                self.exprs(args);
                false
            }
            ExprKind::Unary(UnOp::Addr, x) => {
                if let Some(obj) = self.element_of(x) {
                    self.other(obj);
                }
                true
            }
            ExprKind::Call(c) if self.l.is_type(&c.fun) && c.args.len() == 1 && self.named(&c.args[0]).is_some() => {
                // Of a string, only read.
                let to = self.l.ty(e);
                let reads = matches!(self.l.under(to), Type::Basic(_));
                if let Some(obj) = self.named(&c.args[0]) {
                    self.note(obj, |c| {
                        c.other = true;
                        c.written |= !reads;
                    });
                }
                false
            }
            ExprKind::Call(c) if !self.l.is_type(&c.fun) => {
                match self.builtin(c) {
                    Some(b @ (Builtin::Len | Builtin::Cap)) if self.named(&c.args[0]).is_some() => {
                        if let Some(obj) = self.named(&c.args[0]).filter(|_| b == Builtin::Cap) {
                            self.note(obj, |c| c.exact = true);
                        }
                    }
                    Some(_) => self.exprs(&c.args),
                    None => {
                        // A method may take an element's address.
                        if let ExprKind::Selector(x, _) = &unparen(&c.fun).kind
                            && let Some(obj) = self.element_of(x)
                        {
                            self.other(obj);
                        }
                        self.lent(c);
                    }
                }
                false
            }
            _ => true,
        }
    }
}
