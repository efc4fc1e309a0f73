//! Type inference for calls and assignments of generic functions (spec: Type inference).

use crate::ty::*;
use crate::typestring::Qualifier;
use crate::unify::{Match, Unifier};
use crate::universe::Universe;
use vole_source::Span;

/// An argument of the call.
#[derive(Clone, Debug)]
pub struct InferArg {
    /// Its type; `INVALID` if it is in error.
    pub ty: TypeId,
    /// Its type as messages show it: a generic function with its type parameters.
    pub shown: TypeId,
    /// Whether it is `nil`.
    pub is_nil: bool,
    /// The expression as messages print it.
    pub text: String,
}

/// Why inference failed.
#[derive(Clone, Debug)]
pub struct InferError {
    /// The argument to blame; otherwise the error belongs to the call as a whole.
    pub arg: Option<usize>,
    /// gc's message, without a leading `in call to f, `.
    pub message: String,
    /// For `cannot infer T`: where T was declared (the message ends in ` (declared at POS)`, which the caller appends).
    pub declared: Option<Span>,
    /// Whether nothing should be reported since an argument is in error.
    pub silent: bool,
}

impl InferError {
    fn new(arg: Option<usize>, message: String) -> InferError {
        InferError { arg, message, declared: None, silent: false }
    }
}

impl Universe {
    /// New type parameters in place of a signature's own (or of `params`), for calls of a generic function inside itself and for generic functions as
    /// arguments: returns them and `t` in terms of them.
    pub fn rename_type_params(&self, params: &[TypeId], t: TypeId) -> (Vec<TypeId>, TypeId) {
        let ids: Vec<TypeParamId> = params.iter().filter_map(|&p| self.as_type_param(p)).collect();
        let fresh: Vec<TypeId> = ids.iter().map(|&id| self.push_type_param(self.type_param(id).clone())).collect();
        for (&old, &new) in ids.iter().zip(&fresh) {
            if let Some(new) = self.as_type_param(new) {
                let constraint = self.subst(self.constraint(old), params, &fresh);
                self.late_constraints.borrow_mut().insert(new, constraint);
            }
        }
        let t = match self.ty(t) {
            Type::Signature(s) if s.type_params == params => {
                self.signature(Signature { type_params: Vec::new(), ..(**s).clone() })
            }
            _ => t,
        };
        let t = self.subst(t, params, &fresh);
        (fresh, t)
    }

    /// Infers the type arguments for `tparams`. `targs` are those given explicitly (a prefix, or with gaps). `params` are the parameter types, one per
    /// argument (a variadic parameter already repeated), in terms of `tparams`; arguments may mention `tparams` only when they are
    /// generic functions whose renamed parameters were added to them. `reverse` words errors for the assignment of a generic function to a
    /// variable of function type.
    ///
    /// Constraints are used for inference but not verified: [`Universe::verify_instance`] does that.
    pub fn infer(
        &self,
        tparams: &[TypeId],
        targs: &[Option<TypeId>],
        params: &[TypeId],
        args: &[InferArg],
        reverse: bool,
        q: &Qualifier,
    ) -> Result<Vec<TypeId>, InferError> {
        if targs.len() == tparams.len() && targs.iter().all(Option::is_some) {
            return Ok(targs.iter().copied().flatten().collect());
        }
        if args.iter().any(|a| self.is_invalid(a.ty)) || params.iter().any(|&p| self.is_invalid(p)) {
            return Err(InferError { silent: true, ..InferError::new(None, String::new()) });
        }
        // What is known already goes into the parameter types, so that messages show it.
        let (known_params, known_args): (Vec<TypeId>, Vec<TypeId>) =
            tparams.iter().zip(targs).filter_map(|(&p, t)| Some((p, (*t)?))).unzip();
        let params: Vec<TypeId> = params.iter().map(|&p| self.subst(p, &known_params, &known_args)).collect();
        let mut un = Unifier::new(self, tparams, targs);

        let mut untyped: Vec<(usize, usize)> = Vec::new();
        for (i, (arg, &param)) in args.iter().zip(&params).enumerate() {
            if !self.mentions_params(param, tparams) && !self.mentions_params(arg.ty, tparams) {
                continue;
            }
            if self.is_typed(arg.ty) && !arg.is_nil {
                if !un.unify(param, arg.ty, Match::Assign) {
                    return Err(InferError::new(Some(i), self.mismatch(&un, tparams, param, arg, reverse, q)));
                }
            } else if !arg.is_nil
                && let Some(t) = tparams.iter().position(|&p| p == self.unalias(param))
            {
                untyped.push((i, t));
            }
        }

        self.use_constraints(&mut un, tparams, q)?;

        // Untyped constants decide what is still open.
        let mut kinds: Vec<Option<TypeId>> = vec![None; tparams.len()];
        for &(i, t) in &untyped {
            if un.at(t).is_some() {
                continue;
            }
            kinds[t] = Some(match kinds[t] {
                None => args[i].ty,
                Some(k) => match self.max_untyped(k, args[i].ty) {
                    Some(m) => m,
                    None => {
                        let (a, b) = (self.type_string(k, q), self.type_string(args[i].ty, q));
                        return Err(InferError::new(
                            Some(i),
                            format!("mismatched types {a} and {b} (cannot infer {})", self.type_string(tparams[t], q)),
                        ));
                    }
                },
            });
        }
        for (t, kind) in kinds.into_iter().enumerate() {
            if let Some(kind) = kind {
                un.set(t, self.default_type(kind));
            }
        }
        self.finish(&un, tparams)
    }

