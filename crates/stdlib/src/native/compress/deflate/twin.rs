//! Levels 4 to 6: two tables, by four bytes and by seven. The one by seven is asked first; at levels 5 and 6 it has the two newest
//! places, and what lies behind the match that was found is asked whether a longer one ends there. Level 6 takes in more places, and
//! tries the distance of the match before.

use super::block::Found;
use super::single::{write_match, write_rest};
use super::text::{MARGIN, View, WINDOW, hash4, hash7};

const BITS: u32 = 15;
/// Lengths are compared up to here, before the winner is followed to its end.
const COMPARED: usize = 258 - 4;
/// Bytes that may differ at the front of a match that is found from its end.
const FRONT: usize = 2;

/// The tables, of positions. **All bits are a value.**
#[repr(C)]
pub struct Tables {
    pub short: [u32; 1 << BITS],
    /// The newest place and the one before.
    pub long: [[u32; 2]; 1 << BITS],
}

impl Tables {
    #[inline]
    fn enter_short(&mut self, word: u64, position: u32) {
        self.short[hash4::<BITS>(word)] = position;
    }

    #[inline]
    fn enter_long(&mut self, word: u64, position: u32) {
        let entry = &mut self.long[hash7::<BITS>(word)];
        *entry = [position, entry[0]];
    }

    #[inline]
    fn enter(&mut self, word: u64, position: u32) {
        self.enter_short(word, position);
        self.enter_long(word, position);
    }
}

/// A match: its place, the earlier one, and its length as far as it was compared.
#[derive(Clone, Copy)]
struct Match {
    at: usize,
    from: usize,
    length: usize,
}

impl Match {
    /// Another one if that is longer.
    fn or_longer(self, other: Option<Match>) -> Match {
        other.filter(|o| o.length > self.length).unwrap_or(self)
    }
}

struct Search<'a, const LEVEL: u8> {
    view: View<'a>,
    tables: &'a mut Tables,
    /// The distance of the last match.
    repeat: usize,
}

impl<const LEVEL: u8> Search<'_, LEVEL> {
    /// A candidate with its length as far as that is compared.
    #[inline]
    fn measured(&self, entry: u32, at: usize, word: u64) -> Option<Match> {
        let from = self.view.candidate(entry, at, word, WINDOW)?;
        Some(self.measure(at, from))
    }

    #[inline]
    fn measure(&self, at: usize, from: usize) -> Match {
        Match { at, from, length: 4 + self.view.equal_up_to(at + 4, from + 4, COMPARED) }
    }

    /// A match at a place, or at the one that is looked at next.
    #[inline]
    fn find(&mut self, at: usize, word: u64, next: usize, ahead: u64) -> Option<Match> {
        let view = self.view;
        let (short, long) = (self.tables.short[hash4::<BITS>(word)], self.tables.long[hash7::<BITS>(word)]);
        self.tables.enter(word, view.position(at));
        if view.near(long[0], at, WINDOW).is_some() {
            let newer = view.candidate(long[0], at, word, WINDOW);
            let older = if LEVEL == 4 { None } else { view.candidate(long[1], at, word, WINDOW) };
            if newer.is_some() || older.is_some() {
                if LEVEL > 4 {
                    self.tables.enter(ahead, view.position(next));
                }
                return match (newer, older) {
                    (Some(a), Some(b)) => Some(self.measure(at, a).or_longer(Some(self.measure(at, b)))),
                    (a, b) => a.or(b).map(|from| Match { at, from, length: 0 }),
                };
            }
        }
        let from = view.candidate(short, at, word, WINDOW)?;
        let long = self.tables.long[hash7::<BITS>(ahead)];
        if LEVEL == 4 {
            let Some(other) = view.candidate(long[0], next, ahead, WINDOW) else {
                return Some(Match { at, from, length: 0 });
            };
            // What is compared with the text ahead is, from the beginning of all text, as far away as the candidate is from here:
            // a slip of the reference, on which its choice depends.
            let longer = view.equal(next + 4, next - other + 4) > view.equal(at + 4, from + 4);
            return Some(if longer {
                Match { at: next, from: other, length: 0 }
            } else {
                Match { at, from, length: 0 }
            });
        }
        let found = self.measure(at, from);
        self.tables.enter(ahead, view.position(next));
        if LEVEL == 6 {
            let from = at + 1 - self.repeat;
            if view.word(from) as u32 == (word >> 8) as u32 {
                let again = self.measure(at + 1, from);
                if again.length > found.length {
                    return Some(again);
                }
            }
        }
        if view.near(long[0], next, WINDOW).is_none() {
            return Some(found);
        }
        let newer = found.or_longer(self.measured(long[0], next, ahead));
        if LEVEL == 5 && newer.at == next {
            return Some(newer);
        }
        Some(newer.or_longer(self.measured(long[1], next, ahead)))
    }

    /// The whole length of what was found, or of a longer match that ends where another goes on behind it.
    #[inline]
    fn extend(&self, mut m: Match, limit: usize) -> Match {
        let view = self.view;
        if m.length == 0 {
            m.length = 4 + view.equal(m.at + 4, m.from + 4);
        } else if m.length == 258 {
            m.length += view.equal(m.at + m.length, m.from + m.length);
        }
        let behind = m.at + m.length;
        if LEVEL == 4 || behind >= limit || LEVEL == 5 && m.length >= 30 {
            return m;
        }
        let entries = self.tables.long[hash7::<BITS>(view.word(behind))];
        let at = m.at + FRONT;
        for entry in &entries[..if LEVEL == 5 { 1 } else { 2 }] {
            // A match that is to end here begins as far before the place that is tried as the entry lies before its end. The second
            // one counts from the first place even when the first entry has moved it.
            let distance = view.distance(*entry, at - FRONT + m.length);
            if distance >= WINDOW as i64 {
                break;
            }
            if let Ok(distance) = usize::try_from(distance)
                && (1..=at).contains(&distance)
            {
                let length = view.equal(at, at - distance);
                if length > m.length {
                    m = Match { at, from: at - distance, length };
                }
            }
        }
        m
    }
}

