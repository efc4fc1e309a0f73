//! Replacement templates: `$1`, `$name`, `${name}`, `$$`.

use crate::native::unicode::{decode, is_digit, is_letter};

/// Splits the reference behind a `$` off: name and what follows; `None` if it is malformed.
fn reference(t: &[u8]) -> Option<(&[u8], &[u8])> {
    let brace = t.first() == Some(&b'{');
    let t = if brace { &t[1..] } else { t };
    let mut n = 0;
    while n < t.len() {
        let (c, w) = decode(&t[n..]);
        if c != u32::from(b'_') && !is_letter(c) && !is_digit(c) {
            break;
        }
        n += w;
    }
    if n == 0 {
        return None;
    }
    let rest = if brace { t[n..].strip_prefix(b"}")? } else { &t[n..] };
    Some((&t[..n], rest))
}

fn number(name: &[u8]) -> Option<usize> {
    if name.len() > 1 && name[0] == b'0' {
        return None;
    }
    let mut v = 0usize;
    for &b in name {
        if !b.is_ascii_digit() || v >= 100_000_000 {
            return None;
        }
        v = v * 10 + usize::from(b - b'0');
    }
    Some(v)
}

/// Appends the template with its references replaced; `group` gives the text of a group that took part in the match.
pub fn expand<'t>(
    out: &mut Vec<u8>,
    template: &[u8],
    names: &[impl AsRef<str>],
    group: impl Fn(usize) -> Option<&'t [u8]>,
) {
    let mut t = template;
    while let Some(at) = memchr::memchr(b'$', t) {
        out.extend_from_slice(&t[..at]);
        t = &t[at + 1..];
        if t.first() == Some(&b'$') {
            out.push(b'$');
            t = &t[1..];
            continue;
        }
        let Some((name, rest)) = reference(t) else {
            out.push(b'$');
            continue;
        };
        t = rest;
        let text = match number(name) {
            Some(i) => group(i),
            None => (0..names.len()).filter(|&i| names[i].as_ref().as_bytes() == name).find_map(&group),
        };
        out.extend_from_slice(text.unwrap_or_default());
    }
    out.extend_from_slice(t);
}
