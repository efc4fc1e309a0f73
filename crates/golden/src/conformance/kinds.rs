//! Doing with a program what its kind asks for, in real Go and in Vole.

use super::judge::{Judge, Observed};
use super::layout::lay_out;
use super::{Kind, Program, Verdict};
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// What gc's linker says about a package main without a function main.
const NO_MAIN: &str = "function main is undeclared in the main package";

/// Compares Vole with real Go on one program.
///
/// # Errors
/// When files or processes fail.
pub fn examine(program: &Program, judge: &Judge, vole: &Path) -> io::Result<Verdict> {
    match program.kind {
        Kind::Run => run(program, judge, vole),
        Kind::RunDir => run_dir(program, judge, vole),
        Kind::Compile | Kind::ErrorCheck => check(program, judge, vole),
        Kind::CompileDir | Kind::ErrorCheckDir => check_dir(program, judge, vole),
    }
}

fn words(list: &[&str]) -> Vec<String> {
    list.iter().map(|w| w.to_string()).collect()
}

fn different(cause: impl Into<String>, detail: impl Into<String>) -> Verdict {
    Verdict::Different { cause: cause.into(), detail: detail.into() }
}

/// Failures that say more than any comparison.
fn broken(vole: &Observed) -> Option<Verdict> {
    let first = vole.err.lines().next().unwrap_or("");
    match &vole.exit {
        Err(why) => return Some(different(why.clone(), vole.err.clone())),
        Ok(_) if vole.err.contains("panicked at") => return Some(different("crash", vole.err.clone())),
        Ok(_) => {}
    }
    let missing = vole.err.lines().find(|l| l.contains("Vole's library has no such package"))?;
    let name = missing.split("package ").nth(1).and_then(|r| r.split(' ').next()).unwrap_or(first);
    Some(different(format!("missing package {name}"), missing))
}

// ---- running

fn run(program: &Program, judge: &Judge, vole: &Path) -> io::Result<Verdict> {
    let dir = program.file.parent().unwrap_or(Path::new("."));
    let text = String::from_utf8_lossy(&fs::read(&program.file)?).into_owned();
    let file = program.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut what = format!("run {}", program.args.join(" "));
    let gcflags = lang_flag(program, "");
    what.push_str(&gcflags);
    let real = judge.ask(&what, std::slice::from_ref(&text), |go| {
        let scratch = tempfile::tempdir()?;
        let built = scratch.path().join("program").display().to_string();
        let build = Observed::of(go, &words(&["build", &gcflags, "-o", &built, &file]), dir)?;
        if build.exit == Ok(0) { Observed::of(Path::new(&built), &program.args, dir) } else { Ok(build) }
    })?;
    let wanted = fs::read(program.file.with_extension("out")).unwrap_or_default();
    if let Some(reason) = fails(&real, &String::from_utf8_lossy(&wanted)) {
        return Ok(Verdict::Passed(reason));
    }
    let mut args = words(&["run"]);
    args.extend(program.lang.iter().map(|l| format!("--lang={l}")));
    args.push(file);
    args.extend(program.args.iter().cloned());
    Ok(compare_runs(&real, &Observed::of(vole, &args, dir)?))
}

/// Whether real Go itself does not do what the program expects.
fn fails(real: &Observed, wanted: &str) -> Option<String> {
    let clean = |s: &str| s.replace("\r\n", "\n");
    if real.exit != Ok(0) {
        return Some(format!("real Go: exit {:?}: {}", real.exit, real.err.lines().next().unwrap_or("")));
    }
    let (out, err) = (clean(&real.out), clean(&real.err));
    let interleaved = !out.is_empty() && !err.is_empty();
    let same = interleaved || out + &err == clean(wanted);
    (!same).then(|| "real Go prints something else".to_string())
}

fn compare_runs(real: &Observed, vole: &Observed) -> Verdict {
    if let Some(verdict) = broken(vole) {
        return verdict;
    }
    if real == vole {
        return Verdict::Same;
    }
    let shown = |o: &Observed| format!("exit {:?}\n{}{}", o.exit, o.out, o.err);
    let cause = match (&vole.exit, vole.err.contains("panic: ")) {
        (Ok(0), _) => "other output",
        (Ok(1), false) => "refused or failed",
        _ => "panic",
    };
    different(cause, first_difference(&shown(real), &shown(vole)))
}

fn first_difference(real: &str, vole: &str) -> String {
    let (a, b): (Vec<&str>, Vec<&str>) = (real.lines().collect(), vole.lines().collect());
    let at = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let show = |lines: &[&str]| lines.iter().skip(at).take(3).copied().collect::<Vec<_>>().join("\n         ");
    format!("go:      {}\nvole:    {}", show(&a), show(&b))
}

fn run_dir(program: &Program, judge: &Judge, vole: &Path) -> io::Result<Verdict> {
    let scratch = tempfile::tempdir()?;
    let module = scratch.path();
    let layout = lay_out(program, module)?;
    let last = layout.packages.last().cloned().unwrap_or_default();
    let gcflags = lang_flag(program, "");
    let real = judge.ask(&format!("rundir {gcflags}"), &layout.contents, |go| {
        let build = Observed::of(go, &words(&["build", &gcflags, "-o", "test.exe", &last]), module)?;
        let built = module.join("test.exe");
        if build.exit == Ok(0) { Observed::of(&built, &[], module) } else { Ok(build) }
    })?;
    let wanted = fs::read(program.file.with_extension("out")).unwrap_or_default();
    if let Some(reason) = fails(&real, &String::from_utf8_lossy(&wanted)) {
        return Ok(Verdict::Passed(reason));
    }
    let mut args = words(&["run"]);
    args.extend(program.lang.iter().map(|l| format!("--lang={l}")));
    args.push(last);
    Ok(compare_runs(&real, &Observed::of(vole, &args, module)?))
}

