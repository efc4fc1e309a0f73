//! The errors of a file that the parser did not accept.
//!
//! LALRPOP's parser says where it stopped and no more. What gc reports of a broken file is decided by how its parser goes on:
//! which token it asks for, which tokens it passes over, where it resumes. So a file with an error is read a second time, by
//! descent and without backtracking, in the order in which gc reads; the products are the errors, in the order found, and the imports.
//! Expressions are kept as trees because messages print them, statements as far as labels and branches need them.
//!
//! Nothing here decides what is Go: `grammar/go.lalrpop` does. A file without errors never comes here.
//!
//! `decls`, `stmts`, `exprs`, `types` and `params` follow the parts of the language; this file has the cursor, the wording that all
//! share, and the lists.

mod decls;
mod exprs;
mod params;
mod stmts;
mod types;

use crate::ast::{BinOp, Expr, ExprId, ExprKind, Ident, ImportSpec};
use crate::builder::Error;
use crate::token::{Tok, Token};
use vole_source::{Diagnostics, SourceFile, Span};

/// What reading a broken file gives.
#[derive(Default)]
pub struct Told {
    /// Errors of lexer and parser, in the order in which gc finds them; one syntax error a line.
    pub errors: Vec<Error>,
    /// Misplaced labels and branches of the function bodies without errors.
    pub branches: Diagnostics,
    /// The package's name, if the clause has one.
    pub package: Option<Ident>,
    /// The imports: who loads packages looks at those of broken files too.
    pub imports: Vec<ImportSpec>,
}

/// Reads the tokens of a broken file. `lexical` are the errors found in the text before, by place.
pub fn tell(file: &SourceFile, tokens: &[Token], lexical: Vec<Error>) -> Told {
    let mut lexical = lexical;
    lexical.sort_by_key(|e| e.at);
    lexical.reverse();
    let fuel = tokens.len() * 8 + 1000;
    let told = Told::default();
    let mut r = Reader {
        file,
        tokens,
        k: 0,
        lexical,
        told,
        bodies: 0,
        nest: 0,
        depth: 0,
        fuel,
        count: 0,
        line: 0,
        given_up: false,
    };
    r.lexical_errors();
    r.file();
    while let Some(e) = r.lexical.pop() {
        r.report(e);
    }
    r.told
}

/// The state of reading: a cursor over the tokens.
struct Reader<'a> {
    file: &'a SourceFile,
    tokens: &'a [Token],
    /// Index of the current token; the number of tokens at the end.
    k: usize,
    /// Lexical errors not reported yet, the next one last.
    lexical: Vec<Error>,
    told: Told,
    /// Function bodies around the current token: in one, statement keywords end what is passed over.
    bodies: u32,
    /// Negative in the header of a control statement outside of brackets: a `{` behind a name opens the body there.
    nest: i32,
    /// Recursion of declarations, statements, expressions and types.
    depth: u32,
    /// Steps left before the rest of the file is given up. Reading needs a few for each token; this is a safeguard.
    fuel: usize,
    /// Errors so far, also those not shown.
    count: usize,
    /// The line of the last syntax error.
    line: u32,
    /// Whether the rest of the file has been given up.
    given_up: bool,
}

/// How deep statements, expressions and types may nest in a broken file before its rest is given up: what fits a small stack.
const MAX_NESTING: u32 = 200;

/// How the message of a syntax error goes on behind `unexpected X`.
fn expected(what: &str) -> String {
    format!(", expected {what}")
}

/// A token as messages ask for it.
fn sign(t: Tok) -> &'static str {
    match t {
        Tok::Name => "name",
        Tok::Comma => "comma",
        Tok::Semi => "semicolon or newline",
        Tok::Colon => ":",
        Tok::Assign => "=",
        Tok::LParen => "(",
        Tok::RParen => ")",
        Tok::LBrack => "[",
        Tok::RBrack => "]",
        Tok::LBrace => "{",
        Tok::RBrace => "}",
        Tok::Chan => "chan",
        _ => "token",
    }
}

