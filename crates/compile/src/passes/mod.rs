//! Passes over the IR of a function, in the order in which they run: jumps, inlining, escape analysis, folding, constants out of
//! loops, jumps again.

mod cleanup;
mod effects;
mod escape;
mod facts;
mod fold;
mod hoist;
mod inline;
mod spills;

use crate::ir::Function;
pub use escape::listed_natives;
use vole_bytecode::Program;

/// What the passes know of the whole program.
pub struct Passes {
    candidates: inline::Candidates,
    escape: escape::Summaries,
    /// Functions that call each other; callees come first.
    pub components: Vec<Vec<u32>>,
}

impl Passes {
    /// Tidies all functions, picks those that may be inlined, and finds the order to go through them.
    pub fn prepare(irs: &mut [Option<Function>]) -> Passes {
        irs.iter_mut().flatten().for_each(tidy);
        let leaves = spills::leaves(irs);
        for (id, f) in irs.iter_mut().enumerate() {
            if let Some(f) = f.as_mut().filter(|f| f.user) {
                spills::note(f, id, &leaves);
            }
        }
        Passes {
            candidates: inline::candidates(irs),
            escape: escape::Summaries::new(irs.len()),
            components: escape::components(irs),
        }
    }

    /// Runs the passes over functions that call each other, after those that they call.
    pub fn run(&mut self, irs: &mut [Option<Function>], component: &[u32], program: &Program) {
        for &id in component {
            if let Some(f) = &mut irs[id as usize] {
                inline::run(f, id, &self.candidates);
                tidy(f);
                cleanup::copy_returns(f);
                tidy(f);
            }
        }
        escape::run(irs, component, &mut self.escape, program);
        for &id in component {
            if let Some(f) = &mut irs[id as usize] {
                fold::run(f);
                hoist::run(f);
                tidy(f);
            }
        }
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
