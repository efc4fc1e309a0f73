//! Expression switches and type switches.

use super::Lower;
use crate::ir::{Arg, BlockId, Loc, Term};
use vole_bytecode::Op;
use vole_syntax::ast::{CaseClause, Expr, Name, SwitchStmt, TypeSwitchStmt};
use vole_types::ty::{Basic, Type, TypeId};

/// Dense integer switches from this many cases on use a jump table.
const TABLE_MIN: usize = 5;

impl Lower<'_, '_> {
    pub(crate) fn switch(&mut self, s: &SwitchStmt, label: Option<Name>) {
        if let Some(init) = &s.init {
            self.stmt(init);
        }
        let done = self.block();
        let bodies: Vec<BlockId> = s.clauses.iter().map(|_| self.block()).collect();
        let default = s.clauses.iter().position(|c| c.is_default).map_or(done, |i| bodies[i]);
        match &s.tag {
            None => {
                for (c, &b) in s.clauses.iter().zip(&bodies) {
                    for e in &c.exprs {
                        let next = self.block();
                        self.pos = e.span.lo;
                        self.cond(e, b, next);
                        self.start_unjumped(next);
                    }
                }
            }
            Some(tag) => self.tag_switch(tag, &s.clauses, &bodies, default),
        }
        self.jump(default);
        self.enter(label, done, None);
        for (i, c) in s.clauses.iter().enumerate() {
            self.start_unjumped(bodies[i]);
            let saved = std::mem::replace(&mut self.fallthrough, bodies.get(i + 1).copied());
            self.stmts(&c.body);
            self.fallthrough = saved;
            self.jump(done);
        }
        self.leave();
        self.start_unjumped(done);
    }

    fn tag_switch(&mut self, tag: &Expr, clauses: &[CaseClause], bodies: &[BlockId], default: BlockId) {
        let t = self.ty(tag);
        let t = self.default_type(t);
        let text = matches!(self.under(t), Type::Basic(Basic::String));
        let constants = clauses.iter().flat_map(|c| &c.exprs).all(|e| self.const_of(e).is_some());
        self.hoist_plain(&[tag]);
        let v = if text && constants { self.text(tag) } else { self.value(tag, t, None) };
        // The tag is evaluated once; the cases must not see later changes of a variable.
        let held = self.temp(t);
        self.copy(held, v);
        if self.jump_table(held, t, clauses, bodies, default) {
            return;
        }
        for (c, &b) in clauses.iter().zip(bodies) {
            for e in &c.exprs {
                let next = self.block();
                self.pos = e.span.lo;
                self.case_test(held, t, e, b, next);
                self.start_unjumped(next);
            }
        }
    }

    /// `tag == e`
    fn case_test(&mut self, tag: Loc, t: TypeId, e: &Expr, yes: BlockId, no: BlockId) {
        if self.is_nil(e) {
            return self.branch(Op::JEqI, tag.at(0), Arg::Imm(0), yes, no);
        }
        let et = self.ty(e);
        let (ti, ei) = (self.cx.is_interface(t), self.cx.is_interface(et));
        self.hoist(&[(e, ti.then_some(t))]);
        if ti || ei {
            let target = if ti { t } else { et };
            let a = self.convert_loc(tag, t, target);
            let b = self.value(e, target, None);
            let r = self.word();
            self.op3(Op::EqIface, r, a, b);
            return self.branch(Op::JT, r, Arg::Imm(0), yes, no);
        }
        match self.under(t) {
            Type::Basic(Basic::Float64 | Basic::UntypedFloat) => {
                let b = self.expr(e, None);
                self.branch(Op::JEqF, tag, b, yes, no);
            }
            Type::Basic(Basic::Float32) => {
                let b = self.expr(e, None);
                let r = self.word();
                self.op3(Op::EqF32, r, tag, b);
                self.branch(Op::JT, r, Arg::Imm(0), yes, no);
            }
            Type::Basic(Basic::String | Basic::UntypedString) => {
                let b = self.expr(e, None);
                self.branch(Op::JEqStr, tag, b, yes, no);
            }
            Type::Struct(_) | Type::Array { .. } | Type::Basic(Basic::Complex64 | Basic::Complex128) => {
                let rt = self.cx.rt_type(t);
                let (x, y) = (self.temp_place(t), self.temp_place(t));
                self.zero(x, t);
                self.zero(y, t);
                let b = self.value(e, t, None);
                self.put(x, t, tag);
                self.put(y, t, b);
                let a = self.address_of(x, t);
                let b = self.address_of(y, t);
                let r = self.word();
                self.op3w(Op::EqMem, r, a, b, rt.0 as u64);
                self.branch(Op::JT, r, Arg::Imm(0), yes, no);
            }
            _ => {
                if let Some(i) = self.const_imm(e) {
                    return self.branch(Op::JEqI, tag, Arg::Imm(i), yes, no);
                }
                let b = self.expr(e, None);
                self.branch(Op::JEq, tag, b, yes, no);
            }
        }
    }

