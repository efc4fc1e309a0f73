//! Outlines of the library's files, in the form that `vole_syntax::outline` describes: what a file declares and where.
//!
//! Runs when the library is built, over files that are right (a test compares with what the parser makes of them), so it only
//! tells tokens apart and looks for the ends of declarations.

use std::ops::Range;

/// A token, as far as it matters here.
#[derive(Clone, Debug, PartialEq)]
enum Kind {
    /// A name or keyword.
    Word,
    Open,
    Close,
    Comma,
    Semi,
    Assign,
    Dot,
    Star,
    /// String literals.
    Text,
    Other,
}

type Token = (Kind, Range<usize>);

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    tokens: Vec<Token>,
}

/// Whether a newline behind a token is a semicolon.
fn ends_statement(text: &str, token: &Token) -> bool {
    const KEYWORDS: [&str; 21] = [
        "case",
        "chan",
        "const",
        "default",
        "defer",
        "else",
        "for",
        "func",
        "go",
        "goto",
        "if",
        "import",
        "interface",
        "map",
        "package",
        "range",
        "select",
        "struct",
        "switch",
        "type",
        "var",
    ];
    let word = &text[token.1.clone()];
    match token.0 {
        Kind::Word => !KEYWORDS.contains(&word),
        Kind::Close | Kind::Text => true,
        Kind::Other => word == "++" || word == "--" || word.starts_with(|c: char| c.is_ascii_digit() || c == '\''),
        _ => false,
    }
}

impl<'a> Scanner<'a> {
    fn push(&mut self, kind: Kind, end: usize) {
        self.tokens.push((kind, self.at..end));
        self.at = end;
    }

    fn newline(&mut self) {
        if self.tokens.last().is_some_and(|t| ends_statement(self.text, t)) {
            self.tokens.push((Kind::Semi, self.at..self.at));
        }
    }

    /// Where the quoted text that begins here ends.
    fn quoted(&self, quote: u8) -> usize {
        let bytes = self.text.as_bytes();
        let mut i = self.at + 1;
        while bytes[i] != quote {
            i += if bytes[i] == b'\\' && quote != b'`' { 2 } else { 1 };
        }
        i + 1
    }

    fn run(mut self) -> Vec<Token> {
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() {
            let rest = &self.text[self.at..];
            let here = self.at;
            match bytes[self.at] {
                b'\n' => {
                    self.newline();
                    self.at += 1;
                }
                b' ' | b'\t' | b'\r' => self.at += 1,
                b'/' if rest.starts_with("//") => self.at += rest.find('\n').unwrap_or(rest.len()),
                b'/' if rest.starts_with("/*") => {
                    let end = rest.find("*/").expect("a comment ends") + 2;
                    if rest[..end].contains('\n') {
                        self.newline();
                    }
                    self.at += end;
                }
                b'"' => self.push(Kind::Text, self.quoted(b'"')),
                b'`' => self.push(Kind::Text, self.quoted(b'`')),
                b'\'' => self.push(Kind::Other, self.quoted(b'\'')),
                b'0'..=b'9' => {
                    let mut end = here + 1;
                    while let Some(&b) = bytes.get(end)
                        && (b.is_ascii_alphanumeric() || matches!(b, b'_' | b'.') || exponent_sign(&bytes[here..=end]))
                    {
                        end += 1;
                    }
                    self.push(Kind::Other, end);
                }
                b'(' | b'[' | b'{' => self.push(Kind::Open, here + 1),
                b')' | b']' | b'}' => self.push(Kind::Close, here + 1),
                b',' => self.push(Kind::Comma, here + 1),
                b';' => self.push(Kind::Semi, here + 1),
                b'.' if !bytes[here + 1].is_ascii_digit() => self.push(Kind::Dot, here + 1),
                b'*' => self.push(Kind::Star, here + 1),
                b'+' | b'-' if bytes[here + 1] == bytes[here] => self.push(Kind::Other, here + 2),
                b'=' if bytes[here + 1] != b'=' && !is_operator(bytes[here - 1]) => self.push(Kind::Assign, here + 1),
                b if b == b'_' || b >= 0x80 || b.is_ascii_alphabetic() => {
                    let end = rest.find(|c: char| c != '_' && !c.is_alphanumeric()).unwrap_or(rest.len());
                    self.push(Kind::Word, here + end);
                }
                _ => self.push(Kind::Other, here + 1),
            }
        }
        self.newline();
        self.tokens
    }
}

/// Whether a number goes on with the sign of its exponent.
fn exponent_sign(number: &[u8]) -> bool {
    let hex = number.starts_with(b"0x") || number.starts_with(b"0X");
    match number {
        [.., b'e' | b'E', b'+' | b'-'] => !hex,
        [.., b'p' | b'P', b'+' | b'-'] => hex,
        _ => false,
    }
}

fn is_operator(b: u8) -> bool {
    b"=!<>:+-*/%&|^".contains(&b)
}

