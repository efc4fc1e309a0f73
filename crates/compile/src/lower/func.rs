//! Functions: parameters, results, bodies; the entry function.

use super::{Lower, Subst, Var};
use crate::cx::{Cx, FuncKey};
use crate::ir::{Arg, Function, Loc, Locs, Target, Term};
use std::rc::Rc;
use std::sync::Arc;
use vole_bytecode::{FuncId, Op};
use vole_syntax::ast::{self, Block, FuncDecl, FuncType, Param, Stmt, StmtKind, TopDecl, Visit};
use vole_types::object::{Initializer, ObjId, ObjKind, PkgId};
use vole_types::ty::{Type, TypeId};

/// Lowers the function a key stands for.
pub fn lower_key(cx: &mut Cx<'_>, id: FuncId, key: &FuncKey) {
    let f = match key {
        FuncKey::Decl(obj, args) => lower_decl(cx, *obj, args),
        FuncKey::IfaceEntry(t, name, pkg) => super::wrapper::iface_entry(cx, *t, name, *pkg),
        FuncKey::Bound(t, name, pkg, own) => super::wrapper::bound(cx, *t, name, *pkg, own),
        FuncKey::Unbound(t, name, pkg, own) => super::wrapper::unbound(cx, *t, name, *pkg, own),
        FuncKey::NativeValue(n, sig) => super::wrapper::native_value(cx, *n, *sig),
    };
    cx.irs[id.0 as usize] = Some(f);
}

fn lower_decl(cx: &mut Cx<'_>, obj: ObjId, args: &[TypeId]) -> Function {
    cx.checker.ensure_body(obj);
    if cx.checker.has_errors() {
        return Function::default();
    }
    cx.resolve_pending();
    let (name, pkg, kind, ty) = {
        let o = cx.universe().obj(obj);
        (o.name.clone(), o.pkg, o.kind.clone(), o.ty)
    };
    let ObjKind::Func(fo) = kind else { unreachable!("a function") };
    let mut params = fo.recv.as_ref().map_or(vec![], |r| r.type_params.clone());
    if let Type::Signature(s) = cx.universe().ty(ty) {
        params.extend(&s.type_params);
    }
    let subst = Rc::new(Subst { params, args: args.to_vec() });
    let mut full = func_name(cx, &name, pkg, fo.recv.as_ref(), !args.is_empty());
    if let Some(i) = cx.universe().pkg(pkg).inits.iter().position(|&init| init == obj) {
        // The plain name stands for the initialisation of variables.
        full = format!("{full}.{i}");
    }
    let mut l = Lower::new(cx, full, pkg, subst);
    let Some(decl) = fo.decl.clone() else {
        l.error(format!("internal: {name} has no declaration"));
        return finish_broken(l);
    };
    l.f.pos = decl.span.lo;
    l.pos = decl.span.lo;
    let Some(body) = &decl.body else {
        let linked = decl.directives.iter().find_map(|d| d.text.strip_prefix("go:linkname ")?.split(' ').nth(1));
        if let Some(native) = link_target(&decl, &l.cx.universe().pkg(pkg).path) {
            let native = l.cx.native(native);
            return super::wrapper::native_value(cx, native, ty);
        }
        let full = format!("{}.{name}", l.cx.universe().pkg(pkg).path);
        let elsewhere = linked_body(l.cx, &full, linked);
        if let Some(other) = elsewhere.filter(|o| *o != obj) {
            return lower_decl(cx, other, args);
        }
        match linked {
            Some(other) => l.error(format!("link: main: invalid reference to {other}")),
            None => l.error(format!("missing function body: {name}")),
        }
        return finish_broken(l);
    };
    l.f.no_inline = decl.directives.iter().any(|d| &*d.text == "go:noinline");
    let full = &*l.f.name;
    let root = full == "main.main" || full.split('.').nth(1) == Some("init");
    l.f.gc_inline = !root && super::gccost::GcCost::new(l.cx).inlines(obj);
    if !l.cx.universe().pkg(pkg).lazy {
        super::gccost::note_literals(l.cx, body);
        l.f.user = true;
        l.f.gc_frame = super::gcframe::frame(l.cx, &decl.ty, body);
    }
    l.body(decl.recv.as_ref(), &decl.ty, body);
    l.f
}

fn finish_broken(mut l: Lower<'_, '_>) -> Function {
    l.stop();
    l.f
}

/// A function's name as tracebacks print it.
pub(super) fn func_name(
    cx: &Cx<'_>,
    name: &str,
    pkg: PkgId,
    recv: Option<&vole_types::object::Recv>,
    generic: bool,
) -> String {
    let path = cx.universe().pkg(pkg).path.clone();
    let dots = if generic { "[...]" } else { "" };
    match recv {
        None => format!("{path}.{name}{dots}"),
        Some(r) => {
            let t = match cx.universe().as_named(r.named) {
                Some(n) => cx.universe().obj(cx.universe().named(n).obj).name.to_string(),
                None => "?".into(),
            };
            if r.pointer { format!("{path}.(*{t}{dots}).{name}") } else { format!("{path}.{t}{dots}.{name}") }
        }
    }
}

