//! Blocks: what the search found, and in which form it is written.
//!
//! A block is stored, of the fixed code, or of a code of its own, whichever comes out shortest; and when its code can say what the next
//! piece of text needs, it stays open and takes that in too, unless an estimate of a new block is better by more than a share.

use super::bits::{Output, Word};
use super::code::{self, DISTANCES, LITERALS};
use crate::native::compress::huffman::{self, ORDER};

/// Symbols below which the fixed code is considered.
const FEW: u32 = 250;
/// What a header is taken to cost before there was one.
const HEADER_GUESS: u32 = 70 * 8;
const END: usize = 256;
/// The longest stored block.
pub const STORED_MAX: usize = 65535;
const ROOM: usize = 1 << 16;

/// What was found in a piece of text: literals and matches, and how often each symbol occurs. **All bits with `n` in range are a
/// value.**
#[repr(C)]
pub struct Found {
    pub n: u32,
    /// Literals, lengths from 256 + 1 (of the codes, with the block's end before them) and distance codes.
    symbols: [u32; LITERALS],
    distances: [u32; DISTANCES],
    items: [u32; ROOM],
}

/// Marks a match: its length less 3 stands above 16 bits, its distance less 1 in them.
const MATCH: u32 = 1 << 31;

/// The code of a length less 3, by table.
const LENGTH_CODE: [u8; 256] = {
    let mut table = [28u8; 256];
    let mut code = 0;
    while code < 28 {
        let mut l = huffman::LENGTHS[code].0 as usize - 3;
        let end = huffman::LENGTHS[code + 1].0 as usize - 3;
        while l < end {
            table[l] = code as u8;
            l += 1;
        }
        code += 1;
    }
    // The longest has a code of its own.
    table[255] = 28;
    table
};

/// The code of a distance less 1.
#[inline]
fn distance_code(d: u32) -> usize {
    if d < 2 {
        return d as usize;
    }
    let top = 31 - d.leading_zeros();
    (2 * top + (d >> (top - 1) & 1)) as usize
}

/// Extra bits of a match as the deepest search weighs them: it takes the distance for one more than it is.
pub fn weighed_bits(length: usize, distance: usize) -> u32 {
    let l = usize::from(LENGTH_CODE[(length - 3) & 255]);
    let far = if distance < 1 << 15 { huffman::DISTANCES[distance_code(distance as u32)].1 } else { 6 };
    u32::from(huffman::LENGTHS[l].1) + u32::from(far)
}

impl Found {
    pub fn clear(&mut self) {
        self.n = 0;
        self.symbols.fill(0);
        self.distances.fill(0);
    }

    #[inline]
    fn push(&mut self, item: u32) {
        self.items[self.n as usize & (ROOM - 1)] = item;
        self.n += 1;
    }

    #[inline]
    pub fn literal(&mut self, b: u8) {
        self.symbols[usize::from(b)] += 1;
        self.push(u32::from(b));
    }

    pub fn literals(&mut self, text: &[u8]) {
        text.iter().for_each(|&b| self.literal(b));
    }

    /// A match of 3 to 258 bytes.
    #[inline]
    pub fn copy(&mut self, length: usize, distance: usize) {
        let (l, d) = ((length as u32 - 3) & 255, (distance as u32 - 1) & 0x7fff);
        self.symbols[END + 1 + usize::from(LENGTH_CODE[l as usize])] += 1;
        self.distances[distance_code(d)] += 1;
        self.push(MATCH | l << 16 | d);
    }

    /// A match of any length, cut so that no piece is shorter than 3.
    #[inline]
    pub fn long_copy(&mut self, mut length: usize, distance: usize) {
        while length > 0 {
            let piece = match length {
                0..=258 => length,
                259..=261 => 255,
                _ => 258,
            };
            self.copy(piece, distance);
            length -= piece;
        }
    }

    /// A guess at the bits of a code of its own: the entropy by a quick logarithm, no symbol below 1 or above 15 bits, and extra
    /// bits.
    fn estimate(&self, n: u32) -> u32 {
        let entropy = |counts: &[u32], total: u32, mut sum: f32| {
            let share = 1.0 / total as f32;
            for &c in counts.iter().filter(|c| **c > 0) {
                sum += (-quick_log2(c as f32 * share)).clamp(1.0, 15.0) * c as f32;
            }
            sum
        };
        let mut sum = entropy(&self.symbols[..END], n, 0.0) + 15.0;
        let lengths = &self.symbols[END + 1..];
        sum = entropy(lengths, n, sum);
        let matches: u32 = lengths.iter().sum();
        if matches > 0 {
            sum = entropy(&self.distances, matches, sum);
        }
        sum as u32 + self.extra()
    }

