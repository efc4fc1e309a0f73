//! Generic functions: explicit type arguments, inference, instances (spec: Instantiations, Type inference).

use crate::checker::*;
use crate::codes;
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
            self.error(codes::WRONG_TYPE_ARG_COUNT, span, format!("got {} type arguments but {} has {want} type parameters", types.len(), print_expr(fun.expr)));
            return None;
        }
        Some(types)
    }

    /// `f[A, B]` not called.
    pub(crate) fn function_instance<'a>(&mut self, e: &'a Expr, x: Operand<'a>, base: &'a Expr, list: &'a [Expr], target: Option<TypeId>) -> Operand<'a> {
        let Some(types) = self.type_arguments(&x, list) else { return Operand::invalid(e) };
        let Type::Signature(sig) = self.universe.ty(x.ty).clone() else { return Operand::invalid(e) };
        let spans: Vec<Span> = list.iter().map(|a| a.span).collect();
        let args = if types.len() < sig.type_params.len() {
            let Some(args) = self.infer_from_target(&sig, &types, target) else {
                let missing = sig.type_params[types.len()];
                let (name, text) = (self.type_string(missing), print_expr(base));
                self.error(codes::CANNOT_INFER_TYPE_ARGS, e.span, format!("in call to {text}, cannot infer {name}").replace("in call to ", "cannot use generic function ").replace(&format!(", cannot infer {name}"), " without instantiation"));
                return Operand::invalid(e);
            };
            args
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

    pub(crate) fn record_instance(&mut self, fun: &Expr, ty: TypeId, args: Vec<TypeId>) {
        if let Some(id) = name_id(fun) {
            self.info.instances.insert(id, args);
        }
        let inner = unparen(fun);
        if let Some(Some(tv)) = self.info.types.get_mut(inner.id.0 as usize) {
            tv.ty = ty;
        }
    }

    fn infer_from_target(&mut self, _sig: &Arc<Signature>, _given: &[TypeId], _target: Option<TypeId>) -> Option<Vec<TypeId>> {
        None
    }

    /// Instantiates a generic function value so that it fits a place of type `target`.
    pub(crate) fn instantiate_for_target(&mut self, x: &mut Operand<'_>, target: TypeId) -> bool {
        let Type::Signature(sig) = self.universe.ty(x.ty).clone() else { return false };
        let Some(args) = self.infer_from_target(&sig, &[], Some(target)) else { return false };
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
        _call: &'a ast::CallExpr,
        fun: &Operand<'a>,
        _sig: &Arc<Signature>,
        _explicit: Option<(Vec<TypeId>, &'a [Expr])>,
        _params: &[TypeId],
        _args: &mut [Operand<'a>],
    ) -> Option<(Vec<TypeId>, Arc<Signature>)> {
        self.error(codes::CANNOT_INFER_TYPE_ARGS, fun.span(), "generic calls are not supported yet");
        let _ = Mode::Value;
        None
    }
}
