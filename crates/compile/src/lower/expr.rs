//! Expressions.

use super::{Lower, Place, unparen};
use crate::cx::FuncKey;
use crate::ir::{Arg, Inst, InstKind, Loc};
use vole_bytecode::Op;
use vole_syntax::ast::{Expr, ExprKind, UnOp};
use vole_types::info::Mode;
use vole_types::object::{ObjId, ObjKind};
use vole_types::ty::{Type, TypeId};

impl Lower<'_, '_> {
    /// Evaluates an expression of a register type. Without `dst` the result may be a variable's own register: it must be
    /// used before anything else can change it.
    pub(crate) fn expr(&mut self, e: &Expr, dst: Option<Loc>) -> Loc {
        if let Some(c) = self.const_of(e) {
            let t = self.ty(e);
            return self.constant(&c, t, dst);
        }
        if let Some(l) = self.remembered(e) {
            return self.deliver(l, dst);
        }
        let saved = std::mem::replace(&mut self.pos, e.span.lo);
        let loc = self.expr_kind(e, dst);
        self.pos = saved;
        loc
    }

    /// Evaluates into a register.
    pub(crate) fn expr_to(&mut self, e: &Expr, dst: Loc) {
        let l = self.expr(e, Some(dst));
        self.copy(dst, l);
    }

    fn expr_kind(&mut self, e: &Expr, dst: Option<Loc>) -> Loc {
        match &e.kind {
            ExprKind::Paren(x) => self.expr(x, dst),
            ExprKind::Ident(id) => {
                if self.mode(e.id) == Mode::Nil || &*id.name == "nil" && self.is_nil(e) {
                    let t = self.ty(e);
                    let dst = dst.unwrap_or_else(|| self.temp(t));
                    self.zero_slots(dst);
                    return dst;
                }
                let obj = self.use_of(id.id);
                match obj {
                    Some(obj) => self.object(obj, e, dst),
                    None => {
                        self.error(format!("internal: unresolved {}", id.name));
                        self.word()
                    }
                }
            }
            ExprKind::FuncLit(lit) => self.func_lit(lit, dst),
            ExprKind::CompositeLit(_) => {
                let t = self.ty(e);
                let fresh = self.temp(t);
                self.composite(e, t, Place::Reg(fresh));
                self.deliver(fresh, dst)
            }
            ExprKind::Selector(x, name) => self.selector_value(e, x, name, dst),
            ExprKind::Index(x, args) => self.index_value(e, x, args, dst),
            ExprKind::Slice(s) => self.slice_expr(s, dst),
            ExprKind::TypeAssert(x, Some(_)) => self.type_assert(e, x, dst),
            ExprKind::Call(call) => self.call_value(e, call, dst),
            ExprKind::Star(x) => {
                let p = self.expr(x, None);
                let t = self.ty(e);
                if self.layout(t).slots() == 0 {
                    self.op1(Op::NilCheck, p);
                }
                self.load(Place::Addr(p, 0), t, dst)
            }
            ExprKind::Unary(op, x) => self.unary(e, *op, x, dst),
            ExprKind::Binary(op, span, x, y) => {
                self.pos = if span.is_none() { self.pos } else { span.lo };
                self.binary(e, *op, x, y, dst)
            }
            _ => {
                self.error("internal: expression has no value");
                self.word()
            }
        }
    }

    pub(crate) fn is_nil(&self, e: &Expr) -> bool {
        match &unparen(e).kind {
            ExprKind::Ident(id) => match self.use_of(id.id) {
                Some(o) => matches!(self.cx.universe().obj(o).kind, ObjKind::Nil),
                None => self.mode(e.id) == Mode::Nil,
            },
            _ => false,
        }
    }

    pub(crate) fn deliver(&mut self, l: Loc, dst: Option<Loc>) -> Loc {
        match dst {
            Some(d) => {
                self.copy(d, l);
                d
            }
            None => l,
        }
    }

    fn object(&mut self, obj: ObjId, e: &Expr, dst: Option<Loc>) -> Loc {
        let kind = self.cx.universe().obj(obj).kind.clone();
        match kind {
            ObjKind::Var => {
                if let Some(l) = self.moved_at(unparen(e).id, obj) {
                    return self.deliver(l, dst);
                }
                let t = self.ty(e);
                let p = self.obj_place(obj);
                self.load(p, t, dst)
            }
            ObjKind::Func(_) => {
                let id = ident_id(e);
                let args = self.instance_args(id);
                self.func_value(obj, args, dst)
            }
            ObjKind::Const(c) => {
                let t = self.ty(e);
                self.constant(&c, t, dst)
            }
            other => {
                self.error(format!("internal: {other:?} used as value"));
                self.word()
            }
        }
    }

