//! Conversions (spec: Conversions).

use crate::assignable::Facts;
use crate::checker::*;
use crate::codes;
use crate::constant::Const;
use crate::info::Mode;
use crate::operand::Operand;
use crate::ty::*;

impl Checker {
    /// Converts `x` to type `t` in place (its expression is still the operand's).
    pub(crate) fn conversion(&mut self, x: &mut Operand<'_>, t: TypeId) {
        let constant_arg = x.mode == Mode::Constant && self.is_const_type(x.ty);
        let mut ok = false;
        let mut cause = String::new();
        let mut shown = self.universe.basic_kind(x.ty);
        if constant_arg && self.is_const_type(t) && !self.is_type_param(t) {
            let value = self.constant_conversion(x, t);
            ok = value.is_some();
            if !ok && self.is_integer(x.ty) && self.is_integer(t) {
                let (v, text) = (x.const_val().to_string(), self.type_string(t));
                self.error(codes::INVALID_CONVERSION, x.span(), format!("constant {v} overflows {text}"));
                x.invalidate();
                return;
            }
            if let Some(v) = value {
                self.finish_conversion(x, t, Some(v));
                return;
            }
            // gc's message shows the integer that was tried
            if self.is_integer(t)
                && let Some(v) = x.const_val().to_int()
            {
                x.val = Some(v);
                shown = Some(Basic::UntypedInt);
            }
        } else if constant_arg && self.is_type_param(t) {
            // Each type of the set must be able to represent the constant; the result is no constant.
            let terms = self.ask(|u| u.type_terms(t)).unwrap_or_default();
            ok = !terms.is_empty();
            if !ok {
                cause = format!("{} does not contain specific types", self.type_string(t));
            }
            for term in &terms {
                let under = self.under(term.ty);
                let fits = if self.is_const_type(under) && self.constant_conversion(x, under).is_some() {
                    true
                } else if self.is_string(x.ty) {
                    let q = self.qualifier();
                    let (ty, tt) = (x.ty, under);
                    self.ask(|u| u.convertible(&Facts::value(ty), tt, &q)).is_ok()
                } else {
                    false
                };
                if !fits {
                    let text = self.type_string(term.ty);
                    let params = self.type_string(t);
                    cause = if self.is_integer(x.ty) && self.is_integer(under) {
                        format!("constant {} overflows {text} (in {params})", x.const_val())
                    } else {
                        format!("cannot convert {} to type {text} (in {params})", self.describe(x))
                    };
                    ok = false;
                    break;
                }
            }
            // For the message too, what comes of it is no constant.
            x.mode = Mode::Value;
        } else if x.is_nil() {
            ok = self.has_nil(t);
            let bad =
                if self.is_type_param(t) { self.ask(|u| u.type_terms(t)).unwrap_or_default() } else { Vec::new() };
            if let Some(term) = bad.iter().find(|term| !self.universe.has_nil(term.ty)) {
                let (text, param) = (self.type_string(term.ty), self.type_string(t));
                cause = format!("cannot convert untyped nil to type {text} (in {param})");
            }
        } else {
            let q = self.qualifier();
            let assignable = self.is_assignable(x, t);
            if assignable {
                ok = true;
            } else {
                let from = if self.is_untyped(x.ty) { self.default_type(x.ty) } else { x.ty };
                match self.ask(|u| u.convertible(&Facts::value(from), t, &q)) {
                    Ok(()) => {
                        ok = true;
                        if let Some(minor) = self.too_new(from, t, x.span()) {
                            let (what, text) = (self.describe(x), self.type_string(t));
                            let kind = if minor == 20 { "array" } else { "array pointer" };
                            self.unsupported(x.span(), format!("cannot convert {what} to type {text}: conversion of slice to {kind} requires go1.{minor} or later"));
                            x.invalidate();
                            return;
                        }
                    }
                    Err(why) if !self.is_untyped(x.ty) => cause = why,
                    Err(_) => {}
                }
            }
        }
        if !ok {
            let what = self.describe_as(x, shown);
            let text = self.type_string(t);
            let message = if cause.is_empty() {
                format!("cannot convert {what} to type {text}")
            } else {
                format!("cannot convert {what} to type {text}: {cause}")
            };
            self.error(codes::INVALID_CONVERSION, x.span(), message);
            x.invalidate();
            return;
        }
        self.finish_conversion(x, t, None);
    }

    /// The version that brought a conversion from a slice, if that is later than the place's.
    fn too_new(&mut self, from: TypeId, to: TypeId, at: vole_source::Span) -> Option<u16> {
        if self.allows(at, 20) {
            return None;
        }
        let (from, to) = (self.under(from), self.under(to));
        let minor = match (self.universe.ty(from), self.universe.ty(to)) {
            (Type::Slice(_), Type::Array { .. }) => 20,
            (Type::Slice(_), Type::Pointer(_)) => 17,
            _ => return None,
        };
        (!self.allows(at, minor)).then_some(minor)
    }

    fn finish_conversion(&mut self, x: &mut Operand<'_>, t: TypeId, value: Option<Const>) {
        if self.is_untyped(x.ty) {
            // The operand's final type: the target's where it can be one, its default type for interfaces, type
            // parameters and `string(1)`.
            let keeps = x.is_nil()
                || !(self.is_interface(t)
                    || self.is_type_param(t)
                    || (value.is_none() && !self.is_const_type(t))
                    || (x.mode == Mode::Constant && self.is_integer(x.ty) && self.all_string(t))
                    || (x.mode == Mode::Constant && value.is_some() && self.is_numeric(x.ty) != self.is_numeric(t)));
            let last = if keeps { t } else { self.default_type(x.ty) };
            self.set_type(x.expr, last);
        }
        x.val = value;
        x.mode = if x.val.is_some() { Mode::Constant } else { Mode::Value };
        x.ty = t;
    }

    /// The value of a constant converted to a type that constants can have.
    fn constant_conversion(&mut self, x: &Operand<'_>, t: TypeId) -> Option<Const> {
        let under = self.under(t);
        let kind = self.basic_of(under)?;
        if let Some(v) = x.const_val().representable_in(kind) {
            return Some(v);
        }
        if self.is_integer(x.ty) && kind.is_string() {
            return Some(x.const_val().from_code_point());
        }
        None
    }
}