/// The outline of a file.
pub fn outline(text: &str) -> Vec<u32> {
    assert!(!text.contains("//line ") && !text.contains("/*line "), "no line directives in the library");
    let tokens = Scanner { text, at: 0, tokens: Vec::new() }.run();
    let mut out = Outline { text, imports: Vec::new(), decls: Vec::new(), count: 0, init: false };
    let mut package = 0..0;
    let (mut depth, mut start, mut begin) = (0i32, 0, 0);
    for (i, (kind, range)) in tokens.iter().enumerate() {
        match kind {
            Kind::Open => depth += 1,
            Kind::Close => depth -= 1,
            Kind::Semi if depth == 0 => {
                let part = &tokens[start..i];
                match out.word(part, 0) {
                    "package" => package = part[1].1.clone(),
                    "import" => out.imports(&part[1..]),
                    keyword => {
                        out.count += 1;
                        out.decls.extend([begin as u32, range.start as u32]);
                        out.decl(keyword, &part[1..]);
                    }
                }
                (start, begin) = (i + 1, range.end);
            }
            _ => {}
        }
    }
    let mut words = vec![package.start as u32, package.end as u32, u32::from(out.init), out.imports.len() as u32 / 4];
    words.append(&mut out.imports);
    words.push(out.count);
    words.append(&mut out.decls);
    words
}

struct Outline<'a> {
    text: &'a str,
    imports: Vec<u32>,
    decls: Vec<u32>,
    count: u32,
    init: bool,
}

impl<'a> Outline<'a> {
    /// A token's text if it is a word.
    fn word(&self, tokens: &[Token], at: usize) -> &'a str {
        tokens.get(at).filter(|t| t.0 == Kind::Word).map_or("", |t| &self.text[t.1.clone()])
    }

    fn is(&self, tokens: &[Token], at: usize, token: &str) -> bool {
        tokens.get(at).is_some_and(|t| self.text[t.1.clone()] == *token)
    }

    /// The specifications of a declaration: those between parentheses, or the one there is.
    fn specs<'t>(&self, tokens: &'t [Token]) -> Vec<&'t [Token]> {
        if !self.is(tokens, 0, "(") {
            return vec![tokens];
        }
        let inner = &tokens[1..tokens.len() - 1];
        let mut depth = 0;
        let ends = |t: &Token| {
            match t.0 {
                Kind::Open => depth += 1,
                Kind::Close => depth -= 1,
                _ => {}
            }
            depth == 0 && t.0 == Kind::Semi
        };
        inner.split(ends).filter(|s| !s.is_empty()).collect()
    }

    fn imports(&mut self, tokens: &[Token]) {
        for spec in self.specs(tokens) {
            let path = &spec[spec.len() - 1].1;
            let quoted = &self.text[path.clone()];
            assert!(quoted.starts_with('"') && !quoted.contains('\\'), "import {quoted}");
            let name = if spec.len() > 1 { spec[0].1.clone() } else { 0..0 };
            self.imports.extend([path.start, path.end, name.start, name.end].map(|n| n as u32));
        }
    }

    fn spec(&mut self, marked: bool, names: &[&Token]) {
        self.decls.extend([u32::from(marked), names.len() as u32]);
        self.decls.extend(names.iter().flat_map(|t| [t.1.start as u32, t.1.end as u32]));
    }

    fn decl(&mut self, keyword: &str, tokens: &[Token]) {
        if keyword == "func" {
            self.decls.extend([3, 1]);
            return self.func(tokens);
        }
        let specs = self.specs(tokens);
        let shape = ["const", "var", "type"].iter().position(|k| *k == keyword).expect("a declaration");
        self.decls.extend([shape as u32, specs.len() as u32]);
        for spec in specs {
            if keyword == "type" {
                self.type_spec(spec);
                continue;
            }
            let mut names = vec![&spec[0]];
            while spec.get(names.len() * 2 - 1).is_some_and(|t| t.0 == Kind::Comma) {
                names.push(&spec[names.len() * 2]);
            }
            self.spec(keyword == "const" && spec.len() > names.len() * 2 - 1, &names);
        }
    }

    fn type_spec(&mut self, spec: &[Token]) {
        let mut depth = 0;
        let assign = spec.iter().position(|t| {
            match t.0 {
                Kind::Open => depth += 1,
                Kind::Close => depth -= 1,
                _ => {}
            }
            depth == 0 && t.0 == Kind::Assign
        });
        let base = assign.and_then(|at| self.base(&spec[at + 1..]));
        let names: Vec<&Token> = std::iter::once(&spec[0]).chain(base).collect();
        self.spec(assign.is_some(), &names);
    }

    /// The name of a base type, looking through parentheses, a pointer and type arguments.
    fn base<'t>(&self, ty: &'t [Token]) -> Option<&'t Token> {
        let at = ty.iter().position(|t| t.0 != Kind::Star && self.text[t.1.clone()] != *"(")?;
        let literal = matches!(self.word(ty, at), "" | "func" | "struct" | "interface" | "map" | "chan");
        let qualified = ty.get(at + 1).is_some_and(|t| t.0 == Kind::Dot);
        (!literal && !qualified).then(|| &ty[at])
    }

    fn func(&mut self, tokens: &[Token]) {
        if !self.is(tokens, 0, "(") {
            self.init |= self.word(tokens, 0) == "init";
            return self.spec(false, &[&tokens[0]]);
        }
        let mut depth = 0;
        let end = tokens.iter().position(|t| {
            match t.0 {
                Kind::Open => depth += 1,
                Kind::Close => depth -= 1,
                _ => {}
            }
            depth == 0
        });
        let end = end.expect("a receiver ends");
        let recv = &tokens[1..end];
        // a name stands before the type unless the type is all there is
        let named = recv.len() > 1 && recv[0].0 == Kind::Word && !self.is(recv, 1, "[");
        let ty = if named { &recv[1..] } else { recv };
        let names: Vec<&Token> = std::iter::once(&tokens[end + 1]).chain(self.base(ty)).collect();
        self.spec(ty[0].0 == Kind::Star, &names);
    }
}
