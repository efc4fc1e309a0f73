//! Reading the files of a package: those named, or those of a directory that the build constraints admit.

use crate::constraint;
use crate::fs::{FileSystem, absolute, relative};
use std::path::{Path, PathBuf};

/// A file that was read but not parsed.
#[derive(Clone)]
pub(crate) struct Source {
    /// As messages name it.
    pub name: String,
    /// Absolute, as traces name it.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// A directory's Go files.
#[derive(Default)]
pub(crate) struct Folder {
    /// Those of the package, by name.
    pub sources: Vec<Source>,
    /// Test files that belong to the build, by name.
    pub tests: Vec<Source>,
    /// Whether there are Go files that the constraints leave out.
    pub excluded: bool,
    /// Whether there is assembly that the constraints admit.
    pub assembly: bool,
}

/// Where and how files are read.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'a> {
    pub fs: &'a dyn FileSystem,
    pub cwd: &'a Path,
    pub tags: &'a [String],
}

impl Reader<'_> {
    /// One file; `given` is how the user named it.
    pub fn read(&self, path: &Path, given: Option<&Path>) -> Result<Source, String> {
        let shown = relative(self.cwd, path);
        let bytes = self.fs.read(path).map_err(|e| {
            let name = given.map_or(shown.clone(), |g| g.display().to_string());
            match e.kind() {
                std::io::ErrorKind::NotFound => format!("stat {name}: no such file or directory"),
                std::io::ErrorKind::PermissionDenied => format!("open {name}: permission denied"),
                std::io::ErrorKind::IsADirectory => format!("{name} is a directory, should be a Go file"),
                _ => format!("read {name}: {e}"),
            }
        })?;
        let name = if shown.contains('/') { shown } else { format!("./{shown}") };
        Ok(Source { name, path: path.display().to_string(), bytes })
    }

    /// The named files, which must lie in one directory; that directory.
    pub fn files(&self, files: &[PathBuf]) -> Result<(Vec<Source>, PathBuf), String> {
        let mut sources = Vec::new();
        let mut dir: Option<(PathBuf, PathBuf)> = None;
        for file in files {
            let path = absolute(self.cwd, file);
            let parent = path.parent().unwrap_or(Path::new("/")).to_path_buf();
            let given = file.parent().unwrap_or(Path::new("")).to_path_buf();
            match &dir {
                Some((first, first_given)) if *first != parent => {
                    let show = |p: &Path| match p.as_os_str().is_empty() {
                        true => ".".to_string(),
                        false => p.display().to_string().trim_start_matches("./").to_string(),
                    };
                    return Err(format!(
                        "named files must all be in one directory; have {} and {}",
                        show(first_given),
                        show(&given)
                    ));
                }
                _ => dir = Some((parent, given)),
            }
            let source = self.read(&path, Some(file))?;
            self.admits(&source)?;
            sources.push(source);
        }
        let (dir, _) = dir.ok_or("go: no go files listed")?;
        Ok((sources, dir))
    }

    /// The files of a directory that belong to the build; `tests` reads the test files too.
    pub fn directory(&self, path: &Path, tests: bool) -> Result<Folder, String> {
        let entries = self.fs.read_dir(path).map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound => format!("stat {}: directory not found", path.display()),
            _ => format!("open {}: {e}", path.display()),
        })?;
        let files = entries.into_iter().filter(|e| !e.is_dir && (e.name.ends_with(".go") || e.name.ends_with(".s")));
        let mut names: Vec<String> = files.map(|e| e.name).collect();
        names.sort();
        let mut folder = Folder::default();
        for name in names {
            if name.starts_with(['_', '.']) {
                continue;
            }
            if name.ends_with(".s") {
                let matches = !folder.assembly && constraint::name_matches(&name, self.tags);
                folder.assembly |= matches && self.admits(&self.read(&path.join(name), None)?)?;
                continue;
            }
            let is_test = name.ends_with("_test.go");
            if !constraint::name_matches(&name, self.tags) {
                folder.excluded |= !is_test;
                continue;
            }
            if is_test && !tests {
                folder.tests.push(Source { name, path: String::new(), bytes: Vec::new() });
                continue;
            }
            let source = self.read(&path.join(name), None)?;
            match (self.admits(&source)?, is_test) {
                (false, _) => folder.excluded |= !is_test,
                (true, true) => folder.tests.push(source),
                (true, false) => folder.sources.push(source),
            }
        }
        Ok(folder)
    }

    /// The files of a directory that stand in for its assembly where there are some, else those of [`Reader::directory`].
    pub fn portable(&self, path: &Path, tests: bool, folder: Folder) -> Result<Folder, String> {
        for more in constraint::PORTABLE {
            let tags: Vec<String> = self.tags.iter().cloned().chain(more.iter().map(|t| t.to_string())).collect();
            let other = Reader { tags: &tags, ..*self }.directory(path, tests)?;
            if !other.assembly && !other.sources.is_empty() {
                return Ok(other);
            }
        }
        Ok(folder)
    }

    /// Whether a file's build line holds.
    fn admits(&self, source: &Source) -> Result<bool, String> {
        let base = source.path.rsplit('/').next().unwrap_or(&source.path);
        let text = match std::str::from_utf8(&source.bytes) {
            Ok(text) => text.into(),
            Err(_) => String::from_utf8_lossy(&source.bytes),
        };
        constraint::text_matches(&text, self.tags).map_err(|e| format!("{base}: {e}"))
    }
}

/// Two file names that differ in case only.
pub(crate) fn case_collision(sources: &[Source]) -> Option<String> {
    let base = |s: &Source| s.path.rsplit('/').next().unwrap_or(&s.path).to_string();
    let names: Vec<String> = sources.iter().map(base).collect();
    for (i, b) in names.iter().enumerate() {
        if let Some(a) = names[..i].iter().find(|a| a.to_lowercase() == b.to_lowercase()) {
            return Some(format!("case-insensitive file name collision: \"{a}\" and \"{b}\""));
        }
    }
    None
}
