//! Unused variables and imports (spec: Implementation restrictions in Variable declarations and Import declarations).

use crate::checker::*;
use crate::codes;
use crate::object::*;
use crate::ty::Type;
use rustc_hash::FxHashSet;

impl Checker {
    /// Reports the current function's variables that were never used.
    pub(crate) fn report_unused(&mut self) {
        let vars = std::mem::take(&mut self.func_vars);
        let mut unused: Vec<ObjId> = vars
            .into_iter()
            .filter(|o| self.locals.get(o).is_some_and(|l| !l.used) && &*self.universe.obj(*o).name != "_")
            .collect();
        unused.sort_by_key(|&o| self.universe.obj(o).span.lo);
        for o in unused {
            let (name, span) = (self.universe.obj(o).name.clone(), self.universe.obj(o).span);
            self.error(codes::UNUSED_VAR, span, format!("declared and not used: {name}"));
        }
    }

    /// Reports variables and types with arrays that no machine can hold.
    pub(crate) fn larger_than_memory(&mut self, pkg: PkgId) {
        let mut objects: Vec<ObjId> = self.info.defs.objects().collect();
        objects.retain(|&o| {
            let o = self.universe.obj(o);
            o.pkg == pkg && matches!(o.kind, ObjKind::Var | ObjKind::TypeName)
        });
        objects.sort_by_key(|&o| self.universe.obj(o).span.lo);
        let mut seen = FxHashSet::default();
        let mut channels = FxHashSet::default();
        for o in objects {
            let (ty, span) = (self.universe.obj(o).ty, self.universe.obj(o).span);
            if let Some(t) = self.universe.huge_array(ty, &mut seen) {
                let text = self.type_string(t);
                self.error(codes::TYPE_TOO_LARGE, span, format!("type {text} larger than address space"));
            }
            let u = self.under(ty);
            if let Type::Chan { elem, .. } = *self.universe.ty(u)
                && matches!(self.universe.obj(o).kind, ObjKind::Var)
                && channels.insert(u)
                && self.universe.size_of(elem).is_some_and(|n| n >= 1 << 16)
            {
                self.error(codes::TYPE_TOO_LARGE, span, "channel element type too large (>64kB)");
            }
        }
    }

    /// Reports imports nothing of the package uses.
    pub(crate) fn unused_imports(&mut self, pkg: PkgId) {
        let Some(state) = self.pkgs.get(&pkg) else { return };
        let mut messages = Vec::new();
        for import in &state.imports {
            let name = &self.universe.obj(import.obj).name;
            if &**name == "_" || self.used_imports.contains(&import.obj) {
                continue;
            }
            let fake = self.pkgs.get(&import.pkg).is_some_and(|s| s.fake);
            if fake {
                continue;
            }
            let path = &import.spec.path;
            let real = &self.universe.pkg(import.pkg).name;
            let base = path.rsplit('/').next().unwrap_or(path);
            let message = match &import.spec.name {
                Some(n) if !import.dot && *n.name != *base => format!("\"{path}\" imported as {} and not used", n.name),
                _ if import.dot => format!("\"{path}\" imported and not used"),
                None if &**real != base => format!("\"{path}\" imported as {real} and not used"),
                _ => format!("\"{path}\" imported and not used"),
            };
            messages.push((import.spec.name.as_ref().map_or(import.spec.span, |n| n.span), message));
        }
        for (span, message) in messages {
            self.error(codes::UNUSED_IMPORT, span, message);
        }
    }
}
