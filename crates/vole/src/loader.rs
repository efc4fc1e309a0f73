//! From file names to parsed packages in dependency order, with the errors that the `go` command reports before the compiler
//! runs: missing packages, import cycles, mixed packages in a directory.
//!
//! A user package is all files named, or those of a directory that the build constraints admit. A library package comes from
//! `vole_stdlib` or, when that has none, from an installed Go; a host package from the engine. All of these are lazy. Imports
//! are followed in order of their paths, as `go` does; each package has one error at most, reported behind those of its imports.

use crate::diagnostic::LoadMessage;
use crate::directives;
use crate::folder::{Folder, Reader, Source, case_collision};
use crate::fs::FileSystem;
use crate::header;
use crate::module::{Env, ModInfo, Modules};
use crate::paths;
use std::cell::OnceCell;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use vole_source::{Diagnostics, SourceFile, SourceMap, Span, Text};
use vole_syntax::ast;
use vole_syntax::outline::{self, Ids, LazyFile, Words};
use vole_types::GoVersion;

/// How the complaints about directives end that Go's run-time system may use; its tests do.
const ONLY_RUNTIME: &str = " only allowed in runtime";

/// What to compile.
pub(crate) enum Root {
    /// These files.
    Files(Vec<PathBuf>),
    /// The package in this directory.
    Dir(PathBuf),
    /// These texts, by name.
    Texts(Vec<(String, String)>),
    /// What the `go` command would make of these arguments: files, directories, import paths, patterns; `one` when they must
    /// be one program.
    Arguments { arguments: Vec<String>, one: bool },
}

/// A parsed package.
#[derive(Clone, Default)]
pub(crate) struct Package {
    /// Import path; `main` for the program.
    pub path: String,
    pub files: Vec<Arc<ast::File>>,
    /// Instead of `files`: those of a package of the library, whose declarations are parsed when they are wanted.
    pub outlined: Vec<Arc<LazyFile>>,
    /// Places in [`Loaded::packages`] of what it imports.
    pub imports: Vec<usize>,
    /// From the library or the host: compiled as far as it is reached.
    pub lazy: bool,
    /// The version of the language it is written in.
    pub version: GoVersion,
    /// Syntax errors.
    pub errors: Diagnostics,
    /// Errors that count when there are no others.
    pub late: Diagnostics,
    /// Whether unused imports are passed over.
    pub tolerant: bool,
}

/// Tags with which the packages of an installed Go are read: those that leave assembly out.
pub(crate) const GO_TAGS: [&str; 3] = ["purego", "math_big_pure_go", "compiler_bootstrap"];

/// Everything a program consists of.
#[derive(Clone)]
pub(crate) struct Loaded {
    /// Packages, each behind its imports.
    pub packages: Vec<Package>,
    /// What was asked for: its place in `packages` and what `go` calls it (its import path, or `command-line-arguments`).
    pub roots: Vec<(usize, String)>,
}

/// Sources of packages that the engine itself provides: import path to Go text.
pub(crate) type HostSources = HashMap<String, String>;

/// What a load depends on besides its files.
#[derive(Clone, Copy)]
pub(crate) struct Settings<'a> {
    pub fs: &'a dyn FileSystem,
    pub host: &'a HostSources,
    pub tags: &'a [String],
    pub env: &'a Env,
    /// Finds the root folder of an installed Go.
    pub go_root: &'a dyn Fn() -> Option<PathBuf>,
}

enum State {
    Loading,
    Done(usize),
    Failed,
}

/// The package whose imports are being followed.
pub(crate) struct Importer {
    pub path: String,
    pub std: bool,
    /// What messages call it.
    pub name: String,
    /// The import path of its folder: an external test package stands in that of the package it tests.
    pub folder: String,
}

impl Importer {
    pub fn new(path: &str, std: bool) -> Importer {
        Importer { path: path.to_string(), std, name: path.to_string(), folder: path.to_string() }
    }
}

/// A package that was asked for.
pub(crate) struct Target {
    /// What `go` calls it.
    pub title: String,
    pub dir: PathBuf,
    pub folder: Folder,
    pub module: Option<Arc<ModInfo>>,
}

