//! The natives that are the VM's own business: scheduling, time, memory. Registered with [`register`]; the Go side is in the
//! standard library's packages of the same names.

pub(crate) mod builtin;
mod debug;
pub(crate) mod finalize;
mod reflect;
pub(crate) mod runtime;
mod signal;
pub(crate) mod stack;
mod sync;
mod synctest;
mod time;
mod trace;

use crate::native::NativeRegistry;

/// Adds the VM's natives of the packages `runtime`, `sync` and `time`.
pub fn register(registry: &mut NativeRegistry) {
    builtin::register(registry);
    debug::register(registry);
    finalize::register(registry);
    reflect::register(registry);
    runtime::register(registry);
    signal::register(registry);
    stack::register(registry);
    sync::register(registry);
    synctest::register(registry);
    time::register(registry);
    trace::register(registry);
}
