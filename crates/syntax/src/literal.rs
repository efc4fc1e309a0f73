//! Literals: scanning them with gc's messages, and the values of rune and string literals (for the checker).
//!
//! The scanners are logos callbacks: they start after the token's first characters and always end the token somewhere, so a
//! wrong literal costs one message and the parser goes on.

use crate::ast::LitKind;
use crate::token::Tok;
use logos::Lexer;

/// `U+0040 '@'`, as Go's `%#U` prints a character.
pub(crate) fn unicode(c: char) -> String {
    if c.is_control() || is_unprintable(c) {
        format!("U+{:04X}", c as u32)
    } else {
        format!("U+{:04X} '{c}'", c as u32)
    }
}

/// Characters that Go does not print although they are no control characters.
fn is_unprintable(c: char) -> bool {
    matches!(c as u32, 0xad | 0x200b..=0x200f | 0x2028..=0x202e | 0x2060..=0x206f | 0xe000..=0xf8ff | 0xfeff | 0xfff9..=0xfffb | 0xf0000..)
        || (c.is_whitespace() && c != ' ')
}

/// Whether a character that cannot start a name is one of Unicode's decimal digits (which may stand inside one).
pub(crate) fn is_decimal_digit(c: char) -> bool {
    // The lexer's own classes decide: behind a letter, digits and letters are the same token.
    let text = format!("a{c}");
    let mut lexer = <Tok as logos::Logos>::lexer(&text);
    lexer.next() == Some(Ok(Tok::Name)) && lexer.span().end == text.len()
}

/// A character as Go's `%q` prints it.
fn quoted(c: char) -> String {
    match c {
        '\'' => "'\\''".into(),
        '\\' => "'\\\\'".into(),
        '\n' => "'\\n'".into(),
        '\t' => "'\\t'".into(),
        '\r' => "'\\r'".into(),
        '\0'..='\x1f' | '\x7f' => format!("'\\x{:02x}'", c as u32),
        c if is_unprintable(c) => format!("'\\u{:04x}'", c as u32),
        c => format!("'{c}'"),
    }
}

/// Where a scanner stands: the file's text and a byte offset.
struct Cursor<'s> {
    text: &'s str,
    at: usize,
    errors: Vec<(u32, String)>,
}

