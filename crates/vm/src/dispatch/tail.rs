//! Tail-threaded dispatch: every handler ends in a jump to the next one.

use super::{Exit, Handlers};
use crate::vm::Vm;

/// Goes on with the instruction at `pc`.
macro_rules! dispatch {
    ($pc:expr, $fp:expr, $vm:expr, $bd:expr, $tb:expr) => {{
        let pc = $pc;
        let next = $crate::dispatch::In(pc).op();
        return (*$tb).0.get_unchecked(next)(pc, $fp, $vm, $bd, $tb);
    }};
}

/// Runs from the state saved in the machine until a handler leaves.
///
/// # Safety
/// `vm` is loaded and its pc and fp are those of a live goroutine.
pub(crate) unsafe fn enter(vm: *mut Vm, table: *const Handlers) -> Exit {
    // SAFETY: the caller's promise.
    unsafe {
        let (pc, fp, budget) = ((*vm).pc, (*vm).fp, (*vm).budget);
        (*table).0[super::In(pc).op()](pc, fp, vm, budget, table)
    }
}
