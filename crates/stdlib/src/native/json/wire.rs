//! JSON text by the strict rules of version 2: strings that must be UTF-8, names that must differ, and errors that say where in the
//! value they are. Like [`super::scan`], without recursion.

use super::scan::{escape_sequence, hex4, quote_sequence, quoted_character, skip_space, unescape};
use crate::native::unicode::{decode, full_rune};
use std::borrow::Cow;
use std::collections::HashSet;

/// The options that natives know, as package jsonflags numbers them without their lowest bit.
#[derive(Clone, Copy)]
pub struct Options(pub u64);

impl Options {
    const DUPLICATES: u64 = 1;
    const BROKEN_UTF8: u64 = 1 << 1;
    const HTML: u64 = 1 << 2;
    const JS: u64 = 1 << 3;
    const RAW_STRINGS: u64 = 1 << 4;
    const INTS: u64 = 1 << 5;
    const FLOATS: u64 = 1 << 6;
    const REORDER: u64 = 1 << 7;
    const SPACE_COLON: u64 = 1 << 8;
    const SPACE_COMMA: u64 = 1 << 9;
    const MULTILINE: u64 = 1 << 10;

    /// The value is checked in order to be written anew.
    const FORMATTING: u64 = 1 << 32;

    fn has(self, flag: u64) -> bool {
        self.0 & flag != 0
    }
    pub fn duplicates(self) -> bool {
        self.has(Self::DUPLICATES)
    }
    pub fn broken_utf8(self) -> bool {
        self.has(Self::BROKEN_UTF8)
    }
    pub fn html(self) -> bool {
        self.has(Self::HTML)
    }
    pub fn js(self) -> bool {
        self.has(Self::JS)
    }
    pub fn raw_strings(self) -> bool {
        self.has(Self::RAW_STRINGS)
    }
    pub fn ints(self) -> bool {
        self.has(Self::INTS)
    }
    pub fn floats(self) -> bool {
        self.has(Self::FLOATS)
    }
    pub fn reorder(self) -> bool {
        self.has(Self::REORDER)
    }
    pub fn space_colon(self) -> bool {
        self.has(Self::SPACE_COLON)
    }
    pub fn space_comma(self) -> bool {
        self.has(Self::SPACE_COMMA)
    }
    fn formatting(self) -> bool {
        self.has(Self::FORMATTING)
    }
    pub fn multiline(self) -> bool {
        self.has(Self::MULTILINE)
    }
}

/// What kind of mistake it is: the numbers that package jsonwire knows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Code {
    /// The text ends too early.
    Short = 1,
    Utf8 = 2,
    /// The message says it.
    Text = 3,
    Duplicate = 4,
    Depth = 5,
}

/// A mistake and where it is.
#[derive(Debug)]
pub struct Fault {
    pub code: Code,
    pub at: usize,
    pub msg: String,
}

fn fault<T>(code: Code, at: usize, msg: String) -> Result<T, Fault> {
    Err(Fault { code, at, msg })
}

fn short<T>(at: usize) -> Result<T, Fault> {
    fault(Code::Short, at, String::new())
}

/// The character at `at` has no place there.
fn bad<T>(text: &[u8], at: usize, context: &str) -> Result<T, Fault> {
    fault(Code::Text, at, format!("invalid character {} {context}", quoted_character(&text[at..]).0))
}

/// The string has escapes, or bytes that are to be replaced.
pub const ESCAPED: u64 = 1;

/// The end of the string at `start`, and what is special about it.
pub fn string(text: &[u8], start: usize, broken: bool) -> Result<(usize, u64), Fault> {
    match text.get(start) {
        None => return short(start),
        Some(b'"') => {}
        Some(_) => return bad(text, start, "at start of string (expecting '\"')"),
    }
    let mut at = start + 1;
    let mut note = 0;
    loop {
        match text.get(at) {
            None => return short(at),
            Some(b'"') => return Ok((at + 1, note)),
            Some(b'\\') => {
                note |= ESCAPED;
                at = escape(text, at, broken)?;
            }
            Some(0..0x20) => return bad(text, at, "in string (expecting non-control character)"),
            Some(0x20..0x80) => at += 1,
            Some(_) => {
                let (r, w) = decode(&text[at..]);
                if r == 0xFFFD && w == 1 {
                    if !full_rune(&text[at..]) {
                        return short(at);
                    }
                    if !broken {
                        return fault(Code::Utf8, at, String::new());
                    }
                    note |= ESCAPED;
                }
                at += w;
            }
        }
    }
}