// ---- compiling

fn lang_flag(program: &Program, before: &str) -> String {
    let lang = program.lang.as_ref().map_or(String::new(), |l| format!("-lang={l}"));
    format!("-gcflags={}", [before, &lang].join(" ").trim())
}

/// Flags for all errors, and for as many as a user sees.
const LIMITS: [&str; 2] = ["-e", ""];

fn check(program: &Program, judge: &Judge, vole: &Path) -> io::Result<Verdict> {
    let dir = program.file.parent().unwrap_or(Path::new("."));
    let text = String::from_utf8_lossy(&fs::read(&program.file)?).into_owned();
    let file = program.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for limit in LIMITS {
        let gcflags = lang_flag(program, limit);
        let real = judge.ask(&format!("build {gcflags}"), std::slice::from_ref(&text), |go| {
            let scratch = tempfile::tempdir()?;
            let built = scratch.path().join("program").display().to_string();
            Observed::of(go, &words(&["build", &gcflags, "-o", &built, &file]), dir)
        })?;
        let mut args = words(&["check", "--no-link"]);
        args.extend((!limit.is_empty()).then(|| limit.to_string()));
        args.extend(program.lang.iter().map(|l| format!("--lang={l}")));
        args.push(file.clone());
        let seen = Observed::of(vole, &args, dir)?;
        let verdict = compare_errors(program, &lines(&real.err), &seen, &lines(&seen.err));
        if !matches!(verdict, Verdict::Same) || real.err.is_empty() {
            return Ok(verdict);
        }
    }
    Ok(Verdict::Same)
}

/// The lines of messages, without headers of packages and what the linker alone says.
fn lines(err: &str) -> Vec<String> {
    let plain = |l: &&str| !l.starts_with("# ") && !l.contains(NO_MAIN) && !l.is_empty();
    err.lines().filter(plain).map(|l| l.strip_prefix("./").unwrap_or(l).to_string()).collect()
}

/// `file:line` of each message.
fn places(lines: &[String]) -> BTreeSet<String> {
    let place = |l: &String| {
        let mut parts = l.splitn(3, ':');
        let (file, line) = (parts.next()?, parts.next()?);
        (!file.starts_with(['\t', ' ']) && line.parse::<u32>().is_ok() && !l.ends_with(": too many errors"))
            .then(|| format!("{file}:{line}"))
    };
    lines.iter().filter_map(place).collect()
}

fn compare_errors(program: &Program, real: &[String], seen: &Observed, vole: &[String]) -> Verdict {
    if let Some(verdict) = broken(seen) {
        return verdict;
    }
    let accepted = |lines: &[String]| lines.is_empty();
    match (accepted(real), accepted(vole)) {
        (true, true) if seen.exit == Ok(0) => return Verdict::Same,
        (true, _) => return different("refuses what Go accepts", vole.join("\n")),
        (false, true) => return different("accepts what Go refuses", real.join("\n")),
        (false, false) => {}
    }
    if real == vole {
        return Verdict::Same;
    }
    let difference = first_difference(&real.join("\n"), &vole.join("\n"));
    let (here, there) = (places(real), places(vole));
    if here != there {
        let missing: Vec<&str> = here.difference(&there).map(String::as_str).collect();
        let extra: Vec<&str> = there.difference(&here).map(String::as_str).collect();
        return different("other lines", format!("missing: {missing:?} extra: {extra:?}\n{difference}"));
    }
    let sorted = |l: &[String]| l.iter().cloned().collect::<BTreeSet<_>>();
    let cause = match (program.kind, sorted(real) == sorted(vole)) {
        (_, true) => "other order",
        (_, false) => "other words",
    };
    different(cause, difference)
}

fn check_dir(program: &Program, judge: &Judge, vole: &Path) -> io::Result<Verdict> {
    let scratch = tempfile::tempdir()?;
    let module = scratch.path();
    let layout = lay_out(program, module)?;
    let gcflags = lang_flag(program, "-e");
    let real = judge.ask(&format!("build packages {gcflags}"), &layout.contents, |go| {
        let out = tempfile::tempdir()?;
        let out = format!("-o={}/", out.path().display());
        let mut args = words(&["build", &gcflags]);
        args.extend(layout.packages.iter().any(|p| p == ".").then_some(out));
        args.push("./...".to_string());
        Observed::of(go, &args, module)
    })?;
    let mut all: Vec<String> = Vec::new();
    let mut last = Observed { out: String::new(), err: String::new(), exit: Ok(0) };
    for package in &layout.packages {
        let mut args = words(&["check", "--no-link", "-e"]);
        args.extend(program.lang.iter().map(|l| format!("--lang={l}")));
        args.push(package.clone());
        let seen = Observed::of(vole, &args, module)?;
        if let Some(verdict) = broken(&seen) {
            return Ok(verdict);
        }
        for line in lines(&seen.err) {
            if !all.contains(&line) {
                all.push(line);
            }
        }
        if seen.exit != Ok(0) {
            last = seen;
        }
    }
    let mut real = lines(&real.err);
    real.sort();
    all.sort();
    Ok(compare_errors(program, &real, &last, &all))
}
