//! Substitution of type arguments for type parameters, and instances of generic types (spec: Instantiations).
//!
//! Instances are nominal nodes interned by origin and canonical arguments; their underlying types are expanded when asked for.

use crate::object::ObjId;
use crate::ty::*;
use crate::universe::Universe;

impl Universe {
    /// The type with every type parameter of `params` replaced by the argument at its place. Types without such
    /// parameters come back unchanged (same id).
    pub fn subst(&self, t: TypeId, params: &[TypeId], args: &[TypeId]) -> TypeId {
        if params.is_empty() || params == args {
            return t;
        }
        debug_assert_eq!(params.len(), args.len());
        Subst { u: self, params, args }.ty(t)
    }

    /// An instance of a generic defined type or alias. `args` must have the right length, and satisfy the constraints
    /// ([`Universe::verify_instance`] checks that).
    pub fn instantiate(&self, generic: TypeId, args: Vec<TypeId>) -> TypeId {
        match *self.ty(generic) {
            Type::Named(origin) => self.instantiate_named(origin, args),
            Type::Alias { obj, actual } => {
                let params = self.alias_params(obj);
                if params.is_empty() || params.len() != args.len() {
                    return self.instantiate(actual, args);
                }
                let actual = self.subst(actual, &params, &args);
                self.push_alias_instance(obj, actual, args)
            }
            _ => TypeId::INVALID,
        }
    }

    fn instantiate_named(&self, origin: NamedId, args: Vec<TypeId>) -> TypeId {
        let origin = self.named(origin).origin.unwrap_or(origin);
        let args = match self.implicit_params(origin) {
            // Written inside the function that declares the type: those around it stand for themselves.
            around if !around.is_empty() && args.len() == self.named(origin).type_params.len() => {
                around.into_iter().chain(args).collect()
            }
            _ => args,
        };
        let key: Vec<TypeId> = args.iter().map(|&a| self.canonical(a)).collect();
        if let Some(&t) = self.instances.borrow().get(&(origin, key.clone())) {
            return t;
        }
        let data = self.named(origin);
        let t = self.push_named(NamedType {
            obj: data.obj,
            origin: Some(origin),
            type_args: args,
            type_params: Vec::new(),
            underlying: None,
            methods: Vec::new(),
        });
        self.instances.borrow_mut().insert((origin, key), t);
        t
    }

    /// The signature of a generic function with its type parameters replaced; the result has none.
    pub fn instantiate_signature(&self, sig: TypeId, args: &[TypeId]) -> TypeId {
        let Type::Signature(s) = self.ty(sig) else { return TypeId::INVALID };
        if s.type_params.len() != args.len() {
            return TypeId::INVALID;
        }
        let plain = self.signature(Signature { type_params: Vec::new(), ..(**s).clone() });
        self.subst(plain, &s.type_params, args)
    }

    /// The signature of a declared method as seen on `recv`, the defined type (or instance) that holds it: the receiver's own type parameters
    /// are replaced by the instance's arguments. `INVALID` (and noted as pending) while the method is unresolved.
    pub fn method_signature(&self, method: ObjId, recv: TypeId) -> TypeId {
        let object = self.obj(method);
        if object.ty == TypeId::INVALID {
            self.note_pending(method);
            return TypeId::INVALID;
        }
        let params = self.func(method).and_then(|f| f.recv.as_ref()).map_or(&[][..], |r| &r.type_params);
        let Some(named) = self.as_named(recv) else { return object.ty };
        let args = &self.named(named).type_args;
        if params.is_empty() || params.len() != args.len() {
            return object.ty;
        }
        self.subst(object.ty, params, args)
    }

    /// Declared methods of a defined type: of its origin, for an instance.
    pub fn declared_methods(&self, id: NamedId) -> &[ObjId] {
        let data = self.named(id);
        match data.origin {
            Some(origin) => &self.named(origin).methods,
            None => &data.methods,
        }
    }

    /// Whether the type mentions any of these type parameters (or, with an empty list, any at all).
    pub fn mentions_params(&self, t: TypeId, params: &[TypeId]) -> bool {
        let any = |ts: &[TypeId]| ts.iter().any(|&t| self.mentions_params(t, params));
        match self.ty(t) {
            Type::Basic(_) => false,
            Type::Array { elem, .. } | Type::Slice(elem) | Type::Pointer(elem) | Type::Chan { elem, .. } => {
                self.mentions_params(*elem, params)
            }
            Type::Map { key, value } => any(&[*key, *value]),
            Type::Struct(s) => s.fields.iter().any(|f| self.mentions_params(f.ty, params)),
            Type::Signature(s) => {
                s.params.iter().chain(&s.results).any(|p| self.mentions_params(p.ty, params))
                    || s.type_params.iter().any(|&p| {
                        self.as_type_param(p)
                            .is_some_and(|id| !params.is_empty() && self.mentions_params(self.constraint(id), params))
                    })
            }
            Type::Interface(i) => i.methods.iter().any(|m| self.mentions_params(m.sig, params)) || any(&i.embeds),
            Type::Tuple(ts) => any(ts),
            Type::Named(id) => {
                let data = self.named(*id);
                any(&data.type_args) || (data.origin.is_none() && any(&self.implicit_params(*id)))
            }
            Type::TypeParam(_) => params.is_empty() || params.contains(&t),
            Type::Union(terms) => terms.iter().any(|t| self.mentions_params(t.ty, params)),
            Type::Alias { actual, .. } => self.mentions_params(*actual, params),
        }
    }
}

