//! Packages crypto/aes, crypto/des and crypto/rc4 on RustCrypto: whole messages by mode, so that no block goes through Go code.

use aes::cipher::{Array, BlockCipherDecrypt, BlockCipherEncrypt, BlockSizeUser, KeyInit, array::ArraySize};
use ghash::GHash;
use ghash::universal_hash::UniversalHash;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("crypto/aes.crypt", |c| crypt(c, &AES));
    r.add("crypto/des.crypt", |c| crypt(c, &DES));
    r.add("crypto/aes.seal", seal);
    r.add("crypto/aes.open", open);
    r.add("crypto/cipher.ghash", ghash_native);
    r.add("crypto/rc4.xor", rc4);
}

/// A cipher with its key in place, by the block.
trait Cipher {
    fn encrypt(&self, block: &mut [u8]);
    fn decrypt(&self, block: &mut [u8]);
    /// Encrypts many blocks, each by itself.
    fn encrypt_all(&self, blocks: &mut [u8]);
}

struct Keyed<C>(C);

impl<C, N> Cipher for Keyed<C>
where
    C: BlockCipherEncrypt + BlockCipherDecrypt + BlockSizeUser<BlockSize = N>,
    N: ArraySize,
{
    fn encrypt(&self, block: &mut [u8]) {
        if let Ok(b) = <&mut Array<u8, N>>::try_from(block) {
            self.0.encrypt_block(b);
        }
    }
    fn decrypt(&self, block: &mut [u8]) {
        if let Ok(b) = <&mut Array<u8, N>>::try_from(block) {
            self.0.decrypt_block(b);
        }
    }
    fn encrypt_all(&self, blocks: &mut [u8]) {
        self.0.encrypt_blocks(Array::slice_as_chunks_mut(blocks).0);
    }
}

/// Makes ciphers of keys; the size of their blocks.
type Family = (fn(&[u8]) -> Option<Box<dyn Cipher>>, usize);

fn keyed<C>(key: &[u8]) -> Option<Box<dyn Cipher>>
where
    C: KeyInit + BlockCipherEncrypt + BlockCipherDecrypt + 'static,
{
    Some(Box::new(Keyed(C::new_from_slice(key).ok()?)))
}

const AES: Family = (
    |key| match key.len() {
        16 => keyed::<aes::Aes128>(key),
        24 => keyed::<aes::Aes192>(key),
        _ => keyed::<aes::Aes256>(key),
    },
    16,
);

const DES: Family = (
    |key| match key.len() {
        8 => keyed::<des::Des>(key),
        _ => keyed::<des::TdesEde3>(key),
    },
    8,
);

/// func crypt(key []byte, mode int, iv, dst, src []byte): modes 0 and 1 are single blocks to and fro, 2 and 3 chained blocks (CBC), 4 is
/// counting (CTR). src may be dst. iv becomes what the next call goes on with
fn crypt(ctx: &mut NativeCtx<'_>, family: &Family) -> NativeResult {
    let size = family.1;
    let (mode, iv) = (ctx.i64(3), ctx.bytes_mut(4));
    let mut data = ctx.bytes(10).to_vec();
    let Some(cipher) = family.0(ctx.bytes(0)) else {
        return Err(ctx.panic_runtime("cipher key of a wrong size"));
    };
    if mode >= 2 && iv.len() != size {
        return Err(ctx.panic_runtime("initialization vector of a wrong size"));
    }
    match mode {
        0 => cipher.encrypt_all(&mut data),
        1 => data.chunks_exact_mut(size).for_each(|b| cipher.decrypt(b)),
        2 => {
            for b in data.chunks_exact_mut(size) {
                b.iter_mut().zip(&*iv).for_each(|(b, i)| *b ^= i);
                cipher.encrypt(b);
                iv.copy_from_slice(b);
            }
        }
        3 => {
            let mut before = iv.to_vec();
            for b in data.chunks_exact_mut(size) {
                let text = b.to_vec();
                cipher.decrypt(b);
                b.iter_mut().zip(&before).for_each(|(b, i)| *b ^= i);
                before = text;
            }
            iv.copy_from_slice(&before);
        }
        _ => count(&*cipher, size, iv, &mut data),
    }
    let dst = ctx.bytes_mut(7);
    let n = dst.len().min(data.len());
    dst[..n].copy_from_slice(&data[..n]);
    Ok(())
}

/// Bytes of key stream that are made at once.
const BATCH: usize = 4096;

/// Combines data with the encrypted counters that `next` hands out.
fn combine(cipher: &dyn Cipher, size: usize, data: &mut [u8], mut next: impl FnMut(&mut [u8])) {
    let mut stream = [0u8; BATCH];
    for part in data.chunks_mut(BATCH) {
        let stream = &mut stream[..part.len().next_multiple_of(size)];
        stream.chunks_exact_mut(size).for_each(&mut next);
        cipher.encrypt_all(stream);
        // By words, of which compilers make vectors.
        let (words, rest) = part.as_chunks_mut::<16>();
        let (keys, last) = stream.as_chunks::<16>();
        for (w, k) in words.iter_mut().zip(keys) {
            *w = (u128::from_ne_bytes(*w) ^ u128::from_ne_bytes(*k)).to_ne_bytes();
        }
        let last = keys.get(words.len()).map_or(last, |k| &k[..]);
        rest.iter_mut().zip(last).for_each(|(d, s)| *d ^= *s);
    }
}

