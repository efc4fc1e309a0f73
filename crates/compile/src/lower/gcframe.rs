//! How large gc's frame of a function is: reports of stack overflows say how many frames fit.
//!
//! A frame holds the place for the arguments of the calls in it (those passed in registers have one too), variables that do not
//! fit registers, and whatever is needed after a call; the last is counted in `passes::spills`. The sizes were found by looking
//! at what gc makes of programs.

use super::call::strip_index;
use super::unparen;
use crate::cx::Cx;
use crate::ir::GcFrame;
use rustc_hash::FxHashMap;
use vole_syntax::ast::*;
use vole_types::info::{Mode, SelectionKind};
use vole_types::object::{Builtin, ObjId, ObjKind};
use vole_types::ty::{Type, TypeId};

/// Bytes of an interface, a string, a slice.
const TWO: u32 = 16;
const SLICE: u32 = 24;

/// The frame of a function of the program.
pub(crate) fn frame(cx: &mut Cx<'_>, ty: &FuncType, body: &Block) -> GcFrame {
    let mut measure = Measure { cx, body, frame: GcFrame::default(), uses: None, defers: false };
    for name in ty.params.iter().filter_map(|p| p.name.as_ref()) {
        let obj = measure.cx.checker.info.defs.get(name.id);
        // Where the function is inlined, they are variables.
        measure.frame.params += measure.in_memory(obj).unwrap_or(0);
    }
    walk_block(&mut measure, body);
    measure.frame
}

/// How often variables are used: at all, and by what stands behind a dot.
type Uses = FxHashMap<ObjId, (u32, u32)>;

fn count_uses(cx: &Cx<'_>, body: &Block) -> Uses {
    let mut counts = CountUses { cx, uses: Uses::default() };
    walk_block(&mut counts, body);
    counts.uses
}

struct CountUses<'c, 'a> {
    cx: &'c Cx<'a>,
    uses: Uses,
}

impl Visit for CountUses<'_, '_> {
    fn expr(&mut self, e: &Expr) -> bool {
        let named = |e: &Expr| match &e.kind {
            ExprKind::Ident(id) => self.cx.checker.info.uses.get(id.id),
            _ => None,
        };
        if let Some(obj) = named(e) {
            self.uses.entry(obj).or_default().0 += 1;
        }
        if let ExprKind::Selector(x, _) = &e.kind
            && let Some(obj) = named(x)
        {
            self.uses.entry(obj).or_default().1 += 1;
        }
        true
    }
}

struct Measure<'c, 'a> {
    cx: &'c mut Cx<'a>,
    body: &'c Block,
    frame: GcFrame,
    /// Those of the body, counted when they are first asked for.
    uses: Option<Uses>,
    defers: bool,
}

impl Measure<'_, '_> {
    /// A call that passes so many bytes.
    fn calls(&mut self, bytes: u32) {
        self.frame.out = self.frame.out.max(bytes);
    }

    fn type_of(&self, e: &Expr) -> Option<TypeId> {
        self.cx.checker.info.of(e.id).map(|tv| tv.ty)
    }

    fn under(&mut self, t: TypeId) -> Option<Type> {
        match self.cx.universe().ty(t) {
            Type::TypeParam(_) => None,
            _ => Some(self.cx.under_ty(t)),
        }
    }

    fn size(&mut self, t: TypeId) -> u32 {
        match self.cx.universe().ty(t) {
            Type::TypeParam(_) => 8,
            _ => u32::try_from(self.cx.layout(t).size.next_multiple_of(8)).unwrap_or(u32::MAX / 2),
        }
    }

    /// The bytes of a variable that does not fit registers.
    fn in_memory(&mut self, obj: Option<ObjId>) -> Option<u32> {
        let t = self.cx.universe().obj(obj?).ty;
        let in_memory = match self.under(t) {
            Some(Type::Array { len, .. }) => len > 1,
            Some(Type::Struct(s)) => s.fields.len() > 4 || self.size(t) > 32,
            _ => false,
        };
        in_memory.then(|| self.size(t))
    }

