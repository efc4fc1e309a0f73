//! Integers as text.

const DIGITS: &[u8; 36] = b"0123456789abcdefghijklmnopqrstuvwxyz";
const PAIRS: &[u8; 200] = b"00010203040506070809101112131415161718192021222324252627282930313233343536373839\
4041424344454647484950515253545556575859606162636465666768697071727374757677787980818283848586878889909192939495969798\
99";

/// Writes `v` in decimal at the end of `buf` and returns where it begins.
#[inline]
pub fn decimal(buf: &mut [u8; 65], mut v: u64) -> usize {
    let mut i = buf.len();
    while v >= 100 {
        let p = (v % 100) as usize * 2;
        v /= 100;
        i -= 2;
        buf[i..i + 2].copy_from_slice(&PAIRS[p..p + 2]);
    }
    if v >= 10 {
        let p = v as usize * 2;
        i -= 2;
        buf[i..i + 2].copy_from_slice(&PAIRS[p..p + 2]);
    } else {
        i -= 1;
        buf[i] = b'0' + v as u8;
    }
    i
}

/// Writes `v` in `base` (2 to 36) at the end of `buf` and returns where it begins.
pub fn digits(buf: &mut [u8; 65], mut v: u64, base: u64) -> usize {
    if base == 10 {
        return decimal(buf, v);
    }
    let mut i = buf.len();
    loop {
        i -= 1;
        buf[i] = DIGITS[(v % base) as usize];
        v /= base;
        if v == 0 {
            return i;
        }
    }
}

/// Appends an unsigned integer.
pub fn push_uint(out: &mut Vec<u8>, v: u64, base: u64) {
    let mut buf = [0; 65];
    let i = digits(&mut buf, v, base);
    out.extend_from_slice(&buf[i..]);
}

/// Appends a signed integer.
pub fn push_int(out: &mut Vec<u8>, v: i64, base: u64) {
    if v < 0 {
        out.push(b'-');
    }
    push_uint(out, v.unsigned_abs(), base);
}
