//! Where in a program a token stands: the open brackets before it and what they are. Computed only when the parser has
//! stopped, over the tokens that it had accepted, so brackets always match.

use crate::token::{Tok, Token};

/// What an open bracket is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// No bracket: package level.
    File,
    /// A function's body, a block, the body of an if or a for.
    Block,
    /// The body of a switch or a select.
    Clauses,
    /// `struct {`
    Struct,
    /// `interface {`
    Interface,
    /// `var (` and so on.
    Group,
    /// A call's or conversion's arguments.
    Args,
    /// A parameter list, a receiver, a result list.
    Params,
    /// A type-parameter list.
    TypeParams,
    /// `(` in an expression or a type, and `.(`
    Paren,
    /// An index, a slice expression, type arguments, an array length, a map's key.
    Index,
    /// A composite literal.
    Composite,
}

/// One open bracket and how far its inside has come.
#[derive(Clone, Debug)]
pub struct Frame {
    /// What it is.
    pub kind: Kind,
    /// Index of the first token of the element (statement, field, argument, ...) that is being parsed.
    pub start: usize,
    /// The keyword whose header is being parsed: if, for, switch, select.
    pub header: Option<Tok>,
    /// Semicolons in that header.
    pub semis: usize,
    /// Whether that header has a `range`.
    pub range: bool,
    /// Between `case` or `default` and its colon.
    pub in_case: bool,
    /// Just behind a label.
    pub label: bool,
    /// Commas since the bracket.
    pub commas: usize,
    /// A `func` waits for its body.
    func: bool,
    /// The keyword of the declaration group or declaration: `var`, `type`, ...
    pub decl: Option<Tok>,
    /// Kind of the last bracket closed on this level, and the index of its closing token.
    pub closed: Option<(Kind, usize)>,
}

impl Frame {
    fn new(kind: Kind, start: usize) -> Frame {
        Frame {
            kind,
            start,
            header: None,
            semis: 0,
            range: false,
            in_case: false,
            label: false,
            commas: 0,
            func: false,
            decl: None,
            closed: None,
        }
    }

    fn element(&mut self, start: usize) {
        self.start = start;
        self.header = None;
        self.semis = 0;
        self.range = false;
        self.func = false;
        self.closed = None;
        self.label = false;
        if self.kind != Kind::Group {
            self.decl = None;
        }
    }
}

/// The open brackets before the token at `end`, outermost first; never empty.
pub fn frames(t: &[Token], end: usize) -> Vec<Frame> {
    use Tok::*;
    let mut stack = Vec::new();
    let mut cur = Frame::new(Kind::File, 0);
    for i in 0..end {
        let prev = if i == 0 { Semi } else { t[i - 1].1 };
        let statements = matches!(cur.kind, Kind::File | Kind::Block | Kind::Clauses);
        match t[i].1 {
            Semi if cur.header.is_some() => cur.semis += 1,
            Semi => cur.element(i + 1),
            Comma => {
                cur.commas += 1;
                if !statements && !matches!(cur.kind, Kind::Struct | Kind::Interface | Kind::Group) {
                    cur.element(i + 1);
                }
            }
            Case | Default => {
                cur.element(i);
                cur.in_case = true;
            }
            Colon if cur.in_case => {
                cur.in_case = false;
                cur.element(i + 1);
            }
            Colon if statements && i == cur.start + 1 => {
                cur.element(i + 1);
                cur.label = true;
            }
            k @ (If | For | Switch | Select) => {
                cur.header = Some(k);
                cur.semis = 0;
                cur.range = false;
            }
            Range => cur.range = true,
            k @ (Import | Const | Var | Type) if i == cur.start => cur.decl = Some(k),
            Func => cur.func = true,
            LParen | LBrack | TpBrack | LBrace | BodyBrace => {
                let kind = classify(t, i, prev, &cur);
                if kind == Kind::Block && t[i].1 == LBrace {
                    cur.func = false;
                }
                if t[i].1 == BodyBrace {
                    cur.header = None;
                }
                let mut inside = Frame::new(kind, i + 1);
                if kind == Kind::Group {
                    inside.decl = cur.decl;
                }
                stack.push(std::mem::replace(&mut cur, inside));
            }
            RParen | RBrack | RBrace => {
                if let Some(outer) = stack.pop() {
                    let kind = cur.kind;
                    cur = outer;
                    cur.closed = Some((kind, i));
                }
            }
            _ => {}
        }
    }
    stack.push(cur);
    stack
}

/// What the bracket at `i` opens.
fn classify(t: &[Token], i: usize, prev: Tok, f: &Frame) -> Kind {
    use Tok::*;
    let operand = matches!(prev, Name | Lit(_) | RParen | RBrack | RBrace);
    let after = |kind| f.closed.is_some_and(|(k, at)| k == kind && at + 1 == i);
    match t[i].1 {
        LParen => {
            let statements = matches!(f.kind, Kind::File | Kind::Block | Kind::Clauses);
            let before_name = if i >= 2 { t[i - 2].1 } else { Semi };
            let method = f.kind == Kind::File && f.func && prev == Name && matches!(before_name, Func | RParen);
            let interface = f.kind == Kind::Interface && prev == Name && i == f.start + 1;
            if statements && i > 0 && i - 1 == f.start && matches!(prev, Import | Const | Var | Type) {
                Kind::Group
            } else if prev == Func || method || interface || after(Kind::Params) || after(Kind::TypeParams) {
                Kind::Params
            } else if prev != Dot && operand {
                Kind::Args
            } else {
                Kind::Paren
            }
        }
        TpBrack => Kind::TypeParams,
        LBrack => Kind::Index,
        BodyBrace if matches!(f.header, Some(Switch | Select)) => Kind::Clauses,
        BodyBrace => Kind::Block,
        _ if prev == Struct => Kind::Struct,
        _ if prev == Interface => Kind::Interface,
        _ if f.func || i == f.start || prev == Else => Kind::Block,
        _ => Kind::Composite,
    }
}
