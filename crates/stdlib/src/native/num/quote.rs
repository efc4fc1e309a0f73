//! Go string and character literals: writing and reading them.

use crate::native::unicode::{decode, is_graphic, is_print, push_rune};

/// Which characters stand for themselves.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Printable ones.
    Print,
    /// Printable ASCII.
    Ascii,
    /// Graphic ones.
    Graphic,
}

const HEX: &[u8; 16] = b"0123456789abcdef";

fn keeps(r: u32, keep: Keep) -> bool {
    match keep {
        Keep::Ascii => r < 0x80 && is_print(r),
        Keep::Print => is_print(r),
        Keep::Graphic => is_graphic(r),
    }
}

fn push_escaped(out: &mut Vec<u8>, r: u32, quote: u8, keep: Keep) {
    if r == u32::from(quote) || r == u32::from(b'\\') {
        out.extend_from_slice(&[b'\\', r as u8]);
        return;
    }
    if keeps(r, keep) {
        push_rune(out, r);
        return;
    }
    let short = match r {
        7 => b'a',
        8 => b'b',
        12 => b'f',
        10 => b'n',
        13 => b'r',
        9 => b't',
        11 => b'v',
        _ => 0,
    };
    if short != 0 {
        out.extend_from_slice(&[b'\\', short]);
    } else if r < 0x20 || r == 0x7f {
        out.extend_from_slice(&[b'\\', b'x', HEX[(r >> 4) as usize], HEX[(r & 15) as usize]]);
    } else {
        let r = if char::from_u32(r).is_none() { 0xFFFD } else { r };
        let (mark, n) = if r < 0x10000 { (b'u', 4) } else { (b'U', 8) };
        out.extend_from_slice(&[b'\\', mark]);
        for i in (0..n).rev() {
            out.push(HEX[(r >> (i * 4) & 15) as usize]);
        }
    }
}

/// Appends `s` as a literal in `quote` marks.
pub fn push_quoted(out: &mut Vec<u8>, s: &[u8], quote: u8, keep: Keep) {
    out.reserve(s.len() + 2);
    out.push(quote);
    let mut i = 0;
    while i < s.len() {
        let c = s[i];
        if (0x20..0x7f).contains(&c) && c != quote && c != b'\\' {
            out.push(c);
            i += 1;
            continue;
        }
        let (r, w) = decode(&s[i..]);
        if w == 1 && r == 0xFFFD {
            out.extend_from_slice(&[b'\\', b'x', HEX[usize::from(c >> 4)], HEX[usize::from(c & 15)]]);
        } else {
            push_escaped(out, r, quote, keep);
        }
        i += w;
    }
    out.push(quote);
}

/// Appends a character literal.
pub fn push_quoted_rune(out: &mut Vec<u8>, r: u32, keep: Keep) {
    out.push(b'\'');
    let r = if char::from_u32(r).is_none() { 0xFFFD } else { r };
    push_escaped(out, r, b'\'', keep);
    out.push(b'\'');
}

/// Whether `s` can stand unchanged between backquotes on one line.
pub fn can_backquote(s: &[u8]) -> bool {
    let mut i = 0;
    while i < s.len() {
        let (r, w) = decode(&s[i..]);
        i += w;
        let bad = if w > 1 { r == 0xFEFF } else { r == 0xFFFD || r < 0x20 && r != 9 || r == 0x60 || r == 0x7f };
        if bad {
            return false;
        }
    }
    true
}

/// The first character of a literal's inside: value, whether it takes more than one byte in UTF-8, bytes used.
pub fn unquote_char(s: &[u8], quote: u8) -> Option<(u32, bool, usize)> {
    let c = *s.first()?;
    if c == quote && (quote == b'\'' || quote == b'"') {
        return None;
    }
    if c >= 0x80 {
        let (r, w) = decode(s);
        return Some((r, true, w));
    }
    if c != b'\\' {
        return Some((u32::from(c), false, 1));
    }
    let e = *s.get(1)?;
    let simple = |v: u32| Some((v, false, 2));
    match e {
        b'a' => simple(7),
        b'b' => simple(8),
        b'f' => simple(12),
        b'n' => simple(10),
        b'r' => simple(13),
        b't' => simple(9),
        b'v' => simple(11),
        b'\\' => simple(u32::from(b'\\')),
        b'\'' | b'"' => {
            if e != quote {
                return None;
            }
            simple(u32::from(e))
        }
        b'x' | b'u' | b'U' => {
            let n = match e {
                b'x' => 2,
                b'u' => 4,
                _ => 8,
            };
            let mut v = 0u32;
            for &d in s.get(2..2 + n)? {
                v = v.checked_mul(16)? | char::from(d).to_digit(16)?;
            }
            if e == b'x' {
                return Some((v, false, 4));
            }
            char::from_u32(v)?;
            Some((v, true, 2 + n))
        }
        b'0'..=b'7' => {
            let mut v = 0;
            for &d in s.get(1..4)? {
                v = v * 8 + char::from(d).to_digit(8)?;
            }
            if v > 255 {
                return None;
            }
            Some((v, false, 4))
        }
        _ => None,
    }
}

/// The literal at the start of `s`: bytes it takes and, if wanted, its value.
pub fn unquote_prefix(s: &[u8], mut value: Option<&mut Vec<u8>>) -> Option<usize> {
    let quote = *s.first()?;
    match quote {
        b'`' => {
            let end = s[1..].iter().position(|&c| c == b'`')? + 1;
            if let Some(v) = value {
                v.extend(s[1..end].iter().filter(|&&c| c != b'\r'));
            }
            Some(end + 1)
        }
        b'"' | b'\'' => {
            let mut i = 1;
            while *s.get(i)? != quote {
                if s[i] == b'\n' {
                    return None;
                }
                let (r, multi, w) = unquote_char(&s[i..], quote)?;
                if let Some(v) = &mut value {
                    if !multi || r < 0x80 {
                        v.push(r as u8);
                    } else if w == 1 {
                        // An invalid byte in a double-quoted literal becomes U+FFFD.
                        push_rune(v, 0xFFFD);
                    } else {
                        push_rune(v, r);
                    }
                }
                i += w;
                if quote == b'\'' {
                    if *s.get(i)? != b'\'' {
                        return None;
                    }
                    break;
                }
            }
            Some(i + 1)
        }
        _ => None,
    }
}

/// `strconv.Unquote`.
pub fn unquote(s: &[u8]) -> Option<Vec<u8>> {
    let mut v = Vec::new();
    (unquote_prefix(s, Some(&mut v))? == s.len()).then_some(v)
}
