//! Runs programs with real Go, many per build, and with Vole, and compares.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The tools and the place to work in.
pub struct Tools {
    /// Real Go.
    pub go: String,
    /// The command under test.
    pub vole: String,
    /// Where files are written.
    pub dir: PathBuf,
}

/// How a run ended.
#[derive(Clone, Debug)]
pub struct Ended {
    /// Standard output.
    pub out: String,
    /// The panic or fatal error, without traces.
    pub fatal: String,
    /// Exit code, or what stopped it.
    pub code: String,
    /// Standard error whole; no part of the comparison.
    pub trace: String,
}

impl PartialEq for Ended {
    fn eq(&self, other: &Ended) -> bool {
        (&self.out, &self.fatal, &self.code) == (&other.out, &other.fatal, &other.code)
    }
}

/// Longest run.
const LIMIT: Duration = Duration::from_secs(20);

/// Runs a command to its end or to the time limit.
fn run(command: &mut Command) -> std::io::Result<Ended> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let reader = |mut r: Box<dyn Read + Send>| {
        std::thread::spawn(move || {
            let mut bytes = Vec::new();
            let _ = r.read_to_end(&mut bytes);
            String::from_utf8_lossy(&bytes).into_owned()
        })
    };
    let out = child.stdout.take().map(|s| reader(Box::new(s)));
    let err = child.stderr.take().map(|s| reader(Box::new(s)));
    let start = Instant::now();
    let code = loop {
        if let Some(status) = child.try_wait()? {
            break status.code().map_or_else(|| status.to_string(), |c| c.to_string());
        }
        if start.elapsed() > LIMIT {
            child.kill()?;
            child.wait()?;
            break "time limit".into();
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    let text = |h: Option<std::thread::JoinHandle<String>>| h.and_then(|h| h.join().ok()).unwrap_or_default();
    let (out, err) = (text(out), text(err));
    Ok(Ended { out: out.replace("prog.", "main."), fatal: fatal(&err), code, trace: err })
}

/// The head of a crash report.
fn fatal(err: &str) -> String {
    let head = err.split("\ngoroutine ").next().unwrap_or_default();
    let head = head.split("[signal ").next().unwrap_or_default();
    let lines: Vec<&str> = head.lines().filter(|l| !l.starts_with("exit status") && !l.is_empty()).collect();
    let text = lines.join("\n").replace("prog.", "main.");
    // Addresses.
    let mut parts = text.split(" 0x");
    let mut out = parts.next().unwrap_or_default().to_string();
    for p in parts {
        out.push_str(" 0x");
        out.push_str(p.trim_start_matches(|c: char| c.is_ascii_hexdigit()));
    }
    out
}

impl Tools {
    /// Runs a program with Vole.
    pub fn vole(&self, file: &Path) -> std::io::Result<Ended> {
        run(Command::new(&self.vole).arg("run").arg(file).current_dir(&self.dir))
    }

    fn go(&self, dir: &Path) -> Command {
        let mut c = Command::new(&self.go);
        c.current_dir(dir)
            .env("GOTOOLCHAIN", "local")
            .env("GOPROXY", "off")
            .env("GOFLAGS", "-mod=mod")
            .env("GOWORK", "off");
        c
    }

    /// How the program ends when gc compiles it with these flags.
    pub fn compiled(&self, file: &Path, gcflags: &str) -> std::io::Result<Ended> {
        let binary = self.dir.join("alone");
        let flags = format!("-gcflags={gcflags}");
        let built = self.go(&self.dir).args(["build", &flags, "-o"]).arg(&binary).arg(file).output()?;
        if !built.status.success() {
            return Err(std::io::Error::other(String::from_utf8_lossy(&built.stderr).into_owned()));
        }
        run(Command::new(binary).current_dir(&self.dir))
    }

    /// Builds the programs into one binary and runs each; what does not build has its errors as output and the code `build`.
    pub fn real(&self, programs: &BTreeMap<u64, String>) -> std::io::Result<BTreeMap<u64, Ended>> {
        let dir = self.dir.join("batch");
        let _ = std::fs::remove_dir_all(&dir);
        std::fs::create_dir_all(&dir)?;
        std::fs::write(dir.join("go.mod"), "module m\n\ngo 1.27\n")?;
        for (n, text) in programs {
            let sub = dir.join(format!("p{n}"));
            std::fs::create_dir_all(&sub)?;
            let text = text
                .replacen("package main", "package prog", 1)
                .replacen("\nfunc main() {", "\nfunc Main() {", 1)
                .replacen("const pkgPath = \"main.\"", &format!("const pkgPath = \"m/p{n}.\""), 1);
            std::fs::write(sub.join("prog.go"), text)?;
        }
        let mut results = BTreeMap::new();
        let mut alone = Vec::new();
        let mut left: Vec<u64> = programs.keys().copied().collect();
        while !left.is_empty() {
            let mut text = String::from("package main\n\nimport (\n\t\"os\"\n");
            left.iter().for_each(|n| text.push_str(&format!("\tp{n} \"m/p{n}\"\n")));
            text.push_str(")\n\nfunc main() {\n\tswitch os.Args[1] {\n");
            left.iter().for_each(|n| text.push_str(&format!("\tcase \"{n}\":\n\t\tp{n}.Main()\n")));
            text.push_str("\t}\n}\n");
            std::fs::write(dir.join("main.go"), text)?;
            let built = self.go(&dir).args(["build", "-o", "batch", "."]).output()?;
            if built.status.success() {
                // A program whose initialisation fails would end the others: it gets a binary of its own.
                let probe = run(Command::new(dir.join("batch")).arg("-").current_dir(&self.dir))?;
                let guilty = left.iter().copied().find(|n| probe.trace.contains(&format!("m/p{n}.")));
                match guilty {
                    Some(n) if probe.code != "0" && left.len() > 1 => {
                        left.retain(|m| *m != n);
                        alone.push(n);
                        continue;
                    }
                    _ => break,
                }
            }
            let errors = String::from_utf8_lossy(&built.stderr).into_owned();
            let before = left.len();
            left.retain(|n| {
                let mine: Vec<&str> = errors.lines().filter(|l| l.starts_with(&format!("p{n}/"))).collect();
                if mine.is_empty() {
                    return true;
                }
                let out = mine.join("\n").replace(&format!("p{n}/prog.go"), "./prog.go");
                results.insert(*n, Ended { out, fatal: String::new(), code: "build".into(), trace: String::new() });
                false
            });
            if left.len() == before {
                return Err(std::io::Error::other(errors));
            }
        }
        for n in left {
            results.insert(n, run(Command::new(dir.join("batch")).arg(n.to_string()).current_dir(&self.dir))?);
        }
        for n in alone {
            results.extend(self.real(&BTreeMap::from([(n, programs[&n].clone())]))?);
        }
        Ok(results)
    }
}
