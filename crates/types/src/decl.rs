//! Resolving declarations: constants, variables, types, functions, and cycles among them (spec: Declarations and scope).

use crate::checker::*;
use crate::codes;
use crate::constant::Const;
use crate::info::Mode;
use crate::object::*;
use crate::operand::Operand;
use crate::ty::*;
use rustc_hash::FxHashMap;
use std::sync::Arc;
use vole_source::{Diagnostic, Span};
use vole_syntax::ast::{self, Expr};

impl Checker {
    /// Resolves an object's type (and value) unless that was done; inside a cycle, judges the cycle.
    pub(crate) fn resolve_object(&mut self, obj: ObjId) {
        match self.colors.get(&obj) {
            Some(Color::Black) => return,
            Some(&Color::Grey(at)) => {
                let valid = self.valid_cycle(at);
                if valid && self.universe.obj(obj).ty == TypeId::INVALID && self.has_declared_type(obj) {
                    // A variable's type must not depend on the variable.
                    let cycle = self.obj_path[at..].to_vec();
                    let d = self.universe.init_cycle_error(&cycle);
                    self.report(d);
                }
                if !valid && matches!(self.universe.obj(obj).kind, ObjKind::TypeName) {
                    self.universe.obj_mut(obj).ty = TypeId::INVALID;
                }
                return;
            }
            None => {}
        }
        if self.decls.contains_key(&obj) {
            crate::deep(|| self.resolve_declared(obj));
        }
    }

    fn resolve_declared(&mut self, obj: ObjId) {
        let Some(info) = self.decls.get(&obj).cloned() else { return };
        self.colors.insert(obj, Color::Grey(self.obj_path.len()));
        self.obj_path.push(obj);
        let env = Env {
            pkg: info.pkg,
            scope: info.scope,
            decl: None,
            iota: None,
            inherited: None,
            func: 0,
            context: None,
            has_call_or_recv: false,
            in_type_params: false,
        };
        let saved = std::mem::replace(&mut self.env, env);
        match &info.kind {
            DeclKind::Const { spec, name, source } => {
                self.env.decl = Some(obj);
                let specs = info.const_specs();
                if let Some(own) = specs.get(*spec) {
                    let from = source.map(|s| &specs[s]);
                    let inherited = (*source != Some(*spec)).then(|| own.names[*name].span);
                    let ty = from.and_then(|s| s.ty.as_ref());
                    let init = from.and_then(|s| s.values.get(*name));
                    self.const_decl(obj, ty, init, own.iota, inherited);
                }
            }
            DeclKind::Var { name, group, .. } => {
                self.env.decl = Some(obj);
                if let Some(spec) = info.var_spec() {
                    self.var_decl(obj, spec, *name, group);
                }
            }
            DeclKind::Type { .. } => {
                if let Some(spec) = info.type_spec() {
                    self.type_decl(obj, spec);
                }
            }
            DeclKind::Func => {
                if let Some(decl) = info.func_decl() {
                    self.func_decl(obj, decl, &info);
                }
            }
        }
        self.env = saved;
        self.obj_path.pop();
        self.colors.insert(obj, Color::Black);
        if self.obj_path.is_empty() {
            self.close_types();
        }
    }

    fn has_declared_type(&self, obj: ObjId) -> bool {
        self.decls.get(&obj).and_then(DeclInfo::var_spec).is_some_and(|spec| spec.ty.is_some())
    }

    // ---- constants and variables

    pub(crate) fn const_decl(
        &mut self,
        obj: ObjId,
        ty: Option<&Expr>,
        init: Option<&Expr>,
        iota: u32,
        inherited: Option<Span>,
    ) {
        let saved = (self.env.iota.take(), self.env.inherited.take());
        self.env.iota = Some(Const::Int(i64::from(iota)));
        self.env.inherited = inherited;
        let mut declared = None;
        let mut usable = true;
        if let Some(e) = ty {
            let t = self.typ(e);
            if !self.is_const_type(t) {
                if self.under(t) != TypeId::INVALID {
                    let text = self.type_string(t);
                    self.error(
                        codes::INVALID_CONST_TYPE,
                        crate::operand::start(e),
                        format!("invalid constant type {text}"),
                    );
                }
                usable = false;
            }
            declared = Some(t);
        }
        if let Some(e) = init
            && usable
        {
            let mut x = self.expr(e);
            self.init_const(obj, declared, &mut x);
            if x.is_invalid()
                && let Some(t) = declared
            {
                // What its value is cannot be said, but its type.
                self.universe.obj_mut(obj).ty = t;
            }
        }
        (self.env.iota, self.env.inherited) = saved;
    }

