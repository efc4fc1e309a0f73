//! Bessel functions of integer order: FreeBSD's msun (coefficients of Sun Microsystems, 1993). Below 2 rational
//! approximations, above 2 the asymptotic form with corrections P and Q by interval.

use super::erf::ascending;
use super::explog::log;
use super::parts::NAN;
use super::trig::{cos, sin};

const INV_SQRT_PI: f64 = 5.641_895_835_477_562_792_80e-01;
const TWO_OVER_PI: f64 = 6.366_197_723_675_813_824_33e-01;
const TWO_129: f64 = 6.805_647_338_418_769e38;
const TWO_27: f64 = 134_217_728.0;

#[rustfmt::skip]
mod table {
    //! Rows of the corrections: x >= 8, >= 4.5454, >= 2.857, >= 2.
    pub const P0: [[f64; 6]; 4] = [
        [0.0, -0.07031249999999004, -8.081670412753498, -257.06310567970485, -2485.216410094288, -5253.043804907295],
        [-1.141254646918945e-11, -0.07031249408735993, -4.159610644705878, -67.67476522651673, -331.23129964917297, -346.4333883656049],
        [-2.547046017719519e-09, -0.07031196163814817, -2.409032215495296, -21.96597747348831, -58.07917047017376, -31.44794705948885],
        [-8.875343330325264e-08, -0.07030309954836247, -1.4507384678095299, -7.635696138235278, -11.193166886035675, -3.2336457935133534],
    ];
    pub const P0D: [[f64; 6]; 4] = [
        [1.0, 116.53436461966818, 3833.7447536412183, 40597.857264847255, 116752.97256437592, 47627.728414673096],
        [1.0, 60.753938269230034, 1051.2523059570458, 5978.970943338558, 9625.445143577745, 2406.058159229391],
        [1.0, 35.85603380552097, 361.51398305030386, 1193.6078379211153, 1127.9967985690741, 173.58093081333575],
        [1.0, 22.22029975320888, 136.2067942182152, 270.4702786580835, 153.87539420832033, 14.65761769482562],
    ];
    pub const Q0: [[f64; 6]; 4] = [
        [0.0, 0.0732421874999935, 11.76820646822527, 557.6733802564019, 8859.197207564686, 37014.62677768878],
        [1.8408596359451553e-11, 0.07324217666126848, 5.8356350896205695, 135.11157728644983, 1027.243765961641, 1989.9778586460538],
        [4.377410140897386e-09, 0.07324111800429114, 3.344231375161707, 42.621844074541265, 170.8080913405656, 166.73394869665117],
        [1.5044444488698327e-07, 0.07322342659630793, 1.99819174093816, 14.495602934788574, 31.666231750478154, 16.252707571092927],
    ];
    pub const Q0D: [[f64; 7]; 4] = [
        [1.0, 163.77602689568982, 8098.344946564498, 142538.29141912048, 803309.2571195144, 840501.5798190605, -343899.2935378666],
        [1.0, 82.77661022365378, 2077.81416421393, 18847.28877857181, 56751.11228949473, 35976.75384251145, -5354.342756019448],
        [1.0, 48.75887297245872, 709.689221056606, 3704.1482262011136, 6460.425167525689, 2516.3336892036896, -149.2474518361564],
        [1.0, 30.36558483552192, 269.34811860804984, 844.7837575953201, 882.9358451124886, 212.66638851179883, -5.3109549388266695],
    ];
    pub const P1: [[f64; 6]; 4] = [
        [0.0, 0.11718749999998865, 13.239480659307358, 412.05185430737856, 3874.7453891396053, 7914.479540318917],
        [1.3199051955624352e-11, 0.1171874931906141, 6.802751278684329, 108.30818299018911, 517.6361395331998, 528.7152013633375],
        [3.025039161373736e-09, 0.11718686556725359, 3.9329775003331564, 35.11940355916369, 91.05501107507813, 48.55906851973649],
        [1.0771083010687374e-07, 0.11717621946268335, 2.368514966676088, 12.242610914826123, 17.693971127168773, 5.073523125888185],
    ];
    pub const P1D: [[f64; 6]; 4] = [
        [1.0, 114.20737037567841, 3650.9308342085346, 36956.206026903346, 97602.79359349508, 30804.27206278888],
        [1.0, 59.28059872211313, 991.4014187336144, 5353.26695291488, 7844.690317495512, 1504.0468881036106],
        [1.0, 34.79130950012515, 336.76245874782575, 1046.8713997577513, 890.8113463982564, 103.78793243963928],
        [1.0, 21.43648593638214, 125.29022716840275, 232.2764690571628, 117.6793732871471, 8.364638933716183],
    ];
    pub const Q1: [[f64; 6]; 4] = [
        [0.0, -0.10253906249999271, -16.271753454459, -759.6017225139501, -11849.806670242959, -48438.512428575035],
        [-2.089799311417641e-11, -0.10253905024137543, -8.05644828123936, -183.66960747488838, -1373.1937606550816, -2612.4444045321566],
        [-5.078312264617666e-09, -0.10253782982083709, -4.610115811394734, -57.847221656278364, -228.2445407376317, -219.21012847890933],
        [-1.7838172751095887e-07, -0.10251704260798555, -2.7522056827818746, -19.663616264370372, -42.32531333728305, -21.371921170370406],
    ];
    pub const Q1D: [[f64; 7]; 4] = [
        [1.0, 161.3953697007229, 7825.385999233485, 133875.33628724958, 719657.7236832409, 666601.2326177764, -294490.26430383464],
        [1.0, 81.27655013843358, 1991.7987346048596, 17468.48519249089, 49851.42709103523, 27948.075163891812, -4719.183547951285],
        [1.0, 47.66515503237295, 673.8651126766997, 3380.1528667952634, 5547.729097207228, 1903.119193388108, -135.20119144430734],
        [1.0, 29.533362906052385, 252.98154998219053, 757.5028348686454, 739.3932053204672, 155.94900333666612, -4.959498988226282],
    ];
    pub const J0R: [f64; 4] = [0.015624999999999995, -0.00018997929423885472, 1.8295404953270067e-06, -4.618326885321032e-09];
    pub const J0S: [f64; 5] = [1.0, 0.015619102946489001, 0.00011692678466333745, 5.135465502073181e-07, 1.1661400333379e-09];
    pub const Y0U: [f64; 7] = [-0.07380429510868723, 0.17666645250918112, -0.01381856719455969, 0.00034745343209368365, -3.8140705372436416e-06, 1.9559013703502292e-08, -3.982051941321034e-11];
    pub const Y0V: [f64; 5] = [1.0, 0.01273048348341237, 7.600686273503533e-05, 2.591508518404578e-07, 4.4111031133267547e-10];
    pub const J1R: [f64; 4] = [-0.0625, 0.001407056669551897, -1.599556310840356e-05, 4.9672799960958445e-08];
    pub const J1S: [f64; 6] = [1.0, 0.019153759953836346, 0.00018594678558863092, 1.1771846404262368e-06, 5.0463625707621704e-09, 1.2354227442613791e-11];
    pub const Y1U: [f64; 5] = [-0.19605709064623894, 0.05044387166398113, -0.0019125689587576355, 2.352526005616105e-05, -9.190991580398789e-08];
    pub const Y1V: [f64; 6] = [1.0, 0.01991673182366499, 0.00020255258102513517, 1.3560880109751623e-06, 6.227414523646215e-09, 1.6655924620799208e-11];
}
use table::*;

