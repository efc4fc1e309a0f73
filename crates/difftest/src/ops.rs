//! Operations that give a wanted type: operators, conversions, built-in functions.

use crate::types::{Bound, Sig, Ty};
use crate::writer::{E, Writer};
use std::rc::Rc;

impl Writer {
    fn binary(&mut self, t: &Ty, op: &str, d: u32) -> E {
        let prec = match op {
            "*" | "/" | "%" | "<<" | ">>" | "&" | "&^" => 5,
            "+" | "-" | "|" | "^" => 4,
            "&&" => 2,
            "||" => 1,
            _ => 3,
        };
        let (mut l, r) = (self.expr(t, d), self.expr(t, d));
        if (l.konst || l.untyped) && (r.konst || r.untyped) {
            l = E::atom(format!("id({})", self.with_type(&l, t)));
        }
        E { s: format!("{} {op} {}", l.at(prec), r.at(prec + 1)), konst: false, untyped: false, prec }
    }

    fn convert(&mut self, t: &Ty, from: &Ty, d: u32) -> E {
        let e = self.variable(from, d);
        E::atom(format!("{}({})", self.text(t), e.s))
    }

    /// An operation that results in this type.
    pub fn operation(&mut self, t: &Ty, d: u32) -> E {
        match self.world.under(t) {
            Ty::Bool => self.bool_op(t, d),
            Ty::Int(k) => self.int_op(t, k, d),
            Ty::Float(_) => self.float_op(t, d),
            Ty::Complex(b) => match self.below(3) {
                0 => {
                    let f = Ty::Float(b / 2);
                    let (x, y) = (self.variable(&f, d), self.variable(&f, d));
                    let s = format!("complex({}, {})", x.s, y.s);
                    E::atom(if matches!(t, Ty::Named(_)) { format!("{}({s})", self.text(t)) } else { s })
                }
                1 => {
                    let from = Ty::Complex(if self.chance(50) { 64 } else { 128 });
                    self.convert(t, &from, d)
                }
                _ => {
                    let op = *self.one(&[&"+", &"-", &"*", &"/"]);
                    if op == "/" {
                        let (l, r) = (self.variable(t, d), self.variable(t, d));
                        return E { s: format!("{} / {}", l.at(5), r.at(6)), konst: false, untyped: false, prec: 5 };
                    }
                    self.binary(t, op, d)
                }
            },
            Ty::Str => self.string_op(t, d),
            Ty::Slice(e) => self.slice_op(t, &e, d),
            Ty::Array(..) | Ty::Map(..) => self.composite(t, d),
            Ty::Named(_) => self.composite(t, d),
            Ty::Ptr(e) => match self.below(3) {
                0 if self.world.fields(&e).is_some() || matches!(self.world.under(&e), Ty::Array(..)) => {
                    let c = self.composite(&e, d);
                    E::atom(format!("&{}", c.s))
                }
                1 => match self.address(&e) {
                    Some(s) => E::atom(s),
                    None => E::atom(format!("ptr({})", self.typed(&e, d))),
                },
                _ => E::atom(format!("new({})", self.typed(&e, d))),
            },
            Ty::Func(sig) => {
                let e = self.func_value(&sig, d);
                if matches!(t, Ty::Named(_)) { E::atom(format!("{}({})", self.text(t), e.s)) } else { e }
            }
            Ty::Iface(i) => self.implementer(i, d),
            Ty::Any => {
                let p = self.printable(1);
                let e = self.typed(&p, d);
                E::atom(format!("any({e})"))
            }
            Ty::Error => match self.below(4) {
                0 => {
                    let e = self.typed(&Ty::Int(0), d);
                    E::atom(format!("fmt.Errorf(\"code %d\", {e})"))
                }
                1 => {
                    let e = self.expr(&Ty::Error, d);
                    E::atom(format!("fmt.Errorf(\"wrap: %w\", {})", e.s))
                }
                2 => E::atom(format!("error(Fault({}))", self.below(5))),
                _ => {
                    let (a, b) = (self.expr(&Ty::Error, d), self.expr(&Ty::Error, d));
                    E::atom(format!("errors.Join({}, {})", a.s, b.s))
                }
            },
            Ty::Param(_, Bound::Integer) => {
                let op = *self.one(&[&"+", &"-", &"*", &"&", &"|", &"^", &"&^"]);
                match self.below(6) {
                    0 => self.shift(t, d),
                    1 => self.divide(t, d),
                    2 => {
                        let from = self.int();
                        self.convert(t, &from, d)
                    }
                    _ => self.binary(t, op, d),
                }
            }
            Ty::Param(_, Bound::Number) => {
                let op = *self.one(&[&"+", &"-", &"*"]);
                self.binary(t, op, d)
            }
            _ => self.simple(t),
        }
    }

