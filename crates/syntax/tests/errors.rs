//! Syntax errors of many wrong (and some right) programs against what real Go says about them. `errors/cases.txt` is recorded
//! by `cargo run -p vole-syntax --example record_errors`, never typed.

#[test]
fn messages_are_gcs() {
    let text = include_str!("errors/cases.txt");
    let mut wrong = Vec::new();
    for case in text.split("\n=== ").map(|c| c.strip_prefix("=== ").unwrap_or(c)) {
        let (name, rest) = case.split_once('\n').expect("a case has a name and a program");
        let (program, expected) = rest.split_once("\n--- gc\n").expect("a case has an expectation");
        let mut map = vole_source::SourceMap::new();
        let file = map.add("x.go", "x.go", program);
        let parsed = vole_syntax::parse_file(&file, 0);
        let got = vole_source::render_gc(&map, &parsed.diagnostics, false).replace("x.go:", "");
        if got.trim_end() != expected.trim_end() {
            wrong.push(format!("=== {name}\n{program}\n--- gc\n{}\n--- here\n{got}", expected.trim_end()));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}