fn row(x: f64) -> usize {
    // The bounds are those of the high words 4.5454... and 2.857....
    let high = (x.to_bits() >> 32) as u32;
    match high {
        0x4020_0000.. => 0,
        0x4012_2E8B.. => 1,
        0x4006_DB6D.. => 2,
        _ => 3,
    }
}

fn correction<const N: usize>(x: f64, n: &[[f64; 6]; 4], d: &[[f64; N]; 4]) -> f64 {
    let z = 1.0 / (x * x);
    ascending(z, &n[row(x)]) / ascending(z, &d[row(x)])
}

fn p_correction(x: f64, order: usize) -> f64 {
    1.0 + if order == 0 { correction(x, &P0, &P0D) } else { correction(x, &P1, &P1D) }
}

fn q_correction(x: f64, order: usize) -> f64 {
    if order == 0 { (-0.125 + correction(x, &Q0, &Q0D)) / x } else { (0.375 + correction(x, &Q1, &Q1D)) / x }
}

/// sqrt 2 times sine and cosine of x - (2*order+1)*pi/4, without cancellation.
fn phase(x: f64, order: usize) -> (f64, f64) {
    let (s, c) = (sin(x), cos(x));
    let (mut ss, mut cc) = if order == 0 { (s - c, s + c) } else { (-s - c, s - c) };
    if x < f64::MAX / 2.0 {
        let z = if order == 0 { -cos(x + x) } else { cos(x + x) };
        let cosine_cancels = if order == 0 { s * c < 0.0 } else { s * c > 0.0 };
        if cosine_cancels {
            cc = z / ss;
        } else {
            ss = z / cc;
        }
    }
    (ss, cc)
}

