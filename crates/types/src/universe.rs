//! The arena of types, objects and packages, and the predeclared ones (spec: Blocks, Predeclared identifiers).
//!
//! Invariants: ids are never reused; types, objects, packages only grow, so every query takes `&self` and may create types on
//! the way (instances, substituted literals). Structural types are interned by content. Anything that changes an existing
//! node (`*_mut`, `set_*`) takes `&mut self` and is the checker's business while it resolves declarations.
//!
//! Queries never resolve declarations. When one meets an object that is not resolved yet it notes it ([`Universe::take_pending`]) and
//! answers as best it can; the caller resolves what was noted and asks again.

use crate::constant::Const;
use crate::object::{Builtin, FuncObj, ObjId, ObjKind, Object, Package, PkgId};
use crate::ty::*;
use crate::typeset::TypeSet;
use elsa::FrozenVec;
use rustc_hash::FxHashMap;
use std::cell::{Cell, RefCell};
use std::sync::Arc;
use vole_source::{SourceFile, Span};

/// All types, objects and packages of a compilation.
pub struct Universe {
    types: FrozenVec<Box<Type>>,
    named: FrozenVec<Box<NamedType>>,
    type_params: FrozenVec<Box<TypeParamType>>,
    objects: FrozenVec<Box<Object>>,
    packages: FrozenVec<Box<Package>>,
    interned: RefCell<FxHashMap<Type, TypeId>>,
    /// Instances of generic types by origin and canonical arguments.
    pub(crate) instances: RefCell<FxHashMap<(NamedId, Vec<TypeId>), TypeId>>,
    /// Expanded underlying types of instances.
    pub(crate) instance_underlying: RefCell<FxHashMap<NamedId, TypeId>>,
    pub(crate) typesets: RefCell<FxHashMap<TypeId, Arc<TypeSet>>>,
    pub(crate) canonical: RefCell<FxHashMap<TypeId, TypeId>>,
    alias_args: RefCell<FxHashMap<TypeId, Vec<TypeId>>>,
    alias_params: RefCell<FxHashMap<ObjId, Vec<TypeId>>>,
    pending: RefCell<Vec<ObjId>>,
    /// Counts [`Universe::note_pending`] calls: a cached answer must not rest on an unresolved object.
    pub(crate) pending_events: Cell<u64>,
    /// Type sets being computed, so that ill-formed cyclic interfaces end.
    pub(crate) typesets_open: RefCell<Vec<TypeId>>,
    pub(crate) canonical_open: RefCell<Vec<TypeId>>,
    /// Constraints of type parameters made by substitution.
    pub(crate) late_constraints: RefCell<FxHashMap<TypeParamId, TypeId>>,
    pub(crate) noted_instantiations: RefCell<Vec<crate::mono::Instantiation>>,
    /// Type parameters of the generic function around a local type declaration.
    implicit_params: RefCell<FxHashMap<NamedId, Vec<TypeId>>>,
    /// Where the local types of each package are declared, in no order.
    local_types: FxHashMap<PkgId, Vec<Span>>,
    /// Predeclared objects by name.
    scope: FxHashMap<Name, ObjId>,
    /// The source files, for positions inside messages; optional.
    pub sources: Vec<Arc<SourceFile>>,
    /// `byte`, the alias node.
    pub byte_type: TypeId,
    /// `rune`, the alias node.
    pub rune_type: TypeId,
    /// `any`, the alias node.
    pub any_type: TypeId,
    /// `interface{}` as a literal.
    pub empty_interface: TypeId,
    /// `error`
    pub error_type: TypeId,
    /// `comparable`
    pub comparable_type: TypeId,
    /// The empty tuple: the type of a call without result.
    pub empty_tuple: TypeId,
}

impl PkgId {
    /// Package unsafe.
    pub const UNSAFE: PkgId = PkgId(1);
}

