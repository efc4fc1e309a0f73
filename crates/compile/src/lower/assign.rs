//! Assignments and definitions.

use super::{Lower, Place, unparen};
use crate::ir::{Arg, Loc};
use vole_bytecode::Op;
use vole_syntax::ast::{BinOp, Expr, ExprKind, Ident, UnOp, VarSpec};
use vole_types::object::ObjId;
use vole_types::ty::{Type, TypeId};

/// The left side of an assignment, its operands evaluated.
struct Target {
    place: Place,
    ty: TypeId,
}

impl Lower<'_, '_> {
    /// `a, b = x, y`
    pub(crate) fn assign(&mut self, lhs: &[Expr], rhs: &[Expr]) {
        self.hoist_sides(lhs, rhs);
        if let ([l], [r]) = (lhs, rhs) {
            return self.assign_one(l, r);
        }
        if lhs.len() == rhs.len() {
            // Operands of index expressions and indirections first, then the values, then the assignments in order.
            let targets: Vec<Target> = lhs.iter().map(|l| self.target(l, true)).collect();
            let mut values = Vec::new();
            for (t, r) in targets.iter().zip(rhs) {
                let ty = if let Place::Blank = t.place { self.blank_type(r) } else { t.ty };
                values.push((self.value(r, ty, None), ty));
            }
            if targets.iter().all(|t| matches!(t.place, Place::Reg(_) | Place::Blank)) {
                let moves = targets.iter().zip(&values).filter_map(|(t, (v, _))| match t.place {
                    Place::Reg(l) => Some((l, *v)),
                    _ => None,
                });
                let moves = moves.collect();
                return self.parallel(moves);
            }
            for v in &mut values {
                v.0 = self.settle(v.0);
            }
            for (t, (v, ty)) in targets.into_iter().zip(values) {
                self.put(t.place, ty, v);
            }
            return;
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

    /// Copies several values as if at once.
    fn parallel(&mut self, mut moves: Vec<(Loc, Loc)>) {
        let overlap = |a: Loc, b: Loc| a.reg == b.reg && a.sub < b.sub + b.n && b.sub < a.sub + a.n;
        moves.retain(|(d, s)| d != s && d.n > 0);
        while !moves.is_empty() {
            let ready =
                (0..moves.len()).find(|&i| moves.iter().enumerate().all(|(j, m)| j == i || !overlap(moves[i].0, m.1)));
            match ready {
                Some(i) => {
                    let (d, s) = moves.remove(i);
                    self.copy(d, s);
                }
                // A cycle: hold one value aside. Its copy is never a destination, so this happens once per cycle.
                None => moves[0].1 = self.settle_result(moves[0].1),
            }
        }
    }

    /// Calls inside an assignment; a single call as its whole right side stays where it is.
    fn hoist_sides(&mut self, lhs: &[Expr], rhs: &[Expr]) {
        let mut list: Vec<&Expr> = Vec::new();
        for l in lhs {
            match &unparen(l).kind {
                ExprKind::Ident(_) => {}
                ExprKind::Index(x, args) => {
                    list.push(x);
                    list.extend(args);
                }
                ExprKind::Selector(x, _) | ExprKind::Star(x) => list.push(x),
                _ => {}
            }
        }
        match rhs {
            [one]
                if matches!(unparen(one).kind, ExprKind::Call(_) | ExprKind::Index(..) | ExprKind::TypeAssert(..)) =>
            {
                if lhs.len() > 1 || list.is_empty() {
                    return;
                }
                list.push(one);
            }
            _ => list.extend(rhs),
        }
        self.hoist(&list);
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
        let t = self.target(l, false);
        self.assign_value(r, t.ty, t.place);
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
        self.hoist(&[l, r]);
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
        self.hoist_sides(&[], rhs);
        if lhs.len() == rhs.len() {
            if let ([l], [r]) = (lhs, rhs) {
                return self.define_one(l, r);
            }
            let mut values = Vec::new();
            for (l, r) in lhs.iter().zip(rhs) {
                let t = self.left_type(l, r);
                let v = self.value(r, t, None);
                values.push((self.settle(v), t));
            }
            for (l, (v, t)) in lhs.iter().zip(values) {
                let p = self.left_place(l);
                self.put(p, t, v);
            }
            return;
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

    fn left_object_type(&mut self, l: &Expr) -> Option<TypeId> {
        let ExprKind::Ident(id) = &unparen(l).kind else { return None };
        let obj = self.use_of(id.id)?;
        Some(self.obj_type(obj))
    }

    fn left_type(&mut self, l: &Expr, r: &Expr) -> TypeId {
        match self.left_object_type(l) {
            Some(t) => t,
            None => self.blank_type(r),
        }
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
                let cell = self.needs_cell(obj, t);
                let p = self.define(obj, t);
                if !cell {
                    self.zero(p, t);
                }
            }
            return;
        }
        self.hoist_sides(&[], &spec.values);
        if spec.values.len() == spec.names.len() {
            let mut values = Vec::new();
            for (id, r) in spec.names.iter().zip(&spec.values) {
                let obj = self.defined(id);
                let t = match obj {
                    Some(o) => self.obj_type(o),
                    None => match &spec.ty {
                        Some(t) => self.ty(t),
                        None => self.blank_type(r),
                    },
                };
                if spec.names.len() == 1
                    && let Some(obj) = obj
                    && &*id.name != "_"
                {
                    return self.define_init(obj, t, r);
                }
                let v = self.value(r, t, None);
                values.push((obj, t, self.settle(v)));
            }
            for (id, (obj, t, v)) in spec.names.iter().zip(values) {
                if let Some(obj) = obj
                    && &*id.name != "_"
                {
                    let p = self.define(obj, t);
                    self.put(p, t, v);
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
