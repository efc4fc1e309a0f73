//! Interface types, unions and constraints as they are written (spec: Interface types, Type constraints).

use crate::checker::*;
use crate::codes;
use crate::info::Mode;
use crate::operand::start;
use crate::ty::*;
use crate::typestring::Qualifier;
use rustc_hash::FxHashMap;
use vole_source::{Diagnostic, Span};
use vole_syntax::ast::{self, BinOp, Expr, ExprKind, UnOp, print_expr};

/// So many types, other than interfaces, may be in a union, says gc.
const MAX_TERMS: usize = 100;

impl Checker {
    pub(crate) fn interface_type(&mut self, elems: &[ast::InterfaceElem]) -> TypeId {
        let pkg = self.env.pkg;
        let mut out = InterfaceType::default();
        let mut seen: FxHashMap<Name, Span> = FxHashMap::default();
        let mut embeds: Vec<(TypeId, Span)> = Vec::new();
        for elem in elems {
            match elem {
                ast::InterfaceElem::Method(name, ft) => {
                    let saved = self.env.scope;
                    self.env.scope = self.scopes.push(Some(saved));
                    let (sig, _, _) = self.func_signature(ft, None);
                    self.env.scope = saved;
                    if &*name.name == "_" {
                        self.error(codes::BLANK_IFACE_METHOD, name.span, "methods must have a unique non-blank name");
                        continue;
                    }
                    if let Some(old) = seen.get(&name.name) {
                        let d = Diagnostic::error(
                            codes::DUPLICATE_DECL,
                            name.span,
                            format!("duplicate method {}", name.name),
                        );
                        let d = d.label(*old, format!("other declaration of method {}", name.name));
                        self.later(move |c| c.report(d));
                        continue;
                    }
                    seen.insert(name.name.clone(), name.span);
                    out.methods.push(Method { name: name.name.clone(), pkg, sig });
                }
                ast::InterfaceElem::Embed(e) => {
                    let t = self.union_type(e);
                    if t != TypeId::INVALID {
                        out.embeds.push(t);
                        embeds.push((t, e.span));
                    }
                }
            }
        }
        out.methods.sort_by(|a, b| a.name.cmp(&b.name));
        let t = self.universe.interface(out);
        self.later(move |c| c.check_interface(t, &embeds, &seen));
        t
    }

    pub(crate) fn check_interface(&mut self, t: TypeId, embeds: &[(TypeId, Span)], own: &FxHashMap<Name, Span>) {
        for &(e, span) in embeds {
            if self.is_type_param(e) {
                self.error(codes::MISPLACED_TYPE_PARAM, span, "term cannot be a type parameter");
            } else if !self.allows(span, 18)
                && !matches!(self.universe.ty(e), Type::Union(_))
                && !self.is_interface(e)
                && self.under(e) != TypeId::INVALID
            {
                let text = self.type_string(e);
                self.require(span, 18, |_| format!("embedding non-interface type {text}"));
            }
        }
        self.ask(|u| u.type_set(t));
        if embeds.is_empty() {
            return;
        }
        let Type::Interface(node) = self.universe.ty(t).clone() else { return };
        let key = |m: &Method| (m.name.clone(), (!crate::resolver::is_exported(&m.name)).then_some(m.pkg));
        let at = |m: &Method| own.get(&m.name).copied().unwrap_or(Span::NONE);
        let mut seen: FxHashMap<_, (Method, Span)> =
            node.methods.iter().map(|m| (key(m), (m.clone(), at(m)))).collect();
        for &(e, span) in embeds {
            let under = self.under(e);
            if !matches!(self.universe.ty(under), Type::Interface(_)) {
                continue;
            }
            let set = self.ask(|u| u.type_set(under));
            for m in &set.methods {
                match seen.get(&key(m)).cloned() {
                    None => {
                        seen.insert(key(m), (m.clone(), span));
                    }
                    Some((o, _)) if self.allows(span, 14) && self.identical(o.sig, m.sig) => {}
                    Some((_, first)) => {
                        let d = Diagnostic::error(codes::DUPLICATE_DECL, span, format!("duplicate method {}", m.name));
                        self.report(d.label(first, format!("other declaration of method {}", m.name)));
                    }
                }
            }
        }
    }

    /// A type parameter's constraint: any type or a union.
    pub(crate) fn constraint_type(&mut self, e: &Expr) -> TypeId {
        let is_union = matches!(&e.kind, ExprKind::Binary(BinOp::Or, ..) | ExprKind::Unary(UnOp::Tilde, _));
        let t = self.union_type(e);
        if t == TypeId::INVALID {
            return t;
        }
        if self.is_type_param(t) {
            let text = self.type_string(t);
            let message = format!("cannot use a type parameter as constraint: {text}");
            let message = message.split(": ").next().unwrap_or_default().to_string();
            self.error(codes::MISPLACED_TYPE_PARAM, e.span, message);
            return TypeId::INVALID;
        }
        if is_union {
            let wrapped = self.universe.implicit_interface(t);
            return wrapped;
        }
        t
    }

