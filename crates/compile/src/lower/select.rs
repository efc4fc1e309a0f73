//! Select statements.

use super::{Lower, Place, unparen};
use crate::ir::{Arg, Loc, RegInfo};
use vole_bytecode::Op;
use vole_syntax::ast::{CommClause, Expr, ExprKind, Name, StmtKind, UnOp};
use vole_types::ty::TypeId;

/// One case with its operands evaluated.
struct Case {
    /// Buffer for the received value's image, and its type.
    buffer: Option<(Loc, TypeId)>,
}

impl Lower<'_, '_> {
    pub(crate) fn select(&mut self, clauses: &[CommClause], label: Option<Name>) {
        let start = self.pos;
        let default = clauses.iter().position(|c| c.comm.is_none());
        let n = clauses.iter().filter(|c| c.comm.is_some()).count() as u16;
        // Each case: channel, address of the value's image, direction.
        let mut ptrs = vole_bytecode::SlotBits::from_elem(0, (n as usize * 3).div_ceil(64).max(1));
        for i in 0..n as usize {
            ptrs[i * 3 / 64] |= 1 << (i * 3 % 64);
        }
        let cases = self.f.new_reg(RegInfo { slots: (n * 3).max(1), ptrs, mem: true });
        let mut made = Vec::new();
        let mut index = 0;
        for c in clauses {
            let Some(comm) = &c.comm else {
                made.push(Case { buffer: None });
                continue;
            };
            self.pos = comm.span.lo;
            let at = index * 3;
            index += 1;
            match &comm.kind {
                StmtKind::Send(ch, _, v) => {
                    let ct = self.ty(ch);
                    let t = self.elem(ct);
                    self.hoist(&[(ch, None), (v, Some(t))]);
                    self.expr_to(ch, cases.at(at));
                    let buffer = self.frame_object(t);
                    let l = self.value(v, t, None);
                    self.put(Place::Frame(buffer, 0), t, l);
                    self.op3(Op::FrameAddr, cases.at(at + 1), buffer, Arg::Imm(0));
                    self.op2(Op::LdI, cases.at(at + 2), Arg::Imm(1));
                    made.push(Case { buffer: None });
                }
                other => {
                    let ch = received_from(other).expect("a receive");
                    let ct = self.ty(ch);
                    let t = self.elem(ct);
                    self.hoist_plain(&[ch]);
                    self.expr_to(ch, cases.at(at));
                    let buffer = self.frame_object(t);
                    self.op3(Op::FrameAddr, cases.at(at + 1), buffer, Arg::Imm(0));
                    self.op2(Op::LdI, cases.at(at + 2), Arg::Imm(0));
                    made.push(Case { buffer: Some((buffer, t)) });
                }
            }
        }
        let chosen = self.group(2, 0);
        self.pos = start;
        self.op3w(Op::Select, chosen, cases, Arg::Imm(n as i64), default.is_some() as u64);
        let done = self.block();
        self.enter(label, done, None);
        let mut index = 0;
        let last = clauses.len() - clauses.last().is_some() as usize;
        for (i, (c, case)) in clauses.iter().zip(made).enumerate() {
            let number = if c.comm.is_some() {
                index += 1;
                index - 1
            } else {
                -1
            };
            let next = self.block();
            if i == last {
                // The only one left.
            } else {
                let body = self.block();
                self.branch(Op::JEqI, chosen.at(0), Arg::Imm(number), body, next);
                self.start_unjumped(body);
            }
            if let Some((buffer, t)) = case.buffer {
                let stmt = c.comm.as_ref().expect("a receive");
                self.received(&stmt.kind, buffer, t, chosen.at(1));
            }
            self.stmts(&c.body);
            self.jump(done);
            self.start_unjumped(next);
        }
        if clauses.is_empty() {
            self.end(crate::ir::Term::Stop { op: Op::Unreachable, args: [Arg::Imm(0); 3], w: 0 });
        } else {
            self.jump(done);
        }
        self.leave();
        self.start_unjumped(done);
    }

    /// Assigns what a receive case received.
    fn received(&mut self, s: &StmtKind, buffer: Loc, t: TypeId, ok: Loc) {
        let (targets, define): (&[Expr], bool) = match s {
            StmtKind::Define(l, ..) => (l, true),
            StmtKind::Assign(l, ..) => (l, false),
            _ => return,
        };
        for (i, e) in targets.iter().enumerate() {
            if super::range::is_blank(e) {
                continue;
            }
            let (from, src) = if i == 0 { (t, Place::Frame(buffer, 0)) } else { (TypeId::BOOL, Place::Reg(ok)) };
            if define
                && let ExprKind::Ident(id) = &unparen(e).kind
                && let Some(obj) = self.defined(id)
            {
                let vt = self.obj_type(obj);
                let p = self.define(obj, vt);
                self.transfer(p, src, vt);
                continue;
            }
            let vt = self.ty(e);
            let v = self.frame_value(src, from);
            let v = self.convert_loc(v, from, vt);
            let p = match &unparen(e).kind {
                ExprKind::Index(m, args) if self.map_type_of(m).is_some() => {
                    let mt = self.ty(m);
                    let map = self.expr(m, None);
                    let key = self.map_key(mt, &args[0]);
                    Place::MapElem(map, key, mt)
                }
                _ => self.place(e),
            };
            self.put(p, vt, v);
        }
    }
}

/// The channel operand of a receive statement.
fn received_from(s: &StmtKind) -> Option<&Expr> {
    let e = match s {
        StmtKind::Expr(e) => e,
        StmtKind::Define(_, _, r) | StmtKind::Assign(_, _, r) => r.first()?,
        _ => return None,
    };
    match &unparen(e).kind {
        ExprKind::Unary(UnOp::Recv, ch) => Some(ch),
        _ => None,
    }
}
