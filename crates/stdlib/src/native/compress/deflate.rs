//! Compression to DEFLATE: matches by hash chains with lazy evaluation, blocks of 2^14 symbols, each written in whichever of the three
//! forms is shortest. Sizes come close to the reference's, which searches otherwise at its levels 1 to 6.
//!
//! **What the reference shows and we keep**: below level 7 short texts are not searched for matches; a stream ends in an empty
//! fixed block.

use super::huffman::{self, DISTANCES, LENGTHS, ORDER};
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("compress/flate.deflateSize", |c| {
        c.set_i64(0, size_of::<State>().div_ceil(8) as i64);
        Ok(())
    });
    r.add("compress/flate.deflate", deflate);
    r.add("compress/flate.deflateDict", dictionary);
}

const WINDOW: usize = 1 << 15;
const HASH_BITS: u32 = 15;
const MAX_MATCH: usize = 258;
const MIN_MATCH: usize = 4;
/// Symbols of a block.
const BLOCK: usize = 1 << 14;
/// Below this a text is too short for a search at the lower levels.
const SHORT: usize = 128;

/// What lives across calls. **All bits are a value**: it lies in Go memory, zeroed at first.
#[repr(C)]
struct State {
    bits: u64,
    n: u32,
    /// Bytes in the window, and how many of them have been compressed.
    end: u32,
    done: u32,
    /// Place of the window's first byte in the text, plus one.
    base: u32,
    head: [u32; 1 << HASH_BITS],
    prev: [u32; WINDOW],
    window: [u8; 4 * WINDOW],
}

/// How hard a level searches: candidates, a length that is good enough to search less, to be lazy no more, and to stop.
fn effort(level: i64) -> (usize, usize, usize, usize) {
    match level {
        1 => (4, 4, 8, 16),
        2 => (8, 4, 12, 16),
        3 => (16, 4, 16, 32),
        4 => (16, 4, 16, 32),
        5 => (32, 8, 32, 64),
        7 => (256, 8, 32, 128),
        8 => (1024, 32, 128, 258),
        9 => (4096, 32, 258, 258),
        _ => (128, 8, 32, 128),
    }
}

fn state<'v>(ctx: &mut NativeCtx<'v>) -> NativeResult<&'v mut State> {
    let words = ctx.words_mut(0);
    if size_of_val(words) < size_of::<State>() {
        return Err(ctx.panic_runtime("state of a wrong size"));
    }
    // SAFETY: large enough, aligned to 8, and all bits are a State.
    Ok(unsafe { &mut *words.as_mut_ptr().cast::<State>() })
}

/// func deflateDict(state []uint64, dict []byte)
fn dictionary(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let s = state(ctx)?;
    let dict = ctx.bytes(3);
    let dict = &dict[dict.len().saturating_sub(WINDOW)..];
    s.window[..dict.len()].copy_from_slice(dict);
    s.end = dict.len() as u32;
    s.done = s.end;
    for at in 0..dict.len().saturating_sub(MIN_MATCH - 1) {
        s.insert(at);
    }
    Ok(())
}

/// func deflate(state []uint64, src []byte, level, flush int) []byte: flush 0 may hold back, 1 ends in an empty stored block, 2 ends the
/// stream
fn deflate(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let s = state(ctx)?;
    let (src, level, flush) = (ctx.bytes(3), ctx.i64(6), ctx.i64(7));
    let mut out = Writer { out: Vec::with_capacity(src.len() / 2 + 64), bits: s.bits, n: s.n };
    let mut src = src;
    loop {
        s.slide();
        let room = s.window.len() - s.end as usize;
        let k = src.len().min(room);
        s.window[s.end as usize..s.end as usize + k].copy_from_slice(&src[..k]);
        s.end += k as u32;
        src = &src[k..];
        let waiting = (s.end - s.done) as usize;
        // Blocks are made of much text at once, unless what there is has to go out.
        if src.is_empty() && flush == 0 && waiting < 2 * WINDOW {
            break;
        }
        if waiting > 0 {
            s.compress(level, &mut out);
        }
        if src.is_empty() {
            break;
        }
    }
    match flush {
        1 => out.stored(&[], false),
        2 => {
            out.put(0b011, 3);
            out.put(0, 7);
            out.align();
        }
        _ => {}
    }
    (s.bits, s.n) = (out.bits, out.n);
    let data = ctx.new_bytes(&out.out)?;
    ctx.set_slice(0, data);
    Ok(())
}

