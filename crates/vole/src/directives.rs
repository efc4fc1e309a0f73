//! Compiler directives: what gc says about those that stand in the wrong place, and about `//go:linkname`.
//!
//! gc looks at them behind the type check, so these complaints are shown only when there are no others.

use crate::embed::is_embed;
use std::sync::Arc;
use vole_source::{Diagnostic, SourceMap, Span};
use vole_syntax::ast::{self, Decl, Directive, TopDecl};

/// Directives that belong to functions.
const FUNCTION: [&str; 9] = [
    "go:nointerface",
    "go:noescape",
    "go:norace",
    "go:nosplit",
    "go:noinline",
    "go:nocheckptr",
    "go:uintptrescapes",
    "go:uintptrkeepalive",
    "go:registerparams",
];

/// Directives that only the runtime may use.
const RUNTIME: [&str; 5] =
    ["go:systemstack", "go:nowritebarrier", "go:nowritebarrierrec", "go:yeswritebarrierrec", "go:cgo_unsafe_args"];

fn verb(directive: &Directive) -> &str {
    directive.text.split([' ', '\t']).next().unwrap_or("")
}

fn complaint(at: Span, message: impl Into<String>) -> Diagnostic {
    Diagnostic::error("Directive", at, message)
}

/// gc counts from behind the slashes.
fn place(directive: &Directive) -> Span {
    Span::new(directive.span.lo + 2, directive.span.hi)
}

/// The complaints about a user package's directives.
pub(crate) fn check(map: &SourceMap, files: &[Arc<ast::File>], path: &str, title: &str) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for file in files {
        let behind = |d: &&Directive| d.span.lo > file.package.span.lo;
        for directive in file.directives.iter().filter(behind) {
            out.extend(misplaced(directive, false));
            if verb(directive) == "go:linkname" {
                linkname(directive, file, files, (path, title), &mut out);
            }
        }
        for decl in &file.decls {
            match decl {
                TopDecl::Func(f) => {
                    for directive in &f.directives {
                        let between = Span::new(directive.span.hi, f.span.lo.max(directive.span.hi));
                        let mut code = map.text(between).lines().map(|l| l.split("//").next().unwrap_or(""));
                        if code.any(|l| !l.trim().is_empty()) {
                            // another declaration stands between them
                            out.extend(misplaced(directive, false));
                            continue;
                        }
                        function(directive, f, &mut out);
                        if verb(directive) == "go:linkname" {
                            linkname(directive, file, files, (path, title), &mut out);
                        }
                    }
                }
                TopDecl::Gen(Decl::Var(specs)) => {
                    for directive in specs.iter().flat_map(|s| &s.directives) {
                        if !is_embed(directive) {
                            out.extend(misplaced(directive, false));
                        }
                        if verb(directive) == "go:linkname" {
                            linkname(directive, file, files, (path, title), &mut out);
                        }
                    }
                }
                TopDecl::Gen(_) => {}
            }
        }
    }
    out
}

fn misplaced(directive: &Directive, on_function: bool) -> Option<Diagnostic> {
    let name = verb(directive);
    if is_embed(directive) {
        return Some(complaint(place(directive), "misplaced go:embed directive"));
    }
    if RUNTIME.contains(&name) {
        return Some(complaint(place(directive), format!("//{name} only allowed in runtime")));
    }
    let wrong = name == "go:build" || FUNCTION.contains(&name) && !on_function;
    wrong.then(|| complaint(place(directive), "misplaced compiler directive"))
}

fn function(directive: &Directive, f: &ast::FuncDecl, out: &mut Vec<Diagnostic>) {
    // a directive in a body has no declaration of its own to stand before
    let inside = f.body.as_ref().is_some_and(|_| directive.span.lo > f.name.span.lo);
    out.extend(misplaced(directive, !inside));
    if verb(directive) == "go:noescape" && f.body.is_some() && !inside {
        out.push(complaint(f.name.span, "can only use //go:noescape with external func implementations"));
    }
}

/// The first function that mentions a name.
fn first_user(files: &[Arc<ast::File>], wanted: &str) -> Option<String> {
    struct Find<'a>(&'a str, bool);
    impl ast::Visit for Find<'_> {
        fn expr(&mut self, e: &ast::Expr) -> bool {
            self.1 |= matches!(&e.kind, ast::ExprKind::Ident(id) if *id.name == *self.0);
            true
        }
    }
    files.iter().flat_map(|f| &f.decls).find_map(|d| {
        let TopDecl::Func(f) = d else { return None };
        let mut find = Find(wanted, false);
        ast::walk_block(&mut find, f.body.as_ref()?);
        (find.1 && f.recv.is_none()).then(|| f.name.name.to_string())
    })
}

/// `names`: of the package as symbols have it, and as the `go` command calls it.
fn linkname(
    directive: &Directive,
    file: &ast::File,
    files: &[Arc<ast::File>],
    (path, title): (&str, &str),
    out: &mut Vec<Diagnostic>,
) {
    let words: Vec<&str> = directive.text.split_whitespace().skip(1).collect();
    let (local, target) = match words[..] {
        [local] => (local, None),
        [local, target] => (local, Some(target)),
        [] => return,
        _ => {
            out.push(complaint(place(directive), "usage: //go:linkname localname [linkname]"));
            return;
        }
    };
    if !file.imports.iter().any(|i| &*i.path == "unsafe") {
        let message = "//go:linkname only allowed in Go files that import \"unsafe\"";
        out.push(complaint(place(directive), message));
        for decl in files.iter().flat_map(|f| &f.decls) {
            if let TopDecl::Func(f) = decl
                && f.body.is_none()
                && *f.name.name == *local
            {
                out.push(complaint(f.name.span, "missing function body"));
            }
        }
        return;
    }
    let decls = || files.iter().flat_map(|f| &f.decls);
    let body = decls().find_map(|d| match d {
        TopDecl::Func(f) if f.recv.is_none() && *f.name.name == *local => Some(f.body.is_some()),
        TopDecl::Gen(Decl::Var(specs)) => {
            specs.iter().flat_map(|s| &s.names).any(|n| *n.name == *local).then_some(false)
        }
        _ => None,
    });
    match (body, target) {
        (None, _) => {
            let message = "//go:linkname must refer to declared function or variable";
            out.push(complaint(place(directive), message));
        }
        (Some(false), Some(target)) if vole_compile::linknames::linked(target).is_none() => {
            let text = vole_compile::linknames::refusal(target, path, first_user(files, local).as_deref());
            out.extend(text.map(|text| complaint(Span::NONE, format!("# {title}\n{text}"))));
        }
        _ => {}
    }
}
