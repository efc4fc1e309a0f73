//! What package reflect can reach that no code names: pointer types, and methods found by name or number.
//!
//! **A program pays only for what it asks**: pointer types are made once a native that takes addresses by type is reached, methods are
//! counted once their number is asked, and compiled once some code looks methods up. Then, as Go's linker does, the exported methods
//! of every type that is converted to an interface are kept, and of the types that such values lead to.

use crate::cx::{Cx, is_exported};
use rustc_hash::FxHashSet;
use vole_bytecode::{Kind, RtExported, RtTypeId};
use vole_types::ty::Type;

/// How far the work has come.
#[derive(Default)]
pub(crate) struct Reflect {
    /// Types converted to interfaces.
    pub boxed: FxHashSet<RtTypeId>,
    /// Types of the program whose pointer types are there.
    pointers: usize,
    /// Types whose methods are counted.
    counted: usize,
    /// Types whose methods are kept.
    kept: FxHashSet<RtTypeId>,
}

impl Cx<'_> {
    fn reaches(&self, native: &str) -> bool {
        self.natives.contains_key(native)
    }

    /// Makes what reflection asks for so far.
    pub(crate) fn reflect(&mut self) {
        self.program.reflects |= self.reaches("reflect.words") || self.reaches("reflect.pointerTo");
        // encoding/json calls methods of addressable values.
        let json = self.reaches("encoding/json.encode") || self.reaches("encoding/json.decode");
        if json || self.reaches("reflect.pointerTo") || self.reaches("reflect.structOf") {
            self.pointer_types();
        }
        if self.reaches("reflect.numMethod") {
            self.count_methods();
        }
        if self.reaches("reflect.method") || self.reaches("reflect.methodNamed") {
            self.keep_methods();
        }
    }

    fn may_have_methods(&mut self, id: usize) -> bool {
        let t = self.rt_sources[id];
        let deref = self.universe().deref(t).0;
        self.program.types[id].kind != Kind::Interface
            && (self.universe().as_named(deref).is_some() || matches!(self.under_ty(deref), Type::Struct(_)))
    }

    fn pointer_types(&mut self) {
        let end = self.program.types.len();
        for id in self.reflect.pointers.max(1)..end {
            if self.program.types[id].kind == Kind::Pointer || !self.may_have_methods(id) {
                continue;
            }
            let t = self.rt_sources[id];
            let pointer = self.universe().pointer_to(t);
            if !self.universe().method_set(pointer).is_empty() {
                self.rt_type(pointer);
            }
        }
        self.reflect.pointers = end;
    }

    fn count_methods(&mut self) {
        let end = self.program.types.len();
        for id in self.reflect.counted.max(1)..end {
            if self.may_have_methods(id) {
                let mut set = self.universe().method_set(self.rt_sources[id]);
                set.retain(|m| is_exported(&m.name) && !self.is_generic_method(&m.found));
                let n = set.len();
                self.program.types[id].exported_count = n as u32;
            }
        }
        self.reflect.counted = end;
    }

    fn keep_methods(&mut self) {
        let mut todo: Vec<RtTypeId> = self.reflect.boxed.iter().copied().collect();
        // Their pointer types may be new.
        todo.extend(self.reflect.kept.iter().map(|t| self.program.types[t.0 as usize].pointer_to));
        while let Some(id) = todo.pop() {
            if id.0 == 0 || !self.reflect.kept.insert(id) {
                continue;
            }
            let t = &self.program.types[id.0 as usize];
            todo.extend([t.elem, t.key, t.pointer_to]);
            todo.extend(t.fields.iter().map(|f| f.ty));
            todo.extend(t.params.iter().chain(&t.results));
            if self.may_have_methods(id.0 as usize) {
                self.keep_methods_of(id, &mut todo);
            } else if self.program.types[id.0 as usize].kind == Kind::Interface {
                let methods: Vec<_> = self.program.types[id.0 as usize].methods.iter().map(|m| m.selector).collect();
                for selector in methods {
                    self.called.insert(selector);
                    let sig = self.program.selectors[selector.0 as usize].sig;
                    todo.extend(self.program.types[sig.0 as usize].results.iter());
                }
            }
        }
    }

    fn keep_methods_of(&mut self, id: RtTypeId, todo: &mut Vec<RtTypeId>) {
        let t = self.rt_sources[id.0 as usize];
        let mut exported = Vec::new();
        for entry in self.universe().method_set(t) {
            if !is_exported(&entry.name) || self.is_generic_method(&entry.found) {
                continue;
            }
            let sig = self.method_sig(t, &entry.found);
            let sig = self.rt_type(sig);
            todo.extend(self.program.types[sig.0 as usize].results.iter());
            let func = self.dynamic_func(t, &entry);
            exported.push(RtExported { name: entry.name, sig, func });
        }
        exported.sort_by(|a, b| a.name.cmp(&b.name));
        self.program.types[id.0 as usize].exported = exported;
    }
}
