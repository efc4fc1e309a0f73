//! Expressions: dispatch, identifiers, unary operators, and the final types of untyped operands (spec: Expressions).

use crate::checker::*;
use crate::codes;
use crate::constant::Const;
use crate::info::Mode;
use crate::object::*;
use crate::operand::{Operand, start};
use crate::scope::ScopeId;
use crate::ty::*;
use crate::typexpr::unparen;
use std::sync::Arc;
use vole_syntax::ast::{self, Expr, ExprKind, LitKind, UnOp, print_expr};

impl Checker {
    // ---- entry points

    /// A single value.
    pub(crate) fn expr<'a>(&mut self, e: &'a Expr) -> Operand<'a> {
        self.expr_hint(e, None)
    }

    /// A single value that goes to a place of type `target` (so a generic function can be instantiated).
    pub(crate) fn expr_hint<'a>(&mut self, e: &'a Expr, target: Option<TypeId>) -> Operand<'a> {
        let mut x = self.raw_expr(e, target, false);
        self.exclude_non_values(&mut x, true);
        self.single_value(&mut x);
        x
    }

    /// Like [`Checker::expr_hint`]; `what` is what messages call the target of a generic function.
    pub(crate) fn expr_for<'a>(&mut self, e: &'a Expr, target: Option<TypeId>, what: &str) -> Operand<'a> {
        let saved = self.target_text.replace(what.to_string());
        let x = self.expr_hint(e, target);
        self.target_text = saved;
        x
    }

    /// A single value that may be a generic function.
    pub(crate) fn generic_expr<'a>(&mut self, e: &'a Expr) -> Operand<'a> {
        let mut x = self.raw_expr(e, None, true);
        self.exclude_non_values(&mut x, true);
        self.single_value(&mut x);
        x
    }

    /// A value, possibly a tuple.
    pub(crate) fn multi_expr<'a>(&mut self, e: &'a Expr, target: Option<TypeId>, allow_generic: bool) -> Operand<'a> {
        let mut x = self.raw_expr(e, target, allow_generic);
        self.exclude_non_values(&mut x, true);
        x
    }

    /// A value, a type or a predeclared function.
    pub(crate) fn expr_or_type<'a>(&mut self, e: &'a Expr, allow_generic: bool) -> Operand<'a> {
        let mut x = self.raw_expr(e, None, allow_generic);
        self.exclude_non_values(&mut x, false);
        self.single_value(&mut x);
        x
    }

    /// Evaluates an expression only for its uses, after an error elsewhere. False if something is wrong with it.
    pub(crate) fn use_expr(&mut self, e: &Expr) -> bool {
        match &e.kind {
            ExprKind::Ident(i) if &*i.name == "_" => true,
            ExprKind::KeyValue(_, v) => self.use_expr(v),
            ExprKind::CompositeLit(l) if l.ty.is_none() => {
                let mut ok = true;
                for e in &l.elems {
                    ok &= self.use_expr(e);
                }
                ok
            }
            _ => !self.raw_expr(e, None, true).is_invalid(),
        }
    }

    /// Evaluates an assignment's left side after an error, without counting a variable as used.
    pub(crate) fn use_lhs(&mut self, e: &Expr) -> bool {
        if let ExprKind::Ident(i) = &unparen(e).kind {
            if &*i.name == "_" {
                return true;
            }
            if let Some((_, o)) = self.lookup_name(&i.name)
                && let Some(local) = self.locals.get(&o).copied()
            {
                let ok = !self.raw_expr(e, None, true).is_invalid();
                self.locals.insert(o, local);
                return ok;
            }
        }
        self.use_expr(e)
    }

    pub(crate) fn exclude_non_values(&mut self, x: &mut Operand<'_>, types_too: bool) {
        let message = match x.mode {
            Mode::NoValue => {
                let text = print_expr(x.expr);
                let or_type = if types_too { "" } else { " or type" };
                (codes::TOO_MANY_VALUES, format!("{text} (no value) used as value{or_type}"))
            }
            Mode::Builtin(_) if types_too => {
                let text = self.describe(x);
                (codes::UNCALLED_BUILTIN, format!("{text} must be called"))
            }
            Mode::Type if types_too => {
                let text = self.describe(x);
                (codes::NOT_AN_EXPR, format!("{text} is not an expression"))
            }
            _ => return,
        };
        self.error(message.0, x.span(), message.1);
        x.invalidate();
    }

    pub(crate) fn single_value(&mut self, x: &mut Operand<'_>) {
        if x.mode == Mode::Value
            && let Type::Tuple(types) = self.universe.ty(x.ty)
            && types.len() != 1
        {
            let text = self.describe(x);
            self.error(codes::TOO_MANY_VALUES, x.span(), format!("multiple-value {text} in single-value context"));
            x.invalidate();
        }
    }

    /// Any operand at all, recorded.
    pub(crate) fn raw_expr<'a>(&mut self, e: &'a Expr, target: Option<TypeId>, allow_generic: bool) -> Operand<'a> {
        let mut x = self.expr_internal(e, target);
        if !allow_generic {
            self.non_generic(target, &mut x);
        }
        x.expr = e;
        self.record(&x);
        x
    }

    fn non_generic(&mut self, target: Option<TypeId>, x: &mut Operand<'_>) {
        let at = unparen(x.expr);
        let what = match x.mode {
            Mode::Type if !self.type_params_of(x.ty).is_empty() => "type",
            Mode::Value if self.is_generic_value(x.ty) => {
                if let Some(t) = target
                    && self.instantiate_for_target(x, t)
                {
                    return;
                }
                if x.is_invalid() {
                    return;
                }
                "function"
            }
            _ => return,
        };
        let text = print_expr(at);
        self.error(
            codes::WRONG_TYPE_ARG_COUNT,
            start(at),
            format!("cannot use generic {what} {text} without instantiation"),
        );
        x.invalidate();
    }

    /// Whether it is a signature with type parameters.
    pub(crate) fn is_generic_value(&self, t: TypeId) -> bool {
        matches!(self.universe.ty(t), Type::Signature(s) if !s.type_params.is_empty())
    }

    pub(crate) fn record(&mut self, x: &Operand<'_>) {
        match x.mode {
            Mode::Invalid => self.record_type(x.expr.id, Mode::Invalid, TypeId::INVALID, None),
            Mode::NoValue => {
                let t = self.universe.empty_tuple;
                self.record_type(x.expr.id, Mode::NoValue, t, None);
            }
            _ => self.record_type(x.expr.id, x.mode, x.ty, x.val.clone()),
        }
    }

    // ---- dispatch

    fn expr_internal<'a>(&mut self, e: &'a Expr, target: Option<TypeId>) -> Operand<'a> {
        match &e.kind {
            ExprKind::Bad => Operand::invalid(e),
            ExprKind::Ident(ident) => self.ident(e, ident),
            ExprKind::Lit(kind, text) => self.literal(e, *kind, text),
            ExprKind::Paren(inner) => {
                let mut x = self.raw_expr(inner, target, true);
                x.expr = e;
                x
            }
            ExprKind::FuncLit(lit) => self.func_literal(e, lit),
            ExprKind::CompositeLit(lit) => self.composite_literal(e, lit, target),
            ExprKind::Selector(base, name) => self.selector(e, base, name, false),
            ExprKind::Index(base, indices) => self.index_expr(e, base, indices, target),
            ExprKind::Slice(s) => self.slice_expr(e, s),
            ExprKind::TypeAssert(x, t) => self.type_assert(e, x, t.as_deref()),
            ExprKind::Call(call) => self.call_expr(e, call, target),
            ExprKind::Star(inner) => self.star(e, inner),
            ExprKind::Unary(op, inner) => self.unary(e, *op, inner, target),
            ExprKind::Binary(op, op_span, l, r) => self.binary(e, *op, *op_span, l, r),
            ExprKind::KeyValue(_, _) => {
                self.error(codes::INVALID_SYNTAX_TREE, e.span, "no key:value expected");
                Operand::invalid(e)
            }
            ExprKind::ArrayType(..)
            | ExprKind::SliceType(_)
            | ExprKind::StructType(_)
            | ExprKind::FuncType(_)
            | ExprKind::InterfaceType(_)
            | ExprKind::MapType(..)
            | ExprKind::ChanType(..)
            | ExprKind::Ellipsis(_) => {
                let ty = self.typ(e);
                if ty == TypeId::INVALID {
                    return Operand::invalid(e);
                }
                Operand { mode: Mode::Type, ty, val: None, expr: e }
            }
        }
    }

    // ---- identifiers

    /// The object a name means here.
    pub(crate) fn lookup_name(&self, name: &str) -> Option<(Option<ScopeId>, ObjId)> {
        match self.scopes.lookup(self.env.scope, name) {
            Some((s, o)) => Some((Some(s), o)),
            None => self.universe.predeclared(name).map(|o| (None, o)),
        }
    }

    /// A name as an operand.
    pub(crate) fn ident<'a>(&mut self, e: &'a Expr, ident: &ast::Ident) -> Operand<'a> {
        let Some((scope, obj)) = self.lookup_name(&ident.name) else {
            if &*ident.name == "_" {
                self.error(codes::INVALID_BLANK, ident.span, "cannot use _ as value or type");
            } else {
                // The lexer has complained about a name with a wrong character in it.
                if ident.name.chars().all(|c| c == '_' || c.is_alphanumeric()) {
                    self.error(codes::UNDECLARED_NAME, ident.span, format!("undefined: {}", ident.name));
                }
            }
            return Operand::invalid(e);
        };
        self.info.uses.insert(ident.id, obj);
        if let Some(s) = scope
            && let Some(&import) = self.dot_imports.get(&(s.0, obj))
        {
            self.used_imports.insert(import);
        }
        // A cycle through a type name is judged even when the type is known already.
        let resolved = matches!(self.colors.get(&obj), Some(Color::Black));
        if !resolved {
            self.resolve_object(obj);
        }
        let o = self.universe.obj(obj);
        let ty = o.ty;
        match &o.kind {
            ObjKind::PkgName(_) => {
                self.error(
                    codes::INVALID_PKG_USE,
                    ident.span,
                    format!("use of package {} not in selector", ident.name),
                );
                Operand::invalid(e)
            }
            ObjKind::Const(value) => {
                if o.pkg == PkgId::UNIVERSE && &*o.name == "iota" {
                    return match self.env.iota.clone() {
                        Some(v) => Operand::constant(e, ty, v),
                        None => {
                            self.error(codes::INVALID_IOTA, ident.span, "cannot use iota outside constant declaration");
                            Operand::invalid(e)
                        }
                    };
                }
                let value = value.clone();
                self.add_dependency_if_package_level(obj);
                if ty == TypeId::INVALID {
                    return Operand::invalid(e);
                }
                Operand::constant(e, ty, value)
            }
            ObjKind::TypeName => {
                if ty == TypeId::INVALID {
                    return Operand::invalid(e);
                }
                if scope.is_none()
                    && matches!(&*ident.name, "any" | "comparable")
                    && !self.require(ident.span, 18, |_| format!("predeclared {}", ident.name))
                {
                    return Operand::invalid(e);
                }
                Operand { mode: Mode::Type, ty, val: None, expr: e }
            }
            ObjKind::Var => {
                self.mark_used(obj);
                self.note_capture(obj);
                self.add_dependency_if_package_level(obj);
                let ty = self.universe.obj(obj).ty;
                if ty == TypeId::INVALID {
                    return Operand::invalid(e);
                }
                Operand { mode: Mode::Variable, ty, val: None, expr: e }
            }
            ObjKind::Func(_) => {
                self.add_dependency_if_package_level(obj);
                if ty == TypeId::INVALID {
                    return Operand::invalid(e);
                }
                Operand::value(e, ty)
            }
            ObjKind::Builtin(b) => Operand { mode: Mode::Builtin(*b), ty: TypeId::INVALID, val: None, expr: e },
            ObjKind::Nil => Operand { mode: Mode::Nil, ty, val: None, expr: e },
        }
    }

    pub(crate) fn add_dependency_if_package_level(&mut self, obj: ObjId) {
        if self.universe.obj(obj).package_level && self.decls.contains_key(&obj) {
            self.add_dependency(obj);
        }
    }

    /// Counts a local variable as used.
    pub(crate) fn mark_used(&mut self, obj: ObjId) {
        if let Some(l) = self.locals.get_mut(&obj) {
            l.used = true;
        }
        if let Some(&span) = self.type_switch_vars.get(&obj) {
            self.used_switch_vars.insert(span);
        }
    }

    fn note_capture(&mut self, obj: ObjId) {
        if let Some(l) = self.locals.get(&obj)
            && l.func != self.env.func
        {
            self.info.captured.insert(obj);
        }
    }

    // ---- literals

    fn literal<'a>(&mut self, e: &'a Expr, kind: LitKind, text: &str) -> Operand<'a> {
        let ty = TypeId::basic(match kind {
            LitKind::Int => Basic::UntypedInt,
            LitKind::Float => Basic::UntypedFloat,
            LitKind::Imaginary => Basic::UntypedComplex,
            LitKind::Rune => Basic::UntypedRune,
            LitKind::String => Basic::UntypedString,
        });
        if kind != LitKind::String && kind != LitKind::Rune && !self.allows(e.span, 13) {
            self.old_literal(e, kind, text);
        }
        match Const::from_literal(kind, text) {
            v if v != Const::Unknown => {
                let mut x = Operand::constant(e, ty, v);
                self.overflow(&mut x, e.span);
                x
            }
            _ if has_huge_exponent(text) => {
                self.error(codes::NUMERIC_OVERFLOW, e.span, format!("malformed constant: {text}"));
                Operand::invalid(e)
            }
            // The scanner reported it.
            _ => Operand::invalid(e),
        }
    }

    /// Forms of numbers that came with Go 1.13.
    fn old_literal(&mut self, e: &Expr, kind: LitKind, text: &str) {
        let what = match text.as_bytes() {
            _ if text.contains('_') => "underscore in numeric literal",
            [b'0', b'b' | b'B', ..] => "binary literal",
            [b'0', b'o' | b'O', ..] => "0o/0O-style octal literal",
            [b'0', b'x' | b'X', ..] if kind != LitKind::Int => "hexadecimal floating-point literal",
            _ => return,
        };
        self.require(e.span, 13, |_| what.into());
    }

    fn func_literal<'a>(&mut self, e: &'a Expr, lit: &ast::FuncLit) -> Operand<'a> {
        let saved = self.env.clone();
        let func = self.next_func;
        self.next_func += 1;
        self.env.func = func;
        self.env.inherited = None;
        self.env.scope = self.scopes.push(Some(saved.scope));
        let (sig, context, _) = self.func_signature(&lit.ty, None);
        self.env.context = Some(Arc::new(context));
        if saved.func == 0 {
            // At package level types of other objects may still be open: the body waits.
            let env = self.env.clone();
            let lit = Arc::new(lit.clone());
            self.later(move |c| {
                let outer = std::mem::replace(&mut c.env, env);
                c.literal_body(&lit);
                c.env = outer;
            });
        } else {
            self.literal_body(lit);
        }
        self.env = saved;
        Operand::value(e, sig)
    }

    fn literal_body(&mut self, lit: &ast::FuncLit) {
        let outer = std::mem::take(&mut self.func_vars);
        self.body(&lit.body, !lit.ty.results.is_empty());
        self.report_unused();
        self.func_vars = outer;
    }

    // ---- operators

    fn star<'a>(&mut self, e: &'a Expr, inner: &'a Expr) -> Operand<'a> {
        let mut x = self.expr_or_type(inner, false);
        match x.mode {
            Mode::Invalid => return Operand::invalid(e),
            Mode::Type => {
                self.no_constraint(x.ty, inner.span);
                x.ty = self.universe.pointer_to(x.ty);
                x.expr = e;
                return x;
            }
            _ => {}
        }
        if x.is_nil() {
            self.error(codes::INVALID_INDIRECTION, x.span(), "invalid operation: cannot indirect nil");
            return Operand::invalid(e);
        }
        let unders = if let Mode::Builtin(_) = x.mode { Vec::new() } else { self.unders(x.ty) };
        let bases: Option<Vec<TypeId>> = unders
            .iter()
            .map(|&u| match *self.universe.ty(u) {
                Type::Pointer(elem) => Some(elem),
                _ => None,
            })
            .collect();
        let message = match bases.as_deref() {
            Some([elem]) if self.incomplete(*elem) => return Operand::invalid(e),
            Some([first, rest @ ..]) if rest.iter().all(|&t| self.identical(*first, t)) => {
                return Operand { mode: Mode::Variable, ty: *first, val: None, expr: e };
            }
            Some([_, ..]) => format!("pointers of {} must have identical base types", self.describe(&x)),
            _ => format!("cannot indirect {}", self.describe(&x)),
        };
        self.error(codes::INVALID_INDIRECTION, x.span(), format!("invalid operation: {message}"));
        Operand::invalid(e)
    }

    fn unary<'a>(&mut self, e: &'a Expr, op: UnOp, inner: &'a Expr, target: Option<TypeId>) -> Operand<'a> {
        if op == UnOp::Addr {
            let hint = target.and_then(|t| match *self.universe.ty(t) {
                Type::Pointer(elem) => Some(elem),
                _ => None,
            });
            let x = match &unparen(inner).kind {
                ExprKind::CompositeLit(_) => self.raw_expr(inner, hint, false),
                _ => self.raw_expr(inner, None, false),
            };
            return self.address_of(e, x);
        }
        if op == UnOp::Tilde {
            let x = self.expr(inner);
            if !x.is_invalid() {
                let hint = if self.all_integer(x.ty) { " (use ^ for bitwise complement)" } else { "" };
                let message = format!("cannot use ~ outside of interface or type constraint{hint}");
                self.error(codes::UNDEFINED_OP, e.span, message);
            }
            return Operand::invalid(e);
        }
        let mut x = self.expr(inner);
        if x.is_invalid() {
            return Operand::invalid(e);
        }
        if op == UnOp::Recv {
            return self.receive(e, &x);
        }
        let ok = match op {
            UnOp::Plus | UnOp::Neg => self.all_numeric(x.ty),
            UnOp::Xor => self.all_integer(x.ty),
            _ => self.all_boolean(x.ty),
        };
        if !ok {
            let text = self.describe(&x);
            let message = format!("invalid operation: operator {} not defined on {text}", op.token());
            self.error(codes::UNDEFINED_OP, x.span(), message);
            x.invalidate();
            x.expr = e;
            return x;
        }
        if x.mode == Mode::Constant {
            if *x.const_val() == Const::Unknown {
                x.expr = e;
                return x;
            }
            let unsigned = if self.is_unsigned(x.ty) { self.basic_of(x.ty) } else { None };
            let value = Const::unary_op(op, x.const_val(), unsigned.and_then(Basic::bits));
            x.val = Some(value);
            x.expr = e;
            self.overflow(&mut x, e.span);
            return x;
        }
        Operand { mode: Mode::Value, ty: x.ty, val: None, expr: e }
    }

    fn address_of<'a>(&mut self, e: &'a Expr, mut x: Operand<'a>) -> Operand<'a> {
        self.exclude_non_values(&mut x, true);
        self.single_value(&mut x);
        if x.is_invalid() {
            return Operand::invalid(e);
        }
        let literal = matches!(unparen(x.expr).kind, ExprKind::CompositeLit(_));
        if !literal && x.mode != Mode::Variable {
            let text = self.describe(&x);
            self.error(
                codes::UNADDRESSABLE_OPERAND,
                x.span(),
                format!("invalid operation: cannot take address of {text}"),
            );
            return Operand::invalid(e);
        }
        if !literal {
            self.take_address(x.expr);
        }
        let ty = self.universe.pointer_to(x.ty);
        Operand::value(e, ty)
    }

    /// Notes that the variable an addressable expression is part of has its address taken.
    pub(crate) fn take_address(&mut self, e: &Expr) {
        if let Some(obj) = self.root_variable(e) {
            self.info.address_taken.insert(obj);
            self.info.captured.insert(obj);
            self.info.reassigned.insert(obj);
        }
    }

    /// The variable that holds what an addressable expression denotes, if it is held directly (no pointer or slice between).
    pub(crate) fn root_variable(&mut self, e: &Expr) -> Option<ObjId> {
        match &e.kind {
            ExprKind::Paren(x) => self.root_variable(x),
            ExprKind::Ident(i) => {
                let obj = self.info.uses.get(i.id)?;
                self.locals.contains_key(&obj).then_some(obj)
            }
            ExprKind::Selector(x, _) => {
                let selection = self.info.selections.get(&e.id)?;
                if selection.indirect {
                    return None;
                }
                self.root_variable(x)
            }
            ExprKind::Index(x, _) => {
                let ty = self.info.of(x.id)?.ty;
                // Of a type parameter's types one may be an array.
                let types: Vec<TypeId> = match self.is_type_param(ty) {
                    true => self.ask(|u| u.type_terms(ty)).unwrap_or_default().iter().map(|t| t.ty).collect(),
                    false => vec![ty],
                };
                let held = types.into_iter().any(|t| {
                    let under = self.under(t);
                    matches!(self.universe.ty(under), Type::Array { .. })
                });
                if held { self.root_variable(x) } else { None }
            }
            _ => None,
        }
    }

    fn receive<'a>(&mut self, e: &'a Expr, x: &Operand<'a>) -> Operand<'a> {
        self.env.has_call_or_recv = true;
        match self.channel(x, ast::ChanDir::Send) {
            Ok(elem) if self.incomplete(elem) => Operand::invalid(e),
            Ok(elem) => Operand { mode: Mode::CommaOk, ty: elem, val: None, expr: e },
            Err(why) => {
                let message = format!("invalid operation: cannot receive from {why}");
                self.error(codes::INVALID_RECEIVE, x.span(), message);
                Operand::invalid(e)
            }
        }
    }

    fn type_assert<'a>(&mut self, e: &'a Expr, inner: &'a Expr, ty: Option<&'a Expr>) -> Operand<'a> {
        let x = self.expr(inner);
        let Some(ty) = ty else {
            self.error(codes::INVALID_SYNTAX_TREE, e.span, "invalid syntax tree: use of .(type) outside type switch");
            return Operand::invalid(e);
        };
        if x.is_invalid() {
            self.use_expr(ty);
            return Operand::invalid(e);
        }
        if self.is_type_param(x.ty) {
            let text = self.describe(&x);
            let message = format!("invalid operation: cannot use type assertion on type parameter value {text}");
            self.error(codes::INVALID_ASSERT, x.span(), message);
            return Operand::invalid(e);
        }
        let under = self.under(x.ty);
        if !matches!(self.universe.ty(under), Type::Interface(_)) {
            let text = self.describe(&x);
            self.error(codes::INVALID_ASSERT, x.span(), format!("invalid operation: {text} is not an interface"));
            self.use_expr(ty);
            return Operand::invalid(e);
        }
        let t = self.var_type(ty);
        if t == TypeId::INVALID || self.incomplete(t) {
            return Operand::invalid(e);
        }
        self.check_assertable(e, &x, t, false);
        Operand { mode: Mode::CommaOk, ty: t, val: None, expr: e }
    }

    /// Whether a value of interface type `x.ty` can hold a `t`; reports an impossible assertion or case.
    pub(crate) fn check_assertable(&mut self, e: &Expr, x: &Operand<'_>, t: TypeId, in_switch: bool) {
        let iface = x.ty;
        // Of an interface (or type parameter) nothing is known before the program runs.
        let under = self.under(t);
        if matches!(self.universe.ty(under), Type::Interface(_)) {
            return;
        }
        let missing = self.ask(|u| u.missing_method(t, iface, true));
        let Some(missing) = missing else { return };
        let q = self.qualifier();
        let cause = self.ask(|u| u.missing_cause(t, iface, &missing, &q));
        let (tt, xt) = (self.type_string(t), self.type_string(x.ty));
        let cause = cause.trim().to_string();
        let cause = if cause.starts_with('(') { cause } else { format!("({cause})") };
        if in_switch {
            let x_text = self.describe(x);
            let message = format!(
                "impossible type switch case: {}\n\t{x_text} cannot have dynamic type {tt} {cause}",
                print_expr(e)
            );
            self.error(codes::IMPOSSIBLE_ASSERT, e.span, message);
        } else {
            let message =
                format!("impossible type assertion: {}\n\t{tt} does not implement {xt} {cause}", print_expr(e));
            self.error(codes::IMPOSSIBLE_ASSERT, e.span, message);
        }
    }
}

/// Whether a number has an exponent that is too large for gc; such a literal is well-formed all the same.
fn has_huge_exponent(text: &str) -> bool {
    let hexadecimal = text.starts_with("0x") || text.starts_with("0X");
    let mark: &[char] = if hexadecimal { &['p', 'P'] } else { &['e', 'E'] };
    let Some((_, exponent)) = text.split_once(mark) else { return false };
    let digits = exponent.trim_end_matches('i').trim_start_matches(['+', '-']);
    digits.len() > 5 && digits.bytes().all(|b| b.is_ascii_digit() || b == b'_')
}