fn far_j(x: f64, order: usize) -> f64 {
    let (ss, cc) = phase(x, order);
    if x > TWO_129 {
        return INV_SQRT_PI * cc / x.sqrt();
    }
    INV_SQRT_PI * (p_correction(x, order) * cc - q_correction(x, order) * ss) / x.sqrt()
}

fn far_y(x: f64, order: usize) -> f64 {
    let (ss, cc) = phase(x, order);
    if x > TWO_129 {
        return INV_SQRT_PI * ss / x.sqrt();
    }
    INV_SQRT_PI * (p_correction(x, order) * ss + q_correction(x, order) * cc) / x.sqrt()
}

/// First kind, order 0.
pub fn j0(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x.is_infinite() {
        return 0.0;
    }
    let x = x.abs();
    if x >= 2.0 {
        return far_j(x, 0);
    }
    if x < 1.0 / 8192.0 {
        return if x < 1.0 / TWO_27 { 1.0 } else { 1.0 - 0.25 * x * x };
    }
    let z = x * x;
    let r = z * ascending(z, &J0R);
    let s = ascending(z, &J0S);
    if x < 1.0 {
        return 1.0 + z * (-0.25 + (r / s));
    }
    let u = 0.5 * x;
    (1.0 + u) * (1.0 - u) + z * (r / s)
}

/// First kind, order 1.
pub fn j1(x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x.is_infinite() || x == 0.0 {
        return 0.0;
    }
    let a = x.abs();
    if a >= 2.0 {
        let v = far_j(a, 1);
        return if x < 0.0 { -v } else { v };
    }
    if a < 1.0 / TWO_27 {
        // gc's library forgets the sign here.
        return 0.5 * a;
    }
    let z = x * x;
    let r = z * ascending(z, &J1R) * x;
    0.5 * x + r / ascending(z, &J1S)
}

/// Second kind, order 0.
pub fn y0(x: f64) -> f64 {
    if x < 0.0 || x.is_nan() {
        return NAN;
    }
    if x == f64::INFINITY {
        return 0.0;
    }
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x >= 2.0 {
        return far_y(x, 0);
    }
    if x <= 1.0 / TWO_27 {
        return Y0U[0] + TWO_OVER_PI * log(x);
    }
    let z = x * x;
    ascending(z, &Y0U) / ascending(z, &Y0V) + TWO_OVER_PI * j0(x) * log(x)
}

/// Second kind, order 1.
pub fn y1(x: f64) -> f64 {
    if x < 0.0 || x.is_nan() {
        return NAN;
    }
    if x == f64::INFINITY {
        return 0.0;
    }
    if x == 0.0 {
        return f64::NEG_INFINITY;
    }
    if x >= 2.0 {
        return far_y(x, 1);
    }
    if x <= 1.0 / 18_014_398_509_481_984.0 {
        return -TWO_OVER_PI / x;
    }
    let z = x * x;
    x * (ascending(z, &Y1U) / ascending(z, &Y1V)) + TWO_OVER_PI * (j1(x) * log(x) - 1.0 / x)
}

