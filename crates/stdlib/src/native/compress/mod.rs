//! Compression: DEFLATE both ways (compress/flate, under gzip, zlib and zip), bzip2 and LZW. States that live across calls lie in
//! Go memory, as slices of words.

mod bzip2;
mod deflate;
mod huffman;
mod inflate;
mod lzw;

use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    inflate::register(r);
    deflate::register(r);
    r.add("compress/bzip2.decode", bzip2_decode);
    r.add("compress/lzw.encode", lzw_encode);
    r.add("compress/lzw.decode", lzw_decode);
}

/// func decode(src []byte) (data []byte, problem string): problems are structural errors, or `EOF` for text that ends too early
fn bzip2_decode(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (data, problem) = bzip2::decode(ctx.bytes(0));
    let s = ctx.new_bytes(&data)?;
    ctx.set_slice(0, s);
    ctx.set_str(3, problem.as_bytes())
}

/// func encode(src []byte, msb bool, litWidth int) []byte
fn lzw_encode(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let data = lzw::encode(ctx.bytes(0), ctx.bool(3), ctx.u64(4) as u32);
    let s = ctx.new_bytes(&data)?;
    ctx.set_slice(0, s);
    Ok(())
}

/// func decode(src []byte, msb bool, litWidth int) (data []byte, status int): 0 for a proper end, 1 for text that ends too early, 2
/// for a wrong code
fn lzw_decode(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (data, status) = lzw::decode(ctx.bytes(0), ctx.bool(3), ctx.u64(4) as u32);
    let s = ctx.new_bytes(&data)?;
    ctx.set_slice(0, s);
    ctx.set_i64(3, status);
    Ok(())
}
