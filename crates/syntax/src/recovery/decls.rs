//! Package clause, imports and declarations.

use super::params::Entry;
use super::{Reader, expected};
use crate::ast::{BinOp, ConstSpec, Decl, Expr, ExprId, ExprKind, Ident, LitKind, StmtKind, TypeSpec, UnOp, VarSpec};
use crate::builder::import_spec;
use crate::token::Tok;
use vole_source::Span;

/// What begins a declaration at package level.
const STARTS: &[Tok] = &[Tok::Import, Tok::Const, Tok::Type, Tok::Var, Tok::Func];

impl Reader<'_> {
    pub(super) fn file(&mut self) {
        if !self.got(Tok::Package) {
            self.syntax("package statement must be first");
            return;
        }
        if self.is(Tok::Name) {
            self.told.package = Some(self.name());
        } else {
            self.name();
        }
        self.want(Tok::Semi);
        if self.count > 0 {
            return;
        }
        let mut declared = false;
        let mut bodiless = false;
        while let Some(t) = self.tok() {
            if t == Tok::Import && declared {
                self.syntax("imports must appear before other declarations");
            }
            declared = t != Tok::Import;
            let before = std::mem::replace(&mut bodiless, false);
            match t {
                Tok::Import => {
                    self.bump();
                    self.group(Self::import);
                }
                Tok::Const | Tok::Var | Tok::Type => drop(self.decl(t)),
                Tok::Func => {
                    self.bump();
                    bodiless = self.func_decl();
                }
                _ => {
                    if t == Tok::LBrace && before {
                        self.syntax("unexpected semicolon or newline before {");
                    } else {
                        self.syntax("non-declaration statement outside function body");
                    }
                    self.skip_to(STARTS);
                    continue;
                }
            }
            if !self.at_end() && !self.got(Tok::Semi) {
                self.unexpected(" after top level declaration");
                self.skip_to(STARTS);
            }
        }
    }

    /// One specification or several in parentheses; the keyword has been read.
    fn group(&mut self, mut spec: impl FnMut(&mut Self)) {
        if self.got(Tok::LParen) {
            self.list("grouped declaration", Tok::Semi, Tok::RParen, |r| {
                spec(r);
                false
            });
        } else {
            spec(self);
        }
    }

    /// A `const`, `var` or `type` declaration.
    pub(super) fn decl(&mut self, keyword: Tok) -> StmtKind {
        self.bump();
        StmtKind::Decl(match keyword {
            Tok::Const => {
                let mut specs = Vec::new();
                self.group(|r| specs.push(r.const_spec()));
                Decl::Const(specs)
            }
            Tok::Var => {
                let mut specs = Vec::new();
                self.group(|r| specs.push(r.var_spec()));
                Decl::Var(specs)
            }
            _ => {
                let mut specs = Vec::new();
                self.group(|r| specs.push(r.type_spec()));
                Decl::Type(specs)
            }
        })
    }

    fn import(&mut self) {
        let mut name = None;
        if self.is(Tok::Name) || self.is(Tok::Dot) {
            name = Some(Ident { id: ExprId(0), name: self.text(self.k).into(), span: self.span() });
            self.bump();
        }
        match self.tok() {
            Some(Tok::Lit(kind)) => {
                if kind == LitKind::String {
                    let spec = import_spec(name, self.text(self.k), self.span());
                    self.told.imports.push(spec);
                } else {
                    self.syntax("import path must be a string");
                }
                self.bump();
            }
            _ => {
                self.syntax("missing import path");
                self.skip_to(&[Tok::Semi, Tok::RParen]);
            }
        }
    }

    /// Takes a `=`; a `:=` in its place is an error.
    fn assign(&mut self) -> bool {
        if self.is(Tok::Define) {
            self.unexpected(&expected("="));
            self.bump();
            return true;
        }
        self.got(Tok::Assign)
    }

    fn const_spec(&mut self) -> ConstSpec {
        let lo = self.pos();
        let first = self.name();
        let names = self.names(first);
        let (mut ty, mut values) = (None, Vec::new());
        if !self.at_end() && !self.is_any(&[Tok::Semi, Tok::RParen]) {
            ty = self.type_if_any();
            if self.assign() {
                values = self.exprs();
            }
        }
        ConstSpec { names, ty, values, iota: 0, span: Span::new(lo, self.end().max(lo)) }
    }

    fn var_spec(&mut self) -> VarSpec {
        let lo = self.pos();
        let first = self.name();
        let names = self.names(first);
        let (mut ty, mut values) = (None, Vec::new());
        if self.assign() {
            values = self.exprs();
        } else {
            ty = Some(self.ty());
            if self.assign() {
                values = self.exprs();
            }
        }
        VarSpec { names, ty, values, span: Span::new(lo, self.end().max(lo)), directives: Vec::new() }
    }

    fn type_spec(&mut self) -> TypeSpec {
        let name = self.name();
        let mut alias = false;
        let ty = if self.is(Tok::LBrack) {
            let lo = self.pos();
            self.bump();
            match self.tok() {
                Some(Tok::Name) => self.parameters_or_length(lo),
                Some(Tok::RBrack) => {
                    self.bump();
                    Some(self.slice_type(lo))
                }
                _ => Some(self.array_type(lo, None)),
            }
        } else {
            alias = self.assign();
            self.type_if_any()
        };
        let ty = ty.unwrap_or_else(|| {
            let bad = self.bad();
            self.unexpected(" in type declaration");
            self.skip_to(&[Tok::Semi, Tok::RParen]);
            bad
        });
        TypeSpec { name, type_params: Vec::new(), alias, ty }
    }

    /// Behind `type T [` at a name: type parameters and then the type, or the length of an array.
    fn parameters_or_length(&mut self, lo: u32) -> Option<Expr> {
        let first = self.name();
        let mut x = self.name_expr(first);
        if !self.is(Tok::LBrack) {
            self.nest += 1;
            let operand = self.primary_rest(x);
            x = self.binary_rest(operand, 0);
            self.nest -= 1;
        }
        // Only a name can be followed by something else than an operator.
        let sure = self.is(Tok::Comma) || matches!(x.kind, ExprKind::Ident(_)) && !self.is(Tok::RBrack);
        match split_parameter(x, sure) {
            Ok((name, constraint)) => {
                let first = Entry { name: Some(name), ty: constraint };
                self.param_list(Some(first), Tok::RBrack, true);
                self.assign();
                self.type_if_any()
            }
            Err(length) => Some(self.array_type(lo, Some(length))),
        }
    }

    /// A function or method behind `func`. Says whether it has no body.
    fn func_decl(&mut self) -> bool {
        let mut method = false;
        if self.got(Tok::LParen) {
            method = true;
            let receivers = self.param_list(None, Tok::RParen, false);
            self.no_variadic(&receivers);
            match receivers.len() {
                0 => self.error_at(self.pos(), "method has no receiver"),
                1 => {}
                _ => self.error_at(self.pos(), "method has multiple receivers"),
            }
        }
        if self.is(Tok::Name) {
            self.name();
            self.func_type(None);
        } else {
            self.unexpected(&expected(if method { "name" } else { "name or (" }));
            self.skip_to(&[Tok::LBrace, Tok::Semi]);
        }
        let body = self.is(Tok::LBrace);
        if body {
            self.func_body();
        }
        !body
    }
}

