//! Finding the test programs and their expectations on disk.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What is done with a test program, as its first line says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `// run`: run it; compare output, errors and exit code.
    Run,
    /// `// check`: compile it; it must be refused with exactly these type errors.
    Check,
    /// `// syntax`: compile it; it must be refused with exactly these syntax errors.
    Syntax,
}

impl Kind {
    fn of_source(source: &str) -> Option<Kind> {
        match source.lines().next()?.trim() {
            "// run" => Some(Kind::Run),
            "// check" => Some(Kind::Check),
            "// syntax" => Some(Kind::Syntax),
            _ => None,
        }
    }
}

/// One test program.
#[derive(Clone, Debug)]
pub struct Case {
    /// Path below `testdata/` without the extension, with `/` between the parts.
    pub name: String,
    /// The program's file.
    pub source: PathBuf,
    /// What to do with it.
    pub kind: Kind,
}

/// What a program printed and how it ended; standard error already normalised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expectation {
    /// Standard output, byte for byte.
    pub out: Vec<u8>,
    /// Standard error after [`crate::normalise`].
    pub err: String,
    /// The exit code.
    pub exit: i32,
}

/// Folders of `testdata/` that hold golden programs.
pub const FOLDERS: [&str; 3] = ["run", "check", "syntax"];

/// Extensions of the files that may lie beside a program.
const COMPANIONS: [&str; 5] = ["out", "err", "exit", "in", "args"];

/// All that a walk of `testdata/` found.
#[derive(Debug, Default)]
pub struct Found {
    /// The programs, by name.
    pub cases: Vec<Case>,
    /// Complaints about the tree itself: orphaned expectations, programs without a first line the suite knows.
    pub problems: Vec<String>,
}

/// Walks the golden folders of `testdata`.
///
/// # Errors
/// When a folder or file cannot be read.
pub fn find(testdata: &Path) -> io::Result<Found> {
    let mut found = Found::default();
    for folder in FOLDERS {
        let dir = testdata.join(folder);
        if dir.is_dir() {
            walk(&dir, testdata, &mut found)?;
        }
    }
    found.cases.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

fn walk(dir: &Path, testdata: &Path, found: &mut Found) -> io::Result<()> {
    let mut entries: Vec<PathBuf> = fs::read_dir(dir)?.map(|e| e.map(|e| e.path())).collect::<io::Result<_>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, testdata, found)?;
            continue;
        }
        let relative = path.strip_prefix(testdata).unwrap_or(&path).display().to_string();
        let extension = path.extension().and_then(|e| e.to_str()).unwrap_or("");
        if extension == "go" {
            match Kind::of_source(&String::from_utf8_lossy(&fs::read(&path)?)) {
                Some(kind) => {
                    let name = relative.trim_end_matches(".go").to_string();
                    found.cases.push(Case { name, source: path, kind });
                }
                None => found
                    .problems
                    .push(format!("{relative}: the first line must be `// run`, `// check` or `// syntax`")),
            }
        } else if !COMPANIONS.contains(&extension) {
            found.problems.push(format!("{relative}: not a file of the golden suite"));
        } else if !path.with_extension("go").exists() {
            found.problems.push(format!("{relative}: orphaned, no program lies beside it"));
        }
    }
    Ok(())
}

impl Case {
    /// The folder the program runs in.
    #[must_use]
    pub fn dir(&self) -> &Path {
        self.source.parent().unwrap_or(Path::new("."))
    }

    /// The program's file name.
    #[must_use]
    pub fn file_name(&self) -> String {
        self.source.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// The companion file with `extension`.
    #[must_use]
    pub fn companion(&self, extension: &str) -> PathBuf {
        self.source.with_extension(extension)
    }

    /// Standard input: the `.in` file, or nothing.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn stdin(&self) -> io::Result<Vec<u8>> {
        Ok(read_optional(&self.companion("in"))?.unwrap_or_default())
    }

    /// Arguments: the lines of the `.args` file, or none.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub fn args(&self) -> io::Result<Vec<String>> {
        let text = read_optional(&self.companion("args"))?.unwrap_or_default();
        Ok(String::from_utf8_lossy(&text).lines().map(str::to_string).collect())
    }

    /// The recorded expectation, or `None` when nothing has been recorded yet.
    ///
    /// # Errors
    /// When a file cannot be read or the exit code is not a number.
    pub fn expectation(&self) -> io::Result<Option<Expectation>> {
        let out = read_optional(&self.companion("out"))?;
        let err = read_optional(&self.companion("err"))?;
        let recorded = match self.kind {
            Kind::Run => out.is_some(),
            Kind::Check | Kind::Syntax => err.is_some(),
        };
        if !recorded {
            return Ok(None);
        }
        let exit = match (self.kind, read_optional(&self.companion("exit"))?) {
            (Kind::Run, None) => 0,
            (Kind::Run, Some(text)) => String::from_utf8_lossy(&text).trim().parse().map_err(io::Error::other)?,
            (Kind::Check | Kind::Syntax, _) => 1,
        };
        let err = String::from_utf8_lossy(&err.unwrap_or_default()).into_owned();
        Ok(Some(Expectation { out: out.unwrap_or_default(), err, exit }))
    }

    /// Writes the expectation beside the program and removes files that would only say "empty" or "0".
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn record(&self, expectation: &Expectation) -> io::Result<()> {
        let is_run = self.kind == Kind::Run;
        let exit = format!("{}\n", expectation.exit);
        write_or_remove(&self.companion("out"), &expectation.out, is_run)?;
        write_or_remove(&self.companion("err"), expectation.err.as_bytes(), !expectation.err.is_empty())?;
        write_or_remove(&self.companion("exit"), exit.as_bytes(), is_run && expectation.exit != 0)
    }
}

fn read_optional(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(e) => Err(e),
    }
}

fn write_or_remove(path: &Path, bytes: &[u8], wanted: bool) -> io::Result<()> {
    if wanted {
        fs::write(path, bytes)
    } else if path.exists() {
        fs::remove_file(path)
    } else {
        Ok(())
    }
}
