//! Collecting a package's declarations, and driving its check (spec: Declarations and scope, Import declarations).

use crate::checker::*;
use crate::codes;
use crate::object::*;
use crate::scope::ScopeId;
use crate::ty::*;
use std::sync::Arc;
use vole_source::{Diagnostic, Diagnostics, Span};
use vole_syntax::{ast, outline};

impl Checker {
    /// Makes the package and the objects of all its package-level names.
    pub(crate) fn collect(&mut self, input: &PackageInput) -> PkgId {
        let name: Name = input.files.first().map_or_else(|| input.path.clone(), |f| f.package.name.clone());
        let pkg = self.universe.new_package(input.path.clone(), name);
        let scope = self.scopes.push(None);
        self.universe.pkg_mut(pkg).lazy = input.lazy;
        self.universe.pkg_mut(pkg).files = input.files.clone();
        self.pkgs.insert(pkg, PkgState::new(scope, false));
        let mut file_scopes = Vec::new();
        for file in input.files.iter().filter(|f| &*f.package.name == "_") {
            self.error(codes::BLANK_PKG_NAME, file.package.span, "invalid package name _");
        }
        for file in &input.files {
            self.note_version(file, input.version);
            let file_scope = self.scopes.push(Some(scope));
            file_scopes.push(file_scope);
            self.env.pkg = pkg;
            self.env.scope = file_scope;
            for spec in &file.imports {
                self.collect_import(pkg, file_scope, spec);
            }
            for (index, decl) in file.decls.iter().enumerate() {
                match decl {
                    ast::TopDecl::Gen(decl) => self.collect_decl(pkg, file, file_scope, index, decl),
                    ast::TopDecl::Func(decl) => self.collect_func(pkg, file, file_scope, index, decl),
                }
            }
        }
        for &file_scope in &file_scopes {
            self.check_import_conflicts(pkg, file_scope);
        }
        self.sort_methods(pkg);
        pkg
    }

    pub(crate) fn collect_import(&mut self, pkg: PkgId, file_scope: ScopeId, spec: &ast::ImportSpec) {
        let target = match self.universe.package_by_path(&spec.path) {
            Some(p) => p,
            None => {
                let base = spec.path.rsplit('/').next().unwrap_or(&spec.path);
                let p = self.universe.new_package(spec.path.clone(), base.into());
                let scope = self.scopes.push(None);
                self.pkgs.insert(p, PkgState::new(scope, true));
                p
            }
        };
        if !self.universe.pkg(pkg).imports.contains(&target) {
            self.universe.pkg_mut(pkg).imports.push(target);
        }
        let package_name = self.universe.pkg(target).name.clone();
        let (name, span) = match &spec.name {
            Some(n) => (n.name.clone(), n.span),
            None => (package_name.clone(), spec.span),
        };
        if &*name == "init" {
            self.error(codes::INVALID_INIT_DECL, span, "cannot import package as init - init must be a func");
            return;
        }
        let obj = self.universe.new_object(Object {
            name: name.clone(),
            pkg,
            span,
            ty: TypeId::INVALID,
            kind: ObjKind::PkgName(target),
            package_level: false,
        });
        if let Some(n) = &spec.name {
            self.info.defs.insert(n.id, obj);
        }
        let dot = &*name == ".";
        if dot {
            self.enter_names(target);
            let names: Vec<(Name, ObjId)> = match self.pkgs.get(&target) {
                Some(state) => self.scopes.get(state.scope).iter().cloned().collect(),
                None => {
                    let objects = self.universe.pkg(target).objects.clone();
                    objects.into_iter().map(|o| (self.universe.obj(o).name.clone(), o)).collect()
                }
            };
            for (n, o) in names {
                if is_exported(&n) {
                    if let Some(old) = self.scopes.get_mut(file_scope).insert(n, o) {
                        self.redeclared(o, old, span);
                    }
                    self.dot_imports.insert((file_scope.0, o), obj);
                }
            }
        } else if &*name != "_"
            && let Some(old) = self.scopes.get_mut(file_scope).insert(name, obj)
        {
            self.redeclared(obj, old, span);
        }
        if &*spec.path != "C"
            && let Some(state) = self.pkgs.get_mut(&pkg)
        {
            state.imports.push(Import { obj, spec: spec.clone(), pkg: target, dot });
        }
    }

