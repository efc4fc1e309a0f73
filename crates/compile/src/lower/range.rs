//! Range loops.

use super::{Lower, Place};
use crate::ir::{Arg, Loc, RegInfo, Term};
use vole_bytecode::{Op, SlotBits};
use vole_syntax::ast::{Expr, ExprKind, Name, RangeStmt};
use vole_types::GoVersion;
use vole_types::ty::{Basic, Type, TypeId};

impl Lower<'_, '_> {
    pub(crate) fn range(&mut self, s: &RangeStmt, label: Option<Name>) {
        let xt = self.ty(&s.x);
        if s.define && self.shares_loop_variables() {
            self.define_for_all_rounds(s);
        }
        self.hoist_plain(&[&s.x]);
        match self.under(xt) {
            Type::Basic(Basic::String | Basic::UntypedString) => self.range_string(s, label),
            Type::Basic(_) => self.range_int(s, xt, label),
            Type::Slice(elem) => {
                let x = self.expr(&s.x, None);
                let held = self.group(2, 1);
                self.copy(held, x.part(0, 2));
                let elem = self.cx.canonical(elem);
                self.range_counted(s, label, held.at(1), elem, |_, i| Place::Elem(held, i));
            }
            Type::Array { elem, len } => {
                let elem = self.cx.canonical(elem);
                let n = self.word();
                let wants_value = s.value.as_ref().is_some_and(|v| !is_blank(v));
                if !wants_value {
                    // Only the length matters; the operand is not even evaluated if it has no calls.
                    if self.const_len_only(&s.x) {
                        self.load_int(n, len as i64);
                    } else {
                        self.effect(&s.x);
                        self.load_int(n, len as i64);
                    }
                    return self.range_counted(s, label, n, elem, |_, _| Place::Blank);
                }
                // The array is copied: the loop sees the values it had.
                let copy = self.temp_place(xt);
                self.mem_or_value(&s.x, xt, copy);
                self.load_int(n, len as i64);
                self.range_counted(s, label, n, elem, |_, i| match copy {
                    Place::Frame(obj, _) => Place::FrameElem(obj, i, len as u32),
                    Place::Addr(obj, _) => Place::ArrayElem(obj, i, len as u32),
                    other => other,
                });
            }
            Type::Pointer(a) => {
                let a = self.cx.canonical(a);
                let Type::Array { elem, len } = self.under(a) else { unreachable!("pointer to array") };
                let elem = self.cx.canonical(elem);
                let x = self.expr(&s.x, None);
                let p = self.ptr();
                self.copy(p, x);
                let n = self.word();
                self.load_int(n, len as i64);
                self.range_counted(s, label, n, elem, |_, i| Place::ArrayElem(p, i, len as u32));
            }
            Type::Map { .. } => self.range_map(s, xt, label),
            Type::Chan { elem, .. } => {
                let elem = self.cx.canonical(elem);
                self.range_chan(s, elem, label);
            }
            Type::Signature(_) => self.range_func(s, xt, label),
            other => self.error(format!("internal: range over {other:?}")),
        }
    }

    /// Whether the loops of this file have one variable for all rounds, as before Go 1.22.
    pub(crate) fn shares_loop_variables(&self) -> bool {
        self.cx.checker.version_at(self.pos) < GoVersion::new(22)
    }

    fn define_for_all_rounds(&mut self, s: &RangeStmt) {
        for e in [&s.key, &s.value].into_iter().flatten().filter(|e| !is_blank(e)) {
            if let ExprKind::Ident(id) = &super::unparen(e).kind
                && let Some(obj) = self.defined(id)
            {
                let t = self.obj_type(obj);
                let p = self.define(obj, t);
                self.zero(p, t);
            }
        }
    }

    fn const_len_only(&self, x: &Expr) -> bool {
        matches!(super::unparen(x).kind, ExprKind::Ident(_))
    }

    fn mem_or_value(&mut self, e: &Expr, t: TypeId, dst: Place) {
        if self.in_regs(t) {
            let v = self.expr(e, None);
            self.store(dst, t, v);
        } else {
            self.mem_expr(e, t, dst);
        }
    }

