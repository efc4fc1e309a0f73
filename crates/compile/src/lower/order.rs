//! Order of evaluation as gc does it.
//!
//! The specification fixes the order of calls, receives and map look-ups only; when the variables beside them are read is free. gc
//! makes the calls (of predeclared functions such as `len` too) first, in order, and reads variables that live in memory afterwards: in `f(x.a, x.inc())` the first argument
//! sees the increment. Registers need no care (nothing but this function writes them), so only lists in which a read
//! of memory stands before a call are treated: their calls, and what gc orders with them, are evaluated beforehand and remembered
//! by expression.

use super::{Lower, Place, Var, unparen};
use crate::ir::Loc;
use vole_syntax::ast::{Expr, ExprKind, UnOp};
use vole_types::info::Mode;
use vole_types::object::Builtin;
use vole_types::ty::{Type, TypeId};

impl Lower<'_, '_> {
    /// Evaluates the calls inside these expressions if a read of memory stands before one of them.
    pub(crate) fn hoist(&mut self, exprs: &[&Expr]) {
        let mut scan = Scan { read: false, needed: false };
        for e in exprs {
            self.scan(e, &mut scan);
        }
        if scan.needed {
            for e in exprs {
                self.hoist_calls(e);
            }
        }
    }

    /// The remembered value of an expression.
    pub(crate) fn remembered(&mut self, e: &Expr) -> Option<Loc> {
        if self.memo.is_empty() { None } else { self.memo.remove(&e.id) }
    }

    /// Whether a value was remembered, and not used yet.
    pub(crate) fn is_remembered(&self, e: &Expr) -> bool {
        !self.memo.is_empty() && self.memo.contains_key(&e.id)
    }

    fn in_memory(&self, e: &Expr) -> bool {
        match &e.kind {
            ExprKind::Ident(id) => match self.use_of(id.id).and_then(|o| self.vars.get(&o).copied()) {
                Some(Var::Reg(_)) => false,
                Some(_) => true,
                None => self.mode(e.id) == Mode::Variable,
            },
            _ => true,
        }
    }

    fn scan(&mut self, e: &Expr, s: &mut Scan) {
        if s.needed || self.const_of(e).is_some() {
            return;
        }
        match self.shape(e) {
            Shape::Skip => {}
            Shape::Read => s.read |= self.in_memory(e),
            Shape::Call => s.needed |= s.read,
            Shape::Ordered(parts) => {
                // What it reads itself it has read when the next call comes.
                let read = s.read;
                for p in parts {
                    self.scan(p, s);
                }
                s.read = read;
            }
            Shape::Inner(parts, read) => {
                for p in parts {
                    self.scan(p, s);
                }
                s.read |= read;
            }
        }
    }

    fn hoist_calls(&mut self, e: &Expr) {
        if self.const_of(e).is_some() {
            return;
        }
        match self.shape(e) {
            Shape::Skip | Shape::Read => {}
            Shape::Call | Shape::Ordered(_) => {
                let t = self.ty(e);
                if matches!(self.cx.universe().ty(t), Type::Tuple(_)) {
                    return;
                }
                let l = self.frame_expr(e, t);
                self.memo.insert(e.id, l);
            }
            Shape::Inner(parts, _) => parts.into_iter().for_each(|p| self.hoist_calls(p)),
        }
    }

    /// Evaluates an expression of any type into frame form, in a register of its own.
    fn frame_expr(&mut self, e: &Expr, t: TypeId) -> Loc {
        let out = self.temp(t);
        if self.in_regs(t) {
            self.expr_to(e, out);
        } else {
            let p = self.temporary(e, t);
            self.image_to_slots(out, p, t);
        }
        out
    }

