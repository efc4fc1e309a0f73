//! Wording of syntax errors, and recovery. When the parser stops at a token, [`diagnose`] looks at what could stand there
//! (LALRPOP's expected set) and at the enclosing constructs ([`context`](crate::context)), words the message as gc does, and
//! proposes an edit of the token vector with which the parser gets past the place, as near as possible to where gc resumes.

use crate::context::{Frame, Kind, frames};
use crate::token::{Tok, Token};
use vole_source::SourceFile;

/// An edit: tokens `from..to` are replaced by tokens of these kinds, all empty and standing where the error is. An empty
/// name is `_`.
pub struct Repair {
    pub from: usize,
    pub to: usize,
    pub insert: Vec<Tok>,
}

/// An error's place, its message, and how to go on (not at all if `None`).
pub struct Finding {
    pub at: u32,
    pub message: String,
    pub repair: Option<Repair>,
}

/// One stop of the parser.
pub struct Stop<'a> {
    pub file: &'a SourceFile,
    pub tokens: &'a [Token],
    /// Index of the token that could not be; `tokens.len()` at the end of the file.
    pub index: usize,
    /// Terminals of the grammar that could have stood there.
    pub expected: &'a [&'a str],
}

/// What follows `syntax error: `.
enum Words {
    /// The message itself.
    Plain(&'static str),
    /// `unexpected X` and this.
    After(String),
}

use Words::{After, Plain};

/// Stands at the token before.
const LABEL: &str = "missing statement after label";

fn expected(what: &str) -> Words {
    After(format!(", expected {what}"))
}

/// Words the error and finds where to go on.
pub fn diagnose(s: &Stop<'_>) -> Finding {
    let stack = frames(s.tokens, s.index);
    let mut at = s.place(s.index);
    let (words, repair) = match s.before_declarations() {
        Some(found) => found,
        None => {
            let frame = stack.last().expect("frames are never empty");
            let in_func = stack.iter().any(|f| matches!(f.kind, Kind::Block | Kind::Clauses));
            let v = View { s, f: frame, in_func, k: s.index, cur: s.tok(s.index), prev: s.tokens[s.index - 1].1 };
            let (words, repair) = v.find();
            match words {
                Plain(LABEL) => at = s.place(s.index - 1),
                Plain(text) if text.starts_with("var declaration") => at = s.place(s.index + 1),
                _ => {}
            }
            (words, Some(repair))
        }
    };
    let message = match words {
        Plain(text) => format!("syntax error: {text}"),
        After(text) => format!("syntax error: unexpected {}{text}", s.describe(s.index)),
    };
    Finding { at, message, repair }
}

impl<'a> Stop<'a> {
    fn tok(&self, i: usize) -> Option<Tok> {
        self.tokens.get(i).map(|t| t.1)
    }

    fn place(&self, i: usize) -> u32 {
        self.tokens.get(i).map_or(self.file.span().hi, |t| t.0)
    }

    fn text(&self, i: usize) -> &'a str {
        self.tokens
            .get(i)
            .map_or("", |t| &self.file.text[(t.0 - self.file.base) as usize..(t.2 - self.file.base) as usize])
    }

    /// A token as messages name it.
    fn describe(&self, i: usize) -> String {
        let text = self.text(i);
        match self.tok(i) {
            None => "EOF".into(),
            Some(Tok::Semi) if !text.is_empty() => "semicolon".into(),
            Some(Tok::Semi) if self.place(i) == self.file.span().hi => "EOF".into(),
            Some(Tok::Semi) => "newline".into(),
            Some(Tok::Comma) => "comma".into(),
            Some(Tok::Name) => format!("name {text}"),
            Some(Tok::Lit(_)) => format!("literal {text}"),
            Some(_) if text.starts_with(|c: char| c.is_ascii_lowercase()) => format!("keyword {text}"),
            Some(_) => text.into(),
        }
    }

    /// Errors in the package clause.
    fn before_declarations(&self) -> Option<(Words, Option<Repair>)> {
        match self.index {
            0 => Some((Plain("package statement must be first"), None)),
            1 => Some((expected("name"), None)),
            2 => {
                let next = (2..self.tokens.len()).find(|&i| self.tok(i) == Some(Tok::Semi));
                Some((expected("semicolon or newline"), next.map(|to| Repair { from: 2, to, insert: Vec::new() })))
            }
            _ => None,
        }
    }
}

