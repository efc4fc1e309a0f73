//! Compression to DEFLATE, with the very bytes of the reference at every level: programs print lengths and sums of what they compress.
//!
//! - Level 0 stores pieces of 65535 bytes; level -2 gives pieces of 32 KiB codes of literals alone (`block`, `code`).
//! - Levels 1 to 6 search pieces of 65535 bytes for matches in them and in the 32 KiB before (`single`, `twin`, over `text`).
//! - Levels 7 to 9 search a sliding window (`chains`).
//!
//! A piece is compressed when the first byte after it comes, or when all has to go out. What bytes come out when, and in which calls
//! of the writer below, does not depend on how the text was cut into calls: only on when it had to go out.

mod bits;
mod block;
mod chains;
mod code;
mod single;
mod text;
mod twin;

use bits::{Output, Rest};
use block::{Found, Open, STORED_MAX};
use chains::{Chains, Effort, Sink};
use text::{Text, View, WINDOW};
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("compress/flate.deflateSize", size);
    r.add("compress/flate.deflateReset", reset);
    r.add("compress/flate.deflate", deflate);
}

const HUFFMAN_ONLY: i64 = -2;
/// How much worse than the estimate a new code is taken to be, as a shift: with matches, and without.
const SHARE: u32 = 7;
const SHARE_PLAIN: u32 = 10;

/// Everything of one writer: what all levels keep, and what its level does. **All bits are a value**, here and below, once the level
/// was reset: states lie in Go memory, zeroed at first.
#[repr(C)]
struct State<L> {
    rest: Rest,
    open: Open,
    level: L,
}

/// What a level does with text.
trait Level {
    /// Begins anew, with text that matches may reach back to.
    fn reset(&mut self, level: i64, dictionary: &[u8]);
    /// Whether there is no room for more text before the next step.
    fn is_full(&self, level: i64) -> bool;
    /// Takes what there is room for: how much that is.
    fn fill(&mut self, level: i64, src: &[u8]) -> usize;
    fn step(&mut self, level: i64, sink: &mut Sink<'_>);
}

/// Text that waits until there is a piece of it; alone the state of the levels 0 and -2.
#[repr(C)]
struct Piece {
    filled: u64,
    bytes: [u8; STORED_MAX + 1],
}

impl Piece {
    fn room(level: i64) -> usize {
        if level == HUFFMAN_ONLY { 1 << 15 } else { STORED_MAX }
    }

    fn text(&self) -> &[u8] {
        &self.bytes[..(self.filled as usize).min(STORED_MAX)]
    }
}

impl Level for Piece {
    fn reset(&mut self, _: i64, _: &[u8]) {
        self.filled = 0;
    }

    fn is_full(&self, level: i64) -> bool {
        self.filled as usize >= Piece::room(level)
    }

    fn fill(&mut self, level: i64, src: &[u8]) -> usize {
        let at = self.text().len();
        let n = src.len().min(Piece::room(level).saturating_sub(at));
        self.bytes[at..at + n].copy_from_slice(&src[..n]);
        self.filled = (at + n) as u64;
        n
    }

    fn step(&mut self, level: i64, sink: &mut Sink<'_>) {
        match self.text() {
            [] => {}
            text if level == 0 => sink.open.store(text, sink.out),
            text => sink.open.literals(text, sink.flush, SHARE_PLAIN, sink.out),
        }
        self.filled = 0;
    }
}

/// The tables of a level from 1 to 6 and their search.
trait Tables {
    fn entries(&mut self) -> [&mut [u32]; 2];
    fn search(&mut self, level: i64, view: View<'_>, start: usize, found: &mut Found);
}

impl<const N: usize> Tables for [u32; N] {
    fn entries(&mut self) -> [&mut [u32]; 2] {
        [self, &mut []]
    }

    fn search(&mut self, level: i64, view: View<'_>, start: usize, found: &mut Found) {
        if level == 1 {
            single::newest::<15, false>(view, start, self, found);
        } else {
            single::newest::<17, true>(view, start, self, found);
        }
    }
}

impl Tables for [[u32; 2]; 1 << 16] {
    fn entries(&mut self) -> [&mut [u32]; 2] {
        [self.as_flattened_mut(), &mut []]
    }

    fn search(&mut self, _: i64, view: View<'_>, start: usize, found: &mut Found) {
        single::two_newest::<16>(view, start, self, found);
    }
}

impl Tables for twin::Tables {
    fn entries(&mut self) -> [&mut [u32]; 2] {
        [&mut self.short, self.long.as_flattened_mut()]
    }

