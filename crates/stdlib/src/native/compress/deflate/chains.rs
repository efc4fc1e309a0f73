//! Levels 7 to 9: all places with the same hash are chained, and a match waits whether the next place has a longer one, for as long as
//! there is one. In a long stretch without any match places are passed over.

use super::bits::{Output, Word};
use super::block::{Found, Open, weighed_bits};
use super::code;
use super::text::{WINDOW, common, hash4};

const BITS: u32 = 17;
const MIN: usize = 4;
const MAX: usize = 258;
/// What has to lie ahead before a place is looked at, unless all has to go out.
const AHEAD: usize = MIN + MAX;
/// Symbols of a block.
const BLOCK: u32 = 1 << 15;
/// The text that is held, twice the window.
pub const ROOM: usize = 2 * WINDOW;
/// How much worse than the estimate a new code is taken to be, as a shift.
const SHARE: u32 = 8;
/// Positions are made small again above this.
const POSITIONS: i32 = 1 << 28;
/// Where a match that was found from its end may begin to differ.
const FRONT: usize = 2;

/// How hard a level searches: a match of `lazy` is not improved on, one of `nice` ends a search of up to `tries` places. With `weigh`
/// a longer match has to save more bits too.
#[derive(Clone, Copy)]
pub struct Effort {
    lazy: usize,
    nice: usize,
    tries: usize,
    weigh: bool,
}

impl Effort {
    pub fn of(level: i64) -> Effort {
        let (lazy, nice, tries) = match level {
            7 => (12, 16, 24),
            8 => (30, 40, 64),
            _ => (258, 258, 1024),
        };
        Effort { lazy, nice, tries, weigh: tries >= 100 }
    }
}

/// **All bits with places in range are a value**, which [`Chains::clear`] makes them.
#[repr(C)]
pub struct Chains {
    /// The place that is looked at next, and the text's end.
    at: u32,
    end: u32,
    /// Where the block begins; nowhere once that has left the window.
    block: u32,
    /// The match at the place before: 3 if there is none.
    length: u32,
    distance: u32,
    /// Whether the byte before has not been written yet.
    held: u32,
    /// Literals in a row.
    run: u32,
    /// The position of the window's first byte, from 1; positions of 0 are no place.
    base: i32,
    /// The position where the search of a place begins.
    newest: i32,
    aligned: u32,
    head: [i32; 1 << BITS],
    before: [i32; WINDOW],
    text: [u8; ROOM],
    pub found: Found,
}

/// What a step needs besides.
pub struct Sink<'a> {
    pub open: &'a mut Open,
    pub out: &'a mut Output,
    /// Everything has to go out.
    pub flush: bool,
}

impl Chains {
    pub fn clear(&mut self) {
        (self.at, self.end, self.block, self.held, self.run) = (0, 0, 0, 0, 0);
        (self.length, self.distance) = (MIN as u32 - 1, 0);
        (self.base, self.newest) = (1, -1);
        self.head.fill(0);
        self.before.fill(0);
        self.found.clear();
    }

    /// Text that matches may reach back to, after a reset.
    pub fn dictionary(&mut self, text: &[u8]) {
        let text = &text[text.len().saturating_sub(WINDOW)..];
        self.text[..text.len()].copy_from_slice(text);
        for i in 0..(text.len() + 1).saturating_sub(MIN) {
            self.enter(i);
        }
        self.newest = -1;
        self.end = text.len() as u32;
        (self.at, self.block) = (self.end, self.end);
    }

    #[cfg(test)]
    pub fn begin_at(&mut self, position: i32) {
        self.base = position;
    }

    pub fn has_no_room(&self) -> bool {
        self.end as usize == ROOM
    }

