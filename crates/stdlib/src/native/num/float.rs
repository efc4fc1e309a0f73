//! Floats as text: the formats of `strconv.FormatFloat`.

use super::int::push_int;
use std::io::Write;

/// Digits and decimal point of a positive finite number: value = 0.d1d2d3... * 10^dp.
struct Decimal {
    d: [u8; 24],
    nd: usize,
    dp: i32,
    /// Digits when there are more than fit `d`.
    long: Vec<u8>,
}

impl Decimal {
    fn digits(&self) -> &[u8] {
        if self.long.is_empty() { &self.d[..self.nd] } else { &self.long }
    }
}

/// No more digits than this differ from zero in any float64.
const MAX_PREC: usize = 1100;

/// Takes apart what `{:e}` wrote: `d.ddde-x`.
fn from_exp_form(text: &[u8]) -> Decimal {
    let e = text.iter().rposition(|&c| c == b'e').expect("the form has an exponent");
    let neg = text[e + 1] == b'-';
    let exp = text[e + 1 + usize::from(neg)..].iter().fold(0i32, |n, &c| n * 10 + i32::from(c - b'0'));
    let mut dec = Decimal { d: [0; 24], nd: 0, dp: if neg { 1 - exp } else { 1 + exp }, long: Vec::new() };
    let ds = text[..e].iter().filter(|&&c| c != b'.');
    if e <= 24 {
        for &c in ds {
            dec.d[dec.nd] = c;
            dec.nd += 1;
        }
    } else {
        dec.long = ds.copied().collect();
        dec.nd = dec.long.len();
    }
    dec
}

/// A small buffer that `write!` can fill.
struct Short {
    b: [u8; 40],
    n: usize,
}

impl std::fmt::Write for Short {
    fn write_str(&mut self, s: &str) -> std::fmt::Result {
        let end = self.n + s.len();
        self.b.get_mut(self.n..end).ok_or(std::fmt::Error)?.copy_from_slice(s.as_bytes());
        self.n = end;
        Ok(())
    }
}

/// The shortest digits that read back as `f`.
fn shortest(f: f64, bits: u32) -> Decimal {
    use std::fmt::Write as _;
    if f == 0.0 {
        return Decimal { d: [0; 24], nd: 0, dp: 0, long: Vec::new() };
    }
    let mut s = Short { b: [0; 40], n: 0 };
    let r = if bits == 32 { write!(s, "{:e}", f as f32) } else { write!(s, "{f:e}") };
    r.expect("shortest digits fit");
    let mut dec = from_exp_form(&s.b[..s.n]);
    round_tie_to_even(&mut dec, f);
    dec
}

/// Two shortest texts can be equally near; Go takes the one whose last digit is even. That needs a value of k+1 decimals
/// ending in 5 where k decimals are enough, thus an odd multiple of 2^-(k+1).
fn round_tie_to_even(dec: &mut Decimal, f: f64) {
    let k = dec.nd as i32 - dec.dp;
    if !(1..=20).contains(&k) || dec.nd < 6 {
        return;
    }
    let y = f * 2f64.powi(k + 1);
    if y >= 9e15 || y.fract() != 0.0 || y as u64 & 1 == 0 {
        return;
    }
    let floor = (y as u128 * 5u128.pow(k as u32)) >> 1;
    let now = dec.d[..dec.nd].iter().fold(0u128, |n, &c| n * 10 + u128::from(c - b'0'));
    let last = &mut dec.d[dec.nd - 1];
    if now & 1 != 0 {
        // Neither neighbour ends in 0 (it would be shorter), so nothing carries.
        if now == floor { *last += 1 } else { *last -= 1 }
    }
}

/// `n` significant digits (at least 1), rounded half to even from the exact value.
fn exact(f: f64, n: usize) -> Decimal {
    use std::fmt::Write as _;
    let p = (n - 1).min(MAX_PREC);
    let mut s = Short { b: [0; 40], n: 0 };
    if p < 30 && write!(s, "{f:.p$e}").is_ok() {
        return from_exp_form(&s.b[..s.n]);
    }
    from_exp_form(format!("{f:.p$e}").as_bytes())
}

