//! The error function and the logarithm of gamma: rational approximations by interval, as FreeBSD's msun has them
//! (coefficients of Sun Microsystems, 1993).

use super::explog::{exp, log};
use super::parts::{NAN, modulo};
use super::trig::{cos, sin};
use std::f64::consts::PI;

/// `c[0] + z*(c[1] + z*(...))`.
pub(super) fn ascending(z: f64, c: &[f64]) -> f64 {
    let (last, rest) = c.split_last().expect("a polynomial has a coefficient");
    rest.iter().rev().fold(*last, |s, &k| k + z * s)
}

/// Erf at 1, short.
const ERX: f64 = 0.8450629115104675;

#[rustfmt::skip]
mod table {
    //! Numerators (P, R) and denominators (Q, S, without the leading 1) of the error function by interval, then the
    //! polynomials of lgamma.
    pub const PP: [f64; 5] = [0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442, -2.3763016656650163e-05];
    pub const QQ: [f64; 6] = [1.0, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164, -3.960228278775368e-06];
    pub const PA: [f64; 7] = [-0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175, -0.11089469428239668, 0.035478304325618236, -0.002166375594868791];
    pub const QA: [f64; 7] = [1.0, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164, 0.01363708391202905, 0.011984499846799107];
    pub const RA: [f64; 8] = [-0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006, -162.39666946257347, -184.60509290671104, -81.2874355063066, -9.814329344169145];
    pub const SA: [f64; 9] = [1.0, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679, 429.00814002756783, 108.63500554177944, 6.570249770319282, -0.0604244152148581];
    pub const RB: [f64; 7] = [-0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192, -637.5664433683896, -1025.0951316110772, -483.5191916086514];
    pub const SB: [f64; 8] = [1.0, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955, 2553.0504064331644, 474.52854120695537, -22.44095244658582];
    pub const A_EVEN: [f64; 6] = [0.07721566490153287, 0.06735230105312927, 0.007385550860814029, 0.0011927076318336207, 0.00022086279071390839, 2.5214456545125733e-05];
    pub const A_ODD: [f64; 6] = [0.3224670334241136, 0.020580808432516733, 0.0028905138367341563, 0.0005100697921535113, 0.00010801156724758394, 4.4864094961891516e-05];
    pub const T0: [f64; 5] = [0.48383612272381005, -0.032788541075985965, 0.006100538702462913, -0.0014034646998923284, 0.00031563207090362595];
    pub const T1: [f64; 5] = [-0.1475877229945939, 0.01797067508118204, -0.0036845201678113826, 0.000881081882437654, -0.00031275416837512086];
    pub const T2: [f64; 5] = [0.06462494023913339, -0.010314224129834144, 0.0022596478090061247, -0.0005385953053567405, 0.0003355291926355191];
    pub const U: [f64; 6] = [-0.07721566490153287, 0.6328270640250934, 1.4549225013723477, 0.9777175279633727, 0.22896372806469245, 0.013381091853678766];
    pub const V: [f64; 6] = [1.0, 2.4559779371304113, 2.128489763798934, 0.7692851504566728, 0.10422264559336913, 0.003217092422824239];
    pub const S: [f64; 7] = [-0.07721566490153287, 0.21498241596060885, 0.325778796408931, 0.14635047265246445, 0.02664227030336386, 0.0018402845140733772, 3.194753265841009e-05];
    pub const R: [f64; 7] = [1.0, 1.3920053346762105, 0.7219355475671381, 0.17193386563280308, 0.01864591917156529, 0.0007779424963818936, 7.326684307446256e-06];
    pub const W: [f64; 7] = [0.4189385332046727, 0.08333333333333297, -0.0027777777772877554, 0.0007936505586430196, -0.00059518755745034, 0.0008363399189962821, -0.0016309293409657527];
}
use table::*;

/// What 1 lacks to erf(x), times x, for x >= 1.25.
fn tail(x: f64) -> f64 {
    let s = 1.0 / (x * x);
    let q = if x < 1.0 / 0.35 { ascending(s, &RA) / ascending(s, &SA) } else { ascending(s, &RB) / ascending(s, &SB) };
    let z = f64::from_bits(x.to_bits() & !0xFFFF_FFFF);
    exp(-z * z - 0.5625) * exp((z - x) * (z + x) + q)
}

/// Near 1: the distance from [`ERX`].
fn middle(a: f64) -> f64 {
    let s = a - 1.0;
    ascending(s, &PA) / ascending(s, &QA)
}

/// Error function.
pub fn erf(x: f64) -> f64 {
    const EFX: f64 = 1.283_791_670_955_125_863_16e-01;
    let a = x.abs();
    let v = if a.is_nan() {
        return NAN;
    } else if a < 0.843_75 {
        if a < 1.0 / 268_435_456.0 {
            if a < 2.848_094_538_889_218e-306 { 0.125 * (8.0 * a + 8.0 * EFX * a) } else { a + EFX * a }
        } else {
            let z = a * a;
            a + a * (ascending(z, &PP) / ascending(z, &QQ))
        }
    } else if a < 1.25 {
        ERX + middle(a)
    } else if a >= 6.0 {
        1.0
    } else {
        1.0 - tail(a) / a
    };
    v.copysign(x)
}