/// Counter mode over whole blocks and one part of a block.
fn count(cipher: &dyn Cipher, size: usize, counter: &mut [u8], data: &mut [u8]) {
    if let Ok(start) = <[u8; 16]>::try_from(&*counter) {
        let mut n = u128::from_be_bytes(start);
        combine(cipher, size, data, |block| {
            block.copy_from_slice(&n.to_be_bytes());
            n = n.wrapping_add(1);
        });
        counter.copy_from_slice(&n.to_be_bytes());
        return;
    }
    combine(cipher, size, data, |block| {
        block.copy_from_slice(counter);
        for c in counter.iter_mut().rev() {
            *c = c.wrapping_add(1);
            if *c != 0 {
                break;
            }
        }
    });
}

/// The authentication of GCM: of additional data, text and both lengths.
fn ghash(key: &[u8; 16], ad: &[u8], text: &[u8]) -> [u8; 16] {
    let mut h = GHash::new(&(*key).into());
    h.update_padded(ad);
    h.update_padded(text);
    let mut lengths = [0u8; 16];
    lengths[..8].copy_from_slice(&(ad.len() as u64 * 8).to_be_bytes());
    lengths[8..].copy_from_slice(&(text.len() as u64 * 8).to_be_bytes());
    h.update_padded(&lengths);
    h.finalize().into()
}

/// func ghash(key, ad, text, out []byte): for block ciphers of the program's own
fn ghash_native(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let Ok(key) = <&[u8; 16]>::try_from(ctx.bytes(0)) else {
        return Err(ctx.panic_runtime("authentication key of a wrong size"));
    };
    let tag = ghash(key, ctx.bytes(3), ctx.bytes(6));
    let out = ctx.bytes_mut(9);
    let n = out.len().min(16);
    out[..n].copy_from_slice(&tag[..n]);
    Ok(())
}

/// GCM: the authentication key, and the first counter for a nonce.
struct Gcm {
    cipher: Box<dyn Cipher>,
    key: [u8; 16],
    start: [u8; 16],
}

impl Gcm {
    fn new(key: &[u8], nonce: &[u8]) -> Option<Gcm> {
        let cipher = AES.0(key)?;
        let mut h = [0u8; 16];
        cipher.encrypt(&mut h);
        let mut g = Gcm { cipher, key: h, start: [0; 16] };
        if let Ok(n) = <&[u8; 12]>::try_from(nonce) {
            g.start[..12].copy_from_slice(n);
            g.start[15] = 1;
        } else {
            g.start = ghash(&g.key, &[], nonce);
        }
        Some(g)
    }

    /// Encrypts or decrypts in place. Only the counter's last 4 bytes count.
    fn stream(&self, data: &mut [u8]) {
        let mut counter = self.start;
        combine(&*self.cipher, 16, data, |block| {
            let n = u32::from_be_bytes([counter[12], counter[13], counter[14], counter[15]]).wrapping_add(1);
            counter[12..].copy_from_slice(&n.to_be_bytes());
            block.copy_from_slice(&counter);
        });
    }

    fn tag(&self, ad: &[u8], text: &[u8]) -> [u8; 16] {
        let mut tag = ghash(&self.key, ad, text);
        let mut mask = self.start;
        self.cipher.encrypt(&mut mask);
        tag.iter_mut().zip(&mask).for_each(|(t, m)| *t ^= m);
        tag
    }
}

/// func seal(key, nonce, out, text, ad []byte): out takes the text and as much of the tag as there is room for
fn seal(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let Some(gcm) = Gcm::new(ctx.bytes(0), ctx.bytes(3)) else {
        return Err(ctx.panic_runtime("cipher key of a wrong size"));
    };
    let mut data = ctx.bytes(9).to_vec();
    gcm.stream(&mut data);
    let tag = gcm.tag(ctx.bytes(12), &data);
    let out = ctx.bytes_mut(6);
    data.extend(tag);
    let n = out.len().min(data.len());
    out[..n].copy_from_slice(&data[..n]);
    Ok(())
}

/// func open(key, nonce, out, text, ad []byte, tagSize int) (ok bool): nothing is written when it is not
fn open(ctx: &mut NativeCtx<'_>) -> NativeResult {
    use subtle::ConstantTimeEq;
    let Some(gcm) = Gcm::new(ctx.bytes(0), ctx.bytes(3)) else {
        return Err(ctx.panic_runtime("cipher key of a wrong size"));
    };
    let (text, size) = (ctx.bytes(9), ctx.u64(15) as usize);
    let Some(end) = text.len().checked_sub(size).filter(|_| size <= 16) else {
        ctx.set_bool(0, false);
        return Ok(());
    };
    let (text, tag) = text.split_at(end);
    let ok = bool::from(gcm.tag(ctx.bytes(12), text)[..size].ct_eq(tag));
    if ok {
        let mut data = text.to_vec();
        gcm.stream(&mut data);
        let out = ctx.bytes_mut(6);
        let n = out.len().min(data.len());
        out[..n].copy_from_slice(&data[..n]);
    }
    ctx.set_bool(0, ok);
    Ok(())
}

/// func xor(s []byte, i, j int, dst, src []byte) (i, j int): s is the permutation of 256 bytes
fn rc4(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let s = ctx.bytes_mut(0);
    let (mut i, mut j) = (ctx.u64(3) as u8, ctx.u64(4) as u8);
    if s.len() != 256 {
        return Err(ctx.panic_runtime("cipher state of a wrong size"));
    }
    let mut data = ctx.bytes(8).to_vec();
    for b in &mut data {
        i = i.wrapping_add(1);
        j = j.wrapping_add(s[usize::from(i)]);
        s.swap(usize::from(i), usize::from(j));
        *b ^= s[usize::from(s[usize::from(i)].wrapping_add(s[usize::from(j)]))];
    }
    let dst = ctx.bytes_mut(5);
    let n = dst.len().min(data.len());
    dst[..n].copy_from_slice(&data[..n]);
    ctx.set(0, u64::from(i));
    ctx.set(1, u64::from(j));
    Ok(())
}
