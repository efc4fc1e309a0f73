//! What a file declares, apart from how: the outline, and files whose declarations are parsed when they are first asked for.
//!
//! An outline is a row of numbers that can be made when a program is built and embedded in it: places in the text, relative to
//! its beginning. Only files without errors have one. **A declaration parsed alone gives the tree that a parse of the whole file
//! gives**, but for the ids in it.
//!
//! ```text
//! outline = name of the package (lo hi), whether there are init functions (0 1), number of imports, import..., number of declarations, declaration...
//! import  = literal (lo hi), local name (lo hi; 0 0 for none)
//! decl    = where its text begins and ends (lo hi), kind, number of specifications, specification...
//! spec    = flags, number of names, name (lo hi)...
//! ```
//!
//! A function is one specification of one name, or two: its own and the base type of its receiver.

use crate::ast::{self, Decl, ExprId, ExprKind, Ident, ImportSpec, TopDecl};
use crate::{brackets, parse, semicolons, token::Tok};
use std::borrow::Cow;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};
use vole_source::{SourceFile, Span};

/// The kind of a declaration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DeclShape {
    /// `const`
    Const,
    /// `var`
    Var,
    /// `type`
    Type,
    /// `func`
    Func,
}

/// Of a constant: it has a type or values of its own. Of a type: it is an alias. Of a function: its receiver is a pointer.
const MARKED: u32 = 1;

/// The numbers of an outline.
pub type Words = Cow<'static, [u32]>;

/// Makes the outline of a file from its tree; `None` when there is something in it that an outline cannot say.
pub fn outline(file: &SourceFile, tree: &ast::File) -> Option<Vec<u32>> {
    let mut tokens = semicolons::lex(file).tokens;
    let moved = file.text.contains("//line ") || file.text.contains("/*line ");
    if moved || brackets::mark(&mut tokens).is_some() || !tree.directives.is_empty() {
        return None;
    }
    let mut out = Writer { base: file.base, words: Vec::new() };
    out.span(tree.package.span);
    let is_init = |d: &TopDecl| matches!(d, TopDecl::Func(f) if f.recv.is_none() && &*f.name.name == "init");
    out.words.push(u32::from(tree.decls.iter().any(is_init)));
    out.words.push(tree.imports.len() as u32);
    for import in &tree.imports {
        let path = &file.text[(import.span.lo - file.base) as usize..(import.span.hi - file.base) as usize];
        // a path with escapes, or in back quotes
        path.strip_prefix('"')?.strip_suffix('"').filter(|path| **path == *import.path)?;
        out.span(import.span);
        match &import.name {
            Some(name) => out.span(name.span),
            None => out.words.extend([0, 0]),
        }
    }
    out.words.push(tree.decls.len() as u32);
    let mut decls = tree.decls.iter();
    let (mut depth, mut first, mut begin) = (0u32, None, tree.package.span.hi);
    for &(lo, tok, hi) in &tokens {
        first = first.or(Some(tok));
        match tok {
            Tok::LParen | Tok::LBrack | Tok::TpBrack | Tok::LBrace | Tok::BodyBrace => depth += 1,
            Tok::RParen | Tok::RBrack | Tok::RBrace => depth = depth.checked_sub(1)?,
            Tok::Semi if depth == 0 => {
                if !matches!(first, Some(Tok::Package | Tok::Import)) {
                    out.span(Span::new(begin, lo));
                    out.decl(decls.next()?);
                }
                (first, begin) = (None, hi);
            }
            _ => {}
        }
    }
    decls.next().is_none().then_some(out.words)
}

struct Writer {
    base: u32,
    words: Vec<u32>,
}

impl Writer {
    fn span(&mut self, span: Span) {
        self.words.extend([span.lo - self.base, span.hi - self.base]);
    }

    fn spec<'n>(&mut self, marked: bool, names: impl ExactSizeIterator<Item = &'n Ident>) {
        self.words.extend([if marked { MARKED } else { 0 }, names.len() as u32]);
        names.for_each(|n| self.span(n.span));
    }

    fn decl(&mut self, decl: &TopDecl) {
        match decl {
            TopDecl::Gen(Decl::Const(specs)) => {
                self.words.extend([DeclShape::Const as u32, specs.len() as u32]);
                for s in specs {
                    self.spec(s.ty.is_some() || !s.values.is_empty(), s.names.iter());
                }
            }
            TopDecl::Gen(Decl::Var(specs)) => {
                self.words.extend([DeclShape::Var as u32, specs.len() as u32]);
                for s in specs {
                    self.spec(false, s.names.iter());
                }
            }
            TopDecl::Gen(Decl::Type(specs)) => {
                self.words.extend([DeclShape::Type as u32, specs.len() as u32]);
                for s in specs {
                    let base = base_name(&s.ty).filter(|_| s.alias);
                    self.spec(s.alias, [Some(&s.name), base].into_iter().flatten().collect::<Vec<_>>().into_iter());
                }
            }
            TopDecl::Func(f) => {
                self.words.extend([DeclShape::Func as u32, 1]);
                let base = f.recv.as_ref().and_then(|r| base_name(&r.ty));
                let names: Vec<&Ident> = std::iter::once(&f.name).chain(base).collect();
                self.spec(f.recv.as_ref().is_some_and(|r| is_pointer(&r.ty)), names.into_iter());
            }
        }
    }
}

