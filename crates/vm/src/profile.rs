//! Samples for the profiles of memory, of waiting and of locks: what `runtime.SetBlockProfileRate`, `SetMutexProfileFraction` and
//! `MemProfile` speak of.
//!
//! Processor time is looked at where a goroutine's slice of time ends; slices are short meanwhile. Memory is looked at where an allocation leaves the fast path: a sample stands for everything allocated since the one
//! before. While waiting is watched, every switch of goroutines goes through the scheduler.

use crate::goroutine::{GState, Goroutine, WaitReason};
use crate::natives::stack::pcs_of;
use crate::vm::Vm;
use std::collections::HashMap;
use std::ptr::NonNull;
use std::sync::Arc;
use vole_bytecode::Insn;
use vole_heap::WeakId;

/// Bytes between samples of memory.
const MEMORY_RATE: u64 = 512 << 10;
/// Nanoseconds of processor time that a sample stands for.
pub(crate) const CPU_PERIOD: i64 = 10_000_000;
/// Steps of a slice while processor time is sampled.
pub(crate) const CPU_SLICE: i64 = 2_000;
/// Objects of samples whose end is looked for, at most.
const MAX_OBJECTS: usize = 1 << 16;

/// Which profile.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Block,
    Mutex,
    Memory,
    Cpu,
}

/// The figures of a stack: count and nanoseconds, or objects and bytes allocated, objects and bytes freed.
pub(crate) struct Record {
    pub values: [i64; 4],
    /// The call that a goroutine waited in, where it is none of the program's.
    pub inner: &'static str,
    /// Of the goroutine; only samples of processor time have them.
    pub labels: Option<Arc<String>>,
    pub pcs: Vec<u64>,
}

#[derive(Default)]
struct Records {
    list: Vec<Record>,
    index: HashMap<Key, usize>,
}

type Key = (Vec<u64>, &'static str, Option<Arc<String>>);

impl Records {
    fn add(&mut self, inner: &'static str, pcs: Vec<u64>, values: [i64; 4]) -> usize {
        self.add_labelled((pcs, inner, None), values)
    }

    fn add_labelled(&mut self, key: Key, values: [i64; 4]) -> usize {
        let Records { list, index } = self;
        let at = *index.entry(key).or_insert_with_key(|(pcs, inner, labels)| {
            list.push(Record { values: [0; 4], inner, labels: labels.clone(), pcs: pcs.clone() });
            list.len() - 1
        });
        list[at].values.iter_mut().zip(values).for_each(|(sum, v)| *sum += v);
        at
    }
}

/// A sampled object that may still be in use.
struct Sampled {
    object: WeakId,
    record: usize,
    objects: i64,
    bytes: i64,
}

/// All samples of a VM.
#[derive(Default)]
pub(crate) struct Profiles {
    /// Waiting goroutines are noted.
    pub watching: bool,
    /// Nanoseconds of waiting that a sample stands for; 0: none is taken.
    pub block_rate: i64,
    /// One in so many waits for a lock is noted; 0: none.
    pub mutex_fraction: i64,
    waiting: HashMap<u64, (Vec<u64>, i64)>,
    block: Records,
    mutex: Records,
    memory: Records,
    cpu: Records,
    /// While processor time is sampled: how much was used when the latest sample was taken.
    pub cpu_since: Option<i64>,
    /// Bytes allocated when the latest sample was taken.
    sampled: u64,
    objects: Vec<Sampled>,
}

/// The call of the run-time system that a goroutine waits in.
fn inner(reason: WaitReason) -> Option<&'static str> {
    Some(match reason.0 {
        "chan send" | "chan send (nil chan)" => "runtime.chansend1 runtime/chan.go:161 413e17",
        "chan receive" | "chan receive (nil chan)" => "runtime.chanrecv1 runtime/chan.go:509 414c72",
        "select" => "runtime.selectgo runtime/select.go:535 45ca17",
        r if r.starts_with("sync.") => "",
        _ => return None,
    })
}

/// Nanoseconds of processor time that this thread has used.
fn thread_time() -> i64 {
    let mut t = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: a place for the answer.
    unsafe { libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut t) };
    t.tv_sec * 1_000_000_000 + t.tv_nsec
}

impl Vm {
    /// Rates have changed.
    pub(crate) fn watch(&mut self) {
        let p = &mut self.profiles;
        let waits = p.block_rate > 0 || p.mutex_fraction > 0;
        p.watching = waits || p.cpu_since.is_some() || self.tracer.is_some();
        if !waits {
            p.waiting.clear();
        }
    }

    /// Begins or ends the sampling of processor time.
    pub(crate) fn watch_cpu(&mut self, on: bool) {
        self.profiles.cpu = Records::default();
        self.profiles.cpu_since = on.then(thread_time);
        self.watch();
    }