    /// The address of a variable of this type.
    fn address(&mut self, t: &Ty) -> Option<String> {
        let vars: Vec<String> =
            self.scope.iter().filter(|v| v.assignable && v.ty == *t).map(|v| v.name.clone()).collect();
        if vars.is_empty() {
            return None;
        }
        let i = self.below(vars.len());
        Some(format!("&{}", vars[i]))
    }

    fn bool_op(&mut self, t: &Ty, d: u32) -> E {
        match self.below(9) {
            0 | 1 => {
                let op = *self.one(&[&"&&", &"||"]);
                self.binary(t, op, d)
            }
            2 => {
                let e = self.variable(t, d);
                E::atom(format!("!{}", e.at(6)))
            }
            3 => {
                let nilable = match self.below(4) {
                    0 => Ty::Slice(Rc::new(self.ty(0))),
                    1 => Ty::Error,
                    2 => Ty::Any,
                    _ => Ty::Ptr(Rc::new(self.ty(0))),
                };
                let e = self.variable(&nilable, d);
                let op = *self.one(&[&"==", &"!="]);
                self.boolean(t, format!("{} {op} nil", e.at(4)))
            }
            4 | 5 => {
                let ty = self.comparable(1);
                let op = *self.one(&[&"==", &"!="]);
                let (l, r) = (self.variable(&ty, d), self.expr(&ty, d));
                // A literal in a header would be taken for its block.
                self.boolean(t, format!("{} {op} {}", l.at(4), r.at(4)))
            }
            6 => {
                let any = self.variable(&Ty::Any, d);
                let p = self.comparable(0);
                let r = self.variable(&p, d);
                self.boolean(t, format!("{} == {}", any.at(4), r.at(4)))
            }
            _ => {
                let ty = match self.below(4) {
                    0 => Ty::Str,
                    1 => Ty::Float(64),
                    _ => self.int(),
                };
                let op = *self.one(&[&"<", &"<=", &">", &">=", &"==", &"!="]);
                let (l, r) = (self.variable(&ty, d), self.expr(&ty, d));
                self.boolean(t, format!("{} {op} {}", l.at(4), r.at(4)))
            }
        }
    }

    fn boolean(&self, t: &Ty, s: String) -> E {
        if *t == Ty::Bool {
            E { s, konst: false, untyped: false, prec: 3 }
        } else {
            E::atom(format!("{}({s})", self.text(t)))
        }
    }

    fn shift(&mut self, t: &Ty, d: u32) -> E {
        let op = *self.one(&[&"<<", &">>"]);
        let l = self.variable(t, d);
        let count = if self.chance(40) {
            self.rng.u32(0..70).to_string()
        } else {
            let ct = self.int();
            let c = self.variable(&ct, d);
            match ct {
                Ty::Int(5..) if self.chance(30) => c.at(6),
                _ => format!("({}&{})", c.at(5), [7, 15, 63, 127][self.below(4)]),
            }
        };
        E { s: format!("{} {op} {count}", l.at(5)), konst: false, untyped: false, prec: 5 }
    }

