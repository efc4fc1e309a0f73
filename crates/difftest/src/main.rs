//! A developer's tool: writes random Go programs (well-typed, deterministic, ending), runs each with real Go and with Vole, and
//! reports where output, exit code or panic message differ. See `docs/fuzzing.md`.
//!
//! `difftest [--seed N] [--count M] [--batch B] [--go GO] [--vole VOLE] [--dir DIR]` compares programs N to N+M-1; `difftest --write N`
//! prints program N; `difftest --minimise FILE` makes a differing program smaller.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, clippy::print_stderr)] // it is what the program is for

mod calls;
mod expr;
mod literal;
mod minimise;
mod node;
mod ops;
mod program;
mod run;
mod shapes;
mod stmt;
mod types;
mod writer;

use run::{Ended, Tools};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    match work() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(e) => {
            eprintln!("difftest: {e}");
            ExitCode::from(2)
        }
    }
}

fn work() -> std::io::Result<bool> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let option = |name: &str| args.iter().position(|a| a == name).and_then(|i| args.get(i + 1)).cloned();
    let number = |name: &str, default: u64| option(name).and_then(|v| v.parse().ok()).unwrap_or(default);
    if let Some(seed) = option("--write") {
        print!("{}", program::write(seed.parse().unwrap_or(1)));
        return Ok(true);
    }
    let dir = PathBuf::from(option("--dir").unwrap_or_else(|| "target/difftest".into()));
    std::fs::create_dir_all(&dir)?;
    let vole = PathBuf::from(option("--vole").unwrap_or_else(|| "target/release/vole".into()));
    let tools = Tools {
        go: option("--go").unwrap_or_else(|| "go".into()),
        vole: vole.canonicalize()?.display().to_string(),
        dir: dir.canonicalize()?,
    };
    if let Some(file) = option("--minimise") {
        return smaller(&tools, &file);
    }
    let (seed, count, batch) = (number("--seed", 1), number("--count", 50), number("--batch", 50));
    let (mut equal, mut refused, mut broken, mut miscompiled, mut different) = (0, 0, 0, 0, Vec::new());
    let mut at = seed;
    while at < seed + count {
        let programs: BTreeMap<u64, String> =
            (at..(at + batch).min(seed + count)).map(|n| (n, program::write(n))).collect();
        let real = tools.real(&programs)?;
        for (n, text) in &programs {
            let file = tools.dir.join(format!("{n}.go"));
            std::fs::write(&file, text)?;
            let (go, own) = (&real[n], tools.vole(&file)?);
            if go.code == "build" && go.out.contains("internal compiler error") {
                broken += 1;
                println!("{n}: gc breaks: {}", go.out);
                std::fs::remove_file(&file)?;
            } else if go.code == "build" {
                refused += 1;
                println!("{n}: not valid Go: {}", go.out);
                if own.code != "1" {
                    different.push(*n);
                    println!("{n}: and Vole ends with {}", own.code);
                }
            } else if *go == own {
                equal += 1;
                std::fs::remove_file(&file)?;
            } else if tools.compiled(&file, "-N -l")? == own {
                // Without optimisation gc's program does what Vole's does.
                miscompiled += 1;
                println!("{n}: gc miscompiles: {}", difference(go, &own));
            } else {
                different.push(*n);
                println!("{n}: {}", difference(go, &own));
            }
        }
        at += batch;
        println!(
            "{} programs: {equal} equal, {broken} that break gc, {miscompiled} that it miscompiles, {refused} refused by Go, {} different",
            at.min(seed + count) - seed,
            different.len()
        );
    }
    if !different.is_empty() {
        println!("different: {different:?}");
    }
    Ok(different.is_empty())
}

/// The first thing that differs, in a few lines.
fn difference(go: &Ended, own: &Ended) -> String {
    let mut found = String::new();
    let (mut a, mut b) = (go.out.lines(), own.out.lines());
    loop {
        match (a.next(), b.next()) {
            (None, None) => break,
            (x, y) if x == y => {}
            (x, y) => {
                found = format!("Go {x:?}\n\tVole {y:?}");
                break;
            }
        }
    }
    if go.code != own.code {
        found.push_str(&format!("\n\texit Go {} Vole {}", go.code, own.code));
    }
    if go.fatal != own.fatal {
        let head = |s: &str| s.chars().take(300).collect::<String>();
        found.push_str(&format!("\n\tGo {}\n\tVole {}", head(&go.fatal), head(&own.fatal)));
    }
    found
}

/// What kind of difference it is: a smaller program must show the same.
fn kind(go: &Ended, own: &Ended) -> Option<String> {
    if go == own || go.code == "build" {
        return None;
    }
    let crash = own.fatal.contains("panicked at") || own.code.contains("signal") || own.code == "time limit";
    let refused = own.code == "1" && go.code != "1";
    let word = match () {
        () if crash => "crash",
        () if refused => "refused",
        () => "differs",
    };
    Some(format!("{word} {} {}", go.code == own.code, go.fatal == own.fatal))
}

fn smaller(tools: &Tools, file: &str) -> std::io::Result<bool> {
    let text = std::fs::read_to_string(file)?;
    let try_file = tools.dir.join("smaller.go");
    let best = tools.dir.join("best.go");
    let show = |text: &str, refusal: bool| -> std::io::Result<Option<String>> {
        std::fs::write(&try_file, text)?;
        let own = tools.vole(&try_file)?;
        // What Vole refuses with an ordinary error is not worth a build, unless that is the difference.
        if own.code == "1" && !own.fatal.contains("panicked at") && !refusal {
            return Ok(None);
        }
        let go = tools.real(&BTreeMap::from([(1, text.to_string())]));
        Ok(go.ok().and_then(|go| kind(&go[&1], &own)))
    };
    let Some(wanted) = show(&text, true)? else {
        println!("no difference");
        return Ok(false);
    };
    let refusal = wanted.contains("refused");
    let small = minimise::minimise(&text, |t| {
        let fails = show(t, refusal).ok().flatten().as_deref() == Some(&wanted);
        if fails {
            // Whoever loses patience finds it here.
            let _ = std::fs::write(&best, t);
        }
        fails
    });
    println!("{small}");
    Ok(true)
}
