//! With `GO_SRC` set to a directory (such as `$(go env GOROOT)/src`), every `.go` file below it outside of `testdata` must parse.

use std::path::Path;

fn walk(dir: &Path, wrong: &mut Vec<String>) {
    for entry in std::fs::read_dir(dir).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            if entry.file_name() != "testdata" {
                walk(&path, wrong);
            }
        } else if path.extension().is_some_and(|x| x == "go")
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            let mut map = vole_source::SourceMap::new();
            let name = path.display().to_string();
            let file = map.add(name.clone(), name, text);
            let parsed = vole_syntax::parse_file(&file, 0);
            if !parsed.diagnostics.is_empty() {
                wrong.push(vole_source::render_gc(&map, &parsed.diagnostics, false));
            }
        }
    }
}

#[test]
fn accepts_real_programs() {
    let Some(root) = std::env::var_os("GO_SRC") else { return };
    let mut wrong = Vec::new();
    walk(Path::new(&root), &mut wrong);
    assert!(wrong.is_empty(), "{}", wrong.concat());
}