    fn package_object(&mut self, pkg: PkgId, ident: &ast::Ident, kind: ObjKind) -> ObjId {
        let obj = self.universe.new_object(Object {
            name: ident.name.clone(),
            pkg,
            span: ident.span,
            ty: TypeId::INVALID,
            kind,
            package_level: true,
        });
        self.info.defs.insert(ident.id, obj);
        obj
    }

    fn declare_package_object(&mut self, pkg: PkgId, ident: &ast::Ident, obj: ObjId) {
        self.universe.pkg_mut(pkg).objects.push(obj);
        if &*ident.name == "_" {
            return;
        }
        if &*ident.name == "init" {
            self.error(codes::INVALID_INIT_DECL, ident.span, "cannot declare init - must be func");
            return;
        }
        if &*ident.name == "main" && &*self.universe.pkg(pkg).name == "main" {
            self.error(codes::INVALID_MAIN_DECL, ident.span, "cannot declare main - must be func");
            return;
        }
        self.enter_package_scope(pkg, ident, obj);
    }

    fn enter_package_scope(&mut self, pkg: PkgId, ident: &ast::Ident, obj: ObjId) {
        let scope = self.pkgs[&pkg].scope;
        if let Some(old) = self.scopes.get_mut(scope).insert(ident.name.clone(), obj) {
            self.redeclared(obj, old, ident.span);
        }
    }

    /// `x redeclared in this block`, with the other declaration.
    pub(crate) fn redeclared(&mut self, obj: ObjId, old: ObjId, span: Span) {
        let name = self.universe.obj(obj).name.clone();
        let other = self.universe.obj(old).span;
        let mut d = Diagnostic::error(codes::DUPLICATE_DECL, span, format!("{name} redeclared in this block"));
        if !other.is_none() {
            d = d.label(other, format!("other declaration of {name}"));
        }
        self.report(d);
    }

    fn collect_decl(&mut self, pkg: PkgId, file: &Arc<ast::File>, scope: ScopeId, index: usize, decl: &ast::Decl) {
        let info = |kind| DeclInfo { pkg, home: Home::Whole(file.clone()), index, scope, kind };
        match decl {
            ast::Decl::Const(specs) => {
                let mut source = None;
                for (i, spec) in specs.iter().enumerate() {
                    if spec.ty.is_some() || !spec.values.is_empty() {
                        source = Some(i);
                    }
                    for (n, ident) in spec.names.iter().enumerate() {
                        let obj = self.package_object(pkg, ident, ObjKind::Const(crate::constant::Const::Unknown));
                        self.decls.insert(obj, info(DeclKind::Const { spec: i, name: n, source }));
                        self.declare_package_object(pkg, ident, obj);
                    }
                    let inherited = source != Some(i);
                    let values = source.map_or(&[][..], |s| &specs[s].values);
                    self.const_arity(spec, values, inherited);
                }
            }
            ast::Decl::Var(specs) => {
                for (i, spec) in specs.iter().enumerate() {
                    let group: Arc<[ObjId]> =
                        spec.names.iter().map(|ident| self.package_object(pkg, ident, ObjKind::Var)).collect();
                    for (n, ident) in spec.names.iter().enumerate() {
                        let obj = group[n];
                        let kind = DeclKind::Var { spec: i, name: n, group: group.clone() };
                        self.decls.insert(obj, info(kind));
                        self.declare_package_object(pkg, ident, obj);
                    }
                    self.var_arity(spec);
                }
            }
            ast::Decl::Type(specs) => {
                for (i, spec) in specs.iter().enumerate() {
                    let obj = self.package_object(pkg, &spec.name, ObjKind::TypeName);
                    self.decls.insert(obj, info(DeclKind::Type { spec: i, alias: spec.alias }));
                    self.declare_package_object(pkg, &spec.name, obj);
                }
            }
        }
    }

