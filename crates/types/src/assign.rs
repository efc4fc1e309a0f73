//! Assignments and initialisations (spec: Assignability, Assignment statements, Variable declarations).

use crate::checker::*;
use crate::codes;
use crate::info::Mode;
use crate::object::*;
use crate::operand::{Operand, start};
use crate::ty::*;
use crate::typexpr::unparen;
use vole_source::{Diagnostic, Span};
use vole_syntax::ast::{self, Expr, ExprKind, print_expr};

impl Checker {
    /// Makes `x` fit a place of type `t` (any place, for `None`); reports why it does not.
    pub(crate) fn assignment(&mut self, x: &mut Operand<'_>, t: Option<TypeId>, context: &str) {
        self.single_value_in(x);
        if x.is_invalid() {
            return;
        }
        match x.mode {
            Mode::Constant | Mode::Variable | Mode::MapIndex | Mode::Value | Mode::Nil | Mode::CommaOk => {}
            _ => {
                let text = self.describe(x);
                self.error(codes::INCOMPATIBLE_ASSIGN, x.span(), format!("cannot assign {text} in {context}"));
                x.invalidate();
                return;
            }
        }
        if t == Some(TypeId::INVALID) {
            x.invalidate();
            return;
        }
        if x.is_nil() && self.is_untyped(x.ty) {
            let Some(t) = t else {
                self.error(codes::UNTYPED_NIL_USE, x.span(), format!("use of untyped nil in {context}"));
                x.invalidate();
                return;
            };
            if !self.has_nil(t) {
                let text = self.type_string(t);
                self.error(
                    codes::INCOMPATIBLE_ASSIGN,
                    x.span(),
                    format!("cannot use nil as {text} value in {context}"),
                );
                x.invalidate();
                return;
            }
            self.apply_implicit(x, t, None);
            return;
        }
        if self.is_untyped(x.ty) {
            let target = match t {
                Some(t) if !self.is_interface(t) => t,
                _ => self.default_type(x.ty),
            };
            match self.implicit_type(x, target) {
                Ok((ty, value)) => self.apply_implicit(x, ty, value),
                Err(code) => {
                    let what = self.describe(x);
                    let text = self.type_string(target);
                    let mut message = format!("cannot use {what} as {text} value in {context}");
                    match code {
                        codes::TRUNCATED_FLOAT => message.push_str(" (truncated)"),
                        codes::NUMERIC_OVERFLOW => message.push_str(" (overflows)"),
                        _ => {}
                    }
                    self.error(code, x.span(), message);
                    x.invalidate();
                    return;
                }
            }
        }
        if x.mode == Mode::Value && self.is_generic_value(x.ty) {
            if let Some(t) = t
                && self.instantiate_for_target(x, t)
            {
            } else {
                if !x.is_invalid() {
                    let text = print_expr(x.expr);
                    self.error(
                        codes::WRONG_TYPE_ARG_COUNT,
                        x.span(),
                        format!("cannot use generic function {text} without instantiation in {context}"),
                    );
                }
                x.invalidate();
                return;
            }
        }
        let Some(t) = t else { return };
        let cause = match self.assignable(x, t) {
            Ok(()) => return,
            Err(cause) => cause,
        };
        let what = self.describe(x);
        let text = self.type_string(t);
        let message = if cause.is_empty() {
            format!("cannot use {what} as {text} value in {context}")
        } else {
            format!("cannot use {what} as {text} value in {context}: {cause}")
        };
        self.error(codes::INCOMPATIBLE_ASSIGN, x.span(), message);
        x.invalidate();
    }

    fn single_value_in(&mut self, x: &mut Operand<'_>) {
        if x.mode == Mode::Value
            && let Type::Tuple(types) = self.universe.ty(x.ty)
            && types.len() != 1
        {
            let text = self.describe(x);
            self.error(codes::TOO_MANY_VALUES, x.span(), format!("multiple-value {text} in single-value context"));
            x.invalidate();
        }
    }