    fn init_const(&mut self, obj: ObjId, declared: Option<TypeId>, x: &mut Operand<'_>) {
        if x.is_invalid() {
            return;
        }
        if x.mode != Mode::Constant {
            let text = self.describe(x);
            self.error(codes::INVALID_CONST_INIT, x.span(), format!("{text} is not constant"));
            x.invalidate();
            return;
        }
        let ty = declared.unwrap_or(x.ty);
        self.assignment(x, Some(ty), "constant declaration");
        if x.is_invalid() {
            return;
        }
        let o = self.universe.obj_mut(obj);
        o.ty = ty;
        o.kind = ObjKind::Const(x.val.clone().unwrap_or(Const::Unknown));
    }

    fn var_decl(&mut self, obj: ObjId, spec: &ast::VarSpec, name: usize, group: &[ObjId]) {
        if let Some(e) = &spec.ty {
            let t = self.var_type(e);
            self.universe.obj_mut(obj).ty = t;
        }
        let lazy = self.universe.pkg(self.env.pkg).lazy;
        if !(lazy && spec.ty.is_some()) {
            self.var_initializer(obj, spec, name, group);
        }
    }

    /// Checks the initialiser of a package-level variable whose type was declared, when it was put off.
    pub(crate) fn check_initializer(&mut self, obj: ObjId) {
        if self.initialized.contains(&obj) {
            return;
        }
        let Some(info) = self.decls.get(&obj).cloned() else { return };
        let DeclKind::Var { name, group, .. } = &info.kind else { return };
        let Some(spec) = info.var_spec() else { return };
        let saved = self.env.clone();
        self.env = Env {
            pkg: info.pkg,
            scope: info.scope,
            decl: Some(obj),
            iota: None,
            inherited: None,
            func: 0,
            context: None,
            has_call_or_recv: false,
            in_type_params: false,
        };
        self.var_initializer(obj, spec, *name, group);
        self.env = saved;
    }

    fn var_initializer(&mut self, obj: ObjId, spec: &ast::VarSpec, name: usize, group: &[ObjId]) {
        if !self.initialized.insert(obj) {
            return;
        }
        if spec.values.is_empty() {
            return;
        }
        let declared = |c: &Checker, o: ObjId| spec.ty.as_ref().map(|_| c.universe.obj(o).ty);
        if spec.values.len() == spec.names.len() {
            let ty = declared(self, obj);
            let mut x = self.expr_for(&spec.values[name], ty, &spec.names[name].name);
            self.init_var(obj, ty, &mut x, "variable declaration");
            return;
        }
        if spec.values.len() != 1 {
            // The counts were reported already.
            if let Some(e) = spec.values.get(name) {
                let ty = declared(self, obj);
                let mut x = self.expr_hint(e, ty);
                self.init_var(obj, ty, &mut x, "variable declaration");
            }
            return;
        }
        for &o in group {
            self.initialized.insert(o);
            if o != obj && spec.ty.is_some() && self.universe.obj(o).ty == TypeId::INVALID {
                let t = self.universe.obj(obj).ty;
                self.universe.obj_mut(o).ty = t;
            }
        }
        self.init_vars(group, spec.ty.is_some(), &spec.values, None);
        let deps = self.deps.get(&obj).cloned().unwrap_or_default();
        for &o in group {
            if o != obj {
                if spec.ty.is_none() {
                    self.colors.insert(o, Color::Black);
                }
                self.deps.insert(o, deps.clone());
            }
        }
    }

    // ---- types

    pub(crate) fn type_decl(&mut self, obj: ObjId, spec: &ast::TypeSpec) {
        if spec.alias {
            self.alias_decl(obj, spec);
            return;
        }
        if let Some(p) = spec.type_params.first() {
            self.require(p.name.span, 18, |_| "type parameter".into());
        }
        let named = self.universe.new_named(obj, Vec::new());
        if !self.universe.obj(obj).package_level {
            self.universe.note_local_type(obj);
            let around = self.params_around();
            if !around.is_empty() {
                self.universe.set_implicit_params(named, around);
            }
        }
        // In the order in which declarations are come upon, not that in which they are done.
        self.later(move |c| c.check_finite(named));
        self.attach_methods(obj, named);
        let saved = self.env.scope;
        if !spec.type_params.is_empty() {
            self.env.scope = self.scopes.push(Some(saved));
            let params = self.declare_type_params(&spec.type_params, |c, list| c.universe.set_type_params(named, list));
            self.universe.set_type_params(named, params);
        }
        let mut rhs = self.typ(&spec.ty);
        self.env.scope = saved;
        if self.universe.as_type_param(rhs).is_some() {
            self.error(
                codes::MISPLACED_TYPE_PARAM,
                spec.ty.span,
                "cannot use a type parameter as RHS in type declaration",
            );
            rhs = TypeId::INVALID;
        }
        if let Some(id) = self.universe.as_named(named) {
            self.type_rhs.insert(id, rhs);
        }
        if !self.try_underlying(named, rhs) {
            self.open_types.push((named, rhs));
            self.settle_types();
        } else if !self.open_types.is_empty() {
            self.settle_types();
        }
        self.later(move |c| c.check_method_names(named));
    }

