//! encoding/hex.

use super::decoded;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("encoding/hex.encode", encode);
    r.add("encoding/hex.EncodeToString", encode_to_string);
    r.add("encoding/hex.decode", decode);
    r.add("encoding/hex.dump", dump);
}

const DIGITS: &[u8; 16] = b"0123456789abcdef";

fn text(src: &[u8]) -> Vec<u8> {
    let mut out = vec![0; src.len() * 2];
    for (o, &b) in out.as_chunks_mut::<2>().0.iter_mut().zip(src) {
        *o = [DIGITS[usize::from(b >> 4)], DIGITS[usize::from(b & 15)]];
    }
    out
}

/// func encode(dst, src []byte) (ok bool)
fn encode(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let out = text(ctx.bytes(3));
    let dst = ctx.bytes_mut(0);
    let n = out.len().min(dst.len());
    dst[..n].copy_from_slice(&out[..n]);
    ctx.set_bool(0, n == out.len());
    Ok(())
}

/// func EncodeToString(src []byte) string
fn encode_to_string(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let out = text(ctx.bytes(0));
    ctx.set_str(0, &out)
}

const VALUE: [u8; 256] = {
    let mut t = [0xff; 256];
    let mut i = 0;
    while i < 16 {
        t[DIGITS[i] as usize] = i as u8;
        t[DIGITS[i].to_ascii_uppercase() as usize] = i as u8;
        i += 1;
    }
    t
};

/// func decode(dst, src []byte) (n, bad int)
fn decode(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let src = ctx.bytes(3);
    let (pairs, rest) = src.as_chunks::<2>();
    let mut out = Vec::with_capacity(pairs.len());
    let mut bad = None;
    for (i, p) in pairs.iter().enumerate() {
        let (a, b) = (VALUE[usize::from(p[0])], VALUE[usize::from(p[1])]);
        if (a | b) > 15 {
            bad = Some(2 * i + usize::from(a <= 15));
            break;
        }
        out.push(a << 4 | b);
    }
    if bad.is_none() && rest.first().is_some_and(|&c| VALUE[usize::from(c)] > 15) {
        bad = Some(src.len() - 1);
    }
    decoded(ctx, &out, bad)
}

/// func dump(data []byte) string: as `hexdump -C` writes it
fn dump(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let mut out = Vec::new();
    for (i, line) in ctx.bytes(0).chunks(16).enumerate() {
        out.extend(format!("{:08x}", i * 16).bytes());
        out.push(b' ');
        for k in 0..16 {
            if k == 8 {
                out.push(b' ');
            }
            match line.get(k) {
                Some(b) => out.extend(format!(" {b:02x}").bytes()),
                None => out.extend(b"   "),
            }
        }
        out.extend(b"  |");
        out.extend(line.iter().map(|&b| if (32..=126).contains(&b) { b } else { b'.' }));
        out.extend(b"|\n");
    }
    ctx.set_str(0, &out)
}
