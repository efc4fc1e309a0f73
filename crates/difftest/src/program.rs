//! Whole programs: declarations and main.

use crate::node::Node;
use crate::types::{Bound, Field, Func, Iface, Method, Named, Sig, Ty, Under};
use crate::writer::Writer;
use std::rc::Rc;

const IMPORTS: [&str; 10] = ["errors", "fmt", "math", "os", "runtime", "strconv", "strings", "sync", "time", "unsafe"];

/// The text of the program with this seed.
pub fn write(seed: u64) -> String {
    let mut w = Writer::new(seed);
    let mut nodes = vec![Node::Line("package main\n".into())];
    let imports: String = IMPORTS.iter().map(|i| format!("\t{i:?}\n")).collect();
    nodes.push(Node::Line(format!("import (\n{imports})\n")));
    nodes.push(Node::Line(
        "var (\n\t_ = errors.New\n\t_ = math.Pi\n\t_ = runtime.GC\n\t_ = strconv.Itoa\n\t_ = strings.ToUpper\n\t_ sync.Mutex\n\t_ time.Time\n)\n".into(),
    ));
    w.types();
    w.signatures();
    let mut code = Vec::new();
    w.globals(&mut code);
    w.functions(&mut code);
    w.main(&mut code);
    let mut types = Vec::new();
    w.type_decls(&mut types);
    nodes.extend(types);
    nodes.extend(code);
    nodes.push(Node::Line(include_str!("prelude.go.txt").into()));
    nodes.push(Node::Line(include_str!("generic.go.txt").into()));
    crate::node::program(&nodes)
}

impl Writer {
    /// Chooses the declared types; methods come with [`Writer::signatures`].
    fn types(&mut self) {
        for _ in 0..2 + self.below(5) {
            let name = self.name("T");
            let under = if self.chance(65) { Under::Struct(self.fields()) } else { Under::Type(self.literal_type()) };
            self.world.named.push(Named { name, under, methods: vec![], stringer: false });
        }
    }

    fn literal_type(&mut self) -> Ty {
        match self.below(8) {
            0 => Ty::Slice(Rc::new(self.ty(0))),
            1 => Ty::Map(Rc::new(self.key()), Rc::new(self.ty(0))),
            2 => Ty::Array(self.rng.u32(1..4), Rc::new(self.ty(0))),
            3 => Ty::Func(Rc::new(self.sig(0))),
            _ => self.basic(),
        }
    }

    fn fields(&mut self) -> Vec<Field> {
        let mut fields = Vec::new();
        if !self.world.named.is_empty() && self.chance(35) {
            let i = self.below(self.world.named.len());
            let plain = matches!(self.world.named[i].under, Under::Struct(_));
            let ty = Ty::Named(i);
            let ty = if plain && self.chance(30) { Ty::Ptr(Rc::new(ty)) } else { ty };
            fields.push(Field { name: self.world.named[i].name.clone(), ty, embedded: true });
        }
        for _ in 0..self.below(5) {
            let ty = self.ty(1);
            let name = self.name("F");
            if matches!(ty, Ty::Generic(..)) {
                continue;
            }
            fields.push(Field { name, ty, embedded: false });
        }
        fields
    }

    /// Chooses interfaces, methods and functions; bodies come later and call only what ranks higher.
    fn signatures(&mut self) {
        for _ in 0..1 + self.below(3) {
            let name = self.name("I");
            let methods: Vec<_> = (0..1 + self.below(2)).map(|_| (self.name("M"), Rc::new(self.sig(0)))).collect();
            let n = self.world.named.len();
            let mut implementers = Vec::new();
            for i in 0..n {
                if self.chance(45) {
                    let pointer = self.chance(40);
                    for (m, sig) in &methods {
                        let rank = 1000 + self.number();
                        let method = Method { name: m.clone(), pointer, sig: sig.clone(), rank };
                        self.world.named[i].methods.push(method);
                    }
                    implementers.push((i, pointer));
                }
            }
            self.world.ifaces.push(Iface { name, methods, implementers });
        }
        for i in 0..self.world.named.len() {
            for _ in 0..self.below(3) {
                let (name, pointer, sig) = (self.name("N"), self.chance(45), Rc::new(self.sig(1)));
                let rank = 1 + self.rng.u32(0..100);
                self.world.named[i].methods.push(Method { name, pointer, sig, rank });
            }
            let embeds = self.world.fields(&Ty::Named(i)).is_some_and(|f| f.iter().any(|f| f.embedded));
            if self.chance(20) && !embeds {
                self.world.named[i].stringer = true;
            }
        }
        for _ in 0..3 + self.below(5) {
            let (name, sig) = (self.name("fn"), Rc::new(self.sig(1)));
            let rank = 1 + self.rng.u32(0..100);
            self.world.funcs.push(Func { name, sig, rank });
        }
    }

