//! Conversions, boxing into interfaces, type assertions.

use super::binary::{IntKind, int_kind};
use super::{Lower, Place, unparen};
use crate::ir::{Arg, Loc, Term};
use vole_bytecode::Op;
use vole_syntax::ast::{CallExpr, Expr, ExprKind};
use vole_types::constant::Const;
use vole_types::ty::{Basic, Type, TypeId};

impl Lower<'_, '_> {
    /// `T(x)` for a register type T.
    pub(crate) fn convert(&mut self, e: &Expr, call: &CallExpr, dst: Option<Loc>) -> Loc {
        let to = self.ty(e);
        let x = &call.args[0];
        if self.is_nil(x) {
            let dst = dst.unwrap_or_else(|| self.temp(to));
            self.zero_slots(dst);
            return dst;
        }
        if self.cx.is_interface(to) {
            return self.value(x, to, dst);
        }
        let from = self.ty(x);
        let from = self.default_type(from);
        if let Some(c) = self.const_of(x)
            && let (Type::Basic(a), Type::Basic(b)) = (self.under(from), self.under(to))
            && a != b
            && b != Basic::String
        {
            return self.constant(&c, to, dst);
        }
        if let (Some(Const::Str(text)), Type::Slice(elem)) = (self.const_of(x), self.under(to))
            && !text.is_empty()
            && self.is_byte(elem)
        {
            return self.constant_bytes(x, elem, text.len(), dst);
        }
        if !self.in_regs(from) {
            // An array or large struct to a type that is in registers cannot be: identical underlying types.
            let p = self.place(x);
            return self.load(p, to, dst);
        }
        let v = self.expr(x, None);
        if let Some(interface) = self.seen_as_words(x, to) {
            let rt = self.word();
            let id = self.cx.rt_type(interface);
            self.load_int(rt, i64::from(id.0));
            let p = self.ptr();
            self.native("runtime.interfaceWords", [v, rt], [p]);
            return self.deliver(p, dst);
        }
        if let (Type::Basic(_), Type::Slice(elem)) = (self.under(from), self.under(to)) {
            let mode = if self.const_of(x).is_some() { 2 } else { self.text_mode(e) };
            return self.text_slice(v, elem, to, mode, dst);
        }
        self.convert_value(v, from, to, dst)
    }

    /// `(*T)(unsafe.Pointer(&i))` with an interface `i` and a T of two words: gc's data word is always an address. The interface's type.
    fn seen_as_words(&mut self, x: &Expr, to: TypeId) -> Option<TypeId> {
        let Type::Pointer(words) = self.under(to) else { return None };
        let ExprKind::Call(inner) = &unparen(x).kind else { return None };
        let [pointer] = &inner.args[..] else { return None };
        if !self.is_type(&inner.fun) || self.is_nil(pointer) {
            return None;
        }
        let from = self.ty(pointer);
        let Type::Pointer(interface) = self.under(from) else { return None };
        let two = match self.under(words) {
            Type::Struct(s) => s.fields.len() == 2,
            Type::Array { len, .. } => len == 2,
            _ => false,
        };
        (two && self.layout(words).size == 16 && self.cx.is_interface(interface)).then_some(interface)
    }

    /// The bytes of a constant string: their number is known, so that they can stand in the frame.
    fn constant_bytes(&mut self, x: &Expr, elem: TypeId, len: usize, dst: Option<Loc>) -> Loc {
        let text = self.expr(x, None);
        let rt = self.cx.rt_type(elem);
        let window = self.group(2, 0);
        self.load_int(window.at(0), len as i64);
        self.load_int(window.at(1), len as i64);
        let dst = dst.unwrap_or_else(|| self.group(3, 1));
        self.op2w(Op::MakeSlice, dst, window, u64::from(rt.0));
        let copied = self.word();
        self.op3w(Op::CopySl, copied, dst.part(0, 2), text, 1);
        dst
    }

    /// Bytes or runes of a string; see the instructions for `mode`.
    fn text_slice(&mut self, v: Loc, elem: TypeId, to: TypeId, mode: i64, dst: Option<Loc>) -> Loc {
        let op = if self.is_byte(elem) { Op::BytesOfStr } else { Op::RunesOfStr };
        let dst = dst.unwrap_or_else(|| self.temp(to));
        self.op3(op, dst, v, Arg::Imm(mode));
        dst
    }

