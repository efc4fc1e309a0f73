//! The engine: configuration, host packages, and the way from source to a [`Program`].

use crate::diagnostic::{CompileError, Failure};
use crate::fs::{FileSystem, OsFileSystem};
use crate::host::HostPackage;
use crate::loader::{HostSources, Loaded, Loader, Root, Settings};
use crate::module::Env;
use crate::program::{Export, Program, ProgramInner};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use vole_types::object::PkgId;
use vole_types::{Checker, GoVersion, PackageInput};
use vole_vm::NativeRegistry;

/// What a Vm may use up; everything is unlimited by default. Reaching a limit ends the run with
/// [`Outcome::Limit`](crate::Outcome::Limit), never the host.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Steps of one run: loops and calls executed, counted in slices, so that a run may go a little further. A run that
    /// stops here goes on with the next [`Vm::run`](crate::Vm::run).
    pub steps: Option<u64>,
    /// Bytes of Go memory.
    pub heap_bytes: Option<usize>,
    /// Bytes of one goroutine's stack.
    pub stack_bytes: Option<usize>,
    /// Goroutines alive at once.
    pub goroutines: Option<usize>,
    /// Wall time of the whole run.
    pub wall_time: Option<Duration>,
}

/// What Go code may do outside of its own memory. Nothing is granted unless the embedder grants it; the standard streams
/// and the arguments that the embedder hands over are not covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Capability {
    /// Files and directories.
    Files,
    /// The environment given to the Vm.
    Env,
    /// Sockets.
    Network,
    /// Other processes.
    Processes,
    /// Signals.
    Signals,
    /// Package unsafe.
    Unsafe,
}

impl Capability {
    /// All of them.
    pub const ALL: [Capability; 6] = [
        Capability::Files,
        Capability::Env,
        Capability::Network,
        Capability::Processes,
        Capability::Signals,
        Capability::Unsafe,
    ];

    /// The name that natives ask for.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Capability::Files => "files",
            Capability::Env => "env",
            Capability::Network => "net",
            Capability::Processes => "exec",
            Capability::Signals => "signals",
            Capability::Unsafe => "unsafe",
        }
    }
}

/// Compiles Go programs and holds what all their Vms share: host packages, limits, capabilities, seed.
///
/// An engine has no global state: several may live side by side, and each may be used from several threads.
pub struct Engine {
    fs: Box<dyn FileSystem>,
    tags: Vec<String>,
    env: Env,
    go_root: Box<dyn Fn() -> Option<PathBuf> + Send + Sync>,
    sources: HostSources,
    natives: NativeRegistry,
    pub(crate) limits: Limits,
    pub(crate) capabilities: Vec<Capability>,
    pub(crate) seed: u64,
    pub(crate) language: Option<GoVersion>,
    all_errors: bool,
}

impl Default for Engine {
    fn default() -> Self {
        Engine::new()
    }
}

impl Engine {
    /// An engine with Vole's standard library, the operating system's files as source of programs, no limits and no
    /// capabilities.
    pub fn new() -> Engine {
        let mut natives = NativeRegistry::new();
        vole_vm::register_natives(&mut natives);
        vole_stdlib::native::register(&mut natives);
        Engine {
            fs: Box::new(OsFileSystem),
            tags: Vec::new(),
            env: Env::new(),
            go_root: Box::new(|| None),
            sources: HostSources::new(),
            natives,
            limits: Limits::default(),
            capabilities: Vec::new(),
            seed: 1,
            language: None,
            all_errors: false,
        }
    }

    /// Reads source files from another place.
    pub fn file_system(mut self, fs: impl FileSystem + 'static) -> Engine {
        self.fs = Box::new(fs);
        self
    }

    /// Limits of the Vms.
    pub fn limits(mut self, limits: Limits) -> Engine {
        self.limits = limits;
        self
    }

    /// Grants capabilities to the Vms.
    pub fn allow(mut self, capabilities: impl IntoIterator<Item = Capability>) -> Engine {
        self.capabilities.extend(capabilities);
        self
    }

    /// Seed of every source of chance in the Vms (select, map order, unseeded `math/rand`): one seed, one run.
    pub fn seed(mut self, seed: u64) -> Engine {
        self.seed = seed;
        self
    }

