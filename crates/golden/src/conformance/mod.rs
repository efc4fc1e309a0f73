//! Go's own test directory as a measure: each program says in its first line what is to be done with it, real Go says what
//! comes out, and Vole must do the same. Nothing of that directory is part of this repository.

mod constraint;
mod judge;
mod kinds;
mod layout;

pub use judge::Judge;
pub use kinds::examine;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What is done with a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Run it.
    Run,
    /// The directory of the same name: its packages are compiled in order, the last is run.
    RunDir,
    /// Compile it.
    Compile,
    /// The directory's packages are compiled.
    CompileDir,
    /// It has errors.
    ErrorCheck,
    /// The directory's packages have errors.
    ErrorCheckDir,
}

impl Kind {
    /// All of them.
    pub const ALL: [Kind; 6] =
        [Kind::Run, Kind::RunDir, Kind::Compile, Kind::CompileDir, Kind::ErrorCheck, Kind::ErrorCheckDir];

    /// As the first lines name it.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Run => "run",
            Kind::RunDir => "rundir",
            Kind::Compile => "compile",
            Kind::CompileDir => "compiledir",
            Kind::ErrorCheck => "errorcheck",
            Kind::ErrorCheckDir => "errorcheckdir",
        }
    }
}

/// A program of the directory.
#[derive(Clone, Debug)]
pub struct Program {
    /// What is done with it.
    pub kind: Kind,
    /// Its file.
    pub file: PathBuf,
    /// Relative to the directory.
    pub name: String,
    /// `-lang=go1.N`
    pub lang: Option<String>,
    /// Each file of the program's directory is a package of its own (`-s`).
    pub single_files: bool,
    /// Arguments of the run.
    pub args: Vec<String>,
}

/// How a program fared.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// The same as real Go.
    Same,
    /// Not counted, and why: real Go has no use for the program any more.
    Passed(String),
    /// Another behaviour.
    Different {
        /// A few words that failures of one sort share.
        cause: String,
        /// What was seen.
        detail: String,
    },
}

/// Finds the programs below a directory whose names contain one of the filters, in order of their names.
///
/// # Errors
/// When the directory cannot be read.
pub fn find(root: &Path, kinds: &[Kind], filters: &[String]) -> io::Result<Vec<Program>> {
    let mut found = Vec::new();
    walk(root, root, &mut found)?;
    found.retain(|p| kinds.contains(&p.kind) && (filters.is_empty() || filters.iter().any(|f| p.name.contains(f))));
    found.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(found)
}

fn walk(root: &Path, dir: &Path, found: &mut Vec<Program>) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if !name.ends_with(".dir") && name != "testdata" {
                walk(root, &path, found)?;
            }
        } else if path.extension().is_some_and(|e| e == "go") {
            let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
            if constraint::holds(&text) {
                found.extend(recipe(root, &path, &text));
            }
        }
    }
    Ok(())
}

/// The first line's recipe; `None` when it is none of ours or asks for what only gc has.
fn recipe(root: &Path, file: &Path, text: &str) -> Option<Program> {
    let line = text.lines().find(|l| !l.contains("+build") && !l.starts_with("//go:build"))?;
    let mut words = line.strip_prefix("//")?.split_whitespace();
    let first = words.next()?;
    let kind = Kind::ALL.into_iter().find(|k| k.name() == first)?;
    let name = file.strip_prefix(root).unwrap_or(file).display().to_string();
    let mut program =
        Program { kind, file: file.to_path_buf(), name, lang: None, single_files: false, args: Vec::new() };
    for word in words {
        match word.strip_prefix('-') {
            None => program.args.push(word.to_string()),
            Some("s") => program.single_files = true,
            Some("d=panic" | "complete" | "e" | "e=0" | "c=1" | "c=4") => {}
            Some(flag) => match flag.strip_prefix("lang=") {
                Some(version) => program.lang = Some(version.to_string()),
                // errors of passes that gc alone has, or its code generator's notes
                None if matches!(kind, Kind::ErrorCheck | Kind::ErrorCheckDir) => return None,
                None => {}
            },
        }
    }
    (kind == Kind::Run || program.args.is_empty()).then_some(program)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_lines_are_recipes() {
        let of = |text: &str| recipe(Path::new("/t"), Path::new("/t/a/x.go"), text);
        let run = of("// run a b\n\npackage main\n").expect("a recipe");
        assert_eq!((run.kind, run.name.as_str(), run.args.len()), (Kind::Run, "a/x.go", 2));
        let old = of("// errorcheck -lang=go1.17\n").expect("a recipe");
        assert_eq!(old.lang.as_deref(), Some("go1.17"));
        assert!(of("// errorcheck -0 -m\n").is_none());
        assert!(of("// errorcheckoutput ./x.go\n").is_none());
        assert!(of("package main\n").is_none());
        assert!(of("// errorcheckdir -s\n").expect("a recipe").single_files);
    }
}
