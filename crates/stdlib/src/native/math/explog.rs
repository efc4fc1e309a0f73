//! Exponentials, logarithms, powers and the hyperbolic functions.
//!
//! Results must be Go's to the last bit, so each function follows the published method that gc's library rests on:
//! FreeBSD's msun for logarithms and `exp2`, Shibata's method (fused multiply-add, 16-fold argument, repeated squaring)
//! for `exp` on amd64, Cephes for `tanh`, Hart and Cheney for `sinh`.

use super::parts::{NAN, exponent, frexp, ldexp, modf, small_float};
use std::f64::consts::{LN_2, LOG2_E, LOG10_E};

const LN2_HI: f64 = 6.931_471_803_691_238_164_90e-01;
const LN2_LO: f64 = 1.908_214_929_270_587_700_02e-10;
const TWO_28: f64 = 268_435_456.0;

/// Natural exponential.
pub fn exp(x: f64) -> f64 {
    #[cfg(target_arch = "x86_64")]
    if std::is_x86_feature_detected!("fma") {
        /// The same in a function in which fused operations are instructions.
        #[target_feature(enable = "fma")]
        fn fused(x: f64) -> f64 {
            exp_body(x)
        }
        // SAFETY: the processor has them.
        return unsafe { fused(x) };
    }
    exp_body(x)
}

#[inline(always)]
fn exp_body(x: f64) -> f64 {
    if x.is_nan() || x == f64::INFINITY {
        return x;
    }
    if x > 7.097_827_128_933_840e+02 {
        return f64::INFINITY;
    }
    if x < -7.451_332_191_019_411e+02 {
        return 0.0;
    }
    // ln 2 in two parts, the first with room for an exact product.
    const UPPER: f64 = 0.693_147_180_559_662_956_511_601_805_686_950_683_593_75;
    const LOWER: f64 = 0.282_352_905_630_315_771_225_884_481_750_134_360_255_254_120_68e-12;
    let k = (x * LOG2_E).round_ties_even();
    let r = (-k).mul_add(LOWER, (-k).mul_add(UPPER, x)) * 0.0625;
    // Taylor's series of (e**r - 1) / r.
    let p = [1.0 / 5040.0, 1.0 / 720.0, 1.0 / 120.0, 1.0 / 24.0, 1.0 / 6.0, 0.5, 1.0]
        .iter()
        .fold(1.0 / 40320.0, |p: f64, &c| p.mul_add(r, c));
    // e**(2r) - 1 = y * (y + 2) for y = e**r - 1.
    let mut y = p * r;
    for _ in 0..3 {
        y *= y + 2.0;
    }
    ldexp((y + 2.0).mul_add(y, 1.0), k as i64)
}

/// Base-2 exponential.
pub fn exp2(x: f64) -> f64 {
    if x.is_nan() || x == f64::INFINITY {
        return x;
    }
    if x > 1.023_999_999_999_999_9e+03 {
        return f64::INFINITY;
    }
    if x < -1.074_0e+03 {
        return 0.0;
    }
    let k = if x > 0.0 {
        (x + 0.5).trunc()
    } else if x < 0.0 {
        (x - 0.5).trunc()
    } else {
        0.0
    };
    let t = x - k;
    let (hi, lo) = (t * LN2_HI, -t * LN2_LO);
    let r = hi - lo;
    let t = r * r;
    let c = r - t
        * (1.666_666_666_666_666_574_15e-01
            + t * (-2.777_777_777_701_559_338_42e-03
                + t * (6.613_756_321_437_934_361_17e-05
                    + t * (-1.653_390_220_546_525_153_90e-06 + t * 4.138_136_797_057_238_460_39e-08))));
    let y = 1.0 - ((lo - (r * c) / (2.0 - c)) - hi);
    ldexp(y, k as i64)
}

