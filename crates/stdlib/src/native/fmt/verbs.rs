//! The leaves of formatting: one value of a basic type under flags, width and precision. Pure.

use crate::native::num::float::push_float;
use crate::native::num::int::digits;
use crate::native::num::quote::{Keep, can_backquote, push_quoted, push_quoted_rune};
use crate::native::unicode::{decode, is_print, push_rune, rune_count};

/// Flags of one directive.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct Flags {
    /// Width, if given.
    pub wid: Option<usize>,
    /// Precision, if given.
    pub prec: Option<usize>,
    /// `-`
    pub minus: bool,
    /// `+`
    pub plus: bool,
    /// `#`
    pub sharp: bool,
    /// space
    pub space: bool,
    /// `0`
    pub zero: bool,
    /// `%+v`
    pub plus_v: bool,
    /// `%#v`
    pub sharp_v: bool,
}

/// A buffer and the flags in force.
#[derive(Default)]
pub struct Formatter {
    /// What was written.
    pub buf: Vec<u8>,
    /// Flags.
    pub f: Flags,
}

impl Formatter {
    fn padding(&mut self, n: usize) {
        // Zeros go to the left only.
        let c = if self.f.zero && !self.f.minus { b'0' } else { b' ' };
        self.buf.resize(self.buf.len() + n, c);
    }

    /// Appends text padded to the width.
    pub fn pad(&mut self, text: &[u8]) {
        let Some(wid) = self.f.wid else { return self.buf.extend_from_slice(text) };
        let n = wid.saturating_sub(rune_count(text));
        if !self.f.minus {
            self.padding(n);
        }
        self.buf.extend_from_slice(text);
        if self.f.minus {
            self.padding(n);
        }
    }

    /// Runs `f` with changed flags.
    fn with<R>(&mut self, change: impl FnOnce(&mut Flags), f: impl FnOnce(&mut Formatter) -> R) -> R {
        let old = self.f;
        change(&mut self.f);
        let r = f(self);
        self.f = old;
        r
    }

    /// true or false.
    pub fn bool(&mut self, v: bool) {
        self.pad(if v { b"true" } else { b"false" });
    }

    /// An integer in `base`; `verb` `O` asks for the prefix 0o, `upper` for capital digits.
    pub fn integer(&mut self, u: u64, base: u64, signed: bool, verb: char, upper: bool) {
        let negative = signed && (u as i64) < 0;
        let mag = if negative { u.wrapping_neg() } else { u };
        let f = self.f;
        if f.wid.is_none() && f.prec.is_none() && base == 10 && !(f.plus | f.space) {
            let mut buf = [0; 65];
            let i = digits(&mut buf, mag, 10);
            if negative {
                self.buf.push(b'-');
            }
            return self.buf.extend_from_slice(&buf[i..]);
        }
        let mut want = 0;
        if let Some(p) = f.prec {
            want = p;
            if p == 0 && mag == 0 {
                return self.with(|f| f.zero = false, |s| s.padding(f.wid.unwrap_or(0)));
            }
        } else if f.zero
            && !f.minus
            && let Some(w) = f.wid
        {
            want = w - usize::from(w > 0 && (negative || f.plus || f.space));
        }
        let mut buf = [0; 65];
        let i = digits(&mut buf, mag, base);
        if upper {
            buf[i..].make_ascii_uppercase();
        }
        let ds = &buf[i..];
        let mut out = Vec::with_capacity(want.max(ds.len()) + 3);
        if negative {
            out.push(b'-');
        } else if f.plus {
            out.push(b'+');
        } else if f.space {
            out.push(b' ');
        }
        if verb == 'O' {
            out.extend_from_slice(b"0o");
        }
        let zeros = want.saturating_sub(ds.len());
        if f.sharp {
            match base {
                2 => out.extend_from_slice(b"0b"),
                8 if zeros == 0 && ds[0] != b'0' => out.push(b'0'),
                16 => out.extend_from_slice(if upper { b"0X" } else { b"0x" }),
                _ => {}
            }
        }
        out.resize(out.len() + zeros, b'0');
        out.extend_from_slice(ds);
        self.with(|f| f.zero = false, |s| s.pad(&out));
    }

    /// `0x` and hexadecimal digits.
    pub fn hex64(&mut self, v: u64, leading: bool) {
        self.with(|f| f.sharp = leading, |s| s.integer(v, 16, false, 'v', false));
    }

    /// `U+0078` or `U+0078 'x'`.
    pub fn unicode(&mut self, u: u64) {
        let mut out = b"U+".to_vec();
        let want = self.f.prec.unwrap_or(4).max(4);
        let mut buf = [0; 65];
        let i = digits(&mut buf, u, 16);
        buf[i..].make_ascii_uppercase();
        out.resize(out.len() + want.saturating_sub(65 - i), b'0');
        out.extend_from_slice(&buf[i..]);
        if self.f.sharp && u <= 0x10_FFFF && is_print(u as u32) {
            out.extend_from_slice(b" '");
            push_rune(&mut out, u as u32);
            out.push(b'\'');
        }
        self.with(|f| f.zero = false, |s| s.pad(&out));
    }

    fn rune_of(u: u64) -> u32 {
        if u > 0x10_FFFF { 0xFFFD } else { u as u32 }
    }

