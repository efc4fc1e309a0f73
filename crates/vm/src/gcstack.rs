//! How deep a recursion gets in gc's program: reports of stack overflows say how many frames they leave out.
//!
//! gc's stacks double, so the largest one is the largest power of two within the limit. From the outermost call inwards the frames
//! of gc's program are added up (`Func::gc_frame`; calls that gc inlines have none of their own) until the next one would not fit.
//! Our stacks are of another size: one that goes on is followed chunk by chunk as it grows; one that ends earlier than gc's is
//! taken to go on as it did last.

use crate::goroutine::Goroutine;
use crate::libframes;
use crate::vm::Vm;
use crate::walk::{At, Frame};
use std::collections::VecDeque;
use vole_bytecode::GcFrame;

/// What gc keeps free at the end of a stack.
const GUARD: u64 = 928;
/// Frames up to this size may begin in it.
const SMALL: u64 = 128;
/// Above the first function: the end of the stack and, for the main goroutine, runtime.main.
const BOTTOM: u64 = 32;
const RUNTIME_MAIN: u64 = 296;
/// Of the function that runs deferred calls of a panic.
const PANIC: u32 = 240;
/// Return address and the caller's frame pointer.
const LINKS: u64 = 16;
/// Of `fmt.newPrinter`.
const NEW_PRINTER: u64 = 40;
/// Frames remembered: a recursion over more functions is not followed beyond our own stack.
const REMEMBERED: usize = 64;
/// Decisions about inlined calls remembered: more than a report shows.
const DECISIONS: usize = 256;

/// A call on its way into the model.
struct Step {
    /// Tells functions apart: the address of the name.
    key: usize,
    inline: bool,
    frame: GcFrame,
    /// A function of fmt, which takes its printer from a pool first.
    prints: bool,
}

/// Why a call does not fit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Full {
    Frame,
    /// That of the function which takes a printer.
    Printer,
}

/// A frame of gc's program: calls inlined into it share it.
#[derive(Clone, Copy, PartialEq, Eq)]
struct GcCall {
    key: usize,
    bytes: u64,
    calls: u64,
}

/// gc's stack up to some call.
#[derive(Clone, Default)]
pub(crate) struct GcStack {
    /// Of the complete frames.
    bytes: u64,
    /// Calls so far.
    calls: u64,
    /// The frame that further calls may be inlined into.
    open: Option<(usize, GcFrame, u64)>,
    inlined: Vec<usize>,
    last: VecDeque<GcCall>,
    decisions: VecDeque<Decision>,
}

/// Whether gc inlined a call.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Decision {
    /// It never does.
    Never,
    Inlined,
    Called,
}

/// The stack below a chunk of a goroutine's.
pub(crate) struct Known {
    goroutine: u64,
    chunk: u32,
    below: GcStack,
}

/// What a report of a stack overflow says of the goroutine that died.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Overflow {
    /// Our innermost calls that gc would not have come to.
    pub beyond: usize,
    /// The call that did not fit is that which takes a printer for a function of fmt.
    pub printer: bool,
    /// All calls of gc's stack.
    pub calls: usize,
    /// Of the calls that gc can inline, innermost first: whether it did.
    pub decisions: Vec<bool>,
}

fn size(frame: &GcFrame) -> u64 {
    LINKS + u64::from(frame.out) + u64::from(frame.fixed)
}

impl GcStack {
    fn new(main: bool) -> GcStack {
        GcStack { bytes: BOTTOM + if main { RUNTIME_MAIN } else { 0 }, ..GcStack::default() }
    }

