//! Passes over the IR, in the order in which they run: jumps, inlining, folding, constants out of loops, jumps again.

mod cleanup;
mod fold;
mod hoist;
mod inline;

use crate::ir::Function;

/// Runs the passes over all functions.
pub fn run(irs: &mut [Option<Function>]) {
    irs.iter_mut().flatten().for_each(tidy);
    let candidates = inline::candidates(irs);
    for (id, f) in irs.iter_mut().enumerate() {
        let Some(f) = f else { continue };
        inline::run(f, id as u32, &candidates);
        tidy(f);
        cleanup::copy_returns(f);
        tidy(f);
        fold::run(f);
        hoist::run(f);
        tidy(f);
    }
}

fn tidy(f: &mut Function) {
    cleanup::thread_jumps(f);
    cleanup::drop_unreachable(f);
    cleanup::merge_blocks(f);
}