    /// As many values as names.
    pub(crate) fn const_arity(&mut self, spec: &ast::ConstSpec, values: &[ast::Expr], inherited: bool) {
        let (l, r) = (spec.names.len(), values.len());
        if l < r {
            let extra = &values[l];
            let (span, text) = if inherited {
                (spec.span, format!("at {}", self.position(crate::operand::start(extra))))
            } else {
                (extra.span, ast::print_expr(extra))
            };
            self.error(codes::WRONG_ASSIGN_COUNT, span, format!("extra init expr {text}"));
        } else if l > r {
            let n = &spec.names[r];
            self.error(codes::WRONG_ASSIGN_COUNT, n.span, format!("missing init expr for {}", n.name));
        }
    }

    /// As many values as names, or one (a call with several results), or none with a type.
    pub(crate) fn var_arity(&mut self, spec: &ast::VarSpec) {
        let (l, r) = (spec.names.len(), spec.values.len());
        if r == 0 || l == r || r == 1 {
            return;
        }
        if l < r {
            let n = &spec.values[l];
            let text = ast::print_expr(n);
            self.error(codes::WRONG_ASSIGN_COUNT, n.span, format!("extra init expr {text}"));
        } else {
            let n = &spec.names[r];
            self.error(codes::WRONG_ASSIGN_COUNT, n.span, format!("missing init expr for {}", n.name));
        }
    }

    fn collect_func(
        &mut self,
        pkg: PkgId,
        file: &Arc<ast::File>,
        scope: ScopeId,
        index: usize,
        decl: &Arc<ast::FuncDecl>,
    ) {
        let pointer = decl.recv.as_ref().is_some_and(|r| outline::is_pointer(&r.ty));
        let kind = ObjKind::Func(FuncObj { decl: Some(decl.clone()), pointer, recv: None });
        let obj = self.package_object(pkg, &decl.name, kind);
        let home = Home::Whole(file.clone());
        self.decls.insert(obj, DeclInfo { pkg, home, index, scope, kind: DeclKind::Func });
        self.universe.pkg_mut(pkg).objects.push(obj);
        let name = &*decl.name.name;
        if let Some(p) = decl.ty.type_params.first() {
            match &decl.recv {
                Some(_) => self.require(p.name.span, 27, |_| "generic method".into()),
                None => self.require(p.name.span, 18, |_| "type parameter".into()),
            };
        }
        match &decl.recv {
            None => {
                let is_main = name == "main" && &*self.universe.pkg(pkg).name == "main";
                if name == "init" || is_main {
                    if let Some(p) = decl.ty.type_params.first() {
                        self.error(
                            codes::INVALID_INIT_DECL,
                            p.name.span,
                            format!("func {name} must have no type parameters"),
                        );
                    }
                    if !decl.ty.params.is_empty() || !decl.ty.results.is_empty() {
                        let message = format!("func {name} must have no arguments and no return values");
                        self.error(codes::INVALID_INIT_DECL, decl.name.span, message);
                    }
                }
                if name == "init" {
                    self.universe.pkg_mut(pkg).inits.push(obj);
                    if decl.body.is_none() {
                        self.error(codes::MISSING_INIT_BODY, decl.name.span, "func init must have a body");
                    }
                } else if name != "_" {
                    self.enter_package_scope(pkg, &decl.name, obj);
                }
            }
            Some(recv) => {
                if let Some(base) = outline::base_name(&recv.ty).map(|n| n.name.clone())
                    && let Some(state) = self.pkgs.get_mut(&pkg)
                {
                    state.methods.entry(base).or_default().push(obj);
                }
            }
        }
    }

