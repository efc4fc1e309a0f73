//! Package reflect: the natives that need no more of the machine than its types and memory. The others are in `vole-vm`.

mod algebra;
mod convert;
mod deep;
mod make;
mod types;

pub(crate) use convert::zero;
pub(crate) use types::{find_tag, method_type};
use vole_vm::{NativeCtx, NativeRegistry, RType};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    algebra::register(r);
    convert::register(r);
    deep::register(r);
    make::register(r);
    types::register(r);
}

/// The record at slot `n`, which is not nil.
fn record<'v>(cx: &NativeCtx<'v>, n: usize) -> &'v RType {
    // SAFETY: package reflect passes records, which live as long as the VM.
    unsafe { &*(cx.u64(n) as *const RType) }
}

/// The record of a type that `t` mentions.
fn other(t: &RType, id: vole_bytecode::RtTypeId) -> &RType {
    t.other(id)
}