    /// The next call, if its frame fits.
    fn call(&mut self, step: &Step, stack: u64) -> Result<(), Full> {
        let inlines = step.inline && self.open.is_some() && !self.inlined.contains(&step.key);
        if !inlines {
            if let Some((key, frame, calls)) = self.open.take() {
                let bytes = size(&frame);
                self.bytes += bytes;
                remember(&mut self.last, GcCall { key, bytes, calls }, REMEMBERED);
            }
            // The frame grows by what is inlined into it: as much as last time.
            let known = self.last.iter().rev().find(|c| c.key == step.key).map(|c| c.bytes);
            let bytes = known.unwrap_or(size(&step.frame));
            if !fits(self.bytes, bytes, stack) {
                return Err(Full::Frame);
            }
            if step.prints && !fits(self.bytes + bytes + NEW_PRINTER, SMALL, stack) {
                return Err(Full::Printer);
            }
        }
        let decision = match step.inline {
            true if inlines => Decision::Inlined,
            true => Decision::Called,
            false => Decision::Never,
        };
        remember(&mut self.decisions, decision, DECISIONS);
        self.calls += 1;
        match &mut self.open {
            Some((_, frame, calls)) if inlines => {
                frame.out = frame.out.max(step.frame.out);
                frame.fixed += step.frame.fixed + step.frame.params;
                *calls += 1;
                self.inlined.push(step.key);
            }
            open => {
                *open = Some((step.key, step.frame, 1));
                self.inlined.clear();
            }
        }
        Ok(())
    }

    /// Goes on as the last frames did until the stack is full. Answers how many calls to take back for the top to be the right
    /// function: the one whose frame did not fit.
    fn go_on(&mut self, stack: u64) -> Option<u64> {
        let last: Vec<GcCall> = self.last.iter().copied().collect();
        let n = last.len();
        let period = (1..=n / 2).find(|&p| (0..n - p).all(|i| last[i] == last[i + p]))?;
        let cycle = &last[n - period..];
        let (bytes, calls) = cycle.iter().fold((0, 0), |(b, c), f| (b + f.bytes, c + f.calls));
        // The open frame is the one that the cycle begins with again.
        let (_, _, shown) = self.open.take().filter(|open| open.0 == cycle[0].key)?;
        self.calls -= shown;
        let rounds = (stack.saturating_sub(self.bytes + GUARD) / bytes.max(1)).saturating_sub(1);
        self.bytes += rounds * bytes;
        self.calls += rounds * calls;
        let mut at = 0;
        while fits(self.bytes, cycle[at % period].bytes, stack) {
            self.bytes += cycle[at % period].bytes;
            self.calls += cycle[at % period].calls;
            at += 1;
        }
        let back = (period - at % period) % period;
        Some(shown - 1 + last.iter().rev().take(back).map(|f| f.calls).sum::<u64>())
    }
}

impl GcStack {
    /// The report: the function that did not fit is shown above the calls, of which the last `taken` are left out.
    fn overflow(self, taken: usize, beyond: usize) -> Overflow {
        let decisions = self.decisions.iter().rev().skip(taken).filter(|&&d| d != Decision::Never);
        Overflow {
            beyond,
            calls: self.calls as usize + 1,
            printer: false,
            decisions: decisions.map(|&d| d == Decision::Inlined).collect(),
        }
    }
}

fn remember<T>(list: &mut VecDeque<T>, item: T, most: usize) {
    if list.len() == most {
        list.pop_front();
    }
    list.push_back(item);
}

/// Whether a function with a frame of so many bytes can be entered when so many are taken.
fn fits(taken: u64, frame: u64, stack: u64) -> bool {
    // The return address is there, and gc counts the frame without it.
    let entry = taken + 8;
    stack > entry + GUARD + (frame - 8).saturating_sub(SMALL)
}

impl Vm {
    /// The stack that gc would come to with the limit.
    fn gc_stack_bytes(&self) -> u64 {
        let limit = (self.stack_limit() as u64).clamp(2048, 1 << 40);
        1 << limit.ilog2()
    }

    /// The calls of a frame as gc sees them, innermost first.
    fn gc_steps(&self, frame: &Frame, add: &mut dyn FnMut(Step)) {
        let func = &self.program.funcs[frame.func.0 as usize];
        let library = |name: &str, add: &mut dyn FnMut(Step)| {
            let frames = libframes::frames(name, false).filter(|_| !name.starts_with("main."));
            for f in frames.unwrap_or_default() {
                let frame = GcFrame { out: libframes::gc_bytes(f.call) - LINKS as u32, ..GcFrame::default() };
                let prints = ["fmt.S", "fmt.F", "fmt.e"].iter().any(|p| f.call.starts_with(p));
                add(Step { key: f.call.as_ptr() as usize, inline: f.inlined, frame, prints });
            }
            frames.is_some()
        };
        if frame.kind == At::Panic {
            add(Step { key: 0, inline: false, frame: GcFrame { out: PANIC, ..GcFrame::default() }, prints: false });
        }
        for r in func.inlined.iter().rev().filter(|r| r.start <= frame.at && frame.at < r.end) {
            if !library(&r.name, add) {
                add(Step { key: r.name.as_ptr() as usize, inline: r.gc_inline, frame: r.gc_frame, prints: false });
            }
        }
        if func.wrapper && self.entry_of_interface(func).is_none() || func.name.is_empty() {
            return;
        }
        if !library(&func.name, add) {
            let inline = func.gc_inline && !self.called_dynamically(frame);
            add(Step { key: func.name.as_ptr() as usize, inline, frame: func.gc_frame, prints: false });
        }
    }

