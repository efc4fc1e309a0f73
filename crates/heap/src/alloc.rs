//! Allocation. The fast path pops a bit of a class's cache; the slow path refills the cache from the class's spans, at
//! most `CHUNK` bytes at a time, zeroed in one go while they are warm.

use crate::classes::{Category, MAX_SMALL, PAGE, SIZES, SPAN_PAGES, class_of, reciprocal, slots};
use crate::heap::Heap;
use crate::ids::{AllocClass, AllocError, LayoutId, NativeKind};
use crate::layout::LAYOUT_BITS;
use crate::span::{LARGE, Span};
use std::ptr::{self, NonNull};

/// Up to 64 slots ready to be handed out.
#[derive(Clone, Copy)]
#[repr(C)]
pub(crate) struct Cache {
    /// Bit `i`: slot `i` from `base` is free, and zeroed.
    pub bits: u64,
    pub base: *mut u8,
    pub size: usize,
    /// The layout word of the slot at `base`.
    pub entries: *mut u32,
}

impl Cache {
    pub const EMPTY: Cache = Cache { bits: 0, base: ptr::null_mut(), size: 0, entries: ptr::null_mut() };
}

/// Where a class allocates from.
#[derive(Default)]
pub(crate) struct ClassState {
    /// The span behind the cache; 0 is none.
    current: u32,
    /// The bit word behind the cache.
    word: u32,
    /// Spans with free slots, found by the latest sweep.
    pub partial: Vec<u32>,
    /// Side memory of freed spans, for the next ones.
    pub spare: Vec<*mut u8>,
    pub mallocs: u64,
    pub frees: u64,
}

/// Bytes zeroed and handed to a cache at once.
const CHUNK: usize = 2048;
/// No single object may be larger.
const MAX_LARGE: usize = 1 << 34;

/// What zero-size allocations point to. Outside every arena.
static ZERO_BASE: [u64; 2] = [0; 2];

/// Whether the caller can collect when told to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    MayCollect,
    Force,
}

impl Heap {
    /// The fast path for handlers: zeroed memory of `class`, or `None`: call `alloc_slow` with the same arguments.
    ///
    /// # Safety
    /// `class` came from `alloc_class` with `layout`, which this heap issued, and the caller stores what the layout says.
    #[inline(always)]
    pub unsafe fn try_alloc_small(&mut self, class: AllocClass, layout: LayoutId) -> Option<NonNull<u8>> {
        if cfg!(feature = "stress") {
            return None;
        }
        // SAFETY: the caller's promise.
        unsafe { self.pop(class, layout.0) }
    }

    /// # Safety
    /// As `try_alloc_small`; `entry` is the layout word.
    #[inline(always)]
    unsafe fn pop(&mut self, class: AllocClass, entry: u32) -> Option<NonNull<u8>> {
        let cache = &mut self.caches[usize::from(class.0)];
        let bits = cache.bits;
        if bits == 0 {
            return None;
        }
        let slot = bits.trailing_zeros() as usize;
        cache.bits = bits & (bits - 1);
        // SAFETY: a set bit is a slot of the cache's span (or of the scratch entries), and its address is not null.
        unsafe {
            *cache.entries.add(slot) = entry;
            Some(NonNull::new_unchecked(cache.base.add(slot * cache.size)))
        }
    }

    /// What follows a `None` of `try_alloc_small`.
    ///
    /// # Errors
    /// See [`AllocError`]: on `Collect`, run a collection and ask again.
    ///
    /// # Safety
    /// As `try_alloc_small`.
    #[cold]
    #[inline(never)]
    pub unsafe fn alloc_slow(&mut self, class: AllocClass, layout: LayoutId) -> Result<NonNull<u8>, AllocError> {
        // SAFETY: the caller's promise.
        unsafe { self.small_slow(class, layout.0, Mode::MayCollect) }
    }

    /// Zeroed memory for `bytes` bytes holding repeated elements of `layout`. Zero bytes: the fixed zero-size base.
    ///
    /// # Errors
    /// See [`AllocError`]: on `Collect`, run a collection and ask again.
    ///
    /// # Safety
    /// This heap issued `layout`, and the caller stores what it says.
    #[inline]
    pub unsafe fn alloc(&mut self, bytes: usize, layout: LayoutId) -> Result<NonNull<u8>, AllocError> {
        // SAFETY: the caller's promise.
        unsafe { self.alloc_mode(bytes, layout, Mode::MayCollect) }
    }

    /// As `alloc`, for callers that hold unrooted references: past the trigger it succeeds and only sets `gc_wanted`.
    /// `Collect` means here that the hard limit is reached and garbage may exist.
    ///
    /// # Errors
    /// See [`AllocError`].
    ///
    /// # Safety
    /// As `alloc`.
    #[inline]
    pub unsafe fn alloc_nogc(&mut self, bytes: usize, layout: LayoutId) -> Result<NonNull<u8>, AllocError> {
        // SAFETY: the caller's promise.
        unsafe { self.alloc_mode(bytes, layout, Mode::Force) }
    }