/// The basic kinds in the order of their ids, with the names messages use.
pub(crate) const BASICS: [(Basic, &str); 26] = [
    (Basic::Invalid, "invalid type"),
    (Basic::Bool, "bool"),
    (Basic::Int, "int"),
    (Basic::Int8, "int8"),
    (Basic::Int16, "int16"),
    (Basic::Int32, "int32"),
    (Basic::Int64, "int64"),
    (Basic::Uint, "uint"),
    (Basic::Uint8, "uint8"),
    (Basic::Uint16, "uint16"),
    (Basic::Uint32, "uint32"),
    (Basic::Uint64, "uint64"),
    (Basic::Uintptr, "uintptr"),
    (Basic::Float32, "float32"),
    (Basic::Float64, "float64"),
    (Basic::Complex64, "complex64"),
    (Basic::Complex128, "complex128"),
    (Basic::String, "string"),
    (Basic::UnsafePointer, "unsafe.Pointer"),
    (Basic::UntypedBool, "untyped bool"),
    (Basic::UntypedInt, "untyped int"),
    (Basic::UntypedRune, "untyped rune"),
    (Basic::UntypedFloat, "untyped float"),
    (Basic::UntypedComplex, "untyped complex"),
    (Basic::UntypedString, "untyped string"),
    (Basic::UntypedNil, "untyped nil"),
];

const BUILTINS: [(&str, Builtin); 18] = [
    ("append", Builtin::Append),
    ("cap", Builtin::Cap),
    ("clear", Builtin::Clear),
    ("close", Builtin::Close),
    ("complex", Builtin::Complex),
    ("copy", Builtin::Copy),
    ("delete", Builtin::Delete),
    ("imag", Builtin::Imag),
    ("len", Builtin::Len),
    ("make", Builtin::Make),
    ("max", Builtin::Max),
    ("min", Builtin::Min),
    ("new", Builtin::New),
    ("panic", Builtin::Panic),
    ("print", Builtin::Print),
    ("println", Builtin::Println),
    ("real", Builtin::Real),
    ("recover", Builtin::Recover),
];

const UNSAFE_BUILTINS: [(&str, Builtin); 8] = [
    ("Add", Builtin::UnsafeAdd),
    ("Alignof", Builtin::UnsafeAlignof),
    ("Offsetof", Builtin::UnsafeOffsetof),
    ("Sizeof", Builtin::UnsafeSizeof),
    ("Slice", Builtin::UnsafeSlice),
    ("SliceData", Builtin::UnsafeSliceData),
    ("String", Builtin::UnsafeString),
    ("StringData", Builtin::UnsafeStringData),
];

impl Default for Universe {
    fn default() -> Self {
        Universe::new()
    }
}

impl std::fmt::Debug for Universe {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Universe({} types, {} objects, {} packages)",
            self.types.len(),
            self.objects.len(),
            self.packages.len()
        )
    }
}

impl Universe {
    /// The source file around a place, when the sources are known.
    pub(crate) fn file_at(&self, offset: u32) -> Option<&SourceFile> {
        self.sources.iter().find(|f| f.base <= offset && offset <= f.base + f.text.len() as u32).map(|f| &**f)
    }

    /// A place as messages print it, when the sources are known.
    pub(crate) fn position(&self, span: Span) -> String {
        self.file_at(span.lo).map_or("?".into(), |f| f.position_text(span.lo))
    }

