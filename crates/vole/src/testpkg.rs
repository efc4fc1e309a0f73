//! What `go test` makes of a package: the package with its own test files, the external test package, and a generated main that
//! runs their tests, benchmarks, fuzz targets and examples.
//!
//! A package of the library has its test files read from an installed Go and run against Vole's own code:
//!
//! - files whose name begins with `export`, which show private parts to the external tests, and others without tests of their own
//!   become part of the package, of which only what is reached is compiled; so does Vole's own `export_test.go` for the package, whose declarations go first;
//! - the other files of the package itself become a package of the same name that imports the package's names with a dot, so that
//!   whatever of them uses exported names only is tested;
//! - the external test package stays what it is.
//!
//! Declarations in them that do not compile are left out one by one. Tests among them count as failed when they are external, not
//! when they belong to the package: those test Go's private code.

use crate::diagnostic::LoadMessage;
use crate::embed::Embedder;
use crate::examples;
use crate::folder::{Folder, Source};
use crate::loader::{Importer, Loaded, Loader, Root, Target, at, plain};
use std::fmt::Write;
use std::sync::Arc;
use vole_source::{Diagnostics, Span};
use vole_syntax::ast::{self, Decl, ExprKind, FuncDecl, TopDecl};

/// A package to test.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestPackage {
    /// Its import path.
    pub path: String,
    /// The directory its tests run in.
    pub dir: std::path::PathBuf,
    /// Whether it has test files.
    pub has_tests: bool,
}

/// A package loaded for its tests.
pub(crate) struct LoadedTest {
    pub loaded: Loaded,
    /// The places of packages whose declarations may be left out: those with the library's test files.
    pub lenient: Vec<usize>,
    /// The directory the tests run in.
    pub dir: std::path::PathBuf,
    pub title: String,
    /// Files with tests, and where they stand.
    files: Vec<(Arc<ast::File>, Home)>,
    /// Names of the library package's test files that became part of it.
    exports: Vec<String>,
    /// The program writes profiles when asked.
    profiled: bool,
}

/// A declaration of the library's tests that does not compile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOut {
    /// The function, or `method Name`.
    pub name: String,
    /// The first error in it.
    pub why: String,
    /// Whether it belongs to the external test package.
    pub external: bool,
}

/// The package that a test stands in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Home {
    /// The tested package itself.
    Package,
    /// The package with those test files of a library package that belong to it.
    Inside,
    /// The external test package.
    External,
}

impl Home {
    const ALL: [Home; 3] = [Home::Package, Home::Inside, Home::External];

    /// What the generated main calls the package.
    fn name(self) -> &'static str {
        match self {
            Home::Package => "_test",
            Home::Inside => "_itest",
            Home::External => "_xtest",
        }
    }

    /// The package's path.
    pub(crate) fn path(self, title: &str) -> String {
        match self {
            Home::Package => title.to_string(),
            Home::Inside => format!("{title}_itest"),
            Home::External => format!("{title}_test"),
        }
    }
}

/// A function that the generated main runs.
struct Entry {
    name: String,
    home: Home,
    /// What an example prints, and whether in any order.
    output: Option<(String, bool)>,
}

#[derive(Default)]
struct Entries {
    tests: Vec<Entry>,
    benchmarks: Vec<Entry>,
    fuzz: Vec<Entry>,
    examples: Vec<Entry>,
    /// Where `TestMain` stands.
    main: Option<Home>,
}

/// `TestX`, `Test_x`, `Test`, but not `Testify`.
fn has_prefix(name: &str, prefix: &str) -> bool {
    name.strip_prefix(prefix).is_some_and(|rest| rest.chars().next().is_none_or(|c| !c.is_lowercase()))
}

/// Whether a function takes one pointer to a type of this name, and returns nothing.
fn takes(f: &FuncDecl, name: &str) -> bool {
    let [param] = &f.ty.params[..] else { return false };
    let ExprKind::Star(ty) = &param.ty.kind else { return false };
    let found = match &ty.kind {
        ExprKind::Selector(_, member) => &member.name,
        ExprKind::Ident(i) => &i.name,
        _ => return false,
    };
    &**found == name && f.ty.results.is_empty() && f.ty.type_params.is_empty()
}

