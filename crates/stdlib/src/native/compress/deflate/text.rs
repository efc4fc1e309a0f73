//! What the searches share: the text seen so far with positions that outlive its moves, hashes of its bytes, and lengths of matches.

use super::block::STORED_MAX;

/// The farthest a match reaches back.
pub const WINDOW: usize = 1 << 15;
const KEPT: usize = 5 * STORED_MAX;
/// Positions are made small again before they reach this.
const POSITIONS: u32 = 1 << 31;
/// Bytes at the end of a text at which no match begins.
pub const MARGIN: usize = 11;

/// Text of the levels that compress a piece at a time. **All bits with `end` in range are a value.**
#[repr(C)]
pub struct Text {
    /// The position of the first byte. Tables hold positions; what they held before a reset is out of reach, and so is 0.
    base: u32,
    end: u32,
    bytes: [u8; KEPT + 5],
}

impl Text {
    /// Forgets all text. True if tables have to be cleared, for positions begin anew.
    pub fn reset(&mut self) -> bool {
        let next = u64::from(self.base) + u64::from(self.end) + WINDOW as u64;
        self.end = 0;
        self.base = if next < u64::from(POSITIONS) { next as u32 } else { 0 };
        let anew = self.base == 0;
        self.base = self.base.max(2 * WINDOW as u32);
        anew
    }

    /// Adds a piece (at most [`STORED_MAX`] bytes). By how much positions shrink, if they do.
    pub fn add(&mut self, piece: &[u8]) -> Option<u32> {
        let end = self.end as usize;
        if end + piece.len() > KEPT {
            let drop = end - WINDOW;
            self.bytes.copy_within(drop..end, 0);
            self.end = WINDOW as u32;
            self.base += drop as u32;
        }
        let end = self.end as usize;
        self.bytes[end..end + piece.len()].copy_from_slice(piece);
        self.end += piece.len() as u32;
        if self.base < POSITIONS {
            return None;
        }
        let by = self.base - 2 * WINDOW as u32;
        self.base -= by;
        Some(by)
    }

    #[cfg(test)]
    pub fn begin_at(&mut self, position: u32) {
        self.base = position;
    }

    pub fn view(&self) -> View<'_> {
        View { base: self.base, bytes: &self.bytes[..self.end as usize] }
    }
}

/// All text there is, to be searched.
#[derive(Clone, Copy)]
pub struct View<'a> {
    base: u32,
    pub bytes: &'a [u8],
}

impl<'a> View<'a> {
    #[inline]
    pub fn position(self, at: usize) -> u32 {
        self.base + at as u32
    }

    /// How far the entry of a table lies before a place (behind it, for negative results).
    #[inline]
    pub fn distance(self, entry: u32, at: usize) -> i64 {
        i64::from(self.base) + at as i64 - i64::from(entry)
    }

    /// The eight bytes at a place.
    #[inline]
    pub fn word(self, at: usize) -> u64 {
        self.bytes[at..].first_chunk().map_or(0, |b| u64::from_le_bytes(*b))
    }

    #[inline]
    fn half(self, at: usize) -> u32 {
        self.bytes[at..].first_chunk().map_or(0, |b| u32::from_le_bytes(*b))
    }

    /// The place of an entry that is nearer than `reach` and has the same four bytes as `word`, the text at `at`.
    #[inline]
    pub fn candidate(self, entry: u32, at: usize, word: u64, reach: usize) -> Option<usize> {
        let from = self.near(entry, at, reach)?;
        (self.half(from) == word as u32).then_some(from)
    }

    /// The place of an entry that is nearer than `reach`.
    #[inline]
    pub fn near(self, entry: u32, at: usize, reach: usize) -> Option<usize> {
        let d = self.position(at).wrapping_sub(entry) as usize;
        if d < reach { at.checked_sub(d) } else { None }
    }

    /// How many bytes are equal from two places on, the later one `at`.
    #[inline]
    pub fn equal(self, at: usize, from: usize) -> usize {
        self.equal_up_to(at, from, usize::MAX)
    }

    /// [`View::equal`], but `limit` at most.
    #[inline]
    pub fn equal_up_to(self, at: usize, from: usize, limit: usize) -> usize {
        let later = &self.bytes[at..];
        common(&later[..later.len().min(limit)], &self.bytes[from..])
    }

    /// Takes in the equal bytes before a match, but none before `least`: how many there are.
    #[inline]
    pub fn equal_before(self, at: usize, from: usize, least: usize) -> usize {
        let (a, b) = (&self.bytes[least..at], &self.bytes[..from]);
        a.iter().rev().zip(b.iter().rev()).take_while(|(x, y)| x == y).count()
    }
}

/// The length of the common beginning; `a` is the shorter one.
#[inline]
pub fn common(a: &[u8], b: &[u8]) -> usize {
    let mut n = 0;
    for (x, y) in a.chunks_exact(8).zip(b.chunks_exact(8)) {
        let differ = match (x.first_chunk(), y.first_chunk()) {
            (Some(x), Some(y)) => u64::from_le_bytes(*x) ^ u64::from_le_bytes(*y),
            _ => 0,
        };
        if differ != 0 {
            return n + (differ.trailing_zeros() / 8) as usize;
        }
        n += 8;
    }
    n + a[n..].iter().zip(&b[n..]).take_while(|(x, y)| x == y).count()
}

/// Hashes by multiplication: of the first 4, 5 or 7 bytes of a word, `BITS` wide.
#[inline]
pub fn hash4<const BITS: u32>(word: u64) -> usize {
    ((word as u32).wrapping_mul(2_654_435_761) >> (32 - BITS)) as usize
}

#[inline]
pub fn hash5<const BITS: u32>(word: u64) -> usize {
    ((word << 24).wrapping_mul(889_523_592_379) >> (64 - BITS)) as usize
}

#[inline]
pub fn hash7<const BITS: u32>(word: u64) -> usize {
    ((word << 8).wrapping_mul(58_295_818_150_454_627) >> (64 - BITS)) as usize
}

/// Takes positions that shrink by `by` along.
pub fn shrink(entries: &mut [u32], by: u32) {
    entries.iter_mut().for_each(|e| *e = e.saturating_sub(by));
}