    /// A universe with the predeclared objects and package unsafe.
    pub fn new() -> Universe {
        let mut u = Universe {
            types: FrozenVec::new(),
            named: FrozenVec::new(),
            type_params: FrozenVec::new(),
            objects: FrozenVec::new(),
            packages: FrozenVec::new(),
            interned: RefCell::default(),
            instances: RefCell::default(),
            instance_underlying: RefCell::default(),
            typesets: RefCell::default(),
            canonical: RefCell::default(),
            alias_args: RefCell::default(),
            alias_params: RefCell::default(),
            pending: RefCell::default(),
            pending_events: Cell::new(0),
            typesets_open: RefCell::default(),
            canonical_open: RefCell::default(),
            late_constraints: RefCell::default(),
            noted_instantiations: RefCell::default(),
            implicit_params: RefCell::default(),
            local_types: FxHashMap::default(),
            scope: FxHashMap::default(),
            sources: Vec::new(),
            byte_type: TypeId::INVALID,
            rune_type: TypeId::INVALID,
            any_type: TypeId::INVALID,
            empty_interface: TypeId::INVALID,
            error_type: TypeId::INVALID,
            comparable_type: TypeId::INVALID,
            empty_tuple: TypeId::INVALID,
        };
        u.new_package("".into(), "".into());
        let unsafe_pkg = u.new_package("unsafe".into(), "unsafe".into());
        for (kind, _) in BASICS {
            u.intern(Type::Basic(kind));
        }
        for (kind, name) in BASICS {
            if !matches!(kind, Basic::Invalid | Basic::UnsafePointer) && (kind as u8) < Basic::UntypedBool as u8 {
                u.predeclare(name, TypeId::basic(kind), ObjKind::TypeName);
            }
        }
        u.empty_tuple = u.tuple(Vec::new());
        u.empty_interface = u.interface(InterfaceType::default());
        u.byte_type = u.predeclare_alias("byte", TypeId::basic(Basic::Uint8));
        u.rune_type = u.predeclare_alias("rune", TypeId::basic(Basic::Int32));
        u.any_type = u.predeclare_alias("any", u.empty_interface);

        let error_obj = u.predeclare("error", TypeId::INVALID, ObjKind::TypeName);
        u.error_type = u.new_named(error_obj, Vec::new());
        let result = ParamType { name: "".into(), ty: TypeId::STRING };
        let sig = u.signature(Signature {
            type_params: Vec::new(),
            params: Vec::new(),
            results: vec![result],
            variadic: false,
        });
        let method = Method { name: "Error".into(), pkg: PkgId::UNIVERSE, sig };
        let iface = u.interface(InterfaceType { methods: vec![method], ..Default::default() });
        u.set_underlying(u.error_type, iface);

        let comparable_obj = u.predeclare("comparable", TypeId::INVALID, ObjKind::TypeName);
        u.comparable_type = u.new_named(comparable_obj, Vec::new());
        let iface = u.interface(InterfaceType { comparable: true, ..Default::default() });
        u.set_underlying(u.comparable_type, iface);

        u.predeclare("true", TypeId::basic(Basic::UntypedBool), ObjKind::Const(Const::Bool(true)));
        u.predeclare("false", TypeId::basic(Basic::UntypedBool), ObjKind::Const(Const::Bool(false)));
        u.predeclare("iota", TypeId::basic(Basic::UntypedInt), ObjKind::Const(Const::Int(0)));
        u.predeclare("nil", TypeId::basic(Basic::UntypedNil), ObjKind::Nil);
        for (name, b) in BUILTINS {
            u.predeclare(name, TypeId::INVALID, ObjKind::Builtin(b));
        }
        let pointer = u.object_of(unsafe_pkg, "Pointer", TypeId::basic(Basic::UnsafePointer), ObjKind::TypeName);
        let mut members = vec![pointer];
        for (name, b) in UNSAFE_BUILTINS {
            members.push(u.object_of(unsafe_pkg, name, TypeId::INVALID, ObjKind::Builtin(b)));
        }
        u.pkg_mut(unsafe_pkg).objects = members;
        u
    }

    fn object_of(&self, pkg: PkgId, name: &str, ty: TypeId, kind: ObjKind) -> ObjId {
        self.new_object(Object { name: name.into(), pkg, span: Span::NONE, ty, kind, package_level: true })
    }

    fn predeclare(&mut self, name: &str, ty: TypeId, kind: ObjKind) -> ObjId {
        let id = self.object_of(PkgId::UNIVERSE, name, ty, kind);
        self.scope.insert(name.into(), id);
        self.pkg_mut(PkgId::UNIVERSE).objects.push(id);
        id
    }

    fn predeclare_alias(&mut self, name: &str, actual: TypeId) -> TypeId {
        let obj = self.predeclare(name, TypeId::INVALID, ObjKind::TypeName);
        self.new_alias(obj, actual)
    }

    /// The predeclared object of that name.
    pub fn predeclared(&self, name: &str) -> Option<ObjId> {
        self.scope.get(name).copied()
    }

