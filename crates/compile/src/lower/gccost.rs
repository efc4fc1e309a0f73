//! Which functions gc would inline, and how it prints arguments: only traces need to know, where an inlined call has no
//! arguments and no offset.
//!
//! gc gives every node of a body a cost and inlines bodies that cost at most [`BUDGET`]; the numbers here were measured with its
//! own reports. Costs of the library's functions are listed in `gc_costs.txt`, for our library is built otherwise.

use super::call::strip_index;
use super::unparen;
use crate::components::Edges;
use crate::cx::Cx;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;
use vole_syntax::ast::*;
use vole_types::info::{Mode, SelectionKind};
use vole_types::object::{Builtin, ObjId, ObjKind, PkgId};
use vole_types::ty::{Basic, Type, TypeId};

/// Highest cost of an inlined body.
const BUDGET: u32 = 80;
/// The same for a function literal that is called once.
const CALLED_ONCE: u32 = 10 * BUDGET;
/// A call that is not inlined.
const CALL: u32 = 57;
/// A call of a parameter.
const CALL_PARAM: u32 = 17;
/// A function literal.
const CLOSURE: u32 = 16;

/// Costs of the library's functions: `package: name cost name cost ...` on each line.
static LIBRARY: LazyLock<FxHashMap<String, u32>> = LazyLock::new(|| {
    let mut costs = FxHashMap::default();
    for line in include_str!("gc_costs.txt").lines() {
        let Some((package, rest)) = line.split_once(": ") else { continue };
        let mut words = rest.split(' ');
        while let (Some(name), Some(cost)) = (words.next(), words.next().and_then(|c| c.parse().ok())) {
            costs.insert(format!("{package}.{name}"), cost);
        }
    }
    costs
});

/// Measures bodies.
pub(crate) struct GcCost<'c, 'a> {
    cx: &'c mut Cx<'a>,
    params: Vec<ObjId>,
    /// What a body may cost.
    budget: u32,
}

/// `None`: never inlined.
type Cost = Option<u32>;

impl<'c, 'a> GcCost<'c, 'a> {
    pub fn new(cx: &'c mut Cx<'a>) -> Self {
        GcCost { cx, params: vec![], budget: BUDGET }
    }

    /// Whether gc would inline a declared function of the program.
    pub fn inlines(&mut self, obj: ObjId) -> bool {
        self.function(obj).is_some()
    }

    /// The cost of a function literal where gc knows that it is called; it may be higher for one that is called once.
    fn literal(&mut self, lit: &FuncLit, once: bool) -> Cost {
        self.params_of(&lit.ty);
        self.budget = if once { CALLED_ONCE } else { BUDGET };
        self.stmts(&lit.body.stmts).filter(|&c| c <= self.budget)
    }

    fn function(&mut self, obj: ObjId) -> Cost {
        if let Some(known) = self.cx.gc_costs.get(&obj) {
            return *known;
        }
        let o = self.cx.universe().obj(obj);
        let (pkg, ObjKind::Func(_)) = (o.pkg, &o.kind) else { return None };
        if self.cx.universe().pkg(pkg).lazy {
            return self.library(obj);
        }
        if !self.cx.gc_measured.insert(pkg) {
            // Being measured: so far a call of it counts as a call.
            return None;
        }
        measure(self.cx, pkg);
        self.cx.gc_costs.get(&obj).copied().flatten()
    }

    fn params_of(&mut self, ty: &FuncType) {
        let names = ty.params.iter().filter_map(|p| p.name.as_ref());
        self.params = names.filter_map(|n| self.cx.checker.info.defs.get(n.id)).collect();
    }

    /// The cost of a declared function of the program.
    fn declared(&mut self, decl: &FuncDecl) -> Cost {
        let body = decl.body.as_ref()?;
        if decl.directives.iter().any(|d| &*d.text == "go:noinline") {
            return None;
        }
        self.params_of(&decl.ty);
        self.stmts(&body.stmts).filter(|&c| c <= BUDGET)
    }

