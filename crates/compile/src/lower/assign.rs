//! Assignments and definitions.

use super::order::Item;
use super::{Lower, Place, unparen};
use crate::ir::{Arg, Loc};
use vole_bytecode::Op;
use vole_syntax::ast::{self, BinOp, Expr, ExprId, ExprKind, Ident, UnOp, VarSpec};
use vole_types::object::ObjId;
use vole_types::ty::{Type, TypeId};

/// The left side of an assignment, its operands evaluated.
struct Target {
    place: Place,
    ty: TypeId,
}

/// What the assignments of a statement have changed so far.
struct Done {
    /// Variables in registers.
    names: Vec<ObjId>,
    /// Something in memory.
    memory: bool,
    /// A named result that deferred functions and the caller see when a later operand panics.
    result: bool,
}

/// Collects identifiers.
struct Names(Vec<ExprId>);

/// The identifiers in an expression.
pub(crate) fn names_in(e: &Expr) -> Vec<ExprId> {
    let mut names = Names(Vec::new());
    ast::walk_expr(&mut names, e);
    names.0
}

impl ast::Visit for Names {
    fn expr(&mut self, e: &Expr) -> bool {
        if let ExprKind::Ident(id) = &e.kind {
            self.0.push(id.id);
        }
        true
    }
}

impl Lower<'_, '_> {
    /// `a, b = x, y`
    pub(crate) fn assign(&mut self, lhs: &[Expr], rhs: &[Expr]) {
        if let ([l], [r]) = (lhs, rhs) {
            self.note_in_place(l, r);
        }
        self.hoist_sides(lhs, rhs);
        if let ([l], [r]) = (lhs, rhs) {
            return self.assign_one(l, r);
        }
        if lhs.len() == rhs.len() {
            self.save_early(lhs, rhs);
            return lhs.iter().zip(rhs).for_each(|(l, r)| self.assign_one(l, r));
        }
        let targets: Vec<Target> = lhs.iter().map(|l| self.target(l, true)).collect();
        let values = self.multi(&rhs[0], lhs.len());
        for (t, (v, from)) in targets.into_iter().zip(values) {
            if let Place::Blank = t.place {
                continue;
            }
            let v = self.convert_loc(v, from, t.ty);
            self.put(t.place, t.ty, v);
        }
    }

    /// Several assignments are done one after the other, as gc does them. What an earlier one could change for a later one (its
    /// operands on the left, its value) is evaluated before all of them.
    fn save_early(&mut self, lhs: &[Expr], rhs: &[Expr]) {
        let mut items = self.left_items(lhs);
        for (l, r) in lhs.iter().zip(rhs) {
            items.push((r, self.left_type_of(l)));
        }
        self.take(&items);
        let mut done = Done { names: Vec::new(), memory: false, result: false };
        for (l, r) in lhs.iter().zip(rhs) {
            let mut x = unparen(l);
            // A part of a variable is assigned like the variable.
            loop {
                match &x.kind {
                    ExprKind::Paren(y) => x = y,
                    ExprKind::Selector(y, _) if self.direct_field(x) => x = y,
                    ExprKind::Index(y, args) if self.is_array(y) => {
                        self.save(&args[0], &done);
                        x = y;
                    }
                    _ => break,
                }
            }
            match &x.kind {
                ExprKind::Index(y, args) => {
                    self.save(y, &done);
                    self.save(&args[0], &done);
                }
                ExprKind::Star(y) | ExprKind::Selector(y, _) if !self.is_package(y) => self.save(y, &done),
                _ => {}
            }
            self.save(r, &done);
            match &x.kind {
                ExprKind::Ident(id) if &*id.name == "_" => {}
                ExprKind::Ident(id) => {
                    done.result |= self.defers && self.use_of(id.id).is_some_and(|o| self.result_objs.contains(&o));
                    match self.own_register(id) {
                        Some(obj) => done.names.push(obj),
                        None => done.memory = true,
                    }
                }
                _ => done.memory = true,
            }
        }
    }

    fn save(&mut self, e: &Expr, done: &Done) {
        if done.names.is_empty() && !done.memory && !done.result {
            return;
        }
        let names = if done.names.is_empty() { Vec::new() } else { names_in(e) };
        let named = names.iter().any(|id| self.use_of(*id).is_some_and(|o| done.names.contains(&o)));
        let constant = self.const_of(e).is_some();
        if named || done.memory && self.reads_memory(e) || done.result && !constant {
            self.force(e);
        }
    }

