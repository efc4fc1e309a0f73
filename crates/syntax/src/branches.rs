//! Labels and the statements that use them: goto, break, continue, and fallthrough (spec: Labeled statements, Goto, Break,
//! Continue, Fallthrough). gc judges them while it parses, so that they are told even when nothing is checked.
//!
//! One function body at a time; function literals inside are functions of their own. A label's scope is the whole function,
//! but a goto must neither enter a block nor skip a variable's declaration.

use crate::ast::*;
use rustc_hash::FxHashMap;
use vole_source::{Diagnostic, Diagnostics, SourceFile, Span};

/// Checks the function bodies of a file.
pub fn check_branches(tree: &File, file: &SourceFile) -> Diagnostics {
    let mut bodies = Bodies { position: &|span| file.position_text(span.lo), out: Vec::new() };
    for decl in &tree.decls {
        match decl {
            TopDecl::Func(f) => {
                if let Some(body) = &f.body {
                    bodies.check(body);
                }
                walk_func(&mut bodies, f);
            }
            TopDecl::Gen(d) => walk_decl(&mut bodies, d),
        }
    }
    bodies.out
}

/// Finds the function literals.
struct Bodies<'a> {
    position: &'a dyn Fn(Span) -> String,
    out: Diagnostics,
}

impl Bodies<'_> {
    fn check(&mut self, body: &Block) {
        self.out.extend(check_body(body, self.position));
    }
}

impl Visit for Bodies<'_> {
    fn expr(&mut self, e: &Expr) -> bool {
        if let ExprKind::FuncLit(f) = &e.kind {
            self.check(&f.body);
        }
        true
    }
}

/// Checks a body. `position` prints a place as messages do (`./a.go:3:5`).
pub(crate) fn check_body(body: &Block, position: &dyn Fn(Span) -> String) -> Diagnostics {
    let mut c = Labels { position, labels: FxHashMap::default(), order: Vec::new(), out: Vec::new() };
    let around = Around { targets: Vec::new(), in_loop: false, breakable: false };
    let open = c.list(&body.stmts, body.lbrace, &around, Fall::No);
    for goto in open.in_order() {
        match c.labels.get_mut(&goto.name) {
            Some(l) => {
                l.used = true;
                let block = (c.position)(l.block);
                c.error("JumpIntoBlock", goto.span, format!("goto {} jumps into block starting at {block}", goto.name));
            }
            None => c.error("UndeclaredLabel", goto.span, format!("label {} not defined", goto.name)),
        }
    }
    for name in std::mem::take(&mut c.order) {
        let l = &c.labels[&name];
        if !l.used {
            c.error("UnusedLabel", l.span, format!("label {name} defined and not used"));
        }
    }
    c.out
}

struct Label {
    span: Span,
    /// Start of the block it stands in.
    block: Span,
    used: bool,
    /// Whether its block is still open.
    visible: bool,
}

struct Labels<'a> {
    position: &'a dyn Fn(Span) -> String,
    labels: FxHashMap<Name, Label>,
    order: Vec<Name>,
    out: Diagnostics,
}

#[derive(Clone, Copy, PartialEq)]
enum Target {
    Loop,
    Breakable,
    Other,
}

/// Where `fallthrough` stands.
#[derive(Clone, Copy, PartialEq)]
enum Fall {
    No,
    Allowed,
    FinalCase,
    TypeSwitch,
}

/// What encloses a statement.
#[derive(Clone)]
struct Around {
    targets: Vec<(Name, Target)>,
    in_loop: bool,
    breakable: bool,
}

impl Around {
    fn inside_loop(&self) -> Around {
        Around { in_loop: true, breakable: true, ..self.clone() }
    }
    fn inside_switch(&self) -> Around {
        Around { breakable: true, ..self.clone() }
    }
}

/// A goto whose label has not been met.
#[derive(Clone)]
struct Goto {
    name: Name,
    span: Span,
}