    /// Methods declared through an alias of their type (`type A = T; func (A) m()`) belong to that type.
    pub(crate) fn sort_methods(&mut self, pkg: PkgId) {
        let Some(state) = self.pkgs.get(&pkg) else { return };
        let names: Vec<Name> = state.methods.keys().cloned().collect();
        for name in names {
            let Some((base, pointers)) = self.aliased_base(pkg, &name) else { continue };
            let Some(state) = self.pkgs.get_mut(&pkg) else { continue };
            let mut moved = state.methods.remove(&name).unwrap_or_default();
            // No method has a receiver of more than one pointer.
            let decls = &self.decls;
            moved.retain(|m| {
                let recv = decls.get(m).and_then(DeclInfo::func_decl).and_then(|d| d.recv.as_ref());
                pointers + usize::from(recv.is_some_and(|r| outline::is_pointer(&r.ty))) <= 1
            });
            let all = state.methods.entry(base).or_default();
            all.extend(moved);
            all.sort_by_key(|&m| self.universe.obj(m).span.lo);
        }
    }

    /// For the name of an alias: the defined type it stands for and the pointers on the way. `None` for other names and
    /// where generic types are on the way: nothing can be declared for their instances.
    fn aliased_base(&self, pkg: PkgId, name: &Name) -> Option<(Name, usize)> {
        let scope = self.pkgs.get(&pkg)?.scope;
        let (mut base, mut pointers) = (name.clone(), 0);
        for _ in 0..64 {
            let spec = self
                .scopes
                .get(scope)
                .get(&base)
                .and_then(|obj| self.decls.get(&obj))
                .filter(|info| matches!(info.kind, DeclKind::Type { alias: true, .. }))
                .and_then(DeclInfo::type_spec);
            let Some(spec) = spec else {
                return (base != *name).then_some((base, pointers));
            };
            if !spec.type_params.is_empty() || outline::is_instance(&spec.ty) {
                return None;
            }
            pointers += usize::from(outline::is_pointer(&spec.ty));
            base = outline::base_name(&spec.ty)?.name.clone();
        }
        None
    }

    fn check_import_conflicts(&mut self, pkg: PkgId, file_scope: ScopeId) {
        let scope = self.pkgs[&pkg].scope;
        let names: Vec<(Name, ObjId)> = self.scopes.get(file_scope).iter().cloned().collect();
        for (name, obj) in names {
            let Some(own) = self.scopes.get(scope).get(&name) else { continue };
            let at = self.universe.obj(own).span;
            if let ObjKind::PkgName(target) = self.universe.obj(obj).kind {
                let path = self.universe.pkg(target).name.clone();
                let path = format!("package {path} (\"{}\")", self.universe.pkg(target).path);
                let span = self.universe.obj(obj).span;
                let d = Diagnostic::error(
                    codes::DUPLICATE_DECL,
                    at,
                    format!("{name} already declared through import of {path}"),
                )
                .label(span, format!("other declaration of {name}"));
                self.report(d);
            } else {
                let import = self.dot_imports.get(&(file_scope.0, obj)).copied();
                let target = self.universe.obj(obj).pkg;
                let p = self.universe.pkg(target);
                let message =
                    format!("{name} already declared through dot-import of package {} (\"{}\")", p.name, p.path);
                let mut d = Diagnostic::error(codes::DUPLICATE_DECL, at, message);
                if let Some(i) = import {
                    d = d.label(self.universe.obj(i).span, format!("other declaration of {name}"));
                }
                self.report(d);
            }
        }
    }

    /// Functions without a body; gc looks for them when all else is well.
    fn missing_bodies(&mut self, objects: &[ObjId]) {
        for &o in objects {
            let Some(decl) = self.decls.get(&o).and_then(DeclInfo::func_decl) else { continue };
            let linked = decl.directives.iter().any(|d| d.text.starts_with("go:linkname"));
            if decl.body.is_none() && !linked && !matches!(&*decl.name.name, "init" | "_") {
                // at the receiver of a method
                let span = Span::new(decl.recv.as_ref().map_or(decl.name.span.lo, |_| after_func(decl)), decl.span.hi);
                self.error(codes::MISSING_BODY, span, "missing function body");
            }
        }
    }

