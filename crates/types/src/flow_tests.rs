//! Tests of labels and terminating statements on parsed functions; what is expected is what gc reports.

use crate::labels::check_labels;
use crate::returns::body_terminates;
use std::sync::Arc;
use vole_source::SourceMap;
use vole_syntax::ast::{Block, ExprKind, TopDecl};

fn body_of(map: &mut SourceMap, text: &str) -> Block {
    let file = map.add("a.go", "/a.go", format!("package p; func f() int {{\n{text}\n}}\n"));
    let parsed = vole_syntax::parse_file(&file, 0);
    assert!(parsed.diagnostics.is_empty(), "{text}: {:?}", parsed.diagnostics);
    let Some(TopDecl::Func(f)) = parsed.file.decls.first() else { panic!("a function") };
    Arc::clone(f).body.clone().expect("a body")
}

/// Errors as `line:column: message`, lines counted from the body's first.
fn errors(text: &str) -> Vec<String> {
    let mut map = SourceMap::new();
    let body = body_of(&mut map, text);
    let place = |offset: u32| map.position(offset).map_or(String::new(), |p| format!("{}:{}", p.line - 1, p.column));
    let mut found = check_labels(&body, &|span| place(span.lo));
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

fn ends(text: &str) -> bool {
    let mut map = SourceMap::new();
    let body = body_of(&mut map, text);
    body_terminates(&body, &|call| matches!(&call.fun.kind, ExprKind::Ident(i) if &*i.name == "panic"))
}

#[test]
fn terminating_statements() {
    for yes in [
        "return 1",
        "panic(1)",
        "(panic(1))",
        "for { }",
        "L: for { break M; M: for { break M } }",
        "{ return 1 };;",
        "if x { return 1 } else if y { panic(1) } else { for { } }",
        "switch x { case 1: return 1; case 2: fallthrough; default: panic(1) }",
        "switch x.(type) { case int: return 1; default: return 2 }",
        "select { case <-c: return 1 }",
        "select { }",
        "L: goto L",
        "for { switch { case x: break } }",
        "for { func() { for { break } }() }",
    ] {
        assert!(ends(yes), "{yes}");
    }
    for no in [
        "",
        "x = 1",
        "if x { return 1 }",
        "for x { return 1 }",
        "for { break }",
        "L: for { for { break L } }",
        "for range x { return 1 }",
        "switch x { case 1: return 1 }",
        "switch x { case 1: return 1; default: break }",
        "switch x { default: if y { break }; return 1 }",
        "L: switch x { default: for { break L } }",
        "select { case <-c: break }",
        "return 1; x = 2",
    ] {
        assert!(!ends(no), "{no}");
    }
}
