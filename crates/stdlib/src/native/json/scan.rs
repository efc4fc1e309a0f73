//! The grammar: checks a value, and says where and why it is none. No recursion, so nesting costs no stack.

use crate::native::num::quote;
use crate::native::unicode::{decode, is_print, runes_of};

/// Deeper nesting is refused.
pub const MAX_DEPTH: usize = 10_000;

/// Why a text is no JSON value.
#[derive(Debug)]
pub struct SyntaxError {
    /// In Go's words.
    pub msg: String,
    /// Bytes read before it was found.
    pub offset: usize,
    /// More input could still make it one.
    pub short: bool,
}

type Scan<T> = Result<T, SyntaxError>;

/// What the text around a value is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Array,
    Object,
}

/// A scanner over one text.
pub struct Scanner<'t> {
    text: &'t [u8],
    /// Elements of every array, in order of their opening brackets, if they are wanted.
    pub counts: Option<Vec<u32>>,
}

fn short(offset: usize) -> SyntaxError {
    SyntaxError { msg: "unexpected end of JSON input".into(), offset, short: true }
}

pub fn skip_space(text: &[u8], mut at: usize) -> usize {
    while let Some(b' ' | b'\n' | b'\r' | b'\t') = text.get(at) {
        at += 1;
    }
    at
}

