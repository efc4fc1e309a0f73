//! Packages encoding/hex, encoding/base64 and encoding/base32: loops over bytes. Alphabets and their inverses come from the
//! Go side as strings, so that programs can make their own.

mod base32;
mod base64;
mod binary;
mod hex;

use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    hex::register(r);
    base64::register(r);
    base32::register(r);
    binary::register(r);
}

/// What decoding says when the destination is too short.
const SHORT: i64 = -2;

/// Hands over decoded bytes: results `(n, bad)`, where `bad` is the offset of what is wrong, -1 for nothing and -2 for a
/// destination that is too short. The source may be the destination.
fn decoded(ctx: &mut NativeCtx<'_>, data: &[u8], bad: Option<usize>) -> NativeResult {
    let dst = ctx.bytes_mut(0);
    let n = data.len().min(dst.len());
    dst[..n].copy_from_slice(&data[..n]);
    ctx.set_i64(0, n as i64);
    ctx.set_i64(1, if n < data.len() { SHORT } else { bad.map_or(-1, |b| b as i64) });
    Ok(())
}
