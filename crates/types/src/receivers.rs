//! Receivers of methods (spec: Method declarations).

use crate::checker::*;
use crate::codes;
use crate::info::Mode;
use crate::object::*;
use crate::operand::start;
use crate::ty::*;
use vole_source::Span;
use vole_syntax::ast::{self, Expr, ExprKind, print_expr};

impl Checker {
    /// A method's receiver: its data and its type.
    pub(crate) fn receiver(&mut self, param: &ast::Param) -> (Recv, TypeId) {
        let mut e: &Expr = &param.ty;
        let mut pointer = false;
        loop {
            match &e.kind {
                ExprKind::Paren(x) => e = x,
                ExprKind::Star(x) if !pointer => {
                    pointer = true;
                    e = x;
                }
                _ => break,
            }
        }
        let mut recv = Recv { named: TypeId::INVALID, pointer, type_params: Vec::new() };
        let base = if let ExprKind::Index(base, args) = &e.kind {
            let generic = self.generic_type(base);
            let mut params = Vec::new();
            for (i, a) in args.iter().enumerate() {
                if let ExprKind::Ident(name) = &a.kind {
                    let p = self.declare_type_param(name, i as u32);
                    self.record_type(a.id, Mode::Type, p, None);
                    params.push(p);
                } else {
                    self.error(
                        codes::BAD_DECL,
                        a.span,
                        format!("receiver type parameter {} must be an identifier", print_expr(a)),
                    );
                    return (recv, TypeId::INVALID);
                }
            }
            if generic == TypeId::INVALID {
                return (recv, TypeId::INVALID);
            }
            let declared = self.type_params_of(generic);
            if matches!(self.universe.ty(generic), Type::Alias { .. }) {
                let text = self.type_string(generic);
                let message = format!("cannot define new methods on generic alias type {text}");
                self.error(codes::INVALID_RECV, base.span, message);
                return (recv, TypeId::INVALID);
            }
            if declared.is_empty() {
                let text = self.type_string(generic);
                self.error(codes::NOT_A_GENERIC_TYPE, base.span, format!("{text} is not a generic type"));
                return (recv, TypeId::INVALID);
            }
            if declared.len() != params.len() {
                let message = format!(
                    "receiver declares {} type parameter{}, but receiver base type declares {}",
                    params.len(),
                    if params.len() == 1 { "" } else { "s" },
                    declared.len()
                );
                self.error(codes::BAD_RECV, e.span, message);
                return (recv, TypeId::INVALID);
            }
            for (&p, &d) in params.iter().zip(&declared) {
                let Some(id) = self.universe.as_type_param(d) else { continue };
                let bound = self.universe.constraint(id);
                let bound = self.universe.subst(bound, &declared, &params);
                self.universe.set_constraint(p, bound);
            }
            self.require(start(e), 18, |_| "type instantiation".into());
            recv.type_params = params.clone();
            recv.named = self.universe.unalias(generic);
            let inst = self.universe.instantiate(generic, params);
            self.record_type(e.id, Mode::Type, inst, None);
            inst
        } else {
            let t = self.typ(e);
            if let Some(instance) = self.instance_behind(t) {
                let text = self.type_string(instance);
                let message = format!("cannot define new methods on instantiated type {text}");
                self.error(codes::INVALID_RECV, e.span, message);
                return (recv, TypeId::INVALID);
            }
            recv.named = self.universe.unalias(t);
            t
        };
        let base_span = e.span;
        if base == TypeId::INVALID {
            return (recv, TypeId::INVALID);
        }
        let mut ty = base;
        // An alias of a pointer type may be a receiver type.
        if !pointer && let Type::Pointer(elem) = *self.universe.ty(self.universe.unalias(base)) {
            recv.pointer = true;
            recv.named = self.universe.unalias(elem);
            let t = self.universe.unalias(base);
            ty = t;
        } else if pointer {
            ty = self.universe.pointer_to(base);
        }
        if pointer {
            self.record_type(param.ty.id, Mode::Type, ty, None);
        }
        let written = if pointer { ty } else { base };
        let (span, pkg) = (base_span, self.env.pkg);
        self.later(move |c| c.check_receiver(base, written, ty, span, pkg));
        (recv, ty)
    }

    /// The instance of a generic type that an alias or a chain of them stands for, a pointer in between allowed.
    pub(crate) fn instance_behind(&self, t: TypeId) -> Option<TypeId> {
        let mut t = t;
        loop {
            match *self.universe.ty(t) {
                Type::Alias { .. } if !self.universe.alias_args(t).is_empty() => return Some(t),
                Type::Alias { obj, .. } => t = *self.alias_rhs.get(&obj)?,
                Type::Pointer(elem) => t = elem,
                Type::Named(id) => return self.universe.named(id).origin.map(|_| t),
                _ => return None,
            }
        }
    }

    pub(crate) fn check_receiver(&mut self, base: TypeId, written: TypeId, whole: TypeId, span: Span, pkg: PkgId) {
        let saved = std::mem::replace(&mut self.env.pkg, pkg);
        let text = self.type_string(written);
        let base_text = self.type_string(base);
        let mut base = self.universe.unalias(whole);
        if let Type::Pointer(elem) = *self.universe.ty(base) {
            base = self.universe.unalias(elem);
        }
        match self.universe.ty(base).clone() {
            Type::Named(id) => {
                let obj = self.universe.named(id).obj;
                if self.universe.obj(obj).pkg != pkg {
                    self.error(
                        codes::INVALID_RECV,
                        span,
                        format!("cannot define new methods on non-local type {base_text}"),
                    );
                } else {
                    let under = self.under(base);
                    let cause = match self.universe.ty(under) {
                        Type::Basic(Basic::UnsafePointer) => Some("unsafe.Pointer"),
                        Type::Pointer(_) => Some("pointer or interface type"),
                        Type::Interface(_) => Some("pointer or interface type"),
                        _ => None,
                    };
                    if let Some(cause) = cause {
                        self.error(codes::INVALID_RECV, span, format!("invalid receiver type {base_text} ({cause})"));
                    }
                }
            }
            Type::Basic(Basic::Invalid) => {}
            Type::Basic(_) => {
                self.error(
                    codes::INVALID_RECV,
                    span,
                    format!("cannot define new methods on non-local type {base_text}"),
                );
            }
            _ => self.error(codes::INVALID_RECV, span, format!("invalid receiver type {text}")),
        }
        self.env.pkg = saved;
    }
}
