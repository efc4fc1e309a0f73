//! The state of one compilation: what has been asked for, what is made, and the queue of functions to lower.
//!
//! Everything is demand-driven: a function is lowered when something that is lowered refers to it, a run-time type is made when something
//! needs it, a method is lowered for dynamic calls when its receiver type has a run-time type and its selector is called
//! through some interface.

use crate::emit;
use crate::ir;
use crate::layout::TypeLayout;
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;
use vole_bytecode::{Func, FuncId, Insn, LayoutId, NativeId, Program, RtTypeId, Selector, SelectorId};
use vole_source::{Diagnostic, Diagnostics, SourceMap, Span};
use vole_types::Checker;
use vole_types::object::{ObjId, PkgId};
use vole_types::ty::{Name, Type, TypeId};
use vole_types::universe::Universe;

/// What a function is made from.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum FuncKey {
    /// A declared function or method with its type arguments (the receiver's first).
    Decl(ObjId, Vec<TypeId>),
    /// Method `name` of a concrete type for calls through interfaces: takes the interface's data word.
    IfaceEntry(TypeId, Name, PkgId),
    /// Method value `x.name`: a closure over a receiver of this type; the type arguments are a generic method's own.
    Bound(TypeId, Name, PkgId, Vec<TypeId>),
    /// Method expression `T.name`, likewise.
    Unbound(TypeId, Name, PkgId, Vec<TypeId>),
    /// A native as a func value.
    NativeValue(NativeId, TypeId),
}

/// Bytes of a package variable that gc's linker accepts.
const MAX_SYMBOL: u64 = 2_000_000_000;

/// The compilation.
pub struct Cx<'a> {
    /// The checker, still answering.
    pub checker: &'a mut Checker,
    /// Positions.
    pub map: &'a SourceMap,
    /// The program's main package.
    pub main: PkgId,
    /// The image being built.
    pub program: Program,
    /// What could not be compiled.
    pub diagnostics: Diagnostics,
    pub(crate) layouts: FxHashMap<TypeId, Rc<TypeLayout>>,
    pub(crate) rt_types: FxHashMap<TypeId, RtTypeId>,
    pub(crate) rt_sources: Vec<TypeId>,
    pub(crate) layout_ids: FxHashMap<(u32, Vec<u64>), LayoutId>,
    pub(crate) canon: FxHashMap<TypeId, TypeId>,
    pub(crate) funcs: FxHashMap<FuncKey, FuncId>,
    pub(crate) irs: Vec<Option<ir::Function>>,
    /// See `lower::gccost`.
    pub(crate) gc_costs: FxHashMap<ObjId, Option<u32>>,
    /// Packages whose functions have been measured.
    pub(crate) gc_measured: FxHashSet<PkgId>,
    /// Where function literals begin of which gc knows where they are called.
    pub(crate) known_literals: FxHashSet<u32>,
    /// What inlining the literals in variables costs.
    pub(crate) literal_costs: FxHashMap<ObjId, u32>,
    pub(crate) queue: VecDeque<(FuncId, FuncKey)>,
    pub(crate) globals: FxHashMap<ObjId, u32>,
    pub(crate) lazy_vars: Vec<(PkgId, ObjId)>,
    pub(crate) natives: FxHashMap<Arc<str>, NativeId>,
    pub(crate) selectors: FxHashMap<(Name, Option<PkgId>, TypeId), SelectorId>,
    pub(crate) called: FxHashSet<SelectorId>,
    pub(crate) strings: FxHashMap<Vec<u8>, u32>,
    pub(crate) files: FxHashMap<Arc<str>, u16>,
    /// Source offsets of one line, and its place in line tables.
    last_line: (std::ops::Range<u32>, (u16, u32)),
    pub(crate) sites: u32,
    pub(crate) reflect: crate::reflect::Reflect,
}

