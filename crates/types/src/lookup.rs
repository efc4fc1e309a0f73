//! Finding fields and methods through embedding (spec: Selectors, Struct types), and method sets.

use crate::object::{ObjId, PkgId};
use crate::ty::*;
use crate::typeset::same_id;
use crate::universe::Universe;

/// What a selector means.
#[derive(Clone, Debug, PartialEq)]
pub enum Lookup {
    /// A field.
    Field {
        /// Field indices to follow, the last one being the field.
        path: Vec<u32>,
        /// Its type.
        ty: TypeId,
        /// Whether a pointer was followed on the way.
        indirect: bool,
    },
    /// A method declared on a defined type.
    Method {
        /// Embedded fields that lead to the receiver.
        path: Vec<u32>,
        /// The method (of the origin, for an instance).
        obj: ObjId,
        /// The defined type (or instance) that holds it; see [`Universe::method_signature`].
        recv: TypeId,
        /// Whether its receiver is a pointer.
        pointer_recv: bool,
        /// Whether a pointer was followed on the way.
        indirect: bool,
    },
    /// A method of an interface or of a type parameter's constraint.
    InterfaceMethod {
        /// Embedded fields that lead to the interface value.
        path: Vec<u32>,
        /// The interface's type (named or not) or the type parameter.
        iface: TypeId,
        /// Index in the sorted complete method set.
        index: u32,
        /// The method.
        method: Method,
        /// Whether a pointer was followed on the way.
        indirect: bool,
    },
    /// Several at the same depth.
    Ambiguous {
        /// Path of one of them.
        path: Vec<u32>,
    },
    /// A method with a pointer receiver, and the operand is neither a pointer nor addressable.
    PointerReceiver {
        /// The method.
        obj: ObjId,
    },
    /// Nothing.
    NotFound,
}

/// One method of a concrete type's method set.
#[derive(Clone, Debug)]
pub struct MethodEntry {
    /// Name.
    pub name: Name,
    /// Package, part of identity for unexported names.
    pub pkg: PkgId,
    /// How to get there: [`Lookup::Method`] or [`Lookup::InterfaceMethod`].
    pub found: Lookup,
}

struct Place {
    ty: TypeId,
    path: Vec<u32>,
    indirect: bool,
    /// Whether the same type stands several times at this depth.
    multiple: bool,
}

impl Universe {
    /// The field or method `name` of `t`, as seen from package `pkg`. `addressable` tells whether the operand is addressable, so that methods with
    /// pointer receivers may be called on it.
    pub fn lookup(&self, t: TypeId, addressable: bool, pkg: PkgId, name: &str) -> Lookup {
        self.lookup_matching(t, addressable, &|n, p| same_id(n, p, name, pkg))
    }

    /// A field or method whose name differs from `name` in upper and lower case only, or that is the same name unexported in another
    /// package: for hints in messages.
    pub fn lookup_fold(&self, t: TypeId, addressable: bool, name: &str) -> Lookup {
        let lower = name.to_lowercase();
        self.lookup_matching(t, addressable, &|n, _| n.to_lowercase() == lower)
    }

    fn lookup_matching(&self, t: TypeId, addressable: bool, matches: &dyn Fn(&str, PkgId) -> bool) -> Lookup {
        // A defined pointer type has the fields of what it points to, and no methods.
        if self.as_named(t).is_some() {
            let under = self.underlying(t);
            if matches!(self.ty(under), Type::Pointer(_)) {
                return match self.search(under, false, matches) {
                    f @ Lookup::Field { .. } => f,
                    _ => Lookup::NotFound,
                };
            }
        }
        self.search(t, addressable, matches)
    }

    /// Whether a method's receiver is a pointer: as resolved, or as written while it is not.
    fn has_pointer_receiver(&self, method: ObjId) -> bool {
        let Some(f) = self.func(method) else { return false };
        f.recv.as_ref().map_or(f.pointer, |r| r.pointer)
    }