    /// The type parameters of the function whose body is being checked, its receiver's first.
    fn params_around(&self) -> Vec<TypeId> {
        let Some(func) = self.env.decl else { return vec![] };
        let o = self.universe.obj(func);
        let mut params = match &o.kind {
            ObjKind::Func(f) => f.recv.as_ref().map_or(vec![], |r| r.type_params.clone()),
            _ => vec![],
        };
        if let Type::Signature(s) = self.universe.ty(o.ty) {
            params.extend(&s.type_params);
        }
        params
    }

    fn alias_decl(&mut self, obj: ObjId, spec: &ast::TypeSpec) {
        match spec.type_params.first() {
            Some(p) => self.require(p.name.span, 23, |_| "generic type alias".into()),
            None => self.require(spec.name.span, 9, |_| "type alias".into()),
        };
        let saved = self.env.scope;
        let mut params = Vec::new();
        // Types on the way may refer back to the alias.
        let alias = self.universe.new_alias(obj, TypeId::INVALID);
        if !spec.type_params.is_empty() {
            self.env.scope = self.scopes.push(Some(saved));
            params = self.declare_type_params(&spec.type_params, |_, _| {});
        }
        let rhs = self.typ(&spec.ty);
        self.alias_rhs.insert(obj, rhs);
        self.env.scope = saved;
        let in_cycle = self.universe.obj(obj).ty == TypeId::INVALID;
        if rhs == TypeId::INVALID || in_cycle || self.universe.unalias(rhs) == TypeId::INVALID {
            self.universe.obj_mut(obj).ty = TypeId::INVALID;
            return;
        }
        if self.universe.as_type_param(rhs).is_some_and(|p| {
            let own = self.universe.type_param(p).obj;
            params
                .iter()
                .any(|&q| self.universe.as_type_param(q).is_some_and(|q| self.universe.type_param(q).obj == own))
        }) {
            self.error(
                codes::MISPLACED_TYPE_PARAM,
                spec.ty.span,
                "cannot use type parameter declared in alias declaration as RHS",
            );
            self.universe.obj_mut(obj).ty = TypeId::INVALID;
            return;
        }
        // Behind the whole chain at once: chains may be long.
        let actual = self.universe.unalias(rhs);
        self.universe.set_alias_actual(alias, actual);
        if !params.is_empty() {
            self.universe.set_alias_params(obj, params);
        }
    }

    /// Declares type parameters in the current scope and resolves their constraints. `early` is told of them before.
    pub(crate) fn declare_type_params(
        &mut self,
        list: &[ast::TypeParam],
        early: impl Fn(&mut Checker, Vec<TypeId>),
    ) -> Vec<TypeId> {
        let mut params = Vec::new();
        for (i, p) in list.iter().enumerate() {
            params.push(self.declare_type_param(&p.name, i as u32));
        }
        early(self, params.clone());
        let saved = std::mem::replace(&mut self.env.in_type_params, true);
        let mut last: Option<(&Arc<Expr>, TypeId)> = None;
        for (p, &param) in list.iter().zip(&params) {
            let bound = match last {
                Some((e, t)) if Arc::ptr_eq(e, &p.constraint) => t,
                _ => self.constraint_type(&p.constraint),
            };
            last = Some((&p.constraint, bound));
            self.universe.set_constraint(param, bound);
        }
        self.env.in_type_params = saved;
        params
    }

    pub(crate) fn declare_type_param(&mut self, name: &ast::Ident, index: u32) -> TypeId {
        let obj = self.new_local(name, ObjKind::TypeName, TypeId::INVALID);
        let any = self.universe.any_type;
        let t = self.universe.new_type_param(obj, index, any);
        self.declare(name, obj);
        t
    }

