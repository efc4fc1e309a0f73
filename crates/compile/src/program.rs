//! Building the program: packages in initialisation order, the queue run dry, method tables, encoding.

use crate::cx::{Cx, FuncKey};
use crate::lower;
use rustc_hash::{FxHashMap, FxHashSet};
use vole_bytecode::{FuncId, Program, RtTypeId};
use vole_source::{Diagnostics, SourceMap};
use vole_types::Checker;
use vole_types::object::{Initializer, ObjId, ObjKind, PkgId};
use vole_types::ty::TypeId;

/// Compiles the program whose main package is `main`. The checker must have found no error.
pub fn compile(checker: &mut Checker, map: &SourceMap, main: PkgId) -> Result<Program, Diagnostics> {
    compile_with_ir(checker, map, main, &mut |_| {})
}

/// Compiles everything in the program's own packages, reached or not, and throws the result away: generic functions have no code
/// of their own, so they are compiled as far as the rest uses them.
pub fn compile_all(checker: &mut Checker, map: &SourceMap, main: PkgId) -> Result<(), Diagnostics> {
    build(checker, map, main, Reach::All, &mut |_| {}).map(drop)
}

/// As [`compile`], but functions of the library that do not check are all reported: for tests that reach into it.
pub fn compile_reporting_all(checker: &mut Checker, map: &SourceMap, main: PkgId) -> Result<Program, Diagnostics> {
    build(checker, map, main, Reach::PastErrors, &mut |_| {})
}

/// What is compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reach {
    /// What main reaches, to the first error.
    Needed,
    /// The same, errors or not.
    PastErrors,
    /// All functions.
    All,
}

/// As [`compile`], handing every function's IR to `see` before it is encoded.
pub fn compile_with_ir(
    checker: &mut Checker,
    map: &SourceMap,
    main: PkgId,
    see: &mut dyn FnMut(&crate::ir::Function),
) -> Result<Program, Diagnostics> {
    build(checker, map, main, Reach::Needed, see)
}

fn build(
    checker: &mut Checker,
    map: &SourceMap,
    main: PkgId,
    reach: Reach,
    see: &mut dyn FnMut(&crate::ir::Function),
) -> Result<Program, Diagnostics> {
    let all = reach == Reach::All;
    let mut cx = Cx::new(checker, map, main);
    cx.known_types();
    let packages = cx.packages();
    let mut starts: FxHashMap<PkgId, Vec<FuncId>> = FxHashMap::default();
    for &pkg in &packages {
        let p = cx.universe().pkg(pkg).clone();
        if !p.lazy && !p.init_order.is_empty() {
            let f = lower::lower_init(&mut cx, pkg, &p.init_order);
            starts.entry(pkg).or_default().push(f);
        }
        for init in p.inits {
            let f = cx.func(FuncKey::Decl(init, vec![]));
            starts.entry(pkg).or_default().push(f);
        }
    }
    let entry = cx.checker.lookup_in(main, "main");
    let is_func = |f: &ObjId| matches!(cx.universe().obj(*f).kind, ObjKind::Func(_));
    if let Some(f) = entry.filter(is_func) {
        let f = cx.func(FuncKey::Decl(f, vec![]));
        starts.entry(main).or_default().push(f);
    }
    cx.exports();
    if all {
        cx.everything();
    }
    let mut lazy = LazyInits::default();
    loop {
        while let Some((id, key)) = cx.queue.pop_front() {
            lower::lower_key(&mut cx, id, &key);
            if cx.checker.has_errors() && reach != Reach::PastErrors {
                // A library function that does not check: what it lacks would only lead to more errors.
                cx.diagnostics = cx.checker.diagnostics.clone();
                return Err(cx.diagnostics);
            }
        }
        let more = lazy.lower_reached(&mut cx) | cx.fill_methods();
        if !more && cx.queue.is_empty() {
            break;
        }
    }
    if reach == Reach::PastErrors && cx.checker.has_errors() {
        return Err(cx.checker.diagnostics.clone());
    }
    let mut calls = Vec::new();
    for &pkg in &packages {
        calls.extend(lazy.in_order(&cx, pkg));
        calls.extend(starts.remove(&pkg).unwrap_or_default());
    }
    cx.program.entry = lower::lower_entry(&mut cx, &calls);
    let late = cx.checker.diagnostics.clone();
    cx.diagnostics.extend(late);
    if all {
        // The linker's business.
        cx.diagnostics.retain(|d| !d.message.starts_with("missing function body"));
    }
    if cx.diagnostics.is_empty() {
        cx.finish_all(see);
    }
    if cx.diagnostics.is_empty() { Ok(cx.program) } else { Err(cx.diagnostics) }
}

/// Initialisers of library variables that were reached.
#[derive(Default)]
struct LazyInits {
    done: usize,
    seen: FxHashSet<ObjId>,
    by_package: FxHashMap<PkgId, Vec<(Initializer, FuncId)>>,
}

impl LazyInits {
    fn lower_reached(&mut self, cx: &mut Cx<'_>) -> bool {
        let mut any = false;
        while self.done < cx.lazy_vars.len() {
            let (pkg, obj) = cx.lazy_vars[self.done];
            self.done += 1;
            any = true;
            if !self.seen.insert(obj) {
                continue;
            }
            let Some(init) = cx.checker.ensure_initializer(pkg, obj) else { continue };
            cx.resolve_pending();
            self.seen.extend(&init.lhs);
            let f = lower::lower_init(cx, pkg, std::slice::from_ref(&init));
            self.by_package.entry(pkg).or_default().push((init, f));
        }
        any
    }