    /// Gives an iteration variable its value: a new variable, or an assignment.
    pub(crate) fn bind(&mut self, define: bool, target: Option<&Expr>, t: TypeId, src: Place) {
        let Some(e) = target else { return };
        if is_blank(e) {
            return;
        }
        if define {
            let ExprKind::Ident(id) = &super::unparen(e).kind else { return };
            let Some(obj) = self.defined(id) else { return };
            let vt = self.obj_type(obj);
            let p = match self.vars.get(&obj) {
                Some(&var) if self.shares_loop_variables() => self.var_place(var),
                _ => self.define(obj, vt),
            };
            return self.transfer_converted(p, vt, src, t);
        }
        let vt = self.ty(e);
        let p = match &super::unparen(e).kind {
            ExprKind::Index(m, args) if self.map_type_of(m).is_some() => {
                let mt = self.ty(m);
                let map = self.expr(m, None);
                let key = self.map_key(mt, &args[0]);
                Place::MapElem(map, key, mt)
            }
            _ => self.place(e),
        };
        self.transfer_converted(p, vt, src, t);
    }

    pub(crate) fn transfer_converted(&mut self, dst: Place, to: TypeId, src: Place, from: TypeId) {
        if from != to && self.cx.is_interface(to) && !self.cx.is_interface(from) {
            let v = self.frame_value(src, from);
            let b = self.box_value(v, from, None);
            return self.store(dst, to, b);
        }
        self.transfer(dst, src, to);
    }

    /// Loops a hidden counter from 0 to n.
    fn range_counted(
        &mut self,
        s: &RangeStmt,
        label: Option<Name>,
        n: Loc,
        elem: TypeId,
        mut at: impl FnMut(&mut Self, Loc) -> Place,
    ) {
        let i = self.word();
        self.op2(Op::LdI, i, Arg::Imm(0));
        let (body, post, done) = (self.block(), self.block(), self.block());
        self.branch(Op::JLtS, i, n, body, done);
        self.start_unjumped(body);
        if !s.define {
            let p = if s.value.is_some() { at(self, i) } else { Place::Blank };
            self.assign_places(&[(s.key.as_ref(), TypeId::INT, Place::Reg(i)), (s.value.as_ref(), elem, p)]);
        } else if s.key.as_ref().is_some_and(|k| !is_blank(k)) {
            self.bind(s.define, s.key.as_ref(), TypeId::INT, Place::Reg(i));
        }
        if s.define && s.value.as_ref().is_some_and(|v| !is_blank(v)) {
            let p = at(self, i);
            self.bind(s.define, s.value.as_ref(), elem, p);
        }
        self.enter(label, done, Some(post));
        self.block_stmt(&s.body);
        self.leave();
        self.start(post);
        self.pos = s.x.span.lo;
        self.op3(Op::AddI, i, i, Arg::Imm(1));
        self.branch(Op::JLtS, i, n, body, done);
        self.start_unjumped(done);
    }

    fn range_int(&mut self, s: &RangeStmt, t: TypeId, label: Option<Name>) {
        // The iteration variable's type is that of the operand, or of the variable for an untyped constant.
        let t = match &s.key {
            Some(k) if !is_blank(k) => match &super::unparen(k).kind {
                ExprKind::Ident(id) if s.define => match self.defined(id) {
                    Some(o) => self.obj_type(o),
                    None => t,
                },
                _ => self.ty(k),
            },
            _ => self.default_type(t),
        };
        let n = self.word();
        match self.const_of(&s.x) {
            Some(c) => {
                self.constant(&c, t, Some(n));
            }
            None => self.expr_to(&s.x, n),
        }
        let signed = self.basic(t).and_then(super::binary::int_kind).is_none_or(|k| k.signed);
        let less = if signed { Op::JLtS } else { Op::JLtU };
        let i = self.word();
        self.op2(Op::LdI, i, Arg::Imm(0));
        let (body, post, done) = (self.block(), self.block(), self.block());
        self.branch(less, i, n, body, done);
        self.start_unjumped(body);
        self.bind(s.define, s.key.as_ref(), t, Place::Reg(i));
        self.enter(label, done, Some(post));
        self.block_stmt(&s.body);
        self.leave();
        self.start(post);
        self.pos = s.x.span.lo;
        self.op3(Op::AddI, i, i, Arg::Imm(1));
        self.branch(less, i, n, body, done);
        self.start_unjumped(done);
    }