    fn divide(&mut self, t: &Ty, d: u32) -> E {
        let op = *self.one(&[&"/", &"%"]);
        let (l, r) = (self.variable(t, d), self.variable(t, d));
        let r = match self.below(10) {
            0..=3 => self.rng.u32(1..100).to_string(),
            _ => format!("({}|1)", r.at(4)),
        };
        E { s: format!("{} {op} {r}", l.at(5)), konst: false, untyped: false, prec: 5 }
    }

    fn int_op(&mut self, t: &Ty, k: u8, d: u32) -> E {
        match self.below(16) {
            0..=4 => {
                let op = *self.one(&[&"+", &"-", &"*", &"&", &"|", &"^", &"&^"]);
                self.binary(t, op, d)
            }
            5 => self.divide(t, d),
            6 | 7 => self.shift(t, d),
            8 => {
                // An untyped constant that takes its type from where it stands.
                let ct = Ty::Int(5 + self.rng.u8(0..5));
                let c = self.variable(&ct, d);
                E { s: format!("1 << ({}&15)", c.at(5)), konst: false, untyped: true, prec: 5 }
            }
            9 => {
                let op = *self.one(&[&"-", &"^", &"+"]);
                let e = self.variable(t, d);
                E { s: format!("{op}{}", e.at(6)), konst: false, untyped: false, prec: 5 }
            }
            10 | 11 => {
                let from = self.int();
                self.convert(t, &from, d)
            }
            12 => {
                let e = self.variable(&Ty::Float(64), d);
                E::atom(format!("{}(f2i({}))", self.text(t), e.s))
            }
            13 => {
                let of = match self.below(4) {
                    0 => Ty::Str,
                    1 => Ty::Map(Rc::new(self.key()), Rc::new(self.ty(0))),
                    _ => Ty::Slice(Rc::new(self.ty(0))),
                };
                let f = if matches!(of, Ty::Slice(_)) && self.chance(30) { "cap" } else { "len" };
                // What append grows to is checked apart; capacities of literals and slices of arrays are exact.
                let e = if f == "cap" {
                    self.place(&of, false).map_or_else(|| self.composite(&of, 0), E::atom)
                } else {
                    self.variable(&of, d)
                };
                let s = if f == "cap" { format!("len({})", e.s) } else { format!("{f}({})", e.s) };
                E::atom(if *t == Ty::Int(0) { s } else { format!("{}({s})", self.text(t)) })
            }
            14 if k == 6 && *t == Ty::Int(6) => {
                let s = self.variable(&Ty::Str, d);
                let i = self.variable(&Ty::Int(5), d);
                E::atom(format!("({} + \"pad\")[{}%3]", s.at(4), i.at(5)))
            }
            _ => {
                let f = *self.one(&[&"min", &"max"]);
                let (a, b) = (self.variable(t, d), self.expr(t, d));
                E::atom(format!("{f}({}, {})", a.s, b.s))
            }
        }
    }

    fn float_op(&mut self, t: &Ty, d: u32) -> E {
        match self.below(9) {
            0..=2 => {
                let op = *self.one(&[&"+", &"-", &"*"]);
                self.binary(t, op, d)
            }
            3 => {
                let (l, r) = (self.variable(t, d), self.variable(t, d));
                E { s: format!("{} / {}", l.at(5), r.at(6)), konst: false, untyped: false, prec: 5 }
            }
            4 => {
                let from = self.int();
                self.convert(t, &from, d)
            }
            5 => {
                let from = Ty::Float(if self.chance(50) { 32 } else { 64 });
                self.convert(t, &from, d)
            }
            6 => {
                let b = if self.world.under(t) == Ty::Float(32) { 64 } else { 128 };
                let e = self.variable(&Ty::Complex(b), d);
                let f = *self.one(&[&"real", &"imag"]);
                E::atom(if matches!(t, Ty::Named(_)) {
                    format!("{}({f}({}))", self.text(t), e.s)
                } else {
                    format!("{f}({})", e.s)
                })
            }
            7 => {
                let e = self.variable(&Ty::Float(64), d);
                let f = *self.one(&[&"math.Sqrt", &"math.Floor", &"math.Abs", &"math.Trunc", &"math.Ceil"]);
                E::atom(format!("{}({f}({}))", self.text(t), e.s))
            }
            _ => {
                let e = self.variable(t, d);
                E { s: format!("-{}", e.at(6)), konst: false, untyped: false, prec: 5 }
            }
        }
    }

