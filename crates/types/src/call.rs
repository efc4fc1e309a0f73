//! Calls and conversions' syntax, arguments (spec: Calls, Passing arguments to ... parameters).

use crate::checker::*;
use crate::codes;
use crate::info::Mode;
use crate::operand::{Operand, start};
use crate::ty::*;
use crate::typexpr::unparen;
use vole_source::Span;
use vole_syntax::ast::{self, Expr, ExprKind, print_expr};

impl Checker {
    /// `fun(args...)`: a conversion, a predeclared function's call, or a call.
    pub(crate) fn call_expr<'a>(
        &mut self,
        e: &'a Expr,
        call: &'a ast::CallExpr,
        target: Option<TypeId>,
    ) -> Operand<'a> {
        // A generic function with explicit type arguments may leave some to inference.
        let mut explicit: Option<(Vec<TypeId>, &'a [Expr])> = None;
        let fun = unparen(&call.fun);
        let x = match &fun.kind {
            ExprKind::Index(base, indices) => {
                let b = self.raw_expr(base, None, true);
                if b.mode == Mode::Value && self.is_generic_value(b.ty) {
                    let Some(types) = self.type_arguments(&b, indices) else {
                        for a in &call.args {
                            self.use_expr(a);
                        }
                        return Operand::invalid(e);
                    };
                    explicit = Some((types, indices));
                    b
                } else {
                    let mut x = self.index_operand(fun, b, base, indices, None);
                    let mut paren = &call.fun;
                    while let ExprKind::Paren(inner) = &paren.kind {
                        x.expr = paren;
                        self.record(&x);
                        paren = inner;
                    }
                    x.expr = fun;
                    self.record(&x);
                    x
                }
            }
            _ => self.raw_expr(&call.fun, None, true),
        };
        let mut x = x;
        if x.mode == Mode::NoValue {
            self.exclude_non_values(&mut x, false);
        }
        match x.mode {
            Mode::Invalid => {
                for a in &call.args {
                    self.use_expr(a);
                }
                self.env.has_call_or_recv = true;
                Operand::invalid(e)
            }
            Mode::Type => self.conversion_call(e, call, x),
            Mode::Builtin(b) => {
                let out = self.builtin_call(e, call, b, target);
                if !matches!(out.mode, Mode::Invalid | Mode::Constant) {
                    self.env.has_call_or_recv = true;
                }
                out
            }
            _ => self.function_call(e, call, x, explicit, target),
        }
    }

    fn conversion_call<'a>(&mut self, e: &'a Expr, call: &'a ast::CallExpr, x: Operand<'a>) -> Operand<'a> {
        let t = x.ty;
        if !self.type_params_of(t).is_empty() {
            let text = print_expr(x.expr);
            self.error(
                codes::WRONG_TYPE_ARG_COUNT,
                x.span(),
                format!("cannot use generic type {text} without instantiation"),
            );
            for a in &call.args {
                self.use_expr(a);
            }
            return Operand::invalid(e);
        }
        let text = self.type_string(t);
        match call.args.len() {
            0 => {
                self.error(codes::WRONG_ARG_COUNT, start(e), format!("missing argument in conversion to {text}"));
                Operand::invalid(e)
            }
            1 => {
                let mut y = self.expr_hint(&call.args[0], Some(t));
                if y.is_invalid() {
                    return Operand::invalid(e);
                }
                if call.spread.is_some() {
                    let at = call.args[0].span;
                    self.error(
                        codes::BAD_DOT_DOT_DOT_SYNTAX,
                        at,
                        format!("invalid use of ... in conversion to {text}"),
                    );
                    return Operand::invalid(e);
                }
                if self.incomplete(t) {
                    return Operand::invalid(e);
                }
                if self.is_plain_type(t, call.fun.span) {
                    self.conversion(&mut y, t);
                }
                y.expr = e;
                y
            }
            n => {
                for a in &call.args {
                    self.use_expr(a);
                }
                self.error(
                    codes::WRONG_ARG_COUNT,
                    call.args[n - 1].span,
                    format!("too many arguments in conversion to {text}"),
                );
                Operand::invalid(e)
            }
        }
    }

    /// Whether values can be of this type: reports constraints. (The operand keeps its own type then, as with gc.)
    fn is_plain_type(&mut self, t: TypeId, span: Span) -> bool {
        if self.is_type_param(t) {
            return true;
        }
        let u = self.under(t);
        if matches!(self.universe.ty(u), Type::Interface(_)) {
            let set = self.ask(|universe| universe.type_set(u));
            if !set.is_method_set() {
                let text = self.type_string(t);
                self.error(codes::MISPLACED_CONSTRAINT_IFACE, span, format!("cannot use interface {text} in conversion (contains specific type constraints or is comparable)"));
                return false;
            }
        }
        true
    }

    fn function_call<'a>(
        &mut self,
        e: &'a Expr,
        call: &'a ast::CallExpr,
        x: Operand<'a>,
        explicit: Option<(Vec<TypeId>, &'a [Expr])>,
        _target: Option<TypeId>,
    ) -> Operand<'a> {
        let found = self.common_under(x.ty, |c, one| {
            let (t, under) = one?;
            let function = matches!(c.universe.ty(under), Type::Signature(_));
            (!function).then(|| format!("{} is not a function", c.type_string(t)))
        });
        let sig = match found.map(|under| self.universe.ty(under).clone()) {
            Ok(Type::Signature(s)) => s,
            other => {
                let text = self.describe(&x);
                let why = other.err().unwrap_or_default();
                self.error(codes::INVALID_CALL, x.span(), format!("invalid operation: cannot call {text}: {why}"));
                // gc does not look at the arguments: variables in them stay unused.
                return Operand::invalid(e);
            }
        };
        let fun_type = x.ty;
        let args = self.arguments(&call.args);
        self.env.has_call_or_recv = true;
        let sig = match self.check_arguments(e, call, sig.clone(), explicit, args) {
            Some(sig) => sig,
            // Whatever the arguments are, the results are known.
            None if sig.type_params.is_empty() => sig,
            None => return Operand::invalid(e),
        };
        match sig.results.len() {
            // Messages about arguments show the function's type.
            0 => Operand { mode: Mode::NoValue, ty: fun_type, val: None, expr: e },
            1 => {
                let ty = sig.results[0].ty;
                if self.incomplete(ty) {
                    return Operand::invalid(e);
                }
                Operand::value(e, ty)
            }
            _ => {
                let ty = self.universe.tuple(sig.results.iter().map(|r| r.ty).collect());
                Operand::value(e, ty)
            }
        }
    }

    /// Checks argument expressions; a single call with several results is spread out.
    pub(crate) fn arguments<'a>(&mut self, args: &'a [Expr]) -> Vec<Operand<'a>> {
        if let [only] = args
            && !matches!(only.kind, ExprKind::Index(..))
        {
            let x = self.multi_expr(only, None, true);
            return self.unpack(x);
        }
        args.iter().map(|a| self.argument(a)).collect()
    }

    /// A single argument that may be a generic function, given some of its type arguments or none.
    fn argument<'a>(&mut self, e: &'a Expr) -> Operand<'a> {
        match &e.kind {
            ExprKind::Index(base, list) if self.allows(e.span, 21) => {
                let mut x = self.instance_argument(e, base, list);
                self.single_value(&mut x);
                x
            }
            _ => self.generic_expr(e),
        }
    }

    /// The values of an operand: several for a tuple.
    pub(crate) fn unpack<'a>(&mut self, x: Operand<'a>) -> Vec<Operand<'a>> {
        if x.mode == Mode::Value
            && let Type::Tuple(types) = self.universe.ty(x.ty)
        {
            return types
                .iter()
                .map(|&t| if t == TypeId::INVALID { Operand::invalid(x.expr) } else { Operand::value(x.expr, t) })
                .collect();
        }
        vec![x]
    }

    /// Matches arguments to parameters; gives the signature actually called (instantiated, for a generic function).
    fn check_arguments<'a>(
        &mut self,
        e: &'a Expr,
        call: &'a ast::CallExpr,
        sig: std::sync::Arc<Signature>,
        explicit: Option<(Vec<TypeId>, &'a [Expr])>,
        mut args: Vec<Operand<'a>>,
    ) -> Option<std::sync::Arc<Signature>> {
        let fun_text = print_expr(&call.fun);
        let mut params: Vec<TypeId> = sig.params.iter().map(|p| p.ty).collect();
        let mut wanted = params.len();
        let spread = call.spread.is_some();
        if sig.variadic {
            if spread {
                if call.args.len() == 1 && args.len() > 1 {
                    let text = print_expr(&call.args[0]);
                    self.error(
                        codes::INVALID_DOT_DOT_DOT,
                        start(e),
                        format!("cannot use ... with {}-valued {text}", args.len()),
                    );
                    return None;
                }
            } else if args.len() + 1 >= params.len() {
                let last = params.pop().unwrap_or(TypeId::INVALID);
                let elem = match *self.universe.ty(self.universe.unalias(last)) {
                    Type::Slice(elem) => elem,
                    // append([]byte, string...) has a string here; a type parameter's core
                    _ => last,
                };
                while params.len() < args.len() {
                    params.push(elem);
                }
                wanted = params.len();
            } else {
                wanted -= 1;
            }
        } else if spread {
            self.error(
                codes::NON_VARIADIC_DOT_DOT_DOT,
                start(e),
                format!("cannot use ... in call to non-variadic {fun_text}"),
            );
            return None;
        }
        if args.len() != wanted {
            // All type arguments given: they are judged whatever becomes of the arguments.
            if let Some((types, list)) = &explicit
                && types.len() == sig.type_params.len()
            {
                let spans: Vec<Span> = list.iter().map(|a| a.span).collect();
                self.verify_type_args(&sig.type_params, types, &spans);
            }
            // gc points at the last argument when there are too few, or at the call.
            let (word, span) = if args.len() > wanted {
                ("too many", args[wanted].span())
            } else {
                ("not enough", args.last().map_or(e.span, |a| a.span()))
            };
            let have = self.summary(&args.iter().map(|a| a.ty).collect::<Vec<_>>(), false, spread);
            let mut want: Vec<TypeId> = sig.params.iter().map(|p| p.ty).collect();
            if let Some((given, _)) = &explicit
                && given.len() == sig.type_params.len()
            {
                want = want.iter().map(|&t| self.universe.subst(t, &sig.type_params, given)).collect();
            }
            let want = self.summary(&want, sig.variadic, false);
            let message = format!("{word} arguments in call to {fun_text}\n\thave {have}\n\twant {want}");
            self.error(codes::WRONG_ARG_COUNT, span, message);
            return None;
        }
        if args.iter().any(Operand::is_invalid) && !sig.type_params.is_empty() {
            return None;
        }
        let mut sig = sig;
        let generic_args = args.iter().any(|a| a.mode == Mode::Value && self.is_generic_value(a.ty));
        if !sig.type_params.is_empty() || generic_args {
            if !sig.type_params.is_empty() {
                let what = if explicit.is_some() { "function" } else { "implicit function" };
                let at = match (&call.fun.kind, &unparen(&call.fun).kind) {
                    (ExprKind::Paren(_), ExprKind::Index(base, _)) if explicit.is_some() => self.after(base),
                    _ => start(e),
                };
                self.require(at, 18, |_| format!("{what} instantiation"));
            }
            for a in &args {
                if a.mode == Mode::Value && self.is_generic_value(a.ty) {
                    self.require(a.span(), 21, |_| "implicitly instantiated function as argument".into());
                }
            }
            let (new_params, new_sig) = self.infer_call(call, &sig, explicit, &params, &mut args)?;
            params = new_params;
            sig = new_sig;
            // The function's own type is now an instance.
            if let Some(Some(tv)) = self.info.types.get_mut(call.fun.id.0 as usize) {
                let ty = self.universe.signature((*sig).clone());
                tv.ty = ty;
            }
        }
        let context = format!("argument to {fun_text}");
        for (a, &p) in args.iter_mut().zip(&params) {
            self.assignment(a, Some(p), &context);
        }
        Some(sig)
    }

    /// `(number, string)`: types of values as the have and want lines show them.
    pub(crate) fn summary(&mut self, types: &[TypeId], variadic: bool, spread: bool) -> String {
        let n = types.len();
        let parts: Vec<String> = types
            .iter()
            .enumerate()
            .map(|(i, &t)| {
                if t == TypeId::INVALID {
                    return "unknown type".to_string();
                }
                if let Some(kind) = self.basic_of(t)
                    && self.is_untyped(t)
                {
                    let text = match kind {
                        Basic::UntypedNil => "nil",
                        Basic::UntypedBool => "bool",
                        Basic::UntypedString => "string",
                        _ => "number",
                    };
                    return if spread && i + 1 == n { format!("{text}...") } else { text.to_string() };
                }
                if variadic && i + 1 == n {
                    let elem = match *self.universe.ty(self.universe.unalias(t)) {
                        Type::Slice(elem) => elem,
                        _ => t,
                    };
                    return format!("...{}", self.type_string(elem));
                }
                let text = self.type_string(t);
                if spread && i + 1 == n { format!("{text}...") } else { text }
            })
            .collect();
        format!("({})", parts.join(", "))
    }
}
