//! Assignability and convertibility of operands (spec: Assignability, Conversions), and the types untyped operands take.

use crate::constant::Const;
use crate::info::Mode;
use crate::ty::*;
use crate::typestring::Qualifier;
use crate::universe::Universe;

/// What these rules need to know of an operand.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// Its role.
    pub mode: Mode,
    /// Its type.
    pub ty: TypeId,
    /// Its value, for a constant.
    pub value: Option<&'a Const>,
}

impl Facts<'_> {
    /// A computed value of that type.
    pub fn value(ty: TypeId) -> Facts<'static> {
        Facts { mode: Mode::Value, ty, value: None }
    }

    fn is_nil(&self) -> bool {
        self.mode == Mode::Nil || self.ty == TypeId::basic(Basic::UntypedNil)
    }
}

impl Universe {
    /// Whether the operand is assignable to a variable of type `t`. The error is gc's explanation, possibly empty.
    pub fn assignable(&self, x: &Facts<'_>, t: TypeId, q: &Qualifier) -> Result<(), String> {
        if x.mode == Mode::Invalid || self.is_invalid(x.ty) || self.is_invalid(t) || self.identical(x.ty, t) {
            return Ok(());
        }
        let no = || Err(String::new());
        let written = t;
        let (v, t) = (self.unalias(x.ty), self.unalias(t));
        let (vu, tu) = (self.underlying(v), self.underlying(t));
        if vu == TypeId::INVALID {
            return Ok(());
        }
        let (v_param, t_param) = (self.is_type_param(v), self.is_type_param(t));
        if self.is_untyped(v) || x.is_nil() {
            let fits = if t_param {
                match &self.type_set(t).terms {
                    Some(terms) => {
                        !terms.is_empty() && terms.iter().all(|term| self.implicit_type(x, term.ty).is_some())
                    }
                    None => false,
                }
            } else {
                self.implicit_type(x, t).is_some()
            };
            return if fits { Ok(()) } else { no() };
        }
        let one_unnamed = !self.has_name(v) || !self.has_name(t);
        if !v_param && !t_param && one_unnamed && self.identical(vu, tu) {
            return Ok(());
        }
        // A pointer to an interface comes here too, for its explanation.
        if self.is_interface(t) || (!t_param && self.pointer_to_interface(t, q).is_some()) {
            match self.implements(v, t, false, q) {
                Ok(()) => return Ok(()),
                Err(cause) if !v_param => return Err(cause),
                Err(_) => {}
            }
        } else if self.is_interface(v) && self.implements(t, v, false, q).is_ok() {
            return Err("need type assertion".into());
        }
        if let (&Type::Chan { dir: ChanDir::Both, elem: e1 }, &Type::Chan { elem: e2, .. }) = (self.ty(vu), self.ty(tu))
            && !v_param
            && !t_param
            && self.identical(e1, e2)
        {
            return if one_unnamed { Ok(()) } else { no() };
        }
        if t_param && !self.has_name(v) {
            let Some(terms) = self.type_terms(t) else { return no() };
            for term in terms {
                if self.assignable(x, term.ty, q).is_err() {
                    return Err(format!(
                        "cannot assign {} to {} (in {})",
                        self.type_string(x.ty, q),
                        self.type_string(term.ty, q),
                        self.type_string(t, q)
                    ));
                }
            }
            return Ok(());
        }
        if v_param && !self.has_name(t) {
            let Some(terms) = self.type_terms(v) else { return no() };
            for term in terms {
                if self.assignable(&Facts { ty: term.ty, ..*x }, t, q).is_err() {
                    return Err(format!(
                        "cannot assign {} (in {}) to {}",
                        self.type_string(term.ty, q),
                        self.type_string(v, q),
                        self.type_string(written, q)
                    ));
                }
            }
            return Ok(());
        }
        no()
    }

    /// The larger of two kinds of untyped numbers, or the one kind both are; `None` when they do not go together.
    pub fn max_untyped(&self, a: TypeId, b: TypeId) -> Option<TypeId> {
        if a == b {
            return Some(a);
        }
        (self.is_untyped_numeric(a) && self.is_untyped_numeric(b)).then(|| a.max(b))
    }