/// Natural logarithm.
pub fn log(x: f64) -> f64 {
    if x.is_nan() || x == f64::INFINITY {
        return x;
    }
    if x < 0.0 {
        return NAN;
    }
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    // As gc's assembly takes it apart: a subnormal number keeps its bits and counts as one with exponent -1022.
    let bits = x.to_bits();
    let mut m = f64::from_bits(bits & ((1 << 52) - 1) | 1022 << 52);
    let mut e = ((bits >> 52) & 0x7FF) as i64 - 1022;
    if m < std::f64::consts::FRAC_1_SQRT_2 {
        m *= 2.0;
        e -= 1;
    }
    let (f, k) = (m - 1.0, small_float(e));
    let s = f / (2.0 + f);
    let s2 = s * s;
    let s4 = s2 * s2;
    let odd = s2
        * (6.666_666_666_666_735_130e-01
            + s4 * (2.857_142_874_366_239_149e-01
                + s4 * (1.818_357_216_161_805_012e-01 + s4 * 1.479_819_860_511_658_591e-01)));
    let even = s4
        * (3.999_999_999_940_941_908e-01 + s4 * (2.222_219_843_214_978_396e-01 + s4 * 1.531_383_769_920_937_332e-01));
    let r = odd + even;
    let half = 0.5 * f * f;
    k * LN2_HI - ((half - (s * (half + r) + k * LN2_LO)) - f)
}

/// Binary logarithm; exact for powers of two.
pub fn log2(x: f64) -> f64 {
    let (m, e) = frexp(x);
    if m == 0.5 {
        return small_float(e - 1);
    }
    log(m) * LOG2_E + small_float(e)
}

/// Decimal logarithm.
pub fn log10(x: f64) -> f64 {
    log(x) * LOG10_E
}

/// `x**y` with Go's special cases.
pub fn pow(x: f64, y: f64) -> f64 {
    if y == 0.0 || x == 1.0 {
        return 1.0;
    }
    if y == 1.0 {
        return x;
    }
    if x.is_nan() || y.is_nan() {
        return NAN;
    }
    let odd = |y: f64| y.abs() < 9_007_199_254_740_992.0 && y.trunc() == y && (y as i64) & 1 == 1;
    if x == 0.0 {
        return match (y < 0.0, odd(y)) {
            (true, true) => f64::INFINITY.copysign(x),
            (true, false) => f64::INFINITY,
            (false, true) => x,
            (false, false) => 0.0,
        };
    }
    if y.is_infinite() {
        return if x == -1.0 {
            1.0
        } else if (x.abs() < 1.0) == (y > 0.0) {
            0.0
        } else {
            f64::INFINITY
        };
    }
    if x.is_infinite() {
        if x < 0.0 {
            let magnitude: f64 = if y < 0.0 { 0.0 } else { f64::INFINITY };
            return if odd(y) { -magnitude } else { magnitude };
        }
        return if y < 0.0 { 0.0 } else { f64::INFINITY };
    }
    if y == 0.5 {
        return x.sqrt();
    }
    if y == -0.5 {
        return 1.0 / x.sqrt();
    }
    let (mut whole, mut part) = modf(y.abs());
    if part != 0.0 && x < 0.0 {
        return NAN;
    }
    if whole >= 9.223_372_036_854_775_808e18 {
        // So large an exponent is even, and leads out of range unless |x| is 1.
        return if x == -1.0 {
            1.0
        } else if (x.abs() < 1.0) == (y > 0.0) {
            0.0
        } else {
            f64::INFINITY
        };
    }
    // The answer is kept as m * 2**e.
    let (mut m, mut e) = (1.0, 0i64);
    if part != 0.0 {
        if part > 0.5 {
            part -= 1.0;
            whole += 1.0;
        }
        m = exp(part * log(x));
    }
    let (mut base, mut base_exp) = frexp(x);
    let mut bits = whole as i64;
    while bits != 0 {
        if !(-(1 << 12)..=1 << 12).contains(&base_exp) {
            e += base_exp;
            break;
        }
        if bits & 1 == 1 {
            m *= base;
            e += base_exp;
        }
        base *= base;
        base_exp <<= 1;
        if base < 0.5 {
            base += base;
            base_exp -= 1;
        }
        bits >>= 1;
    }
    if y < 0.0 {
        m = 1.0 / m;
        e = -e;
    }
    ldexp(m, e)
}