    /// Type arguments of a generic function named at an identifier.
    pub(crate) fn instance_args(&mut self, id: vole_syntax::ast::ExprId) -> Vec<TypeId> {
        let args = self.cx.checker.info.instances.get(&id).cloned().unwrap_or_default();
        args.into_iter().map(|t| self.inst(t)).collect()
    }

    /// A declared function as a value.
    pub(crate) fn func_value(&mut self, obj: ObjId, args: Vec<TypeId>, dst: Option<Loc>) -> Loc {
        let dst = dst.unwrap_or_else(|| self.ptr());
        let f = match self.native_of(obj) {
            Some(n) => {
                let sig = self.cx.universe().obj(obj).ty;
                let sig = self.inst(sig);
                self.cx.func(FuncKey::NativeValue(n, sig))
            }
            None => self.cx.func(FuncKey::Decl(obj, args)),
        };
        self.op2(Op::LdFunc, dst, Arg::Imm(f.0 as i64));
        dst
    }

    /// Where a variable lives.
    pub(crate) fn obj_place(&mut self, obj: ObjId) -> Place {
        if let Some(&v) = self.vars.get(&obj) {
            return self.var_place(v);
        }
        if self.cx.universe().obj(obj).package_level {
            return Place::Global(self.cx.global(obj));
        }
        let name = self.cx.universe().obj(obj).name.clone();
        self.error(format!("internal: variable {name} has no place"));
        Place::Blank
    }

    /// The place an expression denotes, or a temporary that holds its value.
    pub(crate) fn place(&mut self, e: &Expr) -> Place {
        if let Some(p) = self.remembered_place(e) {
            return p;
        }
        let saved = std::mem::replace(&mut self.pos, e.span.lo);
        let p = self.place_kind(e);
        self.pos = saved;
        p
    }

    fn place_kind(&mut self, e: &Expr) -> Place {
        match &e.kind {
            ExprKind::Paren(x) => return self.place(x),
            ExprKind::Ident(id) if &*id.name == "_" => return Place::Blank,
            ExprKind::Ident(id) => {
                if let Some(obj) = self.use_of(id.id)
                    && matches!(self.cx.universe().obj(obj).kind, ObjKind::Var)
                {
                    return self.obj_place(obj);
                }
            }
            ExprKind::Star(x) => {
                let p = self.expr(x, None);
                return Place::Addr(p, 0);
            }
            ExprKind::Selector(x, name) => {
                if let Some(p) = self.selector_place(e, x, name) {
                    return p;
                }
            }
            ExprKind::Index(x, args) => {
                if let Some(p) = self.index_place(x, args) {
                    return p;
                }
            }
            _ => {}
        }
        let t = self.ty(e);
        self.temporary(e, t)
    }

    /// Evaluates into a new temporary.
    pub(crate) fn temporary(&mut self, e: &Expr, t: TypeId) -> Place {
        if self.in_regs(t) {
            return Place::Reg(self.expr(e, None));
        }
        let p = self.temp_place(t);
        self.mem_expr(e, t, p);
        p
    }

    /// Evaluates an expression that is handled in memory into a place that none of its operands overlap.
    pub(crate) fn mem_expr(&mut self, e: &Expr, t: TypeId, dst: Place) {
        if let Some(l) = self.remembered(e) {
            return self.slots_to_image(dst, l, t);
        }
        let saved = std::mem::replace(&mut self.pos, e.span.lo);
        match &e.kind {
            ExprKind::Paren(x) => self.mem_expr(x, t, dst),
            ExprKind::CompositeLit(_) => self.composite(e, t, dst),
            ExprKind::Call(call) if !self.is_type(&call.fun) => {
                let l = self.call_value(e, call, None);
                self.slots_to_image(dst, l, t);
            }
            ExprKind::Call(call) => self.convert_mem(call, t, dst),
            ExprKind::TypeAssert(x, Some(_)) => self.type_assert_mem(x, t, dst),
            ExprKind::Unary(UnOp::Recv, x) => {
                let ch = self.expr(x, None);
                let image = self.temp(t);
                self.push_recv(image, ch, None);
                self.slots_to_image(dst, image, t);
            }
            ExprKind::Index(x, args) if self.map_type_of(x).is_some() => {
                let p = self.map_get(x, &args[0]);
                self.transfer(dst, Place::Addr(p, 0), t);
            }
            _ => {
                let src = self.place(e);
                self.transfer(dst, src, t);
            }
        }
        self.pos = saved;
    }

