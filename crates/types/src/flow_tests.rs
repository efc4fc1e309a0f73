//! Tests of terminating statements on parsed functions.

use crate::returns::body_terminates;
use std::sync::Arc;
use vole_source::SourceMap;
use vole_syntax::ast::{Block, ExprKind, TopDecl};

fn body_of(map: &mut SourceMap, text: &str) -> Block {
    let file = map.add("a.go", "/a.go", format!("package p; func f() int {{\n{text}\n}}\n"));
    let parsed = vole_syntax::parse_file(&file, 0);
    assert!(parsed.is_whole(), "{text}: {:?}", parsed.diagnostics);
    let Some(TopDecl::Func(f)) = parsed.file.decls.first() else { panic!("a function") };
    Arc::clone(f).body.clone().expect("a body")
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
