//! The heap itself: its state, construction and destruction, lookup, figures. Allocation is in `alloc`, marking in
//! `mark`, the end of a collection in `sweep`, triggers and limits in `pacer`, finalizers and weak pointers in
//! `specials`.

use crate::alloc::{Cache, ClassState};
use crate::arena::{Arena, View};
use crate::classes::{self, CATEGORIES, CLASSES, Category, PAGE, SIZES, slots};
use crate::config::{HeapConfig, HeapStats, NativeFreeCtx, NativeHooks, SizeStats};
use crate::ids::{AllocClass, LayoutId, NativeKind, ObjectInfo};
use crate::layout::LAYOUT_BITS;
use crate::mark::Marker;
use crate::pacer::Pacer;
use crate::span::{LARGE, Span, dealloc_side};
use crate::specials::Specials;
use std::time::{Duration, Instant};

/// The heap of one VM.
///
/// Invariants: while `marking`, nothing is allocated; a cache's bits are slots that are zeroed, counted and marked as
/// allocated in their span, but not handed out.
pub struct Heap {
    /// Indexed by `AllocClass`; 256 long so that any byte is a valid index.
    pub(crate) caches: [Cache; 256],
    pub(crate) wanted: bool,
    pub(crate) marking: bool,
    /// Bytes of the large object being allocated.
    pub(crate) refused: usize,
    pub(crate) arena: Arena,
    pub(crate) classes: Box<[ClassState]>,
    /// Where the layout words of pointer-free objects go.
    pub(crate) scratch: Box<[u32; 64]>,
    pub(crate) marker: Marker,
    pub(crate) pacer: Pacer,
    pub(crate) specials: Specials,
    pub(crate) counts: Counts,
    pub(crate) started: Option<Instant>,
    #[cfg(feature = "stress")]
    /// Allocations that may pass before the next collection.
    pub(crate) stress_left: usize,
}

/// Running figures.
#[derive(Default)]
pub(crate) struct Counts {
    /// Bytes in allocated slots, cached ones included.
    pub live: usize,
    pub external: usize,
    pub total: u64,
    pub mallocs: u64,
    pub frees: u64,
    pub side: usize,
    pub num_gc: u64,
    pub pause_total: Duration,
    pub pause_last: Duration,
    pub live_after_gc: usize,
}

// SAFETY: every pointer in a heap leads into memory that the heap owns, and the hooks are plain functions; a heap may
// move to another thread between uses.
unsafe impl Send for Heap {}

impl Heap {
    /// Reserves address space and sets up an empty heap.
    ///
    /// # Errors
    /// The OS's error when not even the smallest arena (256 MiB of addresses) can be reserved.
    pub fn new(config: HeapConfig) -> std::io::Result<Heap> {
        let arena = Arena::new(config.reserve_bytes)?;
        let marker = Marker::new(arena.view);
        Ok(Heap {
            caches: [Cache::EMPTY; 256],
            wanted: false,
            marking: false,
            refused: 0,
            arena,
            classes: std::iter::repeat_with(ClassState::default).take(CLASSES * CATEGORIES).collect(),
            scratch: Box::new([0; 64]),
            marker,
            pacer: Pacer::new(&config),
            specials: Specials::default(),
            counts: Counts::default(),
            started: None,
            #[cfg(feature = "stress")]
            stress_left: 0,
        })
    }

    /// Bytes of the large object that could not be allocated latest, 0 if it was a small one.
    pub fn refused(&self) -> usize {
        self.refused
    }

    /// Sets the hooks for native objects; before the first `alloc_native`.
    pub fn set_native_hooks(&mut self, hooks: NativeHooks) {
        self.marker.hooks = Some(hooks);
    }

    /// Registers an element layout: `size` bytes, bit `i % 64` of word `i / 64` of `ptr_words` set when word `i` may
    /// hold a pointer. Equal patterns get one id; a layout without pointers is `NOSCAN`. An object holds as many
    /// elements as fit, one after the other.
    ///
    /// # Panics
    /// When a layout with pointers has a size that is not a multiple of 8, or 2^24 layouts exist.
    pub fn add_layout(&mut self, size: usize, ptr_words: &[u64]) -> LayoutId {
        self.marker.layouts.add(size, ptr_words)
    }

