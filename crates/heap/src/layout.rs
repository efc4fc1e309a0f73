//! The table of pointer layouts: which words of an element may hold pointers.
//!
//! A record is kept in the form the scanner wants: an element of at most 64 words is repeated until it nearly fills 64
//! words, so that small objects and arrays of small elements take one mask per 64 words. Larger elements keep their
//! bitmap in one shared vector.

use crate::ids::LayoutId;
use std::collections::HashMap;

/// One layout, as the scanner reads it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Record {
    /// `words <= 64`: the pointer mask. Otherwise: where its bitmap starts in `Layouts::bits`.
    pub mask: u64,
    /// Words after which the pattern repeats; never 0.
    pub words: u32,
}

/// All layouts of one heap.
pub(crate) struct Layouts {
    pub records: Vec<Record>,
    pub bits: Vec<u64>,
    known: HashMap<(u32, Box<[u64]>), LayoutId>,
}

/// Layout ids share a `u32` with the native kind.
pub(crate) const LAYOUT_BITS: u32 = 24;

impl Layouts {
    pub fn new() -> Layouts {
        Layouts {
            records: vec![Record { mask: 0, words: 64 }, Record { mask: u64::MAX, words: 64 }],
            bits: Vec::new(),
            known: HashMap::new(),
        }
    }

    /// See `Heap::add_layout`.
    pub fn add(&mut self, size: usize, ptr_words: &[u64]) -> LayoutId {
        let words = size.div_ceil(8);
        let bit = |i: usize| ptr_words.get(i / 64).is_some_and(|w| w >> (i % 64) & 1 != 0);
        let pointers = (0..words).filter(|&i| bit(i)).count();
        if pointers == 0 {
            return LayoutId::NOSCAN;
        }
        assert!(size.is_multiple_of(8), "a layout with pointers has whole words");
        if pointers == words {
            return LayoutId::ALL_POINTERS;
        }
        let repeat = (64 / words).max(1);
        let full = words * repeat;
        let mut bitmap = vec![0u64; full.div_ceil(64)];
        for i in (0..full).filter(|&i| bit(i % words)) {
            bitmap[i / 64] |= 1 << (i % 64);
        }
        let full = u32::try_from(full).expect("an element is smaller than 32 GiB");
        let key = (full, bitmap.into_boxed_slice());
        if let Some(&id) = self.known.get(&key) {
            return id;
        }
        assert!(self.records.len() < 1 << LAYOUT_BITS, "too many layouts");
        let id = LayoutId(self.records.len() as u32);
        let mask = if full <= 64 {
            key.1[0]
        } else {
            let start = self.bits.len();
            self.bits.extend_from_slice(&key.1);
            start as u64
        };
        self.records.push(Record { mask, words: full });
        self.known.insert(key, id);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_patterns_share_an_id() {
        let mut l = Layouts::new();
        assert_eq!(l.add(24, &[0]), LayoutId::NOSCAN);
        assert_eq!(l.add(3, &[]), LayoutId::NOSCAN);
        assert_eq!(l.add(24, &[0b111]), LayoutId::ALL_POINTERS);
        let a = l.add(16, &[0b01]);
        assert_eq!(l.add(32, &[0b0101]), a);
        assert_ne!(l.add(16, &[0b10]), a);
        let r = l.records[a.0 as usize];
        assert_eq!((r.words, r.mask), (64, 0x5555_5555_5555_5555));
        let r = l.add(24, &[0b001]);
        assert_eq!(l.records[r.0 as usize].words, 63);
        let big = l.add(8 * 100, &[1, 1]);
        assert_eq!(l.records[big.0 as usize].words, 100);
        assert_eq!(l.bits[l.records[big.0 as usize].mask as usize..], [1, 1]);
    }
}