    /// How many calls a frame shows.
    pub(crate) fn gc_calls(&self, frame: &Frame) -> usize {
        let mut n = 0;
        self.gc_steps(frame, &mut |_| n += 1);
        n
    }

    /// Follows the calls of the goroutine's last chunk of stack, or of all; an error says how many calls are beyond the one whose
    /// frame does not fit gc's stack.
    fn follow(&self, g: &Goroutine, state: &mut GcStack, all: bool, stack: u64) -> Result<(), (usize, Full)> {
        let mut steps: Vec<Step> = vec![];
        let chunk = &g.chunks[g.top as usize];
        self.places().walk(g, &mut |frame| {
            let goes_on = all || chunk.holds(frame.fp);
            if goes_on {
                self.gc_steps(&frame, &mut |step| steps.push(step));
            }
            goes_on
        });
        for (i, step) in steps.iter().enumerate().rev() {
            state.call(step, stack).map_err(|full| (i, full))?;
        }
        Ok(())
    }

    /// The stack of a goroutine before its first call.
    fn gc_bottom(&self, g: &Goroutine) -> GcStack {
        let mut state = GcStack::new(g.id == 1);
        if self.wrapped(g).is_some()
            && let Some(at) = self.offset(g.created)
            && let Some(callee) = self.program.funcs.get(self.code[at as usize].d() as usize)
        {
            // The first call may be inlined into the closure of the go statement.
            let frame = GcFrame { out: u32::from(callee.param_slots) * 8, ..GcFrame::default() };
            state.open = Some((usize::MAX, frame, 0));
        }
        state
    }

    /// The current goroutine, whose place is saved, needs another chunk of stack. `Some`: gc's program would have died by now.
    pub(crate) fn gc_overflow(&mut self) -> Option<Overflow> {
        // SAFETY: the current goroutine is live.
        let g = unsafe { &*self.cur };
        let stack = self.gc_stack_bytes();
        let most = (u64::from(g.top) + 1) * (crate::goroutine::MAX_CHUNK as u64 * 8);
        let used = || g.chunks[..=g.top as usize].iter().map(|c| c.slots as u64 * 8).sum::<u64>();
        if most < stack / 8 || used() < stack / 8 {
            return None;
        }
        let mut known = std::mem::take(&mut self.gc_stacks);
        let place = known.iter().position(|k| (k.goroutine, k.chunk) == (g.id, g.top));
        known.truncate(place.map_or(0, |i| i + 1));
        let mut state = known.last().map_or_else(|| self.gc_bottom(g), |k| k.below.clone());
        let fits = self.follow(g, &mut state, known.is_empty(), stack);
        if let Err((beyond, full)) = fits {
            let mut over = state.overflow(0, beyond);
            over.printer = full == Full::Printer;
            over.calls += if over.printer { 2 } else { 0 };
            self.gc_stacks = known;
            return Some(over);
        }
        known.push(Known { goroutine: g.id, chunk: g.top + 1, below: state });
        self.gc_stacks = known;
        None
    }

    /// Our own stack is used up: what gc's would look like if the recursion went on.
    pub(crate) fn gc_estimate(&self) -> Option<Overflow> {
        let known = self.gc_stacks.last()?;
        let mut longer = known.below.clone();
        let beyond = longer.go_on(self.gc_stack_bytes())? as usize;
        // What was decided is of the stack as it is.
        Some(longer.overflow(beyond + 1, beyond))
    }
}
