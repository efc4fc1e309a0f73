//! Floats taken apart and put together: exponents, rounding, neighbours, remainders. All results are exact.

/// Go's NaN.
pub const NAN: f64 = f64::from_bits(0x7FF8_0000_0000_0001);

/// `n`, of less than 2**51, as a float. The processor's conversion keeps half of the register that it writes, and so waits for whoever
/// wrote it last: in a loop of calls that is the call before.
pub fn small_float(n: i64) -> f64 {
    const MIDDLE: u64 = 0x4338_0000_0000_0000;
    f64::from_bits(MIDDLE.wrapping_add(n as u64)) - f64::from_bits(MIDDLE)
}

/// Fraction in [0.5, 1) and exponent; zeros, infinities and NaN are returned as they are.
pub fn frexp(x: f64) -> (f64, i64) {
    if x == 0.0 || !x.is_finite() {
        return (x, 0);
    }
    let (x, shift) = if x.abs() < f64::MIN_POSITIVE { (x * TWO_52, -52) } else { (x, 0) };
    let bits = x.to_bits();
    let exp = ((bits >> 52) & 0x7FF) as i64 - 1022;
    (f64::from_bits(bits & !(0x7FF << 52) | 1022 << 52), exp + shift)
}

const TWO_52: f64 = 4_503_599_627_370_496.0;

/// `frac * 2**exp`, rounded once.
pub fn ldexp(frac: f64, exp: i64) -> f64 {
    if frac == 0.0 || !frac.is_finite() {
        return frac;
    }
    let (m, e) = frexp(frac);
    let e = e.saturating_add(exp);
    if e < -1080 {
        return 0f64.copysign(frac);
    }
    if e > 1024 {
        return f64::INFINITY.copysign(frac);
    }
    // m * 2**e in two exact steps and one that may round.
    let pow2 = |n: i64| f64::from_bits(((n + 1023) as u64) << 52);
    if e <= -1022 {
        return m * pow2(e + 100) * pow2(-100);
    }
    m * 2.0 * pow2(e - 1)
}

/// The binary exponent of a finite number that is not zero.
pub fn exponent(x: f64) -> i64 {
    frexp(x).1 - 1
}

/// `math.Logb`.
pub fn logb(x: f64) -> f64 {
    match x {
        0.0 => f64::NEG_INFINITY,
        x if x.is_infinite() => f64::INFINITY,
        x if x.is_nan() => x,
        x => exponent(x) as f64,
    }
}

/// `math.Ilogb`.
pub fn ilogb(x: f64) -> i64 {
    match x {
        0.0 => i64::from(i32::MIN),
        x if !x.is_finite() => i64::from(i32::MAX),
        x => exponent(x),
    }
}

/// Integer and fractional part, both with the sign of `x`.
pub fn modf(x: f64) -> (f64, f64) {
    if x.is_infinite() {
        return (x, NAN);
    }
    let whole = x.trunc();
    (whole, (x - whole).copysign(x))
}

/// `math.Nextafter`.
pub fn nextafter(x: f64, y: f64) -> f64 {
    if x.is_nan() || y.is_nan() {
        NAN
    } else if x == y {
        x
    } else if x == 0.0 {
        f64::from_bits(1).copysign(y)
    } else if (y > x) == (x > 0.0) {
        f64::from_bits(x.to_bits() + 1)
    } else {
        f64::from_bits(x.to_bits() - 1)
    }
}

/// `math.Nextafter32`.
pub fn nextafter32(x: f32, y: f32) -> f32 {
    if x.is_nan() || y.is_nan() {
        NAN as f32
    } else if x == y {
        x
    } else if x == 0.0 {
        f32::from_bits(1).copysign(y)
    } else if (y > x) == (x > 0.0) {
        f32::from_bits(x.to_bits() + 1)
    } else {
        f32::from_bits(x.to_bits() - 1)
    }
}

/// `math.Mod`: the remainder with the sign of `x`.
pub fn modulo(x: f64, y: f64) -> f64 {
    if y == 0.0 || x.is_infinite() || x.is_nan() || y.is_nan() { NAN } else { x % y }
}

/// `math.Remainder`: the IEEE 754 remainder, halves to even.
pub fn remainder(x: f64, y: f64) -> f64 {
    if y == 0.0 || x.is_infinite() || x.is_nan() || y.is_nan() { NAN } else { libm::remainder(x, y) }
}

/// `math.Max`: NaN wins over numbers, +Inf over NaN, +0 over -0.
pub fn max(x: f64, y: f64) -> f64 {
    if x == f64::INFINITY || y == f64::INFINITY {
        f64::INFINITY
    } else if x.is_nan() || y.is_nan() {
        NAN
    } else if x == 0.0 && y == 0.0 {
        if x.is_sign_negative() { y } else { x }
    } else if x > y {
        x
    } else {
        y
    }
}

/// `math.Min`: NaN wins over numbers, -Inf over NaN, -0 over +0.
pub fn min(x: f64, y: f64) -> f64 {
    if x == f64::NEG_INFINITY || y == f64::NEG_INFINITY {
        f64::NEG_INFINITY
    } else if x.is_nan() || y.is_nan() {
        NAN
    } else if x == 0.0 && y == 0.0 {
        if x.is_sign_negative() { x } else { y }
    } else if x < y {
        x
    } else {
        y
    }
}

/// `math.Dim`: how far `x` is above `y`.
pub fn dim(x: f64, y: f64) -> f64 {
    let v = x - y;
    // Not `max(v, 0)`: NaN stays NaN.
    if v <= 0.0 { 0.0 } else { v }
}