    fn search(&mut self, level: i64, view: View<'_>, start: usize, found: &mut Found) {
        match level {
            4 => twin::search::<4>(view, start, self, found),
            5 => twin::search::<5>(view, start, self, found),
            _ => twin::search::<6>(view, start, self, found),
        }
    }
}

/// The state of the levels 1 to 6.
#[repr(C)]
struct Fast<T> {
    piece: Piece,
    text: Text,
    found: Found,
    tables: T,
}

impl<T: Tables> Fast<T> {
    /// Puts all text so far out of reach.
    fn forget(&mut self) {
        if self.text.reset() {
            self.tables.entries().into_iter().for_each(|e| e.fill(0));
        }
    }
}

/// Finds the matches of a piece.
fn find<T: Tables>(level: i64, piece: &[u8], text: &mut Text, tables: &mut T, found: &mut Found) {
    if let Some(by) = text.add(piece) {
        tables.entries().into_iter().for_each(|e| text::shrink(e, by));
    }
    if piece.len() >= single::SHORTEST {
        let view = text.view();
        tables.search(level, view, view.bytes.len() - piece.len(), found);
    }
}

impl<T: Tables> Level for Fast<T> {
    fn reset(&mut self, level: i64, dictionary: &[u8]) {
        self.piece.filled = 0;
        self.found.clear();
        self.forget();
        let near = &dictionary[dictionary.len().saturating_sub(WINDOW)..];
        find(level, near, &mut self.text, &mut self.tables, &mut self.found);
        self.found.clear();
    }

    fn is_full(&self, level: i64) -> bool {
        self.piece.is_full(level)
    }

    fn fill(&mut self, level: i64, src: &[u8]) -> usize {
        self.piece.fill(level, src)
    }

    fn step(&mut self, level: i64, sink: &mut Sink<'_>) {
        let piece = self.piece.text();
        let n = piece.len();
        // Very short texts are not searched, nor does anything after them reach back.
        let short = n < 128;
        match n {
            0 => return,
            1..=32 => sink.open.store(piece, sink.out),
            33..128 => sink.open.literals(piece, sink.flush, SHARE, sink.out),
            _ => {
                find(level, piece, &mut self.text, &mut self.tables, &mut self.found);
                if self.found.n == 0 {
                    sink.open.store(piece, sink.out);
                } else if self.found.n as usize > n - n / 16 {
                    sink.open.literals(piece, sink.flush, SHARE, sink.out);
                } else {
                    sink.open.found(&mut self.found, Some(piece), sink.flush, SHARE, sink.out);
                }
                self.found.clear();
            }
        }
        self.piece.filled = 0;
        if short {
            self.forget();
        }
    }
}

impl Level for Chains {
    fn reset(&mut self, _: i64, dictionary: &[u8]) {
        self.clear();
        self.dictionary(dictionary);
    }

    fn is_full(&self, _: i64) -> bool {
        self.has_no_room()
    }

    fn fill(&mut self, _: i64, src: &[u8]) -> usize {
        self.take(src)
    }

    fn step(&mut self, level: i64, sink: &mut Sink<'_>) {
        self.compress(Effort::of(level), sink);
    }
}

/// What is asked of a state.
trait Compress {
    fn reset(&mut self, level: i64, dictionary: &[u8]);
    /// Compresses: what is to be written, with cuts.
    fn compress(&mut self, level: i64, src: &[u8], flush: i64) -> (Vec<u8>, Vec<u32>);
}

impl<L: Level> Compress for State<L> {
    fn reset(&mut self, level: i64, dictionary: &[u8]) {
        self.rest.forget();
        self.open.forget();
        self.level.reset(level, dictionary);
    }