/// What was read as an expression behind `type T [`, taken apart into a type parameter and its constraint if that is what it must
/// be; the expression otherwise. `sure` when no length can be followed by what follows it.
fn split_parameter(x: Expr, sure: bool) -> Result<(Ident, Option<Expr>), Expr> {
    let Expr { id, span, kind } = x;
    match kind {
        ExprKind::Ident(name) if sure => Ok((name, None)),
        ExprKind::Binary(BinOp::Mul, op, left, right) => match (left.kind, sure || is_type_element(&right)) {
            (ExprKind::Ident(name), true) => {
                let at = Span::new(op.lo, right.span.hi);
                Ok((name, Some(Expr { id, span: at, kind: ExprKind::Star(right) })))
            }
            (kind, _) => {
                let left = Box::new(Expr { kind, ..*left });
                Err(Expr { id, span, kind: ExprKind::Binary(BinOp::Mul, op, left, right) })
            }
        },
        ExprKind::Binary(BinOp::Or, op, left, right) => {
            let sure = sure || is_type_element(&right);
            match split_parameter(*left, sure) {
                Ok((name, Some(left))) => {
                    let at = Span::new(left.span.lo, right.span.hi);
                    let union = ExprKind::Binary(BinOp::Or, op, Box::new(left), right);
                    Ok((name, Some(Expr { id, span: at, kind: union })))
                }
                Ok((name, None)) => {
                    let left = Expr { id, span: name.span, kind: ExprKind::Ident(name) };
                    Err(Expr { id, span, kind: ExprKind::Binary(BinOp::Or, op, Box::new(left), right) })
                }
                Err(left) => Err(Expr { id, span, kind: ExprKind::Binary(BinOp::Or, op, Box::new(left), right) }),
            }
        }
        ExprKind::Call(mut call) => {
            let one = call.args.len() == 1 && call.spread.is_none() && (sure || is_type_element(&call.args[0]));
            match (&call.fun.kind, one) {
                (ExprKind::Ident(name), true) => Ok((name.clone(), call.args.pop())),
                _ => Err(Expr { id, span, kind: ExprKind::Call(call) }),
            }
        }
        kind => Err(Expr { id, span, kind }),
    }
}

/// Whether an expression can only be (part of) a constraint.
fn is_type_element(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::ArrayType(..)
        | ExprKind::SliceType(_)
        | ExprKind::StructType(_)
        | ExprKind::FuncType(_)
        | ExprKind::InterfaceType(_)
        | ExprKind::MapType(..)
        | ExprKind::ChanType(..) => true,
        ExprKind::Binary(_, _, x, y) => is_type_element(x) || is_type_element(y),
        ExprKind::Unary(op, x) => *op == UnOp::Tilde || is_type_element(x),
        ExprKind::Star(x) | ExprKind::Paren(x) => is_type_element(x),
        _ => false,
    }
}
