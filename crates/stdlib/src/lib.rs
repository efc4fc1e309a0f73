//! The standard library: Go sources and native leaves.
//!
//! Go sources lie in `go/<import path>/*.go` and are embedded; [`source`] hands them to the compiler. A function without
//! body in them is a native: its Rust body lies in `native/` under the name `<import path>.<Func>`.

pub mod native;

include!(concat!(env!("OUT_DIR"), "/sources.rs"));

/// The files of a package as (name, text), or `None` if the library has no such package.
pub fn source(import_path: &str) -> Option<&'static [(&'static str, &'static str)]> {
    let i = PACKAGES.binary_search_by_key(&import_path, |p| p.0).ok()?;
    Some(PACKAGES[i].1)
}

/// The import paths of all packages, sorted.
pub fn packages() -> impl Iterator<Item = &'static str> {
    PACKAGES.iter().map(|p| p.0)
}

/// Registers every native of the library, those that belong to the VM itself included.
pub fn register(registry: &mut vole_vm::NativeRegistry) {
    vole_vm::register_natives(registry);
    native::register(registry);
}
