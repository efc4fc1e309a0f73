//! What the tests share: a sample program, shapes of trees (ids and places left out), random expressions.
#![allow(dead_code)] // each test uses a part

use vole_syntax::ast::*;

/// A program that uses most of the syntax.
pub const SAMPLE: &str = include_str!("sample.go");

pub fn parse(text: &str) -> File {
    let mut map = vole_source::SourceMap::new();
    let file = map.add("a.go", "a.go", text);
    let parsed = vole_syntax::parse_file(&file, 0);
    assert!(parsed.diagnostics.is_empty(), "{}\n{text}", vole_source::render_gc(&map, &parsed.diagnostics, false));
    parsed.file
}

struct Collect {
    exprs: Vec<Expr>,
    shape: Vec<String>,
}

impl Visit for Collect {
    fn expr(&mut self, e: &Expr) -> bool {
        self.exprs.push(e.clone());
        self.shape.push(label(&e.kind));
        true
    }
    fn stmt(&mut self, s: &Stmt) -> bool {
        self.shape.push(format!("{:?}", std::mem::discriminant(&s.kind)));
        true
    }
}

fn label(kind: &ExprKind) -> String {
    let detail = match kind {
        ExprKind::Ident(n) | ExprKind::Selector(_, n) => n.name.to_string(),
        ExprKind::Lit(k, t) => format!("{k:?} {t}"),
        ExprKind::Unary(op, _) => op.token().into(),
        ExprKind::Binary(op, ..) => op.token().into(),
        ExprKind::Index(_, l) => l.len().to_string(),
        ExprKind::Slice(s) => format!("{} {} {} {}", s.lo.is_some(), s.hi.is_some(), s.max.is_some(), s.three),
        ExprKind::Call(c) => format!("{} {}", c.args.len(), c.spread.is_some()),
        ExprKind::CompositeLit(c) => format!("{} {}", c.ty.is_some(), c.elems.len()),
        ExprKind::TypeAssert(_, t) => t.is_some().to_string(),
        ExprKind::ArrayType(n, _) => n.is_some().to_string(),
        ExprKind::ChanType(d, _) => format!("{d:?}"),
        ExprKind::StructType(f) => {
            f.iter().map(|f| format!("{} {:?};", f.names.len(), f.tag.as_ref().map(|t| &t.0))).collect()
        }
        ExprKind::InterfaceType(l) => l.len().to_string(),
        ExprKind::FuncType(t) => signature(t),
        ExprKind::FuncLit(f) => signature(&f.ty),
        _ => String::new(),
    };
    format!("{:?} {detail}", std::mem::discriminant(kind))
}

fn signature(t: &FuncType) -> String {
    let names = |l: &[Param]| {
        l.iter().map(|p| p.name.as_ref().map_or("-", |n| &n.name).to_string()).collect::<Vec<_>>().join(",")
    };
    format!("({}) ({})", names(&t.params), names(&t.results))
}

fn collect(f: &File) -> Collect {
    let mut c = Collect { exprs: Vec::new(), shape: Vec::new() };
    for d in &f.decls {
        match d {
            TopDecl::Gen(d) => walk_decl(&mut c, d),
            TopDecl::Func(f) => walk_func(&mut c, f),
        }
    }
    c
}

/// All expressions of a file.
pub fn exprs_of(f: &File) -> Vec<Expr> {
    collect(f).exprs
}

/// The kinds of all nodes in order.
pub fn shape(f: &File) -> Vec<String> {
    collect(f).shape
}

/// The kinds of all nodes of an expression in order.
pub fn shape_of(e: &Expr) -> Vec<String> {
    let mut c = Collect { exprs: Vec::new(), shape: Vec::new() };
    walk_expr(&mut c, e);
    c.shape
}

/// Random numbers and random expressions; the same for the same seed.
pub struct Generator(u64);

impl Generator {
    pub fn new(seed: u64) -> Generator {
        Generator(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }

    /// The source text of an expression.
    pub fn expr(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self
                .pick(&["x", "y", "_z9", "1", "0x1p-2", "2i", "'\\n'", "\"s\\\"\"", "`r`", "p.Q", "T{}", "func() {}"])
                .into();
        }
        let d = depth - 1;
        match self.below(16) {
            0 => format!("({})", self.expr(d)),
            1 => format!("{}.sel", self.operand(d)),
            2 => format!("{}[{}]", self.operand(d), self.expr(d)),
            3 => format!("{}[{}:{}]", self.operand(d), self.expr(d), self.expr(d)),
            4 => format!("{}[:{}:{}]", self.operand(d), self.expr(d), self.expr(d)),
            5 => format!("{}.({})", self.operand(d), self.ty(d)),
            6 => format!("{}({}, ({})...)", self.operand(d), self.expr(d), self.expr(d)),
            7 => format!("{}({})", self.operand(d), self.expr(d)),
            8 | 9 => format!("{} {}", self.pick(&["-", "+", "!", "^", "*", "&", "<-"]), self.operand(d)),
            10 => format!(
                "{}{{{}: {{{}}}, {}}}",
                self.pick(&["T", "p.T", "[]T", "map[K]V", "[...]int", "G[int, K]"]),
                self.expr(d),
                self.expr(d),
                self.expr(d)
            ),
            11 => format!("({})({})", self.ty(d), self.expr(d)),
            _ => {
                let op =
                    self.pick(&["||", "&&", "==", "<", ">=", "+", "-", "|", "^", "*", "/", "%", "<<", ">>", "&", "&^"]);
                format!("{} {op} {}", self.expr(d), self.expr(d))
            }
        }
    }

    fn operand(&mut self, depth: usize) -> String {
        if self.below(2) == 0 { self.pick(&["x", "f", "a.b", "g()"]).into() } else { format!("({})", self.expr(depth)) }
    }

    /// The source text of a type.
    fn ty(&mut self, depth: usize) -> String {
        if depth == 0 {
            return self.pick(&["int", "p.T", "interface{}", "struct{}", "func()", "G[int]"]).into();
        }
        let d = depth - 1;
        match self.below(9) {
            0 => format!("*{}", self.ty(d)),
            1 => format!("[]{}", self.ty(d)),
            2 => format!("[4]{}", self.ty(d)),
            3 => format!("map[{}]{}", self.ty(d), self.ty(d)),
            4 => format!("chan {}", self.ty(d)),
            5 => format!("chan<- {}", self.ty(d)),
            6 => format!("<-chan {}", self.ty(d)),
            7 => format!("func(a, b {}, c ...{}) ({}, error)", self.ty(d), self.ty(d), self.ty(d)),
            _ => format!("struct {{ a, b {}; *E; f {} `tag` }}", self.ty(d), self.ty(d)),
        }
    }
}
