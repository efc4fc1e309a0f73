//! `vole test`: lists the packages, runs each one's tests in a process of its own, and prints what `go test` prints.

use crate::{flags, streams};
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;
use vole::{Outcome, Refusal, TestPackage};

/// The command that runs one package's tests: it compiles and runs them in this process.
pub(crate) const ONE: &str = "test-one-package";

/// Exit codes of that process when there was nothing to run.
const SETUP_FAILED: i32 = 126;
const BUILD_FAILED: i32 = 125;

/// Flags of the test binary that take a value.
const VALUED: [&str; 13] = [
    "run",
    "skip",
    "bench",
    "benchtime",
    "count",
    "cpu",
    "list",
    "parallel",
    "shuffle",
    "timeout",
    "fuzz",
    "outputdir",
    "fuzztime",
];

/// Flags of the test binary that take none.
const SWITCHES: [&str; 5] = ["v", "short", "failfast", "benchmem", "fullpath"];

/// Flags of `go test` that Vole refuses.
const REFUSED: [&str; 17] = [
    "race",
    "cover",
    "coverprofile",
    "covermode",
    "coverpkg",
    "json",
    "c",
    "msan",
    "asan",
    "artifacts",
    "blockprofile",
    "blockprofilerate",
    "cpuprofile",
    "memprofile",
    "memprofilerate",
    "mutexprofile",
    "trace",
];

#[derive(Default)]
struct Options {
    packages: Vec<String>,
    /// For the test binary.
    binary: Vec<String>,
    /// `-tags`, `-mod`.
    build: Vec<(String, String)>,
    verbose: bool,
    listing: bool,
    benching: bool,
    timeout: bool,
}

/// Understands the arguments as `go test` does.
fn parse(words: &[String]) -> Result<Options, String> {
    let mut options = Options::default();
    let mut words = words.iter();
    let mut listed = false;
    while let Some(word) = words.next() {
        let Some(flag) = word.strip_prefix('-').filter(|f| !f.is_empty()) else {
            // The packages stand together: what follows them behind a flag is for the tests.
            if listed {
                options.binary.push(word.clone())
            } else {
                options.packages.push(word.clone())
            }
            continue;
        };
        listed |= !options.packages.is_empty();
        let flag = flag.strip_prefix('-').unwrap_or(flag);
        if flag == "args" {
            options.binary.extend(words.by_ref().cloned());
            break;
        }
        let (name, value) = match flag.split_once('=') {
            Some((name, value)) => (name, Some(value.to_string())),
            None => (flag, None),
        };
        let name = name.strip_prefix("test.").unwrap_or(name);
        if REFUSED.contains(&name) {
            return Err(format!("vole: test flag -{name} is not supported\n"));
        }
        let mut needed = || {
            value.clone().or_else(|| words.next().cloned()).ok_or_else(|| format!("flag needs an argument: -{name}\n"))
        };
        match name {
            "tags" | "mod" => options.build.push((name.to_string(), needed()?)),
            "vet" | "o" | "p" | "exec" => drop(needed()?),
            "x" | "n" | "i" | "a" | "work" | "trimpath" => {}
            _ if VALUED.contains(&name) => {
                let value = needed()?;
                options.timeout |= name == "timeout";
                options.benching |= name == "bench";
                options.listing |= name == "list";
                options.binary.push(format!("-test.{name}={value}"));
            }
            _ if SWITCHES.contains(&name) => {
                let value = value.unwrap_or_else(|| "true".to_string());
                options.verbose |= name == "v" && value != "false";
                options.binary.push(format!("-test.{name}={value}"));
            }
            // a flag of the tests themselves, and perhaps its value
            _ => {
                listed = true;
                options.binary.push(word.clone());
            }
        }
    }
    if !options.timeout {
        options.binary.insert(0, "-test.timeout=10m0s".to_string());
    }
    options.binary.insert(0, "-test.paniconexit0".to_string());
    Ok(options)
}

