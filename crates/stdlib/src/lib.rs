//! The standard library: Go sources and native leaves.
//!
//! Go sources lie in `go/<import path>/*.go` and are embedded; [`source`] hands them to the compiler. A function without
//! body in them is a native: its Rust body lies in `native/` under the name `<import path>.<Func>`.

pub mod native;

include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// The files of a package as (name, text), or `None` if the library has no such package.
pub fn source(import_path: &str) -> Option<&'static [(&'static str, &'static str)]> {
    #[cfg(feature = "tree")]
    if let Some(files) = tree::source(import_path) {
        return Some(files);
    }
    let i = PACKAGES.binary_search_by_key(&import_path, |p| p.0).ok()?;
    Some(PACKAGES[i].1)
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
    PACKAGES.iter().map(|p| p.0)
}

/// Feature `tree`: packages come from the `go` folder as it is now, so that a change to a Go source needs no build.
#[cfg(feature = "tree")]
mod tree {
    pub(super) fn source(import_path: &str) -> Option<super::Files> {
        let dir = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("go").join(import_path);
        let mut files: Vec<(&'static str, &'static str)> = Vec::new();
        for entry in std::fs::read_dir(dir).ok()?.flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".go") {
                files.push((name.leak(), std::fs::read_to_string(entry.path()).ok()?.leak()));
            }
        }
        files.sort();
        (!files.is_empty()).then(|| &*files.leak())
    }
}

/// Registers every native of the library, those that belong to the VM itself included.
pub fn register(registry: &mut vole_vm::NativeRegistry) {
    vole_vm::register_natives(registry);
    native::register(registry);
}
