//! Decompression of DEFLATE, in pieces of any size.

use super::huffman::{DISTANCES, Found, LENGTHS, ORDER, Table, fixed_literals};
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("compress/flate.inflateSize", |c| {
        c.set_i64(0, size_of::<State>().div_ceil(8) as i64);
        Ok(())
    });
    r.add("compress/flate.inflate", inflate);
    r.add("compress/flate.inflateDict", dictionary);
}

const WINDOW: usize = 1 << 15;

/// **All bits are a value**: the state lies in Go memory, zeroed at first.
#[repr(C)]
struct State {
    bits: u64,
    n: u32,
    phase: u32,
    last: u32,
    /// Bytes of a stored block or a match that are still to be written.
    left: u32,
    distance: u32,
    /// Where the window is written next, and how much of it is filled.
    at: u32,
    filled: u32,
    /// The length of the code that ends the block: symbols need at least so many bits to be there.
    least: u32,
    literals: Table,
    distances: Table,
    window: [u8; WINDOW],
}

const HEADER: u32 = 0;
const STORED: u32 = 1;
const CODES: u32 = 2;
const COPY: u32 = 3;
const DONE: u32 = 4;

/// The state in the words at slot 0.
fn state<'v>(ctx: &mut NativeCtx<'v>) -> NativeResult<&'v mut State> {
    let words = ctx.words_mut(0);
    if size_of_val(words) < size_of::<State>() {
        return Err(ctx.panic_runtime("state of a wrong size"));
    }
    // SAFETY: large enough, aligned to 8, and all bits are a State.
    Ok(unsafe { &mut *words.as_mut_ptr().cast::<State>() })
}

/// Why a run stopped.
enum Stop {
    /// More input is needed.
    Input,
    /// The output is full.
    Full,
    Corrupt,
}

/// func inflateDict(state []uint64, dict []byte)
fn dictionary(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let s = state(ctx)?;
    let dict = ctx.bytes(3);
    for &b in &dict[dict.len().saturating_sub(WINDOW)..] {
        s.push(b);
    }
    Ok(())
}

/// func inflate(state []uint64, in, out []byte) (taken, made, status int); 0: more input is needed, 1: out is full, 2: the end, 3:
/// corrupt before the byte `taken`
fn inflate(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let s = state(ctx)?;
    let mut io = Io { input: ctx.bytes(3), taken: 0, out: ctx.bytes_mut(6), made: 0 };
    let status = match s.run(&mut io) {
        Ok(()) => 2,
        Err(Stop::Input) => 0,
        Err(Stop::Full) => 1,
        Err(Stop::Corrupt) => 3,
    };
    let mut taken = io.taken as i64;
    if status != 0 {
        // Whole bytes that are not needed yet go back.
        let back = s.n / 8;
        s.n %= 8;
        s.bits &= (1 << s.n) - 1;
        taken -= i64::from(back);
    }
    ctx.set_i64(0, taken);
    ctx.set_i64(1, io.made as i64);
    ctx.set_i64(2, status);
    Ok(())
}

struct Io<'a> {
    input: &'a [u8],
    taken: usize,
    out: &'a mut [u8],
    made: usize,
}

impl State {
    #[inline]
    fn push(&mut self, b: u8) {
        self.window[self.at as usize % WINDOW] = b;
        self.at = (self.at + 1) % WINDOW as u32;
        self.filled = (self.filled + 1).min(WINDOW as u32);
    }

    #[inline]
    fn refill(&mut self, io: &mut Io<'_>) {
        while self.n <= 56 {
            let Some(&b) = io.input.get(io.taken) else { return };
            io.taken += 1;
            self.bits |= u64::from(b) << self.n;
            self.n += 8;
        }
    }

    fn need(&mut self, io: &mut Io<'_>, n: u32) -> Result<(), Stop> {
        if self.n < n {
            self.refill(io);
        }
        if self.n < n { Err(Stop::Input) } else { Ok(()) }
    }

    fn take(&mut self, n: u32) -> u32 {
        let v = self.bits & ((1 << n) - 1);
        self.bits >>= n;
        self.n -= n;
        v as u32
    }

