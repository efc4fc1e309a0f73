//! Package html: escaping, and unescaping with the table of named characters of the HTML standard.

use std::collections::HashMap;
use std::sync::LazyLock;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("html.EscapeString", escape);
    r.add("html.UnescapeString", unescape);
}

/// func EscapeString(s string) string
fn escape(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let s = ctx.bytes(0);
    if !s.iter().any(|c| b"&'<>\"".contains(c)) {
        ctx.set_substr(0, s);
        return Ok(());
    }
    let mut out = Vec::with_capacity(s.len() + s.len() / 4);
    for &c in s {
        match c {
            b'&' => out.extend(b"&amp;"),
            b'\'' => out.extend(b"&#39;"),
            b'<' => out.extend(b"&lt;"),
            b'>' => out.extend(b"&gt;"),
            b'"' => out.extend(b"&#34;"),
            _ => out.push(c),
        }
    }
    ctx.set_str(0, &out)
}

/// Names, with their semicolon if it belongs to them, and their texts.
static ENTITIES: LazyLock<HashMap<&'static [u8], String>> = LazyLock::new(|| {
    let char = |hex: &str| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
    include_str!("entities.txt")
        .lines()
        .filter_map(|line| line.split_once(' '))
        .map(|(name, text)| (name.as_bytes(), text.split(' ').filter_map(char).collect()))
        .collect()
});

/// What browsers make of the numbers 0x80 to 0x9F: Windows-1252.
const WINDOWS: [u32; 32] = [
    0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D,
    0x8F, 0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,
    0x017E, 0x0178,
];

/// func UnescapeString(s string) string
fn unescape(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let mut s = ctx.bytes(0);
    if !s.contains(&b'&') {
        ctx.set_substr(0, s);
        return Ok(());
    }
    let mut out = Vec::with_capacity(s.len());
    while let Some(i) = s.iter().position(|&c| c == b'&') {
        out.extend_from_slice(&s[..i]);
        s = &s[i..];
        let n = if s.get(1) == Some(&b'#') { numeric(s, &mut out) } else { named(s, &mut out) };
        s = &s[n..];
    }
    out.extend_from_slice(s);
    ctx.set_str(0, &out)
}

/// `&#123;` and `&#x1f;`; answers the bytes taken.
fn numeric(s: &[u8], out: &mut Vec<u8>) -> usize {
    let hex = matches!(s.get(2), Some(b'x' | b'X'));
    let (base, start) = if hex { (16, 3) } else { (10, 2) };
    let mut value = 0i32;
    let mut n = start;
    while let Some(digit) = s.get(n).and_then(|&c| char::from(c).to_digit(base)) {
        value = value.wrapping_mul(base as i32).wrapping_add(digit as i32);
        n += 1;
    }
    if s.get(n) == Some(&b';') {
        n += 1;
    }
    // As browsers do not: a single digit needs its semicolon, and `&#x;` is character 0.
    if n <= 3 {
        out.push(b'&');
        return 1;
    }
    let value = value as u32;
    let value = match value {
        0x80..=0x9f => WINDOWS[(value - 0x80) as usize],
        0 => 0xFFFD,
        _ => value,
    };
    let c = char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER);
    out.extend(c.encode_utf8(&mut [0; 4]).bytes());
    n
}

/// `&amp;` and the names that stand without a semicolon; answers the bytes taken.
fn named(s: &[u8], out: &mut Vec<u8>) -> usize {
    /// The longest name that needs no semicolon.
    const LONGEST_BARE: usize = 6;
    let letters = s[1..].iter().take_while(|c| c.is_ascii_alphanumeric()).count();
    let whole = letters + usize::from(s.get(1 + letters) == Some(&b';'));
    let name = &s[1..1 + whole];
    if letters > 0 {
        if let Some(text) = ENTITIES.get(name) {
            out.extend(text.bytes());
            return 1 + whole;
        }
        for k in (2..=LONGEST_BARE.min(whole - 1)).rev() {
            if let Some(text) = ENTITIES.get(&name[..k]) {
                out.extend(text.bytes());
                return 1 + k;
            }
        }
    }
    out.extend_from_slice(&s[..1 + whole]);
    1 + whole
}