    fn library(&mut self, obj: ObjId) -> Cost {
        let o = self.cx.universe().obj(obj);
        let (name, pkg, ObjKind::Func(f)) = (o.name.clone(), o.pkg, o.kind.clone()) else { return None };
        let full = super::func::func_name(self.cx, &name, pkg, f.recv.as_ref(), false);
        LIBRARY.get(&full).copied()
    }

    fn stmts(&mut self, list: &[Stmt]) -> Cost {
        let mut sum = 0;
        for s in list {
            sum += self.stmt(s)?;
            if sum > self.budget {
                return None;
            }
        }
        Some(sum)
    }

    fn maybe(&mut self, s: Option<&Stmt>) -> Cost {
        s.map_or(Some(0), |s| self.stmt(s))
    }

    fn exprs<'e>(&mut self, list: impl IntoIterator<Item = &'e Expr>) -> Cost {
        let mut sum = 0;
        for e in list {
            sum += self.expr(e)?;
        }
        Some(sum)
    }

    fn stmt(&mut self, s: &Stmt) -> Cost {
        Some(match &s.kind {
            StmtKind::Bad | StmtKind::Empty => 0,
            StmtKind::Expr(e) => self.expr(e)?,
            StmtKind::Send(x, _, y) => 1 + self.expr(x)? + self.expr(y)?,
            StmtKind::IncDec(x, _) => 2 + self.expr(x)?,
            StmtKind::OpAssign(_, _, x, y) => 1 + self.expr(x)? + self.expr(y)?,
            StmtKind::Assign(l, _, r) => 1 + self.exprs(l)? + self.exprs(r)?,
            StmtKind::Define(l, _, r) => {
                let new = l.iter().filter(|e| self.is_new(e)).count() as u32;
                1 + self.exprs(l)? + self.exprs(r)? + 2 * new
            }
            StmtKind::Decl(Decl::Var(specs)) => {
                let mut sum = 0;
                for spec in specs {
                    let n = spec.names.len() as u32;
                    sum += if spec.values.is_empty() { 4 * n } else { 3 * n + 1 + self.exprs(&spec.values)? };
                }
                sum
            }
            StmtKind::Decl(_) => 0,
            StmtKind::Go(_) | StmtKind::Defer(_) => return None,
            StmtKind::Return(list) => 1 + self.exprs(list)?,
            StmtKind::Break(_) | StmtKind::Continue(_) | StmtKind::Goto(_) => 1,
            StmtKind::Fallthrough => 1,
            StmtKind::Block(b) => self.stmts(&b.stmts)?,
            StmtKind::If(i) => {
                let head = 1 + self.maybe(i.init.as_ref())? + self.expr(&i.cond)?;
                head + self.stmts(&i.then.stmts)? + self.maybe(i.els.as_ref())?
            }
            StmtKind::Switch(s) => {
                let mut sum = 1 + self.maybe(s.init.as_ref())? + self.exprs(&s.tag)?;
                for c in &s.clauses {
                    sum += 1 + self.exprs(&c.exprs)? + self.stmts(&c.body)?;
                }
                sum
            }
            StmtKind::TypeSwitch(s) => {
                let mut sum = 2 + self.maybe(s.init.as_ref())? + self.expr(&s.x)? + u32::from(s.bind.is_some());
                for c in &s.clauses {
                    sum += 1 + c.exprs.len() as u32 + self.stmts(&c.body)?;
                }
                sum
            }
            StmtKind::Select(clauses, _) => {
                let mut sum = 1;
                for c in clauses {
                    sum += 1 + self.maybe(c.comm.as_ref())? + self.stmts(&c.body)?;
                }
                sum
            }
            StmtKind::For(f) => {
                let head = 1 + self.maybe(f.init.as_ref())? + self.exprs(&f.cond)? + self.maybe(f.post.as_ref())?;
                head + self.stmts(&f.body.stmts)?
            }
            StmtKind::Range(r) => {
                let vars = || r.key.iter().chain(&r.value);
                let new = if r.define { vars().filter(|e| self.is_new(e)).count() as u32 } else { 0 };
                let over_func = self.type_of(&r.x).is_some_and(|t| matches!(self.under(t), Some(Type::Signature(_))));
                if over_func {
                    return None;
                }
                1 + vars().count() as u32 + 2 * new + self.expr(&r.x)? + self.stmts(&r.body.stmts)?
            }
            StmtKind::Labeled(_, s) => 1 + self.stmt(s)?,
        })
    }

    fn is_new(&self, e: &Expr) -> bool {
        matches!(&unparen(e).kind, ExprKind::Ident(id) if self.cx.checker.info.defs.get(id.id).is_some())
    }

    fn type_of(&self, e: &Expr) -> Option<TypeId> {
        self.cx.checker.info.of(e.id).map(|tv| tv.ty)
    }

    fn mode(&self, e: &Expr) -> Mode {
        self.cx.checker.info.of(e.id).map_or(Mode::Invalid, |tv| tv.mode)
    }

    fn under(&mut self, t: TypeId) -> Option<Type> {
        match self.cx.universe().ty(t) {
            Type::TypeParam(_) => None,
            _ => Some(self.cx.under_ty(t)),
        }
    }

    fn is_interface(&mut self, t: TypeId) -> bool {
        matches!(self.under(t), Some(Type::Interface(_)))
    }

    fn expr(&mut self, e: &Expr) -> Cost {
        let e = unparen(e);
        if self.cx.checker.info.of(e.id).is_some_and(|tv| tv.value.is_some()) {
            return Some(1);
        }
        Some(match &e.kind {
            ExprKind::FuncLit(_) => 1 + CLOSURE - 1,
            ExprKind::CompositeLit(c) => {
                let t = self.type_of(e).and_then(|t| self.under(t));
                let mut sum = match t {
                    Some(Type::Slice(_)) => 2,
                    _ => 1,
                };
                for x in &c.elems {
                    sum += match &x.kind {
                        ExprKind::KeyValue(_, v) => 1 + self.expr(v)?,
                        _ if matches!(t, Some(Type::Struct(_))) => 1 + self.expr(x)?,
                        _ => self.expr(x)?,
                    };
                }
                sum
            }
            ExprKind::Selector(x, _) => match self.cx.checker.info.selections.get(&e.id).cloned() {
                // A variable or function of a package.
                None => 1,
                Some(s) => s.path.len().max(1) as u32 + self.expr(x)?,
            },
            ExprKind::Index(x, args) => match self.mode(x) {
                Mode::Value if args.is_empty() => 1,
                _ => 1 + self.expr(x)? + self.exprs(args)?,
            },
            ExprKind::Slice(s) => 1 + self.expr(&s.x)? + self.exprs(s.lo.iter().chain(&s.hi).chain(&s.max))?,
            ExprKind::TypeAssert(x, _) | ExprKind::Star(x) | ExprKind::Unary(_, x) => 1 + self.expr(x)?,
            ExprKind::Binary(BinOp::Add, _, x, y) if self.is_string(e) => 1 + self.summands(x)? + self.summands(y)?,
            ExprKind::Binary(_, _, x, y) => 1 + self.expr(x)? + self.expr(y)?,
            ExprKind::KeyValue(x, y) => 1 + self.expr(x)? + self.expr(y)?,
            ExprKind::Call(c) => self.call(c)?,
            _ => 1,
        })
    }

    fn is_string(&mut self, e: &Expr) -> bool {
        let t = self.type_of(e).and_then(|t| self.under(t));
        matches!(t, Some(Type::Basic(b)) if b == Basic::String)
    }

    /// Strings joined by `+` are one node.
    fn summands(&mut self, e: &Expr) -> Cost {
        let e = unparen(e);
        match &e.kind {
            ExprKind::Binary(BinOp::Add, _, x, y)
                if self.cx.checker.info.of(e.id).is_some_and(|tv| tv.value.is_none()) =>
            {
                Some(self.summands(x)? + self.summands(y)?)
            }
            _ => self.expr(e),
        }
    }

    fn call(&mut self, c: &CallExpr) -> Cost {
        let fun = unparen(&c.fun);
        let mode = self.mode(fun);
        if mode == Mode::Type {
            return self.conversion(c, fun);
        }
        if let Mode::Builtin(b) = mode {
            return self.builtin(b, c);
        }
        if let ExprKind::FuncLit(f) = &fun.kind {
            return Some(1 + CLOSURE + self.stmts(&f.body.stmts)? + self.exprs(&c.args)?);
        }
        let plain = strip_index(fun);
        let (base, callee) = match &plain.kind {
            ExprKind::Ident(id) => {
                let obj = self.cx.checker.info.uses.get(id.id);
                match obj {
                    Some(o) if matches!(self.cx.universe().obj(o).kind, ObjKind::Func(_)) => (2, Callee::Known(o)),
                    Some(o) if self.params.contains(&o) => (2, Callee::Param),
                    Some(o) if self.cx.literal_costs.contains_key(&o) => (2, Callee::Literal(o)),
                    _ => (2, Callee::Unknown),
                }
            }
            ExprKind::Selector(x, name) => match self.cx.checker.info.selections.get(&plain.id).cloned() {
                None => match self.cx.checker.info.uses.get(name.id) {
                    Some(o) if matches!(self.cx.universe().obj(o).kind, ObjKind::Func(_)) => (2, Callee::Known(o)),
                    _ => (2, Callee::Unknown),
                },
                Some(s) if s.kind == SelectionKind::Method => {
                    let x: &Expr = x;
                    let recv = self.expr(x)? + s.path.len() as u32;
                    match s.method {
                        Some(o) => {
                            // The address of a variable is taken for a method of its pointer.
                            let address = !s.indirect && self.takes_pointer(o);
                            (1 + recv + u32::from(address), Callee::Known(o))
                        }
                        None => (2 + recv, Callee::Unknown),
                    }
                }
                Some(_) => (1 + self.expr(plain)?, Callee::Unknown),
            },
            _ => (1 + self.expr(fun)?, Callee::Unknown),
        };
        let args = self.arguments(c, fun)?;
        let extra = match callee {
            Callee::Known(o) => self.function(o).unwrap_or(CALL),
            Callee::Param => CALL_PARAM,
            Callee::Literal(o) => self.cx.literal_costs.get(&o).copied().unwrap_or(CALL),
            Callee::Unknown => CALL,
        };
        Some(base + args + extra)
    }

    fn takes_pointer(&self, method: ObjId) -> bool {
        matches!(&self.cx.universe().obj(method).kind, ObjKind::Func(f) if f.recv.as_ref().is_some_and(|r| r.pointer))
    }

    /// Arguments with what passing them converts.
    fn arguments(&mut self, c: &CallExpr, fun: &Expr) -> Cost {
        let sig = match self.type_of(fun).and_then(|t| self.under(t)) {
            Some(Type::Signature(s)) => s,
            _ => return self.exprs(&c.args),
        };
        let fixed = sig.params.len() - usize::from(sig.variadic);
        let mut sum = 0;
        for (i, a) in c.args.iter().enumerate() {
            let to = if i < fixed {
                sig.params.get(i).map(|p| p.ty)
            } else if c.spread.is_none() {
                sig.params.last().and_then(|p| match self.cx.universe().ty(p.ty) {
                    Type::Slice(elem) => Some(*elem),
                    _ => None,
                })
            } else {
                None
            };
            sum += self.expr(a)? + self.boxing(a, to);
        }
        // The slice for the variadic arguments.
        if sig.variadic && c.spread.is_none() && c.args.len() > fixed {
            sum += 2;
        }
        Some(sum)
    }

    /// Making an interface of a value that is none.
    fn boxing(&mut self, a: &Expr, to: Option<TypeId>) -> u32 {
        let Some(to) = to else { return 0 };
        if !self.is_interface(to) || self.mode(unparen(a)) == Mode::Nil {
            return 0;
        }
        // Constants and other operands have their final type, which may be the interface itself.
        let from = self.type_of(unparen(a));
        let constant = self.cx.checker.info.of(unparen(a).id).is_some_and(|tv| tv.value.is_some());
        u32::from(constant || from.is_some_and(|t| !self.is_interface(t)))
    }

    fn conversion(&mut self, c: &CallExpr, to: &Expr) -> Cost {
        let Some(x) = c.args.first() else { return Some(1) };
        let inner = self.expr(x)?;
        let (from, to) = (self.type_of(x), self.type_of(to));
        let (Some(from), Some(to)) = (from, to) else { return Some(1 + inner) };
        let (a, b) = (self.under(from), self.under(to));
        let free = match (&a, &b) {
            (Some(Type::Basic(a)), Some(Type::Basic(b))) => {
                a == b || integer_size(*a).is_some_and(|n| integer_size(*b) == Some(n))
            }
            (Some(a), Some(b)) => std::mem::discriminant(a) == std::mem::discriminant(b),
            _ => false,
        };
        Some(inner + u32::from(!free))
    }

    fn builtin(&mut self, b: Builtin, c: &CallExpr) -> Cost {
        match b {
            Builtin::Recover => None,
            Builtin::Panic => Some(2 + self.exprs(&c.args)?),
            Builtin::Make => Some(1 + (c.args.len().max(2) - 1) as u32),
            Builtin::New => Some(1),
            _ => Some(1 + self.exprs(&c.args)?),
        }
    }
}

