//! Tokens. Logos recognises everything but literals, which `literal` scans by hand to word gc's messages.
//!
//! A token carries what the grammar's actions need and nothing else: names and literals are read back from the text by their
//! place. Lexical errors never stop the lexer: they go to [`LexState::errors`] and the token stands as if it were right, or
//! (a character that Go does not know) is left out.

use crate::ast::{BinOp, LitKind};
use crate::literal;
use logos::{Lexer, Logos};

/// What the lexer collects beside the tokens; offsets are local to the file.
#[derive(Default)]
pub struct LexState {
    /// Offset and message.
    pub errors: Vec<(u32, String)>,
}

/// The kind of a token.
#[derive(Logos, Clone, Copy, Debug, PartialEq, Eq)]
#[logos(skip r"[ \t\r]+", extras = LexState)]
pub enum Tok {
    #[regex(r"[\p{L}_][\p{L}\p{Nd}_]*")]
    Name,
    #[regex(r"\.?[0-9]", literal::scan_number)]
    #[token("\"", literal::scan_string)]
    #[token("`", literal::scan_raw)]
    #[token("'", literal::scan_rune)]
    Lit(LitKind),
    #[token("\n")]
    Newline,
    #[regex(r"//[^\n]*")]
    LineComment,
    #[token("/*", block_comment)]
    BlockComment,
    #[token("break")]
    Break,
    #[token("case")]
    Case,
    #[token("chan")]
    Chan,
    #[token("const")]
    Const,
    #[token("continue")]
    Continue,
    #[token("default")]
    Default,
    #[token("defer")]
    Defer,
    #[token("else")]
    Else,
    #[token("fallthrough")]
    Fallthrough,
    #[token("for")]
    For,
    #[token("func")]
    Func,
    #[token("go")]
    Go,
    #[token("goto")]
    Goto,
    #[token("if")]
    If,
    #[token("import")]
    Import,
    #[token("interface")]
    Interface,
    #[token("map")]
    Map,
    #[token("package")]
    Package,
    #[token("range")]
    Range,
    #[token("return")]
    Return,
    #[token("select")]
    Select,
    #[token("struct")]
    Struct,
    #[token("switch")]
    Switch,
    #[token("type")]
    Type,
    #[token("var")]
    Var,
    #[token("(")]
    LParen,
    #[token(")")]
    RParen,
    #[token("[")]
    LBrack,
    /// The `[` of a type-parameter list, marked by `brackets`.
    TpBrack,
    #[token("]")]
    RBrack,
    #[token("{")]
    LBrace,
    /// The `{` of the body of an if, for, switch or select, marked by `brackets`.
    BodyBrace,
    #[token("}")]
    RBrace,
    #[token(",")]
    Comma,
    #[token(";")]
    Semi,
    #[token(":")]
    Colon,
    #[token(".")]
    Dot,
    #[token("...")]
    Ellipsis,
    #[token("=")]
    Assign,
    #[token(":=")]
    Define,
    #[token("+=", |_| BinOp::Add)]
    #[token("-=", |_| BinOp::Sub)]
    #[token("*=", |_| BinOp::Mul)]
    #[token("/=", |_| BinOp::Div)]
    #[token("%=", |_| BinOp::Rem)]
    #[token("&=", |_| BinOp::And)]
    #[token("|=", |_| BinOp::Or)]
    #[token("^=", |_| BinOp::Xor)]
    #[token("<<=", |_| BinOp::Shl)]
    #[token(">>=", |_| BinOp::Shr)]
    #[token("&^=", |_| BinOp::AndNot)]
    OpAssign(BinOp),
    #[token("++", |_| true)]
    #[token("--", |_| false)]
    IncDec(bool),
    #[token("<-")]
    Arrow,
    #[token("||")]
    OrOr,
    #[token("&&")]
    AndAnd,
    #[token("==", |_| BinOp::Eq)]
    #[token("!=", |_| BinOp::Ne)]
    #[token("<", |_| BinOp::Lt)]
    #[token("<=", |_| BinOp::Le)]
    #[token(">", |_| BinOp::Gt)]
    #[token(">=", |_| BinOp::Ge)]
    Cmp(BinOp),
    #[token("+")]
    Plus,
    #[token("-")]
    Minus,
    #[token("|")]
    Pipe,
    #[token("^")]
    Caret,
    #[token("*")]
    Star,
    #[token("&")]
    Amp,
    #[token("/", |_| BinOp::Div)]
    #[token("%", |_| BinOp::Rem)]
    #[token("<<", |_| BinOp::Shl)]
    #[token(">>", |_| BinOp::Shr)]
    #[token("&^", |_| BinOp::AndNot)]
    MulOp(BinOp),
    #[token("!")]
    Not,
    #[token("~")]
    Tilde,
}

/// A token with the global offsets of its first byte and one past its last.
pub type Token = (u32, Tok, u32);

/// Skips to the end of a block comment; an unterminated one takes the rest of the file.
fn block_comment(lex: &mut Lexer<'_, Tok>) {
    match lex.remainder().find("*/") {
        Some(n) => lex.bump(n + 2),
        None => {
            lex.extras.errors.push((lex.span().start as u32, "comment not terminated".into()));
            lex.bump(lex.remainder().len());
        }
    }
}

/// The message for a character that starts no token; `in_name` when it directly follows a name. Beyond ASCII, gc takes any
/// character for part of a name.
pub fn bad_character(c: char, in_name: bool) -> String {
    match c {
        '\0' => "invalid NUL character".into(),
        '\u{feff}' => "invalid BOM in the middle of the file".into(),
        c if c.is_ascii() => format!("invalid character {}", literal::unicode(c)),
        c if !in_name && literal::is_decimal_digit(c) => {
            format!("identifier cannot begin with digit {}", literal::unicode(c))
        }
        c => format!("invalid character {} in identifier", literal::unicode(c)),
    }
}
