//! Packages crypto/md5, crypto/sha1, crypto/sha256 and crypto/sha512 on RustCrypto's compression functions. The Go side
//! holds the chaining values, a block's buffer and the count of buffered bytes.

use crate::native::mem::{Plain, elems};
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// A Merkle–Damgård hash with words `W`, `N` of them, and blocks of `B` bytes.
trait Core<const N: usize, const B: usize> {
    type Word: Plain + Default;
    fn compress(h: &mut [Self::Word; N], blocks: &[[u8; B]]);
    /// The length in bits as the last bytes of the last block: how many bytes it takes, and what they are.
    fn length(bytes: u64) -> [u8; 16];
    const LENGTH: usize;
    fn bytes(w: Self::Word, out: &mut Vec<u8>);
}

struct Md5;
struct Sha1;
struct Sha256;
struct Sha512;

impl Core<4, 64> for Md5 {
    type Word = u32;
    const LENGTH: usize = 8;
    fn compress(h: &mut [u32; 4], blocks: &[[u8; 64]]) {
        md5::block_api::compress(h, blocks);
    }
    fn length(bytes: u64) -> [u8; 16] {
        u128::from(bytes << 3).wrapping_shl(64).to_le_bytes()
    }
    fn bytes(w: u32, out: &mut Vec<u8>) {
        out.extend(w.to_le_bytes());
    }
}

impl Core<5, 64> for Sha1 {
    type Word = u32;
    const LENGTH: usize = 8;
    fn compress(h: &mut [u32; 5], blocks: &[[u8; 64]]) {
        sha1::block_api::compress(h, blocks);
    }
    fn length(bytes: u64) -> [u8; 16] {
        u128::from(bytes << 3).to_be_bytes()
    }
    fn bytes(w: u32, out: &mut Vec<u8>) {
        out.extend(w.to_be_bytes());
    }
}

impl Core<8, 64> for Sha256 {
    type Word = u32;
    const LENGTH: usize = 8;
    fn compress(h: &mut [u32; 8], blocks: &[[u8; 64]]) {
        sha2::block_api::compress256(h, blocks);
    }
    fn length(bytes: u64) -> [u8; 16] {
        u128::from(bytes << 3).to_be_bytes()
    }
    fn bytes(w: u32, out: &mut Vec<u8>) {
        out.extend(w.to_be_bytes());
    }
}

impl Core<8, 128> for Sha512 {
    type Word = u64;
    const LENGTH: usize = 16;
    fn compress(h: &mut [u64; 8], blocks: &[[u8; 128]]) {
        sha2::block_api::compress512(h, blocks);
    }
    fn length(bytes: u64) -> [u8; 16] {
        (u128::from(bytes) << 3).to_be_bytes()
    }
    fn bytes(w: u64, out: &mut Vec<u8>) {
        out.extend(w.to_be_bytes());
    }
}

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("crypto/md5.update", update::<Md5, 4, 64>);
    r.add("crypto/md5.finish", finish::<Md5, 4, 64>);
    r.add("crypto/sha1.update", update::<Sha1, 5, 64>);
    r.add("crypto/sha1.finish", finish::<Sha1, 5, 64>);
    r.add("crypto/sha256.update", update::<Sha256, 8, 64>);
    r.add("crypto/sha256.finish", finish::<Sha256, 8, 64>);
    r.add("crypto/sha512.update", update::<Sha512, 8, 128>);
    r.add("crypto/sha512.finish", finish::<Sha512, 8, 128>);
}

/// func update(h []word, x []byte, nx int, p []byte) (nx int)
fn update<C: Core<N, B>, const N: usize, const B: usize>(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let h = elems::<C::Word>(ctx, 0);
    let x = ctx.bytes_mut(3);
    let (nx, p) = (ctx.u64(6) as usize, ctx.bytes(7));
    let (Ok(h), Ok(x)) = (<&mut [C::Word; N]>::try_from(h), <&mut [u8; B]>::try_from(x)) else {
        return Err(ctx.panic_runtime("digest state of a wrong size"));
    };
    let nx = feed::<C, N, B>(h, x, nx, p);
    ctx.set(0, nx as u64);
    Ok(())
}

fn feed<C: Core<N, B>, const N: usize, const B: usize>(
    h: &mut [C::Word; N],
    x: &mut [u8; B],
    nx: usize,
    mut p: &[u8],
) -> usize {
    let mut nx = nx.min(B - 1);
    if nx > 0 {
        let n = p.len().min(B - nx);
        x[nx..nx + n].copy_from_slice(&p[..n]);
        nx += n;
        p = &p[n..];
        if nx < B {
            return nx;
        }
        C::compress(h, std::slice::from_ref(x));
    }
    let (blocks, rest) = p.as_chunks::<B>();
    C::compress(h, blocks);
    x[..rest.len()].copy_from_slice(rest);
    rest.len()
}

/// func finish(h []word, x []byte, nx int, length uint64, out []byte): the state stays as it is
fn finish<C: Core<N, B>, const N: usize, const B: usize>(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (h, x) = (elems::<C::Word>(ctx, 0), ctx.bytes(3));
    let (nx, length) = (ctx.u64(6) as usize, ctx.u64(7));
    let (Ok(h), Ok(x)) = (<&[C::Word; N]>::try_from(&*h), <&[u8; B]>::try_from(x)) else {
        return Err(ctx.panic_runtime("digest state of a wrong size"));
    };
    let (mut h, mut x, nx) = (*h, *x, nx.min(B - 1));
    x[nx] = 0x80;
    x[nx + 1..].fill(0);
    if nx + 1 + C::LENGTH > B {
        C::compress(&mut h, std::slice::from_ref(&x));
        x.fill(0);
    }
    x[B - C::LENGTH..].copy_from_slice(&C::length(length)[16 - C::LENGTH..]);
    C::compress(&mut h, std::slice::from_ref(&x));
    let mut digest = Vec::with_capacity(64);
    h.iter().for_each(|&w| C::bytes(w, &mut digest));
    let out = ctx.bytes_mut(8);
    let n = out.len().min(digest.len());
    out[..n].copy_from_slice(&digest[..n]);
    Ok(())
}
