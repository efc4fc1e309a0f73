//! Parses every `.go` file under the given directories and prints what is refused, and the speed. For development.
#![allow(clippy::print_stdout)] // it is what the program is for
use std::path::{Path, PathBuf};
use std::time::Instant;

fn main() {
    let mut files = Vec::new();
    for root in std::env::args().skip(1) {
        collect(Path::new(&root), &mut files);
    }
    let (mut accepted, mut refused, mut lines, mut seconds) = (0, 0, 0, 0.0);
    for path in &files {
        let Ok(text) = std::fs::read_to_string(path) else { continue };
        let mut map = vole_source::SourceMap::new();
        let name = path.display().to_string();
        let file = map.add(name.clone(), name, text);
        let start = Instant::now();
        let parsed = vole_syntax::parse_file(&file, 0);
        seconds += start.elapsed().as_secs_f64();
        lines += file.text.lines().count();
        if parsed.diagnostics.is_empty() {
            accepted += 1;
        } else {
            refused += 1;
            print!("{}", vole_source::render_gc(&map, &parsed.diagnostics, false));
        }
    }
    println!(
        "{accepted} accepted, {refused} refused; {lines} lines in {seconds:.2} s, {:.2} M lines/s",
        lines as f64 / seconds / 1e6
    );
}

fn collect(path: &Path, out: &mut Vec<PathBuf>) {
    if path.is_file() {
        if path.extension().is_some_and(|x| x == "go") {
            out.push(path.into());
        }
    } else if let Ok(entries) = std::fs::read_dir(path) {
        for e in entries.flatten() {
            if e.file_name() != "testdata" {
                collect(&e.path(), out);
            }
        }
    }
}
