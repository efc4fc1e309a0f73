//! The virtual machine: runs a [`Program`](vole_bytecode::Program) with goroutines, its own heap and natives written in Rust.
//!
//! - `vm` holds the state, `load` makes it from a program, `run` is the loop around the dispatch.
//! - `dispatch` is how handlers follow one another; `ops` has one handler per instruction, by topic.
//! - `goroutine`, `sched`, `chan`, `select` are concurrency; `defer`, `panic`, `traceback` are how things end;
//!   `roots` is what the collector asks of us.
//! - `poller` and `signals` are what comes from the operating system.
//! - `native` is the interface for functions written in Rust, `rtype` the run-time types that they see.
//!
//! **All state lives in frames, slots and `Vm` at every safe instruction**; nothing on the native stack outlives a handler.

#[macro_use]
mod dispatch;
mod bubble;
mod calls;
mod chan;
mod config;
mod fault;
mod gclog;
mod gcstack;
mod goroutine;
mod host;
mod keys;
mod libframes;
mod load;
mod map;
mod native;
mod natives;
mod objects;
mod ops;
mod panic;
mod poller;
mod profile;
mod rng;
mod roots;
mod rtype;
mod run;
mod sched;
pub mod signals;
mod stats;
mod sysframes;
#[cfg(test)]
mod tests;
mod timers;
mod traceback;
mod tracing;
mod trap;
mod types;
mod vm;
mod walk;

pub use config::{ClockMode, LoadError, Outcome, Step, StopHandle, VmConfig};
pub use goroutine::{Goroutine, WaitReason};
pub use host::HostFn;
pub use native::{
    Iface, NativeCtx, NativeExit, NativeFn, NativeRegistry, NativeResult, SliceWords, ValueRef, WakeHandle,
};
pub use natives::register as register_natives;
pub use rng::Rng;
pub use rtype::RType;
pub use types::{ShapeField, TypeShape};
pub use vm::Vm;

/// The layout of memory without pointers.
pub const NOSCAN: vole_heap::LayoutId = vole_heap::LayoutId::NOSCAN;