struct Writer {
    out: Vec<u8>,
    bits: u64,
    n: u32,
}

impl Writer {
    #[inline]
    fn put(&mut self, value: u64, n: u32) {
        self.bits |= value << self.n;
        self.n += n;
        while self.n >= 8 {
            self.out.push(self.bits as u8);
            self.bits >>= 8;
            self.n -= 8;
        }
    }
    fn align(&mut self) {
        if self.n > 0 {
            self.put(0, 8 - self.n);
        }
    }
    fn stored(&mut self, data: &[u8], last: bool) {
        self.put(u64::from(last), 3);
        self.align();
        self.put(data.len() as u64, 16);
        self.put(!(data.len() as u64) & 0xffff, 16);
        self.out.extend_from_slice(data);
    }
}

/// A literal, or a match: length in the low 9 bits of the upper half, distance in the lower.
#[derive(Clone, Copy)]
enum Token {
    Literal(u8),
    Match(u16, u16),
}

fn length_code(length: u16) -> usize {
    if length == 258 { 28 } else { LENGTHS[..28].partition_point(|l| l.0 <= length) - 1 }
}

fn distance_code(distance: u16) -> usize {
    DISTANCES.partition_point(|d| d.0 <= distance) - 1
}

impl State {
    /// Makes room by moving the last 32 KiB to the front.
    fn slide(&mut self) {
        let done = self.done as usize;
        if done < 3 * WINDOW {
            return;
        }
        let drop = done - WINDOW;
        self.window.copy_within(drop..self.end as usize, 0);
        self.end -= drop as u32;
        self.done -= drop as u32;
        self.base = self.base.wrapping_add(drop as u32);
    }

    fn hash(&self, at: usize) -> usize {
        let w = &self.window;
        let v = u32::from_le_bytes([w[at], w[at + 1], w[at + 2], w[at + 3]]);
        (v.wrapping_mul(0x1e35_a7bd) >> (32 - HASH_BITS)) as usize
    }

    /// Enters a place (whose four bytes are there) and answers the one that was there before, plus one; 0 for none.
    fn insert(&mut self, at: usize) -> u32 {
        let h = self.hash(at);
        let absolute = self.base.wrapping_add(at as u32);
        let before = self.head[h];
        self.prev[absolute as usize % WINDOW] = before;
        self.head[h] = absolute.wrapping_add(1);
        before
    }

    /// The longest match for `at` that is longer than `least`.
    fn search(&self, at: usize, mut candidate: u32, least: usize, chain: usize, nice: usize) -> (usize, usize) {
        let end = self.end as usize;
        let limit = MAX_MATCH.min(end - at);
        let (mut best, mut distance) = (least, 0);
        for _ in 0..chain {
            if candidate == 0 {
                break;
            }
            let back = self.base.wrapping_add(at as u32).wrapping_sub(candidate - 1) as usize;
            if back == 0 || back > WINDOW.min(at) {
                break;
            }
            let from = at - back;
            if best < limit && self.window[from + best] == self.window[at + best] {
                let (a, b) = (&self.window[from..], &self.window[at..at + limit]);
                let length = a.iter().zip(b).take_while(|(x, y)| x == y).count();
                // A short match far away costs more than its literals.
                if length > best && (length > MIN_MATCH || length == MIN_MATCH && back <= 4096) {
                    best = length;
                    distance = back;
                    if length >= nice || length == limit {
                        break;
                    }
                }
            }
            candidate = self.prev[(candidate - 1) as usize % WINDOW];
        }
        if distance == 0 { (0, 0) } else { (best, distance) }
    }

