//! The garbage-collected heap of one VM: non-moving size-class spans, precise stop-the-world marking, pacing,
//! native objects with destructors, finalizers, cleanups and weak pointers. See `docs/gc.md`.
//!
//! The heap never collects by itself: an allocation answers [`AllocError::Collect`] (or `None` on the fast path), the
//! VM marks its roots and asks again. It knows nothing of the VM: roots come through [`Marker`], destructors and
//! extra references of native objects through [`NativeHooks`]. One thread at a time uses a heap; it is `Send`.

#[cfg(not(all(unix, target_pointer_width = "64")))]
compile_error!("the heap needs a 64-bit unix: it reserves address space with mmap");

mod alloc;
mod arena;
mod classes;
mod config;
mod heap;
mod ids;
mod layout;
mod mark;
mod pacer;
mod span;
mod specials;
mod sweep;

pub use config::{HeapConfig, HeapStats, NativeFreeCtx, NativeHooks, SizeStats};
pub use heap::Heap;
pub use ids::{AllocClass, AllocError, CleanupId, FinalizerError, LayoutId, NativeKind, ObjectInfo, Token, WeakId};
pub use mark::Marker;
