//! The Go types that generated programs use, and what may be done with each.

use std::rc::Rc;

/// Names of the integer types, in the order of [`Ty::Int`].
pub const INTS: [&str; 11] =
    ["int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "uintptr"];

/// Smallest and largest value of an integer type.
pub fn int_range(kind: u8) -> (i128, i128) {
    let bits = [64, 8, 16, 32, 64, 64, 8, 16, 32, 64, 64][usize::from(kind)];
    if kind < 5 { (-(1i128 << (bits - 1)), (1i128 << (bits - 1)) - 1) } else { (0, (1i128 << bits) - 1) }
}

/// A type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ty {
    /// bool
    Bool,
    /// One of [`INTS`].
    Int(u8),
    /// float32 or float64
    Float(u8),
    /// complex64 or complex128
    Complex(u8),
    /// string
    Str,
    /// A declared type: index in the program's list.
    Named(usize),
    /// An array.
    Array(u32, Rc<Ty>),
    /// A slice.
    Slice(Rc<Ty>),
    /// A map.
    Map(Rc<Ty>, Rc<Ty>),
    /// A pointer.
    Ptr(Rc<Ty>),
    /// A function.
    Func(Rc<Sig>),
    /// A declared interface: index in the program's list.
    Iface(usize),
    /// any
    Any,
    /// error
    Error,
    /// A type parameter: its name and what its constraint allows.
    Param(Rc<str>, Bound),
    /// An instance of one of the prelude's generic types, by its text.
    Generic(Rc<str>, Rc<Ty>),
}

/// What a type parameter's constraint allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Nothing.
    Any,
    /// Comparison.
    Comparable,
    /// Integers.
    Integer,
    /// Integers and floats.
    Number,
}

/// A function's parameters and results.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sig {
    /// Types of the parameters; with `variadic`, the last is the element type.
    pub params: Vec<Ty>,
    /// Types of the results.
    pub results: Vec<Ty>,
    /// Whether the last parameter takes any number of arguments.
    pub variadic: bool,
}

/// A field of a struct.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its name; for an embedded one the type's.
    pub name: String,
    /// Its type.
    pub ty: Ty,
    /// Whether it is embedded.
    pub embedded: bool,
}

/// What a declared type is made of.
#[derive(Clone, Debug)]
pub enum Under {
    /// A type literal.
    Type(Ty),
    /// A struct.
    Struct(Vec<Field>),
}

/// A method.
#[derive(Clone, Debug)]
pub struct Method {
    /// Its name.
    pub name: String,
    /// Whether the receiver is a pointer.
    pub pointer: bool,
    /// Its signature.
    pub sig: Rc<Sig>,
    /// Bodies call only what ranks higher.
    pub rank: u32,
}

/// A declared type.
#[derive(Clone, Debug)]
pub struct Named {
    /// Its name.
    pub name: String,
    /// What it is made of.
    pub under: Under,
    /// Its methods.
    pub methods: Vec<Method>,
    /// Whether it has a `String` or `Error` method on the value.
    pub stringer: bool,
}

/// A declared interface.
#[derive(Clone, Debug)]
pub struct Iface {
    /// Its name.
    pub name: String,
    /// Its methods.
    pub methods: Vec<(String, Rc<Sig>)>,
    /// Types that have them: index, and whether only the pointer does.
    pub implementers: Vec<(usize, bool)>,
}

/// A function of the program.
#[derive(Clone, Debug)]
pub struct Func {
    /// Its name, with type arguments where they cannot be inferred.
    pub name: String,
    /// Its signature.
    pub sig: Rc<Sig>,
    /// Bodies call only what ranks higher.
    pub rank: u32,
}

/// The declared types of a program.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// Declared types.
    pub named: Vec<Named>,
    /// Declared interfaces.
    pub ifaces: Vec<Iface>,
    /// Functions.
    pub funcs: Vec<Func>,
}

impl World {
    /// A type as Go writes it.
    pub fn text(&self, t: &Ty) -> String {
        match t {
            Ty::Bool => "bool".into(),
            Ty::Int(k) => INTS[usize::from(*k)].into(),
            Ty::Float(b) => format!("float{b}"),
            Ty::Complex(b) => format!("complex{b}"),
            Ty::Str => "string".into(),
            Ty::Named(i) => self.named[*i].name.clone(),
            Ty::Array(n, e) => format!("[{n}]{}", self.text(e)),
            Ty::Slice(e) => format!("[]{}", self.text(e)),
            Ty::Map(k, e) => format!("map[{}]{}", self.text(k), self.text(e)),
            Ty::Ptr(e) => format!("*{}", self.text(e)),
            Ty::Func(s) => format!("func{}", self.sig(s)),
            Ty::Iface(i) => self.ifaces[*i].name.clone(),
            Ty::Any => "any".into(),
            Ty::Error => "error".into(),
            Ty::Param(n, _) => n.to_string(),
            Ty::Generic(n, e) => format!("{n}[{}]", self.text(e)),
        }
    }

