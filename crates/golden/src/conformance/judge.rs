//! What real Go does with a program; remembered in a directory, because building takes longer than everything else.

use crate::exec;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io;
use std::path::{Path, PathBuf};

/// What came of one command.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Observed {
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
    /// Exit code, or why there is none.
    pub exit: Result<i32, String>,
}

impl Observed {
    /// Runs a command.
    ///
    /// # Errors
    /// When it cannot be started.
    pub fn of(program: &Path, args: &[String], dir: &Path) -> io::Result<Observed> {
        let home = [("GOTOOLCHAIN", "local"), ("GOPROXY", "off"), ("GOFLAGS", "-mod=mod"), ("GO111MODULE", "")];
        let mut extra = home.map(|(k, v)| (k.to_string(), v.to_string())).to_vec();
        extra.extend(std::env::var("GOCACHE").ok().map(|v| ("GOCACHE".to_string(), v)));
        let finished = exec::run(program, args, dir, &[], &extra)?;
        let exit = match (finished.stopped, finished.exit) {
            (Some(limit), _) => Err(limit.to_string()),
            (None, Some(code)) => Ok(code),
            (None, None) => Err("ended by a signal".to_string()),
        };
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        Ok(Observed { out: text(&finished.out), err: text(&finished.err), exit })
    }
}

/// The oracle.
#[derive(Debug)]
pub struct Judge {
    go: PathBuf,
    cache: PathBuf,
    version: String,
}

impl Judge {
    /// The `go` command, and where its answers are kept.
    ///
    /// # Errors
    /// When the command does not run.
    pub fn new(go: &Path, cache: &Path) -> io::Result<Judge> {
        fs::create_dir_all(cache)?;
        let version = Observed::of(go, &["version".to_string()], Path::new("/"))?;
        Ok(Judge { go: go.to_path_buf(), cache: cache.to_path_buf(), version: version.out })
    }

    /// The answer to a question named by `what` about files with these contents; asked only once.
    ///
    /// # Errors
    /// When files or processes fail.
    pub fn ask(
        &self,
        what: &str,
        contents: &[String],
        ask: impl FnOnce(&Path) -> io::Result<Observed>,
    ) -> io::Result<Observed> {
        let mut hasher = DefaultHasher::new();
        (&self.version, what, contents).hash(&mut hasher);
        let file = self.cache.join(format!("{:016x}", hasher.finish()));
        if let Some(known) = fs::read_to_string(&file).ok().and_then(|t| decode(&t)) {
            return Ok(known);
        }
        let observed = ask(&self.go)?;
        fs::write(&file, encode(&observed))?;
        Ok(observed)
    }
}

fn encode(o: &Observed) -> String {
    let exit = match &o.exit {
        Ok(code) => code.to_string(),
        Err(why) => why.clone(),
    };
    format!("{exit}\n{}\n{}{}", o.out.len(), o.out, o.err)
}

fn decode(text: &str) -> Option<Observed> {
    let (exit, rest) = text.split_once('\n')?;
    let (length, rest) = rest.split_once('\n')?;
    let (out, err) = rest.split_at_checked(length.parse().ok()?)?;
    let exit = exit.parse().map_err(|_| exit.to_string());
    Some(Observed { out: out.to_string(), err: err.to_string(), exit })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_kept_whole() {
        let o = Observed { out: "a\nb".into(), err: "c\n".into(), exit: Ok(2) };
        assert_eq!(decode(&encode(&o)), Some(o));
        let o = Observed { out: String::new(), err: String::new(), exit: Err("time limit".into()) };
        assert_eq!(decode(&encode(&o)), Some(o));
    }
}
