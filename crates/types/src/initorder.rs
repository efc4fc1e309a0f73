//! The order of package variable initialisation (spec: Package initialization).
//!
//! Next comes always the earliest declared variable that depends on no uninitialised one, directly or through functions.

use crate::object::ObjId;
use crate::universe::Universe;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use vole_source::Diagnostic;

/// A variable initialisation, in declaration order.
#[derive(Clone, Debug)]
pub struct InitNode {
    /// The variables it sets.
    pub vars: Vec<ObjId>,
    /// Package-level variables, functions and methods its expression mentions.
    pub deps: Vec<ObjId>,
}

/// What [`init_order`] found.
#[derive(Clone, Debug, Default)]
pub struct InitOrder {
    /// Indices of the nodes in initialisation order.
    pub order: Vec<usize>,
    /// Objects that refer to each other in a circle, each to the next and the last to the first.
    pub cycles: Vec<Vec<ObjId>>,
}

/// Orders the initialisations. `function_deps` tells what a function's body mentions (nothing for other objects).
pub fn init_order(nodes: &[InitNode], function_deps: &dyn Fn(ObjId) -> Vec<ObjId>) -> InitOrder {
    let graph = Graph::new(nodes, function_deps);
    // waits[i]: nodes that i still waits for (itself, when it is circular); wanted_by: the reverse.
    let mut waits: Vec<FxHashSet<usize>> = (0..nodes.len()).map(|i| graph.reachable_nodes(i)).collect();
    let mut wanted_by: Vec<Vec<usize>> = vec![Vec::new(); nodes.len()];
    for (i, set) in waits.iter().enumerate() {
        for &d in set {
            wanted_by[d].push(i);
        }
    }
    let mut out = InitOrder::default();
    let mut done = vec![false; nodes.len()];
    let mut queue: BinaryHeap<Reverse<(usize, usize)>> =
        waits.iter().enumerate().map(|(i, w)| Reverse((w.len(), i))).collect();
    while let Some(Reverse((count, i))) = queue.pop() {
        // Entries are not updated in place: outdated ones are skipped.
        if done[i] || count != waits[i].len() {
            continue;
        }
        if count > 0 {
            for &v in &nodes[i].vars {
                if let Some(cycle) = graph.cycle_through(v) {
                    out.cycles.push(cycle);
                    break;
                }
            }
        }
        done[i] = true;
        out.order.push(i);
        for &w in &wanted_by[i] {
            if !done[w] && waits[w].remove(&i) {
                queue.push(Reverse((waits[w].len(), w)));
            }
        }
    }
    out
}

struct Graph {
    /// Successors of every object met, without duplicates, in order of declaration ([`ObjId`]).
    edges: FxHashMap<ObjId, Vec<ObjId>>,
    node_of: FxHashMap<ObjId, usize>,
    starts: Vec<Vec<ObjId>>,
}

impl Graph {
    fn new(nodes: &[InitNode], function_deps: &dyn Fn(ObjId) -> Vec<ObjId>) -> Graph {
        let mut g = Graph { edges: FxHashMap::default(), node_of: FxHashMap::default(), starts: Vec::new() };
        let mut work: Vec<ObjId> = Vec::new();
        let tidy = |mut deps: Vec<ObjId>| {
            deps.sort();
            deps.dedup();
            deps
        };
        for (i, n) in nodes.iter().enumerate() {
            let deps = tidy(n.deps.clone());
            for &v in &n.vars {
                g.node_of.insert(v, i);
                g.edges.insert(v, deps.clone());
            }
            work.extend(&deps);
            g.starts.push(deps);
        }
        while let Some(o) = work.pop() {
            if g.edges.contains_key(&o) {
                continue;
            }
            let deps = tidy(function_deps(o));
            work.extend(&deps);
            g.edges.insert(o, deps);
        }
        g
    }

    /// The initialisations that one depends on directly or through functions.
    fn reachable_nodes(&self, i: usize) -> FxHashSet<usize> {
        let mut out = FxHashSet::default();
        let mut seen = FxHashSet::default();
        let mut work = self.starts[i].clone();
        while let Some(o) = work.pop() {
            if !seen.insert(o) {
                continue;
            }
            match self.node_of.get(&o) {
                Some(&n) => {
                    out.insert(n);
                }
                None => work.extend(self.edges.get(&o).into_iter().flatten()),
            }
        }
        out
    }

    /// A circle from an object back to itself.
    fn cycle_through(&self, start: ObjId) -> Option<Vec<ObjId>> {
        // Depth first, with the path kept beside the next edge to follow.
        let mut seen = FxHashSet::default();
        let mut path = vec![(start, 0usize)];
        while let Some(&(o, next)) = path.last() {
            let Some(&to) = self.edges.get(&o).and_then(|e| e.get(next)) else {
                path.pop();
                continue;
            };
            if let Some(top) = path.last_mut() {
                top.1 += 1;
            }
            if to == start {
                return Some(path.into_iter().map(|(o, _)| o).collect());
            }
            if seen.insert(to) {
                path.push((to, 0));
            }
        }
        None
    }
}

impl Universe {
    /// The error for a circle that [`init_order`] found.
    pub fn init_cycle_error(&self, cycle: &[ObjId]) -> Diagnostic {
        let name = |o: ObjId| self.obj(o).name.clone();
        let Some(&first) = cycle.first() else {
            return Diagnostic::error("InvalidInitCycle", vole_source::Span::NONE, "initialization cycle");
        };
        let span = self.obj(first).span;
        if cycle.len() == 1 {
            return Diagnostic::error(
                "InvalidInitCycle",
                span,
                format!("initialization cycle: {} refers to itself", name(first)),
            );
        }
        let mut d = Diagnostic::error("InvalidInitCycle", span, format!("initialization cycle for {}", name(first)));
        for (i, &o) in cycle.iter().enumerate() {
            let to = cycle[(i + 1) % cycle.len()];
            d = d.label(self.obj(o).span, format!("{} refers to {}", name(o), name(to)));
        }
        d
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(v: &[u32]) -> Vec<ObjId> {
        v.iter().map(|&i| ObjId(i)).collect()
    }

    fn node(var: u32, deps: &[u32]) -> InitNode {
        InitNode { vars: ids(&[var]), deps: ids(deps) }
    }

    /// The order that gc gives a program of this shape: a(c, f), b, c, d(e), _, e(q), g, h(zz), zz, q; f mentions g.
    #[test]
    fn earliest_ready_first() {
        let nodes = [
            node(0, &[2, 100]),
            node(1, &[]),
            node(2, &[]),
            node(3, &[5]),
            node(4, &[]),
            node(5, &[9]),
            node(6, &[]),
            node(7, &[8]),
            node(8, &[]),
            node(9, &[]),
        ];
        let r = init_order(&nodes, &|o| if o == ObjId(100) { ids(&[6, 100]) } else { Vec::new() });
        assert_eq!(r.order, [1, 2, 4, 6, 0, 8, 7, 9, 5, 3]);
        assert!(r.cycles.is_empty());
    }

    #[test]
    fn cycles_are_found_once() {
        let nodes = [node(0, &[1]), node(1, &[100]), node(2, &[2]), node(3, &[0])];
        let r = init_order(&nodes, &|o| match o.0 {
            100 => ids(&[101]),
            101 => ids(&[0]),
            _ => Vec::new(),
        });
        let mut cycles = r.cycles.clone();
        cycles.sort();
        assert_eq!(cycles, [ids(&[0, 1, 100, 101]), ids(&[2])]);
        assert_eq!(r.order.len(), 4);
    }
}
