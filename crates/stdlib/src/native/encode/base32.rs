//! encoding/base32.

use super::decoded;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("encoding/base32.encode", encode);
    r.add("encoding/base32.encodeToString", encode_to_string);
    r.add("encoding/base32.decode", decode);
}

fn text(src: &[u8], alphabet: &[u8], pad: i64) -> Vec<u8> {
    let Ok(digits) = <&[u8; 32]>::try_from(alphabet) else { return Vec::new() };
    let mut out = Vec::with_capacity(src.len().div_ceil(5) * 8);
    for g in src.chunks(5) {
        let v = (0..5).fold(0u64, |v, i| v << 8 | u64::from(g.get(i).copied().unwrap_or(0)));
        let n = (g.len() * 8).div_ceil(5);
        out.extend((0..n).map(|i| digits[(v >> (35 - 5 * i) & 31) as usize]));
        if pad >= 0 {
            out.extend(std::iter::repeat_n(pad as u8, 8 - n));
        }
    }
    out
}

/// func encode(dst, src []byte, alphabet string, pad int) (ok bool)
fn encode(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let out = text(ctx.bytes(3), ctx.bytes(6), ctx.i64(8));
    let dst = ctx.bytes_mut(0);
    let n = out.len().min(dst.len());
    dst[..n].copy_from_slice(&out[..n]);
    ctx.set_bool(0, n == out.len());
    Ok(())
}

/// func encodeToString(src []byte, alphabet string, pad int) string
fn encode_to_string(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let out = text(ctx.bytes(0), ctx.bytes(3), ctx.i64(5));
    ctx.set_str(0, &out)
}

/// func decode(dst, src []byte, inverse string, pad int) (n, bad int, end bool): without line ends; `end` says that padding
/// or the end of unpadded text was met
fn decode(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (src, inverse, pad) = (ctx.bytes(3), ctx.bytes(6), ctx.i64(8));
    let Ok(inverse) = <&[u8; 256]>::try_from(inverse) else {
        return Err(ctx.panic_runtime("base32 table of a wrong size"));
    };
    let mut out = Vec::with_capacity(src.len() / 8 * 5 + 5);
    let (bad, end) = match run(src, inverse, pad, &mut out) {
        Ok(end) => (None, end),
        Err(at) => (Some(at), false),
    };
    decoded(ctx, &out, bad)?;
    ctx.set_bool(2, end);
    Ok(())
}

fn run(src: &[u8], inverse: &[u8; 256], pad: i64, out: &mut Vec<u8>) -> Result<bool, usize> {
    let mut at = 0;
    let mut end = false;
    while at < src.len() && !end {
        let mut digits = [0u8; 8];
        let mut n = 0;
        while n < 8 {
            let Some(&c) = src.get(at) else {
                if pad >= 0 {
                    return Err(at - n);
                }
                end = true;
                break;
            };
            at += 1;
            if i64::from(c) == pad && n >= 2 && src.len() - at < 8 {
                // Padding fills the group.
                if src.len() - at + n + 1 < 8 {
                    return Err(src.len());
                }
                for k in 0..7 - n {
                    if i64::from(src[at + k]) != pad {
                        return Err(at + k - 1);
                    }
                }
                if matches!(n, 1 | 3 | 6) {
                    return Err(at - 1);
                }
                end = true;
                break;
            }
            let v = inverse[usize::from(c)];
            if v > 31 {
                return Err(at - 1);
            }
            digits[n] = v;
            n += 1;
        }
        let v = digits.iter().fold(0u64, |v, &d| v << 5 | u64::from(d));
        // A number of digits that no bytes have gives none.
        let bytes = if matches!(n, 1 | 3 | 6) { 0 } else { n * 5 / 8 };
        out.extend_from_slice(&v.to_be_bytes()[3..3 + bytes]);
    }
    Ok(end)
}
