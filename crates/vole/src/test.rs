//! Test programs: what `vole test` compiles and runs.

use crate::diagnostic::CompileError;
use crate::engine::{Engine, Front, check_packages};
use crate::loader::Loader;
use crate::program::Program;
use crate::testpkg::{LeftOut, LoadedTest, TestPackage};
use std::path::PathBuf;
use std::sync::Arc;

/// A package's tests as a program.
pub struct TestProgram {
    /// The program; its arguments are those of a test binary (`-test.v`).
    pub program: Program,
    /// The directory it runs in.
    pub dir: PathBuf,
    /// Functions of the library's tests that do not compile.
    pub left_out: Vec<LeftOut>,
}

/// Why there is no test program.
pub enum Refusal {
    /// Files or packages are missing or in disorder.
    Setup(CompileError),
    /// The code does not compile.
    Build(CompileError),
}

/// How often declarations that do not compile are taken out before giving up.
const ROUNDS: usize = 30;

impl Engine {
    /// The packages that the arguments of `go test` name: directories, import paths, patterns.
    ///
    /// # Errors
    /// What the `go` command would complain about.
    pub fn list_tests<S: AsRef<str>>(&self, arguments: &[S]) -> Result<Vec<TestPackage>, CompileError> {
        let mut loader = Loader::new(self.settings());
        let arguments = arguments.iter().map(|s| s.as_ref().to_string()).collect();
        loader.list_tests(arguments).map_err(|errors| CompileError::from_load(&loader.map, &errors))
    }

    /// Compiles the tests of the package that the arguments name; `profiled`: flags that ask for profiles are understood.
    ///
    /// # Errors
    /// What the `go` command or the compiler would complain about.
    pub fn compile_test<S: AsRef<str>>(&self, arguments: &[S], profiled: bool) -> Result<TestProgram, Box<Refusal>> {
        let mut loader = Loader::new(self.settings());
        let arguments = arguments.iter().map(|s| s.as_ref().to_string()).collect();
        let mut test = loader
            .load_test(arguments, profiled)
            .map_err(|errors| Box::new(Refusal::Setup(CompileError::from_load(&loader.map, &errors))))?;
        let mut left_out = Vec::new();
        for round in 0.. {
            match self.try_test(&mut loader, &test) {
                Ok(program) => return Ok(TestProgram { program, dir: test.dir, left_out }),
                Err(errors) => {
                    let refusal = || Box::new(Refusal::Build(self.refusal(&loader.map, &errors)));
                    if test.lenient.is_empty() || round == ROUNDS {
                        return Err(refusal());
                    }
                    let refused = refusal();
                    let all = errors.into_iter().flat_map(|f| f.diagnostics).collect();
                    match loader.without(&mut test, &all) {
                        Some(dropped) => left_out.extend(dropped),
                        None => return Err(refused),
                    }
                }
            }
        }
        Err(Box::new(Refusal::Build(self.refusal(&loader.map, &[]))))
    }

    fn try_test(&self, loader: &mut Loader<'_>, test: &LoadedTest) -> Result<Program, Vec<crate::diagnostic::Failure>> {
        let mut loaded = test.loaded.clone();
        for &index in &test.lenient {
            loaded.packages[index].tolerant = true;
        }
        let (checker, roots) = check_packages(loaded, &loader.map, self.language)?;
        let map = std::mem::take(&mut loader.map);
        let mut front = Front { map, checker, roots, build_info: String::new() };
        let done = match test.lenient.is_empty() {
            true => front.compile(self),
            false => front.compile_by(self, vole_compile::compile_reporting_all),
        };
        let done = done.map_err(|errors| vec![front.failure(errors)]);
        loader.map = front.map;
        let mut program = done?;
        if !test.lenient.is_empty() {
            fill_in(&mut program);
            rename(&mut program, &test.title);
        }
        Ok(program)
    }
}

/// Go's own tests reach into packages of its run-time system: what Vole has no body for panics when it is called.
fn fill_in(program: &mut Program) {
    let Some(inner) = Arc::get_mut(&mut program.0) else { return };
    for name in &inner.code.natives {
        if inner.natives.get(name).is_none() {
            inner.natives.add(name, |cx| Err(cx.panic_str("a function of Go's run-time system that Vole has not")));
        }
    }
}

/// Go's own tests that are part of a package are compiled as one beside it: in reports its functions are the package's.
fn rename(program: &mut Program, title: &str) {
    let Some(code) = Arc::get_mut(&mut program.0).and_then(|inner| Arc::get_mut(&mut inner.code)) else { return };
    let beside = format!("{}.", crate::testpkg::Home::Inside.path(title));
    let own = |name: &mut Arc<str>| {
        if let Some(rest) = name.strip_prefix(&*beside) {
            *name = format!("{title}.{rest}").into();
        }
    };
    for func in &mut code.funcs {
        own(&mut func.name);
        func.inlined.iter_mut().for_each(|r| own(&mut r.name));
    }
}