    fn is_array(&mut self, e: &Expr) -> bool {
        if self.is_type(e) {
            return false;
        }
        let t = self.ty(e);
        matches!(self.under(t), Type::Array { .. })
    }

    /// Whether a name stands for a package or a type.
    fn is_package(&self, e: &Expr) -> bool {
        self.is_type(e) || self.cx.checker.info.of(unparen(e).id).is_none()
    }

    /// The variable of a name on the left, if it lives in a register (or its part of the frame) that nothing else can reach.
    fn own_register(&mut self, id: &Ident) -> Option<ObjId> {
        if let Some(obj) = self.defined(id) {
            let t = self.obj_type(obj);
            return (!self.needs_cell(obj, t)).then_some(obj);
        }
        let obj = self.use_of(id.id)?;
        matches!(self.vars.get(&obj), Some(super::Var::Reg(_) | super::Var::Frame(_))).then_some(obj)
    }

    /// Assigns the values of a range clause with `=`: all left sides are evaluated before any assignment.
    pub(crate) fn assign_places(&mut self, items: &[(Option<&Expr>, TypeId, Place)]) {
        let mut targets = Vec::new();
        for (e, from, src) in items {
            if let Some(e) = e.filter(|e| !super::range::is_blank(e)) {
                targets.push((self.target(e, true), *from, *src));
            }
        }
        for (target, from, src) in targets {
            self.transfer_converted(target.place, target.ty, src, from);
        }
    }

    /// The operands of the left sides, then the values, in gc's order. A single call as the whole right side stays where it is.
    fn hoist_sides(&mut self, lhs: &[Expr], rhs: &[Expr]) {
        let mut list = self.left_items(lhs);
        match rhs {
            [one] if lhs.len() > 1 => match &unparen(one).kind {
                ExprKind::Index(m, args) => {
                    let key = self.map_type_of(m).map(|mt| self.map_key_type(mt));
                    list.extend([(&**m, None), (&args[0], key)]);
                }
                ExprKind::TypeAssert(x, _) | ExprKind::Unary(_, x) => list.push((x, None)),
                _ => {}
            },
            [one] if list.is_empty() && self.is_real_call(one) => return,
            _ => {
                for (i, r) in rhs.iter().enumerate() {
                    let to = lhs.get(i).and_then(|l| self.left_type_of(l));
                    list.push((r, to));
                }
            }
        }
        self.hoist(&list);
    }