    /// Converts a value between two register types, as `T(x)` does.
    pub(crate) fn convert_value(&mut self, v: Loc, from: TypeId, to: TypeId, dst: Option<Loc>) -> Loc {
        let (uf, ut) = (self.under(from), self.under(to));
        match (&uf, &ut) {
            (Type::Basic(a), Type::Basic(b)) => self.convert_basic(v, *a, *b, to, dst),
            (Type::Slice(elem), Type::Basic(Basic::String)) => {
                let op = if self.is_byte(*elem) { Op::StrOfBytes } else { Op::StrOfRunes };
                let dst = dst.unwrap_or_else(|| self.temp(to));
                self.op2(op, dst, v.part(0, 2));
                dst
            }
            (Type::Basic(Basic::String | Basic::UntypedString), Type::Slice(elem)) => {
                self.text_slice(v, *elem, to, 0, dst)
            }
            (Type::Slice(_), Type::Pointer(a)) => {
                let p = self.slice_to_array(v, *a);
                self.deliver(p, dst)
            }
            (Type::Slice(_), Type::Array { .. }) => {
                let p = self.slice_to_array(v, to);
                if self.layout(to).size == 0 {
                    // Nothing to load: the address may be nil.
                    let dst = dst.unwrap_or_else(|| self.temp(to));
                    self.zero_slots(dst);
                    return dst;
                }
                self.load(Place::Addr(p, 0), to, dst)
            }
            _ => self.deliver(v, dst),
        }
    }

    /// A string that is used up before anything else happens: `string(b)` need not be a copy of the bytes.
    pub(crate) fn text(&mut self, e: &Expr) -> Loc {
        let inner = unparen(e);
        if let ExprKind::Call(call) = &inner.kind
            && let [x] = &call.args[..]
            && self.is_type(&call.fun)
            && !self.is_remembered(e)
            && !self.is_remembered(inner)
            && !self.is_nil(x)
        {
            let (from, to) = (self.ty(x), self.ty(e));
            if let (Type::Slice(elem), Type::Basic(Basic::String)) = (self.under(from), self.under(to))
                && self.is_byte(elem)
            {
                return self.expr(x, None).part(0, 2);
            }
        }
        self.expr(e, None)
    }

    /// The two operands of an operation on strings; the first is looked at behind what the second does.
    pub(crate) fn texts(&mut self, x: &Expr, y: &Expr) -> (Loc, Loc) {
        let a = if self.has_call(y) { self.expr(x, None) } else { self.text(x) };
        (a, self.text(y))
    }

    /// Checks the length and gives the array's address.
    fn slice_to_array(&mut self, v: Loc, array: TypeId) -> Loc {
        let Type::Array { len, .. } = self.under(array) else { unreachable!("an array") };
        let n = self.word();
        self.load_int(n, len as i64);
        let p = self.ptr();
        self.native("runtime.sliceToArray", [v.part(0, 2), n], [p]);
        p
    }

    fn is_byte(&mut self, t: TypeId) -> bool {
        matches!(self.under(t), Type::Basic(Basic::Uint8))
    }

    fn convert_basic(&mut self, v: Loc, a: Basic, b: Basic, to: TypeId, dst: Option<Loc>) -> Loc {
        if b == Basic::String {
            if matches!(a, Basic::String | Basic::UntypedString) {
                return self.deliver(v, dst);
            }
            let dst = dst.unwrap_or_else(|| self.temp(to));
            self.op2(Op::StrOfRune, dst, v);
            return dst;
        }
        match (int_kind(a), int_kind(b)) {
            (Some(x), Some(y)) => {
                // The slot's form already fits if the target can hold every value of the source's form.
                if y.bits == 64 || x == y || x.bits < y.bits && !x.signed || x.bits <= y.bits && x.signed == y.signed {
                    return self.deliver(v, dst);
                }
                let dst = dst.unwrap_or_else(|| self.word());
                self.narrow(y, dst, v);
                dst
            }
            (Some(x), None) => {
                let dst = dst.unwrap_or_else(|| self.temp(to));
                match b {
                    Basic::Float64 | Basic::UntypedFloat => {
                        self.op2(if x.signed || x.bits < 64 { Op::I2F } else { Op::U2F }, dst, v)
                    }
                    Basic::Float32 => self.op2(if x.signed || x.bits < 64 { Op::I2F32 } else { Op::U2F32 }, dst, v),
                    _ => self.copy(dst, v),
                }
                dst
            }
            (None, Some(y)) => {
                let dst = dst.unwrap_or_else(|| self.word());
                let f = match a {
                    Basic::Float32 => {
                        let w = self.word();
                        self.op2(Op::F32toF, w, v);
                        w
                    }
                    Basic::Float64 | Basic::UntypedFloat => v,
                    _ => return self.deliver(v, Some(dst)),
                };
                self.op2(if y.signed || y.bits < 64 { Op::F2I } else { Op::F2U }, dst, f);
                if y.bits < 64 {
                    self.narrow(y, dst, dst);
                }
                dst
            }
            (None, None) => match (a, b) {
                (Basic::Float32, Basic::Float64) => {
                    let dst = dst.unwrap_or_else(|| self.word());
                    self.op2(Op::F32toF, dst, v);
                    dst
                }
                (Basic::Float64 | Basic::UntypedFloat, Basic::Float32) => {
                    let dst = dst.unwrap_or_else(|| self.word());
                    self.op2(Op::F2F32, dst, v);
                    dst
                }
                (Basic::Complex64, Basic::Complex128) => {
                    let dst = dst.unwrap_or_else(|| self.temp(to));
                    self.op2(Op::F32toF, dst.at(0), v.at(0));
                    self.op2(Op::F32toF, dst.at(1), v.at(1));
                    dst
                }
                (Basic::Complex128, Basic::Complex64) => {
                    let dst = dst.unwrap_or_else(|| self.temp(to));
                    self.op2(Op::F2F32, dst.at(0), v.at(0));
                    self.op2(Op::F2F32, dst.at(1), v.at(1));
                    dst
                }
                _ => self.deliver(v, dst),
            },
        }
    }