/// Bytes of a typed integer.
fn integer_size(b: Basic) -> Option<u8> {
    Some(match b {
        Basic::Int8 | Basic::Uint8 => 1,
        Basic::Int16 | Basic::Uint16 => 2,
        Basic::Int32 | Basic::Uint32 => 4,
        Basic::Int | Basic::Int64 | Basic::Uint | Basic::Uint64 | Basic::Uintptr => 8,
        _ => return None,
    })
}

/// Measures the functions of a package. gc does that after those that they call; those of a recursion in the order in which it
/// meets them, so that calls of the ones before are known to be inlined.
fn measure(cx: &mut Cx<'_>, pkg: PkgId) {
    let decl = |cx: &Cx<'_>, obj: ObjId| {
        let o = cx.universe().obj(obj);
        match &o.kind {
            ObjKind::Func(f) if o.pkg == pkg => f.decl.clone(),
            _ => None,
        }
    };
    let mut met = cx.universe().pkg(pkg).objects.clone();
    let mut number: FxHashMap<ObjId, u32> = met.iter().enumerate().map(|(i, &obj)| (obj, i as u32)).collect();
    let mut calls = Edges::default();
    let mut at = 0;
    while let Some(&obj) = met.get(at) {
        at += 1;
        calls.next_node();
        let mut named = Named { cx, found: vec![] };
        if let Some(body) = decl(cx, obj).as_ref().and_then(|d| d.body.as_ref()) {
            walk_block(&mut named, body);
        }
        for callee in named.found {
            if decl(cx, callee).is_some() {
                calls.push(*number.entry(callee).or_insert_with(|| {
                    met.push(callee);
                    met.len() as u32 - 1
                }));
            }
        }
    }
    for component in calls.components() {
        for id in component.into_iter().rev() {
            let obj = met[id as usize];
            if let Some(decl) = decl(cx, obj) {
                let cost = GcCost::new(cx).declared(&decl);
                cx.gc_costs.insert(obj, cost);
            }
        }
    }
}