    /// All extra bits.
    fn extra(&self) -> u32 {
        let of = |counts: &[u32], table: &[(u16, u8)]| -> u32 {
            counts.iter().zip(table).map(|(c, t)| c * u32::from(t.1)).sum()
        };
        of(&self.symbols[END + 1..], &huffman::LENGTHS) + of(&self.distances, &huffman::DISTANCES)
    }

    /// Writes all items, and the block's end if it is to end.
    fn write(&self, literals: &[Word; LITERALS], distances: &[Word; DISTANCES], end: bool, out: &mut Output) {
        for &item in &self.items[..self.n as usize] {
            if item & MATCH == 0 {
                out.word(literals[(item & 255) as usize]);
                continue;
            }
            let (l, d) = (item >> 16 & 255, item & 0x7fff);
            let code = usize::from(LENGTH_CODE[l as usize]);
            out.word(literals[END + 1 + code]);
            let (base, bits) = huffman::LENGTHS[code];
            if bits > 0 {
                out.put(l + 3 - u32::from(base), u32::from(bits));
            }
            let code = distance_code(d);
            out.word(distances[code]);
            let (base, bits) = huffman::DISTANCES[code];
            if bits > 0 {
                out.put(d + 1 - u32::from(base), u32::from(bits));
            }
        }
        if end {
            out.word(literals[END]);
        }
    }
}

/// An approximation by a parabola over the mantissa (a well-known one; its coefficients are part of the format's choice of blocks).
fn quick_log2(x: f32) -> f32 {
    let bits = x.to_bits();
    let exponent = (bits >> 23 & 255) as i32 - 128;
    let mantissa = f32::from_bits((bits & 0x807f_ffff) + (127 << 23));
    exponent as f32 + ((-0.344_848_43_f32 * mantissa + 2.024_665_8) * mantissa - 0.674_877_6)
}

/// The code of the block that is being written. **All bits are a value.**
#[repr(C)]
pub struct Open {
    /// The size of its header, 0 if no block is open.
    header: u32,
    /// Whether it is for literals alone.
    plain: u32,
    literals: [Word; LITERALS],
    distances: [Word; DISTANCES],
}

/// The header of a block with a code of its own.
struct Header {
    size: u32,
    sizes: (usize, usize, usize),
    /// Code lengths by runs: symbol, value, and how many bits that has.
    runs: Vec<(u8, u8, u8)>,
    words: [Word; 19],
}

impl Header {
    fn new(literals: &[Word], distances: &[Word]) -> Header {
        let lengths: Vec<u8> = literals.iter().chain(distances).map(|w| w.len as u8).collect();
        let runs = huffman::runs(&lengths);
        let mut counts = [0u32; 19];
        runs.iter().for_each(|r| counts[usize::from(r.0)] += 1);
        let mut words = [Word { bits: 0, len: 0 }; 19];
        code::build(&counts, 7, &mut words);
        let written = ORDER.iter().rposition(|&i| counts[i] > 0).map_or(4, |i| (i + 1).max(4));
        let extra: u32 = runs.iter().map(|r| u32::from(r.2)).sum();
        let size = 3 + 5 + 5 + 4 + 3 * written as u32 + code::size(&counts, &words) + extra;
        Header { size, sizes: (literals.len(), distances.len(), written), runs, words }
    }

    fn write(&self, out: &mut Output) {
        let (literals, distances, written) = self.sizes;
        out.put(0b100, 3);
        out.put(literals as u32 - 257, 5);
        out.put(distances as u32 - 1, 5);
        out.put(written as u32 - 4, 4);
        ORDER[..written].iter().for_each(|&i| out.put(u32::from(self.words[i].len), 3));
        for &(symbol, value, bits) in &self.runs {
            out.word(self.words[usize::from(symbol)]);
            if bits > 0 {
                out.put(u32::from(value), u32::from(bits));
            }
        }
    }
}

/// Everything up to the last symbol that occurs.
fn used(counts: &[u32]) -> usize {
    counts.iter().rposition(|c| *c > 0).map_or(0, |i| i + 1)
}

impl Open {
    pub fn forget(&mut self) {
        self.header = 0;
    }

    /// Ends the block that is open.
    fn close(&mut self, out: &mut Output) {
        if self.header > 0 {
            out.word(self.literals[END]);
            self.header = 0;
        }
    }

    /// A stored block.
    pub fn store(&mut self, text: &[u8], out: &mut Output) {
        self.close(out);
        out.put(0, 3);
        out.stored(text);
    }

