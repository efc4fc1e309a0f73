//! Type identity (spec: Type identity) and canonical representatives.

use crate::object::PkgId;
use crate::ty::*;
use crate::typeset::{is_exported, same_id};
use crate::universe::Universe;
use std::sync::Arc;

/// State of one comparison: pairs of interfaces under way (anonymous interfaces may mention themselves through a defined
/// type they embed) and type parameters of generic signatures taken as equal.
#[derive(Default)]
struct Compare {
    open: Vec<(TypeId, TypeId)>,
    renamed: Vec<(TypeId, TypeId)>,
}

impl Universe {
    /// Whether two types are identical.
    pub fn identical(&self, a: TypeId, b: TypeId) -> bool {
        a == b || self.same(a, b, true, &mut Compare::default())
    }

    /// Identity that disregards struct tags (spec: Conversions).
    pub fn identical_ignoring_tags(&self, a: TypeId, b: TypeId) -> bool {
        a == b || self.same(a, b, false, &mut Compare::default())
    }

    fn same(&self, a: TypeId, b: TypeId, tags: bool, st: &mut Compare) -> bool {
        let (a, b) = (self.unalias(a), self.unalias(b));
        if a == b {
            return true;
        }
        match (self.ty(a), self.ty(b)) {
            (Type::Array { elem: e1, len: n1 }, Type::Array { elem: e2, len: n2 }) => {
                n1 == n2 && self.same(*e1, *e2, tags, st)
            }
            (Type::Slice(e1), Type::Slice(e2)) | (Type::Pointer(e1), Type::Pointer(e2)) => {
                self.same(*e1, *e2, tags, st)
            }
            (Type::Map { key: k1, value: v1 }, Type::Map { key: k2, value: v2 }) => {
                self.same(*k1, *k2, tags, st) && self.same(*v1, *v2, tags, st)
            }
            (Type::Chan { dir: d1, elem: e1 }, Type::Chan { dir: d2, elem: e2 }) => {
                d1 == d2 && self.same(*e1, *e2, tags, st)
            }
            (Type::Struct(s1), Type::Struct(s2)) => {
                s1.fields.len() == s2.fields.len()
                    && s1.fields.iter().zip(&s2.fields).all(|(f, g)| {
                        f.embedded == g.embedded
                            && (!tags || f.tag.as_deref().unwrap_or("") == g.tag.as_deref().unwrap_or(""))
                            && same_id(&f.name, f.pkg, &g.name, g.pkg)
                            && self.same(f.ty, g.ty, tags, st)
                    })
            }
            (Type::Signature(s1), Type::Signature(s2)) => self.same_signature(s1, s2, tags, st),
            (Type::Interface(_), Type::Interface(_)) => self.same_interface(a, b, tags, st),
            (Type::Tuple(t1), Type::Tuple(t2)) => {
                t1.len() == t2.len() && t1.iter().zip(t2.iter()).all(|(&x, &y)| self.same(x, y, tags, st))
            }
            (Type::Named(n1), Type::Named(n2)) => {
                let (d1, d2) = (self.named(*n1), self.named(*n2));
                d1.origin.is_some()
                    && d1.origin == d2.origin
                    && d1.type_args.len() == d2.type_args.len()
                    && d1.type_args.iter().zip(&d2.type_args).all(|(&x, &y)| self.same(x, y, tags, st))
            }
            (Type::TypeParam(_), Type::TypeParam(_)) => st.renamed.contains(&(a, b)),
            (Type::Union(u1), Type::Union(u2)) => self.same_terms(u1, u2, tags, st),
            _ => false,
        }
    }

    fn same_terms(&self, a: &[UnionTerm], b: &[UnionTerm], tags: bool, st: &mut Compare) -> bool {
        a.len() == b.len() && a.iter().all(|x| b.iter().any(|y| x.tilde == y.tilde && self.same(x.ty, y.ty, tags, st)))
    }

    fn same_signature(&self, a: &Signature, b: &Signature, tags: bool, st: &mut Compare) -> bool {
        if a.variadic != b.variadic
            || a.type_params.len() != b.type_params.len()
            || a.params.len() != b.params.len()
            || a.results.len() != b.results.len()
        {
            return false;
        }
        let depth = st.renamed.len();
        st.renamed.extend(a.type_params.iter().copied().zip(b.type_params.iter().copied()));
        let constraints = a.type_params.iter().zip(&b.type_params).all(|(&p, &q)| {
            match (self.as_type_param(p), self.as_type_param(q)) {
                (Some(p), Some(q)) => self.same(self.constraint(p), self.constraint(q), tags, st),
                _ => false,
            }
        });
        let same = constraints
            && a.params.iter().zip(&b.params).all(|(p, q)| self.same(p.ty, q.ty, tags, st))
            && a.results.iter().zip(&b.results).all(|(p, q)| self.same(p.ty, q.ty, tags, st));
        st.renamed.truncate(depth);
        same
    }