    /// The language version of the program's packages, whatever their `go.mod` says: `1.21`, `go1.21`. A text that is no
    /// version changes nothing.
    pub fn language(mut self, version: &str) -> Engine {
        self.language = GoVersion::parse(version).or(self.language);
        self
    }

    /// Texts of errors go on behind the tenth of a package.
    pub fn all_errors(mut self, all: bool) -> Engine {
        self.all_errors = all;
        self
    }

    /// Further build tags that hold in `//go:build` lines.
    pub fn tags<T: Into<String>>(mut self, tags: impl IntoIterator<Item = T>) -> Engine {
        self.tags.extend(tags.into_iter().map(Into::into));
        self
    }

    /// The environment of the build: `GOFLAGS`, `GOMODCACHE`, `GOPATH`, `HOME` and `GOWORK` say where modules are found, as for the
    /// `go` command. Empty by default: only the main module, its `vendor` folder and replacing directories are looked at.
    pub fn build_env(mut self, env: impl IntoIterator<Item = (impl Into<String>, impl Into<String>)>) -> Engine {
        self.env = env.into_iter().map(|(k, v)| (k.into(), v.into())).collect();
        if let Some(tags) = crate::module::flag(&self.env, "tags") {
            self.tags.extend(tags.split(',').filter(|t| !t.is_empty()).map(str::to_string));
        }
        self
    }

    /// How to find the root folder of an installed Go, from which packages are compiled that Vole's library lacks; asked only when
    /// one is needed. There is none by default.
    pub fn go_root(mut self, find: impl Fn() -> Option<PathBuf> + Send + Sync + 'static) -> Engine {
        self.go_root = Box::new(find);
        self
    }

