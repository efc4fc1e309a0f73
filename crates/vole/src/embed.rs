//! `//go:embed`: which files its patterns name, and the values of the variables behind it.
//!
//! The variables get their values as initialisers in the syntax tree (`T("content")`, `embed.VoleFiles(name, content, ...)`), so
//! that all later stages see a plain declaration. What the `go` command complains about is an error of loading, what the compiler
//! complains about is a diagnostic behind those of the type check.

use crate::fs::FileSystem;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use vole_source::{Diagnostic, SourceMap, Span};
use vole_syntax::ast::{self, CallExpr, Decl, Expr, ExprId, ExprKind, Ident, LitKind, TopDecl, VarSpec};
use vole_syntax::outline::Ids;

/// A pattern in a directive.
struct Pattern {
    text: String,
    span: Span,
}

/// The embedding of one package.
pub(crate) struct Embedder<'a> {
    pub fs: &'a dyn FileSystem,
    pub map: &'a SourceMap,
    pub dir: &'a Path,
    pub ids: &'a Ids,
    /// What the compiler complains about.
    pub complaints: Vec<Diagnostic>,
}

/// What may hold embedded files.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Files,
}

type Found = BTreeMap<String, PathBuf>;

impl Embedder<'_> {
    /// Gives the variables of the files their values; the complaint of the `go` command otherwise.
    pub fn apply(&mut self, files: &mut [Arc<ast::File>]) -> Result<(), (Span, String)> {
        if !files.iter().any(|f| imports_embed(f) || all_directives(f).any(is_embed)) {
            return Ok(());
        }
        let mut found: BTreeMap<String, Found> = BTreeMap::new();
        let mut patterns: Vec<Pattern> = Vec::new();
        for file in files.iter().filter(|f| imports_embed(f)) {
            for directive in all_directives(file).filter(|d| is_embed(d)) {
                patterns.extend(parse(directive).unwrap_or_default());
            }
        }
        patterns.sort_by(|a, b| a.text.cmp(&b.text));
        for pattern in &patterns {
            if !found.contains_key(&pattern.text) {
                let matched = self
                    .resolve(&pattern.text)
                    .map_err(|e| (pattern.span, format!("pattern {}: {e}", pattern.text)))?;
                found.insert(pattern.text.clone(), matched);
            }
        }
        let types = named_types(files);
        for file in files {
            let Some(file) = Arc::get_mut(file) else { continue };
            self.file(file, &found, &types);
        }
        Ok(())
    }

    fn complain(&mut self, span: Span, message: impl Into<String>) {
        self.complaints.push(Diagnostic::error("Embed", span, message));
    }

    fn file(&mut self, file: &mut ast::File, found: &BTreeMap<String, Found>, types: &[NamedType]) {
        let imported = imports_embed(file);
        let name = embed_name(file);
        for decl in &mut file.decls {
            let TopDecl::Gen(Decl::Var(specs)) = decl else { continue };
            for spec in specs {
                let embeds: Vec<ast::Directive> = spec.directives.iter().filter(|d| is_embed(d)).cloned().collect();
                let Some(first) = embeds.first() else { continue };
                let at = Span::new(first.span.lo + 2, first.span.hi);
                if self.misplaced(first, spec) {
                    self.complain(at, "misplaced go:embed directive");
                    continue;
                }
                if !imported {
                    let message = "go:embed requires import \"embed\" (or import _ \"embed\", if package is not used)";
                    self.complain(at, message);
                    continue;
                }
                let mut patterns = Vec::new();
                let mut sound = true;
                for directive in &embeds {
                    let at = Span::new(directive.span.lo + 2, directive.span.hi);
                    match parse(directive) {
                        Ok(list) if !list.is_empty() => patterns.extend(list),
                        other => {
                            sound = false;
                            if let Err(rest) = other {
                                self.complain(at, format!("invalid quoted string in //go:embed: {rest}"));
                            }
                            self.complain(at, "usage: //go:embed pattern...");
                        }
                    }
                }
                if sound {
                    self.variable(spec, at, &patterns, found, types, name.as_deref());
                }
            }
        }
    }

    /// Whether the directive stands before something else: a `var (`, another declaration.
    fn misplaced(&self, directive: &ast::Directive, spec: &VarSpec) -> bool {
        let Some(name) = spec.names.first() else { return false };
        let between = self.map.text(Span::new(directive.span.hi, name.span.lo));
        let code = between.lines().map(|l| l.split("//").next().unwrap_or(""));
        code.flat_map(str::split_whitespace).any(|w| w != "var")
    }

    fn variable(
        &mut self,
        spec: &mut VarSpec,
        at: Span,
        patterns: &[Pattern],
        found: &BTreeMap<String, Found>,
        types: &[NamedType],
        embed: Option<&str>,
    ) {
        let wrong = match (&spec.names[..], &spec.ty) {
            ([_], Some(_)) if spec.values.is_empty() => None,
            ([_], _) if !spec.values.is_empty() => Some("go:embed cannot apply to var with initializer"),
            ([_], _) => Some("go:embed cannot apply to var without type"),
            _ => Some("go:embed cannot apply to multiple vars"),
        };
        if let Some(message) = wrong {
            return self.complain(at, message);
        }
        let Some(ty) = &spec.ty else { return };
        let name = spec.names[0].span;
        let Some(kind) = kind_of(ty, types, embed, 0) else {
            let message = format!("go:embed cannot apply to var of type {}", ast::print_expr(ty));
            return self.complain(name, message);
        };
        let mut files = Found::new();
        for pattern in patterns {
            files.extend(found.get(&pattern.text).cloned().unwrap_or_default());
        }
        let mut contents = Vec::new();
        for (file, path) in files {
            match self.fs.read(&path) {
                Ok(bytes) => contents.push((file, bytes)),
                Err(e) => return self.complain(at, format!("reading {file}: {e}")),
            }
        }
        let span = spec.span;
        let value = match kind {
            Kind::Text => {
                let [(_, bytes)] = &contents[..] else {
                    let message = format!("invalid go:embed: multiple files for type {}", ast::print_expr(ty));
                    return self.complain(name, message);
                };
                let literal = self.literal(bytes, span);
                let ty = self.paren(ty.clone(), span);
                self.call(ty, vec![literal], span)
            }
            Kind::Files => {
                let mut args = Vec::new();
                for (file, bytes) in &contents {
                    args.push(self.literal(file.as_bytes(), span));
                    args.push(self.literal(bytes, span));
                }
                let function = self.function(embed.unwrap_or("embed"), span);
                self.call(function, args, span)
            }
        };
        spec.values = vec![value];
    }

    fn id(&mut self) -> ExprId {
        ExprId(self.ids.fetch_add(1, Relaxed))
    }

    fn expr(&mut self, kind: ExprKind, span: Span) -> Expr {
        Expr { id: self.id(), span, kind }
    }

    fn ident(&mut self, name: &str, span: Span) -> Ident {
        Ident { id: self.id(), name: name.into(), span }
    }

    fn paren(&mut self, mut inner: Expr, span: Span) -> Expr {
        inner.id = self.id();
        self.expr(ExprKind::Paren(Box::new(inner)), span)
    }

    fn call(&mut self, fun: Expr, args: Vec<Expr>, span: Span) -> Expr {
        self.expr(ExprKind::Call(Box::new(CallExpr { fun, args, spread: None, rparen: span })), span)
    }

    /// `embed.VoleFiles`, or the plain name behind a dot import.
    fn function(&mut self, embed: &str, span: Span) -> Expr {
        let member = self.ident("VoleFiles", span);
        if embed == "." {
            return Expr { id: member.id, span, kind: ExprKind::Ident(member) };
        }
        let package = self.ident(embed, span);
        let package = Expr { id: package.id, span, kind: ExprKind::Ident(package) };
        self.expr(ExprKind::Selector(Box::new(package), member), span)
    }

    fn literal(&mut self, bytes: &[u8], span: Span) -> Expr {
        let text = quote(bytes);
        self.expr(ExprKind::Lit(LitKind::String, text.into()), span)
    }

    /// The files that a pattern names, by their names below the package's directory.
    fn resolve(&self, pattern: &str) -> Result<Found, String> {
        let (glob, all) = pattern.strip_prefix("all:").map_or((pattern, false), |p| (p, true));
        let sound = |part: &str| !part.is_empty() && part != "." && part != ".." && well_formed(part);
        if !glob.split('/').all(sound) {
            return Err("invalid pattern syntax".to_string());
        }
        let mut matches = vec![String::new()];
        for part in glob.split('/') {
            matches = matches.iter().flat_map(|dir| self.matching(dir, part)).collect();
        }
        matches.sort();
        let mut found = Found::new();
        for name in matches {
            let path = self.dir.join(&name);
            let is_dir = self.fs.read_dir(&path).is_ok();
            let what = if is_dir { "directory" } else { "file" };
            self.inside(&name, is_dir).map_err(|e| format!("cannot embed {what} {name}: {e}"))?;
            if is_dir {
                let before = found.len();
                let mut own = Found::new();
                self.tree(&name, all, &mut own);
                if own.is_empty() && before == found.len() {
                    return Err(format!("cannot embed directory {name}: contains no embeddable files"));
                }
                found.extend(own);
            } else if self.fs.is_regular(&path) {
                found.insert(name, path);
            } else {
                return Err(format!("cannot embed irregular file {name}"));
            }
        }
        if found.is_empty() { Err("no matching files found".to_string()) } else { Ok(found) }
    }

    /// Entries of a directory that match one element of a pattern.
    fn matching(&self, dir: &str, part: &str) -> Vec<String> {
        let join = |name: &str| if dir.is_empty() { name.to_string() } else { format!("{dir}/{name}") };
        let entries = self.fs.read_dir(&self.dir.join(dir)).unwrap_or_default();
        entries.iter().filter(|e| matches(part.as_bytes(), e.name.as_bytes())).map(|e| join(&e.name)).collect()
    }

    /// Whether everything on the way to a file is part of this module and has a name that may be embedded.
    fn inside(&self, name: &str, is_dir: bool) -> Result<(), String> {
        let mut path = self.dir.to_path_buf();
        let parts: Vec<&str> = name.split('/').collect();
        for (i, part) in parts.iter().enumerate() {
            if matches!(*part, ".bzr" | ".hg" | ".git" | ".svn") {
                return Err(format!("invalid name {part}"));
            }
            path.push(part);
            if (is_dir || i + 1 < parts.len()) && self.fs.read(&path.join("go.mod")).is_ok() {
                return Err("in different module".to_string());
            }
        }
        Ok(())
    }

    /// The files below a directory; hidden ones only when `all` are wanted.
    fn tree(&self, dir: &str, all: bool, found: &mut Found) {
        for entry in self.fs.read_dir(&self.dir.join(dir)).unwrap_or_default() {
            let hidden = entry.name.starts_with(['.', '_']) && !all;
            let name = format!("{dir}/{}", entry.name);
            let path = self.dir.join(&name);
            if hidden || matches!(&*entry.name, ".bzr" | ".hg" | ".git" | ".svn") {
                continue;
            }
            if !self.fs.is_regular(&path) && !entry.is_dir {
                continue;
            }
            if !entry.is_dir {
                found.insert(name, path);
            } else if self.fs.read(&path.join("go.mod")).is_err() {
                self.tree(&name, all, found);
            }
        }
    }
}

