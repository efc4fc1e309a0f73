//! Package math/big: arithmetic on magnitudes, slices of words with the least significant first and no zero at the end.
//! Short operands are worked on directly; longer ones by dashu-int.

mod prime;

use dashu_int::UBig;
use dashu_int::fast_div::ConstDivisor;
use dashu_int::monty::MontgomeryRepr;
use dashu_int::ops::{BitTest, DivRem, ExtendedGcd, Gcd, SquareRoot};
use vole_vm::{NativeCtx, NativeRegistry, NativeResult, SliceWords, WaitReason};

/// More words than this are out of memory.
const MAX_WORDS: u64 = 1 << 27;

/// Products of two numbers of more words than this are made on a helper thread: other goroutines go on meanwhile.
const APART: usize = 1 << 15;

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("math/big.natAdd", |c| {
        let (x, y) = (words(c, 3), words(c, 6));
        let (x, y) = if x.len() < y.len() { (y, x) } else { (x, y) };
        let z = place(c, x.len() + 1, true)?;
        // SAFETY: `place` gave room for one word more than the longer operand; each word is read before it is written.
        unsafe { add_to(z.ptr as *mut u64, x.as_ptr(), x.len(), y.as_ptr(), y.len()) };
        finish(c, z, x.len() + 1)
    });
    r.add("math/big.natSub", |c| {
        let (x, y) = (words(c, 3), words(c, 6));
        let z = place(c, x.len(), true)?;
        // SAFETY: as for natAdd; y is not the longer one.
        unsafe { sub_to(z.ptr as *mut u64, x.as_ptr(), x.len(), y.as_ptr(), y.len()) };
        finish(c, z, x.len())
    });
    r.add("math/big.natMul", |c| {
        let (x, y) = (words(c, 3), words(c, 6));
        if (x.len() + y.len()) as u64 > MAX_WORDS {
            return Err(c.out_of_memory());
        }
        let (x, y) = if x.len() < y.len() { (y, x) } else { (x, y) };
        c.charge(x.len() as u64 * (y.len() as u64).isqrt());
        let n = x.len() + y.len();
        let product = match c.take_result::<UBig>() {
            None if y.len() > APART => {
                let (x, y) = (UBig::from_words(x), UBig::from_words(y));
                return Err(c.block_on(WaitReason::SYSCALL, move || x * y));
            }
            product => product,
        };
        let z = place(c, n, false)?;
        if y.is_empty() {
            return finish(c, z, 0);
        }
        // SAFETY: `place` gave room for n words that are none of the operands'.
        let out = unsafe { std::slice::from_raw_parts_mut(z.ptr as *mut u64, n) };
        if y.len() > 24 {
            let product = product.unwrap_or_else(|| UBig::from_words(x) * UBig::from_words(y));
            out.fill(0);
            out[..product.as_words().len()].copy_from_slice(product.as_words());
        } else {
            mul_to(out, x, y);
        }
        finish(c, z, n)
    });
    r.add("math/big.natDivRem", |c| {
        let (x, y) = (words(c, 0), words(c, 3));
        if y.is_empty() {
            return Err(c.panic_str("division by zero"));
        }
        let (q, rem) = div_rem(x, y);
        put(c, 0, q)?;
        put(c, 3, rem)
    });
    r.add("math/big.natCmp", |c| {
        let (x, y) = (words(c, 0), words(c, 3));
        let o = x.len().cmp(&y.len()).then_with(|| x.iter().rev().cmp(y.iter().rev()));
        c.set_i64(0, o as i64);
        Ok(())
    });
    r.add("math/big.natShl", |c| {
        let (x, n) = (words(c, 0), c.u64(3));
        if x.is_empty() {
            return put(c, 0, vec![]);
        }
        if n / 64 + x.len() as u64 + 1 > MAX_WORDS {
            return Err(c.out_of_memory());
        }
        let z = shl(x, n);
        put(c, 0, z)
    });
    r.add("math/big.natShr", |c| {
        let z = shr(words(c, 0), c.u64(3));
        put(c, 0, z)
    });
    r.add("math/big.natBits", |c| {
        let (x, y, op) = (words(c, 0), words(c, 3), c.u64(6));
        let n = x.len().max(y.len());
        let at = |t: &[u64], i: usize| t.get(i).copied().unwrap_or(0);
        let z = (0..n)
            .map(|i| {
                let (a, b) = (at(x, i), at(y, i));
                match op {
                    0 => a & b,
                    1 => a | b,
                    2 => a ^ b,
                    _ => a & !b,
                }
            })
            .collect();
        put(c, 0, z)
    });
    r.add("math/big.natText", |c| {
        let t = text(words(c, 0), c.u64(3));
        c.set_str(0, &t)
    });
    r.add("math/big.natParse", |c| {
        let z = parse(c.bytes(0), c.u64(2));
        put(c, 0, z)
    });
    r.add("math/big.natPow", |c| {
        let (x, n) = (UBig::from_words(words(c, 0)), c.u64(3));
        if (x.bit_len() as u64).saturating_mul(n) / 64 > MAX_WORDS {
            return Err(c.out_of_memory());
        }
        let z = x.pow(n as usize);
        put(c, 0, z.as_words().to_vec())
    });
    r.add("math/big.natExpMod", |c| {
        let (x, y, m) = (UBig::from_words(words(c, 0)), UBig::from_words(words(c, 3)), UBig::from_words(words(c, 6)));
        let z = exp_mod(x, &y, m);
        put(c, 0, z.as_words().to_vec())
    });
    r.add("math/big.natSqrt", |c| {
        let z = UBig::from_words(words(c, 0)).sqrt();
        put(c, 0, z.as_words().to_vec())
    });
    r.add("math/big.natGCD", |c| {
        let z = gcd(words(c, 0), words(c, 3));
        put(c, 0, z)
    });
    r.add("math/big.natBezout", |c| {
        // Both are positive.
        let (x, y) = (UBig::from_words(words(c, 0)), UBig::from_words(words(c, 3)));
        let (_, s, _) = (&x).gcd_ext(&y);
        let (sign, s) = s.into_parts();
        put(c, 0, s.as_words().to_vec())?;
        c.set_bool(3, sign == dashu_int::Sign::Negative);
        Ok(())
    });
    r.add("math/big.natInverse", |c| {
        // 0 < x < n.
        let (x, n) = (UBig::from_words(words(c, 0)), UBig::from_words(words(c, 3)));
        let inverse = ConstDivisor::new(n).reduce(x).inv().map(|v| v.residue());
        c.set_bool(3, inverse.is_some());
        put(c, 0, inverse.unwrap_or(UBig::ZERO).as_words().to_vec())
    });
    r.add("math/big.natPrime", |c| {
        let p = prime::probably(&UBig::from_words(words(c, 0)), c.u64(3), || c.random());
        c.set_bool(0, p);
        Ok(())
    });
    r.add("math/big.natJacobi", |c| {
        let j = prime::jacobi(UBig::from_words(words(c, 0)), UBig::from_words(words(c, 3)));
        c.set_i64(0, j);
        Ok(())
    });
    r.add("math/big.natRange", |c| {
        let z = range(c.u64(0), c.u64(1));
        put(c, 0, z.as_words().to_vec())
    });
}