    /// The type that an untyped operand takes where a value of type `target` is wanted, and its value there (of a constant); `None` when it does
    /// not fit. Typed operands keep their type.
    pub fn implicit_type(&self, x: &Facts<'_>, target: TypeId) -> Option<(TypeId, Option<Const>)> {
        let same = |t| Some((t, x.value.cloned()));
        if x.mode == Mode::Invalid || self.is_invalid(target) || (self.is_typed(x.ty) && !x.is_nil()) {
            return same(x.ty);
        }
        if self.is_untyped(target) {
            return same(self.max_untyped(self.unalias(x.ty), self.unalias(target))?);
        }
        if x.is_nil() {
            return if self.has_nil(target) { same(target) } else { None };
        }
        let kind = self.basic_kind(x.ty)?;
        match *self.ty(self.underlying(target)) {
            Type::Basic(to) => match (x.mode, x.value) {
                (Mode::Constant, Some(v)) => Some((target, Some(v.representable_in(to)?))),
                _ => {
                    let fits = match kind {
                        Basic::UntypedBool => to.is_boolean(),
                        Basic::UntypedString => to.is_string(),
                        k => k.is_numeric() && to.is_numeric(),
                    };
                    if fits { same(target) } else { None }
                }
            },
            Type::Interface(_) if self.is_type_param(target) => {
                let set = self.type_set(target);
                let terms = set.terms.as_ref()?;
                terms
                    .iter()
                    .all(|t| self.implicit_type(x, self.underlying(t.ty)).is_some())
                    .then(|| (target, x.value.cloned()))
            }
            // Values in interfaces have concrete types.
            Type::Interface(_) => {
                if self.type_set(target).is_all() {
                    same(self.default_type(x.ty))
                } else {
                    None
                }
            }
            _ => None,
        }
    }

    /// Whether the (non-constant) operand converts to type `t`. The error is gc's explanation, possibly empty.
    pub fn convertible(&self, x: &Facts<'_>, t: TypeId, q: &Qualifier) -> Result<(), String> {
        let Err(cause) = self.assignable(x, t, q) else { return Ok(()) };
        let (v, orig) = (self.unalias(x.ty), t);
        let t = self.unalias(t);
        let (v_param, t_param) = (self.is_type_param(v), self.is_type_param(t));
        if !v_param && !t_param {
            return if self.convertible_plain(v, t) { Ok(()) } else { Err(cause) };
        }
        let fail = |message: String| Err(if cause.is_empty() { message } else { format!("{message}\n\t{cause}") });
        let s = |t| self.type_string(t, q);
        let from = |ty| Facts { mode: Mode::Value, ty, value: None };
        match (v_param, t_param) {
            (true, true) => {
                let (Some(vs), Some(ts)) = (self.type_terms(v), self.type_terms(t)) else { return Err(cause) };
                for vt in &vs {
                    for tt in &ts {
                        if self.convertible(&from(vt.ty), tt.ty, q).is_err() {
                            return fail(format!(
                                "cannot convert {} (in {}) to type {} (in {})",
                                s(vt.ty),
                                s(v),
                                s(tt.ty),
                                s(t)
                            ));
                        }
                    }
                }
            }
            (true, false) => {
                let Some(vs) = self.type_terms(v) else { return Err(cause) };
                for vt in &vs {
                    if self.convertible(&from(vt.ty), t, q).is_err() {
                        return fail(format!("cannot convert {} (in {}) to type {}", s(vt.ty), s(v), s(orig)));
                    }
                }
            }
            _ => {
                let Some(ts) = self.type_terms(t) else { return Err(cause) };
                for tt in &ts {
                    if self.convertible(x, tt.ty, q).is_err() {
                        return fail(format!("cannot convert {} to type {} (in {})", s(x.ty), s(tt.ty), s(t)));
                    }
                }
            }
        }
        Ok(())
    }

    /// Conversions between types that are no type parameters, assignability aside.
    fn convertible_plain(&self, v: TypeId, t: TypeId) -> bool {
        let (vu, tu) = (self.underlying(v), self.underlying(t));
        if self.identical_ignoring_tags(vu, tu) {
            return true;
        }
        if let (&Type::Pointer(a), &Type::Pointer(b)) = (self.ty(v), self.ty(t))
            && !self.is_type_param(a)
            && !self.is_type_param(b)
            && self.identical_ignoring_tags(self.underlying(a), self.underlying(b))
        {
            return true;
        }
        if (self.is_int_or_float(v) && self.is_int_or_float(t)) || (self.is_complex(v) && self.is_complex(t)) {
            return true;
        }
        if self.is_string(t) && (self.is_integer(v) || self.is_bytes_or_runes(vu))
            || self.is_string(v) && self.is_bytes_or_runes(tu)
        {
            return true;
        }
        let (uintptr, unsafe_pointer) = (TypeId::basic(Basic::Uintptr), TypeId::basic(Basic::UnsafePointer));
        let raw = |u: TypeId| u == uintptr || matches!(self.ty(u), Type::Pointer(_));
        if (raw(vu) && tu == unsafe_pointer) || (vu == unsafe_pointer && raw(tu)) {
            return true;
        }
        if let Type::Slice(e) = *self.ty(vu) {
            let array = match *self.ty(tu) {
                Type::Pointer(a) => self.underlying(a),
                _ => tu,
            };
            if let Type::Array { elem, .. } = *self.ty(array) {
                return self.identical(e, elem);
            }
        }
        false
    }

    /// Whether the underlying type is `[]byte` or `[]rune` (or of a type with such an underlying type).
    pub fn is_bytes_or_runes(&self, t: TypeId) -> bool {
        match *self.ty(self.underlying(t)) {
            Type::Slice(e) => {
                let e = self.underlying(e);
                e == TypeId::basic(Basic::Uint8) || e == TypeId::basic(Basic::Int32)
            }
            _ => false,
        }
    }
}