    /// A native object: `layout` covers its pointers inside `bytes` (not 0), the hooks do the rest. `kind` is not 0.
    /// Zeroed memory: the hooks must cope with an object that is still all zero. Aligned to 16 when `bytes` is a
    /// multiple of 16, to 8 otherwise.
    ///
    /// # Errors
    /// See [`AllocError`].
    ///
    /// # Panics
    /// When `kind` or `bytes` is 0.
    ///
    /// # Safety
    /// As `alloc`.
    pub unsafe fn alloc_native(
        &mut self,
        kind: NativeKind,
        bytes: usize,
        layout: LayoutId,
    ) -> Result<NonNull<u8>, AllocError> {
        // SAFETY: the caller's promise.
        unsafe { self.native_mode(kind, bytes, layout, Mode::MayCollect) }
    }

    /// `alloc_native` for callers that hold unrooted references; see `alloc_nogc`.
    ///
    /// # Errors
    /// See [`AllocError`].
    ///
    /// # Panics
    /// When `kind` or `bytes` is 0.
    ///
    /// # Safety
    /// As `alloc`.
    pub unsafe fn alloc_native_nogc(
        &mut self,
        kind: NativeKind,
        bytes: usize,
        layout: LayoutId,
    ) -> Result<NonNull<u8>, AllocError> {
        // SAFETY: the caller's promise.
        unsafe { self.native_mode(kind, bytes, layout, Mode::Force) }
    }

    /// The address of every zero-size object.
    #[inline]
    pub fn zero_base() -> NonNull<u8> {
        NonNull::from(&ZERO_BASE).cast()
    }

    #[inline(always)]
    unsafe fn alloc_mode(&mut self, bytes: usize, layout: LayoutId, mode: Mode) -> Result<NonNull<u8>, AllocError> {
        let category = if layout == LayoutId::NOSCAN { Category::NoScan } else { Category::Scan };
        // `bytes` 0 wraps around to the rare path.
        if bytes.wrapping_sub(1) < MAX_SMALL {
            let class = AllocClass::new(class_of(bytes), category);
            // SAFETY: the caller's promise; the class fits the layout.
            unsafe {
                if let Some(p) = self.try_alloc_small(class, layout) {
                    return Ok(p);
                }
                return self.small_slow(class, layout.0, mode);
            }
        }
        if bytes == 0 {
            return Ok(Heap::zero_base());
        }
        self.large(bytes, category, layout.0, mode)
    }

    unsafe fn native_mode(
        &mut self,
        kind: NativeKind,
        bytes: usize,
        layout: LayoutId,
        mode: Mode,
    ) -> Result<NonNull<u8>, AllocError> {
        assert!(kind.0 != 0 && bytes != 0, "a native object has a kind and a size");
        let entry = layout.0 | u32::from(kind.0) << LAYOUT_BITS;
        if bytes > MAX_SMALL {
            return self.large(bytes, Category::Native, entry, mode);
        }
        let class = AllocClass::new(class_of(bytes), Category::Native);
        if !cfg!(feature = "stress") {
            // SAFETY: the caller's promise; the class fits the entry.
            if let Some(p) = unsafe { self.pop(class, entry) } {
                return Ok(p);
            }
        }
        // SAFETY: as above.
        unsafe { self.small_slow(class, entry, mode) }
    }

    #[cold]
    #[inline(never)]
    unsafe fn small_slow(&mut self, class: AllocClass, entry: u32, mode: Mode) -> Result<NonNull<u8>, AllocError> {
        self.check_trigger(mode)?;
        // SAFETY: the caller's promise.
        if let Some(p) = unsafe { self.pop(class, entry) } {
            return Ok(p);
        }
        self.refill(class)?;
        // SAFETY: the caller's promise; `refill` left at least one slot.
        Ok(unsafe { self.pop(class, entry) }.expect("a refilled cache has a slot"))
    }

    /// Lets an allocation pass, or asks for a collection first.
    fn check_trigger(&mut self, mode: Mode) -> Result<(), AllocError> {
        assert!(!self.marking, "no allocation during a collection");
        #[cfg(feature = "stress")]
        if let Some(left) = self.stress_left.checked_sub(1) {
            self.stress_left = left;
        } else {
            self.wanted = true;
            if mode == Mode::MayCollect {
                return Err(AllocError::Collect);
            }
        }
        if self.counts.live + self.counts.external >= self.pacer.trigger {
            self.wanted = true;
            if mode == Mode::MayCollect {
                return Err(AllocError::Collect);
            }
        }
        Ok(())
    }