impl<'a> Cx<'a> {
    /// A fresh compilation of the program whose main package is `main`.
    pub fn new(checker: &'a mut Checker, map: &'a SourceMap, main: PkgId) -> Cx<'a> {
        let mut program = Program::default();
        program.types.push(Default::default());
        program.layouts.push(Default::default());
        Cx {
            checker,
            map,
            main,
            program,
            diagnostics: Vec::new(),
            layouts: FxHashMap::default(),
            rt_types: FxHashMap::default(),
            rt_sources: vec![TypeId::INVALID],
            layout_ids: FxHashMap::default(),
            canon: FxHashMap::default(),
            funcs: FxHashMap::default(),
            irs: Vec::new(),
            gc_costs: FxHashMap::default(),
            gc_measured: FxHashSet::default(),
            known_literals: FxHashSet::default(),
            literal_costs: FxHashMap::default(),
            queue: VecDeque::new(),
            globals: FxHashMap::default(),
            lazy_vars: Vec::new(),
            natives: FxHashMap::default(),
            selectors: FxHashMap::default(),
            called: FxHashSet::default(),
            strings: FxHashMap::default(),
            files: FxHashMap::default(),
            last_line: (0..0, (0, 0)),
            sites: 0,
            reflect: Default::default(),
        }
    }

    /// Types and objects.
    pub fn universe(&self) -> &Universe {
        &self.checker.universe
    }

    /// Reports something that cannot be compiled.
    pub fn error(&mut self, pos: u32, message: impl Into<String>) {
        self.diagnostics.push(Diagnostic::error("Unsupported", Span::new(pos, pos), message));
    }

    // ---- types

    /// One representative per identity class.
    pub fn canonical(&mut self, t: TypeId) -> TypeId {
        if let Some(&c) = self.canon.get(&t) {
            return c;
        }
        self.resolve_pending();
        let c = self.universe().canonical(t);
        let c = if self.resolve_pending() { self.universe().canonical(t) } else { c };
        self.canon.insert(t, c);
        c
    }

    /// Resolves library types that were met before anything asked for them.
    pub fn resolve_pending(&mut self) -> bool {
        let mut any = false;
        loop {
            let pending = self.universe().take_pending();
            if pending.is_empty() {
                return any;
            }
            any = true;
            for obj in pending {
                self.checker.ensure_object(obj);
            }
        }
    }

    /// The underlying type, resolved.
    pub fn under(&mut self, t: TypeId) -> TypeId {
        let u = self.universe().underlying(t);
        if u == TypeId::INVALID && self.resolve_pending() {
            return self.universe().underlying(t);
        }
        u
    }

    /// The node of the underlying type.
    pub fn under_ty(&mut self, t: TypeId) -> Type {
        let u = self.under(t);
        self.universe().ty(u).clone()
    }

    /// Whether the type is an interface.
    pub fn is_interface(&mut self, t: TypeId) -> bool {
        matches!(self.under_ty(t), Type::Interface(_))
    }

    // ---- functions

    /// The function made from this key; queued when new.
    pub fn func(&mut self, key: FuncKey) -> FuncId {
        if let Some(&f) = self.funcs.get(&key) {
            return f;
        }
        let id = self.reserve();
        self.funcs.insert(key.clone(), id);
        self.queue.push_back((id, key));
        id
    }

    /// A number for a function whose IR is handed in later.
    pub fn reserve(&mut self) -> FuncId {
        self.irs.push(None);
        self.program.funcs.push(Func::default());
        FuncId(self.irs.len() as u32 - 1)
    }

    /// The native of this name.
    pub fn native(&mut self, name: &str) -> NativeId {
        if let Some(&n) = self.natives.get(name) {
            return n;
        }
        let id = NativeId(self.program.natives.len() as u32);
        let name: Arc<str> = name.into();
        self.program.natives.push(name.clone());
        self.natives.insert(name, id);
        id
    }

    /// The selector of a method; unexported names belong to their package.
    pub fn selector(&mut self, name: &Name, pkg: PkgId, sig: TypeId) -> SelectorId {
        let sig = self.canonical(sig);
        let owner = (!is_exported(name)).then_some(pkg);
        let key = (name.clone(), owner, sig);
        if let Some(&s) = self.selectors.get(&key) {
            return s;
        }
        let rt = self.rt_type(sig);
        // Making the signature's type may have made selectors, this one included.
        if let Some(&s) = self.selectors.get(&key) {
            return s;
        }
        let id = SelectorId(self.program.selectors.len() as u32);
        let pkg = owner.map_or("".into(), |p| self.universe().pkg(p).path.clone());
        self.program.selectors.push(Selector { name: name.clone(), pkg, sig: rt });
        self.selectors.insert(key, id);
        id
    }

    /// Offset of a string constant's text in rodata.
    pub fn string_data(&mut self, text: &[u8]) -> u32 {
        if text.is_empty() {
            return 0;
        }
        if let Some(&at) = self.strings.get(text) {
            return at;
        }
        let at = self.program.rodata.len() as u32;
        self.program.rodata.extend_from_slice(text);
        self.strings.insert(text.to_vec(), at);
        at
    }

    /// What gc has looked at last when it writes the variables of a package: the operator or call of the last statement.
    fn last_place(&self, pkg: PkgId) -> Option<u32> {
        use vole_syntax::ast::{ExprKind, Stmt, StmtKind};
        fn place(stmts: &[Stmt]) -> Option<u32> {
            let call = |e: &vole_syntax::ast::Expr| match &crate::lower::unparen(e).kind {
                ExprKind::Call(c) => match &crate::lower::unparen(&c.fun).kind {
                    ExprKind::FuncLit(lit) => place(&lit.body.stmts),
                    _ => Some(c.fun.span.hi),
                },
                _ => None,
            };
            // Deferred calls are looked at behind the others.
            let deferred = stmts.iter().rev().find_map(|s| match &s.kind {
                StmtKind::Defer(e) => call(e),
                _ => None,
            });
            deferred.or_else(|| match &stmts.last()?.kind {
                StmtKind::Assign(_, op, _) | StmtKind::OpAssign(_, op, ..) => Some(op.lo),
                StmtKind::Expr(e) => call(e),
                _ => None,
            })
        }
        let decls = self.universe().pkg(pkg).objects.iter().filter_map(|&o| match &self.universe().obj(o).kind {
            vole_types::object::ObjKind::Func(f) => f.decl.clone(),
            _ => None,
        });
        let last = decls.filter(|d| d.body.is_some()).max_by_key(|d| d.span.lo)?;
        place(&last.body.as_ref()?.stmts)
    }

    /// Offset of a package-level variable in the globals.
    pub fn global(&mut self, obj: ObjId) -> u32 {
        if let Some(&at) = self.globals.get(&obj) {
            return at;
        }
        self.checker.ensure_object(obj);
        let (ty, pkg, pos, name) = {
            let o = self.universe().obj(obj);
            (o.ty, o.pkg, o.span.lo, o.name.clone())
        };
        let ty = self.canonical(ty);
        let l = self.layout(ty);
        let at = self.program.globals_size.next_multiple_of(8);
        let end = at as u64 + l.size.max(1);
        if l.size > MAX_SYMBOL {
            let path = self.universe().pkg(pkg).path.clone();
            let pos = self.last_place(pkg).unwrap_or(pos);
            self.error(pos, format!("{path}.{name}: symbol too large ({} bytes > {MAX_SYMBOL} bytes)", l.size));
        } else if end > u32::MAX as u64 {
            self.error(pos, "package variables of more than 4 GiB in all are not supported");
        }
        self.program.globals_size = u32::try_from(end).unwrap_or(at);
        self.program.global_pointers.extend(l.pointers.iter().map(|w| at + w * 8));
        self.globals.insert(obj, at);
        if self.universe().pkg(pkg).lazy {
            self.lazy_vars.push((pkg, obj));
        }
        at
    }

    /// File index for line tables.
    pub(crate) fn line_of(&mut self, pos: u32) -> Option<(u16, u32)> {
        if self.last_line.0.contains(&pos) {
            return Some(self.last_line.1);
        }
        let map = self.map;
        let file = map.file_at(pos)?;
        if file.has_directives() {
            let place = file.place(pos);
            return Some((self.file_index(place.path), place.line));
        }
        let (line, same) = file.line_range(pos);
        self.last_line = (same, (self.file_index(&file.path), line));
        Some(self.last_line.1)
    }

    fn file_index(&mut self, path: &str) -> u16 {
        if let Some(&f) = self.files.get(path) {
            return f;
        }
        let f = self.program.files.len() as u16;
        let path: Arc<str> = path.into();
        self.program.files.push(path.clone());
        self.files.insert(path, f);
        f
    }

    /// Runs the passes over every function and encodes it into the program; `see` is shown the IR in between.
    pub(crate) fn finish_all(&mut self, see: &mut dyn FnMut(&ir::Function)) {
        let mut passes = crate::passes::Passes::prepare(&mut self.irs);
        for component in std::mem::take(&mut passes.components) {
            passes.run(&mut self.irs, &component, &self.program);
            component.into_iter().for_each(|id| self.finish(id as usize, see));
        }
        self.program.call_sites = self.sites;
        self.program.code.push(Insn::abc(vole_bytecode::Op::Unreachable, 0, 0, 0));
    }

    /// Encodes a function into the program.
    fn finish(&mut self, i: usize, see: &mut dyn FnMut(&ir::Function)) {
        let f = self.irs[i].take().expect("every queued function was lowered");
        see(&f);
        let mut sites = self.sites;
        let code = emit::emit(&f, &mut sites, &mut |pos| self.line_of(pos));
        self.sites = sites;
        let code = match code {
            Ok(code) => code,
            Err(message) => {
                self.error(f.pos, message);
                return;
            }
        };
        let decl = if f.user { self.line_of(f.pos).map_or(0, |(_, line)| line) } else { 0 };
        let base = self.program.code.len() as u32;
        let shift = |o: vole_bytecode::CodeOffset| vole_bytecode::CodeOffset(o.0 + base);
        let mut param_pointers = vole_bytecode::SlotBits::new();
        let mut param_slots = 0u16;
        for p in &f.params {
            let info = &f.regs[p.0 as usize];
            for s in 0..info.slots {
                let bit = (param_slots + s) as usize;
                if param_pointers.len() <= bit / 64 {
                    param_pointers.resize(bit / 64 + 1, 0);
                }
                if info.is_ptr(s) {
                    param_pointers[bit / 64] |= 1u64 << (bit % 64);
                }
            }
            param_slots += info.slots;
        }
        let mut maps = code.maps;
        maps.iter_mut().for_each(|m| m.at = shift(m.at));
        maps.sort_by_key(|m| m.at);
        let mut objects = code.objects;
        objects.iter_mut().for_each(|o| o.0 = shift(o.0));
        objects.sort_unstable();
        let mut lines = code.lines;
        lines.iter_mut().for_each(|l| l.at = shift(l.at));
        let mut unsigned = code.unsigned;
        unsigned.iter_mut().for_each(|u| u.at = shift(u.at));
        let mut inlined = code.inlined;
        for r in &mut inlined {
            r.start = shift(r.start);
            r.end = shift(r.end);
        }
        let code_len = code.words.len() as u32;
        self.program.code.extend_from_slice(&code.words);
        self.program.funcs[i] = Func {
            name: f.name,
            code: vole_bytecode::CodeOffset(base),
            code_len,
            frame_slots: (code.frame_slots.max(param_slots as u32).max(f.result_slots as u32) + 1) as u16,
            param_slots,
            result_slots: f.result_slots,
            param_pointers,
            recover: code.recover.map(shift),
            maps,
            panic_map: code.panic_map,
            objects,
            lines,
            wrapper: f.wrapper,
            args_shape: f.args_shape,
            live_args: code.live_args.into_iter().map(|(at, bits)| (shift(at), bits)).collect(),
            gc_inline: f.gc_inline,
            gc_frame: f.gc_frame,
            decl,
            inlined,
            unsigned,
        };
    }
}

/// Whether a name begins with an upper-case letter.
pub fn is_exported(name: &str) -> bool {
    vole_types::typeset::is_exported(name)
}