pub(crate) struct Loader<'a> {
    pub(crate) settings: Settings<'a>,
    pub(crate) cwd: PathBuf,
    /// All files read so far.
    pub map: SourceMap,
    /// The first free id of the trees.
    pub(crate) ids: Ids,
    pub(crate) modules: Option<Modules>,
    go_root: OnceCell<Option<PathBuf>>,
    pub(crate) packages: Vec<Package>,
    states: HashMap<String, State>,
    /// User packages by their path in lower case.
    folded: HashMap<String, String>,
    /// Import paths from the root to the package being loaded, each with the file that imports the next.
    stack: Vec<(String, String)>,
    /// The error of a package whose imports are still followed.
    own: HashMap<String, LoadMessage>,
    errors: Vec<LoadMessage>,
    /// Errors that `go` finds only when it builds.
    late: Vec<LoadMessage>,
    /// An error besides which `go` reports no other.
    fatal: Option<String>,
    /// Whether test files are read too.
    pub(crate) tests: bool,
    /// Files that a library package gets besides its own: its path and they.
    pub(crate) additions: Option<(String, Vec<Source>)>,
    /// By package: the error that shows the way to it, as its place in `errors` and the way's length.
    ways: HashMap<String, (usize, usize)>,
}

pub(crate) fn plain(message: impl Into<String>) -> LoadMessage {
    LoadMessage { span: Span::NONE, message: message.into(), before: String::new() }
}

pub(crate) fn at(span: Span, message: impl Into<String>) -> LoadMessage {
    LoadMessage { span, message: message.into(), before: String::new() }
}

/// A file of a library package.
pub(crate) fn library_source(path: &str, file: &vole_stdlib::File) -> Source {
    let name = format!("{path}/{}", file.name);
    Source { name: name.clone(), path: name, bytes: file.text.as_bytes().to_vec() }
}

impl<'a> Loader<'a> {
    pub fn new(settings: Settings<'a>) -> Loader<'a> {
        Loader {
            settings,
            cwd: settings.fs.current_dir(),
            map: SourceMap::new(),
            ids: Ids::default(),
            modules: None,
            go_root: OnceCell::new(),
            packages: Vec::new(),
            states: HashMap::new(),
            folded: HashMap::new(),
            stack: Vec::new(),
            own: HashMap::new(),
            errors: Vec::new(),
            late: Vec::new(),
            fatal: None,
            ways: HashMap::new(),
            tests: false,
            additions: None,
        }
    }

    /// Loads what was asked for; errors of the `go` command come back, syntax errors stay with their packages.
    pub fn load(&mut self, root: Root) -> Result<Loaded, Vec<LoadMessage>> {
        let targets = self.targets(root).map_err(|message| vec![plain(message)])?;
        // The VM makes values of types that live in package runtime, imported or not.
        let user = Importer::new("runtime", true);
        self.import("runtime", Span::NONE, &user);
        let alone = targets.len() == 1;
        let mut roots = Vec::new();
        for target in targets {
            let title = target.title.clone();
            if let Some(index) = self.root(target, alone) {
                roots.push((index, title));
            }
        }
        match self.failures() {
            Some(errors) => Err(errors),
            None => Ok(Loaded { packages: std::mem::take(&mut self.packages), roots }),
        }
    }

    /// What went wrong so far.
    pub(crate) fn failures(&mut self) -> Option<Vec<LoadMessage>> {
        if let Some(fatal) = self.fatal.take() {
            return Some(vec![plain(fatal)]);
        }
        if self.errors.is_empty() {
            self.errors.append(&mut self.late);
        }
        (!self.errors.is_empty()).then(|| std::mem::take(&mut self.errors))
    }

    /// Notes an error.
    pub(crate) fn report(&mut self, message: LoadMessage) {
        self.errors.push(message);
    }

    /// Adds a package of generated files, which may import what users may not.
    pub(crate) fn add_generated(&mut self, path: &str, sources: Vec<Source>) {
        let (files, errors) = self.parse(sources, true, path);
        let importer = Importer::new(path, true);
        let imports = self.imports_of(&files, &importer);
        self.packages.push(Package { path: path.to_string(), files, imports, errors, ..Package::default() });
    }

    pub(crate) fn reader(&self) -> Reader<'_> {
        Reader { fs: self.settings.fs, cwd: &self.cwd, tags: self.settings.tags }
    }