impl<'t> Scanner<'t> {
    pub fn new(text: &'t [u8]) -> Scanner<'t> {
        Scanner { text, counts: None }
    }

    /// The character at `at` has no place there.
    fn bad<T>(&self, at: usize, context: &str) -> Scan<T> {
        let Some(rest) = self.text.get(at..).filter(|r| !r.is_empty()) else { return Err(short(self.text.len())) };
        let (quoted, w) = quoted_character(rest);
        Err(SyntaxError { msg: format!("invalid character {quoted} {context}"), offset: at + w, short: false })
    }

    /// The end of the whole text, which is one value.
    pub fn whole(&mut self) -> Scan<()> {
        let end = self.value(0)?;
        let at = skip_space(self.text, end);
        if at < self.text.len() { self.bad(at, "after top-level value") } else { Ok(()) }
    }

    /// Whether the whole text is one string.
    pub fn whole_string(&mut self) -> Scan<()> {
        let at = skip_space(self.text, 0);
        if self.text.get(at) == Some(&b'"') {
            self.whole()
        } else {
            self.bad(at, "looking for beginning of object key string")
        }
    }

    /// The end of the value that begins at or behind `at`.
    pub fn value(&mut self, at: usize) -> Scan<usize> {
        let text = self.text;
        let mut at = at;
        let mut open: Vec<(Open, usize)> = Vec::new();
        loop {
            at = skip_space(text, at);
            match text.get(at) {
                Some(b'{') => {
                    self.descend(&mut open, Open::Object, at)?;
                    at = skip_space(text, at + 1);
                    if text.get(at) != Some(&b'}') {
                        at = self.key(at)?;
                        continue;
                    }
                    open.pop();
                    at += 1;
                }
                Some(b'[') => {
                    self.descend(&mut open, Open::Array, at)?;
                    at = skip_space(text, at + 1);
                    if text.get(at) != Some(&b']') {
                        self.count(&open);
                        continue;
                    }
                    open.pop();
                    at += 1;
                }
                Some(_) => at = self.scalar(at)?,
                None => return Err(short(text.len())),
            }
            // A value has ended.
            loop {
                let Some(&(kind, _)) = open.last() else { return Ok(at) };
                at = skip_space(text, at);
                match (text.get(at), kind) {
                    (Some(b','), Open::Array) => {
                        self.count(&open);
                        at += 1;
                        break;
                    }
                    (Some(b','), Open::Object) => {
                        at = self.key(skip_space(text, at + 1))?;
                        break;
                    }
                    (Some(b']'), Open::Array) | (Some(b'}'), Open::Object) => {
                        open.pop();
                        at += 1;
                    }
                    (_, Open::Array) => return self.bad(at, "after array element"),
                    (_, Open::Object) => return self.bad(at, "after object key:value pair"),
                }
            }
        }
    }

    fn descend(&mut self, open: &mut Vec<(Open, usize)>, kind: Open, at: usize) -> Scan<()> {
        if open.len() >= MAX_DEPTH {
            return Err(SyntaxError { msg: "exceeded max depth".into(), offset: at + 1, short: false });
        }
        let n = match &mut self.counts {
            Some(counts) if kind == Open::Array => {
                counts.push(0);
                counts.len() - 1
            }
            _ => 0,
        };
        open.push((kind, n));
        Ok(())
    }

    fn count(&mut self, open: &[(Open, usize)]) {
        if let (Some(counts), Some(&(_, n))) = (&mut self.counts, open.last()) {
            counts[n] += 1;
        }
    }

    /// A key and its colon.
    fn key(&self, at: usize) -> Scan<usize> {
        if self.text.get(at) != Some(&b'"') {
            return self.bad(at, "looking for beginning of object key string");
        }
        let at = skip_space(self.text, self.string(at)?);
        if self.text.get(at) != Some(&b':') {
            return self.bad(at, "after object key");
        }
        Ok(at + 1)
    }

    fn scalar(&self, at: usize) -> Scan<usize> {
        match self.text[at] {
            b'"' => self.string(at),
            b'-' | b'0'..=b'9' => self.number(at),
            b't' => self.literal(at, "true"),
            b'f' => self.literal(at, "false"),
            b'n' => self.literal(at, "null"),
            _ => self.bad(at, "looking for beginning of value"),
        }
    }

    fn literal(&self, at: usize, word: &str) -> Scan<usize> {
        for (i, c) in word.bytes().enumerate() {
            if self.text.get(at + i) != Some(&c) {
                return self.bad(at + i, &format!("in literal {word} (expecting '{}')", c as char));
            }
        }
        Ok(at + word.len())
    }

    fn string(&self, start: usize) -> Scan<usize> {
        let text = self.text;
        let mut at = start + 1;
        loop {
            match text.get(at) {
                None => return Err(short(text.len())),
                Some(b'"') => return Ok(at + 1),
                Some(b'\\') => at = self.escape(at)?,
                Some(0..0x20) => return self.bad(at, "in string"),
                Some(_) => at += 1,
            }
        }
    }

    fn escape(&self, at: usize) -> Scan<usize> {
        escape_sequence(self.text, at).map_err(|bad| match bad {
            None => short(at),
            Some(n) => {
                let seq = quote_sequence(&self.text[at..at + n]);
                SyntaxError { msg: format!("invalid escape sequence {seq} in string"), offset: at + n, short: false }
            }
        })
    }

    fn number(&self, start: usize) -> Scan<usize> {
        let text = self.text;
        let digits = |mut at: usize| {
            while text.get(at).is_some_and(u8::is_ascii_digit) {
                at += 1;
            }
            at
        };
        let some_digits = |at: usize| -> Scan<usize> {
            let end = digits(at);
            match text.get(at) {
                _ if end > at => Ok(end),
                None => Err(short(start)),
                Some(_) => self.bad(at, "in numeric literal"),
            }
        };
        let mut at = start + usize::from(text[start] == b'-');
        at = if text.get(at) == Some(&b'0') { at + 1 } else { some_digits(at)? };
        if text.get(at) == Some(&b'.') {
            at = some_digits(at + 1)?;
        }
        if let Some(b'e' | b'E') = text.get(at) {
            at += 1;
            if let Some(b'+' | b'-') = text.get(at) {
                at += 1;
            }
            at = some_digits(at)?;
        }
        Ok(at)
    }
}

/// The first character as errors show it, and its length.
pub fn quoted_character(text: &[u8]) -> (String, usize) {
    let (r, w) = decode(text);
    if r == 0xFFFD && w == 1 {
        return (format!("'\\x{:02x}'", text[0]), w);
    }
    let mut quoted = Vec::new();
    quote::push_quoted_rune(&mut quoted, r, quote::Keep::Print);
    (String::from_utf8_lossy(&quoted).into_owned(), w)
}

/// A part of a string as errors show it.
pub fn quote_sequence(seq: &[u8]) -> String {
    let mut quoted = Vec::new();
    let plain = runes_of(seq).all(|(_, r, _)| r != 0x20 && is_print(r));
    if quote::can_backquote(seq) && plain {
        quoted = [b"`", seq, b"`"].concat();
    } else {
        quote::push_quoted(&mut quoted, seq, b'"', quote::Keep::Print);
    }
    String::from_utf8_lossy(&quoted).into_owned()
}

/// The end of the escape at `at`, or how long what is none is (`None`: more text could make it one).
pub fn escape_sequence(text: &[u8], at: usize) -> Result<usize, Option<usize>> {
    match text.get(at + 1) {
        None => Err(None),
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(at + 2),
        Some(b'u') => {
            for i in 2..6 {
                match text.get(at + i) {
                    None => return Err(None),
                    Some(c) if c.is_ascii_hexdigit() => {}
                    Some(_) => return Err(Some(6.min(text.len() - at))),
                }
            }
            Ok(at + 6)
        }
        Some(_) => Err(Some(2)),
    }
}

/// The end of a value in a text that has been checked.
pub fn skip_value(text: &[u8], at: usize) -> usize {
    let mut at = skip_space(text, at);
    match text[at] {
        b'"' => skip_string(text, at),
        b'{' | b'[' => {
            let mut depth = 0usize;
            loop {
                match text[at] {
                    b'"' => {
                        at = skip_string(text, at);
                        continue;
                    }
                    b'{' | b'[' => depth += 1,
                    b'}' | b']' => depth -= 1,
                    _ => {}
                }
                at += 1;
                if depth == 0 {
                    return at;
                }
            }
        }
        _ => {
            while let Some(b'-' | b'+' | b'.' | b'0'..=b'9' | b'a'..=b'z' | b'E') = text.get(at) {
                at += 1;
            }
            at
        }
    }
}

/// The end of a string in a text that has been checked.
pub fn skip_string(text: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    loop {
        match text[at] {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

/// The text of a string whose quotes are off: escapes resolved, what is no UTF-8 replaced. `None` if it is that already.
pub fn unescape(s: &[u8]) -> Option<Vec<u8>> {
    if !s.contains(&b'\\') && std::str::from_utf8(s).is_ok() {
        return None;
    }
    let mut out = Vec::with_capacity(s.len());
    let mut at = 0;
    while at < s.len() {
        if s[at] != b'\\' {
            let end = s[at..].iter().position(|&c| c == b'\\').map_or(s.len(), |n| at + n);
            for part in s[at..end].utf8_chunks() {
                out.extend_from_slice(part.valid().as_bytes());
                for _ in part.invalid() {
                    out.extend_from_slice("\u{FFFD}".as_bytes());
                }
            }
            at = end;
            continue;
        }
        let c = s.get(at + 1).copied().unwrap_or(b'\\');
        at += 2;
        match c {
            b'b' => out.push(8),
            b'f' => out.push(12),
            b'n' => out.push(b'\n'),
            b'r' => out.push(b'\r'),
            b't' => out.push(b'\t'),
            b'u' => {
                let hi = hex4(s, at);
                at += 4;
                let mut c = char::from_u32(hi);
                if (0xD800..0xDC00).contains(&hi) && s.get(at..at + 2) == Some(b"\\u") {
                    let lo = hex4(s, at + 2);
                    if (0xDC00..0xE000).contains(&lo) {
                        c = char::from_u32(0x10000 + ((hi - 0xD800) << 10) + (lo - 0xDC00));
                        at += 6;
                    }
                }
                let c = c.unwrap_or(char::REPLACEMENT_CHARACTER);
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
            }
            c => out.push(c),
        }
    }
    Some(out)
}

/// The number that four hexadecimal digits make.
pub fn hex4(s: &[u8], at: usize) -> u32 {
    let digits = s.get(at..at + 4).and_then(|d| std::str::from_utf8(d).ok());
    digits.and_then(|d| u32::from_str_radix(d, 16).ok()).unwrap_or(0xFFFD)
}

/// Appends a string with its quotes as version 1 writes it. Characters that HTML would read otherwise are escaped if `html`.
pub fn push_string(out: &mut Vec<u8>, s: &[u8], html: bool) {
    push_quoted(out, s, html, true);
}

/// Appends a string with its quotes; false if something was no UTF-8 and replaced. Characters that HTML, or JavaScript, would read
/// otherwise are escaped if wanted.
pub fn push_quoted(out: &mut Vec<u8>, s: &[u8], html: bool, js: bool) -> bool {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    out.push(b'"');
    let mut start = 0;
    let mut at = 0;
    let mut whole = true;
    while at < s.len() {
        let c = s[at];
        let plain = c >= 0x20 && c != b'"' && c != b'\\' && c < 0x80 && !(html && matches!(c, b'<' | b'>' | b'&'));
        if plain {
            at += 1;
            continue;
        }
        if c >= 0x80 {
            let (r, w) = decode(&s[at..]);
            let broken = r == 0xFFFD && w == 1;
            let line = js && (r == 0x2028 || r == 0x2029);
            if broken || line {
                whole &= !broken;
                out.extend_from_slice(&s[start..at]);
                if broken {
                    out.extend_from_slice("\u{FFFD}".as_bytes());
                } else {
                    out.extend_from_slice(if r == 0x2028 { b"\\u2028" } else { b"\\u2029" });
                }
                start = at + w;
            }
            at += w;
            continue;
        }
        out.extend_from_slice(&s[start..at]);
        match c {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', c]),
            8 => out.extend_from_slice(b"\\b"),
            12 => out.extend_from_slice(b"\\f"),
            b'\n' => out.extend_from_slice(b"\\n"),
            b'\r' => out.extend_from_slice(b"\\r"),
            b'\t' => out.extend_from_slice(b"\\t"),
            _ => {
                out.extend_from_slice(b"\\u00");
                out.extend_from_slice(&[HEX[usize::from(c >> 4)], HEX[usize::from(c & 15)]]);
            }
        }
        at += 1;
        start = at;
    }
    out.extend_from_slice(&s[start..]);
    out.push(b'"');
    whole
}

/// Appends a checked value without white space; with `html`, characters that HTML would read otherwise are escaped.
pub fn push_compact(out: &mut Vec<u8>, text: &[u8], html: bool) {
    let mut at = 0;
    while at < text.len() {
        match text[at] {
            b' ' | b'\n' | b'\r' | b'\t' => at += 1,
            b'"' => {
                let end = skip_string(text, at);
                if html {
                    push_escaped(out, &text[at..end]);
                } else {
                    out.extend_from_slice(&text[at..end]);
                }
                at = end;
            }
            c => {
                out.push(c);
                at += 1;
            }
        }
    }
}

/// Appends text with `<`, `>`, `&` and the two line separators escaped.
pub fn push_escaped(out: &mut Vec<u8>, text: &[u8]) {
    let mut start = 0;
    for (at, &c) in text.iter().enumerate() {
        let (seq, len): (&[u8], usize) = match c {
            b'<' => (b"\\u003c", 1),
            b'>' => (b"\\u003e", 1),
            b'&' => (b"\\u0026", 1),
            0xE2 if text.get(at + 1..at + 3) == Some(&[0x80, 0xA8]) => (b"\\u2028", 3),
            0xE2 if text.get(at + 1..at + 3) == Some(&[0x80, 0xA9]) => (b"\\u2029", 3),
            _ => continue,
        };
        out.extend_from_slice(&text[start..at]);
        out.extend_from_slice(seq);
        start = at + len;
    }
    out.extend_from_slice(&text[start..]);
}

/// Appends a checked value on lines of its own, indented.
pub fn push_indented(out: &mut Vec<u8>, text: &[u8], prefix: &[u8], indent: &[u8]) {
    let mut depth = 0usize;
    let mut at = 0;
    // White space behind the value stays, as it is written.
    let end = text.iter().rposition(|c| !c.is_ascii_whitespace()).map_or(0, |n| n + 1);
    let line = |out: &mut Vec<u8>, depth: usize| {
        out.push(b'\n');
        out.extend_from_slice(prefix);
        for _ in 0..depth {
            out.extend_from_slice(indent);
        }
    };
    while at < end {
        let c = text[at];
        match c {
            b' ' | b'\n' | b'\r' | b'\t' => {}
            b'"' => {
                let end = skip_string(text, at);
                out.extend_from_slice(&text[at..end]);
                at = end;
                continue;
            }
            b'{' | b'[' => {
                out.push(c);
                let next = skip_space(text, at + 1);
                if let Some(b'}' | b']') = text.get(next) {
                    out.push(text[next]);
                    at = next + 1;
                    continue;
                }
                depth += 1;
                line(out, depth);
            }
            b'}' | b']' => {
                depth -= 1;
                line(out, depth);
                out.push(c);
            }
            b',' => {
                out.push(c);
                line(out, depth);
            }
            b':' => out.extend_from_slice(b": "),
            _ => out.push(c),
        }
        at += 1;
    }
    out.extend_from_slice(&text[end..]);
}
