//! Index and slice expressions, map access.

use super::expr::ident_id;
use super::{Lower, Place, unparen};
use crate::ir::{Arg, Loc};
use vole_bytecode::Op;
use vole_syntax::ast::{Expr, ExprKind, SliceExpr};
use vole_types::info::Mode;
use vole_types::ty::{Basic, Type, TypeId};

impl Lower<'_, '_> {
    /// `x[i]` as a value of a register type.
    pub(crate) fn index_value(&mut self, e: &Expr, x: &Expr, args: &[Expr], dst: Option<Loc>) -> Loc {
        if self.is_generic_use(x) {
            return self.generic_value(x, dst);
        }
        let t = self.ty(e);
        if self.map_type_of(x).is_some() {
            let p = self.map_get(x, &args[0]);
            return self.load(Place::Addr(p, 0), t, dst);
        }
        let xt = self.ty(x);
        if let Type::Basic(_) = self.under(xt) {
            let s = self.expr(x, None);
            let i = self.index_operand(&args[0]);
            let dst = dst.unwrap_or_else(|| self.word());
            self.op3(Op::Idx8U, dst, s.part(0, 2), i);
            return dst;
        }
        match self.index_place(x, args) {
            Some(p) => self.load(p, t, dst),
            None => {
                self.error("internal: index of a type that has none");
                self.word()
            }
        }
    }

    /// Whether `x` of `x[T]` is a generic function.
    fn is_generic_use(&self, x: &Expr) -> bool {
        let id = ident_id(x);
        let info = &self.cx.checker.info;
        let method = || info.selections.contains_key(&unparen(x).id);
        let func = |o| matches!(self.cx.universe().obj(o).kind, vole_types::object::ObjKind::Func(_));
        info.instances.contains_key(&id) && (self.use_of(id).is_some_and(func) || method())
    }

    fn generic_value(&mut self, x: &Expr, dst: Option<Loc>) -> Loc {
        let id = ident_id(x);
        if let ExprKind::Selector(recv, name) = &unparen(x).kind
            && self.cx.checker.info.selections.contains_key(&unparen(x).id)
        {
            return self.selector_value(x, recv, name, dst);
        }
        let obj = self.use_of(id).expect("a generic function");
        let args = self.instance_args(id);
        self.func_value(obj, args, dst)
    }

    /// The place of an element; `None` for maps and strings.
    pub(crate) fn index_place(&mut self, x: &Expr, args: &[Expr]) -> Option<Place> {
        if !matches!(self.mode(x.id), Mode::Variable | Mode::Value | Mode::MapIndex | Mode::CommaOk | Mode::Constant) {
            return None;
        }
        let xt = self.ty(x);
        match self.under(xt) {
            Type::Slice(_) => {
                let s = self.slice_head(x);
                let i = self.index_operand(&args[0]);
                Some(Place::Elem(s, i))
            }
            Type::Pointer(a) => {
                let a = self.cx.canonical(a);
                let p = self.expr(x, None);
                Some(self.array_elem(Place::Addr(p, 0), a, &args[0]))
            }
            Type::Array { .. } => {
                let p = self.place(x);
                Some(self.array_elem(p, xt, &args[0]))
            }
            _ => None,
        }
    }

    /// Pointer and length of a slice; its capacity is not loaded when the slice stands in memory.
    pub(crate) fn slice_head(&mut self, x: &Expr) -> Loc {
        let memory = match &unparen(x).kind {
            ExprKind::Ident(_) | ExprKind::Selector(..) | ExprKind::Star(_) => Some(self.place(x)),
            ExprKind::Index(m, _) if self.map_type_of(m).is_none() => Some(self.place(x)),
            _ => None,
        };
        match memory {
            Some(Place::Reg(l)) => l.part(0, 2),
            Some(p @ (Place::Addr(..) | Place::Global(_) | Place::Frame(..))) => self.load(p, TypeId::STRING, None),
            Some(Place::Elem(s, i)) => {
                let l = self.group(2, 1);
                self.op3(Op::IdxHead, l, s.part(0, 2), i);
                l
            }
            Some(p) => {
                let t = self.ty(x);
                let (b, o) = self.address(p, t);
                self.load(Place::Addr(b, o), TypeId::STRING, None)
            }
            None => self.expr(x, None).part(0, 2),
        }
    }

