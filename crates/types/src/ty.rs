//! Types: the arena and its nodes.
//!
//! A [`TypeId`] names a node. Structural types are interned where possible, so equal ids mean identical types; unequal ids
//! may still be identical (interfaces that embed differently, signatures with other parameter names): `identical` decides,
//! and `canonical` maps every type to one representative of its identity class (the compiler works with those only).

use crate::object::{ObjId, PkgId};
use std::sync::Arc;
pub use vole_syntax::ast::{ChanDir, Name};

/// Index of a type in the arena.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeId(pub u32);

/// Predeclared basic types and the untyped kinds, in a fixed order: `TypeId(kind as u32)` is the type itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
#[allow(missing_docs)] // the names are Go's
pub enum Basic {
    Invalid,
    Bool,
    Int,
    Int8,
    Int16,
    Int32,
    Int64,
    Uint,
    Uint8,
    Uint16,
    Uint32,
    Uint64,
    Uintptr,
    Float32,
    Float64,
    Complex64,
    Complex128,
    String,
    UnsafePointer,
    UntypedBool,
    UntypedInt,
    UntypedRune,
    UntypedFloat,
    UntypedComplex,
    UntypedString,
    UntypedNil,
}

impl TypeId {
    /// The type of a basic kind.
    pub const fn basic(kind: Basic) -> TypeId {
        TypeId(kind as u32)
    }
    /// The type of expressions that have none because of an error.
    pub const INVALID: TypeId = TypeId::basic(Basic::Invalid);
    /// bool
    pub const BOOL: TypeId = TypeId::basic(Basic::Bool);
    /// int
    pub const INT: TypeId = TypeId::basic(Basic::Int);
    /// string
    pub const STRING: TypeId = TypeId::basic(Basic::String);
}

/// A type node. `byte` and `rune` are `Uint8` and `Int32` (messages print the alias name through [`Type::Alias`] nodes).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // fields of literals are what the Go syntax in each doc line says
pub enum Type {
    /// Predeclared and untyped.
    Basic(Basic),
    /// `[n]T`
    Array { elem: TypeId, len: u64 },
    /// `[]T`
    Slice(TypeId),
    /// `*T`
    Pointer(TypeId),
    /// `map[K]V`
    Map { key: TypeId, value: TypeId },
    /// `chan T`
    Chan { dir: ChanDir, elem: TypeId },
    /// `struct{...}`
    Struct(Arc<StructType>),
    /// `func(...) ...`, without receiver
    Signature(Arc<Signature>),
    /// `interface{...}`
    Interface(Arc<InterfaceType>),
    /// Multiple results; `()` for a call without result.
    Tuple(Arc<[TypeId]>),
    /// A defined type, or an instance of a generic one.
    Named(NamedId),
    /// A type parameter; `index` within its declaration's list.
    TypeParam(TypeParamId),
    /// A union in a constraint.
    Union(Arc<[UnionTerm]>),
    /// A declared alias (or `byte`, `rune`, `any`), kept for messages; every query looks through it.
    Alias { obj: ObjId, actual: TypeId },
}

/// Index of a defined type's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NamedId(pub u32);

/// Index of a type parameter's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TypeParamId(pub u32);

/// `~T` or `T` in a union.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UnionTerm {
    /// Whether `~` stands before it.
    pub tilde: bool,
    /// The type.
    pub ty: TypeId,
}

/// A struct type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct StructType {
    /// Fields in order; blank ones included.
    pub fields: Vec<FieldType>,
}

/// A field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FieldType {
    /// Name (the type's name for an embedded field).
    pub name: Name,
    /// Package of declaration; part of identity for unexported names.
    pub pkg: PkgId,
    /// Type.
    pub ty: TypeId,
    /// Whether it is embedded.
    pub embedded: bool,
    /// The unquoted tag.
    pub tag: Option<Name>,
}

/// A function type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Signature {
    /// Type parameters of a generic function or method (not part of a function value's type).
    pub type_params: Vec<TypeId>,
    /// Parameters; the last is a slice type when variadic. Names may be empty or `_`.
    pub params: Vec<ParamType>,
    /// Results.
    pub results: Vec<ParamType>,
    /// Whether the last parameter is `...T`.
    pub variadic: bool,
}

/// A parameter or result.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ParamType {
    /// Name, possibly empty.
    pub name: Name,
    /// Type.
    pub ty: TypeId,
}

/// An interface type as written; its complete method set is computed on demand.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct InterfaceType {
    /// Explicit methods.
    pub methods: Vec<Method>,
    /// Embedded types and unions.
    pub embeds: Vec<TypeId>,
    /// Whether it only wraps a constraint written without `interface{}` (`[T ~int]`): messages print the element alone.
    pub implicit: bool,
    /// Set for the underlying interface of the predeclared `comparable` alone.
    pub comparable: bool,
}

/// A method of an interface.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Method {
    /// Name.
    pub name: Name,
    /// Package of declaration, part of identity for unexported names.
    pub pkg: PkgId,
    /// Its [`Signature`].
    pub sig: TypeId,
}

/// A defined type.
#[derive(Clone, Debug)]
pub struct NamedType {
    /// Its type name.
    pub obj: ObjId,
    /// The generic type it is an instance of, if any.
    pub origin: Option<NamedId>,
    /// Type arguments of an instance.
    pub type_args: Vec<TypeId>,
    /// Type parameters of a generic declaration.
    pub type_params: Vec<TypeId>,
    /// The underlying type once resolved (for an instance: after substitution).
    pub underlying: Option<TypeId>,
    /// Declared methods (of the origin, for an instance): `Func` objects.
    pub methods: Vec<ObjId>,
}

/// A type parameter.
#[derive(Clone, Debug)]
pub struct TypeParamType {
    /// Its type name.
    pub obj: ObjId,
    /// Position in its list.
    pub index: u32,
    /// Its constraint (an interface).
    pub constraint: TypeId,
}
