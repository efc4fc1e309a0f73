//! Constants as gc's messages print them: strings quoted and shortened, floats with six digits.

use super::{Const, Huge};
use crate::ty::Basic;
use std::fmt;

/// Longer quoted strings are cut.
const MAX_STRING: usize = 72;

impl fmt::Display for Const {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Const::Unknown => f.write_str("unknown"),
            Const::Bool(b) => write!(f, "{b}"),
            Const::Str(s) => f.write_str(&short_quote(s)),
            Const::Int(v) => write!(f, "{v}"),
            Const::Big(v) => write!(f, "{v}"),
            Const::Rat(_) | Const::Huge(_) => f.write_str(&float_string(self)),
            Const::Complex(c) => write!(f, "({} + {}i)", float_string(&c.0), float_string(&c.1)),
        }
    }
}

impl Const {
    /// As a message prints a constant whose type has this kind: integers of float type in float notation, real numbers of
    /// complex type as `(1 + 0i)`.
    pub fn to_string_as(&self, kind: Basic) -> String {
        if self.is_numeric() && kind.is_complex() {
            return format!("({} + {}i)", float_string(&self.real()), float_string(&self.imag()));
        }
        if self.is_numeric() && kind.is_float() {
            return float_string(self);
        }
        self.to_string()
    }
}

fn float_string(c: &Const) -> String {
    let v = c.to_f64();
    let in_range = v.is_finite() && (v == 0.0) == (c.sign() == 0);
    if !in_range {
        return Huge::of(c).map_or_else(String::new, |h| huge_string(&h));
    }
    let s = format_g(v, Some(6));
    if c.to_int().is_none() && !s.contains('.') {
        return format_g(v, None);
    }
    s
}

/// Approximate: a mantissa of seven digits and a decimal exponent.
fn huge_string(h: &Huge) -> String {
    let (mut m, exp) = h.frexp();
    let log = exp as f64 * std::f64::consts::LOG10_2;
    let mut e = log as i64;
    m *= 10f64.powf(log - e as f64);
    if m.abs() < 1.0 - 0.5e-6 {
        m *= 10.0;
        e -= 1;
    } else if m.abs() >= 10.0 {
        m /= 10.0;
        e += 1;
    }
    format!("{}e{e:+}", format_g(m, Some(6)))
}

/// C's `%.{precision}g`; without precision, the shortest digits that read back the same.
pub fn format_g(v: f64, precision: Option<usize>) -> String {
    if v == 0.0 {
        return "0".into();
    }
    let text = match precision {
        Some(p) => format!("{:.*e}", p.max(1) - 1, v),
        None => format!("{v:e}"),
    };
    let (mantissa, exp) = text.split_once('e').unwrap_or((&text, "0"));
    let exp: i32 = exp.parse().unwrap_or(0);
    let negative = mantissa.starts_with('-');
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let digits = digits.trim_end_matches('0');
    let digits = if digits.is_empty() { "0" } else { digits };
    let limit = precision.unwrap_or(6) as i32;
    let sign = if negative { "-" } else { "" };
    if exp < -4 || exp >= limit {
        let (first, rest) = digits.split_at(1);
        let point = if rest.is_empty() { "" } else { "." };
        return format!("{sign}{first}{point}{rest}e{}{:02}", if exp < 0 { '-' } else { '+' }, exp.abs());
    }
    if exp < 0 {
        return format!("{sign}0.{}{digits}", "0".repeat((-exp - 1) as usize));
    }
    let whole = exp as usize + 1;
    if digits.len() <= whole {
        format!("{sign}{digits}{}", "0".repeat(whole - digits.len()))
    } else {
        format!("{sign}{}.{}", &digits[..whole], &digits[whole..])
    }
}

fn short_quote(bytes: &[u8]) -> String {
    let quoted = quote_bytes(bytes);
    if quoted.chars().count() <= MAX_STRING {
        return quoted;
    }
    let mut out: String = quoted.chars().take(MAX_STRING - 3).collect();
    out.push_str("...");
    out
}

/// A string constant as a Go literal; bytes that are no UTF-8 as `\xff`, what cannot be printed as `\u00a0`.
pub fn quote_bytes(bytes: &[u8]) -> String {
    let mut out = String::from("\"");
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\u{7}' => out.push_str("\\a"),
                '\u{8}' => out.push_str("\\b"),
                '\u{c}' => out.push_str("\\f"),
                '\n' => out.push_str("\\n"),
                '\r' => out.push_str("\\r"),
                '\t' => out.push_str("\\t"),
                '\u{b}' => out.push_str("\\v"),
                ' ' => out.push(' '),
                c if (c as u32) < 0x20 || c as u32 == 0x7f => out.push_str(&format!("\\x{:02x}", c as u32)),
                c if c.is_control() || c.is_whitespace() || is_invisible(c) => {
                    if (c as u32) < 0x10000 {
                        out.push_str(&format!("\\u{:04x}", c as u32));
                    } else {
                        out.push_str(&format!("\\U{:08x}", c as u32));
                    }
                }
                c => out.push(c),
            }
        }
        for b in chunk.invalid() {
            out.push_str(&format!("\\x{b:02x}"));
        }
    }
    out.push('"');
    out
}

/// Format and private-use characters, which have no glyph.
fn is_invisible(c: char) -> bool {
    matches!(c as u32,
        0xad | 0x600..=0x605 | 0x61c | 0x6dd | 0x70f | 0x180e | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x206f
        | 0xe000..=0xf8ff | 0xfeff | 0xfff0..=0xfffb | 0xfffe..=0xffff | 0xe0000..=0xe0fff | 0xf0000..)
}
