//! Levels 1 to 3: one table by five bytes. Level 1 has the newest place for a hash, level 2 a larger table that takes in more of a
//! match, level 3 the two newest places.
//!
//! The longer nothing was found, the more places are passed over. A match grows in both directions as far as it goes. What is found
//! right behind a match needs no search.

use super::block::Found;
use super::text::{MARGIN, View, WINDOW, hash5};

/// Pieces shorter than this are not searched.
pub const SHORTEST: usize = MARGIN + 2;

/// A match to be written, at a place with an earlier one, and what was written and looked at so far.
struct Hit {
    at: usize,
    from: usize,
}

/// Writes the text since `written` and the match grown as far as it goes: where it ends, how long it is, and its earlier place.
#[inline]
pub fn write_match(
    view: View<'_>,
    hit: (usize, usize, usize),
    written: usize,
    found: &mut Found,
) -> (usize, usize, usize) {
    let (at, from, length) = hit;
    let before = view.equal_before(at, from, written);
    let (at, from, length) = (at - before, from - before, length + before);
    found.literals(&view.bytes[written..at]);
    found.long_copy(length, at - from);
    (at + length, length, from)
}

/// What is left after the last match; but if there was none nothing is found at all.
pub fn write_rest(view: View<'_>, written: usize, found: &mut Found) {
    if found.n > 0 {
        found.literals(&view.bytes[written..]);
    }
}

/// Searches the text from `start` on: levels 1 and (`DENSE`) 2.
pub fn newest<const BITS: u32, const DENSE: bool>(view: View<'_>, start: usize, table: &mut [u32], found: &mut Found) {
    let limit = view.bytes.len() - MARGIN;
    let mut written = start;
    let mut at = start;
    let mut word = view.word(start);
    loop {
        // Two places are looked at, one and a step apart in turn.
        let mut next;
        let mut hit = loop {
            let slot = hash5::<BITS>(word);
            next = at + 2 + ((at - written) >> 5);
            if next > limit {
                return write_rest(view, written, found);
            }
            let entry = std::mem::replace(&mut table[slot], view.position(at));
            let ahead = view.word(next);
            let slot = hash5::<BITS>(ahead);
            if let Some(from) = view.candidate(entry, at, word, WINDOW) {
                table[slot] = view.position(next);
                break Hit { at, from };
            }
            at = next;
            next += 1;
            let entry = std::mem::replace(&mut table[slot], view.position(at));
            if let Some(from) = view.candidate(entry, at, ahead, WINDOW) {
                if !DENSE {
                    table[slot] = view.position(next);
                }
                break Hit { at, from };
            }
            word = ahead >> 8;
            at = next;
        };
        loop {
            let length = 4 + view.equal(hit.at + 4, hit.from + 4);
            let (end, length, _) = write_match(view, (hit.at, hit.from, length), written, found);
            written = end;
            at = end.max(next + 1);
            if at >= limit {
                if at + length + 8 < view.bytes.len() {
                    table[hash5::<BITS>(view.word(at))] = view.position(at);
                }
                return write_rest(view, written, found);
            }
            if DENSE {
                for i in (at - length + 2..at.saturating_sub(5)).step_by(7) {
                    let word = view.word(i);
                    for step in [0, 2, 4] {
                        table[hash5::<BITS>(word >> (8 * step))] = view.position(i + step);
                    }
                }
            }
            let around = view.word(at - 2);
            table[hash5::<BITS>(around)] = view.position(at - 2);
            if DENSE {
                table[hash5::<BITS>(around >> 8)] = view.position(at - 1);
            }
            let slot = hash5::<BITS>(around >> 16);
            let entry = std::mem::replace(&mut table[slot], view.position(at));
            match view.candidate(entry, at, around >> 16, WINDOW + 1) {
                Some(from) => hit = Hit { at, from },
                None => {
                    word = around >> 24;
                    at += 1;
                    break;
                }
            }
        }
    }
}

#[inline]
fn enter(entry: &mut [u32; 2], position: u32) {
    *entry = [position, entry[0]];
}

/// Searches the text from `start` on: level 3.
pub fn two_newest<const BITS: u32>(view: View<'_>, start: usize, table: &mut [[u32; 2]], found: &mut Found) {
    /// A search does not reach as far here.
    const REACH: usize = WINDOW - 4;
    let limit = view.bytes.len() - MARGIN;
    let mut written = start;
    let mut next = start;
    let mut word = view.word(start);
    loop {
        let mut hit = loop {
            let slot = hash5::<BITS>(word);
            let at = next;
            next = at + 1 + ((at - written) >> 7);
            if next > limit {
                return write_rest(view, written, found);
            }
            let [newer, older] = table[slot];
            enter(&mut table[slot], view.position(at));
            if view.near(newer, at, REACH + 1).is_some() {
                let from = match view.candidate(newer, at, word, REACH + 1) {
                    Some(a) => match view.candidate(older, at, word, REACH + 1) {
                        Some(b) if view.equal(at + 4, b + 4) > view.equal(at + 4, a + 4) => Some(b),
                        _ => Some(a),
                    },
                    None => view.candidate(older, at, word, REACH),
                };
                if let Some(from) = from {
                    break Hit { at, from };
                }
            }
            word = view.word(next);
        };
        loop {
            let length = 4 + view.equal(hit.at + 4, hit.from + 4);
            let (end, length, from) = write_match(view, (hit.at, hit.from, length), written, found);
            written = end;
            let at = end.max(next + 1);
            if at >= limit {
                let i = from + length;
                if i + 8 < view.bytes.len() {
                    enter(&mut table[hash5::<BITS>(view.word(i))], view.position(i));
                }
                return write_rest(view, written, found);
            }
            for i in (at - length + 2..at.saturating_sub(5)).step_by(6) {
                enter(&mut table[hash5::<BITS>(view.word(i))], view.position(i));
            }
            let around = view.word(at - 2);
            enter(&mut table[hash5::<BITS>(around)], view.position(at - 2));
            enter(&mut table[hash5::<BITS>(around >> 8)], view.position(at - 1));
            let slot = hash5::<BITS>(around >> 16);
            let [newer, older] = table[slot];
            enter(&mut table[slot], view.position(at));
            let from = view
                .near(newer, at, REACH)
                .and_then(|_| [newer, older].iter().find_map(|e| view.candidate(*e, at, around >> 16, REACH)));
            match from {
                Some(from) => hit = Hit { at, from },
                None => {
                    word = around >> 24;
                    next = at + 1;
                    break;
                }
            }
        }
    }
}
