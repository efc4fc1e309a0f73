//! The writer's state: chance, the program's types and functions, the variables in scope.

use crate::types::{Sig, Ty, World};
use std::rc::Rc;

/// An expression's text and what its surroundings must know.
#[derive(Clone, Debug)]
pub struct E {
    /// The text.
    pub s: String,
    /// Whether the compiler may evaluate it, and complain.
    pub konst: bool,
    /// Whether it has its type from the context only.
    pub untyped: bool,
    /// Binding strength: 7 for what may be indexed, 6 unary, 5 down to 1 the binary operators.
    pub prec: u8,
}

impl E {
    /// A typed operand.
    pub fn atom(s: impl Into<String>) -> E {
        E { s: s.into(), konst: false, untyped: false, prec: 7 }
    }

    /// The text, in parentheses where it binds more weakly than `prec`.
    pub fn at(&self, prec: u8) -> String {
        if self.prec < prec { format!("({})", self.s) } else { self.s.clone() }
    }
}

/// A variable in scope.
#[derive(Clone, Debug)]
pub struct Var {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: Ty,
    /// Whether it may be assigned to.
    pub assignable: bool,
}

/// What a `break` or `continue` can mean.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The label, if the statement has one.
    pub label: Option<String>,
    /// Whether `continue` is allowed.
    pub is_loop: bool,
    /// Whether the label was used.
    pub used: bool,
}

/// The function whose body is written.
#[derive(Clone, Debug, Default)]
pub struct Body {
    /// Result types.
    pub results: Vec<Ty>,
    /// Result names, if they have any.
    pub names: Vec<String>,
    /// Enclosing loops and switches.
    pub frames: Vec<Frame>,
    /// Only what ranks higher may be called.
    pub rank: u32,
    /// No calls, no output: the order of execution is not fixed here.
    pub pure: bool,
    /// How deep function literals nest.
    pub depth: u32,
}

/// The writer of one program.
pub struct Writer {
    /// Chance.
    pub rng: fastrand::Rng,
    /// Declared types and functions.
    pub world: World,
    /// Variables that may be used here.
    pub scope: Vec<Var>,
    /// The function being written.
    pub body: Body,
    /// Numbers for names.
    pub next: u32,
    /// How deep indices stand in indices.
    pub nest: u32,
    /// How many more statements the whole program may have.
    pub room: i32,
}

impl Writer {
    /// A writer for the program with this seed.
    pub fn new(seed: u64) -> Writer {
        Writer {
            rng: fastrand::Rng::with_seed(seed ^ 0x9e37_79b9_7f4a_7c15),
            world: World::default(),
            scope: Vec::new(),
            body: Body::default(),
            next: 0,
            nest: 0,
            room: 0,
        }
    }

    /// True `n` times out of 100.
    pub fn chance(&mut self, n: u32) -> bool {
        self.rng.u32(0..100) < n
    }

    /// A number below `n`.
    pub fn below(&mut self, n: usize) -> usize {
        self.rng.usize(0..n.max(1))
    }

    /// One of them.
    pub fn one<'a, T: ?Sized>(&mut self, of: &[&'a T]) -> &'a T {
        of[self.below(of.len())]
    }

    /// Index of a weight, by weight.
    pub fn weighted(&mut self, weights: &[u32]) -> usize {
        let mut at = self.rng.u32(0..weights.iter().sum::<u32>().max(1));
        for (i, w) in weights.iter().enumerate() {
            if at < *w {
                return i;
            }
            at -= w;
        }
        0
    }

    /// A new number.
    pub fn number(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    /// A new name.
    pub fn name(&mut self, prefix: &str) -> String {
        format!("{prefix}{}", self.number())
    }

    /// A type as Go writes it.
    pub fn text(&self, t: &Ty) -> String {
        self.world.text(t)
    }

    /// Brings a variable into scope.
    pub fn declare(&mut self, name: &str, ty: &Ty, assignable: bool) {
        self.scope.push(Var { name: name.into(), ty: ty.clone(), assignable });
    }

    /// A basic type with operators.
    pub fn basic(&mut self) -> Ty {
        match self.weighted(&[3, 24, 5, 2, 6]) {
            0 => Ty::Bool,
            1 => Ty::Int(if self.chance(30) { 0 } else { self.rng.u8(0..11) }),
            2 => Ty::Float(if self.chance(70) { 64 } else { 32 }),
            3 => Ty::Complex(if self.chance(70) { 128 } else { 64 }),
            _ => Ty::Str,
        }
    }

    /// An integer type.
    pub fn int(&mut self) -> Ty {
        Ty::Int(if self.chance(40) { 0 } else { self.rng.u8(0..11) })
    }

    /// Any type, at most so deep.
    pub fn ty(&mut self, depth: u32) -> Ty {
        if depth == 0 {
            return if !self.world.named.is_empty() && self.chance(25) { self.named() } else { self.basic() };
        }
        let d = depth - 1;
        match self.weighted(&[22, 16, 6, 10, 6, 6, 5, 4, 4, 2, 3]) {
            0 => self.basic(),
            1 if !self.world.named.is_empty() => self.named(),
            2 => Ty::Array(self.rng.u32(1..5), Rc::new(self.ty(d))),
            3 => Ty::Slice(Rc::new(self.ty(d))),
            4 => Ty::Map(Rc::new(self.key()), Rc::new(self.ty(d))),
            5 => Ty::Ptr(Rc::new(self.ty(d))),
            6 => Ty::Func(Rc::new(self.sig(d))),
            7 if !self.world.ifaces.is_empty() => Ty::Iface(self.below(self.world.ifaces.len())),
            8 => Ty::Any,
            9 => Ty::Error,
            10 if depth > 1 => {
                let n = *self.one(&[&"Pair", &"Stack", &"Tree"]);
                Ty::Generic(n.into(), Rc::new(self.basic()))
            }
            _ => self.basic(),
        }
    }

    /// A declared type.
    pub fn named(&mut self) -> Ty {
        Ty::Named(self.below(self.world.named.len()))
    }

    /// A type that prints the same everywhere.
    pub fn printable(&mut self, depth: u32) -> Ty {
        for _ in 0..20 {
            let t = self.ty(depth);
            if self.world.printable(&t) {
                return t;
            }
        }
        self.basic()
    }

    /// A type with `==`, printable as well.
    pub fn comparable(&mut self, depth: u32) -> Ty {
        for _ in 0..10 {
            let t = self.printable(depth);
            if self.world.comparable(&t) {
                return t;
            }
        }
        Ty::Str
    }

    /// A type for map keys.
    pub fn key(&mut self) -> Ty {
        for _ in 0..10 {
            let t = self.ty(0);
            if self.world.key(&t) {
                return t;
            }
        }
        Ty::Int(0)
    }

    /// A signature.
    pub fn sig(&mut self, depth: u32) -> Sig {
        let params: Vec<Ty> = (0..self.weighted(&[3, 6, 4, 2])).map(|_| self.ty(depth)).collect();
        let results = (0..self.weighted(&[3, 9, 3, 1])).map(|_| self.ty(depth)).collect();
        let variadic = !params.is_empty() && self.chance(8);
        Sig { params, results, variadic }
    }
}
