//! Expressions of a wanted type.

use crate::types::{Bound, Ty, int_range};
use crate::writer::{E, Writer};
use std::rc::Rc;

/// A step from a variable to a part of it.
#[derive(Clone, Debug)]
enum Step {
    Field(String),
    Element(u32),
    Item,
    Deref,
    Entry(Ty),
}

impl Writer {
    /// The text of an expression that has its type wherever it stands.
    pub fn typed(&mut self, t: &Ty, d: u32) -> String {
        let e = self.expr(t, d);
        self.with_type(&e, t)
    }

    /// Gives an expression its type.
    pub fn with_type(&mut self, e: &E, t: &Ty) -> String {
        if !e.untyped {
            return e.s.clone();
        }
        let text = self.text(t);
        match t {
            Ty::Ptr(_) | Ty::Func(_) => format!("({text})({})", e.s),
            _ => format!("{text}({})", e.s),
        }
    }

    /// An operand that the compiler cannot evaluate.
    pub fn variable(&mut self, t: &Ty, d: u32) -> E {
        let e = self.expr(t, d);
        self.hidden(e, t)
    }

    fn hidden(&mut self, e: E, t: &Ty) -> E {
        if e.konst || e.untyped {
            let s = self.with_type(&e, t);
            E::atom(format!("id({s})"))
        } else {
            e
        }
    }

    /// An expression of this type, at most so deep. Its type may come from the context (`untyped`).
    pub fn expr(&mut self, t: &Ty, d: u32) -> E {
        let impure = !self.body.pure;
        let call = if d > 0 && impure { 2 } else { 0 };
        let deep = if d > 0 { 1 } else { 0 };
        for _ in 0..4 {
            let choice = self.weighted(&[
                8,
                2,
                call,
                call,
                deep * u32::from(impure),
                deep * 9,
                deep,
                u32::from(d > 1 && impure),
            ]);
            let found = match choice {
                0 => self.place(t, false).map(E::atom),
                1 => Some(self.simple(t)),
                2 => self.call_for(t, d - 1),
                3 => self.method_for(t, d - 1),
                4 => {
                    let e = self.typed(t, d - 1);
                    let f = if self.world.printable(t) { "trv" } else { "tre" };
                    Some(E::atom(format!("{f}({}, {e})", self.next_trace())))
                }
                5 => Some(self.operation(t, d - 1)),
                6 => self.indirect(t, d - 1),
                _ => Some(self.immediate(t, d - 1)),
            };
            if let Some(e) = found {
                return e;
            }
        }
        self.simple(t)
    }

    /// A number that says where output came from.
    pub fn next_trace(&mut self) -> u32 {
        self.number()
    }

    /// A call of a function literal.
    fn immediate(&mut self, t: &Ty, d: u32) -> E {
        if self.body.depth >= 3 || self.room <= 0 {
            return self.operation(t, d);
        }
        let f = self
            .literal_func(&Rc::new(crate::types::Sig { params: vec![], results: vec![t.clone()], variadic: false }), 2);
        E::atom(format!("{f}()"))
    }

    /// Ways through other values: assertions, generic helpers.
    fn indirect(&mut self, t: &Ty, d: u32) -> Option<E> {
        let text = self.text(t);
        Some(match self.below(7) {
            0 => {
                let any = self.place(&Ty::Any, false)?;
                if self.chance(80) || matches!(t, Ty::Any) {
                    return None;
                }
                E::atom(format!("{any}.({text})"))
            }
            1 => E::atom(format!("any({}).({text})", self.typed(t, d))),
            2 => E::atom(format!("id({})", self.typed(t, d))),
            3 => E { prec: 6, ..E::atom(format!("*ptr({})", self.typed(t, d))) },
            4 => E { prec: 6, ..E::atom(format!("*new({})", self.typed(t, d))) },
            5 => {
                let (a, b) = (self.typed(t, d), self.typed(t, d));
                let index = self.variable(&Ty::Int(6), d).at(5);
                E::atom(format!("[]{text}{{{a}, {b}}}[{index}%2]"))
            }
            _ if !self.body.pure => {
                let (a, b) = (self.typed(t, d), self.typed(t, d));
                let c = self.expr(&Ty::Bool, d).s;
                E::atom(format!("choose({c}, {a}, {b})"))
            }
            _ => return None,
        })
    }

