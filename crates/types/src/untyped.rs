//! Untyped operands: the types they take from where they stand, and constants that do not fit (spec: Constants, Representability).
//!
//! An untyped operand's type is recorded provisionally and replaced, down through the operands it comes from, once it is known.

use crate::checker::*;
use crate::codes;
use crate::constant::Const;
use crate::info::Mode;
use crate::operand::Operand;
use crate::ty::*;
use vole_source::{Code, Span};
use vole_syntax::ast::{BinOp, Expr, ExprKind, UnOp, print_expr};

impl Checker {
    /// Gives an untyped operand the type `target` needs, or reports why not.
    pub(crate) fn convert_untyped(&mut self, x: &mut Operand<'_>, target: TypeId) {
        match self.implicit_type(x, target) {
            Ok((ty, value)) => self.apply_implicit(x, ty, value),
            Err(code) => {
                // gc speaks of the target's default form for untyped targets.
                let mut t = target;
                if !self.is_type_param(target) {
                    t = self.safe_under(target);
                }
                self.invalid_conversion(code, x, t);
                x.invalidate();
            }
        }
    }

    pub(crate) fn apply_implicit(&mut self, x: &mut Operand<'_>, ty: TypeId, value: Option<Const>) {
        if let Some(v) = value {
            self.set_const_value(x.expr, &v);
            x.val = Some(v);
        }
        if ty != x.ty {
            x.ty = ty;
            self.set_type(x.expr, ty);
        }
    }

    pub(crate) fn safe_under(&mut self, t: TypeId) -> TypeId {
        if t == self.universe.byte_type || t == self.universe.rune_type {
            return t;
        }
        let u = self.under(t);
        if matches!(self.universe.ty(u), Type::Basic(_)) { u } else { t }
    }

    pub(crate) fn invalid_conversion(&mut self, code: Code, x: &Operand<'_>, target: TypeId) {
        let text = self.describe(x);
        let t = self.type_string(target);
        let message = match code {
            codes::TRUNCATED_FLOAT => format!("{text} truncated to {t}"),
            codes::NUMERIC_OVERFLOW => format!("{text} overflows {t}"),
            _ => format!("cannot convert {text} to type {t}"),
        };
        self.error(code, x.span(), message);
    }

    /// The type an untyped operand takes where `target` is wanted, and its value there.
    pub(crate) fn implicit_type(&mut self, x: &Operand<'_>, target: TypeId) -> Result<(TypeId, Option<Const>), Code> {
        if x.is_invalid() || !self.is_untyped(x.ty) || target == TypeId::INVALID {
            return Ok((x.ty, None));
        }
        if self.is_untyped(target) {
            return match self.max_untyped(x.ty, target) {
                Some(t) => Ok((t, None)),
                None => Err(codes::INVALID_UNTYPED_CONVERSION),
            };
        }
        if x.is_nil() {
            return if self.has_nil(target) { Ok((target, None)) } else { Err(codes::INVALID_UNTYPED_CONVERSION) };
        }
        if self.is_type_param(target) {
            let terms = self.ask(|u| u.type_terms(target));
            let Some(terms) = terms else { return Err(codes::INVALID_UNTYPED_CONVERSION) };
            if terms.is_empty() {
                return Err(codes::INVALID_UNTYPED_CONVERSION);
            }
            for term in terms {
                let under = self.under(term.ty);
                self.implicit_type(x, under).map_err(|_| codes::INVALID_UNTYPED_CONVERSION)?;
            }
            return Ok((target, None));
        }
        let under = self.under(target);
        match self.universe.ty(under).clone() {
            Type::Basic(kind) => {
                if x.mode == Mode::Constant {
                    let value = self.representation(x, kind)?;
                    return Ok((target, Some(value)));
                }
                let ok = match self.basic_of(x.ty) {
                    Some(Basic::UntypedBool) => self.is_boolean(under),
                    Some(Basic::UntypedInt | Basic::UntypedRune | Basic::UntypedFloat | Basic::UntypedComplex) => {
                        self.is_numeric(under)
                    }
                    Some(Basic::UntypedString) => self.is_string(under),
                    _ => false,
                };
                if ok { Ok((target, None)) } else { Err(codes::INVALID_UNTYPED_CONVERSION) }
            }
            Type::Interface(_) => {
                let set = self.ask(|u| u.type_set(under));
                if !set.methods.is_empty() || set.terms.is_some() {
                    return Err(codes::INVALID_UNTYPED_CONVERSION);
                }
                let default = self.default_type(x.ty);
                // The value may not fit its default type.
                let value = match (x.mode, self.basic_of(default)) {
                    (Mode::Constant, Some(kind)) => Some(self.representation(x, kind)?),
                    _ => None,
                };
                Ok((default, value))
            }
            _ => Err(codes::INVALID_UNTYPED_CONVERSION),
        }
    }

    /// A constant's value as a value of a basic type.
    pub(crate) fn representation(&mut self, x: &Operand<'_>, kind: Basic) -> Result<Const, Code> {
        match x.const_val().representable_in(kind) {
            Some(v) => Ok(v),
            None => {
                let target = TypeId::basic(kind);
                if self.is_numeric(x.ty) && self.is_numeric(target) {
                    if !self.is_integer(x.ty) && self.is_integer(target) {
                        return Err(codes::TRUNCATED_FLOAT);
                    }
                    return Err(codes::NUMERIC_OVERFLOW);
                }
                Err(codes::INVALID_UNTYPED_CONVERSION)
            }
        }
    }