/// First kind, order `n`.
pub fn jn(n: i64, x: f64) -> f64 {
    if x.is_nan() {
        return x;
    }
    if x.is_infinite() {
        return 0.0;
    }
    if n == 0 {
        return j0(x);
    }
    if x == 0.0 {
        return 0.0;
    }
    let (n, x) = if n < 0 { (n.wrapping_neg(), -x) } else { (n, x) };
    if n == 1 {
        return j1(x);
    }
    let negative = x < 0.0 && n & 1 == 1;
    let x = x.abs();
    let order = n as f64;
    let v = if order <= x {
        forward(n, x)
    } else if x < 1.0 / 536_870_912.0 {
        if n > 33 {
            0.0
        } else {
            // The first term of Taylor's series: (x/2)**n / n!.
            let half = x * 0.5;
            let (mut power, mut factorial) = (half, 1.0);
            for i in 2..=n {
                factorial *= i as f64;
                power *= half;
            }
            power / factorial
        }
    } else {
        backward(n, x)
    };
    if negative { -v } else { v }
}

/// 2**302: beyond it only the first asymptotic term counts.
fn is_huge(x: f64) -> bool {
    x >= 8.148_143_905_337_944e90
}

fn forward(n: i64, x: f64) -> f64 {
    if is_huge(x) {
        let (s, c) = (sin(x), cos(x));
        let t = match n & 3 {
            0 => c + s,
            1 => -c + s,
            2 => -c - s,
            _ => c - s,
        };
        return INV_SQRT_PI * t / x.sqrt();
    }
    let (mut a, mut b) = (j0(x), j1(x));
    for i in 1..n {
        (a, b) = (b, b * ((i + i) as f64 / x) - a);
    }
    b
}

/// Backward recurrence from a continued fraction of J(n)/J(n-1).
fn backward(n: i64, x: f64) -> f64 {
    let order = n as f64;
    let w = (n + n) as f64 / x;
    let h = 2.0 / x;
    let mut z = w + h;
    let (mut q0, mut q1) = (w, w * z - 1.0);
    let mut k = 1;
    while q1 < 1e9 {
        k += 1;
        z += h;
        (q0, q1) = (q1, z * q1 - q0);
    }
    let mut t = 0.0;
    let mut i = 2 * (n + k);
    while i >= n + n {
        t = 1.0 / (i as f64 / x - t);
        i -= 2;
    }
    let (mut a, mut b) = (t, 1.0);
    // Scaled where the values would overflow.
    let scaled = order * log((2.0 / x * order).abs()) >= 7.097_827_128_933_840e+02;
    for i in (1..n).rev() {
        (a, b) = (b, b * (i + i) as f64 / x - a);
        if scaled && b > 1e100 {
            a /= b;
            t /= b;
            b = 1.0;
        }
    }
    t * j0(x) / b
}

/// Second kind, order `n`.
pub fn yn(n: i64, x: f64) -> f64 {
    if x < 0.0 || x.is_nan() {
        return NAN;
    }
    if x == f64::INFINITY {
        return 0.0;
    }
    if n == 0 {
        return y0(x);
    }
    let negative = n < 0 && n & 1 == 1;
    if x == 0.0 {
        return if negative { f64::INFINITY } else { f64::NEG_INFINITY };
    }
    let n = n.wrapping_abs();
    let v = if n == 1 {
        y1(x)
    } else if is_huge(x) {
        let (s, c) = (sin(x), cos(x));
        let t = match n & 3 {
            0 => s - c,
            1 => -s - c,
            2 => -s + c,
            _ => s + c,
        };
        INV_SQRT_PI * t / x.sqrt()
    } else {
        let (mut a, mut b) = (y0(x), y1(x));
        for i in 1..n {
            if b == f64::NEG_INFINITY {
                break;
            }
            (a, b) = (b, (i + i) as f64 / x * b - a);
        }
        b
    };
    if negative { -v } else { v }
}