    /// A literal, zero value or something else without operands of note.
    pub fn simple(&mut self, t: &Ty) -> E {
        match t {
            Ty::Named(_) if self.world.fields(t).is_some() => self.composite(t, 0),
            Ty::Named(_) => match self.world.under(t) {
                Ty::Bool | Ty::Int(_) | Ty::Float(_) | Ty::Complex(_) | Ty::Str => self.literal(t),
                u => {
                    let e = self.simple(&u);
                    E::atom(format!("{}({})", self.text(t), e.s))
                }
            },
            Ty::Bool | Ty::Int(_) | Ty::Float(_) | Ty::Complex(_) | Ty::Str => self.literal(t),
            Ty::Param(_, Bound::Integer | Bound::Number) => self.literal(t),
            Ty::Array(..) | Ty::Slice(_) | Ty::Map(..) => self.composite(t, 0),
            Ty::Any | Ty::Error | Ty::Iface(_) | Ty::Func(_) | Ty::Ptr(_) if self.chance(10) => {
                E { s: "nil".into(), konst: false, untyped: true, prec: 7 }
            }
            Ty::Any => {
                let b = self.basic();
                let e = self.literal(&b);
                E::atom(format!("any({})", self.with_type(&e, &b)))
            }
            Ty::Error => E::atom(format!("errors.New(\"e{}\")", self.below(9))),
            Ty::Ptr(e) => {
                let text = self.text(e);
                E::atom(format!("new({text})"))
            }
            Ty::Iface(i) => self.implementer(*i, 0),
            Ty::Func(sig) => self.trivial_func(sig),
            Ty::Param(..) => E { prec: 6, ..E::atom(format!("*new({})", self.text(t))) },
            Ty::Generic(n, e) => {
                let e = self.text(e);
                E::atom(if &**n == "Tree" { format!("(*Tree[{e}])(nil)") } else { format!("{n}[{e}]{{}}") })
                    .fix_tree(n, &e)
            }
        }
    }

    fn trivial_func(&mut self, sig: &crate::types::Sig) -> E {
        let params: Vec<String> = sig
            .params
            .iter()
            .enumerate()
            .map(|(i, p)| {
                let dots = if sig.variadic && i + 1 == sig.params.len() { "..." } else { "" };
                format!("_ {dots}{}", self.text(p))
            })
            .collect();
        let results: Vec<String> = sig.results.iter().map(|r| format!("_ {}", self.text(r))).collect();
        let ret = if results.is_empty() { "" } else { "return " };
        E::atom(format!("func({}) ({}) {{ {ret}}}", params.join(", "), results.join(", ")))
    }

    /// A value of an interface type.
    pub fn implementer(&mut self, i: usize, d: u32) -> E {
        let all = self.world.ifaces[i].implementers.clone();
        let name = self.world.ifaces[i].name.clone();
        if all.is_empty() || d == 0 && self.chance(60) {
            return E::atom(format!("{name}(nil)"));
        }
        let (n, pointer) = all[self.below(all.len())];
        let t = if pointer || self.chance(30) { Ty::Ptr(Rc::new(Ty::Named(n))) } else { Ty::Named(n) };
        let e = self.typed(&t, d);
        E::atom(format!("{name}({e})"))
    }

    /// An index below `n` that the compiler cannot see to be constant, or a constant one.
    fn index(&mut self, n: u32, d: u32) -> String {
        if self.chance(50) || d == 0 {
            return self.rng.u32(0..n).to_string();
        }
        let t = Ty::Int([0u8, 5, 6, 9, 7][self.below(5)]);
        let e = self.variable(&t, d - 1);
        match self.world.under(&t) {
            Ty::Int(0) if self.chance(85) => {
                format!("{}&{}", e.at(5), (n.next_power_of_two() >> u32::from(!n.is_power_of_two())).max(1) - 1)
            }
            Ty::Int(0) => e.s,
            _ => format!("{}%{n}", e.at(5)),
        }
    }

    /// A variable or part of one that has this type; with `assign`, one that may be assigned to.
    pub fn place(&mut self, t: &Ty, assign: bool) -> Option<String> {
        if self.nest > 2 {
            return None;
        }
        self.nest += 1;
        let found = self.choose_place(t, assign);
        self.nest -= 1;
        found
    }