impl Loader<'_> {
    /// The packages that arguments of `go test` name.
    pub(crate) fn list_tests(&mut self, arguments: Vec<String>) -> Result<Vec<TestPackage>, Vec<LoadMessage>> {
        self.tests = true;
        let targets =
            self.targets(Root::Arguments { arguments, one: false }).map_err(|message| vec![plain(message)])?;
        let package = |t: Target| {
            let (dir, has_tests) = self.test_files(&t);
            TestPackage { path: t.title, dir, has_tests }
        };
        Ok(targets.into_iter().map(package).collect())
    }

    /// Where a package's tests run and whether there are any.
    fn test_files(&self, target: &Target) -> (std::path::PathBuf, bool) {
        if target.title == "command-line-arguments" {
            let has = target.folder.sources.iter().any(|s| s.path.ends_with("_test.go"));
            return (target.dir.clone(), has);
        }
        if target.dir.as_os_str().is_empty() {
            let dir = self.go_folder(&target.title);
            return (dir.clone().unwrap_or_default(), dir.is_some());
        }
        (target.dir.clone(), !target.folder.tests.is_empty())
    }

    /// Loads the one package that the arguments name, with its tests.
    pub(crate) fn load_test(&mut self, arguments: Vec<String>, profiled: bool) -> Result<LoadedTest, Vec<LoadMessage>> {
        self.tests = true;
        let fail = |message: String| vec![plain(message)];
        let targets = self.targets(Root::Arguments { arguments, one: false }).map_err(fail)?;
        let Some(mut target) = targets.into_iter().next() else { return Err(fail("no packages to test".into())) };
        let library = target.dir.as_os_str().is_empty();
        let (dir, _) = self.test_files(&target);
        // A package of an installed Go that Vole does not have itself: its tests are compiled as a user's, but it may import more.
        let installed = !library && self.go_folder(&target.title).as_deref() == Some(&*dir);
        if library || installed {
            let mut tags = self.settings.tags.to_vec();
            tags.extend(crate::loader::GO_TAGS[..if library { 1 } else { 3 }].iter().map(|t| t.to_string()));
            let reader = crate::folder::Reader { tags: &tags, ..self.reader() };
            let folder = reader.directory(&dir, true).map_err(fail)?;
            target.folder.tests = folder.tests;
            target.folder.sources = folder.sources;
        } else if target.title == "command-line-arguments" {
            let (tests, sources) =
                std::mem::take(&mut target.folder.sources).into_iter().partition(|s| s.path.ends_with("_test.go"));
            target.folder.tests = tests;
            target.folder.sources = sources;
        }
        let title = target.title.clone();
        let (external, mut internal): (Vec<Source>, Vec<Source>) =
            target.folder.tests.into_iter().partition(|s| is_external(&s.bytes));
        let mut exports = Vec::new();
        if library {
            let shown;
            let shows = |s: &Source| shows_private_parts(&s.path) || !has_tests(&s.bytes);
            (shown, internal) = internal.into_iter().partition(shows);
            exports = shown.iter().map(|s| s.name.clone()).collect();
            let own = vole_stdlib::package(&title).map_or(&[][..], |p| p.exports);
            let own = own.iter().map(|f| crate::loader::library_source(&title, f));
            self.additions = Some((title.clone(), own.chain(shown).collect()));
        }
        let user = Importer::new("runtime", true);
        self.import("runtime", Span::NONE, &user);
        let mut files: Vec<(Arc<ast::File>, Home)> = Vec::new();
        let mut lenient = Vec::new();
        let version = target.module.as_ref().map(|m| m.go);
        let mut has_package = true;
        if library {
            let package = Importer::new(&title, true);
            lenient.extend(self.import(&title, Span::NONE, &package));
            for source in &mut internal {
                import_names(source, &title);
            }
            lenient.extend(self.test_package(Home::Inside, &title, internal, &dir, None, true, &mut files));
        } else {
            let me = Importer::new(&title, installed);
            let tests = internal.len();
            let mut folder =
                Folder { sources: target.folder.sources, assembly: target.folder.assembly, ..Default::default() };
            folder.sources.extend(internal);
            has_package = !folder.sources.is_empty();
            if has_package {
                let index = self.user_package(&me, folder, &dir, Span::NONE, version, |_| title.clone());
                let all = index.map_or(&[][..], |i| &self.packages[i].files);
                files.extend(all[all.len() - tests.min(all.len())..].iter().map(|f| (f.clone(), Home::Package)));
            }
        }
        let std = library || installed;
        let index = self.test_package(Home::External, &title, external, &dir, version, std, &mut files);
        lenient.extend(index.filter(|_| library));
        self.wrong_signatures(&files);
        if let Some(errors) = self.failures() {
            return Err(errors);
        }
        let mut test = LoadedTest {
            loaded: Loaded { packages: Vec::new(), roots: Vec::new() },
            lenient,
            dir,
            title: title.clone(),
            files,
            exports,
            profiled,
        };
        self.add_main(&test, has_package)?;
        test.loaded =
            Loaded { roots: vec![(self.packages.len() - 1, title)], packages: std::mem::take(&mut self.packages) };
        Ok(test)
    }

    /// Loads test files as a package of their own, if there are any.
    #[allow(clippy::too_many_arguments, reason = "one place, two callers")]
    fn test_package(
        &mut self,
        home: Home,
        title: &str,
        sources: Vec<Source>,
        dir: &std::path::Path,
        version: Option<u16>,
        std: bool,
        files: &mut Vec<(Arc<ast::File>, Home)>,
    ) -> Option<usize> {
        if sources.is_empty() {
            return None;
        }
        let path = home.path(title);
        let me = Importer { folder: title.to_string(), ..Importer::new(&path, std) };
        let folder = Folder { sources, ..Default::default() };
        let index = self.user_package(&me, folder, dir, Span::NONE, version, |_| path.clone())?;
        files.extend(self.packages[index].files.iter().map(|f| (f.clone(), home)));
        Some(index)
    }

    fn wrong_signatures(&mut self, files: &[(Arc<ast::File>, Home)]) {
        for f in files.iter().flat_map(|(f, _)| functions(f)) {
            let name = &*f.name.name;
            let wrong = |param: &str, ty: &str| {
                format!("wrong signature for {name}, must be: func {name}({param} *testing.{ty})")
            };
            let message = if name == "TestMain" && !takes(f, "T") && !takes(f, "M") {
                wrong("m", "M")
            } else if name != "TestMain" && has_prefix(name, "Test") && !takes(f, "T") {
                wrong("t", "T")
            } else if has_prefix(name, "Benchmark") && !takes(f, "B") {
                wrong("b", "B")
            } else if has_prefix(name, "Fuzz") && !takes(f, "F") {
                wrong("f", "F")
            } else {
                continue;
            };
            if f.ty.type_params.is_empty() || f.ty.params.is_empty() {
                let message = at(Span::new(f.span.lo, f.span.lo), message);
                self.report(message);
            }
        }
    }

    /// Adds the generated main package.
    fn add_main(&mut self, test: &LoadedTest, has_package: bool) -> Result<(), Vec<LoadMessage>> {
        let entries = self.entries(test);
        let text = main_text(test, &entries, has_package);
        let source = Source { name: "_testmain.go".into(), path: "_testmain.go".into(), bytes: text.into_bytes() };
        self.add_generated("main", vec![source]);
        self.failures().map_or(Ok(()), Err)
    }

    fn entries(&self, test: &LoadedTest) -> Entries {
        let mut entries = Entries::default();
        for (file, home) in &test.files {
            for f in functions(file) {
                let name = f.name.name.to_string();
                let entry = |output| Entry { name: name.clone(), home: *home, output };
                if name == "TestMain" && takes(f, "M") {
                    entries.main = Some(*home);
                } else if has_prefix(&name, "Test") && takes(f, "T") {
                    entries.tests.push(entry(None));
                } else if has_prefix(&name, "Benchmark") && takes(f, "B") {
                    entries.benchmarks.push(entry(None));
                } else if has_prefix(&name, "Fuzz") && takes(f, "F") {
                    entries.fuzz.push(entry(None));
                } else if has_prefix(&name, "Example") && f.ty.params.is_empty() && f.ty.results.is_empty() {
                    let text = f.body.as_ref().map_or("", |_| self.map.text(f.span));
                    if let Some(output) = examples::output(text) {
                        entries.examples.push(entry(Some(output)));
                    }
                }
            }
        }
        entries
    }

    /// The same test without declarations that have errors: which functions are left out, with the first error each; `None`
    /// if the errors are elsewhere.
    pub(crate) fn without(&mut self, test: &mut LoadedTest, errors: &Diagnostics) -> Option<Vec<LeftOut>> {
        let mut dropped = Vec::new();
        let mut changed = false;
        for &index in &test.lenient {
            let package = &mut test.loaded.packages[index];
            let external = package.path.ends_with("_test");
            for file in &mut package.files {
                let own = self.map.file(file.file);
                if package.lazy && !test.exports.contains(&own.name) {
                    continue;
                }
                let (all, mut tree) = (own.span(), None);
                for error in errors.iter().filter(|e| (all.lo..=all.hi).contains(&e.span.lo)) {
                    let tree = tree.get_or_insert_with(|| (**file).clone());
                    changed |= drop_declaration(tree, error, |name, why| dropped.push(LeftOut { name, why, external }));
                }
                if let Some(tree) = tree {
                    let tree = Arc::new(tree);
                    if let Some(known) = test.files.iter_mut().find(|(f, _)| Arc::ptr_eq(f, file)) {
                        known.0 = tree.clone();
                    }
                    *file = tree;
                }
            }
        }
        if !changed {
            changed = self.without_importers(test, errors, &mut dropped);
        }
        test.loaded.packages.pop();
        self.packages = std::mem::take(&mut test.loaded.packages);
        let _ = self.add_main(test, true);
        let title = test.title.clone();
        test.loaded.roots = vec![(self.packages.len() - 1, title)];
        test.loaded.packages = std::mem::take(&mut self.packages);
        changed.then_some(dropped)
    }

    /// The errors are in a package that tests import: takes all declarations out of the files from which it is reached.
    fn without_importers(&self, test: &mut LoadedTest, errors: &Diagnostics, dropped: &mut Vec<LeftOut>) -> bool {
        let packages = &test.loaded.packages;
        let found = errors.iter().find_map(|e| {
            let file = self.map.file_at(e.span.lo)?.id;
            let owner = packages.iter().position(|p| p.files.iter().any(|f| f.file == file))?;
            Some((owner, format!("package {}: {}", packages[owner].path, e.message)))
        });
        let Some((bad, why)) = found else { return false };
        let mut reaching = vec![false; packages.len()];
        reaching[bad] = true;
        for (i, package) in packages.iter().enumerate() {
            reaching[i] |= package.imports.iter().any(|&p| reaching[p]);
        }
        let paths: Vec<String> = packages.iter().map(|p| p.path.clone()).collect();
        let broken = |path: &str| paths.iter().zip(&reaching).any(|(p, r)| *r && p == path);
        let mut changed = false;
        for &index in &test.lenient {
            let package = &mut test.loaded.packages[index];
            if package.lazy {
                continue;
            }
            let external = package.path.ends_with("_test");
            for file in package.files.iter_mut().filter(|f| f.imports.iter().any(|i| broken(&i.path))) {
                let left_out = |f: &FuncDecl| LeftOut { name: f.name.name.to_string(), why: why.clone(), external };
                dropped.extend(functions(file).map(left_out));
                let mut tree = (**file).clone();
                tree.decls.clear();
                tree.imports.clear();
                let tree = Arc::new(tree);
                if let Some(known) = test.files.iter_mut().find(|(f, _)| Arc::ptr_eq(f, file)) {
                    known.0 = tree.clone();
                }
                *file = tree;
                changed = true;
            }
            let wanted = |i: &usize| package.files.iter().flat_map(|f| &f.imports).any(|s| *s.path == *paths[*i]);
            package.imports.retain(wanted);
        }
        changed
    }

    /// Gives the variables of generated or test files their embedded values; used by tests of embedding packages.
    pub(crate) fn embedder<'b>(&'b mut self, dir: &'b std::path::Path) -> Embedder<'b> {
        Embedder { fs: self.settings.fs, map: &self.map, dir, ids: &self.ids, complaints: Vec::new() }
    }
}

