//! Packages hash/adler32, hash/crc32, hash/crc64, hash/fnv and hash/maphash: loops over bytes.

use crate::native::mem::elems;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("hash/adler32.update", adler32);
    r.add("hash/crc32.updateIEEE", |c| {
        crc32(c, |crc, p| {
            let mut h = crc32fast::Hasher::new_with_initial(crc);
            h.update(p);
            h.finalize()
        })
    });
    r.add("hash/crc32.updateCastagnoli", |c| crc32(c, crc32c::crc32c_append));
    r.add("hash/crc32.updateTable", crc32_table);
    r.add("hash/crc64.updateTable", crc64_table);
    r.add("hash/fnv.sum32", fnv32);
    r.add("hash/fnv.sum64", fnv64);
    r.add("hash/fnv.sum128", fnv128);
    r.add("hash/maphash.rthash", maphash);
    r.add("hash/maphash.hashAny", |c| {
        let h = c.hash_iface(0)?;
        c.set(0, h);
        Ok(())
    });
    r.add("hash/maphash.randUint64", |c| {
        let n = c.random();
        c.set(0, n);
        Ok(())
    });
}

/// func update(d uint32, p []byte) uint32
fn adler32(ctx: &mut NativeCtx<'_>) -> NativeResult {
    const MOD: u32 = 65521;
    // The most bytes whose sums stay below 2^32.
    const RUN: usize = 5552;
    let d = ctx.u64(0) as u32;
    let (mut a, mut b) = (d & 0xffff, d >> 16);
    for run in ctx.bytes(1).chunks(RUN) {
        for &x in run {
            a += u32::from(x);
            b += a;
        }
        a %= MOD;
        b %= MOD;
    }
    ctx.set(0, u64::from(b << 16 | a));
    Ok(())
}

/// func update(crc uint32, p []byte) uint32
fn crc32(ctx: &mut NativeCtx<'_>, f: fn(u32, &[u8]) -> u32) -> NativeResult {
    let v = f(ctx.u64(0) as u32, ctx.bytes(1));
    ctx.set(0, u64::from(v));
    Ok(())
}

/// func updateTable(crc uint32, tab []uint32, p []byte) uint32
fn crc32_table(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let tab = elems::<u32>(ctx, 1);
    let mut crc = !(ctx.u64(0) as u32);
    let p = ctx.bytes(4);
    if let Ok(tab) = <&[u32; 256]>::try_from(&*tab) {
        if p.len() >= 4096 {
            crc = slice8(crc.into(), &widened(tab), p) as u32;
        } else {
            for &b in p {
                crc = tab[usize::from(crc as u8 ^ b)] ^ crc >> 8;
            }
        }
    }
    ctx.set(0, u64::from(!crc));
    Ok(())
}

fn widened(tab: &[u32; 256]) -> Box<[[u64; 256]; 8]> {
    let wide: [u64; 256] = std::array::from_fn(|i| u64::from(tab[i]));
    eight(&wide)
}

/// Table k advances a byte by k further bytes of zeros.
fn eight(tab: &[u64; 256]) -> Box<[[u64; 256]; 8]> {
    let mut t = Box::new([[0u64; 256]; 8]);
    t[0] = *tab;
    for i in 0..256 {
        let mut crc = tab[i];
        for k in 1..8 {
            crc = tab[usize::from(crc as u8)] ^ crc >> 8;
            t[k][i] = crc;
        }
    }
    t
}

/// Eight bytes a step.
fn slice8(mut crc: u64, t: &[[u64; 256]; 8], p: &[u8]) -> u64 {
    let (words, rest) = p.as_chunks::<8>();
    for w in words {
        let x = (crc ^ u64::from_le_bytes(*w)).to_le_bytes().map(usize::from);
        crc = t[7][x[0]] ^ t[6][x[1]] ^ t[5][x[2]] ^ t[4][x[3]] ^ t[3][x[4]] ^ t[2][x[5]] ^ t[1][x[6]] ^ t[0][x[7]];
    }
    for &b in rest {
        crc = t[0][usize::from(crc as u8 ^ b)] ^ crc >> 8;
    }
    crc
}

/// func updateTable(crc uint64, tab []uint64, p []byte) uint64
fn crc64_table(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let tab = elems::<u64>(ctx, 1);
    let mut crc = !ctx.u64(0);
    let p = ctx.bytes(4);
    if let Ok(tab) = <&[u64; 256]>::try_from(&*tab) {
        if p.len() >= 4096 {
            crc = slice8(crc, &eight(tab), p);
        } else {
            for &b in p {
                crc = tab[usize::from(crc as u8 ^ b)] ^ crc >> 8;
            }
        }
    }
    ctx.set(0, !crc);
    Ok(())
}

/// func sum32(h uint32, p []byte, a bool) uint32: `a` for FNV-1a
fn fnv32(ctx: &mut NativeCtx<'_>) -> NativeResult {
    const PRIME: u32 = 0x0100_0193;
    let (h, p) = (ctx.u64(0) as u32, ctx.bytes(1));
    let v = if ctx.bool(4) {
        p.iter().fold(h, |h, &b| (h ^ u32::from(b)).wrapping_mul(PRIME))
    } else {
        p.iter().fold(h, |h, &b| h.wrapping_mul(PRIME) ^ u32::from(b))
    };
    ctx.set(0, u64::from(v));
    Ok(())
}

/// func sum64(h uint64, p []byte, a bool) uint64
fn fnv64(ctx: &mut NativeCtx<'_>) -> NativeResult {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let (h, p) = (ctx.u64(0), ctx.bytes(1));
    let v = if ctx.bool(4) {
        p.iter().fold(h, |h, &b| (h ^ u64::from(b)).wrapping_mul(PRIME))
    } else {
        p.iter().fold(h, |h, &b| h.wrapping_mul(PRIME) ^ u64::from(b))
    };
    ctx.set(0, v);
    Ok(())
}

/// func sum128(hi, lo uint64, p []byte, a bool) (uint64, uint64)
fn fnv128(ctx: &mut NativeCtx<'_>) -> NativeResult {
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;
    let h = u128::from(ctx.u64(0)) << 64 | u128::from(ctx.u64(1));
    let p = ctx.bytes(2);
    let v = if ctx.bool(5) {
        p.iter().fold(h, |h, &b| (h ^ u128::from(b)).wrapping_mul(PRIME))
    } else {
        p.iter().fold(h, |h, &b| h.wrapping_mul(PRIME) ^ u128::from(b))
    };
    ctx.set(0, (v >> 64) as u64);
    ctx.set(1, v as u64);
    Ok(())
}

/// func rthash(p []byte, state uint64) uint64: any good hash does, programs cannot know which
fn maphash(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (p, state) = (ctx.bytes(0), ctx.u64(3));
    let mix = |a: u64, b: u64| {
        let m = u128::from(a ^ 0x9e37_79b9_7f4a_7c15) * u128::from(b ^ 0xd1b5_4a32_d192_ed03);
        (m >> 64) as u64 ^ m as u64
    };
    let (words, rest) = p.as_chunks::<8>();
    let mut h = words.iter().fold(state, |h, w| mix(h ^ u64::from_le_bytes(*w), 0xa076_1d64_78bd_642f));
    let mut last = [0u8; 8];
    last[..rest.len()].copy_from_slice(rest);
    h = mix(h ^ u64::from_le_bytes(last), p.len() as u64 ^ 0xe703_7ed1_a0b4_28db);
    ctx.set(0, mix(h, state));
    Ok(())
}
