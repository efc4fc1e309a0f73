//! Package crypto and below it: random bytes, constant time, ciphers, curves. Digests lie in `hash`.

mod block;
mod curve;
mod installed;
mod kdf;
mod nist;
mod tls;

use subtle::ConstantTimeEq;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    block::register(r);
    installed::register(r);
    curve::register(r);
    kdf::register(r);
    nist::register(r);
    tls::register(r);
    r.add("crypto/internal/rand.fill", fill);
    r.add("crypto/rand.fatal", |c| {
        let text = c.str(0).into_owned();
        Err(c.fatal(&text))
    });
    r.add("crypto/subtle.compare", compare);
    r.add("crypto/subtle.xor", xor);
}

/// func fill(b []byte): from the operating system, whatever the VM's seed is
fn fill(ctx: &mut NativeCtx<'_>) -> NativeResult {
    match getrandom::fill(ctx.bytes_mut(0)) {
        Ok(()) => Ok(()),
        Err(e) => Err(ctx.fatal(&format!("crypto/rand: failed to read random data: {e}"))),
    }
}

/// func compare(x, y []byte) bool
fn compare(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let equal = bool::from(ctx.bytes(0).ct_eq(ctx.bytes(3)));
    ctx.set_bool(0, equal);
    Ok(())
}

/// func xor(dst, x, y []byte) int: -1 if dst overlaps x or y but does not begin where it does
fn xor(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let n = ctx.u64(4).min(ctx.u64(7));
    let overlaps = |a: u64, b: u64| a != b && a < b + n && b < a + n;
    if overlaps(ctx.u64(0), ctx.u64(3)) || overlaps(ctx.u64(0), ctx.u64(6)) {
        ctx.set_i64(0, -1);
        return Ok(());
    }
    let out: Vec<u8> = ctx.bytes(3).iter().zip(ctx.bytes(6)).map(|(x, y)| x ^ y).collect();
    let dst = ctx.bytes_mut(0);
    let n = out.len().min(dst.len());
    dst[..n].copy_from_slice(&out[..n]);
    ctx.set_i64(0, n as i64);
    Ok(())
}
