//! Statements.

use super::{Reader, expected};
use crate::ast::{
    Block, CaseClause, CommClause, Expr, ExprId, ExprKind, ForStmt, Ident, IfStmt, RangeStmt, Stmt, StmtKind,
    SwitchStmt, TypeSwitchStmt, print_expr,
};
use crate::token::Tok;
use vole_source::Span;

/// The header of a control statement.
#[derive(Default)]
struct Header {
    init: Option<Stmt>,
    cond: Option<Stmt>,
    post: Option<Stmt>,
    /// Whether the condition is a range clause.
    range: bool,
}

/// What `simple` gives: a statement, or the header of a `for` with `range`.
enum Simple {
    Stmt(Stmt),
    Range(Stmt),
}

impl Reader<'_> {
    fn stmt(&self, lo: u32, kind: StmtKind) -> Stmt {
        Stmt { span: Span::new(lo, self.end().max(lo)), kind }
    }

    /// A block; the current token opens it.
    pub(super) fn block(&mut self) -> Block {
        let lbrace = self.span();
        self.bump();
        self.block_rest(lbrace)
    }

    fn block_rest(&mut self, lbrace: Span) -> Block {
        let stmts = self.stmts();
        let rbrace = self.span();
        self.want(Tok::RBrace);
        Block { lbrace, stmts, rbrace }
    }

    /// The body behind the header of `what`.
    fn body(&mut self, what: &str) -> Block {
        let lbrace = self.span();
        if !self.got(Tok::LBrace) {
            self.unexpected(&expected(&format!("{{ after {what}")));
            self.skip_to(&[Tok::Name, Tok::RBrace]);
            let rbrace = self.span();
            if self.got(Tok::RBrace) {
                return Block { lbrace, stmts: Vec::new(), rbrace };
            }
        }
        self.block_rest(lbrace)
    }

    /// Statements up to what ends a block or a clause.
    fn stmts(&mut self) -> Vec<Stmt> {
        let mut list = Vec::new();
        while !self.at_end() && !self.is_any(&[Tok::RBrace, Tok::Case, Tok::Default]) {
            let Some(stmt) = self.deeper(Self::stmt_if_any) else { break };
            list.push(stmt);
            if !self.got(Tok::Semi) && !self.is(Tok::RBrace) {
                self.unexpected(" at end of statement");
                self.skip_to(&[Tok::Semi, Tok::RBrace, Tok::Case, Tok::Default]);
                self.got(Tok::Semi);
            }
        }
        list
    }

    /// A statement, if one begins here.
    fn stmt_if_any(&mut self) -> Option<Stmt> {
        use Tok::*;
        let lo = self.pos();
        let keyword = self.tok()?;
        let kind = match keyword {
            Name => {
                let mut list = self.exprs();
                if self.is(Colon) && list.len() == 1 && matches!(list[0].kind, ExprKind::Ident(_)) {
                    let Some(Expr { kind: ExprKind::Ident(label), .. }) = list.pop() else { unreachable!("just seen") };
                    return self.labeled(label);
                }
                return Some(self.simple_stmt(list));
            }
            Lit(_) | Func | LParen | LBrack | Struct | Map | Chan | Interface | Arrow | Plus | Minus | Star | Amp
            | Caret | Not => {
                let list = self.exprs();
                return Some(self.simple_stmt(list));
            }
            Var | Const | Type => self.decl(keyword),
            LBrace => StmtKind::Block(self.block()),
            For => return Some(self.for_stmt()),
            If => return Some(self.if_stmt()),
            Switch => return Some(self.switch_stmt()),
            Select => return Some(self.select_stmt()),
            Fallthrough => {
                self.bump();
                StmtKind::Fallthrough
            }
            Break | Continue => {
                self.bump();
                let label = self.is(Name).then(|| self.name());
                if keyword == Break { StmtKind::Break(label) } else { StmtKind::Continue(label) }
            }
            Goto => {
                self.bump();
                StmtKind::Goto(self.name())
            }
            Go | Defer => {
                self.bump();
                let x = self.primary();
                let word = if keyword == Go { "go" } else { "defer" };
                if matches!(x.kind, ExprKind::Paren(_)) {
                    self.error_at(x.span.lo, format!("expression in {word} must not be parenthesized"));
                }
                StmtKind::Go(x)
            }
            Return => {
                self.bump();
                let values = if self.is(Semi) || self.is(RBrace) { Vec::new() } else { self.exprs() };
                StmtKind::Return(values)
            }
            Semi => StmtKind::Empty,
            _ => return None,
        };
        Some(self.stmt(lo, kind))
    }

    /// Behind a label, at its colon.
    fn labeled(&mut self, label: Ident) -> Option<Stmt> {
        let lo = label.span.lo;
        let colon = self.pos();
        self.bump();
        let empty = Stmt { span: Span::new(self.pos(), self.pos()), kind: StmtKind::Empty };
        let inner = if self.is(Tok::RBrace) { Some(empty) } else { self.deeper(Self::stmt_if_any) };
        match inner {
            Some(inner) => Some(self.stmt(lo, StmtKind::Labeled(label, Box::new(inner)))),
            None => {
                self.syntax_at(colon, "missing statement after label");
                None
            }
        }
    }

    /// A statement that begins with these expressions.
    fn simple_stmt(&mut self, left: Vec<Expr>) -> Stmt {
        match self.simple(Some(left), None) {
            Simple::Stmt(s) | Simple::Range(s) => s,
        }
    }

    /// A simple statement, of which the left side may have been read; `header` is the keyword in whose header it stands.
    fn simple(&mut self, left: Option<Vec<Expr>>, header: Option<Tok>) -> Simple {
        let lo = left.as_ref().map_or(self.pos(), |l| l[0].span.lo);
        if left.is_none() && header == Some(Tok::For) && self.is(Tok::Range) {
            return Simple::Range(self.range(lo, Vec::new(), false));
        }
        let mut left = match left {
            Some(list) => list,
            None => self.exprs(),
        };
        let at = self.span();
        let kind = match self.tok() {
            Some(t @ (Tok::Assign | Tok::Define)) => {
                self.bump();
                if header == Some(Tok::For) && self.is(Tok::Range) {
                    return Simple::Range(self.range(lo, left, t == Tok::Define));
                }
                let right = self.exprs();
                if t == Tok::Define { StmtKind::Define(left, at, right) } else { StmtKind::Assign(left, at, right) }
            }
            _ if left.len() > 1 => {
                self.unexpected(&expected(":= or = or comma"));
                self.skip_to(&[Tok::Semi, Tok::RBrace]);
                StmtKind::Expr(left.swap_remove(0))
            }
            Some(Tok::OpAssign(op)) => {
                self.bump();
                let right = self.expr();
                StmtKind::OpAssign(op, at, Box::new(left.swap_remove(0)), Box::new(right))
            }
            Some(Tok::IncDec(up)) => {
                self.bump();
                StmtKind::IncDec(left.swap_remove(0), up)
            }
            Some(Tok::Arrow) => {
                self.bump();
                let value = self.expr();
                StmtKind::Send(Box::new(left.swap_remove(0)), at, Box::new(value))
            }
            _ => StmtKind::Expr(left.swap_remove(0)),
        };
        Simple::Stmt(self.stmt(lo, kind))
    }

    /// The rest of a range clause, at `range`.
    fn range(&mut self, lo: u32, left: Vec<Expr>, define: bool) -> Stmt {
        self.bump();
        let x = self.expr();
        let body = Block { lbrace: Span::new(lo, lo), stmts: Vec::new(), rbrace: Span::new(lo, lo) };
        let mut left = left.into_iter();
        let (key, value) = (left.next(), left.next());
        let extra = left.next().map(|e| e.span);
        self.stmt(lo, StmtKind::Range(Box::new(RangeStmt { key, value, extra, define, x, body })))
    }

    /// The header behind `if`, `for` or `switch`.
    fn header(&mut self, keyword: Tok) -> Header {
        let mut h = Header::default();
        if self.is(Tok::LBrace) {
            if keyword == Tok::If {
                self.syntax("missing condition in if statement");
            }
            return h;
        }
        let outer = std::mem::replace(&mut self.nest, -1);
        let semi = self.header_parts(keyword, &mut h);
        self.nest = outer;
        if h.range {
            return h;
        }
        match &h.cond {
            None => {
                if let Some((at, word)) = semi.filter(|_| keyword == Tok::If) {
                    match word.as_str() {
                        "semicolon" => self.syntax_at(at, "missing condition in if statement"),
                        _ => self.syntax_at(at, format_args!("unexpected {word}, expected {{ after if clause")),
                    }
                }
            }
            Some(s) => {
                if let Some((at, what)) = no_value(s, keyword) {
                    self.syntax_at(at, format_args!("cannot use {what} as value"));
                }
            }
        }
        h
    }

    /// Reads the parts of a header. Gives the place and the name of the semicolon behind the first.
    fn header_parts(&mut self, keyword: Tok, h: &mut Header) -> Option<(u32, String)> {
        if !self.is(Tok::Semi) {
            let word = match keyword {
                Tok::If => "if",
                Tok::For => "for",
                _ => "switch",
            };
            if self.is(Tok::Var) {
                self.bump();
                self.syntax(format_args!("var declaration not allowed in {word} initializer"));
            }
            match self.simple(None, Some(keyword)) {
                Simple::Range(s) => {
                    h.cond = Some(s);
                    h.range = true;
                    return None;
                }
                Simple::Stmt(s) => h.init = Some(s),
            }
        }
        if self.is(Tok::LBrace) {
            h.cond = h.init.take();
            return None;
        }
        let mut semi = None;
        if self.is(Tok::Semi) {
            semi = Some((self.pos(), self.describe(self.k)));
            self.bump();
        } else {
            self.want(Tok::LBrace);
            if !self.is(Tok::LBrace) {
                self.skip_to(&[Tok::LBrace, Tok::RBrace]);
            }
        }
        let plain = |r: &mut Self, header| match r.simple(None, header) {
            Simple::Stmt(s) | Simple::Range(s) => Some(s),
        };
        if keyword != Tok::For {
            if !self.is(Tok::LBrace) {
                h.cond = plain(self, Some(keyword));
            }
            return semi;
        }
        if !self.is(Tok::Semi) {
            if self.is(Tok::LBrace) {
                self.unexpected(&expected("for loop condition"));
                return semi;
            }
            h.cond = plain(self, None);
        }
        self.want(Tok::Semi);
        if !self.is(Tok::LBrace) {
            h.post = plain(self, None);
            if let Some(Stmt { kind: StmtKind::Define(_, at, _), .. }) = &h.post {
                self.syntax_at(at.lo, "cannot declare in post statement of for loop");
            }
        }
        semi
    }

    fn for_stmt(&mut self) -> Stmt {
        let lo = self.pos();
        self.bump();
        let h = self.header(Tok::For);
        let body = self.body("for clause");
        let kind = match h.cond {
            Some(Stmt { kind: StmtKind::Range(mut r), .. }) if h.range => {
                r.body = body;
                StmtKind::Range(r)
            }
            _ => StmtKind::For(Box::new(ForStmt { init: h.init, cond: None, post: h.post, body })),
        };
        self.stmt(lo, kind)
    }

    fn if_stmt(&mut self) -> Stmt {
        let lo = self.pos();
        self.bump();
        let h = self.header(Tok::If);
        let cond = self.bad();
        let then = self.body("if clause");
        let mut els = None;
        if self.got(Tok::Else) {
            match self.tok() {
                Some(Tok::If) => els = Some(self.deeper(Self::if_stmt)),
                Some(Tok::LBrace) => {
                    let lo = self.pos();
                    let block = self.deeper(Self::block);
                    els = Some(self.stmt(lo, StmtKind::Block(block)));
                }
                _ => {
                    self.syntax("else must be followed by if or statement block");
                    self.skip_to(&[Tok::Name, Tok::RBrace]);
                }
            }
        }
        self.stmt(lo, StmtKind::If(Box::new(IfStmt { init: h.init, cond, then, els })))
    }

    /// The brace behind `switch` or `select` and its header.
    fn clauses_begin(&mut self, word: &str) {
        if !self.got(Tok::LBrace) {
            self.syntax(format_args!("missing {{ after {word} clause"));
            self.skip_to(&[Tok::Case, Tok::Default, Tok::RBrace]);
        }
    }

    /// `case` with what follows it, read by `what`, or `default`; its colon and its statements.
    fn clause<T>(&mut self, what: impl FnOnce(&mut Self) -> T) -> (Span, Option<T>, Span, Vec<Stmt>) {
        let span = self.span();
        let mut value = None;
        match self.tok() {
            Some(Tok::Case) => {
                self.bump();
                value = Some(what(self));
            }
            Some(Tok::Default) => self.bump(),
            _ => {
                self.unexpected(&expected("case or default or }"));
                self.skip_to(&[Tok::Colon, Tok::Case, Tok::Default, Tok::RBrace]);
            }
        }
        let colon = self.span();
        self.want(Tok::Colon);
        (span, value, colon, self.stmts())
    }

    fn switch_stmt(&mut self) -> Stmt {
        let lo = self.pos();
        self.bump();
        let h = self.header(Tok::Switch);
        self.clauses_begin("switch");
        let mut clauses = Vec::new();
        while !self.at_end() && !self.is(Tok::RBrace) {
            let (span, exprs, colon, body) = self.clause(Self::exprs);
            let is_default = exprs.is_none();
            clauses.push(CaseClause { span, id: ExprId(0), is_default, exprs: exprs.unwrap_or_default(), colon, body });
        }
        let rbrace = self.span();
        self.want(Tok::RBrace);
        let guard = match h.cond.as_ref().map(|c| &c.kind) {
            Some(StmtKind::Expr(x)) => is_guard(x),
            Some(StmtKind::Define(_, _, right)) => right.first().is_some_and(is_guard),
            _ => false,
        };
        let kind = if guard {
            let x = self.bad();
            StmtKind::TypeSwitch(Box::new(TypeSwitchStmt { init: h.init, bind: None, x, clauses, rbrace }))
        } else {
            StmtKind::Switch(Box::new(SwitchStmt { init: h.init, tag: None, clauses, rbrace }))
        };
        self.stmt(lo, kind)
    }

    fn select_stmt(&mut self) -> Stmt {
        let lo = self.pos();
        self.bump();
        self.clauses_begin("select");
        let mut clauses = Vec::new();
        while !self.at_end() && !self.is(Tok::RBrace) {
            let (span, comm, colon, body) = self.clause(|r| match r.simple(None, None) {
                Simple::Stmt(s) | Simple::Range(s) => s,
            });
            clauses.push(CommClause { span, comm, colon, body });
        }
        let rbrace = self.span();
        self.want(Tok::RBrace);
        self.stmt(lo, StmtKind::Select(clauses, rbrace))
    }
}

