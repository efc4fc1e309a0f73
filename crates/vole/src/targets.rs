//! What the arguments of a command stand for: files, directories, import paths, patterns with `...`.

use crate::folder::{Folder, Source};
use crate::fs::{absolute, relative};
use crate::loader::{Loader, Root, Target};
use crate::module::{ModInfo, Modules};
use crate::paths;
use std::path::{Path, PathBuf};
use std::sync::Arc;

const COMMAND_LINE: &str = "command-line-arguments";

/// A package that an argument names, before its files are read.
struct Named {
    title: String,
    dir: PathBuf,
    module: Option<Arc<ModInfo>>,
}

impl Loader<'_> {
    /// Finds the modules and the packages asked for; the message of the `go` command otherwise.
    pub(crate) fn targets(&mut self, root: Root) -> Result<Vec<Target>, String> {
        match root {
            Root::Texts(texts) => {
                let source = |(name, text): (String, String)| {
                    let shown = if name.contains('/') { name.clone() } else { format!("./{name}") };
                    let path = absolute(&self.cwd, Path::new(&name)).display().to_string();
                    Source { name: shown, path, bytes: text.into_bytes() }
                };
                let sources = texts.into_iter().map(source).collect();
                Ok(vec![self.command_line(sources, self.cwd.clone())])
            }
            Root::Files(files) => {
                let (sources, dir) = self.reader().files(&files)?;
                self.find_modules(Some(&dir))?;
                Ok(vec![self.command_line(sources, dir)])
            }
            Root::Dir(dir) => {
                let path = absolute(&self.cwd, &dir);
                // a directory named by its embedder is in its own module, wherever the process runs
                self.modules = Modules::find(self.settings.fs, &self.cwd, &path, self.settings.env)?;
                let found = self.modules.as_ref().and_then(|m| m.import_path(self.settings.fs, &path));
                let (title, module) = found.map_or((COMMAND_LINE.to_string(), None), |(p, m)| (p, Some(m)));
                Ok(vec![self.read_target(Named { title, dir: path, module }, false)?])
            }
            Root::Arguments { arguments, one } => self.arguments(&arguments, one),
        }
    }

    fn command_line(&self, sources: Vec<Source>, dir: PathBuf) -> Target {
        let folder = Folder { sources, ..Folder::default() };
        Target { title: COMMAND_LINE.to_string(), dir, folder, module: None }
    }

    /// Looks for the modules around the current directory, else around `other`.
    fn find_modules(&mut self, other: Option<&Path>) -> Result<(), String> {
        let (fs, env) = (self.settings.fs, self.settings.env);
        self.modules = Modules::find(fs, &self.cwd, &self.cwd, env)?;
        if let (None, Some(other)) = (&self.modules, other) {
            self.modules = Modules::find(fs, &self.cwd, other, env)?;
        }
        Ok(())
    }

    fn read_target(&self, named: Named, tests: bool) -> Result<Target, String> {
        let folder = self.folder(&named.title, &named.dir, tests)?;
        Ok(Target { title: named.title, dir: named.dir, folder, module: named.module })
    }

    fn arguments(&mut self, arguments: &[String], one: bool) -> Result<Vec<Target>, String> {
        if arguments.first().is_some_and(|a| a.ends_with(".go")) {
            if let Some(other) = arguments.iter().find(|a| !a.ends_with(".go")) {
                return Err(format!("named files must be .go files: {other}"));
            }
            let files: Vec<PathBuf> = arguments.iter().map(PathBuf::from).collect();
            return self.targets(Root::Files(files));
        }
        let first_dir = arguments.iter().find(|a| is_local(a)).map(|a| absolute(&self.cwd, Path::new(a)));
        self.find_modules(first_dir.as_deref())?;
        let mut targets = Vec::new();
        for argument in arguments {
            if argument.contains("...") {
                self.pattern(argument, one, &mut targets)?;
            } else {
                let named = self.named(argument)?;
                targets.push(self.package_target(named)?);
            }
        }
        let mut seen: Vec<String> = Vec::new();
        targets.retain(|t| {
            let new = !seen.contains(&t.title);
            seen.push(t.title.clone());
            new
        });
        Ok(targets)
    }

    /// The files of a named package, unless the library has it.
    fn package_target(&self, named: Named) -> Result<Target, String> {
        if named.dir.as_os_str().is_empty() {
            return Ok(Target { title: named.title, dir: named.dir, folder: Folder::default(), module: None });
        }
        self.read_target(named, self.tests)
    }

    /// The package that an argument without `...` means.
    fn named(&self, argument: &str) -> Result<Named, String> {
        let fs = self.settings.fs;
        if !is_local(argument) {
            return self.by_import_path(argument);
        }
        let dir = absolute(&self.cwd, Path::new(argument));
        let Some(modules) = &self.modules else {
            return Err(
                "go: go.mod file not found in current directory or any parent directory; see 'go help modules'"
                    .to_string(),
            );
        };
        if fs.read(&dir).is_ok()
            && let Some((path, _)) = modules.import_path(fs, &dir)
            && let Some(main) = modules.mains.first()
        {
            return Err(format!("main module ({}) does not contain package {path}", main.info.path));
        }
        let entries = fs.read_dir(&dir).map_err(|_| format!("stat {}: directory not found", dir.display()))?;
        let no_files = !entries.iter().any(|e| !e.is_dir && e.name.ends_with(".go"));
        if no_files {
            return Err(format!("no Go files in {}", dir.display()));
        }
        if let Some(main) = modules.cut_off(fs, &dir) {
            let path = modules.import_path(fs, &dir).map_or(String::new(), |(p, _)| p);
            return Err(format!("main module ({}) does not contain package {path}", main.info.path));
        }
        if let Some((title, module)) = modules.import_path(fs, &dir) {
            return Ok(Named { title, dir, module: Some(module) });
        }
        if modules.workspace.is_some() && self.cwd.ancestors().any(|d| fs.read(&d.join("go.mod")).is_ok()) {
            return Err("current directory is contained in a module that is not one of the workspace modules listed in go.work. \
                        You can add the module to the workspace using:\n\tgo work use ."
                .to_string());
        }
        let shown = relative(&self.cwd, &dir);
        let what = if modules.workspace.is_some() { "modules listed in go.work" } else { "main module" };
        Err(format!("directory {shown} outside {what} or its selected dependencies"))
    }

    fn by_import_path(&self, argument: &str) -> Result<Named, String> {
        if let Some((path, version)) = argument.split_once('@') {
            crate::version::check_path(path).map_err(|e| format!("go: {path}@{version}: {e}"))?;
            return Err(format!("go: {argument}: module lookup disabled by GOPROXY=off"));
        }
        if let Some((message, _)) = paths::bad(argument) {
            return Err(message);
        }
        let library = vole_stdlib::package(argument).is_some() || self.settings.host.contains_key(argument);
        if library {
            return Ok(Named { title: argument.to_string(), dir: PathBuf::new(), module: None });
        }
        let found = self.modules.as_ref().map(|m| m.lookup(self.settings.fs, argument));
        if let Some(Ok(place)) = found {
            return Ok(Named { title: argument.to_string(), dir: place.dir, module: Some(place.module) });
        }
        if paths::looks_std(argument) {
            if let Some(dir) = self.go_folder(argument) {
                return Ok(Named { title: argument.to_string(), dir, module: None });
            }
            let why = match self.go_root() {
                Some(root) => root.join("src").join(argument).display().to_string(),
                None => "Vole's library has no such package, and there is no installed Go to take it from".into(),
            };
            return Err(format!("package {argument} is not in std ({why})"));
        }
        Err(match found {
            Some(Err(message)) => message,
            _ => format!(
                "no required module provides package {argument}: go.mod file not found in current directory or any parent directory; \
                 see 'go help modules'"
            ),
        })
    }

    /// The packages below a directory or an import path: `./...`, `example.com/m/...`, `./cmd/...`.
    fn pattern(&self, pattern: &str, one: bool, targets: &mut Vec<Target>) -> Result<(), String> {
        let Some(modules) = &self.modules else {
            return Err(format!(
                "pattern {pattern}: directory prefix . does not contain main module or its selected dependencies"
            ));
        };
        let (prefix, _) = pattern.split_at(pattern.find("...").unwrap_or(pattern.len()));
        let root = if is_local(pattern) {
            let start = prefix.rsplit_once('/').map_or(".", |(dir, _)| if dir.is_empty() { "/" } else { dir });
            let dir = absolute(&self.cwd, Path::new(start));
            if self.settings.fs.read_dir(&dir).is_err() {
                return Err(format!("pattern {pattern}: lstat {start}/: no such file or directory"));
            }
            dir
        } else {
            let main = modules.mains.iter().find(|m| {
                pattern == "..." || crate::module::below(prefix.trim_end_matches('/'), &m.info.path).is_some()
            });
            let Some(main) = main else { return Ok(()) };
            let rest = prefix.trim_end_matches('/').strip_prefix(&*main.info.path).unwrap_or("");
            main.dir.join(rest.trim_start_matches('/'))
        };
        let mut dirs = Vec::new();
        self.walk(&root, modules, true, &mut dirs);
        let mut found = Vec::new();
        for dir in dirs {
            let Some((title, module)) = modules.import_path(self.settings.fs, &dir) else { continue };
            let target = self.read_target(Named { title, dir, module: Some(module) }, self.tests)?;
            if !target.folder.sources.is_empty() || self.tests && !target.folder.tests.is_empty() {
                found.push(target);
            }
        }
        if one {
            found.retain(|t| t.folder.sources.iter().any(|s| is_program(&s.bytes)));
            if found.len() > 1 {
                let names: Vec<&str> = found.iter().map(|t| &*t.title).collect();
                return Err(format!("go: pattern {pattern} matches multiple packages:\n\t{}", names.join("\n\t")));
            }
        }
        targets.extend(found);
        Ok(())
    }

    /// Directories with Go files, in order of their paths.
    fn walk(&self, dir: &Path, modules: &Modules, top: bool, found: &mut Vec<PathBuf>) {
        let fs = self.settings.fs;
        let Ok(mut entries) = fs.read_dir(dir) else { return };
        if !top && entries.iter().any(|e| e.name == "go.mod" && !e.is_dir) && modules.cut_off(fs, dir).is_some() {
            return;
        }
        if entries.iter().any(|e| !e.is_dir && e.name.ends_with(".go")) {
            found.push(dir.to_path_buf());
        }
        entries.sort_by(|a, b| a.name.cmp(&b.name));
        for entry in entries.into_iter().filter(|e| e.is_dir) {
            let skipped = entry.name.starts_with(['.', '_']) || entry.name == "testdata" || entry.name == "vendor";
            let path = dir.join(&entry.name);
            if !skipped && !modules.ignores(&path) {
                self.walk(&path, modules, false, found);
            }
        }
    }
}

/// Whether an argument is a path in the file system.
fn is_local(argument: &str) -> bool {
    argument == "." || argument == ".." || ["./", "../", "/"].iter().any(|p| argument.starts_with(p))
}

/// Whether a file's package clause says `main`.
fn is_program(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes);
    text.lines()
        .find_map(|l| l.trim().strip_prefix("package "))
        .is_some_and(|name| name.split(|c: char| !(c.is_alphanumeric() || c == '_')).next() == Some("main"))
}