    /// Begins a Go package made of Rust functions, or adds to it; programs import it by this path.
    pub fn package(&mut self, path: &str) -> HostPackage<'_> {
        HostPackage::new(path, &mut self.sources, &mut self.natives)
    }

    /// Compiles a program of one file given as text; `name` is used in messages and traces.
    ///
    /// # Errors
    /// What Go's tools would complain about.
    pub fn compile_source(&self, name: &str, text: &str) -> Result<Program, CompileError> {
        self.compile(Root::Texts(vec![(name.to_string(), text.to_string())]))
    }

    /// Compiles a program of the named files, which lie in one directory; build constraints in them are not looked at.
    ///
    /// # Errors
    /// What Go's tools would complain about.
    pub fn compile_files<P: AsRef<Path>>(&self, files: impl IntoIterator<Item = P>) -> Result<Program, CompileError> {
        self.compile(Root::Files(files.into_iter().map(|p| p.as_ref().to_path_buf()).collect()))
    }

    /// Compiles the program in a directory; with a `go.mod` there or above, its packages may be imported.
    ///
    /// # Errors
    /// What Go's tools would complain about.
    pub fn compile_dir(&self, dir: impl AsRef<Path>) -> Result<Program, CompileError> {
        self.compile(Root::Dir(dir.as_ref().to_path_buf()))
    }

    /// Compiles what `go run` would make of these arguments: `.go` files, a directory (`.`, `./cmd/x`), or an import path.
    ///
    /// # Errors
    /// What Go's tools would complain about.
    pub fn compile_arguments<S: AsRef<str>>(&self, arguments: &[S]) -> Result<Program, CompileError> {
        self.compile(Root::Arguments { arguments: strings(arguments), one: true })
    }

    /// Checks what `go build` would make of these arguments: `.go` files, directories, import paths, patterns (`./...`).
    ///
    /// # Errors
    /// What Go's tools would complain about.
    pub fn check_arguments<S: AsRef<str>>(&self, arguments: &[S]) -> Result<(), CompileError> {
        self.check(Root::Arguments { arguments: strings(arguments), one: false })
    }

    /// Checks the named files without needing a program: any package will do.
    ///
    /// # Errors
    /// What Go's tools would complain about.
    pub fn check_files<P: AsRef<Path>>(&self, files: impl IntoIterator<Item = P>) -> Result<(), CompileError> {
        self.check(Root::Files(files.into_iter().map(|p| p.as_ref().to_path_buf()).collect()))
    }

    /// Checks the package in a directory without needing a program.
    ///
    /// # Errors
    /// What Go's tools would complain about.
    pub fn check_dir(&self, dir: impl AsRef<Path>) -> Result<(), CompileError> {
        self.check(Root::Dir(PathBuf::from(dir.as_ref())))
    }

    /// The intermediate code of the functions of package main (`all`: of every function), as text; files or a directory.
    ///
    /// # Errors
    /// What Go's tools would complain about.
    pub fn dump_ir<P: AsRef<Path>>(&self, sources: &[P], all: bool) -> Result<String, CompileError> {
        let sources: Vec<String> = sources.iter().map(|p| p.as_ref().display().to_string()).collect();
        let root = Root::Arguments { arguments: sources, one: true };
        let mut front = self.front(root)?;
        let mut out = String::new();
        let main = front.main();
        vole_compile::compile_with_ir(&mut front.checker, &front.map, main, &mut |function| {
            if all || function.name.starts_with("main.") {
                out.push_str(&vole_compile::ir::print::print(function));
                out.push('\n');
            }
        })
        .map_err(|errors| self.refusal(&front.map, &[front.failure(errors)]))?;
        Ok(out)
    }

    /// Checks and compiles every function of the named files, which may be any package; nothing is linked, so that a package
    /// main may lack its function main.
    ///
    /// # Errors
    /// What Go's compiler would complain about.
    pub fn compile_only<S: AsRef<str>>(&self, arguments: &[S]) -> Result<(), CompileError> {
        let mut front = self.front(Root::Arguments { arguments: strings(arguments), one: false })?;
        let main = front.main();
        vole_compile::compile_all(&mut front.checker, &front.map, main)
            .map_err(|errors| self.refusal(&front.map, &[front.failure(errors)]))
    }

    pub(crate) fn settings(&self) -> Settings<'_> {
        Settings { fs: &*self.fs, host: &self.sources, tags: &self.tags, env: &self.env, go_root: &*self.go_root }
    }

    pub(crate) fn refusal(&self, map: &vole_source::SourceMap, packages: &[Failure]) -> CompileError {
        CompileError::from_packages(map, packages, self.all_errors)
    }

    fn check(&self, root: Root) -> Result<(), CompileError> {
        let mut front = self.front(root)?;
        if let [root] = &front.roots[..]
            && root.name == "main"
        {
            return front.finish(self).map(drop);
        }
        Ok(())
    }

    fn compile(&self, root: Root) -> Result<Program, CompileError> {
        self.front(root)?.finish(self)
    }

    /// Loads, parses and checks.
    fn front(&self, root: Root) -> Result<Front, CompileError> {
        let mut loader = Loader::new(self.settings());
        let loaded = loader.load(root).map_err(|errors| CompileError::from_load(&loader.map, &errors))?;
        let build_info = crate::buildinfo::describe(&*self.fs, loader.modules.as_ref(), &loaded);
        let map = loader.map;
        let (checker, roots) =
            check_packages(loaded, &map, self.language).map_err(|errors| self.refusal(&map, &errors))?;
        Ok(Front { map, checker, roots, build_info })
    }
}

fn strings<S: AsRef<str>>(list: &[S]) -> Vec<String> {
    list.iter().map(|s| s.as_ref().to_string()).collect()
}

/// Checked packages.
pub(crate) struct Front {
    pub map: vole_source::SourceMap,
    pub checker: Checker,
    pub roots: Vec<CheckedRoot>,
    /// See `buildinfo`.
    pub build_info: String,
}

/// A package that was asked for.
pub(crate) struct CheckedRoot {
    id: PkgId,
    name: String,
    /// What `go` calls it.
    title: String,
}

impl Front {
    /// What is wrong with the main package.
    pub(crate) fn failure(&self, diagnostics: vole_source::Diagnostics) -> Failure {
        Failure { title: self.roots.first().map_or(String::new(), |r| r.title.clone()), diagnostics }
    }

    fn main(&self) -> PkgId {
        self.roots.first().map_or(PkgId::UNIVERSE, |r| r.id)
    }

