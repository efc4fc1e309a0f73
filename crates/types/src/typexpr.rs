//! Type expressions (spec: Types).

use crate::checker::*;
use crate::codes;
use crate::constant::Const;
use crate::info::Mode;
use crate::object::*;
use crate::operand::start;
use crate::ty::*;
use rustc_hash::FxHashMap;
use std::sync::Arc;
use vole_source::{Diagnostic, Span};
use vole_syntax::ast::{self, Expr, ExprKind, print_expr};

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
