//! Underlying and core types (spec: Underlying types, Core types in older editions), and walking over the types of a type
//! parameter's type set.

use crate::ty::*;
use crate::universe::Universe;

impl Universe {
    /// The underlying type. For a type parameter it is its constraint's interface; of a type not resolved yet, `INVALID` (and the
    /// type's name is noted as pending). Instances of generic types are expanded here.
    pub fn underlying(&self, t: TypeId) -> TypeId {
        let t = self.unalias(t);
        match *self.ty(t) {
            Type::Named(id) => self.named_underlying(id),
            Type::TypeParam(id) => self.param_interface(id),
            _ => t,
        }
    }

    fn named_underlying(&self, id: NamedId) -> TypeId {
        let data = self.named(id);
        if let Some(u) = data.underlying {
            return u;
        }
        let Some(origin) = data.origin else {
            self.note_pending(data.obj);
            return TypeId::INVALID;
        };
        if let Some(&u) = self.instance_underlying.borrow().get(&id) {
            return u;
        }
        let origin_data = self.named(origin);
        let Some(generic) = origin_data.underlying else {
            self.note_pending(origin_data.obj);
            return TypeId::INVALID;
        };
        let mut params = self.implicit_params(origin);
        params.extend(&origin_data.type_params);
        if params.len() != data.type_args.len() || data.type_args.contains(&TypeId::INVALID) {
            return TypeId::INVALID;
        }
        let u = self.subst(generic, &params, &data.type_args);
        self.instance_underlying.borrow_mut().insert(id, u);
        u
    }

    /// The constraint of a type parameter as written.
    pub fn constraint(&self, id: TypeParamId) -> TypeId {
        let late = self.late_constraints.borrow().get(&id).copied();
        late.unwrap_or_else(|| self.type_param(id).constraint)
    }

    fn param_interface(&self, id: TypeParamId) -> TypeId {
        let constraint = self.constraint(id);
        // A constraint that is itself a type parameter is an error reported elsewhere; following it could go in circles.
        if self.as_type_param(constraint).is_some() {
            return self.empty_interface;
        }
        let u = self.underlying(constraint);
        match self.ty(u) {
            Type::Interface(_) => u,
            Type::Basic(Basic::Invalid) => self.empty_interface,
            _ => self.implicit_interface(constraint),
        }
    }

    /// The interface that constrains a type parameter.
    pub fn constraint_interface(&self, t: TypeId) -> TypeId {
        self.underlying(t)
    }

    /// Whether it is a type parameter.
    pub fn is_type_param(&self, t: TypeId) -> bool {
        self.as_type_param(t).is_some()
    }

    /// The element type of an unnamed (or aliased) pointer type and true, or the type itself and false.
    pub fn deref(&self, t: TypeId) -> (TypeId, bool) {
        match *self.ty(self.unalias(t)) {
            Type::Pointer(e) => (e, true),
            _ => (t, false),
        }
    }

    /// The terms that restrict a type parameter or an interface; `None` when there are none.
    pub fn type_terms(&self, t: TypeId) -> Option<Vec<UnionTerm>> {
        self.type_set(t).terms.clone()
    }

    /// For a type parameter: whether the predicate holds for the underlying type of every term (false without terms);
    /// for any other type: whether it holds for its underlying type.
    pub fn all_terms(&self, t: TypeId, f: &mut dyn FnMut(TypeId) -> bool) -> bool {
        if self.is_type_param(t) {
            match &self.type_set(t).terms {
                Some(terms) if !terms.is_empty() => terms.iter().all(|term| f(self.underlying(term.ty))),
                _ => false,
            }
        } else {
            f(self.underlying(t))
        }
    }

    /// The one underlying type that all types of a type parameter's type set share; channels may differ in direction. For other types
    /// the underlying type.
    pub fn core_type(&self, t: TypeId) -> Option<TypeId> {
        if !self.is_type_param(t) {
            return Some(self.underlying(t));
        }
        let set = self.type_set(t);
        let mut common: Option<TypeId> = None;
        for term in set.terms.as_ref()? {
            let u = self.underlying(term.ty);
            common = match common {
                None => Some(u),
                Some(c) if self.identical(c, u) => Some(c),
                Some(c) => match (self.ty(c), self.ty(u)) {
                    (&Type::Chan { dir: d1, elem: e1 }, &Type::Chan { dir: d2, elem: e2 })
                        if self.identical(e1, e2) =>
                    {
                        match (d1, d2) {
                            (a, b) if a == b => Some(c),
                            (_, ChanDir::Both) => Some(c),
                            (ChanDir::Both, _) => Some(u),
                            _ => return None,
                        }
                    }
                    _ => return None,
                },
            };
        }
        common
    }

    /// Like [`Universe::core_type`], but a type set of strings and byte slices has core type `string`.
    pub fn core_string(&self, t: TypeId) -> Option<TypeId> {
        if !self.is_type_param(t) {
            return Some(self.underlying(t));
        }
        if let Some(c) = self.core_type(t) {
            return Some(c);
        }
        let set = self.type_set(t);
        let terms = set.terms.as_ref()?;
        let ok = !terms.is_empty()
            && terms.iter().all(|term| {
                let u = self.underlying(term.ty);
                u == TypeId::STRING || self.is_byte_slice(u)
            });
        ok.then_some(TypeId::STRING)
    }

    /// The key type of a map type, or of all the maps of a type parameter.
    pub fn common_map_key(&self, t: TypeId) -> Option<TypeId> {
        let mut common = None;
        let all = self.all_terms(t, &mut |u| match *self.ty(u) {
            Type::Map { key, .. } => {
                *common.get_or_insert(key) == key || common.is_some_and(|c| self.identical(c, key))
            }
            _ => false,
        });
        common.filter(|_| all)
    }

    /// Whether the underlying type is a slice of bytes (of a type whose underlying type is `byte`).
    pub fn is_byte_slice(&self, t: TypeId) -> bool {
        matches!(*self.ty(self.underlying(t)), Type::Slice(e) if self.underlying(e) == TypeId::basic(Basic::Uint8))
    }
}