    fn string_op(&mut self, t: &Ty, d: u32) -> E {
        let text = self.text(t);
        let own = matches!(t, Ty::Named(_));
        let wrap = |s: String| E::atom(if own { format!("{text}({s})") } else { s });
        match self.below(12) {
            0..=2 => self.binary(t, "+", d),
            3 => {
                let e = self.variable(t, d);
                let (i, j) = (self.below(4), self.below(6));
                let b = match self.below(4) {
                    0 => format!("{i}:"),
                    1 => format!(":{j}"),
                    _ => format!("{}:{}", i.min(j), i.max(j)),
                };
                E::atom(format!("{}[{b}]", e.at(7)))
            }
            4 => {
                let e = self.variable(&Ty::Int(3), d);
                E::atom(format!("{text}(rune({}))", e.s))
            }
            5 => {
                let e = self.variable(&Ty::Slice(Rc::new(Ty::Int(6))), d);
                E::atom(format!("{text}({})", e.s))
            }
            6 => {
                let e = self.variable(&Ty::Slice(Rc::new(Ty::Int(3))), d);
                E::atom(format!("{text}({})", e.s))
            }
            7 if !self.body.pure => {
                let p = self.printable(1);
                let e = self.typed(&p, d);
                wrap(format!("cut(fmt.Sprint({e}))"))
            }
            8 => {
                let e = self.variable(&Ty::Int(0), d);
                wrap(format!("strconv.Itoa({})", e.s))
            }
            9 => {
                let e = self.variable(&Ty::Str, d);
                let f = *self.one(&[&"strings.ToUpper", &"strings.TrimSpace", &"strconv.Quote", &"strings.ToLower"]);
                wrap(format!("{f}({})", e.s))
            }
            10 if !self.body.pure => {
                let p = self.printable(1);
                let (verb, e) = (self.verb(&p), self.typed(&p, d));
                wrap(format!("cut(fmt.Sprintf(\"{verb}\", {e}))"))
            }
            _ => {
                let f = *self.one(&[&"min", &"max"]);
                let (a, b) = (self.variable(t, d), self.expr(t, d));
                E::atom(format!("{f}({}, {})", a.s, b.s))
            }
        }
    }

    /// A formatting verb with flags, more often than not one that suits the type.
    pub fn verb(&mut self, t: &Ty) -> String {
        if !matches!(self.world.under(t), Ty::Bool | Ty::Int(_) | Ty::Float(_) | Ty::Complex(_) | Ty::Str) {
            // Widths behind a method that panicked are not what they were; other verbs show addresses in errors.
            return (*self.one(&[&"%v", &"%+v", &"%T", &"%v"])).into();
        }
        let mut s = String::from("%");
        for f in ["+", "-", "#", "0", " "] {
            if self.chance(12) {
                s.push_str(f);
            }
        }
        if self.chance(25) {
            s.push_str(&self.rng.u8(1..14).to_string());
        }
        if self.chance(20) {
            s.push_str(&format!(".{}", self.rng.u8(0..8)));
        }
        let good = match self.world.under(t) {
            Ty::Bool => "tv",
            Ty::Int(_) => "dbcoOqxXUv",
            Ty::Float(_) | Ty::Complex(_) => "beEfFgGxXv",
            _ => "sqxXv",
        };
        let verbs = if self.chance(90) { good } else { "vTdsqxXeEfgtcUbo" };
        let at = self.below(verbs.len());
        // What cuts a type's name shows how long the package's is.
        if &verbs[at..=at] == "T" {
            return "%T".into();
        }
        s.push_str(&verbs[at..=at]);
        s
    }