/// The name of a receiver's base type, looking through parentheses, a pointer and type arguments.
pub fn base_name(e: &ast::Expr) -> Option<&Ident> {
    match &e.kind {
        ExprKind::Paren(x) | ExprKind::Star(x) | ExprKind::Index(x, _) => base_name(x),
        ExprKind::Ident(i) => Some(i),
        _ => None,
    }
}

/// Whether a receiver's type is written as a pointer.
pub fn is_pointer(e: &ast::Expr) -> bool {
    match &e.kind {
        ExprKind::Paren(x) => is_pointer(x),
        kind => matches!(kind, ExprKind::Star(_)),
    }
}

/// Whether a receiver's type (or an alias's right side) is written as an instance of a generic type.
pub fn is_instance(e: &ast::Expr) -> bool {
    match &e.kind {
        ExprKind::Paren(x) | ExprKind::Star(x) => is_instance(x),
        kind => matches!(kind, ExprKind::Index(..)),
    }
}

/// One specification of an outlined declaration: of a constant or variable, a type, or a whole function.
#[derive(Clone, Debug)]
pub struct SpecOutline {
    /// Of a constant: it has a type or values of its own. Of a type: it is an alias. Of a function: its receiver is a pointer.
    pub marked: bool,
    /// The names declared; of a function and an alias, the name and that of the base type of the receiver or the right side, if any.
    pub names: Vec<Span>,
}

/// One declaration of an outline.
#[derive(Clone, Debug)]
pub struct DeclOutline {
    /// Its kind.
    pub shape: DeclShape,
    /// Its specifications; a function has one.
    pub specs: Vec<SpecOutline>,
}

/// A file of which the declarations are parsed one by one, when they are asked for.
#[derive(Debug)]
pub struct LazyFile {
    source: Arc<SourceFile>,
    words: Words,
    /// The text of each declaration, with what stands before it, and its tree once it was asked for.
    decls: OnceLock<Vec<LazyDecl>>,
    ids: Ids,
}

#[derive(Debug)]
struct LazyDecl {
    text: Span,
    tree: OnceLock<TopDecl>,
}

/// The first free id of a compilation, shared by all that parse for it, one after the other.
pub type Ids = Arc<AtomicU32>;

/// Reads the numbers of an outline.
struct Reader<'a> {
    words: &'a [u32],
    base: u32,
}

impl Reader<'_> {
    fn word(&mut self) -> u32 {
        let Some((&first, rest)) = self.words.split_first() else { return 0 };
        self.words = rest;
        first
    }

    fn span(&mut self) -> Span {
        let (lo, hi) = (self.word(), self.word());
        Span::new(self.base + lo, self.base + hi)
    }

    fn spec(&mut self) -> SpecOutline {
        let marked = self.word() == MARKED;
        SpecOutline { marked, names: (0..self.word()).map(|_| self.span()).collect() }
    }

    fn decl(&mut self) -> (Span, DeclOutline) {
        let text = self.span();
        let shape = match self.word() {
            0 => DeclShape::Const,
            1 => DeclShape::Var,
            2 => DeclShape::Type,
            _ => DeclShape::Func,
        };
        (text, DeclOutline { shape, specs: (0..self.word()).map(|_| self.spec()).collect() })
    }
}

impl LazyFile {
    /// A file with its outline.
    pub fn new(source: Arc<SourceFile>, words: impl Into<Words>, ids: Ids) -> LazyFile {
        LazyFile { source, words: words.into(), decls: OnceLock::new(), ids }
    }

    /// The file's text and place.
    pub fn source(&self) -> &SourceFile {
        &self.source
    }

    /// The text at a place.
    pub fn text(&self, span: Span) -> &str {
        &self.source.text[(span.lo - self.source.base) as usize..(span.hi - self.source.base) as usize]
    }

