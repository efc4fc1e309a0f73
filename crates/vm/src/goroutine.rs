//! A goroutine: where it stands, its stack of chunks, its deferred calls and panics.
//!
//! Stack chunks never move and are kept for reuse. The first is small; a call that does not fit links the next, at least
//! twice as large. **Of a goroutine that does not run, `pc` and `fp` say where it goes on, always at a safe place.**

use crate::sched::GSched;
use std::alloc::{Layout, alloc, dealloc};
use std::sync::Arc;
use vole_bytecode::Insn;

/// Why a goroutine waits, in the words of Go's traces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitReason(pub &'static str);

#[allow(missing_docs)]
impl WaitReason {
    pub const NONE: WaitReason = WaitReason("");
    pub const CHAN_SEND: WaitReason = WaitReason("chan send");
    pub const CHAN_RECEIVE: WaitReason = WaitReason("chan receive");
    pub const CHAN_SEND_NIL: WaitReason = WaitReason("chan send (nil chan)");
    pub const CHAN_RECEIVE_NIL: WaitReason = WaitReason("chan receive (nil chan)");
    pub const SELECT: WaitReason = WaitReason("select");
    pub const SELECT_NO_CASES: WaitReason = WaitReason("select (no cases)");
    pub const SLEEP: WaitReason = WaitReason("sleep");
    pub const COND_WAIT: WaitReason = WaitReason("sync.Cond.Wait");
    pub const WAIT_GROUP: WaitReason = WaitReason("sync.WaitGroup.Wait");
    pub const IO: WaitReason = WaitReason("IO wait");
    pub const SYSCALL: WaitReason = WaitReason("syscall");
}

/// Life of a goroutine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GState {
    /// In a run queue.
    Ready,
    /// `vm.cur`.
    Running,
    /// Parked with a wait reason.
    Waiting,
    /// Finished; kept for reuse.
    Dead,
}

/// One piece of a stack.
pub(crate) struct Chunk {
    pub start: *mut u64,
    pub slots: usize,
    /// Return address of the call that began this chunk (null for the first).
    pub ret: *const Insn,
    /// Where the callee's frame would have stood in the chunk below.
    pub below: *mut u64,
    /// Slots of results to hand down.
    pub results: u16,
    /// Calls that did not fit this chunk.
    crossed: u32,
}

impl Chunk {
    fn new(slots: usize) -> Option<Chunk> {
        let layout = Layout::array::<u64>(slots).ok()?;
        // SAFETY: the layout is not empty.
        let start = unsafe { alloc(layout) }.cast::<u64>();
        if start.is_null() {
            return None;
        }
        Some(Chunk { start, slots, ret: std::ptr::null(), below: std::ptr::null_mut(), results: 0, crossed: 0 })
    }

    pub fn end(&self) -> *mut u64 {
        // SAFETY: one past the chunk's last slot.
        unsafe { self.start.add(self.slots) }
    }

    pub fn holds(&self, fp: *mut u64) -> bool {
        fp >= self.start && fp < self.end()
    }
}

impl Drop for Chunk {
    fn drop(&mut self) {
        let layout = Layout::array::<u64>(self.slots).expect("computed when the chunk was made");
        // SAFETY: made by `Chunk::new` with the same layout.
        unsafe { dealloc(self.start.cast(), layout) };
    }
}

/// A deferred call.
#[derive(Clone, Copy)]
pub(crate) struct DeferRec {
    /// Frame that deferred it.
    pub fp: *mut u64,
    /// What to call.
    pub closure: u64,
    /// The Defer instruction, which tells the function.
    pub at: *const Insn,
    /// The RunDefers instruction that is running this frame's deferred calls, once it has begun.
    pub run_pc: *const Insn,
}

/// A panic (or Goexit) in progress.
#[derive(Clone)]
pub(crate) struct PanicRec {
    /// The value, an interface.
    pub value: [u64; 2],
    /// Where it was raised.
    pub pc: *const Insn,
    pub fp: *mut u64,
    /// Frame of the deferred call now running for it (null: none).
    pub defer_fp: *mut u64,
    /// Frame that deferred that call.
    pub owner: *mut u64,
    /// The Defer instruction of that call.
    pub owner_pc: *const Insn,
    /// Number of deferred calls older than the one now running.
    pub defers: usize,
    pub recovered: bool,
    pub goexit: bool,
    /// The next panic has the same value.
    pub repanicked: bool,
    /// Text of the value once its method has been called, for the report.
    pub text: Option<String>,
    /// Memory fault: adds the signal line.
    pub fault: Option<crate::fault::Fault>,
}

/// How far the texts of the panics have come that a goroutine dies of.
#[derive(Clone, Copy)]
pub(crate) struct Printing {
    /// How many, oldest first, still lack theirs.
    pub left: usize,
    /// All of them: those above were raised by methods that make texts.
    pub all: usize,
    /// Frame of the method that makes a text now.
    pub fp: *mut u64,
    /// That method is `Error`, not `String`.
    pub error: bool,
}