    fn same_interface(&self, a: TypeId, b: TypeId, tags: bool, st: &mut Compare) -> bool {
        if st.open.contains(&(a, b)) {
            return true;
        }
        let (s1, s2) = (self.type_set(a), self.type_set(b));
        if s1.comparable != s2.comparable
            || s1.methods.len() != s2.methods.len()
            || s1.terms.is_some() != s2.terms.is_some()
        {
            return false;
        }
        st.open.push((a, b));
        let same = s1
            .methods
            .iter()
            .zip(&s2.methods)
            .all(|(m, n)| same_id(&m.name, m.pkg, &n.name, n.pkg) && self.same(m.sig, n.sig, tags, st))
            && match (&s1.terms, &s2.terms) {
                (Some(t1), Some(t2)) => self.same_terms(t1, t2, tags, st),
                _ => true,
            };
        st.open.pop();
        same
    }

    /// One representative for all types identical to `t`: aliases, parameter names and the way interfaces are
    /// written are gone. The compiler works with these only.
    pub fn canonical(&self, t: TypeId) -> TypeId {
        if let Some(&c) = self.canonical.borrow().get(&t) {
            return c;
        }
        let before = self.pending_events.get();
        let c = crate::deep(|| self.canonicalise(t));
        if self.pending_events.get() == before && self.canonical_open.borrow().is_empty() {
            self.canonical.borrow_mut().insert(t, c);
            self.canonical.borrow_mut().insert(c, c);
        }
        c
    }

    fn canonicalise(&self, t: TypeId) -> TypeId {
        match self.ty(t) {
            Type::Basic(_) | Type::TypeParam(_) => t,
            Type::Alias { actual, .. } => self.canonical(*actual),
            Type::Array { elem, len } => self.array_of(self.canonical(*elem), *len),
            Type::Slice(elem) => self.slice_of(self.canonical(*elem)),
            Type::Pointer(elem) => self.pointer_to(self.canonical(*elem)),
            Type::Map { key, value } => self.map_of(self.canonical(*key), self.canonical(*value)),
            Type::Chan { dir, elem } => self.chan_of(*dir, self.canonical(*elem)),
            Type::Tuple(ts) => self.tuple(ts.iter().map(|&t| self.canonical(t)).collect()),
            Type::Struct(s) => self.struct_(
                s.fields
                    .iter()
                    .map(|f| FieldType {
                        pkg: canonical_pkg(&f.name, f.pkg),
                        ty: self.canonical(f.ty),
                        tag: f.tag.clone().filter(|t| !t.is_empty()),
                        ..f.clone()
                    })
                    .collect(),
            ),
            Type::Signature(s) => {
                let plist = |ps: &[ParamType]| {
                    ps.iter().map(|p| ParamType { name: Arc::from(""), ty: self.canonical(p.ty) }).collect()
                };
                self.signature(Signature {
                    type_params: s.type_params.clone(),
                    params: plist(&s.params),
                    results: plist(&s.results),
                    variadic: s.variadic,
                })
            }
            Type::Union(terms) => {
                self.union(terms.iter().map(|t| UnionTerm { tilde: t.tilde, ty: self.canonical(t.ty) }).collect())
            }
            Type::Interface(_) => self.canonical_interface(t),
            Type::Named(id) => {
                let data = self.named(*id);
                if data.origin.is_none() {
                    return t;
                }
                let args: Vec<TypeId> = data.type_args.iter().map(|&a| self.canonical(a)).collect();
                self.instantiate(t, args)
            }
        }
    }

    fn canonical_interface(&self, t: TypeId) -> TypeId {
        // An anonymous interface that mentions itself through a defined type that it embeds stands for itself inside.
        if self.canonical_open.borrow().contains(&t) {
            return t;
        }
        self.canonical_open.borrow_mut().push(t);
        let set = self.type_set(t);
        let methods = set
            .methods
            .iter()
            .map(|m| Method { name: m.name.clone(), pkg: canonical_pkg(&m.name, m.pkg), sig: self.canonical(m.sig) })
            .collect();
        let embeds = match &set.terms {
            None => Vec::new(),
            Some(terms) => {
                vec![self.union(terms.iter().map(|t| UnionTerm { tilde: t.tilde, ty: self.canonical(t.ty) }).collect())]
            }
        };
        self.canonical_open.borrow_mut().pop();
        self.interface(InterfaceType { methods, embeds, implicit: false, comparable: set.comparable })
    }
}

fn canonical_pkg(name: &str, pkg: PkgId) -> PkgId {
    if is_exported(name) { PkgId::UNIVERSE } else { pkg }
}