fn functions(file: &ast::File) -> impl Iterator<Item = &FuncDecl> {
    file.decls.iter().filter_map(|d| match d {
        TopDecl::Func(f) if f.recv.is_none() => Some(&**f),
        _ => None,
    })
}

/// Whether a file's package clause names an external test package.
fn is_external(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let name = text.lines().find_map(|l| l.strip_prefix("package "));
    name.is_some_and(|n| n.split([' ', ';', '/', '\t', '\r']).next().is_some_and(|n| n.ends_with("_test")))
}

/// Whether a file declares tests, benchmarks, examples or fuzz targets.
fn has_tests(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    let mut names = text.lines().filter_map(|l| l.strip_prefix("func "));
    names.any(|name| ["Test", "Benchmark", "Example", "Fuzz"].iter().any(|prefix| has_prefix(name, prefix)))
}

/// Makes a file of the package's own tests see the exported names of the package.
fn import_names(source: &mut Source, title: &str) {
    let text = String::from_utf8_lossy(&source.bytes).into_owned();
    let clause = text.lines().find(|l| l.starts_with("package "));
    let Some(clause) = clause else { return };
    let start = clause.as_ptr() as usize - text.as_ptr() as usize + "package ".len();
    let name = text[start..].find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(0);
    let (before, after) = text.split_at(start + name);
    source.bytes = format!("{before}; import . {title:?}{after}").into_bytes();
}

