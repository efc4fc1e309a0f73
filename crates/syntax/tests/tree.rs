//! Trees of particular programs, and the round trip of printing.

mod support;

use std::collections::HashSet;
use support::{exprs_of, parse, shape, shape_of};
use vole_syntax::ast::*;

fn first_func(f: &File) -> &FuncDecl {
    f.decls.iter().find_map(|d| if let TopDecl::Func(f) = d { Some(&**f) } else { None }).expect("a function")
}

/// The statements of `func f() { body }`.
fn stmts(body: &str) -> Vec<Stmt> {
    let f = parse(&format!("package p\nfunc f() {{\n{body}\n}}\n"));
    first_func(&f).body.clone().expect("a body").stmts
}

fn expr(text: &str) -> Expr {
    match stmts(&format!("_ = {text}")).remove(0).kind {
        StmtKind::Assign(_, _, mut r) => r.remove(0),
        other => panic!("{other:?}"),
    }
}

#[test]
fn precedence_and_associativity() {
    let grouped = |text: &str| {
        fn go(e: &Expr) -> String {
            match &e.kind {
                ExprKind::Binary(op, _, x, y) => format!("({} {} {})", go(x), op.token(), go(y)),
                _ => print_expr(e),
            }
        }
        go(&expr(text))
    };
    assert_eq!(grouped("a + b*c - d"), "((a + (b * c)) - d)");
    assert_eq!(grouped("a || b && c == d + e*f"), "(a || (b && (c == (d + (e * f)))))");
    assert_eq!(grouped("a*b + c == d && e || f"), "(((((a * b) + c) == d) && e) || f)");
    assert_eq!(grouped("a - b - c<<1"), "((a - b) - (c << 1))");
    let e = expr("a + b*c");
    assert!(matches!(e.kind, ExprKind::Binary(BinOp::Add, ..)));
    assert_eq!(e.span.hi - e.span.lo, 7);
}

#[test]
fn parameters() {
    let f = parse(
        "package p\nfunc f(a, b int, c ...string) (x, y T)\nfunc g(int, p.T)\nfunc (r *T) m()\nfunc h[K comparable, V, W any]()\n",
    );
    let funcs: Vec<&FuncDecl> =
        f.decls.iter().map(|d| if let TopDecl::Func(f) = d { &**f } else { panic!() }).collect();
    let names = |l: &[Param]| l.iter().map(|p| p.name.as_ref().map(|n| n.name.to_string())).collect::<Vec<_>>();
    assert_eq!(names(&funcs[0].ty.params), [Some("a".into()), Some("b".into()), Some("c".into())]);
    assert!(std::sync::Arc::ptr_eq(&funcs[0].ty.params[0].ty, &funcs[0].ty.params[1].ty));
    assert!(matches!(funcs[0].ty.params[2].ty.kind, ExprKind::Ellipsis(_)));
    assert_eq!(names(&funcs[0].ty.results), [Some("x".into()), Some("y".into())]);
    assert_eq!(names(&funcs[1].ty.params), [None, None]);
    assert_eq!(funcs[2].recv.as_ref().and_then(|r| r.name.as_ref()).map(|n| &*n.name), Some("r"));
    let tp = &funcs[3].ty.type_params;
    assert_eq!(
        tp.iter().map(|t| format!("{} {}", t.name.name, print_expr(&t.constraint))).collect::<Vec<_>>(),
        ["K comparable", "V any", "W any"]
    );
}

#[test]
fn type_parameters_or_array() {
    let tps = |decl: &str| {
        let f = parse(&format!("package p\n{decl}\n"));
        match &f.decls[0] {
            TopDecl::Gen(Decl::Type(specs)) => specs[0].type_params.len(),
            other => panic!("{other:?}"),
        }
    };
    for (decl, n) in [
        ("type T [N]int", 0),
        ("type T [N * 2]int", 0),
        ("type T [P *Q]int", 0),
        ("type T [P (Q)]int", 0),
        ("type T [P *Q,] int", 1),
        ("type T [P *struct{}] int", 1),
        ("type T [P interface{ *Q }] int", 1),
        ("type T [P, Q any] int", 2),
        ("type T [P []int | ~string] int", 1),
        ("type T []int", 0),
        ("type (\n\tT [P any] int\n)", 1),
    ] {
        assert_eq!(tps(decl), n, "{decl}");
    }
}

