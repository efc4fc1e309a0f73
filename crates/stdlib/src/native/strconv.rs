//! Package strconv.

use super::fmt::append_bytes;
use super::num::quote::{Keep, can_backquote, push_quoted, push_quoted_rune, unquote, unquote_char, unquote_prefix};
use super::num::{float, int, parse};
use super::unicode::{is_graphic, is_print};
use vole_vm::{NativeCtx, NativeFn, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    let list: [(&str, NativeFn); 20] = [
        ("decimal", decimal),
        ("parseInt", parse_int),
        ("parseUint", parse_uint),
        ("parseFloat", parse_float),
        ("parseFloatPrefix", parse_float_prefix),
        ("formatInt", format_int),
        ("formatUint", format_uint),
        ("appendInt", append_int),
        ("appendUint", append_uint),
        ("formatFloat", format_float),
        ("appendFloat", append_float),
        ("quote", quote),
        ("appendQuote", append_quote),
        ("quoteRune", quote_rune),
        ("unquote", unquote_string),
        ("quotedPrefix", quoted_prefix),
        ("unquoteChar", unquote_one),
        ("IsPrint", print),
        ("IsGraphic", graphic),
        ("CanBackquote", backquote),
    ];
    for (name, f) in list {
        r.add(&format!("strconv.{name}"), f);
        if ["parseInt", "parseUint", "parseFloat", "unquote", "quote"].contains(&name) {
            r.add(&format!("fmt.{name}"), f);
        }
    }
}

/// func decimal(s string) int64: called as an instruction; this is for its value.
fn decimal(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let s = ctx.bytes(0);
    let plain = s.len() <= 18 + usize::from(matches!(s, [b'+' | b'-', ..]));
    let v = match parse::parse_int(s, 10, 64) {
        (v, parse::Status::Ok) if plain => v,
        _ => i64::MIN,
    };
    ctx.set_i64(0, v);
    Ok(())
}

/// func parseInt(s string, base, bits int) (i int64, status int)
fn parse_int(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (v, st) = parse::parse_int(ctx.bytes(0), ctx.i64(2), ctx.i64(3));
    ctx.set_i64(0, v);
    ctx.set_i64(1, st as i64);
    Ok(())
}

/// func parseUint(s string, base, bits int) (u uint64, status int)
fn parse_uint(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (v, st) = parse::parse_uint(ctx.bytes(0), ctx.i64(2), ctx.i64(3));
    ctx.set(0, v);
    ctx.set_i64(1, st as i64);
    Ok(())
}

/// func parseFloat(s string, bits int) (f float64, status int)
fn parse_float(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (v, st) = parse::parse_float(ctx.bytes(0), ctx.i64(2));
    ctx.set_f64(0, v);
    ctx.set_i64(1, st as i64);
    Ok(())
}

/// func parseFloatPrefix(s string, bits int) (f float64, n int, status int)
fn parse_float_prefix(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (v, n, st) = parse::parse_float_prefix(ctx.bytes(0), ctx.i64(2));
    ctx.set_f64(0, v);
    ctx.set_i64(1, n as i64);
    ctx.set_i64(2, st as i64);
    Ok(())
}

fn text(ctx: &mut NativeCtx<'_>, write: impl FnOnce(&mut Vec<u8>)) -> NativeResult {
    let mut out = Vec::with_capacity(32);
    write(&mut out);
    ctx.set_str(0, &out)
}

fn append(ctx: &mut NativeCtx<'_>, write: impl FnOnce(&mut Vec<u8>)) -> NativeResult {
    let mut out = Vec::with_capacity(32);
    write(&mut out);
    append_bytes(ctx, &out)
}

/// A signed number at the end of the buffer: where it begins.
fn signed(buf: &mut [u8; 65], v: i64, base: u64) -> usize {
    let mut i = int::digits(buf, v.unsigned_abs(), base);
    if v < 0 {
        i -= 1;
        buf[i] = b'-';
    }
    i
}