    fn variable(&mut self, obj: Option<ObjId>) {
        let bytes = self.in_memory(obj).unwrap_or(0);
        self.frame.fixed = self.frame.fixed.saturating_add(bytes);
    }

    /// A variable that points to a new value, which need not be on the heap if nothing but the value's parts is ever used.
    fn pointer(&mut self, name: &Expr, value: &Expr) {
        let ExprKind::Ident(id) = &unparen(name).kind else { return };
        let ExprKind::Unary(UnOp::Addr, x) = &unparen(value).kind else { return };
        if !matches!(unparen(x).kind, ExprKind::CompositeLit(_)) {
            return;
        }
        let (Some(obj), Some(t)) = (self.cx.checker.info.defs.get(id.id), self.type_of(x)) else { return };
        let uses = self.uses.get_or_insert_with(|| count_uses(self.cx, self.body));
        if uses.get(&obj).is_some_and(|(all, parts)| all == parts) {
            self.frame.fixed += self.size(t);
        }
    }

    /// A function literal that a variable gets: its closure stands in the frame, and so does the variable if the literal calls it.
    fn literal(&mut self, name: &Expr, value: &Expr) {
        let ExprKind::FuncLit(lit) = &unparen(value).kind else { return };
        let words = self.captures(lit);
        if words == 0 {
            return;
        }
        self.frame.fixed += 8 + 8 * words;
        if let ExprKind::Ident(id) = &unparen(name).kind
            && let Some(obj) = self.cx.checker.info.uses.get(id.id)
            && count_uses(self.cx, &lit.body).contains_key(&obj)
        {
            self.frame.fixed += 8;
        }
    }

    /// How many variables a literal captures.
    fn captures(&mut self, lit: &FuncLit) -> u32 {
        let inside = count_uses(self.cx, &lit.body);
        let outer = inside.keys().filter(|&&obj| {
            let o = self.cx.universe().obj(obj);
            let own = (lit.ty.span.lo..lit.body.rbrace.hi).contains(&o.span.lo);
            matches!(o.kind, ObjKind::Var) && !o.package_level && !own
        });
        outer.count() as u32
    }

    fn defined(&mut self, names: &[Expr]) {
        for e in names {
            if let ExprKind::Ident(id) = &unparen(e).kind {
                let obj = self.cx.checker.info.defs.get(id.id);
                self.variable(obj);
            }
        }
    }

    fn call(&mut self, c: &CallExpr) {
        let fun = unparen(&c.fun);
        match self.cx.checker.info.of(fun.id).map(|tv| tv.mode) {
            Some(Mode::Type) => {
                let basic = |t: Option<Type>| matches!(t, Some(Type::Basic(_)));
                let from = c.args.first().and_then(|x| self.type_of(x)).and_then(|t| self.under(t));
                let to = self.type_of(fun).and_then(|t| self.under(t));
                if basic(from) != basic(to) {
                    self.calls(SLICE);
                }
                return;
            }
            Some(Mode::Builtin(b)) => {
                self.calls(match b {
                    Builtin::Append => 40,
                    Builtin::Make | Builtin::Copy | Builtin::Delete => SLICE,
                    Builtin::Panic | Builtin::Println | Builtin::Print => TWO,
                    Builtin::New | Builtin::Close => 8,
                    _ => 0,
                });
                return;
            }
            _ => {}
        }
        let plain = strip_index(fun);
        let (mut bytes, mut known) = (0, None);
        match &plain.kind {
            ExprKind::Ident(id) => known = self.cx.checker.info.uses.get(id.id),
            ExprKind::Selector(x, name) => match self.cx.checker.info.selections.get(&plain.id).cloned() {
                None => known = self.cx.checker.info.uses.get(name.id),
                Some(s) if s.kind == SelectionKind::Method => {
                    known = s.method;
                    bytes += match known {
                        Some(m) if !is_pointer_method(self.cx, m) => self.type_of(x).map_or(8, |t| self.size(t)),
                        _ => 8,
                    };
                }
                Some(_) => {}
            },
            _ => {}
        }
        let Some(Type::Signature(sig)) = self.type_of(fun).and_then(|t| self.under(t)) else { return };
        for p in &sig.params {
            bytes += self.size(p.ty);
        }
        if sig.variadic && c.spread.is_none() {
            let extra = (c.args.len() + 1).saturating_sub(sig.params.len()) as u32;
            let elem = sig.params.last().and_then(|p| match self.cx.universe().ty(p.ty) {
                Type::Slice(elem) => Some(*elem),
                _ => None,
            });
            self.frame.fixed += extra * elem.map_or(0, |t| self.size(t));
        }
        if let Some(obj) = known {
            let o = self.cx.universe().obj(obj);
            // They are inlined: what is called is their F... form.
            if &*self.cx.universe().pkg(o.pkg).path == "fmt" && matches!(&*o.name, "Println" | "Printf" | "Print") {
                bytes += TWO;
            }
        }
        self.calls(bytes);
    }
}