    fn narrow(&mut self, k: IntKind, dst: Loc, v: Loc) {
        let op = match (k.bits, k.signed) {
            (8, true) => Op::Sx8,
            (16, true) => Op::Sx16,
            (32, true) => Op::Sx32,
            (8, false) => Op::Zx8,
            (16, false) => Op::Zx16,
            (32, false) => Op::Zx32,
            _ => return self.copy(dst, v),
        };
        self.op2(op, dst, v);
    }

    /// A conversion whose result is handled in memory.
    pub(crate) fn convert_mem(&mut self, call: &CallExpr, to: TypeId, dst: Place) {
        let x = &call.args[0];
        let from = self.ty(x);
        if let (Type::Slice(_), Type::Array { .. }) = (self.under(from), self.under(to)) {
            let s = self.expr(x, None);
            let p = self.slice_to_array(s, to);
            return self.transfer(dst, Place::Addr(p, 0), to);
        }
        self.mem_expr(x, from, dst);
    }

    /// Converts an evaluated frame-form value as an assignment does.
    pub(crate) fn convert_loc(&mut self, l: Loc, from: TypeId, to: TypeId) -> Loc {
        if from != to && self.cx.is_interface(to) && !self.cx.is_interface(from) {
            return self.box_value(l, from, None);
        }
        l
    }

    // ---- interfaces

    /// A concrete expression as an interface value.
    pub(crate) fn expr_to_iface(&mut self, e: &Expr, t: TypeId, dst: Option<Loc>) -> Loc {
        let t = self.default_type(t);
        if let Some(c) = self.const_of(e) {
            let v = self.constant(&c, t, None);
            return self.box_value(v, t, dst);
        }
        let v = if self.in_regs(t) {
            self.expr(e, None)
        } else {
            let p = self.place(e);
            self.frame_value(p, t)
        };
        self.box_value(v, t, dst)
    }

    /// An interface value that holds a frame-form value.
    pub(crate) fn box_value(&mut self, v: Loc, t: TypeId, dst: Option<Loc>) -> Loc {
        let out = self.group(2, 2);
        let rt = self.cx.rt_type(t);
        self.cx.reflect.boxed.insert(rt);
        let l = self.layout(t);
        if self.cx.is_direct(t) {
            match v.n {
                0 => self.op2(Op::LdI, out.at(1), Arg::Imm(0)),
                1 => self.copy(out.at(1), v),
                _ => {
                    let image = self.image(v, t);
                    self.copy(out.at(1), image.at(0));
                }
            }
        } else if l.boxed() {
            self.copy(out.at(1), v);
        } else if l.in_regs() && l.image_is_slots() && v.n == 2 {
            self.op2w(Op::Box2, out.at(1), v, rt.0 as u64);
        } else if l.in_regs() && l.image_is_slots() && v.n == 3 {
            self.op2w(Op::Box3, out.at(1), v, rt.0 as u64);
        } else {
            let image = if l.in_regs() { self.image(v, t) } else { v };
            self.op2w(Op::Box, out.at(1), image, rt.0 as u64);
        }
        self.op2(Op::LdType, out.at(0), Arg::Imm(rt.0 as i64));
        self.deliver(out, dst)
    }