    fn finish(&mut self, engine: &Engine) -> Result<Program, CompileError> {
        let refuse = |message: &str| {
            let error = vole_source::Diagnostic::error("Link", vole_source::Span::NONE, message);
            engine.refusal(&self.map, &[Failure { title: String::new(), diagnostics: vec![error] }])
        };
        let main = self.main();
        match self.roots.first() {
            None => return Err(refuse("go: no go files listed")),
            Some(root) if root.name != "main" => {
                return Err(refuse(&format!("package {} is not a main package", root.title)));
            }
            Some(_) => {}
        }
        if self.checker.lookup_in(main, "main").is_none() {
            return Err(refuse("runtime.main_main·f: function main is undeclared in the main package"));
        }
        self.compile(engine).map_err(|errors| engine.refusal(&self.map, &[self.failure(errors)]))
    }

    /// Compiles a program that was looked over; what the compiler does not support comes back.
    pub(crate) fn compile(&mut self, engine: &Engine) -> Result<Program, vole_source::Diagnostics> {
        self.compile_by(engine, vole_compile::compile)
    }

    /// Compiles in one of the compiler's ways.
    pub(crate) fn compile_by(
        &mut self,
        engine: &Engine,
        compile: impl FnOnce(
            &mut Checker,
            &vole_source::SourceMap,
            PkgId,
        ) -> Result<vole_bytecode::Program, vole_source::Diagnostics>,
    ) -> Result<Program, vole_source::Diagnostics> {
        let main = self.main();
        let code = compile(&mut self.checker, &self.map, main)?;
        let exports = Export::collect(&self.checker, main, &code);
        Ok(Program(Arc::new(ProgramInner {
            code: Arc::new(code),
            exports,
            natives: engine.natives.clone(),
            limits: engine.limits,
            capabilities: engine.capabilities.clone(),
            seed: engine.seed,
            build_info: std::mem::take(&mut self.build_info),
        })))
    }
}

/// Checks packages in dependency order; those that import a broken one are passed over, as `go build` does.
pub(crate) fn check_packages(
    loaded: Loaded,
    map: &vole_source::SourceMap,
    language: Option<GoVersion>,
) -> Result<(Checker, Vec<CheckedRoot>), Vec<Failure>> {
    let mut checker = Checker::new();
    checker.universe.sources = map.files().to_vec();
    let mut failures = Vec::new();
    let mut broken = vec![false; loaded.packages.len()];
    let mut checked = vec![(PkgId::UNIVERSE, String::new()); loaded.packages.len()];
    for (i, package) in loaded.packages.into_iter().enumerate() {
        if package.imports.iter().any(|&p| broken[p]) {
            broken[i] = true;
            continue;
        }
        let title = package.path.clone();
        let mut errors = package.errors;
        errors.retain(|e| e.code != vole_syntax::STRUCTURE);
        let late = errors.extract_if(.., |e| e.code == vole_syntax::LATE).collect();
        // gc goes on to checking behind lexical errors, but not behind those of syntax
        if !errors.iter().any(|e| e.message.starts_with("syntax error")) {
            let outlined_name = package.outlined.first().map_or(String::new(), |f| f.text(f.package()).to_string());
            let name = package.files.first().map_or(outlined_name, |f| f.package.name.to_string());
            let (path, files, outlined, lazy) = (package.path.into(), package.files, package.outlined, package.lazy);
            let version = language.filter(|_| !lazy).unwrap_or(package.version);
            let parse_errors = !errors.is_empty();
            let input = PackageInput { path, files, outlined, lazy, version, parse_errors, late };
            checked[i] = (checker.add_package(input), name);
            errors.append(&mut checker.diagnostics);
            if package.tolerant {
                errors.retain(|e| e.code != vole_types::codes::UNUSED_IMPORT);
            }
            if errors.is_empty() {
                errors = package.late;
            }
        }
        if !errors.is_empty() {
            broken[i] = true;
            let root = loaded.roots.iter().find(|r| r.0 == i);
            failures.push(Failure { title: root.map_or(title, |r| r.1.clone()), diagnostics: errors });
        }
    }
    if !failures.is_empty() {
        return Err(failures);
    }
    let root = |(index, title): (usize, String)| {
        let (id, name) = checked[index].clone();
        CheckedRoot { id, name, title }
    };
    Ok((checker, loaded.roots.into_iter().map(root).collect()))
}
