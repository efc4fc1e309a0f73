//! From file names to parsed packages in dependency order, with the errors that the `go` command reports before the compiler
//! runs: missing packages, import cycles, mixed packages in a directory.
//!
//! A user package is all files named, or those of a directory that the build constraints admit. A library package comes from
//! `vole_stdlib`, a host package from the engine; both are lazy. Imports are followed in order of their paths, as `go` does.

use crate::constraint;
use crate::diagnostic::LoadMessage;
use crate::fs::{FileSystem, absolute, relative};
use crate::header;
use crate::module::Module;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use vole_source::{Diagnostics, SourceMap, Span};
use vole_syntax::ast;
use vole_types::GoVersion;

/// What to compile.
pub(crate) enum Root {
    /// These files.
    Files(Vec<PathBuf>),
    /// The package in this directory.
    Dir(PathBuf),
    /// These texts, by name.
    Texts(Vec<(String, String)>),
}

/// A parsed package.
pub(crate) struct Package {
    /// Import path; `main` for the program.
    pub path: String,
    pub files: Vec<Arc<ast::File>>,
    /// Places in [`Loaded::packages`] of what it imports.
    pub imports: Vec<usize>,
    /// From the library or the host: compiled as far as it is reached.
    pub lazy: bool,
    /// The version of the language it is written in.
    pub version: GoVersion,
    /// Syntax errors.
    pub errors: Diagnostics,
}

/// Everything a program consists of.
pub(crate) struct Loaded {
    /// Packages, each behind its imports; the root is the last.
    pub packages: Vec<Package>,
    /// What `go` calls the root: its import path, or `command-line-arguments`.
    pub title: String,
}

/// Sources of packages that the engine itself provides: import path to Go text.
pub(crate) type HostSources = HashMap<String, String>;

enum State {
    Loading,
    Done(usize),
    Failed,
}

/// A file that was read but not parsed.
struct Source {
    name: String,
    path: String,
    bytes: Vec<u8>,
}

/// The package whose imports are being followed.
struct Importer {
    path: String,
    std: bool,
    user_name: String,
}

pub(crate) struct Loader<'a> {
    fs: &'a dyn FileSystem,
    host: &'a HostSources,
    tags: &'a [String],
    cwd: PathBuf,
    /// All files read so far.
    pub map: SourceMap,
    next_id: u32,
    module: Option<Module>,
    packages: Vec<Package>,
    states: HashMap<String, State>,
    /// Import paths from the root to the package being loaded, each with the file that imports the next.
    stack: Vec<(String, String)>,
    errors: Vec<LoadMessage>,
}

