//! Type sets of interfaces (spec: Interface types, General interfaces): complete methods and the terms that restrict them.

use crate::object::PkgId;
use crate::ty::*;
use crate::universe::Universe;
use std::sync::Arc;

/// What an interface asks for.
#[derive(Clone, Debug, Default)]
pub struct TypeSet {
    /// Complete method set, sorted by [`method_order`].
    pub methods: Vec<Method>,
    /// The types allowed, without overlaps; `None` allows all. An empty list is an empty type set.
    pub terms: Option<Vec<UnionTerm>>,
    /// Whether all types of the set must be comparable (only set when `terms` is `None`).
    pub comparable: bool,
    /// Methods that are declared twice with different types (or twice explicitly): an error of the declaration.
    pub duplicates: Vec<Method>,
}

impl TypeSet {
    /// Whether no type is in the set because its terms contradict each other.
    pub fn is_empty(&self) -> bool {
        self.terms.as_ref().is_some_and(Vec::is_empty)
    }

    /// Whether every type is in the set.
    pub fn is_all(&self) -> bool {
        self.is_method_set() && self.methods.is_empty()
    }

    /// Whether the set is described by methods alone: such an interface can be used as an ordinary type.
    pub fn is_method_set(&self) -> bool {
        self.terms.is_none() && !self.comparable
    }

    /// Whether all types of the set are comparable, when `comparable` says it of a term's type.
    pub fn comparable_if(&self, comparable: impl FnMut(TypeId) -> bool) -> bool {
        match &self.terms {
            None => self.comparable,
            Some(terms) => !terms.is_empty() && terms.iter().map(|t| t.ty).all(comparable),
        }
    }

    /// Index of a method in the sorted list.
    pub fn method_index(&self, pkg: PkgId, name: &str) -> Option<usize> {
        self.methods.iter().position(|m| same_id(&m.name, m.pkg, name, pkg))
    }
}

/// Whether a name is exported: its first letter is upper case (spec: Exported identifiers).
pub fn is_exported(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase)
}

/// Whether two names mean the same field or method (spec: Uniqueness of identifiers).
pub fn same_id(a: &str, a_pkg: PkgId, b: &str, b_pkg: PkgId) -> bool {
    a == b && (a_pkg == b_pkg || is_exported(a))
}

/// The order of complete method sets: by name, equal (unexported) names by package.
pub fn method_order(a: &Method, b: &Method) -> std::cmp::Ordering {
    a.name.cmp(&b.name).then(a.pkg.cmp(&b.pkg))
}

impl Universe {
    /// The type set of an interface type (a type with an interface as underlying type, or a type parameter).
    pub fn type_set(&self, t: TypeId) -> Arc<TypeSet> {
        let iface = self.underlying(t);
        let Type::Interface(node) = self.ty(iface) else { return Arc::default() };
        if let Some(set) = self.typesets.borrow().get(&iface) {
            return set.clone();
        }
        if self.typesets_open.borrow().contains(&iface) {
            return Arc::default();
        }
        self.typesets_open.borrow_mut().push(iface);
        let before = self.pending_events.get();
        let set = Arc::new(crate::deep(|| self.compute_type_set(&node.clone())));
        self.typesets_open.borrow_mut().pop();
        // Inside an open cycle the answer may be cut short.
        if self.pending_events.get() == before && self.typesets_open.borrow().is_empty() {
            self.typesets.borrow_mut().insert(iface, set.clone());
        }
        set
    }

    fn compute_type_set(&self, node: &InterfaceType) -> TypeSet {
        let mut set = TypeSet { comparable: node.comparable, ..Default::default() };
        for m in &node.methods {
            if set.method_index(m.pkg, &m.name).is_some() {
                set.duplicates.push(m.clone());
            } else {
                set.methods.push(m.clone());
            }
        }
        for &e in &node.embeds {
            let under = self.underlying(e);
            let terms = match self.ty(under) {
                Type::Basic(Basic::Invalid) => continue,
                Type::Interface(_) => {
                    let inner = self.type_set(under);
                    set.comparable |= inner.comparable;
                    for m in &inner.methods {
                        match set.method_index(m.pkg, &m.name) {
                            None => set.methods.push(m.clone()),
                            Some(i) => {
                                let same = self.identical(set.methods[i].sig, m.sig);
                                if !same {
                                    set.duplicates.push(m.clone());
                                }
                            }
                        }
                    }
                    inner.terms.clone()
                }
                Type::Union(terms) => self.union_terms(terms),
                _ => Some(vec![UnionTerm { tilde: false, ty: e }]),
            };
            set.terms = match (set.terms.take(), terms) {
                (None, t) => t,
                (s, None) => s,
                (Some(a), Some(b)) => Some(self.intersect_terms(&a, &b)),
            };
        }
        if set.comparable
            && let Some(terms) = &mut set.terms
        {
            terms.retain(|t| self.comparable(t.ty));
            set.comparable = false;
        }
        set.methods.sort_by(method_order);
        set
    }

    /// The terms a union allows: overlapping ones merged, interfaces replaced by their own terms.
    fn union_terms(&self, terms: &[UnionTerm]) -> Option<Vec<UnionTerm>> {
        let mut out: Vec<UnionTerm> = Vec::new();
        for t in terms {
            let under = self.underlying(t.ty);
            match self.ty(under) {
                Type::Basic(Basic::Invalid) => {}
                Type::Interface(_) => {
                    for t in self.type_set(under).terms.clone()? {
                        self.add_term(&mut out, t);
                    }
                }
                // No type is its own underlying type and has this one.
                _ if t.tilde && !self.identical(under, t.ty) => {}
                _ => self.add_term(&mut out, t.clone()),
            }
        }
        Some(out)
    }

    /// The number of terms in a union, those of its interfaces included.
    pub(crate) fn union_size(&self, t: TypeId) -> usize {
        let Type::Union(terms) = self.ty(t) else { return 0 };
        self.union_terms(terms).map_or(0, |terms| terms.len())
    }

    fn add_term(&self, out: &mut Vec<UnionTerm>, t: UnionTerm) {
        if out.iter().any(|o| self.term_covers(o, &t)) {
            return;
        }
        out.retain(|o| !self.term_covers(&t, o));
        out.push(t);
    }

    /// Whether every type of `b` is one of `a`.
    pub fn term_covers(&self, a: &UnionTerm, b: &UnionTerm) -> bool {
        if a.tilde {
            self.identical(self.underlying(a.ty), self.underlying(b.ty))
        } else {
            !b.tilde && self.identical(a.ty, b.ty)
        }
    }

    /// Whether a type is one that the term allows.
    pub fn term_includes(&self, term: &UnionTerm, t: TypeId) -> bool {
        self.term_covers(term, &UnionTerm { tilde: false, ty: t })
    }

    fn intersect_terms(&self, a: &[UnionTerm], b: &[UnionTerm]) -> Vec<UnionTerm> {
        let mut out = Vec::new();
        for x in a {
            for y in b {
                if self.term_covers(x, y) {
                    self.add_term(&mut out, y.clone());
                } else if self.term_covers(y, x) {
                    self.add_term(&mut out, x.clone());
                }
            }
        }
        out
    }

    /// Whether two terms have a type in common.
    pub fn terms_overlap(&self, a: &UnionTerm, b: &UnionTerm) -> bool {
        self.term_covers(a, b) || self.term_covers(b, a)
    }

    /// Whether all types of the set are comparable.
    pub fn type_set_comparable(&self, set: &TypeSet) -> bool {
        set.comparable_if(|t| self.comparable(t))
    }
}
