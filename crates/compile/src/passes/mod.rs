//! Passes over the IR of a function, in the order in which they run: jumps, inlining, folding, constants out of loops, jumps again.

mod cleanup;
mod effects;
mod facts;
mod fold;
mod hoist;
mod inline;

use crate::ir::Function;

/// What the passes know of the whole program.
pub struct Passes {
    candidates: inline::Candidates,
}

impl Passes {
    /// Tidies all functions and picks those that may be inlined.
    pub fn prepare(irs: &mut [Option<Function>]) -> Passes {
        irs.iter_mut().flatten().for_each(tidy);
        Passes { candidates: inline::candidates(irs) }
    }

    /// Runs the passes over one function, number `id`.
    pub fn run(&self, f: &mut Function, id: u32) {
        inline::run(f, id, &self.candidates);
        tidy(f);
        cleanup::copy_returns(f);
        tidy(f);
        fold::run(f);
        hoist::run(f);
        tidy(f);
    }
}

fn tidy(f: &mut Function) {
    if f.order.len() == 1 && f.blocks[0].term.is_end() {
        return;
    }
    cleanup::thread_jumps(f);
    cleanup::drop_unreachable(f);
    cleanup::merge_blocks(f);
}