impl<'a> Loader<'a> {
    pub fn new(fs: &'a dyn FileSystem, host: &'a HostSources, tags: &'a [String]) -> Loader<'a> {
        Loader {
            fs,
            host,
            tags,
            cwd: fs.current_dir(),
            map: SourceMap::new(),
            next_id: 0,
            module: None,
            packages: Vec::new(),
            states: HashMap::new(),
            stack: Vec::new(),
            errors: Vec::new(),
        }
    }

    /// Loads the program; errors of the `go` command come back, syntax errors stay with their packages.
    pub fn load(&mut self, root: Root) -> Result<Loaded, Vec<LoadMessage>> {
        let (sources, dir, user_name) = match self.root_sources(root) {
            Ok(found) => found,
            Err(message) => return Err(vec![LoadMessage { span: Span::NONE, message, before: String::new() }]),
        };
        // The VM makes values of types that live in package runtime, imported or not.
        if vole_stdlib::source("runtime").is_some() {
            let user = Importer { path: "runtime".into(), std: true, user_name: "runtime".into() };
            self.import("runtime", Span::NONE, &user);
        }
        let importer = Importer { path: user_name.clone(), std: false, user_name };
        let (files, errors) = self.parse(sources, false);
        if self.errors.is_empty()
            && let Some(message) = self.mixed(&files, &dir)
        {
            self.errors.push(LoadMessage { span: Span::NONE, message, before: String::new() });
        }
        if self.errors.is_empty() {
            self.states.insert(importer.path.clone(), State::Loading);
            let imports = self.imports_of(&files, &importer);
            let path = match files.first().map(|f| &*f.package.name) {
                Some("main") | None => "main".to_string(),
                Some(_) if importer.path != "command-line-arguments" => importer.path.clone(),
                Some(name) => name.to_string(),
            };
            self.packages.push(Package { path, files, imports, lazy: false, version: GoVersion::LATEST, errors });
        }
        if self.errors.is_empty() {
            Ok(Loaded { packages: std::mem::take(&mut self.packages), title: importer.path })
        } else {
            Err(std::mem::take(&mut self.errors))
        }
    }

    /// The root's files, its directory, and how `go` calls the package.
    fn root_sources(&mut self, root: Root) -> Result<(Vec<Source>, PathBuf, String), String> {
        let command_line = "command-line-arguments".to_string();
        match root {
            Root::Texts(texts) => {
                let mut sources = Vec::new();
                for (name, text) in texts {
                    let shown = if name.contains('/') { name.clone() } else { format!("./{name}") };
                    let path = absolute(&self.cwd, Path::new(&name)).display().to_string();
                    sources.push(Source { name: shown, path, bytes: text.into_bytes() });
                }
                Ok((sources, self.cwd.clone(), command_line))
            }
            Root::Files(files) => {
                let mut sources = Vec::new();
                let mut dir: Option<(PathBuf, PathBuf)> = None;
                for file in files {
                    let path = absolute(&self.cwd, &file);
                    let parent = path.parent().unwrap_or(Path::new("/")).to_path_buf();
                    let given = file.parent().unwrap_or(Path::new("")).to_path_buf();
                    match &dir {
                        Some((first, first_given)) if *first != parent => {
                            let show = |p: &Path| {
                                format!("{}/", if p.as_os_str().is_empty() { Path::new(".") } else { p }.display())
                            };
                            return Err(format!(
                                "named files must all be in one directory; have {} and {}",
                                show(first_given),
                                show(&given)
                            ));
                        }
                        _ => dir = Some((parent, given)),
                    }
                    sources.push(self.read(&path, Some(&file))?);
                }
                let Some((dir, _)) = dir else { return Err("no go files listed".into()) };
                self.module = Module::find(self.fs, &dir);
                Ok((sources, dir, command_line))
            }
            Root::Dir(dir) => {
                let path = absolute(&self.cwd, &dir);
                self.module = Module::find(self.fs, &path);
                let sources = self.directory(&path)?;
                if sources.is_empty() {
                    return Err(format!("no Go files in {}", path.display()));
                }
                let name = self.module.as_ref().and_then(|m| m.import_path(&path)).unwrap_or(command_line);
                Ok((sources, path, name))
            }
        }
    }

    fn read(&self, path: &Path, given: Option<&Path>) -> Result<Source, String> {
        let shown = relative(&self.cwd, path);
        let bytes = self.fs.read(path).map_err(|e| {
            let name = given.map_or(shown.clone(), |g| g.display().to_string());
            match e.kind() {
                std::io::ErrorKind::NotFound => format!("stat {name}: no such file or directory"),
                std::io::ErrorKind::PermissionDenied => format!("open {name}: permission denied"),
                std::io::ErrorKind::IsADirectory => format!("read {name}: is a directory"),
                _ => format!("read {name}: {e}"),
            }
        })?;
        let name = if shown.contains('/') { shown } else { format!("./{shown}") };
        Ok(Source { name, path: path.display().to_string(), bytes })
    }

    /// The files of a directory that belong to the build, by name.
    fn directory(&self, path: &Path) -> Result<Vec<Source>, String> {
        let entries = self.fs.read_dir(path).map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound => format!("stat {}: directory not found", path.display()),
            _ => format!("open {}: {e}", path.display()),
        })?;
        let mut names: Vec<String> = entries.into_iter().filter(|e| !e.is_dir).map(|e| e.name).collect();
        names.retain(|n| constraint::name_matches(n));
        names.sort();
        let mut sources = Vec::new();
        for name in names {
            let source = self.read(&path.join(name), None)?;
            if constraint::text_matches(&String::from_utf8_lossy(&source.bytes), self.tags) {
                sources.push(source);
            }
        }
        Ok(sources)
    }

    /// Parses files; what `go` itself complains about goes to the load errors.
    fn parse(&mut self, sources: Vec<Source>, std: bool) -> (Vec<Arc<ast::File>>, Diagnostics) {
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
                let at = file.base + offset as u32;
                self.fail(Span::new(at, at), message);
                continue;
            }
            let mut parsed = vole_syntax::parse_file(&file, self.next_id);
            self.next_id = parsed.next_id;
            if let Ok(end) = head
                && !std
            {
                // imports behind other declarations are syntax errors that `go` itself does not see
                parsed.file.imports.retain(|i| i.span.lo < file.base + end as u32);
                let invalid = parsed.file.imports.iter().find(|i| is_invalid(&i.path));
                if let Some(import) = invalid {
                    let (line, column) = file.line_column(import.span.lo);
                    let message = format!("{}:{line}:{column}: invalid import path: {}", file.path, import.path);
                    self.fail(Span::NONE, message);
                    continue;
                }
            }
            if let Some(offset) = invalid {
                let at = file.base + offset as u32;
                errors.push(vole_source::Diagnostic::error("InvalidUTF8", Span::new(at, at), "invalid UTF-8 encoding"));
            }
            errors.extend(parsed.diagnostics);
            files.push(Arc::new(parsed.file));
        }
        (files, errors)
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
                    specs.push((&spec.path, spec.span));
                }
            }
        }
        specs.sort_by_key(|s| s.0);
        let mut found = Vec::new();
        for (path, span) in specs {
            let file = self.map.position(span.lo).map_or("", |p| p.file.name.rsplit('/').next().unwrap_or(""));
            self.stack.push((importer.user_name.clone(), file.to_string()));
            found.extend(self.import(path, span, importer));
            self.stack.pop();
        }
        found
    }

    fn fail(&mut self, span: Span, message: impl Into<String>) {
        self.errors.push(LoadMessage { span, message: message.into(), before: String::new() });
    }

    /// The place of a package; `None` for package unsafe and when an error was reported.
    fn import(&mut self, path: &str, span: Span, importer: &Importer) -> Option<usize> {
        if path == "unsafe" {
            return None;
        }
        match self.states.get(path) {
            Some(State::Done(index)) => return Some(*index),
            Some(State::Failed) => return None,
            Some(State::Loading) => {
                self.cycle(path);
                return None;
            }
            None => {}
        }
        if !importer.std
            && let Some(problem) = bad_path(path)
        {
            self.states.insert(path.to_string(), State::Failed);
            self.fail(span, problem);
            return None;
        }
        self.states.insert(path.to_string(), State::Loading);
        let index = self.find(path, span, importer);
        let state = index.map_or(State::Failed, State::Done);
        self.states.insert(path.to_string(), state);
        index
    }

    fn find(&mut self, path: &str, span: Span, importer: &Importer) -> Option<usize> {
        let embedded = |texts: &[(&str, &str)]| -> Vec<Source> {
            let source = |&(name, text): &(&str, &str)| {
                let name = format!("{path}/{name}");
                Source { name: name.clone(), path: name, bytes: text.as_bytes().to_vec() }
            };
            texts.iter().map(source).collect()
        };
        if let Some(text) = self.host.get(path) {
            let sources = embedded(&[("host.go", text)]);
            return Some(self.add(path, sources, true));
        }
        if let Some(files) = vole_stdlib::source(path) {
            if !importer.std && is_internal(path).is_some() {
                return self.internal(path, span, importer);
            }
            let sources = embedded(files);
            return Some(self.add(path, sources, true));
        }
        if let Some(dir) = self.module.as_ref().and_then(|m| m.dir_of(path)) {
            if is_internal(path).is_some_and(|parent| !below(&importer.path, parent))
                && importer.path != "command-line-arguments"
            {
                return self.internal(path, span, importer);
            }
            return self.find_in_module(path, &dir, span);
        }
        let first = path.split('/').next().unwrap_or(path);
        let message = if !first.contains('.') {
            format!("package {path} is not in std (Vole's library has no such package)")
        } else if self.module.is_some() {
            format!("no required module provides package {path}; to add it:\n\tgo get {path}")
        } else {
            format!(
                "no required module provides package {path}: go.mod file not found in current directory or any parent directory; \
                 see 'go help modules'"
            )
        };
        self.fail(span, message);
        None
    }

    fn find_in_module(&mut self, path: &str, dir: &Path, span: Span) -> Option<usize> {
        let sources = self.directory(dir).unwrap_or_default();
        if sources.is_empty() {
            let has_tests = self.fs.read_dir(dir).is_ok_and(|l| l.iter().any(|e| e.name.ends_with("_test.go")));
            if has_tests {
                self.fail(Span::NONE, format!("{path}: no non-test Go files in {}", dir.display()));
            } else {
                self.fail(span, format!("no required module provides package {path}; to add it:\n\tgo get {path}"));
            }
            return None;
        }
        let before = self.errors.len();
        let (files, errors) = self.parse(sources, false);
        if self.errors.len() > before {
            return None;
        }
        if let Some(message) = self.mixed(&files, dir) {
            self.fail(span, message);
            return None;
        }
        if files.first().is_some_and(|f| &*f.package.name == "main") {
            self.fail(span, format!("import \"{path}\" is a program, not an importable package"));
            return None;
        }
        let importer = Importer { path: path.to_string(), std: false, user_name: path.to_string() };
        let imports = self.imports_of(&files, &importer);
        self.packages.push(Package {
            path: path.to_string(),
            files,
            imports,
            lazy: false,
            version: GoVersion::LATEST,
            errors,
        });
        Some(self.packages.len() - 1)
    }

    /// A library or host package.
    fn add(&mut self, path: &str, sources: Vec<Source>, lazy: bool) -> usize {
        let (files, errors) = self.parse(sources, true);
        let importer = Importer { path: path.to_string(), std: true, user_name: path.to_string() };
        let imports = self.imports_of(&files, &importer);
        self.packages.push(Package {
            path: path.to_string(),
            files,
            imports,
            lazy,
            version: GoVersion::LATEST,
            errors,
        });
        self.packages.len() - 1
    }

    fn internal(&mut self, path: &str, span: Span, importer: &Importer) -> Option<usize> {
        self.errors.push(LoadMessage {
            span,
            message: format!("use of internal package {path} not allowed"),
            before: format!("package {}\n\t", importer.user_name),
        });
        None
    }

    /// `package a`, `imports b from a.go`, ...: the way back to `path`.
    fn cycle(&mut self, path: &str) {
        let mut message = String::new();
        for (i, (package, file)) in self.stack.iter().enumerate() {
            if i == 0 {
                message.push_str(&format!("package {package}"));
            }
            let next = self.stack.get(i + 1).map_or(path, |n| &n.0);
            message.push_str(&format!("\n\timports {next} from {file}"));
        }
        message.push_str(": import cycle not allowed");
        self.fail(Span::NONE, message);
    }
}

