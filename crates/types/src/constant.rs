//! Exact constant values (spec: Constants): integers of any size, rationals and big floats, complex numbers, strings, booleans.
//!
//! Values are normalised, so equal values are equal as data: a float without fraction is an integer here, a complex number without
//! imaginary part a real one. Which of Go's kinds a constant has is said by its type alone. Floats are exact rationals while numerator and
//! denominator stay below 2^4096, and 512-bit floats beyond ([`Huge`]), so no expression can make values explode.

mod float;
mod format;
mod literal;

pub use float::Huge;
pub use format::{format_g, quote_bytes};
pub use literal::unquote;

use crate::ty::Basic;
use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use num_traits::{One, ToPrimitive, Zero};
use std::cmp::Ordering;
use std::sync::Arc;
use vole_syntax::ast::{BinOp, UnOp};

/// A constant value. Integers that fit are small; everything is exact (floats are rationals).
#[derive(Clone, Debug, PartialEq)]
pub enum Const {
    /// Not known, because of an error.
    Unknown,
    /// A boolean.
    Bool(bool),
    /// A string: any bytes.
    Str(Arc<[u8]>),
    /// An integer that fits 64 bits.
    Int(i64),
    /// Any other integer.
    Big(Arc<BigInt>),
    /// A number with a fraction.
    Rat(Arc<BigRational>),
    /// A number too large or too small for the others.
    Huge(Arc<Huge>),
    /// Real and imaginary part (not zero), each a real number.
    Complex(Arc<(Const, Const)>),
}

/// Why a constant is not representable in a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReprError {
    /// A fraction would be lost.
    Truncated,
    /// The value is out of range.
    Overflows,
    /// Not a number at all, or not of the right kind.
    NotNumeric,
}

/// Numerator and denominator stay below this many bits.
const MAX_RATIONAL_BITS: u64 = 4096;

/// gc refuses untyped integers above this many bits.
pub const MAX_INT_BITS: u64 = 512;

/// gc refuses larger shift counts of untyped constants.
pub const MAX_SHIFT: u64 = 1023 - 1 + 52;

impl Const {
    /// A string constant.
    pub fn string(bytes: impl Into<Arc<[u8]>>) -> Const {
        Const::Str(bytes.into())
    }

    /// An integer constant.
    pub fn int(v: i64) -> Const {
        Const::Int(v)
    }

    /// An integer constant.
    pub fn from_u64(v: u64) -> Const {
        i64::try_from(v).map_or_else(|_| Const::Big(Arc::new(v.into())), Const::Int)
    }

    /// An integer constant.
    pub fn from_big(v: BigInt) -> Const {
        v.to_i64().map_or_else(|| Const::Big(Arc::new(v)), Const::Int)
    }

    /// A number; integers come out as such.
    pub fn from_rational(v: BigRational) -> Const {
        if v.numer().bits() > MAX_RATIONAL_BITS || v.denom().bits() > MAX_RATIONAL_BITS {
            return Huge::from_rational(&v).into_const();
        }
        if v.is_integer() { Const::from_big(v.to_integer()) } else { Const::Rat(Arc::new(v)) }
    }

    /// The exact value of a finite float; `None` for infinities and NaN.
    pub fn from_f64(v: f64) -> Option<Const> {
        BigRational::from_float(v).map(Const::from_rational)
    }

    /// What `string(i)` yields: the code point in UTF-8.
    pub fn from_code_point(&self) -> Const {
        let c = self.to_i64().and_then(|i| u32::try_from(i).ok()).and_then(char::from_u32).unwrap_or('\u{FFFD}');
        Const::string(c.to_string().into_bytes())
    }

    /// A complex number (a real one when `im` is zero).
    pub fn make_complex(re: Const, im: Const) -> Const {
        match (&re, &im) {
            (Const::Unknown, _) | (_, Const::Unknown) => Const::Unknown,
            (_, Const::Int(0)) => re,
            _ => Const::Complex(Arc::new((re, im))),
        }
    }

    /// Whether it is known and a number.
    pub fn is_numeric(&self) -> bool {
        !matches!(self, Const::Unknown | Const::Bool(_) | Const::Str(_))
    }

    /// Whether it is known.
    pub fn is_known(&self) -> bool {
        !matches!(self, Const::Unknown)
    }

    /// The real part of a number.
    pub fn real(&self) -> Const {
        match self {
            Const::Complex(c) => c.0.clone(),
            c if c.is_numeric() => c.clone(),
            _ => Const::Unknown,
        }
    }