    fn slice_op(&mut self, t: &Ty, e: &Rc<Ty>, d: u32) -> E {
        match self.below(10) {
            0 | 1 => {
                let s = self.variable(t, d);
                let count = 1 + self.below(2);
                let items: Vec<String> = (0..count).map(|_| self.expr(e, d).s).collect();
                let s =
                    if self.chance(30) { format!("{}[:len(few({}))]", s.at(7), s.s) } else { format!("few({})", s.s) };
                // Evaluated once only: no double mention of calls.
                let s = if s.matches('(').count() > 3 || s.contains("func") {
                    format!("few({})", self.simple(t).s)
                } else {
                    s
                };
                E::atom(format!("clip(append({s}, {}))", items.join(", ")))
            }
            2 => {
                let (a, b) = (self.typed(t, d), self.typed(t, d));
                E::atom(format!("clip(append(few({a}), few({b})...))"))
            }
            3 | 4 => {
                let s = self.variable(t, d);
                let (i, j) = (self.below(3), self.below(5));
                let b = match self.below(5) {
                    0 => format!("{i}:"),
                    1 => format!(":{j}"),
                    2 => format!("{}:{}:{}", i.min(j), i.max(j), i.max(j) + self.below(3)),
                    3 => ":".into(),
                    _ => format!("{}:{}", i.min(j), i.max(j)),
                };
                E::atom(format!("{}[{b}]", s.at(7)))
            }
            5 => {
                // A slice of an array variable shares its memory.
                let arrays: Vec<(String, u32)> = self
                    .scope
                    .iter()
                    .filter_map(|v| match (&v.ty, v.assignable) {
                        (Ty::Array(n, x), true) if x == e => Some((v.name.clone(), *n)),
                        _ => None,
                    })
                    .collect();
                if arrays.is_empty() {
                    return self.composite(t, d);
                }
                let (name, n) = arrays[self.below(arrays.len())].clone();
                let i = self.rng.u32(0..=n);
                let s = if self.chance(50) { format!("{name}[{i}:]") } else { format!("{name}[:{i}]") };
                E::atom(if matches!(t, Ty::Named(_)) { format!("{}({s})", self.text(t)) } else { s })
            }
            6 if **e == Ty::Int(6) || **e == Ty::Int(3) => {
                let s = self.variable(&Ty::Str, d);
                E::atom(format!("{}({})", self.text(t), s.s))
            }
            7 => {
                let text = self.text(t);
                let n = self.variable(&Ty::Int(6), d);
                E::atom(format!("make({text}, {}&7, 8)", n.at(5)))
            }
            _ => self.composite(t, d),
        }
    }

    /// A function value: a literal, a declared function, a method value or expression.
    fn func_value(&mut self, sig: &Rc<Sig>, d: u32) -> E {
        let rank = self.body.rank;
        let mut found: Vec<String> =
            self.world.funcs.iter().filter(|f| f.rank > rank && f.sig == *sig).map(|f| f.name.clone()).collect();
        for v in &self.scope {
            if let Ty::Named(i) = v.ty {
                for m in self.world.methods(i) {
                    if m.sig == *sig && m.rank > rank && (!m.pointer || v.assignable) {
                        found.push(format!("{}.{}", v.name, m.name));
                    }
                }
            }
        }
        if !found.is_empty() && self.chance(70) {
            let i = self.below(found.len());
            return E::atom(found.swap_remove(i));
        }
        if d == 0 || self.body.depth >= 3 || self.room <= 0 || self.body.pure {
            return self.simple(&Ty::Func(sig.clone()));
        }
        E::atom(self.literal_func(sig, 3))
    }

    /// The text of a function literal with a body of a few statements, on one line.
    pub fn literal_func(&mut self, sig: &Rc<Sig>, statements: usize) -> String {
        let scope = self.scope.len();
        let outer = std::mem::take(&mut self.body);
        self.body.rank = outer.rank;
        self.body.pure = outer.pure;
        self.body.depth = outer.depth + 1;
        let (head, nodes) = self.func_body(sig, statements, false);
        self.body = outer;
        self.scope.truncate(scope);
        let mut text = String::new();
        crate::node::render_all(&nodes, 1, &mut text);
        format!("func{head} {{\n{text}}}")
    }
}