    // ---- accessors

    /// A type's node.
    pub fn ty(&self, id: TypeId) -> &Type {
        &self.types[id.0 as usize]
    }

    /// A defined type's data. For instances use the `underlying` query, not the field.
    pub fn named(&self, id: NamedId) -> &NamedType {
        &self.named[id.0 as usize]
    }

    /// A defined type's data, to be changed while its declaration is resolved.
    pub fn named_mut(&mut self, id: NamedId) -> &mut NamedType {
        &mut self.named.as_mut()[id.0 as usize]
    }

    /// A type parameter's data.
    pub fn type_param(&self, id: TypeParamId) -> &TypeParamType {
        &self.type_params[id.0 as usize]
    }

    /// A type parameter's data, to be changed.
    pub fn type_param_mut(&mut self, id: TypeParamId) -> &mut TypeParamType {
        &mut self.type_params.as_mut()[id.0 as usize]
    }

    /// An object.
    pub fn obj(&self, id: ObjId) -> &Object {
        &self.objects[id.0 as usize]
    }

    /// An object, to be changed.
    pub fn obj_mut(&mut self, id: ObjId) -> &mut Object {
        &mut self.objects.as_mut()[id.0 as usize]
    }

    /// A package.
    pub fn pkg(&self, id: PkgId) -> &Package {
        &self.packages[id.0 as usize]
    }

    /// All packages.
    pub fn packages(&self) -> impl Iterator<Item = (PkgId, &Package)> {
        (0..self.packages.len()).map(|i| (PkgId(i as u32), &self.packages[i]))
    }

    /// A package, to be changed.
    pub fn pkg_mut(&mut self, id: PkgId) -> &mut Package {
        &mut self.packages.as_mut()[id.0 as usize]
    }

    /// Number of types made so far: ids below it are valid.
    pub fn type_count(&self) -> usize {
        self.types.len()
    }

    /// Number of objects made so far.
    pub fn object_count(&self) -> usize {
        self.objects.len()
    }

    /// Number of packages, the universe and unsafe included.
    pub fn package_count(&self) -> usize {
        self.packages.len()
    }

    /// The package with this import path.
    pub fn package_by_path(&self, path: &str) -> Option<PkgId> {
        if path.is_empty() {
            return None;
        }
        (0..self.packages.len()).find(|&i| &*self.packages[i].path == path).map(|i| PkgId(i as u32))
    }

    // ---- constructors

    fn push_type(&self, t: Type) -> TypeId {
        let id = TypeId(self.types.len() as u32);
        self.types.push(Box::new(t));
        id
    }

    /// The id of a structural type, made on first use.
    pub fn intern(&self, t: Type) -> TypeId {
        if let Some(&id) = self.interned.borrow().get(&t) {
            return id;
        }
        let id = self.push_type(t.clone());
        self.interned.borrow_mut().insert(t, id);
        id
    }

    /// `*T`
    pub fn pointer_to(&self, elem: TypeId) -> TypeId {
        self.intern(Type::Pointer(elem))
    }

    /// `[]T`
    pub fn slice_of(&self, elem: TypeId) -> TypeId {
        self.intern(Type::Slice(elem))
    }

    /// `[n]T`
    pub fn array_of(&self, elem: TypeId, len: u64) -> TypeId {
        self.intern(Type::Array { elem, len })
    }

    /// `map[K]V`
    pub fn map_of(&self, key: TypeId, value: TypeId) -> TypeId {
        self.intern(Type::Map { key, value })
    }

    /// `chan T`
    pub fn chan_of(&self, dir: ChanDir, elem: TypeId) -> TypeId {
        self.intern(Type::Chan { dir, elem })
    }

    /// Multiple results.
    pub fn tuple(&self, types: Vec<TypeId>) -> TypeId {
        self.intern(Type::Tuple(types.into()))
    }

    /// A function type.
    pub fn signature(&self, sig: Signature) -> TypeId {
        self.intern(Type::Signature(Arc::new(sig)))
    }