    /// A union or a single type.
    pub(crate) fn union_type(&mut self, e: &Expr) -> TypeId {
        let mut parts = Vec::new();
        flatten_union(e, &mut parts);
        if parts.len() == 1 && !matches!(parts[0].kind, ExprKind::Unary(UnOp::Tilde, _)) {
            return self.typ(parts[0]);
        }
        let mut terms: Vec<(UnionTerm, Span, Span)> = Vec::new();
        for p in &parts {
            let (tilde, inner) = match &p.kind {
                ExprKind::Unary(UnOp::Tilde, x) => (true, &**x),
                _ => (false, *p),
            };
            let ty = self.typ(inner);
            if ty == TypeId::INVALID {
                return TypeId::INVALID;
            }
            if terms.len() == MAX_TERMS {
                self.too_many_terms(p.span);
                return TypeId::INVALID;
            }
            if tilde {
                self.record_type(p.id, Mode::Type, ty, None);
            }
            terms.push((UnionTerm { tilde, ty }, p.span, inner.span));
        }
        let many = terms.len() > 1;
        if !self.allows(e.span, 18) {
            let (at, text) = (start(e), print_expr(e));
            self.later(move |c| {
                c.require(at, 18, |_| format!("embedding interface element {text}"));
            });
        }
        let t = self.universe.union(terms.iter().map(|t| t.0.clone()).collect());
        self.record_type(e.id, Mode::Type, t, None);
        let at = start(parts[0]);
        self.later(move |c| {
            c.check_union(&terms, many);
            if many && c.ask(|u| u.union_size(t)) > MAX_TERMS {
                c.too_many_terms(at);
            }
        });
        t
    }

    pub(crate) fn too_many_terms(&mut self, at: Span) {
        let message = format!("cannot handle more than {MAX_TERMS} union terms (implementation limitation)");
        self.error(codes::INVALID_UNION, at, message);
    }

    pub(crate) fn check_union(&mut self, terms: &[(UnionTerm, Span, Span)], many: bool) {
        for (i, (term, span, inner)) in terms.iter().enumerate() {
            let text = self.type_string(term.ty);
            if self.is_type_param(term.ty) {
                let message = match term.tilde {
                    true => format!("type in term ~{text} cannot be a type parameter"),
                    false => "term cannot be a type parameter".into(),
                };
                self.error(codes::MISPLACED_TYPE_PARAM, *inner, message);
                continue;
            }
            let full = self.universe.type_string(term.ty, &Qualifier::full());
            let under = self.under(term.ty);
            if under == TypeId::INVALID {
                continue;
            }
            let is_interface = matches!(self.universe.ty(under), Type::Interface(_));
            if term.tilde {
                if is_interface {
                    self.error(codes::INVALID_UNION, *span, format!("invalid use of ~ ({text} is an interface)"));
                    continue;
                }
                if !self.identical(term.ty, under) {
                    let u = self.type_string(under);
                    self.error(
                        codes::INVALID_UNION,
                        *span,
                        format!("invalid use of ~ (underlying type of {text} is {u})"),
                    );
                    continue;
                }
            }
            if is_interface && many {
                let set = self.ask(|u| u.type_set(under));
                if !set.methods.is_empty() {
                    self.error(
                        codes::INVALID_UNION,
                        *span,
                        format!("cannot use {full} in union ({full} contains methods)"),
                    );
                    continue;
                }
                if self.ask(|u| u.identical(term.ty, u.comparable_type)) {
                    self.error(codes::INVALID_UNION, *span, "cannot use comparable in union");
                    continue;
                }
                if set.comparable {
                    self.error(
                        codes::INVALID_UNION,
                        *span,
                        format!("cannot use {full} in union ({full} embeds comparable)"),
                    );
                    continue;
                }
                continue;
            }
            if !is_interface {
                for (other, ..) in &terms[..i] {
                    let u = self.under(other.ty);
                    if !matches!(self.universe.ty(u), Type::Interface(_)) && self.ask(|u| u.terms_overlap(other, term))
                    {
                        let tilde = |t: &UnionTerm| if t.tilde { "~" } else { "" };
                        let first = format!("{}{full}", tilde(term));
                        let second =
                            format!("{}{}", tilde(other), self.universe.type_string(other.ty, &Qualifier::full()));
                        self.error(codes::INVALID_UNION, *span, format!("overlapping terms {first} and {second}"));
                        break;
                    }
                }
            }
        }
    }
}

fn flatten_union<'a>(e: &'a Expr, out: &mut Vec<&'a Expr>) {
    match &e.kind {
        ExprKind::Binary(BinOp::Or, _, x, y) => {
            flatten_union(x, out);
            flatten_union(y, out);
        }
        _ => out.push(e),
    }
}
