//! Tests of primality: Miller and Rabin's with given and random bases, and the extra strong Lucas test, which together
//! (Baillie, Pomerance, Selfridge, Wagstaff) have no known counterexample.

use dashu_int::UBig;
use dashu_int::fast_div::ConstDivisor;
use dashu_int::ops::BitTest;

const SMALL: [u64; 15] = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47];

/// Whether `n` is prime, with `rounds` random bases on top of the fixed tests.
pub fn probably(n: &UBig, rounds: u64, mut random: impl FnMut() -> u64) -> bool {
    let two = UBig::from(2u8);
    if *n < two {
        return false;
    }
    for p in SMALL {
        if (n % p) == 0 {
            return *n == UBig::from(p);
        }
    }
    if *n < UBig::from(53u64 * 53) {
        return true;
    }
    if !miller_rabin(n, two) || !lucas(n) {
        return false;
    }
    (0..rounds).all(|_| {
        let words: Vec<u64> = (0..n.as_words().len()).map(|_| random()).collect();
        let base = UBig::from_words(&words) % (n - UBig::from(3u8)) + UBig::from(2u8);
        miller_rabin(n, base)
    })
}

fn miller_rabin(n: &UBig, base: UBig) -> bool {
    let less = n - UBig::ONE;
    let k = less.trailing_zeros().unwrap_or(0);
    let ring = ConstDivisor::new(n.clone());
    let mut y = ring.reduce(base).pow(&(&less >> k));
    let minus_one = ring.reduce(less);
    if y.residue().is_one() || y == minus_one {
        return true;
    }
    for _ in 1..k {
        y = y.sqr();
        if y == minus_one {
            return true;
        }
        if y.residue().is_one() {
            return false;
        }
    }
    false
}

/// The extra strong test with Q = 1 and the first P >= 3 for which P*P - 4 is no square modulo `n`.
fn lucas(n: &UBig) -> bool {
    let mut p = 3u64;
    loop {
        if p > 10_000 {
            return false;
        }
        match jacobi(UBig::from(p * p - 4), n.clone()) {
            -1 => break,
            0 => return *n == UBig::from(p + 2),
            // A square has no such P.
            _ if p == 40 => {
                let root = dashu_int::ops::SquareRoot::sqrt(n);
                if &root * &root == *n {
                    return false;
                }
            }
            _ => {}
        }
        p += 1;
    }
    let more = n + UBig::ONE;
    let r = more.trailing_zeros().unwrap_or(0);
    let s = &more >> r;
    let ring = ConstDivisor::new(n.clone());
    let (two, big_p) = (ring.reduce(2u64), ring.reduce(p));
    let (mut v, mut next) = (two.clone(), big_p.clone());
    for i in (0..s.bit_len()).rev() {
        let cross = &v * &next - &big_p;
        if s.bit(i) {
            v = cross;
            next = next.sqr() - &two;
        } else {
            next = cross;
            v = v.sqr() - &two;
        }
    }
    let minus_two = ring.reduce(0u64) - &two;
    if (v == two || v == minus_two) && &v * &big_p == &next + &next {
        return true;
    }
    for _ in 0..r.saturating_sub(1) {
        if v.residue().is_zero() {
            return true;
        }
        if v == two {
            return false;
        }
        v = v.sqr() - &two;
    }
    false
}

/// The Jacobi symbol of `a` over an odd `n`.
pub fn jacobi(a: UBig, n: UBig) -> i64 {
    let (mut a, mut n, mut j) = (a % &n, n, 1);
    while !a.is_zero() {
        let k = a.trailing_zeros().unwrap_or(0);
        a >>= k;
        let low = |x: &UBig, bits: u64| x.as_words().first().copied().unwrap_or(0) & bits;
        if k % 2 == 1 && matches!(low(&n, 7), 3 | 5) {
            j = -j;
        }
        if low(&n, 3) == 3 && low(&a, 3) == 3 {
            j = -j;
        }
        (a, n) = (n % &a, a);
    }
    if n.is_one() { j } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_trial_division() {
        for n in 0..20_000u64 {
            let want = n > 1 && (2..).take_while(|d| d * d <= n).all(|d| n % d != 0);
            assert_eq!(probably(&UBig::from(n), 1, || 12345), want, "{n}");
        }
        let m127 = UBig::from(2u8).pow(127) - UBig::ONE;
        assert!(probably(&m127, 5, || 0x9E37_79B9_7F4A_7C15));
        assert!(!probably(&(&m127 * UBig::from(1_000_003u64)), 0, || 7));
    }
}
