//! Checks Go packages: `check FILE.go...` checks one package and prints what gc would.
//!
//! Imports are resolved as lazy packages below the directories of `GOROOT_SRC` (colon-separated), skipping tests and files for other systems
//! by name; without it they count as already reported.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::exit)]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use vole_source::{SourceMap, render_gc};
use vole_syntax::ast;
use vole_types::{Checker, PackageInput};

struct Loader {
    map: SourceMap,
    next_id: u32,
    checker: Checker,
    loaded: HashMap<String, bool>,
    roots: Vec<PathBuf>,
    diagnostics: Vec<vole_source::Diagnostic>,
}

impl Loader {
    fn parse(&mut self, path: &Path, name: &str) -> Option<Arc<ast::File>> {
        let text = std::fs::read_to_string(path).ok()?;
        let source = self.map.add(name, path.display().to_string(), text);
        self.checker.universe.sources.push(source.clone());
        let parsed = vole_syntax::parse_file(&source, self.next_id);
        self.next_id = parsed.next_id;
        self.diagnostics.extend(parsed.diagnostics);
        Some(Arc::new(parsed.file))
    }

    fn import(&mut self, path: &str) {
        if path == "unsafe" || self.loaded.contains_key(path) {
            return;
        }
        self.loaded.insert(path.to_string(), true);
        for root in self.roots.clone() {
            let dirs = [root.join(path), root.join("vendor").join(path)];
            let Some(dir) = dirs.iter().find(|d| d.is_dir()) else { continue };
            let files = self.package_files(dir);
            if files.is_empty() {
                continue;
            }
            for f in &files {
                for i in &f.imports {
                    self.import(&i.path.clone());
                }
            }
            let lazy = std::env::var("CHECK_ALL").is_err();
            self.checker.add_package(PackageInput { path: path.into(), files, lazy, ..Default::default() });
            return;
        }
    }

    fn package_files(&mut self, dir: &Path) -> Vec<Arc<ast::File>> {
        let Ok(entries) = std::fs::read_dir(dir) else { return Vec::new() };
        let mut names: Vec<PathBuf> =
            entries.flatten().map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "go")).collect();
        names.sort();
        let mut files = Vec::new();
        for p in names {
            let stem = p.file_stem().unwrap_or_default().to_string_lossy().to_string();
            if stem.ends_with("_test") || !name_matches(&stem) {
                continue;
            }
            let Ok(text) = std::fs::read_to_string(&p) else { continue };
            if !constraint_matches(&text) {
                continue;
            }
            let display = p.display().to_string();
            files.extend(self.parse(&p, &display));
        }
        files
    }
}

const OSES: [&str; 17] = [
    "aix",
    "android",
    "darwin",
    "dragonfly",
    "freebsd",
    "hurd",
    "illumos",
    "ios",
    "js",
    "netbsd",
    "openbsd",
    "plan9",
    "solaris",
    "wasip1",
    "windows",
    "zos",
    "nacl",
];
const ARCHES: [&str; 15] = [
    "386", "arm", "arm64", "loong64", "mips", "mips64", "mips64le", "mipsle", "ppc64", "ppc64le", "riscv64", "s390x",
    "wasm", "sparc64", "riscv",
];

fn name_matches(stem: &str) -> bool {
    let parts: Vec<&str> = stem.split('_').skip(1).collect();
    let n = parts.len();
    !(n >= 1 && (OSES.contains(&parts[n - 1]) || ARCHES.contains(&parts[n - 1]))
        || n >= 2 && OSES.contains(&parts[n - 2]))
}

fn tag(t: &str) -> bool {
    matches!(
        t,
        "linux"
            | "amd64"
            | "unix"
            | "gc"
            | "goexperiment.swissmap"
            | "goexperiment.regabiwrappers"
            | "goexperiment.regabiargs"
            | "goexperiment.aliastypeparams"
            | "goexperiment.spinbitmutex"
            | "goexperiment.greenteagc"
            | "goexperiment.randomizedheapbase64"
            | "amd64.v1"
    ) || t.strip_prefix("go1.").is_some_and(|v| v.parse::<u32>().is_ok_and(|v| v <= 27))
}

/// Evaluates a `//go:build` line by hand: `||` over `&&` over `!` and parentheses.
fn constraint_matches(text: &str) -> bool {
    for line in text.lines() {
        let line = line.trim();
        if let Some(rest) = line.strip_prefix("//go:build ") {
            let spaced = rest
                .replace('(', " ( ")
                .replace(')', " ) ")
                .replace('!', " ! ")
                .replace("&&", " && ")
                .replace("||", " || ");
            let tokens: Vec<&str> = spaced.split_whitespace().collect();
            let mut at = 0;
            return or(&tokens, &mut at);
        }
        if line.starts_with("package ") {
            return true;
        }
    }
    true
}

fn or(t: &[&str], at: &mut usize) -> bool {
    let mut v = and(t, at);
    while t.get(*at) == Some(&"||") {
        *at += 1;
        v |= and(t, at);
    }
    v
}