    /// Loads a package that was asked for.
    fn root(&mut self, target: Target, alone: bool) -> Option<usize> {
        match self.states.get(&target.title) {
            Some(State::Done(index)) => return Some(*index),
            Some(_) => {
                self.shorten(&target.title);
                return None;
            }
            None => {}
        }
        let Target { title, dir, folder, module } = target;
        if vole_stdlib::package(&title).is_some() && module.is_none() {
            let user = Importer::new(&title, true);
            return self.import(&title, Span::NONE, &user);
        }
        if folder.sources.is_empty() {
            self.states.insert(title.clone(), State::Failed);
            let message = empty(&folder, &title, &dir);
            let before = if folder.excluded { format!("package {title}: ") } else { String::new() };
            self.errors.push(LoadMessage { span: Span::NONE, message, before });
            return None;
        }
        let named = title == "command-line-arguments";
        let importer = Importer::new(&title, false);
        let path = |files: &[Arc<ast::File>]| match files.first().map(|f| &*f.package.name) {
            Some("main") | None if alone => "main".to_string(),
            _ => title.clone(),
        };
        let language = if named { None } else { module.map(|m| m.go) };
        self.user_package(&importer, folder, &dir, Span::NONE, language, path)
    }

    /// Loads a user package and its imports.
    pub(crate) fn user_package(
        &mut self,
        me: &Importer,
        folder: Folder,
        dir: &Path,
        span: Span,
        language: Option<u16>,
        path: impl Fn(&[Arc<ast::File>]) -> String,
    ) -> Option<usize> {
        self.states.insert(me.path.clone(), State::Loading);
        if let Some(message) = case_collision(&folder.sources) {
            let before = format!("{}: ", self.way_to(&me.name));
            self.own.insert(me.path.clone(), LoadMessage { span: Span::NONE, message, before });
        }
        let stand_in = vole_stdlib::assembly(&me.path).filter(|_| folder.assembly);
        let (mut files, errors) = self.parse(folder.sources, me.std, &me.path);
        if let Some(text) = stand_in {
            self.replace_assembly(&mut files, text);
        }
        let late = self.embed(&mut files, dir, me);
        if let Some(message) = self.mixed(&files, dir) {
            self.own.entry(me.path.clone()).or_insert(at(span, message));
        }
        let failed = self.errors.len();
        let imports = self.imports_of(&files, me);
        let own = self.own.remove(&me.path);
        if own.as_ref().is_some_and(|m| m.before.ends_with("\n\t")) {
            self.ways.insert(me.path.clone(), (self.errors.len(), self.stack.len()));
        }
        let broken = own.is_some() || self.errors.len() > failed;
        self.errors.extend(own);
        if broken {
            self.states.insert(me.path.clone(), State::Failed);
            return None;
        }
        let version = language.map_or(GoVersion::LATEST, GoVersion::new);
        let path = path(&files);
        let package = Package { path, files, imports, version, errors, late, ..Package::default() };
        self.packages.push(package);
        let index = self.packages.len() - 1;
        self.states.insert(me.path.clone(), State::Done(index));
        Some(index)
    }

    /// Puts the functions of a text in the place of the declarations without bodies that they complete, and adds its others.
    fn replace_assembly(&mut self, files: &mut Vec<Arc<ast::File>>, text: &str) {
        let name = "assembly.go".to_string();
        let source = Source { name: name.clone(), path: name, bytes: text.as_bytes().to_vec() };
        let (mut added, _) = self.parse(vec![source], true, "");
        for own in &mut added {
            Arc::make_mut(own).decls.retain(|d| {
                let ast::TopDecl::Func(f) = d else { return true };
                let same = |d: &ast::TopDecl| {
                    matches!(d, ast::TopDecl::Func(g) if g.recv.is_none() && g.name.name == f.name.name)
                };
                let Some(file) = files.iter_mut().find(|file| file.decls.iter().any(same)) else { return true };
                let place = Arc::make_mut(file).decls.iter_mut().find(|d| same(d));
                if let Some(ast::TopDecl::Func(g)) = place
                    && g.body.is_none()
                {
                    *g = f.clone();
                }
                false
            });
        }
        files.append(&mut added);
    }

