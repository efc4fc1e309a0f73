//! Huffman codes of limited length: package merging, where a package goes before a leaf of its weight (which fixes the lengths among
//! equals), and code words in the order of symbols.

use super::bits::Word;

/// Symbols of the largest alphabet.
pub const LITERALS: usize = 286;
/// Distance codes.
pub const DISTANCES: usize = 30;

const NONE: Word = Word { bits: 0, len: 0 };

/// Fills in the code words of a shortest code for these counts with no word longer than `limit` (at most 15).
pub fn build(counts: &[u32], limit: usize, words: &mut [Word]) {
    words[..counts.len()].fill(NONE);
    let mut leaves = [0u32; LITERALS];
    let mut n = 0;
    for (symbol, &count) in counts.iter().enumerate().filter(|c| *c.1 > 0) {
        leaves[n] = count << 9 | symbol as u32;
        n += 1;
    }
    let leaves = &mut leaves[..n];
    if n <= 2 {
        leaves.iter().for_each(|l| words[(l & 511) as usize].len = 1);
    } else {
        leaves.sort_unstable();
        assign(leaves, limit.min(n - 1), words);
    }
    number(&mut words[..counts.len()]);
}

/// Lengths for leaves (weight in the upper bits, symbol in the lower nine) that are sorted.
fn assign(leaves: &[u32], limit: usize, words: &mut [Word]) {
    // Every row is the leaves merged with the pairs of the row before; of each item it matters only whether it is a leaf.
    let mut is_leaf = [[false; 2 * LITERALS]; 16];
    let mut row = [0u32; 2 * LITERALS];
    let (mut pairs, mut next) = ([0u32; LITERALS], [0u32; LITERALS]);
    let mut pair_count = 0;
    for flags in &mut is_leaf[..limit] {
        let (mut leaf, mut pair) = (0, 0);
        let size = leaves.len() + pair_count;
        for (item, flag) in row[..size].iter_mut().zip(flags.iter_mut()) {
            let weight = leaves.get(leaf).map(|l| l >> 9);
            *flag = pair == pair_count || weight.is_some_and(|w| w < pairs[pair]);
            if *flag {
                *item = weight.unwrap_or(0);
                leaf += 1;
            } else {
                *item = pairs[pair];
                pair += 1;
            }
        }
        pair_count = size / 2;
        for (p, two) in next.iter_mut().zip(row[..size].chunks_exact(2)) {
            *p = two[0] + two[1];
        }
        std::mem::swap(&mut pairs, &mut next);
    }
    // Of the last row that many items are taken, of each before it those that its pairs stand for.
    let mut take = 2 * leaves.len() - 2;
    for flags in is_leaf[..limit].iter().rev() {
        let taken = flags[..take].iter().filter(|f| **f).count();
        leaves[..taken].iter().for_each(|l| words[(l & 511) as usize].len += 1);
        take = 2 * (take - taken);
    }
}

/// Gives words of known lengths their bits.
fn number(words: &mut [Word]) {
    let mut of_length = [0u32; 17];
    words.iter().for_each(|w| of_length[usize::from(w.len)] += 1);
    of_length[0] = 0;
    let (mut first, mut code) = ([0u32; 17], 0);
    for len in 1..17 {
        code = (code + of_length[len - 1]) << 1;
        first[len] = code;
    }
    for w in words.iter_mut().filter(|w| w.len > 0) {
        let code = &mut first[usize::from(w.len)];
        w.bits = (code.reverse_bits() >> (32 - u32::from(w.len))) as u16;
        *code += 1;
    }
}

/// The fixed code of literals and lengths.
pub fn fixed_literals() -> [Word; LITERALS] {
    let mut words = [NONE; LITERALS + 2];
    for (w, len) in words.iter_mut().zip(crate::native::compress::huffman::fixed_literals()) {
        w.len = u16::from(len);
    }
    number(&mut words);
    std::array::from_fn(|i| words[i])
}

/// The fixed code of distances.
pub fn fixed_distances() -> [Word; DISTANCES] {
    let mut words = [Word { bits: 0, len: 5 }; DISTANCES];
    number(&mut words);
    words
}

/// Bits that symbols of these counts take.
pub fn size(counts: &[u32], words: &[Word]) -> u32 {
    counts.iter().zip(words).map(|(c, w)| c * u32::from(w.len)).sum()
}

/// Whether there is a word for every symbol that occurs.
pub fn covers(counts: &[u32], words: &[Word]) -> bool {
    counts.iter().zip(words).all(|(c, w)| *c == 0 || w.len > 0)
}
