//! `bench [FILTER...] [--runs N]`: times the programs of `testdata/bench` in Vole and in real Go, interleaved.
//! `bench --sweep [FILTER...] [--runs N]`: times single calls of the library, those of `testdata/bench/sweep`, and lists them by how
//! much longer they take in Vole.
//!
//! Also timed, where present on `PATH`: yaegi, Lua 5.4 and LuaJIT's interpreter (the JIT is off), the Lua ones on the
//! programs that `testdata/bench/lua` repeats. The figure is user CPU time, the median of the runs; outputs must agree.
//! `VOLE_BIN` names the binary to time; otherwise it is the `vole` beside this one.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a command-line tool prints its table")]

use std::collections::BTreeMap;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use wait4::Wait4;

/// Highest accepted ratio of Vole's user CPU time to native Go's.
const LIMITS: [(&str, f64); 26] = [
    ("fib", 4.0),
    ("fannkuch", 12.0),
    ("matmul", 12.0),
    ("nqueens", 12.0),
    ("quicksort", 12.0),
    ("sha256", 12.0),
    ("sieve", 12.0),
    ("mandelbrot", 14.0),
    ("nbody", 14.0),
    ("spectral_norm", 14.0),
    ("closures", 25.0),
    ("interfaces", 25.0),
    ("methods", 25.0),
    ("binary_trees", 6.0),
    ("byte_loops", 6.0),
    ("defer_recover", 6.0),
    ("map_int", 6.0),
    ("map_string", 6.0),
    ("sprintf", 6.0),
    ("string_build", 6.0),
    ("sort_slice", 12.0),
    ("goroutines_100k", 1.5),
    ("mutex_contended", 1.5),
    ("pingpong", 1.5),
    ("prime_sieve", 1.5),
    ("select4", 1.5),
];

/// Highest accepted geometric mean over all programs.
const MEAN_LIMIT: f64 = 7.0;

/// One way to run one program, and what has been measured of it so far.
struct Contender {
    name: &'static str,
    command: Vec<String>,
    times: Vec<f64>,
    rss: u64,
    failure: Option<String>,
}

impl Contender {
    fn new(name: &'static str, command: &[&str]) -> Self {
        let command = command.iter().map(|s| (*s).to_string()).collect();
        Contender { name, command, times: Vec::new(), rss: 0, failure: None }
    }

    fn median(&self) -> Option<f64> {
        if self.failure.is_some() || self.times.is_empty() {
            return None;
        }
        let mut sorted = self.times.clone();
        sorted.sort_by(f64::total_cmp);
        Some(sorted[sorted.len() / 2])
    }

    /// Runs once, keeps the figures and returns what was printed.
    fn measure(&mut self, scratch: &Path) -> io::Result<Vec<u8>> {
        let out = scratch.join("out");
        let child = Command::new(&self.command[0])
            .args(&self.command[1..])
            .stdin(Stdio::null())
            .stdout(File::create(&out)?)
            .stderr(File::create(scratch.join("err"))?)
            .spawn()?;
        let used = child.wait4()?;
        if !used.status.success() {
            let err = String::from_utf8_lossy(&std::fs::read(scratch.join("err"))?).into_owned();
            return Err(io::Error::other(format!("{}: {}", used.status, err.lines().next().unwrap_or(""))));
        }
        self.times.push(used.rusage.utime.as_secs_f64());
        self.rss = self.rss.max(used.rusage.maxrss);
        std::fs::read(&out)
    }
}

struct Options {
    runs: usize,
    sweep: bool,
    filters: Vec<String>,
}

fn options() -> Result<Options, String> {
    let mut options = Options { runs: 5, sweep: false, filters: Vec::new() };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--runs" => {
                let count = arguments.next().and_then(|n| n.parse().ok()).filter(|n| *n > 0);
                options.runs = count.ok_or("--runs wants a number above 0")?;
            }
            "--sweep" => options.sweep = true,
            "-h" | "--help" => return Err("usage: bench [--sweep] [FILTER...] [--runs N]".to_string()),
            _ => options.filters.push(argument),
        }
    }
    Ok(options)
}