    /// What ends a stream: an empty block of the fixed code.
    pub fn finish(&mut self, out: &mut Output) {
        self.close(out);
        out.put(0b011, 3);
        out.put(0, 7);
        out.flush();
    }

    /// Writes literals alone; `share` is how much worse than the estimate a new code is taken to be (a power of two, as a shift).
    pub fn literals(&mut self, text: &[u8], end: bool, share: u32, out: &mut Output) {
        let mut counts = [0u32; END + 1];
        text.iter().for_each(|&b| counts[usize::from(b)] += 1);
        let storable = text.len() <= STORED_MAX;
        let n = text.len() as u64;
        // Nearly equal counts, as random bytes have them, are not worth a code.
        let square = |c: &u32| (256 * u64::from(*c)).abs_diff(n).pow(2);
        if storable && n > 1024 && counts[..END].iter().map(square).sum::<u64>() < (2 * n) << 16 {
            return self.store(text, out);
        }
        counts[END] = 1;
        let mut words = [Word { bits: 0, len: 0 }; LITERALS];
        code::build(&counts, 15, &mut words);
        let mut fresh = code::size(&counts, &words) + if self.header > 0 { self.header } else { HEADER_GUESS };
        fresh += fresh >> share;
        if storable && 8 * (text.len() as u32 + 5) <= fresh {
            return self.store(text, out);
        }
        let fits = code::covers(&counts[..END], &self.literals);
        if self.header > 0 && (!fits || fresh < code::size(&counts[..END], &self.literals)) {
            self.close(out);
        }
        if self.header == 0 {
            self.literals = words;
            let header = Header::new(&words[..END + 1], &[Word { bits: 0, len: 1 }]);
            header.write(out);
            (self.header, self.plain) = (header.size, 1);
        }
        if let Some(words) = self.literals.first_chunk() {
            out.literals(text, words);
        }
        if end {
            self.close(out);
        }
    }

    /// Writes what was found in a text. If the text is not at hand the block cannot be stored.
    pub fn found(&mut self, found: &mut Found, text: Option<&[u8]>, end: bool, share: u32, out: &mut Output) {
        found.symbols[END] = 1;
        let n = found.n + u32::from(end);
        if self.plain != 0
            || !code::covers(&found.symbols, &self.literals)
            || !code::covers(&found.distances, &self.distances)
        {
            self.close(out);
        }
        let mut distances = found.distances;
        let far = used(&distances).max(1);
        // A code has at least one distance, and what is compared counts it.
        if found.distances[..far].iter().all(|c| *c == 0) {
            distances[0] = 1;
        }
        let extra = found.extra();
        let total = |l: &[Word], d: &[Word]| code::size(&found.symbols, l) + code::size(&distances, d) + extra;
        let stored = text.filter(|t| t.len() <= STORED_MAX).map(|t| (8 * (t.len() as u32 + 5), t));
        let fixed = (code::fixed_literals(), code::fixed_distances());
        let fixed_size = if n < FEW { 3 + total(&fixed.0, &fixed.1) } else { u32::MAX - 7 };

        // The sizes of the best code and of the fixed code, where it is the better one.
        let mut size;
        let mut take_fixed = false;
        let mut header = None;
        if self.header > 0 {
            let mut fresh = self.header + found.estimate(n);
            fresh += u32::from(self.literals[END].len) + (fresh >> share);
            size = total(&self.literals, &self.distances);
            if fresh < size {
                self.close(out);
                size = fresh;
            }
            take_fixed = fixed_size + 7 < size;
            if let Some((s, t)) = stored
                && s <= size
            {
                return self.store(t, out);
            }
        }
        if !take_fixed && self.header == 0 {
            code::build(&found.symbols, 15, &mut self.literals);
            code::build(&distances, 15, &mut self.distances);
            let literal_count = used(&found.symbols);
            let h = Header::new(&self.literals[..literal_count], &self.distances[..far]);
            size = h.size + total(&self.literals, &self.distances);
            take_fixed = fixed_size <= size;
            if let Some((s, t)) = stored
                && s <= size.min(fixed_size)
            {
                return self.store(t, out);
            }
            header = Some(h);
        }
        if take_fixed {
            self.close(out);
            out.put(0b010, 3);
            return found.write(&fixed.0, &fixed.1, true, out);
        }
        if let Some(header) = header {
            header.write(out);
            (self.header, self.plain) = (header.size, 0);
        }
        found.write(&self.literals, &self.distances, end, out);
        if end {
            self.header = 0;
        }
    }
}
