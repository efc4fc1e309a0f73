//! Gamma and the inverse error function: Cephes' gamma (Stirling's series above 33, a rational approximation in [2, 3]
//! below) and Wichura's AS 241.

use super::explog::{exp, log, pow};
use super::parts::NAN;
use super::trig::sin;
use std::f64::consts::{LN_2, PI, SQRT_2};

fn horner(z: f64, coefficients: &[f64]) -> f64 {
    coefficients.iter().skip(1).fold(coefficients[0], |s, &c| s * z + c)
}

/// Stirling's formula for x > 33, in two factors that do not overflow.
fn stirling(x: f64) -> (f64, f64) {
    if x > 200.0 {
        return (f64::INFINITY, 1.0);
    }
    const SQRT_TWO_PI: f64 = 2.506_628_274_631_000_502_417;
    let w = 1.0 / x;
    let w = 1.0
        + w * horner(
            w,
            &[
                7.873_113_957_930_936_283_97e-4,
                -2.295_499_616_133_781_263_80e-4,
                -2.681_326_178_057_812_328_25e-3,
                3.472_222_216_054_586_673_10e-3,
                8.333_333_333_334_822_571_26e-2,
            ],
        );
    let (mut y1, mut y2) = (exp(x), 1.0);
    if x > 143.01608 {
        // pow(x, x - 0.5) would overflow.
        let v = pow(x, 0.5 * x - 0.25);
        (y1, y2) = (v, v / y1);
    } else {
        y1 = pow(x, x - 0.5) / y1;
    }
    (y1, SQRT_TWO_PI * w * y2)
}

/// The gamma function.
pub fn gamma(x: f64) -> f64 {
    const EULER: f64 = 0.577_215_664_901_532_860_606_512_090_082_402_431_042_159_33;
    if x == 0.0 {
        return f64::INFINITY.copysign(x);
    }
    if x.is_nan() || x == f64::NEG_INFINITY || (x < 0.0 && x == x.floor()) {
        return NAN;
    }
    if x == f64::INFINITY {
        return x;
    }
    let q = x.abs();
    if q > 33.0 {
        let (y1, y2) = stirling(q);
        if x >= 0.0 {
            return y1 * y2;
        }
        // Reflection. Beyond the integers that a word holds, gamma is zero to any precision.
        let mut p = q.floor();
        let sign = if p < 9.2e18 && (p as i64) & 1 == 0 { -1.0 } else { 1.0 };
        let mut z = q - p;
        if z > 0.5 {
            p += 1.0;
            z = q - p;
        }
        z = q * sin(PI * z);
        if z == 0.0 {
            return f64::INFINITY * sign;
        }
        let a = z.abs();
        let d = a * y1 * y2;
        let v = if d.is_infinite() { PI / a / y1 / y2 } else { PI / d };
        return sign * v;
    }
    let (mut x, mut z) = (x, 1.0);
    let small = |x: f64, z: f64| if x == 0.0 { f64::INFINITY } else { z / ((1.0 + EULER * x) * x) };
    while x >= 3.0 {
        x -= 1.0;
        z *= x;
    }
    while x < 0.0 {
        if x > -1e-9 {
            return small(x, z);
        }
        z /= x;
        x += 1.0;
    }
    while x < 2.0 {
        if x < 1e-9 {
            return small(x, z);
        }
        z /= x;
        x += 1.0;
    }
    if x == 2.0 {
        return z;
    }
    x -= 2.0;
    let p = horner(
        x,
        &[
            1.601_195_224_767_518_614_07e-4,
            1.191_351_470_065_863_849_13e-3,
            1.042_137_975_617_615_699_35e-2,
            4.763_678_004_571_372_314_64e-2,
            2.074_482_276_484_359_751_50e-1,
            4.942_148_268_014_971_007_53e-1,
            9.999_999_999_999_999_967_96e-1,
        ],
    );
    let q = horner(
        x,
        &[
            -2.315_818_733_241_201_298_19e-5,
            5.396_055_804_933_033_978_42e-4,
            -4.456_419_138_517_972_404_94e-3,
            1.181_397_852_220_604_355_52e-2,
            3.582_363_986_054_986_533_73e-2,
            -2.345_917_957_182_433_485_68e-1,
            7.143_049_170_302_730_740_85e-2,
            1.0,
        ],
    );
    z * p / q
}

/// The inverse of the error function.
pub fn erfinv(x: f64) -> f64 {
    if x.is_nan() || !(-1.0..=1.0).contains(&x) {
        return NAN;
    }
    if x == 0.0 {
        return x;
    }
    let a = x.abs();
    if a == 1.0 {
        return f64::INFINITY.copysign(x);
    }
    let v = if a <= 0.85 {
        // The published coefficients over 2 sqrt 2.
        let r = 0.180_625 - 0.25 * a * a;
        let p = [
            8.870_940_696_254_551_5e+2,
            1.181_949_334_706_229_4e+4,
            2.378_204_138_211_438_5e+4,
            1.623_586_251_516_757_538_425_2e+4,
            4.854_886_889_384_388_6e+3,
            6.970_626_653_438_96e+2,
            4.707_268_811_238_398e+1,
            1.197_532_311_567_091_3,
        ];
        let q = [
            5.226_495_278_852_854_561_0e+3,
            2.872_908_573_572_194_267_4e+4,
            3.930_789_580_009_271_061_0e+4,
            2.121_379_430_158_659_586_7e+4,
            5.394_196_021_424_751_107_7e+3,
            6.871_870_074_920_579_083_0e+2,
            4.231_333_070_160_091_125_2e+1,
            1.0,
        ];
        a * horner(r, &p) / horner(r, &q)
    } else {
        let r = (LN_2 - log(1.0 - a)).sqrt();
        // The denominators are the published ones times sqrt 2.
        if r <= 5.0 {
            let r = r - 1.6;
            let p = [
                7.745_450_142_783_414_076_40e-4,
                2.272_384_498_926_918_458_33e-2,
                2.417_807_251_774_506_117_70e-1,
                1.270_458_252_452_368_382_58,
                3.647_848_324_763_204_605_04,
                5.769_497_221_460_691_405_50,
                4.630_337_846_156_545_295_90,
                1.423_437_110_749_683_577_34,
            ];
            let q = [
                1.4859850019840355e-09,
                0.0007744145906515771,
                0.021494160384252878,
                0.2094506521051275,
                0.9754783200178743,
                2.3707661626024534,
                2.9036514445419948,
                SQRT_2,
            ];
            horner(r, &p) / horner(r, &q)
        } else {
            let r = r - 5.0;
            let p = [
                2.010_334_399_292_288_132_65e-7,
                2.711_555_568_743_487_578_15e-5,
                1.242_660_947_388_078_438_60e-3,
                2.653_218_952_657_612_309_30e-2,
                2.965_605_718_285_048_912_30e-1,
                1.784_826_539_917_291_335_80,
                5.463_784_911_164_114_369_90,
                6.657_904_643_501_103_777_20,
            ];
            let q = [
                2.8910246058729655e-15,
                2.010321207683943e-07,
                2.6110884050805935e-05,
                0.0011128009970788597,
                0.02103693768272069,
                0.19364809469506591,
                0.8482908416595164,
                SQRT_2,
            ];
            horner(r, &p) / horner(r, &q)
        }
    };
    if x < 0.0 { -v } else { v }
}
