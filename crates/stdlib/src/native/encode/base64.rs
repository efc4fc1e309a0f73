//! encoding/base64.

use super::decoded;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("encoding/base64.encode", encode);
    r.add("encoding/base64.encodeToString", encode_to_string);
    r.add("encoding/base64.decode", decode);
}

fn text(src: &[u8], alphabet: &[u8], pad: i64) -> Vec<u8> {
    let Ok(digits) = <&[u8; 64]>::try_from(alphabet) else { return Vec::new() };
    let digit = |v: u32| digits[(v & 63) as usize];
    let (groups, rest) = src.as_chunks::<3>();
    let mut out = vec![0; groups.len() * 4];
    for (o, g) in out.as_chunks_mut::<4>().0.iter_mut().zip(groups) {
        let v = u32::from(g[0]) << 16 | u32::from(g[1]) << 8 | u32::from(g[2]);
        *o = [digit(v >> 18), digit(v >> 12), digit(v >> 6), digit(v)];
    }
    if let Some(&a) = rest.first() {
        let v = u32::from(a) << 16 | u32::from(rest.get(1).copied().unwrap_or(0)) << 8;
        out.extend([digit(v >> 18), digit(v >> 12)]);
        if rest.len() == 2 {
            out.push(digit(v >> 6));
        }
        if pad >= 0 {
            out.extend(std::iter::repeat_n(pad as u8, 3 - rest.len()));
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

/// func decode(dst, src []byte, inverse string, pad int, strict bool) (n, bad int)
fn decode(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (src, inverse, pad, strict) = (ctx.bytes(3), ctx.bytes(6), ctx.i64(8), ctx.bool(9));
    let Ok(inverse) = <&[u8; 256]>::try_from(inverse) else {
        return Err(ctx.panic_runtime("base64 table of a wrong size"));
    };
    let mut out = Vec::with_capacity(src.len() / 4 * 3 + 3);
    let bad = Decoder { src, inverse, pad, strict, at: 0 }.run(&mut out).err();
    decoded(ctx, &out, bad)
}

struct Decoder<'a> {
    src: &'a [u8],
    /// Digits' values; 0xff for all other bytes.
    inverse: &'a [u8; 256],
    pad: i64,
    strict: bool,
    at: usize,
}

impl Decoder<'_> {
    /// Errors are offsets of the first wrong byte.
    fn run(&mut self, out: &mut Vec<u8>) -> Result<(), usize> {
        while self.at < self.src.len() {
            let (groups, _) = self.src[self.at..].as_chunks::<4>();
            for g in groups {
                let [a, b, c, d] = g.map(|x| self.inverse[usize::from(x)]);
                if (a | b | c | d) > 63 {
                    break;
                }
                let v = u32::from(a) << 18 | u32::from(b) << 12 | u32::from(c) << 6 | u32::from(d);
                out.extend_from_slice(&v.to_be_bytes()[1..]);
                self.at += 4;
            }
            self.group(out)?;
        }
        Ok(())
    }

    fn next(&mut self) -> Option<u8> {
        while let Some(&c) = self.src.get(self.at) {
            self.at += 1;
            if c != b'\n' && c != b'\r' {
                return Some(c);
            }
        }
        None
    }

    /// A group with line ends in it, or the last one.
    fn group(&mut self, out: &mut Vec<u8>) -> Result<(), usize> {
        let mut digits = [0u8; 4];
        let mut n = 0;
        let mut after = Ok(());
        let mut end = None;
        while n < 4 {
            let Some(c) = self.next() else {
                if n == 0 {
                    return Ok(());
                }
                if n == 1 || self.pad >= 0 {
                    return Err(self.at - n);
                }
                break;
            };
            let v = self.inverse[usize::from(c)];
            if v <= 63 {
                digits[n] = v;
                n += 1;
                continue;
            }
            if i64::from(c) != self.pad || n < 2 {
                return Err(self.at - 1);
            }
            if n == 2 {
                match self.next() {
                    None => return Err(self.src.len()),
                    Some(c) if i64::from(c) != self.pad => return Err(self.at - 2),
                    Some(_) => {}
                }
            }
            // Nothing but line ends may follow.
            if self.next().is_some() {
                after = Err(self.at - 1);
                end = Some(self.at - 1);
            }
            break;
        }
        let v = digits.iter().fold(0u32, |v, &d| v << 6 | u32::from(d));
        if self.strict {
            let end = end.unwrap_or(self.at);
            match n {
                2 if v & 0xffff != 0 => return Err(end - 2),
                3 if v & 0xff != 0 => return Err(end - 1),
                _ => {}
            }
        }
        out.extend_from_slice(&v.to_be_bytes()[1..n.max(1)]);
        after.inspect_err(|_| self.at = self.src.len())
    }
}
