//! Composite literals.

use super::{Lower, Place, unparen};
use crate::ir::{Arg, Loc};
use vole_bytecode::Op;
use vole_syntax::ast::{CompositeLit, Expr, ExprKind};
use vole_types::ty::{Type, TypeId};

impl Lower<'_, '_> {
    /// Builds a literal of type `t` in a place that nothing in the literal reads.
    pub(crate) fn composite(&mut self, e: &Expr, t: TypeId, dst: Place) {
        if let Some(l) = self.remembered(unparen(e)) {
            return self.put(dst, t, l);
        }
        let ExprKind::CompositeLit(lit) = &unparen(e).kind else { unreachable!("a composite literal") };
        match self.under(t) {
            Type::Struct(s) => self.struct_lit(lit, t, s.fields.len(), dst),
            Type::Array { len, .. } => self.array_lit(lit, t, len, dst),
            Type::Slice(_) => {
                let l = self.slice_lit(lit, t);
                self.store(dst, t, l);
            }
            Type::Map { .. } => {
                let l = self.map_lit(lit, t);
                self.store(dst, t, l);
            }
            Type::Pointer(elem) => {
                // &T elided inside another literal
                let elem = self.cx.canonical(elem);
                let p = self.new_object(elem);
                self.composite(e, elem, Place::Addr(p, 0));
                self.store(dst, t, p);
            }
            other => unreachable!("literal of {other:?}"),
        }
    }

    fn struct_lit(&mut self, lit: &CompositeLit, t: TypeId, fields: usize, dst: Place) {
        let fresh = matches!(dst, Place::Addr(..));
        let blank = (0..fields as u32).any(|i| self.is_blank_field(t, i));
        if (lit.elems.len() < fields || blank) && !(fresh && self.is_new(dst)) {
            self.zero(dst, t);
        } else if !self.in_regs(t) && matches!(dst, Place::Frame(..)) {
            // Padding is compared by plain-memory equality and copied: keep it zero.
            self.zero(dst, t);
        }
        for (i, elem) in lit.elems.iter().enumerate() {
            let (index, value) = match &elem.kind {
                ExprKind::KeyValue(k, v) => {
                    let ExprKind::Ident(name) = &k.kind else { continue };
                    let Type::Struct(s) = self.under(t) else { unreachable!("a struct") };
                    let Some(index) = s.fields.iter().position(|f| f.name == name.name) else { continue };
                    (index as u32, &**v)
                }
                _ => (i as u32, elem),
            };
            let ft = self.field_ty(t, index);
            if self.is_blank_field(t, index) {
                // Evaluated, but what a blank field holds stays zero.
                self.value(value, ft, None);
                continue;
            }
            let p = self.field(dst, t, index);
            self.element(value, ft, p);
        }
    }

    fn is_blank_field(&mut self, t: TypeId, index: u32) -> bool {
        matches!(self.under(t), Type::Struct(s) if &*s.fields[index as usize].name == "_")
    }

    /// Whether a place was just allocated (and so is zero already).
    fn is_new(&self, p: Place) -> bool {
        let Place::Addr(b, _) = p else { return false };
        self.f.blocks[self.cur.0 as usize].insts.last().is_some_and(
            |i| matches!(&i.kind, crate::ir::InstKind::Op { op: Op::New, args, .. } if args[0] == Arg::Loc(b)),
        )
    }

    fn element(&mut self, value: &Expr, t: TypeId, p: Place) {
        self.init_value(value, t, p);
    }

    fn array_lit(&mut self, lit: &CompositeLit, t: TypeId, len: u64, dst: Place) {
        let elem = self.elem(t);
        let keyed = lit.elems.iter().any(|e| matches!(e.kind, ExprKind::KeyValue(..)));
        if (keyed || (lit.elems.len() as u64) < len || !self.layout(elem).size.is_multiple_of(8)) && !self.is_new(dst) {
            self.zero(dst, t);
        }
        if let Place::Reg(_) = dst {
            // Elements of size zero: evaluate them.
            for e in &lit.elems {
                let v = if let ExprKind::KeyValue(_, v) = &e.kind { v } else { e };
                let p = Place::Reg(self.temp(elem));
                self.element(v, elem, p);
            }
            return;
        }
        let base = self.stable(dst, t);
        self.elements(lit, elem, base);
    }

    /// A place to which constant offsets can be added.
    fn stable(&mut self, p: Place, t: TypeId) -> Place {
        match p {
            Place::Addr(..) | Place::Frame(..) | Place::Global(_) | Place::Reg(_) => p,
            _ => {
                let (b, o) = self.address(p, t);
                Place::Addr(b, o)
            }
        }
    }