    fn array_elem(&mut self, p: Place, array: TypeId, index: &Expr) -> Place {
        let Type::Array { elem, len } = self.under(array) else { unreachable!("an array") };
        let elem = self.cx.canonical(elem);
        let size = self.layout(elem).size;
        if let Some(i) = self.const_int(index) {
            let off = (i as u64).wrapping_mul(size) as u32;
            match p {
                Place::Addr(b, o) => return Place::Addr(b, o + off),
                Place::Frame(l, o) => return Place::Frame(l, o + off),
                Place::Global(o) => return Place::Global(o + off),
                Place::Reg(_) if size == 0 => return p,
                _ => {}
            }
        }
        if let Place::Addr(b, _) = p
            && !self.solid.contains(&b.reg)
            && self.may_panic(index)
        {
            self.op1(Op::NilCheck, b);
        }
        let i = self.index_operand(index);
        match p {
            Place::Reg(_) | Place::Frame(..) if len == 0 => {
                // No index is in bounds; what follows needs some place all the same.
                let n = self.word();
                self.load_int(n, 0);
                self.op2(Op::Bounds, i, n);
                Place::Reg(self.temp(elem))
            }
            Place::Frame(l, 0) if l.sub == 0 => {
                self.pin(l);
                Place::FrameElem(l, i, len as u32)
            }
            Place::Reg(l) => {
                // A zero-size element type: only the bounds matter.
                let n = self.word();
                self.load_int(n, len as i64);
                self.op2(Op::Bounds, i, n);
                Place::Reg(l)
            }
            _ => {
                let a = self.address_of(p, array);
                Place::ArrayElem(a, i, len as u32)
            }
        }
    }

    fn index_operand(&mut self, index: &Expr) -> Loc {
        let l = self.expr(index, None);
        if !self.is_unsigned_word(index) {
            return l;
        }
        // A slot of its own: the same bits may be an index of a signed type elsewhere.
        let own = self.word();
        self.copy(own, l);
        self.unsigned.insert(own);
        own
    }

    /// Whether an index can be beyond the signed integers.
    fn is_unsigned_word(&mut self, e: &Expr) -> bool {
        let t = self.ty(e);
        self.const_of(e).is_none() && matches!(self.basic(t), Some(Basic::Uint | Basic::Uint64 | Basic::Uintptr))
    }

    // ---- maps

    /// Which family of map operations a key type uses.
    fn key_form(&mut self, key: TypeId) -> KeyForm {
        match self.under(key) {
            Type::Basic(Basic::String) => KeyForm::Str,
            Type::Basic(Basic::Float32 | Basic::Float64 | Basic::Complex64 | Basic::Complex128) => KeyForm::Image,
            Type::Basic(_) | Type::Pointer(_) | Type::Chan { .. } => KeyForm::Int,
            _ => KeyForm::Image,
        }
    }

    pub(crate) fn map_key_type(&mut self, mt: TypeId) -> TypeId {
        match self.under(mt) {
            Type::Map { key, .. } => self.cx.canonical(key),
            _ => unreachable!("a map type"),
        }
    }

    /// A map key as the map operations take it.
    pub(crate) fn map_key(&mut self, mt: TypeId, key: &Expr) -> Loc {
        let kt = self.map_key_type(mt);
        let k = self.value(key, kt, None);
        if self.layout(kt).boxed() {
            self.error("map keys of more than 64 KiB are not supported");
        }
        match self.key_form(kt) {
            KeyForm::Image if self.in_regs(kt) => self.image(k, kt),
            _ => k,
        }
    }

    /// The same for a key that is only looked up.
    fn map_key_read(&mut self, mt: TypeId, key: &Expr) -> Loc {
        let kt = self.map_key_type(mt);
        if let KeyForm::Str = self.key_form(kt) { self.text(key) } else { self.map_key(mt, key) }
    }

    /// The address of `m[k]`'s value (or of zeroes).
    pub(crate) fn map_get(&mut self, m: &Expr, key: &Expr) -> Loc {
        let mt = self.ty(m);
        let mv = self.expr(m, None);
        let k = self.map_key_read(mt, key);
        self.map_look_up(mv, k, mt)
    }

    /// The same for an evaluated map and key.
    pub(crate) fn map_look_up(&mut self, m: Loc, key: Loc, mt: TypeId) -> Loc {
        let kt = self.map_key_type(mt);
        let op = match self.key_form(kt) {
            KeyForm::Int => Op::MapGetI,
            KeyForm::Str => Op::MapGetS,
            KeyForm::Image => Op::MapGet,
        };
        let rt = self.cx.rt_type(mt);
        let p = self.ptr();
        self.op3w(op, p, m, key, rt.0 as u64);
        p
    }