/// The product of all numbers from `a` to `b`.
fn range(a: u64, b: u64) -> UBig {
    match b.saturating_sub(a) {
        _ if a == 0 => UBig::ZERO,
        _ if a > b => UBig::ONE,
        0 => UBig::from(a),
        1..8 => (a..=b).fold(UBig::ONE, |z, n| z * n),
        n => {
            let m = a + n / 2;
            range(a, m) * range(m + 1, b)
        }
    }
}

/// A magnitude at slots `n..n+3`.
fn words<'v>(c: &NativeCtx<'v>, n: usize) -> &'v [u64] {
    let mut w: &[u64] = c.words_mut(n);
    while let Some((0, rest)) = w.split_last() {
        w = rest;
    }
    w
}

fn put(c: &mut NativeCtx<'_>, n: usize, mut z: Vec<u64>) -> NativeResult {
    while z.last() == Some(&0) {
        z.pop();
    }
    if z.is_empty() {
        c.set_slice(n, Default::default());
        return Ok(());
    }
    let s = c.new_slice(c.vm.program().known.int, z.len())?;
    // SAFETY: freshly allocated for this many words.
    unsafe { std::ptr::copy_nonoverlapping(z.as_ptr(), s.ptr as *mut u64, z.len()) };
    c.set_slice(n, s);
    Ok(())
}