    /// What follows for type parameters from those that are known and the constraints alone.
    pub fn complete(&self, tparams: &[TypeId], known: &[Option<TypeId>], q: &Qualifier) -> Vec<Option<TypeId>> {
        let mut un = Unifier::new(self, tparams, known);
        if self.use_constraints(&mut un, tparams, q).is_err() {
            return known.to_vec();
        }
        let found = un.inferred();
        found.into_iter().map(|t| t.filter(|&t| !self.mentions_params(t, tparams))).collect()
    }

    /// Learns from constraints (core types, methods) until nothing new comes of it.
    fn use_constraints(&self, un: &mut Unifier<'_>, tparams: &[TypeId], q: &Qualifier) -> Result<(), InferError> {
        loop {
            let before = un.unknowns();
            for (i, &p) in tparams.iter().enumerate() {
                let have = un.at(i);
                let fails = |have: TypeId, cause: String| {
                    let constraint = self.as_type_param(p).map_or(TypeId::INVALID, |id| self.constraint(id));
                    let (p, have, constraint) =
                        (self.type_string(p, q), self.type_string(have, q), self.type_string(constraint, q));
                    let gap = if cause.is_empty() { "" } else { " " };
                    Err(InferError::new(None, format!("{p} (type {have}) does not satisfy {constraint}{gap}{cause}")))
                };
                match (self.core_term(p), have) {
                    (Some((core, tilde, _)), Some(have)) => {
                        let against = if tilde && !self.is_type_param(have) { self.underlying(have) } else { have };
                        if !un.unify(against, core, Match::Loose) {
                            return fails(have, String::new());
                        }
                    }
                    (Some((core, tilde, single)), None) => {
                        if single && !tilde {
                            un.set(i, core);
                        }
                    }
                    (None, _) => {}
                }
                // Whatever else is asked for, a type that is known must have the methods.
                if let Some(have) = have.map(|t| self.subst_found(t, tparams, &un.inferred()))
                    && !self.mentions_params(self.deref(have).0, tparams)
                {
                    let bound = self.underlying(p);
                    if !un.unify_methods(bound, have) {
                        let cause = match self.missing_method(have, bound, true) {
                            Some(m) => self.missing_cause(have, bound, &m, q),
                            None => String::new(),
                        };
                        return fails(have, cause);
                    }
                }
            }
            if un.unknowns() == before {
                return Ok(());
            }
        }
    }

    /// The core type of a constraint, whether a tilde applies, and whether it is the only term.
    fn core_term(&self, p: TypeId) -> Option<(TypeId, bool, bool)> {
        let set = self.type_set(p);
        let terms = set.terms.as_ref()?;
        if let [t] = &terms[..] {
            return Some((t.ty, t.tilde, true));
        }
        // Several terms share at most an underlying type.
        Some((self.core_type(p)?, true, false))
    }