/// Whether a path is none by its characters.
fn is_invalid(path: &str) -> bool {
    path.is_empty() || path.contains(|c: char| !c.is_ascii_graphic() || "!\"#$%&'()*,:;<=>?[\\]^`{|}".contains(c))
}

/// What `go` says about an import path that can name no package.
fn bad_path(path: &str) -> Option<String> {
    let element = path.split('/').find(|e| e.starts_with('.') || e.ends_with('.'));
    if path == "C" {
        Some("import \"C\": Vole runs no C code (cgo)".into())
    } else if path.starts_with("./") || path.starts_with("../") || path == "." || path == ".." {
        Some(format!("\"{path}\" is relative, but relative import paths are not supported in module mode"))
    } else if path.starts_with('/') {
        Some(format!("\"{path}\" is not a package path; see 'go help packages'"))
    } else if path.ends_with('/') {
        Some(format!("malformed import path \"{path}\": trailing slash"))
    } else if path.contains("//") {
        Some(format!("malformed import path \"{path}\": double slash"))
    } else {
        element.map(|e| format!("malformed import path \"{path}\": invalid path element \"{e}\""))
    }
}

/// For a path with an element `internal`: what stands before the last one (without slash).
fn is_internal(path: &str) -> Option<&str> {
    if path == "internal" || path.starts_with("internal/") && !path.contains("/internal") {
        return Some("");
    }
    if let Some(parent) = path.strip_suffix("/internal") {
        return Some(parent);
    }
    path.rfind("/internal/").map(|at| &path[..at])
}

