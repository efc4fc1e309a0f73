//! The public face of the heap.
#![allow(unused_variables, clippy::missing_safety_doc)]

use crate::ids::*;
use std::ptr::NonNull;

/// How a heap is set up.
#[derive(Clone, Debug)]
pub struct HeapConfig {
    /// Hard cap on heap pages plus external bytes; `None` is the address space.
    pub limit_bytes: Option<usize>,
    /// `GOGC`: growth in per cent before the next collection; negative is off.
    pub gc_percent: i32,
    /// `GOMEMLIMIT`: a soft limit that makes collections more frequent, never an error.
    pub soft_limit: Option<usize>,
    /// Virtual address space to reserve; smaller sizes are tried when the OS refuses.
    pub reserve_bytes: usize,
}

impl Default for HeapConfig {
    fn default() -> Self {
        HeapConfig { limit_bytes: None, gc_percent: 100, soft_limit: None, reserve_bytes: 64 << 30 }
    }
}

/// What the VM does for native objects (maps, channels, timers). Hooks must not allocate from or collect the heap.
#[derive(Clone, Copy)]
pub struct NativeHooks {
    /// Marks what a live native object refers to outside its layout (entries kept outside the heap).
    pub trace: unsafe fn(NativeKind, *mut u8, &mut Marker),
    /// Destroys a dead native object (before its memory is reused) and, when the heap is dropped, every one.
    pub drop: unsafe fn(NativeKind, *mut u8, &mut NativeFreeCtx),
}

/// What a drop hook may tell the heap.
#[derive(Default, Debug)]
pub struct NativeFreeCtx {
    /// External bytes the object gave back (subtracted from the heap's external count).
    pub external_freed: usize,
}

/// Receives roots and references while a collection marks.
pub struct Marker {}

impl Marker {
    /// Marks the object that `addr` points into, if it is one: any value is allowed.
    #[inline]
    pub fn mark_word(&mut self, addr: u64) {
        unimplemented!()
    }
    /// Marks `words` words at `ptr`, each possibly a pointer. `ptr..` must be readable.
    pub unsafe fn mark_words(&mut self, ptr: *const u64, words: usize) {
        unimplemented!()
    }
    /// Marks those of the `words` words at `ptr` whose bit in `bitmap` (bit `i % 64` of word `i / 64`) is set.
    pub unsafe fn mark_bitmap(&mut self, ptr: *const u64, words: usize, bitmap: &[u64]) {
        unimplemented!()
    }
    /// Marks the pointers in `bytes` bytes at `ptr` that hold repeated elements of `layout` (globals, frames).
    pub unsafe fn mark_layout(&mut self, ptr: *const u8, bytes: usize, layout: LayoutId) {
        unimplemented!()
    }
    /// Whether the object that `addr` points into is marked; `None` when it is no object.
    pub fn is_marked(&self, addr: u64) -> Option<bool> {
        unimplemented!()
    }
}

/// Figures for `runtime.ReadMemStats`, `runtime/metrics` and the tests. All in bytes unless the name says otherwise.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct HeapStats {
    /// Bytes of allocated objects (`HeapAlloc`), without external bytes.
    pub heap_alloc: u64,
    /// Bytes ever allocated (`TotalAlloc`).
    pub total_alloc: u64,
    /// Objects ever allocated.
    pub mallocs: u64,
    /// Objects ever freed.
    pub frees: u64,
    /// Committed address space (`HeapSys`).
    pub heap_sys: u64,
    /// Bytes of spans in use (`HeapInuse`).
    pub heap_inuse: u64,
    /// Committed bytes not in spans (`HeapIdle`).
    pub heap_idle: u64,
    /// Idle bytes given back to the OS (`HeapReleased`).
    pub heap_released: u64,
    /// The collector's own tables (`GCSys`).
    pub gc_sys: u64,
    /// Bytes that native objects own outside the heap.
    pub external: u64,
    /// Heap size that starts the next collection (`NextGC`).
    pub next_gc: u64,
    /// Finished collections.
    pub num_gc: u64,
    /// Sum of the pauses.
    pub pause_total_ns: u64,
    /// The latest pause.
    pub last_pause_ns: u64,
    /// Bytes found live (heap and external) by the latest collection.
    pub live_after_gc: u64,
}

/// Allocation counts of one size class.
#[derive(Clone, Copy, Default, Debug, PartialEq, Eq)]
pub struct SizeStats {
    /// Slot size.
    pub size: u32,
    /// Objects ever allocated.
    pub mallocs: u64,
    /// Objects ever freed.
    pub frees: u64,
}

