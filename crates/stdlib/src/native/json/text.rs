//! The natives of package encoding/json/internal/jsonwire, on which jsontext and version 2 stand.

use super::encode::{bytes_of, push_float};
use super::format::{self, Lines};
use super::scan::{self, push_quoted};
use super::wire::{self, Code, Fault, Options};
use crate::native::fmt::append_bytes;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    const PACKAGE: &str = "encoding/json/internal/jsonwire";
    let mut add = |name: &str, f| r.add(&format!("{PACKAGE}.{name}"), f);
    add("SkipSpace", skip_space);
    add("scanString", scan_string);
    add("scanNumber", scan_number);
    add("scanValue", scan_value);
    add("Unquote", unquote);
    add("appendUnquote", append_unquote);
    add("AppendQuote", append_quote);
    add("AppendValue", append_value);
    add("AppendLine", append_line);
    add("AppendFloat", append_float);
    add("CompareUTF16", compare_utf16);
}

/// A text without counting it as work: it is looked at from some place on.
fn text<'v>(cx: &NativeCtx<'v>, n: usize) -> &'v [u8] {
    bytes_of(cx.slice(n))
}

/// Results `code int, at int, msg string` from slot `n` on.
fn set_fault(cx: &mut NativeCtx<'_>, n: usize, fault: &Fault) -> NativeResult {
    cx.set_i64(n, fault.code as i64);
    cx.set_i64(n + 1, fault.at as i64);
    cx.set_str(n + 2, fault.msg.as_bytes())
}

fn set_no_fault(cx: &mut NativeCtx<'_>, n: usize) {
    for i in 0..4 {
        cx.set(n + i, 0);
    }
}

/// func SkipSpace(text []byte, from int) int
fn skip_space(cx: &mut NativeCtx<'_>) -> NativeResult {
    let end = scan::skip_space(text(cx, 0), cx.u64(3) as usize);
    cx.set_i64(0, end as i64);
    Ok(())
}

/// func scanString(text []byte, from int, flags uint64) (end int, note uint64, code int, at int, msg string)
fn scan_string(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (text, from, options) = (text(cx, 0), cx.u64(3) as usize, Options(cx.u64(4)));
    match wire::string(text, from, options.broken_utf8()) {
        Ok((end, note)) => {
            cx.charge((end - from) as u64);
            cx.set_i64(0, end as i64);
            cx.set(1, note);
            set_no_fault(cx, 2);
            Ok(())
        }
        Err(f) => set_fault(cx, 2, &f),
    }
}

/// func scanNumber(text []byte, from int) (end int, float bool, code int, at int, msg string)
fn scan_number(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (text, from) = (text(cx, 0), cx.u64(3) as usize);
    if !matches!(text.get(from), Some(b'-' | b'0'..=b'9')) {
        let f = wire::scalar(text, from, true).err();
        let f = f.unwrap_or(Fault { code: Code::Text, at: from, msg: "not a number".into() });
        return set_fault(cx, 2, &f);
    }
    match wire::number(text, from) {
        Ok((end, float)) => {
            cx.set_i64(0, end as i64);
            cx.set_bool(1, float);
            set_no_fault(cx, 2);
            Ok(())
        }
        Err(f) => set_fault(cx, 2, &f),
    }
}

/// func scanValue(text []byte, from int, flags uint64, depth int) (end int, code int, at int, msg string, pointer string)
fn scan_value(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (text, from, options, depth) = (text(cx, 0), cx.u64(3) as usize, Options(cx.u64(4)), cx.u64(5) as usize);
    match wire::value(text, from, options, depth) {
        Ok(end) => {
            cx.charge((end - from) as u64);
            cx.set_i64(0, end as i64);
            set_no_fault(cx, 1);
            cx.set_substr(5, &[]);
            Ok(())
        }
        Err((f, pointer)) => {
            set_fault(cx, 1, &f)?;
            cx.set_str(5, &pointer)
        }
    }
}

/// func Unquote(raw []byte) string; raw is a checked string with its quotes
fn unquote(cx: &mut NativeCtx<'_>) -> NativeResult {
    let text = wire::unquoted(cx.bytes(0));
    cx.set_str(0, &text)
}

/// func appendUnquote(dst []byte, src string) (out []byte, code int, at int, msg string)
fn append_unquote(cx: &mut NativeCtx<'_>) -> NativeResult {
    let src = cx.bytes(3);
    let strict = wire::string(src, 0, false);
    let fault = match wire::string(src, 0, true) {
        Ok((end, _)) => {
            let text = wire::unquoted(&src[..end]);
            append_bytes(cx, &text)?;
            if end < src.len() {
                let msg = format!("invalid character {} after string value", scan::quoted_character(&src[end..]).0);
                Some(Fault { code: Code::Text, at: end, msg })
            } else {
                strict.err()
            }
        }
        Err(f) => {
            let inner = src.get(1..f.at).unwrap_or_default();
            let text = scan::unescape(inner);
            append_bytes(cx, text.as_deref().unwrap_or(inner))?;
            Some(f)
        }
    };
    match fault {
        None => {
            set_no_fault(cx, 3);
            Ok(())
        }
        Some(f) => set_fault(cx, 3, &f),
    }
}

/// func AppendQuote(dst []byte, s string, flags uint64) (out []byte, ok bool)
fn append_quote(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (s, options) = (cx.bytes(3), Options(cx.u64(5)));
    let mut out = Vec::with_capacity(s.len() + 2);
    let ok = push_quoted(&mut out, s, options.html(), options.js());
    append_bytes(cx, &out)?;
    cx.set_bool(3, ok);
    Ok(())
}

/// func AppendValue(dst, text []byte, flags uint64, prefix, indent string, depth int) []byte; the text was checked
fn append_value(cx: &mut NativeCtx<'_>) -> NativeResult {
    let options = Options(cx.u64(6));
    let lines = Lines { prefix: cx.bytes(7), indent: cx.bytes(9), depth: cx.u64(11) as usize };
    let mut out = Vec::new();
    format::push_value(&mut out, cx.bytes(3), options, lines);
    append_bytes(cx, &out)
}

/// func AppendLine(dst []byte, prefix, indent string, depth int) []byte
fn append_line(cx: &mut NativeCtx<'_>) -> NativeResult {
    let lines = Lines { prefix: cx.bytes(3), indent: cx.bytes(5), depth: cx.u64(7) as usize };
    let mut out = Vec::new();
    format::push_line(&mut out, lines, 0);
    append_bytes(cx, &out)
}

/// func AppendFloat(dst []byte, f float64, bits int) []byte; f is finite
fn append_float(cx: &mut NativeCtx<'_>) -> NativeResult {
    let mut out = Vec::new();
    push_float(&mut out, cx.f64(3), cx.u64(4) as u32);
    append_bytes(cx, &out)
}

/// func CompareUTF16(a, b string) int
fn compare_utf16(cx: &mut NativeCtx<'_>) -> NativeResult {
    let order = cx.str(0).encode_utf16().cmp(cx.str(2).encode_utf16());
    cx.set_i64(0, order as i64);
    Ok(())
}