    /// Puts free slots into the (empty) cache of `class`.
    fn refill(&mut self, class: AllocClass) -> Result<(), AllocError> {
        let index = usize::from(class.0);
        let (size_class, category) = class.split().expect("the class of an allocation");
        loop {
            let current = self.classes[index].current;
            // SAFETY: `current` is 0 (a span without slots) or a span in use of this class.
            let span = unsafe { &mut *self.view().spans.add(current as usize) };
            while (span.next_word as usize) < span.words() {
                let w = span.next_word as usize;
                // SAFETY: `w` is a bit word of the span.
                let word = unsafe { &mut *span.bits.add(w) };
                let free = !word.alloc & span.valid(w);
                if free == 0 {
                    span.next_word += 1;
                    continue;
                }
                let size = span.elem_size();
                let window = (CHUNK / size).clamp(1, 64) as u32;
                let take = free & (u64::MAX >> (64 - window)) << free.trailing_zeros();
                word.alloc |= take;
                let base = span.slot_addr(w * 64) as *mut u8;
                if span.needs_zero {
                    // SAFETY: the slots of `take` lie in the span and are free.
                    unsafe { zero_slots(base, size, take) };
                }
                let entries = if category == Category::NoScan {
                    self.scratch.as_mut_ptr()
                } else {
                    // SAFETY: the span has an entry per slot.
                    unsafe { span.entries.add(w * 64) }
                };
                self.caches[index] = Cache { bits: take, base, size, entries };
                let state = &mut self.classes[index];
                state.word = w as u32;
                let n = u64::from(take.count_ones());
                state.mallocs += n;
                self.count_alloc(n, n as usize * size);
                return Ok(());
            }
            let next = match self.classes[index].partial.pop() {
                Some(next) => next,
                None => self.new_span(usize::from(SPAN_PAGES[size_class]), size_class as u8, category)?,
            };
            self.classes[index].current = next;
        }
    }

    fn count_alloc(&mut self, objects: u64, bytes: usize) {
        self.counts.mallocs += objects;
        self.counts.total += bytes as u64;
        self.counts.live += bytes;
    }

    /// A span of fresh or reused pages, mapped in the page table.
    fn new_span(&mut self, pages: usize, class: u8, category: Category) -> Result<u32, AllocError> {
        self.check_room(pages * PAGE)?;
        let Some((start, dirty)) = self.arena.take(pages as u32) else {
            return Err(self.out_of_room());
        };
        let index = self.arena.take_span();
        self.arena.map_pages(start, pages as u32, index);
        let (size, nelems) = if class == LARGE {
            (pages * PAGE, 1)
        } else {
            (usize::from(SIZES[usize::from(class)]), slots(usize::from(class)))
        };
        let spare = if class == LARGE {
            None
        } else {
            self.classes[usize::from(AllocClass::new(usize::from(class), category).0)].spare.pop()
        };
        // SAFETY: `index` is an unused place in the span table, where spans do not move; spares are kept by class.
        unsafe {
            let span = self.view().spans.add(index as usize);
            span.write(Span {
                base: self.arena.address(start) as u64,
                recip: if nelems == 1 { 0 } else { reciprocal(size) },
                nelems: nelems as u32,
                elem_words: (size / 8) as u32,
                category,
                class,
                needs_zero: dirty,
                pages: pages as u32,
                ..Span::EMPTY
            });
            Span::init_side(span, spare);
            self.counts.side += (*span).side_bytes();
        }
        Ok(index)
    }

    #[cold]
    #[inline(never)]
    fn large(&mut self, bytes: usize, category: Category, entry: u32, mode: Mode) -> Result<NonNull<u8>, AllocError> {
        self.refused = bytes;
        if bytes > MAX_LARGE {
            return Err(AllocError::Limit);
        }
        self.check_trigger(mode)?;
        let pages = bytes.div_ceil(PAGE);
        let index = self.new_span(pages, LARGE, category)?;
        self.refused = 0;
        // SAFETY: a span just made: one slot over its pages, which nothing else refers to.
        unsafe {
            let span = &mut *self.view().spans.add(index as usize);
            let p = span.base as *mut u8;
            if span.needs_zero {
                p.write_bytes(0, pages * PAGE);
            }
            (*span.bits).alloc = 1;
            *span.entries = entry;
            self.count_alloc(1, pages * PAGE);
            Ok(NonNull::new_unchecked(p))
        }
    }

    /// Takes back the slots that caches hold, so that allocation bits and counts are exact.
    pub(crate) fn flush_caches(&mut self) {
        for index in 0..self.classes.len() {
            let cache = std::mem::replace(&mut self.caches[index], Cache::EMPTY);
            let state = &mut self.classes[index];
            if cache.bits != 0 {
                // SAFETY: a cache with slots stands for bit word `word` of the current span.
                unsafe {
                    let span = self.arena.view.spans.add(state.current as usize);
                    (*(*span).bits.add(state.word as usize)).alloc &= !cache.bits;
                }
                let n = u64::from(cache.bits.count_ones());
                state.mallocs -= n;
                self.counts.mallocs -= n;
                self.counts.total -= n * cache.size as u64;
                self.counts.live -= n as usize * cache.size;
            }
            // Reached again through the lists that the sweep makes.
            state.current = 0;
            state.partial.clear();
        }
    }
}

/// Zeroes the slots of `bits`, run by run.
///
/// # Safety
/// The slots are writable and free.
unsafe fn zero_slots(base: *mut u8, size: usize, bits: u64) {
    let mut bits = bits;
    while bits != 0 {
        let start = bits.trailing_zeros();
        let run = (!(bits >> start)).trailing_zeros();
        // SAFETY: the caller's promise.
        unsafe { base.add(start as usize * size).write_bytes(0, run as usize * size) };
        bits &= bits.wrapping_add(1 << start);
    }
}