    /// The files of a package's directory: of one with assembly, those that stand in for it.
    pub(crate) fn folder(&self, path: &str, dir: &Path, tests: bool) -> Result<Folder, String> {
        let folder = self.reader().directory(dir, tests)?;
        if folder.assembly && vole_stdlib::assembly(path).is_none() {
            return self.reader().portable(dir, tests, folder);
        }
        Ok(folder)
    }

    /// Parses files; what `go` itself complains about becomes the error of the package `owner`.
    fn parse(&mut self, sources: Vec<Source>, std: bool, owner: &str) -> (Vec<Arc<ast::File>>, Diagnostics) {
        let mut files = Vec::new();
        let mut errors = Vec::new();
        for mut source in sources {
            if source.bytes.starts_with(b"#!") {
                // a script's first line: a comment to Go, with all positions kept
                source.bytes[..2].copy_from_slice(b"//");
            }
            let invalid = std::str::from_utf8(&source.bytes).err().map(|e| e.valid_up_to());
            let text = match String::from_utf8(source.bytes) {
                Ok(text) => text,
                // each invalid byte becomes one byte, so that positions stay right
                Err(e) => replace_invalid(e.as_bytes()),
            };
            let file = self.map.add(source.name, source.path, text);
            let head = if std { Ok(0) } else { header::check(&file.text, invalid) };
            if let Err((offset, message)) = head {
                // Places are as line directives say, which the lexer reads.
                self.parse_file(&file);
                let here = file.base + offset as u32;
                // To `go`, a last newline does not begin another line.
                let complaint = if offset == file.text.len() && file.text.ends_with('\n') {
                    let (line, column) = file.line_column(here - 1);
                    let name = file.name.trim_start_matches("./");
                    plain(format!("{name}:{line}:{}: {message}", column + 1))
                } else {
                    at(Span::new(here, here), message)
                };
                self.own.entry(owner.to_string()).or_insert(complaint);
                continue;
            }
            let mut parsed = self.parse_file(&file);
            if let Ok(end) = head
                && !std
            {
                // imports behind other declarations are syntax errors that `go` itself does not see
                parsed.file.imports.retain(|i| i.span.lo < file.base + end as u32);
                let invalid = parsed.file.imports.iter().find(|i| paths::is_invalid(&i.path));
                if let Some(import) = invalid {
                    let start = import.name.as_ref().map_or(import.span, |n| n.span);
                    let (line, column) = file.line_column(start.lo);
                    let message = format!("{}:{line}:{column}: invalid import path: {}", file.path, import.path);
                    self.own.entry(owner.to_string()).or_insert(plain(message));
                    continue;
                }
            }
            if let Some(offset) = invalid {
                let at = file.base + offset as u32;
                errors.push(vole_source::Diagnostic::error("InvalidUTF8", Span::new(at, at), "invalid UTF-8 encoding"));
            }
            if std && self.tests {
                parsed.diagnostics.retain(|d| !d.message.ends_with(ONLY_RUNTIME));
            }
            errors.extend(parsed.diagnostics);
            files.push(Arc::new(parsed.file));
        }
        (files, errors)
    }

    fn parse_file(&mut self, file: &SourceFile) -> vole_syntax::Parsed {
        let parsed = vole_syntax::parse_file(file, self.ids.load(Relaxed));
        self.ids.store(parsed.next_id, Relaxed);
        parsed
    }

    /// Gives `//go:embed` variables their values; the compiler's complaints about directives.
    fn embed(&mut self, files: &mut [Arc<ast::File>], dir: &Path, me: &Importer) -> Diagnostics {
        let mut embedder = self.embedder(dir);

        let done = embedder.apply(files);
        let mut late = embedder.complaints;
        if let Err((span, message)) = done {
            self.own.entry(me.path.clone()).or_insert(at(span, message));
        }
        let named_main = files.first().is_some_and(|f| &*f.package.name == "main");
        late.extend(directives::check(&self.map, files, if named_main { "main" } else { &me.path }, &me.path));
        if self.tests && me.std {
            // Go's own tests of its library refer to what only Go's has.
            late.retain(|d| !d.message.contains("link: ") && !d.message.ends_with(ONLY_RUNTIME));
        }
        late
    }

