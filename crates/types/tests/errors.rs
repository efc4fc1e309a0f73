//! Programs full of errors: what the checker says of `errors/NAME.go` must be what gc says, recorded in `errors/NAME.want` (`go tool compile
//! -e -complete`, the packages below `errors/lib` imported). Order within a line is not compared.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use vole_source::{Diagnostic, SourceMap, render_gc};
use vole_types::{Checker, PackageInput};

/// Messages with their continuation lines, sorted.
fn entries(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    for line in text.lines() {
        match out.last_mut() {
            Some(last) if line.starts_with('\t') => {
                last.push('\n');
                last.push_str(line);
            }
            _ => out.push(line.to_string()),
        }
    }
    out.sort();
    out
}

struct Session {
    map: SourceMap,
    checker: Checker,
    next_id: u32,
}

impl Session {
    fn add(&mut self, path: &Path, import_path: &str, lazy: bool) -> Vec<Diagnostic> {
        let text = std::fs::read_to_string(path).expect("a test's source");
        let name = path.file_name().expect("a file").to_string_lossy().to_string();
        let source = self.map.add(name, path.display().to_string(), text);
        self.checker.universe.sources.push(source.clone());
        let parsed = vole_syntax::parse_file(&source, self.next_id);
        self.next_id = parsed.next_id;
        self.checker.add_package(PackageInput {
            path: import_path.into(),
            files: vec![Arc::new(parsed.file)],
            lazy,
            ..Default::default()
        });
        parsed.diagnostics
    }
}

fn check(file: &Path) -> String {
    let dir = file.parent().expect("tests lie in a directory");
    let mut s = Session { map: SourceMap::new(), checker: Checker::new(), next_id: 0 };
    for (path, file) in [("lib", "lib/lib.go"), ("lib/other", "lib/other/other.go"), ("lib/strs", "lib/strs/strs.go")] {
        let found = s.add(&dir.join(file), path, true);
        assert!(found.is_empty(), "{found:?}");
    }
    let mut all = s.add(file, "main", false);
    all.retain(|d| d.code != vole_syntax::STRUCTURE);
    all.append(&mut s.checker.diagnostics);
    let line = |d: &Diagnostic| s.map.position(d.span.lo).map(|p| (p.file.id, p.line));
    all.dedup_by(|a, b| a.message == b.message && line(a) == line(b));
    all.sort_by_key(|d| d.span.lo);
    all.iter().map(|d| render_gc(&s.map, std::slice::from_ref(d), false)).collect()
}

#[test]
fn errors_are_gcs() {
    let dir = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/errors");
    let mut seen = 0;
    let mut wrong = String::new();
    let mut files: Vec<PathBuf> = std::fs::read_dir(&dir).expect("tests/errors").flatten().map(|e| e.path()).collect();
    files.sort();
    for file in files.into_iter().filter(|p| p.extension().is_some_and(|e| e == "go")) {
        let want = std::fs::read_to_string(file.with_extension("want")).expect("a recorded expectation");
        let (want, have) = (entries(&want), entries(&check(&file)));
        for m in want.iter().filter(|m| !have.contains(m)) {
            wrong.push_str(&format!("missing {m}\n"));
        }
        for m in have.iter().filter(|m| !want.contains(m)) {
            wrong.push_str(&format!("extra   {m}\n"));
        }
        seen += 1;
    }
    assert!(seen > 5, "no tests found");
    assert!(wrong.is_empty(), "\n{wrong}");
}