/// The end of the escape at `at`.
fn escape(text: &[u8], at: usize, broken: bool) -> Result<usize, Fault> {
    let end = match escape_sequence(text, at) {
        Ok(end) => end,
        Err(None) => return short(at),
        Err(Some(n)) => {
            let seq = quote_sequence(&text[at..at + n]);
            return fault(Code::Text, at, format!("invalid escape sequence {seq} in string"));
        }
    };
    if end - at < 6 {
        return Ok(end);
    }
    let first = hex4(text, at + 2);
    if !(0xD800..0xE000).contains(&first) || broken {
        // A half of a broken pair is replaced and stands for itself.
        return Ok(end);
    }
    let surrogates = |n: usize| {
        let seq = quote_sequence(&text[at..text.len().min(at + n)]);
        fault(Code::Text, at, format!("invalid surrogate pair {seq} in string"))
    };
    if first >= 0xDC00 {
        return surrogates(12);
    }
    if end == text.len() {
        return short(end);
    }
    for (i, &want) in b"\\u".iter().enumerate() {
        match text.get(end + i) {
            None => return short(at),
            Some(&c) if c == want => {}
            Some(_) => return surrogates(12),
        }
    }
    match escape_sequence(text, end) {
        Ok(last) if (0xDC00..0xE000).contains(&hex4(text, end + 2)) => Ok(last),
        Err(None) => short(at),
        _ => surrogates(12),
    }
}

/// The end of the number at `start`, and whether it has a fraction or an exponent.
pub fn number(text: &[u8], start: usize) -> Result<(usize, bool), Fault> {
    let digits = |mut at: usize| {
        while text.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    };
    // `good` is where what is a number so far ends.
    let some_digits = |at: usize, good: usize| match text.get(at) {
        None => short(good),
        Some(c) if c.is_ascii_digit() => Ok(digits(at)),
        Some(_) => bad(text, at, "in number (expecting digit)"),
    };
    let mut at = start + usize::from(text[start] == b'-');
    at = if text.get(at) == Some(&b'0') { at + 1 } else { some_digits(at, start)? };
    let whole = at;
    if text.get(at) == Some(&b'.') {
        at = some_digits(at + 1, at)?;
    }
    if let Some(b'e' | b'E') = text.get(at) {
        let good = at;
        at += 1;
        if let Some(b'+' | b'-') = text.get(at) {
            at += 1;
        }
        at = some_digits(at, good)?;
    }
    Ok((at, at > whole))
}

/// The end of `null`, `true` or `false`.
fn literal(text: &[u8], at: usize, word: &str) -> Result<usize, Fault> {
    for (i, c) in word.bytes().enumerate() {
        match text.get(at + i) {
            None => return short(text.len()),
            Some(&d) if d == c => {}
            Some(_) => return bad(text, at + i, &format!("in literal {word} (expecting '{}')", c as char)),
        }
    }
    Ok(at + word.len())
}

/// The end of a value that is no object or array.
pub fn scalar(text: &[u8], at: usize, broken: bool) -> Result<usize, Fault> {
    match text.get(at) {
        None => short(at),
        Some(b'"') => Ok(string(text, at, broken)?.0),
        Some(b'-' | b'0'..=b'9') => Ok(number(text, at)?.0),
        Some(b't') => literal(text, at, "true"),
        Some(b'f') => literal(text, at, "false"),
        Some(b'n') => literal(text, at, "null"),
        Some(_) => bad(text, at, "at start of value"),
    }
}

/// The text of a string with its quotes.
pub fn unquoted(raw: &[u8]) -> Cow<'_, [u8]> {
    let inner = &raw[1..raw.len() - 1];
    unescape(inner).map_or(Cow::Borrowed(inner), Cow::Owned)
}

/// An object or array around the place.
struct Level<'t> {
    object: bool,
    /// Values before this one.
    n: usize,
    /// The current member's name, as it is written.
    name: &'t [u8],
    names: Names<'t>,
}

/// The names of an object.
#[derive(Default)]
struct Names<'t> {
    few: Vec<Cow<'t, [u8]>>,
    many: HashSet<Cow<'t, [u8]>>,
}

impl<'t> Names<'t> {
    /// Adds a name; false if it is there.
    fn add(&mut self, name: Cow<'t, [u8]>) -> bool {
        if !self.many.is_empty() {
            return self.many.insert(name);
        }
        if self.few.contains(&name) {
            return false;
        }
        self.few.push(name);
        if self.few.len() > 16 {
            self.many.extend(self.few.drain(..));
        }
        true
    }
}

