//! Declared things: packages and objects.

use crate::checker::Home;
use crate::constant::Const;
use crate::ty::{Name, TypeId};
use std::sync::Arc;
use vole_source::Span;
use vole_syntax::ast;

/// Index of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjId(pub u32);

/// Index of a package; `PkgId::UNIVERSE` owns the predeclared objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PkgId(pub u32);

impl PkgId {
    /// The universe.
    pub const UNIVERSE: PkgId = PkgId(0);
}

/// A declared thing.
#[derive(Clone, Debug)]
pub struct Object {
    /// Name.
    pub name: Name,
    /// Package it belongs to.
    pub pkg: PkgId,
    /// Where it was declared.
    pub span: Span,
    /// Its type (for a type name: the type; for a function: its signature). `TypeId::INVALID` until resolved.
    pub ty: TypeId,
    /// What it is.
    pub kind: ObjKind,
    /// Whether it is declared at package level.
    pub package_level: bool,
}

/// What an object is.
#[derive(Clone, Debug)]
pub enum ObjKind {
    /// A variable, parameter or result.
    Var,
    /// A constant.
    Const(Const),
    /// A type name (also of aliases and type parameters).
    TypeName,
    /// A function or a method.
    Func(FuncObj),
    /// An imported package's local name.
    PkgName(PkgId),
    /// A predeclared function or one of package unsafe.
    Builtin(Builtin),
    /// `nil`
    Nil,
}

/// What is known of a declared function.
#[derive(Clone, Debug)]
pub struct FuncObj {
    /// Its declaration. Absent for methods of interfaces and predeclared ones (`error.Error`), and for functions of lazy
    /// packages until they are resolved.
    pub decl: Option<Arc<ast::FuncDecl>>,
    /// Whether its receiver is written as a pointer.
    pub pointer: bool,
    /// The receiver's variable, for methods declared with a body.
    pub recv: Option<Recv>,
}

/// A method's receiver.
#[derive(Clone, Debug)]
pub struct Recv {
    /// The receiver type's name (of the generic type, for a generic one).
    pub named: TypeId,
    /// Whether the receiver is a pointer.
    pub pointer: bool,
    /// The receiver's own type parameters (`func (l *List[T])`): objects distinct from the type declaration's.
    pub type_params: Vec<TypeId>,
}

/// Predeclared functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs)] // the names are Go's
pub enum Builtin {
    Append,
    Cap,
    Clear,
    Close,
    Complex,
    Copy,
    Delete,
    Imag,
    Len,
    Make,
    Max,
    Min,
    New,
    Panic,
    Print,
    Println,
    Real,
    Recover,
    UnsafeAdd,
    UnsafeAlignof,
    UnsafeOffsetof,
    UnsafeSizeof,
    UnsafeSlice,
    UnsafeSliceData,
    UnsafeString,
    UnsafeStringData,
}

/// A checked package.
#[derive(Clone, Debug)]
pub struct Package {
    /// Import path; `main` for the program.
    pub path: Name,
    /// Name.
    pub name: Name,
    /// Its files.
    pub files: Vec<Arc<ast::File>>,
    /// Directly imported packages, in order of first import.
    pub imports: Vec<PkgId>,
    /// Package-level objects in source order.
    pub objects: Vec<ObjId>,
    /// Package variable initialisation in order (spec: Package initialization).
    pub init_order: Vec<Initializer>,
    /// `init` functions in source order.
    pub inits: Vec<ObjId>,
    /// Whether only what is reached is checked and compiled (library packages).
    pub lazy: bool,
}

/// One package variable initialisation: `lhs = rhs`.
#[derive(Clone, Debug)]
pub struct Initializer {
    /// Variables; several for a multi-valued call. Blank variables included.
    pub lhs: Vec<ObjId>,
    /// Where the value stands: the file and the declaration there,
    pub(crate) home: Home,
    pub(crate) index: usize,
    /// which of its specifications, and which of the values of that (0 for a multi-valued call).
    pub(crate) spec: usize,
    pub(crate) value: usize,
}

impl Initializer {
    /// The value.
    pub fn value(&self) -> Option<&ast::Expr> {
        self.home.var_spec(self.index, self.spec)?.values.get(self.value)
    }
}