/// `10**n` as gc's library has it: a power of 10**32 times or over a smaller power, so not always the nearest float.
pub fn pow10(n: i64) -> f64 {
    if n < -323 {
        return 0.0;
    }
    if n > 308 {
        return f64::INFINITY;
    }
    let literal = |n: i64| -> f64 { format!("1e{n}").parse().expect("a float literal") };
    let (coarse, fine) = (n / 32 * 32, literal(n.abs() % 32));
    if n >= 0 { literal(coarse) * fine } else { literal(coarse) / fine }
}

/// Cube root.
pub fn cbrt(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let a = x.abs();
    let third = |v: f64, bias: u64| f64::from_bits(v.to_bits() / 3 + (bias << 32));
    let mut t =
        if a < f64::MIN_POSITIVE { third(a * 18_014_398_509_481_984.0, 696_219_795) } else { third(a, 715_094_163) };
    // To 23 bits, then rounded up to 22 so that t*t is exact, then one Newton step.
    let r = t * t / a;
    let s = 5.428_571_428_571_428_159_06e-01 + r * t;
    t *= 3.571_428_571_428_571_507_87e-01
        + 1.607_142_857_142_857_206_30e+00
            / (s + 1.414_285_714_285_714_368_19e+00 + -7.053_061_224_489_796_110_50e-01 / s);
    t = f64::from_bits((t.to_bits() & (0xF_FFFF_FFFC << 28)) + (1 << 30));
    let s = t * t;
    let r = a / s;
    let r = (r - t) / (t + t + r);
    (t + t * r).copysign(x)
}

/// `sqrt(p*p + q*q)` without needless overflow.
pub fn hypot(p: f64, q: f64) -> f64 {
    if p.is_infinite() || q.is_infinite() {
        return f64::INFINITY;
    }
    if p.is_nan() || q.is_nan() {
        return NAN;
    }
    let (p, q) = (p.abs(), q.abs());
    let (p, q) = if p < q { (q, p) } else { (p, q) };
    if p == 0.0 {
        return 0.0;
    }
    let q = q / p;
    p * (1.0 + q * q).sqrt()
}

/// Hyperbolic sine.
pub fn sinh(x: f64) -> f64 {
    let a = if x < 0.0 { -x } else { x };
    let v = if a > 21.0 {
        exp(a) * 0.5
    } else if a > 0.5 {
        let e = exp(a);
        (e - 1.0 / e) * 0.5
    } else {
        let sq = a * a;
        let p = (((-0.263_056_321_339_749_706_281_948_9e+2 * sq + -0.289_421_135_598_956_380_728_466_036_6e+4) * sq
            + -0.899_127_202_203_950_935_539_801_351_1e+5)
            * sq
            + -0.630_767_364_049_771_699_118_478_725_1e+6)
            * a;
        p / (((sq + -0.173_678_953_558_233_699_533_450_911e+3) * sq + 0.152_151_737_879_001_907_069_648_517_6e+5) * sq
            + -0.630_767_364_049_771_699_121_207_727_7e+6)
    };
    if x < 0.0 { -v } else { v }
}

/// Hyperbolic cosine.
pub fn cosh(x: f64) -> f64 {
    let a = x.abs();
    let e = exp(a);
    if a > 21.0 { e * 0.5 } else { (e + 1.0 / e) * 0.5 }
}

/// Hyperbolic tangent.
pub fn tanh(x: f64) -> f64 {
    let a = x.abs();
    if a > 0.5 * 8.802_969_193_111_305_429_598_8e+01 {
        return 1f64.copysign(x);
    }
    if a >= 0.625 {
        let v = 1.0 - 2.0 / (exp(2.0 * a) + 1.0);
        return if x < 0.0 { -v } else { v };
    }
    if x == 0.0 {
        return x;
    }
    let s = x * x;
    x + x
        * s
        * ((-9.643_991_794_250_522_386_28e-1 * s + -9.928_772_310_019_185_865_64e1) * s
            + -1.614_687_684_417_084_479_52e3)
        / (((s + 1.128_116_784_916_329_314_02e2) * s + 2.235_488_390_601_004_485_83e3) * s
            + 4.844_063_053_251_254_860_48e3)
}

