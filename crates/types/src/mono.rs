//! Finds generic code that would need endlessly many instances (spec: Instantiations; gc's "instantiation cycle").
//!
//! Type parameters are vertices. Instantiating `P` with a type that mentions `Q` is an edge from `Q` to `P`: of weight 0 when the argument is `Q`
//! itself, of weight 1 when it is built from it (`[]Q`). A circle with an edge of weight 1 never ends.

use crate::object::ObjId;
use crate::ty::*;
use crate::typestring::Qualifier;
use crate::universe::Universe;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;
use vole_source::{Diagnostic, Span};

/// One instantiation found in the source.
#[derive(Clone, Debug)]
pub struct Instantiation {
    /// Where each argument stands (for inferred ones, the call).
    pub spans: Vec<Span>,
    /// The type parameters of the generic function or type.
    pub params: Vec<TypeId>,
    /// Their arguments.
    pub args: Vec<TypeId>,
}

struct Edge {
    from: TypeId,
    to: TypeId,
    grows: bool,
    span: Span,
    arg: TypeId,
}

impl Universe {
    /// Notes an instantiation in the source for [`Universe::instantiation_cycle`]; those that mention no type parameter are of no interest.
    pub fn note_instantiation(&self, params: &[TypeId], args: &[TypeId], spans: Vec<Span>) {
        if args.iter().any(|&a| self.mentions_params(a, &[])) {
            self.noted_instantiations.borrow_mut().push(Instantiation {
                spans,
                params: params.to_vec(),
                args: args.to_vec(),
            });
        }
    }

    /// Takes what was noted since the last call.
    pub fn take_instantiations(&self) -> Vec<Instantiation> {
        std::mem::take(&mut self.noted_instantiations.borrow_mut())
    }

    /// The error for the first endless circle among the instantiations.
    pub fn instantiation_cycle(&self, list: &[Instantiation], q: &Qualifier) -> Option<Diagnostic> {
        // A method's receiver parameters stand for those of its type.
        let mut stands_for: FxHashMap<TypeId, TypeId> = FxHashMap::default();
        for m in (0..self.object_count()).map(|i| ObjId(i as u32)) {
            let Some(recv) = self.func(m).and_then(|f| f.recv.as_ref()) else { continue };
            let Some(named) = self.as_named(recv.named) else { continue };
            stands_for.extend(recv.type_params.iter().copied().zip(self.named(named).type_params.iter().copied()));
        }
        let vertex = |t: TypeId| stands_for.get(&t).copied().unwrap_or(t);
        let mut edges: Vec<Edge> = Vec::new();
        for inst in list {
            for ((&p, &arg), &span) in inst.params.iter().zip(&inst.args).zip(&inst.spans) {
                let mut mentioned = Vec::new();
                self.collect_params(arg, &mut mentioned, &mut FxHashSet::default());
                let plain = self.unalias(arg);
                edges.extend(mentioned.into_iter().map(|m| Edge {
                    from: vertex(m),
                    to: vertex(p),
                    grows: m != plain,
                    span,
                    arg,
                }));
            }
        }
        let mut into: FxHashMap<TypeId, Vec<usize>> = FxHashMap::default();
        for (i, e) in edges.iter().enumerate() {
            into.entry(e.to).or_default().push(i);
        }
        let path = edges.iter().enumerate().filter(|(_, e)| e.grows).find_map(|(i, _)| circle(&edges, &into, i))?;
        let object = |t: TypeId| self.as_type_param(t).map(|id| self.obj(self.type_param(id).obj));
        let first = object(edges[*path.last()?].to)?;
        let mut d = Diagnostic::error("InvalidInstanceCycle", first.span, "instantiation cycle:");
        for &i in &path {
            let e = &edges[i];
            let name = object(e.to).map_or("", |o| &o.name);
            d = d.label(e.span, format!("{name} instantiated as {}", self.type_string(e.arg, q)));
        }
        Some(d)
    }

    /// The type parameters a type mentions.
    fn collect_params(&self, t: TypeId, out: &mut Vec<TypeId>, seen: &mut FxHashSet<TypeId>) {
        let t = self.unalias(t);
        if !seen.insert(t) {
            return;
        }
        let mut all = |ts: &[TypeId]| ts.iter().for_each(|&t| self.collect_params(t, out, seen));
        match self.ty(t) {
            Type::TypeParam(_) => out.push(t),
            Type::Array { elem, .. } | Type::Slice(elem) | Type::Pointer(elem) | Type::Chan { elem, .. } => {
                all(&[*elem])
            }
            Type::Map { key, value } => all(&[*key, *value]),
            Type::Struct(s) => s.fields.iter().for_each(|f| all(&[f.ty])),
            Type::Signature(s) => s.params.iter().chain(&s.results).for_each(|p| all(&[p.ty])),
            Type::Interface(i) => {
                i.methods.iter().for_each(|m| all(&[m.sig]));
                all(&i.embeds);
            }
            Type::Tuple(ts) => all(ts),
            Type::Union(terms) => terms.iter().for_each(|t| all(&[t.ty])),
            Type::Named(id) => {
                let data = self.named(*id);
                all(&data.type_args);
                if data.origin.is_none() {
                    all(&self.implicit_params(*id));
                }
            }
            Type::Basic(_) | Type::Alias { .. } => {}
        }
    }
}

/// The edges of a circle through edge `start`, backwards; it comes last.
fn circle(edges: &[Edge], into: &FxHashMap<TypeId, Vec<usize>>, start: usize) -> Option<Vec<usize>> {
    // Breadth first from where the edge begins, against the direction of edges, to where it ends.
    let goal = edges[start].to;
    let mut came_by: FxHashMap<TypeId, usize> = FxHashMap::default();
    let mut queue = VecDeque::from([edges[start].from]);
    let mut seen = FxHashSet::from_iter([edges[start].from]);
    while let Some(v) = queue.pop_front() {
        if v == goal {
            let mut path = Vec::new();
            let mut at = goal;
            while at != edges[start].from {
                let e = came_by[&at];
                path.push(e);
                at = edges[e].to;
            }
            path.reverse();
            path.push(start);
            return Some(path);
        }
        for &i in into.get(&v).into_iter().flatten() {
            if seen.insert(edges[i].from) {
                came_by.insert(edges[i].from, i);
                queue.push_back(edges[i].from);
            }
        }
    }
    None
}