    /// The operands of left sides.
    fn left_items<'e>(&mut self, lhs: &'e [Expr]) -> Vec<Item<'e>> {
        let named = |l: &&Expr| matches!(unparen(l).kind, ExprKind::Ident(_));
        lhs.iter().filter(|l| !named(l)).map(|l| (l, None)).collect()
    }

    fn is_real_call(&mut self, e: &Expr) -> bool {
        matches!(&unparen(e).kind, ExprKind::Call(c) if !self.is_type(&c.fun))
    }

    /// The type of a left side; `None` for the blank identifier.
    fn left_type_of(&mut self, l: &Expr) -> Option<TypeId> {
        if let ExprKind::Ident(id) = &unparen(l).kind {
            return if &*id.name == "_" { None } else { self.left_object_type(l) };
        }
        Some(self.ty(l))
    }

    fn blank_type(&mut self, r: &Expr) -> TypeId {
        if self.is_nil(r) {
            return self.ty(r);
        }
        let t = self.ty(r);
        self.default_type(t)
    }

    /// A value that later assignments cannot change: copied if it is a variable's register.
    fn settle(&mut self, v: Loc) -> Loc {
        let variable =
            self.vars.values().any(|var| matches!(var, super::Var::Reg(l) | super::Var::Frame(l) if l.reg == v.reg));
        if variable { self.settle_result(v) } else { v }
    }

    fn assign_one(&mut self, l: &Expr, r: &Expr) {
        if let ExprKind::Ident(id) = &unparen(l).kind
            && &*id.name == "_"
        {
            let t = self.blank_type(r);
            if self.in_regs(t) {
                self.value(r, t, None);
            } else {
                self.temporary(r, t);
            }
            return;
        }
        if self.left_may_panic(l) && self.may_panic(r) {
            // The value comes first; only then what the left side is found through.
            let ty = self.ty(unparen(l));
            self.take(&[(l, None), (r, Some(ty))]);
            if !self.is_map_element(l) {
                self.save_left(l);
            }
            let v = self.value(r, ty, None);
            let t = self.target(l, false);
            return self.put(t.place, ty, v);
        }
        let t = self.target(l, false);
        self.assign_value(r, t.ty, t.place);
    }

    /// Evaluates what a left side computes, as opposed to finds by indices, fields and indirections alone: that comes before the
    /// value. With maps the value comes first.
    fn save_left(&mut self, l: &Expr) {
        match &l.kind {
            ExprKind::Paren(x) | ExprKind::Star(x) => self.save_left(x),
            ExprKind::Ident(_) => {}
            ExprKind::Selector(x, _) if !self.is_package(x) => self.save_left(x),
            ExprKind::Selector(..) => {}
            ExprKind::Index(x, args) if self.map_type_of(x).is_none() => {
                self.save_left(x);
                self.save_left(&args[0]);
            }
            _ if self.may_panic(l) => self.force(l),
            _ => {}
        }
    }

    fn is_map_element(&mut self, l: &Expr) -> bool {
        matches!(&unparen(l).kind, ExprKind::Index(x, _) if self.map_type_of(x).is_some())
    }

    /// Whether finding the place of a left side can panic, before anything is stored there.
    fn left_may_panic(&mut self, l: &Expr) -> bool {
        match &l.kind {
            ExprKind::Paren(x) => self.left_may_panic(x),
            ExprKind::Star(x) => self.may_panic(x),
            ExprKind::Index(x, args) => self.may_panic(x) || self.may_panic(&args[0]),
            ExprKind::Selector(x, _) => match self.selection(l) {
                Some(s) if s.path.len() == 1 => {
                    if self.direct_field(l) {
                        self.left_may_panic(x)
                    } else {
                        self.may_panic(x)
                    }
                }
                Some(_) => true,
                None => false,
            },
            _ => false,
        }
    }

    /// Evaluates the operands of a left side. With `hold`, registers that the place mentions are copied, because several
    /// assignments follow.
    fn target(&mut self, l: &Expr, hold: bool) -> Target {
        let x = unparen(l);
        if let ExprKind::Ident(id) = &x.kind
            && &*id.name == "_"
        {
            return Target { place: Place::Blank, ty: TypeId::INVALID };
        }
        let ty = self.ty(x);
        if let ExprKind::Index(m, args) = &x.kind
            && let Some(mt) = self.map_type_of(m)
        {
            let map = self.expr(m, None);
            let map = self.settle(map);
            let key = self.map_key(mt, &args[0]);
            let key = self.settle(key);
            return Target { place: Place::MapElem(map, key, mt), ty };
        }
        let mut place = self.place(x);
        if hold {
            place = match place {
                Place::Elem(s, i) => Place::Elem(self.settle(s), self.settle(i)),
                Place::Addr(b, o) if !matches!(x.kind, ExprKind::Ident(_)) => Place::Addr(self.settle(b), o),
                Place::ArrayElem(b, i, n) => Place::ArrayElem(self.settle(b), self.settle(i), n),
                Place::FrameElem(b, i, n) => Place::FrameElem(b, self.settle(i), n),
                p => p,
            };
        }
        Target { place, ty }
    }

    /// The several values of a call or comma-ok expression, in frame form with their types.
    pub(crate) fn multi(&mut self, e: &Expr, n: usize) -> Vec<(Loc, TypeId)> {
        let x = unparen(e);
        match &x.kind {
            ExprKind::Call(call) => {
                let t = self.ty(x);
                let types = match self.cx.universe().ty(t).clone() {
                    Type::Tuple(ts) => ts.to_vec(),
                    _ => vec![t],
                };
                let values = self.call_results(x, call);
                values.into_iter().zip(types).map(|(l, t)| (l, self.inst(t))).collect()
            }
            ExprKind::TypeAssert(y, Some(ty)) => {
                let t = self.ty(ty);
                let (v, ok) = self.type_assert_ok(x, y);
                vec![(v, t), (ok, TypeId::BOOL)]
            }
            ExprKind::Index(m, args) => {
                let mt = self.ty(m);
                let vt = self.elem(mt);
                let p = self.map_get2(m, &args[0]);
                let v = self.frame_value(Place::Addr(p.at(0), 0), vt);
                vec![(v, vt), (p.at(1), TypeId::BOOL)]
            }
            ExprKind::Unary(UnOp::Recv, ch) => {
                let ct = self.ty(ch);
                let t = self.elem(ct);
                let c = self.expr(ch, None);
                let ok = self.word();
                if self.in_regs(t) {
                    let v = self.receive(t, c, Some(ok), None);
                    return vec![(v, t), (ok, TypeId::BOOL)];
                }
                let image = self.temp(t);
                self.push_recv(image, c, Some(ok));
                vec![(image, t), (ok, TypeId::BOOL)]
            }
            _ => {
                self.error(format!("internal: {n} values expected"));
                vec![]
            }
        }
    }

    /// `x op= y`
    pub(crate) fn op_assign(&mut self, op: BinOp, l: &Expr, r: &Expr) {
        let t = self.ty(l);
        self.hoist_plain(&[l, r]);
        if self.is_map_element(l) && !matches!(op, BinOp::Div | BinOp::Rem) && self.may_panic(r) {
            // Before the key.
            self.take(&[(l, None), (r, None)]);
            self.force(r);
        }
        if self.left_may_panic(l) && !self.is_map_element(l) {
            self.take(&[(l, None), (r, None)]);
            self.save_left(l);
        }
        let target = self.target(l, false);
        match target.place {
            Place::Reg(x) => {
                let v = self.arith(op, t, x, r, Some(x));
                self.copy(x, v);
            }
            Place::MapElem(m, k, mt) => {
                // The old value first, then the operand, then the assignment.
                let old = self.map_look_up(m, k, mt);
                let old = self.load(Place::Addr(old, 0), t, None);
                let v = self.arith(op, t, old, r, None);
                self.store(target.place, t, v);
            }
            place => {
                let place = self.once(place, t);
                let old = self.load(place, t, None);
                let v = self.arith(op, t, old, r, None);
                self.store(place, t, v);
            }
        }
    }

    /// A place whose address is computed (and bounds checked) once for a read and a write.
    fn once(&mut self, p: Place, t: TypeId) -> Place {
        match p {
            Place::Elem(..) | Place::ArrayElem(..) | Place::FrameElem(..)
                if self.layout(t).single().is_none_or(|f| f.size() != 8) =>
            {
                let (b, o) = self.address(p, t);
                Place::Addr(b, o)
            }
            _ => p,
        }
    }

    /// `x++` and `x--`
    pub(crate) fn inc_dec(&mut self, x: &Expr, inc: bool) {
        let t = self.ty(x);
        self.hoist_plain(&[x]);
        let target = self.target(x, false);
        let step = if inc { 1 } else { -1 };
        if let Place::Reg(l) = target.place {
            return self.step(t, l, l, step);
        }
        if let Place::MapElem(..) = target.place {
            // One look-up: the slot is made first, as its old value is zero if it is new.
            let (b, o) = self.address(target.place, t);
            let place = Place::Addr(b, o);
            let old = self.load(place, t, None);
            let v = self.temp(t);
            self.step(t, v, old, step);
            return self.store(place, t, v);
        }
        let place = self.once(target.place, t);
        let old = self.load(place, t, None);
        let v = self.temp(t);
        self.step(t, v, old, step);
        self.store(place, t, v);
    }

    fn step(&mut self, t: TypeId, dst: Loc, src: Loc, step: i64) {
        let b = self.basic(t);
        match b.and_then(super::binary::int_kind) {
            Some(k) => {
                let op = match (k.bits, k.signed) {
                    (32, true) => Op::AddWI,
                    (32, false) => Op::AddWUI,
                    _ => Op::AddI,
                };
                self.op3(op, dst, src, Arg::Imm(step));
                if k.bits < 32 {
                    self.wrap(k, dst);
                }
            }
            None => {
                let one = vole_types::constant::Const::Int(step);
                let k = self.constant(&one, t, None);
                self.arith_locs(BinOp::Add, t, dst, src, k);
            }
        }
    }

    // ---- definitions

    /// `a, b := x, y`
    pub(crate) fn define_stmt(&mut self, lhs: &[Expr], rhs: &[Expr]) {
        self.hoist_sides(lhs, rhs);
        if lhs.len() == rhs.len() {
            if lhs.len() > 1 {
                self.save_early(lhs, rhs);
            }
            return lhs.iter().zip(rhs).for_each(|(l, r)| self.define_one(l, r));
        }
        let values = self.multi(&rhs[0], lhs.len());
        for (l, (v, from)) in lhs.iter().zip(values) {
            let p = self.left_place(l);
            if let Place::Blank = p {
                continue;
            }
            let t = self.left_object_type(l).unwrap_or(from);
            let v = self.convert_loc(v, from, t);
            self.put(p, t, v);
        }
    }

    fn define_one(&mut self, l: &Expr, r: &Expr) {
        let ExprKind::Ident(id) = &unparen(l).kind else { return };
        let Some(obj) = self.defined(id) else {
            return self.assign_one(l, r);
        };
        let t = self.obj_type(obj);
        self.define_init(obj, t, r);
    }

    /// Defines a variable with an initial value; the value is evaluated before the variable exists.
    pub(crate) fn define_init(&mut self, obj: ObjId, t: TypeId, r: &Expr) {
        let info = &self.cx.checker.info;
        if !info.reassigned.contains(&obj)
            && !info.address_taken.contains(&obj)
            && self.cx.is_interface(t)
            && !self.is_nil(r)
        {
            let from = self.ty(r);
            let from = self.default_type(from);
            if !self.cx.is_interface(from) {
                self.dynamic.insert(obj, from);
            }
        }
        if self.needs_cell(obj, t) {
            let composite = matches!(unparen(r).kind, ExprKind::CompositeLit(_));
            if composite || !self.in_regs(t) {
                let p = self.new_object(t);
                self.init_value(r, t, Place::Addr(p, 0));
                self.vars.insert(obj, super::Var::Cell(p));
                return;
            }
            let v = self.value(r, t, None);
            let p = self.define(obj, t);
            return self.store(p, t, v);
        }
        let v = self.local_var(t);
        let p = self.var_place(v);
        self.init_value(r, t, p);
        self.vars.insert(obj, v);
    }

    pub(crate) fn defined(&self, id: &Ident) -> Option<ObjId> {
        self.cx.checker.info.defs.get(id.id)
    }

    pub(crate) fn obj_type(&mut self, obj: ObjId) -> TypeId {
        let t = self.cx.universe().obj(obj).ty;
        self.inst(t)
    }

    /// The type of a declared variable; `None` for a blank one without a type.
    fn spec_type(&mut self, spec: &VarSpec, id: &Ident) -> Option<TypeId> {
        match (self.defined(id), &spec.ty) {
            (Some(o), _) => Some(self.obj_type(o)),
            (None, Some(t)) => Some(self.ty(t)),
            (None, None) => None,
        }
    }

    fn left_object_type(&mut self, l: &Expr) -> Option<TypeId> {
        let ExprKind::Ident(id) = &unparen(l).kind else { return None };
        let obj = self.use_of(id.id)?;
        Some(self.obj_type(obj))
    }

    /// The place of a name on the left of `:=`, defined if it is new.
    fn left_place(&mut self, l: &Expr) -> Place {
        let ExprKind::Ident(id) = &unparen(l).kind else { return self.place(l) };
        if &*id.name == "_" {
            return Place::Blank;
        }
        match self.defined(id) {
            Some(obj) => {
                let t = self.obj_type(obj);
                self.define(obj, t)
            }
            None => self.place(l),
        }
    }

    /// `var a, b T = x, y`
    pub(crate) fn var_spec(&mut self, spec: &VarSpec) {
        if spec.values.is_empty() {
            for id in &spec.names {
                let Some(obj) = self.defined(id) else { continue };
                let t = self.obj_type(obj);
                let size = self.cx.layout(t).size;
                if size >= 1 << 40 {
                    // gc's program asks for the memory, which there cannot be.
                    let bytes = self.word();
                    self.load_int(bytes, size as i64);
                    self.native("runtime.newTooLarge", [bytes], []);
                    self.stop();
                    return;
                }
                let cell = self.needs_cell(obj, t);
                let p = self.define(obj, t);
                if !cell {
                    self.zero(p, t);
                }
            }
            return;
        }
        let types: Vec<Option<TypeId>> = spec.names.iter().map(|id| self.spec_type(spec, id)).collect();
        if let [one] = &spec.values[..]
            && (spec.names.len() > 1 || self.is_real_call(one))
        {
            self.hoist_sides(&[], &spec.values[..0]);
        } else {
            let items: Vec<Item> = spec.values.iter().zip(&types).map(|(v, &t)| (v, t)).collect();
            self.hoist(&items);
        }
        if spec.values.len() == spec.names.len() {
            // The variables are new: no value can mention them.
            for ((id, r), t) in spec.names.iter().zip(&spec.values).zip(types) {
                let t = match t {
                    Some(t) => t,
                    None => self.blank_type(r),
                };
                match self.defined(id) {
                    Some(obj) if &*id.name != "_" => self.define_init(obj, t, r),
                    _ => {
                        self.value(r, t, None);
                    }
                }
            }
            return;
        }
        let values = self.multi(&spec.values[0], spec.names.len());
        for (id, (v, from)) in spec.names.iter().zip(values) {
            if let Some(obj) = self.defined(id)
                && &*id.name != "_"
            {
                let t = self.obj_type(obj);
                let p = self.define(obj, t);
                let v = self.convert_loc(v, from, t);
                self.put(p, t, v);
            }
        }
    }
}
