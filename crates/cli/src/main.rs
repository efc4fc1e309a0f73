//! The `vole` command: `vole run FILES|PACKAGE [args...]`, `vole FILE.go [args...]`, `vole check`, `vole dis`.
//!
//! Files and packages are named as for the `go` command, whose flags (`-tags`, `-mod`) are known with one dash too.
//!
//! Compile errors go to standard error as gc words them, with exit code 1; otherwise the exit code is the program's own. The
//! command grants programs every capability: they are as free as a compiled Go program.
#![forbid(unsafe_code)]

mod flags;
mod streams;
mod test;
mod testbin;

use clap::{Args, Parser, Subcommand};
use std::io::{IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;
use vole::{CompileError, Engine, Outcome};

/// Stack of the thread that compiles and runs: the parser and the checker recurse as deep as the source nests.
const STACK: usize = 256 << 20;

#[derive(Parser)]
#[command(name = "vole", version, about = "Runs Go programs", args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run a program: .go files, a directory (., ./cmd/x) or an import path, then its arguments
    Run(Run),
    /// Compile without running: .go files, directories, import paths, patterns (./...)
    Check(Sources),
    /// Run the tests of packages, as `go test`: flags (-run, -v, -bench, ...) and packages in any order
    #[command(disable_help_flag = true)]
    Test(Words),
    /// Show a program's bytecode
    Dis(Dis),
    /// A .go file to run, then its arguments
    #[command(external_subcommand)]
    File(Vec<String>),
}

#[derive(Args)]
struct Run {
    /// Count executed instructions and print the most frequent ones at the end
    #[arg(long)]
    stats: bool,
    /// Seed of every source of chance (select, map order, math/rand); random without it
    #[arg(long)]
    seed: Option<u64>,
    #[command(flatten)]
    build: flags::Build,
    /// Files, a directory or an import path, then the program's arguments
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    program: Vec<String>,
}

#[derive(Args)]
struct Sources {
    /// Compile every function of any package, but link nothing: a package main needs no function main
    #[arg(long)]
    no_link: bool,
    /// Print all errors, not only the first ten of a package
    #[arg(short = 'e')]
    all_errors: bool,
    #[command(flatten)]
    build: flags::Build,
    /// Files, directories, import paths, patterns
    #[arg(default_value = ".")]
    sources: Vec<String>,
}

#[derive(Args)]
struct Words {
    /// Flags and packages
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    words: Vec<String>,
}

#[derive(Args)]
struct Dis {
    /// Library functions too
    #[arg(long)]
    all: bool,
    /// The intermediate code instead
    #[arg(long)]
    ir: bool,
    /// Files or a directory
    #[arg(required = true)]
    sources: Vec<String>,
}

// The front end makes many small objects: a third less time for checking and compiling than with the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    vole::raise_open_files();
    let words: Vec<String> = std::env::args_os().map(|w| w.to_string_lossy().into_owned()).collect();
    let work = move || match words.get(1).map(String::as_str) {
        Some(test::ONE) => test::one(&words[2..], false),
        Some(testbin::WORD) => test::one(&words[2..], true),
        _ => match testbin::of_parent(&words) {
            Some(file) => test::one(&[&[file], &words[1..]].concat(), true),
            None => execute(Cli::parse_from(flags::two_dashes(words.into_iter())).command),
        },
    };
    let worker = std::thread::Builder::new().name("main".into()).stack_size(STACK);
    let code = match worker.spawn(work) {
        Ok(thread) => thread.join().unwrap_or(2),
        Err(e) => complain(&format!("vole: cannot start a thread: {e}\n")),
    };
    // Codes beyond a byte are cut by the system, as for any process.
    ExitCode::from(code as u8)
}

