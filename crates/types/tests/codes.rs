//! Every error code's example program has an error with that code.

use std::sync::Arc;
use vole_source::SourceMap;
use vole_types::{Checker, PackageInput};

/// Codes with their example programs, read from the documentation of `codes.rs`.
fn examples() -> Vec<(String, Option<String>)> {
    let text = include_str!("../src/codes.rs");
    let (mut out, mut program, mut inside) = (Vec::new(), None::<String>, false);
    for line in text.lines() {
        match line.strip_prefix("/// ") {
            Some("```go") => {
                inside = true;
                program = Some(String::new());
            }
            Some("```") => inside = false,
            Some(code) if inside => {
                let p = program.get_or_insert_default();
                p.push_str(code);
                p.push('\n');
            }
            Some(_) => {}
            None => {
                if let Some(value) = line.strip_prefix("pub const ").and_then(|l| l.split('"').nth(1)) {
                    out.push((value.to_string(), program.take()));
                }
            }
        }
    }
    out
}

#[test]
fn examples_have_their_codes() {
    let mut wrong = String::new();
    let examples = examples();
    assert!(examples.len() > 100, "only {} codes found", examples.len());
    for (code, program) in examples {
        let Some(program) = program else { continue };
        let mut map = SourceMap::new();
        let source = map.add("p.go", "p.go", program.as_str());
        let parsed = vole_syntax::parse_file(&source, 0);
        let mut checker = Checker::new();
        checker.universe.sources.push(source);
        checker.add_package(PackageInput {
            path: "p".into(),
            files: vec![Arc::new(parsed.file)],
            lazy: false,
            ..Default::default()
        });
        if !checker.diagnostics.iter().any(|d| d.code == code) {
            let found: Vec<String> = checker.diagnostics.iter().map(|d| format!("{}: {}", d.code, d.message)).collect();
            wrong.push_str(&format!(
                "{code}: parser {:?}, checker {found:?}\n",
                parsed.diagnostics.iter().map(|d| &d.message).collect::<Vec<_>>()
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}