    /// The current goroutine, saved, ends its slice or leaves the dispatch while something is watched.
    #[cold]
    pub(crate) fn note_cpu(&mut self) {
        let Some(since) = self.profiles.cpu_since else { return };
        let samples = (thread_time() - since) / CPU_PERIOD;
        if samples > 0 && !self.cur.is_null() {
            self.profiles.cpu_since = Some(since + samples * CPU_PERIOD);
            // SAFETY: the current goroutine is alive.
            let g = unsafe { &*self.cur };
            let key = (pcs_of(self, g), "", g.labels.clone());
            self.profiles.cpu.add_labelled(key, [samples, samples * CPU_PERIOD, 0, 0]);
        }
    }

    /// The current goroutine, saved, leaves the dispatch.
    #[cold]
    pub(crate) fn note_parked(&mut self) {
        if self.cur.is_null() {
            return;
        }
        self.note_cpu();
        if self.profiles.block_rate == 0 && self.profiles.mutex_fraction == 0 {
            return;
        }
        // SAFETY: the current goroutine is alive.
        let g = unsafe { &*self.cur };
        if g.state == GState::Waiting && !g.system && inner(g.wait).is_some() {
            let now = self.sched.clock.mono();
            let pcs = pcs_of(self, g);
            self.profiles.waiting.insert(g.id, (pcs, now));
        }
    }

    /// A goroutine goes on.
    #[cold]
    pub(crate) fn note_resumed(&mut self, g: &Goroutine) {
        let Some((pcs, since)) = self.profiles.waiting.remove(&g.id) else { return };
        let delay = self.sched.clock.mono() - since;
        let rate = self.profiles.block_rate;
        if rate > 0
            && delay >= rate
            && let Some(inner) = inner(g.wait)
        {
            self.profiles.block.add(inner, pcs, [1, delay, 0, 0]);
        }
    }

    /// The current goroutine hands a lock to `to`.
    #[cold]
    pub(crate) fn note_unlock(&mut self, to: &Goroutine) {
        if !to.wait.0.ends_with("Lock") {
            return;
        }
        let Some(&(_, since)) = self.profiles.waiting.get(&to.id) else { return };
        let delay = self.sched.clock.mono() - since;
        self.save();
        // SAFETY: the current goroutine is alive.
        let pcs = pcs_of(self, unsafe { &*self.cur });
        self.profiles.mutex.add("", pcs, [1, delay, 0, 0]);
    }

    /// An allocation has left the fast path.
    ///
    /// # Safety
    /// `pc` and `fp` are where the current goroutine stands, at a safe place.
    #[inline]
    pub(crate) unsafe fn note_alloc(&mut self, pc: *const Insn, fp: *mut u64, object: NonNull<u8>, bytes: usize) {
        let total = self.heap.total_allocated();
        let since = total.saturating_sub(self.profiles.sampled);
        if since >= MEMORY_RATE {
            self.profiles.sampled = total;
            // SAFETY: the caller's promise.
            unsafe { self.sample_alloc(pc, fp, object, bytes.max(1) as i64, since as i64) };
        }
    }

    #[cold]
    #[inline(never)]
    unsafe fn sample_alloc(&mut self, pc: *const Insn, fp: *mut u64, object: NonNull<u8>, size: i64, bytes: i64) {
        // SAFETY: the current goroutine is alive; the caller's promise.
        let g = unsafe {
            ((*self.cur).pc, (*self.cur).fp) = (pc, fp);
            &*self.cur
        };
        let pcs = pcs_of(self, g);
        let objects = (bytes / size).max(1);
        let record = self.profiles.memory.add("", pcs, [objects, bytes, 0, 0]);
        if self.profiles.objects.len() >= MAX_OBJECTS {
            self.forget_freed();
        }
        if self.profiles.objects.len() < MAX_OBJECTS {
            let object = self.heap.weak_handle(object.as_ptr() as u64);
            self.profiles.objects.push(Sampled { object, record, objects, bytes });
        }
    }

    /// Counts the sampled objects that have been freed.
    fn forget_freed(&mut self) {
        let (heap, profiles) = (&self.heap, &mut self.profiles);
        let list = &mut profiles.memory.list;
        profiles.objects.retain(|s| {
            let alive = heap.weak_get(s.object).is_some();
            if !alive {
                list[s.record].values[2] += s.objects;
                list[s.record].values[3] += s.bytes;
            }
            alive
        });
    }

    /// The records of a profile.
    pub(crate) fn profile(&mut self, kind: Kind) -> &[Record] {
        self.forget_freed();
        match kind {
            Kind::Block => &self.profiles.block.list,
            Kind::Mutex => &self.profiles.mutex.list,
            Kind::Memory => &self.profiles.memory.list,
            Kind::Cpu => &self.profiles.cpu.list,
        }
    }
}
