//! Operators: arithmetic, comparison, and conditions as control flow.

use super::constant::is_integer;
use super::{Lower, unparen};
use crate::ir::{Arg, BlockId, Loc};
use vole_bytecode::Op;
use vole_syntax::ast::{BinOp, Expr, ExprKind, UnOp};
use vole_types::ty::{Basic, Type, TypeId};

/// How an integer type wraps.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) struct IntKind {
    pub bits: u8,
    pub signed: bool,
}

pub(crate) fn int_kind(b: Basic) -> Option<IntKind> {
    let (bits, signed) = match b {
        Basic::Int | Basic::Int64 | Basic::UntypedInt => (64, true),
        Basic::Int8 => (8, true),
        Basic::Int16 => (16, true),
        Basic::Int32 | Basic::UntypedRune => (32, true),
        Basic::Uint | Basic::Uint64 | Basic::Uintptr => (64, false),
        Basic::Uint8 => (8, false),
        Basic::Uint16 => (16, false),
        Basic::Uint32 => (32, false),
        _ => return None,
    };
    Some(IntKind { bits, signed })
}

impl Lower<'_, '_> {
    pub(crate) fn basic(&mut self, t: TypeId) -> Option<Basic> {
        match self.under(t) {
            Type::Basic(b) => Some(b),
            _ => None,
        }
    }

    pub(crate) fn binary(&mut self, e: &Expr, op: BinOp, x: &Expr, y: &Expr, dst: Option<Loc>) -> Loc {
        if matches!(op, BinOp::OrOr | BinOp::AndAnd) {
            return self.bool_value(e, dst);
        }
        if op.is_comparison() {
            return self.comparison_value(e, op, x, y, dst);
        }
        let t = self.ty(e);
        if op == BinOp::Add && matches!(self.basic(t), Some(Basic::String | Basic::UntypedString)) {
            return self.concat(e, dst);
        }
        if matches!(op, BinOp::Add | BinOp::Mul | BinOp::And | BinOp::Or | BinOp::Xor)
            && self.const_of(x).is_some()
            && self.basic(t).and_then(int_kind).is_some()
        {
            // A constant on the left of a commutative operator becomes the immediate.
            let b = self.expr(y, None);
            return self.arith(op, t, b, x, dst);
        }
        let a = self.expr(x, None);
        self.arith(op, t, a, y, dst)
    }

    /// `a op y` where y is still an expression, so that a constant becomes an immediate.
    pub(crate) fn arith(&mut self, op: BinOp, t: TypeId, a: Loc, y: &Expr, dst: Option<Loc>) -> Loc {
        let Some(b) = self.basic(t) else {
            self.error("internal: arithmetic on a type that has none");
            return a;
        };
        if op.is_shift() {
            return self.shift(op, b, a, y, dst);
        }
        if let Some(kind) = int_kind(b) {
            if let Some(i) = self.const_int(y)
                && let Some(l) = self.int_imm(op, kind, a, i, t, dst)
            {
                return l;
            }
            let r = self.expr(y, None);
            let dst = dst.unwrap_or_else(|| self.temp(t));
            self.int_op(op, kind, dst, a, r);
            return dst;
        }
        let r = self.expr(y, None);
        let dst = dst.unwrap_or_else(|| self.temp(t));
        self.other_op(op, b, t, dst, a, r);
        dst
    }

    /// The same with both operands evaluated.
    pub(crate) fn arith_locs(&mut self, op: BinOp, t: TypeId, dst: Loc, a: Loc, r: Loc) {
        let Some(b) = self.basic(t) else { return };
        match int_kind(b) {
            Some(kind) => self.int_op(op, kind, dst, a, r),
            None => self.other_op(op, b, t, dst, a, r),
        }
    }

    fn other_op(&mut self, op: BinOp, b: Basic, t: TypeId, dst: Loc, a: Loc, r: Loc) {
        match b {
            Basic::Float64 | Basic::UntypedFloat => self.op3(float_op(op), dst, a, r),
            Basic::Float32 => self.op3(float32_op(op), dst, a, r),
            Basic::String | Basic::UntypedString => self.op3(Op::Cat, dst, a, r),
            Basic::Complex128 | Basic::Complex64 | Basic::UntypedComplex => self.complex_op(op, b, t, dst, a, r),
            _ => self.error("internal: no such operator"),
        }
    }