/// Whether a test file is one that shows a package's private parts to its external tests, by its name.
fn shows_private_parts(path: &str) -> bool {
    let name = file_name(path);
    name.starts_with("export") || name.ends_with("_export_test.go")
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn main_text(test: &LoadedTest, entries: &Entries, has_package: bool) -> String {
    let all = || entries.tests.iter().chain(&entries.benchmarks).chain(&entries.fuzz).chain(&entries.examples);
    let mut out = String::from("package main\n\nimport (\n\t\"os\"\n\t\"testing\"\n");
    for home in Home::ALL {
        let there = test.files.iter().any(|f| f.1 == home);
        if there || home == Home::Package && has_package {
            let used = all().any(|e| e.home == home) || entries.main == Some(home);
            let _ = writeln!(out, "\t{} {:?}", if used { home.name() } else { "_" }, home.path(&test.title));
        }
    }
    if test.profiled {
        out.push_str("\t_ \"internal/testprofile\"\n");
    }
    out.push_str(")\n\nfunc main() {\n\tm := testing.MainStart(");
    let _ = write!(out, "{:?}", test.title);
    for (ty, list) in [
        ("InternalTest", &entries.tests),
        ("InternalBenchmark", &entries.benchmarks),
        ("InternalFuzzTarget", &entries.fuzz),
        ("InternalExample", &entries.examples),
    ] {
        let _ = write!(out, ", []testing.{ty}{{");
        for e in list {
            let _ = write!(out, "{{{:?}, {}.{}", e.name, e.home.name(), e.name);
            if let Some((text, unordered)) = &e.output {
                let _ = write!(out, ", {}, {unordered}", crate::embed::quote(text.as_bytes()));
            }
            out.push_str("}, ");
        }
        out.push('}');
    }
    out.push_str(")\n");
    match entries.main {
        Some(home) => {
            let _ = writeln!(out, "\t{}.TestMain(m)\n\tos.Exit(testing.VoleExitCode(m))", home.name());
        }
        None => out.push_str("\tos.Exit(m.Run())\n"),
    }
    out.push_str("}\n");
    out
}

/// Takes the declaration that an error is in out of a file, and names it if it is a function; whether there was one.
fn drop_declaration(
    file: &mut ast::File,
    error: &vole_source::Diagnostic,
    mut dropped: impl FnMut(String, String),
) -> bool {
    let at = error.span.lo;
    let start = |d: &TopDecl| match d {
        TopDecl::Func(f) => f.span.lo,
        TopDecl::Gen(Decl::Var(specs)) => specs.first().map_or(0, |s| s.span.lo),
        TopDecl::Gen(Decl::Type(specs)) => specs.first().map_or(0, |s| s.name.span.lo),
        TopDecl::Gen(Decl::Const(specs)) => specs.first().map_or(0, |s| s.span.lo),
    };
    let last = file.decls.iter().rposition(|d| start(d) <= at && start(d) > 0);
    let Some(index) = last else { return false };
    match &mut file.decls[index] {
        TopDecl::Func(f) => {
            if at > f.span.hi {
                return false;
            }
            let receiver = if f.recv.is_some() { "method " } else { "" };
            dropped(format!("{receiver}{}", f.name.name), error.message.clone());
            file.decls.remove(index);
            true
        }
        TopDecl::Gen(Decl::Var(specs)) => {
            let before = specs.len();
            specs.retain(|s| !(s.span.lo <= at && at <= s.span.hi));
            specs.len() < before
        }
        TopDecl::Gen(Decl::Type(specs)) => {
            let found = specs.iter().rposition(|s| s.name.span.lo <= at && at <= s.ty.span.hi);
            found.map(|i| specs.remove(i)).is_some()
        }
        TopDecl::Gen(Decl::Const(specs)) => {
            let inside = specs.last().is_some_and(|s| at <= s.span.hi);
            if inside {
                file.decls.remove(index);
            }
            inside
        }
    }
}
