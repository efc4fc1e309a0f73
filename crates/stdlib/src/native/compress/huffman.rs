//! Huffman codes of DEFLATE: decoding tables, and what the format fixes.

/// Bits that are looked up at once.
pub const FAST: u32 = 10;

/// A decoding table. **Any bits are a value**, for it lies in Go memory.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Table {
    /// By the next bits: symbol << 4 | length; 0 for codes that are longer or do not exist.
    fast: [u16; 1 << FAST],
    count: [u16; 16],
    symbols: [u16; 320],
}

/// What a look-up found.
pub enum Found {
    /// A symbol and its length.
    Symbol(u32, u32),
    /// More bits are needed to know.
    Short,
    /// No such code.
    Bad,
}

impl Table {
    /// Fills the table. False if the code has gaps or too many symbols; a single code of one bit, or none at all, is allowed.
    pub fn build(&mut self, lengths: &[u8]) -> bool {
        self.count = [0; 16];
        self.fast = [0; 1 << FAST];
        lengths.iter().for_each(|&l| self.count[usize::from(l & 15)] += 1);
        self.count[0] = 0;
        let mut next = [0u32; 17];
        let mut offset = [0usize; 17];
        let (mut code, mut max) = (0u32, 0);
        for l in 1..=15 {
            code <<= 1;
            next[l] = code;
            code += u32::from(self.count[l]);
            offset[l + 1] = offset[l] + usize::from(self.count[l]);
            if self.count[l] > 0 {
                max = l;
            }
            if code > 1 << l {
                return false;
            }
        }
        if max == 0 {
            return true;
        }
        if code != 1 << 15 && !(max == 1 && self.count[1] == 1) {
            return false;
        }
        for (symbol, &l) in lengths.iter().enumerate().filter(|(_, l)| **l > 0) {
            let length = usize::from(l & 15);
            self.symbols[offset[length]] = symbol as u16;
            offset[length] += 1;
            let bits = next[length].reverse_bits() >> (32 - length);
            next[length] += 1;
            if length <= FAST as usize {
                let entry = (symbol as u16) << 4 | length as u16;
                (bits as usize..1 << FAST).step_by(1 << length).for_each(|i| self.fast[i] = entry);
            }
        }
        true
    }

    /// The symbol at the front of `n` bits.
    #[inline]
    pub fn find(&self, bits: u64, n: u32) -> Found {
        let entry = self.fast[(bits & ((1 << FAST) - 1)) as usize];
        let length = u32::from(entry & 15);
        if length > 0 {
            return if length <= n { Found::Symbol(u32::from(entry >> 4), length) } else { Found::Short };
        }
        self.slow(bits, n)
    }

    #[cold]
    fn slow(&self, bits: u64, n: u32) -> Found {
        let (mut code, mut first, mut index) = (0u32, 0u32, 0u32);
        for length in 1..=15u32 {
            if length > n {
                return Found::Short;
            }
            code |= (bits >> (length - 1) & 1) as u32;
            let count = u32::from(self.count[length as usize]);
            if code.wrapping_sub(first) < count {
                let i = ((index + code - first) as usize).min(319);
                return Found::Symbol(u32::from(self.symbols[i]), length);
            }
            index += count;
            first = (first + count) << 1;
            code <<= 1;
        }
        Found::Bad
    }
}

/// Code lengths written with run lengths: (symbol, extra value, extra bits).
pub fn runs(lengths: &[u8]) -> Vec<(u8, u8, u8)> {
    let mut out = Vec::new();
    let mut i = 0;
    while i < lengths.len() {
        let value = lengths[i];
        let mut count = lengths[i..].iter().take_while(|&&l| l == value).count();
        i += count;
        if value != 0 {
            out.push((value, 0, 0));
            count -= 1;
            while count >= 3 {
                let k = count.min(6);
                out.push((16, (k - 3) as u8, 2));
                count -= k;
            }
        } else {
            while count >= 11 {
                let k = count.min(138);
                out.push((18, (k - 11) as u8, 7));
                count -= k;
            }
            if count >= 3 {
                out.push((17, (count - 3) as u8, 3));
                count = 0;
            }
        }
        out.extend(std::iter::repeat_n((value, 0, 0), count));
    }
    out
}

/// Base and extra bits of the length codes from 257, and of the distance codes.
pub const LENGTHS: [(u16, u8); 29] = [
    (3, 0),
    (4, 0),
    (5, 0),
    (6, 0),
    (7, 0),
    (8, 0),
    (9, 0),
    (10, 0),
    (11, 1),
    (13, 1),
    (15, 1),
    (17, 1),
    (19, 2),
    (23, 2),
    (27, 2),
    (31, 2),
    (35, 3),
    (43, 3),
    (51, 3),
    (59, 3),
    (67, 4),
    (83, 4),
    (99, 4),
    (115, 4),
    (131, 5),
    (163, 5),
    (195, 5),
    (227, 5),
    (258, 0),
];

/// As [`LENGTHS`], for distances.
pub const DISTANCES: [(u16, u8); 30] = [
    (1, 0),
    (2, 0),
    (3, 0),
    (4, 0),
    (5, 1),
    (7, 1),
    (9, 2),
    (13, 2),
    (17, 3),
    (25, 3),
    (33, 4),
    (49, 4),
    (65, 5),
    (97, 5),
    (129, 6),
    (193, 6),
    (257, 7),
    (385, 7),
    (513, 8),
    (769, 8),
    (1025, 9),
    (1537, 9),
    (2049, 10),
    (3073, 10),
    (4097, 11),
    (6145, 11),
    (8193, 12),
    (12289, 12),
    (16385, 13),
    (24577, 13),
];

/// The order in which lengths of the code of code lengths are written.
pub const ORDER: [usize; 19] = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// The lengths of the fixed code.
pub fn fixed_literals() -> [u8; 288] {
    std::array::from_fn(|i| match i {
        0..144 => 8,
        144..256 => 9,
        256..280 => 7,
        _ => 8,
    })
}
