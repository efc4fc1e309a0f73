//! Type expressions (spec: Types).

use crate::checker::*;
use crate::codes;
use crate::constant::Const;
use crate::info::Mode;
use crate::object::*;
use crate::operand::start;
use crate::ty::*;
use crate::typestring::Qualifier;
use rustc_hash::FxHashMap;
use std::sync::Arc;
use vole_source::{Diagnostic, Span};
use vole_syntax::ast::{self, BinOp, Expr, ExprKind, UnOp, print_expr};

/// So many types, other than interfaces, may be in a union, says gc.
const MAX_TERMS: usize = 100;

impl Checker {
    /// A type that is not generic; `INVALID` after an error.
    pub(crate) fn typ(&mut self, e: &Expr) -> TypeId {
        let t = self.generic_type(e);
        if !self.type_params_of(t).is_empty() {
            let text = self.type_string(t);
            self.error(
                codes::WRONG_TYPE_ARG_COUNT,
                e.span,
                format!("cannot use generic type {text} without instantiation"),
            );
            self.record_type(e.id, Mode::Type, TypeId::INVALID, None);
            return TypeId::INVALID;
        }
        t
    }

    /// A type of variables: not a constraint.
    pub(crate) fn var_type(&mut self, e: &Expr) -> TypeId {
        let t = self.typ(e);
        self.no_constraint(t, e.span);
        t
    }

    pub(crate) fn no_constraint(&mut self, t: TypeId, span: Span) {
        let top = self.universe.unalias(t);
        if !matches!(self.universe.ty(top), Type::Named(_) | Type::Interface(_)) {
            return;
        }
        self.later(move |c| {
            if c.is_type_param(t) {
                return;
            }
            let u = c.under(t);
            if !matches!(c.universe.ty(u), Type::Interface(_)) {
                return;
            }
            let set = c.ask(|universe| universe.type_set(u));
            if !set.is_method_set() {
                let text = c.type_string(t);
                let why = if set.comparable && set.terms.is_none() {
                    "is (or embeds) comparable"
                } else {
                    "contains type constraints"
                };
                let message = format!("cannot use type {text} outside a type constraint: interface {why}");
                c.error(codes::MISPLACED_CONSTRAINT_IFACE, span, message);
            }
        });
    }

    /// The type parameters of a generic type that was not instantiated.
    pub(crate) fn type_params_of(&self, t: TypeId) -> Vec<TypeId> {
        match self.universe.ty(t) {
            Type::Alias { obj, actual } => {
                let params = self.universe.alias_params(*obj);
                if params.is_empty() {
                    return self.type_params_of(*actual);
                }
                if self.universe.alias_args(t).is_empty() { params } else { Vec::new() }
            }
            Type::Named(id) => {
                let n = self.universe.named(*id);
                if n.origin.is_some() { Vec::new() } else { n.type_params.clone() }
            }
            _ => Vec::new(),
        }
    }