    /// Two package names in one directory.
    fn mixed(&self, files: &[Arc<ast::File>], dir: &Path) -> Option<String> {
        let first = files.first()?;
        let other = files.iter().find(|f| f.package.name != first.package.name)?;
        let base = |f: &ast::File| {
            let name = &self.map.file(f.file).name;
            name.rsplit('/').next().unwrap_or(name).to_string()
        };
        Some(format!(
            "found packages {} ({}) and {} ({}) in {}",
            first.package.name,
            base(first),
            other.package.name,
            base(other),
            dir.display()
        ))
    }

    /// Loads what the files import, in order of the paths.
    fn imports_of(&mut self, files: &[Arc<ast::File>], importer: &Importer) -> Vec<usize> {
        let mut specs: Vec<(&str, Span)> = Vec::new();
        for file in files {
            for spec in &file.imports {
                if !specs.iter().any(|s| *s.0 == *spec.path) {
                    let start = spec.name.as_ref().map_or(spec.span, |n| n.span);
                    specs.push((&spec.path, start.to(spec.span)));
                }
            }
        }
        specs.sort_by_key(|s| s.0);
        let mut found = Vec::new();
        for (path, span) in specs {
            let file = self.map.position(span.lo).map_or("", |p| p.file.name.rsplit('/').next().unwrap_or(""));
            self.stack.push((importer.name.clone(), file.to_string()));
            found.extend(self.import(path, span, importer));
            self.stack.pop();
        }
        found
    }

    /// `package a`, `imports b`, ...: the way to a package that is being imported.
    fn way_to(&self, last: &str) -> String {
        let mut way: Vec<&str> = self.stack.iter().map(|s| &*s.0).collect();
        way.push(last);
        format!("package {}", way.join("\n\timports "))
    }

    /// A package with an error that shows the way to it was met again: a shorter way is shown instead.
    fn shorten(&mut self, package: &str) {
        let way = format!("{}\n\t", self.way_to(package));
        if let Some((error, length)) = self.ways.get_mut(package)
            && self.stack.len() < *length
        {
            *length = self.stack.len();
            self.errors[*error].before = way;
        }
    }

    fn fail(&mut self, span: Span, message: impl Into<String>) {
        self.errors.push(at(span, message));
    }

    /// The place of a package; `None` for package unsafe and when an error was reported.
    pub(crate) fn import(&mut self, path: &str, span: Span, importer: &Importer) -> Option<usize> {
        if path == "unsafe" {
            return None;
        }
        if !importer.std && !self.allowed(path, span, importer) {
            return None;
        }
        let key = self.key(path, importer);
        match self.states.get(&key) {
            Some(State::Done(index)) => return Some(*index),
            Some(State::Failed) => {
                self.shorten(&key);
                return None;
            }
            Some(State::Loading) => {
                let cycle = self.cycle(&key);
                self.own.entry(key).or_insert(cycle);
                return None;
            }
            None => {}
        }
        if !importer.std
            && let Some((problem, second)) = paths::bad(path)
        {
            self.states.insert(key, State::Failed);
            self.fail(span, problem);
            if let Some(second) = second {
                self.own.entry(importer.path.clone()).or_insert(at(span, second));
            }
            return None;
        }
        self.states.insert(key.clone(), State::Loading);
        let index = self.find(&key, span, importer);
        self.states.insert(key, index.map_or(State::Failed, State::Done));
        index
    }

    /// What an import path stands for: an installed Go's packages have some of other modules vendored.
    fn key(&self, path: &str, importer: &Importer) -> String {
        // The generated main package of a test may import anything, but is no part of Go.
        let vendored = importer.std && importer.path != "main" && path.starts_with("golang.org/x/");
        if vendored { format!("vendor/{path}") } else { path.to_string() }
    }

