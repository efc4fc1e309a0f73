//! Scripts: golden tests of several files and several commands, in one text (`testdata/mod/<name>.txt`).
//!
//! The lines before the first `-- FILE --` are commands; the rest are the files of a scratch folder in which they run:
//!
//! - `run ARGS`, `test ARGS`, `check ARGS`: `go run` against `vole run`, `go test` against `vole test`, `go build` against
//!   `vole check`;
//! - `cd DIR`, `env NAME=VALUE`: for the commands that follow;
//! - `need go`: an installed Go is part of the test; without one it is passed over.
//!
//! A folder `modcache` among the files is the module cache. The recording (`<name>.golden`) repeats each command (`$ ...`)
//! with its output, `! ` before lines of standard error, `= N` for an exit code other than 0.

use crate::exec;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Whose tool runs the commands.
#[derive(Clone, Copy, Debug)]
pub enum Tool<'a> {
    /// Real Go: this `go` command.
    Go(&'a Path),
    /// This `vole` binary.
    Vole(&'a Path),
}

/// One script.
#[derive(Clone, Debug)]
pub struct Script {
    /// Path below `testdata/` without the extension.
    pub name: String,
    /// The script's file.
    pub source: PathBuf,
}

impl Script {
    /// The recording's file.
    #[must_use]
    pub fn recording(&self) -> PathBuf {
        self.source.with_extension("golden")
    }

    /// Whether the script asks for an installed Go and there is none.
    #[must_use]
    pub fn lacks_go(&self) -> bool {
        let text = fs::read_to_string(&self.source).unwrap_or_default();
        text.lines().take_while(|l| !l.starts_with("-- ")).any(|l| l == "need go") && go_root().is_none()
    }

    /// Runs all commands in a fresh folder; what they printed, normalised.
    ///
    /// # Errors
    /// When the script is malformed, a file cannot be written or a tool not be started.
    pub fn play(&self, tool: Tool<'_>) -> Result<String, String> {
        let text = fs::read_to_string(&self.source).map_err(|e| e.to_string())?;
        let scratch = tempfile::tempdir().map_err(|e| e.to_string())?;
        let work = scratch.path().canonicalize().map_err(|e| e.to_string())?;
        let (commands, files) = split(&text);
        for (name, content) in files {
            let path = work.join(name);
            fs::create_dir_all(path.parent().unwrap_or(&work)).map_err(|e| e.to_string())?;
            fs::write(&path, content).map_err(|e| format!("{name}: {e}"))?;
        }
        let mut player = Player { tool, dir: work.clone(), work, env: Vec::new(), out: String::new() };
        player.env = ["GOTOOLCHAIN=local", "GOPROXY=off", "GOSUMDB=off", "GOFLAGS=", "GOWORK=", "CGO_ENABLED=0"]
            .iter()
            .filter_map(|e| e.split_once('='))
            .map(|(k, v)| (k.to_string(), v.to_string()))
            .collect();
        if player.work.join("modcache").is_dir() {
            player.env.push(("GOMODCACHE".into(), player.work.join("modcache").display().to_string()));
        }
        for line in commands.lines().filter(|l| !l.is_empty() && !l.starts_with('#') && *l != "need go") {
            player.command(line)?;
        }
        Ok(player.out)
    }
}

struct Player<'a> {
    tool: Tool<'a>,
    work: PathBuf,
    dir: PathBuf,
    env: Vec<(String, String)>,
    out: String,
}