    /// A struct type.
    pub fn struct_(&self, fields: Vec<FieldType>) -> TypeId {
        self.intern(Type::Struct(Arc::new(StructType { fields })))
    }

    /// An interface type.
    pub fn interface(&self, t: InterfaceType) -> TypeId {
        self.intern(Type::Interface(Arc::new(t)))
    }

    /// The interface around a constraint written without `interface{}` (`[T ~int | string]`).
    pub fn implicit_interface(&self, elem: TypeId) -> TypeId {
        self.interface(InterfaceType { embeds: vec![elem], implicit: true, ..Default::default() })
    }

    /// A union of a constraint; a single term without tilde is that type itself, so do not come here for it.
    pub fn union(&self, terms: Vec<UnionTerm>) -> TypeId {
        self.intern(Type::Union(terms.into()))
    }

    /// A defined type, its underlying type still open. Makes it the object's type.
    pub fn new_named(&mut self, obj: ObjId, type_params: Vec<TypeId>) -> TypeId {
        let data =
            NamedType { obj, origin: None, type_args: Vec::new(), type_params, underlying: None, methods: Vec::new() };
        let id = self.push_named(data);
        self.obj_mut(obj).ty = id;
        id
    }

    pub(crate) fn push_named(&self, data: NamedType) -> TypeId {
        let id = NamedId(self.named.len() as u32);
        self.named.push(Box::new(data));
        self.push_type(Type::Named(id))
    }

    /// Resolves a defined type: `to` may be any type; its underlying type is taken.
    pub fn set_underlying(&mut self, named: TypeId, to: TypeId) {
        let under = self.underlying(to);
        if let Some(id) = self.as_named(named) {
            self.named_mut(id).underlying = Some(under);
        }
    }

    /// Adds a declared method to a defined type.
    pub fn add_method(&mut self, named: TypeId, method: ObjId) {
        if let Some(id) = self.as_named(named) {
            self.named_mut(id).methods.push(method);
        }
    }

    /// Sets the type parameters of a generic defined type.
    pub fn set_type_params(&mut self, named: TypeId, type_params: Vec<TypeId>) {
        if let Some(id) = self.as_named(named) {
            self.named_mut(id).type_params = type_params;
        }
    }

    /// Says that a type is declared inside a generic function, in the scope of these type parameters: substitution then makes
    /// instances of it too, as many different types as the function has instances.
    pub fn set_implicit_params(&mut self, named: TypeId, type_params: Vec<TypeId>) {
        if let Some(id) = self.as_named(named) {
            self.implicit_params.borrow_mut().insert(id, type_params);
        }
    }

    /// Notes a type declared inside a function.
    pub fn note_local_type(&mut self, obj: ObjId) {
        let (pkg, span) = (self.obj(obj).pkg, self.obj(obj).span);
        self.local_types.entry(pkg).or_default().push(span);
    }

    /// The number of a type declared inside a function among those of its package, from 1 in the order of the sources.
    pub fn local_type_number(&self, obj: ObjId) -> Option<usize> {
        let o = self.obj(obj);
        let all = self.local_types.get(&o.pkg)?;
        all.contains(&o.span).then(|| all.iter().filter(|s| s.lo <= o.span.lo).count())
    }

    /// The type parameters around a local type declaration; empty for others.
    pub fn implicit_params(&self, named: NamedId) -> Vec<TypeId> {
        self.implicit_params.borrow().get(&named).cloned().unwrap_or_default()
    }

    /// A type parameter. Makes it the object's type. The constraint may be any type (a non-interface is wrapped on use) and may
    /// be set later ([`Universe::set_constraint`]).
    pub fn new_type_param(&mut self, obj: ObjId, index: u32, constraint: TypeId) -> TypeId {
        let id = self.push_type_param(TypeParamType { obj, index, constraint });
        self.obj_mut(obj).ty = id;
        id
    }

    pub(crate) fn push_type_param(&self, data: TypeParamType) -> TypeId {
        let id = TypeParamId(self.type_params.len() as u32);
        self.type_params.push(Box::new(data));
        self.push_type(Type::TypeParam(id))
    }

