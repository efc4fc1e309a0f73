//! Selectors: fields through embedding, method values, method expressions, qualified identifiers.

use super::{Lower, Place};
use crate::cx::{FuncKey, is_exported};
use crate::ir::{Arg, Loc};
use vole_bytecode::{FuncId, Op};
use vole_syntax::ast::{Expr, Ident};
use vole_types::info::{Selection, SelectionKind};
use vole_types::lookup::Lookup;
use vole_types::object::{ObjId, ObjKind};
use vole_types::ty::{Type, TypeId};

impl Lower<'_, '_> {
    pub(crate) fn selection(&self, e: &Expr) -> Option<Selection> {
        self.cx.checker.info.selections.get(&e.id).cloned()
    }

    /// `x.f` as a value of a register type.
    pub(crate) fn selector_value(&mut self, e: &Expr, x: &Expr, name: &Ident, dst: Option<Loc>) -> Loc {
        let Some(sel) = self.selection(e) else {
            return self.qualified(e, name, dst);
        };
        match sel.kind {
            SelectionKind::Field => {
                let t = self.ty(e);
                let p = self.selector_place(e, x, name).expect("a field has a place");
                self.load(p, t, dst)
            }
            SelectionKind::Method => self.method_value(x, name, dst),
            SelectionKind::MethodExpr => {
                let recv = self.inst(sel.recv);
                let own = self.instance_args(name.id);
                let pointers = if own.is_empty() { self.pointer_method(recv, &name.name) } else { None };
                let f = match pointers {
                    Some(f) => f,
                    None => self.cx.func(FuncKey::Unbound(recv, name.name.clone(), self.pkg, own)),
                };
                let dst = dst.unwrap_or_else(|| self.ptr());
                self.op2(Op::LdFunc, dst, Arg::Imm(f.0 as i64));
                dst
            }
        }
    }

    /// The method of a pointer type as interfaces call it: it takes the pointer, so it is the method expression's function too.
    fn pointer_method(&mut self, recv: TypeId, name: &str) -> Option<FuncId> {
        let Type::Pointer(_) = self.under(recv) else { return None };
        let pkg = self.pkg;
        let exported = is_exported(name);
        let set = self.cx.universe().method_set(recv);
        let entry = set.into_iter().find(|m| &*m.name == name && (exported || m.pkg == pkg))?;
        Some(self.cx.dynamic_func(recv, &entry))
    }