    /// Whether an internal or vendored package may be imported; if not, that is the importer's error.
    fn allowed(&mut self, path: &str, span: Span, importer: &Importer) -> bool {
        if !path.starts_with("vendor/") && !path.split('/').any(|e| e == "internal") {
            return true;
        }
        let std = paths::looks_std(path) && self.is_std(path);
        if std && path.starts_with("vendor/") {
            self.own.entry(importer.path.clone()).or_insert(at(span, "use of vendored package not allowed"));
            return false;
        }
        if paths::may_import(path, &importer.folder, false, std) || !std && paths::looks_std(path) {
            return true;
        }
        if !std && self.modules.as_ref().is_none_or(|m| m.lookup(self.settings.fs, path).is_err()) {
            return true;
        }
        let mut before = String::from("package ");
        let way: Vec<&str> = self.stack.iter().map(|s| &*s.0).collect();
        before.push_str(&way.join("\n\timports "));
        before.push_str("\n\t");
        let message = format!("use of internal package {path} not allowed");
        self.own.entry(importer.path.clone()).or_insert(LoadMessage { span, message, before });
        false
    }

    /// The root folder of an installed Go, looked up at most once.
    pub(crate) fn go_root(&self) -> Option<&Path> {
        self.go_root.get_or_init(|| (self.settings.go_root)()).as_deref()
    }

    /// The folder of a package in an installed Go.
    pub(crate) fn go_folder(&self, path: &str) -> Option<PathBuf> {
        let dir = self.go_root()?.join("src").join(path);
        let entries = self.settings.fs.read_dir(&dir).ok()?;
        entries.iter().any(|e| !e.is_dir && e.name.ends_with(".go")).then_some(dir)
    }

    /// Whether the library or an installed Go has this package.
    pub(crate) fn is_std(&self, path: &str) -> bool {
        vole_stdlib::package(path).is_some() || self.go_folder(path).is_some()
    }

    fn find(&mut self, path: &str, span: Span, importer: &Importer) -> Option<usize> {
        if let Some(text) = self.settings.host.get(path) {
            let name = format!("{path}/host.go");
            let source = Source { name: name.clone(), path: name, bytes: text.as_bytes().to_vec() };
            return Some(self.add(path, vec![source], None));
        }
        if let Some(package) = vole_stdlib::package(path) {
            if self.additions.as_ref().is_some_and(|(owner, _)| owner == path) {
                return Some(self.add(path, package.files.iter().map(|f| library_source(path, f)).collect(), None));
            }
            return Some(self.add_library(package));
        }
        let modules = self.modules.as_ref();
        let own = |m: &Modules| m.mains.iter().any(|m| crate::module::below(path, &m.info.path).is_some());
        let std = paths::looks_std(path) && !modules.is_some_and(own);
        if std || importer.std {
            if let Some(dir) = self.go_folder(path) {
                return self.import_from_go(path, &dir);
            }
            if importer.std || modules.is_none_or(|m| m.lookup(self.settings.fs, path).is_err()) {
                let why = match self.go_root() {
                    Some(root) => root.join("src").join(path).display().to_string(),
                    None => "Vole's library has no such package, and there is no installed Go to take it from".into(),
                };
                self.fail(span, format!("package {path} is not in std ({why})"));
                return None;
            }
        }
        let Some(modules) = modules else {
            self.fail(
                span,
                format!(
                    "no required module provides package {path}: go.mod file not found in current directory or any parent directory; \
                     see 'go help modules'"
                ),
            );
            return None;
        };
        match modules.lookup(self.settings.fs, path) {
            Ok(place) => self.find_in_module(path, &place.dir, span, place.module.go),
            Err(message) if message.starts_with("go: ") => {
                self.fatal.get_or_insert(message);
                None
            }
            Err(message) => {
                self.fail(span, message);
                None
            }
        }
    }

