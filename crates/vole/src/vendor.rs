//! The `vendor` folder: which packages of which modules it holds (`modules.txt`), and whether that agrees with the `go.mod`.

use crate::fs::FileSystem;
use crate::gomod::{ModFile, Requirement};
use crate::module::ModInfo;
use crate::version;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A vendored module.
#[derive(Debug, Default)]
struct Entry {
    path: String,
    version: String,
    explicit: bool,
    go: Option<u16>,
    /// `path` or `path version` behind `=>`.
    replaced: Option<String>,
    packages: usize,
}

/// A vendor folder.
#[derive(Debug)]
pub(crate) struct Vendor {
    pub dir: PathBuf,
    entries: Vec<Entry>,
    packages: HashMap<String, usize>,
}

impl Vendor {
    /// Reads `modules.txt` in `dir`; without one nothing is vendored.
    pub fn read(fs: &dyn FileSystem, dir: &Path) -> Vendor {
        let mut vendor = Vendor { dir: dir.to_path_buf(), entries: Vec::new(), packages: HashMap::new() };
        let text = fs.read(&dir.join("modules.txt")).unwrap_or_default();
        for line in String::from_utf8_lossy(&text).lines() {
            if let Some(notes) = line.strip_prefix("## ") {
                let Some(entry) = vendor.entries.last_mut() else { continue };
                for note in notes.split(';').map(str::trim) {
                    match note.strip_prefix("go ") {
                        Some(v) => entry.go = version::go_minor(v.trim()),
                        None => entry.explicit |= note == "explicit",
                    }
                }
            } else if let Some(module) = line.strip_prefix("# ") {
                let (of, to) = module.split_once("=>").map_or((module, None), |(a, b)| (a, Some(b)));
                let mut words = of.split_whitespace();
                vendor.entries.push(Entry {
                    path: words.next().unwrap_or("").to_string(),
                    version: words.next().unwrap_or("").to_string(),
                    replaced: to.map(|t| t.trim().to_string()),
                    ..Entry::default()
                });
            } else if !line.trim().is_empty()
                && let Some(entry) = vendor.entries.last_mut()
            {
                entry.packages += 1;
                vendor.packages.insert(line.trim().to_string(), vendor.entries.len() - 1);
            }
        }
        vendor
    }

    /// The module that a vendored package is part of.
    pub fn module_of(&self, import: &str) -> Arc<ModInfo> {
        let entry = self.packages.get(import).map(|&i| &self.entries[i]);
        let path = entry.map_or(import, |e| &e.path).to_string();
        Arc::new(ModInfo { path, go: entry.and_then(|e| e.go).unwrap_or(16) })
    }

    /// In what the folder and the `go.mod` contradict each other.
    pub fn inconsistencies(&self, file: &ModFile, root: &Path) -> Option<String> {
        let mut lines = Vec::new();
        let entry = |m: &Requirement| self.entries.iter().find(|e| e.path == m.path && e.version == m.version);
        for module in &file.require {
            if !entry(module).is_some_and(|e| e.explicit) {
                lines.push(format!(
                    "{module}: is explicitly required in go.mod, but not marked as explicit in vendor/modules.txt"
                ));
            }
        }
        for replace in &file.replace {
            let of = Requirement { path: replace.path.clone(), version: replace.version.clone() };
            let to = format!("{} {}", replace.to, replace.to_version).trim_end().to_string();
            let same = |e: &&Entry| e.path == of.path && (e.version == of.version || of.version.is_empty());
            match self.entries.iter().filter(same).find_map(|e| e.replaced.as_deref()) {
                None => {
                    lines.push(format!("{of}: is replaced in go.mod, but not marked as replaced in vendor/modules.txt"))
                }
                Some(marked) if marked != to => lines.push(format!(
                    "{of}: is replaced by {} in go.mod, but marked as replaced by {} in vendor/modules.txt",
                    to.replace(' ', "@"),
                    marked.replace(' ', "@")
                )),
                Some(_) => {}
            }
        }
        for e in self.entries.iter().filter(|e| e.packages > 0) {
            let module = Requirement { path: e.path.clone(), version: e.version.clone() };
            if e.explicit && !file.require.contains(&module) {
                lines.push(format!(
                    "{module}: is marked as explicit in vendor/modules.txt, but not explicitly required in go.mod"
                ));
            }
            if e.replaced.is_some() && file.replacement(&module).is_none() {
                lines
                    .push(format!("{module}: is marked as replaced in vendor/modules.txt, but not replaced in go.mod"));
            }
        }
        if lines.is_empty() {
            return None;
        }
        Some(format!(
            "go: inconsistent vendoring in {}:\n\t{}\n\n\tTo ignore the vendor directory, use -mod=readonly or -mod=mod.\n\
             \tTo sync the vendor directory, run:\n\t\tgo mod vendor",
            root.display(),
            lines.join("\n\t")
        ))
    }
}
