//! Whatever the text is, the parser returns: no panic, no overflow of a small stack, no hang.

mod support;

use std::time::{Duration, Instant};
use support::{Generator, SAMPLE};

/// Parses on a test thread's stack; returns the number of diagnostics.
fn parse(text: &str) -> usize {
    let mut map = vole_source::SourceMap::new();
    let file = map.add("a.go", "a.go", text);
    let start = Instant::now();
    let parsed = vole_syntax::parse_file(&file, 0);
    vole_source::render_gc(&map, &parsed.diagnostics, true);
    let limit = Duration::from_secs(2 + text.len() as u64 / 20_000);
    assert!(start.elapsed() < limit, "{:?} for {} bytes", start.elapsed(), text.len());
    let n = parsed.diagnostics.len();
    drop(parsed);
    n
}

#[test]
fn truncations() {
    for end in (0..SAMPLE.len()).filter(|&i| SAMPLE.is_char_boundary(i)) {
        parse(&SAMPLE[..end]);
    }
    for start in (0..SAMPLE.len()).step_by(7) {
        parse(&format!("package p\n{}", &SAMPLE[start..]));
    }
}

#[test]
fn garbled() {
    let mut g = Generator::new(3);
    let tokens: Vec<&str> = SAMPLE.split_inclusive([' ', '\n', '(', ')', '{', '}', '[', ']', ',', '.', ';']).collect();
    for _ in 0..1500 {
        let mut t = tokens.clone();
        for _ in 0..=g.below(6) {
            let (i, j) = (g.below(t.len()), g.below(t.len()));
            match g.below(3) {
                0 => t.swap(i, j),
                1 => drop(t.remove(i)),
                _ => t.insert(i, tokens[j % tokens.len()]),
            }
        }
        parse(&t.concat());
    }
}

#[test]
fn random_bytes_and_tokens() {
    let mut g = Generator::new(5);
    let words = [
        "func",
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        "x",
        "1",
        "\"s\"",
        ";",
        "\n",
        ",",
        ".",
        ":=",
        "=",
        "if",
        "for",
        "switch",
        "case",
        "type",
        "struct",
        "interface",
        "<-",
        "*",
        "+",
        ":",
        "...",
        "go",
        "return",
        "var",
        "chan",
        "map",
        "else",
        "select",
        "default",
        "range",
        "~",
        "|",
        "`",
        "'",
        "/*",
        "\0",
        "\u{feff}",
        "\u{e9}",
    ];
    for _ in 0..600 {
        let n = g.below(120);
        let text: String = (0..n).map(|_| words[g.below(words.len())]).collect::<Vec<_>>().join(if g.below(2) == 0 {
            " "
        } else {
            ""
        });
        parse(&text);
        parse(&format!("package p\n{text}"));
        parse(&format!("package p\nfunc f() {{\n{text}"));
        let bytes: Vec<u8> = (0..n).map(|_| g.below(256) as u8).collect();
        parse(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn many_errors() {
    for unit in [
        "@",
        "'",
        "\"",
        "'\n",
        "\0",
        "\u{feff}",
        "\u{201c}",
        "08 ",
        "x y\n",
        "f(\n",
        "}\n",
        "func\n",
        "if x\n",
        "a b;",
        "x := 'ab'\n",
        "type T[P *",
        "/*",
        ")",
    ] {
        for prefix in ["", "package p\n", "package p\nfunc f() {\n"] {
            parse(&format!("{prefix}{}", unit.repeat(200_000 / unit.len())));
        }
    }
}

#[test]
fn deep_nesting_is_refused() {
    let n = 200_000;
    let units = [
        "(",
        "[",
        "{",
        "-",
        "*",
        "&",
        "<-",
        "!",
        "[]",
        "map[int]",
        "chan ",
        "func() ",
        "x.",
        "f(",
        "a[",
        "T{",
        "func() {",
        "if x {",
        "for {",
        "1 + ",
        "x ",
        "else ",
        "struct{a ",
        "interface{m(",
        "L:",
        "switch { case 1:",
        "if x {} else ",
        "(func() ",
        "type T[P (",
        "[1]",
        "...",
        "case x: ",
        "func(",
        ".(",
        "a ? ",
    ];
    for unit in units {
        for prefix in ["package p\nvar x = ", "package p\nfunc f() { ", "package p\ntype T "] {
            parse(&format!("{prefix}{}", unit.repeat(n / unit.len())));
        }
    }
    let deep = format!("package p\nvar x = {}1{}\n", "(".repeat(n), ")".repeat(n));
    assert!(parse(&deep) > 0);
    let below = format!("package p\nvar x = {}1{}\n", "(".repeat(900), ")".repeat(900));
    assert_eq!(parse(&below), 0);
    let elses = format!(
        "package p\nfunc f() {{\n\tif x {{\n\t}}{}\n}}\n",
        " else if a := b; c.d(e) == -f {\n\t\ty(z)\n\t}".repeat(1500)
    );
    assert_eq!(parse(&elses), 0);
    let flat = format!("package p\nfunc f() {{\n{}}}\n", "\ta[i] = b.c(d)[e] + 1\n".repeat(50_000));
    assert_eq!(parse(&flat), 0);
}
