//! Expression and type switches (spec: Switch statements).

use crate::checker::*;
use crate::codes;
use crate::constant::Const;
use crate::info::Mode;
use crate::object::*;
use crate::operand::{Operand, node_pos, start};
use crate::ty::*;
use rustc_hash::FxHashMap;
use vole_source::{Diagnostic, Span};
use vole_syntax::ast::{self, BinOp, Expr, ExprId, ExprKind, Ident};

impl Checker {
    pub(crate) fn switch(&mut self, s: &ast::SwitchStmt) {
        if let Some(init) = &s.init {
            self.stmt(init);
        }
        let implicit;
        let mut tag = match &s.tag {
            Some(e) => {
                let mut x = self.expr(e);
                self.assignment(&mut x, None, "switch expression");
                if !x.is_invalid() && self.is_untyped(x.ty) {
                    let t = self.default_type(x.ty);
                    self.convert_untyped(&mut x, t);
                }
                if !x.is_invalid() && !x.is_nil() {
                    let q = self.qualifier();
                    let reason = self.ask(|u| u.comparable_reason(x.ty, true, &q));
                    if reason.is_err() && !self.has_nil(x.ty) {
                        let (text, t) = (self.describe(&x), self.type_string(x.ty));
                        self.error(
                            codes::INVALID_EXPR_SWITCH,
                            x.span(),
                            format!("cannot switch on {text} ({t} is not comparable)"),
                        );
                        x.invalidate();
                    }
                }
                x
            }
            None => {
                implicit = true_expr(s.rbrace);
                Operand::constant(&implicit, TypeId::BOOL, Const::Bool(true))
            }
        };
        self.multiple_defaults(&s.clauses);
        let mut seen: FxHashMap<String, Vec<(TypeId, Span)>> = FxHashMap::default();
        if s.tag.is_some() {
            // The tag is evaluated once: it is a value from here on, but a constant one still compares as such.
            tag.val = if tag.mode == Mode::Constant { tag.val } else { None };
        }
        for clause in &s.clauses {
            for e in &clause.exprs {
                self.case_value(e, &tag, &mut seen);
            }
            self.scoped(|c| c.stmts(&clause.body));
        }
    }

    fn case_value(&mut self, e: &Expr, tag: &Operand<'_>, seen: &mut FxHashMap<String, Vec<(TypeId, Span)>>) {
        let mut v = self.expr(e);
        if v.is_invalid() || tag.is_invalid() {
            return;
        }
        let mut y = tag.clone();
        if self.is_untyped(v.ty) && !self.is_untyped(y.ty) {
            if let Err(code) = self.implicit_type(&v, y.ty) {
                let target = if self.is_type_param(y.ty) { y.ty } else { self.under(y.ty) };
                self.invalid_conversion(code, &v, target);
                return;
            }
            self.convert_untyped(&mut v, y.ty);
        }
        if !self.match_operands(&mut v, &mut y) {
            if !v.is_invalid() {
                let (a, b) = (self.type_string(v.ty), self.type_string(y.ty));
                let (vs, ts) = (ast::print_expr(v.expr), ast::print_expr(y.expr));
                self.error(
                    codes::MISMATCHED_TYPES,
                    v.span(),
                    format!("invalid case {vs} in switch on {ts} (mismatched types {a} and {b})"),
                );
            }
            return;
        }
        let mut result = v.clone();
        self.comparison(&mut result, &mut y, BinOp::Eq, true);
        if result.is_invalid() {
            return;
        }
        if self.is_untyped(v.ty) {
            v.ty = self.default_type(v.ty);
            self.set_type(v.expr, v.ty);
        }
        // gc finds duplicates among integers of 64 bits, floats and strings.
        let comparable = match v.const_val() {
            Const::Bool(_) | Const::Complex(_) | Const::Unknown => false,
            other => other.to_int().is_none() || other.to_i64().is_some() || other.to_u64().is_some(),
        };
        if v.mode != Mode::Constant || !comparable {
            return;
        }
        let list = seen.entry(v.const_val().key()).or_default().clone();
        for (t, span) in &list {
            if self.identical(*t, v.ty) {
                let text = self.describe(&v);
                let d = Diagnostic::error(
                    codes::DUPLICATE_CASE,
                    v.span(),
                    format!("duplicate case {text} in expression switch"),
                );
                self.report(d.label(*span, "previous case"));
                return;
            }
        }
        seen.entry(v.const_val().key()).or_default().push((v.ty, node_pos(v.expr)));
    }