    fn complex_op(&mut self, op: BinOp, b: Basic, t: TypeId, dst: Loc, a: Loc, r: Loc) {
        let single = b == Basic::Complex64;
        let f = |op| if single { float32_op(op) } else { float_op(op) };
        let out = self.temp(t);
        match op {
            BinOp::Add | BinOp::Sub => {
                self.op3(f(op), out.at(0), a.at(0), r.at(0));
                self.op3(f(op), out.at(1), a.at(1), r.at(1));
            }
            BinOp::Mul if single => {
                // In double precision, as gc has it: no product of two floats overflows or is rounded before the sum.
                let (a, r) = (self.widened(a), self.widened(r));
                let product = self.group(2, 0);
                self.complex_product(product, a, r);
                self.op2(Op::F2F32, out.at(0), product.at(0));
                self.op2(Op::F2F32, out.at(1), product.at(1));
            }
            BinOp::Mul => self.complex_product(out, a, r),
            // Division follows the C99 rules for infinities; the native knows them.
            _ if single => {
                let operands = self.group(4, 0);
                for (i, l) in [a.at(0), a.at(1), r.at(0), r.at(1)].into_iter().enumerate() {
                    self.op2(Op::F32toF, operands.at(i as u16), l);
                }
                let q = self.group(2, 0);
                self.native("runtime.complexDiv", [operands], [q]);
                self.op2(Op::F2F32, out.at(0), q.at(0));
                self.op2(Op::F2F32, out.at(1), q.at(1));
            }
            _ => self.native("runtime.complexDiv", [a, r], [out]),
        }
        self.copy(dst, out);
    }

    /// A complex64 as a complex128.
    fn widened(&mut self, z: Loc) -> Loc {
        let wide = self.group(2, 0);
        self.op2(Op::F32toF, wide.at(0), z.at(0));
        self.op2(Op::F32toF, wide.at(1), z.at(1));
        wide
    }

    /// The product of two complex128 values; `out` is neither of them.
    fn complex_product(&mut self, out: Loc, a: Loc, r: Loc) {
        let (p, q) = (self.word(), self.word());
        self.op3(Op::MulF, p, a.at(0), r.at(0));
        self.op3(Op::MulF, q, a.at(1), r.at(1));
        self.op3(Op::SubF, out.at(0), p, q);
        self.op3(Op::MulF, p, a.at(0), r.at(1));
        self.op3(Op::MulF, q, a.at(1), r.at(0));
        self.op3(Op::AddF, out.at(1), p, q);
    }

    fn int_imm(&mut self, op: BinOp, k: IntKind, a: Loc, i: i64, t: TypeId, dst: Option<Loc>) -> Option<Loc> {
        let wide = k.bits == 64;
        let fits = |i: i64| i16::try_from(i).is_ok();
        let (code, imm) = match op {
            BinOp::Add | BinOp::Sub => {
                let i = if op == BinOp::Sub { i.checked_neg()? } else { i };
                let code = match (k.bits, k.signed) {
                    (32, true) => Op::AddWI,
                    (32, false) => Op::AddWUI,
                    _ => Op::AddI,
                };
                (code, i)
            }
            BinOp::Mul => (Op::MulI, i),
            BinOp::And if k.signed || i >= 0 => (Op::AndI, i),
            BinOp::Or if i >= 0 || k.signed => (Op::OrI, i),
            BinOp::Xor if i >= 0 || k.signed => (Op::XorI, i),
            BinOp::AndNot if k.signed || wide => (Op::AndI, !i),
            BinOp::Div if i > 0 && k.signed => (Op::DivSI, i),
            BinOp::Rem if i > 0 && k.signed => (Op::RemSI, i),
            BinOp::Div if i > 0 => (Op::DivUI, i),
            BinOp::Rem if i > 0 => (Op::RemUI, i),
            _ => return None,
        };
        if !fits(imm) {
            return None;
        }
        let dst = dst.unwrap_or_else(|| self.temp(t));
        // Powers of two by shifts.
        if imm > 0 && (imm as u64).is_power_of_two() {
            let n = imm.trailing_zeros() as i64;
            let shift = match code {
                Op::MulI if wide => Some(Op::ShlI),
                Op::DivUI => Some(Op::ShrUI),
                _ => None,
            };
            if let Some(s) = shift {
                self.op3(s, dst, a, Arg::Imm(n));
                return Some(dst);
            }
            if code == Op::RemUI {
                self.op3(Op::AndI, dst, a, Arg::Imm(imm - 1));
                return Some(dst);
            }
        }
        self.op3(code, dst, a, Arg::Imm(imm));
        match code {
            Op::AddWI | Op::AddWUI => {}
            Op::AddI | Op::MulI => self.wrap(k, dst),
            _ => {}
        }
        Some(dst)
    }