    /// The imaginary part of a number.
    pub fn imag(&self) -> Const {
        match self {
            Const::Complex(c) => c.1.clone(),
            c if c.is_numeric() => Const::Int(0),
            _ => Const::Unknown,
        }
    }

    /// The same number as an integer, when it is one.
    pub fn to_int(&self) -> Option<Const> {
        match self {
            Const::Int(_) | Const::Big(_) => Some(self.clone()),
            _ => None,
        }
    }

    /// The same number as a real one, when it is one.
    pub fn to_float(&self) -> Option<Const> {
        match self {
            Const::Complex(_) => None,
            c if c.is_numeric() => Some(c.clone()),
            _ => None,
        }
    }

    /// The same number as a complex one.
    pub fn to_complex(&self) -> Option<Const> {
        self.is_numeric().then(|| self.clone())
    }

    /// The integer, if it is one and fits.
    pub fn to_i64(&self) -> Option<i64> {
        match self {
            Const::Int(v) => Some(*v),
            _ => None,
        }
    }

    /// The integer, if it is one and fits.
    pub fn to_u64(&self) -> Option<u64> {
        match self {
            Const::Int(v) => u64::try_from(*v).ok(),
            Const::Big(b) => b.to_u64(),
            _ => None,
        }
    }

    /// The boolean.
    pub fn to_bool(&self) -> Option<bool> {
        match self {
            Const::Bool(b) => Some(*b),
            _ => None,
        }
    }

    /// The string's bytes.
    pub fn to_bytes(&self) -> Option<&[u8]> {
        match self {
            Const::Str(s) => Some(s),
            _ => None,
        }
    }

    /// The nearest float64 (ties to even; infinite beyond the range) of a real number; of a complex one, of its real part; 0
    /// for what is no number.
    pub fn to_f64(&self) -> f64 {
        float::round(self, 53, -1074, 1024)
    }

    /// The nearest float32, like [`Const::to_f64`].
    pub fn to_f32(&self) -> f32 {
        float::round(self, 24, -149, 128) as f32
    }

    /// -1, 0 or 1; for a complex number 0 when it is zero, otherwise 1. Of anything else 1.
    pub fn sign(&self) -> i32 {
        match self {
            Const::Int(v) => v.signum() as i32,
            Const::Big(b) => sign_of(b.sign()),
            Const::Rat(r) => sign_of(r.numer().sign()),
            Const::Huge(h) => sign_of(h.sign()),
            _ => 1,
        }
    }

    /// Number of bits of an integer's absolute value; 0 for anything else.
    pub fn bit_len(&self) -> u64 {
        match self {
            Const::Int(v) => 64 - u64::from(v.unsigned_abs().leading_zeros()),
            Const::Big(b) => b.bits(),
            _ => 0,
        }
    }

    /// The value of an integer as a big one.
    pub fn to_big(&self) -> Option<BigInt> {
        match self {
            Const::Int(v) => Some(BigInt::from(*v)),
            Const::Big(b) => Some((**b).clone()),
            _ => None,
        }
    }

    pub(crate) fn to_rational(&self) -> Option<BigRational> {
        match self {
            Const::Rat(r) => Some((**r).clone()),
            other => other.to_big().map(BigRational::from_integer),
        }
    }

    /// `a op b` for operands of one kind. `int_div` makes `/` the integer division. Division by zero must be ruled out before (it
    /// yields `Unknown`, as does any operation that makes no sense).
    pub fn binary_op(op: BinOp, a: &Const, b: &Const, int_div: bool) -> Const {
        match (a, b) {
            (Const::Bool(x), Const::Bool(y)) => match op {
                BinOp::AndAnd => Const::Bool(*x && *y),
                BinOp::OrOr => Const::Bool(*x || *y),
                _ => Const::Unknown,
            },
            (Const::Str(x), Const::Str(y)) if op == BinOp::Add => {
                let mut out = Vec::with_capacity(x.len() + y.len());
                out.extend_from_slice(x);
                out.extend_from_slice(y);
                Const::string(out)
            }
            _ if !a.is_numeric() || !b.is_numeric() => Const::Unknown,
            (Const::Complex(_), _) | (_, Const::Complex(_)) => complex_op(op, a, b),
            (Const::Int(x), Const::Int(y)) => {
                small_op(op, *x, *y, int_div).unwrap_or_else(|| big_op(op, a, b, int_div))
            }
            _ => big_op(op, a, b, int_div),
        }
    }