fn below(path: &str, parent: &str) -> bool {
    path == parent || path.strip_prefix(parent).is_some_and(|rest| rest.starts_with('/'))
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
        let host = HostSources::new();
        let mut loader = Loader::new(fs, &host, &[]);
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
                        b.go:5:2: package foo/bar is not in std (Vole's library has no such package)\n\
                        b.go:4:2: package nope is not in std (Vole's library has no such package)\n";
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
        assert_eq!(messages(&fs, Root::Dir("empty".into())), "no Go files in /empty\n");
        assert_eq!(messages(&fs, Root::Files(vec!["no.go".into()])), "stat no.go: no such file or directory\n");
        assert_eq!(
            messages(&fs, Root::Dir("in".into())),
            "in/x.go:3:8: \"./rel\" is relative, but relative import paths are not supported in module mode\n\
             in/x.go:2:8: package other/internal/y is not in std (Vole's library has no such package)\n"
        );
    }

    #[test]
    fn internal_paths() {
        assert_eq!(is_internal("internal/abi"), Some(""));
        assert_eq!(is_internal("a/internal"), Some("a"));
        assert_eq!(is_internal("a/internal/b"), Some("a"));
        assert_eq!(is_internal("a/internals/b"), None);
        assert!(below("a/b", "a") && !below("ab", "a"));
    }
}