fn main() -> ExitCode {
    let run = |o: Options| if o.sweep { sweep(&o) } else { bench(&o) };
    match options().and_then(|o| run(o).map_err(|e| e.to_string())) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

fn folder() -> io::Result<PathBuf> {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/bench").canonicalize()
}

fn vole() -> io::Result<PathBuf> {
    match std::env::var_os("VOLE_BIN") {
        Some(path) => Ok(PathBuf::from(path)),
        None => Ok(std::env::current_exe()?.with_file_name("vole")),
    }
}

/// Builds Go files as a program.
fn build(native: &Path, sources: &[PathBuf]) -> io::Result<()> {
    let go = std::env::var("GO").unwrap_or_else(|_| "go".to_string());
    let built = Command::new(go)
        .args(["build", "-o"])
        .arg(native)
        .args(sources)
        .envs([("GOTOOLCHAIN", "local"), ("GOPROXY", "off"), ("GOFLAGS", "-mod=mod")])
        .status()?;
    if built.success() { Ok(()) } else { Err(io::Error::other(format!("{} does not build", native.display()))) }
}

/// Nanoseconds of a call by its name: the least of several runs.
type Figures = BTreeMap<String, f64>;

fn sweep(options: &Options) -> io::Result<bool> {
    let (folder, vole) = (folder()?.join("sweep"), vole()?);
    let mut sources: Vec<PathBuf> = std::fs::read_dir(&folder)?.map(|e| Ok(e?.path())).collect::<io::Result<_>>()?;
    sources.sort();
    let scratch = tempfile::tempdir()?;
    let native = scratch.path().join("sweep");
    build(&native, &sources)?;
    let note = |figures: &mut Figures, command: &mut Command| -> io::Result<()> {
        let out = command.args(&options.filters).stdin(Stdio::null()).stderr(Stdio::inherit()).output()?;
        for line in String::from_utf8_lossy(&out.stdout).lines() {
            if let Some((name, figure)) = line.rsplit_once(' ')
                && let Ok(figure) = figure.parse::<f64>()
            {
                let least = figures.entry(name.to_string()).or_insert(figure);
                *least = least.min(figure);
            }
        }
        if out.status.success() { Ok(()) } else { Err(io::Error::other(format!("the sweep: {}", out.status))) }
    };
    let (mut go, mut own) = (Figures::new(), Figures::new());
    for _ in 0..options.runs {
        note(&mut go, &mut Command::new(&native))?;
        note(&mut own, Command::new(&vole).arg("run").args(&sources))?;
    }
    // A loop that Go leaves out altogether would otherwise divide by zero.
    let mut rows: Vec<(f64, &String)> = own.iter().filter_map(|(k, v)| Some((v / go.get(k)?.max(0.1), k))).collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("{:<36}{:>12}{:>12}{:>9}", "call", "go ns", "vole ns", "vole/go");
    for (ratio, name) in &rows {
        println!("{name:<36}{:>12.2}{:>12.2}{ratio:>9.2}", go[*name], own[*name]);
    }
    let over = |limit: f64| rows.iter().filter(|r| r.0 > limit).count();
    println!("{} calls, {} above 3, {} above 8", rows.len(), over(3.0), over(8.0));
    Ok(true)
}

fn bench(options: &Options) -> io::Result<bool> {
    let (folder, vole) = (folder()?, vole()?);
    let scratch = tempfile::tempdir()?;
    println!(
        "{:<16}{:>8}{:>8}{:>8}{:>7}  {:<6}{:>7}{:>8}{:>9}{:>8}",
        "program", "go s", "vole s", "vole/go", "limit", "", "MiB", "lua/go", "luajit/go", "yaegi/go"
    );
    let mut ratios: Vec<f64> = Vec::new();
    let mut good = true;
    for (name, limit) in LIMITS {
        if !options.filters.is_empty() && !options.filters.iter().any(|f| name.contains(f.as_str())) {
            continue;
        }
        let contenders = race(name, &folder, &vole, scratch.path(), options.runs)?;
        let find = |wanted: &str| contenders.iter().find(|c| c.name == wanted);
        let go = find("go").and_then(Contender::median);
        // A program too quick for the clock would otherwise divide by zero.
        let over_go = |wanted: &str| Some(find(wanted)?.median()? / go?.max(0.001));
        let ratio = over_go("vole");
        let verdict = match ratio {
            Some(r) if r <= limit => "ok",
            Some(_) => "over",
            None => "FAILED",
        };
        good &= verdict == "ok";
        ratios.extend(ratio);
        println!(
            "{name:<16}{:>8}{:>8}{:>8}{limit:>7}  {verdict:<6}{:>7}{:>8}{:>9}{:>8}",
            shown(go, 3),
            shown(find("vole").and_then(Contender::median), 3),
            shown(ratio, 2),
            find("vole").map_or(0, |c| c.rss >> 20),
            shown(over_go("lua5.4"), 1),
            shown(over_go("luajit"), 1),
            shown(over_go("yaegi"), 1),
        );
        for contender in &contenders {
            if let Some(failure) = &contender.failure {
                println!("    {}: {failure}", contender.name);
            }
        }
    }
    if !ratios.is_empty() {
        let mean = (ratios.iter().map(|r| r.ln()).sum::<f64>() / ratios.len() as f64).exp();
        println!("geometric mean of vole/go over {} programs: {mean:.2} (limit {MEAN_LIMIT})", ratios.len());
        good &= mean <= MEAN_LIMIT;
    }
    Ok(good)
}

/// Times every contender of one program, one run of each in turn.
fn race(name: &str, folder: &Path, vole: &Path, scratch: &Path, runs: usize) -> io::Result<Vec<Contender>> {
    let source = folder.join(format!("{name}.go")).display().to_string();
    let native = scratch.join(name).display().to_string();
    build(Path::new(&native), &[PathBuf::from(&source)])?;
    let mut contenders =
        vec![Contender::new("go", &[&native]), Contender::new("vole", &[&vole.display().to_string(), "run", &source])];
    if on_path("yaegi") {
        contenders.push(Contender::new("yaegi", &["yaegi", "run", &source]));
    }
    let lua = folder.join("lua").join(format!("{name}.lua"));
    if lua.exists() {
        let lua = lua.display().to_string();
        if on_path("lua5.4") {
            contenders.push(Contender::new("lua5.4", &["lua5.4", &lua]));
        }
        if on_path("luajit") {
            contenders.push(Contender::new("luajit", &["luajit", "-joff", &lua]));
        }
    }
    let mut expected: Option<Vec<u8>> = None;
    for _ in 0..runs {
        for contender in contenders.iter_mut().filter(|c| c.failure.is_none()) {
            match contender.measure(scratch) {
                Ok(out) if expected.get_or_insert_with(|| out.clone()) != &out => {
                    contender.failure = Some("printed something else than Go".to_string());
                }
                Ok(_) => {}
                Err(e) => contender.failure = Some(e.to_string()),
            }
        }
    }
    Ok(contenders)
}

fn on_path(program: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| std::env::split_paths(&path).any(|dir| dir.join(program).is_file()))
}

fn shown(figure: Option<f64>, digits: usize) -> String {
    figure.map_or_else(|| "-".to_string(), |f| format!("{f:.digits$}"))
}
