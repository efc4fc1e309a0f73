//! Where source files come from: the [`FileSystem`] trait, the operating system's, and one in memory.
//!
//! Compiling reads files only through this trait, so an embedder decides what a program may be made of.

use std::collections::BTreeMap;
use std::io;
use std::path::{Component, Path, PathBuf};

/// An entry of a directory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DirEntry {
    /// Its name, without the directory.
    pub name: String,
    /// Whether it is a directory itself.
    pub is_dir: bool,
}

/// A place to read source files from. Paths handed in are absolute (joined to [`FileSystem::current_dir`]) and normalised.
pub trait FileSystem: Send + Sync {
    /// A file's content.
    ///
    /// # Errors
    /// As the place says; `NotFound` when there is no such file.
    fn read(&self, path: &Path) -> io::Result<Vec<u8>>;

    /// The entries of a directory, in any order.
    ///
    /// # Errors
    /// As the place says; `NotFound` when there is no such directory.
    fn read_dir(&self, path: &Path) -> io::Result<Vec<DirEntry>>;

    /// Whether this is a plain file, not a link or a device: only such files are embedded (`//go:embed`).
    fn is_regular(&self, path: &Path) -> bool {
        self.read(path).is_ok()
    }

    /// What relative paths are relative to.
    fn current_dir(&self) -> PathBuf;
}

/// The operating system's files.
#[derive(Clone, Copy, Debug, Default)]
pub struct OsFileSystem;

impl FileSystem for OsFileSystem {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        std::fs::read(path)
    }

    fn read_dir(&self, path: &Path) -> io::Result<Vec<DirEntry>> {
        let mut entries = Vec::new();
        for entry in std::fs::read_dir(path)? {
            let entry = entry?;
            let is_dir = entry.path().is_dir();
            entries.push(DirEntry { name: entry.file_name().to_string_lossy().into_owned(), is_dir });
        }
        Ok(entries)
    }

    fn is_regular(&self, path: &Path) -> bool {
        std::fs::symlink_metadata(path).is_ok_and(|m| m.is_file())
    }

    fn current_dir(&self) -> PathBuf {
        std::env::current_dir().unwrap_or_else(|_| PathBuf::from("/"))
    }
}

/// Files in memory; the current directory is `/`.
///
/// ```
/// use vole::{FileSystem, MemoryFileSystem};
/// let files = MemoryFileSystem::new().file("/app/main.go", "package main\n");
/// assert!(files.read("/app/main.go".as_ref()).is_ok());
/// ```
#[derive(Clone, Debug, Default)]
pub struct MemoryFileSystem {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl MemoryFileSystem {
    /// No files.
    pub fn new() -> MemoryFileSystem {
        MemoryFileSystem::default()
    }

    /// Adds or replaces a file; a relative path is one below `/`.
    pub fn file(mut self, path: impl AsRef<Path>, content: impl Into<Vec<u8>>) -> MemoryFileSystem {
        self.files.insert(absolute(Path::new("/"), path.as_ref()), content.into());
        self
    }
}

impl FileSystem for MemoryFileSystem {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        self.files.get(path).cloned().ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))
    }

    fn read_dir(&self, path: &Path) -> io::Result<Vec<DirEntry>> {
        let mut entries: BTreeMap<String, bool> = BTreeMap::new();
        for file in self.files.keys() {
            let Ok(rest) = file.strip_prefix(path) else { continue };
            let mut parts = rest.components();
            if let Some(Component::Normal(first)) = parts.next() {
                entries.insert(first.to_string_lossy().into_owned(), parts.next().is_some());
            }
        }
        if entries.is_empty() {
            return Err(io::ErrorKind::NotFound.into());
        }
        Ok(entries.into_iter().map(|(name, is_dir)| DirEntry { name, is_dir }).collect())
    }

    fn current_dir(&self) -> PathBuf {
        PathBuf::from("/")
    }
}

/// `path` below `base`, without `.` and `..` parts (links are not looked at, as in Go's `filepath.Clean`).
pub(crate) fn absolute(base: &Path, path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in base.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

/// How messages name the absolute `path` when the current directory is `cwd`: relative to it when that is possible.
pub(crate) fn relative(cwd: &Path, path: &Path) -> String {
    let shared = cwd.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    let mut out = PathBuf::new();
    for _ in cwd.components().skip(shared) {
        out.push("..");
    }
    out.extend(path.components().skip(shared));
    let short = out.display().to_string();
    let full = path.display().to_string();
    if short.is_empty() {
        ".".into()
    } else if short.len() <= full.len() || !short.starts_with("..") {
        short
    } else {
        full
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shown_relative_to_the_current_directory() {
        let show = |path| relative(Path::new("/a/b"), Path::new(path));
        assert_eq!(show("/a/b/x.go"), "x.go");
        assert_eq!(show("/a/b/c/x.go"), "c/x.go");
        assert_eq!(show("/a/c/x.go"), "../c/x.go");
        assert_eq!(show("/a/b"), ".");
        assert_eq!(absolute(Path::new("/a/b"), Path::new("../c/./x.go")), Path::new("/a/c/x.go"));
    }

    #[test]
    fn memory_files_have_directories() {
        let files = MemoryFileSystem::new().file("m/main.go", "x").file("m/sub/a.go", "y");
        let entries = files.read_dir(Path::new("/m")).expect("a directory");
        assert_eq!(
            entries,
            [DirEntry { name: "main.go".into(), is_dir: false }, DirEntry { name: "sub".into(), is_dir: true }]
        );
        assert!(files.read_dir(Path::new("/none")).is_err());
    }
}
