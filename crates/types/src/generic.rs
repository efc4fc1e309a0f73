//! Generic functions: explicit type arguments, inference, instances (spec: Instantiations, Type inference).

use crate::checker::*;
use crate::codes;
use crate::infer::{InferArg, InferError};
use crate::info::Mode;
use crate::operand::Operand;
use crate::ty::*;
use crate::typexpr::unparen;
use std::sync::Arc;
use vole_source::Span;
use vole_syntax::ast::{self, Expr, ExprId, ExprKind, print_expr};

/// The identifier that names a function, under which its type arguments are recorded.
fn name_id(e: &Expr) -> Option<ExprId> {
    match &unparen(e).kind {
        ExprKind::Ident(i) => Some(i.id),
        ExprKind::Selector(_, i) => Some(i.id),
        ExprKind::Index(x, _) => name_id(x),
        _ => None,
    }
}

impl Checker {
    /// Evaluates explicit type arguments; reports too many.
    pub(crate) fn type_arguments<'a>(&mut self, fun: &Operand<'a>, list: &'a [Expr]) -> Option<Vec<TypeId>> {
        let types: Vec<TypeId> = list.iter().map(|e| self.var_type(e)).collect();
        if types.contains(&TypeId::INVALID) {
            return None;
        }
        let Type::Signature(sig) = self.universe.ty(fun.ty) else { return None };
        let want = sig.type_params.len();
        if types.len() > want {
            let span = list[want].span;
            self.error(
                codes::WRONG_TYPE_ARG_COUNT,
                span,
                format!("got {} type arguments but want {want}", types.len()),
            );
            return None;
        }
        Some(types)
    }

    /// `f[A, B]` not called.
    pub(crate) fn function_instance<'a>(
        &mut self,
        e: &'a Expr,
        x: Operand<'a>,
        base: &'a Expr,
        list: &'a [Expr],
        target: Option<TypeId>,
    ) -> Operand<'a> {
        let bracket = self.after(base);
        self.require(bracket, 18, |_| "function instantiation".into());
        let Some(types) = self.type_arguments(&x, list) else { return Operand::invalid(e) };
        let Type::Signature(sig) = self.universe.ty(x.ty).clone() else { return Operand::invalid(e) };
        let spans: Vec<Span> = list.iter().map(|a| a.span).collect();
        let args = if types.len() < sig.type_params.len() {
            match self.infer_from_target(&sig, &types, target, bracket) {
                Some(Ok(args)) => args,
                Some(Err(err)) => {
                    self.target_error(bracket, err);
                    return Operand::invalid(e);
                }
                None => return Operand::invalid(e),
            }
        } else {
            types
        };
        if !self.verify_type_args(&sig.type_params, &args, &spans) {
            return Operand::invalid(e);
        }
        let ty = self.universe.instantiate_signature(x.ty, &args);
        self.record_instance(base, ty, args);
        Operand::value(e, ty)
    }

    /// An argument `f[A]` of a call: where type arguments are missing they may follow from the call. Gives a function that is generic in the rest.
    pub(crate) fn instance_argument<'a>(&mut self, e: &'a Expr, base: &'a Expr, list: &'a [Expr]) -> Operand<'a> {
        let x = self.raw_expr(base, None, true);
        let mut out = match self.universe.ty(x.ty).clone() {
            Type::Signature(sig) if x.mode == Mode::Value && list.len() < sig.type_params.len() => {
                match self.type_arguments(&x, list) {
                    Some(types) => match self.partial_instance(e, base, x.ty, &sig, types) {
                        Some(partial) => partial,
                        None => self.index_operand(e, x, base, list, None),
                    },
                    None => Operand::invalid(e),
                }
            }
            _ => self.index_operand(e, x, base, list, None),
        };
        self.exclude_non_values(&mut out, true);
        out.expr = e;
        self.record(&out);
        out
    }

    /// `None` if the constraints complete the type arguments: then it is an instance like any other.
    fn partial_instance<'a>(
        &mut self,
        e: &'a Expr,
        base: &Expr,
        whole: TypeId,
        sig: &Arc<Signature>,
        types: Vec<TypeId>,
    ) -> Option<Operand<'a>> {
        let plain = self.universe.signature(Signature { type_params: Vec::new(), ..(**sig).clone() });
        let (fresh, renamed) = self.universe.rename_type_params(&sig.type_params, plain);
        let mut known: Vec<Option<TypeId>> = types.into_iter().map(Some).collect();
        known.resize(fresh.len(), None);
        let q = self.qualifier();
        let known = self.ask(|u| u.complete(&fresh, &known, &q));
        let open: Vec<TypeId> = fresh.iter().zip(&known).filter(|(_, t)| t.is_none()).map(|(&p, _)| p).collect();
        if open.is_empty() {
            return None;
        }
        let (given, types): (Vec<TypeId>, Vec<TypeId>) =
            fresh.iter().zip(&known).filter_map(|(&p, t)| Some((p, (*t)?))).unzip();
        for &p in &open {
            let Some(id) = self.universe.as_type_param(p) else { continue };
            let bound = self.universe.subst(self.universe.constraint(id), &given, &types);
            self.universe.late_constraints.borrow_mut().insert(id, bound);
        }
        let ty = self.universe.subst(renamed, &given, &types);
        let Type::Signature(s) = self.universe.ty(ty) else { return Some(Operand::invalid(e)) };
        let ty = self.universe.signature(Signature { type_params: open, ..(**s).clone() });
        if let Some(id) = name_id(base) {
            self.partial_args.insert(id, (known, whole));
        }
        Some(Operand::value(e, ty))
    }

    pub(crate) fn record_instance(&mut self, fun: &Expr, ty: TypeId, args: Vec<TypeId>) {
        if let Some(id) = name_id(fun) {
            let args = match self.partial_args.remove(&id) {
                None => args,
                Some((known, _)) => {
                    let mut rest = args.into_iter();
                    known.into_iter().filter_map(|t| t.or_else(|| rest.next())).collect()
                }
            };
            self.info.instances.insert(id, args);
        }
        let mut at = fun;
        loop {
            self.record_type(at.id, Mode::Value, ty, None);
            at = match &at.kind {
                ExprKind::Paren(x) | ExprKind::Index(x, _) => x,
                _ => break,
            };
        }
    }

    fn infer_from_target(
        &mut self,
        sig: &Arc<Signature>,
        given: &[TypeId],
        target: Option<TypeId>,
        at: Span,
    ) -> Option<Result<Vec<TypeId>, InferError>> {
        let core = match target {
            Some(t) => self.core_type(t).filter(|&c| matches!(self.universe.ty(c), Type::Signature(_))),
            None => None,
        };
        if core.is_some() && !given.is_empty() {
            self.require(at, 21, |_| "partially instantiated function in assignment".into());
        }
        // Without a function type to match, constraints may still complete what was given.
        if core.is_none() && given.is_empty() {
            return None;
        }
        let plain = self.universe.signature(Signature { type_params: Vec::new(), ..(**sig).clone() });
        // Inside the generic function itself the target may mention its parameters.
        let (fresh, renamed) = self.universe.rename_type_params(&sig.type_params, plain);
        let mut known: Vec<Option<TypeId>> = given.iter().map(|&t| Some(t)).collect();
        known.resize(fresh.len(), None);
        let text = self.target_text.clone().unwrap_or_else(|| "variable".into());
        let args: Vec<InferArg> = core.map(|ty| InferArg { ty, shown: ty, is_nil: false, text }).into_iter().collect();
        let q = self.qualifier();
        Some(self.ask(|u| u.infer(&fresh, &known, &[renamed][..args.len()], &args, true, &q)))
    }

    fn target_error(&mut self, span: Span, e: InferError) {
        if e.silent {
            return;
        }
        let mut message = e.message;
        if let Some(at) = e.declared {
            message.push_str(&format!(" (declared at {})", self.position(at)));
        }
        self.error(codes::CANNOT_INFER_TYPE_ARGS, span, message);
    }

    /// Instantiates a generic function value so that it fits a place of type `target`. False if that is no function type, or
    /// (with `x` invalidated) after an error.
    pub(crate) fn instantiate_for_target(&mut self, x: &mut Operand<'_>, target: TypeId) -> bool {
        let Type::Signature(sig) = self.universe.ty(x.ty).clone() else { return false };
        let inferred = self.infer_from_target(&sig, &[], Some(target), x.span());
        if inferred.is_some() && self.require(x.span(), 18, |_| "function instantiation".into()) {
            self.require(x.span(), 21, |_| "implicitly instantiated function in assignment".into());
        }
        let args = match inferred {
            None => return false,
            Some(Err(e)) => {
                self.target_error(x.span(), e);
                x.invalidate();
                return false;
            }
            Some(Ok(args)) => args,
        };
        if !self.verify_type_args(&sig.type_params, &args, &[x.span()]) {
            x.invalidate();
            return false;
        }
        let ty = self.universe.instantiate_signature(x.ty, &args);
        self.record_instance(x.expr, ty, args);
        x.ty = ty;
        true
    }

    /// Infers the type arguments of a call; gives the parameter types (one per argument) and the signature called.
    pub(crate) fn infer_call<'a>(
        &mut self,
        call: &'a ast::CallExpr,
        sig: &Arc<Signature>,
        explicit: Option<(Vec<TypeId>, &'a [Expr])>,
        params: &[TypeId],
        args: &mut [Operand<'a>],
    ) -> Option<(Vec<TypeId>, Arc<Signature>)> {
        let own = &sig.type_params;
        let paren = self.after(&call.fun);
        let plain = self.universe.signature(Signature { type_params: Vec::new(), ..(**sig).clone() });
        // Fresh parameters keep a recursive call's apart from those of the function around it.
        let (fresh, renamed) = self.universe.rename_type_params(own, plain);
        let mut all = fresh.clone();
        let wanted: Vec<TypeId> = params.iter().map(|&p| self.universe.subst(p, own, &fresh)).collect();
        let (given, spans): (Vec<TypeId>, Vec<Span>) = match &explicit {
            Some((types, list)) => (types.clone(), list.iter().map(|e| e.span).collect()),
            None => (Vec::new(), Vec::new()),
        };
        // Generic functions among the arguments bring parameters of their own.
        let mut generic_args: Vec<(usize, usize, usize, TypeId)> = Vec::new();
        let mut inferred_args = Vec::new();
        for (i, a) in args.iter().enumerate() {
            let (mut ty, mut shown) = (a.ty, a.ty);
            if a.mode == Mode::Value
                && let Type::Signature(s) = self.universe.ty(a.ty).clone()
                && !s.type_params.is_empty()
            {
                let (more, renamed) = self.universe.rename_type_params(&s.type_params, a.ty);
                if let Type::Signature(r) = self.universe.ty(renamed) {
                    let bare = Signature { type_params: Vec::new(), ..(**r).clone() };
                    shown = self.universe.signature(Signature { type_params: more.clone(), ..bare.clone() });
                    ty = self.universe.signature(bare);
                }
                if let Some((_, whole)) = name_id(a.expr).and_then(|id| self.partial_args.get(&id)) {
                    shown = *whole;
                }
                generic_args.push((i, all.len(), more.len(), a.ty));
                all.extend(more);
            }
            inferred_args.push(InferArg { ty, shown, is_nil: a.is_nil(), text: print_expr(a.expr) });
        }
        let mut known: Vec<Option<TypeId>> = given.iter().map(|&t| Some(t)).collect();
        known.resize(all.len(), None);
        let q = self.qualifier();
        let types = match self.ask(|u| u.infer(&all, &known, &wanted, &inferred_args, false, &q)) {
            Ok(types) => types,
            Err(e) => {
                if !e.silent {
                    let span = e.arg.and_then(|i| args.get(i)).map_or(paren, |a| a.span());
                    let mut message = e.message;
                    if let Some(at) = e.declared {
                        message.push_str(&format!(" (declared at {})", self.position(at)));
                    }
                    self.error(
                        codes::CANNOT_INFER_TYPE_ARGS,
                        span,
                        format!("in call to {}, {message}", print_expr(&call.fun)),
                    );
                }
                return None;
            }
        };
        let own_types = types[..own.len()].to_vec();
        let mut params: Vec<TypeId> = wanted.iter().map(|&p| self.universe.subst(p, &all, &types)).collect();
        let mut out = sig.clone();
        if !own.is_empty() {
            let mut at = spans;
            while at.len() < own.len() {
                at.push(paren);
            }
            if !self.verify_type_args(own, &own_types, &at) {
                return None;
            }
            let ty = self.universe.subst(renamed, &fresh, &own_types);
            self.record_instance(&call.fun, ty, own_types);
            if let Type::Signature(s) = self.universe.ty(ty) {
                out = s.clone();
            }
        }
        for (i, from, n, ty) in generic_args {
            let args_of = types[from..from + n].to_vec();
            let Type::Signature(s) = self.universe.ty(ty).clone() else { continue };
            if !self.verify_type_args(&s.type_params, &args_of, &vec![paren; args_of.len()]) {
                return None;
            }
            let ty = self.universe.instantiate_signature(ty, &args_of);
            self.record_instance(args[i].expr, ty, args_of);
            args[i].ty = ty;
        }
        for p in &mut params {
            self.ask(|u| u.underlying(*p));
        }
        Some((params, out))
    }
}