fn is_guard(x: &Expr) -> bool {
    matches!(x.kind, ExprKind::TypeAssert(_, None))
}

/// Where and how a statement that stands for a condition is no value.
fn no_value(s: &Stmt, header: Tok) -> Option<(u32, String)> {
    Some(match &s.kind {
        StmtKind::Expr(_) => return None,
        StmtKind::Define(l, _, r)
            if header == Tok::Switch
                && matches!(l.as_slice(), [Expr { kind: ExprKind::Ident(_), .. }])
                && matches!(r.as_slice(), [x] if is_guard(x)) =>
        {
            return None;
        }
        StmtKind::Assign(l, op, r) => (op.lo, format!("assignment {} = {}", emphasized(l), emphasized(r))),
        StmtKind::Define(l, op, r) => (op.lo, format!("{} := {}", printed(l), printed(r))),
        StmtKind::OpAssign(op, span, l, r) => (span.lo, format!("{} {}= {}", print_expr(l), op.token(), print_expr(r))),
        StmtKind::IncDec(x, up) => {
            (s.span.hi.saturating_sub(2), format!("{}{}", print_expr(x), if *up { "++" } else { "--" }))
        }
        StmtKind::Send(c, arrow, v) => (arrow.lo, format!("{} <- {}", print_expr(c), print_expr(v))),
        _ => (s.span.lo, "statement".into()),
    })
}

fn printed(list: &[Expr]) -> String {
    list.iter().map(print_expr).collect::<Vec<_>>().join(", ")
}

/// The side of an assignment in a message: a binary operation stands in parentheses.
fn emphasized(list: &[Expr]) -> String {
    match list {
        [Expr { kind: ExprKind::Binary(..), .. }] => format!("({})", printed(list)),
        _ => printed(list),
    }
}
