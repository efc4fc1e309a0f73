//! The standard library: Go sources and native leaves.
//!
//! Go sources lie in `go/<import path>/*.go` and are embedded; [`source`] hands them to the compiler. A function without
//! body in them is a native: its Rust body lies in `native/` under the name `<import path>.<Func>`.

pub mod native;

include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// A package of the library.
#[derive(Clone, Copy, Debug)]
pub struct Package {
    /// Its import path.
    pub path: &'static str,
    /// Its files, sorted by name.
    pub files: &'static [File],
    /// Its `export_test.go`, if there is one: what Go's own tests of the package use of Go's private code and the package has in its
    /// own way. Part of the package in such tests only.
    pub exports: &'static [File],
}

/// A file of a package.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// Its name.
    pub name: &'static str,
    /// Its text.
    pub text: &'static str,
    /// Where its outline begins and ends in the table of all; `None` when the file was read at run time.
    outline: Option<(u32, u32)>,
}

impl File {
    /// What the file declares (`vole_syntax::outline`), as found when the library was built.
    pub fn outline(&self) -> Option<&'static [u32]> {
        self.outline.map(|(begin, end)| &OUTLINES[begin as usize..end as usize])
    }
}

/// A package, or `None` if the library has none of this path.
pub fn package(import_path: &str) -> Option<Package> {
    #[cfg(feature = "tree")]
    if let Some(package) = tree::package(import_path) {
        return Some(package);
    }
    let i = PACKAGES.binary_search_by_key(&import_path, |p| p.path).ok()?;
    Some(PACKAGES[i])
}

/// Functions that packages outside the library have in assembly, written in Go: the text of a file of theirs.
pub fn assembly(import_path: &str) -> Option<&'static str> {
    match import_path {
        "golang.org/x/sys/unix" => Some(include_str!("../assembly/golang.org/x/sys/unix.go")),
        _ => None,
    }
}

/// The import paths of all packages, sorted.
pub fn packages() -> impl Iterator<Item = &'static str> {
    PACKAGES.iter().map(|p| p.path)
}

/// Feature `tree`: packages come from the `go` folder as it is now, so that a change to a Go source needs no build.
#[cfg(feature = "tree")]
mod tree {
    use super::{File, Package};

    pub(super) fn package(import_path: &str) -> Option<Package> {
        let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("go").join(import_path);
        let mut files: Vec<File> = Vec::new();
        for entry in std::fs::read_dir(dir).ok()?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".go") {
                let text = std::fs::read_to_string(entry.path()).ok()?.leak();
                files.push(File { name: name.leak(), text, outline: None });
            }
        }
        files.sort_by_key(|f| f.name);
        let path = import_path.to_string().leak();
        let (exports, files): (Vec<File>, Vec<File>) = files.into_iter().partition(|f| f.name.ends_with("_test.go"));
        (!files.is_empty()).then(|| Package { path, files: files.leak(), exports: exports.leak() })
    }
}

/// Registers every native of the library, those that belong to the VM itself included.
pub fn register(registry: &mut vole_vm::NativeRegistry) {
    vole_vm::register_natives(registry);
    native::register(registry);
}
