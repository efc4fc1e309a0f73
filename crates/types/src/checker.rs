//! The checker's state and its public face.
//!
//! A package is collected (every package-level name becomes an object that knows its declaration), then objects are resolved on
//! demand and function bodies are checked from a queue. A lazy package stops after collection. What an object, body or
//! initialiser mentions is remembered for the initialisation order.

use crate::constant::Const;
use crate::info::{Info, Mode, TypeAndValue};
use crate::object::*;
use crate::scope::{ScopeId, Scopes};
use crate::ty::*;
use crate::universe::Universe;
use crate::version::{FileVersion, GoVersion};
use rustc_hash::{FxHashMap, FxHashSet};
use std::sync::Arc;
use vole_source::{Code, Diagnostic, Diagnostics, Span};
use vole_syntax::ast::{self, ExprId};
use vole_syntax::outline::LazyFile;

/// A package handed to the checker.
#[derive(Debug, Default)]
pub struct PackageInput {
    /// Import path; `main` for the program.
    pub path: Name,
    /// Its parsed files, in the order gc would be given them (sorted by name).
    pub files: Vec<Arc<ast::File>>,
    /// Instead of `files`, those of a lazy package of which only outlines were read.
    pub outlined: Vec<Arc<LazyFile>>,
    /// Whether only what is reached is checked.
    pub lazy: bool,
    /// The version of the language that its module asks for; a file's `//go:build` line may ask for another.
    pub version: GoVersion,
    /// Whether there were errors in parsing it (none that left anything out of the trees).
    pub parse_errors: bool,
    /// Errors to report if there are no others.
    pub late: Diagnostics,
}

/// What a package-level object is in its declaration.
#[derive(Clone, Debug)]
pub(crate) enum DeclKind {
    /// Constant `name` of a specification; its type and values come from `source` (implicit repetition), if any.
    Const {
        spec: usize,
        name: usize,
        source: Option<usize>,
    },
    /// Variable `name` of a specification whose variables are `group`.
    Var {
        spec: usize,
        name: usize,
        group: Arc<[ObjId]>,
    },
    Type {
        spec: usize,
        alias: bool,
    },
    Func,
}

/// Where a declaration stands: in a tree, or in the text of a lazy package's file.
#[derive(Clone, Debug)]
pub(crate) enum Home {
    Whole(Arc<ast::File>),
    Lazy(Arc<LazyFile>),
}

/// What is needed to resolve a package-level object.
#[derive(Clone, Debug)]
pub(crate) struct DeclInfo {
    pub pkg: PkgId,
    /// Its file, and the declaration's place in it.
    pub home: Home,
    pub index: usize,
    /// The file's scope.
    pub scope: ScopeId,
    pub kind: DeclKind,
}

impl Home {
    /// A declaration.
    fn tree(&self, index: usize) -> Option<&ast::TopDecl> {
        match self {
            Home::Whole(file) => file.decls.get(index),
            Home::Lazy(file) => file.tree(index),
        }
    }

    /// A specification of a declaration of variables.
    pub fn var_spec(&self, index: usize, spec: usize) -> Option<&ast::VarSpec> {
        if let Some(ast::TopDecl::Gen(ast::Decl::Var(specs))) = self.tree(index) { specs.get(spec) } else { None }
    }
}

impl DeclInfo {
    fn tree(&self) -> Option<&ast::TopDecl> {
        self.home.tree(self.index)
    }

    /// The specifications of a constant's declaration.
    pub fn const_specs(&self) -> &[ast::ConstSpec] {
        if let Some(ast::TopDecl::Gen(ast::Decl::Const(specs))) = self.tree() { specs } else { &[] }
    }

    /// A variable's specification.
    pub fn var_spec(&self) -> Option<&ast::VarSpec> {
        let DeclKind::Var { spec, .. } = self.kind else { return None };
        self.home.var_spec(self.index, spec)
    }

    /// A type's specification.
    pub fn type_spec(&self) -> Option<&ast::TypeSpec> {
        let DeclKind::Type { spec, .. } = self.kind else { return None };
        if let Some(ast::TopDecl::Gen(ast::Decl::Type(specs))) = self.tree() { specs.get(spec) } else { None }
    }