/// A goroutine.
pub struct Goroutine {
    pub(crate) pc: *const Insn,
    pub(crate) fp: *mut u64,
    pub(crate) stack_end: *mut u64,
    /// Go's number of it; never reused.
    pub id: u64,
    /// The goroutine that started it.
    pub parent: u64,
    pub(crate) state: GState,
    pub(crate) wait: WaitReason,
    /// VM clock when it parked.
    pub(crate) since: i64,
    pub(crate) chunks: Vec<Chunk>,
    /// The chunk in use.
    pub(crate) top: u32,
    pub(crate) defers: Vec<DeferRec>,
    pub(crate) panics: Vec<PanicRec>,
    /// The go statement that started it (null for main).
    pub(crate) created: *const Insn,
    /// A native that parked finds this when it is called again.
    pub(crate) native_state: [u64; 2],
    /// Whether the CallN at pc is executed again after parking.
    pub(crate) native_resumed: bool,
    /// Values that a native that parked keeps alive.
    #[allow(clippy::box_collection, reason = "almost always empty, and there may be a million goroutines")]
    pub(crate) native_roots: Option<Box<Vec<u64>>>,
    /// Made by the VM itself (a call from Rust, a finalizer): not counted in deadlock reports' numbers.
    pub(crate) system: bool,
    /// Dying of a panic: the texts of its panics are made.
    pub(crate) printing: Option<Box<Printing>>,
    /// Memory faults panic (`debug.SetPanicOnFault`).
    pub(crate) panic_on_fault: bool,
    /// Calls of `runtime.LockOSThread` not undone.
    pub(crate) locked: u16,
    /// Nothing that runs can ever wake it, as the latest search for leaks has found.
    pub(crate) leaked: bool,
    /// Its bubble (see `bubble`); 0 for none.
    pub(crate) bubble: u32,
    /// Labels for profiles: keys and values in turn, a character 2 between them.
    pub(crate) labels: Option<Arc<String>>,
    /// Index in `vm.all`.
    pub(crate) index: u32,
    /// The scheduler's own fields.
    pub(crate) sched: GSched,
}

/// Slots of an ordinary goroutine's first chunk beyond its first function's frame: room for calls of small functions. A
/// million blocked goroutines are to fit into 700 MiB.
pub(crate) const FIRST_SLOTS: usize = 20;
/// Slots of the main goroutine's first chunk.
pub(crate) const MAIN_SLOTS: usize = 8192;
/// Chunks grow up to this many slots.
pub(crate) const MAX_CHUNK: usize = 1 << 16;

// A size class of common allocators: one word more costs eight.
const _: () = assert!(size_of::<Goroutine>() <= 320);

impl Goroutine {
    pub(crate) fn new(first_slots: usize) -> Option<Box<Goroutine>> {
        let chunk = Chunk::new(first_slots)?;
        Some(Box::new(Goroutine {
            pc: std::ptr::null(),
            fp: chunk.start,
            stack_end: chunk.end(),
            id: 0,
            parent: 0,
            state: GState::Dead,
            wait: WaitReason::NONE,
            since: 0,
            chunks: vec![chunk],
            top: 0,
            defers: vec![],
            panics: vec![],
            created: std::ptr::null(),
            native_state: [0; 2],
            native_resumed: false,
            native_roots: None,
            system: false,
            printing: None,
            panic_on_fault: false,
            locked: 0,
            leaked: false,
            bubble: 0,
            labels: None,
            index: 0,
            sched: GSched::default(),
        }))
    }

    /// Begins the next chunk with room for `slots`; bytes of the whole stack are limited.
    ///
    /// Answers `None` past the limit.
    pub(crate) fn push_chunk(&mut self, slots: usize, limit: usize) -> Option<&mut Chunk> {
        let next = self.top as usize + 1;
        self.chunks[self.top as usize].crossed += 1;
        let mut double = self.chunks[self.top as usize].slots * 2;
        if let Some(chunk) = self.chunks.get(next) {
            // A recursion that goes up and down over the end of this chunk all the time: make it longer while it is free.
            let hot = chunk.crossed > 100 && chunk.slots < MAX_CHUNK;
            if hot {
                double = chunk.slots * 4;
            }
            if hot || chunk.slots < slots {
                self.chunks.truncate(next);
            }
        }
        if next == self.chunks.len() {
            let used: usize = self.chunks.iter().map(|c| c.slots * 8).sum();
            let size = double.min(MAX_CHUNK).max(slots.next_power_of_two());
            if used + size * 8 > limit {
                return None;
            }
            self.chunks.push(Chunk::new(size)?);
        }
        self.top = next as u32;
        self.stack_end = self.chunks[next].end();
        Some(&mut self.chunks[next])
    }

    /// Leaves chunks above the one that holds `fp`.
    pub(crate) fn unwind_chunks(&mut self, fp: *mut u64) {
        while !self.chunks[self.top as usize].holds(fp) {
            self.top -= 1;
        }
        self.stack_end = self.chunks[self.top as usize].end();
    }

    /// Gives back what a dead goroutine need not keep.
    pub(crate) fn recycle(&mut self) {
        self.chunks.truncate(2);
        self.top = 0;
        self.stack_end = self.chunks[0].end();
        self.defers.clear();
        self.panics.clear();
        self.native_roots = None;
        self.native_state = [0; 2];
        self.native_resumed = false;
        self.system = false;
        self.printing = None;
        self.panic_on_fault = false;
        self.locked = 0;
        self.leaked = false;
        self.bubble = 0;
        self.labels = None;
        self.wait = WaitReason::NONE;
        self.sched = GSched::default();
    }
}