/// `1 - erf(x)`.
pub fn erfc(x: f64) -> f64 {
    let a = x.abs();
    if a.is_nan() {
        return NAN;
    }
    if a < 0.843_75 {
        if a < 1.0 / 72_057_594_037_927_936.0 {
            return 1.0 - x;
        }
        let z = x * x;
        let y = ascending(z, &PP) / ascending(z, &QQ);
        let v = if a < 0.25 { a + a * y } else { 0.5 + (a * y + (a - 0.5)) };
        return if x < 0.0 { 1.0 + v } else { 1.0 - v };
    }
    if a < 1.25 {
        return if x < 0.0 { 1.0 + ERX + middle(a) } else { 1.0 - ERX - middle(a) };
    }
    if a < 28.0 && x >= -6.0 {
        let v = tail(a) / a;
        return if x < 0.0 { 2.0 - v } else { v };
    }
    if x < 0.0 { 2.0 } else { 0.0 }
}

/// `-sin(pi*x)` for x >= 0.
fn negated_sin_pi(x: f64) -> f64 {
    if x < 0.25 {
        return -sin(PI * x);
    }
    let (x, n) = if x.floor() != x {
        let x = modulo(x, 2.0);
        (x, (x * 4.0) as i64)
    } else if x >= 9_007_199_254_740_992.0 {
        (0.0, 0)
    } else {
        let odd = (x as i64) & 1;
        (odd as f64, odd << 2)
    };
    -match n {
        0 => sin(PI * x),
        1 | 2 => cos(PI * (0.5 - x)),
        3 | 4 => sin(PI * (1.0 - x)),
        5 | 6 => -cos(PI * (x - 1.5)),
        _ => sin(PI * (x - 2.0)),
    }
}

/// `math.Lgamma`: logarithm of |gamma(x)| and gamma's sign.
pub fn lgamma(x: f64) -> (f64, i64) {
    if x.is_nan() || x.is_infinite() {
        return (x, 1);
    }
    if x == 0.0 {
        return (f64::INFINITY, 1);
    }
    let (negative, a) = (x < 0.0, x.abs());
    if a < 8.470_329_472_543_003e-22 {
        return (-log(a), if negative { -1 } else { 1 });
    }
    if !negative {
        return (positive(a), 1);
    }
    if a >= 4_503_599_627_370_496.0 {
        return (f64::INFINITY, 1);
    }
    let t = negated_sin_pi(a);
    if t == 0.0 {
        return (f64::INFINITY, 1);
    }
    (log(PI / (t * a).abs()) - positive(a), if t < 0.0 { -1 } else { 1 })
}

/// lgamma of a positive number.
fn positive(x: f64) -> f64 {
    /// Where gamma is least; the same, short; gamma's logarithm there in two parts.
    const LEAST: f64 = 1.461_632_144_968_362_245;
    const TC: f64 = 1.4616321449683622;
    const TF: f64 = -0.12148629053584961;
    const TT: f64 = -3.638676997039505e-18;
    if x == 1.0 || x == 2.0 {
        return 0.0;
    }
    if x < 2.0 {
        let (mut v, shift) = if x <= 0.9 { (-log(x), 1.0) } else { (0.0, 0.0) };
        if x >= LEAST - shift + 0.27 {
            let y = 2.0 - shift - x;
            let z = y * y;
            v += (y * ascending(z, &A_EVEN) + z * ascending(z, &A_ODD)) - 0.5 * y;
        } else if x >= LEAST - shift - 0.27 {
            let y = x - (TC - shift);
            let z = y * y;
            let w = z * y;
            let p = z * ascending(w, &T0) - (TT - w * (ascending(w, &T1) + y * ascending(w, &T2)));
            v += TF + p;
        } else {
            let y = if shift == 1.0 { x } else { x - 1.0 };
            v += -0.5 * y + y * ascending(y, &U) / ascending(y, &V);
        }
        return v;
    }
    if x < 8.0 {
        let whole = x.trunc();
        let y = x - whole;
        let v = 0.5 * y + y * ascending(y, &S) / ascending(y, &R);
        if whole < 3.0 {
            return v;
        }
        let mut z = 1.0;
        for i in (2..whole as i32).rev() {
            z *= y + f64::from(i);
        }
        return v + log(z);
    }
    if x < 288_230_376_151_711_744.0 {
        let z = 1.0 / x;
        let w = W[0] + z * ascending(z * z, &W[1..]);
        return (x - 0.5) * (log(x) - 1.0) + w;
    }
    x * (log(x) - 1.0)
}
