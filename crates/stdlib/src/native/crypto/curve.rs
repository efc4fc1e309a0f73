//! Package crypto/ed25519, and X25519 for crypto/ecdh.

use ed25519_dalek::{Signature, Signer, SigningKey, Verifier, VerifyingKey};
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("crypto/ed25519.publicOf", public);
    r.add("crypto/ed25519.sign", sign);
    r.add("crypto/ed25519.verify", verify);
    r.add("crypto/ecdh.x25519", x25519);
}

fn key<'v>(ctx: &mut NativeCtx<'v>, n: usize) -> NativeResult<&'v [u8; 32]> {
    match <&[u8; 32]>::try_from(ctx.bytes(n)) {
        Ok(k) => Ok(k),
        Err(_) => Err(ctx.panic_runtime("key of a wrong size")),
    }
}

fn fill(ctx: &NativeCtx<'_>, n: usize, data: &[u8]) {
    let out = ctx.bytes_mut(n);
    let k = out.len().min(data.len());
    out[..k].copy_from_slice(&data[..k]);
}

/// func publicOf(seed, out []byte)
fn public(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let k = SigningKey::from_bytes(key(ctx, 0)?);
    fill(ctx, 3, k.verifying_key().as_bytes());
    Ok(())
}

/// func sign(seed, message, out []byte)
fn sign(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let k = SigningKey::from_bytes(key(ctx, 0)?);
    fill(ctx, 6, &k.sign(ctx.bytes(3)).to_bytes());
    Ok(())
}

/// func verify(public, message, signature []byte) bool
fn verify(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let public = VerifyingKey::from_bytes(key(ctx, 0)?);
    let signature = Signature::from_slice(ctx.bytes(6));
    let ok = matches!((public, signature), (Ok(p), Ok(s)) if p.verify(ctx.bytes(3), &s).is_ok());
    ctx.set_bool(0, ok);
    Ok(())
}

/// func x25519(scalar, point, out []byte): a point of nine and zeros is the base point
fn x25519(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (scalar, point) = (*key(ctx, 0)?, *key(ctx, 3)?);
    fill(ctx, 6, &x25519_dalek::x25519(scalar, point));
    Ok(())
}
