//! Packages of the same name: messages quote the path of a package when another one of its name is among the packages that the
//! current one imports, however indirectly. For the library the imports of Go's own packages count, internal ones included: the
//! table in `namesakes.txt` has them.

use crate::object::{Package, PkgId};
use crate::universe::Universe;
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::OnceLock;

/// For each package of the library what it pulls in: names and import paths.
fn library() -> &'static FxHashMap<&'static str, Vec<(&'static str, &'static str)>> {
    static TABLE: OnceLock<FxHashMap<&str, Vec<(&str, &str)>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let lines = include_str!("namesakes.txt").lines().filter_map(|l| l.split_once(": "));
        let rows = lines.map(|(packages, reached)| {
            let reached: Vec<_> = reached.split(' ').filter_map(|r| r.split_once('=')).collect();
            (packages, reached)
        });
        rows.flat_map(|(packages, reached)| packages.split(' ').map(move |p| (p, reached.clone()))).collect()
    })
}

/// Whether a package other than `named` but of its name is reached by imports from `current`.
pub(crate) fn ambiguous(u: &Universe, current: PkgId, named: &Package) -> bool {
    let table = library();
    let mut seen = FxHashSet::from_iter([current]);
    let mut open = vec![current];
    while let Some(pkg) = open.pop() {
        let package = u.pkg(pkg);
        if package.name == named.name && package.path != named.path {
            return true;
        }
        match table.get(&*package.path) {
            Some(reached) => {
                if reached.iter().any(|&(name, path)| *name == *named.name && *path != *named.path) {
                    return true;
                }
            }
            None => open.extend(package.imports.iter().copied().filter(|&i| seen.insert(i))),
        }
    }
    false
}