    /// What an expression is to the order of evaluation.
    fn shape<'e>(&mut self, e: &'e Expr) -> Shape<'e> {
        match &e.kind {
            ExprKind::Paren(x) => Shape::Inner(vec![x], false),
            ExprKind::Ident(_) => Shape::Read,
            ExprKind::Unary(UnOp::Recv, _) => Shape::Call,
            ExprKind::Unary(UnOp::Addr, x) => match &unparen(x).kind {
                ExprKind::CompositeLit(_) => Shape::Inner(vec![x], false),
                _ => Shape::Skip,
            },
            ExprKind::Unary(_, x) => Shape::Inner(vec![x], false),
            ExprKind::Star(x) => Shape::Inner(vec![x], true),
            ExprKind::Binary(op, _, x, y) => {
                if op.precedence() <= 2 {
                    // The right side is evaluated only sometimes.
                    return if self.has_call(x) || self.has_call(y) { Shape::Call } else { Shape::Ordered(vec![x, y]) };
                }
                Shape::Inner(vec![x, y], false)
            }
            ExprKind::Selector(x, _) if self.cx.checker.info.selections.contains_key(&e.id) => {
                if self.is_type(x) {
                    Shape::Skip
                } else {
                    Shape::Inner(vec![x], true)
                }
            }
            ExprKind::Selector(..) => Shape::Read,
            ExprKind::Index(x, args) => {
                if !matches!(self.mode(e.id), Mode::Variable | Mode::Value | Mode::MapIndex) || self.is_type(x) {
                    return Shape::Skip;
                }
                let mut parts: Vec<&Expr> = vec![x];
                parts.extend(args);
                Shape::Inner(parts, true)
            }
            ExprKind::Slice(s) => {
                let bounds = [&s.lo, &s.hi, &s.max];
                let mut parts = vec![&s.x];
                parts.extend(bounds.into_iter().flatten());
                Shape::Ordered(parts)
            }
            ExprKind::TypeAssert(x, Some(_)) => {
                let t = self.ty(e);
                if matches!(self.under(t), Type::Pointer(_) | Type::Chan { .. } | Type::Map { .. } | Type::Signature(_))
                {
                    Shape::Inner(vec![x], true)
                } else {
                    Shape::Ordered(vec![x])
                }
            }
            ExprKind::CompositeLit(c) => {
                let mut parts = Vec::new();
                for el in &c.elems {
                    match &el.kind {
                        ExprKind::KeyValue(k, v) => {
                            if self.mode(k.id) != Mode::Invalid {
                                parts.push(&**k);
                            }
                            parts.push(v);
                        }
                        _ => parts.push(el),
                    }
                }
                let t = self.ty(e);
                if matches!(self.under(t), Type::Map { .. }) {
                    Shape::Ordered(parts)
                } else {
                    Shape::Inner(parts, false)
                }
            }
            ExprKind::Call(c) if self.is_type(&c.fun) => {
                // Only the conversion of a slice to a string looks at memory.
                let slice = !self.is_nil(&c.args[0]) && {
                    let t = self.ty(&c.args[0]);
                    matches!(self.under(t), Type::Slice(_))
                };
                let t = self.ty(e);
                if !slice && matches!(self.under(t), Type::Slice(_)) {
                    // A string made into a slice is a copy, made in order.
                    return Shape::Ordered(c.args.iter().collect());
                }
                Shape::Inner(c.args.iter().collect(), slice)
            }
            ExprKind::Call(c) => match self.mode(unparen(&c.fun).id) {
                Mode::Builtin(
                    Builtin::Len
                    | Builtin::Cap
                    | Builtin::Real
                    | Builtin::Imag
                    | Builtin::Complex
                    | Builtin::Min
                    | Builtin::Max,
                ) => Shape::Ordered(c.args.iter().collect()),
                Mode::Builtin(
                    Builtin::UnsafeAdd
                    | Builtin::UnsafeSlice
                    | Builtin::UnsafeSliceData
                    | Builtin::UnsafeString
                    | Builtin::UnsafeStringData,
                ) => Shape::Inner(c.args.iter().collect(), true),
                Mode::Builtin(Builtin::UnsafeAlignof | Builtin::UnsafeOffsetof | Builtin::UnsafeSizeof) => Shape::Skip,
                Mode::Builtin(Builtin::Make | Builtin::New) => {
                    // Without an operand there is nothing that could come too early or too late.
                    let first = c.args.first().is_some_and(|a| self.is_type(a));
                    let rest: Vec<&Expr> = c.args.iter().skip(usize::from(first)).collect();
                    if rest.is_empty() { Shape::Skip } else { Shape::Ordered(rest) }
                }
                _ => Shape::Call,
            },
            _ => Shape::Skip,
        }
    }

    /// Whether evaluating calls, receives or the like.
    pub(crate) fn has_call(&mut self, e: &Expr) -> bool {
        match self.shape(e) {
            Shape::Call => true,
            Shape::Inner(parts, _) | Shape::Ordered(parts) => parts.into_iter().any(|p| self.has_call(p)),
            _ => false,
        }
    }

    /// Operands of a call: the receiver or function value, and the arguments.
    pub(crate) fn hoist_operands(&mut self, fun: &Expr, args: &[Expr]) {
        if args.is_empty() {
            return;
        }
        let mut list = Vec::new();
        match &unparen(fun).kind {
            ExprKind::Selector(x, _) if self.cx.checker.info.selections.contains_key(&unparen(fun).id) => {
                if !self.is_type(x) {
                    list.push(&**x);
                }
            }
            ExprKind::Ident(_) | ExprKind::Selector(..) | ExprKind::FuncLit(_) => {}
            _ => list.push(fun),
        }
        list.extend(args);
        self.hoist(&list);
    }

    /// A remembered value as a place.
    pub(crate) fn remembered_place(&mut self, e: &Expr) -> Option<Place> {
        let l = self.remembered(e)?;
        let t = self.ty(e);
        Some(self.slots_place(l, t))
    }
}

struct Scan {
    read: bool,
    needed: bool,
}

enum Shape<'e> {
    /// Neither reads memory nor calls.
    Skip,
    /// A variable.
    Read,
    /// A call, or something evaluated in order like one.
    Call,
    /// No call, but evaluated in order with the calls once there are any: slicing, assertions, `len`, `&&` and the like.
    Ordered(Vec<&'e Expr>),
    /// Its parts, and whether it reads memory itself.
    Inner(Vec<&'e Expr>, bool),
}