    /// The size to which Go rounds a growing slice's `bytes` (decides what `cap` shows after `append`).
    pub fn round_size(bytes: usize, noscan: bool) -> usize {
        classes::round_size(bytes, noscan)
    }

    /// The class that serves objects of `bytes` bytes and `layout`; `None` for zero and for large sizes (use `alloc`).
    #[inline]
    pub fn alloc_class(bytes: usize, layout: LayoutId) -> Option<AllocClass> {
        AllocClass::for_size(bytes, layout)
    }

    /// The allocated object that `addr` points into. Any value is allowed.
    pub fn find_object(&self, addr: u64) -> Option<ObjectInfo> {
        let (span, slot) = self.resolve_allocated(addr)?;
        // SAFETY: a resolved span is in use, and its entries cover every slot.
        let (span, entry) = unsafe {
            let entry = if (*span).category == Category::NoScan { 0 } else { *(*span).entries.add(slot) };
            (&*span, entry)
        };
        Some(ObjectInfo {
            base: span.slot_addr(slot) as usize,
            size: span.elem_size(),
            layout: LayoutId(entry & ((1 << LAYOUT_BITS) - 1)),
            native: (span.category == Category::Native).then_some(NativeKind((entry >> LAYOUT_BITS) as u8)),
        })
    }

    /// Resolves an address to an allocated slot, cached slots not counting as allocated.
    pub(crate) fn resolve_allocated(&self, addr: u64) -> Option<(*mut Span, usize)> {
        let (span, slot) = self.arena.view.resolve(addr)?;
        // SAFETY: a resolved span is in use; its bits cover every slot.
        let (alloc, span_ref) = unsafe { ((*(*span).bits.add(slot >> 6)).alloc, &*span) };
        if alloc >> (slot & 63) & 1 == 0 {
            return None;
        }
        if span_ref.class != LARGE {
            let class = AllocClass::new(usize::from(span_ref.class), span_ref.category);
            let cache = &self.caches[usize::from(class.0)];
            if cache.base as u64 == span_ref.slot_addr(slot & !63) && cache.bits >> (slot & 63) & 1 != 0 {
                return None;
            }
        }
        Some((span, slot))
    }

    /// Whether a collection is due (a single load): the VM collects at its next safepoint.
    #[inline(always)]
    pub fn gc_wanted(&self) -> bool {
        self.wanted
    }

    /// Sets `gc_wanted`.
    pub fn request_gc(&mut self) {
        self.wanted = true;
    }

    /// Bytes allocated so far, what waits in the caches included.
    pub fn total_allocated(&self) -> u64 {
        self.counts.total
    }

    /// The figures.
    pub fn stats(&self) -> HeapStats {
        let (mut cached, mut cached_bytes) = (0, 0);
        for cache in &self.caches {
            let n = cache.bits.count_ones() as usize;
            cached += n as u64;
            cached_bytes += n * cache.size;
        }
        let c = &self.counts;
        let inuse = self.arena.used_pages() * PAGE;
        let sys = self.arena.committed();
        HeapStats {
            heap_alloc: (c.live - cached_bytes) as u64,
            total_alloc: c.total - cached_bytes as u64,
            mallocs: c.mallocs - cached,
            frees: c.frees,
            heap_sys: sys as u64,
            heap_inuse: inuse as u64,
            heap_idle: (sys - inuse) as u64,
            heap_released: (sys - inuse - self.arena.dirty_free * PAGE) as u64,
            gc_sys: self.overhead() as u64,
            external: c.external as u64,
            next_gc: self.pacer.trigger as u64,
            num_gc: c.num_gc,
            pause_total_ns: c.pause_total.as_nanos() as u64,
            last_pause_ns: c.pause_last.as_nanos() as u64,
            live_after_gc: c.live_after_gc as u64,
        }
    }