    /// A function's declaration.
    pub fn func_decl(&self) -> Option<&Arc<ast::FuncDecl>> {
        if let (DeclKind::Func, Some(ast::TopDecl::Func(f))) = (&self.kind, self.tree()) { Some(f) } else { None }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Color {
    /// Being resolved; its place on the path of objects.
    Grey(usize),
    Black,
}

/// The function whose body is being checked.
#[derive(Debug)]
pub(crate) struct FuncContext {
    /// Names, types and (for a declared body) objects of the results.
    pub results: Vec<(Name, TypeId, Option<ObjId>)>,
    pub named_results: bool,
}

/// A declared function whose body waits.
#[derive(Clone, Debug)]
pub(crate) struct FuncBody {
    pub scope: ScopeId,
    pub func: u32,
    pub context: Arc<FuncContext>,
}

/// What the code being checked stands in.
#[derive(Clone, Debug)]
pub(crate) struct Env {
    pub pkg: PkgId,
    pub scope: ScopeId,
    /// Package-level object whose dependencies are collected.
    pub decl: Option<ObjId>,
    /// Value of `iota` inside constant declarations.
    pub iota: Option<Const>,
    /// Where errors in an implicitly repeated constant initialiser are reported.
    pub inherited: Option<Span>,
    /// Number of the function or literal, for captures; 0 at package level.
    pub func: u32,
    pub context: Option<Arc<FuncContext>>,
    /// Whether a call or receive was seen (for the constancy of `len` and `cap`).
    pub has_call_or_recv: bool,
    /// Whether a type parameter list is being declared.
    pub in_type_params: bool,
}

/// A local variable's bookkeeping.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Local {
    pub func: u32,
    pub used: bool,
    /// What messages call it.
    pub what: &'static str,
}

pub(crate) type Delayed = Box<dyn FnOnce(&mut Checker) + Send>;

pub(crate) struct PkgState {
    pub scope: ScopeId,
    /// Methods by the name of their receiver's base type.
    pub methods: FxHashMap<Name, Vec<ObjId>>,
    /// Imported names: local object, import specification's span, path; per file in order.
    pub imports: Vec<Import>,
    /// An import that could not be resolved: everything selected from it is silently invalid.
    pub fake: bool,
    /// Files whose names were not entered yet, because nobody asked for one.
    pub waiting: Vec<Arc<LazyFile>>,
}

impl PkgState {
    pub fn new(scope: ScopeId, fake: bool) -> PkgState {
        PkgState { scope, methods: FxHashMap::default(), imports: Vec::new(), fake, waiting: Vec::new() }
    }
}

pub(crate) struct Import {
    pub obj: ObjId,
    pub spec: ast::ImportSpec,
    pub pkg: PkgId,
    pub dot: bool,
}

/// The type checker; see the crate's documentation.
pub struct Checker {
    /// Types, objects and packages.
    pub universe: Universe,
    /// What was learned about expressions.
    pub info: Info,
    /// Errors in the order found.
    pub diagnostics: Diagnostics,
    pub(crate) scopes: Scopes,
    pub(crate) pkgs: FxHashMap<PkgId, PkgState>,
    pub(crate) decls: FxHashMap<ObjId, DeclInfo>,
    pub(crate) colors: FxHashMap<ObjId, Color>,
    pub(crate) obj_path: Vec<ObjId>,
    pub(crate) env: Env,
    pub(crate) delayed: Vec<Delayed>,
    pub(crate) deps: FxHashMap<ObjId, Vec<ObjId>>,
    pub(crate) dep_sets: FxHashSet<(ObjId, ObjId)>,
    pub(crate) bodies: FxHashSet<ObjId>,
    pub(crate) initialized: FxHashSet<ObjId>,
    pub(crate) locals: FxHashMap<ObjId, Local>,
    /// Local variables of the function being checked, for "declared and not used".
    pub(crate) func_vars: Vec<ObjId>,
    pub(crate) used_imports: FxHashSet<ObjId>,
    /// By dot-imported object and file scope: the import.
    pub(crate) dot_imports: FxHashMap<(ScopeId32, ObjId), ObjId>,
    pub(crate) next_func: u32,
    /// Non-constant shifts whose left operand is an untyped constant, by that operand's id.
    pub(crate) shift_lhs: FxHashSet<ExprId>,
    /// Defined types whose right side is a defined type not resolved yet.
    pub(crate) open_types: Vec<(TypeId, TypeId)>,
    /// Whether types that were looked at are finite (do not contain themselves by value).
    pub(crate) finite_types: FxHashMap<NamedId, bool>,
    /// The right sides of the declarations of defined types and aliases, as written.
    pub(crate) type_rhs: FxHashMap<NamedId, TypeId>,
    pub(crate) alias_rhs: FxHashMap<ObjId, TypeId>,
    /// Where instances of generic types were first written.
    pub(crate) instance_spans: FxHashMap<NamedId, Span>,
    /// The interfaces written in packages that are checked whole.
    pub(crate) interface_literals: Vec<(Span, TypeId)>,
    /// The variables of type switch clauses, by the place of the one name that declares them all.
    pub(crate) type_switch_vars: FxHashMap<ObjId, Span>,
    pub(crate) used_switch_vars: FxHashSet<Span>,
    pub(crate) func_bodies: FxHashMap<ObjId, FuncBody>,
    /// What messages call an operand that is one of several results.
    pub(crate) label: Option<String>,
    /// What messages call the place a generic function is assigned to.
    pub(crate) target_text: Option<String>,
    /// The type arguments of generic functions that were given some of them only, and the functions' whole types, by the function's name.
    pub(crate) partial_args: FxHashMap<ExprId, (Vec<Option<TypeId>>, TypeId)>,
    /// The version of each file, in order of places.
    pub(crate) file_versions: Vec<FileVersion>,
}

/// A scope id usable as a map key.
pub(crate) type ScopeId32 = u32;

impl Default for Checker {
    fn default() -> Self {
        Checker::new()
    }
}

impl Checker {
    /// A checker that knows the predeclared objects and package unsafe only.
    pub fn new() -> Checker {
        let mut scopes = Scopes::default();
        let root = scopes.push(None);
        Checker {
            universe: Universe::new(),
            info: Info::default(),
            diagnostics: Vec::new(),
            scopes,
            pkgs: FxHashMap::default(),
            decls: FxHashMap::default(),
            colors: FxHashMap::default(),
            obj_path: Vec::new(),
            env: Env {
                pkg: PkgId::UNIVERSE,
                scope: root,
                decl: None,
                iota: None,
                inherited: None,
                func: 0,
                context: None,
                has_call_or_recv: false,
                in_type_params: false,
            },
            delayed: Vec::new(),
            deps: FxHashMap::default(),
            dep_sets: FxHashSet::default(),
            bodies: FxHashSet::default(),
            initialized: FxHashSet::default(),
            locals: FxHashMap::default(),
            func_vars: Vec::new(),
            used_imports: FxHashSet::default(),
            dot_imports: FxHashMap::default(),
            next_func: 1,
            shift_lhs: FxHashSet::default(),
            open_types: Vec::new(),
            finite_types: FxHashMap::default(),
            type_rhs: FxHashMap::default(),
            alias_rhs: FxHashMap::default(),
            instance_spans: FxHashMap::default(),
            interface_literals: Vec::new(),
            type_switch_vars: FxHashMap::default(),
            used_switch_vars: FxHashSet::default(),
            func_bodies: FxHashMap::default(),
            label: None,
            target_text: None,
            file_versions: Vec::new(),
            partial_args: FxHashMap::default(),
        }
    }

