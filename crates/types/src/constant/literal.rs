//! Constants from literals as written in the source (spec: Lexical elements).

use super::{Const, Huge, MAX_RATIONAL_BITS};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Num, Zero};
use vole_syntax::ast::LitKind;

impl Const {
    /// The value of a literal; `Unknown` when it is malformed or too large even for gc.
    pub fn from_literal(kind: LitKind, text: &str) -> Const {
        match kind {
            LitKind::Int => match parse_small(text) {
                Some(v) => Const::Int(v),
                None => parse_int(text).map_or(Const::Unknown, Const::from_big),
            },
            LitKind::Float => parse_float(text).unwrap_or(Const::Unknown),
            LitKind::Imaginary => parse_imaginary(text).unwrap_or(Const::Unknown),
            LitKind::Rune => parse_rune(text).unwrap_or(Const::Unknown),
            LitKind::String => unquote(text).map_or(Const::Unknown, Const::string),
        }
    }
}

/// Plain literals of at most 64 bits: by far most of all.
fn parse_small(text: &str) -> Option<i64> {
    match text.as_bytes() {
        [b'0', b'x' | b'X', b'0'..=b'9' | b'a'..=b'f' | b'A'..=b'F', ..] => i64::from_str_radix(&text[2..], 16).ok(),
        [b'0'] => Some(0),
        [b'1'..=b'9', ..] => text.parse().ok(),
        _ => None,
    }
}

fn parse_int(text: &str) -> Option<BigInt> {
    let clean = text.replace('_', "");
    let lower = clean.to_ascii_lowercase();
    let (digits, radix) = match lower.get(..2) {
        Some("0x") => (&lower[2..], 16),
        Some("0b") => (&lower[2..], 2),
        Some("0o") => (&lower[2..], 8),
        _ if lower.len() > 1 && lower.starts_with('0') => (&lower[1..], 8),
        _ => (&lower[..], 10),
    };
    if digits.starts_with(['-', '+']) {
        return None;
    }
    BigInt::from_str_radix(digits, radix).ok()
}

fn parse_imaginary(text: &str) -> Option<Const> {
    let body = text.strip_suffix('i')?;
    // `0123i` is decimal, for history's sake.
    let decimal = body.bytes().all(|b| b.is_ascii_digit() || b == b'_');
    let im = if decimal {
        Const::from_big(BigInt::from_str_radix(&body.replace('_', ""), 10).ok()?)
    } else {
        match parse_int(body) {
            Some(v) => Const::from_big(v),
            None => parse_float(body)?,
        }
    };
    Some(Const::make_complex(Const::Int(0), im))
}

fn parse_float(text: &str) -> Option<Const> {
    let clean = text.replace('_', "").to_ascii_lowercase();
    let (body, base, marker) = match clean.strip_prefix("0x") {
        Some(hex) => (hex, 16u32, 'p'),
        None => (&clean[..], 10, 'e'),
    };
    let (mantissa, exponent) = match body.split_once(marker) {
        Some((m, e)) => (m, parse_exponent(e)?),
        None => (body, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    let mant = BigInt::from_str_radix(&digits, base).ok()?;
    if mant.is_zero() {
        return Some(Const::Int(0));
    }
    // gc keeps binary exponents in 32 bits, before it scales by the powers of five.
    let digits_behind = fraction.len() as i64 * if base == 16 { 4 } else { 1 };
    if i32::try_from(mant.bits() as i64 + exponent - digits_behind).is_err() {
        return None;
    }
    if base == 16 {
        let exp = exponent - 4 * fraction.len() as i64;
        return Some(Huge::new(mant, exp).into_const());
    }
    let exp = exponent - fraction.len() as i64;
    let power = exp.unsigned_abs();
    // 10^n has about 3.33 n bits.
    if power.saturating_mul(10) / 3 + mant.bits() < 4 * MAX_RATIONAL_BITS {
        let scale = BigInt::from(10).pow(power as u32);
        let r = if exp >= 0 { BigRational::from_integer(mant * scale) } else { BigRational::new(mant, scale) };
        return Some(Const::from_rational(r));
    }
    let (m, scale) = (Huge::new(mant, 0), Huge::pow(10, power.min(1 << 33)));
    match if exp >= 0 { m.mul(&scale) } else { m.div(&scale) }.into_const() {
        Const::Unknown => None,
        c => Some(c),
    }
}

fn parse_exponent(text: &str) -> Option<i64> {
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    if digits.is_empty() || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let v = digits.parse::<i64>().unwrap_or(1 << 40).min(1 << 40);
    Some(if negative { -v } else { v })
}

fn parse_rune(text: &str) -> Option<Const> {
    let body = text.strip_prefix('\'')?.strip_suffix('\'')?;
    let mut rest = body;
    let value = match next_char(&mut rest, '\'')? {
        Unit::Char(c) => i64::from(u32::from(c)),
        Unit::Byte(b) => i64::from(b),
    };
    rest.is_empty().then_some(Const::Int(value))
}

/// The bytes of a string literal, interpreted or raw. `None` when it is malformed.
pub fn unquote(text: &str) -> Option<Vec<u8>> {
    if let Some(raw) = text.strip_prefix('`') {
        let raw = raw.strip_suffix('`')?;
        return Some(raw.bytes().filter(|&b| b != b'\r').collect());
    }
    let mut rest = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut out = Vec::with_capacity(rest.len());
    while !rest.is_empty() {
        match next_char(&mut rest, '"')? {
            Unit::Char(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            Unit::Byte(b) => out.push(b),
        }
    }
    Some(out)
}

enum Unit {
    Char(char),
    /// From `\xNN` or `\NNN`.
    Byte(u8),
}

fn next_char(rest: &mut &str, quote: char) -> Option<Unit> {
    let mut chars = rest.chars();
    let c = chars.next()?;
    if c != '\\' {
        *rest = chars.as_str();
        return Some(Unit::Char(c));
    }
    let e = chars.next()?;
    let simple = match e {
        'a' => '\u{7}',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\u{b}',
        '\\' => '\\',
        '\'' | '"' if e == quote => e,
        _ => {
            let (digits, radix, from) = match e {
                'x' => (2, 16, 2),
                'u' => (4, 16, 2),
                'U' => (8, 16, 2),
                '0'..='7' => (3, 8, 1),
                _ => return None,
            };
            let text = rest.get(from..from + digits)?;
            if !text.bytes().all(|b| b.is_ascii_hexdigit()) {
                return None;
            }
            let v = u32::from_str_radix(text, radix).ok()?;
            *rest = &rest[from + digits..];
            return match e {
                'u' | 'U' => char::from_u32(v).map(Unit::Char),
                _ => u8::try_from(v).ok().map(Unit::Byte),
            };
        }
    };
    *rest = chars.as_str();
    Some(Unit::Char(simple))
}
