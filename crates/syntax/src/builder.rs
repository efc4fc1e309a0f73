//! What the grammar's actions do: makes tree nodes, and reports the errors that a context-free grammar does not see
//! (parameter lists, headers of control statements, misplaced `.(type)`), in gc's words and places.

use crate::ast::*;
use crate::literal;
use rustc_hash::FxHashMap;
use std::sync::Arc;
use vole_source::{FileId, SourceFile, Span, skip_space};

/// State of one parse. Its lifetime is that of the text.
pub struct Builder<'s> {
    file: FileId,
    text: &'s str,
    base: u32,
    names: FxHashMap<&'s str, Name>,
    /// The next free id.
    pub next_id: u32,
    /// Errors found by actions.
    pub errors: Vec<Error>,
    /// Errors that gc's checker reports: of interest only when there are no syntax errors.
    pub late_errors: Vec<Error>,
    /// Directives not attached yet.
    directives: std::collections::VecDeque<Directive>,
    file_directives: Vec<Directive>,
    /// End of the last package-level declaration, or of the last specification within one.
    last_end: u32,
    imports: Vec<ImportSpec>,
    /// Whether the last declaration was another than an import.
    seen_decl: bool,
    /// `x.(type)` not yet claimed by a switch: places of the expressions.
    guards: Vec<(ExprId, Span)>,
}

/// An error as the parser collects it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// Where gc reports it.
    pub at: u32,
    /// Where gc has read up to when it does: the first of several syntax errors on a line is the one that is shown.
    pub when: u32,
    /// Message, `syntax error: ` included where gc has it.
    pub message: String,
}

impl Error {
    /// Whether gc does not check a file with this error.
    pub fn is_syntax(&self) -> bool {
        self.message.starts_with("syntax error")
    }

    /// Whether the checker reports it too.
    pub fn is_structure(&self) -> bool {
        self.message.ends_with(" must be function call") || self.message.ends_with("use of .(type) outside type switch")
    }
}

/// One entry of a parameter list before names and types are told apart.
pub enum RawParam {
    /// `T`, or a name whose type follows later.
    Type(Expr),
    /// `x T`
    Named(Ident, Expr),
}

/// Arguments of a call: expressions, `...`, `)`.
pub type Args = (Vec<Expr>, Option<Span>, Span);
/// The braces of a composite literal and what is between them.
pub type LitValue = (Span, Vec<Expr>, Span);

/// The header of an if or a switch.
#[derive(Default)]
pub struct Head {
    /// Statement before the semicolon.
    pub init: Option<Stmt>,
    /// The semicolon.
    pub semi: Option<Span>,
    /// Statement after it, which must be an expression.
    pub cond: Option<Stmt>,
}

/// The header of a for statement.
#[derive(Default)]
pub struct ForHead {
    /// Statement before the first semicolon.
    pub init: Option<Stmt>,
    /// What must be the condition.
    pub cond: Option<Stmt>,
    /// Statement after the second semicolon.
    pub post: Option<Stmt>,
    /// A range clause.
    pub range: Option<RangeClause>,
}

/// `lhs := range x`
pub struct RangeClause {
    lhs: Vec<Expr>,
    define: bool,
    x: Expr,
}

impl ForHead {
    /// A header with a range clause.
    pub fn range(lhs: Vec<Expr>, define: bool, x: Expr) -> ForHead {
        ForHead { range: Some(RangeClause { lhs, define, x }), ..ForHead::default() }
    }
}