/// A stop behind the package clause, seen from its innermost bracket.
struct View<'v, 'a> {
    s: &'v Stop<'a>,
    f: &'v Frame,
    /// Inside a function's body: statement keywords stop recovery.
    in_func: bool,
    /// Index of the offending token.
    k: usize,
    cur: Option<Tok>,
    prev: Tok,
}

const CLOSERS: &[Tok] = &[Tok::RParen, Tok::RBrack, Tok::RBrace];

impl View<'_, '_> {
    fn has(&self, terminal: &str) -> bool {
        self.s.expected.contains(&terminal)
    }

    /// The first token from the error on that is one of `follow`, a statement's keyword, or the end of the file.
    fn advance(&self, follow: &[Tok]) -> usize {
        use Tok::*;
        let stops = |t: Tok| {
            let keyword = self.in_func
                && matches!(
                    t,
                    Break
                        | Const
                        | Continue
                        | Defer
                        | Fallthrough
                        | For
                        | Go
                        | Goto
                        | If
                        | Return
                        | Select
                        | Switch
                        | Type
                        | Var
                );
            keyword || follow.contains(&t)
        };
        let n = self.s.tokens.len();
        (self.k..n).find(|&i| stops(self.s.tokens[i].1)).unwrap_or(n)
    }

    /// Puts `insert` in the place of everything up to one of `follow`.
    fn skip(&self, follow: &[Tok], insert: &[Tok]) -> Repair {
        Repair { from: self.k, to: self.advance(follow), insert: insert.to_vec() }
    }

    /// Puts one missing token in the place of the offending one, or before it where that closes something.
    fn want(&self, t: Tok) -> Repair {
        use Tok::*;
        let keep =
            self.k == self.s.tokens.len() || matches!(self.cur, Some(RBrace | RParen | RBrack)) || self.is_stop();
        Repair { from: self.k, to: if keep { self.k } else { self.k + 1 }, insert: vec![t] }
    }

    fn is_stop(&self) -> bool {
        self.advance(&[]) == self.k
    }

    /// Ends a list whose separator is missing: resumes behind its closing bracket.
    fn list(&self, what: &str, sep: &str, close: Tok) -> (Words, Repair) {
        let sign = match close {
            Tok::RParen => ")",
            Tok::RBrack => "]",
            _ => "}",
        };
        let to = self.advance(CLOSERS);
        let closed = self.s.tok(to) == Some(close);
        let repair = Repair { from: self.k, to, insert: if closed { Vec::new() } else { vec![close] } };
        (After(format!(" in {what}; possibly missing {sep} or {sign}")), repair)
    }

    fn find(&self) -> (Words, Repair) {
        self.in_header()
            .or_else(|| self.operand())
            .or_else(|| self.element())
            .or_else(|| self.type_or_name())
            .unwrap_or_else(|| self.token())
    }

    /// The header of a control statement and its `else`; a label before nothing.
    fn in_header(&self) -> Option<(Words, Repair)> {
        use Tok::*;
        if self.f.label && self.f.start == self.k {
            return Some((Plain(LABEL), self.insert(&[Semi])));
        }
        if self.prev == Else {
            let repair = Repair { from: self.k - 1, ..self.skip(&[Semi, RBrace], &[]) };
            return Some((Plain("else must be followed by if or statement block"), repair));
        }
        let header = self.f.header?;
        if self.cur == Some(Var) && self.prev == header {
            let repair = Repair { from: self.k, to: self.k + 1, insert: vec![] };
            let words = match header {
                If => "var declaration not allowed in if initializer",
                For => "var declaration not allowed in for initializer",
                _ => "var declaration not allowed in switch initializer",
            };
            return Some((Plain(words), repair));
        }
        if header == If && self.prev == If && self.cur == Some(BodyBrace) {
            return Some((Plain("missing condition in if statement"), self.insert(&[Name])));
        }
        let clause_for = header == For && !self.f.range;
        if clause_for && self.f.semis == 1 && self.cur == Some(BodyBrace) && self.has("!") {
            return Some((expected("for loop condition"), self.insert(&[Semi])));
        }
        if clause_for && self.f.semis == 1 && self.has(";") && !self.has("body{") && !self.has("!") {
            let to = if self.cur == Some(BodyBrace) { self.k + 1 } else { self.k };
            return Some((expected("semicolon or newline"), Repair { from: self.k, to, insert: vec![Semi] }));
        }
        // A header that cannot end here wants an expression or the like; that is not the header's matter.
        if !self.has("body{") || (self.has("!") && self.cur != Some(Semi)) {
            return None;
        }
        if header == For && self.f.semis == 2 && self.prev == Semi && self.cur == Some(Semi) {
            return Some((expected("expression"), self.skip(CLOSERS, &[Name])));
        }
        let plain = self.f.semis == 0 && !self.f.range && self.cur != Some(Semi);
        let clauses = || self.skip(&[Case, Default, RBrace], &[BodyBrace]);
        let body = || self.skip(&[Name, RBrace], &[BodyBrace]);
        Some(match header {
            Select => (Plain("missing { after select clause"), clauses()),
            Switch if !plain => (Plain("missing { after switch clause"), clauses()),
            _ if plain => {
                let to = self.advance(&[LBrace, BodyBrace, RBrace]);
                let repair = match self.s.tok(to) {
                    Some(LBrace | BodyBrace) => Repair { from: self.k, to: to + 1, insert: vec![BodyBrace] },
                    // gc goes on as if this were the header's semicolon.
                    _ => Repair { from: self.k, to: (self.k + 1).min(self.s.tokens.len()), insert: vec![Semi] },
                };
                (expected("{"), repair)
            }
            For => (expected("{ after for clause"), body()),
            _ => (expected("{ after if clause"), body()),
        })
    }

