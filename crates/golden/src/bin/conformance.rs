//! `conformance [--kinds K,...] [--vole FILE] [--jobs N] [--cache DIR] [-v] DIR [FILTER...]`: measures Vole against real Go
//! (`$GO`, default `go`) on the programs of a copy of Go's own test directory, and prints the rates and the failures by cause.
#![forbid(unsafe_code)]
#![allow(clippy::print_stderr, clippy::print_stdout, reason = "a command-line tool")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use vole_golden::conformance::{self, Judge, Kind, Program, Verdict};

const USAGE: &str =
    "usage: conformance [--kinds run,errorcheck,...] [--vole FILE] [--jobs N] [--cache DIR] [-v] DIR [FILTER...]";

struct Options {
    kinds: Vec<Kind>,
    vole: PathBuf,
    jobs: usize,
    cache: PathBuf,
    verbose: bool,
    root: PathBuf,
    filters: Vec<String>,
}

fn options() -> Option<Options> {
    let mut options = Options {
        kinds: Kind::ALL.to_vec(),
        vole: "target/release/vole".into(),
        jobs: 2,
        cache: "target/conformance".into(),
        verbose: false,
        root: PathBuf::new(),
        filters: Vec::new(),
    };
    let mut words = std::env::args().skip(1);
    let mut plain = Vec::new();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--kinds" => {
                let names = words.next()?;
                let kind = |n: &str| Kind::ALL.into_iter().find(|k| k.name() == n);
                options.kinds = names.split(',').map(kind).collect::<Option<_>>()?;
            }
            "--vole" => options.vole = words.next()?.into(),
            "--jobs" => options.jobs = words.next()?.parse().ok()?,
            "--cache" => options.cache = words.next()?.into(),
            "-v" => options.verbose = true,
            _ if word.starts_with('-') => return None,
            _ => plain.push(word),
        }
    }
    let mut plain = plain.into_iter();
    options.root = plain.next()?.into();
    options.filters = plain.collect();
    Some(options)
}

fn main() -> ExitCode {
    let Some(options) = options() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    match measure(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("conformance: {message}");
            ExitCode::FAILURE
        }
    }
}

fn measure(options: &Options) -> Result<(), String> {
    let absolute = |p: &Path| std::path::absolute(p).map_err(|e| format!("{}: {e}", p.display()));
    let (vole, root) = (absolute(&options.vole)?, absolute(&options.root)?);
    let go = std::env::var_os("GO").map_or(PathBuf::from("go"), PathBuf::from);
    let judge = Judge::new(&go, &absolute(&options.cache)?).map_err(|e| format!("{}: {e}", go.display()))?;
    let programs = conformance::find(&root, &options.kinds, &options.filters).map_err(|e| e.to_string())?;
    let next = AtomicUsize::new(0);
    let verdicts: Mutex<Vec<(usize, Verdict)>> = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..options.jobs.max(1) {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(program) = programs.get(at) else { break };
                    let verdict = conformance::examine(program, &judge, &vole).unwrap_or_else(|e| Verdict::Different {
                        cause: "cannot be examined".to_string(),
                        detail: e.to_string(),
                    });
                    if let Ok(mut list) = verdicts.lock() {
                        list.push((at, verdict));
                    }
                }
            });
        }
    });
    let mut verdicts = verdicts.into_inner().map_err(|e| e.to_string())?;
    verdicts.sort_by_key(|v| v.0);
    let verdicts: Vec<(&Program, Verdict)> = verdicts.into_iter().map(|(at, v)| (&programs[at], v)).collect();
    for kind in &options.kinds {
        report(*kind, &verdicts, options.verbose);
    }
    Ok(())
}

fn report(kind: Kind, verdicts: &[(&Program, Verdict)], verbose: bool) {
    let mut same = 0;
    let mut passed: Vec<(&str, &str)> = Vec::new();
    let mut causes: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for (program, verdict) in verdicts.iter().filter(|(p, _)| p.kind == kind) {
        match verdict {
            Verdict::Same => same += 1,
            Verdict::Passed(reason) => passed.push((&program.name, reason)),
            Verdict::Different { cause, detail } => causes.entry(cause).or_default().push((&program.name, detail)),
        }
    }
    let failed: usize = causes.values().map(Vec::len).sum();
    let total = same + failed;
    if total == 0 {
        return;
    }
    println!("{}: {same} of {total} ({:.1} %)", kind.name(), 100.0 * same as f64 / total as f64);
    for (cause, list) in causes {
        println!("  {cause}: {}", list.len());
        for (name, detail) in list {
            println!("    {name}");
            let shown = if verbose { usize::MAX } else { 5 };
            detail.lines().take(shown).for_each(|line| println!("        {line}"));
        }
    }
    if verbose {
        passed.iter().for_each(|(name, reason)| println!("  not counted: {name}: {reason}"));
    } else if !passed.is_empty() {
        println!("  not counted, because real Go fails them too: {}", passed.len());
    }
}
