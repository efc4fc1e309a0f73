//! Escape analysis: what does not outlive a call stands in its frame (docs/escape-analysis.md).
//!
//! It runs between inlining and folding, over all functions, callees before callers: `graph` says which values flow where, `solve` which
//! allocations nothing outlives, `place` puts those into the frame. What a caller must know of a callee is its `summary`.

mod graph;
mod natives;
mod place;
mod solve;
mod summary;

use crate::ir::{Arg, Function, InstKind, Target};
use graph::Graph;
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
            let (summary, _) = solve::solve(&Graph::build(f, program, summaries), program);
            changed |= summaries.set(id, summary);
        }
    }
    for &id in component {
        let Some(f) = &irs[id as usize] else { continue };
        let graph = Graph::build(f, program, summaries);
        let (summary, stays) = solve::solve(&graph, program);
        let sites = graph.sites;
        summaries.set(id, summary);
        if let Some(f) = &mut irs[id as usize] {
            place::apply(f, &sites, stays);
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

/// Functions that call each other, callees first (Tarjan's algorithm without recursion).
pub fn components(irs: &[Option<Function>]) -> Vec<Vec<u32>> {
    const NEW: u32 = u32::MAX;
    let n = irs.len();
    let mut start = Vec::with_capacity(n + 1);
    let mut edges: Vec<u32> = Vec::new();
    for f in irs {
        start.push(edges.len());
        if let Some(f) = f {
            callees(f, |c| edges.push(c));
        }
    }
    start.push(edges.len());
    let (mut number, mut low, mut on_stack) = (vec![NEW; n], vec![0u32; n], vec![false; n]);
    let (mut stack, mut out, mut count) = (Vec::new(), Vec::new(), 0u32);
    let mut path: Vec<(u32, usize)> = Vec::new();
    for root in 0..n as u32 {
        if number[root as usize] != NEW {
            continue;
        }
        path.push((root, start[root as usize]));
        while let Some((v, at)) = path.last_mut() {
            let v = *v as usize;
            if number[v] == NEW {
                number[v] = count;
                low[v] = count;
                count += 1;
                stack.push(v as u32);
                on_stack[v] = true;
            }
            if *at < start[v + 1] {
                let w = edges[*at] as usize;
                *at += 1;
                if number[w] == NEW {
                    path.push((w as u32, start[w]));
                } else if on_stack[w] {
                    low[v] = low[v].min(number[w]);
                }
                continue;
            }
            path.pop();
            if let Some((parent, _)) = path.last() {
                let p = *parent as usize;
                low[p] = low[p].min(low[v]);
            }
            if low[v] == number[v] {
                let mut component = Vec::new();
                while let Some(w) = stack.pop() {
                    on_stack[w as usize] = false;
                    component.push(w);
                    if w as usize == v {
                        break;
                    }
                }
                out.push(component);
            }
        }
    }
    out
}
