//! Trigonometric functions by the methods of Cephes (Moshier's rational and polynomial approximations), on which gc's
//! library rests as well: results agree to the last bit.

use super::parts::{NAN, small_float};
use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};

/// Bits of 4/pi; the first word is its integer part.
#[rustfmt::skip]
const FOUR_OVER_PI: [u64; 20] = [
0x0000_0000_0000_0001, 0x45F3_06DC_9C88_2A53, 0xF84E_AFA3_EA69_BB81, 0xB6C5_2B32_7887_2083, 0xFCA2_C757_BD77_8AC3,
0x6E48_DC74_849B_A5C0, 0x0C92_5DD4_13A3_2439, 0xFC3B_D639_6253_4E7D, 0xD104_6BEA_5D76_8909, 0xD338_E04D_68BE_FC82,
0x7323_AC73_06A6_73E9, 0x3908_BF17_7BF2_5076, 0x3FF1_2FFF_BC0B_301F, 0xDE5E_2316_B414_DA3E, 0xDA6C_FD9E_4F96_136E,
0x9E8C_7ECD_3CBF_D45A, 0xEA4F_758F_D7CB_E2F6, 0x7A0E_73EF_14A5_25D4, 0xD7F6_BF62_3F1A_BA10, 0xAC06_608D_F8F6_D757,
];

/// Octant (made even, 0..8) and remainder in [-pi/4, pi/4] of `x` >= 0.
fn octant(x: f64) -> (u64, f64) {
    if x >= 536_870_912.0 {
        return payne_hanek(x);
    }
    let mut j = (x * (4.0 / PI)) as i64;
    let mut y = small_float(j);
    if j & 1 == 1 {
        j += 1;
        y += 1.0;
    }
    // pi/4 in three parts, the first two with room for an exact product.
    let z = ((x - y * 7.853_981_256_484_985_351_56e-1) - y * 3.774_894_707_930_798_176_68e-8)
        - y * 2.695_151_429_079_059_526_45e-15;
    (j as u64 & 7, z)
}

/// [`octant`] for large `x`: the product with 4/pi from those bits only that matter modulo 8 (Payne and Hanek).
pub(super) fn payne_hanek(x: f64) -> (u64, f64) {
    let bits = x.to_bits();
    let m = bits & ((1 << 52) - 1) | 1 << 52;
    let exp = (bits >> 52) as usize + 61 - 1075;
    let (word, shift) = (exp / 64, exp % 64);
    // 64 bits of 4/pi from bit `exp + 64 * i` on.
    let window = |i: usize| -> u64 {
        let (a, b) = (FOUR_OVER_PI[word + i], FOUR_OVER_PI[word + i + 1]);
        if shift == 0 { a } else { a << shift | b >> (64 - shift) }
    };
    let wide = |w: u64| u128::from(w) * u128::from(m);
    let product = wide(window(1)).wrapping_add(wide(window(2)) >> 64).wrapping_add(wide(window(0)) << 64);
    let j = (product >> 125) as u64;
    let fraction = product << 3;
    let lead = fraction.leading_zeros();
    let mantissa = (fraction << lead << 1 >> 76) as u64;
    let mut z = f64::from_bits(mantissa | u64::from(1022 - lead) << 52);
    if j & 1 == 1 {
        z -= 1.0;
        return ((j + 1) & 7, z * FRAC_PI_4);
    }
    (j, z * FRAC_PI_4)
}

fn sin_poly(z: f64) -> f64 {
    let zz = z * z;
    z + z
        * zz
        * ((((((1.589_623_015_765_465_680_60e-10 * zz) + -2.505_074_776_285_780_728_66e-8) * zz
            + 2.755_731_362_138_572_452_13e-6)
            * zz
            + -1.984_126_982_958_953_859_96e-4)
            * zz
            + 8.333_333_333_322_118_589_78e-3)
            * zz
            + -1.666_666_666_666_663_072_95e-1)
}

fn cos_poly(z: f64) -> f64 {
    let zz = z * z;
    1.0 - 0.5 * zz
        + zz * zz
            * ((((((-1.135_853_652_138_768_173_00e-11 * zz) + 2.087_570_084_197_473_167_78e-9) * zz
                + -2.755_731_417_929_673_881_12e-7)
                * zz
                + 2.480_158_728_885_170_453_48e-5)
                * zz
                + -1.388_888_888_887_305_641_16e-3)
                * zz
                + 4.166_666_666_666_659_292_18e-2)
}