    /// The package's initialisers, each after what it depends on.
    fn in_order(&self, cx: &Cx<'_>, pkg: PkgId) -> Vec<FuncId> {
        let Some(list) = self.by_package.get(&pkg) else { return vec![] };
        let mut list: Vec<&(Initializer, FuncId)> = list.iter().collect();
        list.sort_by_key(|(i, _)| cx.universe().obj(i.lhs[0]).span.lo);
        let owner: FxHashMap<ObjId, usize> =
            list.iter().enumerate().flat_map(|(n, (i, _))| i.lhs.iter().map(move |&o| (o, n))).collect();
        let mut order = Order { cx, list: &list, owner: &owner, done: vec![false; list.len()], out: vec![] };
        for n in 0..list.len() {
            order.visit(n);
        }
        order.out
    }
}

struct Order<'o, 'a> {
    cx: &'o Cx<'a>,
    list: &'o [&'o (Initializer, FuncId)],
    owner: &'o FxHashMap<ObjId, usize>,
    done: Vec<bool>,
    out: Vec<FuncId>,
}

impl Order<'_, '_> {
    fn visit(&mut self, n: usize) {
        if std::mem::replace(&mut self.done[n], true) {
            return;
        }
        let mut seen: FxHashSet<ObjId> = FxHashSet::default();
        let mut stack: Vec<ObjId> = self.list[n].0.lhs.clone();
        while let Some(obj) = stack.pop() {
            if !seen.insert(obj) {
                continue;
            }
            match self.owner.get(&obj) {
                Some(&m) if m != n => vole_types::deep(|| self.visit(m)),
                _ => stack.extend(self.cx.checker.body_dependencies(obj)),
            }
        }
        self.out.push(self.list[n].1);
    }
}

impl Cx<'_> {
    /// All packages, each after those it imports; otherwise by path (spec: Program initialization).
    fn packages(&self) -> Vec<PkgId> {
        let n = self.universe().package_count();
        let mut rest: Vec<PkgId> = (1..n as u32).map(PkgId).collect();
        rest.sort_by_key(|&p| self.universe().pkg(p).path.clone());
        let mut out = Vec::new();
        while !rest.is_empty() {
            let ready = rest.iter().position(|&p| self.universe().pkg(p).imports.iter().all(|i| !rest.contains(i)));
            out.push(rest.remove(ready.unwrap_or(0)));
        }
        out
    }

    /// Types that the VM makes values of.
    fn known_types(&mut self) {
        self.program.known.int = self.rt_type(TypeId::INT);
        self.program.known.string = self.rt_type(TypeId::STRING);
        if let Some(e) = self.universe().predeclared("error") {
            let t = self.universe().obj(e).ty;
            self.program.known.error = self.rt_type(t);
            let u = self.under(t);
            let set = self.universe().type_set(u);
            if let Some(m) = set.methods.first() {
                let s = self.selector(&m.name, m.pkg, m.sig);
                self.called.insert(s);
                self.program.known.sel_error = s;
                let s = self.selector(&"String".into(), PkgId::UNIVERSE, m.sig);
                self.called.insert(s);
                self.program.known.sel_string = s;
            }
        }
        let Some(runtime) = self.checker.package("runtime") else { return };
        self.program.known.error_string = self.runtime_type(runtime, "errorString", false);
        self.program.known.bounds_error = self.runtime_type(runtime, "boundsError", false);
        self.program.known.address_error = self.runtime_type(runtime, "errorAddressString", false);
        self.program.known.plain_error = self.runtime_type(runtime, "plainError", false);
        self.program.known.type_assertion_error = self.runtime_type(runtime, "TypeAssertionError", true);
        self.program.known.panic_nil_error = self.runtime_type(runtime, "PanicNilError", true);
    }

    fn runtime_type(&mut self, runtime: PkgId, name: &str, pointer: bool) -> RtTypeId {
        let Some(obj) = self.checker.lookup_in(runtime, name) else { return RtTypeId(0) };
        self.checker.ensure_object(obj);
        let mut t = self.universe().obj(obj).ty;
        if pointer {
            t = self.universe().pointer_to(t);
        }
        self.rt_type(t)
    }

    /// All functions of the program's own packages that are not generic.
    fn everything(&mut self) {
        for pkg in (1..self.universe().package_count() as u32).map(PkgId) {
            if self.universe().pkg(pkg).lazy {
                continue;
            }
            for obj in self.universe().pkg(pkg).objects.clone() {
                let ObjKind::Func(f) = &self.universe().obj(obj).kind else { continue };
                let bare = f.decl.as_ref().is_none_or(|d| !d.ty.type_params.is_empty() || d.body.is_none());
                let of_generic = f.recv.as_ref().is_some_and(|r| !r.type_params.is_empty());
                if !bare && !of_generic {
                    self.func(FuncKey::Decl(obj, vec![]));
                }
            }
        }
    }

    /// Package-level functions of main that Rust may call: the exported ones that are not generic.
    fn exports(&mut self) {
        let objects = self.universe().pkg(self.main).objects.clone();
        for obj in objects {
            let o = self.universe().obj(obj);
            let ObjKind::Func(f) = &o.kind else { continue };
            let generic = f.decl.as_ref().is_none_or(|d| !d.ty.type_params.is_empty());
            if f.recv.is_some() || generic || !crate::cx::is_exported(&o.name) {
                continue;
            }
            let name = format!("main.{}", o.name);
            let id = self.func(FuncKey::Decl(obj, vec![]));
            self.program.exports.push((name.into(), id));
        }
    }
}