/// The keywords that begin a statement: reading resumes there inside of a function.
fn begins_statement(t: Tok) -> bool {
    use Tok::*;
    matches!(
        t,
        Break | Const | Continue | Defer | Fallthrough | For | Go | Goto | If | Return | Select | Switch | Type | Var
    )
}

fn binary_operator(t: Tok) -> Option<BinOp> {
    use Tok::*;
    Some(match t {
        OrOr => BinOp::OrOr,
        AndAnd => BinOp::AndAnd,
        Cmp(op) | MulOp(op) => op,
        Plus => BinOp::Add,
        Minus => BinOp::Sub,
        Pipe => BinOp::Or,
        Caret => BinOp::Xor,
        Star => BinOp::Mul,
        Amp => BinOp::And,
        _ => return None,
    })
}

impl Reader<'_> {
    // ---- the cursor

    fn tok_at(&self, k: usize) -> Option<Tok> {
        self.tokens.get(k).map(|t| match t.1 {
            Tok::BodyBrace => Tok::LBrace,
            Tok::TpBrack => Tok::LBrack,
            t => t,
        })
    }

    /// The current token; `None` at the end.
    fn tok(&self) -> Option<Tok> {
        self.tok_at(self.k)
    }

    fn is(&self, t: Tok) -> bool {
        self.tok() == Some(t)
    }

    fn is_any(&self, list: &[Tok]) -> bool {
        self.tok().is_some_and(|t| list.contains(&t))
    }

    fn at_end(&self) -> bool {
        self.k >= self.tokens.len()
    }

    /// Where the current token stands.
    fn pos(&self) -> u32 {
        self.tokens.get(self.k).map_or(self.file.span().hi, |t| t.0)
    }

    /// The current token's place.
    fn span(&self) -> Span {
        self.tokens.get(self.k).map_or(Span::new(self.pos(), self.pos()), |t| Span::new(t.0, t.2))
    }

    /// Where the token before ends.
    fn end(&self) -> u32 {
        self.k.checked_sub(1).and_then(|k| self.tokens.get(k)).map_or(self.file.base, |t| t.2)
    }

    fn bump(&mut self) {
        if !self.at_end() {
            self.k += 1;
            self.lexical_errors();
        }
    }

    /// Takes the current token if it is this one.
    fn got(&mut self, t: Tok) -> bool {
        let got = self.is(t);
        if got {
            self.bump();
        }
        got
    }

    /// Takes a token that must be there; another one in its place is dropped.
    fn want(&mut self, t: Tok) {
        if !self.got(t) {
            self.unexpected(&expected(sign(t)));
            self.bump();
        }
    }

    /// Passes over tokens until one of these, inside a function also until a statement's keyword.
    fn skip_to(&mut self, follow: &[Tok]) {
        while let Some(t) = self.tok() {
            if follow.contains(&t) || (self.bodies > 0 && begins_statement(t)) {
                break;
            }
            self.bump();
        }
    }

    /// Counts a step of the recursion and does it, unless it would go too deep: then the rest of the file is given up.
    fn deeper<T>(&mut self, step: impl FnOnce(&mut Self) -> T) -> T {
        self.depth += 1;
        self.fuel = self.fuel.saturating_sub(1);
        if self.depth > MAX_NESTING || self.fuel == 0 {
            self.given_up = true;
            self.k = self.tokens.len();
        }
        let out = step(self);
        self.depth -= 1;
        out
    }

    // ---- errors

    /// Reports what the lexer found up to the end of the current token.
    fn lexical_errors(&mut self) {
        // What a literal lacks may be missed at its very end.
        let hi = self.tokens.get(self.k).map_or(u32::MAX, |t| t.2 + u32::from(matches!(t.1, Tok::Lit(_))));
        while let Some(e) = self.lexical.pop_if(|e| e.at < hi) {
            self.report(e);
        }
    }

    fn report(&mut self, e: Error) {
        self.count += 1;
        let line = self.file.line_column(e.at).0;
        if e.is_syntax() {
            if line == self.line {
                return;
            }
            self.line = line;
        } else if self
            .told
            .errors
            .last()
            .is_some_and(|l| l.message == e.message && self.file.line_column(l.at).0 == line)
        {
            return;
        }
        self.told.errors.push(e);
    }

    fn error_at(&mut self, at: u32, message: impl Into<String>) {
        self.report(Error { at, message: message.into() });
    }

    fn syntax_at(&mut self, at: u32, message: impl std::fmt::Display) {
        // What the end of the file lacks is of no interest once something else is wrong.
        if !(self.given_up || self.at_end() && self.count > 0) {
            self.error_at(at, format!("syntax error: {message}"));
        }
    }

    fn syntax(&mut self, message: impl std::fmt::Display) {
        self.syntax_at(self.pos(), message);
    }

    /// The current token cannot stand here; `rest` says more.
    fn unexpected(&mut self, rest: &str) {
        self.syntax(format_args!("unexpected {}{rest}", self.describe(self.k)));
    }

    fn text(&self, k: usize) -> &str {
        let text = |t: &Token| &self.file.text[(t.0 - self.file.base) as usize..(t.2 - self.file.base) as usize];
        self.tokens.get(k).map_or("", text)
    }

    /// A token as messages name it.
    fn describe(&self, k: usize) -> String {
        let text = self.text(k);
        match self.tok_at(k) {
            None => "EOF".into(),
            Some(Tok::Semi) if !text.is_empty() => "semicolon".into(),
            Some(Tok::Semi) if self.tokens[k].0 == self.file.span().hi => "EOF".into(),
            Some(Tok::Semi) => "newline".into(),
            Some(Tok::Comma) => "comma".into(),
            Some(Tok::Name) => format!("name {text}"),
            Some(Tok::Lit(_)) => format!("literal {text}"),
            Some(_) if text.starts_with(|c: char| c.is_ascii_lowercase()) => format!("keyword {text}"),
            Some(_) => text.into(),
        }
    }

    // ---- what all parts share

    /// Elements with `sep` between them, `close` behind them. `element` says whether it must be the last one. Gives the place of
    /// the closing token.
    fn list(&mut self, what: &str, sep: Tok, close: Tok, mut element: impl FnMut(&mut Self) -> bool) -> u32 {
        let mut last = false;
        while !self.at_end() && !self.is(close) && !last {
            let before = self.k;
            last = element(self);
            if !self.got(sep) && !self.is(close) {
                self.unexpected(&format!(" in {what}; possibly missing {} or {}", sign(sep), sign(close)));
                self.skip_to(&[Tok::RParen, Tok::RBrack, Tok::RBrace]);
                if !self.is(close) {
                    return self.pos();
                }
            }
            if self.k == before {
                // An element of nothing: what cannot be is passed over, so that the list ends.
                self.bump();
            }
        }
        let at = self.pos();
        self.want(close);
        at
    }

    fn node(&self, lo: u32, kind: ExprKind) -> Expr {
        Expr { id: ExprId(0), span: Span::new(lo, self.end().max(lo)), kind }
    }

    fn bad(&self) -> Expr {
        Expr { id: ExprId(0), span: Span::new(self.pos(), self.pos()), kind: ExprKind::Bad }
    }

    fn blank(&self) -> Ident {
        Ident { id: ExprId(0), name: "_".into(), span: Span::new(self.pos(), self.pos()) }
    }

    /// A name, which must be there.
    fn name(&mut self) -> Ident {
        if self.is(Tok::Name) {
            let name = Ident { id: ExprId(0), name: self.text(self.k).into(), span: self.span() };
            self.bump();
            return name;
        }
        let blank = self.blank();
        self.unexpected(&expected("name"));
        self.bump();
        blank
    }

    /// Names from the first, which has been read, on.
    fn names(&mut self, first: Ident) -> Vec<Ident> {
        let mut names = vec![first];
        while self.got(Tok::Comma) {
            names.push(self.name());
        }
        names
    }

    fn name_expr(&self, n: Ident) -> Expr {
        Expr { id: n.id, span: n.span, kind: ExprKind::Ident(n) }
    }
}