    /// What a name is when it is no type.
    fn not_a_type(&self, name: &str) -> Option<&'static str> {
        let (_, obj) = self.lookup_name(name)?;
        let o = self.universe.obj(obj);
        Some(match &o.kind {
            ObjKind::TypeName => return None,
            ObjKind::Const(_) => "constant",
            ObjKind::Var if o.package_level => "package-level variable",
            ObjKind::Var => self.locals.get(&obj).map_or("variable", |l| l.what),
            ObjKind::Func(_) => "function",
            ObjKind::Builtin(_) => "built-in function",
            ObjKind::Nil => "untyped nil",
            ObjKind::PkgName(_) => "package name",
        })
    }

    /// A type, possibly a generic one.
    pub(crate) fn generic_type(&mut self, e: &Expr) -> TypeId {
        let t = self.type_internal(e);
        self.record_type(e.id, Mode::Type, t, None);
        t
    }

    fn type_internal(&mut self, e: &Expr) -> TypeId {
        match &e.kind {
            ExprKind::Bad => TypeId::INVALID,
            ExprKind::Ident(_) | ExprKind::Selector(..) => {
                if let ExprKind::Ident(i) = &e.kind
                    && let Some(what) = self.not_a_type(&i.name)
                {
                    if let Some((_, o)) = self.lookup_name(&i.name) {
                        self.mark_used(o);
                    }
                    self.error(codes::NOT_A_TYPE, e.span, format!("{} ({what}) is not a type", i.name));
                    return TypeId::INVALID;
                }
                let x = match &e.kind {
                    ExprKind::Ident(ident) => self.ident(e, ident),
                    ExprKind::Selector(base, name) => self.selector(e, base, name, true),
                    _ => return TypeId::INVALID,
                };
                match x.mode {
                    Mode::Type => x.ty,
                    Mode::Invalid => TypeId::INVALID,
                    Mode::NoValue => {
                        let text = self.describe(&x);
                        self.error(codes::NOT_A_TYPE, e.span, format!("{text} used as type"));
                        TypeId::INVALID
                    }
                    _ => {
                        let text = self.describe(&x);
                        let text = if x.mode == Mode::Nil { print_expr(e) } else { text };
                        self.error(codes::NOT_A_TYPE, e.span, format!("{text} is not a type"));
                        TypeId::INVALID
                    }
                }
            }
            ExprKind::Paren(x) => self.generic_type(x),
            ExprKind::Index(base, args) => self.instantiated_type(e, base, args),
            ExprKind::Star(x) => {
                // gc has no pointers to what is no type, but composite types of it.
                let t = self.var_type(x);
                if t == TypeId::INVALID { t } else { self.universe.pointer_to(t) }
            }
            ExprKind::SliceType(x) => {
                let t = self.var_type(x);
                self.universe.slice_of(t)
            }
            ExprKind::ArrayType(Some(len), elem) => {
                let n = self.array_length(len);
                let t = self.var_type(elem);
                n.map_or(TypeId::INVALID, |n| self.universe.array_of(t, n))
            }
            ExprKind::ArrayType(None, elem) => {
                self.error(codes::BAD_DOT_DOT_DOT, e.span, "invalid use of [...] array (outside a composite literal)");
                self.var_type(elem);
                TypeId::INVALID
            }
            ExprKind::Ellipsis(x) => {
                self.typ(x);
                TypeId::INVALID
            }
            ExprKind::StructType(fields) => self.struct_type(fields),
            ExprKind::FuncType(ft) => {
                let saved = self.env.scope;
                self.env.scope = self.scopes.push(Some(saved));
                let (sig, _, _) = self.func_signature(ft, None);
                self.env.scope = saved;
                sig
            }
            ExprKind::InterfaceType(elems) => {
                let t = self.interface_type(elems);
                if !self.universe.pkg(self.env.pkg).lazy {
                    self.interface_literals.push((e.span, t));
                }
                t
            }
            ExprKind::MapType(key, value) => {
                let k = self.var_type(key);
                let v = self.var_type(value);
                let span = start(key);
                self.later(move |c| c.check_map_key(k, span));
                self.universe.map_of(k, v)
            }
            ExprKind::ChanType(dir, elem) => {
                let t = self.var_type(elem);
                self.universe.chan_of(*dir, t)
            }
            _ => {
                self.error(codes::NOT_A_TYPE, e.span, format!("{} is not a type", print_expr(e)));
                self.use_expr(e);
                TypeId::INVALID
            }
        }
    }

    fn check_map_key(&mut self, key: TypeId, span: Span) {
        if self.under(key) == TypeId::INVALID || self.is_comparable(key) {
            return;
        }
        let text = self.type_string(key);
        let mut message = format!("invalid map key type {text}");
        if self.is_type_param(key) {
            message.push_str(" (missing comparable constraint)");
        }
        self.error(codes::INCOMPARABLE_MAP_KEY, span, message);
    }

    /// The constant length of an array type.
    fn array_length(&mut self, e: &Expr) -> Option<u64> {
        if let ExprKind::Ident(name) = &e.kind {
            match self.lookup_name(&name.name) {
                None => {
                    let message = format!("undefined array length {} or missing type constraint", name.name);
                    self.error(codes::INVALID_ARRAY_LEN, e.span, message);
                    return None;
                }
                Some((_, o)) if !matches!(self.universe.obj(o).kind, ObjKind::Const(_)) => {
                    self.error(codes::INVALID_ARRAY_LEN, e.span, format!("invalid array length {}", name.name));
                    return None;
                }
                _ => {}
            }
        }
        let mut x = self.expr(e);
        if x.is_invalid() {
            return None;
        }
        if x.mode != Mode::Constant {
            let text = self.describe(&x);
            self.error(codes::INVALID_ARRAY_LEN, e.span, format!("array length {text} must be constant"));
            return None;
        }
        if self.is_untyped(x.ty) || self.is_integer(x.ty) {
            let value = x.const_val().to_int();
            if let Some(v) = value {
                if let Some(n) = v.to_i64()
                    && n >= 0
                {
                    if self.is_untyped(x.ty) {
                        self.convert_untyped(&mut x, TypeId::INT);
                    }
                    return Some(n as u64);
                }
                let text = self.describe(&x);
                self.error(codes::INVALID_ARRAY_LEN, e.span, format!("invalid array length {text}"));
                return None;
            }
        }
        let text = self.describe(&x);
        let message = if self.is_integer(x.ty) {
            format!("invalid array length {text}")
        } else {
            format!("array length {text} must be integer")
        };
        self.error(codes::INVALID_ARRAY_LEN, e.span, message);
        None
    }

    fn struct_type(&mut self, fields: &[ast::Field]) -> TypeId {
        let pkg = self.env.pkg;
        let mut out: Vec<FieldType> = Vec::new();
        let mut seen: FxHashMap<Name, Span> = FxHashMap::default();
        for f in fields {
            let ty = self.var_type(&f.ty);
            let tag = f.tag.as_ref().and_then(|(text, _)| {
                let value = Const::from_literal(ast::LitKind::String, text);
                value.to_bytes().map(|bytes| Name::from(String::from_utf8_lossy(bytes).as_ref()))
            });
            let mut add = |c: &mut Checker, name: &Name, span: Span, embedded: bool| {
                if &**name != "_" {
                    if let Some(old) = seen.get(name) {
                        let d = Diagnostic::error(codes::DUPLICATE_DECL, span, format!("{name} redeclared"));
                        c.report(d.label(*old, format!("other declaration of {name}")));
                        return;
                    }
                    seen.insert(name.clone(), span);
                }
                out.push(FieldType { name: name.clone(), pkg, ty, embedded, tag: tag.clone() });
            };
            if f.names.is_empty() {
                let (base, span) = match embedded_name(&f.ty) {
                    Some(i) => (i.name.clone(), i.span),
                    None => (Name::from("_"), f.ty.span),
                };
                add(self, &base, span, true);
                let span = f.ty.span;
                self.later(move |c| c.check_embedded_field(ty, span));
            } else {
                for n in &f.names {
                    add(self, &n.name, n.span, false);
                }
            }
        }
        self.universe.struct_(out)
    }

    fn check_embedded_field(&mut self, ty: TypeId, span: Span) {
        let (base, pointer) = self.universe.deref(ty);
        if self.is_type_param(base) {
            self.error(
                codes::MISPLACED_TYPE_PARAM,
                span,
                "embedded field type cannot be a (pointer to a) type parameter",
            );
            return;
        }
        let under = self.under(base);
        match self.universe.ty(under) {
            Type::Basic(Basic::UnsafePointer) => {
                self.error(codes::INVALID_PTR_EMBED, span, "embedded field type cannot be unsafe.Pointer")
            }
            Type::Pointer(_) => self.error(codes::INVALID_PTR_EMBED, span, "embedded field type cannot be a pointer"),
            Type::Interface(_) if pointer => {
                self.error(codes::INVALID_PTR_EMBED, span, "embedded field type cannot be a pointer to an interface");
            }
            _ => {}
        }
    }

    fn interface_type(&mut self, elems: &[ast::InterfaceElem]) -> TypeId {
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

    fn check_interface(&mut self, t: TypeId, embeds: &[(TypeId, Span)], own: &FxHashMap<Name, Span>) {
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
    fn union_type(&mut self, e: &Expr) -> TypeId {
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

    fn too_many_terms(&mut self, at: Span) {
        let message = format!("cannot handle more than {MAX_TERMS} union terms (implementation limitation)");
        self.error(codes::INVALID_UNION, at, message);
    }

    fn check_union(&mut self, terms: &[(UnionTerm, Span, Span)], many: bool) {
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

    /// `G[T1, T2]`, a type.
    fn instantiated_type(&mut self, e: &Expr, base: &Expr, args: &[Expr]) -> TypeId {
        self.require(start(e), 18, |_| "type instantiation".into());
        let generic = self.generic_type(base);
        if generic == TypeId::INVALID {
            for a in args {
                self.var_or_constraint_arg(a);
            }
            return TypeId::INVALID;
        }
        let params = self.type_params_of(generic);
        if params.is_empty() {
            let (text, whole) = (self.type_string(generic), print_expr(e));
            self.error(
                codes::NOT_A_GENERIC_TYPE,
                base.span,
                format!("invalid operation: {whole} ({text} is not a generic type)"),
            );
            return TypeId::INVALID;
        }
        let types: Vec<TypeId> = args.iter().map(|a| self.var_or_constraint_arg(a)).collect();
        if types.contains(&TypeId::INVALID) {
            return TypeId::INVALID;
        }
        if types.len() != params.len() {
            let text = self.type_string_short(generic);
            let (word, span) = if types.len() < params.len() { ("not enough", e.span) } else { ("too many", e.span) };
            let message = format!("{word} type arguments for type {text}: have {}, want {}", types.len(), params.len());
            self.error(codes::WRONG_TYPE_ARG_COUNT, span, message);
            if types.len() > params.len() || self.universe.as_named(generic).is_none() {
                return TypeId::INVALID;
            }
            // An instance all the same, as messages show it; what its other arguments would be is not known.
            let mut types = types;
            types.resize(params.len(), TypeId::INVALID);
            return self.universe.instantiate(generic, types);
        }
        if let ExprKind::Ident(i) | ExprKind::Selector(_, i) = &unparen(base).kind {
            self.info.instances.insert(i.id, types.clone());
        }
        let spans: Vec<Span> = args.iter().map(|a| a.span).collect();
        let inst = self.universe.instantiate(generic, types.clone());
        if let Some(id) = self.universe.as_named(inst) {
            self.instance_spans.entry(id).or_insert(crate::operand::node_pos(base));
        }
        self.later(move |c| {
            c.verify_type_args(&params, &types, &spans);
            c.under(inst);
            c.check_finite(inst);
        });
        inst
    }

    fn var_or_constraint_arg(&mut self, e: &Expr) -> TypeId {
        self.var_type(e)
    }

    /// Reports the first type argument that does not satisfy its parameter's constraint.
    pub(crate) fn verify_type_args(&mut self, params: &[TypeId], args: &[TypeId], spans: &[Span]) -> bool {
        let q = self.qualifier();
        match self.ask(|u| u.verify_instance(params, args, &q)) {
            Ok(()) => {
                let at = |i: usize| spans.get(i).or(spans.first()).copied().unwrap_or(Span::NONE);
                if !self.all_strictly_comparable(params, args, spans) {
                    return false;
                }
                self.universe.note_instantiation(params, args, (0..args.len()).map(at).collect());
                true
            }
            Err((i, message)) => {
                let span = spans.get(i).or(spans.first()).copied().unwrap_or(Span::NONE);
                self.error(codes::INVALID_TYPE_ARG, span, message);
                false
            }
        }
    }

    /// Before Go 1.20, only types that never panic when compared satisfied `comparable`.
    fn all_strictly_comparable(&mut self, params: &[TypeId], args: &[TypeId], spans: &[Span]) -> bool {
        for (i, (&p, &a)) in params.iter().zip(args).enumerate() {
            let span = spans.get(i).or(spans.first()).copied().unwrap_or(Span::NONE);
            if self.allows(span, 20) || !self.allows(span, 18) {
                return true;
            }
            let Some(id) = self.universe.as_type_param(p) else { continue };
            let bound = self.universe.constraint(id);
            let under = self.under(bound);
            let wanted = matches!(self.universe.ty(under), Type::Interface(_))
                && self.ask(|u| u.type_set_comparable(&u.type_set(under)));
            if wanted && !self.ask(|u| u.comparable(a)) {
                let text = self.type_string(a);
                return self.require(span, 20, |_| format!("{text} to satisfy comparable"));
            }
        }
        true
    }

    // ---- function types

    /// A signature; its parameters' names go into the current scope. Parameters, results and the receiver become variables
    /// of the current function.
    pub(crate) fn func_signature(
        &mut self,
        ft: &ast::FuncType,
        recv: Option<&ast::Param>,
    ) -> (TypeId, FuncContext, Option<Recv>) {
        let mut receiver = None;
        let mut recv_var = None;
        if let Some(r) = recv {
            let (data, ty) = self.receiver(r);
            receiver = Some(data);
            recv_var = Some((r, ty));
        }
        let type_params = self.declare_type_params(&ft.type_params, |_, _| {});
        let mut to_declare: Vec<(ast::Ident, ObjId)> = Vec::new();
        if let Some((r, ty)) = recv_var
            && let Some(name) = &r.name
        {
            let obj = self.new_local(name, ObjKind::Var, ty);
            if let Some(l) = self.locals.get_mut(&obj) {
                l.what = "receiver";
            }
            to_declare.push((name.clone(), obj));
        }
        let (params, variadic, _) = self.params(&ft.params, true, &mut to_declare);
        let (results, _, result_objects) = self.params(&ft.results, false, &mut to_declare);
        for (name, obj) in &to_declare {
            self.declare(name, *obj);
        }
        let named_results = ft.results.first().is_some_and(|p| p.name.is_some());
        let context_results = results.iter().zip(&result_objects).map(|(p, o)| (p.name.clone(), p.ty, *o)).collect();
        let sig = self.universe.signature(Signature { type_params, params, results, variadic });
        (sig, FuncContext { results: context_results, named_results }, receiver)
    }

    fn params(
        &mut self,
        list: &[ast::Param],
        variadic_ok: bool,
        to_declare: &mut Vec<(ast::Ident, ObjId)>,
    ) -> (Vec<ParamType>, bool, Vec<Option<ObjId>>) {
        let mut out = Vec::new();
        let mut objects = Vec::new();
        let mut variadic = false;
        let mut last: Option<(&Arc<Expr>, TypeId)> = None;
        for (i, p) in list.iter().enumerate() {
            let ty = match last {
                Some((e, t)) if Arc::ptr_eq(e, &p.ty) => t,
                _ => match &p.ty.kind {
                    ExprKind::Ellipsis(elem) => {
                        if variadic_ok && i + 1 == list.len() {
                            variadic = true;
                            let t = self.var_type(elem);
                            let t = if t == TypeId::INVALID { t } else { self.universe.slice_of(t) };
                            self.record_type(p.ty.id, Mode::Type, t, None);
                            t
                        } else {
                            // The parser reported it.
                            self.var_type(elem)
                        }
                    }
                    _ => self.var_type(&p.ty),
                },
            };
            last = Some((&p.ty, ty));
            let name = p.name.as_ref().map_or_else(|| Name::from(""), |n| n.name.clone());
            out.push(ParamType { name, ty });
            objects.push(p.name.as_ref().map(|n| {
                let obj = self.new_local(n, ObjKind::Var, ty);
                if let Some(l) = self.locals.get_mut(&obj) {
                    l.what = if variadic_ok { "parameter" } else { "result variable" };
                }
                to_declare.push((n.clone(), obj));
                obj
            }));
        }
        (out, variadic, objects)
    }

    /// A method's receiver: its data and its type.
    fn receiver(&mut self, param: &ast::Param) -> (Recv, TypeId) {
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
    fn instance_behind(&self, t: TypeId) -> Option<TypeId> {
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

    fn check_receiver(&mut self, base: TypeId, written: TypeId, whole: TypeId, span: Span, pkg: PkgId) {
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

/// The expression without parentheses.
pub(crate) fn unparen(mut e: &Expr) -> &Expr {
    while let ExprKind::Paren(x) = &e.kind {
        e = x;
    }
    e
}

/// The identifier that names an embedded field.
fn embedded_name(e: &Expr) -> Option<&ast::Ident> {
    match &e.kind {
        ExprKind::Ident(i) => Some(i),
        ExprKind::Star(x) | ExprKind::Paren(x) => embedded_name(x),
        ExprKind::Selector(_, i) => Some(i),
        ExprKind::Index(x, _) => embedded_name(x),
        _ => None,
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
