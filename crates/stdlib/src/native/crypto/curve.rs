//! Package crypto/ed25519, and X25519 for crypto/ecdh.

use curve25519_dalek::edwards::{CompressedEdwardsY, EdwardsPoint};
use curve25519_dalek::scalar::{Scalar, clamp_integer};
use sha2::{Digest, Sha512};
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

/// SHA-512 of some parts, as a number modulo the group's order.
fn challenge(parts: &[&[u8]]) -> Scalar {
    let mut h = Sha512::new();
    parts.iter().for_each(|p| h.update(p));
    Scalar::from_bytes_mod_order_wide(&h.finalize().into())
}

/// The secret number of a seed, and what its signatures' numbers are made of.
fn expand(seed: &[u8; 32]) -> ([u8; 32], [u8; 32]) {
    let h: [u8; 64] = Sha512::digest(seed).into();
    let mut halves = ([0; 32], [0; 32]);
    halves.0.copy_from_slice(&h[..32]);
    halves.1.copy_from_slice(&h[32..]);
    (clamp_integer(halves.0), halves.1)
}

/// func publicOf(seed, out []byte)
fn public(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (secret, _) = expand(key(ctx, 0)?);
    fill(ctx, 3, EdwardsPoint::mul_base_clamped(secret).compress().as_bytes());
    Ok(())
}

/// func sign(seed, public, domain, message, out []byte): RFC 8032, 5.1.6; domain is empty for plain Ed25519
fn sign(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (secret, prefix) = expand(key(ctx, 0)?);
    let (public, domain, message) = (ctx.bytes(3), ctx.bytes(6), ctx.bytes(9));
    let r = challenge(&[domain, &prefix, message]);
    let point = EdwardsPoint::mul_base(&r).compress();
    let k = challenge(&[domain, point.as_bytes(), public, message]);
    let s = r + k * Scalar::from_bytes_mod_order(secret);
    fill(ctx, 12, &[*point.as_bytes(), *s.as_bytes()].concat());
    Ok(())
}

/// func verify(public, domain, message, signature []byte) bool: RFC 8032, 5.1.7, without the cofactor
fn verify(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (public, domain, message, signature) = (*key(ctx, 0)?, ctx.bytes(3), ctx.bytes(6), ctx.bytes(9));
    let valid = || {
        let (point, s) = signature.split_at_checked(32)?;
        let s = Option::<Scalar>::from(Scalar::from_canonical_bytes(s.try_into().ok()?))?;
        let k = challenge(&[domain, point, &public, message]);
        let minus = -CompressedEdwardsY(public).decompress()?;
        let right = EdwardsPoint::vartime_double_scalar_mul_basepoint(&k, &minus, &s);
        Some(right.compress().as_bytes() == point)
    };
    let ok = valid().unwrap_or(false);
    ctx.set_bool(0, ok);
    Ok(())
}

/// func x25519(scalar, point, out []byte): a point of nine and zeros is the base point
fn x25519(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (scalar, point) = (*key(ctx, 0)?, *key(ctx, 3)?);
    fill(ctx, 6, &x25519_dalek::x25519(scalar, point));
    Ok(())
}