    fn reader(&self) -> Reader<'_> {
        Reader { words: &self.words, base: self.source.base }
    }

    /// Where the package clause names the package.
    pub fn package(&self) -> Span {
        self.reader().span()
    }

    /// Whether the file has init functions.
    pub fn has_init(&self) -> bool {
        let mut reader = self.reader();
        reader.span();
        reader.word() != 0
    }

    /// Where the imports stand: path and local name.
    fn import_spans(&self, reader: &mut Reader<'_>) -> Vec<(Span, Span)> {
        reader.span();
        reader.word();
        (0..reader.word()).map(|_| (reader.span(), reader.span())).collect()
    }

    /// The paths of the imports.
    pub fn import_paths(&self) -> impl Iterator<Item = &str> {
        self.import_spans(&mut self.reader()).into_iter().map(|(path, _)| self.text(path).trim_matches('"'))
    }

    /// The imports.
    pub fn imports(&self) -> Vec<ImportSpec> {
        let spans = self.import_spans(&mut self.reader());
        spans.into_iter().map(|(path, name)| self.import(path, name)).collect()
    }

    fn import(&self, span: Span, name: Span) -> ImportSpec {
        let id = || ExprId(self.ids.fetch_add(1, Ordering::Relaxed));
        let name = (name.lo < name.hi).then(|| Ident { id: id(), name: self.text(name).into(), span: name });
        ImportSpec { name, path: self.text(span).trim_matches('"').into(), span }
    }

    /// The declarations, in source order.
    pub fn decls(&self) -> Vec<DeclOutline> {
        let mut reader = self.reader();
        self.import_spans(&mut reader);
        let (texts, decls): (Vec<Span>, Vec<DeclOutline>) = (0..reader.word()).map(|_| reader.decl()).unzip();
        self.decls.get_or_init(|| texts.into_iter().map(|text| LazyDecl { text, tree: OnceLock::new() }).collect());
        decls
    }

    /// The tree of a declaration, by its place among [`decls`](LazyFile::decls), which were read before.
    pub fn tree(&self, index: usize) -> Option<&TopDecl> {
        let decl = self.decls.get()?.get(index)?;
        Some(decl.tree.get_or_init(|| {
            let first = self.ids.load(Ordering::Relaxed);
            let (tree, next) = parse::parse_decl(&self.source, self.package(), decl.text, first);
            self.ids.store(next, Ordering::Relaxed);
            tree
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use vole_source::SourceMap;

    const TEXT: &str = "// Package p.\npackage p\n\nimport (\n\t\"fmt\"\n\tx \"a/b\"\n)\n\nconst (\n\tA, B = iota, 2\n\tC, D\n)\n\n\
        // V is a variable.\nvar V, _ = func() int { if true { return 1 }; return 2 }(), 3\n\n\
        type (\n\tT[P any] struct{ a P }\n\tU = x.Y\n\tW = []int\n)\n\n\
        //go:noinline\nfunc (t *T[P]) M() {\n\tfmt.Println(t.a)\n}\n\nfunc native(x int) int\nfunc init() {}\n";

    #[test]
    fn declarations_alone_are_as_in_the_file() {
        let mut map = SourceMap::new();
        map.add("before.go", "/before.go", "package q\n");
        let file = map.add("a.go", "/a.go", TEXT);
        let parsed = parse::parse_file(&file, 0);
        assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
        let words = outline(&file, &parsed.file).expect("an outline");
        let lazy = LazyFile::new(file, words, Ids::new(AtomicU32::new(parsed.next_id)));
        assert_eq!(lazy.text(lazy.package()), "p");
        let shown = |list: &[ImportSpec]| {
            let show = |i: &ImportSpec| (i.path.clone(), i.name.as_ref().map(|n| n.name.clone()), i.span);
            list.iter().map(show).collect::<Vec<_>>()
        };
        assert_eq!(shown(&lazy.imports()), shown(&parsed.file.imports));
        let decls = lazy.decls();
        let names = |d: &DeclOutline| {
            let spec = |s: &SpecOutline| {
                let names: Vec<&str> = s.names.iter().map(|&n| lazy.text(n)).collect();
                format!("{}{}", names.join(" "), if s.marked { "!" } else { "" })
            };
            format!("{:?}: {}", d.shape, d.specs.iter().map(spec).collect::<Vec<_>>().join("; "))
        };
        assert_eq!(
            decls.iter().map(names).collect::<Vec<_>>(),
            ["Const: A B!; C D", "Var: V _", "Type: T; U!; W!", "Func: M T!", "Func: native", "Func: init"]
        );
        assert_eq!(decls.len(), parsed.file.decls.len());
        for (i, whole) in parsed.file.decls.iter().enumerate() {
            let alone = lazy.tree(i).expect("a tree");
            assert_eq!(without_ids(alone), without_ids(whole));
        }
    }

    fn without_ids(tree: &TopDecl) -> String {
        let text = format!("{tree:?}");
        let mut parts = text.split("ExprId(");
        let first = parts.next().unwrap_or("").to_string();
        parts.fold(first, |all, part| all + part.trim_start_matches(|c: char| c.is_ascii_digit()))
    }
}
