//! Passes over the IR, in the order in which they run.

mod cleanup;

use crate::ir::Function;

/// Runs the passes over one function.
pub fn run(f: &mut Function) {
    cleanup::thread_jumps(f);
}
