//! Running one program with fixed input, a fixed environment and a time limit.

use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Longest run of one test program.
pub const TIME_LIMIT: Duration = Duration::from_secs(20);

/// A program that prints more than this is stopped.
const OUTPUT_LIMIT: u64 = 64 << 20;

/// How one run ended.
#[derive(Debug)]
pub struct Finished {
    /// Standard output.
    pub out: Vec<u8>,
    /// Standard error, as printed.
    pub err: Vec<u8>,
    /// The exit code; `None` when a signal ended the process.
    pub exit: Option<i32>,
    /// Set when the run was stopped because of a limit: which one.
    pub stopped: Option<&'static str>,
}

/// Runs `program args` in `dir` with `stdin` as input.
///
/// The environment is the same for real Go and for Vole: `PATH`, `HOME`, `TZ=UTC`, `LANG=C` and `GOLDEN=yes`, plus
/// `extra` (what the Go tool needs to build).
///
/// # Errors
/// When the process cannot be started or its output not be read.
pub fn run(
    program: &Path,
    args: &[String],
    dir: &Path,
    stdin: &[u8],
    extra: &[(String, String)],
) -> io::Result<Finished> {
    let mut input = tempfile::tempfile()?;
    input.write_all(stdin)?;
    input.rewind()?;
    let (mut out, mut err) = (tempfile::tempfile()?, tempfile::tempfile()?);
    let mut command = Command::new(program);
    command.args(args).current_dir(dir).env_clear();
    for name in ["PATH", "HOME"] {
        if let Some(value) = std::env::var_os(name) {
            command.env(name, value);
        }
    }
    command.env("TZ", "UTC").env("LANG", "C").env("GOLDEN", "yes");
    command.envs(extra.iter().map(|(k, v)| (k, v)));
    command.stdin(Stdio::from(input)).stdout(Stdio::from(out.try_clone()?)).stderr(Stdio::from(err.try_clone()?));
    let mut child = command.spawn()?;
    let start = Instant::now();
    let mut pause = Duration::from_micros(300);
    let mut stopped = None;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if start.elapsed() > TIME_LIMIT {
            stopped = Some("time limit");
        } else if size(&out)? + size(&err)? > OUTPUT_LIMIT {
            stopped = Some("output limit");
        }
        if stopped.is_some() {
            child.kill()?;
            break child.wait()?;
        }
        std::thread::sleep(pause);
        pause = (pause * 3 / 2).min(Duration::from_millis(20));
    };
    Ok(Finished { out: contents(&mut out)?, err: contents(&mut err)?, exit: status.code(), stopped })
}

fn size(file: &File) -> io::Result<u64> {
    Ok(file.metadata()?.len())
}

fn contents(file: &mut File) -> io::Result<Vec<u8>> {
    file.rewind()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}