/// The functions that a body names, in order.
struct Named<'c, 'a> {
    cx: &'c Cx<'a>,
    found: Vec<ObjId>,
}

impl Visit for Named<'_, '_> {
    fn expr(&mut self, e: &Expr) -> bool {
        let info = &self.cx.checker.info;
        let obj = match &e.kind {
            ExprKind::Ident(id) => info.uses.get(id.id),
            ExprKind::Selector(..) => info.selections.get(&e.id).and_then(|s| s.method),
            _ => None,
        };
        self.found.extend(obj);
        true
    }
}

enum Callee {
    Known(ObjId),
    Literal(ObjId),
    Param,
    Unknown,
}

/// Words of arguments that traces show at most, and how deep they look into structs.
const MAX_WORDS: usize = 10;
const MAX_DEPTH: usize = 5;
/// Registers that gc passes integers and floats in.
const INT_REGS: usize = 9;
const FLOAT_REGS: usize = 15;

/// Builds [`vole_bytecode::Func::args_shape`].
pub(crate) struct Shape {
    text: String,
    words: usize,
    ints: usize,
    floats: usize,
    /// No further parameter is shown.
    full: bool,
    /// The last parameter was not shown to its end: one after it shows as dots.
    cut: bool,
    slot: usize,
}

impl Shape {
    pub fn new() -> Shape {
        Shape { text: String::new(), words: 0, ints: 0, floats: 0, full: false, cut: false, slot: 0 }
    }