    /// Evaluates an expression, converted to `target` as an assignment converts it, into frame form (register form, or
    /// memory image in slots).
    pub(crate) fn value(&mut self, e: &Expr, target: TypeId, dst: Option<Loc>) -> Loc {
        if self.is_nil(e) {
            let dst = dst.unwrap_or_else(|| self.temp(target));
            self.zero_slots(dst);
            return dst;
        }
        let t = self.ty(e);
        if t != target && self.cx.is_interface(target) && !self.cx.is_interface(t) {
            return self.expr_to_iface(e, t, dst);
        }
        if self.in_regs(target) {
            return self.expr(e, dst);
        }
        let src = self.temporary_or_place(e, target);
        if let (Place::Frame(l, 0), None) = (src, dst) {
            // The first field or element of a larger object has the object's place.
            let part = matches!(&unparen(e).kind, ExprKind::Selector(..) | ExprKind::Index(..));
            let size = self.layout(target).size;
            if !part {
                return l;
            }
            if size > 0 && size.is_multiple_of(8) {
                return l.part(0, (size / 8) as u16);
            }
        }
        let dst = dst.unwrap_or_else(|| self.temp(target));
        self.image_to_slots(dst, src, target);
        dst
    }

    fn temporary_or_place(&mut self, e: &Expr, t: TypeId) -> Place {
        match &unparen(e).kind {
            ExprKind::Ident(_) | ExprKind::Selector(..) | ExprKind::Index(..) | ExprKind::Star(_) => {
                if self.map_index_inside(e) { self.temporary(e, t) } else { self.place(e) }
            }
            _ => self.temporary(e, t),
        }
    }

    fn map_index_inside(&mut self, e: &Expr) -> bool {
        match &unparen(e).kind {
            ExprKind::Index(x, _) => self.map_type_of(x).is_some(),
            _ => false,
        }
    }

    /// Evaluates and assigns to a place, converting as an assignment does.
    pub(crate) fn assign_value(&mut self, e: &Expr, target: TypeId, dst: Place) {
        if self.in_regs(target) {
            match dst {
                Place::Reg(l) => {
                    let v = self.value(e, target, Some(l));
                    self.copy(l, v);
                }
                _ => {
                    let v = self.value(e, target, None);
                    self.store(dst, target, v);
                }
            }
            return;
        }
        // The source may overlap the destination: a literal or call is built aside first, unless it goes to fresh memory.
        match &unparen(e).kind {
            ExprKind::Ident(_) | ExprKind::Selector(..) | ExprKind::Star(_) => {
                let src = self.place(e);
                self.transfer(dst, src, target);
            }
            _ => {
                let src = self.temporary(e, target);
                self.transfer(dst, src, target);
            }
        }
    }

    /// Like [`Lower::assign_value`] for a destination that is fresh and zeroed or about to be defined.
    pub(crate) fn init_value(&mut self, e: &Expr, target: TypeId, dst: Place) {
        let t = if self.is_nil(e) { target } else { self.ty(e) };
        if t == target {
            match &unparen(e).kind {
                ExprKind::CompositeLit(_) => return self.composite(unparen(e), target, dst),
                _ if !self.in_regs(target) => return self.mem_expr(e, target, dst),
                _ => {}
            }
        }
        self.assign_value(e, target, dst);
    }

    /// Evaluates for effect only.
    pub(crate) fn effect(&mut self, e: &Expr) {
        let saved = std::mem::replace(&mut self.pos, e.span.lo);
        match &unparen(e).kind {
            ExprKind::Call(call) => {
                self.call_results(unparen(e), call);
            }
            ExprKind::Unary(UnOp::Recv, x) => {
                let t = self.ty(e);
                self.hoist_plain(&[x]);
                let ch = self.expr(x, None);
                let image = self.temp(t);
                self.push_recv(image, ch, None);
            }
            _ => {
                let t = self.ty(e);
                self.hoist_plain(&[e]);
                if self.in_regs(t) {
                    self.expr(e, None);
                } else {
                    self.place(e);
                }
            }
        }
        self.pos = saved;
    }

    fn unary(&mut self, e: &Expr, op: UnOp, x: &Expr, dst: Option<Loc>) -> Loc {
        match op {
            UnOp::Plus => self.expr(x, dst),
            UnOp::Addr => self.address_expr(x, dst),
            UnOp::Recv => {
                let t = self.ty(e);
                let ch = self.expr(x, None);
                self.receive(t, ch, None, dst)
            }
            UnOp::Not => {
                let v = self.expr(x, None);
                let dst = dst.unwrap_or_else(|| self.word());
                self.op3(Op::XorI, dst, v, Arg::Imm(1));
                dst
            }
            UnOp::Neg | UnOp::Xor => self.negate(e, op, x, dst),
            UnOp::Tilde => {
                self.error("internal: ~ in an expression");
                self.word()
            }
        }
    }

