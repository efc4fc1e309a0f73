//! Selectors, qualified identifiers, method values and method expressions (spec: Selectors, Method expressions).

use crate::checker::*;
use crate::codes;
use crate::info::{Mode, Selection, SelectionKind};
use crate::lookup::Lookup;
use crate::object::*;
use crate::operand::{Operand, builtin_name};
use crate::resolver::is_exported;
use crate::ty::*;
use vole_syntax::ast::{self, Expr, ExprKind, print_expr};

impl Checker {
    /// `base.name`
    pub(crate) fn selector<'a>(
        &mut self,
        e: &'a Expr,
        base: &'a Expr,
        name: &ast::Ident,
        want_type: bool,
    ) -> Operand<'a> {
        if let ExprKind::Ident(id) = &base.kind
            && let Some((_, obj)) = self.lookup_name(&id.name)
            && let ObjKind::PkgName(target) = self.universe.obj(obj).kind
        {
            self.info.uses.insert(id.id, obj);
            self.used_imports.insert(obj);
            return self.qualified(e, base, target, name);
        }
        let mut x = self.expr_or_type(base, false);
        if x.is_invalid() {
            return Operand::invalid(e);
        }
        if x.is_nil() {
            let text = format!("{}.{}", print_expr(base), name.name);
            self.error(
                codes::MISSING_FIELD_OR_METHOD,
                name.span,
                format!("{text} undefined (type untyped nil has no field or method {})", name.name),
            );
            return Operand::invalid(e);
        }
        if let Mode::Builtin(b) = x.mode {
            let message = format!("invalid use of {} (built-in) in selector expression", builtin_name(b));
            self.error(codes::UNCALLED_BUILTIN, self.after(base), message);
            return Operand::invalid(e);
        }
        let instance = self.universe.as_named(x.ty).is_some_and(|n| self.universe.named(n).origin.is_some());
        if !(want_type && instance) && self.incomplete_behind(x.ty) {
            return Operand::invalid(e);
        }
        if want_type {
            let text = print_expr(e);
            self.error(codes::NOT_A_TYPE, name.span, format!("{text} is not a type"));
            return Operand::invalid(e);
        }
        let pkg = self.env.pkg;
        let addressable = x.mode == Mode::Variable;
        let found = self.ask(|u| u.lookup(x.ty, addressable, pkg, &name.name));
        let found = match found {
            // A method expression sees pointer methods of pointer types only.
            Lookup::Method { obj, pointer_recv: true, indirect: false, .. } if x.mode == Mode::Type => {
                Lookup::PointerReceiver { obj }
            }
            f => f,
        };
        if x.mode == Mode::Type {
            return self.method_expr(e, &x, name, found);
        }
        match found {
            Lookup::Field { path, ty, indirect } => {
                let mode = if x.mode == Mode::Variable || indirect { Mode::Variable } else { Mode::Value };
                self.info.selections.insert(
                    e.id,
                    Selection {
                        kind: SelectionKind::Field,
                        recv: x.ty,
                        path,
                        method: None,
                        interface_method: None,
                        ty,
                        indirect,
                    },
                );
                if ty == TypeId::INVALID {
                    return Operand::invalid(e);
                }
                Operand { mode, ty, val: None, expr: e }
            }
            Lookup::Method { path, obj, recv, pointer_recv, indirect } => {
                self.resolve_object(obj);
                let sig = self.ask(|u| u.method_signature(obj, recv));
                self.add_dependency(obj);
                if pointer_recv && !indirect {
                    self.take_address(base);
                }
                self.info.selections.insert(
                    e.id,
                    Selection {
                        kind: SelectionKind::Method,
                        recv: x.ty,
                        path,
                        method: Some(obj),
                        interface_method: None,
                        ty: sig,
                        indirect,
                    },
                );
                if sig == TypeId::INVALID {
                    return Operand::invalid(e);
                }
                Operand::value(e, sig)
            }
            Lookup::InterfaceMethod { path, index, method, indirect, .. } => {
                self.info.selections.insert(
                    e.id,
                    Selection {
                        kind: SelectionKind::Method,
                        recv: x.ty,
                        path,
                        method: None,
                        interface_method: Some(index),
                        ty: method.sig,
                        indirect,
                    },
                );
                Operand::value(e, method.sig)
            }
            other => {
                // A field or method of an unresolved type is no news.
                if self.under(x.ty) != TypeId::INVALID {
                    let message = self.lookup_error(e, &mut x, name, &other);
                    self.error(codes::MISSING_FIELD_OR_METHOD, name.span, message);
                }
                Operand::invalid(e)
            }
        }
    }

    /// Why a selector means nothing, as a whole message.
    fn lookup_error(&mut self, e: &Expr, x: &mut Operand<'_>, name: &ast::Ident, found: &Lookup) -> String {
        let text = self.type_string(x.ty);
        match found {
            Lookup::Ambiguous { .. } => return format!("ambiguous selector {}", print_expr(e)),
            Lookup::PointerReceiver { .. } if x.mode == Mode::Type => {
                return format!(
                    "invalid method expression {text}.{} (needs pointer receiver (*{text}).{})",
                    name.name, name.name
                );
            }
            Lookup::PointerReceiver { .. } => return format!("cannot call pointer method {} on {text}", name.name),
            _ => {}
        }
        let why = self.missing_reason(x, name, found, &text);
        format!("{} undefined ({why})", print_expr(e))
    }

    fn missing_reason(&mut self, x: &Operand<'_>, name: &ast::Ident, found: &Lookup, text: &str) -> String {
        let plain = format!("type {text} has no field or method {}", name.name);
        if matches!(found, Lookup::Field { .. }) {
            return plain;
        }
        let under = self.under(x.ty);
        if let Type::Pointer(p) = *self.universe.ty(under) {
            if self.is_type_param(p) {
                return format!("type {text} is pointer to type parameter, not type parameter");
            }
            let pu = self.under(p);
            if matches!(self.universe.ty(pu), Type::Interface(_)) {
                return format!("type {text} is pointer to interface, not interface");
            }
        }
        let folded = self.ask(|u| u.lookup_fold(x.ty, true, &name.name));
        let (kind, other, other_pkg) = match &folded {
            Lookup::Field { path, .. } => match self.field_at(x.ty, path) {
                Some((n, p)) => ("field", n, p),
                None => return plain,
            },
            Lookup::Method { obj, .. } | Lookup::PointerReceiver { obj } => {
                ("method", self.universe.obj(*obj).name.clone(), self.universe.obj(*obj).pkg)
            }
            Lookup::InterfaceMethod { method, .. } => ("method", method.name.clone(), method.pkg),
            _ => return plain,
        };
        if *other == *name.name {
            let visible = is_exported(&other) || other_pkg == self.env.pkg;
            return if visible { plain } else { format!("cannot refer to unexported {kind} {other}") };
        }
        match self.worth_a_hint(&other, other_pkg, &name.name) {
            Some(hidden) => format!("{plain}, but does have {hidden}{kind} {other}"),
            None => plain,
        }
    }

    /// Whether gc mentions a field or method `other` where `name` was not found, which differs from it in upper and lower case only: `Some` with
    /// what stands before its kind.
    pub(crate) fn worth_a_hint(&self, other: &str, other_pkg: PkgId, name: &str) -> Option<&'static str> {
        if other_pkg == self.env.pkg {
            return Some("");
        }
        let close = first_letter_differs(other, name);
        match (is_exported(other), is_exported(name)) {
            (true, true) => Some(""),
            (true, false) if close => Some(""),
            (false, true) if close => Some("unexported "),
            _ => None,
        }
    }

    pub(crate) fn field_at(&mut self, t: TypeId, path: &[u32]) -> Option<(Name, PkgId)> {
        let mut t = t;
        let mut out = None;
        for &i in path {
            let (base, _) = self.universe.deref(t);
            let mut u = self.under(base);
            if let Type::Pointer(p) = *self.universe.ty(u) {
                u = self.under(p);
            }
            let Type::Struct(s) = self.universe.ty(u) else { return None };
            let f = s.fields.get(i as usize)?;
            out = Some((f.name.clone(), f.pkg));
            t = f.ty;
        }
        out
    }

    fn method_expr<'a>(&mut self, e: &'a Expr, x: &Operand<'a>, name: &ast::Ident, found: Lookup) -> Operand<'a> {
        let (path, method, interface_method, sig, indirect) = match found {
            Lookup::Method { path, obj, recv, indirect, .. } => {
                self.resolve_object(obj);
                self.add_dependency(obj);
                let sig = self.ask(|u| u.method_signature(obj, recv));
                (path, Some(obj), None, sig, indirect)
            }
            Lookup::InterfaceMethod { path, index, method, indirect, .. } => {
                (path, None, Some(index), method.sig, indirect)
            }
            Lookup::Field { .. } => {
                let (name, text) = (&name.name, self.type_string(x.ty));
                self.error(
                    codes::INVALID_METHOD_EXPR,
                    x.span(),
                    format!("operand for field selector {name} must be value of type {text}"),
                );
                return Operand::invalid(e);
            }
            other => {
                if self.under(x.ty) != TypeId::INVALID {
                    let mut x = x.clone();
                    let message = self.lookup_error(e, &mut x, name, &other);
                    self.error(codes::INVALID_METHOD_EXPR, name.span, message);
                }
                return Operand::invalid(e);
            }
        };
        let Type::Signature(s) = self.universe.ty(sig) else { return Operand::invalid(e) };
        let s = s.clone();
        let declared = method
            .and_then(|m| self.universe.func(m)?.decl.clone())
            .and_then(|d| Some(d.recv.as_ref()?.name.as_ref()?.name.clone()));
        let unnamed = s.params.first().is_none_or(|p| p.name.is_empty());
        let name = if unnamed { "".into() } else { declared.unwrap_or_else(|| "_".into()) };
        let mut params = vec![ParamType { name, ty: x.ty }];
        params.extend(s.params.iter().cloned());
        let full =
            Signature { type_params: s.type_params.clone(), params, results: s.results.clone(), variadic: s.variadic };
        let ty = self.universe.signature(full);
        self.info.selections.insert(
            e.id,
            Selection { kind: SelectionKind::MethodExpr, recv: x.ty, path, method, interface_method, ty, indirect },
        );
        Operand::value(e, ty)
    }

    /// `pkg.Name`
    fn qualified<'a>(&mut self, e: &'a Expr, base: &Expr, target: PkgId, name: &ast::Ident) -> Operand<'a> {
        if self.pkgs.get(&target).is_some_and(|s| s.fake) {
            return Operand::invalid(e);
        }
        self.enter_names(target);
        let Some(obj) = self.lookup_in(target, &name.name) else {
            self.undefined_in_package(base, target, name);
            return Operand::invalid(e);
        };
        if !is_exported(&name.name) {
            self.undefined_in_package(base, target, name);
            return Operand::invalid(e);
        }
        self.info.uses.insert(name.id, obj);
        self.resolve_object(obj);
        let o = self.universe.obj(obj);
        let ty = o.ty;
        let kind = o.kind.clone();
        if ty == TypeId::INVALID && !matches!(kind, ObjKind::Builtin(_)) {
            return Operand::invalid(e);
        }
        match kind {
            ObjKind::Const(v) => {
                self.add_dependency_if_package_level(obj);
                Operand::constant(e, ty, v)
            }
            ObjKind::TypeName => Operand { mode: Mode::Type, ty, val: None, expr: e },
            ObjKind::Var => {
                self.add_dependency_if_package_level(obj);
                Operand { mode: Mode::Variable, ty, val: None, expr: e }
            }
            ObjKind::Func(_) => {
                self.add_dependency_if_package_level(obj);
                Operand::value(e, ty)
            }
            ObjKind::Builtin(b) => Operand { mode: Mode::Builtin(b), ty: TypeId::INVALID, val: None, expr: e },
            ObjKind::Nil | ObjKind::PkgName(_) => Operand::invalid(e),
        }
    }

    fn undefined_in_package(&mut self, base: &Expr, target: PkgId, name: &ast::Ident) {
        let mut text = format!("undefined: {}.{}", print_expr(base), name.name);
        let lower = name.name.to_lowercase();
        let mut near: Vec<&Name> = self
            .universe
            .pkg(target)
            .objects
            .iter()
            .map(|&o| &self.universe.obj(o).name)
            .filter(|n| is_exported(n) && n.to_lowercase() == lower)
            .collect();
        near.sort();
        if let Some(other) = near.first() {
            text.push_str(&format!(" (but have {other})"));
        }
        self.error(codes::UNDECLARED_IMPORTED_NAME, name.span, text);
    }
}

/// Whether two names differ only in the case of their first letter.
pub(crate) fn first_letter_differs(a: &str, b: &str) -> bool {
    let (mut x, mut y) = (a.chars(), b.chars());
    let (p, q) = (x.next(), y.next());
    p != q && x.as_str() == y.as_str()
}
