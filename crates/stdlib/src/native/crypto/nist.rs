//! The curves P-256, P-384 and P-521 under crypto/elliptic, crypto/ecdh and crypto/ecdsa, on RustCrypto's.

use p256::elliptic_curve::ff::PrimeField;
use p256::elliptic_curve::group::{Curve, Group};
use p256::elliptic_curve::sec1::{FromSec1Point, ModulusSize, Sec1Point, ToSec1Point};
use p256::elliptic_curve::{AffinePoint, CurveArithmetic, FieldBytes, FieldBytesSize, ProjectivePoint, Scalar};
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("crypto/elliptic.multiply", multiply);
}

/// The number of big-endian bytes, which is below the order.
fn scalar<C: CurveArithmetic>(k: &[u8]) -> Option<Scalar<C>> {
    let mut repr = FieldBytes::<C>::default();
    if k.len() != repr.len() {
        return None;
    }
    repr.copy_from_slice(k);
    Option::from(Scalar::<C>::from_repr(repr))
}

/// `k1` times the base point and `k2` times another; empty numbers are left out. None for the point at infinity or wrong arguments.
fn sum<C>(point: &[u8], k1: &[u8], k2: &[u8]) -> Option<Sec1Point<C>>
where
    C: CurveArithmetic,
    FieldBytesSize<C>: ModulusSize,
    AffinePoint<C>: FromSec1Point<C> + ToSec1Point<C>,
{
    let mut p = ProjectivePoint::<C>::identity();
    if !k1.is_empty() {
        p += ProjectivePoint::<C>::mul_by_generator(&scalar::<C>(k1)?);
    }
    if !k2.is_empty() {
        let q = Sec1Point::<C>::from_bytes(point).ok()?;
        let q: AffinePoint<C> = Option::from(AffinePoint::<C>::from_sec1_point(&q))?;
        p += ProjectivePoint::<C>::from(q) * scalar::<C>(k2)?;
    }
    if bool::from(p.is_identity()) { None } else { Some(p.to_affine().to_sec1_point(false)) }
}

/// func multiply(bits int, point, k1, k2, out []byte) bool: out gets 4, x and y; false at infinity
fn multiply(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (point, k1, k2, out) = (ctx.bytes(1), ctx.bytes(4), ctx.bytes(7), ctx.bytes_mut(10));
    let mut fill = |b: &[u8]| {
        let n = out.len().min(b.len());
        out[..n].copy_from_slice(&b[..n]);
    };
    let ok = match ctx.u64(0) {
        256 => sum::<p256::NistP256>(point, k1, k2).map(|p| fill(p.as_bytes())),
        384 => sum::<p384::NistP384>(point, k1, k2).map(|p| fill(p.as_bytes())),
        _ => sum::<p521::NistP521>(point, k1, k2).map(|p| fill(p.as_bytes())),
    };
    ctx.set_bool(0, ok.is_some());
    Ok(())
}
