//! Statements about calls: results that deferred functions see and change, many operands of several words, forwarded results.

use crate::node::Node;
use crate::types::{Sig, Ty};
use crate::writer::Writer;
use std::rc::Rc;

impl Writer {
    /// A function with named results: deferred functions read and change them, and something between may panic.
    pub(crate) fn named_results(&mut self, out: &mut Vec<Node>) {
        let types: Vec<Ty> = (0..1 + self.below(3)).map(|_| self.printable(1)).collect();
        let scope = self.scope.len();
        let names: Vec<String> = types.iter().map(|_| self.name("r")).collect();
        let (list, id) = (names.join(", "), self.next_trace());
        let mut lines = Vec::new();
        for (name, t) in names.iter().zip(&types) {
            self.declare(name, t, true);
            if self.chance(20) {
                lines.push(format!("p{name} := &{name}\ndefer func() {{ tr({id}, *p{name}) }}()"));
            }
        }
        lines.push(match self.below(4) {
            0 => format!("defer func() {{\n\ttr({id}, {list})\n\t{list} = {}\n}}()", self.values(&types)),
            1 => format!("defer func() {{\n\tif r := recover(); r != nil {{\n\t\ttr({id}, show(r), {list})\n\t\t{list} = {}\n\t}}\n}}()", self.values(&types)),
            2 => format!("defer func() {{\n\t_ = recover()\n\ttr({id}, {list})\n}}()\ndefer func() {{ {} = {} }}()", names[0], self.values(&types[..1])),
            _ => format!("defer func() {{ tr({id}, {list}) }}()"),
        });
        for _ in 0..1 + self.below(3) {
            let line = match self.below(5) {
                0 => format!("{list} = {}", self.values(&types)),
                1 => format!("if {} {{\n\treturn {}\n}}", self.condition(), self.values(&types)),
                2 => format!("if {} {{\n\treturn\n}}", self.condition()),
                3 => format!(
                    "for i := range 2 {{\n\tdefer func() {{ tr({id}, i, {list}) }}()\n\t{list} = {}\n}}",
                    self.values(&types)
                ),
                _ => {
                    // The assignment happens in part, or not at all, as the language has it.
                    let fault = self.fault(&types[types.len() - 1]);
                    let mut all: Vec<String> = types[..types.len() - 1].iter().map(|t| self.expr(t, 1).s).collect();
                    all.push(fault);
                    format!("if {} {{\n\t{list} = {}\n}}", self.condition(), all.join(", "))
                }
            };
            lines.push(line);
        }
        lines.push(if self.chance(30) { "return".into() } else { format!("return {}", self.values(&types)) });
        self.scope.truncate(scope);
        let head: Vec<String> = names.iter().zip(&types).map(|(n, t)| format!("{n} {}", self.text(t))).collect();
        let body = lines.join("\n").replace('\n', "\n\t\t");
        let got: Vec<String> = (0..types.len()).map(|i| format!("x{i}")).collect();
        let got = got.join(", ");
        out.push(Node::Line(format!(
            "protect({id}, func() {{\n\tf := func() ({}) {{\n\t\t{body}\n\t}}\n\t{got} := f()\n\ttr({id}, {got})\n}})",
            head.join(", ")
        )));
    }

    /// A function of many parameters of one to four words, called with its own in another order, in the cases of a type switch.
    pub(crate) fn wide_calls(&mut self, out: &mut Vec<Node>) {
        let kinds: Vec<Ty> = (0..1 + self.below(3)).map(|_| self.wide()).collect();
        let n = 3 + self.below(5);
        let types: Vec<Ty> = (0..n).map(|_| kinds[self.below(kinds.len())].clone()).collect();
        let names: Vec<String> = types.iter().map(|_| self.name("p")).collect();
        let scope = self.scope.len();
        let args = self.values(&types);
        for (name, t) in names.iter().zip(&types) {
            self.declare(name, t, true);
        }
        let (v, id) = (self.name("y"), self.next_trace());
        let mut seen: Vec<String> = Vec::new();
        let mut cases = String::new();
        for t in &kinds {
            let text = self.text(t);
            if seen.contains(&text) || matches!(t, Ty::Any | Ty::Error | Ty::Iface(_)) {
                continue;
            }
            seen.push(text.clone());
            let at = self.scope.len();
            self.declare(&v, t, true);
            cases.push_str(&format!(
                "\t\tcase {text}:\n\t\t\t_ = {v}\n\t\t\treturn w(n-1, {})\n",
                self.moved(&names, &types, Some((&v, t)))
            ));
            self.scope.truncate(at);
        }
        let (again, over) = (self.moved(&names, &types, None), names[self.below(n)].clone());
        let head: Vec<String> = names.iter().zip(&types).map(|(n, t)| format!("{n} {}", self.text(t))).collect();
        let head = head.join(", ");
        self.scope.truncate(scope);
        let (first, last) = (self.text(&types[0]), self.text(&types[n - 1]));
        let result = format!("{}, {}", names[0], names[n - 1]);
        out.push(Node::Line(format!(
            "{{\n\tvar w func(n int, {head}) ({first}, {last})\n\tw = func(n int, {head}) ({first}, {last}) {{\n\t\tif tick() || n <= 0 {{\n\t\t\treturn {result}\n\t\t}}\n\t\ttr({id}, {})\n\t\tswitch {v} := any({over}).(type) {{\n{cases}\t\tdefault:\n\t\t\t_ = {v}\n\t\t\treturn w(n-1, {again})\n\t\t}}\n\t}}\n\tfunc(a {first}, b {last}, c ...any) {{\n\t\ttr({id}, a, b, len(c))\n\t}}(w({}, {args}))\n}}",
            names.join(", "),
            1 + self.below(4),
        )));
    }

    /// The parameters in some order that keeps their types, now and then another value among them.
    fn moved(&mut self, names: &[String], types: &[Ty], extra: Option<(&str, &Ty)>) -> String {
        let all: Vec<String> = types
            .iter()
            .map(|t| {
                let mut same: Vec<&str> =
                    names.iter().zip(types).filter(|(_, u)| *u == t).map(|(n, _)| n.as_str()).collect();
                if let Some((v, u)) = extra
                    && u == t
                {
                    same.push(v);
                }
                if self.chance(15) { self.expr(t, 1).s } else { same[self.below(same.len())].to_string() }
            })
            .collect();
        all.join(", ")
    }

    /// A printable type, mostly of more than one word.
    fn wide(&mut self) -> Ty {
        match self.below(6) {
            0 => Ty::Str,
            1 => Ty::Complex(128),
            2 => Ty::Slice(Rc::new(self.basic())),
            3 => Ty::Any,
            4 if !self.world.named.is_empty() => {
                let t = self.named();
                if self.world.printable(&t) { t } else { Ty::Str }
            }
            _ => self.printable(1),
        }
    }

    /// One expression for each type.
    fn values(&mut self, types: &[Ty]) -> String {
        let all: Vec<String> = types.iter().map(|t| self.expr(t, 2).s).collect();
        all.join(", ")
    }

    /// An expression of this type whose evaluation panics.
    fn fault(&mut self, t: &Ty) -> String {
        let text = self.text(t);
        match self.below(4) {
            0 => format!("[]{text}{{}}[id(3)]"),
            1 => format!("*id((*{text})(nil))"),
            2 => format!("any(id(struct{{}}{{}})).({text})"),
            _ => {
                let f = self.literal_func(&Rc::new(Sig { params: vec![], results: vec![], variadic: false }), 1);
                format!("func() {text} {{\n\t{f}()\n\tpanic(\"fault\")\n}}()")
            }
        }
    }
}
