//! When to collect, and how much memory there may be: `GOGC`, the soft limit, the hard limit, external bytes.
//!
//! The trigger always lies above what a collection left, so that an allocation repeated after a collection passes.

use crate::classes::PAGE;
use crate::config::HeapConfig;
use crate::heap::Heap;
use crate::ids::AllocError;

/// Go's smallest trigger at `GOGC=100`.
const MIN_TRIGGER: usize = 4 << 20;
/// The least that may be allocated between collections.
const MIN_HEADROOM: usize = 256 << 10;
/// Collections forced by the hard limit that may bring little, one after another, before the limit is reported.
const MAX_FRUITLESS: u32 = 16;

pub(crate) struct Pacer {
    limit: usize,
    gc_percent: i32,
    soft_limit: Option<usize>,
    /// Live plus external bytes that call for a collection.
    pub trigger: usize,
    /// The hard limit asked for a collection that has not run yet.
    limit_pending: bool,
    /// A collection ran for the hard limit, and nothing has found room since.
    limit_collected: bool,
    fruitless: u32,
    total_at_gc: u64,
}

impl Pacer {
    pub fn new(config: &HeapConfig) -> Pacer {
        let mut pacer = Pacer {
            limit: config.limit_bytes.unwrap_or(usize::MAX),
            gc_percent: config.gc_percent,
            soft_limit: config.soft_limit,
            trigger: 0,
            limit_pending: false,
            limit_collected: false,
            fruitless: 0,
            total_at_gc: 0,
        };
        pacer.set_trigger(0, 0);
        pacer
    }

    /// The next trigger after a collection left `live` bytes; `overhead` is what the soft limit counts beyond them.
    pub fn set_trigger(&mut self, live: usize, overhead: usize) {
        let mut trigger = usize::MAX;
        if let Ok(percent) = usize::try_from(self.gc_percent) {
            let part = |bytes: usize| (bytes as u128 * percent as u128 / 100).min(usize::MAX as u128) as usize;
            trigger = live.saturating_add(part(live)).max(part(MIN_TRIGGER));
        }
        if let Some(soft) = self.soft_limit {
            // Close to the limit or past it: collect often, but not at every allocation.
            let least = live.saturating_add(live / 16).saturating_add(1 << 20);
            trigger = trigger.min(soft.saturating_sub(overhead).max(least));
        }
        self.trigger = trigger.max(live.saturating_add(MIN_HEADROOM));
    }
}

impl Heap {
    /// Whether `bytes` more pages or external bytes fit the hard limit.
    pub(crate) fn check_room(&mut self, bytes: usize) -> Result<(), AllocError> {
        if self.fits(bytes) {
            self.pacer.limit_collected = false;
            return Ok(());
        }
        Err(self.out_of_room())
    }

    fn fits(&self, bytes: usize) -> bool {
        let used = self.arena.used_pages() * PAGE + self.counts.external;
        used.checked_add(bytes).is_some_and(|sum| sum <= self.pacer.limit)
    }

    /// Collect first, or give up: when the collection asked for has just run, or several brought next to nothing.
    #[cold]
    pub(crate) fn out_of_room(&mut self) -> AllocError {
        if self.pacer.limit_collected || self.pacer.fruitless >= MAX_FRUITLESS {
            self.pacer.limit_collected = false;
            self.pacer.fruitless = 0;
            return AllocError::Limit;
        }
        self.pacer.limit_pending = true;
        self.wanted = true;
        AllocError::Collect
    }

    /// Sets the next trigger at the end of a collection.
    pub(crate) fn pace(&mut self) {
        let live = self.counts.live + self.counts.external;
        self.counts.live_after_gc = live;
        let since = self.counts.total - self.pacer.total_at_gc;
        self.pacer.total_at_gc = self.counts.total;
        self.pacer.limit_collected = self.pacer.limit_pending;
        if self.pacer.limit_pending && since < (self.pacer.limit / 128) as u64 {
            self.pacer.fruitless += 1;
        } else {
            self.pacer.fruitless = 0;
        }
        self.pacer.limit_pending = false;
        self.repace();
        // Free pages are kept for what may be allocated before the next collection; the rest goes back.
        let keep = self.pacer.trigger.saturating_sub(live).saturating_add(self.pacer.trigger / 10);
        self.arena.release(keep.div_ceil(PAGE));
    }

    fn repace(&mut self) {
        let live = self.counts.live_after_gc;
        let slack = (self.arena.used_pages() * PAGE).saturating_sub(self.counts.live);
        let overhead = slack.saturating_add(self.overhead());
        self.pacer.set_trigger(live, overhead);
    }

    /// Counts memory that native objects own outside the heap; may set `gc_wanted`.
    pub fn add_external(&mut self, bytes: usize) {
        self.counts.external = self.counts.external.saturating_add(bytes);
        if self.counts.live.saturating_add(self.counts.external) >= self.pacer.trigger {
            self.wanted = true;
        }
    }

    /// Takes back `add_external`.
    pub fn sub_external(&mut self, bytes: usize) {
        self.counts.external = self.counts.external.saturating_sub(bytes);
    }

    /// Asks whether `bytes` more external bytes fit the hard limit, before growing a map or a stack.
    ///
    /// # Errors
    /// `Collect` when garbage may make room (`gc_wanted` is set too), `Limit` when not.
    pub fn check_external(&mut self, bytes: usize) -> Result<(), AllocError> {
        self.check_room(bytes)
    }

    /// Sets `GOGC` (negative: off) and returns the previous value.
    pub fn set_gc_percent(&mut self, percent: i32) -> i32 {
        let old = std::mem::replace(&mut self.pacer.gc_percent, percent);
        self.repace();
        old
    }

    /// Sets the soft memory limit (`debug.SetMemoryLimit`) and returns the previous one.
    pub fn set_soft_limit(&mut self, bytes: Option<usize>) -> Option<usize> {
        let old = std::mem::replace(&mut self.pacer.soft_limit, bytes);
        self.repace();
        old
    }

    /// Gives free pages back to the OS (`debug.FreeOSMemory`); collect first.
    pub fn release_free_pages(&mut self) {
        self.arena.release(0);
    }
}