    pub fn finish(self) -> String {
        self.text
    }

    /// The next parameter.
    pub fn param(&mut self, cx: &mut Cx<'_>, t: TypeId) {
        let (mut ints, mut floats) = (0, 0);
        let fits = registers(cx, t, &mut ints, &mut floats)
            && self.ints + ints <= INT_REGS
            && self.floats + floats <= FLOAT_REGS;
        if fits {
            self.ints += ints;
            self.floats += floats;
        }
        let layout = cx.layout(t);
        let base = self.slot;
        let leaves = layout.leaves.clone();
        self.slot += layout.slots() as usize;
        if self.full {
            if std::mem::take(&mut self.cut) {
                self.text.push_str(", ...");
            }
            return;
        }
        // A value of more than four words is in memory all the time.
        let fits = fits && layout.size <= 32;
        if !self.text.is_empty() {
            self.text.push_str(", ");
        }
        let slot_of = |offset: u64| match &leaves {
            Some(l) => base + l.iter().rposition(|l| u64::from(l.offset) <= offset).unwrap_or(0),
            None => base + (offset / 8) as usize,
        };
        let room = self.words < MAX_WORDS;
        self.full = !self.visit(cx, t, 0, 0, fits, &slot_of);
        self.cut = self.full && room;
    }

    fn word(&mut self, offset: u64, fits: bool, slot_of: &dyn Fn(u64) -> usize) {
        self.text.push(if fits { '\u{1}' } else { '\u{2}' });
        self.text.push(char::from_u32(0x20 + slot_of(offset) as u32).unwrap_or(' '));
        self.words += 1;
    }