/// func formatInt(i int64, base int) string
fn format_int(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let mut buf = [0; 65];
    let i = signed(&mut buf, ctx.i64(0), ctx.u64(1));
    ctx.set_str(0, &buf[i..])
}

/// func formatUint(i uint64, base int) string
fn format_uint(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let mut buf = [0; 65];
    let i = int::digits(&mut buf, ctx.u64(0), ctx.u64(1));
    ctx.set_str(0, &buf[i..])
}

/// func appendInt(dst []byte, i int64, base int) []byte
fn append_int(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let mut buf = [0; 65];
    let i = signed(&mut buf, ctx.i64(3), ctx.u64(4));
    append_bytes(ctx, &buf[i..])
}

/// func appendUint(dst []byte, i uint64, base int) []byte
fn append_uint(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let mut buf = [0; 65];
    let i = int::digits(&mut buf, ctx.u64(3), ctx.u64(4));
    append_bytes(ctx, &buf[i..])
}

/// func formatFloat(f float64, fmt byte, prec, bitSize int) string
fn format_float(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (f, fmt, prec, bits) = (ctx.f64(0), ctx.u64(1) as u8, ctx.i64(2), ctx.u64(3) as u32);
    text(ctx, |out| float::push_float(out, f, fmt, prec, bits))
}

/// func appendFloat(dst []byte, f float64, fmt byte, prec, bitSize int) []byte
fn append_float(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (f, fmt, prec, bits) = (ctx.f64(3), ctx.u64(4) as u8, ctx.i64(5), ctx.u64(6) as u32);
    append(ctx, |out| float::push_float(out, f, fmt, prec, bits))
}

fn keep(n: i64) -> Keep {
    match n {
        1 => Keep::Ascii,
        2 => Keep::Graphic,
        _ => Keep::Print,
    }
}

/// func quote(s string, keep int) string
fn quote(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (s, k) = (ctx.bytes(0), keep(ctx.i64(2)));
    text(ctx, |out| push_quoted(out, s, b'"', k))
}

/// func appendQuote(dst []byte, s string, keep int) []byte
fn append_quote(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (s, k) = (ctx.bytes(3), keep(ctx.i64(5)));
    append(ctx, |out| push_quoted(out, s, b'"', k))
}

/// func quoteRune(r rune, keep int) string
fn quote_rune(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (r, k) = (ctx.u64(0) as u32, keep(ctx.i64(1)));
    text(ctx, |out| push_quoted_rune(out, r, k))
}

/// func unquote(s string) (t string, ok bool)
fn unquote_string(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let v = unquote(ctx.bytes(0));
    ctx.set_str(0, v.as_deref().unwrap_or_default())?;
    ctx.set_bool(2, v.is_some());
    Ok(())
}

/// func quotedPrefix(s string) (n int): 0 if there is none
fn quoted_prefix(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let n = unquote_prefix(ctx.bytes(0), None).unwrap_or(0);
    ctx.set_i64(0, n as i64);
    Ok(())
}

/// func unquoteChar(s string, quote byte) (value rune, multibyte bool, n int): n is 0 on failure
fn unquote_one(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (r, multi, n) = unquote_char(ctx.bytes(0), ctx.u64(2) as u8).unwrap_or_default();
    ctx.set_i64(0, i64::from(r));
    ctx.set_bool(1, multi);
    ctx.set_i64(2, n as i64);
    Ok(())
}

fn print(ctx: &mut NativeCtx<'_>) -> NativeResult {
    ctx.set_bool(0, is_print(ctx.u64(0) as u32));
    Ok(())
}

fn graphic(ctx: &mut NativeCtx<'_>) -> NativeResult {
    ctx.set_bool(0, is_graphic(ctx.u64(0) as u32));
    Ok(())
}

fn backquote(ctx: &mut NativeCtx<'_>) -> NativeResult {
    ctx.set_bool(0, can_backquote(ctx.bytes(0)));
    Ok(())
}
