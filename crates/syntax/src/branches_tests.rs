//! Tests of labels and branches on parsed functions; what is expected is what gc reports.

use crate::ast::TopDecl;
use crate::branches::check_body;
use std::sync::Arc;
use vole_source::SourceMap;

/// Errors as `line:column: message`, lines counted from the body's first.
fn errors(text: &str) -> Vec<String> {
    let mut map = SourceMap::new();
    let file = map.add("a.go", "/a.go", format!("package p; func f() int {{\n{text}\n}}\n"));
    let parsed = crate::parse_file(&file, 0);
    let Some(TopDecl::Func(f)) = parsed.file.decls.first() else { panic!("a function") };
    let body = Arc::clone(f).body.clone().expect("a body");
    let place = |offset: u32| map.position(offset).map_or(String::new(), |p| format!("{}:{}", p.line - 1, p.column));
    let mut found = check_body(&body, &|span| place(span.lo));
    found.sort_by_key(|d| d.span.lo);
    found.iter().map(|d| format!("{}: {}", place(d.span.lo), d.message)).collect()
}

#[test]
fn breaks_and_continues() {
    assert_eq!(errors("for { break; continue }"), [""; 0]);
    assert_eq!(
        errors("continue\nbreak"),
        ["1:1: continue is not in a loop", "2:1: break is not in a loop, switch, or select"]
    );
    assert_eq!(errors("switch { case true: break; continue }"), ["1:28: continue is not in a loop"]);
    assert_eq!(
        errors("for { break F }\nF: for { }\nfor { break F }"),
        ["1:13: break label not defined: F", "3:13: invalid break label F"]
    );
    assert_eq!(
        errors("A: { for { break A; continue A } }"),
        ["1:18: invalid break label A", "1:30: invalid continue label A"]
    );
    assert_eq!(errors("L: switch { case true: for { break L; continue L } }"), ["1:48: invalid continue label L"]);
    assert_eq!(errors("C: D: for { break C; break D; continue D }"), ["1:19: invalid break label C"]);
}

#[test]
fn gotos() {
    assert_eq!(errors("L: goto L"), [""; 0]);
    assert_eq!(errors("goto L\n{ L: }"), ["1:6: goto L jumps into block starting at 2:1"]);
    assert_eq!(errors("goto L\nx := 1\n_ = x\nL:"), ["1:6: goto L jumps over declaration of x at 2:3"]);
    assert_eq!(
        errors("goto L\na, b := 1, 2\nvar c, d = a, b\n_, _ = c, d\nL:"),
        ["1:6: goto L jumps over declaration of c at 3:5"]
    );
    assert_eq!(errors("{ goto L }\nvar x int\n_ = x\nL:"), ["1:8: goto L jumps over declaration of x at 2:5"]);
    assert_eq!(errors("{ x := 1; _ = x }\ngoto L\n{ y := 1; _ = y }\nL: const c = 1"), [""; 0]);
    assert_eq!(errors("if true { L: } else { goto L }"), ["1:28: goto L jumps into block starting at 1:9"]);
    assert_eq!(
        errors("switch { case 1 == 1: L:; default: goto L }"),
        ["1:41: goto L jumps into block starting at 1:10"]
    );
    assert_eq!(errors("goto L\ngoto _\n_:"), ["1:6: label L not defined", "2:6: label _ not defined"]);
}

#[test]
fn declarations_of_labels() {
    assert_eq!(errors("L: for { }"), ["1:1: label L defined and not used"]);
    assert_eq!(errors("L: goto L\n{ L: }"), ["2:3: label L already defined at 1:1"]);
    // A function literal is a function of its own.
    assert_eq!(errors("L: func() { L: goto L }()"), ["1:1: label L defined and not used"]);
}

#[test]
fn fallthroughs() {
    assert_eq!(errors("switch { case true: fallthrough; default: }"), [""; 0]);
    assert_eq!(errors("switch { case true: L: fallthrough;;; default: goto L }")[1..], [""; 0]);
    assert_eq!(errors("switch { default: fallthrough }"), ["1:19: cannot fallthrough final case in switch"]);
    assert_eq!(errors("switch { case true: { fallthrough }; default: }"), ["1:23: fallthrough statement out of place"]);
    assert_eq!(
        errors("switch x.(type) { case int: fallthrough; default: }"),
        ["1:29: cannot fallthrough in type switch"]
    );
    assert_eq!(errors("select { default: fallthrough }"), ["1:19: fallthrough statement out of place"]);
}
