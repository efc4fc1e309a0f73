//! Portable dispatch: every handler returns to a loop. For targets and profiles where LLVM does not make tail calls jumps.

use super::{Exit, Handlers};
use crate::vm::Vm;

/// Goes on with the instruction at `pc`.
macro_rules! dispatch {
    ($pc:expr, $fp:expr, $vm:expr, $bd:expr, $tb:expr) => {{
        (*$vm).pc = $pc;
        (*$vm).fp = $fp;
        (*$vm).budget = $bd;
        // Named, so that handlers need not say that only the tail-called form uses it.
        let _ = $tb;
        return $crate::dispatch::Exit::Resume;
    }};
}

/// Runs from the state saved in the machine until a handler leaves.
///
/// # Safety
/// `vm` is loaded and its pc and fp are those of a live goroutine.
pub(crate) unsafe fn enter(vm: *mut Vm, table: *const Handlers) -> Exit {
    loop {
        // SAFETY: the caller's promise; handlers keep the state valid.
        let exit = unsafe {
            let (pc, fp, budget) = ((*vm).pc, (*vm).fp, (*vm).budget);
            (*table).0[super::In(pc).op()](pc, fp, vm, budget, table)
        };
        if exit != Exit::Resume {
            return exit;
        }
    }
}