    fn qualified(&mut self, e: &Expr, name: &Ident, dst: Option<Loc>) -> Loc {
        let Some(obj) = self.use_of(name.id) else {
            self.error(format!("internal: unresolved {}", name.name));
            return self.word();
        };
        let kind = self.cx.universe().obj(obj).kind.clone();
        match kind {
            ObjKind::Var => {
                let t = self.ty(e);
                let p = self.obj_place(obj);
                self.load(p, t, dst)
            }
            ObjKind::Func(_) => {
                let args = self.instance_args(name.id);
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

    /// The place of a field or of another package's variable; `None` if it is neither.
    pub(crate) fn selector_place(&mut self, e: &Expr, x: &Expr, name: &Ident) -> Option<Place> {
        let Some(sel) = self.selection(e) else {
            let obj: ObjId = self.use_of(name.id)?;
            return matches!(self.cx.universe().obj(obj).kind, ObjKind::Var).then(|| self.obj_place(obj));
        };
        if sel.kind != SelectionKind::Field {
            return None;
        }
        let t = self.ty(x);
        let p = self.operand_place(x, t);
        Some(self.follow(p, t, &sel.path).0)
    }

    /// Where a struct operand stands: for pointers the pointer's value, otherwise the operand's own place.
    fn operand_place(&mut self, x: &Expr, t: TypeId) -> Place {
        if let Type::Pointer(_) = self.under(t) {
            return Place::Reg(self.expr(x, None));
        }
        if let Some(p) = self.remembered_place(x) {
            return p;
        }
        match &super::unparen(x).kind {
            vole_syntax::ast::ExprKind::Index(m, args) if self.map_type_of(m).is_some() => {
                let p = self.map_get(m, &args[0]);
                Place::Addr(p, 0)
            }
            _ => self.place(x),
        }
    }

    /// Follows field indices, through pointers where needed; the place and type reached.
    pub(crate) fn follow(&mut self, mut p: Place, mut t: TypeId, path: &[u32]) -> (Place, TypeId) {
        for &index in path {
            if let Type::Pointer(elem) = self.under(t) {
                let elem = self.cx.canonical(elem);
                let base = self.load(p, t, None);
                p = Place::Addr(base, 0);
                t = elem;
            }
            p = self.field(p, t, index);
            t = self.field_ty(t, index);
        }
        (p, t)
    }

    /// The place of a field of a struct at a place.
    pub(crate) fn field(&mut self, p: Place, t: TypeId, index: u32) -> Place {
        let l = self.layout(t);
        let off = l.offsets[index as usize] as u32;
        match p {
            Place::Reg(loc) if l.in_regs() => {
                let ft = self.field_ty(t, index);
                let n = self.layout(ft).slots() as u16;
                Place::Reg(loc.part(l.leaf_offsets[index as usize], n))
            }
            Place::Reg(loc) if l.boxed() => Place::Addr(loc, off),
            Place::Reg(loc) => Place::Frame(loc, off),
            Place::Frame(loc, o) => Place::Frame(loc, o + off),
            Place::Addr(b, o) => Place::Addr(b, o + off),
            Place::Global(o) => Place::Global(o + off),
            other => {
                let (b, o) = self.address(other, t);
                Place::Addr(b, o + off)
            }
        }
    }

    /// Finds a method or field of a type as the current package sees it.
    pub(crate) fn find(&mut self, t: TypeId, name: &str) -> Lookup {
        let pkg = self.pkg;
        self.cx.under(t);
        let found = self.cx.universe().lookup(t, true, pkg, name);
        if self.cx.resolve_pending() { self.cx.universe().lookup(t, true, pkg, name) } else { found }
    }

    /// `x.m` as a func value: a closure over the evaluated receiver.
    fn method_value(&mut self, x: &Expr, name: &Ident, dst: Option<Loc>) -> Loc {
        let t = self.ty(x);
        let found = self.find(t, &name.name);
        let (recv_ty, recv) = match &found {
            Lookup::Method { path, pointer_recv, recv, .. } => {
                let (path, pointer_recv, recv) = (path.clone(), *pointer_recv, *recv);
                let l = self.receiver(x, t, &path, pointer_recv);
                let recv = self.cx.canonical(recv);
                let rt = if pointer_recv { self.pointer_type(recv) } else { recv };
                (rt, l)
            }
            Lookup::InterfaceMethod { path, iface, .. } => {
                let (path, iface) = (path.clone(), *iface);
                let iface = self.inst(iface);
                let p = self.operand_place(x, t);
                let (p, _) = self.follow(p, t, &path);
                let l = self.load(p, iface, None);
                // A nil interface panics when the method value is made.
                self.op1(Op::NilCheck, l.at(0));
                (iface, l)
            }
            other => {
                self.error(format!("internal: method value of {other:?}"));
                return self.ptr();
            }
        };
        let own = self.instance_args(name.id);
        let f = self.cx.func(FuncKey::Bound(recv_ty, name.name.clone(), self.pkg, own));
        let dst = dst.unwrap_or_else(|| self.ptr());
        self.make_closure(dst, f, &[(recv, recv_ty)]);
        dst
    }

    pub(crate) fn pointer_type(&mut self, t: TypeId) -> TypeId {
        let p = self.cx.universe().pointer_to(t);
        self.cx.canonical(p)
    }

    /// The receiver argument of a method call on `x`: its value, or the address it is taken from.
    pub(crate) fn receiver(&mut self, x: &Expr, t: TypeId, path: &[u32], pointer: bool) -> Loc {
        let p = self.operand_place(x, t);
        let (p, reached) = self.follow(p, t, path);
        self.receiver_from(p, reached, pointer)
    }

    /// The receiver argument from the place of a value of type `t` (the receiver's type or a pointer to it).
    pub(crate) fn receiver_from(&mut self, p: Place, t: TypeId, pointer: bool) -> Loc {
        match (self.under(t), self.cx.universe().as_named(t).is_some()) {
            (Type::Pointer(elem), false) => {
                let ptr = self.load(p, t, None);
                if pointer {
                    return ptr;
                }
                let elem = self.cx.canonical(elem);
                self.frame_value(Place::Addr(ptr, 0), elem)
            }
            _ if pointer => match p {
                Place::Reg(_) | Place::Frame(..) if self.layout(t).size == 0 => self.new_object(t),
                Place::Reg(_) | Place::Frame(..) => {
                    self.error("internal: pointer method on something without a home");
                    self.ptr()
                }
                // The address of a field of a nil struct panics in Go when it is taken; `address_of` sees to all but the first.
                Place::Addr(b, 0) if !self.solid.contains(&b.reg) => {
                    self.op1(Op::NilCheck, b);
                    b
                }
                p => self.address_of(p, t),
            },
            _ => self.frame_value(p, t),
        }
    }

    /// A value in frame form (registers, or its image in slots).
    pub(crate) fn frame_value(&mut self, p: Place, t: TypeId) -> Loc {
        if self.in_regs(t) {
            if self.layout(t).slots() == 0 {
                if let Place::Addr(b, _) = p {
                    self.op1(Op::NilCheck, b);
                }
                return self.temp(t);
            }
            return self.load(p, t, None);
        }
        if let Place::Frame(l, 0) = p
            && l.n as u64 == self.layout(t).slots()
        {
            return l;
        }
        let dst = self.temp(t);
        self.image_to_slots(dst, p, t);
        dst
    }
}