    fn elements(&mut self, lit: &CompositeLit, elem: TypeId, base: Place) {
        let size = self.layout(elem).size;
        let mut index = 0u64;
        for e in &lit.elems {
            let value = match &e.kind {
                ExprKind::KeyValue(k, v) => {
                    index = self.const_int(k).unwrap_or(0) as u64;
                    &**v
                }
                _ => e,
            };
            let off = (index * size) as u32;
            let p = match base {
                Place::Addr(b, o) => Place::Addr(b, o + off),
                Place::Frame(l, o) => Place::Frame(l, o + off),
                Place::Global(o) => Place::Global(o + off),
                other => other,
            };
            self.element(value, elem, p);
            index += 1;
        }
    }

    fn slice_lit(&mut self, lit: &CompositeLit, t: TypeId) -> Loc {
        let elem = self.elem(t);
        let mut len = 0u64;
        let mut index = 0u64;
        for e in &lit.elems {
            if let ExprKind::KeyValue(k, _) = &e.kind {
                index = self.const_int(k).unwrap_or(0) as u64;
            }
            index += 1;
            len = len.max(index);
        }
        let array = self.cx.universe().array_of(elem, len);
        let array = self.cx.canonical(array);
        let p = self.new_object(array);
        self.elements(lit, elem, Place::Addr(p, 0));
        let out = self.group(3, 1);
        self.copy(out.at(0), p);
        self.load_int(out.at(1), len as i64);
        self.load_int(out.at(2), len as i64);
        out
    }

    fn map_lit(&mut self, lit: &CompositeLit, t: TypeId) -> Loc {
        let rt = self.cx.rt_type(t);
        let n = self.word();
        self.load_int(n, lit.elems.len() as i64);
        let m = self.ptr();
        self.op2w(Op::MakeMap, m, n, rt.0 as u64);
        let vt = self.elem(t);
        let kt = self.map_key_type(t);
        // Constant entries come first, the others follow one after the other.
        let (fixed, others): (Vec<&Expr>, Vec<&Expr>) = lit.elems.iter().partition(|e| self.is_static(e));
        for e in fixed.into_iter().chain(others) {
            let ExprKind::KeyValue(k, v) = &e.kind else { continue };
            self.hoist(&[(k, Some(kt)), (v, Some(vt))]);
            if self.key_in_turn(k, t) {
                self.force(k);
            }
            if self.may_panic(v) && self.may_panic(k) {
                self.take(&[(k, Some(kt)), (v, Some(vt))]);
                self.force(v);
            }
            let key = self.map_literal_key(k, kt, t);
            let value = self.literal_value(v, vt);
            let slot = self.map_slot(m, key, t);
            self.put(Place::Addr(slot, 0), vt, value);
        }
        m
    }

    /// Whether gc takes an element from a table: it is made of constants.
    fn is_static(&self, e: &Expr) -> bool {
        match &unparen(e).kind {
            ExprKind::KeyValue(k, v) => {
                (self.mode(k.id) == vole_types::info::Mode::Invalid || self.is_static(k)) && self.is_static(v)
            }
            ExprKind::CompositeLit(c) => {
                let t = self.cx.checker.info.of(unparen(e).id).map(|tv| tv.ty);
                let slice_or_map = |t| matches!(self.cx.universe().ty(t), Type::Slice(_) | Type::Map { .. });
                !t.is_some_and(slice_or_map) && c.elems.iter().all(|e| self.is_static(e))
            }
            _ => self.const_of(e).is_some() || self.is_nil(e),
        }
    }

    fn map_literal_key(&mut self, k: &Expr, kt: TypeId, mt: TypeId) -> Loc {
        if let ExprKind::CompositeLit(_) = &unparen(k).kind {
            let v = self.literal_value(k, kt);
            return if self.in_regs(kt) { self.image(v, kt) } else { v };
        }
        self.map_key(mt, k)
    }

    /// A literal's element in frame form.
    fn literal_value(&mut self, v: &Expr, t: TypeId) -> Loc {
        if let ExprKind::CompositeLit(_) = &unparen(v).kind {
            let vt = self.ty(v);
            if vt == t || !self.cx.is_interface(t) {
                if self.in_regs(t) {
                    let l = self.temp(t);
                    self.composite(v, t, Place::Reg(l));
                    return l;
                }
                let p = self.temp_place(t);
                self.composite(v, t, p);
                return match p {
                    Place::Frame(l, _) | Place::Addr(l, _) => l,
                    other => unreachable!("no temporary: {other:?}"),
                };
            }
        }
        self.value(v, t, None)
    }
}
