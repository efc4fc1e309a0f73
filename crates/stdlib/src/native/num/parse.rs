//! Numbers from text.

/// What became of parsing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i64)]
pub enum Status {
    /// Parsed.
    Ok = 0,
    /// Not a number.
    Syntax = 1,
    /// Too large; the value is the nearest limit.
    Range = 2,
    /// No such base.
    Base = 3,
    /// No such width.
    BitSize = 4,
}

/// Whether underscores stand only between digits, or between a base prefix and a digit.
pub fn underscores_ok(s: &[u8]) -> bool {
    let mut s = s;
    if let [b'+' | b'-', rest @ ..] = s {
        s = rest;
    }
    let (mut prev, mut hex) = (b'^', false);
    if let [b'0', p, rest @ ..] = s
        && matches!(p | 0x20, b'b' | b'o' | b'x')
    {
        (prev, hex) = (b'0', p | 0x20 == b'x');
        s = rest;
    }
    for &c in s {
        if c.is_ascii_digit() || hex && c.is_ascii_hexdigit() {
            prev = b'0';
        } else if c == b'_' {
            if prev != b'0' {
                return false;
            }
            prev = b'_';
        } else {
            if prev == b'_' {
                return false;
            }
            prev = b'!';
        }
    }
    prev != b'_'
}

/// `strconv.ParseUint`.
pub fn parse_uint(s: &[u8], base: i64, bits: i64) -> (u64, Status) {
    if s.is_empty() {
        return (0, Status::Syntax);
    }
    let whole = s;
    let (mut s, auto) = (s, base == 0);
    let base = match base {
        2..=36 => base as u64,
        0 => match s {
            [b'0', p, _, ..] if matches!(p | 0x20, b'b' | b'o' | b'x') => {
                s = &s[2..];
                match p | 0x20 {
                    b'b' => 2,
                    b'o' => 8,
                    _ => 16,
                }
            }
            [b'0', ..] => {
                s = &s[1..];
                8
            }
            _ => 10,
        },
        _ => return (0, Status::Base),
    };
    let bits = match bits {
        0 => 64,
        1..=64 => bits as u32,
        _ => return (0, Status::BitSize),
    };
    let max = u64::MAX >> (64 - bits);
    if base == 10 && s.len() <= 18 {
        // No overflow; whatever is not a digit is told below.
        let mut n = 0u64;
        if s.iter().all(|c| {
            let d = c.wrapping_sub(b'0');
            n = n * 10 + u64::from(d & 15);
            d <= 9
        }) {
            return if n <= max { (n, Status::Ok) } else { (max, Status::Range) };
        }
    }
    let (mut n, mut over, mut underscores) = (0u64, false, false);
    for &c in s {
        let d = match c {
            b'_' if auto => {
                underscores = true;
                continue;
            }
            b'0'..=b'9' => c - b'0',
            b'a'..=b'z' => c - b'a' + 10,
            b'A'..=b'Z' => c - b'A' + 10,
            _ => return (0, Status::Syntax),
        };
        if u64::from(d) >= base {
            return (0, Status::Syntax);
        }
        match n.checked_mul(base).and_then(|n| n.checked_add(u64::from(d))) {
            Some(v) if v <= max => n = v,
            // The digits beyond are not looked at.
            _ => {
                over = true;
                break;
            }
        }
    }
    if over {
        return (max, Status::Range);
    }
    if underscores && !underscores_ok(whole) {
        return (0, Status::Syntax);
    }
    (n, Status::Ok)
}

/// `strconv.ParseInt`.
pub fn parse_int(s: &[u8], base: i64, bits: i64) -> (i64, Status) {
    let (neg, digits) = match s {
        [b'+', rest @ ..] => (false, rest),
        [b'-', rest @ ..] => (true, rest),
        _ => (false, s),
    };
    let (u, status) = parse_uint(digits, base, bits);
    if status != Status::Ok && status != Status::Range {
        return (0, status);
    }
    let bits = if bits == 0 { 64 } else { bits };
    let cutoff = 1u64 << (bits - 1);
    if !neg && u >= cutoff {
        return ((cutoff - 1) as i64, Status::Range);
    }
    if neg && u > cutoff {
        return ((cutoff as i64).wrapping_neg(), Status::Range);
    }
    (if neg { (u as i64).wrapping_neg() } else { u as i64 }, Status::Ok)
}

fn special(s: &[u8]) -> Option<(f64, usize)> {
    let (sign, signed, rest) = match s {
        [b'+', rest @ ..] => (1.0, 1, rest),
        [b'-', rest @ ..] => (-1.0, 1, rest),
        _ => (1.0, 0, s),
    };
    let common = |word: &[u8]| rest.iter().zip(word).take_while(|(a, b)| a.to_ascii_lowercase() == **b).count();
    match rest.first()? {
        b'i' | b'I' => match common(b"infinity") {
            8 => Some((sign * f64::INFINITY, signed + 8)),
            3..8 => Some((sign * f64::INFINITY, signed + 3)),
            _ => None,
        },
        b'n' | b'N' if signed == 0 && common(b"nan") == 3 => Some((f64::NAN, 3)),
        _ => None,
    }
}

