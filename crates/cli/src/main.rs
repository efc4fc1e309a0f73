//! The `vole` command: `vole run FILE.go|DIR [args...]`, `vole FILE.go [args...]`, `vole check`, `vole dis`.
//!
//! Compile errors go to standard error as gc words them, with exit code 1; otherwise the exit code is the program's own. The
//! command grants programs every capability: they are as free as a compiled Go program.
#![forbid(unsafe_code)]

mod streams;

use clap::{Args, Parser, Subcommand};
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use vole::{Capability, CompileError, Engine, Outcome, Program};

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
    /// Run a program: .go files or a directory, then its arguments
    Run(Run),
    /// Compile without running: .go files or a directory
    Check(Sources),
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
    /// The language version, such as go1.21, whatever go.mod says
    #[arg(long)]
    lang: Option<String>,
    /// Files or a directory, then the program's arguments
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, required = true)]
    program: Vec<String>,
}

#[derive(Args)]
struct Sources {
    /// Compile every function of any package, but link nothing: a package main needs no function main
    #[arg(long)]
    no_link: bool,
    /// The language version, such as go1.21, whatever go.mod says
    #[arg(long)]
    lang: Option<String>,
    /// Print all errors, not only the first ten of a package
    #[arg(short = 'e')]
    all_errors: bool,
    /// Files or a directory
    #[arg(required = true)]
    sources: Vec<String>,
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

fn main() -> ExitCode {
    let cli = Cli::parse();
    let worker = std::thread::Builder::new().name("main".into()).stack_size(STACK);
    let code = match worker.spawn(move || execute(cli.command)) {
        Ok(thread) => thread.join().unwrap_or(2),
        Err(e) => complain(&format!("vole: cannot start a thread: {e}\n")),
    };
    // Codes beyond a byte are cut by the system, as for any process.
    ExitCode::from(code as u8)
}

fn execute(command: Command) -> i32 {
    match command {
        Command::Run(run) => {
            // as `go run`: all leading .go files are the program
            let files = run.program.iter().take_while(|a| a.ends_with(".go")).count().max(1);
            let (sources, args) = run.program.split_at(files);
            let engine = engine(run.seed.unwrap_or_else(chance)).language(run.lang.as_deref().unwrap_or_default());
            start(&engine, sources, args, run.stats)
        }
        Command::File(mut words) => {
            if !words[0].ends_with(".go") && !Path::new(&words[0]).exists() {
                let name = &words[0];
                return complain(&format!("vole {name}: unknown command\nRun 'vole --help' for usage.\n"));
            }
            let args = words.split_off(1);
            start(&engine(chance()), &words, &args, false)
        }
        Command::Check(check) => {
            let engine = engine(1).all_errors(check.all_errors).language(check.lang.as_deref().unwrap_or_default());
            let result = match directory(&check.sources) {
                _ if check.no_link => engine.compile_only(&check.sources),
                Some(dir) => engine.check_dir(dir),
                None => engine.check_files(&check.sources),
            };
            result.map_or_else(|e| refuse(&e), |()| 0)
        }
        Command::Dis(dis) => match disassemble(&engine(1), &dis) {
            Ok(text) => {
                let _ = streams::stdout().write_all(text.as_bytes());
                0
            }
            Err(e) => refuse(&e),
        },
    }
}

fn engine(seed: u64) -> Engine {
    Engine::new().allow(Capability::ALL).seed(seed)
}

/// The directory, when the sources are one.
fn directory(sources: &[String]) -> Option<PathBuf> {
    let [one] = sources else { return None };
    (!one.ends_with(".go") && Path::new(one).is_dir()).then(|| one.into())
}

fn compile(engine: &Engine, sources: &[String]) -> Result<Program, CompileError> {
    match directory(sources) {
        Some(dir) => engine.compile_dir(dir),
        None => engine.compile_files(sources),
    }
}

fn disassemble(engine: &Engine, dis: &Dis) -> Result<String, CompileError> {
    if dis.ir { engine.dump_ir(&dis.sources, dis.all) } else { Ok(compile(engine, &dis.sources)?.disassemble(dis.all)) }
}

fn start(engine: &Engine, sources: &[String], args: &[String], stats: bool) -> i32 {
    let program = match compile(engine, sources) {
        Ok(program) => program,
        Err(e) => return refuse(&e),
    };
    let mut vm = program
        .vm()
        .args(sources.first().into_iter().chain(args))
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
    if let Outcome::Limit(limit) = &outcome {
        complain(&format!("vole: {limit:?}\n"));
    }
    outcome.exit_code()
}

/// A seed that differs from run to run, from the hasher's random keys.
fn chance() -> u64 {
    use std::hash::{BuildHasher, RandomState};
    RandomState::new().hash_one(0u8)
}

fn refuse(error: &CompileError) -> i32 {
    let text = if std::io::stderr().is_terminal() { &error.rendered_with_source } else { &error.rendered };
    complain(text)
}

/// Prints to standard error; the exit code of what went wrong before the program ran.
fn complain(text: &str) -> i32 {
    let _ = streams::stderr().write_all(text.as_bytes());
    1
}
