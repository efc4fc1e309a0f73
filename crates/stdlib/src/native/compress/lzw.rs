//! LZW with codes of growing width, as GIF (least significant bit first) and TIFF and PDF (most significant) have it.

const MAX_WIDTH: u32 = 12;

/// Packs codes into bytes.
struct Bits {
    msb: bool,
    acc: u32,
    n: u32,
    out: Vec<u8>,
}

impl Bits {
    fn put(&mut self, code: u32, width: u32) {
        if self.msb {
            self.acc |= code << (32 - width - self.n);
        } else {
            self.acc |= code << self.n;
        }
        self.n += width;
        while self.n >= 8 {
            self.byte();
        }
    }
    fn byte(&mut self) {
        if self.msb {
            self.out.push((self.acc >> 24) as u8);
            self.acc <<= 8;
        } else {
            self.out.push(self.acc as u8);
            self.acc >>= 8;
        }
        self.n = self.n.saturating_sub(8);
    }
}

/// The text of all of `src`; literals are below 2^`lit`.
pub fn encode(src: &[u8], msb: bool, lit: u32) -> Vec<u8> {
    let (clear, eof) = (1u32 << lit, (1u32 << lit) + 1);
    let mut bits = Bits { msb, acc: 0, n: 0, out: Vec::new() };
    let mut width = lit + 1;
    let mut hi = eof;
    let mut overflow = clear << 1;
    let mut table = std::collections::HashMap::new();
    bits.put(clear, width);
    let Some((&first, rest)) = src.split_first() else {
        bits.put(eof, width);
        if bits.n > 0 {
            bits.byte();
        }
        return bits.out;
    };
    // A new code; when there are no more, the table begins anew.
    let mut grow =
        |bits: &mut Bits, table: &mut std::collections::HashMap<(u32, u8), u32>, width: &mut u32, hi: &mut u32| {
            *hi += 1;
            if *hi == overflow {
                *width += 1;
                overflow <<= 1;
            }
            if *hi == (1 << MAX_WIDTH) - 1 {
                bits.put(clear, *width);
                *width = lit + 1;
                *hi = eof;
                overflow = clear << 1;
                table.clear();
                return false;
            }
            true
        };
    let mut code = u32::from(first);
    for &x in rest {
        if let Some(&longer) = table.get(&(code, x)) {
            code = longer;
            continue;
        }
        bits.put(code, width);
        if grow(&mut bits, &mut table, &mut width, &mut hi) {
            table.insert((code, x), hi);
        }
        code = u32::from(x);
    }
    bits.put(code, width);
    grow(&mut bits, &mut table, &mut width, &mut hi);
    bits.put(eof, width);
    if bits.n > 0 {
        bits.byte();
    }
    bits.out
}

/// What `src` stands for, and how it ends: 0 properly, 1 too early, 2 in a wrong code.
pub fn decode(src: &[u8], msb: bool, lit: u32) -> (Vec<u8>, i64) {
    const NONE: u32 = u32::MAX;
    let (clear, eof) = (1u32 << lit, (1u32 << lit) + 1);
    let mut out: Vec<u8> = Vec::new();
    let mut prefix = vec![0u32; 1 << MAX_WIDTH];
    let mut suffix = vec![0u8; 1 << MAX_WIDTH];
    let (mut width, mut hi, mut overflow, mut last) = (lit + 1, eof, 1u32 << (lit + 1), NONE);
    let (mut acc, mut n, mut at) = (0u32, 0u32, 0);
    let mut text = Vec::new();
    loop {
        while n < width {
            let Some(&b) = src.get(at) else { return (out, 1) };
            at += 1;
            acc |= if msb { u32::from(b) << (24 - n) } else { u32::from(b) << n };
            n += 8;
        }
        let code = if msb { acc >> (32 - width) } else { acc & ((1 << width) - 1) };
        acc = if msb { acc << width } else { acc >> width };
        n -= width;
        if code < clear {
            out.push(code as u8);
            if last != NONE {
                suffix[hi as usize] = code as u8;
                prefix[hi as usize] = last;
            }
        } else if code == clear {
            (width, hi, overflow, last) = (lit + 1, eof, 1 << (lit + 1), NONE);
            continue;
        } else if code == eof {
            return (out, 0);
        } else if code <= hi {
            text.clear();
            let mut c = code;
            if code == hi && last != NONE {
                // The code that is being made: its text begins and ends with the same byte.
                let mut f = last;
                while f >= clear {
                    f = prefix[f as usize];
                }
                text.push(f as u8);
                c = last;
            }
            while c >= clear {
                text.push(suffix[c as usize]);
                c = prefix[c as usize];
            }
            text.push(c as u8);
            out.extend(text.iter().rev());
            if last != NONE {
                suffix[hi as usize] = c as u8;
                prefix[hi as usize] = last;
            }
        } else {
            return (out, 2);
        }
        last = code;
        hi += 1;
        if hi >= overflow {
            if width == MAX_WIDTH {
                // No more codes are made until the table is cleared.
                last = NONE;
                hi -= 1;
            } else {
                width += 1;
                overflow = 1 << width;
            }
        }
    }
}