    /// Brings a 64-bit result back to the width of its type.
    pub(crate) fn wrap(&mut self, k: IntKind, l: Loc) {
        let op = match (k.bits, k.signed) {
            (8, true) => Op::Sx8,
            (16, true) => Op::Sx16,
            (32, true) => Op::Sx32,
            (8, false) => Op::Zx8,
            (16, false) => Op::Zx16,
            (32, false) => Op::Zx32,
            _ => return,
        };
        self.op2(op, l, l);
    }

    fn int_op(&mut self, op: BinOp, k: IntKind, dst: Loc, a: Loc, r: Loc) {
        let (code, exact) = match (op, k.bits, k.signed) {
            (BinOp::Add, 32, true) => (Op::AddW, true),
            (BinOp::Sub, 32, true) => (Op::SubW, true),
            (BinOp::Mul, 32, true) => (Op::MulW, true),
            (BinOp::Add, 32, false) => (Op::AddWU, true),
            (BinOp::Sub, 32, false) => (Op::SubWU, true),
            (BinOp::Mul, 32, false) => (Op::MulWU, true),
            (BinOp::Add, ..) => (Op::Add, false),
            (BinOp::Sub, ..) => (Op::Sub, false),
            (BinOp::Mul, ..) => (Op::Mul, false),
            (BinOp::Div, _, true) => (Op::DivS, false),
            (BinOp::Rem, _, true) => (Op::RemS, true),
            (BinOp::Div, ..) => (Op::DivU, true),
            (BinOp::Rem, ..) => (Op::RemU, true),
            (BinOp::And, ..) => (Op::And, true),
            (BinOp::Or, ..) => (Op::Or, true),
            (BinOp::Xor, ..) => (Op::Xor, true),
            (BinOp::AndNot, ..) => (Op::AndNot, true),
            _ => unreachable!("not an arithmetic operator: {op:?}"),
        };
        self.op3(code, dst, a, r);
        if !exact {
            self.wrap(k, dst);
        }
    }

    fn shift(&mut self, op: BinOp, b: Basic, a: Loc, y: &Expr, dst: Option<Loc>) -> Loc {
        let k = int_kind(b).unwrap_or(IntKind { bits: 64, signed: true });
        let left = op == BinOp::Shl;
        if let Some(n) = self.const_of(y).and_then(|c| c.to_int()).and_then(|c| c.to_u64()) {
            let dst = dst.unwrap_or_else(|| self.word());
            match (left, n) {
                (true, n) if n >= k.bits as u64 => self.op2(Op::LdI, dst, Arg::Imm(0)),
                (true, n) => {
                    let code = match (k.bits, k.signed) {
                        (32, true) => Op::ShlWI,
                        (32, false) => Op::ShlWUI,
                        _ => Op::ShlI,
                    };
                    self.op3(code, dst, a, Arg::Imm(n as i64));
                    if k.bits < 32 {
                        self.wrap(k, dst);
                    }
                }
                (false, n) if k.signed => self.op3(Op::ShrSI, dst, a, Arg::Imm(n.min(63) as i64)),
                (false, n) if n >= 64 => self.op2(Op::LdI, dst, Arg::Imm(0)),
                (false, n) => self.op3(Op::ShrUI, dst, a, Arg::Imm(n as i64)),
            }
            return dst;
        }
        let n = self.expr(y, None);
        let nt = self.ty(y);
        let count_kind = self.basic(nt).and_then(int_kind);
        if count_kind.is_none_or(|c| c.signed) {
            self.op1(Op::ShiftCheck, n);
        }
        let dst = dst.unwrap_or_else(|| self.word());
        self.shift_locs(op, k, dst, a, n);
        dst
    }

