//! The entry point: text to tree and diagnostics.

use crate::ast::{Decl, Directive, File, Ident, ImportSpec, TopDecl};
use crate::branches::check_branches;
use crate::builder::{Builder, Error};
use crate::recovery::{self, Told};
use crate::token::{Tok, Token};
use crate::{brackets, directives, go, semicolons};
use lalrpop_util::ParseError;
use vole_source::{Code, Diagnostic, Diagnostics, SourceFile, Span};

/// The code of errors with which a file is not checked: those that gc words `syntax error: ...`, and all of a file without a tree.
pub const SYNTAX: Code = "Syntax";
/// The code of the parser's other errors (wrong literals, misplaced `...`), which gc prints together with its checker's.
pub const TOKEN: Code = "Token";

/// The code of errors of structure that the checker finds again, in its own order: who checks the tree leaves these out.
pub const STRUCTURE: Code = "Structure";

/// The code of errors that gc reports only when there are no others, not those of its checker either.
pub const LATE: Code = "Late";

/// What parsing a file gives.
#[derive(Debug)]
pub struct Parsed {
    /// The tree.
    pub file: File,
    /// The first id not used.
    pub next_id: u32,
    /// Errors in order of their places.
    pub diagnostics: Diagnostics,
}

impl Parsed {
    /// Whether the tree is whole, so that checking it makes sense (and gc would): no diagnostic has the code [`SYNTAX`].
    pub fn is_whole(&self) -> bool {
        self.diagnostics.iter().all(|d| d.code != SYNTAX)
    }
}

/// The places of a file's tokens (automatic semicolons included) and the lexical errors: for tests of the lexer alone.
pub fn lex(file: &SourceFile) -> (Vec<Span>, Diagnostics) {
    let lexed = semicolons::lex(file);
    let errors = lexed.errors.into_iter().map(|(at, message)| Error { at, message }).collect();
    (lexed.tokens.iter().map(|t| Span::new(t.0, t.2)).collect(), diagnostics(errors))
}

/// Parses a whole file. Ids of expressions, identifiers and case clauses count from `first_id`.
///
/// Of a file that is wrong, the errors are found by reading it once more (see `recovery`).
pub fn parse_file(file: &SourceFile, first_id: u32) -> Parsed {
    let lexed = semicolons::lex(file);
    let mut tokens = lexed.tokens;
    let misplaced = directives::check(file, &tokens, &lexed.directives);
    let before: Vec<Error> =
        lexed.errors.into_iter().chain(misplaced.early).map(|(at, message)| Error { at, message }).collect();
    let late = misplaced.late.into_iter().map(|(at, m)| Diagnostic::error(LATE, Span::new(at, at), m));
    if let Some(deep) = brackets::mark(&mut tokens) {
        let mut errors = before;
        errors.push(Error { at: tokens[deep].0, message: "syntax error: nesting depth limit exceeded".into() });
        return nothing(file, first_id, diagnostics(errors), None, Vec::new());
    }
    let again = (!before.is_empty()).then(|| lexed.directives.clone());
    let (mut builder, mut result) = parse(file, first_id, lexed.directives, &tokens);
    let mut told = match &result {
        Ok(tree) if before.is_empty() && builder.refused.is_none() && !builder.doubtful => {
            Told { branches: check_branches(tree, file), ..Told::default() }
        }
        result => {
            let mut told = recovery::tell(file, &tokens, before);
            // Both readings agree on what is wrong; should they not, the parser is right.
            let stop = match result {
                _ if !told.errors.is_empty() => None,
                Ok(_) => builder.refused,
                Err(ParseError::UnrecognizedToken { token: (at, ..), .. }) => Some(*at),
                Err(_) => Some(file.span().hi),
            };
            told.errors.extend(stop.map(|at| Error { at, message: "syntax error: this cannot stand here".into() }));
            told
        }
    };
    let whole = !told.errors.iter().any(Error::is_syntax);
    if let (true, Err(_), Some(directives)) = (whole, &result, again) {
        // What an open string or comment has swallowed ends with the file, as far as gc is concerned.
        (builder, result) = parse(file, first_id, directives, &closed(tokens));
    }
    if whole {
        told.errors.append(&mut builder.late_errors);
    }
    let mut diagnostics = diagnostics(told.errors);
    diagnostics.extend(told.branches);
    diagnostics.sort_by_key(|d| d.span.lo);
    match result {
        Ok(tree) => {
            diagnostics.extend(late);
            Parsed { file: tree, next_id: builder.next_id, diagnostics }
        }
        Err(_) => {
            // Without a tree there is nothing to check.
            diagnostics.iter_mut().for_each(|d| d.code = SYNTAX);
            nothing(file, first_id, diagnostics, told.package, told.imports)
        }
    }
}

