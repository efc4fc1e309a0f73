//! Expressions.

use super::{Reader, binary_operator, expected};
use crate::ast::{Block, CallExpr, ChanDir, CompositeLit, Expr, ExprKind, FuncLit, SliceExpr, UnOp, print_expr};
use crate::token::Tok;
use vole_source::Span;

impl Reader<'_> {
    pub(super) fn exprs(&mut self) -> Vec<Expr> {
        let mut list = vec![self.expr()];
        while self.got(Tok::Comma) {
            list.push(self.expr());
        }
        list
    }

    pub(super) fn expr(&mut self) -> Expr {
        self.binary(0)
    }

    /// Operands with operators that bind more than `above` between them.
    fn binary(&mut self, above: u8) -> Expr {
        self.deeper(|r| {
            let x = r.unary();
            r.binary_rest(x, above)
        })
    }

    /// The same behind the first operand.
    pub(super) fn binary_rest(&mut self, mut x: Expr, above: u8) -> Expr {
        while let Some(op) = self.tok().and_then(binary_operator)
            && op.precedence() > above
        {
            let at = self.span();
            self.bump();
            let y = self.binary(op.precedence());
            x = self.node(x.span.lo, ExprKind::Binary(op, at, Box::new(x), Box::new(y)));
        }
        x
    }

    fn unary(&mut self) -> Expr {
        let lo = self.pos();
        let op = match self.tok() {
            Some(Tok::Plus) => UnOp::Plus,
            Some(Tok::Minus) => UnOp::Neg,
            Some(Tok::Not) => UnOp::Not,
            Some(Tok::Caret) => UnOp::Xor,
            Some(Tok::Tilde) => UnOp::Tilde,
            Some(Tok::Amp) => UnOp::Addr,
            Some(Tok::Arrow) => UnOp::Recv,
            Some(Tok::Star) => {
                self.bump();
                let x = self.deeper(Self::unary);
                return self.node(lo, ExprKind::Star(Box::new(x)));
            }
            _ => return self.primary(),
        };
        self.bump();
        let mut x = self.deeper(Self::unary);
        if op == UnOp::Recv && matches!(x.kind, ExprKind::ChanType(..)) {
            self.receive_from(&mut x);
            x.span.lo = lo;
            return x;
        }
        self.node(lo, ExprKind::Unary(op, Box::new(x)))
    }

    /// An arrow stands before a channel type: it makes a receive channel of it, and its own arrow, if it has one, belongs to the
    /// element, and so on.
    fn receive_from(&mut self, x: &mut Expr) {
        let ExprKind::ChanType(dir, elem) = &mut x.kind else {
            self.syntax(format_args!("unexpected {}, expected chan", print_expr(x)));
            return;
        };
        match std::mem::replace(dir, ChanDir::Recv) {
            ChanDir::Both => {}
            ChanDir::Recv => self.syntax("unexpected <-, expected chan"),
            ChanDir::Send => self.deeper(|r| r.receive_from(elem)),
        }
    }

    pub(super) fn primary(&mut self) -> Expr {
        let x = self.operand();
        self.primary_rest(x)
    }

    fn operand(&mut self) -> Expr {
        let lo = self.pos();
        match self.tok() {
            Some(Tok::Name) => {
                let name = self.name();
                self.name_expr(name)
            }
            Some(Tok::Lit(kind)) => {
                let text = self.text(self.k).into();
                self.bump();
                self.node(lo, ExprKind::Lit(kind, text))
            }
            Some(Tok::LParen) => {
                self.bump();
                self.nest += 1;
                let x = self.expr();
                self.nest -= 1;
                self.want(Tok::RParen);
                self.node(lo, ExprKind::Paren(Box::new(x)))
            }
            Some(Tok::Func) => {
                self.bump();
                let ty = self.func_type(Some("function type"));
                if self.is(Tok::LBrace) {
                    self.nest += 1;
                    let body = self.func_body();
                    self.nest -= 1;
                    return self.node(lo, ExprKind::FuncLit(Box::new(FuncLit { ty, body })));
                }
                self.node(lo, ExprKind::FuncType(Box::new(ty)))
            }
            Some(Tok::LBrack | Tok::Chan | Tok::Map | Tok::Struct | Tok::Interface) => self.ty(),
            _ => {
                let bad = self.bad();
                self.unexpected(&expected("expression"));
                self.skip_to(&[Tok::RParen, Tok::RBrack, Tok::RBrace]);
                bad
            }
        }
    }

    /// Selectors, indices, calls and braces behind an operand.
    pub(super) fn primary_rest(&mut self, mut x: Expr) -> Expr {
        let lo = x.span.lo;
        loop {
            x = match self.tok() {
                Some(Tok::Dot) => {
                    self.bump();
                    self.member(lo, x)
                }
                Some(Tok::LBrack) => {
                    self.bump();
                    self.nest += 1;
                    let kind = self.index(x);
                    self.nest -= 1;
                    self.want(Tok::RBrack);
                    self.node(lo, kind)
                }
                Some(Tok::LParen) => self.call(lo, x),
                Some(Tok::LBrace) if self.may_be_literal(&x) => {
                    if matches!(x.kind, ExprKind::Paren(_)) {
                        self.syntax("cannot parenthesize type in composite literal");
                    }
                    self.composite(lo, Some(x))
                }
                _ => return x,
            };
            if self.fuel == 0 {
                return x;
            }
        }
    }

    fn member(&mut self, lo: u32, x: Expr) -> Expr {
        match self.tok() {
            Some(Tok::Name) => {
                let name = self.name();
                self.node(lo, ExprKind::Selector(Box::new(x), name))
            }
            Some(Tok::LParen) => {
                self.bump();
                let ty = match self.got(Tok::Type) {
                    true => None,
                    false => Some(Box::new(self.ty())),
                };
                self.want(Tok::RParen);
                self.node(lo, ExprKind::TypeAssert(Box::new(x), ty))
            }
            _ => {
                self.unexpected(&expected("name or ("));
                self.skip_to(&[Tok::Semi, Tok::RParen]);
                x
            }
        }
    }

    /// What stands in brackets behind `x`, up to the closing one.
    fn index(&mut self, x: Expr) -> ExprKind {
        let mut first = None;
        if self.is(Tok::RBrack) {
            let bad = self.bad();
            self.unexpected(&expected("operand"));
            return ExprKind::Index(Box::new(x), vec![bad]);
        }
        if !self.is(Tok::Colon) {
            let expr = self.expr();
            let (mut list, comma) = self.types(expr);
            if comma || self.is(Tok::RBrack) {
                return ExprKind::Index(Box::new(x), list);
            }
            first = list.pop();
        }
        if !self.got(Tok::Colon) {
            self.unexpected(&expected("comma, : or ]"));
            self.skip_to(&[Tok::Comma, Tok::Colon, Tok::RBrack]);
        }
        let mut s = SliceExpr { x, lo: first, hi: None, max: None, three: false, lbrack: 0 };
        if !self.is(Tok::Colon) && !self.is(Tok::RBrack) {
            s.hi = Some(self.expr());
        }
        if self.is(Tok::Colon) {
            s.three = true;
            if s.hi.is_none() {
                self.error_at(self.pos(), "middle index required in 3-index slice");
            }
            self.bump();
            if self.is(Tok::RBrack) {
                self.error_at(self.pos(), "final index required in 3-index slice");
            } else {
                s.max = Some(self.expr());
            }
        }
        ExprKind::Slice(Box::new(s))
    }

    fn call(&mut self, lo: u32, fun: Expr) -> Expr {
        self.bump();
        self.nest += 1;
        let (mut args, mut spread) = (Vec::new(), None);
        self.list("argument list", Tok::Comma, Tok::RParen, |r| {
            args.push(r.expr());
            let dots = r.span();
            let is_spread = r.got(Tok::Ellipsis);
            if is_spread {
                spread = Some(dots);
            }
            is_spread
        });
        self.nest -= 1;
        let rparen = Span::new(self.end(), self.end());
        self.node(lo, ExprKind::Call(Box::new(CallExpr { fun, args, spread, rparen })))
    }

    /// Whether a `{` behind `x` begins a composite literal's elements, not a block.
    fn may_be_literal(&self, x: &Expr) -> bool {
        let mut inner = x;
        while let ExprKind::Paren(x) = &inner.kind {
            inner = x;
        }
        match &inner.kind {
            ExprKind::Ident(_) | ExprKind::Selector(..) => self.nest >= 0,
            ExprKind::Index(_, args) => self.nest >= 0 && !args.iter().all(is_value),
            ExprKind::ArrayType(..) | ExprKind::SliceType(_) | ExprKind::StructType(_) | ExprKind::MapType(..) => true,
            _ => false,
        }
    }

    /// The braces of a composite literal and what is in them.
    fn composite(&mut self, lo: u32, ty: Option<Expr>) -> Expr {
        self.deeper(|r| {
            let lbrace = r.span();
            r.nest += 1;
            r.want(Tok::LBrace);
            let mut elems = Vec::new();
            r.list("composite literal", Tok::Comma, Tok::RBrace, |r| {
                let mut x = r.element();
                if r.got(Tok::Colon) {
                    let value = r.element();
                    x = r.node(x.span.lo, ExprKind::KeyValue(Box::new(x), Box::new(value)));
                }
                elems.push(x);
                false
            });
            r.nest -= 1;
            let rbrace = Span::new(r.end(), r.end());
            r.node(lo, ExprKind::CompositeLit(Box::new(CompositeLit { ty, elems, lbrace, rbrace })))
        })
    }

    fn element(&mut self) -> Expr {
        if self.is(Tok::LBrace) { self.composite(self.pos(), None) } else { self.expr() }
    }

    /// A function's body. Labels and branches are looked at if nothing else is wrong in it.
    pub(super) fn func_body(&mut self) -> Block {
        let before = self.count;
        self.bodies += 1;
        let body = self.block();
        self.bodies -= 1;
        if self.count == before {
            let file = self.file;
            let found = crate::branches::check_body(&body, &|span| file.position_text(span.lo));
            self.told.branches.extend(found);
        }
        body
    }
}

/// Whether an index can only be a value, so that `x[i]` is no type.
fn is_value(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::Lit(..)
        | ExprKind::CompositeLit(_)
        | ExprKind::FuncLit(_)
        | ExprKind::Slice(_)
        | ExprKind::TypeAssert(..)
        | ExprKind::Call(_) => true,
        ExprKind::Unary(..) | ExprKind::Binary(..) => true,
        ExprKind::Paren(x) => is_value(x),
        ExprKind::Index(x, args) => is_value(x) || args.iter().all(is_value),
        _ => false,
    }
}
