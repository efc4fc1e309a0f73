//! Expressions: dispatch, identifiers, unary operators, and the final types of untyped operands (spec: Expressions).

use crate::checker::*;
use crate::codes;
use crate::constant::Const;
use crate::info::Mode;
use crate::object::*;
use crate::operand::Operand;
use crate::scope::ScopeId;
use crate::ty::*;
use crate::typexpr::unparen;
use std::sync::Arc;
use vole_source::Code;
use vole_syntax::ast::{self, BinOp, Expr, ExprKind, LitKind, UnOp, print_expr};

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

    /// A value or a type.
    pub(crate) fn expr_or_type<'a>(&mut self, e: &'a Expr, allow_generic: bool) -> Operand<'a> {
        let mut x = self.raw_expr(e, None, allow_generic);
        self.exclude_non_values(&mut x, false);
        self.single_value(&mut x);
        x
    }

    /// Evaluates an expression only for its uses, after an error elsewhere.
    pub(crate) fn use_expr(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Ident(i) if &*i.name == "_" => {}
            ExprKind::KeyValue(_, v) => self.use_expr(v),
            ExprKind::CompositeLit(l) if l.ty.is_none() => {
                for e in &l.elems {
                    self.use_expr(e);
                }
            }
            _ => {
                self.raw_expr(e, None, true);
            }
        }
    }

    /// Evaluates an assignment's left side after an error, without counting a variable as used.
    pub(crate) fn use_lhs(&mut self, e: &Expr) {
        if let ExprKind::Ident(i) = &unparen(e).kind {
            if &*i.name == "_" {
                return;
            }
            if let Some((_, o)) = self.lookup_name(&i.name)
                && let Some(local) = self.locals.get(&o).copied()
            {
                self.raw_expr(e, None, true);
                self.locals.insert(o, local);
                return;
            }
        }
        self.use_expr(e);
    }

    fn exclude_non_values(&mut self, x: &mut Operand<'_>, types_too: bool) {
        let message = match x.mode {
            Mode::NoValue => {
                let text = print_expr(x.expr);
                (codes::TOO_MANY_VALUES, format!("{text} (no value) used as value"))
            }
            Mode::Builtin(_) => {
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

    fn single_value(&mut self, x: &mut Operand<'_>) {
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
        let text = print_expr(x.expr);
        self.error(codes::WRONG_TYPE_ARG_COUNT, x.span(), format!("cannot use generic {what} {text} without instantiation"));
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
                self.error(codes::UNDECLARED_NAME, ident.span, format!("undefined: {}", ident.name));
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
                self.error(codes::INVALID_PKG_USE, ident.span, format!("use of package {} not in selector", ident.name));
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
        match Const::from_literal(kind, text) {
            v if v != Const::Unknown => {
                let mut x = Operand::constant(e, ty, v);
                self.overflow(&mut x, e.span);
                x
            }
            // The scanner reported it.
            _ => Operand::invalid(e),
        }
    }

    fn func_literal<'a>(&mut self, e: &'a Expr, lit: &ast::FuncLit) -> Operand<'a> {
        let saved = self.env.clone();
        let func = self.next_func;
        self.next_func += 1;
        self.env.func = func;
        self.env.iota = None;
        self.env.inherited = None;
        self.env.scope = self.scopes.push(Some(saved.scope));
        let (sig, context, _) = self.func_signature(&lit.ty, None, true);
        self.env.context = Some(Arc::new(context));
        if saved.func == 0 {
            // At package level types of other objects may still be open: the body waits.
            let env = self.env.clone();
            let lit = Arc::new(lit.clone());
            self.later(move |c| {
                let outer = std::mem::replace(&mut c.env, env);
                let vars = std::mem::take(&mut c.func_vars);
                c.literal_body(&lit);
                c.report_unused();
                c.func_vars = vars;
                c.env = outer;
            });
        } else {
            self.literal_body(lit);
        }
        self.env = saved;
        Operand::value(e, sig)
    }

    fn literal_body(&mut self, lit: &ast::FuncLit) {
        self.body(&lit.body, !lit.ty.results.is_empty());
    }

    // ---- operators

    fn star<'a>(&mut self, e: &'a Expr, inner: &'a Expr) -> Operand<'a> {
        let mut x = self.expr_or_type(inner, false);
        match x.mode {
            Mode::Invalid => return Operand::invalid(e),
            Mode::Type => {
                x.ty = self.universe.pointer_to(x.ty);
                x.expr = e;
                return x;
            }
            _ => {}
        }
        if x.is_nil() {
            self.error(codes::INVALID_INDIRECTION, e.span, "invalid operation: cannot indirect nil".to_string());
            return Operand::invalid(e);
        }
        let core = self.core_type(x.ty);
        match core.map(|c| self.universe.ty(c).clone()) {
            Some(Type::Pointer(elem)) => Operand { mode: Mode::Variable, ty: elem, val: None, expr: e },
            _ => {
                let text = self.describe(&x);
                self.error(codes::INVALID_INDIRECTION, x.span(), format!("invalid operation: cannot indirect {text}"));
                Operand::invalid(e)
            }
        }
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
            self.use_expr(inner);
            self.error(codes::UNDEFINED_OP, e.span, "cannot use ~ outside of interface or type constraint");
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
            return Operand::invalid(e);
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
            self.error(codes::UNADDRESSABLE_OPERAND, x.span(), format!("invalid operation: cannot take address of {text}"));
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
                let obj = self.info.uses.get(&i.id).copied()?;
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
                let under = self.under(ty);
                if matches!(self.universe.ty(under), Type::Array { .. }) { self.root_variable(x) } else { None }
            }
            _ => None,
        }
    }

    fn receive<'a>(&mut self, e: &'a Expr, x: &Operand<'a>) -> Operand<'a> {
        self.env.has_call_or_recv = true;
        let core = self.core_type(x.ty);
        match core.map(|c| self.universe.ty(c).clone()) {
            Some(Type::Chan { dir: ast::ChanDir::Send, .. }) => {
                let (t, text) = (self.type_string(x.ty), self.describe(x));
                self.error(codes::INVALID_RECEIVE, x.span(), format!("invalid operation: cannot receive from send-only channel {t} {text}"));
                Operand::invalid(e)
            }
            Some(Type::Chan { elem, .. }) => Operand { mode: Mode::CommaOk, ty: elem, val: None, expr: e },
            _ => {
                let (t, text) = (self.type_string(x.ty), self.describe(x));
                self.error(codes::INVALID_RECEIVE, x.span(), format!("invalid operation: cannot receive from non-channel {t} {text}"));
                Operand::invalid(e)
            }
        }
    }

    fn type_assert<'a>(&mut self, e: &'a Expr, inner: &'a Expr, ty: Option<&'a Expr>) -> Operand<'a> {
        let x = self.expr(inner);
        let Some(ty) = ty else {
            // The parser reported it.
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
        if t == TypeId::INVALID {
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
            let message = format!("impossible type switch case: {}\n\t{x_text} cannot have dynamic type {tt} {cause}", print_expr(e));
            self.error(codes::IMPOSSIBLE_ASSERT, e.span, message);
        } else {
            let message = format!("impossible type assertion: {}\n\t{tt} does not implement {xt} {cause}", print_expr(e));
            self.error(codes::IMPOSSIBLE_ASSERT, e.span, message);
        }
    }

    // ---- untyped operands

    /// Gives an untyped operand the type `target` needs, or reports why not.
    pub(crate) fn convert_untyped(&mut self, x: &mut Operand<'_>, target: TypeId) {
        match self.implicit_type(x, target) {
            Ok((ty, value)) => self.apply_implicit(x, ty, value),
            Err(code) => {
                // gc speaks of the target's default form for untyped targets.
                let mut t = target;
                if !self.is_type_param(target) {
                    t = self.safe_under(target);
                }
                self.invalid_conversion(code, x, t);
                x.invalidate();
            }
        }
    }

    pub(crate) fn apply_implicit(&mut self, x: &mut Operand<'_>, ty: TypeId, value: Option<Const>) {
        if let Some(v) = value {
            self.set_const_value(x.expr, &v);
            x.val = Some(v);
        }
        if ty != x.ty {
            x.ty = ty;
            self.set_type(x.expr, ty, false);
        }
    }

    fn safe_under(&mut self, t: TypeId) -> TypeId {
        let u = self.under(t);
        if matches!(self.universe.ty(u), Type::Basic(_)) { u } else { t }
    }

    pub(crate) fn invalid_conversion(&mut self, code: Code, x: &Operand<'_>, target: TypeId) {
        let text = self.describe(x);
        let t = self.type_string(target);
        let message = match code {
            codes::TRUNCATED_FLOAT => format!("{text} truncated to {t}"),
            codes::NUMERIC_OVERFLOW => format!("{text} overflows {t}"),
            _ => format!("cannot convert {text} to type {t}"),
        };
        self.error(code, x.span(), message);
    }

    /// The type an untyped operand takes where `target` is wanted, and its value there.
    pub(crate) fn implicit_type(&mut self, x: &Operand<'_>, target: TypeId) -> Result<(TypeId, Option<Const>), Code> {
        if x.is_invalid() || !self.is_untyped(x.ty) || target == TypeId::INVALID {
            return Ok((x.ty, None));
        }
        if self.is_untyped(target) {
            return match self.max_untyped(x.ty, target) {
                Some(t) => Ok((t, None)),
                None => Err(codes::INVALID_UNTYPED_CONVERSION),
            };
        }
        if x.is_nil() {
            return if self.has_nil(target) { Ok((target, None)) } else { Err(codes::INVALID_UNTYPED_CONVERSION) };
        }
        if self.is_type_param(target) {
            let terms = self.ask(|u| u.type_terms(target));
            let Some(terms) = terms else { return Err(codes::INVALID_UNTYPED_CONVERSION) };
            if terms.is_empty() {
                return Err(codes::INVALID_UNTYPED_CONVERSION);
            }
            for term in terms {
                let under = self.under(term.ty);
                self.implicit_type(x, under).map_err(|_| codes::INVALID_UNTYPED_CONVERSION)?;
            }
            return Ok((target, None));
        }
        let under = self.under(target);
        match self.universe.ty(under).clone() {
            Type::Basic(kind) => {
                if x.mode == Mode::Constant {
                    let value = self.representation(x, kind)?;
                    return Ok((target, Some(value)));
                }
                let ok = match self.basic_of(x.ty) {
                    Some(Basic::UntypedBool) => self.is_boolean(under),
                    Some(Basic::UntypedInt | Basic::UntypedRune | Basic::UntypedFloat | Basic::UntypedComplex) => self.is_numeric(under),
                    Some(Basic::UntypedString) => self.is_string(under),
                    _ => false,
                };
                if ok { Ok((target, None)) } else { Err(codes::INVALID_UNTYPED_CONVERSION) }
            }
            Type::Interface(_) => {
                let set = self.ask(|u| u.type_set(under));
                if !set.methods.is_empty() || set.terms.is_some() {
                    return Err(codes::INVALID_UNTYPED_CONVERSION);
                }
                let default = self.default_type(x.ty);
                // The value may not fit its default type.
                let value = match (x.mode, self.basic_of(default)) {
                    (Mode::Constant, Some(kind)) => Some(self.representation(x, kind)?),
                    _ => None,
                };
                Ok((default, value))
            }
            _ => Err(codes::INVALID_UNTYPED_CONVERSION),
        }
    }

    /// A constant's value as a value of a basic type.
    pub(crate) fn representation(&mut self, x: &Operand<'_>, kind: Basic) -> Result<Const, Code> {
        match x.const_val().representable_in(kind) {
            Some(v) => Ok(v),
            None => {
                let target = TypeId::basic(kind);
                if self.is_numeric(x.ty) && self.is_numeric(target) {
                    if !self.is_integer(x.ty) && self.is_integer(target) {
                        return Err(codes::TRUNCATED_FLOAT);
                    }
                    return Err(codes::NUMERIC_OVERFLOW);
                }
                Err(codes::INVALID_UNTYPED_CONVERSION)
            }
        }
    }

    /// Rounds a constant to its typed basic type or reports that it does not fit.
    pub(crate) fn representable(&mut self, x: &mut Operand<'_>, kind: Basic) {
        match self.representation(x, kind) {
            Ok(v) => x.val = Some(v),
            Err(code) => {
                let target = TypeId::basic(kind);
                self.invalid_conversion(code, x, target);
                x.invalidate();
            }
        }
    }

    /// After a constant operation: a typed constant must fit its type, an untyped integer may not grow without bound.
    pub(crate) fn overflow(&mut self, x: &mut Operand<'_>, op_span: vole_source::Span) {
        if *x.const_val() == Const::Unknown {
            self.error(codes::INVALID_CONST_VAL, op_span, "constant result is not representable");
            return;
        }
        if !self.is_untyped(x.ty) {
            let under = self.under(x.ty);
            if let Some(kind) = self.basic_of(under) {
                self.representable_result(x, kind);
            }
            return;
        }
        if self.is_integer(x.ty) && x.const_val().bit_len() > 512 {
            let op = op_name(x.expr);
            let op = if op.is_empty() { String::new() } else { format!("{op} ") };
            self.error(codes::INVALID_CONST_VAL, op_span, format!("constant {op}overflow"));
            x.val = Some(Const::Unknown);
        }
    }

    fn representable_result(&mut self, x: &mut Operand<'_>, kind: Basic) {
        match self.representation(x, kind) {
            Ok(v) => x.val = Some(v),
            Err(code) => {
                let t = self.type_string(x.ty);
                if code == codes::NUMERIC_OVERFLOW || code == codes::TRUNCATED_FLOAT {
                    let text = print_expr(x.expr);
                    let value = x.const_val().to_string_as(kind);
                    let message = if self.is_integer(x.ty) || self.is_numeric(x.ty) {
                        format!("{text} (constant {value} of type {t}) overflows {t}")
                    } else {
                        format!("cannot use {text} as {t} value (overflows)")
                    };
                    self.error(code, x.span(), message);
                } else {
                    let target = TypeId::basic(kind);
                    self.invalid_conversion(code, x, target);
                }
                x.invalidate();
            }
        }
    }

    fn set_const_value(&mut self, e: &Expr, v: &Const) {
        if let Some(Some(tv)) = self.info.types.get_mut(e.id.0 as usize) {
            tv.value = Some(v.clone());
        }
    }

    /// Records the type an untyped expression turned out to have, down through the operands it comes from. `last` says that
    /// the type is final even when it is untyped.
    pub(crate) fn set_type(&mut self, e: &Expr, ty: TypeId, last: bool) {
        let Some(old) = self.info.of(e.id).cloned() else { return };
        if !self.is_untyped(old.ty) {
            return;
        }
        match &e.kind {
            ExprKind::Paren(x) => self.set_type(x, ty, last),
            ExprKind::Unary(_, x) if old.value.is_none() => self.set_type(x, ty, last),
            ExprKind::Binary(op, _, l, r) if old.value.is_none() => {
                if op.is_comparison() {
                    // The result's type says nothing of the operands'.
                } else if op.is_shift() {
                    self.set_type(l, ty, last);
                } else {
                    self.set_type(l, ty, last);
                    self.set_type(r, ty, last);
                }
            }
            _ => {}
        }
        let target_untyped = self.is_untyped(ty);
        if !target_untyped && self.shift_lhs.remove(&e.id) && !self.all_integer(ty) {
            let text = print_expr(e);
            let t = self.type_string(ty);
            self.error(codes::INVALID_SHIFT_OPERAND, e.span, format!("invalid operation: shifted operand {text} (type {t}) must be integer"));
            return;
        }
        let mut value = old.value;
        if !target_untyped && let Some(v) = &value {
            let under = self.under(ty);
            if let Some(kind) = self.basic_of(under)
                && let Some(v) = v.representable_in(kind)
            {
                value = Some(v);
            }
        }
        self.record_type(e.id, old.mode, ty, value);
    }

    /// The larger of two untyped types, if they go together.
    pub(crate) fn max_untyped(&self, a: TypeId, b: TypeId) -> Option<TypeId> {
        if a == b {
            return Some(a);
        }
        let rank = |t: TypeId| match self.universe.basic_kind(t) {
            Some(Basic::UntypedInt) => Some(1),
            Some(Basic::UntypedRune) => Some(2),
            Some(Basic::UntypedFloat) => Some(3),
            Some(Basic::UntypedComplex) => Some(4),
            _ => None,
        };
        match (rank(a), rank(b)) {
            (Some(x), Some(y)) => Some(if x > y { a } else { b }),
            _ => None,
        }
    }
}

/// What gc calls the operation of a constant that overflowed.
fn op_name(e: &Expr) -> &'static str {
    match &e.kind {
        ExprKind::Binary(op, ..) => match op {
            BinOp::Add => "addition",
            BinOp::Sub => "subtraction",
            BinOp::Xor => "bitwise XOR",
            BinOp::Mul => "multiplication",
            BinOp::Shl => "shift",
            _ => "",
        },
        ExprKind::Unary(UnOp::Xor, _) => "bitwise complement",
        _ => "",
    }
}

