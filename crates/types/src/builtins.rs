//! Calls of predeclared functions and of package unsafe's (spec: Built-in functions, Package unsafe).

use crate::checker::*;
use crate::codes;
use crate::constant::Const;
use crate::info::Mode;
use crate::object::Builtin;
use crate::operand::{Operand, builtin_name, start};
use crate::ty::*;
use crate::typexpr::unparen;
use vole_syntax::ast::{self, BinOp, Expr, print_expr};

/// How many arguments at least, and whether more may follow.
fn arity(b: Builtin) -> (usize, bool) {
    match b {
        Builtin::Append => (1, true),
        Builtin::Make => (1, true),
        Builtin::Max | Builtin::Min => (1, true),
        Builtin::Print | Builtin::Println => (0, true),
        Builtin::Recover => (0, false),
        Builtin::Complex
        | Builtin::Copy
        | Builtin::Delete
        | Builtin::UnsafeAdd
        | Builtin::UnsafeSlice
        | Builtin::UnsafeString => (2, false),
        _ => (1, false),
    }
}

impl Checker {
    /// `b(args...)`
    pub(crate) fn builtin_call<'a>(
        &mut self,
        e: &'a Expr,
        call: &'a ast::CallExpr,
        b: Builtin,
        _target: Option<TypeId>,
    ) -> Operand<'a> {
        let name = builtin_name(b);
        if call.spread.is_some() && b != Builtin::Append {
            let short = name.trim_start_matches("unsafe.");
            self.error(
                codes::INVALID_DOT_DOT_DOT,
                start(e),
                format!("invalid operation: invalid use of ... with built-in {short}"),
            );
            for a in &call.args {
                self.use_expr(a);
            }
            return Operand::invalid(e);
        }
        // `len` and `cap` are constant when their argument neither calls nor receives.
        let saved = std::mem::replace(&mut self.env.has_call_or_recv, false);
        let mut args = match b {
            Builtin::Make | Builtin::New | Builtin::UnsafeOffsetof => Vec::new(),
            _ => self.builtin_arguments(&call.args),
        };
        let called = self.env.has_call_or_recv;
        self.env.has_call_or_recv = saved || (called && !matches!(b, Builtin::Len | Builtin::Cap));
        if args.iter().any(Operand::is_invalid) && !matches!(b, Builtin::Append) {
            return Operand::invalid(e);
        }
        if args.first().is_some_and(Operand::is_invalid) {
            return Operand::invalid(e);
        }
        let count = if args.is_empty() { call.args.len() } else { args.len() };
        let (want, variadic) = arity(b);
        if count < want || (count > want && !variadic) {
            let word = if count < want { "not enough" } else { "too many" };
            let text = print_expr(e);
            self.error(
                codes::WRONG_ARG_COUNT,
                start(e),
                format!("invalid operation: {word} arguments for {text} (expected {want}, found {count})"),
            );
            if args.is_empty() {
                for a in &call.args {
                    self.use_expr(a);
                }
            }
            return Operand::invalid(e);
        }
        let mut out = match b {
            Builtin::Append => self.append(e, call, args),
            Builtin::Cap | Builtin::Len => self.len_cap(e, b, &args[0], called),
            Builtin::Clear => {
                self.require(start(e), 21, |_| "clear".into());
                self.clear(e, &args[0])
            }
            Builtin::Close => self.close(e, &args[0]),
            Builtin::Complex => self.complex(e, args),
            Builtin::Real | Builtin::Imag => self.real_imag(e, b, &mut args[0]),
            Builtin::Copy => self.copy(e, &args),
            Builtin::Delete => self.delete(e, &mut args),
            Builtin::Make => self.make(e, call),
            Builtin::New => self.new_value(e, &call.args[0]),
            Builtin::Max | Builtin::Min => {
                self.require(start(e), 21, |_| format!("built-in {name}"));
                self.min_max(e, b, args)
            }
            Builtin::Panic => {
                let any = self.universe.empty_interface;
                self.assignment(&mut args[0], Some(any), "argument to panic");
                if args[0].is_invalid() { Operand::invalid(e) } else { self.no_value(e) }
            }
            Builtin::Print | Builtin::Println => {
                for a in &mut args {
                    self.assignment(a, None, &format!("argument to built-in {name}"));
                    if a.is_invalid() {
                        return Operand::invalid(e);
                    }
                }
                self.no_value(e)
            }
            Builtin::Recover => {
                let any = self.universe.empty_interface;
                Operand::value(e, any)
            }
            _ => self.unsafe_call(e, call, b, args),
        };
        out.expr = e;
        if out.mode != Mode::Invalid {
            let ty = self.universe.empty_tuple;
            let fun = unparen(&call.fun);
            self.record_type(fun.id, Mode::Builtin(b), ty, None);
        }
        out
    }

    /// Arguments of predeclared functions: no generic functions.
    fn builtin_arguments<'a>(&mut self, args: &'a [Expr]) -> Vec<Operand<'a>> {
        if let [only] = args {
            let x = self.multi_expr(only, None, false);
            return self.unpack(x);
        }
        args.iter().map(|a| self.expr(a)).collect()
    }

    fn no_value<'a>(&self, e: &'a Expr) -> Operand<'a> {
        Operand { mode: Mode::NoValue, ty: self.universe.empty_tuple, val: None, expr: e }
    }

    fn append<'a>(&mut self, e: &'a Expr, call: &'a ast::CallExpr, mut args: Vec<Operand<'a>>) -> Operand<'a> {
        let slice = args[0].ty;
        if args[0].is_nil() {
            self.error(
                codes::INVALID_APPEND,
                args[0].span(),
                "invalid append: argument must be a slice; have untyped nil",
            );
            return Operand::invalid(e);
        }
        if call.args.len() == 1 && args.len() > 1 {
            self.label = crate::assign::result_label(0, args.len(), false);
        }
        let elem = self.slice_elements(&args[0]);
        self.label = None;
        let elem = match elem {
            Ok(elem) => elem,
            Err(why) => {
                self.error(codes::INVALID_APPEND, args[0].span(), format!("invalid append: {why}"));
                return Operand::invalid(e);
            }
        };
        if call.spread.is_some() {
            if args.len() != 2 {
                if args.len() < 2 {
                    let text = self.summary(&[slice], false, true);
                    let want = self.summary(&[slice, slice], true, false);
                    self.error(
                        codes::WRONG_ARG_COUNT,
                        args[0].span(),
                        format!("not enough arguments in call to append\n\thave {text}\n\twant {want}"),
                    );
                } else {
                    let list = self.universe.slice_of(elem);
                    let have: Vec<TypeId> = args.iter().map(|a| a.ty).collect();
                    let (have, want) = (self.summary(&have, false, true), self.summary(&[slice, list], true, false));
                    self.error(
                        codes::WRONG_ARG_COUNT,
                        args[2].span(),
                        format!("too many arguments in call to append\n\thave {have}\n\twant {want}"),
                    );
                }
                return Operand::invalid(e);
            }
            let bytes = self.ask(|u| u.is_byte_slice(slice))
                || self.core_type(elem).is_some_and(|c| c == TypeId::basic(Basic::Uint8));
            let x = &mut args[1];
            if x.is_invalid() {
                return Operand::invalid(e);
            }
            let stringy = !x.is_nil()
                && self
                    .ask(|u| u.core_string(x.ty))
                    .is_some_and(|c| self.universe.basic_kind(c).is_some_and(Basic::is_string));
            if bytes && stringy {
                if self.is_untyped(x.ty) {
                    self.convert_untyped(x, TypeId::STRING);
                }
            } else {
                let list = self.universe.slice_of(elem);
                self.assignment(x, Some(list), "argument to append");
            }
            return Operand::value(e, slice);
        }
        let spread_out = call.args.len() == 1 && args.len() > 1;
        for (i, a) in args.iter_mut().enumerate().skip(1) {
            if spread_out {
                self.label = crate::assign::result_label(i, 2, false);
            }
            self.assignment(a, Some(elem), "argument to append");
            self.label = None;
        }
        Operand::value(e, slice)
    }

    /// The type of a slice's elements (of a type parameter: of all its slices), or why it has none.
    fn slice_elements(&mut self, x: &Operand<'_>) -> Result<TypeId, String> {
        let unders = if x.is_nil() { Vec::new() } else { self.unders(x.ty) };
        let mut elem: Option<TypeId> = None;
        for under in &unders {
            let Type::Slice(next) = *self.universe.ty(*under) else {
                elem = None;
                break;
            };
            let first = *elem.get_or_insert(next);
            if !self.identical(first, next) {
                let (a, b, text) = (self.type_string(first), self.type_string(next), self.describe(x));
                return Err(format!("mismatched slice element types {a} and {b} in {text}"));
            }
        }
        elem.ok_or_else(|| {
            let text = if x.is_nil() { "untyped nil".into() } else { self.describe(x) };
            format!("argument must be a slice; have {text}")
        })
    }

    fn len_cap<'a>(&mut self, e: &'a Expr, b: Builtin, x: &Operand<'a>, called: bool) -> Operand<'a> {
        let is_len = b == Builtin::Len;
        let int = |val: Option<Const>| match val {
            Some(v) => Operand::constant(e, TypeId::INT, v),
            None => Operand::value(e, TypeId::INT),
        };
        let mut under = if x.is_nil() { TypeId::INVALID } else { self.under(x.ty) };
        if let Type::Pointer(p) = *self.universe.ty(under) {
            let p = self.under(p);
            if matches!(self.universe.ty(p), Type::Array { .. }) {
                under = p;
            }
        }
        if self.is_type_param(x.ty) {
            let terms = self.ask(|u| u.type_terms(x.ty)).unwrap_or_default();
            let mut ok = !terms.is_empty();
            for t in terms {
                let mut u = self.under(t.ty);
                if let Type::Pointer(p) = *self.universe.ty(u) {
                    u = self.under(p);
                    ok &= matches!(self.universe.ty(u), Type::Array { .. });
                }
                ok &= match self.universe.ty(u) {
                    Type::Array { .. } | Type::Slice(_) | Type::Chan { .. } => true,
                    Type::Map { .. } => is_len,
                    Type::Basic(k) => is_len && k.is_string(),
                    _ => false,
                };
            }
            if ok {
                return int(None);
            }
        } else {
            match *self.universe.ty(under) {
                Type::Basic(k) if k.is_string() && is_len => {
                    if x.mode == Mode::Constant {
                        return int(x.const_val().string_len().map(Const::from_u64));
                    }
                    return int(None);
                }
                Type::Array { len, .. } => return int((!called).then(|| Const::from_u64(len))),
                Type::Slice(_) | Type::Chan { .. } => return int(None),
                Type::Map { .. } if is_len => return int(None),
                _ => {}
            }
        }
        if under != TypeId::INVALID || x.is_nil() {
            let text = self.describe(x);
            let code = if is_len { codes::INVALID_LEN } else { codes::INVALID_CAP };
            self.error(code, x.span(), format!("invalid argument: {text} for built-in {}", builtin_name(b)));
        }
        Operand::invalid(e)
    }

    fn clear<'a>(&mut self, e: &'a Expr, x: &Operand<'a>) -> Operand<'a> {
        let ok = !x.is_nil() && self.all_terms_match(x.ty, |u, t| matches!(u.ty(t), Type::Map { .. } | Type::Slice(_)));
        if !ok {
            let text = self.describe(x);
            self.error(
                codes::INVALID_CLEAR,
                x.span(),
                format!("invalid argument: cannot clear {text}: argument must be (or constrained by) map or slice"),
            );
            return Operand::invalid(e);
        }
        self.no_value(e)
    }

    fn all_terms_match(&mut self, t: TypeId, f: impl Fn(&crate::universe::Universe, TypeId) -> bool) -> bool {
        if self.is_type_param(t) {
            let terms = self.ask(|u| u.type_terms(t)).unwrap_or_default();
            return !terms.is_empty()
                && terms.iter().all(|term| {
                    let u = self.under(term.ty);
                    f(&self.universe, u)
                });
        }
        let u = self.under(t);
        f(&self.universe, u)
    }

    fn close<'a>(&mut self, e: &'a Expr, x: &Operand<'a>) -> Operand<'a> {
        let text = self.describe(x);
        if x.is_nil() || !self.all_terms_match(x.ty, |u, t| matches!(u.ty(t), Type::Chan { .. })) {
            self.error(codes::INVALID_CLOSE, x.span(), format!("invalid operation: cannot close non-channel {text}"));
            return Operand::invalid(e);
        }
        if !self.all_terms_match(x.ty, |u, t| !matches!(u.ty(t), Type::Chan { dir: ast::ChanDir::Recv, .. })) {
            self.error(
                codes::INVALID_CLOSE,
                x.span(),
                format!("invalid operation: cannot close receive-only channel {text}"),
            );
            return Operand::invalid(e);
        }
        self.no_value(e)
    }

    fn complex<'a>(&mut self, e: &'a Expr, mut args: Vec<Operand<'a>>) -> Operand<'a> {
        let mut y = args.pop().unwrap_or_else(|| Operand::invalid(e));
        let mut x = args.pop().unwrap_or_else(|| Operand::invalid(e));
        let (xu, yu) = (self.is_untyped(x.ty), self.is_untyped(y.ty));
        match (xu, yu) {
            (true, false) => self.convert_untyped(&mut x, y.ty),
            (false, true) => self.convert_untyped(&mut y, x.ty),
            (true, true) => {
                if x.mode == Mode::Constant && y.mode == Mode::Constant {
                    for o in [&mut x, &mut y] {
                        if self.is_numeric(o.ty) && o.const_val().imag().sign() == 0 {
                            o.ty = TypeId::basic(Basic::UntypedFloat);
                        }
                    }
                } else {
                    self.convert_untyped(&mut x, TypeId::basic(Basic::Float64));
                    self.convert_untyped(&mut y, TypeId::basic(Basic::Float64));
                }
            }
            _ => {}
        }
        if x.is_invalid() || y.is_invalid() {
            return Operand::invalid(e);
        }
        if !self.identical(x.ty, y.ty) {
            let (a, b) = (self.type_string(x.ty), self.type_string(y.ty));
            let text = print_expr(e);
            self.error(
                codes::INVALID_COMPLEX,
                x.span(),
                format!("invalid operation: {text} (mismatched types {a} and {b})"),
            );
            return Operand::invalid(e);
        }
        let result = match self.basic_of(x.ty) {
            Some(Basic::Float32) => Basic::Complex64,
            Some(Basic::Float64) => Basic::Complex128,
            Some(Basic::UntypedFloat) => Basic::UntypedComplex,
            _ => {
                let message = if self.ask(|u| u.all_float(x.ty)) && self.is_type_param(x.ty) {
                    self.not_for_params(&x, Builtin::Complex)
                } else {
                    let text = self.type_string(x.ty);
                    format!("invalid argument: arguments have type {text}, expected floating-point")
                };
                self.error(codes::INVALID_COMPLEX, x.span(), message);
                return Operand::invalid(e);
            }
        };
        let ty = TypeId::basic(result);
        if x.mode == Mode::Constant && y.mode == Mode::Constant {
            let v = Const::make_complex(x.const_val().real(), y.const_val().real());
            return Operand::constant(e, ty, v);
        }
        Operand::value(e, ty)
    }

    fn real_imag<'a>(&mut self, e: &'a Expr, b: Builtin, x: &mut Operand<'a>) -> Operand<'a> {
        if self.is_untyped(x.ty) && !x.is_nil() {
            if x.mode == Mode::Constant {
                if self.is_numeric(x.ty) {
                    x.ty = TypeId::basic(Basic::UntypedComplex);
                }
            } else {
                self.convert_untyped(x, TypeId::basic(Basic::Complex128));
                if x.is_invalid() {
                    return Operand::invalid(e);
                }
            }
        }
        let result = match self.basic_of(x.ty) {
            Some(Basic::Complex64) => Basic::Float32,
            Some(Basic::Complex128) => Basic::Float64,
            Some(Basic::UntypedComplex) => Basic::UntypedFloat,
            _ => {
                let message = if self.ask(|u| u.all_complex(x.ty)) && self.is_type_param(x.ty) {
                    self.not_for_params(x, b)
                } else {
                    let text = self.type_string(x.ty);
                    format!("invalid argument: argument has type {text}, expected complex type")
                };
                let code = if b == Builtin::Real { codes::INVALID_REAL } else { codes::INVALID_IMAG };
                self.error(code, x.span(), message);
                return Operand::invalid(e);
            }
        };
        let ty = TypeId::basic(result);
        if x.mode == Mode::Constant {
            let v = if b == Builtin::Real { x.const_val().real() } else { x.const_val().imag() };
            return Operand::constant(e, ty, v);
        }
        Operand::value(e, ty)
    }

    /// What gc says of type parameters whose types would fit.
    fn not_for_params(&mut self, x: &Operand<'_>, b: Builtin) -> String {
        let (text, name) = (self.describe(x), builtin_name(b));
        format!("{text} not supported as argument to built-in {name} for go1.18 (see go.dev/issue/50937)")
    }

    fn copy<'a>(&mut self, e: &'a Expr, args: &[Operand<'a>]) -> Operand<'a> {
        let (x, y) = (&args[0], &args[1]);
        let refuse = |c: &mut Checker, bad: &Operand<'_>, why: String| {
            c.error(codes::INVALID_COPY, bad.span(), format!("invalid copy: {why}"));
            Operand::invalid(e)
        };
        let d = match self.slice_elements(x) {
            Ok(elem) => elem,
            Err(why) => return refuse(self, x, why),
        };
        let y_core = if y.is_nil() { None } else { self.ask(|u| u.core_string(y.ty)) };
        let s = match y_core.map(|c| self.universe.ty(c)) {
            Some(Type::Basic(k)) if k.is_string() => self.universe.byte_type,
            _ => match self.slice_elements(y) {
                Ok(elem) => elem,
                Err(why) => return refuse(self, y, why),
            },
        };
        if !self.identical(d, s) {
            let (a, b) = (self.describe(x), self.describe(y));
            let (dt, st) = (self.type_string(d), self.type_string(s));
            self.error(
                codes::INVALID_COPY,
                x.span(),
                format!("invalid copy: arguments {a} and {b} have different element types {dt} and {st}"),
            );
            return Operand::invalid(e);
        }
        if self.is_untyped(y.ty) {
            let mut y = y.clone();
            self.convert_untyped(&mut y, TypeId::STRING);
        }
        Operand::value(e, TypeId::INT)
    }

    fn delete<'a>(&mut self, e: &'a Expr, args: &mut [Operand<'a>]) -> Operand<'a> {
        let map = args[0].ty;
        let key = if args[0].is_nil() { None } else { self.ask(|u| u.common_map_key(map)) };
        let Some(key) = key else {
            let text = self.describe(&args[0]);
            let maps = !args[0].is_nil() && self.all_terms_match(map, |u, t| matches!(u.ty(t), Type::Map { .. }));
            let why = if maps {
                format!("maps of {text} must have identical key types")
            } else {
                format!("{text} is not a map")
            };
            self.error(codes::INVALID_DELETE, args[0].span(), format!("invalid argument: {why}"));
            return Operand::invalid(e);
        };
        self.assignment(&mut args[1], Some(key), "argument to delete");
        if args[1].is_invalid() { Operand::invalid(e) } else { self.no_value(e) }
    }

    fn make<'a>(&mut self, e: &'a Expr, call: &'a ast::CallExpr) -> Operand<'a> {
        let t = self.var_type(&call.args[0]);
        if t == TypeId::INVALID {
            for a in &call.args[1..] {
                self.use_expr(a);
            }
            return Operand::invalid(e);
        }
        let found = self.common_under(t, |c, one| {
            let fits = matches!(c.universe.ty(one?.1), Type::Slice(_) | Type::Map { .. } | Type::Chan { .. });
            (!fits).then(|| "type must be slice, map, or channel".into())
        });
        let least = match found.map(|c| self.universe.ty(c)) {
            Ok(Type::Slice(_)) => 2,
            Ok(_) => 1,
            Err(why) => {
                for a in &call.args[1..] {
                    self.use_expr(a);
                }
                let text = print_expr(&call.args[0]);
                self.error(
                    codes::INVALID_MAKE,
                    start(&call.args[0]),
                    format!("invalid argument: cannot make {text}: {why}"),
                );
                return Operand::invalid(e);
            }
        };
        let n = call.args.len();
        if n < least || least + 1 < n {
            let text = print_expr(e);
            self.error(
                codes::WRONG_ARG_COUNT,
                e.span,
                format!("invalid operation: {text} expects {least} or {} arguments; found {n}", least + 1),
            );
            for a in &call.args[1..] {
                self.use_expr(a);
            }
            return Operand::value(e, t);
        }
        let mut sizes = Vec::new();
        for a in &call.args[1..] {
            if let Some(v) = self.index_value(a, None) {
                sizes.push(v);
            }
        }
        if sizes.len() == 2 && sizes[0] > sizes[1] {
            self.error(codes::SWAPPED_MAKE_ARGS, call.args[1].span, "invalid argument: length and capacity swapped");
        }
        Operand::value(e, t)
    }

    fn new_value<'a>(&mut self, e: &'a Expr, arg: &'a Expr) -> Operand<'a> {
        let mut x = self.expr_or_type(arg, false);
        match x.mode {
            Mode::Invalid => Operand::invalid(e),
            Mode::Type => {
                let t = self.var_type(arg);
                if t == TypeId::INVALID {
                    return Operand::invalid(e);
                }
                Operand::value(e, self.universe.pointer_to(t))
            }
            Mode::Builtin(_) => {
                let text = self.describe(&x);
                self.error(codes::UNCALLED_BUILTIN, x.span(), format!("{text} must be called"));
                Operand::invalid(e)
            }
            _ => {
                if x.is_nil() && self.is_untyped(x.ty) {
                    self.error(codes::UNTYPED_NIL_USE, x.span(), "use of untyped nil in argument to new");
                    return Operand::invalid(e);
                }
                self.require(start(e), 26, |_| print_expr(e));
                if self.is_untyped(x.ty) {
                    let t = self.default_type(x.ty);
                    self.assignment(&mut x, Some(t), "argument to new");
                    if x.is_invalid() {
                        return Operand::invalid(e);
                    }
                }
                Operand::value(e, self.universe.pointer_to(x.ty))
            }
        }
    }

    fn min_max<'a>(&mut self, e: &'a Expr, b: Builtin, args: Vec<Operand<'a>>) -> Operand<'a> {
        let op = if b == Builtin::Max { BinOp::Gt } else { BinOp::Lt };
        for a in &args {
            let ordered = self.all_ordered(a.ty) && !a.is_nil();
            if !ordered {
                let text = self.describe(a);
                self.error(
                    codes::INVALID_MIN_MAX_OPERAND,
                    a.span(),
                    format!("invalid argument: {text} cannot be ordered"),
                );
                return Operand::invalid(e);
            }
        }
        let mut iter = args.into_iter();
        let Some(mut x) = iter.next() else { return Operand::invalid(e) };
        let mut seen: Vec<&Expr> = vec![x.expr];
        for mut a in iter {
            seen.push(a.expr);
            if !self.match_operands(&mut x, &mut a) {
                if !x.is_invalid() {
                    let (p, q) = (self.type_string(x.ty), self.type_string(a.ty));
                    self.error(
                        codes::MISMATCHED_TYPES,
                        a.span(),
                        format!(
                            "invalid argument: mismatched types {p} (previous argument) and {q} (type of {})",
                            print_expr(a.expr)
                        ),
                    );
                }
                return Operand::invalid(e);
            }
            if !self.identical(x.ty, a.ty) {
                let (p, q) = (self.type_string(x.ty), self.type_string(a.ty));
                self.error(
                    codes::MISMATCHED_TYPES,
                    a.span(),
                    format!(
                        "invalid argument: mismatched types {p} (previous argument) and {q} (type of {})",
                        print_expr(a.expr)
                    ),
                );
                return Operand::invalid(e);
            }
            if x.mode == Mode::Constant && a.mode == Mode::Constant {
                if Const::compare(op, a.const_val(), x.const_val()) {
                    x.val = a.val;
                }
            } else {
                x.mode = Mode::Value;
                x.val = None;
            }
        }
        if x.mode != Mode::Constant {
            x.mode = Mode::Value;
        }
        // Constants among non-constant operands take the common type.
        if !self.is_untyped(x.ty) {
            for s in seen {
                self.set_type(s, x.ty);
            }
        }
        x.expr = e;
        x
    }
}