    /// Adds a package whose imports were all added before (others are taken as already reported: what is selected from
    /// them is silently invalid). A non-lazy package is checked whole, with its bodies and initialisation order; of a lazy one
    /// only the names are collected, the rest on demand.
    pub fn add_package(&mut self, input: PackageInput) -> PkgId {
        if !input.outlined.is_empty() {
            return self.add_outlined(input);
        }
        let pkg = self.collect(&input);
        if !input.lazy {
            self.check_package(pkg, input.parse_errors, input.late);
        }
        pkg
    }

    /// The package with this import path, if it was added, for looking up names in it.
    pub fn package(&mut self, path: &str) -> Option<PkgId> {
        let pkg = self.universe.package_by_path(path)?;
        self.enter_names(pkg);
        Some(pkg)
    }

    /// A package-level object by name, of a package whose names were entered.
    pub fn lookup_in(&self, pkg: PkgId, name: &str) -> Option<ObjId> {
        if pkg == PkgId::UNSAFE {
            return self.universe.pkg(pkg).objects.iter().copied().find(|&o| *self.universe.obj(o).name == *name);
        }
        let state = self.pkgs.get(&pkg)?;
        self.scopes.get(state.scope).get(name)
    }

    /// Resolves an object of a package: its type, signature or value.
    pub fn ensure_object(&mut self, obj: ObjId) {
        if self.colors.get(&obj) == Some(&Color::Black) && self.delayed.is_empty() {
            return;
        }
        let env = self.env.clone();
        self.env.decl = None;
        self.resolve_object(obj);
        self.process_delayed();
        self.env = env;
    }