    fn search(&self, t: TypeId, addressable: bool, matches: &dyn Fn(&str, PkgId) -> bool) -> Lookup {
        let (start, is_pointer) = self.deref(t);
        // A pointer to an interface (or to a type parameter) has no methods.
        if is_pointer && matches!(self.ty(self.underlying(start)), Type::Interface(_)) {
            return Lookup::NotFound;
        }
        let mut current = vec![Place { ty: start, path: Vec::new(), indirect: is_pointer, multiple: false }];
        let mut seen: Vec<NamedId> = Vec::new();
        while !current.is_empty() {
            let mut next: Vec<Place> = Vec::new();
            let mut found: Option<Lookup> = None;
            for place in &current {
                let ambiguous = |path: &[u32]| Lookup::Ambiguous { path: path.to_vec() };
                if let Some(id) = self.as_named(place.ty) {
                    if seen.contains(&id) {
                        continue;
                    }
                    seen.push(id);
                    if let Some(&m) =
                        self.declared_methods(id).iter().find(|&&m| matches(&self.obj(m).name, self.obj(m).pkg))
                    {
                        if found.is_some() || place.multiple {
                            return ambiguous(&place.path);
                        }
                        found = Some(Lookup::Method {
                            path: place.path.clone(),
                            obj: m,
                            recv: self.unalias(place.ty),
                            pointer_recv: self.has_pointer_receiver(m),
                            indirect: place.indirect,
                        });
                        continue;
                    }
                }
                match self.ty(self.underlying(place.ty)) {
                    Type::Struct(s) => {
                        for (i, f) in s.fields.iter().enumerate() {
                            let path = || place.path.iter().copied().chain([i as u32]).collect::<Vec<u32>>();
                            if matches(&f.name, f.pkg) && &*f.name != "_" {
                                if found.is_some() || place.multiple {
                                    return ambiguous(&path());
                                }
                                found = Some(Lookup::Field { path: path(), ty: f.ty, indirect: place.indirect });
                                continue;
                            }
                            if found.is_none() && f.embedded {
                                let (ty, pointer) = self.deref(f.ty);
                                if matches!(self.ty(self.underlying(ty)), Type::Struct(_) | Type::Interface(_))
                                    || self.as_named(ty).is_some()
                                {
                                    next.push(Place {
                                        ty,
                                        path: path(),
                                        indirect: place.indirect || pointer,
                                        multiple: place.multiple,
                                    });
                                }
                            }
                        }
                    }
                    Type::Interface(_) => {
                        let set = self.type_set(place.ty);
                        if let Some(i) = set.methods.iter().position(|m| matches(&m.name, m.pkg)) {
                            if found.is_some() || place.multiple {
                                return ambiguous(&place.path);
                            }
                            found = Some(Lookup::InterfaceMethod {
                                path: place.path.clone(),
                                iface: self.unalias(place.ty),
                                index: i as u32,
                                method: set.methods[i].clone(),
                                indirect: place.indirect,
                            });
                        }
                    }
                    _ => {}
                }
            }
            match found {
                Some(Lookup::Method { obj, pointer_recv: true, indirect: false, .. }) if !addressable => {
                    return Lookup::PointerReceiver { obj };
                }
                Some(f) => return f,
                None => current = self.merge_places(next),
            }
        }
        Lookup::NotFound
    }

    /// Joins places of the same type at one depth: whatever is found there is ambiguous.
    fn merge_places(&self, places: Vec<Place>) -> Vec<Place> {
        let mut out: Vec<Place> = Vec::new();
        for p in places {
            match out.iter_mut().find(|o| self.identical(o.ty, p.ty)) {
                Some(o) => o.multiple = true,
                None => out.push(p),
            }
        }
        out
    }

    /// The complete method set of a type, sorted: of an interface, or of a concrete type with promoted methods. Methods with pointer
    /// receivers are in it only when `t` is a pointer or reaches them through one (spec: Method sets).
    pub fn method_set(&self, t: TypeId) -> Vec<MethodEntry> {
        let mut names: Vec<(Name, PkgId)> = Vec::new();
        let mut seen: Vec<NamedId> = Vec::new();
        self.collect_method_names(self.deref(t).0, &mut names, &mut seen);
        names.sort();
        names.dedup();
        let mut out: Vec<MethodEntry> = Vec::new();
        for (name, pkg) in names {
            // An exported name declared in several packages is one method.
            if out.last().is_some_and(|o| same_id(&o.name, o.pkg, &name, pkg)) {
                continue;
            }
            let found = self.lookup(t, false, pkg, &name);
            if matches!(found, Lookup::Method { .. } | Lookup::InterfaceMethod { .. }) {
                out.push(MethodEntry { name, pkg, found });
            }
        }
        out
    }

    fn collect_method_names(&self, t: TypeId, names: &mut Vec<(Name, PkgId)>, seen: &mut Vec<NamedId>) {
        if let Some(id) = self.as_named(t) {
            if seen.contains(&id) {
                return;
            }
            seen.push(id);
            names.extend(self.declared_methods(id).iter().map(|&m| (self.obj(m).name.clone(), self.obj(m).pkg)));
        }
        match self.ty(self.underlying(t)) {
            Type::Struct(s) => {
                for f in s.fields.iter().filter(|f| f.embedded) {
                    self.collect_method_names(self.deref(f.ty).0, names, seen);
                }
            }
            Type::Interface(_) => names.extend(self.type_set(t).methods.iter().map(|m| (m.name.clone(), m.pkg))),
            _ => {}
        }
    }
}