    /// `op x`. For `^`, `unsigned_bits` is the width of an unsigned type.
    pub fn unary_op(op: UnOp, x: &Const, unsigned_bits: Option<u32>) -> Const {
        match (op, x) {
            (UnOp::Not, Const::Bool(b)) => Const::Bool(!b),
            (UnOp::Plus, x) if x.is_numeric() => x.clone(),
            (UnOp::Neg, x) if x.is_numeric() => Const::binary_op(BinOp::Sub, &Const::Int(0), x, false),
            (UnOp::Xor, x) => {
                let Some(v) = x.to_big() else { return Const::Unknown };
                let flipped = !v;
                Const::from_big(match unsigned_bits {
                    Some(n) => flipped & ((BigInt::one() << n) - 1),
                    None => flipped,
                })
            }
            _ => Const::Unknown,
        }
    }

    /// `x << count` or `x >> count` of an integer. Counts above [`MAX_SHIFT`] must be refused before (a larger left shift yields `Unknown`).
    pub fn shift(op: BinOp, x: &Const, count: u64) -> Const {
        let Some(v) = x.to_big() else { return Const::Unknown };
        if op == BinOp::Shr {
            // Beyond the value's own width nothing but the sign is left.
            return Const::from_big(v >> count.min(1 << 16));
        }
        if v.is_zero() {
            return Const::Int(0);
        }
        if count > 1 << 14 { Const::Unknown } else { Const::from_big(v << count) }
    }

    /// `a op b` for a comparison of operands of one kind; false where it makes no sense.
    pub fn compare(op: BinOp, a: &Const, b: &Const) -> bool {
        let order = match (a, b) {
            (Const::Bool(x), Const::Bool(y)) => x.cmp(y),
            (Const::Str(x), Const::Str(y)) => x.cmp(y),
            (Const::Complex(_), _) | (_, Const::Complex(_)) => {
                if a == b {
                    Ordering::Equal
                } else {
                    return op == BinOp::Ne;
                }
            }
            _ => match a.cmp_real(b) {
                Some(o) => o,
                None => return false,
            },
        };
        match op {
            BinOp::Eq => order.is_eq(),
            BinOp::Ne => order.is_ne(),
            BinOp::Lt => order.is_lt(),
            BinOp::Le => order.is_le(),
            BinOp::Gt => order.is_gt(),
            BinOp::Ge => order.is_ge(),
            _ => false,
        }
    }

    fn cmp_real(&self, other: &Const) -> Option<Ordering> {
        if let (Const::Int(x), Const::Int(y)) = (self, other) {
            return Some(x.cmp(y));
        }
        if let (Some(x), Some(y)) = (self.to_rational(), other.to_rational()) {
            return Some(x.cmp(&y));
        }
        Some(Huge::of(self)?.cmp(&Huge::of(other)?))
    }

    /// The value converted to a basic type `to`, if it is representable there (spec: Representability): rounded for floats. `from` is the
    /// operand's kind and decides between "truncated" and "overflows" as gc does.
    pub fn representable(&self, from: Basic, to: Basic) -> Result<Const, ReprError> {
        if let Some(v) = self.representable_in(to) {
            return Ok(v);
        }
        if from.is_numeric() && to.is_numeric() {
            return Err(if !from.is_integer() && to.is_integer() {
                ReprError::Truncated
            } else {
                ReprError::Overflows
            });
        }
        Err(ReprError::NotNumeric)
    }

    /// The value as one of a basic type, rounded where the type is a float or complex one; `None` when it is not representable.
    pub fn representable_in(&self, to: Basic) -> Option<Const> {
        if *self == Const::Unknown {
            return Some(Const::Unknown);
        }
        if to.is_boolean() {
            return self.to_bool().map(Const::Bool);
        }
        if to.is_string() {
            return self.to_bytes().is_some().then(|| self.clone());
        }
        if !self.is_numeric() {
            return None;
        }
        if to.is_integer() {
            let v = self.to_int()?;
            let Some(bits) = to.bits() else { return Some(v) };
            let fits = if to.is_unsigned() {
                v.sign() >= 0 && v.bit_len() <= u64::from(bits)
            } else {
                match v {
                    Const::Int(i) => bits == 64 || (-(1i64 << (bits - 1))..1i64 << (bits - 1)).contains(&i),
                    _ => false,
                }
            };
            return fits.then_some(v);
        }
        match to {
            Basic::UntypedFloat => self.to_float(),
            Basic::UntypedComplex => Some(self.clone()),
            Basic::Float32 => finite(f64::from(self.to_float()?.to_f32())),
            Basic::Float64 => finite(self.to_float()?.to_f64()),
            Basic::Complex64 => Some(Const::make_complex(
                finite(f64::from(self.real().to_f32()))?,
                finite(f64::from(self.imag().to_f32()))?,
            )),
            Basic::Complex128 => {
                Some(Const::make_complex(finite(self.real().to_f64())?, finite(self.imag().to_f64())?))
            }
            _ => None,
        }
    }
}