    fn type_decls(&mut self, out: &mut Vec<Node>) {
        for n in &self.world.named {
            let text = match &n.under {
                Under::Type(t) => format!("type {} {}\n", n.name, self.text(t)),
                Under::Struct(fields) => {
                    let all: String = fields
                        .iter()
                        .map(|f| {
                            let t = self.text(&f.ty);
                            if f.embedded { format!("\t{t}\n") } else { format!("\t{} {t}\n", f.name) }
                        })
                        .collect();
                    format!("type {} struct {{\n{all}}}\n", n.name)
                }
            };
            out.push(Node::Line(text));
        }
        for i in &self.world.ifaces {
            let all: String = i.methods.iter().map(|(m, s)| format!("\t{m}{}\n", self.world.sig(s))).collect();
            out.push(Node::Line(format!("type {} interface {{\n{all}}}\n", i.name)));
        }
    }

    /// Constants and variables of the package, in any order of dependence.
    fn globals(&mut self, out: &mut Vec<Node>) {
        let mut text = String::from("const (\n");
        let mut consts = Vec::new();
        for _ in 0..3 {
            let k = self.rng.u8(0..11);
            let name = self.name("C");
            let (e, _) = self.const_int(k, 3);
            text.push_str(&format!("\t{name} {} = {e}\n", crate::types::INTS[usize::from(k)]));
            consts.push((name, Ty::Int(k)));
        }
        text.push_str(")\n");
        out.push(Node::Line(text));
        self.body.rank = 2000;
        self.body.depth = 3;
        let mut decls = Vec::new();
        let mut later: Vec<(String, Ty)> = Vec::new();
        for _ in 0..2 + self.below(5) {
            let t = self.ty(2);
            let name = self.name("g");
            let e = self.typed(&t, 2);
            let text = self.text(&t);
            let id = self.next_trace();
            decls.push(match self.below(3) {
                0 => format!("var {name} {text} = {e}\n"),
                1 => format!("var {name} = tre[{text}]({id}, {e})\n"),
                _ => format!("var {name} {text}\n"),
            });
            later.push((name.clone(), t.clone()));
            // What follows may use it, wherever it stands in the file; but initialisers that may panic would end it all.
            if self.is_safe(&t) {
                self.declare(&name, &t, true);
            }
        }
        self.scope.clear();
        self.rng.shuffle(&mut decls);
        out.extend(decls.into_iter().map(Node::Line));
        for (name, t) in later {
            self.declare(&name, &t, true);
        }
        for (name, t) in consts {
            // Hidden from the compiler's arithmetic.
            let v = self.name("g");
            out.push(Node::Line(format!("var {v} = {name}\n")));
            self.declare(&v, &t, true);
        }
    }

    fn is_safe(&self, t: &Ty) -> bool {
        matches!(t, Ty::Bool | Ty::Int(_) | Ty::Float(_) | Ty::Complex(_))
    }

    fn functions(&mut self, out: &mut Vec<Node>) {
        let globals = self.scope.len();
        for f in self.world.funcs.clone() {
            self.function(&f.name, None, &f.sig, f.rank, out);
            self.scope.truncate(globals);
        }
        for i in 0..self.world.named.len() {
            let n = self.world.named[i].clone();
            for m in &n.methods {
                let recv = self.name("t");
                let ty = if m.pointer { Ty::Ptr(Rc::new(Ty::Named(i))) } else { Ty::Named(i) };
                self.declare(&recv, &ty, true);
                let text = self.text(&ty);
                self.function(&m.name, Some(format!("({recv} {text}) ")), &m.sig, m.rank, out);
                self.scope.truncate(globals);
            }
            if n.stringer {
                let id = self.next_trace();
                let what = if self.chance(50) { "String" } else { "Error" };
                let body = match self.below(4) {
                    0 => format!("panic(\"in {what}\")"),
                    1 => format!("tr({id}, \"{what}\")\n\treturn \"<{}>\"", n.name),
                    _ => format!("return \"<{}>\"", n.name),
                };
                out.push(Node::Line(format!("func (t {}) {what}() string {{\n\t{body}\n}}\n", n.name)));
            }
        }
        for _ in 0..self.below(3) {
            self.generic(out);
            self.scope.truncate(globals);
        }
    }

