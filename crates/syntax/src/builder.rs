//! What the grammar's actions do: makes tree nodes, and refuses what a context-free grammar does not see (parameter lists, headers
//! of control statements). How that is told is `recovery`'s matter.

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
    /// The first place that an action has refused.
    pub refused: Option<u32>,
    /// Whether there is something that may be wrong: the second reading decides.
    pub doubtful: bool,
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
            refused: None,
            doubtful: false,
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

    fn refuse(&mut self, at: u32) {
        self.refused.get_or_insert(at);
    }

    fn late_error(&mut self, at: u32, message: impl Into<String>) {
        self.late_errors.push(Error { at, message: message.into() });
    }

    // ---- leaves and expressions

    /// A name; an empty one (of what was refused) is blank.
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

    /// `T[args]` where only a type can stand. Arguments that are no types are an error, unless it is a field or a parameter.
    pub fn instance(&mut self, l: u32, x: Expr, args: Vec<Expr>, r: u32) -> Expr {
        self.doubtful |= args.iter().any(is_value);
        self.expr(l, r, ExprKind::Index(Box::new(x), args))
    }

    pub fn unary(&mut self, l: u32, op: UnOp, x: Expr, r: u32) -> Expr {
        // No statement begins with a tilde.
        self.doubtful |= op == UnOp::Tilde;
        self.expr(l, r, ExprKind::Unary(op, Box::new(x)))
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

    /// `<-x`: a receive operation, or a channel type where `x` is one (`<-chan<- T` is `<-chan (<-T)`), which stands where its
    /// `chan` does.
    pub fn recv(&mut self, l: u32, x: Expr, r: u32) -> Expr {
        match x.kind {
            ExprKind::ChanType(ChanDir::Both, elem) => self.expr(x.span.lo, r, ExprKind::ChanType(ChanDir::Recv, elem)),
            ExprKind::ChanType(ChanDir::Send, elem) => {
                let (lo, hi) = (elem.span.lo, elem.span.hi);
                if !matches!(elem.kind, ExprKind::ChanType(..)) {
                    self.refuse(l);
                }
                let elem = self.recv(lo, *elem, hi);
                self.expr(x.span.lo, r, ExprKind::ChanType(ChanDir::Recv, Box::new(elem)))
            }
            kind => {
                if let ExprKind::ChanType(..) = kind {
                    self.refuse(l);
                }
                let x = Expr { kind, ..x };
                self.expr(l, r, ExprKind::Unary(UnOp::Recv, Box::new(x)))
            }
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

    /// `x[lo:hi:max]`
    pub fn slice3(&mut self, l: u32, x: Expr, lo: Option<Expr>, hi: Option<Expr>, max: Option<Expr>, r: u32) -> Expr {
        if hi.is_none() || max.is_none() {
            self.refuse(l);
        }
        self.slice(l, x, lo, hi, max, true, r)
    }

    pub fn call(&mut self, l: u32, fun: Expr, (args, spread, rparen): Args, r: u32) -> Expr {
        self.expr(l, r, ExprKind::Call(Box::new(CallExpr { fun, args, spread, rparen })))
    }

    pub fn composite(&mut self, l: u32, ty: Option<Expr>, (lbrace, elems, rbrace): LitValue, r: u32) -> Expr {
        if let Some(Expr { kind: ExprKind::Paren(_), .. }) = ty {
            self.refuse(lbrace.lo);
        }
        self.expr(l, r, ExprKind::CompositeLit(Box::new(CompositeLit { ty, elems, lbrace, rbrace })))
    }

    // ---- signatures

    pub fn func_type(&mut self, l: u32, params: Vec<Param>, results: Vec<Param>, r: u32) -> Box<FuncType> {
        let misplaced = params.iter().rev().skip(1).chain(&results).any(is_variadic);
        if misplaced {
            self.refuse(l);
        }
        Box::new(FuncType { span: Span::new(l, r), type_params: Vec::new(), params, results })
    }

    /// A single unnamed result.
    pub fn result(&mut self, ty: Expr) -> Vec<Param> {
        vec![Param { name: None, ty: Arc::new(ty) }]
    }

    /// Tells names from types (spec, "Function types": either all parameters are named or none is).
    pub fn params(&mut self, raw: Vec<RawParam>) -> Vec<Param> {
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
        for p in raw.into_iter().rev() {
            let (name, ty) = match p {
                RawParam::Named(n, t) => (Some(n), Some(t)),
                RawParam::Type(Expr { kind: ExprKind::Ident(n), .. }) => (Some(n), None),
                RawParam::Type(t) => (None, Some(t)),
            };
            let place = ty.as_ref().map(|t| t.span).or(name.as_ref().map(|n| n.span)).unwrap_or(Span::NONE);
            if name.is_none() || (ty.is_none() && following.is_none()) {
                self.refuse(place.lo);
            }
            following = ty.map(Arc::new).or(following);
            let ty = following.clone().unwrap_or_else(|| Arc::new(self.bad_expr(place.lo)));
            out.push(Param { name, ty });
        }
        out.reverse();
        out
    }

    /// A type-parameter list: every name takes the constraint that follows it.
    pub fn type_params(&mut self, raw: Vec<(Option<Ident>, Expr)>) -> Vec<TypeParam> {
        let mut following: Option<Arc<Expr>> = None;
        let mut out: Vec<TypeParam> = Vec::with_capacity(raw.len());
        for (name, x) in raw.into_iter().rev() {
            let at = x.span.lo;
            let name = match (name, x) {
                (Some(name), constraint) => {
                    following = Some(Arc::new(constraint));
                    name
                }
                (None, Expr { kind: ExprKind::Ident(name), .. }) => name,
                (None, constraint) => {
                    self.refuse(at);
                    following = Some(Arc::new(constraint));
                    self.ident(at, at)
                }
            };
            let constraint = match &following {
                Some(c) => c.clone(),
                None => {
                    self.refuse(at);
                    Arc::new(self.bad_expr(at))
                }
            };
            out.push(TypeParam { name, constraint });
        }
        out.reverse();
        out
    }

    /// Type parameters where there must be none.
    pub fn no_type_params(&mut self, at: Span) {
        self.refuse(at.lo);
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
            self.refuse(l);
        }
        // Only the first import of a row is wrong.
        self.seen_decl = false;
    }

    pub fn import(&mut self, name: Option<Ident>, lit: Expr) {
        let span = lit.span;
        match &lit.kind {
            ExprKind::Lit(LitKind::String, text) => self.imports.push(import_spec(name, text, span)),
            _ => self.refuse(span.lo),
        }
        self.last_end = span.hi;
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
                if list.len() != 1 || is_variadic(&list[0]) {
                    self.refuse(name.span.lo);
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
            self.refuse(outer_at);
        }
        if !is_call {
            self.late_error(inner_at, format!("expression in {keyword} must be function call"));
        }
        if keyword == "go" { StmtKind::Go(x) } else { StmtKind::Defer(x) }
    }

    fn bad_expr(&mut self, at: u32) -> Expr {
        self.expr(at, at, ExprKind::Bad)
    }

    /// The expression that a header's statement must be.
    fn value(&mut self, s: Stmt) -> Expr {
        match s.kind {
            StmtKind::Expr(x) => x,
            _ => {
                self.refuse(s.span.lo);
                self.bad_expr(s.span.lo)
            }
        }
    }

    pub fn if_stmt(&mut self, h: Head, then: Block, els: Option<Stmt>) -> StmtKind {
        let cond = match h.cond {
            Some(c) => self.value(c),
            None => {
                self.refuse(then.lbrace.lo);
                self.bad_expr(then.lbrace.lo)
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
        let cond = h.cond.map(|c| self.value(c));
        if let Some(Stmt { kind: StmtKind::Define(_, op, _), .. }) = &h.post {
            self.refuse(op.lo);
        }
        StmtKind::For(Box::new(ForStmt { init: h.init, cond, post: h.post, body }))
    }

    /// An expression switch, or a type switch if the header ends in `x.(type)`.
    pub fn switch_stmt(&mut self, h: Head, clauses: Vec<CaseClause>, rbrace: Span) -> StmtKind {
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
                        (None, Some(self.value(Stmt { kind: StmtKind::Define(l, op, r), span })))
                    }
                }
            }
            Some(s) => (None, Some(self.value(s))),
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

/// An import of the path that a string literal, quotes included, says.
pub fn import_spec(name: Option<Ident>, literal: &str, span: Span) -> ImportSpec {
    let path = literal::unquote_string(literal).and_then(|b| String::from_utf8(b).ok()).unwrap_or_default();
    ImportSpec { name, path: path.into(), span }
}

/// Whether an expression does not even look like a type.
fn is_value(x: &Expr) -> bool {
    match &x.kind {
        ExprKind::Lit(..)
        | ExprKind::Binary(..)
        | ExprKind::Unary(..)
        | ExprKind::Call(_)
        | ExprKind::CompositeLit(_)
        | ExprKind::FuncLit(_)
        | ExprKind::Slice(_)
        | ExprKind::TypeAssert(..) => true,
        ExprKind::Paren(x) | ExprKind::Star(x) | ExprKind::Selector(x, _) => is_value(x),
        _ => false,
    }
}

fn is_variadic(p: &Param) -> bool {
    matches!(p.ty.kind, ExprKind::Ellipsis(_))
}