    /// `v, ok := m[k]`: (address, ok) in two slots.
    pub(crate) fn map_get2(&mut self, m: &Expr, key: &Expr) -> Loc {
        let mt = self.ty(m);
        let mv = self.expr(m, None);
        let k = self.map_key_read(mt, key);
        let kt = self.map_key_type(mt);
        let op = match self.key_form(kt) {
            KeyForm::Int => Op::MapGet2I,
            KeyForm::Str => Op::MapGet2S,
            KeyForm::Image => Op::MapGet2,
        };
        let rt = self.cx.rt_type(mt);
        let p = self.group(2, 1);
        self.op3w(op, p, mv, k, rt.0 as u64);
        p
    }

    /// The address of the value to be assigned, inserted if absent.
    pub(crate) fn map_slot(&mut self, m: Loc, key: Loc, mt: TypeId) -> Loc {
        let kt = self.map_key_type(mt);
        let op = match self.key_form(kt) {
            KeyForm::Int => Op::MapSetI,
            KeyForm::Str => Op::MapSetS,
            KeyForm::Image => Op::MapSet,
        };
        let rt = self.cx.rt_type(mt);
        let p = self.ptr();
        self.op3w(op, p, m, key, rt.0 as u64);
        p
    }

    // ---- slicing

    pub(crate) fn slice_expr(&mut self, s: &SliceExpr, dst: Option<Loc>) -> Loc {
        // Calls in the operand, then bounds that are more than a name, then the operand itself.
        let bounds = [&s.lo, &s.hi, &s.max].into_iter().flatten();
        let bounds: Vec<&Expr> = bounds.filter(|b| !matches!(unparen(b).kind, ExprKind::Ident(_))).collect();
        if self.may_panic(&s.x) || self.has_call(&s.x) || bounds.iter().any(|b| self.has_call(b)) {
            self.hoist_bounds(&s.x, &bounds);
        }
        let xt = self.ty(&s.x);
        let under = self.under(xt);
        if let Type::Basic(_) = under {
            let x = self.expr(&s.x, None);
            let window = self.group(2, 0);
            self.bound(s.lo.as_ref(), window.at(0));
            self.bound(s.hi.as_ref(), window.at(1));
            let dst = dst.unwrap_or_else(|| self.group(2, 1));
            self.op3w(Op::SliceStr, dst, x, window, s.hi.is_some() as u64);
            return dst;
        }
        let (src, elem, array) = match under {
            Type::Slice(elem) => (self.expr(&s.x, None), elem, false),
            Type::Pointer(a) => {
                let p = self.expr(&s.x, None);
                self.op1(Op::NilCheck, p);
                let (l, elem) = self.array_as_slice(p, a);
                (l, elem, true)
            }
            Type::Array { .. } => {
                let p = self.place(&s.x);
                if let Place::Reg(_) | Place::Frame(..) = p
                    && self.layout(xt).size > 0
                {
                    self.error("internal: slice of an array without a home");
                }
                let p = match p {
                    Place::Reg(_) | Place::Frame(..) => self.new_object(xt),
                    p => self.address_of(p, xt),
                };
                let (l, elem) = self.array_as_slice(p, xt);
                (l, elem, true)
            }
            other => unreachable!("slice of {other:?}"),
        };
        let window = self.group(3, 0);
        self.bound(s.lo.as_ref(), window.at(0));
        self.bound(s.hi.as_ref(), window.at(1));
        self.bound(s.max.as_ref(), window.at(2));
        let elem = self.cx.canonical(elem);
        let size = self.layout(elem).size;
        let flags = s.hi.is_some() as u64 | (s.max.is_some() as u64) << 1 | (array as u64) << 2;
        let dst = dst.unwrap_or_else(|| self.group(3, 1));
        self.op3w(Op::SliceSl, dst, src, window, size | flags << 32);
        dst
    }

    fn array_as_slice(&mut self, p: Loc, array: TypeId) -> (Loc, TypeId) {
        let Type::Array { elem, len } = self.under(array) else { unreachable!("an array") };
        let l = self.group(3, 1);
        self.copy(l.at(0), p);
        self.load_int(l.at(1), len as i64);
        self.load_int(l.at(2), len as i64);
        (l, elem)
    }

    fn bound(&mut self, e: Option<&Expr>, dst: Loc) {
        match e {
            Some(e) => {
                self.expr_to(e, dst);
                if self.is_unsigned_word(e) {
                    self.unsigned.insert(dst);
                }
            }
            None => self.op2(Op::LdI, dst, Arg::Imm(0)),
        }
    }
}

enum KeyForm {
    Int,
    Str,
    Image,
}
