//! `golden-bless [--changed] [FILTER...]`: records what real Go does with the golden programs.
//!
//! Every program whose name contains one of the filters (all without a filter) is built with `$GO build` (default `go`),
//! run twice, and recorded when both runs agree. `--changed` takes only programs newer than their recording. Inlining is
//! off so that the names of closures in traces do not depend on the compiler's taste.
#![forbid(unsafe_code)]
#![allow(clippy::print_stderr, reason = "a command-line tool reports on standard error")]

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use vole_golden::case::{self, Case, Expectation, Kind};
use vole_golden::script::{self, Script, Tool};
use vole_golden::{exec, normalise};

fn main() -> ExitCode {
    let mut changed = false;
    let mut filters = Vec::new();
    for argument in std::env::args().skip(1) {
        match argument.as_str() {
            "--changed" => changed = true,
            "-h" | "--help" => {
                eprintln!("usage: golden-bless [--changed] [FILTER...]");
                return ExitCode::SUCCESS;
            }
            _ => filters.push(argument),
        }
    }
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata");
    let found = match case::find(&testdata) {
        Ok(found) => found,
        Err(e) => {
            eprintln!("cannot read {}: {e}", testdata.display());
            return ExitCode::FAILURE;
        }
    };
    let mut problems = found.problems;
    let scripts = match script::find(&testdata, &mut problems) {
        Ok(scripts) => scripts,
        Err(e) => {
            eprintln!("cannot read {}/mod: {e}", testdata.display());
            return ExitCode::FAILURE;
        }
    };
    let mut failures = problems.len();
    problems.iter().for_each(|p| eprintln!("{p}"));
    let mut recorded = 0;
    for script in scripts {
        let wanted = filters.is_empty() || filters.iter().any(|f| script.name.contains(f));
        if !wanted || changed && is_newer(&script.recording(), &script.source) {
            continue;
        }
        match observe_script(&script) {
            Ok(()) => recorded += 1,
            Err(message) => {
                failures += 1;
                eprintln!("{}: {}", script.name, message.trim_end());
            }
        }
    }
    for case in found.cases {
        let wanted = filters.is_empty() || filters.iter().any(|f| case.name.contains(f));
        if !wanted || changed && is_fresh(&case) {
            continue;
        }
        match observe(&case).and_then(|e| case.record(&e).map_err(|e| e.to_string())) {
            Ok(()) => recorded += 1,
            Err(message) => {
                failures += 1;
                eprintln!("{}: {}", case.name, message.trim_end());
            }
        }
    }
    eprintln!("{recorded} recorded, {failures} failed");
    if failures == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn is_newer(recording: &Path, source: &Path) -> bool {
    let time = |path: &Path| path.metadata().and_then(|m| m.modified()).ok();
    time(recording).is_some_and(|recorded| time(source).is_some_and(|t| t <= recorded))
}

fn observe_script(script: &Script) -> Result<(), String> {
    let go = PathBuf::from(std::env::var("GO").unwrap_or_else(|_| "go".to_string()));
    let first = script.play(Tool::Go(&go))?;
    let second = script.play(Tool::Go(&go))?;
    if let Some((a, b)) = first.lines().zip(second.lines()).find(|(a, b)| a != b) {
        return Err(format!("two runs differ:\n{a}\n{b}"));
    }
    std::fs::write(script.recording(), first).map_err(|e| e.to_string())
}

/// Whether the recording is newer than the program and everything beside it.
fn is_fresh(case: &Case) -> bool {
    let time = |path: &Path| path.metadata().and_then(|m| m.modified()).ok();
    let recording = if case.kind == Kind::Run { "out" } else { "err" };
    let Some(recorded) = time(&case.companion(recording)) else {
        return false;
    };
    ["go", "in", "args"].iter().filter_map(|e| time(&case.companion(e))).all(|t| t <= recorded)
}

fn observe(case: &Case) -> Result<Expectation, String> {
    let scratch = tempfile::tempdir().map_err(|e| e.to_string())?;
    let program = scratch.path().join("program");
    let build = build(case, &program)?;
    let messages = String::from_utf8_lossy(&build.err).into_owned();
    match (case.kind, build.exit) {
        (Kind::Run, Some(0)) => {
            let first = observe_run(case, &program)?;
            let second = observe_run(case, &program)?;
            if first != second {
                return Err("two runs differ".to_string());
            }
            Ok(first)
        }
        (Kind::Run, _) => Err(format!("does not build:\n{messages}")),
        (_, Some(0)) => Err("builds, but was expected to be refused".to_string()),
        (_, Some(_)) => Ok(Expectation { out: Vec::new(), err: normalise::diagnostics(&messages), exit: 1 }),
        (_, None) => Err("the Go tool was ended by a signal".to_string()),
    }
}

/// A line of programs that are built as gc builds them unless told otherwise: what is inlined shows in capacities.
const OPTIMISED: &str = "// optimised";

fn build(case: &Case, program: &Path) -> Result<exec::Finished, String> {
    let go = std::env::var("GO").unwrap_or_else(|_| "go".to_string());
    let text = std::fs::read_to_string(case.dir().join(case.file_name())).map_err(|e| e.to_string())?;
    let flags = if text.lines().any(|l| l == OPTIMISED) { "-gcflags=" } else { "-gcflags=-l" };
    let args = ["build", flags, "-o"].map(str::to_string);
    let args: Vec<String> = args.into_iter().chain([program.display().to_string(), case.file_name()]).collect();
    let extra = [("GOTOOLCHAIN", "local"), ("GOPROXY", "off"), ("GOFLAGS", "-mod=mod")];
    let extra = extra.map(|(k, v)| (k.to_string(), v.to_string()));
    exec::run(&PathBuf::from(&go), &args, case.dir(), &[], &extra).map_err(|e| format!("{go}: {e}"))
}

fn observe_run(case: &Case, program: &Path) -> Result<Expectation, String> {
    let args = case.args().map_err(|e| e.to_string())?;
    let stdin = case.stdin().map_err(|e| e.to_string())?;
    let finished = exec::run(program, &args, case.dir(), &stdin, &[]).map_err(|e| e.to_string())?;
    if let Some(limit) = finished.stopped {
        return Err(format!("stopped: {limit}"));
    }
    let err = normalise::trace(&String::from_utf8_lossy(&finished.err));
    Ok(Expectation { out: finished.out, err, exit: finished.exit.ok_or("ended by a signal")? })
}