    fn visit(
        &mut self,
        cx: &mut Cx<'_>,
        t: TypeId,
        offset: u64,
        depth: usize,
        fits: bool,
        slot_of: &dyn Fn(u64) -> usize,
    ) -> bool {
        if self.words >= MAX_WORDS {
            self.text.push_str("...");
            return false;
        }
        let parts: Vec<(Option<TypeId>, u64)> = match cx.under_ty(t) {
            Type::Basic(Basic::String) => vec![(None, 0), (None, 8)],
            Type::Interface(_) => vec![(None, 0), (None, 8)],
            Type::Slice(_) => vec![(None, 0), (None, 8), (None, 16)],
            Type::Basic(b) if b.is_complex() => {
                let half = cx.layout(t).size / 2;
                vec![(None, 0), (None, half)]
            }
            Type::Array { elem, len } => {
                let size = cx.layout(elem).size;
                (0..len.min(MAX_WORDS as u64 + 1)).map(|i| (Some(elem), i * size)).collect()
            }
            Type::Struct(s) => {
                let offsets = cx.layout(t).offsets.clone();
                s.fields.iter().zip(offsets).map(|(f, o)| (Some(f.ty), o)).collect()
            }
            _ => {
                self.word(offset, fits, slot_of);
                return true;
            }
        };
        self.text.push('{');
        if depth + 1 >= MAX_DEPTH {
            self.text.push_str("...}");
            self.words += 1;
            return true;
        }
        if parts.is_empty() {
            self.words += 1;
        }
        let mut all = true;
        let last = parts.len().saturating_sub(1);
        for (i, (part, at)) in parts.into_iter().enumerate() {
            if i > 0 {
                self.text.push_str(", ");
            }
            all = match part {
                _ if self.words >= MAX_WORDS => {
                    self.text.push_str("...");
                    false
                }
                None => {
                    self.word(offset + at, fits, slot_of);
                    true
                }
                Some(t) => self.visit(cx, t, offset + at, depth + 1, fits, slot_of),
            };
            if !all {
                let nested = !self.text.ends_with("..., ...") && self.text.ends_with('}');
                if nested && i < last {
                    self.text.push_str(", ...");
                }
                break;
            }
        }
        self.text.push('}');
        all
    }
}

