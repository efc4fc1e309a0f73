//! Execution traces: what `runtime/trace` and `runtime.ReadTrace` write, in the format of Go's traces (its version 1.26).
//!
//! A trace is a row of generations, each complete in itself: the state of everything at its beginning, events in order of time,
//! then the tables of strings and stacks that these refer to, and a snapshot of the clocks. There is one thread and one processor.
//! **While a trace is taken every switch of goroutines goes through the scheduler** (`Profiles::watching`). A goroutine is said to
//! become runnable where it goes on.

use crate::goroutine::{GState, Goroutine, WaitReason};
use crate::natives::stack::{entry_of, is_runtime, pcs_of, source_of};
use crate::vm::Vm;
use std::collections::HashMap;
use vole_bytecode::CodeOffset;

/// What each trace begins with.
pub(crate) const HEADER: &[u8] = b"go 1.26 trace\0\0\0";

/// Numbers of events in the format.
mod ev {
    pub const BATCH: u8 = 1;
    pub const STACKS: u8 = 2;
    pub const STACK: u8 = 3;
    pub const STRINGS: u8 = 4;
    pub const STRING: u8 = 5;
    pub const FREQUENCY: u8 = 8;
    pub const PROCS_CHANGE: u8 = 9;
    pub const PROC_START: u8 = 10;
    pub const PROC_STOP: u8 = 11;
    pub const PROC_STATUS: u8 = 13;
    pub const GO_CREATE: u8 = 14;
    pub const GO_START: u8 = 16;
    pub const GO_DESTROY: u8 = 17;
    pub const GO_STOP: u8 = 19;
    pub const GO_BLOCK: u8 = 20;
    pub const GO_UNBLOCK: u8 = 21;
    pub const GO_STATUS: u8 = 25;
    pub const GC_BEGIN: u8 = 29;
    pub const GC_END: u8 = 30;
    pub const HEAP_ALLOC: u8 = 37;
    pub const HEAP_GOAL: u8 = 38;
    pub const TASK_BEGIN: u8 = 40;
    pub const TASK_END: u8 = 41;
    pub const REGION_BEGIN: u8 = 42;
    pub const REGION_END: u8 = 43;
    pub const LOG: u8 = 44;
    pub const GO_STATUS_STACK: u8 = 48;
    pub const SYNC: u8 = 50;
    pub const CLOCK: u8 = 51;
    pub const END: u8 = 52;
}

/// States in the format.
const RUNNABLE: u64 = 1;
const RUNNING: u64 = 2;
const WAITING: u64 = 4;
/// No thread.
const NO_THREAD: u64 = u64::MAX;
/// Longest batch, string and stack that readers take.
const MAX_BATCH: usize = 60 << 10;
const MAX_STRING: usize = 1 << 10;
const MAX_FRAMES: usize = 128;