/// The heap of one VM.
pub struct Heap {}

impl Heap {
    /// Reserves address space and sets up an empty heap.
    ///
    /// # Errors
    /// The OS's error when not even the smallest arena can be reserved.
    pub fn new(config: HeapConfig) -> std::io::Result<Heap> {
        unimplemented!()
    }
    /// Sets the hooks for native objects; before the first `alloc_native`.
    pub fn set_native_hooks(&mut self, hooks: NativeHooks) {}

    // Layouts
    /// Registers an element layout: `size` bytes, bit `i` of `ptr_words` set when word `i` may hold a pointer.
    /// Equal layouts get one id; a layout without pointers is `NOSCAN`.
    ///
    /// # Panics
    /// When a layout with pointers has a size that is not a multiple of 8, or 2^24 layouts exist.
    pub fn add_layout(&mut self, size: usize, ptr_words: &[u64]) -> LayoutId {
        unimplemented!()
    }

    // Allocation
    /// The class that serves objects of `bytes` bytes and `layout`; `None` for zero and for large sizes (use `alloc`).
    pub fn alloc_class(bytes: usize, layout: LayoutId) -> Option<AllocClass> {
        unimplemented!()
    }
    /// The fast path for handlers: zeroed memory of `class`, or `None`: call `alloc_slow` with the same arguments.
    ///
    /// # Safety
    /// `class` came from `alloc_class` with `layout`, which this heap issued, and the caller stores what the layout says.
    #[inline(always)]
    pub unsafe fn try_alloc_small(&mut self, class: AllocClass, layout: LayoutId) -> Option<NonNull<u8>> {
        unimplemented!()
    }
    /// What follows a `None` of `try_alloc_small`.
    ///
    /// # Errors
    /// See [`AllocError`]: on `Collect`, run a collection and ask again.
    ///
    /// # Safety
    /// As `try_alloc_small`.
    #[cold]
    pub unsafe fn alloc_slow(&mut self, class: AllocClass, layout: LayoutId) -> Result<NonNull<u8>, AllocError> {
        unimplemented!()
    }
    /// Zeroed memory for `bytes` bytes holding repeated elements of `layout`. Zero bytes: the fixed zero-size base.
    ///
    /// # Errors
    /// See [`AllocError`].
    ///
    /// # Safety
    /// This heap issued `layout`, and the caller stores what it says.
    pub unsafe fn alloc(&mut self, bytes: usize, layout: LayoutId) -> Result<NonNull<u8>, AllocError> {
        unimplemented!()
    }
    /// As `alloc`, for callers that hold unrooted references: past the trigger it succeeds and only sets `gc_wanted`.
    /// `Collect` means here that the hard limit is reached and garbage may exist.
    ///
    /// # Errors
    /// See [`AllocError`].
    ///
    /// # Safety
    /// As `alloc`.
    pub unsafe fn alloc_nogc(&mut self, bytes: usize, layout: LayoutId) -> Result<NonNull<u8>, AllocError> {
        unimplemented!()
    }
    /// A native object: `layout` covers its pointers inside `bytes`, the hooks do the rest. `kind` is not 0.
    /// Zeroed memory: the hooks must cope with an object that is still all zero.
    ///
    /// # Errors
    /// See [`AllocError`].
    ///
    /// # Safety
    /// As `alloc`.
    pub unsafe fn alloc_native(
        &mut self,
        kind: NativeKind,
        bytes: usize,
        layout: LayoutId,
    ) -> Result<NonNull<u8>, AllocError> {
        unimplemented!()
    }
    /// `alloc_native` for callers that hold unrooted references; see `alloc_nogc`.
    ///
    /// # Errors
    /// See [`AllocError`].
    ///
    /// # Safety
    /// As `alloc`.
    pub unsafe fn alloc_native_nogc(
        &mut self,
        kind: NativeKind,
        bytes: usize,
        layout: LayoutId,
    ) -> Result<NonNull<u8>, AllocError> {
        unimplemented!()
    }
    /// The size to which Go rounds a growing slice's `bytes` (decides what `cap` prints after `append`).
    pub fn round_size(bytes: usize, noscan: bool) -> usize {
        unimplemented!()
    }
    /// Counts memory that native objects own outside the heap; may set `gc_wanted`.
    pub fn add_external(&mut self, bytes: usize) {}
    /// Takes back `add_external`.
    pub fn sub_external(&mut self, bytes: usize) {}
    /// Asks whether `bytes` more external bytes fit the hard limit, before growing a map or a stack.
    ///
    /// # Errors
    /// `Collect` when garbage may make room, `Limit` when not.
    pub fn check_external(&self, bytes: usize) -> Result<(), AllocError> {
        unimplemented!()
    }

