//! Package crypto/pbkdf2 for the digests of the library: many rounds of HMAC without Go code between.

use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("crypto/pbkdf2.derive", derive);
}

/// func derive(which int, password, salt []byte, iterations int, out []byte) (known bool): digests are numbered as crypto.Hash
fn derive(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (password, salt, n, out) = (ctx.bytes(1), ctx.bytes(4), ctx.u64(7) as u32, ctx.bytes_mut(8));
    match ctx.i64(0) {
        2 => pbkdf2::pbkdf2_hmac::<md5::Md5>(password, salt, n, out),
        3 => pbkdf2::pbkdf2_hmac::<sha1::Sha1>(password, salt, n, out),
        4 => pbkdf2::pbkdf2_hmac::<sha2::Sha224>(password, salt, n, out),
        5 => pbkdf2::pbkdf2_hmac::<sha2::Sha256>(password, salt, n, out),
        6 => pbkdf2::pbkdf2_hmac::<sha2::Sha384>(password, salt, n, out),
        7 => pbkdf2::pbkdf2_hmac::<sha2::Sha512>(password, salt, n, out),
        _ => {
            ctx.set_bool(0, false);
            return Ok(());
        }
    }
    ctx.set_bool(0, true);
    Ok(())
}