/// Inverse hyperbolic sine.
pub fn asinh(x: f64) -> f64 {
    if x == 0.0 || !x.is_finite() {
        return x;
    }
    let a = x.abs();
    let v = if a > TWO_28 {
        log(a) + LN_2
    } else if a > 2.0 {
        log(2.0 * a + 1.0 / ((a * a + 1.0).sqrt() + a))
    } else if a < 1.0 / TWO_28 {
        a
    } else {
        log1p(a + a * a / (1.0 + (1.0 + a * a).sqrt()))
    };
    v.copysign(x)
}

/// Inverse hyperbolic cosine.
pub fn acosh(x: f64) -> f64 {
    if x.is_nan() || x < 1.0 {
        NAN
    } else if x == 1.0 {
        0.0
    } else if x >= TWO_28 {
        log(x) + LN_2
    } else if x > 2.0 {
        log(2.0 * x - 1.0 / (x + (x * x - 1.0).sqrt()))
    } else {
        let t = x - 1.0;
        log1p(t + (2.0 * t + t * t).sqrt())
    }
}

/// Inverse hyperbolic tangent.
pub fn atanh(x: f64) -> f64 {
    if x.is_nan() || !(-1.0..=1.0).contains(&x) {
        return NAN;
    }
    let a = x.abs();
    let v = if a == 1.0 {
        f64::INFINITY
    } else if a < 1.0 / TWO_28 {
        a
    } else if a < 0.5 {
        let t = a + a;
        0.5 * log1p(t + t * a / (1.0 - a))
    } else {
        0.5 * log1p((a + a) / (1.0 - a))
    };
    v.copysign(x)
}

/// `log(1 + x)`, exact for small `x`.
pub fn log1p(x: f64) -> f64 {
    if x.is_nan() || x < -1.0 {
        return NAN;
    }
    if x == -1.0 {
        return f64::NEG_INFINITY;
    }
    if x == f64::INFINITY {
        return x;
    }
    let a = x.abs();
    // 1 + x = 2**k * (1 + f), and what the sum lost is c.
    let (mut f, mut k, mut c, mut tiny) = (x, 0i64, 0.0, false);
    if a < 1.0 / 536_870_912.0 {
        return if a < 1.0 / 18_014_398_509_481_984.0 { x } else { x - x * x * 0.5 };
    }
    if !(x > std::f64::consts::FRAC_1_SQRT_2 - 1.0 && x < std::f64::consts::SQRT_2 - 1.0) {
        let u = if a < 9_007_199_254_740_992.0 {
            let u = 1.0 + x;
            c = (if exponent(u) > 0 { 1.0 - (u - x) } else { x - (u - 1.0) }) / u;
            u
        } else {
            x
        };
        k = exponent(u);
        let mantissa = u.to_bits() & ((1 << 52) - 1);
        // Below sqrt 2 by its leading bits.
        if mantissa < 0x6_A09E_667F_3BCD {
            f = f64::from_bits(mantissa | 1023 << 52) - 1.0;
            tiny = mantissa == 0;
        } else {
            k += 1;
            f = f64::from_bits(mantissa | 1022 << 52) - 1.0;
            tiny = ((1u64 << 52) - mantissa) >> 2 == 0;
        }
    }
    let half = 0.5 * f * f;
    let e = small_float(k);
    if tiny {
        if f == 0.0 {
            return if k == 0 { 0.0 } else { e * LN2_HI + (c + e * LN2_LO) };
        }
        let r = half * (1.0 - 0.666_666_666_666_666_66 * f);
        return if k == 0 { f - r } else { e * LN2_HI - ((r - (e * LN2_LO + c)) - f) };
    }
    let s = f / (2.0 + f);
    let z = s * s;
    let r = z
        * (6.666_666_666_666_735_130e-01
            + z * (3.999_999_999_940_941_908e-01
                + z * (2.857_142_874_366_239_149e-01
                    + z * (2.222_219_843_214_978_396e-01
                        + z * (1.818_357_216_161_805_012e-01
                            + z * (1.531_383_769_920_937_332e-01 + z * 1.479_819_860_511_658_591e-01))))));
    if k == 0 { f - (half - s * (half + r)) } else { e * LN2_HI - ((half - (s * (half + r) + (e * LN2_LO + c))) - f) }
}
