//! Configuration, hooks and figures: the plain data of the heap's public face.

use crate::ids::NativeKind;
use crate::mark::Marker;

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
    /// Marks what a live native object refers to outside its layout (entries kept outside the heap). Called once per
    /// collection (twice for an object with a finalizer).
    pub trace: unsafe fn(NativeKind, *mut u8, &mut Marker),
    /// Destroys a dead native object (before its memory is reused) and, when the heap is dropped, every one.
    /// Other objects that it refers to may be gone already.
    pub drop: unsafe fn(NativeKind, *mut u8, &mut NativeFreeCtx),
}

/// What a drop hook may tell the heap.
#[derive(Default, Debug)]
pub struct NativeFreeCtx {
    /// External bytes the object gave back (subtracted from the heap's external count).
    pub external_freed: usize,
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
    /// Idle bytes that hold no memory: given back to the OS or never touched (`HeapReleased`).
    pub heap_released: u64,
    /// The collector's own tables (`GCSys`).
    pub gc_sys: u64,
    /// Bytes that native objects own outside the heap.
    pub external: u64,
    /// Heap size (with external bytes) that starts the next collection (`NextGC`).
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