    /// Sets a type parameter's constraint.
    pub fn set_constraint(&mut self, type_param: TypeId, constraint: TypeId) {
        if let Type::TypeParam(id) = *self.ty(type_param) {
            self.type_param_mut(id).constraint = constraint;
        }
    }

    /// A declared alias, kept for messages. Makes it the object's type. `actual` may be INVALID until [`Universe::set_alias_actual`].
    pub fn new_alias(&mut self, obj: ObjId, actual: TypeId) -> TypeId {
        let id = self.push_type(Type::Alias { obj, actual });
        self.obj_mut(obj).ty = id;
        id
    }

    /// Resolves an alias.
    pub fn set_alias_actual(&mut self, alias: TypeId, to: TypeId) {
        if let Type::Alias { actual, .. } = &mut *self.types.as_mut()[alias.0 as usize] {
            *actual = to;
        }
    }

    /// Makes an alias generic: `type A[P any] = ...`.
    pub fn set_alias_params(&mut self, alias: ObjId, type_params: Vec<TypeId>) {
        self.alias_params.borrow_mut().insert(alias, type_params);
    }

    /// The type parameters of a generic alias; empty for others.
    pub fn alias_params(&self, alias: ObjId) -> Vec<TypeId> {
        self.alias_params.borrow().get(&alias).cloned().unwrap_or_default()
    }

    /// The type arguments of an alias instance; empty for others.
    pub fn alias_args(&self, alias: TypeId) -> Vec<TypeId> {
        self.alias_args.borrow().get(&alias).cloned().unwrap_or_default()
    }

    pub(crate) fn push_alias_instance(&self, obj: ObjId, actual: TypeId, args: Vec<TypeId>) -> TypeId {
        let id = self.push_type(Type::Alias { obj, actual });
        self.alias_args.borrow_mut().insert(id, args);
        id
    }

    /// A new object.
    pub fn new_object(&self, object: Object) -> ObjId {
        let id = ObjId(self.objects.len() as u32);
        self.objects.push(Box::new(object));
        id
    }

    /// A new, empty package.
    pub fn new_package(&self, path: Name, name: Name) -> PkgId {
        let id = PkgId(self.packages.len() as u32);
        self.packages.push(Box::new(Package {
            path,
            name,
            files: Vec::new(),
            imports: Vec::new(),
            objects: Vec::new(),
            init_order: Vec::new(),
            inits: Vec::new(),
            lazy: false,
        }));
        id
    }

    // ---- small queries

    /// The defined type behind a type (aliases looked through).
    pub fn as_named(&self, t: TypeId) -> Option<NamedId> {
        match *self.ty(self.unalias(t)) {
            Type::Named(id) => Some(id),
            _ => None,
        }
    }

    /// The type parameter behind a type (aliases looked through).
    pub fn as_type_param(&self, t: TypeId) -> Option<TypeParamId> {
        match *self.ty(self.unalias(t)) {
            Type::TypeParam(id) => Some(id),
            _ => None,
        }
    }

    /// The type without aliases at its top.
    pub fn unalias(&self, mut t: TypeId) -> TypeId {
        while let Type::Alias { actual, .. } = *self.ty(t) {
            t = actual;
        }
        t
    }

    /// A function object's data.
    pub fn func(&self, id: ObjId) -> Option<&FuncObj> {
        match &self.obj(id).kind {
            ObjKind::Func(f) => Some(f),
            _ => None,
        }
    }

    /// Notes an object that a query needed but that is not resolved yet.
    pub fn note_pending(&self, obj: ObjId) {
        self.pending_events.set(self.pending_events.get() + 1);
        let mut pending = self.pending.borrow_mut();
        if !pending.contains(&obj) {
            pending.push(obj);
        }
    }

    /// Takes the objects that queries since the last call needed unresolved: type names without underlying type, methods
    /// without signature. The caller resolves them and asks again; one that stays unresolved is part of a cycle or in error.
    pub fn take_pending(&self) -> Vec<ObjId> {
        std::mem::take(&mut self.pending.borrow_mut())
    }
}
