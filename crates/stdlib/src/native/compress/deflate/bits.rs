//! Where compressed bits go. Bytes collect in one buffer, and places are noted at which the reference hands what it has to its
//! writer, so that the writer below sees the same calls.

/// A code word of a Huffman code, bits in the order in which DEFLATE writes them; of length 0 for symbols without one.
#[derive(Clone, Copy)]
#[repr(C)]
pub struct Word {
    pub bits: u16,
    pub len: u16,
}

/// Bytes that wait at least before they are handed on.
const HAND_ON: usize = 246;

/// What of the output lives across calls. **All bits are a value.**
#[repr(C)]
pub struct Rest {
    bits: u64,
    count: u32,
    waiting: u32,
    bytes: [u8; 256],
}

impl Rest {
    pub fn forget(&mut self) {
        (self.bits, self.count, self.waiting) = (0, 0, 0);
    }
}

/// The output of one call.
pub struct Output {
    /// Bytes, those that wait last.
    bytes: Vec<u8>,
    /// Where one call of the writer ends and the next begins.
    cuts: Vec<u32>,
    bits: u64,
    count: u32,
    /// The last cut.
    cut: usize,
}

impl Output {
    /// Takes up what the call before left.
    pub fn resume(rest: &Rest) -> Output {
        let bytes = rest.bytes[..(rest.waiting as usize).min(256)].to_vec();
        Output { bytes, cuts: Vec::new(), bits: rest.bits, count: rest.count & 63, cut: 0 }
    }

    /// Keeps what waits for the next call, and answers what is to be written with its cuts.
    pub fn suspend(self, rest: &mut Rest) -> (Vec<u8>, Vec<u32>) {
        let Output { mut bytes, cuts, bits, count, cut } = self;
        let waiting = &bytes[cut..];
        rest.bytes[..waiting.len()].copy_from_slice(waiting);
        rest.waiting = waiting.len() as u32;
        (rest.bits, rest.count) = (bits, count);
        bytes.truncate(cut);
        (bytes, cuts)
    }

    /// Hands on all whole bytes that wait, if there are any.
    fn hand_on(&mut self) {
        if self.bytes.len() > self.cut {
            self.cut = self.bytes.len();
            self.cuts.push(self.cut as u32);
        }
    }

    #[inline]
    fn move_bytes(&mut self, n: u32) {
        // Eight are copied, as that many take no loop.
        let end = self.bytes.len() + n as usize;
        self.bytes.extend_from_slice(&self.bits.to_le_bytes());
        self.bytes.truncate(end);
        self.bits >>= 8 * n;
        self.count -= 8 * n;
        if self.bytes.len() - self.cut >= HAND_ON {
            self.hand_on();
        }
    }

    /// Six bytes at once move on as soon as they are there.
    #[inline]
    pub fn put(&mut self, value: u32, len: u32) {
        self.bits |= u64::from(value) << self.count;
        self.count += len;
        if self.count >= 48 {
            self.move_bytes(6);
        }
    }

    #[inline]
    pub fn word(&mut self, w: Word) {
        self.put(u32::from(w.bits), u32::from(w.len));
    }

    /// Literals alone: whole bytes move on before every third one, and six at once in the last three.
    pub fn literals(&mut self, text: &[u8], words: &[Word; 256]) {
        self.bytes.reserve(text.len());
        let last = text.len() - if text.is_empty() { 0 } else { (text.len() - 1) % 3 + 1 };
        let add = |o: &mut Output, b: u8| {
            let w = words[usize::from(b)];
            o.bits |= u64::from(w.bits) << o.count;
            o.count += u32::from(w.len);
        };
        for three in text[..last].chunks_exact(3) {
            if self.count >= 8 {
                self.move_bytes(self.count / 8);
            }
            three.iter().for_each(|&b| add(self, b));
        }
        for &b in &text[last..] {
            if self.count >= 48 {
                self.move_bytes(6);
            }
            add(self, b);
        }
        if self.count >= 48 {
            self.move_bytes(6);
        }
    }

    /// Fills the last byte with zeros and hands everything on.
    pub fn flush(&mut self) {
        let n = self.count.div_ceil(8);
        self.bytes.extend_from_slice(&self.bits.to_le_bytes()[..n as usize]);
        (self.bits, self.count) = (0, 0);
        self.hand_on();
    }

    /// The rest of a stored block after its three bits: its length, and its bytes by a call of their own.
    pub fn stored(&mut self, text: &[u8]) {
        self.flush();
        let n = text.len() as u32;
        self.put(n & 0xffff, 16);
        self.put(!n & 0xffff, 16);
        if !text.is_empty() {
            self.flush();
            self.bytes.extend_from_slice(text);
            self.hand_on();
        }
    }
}