    /// Rounds a constant to its typed basic type or reports that it does not fit.
    pub(crate) fn representable(&mut self, x: &mut Operand<'_>, kind: Basic) {
        match self.representation(x, kind) {
            Ok(v) => x.val = Some(v),
            Err(code) => {
                let target = TypeId::basic(kind);
                self.invalid_conversion(code, x, target);
                x.invalidate();
            }
        }
    }

    /// After a constant operation: a typed constant must fit its type, an untyped integer may not grow without bound.
    pub(crate) fn overflow(&mut self, x: &mut Operand<'_>, op_span: Span) {
        if *x.const_val() == Const::Unknown {
            self.error(codes::INVALID_CONST_VAL, op_span, "constant result is not representable");
            return;
        }
        if !self.is_untyped(x.ty) {
            let under = self.under(x.ty);
            if let Some(kind) = self.basic_of(under) {
                self.representable_result(x, kind);
            }
            return;
        }
        if self.is_integer(x.ty) && x.const_val().bit_len() > 512 {
            let op = op_name(x.expr);
            let op = if op.is_empty() { String::new() } else { format!("{op} ") };
            self.error(codes::INVALID_CONST_VAL, op_span, format!("constant {op}overflow"));
            x.val = Some(Const::Unknown);
        }
    }

    fn representable_result(&mut self, x: &mut Operand<'_>, kind: Basic) {
        match self.representation(x, kind) {
            Ok(v) => x.val = Some(v),
            Err(code) => {
                let t = self.type_string(x.ty);
                if code == codes::NUMERIC_OVERFLOW || code == codes::TRUNCATED_FLOAT {
                    let text = print_expr(x.expr);
                    let value = x.const_val().to_string_as(kind);
                    let message = if self.is_integer(x.ty) || self.is_numeric(x.ty) {
                        format!("{text} (constant {value} of type {t}) overflows {t}")
                    } else {
                        format!("cannot use {text} as {t} value (overflows)")
                    };
                    self.error(code, x.span(), message);
                } else {
                    let target = TypeId::basic(kind);
                    self.invalid_conversion(code, x, target);
                }
                x.invalidate();
            }
        }
    }

    fn set_const_value(&mut self, e: &Expr, v: &Const) {
        if let Some(Some(tv)) = self.info.types.get_mut(e.id.0 as usize) {
            tv.value = Some(v.clone());
        }
    }

    /// Records the type an untyped expression turned out to have, down through the operands it comes from.
    pub(crate) fn set_type(&mut self, e: &Expr, ty: TypeId) {
        self.set_type_inside(e, ty, false);
    }

    /// `inside` is set for operands of the expression whose type became known: nobody looked whether their values fit.
    fn set_type_inside(&mut self, e: &Expr, ty: TypeId, inside: bool) {
        let Some(old) = self.info.of(e.id).cloned() else { return };
        if !self.is_untyped(old.ty) {
            return;
        }
        match &e.kind {
            ExprKind::Paren(x) => self.set_type_inside(x, ty, inside),
            ExprKind::Unary(_, x) if old.value.is_none() => self.set_type_inside(x, ty, true),
            ExprKind::Binary(op, _, l, r) if old.value.is_none() => {
                if op.is_comparison() {
                    // The result's type says nothing of the operands'.
                } else if op.is_shift() {
                    self.set_type_inside(l, ty, true);
                } else {
                    self.set_type_inside(l, ty, true);
                    self.set_type_inside(r, ty, true);
                }
            }
            _ => {}
        }
        let target_untyped = self.is_untyped(ty);
        if !target_untyped && self.shift_lhs.remove(&e.id) && !self.all_integer(ty) {
            let text = print_expr(e);
            let t = self.type_string(ty);
            self.error(
                codes::INVALID_SHIFT_OPERAND,
                e.span,
                format!("invalid operation: shifted operand {text} (type {t}) must be integer"),
            );
            return;
        }
        let mut value = old.value;
        if !target_untyped && let Some(v) = &value {
            let under = self.under(ty);
            if let Some(kind) = self.basic_of(under) {
                let operand = Operand { mode: Mode::Constant, ty: old.ty, val: Some(v.clone()), expr: e };
                match self.representation(&operand, kind) {
                    Ok(v) => value = Some(v),
                    Err(code) if inside && !matches!(e.kind, ExprKind::Paren(_)) => {
                        let target = self.safe_under(ty);
                        self.invalid_conversion(code, &operand, target);
                    }
                    Err(_) => {}
                }
            }
        }
        self.record_type(e.id, old.mode, ty, value);
    }

    /// The larger of two untyped types, if they go together.
    pub(crate) fn max_untyped(&self, a: TypeId, b: TypeId) -> Option<TypeId> {
        if a == b {
            return Some(a);
        }
        let rank = |t: TypeId| match self.universe.basic_kind(t) {
            Some(Basic::UntypedInt) => Some(1),
            Some(Basic::UntypedRune) => Some(2),
            Some(Basic::UntypedFloat) => Some(3),
            Some(Basic::UntypedComplex) => Some(4),
            _ => None,
        };
        match (rank(a), rank(b)) {
            (Some(x), Some(y)) => Some(if x > y { a } else { b }),
            _ => None,
        }
    }
}

/// What gc calls the operation of a constant that overflowed.
fn op_name(e: &Expr) -> &'static str {
    match &e.kind {
        ExprKind::Binary(op, ..) => match op {
            BinOp::Add => "addition",
            BinOp::Sub => "subtraction",
            BinOp::Xor => "bitwise XOR",
            BinOp::Mul => "multiplication",
            BinOp::Shl => "shift",
            _ => "",
        },
        ExprKind::Unary(UnOp::Xor, _) => "bitwise complement",
        _ => "",
    }
}
