//! Package unicode/utf16: loops over units.

use super::mem::elems;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("unicode/utf16.encodeInto", encode);
    r.add("unicode/utf16.decodeInto", decode);
}

/// func encodeInto(dst []uint16, s []rune) int
fn encode(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (dst, runes) = (elems::<u16>(ctx, 0), elems::<u32>(ctx, 3));
    let mut n = 0;
    for &mut r in runes {
        let c = char::from_u32(r).unwrap_or(char::REPLACEMENT_CHARACTER);
        let mut units = [0; 2];
        for &mut unit in c.encode_utf16(&mut units) {
            if let Some(d) = dst.get_mut(n) {
                *d = unit;
                n += 1;
            }
        }
    }
    ctx.set_i64(0, n as i64);
    Ok(())
}

/// func decodeInto(dst []rune, s []uint16) int
fn decode(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (dst, units) = (elems::<u32>(ctx, 0), elems::<u16>(ctx, 3));
    let runes = char::decode_utf16(units.iter().copied()).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    let n = dst.iter_mut().zip(runes).map(|(d, c)| *d = u32::from(c)).count();
    ctx.set_i64(0, n as i64);
    Ok(())
}