type Product = Result<File, ParseError<u32, Tok, ()>>;

fn parse<'a>(
    file: &'a SourceFile,
    first_id: u32,
    directives: Vec<Directive>,
    tokens: &[Token],
) -> (Builder<'a>, Product) {
    let mut builder = Builder::new(file, first_id, directives);
    let result = go::FileParser::new().parse(&mut builder, tokens.iter().map(|t| Ok::<Token, ()>(*t)));
    (builder, result)
}

/// The tokens of a file with its open brackets closed at the end.
fn closed(mut tokens: Vec<Token>) -> Vec<Token> {
    let mut open = Vec::new();
    for t in &tokens {
        match t.1 {
            Tok::LParen => open.push(Tok::RParen),
            Tok::LBrack | Tok::TpBrack => open.push(Tok::RBrack),
            Tok::LBrace | Tok::BodyBrace => open.push(Tok::RBrace),
            Tok::RParen | Tok::RBrack | Tok::RBrace => drop(open.pop()),
            _ => {}
        }
    }
    if open.last().is_some_and(|t| *t != Tok::RBrace) {
        tokens.pop_if(|t| t.1 == Tok::Semi);
    }
    let end = tokens.last().map_or(0, |t| t.2);
    tokens.extend(open.into_iter().rev().chain([Tok::Semi]).map(|t| (end, t, end)));
    tokens
}

/// Parses the one declaration (not an import) in a part of a file whose package clause names the package at `package`. Gives an
/// empty declaration if there is an error: the file was parsed before, without any.
pub(crate) fn parse_decl(file: &SourceFile, package: Span, part: Span, first_id: u32) -> (TopDecl, u32) {
    let lexed = semicolons::lex_part(file, part);
    let mut tokens: Vec<Token> = Vec::with_capacity(lexed.tokens.len() + 3);
    let clause = [(package.lo, Tok::Package), (package.lo, Tok::Name), (package.hi, Tok::Semi)];
    tokens.extend(clause.map(|(at, t)| (at, t, package.hi)));
    tokens.extend(lexed.tokens);
    let deep = brackets::mark(&mut tokens).is_some();
    let (builder, tree) = parse(file, first_id, lexed.directives, &tokens);
    let decl = tree.ok().filter(|_| !deep).and_then(|mut tree| tree.decls.pop());
    debug_assert!(decl.is_some() && builder.refused.is_none(), "{}: {part:?}", file.path);
    (decl.unwrap_or(TopDecl::Gen(Decl::Type(Vec::new()))), builder.next_id)
}

/// The errors as diagnostics.
fn diagnostics(errors: Vec<Error>) -> Diagnostics {
    let code = |e: &Error| match () {
        () if e.is_syntax() => SYNTAX,
        () if e.is_structure() => STRUCTURE,
        () => TOKEN,
    };
    errors.into_iter().map(|e| Diagnostic::error(code(&e), Span::new(e.at, e.at), e.message)).collect()
}

/// The product for a file of which no tree can be made but its imports.
fn nothing(
    file: &SourceFile,
    first_id: u32,
    diagnostics: Diagnostics,
    package: Option<Ident>,
    imports: Vec<ImportSpec>,
) -> Parsed {
    let mut b = Builder::new(file, first_id, Vec::new());
    let package = package.unwrap_or_else(|| b.ident(file.base, file.base));
    let tree = File { file: file.id, package, imports, decls: Vec::new(), directives: Vec::new() };
    Parsed { file: tree, next_id: b.next_id, diagnostics }
}