    /// `//go:noescape` of functions with a body, `//go:linkname` of what is not declared.
    fn directives_without_meaning(&mut self, pkg: PkgId, objects: &[ObjId]) {
        for &o in objects {
            let Some(decl) = self.decls.get(&o).and_then(DeclInfo::func_decl) else { continue };
            if decl.body.is_some() && decl.directives.iter().any(|d| d.text.split(' ').next() == Some("go:noescape")) {
                let message = "can only use //go:noescape with external func implementations";
                let at = decl.recv.as_ref().map_or(decl.name.span.lo, |_| after_func(decl));
                self.error(codes::MISPLACED_DIRECTIVE, Span::new(at, at), message);
            }
        }
        for file in self.universe.pkg(pkg).files.clone() {
            let mut seen: Vec<&str> = Vec::new();
            let unsafe_imported = file.imports.iter().any(|i| &*i.path == "unsafe");
            for d in all_directives(&file) {
                let mut words = d.text.split_whitespace();
                let (Some("go:linkname"), Some(local)) = (words.next(), words.next()) else { continue };
                let known = self.lookup_in(pkg, local).map(|o| &self.universe.obj(o).kind);
                let message = match known {
                    _ if !unsafe_imported => {
                        "//go:linkname only allowed in Go files that import \"unsafe\"".to_string()
                    }
                    Some(ObjKind::Var | ObjKind::Func(_)) if seen.contains(&local) => {
                        format!("duplicate //go:linkname for {local}")
                    }
                    Some(ObjKind::Var | ObjKind::Func(_)) => {
                        seen.push(local);
                        continue;
                    }
                    _ => "//go:linkname must refer to declared function or variable".to_string(),
                };
                let at = d.span.lo + 2;
                self.error(codes::MISPLACED_DIRECTIVE, Span::new(at, at), message);
            }
        }
    }

    /// Checks a whole package: all objects, all bodies, initialisation order, unused imports.
    pub(crate) fn check_package(&mut self, pkg: PkgId, parse_errors: bool, late: Diagnostics) {
        let objects = self.universe.pkg(pkg).objects.clone();
        let phase = |c: &Checker, o: ObjId| match c.decls.get(&o) {
            Some(DeclInfo { kind: DeclKind::Type { alias, .. }, .. }) => u8::from(*alias),
            _ => 2,
        };
        for wanted in 0..3 {
            for &o in &objects {
                if phase(self, o) == wanted {
                    self.resolve_object(o);
                }
            }
        }
        self.process_delayed();
        self.order_initializers(pkg);
        let noted = self.universe.take_instantiations();
        let q = crate::typestring::Qualifier::for_package(pkg);
        if !self.has_errors()
            && let Some(d) = self.universe.instantiation_cycle(&noted, &q)
        {
            self.report(d);
        }
        self.check_interface_literals(pkg);
        self.unused_imports(pkg);
        if self.diagnostics.is_empty() && !parse_errors {
            self.diagnostics = late;
            self.missing_bodies(&objects);
            self.directives_without_meaning(pkg, &objects);
            self.larger_than_memory(pkg);
        }
    }
}

/// Where gc places errors about a whole method: at its receiver's parenthesis, one space behind `func` as gofmt writes it.
fn after_func(decl: &ast::FuncDecl) -> u32 {
    decl.span.lo + 5
}

/// The directives of a file in order.
fn all_directives(file: &ast::File) -> Vec<&ast::Directive> {
    let mut all: Vec<&ast::Directive> = file.directives.iter().collect();
    for decl in &file.decls {
        match decl {
            ast::TopDecl::Func(f) => all.extend(&f.directives),
            ast::TopDecl::Gen(ast::Decl::Var(specs)) => all.extend(specs.iter().flat_map(|s| &s.directives)),
            ast::TopDecl::Gen(_) => {}
        }
    }
    all.sort_by_key(|d| d.span.lo);
    all
}

/// Whether a name starts with an upper-case letter.
pub(crate) fn is_exported(name: &str) -> bool {
    name.chars().next().is_some_and(char::is_uppercase)
}