/// Searches the text from `start` on.
pub fn search<const LEVEL: u8>(view: View<'_>, start: usize, tables: &mut Tables, found: &mut Found) {
    let limit = view.bytes.len() - MARGIN;
    let slower = if LEVEL == 6 { 7 } else { 6 };
    let mut s = Search::<LEVEL> { view, tables, repeat: 1 };
    let mut written = start;
    let mut next = start;
    let mut word = view.word(start);
    loop {
        let hit = loop {
            let at = next;
            next = at + 1 + ((at - written) >> slower);
            if next > limit {
                return write_rest(view, written, found);
            }
            let ahead = view.word(next);
            if let Some(m) = s.find(at, word, next, ahead) {
                break m;
            }
            word = ahead;
        };
        let m = s.extend(hit, limit);
        let (end, length, from) = write_match(view, (m.at, m.from, m.length), written, found);
        s.repeat = end - length - from;
        written = end;
        let at = end.max(next + 1);
        if at >= limit {
            s.enter_last(at, next);
            return write_rest(view, written, found);
        }
        s.enter_inside(at, length, next);
        if LEVEL < 6 {
            s.tables.enter(view.word(at - 1), view.position(at - 1));
        }
        word = view.word(at);
        next = at;
    }
}

impl<const LEVEL: u8> Search<'_, LEVEL> {
    /// Takes in places of the last match of a piece.
    fn enter_last(&mut self, at: usize, next: usize) {
        let view = self.view;
        let places = match LEVEL {
            4 => at..(at + 1).min(view.bytes.len().saturating_sub(8)),
            6 => next + 1..view.bytes.len().saturating_sub(8),
            _ => 0..0,
        };
        for i in places.step_by(2) {
            self.tables.enter(view.word(i), view.position(i));
        }
    }

    /// Takes in places inside of a match; the text goes on at `at`.
    #[inline]
    fn enter_inside(&mut self, at: usize, length: usize, next: usize) {
        let view = self.view;
        match LEVEL {
            4 => {
                for i in (next..at - 1).step_by(3) {
                    let word = view.word(i);
                    self.tables.enter_long(word, view.position(i));
                    self.tables.enter(word >> 8, view.position(i + 1));
                }
            }
            5 => {
                let first = at - length + 1;
                if first >= at - 1 {
                    return;
                }
                let word = view.word(first);
                self.tables.enter(word, view.position(first));
                self.tables.enter_long(word >> 8, view.position(first + 1));
                self.tables.enter_short(word >> 16, view.position(first + 2));
                for i in (first + 4..at - 1).step_by(3) {
                    let word = view.word(i);
                    self.tables.enter_long(word, view.position(i));
                    self.tables.enter_short(word >> 8, view.position(i + 1));
                }
            }
            _ => {
                for i in (next + 1..at - 1).step_by(2) {
                    let word = view.word(i);
                    self.tables.enter(word, view.position(i));
                    self.tables.enter_long(word >> 8, view.position(i + 1));
                }
            }
        }
    }
}