/// `vole test ARGS`.
pub(crate) fn run(words: &[String]) -> i32 {
    let options = match parse(words) {
        Ok(options) => options,
        Err(message) => {
            super::complain(&message);
            return 2;
        }
    };
    let engine = match flags::Build::from_pairs(&options.build).engine(1) {
        Ok(engine) => engine,
        Err(message) => return super::complain(&message),
    };
    let here = options.packages.is_empty();
    let arguments = if here { vec![".".to_string()] } else { options.packages.clone() };
    let packages = match engine.list_tests(&arguments) {
        Ok(packages) => packages,
        Err(error) => {
            super::complain(&super::shown(&error));
            let shown = arguments.join(" ");
            print(&format!("FAIL\t{shown} [setup failed]\nFAIL\n"));
            return 1;
        }
    };
    let files = arguments.first().is_some_and(|a| a.ends_with(".go"));
    let mut failed = false;
    for package in packages {
        let named = if files { arguments.clone() } else { vec![package.path.clone()] };
        failed |= !one_package(&package, &named, &options, here);
    }
    if failed && !here {
        print("FAIL\n");
    }
    i32::from(failed)
}

fn print(text: &str) {
    let _ = streams::stdout().write_all(text.as_bytes());
}

/// Runs one package's tests in a process and reports them; whether all is well.
fn one_package(package: &TestPackage, named: &[String], options: &Options, here: bool) -> bool {
    let streaming = here || options.benching || options.verbose || options.listing;
    let path = &package.path;
    if !package.has_tests {
        print(&format!("?   \t{path}\t[no test files]\n"));
        return true;
    }
    let start = Instant::now();
    let mut words = vec![ONE.to_string()];
    for (name, value) in &options.build {
        words.push(format!("-{name}={value}"));
    }
    words.extend(named.iter().cloned());
    words.push("--".to_string());
    words.extend(options.binary.iter().cloned());
    let (output, code) = match spawn(&words, streaming) {
        Ok(done) => done,
        Err(e) => {
            super::complain(&format!("vole: {e}\n"));
            return false;
        }
    };
    let took = start.elapsed().as_secs_f64();
    let lines = String::from_utf8_lossy(&output);
    match code {
        Some(0) => {
            let none = !here && lines.lines().any(|l| l == "testing: warning: no tests to run");
            let note = if none { " [no tests to run]" } else { "" };
            print(&format!("ok  \t{path}\t{took:.3}s{note}\n"));
            return true;
        }
        Some(code @ (BUILD_FAILED | SETUP_FAILED)) => {
            if !streaming {
                let _ = streams::stderr().write_all(&output);
            }
            let what = if code == BUILD_FAILED { "build" } else { "setup" };
            print(&format!("FAIL\t{path} [{what} failed]\n"));
            return false;
        }
        _ => {}
    }
    if !streaming {
        let _ = streams::stdout().write_all(&output);
    }
    // as go test, which says so when it has seen no output, as it does in the current directory, where it does not look
    match code {
        Some(code) if here || options.benching || output.is_empty() => print(&format!("exit status {code}\n")),
        Some(_) => {}
        None => print("signal: killed\n"),
    }
    print(&format!("FAIL\t{path}\t{took:.3}s\n"));
    false
}

/// Runs this binary with these arguments; what it printed, which is also shown at once if wanted, and its exit code.
fn spawn(words: &[String], streaming: bool) -> std::io::Result<(Vec<u8>, Option<i32>)> {
    let (mut reader, writer) = std::io::pipe()?;
    let mut command = Command::new(std::env::current_exe()?);
    command.args(words).stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn()?;
    drop(command);
    let mut output = Vec::new();
    let mut buffer = [0; 1 << 14];
    let mut shown = streams::stdout();
    loop {
        let n = reader.read(&mut buffer)?;
        if n == 0 {
            break;
        }
        if streaming {
            let _ = shown.write_all(&buffer[..n]);
        }
        output.extend_from_slice(&buffer[..n]);
    }
    Ok((output, child.wait()?.code()))
}

/// Set for what tests start: the directory and the words that [`one`] compiled its package by. Tests start their own binary, and
/// that is this one.
const PROGRAM: &str = "VOLE_TEST_PROGRAM";
const BETWEEN: &str = "\u{1f}";

/// A test binary's run that was started by a test.
pub(crate) struct Again {
    dir: String,
    words: Vec<String>,
}

impl Again {
    /// Whether these are the arguments of a test binary that a test started: no command of Vole's.
    pub(crate) fn of(words: &[String]) -> Option<Again> {
        let program = std::env::var(PROGRAM).ok()?;
        let own = ["run", "test", "check", "dis", "version", "help", "--help", "--version", ONE];
        if words.get(1).is_some_and(|w| own.contains(&w.as_str()) || w.ends_with(".go")) {
            return None;
        }
        let mut parts = program.split(BETWEEN).map(String::from);
        Some(Again { dir: parts.next()?, words: parts.collect() })
    }