fn execute(command: Command) -> i32 {
    match command {
        Command::Run(run) => {
            if run.program.first().is_some_and(|a| a == "-race") {
                return complain("vole: -race is not supported: Vole has no race detector yet\n");
            }
            // as `go run`: all leading .go files are the program
            let files = run.program.iter().take_while(|a| a.ends_with(".go")).count().max(1);
            let (sources, args) = run.program.split_at(files.min(run.program.len()));
            if sources.is_empty() {
                return complain("go: no go files listed\n");
            }
            start(sources, args, &run.build, run.seed, run.stats)
        }
        Command::Test(test) => test::run(&test.words),
        Command::File(mut words) => {
            let is_dir = Path::new(&words[0]).is_dir();
            if !words[0].ends_with(".go") && !is_dir {
                let name = &words[0];
                return complain(&format!("vole {name}: unknown command\nRun 'vole --help' for usage.\n"));
            }
            let args = words.split_off(1);
            if is_dir && !words[0].starts_with(['.', '/']) {
                words[0].insert_str(0, "./");
            }
            start(&words, &args, &flags::Build::default(), None, false)
        }
        Command::Check(check) => {
            let result = check.build.engine(1).and_then(|engine| {
                let engine = engine.all_errors(check.all_errors);
                let sources = &check.sources;
                let done = if check.no_link { engine.compile_only(sources) } else { engine.check_arguments(sources) };
                done.map_err(|e| shown(&e))
            });
            result.map_or_else(|e| complain(&e), |()| 0)
        }
        Command::Dis(dis) => {
            let result = flags::Build::default().engine(1).and_then(|engine| disassemble(&engine, &dis));
            match result {
                Ok(text) => {
                    let _ = streams::stdout().write_all(text.as_bytes());
                    0
                }
                Err(e) => complain(&e),
            }
        }
    }
}

fn disassemble(engine: &Engine, dis: &Dis) -> Result<String, String> {
    let text = if dis.ir {
        engine.dump_ir(&dis.sources, dis.all)
    } else {
        engine.compile_arguments(&dis.sources).map(|p| p.disassemble(dis.all))
    };
    text.map_err(|e| shown(&e))
}

fn start(sources: &[String], args: &[String], build: &flags::Build, seed: Option<u64>, stats: bool) -> i32 {
    let compiled = build
        .engine(seed.unwrap_or_else(chance))
        .and_then(|engine| engine.compile_arguments(sources).map_err(|e| shown_by_package(&e)));
    let program = match compiled {
        Ok(program) => program,
        Err(e) => return complain(&e),
    };
    let mut vm = program
        .vm()
        .args(sources.first().into_iter().chain(args))
        .relaunch(relaunch(sources))
        .env(std::env::vars_os().map(|(k, v)| (k.to_string_lossy().into_owned(), v.to_string_lossy().into_owned())))
        .stdin(streams::stdin())
        .stdout(streams::stdout())
        .stderr(streams::stderr())
        .process_streams();
    if stats {
        vm = vm.count_instructions();
    }
    let mut vm = match vm.build() {
        Ok(vm) => vm,
        Err(e) => return complain(&format!("vole: {e}\n")),
    };
    vm.connect_signals();
    let outcome = vm.run();
    if let Some(report) = vm.stats() {
        let _ = streams::stderr().write_all(report.as_bytes());
    }
    if let Outcome::Limit(limit) = &outcome
        && !matches!(limit, vole::LimitReached::Memory { .. })
    {
        complain(&format!("vole: {limit:?}\n"));
    }
    outcome.exit_code()
}

/// The command that runs the sources once more, from wherever; nothing when they are named by import path.
fn relaunch(sources: &[String]) -> Vec<String> {
    let absolute = |source: &String| std::fs::canonicalize(source).ok().and_then(|p| p.to_str().map(String::from));
    let sources: Option<Vec<String>> = sources.iter().map(absolute).collect();
    let own = std::env::current_exe().ok().and_then(|p| p.to_str().map(String::from));
    match (own, sources) {
        (Some(own), Some(sources)) => [own, "run".to_string()].into_iter().chain(sources).collect(),
        _ => vec![],
    }
}

/// A seed that differs from run to run, from the hasher's random keys.
fn chance() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(0u8)
}

/// The same under the names of the packages.
fn shown_by_package(error: &CompileError) -> String {
    if std::io::stderr().is_terminal() {
        error.rendered_with_source.clone()
    } else {
        error.rendered_with_packages.clone()
    }
}

/// An error's text for standard error.
fn shown(error: &CompileError) -> String {
    if std::io::stderr().is_terminal() { error.rendered_with_source.clone() } else { error.rendered.clone() }
}

/// Prints to standard error; the exit code of what went wrong before the program ran.
fn complain(text: &str) -> i32 {
    let _ = streams::stderr().write_all(text.as_bytes());
    1
}