    /// A jump table for a dense switch over integer constants.
    fn jump_table(
        &mut self,
        tag: Loc,
        t: TypeId,
        clauses: &[CaseClause],
        bodies: &[BlockId],
        default: BlockId,
    ) -> bool {
        if self.basic(t).and_then(super::binary::int_kind).is_none() {
            return false;
        }
        let mut cases: Vec<(i64, BlockId)> = Vec::new();
        for (c, &b) in clauses.iter().zip(bodies) {
            for e in &c.exprs {
                match self.const_int(e) {
                    Some(i) => cases.push((i, b)),
                    None => return false,
                }
            }
        }
        let (Some(min), Some(max)) = (cases.iter().map(|c| c.0).min(), cases.iter().map(|c| c.0).max()) else {
            return false;
        };
        let Some(span) = max.checked_sub(min) else { return false };
        if cases.len() < TABLE_MIN || span as usize >= cases.len() * 3 + 8 {
            return false;
        }
        let mut targets = vec![default; span as usize + 1];
        for &(i, b) in cases.iter().rev() {
            targets[(i - min) as usize] = b;
        }
        let index = self.word();
        self.add_imm(index, tag, min.wrapping_neg());
        let rest = self.block();
        self.end(Term::Table { index, targets, default: rest });
        self.start_unjumped(rest);
        true
    }

    pub(crate) fn type_switch(&mut self, s: &TypeSwitchStmt, label: Option<Name>) {
        if let Some(init) = &s.init {
            self.stmt(init);
        }
        let xt = self.ty(&s.x);
        self.hoist_plain(&[&s.x]);
        let v = self.expr(&s.x, None);
        let held = self.temp(xt);
        self.copy(held, v);
        let done = self.block();
        let bodies: Vec<BlockId> = s.clauses.iter().map(|_| self.block()).collect();
        let default = s.clauses.iter().position(|c| c.is_default).map_or(done, |i| bodies[i]);
        for (c, &b) in s.clauses.iter().zip(&bodies) {
            for e in &c.exprs {
                let next = self.block();
                self.pos = e.span.lo;
                if self.is_nil(e) {
                    self.branch(Op::JEqI, held.at(0), Arg::Imm(0), b, next);
                } else {
                    let t = self.ty(e);
                    self.holds(held, t, b, next);
                }
                self.start_unjumped(next);
            }
        }
        self.jump(default);
        self.enter(label, done, None);
        for (c, &b) in s.clauses.iter().zip(&bodies) {
            self.start_unjumped(b);
            if let Some(&obj) = self.cx.checker.info.implicits.get(&c.id) {
                let t = self.obj_type(obj);
                let single = c.exprs.len() == 1 && !self.is_nil(&c.exprs[0]);
                let p = self.define(obj, t);
                let value = if single && !self.cx.is_interface(t) { self.unbox(held, t, None) } else { held };
                self.put(p, t, value);
            }
            self.stmts(&c.body);
            self.jump(done);
        }
        self.leave();
        self.start_unjumped(done);
    }
}