    fn insert(&self, tokens: &[Tok]) -> Repair {
        Repair { from: self.k, to: self.k, insert: tokens.to_vec() }
    }

    /// Where an operand or a statement must start.
    fn operand(&self) -> Option<(Words, Repair)> {
        use Tok::*;
        if !self.has("!") && !matches!(self.prev, Go | Defer) {
            return None;
        }
        // A list that the file's end cuts off wants its closing bracket.
        let at_end =
            self.k >= self.s.tokens.len() || self.cur == Some(Semi) && self.s.place(self.k) == self.s.file.span().hi;
        if at_end && self.f.start == self.k {
            match self.f.kind {
                Kind::Args => return Some((expected(")"), self.insert(&[RParen]))),
                Kind::Composite => return Some((expected("}"), self.insert(&[RBrace]))),
                _ => {}
            }
        }
        if self.has("return") {
            return Some(match self.f.kind {
                Kind::Clauses => self.no_clause(),
                _ => {
                    let mut repair = self.want(RBrace);
                    // `}` ends the block in the place of whatever stands here.
                    if self.k < self.s.tokens.len() && !self.is_stop() {
                        repair.to = self.k + 1;
                    }
                    (expected("}"), repair)
                }
            });
        }
        if self.f.kind == Kind::Index && self.cur == Some(RBrack) && self.f.start == self.k {
            let what = if self.indexes_type() { "type argument list" } else { "operand" };
            return Some((expected(what), self.insert(&[Name])));
        }
        if self.f.kind == Kind::Index && self.f.commas > 0 {
            return Some((expected("]"), self.want(RBrack)));
        }
        Some((expected("expression"), self.skip(CLOSERS, &[Name])))
    }

    /// Whether the name before the innermost bracket stands where only a type can.
    fn indexes_type(&self) -> bool {
        use Tok::*;
        let tok = |i: usize| self.s.tokens.get(i).map(|t| t.1);
        let Some(mut name) = self.f.start.checked_sub(2) else { return false };
        while tok(name) == Some(Name) && name >= 2 && tok(name - 1) == Some(Dot) {
            name -= 2;
        }
        tok(name) == Some(Name) && name > 0 && matches!(tok(name - 1), Some(Name | RBrack | Chan | Ellipsis))
    }

    /// Where a switch or a select wants its next clause.
    fn no_clause(&self) -> (Words, Repair) {
        use Tok::*;
        if self.k == self.s.tokens.len() {
            return (expected("}"), self.insert(&[RBrace]));
        }
        let mut repair = self.skip(&[Case, Default, RBrace], &[]);
        if repair.to == repair.from {
            repair.to += 1;
        } else if matches!(self.s.tok(repair.to), Some(Case | Default)) {
            // gc goes on with the clause's colon.
            repair.insert.push(Default);
        }
        (expected("case or default or }"), repair)
    }