    fn range_string(&mut self, s: &RangeStmt, label: Option<Name>) {
        let x = self.expr(&s.x, None);
        let held = self.group(2, 1);
        self.copy(held, x);
        let i = self.word();
        self.op2(Op::LdI, i, Arg::Imm(0));
        let next = self.group(2, 0);
        let (body, post, done) = (self.block(), self.block(), self.block());
        self.branch(Op::JLtS, i, held.at(1), body, done);
        self.start_unjumped(body);
        self.op3(Op::RangeStr, next, held, i);
        let (index, rune) = (Place::Reg(i), Place::Reg(next.at(0)));
        let int32 = TypeId::basic(Basic::Int32);
        if s.define {
            self.bind(true, s.key.as_ref(), TypeId::INT, index);
            self.bind(true, s.value.as_ref(), int32, rune);
        } else {
            self.assign_places(&[(s.key.as_ref(), TypeId::INT, index), (s.value.as_ref(), int32, rune)]);
        }
        self.enter(label, done, Some(post));
        self.block_stmt(&s.body);
        self.leave();
        self.start(post);
        self.copy(i, next.at(1));
        self.branch(Op::JLtS, i, held.at(1), body, done);
        self.start_unjumped(done);
    }

    fn range_map(&mut self, s: &RangeStmt, mt: TypeId, label: Option<Name>) {
        let m = self.expr(&s.x, None);
        let rt = self.cx.rt_type(mt);
        let iter = self.f.new_reg(RegInfo { slots: 6, ptrs: SlotBits::from_slice(&[0b11_1111]), mem: true });
        self.op2w(Op::MapIterInit, iter, m, rt.0 as u64);
        let (head, body, done) = (self.block(), self.block(), self.block());
        self.start(head);
        self.end(Term::Iter { iter, body, done });
        self.start_unjumped(body);
        let kt = self.map_key_type(mt);
        let vt = self.elem(mt);
        // Both addresses are read before anything can move the entries.
        let (k, v) = (self.ptr(), self.ptr());
        self.copy(k, iter.at(0));
        self.copy(v, iter.at(1));
        let want = |e: &Option<Expr>| e.as_ref().is_some_and(|e| !is_blank(e));
        let key = want(&s.key).then(|| self.frame_value(Place::Addr(k, 0), kt));
        let value = want(&s.value).then(|| self.frame_value(Place::Addr(v, 0), vt));
        let as_place = |this: &mut Self, l: Option<Loc>, t: TypeId| match l {
            Some(l) => this.slots_place(l, t),
            None => Place::Blank,
        };
        let key = as_place(self, key, kt);
        let value = as_place(self, value, vt);
        if s.define {
            self.bind(true, s.key.as_ref(), kt, key);
            self.bind(true, s.value.as_ref(), vt, value);
        } else {
            self.assign_places(&[(s.key.as_ref(), kt, key), (s.value.as_ref(), vt, value)]);
        }
        self.enter(label, done, Some(head));
        self.block_stmt(&s.body);
        self.leave();
        self.jump(head);
        self.start_unjumped(done);
    }

    fn range_chan(&mut self, s: &RangeStmt, elem: TypeId, label: Option<Name>) {
        let x = self.expr(&s.x, None);
        let c = self.ptr();
        self.copy(c, x);
        let (head, body, done) = (self.block(), self.block(), self.block());
        self.start(head);
        self.pos = s.x.span.lo;
        let ok = self.word();
        let v = if self.in_regs(elem) {
            self.receive(elem, c, Some(ok), None)
        } else {
            let image = self.temp(elem);
            self.push_recv(image, c, Some(ok));
            image
        };
        self.branch(Op::JT, ok, Arg::Imm(0), body, done);
        self.start_unjumped(body);
        let received = self.slots_place(v, elem);
        self.bind(s.define, s.key.as_ref(), elem, received);
        self.enter(label, done, Some(head));
        self.block_stmt(&s.body);
        self.leave();
        self.jump(head);
        self.start_unjumped(done);
    }
}

pub(crate) fn is_blank(e: &Expr) -> bool {
    matches!(&super::unparen(e).kind, ExprKind::Ident(id) if &*id.name == "_")
}