    /// `&x`
    fn address_expr(&mut self, x: &Expr, dst: Option<Loc>) -> Loc {
        let x = unparen(x);
        let t = self.ty(x);
        if let ExprKind::CompositeLit(_) = &x.kind {
            let p = self.new_object(t);
            if self.is_zero_literal(x, t) {
                return self.deliver(p, dst);
            }
            self.composite(x, t, Place::Addr(p, 0));
            return self.deliver(p, dst);
        }
        let p = self.place(x);
        match p {
            Place::Reg(_) | Place::Frame(..) | Place::Blank | Place::MapElem(..) | Place::FrameElem(..) => {
                self.error("internal: address of something without a home");
                self.ptr()
            }
            Place::Addr(b, o) => {
                if !matches!(x.kind, ExprKind::Ident(_)) {
                    self.op1(Op::NilCheck, b);
                }
                if o == 0 {
                    return self.deliver(b, dst);
                }
                let dst = dst.unwrap_or_else(|| self.ptr());
                self.add_imm(dst, b, o as i64);
                dst
            }
            _ => {
                let a = self.address_of(p, t);
                self.deliver(a, dst)
            }
        }
    }

    /// A literal whose value is all zero: not that of a slice or map, which is not nil.
    fn is_zero_literal(&mut self, x: &Expr, t: TypeId) -> bool {
        matches!(&x.kind, ExprKind::CompositeLit(c) if c.elems.is_empty())
            && matches!(self.under(t), Type::Struct(_) | Type::Array { .. })
    }

    /// `new(T)`
    pub(crate) fn new_object(&mut self, t: TypeId) -> Loc {
        // Refuses what is too large.
        self.layout(t);
        let rt = self.cx.rt_type(t);
        let p = self.ptr();
        self.op2(Op::New, p, Arg::Imm(rt.0 as i64));
        self.solid.insert(p.reg);
        p
    }

    /// Tells escape analysis that the object just made is the next iteration's copy of the variable in this cell.
    pub(crate) fn note_copy_of(&mut self, object: Loc, cell: Loc) {
        if let Some(Inst { kind: InstKind::Op { op: Op::New, args, .. }, .. }) = self.f.block(self.cur).insts.last_mut()
            && args[0] == Arg::Loc(object)
        {
            args[2] = Arg::Loc(cell);
        }
    }

    /// Receives into register form; `ok` also gets whether a value was sent.
    pub(crate) fn receive(&mut self, t: TypeId, ch: Loc, ok: Option<Loc>, dst: Option<Loc>) -> Loc {
        let l = self.layout(t);
        if l.image_is_slots() || l.single().is_some() {
            let image = self.temp(t);
            self.push_recv(image, ch, ok);
            self.narrow_image(image, t);
            return self.deliver(image, dst);
        }
        let image = self.frame_object(t);
        self.push_recv(image, ch, ok);
        let dst = dst.unwrap_or_else(|| self.temp(t));
        self.unpack_image(dst, image, t);
        dst
    }

    /// Brings a one-leaf memory image in a slot to register form (sign extension).
    pub(crate) fn narrow_image(&mut self, l: Loc, t: TypeId) {
        use vole_bytecode::LeafForm::*;
        let op = match self.layout(t).single() {
            Some(I8) => Op::Sx8,
            Some(I16) => Op::Sx16,
            Some(I32) => Op::Sx32,
            Some(U8) => Op::Zx8,
            Some(U16) => Op::Zx16,
            Some(U32 | F32) => Op::Zx32,
            _ => return,
        };
        self.op2(op, l, l);
    }

    pub(crate) fn push_recv(&mut self, image: Loc, ch: Loc, ok: Option<Loc>) {
        match ok {
            Some(ok) => self.push(InstKind::Op { op: Op::Recv2, args: [image.into(), ch.into(), ok.into()], w: 0 }),
            None => self.op2(Op::Recv, image, ch),
        }
    }

    /// The map type of an expression, if it is a map.
    pub(crate) fn map_type_of(&mut self, x: &Expr) -> Option<TypeId> {
        if self.is_type(x) || matches!(self.mode(x.id), Mode::Builtin(_) | Mode::Invalid) {
            return None;
        }
        let t = self.ty(x);
        matches!(self.under(t), Type::Map { .. }).then_some(t)
    }
}

/// The id under which an identifier or qualified identifier was recorded.
pub(crate) fn ident_id(e: &Expr) -> vole_syntax::ast::ExprId {
    match &unparen(e).kind {
        ExprKind::Ident(id) => id.id,
        ExprKind::Selector(_, id) => id.id,
        _ => e.id,
    }
}