    /// Bytes of the collector's own tables.
    pub(crate) fn overhead(&self) -> usize {
        let pages = self.arena.view.len as usize / PAGE;
        self.counts.side + self.arena.span_end() as usize * size_of::<Span>() + pages * 4 + self.marker.stack_bytes()
    }

    /// Allocation counts by size class, ascending; large objects are not among them.
    pub fn size_stats(&self) -> Vec<SizeStats> {
        (0..CLASSES)
            .map(|class| {
                let mut s = SizeStats { size: u32::from(SIZES[class]), ..SizeStats::default() };
                for category in [Category::NoScan, Category::Scan, Category::Native] {
                    let index = usize::from(AllocClass::new(class, category).0);
                    s.mallocs += self.classes[index].mallocs - u64::from(self.caches[index].bits.count_ones());
                    s.frees += self.classes[index].frees;
                }
                s
            })
            .collect()
    }

    /// Calls `f` for every allocated object.
    pub fn each_object(&mut self, mut f: impl FnMut(ObjectInfo)) {
        self.each_span(|heap, _, span| {
            // SAFETY: a span in use; its bits cover every slot.
            let span = unsafe { &*span };
            for w in 0..span.words() {
                // SAFETY: `w` is a bit word of the span.
                let bits = unsafe { (*span.bits.add(w)).alloc };
                span.each_slot(w, bits, |slot| {
                    if let Some(object) = heap.find_object(span.slot_addr(slot)) {
                        f(object);
                    }
                });
            }
        });
    }

    /// Which words of an object of a layout may hold pointers.
    pub fn is_pointer_word(&self, layout: LayoutId, word: usize) -> bool {
        let layouts = &self.marker.layouts;
        let Some(record) = layouts.records.get(layout.0 as usize) else { return false };
        let word = word % record.words as usize;
        let mask = match record.words {
            0..=64 => record.mask,
            _ => layouts.bits.get(record.mask as usize + word / 64).copied().unwrap_or(0),
        };
        mask >> (word % 64) & 1 != 0
    }

    /// The raw tables.
    pub(crate) fn view(&self) -> View {
        self.arena.view
    }

    /// Calls `f` for every span in use.
    pub(crate) fn each_span(&mut self, mut f: impl FnMut(&mut Heap, u32, *mut Span)) {
        for index in 1..self.arena.span_end() {
            // SAFETY: every issued index has an initialised span.
            let span = unsafe { self.view().spans.add(index as usize) };
            // SAFETY: as above.
            if unsafe { (*span).nelems } != 0 {
                f(self, index, span);
            }
        }
    }
}

impl Drop for Heap {
    fn drop(&mut self) {
        self.flush_caches();
        let hooks = self.marker.hooks;
        self.each_span(|_, _, span| {
            // SAFETY: spans in use; every allocated slot of a native span is an object that was not destroyed yet.
            unsafe {
                if let (Category::Native, Some(hooks)) = ((*span).category, hooks) {
                    for w in 0..(*span).words() {
                        let live = (*(*span).bits.add(w)).alloc;
                        (*span)
                            .each_slot(w, live, |slot| drop_native(&*span, slot, hooks, &mut NativeFreeCtx::default()));
                    }
                }
                let (nelems, category) = ((*span).nelems as usize, (*span).category);
                if let Some(side) = Span::free_side(span) {
                    dealloc_side(side, nelems, category);
                }
            }
        });
        for (index, state) in self.classes.iter_mut().enumerate() {
            let (class, category) = AllocClass(index as u8).split().expect("states exist for classes only");
            for side in state.spare.drain(..) {
                // SAFETY: spares come from spans of this class.
                unsafe { dealloc_side(side, slots(class), category) };
            }
        }
    }
}

/// Calls the drop hook for a slot of a native span.
///
/// # Safety
/// The slot is allocated and will not be used again.
pub(crate) unsafe fn drop_native(span: &Span, slot: usize, hooks: NativeHooks, ctx: &mut NativeFreeCtx) {
    // SAFETY: the caller's promise.
    unsafe {
        let kind = NativeKind((*span.entries.add(slot) >> LAYOUT_BITS) as u8);
        (hooks.drop)(kind, span.slot_addr(slot) as *mut u8, ctx);
    }
}