    /// Compresses all that is in the window.
    fn compress(&mut self, level: i64, out: &mut Writer) {
        let (mut at, end) = (self.done as usize, self.end as usize);
        if level == 0 {
            for chunk in self.window[at..end].chunks(65535) {
                out.stored(chunk, false);
            }
            self.done = self.end;
            return;
        }
        let searches = level != -2 && (end - at >= SHORT || level >= 7);
        let (chain, good, lazy, nice) = effort(level);
        let mut tokens: Vec<Token> = Vec::with_capacity(BLOCK + 1);
        let mut from = at;
        // A match that waits for a better one at the next byte.
        let mut held: Option<(usize, usize)> = None;
        while at < end {
            let candidate = if searches && at + MIN_MATCH <= end { self.insert(at) } else { 0 };
            let (least, tries) = match held {
                Some((l, _)) if l >= good => (l, chain / 4),
                Some((l, _)) => (l, chain),
                None => (MIN_MATCH - 1, chain),
            };
            let wanted = searches && held.is_none_or(|h| h.0 < lazy);
            let found = if wanted { self.search(at, candidate, least, tries, nice) } else { (0, 0) };
            match held {
                Some((length, distance)) if found.0 <= length => {
                    tokens.push(Token::Match(length as u16, distance as u16));
                    let stop = at - 1 + length;
                    at += 1;
                    while at < stop {
                        if at + MIN_MATCH <= end {
                            self.insert(at);
                        }
                        at += 1;
                    }
                    held = None;
                }
                _ => {
                    if held.is_some() {
                        tokens.push(Token::Literal(self.window[at - 1]));
                    }
                    if found.0 >= MIN_MATCH {
                        held = Some(found);
                    } else {
                        tokens.push(Token::Literal(self.window[at]));
                        held = None;
                    }
                    at += 1;
                }
            }
            if tokens.len() >= BLOCK && held.is_none() {
                let fixed = searches;
                write_block(&tokens, &self.window[from..at], if fixed { None } else { Some(level) }, out);
                tokens.clear();
                from = at;
            }
        }
        if let Some((length, distance)) = held {
            // The text ended while the match waited.
            tokens.push(Token::Match(length as u16, distance as u16));
        }
        if !tokens.is_empty() {
            write_block(&tokens, &self.window[from..end], if searches { None } else { Some(level) }, out);
        }
        self.done = self.end;
    }
}

