//! Binary operators, comparisons and shifts (spec: Arithmetic operators, Comparison operators, Operators).

use crate::checker::*;
use crate::codes;
use crate::constant::Const;
use crate::info::Mode;
use crate::operand::Operand;
use crate::ty::*;
use vole_source::Span;
use vole_syntax::ast::{BinOp, Expr, print_expr};

/// The longest constant string, in bytes.
const MAX_STRING: u64 = 2_000_000_000;

impl Checker {
    /// `l op r` as the expression `e`.
    pub(crate) fn binary<'a>(
        &mut self,
        e: &'a Expr,
        op: BinOp,
        op_span: Span,
        l: &'a Expr,
        r: &'a Expr,
    ) -> Operand<'a> {
        let x = self.expr(l);
        let y = self.expr(r);
        let mut out = self.binary_operands(Some(e), op, op_span, x, y);
        out.expr = e;
        out
    }

    /// The operation on checked operands; `e` is absent for `x op= y`.
    pub(crate) fn binary_operands<'a>(
        &mut self,
        e: Option<&'a Expr>,
        op: BinOp,
        op_span: Span,
        mut x: Operand<'a>,
        mut y: Operand<'a>,
    ) -> Operand<'a> {
        if x.is_invalid() || y.is_invalid() {
            x.invalidate();
            return x;
        }
        if op.is_shift() {
            self.shift(&mut x, &mut y, e, op, op_span);
            return x;
        }
        if !op.is_comparison() {
            // A nil beside an interface has its type.
            if x.is_nil() && self.is_interface(y.ty) {
                x.ty = y.ty;
            } else if y.is_nil() && self.is_interface(x.ty) {
                y.ty = x.ty;
            }
        }
        let with_interface = !op.is_comparison()
            && (self.is_untyped(x.ty) && self.is_interface(y.ty) || self.is_untyped(y.ty) && self.is_interface(x.ty));
        if with_interface || !self.match_operands(&mut x, &mut y) {
            if x.is_invalid() {
                return x;
            }
            if self.untyped_beside_methods(&x, y.ty) || self.untyped_beside_methods(&y, x.ty) {
                x.invalidate();
                return x;
            }
            if with_interface {
                self.default_beside_interface(&mut x, y.ty);
                self.default_beside_interface(&mut y, x.ty);
            }
            self.mismatch(e, op, &x, &y);
            x.invalidate();
            return x;
        }
        if op.is_comparison() {
            self.comparison(&mut x, &mut y, op, false);
            return x;
        }
        if !self.identical(x.ty, y.ty) {
            self.mismatch(e, op, &x, &y);
            x.invalidate();
            return x;
        }
        let ok = match op {
            BinOp::Add => self.all_numeric_or_string(x.ty),
            BinOp::Sub | BinOp::Mul | BinOp::Div => self.all_numeric(x.ty),
            BinOp::AndAnd | BinOp::OrOr => self.all_boolean(x.ty),
            _ => self.all_integer(x.ty),
        };
        if !ok {
            let text = self.describe(&x);
            let message = format!("invalid operation: operator {} not defined on {text}", op.token());
            self.error(codes::UNDEFINED_OP, x.span(), message);
            x.invalidate();
            return x;
        }
        if matches!(op, BinOp::Div | BinOp::Rem)
            && (x.mode == Mode::Constant || self.all_integer(x.ty))
            && y.mode == Mode::Constant
            && y.const_val().divides_by_zero(self.universe.basic_kind(x.ty).is_some_and(Basic::is_complex))
        {
            self.error(codes::DIV_BY_ZERO, y.span(), "invalid operation: division by zero");
            x.invalidate();
            return x;
        }
        if x.mode == Mode::Constant && y.mode == Mode::Constant {
            if *x.const_val() == Const::Unknown || *y.const_val() == Const::Unknown {
                x.val = Some(Const::Unknown);
                return x;
            }
            let lengths = (x.const_val().string_len(), y.const_val().string_len());
            if let (Some(a), Some(b)) = lengths
                && op == BinOp::Add
                && a + b > MAX_STRING
            {
                let message = format!("constant string too long ({} bytes > {MAX_STRING} bytes)", a + b);
                self.error(codes::INVALID_CONST_VAL, op_span, message);
                x.val = Some(Const::Unknown);
                return x;
            }
            let integer = self.is_integer(x.ty);
            x.val = Some(Const::binary_op(op, x.const_val(), y.const_val(), integer));
            if let Some(e) = e {
                x.expr = e;
            }
            self.overflow(&mut x, op_span);
            return x;
        }
        x.mode = Mode::Value;
        x.val = None;
        x
    }

    /// Reports an untyped value, no number, beside one of an interface type that has methods or terms.
    fn untyped_beside_methods(&mut self, x: &Operand<'_>, other: TypeId) -> bool {
        let number = self.is_numeric(x.ty);
        if number || !self.is_untyped(x.ty) || x.is_nil() || !self.is_interface(other) {
            return false;
        }
        let under = self.under(other);
        let plain = self.ask(|u| u.type_set(under)).is_all();
        if !plain {
            self.invalid_conversion(codes::INVALID_UNTYPED_CONVERSION, x, under);
        }
        !plain
    }

    /// An untyped value, no number, beside one of an interface type without methods has its default type, to gc's messages.
    fn default_beside_interface(&mut self, x: &mut Operand<'_>, other: TypeId) {
        if self.is_untyped(x.ty) && !x.is_nil() && !self.is_untyped(other) && !self.is_numeric(x.ty) {
            let under = self.under(other);
            if self.ask(|u| u.type_set(under)).is_all() {
                x.ty = self.default_type(x.ty);
            }
        }
    }

    fn mismatch(&mut self, e: Option<&Expr>, op: BinOp, x: &Operand<'_>, y: &Operand<'_>) {
        if x.ty == TypeId::INVALID || y.ty == TypeId::INVALID {
            return;
        }
        let (xt, yt) = (self.type_string(x.ty), self.type_string(y.ty));
        let what = match e {
            Some(e) => print_expr(e),
            None => format!("{} {}= {}", print_expr(x.expr), op.token(), print_expr(y.expr)),
        };
        let span = if op.is_comparison() { y.span() } else { x.span() };
        self.error(
            codes::MISMATCHED_TYPES,
            span,
            format!("invalid operation: {what} (mismatched types {xt} and {yt})"),
        );
    }

    /// Converts untyped operands to each other's type. False if they do not go together.
    pub(crate) fn match_operands(&mut self, x: &mut Operand<'_>, y: &mut Operand<'_>) -> bool {
        if !self.may_convert(x, y) {
            return true;
        }
        let (Ok(xc), Ok(yc)) = (self.implicit_type(x, y.ty), self.implicit_type(y, x.ty)) else {
            for (a, b) in [(x.clone(), y.ty), (y.clone(), x.ty)] {
                if a.mode == Mode::Constant && self.is_type_param(b) && self.is_untyped(a.ty) {
                    self.invalid_conversion(codes::INVALID_UNTYPED_CONVERSION, &a, b);
                    x.invalidate();
                    return false;
                }
            }
            // A constant that does not fit is reported as such by gc.
            for (a, b) in [(x.clone(), y.ty), (y.clone(), x.ty)] {
                if let Err(code) = self.implicit_type(&a, b)
                    && (code == codes::TRUNCATED_FLOAT || code == codes::NUMERIC_OVERFLOW)
                {
                    let target = self.safe_under(b);
                    self.invalid_conversion(code, &a, target);
                    x.invalidate();
                    return false;
                }
            }
            return false;
        };
        self.apply_implicit(x, xc.0, xc.1);
        self.apply_implicit(y, yc.0, yc.1);
        true
    }

    fn may_convert(&mut self, x: &Operand<'_>, y: &Operand<'_>) -> bool {
        let (xu, yu) = (self.is_untyped(x.ty), self.is_untyped(y.ty));
        if !xu && !yu {
            return false;
        }
        if self.is_interface(x.ty) || self.is_interface(y.ty) {
            return true;
        }
        if self.all_boolean(x.ty) != self.all_boolean(y.ty) || self.all_string(x.ty) != self.all_string(y.ty) {
            return false;
        }
        if (self.is_type_param(x.ty) || self.is_type_param(y.ty)) && self.all_numeric(x.ty) != self.all_numeric(y.ty) {
            return false;
        }
        if x.is_nil() {
            return self.has_nil(y.ty);
        }
        if y.is_nil() {
            return self.has_nil(x.ty);
        }
        let pointer = |c: &mut Checker, t| {
            let u = c.under(t);
            matches!(c.universe.ty(u), Type::Pointer(_))
        };
        !(pointer(self, x.ty) || pointer(self, y.ty))
    }

    /// `x op y` for a comparison; `x` becomes the untyped boolean result. In a switch `y` is the tag.
    pub(crate) fn comparison(&mut self, x: &mut Operand<'_>, y: &mut Operand<'_>, op: BinOp, in_switch: bool) {
        let mut at_y = false;
        let mut cause = String::new();
        let mut mismatched = false;
        let ok = 'check: {
            let assignable = self.is_assignable(x, y.ty) || self.is_assignable(y, x.ty);
            if !assignable {
                mismatched = true;
                at_y = true;
                let (a, b) = (self.type_string(x.ty), self.type_string(y.ty));
                cause = format!("mismatched types {a} and {b}");
                break 'check false;
            }
            if matches!(op, BinOp::Eq | BinOp::Ne) {
                if x.is_nil() || y.is_nil() {
                    let other = if x.is_nil() { y.ty } else { x.ty };
                    if self.has_nil(other) && !(x.is_nil() && y.is_nil()) {
                        break 'check true;
                    }
                    if x.is_nil() && y.is_nil() {
                        at_y = true;
                        cause = format!("operator {} not defined on untyped nil", op.token());
                        break 'check false;
                    }
                    at_y = x.is_nil();
                    break 'check false;
                }
                if let Some(why) = self.incomparable_cause(x.ty) {
                    cause = why;
                    break 'check false;
                }
                if let Some(why) = self.incomparable_cause(y.ty) {
                    at_y = true;
                    cause = why;
                    break 'check false;
                }
                break 'check true;
            }
            if !self.all_ordered(x.ty) {
                break 'check false;
            }
            if !self.all_ordered(y.ty) {
                at_y = true;
                break 'check false;
            }
            true
        };
        if !ok {
            if cause.is_empty() {
                let bad = if self.is_type_param(x.ty) || self.is_type_param(y.ty) {
                    if !self.is_type_param(x.ty) {
                        at_y = true;
                    }
                    let t = if at_y { y.ty } else { x.ty };
                    let text = self.type_string(t);
                    format!("type parameter {text} cannot use operator {}", op.token())
                } else {
                    let t = if at_y { y.ty } else { x.ty };
                    let kind = self.composite_kind(t);
                    let what = if kind.is_empty() { self.type_string(t) } else { kind.to_string() };
                    format!("operator {} not defined on {what}", op.token())
                };
                cause = bad;
            }
            let (xs, ys) = (print_expr(x.expr), print_expr(y.expr));
            let span = if at_y { y.span() } else { x.span() };
            let code = if mismatched { codes::MISMATCHED_TYPES } else { codes::UNDEFINED_OP };
            if in_switch {
                self.error(code, x.span(), format!("invalid case {xs} in switch on {ys} ({cause})"));
            } else {
                self.error(code, span, format!("invalid operation: {xs} {} {ys} ({cause})", op.token()));
            }
            x.invalidate();
            return;
        }
        if x.mode == Mode::Constant && y.mode == Mode::Constant {
            x.val = Some(Const::Bool(Const::compare(op, x.const_val(), y.const_val())));
        } else {
            x.mode = Mode::Value;
            x.val = None;
            // Untyped operands that found no type by now take their default ones.
            let (xd, yd) = (self.default_type(x.ty), self.default_type(y.ty));
            self.set_type(x.expr, xd);
            self.set_type(y.expr, yd);
        }
        x.ty = TypeId::basic(Basic::UntypedBool);
    }

    /// Why values of the type cannot be compared with `==`; empty when there is no better reason than the operator.
    fn incomparable_cause(&mut self, t: TypeId) -> Option<String> {
        let q = self.qualifier();
        let reason = self.ask(|u| u.comparable_reason(t, true, &q)).err()?;
        let under = self.under(t);
        if !self.is_type_param(t) {
            let kind = match self.universe.ty(under) {
                Type::Slice(_) => "slice",
                Type::Signature(_) => "func",
                Type::Map { .. } => "map",
                _ => "",
            };
            if !kind.is_empty() {
                return Some(format!("{kind} can only be compared to nil"));
            }
        }
        Some(reason)
    }

    fn shift<'a>(&mut self, x: &mut Operand<'a>, y: &mut Operand<'a>, e: Option<&'a Expr>, op: BinOp, op_span: Span) {
        let x_int = if x.mode == Mode::Constant { x.const_val().to_int() } else { None };
        let untyped = self.is_untyped(x.ty);
        if !(self.all_integer(x.ty) || (untyped && x_int.is_some())) {
            let text = self.describe(x);
            self.error(
                codes::INVALID_SHIFT_OPERAND,
                x.span(),
                format!("invalid operation: shifted operand {text} must be integer"),
            );
            x.invalidate();
            return;
        }
        let mut count = None;
        if y.mode == Mode::Constant {
            let value = y.const_val().to_int();
            match &value {
                Some(v) if v.sign() < 0 => {
                    let text = self.describe(y);
                    self.error(
                        codes::INVALID_SHIFT_COUNT,
                        y.span(),
                        format!("invalid operation: negative shift count {text}"),
                    );
                    x.invalidate();
                    return;
                }
                _ => {}
            }
            if self.is_untyped(y.ty) {
                let saved = y.val.clone();
                self.representable(y, Basic::Uint);
                if y.is_invalid() {
                    x.invalidate();
                    return;
                }
                y.val = saved;
            } else if value.is_none() {
                // A typed constant that is no integer, as gc words it beside a constant.
                let text = self.describe(y);
                self.error(
                    codes::INVALID_SHIFT_COUNT,
                    y.span(),
                    format!("invalid operation: invalid shift count {text}"),
                );
                x.invalidate();
                return;
            }
            count = value;
        } else if self.all_integer(y.ty) && !self.is_untyped(y.ty) {
            let ok = self.allows(y.span(), 13)
                || self.ask(|u| u.is_unsigned(y.ty))
                || self.require(y.span(), 13, |c| format!("invalid operation: signed shift count {}", c.describe(y)));
            if !ok {
                x.invalidate();
                return;
            }
        } else if self.is_untyped(y.ty) {
            self.convert_untyped(y, TypeId::basic(Basic::Uint));
            if y.is_invalid() {
                x.invalidate();
                return;
            }
        } else {
            let text = self.describe(y);
            self.error(
                codes::INVALID_SHIFT_COUNT,
                y.span(),
                format!("invalid operation: shift count {text} must be integer"),
            );
            x.invalidate();
            return;
        }
        if x.mode == Mode::Constant {
            if y.mode == Mode::Constant {
                let Some(value) = x_int else { return };
                const LIMIT: i64 = 1023 - 1 + 52;
                let n = count.as_ref().and_then(Const::to_i64);
                match n {
                    Some(n) if n <= LIMIT => {
                        if !self.is_integer(x.ty) {
                            x.ty = TypeId::basic(Basic::UntypedInt);
                        }
                        x.val = Some(Const::shift(op, &value, n as u64));
                        if let Some(e) = e {
                            x.expr = e;
                        }
                        self.overflow(x, op_span);
                    }
                    _ => {
                        let text = self.describe(y);
                        self.error(
                            codes::INVALID_SHIFT_COUNT,
                            y.span(),
                            format!("invalid operation: invalid shift count {text}"),
                        );
                        x.invalidate();
                    }
                }
                return;
            }
            if untyped {
                // The constant takes the type the whole shift gets from where it stands.
                self.shift_lhs.insert(x.expr.id);
                x.mode = Mode::Value;
                x.val = None;
                self.finish_count(y);
                return;
            }
        }
        self.finish_count(y);
        if !self.all_integer(x.ty) {
            let text = self.describe(x);
            self.error(
                codes::INVALID_SHIFT_OPERAND,
                x.span(),
                format!("invalid operation: shifted operand {text} must be integer"),
            );
            x.invalidate();
            return;
        }
        x.mode = Mode::Value;
        x.val = None;
    }

    /// An untyped constant shift count is a `uint`.
    fn finish_count(&mut self, y: &mut Operand<'_>) {
        if y.mode == Mode::Constant && !self.all_integer(y.ty) && !self.is_untyped(y.ty) {
            // Any constant that is an integer will do, whatever its type.
            self.record_type(y.expr.id, Mode::Constant, TypeId::basic(Basic::Uint), y.const_val().to_int());
        }
        if y.mode == Mode::Constant && self.is_untyped(y.ty) {
            self.set_type(y.expr, TypeId::basic(Basic::Uint));
        }
    }
}