    fn compress(&mut self, level: i64, mut src: &[u8], flush: i64) -> (Vec<u8>, Vec<u32>) {
        let mut out = Output::resume(&self.rest);
        let mut sink = Sink { open: &mut self.open, out: &mut out, flush: false };
        while !src.is_empty() {
            if self.level.is_full(level) {
                self.level.step(level, &mut sink);
            }
            let n = self.level.fill(level, src);
            src = &src[n..];
        }
        sink.flush = flush != 0;
        if sink.flush {
            self.level.step(level, &mut sink);
        }
        match flush {
            0 => {}
            1 => {
                self.open.store(&[], &mut out);
                out.flush();
            }
            _ => self.open.finish(&mut out),
        }
        out.suspend(&mut self.rest)
    }
}

/// The state in the words of slot 0, as its level has it, or how many words that is.
enum Room<'v> {
    Size(usize),
    State(&'v mut dyn Compress),
}

fn room<'v, L: Level>(words: Option<&'v mut [u64]>) -> Room<'v>
where
    State<L>: 'v,
{
    let size = size_of::<State<L>>().div_ceil(8);
    match words {
        Some(words) if words.len() >= size => {
            // SAFETY: large enough, aligned to 8, and all bits are a value of each state.
            Room::State(unsafe { &mut *words.as_mut_ptr().cast::<State<L>>() })
        }
        _ => Room::Size(size),
    }
}

fn room_of(level: i64, words: Option<&mut [u64]>) -> Room<'_> {
    match level {
        HUFFMAN_ONLY | 0 => room::<Piece>(words),
        1 => room::<Fast<[u32; 1 << 15]>>(words),
        2 => room::<Fast<[u32; 1 << 17]>>(words),
        3 => room::<Fast<[[u32; 2]; 1 << 16]>>(words),
        4..=6 => room::<Fast<twin::Tables>>(words),
        _ => room::<Chains>(words),
    }
}

/// func deflateSize(level int) int: words of a state
fn size(ctx: &mut NativeCtx<'_>) -> NativeResult {
    if let Room::Size(n) = room_of(ctx.i64(0), None) {
        ctx.set_i64(0, n as i64);
    }
    Ok(())
}

fn state<'v>(ctx: &mut NativeCtx<'v>) -> NativeResult<&'v mut dyn Compress> {
    match room_of(ctx.i64(3), Some(ctx.words_mut(0))) {
        Room::State(s) => Ok(s),
        Room::Size(_) => Err(ctx.panic_runtime("state of a wrong size")),
    }
}

/// func deflateReset(state []uint64, level int, dict []byte)
fn reset(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let s = state(ctx)?;
    s.reset(ctx.i64(3), ctx.bytes(4));
    Ok(())
}

/// func deflate(state []uint64, level int, src []byte, flush int) (data, cuts []byte): flush 0 may hold back, 1 ends in an empty stored
/// block, 2 ends the stream; cuts are places in data, of four bytes each
fn deflate(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let s = state(ctx)?;
    let (data, cuts) = s.compress(ctx.i64(3), ctx.bytes(4), ctx.i64(7));
    let data = ctx.new_bytes(&data)?;
    ctx.set_slice(0, data);
    let cuts: Vec<u8> = cuts.into_iter().flat_map(u32::to_le_bytes).collect();
    let cuts = ctx.new_bytes(&cuts)?;
    ctx.set_slice(3, cuts);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text() -> Vec<u8> {
        let mut x = 7u32;
        let mut step = || {
            x = x.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            x >> 24
        };
        let words: Vec<Vec<u8>> = (0..200).map(|_| (0..3 + step() % 9).map(|_| step() as u8).collect()).collect();
        (0..120_000).flat_map(|_| words[step() as usize % 200].clone()).collect()
    }

    fn compress<L: Level>(level: i64, begin: impl Fn(&mut State<L>)) -> Vec<u8> {
        let mut words = vec![0u64; size_of::<State<L>>().div_ceil(8)];
        // SAFETY: large enough, aligned to 8, and all bits are a value.
        let s = unsafe { &mut *words.as_mut_ptr().cast::<State<L>>() };
        s.reset(level, b"");
        begin(s);
        let mut out: Vec<u8> = text().chunks(50_000).flat_map(|c| s.compress(level, c, 0).0).collect();
        out.extend(s.compress(level, b"", 2).0);
        out
    }

    fn fast<T: Tables>(level: i64) {
        let plain = compress::<Fast<T>>(level, |_| {});
        for near in [400_000, 200_000, 70_000] {
            assert_eq!(plain, compress::<Fast<T>>(level, |s| s.level.text.begin_at((1 << 31) - near)), "level {level}");
        }
    }

    #[test]
    fn positions_that_begin_anew_change_nothing() {
        fast::<[u32; 1 << 15]>(1);
        fast::<[u32; 1 << 17]>(2);
        fast::<[[u32; 2]; 1 << 16]>(3);
        fast::<twin::Tables>(4);
        fast::<twin::Tables>(5);
        fast::<twin::Tables>(6);
    }

    #[test]
    fn positions_of_chains_begin_anew_too() {
        let plain = compress::<Chains>(8, |_| {});
        assert_eq!(plain, compress::<Chains>(8, |s| s.level.begin_at((1 << 28) - 100_000)));
    }
}