fn is_pointer_method(cx: &Cx<'_>, method: ObjId) -> bool {
    matches!(&cx.universe().obj(method).kind, ObjKind::Func(f) if f.recv.as_ref().is_some_and(|r| r.pointer))
}

impl Visit for Measure<'_, '_> {
    fn expr(&mut self, e: &Expr) -> bool {
        if self.cx.checker.info.of(e.id).is_some_and(|tv| tv.value.is_some()) {
            return false;
        }
        match &e.kind {
            ExprKind::FuncLit(_) => return false,
            ExprKind::Call(c) => self.call(c),
            ExprKind::Index(x, _) => {
                let t = self.type_of(x).and_then(|t| self.under(t));
                if matches!(t, Some(Type::Map { .. })) {
                    self.calls(SLICE);
                }
            }
            ExprKind::Binary(BinOp::Add, ..) => {
                let t = self.type_of(e).and_then(|t| self.under(t));
                if matches!(t, Some(Type::Basic(vole_types::ty::Basic::String))) {
                    self.calls(40);
                }
            }
            ExprKind::Unary(UnOp::Addr, _) => self.calls(8),
            ExprKind::Unary(UnOp::Recv, _) => self.calls(TWO),
            _ => {}
        }
        true
    }

    fn stmt(&mut self, s: &Stmt) -> bool {
        match &s.kind {
            StmtKind::Assign(l, _, r) => l.iter().zip(r).for_each(|(name, value)| self.literal(name, value)),
            StmtKind::Define(l, _, r) => {
                self.defined(l);
                l.iter().zip(r).for_each(|(name, value)| self.literal(name, value));
                l.iter().zip(r).for_each(|(name, value)| self.pointer(name, value));
            }
            StmtKind::Decl(Decl::Var(specs)) => {
                for name in specs.iter().flat_map(|s| &s.names) {
                    let obj = self.cx.checker.info.defs.get(name.id);
                    self.variable(obj);
                }
            }
            StmtKind::Range(r) if r.define => {
                r.key.iter().chain(&r.value).for_each(|e| self.defined(std::slice::from_ref(e)));
            }
            StmtKind::Send(..) => self.calls(TWO),
            StmtKind::Go(_) => self.calls(8),
            // Which ones are to run, and the closure.
            StmtKind::Defer(call) => {
                self.frame.fixed += if self.defers { 8 } else { 16 };
                self.defers = true;
                if let ExprKind::Call(c) = &unparen(call).kind {
                    let words = match &unparen(&c.fun).kind {
                        ExprKind::FuncLit(lit) => self.captures(lit) + c.args.len() as u32,
                        _ => c.args.len() as u32,
                    };
                    self.frame.fixed += if words == 0 { 0 } else { 8 + 8 * words };
                }
                return false;
            }
            _ => {}
        }
        true
    }
}
