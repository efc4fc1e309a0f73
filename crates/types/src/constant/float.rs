//! Numbers beyond exact rationals, and rounding to machine floats.

use super::Const;
use num_bigint::{BigInt, Sign};
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};
use std::cmp::Ordering;
use std::sync::Arc;

/// `mant * 2^exp` with a mantissa of at most 512 bits. Zero has mantissa and exponent 0; otherwise the mantissa is odd.
#[derive(Clone, Debug, PartialEq)]
pub struct Huge {
    mant: BigInt,
    exp: i64,
}

const MANTISSA_BITS: u64 = 512;

/// Magnitudes within 2^-4096 .. 2^4096 are turned back into rationals.
const SMALL_EXP: i64 = 4096;

/// Magnitudes above this are refused as malformed, and below its negative are zero.
const EXP_LIMIT: i64 = i32::MAX as i64;

impl Huge {
    /// Rounds to the mantissa's width (ties to even).
    pub(crate) fn new(mant: BigInt, exp: i64) -> Huge {
        Huge { mant, exp }.rounded(MANTISSA_BITS)
    }

    fn rounded(self, bits: u64) -> Huge {
        let Huge { mut mant, mut exp } = self;
        if mant.is_zero() {
            return Huge { mant, exp: 0 };
        }
        let excess = mant.bits().saturating_sub(bits);
        if excess > 0 {
            let negative = mant.is_negative();
            let mut m = mant.abs();
            let rest = &m & ((BigInt::from(1) << excess) - 1);
            m >>= excess;
            let half = BigInt::from(1) << (excess - 1);
            if rest > half || (rest == half && m.bit(0)) {
                m += 1;
            }
            mant = if negative { -m } else { m };
            exp += excess as i64;
        }
        let zeros = mant.trailing_zeros().unwrap_or(0);
        Huge { mant: mant >> zeros, exp: exp + zeros as i64 }
    }

    pub(crate) fn from_rational(r: &BigRational) -> Huge {
        let shift = (MANTISSA_BITS + 64) as i64 + r.denom().bits() as i64 - r.numer().bits() as i64;
        if r.denom() == &BigInt::from(1) || shift <= 0 {
            return Huge::new(r.numer() / r.denom(), 0);
        }
        Huge::new((r.numer() << shift as u64) / r.denom(), -shift)
    }

    /// Any real constant.
    pub(crate) fn of(c: &Const) -> Option<Huge> {
        match c {
            Const::Huge(h) => Some((**h).clone()),
            c => c.to_rational().map(|r| Huge::from_rational(&r)),
        }
    }

    pub(crate) fn sign(&self) -> Sign {
        self.mant.sign()
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.mant.is_zero()
    }

    pub(crate) fn neg(&self) -> Huge {
        Huge { mant: -&self.mant, exp: self.exp }
    }

    /// Position of the top bit: the magnitude is in `2^(top-1) .. 2^top`.
    fn top(&self) -> i64 {
        self.mant.bits() as i64 + self.exp
    }

    pub(crate) fn mul(&self, o: &Huge) -> Huge {
        Huge::new(&self.mant * &o.mant, self.exp.saturating_add(o.exp))
    }

    pub(crate) fn div(&self, o: &Huge) -> Huge {
        let shift = 2 * MANTISSA_BITS + 64;
        Huge::new((&self.mant << shift) / &o.mant, self.exp - o.exp - shift as i64)
    }

    pub(crate) fn add(&self, o: &Huge) -> Huge {
        if self.is_zero() {
            return o.clone();
        }
        if o.is_zero() {
            return self.clone();
        }
        let (big, small) = if self.top() >= o.top() { (self, o) } else { (o, self) };
        if big.top() - small.top() > 2 * MANTISSA_BITS as i64 {
            return big.clone();
        }
        let exp = big.exp.min(small.exp);
        Huge::new((&big.mant << (big.exp - exp) as u64) + (&small.mant << (small.exp - exp) as u64), exp)
    }

    pub(crate) fn cmp(&self, o: &Huge) -> Ordering {
        let diff = self.add(&o.neg());
        match diff.sign() {
            Sign::Minus => Ordering::Less,
            Sign::NoSign => Ordering::Equal,
            Sign::Plus => Ordering::Greater,
        }
    }