    pub(crate) fn shift_locs(&mut self, op: BinOp, k: IntKind, dst: Loc, a: Loc, n: Loc) {
        let code = match (op == BinOp::Shl, k.bits, k.signed) {
            (true, 32, true) => Op::ShlW,
            (true, 32, false) => Op::ShlWU,
            (true, ..) => Op::Shl,
            (false, _, true) => Op::ShrS,
            (false, _, false) => Op::ShrU,
        };
        self.op3(code, dst, a, n);
        if op == BinOp::Shl && k.bits < 32 {
            self.wrap(k, dst);
        }
    }

    /// `-x` and `^x`
    pub(crate) fn negate(&mut self, e: &Expr, op: UnOp, x: &Expr, dst: Option<Loc>) -> Loc {
        let t = self.ty(e);
        let v = self.expr(x, None);
        let dst = dst.unwrap_or_else(|| self.temp(t));
        match self.basic(t) {
            Some(Basic::Float64 | Basic::UntypedFloat) => self.op2(Op::NegF, dst, v),
            Some(Basic::Float32) => self.op2(Op::NegF32, dst, v),
            Some(b @ (Basic::Complex128 | Basic::Complex64)) => {
                let neg = if b == Basic::Complex64 { Op::NegF32 } else { Op::NegF };
                self.op2(neg, dst.at(0), v.at(0));
                self.op2(neg, dst.at(1), v.at(1));
            }
            Some(b) => {
                self.op2(if op == UnOp::Neg { Op::Neg } else { Op::Not }, dst, v);
                if let Some(k) = int_kind(b) {
                    self.wrap(k, dst);
                }
            }
            None => self.error("internal: negation of a type that has none"),
        }
        dst
    }

    /// A chain of string additions as one concatenation.
    fn concat(&mut self, e: &Expr, dst: Option<Loc>) -> Loc {
        let mut parts = Vec::new();
        self.concat_parts(e, &mut parts);
        if let [a, b] = parts[..] {
            // A result is a new string only when no operand is all of it.
            let (l, r) = match self.fills(a) || self.fills(b) {
                true => self.texts(a, b),
                false => (self.expr(a, None), self.expr(b, None)),
            };
            let dst = dst.unwrap_or_else(|| self.group(2, 1));
            self.op3(Op::Cat, dst, l, r);
            return dst;
        }
        let n = parts.len() as u16;
        let mut ptrs = vole_bytecode::SlotBits::from_elem(0, (n as usize * 2).div_ceil(64));
        for i in 0..n as usize {
            ptrs[i * 2 / 64] |= 1 << (i * 2 % 64);
        }
        let window = self.f.new_reg(crate::ir::RegInfo { slots: n * 2, ptrs, mem: false });
        let plain = parts.iter().any(|p| self.has_call(p)) || !parts.iter().any(|p| self.fills(p));
        for (i, p) in parts.iter().enumerate() {
            let part = window.part(i as u16 * 2, 2);
            if plain {
                self.expr_to(p, part);
            } else {
                let text = self.text(p);
                self.copy(part, text);
            }
        }
        let dst = dst.unwrap_or_else(|| self.group(2, 1));
        self.op3(Op::CatN, dst, window, Arg::Imm(n as i64));
        dst
    }

    /// Whether this is a constant that is not the empty string.
    fn fills(&self, e: &Expr) -> bool {
        self.const_of(e).is_some_and(|c| c.to_bytes().is_some_and(|s| !s.is_empty()))
    }