    /// Takes what there is room for: how much that is.
    pub fn take(&mut self, src: &[u8]) -> usize {
        const W: u32 = WINDOW as u32;
        if self.at as usize >= ROOM - AHEAD {
            self.text.copy_within(WINDOW.., 0);
            self.at -= W;
            self.end -= W;
            self.block = if self.block >= W && self.block != u32::MAX { self.block - W } else { u32::MAX };
            self.base += W as i32;
            if self.base > POSITIONS {
                let by = self.base - 1;
                self.base = 1;
                self.newest -= by;
                self.head.iter_mut().chain(&mut self.before).for_each(|p| *p = (*p - by).max(0));
            }
        }
        let end = self.end as usize;
        let n = src.len().min(ROOM - end);
        self.text[end..end + n].copy_from_slice(&src[..n]);
        self.end += n as u32;
        n
    }

    #[inline]
    fn enter(&mut self, at: usize) {
        let word = self.text[at..].first_chunk().map_or(0, |b| u32::from_le_bytes(*b));
        let head = &mut self.head[hash4::<BITS>(u64::from(word))];
        self.newest = *head;
        self.before[at % WINDOW] = *head;
        *head = self.base + at as i32;
    }

    fn literal(&mut self, at: usize, sink: &mut Sink<'_>) {
        self.found.literal(self.text[at]);
        self.write_full(sink);
    }

    fn write_full(&mut self, sink: &mut Sink<'_>) {
        if self.found.n == BLOCK {
            self.write(sink);
        }
    }

    /// Writes a block of the text up to the place looked at.
    fn write(&mut self, sink: &mut Sink<'_>) {
        if self.at > 0 {
            let text = self.text.get(self.block as usize..self.at as usize);
            self.block = self.at;
            sink.open.found(&mut self.found, text, sink.flush, SHARE, sink.out);
        }
        self.found.clear();
    }

    /// The best match for a place, among those from position `newest` on.
    #[inline]
    fn search(&self, at: usize, effort: Effort, words: &[Word; 256]) -> Option<(usize, usize)> {
        let limit = MAX.min(self.end as usize - at);
        let nice = effort.nice.min(limit);
        let text = &self.text[..at + limit];
        let least = at.saturating_sub(WINDOW);
        let (mut length, mut distance, mut gain) = (MIN - 1, 0, 4);
        let mut from = usize::try_from(self.newest - self.base).ok()?;
        for _ in 0..effort.tries {
            if text[from + length] == text[at + length] {
                let n = common(&text[at..], &text[from..]);
                if n > length {
                    let saved = if effort.weigh { saving(&text[at..at + n], at - from, words) } else { i64::MAX };
                    if saved > gain {
                        if effort.weigh {
                            gain = saved;
                        }
                        (length, distance) = (n, at - from);
                        if n >= nice {
                            break;
                        }
                    }
                }
            }
            if from <= least {
                break;
            }
            match usize::try_from(self.before[from % WINDOW] - self.base) {
                Ok(f) if f >= least => from = f,
                _ => break,
            }
        }
        (distance > 0).then_some((length, distance))
    }

    /// A match that holds on where the one at the place before ends, if it is longer: bytes at its front that differ become literals.
    fn longer_at_end(
        &mut self,
        (length, distance): (usize, usize),
        insert_end: usize,
        sink: &mut Sink<'_>,
    ) -> (usize, usize) {
        let ahead = (self.end - self.at) as usize;
        let at = self.at as usize - 1;
        if length >= MAX - FRONT || at + length >= insert_end {
            return (length, distance);
        }
        let behind = at + length;
        let word = self.text[behind..].first_chunk().map_or(0, |b| u32::from_le_bytes(*b));
        let from = i64::from(self.head[hash4::<BITS>(u64::from(word))] - self.base) - length as i64;
        let least = (at + 1).saturating_sub(WINDOW);
        let Some(from) =
            usize::try_from(from).ok().filter(|f| *f > least + FRONT && at as i64 - *f as i64 != distance as i64)
        else {
            return (length, distance);
        };
        let end = at + ahead.min(MAX + FRONT);
        let mut longer = common(&self.text[at + FRONT..end], &self.text[from + FRONT..]);
        if longer <= length {
            return (length, distance);
        }
        let mut front = FRONT;
        while front > 0 && longer < MAX && self.text[at + front - 1] == self.text[from + front - 1] {
            longer += 1;
            front -= 1;
        }
        for i in 0..front {
            self.literal(at + i, sink);
            self.at += 1;
            if (self.at as usize) < insert_end {
                self.enter(self.at as usize);
            }
        }
        (longer, at.wrapping_sub(from))
    }

