//! Package unicode/utf8: loops over bytes.

use super::fmt::append_bytes;
use super::unicode::{decode, decode_last, full_rune, rune_count};
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    // Strings and byte slices begin with the same two slots.
    for (name, f) in [
        ("decodeRune", decode_first as vole_vm::NativeFn),
        ("decodeRuneInString", decode_first),
        ("decodeLastRune", decode_final),
        ("decodeLastRuneInString", decode_final),
        ("FullRune", full),
        ("FullRuneInString", full),
        ("RuneCount", count),
        ("RuneCountInString", count),
        ("putRune", put),
        ("appendRune", append),
        ("Valid", valid),
        ("ValidString", valid),
    ] {
        r.add(&format!("unicode/utf8.{name}"), f);
    }
}

fn pair(ctx: &mut NativeCtx<'_>, (r, w): (u32, usize)) -> NativeResult {
    ctx.set_i64(0, i64::from(r));
    ctx.set_i64(1, w as i64);
    Ok(())
}

fn decode_first(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let s = ctx.bytes(0);
    pair(ctx, if s.is_empty() { (0xFFFD, 0) } else { decode(s) })
}

fn decode_final(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let s = ctx.bytes(0);
    pair(ctx, if s.is_empty() { (0xFFFD, 0) } else { decode_last(s) })
}

fn full(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let v = full_rune(ctx.bytes(0));
    ctx.set_bool(0, v);
    Ok(())
}

fn count(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let n = rune_count(ctx.bytes(0));
    ctx.set_i64(0, n as i64);
    Ok(())
}

/// func putRune(p []byte, r rune) int; p has four bytes at least
fn put(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let r = char::from_u32(ctx.u64(3) as u32).unwrap_or(char::REPLACEMENT_CHARACTER);
    let mut held = [0; 4];
    let text = r.encode_utf8(&mut held).as_bytes();
    if let Some(room) = ctx.bytes_mut(0).get_mut(..text.len()) {
        room.copy_from_slice(text);
    }
    ctx.set_i64(0, text.len() as i64);
    Ok(())
}

/// func appendRune(p []byte, r rune) []byte
fn append(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let r = char::from_u32(ctx.u64(3) as u32).unwrap_or(char::REPLACEMENT_CHARACTER);
    append_bytes(ctx, r.encode_utf8(&mut [0; 4]).as_bytes())
}

fn valid(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let v = std::str::from_utf8(ctx.bytes(0)).is_ok();
    ctx.set_bool(0, v);
    Ok(())
}