    fn concat_parts<'e>(&mut self, e: &'e Expr, out: &mut Vec<&'e Expr>) {
        if self.const_of(e).is_none()
            && let ExprKind::Binary(BinOp::Add, _, x, y) = &unparen(e).kind
        {
            self.concat_parts(x, out);
            self.concat_parts(y, out);
        } else {
            out.push(e);
        }
    }

    // ---- comparison

    fn comparison_value(&mut self, e: &Expr, op: BinOp, x: &Expr, y: &Expr, dst: Option<Loc>) -> Loc {
        let t = if self.is_nil(x) { self.ty(y) } else { self.ty(x) };
        let simple = match self.under(t) {
            Type::Basic(b) => self.set_op(op, b),
            Type::Pointer(_) | Type::Chan { .. } => self.set_op(op, Basic::Int),
            _ => None,
        };
        let Some((code, swap)) = simple.filter(|_| !self.is_nil(x) && !self.is_nil(y)) else {
            return self.bool_value(e, dst);
        };
        let tx = self.ty(x);
        let ty = self.ty(y);
        if self.cx.is_interface(tx) || self.cx.is_interface(ty) {
            return self.bool_value(e, dst);
        }
        if is_int_set(code)
            && let Some(i) = self.const_imm(y)
            && let Some(imm) = set_imm(op)
            && (code != Op::LtU && code != Op::LeU)
        {
            let a = self.expr(x, None);
            let dst = dst.unwrap_or_else(|| self.word());
            self.op3(imm, dst, a, Arg::Imm(i));
            return dst;
        }
        let (a, b) = match code {
            Op::EqStr | Op::NeStr | Op::LtStr | Op::LeStr => self.texts(x, y),
            _ => (self.expr(x, None), self.expr(y, None)),
        };
        let dst = dst.unwrap_or_else(|| self.word());
        let (a, b) = if swap { (b, a) } else { (a, b) };
        self.op3(code, dst, a, b);
        dst
    }

    fn set_op(&self, op: BinOp, b: Basic) -> Option<(Op, bool)> {
        let (eq, ne, lt, le) = match b {
            Basic::Float64 | Basic::UntypedFloat => (Op::EqF, Op::NeF, Op::LtF, Op::LeF),
            Basic::Float32 => (Op::EqF32, Op::NeF32, Op::LtF32, Op::LeF32),
            Basic::String | Basic::UntypedString => (Op::EqStr, Op::NeStr, Op::LtStr, Op::LeStr),
            Basic::Complex128 | Basic::Complex64 | Basic::UntypedComplex => return None,
            _ => match int_kind(b) {
                Some(IntKind { signed: false, .. }) => (Op::Eq, Op::Ne, Op::LtU, Op::LeU),
                _ => (Op::Eq, Op::Ne, Op::LtS, Op::LeS),
            },
        };
        Some(match op {
            BinOp::Eq => (eq, false),
            BinOp::Ne => (ne, false),
            BinOp::Lt => (lt, false),
            BinOp::Le => (le, false),
            BinOp::Gt => (lt, true),
            BinOp::Ge => (le, true),
            _ => return None,
        })
    }

    /// A boolean expression through control flow, as a value.
    fn bool_value(&mut self, e: &Expr, dst: Option<Loc>) -> Loc {
        let (yes, no, done) = (self.block(), self.block(), self.block());
        let out = self.word();
        self.cond(e, yes, no);
        self.start(yes);
        self.op2(Op::LdI, out, Arg::Imm(1));
        self.jump(done);
        self.start(no);
        self.op2(Op::LdI, out, Arg::Imm(0));
        self.start(done);
        self.deliver(out, dst)
    }

    /// Evaluates a condition and goes to one of two blocks.
    pub(crate) fn cond(&mut self, e: &Expr, yes: BlockId, no: BlockId) {
        if let Some(c) = self.const_of(e) {
            return self.jump(if c.to_bool().unwrap_or(false) { yes } else { no });
        }
        if let Some(v) = self.remembered(e) {
            return self.branch(Op::JT, v, Arg::Imm(0), yes, no);
        }
        match &e.kind {
            ExprKind::Paren(x) => self.cond(x, yes, no),
            ExprKind::Unary(UnOp::Not, x) => self.cond(x, no, yes),
            ExprKind::Binary(BinOp::AndAnd, _, x, y) => {
                let next = self.block();
                self.cond(x, next, no);
                self.start_unjumped(next);
                self.cond(y, yes, no);
            }
            ExprKind::Binary(BinOp::OrOr, _, x, y) => {
                let next = self.block();
                self.cond(x, yes, next);
                self.start_unjumped(next);
                self.cond(y, yes, no);
            }
            ExprKind::Binary(op, _, x, y) if op.is_comparison() => {
                self.pos = e.span.lo;
                self.compare_branch(*op, x, y, yes, no);
            }
            _ => {
                self.hoist_plain(&[e]);
                let v = self.expr(e, None);
                self.branch(Op::JT, v, Arg::Imm(0), yes, no);
            }
        }
    }

    /// Goes on in a block that is only jumped to.
    pub(crate) fn start_unjumped(&mut self, b: BlockId) {
        debug_assert!(!self.live);
        self.f.order.push(b);
        self.cur = b;
        self.live = true;
    }

    fn compare_branch(&mut self, op: BinOp, x: &Expr, y: &Expr, yes: BlockId, no: BlockId) {
        if self.is_nil(x) {
            return self.nil_branch(op, y, yes, no);
        }
        if self.is_nil(y) {
            return self.nil_branch(op, x, yes, no);
        }
        self.hoist_operands_of(x, y);
        let tx = self.ty(x);
        let ty = self.ty(y);
        let (ix, iy) = (self.cx.is_interface(tx), self.cx.is_interface(ty));
        if ix || iy {
            // A mixed comparison converts the concrete side.
            let target = if ix { tx } else { ty };
            let a = self.value(x, target, None);
            let b = self.value(y, target, None);
            let r = self.word();
            self.op3(Op::EqIface, r, a, b);
            return self.branch(if op == BinOp::Eq { Op::JT } else { Op::JF }, r, Arg::Imm(0), yes, no);
        }
        match self.under(tx) {
            Type::Basic(b @ (Basic::Complex128 | Basic::Complex64 | Basic::UntypedComplex)) => {
                let a = self.expr(x, None);
                let c = self.expr(y, None);
                let eq = if b == Basic::Complex64 { Op::EqF32 } else { Op::EqF };
                let (p, q) = (self.word(), self.word());
                self.op3(eq, p, a.at(0), c.at(0));
                self.op3(eq, q, a.at(1), c.at(1));
                self.op3(Op::And, p, p, q);
                self.branch(if op == BinOp::Eq { Op::JT } else { Op::JF }, p, Arg::Imm(0), yes, no);
            }
            Type::Basic(b) => self.basic_branch(op, b, x, y, yes, no),
            Type::Struct(_) | Type::Array { .. } => {
                let r = self.equal_values(tx, x, y);
                self.branch(if op == BinOp::Eq { Op::JT } else { Op::JF }, r, Arg::Imm(0), yes, no);
            }
            _ => self.basic_branch(op, Basic::Int, x, y, yes, no),
        }
    }

    fn equal_values(&mut self, t: TypeId, x: &Expr, y: &Expr) -> Loc {
        let a = self.comparable_place(x, t);
        let b = self.comparable_place(y, t);
        let pa = self.address_of(a, t);
        let pb = self.address_of(b, t);
        let rt = self.cx.rt_type(t);
        let r = self.word();
        self.op3w(Op::EqMem, r, pa, pb, rt.0 as u64);
        r
    }

    /// A memory image to compare, wherever the value stands.
    fn comparable_place(&mut self, e: &Expr, t: TypeId) -> super::Place {
        use super::Place;
        if self.in_regs(t) {
            let v = self.expr(e, None);
            let obj = self.frame_object(t);
            self.zero_slots(obj);
            let p = Place::Frame(obj, 0);
            self.store(p, t, v);
            return p;
        }
        match self.place(e) {
            Place::Reg(l) => self.slots_place(l, t),
            p => p,
        }
    }

    fn nil_branch(&mut self, op: BinOp, x: &Expr, yes: BlockId, no: BlockId) {
        let code = if op == BinOp::Eq { Op::JEqI } else { Op::JNeI };
        if self.is_nil(x) {
            return self.jump(if op == BinOp::Eq { yes } else { no });
        }
        self.hoist_plain(&[x]);
        let v = self.expr(x, None);
        self.branch(code, v.at(0), Arg::Imm(0), yes, no);
    }

    fn basic_branch(&mut self, op: BinOp, b: Basic, x: &Expr, y: &Expr, yes: BlockId, no: BlockId) {
        let signed = int_kind(b).is_none_or(|k| k.signed);
        let int = is_integer(b) || !matches!(self.under_basic(b), Some(()));
        if int {
            if let Some(i) = self.const_imm(y)
                && let Some(code) = jump_imm(op, signed)
            {
                let a = self.expr(x, None);
                return self.branch(code, a, Arg::Imm(i), yes, no);
            }
            if let Some(i) = self.const_imm(x)
                && let Some(code) = jump_imm(flip(op), signed)
            {
                let a = self.expr(y, None);
                return self.branch(code, a, Arg::Imm(i), yes, no);
            }
        }
        let (a, c) = match b {
            Basic::String | Basic::UntypedString => self.texts(x, y),
            _ => (self.expr(x, None), self.expr(y, None)),
        };
        match b {
            Basic::Float64 | Basic::UntypedFloat => {
                let (code, swap) = match op {
                    BinOp::Eq => (Op::JEqF, false),
                    BinOp::Ne => (Op::JNeF, false),
                    BinOp::Lt => (Op::JLtF, false),
                    BinOp::Le => (Op::JLeF, false),
                    BinOp::Gt => (Op::JLtF, true),
                    _ => (Op::JLeF, true),
                };
                let (a, c) = if swap { (c, a) } else { (a, c) };
                self.branch(code, a, c, yes, no);
            }
            Basic::String | Basic::UntypedString if matches!(op, BinOp::Eq | BinOp::Ne) => {
                self.branch(if op == BinOp::Eq { Op::JEqStr } else { Op::JNeStr }, a, c, yes, no);
            }
            Basic::String | Basic::UntypedString | Basic::Float32 => {
                let (code, swap) = self.set_op(op, b).expect("ordered");
                let (a, c) = if swap { (c, a) } else { (a, c) };
                let r = self.word();
                self.op3(code, r, a, c);
                self.branch(Op::JT, r, Arg::Imm(0), yes, no);
            }
            _ => {
                let (code, swap) = jump_op(op, signed);
                let (a, c) = if swap { (c, a) } else { (a, c) };
                self.branch(code, a, c, yes, no);
            }
        }
    }

    /// `Some` for kinds that are not compared as integers.
    fn under_basic(&self, b: Basic) -> Option<()> {
        matches!(b, Basic::Float32 | Basic::Float64 | Basic::String | Basic::UntypedFloat | Basic::UntypedString)
            .then_some(())
    }
}