struct FindDefer {
    defers: bool,
    /// The last call of panic.
    panics: Option<u32>,
}

impl Visit for FindDefer {
    fn expr(&mut self, e: &ast::Expr) -> bool {
        if let ast::ExprKind::Call(c) = &e.kind
            && matches!(&c.fun.kind, ast::ExprKind::Ident(id) if &*id.name == "panic")
        {
            self.panics = Some(e.span.lo);
        }
        !matches!(e.kind, ast::ExprKind::FuncLit(_))
    }
    fn stmt(&mut self, s: &Stmt) -> bool {
        self.defers |= matches!(s.kind, StmtKind::Defer(_));
        true
    }
}

impl Lower<'_, '_> {
    /// Ends the block where nothing can arrive.
    pub(crate) fn stop(&mut self) {
        self.end(Term::Stop { op: Op::Unreachable, args: [Arg::Imm(0); 3], w: 0 });
    }

    /// Lowers parameters, results and body of a declaration or literal.
    pub(crate) fn body(&mut self, recv: Option<&Param>, ty: &FuncType, body: &Block) {
        let mut find = FindDefer { defers: false, panics: None };
        ast::walk_block(&mut find, body);
        self.defers = find.defers;
        self.f.no_inline |= find.defers;
        self.result_objs = ty.results.iter().filter_map(|r| r.name.as_ref()).filter_map(|n| self.defined(n)).collect();
        // A return statement assigns to them.
        self.cx.checker.info.reassigned.extend(self.result_objs.iter().copied());
        self.note_loop_captures(body);
        let mut cells = Vec::new();
        let mut shape = super::gccost::Shape::new();
        for p in recv.into_iter().chain(&ty.params) {
            let t = self.param(p, &mut cells);
            shape.param(self.cx, t);
        }
        self.f.args_shape = shape.finish().into();
        for (obj, t, l) in cells {
            let p = self.define(obj, t);
            self.put(p, t, l);
        }
        for r in &ty.results {
            self.result(r);
        }
        let slots: u64 = self.results.clone().iter().map(|(t, _)| self.layout(*t).slots()).sum();
        self.f.result_slots = slots as u16;
        if self.defers {
            let recover = self.block();
            self.f.recover = Some(recover);
        }
        self.find_moved(recv, ty, body);
        self.block_stmt(body);
        self.pos = body.rbrace.lo;
        if self.live {
            if ty.results.is_empty() {
                self.return_vars();
            } else {
                self.stop();
            }
        }
        if let Some(recover) = self.f.recover {
            self.start_unjumped(recover);
            // Where gc's code for this stands, behind that of the last panic.
            self.pos = find.panics.unwrap_or(body.rbrace.lo);
            self.return_vars();
        }
    }

    fn param(&mut self, p: &Param, cells: &mut Vec<(ObjId, TypeId, Loc)>) -> TypeId {
        let obj = p.name.as_ref().and_then(|n| self.defined(n));
        let t = match obj {
            Some(o) => self.obj_type(o),
            None => self.param_type(&p.ty),
        };
        let l = self.layout(t);
        let reg = self.temp(t);
        self.f.params.push(reg.reg);
        let Some(obj) = obj else { return t };
        if self.needs_cell(obj, t) {
            cells.push((obj, t, reg));
        } else if l.in_regs() {
            self.vars.insert(obj, Var::Reg(reg));
        } else {
            self.vars.insert(obj, Var::Frame(reg));
        }
        t
    }

    /// The type of an unnamed parameter; `...T` is a slice.
    fn param_type(&mut self, e: &ast::Expr) -> TypeId {
        if let ast::ExprKind::Ellipsis(elem) = &e.kind {
            let elem = self.ty(elem);
            let s = self.cx.universe().slice_of(elem);
            return self.cx.canonical(s);
        }
        self.ty(e)
    }

    fn result(&mut self, r: &Param) {
        let obj = r.name.as_ref().and_then(|n| self.defined(n));
        let t = match obj {
            Some(o) => self.obj_type(o),
            None => self.param_type(&r.ty),
        };
        if r.name.is_none() && !self.defers {
            self.results.push((t, None));
            return;
        }
        let blank = r.name.as_ref().is_none_or(|n| &*n.name == "_");
        let v = match obj.filter(|_| !blank) {
            Some(o) => {
                let cell = self.needs_cell(o, t);
                let p = self.define(o, t);
                if !cell {
                    self.zero(p, t);
                }
                self.vars[&o]
            }
            None if self.loop_returns => Var::Cell(self.new_object(t)),
            None => {
                let v = self.local_var(t);
                let p = self.var_place(v);
                self.zero(p, t);
                v
            }
        };
        self.results.push((t, Some(v)));
    }