/// Code lengths written with run lengths: (symbol, extra value, extra bits).
fn runs(lengths: &[u8]) -> Vec<(u8, u8, u8)> {
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

/// What the reference takes for the size in bits of literals alone: their entropy, and a guess at the header.
fn estimate(freq: &[u32], level: i64) -> f64 {
    let total: u32 = freq[..256].iter().sum();
    let bits = |f: u32| f64::from(f) * (f64::from(total) / f64::from(f)).log2().max(1.0);
    let sum = 560.0 + freq[..256].iter().filter(|f| **f > 0).map(|&f| bits(f)).sum::<f64>();
    if level == -2 { sum } else { sum + sum / 64.0 }
}

/// Writes a block in its shortest form. With a level it is one of literals alone, of which the form is chosen by an estimate and is
/// not the fixed one.
fn write_block(tokens: &[Token], text: &[u8], literals_only: Option<i64>, out: &mut Writer) {
    let mut literals = [0u32; 286];
    let mut distances = [0u32; 30];
    let mut extra = 0usize;
    literals[256] = 1;
    for t in tokens {
        match *t {
            Token::Literal(b) => literals[usize::from(b)] += 1,
            Token::Match(l, d) => {
                let (lc, dc) = (length_code(l), distance_code(d));
                literals[257 + lc] += 1;
                distances[dc] += 1;
                extra += usize::from(LENGTHS[lc].1) + usize::from(DISTANCES[dc].1);
            }
        }
    }
    let mut llen = huffman::lengths(&literals, 15);
    let mut dlen = huffman::lengths(&distances, 15);
    if dlen.iter().all(|&l| l == 0) {
        dlen[0] = 1;
    }
    let cost = |freq: &[u32], lengths: &[u8]| {
        freq.iter().zip(lengths).map(|(f, l)| *f as usize * usize::from(*l)).sum::<usize>()
    };
    let body = cost(&literals, &llen) + cost(&distances, &dlen) + extra;
    let fixed_lengths = huffman::fixed_literals();
    let fixed_size = 3 + cost(&literals, &fixed_lengths) + 5 * distances.iter().sum::<u32>() as usize + extra;
    let trim =
        |lengths: &[u8], least: usize| lengths.iter().rposition(|&l| l > 0).map_or(least, |i| (i + 1).max(least));
    let (nlit, ndist) = (trim(&llen, 257), trim(&dlen, 1));
    let codegen = runs(&[&llen[..nlit], &dlen[..ndist]].concat());
    let mut cfreq = [0u32; 19];
    codegen.iter().for_each(|c| cfreq[usize::from(c.0)] += 1);
    let clen = huffman::lengths(&cfreq, 7);
    let nclen = ORDER.iter().rposition(|&i| clen[i] > 0).map_or(4, |i| (i + 1).max(4));
    let head =
        3 + 5 + 5 + 4 + 3 * nclen + cost(&cfreq, &clen) + codegen.iter().map(|c| usize::from(c.2)).sum::<usize>();
    let dynamic_size = head + body;
    let stored_size = 3 + 7 + 32 + 8 * text.len();
    let fixed = literals_only.is_none();
    let stored = match literals_only {
        Some(level) => 8.0 * (text.len() as f64 + 5.0) < estimate(&literals, level),
        None => stored_size <= dynamic_size && stored_size <= fixed_size,
    };
    if text.len() <= 65535 && stored {
        out.stored(text, false);
        return;
    }
    if fixed && fixed_size <= dynamic_size {
        out.put(0b010, 3);
        llen = fixed_lengths[..286].to_vec();
        dlen = vec![5; 30];
        let codes = huffman::codes(&fixed_lengths);
        let dcodes = huffman::codes(&[5u8; 32]);
        return write_tokens(tokens, &llen, &codes, &dlen, &dcodes, out);
    }
    out.put(0b100, 3);
    out.put(nlit as u64 - 257, 5);
    out.put(ndist as u64 - 1, 5);
    out.put(nclen as u64 - 4, 4);
    ORDER[..nclen].iter().for_each(|&i| out.put(u64::from(clen[i]), 3));
    let ccodes = huffman::codes(&clen);
    for (symbol, value, bits) in codegen {
        let s = usize::from(symbol);
        out.put(u64::from(ccodes[s]), u32::from(clen[s]));
        out.put(u64::from(value), u32::from(bits));
    }
    write_tokens(tokens, &llen, &huffman::codes(&llen), &dlen, &huffman::codes(&dlen), out);
}

fn write_tokens(tokens: &[Token], llen: &[u8], lcode: &[u16], dlen: &[u8], dcode: &[u16], out: &mut Writer) {
    for t in tokens {
        match *t {
            Token::Literal(b) => out.put(u64::from(lcode[usize::from(b)]), u32::from(llen[usize::from(b)])),
            Token::Match(l, d) => {
                let (lc, dc) = (length_code(l), distance_code(d));
                out.put(u64::from(lcode[257 + lc]), u32::from(llen[257 + lc]));
                out.put(u64::from(l - LENGTHS[lc].0), u32::from(LENGTHS[lc].1));
                out.put(u64::from(dcode[dc]), u32::from(dlen[dc]));
                out.put(u64::from(d - DISTANCES[dc].0), u32::from(DISTANCES[dc].1));
            }
        }
    }
    out.put(u64::from(lcode[256]), u32::from(llen[256]));
}