    fn find_in_module(&mut self, path: &str, dir: &Path, span: Span, language: u16) -> Option<usize> {
        let folder = match self.folder(path, dir, false) {
            Ok(folder) => folder,
            Err(message) => {
                self.fail(span, message);
                return None;
            }
        };
        if folder.sources.is_empty() {
            let message = empty(&folder, path, dir);
            if folder.excluded {
                let before = format!("{}: ", self.way_to(path));
                self.errors.push(LoadMessage { span: Span::NONE, message, before });
            } else {
                self.late.push(plain(message));
            }
            return None;
        }
        let me = Importer::new(path, false);
        let index = self.user_package(&me, folder, dir, span, Some(language), |_| path.to_string());
        if index.is_some_and(|i| self.packages[i].files.first().is_some_and(|f| &*f.package.name == "main")) {
            self.fail(span, format!("import \"{path}\" is a program, not an importable package"));
            return None;
        }
        let folded = self.folded.entry(path.to_lowercase()).or_insert_with(|| path.to_string());
        if folded != path {
            let message = format!("case-insensitive import collision: \"{path}\" and \"{folded}\"");
            self.fail(span, message);
            return None;
        }
        index
    }

    /// A package of an installed Go.
    fn import_from_go(&mut self, path: &str, dir: &Path) -> Option<usize> {
        let mut tags = self.settings.tags.to_vec();
        tags.extend(GO_TAGS.map(String::from));
        let reader = Reader { tags: &tags, ..self.reader() };
        match reader.directory(dir, false) {
            Ok(folder) => Some(self.add(path, folder.sources, Some(dir))),
            Err(message) => {
                self.fail(Span::NONE, message);
                None
            }
        }
    }

    /// A package of the library. Only what is wanted of it will be parsed.
    fn add_library(&mut self, package: vole_stdlib::Package) -> usize {
        let mut outlined = Vec::new();
        let mut errors = Vec::new();
        for file in package.files {
            let name = format!("{}/{}", package.path, file.name);
            let source = self.map.add(name.clone(), name, Text::Static(file.text));
            let words: Words = match file.outline() {
                Some(words) => words.into(),
                None => {
                    let parsed = self.parse_file(&source);
                    errors.extend(parsed.diagnostics);
                    outline::outline(&source, &parsed.file).unwrap_or_default().into()
                }
            };
            outlined.push(Arc::new(LazyFile::new(source, words, self.ids.clone())));
        }
        let importer = Importer::new(package.path, true);
        let mut paths: Vec<&str> = outlined.iter().flat_map(|f| f.import_paths()).collect();
        paths.sort_unstable();
        paths.dedup();
        self.stack.push((importer.name.clone(), String::new()));
        let imports = paths.into_iter().filter_map(|path| self.import(path, Span::NONE, &importer)).collect();
        self.stack.pop();
        let path = importer.path;
        self.packages.push(Package { path, outlined, imports, lazy: true, errors, ..Package::default() });
        self.packages.len() - 1
    }

    /// A host package, one of an installed Go, or one of the library to which files are added.
    fn add(&mut self, path: &str, mut sources: Vec<Source>, dir: Option<&Path>) -> usize {
        if let Some((_, more)) = self.additions.take_if(|(owner, _)| owner == path) {
            sources.extend(more);
        }
        let (mut files, errors) = self.parse(sources, true, path);
        if let Some(dir) = dir
            && let Err((span, message)) = self.embedder(dir).apply(&mut files)
        {
            self.own.entry(path.to_string()).or_insert(at(span, message));
        }
        let importer = Importer::new(path, true);
        let imports = self.imports_of(&files, &importer);
        let path = path.strip_prefix("vendor/").unwrap_or(path).to_string();
        self.packages.push(Package { path, files, imports, lazy: true, errors, ..Package::default() });
        self.packages.len() - 1
    }

    /// `package a`, `imports b from a.go`, ...: the way back to `path`.
    fn cycle(&self, path: &str) -> LoadMessage {
        let mut message = String::new();
        for (i, (package, file)) in self.stack.iter().enumerate() {
            if i == 0 {
                message.push_str(&format!("package {package}"));
            }
            let next = self.stack.get(i + 1).map_or(path, |n| &n.0);
            message.push_str(&format!("\n\timports {next} from {file}"));
        }
        message.push_str(if self.tests { ": import cycle not allowed in test" } else { ": import cycle not allowed" });
        plain(message)
    }
}

/// Why a directory gives no package.
fn empty(folder: &Folder, path: &str, dir: &Path) -> String {
    if folder.excluded {
        format!("build constraints exclude all Go files in {}", dir.display())
    } else if !folder.tests.is_empty() {
        format!("{path}: no non-test Go files in {}", dir.display())
    } else {
        format!("no Go files in {}", dir.display())
    }
}