    /// Initialises package-level variables: `lhs = rhs`.
    pub(crate) fn initialize(&mut self, init: &Initializer) {
        let Some(value) = init.value() else { return };
        self.pos = value.span.lo;
        if let [obj] = init.lhs[..] {
            let t = self.obj_type(obj);
            if &*self.cx.universe().obj(obj).name == "_" {
                if self.in_regs(t) {
                    self.value(value, t, None);
                } else {
                    self.temporary(value, t);
                }
                return;
            }
            let at = self.cx.global(obj);
            return self.init_value(value, t, super::Place::Global(at));
        }
        let values = self.multi(value, init.lhs.len());
        for (&obj, (l, from)) in init.lhs.iter().zip(values) {
            if &*self.cx.universe().obj(obj).name == "_" {
                continue;
            }
            let t = self.obj_type(obj);
            let l = self.convert_loc(l, from, t);
            let at = self.cx.global(obj);
            self.put(super::Place::Global(at), t, l);
        }
    }
}

/// Lowers initialisers into a function of the package.
pub fn lower_init(cx: &mut Cx<'_>, pkg: PkgId, inits: &[Initializer]) -> FuncId {
    let id = cx.reserve();
    let name = format!("{}.init", cx.universe().pkg(pkg).path);
    let mut l = Lower::new(cx, name, pkg, Rc::default());
    for i in inits {
        l.initialize(i);
    }
    l.end(Term::Ret(Locs::new()));
    let f = l.f;
    cx.irs[id.0 as usize] = Some(f);
    id
}

/// Lowers the entry: calls these functions in order, then main.main.
pub fn lower_entry(cx: &mut Cx<'_>, calls: &[FuncId]) -> FuncId {
    let id = cx.reserve();
    let main = cx.main;
    let mut l = Lower::new(cx, "runtime.main".into(), main, Rc::default());
    l.f.wrapper = true;
    l.f.keep_calls = true;
    let begin = l.cx.native("runtime.beginMain");
    for (i, &f) in calls.iter().enumerate() {
        if i + 1 == calls.len() {
            l.call(Target::Native(begin), [], []);
        }
        l.call(Target::Func(f), [], []);
    }
    l.end(Term::Ret(Locs::new()));
    let f = l.f;
    cx.irs[id.0 as usize] = Some(f);
    id
}

impl Cx<'_> {
    /// The native that implements a function declared without a body.
    pub(crate) fn native_of(&mut self, obj: ObjId) -> Option<vole_bytecode::NativeId> {
        let lazy = self.universe().pkg(self.universe().obj(obj).pkg).lazy;
        if lazy {
            self.checker.ensure_object(obj);
        }
        let o = self.universe().obj(obj);
        let ObjKind::Func(f) = &o.kind else { return None };
        let decl: &Arc<FuncDecl> = f.decl.as_ref()?;
        if decl.body.is_some() || f.recv.is_some() {
            return None;
        }
        let name = match link_target(decl, &self.universe().pkg(o.pkg).path) {
            Some(name) => name.to_string(),
            None if lazy => format!("{}.{}", self.universe().pkg(o.pkg).path, o.name),
            _ => return None,
        };
        self.checker.ensure_object(obj);
        Some(self.native(&name))
    }
}

/// The function whose body one without a body has: the one that its `//go:linkname` names, or one whose own names it.
fn linked_body(cx: &Cx<'_>, full: &str, target: Option<&str>) -> Option<ObjId> {
    let target = target.and_then(|t| t.rsplit_once('.'));
    let gives = |f: &FuncDecl| match target {
        Some((_, name)) => *f.name.name == *name,
        None => f.directives.iter().any(|d| {
            let words: Vec<&str> = d.text.split_whitespace().collect();
            words.len() == 3 && words[0] == "go:linkname" && words[2] == full
        }),
    };
    cx.universe().packages().filter(|(_, p)| target.is_none_or(|(path, _)| *p.path == *path)).find_map(|(id, p)| {
        let decls = p.files.iter().flat_map(|f| &f.decls);
        let found = decls.filter_map(|d| match d {
            TopDecl::Func(f) if f.body.is_some() && f.recv.is_none() && gives(f) => Some(f),
            _ => None,
        });
        found.map(|f| &f.name.name).next().and_then(|name| cx.checker.lookup_in(id, name))
    })
}

/// The native behind what a program's `//go:linkname` names; with one name only, what Go's run-time system gives the package `path`.
fn link_target(decl: &FuncDecl, path: &str) -> Option<&'static str> {
    let names = decl.directives.iter().filter_map(|d| d.text.strip_prefix("go:linkname "));
    let targets = names.filter_map(|names| {
        let mut names = names.split_whitespace();
        let local = names.next()?;
        Some(names.next().map_or_else(|| format!("{path}.{local}"), String::from))
    });
    targets.into_iter().find_map(|target| crate::linknames::linked(&target))
}