impl Player<'_> {
    fn command(&mut self, line: &str) -> Result<(), String> {
        let (verb, rest) = line.split_once(' ').unwrap_or((line, ""));
        match verb {
            "cd" => {
                self.dir = self.work.join(rest);
                return Ok(());
            }
            "env" => {
                let (name, value) = rest.split_once('=').ok_or_else(|| format!("not NAME=VALUE: {line}"))?;
                let value = value.replace("$WORK", &self.work.display().to_string());
                self.env.retain(|(n, _)| n != name);
                self.env.push((name.to_string(), value));
                return Ok(());
            }
            "run" | "test" | "check" => {}
            _ => return Err(format!("unknown command: {line}")),
        }
        let mut args: Vec<String> = rest.split_whitespace().map(str::to_string).collect();
        let program = match self.tool {
            Tool::Vole(vole) => {
                args.insert(0, verb.to_string());
                vole
            }
            Tool::Go(go) => {
                let own: &[&str] = match verb {
                    "run" => &["run"],
                    "test" => &["test", "-vet=off", "-count=1"],
                    _ => &["build"],
                };
                args.splice(0..0, own.iter().map(|s| s.to_string()));
                go
            }
        };
        let done = exec::run(program, &args, &self.dir, b"", &self.env).map_err(|e| e.to_string())?;
        if let Some(limit) = done.stopped {
            return Err(format!("{line}: stopped: {limit}"));
        }
        let mut exit = done.exit.ok_or_else(|| format!("{line}: ended by a signal"))?;
        let mut out = self.normalise(&String::from_utf8_lossy(&done.out));
        if verb == "test" && out.contains("goroutine ") {
            out = without_traces(&out);
        }
        let mut err = self.normalise(&String::from_utf8_lossy(&done.err));
        let status = err.lines().find_map(|l| l.strip_prefix("exit status "));
        if let Some(code) = status.filter(|_| verb == "run") {
            exit = code.parse().unwrap_or(exit);
        }
        if verb == "run" && err.contains("goroutine ") {
            err = crate::normalise::trace(&err);
        }
        let _ = writeln!(self.out, "$ {line}");
        self.out.push_str(&out);
        if !out.is_empty() && !out.ends_with('\n') {
            self.out.push_str("(no newline)\n");
        }
        for l in err.lines() {
            if verb != "run" || !l.starts_with("exit status ") {
                let _ = writeln!(self.out, "! {l}");
            }
        }
        if exit != 0 {
            let _ = writeln!(self.out, "= {exit}");
        }
        Ok(())
    }

    /// Takes out folders, times and the names of packages before their errors.
    fn normalise(&self, text: &str) -> String {
        let work = self.work.display().to_string();
        let mut text = text.replace(&work, "$WORK");
        if let Some(root) = go_root() {
            text = text.replace(&root, "$GOROOT");
        }
        let mut out = String::new();
        for line in text.split_inclusive('\n') {
            if line.starts_with("# ")
                || line.starts_with("cpu: ")
                || line.starts_with("go: finding module ")
                || line.starts_with("go: downloading ")
            {
                continue;
            }
            let end = if line.ends_with('\n') { "\n" } else { "" };
            let mut line = line.trim_end_matches('\n').to_string();
            if let Some(at) = line.find(" is not in std (") {
                line.truncate(at + " is not in std".len());
            }
            out.push_str(&times(&line));
            out.push_str(end);
        }
        out
    }
}

/// Drops the traces of goroutines in the output of tests.
fn without_traces(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for line in text.split_inclusive('\n') {
        inside |= line.starts_with("goroutine ");
        inside &= !["FAIL", "ok", "exit status"].iter().any(|w| line.starts_with(w));
        if !inside {
            out.push_str(line);
        }
    }
    out
}

/// `0.003s` and `(0.02s)` lose their numbers, and so do the figures of benchmarks.
fn times(line: &str) -> String {
    let mut out = String::new();
    let bytes = line.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        let number = bytes[i..].iter().take_while(|b| b.is_ascii_digit() || **b == b'.').count();
        let before = i == 0 || !(bytes[i - 1].is_ascii_alphanumeric() || bytes[i - 1] == b'.');
        let seconds = &line[i..i + number];
        if number > 2 && before && seconds.contains('.') && bytes.get(i + number) == Some(&b's') {
            out.push_str("N.Ns");
            i += number + 1;
            continue;
        }
        let step = number.max(line[i..].chars().next().map_or(1, char::len_utf8));
        out.push_str(&line[i..i + step]);
        i += step;
    }
    if out.contains(" ns/op") { figures(&out) } else { out }
}