fn and(t: &[&str], at: &mut usize) -> bool {
    let mut v = not(t, at);
    while t.get(*at) == Some(&"&&") {
        *at += 1;
        v &= not(t, at);
    }
    v
}

fn not(t: &[&str], at: &mut usize) -> bool {
    let token = t.get(*at).copied().unwrap_or("");
    *at += 1;
    match token {
        "!" => !not(t, at),
        "(" => {
            let v = or(t, at);
            *at += 1;
            v
        }
        other => tag(other),
    }
}

/// Looks for expressions without a final type: what the compiler must never meet.
struct Holes<'a> {
    checker: &'a Checker,
    map: &'a SourceMap,
    count: usize,
}

impl ast::Visit for Holes<'_> {
    fn stmt(&mut self, s: &ast::Stmt) -> bool {
        !matches!(s.kind, ast::StmtKind::Decl(ast::Decl::Const(_)))
    }

    fn expr(&mut self, e: &ast::Expr) -> bool {
        let say = |what: &str| {
            let at = self
                .map
                .position(e.span.lo)
                .map_or(String::new(), |p| format!("{}:{}:{}", p.file.name, p.line, p.column));
            println!("{at}: {what}: {}", ast::print_expr(e));
        };
        match self.checker.info.of(e.id) {
            None => {
                let fine = match &e.kind {
                    ast::ExprKind::Ident(i) => {
                        self.checker.info.uses.get(i.id).is_none() || self.checker.info.defs.get(i.id).is_none()
                    }
                    ast::ExprKind::KeyValue(..) => true,
                    ast::ExprKind::TypeAssert(_, None) => true,
                    ast::ExprKind::CompositeLit(_) => false,
                    _ => false,
                };
                if !fine {
                    say("no type");
                    self.count += 1;
                }
                true
            }
            Some(t) => {
                use vole_types::info::Mode;
                if t.mode == Mode::Type || t.mode == Mode::Constant && !self.checker.universe.is_untyped(t.ty) {
                    return false;
                }
                if self.checker.universe.is_untyped(t.ty) {
                    say("untyped");
                    self.count += 1;
                }
                !matches!(e.kind, ast::ExprKind::Call(_)) || t.mode != Mode::Constant
            }
        }
    }
}

fn run() -> i32 {
    let roots = std::env::var("GOROOT_SRC")
        .unwrap_or_default()
        .split(':')
        .filter(|s| !s.is_empty())
        .map(PathBuf::from)
        .collect();
    let mut l = Loader {
        map: SourceMap::new(),
        next_id: 0,
        checker: Checker::new(),
        loaded: HashMap::new(),
        roots,
        diagnostics: Vec::new(),
    };
    let args: Vec<String> = std::env::args().skip(1).collect();
    let mut files = Vec::new();
    for a in &args {
        let p = Path::new(a);
        if p.is_dir() {
            files.extend(l.package_files(p));
        } else {
            files.extend(l.parse(p, a));
        }
    }
    let broken = |l: &Loader| l.diagnostics.iter().any(|d| d.message.starts_with("syntax error"));
    if !broken(&l) {
        for f in &files {
            for i in &f.imports {
                l.import(&i.path.clone());
            }
        }
        if !broken(&l) {
            l.checker.add_package(PackageInput {
                path: "main".into(),
                files: files.clone(),
                lazy: false,
                ..Default::default()
            });
            if std::env::var("HOLES").is_ok() {
                let mut holes = Holes { checker: &l.checker, map: &l.map, count: 0 };
                for f in &files {
                    for d in &f.decls {
                        match d {
                            ast::TopDecl::Func(f) => {
                                if let Some(b) = &f.body {
                                    ast::walk_block(&mut holes, b);
                                }
                            }
                            ast::TopDecl::Gen(ast::Decl::Var(specs)) => {
                                for v in specs.iter().flat_map(|s| &s.values) {
                                    ast::walk_expr(&mut holes, v);
                                }
                            }
                            _ => {}
                        }
                    }
                }
                if holes.count > 0 {
                    println!("{} holes", holes.count);
                }
            }
        }
    }
    let mut all = std::mem::take(&mut l.diagnostics);
    all.append(&mut l.checker.diagnostics);
    if std::env::var("IGNORE_BODIES").is_ok() {
        all.retain(|d| d.code != "MissingBody");
    }
    if std::env::var("NOLIMIT").is_ok() {
        let line = |d: &vole_source::Diagnostic| l.map.position(d.span.lo).map(|p| (p.file.id, p.line));
        all.dedup_by(|a, b| a.message == b.message && line(a) == line(b));
        all.sort_by_key(|d| d.span.lo);
        for d in &all {
            print!("{}", render_gc(&l.map, std::slice::from_ref(d), false));
        }
    } else {
        print!("{}", render_gc(&l.map, &all, false));
    }
    i32::from(!all.is_empty())
}

fn main() {
    let code =
        std::thread::Builder::new().stack_size(512 << 20).spawn(run).map(|t| t.join().unwrap_or(101)).unwrap_or(101);
    std::process::exit(code);
}