    fn run(&mut self, io: &mut Io<'_>) -> Result<(), Stop> {
        self.n = self.n.min(64);
        loop {
            match self.phase {
                HEADER => self.header(io)?,
                STORED => {
                    while self.left > 0 {
                        if io.made == io.out.len() {
                            return Err(Stop::Full);
                        }
                        self.need(io, 8)?;
                        let b = self.take(8) as u8;
                        self.emit(io, b);
                        self.left -= 1;
                        // The bulk goes without the bit buffer.
                        if self.n == 0 {
                            let k = (self.left as usize).min(io.out.len() - io.made).min(io.input.len() - io.taken);
                            for i in 0..k {
                                let b = io.input[io.taken + i];
                                self.emit(io, b);
                            }
                            io.taken += k;
                            self.left -= k as u32;
                        }
                    }
                    self.phase = if self.last == 1 { DONE } else { HEADER };
                }
                CODES => self.codes(io)?,
                COPY => {
                    self.copy(io)?;
                    self.phase = CODES;
                }
                _ => return Ok(()),
            }
        }
    }

    #[inline]
    fn emit(&mut self, io: &mut Io<'_>, b: u8) {
        io.out[io.made] = b;
        io.made += 1;
        self.push(b);
    }

    fn copy(&mut self, io: &mut Io<'_>) -> Result<(), Stop> {
        let distance = self.distance as usize % (WINDOW + 1);
        let mut from = (self.at as usize + WINDOW - distance) % WINDOW;
        let k = (self.left as usize).min(io.out.len() - io.made);
        for _ in 0..k {
            let b = self.window[from];
            from = (from + 1) % WINDOW;
            self.emit(io, b);
        }
        self.left -= k as u32;
        if self.left > 0 { Err(Stop::Full) } else { Ok(()) }
    }

    /// Literals and matches. A symbol is taken only when all its bits are there.
    fn codes(&mut self, io: &mut Io<'_>) -> Result<(), Stop> {
        loop {
            if io.made == io.out.len() {
                return Err(Stop::Full);
            }
            if self.n < 48 {
                self.refill(io);
            }
            if self.n < self.least {
                return Err(Stop::Input);
            }
            let (symbol, used) = match self.literals.find(self.bits, self.n) {
                Found::Symbol(s, l) => (s, l),
                Found::Short => return Err(Stop::Input),
                Found::Bad => return Err(Stop::Corrupt),
            };
            if symbol < 256 {
                self.take(used);
                self.emit(io, symbol as u8);
                continue;
            }
            if symbol == 256 {
                self.take(used);
                self.phase = if self.last == 1 { DONE } else { HEADER };
                return Ok(());
            }
            let Some(&(base, extra)) = LENGTHS.get(symbol as usize - 257) else {
                self.take(used);
                return Err(Stop::Corrupt);
            };
            let mut bits = self.bits >> used;
            let mut n = self.n - used;
            let extra = u32::from(extra);
            if n < extra {
                return Err(Stop::Input);
            }
            let length = u32::from(base) + (bits & ((1 << extra) - 1)) as u32;
            bits >>= extra;
            n -= extra;
            let (code, used) = match self.distances.find(bits, n) {
                Found::Symbol(s, l) => (s, l),
                Found::Short => return Err(Stop::Input),
                Found::Bad => {
                    (self.bits, self.n) = (bits, n);
                    return Err(Stop::Corrupt);
                }
            };
            bits >>= used;
            n -= used;
            let Some(&(base, extra)) = DISTANCES.get(code as usize) else {
                (self.bits, self.n) = (bits, n);
                return Err(Stop::Corrupt);
            };
            let extra = u32::from(extra);
            if n < extra {
                return Err(Stop::Input);
            }
            let distance = u32::from(base) + (bits & ((1 << extra) - 1)) as u32;
            self.bits = bits >> extra;
            self.n = n - extra;
            if distance > self.filled {
                return Err(Stop::Corrupt);
            }
            (self.left, self.distance, self.phase) = (length, distance, COPY);
            self.copy(io)?;
            self.phase = CODES;
        }
    }

