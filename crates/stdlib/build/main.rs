//! Embeds `go/<import path>/*.go`: writes the table of packages that lib.rs includes, each file with its outline; `export_test.go`
//! is apart.
#![allow(clippy::print_stdout, reason = "how a build script talks to cargo")]

mod outline;

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
    println!("cargo::rerun-if-changed=build");
    let root = Path::new(&std::env::var("CARGO_MANIFEST_DIR").expect("set by cargo")).join("go");
    let mut found = BTreeMap::new();
    walk(&root, &root, &mut found);
    let mut out = String::from("/// Sorted by path.\nstatic PACKAGES: &[Package] = &[\n");
    // numbers only: a table of them needs no work when the program starts
    let mut words: Vec<u32> = Vec::new();
    for (package, files) in &mut found {
        files.sort();
        let _ = writeln!(out, "    Package {{ path: {package:?}, files: &[");
        let (exports, files): (Vec<&PathBuf>, _) =
            files.iter().partition(|f| f.to_string_lossy().ends_with("_test.go"));
        for f in files {
            let name = f.file_name().expect("a file").to_string_lossy();
            let text = std::fs::read_to_string(f).expect("a library file is readable text");
            let first = words.len();
            words.extend(outline::outline(&text));
            let _ = writeln!(
                out,
                "        File {{ name: {name:?}, text: include_str!({:?}), outline: Some(({first}, {})) }},",
                f.display().to_string(),
                words.len()
            );
        }
        let _ = writeln!(out, "    ], exports: &[");
        for f in exports {
            let name = f.file_name().expect("a file").to_string_lossy();
            let text = format!("include_str!({:?})", f.display().to_string());
            let _ = writeln!(out, "        File {{ name: {name:?}, text: {text}, outline: None }},");
        }
        let _ = writeln!(out, "    ] }},");
    }
    let _ = writeln!(out, "];\n/// The outlines of all files.\nstatic OUTLINES: [u32; {}] = {words:?};", words.len());
    let dest = Path::new(&std::env::var("OUT_DIR").expect("set by cargo")).join("sources.rs");
    std::fs::write(dest, out).expect("OUT_DIR is writable");
}