struct Subst<'a> {
    u: &'a Universe,
    params: &'a [TypeId],
    args: &'a [TypeId],
}

impl Subst<'_> {
    fn list(&self, ts: &[TypeId]) -> Vec<TypeId> {
        ts.iter().map(|&t| self.ty(t)).collect()
    }

    fn ty(&self, t: TypeId) -> TypeId {
        let u = self.u;
        match u.ty(t) {
            Type::Basic(_) => t,
            Type::TypeParam(_) => self.params.iter().position(|&p| p == t).map_or(t, |i| self.args[i]),
            Type::Array { elem, len } => u.array_of(self.ty(*elem), *len),
            Type::Slice(elem) => u.slice_of(self.ty(*elem)),
            Type::Pointer(elem) => u.pointer_to(self.ty(*elem)),
            Type::Map { key, value } => u.map_of(self.ty(*key), self.ty(*value)),
            Type::Chan { dir, elem } => u.chan_of(*dir, self.ty(*elem)),
            Type::Struct(s) => {
                u.struct_(s.fields.iter().map(|f| FieldType { ty: self.ty(f.ty), ..f.clone() }).collect())
            }
            Type::Tuple(ts) => u.tuple(self.list(ts)),
            Type::Union(terms) => {
                u.union(terms.iter().map(|t| UnionTerm { tilde: t.tilde, ty: self.ty(t.ty) }).collect())
            }
            Type::Interface(i) => {
                let methods = i.methods.iter().map(|m| Method { sig: self.ty(m.sig), ..m.clone() }).collect();
                u.interface(InterfaceType { methods, embeds: self.list(&i.embeds), ..(**i).clone() })
            }
            Type::Signature(s) => self.signature(s),
            Type::Named(id) => {
                let data = u.named(*id);
                if data.origin.is_some() {
                    let args = self.list(&data.type_args);
                    return if args == data.type_args { t } else { u.instantiate(t, args) };
                }
                let implicit = u.implicit_params(*id);
                if implicit.is_empty() {
                    return t;
                }
                let args = self.list(&implicit);
                if args == implicit { t } else { u.instantiate(t, args) }
            }
            Type::Alias { obj, actual } => {
                let new = self.ty(*actual);
                if new == *actual {
                    return t;
                }
                let args = u.alias_args(t);
                if args.is_empty() { new } else { u.push_alias_instance(*obj, new, self.list(&args)) }
            }
        }
    }

    fn signature(&self, s: &Signature) -> TypeId {
        let u = self.u;
        let plist = |inner: &Subst<'_>, ps: &[ParamType]| {
            ps.iter().map(|p| ParamType { name: p.name.clone(), ty: inner.ty(p.ty) }).collect()
        };
        let touched = s
            .type_params
            .iter()
            .any(|&p| u.as_type_param(p).is_some_and(|id| u.mentions_params(u.constraint(id), self.params)));
        if !touched {
            return u.signature(Signature {
                type_params: s.type_params.clone(),
                params: plist(self, &s.params),
                results: plist(self, &s.results),
                variadic: s.variadic,
            });
        }
        // The method's own type parameters have constraints that change: they become new ones.
        let fresh: Vec<TypeId> = s
            .type_params
            .iter()
            .filter_map(|&p| u.as_type_param(p))
            .map(|id| u.push_type_param(u.type_param(id).clone()))
            .collect();
        let params: Vec<TypeId> = self.params.iter().chain(&s.type_params).copied().collect();
        let args: Vec<TypeId> = self.args.iter().chain(&fresh).copied().collect();
        let inner = Subst { u, params: &params, args: &args };
        for (&old, &new) in s.type_params.iter().zip(&fresh) {
            if let (Some(old), Some(new)) = (u.as_type_param(old), u.as_type_param(new)) {
                let constraint = inner.ty(u.constraint(old));
                u.late_constraints.borrow_mut().insert(new, constraint);
            }
        }
        u.signature(Signature {
            params: plist(&inner, &s.params),
            results: plist(&inner, &s.results),
            variadic: s.variadic,
            type_params: fresh,
        })
    }
}
