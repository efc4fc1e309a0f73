//! Whether a type implements an interface or satisfies a constraint (spec: Implementing an interface, Satisfying a type
//! constraint), and gc's words for why not.

use crate::lookup::Lookup;
use crate::ty::*;
use crate::typeset::TypeSet;
use crate::typestring::Qualifier;
use crate::universe::Universe;

/// The first method (in sorted order) that a type lacks.
#[derive(Clone, Debug)]
pub struct Missing {
    /// The method of the interface.
    pub method: Method,
    /// What is there instead.
    pub why: MissingWhy,
}

/// Why a method does not count.
#[derive(Clone, Debug)]
pub enum MissingWhy {
    /// There is none.
    NotFound,
    /// One whose name differs in case; its name and signature.
    WrongName(Name, TypeId),
    /// The same name, unexported in another package.
    Unexported,
    /// Another signature.
    WrongType(TypeId),
    /// Several at the same depth.
    Ambiguous,
    /// Only the pointer has it.
    PointerReceiver,
    /// A field has that name.
    Field,
}

impl Universe {
    /// The first method of `iface` that `t` lacks. When `t` is an interface and `static_` is false, only methods with conflicting
    /// types count (a type assertion may still find the others in the dynamic type).
    pub fn missing_method(&self, t: TypeId, iface: TypeId, static_: bool) -> Option<Missing> {
        let wanted = self.type_set(iface);
        if wanted.methods.is_empty() {
            return None;
        }
        if matches!(self.ty(self.underlying(t)), Type::Interface(_)) {
            let have = self.type_set(t);
            for m in &wanted.methods {
                let why = match have.method_index(m.pkg, &m.name) {
                    None if !static_ => continue,
                    None => MissingWhy::NotFound,
                    Some(i) if !self.identical(have.methods[i].sig, m.sig) => {
                        MissingWhy::WrongType(have.methods[i].sig)
                    }
                    Some(_) => continue,
                };
                return Some(Missing { method: m.clone(), why });
            }
            return None;
        }
        for m in &wanted.methods {
            let why = match self.lookup(t, false, m.pkg, &m.name) {
                Lookup::NotFound => self.similar_method(t, m),
                Lookup::Ambiguous { .. } => MissingWhy::Ambiguous,
                Lookup::PointerReceiver { .. } => MissingWhy::PointerReceiver,
                Lookup::Field { .. } => MissingWhy::Field,
                found => {
                    let sig = self.lookup_signature(&found);
                    if sig == TypeId::INVALID || self.identical(sig, m.sig) {
                        continue;
                    }
                    MissingWhy::WrongType(sig)
                }
            };
            return Some(Missing { method: m.clone(), why });
        }
        None
    }

    /// The signature of a method found; `INVALID` for anything else or while unresolved.
    pub fn lookup_signature(&self, found: &Lookup) -> TypeId {
        match found {
            Lookup::Method { obj, recv, .. } => self.method_signature(*obj, *recv),
            Lookup::InterfaceMethod { method, .. } => method.sig,
            _ => TypeId::INVALID,
        }
    }

    fn similar_method(&self, t: TypeId, m: &Method) -> MissingWhy {
        let found = self.lookup_fold(t, false, &m.name);
        let name = match &found {
            Lookup::Method { obj, .. } => self.obj(*obj).name.clone(),
            Lookup::InterfaceMethod { method, .. } => method.name.clone(),
            _ => return MissingWhy::NotFound,
        };
        if name == m.name { MissingWhy::Unexported } else { MissingWhy::WrongName(name, self.lookup_signature(&found)) }
    }

    /// The reason in parentheses, as messages append it: `(missing method Foo)`.
    pub fn missing_cause(&self, t: TypeId, iface: TypeId, missing: &Missing, q: &Qualifier) -> String {
        let name = &missing.method.name;
        let have_want = |have_name: &str, have: TypeId| {
            let bare = q.without_parameter_names();
            let mut h = self.signature_string(have, &bare);
            let mut w = self.signature_string(missing.method.sig, &bare);
            if h == w && have_name == &**name {
                let full = Qualifier::full().without_parameter_names();
                h = self.signature_string(have, &full);
                w = self.signature_string(missing.method.sig, &full);
            }
            if h == w && have_name == &**name {
                return String::new();
            }
            format!("\n\t\thave {have_name}{h}\n\t\twant {name}{w}")
        };
        match &missing.why {
            MissingWhy::WrongName(other, sig) => format!("(missing method {name}){}", have_want(other, *sig)),
            MissingWhy::Unexported => format!("(unexported method {name})"),
            MissingWhy::WrongType(sig) => format!("(wrong type for method {name}){}", have_want(name, *sig)),
            MissingWhy::Ambiguous => format!("(ambiguous selector {}.{name})", self.type_string(t, q)),
            MissingWhy::PointerReceiver => format!("(method {name} has pointer receiver)"),
            MissingWhy::Field => format!("({}.{name} is a field, not a method)", self.type_string(t, q)),
            MissingWhy::NotFound => {
                let pointer = self.pointer_to_interface(t, q).or_else(|| self.pointer_to_interface(iface, q));
                pointer.map_or_else(|| format!("(missing method {name})"), |why| format!("({why})"))
            }
        }
    }

    /// What is wrong with a pointer to an interface or to a type parameter.
    pub(crate) fn pointer_to_interface(&self, t: TypeId, q: &Qualifier) -> Option<String> {
        let Type::Pointer(e) = *self.ty(self.underlying(t)) else { return None };
        let what = match () {
            () if self.is_type_param(e) => "type parameter",
            () if self.is_interface(e) => "interface",
            () => return None,
        };
        Some(format!("type {} is pointer to {what}, not {what}", self.type_string(t, q)))
    }