fn imports_embed(file: &ast::File) -> bool {
    file.imports.iter().any(|i| &*i.path == "embed")
}

/// What a file calls package embed.
fn embed_name(file: &ast::File) -> Option<String> {
    let mut names = file.imports.iter().filter(|i| &*i.path == "embed");
    names.find_map(|i| match &i.name {
        None => Some("embed".to_string()),
        Some(n) if &*n.name == "_" => None,
        Some(n) => Some(n.name.to_string()),
    })
}

fn all_directives(file: &ast::File) -> impl Iterator<Item = &ast::Directive> {
    let own = file.decls.iter().flat_map(|d| match d {
        TopDecl::Func(f) => f.directives.iter().collect::<Vec<_>>(),
        TopDecl::Gen(Decl::Var(specs)) => specs.iter().flat_map(|s| &s.directives).collect(),
        TopDecl::Gen(_) => Vec::new(),
    });
    own.chain(&file.directives)
}

pub(crate) fn is_embed(directive: &ast::Directive) -> bool {
    directive.text.strip_prefix("go:embed").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']))
}

/// The patterns of a directive, or what is left at a quoted one that has no end.
fn parse(directive: &ast::Directive) -> Result<Vec<Pattern>, String> {
    let text = &directive.text;
    let mut out = Vec::new();
    let mut at = "go:embed".len();
    loop {
        let rest = &text[at..];
        at += rest.len() - rest.trim_start().len();
        let rest = rest.trim_start();
        let Some(c) = rest.chars().next() else { return Ok(out) };
        let (len, value) = if c == '"' || c == '`' {
            let end = rest[1..].find(c).ok_or_else(|| rest.to_string())? + 2;
            (end, rest[1..end - 1].to_string())
        } else {
            let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
            (end, rest[..end].to_string())
        };
        let lo = directive.span.lo + 2 + at as u32;
        out.push(Pattern { text: value, span: Span::new(lo, lo + len as u32) });
        at += len;
    }
}