impl<'s> Cursor<'s> {
    fn new(lex: &mut Lexer<'s, Tok>, at: usize) -> Cursor<'s> {
        Cursor { text: lex.source(), at, errors: Vec::new() }
    }

    fn byte(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(0)
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn error(&mut self, at: usize, message: impl Into<String>) {
        self.errors.push((at as u32, message.into()));
    }

    fn finish(mut self, lex: &mut Lexer<'s, Tok>) {
        lex.bump(self.at - lex.span().end);
        lex.extras.errors.append(&mut self.errors);
    }
}

/// Scans an interpreted string literal.
pub(crate) fn scan_string(lex: &mut Lexer<'_, Tok>) -> LitKind {
    let start = lex.span().start;
    // Most strings have no escape and end on their line.
    let rest = lex.remainder().as_bytes();
    if let Some(n) = rest.iter().position(|&b| matches!(b, b'"' | b'\\' | b'\n'))
        && rest[n] == b'"'
    {
        lex.bump(n + 1);
        return LitKind::String;
    }
    let mut c = Cursor::new(lex, start + 1);
    loop {
        match c.peek() {
            Some('"') => {
                c.at += 1;
                break;
            }
            Some('\\') => {
                c.at += 1;
                escape(&mut c, '"');
            }
            Some('\n') => {
                c.error(c.at, "newline in string");
                break;
            }
            Some(ch) => c.at += ch.len_utf8(),
            None => {
                c.error(start, "string not terminated");
                break;
            }
        }
    }
    c.finish(lex);
    LitKind::String
}

/// Scans a raw string literal.
pub(crate) fn scan_raw(lex: &mut Lexer<'_, Tok>) -> LitKind {
    match lex.remainder().find('`') {
        Some(n) => lex.bump(n + 1),
        None => {
            lex.extras.errors.push((lex.span().start as u32, "string not terminated".into()));
            lex.bump(lex.remainder().len());
        }
    }
    LitKind::String
}

/// Scans a rune literal.
pub(crate) fn scan_rune(lex: &mut Lexer<'_, Tok>) -> LitKind {
    let start = lex.span().start;
    let mut c = Cursor::new(lex, start + 1);
    let mut ok = true; // one message is enough
    let mut count = 0;
    loop {
        match c.peek() {
            Some('\'') => {
                c.at += 1;
                if ok && count == 0 {
                    c.error(c.at - 1, "empty rune literal or unescaped '");
                } else if ok && count != 1 {
                    c.error(start, "more than one character in rune literal");
                }
                break;
            }
            Some('\\') => {
                c.at += 1;
                ok &= escape(&mut c, '\'');
            }
            Some('\n') => {
                if ok {
                    c.error(c.at, "newline in rune literal");
                }
                break;
            }
            Some(ch) => c.at += ch.len_utf8(),
            None => {
                if ok {
                    c.error(start, "rune literal not terminated");
                }
                break;
            }
        }
        count += 1;
    }
    c.finish(lex);
    LitKind::Rune
}

/// Scans an escape sequence after its backslash; false if it was wrong (and reported).
fn escape(c: &mut Cursor<'_>, quote: char) -> bool {
    let (digits, base, max) = match c.peek() {
        Some(ch) if ch == quote || matches!(ch, 'a' | 'b' | 'f' | 'n' | 'r' | 't' | 'v' | '\\') => {
            c.at += 1;
            return true;
        }
        Some('0'..='7') => (3, 8, 255),
        Some('x') => (2, 16, 255),
        Some('u') => (4, 16, 0x10ffff),
        Some('U') => (8, 16, 0x10ffff),
        None => return true, // the literal's end is missing too, and that is reported
        Some(_) => {
            c.error(c.at, "unknown escape");
            return false;
        }
    };
    if base == 16 {
        c.at += 1;
    }
    let mut value: u32 = 0;
    for _ in 0..digits {
        match c.peek() {
            None => return true,
            Some(ch) => match ch.to_digit(base) {
                Some(d) => {
                    value = value.saturating_mul(base).saturating_add(d);
                    c.at += 1;
                }
                None => {
                    let kind = if base == 8 { "octal" } else { "hexadecimal" };
                    c.error(c.at, format!("invalid character {} in {kind} escape", quoted(ch)));
                    return false;
                }
            },
        }
    }
    if value > max && base == 8 {
        c.error(c.at, format!("octal escape value {value} > 255"));
        return false;
    }
    if value > max || (max > 255 && (0xd800..0xe000).contains(&value)) {
        c.error(c.at, format!("escape is invalid Unicode code point U+{value:04X}"));
        return false;
    }
    true
}

/// What one run of digits held.
#[derive(Default)]
struct Digits {
    any: bool,
    separator: bool,
    /// First digit not below the base.
    invalid: Option<usize>,
}

impl Digits {
    fn scan(&mut self, c: &mut Cursor<'_>, base: u32) {
        loop {
            match c.byte() {
                b'_' => self.separator = true,
                b'0'..=b'9' => {
                    self.any = true;
                    if u32::from(c.byte() - b'0') >= base && self.invalid.is_none() {
                        self.invalid = Some(c.at);
                    }
                }
                b'a'..=b'f' | b'A'..=b'F' if base == 16 => self.any = true,
                _ => return,
            }
            c.at += 1;
        }
    }
}

/// Scans a number from its first digit (or its leading point).
pub(crate) fn scan_number(lex: &mut Lexer<'_, Tok>) -> LitKind {
    let start = lex.span().start;
    // Most numbers are short and decimal.
    let rest = lex.remainder().as_bytes();
    let first = lex.source().as_bytes()[start];
    if first != b'.' && !rest.first().is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_')) {
        return LitKind::Int;
    }
    let mut c = Cursor::new(lex, start);
    let (mut base, mut prefix) = (10, 0u8);
    let mut digits = Digits::default();
    let mut kind = LitKind::Int;
    let mut complained = false;
    if first == b'0' {
        c.at += 1;
        prefix = c.byte().to_ascii_lowercase();
        base = match prefix {
            b'x' => 16,
            b'o' => 8,
            b'b' => 2,
            _ => {
                prefix = b'0';
                digits.any = true;
                8
            }
        };
        if prefix != b'0' {
            c.at += 1;
        }
    }
    digits.scan(&mut c, base);
    let name = match base {
        16 => "hexadecimal",
        8 => "octal",
        2 => "binary",
        _ => "decimal",
    };
    if c.byte() == b'.' {
        kind = LitKind::Float;
        if matches!(prefix, b'o' | b'b') {
            c.error(c.at, format!("invalid radix point in {name} literal"));
            complained = true;
        }
        c.at += 1;
        digits.scan(&mut c, base);
    }
    if !digits.any && !complained {
        c.error(c.at, format!("{name} literal has no digits"));
        complained = true;
    }
    let e = c.byte();
    if matches!(e, b'e' | b'E' | b'p' | b'P') {
        let decimal = matches!(e, b'e' | b'E');
        if !complained && decimal && prefix != 0 && prefix != b'0' {
            c.error(c.at, format!("{} exponent requires decimal mantissa", quoted(e as char)));
            complained = true;
        } else if !complained && !decimal && prefix != b'x' {
            c.error(c.at, format!("{} exponent requires hexadecimal mantissa", quoted(e as char)));
            complained = true;
        }
        c.at += 1;
        kind = LitKind::Float;
        if matches!(c.byte(), b'+' | b'-') {
            c.at += 1;
        }
        let mut exponent = Digits::default();
        exponent.scan(&mut c, 10);
        digits.separator |= exponent.separator;
        if !exponent.any && !complained {
            c.error(c.at, "exponent has no digits");
            complained = true;
        }
    } else if prefix == b'x' && kind == LitKind::Float && !complained {
        c.error(c.at, "hexadecimal mantissa requires a 'p' exponent");
        complained = true;
    }
    let imaginary = c.byte() == b'i';
    if imaginary {
        c.at += 1;
        kind = LitKind::Imaginary;
    }
    if !complained
        && kind == LitKind::Int
        && let Some(at) = digits.invalid
    {
        let digit = quoted(c.text.as_bytes()[at] as char);
        c.error(at, format!("invalid digit {digit} in {name} literal"));
        complained = true;
    }
    if !complained
        && digits.separator
        && let Some(at) = misplaced_separator(&c.text[start..c.at])
    {
        c.error(start + at, "'_' must separate successive digits");
    }
    c.finish(lex);
    kind
}

/// The first `_` of a number that does not stand between digits (a base prefix counts as a digit).
fn misplaced_separator(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let hex = bytes.len() > 1 && bytes[0] == b'0' && matches!(bytes[1], b'x' | b'X');
    let based = bytes.len() > 1 && bytes[0] == b'0' && bytes[1].is_ascii_alphabetic();
    let is_digit = |i: usize| {
        bytes.get(i).is_some_and(|b| b.is_ascii_digit() || (hex && b.is_ascii_hexdigit()) || (based && i == 1))
    };
    for (i, &b) in bytes.iter().enumerate() {
        if b == b'_' {
            if i == 0 || !(is_digit(i - 1)) {
                return Some(i);
            }
            if !is_digit(i + 1) {
                // Reported at what follows the run of separators, or at a doubled separator itself.
                return Some(if bytes.get(i + 1) == Some(&b'_') { i + 1 } else { i });
            }
        }
    }
    None
}

/// The bytes of a string literal as written (quotes included), or `None` if it is malformed. Carriage returns of raw strings
/// are dropped (spec, "String literals").
pub fn unquote_string(text: &str) -> Option<Vec<u8>> {
    if let Some(raw) = text.strip_prefix('`') {
        return Some(raw.strip_suffix('`')?.bytes().filter(|&b| b != b'\r').collect());
    }
    let body = text.strip_prefix('"')?.strip_suffix('"')?;
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find('\\') {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        let (value, n) = unescape(&rest[at + 1..], '"')?;
        match value {
            Unescaped::Byte(b) => out.push(b),
            Unescaped::Char(c) => out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
        }
        rest = &rest[at + 1 + n..];
    }
    out.extend_from_slice(rest.as_bytes());
    Some(out)
}

/// The value of a rune literal as written (quotes included), or `None` if it is malformed.
pub fn unquote_rune(text: &str) -> Option<u32> {
    let body = text.strip_prefix('\'')?.strip_suffix('\'')?;
    match body.strip_prefix('\\') {
        Some(rest) => match unescape(rest, '\'')? {
            (Unescaped::Byte(b), n) if n == rest.len() => Some(u32::from(b)),
            (Unescaped::Char(c), n) if n == rest.len() => Some(u32::from(c)),
            _ => None,
        },
        None => {
            let mut chars = body.chars();
            let c = chars.next()?;
            chars.next().is_none().then_some(u32::from(c))
        }
    }
}

enum Unescaped {
    /// From `\x` and octal escapes.
    Byte(u8),
    /// From the rest.
    Char(char),
}

/// Value and length of the escape whose text after the backslash starts `text`.
fn unescape(text: &str, quote: char) -> Option<(Unescaped, usize)> {
    let c = text.chars().next()?;
    let simple = match c {
        'a' => 7,
        'b' => 8,
        'f' => 12,
        'n' => 10,
        'r' => 13,
        't' => 9,
        'v' => 11,
        '\\' => b'\\',
        c if c == quote => c as u8,
        '0'..='7' => return Some((Unescaped::Byte(u8::from_str_radix(text.get(..3)?, 8).ok()?), 3)),
        'x' => return Some((Unescaped::Byte(u8::from_str_radix(text.get(1..3)?, 16).ok()?), 3)),
        'u' => return Some((Unescaped::Char(char::from_u32(u32::from_str_radix(text.get(1..5)?, 16).ok()?)?), 5)),
        'U' => return Some((Unescaped::Char(char::from_u32(u32::from_str_radix(text.get(1..9)?, 16).ok()?)?), 9)),
        _ => return None,
    };
    Some((Unescaped::Byte(simple), 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        assert_eq!(unquote_string(r#""a\n\x41\101\u00e9\"""#), Some("a\nAA\u{e9}\"".as_bytes().to_vec()));
        assert_eq!(unquote_string("`a\r\\n`"), Some(b"a\\n".to_vec()));
        assert_eq!(unquote_string(r#""\xff""#), Some(vec![0xff]));
        assert_eq!(unquote_string(r#""\q""#), None);
        assert_eq!(unquote_rune(r"'\''"), Some(39));
        assert_eq!(unquote_rune("'\u{4e16}'"), Some(0x4e16));
        assert_eq!(unquote_rune(r"'\xff'"), Some(255));
        assert_eq!(unquote_rune("'ab'"), None);
    }
}