    /// Where what is being parsed could end, or must start, within its bracket.
    fn element(&self) -> Option<(Words, Repair)> {
        use Tok::*;
        let start = self.f.start == self.k;
        let comma_or = |c| self.has(",") || self.has(c);
        match self.f.kind {
            Kind::File if start => Some((self.no_declaration(), self.next_declaration())),
            Kind::Params if self.prev == Ellipsis => Some((Plain("... is missing type"), self.insert(&[Name]))),
            Kind::Params if start && self.cur == Some(LBrace) => Some((expected(")"), self.insert(&[RParen]))),
            Kind::Params if start => {
                let to = self.advance(&[Comma, RParen]);
                let closed = self.s.tok(to) == Some(RParen);
                let insert = if closed { Vec::new() } else { vec![RParen] };
                Some((expected(")"), Repair { from: self.k, to, insert }))
            }
            Kind::Params if comma_or(")") => Some(self.list("parameter list", "comma", RParen)),
            Kind::TypeParams if start && self.cur == Some(RBrack) => {
                Some((Plain("empty type parameter list"), self.insert(&[Name, Name])))
            }
            Kind::TypeParams if start => Some((expected("]"), self.skip(&[RBrack], &[Name, Name]))),
            Kind::TypeParams if comma_or("]") => Some(self.list("parameter list", "comma", RBrack)),
            Kind::Args if self.has(")") && self.prev == Comma => Some((expected(")"), self.want(RParen))),
            Kind::Args if comma_or(")") => Some(self.list("argument list", "comma", RParen)),
            Kind::Composite if comma_or("}") => Some(self.list("composite literal", "comma", RBrace)),
            Kind::Paren if self.has(")") => Some((expected(")"), self.want(RParen))),
            Kind::Index if self.has("]") && (!self.has("map") || self.f.commas > 0) => Some(self.index()),
            Kind::Struct | Kind::Interface if start && self.k == self.s.tokens.len() => {
                Some((expected("}"), self.insert(&[RBrace])))
            }
            Kind::Group if start && self.k == self.s.tokens.len() => Some((expected(")"), self.insert(&[RParen]))),
            Kind::Struct if start || self.prev == Star && self.k == self.f.start + 1 => Some(self.field_start(start)),
            Kind::Struct if self.only_names() => None,
            Kind::Struct if self.has("}") => Some(self.list("struct type", "semicolon or newline", RBrace)),
            Kind::Interface if start => Some((expected("~ term or type"), self.skip(&[Semi, RBrace], &[Name]))),
            Kind::Interface if self.has("}") => Some(self.list("interface type", "semicolon or newline", RBrace)),
            Kind::Group if self.f.decl == Some(Import) && !self.has(";") => Some(self.import_path()),
            Kind::Group if start => Some((expected("name"), self.want(Name))),
            Kind::Group if self.has(";") => Some(self.list("grouped declaration", "semicolon or newline", RParen)),
            Kind::Clauses if self.f.in_case && self.has(":") => Some((expected(":"), self.want(Colon))),
            Kind::Clauses if start && self.prev == BodyBrace => Some(self.no_clause()),
            Kind::File | Kind::Block | Kind::Clauses => self.statement_end(),
            _ => None,
        }
    }

    fn index(&self) -> (Words, Repair) {
        use Tok::*;
        if self.has(":") && self.has(",") {
            let mut repair = self.skip(&[Comma, Colon, RBrack], &[]);
            if !matches!(self.s.tok(repair.to), Some(Comma | Colon | RBrack)) {
                repair.insert.push(Colon);
            }
            return (expected("comma, : or ]"), repair);
        }
        let repair = self.want(RBrack);
        let words = match () {
            () if self.cur == Some(Comma) => After("; expected ]".into()),
            () => expected("]"),
        };
        (words, repair)
    }

    fn field_start(&self, start: bool) -> (Words, Repair) {
        use Tok::*;
        let repair = self.skip(&[Semi, RBrace], &[Name]);
        let words = match () {
            () if self.cur == Some(LParen) => Plain("cannot parenthesize embedded type"),
            () if start => expected("field name or embedded type"),
            () => expected("name"),
        };
        (words, repair)
    }

    /// Whether the element so far is names and commas.
    fn only_names(&self) -> bool {
        let kinds = [Tok::Name, Tok::Comma];
        self.s.tokens[self.f.start..self.k].iter().enumerate().all(|(i, t)| t.1 == kinds[i % 2])
    }

    fn import_path(&self) -> (Words, Repair) {
        use Tok::*;
        let repair = self.skip(&[Semi, RParen], &[Lit(crate::ast::LitKind::String)]);
        (Plain("missing import path"), repair)
    }

    /// What cannot start a declaration at package level.
    fn no_declaration(&self) -> Words {
        use Tok::*;
        // The brace of a body that a newline has cut off from its function.
        let body = matches!(self.cur, Some(LBrace | BodyBrace)) && self.k >= 2 && {
            let before = (0..self.k - 1).rev().take_while(|&i| self.s.tokens[i].1 != Semi).last();
            before.is_some_and(|i| self.s.tokens[i].1 == Func)
        };
        if body {
            Plain("unexpected semicolon or newline before {")
        } else {
            Plain("non-declaration statement outside function body")
        }
    }

