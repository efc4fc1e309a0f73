//! A collection from begin to end, and its sweep.
//!
//! The sweep is not lazy: it looks at bits only (128 bytes for a page of 16-byte objects), never at objects, which are
//! zeroed when they are handed out again. That costs a twentieth of marking, or 50 ns for a page of garbage, and leaves
//! every count exact and every empty span free the moment a collection ends.

use crate::classes::{Category, PAGE};
use crate::config::NativeFreeCtx;
use crate::heap::{Heap, drop_native};
use crate::ids::{AllocClass, Token};
use crate::mark::Marker;
use crate::span::{LARGE, Span, dealloc_side};
use std::time::Instant;

/// Side memory kept per class for reuse, in spans.
const MAX_SPARE: usize = 512;

impl Heap {
    /// Starts marking. Follow with roots given to the marker, then `finish`.
    ///
    /// # Panics
    /// When a collection is under way.
    pub fn begin_mark(&mut self) -> &mut Marker {
        assert!(!self.marking, "one collection at a time");
        self.started = Some(Instant::now());
        self.flush_caches();
        self.marking = true;
        let view = self.view();
        self.marker.begin(view);
        &mut self.marker
    }

    /// The marker of the collection under way.
    ///
    /// # Panics
    /// When none is.
    pub fn marker(&mut self) -> &mut Marker {
        assert!(self.marking, "a collection is under way");
        &mut self.marker
    }

    /// Traces everything reachable from what has been marked so far. `finish` does it too; call it before asking
    /// `Marker::is_marked`.
    pub fn drain(&mut self) {
        self.marker().drain();
    }

    /// Ends the collection: drains, decides finalizers, cleanups and weak pointers, sweeps, sets the next trigger.
    /// `mark_token` is called for every token that is registered or queued, to mark what it refers to.
    ///
    /// # Panics
    /// Without `begin_mark`.
    pub fn finish(&mut self, mark_token: &mut dyn FnMut(Token, &mut Marker)) {
        self.drain();
        self.specials.settle(&mut self.marker, mark_token);
        self.marker.trim();
        self.marking = false;
        self.sweep();
        self.wanted = false;
        self.pace();
        let counts = &mut self.counts;
        counts.num_gc += 1;
        counts.pause_last = self.started.take().map(|t| t.elapsed()).unwrap_or_default();
        counts.pause_total += counts.pause_last;
        #[cfg(feature = "stress")]
        {
            // Before every allocation while the heap is small, and seldom enough to finish when it is not.
            self.stress_left = 1 + self.counts.live / (64 << 10);
            self.verify();
        }
    }

    /// `begin_mark`, `roots`, `finish` in one.
    pub fn collect(&mut self, roots: impl FnOnce(&mut Marker), mark_token: &mut dyn FnMut(Token, &mut Marker)) {
        roots(self.begin_mark());
        self.finish(mark_token);
    }

    /// Frees what is not marked, clears all marks, makes the lists of spans with free slots.
    fn sweep(&mut self) {
        let mut ctx = NativeFreeCtx::default();
        self.each_span(|heap, index, span| {
            // SAFETY: a span in use, borrowed by nobody else.
            let span = unsafe { &mut *span };
            let (mut live, mut freed) = (0, 0);
            for w in 0..span.words() {
                // SAFETY: `w` is a bit word of the span.
                let word = unsafe { &mut *span.bits.add(w) };
                let dead = word.alloc & !word.mark;
                word.alloc = word.mark;
                word.mark = 0;
                live += word.alloc.count_ones();
                freed += dead.count_ones();
                if dead != 0 {
                    heap.bury(span, w, dead, &mut ctx);
                }
            }
            let size = span.elem_size();
            heap.counts.frees += u64::from(freed);
            heap.counts.live -= freed as usize * size;
            if span.class != LARGE {
                let class = usize::from(AllocClass::new(usize::from(span.class), span.category).0);
                let state = &mut heap.classes[class];
                state.frees += u64::from(freed);
                if live != 0 && live < span.nelems {
                    state.partial.push(index);
                }
            }
            if live == 0 {
                heap.free_span(index, span);
            } else {
                span.needs_zero = true;
                span.next_word = 0;
            }
        });
        self.sub_external(ctx.external_freed);
    }

    /// What happens to dead slots beyond their bits.
    #[inline]
    fn bury(&mut self, span: &Span, w: usize, dead: u64, ctx: &mut NativeFreeCtx) {
        if span.category == Category::Native
            && let Some(hooks) = self.marker.hooks
        {
            // SAFETY: dead slots were allocated, and are used no more.
            span.each_slot(w, dead, |slot| unsafe { drop_native(span, slot, hooks, ctx) });
        }
        #[cfg(feature = "stress")]
        // SAFETY: dead slots are used no more.
        span.each_slot(w, dead, |slot| unsafe {
            (span.slot_addr(slot) as *mut u8).write_bytes(0xdb, span.elem_size());
        });
    }

    fn free_span(&mut self, index: u32, span: &mut Span) {
        let (start, pages) = (self.arena.page_of(span.base), span.pages);
        self.counts.side -= span.side_bytes();
        let (nelems, category, class) = (span.nelems as usize, span.category, span.class);
        // SAFETY: the span holds no object any more.
        if let Some(side) = unsafe { Span::free_side(span) } {
            let spare = &mut self.classes[usize::from(AllocClass::new(usize::from(class), category).0)].spare;
            if spare.len() < MAX_SPARE {
                spare.push(side);
            } else {
                // SAFETY: just freed from this span.
                unsafe { dealloc_side(side, nelems, category) };
            }
        }
        self.arena.map_pages(start, pages, 0);
        self.arena.give(start, pages);
        self.arena.give_span(index);
    }

    /// Checks the heap's invariants; for tests and hostile builds.
    ///
    /// # Panics
    /// When one is broken.
    pub fn verify(&mut self) {
        self.arena.check();
        let (mut live, mut pages, mut side) = (0, 0, 0);
        let marking = self.marking;
        self.each_span(|heap, index, span| {
            // SAFETY: a span in use.
            let span = unsafe { &*span };
            let start = heap.arena.page_of(span.base);
            for page in start..start + span.pages {
                // SAFETY: a page of a span has a table entry.
                let owner = unsafe { *heap.view().table.add(page as usize) };
                assert_eq!(owner, index, "a span owns its pages");
            }
            assert!(span.nelems as usize * span.elem_size() <= span.pages as usize * PAGE, "slots inside the span");
            for w in 0..span.words() {
                // SAFETY: `w` is a bit word of the span.
                let word = unsafe { *span.bits.add(w) };
                assert_eq!(word.alloc & !span.valid(w), 0, "bits stand for slots");
                assert_eq!(word.mark & !word.alloc, 0, "only allocated objects are marked");
                assert!(marking || word.mark == 0, "no marks outside a collection");
                live += word.alloc.count_ones() as usize * span.elem_size();
            }
            pages += span.pages as usize;
            side += span.side_bytes();
        });
        assert_eq!(live, self.counts.live, "live bytes");
        assert_eq!(pages, self.arena.used_pages(), "used pages");
        assert_eq!(side, self.counts.side, "side bytes");
    }
}
