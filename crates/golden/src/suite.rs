//! The test runner: every golden program is one named test against a `vole` binary.

use crate::case::{self, Case, Expectation, Kind};
use crate::script::{self, Script, Tool};
use crate::{exec, normalise};
use libtest_mimic::{Arguments, Failed, Trial};
use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Runs the suite over `testdata` with the binary `vole`; takes the usual options of a Rust test (`--list`, a filter, ...).
///
/// `known_failures.txt` in `testdata` names tests that must fail, one a line, `#` before a reason; one that passes is
/// reported as a failure, so that the list only ever shrinks honestly.
#[must_use]
pub fn main(testdata: &Path, vole: &Path) -> ExitCode {
    let arguments = Arguments::from_args();
    let found = match case::find(testdata) {
        Ok(found) => found,
        Err(e) => return broken(&format!("cannot read {}: {e}", testdata.display())),
    };
    let known = match fs::read_to_string(testdata.join("known_failures.txt")) {
        Ok(text) => known_failures(&text),
        Err(e) => return broken(&format!("cannot read known_failures.txt: {e}")),
    };
    let mut problems = found.problems;
    let scripts = match script::find(testdata, &mut problems) {
        Ok(scripts) => scripts,
        Err(e) => return broken(&format!("cannot read {}/mod: {e}", testdata.display())),
    };
    let names: BTreeSet<&str> =
        found.cases.iter().map(|c| c.name.as_str()).chain(scripts.iter().map(|s| s.name.as_str())).collect();
    problems.extend(
        known.iter().filter(|n| !names.contains(n.as_str())).map(|n| format!("known_failures.txt: no test named {n}")),
    );
    let mut trials = vec![Trial::test("tree", move || match problems.is_empty() {
        true => Ok(()),
        false => Err(problems.join("\n").into()),
    })];
    for case in found.cases {
        let expected_to_fail = known.contains(&case.name);
        let vole: PathBuf = vole.to_path_buf();
        trials.push(Trial::test(case.name.clone(), move || settle(judge(&case, &vole), expected_to_fail)));
    }
    for script in scripts {
        let expected_to_fail = known.contains(&script.name);
        let vole: PathBuf = vole.to_path_buf();
        trials.push(Trial::test(script.name.clone(), move || settle(judge_script(&script, &vole), expected_to_fail)));
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn settle(verdict: Result<(), Failed>, expected_to_fail: bool) -> Result<(), Failed> {
    match (verdict, expected_to_fail) {
        (Ok(()), true) => Err("passes; take it out of known_failures.txt".into()),
        (Err(_), true) => Ok(()),
        (verdict, false) => verdict,
    }
}

fn judge_script(script: &Script, vole: &Path) -> Result<(), Failed> {
    let Ok(expected) = fs::read_to_string(script.recording()) else {
        return Err("nothing recorded; run `just bless`".into());
    };
    if script.lacks_go() {
        return Ok(());
    }
    let actual = script.play(Tool::Vole(vole))?;
    let mut report = String::new();
    differences(&mut report, "the recording", &expected, &actual);
    if report.is_empty() { Ok(()) } else { Err(report.into()) }
}

#[allow(clippy::print_stderr, reason = "a test runner that cannot start must say why")]
fn broken(message: &str) -> ExitCode {
    eprintln!("golden: {message}");
    ExitCode::FAILURE
}

fn known_failures(text: &str) -> BTreeSet<String> {
    text.lines()
        .map(|line| line.split('#').next().unwrap_or("").trim().to_string())
        .filter(|line| !line.is_empty())
        .collect()
}

fn judge(case: &Case, vole: &Path) -> Result<(), Failed> {
    let Some(expected) = case.expectation().map_err(|e| e.to_string())? else {
        return Err("nothing recorded; run `just bless`".into());
    };
    let verb = if case.kind == Kind::Run { "run" } else { "check" };
    let mut args = vec![verb.to_string(), case.file_name()];
    args.extend(case.args().map_err(|e| e.to_string())?);
    let stdin = case.stdin().map_err(|e| e.to_string())?;
    let finished = exec::run(vole, &args, case.dir(), &stdin, &[]).map_err(|e| format!("{}: {e}", vole.display()))?;
    let err = String::from_utf8_lossy(&finished.err);
    if let Some(limit) = finished.stopped {
        return Err(format!("stopped: {limit}\n{}", head(&err)).into());
    }
    let Some(exit) = finished.exit else {
        return Err(format!("ended by a signal\n{}", head(&err)).into());
    };
    let err = match case.kind {
        Kind::Run => normalise::trace(&err),
        Kind::Check | Kind::Syntax => normalise::diagnostics(&err),
    };
    compare(&expected, &Expectation { out: finished.out, err, exit })
}

fn compare(expected: &Expectation, actual: &Expectation) -> Result<(), Failed> {
    if expected == actual {
        return Ok(());
    }
    let mut report = String::new();
    if expected.exit != actual.exit {
        let _ = writeln!(report, "exit code {} instead of {}", actual.exit, expected.exit);
    }
    differences(&mut report, "stdout", &String::from_utf8_lossy(&expected.out), &String::from_utf8_lossy(&actual.out));
    differences(&mut report, "stderr", &expected.err, &actual.err);
    if report.is_empty() {
        report.push_str("stdout differs in bytes that are not UTF-8");
    }
    Err(report.into())
}

/// Shows the first line in which the two texts differ, with the few that follow it.
fn differences(report: &mut String, what: &str, expected: &str, actual: &str) {
    const SHOWN: usize = 6;
    if expected == actual {
        return;
    }
    let (want, got): (Vec<&str>, Vec<&str>) = (expected.lines().collect(), actual.lines().collect());
    let at = want.iter().zip(&got).take_while(|(a, b)| a == b).count();
    let _ = writeln!(report, "{what} differs from line {}:", at + 1);
    for line in want.iter().skip(at).take(SHOWN) {
        let _ = writeln!(report, "  go   | {line}");
    }
    for line in got.iter().skip(at).take(SHOWN) {
        let _ = writeln!(report, "  vole | {line}");
    }
}

fn head(text: &str) -> String {
    text.lines().take(12).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_failures_may_carry_reasons() {
        let known = known_failures("# all\nrun/a/b # needs x\n\n run/c\n");
        assert_eq!(known.into_iter().collect::<Vec<_>>(), ["run/a/b", "run/c"]);
    }

    #[test]
    fn a_difference_is_shown_from_its_first_line() {
        let mut report = String::new();
        differences(&mut report, "stdout", "a\nb\n", "a\nc\n");
        assert_eq!(report, "stdout differs from line 2:\n  go   | b\n  vole | c\n");
    }
}
