//! Parameter lists, signatures and constraints.

use super::{Reader, expected};
use crate::ast::{BinOp, Expr, ExprKind, FuncType, Ident, Param, UnOp};
use crate::token::Tok;
use std::sync::Arc;
use vole_source::Span;

/// An entry of a list: a name, a type, or both.
#[derive(Default)]
pub(super) struct Entry {
    pub(super) name: Option<Ident>,
    pub(super) ty: Option<Expr>,
}

impl Reader<'_> {
    /// Type parameters, if any, parameters and results. `where_` names what must have no type parameters.
    pub(super) fn func_type(&mut self, where_: Option<&str>) -> FuncType {
        let lo = self.pos();
        if self.is(Tok::LBrack) {
            if let Some(what) = where_ {
                // Of a function type it is the syntax that is wrong.
                let message = format!("{what} must have no type parameters");
                match what {
                    "function type" => self.syntax(message),
                    _ => self.error_at(lo, message),
                }
            }
            self.bump();
            if self.is(Tok::RBrack) {
                self.syntax("empty type parameter list");
                self.bump();
            } else {
                self.param_list(None, Tok::RBrack, true);
            }
        }
        self.want(Tok::LParen);
        let params = self.param_list(None, Tok::RParen, false);
        if let Some(at) = params.iter().rev().skip(1).filter_map(variadic).min() {
            self.error_at(at, "can only use ... with final parameter");
        }
        let results = if self.got(Tok::LParen) {
            let list = self.param_list(None, Tok::RParen, false);
            self.no_variadic(&list);
            list
        } else {
            self.type_if_any().map(|ty| Param { name: None, ty: Arc::new(ty) }).into_iter().collect()
        };
        FuncType { span: Span::new(lo, self.end().max(lo)), type_params: Vec::new(), params, results }
    }

    /// Results, receivers and type parameters are never variadic.
    pub(super) fn no_variadic(&mut self, list: &[Param]) {
        if let Some(at) = list.iter().filter_map(variadic).min() {
            self.error_at(at, "invalid use of ...");
        }
    }

    /// The entries behind an opening bracket, and the closing one. `first` is one of which the name, and perhaps the type, has been
    /// read. Type parameters must be `named`.
    pub(super) fn param_list(&mut self, first: Option<Entry>, close: Tok, named: bool) -> Vec<Param> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut first = first;
        if self.is(close)
            && let Some(Entry { name, ty: Some(ty) }) = first
        {
            self.bump();
            return vec![Param { name, ty: Arc::new(ty) }];
        }
        let end = self.list("parameter list", Tok::Comma, close, |r| {
            entries.extend(match first.take() {
                Some(whole @ Entry { ty: Some(_), .. }) => Some(whole),
                Some(begun) => r.entry(begun.name, close),
                None => r.entry(None, close),
            });
            false
        });
        let list = self.sort_out(entries, end, named);
        if named {
            self.no_variadic(&list);
        }
        list
    }

    /// Tells names from types, and complains where some entries have both and others have not.
    fn sort_out(&mut self, entries: Vec<Entry>, end: u32, named: bool) -> Vec<Param> {
        let (mut with_both, mut with_type) = (0, 0);
        for e in &entries {
            with_both += usize::from(e.name.is_some() && e.ty.is_some());
            with_type += usize::from(e.ty.is_some());
        }
        let count = entries.len();
        let param = |name, ty: Option<Expr>, r: &Self| Param { name, ty: Arc::new(ty.unwrap_or_else(|| r.bad())) };
        if with_both == 0 && !named {
            let alone = |e: Entry| match (e.name, e.ty) {
                (Some(name), None) => param(None, Some(self.name_expr(name)), self),
                (_, ty) => param(None, ty, self),
            };
            return entries.into_iter().map(alone).collect();
        }
        let mut wrong = None;
        let mut following: Option<Arc<Expr>> = None;
        let mut out = Vec::with_capacity(count);
        for e in entries.into_iter().rev() {
            let name = match (e.name, &e.ty) {
                (None, Some(ty)) => {
                    wrong = Some(ty.span.lo);
                    None
                }
                (Some(name), None) if following.is_none() => {
                    wrong = Some(name.span.lo);
                    Some(name)
                }
                (name, _) => name,
            };
            if let Some(ty) = e.ty {
                following = Some(Arc::new(ty));
            }
            let ty = following.clone().unwrap_or_else(|| Arc::new(self.bad()));
            out.push(Param { name, ty });
        }
        out.reverse();
        if let Some(at) = wrong {
            // Names without types can only stand at the end then.
            let lacks_type = with_both == with_type;
            match (named, lacks_type) {
                (true, true) => self.syntax_at(end, "missing type constraint"),
                (true, false) if count == 1 => {
                    self.syntax_at(at, "missing type parameter name or invalid array length")
                }
                (true, false) => self.syntax_at(at, "missing type parameter name"),
                (false, true) => self.syntax_at(end, "missing parameter type"),
                (false, false) => self.syntax_at(at, "missing parameter name"),
            }
        }
        out
    }

    /// One entry of a list that ends with `close`; `]` says that constraints may stand in it.
    fn entry(&mut self, name: Option<Ident>, close: Tok) -> Option<Entry> {
        let constraints = close == Tok::RBrack;
        if name.is_none() && constraints && self.is(Tok::Tilde) {
            return Some(Entry { name: None, ty: Some(self.constraint(None)) });
        }
        let mut name = name;
        if name.is_none() && self.is(Tok::Name) {
            name = Some(self.name());
        }
        let union = |r: &mut Self, ty: Expr| match constraints && r.is(Tok::Pipe) {
            true => r.constraint(Some(ty)),
            false => ty,
        };
        if let Some(n) = &name {
            match self.tok() {
                Some(Tok::LBrack) => {
                    let (ty, array) = self.array_or_instance(n.clone());
                    let name = name.filter(|_| array);
                    return Some(Entry { name, ty: Some(union(self, ty)) });
                }
                Some(Tok::Dot) => {
                    let ty = self.qualified(name.take());
                    return Some(Entry { name: None, ty: Some(union(self, ty)) });
                }
                Some(Tok::Pipe) if constraints => {
                    let ty = self.name_expr(n.clone());
                    return Some(Entry { name: None, ty: Some(union(self, ty)) });
                }
                _ => {}
            }
        }
        if self.is(Tok::Ellipsis) {
            let lo = self.pos();
            self.bump();
            let elem = self.type_if_any().unwrap_or_else(|| {
                self.syntax("... is missing type");
                self.bad()
            });
            return Some(Entry { name, ty: Some(self.node(lo, ExprKind::Ellipsis(Box::new(elem)))) });
        }
        if constraints && self.is(Tok::Tilde) {
            return Some(Entry { name, ty: Some(self.constraint(None)) });
        }
        let ty = self.type_if_any().map(|ty| union(self, ty));
        if name.is_none() && ty.is_none() {
            self.unexpected(&expected(super::sign(close)));
            self.skip_to(&[Tok::Comma, close]);
            return None;
        }
        Some(Entry { name, ty })
    }

    /// A union of terms; its first one may have been read.
    pub(super) fn constraint(&mut self, first: Option<Expr>) -> Expr {
        let mut x = match first {
            Some(x) => x,
            None => self.term(),
        };
        while self.is(Tok::Pipe) {
            let op = self.span();
            self.bump();
            let y = self.term();
            x = self.node(x.span.lo, ExprKind::Binary(BinOp::Or, op, Box::new(x), Box::new(y)));
        }
        x
    }

    fn term(&mut self) -> Expr {
        let lo = self.pos();
        if self.got(Tok::Tilde) {
            let ty = self.ty();
            return self.node(lo, ExprKind::Unary(UnOp::Tilde, Box::new(ty)));
        }
        if let Some(ty) = self.type_if_any() {
            return ty;
        }
        let bad = self.bad();
        self.unexpected(&expected("~ term or type"));
        let operators =
            |t: Tok| super::binary_operator(t).is_some() && t != Tok::Star || matches!(t, Tok::Not | Tok::Tilde);
        while let Some(t) = self.tok() {
            let stop = matches!(t, Tok::Semi | Tok::RParen | Tok::RBrack | Tok::RBrace) || operators(t);
            if stop || (self.bodies > 0 && super::begins_statement(t)) {
                break;
            }
            self.bump();
        }
        bad
    }
}

/// Where a parameter is variadic.
fn variadic(p: &Param) -> Option<u32> {
    matches!(p.ty.kind, ExprKind::Ellipsis(_)).then_some(p.ty.span.lo)
}