    /// `base^n` for a small base.
    pub(crate) fn pow(base: u32, n: u64) -> Huge {
        let mut out = Huge::new(BigInt::from(1), 0);
        let mut square = Huge::new(BigInt::from(base), 0);
        let mut n = n;
        while n > 0 {
            if n & 1 == 1 {
                out = out.mul(&square);
            }
            n >>= 1;
            if n > 0 {
                square = square.mul(&square);
                if square.exp > EXP_LIMIT * 4 {
                    return square;
                }
            }
        }
        out
    }

    /// The constant of this value: a rational or integer when it is small enough, `Unknown` when it is too large for gc, zero when
    /// it is too small.
    pub(crate) fn into_const(self) -> Const {
        if self.is_zero() || self.top() < -EXP_LIMIT {
            return Const::Int(0);
        }
        if self.top() > EXP_LIMIT {
            return Const::Unknown;
        }
        if self.top().abs() > SMALL_EXP || self.exp.abs() > SMALL_EXP {
            return Const::Huge(Arc::new(self));
        }
        // What is an integer up to the last bits is one: the difference comes from rounding.
        let coarse = self.clone().rounded(MANTISSA_BITS - 4);
        let exact = if coarse.exp >= 0 { coarse } else { self };
        let r = if exact.exp >= 0 {
            BigRational::from_integer(exact.mant << exact.exp as u64)
        } else {
            BigRational::new(exact.mant, BigInt::from(1) << (-exact.exp) as u64)
        };
        if r.is_integer() { Const::from_big(r.to_integer()) } else { Const::Rat(Arc::new(r)) }
    }

    /// `m` and `e` with the value near `m * 2^e` and 0.5 <= |m| < 1.
    pub(crate) fn frexp(&self) -> (f64, i64) {
        let bits = self.mant.bits();
        let mut m = self.mant.clone();
        let drop = bits.saturating_sub(60);
        m >>= drop;
        (m.to_f64().unwrap_or(0.0) / 2f64.powi((bits - drop) as i32), self.top())
    }
}

/// Rounds a real number (of a complex one the real part) to a binary float of `bits` bits whose least positive value is `2^min_exp` and
/// whose values are below `2^max_exp`; ties to even, infinite beyond.
pub(crate) fn round(c: &Const, bits: i64, min_exp: i64, max_exp: i64) -> f64 {
    let (numer, denom) = match c {
        Const::Complex(parts) => return round(&parts.0, bits, min_exp, max_exp),
        Const::Huge(h) => {
            let big = if h.top() > 0 { f64::INFINITY } else { 0.0 };
            return if h.mant.is_negative() { -big } else { big };
        }
        Const::Int(v) if v.unsigned_abs() < 1 << 24 => return *v as f64,
        c => match c.to_rational() {
            Some(r) => r.into(),
            None => return 0.0,
        },
    };
    let negative = numer.is_negative();
    let numer = numer.abs();
    // The quotient's top bit is at `top` or one below.
    let top = numer.bits() as i64 - denom.bits() as i64;
    if top > max_exp + 1 {
        return if negative { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    // One unit in the last place is 2^ulp; the quotient may turn out one bit short, then the unit halves.
    let mut ulp = (top + 1 - bits).max(min_exp);
    let (mut q, mut rest, mut scale) = divide(&numer, &denom, ulp);
    if (q.bits() as i64) < bits && ulp > min_exp {
        ulp -= 1;
        (q, rest, scale) = divide(&numer, &denom, ulp);
    }
    let twice = rest << 1;
    if twice > scale || (twice == scale && q.bit(0)) {
        q += 1;
    }
    if q.bits() as i64 + ulp > max_exp {
        return if negative { f64::NEG_INFINITY } else { f64::INFINITY };
    }
    // At most 53 bits, exact; in two steps because the scale alone may be below the range.
    let m = q.to_u64().unwrap_or(0) as f64;
    let half = ulp / 2;
    let v = m * 2f64.powi(half as i32) * 2f64.powi((ulp - half) as i32);
    if negative { -v } else { v }
}

/// `numer / denom` in units of `2^ulp`: quotient, remainder, divisor.
fn divide(numer: &BigInt, denom: &BigInt, ulp: i64) -> (BigInt, BigInt, BigInt) {
    let (n, d) = if ulp >= 0 { (numer.clone(), denom << ulp as u64) } else { (numer << (-ulp) as u64, denom.clone()) };
    let q = &n / &d;
    let rest = n - &q * &d;
    (q, rest, d)
}
