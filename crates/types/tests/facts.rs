//! What the checker records for the compiler: captures, addresses, final types, promoted keys.

use std::sync::Arc;
use vole_source::SourceMap;
use vole_syntax::ast;
use vole_types::object::ObjId;
use vole_types::{Checker, PackageInput};

fn check(text: &str) -> (Checker, Arc<ast::File>) {
    let mut map = SourceMap::new();
    let source = map.add("p.go", "p.go", text);
    let parsed = vole_syntax::parse_file(&source, 0);
    assert!(parsed.diagnostics.is_empty(), "{:?}", parsed.diagnostics);
    let file = Arc::new(parsed.file);
    let mut checker = Checker::new();
    checker.add_package(PackageInput {
        path: "p".into(),
        files: vec![file.clone()],
        lazy: false,
        ..Default::default()
    });
    assert!(checker.diagnostics.is_empty(), "{:?}", checker.diagnostics);
    (checker, file)
}

fn names(c: &Checker, set: &rustc_hash::FxHashSet<ObjId>) -> Vec<String> {
    let mut out: Vec<String> = set.iter().map(|&o| c.universe.obj(o).name.to_string()).collect();
    out.sort();
    out
}

#[test]
fn captures_addresses_and_assignments() {
    let (c, _) = check(
        "package p
type T struct{ n int }
func (t *T) inc() { t.n++ }
func use(...any) {}
func f() {
	a, b, d, e, g, h, k := 1, 2, 3, T{}, [3]int{}, T{}, 4
	p := &b
	func() { use(a) }()
	d = 5
	e.inc()
	use(g[:], p, d)
	h.n = 2
	q := &T{}
	q.n = 1
	q.inc()
	use(k, h)
}",
    );
    assert_eq!(names(&c, &c.info.address_taken), ["b", "e", "g"]);
    assert!(names(&c, &c.info.captured).contains(&"a".to_string()));
    let assigned = names(&c, &c.info.reassigned);
    assert!(assigned.contains(&"d".to_string()) && assigned.contains(&"h".to_string()), "{assigned:?}");
    for name in ["a", "k", "q"] {
        assert!(!assigned.contains(&name.to_string()), "{name} in {assigned:?}");
    }
}

struct Types<'a> {
    checker: &'a Checker,
    found: Vec<String>,
}

impl ast::Visit for Types<'_> {
    fn expr(&mut self, e: &ast::Expr) -> bool {
        if let (ast::ExprKind::Lit(..), Some(t)) = (&e.kind, self.checker.info.of(e.id)) {
            let q = vole_types::typestring::Qualifier::none();
            self.found.push(format!("{}: {}", ast::print_expr(e), self.checker.universe.type_string(t.ty, &q)));
        }
        true
    }
}

#[test]
fn constants_have_their_final_types() {
    let (c, file) = check(
        "package p
func f(n uint8, s int) (float64, any) {
	var x float64 = 1
	var y int32 = 2 << s
	_ = n + 3
	_ = []uint16{4}
	_ = map[string]int64{\"k\": 5}
	_ = x == 6
	_ = \"abc\"[s]
	_, _ = y, 'r'
	return 7, 8.5
}",
    );
    let mut types = Types { checker: &c, found: Vec::new() };
    for d in &file.decls {
        if let ast::TopDecl::Func(f) = d
            && let Some(b) = &f.body
        {
            ast::walk_block(&mut types, b);
        }
    }
    assert_eq!(
        types.found,
        [
            "1: float64",
            "2: int32",
            "3: uint8",
            "4: uint16",
            "\"k\": string",
            "5: int64",
            "6: float64",
            "\"abc\": string",
            "'r': rune",
            "7: float64",
            "8.5: float64",
        ]
    );
}

#[test]
fn lazy_packages_are_checked_on_demand() {
    let mut map = SourceMap::new();
    let source = map.add(
        "q.go",
        "q.go",
        "package q\nvar A = b()\nfunc b() int { return c }\nvar c int = 1\nfunc broken() int { return \"\" }\n",
    );
    let parsed = vole_syntax::parse_file(&source, 0);
    let mut c = Checker::new();
    let pkg = c.add_package(PackageInput {
        path: "q".into(),
        files: vec![Arc::new(parsed.file)],
        lazy: true,
        ..Default::default()
    });
    let a = c.lookup_in(pkg, "A").expect("A");
    let init = c.ensure_initializer(pkg, a).expect("A has a value");
    assert_eq!(init.lhs, [a]);
    let b = c.lookup_in(pkg, "b").expect("b");
    assert_eq!(c.body_dependencies(a), [b]);
    c.ensure_body(b);
    assert_eq!(c.body_dependencies(b), [c.lookup_in(pkg, "c").expect("c")]);
    assert!(!c.has_errors(), "{:?}", c.diagnostics);
    let broken = c.lookup_in(pkg, "broken").expect("broken");
    c.ensure_body(broken);
    assert!(c.has_errors());
}
