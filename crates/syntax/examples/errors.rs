//! Prints the diagnostics of each given file as gc would, after a line `== name`. For comparing with real Go.
#![allow(clippy::print_stdout)] // it is what the program is for

fn main() {
    for path in std::env::args().skip(1) {
        let Ok(bytes) = std::fs::read(&path) else { continue };
        let mut map = vole_source::SourceMap::new();
        let file = map.add(path.clone(), path.clone(), String::from_utf8_lossy(&bytes).into_owned());
        let parsed = vole_syntax::parse_file(&file, 0);
        println!("== {path}");
        print!("{}", vole_source::render_gc(&map, &parsed.diagnostics, false));
    }
}