    /// Parameters and results without names.
    pub fn sig(&self, s: &Sig) -> String {
        let last = s.params.len().wrapping_sub(1);
        let params: Vec<String> = s
            .params
            .iter()
            .enumerate()
            .map(|(i, p)| if s.variadic && i == last { format!("...{}", self.text(p)) } else { self.text(p) })
            .collect();
        let results: Vec<String> = s.results.iter().map(|r| self.text(r)).collect();
        match results.as_slice() {
            [] => format!("({})", params.join(", ")),
            [one] => format!("({}) {one}", params.join(", ")),
            many => format!("({}) ({})", params.join(", "), many.join(", ")),
        }
    }

    /// The type behind a declared one, for those that are not structs.
    pub fn under(&self, t: &Ty) -> Ty {
        match t {
            Ty::Named(i) => match &self.named[*i].under {
                Under::Type(t) => self.under(t),
                Under::Struct(_) => t.clone(),
            },
            _ => t.clone(),
        }
    }

    /// The fields of a struct type.
    pub fn fields(&self, t: &Ty) -> Option<&[Field]> {
        match t {
            Ty::Named(i) => match &self.named[*i].under {
                Under::Struct(f) => Some(f),
                Under::Type(_) => None,
            },
            _ => None,
        }
    }

    /// Whether `==` is allowed (it may still panic).
    pub fn comparable(&self, t: &Ty) -> bool {
        match self.under(t) {
            Ty::Slice(_) | Ty::Map(..) | Ty::Func(_) => false,
            Ty::Array(_, e) => self.comparable(&e),
            Ty::Named(i) => match &self.named[i].under {
                Under::Struct(f) => f.iter().all(|f| self.comparable(&f.ty)),
                Under::Type(t) => self.comparable(t),
            },
            Ty::Param(_, b) => b != Bound::Any,
            Ty::Generic(..) => false,
            _ => true,
        }
    }

    /// Whether printing a value shows no address and needs no order of chance.
    pub fn printable(&self, t: &Ty) -> bool {
        match t {
            Ty::Ptr(_) | Ty::Func(_) | Ty::Iface(_) | Ty::Generic(..) => false,
            Ty::Array(_, e) | Ty::Slice(e) => self.printable(e),
            Ty::Map(k, e) => self.printable(k) && self.printable(e),
            Ty::Named(i) => match &self.named[*i].under {
                Under::Struct(f) => f.iter().all(|f| self.printable(&f.ty)),
                Under::Type(t) => self.printable(t),
            },
            _ => true,
        }
    }

    /// Whether a value may be a map key without surprises of order.
    pub fn key(&self, t: &Ty) -> bool {
        match self.under(t) {
            Ty::Bool | Ty::Int(_) | Ty::Str => true,
            Ty::Array(_, e) => self.key(&e),
            Ty::Named(i) => self.fields(&Ty::Named(i)).is_some_and(|f| f.iter().all(|f| self.key(&f.ty))),
            _ => false,
        }
    }

    /// The fields and methods reachable by a selector through embedding: (path, field).
    pub fn all_fields(&self, t: &Ty) -> Vec<(String, Field)> {
        let mut found = Vec::new();
        for f in self.fields(t).unwrap_or_default() {
            found.push((f.name.clone(), f.clone()));
            if f.embedded {
                let inner = if let Ty::Ptr(e) = &f.ty { (**e).clone() } else { f.ty.clone() };
                found.extend(self.all_fields(&inner));
            }
        }
        found
    }

    /// The method set of a declared type by name, outermost first: (method, whether a pointer receiver is needed).
    pub fn methods(&self, i: usize) -> Vec<Method> {
        let mut found = self.named[i].methods.clone();
        for f in self.fields(&Ty::Named(i)).unwrap_or_default() {
            if f.embedded {
                let (inner, by_pointer) = match &f.ty {
                    Ty::Ptr(e) => ((**e).clone(), true),
                    t => (t.clone(), false),
                };
                if let Ty::Named(j) = inner {
                    for mut m in self.methods(j) {
                        if !found.iter().any(|x| x.name == m.name) {
                            m.pointer &= !by_pointer;
                            found.push(m);
                        }
                    }
                }
            }
        }
        found
    }
}
