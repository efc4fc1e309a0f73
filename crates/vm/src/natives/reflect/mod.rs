//! What package reflect needs of the machine's insides: values in memory and in registers, maps, channels, calls. The rest of its
//! natives is in the standard library's crate.
//!
//! A `reflect.Value` is a type record, a word and flags. The word is the address of the value, or for a type that interfaces
//! hold directly the data word itself.

mod call;
mod chans;
mod maps;
mod memory;

use crate::native::{NativeCtx, NativeRegistry};
use crate::rtype::RType;

pub(super) fn register(registry: &mut NativeRegistry) {
    call::register(registry);
    chans::register(registry);
    maps::register(registry);
    memory::register(registry);
}

/// The record at slot `n`, which is not nil.
fn record<'v>(cx: &NativeCtx<'v>, n: usize) -> &'v RType {
    // SAFETY: package reflect passes records, which live as long as the VM.
    unsafe { &*(cx.u64(n) as *const RType) }
}
