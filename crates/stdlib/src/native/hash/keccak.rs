//! Package crypto/sha3: the sponge. The Go side holds the 200 bytes of state, the position in the rate and whether it squeezes.

use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("crypto/sha3.absorb", absorb);
    r.add("crypto/sha3.pad", pad);
    r.add("crypto/sha3.squeeze", squeeze);
}

fn permute(a: &mut [u8]) {
    let mut words = [0u64; 25];
    for (w, b) in words.iter_mut().zip(a.as_chunks::<8>().0) {
        *w = u64::from_le_bytes(*b);
    }
    keccak::Keccak::new().with_f1600(|f| f(&mut words));
    for (b, w) in a.as_chunks_mut::<8>().0.iter_mut().zip(words) {
        *b = w.to_le_bytes();
    }
}

/// The state and the rate, which must fit it.
fn state<'v>(ctx: &mut NativeCtx<'v>) -> NativeResult<(&'v mut [u8], usize)> {
    let (a, rate) = (ctx.bytes_mut(0), ctx.u64(4) as usize);
    if a.len() != 200 || rate == 0 || rate > 200 || ctx.u64(3) as usize > rate {
        return Err(ctx.panic_runtime("sponge state of a wrong size"));
    }
    Ok((a, rate))
}

/// func absorb(a []byte, n, rate int, p []byte) (n int)
fn absorb(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (a, rate) = state(ctx)?;
    let (mut n, mut p) = (ctx.u64(3) as usize, ctx.bytes(5));
    while !p.is_empty() {
        let k = p.len().min(rate - n);
        a[n..n + k].iter_mut().zip(p).for_each(|(a, b)| *a ^= b);
        n += k;
        p = &p[k..];
        if n == rate {
            permute(a);
            n = 0;
        }
    }
    ctx.set(0, n as u64);
    Ok(())
}

/// func pad(a []byte, n, rate int, dsbyte byte)
fn pad(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (a, rate) = state(ctx)?;
    let n = (ctx.u64(3) as usize).min(rate - 1);
    a[n] ^= ctx.u64(5) as u8;
    a[rate - 1] ^= 0x80;
    permute(a);
    Ok(())
}

/// func squeeze(a []byte, n, rate int, out []byte) (n int)
fn squeeze(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (a, rate) = state(ctx)?;
    let mut n = ctx.u64(3) as usize;
    let mut out = ctx.bytes_mut(5);
    while !out.is_empty() {
        if n == rate {
            permute(a);
            n = 0;
        }
        let k = out.len().min(rate - n);
        let (now, later) = out.split_at_mut(k);
        now.copy_from_slice(&a[n..n + k]);
        n += k;
        out = later;
    }
    ctx.set(0, n as u64);
    Ok(())
}