    /// Passes over places when there was no match for long.
    fn skip(&mut self, tries: usize, insert_end: usize, sink: &mut Sink<'_>) {
        let Some(more) = (self.run as usize).checked_sub(tries).filter(|n| *n > 0) else { return };
        for _ in 0..1 + (more >> 6) {
            if self.at + 1 >= self.end {
                break;
            }
            self.literal(self.at as usize - 1, sink);
            if (self.at as usize) < insert_end {
                self.enter(self.at as usize);
            }
            self.at += 1;
        }
        self.held = 0;
        self.literal(self.at as usize - 1, sink);
    }

    /// Compresses as much as can be without what comes next.
    pub fn compress(&mut self, effort: Effort, sink: &mut Sink<'_>) {
        if (self.end - self.at) as usize >= AHEAD || sink.flush {
            let words = if effort.weigh { self.literal_words() } else { [Word { bits: 0, len: 0 }; 256] };
            let insert_end = (self.end as usize).saturating_sub(MIN - 1);
            loop {
                let ahead = (self.end - self.at) as usize;
                if ahead < AHEAD && !sink.flush {
                    return;
                }
                if ahead == 0 {
                    break;
                }
                self.place(ahead, insert_end, effort, &words, sink);
            }
            if self.held != 0 {
                self.found.literal(self.text[self.at as usize - 1]);
                self.held = 0;
            }
            if self.found.n > 0 {
                self.write(sink);
            }
        }
    }

    /// Looks at one place.
    #[inline]
    fn place(&mut self, ahead: usize, insert_end: usize, effort: Effort, words: &[Word; 256], sink: &mut Sink<'_>) {
        let at = self.at as usize;
        if at < insert_end {
            self.enter(at);
        }
        let last = (self.length as usize, self.distance as usize);
        let reaches = self.newest - self.base >= at.saturating_sub(WINDOW) as i32;
        let wanted = reaches && ahead > last.0 && last.0 < effort.lazy;
        let now = if wanted { self.search(at, effort, words) } else { None }.unwrap_or((MIN - 1, 0));
        (self.length, self.distance) = (now.0 as u32, now.1 as u32);
        if last.0 >= MIN && now.0 <= last.0 {
            let (length, distance) = self.longer_at_end(last, insert_end, sink);
            self.found.copy(length, distance);
            let next = self.at as usize + length - 1;
            let newest = self.newest;
            for i in self.at as usize + 1..next.min(insert_end) {
                self.enter(i);
            }
            self.newest = newest;
            self.at = next as u32;
            (self.held, self.run, self.length) = (0, 0, MIN as u32 - 1);
            self.write_full(sink);
            return;
        }
        if now.0 >= MIN {
            self.run = 0;
        }
        if self.held == 0 {
            self.held = 1;
            self.at += 1;
            return;
        }
        // A count of 16 bits: after as many literals the search begins anew.
        self.run = (self.run + 1) & 0xffff;
        self.literal(at - 1, sink);
        self.at += 1;
        self.skip(effort.tries, insert_end, sink);
    }

    /// A code for the literals that come next, by which matches are weighed.
    fn literal_words(&self) -> [Word; 256] {
        let mut words = [Word { bits: 0, len: 0 }; 256];
        let mut counts = [0u32; 256];
        let text = &self.text[self.at as usize..self.end as usize];
        text.iter().take(BLOCK as usize).for_each(|&b| counts[usize::from(b)] += 1);
        code::build(&counts, 15, &mut words);
        words
    }
}

/// The bits that a match saves.
fn saving(text: &[u8], distance: usize, words: &[Word; 256]) -> i64 {
    let literals: i64 = text.iter().map(|b| i64::from(words[usize::from(*b)].len.max(1))).sum();
    literals - i64::from(weighed_bits(text.len(), distance)) - 3
}