fn finite(v: f64) -> Option<Const> {
    Const::from_f64(v)
}

fn sign_of(s: Sign) -> i32 {
    match s {
        Sign::Minus => -1,
        Sign::NoSign => 0,
        Sign::Plus => 1,
    }
}

/// Integer operations that stay within 64 bits; `None` where they do not (or are not for small integers).
fn small_op(op: BinOp, x: i64, y: i64, int_div: bool) -> Option<Const> {
    Some(Const::Int(match op {
        BinOp::Add => x.checked_add(y)?,
        BinOp::Sub => x.checked_sub(y)?,
        BinOp::Mul => x.checked_mul(y)?,
        BinOp::Div if int_div => x.checked_div(y)?,
        BinOp::Rem => x.checked_rem(y)?,
        BinOp::And => x & y,
        BinOp::Or => x | y,
        BinOp::Xor => x ^ y,
        BinOp::AndNot => x & !y,
        _ => return None,
    }))
}

fn big_op(op: BinOp, a: &Const, b: &Const, int_div: bool) -> Const {
    if let (Some(x), Some(y)) = (a.to_big(), b.to_big()) {
        let v = match op {
            BinOp::Add => x + y,
            BinOp::Sub => x - y,
            BinOp::Mul => x * y,
            BinOp::Div | BinOp::Rem if y.is_zero() => return Const::Unknown,
            BinOp::Div if int_div => x / y,
            BinOp::Div => return Const::from_rational(BigRational::new(x, y)),
            BinOp::Rem => x % y,
            BinOp::And => x & y,
            BinOp::Or => x | y,
            BinOp::Xor => x ^ y,
            BinOp::AndNot => x & !y,
            _ => return Const::Unknown,
        };
        // Integers that come from floats may be large; others are refused by the checker long before this.
        return if v.bits() > MAX_RATIONAL_BITS {
            Huge::from_rational(&BigRational::from_integer(v)).into_const()
        } else {
            Const::from_big(v)
        };
    }
    if let (Some(x), Some(y)) = (a.to_rational(), b.to_rational()) {
        return match op {
            BinOp::Add => Const::from_rational(x + y),
            BinOp::Sub => Const::from_rational(x - y),
            BinOp::Mul => Const::from_rational(x * y),
            BinOp::Div if !y.is_zero() => Const::from_rational(x / y),
            _ => Const::Unknown,
        };
    }
    let (Some(x), Some(y)) = (Huge::of(a), Huge::of(b)) else { return Const::Unknown };
    match op {
        BinOp::Add => x.add(&y).into_const(),
        BinOp::Sub => x.add(&y.neg()).into_const(),
        BinOp::Mul => x.mul(&y).into_const(),
        BinOp::Div if !y.is_zero() => x.div(&y).into_const(),
        _ => Const::Unknown,
    }
}

fn complex_op(op: BinOp, a: &Const, b: &Const) -> Const {
    let (ar, ai, br, bi) = (a.real(), a.imag(), b.real(), b.imag());
    let f = |op, x: &Const, y: &Const| Const::binary_op(op, x, y, false);
    match op {
        BinOp::Add | BinOp::Sub => Const::make_complex(f(op, &ar, &br), f(op, &ai, &bi)),
        BinOp::Mul => {
            let re = f(BinOp::Sub, &f(BinOp::Mul, &ar, &br), &f(BinOp::Mul, &ai, &bi));
            let im = f(BinOp::Add, &f(BinOp::Mul, &ar, &bi), &f(BinOp::Mul, &ai, &br));
            Const::make_complex(re, im)
        }
        BinOp::Div => {
            let norm = f(BinOp::Add, &f(BinOp::Mul, &br, &br), &f(BinOp::Mul, &bi, &bi));
            let re = f(BinOp::Add, &f(BinOp::Mul, &ar, &br), &f(BinOp::Mul, &ai, &bi));
            let im = f(BinOp::Sub, &f(BinOp::Mul, &ai, &br), &f(BinOp::Mul, &ar, &bi));
            Const::make_complex(f(BinOp::Div, &re, &norm), f(BinOp::Div, &im, &norm))
        }
        _ => Const::Unknown,
    }
}

#[cfg(test)]
mod tests;
