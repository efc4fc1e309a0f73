//! What stands for a test binary: a small file that `vole test` makes for each package, in a folder of its own that goes away at the
//! end.
//!
//! Its path is `os.Args[0]` and `os.Executable()` of the tests, and it can be started, by the tests too: its first line names this
//! command as its interpreter. The second line says what to compile: a directory, the words that name the package there, and the
//! variables that decide what they mean. What starts it may so have any directory and any environment.

use std::fs;
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, symlink};
use std::path::{Path, PathBuf};

/// The word on the first line: this command's name for running such a file.
pub(crate) const WORD: &str = "test-binary";

/// Between the parts of the second line.
const BETWEEN: char = '\u{1f}';
/// Begins the part that lists variables.
const VARIABLES: char = '\u{1e}';

/// What to compile.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Recipe {
    /// The directory that the words are understood in.
    pub(crate) dir: PathBuf,
    /// Build flags, and what names the package.
    pub(crate) words: Vec<String>,
    /// The environment of the build, as far as it matters.
    pub(crate) env: Vec<(String, String)>,
}

impl Recipe {
    /// For this process's directory and environment.
    pub(crate) fn here(words: Vec<String>) -> Recipe {
        let text = |s: std::ffi::OsString| s.to_string_lossy().into_owned();
        let matters = |name: &str| name.starts_with("GO") || matches!(name, "HOME" | "PATH" | "XDG_CONFIG_HOME");
        let env = std::env::vars_os().map(|(k, v)| (text(k), text(v))).filter(|(k, _)| matters(k)).collect();
        Recipe { dir: std::env::current_dir().unwrap_or_default(), words, env }
    }

    fn render(&self) -> String {
        let mut line = self.dir.to_string_lossy().into_owned();
        for word in &self.words {
            line.push(BETWEEN);
            line.push_str(word);
        }
        for (name, value) in &self.env {
            line.push(VARIABLES);
            line.push_str(&format!("{name}={value}"));
        }
        line
    }

    fn parse(line: &str) -> Recipe {
        let mut parts = line.split(VARIABLES);
        let mut words = parts.next().unwrap_or_default().split(BETWEEN).map(String::from);
        let dir = words.next().unwrap_or_default().into();
        let pair = |part: &str| part.split_once('=').map(|(k, v)| (k.to_string(), v.to_string()));
        Recipe { dir, words: words.collect(), env: parts.filter_map(pair).collect() }
    }

    /// Reads the file that [`Workshop::binary`] made.
    pub(crate) fn read(file: &Path) -> io::Result<Recipe> {
        let text = fs::read_to_string(file)?;
        let (_, recipe) = text.split_once('\n').unwrap_or_default();
        Ok(Recipe::parse(recipe.strip_suffix('\n').unwrap_or(recipe)))
    }
}

/// The file of the test that started this process as `/proc/self/exe`, which is this command, with arguments of its own.
pub(crate) fn of_parent(words: &[String]) -> Option<String> {
    let own =
        words.first().is_some_and(|w| w == "/proc/self/exe") || words.get(1).is_some_and(|w| w.starts_with("-test."));
    let parent = PathBuf::from(format!("/proc/{}", std::os::unix::process::parent_id()));
    let same = || fs::read_link(parent.join("exe")).ok() == std::env::current_exe().ok();
    if !own || !same() {
        return None;
    }
    let line = fs::read_to_string(parent.join("cmdline")).ok()?;
    let mut parts = line.split('\0').skip(1);
    let word = parts.next()?;
    parts.next().filter(|_| word == WORD || word == crate::test::ONE).map(String::from)
}

/// The folder of the files; dropping it removes it.
pub(crate) struct Workshop {
    folder: PathBuf,
    made: usize,
}

impl Workshop {
    pub(crate) fn open() -> io::Result<Workshop> {
        let mut number = u64::from(std::process::id());
        loop {
            let folder = std::env::temp_dir().join(format!("vole-test{number}"));
            match fs::DirBuilder::new().mode(0o700).create(&folder) {
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => number += 1 << 32,
                done => {
                    done?;
                    let workshop = Workshop { folder, made: 0 };
                    // the first line of a script is short
                    symlink(std::env::current_exe()?, workshop.folder.join("vole"))?;
                    return Ok(workshop);
                }
            }
        }
    }

    /// Makes the file for a package.
    pub(crate) fn binary(&mut self, name: &str, recipe: &Recipe) -> io::Result<PathBuf> {
        self.made += 1;
        let folder = self.folder.join(format!("b{:03}", self.made));
        fs::create_dir(&folder)?;
        let path = folder.join(format!("{name}.test"));
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o700).open(&path)?;
        let interpreter = self.folder.join("vole");
        write!(file, "#!{} {WORD}\n{}\n", interpreter.display(), recipe.render())?;
        Ok(path)
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let recipe = Recipe {
            dir: "/a b/c".into(),
            words: vec!["-tags=x,y".into(), "example.org/a".into()],
            env: vec![("GOFLAGS".into(), "-mod=mod -tags=z".into()), ("HOME".into(), String::new())],
        };
        let mut workshop = Workshop::open().expect("a folder for temporary files");
        let file = workshop.binary("a", &recipe).expect("a new file");
        assert_eq!(Recipe::read(&file).expect("its text"), recipe);
        let folder = workshop.folder.clone();
        drop(workshop);
        assert!(!folder.exists());
    }
}