    /// `%c`
    pub fn c(&mut self, u: u64) {
        let mut out = Vec::new();
        push_rune(&mut out, Self::rune_of(u));
        self.pad(&out);
    }

    /// `%q` of an integer.
    pub fn qc(&mut self, u: u64) {
        let mut out = Vec::new();
        push_quoted_rune(&mut out, Self::rune_of(u), if self.f.plus { Keep::Ascii } else { Keep::Print });
        self.pad(&out);
    }

    fn truncated<'a>(&self, s: &'a [u8]) -> &'a [u8] {
        let Some(p) = self.f.prec else { return s };
        let (mut i, mut n) = (0, 0);
        while i < s.len() {
            if n == p {
                return &s[..i];
            }
            i += decode(&s[i..]).1;
            n += 1;
        }
        s
    }

    /// `%s`
    pub fn s(&mut self, s: &[u8]) {
        if self.f.wid.is_none() && self.f.prec.is_none() {
            return self.buf.extend_from_slice(s);
        }
        let s = self.truncated(s);
        self.pad(s);
    }

    /// `%q` of a string.
    pub fn q(&mut self, s: &[u8]) {
        let s = self.truncated(s);
        let mut out = Vec::new();
        if self.f.sharp && can_backquote(s) {
            out.push(b'`');
            out.extend_from_slice(s);
            out.push(b'`');
        } else {
            push_quoted(&mut out, s, b'"', if self.f.plus { Keep::Ascii } else { Keep::Print });
        }
        self.pad(&out);
    }

    /// `%x` of a string or bytes.
    pub fn sx(&mut self, s: &[u8], upper: bool) {
        let f = self.f;
        let s = &s[..f.prec.unwrap_or(s.len()).min(s.len())];
        let hex: &[u8; 16] = if upper { b"0123456789ABCDEF" } else { b"0123456789abcdef" };
        let x = if upper { b'X' } else { b'x' };
        let mut out = Vec::with_capacity(s.len() * 2);
        for (i, &c) in s.iter().enumerate() {
            if f.space && i > 0 {
                out.push(b' ');
            }
            if f.sharp && (f.space || i == 0) {
                out.extend_from_slice(&[b'0', x]);
            }
            out.extend_from_slice(&[hex[usize::from(c >> 4)], hex[usize::from(c & 15)]]);
        }
        self.pad(&out);
    }

    /// A float; `verb` is one of `eEfFgGbxX`, `prec` the default precision (-1: shortest).
    pub fn float(&mut self, v: f64, bits: u32, verb: char, prec: i64) {
        let f = self.f;
        let prec = f.prec.map_or(prec, |p| p as i64);
        if f == Flags::default() || f == (Flags { prec: f.prec, ..Flags::default() }) {
            // Without flags the text is exactly strconv's, but for infinity.
            if v.is_finite() {
                let fmt = if verb == 'F' { b'f' } else { verb as u8 };
                return push_float(&mut self.buf, v, fmt, prec, bits);
            }
        }
        let mut num = vec![b'+'];
        push_float(&mut num, v, if verb == 'F' { b'f' } else { verb as u8 }, prec, bits);
        if matches!(num[1], b'-' | b'+') {
            num.remove(0);
        }
        if f.space && num[0] == b'+' && !f.plus {
            num[0] = b' ';
        }
        if !v.is_finite() {
            if v.is_nan() && !f.space && !f.plus {
                num.remove(0);
            }
            return self.with(|f| f.zero = false, |s| s.pad(&num));
        }
        if f.sharp && verb != 'b' {
            sharpen(&mut num, verb, prec);
        }
        if f.plus || num[0] != b'+' {
            // Zeros go between sign and digits.
            if f.zero
                && !f.minus
                && let Some(w) = f.wid
                && w > num.len()
            {
                self.buf.push(num[0]);
                self.padding(w - num.len());
                return self.buf.extend_from_slice(&num[1..]);
            }
            return self.pad(&num);
        }
        self.pad(&num[1..]);
    }

    /// `(1+2i)`
    pub fn complex(&mut self, re: f64, im: f64, bits: u32, verb: char, prec: i64) {
        self.buf.push(b'(');
        self.float(re, bits / 2, verb, prec);
        self.with(|f| f.plus = true, |s| s.float(im, bits / 2, verb, prec));
        self.buf.extend_from_slice(b"i)");
    }
}

/// The flag `#`: always a decimal point, and trailing zeros kept for %g and %x.
fn sharpen(num: &mut Vec<u8>, verb: char, prec: i64) {
    let mut want = match verb {
        'g' | 'G' | 'x' if prec < 0 => 6,
        'g' | 'G' | 'x' => prec,
        _ => 0,
    };
    let hex = matches!(verb, 'x' | 'X');
    let end = num[1..]
        .iter()
        .position(|&c| matches!(c, b'p' | b'P') || !hex && matches!(c, b'e' | b'E'))
        .map_or(num.len(), |i| i + 1);
    let tail = num.split_off(end);
    let mut significant = false;
    for &c in &num[1..] {
        if c != b'.' {
            significant |= c != b'0';
            want -= i64::from(significant);
        }
    }
    if !num.contains(&b'.') {
        // A lone 0 counts as a digit.
        if num.len() == 2 && num[1] == b'0' {
            want -= 1;
        }
        num.push(b'.');
    }
    num.resize(num.len() + want.max(0) as usize, b'0');
    num.extend_from_slice(&tail);
}
