//! Type unification (spec: Type unification): finds types for bound type parameters that make two types match.

use crate::lookup::Lookup;
use crate::ty::*;
use crate::typeset::same_id;
use crate::universe::Universe;

/// How closely two types must match.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Match {
    /// As for assignability: underlying types and channel directions may differ at the top.
    Assign,
    /// They may differ in elements too.
    Loose,
    /// Identical types.
    Exact,
}

/// Nesting after which unification gives up (recursive type parameters).
const MAX_DEPTH: u32 = 100;

pub(crate) struct Unifier<'a> {
    u: &'a Universe,
    params: &'a [TypeId],
    /// For each parameter the slot that holds its type; joined parameters share one.
    slot: Vec<usize>,
    types: Vec<Option<TypeId>>,
    depth: u32,
}

impl<'a> Unifier<'a> {
    /// `known` holds the types already fixed, a prefix of the parameters'.
    pub fn new(u: &'a Universe, params: &'a [TypeId], known: &[Option<TypeId>]) -> Unifier<'a> {
        let types = (0..params.len()).map(|i| known.get(i).copied().flatten()).collect();
        Unifier { u, params, slot: (0..params.len()).collect(), types, depth: 0 }
    }

    fn index(&self, t: TypeId) -> Option<usize> {
        let t = self.u.unalias(t);
        self.params.iter().position(|&p| p == t)
    }

    /// The type found for a parameter.
    pub fn at(&self, i: usize) -> Option<TypeId> {
        self.types[self.slot[i]]
    }

    pub fn set(&mut self, i: usize, t: TypeId) {
        let s = self.slot[i];
        self.types[s] = Some(t);
    }

    /// Number of parameters without type.
    pub fn unknowns(&self) -> usize {
        (0..self.params.len()).filter(|&i| self.at(i).is_none()).count()
    }

    /// The types found so far.
    pub fn inferred(&self) -> Vec<Option<TypeId>> {
        (0..self.params.len()).map(|i| self.at(i)).collect()
    }

    /// Makes two parameters one; false when both have types.
    fn join(&mut self, a: usize, b: usize) -> bool {
        let (sa, sb) = (self.slot[a], self.slot[b]);
        if sa == sb {
            return true;
        }
        let (keep, drop) = match (self.types[sa], self.types[sb]) {
            (Some(_), Some(_)) => return false,
            (None, Some(_)) => (sb, sa),
            _ => (sa, sb),
        };
        for s in &mut self.slot {
            if *s == drop {
                *s = keep;
            }
        }
        true
    }

    pub fn unify(&mut self, x: TypeId, y: TypeId, mode: Match) -> bool {
        self.depth += 1;
        let ok = self.depth <= MAX_DEPTH && self.unify_inner(x, y, mode);
        self.depth -= 1;
        ok
    }

    fn is_literal(&self, t: TypeId) -> bool {
        !matches!(self.u.ty(t), Type::Named(_) | Type::TypeParam(_))
    }

    fn unify_inner(&mut self, x: TypeId, y: TypeId, mode: Match) -> bool {
        let u = self.u;
        // What is inferred keeps its alias, for messages.
        let mut written = (x, y);
        let (mut x, mut y) = (u.unalias(x), u.unalias(y));
        if x == y {
            return true;
        }
        // A bound parameter, or else a defined type, stands on the left.
        let swap = match (self.index(x), self.index(y)) {
            (None, Some(_)) => true,
            (None, None) => self.is_literal(x) && !self.is_literal(y),
            _ => false,
        };
        if swap {
            std::mem::swap(&mut x, &mut y);
            written = (written.1, written.0);
        }
        match (self.index(x), self.index(y)) {
            (Some(a), Some(b)) => {
                if self.join(a, b) {
                    return true;
                }
                return match (self.at(a), self.at(b)) {
                    (Some(ta), Some(tb)) => self.unify(ta, tb, mode),
                    _ => true,
                };
            }
            (Some(a), None) => return self.unify_param(a, written.1, mode),
            _ => {}
        }
        // A defined type against a literal: its underlying type counts.
        if mode != Match::Exact
            && matches!(u.ty(x), Type::Named(_))
            && self.is_literal(y)
            && !u.is_interface(x)
            && !matches!(u.ty(y), Type::Interface(_))
        {
            let under = u.underlying(x);
            return under != TypeId::INVALID && self.unify(under, y, mode);
        }
        if mode != Match::Exact && (u.is_interface(x) || u.is_interface(y)) {
            return self.unify_interfaces(x, y);
        }
        self.unify_structure(x, y, mode)
    }

    /// A bound parameter against a type that is none.
    fn unify_param(&mut self, a: usize, y: TypeId, mode: Match) -> bool {
        let u = self.u;
        let Some(have) = self.at(a) else {
            self.set(a, y);
            return true;
        };
        let (have_interface, y_interface) = (u.is_interface(have), u.is_interface(y));
        let (have_named, y_named) = (u.as_named(have).is_some(), u.as_named(y).is_some());
        let matches = if mode != Match::Exact && (have_interface || y_interface) {
            // An inferred interface goes with identical ones only, whether defined or written out.
            let (x, y) = if have_named && y_named { (have, y) } else { (u.underlying(have), u.underlying(y)) };
            have_interface && y_interface && self.unify(x, y, Match::Exact)
        } else {
            self.unify(have, y, mode)
        };
        if !matches || mode == Match::Exact {
            return matches;
        }
        let replace = if have_named || y_named {
            !have_named
        } else {
            // A directed channel can hold both.
            matches!((u.ty(u.underlying(have)), u.ty(u.underlying(y))), (Type::Chan { dir: ChanDir::Both, .. }, Type::Chan { dir, .. }) if *dir != ChanDir::Both)
        };
        if replace {
            self.set(a, y);
        }
        true
    }

    /// At least one is an interface: whatever methods both have, or the interface asks for, must match.
    fn unify_interfaces(&mut self, x: TypeId, y: TypeId) -> bool {
        let u = self.u;
        if u.is_interface(x) && u.is_interface(y) {
            let (xs, ys) = (u.type_set(x), u.type_set(y));
            if xs.comparable != ys.comparable || xs.terms.is_some() != ys.terms.is_some() {
                return false;
            }
            if let (Some(a), Some(b)) = (&xs.terms, &ys.terms)
                && a.len() != b.len()
            {
                return false;
            }
            let (small, large) = if xs.methods.len() <= ys.methods.len() { (xs, ys) } else { (ys, xs) };
            return small.methods.iter().all(|m| match large.method_index(m.pkg, &m.name) {
                Some(i) => self.unify(m.sig, large.methods[i].sig, Match::Exact),
                None => false,
            });
        }
        let (iface, other) = if u.is_interface(x) { (x, y) } else { (y, x) };
        self.unify_methods(iface, other)
    }

    /// Matches the methods of an interface with those of a type; false if one is missing.
    pub fn unify_methods(&mut self, iface: TypeId, other: TypeId) -> bool {
        let u = self.u;
        let set = u.type_set(iface);
        set.methods.iter().all(|m| match u.lookup(other, false, m.pkg, &m.name) {
            found @ (Lookup::Method { .. } | Lookup::InterfaceMethod { .. }) => {
                let sig = u.lookup_signature(&found);
                sig == TypeId::INVALID || self.unify(m.sig, sig, Match::Exact)
            }
            _ => false,
        })
    }

    fn unify_all(&mut self, xs: &[TypeId], ys: &[TypeId], mode: Match) -> bool {
        xs.len() == ys.len() && xs.iter().zip(ys).all(|(&x, &y)| self.unify(x, y, mode))
    }

    fn unify_structure(&mut self, x: TypeId, y: TypeId, mode: Match) -> bool {
        let u = self.u;
        let exact = Match::Exact;
        let elements = if mode == Match::Loose { mode } else { exact };
        match (u.ty(x), u.ty(y)) {
            (&Type::Array { elem: e1, len: n1 }, &Type::Array { elem: e2, len: n2 }) => {
                n1 == n2 && self.unify(e1, e2, elements)
            }
            (&Type::Slice(e1), &Type::Slice(e2)) | (&Type::Pointer(e1), &Type::Pointer(e2)) => {
                self.unify(e1, e2, elements)
            }
            (&Type::Map { key: k1, value: v1 }, &Type::Map { key: k2, value: v2 }) => {
                self.unify(k1, k2, elements) && self.unify(v1, v2, elements)
            }
            (&Type::Chan { dir: d1, elem: e1 }, &Type::Chan { dir: d2, elem: e2 }) => {
                (d1 == d2 || mode != exact) && self.unify(e1, e2, elements)
            }
            (Type::Struct(a), Type::Struct(b)) => {
                a.fields.len() == b.fields.len()
                    && a.fields.iter().zip(&b.fields).all(|(f, g)| {
                        f.embedded == g.embedded
                            && f.tag == g.tag
                            && same_id(&f.name, f.pkg, &g.name, g.pkg)
                            && self.unify(f.ty, g.ty, elements)
                    })
            }
            (Type::Signature(a), Type::Signature(b)) => {
                // Type parameters of a generic function used as an argument are bound ones here and none of its own.
                a.variadic == b.variadic
                    && a.type_params.len() == b.type_params.len()
                    && a.params.len() == b.params.len()
                    && a.results.len() == b.results.len()
                    && a.params.iter().zip(&b.params).all(|(p, q)| self.unify(p.ty, q.ty, elements))
                    && a.results.iter().zip(&b.results).all(|(p, q)| self.unify(p.ty, q.ty, elements))
            }
            (Type::Tuple(a), Type::Tuple(b)) => self.unify_all(a, b, exact),
            (Type::Interface(_), Type::Interface(_)) => {
                let (a, b) = (u.type_set(x), u.type_set(y));
                a.comparable == b.comparable
                    && a.terms.is_some() == b.terms.is_some()
                    && a.methods.len() == b.methods.len()
                    && a.methods
                        .iter()
                        .zip(&b.methods)
                        .all(|(m, n)| same_id(&m.name, m.pkg, &n.name, n.pkg) && self.unify(m.sig, n.sig, exact))
            }
            (&Type::Named(a), &Type::Named(b)) => {
                let (a, b) = (u.named(a), u.named(b));
                a.origin.is_some() && a.origin == b.origin && self.unify_all(&a.type_args, &b.type_args, mode)
            }
            // A foreign type parameter matches through its core type.
            (Type::TypeParam(_), _) => self.unify_core(x, y, mode),
            (_, Type::TypeParam(_)) => self.unify_core(y, x, mode),
            _ => false,
        }
    }

    fn unify_core(&mut self, param: TypeId, y: TypeId, mode: Match) -> bool {
        if self.u.is_type_param(y) || mode == Match::Exact {
            return false;
        }
        match self.u.core_type(param) {
            Some(core) => self.unify(core, y, mode),
            None => false,
        }
    }
}