    /// Gives a defined type the methods declared for it in its package.
    fn attach_methods(&mut self, obj: ObjId, named: TypeId) {
        let o = self.universe.obj(obj);
        if !o.package_level {
            return;
        }
        let name = o.name.clone();
        let pkg = o.pkg;
        if self.lookup_in(pkg, &name) != Some(obj) {
            return;
        }
        let Some(state) = self.pkgs.get(&pkg) else { return };
        let methods = state.methods.get(&name).cloned().unwrap_or_default();
        let mut seen: FxHashMap<Name, ObjId> = FxHashMap::default();
        for m in methods {
            let (name, span) = (self.universe.obj(m).name.clone(), self.universe.obj(m).span);
            if &*name == "_" {
                continue;
            }
            if let Some(&old) = seen.get(&name) {
                let old = self.universe.obj(old).span;
                let type_name = self.universe.obj(obj).name.clone();
                let at = self.position(old);
                self.error(
                    codes::DUPLICATE_METHOD,
                    span,
                    format!("method {type_name}.{name} already declared at {at}"),
                );
                continue;
            }
            seen.insert(name, m);
            self.universe.add_method(named, m);
        }
    }

    /// No method of a struct type may have a field's name.
    fn check_method_names(&mut self, named: TypeId) {
        let Some(id) = self.universe.as_named(named) else { return };
        let methods = self.universe.named(id).methods.clone();
        if methods.is_empty() {
            return;
        }
        let under = self.under(named);
        let Type::Struct(s) = self.universe.ty(under).clone() else { return };
        for m in methods {
            let (name, span, pkg) = {
                let o = self.universe.obj(m);
                (o.name.clone(), o.span, o.pkg)
            };
            if let Some(i) = s.fields.iter().position(|f| f.name == name && (is_exported_name(&name) || f.pkg == pkg)) {
                let mut d = Diagnostic::error(
                    codes::DUPLICATE_FIELD_AND_METHOD,
                    span,
                    format!("field and method with the same name {name}"),
                );
                if let Some(at) = self.field_span(named, i) {
                    d = d.label(at, format!("other declaration of {name}"));
                }
                self.report(d);
            }
        }
    }

    /// Where a field of a declared struct type stands in the source.
    pub(crate) fn field_span(&self, named: TypeId, index: usize) -> Option<Span> {
        let id = self.universe.as_named(named)?;
        let info = self.decls.get(&self.universe.named(id).obj)?;
        let ast::ExprKind::StructType(fields) = &info.type_spec()?.ty.kind else { return None };
        let mut i = 0;
        for f in fields {
            let n = f.names.len().max(1);
            if index < i + n {
                return Some(f.names.get(index - i).map_or(f.ty.span, |n| n.span));
            }
            i += n;
        }
        None
    }

    // ---- functions

    fn func_decl(&mut self, obj: ObjId, decl: &Arc<ast::FuncDecl>, info: &DeclInfo) {
        let lazy = self.universe.pkg(info.pkg).lazy;
        let func = self.next_func;
        self.next_func += 1;
        self.env.func = func;
        self.env.scope = self.scopes.push(Some(info.scope));
        let (sig, context, recv) = self.func_signature(&decl.ty, decl.recv.as_ref());
        self.universe.obj_mut(obj).ty = sig;
        if let ObjKind::Func(f) = &mut self.universe.obj_mut(obj).kind {
            f.recv = recv;
            f.decl = Some(decl.clone());
        }
        if decl.body.is_none() && !decl.ty.type_params.is_empty() && !lazy {
            self.error(codes::BADLY_DECLARED, decl.name.span, "generic function is missing function body");
        }
        let body = FuncBody { scope: self.env.scope, func, context: Arc::new(context) };
        self.func_bodies.insert(obj, body);
        if !lazy && decl.body.is_some() {
            self.later(move |c| c.func_body_of(obj));
        }
    }

    /// Checks a declared function's body unless that was done.
    pub(crate) fn func_body_of(&mut self, obj: ObjId) {
        if !self.bodies.insert(obj) {
            return;
        }
        let Some(info) = self.decls.get(&obj).cloned() else { return };
        let Some(decl) = info.func_decl() else { return };
        let (Some(block), Some(body)) = (&decl.body, self.func_bodies.get(&obj).cloned()) else { return };
        let env = Env {
            pkg: info.pkg,
            scope: body.scope,
            decl: Some(obj),
            iota: None,
            inherited: None,
            func: body.func,
            context: Some(body.context.clone()),
            has_call_or_recv: false,
            in_type_params: false,
        };
        let saved = std::mem::replace(&mut self.env, env);
        let vars = std::mem::take(&mut self.func_vars);
        self.body(block, !body.context.results.is_empty());
        self.report_unused();
        self.func_vars = vars;
        self.env = saved;
    }

