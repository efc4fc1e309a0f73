//! Questions about single types: kinds, comparability, default types.
//!
//! `is_x` is about the underlying type and false for type parameters; `all_x` holds for a type parameter when it holds for every type
//! of its type set.

use crate::ty::*;
use crate::typestring::Qualifier;
use crate::universe::Universe;
use rustc_hash::FxHashSet;

impl Basic {
    /// `int` ... `uintptr` and the untyped integer kinds.
    pub const fn is_integer(self) -> bool {
        matches!(self as u8, 2..=12) || matches!(self, Basic::UntypedInt | Basic::UntypedRune)
    }

    /// `uint` ... `uintptr`.
    pub const fn is_unsigned(self) -> bool {
        matches!(self as u8, 7..=12)
    }

    /// Float types and untyped floats.
    pub const fn is_float(self) -> bool {
        matches!(self, Basic::Float32 | Basic::Float64 | Basic::UntypedFloat)
    }

    /// Complex types and untyped complexes.
    pub const fn is_complex(self) -> bool {
        matches!(self, Basic::Complex64 | Basic::Complex128 | Basic::UntypedComplex)
    }

    /// Any number.
    pub const fn is_numeric(self) -> bool {
        self.is_integer() || self.is_float() || self.is_complex()
    }

    /// `string`, untyped strings.
    pub const fn is_string(self) -> bool {
        matches!(self, Basic::String | Basic::UntypedString)
    }

    /// `bool`, untyped booleans.
    pub const fn is_boolean(self) -> bool {
        matches!(self, Basic::Bool | Basic::UntypedBool)
    }

    /// The untyped kinds, nil's included.
    pub const fn is_untyped(self) -> bool {
        self as u8 >= Basic::UntypedBool as u8
    }

    /// Ordered by `<`.
    pub const fn is_ordered(self) -> bool {
        self.is_integer() || self.is_float() || self.is_string()
    }

    /// Width in bits of the sized and platform-sized numeric types (complex: both parts).
    pub const fn bits(self) -> Option<u32> {
        Some(match self {
            Basic::Int8 | Basic::Uint8 => 8,
            Basic::Int16 | Basic::Uint16 => 16,
            Basic::Int32 | Basic::Uint32 | Basic::Float32 => 32,
            Basic::Int
            | Basic::Int64
            | Basic::Uint
            | Basic::Uint64
            | Basic::Uintptr
            | Basic::Float64
            | Basic::Complex64 => 64,
            Basic::Complex128 => 128,
            _ => return None,
        })
    }
}