    /// A block's header, taken as a whole when all of it is there.
    fn header(&mut self, io: &mut Io<'_>) -> Result<(), Stop> {
        self.need(io, 3)?;
        let kind = self.bits >> 1 & 3;
        match kind {
            0 => {
                let pad = (self.n - 3) % 8;
                self.need(io, 3 + pad + 32)?;
                self.last = self.take(1);
                self.take(2 + pad);
                let (length, check) = (self.take(16), self.take(16));
                if length != !check & 0xffff {
                    return Err(Stop::Corrupt);
                }
                self.left = length;
                self.phase = STORED;
                // What the buffer still holds goes back, so that bytes are copied in bulk.
                let back = self.n / 8;
                io.taken = io.taken.saturating_sub(back as usize);
                self.n = 0;
                self.bits = 0;
            }
            1 => {
                self.last = self.take(1);
                self.take(2);
                self.literals.build(&fixed_literals());
                let five = [5u8; 32];
                self.distances.build(&five);
                self.least = 7;
                self.phase = CODES;
            }
            2 => self.dynamic(io)?,
            _ => {
                self.take(3);
                return Err(Stop::Corrupt);
            }
        }
        Ok(())
    }

    /// A dynamic block's codes. Headers that come in pieces are read again from their beginning: the bits that are buffered are
    /// put before the input.
    fn dynamic(&mut self, io: &mut Io<'_>) -> Result<(), Stop> {
        let mut r = Bits { bits: u128::from(self.bits), n: self.n, input: &io.input[io.taken..], taken: 0 };
        let result = r.codes(&mut self.literals, &mut self.distances);
        match result {
            Ok((last, least)) => {
                self.last = last;
                self.least = least;
                self.phase = CODES;
            }
            Err(Stop::Input) => return Err(Stop::Input),
            Err(_) => {
                io.taken += r.taken;
                self.bits = 0;
                // Only whole bytes matter now: where the error is.
                io.taken -= (r.n / 8) as usize;
                self.n = 0;
                return Err(Stop::Corrupt);
            }
        }
        io.taken += r.taken;
        // At most 7 bits stay; whole bytes go back.
        io.taken -= (r.n / 8) as usize;
        self.n = r.n % 8;
        self.bits = (r.bits as u64) & ((1 << self.n) - 1);
        Ok(())
    }
}

struct Bits<'a> {
    bits: u128,
    n: u32,
    input: &'a [u8],
    taken: usize,
}

impl Bits<'_> {
    fn take(&mut self, n: u32) -> Result<u32, Stop> {
        while self.n < n {
            let &b = self.input.get(self.taken).ok_or(Stop::Input)?;
            self.taken += 1;
            self.bits |= u128::from(b) << self.n;
            self.n += 8;
        }
        let v = self.bits & ((1 << n) - 1);
        self.bits >>= n;
        self.n -= n;
        Ok(v as u32)
    }

    fn codes(&mut self, literals: &mut Table, distances: &mut Table) -> Result<(u32, u32), Stop> {
        let last = self.take(1)?;
        self.take(2)?;
        let nlit = self.take(5)? as usize + 257;
        let ndist = self.take(5)? as usize + 1;
        let nclen = self.take(4)? as usize + 4;
        if nlit > 286 || ndist > 30 {
            return Err(Stop::Corrupt);
        }
        let mut lengths = [0u8; 320];
        for &i in &ORDER[..nclen] {
            lengths[i] = self.take(3)? as u8;
        }
        if !literals.build(&lengths[..19]) {
            return Err(Stop::Corrupt);
        }
        let mut i = 0;
        let mut all = [0u8; 320];
        while i < nlit + ndist {
            let symbol = loop {
                match literals.find(self.bits as u64, self.n) {
                    Found::Symbol(s, l) => {
                        self.take(l)?;
                        break s;
                    }
                    Found::Bad => return Err(Stop::Corrupt),
                    Found::Short => {
                        let &b = self.input.get(self.taken).ok_or(Stop::Input)?;
                        self.taken += 1;
                        self.bits |= u128::from(b) << self.n;
                        self.n += 8;
                    }
                }
            };
            let (value, repeat) = match symbol {
                0..16 => (symbol as u8, 1),
                16 if i == 0 => return Err(Stop::Corrupt),
                16 => (all[i - 1], 3 + self.take(2)?),
                17 => (0, 3 + self.take(3)?),
                _ => (0, 11 + self.take(7)?),
            };
            let to = i + repeat as usize;
            if to > nlit + ndist {
                return Err(Stop::Corrupt);
            }
            all[i..to].fill(value);
            i = to;
        }
        if !literals.build(&all[..nlit]) || !distances.build(&all[nlit..nlit + ndist]) {
            return Err(Stop::Corrupt);
        }
        Ok((last, u32::from(all[256])))
    }
}