    fn function(&mut self, name: &str, recv: Option<String>, sig: &Rc<Sig>, rank: u32, out: &mut Vec<Node>) {
        self.body = crate::writer::Body { rank, ..Default::default() };
        self.room = 14;
        let n = 3 + self.below(6);
        let (head, nodes) = self.func_body(sig, n, true);
        out.push(Node::block(format!("func {}{name}{head} {{", recv.unwrap_or_default()), nodes, "}\n"));
    }

    /// A generic function over a random body, instantiated a few times from main.
    fn generic(&mut self, out: &mut Vec<Node>) {
        let globals = self.scope.split_off(0);
        let (bound, text) = [
            (Bound::Integer, "Integer"),
            (Bound::Integer, "Integer"),
            (Bound::Number, "Number"),
            (Bound::Comparable, "comparable"),
            (Bound::Any, "any"),
        ][self.below(5)];
        let t = Ty::Param("T".into(), bound);
        let name = self.name("gen");
        let sig = Rc::new(Sig {
            params: vec![t.clone(), t.clone(), Ty::Slice(Rc::new(t.clone()))],
            results: vec![t.clone()],
            variadic: false,
        });
        self.body = crate::writer::Body { rank: 90, ..Default::default() };
        self.room = 12;
        let (head, nodes) = self.func_body(&sig, 6, true);
        out.push(Node::block(format!("func {name}[T {text}]{head} {{"), nodes, "}\n"));
        self.scope = globals;
        for _ in 0..2 {
            let t = match bound {
                Bound::Integer => self.int(),
                Bound::Number if self.chance(50) => Ty::Float(64),
                Bound::Number => self.int(),
                _ => self.comparable(0),
            };
            let sig = Sig {
                params: vec![t.clone(), t.clone(), Ty::Slice(Rc::new(t.clone()))],
                results: vec![t.clone()],
                variadic: false,
            };
            let f = Func { name: format!("{name}[{}]", self.text(&t)), sig: Rc::new(sig), rank: 91 };
            self.world.funcs.push(f);
        }
    }

    fn main(&mut self, out: &mut Vec<Node>) {
        self.body = crate::writer::Body::default();
        let mut nodes = vec![Node::Line("started = true\nflush()".into())];
        for f in self.world.funcs.clone() {
            let id = self.next_trace();
            self.room = 0;
            let args = self.args(&f.sig, 1);
            nodes.push(Node::Line(format!("fuel = 1500\nprotect({id}, func() {{ {}({args}) }})", f.name)));
        }
        for _ in 0..2 {
            self.room = 12;
            let id = self.next_trace();
            let body = self.literal_func(&Rc::new(Sig { params: vec![], results: vec![], variadic: false }), 8);
            nodes.push(Node::Line(format!("fuel = 1500\nprotect({id}, {body})")));
        }
        let globals: Vec<String> =
            self.scope.iter().filter(|v| self.world.printable(&v.ty)).map(|v| v.name.clone()).collect();
        nodes.push(Node::Line("fuel = 1000".into()));
        for g in globals {
            let id = self.next_trace();
            nodes.push(Node::Line(format!("protect({id}, func() {{ tr({id}, {g}) }})")));
        }
        nodes.push(Node::Line("tr(0, lines, hash)".into()));
        let end = match self.below(12) {
            0 => "os.Exit(3)".to_string(),
            1 => {
                let t = self.printable(1);
                format!("panic({})", self.typed(&t, 0))
            }
            2 => "panic(fmt.Errorf(\"last: %w\", Fault(2)))".into(),
            3 => "var p *Pair[int]\np.First++".into(),
            4 => "defer func() {\n\tpanic(fmt.Sprint(\"again \", recover()))\n}()\nvar m map[string]int\nm[\"a\"]++"
                .into(),
            5 => "c := make(chan int)\nc <- 1".into(),
            6 => "defer func() {\n\tpanic(\"second\")\n}()\npanic(\"first\")".into(),
            _ => return out.push(Node::block("func main() {", nodes, "}\n")),
        };
        nodes.push(Node::Line(end));
        out.push(Node::block("func main() {", nodes, "}\n"));
    }
}