    // Lookup
    /// The allocated object that `addr` points into. Any value is allowed.
    pub fn find_object(&self, addr: u64) -> Option<ObjectInfo> {
        unimplemented!()
    }

    // Collection
    /// Whether a collection is due (a single load): the VM collects at its next safepoint.
    #[inline(always)]
    pub fn gc_wanted(&self) -> bool {
        unimplemented!()
    }
    /// Sets `gc_wanted`.
    pub fn request_gc(&mut self) {}
    /// Starts marking. Follow with roots given to the marker, then `finish`.
    pub fn begin_mark(&mut self) -> &mut Marker {
        unimplemented!()
    }
    /// The marker of the collection under way.
    pub fn marker(&mut self) -> &mut Marker {
        unimplemented!()
    }
    /// Traces everything reachable from what has been marked so far.
    pub fn drain(&mut self) {}
    /// Ends the collection: drains, decides finalizers, cleanups and weak pointers, sweeps, sets the next trigger.
    /// `mark_token` is called for every token that is registered or queued, to mark what it refers to.
    pub fn finish(&mut self, mark_token: &mut dyn FnMut(Token, &mut Marker)) {}
    /// `begin_mark`, `roots`, `finish` in one.
    pub fn collect(
        &mut self,
        roots: impl FnOnce(&mut Marker),
        mark_token: &mut dyn FnMut(Token, &mut Marker),
    ) {
    }
    /// Gives free pages back to the OS (`debug.FreeOSMemory`); collect first.
    pub fn release_free_pages(&mut self) {}

    // Pacing
    /// Sets `GOGC` (negative: off) and returns the previous value.
    pub fn set_gc_percent(&mut self, percent: i32) -> i32 {
        unimplemented!()
    }
    /// Sets the soft memory limit and returns the previous one.
    pub fn set_soft_limit(&mut self, bytes: Option<usize>) -> Option<usize> {
        unimplemented!()
    }
    /// The figures.
    pub fn stats(&self) -> HeapStats {
        unimplemented!()
    }
    /// Allocation counts by size class.
    pub fn size_stats(&self) -> Vec<SizeStats> {
        unimplemented!()
    }

    // Finalizers, cleanups, weak pointers
    /// Sets the finalizer of the object that starts at `addr`.
    ///
    /// # Errors
    /// See [`FinalizerError`].
    pub fn set_finalizer(&mut self, addr: u64, token: Token) -> Result<(), FinalizerError> {
        unimplemented!()
    }
    /// Removes the finalizer of the object at `addr` and returns its token.
    pub fn remove_finalizer(&mut self, addr: u64) -> Option<Token> {
        unimplemented!()
    }
    /// Adds a cleanup to the object that `addr` points into; `None` when it is no heap object (never runs then).
    pub fn add_cleanup(&mut self, addr: u64, token: Token) -> Option<CleanupId> {
        unimplemented!()
    }
    /// Stops a cleanup that has not been queued; returns its token.
    pub fn remove_cleanup(&mut self, id: CleanupId) -> Option<Token> {
        unimplemented!()
    }
    /// Takes the queued finalizers: object address and token, in running order. From here on the VM roots them.
    pub fn take_finalized(&mut self) -> Vec<(u64, Token)> {
        unimplemented!()
    }
    /// Takes the tokens of queued cleanups. From here on the VM roots them.
    pub fn take_cleanups(&mut self) -> Vec<Token> {
        unimplemented!()
    }
    /// Whether `take_finalized` or `take_cleanups` has something to give.
    #[inline]
    pub fn has_queued(&self) -> bool {
        unimplemented!()
    }
    /// The weak handle of exactly this address: the same address of the same live object gives the same handle.
    /// An address outside the heap gives a handle that never clears.
    pub fn weak_handle(&mut self, addr: u64) -> WeakId {
        unimplemented!()
    }
    /// The address behind a weak handle; `None` once the object was found unreachable.
    pub fn weak_get(&self, id: WeakId) -> Option<u64> {
        unimplemented!()
    }
}