    fn multiple_defaults(&mut self, clauses: &[ast::CaseClause]) {
        let mut first: Option<Span> = None;
        for c in clauses.iter().filter(|c| c.is_default) {
            match first {
                Some(other) => {
                    let at = self.position(other);
                    self.error(codes::DUPLICATE_DEFAULT, c.span, format!("multiple defaults (first at {at})"));
                }
                None => first = Some(c.span),
            }
        }
    }

    pub(crate) fn type_switch(&mut self, s: &ast::TypeSwitchStmt) {
        if let Some(init) = &s.init {
            self.stmt(init);
        }
        if let Some(bind) = &s.bind
            && &*bind.name == "_"
        {
            self.error(codes::NO_NEW_VAR, bind.span, "no new variable on left side of :=");
        }
        let mut x = self.expr(&s.x);
        if !x.is_invalid() {
            if self.is_type_param(x.ty) {
                let text = self.describe(&x);
                self.error(
                    codes::INVALID_TYPE_SWITCH,
                    x.span(),
                    format!("cannot use type switch on type parameter value {text}"),
                );
                x.invalidate();
            } else {
                let under = self.under(x.ty);
                if !matches!(self.universe.ty(under), Type::Interface(_)) {
                    let text = self.describe(&x);
                    self.error(codes::INVALID_TYPE_SWITCH, x.span(), format!("{text} is not an interface"));
                    x.invalidate();
                }
            }
        }
        self.multiple_defaults(&s.clauses);
        let bind = s.bind.as_ref().filter(|b| &*b.name != "_");
        let mut seen: FxHashMap<Option<TypeId>, Span> = FxHashMap::default();
        for clause in &s.clauses {
            let types: Vec<Option<TypeId>> = clause.exprs.iter().map(|e| self.case_type(e, &x, &mut seen)).collect();
            self.scoped(|c| {
                if let Some(bind) = bind {
                    let ty = match types[..] {
                        [Some(t)] if !clause.is_default => t,
                        _ => x.ty,
                    };
                    let ty = if ty == TypeId::basic(Basic::UntypedNil) { x.ty } else { ty };
                    c.clause_var(bind, clause.id, ty);
                }
                c.stmts(&clause.body);
            });
        }
        if let Some(bind) = bind
            && !self.used_switch_vars.contains(&bind.span)
        {
            self.error(codes::UNUSED_VAR, bind.span, format!("{} declared and not used", bind.name));
        }
    }

    fn clause_var(&mut self, bind: &Ident, id: ExprId, ty: TypeId) {
        let obj = self.universe.new_object(Object {
            name: bind.name.clone(),
            pkg: self.env.pkg,
            span: bind.span,
            ty,
            kind: ObjKind::Var,
            package_level: false,
        });
        self.locals.insert(obj, Local { func: self.env.func, used: false, what: "local variable" });
        self.type_switch_vars.insert(obj, bind.span);
        self.info.implicits.insert(id, obj);
        self.declare(bind, obj);
    }

    /// One type (or `nil`) of a type switch's case.
    fn case_type(&mut self, e: &Expr, x: &Operand<'_>, seen: &mut FxHashMap<Option<TypeId>, Span>) -> Option<TypeId> {
        let is_nil = match &crate::typexpr::unparen(e).kind {
            ExprKind::Ident(i) => {
                self.lookup_name(&i.name).is_some_and(|(_, o)| matches!(self.universe.obj(o).kind, ObjKind::Nil))
            }
            _ => false,
        };
        if is_nil {
            let mut nil = self.raw_expr(e, None, false);
            if !x.is_invalid() {
                self.apply_implicit(&mut nil, x.ty, None);
            }
            if let Some(&span) = seen.get(&None) {
                let d = Diagnostic::error(codes::DUPLICATE_CASE, e.span, "duplicate case nil in type switch");
                self.report(d.label(span, "previous case"));
            } else {
                seen.insert(None, e.span);
            }
            return Some(TypeId::basic(Basic::UntypedNil));
        }
        let t = self.var_type(e);
        if t == TypeId::INVALID {
            return Some(t);
        }
        let one = self.ask(|u| u.canonical(t));
        if let Some(&span) = seen.get(&Some(one)) {
            let text = self.type_string(t);
            let d = Diagnostic::error(codes::DUPLICATE_CASE, start(e), format!("duplicate case {text} in type switch"));
            self.report(d.label(span, "previous case"));
            return Some(t);
        }
        seen.insert(Some(one), start(e));
        if !x.is_invalid() {
            self.check_assertable(e, x, t, true);
        }
        Some(t)
    }
}

/// The tag of a switch without one; its id is beyond all real ones: nothing must be recorded of it.
fn true_expr(at: Span) -> Expr {
    let id = ExprId(u32::MAX);
    Expr { id, span: at, kind: ExprKind::Ident(Ident { id, name: "true".into(), span: at }) }
}
