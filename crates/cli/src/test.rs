//! `vole test`: lists the packages, runs each one's tests in a process of its own, and prints what `go test` prints.

use crate::testbin::{Recipe, Workshop};
use crate::{flags, streams};
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, mpsc};
use std::time::{Duration, Instant};
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
const REFUSED: [&str; 10] =
    ["race", "cover", "coverprofile", "covermode", "coverpkg", "json", "c", "msan", "asan", "artifacts"];

/// Flags that name a profile's file.
const PROFILES: [&str; 5] = ["cpuprofile", "memprofile", "blockprofile", "mutexprofile", "trace"];

/// Flags about profiles that take a number.
const RATES: [&str; 3] = ["memprofilerate", "blockprofilerate", "mutexprofilefraction"];

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
    /// The first flag that names a profile.
    profile: Option<String>,
    /// Profiles do not go to the current directory.
    elsewhere: bool,
    /// When a test binary is killed that its own timer has not ended.
    kill_after: Option<Duration>,
}

/// Understands the arguments as `go test` does.
fn parse(words: &[String]) -> Result<Options, String> {
    let mut options = Options::default();
    let mut words = words.iter();
    let mut listed = false;
    let mut timeout = None;
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
            _ if VALUED.contains(&name) || PROFILES.contains(&name) || RATES.contains(&name) => {
                let value = needed()?;
                if PROFILES.contains(&name) {
                    options.profile.get_or_insert_with(|| name.to_string());
                }
                options.elsewhere |= name == "outputdir";
                if name == "timeout" {
                    timeout = Some(value.clone());
                }
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
    if timeout.is_none() {
        options.binary.insert(0, "-test.timeout=10m0s".to_string());
    }
    let limit = timeout.map_or(Some(Duration::from_secs(600)), |t| duration::parse(&t)).filter(|d| !d.is_zero());
    options.kill_after = limit.map(|d| d + (d / 10).max(Duration::from_secs(60)));
    if options.profile.is_some()
        && !options.elsewhere
        && let Ok(here) = std::env::current_dir()
    {
        options.binary.insert(0, format!("-test.outputdir={}", here.display()));
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
    if let Some(flag) = options.profile.as_ref().filter(|_| packages.len() > 1) {
        return super::complain(&format!("cannot use -{flag} flag with multiple packages\n"));
    }
    let files = arguments.first().is_some_and(|a| a.ends_with(".go"));
    let mut workshop = match Workshop::open() {
        Ok(workshop) => workshop,
        Err(e) => return super::complain(&format!("vole: {e}\n")),
    };
    // ^C is for the tests; what is made for them goes away behind them
    let interrupted = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGQUIT] {
        let _ = signal_hook::flag::register(signal, interrupted.clone());
    }
    let mut failed = false;
    for package in packages {
        let named = if files { arguments.clone() } else { vec![package.path.clone()] };
        failed |= !one_package(&package, named, &options, here, &mut workshop);
        if interrupted.load(Ordering::Relaxed) {
            return 1;
        }
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
fn one_package(
    package: &TestPackage,
    named: Vec<String>,
    options: &Options,
    here: bool,
    workshop: &mut Workshop,
) -> bool {
    let streaming = here || options.benching || options.verbose || options.listing;
    let path = &package.path;
    if !package.has_tests {
        print(&format!("?   \t{path}\t[no test files]\n"));
        return true;
    }
    let start = Instant::now();
    let name = binary_name(path, &named);
    let mut words: Vec<String> = options.build.iter().map(|(name, value)| format!("-{name}={value}")).collect();
    words.extend(named);
    let limit = options.kill_after.filter(|_| !options.benching);
    let done =
        workshop.binary(&name, &Recipe::here(words)).and_then(|file| spawn(&file, &options.binary, streaming, limit));
    let (output, status) = match done {
        Ok(done) => done,
        Err(e) => {
            super::complain(&format!("vole: {e}\n"));
            return false;
        }
    };
    let took = start.elapsed().as_secs_f64();
    let lines = String::from_utf8_lossy(&output);
    match status.code() {
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
    match status.code() {
        Some(code) if here || options.benching || output.is_empty() => print(&format!("exit status {code}\n")),
        Some(_) => {}
        None => print(&format!("signal: {}\n", signal_name(status.signal().unwrap_or_default()))),
    }
    print(&format!("FAIL\t{path}\t{took:.3}s\n"));
    false
}

/// What `go test` calls a package's binary, without its ending: the last element of the path that is no version; for files the first
/// test file's name.
fn binary_name(path: &str, named: &[String]) -> String {
    if let Some(file) = named.iter().find_map(|n| n.strip_suffix("_test.go")) {
        return file.rsplit('/').next().unwrap_or(file).to_string();
    }
    let version = |e: &&str| e.strip_prefix('v').is_some_and(|n| n.parse::<u32>().is_ok_and(|n| n > 1));
    let mut elements = path.rsplit('/');
    let last = elements.next().unwrap_or(path);
    Some(last).filter(version).and(elements.next()).unwrap_or(last).to_string()
}

/// As Go words them; the others are numbers.
fn signal_name(signal: i32) -> String {
    let names =
        [(2, "interrupt"), (3, "quit"), (6, "aborted"), (9, "killed"), (11, "segmentation fault"), (15, "terminated")];
    let known = names.iter().find(|n| n.0 == signal);
    known.map_or_else(|| signal.to_string(), |n| n.1.to_string())
}

/// How long after its end a test binary's output may stay open: other processes can have it.
const LATE_OUTPUT: Duration = Duration::from_secs(5);

/// Runs a test binary with these arguments; what it printed, which is also shown at once if wanted, and how it ended. After `limit`
/// it is killed: it has a timer of its own, which comes first unless it hangs.
fn spawn(
    file: &Path,
    args: &[String],
    streaming: bool,
    limit: Option<Duration>,
) -> std::io::Result<(Vec<u8>, ExitStatus)> {
    let (mut reader, writer) = std::io::pipe()?;
    let mut command = Command::new(std::env::current_exe()?);
    command.arg(ONE).arg(file).args(args).stdin(Stdio::null()).stdout(writer.try_clone()?).stderr(writer);
    let mut child = command.spawn()?;
    drop(command);
    let begin = Instant::now();
    let (send, chunks) = mpsc::channel();
    std::thread::spawn(move || {
        let mut buffer = [0; 1 << 14];
        while let Ok(n @ 1..) = reader.read(&mut buffer) {
            if send.send(buffer[..n].to_vec()).is_err() {
                break;
            }
        }
    });
    let (mut output, mut shown) = (Vec::new(), streams::stdout());
    let mut show = |chunk: &[u8]| {
        if streaming {
            let _ = shown.write_all(chunk);
        }
        output.extend_from_slice(chunk);
    };
    let mut ended: Option<(ExitStatus, Instant)> = None;
    let mut open = true;
    loop {
        match chunks.recv_timeout(Duration::from_millis(if open { 100 } else { 0 })) {
            Ok(chunk) => {
                show(&chunk);
                continue;
            }
            Err(mpsc::RecvTimeoutError::Disconnected) if open => open = false,
            // its streams are closed, but it goes on
            Err(mpsc::RecvTimeoutError::Disconnected) => std::thread::sleep(Duration::from_millis(10)),
            Err(mpsc::RecvTimeoutError::Timeout) => {}
        }
        if ended.is_none() {
            ended = child.try_wait()?.map(|status| (status, Instant::now()));
        }
        match (ended, limit) {
            (Some((status, _)), _) if !open => return Ok((output, status)),
            (Some((status, at)), Some(_)) if at.elapsed() > LATE_OUTPUT => {
                show(format!("*** Test I/O incomplete {LATE_OUTPUT:?} after exiting.\n").as_bytes());
                return Ok((output, status));
            }
            (None, Some(limit)) if begin.elapsed() > limit => {
                child.kill()?;
                ended = Some((child.wait()?, Instant::now()));
                show(format!("*** Test killed: ran too long ({}).\n", duration::render(limit)).as_bytes());
            }
            _ => {}
        }
    }
}

/// Compiles and runs the tests of one package in this process: `words` are the file that stands for its binary, and the arguments.
/// Tests start it again: then `again`.
pub(crate) fn one(words: &[String], again: bool) -> i32 {
    let Some(file) = words.first() else { return super::complain("vole: no test binary named\n") };
    let recipe = match Recipe::read(Path::new(file)) {
        Ok(recipe) => recipe,
        Err(e) => return super::complain(&format!("vole: {file}: {e}\n")),
    };
    let (flags, named): (Vec<&String>, Vec<&String>) = recipe.words.iter().partition(|w| w.starts_with('-'));
    let here = std::env::current_dir().unwrap_or_default();
    let _ = std::env::set_current_dir(&recipe.dir);
    let pair = |w: &&String| w[1..].split_once('=').map(|(k, v)| (k.to_string(), v.to_string()));
    let build = flags::Build::from_pairs(&flags.iter().filter_map(pair).collect::<Vec<_>>());
    let engine = match build.engine_for(recipe.env, super::chance()) {
        Ok(engine) => engine,
        Err(message) => {
            super::complain(&message);
            return BUILD_FAILED;
        }
    };
    let profiled = |word: &String| {
        let flag = word.strip_prefix("-test.").and_then(|w| w.split_once('='));
        flag.is_some_and(|(name, _)| PROFILES.contains(&name))
    };
    let test = match engine.compile_test(&named, words.iter().any(profiled)) {
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
    let _ = std::env::set_current_dir(if again { &here } else { &test.dir });
    let mut lost = false;
    for vole::LeftOut { name, why, external } in test.left_out.iter().filter(|_| !again) {
        let fails = *external && ["Test", "Example", "Fuzz"].iter().any(|p| name.starts_with(p));
        lost |= fails;
        let word = if fails { "--- FAIL" } else { "    left out" };
        print(&format!("{word}: {name} (does not compile: {why})\n"));
    }
    let text = |s: std::ffi::OsString| s.to_string_lossy().into_owned();
    let mut variables: Vec<(String, String)> = std::env::vars_os().map(|(k, v)| (text(k), text(v))).collect();
    if !again {
        // as go test starts them
        variables.retain(|(name, _)| name != "PWD");
        variables.push(("PWD".to_string(), test.dir.to_string_lossy().into_owned()));
    }
    let vm = test
        .program
        .vm()
        .args(words.to_vec())
        .executable(file)
        .env(variables)
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

/// Go's durations, as in `-timeout=1m30s`.
mod duration {
    use std::time::Duration;

    const UNITS: [(&str, f64); 7] =
        [("ns", 1e-9), ("us", 1e-6), ("µs", 1e-6), ("ms", 1e-3), ("h", 3600.0), ("m", 60.0), ("s", 1.0)];

    /// `None` if it is no duration, or a negative one.
    pub(super) fn parse(text: &str) -> Option<Duration> {
        let mut rest = text.strip_prefix('+').unwrap_or(text);
        let mut seconds = 0.0;
        while !rest.is_empty() && rest != "0" {
            let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.')?;
            let (number, behind) = rest.split_at(digits);
            let (unit, factor) = UNITS.iter().find(|(unit, _)| behind.starts_with(unit))?;
            seconds += number.parse::<f64>().ok()? * factor;
            rest = &behind[unit.len()..];
        }
        Duration::try_from_secs_f64(seconds).ok()
    }

    /// As Go prints it, for whole seconds.
    pub(super) fn render(d: Duration) -> String {
        let s = d.as_secs();
        match (s / 3600, s / 60 % 60, s % 60) {
            (0, 0, s) => format!("{s}s"),
            (0, m, s) => format!("{m}m{s}s"),
            (h, m, s) => format!("{h}h{m}m{s}s"),
        }
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