/// A package's type declarations: name, whether it is an alias, what it stands for.
type NamedType = (String, bool, Expr);

fn named_types(files: &[Arc<ast::File>]) -> Vec<NamedType> {
    let mut out = Vec::new();
    for decl in files.iter().flat_map(|f| &f.decls) {
        if let TopDecl::Gen(Decl::Type(specs)) = decl {
            out.extend(specs.iter().map(|s| (s.name.name.to_string(), s.alias, s.ty.clone())));
        }
    }
    out
}

/// What a type can hold; `None` when no file can be embedded in it.
fn kind_of(ty: &Expr, types: &[NamedType], embed: Option<&str>, depth: u32) -> Option<Kind> {
    let named = |name: &str| types.iter().find(|t| t.0 == name);
    match &ty.kind {
        ExprKind::Paren(inner) => kind_of(inner, types, embed, depth),
        ExprKind::Ident(i) if &*i.name == "FS" && embed == Some(".") => Some(Kind::Files),
        ExprKind::Ident(i) => match named(&i.name) {
            Some((_, alias, inner)) if depth < 32 => {
                kind_of(inner, types, embed, depth + 1).filter(|&k| *alias || k == Kind::Text)
            }
            Some(_) => None,
            None => (&*i.name == "string").then_some(Kind::Text),
        },
        ExprKind::SliceType(element) => is_byte(element, types, 0).then_some(Kind::Text),
        ExprKind::Selector(package, member) => match &package.kind {
            ExprKind::Ident(p) if embed == Some(&*p.name) => (&*member.name == "FS").then_some(Kind::Files),
            // a type of another package: the conversion is checked as any other
            _ => Some(Kind::Text),
        },
        _ => None,
    }
}

