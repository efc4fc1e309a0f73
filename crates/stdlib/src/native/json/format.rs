//! Writes checked JSON text anew: white space, strings, numbers and the order of members as the options want them.

use super::encode::push_float;
use super::scan::{push_quoted, skip_space, skip_string};
use super::wire::{self, Options, unquoted};
use crate::native::num::parse;

/// How lines begin.
#[derive(Clone, Copy)]
pub struct Lines<'t> {
    pub prefix: &'t [u8],
    pub indent: &'t [u8],
    /// Objects and arrays around the value.
    pub depth: usize,
}

/// Appends the beginning of a line that has `depth` objects and arrays around it.
pub fn push_line(out: &mut Vec<u8>, lines: Lines<'_>, depth: usize) {
    out.push(b'\n');
    out.extend_from_slice(lines.prefix);
    for _ in 0..lines.depth + depth {
        out.extend_from_slice(lines.indent);
    }
}

/// An object or array whose text is being written.
struct Open {
    object: bool,
    /// Where its inside begins in the output.
    start: usize,
    /// The members so far: name, and the bounds of their text.
    members: Vec<(Vec<u16>, usize, usize)>,
    empty: bool,
}

/// Appends a checked value.
pub fn push_value(out: &mut Vec<u8>, text: &[u8], options: Options, lines: Lines<'_>) {
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    // In an object, whether the next string is a name.
    let mut name = false;
    loop {
        at = skip_space(text, at);
        let Some(&c) = text.get(at) else { return };
        let starts = !matches!(c, b'}' | b']' | b',' | b':');
        if starts
            && let Some(o) = open.last_mut()
            && (name || !o.object)
        {
            if !o.empty {
                out.push(b',');
                if options.space_comma() {
                    out.push(b' ');
                }
            }
            o.empty = false;
            let depth = open.len();
            if options.multiline() {
                push_line(out, lines, depth);
            }
        }
        match c {
            b'{' | b'[' => {
                out.push(c);
                open.push(Open { object: c == b'{', start: out.len(), members: Vec::new(), empty: true });
                name = c == b'{';
                at += 1;
                continue;
            }
            b'}' | b']' => {
                let Some(mut o) = open.pop() else { return };
                close_member(out, &mut o);
                if o.object && options.reorder() {
                    reorder(out, &o);
                }
                if options.multiline() && !o.empty {
                    push_line(out, lines, open.len());
                }
                out.push(c);
                at += 1;
            }
            b',' => {
                if let Some(o) = open.last_mut() {
                    close_member(out, o);
                    name = o.object;
                }
                at += 1;
                continue;
            }
            b':' => {
                out.push(b':');
                if options.space_colon() {
                    out.push(b' ');
                }
                at += 1;
                continue;
            }
            b'"' => {
                let end = skip_string(text, at);
                let raw = &text[at..end];
                if name
                    && options.reorder()
                    && let Some(o) = open.last_mut()
                {
                    let units = String::from_utf8_lossy(&unquoted(raw)).encode_utf16().collect();
                    o.members.push((units, out.len(), 0));
                }
                push_raw_string(out, raw, options);
                at = end;
                if name {
                    name = false;
                    continue;
                }
            }
            b'-' | b'0'..=b'9' => {
                let (end, float) = wire::number(text, at).unwrap_or((text.len(), false));
                push_number(out, &text[at..end], float, options);
                at = end;
            }
            _ => {
                let n = if c == b'f' { 5 } else { 4 };
                out.extend_from_slice(&text[at..text.len().min(at + n)]);
                at += n;
            }
        }
        // A value ended.
        if open.is_empty() {
            return;
        }
        name = false;
    }
}

/// Members end where the output stands when their value has ended.
fn close_member(out: &[u8], o: &mut Open) {
    if let Some(last) = o.members.last_mut()
        && last.2 == 0
    {
        last.2 = out.len();
    }
}

/// Puts the members of an object, whose text ends the output, in the order of their names; what stands between them stays.
fn reorder(out: &mut Vec<u8>, o: &Open) {
    if o.members.is_sorted_by(|a, b| a.0 <= b.0) {
        return;
    }
    let mut order: Vec<usize> = (0..o.members.len()).collect();
    order.sort_by(|&a, &b| o.members[a].0.cmp(&o.members[b].0));
    let old = out.split_off(o.start);
    let mut at = o.start;
    for (i, (_, start, end)) in o.members.iter().enumerate() {
        out.extend_from_slice(&old[at - o.start..start - o.start]);
        let (_, from, to) = o.members[order[i]];
        out.extend_from_slice(&old[from - o.start..to - o.start]);
        at = *end;
    }
    out.extend_from_slice(&old[at - o.start..]);
}

/// Appends a string that is text already.
pub fn push_raw_string(out: &mut Vec<u8>, raw: &[u8], options: Options) {
    if !options.raw_strings() {
        push_quoted(out, &unquoted(raw), options.html(), options.js());
        return;
    }
    let mut start = 0;
    for (at, &c) in raw.iter().enumerate() {
        let line = |last: u8| options.js() && raw.get(at + 1..at + 3) == Some(&[0x80, last]);
        let (seq, len): (&[u8], usize) = match c {
            b'<' if options.html() => (b"\\u003c", 1),
            b'>' if options.html() => (b"\\u003e", 1),
            b'&' if options.html() => (b"\\u0026", 1),
            0xE2 if line(0xA8) => (b"\\u2028", 3),
            0xE2 if line(0xA9) => (b"\\u2029", 3),
            _ => continue,
        };
        out.extend_from_slice(&raw[start..at]);
        out.extend_from_slice(seq);
        start = at + len;
    }
    out.extend_from_slice(&raw[start..]);
}

/// Appends a number that is text already.
pub fn push_number(out: &mut Vec<u8>, raw: &[u8], float: bool, options: Options) {
    let canonical = if float { options.floats() } else { options.ints() || options.floats() && raw == b"-0" };
    if !canonical {
        out.extend_from_slice(raw);
        return;
    }
    let f = parse::parse_float(raw, 64).0;
    let f = if f == 0.0 { 0.0 } else { f.clamp(-f64::MAX, f64::MAX) };
    push_float(out, f, 64);
}