/// Sine.
pub fn sin(x: f64) -> f64 {
    if x == 0.0 || x.is_nan() {
        return x;
    }
    if x.is_infinite() {
        return NAN;
    }
    let (j, z) = octant(x.abs());
    let v = if j & 3 == 2 { cos_poly(z) } else { sin_poly(z) };
    if (x < 0.0) != (j > 3) { -v } else { v }
}

/// Cosine.
pub fn cos(x: f64) -> f64 {
    if !x.is_finite() {
        return NAN;
    }
    let (j, z) = octant(x.abs());
    let v = if j & 3 == 2 { sin_poly(z) } else { cos_poly(z) };
    if (j > 3) != (j & 3 > 1) { -v } else { v }
}

/// Tangent.
pub fn tan(x: f64) -> f64 {
    if x == 0.0 || x.is_nan() {
        return x;
    }
    if x.is_infinite() {
        return NAN;
    }
    let (j, z) = octant(x.abs());
    let zz = z * z;
    let mut v = z;
    if zz > 1e-14 {
        v = z + z
            * (zz
                * (((-1.309_369_391_813_837_776_46e4 * zz) + 1.153_516_648_385_874_161_40e6) * zz
                    + -1.795_652_519_764_848_779_88e7)
                / ((((zz + 1.368_129_634_706_929_546_78e4) * zz + -1.320_892_344_402_109_674_47e6) * zz
                    + 2.500_838_018_233_579_158_39e7)
                    * zz
                    + -5.386_957_559_294_546_298_81e7));
    }
    if j & 2 == 2 {
        v = -1.0 / v;
    }
    if x < 0.0 { -v } else { v }
}

/// Arc tangent in [0, 0.66].
fn atan_poly(x: f64) -> f64 {
    let z = x * x;
    let p = (((-8.750_608_600_031_904_122_785e-1 * z + -1.615_753_718_733_365_076_637e1) * z
        + -7.500_855_792_314_704_667_340e1)
        * z
        + -1.228_866_684_490_136_173_410e2)
        * z
        + -6.485_021_904_942_025_371_773e1;
    let q = ((((z + 2.485_846_490_142_306_297_962e1) * z + 1.650_270_098_316_988_542_046e2) * z
        + 4.328_810_604_912_902_668_951e2)
        * z
        + 4.853_903_996_359_136_964_868e2)
        * z
        + 1.945_506_571_482_613_964_425e2;
    x * (z * p / q) + x
}

/// Arc tangent of a number that is not negative.
fn atan_positive(x: f64) -> f64 {
    // What pi/2 lacks as a float.
    const MORE: f64 = 6.123_233_995_736_765_886_130e-17;
    const TAN_3PI_8: f64 = 2.414_213_562_373_095_048_80;
    if x <= 0.66 {
        atan_poly(x)
    } else if x > TAN_3PI_8 {
        FRAC_PI_2 - atan_poly(1.0 / x) + MORE
    } else {
        FRAC_PI_4 + atan_poly((x - 1.0) / (x + 1.0)) + 0.5 * MORE
    }
}

/// Arc tangent.
pub fn atan(x: f64) -> f64 {
    if x == 0.0 {
        x
    } else if x > 0.0 {
        atan_positive(x)
    } else {
        -atan_positive(-x)
    }
}

/// Arc sine.
pub fn asin(x: f64) -> f64 {
    if x == 0.0 {
        return x;
    }
    let a = x.abs();
    if a > 1.0 || a.is_nan() {
        return NAN;
    }
    let other = (1.0 - a * a).sqrt();
    let v = if a > 0.7 { FRAC_PI_2 - atan_positive(other / a) } else { atan_positive(a / other) };
    if x < 0.0 { -v } else { v }
}

/// Arc cosine.
pub fn acos(x: f64) -> f64 {
    FRAC_PI_2 - asin(x)
}

/// Angle of the point (x, y).
pub fn atan2(y: f64, x: f64) -> f64 {
    if y.is_nan() || x.is_nan() {
        return NAN;
    }
    if y == 0.0 {
        return if x > 0.0 || (x == 0.0 && x.is_sign_positive()) { 0f64.copysign(y) } else { PI.copysign(y) };
    }
    if x == 0.0 {
        return FRAC_PI_2.copysign(y);
    }
    if x.is_infinite() {
        let angle = match (x > 0.0, y.is_infinite()) {
            (true, true) => FRAC_PI_4,
            (true, false) => 0.0,
            (false, true) => 3.0 * FRAC_PI_4,
            (false, false) => PI,
        };
        return angle.copysign(y);
    }
    if y.is_infinite() {
        return FRAC_PI_2.copysign(y);
    }
    let q = atan(y / x);
    if x >= 0.0 {
        q
    } else if q <= 0.0 {
        q + PI
    } else {
        q - PI
    }
}