/// Counts the registers that a value takes; false if it is passed on the stack whatever is free.
fn registers(cx: &mut Cx<'_>, t: TypeId, ints: &mut usize, floats: &mut usize) -> bool {
    match cx.under_ty(t) {
        Type::Basic(Basic::String) => *ints += 2,
        Type::Basic(b) if b.is_complex() => *floats += 2,
        Type::Basic(b) if b.is_float() => *floats += 1,
        Type::Interface(_) => *ints += 2,
        Type::Slice(_) => *ints += 3,
        Type::Array { len: 0, .. } => {}
        Type::Array { elem, len: 1 } => return registers(cx, elem, ints, floats),
        Type::Array { .. } => return false,
        Type::Struct(s) => return s.fields.iter().all(|f| registers(cx, f.ty, ints, floats)),
        _ => *ints += 1,
    }
    true
}

/// Finds the function literals of a body that gc knows where they are called: those called or handed over where they stand, and
/// those in variables that are never assigned again.
struct KnownLiterals<'c, 'a> {
    cx: &'c mut Cx<'a>,
    uses: FxHashMap<ObjId, u32>,
    counting: bool,
}

impl KnownLiterals<'_, '_> {
    fn note(&mut self, e: &Expr, once: bool) -> Cost {
        let ExprKind::FuncLit(lit) = &unparen(e).kind else { return None };
        let cost = GcCost::new(self.cx).literal(lit, once)?;
        self.cx.known_literals.insert(lit.ty.span.lo);
        Some(cost)
    }

    fn pairs<'e>(&mut self, names: impl Iterator<Item = Option<&'e Ident>>, values: &[Expr]) {
        for (name, value) in names.zip(values) {
            let obj = name.and_then(|n| self.cx.checker.info.defs.get(n.id));
            let Some(obj) = obj.filter(|o| !self.cx.checker.info.reassigned.contains(o)) else { continue };
            let once = self.uses.get(&obj).is_none_or(|&n| n < 2);
            if let Some(cost) = self.note(value, once) {
                self.cx.literal_costs.insert(obj, cost);
            }
        }
    }
}

impl Visit for KnownLiterals<'_, '_> {
    fn expr(&mut self, e: &Expr) -> bool {
        match &e.kind {
            ExprKind::Ident(id) if self.counting => {
                if let Some(obj) = self.cx.checker.info.uses.get(id.id) {
                    *self.uses.entry(obj).or_default() += 1;
                }
            }
            ExprKind::Call(c) if !self.counting => {
                self.note(&c.fun, true);
                for a in &c.args {
                    self.note(a, true);
                }
            }
            _ => {}
        }
        true
    }

    fn stmt(&mut self, s: &Stmt) -> bool {
        match &s.kind {
            _ if self.counting => {}
            StmtKind::Define(l, _, r) => {
                let names = l.iter().map(|e| match &unparen(e).kind {
                    ExprKind::Ident(id) => Some(id),
                    _ => None,
                });
                self.pairs(names, r);
            }
            StmtKind::Decl(Decl::Var(specs)) => {
                for spec in specs {
                    self.pairs(spec.names.iter().map(Some), &spec.values);
                }
            }
            _ => {}
        }
        true
    }
}

struct HasLiteral(bool);

impl Visit for HasLiteral {
    fn expr(&mut self, e: &Expr) -> bool {
        self.0 |= matches!(e.kind, ExprKind::FuncLit(_));
        !self.0
    }
}

/// Notes the literals of a body that gc would inline where they are called.
pub(crate) fn note_literals(cx: &mut Cx<'_>, body: &Block) {
    let mut any = HasLiteral(false);
    walk_block(&mut any, body);
    if !any.0 {
        return;
    }
    let mut known = KnownLiterals { cx, uses: FxHashMap::default(), counting: true };
    walk_block(&mut known, body);
    known.counting = false;
    walk_block(&mut known, body);
}