/// Room for a result of `n` words: that of the slice in slots 0..3 if it is large enough, else new, with a little to spare.
/// The operands stand in slots 3..9; they may be the very slice (`inplace`), but not overlap with it otherwise.
fn place(c: &mut NativeCtx<'_>, n: usize, inplace: bool) -> NativeResult<SliceWords> {
    let z = c.slice(0);
    let clash = |at: usize| {
        let o = c.slice(at);
        o.len > 0 && o.ptr < z.ptr + 8 * n as u64 && z.ptr < o.ptr + 8 * o.len && !(inplace && o.ptr == z.ptr)
    };
    if z.cap >= n as u64 && z.cap > 0 && !clash(3) && !clash(6) {
        return Ok(z);
    }
    let room = if n <= 1 { n } else { n + 4 };
    if room == 0 {
        return Ok(SliceWords::default());
    }
    c.new_slice(c.vm.program().known.int, room)
}

/// Answers the first `n` words of `z` without the zeros at their end.
fn finish(c: &mut NativeCtx<'_>, z: SliceWords, mut n: usize) -> NativeResult {
    // SAFETY: `place` gave room for n words, which are written by now.
    while n > 0 && unsafe { *(z.ptr as *const u64).add(n - 1) } == 0 {
        n -= 1;
    }
    c.set_slice(0, SliceWords { len: n as u64, ..z });
    Ok(())
}

/// `z = x + y`, with a word for the carry.
///
/// # Safety
/// `nx + 1` writable words at `z`, the operands readable, `nx >= ny`; `z` may be one of them.
unsafe fn add_to(z: *mut u64, x: *const u64, nx: usize, y: *const u64, ny: usize) {
    let mut carry = false;
    // SAFETY: the caller's promise.
    unsafe {
        for i in 0..ny {
            let (s, c1) = (*x.add(i)).overflowing_add(*y.add(i));
            let (s, c2) = s.overflowing_add(u64::from(carry));
            carry = c1 | c2;
            *z.add(i) = s;
        }
        for i in ny..nx {
            let (s, c) = (*x.add(i)).overflowing_add(u64::from(carry));
            carry = c;
            *z.add(i) = s;
        }
        *z.add(nx) = u64::from(carry);
    }
}

/// `z = x - y`, which is not negative.
///
/// # Safety
/// `nx` writable words at `z`, the operands readable, `nx >= ny`; `z` may be one of them.
unsafe fn sub_to(z: *mut u64, x: *const u64, nx: usize, y: *const u64, ny: usize) {
    let mut borrow = false;
    // SAFETY: the caller's promise.
    unsafe {
        for i in 0..ny.min(nx) {
            let (s, c1) = (*x.add(i)).overflowing_sub(*y.add(i));
            let (s, c2) = s.overflowing_sub(u64::from(borrow));
            borrow = c1 | c2;
            *z.add(i) = s;
        }
        for i in ny.min(nx)..nx {
            let (s, c) = (*x.add(i)).overflowing_sub(u64::from(borrow));
            borrow = c;
            *z.add(i) = s;
        }
    }
}

/// The product by the schoolbook; `out` has as many words as both operands together, the shorter of which is `y`.
fn mul_to(out: &mut [u64], x: &[u64], y: &[u64]) {
    let n = x.len();
    let mut carry = 0u128;
    for (o, &a) in out.iter_mut().zip(x) {
        let t = u128::from(a) * u128::from(y[0]) + carry;
        *o = t as u64;
        carry = t >> 64;
    }
    out[n] = carry as u64;
    for (i, &b) in y.iter().enumerate().skip(1) {
        let mut carry = 0u128;
        for (o, &a) in out[i..].iter_mut().zip(x) {
            let t = u128::from(a) * u128::from(b) + u128::from(*o) + carry;
            *o = t as u64;
            carry = t >> 64;
        }
        out[i + n] = carry as u64;
    }
}

fn div_rem(x: &[u64], y: &[u64]) -> (Vec<u64>, Vec<u64>) {
    if x.len() < y.len() {
        return (vec![], x.to_vec());
    }
    if let ([a], [b]) = (x, y) {
        return (vec![a / b], vec![a % b]);
    }
    let (q, r) = UBig::from_words(x).div_rem(UBig::from_words(y));
    (q.as_words().to_vec(), r.as_words().to_vec())
}