#[test]
fn control_headers() {
    for text in [
        "for _, x := range []int{1, 2} { f() }",
        "for i := range 10 { f() }",
        "for range f { }",
        "if f := func() bool { return T{} == x }; f() { g() } else if y { } else { }",
        "if x == (T{}) { }",
        "switch x := y.(type) { case int, *T: default: }",
        "switch struct{}{} { }",
        "switch { case a: f(); case b: }",
        "select { case x, ok := <-c: case c <- 1: case <-d: default: }",
        "for m := map[string]int{}; ; { }",
        "for x := (interface{ M() })(nil); x != nil; x = nil { }",
        "L: for { break L; continue L; goto L }",
        "if v, ok := m[k].([]int); ok { }",
        "x := func() int(f)",
        "_ = struct{ a int }.m",
        "var a, b = <-chan int(nil), chan<- int(nil)",
    ] {
        assert_eq!(stmts(text).len(), 1, "{text}");
    }
    assert!(matches!(stmts("switch x; y := z.(type) {}")[0].kind, StmtKind::TypeSwitch(_)));
    assert!(
        matches!(&stmts("goto L\nL: }\nfunc g() {")[1].kind, StmtKind::Labeled(_, s) if matches!(s.kind, StmtKind::Empty))
    );
    assert!(matches!(&stmts(";;f();;")[..], [Stmt { kind: StmtKind::Expr(_), .. }]));
}

#[test]
fn directives() {
    let f = parse(
        "//go:build linux\n\npackage p\n\nimport _ \"embed\"\n\n//go:embed a.txt\nvar s string\n\n//go:noinline\n//go:nosplit\nfunc f() {\n//go:inside\n}\n\nfunc g()\n//go:last\n",
    );
    let texts = |l: &[Directive]| l.iter().map(|d| d.text.to_string()).collect::<Vec<_>>();
    assert_eq!(texts(&first_func(&f).directives), ["go:noinline", "go:nosplit"]);
    match &f.decls[0] {
        TopDecl::Gen(Decl::Var(v)) => assert_eq!(texts(&v[0].directives), ["go:embed a.txt"]),
        other => panic!("{other:?}"),
    }
    assert_eq!(texts(&f.directives), ["go:build linux", "go:inside", "go:last"]);
    assert_eq!(&*f.imports[0].path, "embed");
}

#[test]
fn ids_are_unique_and_consecutive() {
    let mut map = vole_source::SourceMap::new();
    let file = map.add("a.go", "a.go", support::SAMPLE);
    let parsed = vole_syntax::parse_file(&file, 100);
    assert_eq!(parsed.diagnostics, []);
    let mut seen = HashSet::new();
    for e in exprs_of(&parsed.file) {
        assert!(seen.insert(e.id), "{e:?}");
        assert!((100..parsed.next_id).contains(&e.id.0));
        assert!(file.base <= e.span.lo && e.span.lo < e.span.hi && e.span.hi <= file.span().hi, "{e:?}");
    }
}

#[test]
fn printing_as_gc_does() {
    for text in [
        "&[]int{…}",
        "func(a int) func(b int) {…}",
        "func(int, string) {}",
        "struct{}{}",
        "interface{}(x)",
        "x[1:2:3]",
        "(func())(nil)",
        "func(x struct{a int}, _ ...interface{}) (int, string) {…}",
        "chan (<-chan int)(nil)",
        "<-chan int",
        "x.(T)",
        "-(-1)",
        "x - -y",
        "map[string][]chan<- int{}",
        "f(a, b...)",
        "G[int, string](x)",
        "struct{A, B int \"tag\"; *T; U}",
        "interface{M(x int) error; ~int | string; E}",
    ] {
        let source = text.replace("{…}", if text.starts_with("func") { "{ f() }" } else { "{1}" });
        assert_eq!(print_expr(&expr(&source)), text);
    }
}

/// print(parse(x)) parses to the same tree, for every expression of the sample and for generated ones.
#[test]
fn round_trip() {
    let mut all: Vec<Expr> = exprs_of(&parse(support::SAMPLE)).into_iter().filter(|e| !has_body(e)).collect();
    let mut g = support::Generator::new(7);
    for _ in 0..3000 {
        all.push(expr(&g.expr(4)));
    }
    for e in all {
        if matches!(e.kind, ExprKind::KeyValue(..) | ExprKind::Ellipsis(_))
            || matches!(&e.kind, ExprKind::CompositeLit(c) if c.ty.is_none())
        {
            continue; // no expressions by themselves
        }
        let text = print_expr_full(&e);
        let again = match &e.kind {
            // `~T` and unions of it stand in constraints only.
            _ if text.contains('~') => continue,
            ExprKind::TypeAssert(_, None) => continue,
            _ => expr(&text),
        };
        assert_eq!(shape_of(&e), shape_of(&again), "{text}");
    }
    assert_eq!(shape(&parse(support::SAMPLE)), shape(&parse(support::SAMPLE)));
}

/// Printing leaves out function bodies.
fn has_body(e: &Expr) -> bool {
    struct V(bool);
    impl Visit for V {
        fn expr(&mut self, e: &Expr) -> bool {
            self.0 |= matches!(&e.kind, ExprKind::FuncLit(f) if !f.body.stmts.is_empty());
            true
        }
    }
    let mut v = V(false);
    walk_expr(&mut v, e);
    v.0
}
