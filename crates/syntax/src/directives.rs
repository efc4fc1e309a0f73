//! Compiler directives (`//go:name`) in places where they mean nothing, in gc's words.
//!
//! A directive stands at the start of a line. One that concerns functions belongs directly before a function declaration. Before
//! another declaration gc finds that out when everything else is well (`late`); before anything else, it does so while parsing.

use crate::ast::Directive;
use crate::token::{Tok, Token};
use vole_source::SourceFile;

/// Place and message of what is wrong.
#[derive(Default)]
pub struct Found {
    /// Found while parsing.
    pub early: Vec<(u32, String)>,
    /// Reported when there are no other errors.
    pub late: Vec<(u32, String)>,
}

/// Directives that concern the function declared behind them.
const OF_FUNCTIONS: [&str; 14] = [
    "go:build",
    "go:cgo_unsafe_args",
    "go:nocheckptr",
    "go:noescape",
    "go:noinline",
    "go:norace",
    "go:nosplit",
    "go:nowritebarrier",
    "go:nowritebarrierrec",
    "go:registerparams",
    "go:systemstack",
    "go:uintptrescapes",
    "go:uintptrkeepalive",
    "go:yeswritebarrierrec",
];

const OF_THE_RUNTIME: [&str; 4] =
    ["go:nowritebarrier", "go:nowritebarrierrec", "go:systemstack", "go:yeswritebarrierrec"];

const MISPLACED: &str = "misplaced compiler directive";

/// Looks at all directives of a file.
pub fn check(file: &SourceFile, tokens: &[Token], directives: &[Directive]) -> Found {
    let mut found = Found::default();
    if directives.is_empty() {
        return found;
    }
    let package = tokens.iter().find(|t| t.1 == Tok::Package).map_or(u32::MAX, |t| t.0);
    let mut context = Context::default();
    let mut next = 0;
    for d in directives {
        while tokens.get(next).is_some_and(|t| t.0 < d.span.lo) {
            context.pass(tokens, next);
            next += 1;
        }
        let at = d.span.lo + 2;
        let (line, _) = file.line_column(d.span.lo);
        let own_line = file.line_text(line).trim_start().starts_with("//");
        if !own_line {
            found.early.push((at, MISPLACED.into()));
            continue;
        }
        let mut words = d.text.split_whitespace();
        let name = words.next().unwrap_or("");
        let arguments = words.count();
        found.early.extend(usage(name, arguments, &d.text).map(|message| (at, message)));
        if OF_FUNCTIONS.contains(&name) {
            let place = if d.span.lo < package { Place::Package } else { context.place(tokens, next) };
            match place {
                Place::Package if name == "go:build" => {}
                Place::Function if name != "go:build" => {}
                Place::Package | Place::Function | Place::Declaration => found.late.push((at, MISPLACED.into())),
                Place::Nothing => found.early.push((at, MISPLACED.into())),
            }
        } else if name == "go:embed" && matches!(context.place(tokens, next), Place::Nothing) && arguments > 0 {
            found.early.push((at, "misplaced go:embed directive".into()));
        }
    }
    found
}

/// Directives that only some code may use, and those with too few or too many words.
fn usage(name: &str, arguments: usize, text: &str) -> Option<String> {
    if OF_THE_RUNTIME.contains(&name) {
        return Some(format!("//{name} only allowed in runtime"));
    }
    match name {
        "go:uintptrkeepalive" => Some(format!("//{name} is only allowed in the standard library")),
        "go:embed" if arguments == 0 => Some("usage: //go:embed pattern...".into()),
        "go:linkname" if !(1..=2).contains(&arguments) => Some("usage: //go:linkname localname [linkname]".into()),
        "go:wasmexport" if arguments > 1 => Some("usage: //go:wasmexport exportname".into()),
        "go:wasmimport" if arguments != 2 => Some("usage: //go:wasmimport importmodule importname".into()),
        _ if name.starts_with("go:cgo_") => Some(format!("//{text} only allowed in cgo-generated code")),
        _ => None,
    }
}

/// What follows a directive.
enum Place {
    Package,
    Function,
    /// Another declaration or specification.
    Declaration,
    /// A statement, the opening of a group, the end.
    Nothing,
}

/// Where the walk over the tokens is.
#[derive(Default)]
struct Context {
    braces: u32,
    /// Brackets open in a declaration group, its own parenthesis included.
    group: u32,
    /// Whether the last token ended a declaration or specification.
    fresh: bool,
}

impl Context {
    fn pass(&mut self, tokens: &[Token], at: usize) {
        let tok = tokens[at].1;
        match tok {
            Tok::LParen if self.group > 0 => self.group += 1,
            Tok::LParen if at > 0 && is_group_keyword(tokens[at - 1].1) => self.group = 1,
            Tok::RParen => self.group = self.group.saturating_sub(1),
            Tok::LBrace => self.braces += 1,
            Tok::RBrace => self.braces = self.braces.saturating_sub(1),
            _ => {}
        }
        self.fresh = matches!(tok, Tok::Semi | Tok::LParen | Tok::LBrace | Tok::RBrace);
    }

    fn place(&self, tokens: &[Token], next: usize) -> Place {
        let tok = tokens.get(next).map(|t| t.1);
        let grouped = tokens.get(next + 1).is_some_and(|t| t.1 == Tok::LParen);
        match tok {
            Some(Tok::Package) => Place::Package,
            Some(Tok::Func) if self.braces == 0 => Place::Function,
            Some(t) if is_group_keyword(t) && !grouped => Place::Declaration,
            Some(Tok::Name) if self.group == 1 && self.fresh => Place::Declaration,
            _ => Place::Nothing,
        }
    }
}

fn is_group_keyword(tok: Tok) -> bool {
    matches!(tok, Tok::Var | Tok::Const | Tok::Type | Tok::Import)
}