fn is_byte(ty: &Expr, types: &[NamedType], depth: u32) -> bool {
    let ExprKind::Ident(i) = &ty.kind else { return false };
    match types.iter().find(|t| t.0 == *i.name) {
        Some((_, _, inner)) => depth < 32 && is_byte(inner, types, depth + 1),
        None => matches!(&*i.name, "byte" | "uint8"),
    }
}

/// A Go string literal of these bytes.
pub(crate) fn quote(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len() + 2);
    out.push('"');
    for chunk in bytes.utf8_chunks() {
        for c in chunk.valid().chars() {
            match c {
                '"' | '\\' => {
                    out.push('\\');
                    out.push(c);
                }
                '\n' => out.push_str("\\n"),
                '\u{feff}' => out.push_str("\\ufeff"),
                c if c < ' ' || c == '\x7f' => out.push_str(&format!("\\x{:02x}", c as u32)),
                c => out.push(c),
            }
        }
        for byte in chunk.invalid() {
            out.push_str(&format!("\\x{byte:02x}"));
        }
    }
    out.push('"');
    out
}

/// Whether an element of a pattern has closed brackets and nothing behind a last backslash.
fn well_formed(pattern: &str) -> bool {
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' if chars.next().is_none() => return false,
            '[' => {
                let mut first = true;
                loop {
                    match chars.next() {
                        None => return false,
                        Some('^') if first => continue,
                        Some(']') if !first => break,
                        Some(']') => return false,
                        Some('\\') if chars.next().is_none() => return false,
                        Some(_) => first = false,
                    }
                }
            }
            _ => {}
        }
    }
    true
}

