//! What the loader needs of a `go.mod`: the module's path and where it lies.

use crate::fs::FileSystem;
use std::path::{Path, PathBuf};

/// The main module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Module {
    /// Module path.
    pub path: String,
    /// Absolute directory of the `go.mod`.
    pub dir: PathBuf,
}

impl Module {
    /// The module that `dir` lies in: the nearest `go.mod` upwards.
    pub fn find(fs: &dyn FileSystem, dir: &Path) -> Option<Module> {
        dir.ancestors().find_map(|d| {
            let text = fs.read(&d.join("go.mod")).ok()?;
            Some(Module { path: module_path(&String::from_utf8_lossy(&text))?, dir: d.to_path_buf() })
        })
    }

    /// The directory of an import path inside the module.
    pub fn dir_of(&self, import: &str) -> Option<PathBuf> {
        let rest = import.strip_prefix(&self.path)?;
        match rest.strip_prefix('/') {
            Some(rest) => Some(self.dir.join(rest)),
            None => rest.is_empty().then(|| self.dir.clone()),
        }
    }

    /// The import path of a directory inside the module.
    pub fn import_path(&self, dir: &Path) -> Option<String> {
        let rest = dir.strip_prefix(&self.dir).ok()?;
        let mut path = self.path.clone();
        for part in rest.components() {
            path.push('/');
            path.push_str(&part.as_os_str().to_string_lossy());
        }
        Some(path)
    }
}

/// The path in the `module` directive.
fn module_path(text: &str) -> Option<String> {
    for line in text.lines() {
        let line = line.split("//").next().unwrap_or("").trim();
        let Some(rest) = line.strip_prefix("module") else { continue };
        if rest.starts_with([' ', '\t', '"', '`']) {
            let path = rest.trim().trim_matches(['"', '`']);
            return (!path.is_empty()).then(|| path.to_string());
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fs::MemoryFileSystem;

    #[test]
    fn the_nearest_go_mod_upwards() {
        let fs = MemoryFileSystem::new().file("/w/go.mod", "// x\nmodule example.com/m // y\n\ngo 1.27\n");
        let m = Module::find(&fs, Path::new("/w/a/b")).expect("found");
        assert_eq!(m, Module { path: "example.com/m".into(), dir: "/w".into() });
        assert_eq!(m.dir_of("example.com/m/a"), Some("/w/a".into()));
        assert_eq!(m.dir_of("example.com/m"), Some("/w".into()));
        assert_eq!(m.dir_of("example.com/mm"), None);
        assert_eq!(m.import_path(Path::new("/w/a/b")).as_deref(), Some("example.com/m/a/b"));
        assert!(Module::find(&fs, Path::new("/v")).is_none());
    }
}