impl Labels<'_> {
    fn error(&mut self, code: &'static str, span: Span, message: String) {
        self.out.push(Diagnostic::error(code, span, message));
    }

    /// Checks the statements of a block. Returns the gotos that are still open.
    /// `last` says whether the last statement may be a `fallthrough`.
    fn list(&mut self, stmts: &[Stmt], block: Span, around: &Around, last: Fall) -> Open {
        let mut state = BlockState { block, own: Vec::new(), open: Open::default(), last_var: None };
        let count = stmts.iter().rposition(|s| !matches!(s.kind, StmtKind::Empty)).map_or(0, |i| i + 1);
        for (i, s) in stmts.iter().enumerate() {
            self.stmt(s, None, &mut state, around, if i + 1 == count { last } else { Fall::No });
        }
        for name in &state.own {
            if let Some(l) = self.labels.get_mut(name) {
                l.visible = false;
            }
        }
        state.open
    }

    fn stmt(&mut self, s: &Stmt, label: Option<&Name>, st: &mut BlockState, around: &Around, fall: Fall) {
        let target = |kind: Target| {
            let mut a = around.clone();
            if let Some(l) = label.filter(|l| &***l != "_") {
                a.targets.push((l.clone(), kind));
            }
            a
        };
        match &s.kind {
            StmtKind::Labeled(name, inner) => {
                // Branches go to the label that has the name first.
                let label = self.declare(name, st).then_some(&name.name);
                self.stmt(inner, label, st, around, fall);
            }
            StmtKind::Define(lhs, op, _) if !st.open.0.is_empty() => {
                let names: Vec<String> = lhs.iter().map(print_expr).collect();
                st.declare_var(*op, names.join(", "));
            }
            StmtKind::Decl(Decl::Var(specs)) if !st.open.0.is_empty() => {
                if let Some(n) = specs.first().and_then(|s| s.names.first()) {
                    st.declare_var(n.span, n.name.to_string());
                }
            }
            StmtKind::Goto(l) => {
                if self.labels.get(&l.name).is_some_and(|l| l.visible) {
                    self.mark_used(&l.name);
                } else {
                    st.open.push(Goto { name: l.name.clone(), span: l.span });
                }
            }
            StmtKind::Break(None) if !around.breakable => {
                self.error("MisplacedBreak", s.span, "break is not in a loop, switch, or select".into());
            }
            StmtKind::Continue(None) if !around.in_loop => {
                self.error("MisplacedContinue", s.span, "continue is not in a loop".into())
            }
            StmtKind::Break(Some(l)) => self.branch("break", l, around, |t| t != Target::Other),
            StmtKind::Continue(Some(l)) => self.branch("continue", l, around, |t| t == Target::Loop),
            StmtKind::Block(b) => self.nested(&b.stmts, b.lbrace, st, &target(Target::Other)),
            StmtKind::If(i) => {
                let a = target(Target::Other);
                self.nested(&i.then.stmts, i.then.lbrace, st, &a);
                if let Some(els) = &i.els {
                    self.stmt(els, None, st, &a, Fall::No);
                }
            }
            StmtKind::Fallthrough => self.fallthrough(s.span, fall),
            StmtKind::Switch(sw) => {
                let a = target(Target::Breakable).inside_switch();
                for (i, c) in sw.clauses.iter().enumerate() {
                    let fall = if i + 1 < sw.clauses.len() { Fall::Allowed } else { Fall::FinalCase };
                    self.clause(&c.body, c.span, st, &a, fall);
                }
            }
            StmtKind::TypeSwitch(sw) => {
                let a = target(Target::Breakable).inside_switch();
                for c in &sw.clauses {
                    self.clause(&c.body, c.span, st, &a, Fall::TypeSwitch);
                }
            }
            StmtKind::Select(clauses, _) => {
                let a = target(Target::Breakable).inside_switch();
                for c in clauses {
                    self.nested(&c.body, c.span, st, &a);
                }
            }
            StmtKind::For(f) => self.nested(&f.body.stmts, f.body.lbrace, st, &target(Target::Loop).inside_loop()),
            StmtKind::Range(r) => self.nested(&r.body.stmts, r.body.lbrace, st, &target(Target::Loop).inside_loop()),
            _ => {}
        }
    }

    fn fallthrough(&mut self, span: Span, fall: Fall) {
        let message = match fall {
            Fall::Allowed => return,
            Fall::FinalCase => "cannot fallthrough final case in switch",
            Fall::TypeSwitch => "cannot fallthrough in type switch",
            Fall::No => "fallthrough statement out of place",
        };
        self.error("MisplacedFallthrough", span, message.into());
    }

    fn nested(&mut self, stmts: &[Stmt], block: Span, st: &mut BlockState, around: &Around) {
        self.clause(stmts, block, st, around, Fall::No);
    }

    fn clause(&mut self, stmts: &[Stmt], block: Span, st: &mut BlockState, around: &Around, last: Fall) {
        let open = self.list(stmts, block, around, last);
        st.open.add(open);
    }

    /// False if the name is taken.
    fn declare(&mut self, name: &Ident, st: &mut BlockState) -> bool {
        // The blank label declares nothing.
        if &*name.name == "_" {
            return true;
        }
        if let Some(previous) = self.labels.get(&name.name) {
            let at = (self.position)(previous.span);
            self.error("DuplicateLabel", name.span, format!("label {} already defined at {at}", name.name));
            return false;
        }
        self.order.push(name.name.clone());
        self.labels.insert(name.name.clone(), Label { span: name.span, block: st.block, used: false, visible: true });
        st.own.push(name.name.clone());
        for g in st.open.0.remove(&name.name).unwrap_or_default() {
            self.mark_used(&g.name);
            if let Some((var_span, var)) = &st.last_var
                && g.span.lo < var_span.lo
            {
                let at = (self.position)(*var_span);
                self.error("JumpOverDecl", g.span, format!("goto {} jumps over declaration of {var} at {at}", g.name));
            }
        }
        true
    }

    fn mark_used(&mut self, name: &Name) {
        if let Some(l) = self.labels.get_mut(name) {
            l.used = true;
        }
    }

    fn branch(&mut self, word: &str, l: &Ident, around: &Around, fits: fn(Target) -> bool) {
        let enclosing = around.targets.iter().rev().find(|(n, _)| *n == l.name);
        let known = self.labels.contains_key(&l.name);
        self.mark_used(&l.name);
        match enclosing {
            Some((_, t)) if fits(*t) => {}
            _ if known => self.error("MisplacedLabel", l.span, format!("invalid {word} label {}", l.name)),
            _ => self.error("UndeclaredLabel", l.span, format!("{word} label not defined: {}", l.name)),
        }
    }
}

/// Gotos whose labels have not been met, by their names.
#[derive(Default)]
struct Open(FxHashMap<Name, Vec<Goto>>);

impl Open {
    fn push(&mut self, goto: Goto) {
        self.0.entry(goto.name.clone()).or_default().push(goto);
    }
    fn add(&mut self, inner: Open) {
        if self.0.is_empty() {
            *self = inner;
            return;
        }
        for (name, gotos) in inner.0 {
            self.0.entry(name).or_default().extend(gotos);
        }
    }
    fn in_order(self) -> Vec<Goto> {
        let mut all: Vec<Goto> = self.0.into_values().flatten().collect();
        all.sort_by_key(|g| g.span.lo);
        all
    }
}

struct BlockState {
    block: Span,
    /// The labels of this block.
    own: Vec<Name>,
    open: Open,
    /// The last variable declared in this block while gotos were open: they would skip it.
    last_var: Option<(Span, String)>,
}

impl BlockState {
    fn declare_var(&mut self, span: Span, name: String) {
        self.last_var = Some((span, name));
    }
}
