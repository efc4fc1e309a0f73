//! Printing expressions as gc writes them in messages: on one line, function bodies as `{…}`, elements of composite literals
//! as `…`, struct and interface bodies in full.

use super::*;

/// The expression in gc's short form.
pub fn print_expr(e: &Expr) -> String {
    let mut p = Printer { out: String::new(), short: true };
    p.expr(e);
    p.out
}

/// The expression in full: its text parses to the same tree. Bodies of function literals are left out even here.
pub fn print_expr_full(e: &Expr) -> String {
    let mut p = Printer { out: String::new(), short: false };
    p.expr(e);
    p.out
}

struct Printer {
    out: String,
    short: bool,
}

impl Printer {
    fn s(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn list(&mut self, list: &[Expr]) {
        for (i, e) in list.iter().enumerate() {
            if i > 0 {
                self.s(", ");
            }
            self.expr(e);
        }
    }

    fn names(&mut self, list: &[Ident]) {
        for (i, n) in list.iter().enumerate() {
            if i > 0 {
                self.s(", ");
            }
            self.s(&n.name);
        }
    }

    fn opt(&mut self, e: &Option<Expr>) {
        if let Some(e) = e {
            self.expr(e);
        }
    }

    fn expr(&mut self, e: &Expr) {
        match &e.kind {
            ExprKind::Bad => self.s("<bad expr>"),
            ExprKind::Ident(n) => self.s(&n.name),
            ExprKind::Lit(_, text) => self.s(text),
            ExprKind::Paren(x) => {
                self.s("(");
                self.expr(x);
                self.s(")");
            }
            ExprKind::FuncLit(f) => {
                self.s("func");
                self.signature(&f.ty);
                self.s(if f.body.stmts.is_empty() || !self.short { " {}" } else { " {…}" });
            }
            ExprKind::CompositeLit(c) => {
                self.opt(&c.ty);
                self.s("{");
                if !self.short {
                    self.list(&c.elems);
                } else if !c.elems.is_empty() {
                    self.s("…");
                }
                self.s("}");
            }
            ExprKind::Selector(x, n) => {
                self.expr(x);
                self.s(".");
                self.s(&n.name);
            }
            ExprKind::Index(x, args) => {
                self.expr(x);
                self.s("[");
                self.list(args);
                self.s("]");
            }
            ExprKind::Slice(s) => self.slice(s),
            ExprKind::TypeAssert(x, t) => {
                self.expr(x);
                self.s(".(");
                match t {
                    Some(t) => self.expr(t),
                    None => self.s("type"),
                }
                self.s(")");
            }
            ExprKind::Call(c) => {
                self.expr(&c.fun);
                self.s("(");
                self.list(&c.args);
                self.s(if c.spread.is_some() { "...)" } else { ")" });
            }
            ExprKind::Star(x) => {
                self.s("*");
                self.expr(x);
            }
            ExprKind::Unary(op, x) => {
                self.s(op.token());
                // `- -x` must not become `--x`, nor `& ^x` become `&^x`.
                if let ExprKind::Unary(inner, _) = &x.kind
                    && (op == inner || (*op == UnOp::Addr && *inner == UnOp::Xor))
                    && !matches!(op, UnOp::Not | UnOp::Tilde)
                {
                    self.s(" ");
                }
                self.expr(x);
            }
            ExprKind::Binary(op, _, x, y) => {
                self.expr(x);
                self.s(" ");
                self.s(op.token());
                self.s(" ");
                self.expr(y);
            }
            ExprKind::KeyValue(k, v) => {
                self.expr(k);
                self.s(": ");
                self.expr(v);
            }
            ExprKind::ArrayType(n, x) => {
                self.s("[");
                match n {
                    Some(n) => self.expr(n),
                    None => self.s("..."),
                }
                self.s("]");
                self.expr(x);
            }
            ExprKind::SliceType(x) => {
                self.s("[]");
                self.expr(x);
            }
            ExprKind::StructType(fields) => self.struct_type(fields),
            ExprKind::FuncType(t) => {
                self.s("func");
                self.signature(t);
            }
            ExprKind::InterfaceType(elems) => self.interface_type(elems),
            ExprKind::MapType(k, v) => {
                self.s("map[");
                self.expr(k);
                self.s("]");
                self.expr(v);
            }
            ExprKind::ChanType(dir, x) => {
                self.s(match dir {
                    ChanDir::Both => "chan ",
                    ChanDir::Send => "chan<- ",
                    ChanDir::Recv => "<-chan ",
                });
                if matches!((dir, &x.kind), (ChanDir::Both, ExprKind::ChanType(ChanDir::Recv, _))) {
                    self.s("(");
                    self.expr(x);
                    self.s(")");
                } else {
                    self.expr(x);
                }
            }
            ExprKind::Ellipsis(x) => {
                self.s("...");
                self.expr(x);
            }
        }
    }

    fn slice(&mut self, s: &SliceExpr) {
        self.expr(&s.x);
        self.s("[");
        self.opt(&s.lo);
        self.s(":");
        self.opt(&s.hi);
        if s.three {
            self.s(":");
            self.opt(&s.max);
        }
        self.s("]");
    }

    fn struct_type(&mut self, fields: &[Field]) {
        self.s("struct{");
        for (i, f) in fields.iter().enumerate() {
            if i > 0 {
                self.s("; ");
            }
            self.names(&f.names);
            if !f.names.is_empty() {
                self.s(" ");
            }
            self.expr(&f.ty);
            if let Some((tag, _)) = &f.tag {
                self.s(" ");
                self.s(tag);
            }
        }
        self.s("}");
    }

    fn interface_type(&mut self, elems: &[InterfaceElem]) {
        self.s("interface{");
        for (i, e) in elems.iter().enumerate() {
            if i > 0 {
                self.s("; ");
            }
            match e {
                InterfaceElem::Method(n, t) => {
                    self.s(&n.name);
                    self.signature(t);
                }
                InterfaceElem::Embed(x) => self.expr(x),
            }
        }
        self.s("}");
    }

    fn signature(&mut self, t: &FuncType) {
        self.params(&t.params);
        match t.results.as_slice() {
            [] => {}
            [Param { name: None, ty }] if !matches!(ty.kind, ExprKind::Paren(_)) => {
                self.s(" ");
                self.expr(ty);
            }
            list => {
                self.s(" ");
                self.params(list);
            }
        }
    }

    /// `(a, b int, c string)`: names that share a type share its print.
    fn params(&mut self, list: &[Param]) {
        self.s("(");
        for (i, p) in list.iter().enumerate() {
            if i > 0 {
                self.s(", ");
            }
            let shared = list.get(i + 1).is_some_and(|n| n.name.is_some() && Arc::ptr_eq(&n.ty, &p.ty));
            match &p.name {
                Some(n) if shared => self.s(&n.name),
                Some(n) => {
                    self.s(&n.name);
                    self.s(" ");
                    self.expr(&p.ty);
                }
                None => self.expr(&p.ty),
            }
        }
        self.s(")");
    }
}