    /// The value of concrete type `t` in an interface value known to hold it, in frame form.
    pub(crate) fn unbox(&mut self, iface: Loc, t: TypeId, dst: Option<Loc>) -> Loc {
        let l = self.layout(t);
        if self.cx.is_direct(t) {
            let slots = l.slots();
            return match slots {
                0 => self.temp(t),
                1 => {
                    let dst = dst.unwrap_or_else(|| self.temp(t));
                    self.copy(dst, iface.at(1));
                    dst
                }
                _ => {
                    let obj = self.frame_object(t);
                    self.copy(obj.at(0), iface.at(1));
                    let dst = dst.unwrap_or_else(|| self.temp(t));
                    self.unpack_image(dst, obj, t);
                    dst
                }
            };
        }
        let dst = dst.unwrap_or_else(|| self.temp(t));
        match &l.leaves {
            None if l.boxed() => self.copy(dst, iface.at(1)),
            Some(leaves) => self.load_leaves(dst, iface.at(1), 0, leaves),
            None => self.image_to_slots(dst, Place::Addr(iface.at(1), 0), t),
        }
        dst
    }

    /// `x.(T)` of a register type T.
    pub(crate) fn type_assert(&mut self, e: &Expr, x: &Expr, dst: Option<Loc>) -> Loc {
        let t = self.ty(e);
        let xt = self.ty(x);
        let v = self.expr(x, None);
        self.assert_loc(v, xt, t);
        if self.cx.is_interface(t) {
            return self.deliver(v, dst);
        }
        self.unbox(v, t, dst)
    }

    pub(crate) fn type_assert_mem(&mut self, x: &Expr, t: TypeId, dst: Place) {
        let xt = self.ty(x);
        let v = self.expr(x, None);
        self.assert_loc(v, xt, t);
        let l = self.unbox(v, t, None);
        self.slots_to_image(dst, l, t);
    }

    /// Panics unless the interface value holds a `t`.
    fn assert_loc(&mut self, v: Loc, xt: TypeId, t: TypeId) {
        let (ok, fail) = (self.block(), self.block());
        self.holds(v, t, ok, fail);
        self.start_unjumped(fail);
        let target = self.cx.rt_type(t);
        let stat = self.cx.rt_type(xt);
        let w = target.0 as u64 | (stat.0 as u64) << 32;
        self.end(Term::Stop { op: Op::AssertFail, args: [v.into(), Arg::Imm(0), Arg::Imm(0)], w });
        self.start_unjumped(ok);
    }

    /// Branches on whether an interface value holds a `t`.
    pub(crate) fn holds(&mut self, v: Loc, t: TypeId, yes: crate::ir::BlockId, no: crate::ir::BlockId) {
        let rt = self.cx.rt_type(t);
        if self.cx.is_interface(t) {
            let ok = self.word();
            self.op2w(Op::Implements, ok, v.at(0), rt.0 as u64);
            return self.branch(Op::JT, ok, Arg::Imm(0), yes, no);
        }
        let ty = self.word();
        self.op2(Op::LdType, ty, Arg::Imm(rt.0 as i64));
        self.branch(Op::JEq, v.at(0), ty, yes, no);
    }

    /// `v, ok := x.(T)`: the value (zero if not ok) and ok, in frame form.
    pub(crate) fn type_assert_ok(&mut self, e: &Expr, x: &Expr) -> (Loc, Loc) {
        let t = self.assert_type(e);
        let v = self.expr(x, None);
        let out = self.temp(t);
        let ok = self.word();
        let (yes, no, done) = (self.block(), self.block(), self.block());
        self.holds(v, t, yes, no);
        self.start_unjumped(yes);
        if self.cx.is_interface(t) {
            self.copy(out, v);
        } else {
            let l = self.unbox(v, t, Some(out));
            self.copy(out, l);
        }
        self.op2(Op::LdI, ok, Arg::Imm(1));
        self.jump(done);
        self.start_unjumped(no);
        self.zero_temp(out, t);
        self.op2(Op::LdI, ok, Arg::Imm(0));
        self.start(done);
        (out, ok)
    }

    /// The asserted type: an assertion in a comma-ok form is recorded with its single value's type.
    fn assert_type(&mut self, e: &Expr) -> TypeId {
        if let vole_syntax::ast::ExprKind::TypeAssert(_, Some(t)) = &unparen(e).kind {
            return self.ty(t);
        }
        self.ty(e)
    }
}
