//! Checking one file without imports: no panic, places inside of the file, the same diagnostics twice.
#![no_main]

use std::sync::Arc;
use vole_source::{Diagnostics, SourceMap};
use vole_types::{Checker, PackageInput};

vole_fuzz::go_mutator!();

fn check(map: &SourceMap) -> Option<Diagnostics> {
    let parsed = vole_syntax::parse_file(&map.files()[0], 1);
    if !parsed.is_whole() {
        return None;
    }
    let mut checker = Checker::new();
    checker.universe.sources = map.files().to_vec();
    checker.add_package(PackageInput { path: "main".into(), files: vec![Arc::new(parsed.file)], lazy: false, ..Default::default() });
    Some(std::mem::take(&mut checker.diagnostics))
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let map = vole_fuzz::file(data);
    let Some(first) = check(&map) else { return };
    vole_fuzz::check_diagnostics(&map, &first);
    assert_eq!(Some(first), check(&map));
});