/// Parses the longest float at the start of `s`: value, bytes used, status.
pub fn parse_float_prefix(s: &[u8], bits: i64) -> (f64, usize, Status) {
    if let Some((f, n)) = special(s) {
        return (f, n, Status::Ok);
    }
    const NO: (f64, usize, Status) = (0.0, 0, Status::Syntax);
    let mut i = usize::from(matches!(s.first(), Some(b'+' | b'-')));
    let neg = s.first() == Some(&b'-');
    let hex = s.len() > i + 2 && s[i] == b'0' && s[i + 1] | 0x20 == b'x';
    if hex {
        i += 2;
    }
    let start = i;
    let (mut underscores, mut dot, mut digits) = (false, false, false);
    // For hexadecimal: 64 bits of mantissa, what was cut off, and the exponent of the mantissa's lowest bit.
    let (mut mant, mut sticky, mut shift) = (0u64, false, 0i64);
    while i < s.len() {
        let c = s[i];
        match c {
            b'_' => underscores = true,
            b'.' => {
                if dot {
                    break;
                }
                dot = true;
            }
            _ if c.is_ascii_digit() || hex && c.is_ascii_hexdigit() => {
                digits = true;
                if hex {
                    let d = u64::from(if c.is_ascii_digit() { c - b'0' } else { (c | 0x20) - b'a' + 10 });
                    if mant >> 60 == 0 {
                        mant = mant << 4 | d;
                        shift -= if dot { 4 } else { 0 };
                    } else {
                        sticky |= d != 0;
                        shift += if dot { 0 } else { 4 };
                    }
                }
            }
            _ => break,
        }
        i += 1;
    }
    if !digits {
        return NO;
    }
    let (mut exp, mut has_exp) = (0i64, false);
    let mark = if hex { b'p' } else { b'e' };
    if i < s.len() && s[i] | 0x20 == mark {
        i += 1;
        let mut neg_exp = false;
        if let Some(&c @ (b'+' | b'-')) = s.get(i) {
            neg_exp = c == b'-';
            i += 1;
        }
        if !s.get(i).is_some_and(u8::is_ascii_digit) {
            return NO;
        }
        while let Some(&c) = s.get(i) {
            match c {
                b'_' => underscores = true,
                b'0'..=b'9' => {
                    if exp < 100_000 {
                        exp = exp * 10 + i64::from(c - b'0');
                    }
                }
                _ => break,
            }
            i += 1;
        }
        has_exp = true;
        if neg_exp {
            exp = -exp;
        }
    }
    if hex && !has_exp {
        return NO;
    }
    if underscores && !underscores_ok(&s[..i]) {
        return NO;
    }
    let f = if hex {
        hex_value(mant, sticky, shift + exp, bits)
    } else {
        let text = &s[start..i];
        let clean: Vec<u8>;
        let text = if underscores {
            clean = text.iter().copied().filter(|&c| c != b'_').collect();
            &clean
        } else {
            text
        };
        let text = std::str::from_utf8(text).expect("digits are ASCII");
        // The syntax was checked above, and it is one that Rust reads too.
        if bits == 32 {
            f64::from(text.parse::<f32>().expect("valid float"))
        } else {
            text.parse::<f64>().expect("valid float")
        }
    };
    let status = if f.is_infinite() { Status::Range } else { Status::Ok };
    (if neg { -f } else { f }, i, status)
}

/// mant * 2^exp, rounded half to even; `sticky` says that lower bits were cut off.
fn hex_value(mut mant: u64, mut sticky: bool, mut exp: i64, bits: i64) -> f64 {
    if mant == 0 {
        return 0.0;
    }
    let (mant_bits, min_exp, max_exp) = if bits == 32 { (24i64, -149i64, 127) } else { (53, -1074, 1023) };
    let lead = i64::from(mant.leading_zeros());
    mant <<= lead;
    exp -= lead;
    // Now the leading one is bit 63; keep mant_bits of it, fewer for subnormals.
    let mut drop = 64 - mant_bits;
    if exp + drop < min_exp {
        drop = min_exp - exp;
    }
    if drop > 64 {
        return 0.0;
    }
    let (keep, low) = if drop == 64 { (0, mant) } else { (mant >> drop, mant << (64 - drop)) };
    let half = 1u64 << 63;
    let rest = low & !half;
    sticky |= rest != 0;
    let up = low & half != 0 && (sticky || keep & 1 != 0);
    let keep = keep + u64::from(up);
    let exp = exp + drop;
    // keep has at most mant_bits+1 bits and converts exactly.
    let top = 63 - i64::from(keep.leading_zeros());
    if keep != 0 && exp + top > max_exp {
        return f64::INFINITY;
    }
    let mut f = keep as f64;
    let mut e = exp;
    while e < -1000 {
        f *= 2f64.powi(-1000);
        e += 1000;
    }
    while e > 1000 {
        f *= 2f64.powi(1000);
        e -= 1000;
    }
    f * 2f64.powi(e as i32)
}

/// `strconv.ParseFloat`.
pub fn parse_float(s: &[u8], bits: i64) -> (f64, Status) {
    let (f, n, status) = parse_float_prefix(s, bits);
    if n != s.len() || s.is_empty() {
        return (0.0, Status::Syntax);
    }
    (f, status)
}
