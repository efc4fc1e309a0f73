//! What is kept of the collections so far, for `runtime.ReadMemStats`, `debug.ReadGCStats` and `runtime/metrics`.

use crate::vm::Vm;

/// Pauses that are kept.
const KEPT: usize = 256;

/// The latest collections.
#[derive(Default)]
pub(crate) struct GcLog {
    /// Nanoseconds of each pause and when it ended, since 1970; collection n at `(n + 255) % 256`.
    pub ring: Vec<[u64; 2]>,
    /// Collections that the program asked for.
    pub forced: u64,
}

impl Vm {
    /// A collection is over.
    pub(crate) fn note_collection(&mut self) {
        let stats = self.heap.stats();
        let at = (stats.num_gc as usize + KEPT - 1) % KEPT;
        let ring = &mut self.gc_log.ring;
        if ring.len() <= at {
            ring.resize(at + 1, [0; 2]);
        }
        ring[at] = [stats.last_pause_ns.max(1), self.sched.clock.peek().0.max(0) as u64];
    }
}