    // ---- initialisation

    /// Initialises a variable; without a declared type it takes the value's.
    pub(crate) fn init_var(&mut self, obj: ObjId, declared: Option<TypeId>, x: &mut Operand<'_>, context: &str) {
        if x.is_invalid() || x.ty == TypeId::INVALID || declared == Some(TypeId::INVALID) {
            x.invalidate();
            return;
        }
        let ty = match declared {
            Some(t) => t,
            None => {
                let mut t = x.ty;
                if self.is_untyped(t) {
                    if x.is_nil() {
                        self.error(codes::UNTYPED_NIL_USE, x.span(), format!("use of untyped nil in {context}"));
                        x.invalidate();
                        return;
                    }
                    t = self.default_type(t);
                }
                self.universe.obj_mut(obj).ty = t;
                t
            }
        };
        self.assignment(x, Some(ty), context);
    }

    /// Initialises several variables from a list of values or one multi-valued expression. `at` is set for a return statement.
    pub(crate) fn init_vars(&mut self, lhs: &[ObjId], declared: bool, rhs: &[Expr], at: Option<Span>) {
        let context = if at.is_some() { "return statement" } else { "assignment" };
        let declared_ty = |c: &Checker, o: ObjId| if declared { Some(c.universe.obj(o).ty) } else { None };
        let (l, r) = (lhs.len(), rhs.len());
        let is_call = r == 1 && matches!(unparen(&rhs[0]).kind, ExprKind::Call(_));
        if l == r && !is_call {
            for (&o, e) in lhs.iter().zip(rhs) {
                let t = declared_ty(self, o);
                let name = self.universe.obj(o).name.clone();
                let mut x = self.expr_for(e, t, &name);
                self.init_var(o, t, &mut x, context);
            }
            return;
        }
        if r != 1 {
            let mut ok = true;
            for e in rhs {
                ok &= self.use_expr(e);
            }
            if ok {
                self.assign_error(rhs, l, r);
            }
            return;
        }
        let (mut values, comma_ok) =
            self.multi_values(&rhs[0], l == 2, if l == 1 { declared_ty(self, lhs[0]) } else { None });
        if values.len() == l {
            if comma_ok {
                self.info.comma_ok.insert(unparen(&rhs[0]).id);
            }
            let context = if at.is_none() && l > 1 { "multiple assignment" } else { context };
            for (i, (&o, x)) in lhs.iter().zip(&mut values).enumerate() {
                let t = declared_ty(self, o);
                self.label = result_label(i, l, comma_ok);
                self.init_var(o, t, x, context);
                self.label = None;
            }
            return;
        }
        if values.iter().any(Operand::is_invalid) {
            return;
        }
        self.assign_error(rhs, l, values.len());
    }