    /// Skips to the next declaration at package level.
    fn next_declaration(&self) -> Repair {
        use Tok::*;
        let n = self.s.tokens.len();
        let to = (self.k..n).find(|&i| matches!(self.s.tokens[i].1, Import | Const | Type | Var | Func)).unwrap_or(n);
        let semi = self.prev != Semi;
        Repair { from: self.k, to, insert: if semi { vec![Semi] } else { Vec::new() } }
    }

    /// Behind a statement or a declaration, or in the middle of one that could go on.
    fn statement_end(&self) -> Option<(Words, Repair)> {
        use Tok::*;
        if self.has(":=") && self.has("=") && !self.has(";") {
            let repair = self.skip(&[Semi, RBrace, BodyBrace], &[Assign, Name]);
            return Some((expected(":= or = or comma"), repair));
        }
        if self.f.decl == Some(Import) && !self.has(";") {
            return Some(self.import_path());
        }
        if self.cur == Some(Define) && self.f.decl.is_some() && self.has("=") {
            return Some((expected("="), self.want(Assign)));
        }
        if !self.has(";") {
            return None;
        }
        if self.f.kind == Kind::File {
            return Some((After(" after top level declaration".into()), self.next_declaration()));
        }
        let mut repair = self.skip(&[Semi, RBrace, Case, Default], &[]);
        if !matches!(self.s.tok(repair.to), Some(Semi | RBrace) | None) {
            repair.insert.push(Semi);
        }
        Some((After(" at end of statement".into()), repair))
    }

    /// Where a type or a name must stand.
    fn type_or_name(&self) -> Option<(Words, Repair)> {
        use Tok::*;
        if self.has("chan") && !self.has("map") {
            return Some((expected("keyword chan"), self.want(Chan)));
        }
        if self.has("chan") {
            let chan = self.prev == Chan || (self.prev == Arrow && self.k >= 2 && self.s.tokens[self.k - 2].1 == Chan);
            let follow = [Comma, Colon, Semi, RParen, RBrack, RBrace];
            let repair = self.skip(&follow, &[Name]);
            return Some(if chan {
                (Plain("missing channel element type"), repair)
            } else if matches!(self.prev, Pipe) && self.has("~") {
                (expected("~ term or type"), repair)
            } else if self.declares_type() {
                if self.cur == Some(Define) {
                    (expected("="), self.want(Assign))
                } else {
                    (After(" in type declaration".into()), self.skip(&[Semi, RParen], &[Name]))
                }
            } else if self.cur == Some(Define) && self.has("=") {
                (expected("="), self.want(Assign))
            } else {
                (expected("type"), repair)
            });
        }
        if self.has("name") {
            let both = self.has("(") && matches!(self.prev, Dot | Func);
            let words = expected(if both { "name or (" } else { "name" });
            let function = self.f.kind == Kind::File && matches!(self.prev, Func | RParen);
            let repair = match self.cur {
                // A function literal that has ended up at package level: its body is parsed as a method's.
                Some(LBrace) if function && self.prev == RParen => self.insert(&[Name, LParen, RParen]),
                // A receiver with nothing behind it.
                Some(Semi) if function => self.insert(&[Name, LParen, RParen]),
                _ if function => self.next_declaration(),
                _ => self.want(Name),
            };
            return Some((words, repair));
        }
        None
    }

    /// Directly behind `type T`, its parameters or its `=`.
    fn declares_type(&self) -> bool {
        let parameters = self.f.closed.is_some_and(|(k, at)| k == Kind::TypeParams && at + 1 == self.k);
        let name = match self.f.kind {
            Kind::Group => self.f.start,
            _ => self.f.start + 1,
        };
        self.f.decl == Some(Tok::Type) && (self.k == name + 1 || parameters || self.prev == Tok::Assign)
    }

    /// Where only punctuation helps: names the first that does.
    fn token(&self) -> (Words, Repair) {
        use Tok::*;
        let signs = [
            ("(", LParen),
            ("[", LBrack),
            ("{", LBrace),
            ("]", RBrack),
            (")", RParen),
            ("}", RBrace),
            (":", Colon),
            ("=", Assign),
            (";", Semi),
        ];
        for (sign, t) in signs {
            if self.has(sign) {
                return (expected(if t == Semi { "semicolon or newline" } else { sign }), self.want(t));
            }
        }
        (expected("expression"), self.skip(CLOSERS, &[Name]))
    }
}