/// Text of the same length in which `?` stands for every byte that is not UTF-8.
fn replace_invalid(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        out.extend(chunk.invalid().iter().map(|_| '?'));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::CompileError;
    use crate::fs::MemoryFileSystem;

    fn messages(fs: &MemoryFileSystem, root: Root) -> String {
        let (host, env) = (HostSources::new(), Env::new());
        let settings = Settings { fs, host: &host, tags: &[], env: &env, go_root: &|| None };
        let mut loader = Loader::new(settings);
        match loader.load(root) {
            Ok(loaded) => loaded.packages.iter().map(|p| format!("{}\n", p.path)).collect(),
            Err(errors) => CompileError::from_load(&loader.map, &errors).rendered,
        }
    }

    fn module() -> MemoryFileSystem {
        MemoryFileSystem::new().file("go.mod", "module example.com/m\n")
    }

    #[test]
    fn packages_of_a_module_come_behind_their_imports() {
        let fs = module()
            .file("main.go", "package main\nimport (\n\"example.com/m/b\"\n\"example.com/m/a\"\n)\nfunc main() {}\n")
            .file("a/a.go", "package a\nimport _ \"example.com/m/b\"\n")
            .file("b/b.go", "package b\n")
            .file("b/b_windows.go", "package nonsense\n")
            .file("b/b_test.go", "package b_test\n");
        let loaded = messages(&fs, Root::Dir("/".into()));
        assert!(loaded.ends_with("example.com/m/b\nexample.com/m/a\nmain\n"), "{loaded}");
    }

    #[test]
    fn cycles_are_told_as_go_tells_them() {
        let fs = module()
            .file("main.go", "package main\nimport \"example.com/m/x\"\nfunc main() {}\n")
            .file("x/a.go", "package x\nimport \"example.com/m/y\"\n")
            .file("y/b.go", "package y\nimport \"example.com/m/x\"\n");
        assert_eq!(
            messages(&fs, Root::Dir("/".into())),
            "package example.com/m\n\timports example.com/m/x from main.go\n\timports example.com/m/y from a.go\n\
             \timports example.com/m/x from b.go: import cycle not allowed\n"
        );
    }

    #[test]
    fn missing_packages_in_order_of_their_paths() {
        let fs = MemoryFileSystem::new().file(
            "b.go",
            "package main\n\nimport (\n\t\"nope\"\n\t\"foo/bar\"\n\t\"example.com/x/y\"\n)\nfunc main() { x = }\n",
        );
        let expected = "b.go:6:2: no required module provides package example.com/x/y: go.mod file not found in current directory \
                        or any parent directory; see 'go help modules'\n\
                        b.go:5:2: package foo/bar is not in std (Vole's library has no such package, and there is no installed Go to take it from)\n\
                        b.go:4:2: package nope is not in std (Vole's library has no such package, and there is no installed Go to take it from)\n";
        assert_eq!(messages(&fs, Root::Files(vec!["b.go".into()])), expected);
    }

    #[test]
    fn what_else_go_refuses() {
        let fs = module()
            .file("a.go", "package a\n")
            .file("b.go", "package b\n")
            .file("in/x.go", "package x\nimport \"other/internal/y\"\nimport \"./rel\"\n")
            .file("empty/x_test.go", "package x\n");
        assert_eq!(messages(&fs, Root::Dir("/".into())), "found packages a (a.go) and b (b.go) in /\n");
        assert_eq!(messages(&fs, Root::Dir("empty".into())), "example.com/m/empty: no non-test Go files in /empty\n");
        assert_eq!(messages(&fs, Root::Files(vec!["no.go".into()])), "stat no.go: no such file or directory\n");
        assert_eq!(
            messages(&fs, Root::Dir("in".into())),
            "in/x.go:3:8: \"./rel\" is relative, but relative import paths are not supported in module mode\n\
             in/x.go:2:8: package other/internal/y is not in std (Vole's library has no such package, and there is no installed Go to take it from)\n\
             in/x.go:3:8: local import \"./rel\" in non-local package\n"
        );
    }
}