    // ---- local declarations

    /// A new object of the current function; not yet in scope.
    pub(crate) fn new_local(&mut self, ident: &ast::Ident, kind: ObjKind, ty: TypeId) -> ObjId {
        let is_var = matches!(kind, ObjKind::Var);
        let obj = self.universe.new_object(Object {
            name: ident.name.clone(),
            pkg: self.env.pkg,
            span: ident.span,
            ty,
            kind,
            package_level: false,
        });
        self.info.defs.insert(ident.id, obj);
        if is_var {
            self.locals.insert(obj, Local { func: self.env.func, used: false, what: "local variable" });
        }
        obj
    }

    /// Enters an object into the current scope.
    pub(crate) fn declare(&mut self, ident: &ast::Ident, obj: ObjId) {
        if &*ident.name == "_" {
            return;
        }
        let scope = self.env.scope;
        if let Some(old) = self.scopes.get_mut(scope).insert(ident.name.clone(), obj) {
            self.redeclared(obj, old, ident.span);
        } else if self.locals.get(&obj).is_some_and(|l| l.what == "local variable")
            && !self.type_switch_vars.contains_key(&obj)
        {
            self.func_vars.push(obj);
        }
    }

    /// A declaration statement.
    pub(crate) fn decl_stmt(&mut self, decl: &ast::Decl) {
        match decl {
            ast::Decl::Const(specs) => {
                let mut source: Option<usize> = None;
                for (i, spec) in specs.iter().enumerate() {
                    if spec.ty.is_some() || !spec.values.is_empty() {
                        source = Some(i);
                    }
                    let inherited = source != Some(i);
                    let from = source.map(|s| &specs[s]);
                    let mut objects = Vec::new();
                    for (n, ident) in spec.names.iter().enumerate() {
                        let obj = self.new_local(ident, ObjKind::Const(Const::Unknown), TypeId::INVALID);
                        let init = from.and_then(|s| s.values.get(n));
                        let ty = from.and_then(|s| s.ty.as_ref());
                        self.const_decl(obj, ty, init, spec.iota, inherited.then_some(ident.span));
                        objects.push(obj);
                    }
                    self.const_arity(spec, from.map_or(&[][..], |s| &s.values), inherited);
                    for (ident, obj) in spec.names.iter().zip(objects) {
                        self.declare(ident, obj);
                    }
                }
            }
            ast::Decl::Var(specs) => {
                for spec in specs {
                    self.local_var(spec);
                }
            }
            ast::Decl::Type(specs) => {
                for spec in specs {
                    let obj = self.new_local(&spec.name, ObjKind::TypeName, TypeId::INVALID);
                    self.declare(&spec.name, obj);
                    self.colors.insert(obj, Color::Grey(self.obj_path.len()));
                    self.obj_path.push(obj);
                    self.type_decl(obj, spec);
                    self.obj_path.pop();
                    self.colors.insert(obj, Color::Black);
                    if self.obj_path.is_empty() {
                        self.close_types();
                    }
                }
            }
        }
    }

    fn local_var(&mut self, spec: &ast::VarSpec) {
        let declared = spec.ty.as_ref().map(|e| self.var_type(e));
        let objects: Vec<ObjId> = spec
            .names
            .iter()
            .map(|ident| self.new_local(ident, ObjKind::Var, declared.unwrap_or(TypeId::INVALID)))
            .collect();
        if !spec.values.is_empty() {
            if spec.values.len() == spec.names.len() {
                for ((&obj, e), ident) in objects.iter().zip(&spec.values).zip(&spec.names) {
                    let mut x = self.expr_for(e, declared, &ident.name);
                    self.init_var(obj, declared, &mut x, "variable declaration");
                }
            } else if spec.values.len() == 1 {
                self.init_vars(&objects, declared.is_some(), &spec.values, None);
            } else {
                self.var_arity(spec);
                for e in &spec.values {
                    self.use_expr(e);
                }
            }
        }
        for (ident, obj) in spec.names.iter().zip(objects) {
            self.declare(ident, obj);
        }
    }
}

fn is_exported_name(name: &str) -> bool {
    crate::resolver::is_exported(name)
}