/// A benchmark's line: iterations and nanoseconds become `N`.
fn figures(line: &str) -> String {
    let fields: Vec<&str> = line.split('\t').collect();
    let shown: Vec<String> = fields
        .iter()
        .map(|f| match f.trim().split_once(' ') {
            Some((_, "ns/op")) => "N ns/op".to_string(),
            None if !f.trim().is_empty() && f.trim().bytes().all(|b| b.is_ascii_digit()) => "N".to_string(),
            // the number of processors behind a benchmark's name
            _ => f
                .trim()
                .rsplit_once('-')
                .filter(|(n, _)| n.starts_with("Benchmark"))
                .map_or(f.trim(), |(n, _)| n)
                .to_string(),
        })
        .collect();
    shown.join("\t")
}

/// The commands and the files of a script.
fn split(text: &str) -> (&str, Vec<(&str, &str)>) {
    let name = |line: &'_ str| -> bool { line.starts_with("-- ") && line.trim_end().ends_with(" --") };
    let mut files: Vec<(&str, usize, usize)> = Vec::new();
    let mut at = 0;
    let mut head = text.len();
    for line in text.split_inclusive('\n') {
        if name(line) {
            if let Some(last) = files.last_mut() {
                last.2 = at;
            } else {
                head = at;
            }
            let shown = line.trim_end();
            files.push((shown[3..shown.len() - 3].trim(), at + line.len(), text.len()));
        }
        at += line.len();
    }
    (&text[..head], files.into_iter().map(|(n, from, to)| (n, &text[from..to])).collect())
}

/// The root folder of the Go on the `PATH`, if there is one.
pub fn go_root() -> Option<String> {
    static ROOT: std::sync::OnceLock<Option<String>> = std::sync::OnceLock::new();
    ROOT.get_or_init(|| {
        let go = std::env::var("GO").unwrap_or_else(|_| "go".to_string());
        let out = std::process::Command::new(go).args(["env", "GOROOT"]).output().ok()?;
        let root = String::from_utf8_lossy(&out.stdout).trim().to_string();
        (!root.is_empty()).then_some(root)
    })
    .clone()
}

/// Finds the scripts in `testdata/mod`; complaints about files that are none go to `problems`.
///
/// # Errors
/// When the folder cannot be read.
pub fn find(testdata: &Path, problems: &mut Vec<String>) -> std::io::Result<Vec<Script>> {
    let dir = testdata.join("mod");
    let mut scripts = Vec::new();
    if !dir.is_dir() {
        return Ok(scripts);
    }
    for entry in fs::read_dir(&dir)? {
        let path = entry?.path();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        match path.extension().and_then(|e| e.to_str()) {
            Some("txt") => scripts.push(Script { name: format!("mod/{stem}"), source: path }),
            Some("golden") if path.with_extension("txt").exists() => {}
            Some("golden") => problems.push(format!("mod/{stem}.golden: orphaned, no script lies beside it")),
            _ => problems.push(format!("{}: not a script", path.display())),
        }
    }
    scripts.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(scripts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_script_is_commands_and_files() {
        let (head, files) = split("run .\n-- a/b.go --\npackage b\n-- go.mod --\nmodule m\n");
        assert_eq!(head, "run .\n");
        assert_eq!(files, [("a/b.go", "package b\n"), ("go.mod", "module m\n")]);
    }

    #[test]
    fn times_lose_their_numbers() {
        assert_eq!(times("ok  \tm\t0.003s"), "ok  \tm\tN.Ns");
        assert_eq!(times("--- PASS: TestX (0.00s) v1.2.3s 3s"), "--- PASS: TestX (N.Ns) v1.2.3s 3s");
        assert_eq!(times("BenchmarkX-8   \t 1000\t  12.5 ns/op\t 3 B/op"), "BenchmarkX\tN\tN ns/op\t3 B/op");
    }
}