/// Appends `f` as `strconv.AppendFloat(dst, f, fmt, prec, bits)` does. `prec` negative: the shortest text that reads back
/// (`bits` is 32 or 64). An unknown `fmt` appends `%` and itself.
pub fn push_float(out: &mut Vec<u8>, f: f64, fmt: u8, prec: i64, bits: u32) {
    let f = if bits == 32 { f64::from(f as f32) } else { f };
    if f.is_nan() {
        out.extend_from_slice(b"NaN");
        return;
    }
    if f.is_infinite() {
        out.extend_from_slice(if f > 0.0 { b"+Inf" } else { b"-Inf" });
        return;
    }
    match fmt {
        b'b' => return push_binary(out, f, bits),
        b'x' | b'X' => return push_hex(out, f, fmt, prec, bits),
        b'e' | b'E' | b'f' | b'g' | b'G' => {}
        _ => {
            out.extend_from_slice(&[b'%', fmt]);
            return;
        }
    }
    if f.is_sign_negative() {
        out.push(b'-');
    }
    let f = f.abs();
    let short = prec < 0;
    match fmt {
        b'e' | b'E' => {
            let dec = if short { shortest(f, bits) } else { exact(f, prec as usize + 1) };
            let prec = if short { dec.nd.max(1) - 1 } else { prec as usize };
            push_e(out, &dec, prec, fmt);
        }
        b'f' => {
            if short {
                let dec = shortest(f, bits);
                let prec = (dec.nd as i32 - dec.dp).max(0) as usize;
                push_f(out, &dec, prec);
            } else {
                let p = (prec as usize).min(MAX_PREC);
                write!(out, "{f:.p$}").expect("writing to memory");
                out.resize(out.len() + prec as usize - p, b'0');
            }
        }
        _ => {
            let (dec, eprec, prec) = if short {
                let dec = shortest(f, bits);
                let nd = dec.nd as i64;
                (dec, 6, nd)
            } else {
                let p = prec.max(1);
                let mut dec = exact(f, p as usize);
                // Trailing zeros do not count as digits here.
                let nd = dec.digits().iter().rposition(|&c| c != b'0').map_or(0, |i| i + 1);
                dec.nd = nd;
                dec.long.truncate(nd);
                if nd == 0 {
                    dec.dp = 0;
                }
                let eprec = if p > nd as i64 && nd as i64 >= i64::from(dec.dp) { nd as i64 } else { p };
                (dec, eprec, p)
            };
            let exp = i64::from(dec.dp) - 1;
            if exp < -4 || exp >= eprec {
                let prec = prec.min(dec.nd as i64);
                push_e(out, &dec, (prec - 1).max(0) as usize, fmt - 2);
            } else {
                push_f(out, &dec, (dec.nd as i32 - dec.dp).max(0) as usize);
            }
        }
    }
}

/// `d.ddde±dd` with `prec` digits after the point.
fn push_e(out: &mut Vec<u8>, dec: &Decimal, prec: usize, e: u8) {
    let ds = &dec.digits()[..dec.nd];
    out.push(ds.first().copied().unwrap_or(b'0'));
    if prec > 0 {
        out.push(b'.');
        let have = ds.len().clamp(1, prec + 1);
        if !ds.is_empty() {
            out.extend_from_slice(&ds[1..have]);
        }
        out.resize(out.len() + prec + 1 - have, b'0');
    }
    out.push(e);
    let exp = if dec.nd == 0 { 0 } else { dec.dp - 1 };
    out.push(if exp < 0 { b'-' } else { b'+' });
    let exp = exp.unsigned_abs();
    if exp < 10 {
        out.push(b'0');
    }
    push_int(out, i64::from(exp), 10);
}

/// `ddd.ddd` with `prec` digits after the point.
fn push_f(out: &mut Vec<u8>, dec: &Decimal, prec: usize) {
    let ds = &dec.digits()[..dec.nd];
    let dp = dec.dp;
    if dp > 0 {
        let whole = ds.len().min(dp as usize);
        out.extend_from_slice(&ds[..whole]);
        out.resize(out.len() + dp as usize - whole, b'0');
    } else {
        out.push(b'0');
    }
    if prec > 0 {
        out.push(b'.');
        for i in 0..prec as i32 {
            let at = dp + i;
            out.push(if at < 0 { b'0' } else { ds.get(at as usize).copied().unwrap_or(b'0') });
        }
    }
}

/// Mantissa bits, smallest exponent and bias of a width.
fn shape(bits: u32) -> (u32, i32) {
    if bits == 32 { (23, -127) } else { (52, -1023) }
}