    /// Runs it.
    pub(crate) fn run(self, args: &[String]) -> i32 {
        program(&self.words, args, Some(self.dir))
    }
}

/// Compiles and runs the tests of one package, in this process.
pub(crate) fn one(words: &[String]) -> i32 {
    let end = words.iter().position(|w| w == "--").unwrap_or(words.len());
    let package = words[..end].iter().rfind(|w| !w.starts_with('-'));
    let base = package.and_then(|n| Path::new(n).file_name()).unwrap_or_default();
    let mut args = vec![format!("{}.test", base.to_string_lossy())];
    args.extend(words.iter().skip(end + 1).cloned());
    program(&words[..end], &args, None)
}

/// Compiles the package that the words name, in `dir` if it is not the directory of the run, and runs its tests.
fn program(words: &[String], args: &[String], dir: Option<String>) -> i32 {
    let (flags, named): (Vec<&String>, Vec<&String>) = words.iter().partition(|w| w.starts_with('-'));
    let here = std::env::current_dir().unwrap_or_default();
    if let Some(dir) = &dir {
        let _ = std::env::set_current_dir(dir);
    }
    let pair = |w: &&String| w[1..].split_once('=').map(|(k, v)| (k.to_string(), v.to_string()));
    let build = flags::Build::from_pairs(&flags.iter().filter_map(pair).collect::<Vec<_>>());
    let engine = match build.engine(super::chance()) {
        Ok(engine) => engine,
        Err(message) => {
            super::complain(&message);
            return BUILD_FAILED;
        }
    };
    let test = match engine.compile_test(&named) {
        Ok(test) => test,
        Err(refusal) => {
            let (error, code) = match &*refusal {
                Refusal::Setup(error) => (error, SETUP_FAILED),
                Refusal::Build(error) => (error, BUILD_FAILED),
            };
            super::complain(&error.rendered);
            return code;
        }
    };
    let again = dir.is_some();
    let _ = std::env::set_current_dir(if again { &here } else { &test.dir });
    let mut started = vec![dir.unwrap_or_else(|| here.to_string_lossy().into_owned())];
    started.extend(words.iter().cloned());
    let mut lost = false;
    for vole::LeftOut { name, why, external } in test.left_out.iter().filter(|_| !again) {
        let fails = *external && ["Test", "Example", "Fuzz"].iter().any(|p| name.starts_with(p));
        lost |= fails;
        let word = if fails { "--- FAIL" } else { "    left out" };
        print(&format!("{word}: {name} (does not compile: {why})\n"));
    }
    let variables = std::env::vars_os().filter(|(k, _)| k != PROGRAM);
    let vm = test
        .program
        .vm()
        .args(args.to_vec())
        .env(
            variables
                .map(|(k, v)| (k.to_string_lossy().into_owned(), v.to_string_lossy().into_owned()))
                .chain([(PROGRAM.to_string(), started.join(BETWEEN))]),
        )
        .stdin(streams::stdin())
        .stdout(streams::stdout())
        .stderr(streams::stderr())
        .process_streams();
    let mut vm = match vm.build() {
        Ok(vm) => vm,
        Err(e) => {
            super::complain(&format!("vole: {e}\n"));
            return BUILD_FAILED;
        }
    };
    vm.connect_signals();
    let outcome = vm.run();
    if let Outcome::Limit(limit) = &outcome {
        super::complain(&format!("vole: {limit:?}\n"));
    }
    match outcome.exit_code() {
        0 => i32::from(lost),
        code => code,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_of_go_test() {
        let words: Vec<String> = ["-v", "./...", "-run", "X/y", "-count=2", "--short", "-update", "-args", "a", "-b"]
            .map(String::from)
            .into();
        let options = parse(&words).unwrap_or_default();
        assert_eq!(options.packages, ["./..."]);
        assert_eq!(
            options.binary,
            [
                "-test.paniconexit0",
                "-test.timeout=10m0s",
                "-test.v=true",
                "-test.run=X/y",
                "-test.count=2",
                "-test.short=true",
                "-update",
                "a",
                "-b"
            ]
        );
        assert!(parse(&["-race".to_string()]).is_err() && parse(&["-run".to_string()]).is_err());
    }
}