    /// Whether a constraint as it is written names a type.
    fn mentions_type(&self, constraint: TypeId, t: TypeId) -> bool {
        if self.identical(constraint, t) {
            return true;
        }
        match self.ty(self.unalias(constraint)) {
            Type::Interface(i) => i.embeds.iter().any(|&e| self.mentions_type(e, t)),
            Type::Union(terms) => terms.iter().any(|term| self.mentions_type(term.ty, t)),
            _ => false,
        }
    }

    /// Whether a struct embeds (or points to one that embeds) something in error: its methods are not known.
    fn embeds_invalid(&self, t: TypeId, seen: &mut Vec<TypeId>) -> bool {
        let t = self.deref(t).0;
        if seen.contains(&t) {
            return false;
        }
        seen.push(t);
        let Type::Struct(s) = self.ty(self.underlying(t)) else { return false };
        s.fields.iter().filter(|f| f.embedded).any(|f| self.is_invalid(f.ty) || self.embeds_invalid(f.ty, seen))
    }

    /// Whether `t` implements `iface` (for a constraint: satisfies it). The error is gc's reason without enclosing parentheses.
    pub fn implements(&self, t: TypeId, iface: TypeId, constraint: bool, q: &Qualifier) -> Result<(), String> {
        let (t_under, i_under) = (self.underlying(t), self.underlying(iface));
        if t_under == TypeId::INVALID || i_under == TypeId::INVALID {
            return Ok(());
        }
        if let Type::Pointer(e) = *self.ty(t_under)
            && self.underlying(e) == TypeId::INVALID
        {
            return Ok(());
        }
        let verb = if constraint { "satisfy" } else { "implement" };
        let (ts, is) = (|| self.type_string(t, q), || self.type_string(iface, q));
        if !matches!(self.ty(i_under), Type::Interface(_)) {
            let pointer = self.pointer_to_interface(iface, q);
            let detail = pointer.unwrap_or_else(|| format!("{} is not an interface", is()));
            return Err(format!("{} does not {verb} {} ({detail})", ts(), is()));
        }
        let wanted = self.type_set(iface);
        if wanted.is_all() {
            return Ok(());
        }
        let t_is_interface = matches!(self.ty(t_under), Type::Interface(_));
        let have = if t_is_interface { Some(self.type_set(t)) } else { None };
        if have.as_ref().is_some_and(|h| h.is_empty()) {
            return Ok(());
        }
        if wanted.is_empty() {
            return Err(format!("cannot {verb} {} (empty type set)", is()));
        }
        if let Some(m) = self.missing_method(t, iface, true) {
            if self.embeds_invalid(t, &mut Vec::new()) {
                return Ok(());
            }
            return Err(format!("{} does not {verb} {} {}", ts(), is(), self.missing_cause(t, iface, &m, q)));
        }
        let comparability = || {
            if !self.type_set_comparable(&wanted)
                || self.comparable(t)
                || (constraint && self.comparable_reason(t, true, q).is_ok())
            {
                Ok(())
            } else {
                Err(format!("{} does not {verb} comparable", ts()))
            }
        };
        let Some(terms) = &wanted.terms else { return comparability() };
        if let Some(have) = have {
            if !self.terms_subset(&have, terms) {
                return Err(format!("{} does not {verb} {}", ts(), is()));
            }
            return comparability();
        }
        if !terms.iter().any(|term| self.term_includes(term, t)) {
            let near = terms.iter().find(|term| {
                !term.tilde
                    && self.identical(term.ty, self.underlying(term.ty))
                    && self.identical(self.underlying(term.ty), self.underlying(t))
            });
            let detail = match near {
                Some(term) => {
                    let alt = self.type_string(term.ty, q);
                    format!("possibly missing ~ for {alt} in {}", is())
                }
                None if self.mentions_type(i_under, t) => {
                    format!("{} mentions {}, but {} is not in the type set of {}", is(), ts(), ts(), is())
                }
                None => format!("{} missing in {}", ts(), self.terms_string(terms, &Qualifier::full())),
            };
            return Err(format!("{} does not {verb} {} ({detail})", ts(), is()));
        }
        comparability()
    }

    /// Whether every type that `have` allows is allowed by the terms.
    fn terms_subset(&self, have: &TypeSet, terms: &[UnionTerm]) -> bool {
        match &have.terms {
            None => false,
            Some(list) => list.iter().all(|x| terms.iter().any(|y| self.term_covers(y, x))),
        }
    }

    /// Checks type arguments against the constraints of their parameters; the error names the first bad argument.
    pub fn verify_instance(&self, params: &[TypeId], args: &[TypeId], q: &Qualifier) -> Result<(), (usize, String)> {
        for (i, (&p, &a)) in params.iter().zip(args).enumerate() {
            let Some(id) = self.as_type_param(p) else { continue };
            let bound = self.subst(self.constraint(id), params, args);
            // A constraint that is no interface (`[T ~int]` not yet wrapped) is wrapped here.
            let bound = if matches!(self.ty(self.underlying(bound)), Type::Interface(_) | Type::Basic(Basic::Invalid)) {
                bound
            } else {
                self.implicit_interface(bound)
            };
            self.implements(a, bound, true, q).map_err(|cause| (i, cause))?;
        }
        Ok(())
    }
}