    /// The values of an expression where several are allowed; a comma-ok form gives two when `want_ok`.
    pub(crate) fn multi_values<'a>(
        &mut self,
        e: &'a Expr,
        want_ok: bool,
        target: Option<TypeId>,
    ) -> (Vec<Operand<'a>>, bool) {
        let x = self.multi_expr(e, target, false);
        if x.mode == Mode::Value
            && let Type::Tuple(_) = self.universe.ty(x.ty)
        {
            return (self.unpack(x), false);
        }
        if want_ok && matches!(x.mode, Mode::MapIndex | Mode::CommaOk) {
            let first = x;
            let second = Operand::value(e, TypeId::basic(Basic::UntypedBool));
            return (vec![first, second], true);
        }
        (vec![x], false)
    }

    fn assign_error(&mut self, rhs: &[Expr], l: usize, r: usize) {
        let vars = measure(l, "variable");
        let vals = measure(r, "value");
        let message = match &unparen(&rhs[0]).kind {
            ExprKind::Call(call) if rhs.len() == 1 => {
                format!("assignment mismatch: {vars} but {} returns {vals}", print_expr(&call.fun))
            }
            _ => format!("assignment mismatch: {vars} but {vals}"),
        };
        let span = start(&rhs[0]);
        self.error(codes::WRONG_ASSIGN_COUNT, span, message);
    }

    // ---- assignment

    /// `lhs = rhs`
    pub(crate) fn assign_vars(&mut self, lhs: &[Expr], rhs: &[Expr]) {
        let (l, r) = (lhs.len(), rhs.len());
        let is_call = r == 1 && matches!(unparen(&rhs[0]).kind, ExprKind::Call(_));
        if l == r && !is_call {
            for (a, b) in lhs.iter().zip(rhs) {
                let t = self.lhs_var(a);
                match t {
                    None => {
                        self.use_expr(b);
                    }
                    Some(t) => {
                        let mut x = self.expr_for(b, t, &print_expr(a));
                        let context = if l > 1 { "multiple assignment" } else { "assignment" };
                        self.assign_to(a, t, &mut x, context);
                    }
                }
            }
            return;
        }
        if r != 1 {
            let mut ok = true;
            for a in lhs {
                ok &= self.use_lhs(a);
            }
            for b in rhs {
                ok &= self.use_expr(b);
            }
            if ok {
                self.assign_error(rhs, l, r);
            }
            return;
        }
        let (mut values, comma_ok) = self.multi_values(&rhs[0], l == 2, None);
        if values.len() == l {
            if comma_ok {
                self.info.comma_ok.insert(unparen(&rhs[0]).id);
            }
            let context = if l > 1 { "multiple assignment" } else { "assignment" };
            for (i, (a, x)) in lhs.iter().zip(&mut values).enumerate() {
                if let Some(t) = self.lhs_var(a) {
                    self.label = result_label(i, l, comma_ok);
                    self.assign_to(a, t, x, context);
                    self.label = None;
                }
            }
            return;
        }
        let invalid = values.iter().any(Operand::is_invalid);
        for a in lhs {
            self.use_lhs(a);
        }
        if !invalid {
            self.assign_error(rhs, l, values.len());
        }
    }

    fn assign_to(&mut self, lhs: &Expr, t: Option<TypeId>, x: &mut Operand<'_>, context: &str) {
        let blank = t.is_none();
        self.assignment(x, t, if blank && context == "assignment" { "assignment to _ identifier" } else { context });
        if blank && !x.is_invalid() {
            // The blank identifier takes any value's default type.
            let ty = x.ty;
            self.record_type(lhs.id, Mode::Variable, ty, None);
        }
    }

    /// The type of an assignment's left side: `Some(None)` for the blank identifier, `None` after an error.
    pub(crate) fn lhs_var(&mut self, e: &Expr) -> Option<Option<TypeId>> {
        let inner = unparen(e);
        if let ExprKind::Ident(i) = &inner.kind {
            if &*i.name == "_" {
                return Some(None);
            }
            // Assigning to a variable is no use of it.
            if let Some((_, o)) = self.lookup_name(&i.name)
                && let Some(local) = self.locals.get(&o).copied()
            {
                let switch_used = self.used_switch_vars.clone();
                let x = self.expr(e);
                self.locals.insert(o, local);
                self.used_switch_vars = switch_used;
                self.info.reassigned.insert(o);
                return self.check_lhs(x);
            }
        }
        let x = self.expr(e);
        let out = self.check_lhs(x);
        if let Some(obj) = self.root_variable(e) {
            self.info.reassigned.insert(obj);
        }
        out
    }

    fn check_lhs(&mut self, x: Operand<'_>) -> Option<Option<TypeId>> {
        match x.mode {
            Mode::Invalid => None,
            Mode::Variable | Mode::MapIndex => Some(Some(x.ty)),
            _ => {
                let text = print_expr(x.expr);
                if let ExprKind::Selector(base, _) = &unparen(x.expr).kind
                    && self.info.of(base.id).is_some_and(|t| t.mode == Mode::MapIndex)
                {
                    self.error(
                        codes::UNADDRESSABLE_FIELD_ASSIGN,
                        x.span(),
                        format!("cannot assign to struct field {text} in map"),
                    );
                    return None;
                }
                if let ExprKind::Selector(base, _) = &unparen(x.expr).kind
                    && let ExprKind::Ident(_) = &base.kind
                    && self.info.of(base.id).is_none()
                {
                    // gc looks at what stands before the dot as an expression of its own.
                    self.use_expr(base);
                }
                self.error(
                    codes::UNASSIGNABLE_OPERAND,
                    x.span(),
                    format!("cannot assign to {text} (neither addressable nor a map index expression)"),
                );
                None
            }
        }
    }

    /// `lhs := rhs`
    pub(crate) fn short_var_decl(&mut self, lhs: &[Expr], at: Span, rhs: &[Expr]) {
        let mut objects: Vec<ObjId> = Vec::new();
        let mut new: Vec<(&ast::Ident, ObjId)> = Vec::new();
        let mut old: Vec<bool> = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        let mut has_error = false;
        for e in lhs {
            let ExprKind::Ident(ident) = &e.kind else {
                self.use_lhs(e);
                self.error(codes::BAD_DECL, start(e), format!("non-name {} on left side of :=", print_expr(e)));
                has_error = true;
                let dummy = self.dummy_var(e);
                objects.push(dummy);
                old.push(false);
                continue;
            };
            if &*ident.name != "_" {
                if seen.contains(&&*ident.name) {
                    self.error(codes::REPEATED_DECL, ident.span, format!("{} repeated on left side of :=", ident.name));
                    has_error = true;
                    let dummy = self.dummy_var(e);
                    objects.push(dummy);
                    old.push(false);
                    continue;
                }
                seen.push(&ident.name);
                let scope = self.env.scope;
                if let Some(existing) = self.scopes.get(scope).get(&ident.name) {
                    self.info.uses.insert(ident.id, existing);
                    if matches!(self.universe.obj(existing).kind, ObjKind::Var) {
                        objects.push(existing);
                        old.push(true);
                    } else {
                        self.error(codes::UNASSIGNABLE_OPERAND, ident.span, format!("cannot assign to {}", ident.name));
                        has_error = true;
                        let dummy = self.dummy_var(e);
                        objects.push(dummy);
                        old.push(false);
                    }
                    continue;
                }
            }
            let obj = self.new_local(ident, ObjKind::Var, TypeId::INVALID);
            new.push((ident, obj));
            objects.push(obj);
            old.push(false);
        }
        self.define(&objects, &old, rhs);
        if new.iter().any(|(i, _)| &*i.name != "_") {
            for (ident, obj) in &new {
                self.declare(ident, *obj);
            }
        } else if !has_error {
            self.report(Diagnostic::error(codes::NO_NEW_VAR, at, "no new variables on left side of :="));
        }
        for ((e, &obj), &was) in lhs.iter().zip(&objects).zip(&old) {
            let ty = self.universe.obj(obj).ty;
            self.record_type(e.id, Mode::Variable, ty, None);
            if was {
                self.info.reassigned.insert(obj);
                self.note_assigned_capture(obj);
            }
        }
    }

    fn note_assigned_capture(&mut self, obj: ObjId) {
        if let Some(l) = self.locals.get(&obj)
            && l.func != self.env.func
        {
            self.info.captured.insert(obj);
        }
    }

    /// A variable that stands for an unusable left side.
    fn dummy_var(&mut self, e: &Expr) -> ObjId {
        self.universe.new_object(Object {
            name: "_".into(),
            pkg: self.env.pkg,
            span: e.span,
            ty: TypeId::INVALID,
            kind: ObjKind::Var,
            package_level: false,
        })
    }

    /// Initialises new variables and assigns to old ones.
    fn define(&mut self, objects: &[ObjId], old: &[bool], rhs: &[Expr]) {
        let declared = |c: &Checker, i: usize| if old[i] { Some(c.universe.obj(objects[i]).ty) } else { None };
        let (l, r) = (objects.len(), rhs.len());
        let is_call = r == 1 && matches!(unparen(&rhs[0]).kind, ExprKind::Call(_));
        if l == r && !is_call {
            for (i, e) in rhs.iter().enumerate() {
                let t = declared(self, i);
                let name = self.universe.obj(objects[i]).name.clone();
                let mut x = self.expr_for(e, t, &name);
                let context = if l > 1 { "multiple assignment" } else { "assignment" };
                self.init_var(objects[i], t, &mut x, context);
            }
            return;
        }
        if r != 1 {
            let before = self.diagnostics.len();
            for e in rhs {
                self.use_expr(e);
            }
            if before == self.diagnostics.len() {
                self.assign_error(rhs, l, r);
            }
            return;
        }
        let (mut values, comma_ok) = self.multi_values(&rhs[0], l == 2, None);
        if values.len() == l {
            if comma_ok {
                self.info.comma_ok.insert(unparen(&rhs[0]).id);
            }
            let context = if l > 1 { "multiple assignment" } else { "assignment" };
            for (i, x) in values.iter_mut().enumerate() {
                let t = declared(self, i);
                self.label = result_label(i, l, comma_ok);
                self.init_var(objects[i], t, x, context);
                self.label = None;
            }
            return;
        }
        if !values.iter().any(Operand::is_invalid) {
            self.assign_error(rhs, l, values.len());
        }
    }

    /// Values of a return statement against the function's results.
    pub(crate) fn return_values(&mut self, results: &[(Name, TypeId, Option<ObjId>)], rhs: &[Expr], at: Span) {
        let (l, r) = (results.len(), rhs.len());
        let is_call = r == 1 && matches!(unparen(&rhs[0]).kind, ExprKind::Call(_));
        let context = "return statement";
        if l == r && !is_call {
            for ((name, t, _), e) in results.iter().zip(rhs) {
                let what = if name.is_empty() { "result variable" } else { name };
                let mut x = self.expr_for(e, Some(*t), what);
                self.assignment(&mut x, Some(*t), context);
            }
            return;
        }
        let mut values: Vec<Operand<'_>> = Vec::new();
        if r == 1 {
            let hint = if l == 1 { Some(results[0].1) } else { None };
            values = self.multi_values(&rhs[0], false, hint).0;
            if values.len() == l {
                for (i, ((_, t, _), x)) in results.iter().zip(&mut values).enumerate() {
                    self.label = result_label(i, l, false);
                    self.assignment(x, Some(*t), context);
                    self.label = None;
                }
                return;
            }
        } else {
            for e in rhs {
                let x = self.expr(e);
                values.push(x);
            }
        }
        if values.iter().any(Operand::is_invalid) {
            return;
        }
        let have = self.summary(&values.iter().map(|v| v.ty).collect::<Vec<_>>(), false, false);
        let want = self.summary(&results.iter().map(|r| r.1).collect::<Vec<_>>(), false, false);
        let (word, span) = if values.len() < l {
            ("not enough", values.last().map_or(at, |v| v.span()))
        } else {
            ("too many", values[l].span())
        };
        self.error(codes::WRONG_RESULT_COUNT, span, format!("{word} return values\n\thave {have}\n\twant {want}"));
    }
}

/// What messages call the i-th of several values; none for the first of a comma-ok form.
pub(crate) fn result_label(i: usize, of: usize, comma_ok: bool) -> Option<String> {
    if of < 2 {
        return None;
    }
    if comma_ok {
        return (i == 1).then(|| "ok value of (comma, ok) expression".to_string());
    }
    let n = i + 1;
    let suffix = match (n % 10, n % 100) {
        (1, x) if x != 11 => "st",
        (2, x) if x != 12 => "nd",
        (3, x) if x != 13 => "rd",
        _ => "th",
    };
    Some(format!("{n}{suffix} function result"))
}

fn measure(n: usize, unit: &str) -> String {
    if n == 1 { format!("{n} {unit}") } else { format!("{n} {unit}s") }
}