    fn choose_place(&mut self, t: &Ty, assign: bool) -> Option<String> {
        let mut found: Vec<(usize, Vec<Step>)> = Vec::new();
        for (i, v) in self.scope.iter().enumerate() {
            let ty = v.ty.clone();
            self.paths(&ty, t, v.assignable || !assign, assign, 2, &mut Vec::new(), &mut |p| {
                found.push((i, p.to_vec()))
            });
        }
        if found.is_empty() {
            return None;
        }
        // Whole and recent variables more often.
        let whole: Vec<_> = found.iter().filter(|f| f.1.is_empty()).cloned().collect();
        let (i, path) = if !whole.is_empty() && self.chance(50) {
            let k = self.below(whole.len()).max(self.below(whole.len()));
            whole[k].clone()
        } else {
            let k = self.below(found.len());
            found[k].clone()
        };
        let mut s = self.scope[i].name.clone();
        for step in path {
            match step {
                Step::Field(f) => s = format!("{s}.{f}"),
                Step::Deref => s = format!("(*{s})"),
                Step::Element(n) => {
                    let index = self.index(n, 1);
                    s = format!("{s}[{index}]");
                }
                Step::Item => {
                    // Where an index panics beside other operands is not fixed by the language: mostly it cannot.
                    let index = self.variable(&Ty::Int(5), 0);
                    s = if assign {
                        let index = match self.below(4) {
                            0 => "0".into(),
                            1 => self.below(3).to_string(),
                            _ => format!("{}%uint(len({s}))", index.at(5)),
                        };
                        format!("{s}[{index}]")
                    } else {
                        format!("at({s}, {})", index.s)
                    };
                }
                Step::Entry(k) => {
                    let e = self.expr(&k, 0);
                    s = format!("{s}[{}]", e.s);
                }
            }
        }
        Some(s)
    }

    #[allow(clippy::too_many_arguments)] // a search with its state
    fn paths(
        &self,
        from: &Ty,
        to: &Ty,
        assignable: bool,
        assign: bool,
        depth: u32,
        path: &mut Vec<Step>,
        found: &mut dyn FnMut(&[Step]),
    ) {
        if from == to && assignable {
            found(path);
        }
        if depth == 0 {
            return;
        }
        let mut step = |this: &Writer, s: Step, t: &Ty, ok: bool| {
            path.push(s);
            this.paths(t, to, ok, assign, depth - 1, path, found);
            path.pop();
        };
        match self.world.under(from) {
            Ty::Array(n, e) => step(self, Step::Element(n), &e, assignable),
            Ty::Slice(e) => step(self, Step::Item, &e, true),
            Ty::Map(k, e) => step(self, Step::Entry((*k).clone()), &e, !assign || *e == *to),
            Ty::Ptr(e) if !matches!(from, Ty::Named(_)) => step(self, Step::Deref, &e, true),
            Ty::Named(_) => {
                for (name, f) in self.world.all_fields(from) {
                    step(self, Step::Field(name), &f.ty, assignable);
                }
            }
            Ty::Generic(n, e) if &*n == "Pair" => {
                step(self, Step::Field("First".into()), &e, assignable);
                step(self, Step::Field("Second".into()), &e, assignable);
            }
            _ => {}
        }
    }

    /// A composite literal.
    pub fn composite(&mut self, t: &Ty, d: u32) -> E {
        let text = self.text(t);
        let inner = d.saturating_sub(1);
        let body = match self.world.under(t) {
            Ty::Array(n, e) => {
                let count = self.rng.u32(0..=n);
                let keyed = count > 0 && self.chance(25);
                let start = if keyed { self.rng.u32(0..=(n - count)) } else { 0 };
                (0..count)
                    .map(|i| {
                        let v = self.expr(&e, inner).s;
                        if keyed && i == 0 { format!("{start}: {v}") } else { v }
                    })
                    .collect()
            }
            Ty::Slice(e) => {
                let count = self.below(4);
                let mut items: Vec<String> = (0..count).map(|_| self.expr(&e, inner).s).collect();
                if count > 0 && self.chance(15) {
                    items[0] = format!("{}: {}", self.below(5), items[0]);
                }
                items
            }
            Ty::Map(k, e) => {
                let count = self.below(4);
                (0..count)
                    .map(|_| {
                        // Equal constant keys are an error.
                        let key = self.variable(&k, 0);
                        let key = if key.s.contains('{') { E::atom(format!("id({})", key.s)) } else { key };
                        let v = self.expr(&e, inner).s;
                        format!("{}: {v}", key.s)
                    })
                    .collect()
            }
            Ty::Named(_) => {
                let fields = self.world.fields(t).unwrap_or_default().to_vec();
                let keyed = self.chance(70);
                let mut items = Vec::new();
                for f in &fields {
                    if keyed && self.chance(30) {
                        continue;
                    }
                    let v = self.expr(&f.ty, inner).s;
                    items.push(if keyed { format!("{}: {v}", f.name) } else { v });
                }
                items
            }
            _ => Vec::<String>::new(),
        };
        E::atom(format!("{text}{{{}}}", body.join(", ")))
    }