    fn mismatch(
        &self,
        un: &Unifier<'_>,
        tparams: &[TypeId],
        param: TypeId,
        arg: &InferArg,
        reverse: bool,
        q: &Qualifier,
    ) -> String {
        let found = un.inferred();
        let (p, a) = (self.type_string(param, q), self.type_string(arg.shown, q));
        if found.iter().all(Option::is_none) {
            return format!("type {a} of {} does not match {p} (cannot infer {})", arg.text, self.names(tparams, q));
        }
        let inferred = self.subst_found(param, tparams, &found);
        if inferred == param {
            return format!("type {a} of {} does not match {p}", arg.text);
        }
        let inferred = self.type_string(inferred, q);
        if reverse {
            format!("inferred type {inferred} for {p} does not match type {a} of {}", arg.text)
        } else {
            format!("type {a} of {} does not match inferred type {inferred} for {p}", arg.text)
        }
    }

    /// A type with those type parameters replaced for which types were found.
    fn subst_found(&self, t: TypeId, tparams: &[TypeId], found: &[Option<TypeId>]) -> TypeId {
        let (from, to): (Vec<TypeId>, Vec<TypeId>) =
            tparams.iter().zip(found).filter_map(|(&p, t)| Some((p, (*t)?))).unzip();
        self.subst(t, &from, &to)
    }

    /// `T`, `K and V`, `A, B, and C`.
    fn names(&self, tparams: &[TypeId], q: &Qualifier) -> String {
        let names: Vec<String> = tparams.iter().map(|&p| self.type_string(p, q)).collect();
        match &names[..] {
            [] => String::new(),
            [a] => a.clone(),
            [a, b] => format!("{a} and {b}"),
            [init @ .., last] => format!("{}, and {last}", init.join(", ")),
        }
    }

    /// Resolves type parameters inside the types found, and refuses what stays open.
    fn finish(&self, un: &Unifier<'_>, tparams: &[TypeId]) -> Result<Vec<TypeId>, InferError> {
        let mut found = un.inferred();
        self.drop_cycles(tparams, &mut found);
        for _ in 0..tparams.len() {
            let (from, to): (Vec<TypeId>, Vec<TypeId>) =
                tparams.iter().zip(&found).filter_map(|(&p, t)| Some((p, (*t)?))).unzip();
            let mut changed = false;
            for f in found.iter_mut().flatten() {
                if self.mentions_params(*f, tparams) {
                    let new = self.subst(*f, &from, &to);
                    changed |= new != *f;
                    *f = new;
                }
            }
            if !changed {
                break;
            }
        }
        let mut out = Vec::with_capacity(tparams.len());
        for (&p, f) in tparams.iter().zip(found) {
            match f {
                Some(t) if !self.mentions_params(t, tparams) => out.push(t),
                _ => {
                    let Some(id) = self.as_type_param(p) else { continue };
                    let object = self.obj(self.type_param(id).obj);
                    return Err(InferError {
                        declared: Some(object.span),
                        ..InferError::new(None, format!("cannot infer {}", object.name))
                    });
                }
            }
        }
        Ok(out)
    }

    /// Forgets types that mention their own parameter, directly or through others.
    fn drop_cycles(&self, tparams: &[TypeId], found: &mut [Option<TypeId>]) {
        let uses: Vec<Vec<usize>> = found
            .iter()
            .map(|f| match f {
                Some(t) => (0..tparams.len()).filter(|&j| self.mentions_params(*t, &tparams[j..=j])).collect(),
                None => Vec::new(),
            })
            .collect();
        for i in 0..found.len() {
            let mut seen = vec![false; found.len()];
            let mut work = uses[i].clone();
            while let Some(j) = work.pop() {
                if j == i {
                    found[i] = None;
                    break;
                }
                if !std::mem::replace(&mut seen[j], true) {
                    work.extend(&uses[j]);
                }
            }
        }
    }
}