macro_rules! kind_queries {
    ($($(#[$doc:meta])* $is:ident $all:ident $test:expr;)*) => {
        impl Universe {
            $(
                $(#[$doc])*
                pub fn $is(&self, t: TypeId) -> bool {
                    let test: fn(Basic) -> bool = $test;
                    !self.is_type_param(t) && self.basic_kind(t).is_some_and(test)
                }
                $(#[$doc])*
                ///
                /// For a type parameter: of all types of its type set.
                pub fn $all(&self, t: TypeId) -> bool {
                    let test: fn(Basic) -> bool = $test;
                    self.all_terms(t, &mut |u| self.basic_kind(u).is_some_and(test))
                }
            )*
        }
    };
}

kind_queries! {
    /// Boolean.
    is_boolean all_boolean Basic::is_boolean;
    /// Integer.
    is_integer all_integer Basic::is_integer;
    /// Unsigned integer.
    is_unsigned all_unsigned Basic::is_unsigned;
    /// Float.
    is_float all_float Basic::is_float;
    /// Complex.
    is_complex all_complex Basic::is_complex;
    /// Numeric.
    is_numeric all_numeric Basic::is_numeric;
    /// String.
    is_string all_string Basic::is_string;
    /// Integer or float.
    is_int_or_float all_int_or_float |b| b.is_integer() || b.is_float();
    /// Numeric or string: what `+` takes.
    is_numeric_or_string all_numeric_or_string |b| b.is_numeric() || b.is_string();
    /// Ordered.
    is_ordered all_ordered Basic::is_ordered;
    /// A type that constants can have.
    is_const_type all_const_type |b| b.is_numeric() || b.is_string() || b.is_boolean();
}

impl Universe {
    /// The basic kind of the underlying type.
    pub fn basic_kind(&self, t: TypeId) -> Option<Basic> {
        match *self.ty(self.underlying(t)) {
            Type::Basic(b) => Some(b),
            _ => None,
        }
    }

    /// Whether it is the type of an untyped value (nil's included).
    pub fn is_untyped(&self, t: TypeId) -> bool {
        matches!(*self.ty(self.unalias(t)), Type::Basic(b) if b.is_untyped())
    }

    /// The opposite of [`Universe::is_untyped`].
    pub fn is_typed(&self, t: TypeId) -> bool {
        !self.is_untyped(t)
    }

    /// Whether it is the type of an untyped number.
    pub fn is_untyped_numeric(&self, t: TypeId) -> bool {
        matches!(*self.ty(self.unalias(t)), Type::Basic(b) if b.is_untyped() && b.is_numeric())
    }

    /// Whether it is in error.
    pub fn is_invalid(&self, t: TypeId) -> bool {
        self.unalias(t) == TypeId::INVALID
    }

    /// Whether its underlying type is an interface and it is no type parameter.
    pub fn is_interface(&self, t: TypeId) -> bool {
        !self.is_type_param(t) && matches!(self.ty(self.underlying(t)), Type::Interface(_))
    }

    /// Whether it is a generic type without arguments.
    pub fn is_generic(&self, t: TypeId) -> bool {
        match *self.ty(t) {
            Type::Named(id) => self.named(id).origin.is_none() && !self.named(id).type_params.is_empty(),
            Type::Alias { obj, actual } => {
                (!self.alias_params(obj).is_empty() && self.alias_args(t).is_empty())
                    || (self.alias_params(obj).is_empty() && self.is_generic(actual))
            }
            _ => false,
        }
    }

    /// Whether the type has a name: predeclared, defined, or a type parameter.
    pub fn has_name(&self, t: TypeId) -> bool {
        matches!(self.ty(self.unalias(t)), Type::Basic(_) | Type::Named(_) | Type::TypeParam(_))
    }

    /// Whether `nil` is one of its values (for a type parameter: of all its types).
    pub fn has_nil(&self, t: TypeId) -> bool {
        if self.is_type_param(t) {
            return self.all_terms(t, &mut |u| self.has_nil(u));
        }
        match *self.ty(self.underlying(t)) {
            Type::Basic(b) => matches!(b, Basic::UnsafePointer | Basic::UntypedNil),
            Type::Slice(_)
            | Type::Pointer(_)
            | Type::Signature(_)
            | Type::Map { .. }
            | Type::Chan { .. }
            | Type::Interface(_) => true,
            _ => false,
        }
    }

    /// Whether values of the type are strictly comparable (spec: Comparison operators): `==` cannot panic.
    pub fn comparable(&self, t: TypeId) -> bool {
        self.compare_check(t, false, &Qualifier::none(), &mut FxHashSet::default()).is_ok()
    }

    /// Whether values may be compared with `==`. With `dynamic`, interfaces count as comparable. The error is gc's explanation
    /// (without parentheses), possibly empty.
    pub fn comparable_reason(&self, t: TypeId, dynamic: bool, q: &Qualifier) -> Result<(), String> {
        self.compare_check(t, dynamic, q, &mut FxHashSet::default())
    }

    fn compare_check(
        &self,
        t: TypeId,
        dynamic: bool,
        q: &Qualifier,
        seen: &mut FxHashSet<TypeId>,
    ) -> Result<(), String> {
        if !seen.insert(t) {
            return Ok(());
        }
        crate::deep(|| self.compare_parts(t, dynamic, q, seen))
    }

    fn compare_parts(
        &self,
        t: TypeId,
        dynamic: bool,
        q: &Qualifier,
        seen: &mut FxHashSet<TypeId>,
    ) -> Result<(), String> {
        match self.ty(self.underlying(t)) {
            Type::Basic(Basic::UntypedNil) => Err(String::new()),
            Type::Basic(_) | Type::Pointer(_) | Type::Chan { .. } => Ok(()),
            Type::Struct(s) => {
                for f in &s.fields {
                    if self.compare_check(f.ty, dynamic, q, seen).is_err() {
                        return Err(format!("struct containing {} cannot be compared", self.type_string(f.ty, q)));
                    }
                }
                Ok(())
            }
            Type::Array { elem, .. } => self
                .compare_check(*elem, dynamic, q, seen)
                .map_err(|_| format!("{} cannot be compared", self.type_string(t, q))),
            Type::Interface(_) => {
                let set = self.type_set(t);
                // A type parameter may come up again in its own constraint.
                let mut fresh = FxHashSet::default();
                let seen = if dynamic { &mut fresh } else { seen };
                if (dynamic && !self.is_type_param(t))
                    || set.comparable_if(|t| self.compare_check(t, false, q, seen).is_ok())
                {
                    Ok(())
                } else if set.is_empty() {
                    Err("empty type set".into())
                } else {
                    Err("incomparable types in type set".into())
                }
            }
            _ => Err(String::new()),
        }
    }

    /// The type an untyped operand takes where nothing else is asked for (spec: Constants); other types as they are.
    pub fn default_type(&self, t: TypeId) -> TypeId {
        match *self.ty(self.unalias(t)) {
            Type::Basic(Basic::UntypedBool) => TypeId::BOOL,
            Type::Basic(Basic::UntypedInt) => TypeId::INT,
            Type::Basic(Basic::UntypedRune) => self.rune_type,
            Type::Basic(Basic::UntypedFloat) => TypeId::basic(Basic::Float64),
            Type::Basic(Basic::UntypedComplex) => TypeId::basic(Basic::Complex128),
            Type::Basic(Basic::UntypedString) => TypeId::STRING,
            _ => t,
        }
    }
}
