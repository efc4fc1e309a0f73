//! Embeds `go/<import path>/*.go`: writes the table of packages that lib.rs includes.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};

fn walk(dir: &Path, root: &Path, found: &mut BTreeMap<String, Vec<PathBuf>>) {
    println!("cargo::rerun-if-changed={}", dir.display());
    for entry in std::fs::read_dir(dir).expect("the go folder is readable") {
        let path = entry.expect("the go folder is readable").path();
        if path.is_dir() {
            walk(&path, root, found);
        } else if path.extension().is_some_and(|e| e == "go") {
            let package = dir.strip_prefix(root).expect("below the root").to_string_lossy().replace('\\', "/");
            found.entry(package).or_default().push(path);
        }
    }
}

fn main() {
    let root = Path::new(&std::env::var("CARGO_MANIFEST_DIR").expect("set by cargo")).join("go");
    let mut found = BTreeMap::new();
    walk(&root, &root, &mut found);
    let mut out = String::from(
        "/// (import path, files), sorted by path.\ntype Files = &'static [(&'static str, &'static str)];\nstatic PACKAGES: &[(&str, Files)] = &[\n",
    );
    for (package, files) in &mut found {
        files.sort();
        let _ = writeln!(out, "    ({package:?}, &[");
        for f in files {
            let name = f.file_name().expect("a file").to_string_lossy();
            let _ = writeln!(out, "        ({name:?}, include_str!({:?})),", f.display().to_string());
        }
        let _ = writeln!(out, "    ]),");
    }
    out.push_str("];\n");
    let dest = Path::new(&std::env::var("OUT_DIR").expect("set by cargo")).join("sources.rs");
    std::fs::write(dest, out).expect("OUT_DIR is writable");
}
