//! The index and handle types of the heap's public face, and its small plain-data types.

/// Names a registered pointer layout (see [`Heap::add_layout`](crate::Heap::add_layout)). Below 2^24.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
#[repr(transparent)]
pub struct LayoutId(pub u32);

impl LayoutId {
    /// Memory without pointers: never scanned.
    pub const NOSCAN: LayoutId = LayoutId(0);
    /// Every 8-byte word may be a pointer.
    pub const ALL_POINTERS: LayoutId = LayoutId(1);
}

/// A small-object allocation class: a size class together with its category (pointer-free, scanned, native).
///
/// Any value is safe to pass to [`Heap::try_alloc_small`](crate::Heap::try_alloc_small); values that no size belongs to
/// never allocate. Fits one byte of an instruction.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(transparent)]
pub struct AllocClass(pub u8);

/// The kind of a native object, chosen by the VM (map, channel, timer, ...). 0 is reserved for "not native".
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(transparent)]
pub struct NativeKind(pub u8);

/// A weak handle. Never reused within one heap; never 0, so that 0 can stand for the nil weak pointer.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
#[repr(transparent)]
pub struct WeakId(pub u64);

/// Names one registered cleanup, so that it can be stopped. Never reused within one heap.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, PartialOrd, Ord)]
#[repr(transparent)]
pub struct CleanupId(pub u64);

/// What the VM attaches to a finalizer or a cleanup: an address of a closure, or an index into a table of its own.
/// The callback given to [`Heap::finish`](crate::Heap::finish) marks what a token refers to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[repr(transparent)]
pub struct Token(pub u64);

/// Why an allocation did not happen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AllocError {
    /// Collect, then ask again: the pacer's trigger or the limit has been reached and there may be garbage.
    Collect,
    /// The limit (or the address space) is exhausted even though a collection has just run.
    Limit,
}

/// Why a finalizer could not be set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FinalizerError {
    /// The address is not in this heap (a global, a constant, the zero-size base): Go ignores or refuses, by case.
    NotInHeap,
    /// The address is inside an object, not at its start.
    NotAtStart,
    /// The object has a finalizer already.
    AlreadySet,
}

/// What an address resolves to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ObjectInfo {
    /// The first byte of the object.
    pub base: usize,
    /// The bytes of its slot (the requested size, rounded up to the size class).
    pub size: usize,
    /// Its layout.
    pub layout: LayoutId,
    /// Its native kind, when it is a native object.
    pub native: Option<NativeKind>,
}
