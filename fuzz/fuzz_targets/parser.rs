//! Parsing: no panic, every span inside of the file, a whole tree exactly when there is no syntax error, the same twice.
#![no_main]

use vole_syntax::{SYNTAX, ast};

vole_fuzz::go_mutator!();

struct Spans<'a>(&'a vole_source::SourceMap);

impl ast::Visit for Spans<'_> {
    fn stmt(&mut self, s: &ast::Stmt) -> bool {
        vole_fuzz::check_span(self.0, s.span, "statement");
        true
    }

    fn expr(&mut self, e: &ast::Expr) -> bool {
        vole_fuzz::check_span(self.0, e.span, "expression");
        if e.span.hi - e.span.lo < 300 {
            let _ = ast::print_expr(e);
        }
        true
    }
}

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let map = vole_fuzz::file(data);
    let file = &map.files()[0];
    let parsed = vole_syntax::parse_file(file, 1);
    vole_fuzz::check_diagnostics(&map, &parsed.diagnostics);
    let syntax_errors = parsed.diagnostics.iter().any(|d| d.code == SYNTAX);
    assert_eq!(parsed.is_whole(), !syntax_errors);
    let worded = parsed.diagnostics.iter().any(|d| d.message.starts_with("syntax error"));
    assert!(syntax_errors || !worded);
    for d in &parsed.file.decls {
        match d {
            ast::TopDecl::Func(f) => {
                if let Some(b) = &f.body {
                    ast::walk_block(&mut Spans(&map), b);
                }
            }
            ast::TopDecl::Gen(ast::Decl::Var(specs)) => {
                for v in specs.iter().flat_map(|s| &s.values) {
                    ast::walk_expr(&mut Spans(&map), v);
                }
            }
            _ => {}
        }
    }
    let again = vole_syntax::parse_file(file, 1);
    assert_eq!(parsed.diagnostics, again.diagnostics);
    assert_eq!(parsed.next_id, again.next_id);
});