fn shl(x: &[u64], n: u64) -> Vec<u64> {
    let (w, b) = ((n / 64) as usize, n % 64);
    let mut z = vec![0; w];
    if b == 0 {
        z.extend_from_slice(x);
        return z;
    }
    let mut carry = 0;
    for &a in x {
        z.push(a << b | carry);
        carry = a >> (64 - b);
    }
    z.push(carry);
    z
}

fn shr(x: &[u64], n: u64) -> Vec<u64> {
    let (w, b) = (n / 64, n % 64);
    if w >= x.len() as u64 {
        return vec![];
    }
    let x = &x[w as usize..];
    if b == 0 {
        return x.to_vec();
    }
    (0..x.len()).map(|i| x[i] >> b | x.get(i + 1).map_or(0, |&h| h << (64 - b))).collect()
}

fn gcd(x: &[u64], y: &[u64]) -> Vec<u64> {
    match (x, y) {
        ([], z) | (z, []) => z.to_vec(),
        _ => UBig::from_words(x).gcd(UBig::from_words(y)).as_words().to_vec(),
    }
}

pub(super) fn exp_mod(x: UBig, y: &UBig, m: UBig) -> UBig {
    if m.is_one() {
        return UBig::ZERO;
    }
    if m.bit(0) {
        let ring = MontgomeryRepr::new(m);
        return ring.reduce(x).pow(y).residue();
    }
    ConstDivisor::new(m).reduce(x).pow(y).residue()
}

const DIGITS: &[u8; 62] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// Digits in a base from 2 to 62.
fn text(x: &[u64], base: u64) -> Vec<u8> {
    if x.is_empty() {
        return b"0".to_vec();
    }
    if base <= 36 {
        return UBig::from_words(x).in_radix(base as u32).to_string().into_bytes();
    }
    // The largest power of the base in a word.
    let (mut power, mut digits) = (base, 1);
    while let Some(p) = power.checked_mul(base) {
        power = p;
        digits += 1;
    }
    let (mut rest, mut out) = (x.to_vec(), Vec::new());
    while !rest.is_empty() {
        let mut low = 0u64;
        for w in rest.iter_mut().rev() {
            let t = u128::from(low) << 64 | u128::from(*w);
            *w = (t / u128::from(power)) as u64;
            low = (t % u128::from(power)) as u64;
        }
        while rest.last() == Some(&0) {
            rest.pop();
        }
        for _ in 0..digits {
            out.push(DIGITS[(low % base) as usize]);
            low /= base;
        }
    }
    while out.last() == Some(&b'0') {
        out.pop();
    }
    out.reverse();
    out
}

/// The number that valid digits mean.
fn parse(digits: &[u8], base: u64) -> Vec<u64> {
    if base <= 36
        && let Ok(s) = std::str::from_utf8(digits)
        && let Ok(z) = UBig::from_str_radix(s, base as u32)
    {
        return z.as_words().to_vec();
    }
    let mut z: Vec<u64> = Vec::new();
    for &b in digits {
        let d = match b {
            b'0'..=b'9' => b - b'0',
            b'a'..=b'z' => b - b'a' + 10,
            b'A'..=b'Z' if base <= 36 => b - b'A' + 10,
            b'A'..=b'Z' => b - b'A' + 36,
            _ => continue,
        };
        let mut carry = u128::from(d);
        for w in &mut z {
            let t = u128::from(*w) * u128::from(base) + carry;
            *w = t as u64;
            carry = t >> 64;
        }
        if carry > 0 {
            z.push(carry as u64);
        }
    }
    z
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words() {
        let x = [u64::MAX, 7, 9];
        let y = [3, u64::MAX];
        let mut p = [0; 5];
        mul_to(&mut p, &x, &y);
        let (q, r) = div_rem(&p, &x);
        assert_eq!((q, r.len()), (y.to_vec(), 0));
        let mut z = [0; 4];
        // SAFETY: room for a word more than the longer operand has.
        unsafe {
            add_to(z.as_mut_ptr(), x.as_ptr(), 3, y.as_ptr(), 2);
            sub_to(z.as_mut_ptr(), z.as_ptr(), 4, y.as_ptr(), 2);
        }
        assert_eq!(z, [u64::MAX, 7, 9, 0]);
        assert_eq!(shr(&shl(&x, 131), 131)[..3], x);
        for base in [2, 10, 36, 62] {
            assert_eq!(parse(&text(&x, base), base), x, "{base}");
        }
    }
}