/// Sign, mantissa with the implicit bit, and exponent of its lowest bit plus mantissa bits.
fn split(f: f64, bits: u32) -> (bool, u64, i32) {
    let (mant_bits, bias) = shape(bits);
    let (raw, exp_bits) = if bits == 32 { (u64::from((f as f32).to_bits()), 8) } else { (f.to_bits(), 11) };
    let neg = raw >> (mant_bits + exp_bits) != 0;
    let e = (raw >> mant_bits) as i32 & ((1 << exp_bits) - 1);
    let mant = raw & ((1 << mant_bits) - 1);
    if e == 0 { (neg, mant, bias + 1) } else { (neg, mant | 1 << mant_bits, e + bias) }
}

/// `-ddddp±ddd`.
fn push_binary(out: &mut Vec<u8>, f: f64, bits: u32) {
    let (neg, mant, exp) = split(f, bits);
    if neg {
        out.push(b'-');
    }
    push_int(out, mant as i64, 10);
    out.push(b'p');
    let e = exp - shape(bits).0 as i32;
    if e >= 0 {
        out.push(b'+');
    }
    push_int(out, i64::from(e), 10);
}

/// `-0x1.yyyyyyyyp±ddd`.
fn push_hex(out: &mut Vec<u8>, f: f64, fmt: u8, prec: i64, bits: u32) {
    let (neg, mut mant, mut exp) = split(f, bits);
    if mant == 0 {
        exp = 0;
    }
    // Bring the leading one to bit 60.
    mant <<= 60 - shape(bits).0;
    while mant != 0 && mant & (1 << 60) == 0 {
        mant <<= 1;
        exp -= 1;
    }
    if (0..15).contains(&prec) {
        let shift = (prec * 4) as u32;
        let extra = (mant << shift) & ((1 << 60) - 1);
        mant >>= 60 - shift;
        if extra | (mant & 1) > 1 << 59 {
            mant += 1;
        }
        mant <<= 60 - shift;
        if mant & (1 << 61) != 0 {
            mant >>= 1;
            exp += 1;
        }
    }
    let hex: &[u8; 16] = if fmt == b'X' { b"0123456789ABCDEF" } else { b"0123456789abcdef" };
    if neg {
        out.push(b'-');
    }
    out.extend_from_slice(&[b'0', fmt, b'0' + (mant >> 60 & 1) as u8]);
    mant <<= 4;
    if prec < 0 && mant != 0 {
        out.push(b'.');
        while mant != 0 {
            out.push(hex[(mant >> 60) as usize]);
            mant <<= 4;
        }
    } else if prec > 0 {
        out.push(b'.');
        for _ in 0..prec {
            out.push(hex[(mant >> 60) as usize]);
            mant <<= 4;
        }
    }
    out.push(if fmt == b'X' { b'P' } else { b'p' });
    out.push(if exp < 0 { b'-' } else { b'+' });
    let e = exp.unsigned_abs();
    if e < 10 {
        out.push(b'0');
    }
    push_int(out, i64::from(e), 10);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(f: f64, fmt: u8, prec: i64, bits: u32) -> String {
        let mut out = Vec::new();
        push_float(&mut out, f, fmt, prec, bits);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn formats() {
        // (value, format, precision, width, text), from real Go.
        let cases: [(f64, u8, i64, u32, &str); 14] = [
            (0.0, b'g', -1, 64, "0"),
            (-0.0, b'e', 2, 64, "-0.00e+00"),
            (1e6, b'g', -1, 64, "1e+06"),
            (123_456_789.0, b'g', -1, 64, "1.23456789e+08"),
            (2.5, b'f', 0, 64, "2"),
            (0.125, b'f', 2, 64, "0.12"),
            (1e23, b'g', -1, 64, "1e+23"),
            (5e-324, b'e', -1, 64, "5e-324"),
            (2594.28125, b'g', -1, 32, "2594.2812"),
            (f64::MAX, b'f', -1, 32, "+Inf"),
            (1.5, b'b', 0, 64, "6755399441055744p-52"),
            (1.5, b'x', -1, 64, "0x1.8p+00"),
            (999_999.5, b'g', 3, 64, "1e+06"),
            (0.1, b'z', 1, 64, "%z"),
        ];
        for (f, fmt, prec, bits, want) in cases {
            assert_eq!(text(f, fmt, prec, bits), want, "{f} {} {prec} {bits}", char::from(fmt));
        }
    }

    #[test]
    fn shortest_reads_back() {
        let mut x = 1u64;
        for _ in 0..20_000 {
            x = x.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let f = f64::from_bits(x);
            if f.is_finite() {
                assert_eq!(text(f, b'e', -1, 64).parse::<f64>().unwrap().to_bits(), x);
                assert_eq!(super::super::parse::parse_float(text(f, b'x', -1, 64).as_bytes(), 64).0.to_bits(), x);
            }
        }
    }
}