fn float_op(op: BinOp) -> Op {
    match op {
        BinOp::Add => Op::AddF,
        BinOp::Sub => Op::SubF,
        BinOp::Mul => Op::MulF,
        _ => Op::DivF,
    }
}

fn float32_op(op: BinOp) -> Op {
    match op {
        BinOp::Add => Op::AddF32,
        BinOp::Sub => Op::SubF32,
        BinOp::Mul => Op::MulF32,
        _ => Op::DivF32,
    }
}

fn is_int_set(op: Op) -> bool {
    matches!(op, Op::Eq | Op::Ne | Op::LtS | Op::LeS | Op::LtU | Op::LeU)
}

fn set_imm(op: BinOp) -> Option<Op> {
    Some(match op {
        BinOp::Eq => Op::EqI,
        BinOp::Ne => Op::NeI,
        BinOp::Lt => Op::LtSI,
        BinOp::Le => Op::LeSI,
        BinOp::Gt => Op::GtSI,
        BinOp::Ge => Op::GeSI,
        _ => return None,
    })
}

fn flip(op: BinOp) -> BinOp {
    match op {
        BinOp::Lt => BinOp::Gt,
        BinOp::Le => BinOp::Ge,
        BinOp::Gt => BinOp::Lt,
        BinOp::Ge => BinOp::Le,
        other => other,
    }
}

fn jump_imm(op: BinOp, signed: bool) -> Option<Op> {
    Some(match op {
        BinOp::Eq => Op::JEqI,
        BinOp::Ne => Op::JNeI,
        _ if !signed => return None,
        BinOp::Lt => Op::JLtSI,
        BinOp::Le => Op::JLeSI,
        BinOp::Gt => Op::JGtSI,
        BinOp::Ge => Op::JGeSI,
        _ => return None,
    })
}

/// The jump for an integer comparison and whether its operands change places.
pub(crate) fn jump_op(op: BinOp, signed: bool) -> (Op, bool) {
    let (lt, le) = if signed { (Op::JLtS, Op::JLeS) } else { (Op::JLtU, Op::JLeU) };
    match op {
        BinOp::Eq => (Op::JEq, false),
        BinOp::Ne => (Op::JNe, false),
        BinOp::Lt => (lt, false),
        BinOp::Le => (le, false),
        BinOp::Gt => (lt, true),
        _ => (le, true),
    }
}
