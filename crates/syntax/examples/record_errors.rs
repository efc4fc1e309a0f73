//! Records the syntax errors of real Go: rewrites the expectations of the given file (`tests/errors/cases.txt`), running
//! `go tool compile` on each program. Blessing is a deliberate act; the tests only compare.
//!
//! Only what gc's parser says counts. A probe appended to the program, which only the checker refuses, shows whether the
//! checker got to speak too; then the parser's messages are told by their words.
#![allow(clippy::print_stdout)] // it is what the program is for

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

/// What messages of the parser contain (and of gc's checker, where the parser of this crate gives them).
const PARSER: &[&str] = &[
    "invalid syntax tree",
    "range clause permits",
    "invalid use of ...",
    "must have no type parameters",
    "invalid character",
    "not terminated",
    "newline in",
    "rune literal",
    "escape",
    "invalid digit",
    "successive digits",
    "has no digits",
    "mantissa",
    "radix point",
    "invalid NUL",
    "invalid BOM",
    "identifier cannot",
    "expression in go",
    "expression in defer",
    "3-index slice",
    "can only use ...",
    "method has",
    "final parameter",
    "unescaped",
    ": label ",
    "break label",
    "continue label",
    "break is not",
    "continue is not",
    "allthrough",
    " jumps ",
];

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_else(|| "crates/syntax/tests/errors/cases.txt".into());
    let text = std::fs::read_to_string(&path)?;
    let dir = std::env::temp_dir().join(format!("vole-record-{}", std::process::id()));
    std::fs::create_dir_all(&dir)?;
    let mut out = String::new();
    for case in text.split("\n=== ").map(|c| c.strip_prefix("=== ").unwrap_or(c)) {
        let (name, rest) = case.split_once('\n').unwrap_or((case, ""));
        let (program, _) = rest.split_once("\n--- gc\n").unwrap_or((rest, ""));
        let checked = compile(&dir, &format!("{program}\nvar _ int = \"probe\"\n"))?.contains("\"probe\"");
        let messages = compile(&dir, program)?;
        let _ = write!(out, "\n=== {name}\n{program}\n--- gc\n");
        for line in messages.lines().filter(|l| {
            if checked { PARSER.iter().any(|m| l.contains(m)) } else { !l.contains("declared and not used") }
        }) {
            let _ = writeln!(out, "{line}");
        }
    }
    std::fs::remove_dir_all(&dir)?;
    std::fs::write(&path, out.trim_start_matches('\n'))?;
    println!("recorded {path}");
    Ok(())
}

/// What gc says about a program, each line from its `line:column` on.
fn compile(dir: &Path, program: &str) -> std::io::Result<String> {
    std::fs::write(dir.join("x.go"), program)?;
    let run = Command::new("go").args(["tool", "compile", "-p", "p", "-o", "x.o", "x.go"]).current_dir(dir).output()?;
    let text = [run.stdout, run.stderr].concat();
    Ok(String::from_utf8_lossy(&text).replace("x.go:", ""))
}