/// Something that the program notes in a trace.
pub(crate) enum Note<'a> {
    TaskBegin { id: u64, parent: u64, name: &'a str },
    TaskEnd { id: u64 },
    RegionBegin { task: u64, name: &'a str },
    RegionEnd { task: u64, name: &'a str },
    Log { task: u64, category: &'a str, message: &'a str },
}

/// A goroutine as the trace has told of it.
struct Known {
    waiting: bool,
    /// Counts its starts and wakings in this generation.
    seq: u64,
}

/// A trace being taken.
pub(crate) struct Tracer {
    generation: u64,
    thread: u64,
    /// Time of the latest event, and of the latest in the batch.
    last: u64,
    begun: u64,
    batch: Vec<u8>,
    batch_begun: u64,
    out: Vec<u8>,
    known: HashMap<u64, Known>,
    /// The goroutine that runs; 0: none.
    running: u64,
    idle: bool,
    proc_seq: u64,
    gc_seq: u64,
    strings: HashMap<String, u64>,
    stacks: HashMap<Vec<u64>, u64>,
}

/// Appends a number, seven bits to a byte.
fn varint(out: &mut Vec<u8>, mut x: u64) {
    while x >= 0x80 {
        out.push(x as u8 | 0x80);
        x >>= 7;
    }
    out.push(x as u8);
}

/// A string as traces may hold it.
fn clipped(s: &str) -> &str {
    &s[..s.floor_char_boundary(MAX_STRING)]
}

impl Tracer {
    fn new() -> Tracer {
        Tracer {
            generation: 0,
            thread: u64::from(std::process::id()),
            last: 0,
            begun: 0,
            batch: vec![],
            batch_begun: 0,
            out: vec![],
            known: HashMap::new(),
            running: 0,
            idle: false,
            proc_seq: 0,
            gc_seq: 0,
            strings: HashMap::new(),
            stacks: HashMap::new(),
        }
    }

    fn string(&mut self, s: &str) -> u64 {
        let s = clipped(s);
        if s.is_empty() {
            return 0;
        }
        if let Some(&id) = self.strings.get(s) {
            return id;
        }
        let id = self.strings.len() as u64 + 1;
        self.strings.insert(s.to_string(), id);
        id
    }

    fn stack(&mut self, mut pcs: Vec<u64>) -> u64 {
        // The frames below a goroutine's own are none of the program's.
        while pcs.last().is_some_and(|&pc| is_runtime(pc)) {
            pcs.pop();
        }
        pcs.truncate(MAX_FRAMES);
        let id = self.stacks.len() as u64 + 1;
        *self.stacks.entry(pcs).or_insert(id)
    }

    /// Writes a batch into the generation.
    fn write_batch(&mut self, thread: u64, time: u64, data: &[u8]) {
        self.out.push(ev::BATCH);
        for x in [self.generation, thread, time, data.len() as u64] {
            varint(&mut self.out, x);
        }
        self.out.extend_from_slice(data);
    }

    fn flush(&mut self) {
        let batch = std::mem::take(&mut self.batch);
        if !batch.is_empty() {
            self.write_batch(self.thread, self.batch_begun, &batch);
        }
    }

    /// Appends an event; no two have the same time.
    fn event(&mut self, now: i64, kind: u8, args: &[u64]) {
        let time = (now.max(0) as u64).max(self.last + 1);
        if self.batch.len() > MAX_BATCH {
            self.flush();
        }
        if self.batch.is_empty() {
            self.batch_begun = time;
            self.last = time;
        }
        self.batch.push(kind);
        varint(&mut self.batch, time - self.last);
        for &x in args {
            varint(&mut self.batch, x);
        }
        self.last = time;
    }

    /// A goroutine goes on: that it exists, that it may run, that it runs.
    fn start(&mut self, now: i64, id: u64, created: Option<u64>) {
        if std::mem::take(&mut self.idle) {
            self.proc_seq += 1;
            self.event(now, ev::PROC_START, &[0, self.proc_seq]);
        }
        if let Some(pc) = created {
            self.create(now, id, vec![pc], vec![]);
        }
        let Some(known) = self.known.get_mut(&id) else { return };
        let mut seq = known.seq;
        if std::mem::take(&mut known.waiting) {
            seq += 1;
            self.event(now, ev::GO_UNBLOCK, &[id, seq, 0]);
        }
        seq += 1;
        self.event(now, ev::GO_START, &[id, seq]);
        if let Some(known) = self.known.get_mut(&id) {
            known.seq = seq;
        }
        self.running = id;
    }

    fn create(&mut self, now: i64, id: u64, begins: Vec<u64>, stack: Vec<u64>) {
        let begins = self.stack(begins);
        let stack = if stack.is_empty() { 0 } else { self.stack(stack) };
        self.event(now, ev::GO_CREATE, &[id, begins, stack]);
        self.known.insert(id, Known { waiting: false, seq: 0 });
    }

    /// Ends the generation with its tables: what `place` says of each pc, and the clocks.
    fn finish(&mut self, place: impl Fn(u64) -> (String, String, u32), (wall, mono): (i64, i64)) -> Vec<u8> {
        self.flush();
        let stacks = std::mem::take(&mut self.stacks);
        let mut data = vec![ev::STACKS];
        for (pcs, id) in stacks {
            let frames: Vec<_> = pcs.iter().map(|&pc| (pc, place(pc))).filter(|(_, p)| !p.0.is_empty()).collect();
            data.push(ev::STACK);
            varint(&mut data, id);
            varint(&mut data, frames.len() as u64);
            for (pc, (name, file, line)) in frames {
                for x in [pc, self.string(&name), self.string(&file), u64::from(line.max(1))] {
                    varint(&mut data, x);
                }
            }
            if data.len() > MAX_BATCH / 2 {
                self.write_batch(NO_THREAD, self.begun, &data);
                data.truncate(1);
            }
        }
        self.write_batch(NO_THREAD, self.begun, &data);
        let strings = std::mem::take(&mut self.strings);
        let mut data = vec![ev::STRINGS];
        for (s, id) in strings {
            data.push(ev::STRING);
            varint(&mut data, id);
            varint(&mut data, s.len() as u64);
            data.extend_from_slice(s.as_bytes());
            if data.len() > MAX_BATCH / 2 {
                self.write_batch(NO_THREAD, self.begun, &data);
                data.truncate(1);
            }
        }
        self.write_batch(NO_THREAD, self.begun, &data);
        let mut data = vec![ev::SYNC, ev::FREQUENCY];
        varint(&mut data, 1_000_000_000);
        data.push(ev::CLOCK);
        let (mono, wall) = (mono.max(0) as u64, wall.max(0) as u64);
        let since = (self.last + 1).saturating_sub(self.begun);
        for x in [since, mono.max(self.last + 1), wall / 1_000_000_000, wall % 1_000_000_000] {
            varint(&mut data, x);
        }
        self.write_batch(NO_THREAD, self.begun, &data);
        self.out.push(ev::END);
        std::mem::take(&mut self.out)
    }
}

/// Why a goroutine waits, as traces have it.
fn reason(wait: WaitReason) -> &'static str {
    match wait {
        WaitReason::CHAN_SEND_NIL | WaitReason::CHAN_RECEIVE_NIL | WaitReason::SELECT_NO_CASES => "forever",
        WaitReason::COND_WAIT => "sync.(*Cond).Wait",
        WaitReason::IO => "network",
        WaitReason(text) if text.starts_with("sync.") || text == "semacquire" => "sync",
        WaitReason(text) => text,
    }
}

impl Vm {
    fn trace_now(&self) -> i64 {
        self.sched.clock.mono()
    }

    /// Begins a trace; false if one is being taken. Called by the goroutine that runs.
    pub(crate) fn trace_begin(&mut self) -> bool {
        if self.tracer.is_some() {
            return false;
        }
        self.tracer = Some(Box::new(Tracer::new()));
        self.watch();
        self.trace_states();
        true
    }

    /// Ends the trace.
    pub(crate) fn trace_end(&mut self) {
        self.tracer = None;
        self.watch();
    }

    /// Ends the generation and begins the next: the bytes of the former.
    pub(crate) fn trace_generation(&mut self) -> Vec<u8> {
        let Some(mut tracer) = self.tracer.take() else { return vec![] };
        let clocks = self.sched.clock.peek();
        let bytes = tracer.finish(|pc| source_of(self, pc), clocks);
        self.tracer = Some(tracer);
        self.trace_states();
        bytes
    }

    /// Begins a generation with the state of everything.
    fn trace_states(&mut self) {
        let Some(mut tracer) = self.tracer.take() else { return };
        let now = self.trace_now();
        self.save();
        let t = &mut *tracer;
        let first = t.generation == 0;
        t.generation += 1;
        t.last = (now.max(0) as u64).max(t.last + 2);
        t.begun = t.last;
        t.proc_seq = 0;
        t.event(now, ev::PROC_STATUS, &[0, 1]);
        // SAFETY: natives run in the current goroutine; all goroutines live as long as the VM.
        let (cur, all) = unsafe { (&*self.cur, self.all.iter().map(|&g| &*g)) };
        t.running = cur.id;
        t.event(now, ev::GO_STATUS, &[cur.id, t.thread, RUNNING]);
        t.event(now, ev::PROCS_CHANGE, &[1, 0]);
        let mut others: Vec<&Goroutine> = all.filter(|g| g.id != cur.id).collect();
        others.sort_by_key(|g| g.id);
        if first {
            t.known.insert(cur.id, Known { waiting: false, seq: 0 });
        }
        for g in others {
            let waiting = match t.known.get(&g.id) {
                Some(known) => known.waiting,
                None if first => g.state == GState::Waiting,
                None => continue,
            };
            t.known.insert(g.id, Known { waiting, seq: 0 });
            if waiting {
                let stack = t.stack(pcs_of(self, g));
                t.event(now, ev::GO_STATUS_STACK, &[g.id, NO_THREAD, WAITING, stack]);
            } else {
                t.event(now, ev::GO_STATUS, &[g.id, NO_THREAD, RUNNABLE]);
            }
        }
        if let Some(known) = t.known.get_mut(&cur.id) {
            (known.waiting, known.seq) = (false, 0);
        }
        self.tracer = Some(tracer);
    }

    /// The current goroutine, saved, leaves the dispatch: it waits, or lets others run.
    #[cold]
    pub(crate) fn trace_leave(&mut self, preempted: bool) {
        let Some(mut tracer) = self.tracer.take() else { return };
        if !self.cur.is_null() {
            // SAFETY: the current goroutine is alive.
            let g = unsafe { &*self.cur };
            if tracer.running == g.id {
                let (now, stack) = (self.trace_now(), tracer.stack(pcs_of(self, g)));
                let waits = g.state == GState::Waiting;
                let (kind, why) = match waits {
                    true => (ev::GO_BLOCK, reason(g.wait)),
                    false => (ev::GO_STOP, if preempted { "preempted" } else { "runtime.Gosched" }),
                };
                let why = tracer.string(why);
                tracer.event(now, kind, &[why, stack]);
                if let Some(known) = tracer.known.get_mut(&g.id) {
                    known.waiting = waits;
                }
                tracer.running = 0;
            }
        }
        self.tracer = Some(tracer);
    }

    /// A goroutine goes on.
    #[cold]
    pub(crate) fn trace_resume(&mut self, g: &Goroutine) {
        let now = self.trace_now();
        let Some(t) = &mut self.tracer else { return };
        if t.running != g.id {
            // One that was made without a go statement, by a timer or for a finalizer.
            let created = (!t.known.contains_key(&g.id))
                .then(|| entry_of(self.program.funcs[self.program.entry.0 as usize].code));
            t.start(now, g.id, created);
        }
    }

    /// The current goroutine makes another.
    #[cold]
    pub(crate) fn trace_create(&mut self, id: u64, code: CodeOffset) {
        let Some(mut tracer) = self.tracer.take() else { return };
        // SAFETY: the current goroutine is alive.
        let stack = pcs_of(self, unsafe { &*self.cur });
        tracer.create(self.trace_now(), id, vec![entry_of(code)], stack);
        self.tracer = Some(tracer);
    }

    /// The current goroutine is over.
    #[cold]
    pub(crate) fn trace_over(&mut self, id: u64) {
        let now = self.trace_now();
        let Some(t) = &mut self.tracer else { return };
        if t.running == id {
            t.event(now, ev::GO_DESTROY, &[]);
            t.running = 0;
        }
        t.known.remove(&id);
    }

    /// Nothing can run now.
    #[cold]
    pub(crate) fn trace_idle(&mut self) {
        let now = self.trace_now();
        let Some(t) = &mut self.tracer else { return };
        if t.running == 0 && !t.idle {
            t.event(now, ev::PROC_STOP, &[]);
            t.idle = true;
        }
    }

    /// A collection begins or ends.
    #[cold]
    pub(crate) fn trace_gc(&mut self, begins: bool) {
        let Some(mut tracer) = self.tracer.take() else { return };
        let t = &mut *tracer;
        if t.running != 0 && !self.cur.is_null() {
            let now = self.trace_now();
            t.gc_seq += 1;
            if begins {
                // SAFETY: the current goroutine is alive.
                let stack = t.stack(pcs_of(self, unsafe { &*self.cur }));
                t.event(now, ev::GC_BEGIN, &[t.gc_seq, stack]);
            } else {
                let stats = self.heap.stats();
                t.event(now, ev::GC_END, &[t.gc_seq]);
                t.event(now, ev::HEAP_ALLOC, &[stats.heap_alloc]);
                t.event(now, ev::HEAP_GOAL, &[stats.next_gc]);
            }
        }
        self.tracer = Some(tracer);
    }

    /// The program notes something.
    pub(crate) fn trace_note(&mut self, note: &Note<'_>) {
        let Some(mut tracer) = self.tracer.take() else { return };
        self.save();
        let (t, now) = (&mut *tracer, self.trace_now());
        // SAFETY: natives run in the current goroutine.
        let mut pcs = pcs_of(self, unsafe { &*self.cur });
        // The innermost is package runtime/trace's.
        pcs.remove(0);
        let stack = t.stack(pcs);
        match *note {
            Note::TaskBegin { id, parent, name } => {
                let name = t.string(name);
                t.event(now, ev::TASK_BEGIN, &[id, parent, name, stack]);
            }
            Note::TaskEnd { id } => t.event(now, ev::TASK_END, &[id, stack]),
            Note::RegionBegin { task, name } | Note::RegionEnd { task, name } => {
                let begins = matches!(note, Note::RegionBegin { .. });
                let name = t.string(name);
                t.event(now, if begins { ev::REGION_BEGIN } else { ev::REGION_END }, &[task, name, stack]);
            }
            Note::Log { task, category, message } => {
                let (category, message) = (t.string(category), t.string(message));
                t.event(now, ev::LOG, &[task, category, message, stack]);
            }
        }
        self.tracer = Some(tracer);
    }
}
