//! What the checker learned about expressions: side tables indexed by [`ExprId`].

use crate::constant::Const;
use crate::object::{Builtin, ObjId};
use crate::ty::TypeId;
use rustc_hash::FxHashMap;
use vole_syntax::ast::ExprId;

/// What role an expression plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Not checked, or in error.
    Invalid,
    /// A call without result.
    NoValue,
    /// A predeclared function.
    Builtin(Builtin),
    /// A type.
    Type,
    /// A constant; its value is in [`TypeAndValue::value`].
    Constant,
    /// An addressable variable.
    Variable,
    /// A map element: assignable, not addressable, may be used in a comma-ok form.
    MapIndex,
    /// A computed value.
    Value,
    /// `nil` converted to a type
    Nil,
    /// A value that may also be used in a comma-ok form (receive, type assertion).
    CommaOk,
}

/// Type and value of an expression, after conversion of untyped operands to their final type.
#[derive(Clone, Debug)]
pub struct TypeAndValue {
    /// Role.
    pub mode: Mode,
    /// Type. For a comma-ok use this is still the single value's type; see [`Info::comma_ok`].
    pub ty: TypeId,
    /// Value of a constant, representable in `ty`.
    pub value: Option<Const>,
}

/// How `x.f` resolved. Qualified identifiers (`fmt.Println`) have no selection: the selector's ident is in `uses`.
#[derive(Clone, Debug)]
pub struct Selection {
    /// Kind.
    pub kind: SelectionKind,
    /// Type of `x` (or the type `T` of `T.Method`).
    pub recv: TypeId,
    /// Field indices to follow from `x`: all but the last are embedded fields; for a method, the last entry is absent and
    /// the path leads to the receiver.
    pub path: Vec<u32>,
    /// The method selected (of the origin, when the receiver is an instance); for an interface method `None`.
    pub method: Option<ObjId>,
    /// For an interface method or a method of a type parameter's constraint: its index in the sorted complete method set.
    pub interface_method: Option<u32>,
    /// Whether a pointer is followed on the way (`x` itself or an embedded one).
    pub indirect: bool,
    /// The selected field's or method's name and type after substitution.
    pub ty: TypeId,
}

/// What was selected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SelectionKind {
    /// `x.f`, a field
    Field,
    /// `x.m`, a method value or call
    Method,
    /// `T.m`
    MethodExpr,
}

/// Objects by the id of an identifier.
#[derive(Debug, Default)]
pub struct IdentMap {
    /// By id; [`NO_OBJECT`] where there is none.
    objects: Vec<ObjId>,
}

const NO_OBJECT: ObjId = ObjId(u32::MAX);

impl IdentMap {
    /// The object of an identifier.
    pub fn get(&self, id: ExprId) -> Option<ObjId> {
        self.objects.get(id.0 as usize).copied().filter(|o| *o != NO_OBJECT)
    }

    /// All objects, in the order of the identifiers' ids.
    pub fn objects(&self) -> impl Iterator<Item = ObjId> + '_ {
        self.objects.iter().copied().filter(|o| *o != NO_OBJECT)
    }

    pub(crate) fn insert(&mut self, id: ExprId, obj: ObjId) {
        let i = id.0 as usize;
        if i >= self.objects.len() {
            self.objects.resize(i + 1, NO_OBJECT);
        }
        self.objects[i] = obj;
    }
}

/// Side tables of a whole compilation.
#[derive(Debug, Default)]
pub struct Info {
    /// By [`ExprId`]; entries of identifiers used as keys or labels stay empty.
    pub types: Vec<Option<TypeAndValue>>,
    /// The object an identifier uses, by the identifier's id.
    pub uses: IdentMap,
    /// The object an identifier declares.
    pub defs: IdentMap,
    /// The variable a type-switch clause declares, by the clause's id.
    pub implicits: FxHashMap<ExprId, ObjId>,
    /// Selections by the selector expression's id; also of the keys of struct literals, by the key's id (a key may name a
    /// promoted field).
    pub selections: FxHashMap<ExprId, Selection>,
    /// Type arguments of a generic function's use, by the id of the identifier (or selector's identifier) that names it.
    pub instances: FxHashMap<ExprId, Vec<TypeId>>,
    /// Receive, index and assertion expressions used in a comma-ok form (by the expression's id, parentheses removed).
    pub comma_ok: rustc_hash::FxHashSet<ExprId>,
    /// Variables that a function literal other than their own function uses, or whose address is taken
    /// (`&x`, `x[:]` of an array, a pointer-method call): they may need a home in memory.
    pub captured: rustc_hash::FxHashSet<ObjId>,
    /// Variables assigned after their declaration (so a closure must capture them by reference).
    pub reassigned: rustc_hash::FxHashSet<ObjId>,
    /// Variables whose address is taken, explicitly or by a method call or slice expression.
    pub address_taken: rustc_hash::FxHashSet<ObjId>,
}

impl Info {
    /// What is known of an expression.
    pub fn of(&self, id: ExprId) -> Option<&TypeAndValue> {
        self.types.get(id.0 as usize).and_then(Option::as_ref)
    }
}