    /// A call of a function with one result of this type.
    fn call_for(&mut self, t: &Ty, d: u32) -> Option<E> {
        let rank = self.body.rank;
        let all: Vec<_> =
            self.world.funcs.iter().filter(|f| f.rank > rank && f.sig.results == [t.clone()]).cloned().collect();
        if all.is_empty() || self.chance(25) {
            // A function value of the right type.
            let sig = self.scope.iter().filter_map(|v| match &v.ty {
                Ty::Func(s) if s.results == [t.clone()] => Some((v.name.clone(), s.clone())),
                _ => None,
            });
            let sigs: Vec<_> = sig.collect();
            if sigs.is_empty() {
                return None;
            }
            let (name, sig) = sigs[self.below(sigs.len())].clone();
            let args = self.args(&sig, d);
            return Some(E::atom(format!("{name}({args})")));
        }
        let f = all[self.below(all.len())].clone();
        let args = self.args(&f.sig, d);
        Some(E::atom(format!("{}({args})", f.name)))
    }

    /// Arguments for a signature.
    pub fn args(&mut self, sig: &crate::types::Sig, d: u32) -> String {
        let mut out = Vec::new();
        for (i, p) in sig.params.iter().enumerate() {
            if sig.variadic && i + 1 == sig.params.len() {
                if self.chance(30) {
                    let e = self.expr(&Ty::Slice(Rc::new(p.clone())), d.min(1));
                    out.push(format!("{}...", e.at(7)));
                } else {
                    for _ in 0..self.below(3) {
                        out.push(self.expr(p, d).s);
                    }
                }
            } else {
                out.push(self.expr(p, d).s);
            }
        }
        out.join(", ")
    }

    /// A method call with one result of this type: on variables (promoted ones too), pointers and interfaces.
    fn method_for(&mut self, t: &Ty, d: u32) -> Option<E> {
        let mut found = Vec::new();
        let rank = self.body.rank;
        for v in &self.scope {
            match &v.ty {
                Ty::Named(i) => {
                    for m in self.world.methods(*i) {
                        if m.sig.results == [t.clone()] && m.rank > rank && (!m.pointer || v.assignable) {
                            found.push((v.name.clone(), m.name.clone(), m.sig.clone(), Some((*i, m.pointer))));
                        }
                    }
                }
                Ty::Ptr(e) => {
                    if let Ty::Named(i) = **e {
                        for m in self.world.methods(i) {
                            if m.sig.results == [t.clone()] && m.rank > rank {
                                found.push((v.name.clone(), m.name.clone(), m.sig.clone(), None));
                            }
                        }
                    }
                }
                Ty::Iface(i) => {
                    for (name, sig) in &self.world.ifaces[*i].methods {
                        if sig.results == [t.clone()] && rank < 1000 {
                            found.push((v.name.clone(), name.clone(), sig.clone(), None));
                        }
                    }
                }
                _ => {}
            }
        }
        if found.is_empty() {
            return None;
        }
        let (name, method, sig, receiver) = found[self.below(found.len())].clone();
        let args = self.args(&sig, d);
        if let Some((i, pointer)) = receiver
            && self.chance(20)
        {
            let ty = self.world.named[i].name.clone();
            let (recv, arg) = if pointer { (format!("(*{ty})"), format!("&{name}")) } else { (ty, name) };
            let sep = if args.is_empty() { "" } else { ", " };
            return Some(E::atom(format!("{recv}.{method}({arg}{sep}{args})")));
        }
        Some(E::atom(format!("{name}.{method}({args})")))
    }

    /// An exact constant expression of an integer type and its value.
    pub fn const_int(&mut self, kind: u8, d: u32) -> (String, i128) {
        let (lo, hi) = int_range(kind);
        if d > 0 {
            for _ in 0..6 {
                let (a, x) = self.const_int(kind, d - 1);
                let (b, y) = self.const_int(kind, d - 1);
                let (op, v) = match self.below(9) {
                    0 => ("+", x.checked_add(y)),
                    1 => ("-", x.checked_sub(y)),
                    2 => ("*", x.checked_mul(y)),
                    3 if y != 0 => ("/", x.checked_div(y)),
                    4 if y != 0 => ("%", x.checked_rem(y)),
                    5 => ("&", Some(x & y)),
                    6 => ("|", Some(x | y)),
                    7 => ("&^", Some(x & !y)),
                    8 => ("^", Some(x ^ y)),
                    _ => continue,
                };
                if let Some(v) = v
                    && (lo..=hi).contains(&v)
                {
                    return (format!("({a} {op} {b})"), v);
                }
            }
        }
        let v = self.int_value(kind);
        (self.spell(v), v)
    }
}

impl E {
    fn fix_tree(self, name: &str, elem: &str) -> E {
        if name == "Tree" { E::atom(format!("Tree[{elem}]{{}}")) } else { self }
    }
}