impl<'s> Builder<'s> {
    /// A builder for one parse of a file.
    pub fn new(file: &'s SourceFile, first_id: u32, directives: Vec<Directive>) -> Builder<'s> {
        Builder {
            file: file.id,
            text: &file.text,
            base: file.base,
            names: FxHashMap::default(),
            next_id: first_id,
            errors: Vec::new(),
            late_errors: Vec::new(),
            directives: directives.into(),
            file_directives: Vec::new(),
            last_end: 0,
            imports: Vec::new(),
            seen_decl: false,
            guards: Vec::new(),
        }
    }

    fn id(&mut self) -> ExprId {
        let id = ExprId(self.next_id);
        self.next_id += 1;
        id
    }

    fn name(&mut self, l: u32, r: u32) -> Name {
        let text = &self.text[(l - self.base) as usize..(r - self.base) as usize];
        self.names.entry(text).or_insert_with(|| text.into()).clone()
    }

    fn error(&mut self, at: u32, message: impl Into<String>) {
        self.errors.push(Error { at, when: at, message: message.into() });
    }

    fn late_error(&mut self, at: u32, message: impl Into<String>) {
        self.late_errors.push(Error { at, when: at, message: message.into() });
    }

    fn syntax_error(&mut self, at: u32, message: impl std::fmt::Display) {
        self.error(at, format!("syntax error: {message}"));
    }

    // ---- leaves and expressions

    /// A name; an empty one (put in by error recovery) is blank.
    pub fn ident(&mut self, l: u32, r: u32) -> Ident {
        if l == r {
            return Ident { id: self.id(), name: "_".into(), span: Span::new(l, r) };
        }
        Ident { id: self.id(), name: self.name(l, r), span: Span::new(l, r) }
    }

    pub fn literal(&mut self, kind: LitKind, l: u32, r: u32) -> Expr {
        let text = self.name(l, r);
        self.expr(l, r, ExprKind::Lit(kind, text))
    }

    #[inline]
    pub fn expr(&mut self, l: u32, r: u32, kind: ExprKind) -> Expr {
        Expr { id: self.id(), span: Span::new(l, r), kind }
    }

    /// An identifier as an expression; both have the same id.
    pub fn name_expr(&mut self, n: Ident) -> Expr {
        Expr { id: n.id, span: n.span, kind: ExprKind::Ident(n) }
    }

    /// Puts `op y` behind `x`, below those operators at `x`'s right edge that bind less.
    pub fn binary(&mut self, mut x: Expr, op: BinOp, op_span: Span, y: Expr) -> Expr {
        let id = self.id();
        let hi = y.span.hi;
        let mut slot = &mut x;
        while let ExprKind::Binary(o, ..) = &slot.kind
            && o.precedence() < op.precedence()
        {
            slot.span.hi = hi;
            let ExprKind::Binary(_, _, _, right) = &mut slot.kind else { unreachable!("matched above") };
            slot = right;
        }
        let left = std::mem::replace(slot, Expr { id, span: Span::NONE, kind: ExprKind::Bad });
        let span = Span::new(left.span.lo, hi);
        *slot = Expr { id, span, kind: ExprKind::Binary(op, op_span, Box::new(left), Box::new(y)) };
        x
    }

    /// `<-x`: a receive operation, or a channel type where `x` is one (`<-chan<- T` is `<-chan (<-T)`).
    pub fn recv(&mut self, l: u32, x: Expr, r: u32) -> Expr {
        match x.kind {
            ExprKind::ChanType(ChanDir::Both, elem) => self.expr(l, r, ExprKind::ChanType(ChanDir::Recv, elem)),
            ExprKind::ChanType(ChanDir::Send, elem) => {
                let (lo, hi) = (elem.span.lo, elem.span.hi);
                if !matches!(elem.kind, ExprKind::ChanType(..)) {
                    self.syntax_error(l, format_args!("unexpected {}, expected chan", print_expr(&elem)));
                }
                let elem = self.recv(lo, *elem, hi);
                self.expr(l, r, ExprKind::ChanType(ChanDir::Recv, Box::new(elem)))
            }
            _ => self.expr(l, r, ExprKind::Unary(UnOp::Recv, Box::new(x))),
        }
    }

    pub fn type_guard(&mut self, l: u32, x: Expr, r: u32) -> Expr {
        let e = self.expr(l, r, ExprKind::TypeAssert(Box::new(x), None));
        self.guards.push((e.id, e.span));
        e
    }

    #[allow(clippy::too_many_arguments)] // one per part of `x[lo:hi:max]`
    pub fn slice(
        &mut self,
        l: u32,
        x: Expr,
        lo: Option<Expr>,
        hi: Option<Expr>,
        max: Option<Expr>,
        three: bool,
        r: u32,
    ) -> Expr {
        let lbrack = self.base + skip_space(self.text, (x.span.hi - self.base) as usize) as u32;
        self.expr(l, r, ExprKind::Slice(Box::new(SliceExpr { x, lo, hi, max, three, lbrack })))
    }

    /// `x[lo:hi:max]`; `colon` is the second one, `end` the closing bracket.
    #[allow(clippy::too_many_arguments)] // one per part
    pub fn slice3(
        &mut self,
        l: u32,
        x: Expr,
        lo: Option<Expr>,
        hi: Option<Expr>,
        colon: Span,
        max: Option<Expr>,
        end: Span,
        r: u32,
    ) -> Expr {
        if hi.is_none() {
            self.error(colon.lo, "middle index required in 3-index slice");
        }
        if max.is_none() {
            self.error(end.lo, "final index required in 3-index slice");
        }
        self.slice(l, x, lo, hi, max, true, r)
    }

    pub fn call(&mut self, l: u32, fun: Expr, (args, spread, rparen): Args, r: u32) -> Expr {
        self.expr(l, r, ExprKind::Call(Box::new(CallExpr { fun, args, spread, rparen })))
    }

    pub fn composite(&mut self, l: u32, ty: Option<Expr>, (lbrace, elems, rbrace): LitValue, r: u32) -> Expr {
        if let Some(Expr { kind: ExprKind::Paren(_), .. }) = ty {
            self.syntax_error(lbrace.lo, "cannot parenthesize type in composite literal");
        }
        self.expr(l, r, ExprKind::CompositeLit(Box::new(CompositeLit { ty, elems, lbrace, rbrace })))
    }

    // ---- signatures

    pub fn func_type(&mut self, l: u32, params: Vec<Param>, results: Vec<Param>, r: u32) -> Box<FuncType> {
        let variadic = |p: &Param| match &p.ty.kind {
            ExprKind::Ellipsis(_) => Some(p.ty.span.lo),
            _ => None,
        };
        if let Some(at) = params.iter().rev().skip(1).filter_map(variadic).min() {
            self.error(at, "can only use ... with final parameter");
        }
        if let Some(at) = results.iter().filter_map(variadic).min() {
            self.error(at, "invalid use of ...");
        }
        Box::new(FuncType { span: Span::new(l, r), type_params: Vec::new(), params, results })
    }

    /// A single unnamed result.
    pub fn result(&mut self, ty: Expr) -> Vec<Param> {
        vec![Param { name: None, ty: Arc::new(ty) }]
    }

    /// Tells names from types (spec, "Function types": either all parameters are named or none is). `end` is the place of
    /// the closing parenthesis.
    pub fn params(&mut self, raw: Vec<RawParam>, end: u32) -> Vec<Param> {
        if raw.iter().all(|p| matches!(p, RawParam::Type(_))) {
            return raw
                .into_iter()
                .filter_map(
                    |p| if let RawParam::Type(t) = p { Some(Param { name: None, ty: Arc::new(t) }) } else { None },
                )
                .collect();
        }
        let mut following: Option<Arc<Expr>> = None;
        let mut out: Vec<Param> = Vec::with_capacity(raw.len());
        let (mut missing_name, mut missing_type) = (None, None);
        for p in raw.into_iter().rev() {
            out.push(match p {
                RawParam::Named(n, t) => {
                    let ty = Arc::new(t);
                    following = Some(ty.clone());
                    Param { name: Some(n), ty }
                }
                RawParam::Type(Expr { kind: ExprKind::Ident(n), span, .. }) => match &following {
                    Some(ty) => Param { name: Some(n), ty: ty.clone() },
                    None => {
                        missing_type.get_or_insert(end);
                        Param { name: Some(n), ty: Arc::new(self.expr(span.lo, span.hi, ExprKind::Bad)) }
                    }
                },
                RawParam::Type(t) => {
                    missing_name = Some(t.span.lo);
                    following = Some(Arc::new(t));
                    let ty = following.clone().expect("just set");
                    Param { name: None, ty }
                }
            });
        }
        if let Some(at) = missing_name {
            self.syntax_error(at, "missing parameter name");
        } else if let Some(at) = missing_type {
            self.syntax_error(at, "missing parameter type");
        }
        out.reverse();
        out
    }

    /// A type-parameter list: every name takes the constraint that follows it.
    pub fn type_params(&mut self, raw: Vec<(Option<Ident>, Expr)>, end: u32) -> Vec<TypeParam> {
        let single = raw.len() == 1;
        let mut following: Option<Arc<Expr>> = None;
        let mut out: Vec<TypeParam> = Vec::with_capacity(raw.len());
        let (mut missing_name, mut missing_constraint) = (None, None);
        for (name, x) in raw.into_iter().rev() {
            let name = match (name, x) {
                (Some(name), constraint) => {
                    following = Some(Arc::new(constraint));
                    name
                }
                (None, Expr { kind: ExprKind::Ident(name), .. }) => name,
                (None, constraint) => {
                    let at = constraint.span.lo;
                    missing_name = Some(at);
                    following = Some(Arc::new(constraint));
                    self.ident(at, at)
                }
            };
            let constraint = match &following {
                Some(c) => c.clone(),
                None => {
                    missing_constraint.get_or_insert(end);
                    Arc::new(self.bad_expr(name.span.lo))
                }
            };
            out.push(TypeParam { name, constraint });
        }
        if let Some(at) = missing_name {
            let or = if single { " or invalid array length" } else { "" };
            self.syntax_error(at, format_args!("missing type parameter name{or}"));
        } else if let Some(at) = missing_constraint {
            self.syntax_error(at, "missing type constraint");
        }
        out.reverse();
        out
    }

    /// Type parameters where there must be none.
    pub fn no_type_params(&mut self, at: Span, what: &str) {
        self.error(at.lo, format!("{what} must have no type parameters"));
    }

    // ---- declarations

    pub fn package_clause(&mut self, name: Span) {
        self.last_end = name.hi;
        while self.directives.front().is_some_and(|d| d.span.lo < name.lo) {
            self.file_directives.extend(self.directives.pop_front());
        }
    }

    pub fn file(&mut self, package: Ident, decls: Vec<TopDecl>) -> File {
        self.file_directives.extend(self.directives.drain(..));
        for (_, span) in std::mem::take(&mut self.guards) {
            self.late_error(span.lo, "invalid syntax tree: use of .(type) outside type switch");
        }
        File {
            file: self.file,
            package,
            imports: std::mem::take(&mut self.imports),
            decls,
            directives: std::mem::take(&mut self.file_directives),
        }
    }

    /// Directives between the last declaration and the one that starts at `l`. Those inside what came before belong to
    /// nothing and go to the file.
    fn take_directives(&mut self, l: u32) -> Vec<Directive> {
        let mut out = Vec::new();
        while let Some(d) = self.directives.pop_front_if(|d| d.span.lo < l) {
            if d.span.lo >= self.last_end { out.push(d) } else { self.file_directives.push(d) }
        }
        out
    }

    /// Directives right before the variable specification at `l`. Others before it may be those of the function whose body it
    /// stands in, which is not complete yet.
    fn take_own_directives(&mut self, l: u32) -> Vec<Directive> {
        let (text, base) = (self.text, self.base);
        let right_before = |d: &Directive| {
            let between = text.get((d.span.lo - base) as usize..(l - base) as usize).unwrap_or_default();
            let mut lines = between.lines().skip(1).map(str::trim_start);
            lines.all(|line| line.is_empty() || line.starts_with("//") || line.starts_with("var"))
        };
        let mut own = Vec::new();
        let before = self.directives.iter().take_while(|d| d.span.lo < l).count();
        for i in (0..before).rev() {
            if self.directives.get(i).is_some_and(right_before) {
                own.extend(self.directives.remove(i));
            }
        }
        own.reverse();
        own
    }

    pub fn top_decl(&mut self, d: TopDecl) -> TopDecl {
        self.seen_decl = true;
        d
    }

    /// `import` at `l` has been parsed.
    pub fn imports_end(&mut self, l: u32) {
        if self.seen_decl {
            self.syntax_error(l, "imports must appear before other declarations");
        }
        // Only the first import of a row is wrong.
        self.seen_decl = false;
    }

    pub fn import(&mut self, l: u32, name: Option<Ident>, lit: Expr) {
        let span = lit.span;
        let path = match &lit.kind {
            ExprKind::Lit(LitKind::String, text) if text.is_empty() => return,
            ExprKind::Lit(LitKind::String, text) => {
                literal::unquote_string(text).and_then(|b| String::from_utf8(b).ok()).unwrap_or_default()
            }
            _ => {
                self.syntax_error(span.lo, "import path must be a string");
                return;
            }
        };
        let _ = l;
        self.last_end = span.hi;
        self.imports.push(ImportSpec { name, path: path.into(), span });
    }

    pub fn const_group(&mut self, mut specs: Vec<ConstSpec>) -> Decl {
        for (i, s) in specs.iter_mut().enumerate() {
            s.iota = i as u32;
        }
        Decl::Const(specs)
    }

    pub fn var_spec(&mut self, l: u32, names: Vec<Ident>, ty: Option<Expr>, values: Vec<Expr>, r: u32) -> VarSpec {
        let directives = self.take_own_directives(l);
        if !directives.is_empty() {
            self.last_end = r;
        }
        VarSpec { names, ty, values, span: Span::new(l, r), directives }
    }

    pub fn tagged(&mut self, mut f: Field, tag: Expr) -> Field {
        match tag.kind {
            ExprKind::Lit(LitKind::String, text) => f.tag = Some((text, tag.span)),
            ExprKind::Lit(_, text) => {
                self.late_error(tag.span.lo, format!("invalid syntax tree: incorrect tag syntax: {text:?}"))
            }
            _ => {}
        }
        f
    }

    #[allow(clippy::too_many_arguments)] // one per part of the declaration
    pub fn func_decl(
        &mut self,
        l: u32,
        recv: Option<Vec<Param>>,
        name: Ident,
        type_params: Option<Vec<TypeParam>>,
        signature: FuncType,
        body: Option<Block>,
        r: u32,
    ) -> Arc<FuncDecl> {
        let directives = self.take_directives(l);
        self.last_end = r;
        let recv = match recv {
            None => None,
            Some(list) => {
                // gc says so before it looks at the name.
                let mut wrong = |message: &str| {
                    self.errors.push(Error { at: name.span.lo, when: name.span.lo - 1, message: message.into() })
                };
                match list.len() {
                    0 => wrong("method has no receiver"),
                    1 => {}
                    _ => wrong("method has multiple receivers"),
                }
                if let Some(p) = list.iter().find(|p| matches!(p.ty.kind, ExprKind::Ellipsis(_))) {
                    self.error(p.ty.span.lo, "invalid use of ...");
                }
                list.into_iter().next()
            }
        };
        let mut ty = signature;
        ty.type_params = type_params.unwrap_or_default();
        Arc::new(FuncDecl { recv, name, ty, body, span: Span::new(l, r), directives })
    }

    // ---- statements

    #[inline]
    pub fn stmt(&mut self, l: u32, r: u32, kind: StmtKind) -> Stmt {
        Stmt { span: Span::new(l, r), kind }
    }

    pub fn labeled(&mut self, l: u32, name: Ident, s: Option<Stmt>, r: u32) -> Stmt {
        let s = s.unwrap_or(Stmt { span: Span::new(r, r), kind: StmtKind::Empty });
        self.stmt(l, r, StmtKind::Labeled(name, Box::new(s)))
    }

    /// `go x` and `defer x`: `x` must be a call without parentheses around it.
    pub fn call_stmt(&mut self, keyword: &str, x: Expr) -> StmtKind {
        let mut inner = &x;
        while let ExprKind::Paren(e) = &inner.kind {
            inner = e;
        }
        let is_call = matches!(inner.kind, ExprKind::Call(_));
        let (outer_at, inner_at) = (x.span.lo, inner.span.lo);
        if !std::ptr::eq(inner, &x) {
            self.error(outer_at, format!("expression in {keyword} must not be parenthesized"));
        }
        if !is_call && !is_placeholder(&x) {
            self.late_error(inner_at, format!("expression in {keyword} must be function call"));
        }
        if keyword == "go" { StmtKind::Go(x) } else { StmtKind::Defer(x) }
    }

    fn bad_expr(&mut self, at: u32) -> Expr {
        self.expr(at, at, ExprKind::Bad)
    }

    /// The expression that a header's statement must be; `end` is where the header ends.
    fn value(&mut self, s: Stmt, end: u32) -> Expr {
        let (at, what) = match s.kind {
            StmtKind::Expr(x) => return x,
            StmtKind::Assign(l, op, r) => (op.lo, format!("assignment {} = {}", emphasized(&l), emphasized(&r))),
            StmtKind::Define(l, op, r) => (op.lo, format!("{} := {}", print_list(&l), print_list(&r))),
            StmtKind::OpAssign(op, span, l, r) => {
                (span.lo, format!("{} {}= {}", print_expr(&l), op.token(), print_expr(&r)))
            }
            StmtKind::IncDec(x, inc) => (s.span.hi - 2, format!("{}{}", print_expr(&x), if inc { "++" } else { "--" })),
            StmtKind::Send(c, arrow, v) => (arrow.lo, format!("{} <- {}", print_expr(&c), print_expr(&v))),
            _ => (s.span.lo, "statement".into()),
        };
        self.errors.push(Error { at, when: end, message: format!("syntax error: cannot use {what} as value") });
        self.bad_expr(s.span.lo)
    }

    pub fn if_stmt(&mut self, h: Head, then: Block, els: Option<Stmt>) -> StmtKind {
        let cond = match (h.cond, h.semi) {
            (Some(c), _) => self.value(c, then.lbrace.lo),
            (None, Some(semi)) if semi.hi == semi.lo => {
                self.syntax_error(semi.lo, "unexpected newline, expected { after if clause");
                self.bad_expr(semi.lo)
            }
            (None, semi) => {
                let at = semi.map_or(then.lbrace.lo, |s| s.lo);
                self.syntax_error(at, "missing condition in if statement");
                self.bad_expr(at)
            }
        };
        StmtKind::If(Box::new(IfStmt { init: h.init, cond, then, els }))
    }

    pub fn for_stmt(&mut self, h: Box<ForHead>, body: Block) -> StmtKind {
        if let Some(RangeClause { lhs, define, x }) = h.range {
            let mut lhs = lhs.into_iter();
            let (key, value) = (lhs.next(), lhs.next());
            let extra = lhs.next().map(|e| e.span);
            return StmtKind::Range(Box::new(RangeStmt { key, value, extra, define, x, body }));
        }
        let cond = h.cond.map(|c| self.value(c, body.lbrace.lo));
        if let Some(Stmt { kind: StmtKind::Define(_, op, _), .. }) = &h.post {
            self.syntax_error(op.lo, "cannot declare in post statement of for loop");
        }
        StmtKind::For(Box::new(ForStmt { init: h.init, cond, post: h.post, body }))
    }

    /// An expression switch, or a type switch if the header ends in `x.(type)`.
    pub fn switch_stmt(&mut self, h: Head, lbrace: Span, clauses: Vec<CaseClause>, rbrace: Span) -> StmtKind {
        let Head { init, cond, .. } = h;
        let (bind, x) = match cond {
            Some(Stmt { kind: StmtKind::Expr(x), .. }) => (None, Some(x)),
            Some(Stmt { kind: StmtKind::Define(mut l, op, mut r), span }) => {
                let guarded = r.len() == 1 && matches!(r[0].kind, ExprKind::TypeAssert(_, None));
                match (l.pop(), r.pop()) {
                    (Some(Expr { kind: ExprKind::Ident(n), .. }), Some(x)) if guarded && l.is_empty() => {
                        (Some(n), Some(x))
                    }
                    (lhs, rhs) => {
                        l.extend(lhs);
                        r.extend(rhs);
                        (None, Some(self.value(Stmt { kind: StmtKind::Define(l, op, r), span }, lbrace.lo)))
                    }
                }
            }
            Some(s) => (None, Some(self.value(s, lbrace.lo))),
            None => (None, None),
        };
        match x {
            Some(Expr { kind: ExprKind::TypeAssert(x, None), id, .. }) => {
                self.guards.retain(|g| g.0 != id);
                StmtKind::TypeSwitch(Box::new(TypeSwitchStmt { init, bind, x: *x, clauses, rbrace }))
            }
            tag => StmtKind::Switch(Box::new(SwitchStmt { init, tag, clauses, rbrace })),
        }
    }

    pub fn case(&mut self, span: Span, is_default: bool, exprs: Vec<Expr>, colon: Span, body: Vec<Stmt>) -> CaseClause {
        CaseClause { span, id: self.id(), is_default, exprs, colon, body }
    }
}

fn print_list(list: &[Expr]) -> String {
    list.iter().map(print_expr).collect::<Vec<_>>().join(", ")
}

/// The side of an assignment in a message: a binary operation stands in parentheses.
fn emphasized(list: &[Expr]) -> String {
    match list {
        [Expr { kind: ExprKind::Binary(..), .. }] => format!("({})", print_list(list)),
        _ => print_list(list),
    }
}

/// Whether error recovery has put this in.
fn is_placeholder(x: &Expr) -> bool {
    x.span.lo == x.span.hi
}