    /// Checks a declared function's body, once.
    pub fn ensure_body(&mut self, func: ObjId) {
        self.ensure_object(func);
        self.func_body_of(func);
        self.process_delayed();
    }

    /// Checks a package-level variable's initialiser, once, and says what it is; `None` for a variable without one.
    pub fn ensure_initializer(&mut self, pkg: PkgId, var: ObjId) -> Option<Initializer> {
        self.ensure_object(var);
        let info = self.decls.get(&var)?.clone();
        debug_assert_eq!(info.pkg, pkg);
        self.check_initializer(var);
        self.process_delayed();
        self.initializer_of(var)
    }

    /// The package-level variables and functions that a function's body or a variable's initialiser mentions, in order of
    /// first mention. Complete once the body or initialiser was checked.
    pub fn body_dependencies(&self, obj: ObjId) -> &[ObjId] {
        self.deps.get(&obj).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn initializer_of(&self, var: ObjId) -> Option<Initializer> {
        let info = self.decls.get(&var)?;
        let DeclKind::Var { name, group, spec, .. } = &info.kind else { return None };
        let ast::VarSpec { names, values, .. } = info.var_spec()?;
        if values.is_empty() {
            return None;
        }
        let single = values.len() == names.len();
        Some(Initializer {
            lhs: if single { vec![var] } else { group.to_vec() },
            home: info.home.clone(),
            index: info.index,
            spec: *spec,
            value: if single { *name } else { 0 },
        })
    }

    // ---- errors

    /// Reports an error, unless it is a follow-on of one already reported.
    pub(crate) fn error(&mut self, code: Code, span: Span, message: impl Into<String>) {
        self.report(Diagnostic::error(code, span, message));
    }

    pub(crate) fn report(&mut self, mut d: Diagnostic) {
        if !self.diagnostics.is_empty() && (d.message.contains("invalid operand") || d.message.contains("invalid type"))
        {
            return;
        }
        if let Some(at) = self.env.inherited {
            d.span = at;
        }
        self.diagnostics.push(d);
    }

    /// Whether any error was reported.
    pub fn has_errors(&self) -> bool {
        !self.diagnostics.is_empty()
    }

    // ---- the queue

    pub(crate) fn later(&mut self, f: impl FnOnce(&mut Checker) + Send + 'static) {
        self.delayed.push(Box::new(f));
    }

    pub(crate) fn process_delayed(&mut self) {
        self.process_delayed_from(0);
    }

    /// Does what was put off since there were `mark` such actions.
    pub(crate) fn process_delayed_from(&mut self, mark: usize) {
        while self.delayed.len() > mark {
            let batch = self.delayed.split_off(mark);
            for action in batch {
                action(self);
            }
        }
    }

    // ---- recording

    pub(crate) fn record_type(&mut self, id: ExprId, mode: Mode, ty: TypeId, value: Option<Const>) {
        let i = id.0 as usize;
        if i >= self.info.types.len() {
            self.info.types.resize(i + 1, None);
        }
        self.info.types[i] = Some(TypeAndValue { mode, ty, value });
    }

    pub(crate) fn add_dependency(&mut self, to: ObjId) {
        if let Some(from) = self.env.decl
            && self.dep_sets.insert((from, to))
        {
            self.deps.entry(from).or_default().push(to);
        }
    }

    /// Asks a question of the universe, resolving what it needs on the way.
    pub(crate) fn ask<R>(&mut self, question: impl Fn(&Universe) -> R) -> R {
        loop {
            let answer = question(&self.universe);
            let pending = self.universe.take_pending();
            if pending.is_empty() {
                return answer;
            }
            let mut progress = false;
            for obj in pending {
                if self.decls.contains_key(&obj) && !self.colors.contains_key(&obj) {
                    self.resolve_object(obj);
                    progress = true;
                }
            }
            if !progress {
                return answer;
            }
        }
    }
}