/// Whether a name matches an element of a pattern: `*`, `?`, `[a-z]`, `\x`.
fn matches(pattern: &[u8], name: &[u8]) -> bool {
    match (pattern.split_first(), name.split_first()) {
        (None, rest) => rest.is_none(),
        (Some((b'*', rest)), _) => (0..=name.len()).any(|i| matches(rest, &name[i..])),
        (_, None) => false,
        (Some((b'?', rest)), Some((&first, _))) => {
            let width = match first {
                0xf0.. => 4,
                0xe0.. => 3,
                0xc0.. => 2,
                _ => 1,
            };
            matches(rest, name.get(width..).unwrap_or_default())
        }
        (Some((b'[', rest)), Some((&c, after))) => match class(rest, c) {
            Some((held, rest)) => held && matches(rest, after),
            None => false,
        },
        (Some((b'\\', rest)), Some((&c, after))) => {
            rest.split_first().is_some_and(|(&p, rest)| p == c && matches(rest, after))
        }
        (Some((&p, rest)), Some((&c, after))) => p == c && matches(rest, after),
    }
}

/// Whether `c` is in the class whose `[` was read, and what follows its `]`.
fn class(mut pattern: &[u8], c: u8) -> Option<(bool, &[u8])> {
    let negated = pattern.first() == Some(&b'^');
    if negated {
        pattern = &pattern[1..];
    }
    let mut held = false;
    fn one(pattern: &[u8]) -> Option<(u8, &[u8])> {
        match pattern {
            [b'\\', c, rest @ ..] => Some((*c, rest)),
            [c, rest @ ..] => Some((*c, rest)),
            [] => None,
        }
    }
    loop {
        if pattern.first() == Some(&b']') {
            return Some((held != negated, &pattern[1..]));
        }
        let (low, rest) = one(pattern)?;
        let (high, rest) = if rest.first() == Some(&b'-') { one(&rest[1..])? } else { (low, rest) };
        held |= (low..=high).contains(&c);
        pattern = rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_names() {
        for (pattern, name, expected) in [
            ("*.txt", "a.txt", true),
            ("*", ".hidden", true),
            ("a?c", "aéc", true),
            ("[a-c]x", "bx", true),
            ("[^a-c]x", "bx", false),
            ("a\\*", "a*", true),
            ("a", "ab", false),
        ] {
            assert_eq!(matches(pattern.as_bytes(), name.as_bytes()), expected, "{pattern} {name}");
        }
        assert!(well_formed("[a-z]*") && !well_formed("[x") && !well_formed("a\\") && !well_formed("[]"));
    }

    #[test]
    fn contents_become_literals() {
        assert_eq!(quote(b"a\"\\\n\x00\xff\xc3\xa9"), "\"a\\\"\\\\\\n\\x00\\xff\u{e9}\"");
    }
}
