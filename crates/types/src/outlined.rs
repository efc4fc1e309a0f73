//! Packages of which only outlines were read: their names are entered when one of them is first asked for, and a declaration is
//! parsed when its object is resolved.
//!
//! Such a package is part of a library that was parsed before without errors: nothing is reported here.

use crate::checker::*;
use crate::constant::Const;
use crate::object::*;
use crate::scope::ScopeId;
use crate::ty::*;
use std::sync::Arc;
use vole_source::Span;
use vole_syntax::ast::Name;
use vole_syntax::outline::{DeclOutline, DeclShape, LazyFile};

impl Checker {
    /// Makes a package of outlined files. What initialises itself is entered at once.
    pub(crate) fn add_outlined(&mut self, input: PackageInput) -> PkgId {
        let files = input.outlined;
        let name = files.first().map_or_else(|| input.path.clone(), |f| f.text(f.package()).into());
        let pkg = self.universe.new_package(input.path, name);
        let mut imports: Vec<PkgId> = Vec::new();
        for path in files.iter().flat_map(|f| f.import_paths()) {
            if let Some(target) = self.universe.package_by_path(path)
                && !imports.contains(&target)
            {
                imports.push(target);
            }
        }
        let package = self.universe.pkg_mut(pkg);
        package.lazy = true;
        package.imports = imports;
        let initialises = files.iter().any(|f| f.has_init());
        let scope = self.scopes.push(None);
        self.pkgs.insert(pkg, PkgState { waiting: files, ..PkgState::new(scope, false) });
        if initialises {
            self.enter_names(pkg);
        }
        pkg
    }

    /// Makes the objects of all names of a package, unless that was done.
    pub(crate) fn enter_names(&mut self, pkg: PkgId) {
        let Some(state) = self.pkgs.get_mut(&pkg).filter(|s| !s.waiting.is_empty()) else { return };
        let files = std::mem::take(&mut state.waiting);
        let scope = state.scope;
        let env = (self.env.pkg, self.env.scope);
        for file in &files {
            self.note_outlined(file);
            let file_scope = self.scopes.push(Some(scope));
            (self.env.pkg, self.env.scope) = (pkg, file_scope);
            for spec in &file.imports() {
                self.collect_import(pkg, file_scope, spec);
            }
            for (index, decl) in file.decls().iter().enumerate() {
                self.enter_decl(&Entry { pkg, file, index, scope: file_scope }, decl);
            }
        }
        (self.env.pkg, self.env.scope) = env;
        self.sort_methods(pkg);
    }

    fn enter_decl(&mut self, at: &Entry<'_>, decl: &DeclOutline) {
        let mut source = None;
        for (i, spec) in decl.specs.iter().enumerate() {
            match decl.shape {
                DeclShape::Const => {
                    if spec.marked {
                        source = Some(i);
                    }
                    for (n, &span) in spec.names.iter().enumerate() {
                        let obj = self.enter(at, span, ObjKind::Const(Const::Unknown));
                        self.decls.insert(obj, at.info(DeclKind::Const { spec: i, name: n, source }));
                    }
                }
                DeclShape::Var => {
                    let group: Arc<[ObjId]> =
                        spec.names.iter().map(|&span| self.enter(at, span, ObjKind::Var)).collect();
                    for (n, &obj) in group.iter().enumerate() {
                        let kind = DeclKind::Var { spec: i, name: n, group: group.clone() };
                        self.decls.insert(obj, at.info(kind));
                    }
                }
                DeclShape::Type => {
                    let obj = self.enter(at, spec.names[0], ObjKind::TypeName);
                    self.decls.insert(obj, at.info(DeclKind::Type { spec: i, alias: spec.marked }));
                }
                DeclShape::Func => {
                    let kind = ObjKind::Func(FuncObj { decl: None, pointer: spec.marked, recv: None });
                    let base = spec.names.get(1).map(|&base| at.file.text(base).into());
                    let obj = self.enter_func(at, spec.names[0], base, kind);
                    self.decls.insert(obj, at.info(DeclKind::Func));
                }
            }
        }
    }

    fn outlined_object(&mut self, at: &Entry<'_>, span: Span, kind: ObjKind) -> (ObjId, Name) {
        let name: Name = at.file.text(span).into();
        let object = Object { name: name.clone(), pkg: at.pkg, span, ty: TypeId::INVALID, kind, package_level: true };
        let obj = self.universe.new_object(object);
        self.universe.pkg_mut(at.pkg).objects.push(obj);
        (obj, name)
    }

    fn enter(&mut self, at: &Entry<'_>, span: Span, kind: ObjKind) -> ObjId {
        let (obj, name) = self.outlined_object(at, span, kind);
        if &*name != "_" {
            let scope = self.pkgs[&at.pkg].scope;
            self.scopes.get_mut(scope).insert(name, obj);
        }
        obj
    }

    /// A function, or a method of the type `base`.
    fn enter_func(&mut self, at: &Entry<'_>, span: Span, base: Option<Name>, kind: ObjKind) -> ObjId {
        let Some(base) = base else {
            if at.file.text(span) != "init" {
                return self.enter(at, span, kind);
            }
            let (obj, _) = self.outlined_object(at, span, kind);
            self.universe.pkg_mut(at.pkg).inits.push(obj);
            return obj;
        };
        let (obj, _) = self.outlined_object(at, span, kind);
        if let Some(state) = self.pkgs.get_mut(&at.pkg) {
            state.methods.entry(base).or_default().push(obj);
        }
        obj
    }
}

/// A declaration of an outlined file.
struct Entry<'a> {
    pkg: PkgId,
    file: &'a Arc<LazyFile>,
    index: usize,
    scope: ScopeId,
}

impl Entry<'_> {
    fn info(&self, kind: DeclKind) -> DeclInfo {
        DeclInfo { pkg: self.pkg, home: Home::Lazy(self.file.clone()), index: self.index, scope: self.scope, kind }
    }
}
