//! Run-time types: made on demand from checked types, with their method tables filled in at the end.

use crate::cx::{Cx, FuncKey};
use rustc_hash::FxHashSet;
use std::sync::Arc;
use vole_bytecode::{FuncId, Kind, Layout, LayoutId, RtField, RtMethod, RtType, RtTypeId};
use vole_types::lookup::{Lookup, MethodEntry};
use vole_types::object::PkgId;
use vole_types::ty::{Basic, ChanDir, Name, Type, TypeId};
use vole_types::typestring::Qualifier;

const NOT_CALLED: FuncId = FuncId(u32::MAX);

impl Cx<'_> {
    /// The run-time type of a type.
    pub fn rt_type(&mut self, t: TypeId) -> RtTypeId {
        let t = self.canonical(t);
        if let Some(&id) = self.rt_types.get(&t) {
            return id;
        }
        let id = RtTypeId(self.program.types.len() as u32);
        self.rt_types.insert(t, id);
        self.rt_sources.push(t);
        self.program.types.push(RtType::default());
        let made = self.make_rt_type(t);
        self.program.types[id.0 as usize] = made;
        if let Type::Pointer(elem) = self.under_ty(t)
            && self.universe().as_named(t).is_none()
        {
            let elem = self.rt_type(elem);
            self.program.types[elem.0 as usize].pointer_to = id;
        }
        id
    }

    /// The pointer layout of a type.
    pub fn layout_id(&mut self, t: TypeId) -> LayoutId {
        let l = self.layout(t);
        self.intern_layout(l.size as u32, &l.pointers)
    }

    /// The pointer layout with these words.
    pub fn intern_layout(&mut self, size: u32, pointers: &[u32]) -> LayoutId {
        if pointers.is_empty() {
            return LayoutId(0);
        }
        let mut bits = vec![0u64; (size as usize / 8).div_ceil(64)];
        for &w in pointers {
            bits[w as usize / 64] |= 1 << (w % 64);
        }
        let key = (size, bits);
        if let Some(&id) = self.layout_ids.get(&key) {
            return id;
        }
        let id = LayoutId(self.program.layouts.len() as u32);
        self.program.layouts.push(Layout { size, bits: key.1.clone() });
        self.layout_ids.insert(key, id);
        id
    }

    /// Whether an interface holds values of the type in its data word.
    pub fn is_direct(&mut self, t: TypeId) -> bool {
        let l = self.layout(t);
        if l.pointers.is_empty() { l.size <= 8 } else { l.size == 8 && l.leaves.as_ref().is_none_or(|v| v.len() == 1) }
    }

    fn make_rt_type(&mut self, t: TypeId) -> RtType {
        let l = self.layout(t);
        if l.size > u64::from(u32::MAX) {
            // A value of it could be made by reflection.
            let declared = self.universe().as_named(t).map(|id| self.universe().named(id).obj);
            let pos = declared.map_or(0, |obj| self.universe().obj(obj).span.lo);
            self.error(pos, "types of more than 4 GiB are not supported");
        }
        let mut out = RtType {
            size: l.size as u32,
            align: l.align as u8,
            layout: self.layout_id(t),
            direct: self.is_direct(t),
            comparable: self.universe().comparable_reason(t, true, &Qualifier::none()).is_ok(),
            leaves: l.leaves.clone().unwrap_or_default(),
            name: crate::rtname::rt_name(self.universe(), t).into(),
            ..RtType::default()
        };
        if let Some(named) = self.universe().as_named(t) {
            let obj = self.universe().named(named).obj;
            let pkg = self.universe().obj(obj).pkg;
            let prefix = format!("{}.", self.universe().pkg(pkg).name);
            out.bare_name = out.name.strip_prefix(&prefix).unwrap_or(&out.name).into();
            if pkg != PkgId::UNIVERSE {
                out.pkg_path = self.universe().pkg(pkg).path.clone();
            }
        } else if out.name.as_ref() == "unsafe.Pointer" {
            out.bare_name = "Pointer".into();
            out.pkg_path = "unsafe".into();
        }
        let u = self.under(t);
        match self.universe().ty(u).clone() {
            Type::Basic(b) => {
                out.kind = basic_kind(b);
                if out.bare_name.is_empty() {
                    out.bare_name = out.name.clone();
                }
            }
            Type::Array { elem, len } => {
                out.kind = Kind::Array;
                out.elem = self.rt_type(elem);
                out.len = len;
            }
            Type::Slice(elem) => {
                out.kind = Kind::Slice;
                out.elem = self.rt_type(elem);
            }
            Type::Pointer(elem) => {
                out.kind = Kind::Pointer;
                out.elem = self.rt_type(elem);
            }
            Type::Map { key, value } => {
                out.kind = Kind::Map;
                out.key = self.rt_type(key);
                out.elem = self.rt_type(value);
            }
            Type::Chan { dir, elem } => {
                out.kind = Kind::Chan;
                out.elem = self.rt_type(elem);
                out.chan_dir = match dir {
                    ChanDir::Recv => 1,
                    ChanDir::Send => 2,
                    ChanDir::Both => 3,
                };
            }
            Type::Struct(s) => {
                out.kind = Kind::Struct;
                for (f, &offset) in s.fields.iter().zip(&l.offsets) {
                    let pkg: Arc<str> = if crate::cx::is_exported(&f.name) {
                        "".into()
                    } else {
                        self.universe().pkg(f.pkg).path.clone()
                    };
                    let ty = self.rt_type(f.ty);
                    out.fields.push(RtField {
                        name: f.name.clone(),
                        pkg,
                        ty,
                        offset: offset as u32,
                        embedded: f.embedded,
                        tag: f.tag.clone().unwrap_or_else(|| "".into()),
                    });
                }
            }
            Type::Signature(s) => {
                out.kind = Kind::Func;
                out.params = s.params.iter().map(|p| self.rt_type(p.ty)).collect();
                out.results = s.results.iter().map(|p| self.rt_type(p.ty)).collect();
                out.variadic = s.variadic;
            }
            Type::Interface(_) => {
                out.kind = Kind::Interface;
                let set = self.universe().type_set(t);
                self.resolve_pending();
                for m in &set.methods {
                    let selector = self.selector(&m.name, m.pkg, m.sig);
                    out.methods.push(RtMethod { selector, func: NOT_CALLED });
                }
                out.methods.sort_by_key(|m| m.selector);
            }
            other => unreachable!("no run-time type for {other:?}"),
        }
        out.plain_memory = self.plain_memory(t);
        out
    }

    fn plain_memory(&mut self, t: TypeId) -> bool {
        let l = self.layout(t);
        match self.under_ty(t) {
            Type::Basic(b) => {
                !matches!(b, Basic::Float32 | Basic::Float64 | Basic::Complex64 | Basic::Complex128 | Basic::String)
            }
            Type::Pointer(_) | Type::Chan { .. } => true,
            Type::Array { elem, .. } => {
                let elem = self.canonical(elem);
                self.plain_memory(elem)
            }
            Type::Struct(s) => {
                let mut at = 0;
                for (f, &offset) in s.fields.iter().zip(&l.offsets) {
                    let ft = self.canonical(f.ty);
                    if offset != at || &*f.name == "_" || !self.plain_memory(ft) {
                        return false;
                    }
                    at = offset + self.layout(ft).size;
                }
                at == l.size
            }
            _ => false,
        }
    }

    /// Fills in method tables: every method whose name some interface of the program asks for gets an entry, and those whose selector is called
    /// get a function. Returns whether new functions were queued.
    pub(crate) fn fill_methods(&mut self) -> bool {
        let before = (self.queue.len(), self.program.types.len(), self.program.selectors.len());
        self.reflect();
        let names: FxHashSet<Name> = self.selectors.keys().map(|(name, _, _)| name.clone()).collect();
        let mut index = 1;
        while index < self.program.types.len() {
            let t = self.rt_sources[index];
            if self.program.types[index].kind != Kind::Interface {
                self.fill_type(index, t, &names);
            }
            index += 1;
        }
        before != (self.queue.len(), self.program.types.len(), self.program.selectors.len())
    }

    fn fill_type(&mut self, index: usize, t: TypeId, names: &FxHashSet<Name>) {
        let deref = self.universe().deref(t).0;
        let named = self.universe().as_named(deref).is_some();
        if !named && !matches!(self.under_ty(deref), Type::Struct(_)) {
            return;
        }
        let mut methods = Vec::new();
        for entry in self.universe().method_set(t) {
            if !names.contains(&entry.name) || self.is_generic_method(&entry.found) {
                continue;
            }
            let sig = self.method_sig(t, &entry.found);
            let selector = self.selector(&entry.name, entry.pkg, sig);
            let func = if self.called.contains(&selector) { self.dynamic_func(t, &entry) } else { NOT_CALLED };
            methods.push(RtMethod { selector, func });
        }
        methods.sort_by_key(|m| m.selector);
        self.program.types[index].methods = methods;
    }

    /// What calls a method of a run-time type with the data word of an interface: the method itself if it is declared on this very
    /// pointer type, whose pointer is the data word, else an entry made around it.
    pub(crate) fn dynamic_func(&mut self, t: TypeId, entry: &MethodEntry) -> FuncId {
        if let Lookup::Method { path, obj, recv, pointer_recv: true, .. } = &entry.found
            && path.is_empty()
            && matches!(self.under_ty(t), Type::Pointer(_))
            && self.native_of(*obj).is_none()
        {
            let args = self.receiver_args(*recv).into_iter().map(|a| self.canonical(a)).collect();
            return self.func(FuncKey::Decl(*obj, args));
        }
        self.func(FuncKey::IfaceEntry(t, entry.name.clone(), entry.pkg))
    }

    /// The type arguments of a method's receiver type.
    pub(crate) fn receiver_args(&mut self, recv: TypeId) -> Vec<TypeId> {
        let recv = self.canonical(recv);
        match self.universe().as_named(recv) {
            Some(n) => self.universe().named(n).type_args.clone(),
            None => vec![],
        }
    }

    /// Whether a method has type parameters of its own: such methods implement nothing.
    pub(crate) fn is_generic_method(&mut self, found: &Lookup) -> bool {
        let Lookup::Method { obj, .. } = found else { return false };
        self.checker.ensure_object(*obj);
        let ty = self.universe().obj(*obj).ty;
        matches!(self.universe().ty(ty), Type::Signature(s) if !s.type_params.is_empty())
    }

    /// The signature of a method found by lookup.
    pub(crate) fn method_sig(&mut self, _t: TypeId, found: &Lookup) -> TypeId {
        match found {
            Lookup::Method { obj, recv, .. } => {
                self.checker.ensure_object(*obj);
                let sig = self.universe().method_signature(*obj, *recv);
                if self.resolve_pending() { self.universe().method_signature(*obj, *recv) } else { sig }
            }
            Lookup::InterfaceMethod { method, .. } => method.sig,
            _ => unreachable!("a method set holds methods"),
        }
    }
}

pub(crate) fn basic_kind(b: Basic) -> Kind {
    match b {
        Basic::Bool | Basic::UntypedBool => Kind::Bool,
        Basic::Int | Basic::UntypedInt => Kind::Int,
        Basic::Int8 => Kind::Int8,
        Basic::Int16 => Kind::Int16,
        Basic::Int32 | Basic::UntypedRune => Kind::Int32,
        Basic::Int64 => Kind::Int64,
        Basic::Uint => Kind::Uint,
        Basic::Uint8 => Kind::Uint8,
        Basic::Uint16 => Kind::Uint16,
        Basic::Uint32 => Kind::Uint32,
        Basic::Uint64 => Kind::Uint64,
        Basic::Uintptr => Kind::Uintptr,
        Basic::Float32 => Kind::Float32,
        Basic::Float64 | Basic::UntypedFloat => Kind::Float64,
        Basic::Complex64 => Kind::Complex64,
        Basic::Complex128 | Basic::UntypedComplex => Kind::Complex128,
        Basic::String | Basic::UntypedString => Kind::String,
        Basic::UnsafePointer => Kind::UnsafePointer,
        Basic::UntypedNil | Basic::Invalid => Kind::Invalid,
    }
}
