//! Package net/url: escaping, by the place in the URL where a text stands.

use crate::native::net::ip;
use crate::native::num::quote::{Keep, push_quoted};
use std::fmt::Write;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("net/url.escape", |cx| {
        let (s, place) = (cx.bytes(0), Place::of(cx.i64(2)));
        match escape(s, place) {
            Some(text) => cx.set_str(0, &text),
            None => Ok(()),
        }
    });
    r.add("net/url.unescapeText", unescape_text);
    r.add("net/url.validEncoded", |cx| {
        let (s, place) = (cx.bytes(0), Place::of(cx.i64(2)));
        let fine = s.iter().all(|&c| b"!$&'()*+,;=:@[]%".contains(&c) || !must_escape(c, place));
        cx.set_bool(0, fine);
        Ok(())
    });
    r.add("net/url.validUserinfo", |cx| {
        let fine = cx.bytes(0).iter().all(|c| c.is_ascii_alphanumeric() || b"-._:~!$&'()*+,;=%@".contains(c));
        cx.set_bool(0, fine);
        Ok(())
    });
    r.add("net/url.hasControl", |cx| {
        let found = cx.bytes(0).iter().any(|&c| c < b' ' || c == 0x7f);
        cx.set_bool(0, found);
        Ok(())
    });
    r.add("net/url.checkIPv6", |cx| {
        let s = cx.bytes(0);
        let text = check_ipv6(s);
        cx.set_str(0, text.as_bytes())
    });
}

/// Where a text stands; the numbers are those of the Go side.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Path,
    Segment,
    Host,
    Zone,
    User,
    Query,
    Fragment,
}

impl Place {
    fn of(n: i64) -> Place {
        [Place::Path, Place::Segment, Place::Host, Place::Zone, Place::User, Place::Query]
            .get(n as usize)
            .copied()
            .unwrap_or(Place::Fragment)
    }
}

fn must_escape(c: u8, place: Place) -> bool {
    if c.is_ascii_alphanumeric() || b"-_.~".contains(&c) {
        return false;
    }
    match place {
        Place::Host | Place::Zone => !b"!$&'()*+,;=:[]<>\"".contains(&c),
        Place::Path => !b"$&+,/:;=@".contains(&c),
        Place::Segment => !b"$&+:=@".contains(&c),
        Place::User => !b"$&+,;=".contains(&c),
        Place::Query => true,
        Place::Fragment => !b"$&+,/:;=?@!()*".contains(&c),
    }
}

/// `None`: it stays as it is.
fn escape(s: &[u8], place: Place) -> Option<Vec<u8>> {
    let many = s.iter().filter(|&&c| must_escape(c, place)).count();
    if many == 0 {
        return None;
    }
    let mut out = Vec::with_capacity(s.len() + 2 * many);
    for &c in s {
        if c == b' ' && place == Place::Query {
            out.push(b'+');
        } else if must_escape(c, place) {
            let digit = |n: u8| b"0123456789ABCDEF"[usize::from(n & 15)];
            out.extend([b'%', digit(c >> 4), digit(c)]);
        } else {
            out.push(c);
        }
    }
    Some(out)
}

fn hex(c: Option<&u8>) -> Option<u8> {
    c.and_then(|&c| (c as char).to_digit(16)).map(|d| d as u8)
}

/// What is wrong, and where.
enum Bad {
    Escape(usize, usize),
    Character(usize),
}

/// `None`: it stays as it is.
fn unescape(s: &[u8], place: Place) -> Result<Option<Vec<u8>>, Bad> {
    let host = matches!(place, Place::Host | Place::Zone);
    let plus = place == Place::Query;
    let mut out: Vec<u8> = Vec::new();
    // Errors come in the order of the text, before anything is decoded.
    let mut at = 0;
    let mut change = false;
    while at < s.len() {
        let c = s[at];
        if c == b'%' {
            change = true;
            let (Some(hi), Some(lo)) = (hex(s.get(at + 1)), hex(s.get(at + 2))) else {
                return Err(Bad::Escape(at, s.len().min(at + 3)));
            };
            let percent = &s[at + 1..at + 3] == b"25";
            if place == Place::Host && hi < 8 && !percent {
                return Err(Bad::Escape(at, at + 3));
            }
            let v = hi << 4 | lo;
            if place == Place::Zone && !percent && v != b' ' && must_escape(v, Place::Host) {
                return Err(Bad::Escape(at, at + 3));
            }
            at += 3;
            continue;
        }
        if host && c < 0x80 && must_escape(c, place) {
            return Err(Bad::Character(at));
        }
        change |= plus && c == b'+';
        at += 1;
    }
    if !change {
        return Ok(None);
    }
    out.reserve(s.len());
    at = 0;
    while at < s.len() {
        match s[at] {
            b'%' => {
                out.push(hex(s.get(at + 1)).unwrap_or(0) << 4 | hex(s.get(at + 2)).unwrap_or(0));
                at += 3;
                continue;
            }
            b'+' if plus => out.push(b' '),
            c => out.push(c),
        }
        at += 1;
    }
    Ok(Some(out))
}

/// func unescapeText(s string, where int) (text string, kind, lo, hi int)
fn unescape_text(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (s, place) = (cx.bytes(0), Place::of(cx.i64(2)));
    let (kind, lo, hi) = match unescape(s, place) {
        Ok(None) => (0, 0, 0),
        Ok(Some(text)) => {
            cx.set_str(0, &text)?;
            (0, 0, 0)
        }
        Err(Bad::Escape(lo, hi)) => (1, lo, hi),
        Err(Bad::Character(at)) => (2, at, at + 1),
    };
    cx.set(2, kind);
    cx.set(3, lo as u64);
    cx.set(4, hi as u64);
    Ok(())
}

/// What is wrong with the text inside brackets; empty if it is an IPv6 address.
fn check_ipv6(s: &[u8]) -> String {
    match ip::parse(s) {
        Ok(a) if a.v6 => String::new(),
        Ok(_) => "invalid IP-literal".into(),
        Err((words, range)) => {
            let mut text = String::from_utf8_lossy(&quote(s)).into_owned();
            text = format!("invalid host: ParseAddr({text}): {words}");
            if !range.is_empty() {
                let _ = write!(text, " (at {})", String::from_utf8_lossy(&quote(&s[range])));
            }
            text
        }
    }
}

fn quote(s: &[u8]) -> Vec<u8> {
    let mut out = vec![];
    push_quoted(&mut out, s, b'"', Keep::Print);
    out
}
