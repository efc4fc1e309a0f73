//! What `debug.ReadBuildInfo` tells of a program: the path of its main package, the main module, the other modules that packages in
//! it come from, and settings, in the form in which Go keeps that in programs.

use crate::fs::FileSystem;
use crate::loader::Loaded;
use crate::module::Modules;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// What the platform is that programs see.
const SETTINGS: [&str; 6] =
    ["-buildmode=exe", "-compiler=gc", "CGO_ENABLED=0", "GOARCH=amd64", "GOOS=linux", "GOAMD64=v1"];

/// Describes a program; `modules` are those that it has been loaded with.
pub(crate) fn describe(fs: &dyn FileSystem, modules: Option<&Modules>, loaded: &Loaded) -> String {
    let title = loaded.roots.first().map_or("", |(_, title)| title);
    let mut text = format!("path\t{title}\n");
    if let Some(modules) = modules {
        let main =
            modules.mains.iter().find(|m| m.info.path == title || crate::module::below(title, &m.info.path).is_some());
        if let Some(main) = main {
            let _ = writeln!(text, "mod\t{}\t(devel)\t", main.info.path);
        }
        let mine = loaded.packages.iter().filter(|p| !p.lazy);
        let needed: BTreeSet<_> = mine.filter_map(|p| modules.provider(fs, &p.path)).collect();
        let sums = if needed.is_empty() { BTreeMap::new() } else { sums(fs, modules) };
        let sum = |path: &str, version: &str| sums.get(&format!("{path} {version}")).map_or("", |s| s);
        for (path, version) in needed {
            match modules.replacement(&path, &version) {
                None => {
                    let _ = writeln!(text, "dep\t{path}\t{version}\t{}", sum(&path, &version));
                }
                Some((to, "")) => {
                    let _ = writeln!(text, "dep\t{path}\t{version}\n=>\t{to}\t(devel)\t");
                }
                Some((to, other)) => {
                    let _ = writeln!(text, "dep\t{path}\t{version}\n=>\t{to}\t{other}\t{}", sum(to, other));
                }
            }
        }
    }
    for setting in SETTINGS {
        let _ = writeln!(text, "build\t{setting}");
    }
    text
}

/// The sums of modules' files, by path and version.
fn sums(fs: &dyn FileSystem, modules: &Modules) -> BTreeMap<String, String> {
    let mut sums = BTreeMap::new();
    for main in &modules.mains {
        let Ok(bytes) = fs.read(&main.dir.join("go.sum")) else { continue };
        for line in String::from_utf8_lossy(&bytes).lines() {
            if let Some((module, sum)) = line.rsplit_once(' ') {
                sums.insert(module.to_string(), sum.to_string());
            }
        }
    }
    sums
}