/// Appends a step of a pointer.
fn push_token(out: &mut Vec<u8>, token: &[u8]) {
    out.push(b'/');
    for &c in token {
        match c {
            b'~' => out.extend_from_slice(b"~0"),
            b'/' => out.extend_from_slice(b"~1"),
            _ => out.push(c),
        }
    }
}

fn pointer(levels: &[Level<'_>], inside: bool) -> Vec<u8> {
    let mut out = Vec::new();
    for (i, level) in levels.iter().enumerate() {
        if i + 1 == levels.len() && !inside {
            break;
        }
        if level.object {
            push_token(&mut out, &unquoted(level.name));
        } else {
            push_token(&mut out, level.n.to_string().as_bytes());
        }
    }
    out
}

/// The end of the value at `at` (no white space there), which has `depth` objects and arrays around it. A mistake comes with the
/// pointer from the value to it.
pub fn value(text: &[u8], at: usize, options: Options, depth: usize) -> Result<usize, (Fault, Vec<u8>)> {
    let mut levels: Vec<Level<'_>> = Vec::new();
    let mut at = at;
    let broken = options.broken_utf8();
    loop {
        // A value begins.
        match text.get(at) {
            Some(&c @ (b'{' | b'[')) => {
                if depth + levels.len() >= super::scan::MAX_DEPTH {
                    return Err((Fault { code: Code::Depth, at, msg: String::new() }, pointer(&levels, true)));
                }
                levels.push(Level { object: c == b'{', n: 0, name: &[], names: Names::default() });
                at = skip_space(text, at + 1);
                match text.get(at) {
                    None => return Err((Fault { code: Code::Short, at, msg: String::new() }, pointer(&levels, false))),
                    Some(b'}') if c == b'{' => {}
                    Some(b']') if c == b'[' => {}
                    Some(_) if c == b'[' => continue,
                    Some(_) => {
                        at = name(text, at, options, &mut levels)?;
                        continue;
                    }
                }
                levels.pop();
                at += 1;
            }
            _ => {
                at = scalar(text, at, broken).map_err(|mut f| {
                    let number = matches!(text.get(at), Some(b'-' | b'0'..=b'9'));
                    if f.code == Code::Short && number && !options.formatting() {
                        f.at = at;
                    }
                    (f, pointer(&levels, true))
                })?;
            }
        }
        // It has ended.
        loop {
            let Some(level) = levels.last_mut() else { return Ok(at) };
            at = skip_space(text, at);
            match text.get(at) {
                Some(b',') => {
                    level.n += 1;
                    let object = level.object;
                    at = skip_space(text, at + 1);
                    if at >= text.len() {
                        return Err((Fault { code: Code::Short, at, msg: String::new() }, pointer(&levels, false)));
                    }
                    if object {
                        at = name(text, at, options, &mut levels)?;
                    }
                    break;
                }
                Some(b'}') if level.object => {}
                Some(b']') if !level.object => {}
                Some(_) => {
                    let context = if level.object {
                        "after object value (expecting ',' or '}')"
                    } else if options.formatting() {
                        "after array value (expecting ',' or ']')"
                    } else {
                        "after array element (expecting ',' or ']')"
                    };
                    return bad(text, at, context).map_err(|f| (f, pointer(&levels, false)));
                }
                None => return Err((Fault { code: Code::Short, at, msg: String::new() }, pointer(&levels, false))),
            }
            levels.pop();
            at += 1;
        }
    }
}

/// Goes over a name and its colon to where the value begins.
fn name<'t>(
    text: &'t [u8],
    start: usize,
    options: Options,
    levels: &mut [Level<'t>],
) -> Result<usize, (Fault, Vec<u8>)> {
    let (end, note) = string(text, start, options.broken_utf8()).map_err(|f| (f, pointer(levels, false)))?;
    let raw = &text[start..end];
    if let Some(level) = levels.last_mut() {
        level.name = raw;
        if !options.duplicates() {
            let name = if note == 0 { Cow::Borrowed(&raw[1..raw.len() - 1]) } else { unquoted(raw) };
            if !level.names.add(name) {
                return Err((Fault { code: Code::Duplicate, at: start, msg: String::new() }, pointer(levels, true)));
            }
        }
    }
    let at = skip_space(text, end);
    let found = match text.get(at) {
        None => short(at),
        Some(b':') => {
            let at = skip_space(text, at + 1);
            if at < text.len() { Ok(at) } else { short(at) }
        }
        Some(_) => bad(text, at, "after object name (expecting ':')"),
    };
    found.map_err(|f| (f, pointer(levels, true)))
}
