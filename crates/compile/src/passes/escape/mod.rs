//! Escape analysis: what does not outlive a call stands in its frame (docs/escape-analysis.md).
//!
//! It runs between inlining and folding, over all functions, callees before callers: `graph` says which values flow where, `solve` which
//! allocations nothing outlives, `place` puts those into the frame. What a caller must know of a callee is its `summary`.

mod buffer;
mod graph;
mod natives;
mod place;
mod solve;
mod summary;

use crate::components::Edges;
use crate::ir::{Arg, Function, InstKind, Target};
use graph::Graph;
pub use natives::listed_natives;
pub use summary::Summaries;
use vole_bytecode::{Op, Program};

/// Bytes of the largest object that goes into a frame.
const MAX_BYTES: u64 = 64 << 10;
/// Slots that objects may add to a frame, shared ones counted apart.
const MAX_FRAME_SLOTS: u32 = 16 << 10;
/// Larger objects live for the whole call.
const MAX_SCOPED_SLOTS: u16 = 64;

/// Analyses functions that call each other and rewrites them.
pub fn run(irs: &mut [Option<Function>], component: &[u32], summaries: &mut Summaries, program: &Program) {
    let alone = matches!(component, [id] if !calls_itself(irs, *id));
    // Until nothing changes.
    let mut changed = !alone;
    while changed {
        changed = false;
        for &id in component {
            let Some(f) = &irs[id as usize] else { continue };
            let mut graph = Graph::build(f, program, summaries);
            graph.let_move();
            let (summary, _) = solve::solve(&graph, program);
            changed |= summaries.set(id, summary);
        }
    }
    for &id in component {
        let Some(f) = &irs[id as usize] else { continue };
        let mut graph = Graph::build(f, program, summaries);
        let buffered = if graph.buffered.is_empty() { vec![] } else { solve::buffers(&mut graph) };
        graph.let_move();
        let (summary, stays) = solve::solve(&graph, program);
        let Graph { sites, buffered: makers, moves, .. } = graph;
        summaries.set(id, summary);
        if let Some(f) = &mut irs[id as usize] {
            buffer::note(f, &makers, &buffered);
            place::apply(f, &sites, stays);
            if !makers.is_empty() || !moves.is_empty() {
                buffer::place(f, program);
            }
        }
    }
}

/// Calls `each` with every function that a function calls or makes closures of.
fn callees(f: &Function, mut each: impl FnMut(u32)) {
    for b in &f.order {
        for inst in &f.blocks[b.0 as usize].insts {
            match &inst.kind {
                InstKind::Call { target: Target::Func(id), .. } => each(id.0),
                InstKind::Op { op: Op::Closure, w, .. } => each(*w as u32),
                InstKind::Op { op: Op::LdFunc, args: [_, Arg::Imm(id), _], .. } => each(*id as u32),
                _ => {}
            }
        }
    }
}

fn calls_itself(irs: &[Option<Function>], id: u32) -> bool {
    let mut found = false;
    if let Some(f) = &irs[id as usize] {
        callees(f, |c| found |= c == id);
    }
    found
}

/// Functions that call each other, callees first.
pub fn components(irs: &[Option<Function>]) -> Vec<Vec<u32>> {
    let mut calls = Edges::default();
    for f in irs {
        calls.next_node();
        if let Some(f) = f {
            callees(f, |c| calls.push(c));
        }
    }
    calls.components()
}
