//! Statements.

use crate::node::Node;
use crate::types::{Sig, Ty};
use crate::writer::{Frame, Writer};
use std::rc::Rc;

impl Writer {
    /// Parameters, results and body of a function: the text behind `func` or the name, and the body.
    pub fn func_body(&mut self, sig: &Rc<Sig>, statements: usize, prints: bool) -> (String, Vec<Node>) {
        let mut params = Vec::new();
        for (i, p) in sig.params.iter().enumerate() {
            let name = self.name("p");
            let last = sig.variadic && i + 1 == sig.params.len();
            params.push(format!("{name} {}{}", if last { "..." } else { "" }, self.text(p)));
            let ty = if last { Ty::Slice(Rc::new(p.clone())) } else { p.clone() };
            self.declare(&name, &ty, true);
        }
        self.body.results = sig.results.clone();
        self.body.names.clear();
        let named = !sig.results.is_empty() && self.chance(45);
        let mut results = Vec::new();
        for r in &sig.results {
            let text = self.text(r);
            if named {
                let name = self.name("r");
                results.push(format!("{name} {text}"));
                self.declare(&name, r, true);
                self.body.names.push(name);
            } else {
                results.push(text);
            }
        }
        let results = match (results.as_slice(), named) {
            ([], _) => String::new(),
            ([one], false) => format!(" {one}"),
            (many, _) => format!(" ({})", many.join(", ")),
        };
        let mut nodes = Vec::new();
        if !self.body.pure {
            let ret = self.plain_return();
            nodes.push(Node::Line(format!("if tick() {{\n\t{ret}\n}}")));
            if prints && self.chance(30) {
                let id = self.next_trace();
                nodes.push(Node::Line(format!("defer func() {{\n\ttr({id}, \"recovered\", show(recover()))\n}}()")));
            }
        }
        nodes.extend(self.block(statements));
        if !sig.results.is_empty() {
            let r = self.return_stmt();
            nodes.push(Node::Line(r));
        }
        (format!("({}){results}", params.join(", ")), nodes)
    }

    /// A return without evaluation.
    fn plain_return(&mut self) -> String {
        if self.body.results.is_empty() || !self.body.names.is_empty() {
            return "return".into();
        }
        let all: Vec<String> = self.body.results.clone().iter().map(|t| format!("*new({})", self.text(t))).collect();
        format!("return {}", all.join(", "))
    }

    fn return_stmt(&mut self) -> String {
        if self.body.results.is_empty() || !self.body.names.is_empty() && self.chance(35) {
            return "return".into();
        }
        let all: Vec<String> = self.body.results.clone().iter().map(|t| self.expr(t, 2).s).collect();
        format!("return {}", all.join(", "))
    }

    /// A block of statements with its own scope.
    pub fn block(&mut self, statements: usize) -> Vec<Node> {
        let scope = self.scope.len();
        let mut nodes = Vec::new();
        for _ in 0..statements {
            if self.room <= 0 {
                break;
            }
            self.room -= 1;
            self.stmt(&mut nodes);
        }
        self.scope.truncate(scope);
        nodes
    }

    fn few_stmts(&mut self) -> Vec<Node> {
        let n = 1 + self.below(3);
        self.block(n)
    }

    fn stmt(&mut self, out: &mut Vec<Node>) {
        let pure = self.body.pure;
        let w = |n: u32| if pure { 0 } else { n };
        match self.weighted(&[
            14,
            16,
            w(12),
            8,
            8,
            5,
            w(4),
            w(4),
            w(3),
            w(3),
            w(3),
            w(3),
            w(3),
            w(3),
            3,
            w(2),
            w(2),
            w(2),
            w(3),
            w(2),
            w(3),
            w(3),
        ]) {
            0 => self.declare_stmt(out),
            1 => self.assign_stmt(out),
            2 => self.trace_stmt(out),
            3 => self.if_stmt(out),
            4 => self.for_stmt(out),
            5 => self.switch_stmt(out),
            6 => self.type_switch(out),
            7 => self.call_stmt(out),
            8 => self.defer_stmt(out),
            9 => self.protected(out),
            10 => self.closures(out),
            11 => self.aliasing(out),
            12 => self.goroutines(out),
            13 => self.select_stmt(out),
            14 => self.jump(out),
            15 => self.goto_stmt(out),
            16 => self.generics(out),
            17 => self.comma_ok(out),
            18 => self.swap(out),
            19 => self.local_types(out),
            20 => self.named_results(out),
            _ => self.wide_calls(out),
        }
    }

    /// Declares a variable and brings it into scope.
    pub fn declare_stmt(&mut self, out: &mut Vec<Node>) {
        let t = self.ty(2);
        let name = self.name("v");
        let text = self.text(&t);
        let s = match self.below(5) {
            0 => format!("var {name} {text}"),
            1 => {
                let e = self.expr(&t, 2);
                format!("var {name} {text} = {}", e.s)
            }
            _ => {
                let e = self.typed(&t, 3);
                let e = if e == "nil" { format!("{text}(nil)") } else { e };
                format!("{name} := {e}")
            }
        };
        // `x := 5` would be an int; typed() has seen to it that nothing else is left untyped but nil.
        out.push(Node::Line(format!("{s}\n_ = {name}")));
        self.declare(&name, &t, true);
    }

    fn assign_stmt(&mut self, out: &mut Vec<Node>) {
        for _ in 0..5 {
            let t = match self.below(3) {
                0 if !self.scope.is_empty() => {
                    let i = self.below(self.scope.len());
                    self.scope[i].ty.clone()
                }
                1 => self.ty(1),
                _ => self.basic(),
            };
            let Some(place) = self.place(&t, true) else { continue };
            let op = match self.world.under(&t) {
                Ty::Int(_) | Ty::Param(_, crate::types::Bound::Integer) if self.chance(50) => match self.below(5) {
                    0 => {
                        let op = *self.one(&[&"++", &"--"]);
                        out.push(Node::Line(format!("{place}{op}")));
                        return;
                    }
                    1 => {
                        let c = self.variable(&Ty::Int(6), 1);
                        let op = *self.one(&[&"<<=", &">>="]);
                        out.push(Node::Line(format!("{place} {op} {}", c.s)));
                        return;
                    }
                    2 => {
                        let e = self.variable(&t, 2);
                        let op = *self.one(&[&"/=", &"%="]);
                        out.push(Node::Line(format!("{place} {op} {} | 1", e.at(4))));
                        return;
                    }
                    _ => *self.one(&[&"+=", &"-=", &"*=", &"&=", &"|=", &"^=", &"&^="]),
                },
                Ty::Float(_) | Ty::Complex(_) if self.chance(40) => *self.one(&[&"+=", &"-=", &"*="]),
                Ty::Str => {
                    let e = self.expr(&t, 2);
                    let text = self.text(&t);
                    let e = self.with_type(&e, &t);
                    out.push(Node::Line(format!("{place} = {text}(cut(string({e})))")));
                    return;
                }
                _ => "=",
            };
            let e = self.expr(&t, 3);
            out.push(Node::Line(format!("{place} {op} {}", e.s)));
            return;
        }
        self.declare_stmt(out);
    }

    fn trace_stmt(&mut self, out: &mut Vec<Node>) {
        let id = self.next_trace();
        if self.chance(30) {
            let t = self.printable(2);
            let verb = self.verb(&t);
            let e = self.typed(&t, 2);
            out.push(Node::Line(format!("trf({id}, \"{verb}|%v\", {e}, {e2})", e2 = self.simple_text(&t))));
            return;
        }
        let mut all = Vec::new();
        for _ in 0..1 + self.below(3) {
            let vars: Vec<_> = self.scope.iter().filter(|v| self.world.printable(&v.ty)).cloned().collect();
            if !vars.is_empty() && self.chance(70) {
                let i = self.below(vars.len());
                all.push(vars[i].name.clone());
            } else {
                let t = self.printable(1);
                all.push(self.typed(&t, 2));
            }
        }
        out.push(Node::Line(format!("tr({id}, {})", all.join(", "))));
    }

    fn simple_text(&mut self, t: &Ty) -> String {
        let e = self.simple(t);
        self.with_type(&e, t)
    }

    /// A condition, in parentheses where a literal's brace would be taken for the block.
    pub fn condition(&mut self) -> String {
        let e = self.expr(&Ty::Bool, 3);
        if e.s.contains('{') { format!("({})", e.s) } else { e.s }
    }

    fn header_expr(&mut self, t: &Ty, d: u32) -> String {
        let s = self.typed(t, d);
        if s.contains('{') { format!("({s})") } else { s }
    }

    fn if_stmt(&mut self, out: &mut Vec<Node>) {
        let scope = self.scope.len();
        let init = if self.chance(25) {
            let t = self.ty(1);
            let e = self.header_expr(&t, 1);
            let name = self.name("v");
            self.declare(&name, &t, true);
            let e = if e == "nil" { format!("{}(nil)", self.text(&t)) } else { e };
            format!("{name} := {e}; id({name}) ; ")
        } else {
            String::new()
        };
        // A simple statement may stand there once only.
        let init = init.split(" ; ").next().map_or(String::new(), |i| match i.split_once("; id(") {
            Some((decl, _)) => format!("{decl}; "),
            None => String::new(),
        });
        let used = if init.is_empty() { vec![] } else { vec![self.scope[scope].name.clone()] };
        let c = self.condition();
        let mut first = self.few_stmts();
        for u in used {
            first.insert(0, Node::Line(format!("_ = {u}")));
        }
        let mut parts = vec![(format!("if {init}{c} {{"), first)];
        while self.chance(20) && parts.len() < 4 {
            let c = self.condition();
            parts.push((format!("}} else if {c} {{"), self.few_stmts()));
        }
        if self.chance(45) {
            parts.push(("} else {".into(), self.few_stmts()));
        }
        self.scope.truncate(scope);
        out.push(Node::Block(parts, "}".into()));
    }

    /// Writes a loop around a body, with a label if something in it uses one.
    fn looped(&mut self, head: &str, mut first: Vec<Node>, out: &mut Vec<Node>) {
        if !self.body.pure {
            first.push(Node::Line("if tick() {\n\tbreak\n}".into()));
        }
        let label = if self.chance(40) { Some(self.name("L")) } else { None };
        self.body.frames.push(Frame { label: label.clone(), is_loop: true, used: false });
        let body = self.few_stmts();
        let used = self.body.frames.pop().is_some_and(|f| f.used);
        first.extend(body);
        if let Some(l) = label
            && used
        {
            out.push(Node::Line(format!("{l}:")));
        }
        out.push(Node::block(head, first, "}"));
    }

    fn for_stmt(&mut self, out: &mut Vec<Node>) {
        let scope = self.scope.len();
        let n = 1 + self.below(5);
        let v = self.name("i");
        let w = self.name("x");
        let pure = self.body.pure;
        match self.weighted(&[5, 3, 4, 4, 3, 3, 2, if pure { 0 } else { 4 }, 2]) {
            0 => {
                let k = self.int();
                let text = self.text(&k);
                self.declare(&v, &k, !self.body.pure);
                let step = *self.one(&[&"++", &" += 2", &"++"]);
                self.looped(&format!("for {v} := {text}(0); {v} < {n}; {v}{step} {{"), vec![], out);
            }
            1 => {
                let head = format!("for {v} := 0; ; {v}++ {{");
                self.looped(&head, vec![Node::Line(format!("if {v} >= {n} {{\n\tbreak\n}}"))], out);
            }
            2 => {
                let k = self.int();
                let text = self.text(&k);
                self.declare(&v, &k, true);
                self.looped(&format!("for {v} := range {text}({n}) {{"), vec![Node::Line(format!("_ = {v}"))], out);
            }
            3 => {
                let e = self.ty(1);
                let t = Ty::Slice(Rc::new(e.clone()));
                let s = self.header_expr(&t, 2);
                self.declare(&v, &Ty::Int(0), true);
                self.declare(&w, &e, true);
                self.looped(
                    &format!("for {v}, {w} := range few({s}) {{"),
                    vec![Node::Line(format!("_, _ = {v}, {w}"))],
                    out,
                );
            }
            4 => {
                let e = self.ty(1);
                let t = Ty::Array(self.rng.u32(1..4), Rc::new(e.clone()));
                let s = match self.place(&t, false) {
                    Some(p) if self.chance(70) => p,
                    _ => self.header_expr(&t, 1),
                };
                self.declare(&v, &Ty::Int(0), true);
                self.declare(&w, &e, true);
                self.looped(
                    &format!("for {v}, {w} := range {s} {{"),
                    vec![Node::Line(format!("_, _ = {v}, {w}"))],
                    out,
                );
            }
            5 => {
                let s = self.header_expr(&Ty::Str, 1);
                self.declare(&v, &Ty::Int(0), true);
                self.declare(&w, &Ty::Int(3), true);
                self.looped(
                    &format!("for {v}, {w} := range cut({s}) {{"),
                    vec![Node::Line(format!("_, _ = {v}, {w}"))],
                    out,
                );
            }
            6 => {
                // The order of a map is of chance: a sum only.
                let t = Ty::Map(Rc::new(Ty::Str), Rc::new(Ty::Int(5)));
                let s = self.header_expr(&t, 1);
                self.scope.truncate(scope);
                out.push(Node::Line(format!(
                    "var {v} uint\nfor k, e := range {s} {{\n\t{v} += uint(len(k)) ^ e\n}}\n_ = {v}"
                )));
                self.declare(&v, &Ty::Int(5), true);
                return;
            }
            7 => {
                if self.chance(50) {
                    self.declare(&v, &Ty::Int(0), true);
                    self.looped(&format!("for {v} := range upto({n}) {{"), vec![Node::Line(format!("_ = {v}"))], out);
                } else {
                    let e = self.ty(1);
                    let t = Ty::Slice(Rc::new(e.clone()));
                    let (s, x) = (self.header_expr(&t, 1), self.header_expr(&e, 1));
                    self.declare(&v, &Ty::Int(0), true);
                    self.declare(&w, &e, true);
                    let text = self.text(&e);
                    self.looped(
                        &format!("for {v}, {w} := range count[{text}]({s}, {x}) {{"),
                        vec![Node::Line(format!("_, _ = {v}, {w}"))],
                        out,
                    );
                }
            }
            _ => {
                out.push(Node::Line(format!("{v} := {n}")));
                let c = self.condition();
                self.looped(
                    &format!("for {c} {{"),
                    vec![Node::Line(format!("if {v}--; {v} < 0 {{\n\tbreak\n}}"))],
                    out,
                );
            }
        }
        self.scope.truncate(scope);
    }

    fn switch_stmt(&mut self, out: &mut Vec<Node>) {
        let label = if self.chance(20) { Some(self.name("L")) } else { None };
        self.body.frames.push(Frame { label: label.clone(), is_loop: false, used: false });
        let n = 1 + self.below(4);
        let default = self.below(n + 3);
        let tag = if self.chance(60) { Some(self.comparable(0)) } else { None };
        let mut parts = Vec::new();
        let head = match &tag {
            Some(t) => {
                // Never a constant: gc would complain of equal cases.
                let e = self.variable(t, 2);
                if e.s.contains('{') { format!("({})", e.s) } else { e.s }
            }
            None => String::new(),
        };
        parts.push((format!("switch {head} {{"), vec![]));
        for i in 0..n {
            let case = if i == default {
                "default:".to_string()
            } else {
                let t = tag.clone().unwrap_or(Ty::Bool);
                let list: Vec<String> = (0..1 + self.below(2)).map(|_| self.variable(&t, 1).s).collect();
                format!("case {}:", list.join(", "))
            };
            let mut body = self.few_stmts();
            if i + 1 < n && self.chance(20) {
                body.push(Node::Line("fallthrough".into()));
            }
            parts.push((case, body));
        }
        let used = self.body.frames.pop().is_some_and(|f| f.used);
        if let Some(l) = label
            && used
        {
            out.push(Node::Line(format!("{l}:")));
        }
        out.push(Node::Block(parts, "}".into()));
    }

    fn type_switch(&mut self, out: &mut Vec<Node>) {
        let e = match self.place(&Ty::Any, false) {
            Some(p) => p,
            None => {
                let t = self.printable(1);
                format!("any({})", self.typed(&t, 1))
            }
        };
        let e = if e.contains('{') { format!("({e})") } else { e };
        let v = self.name("y");
        self.body.frames.push(Frame { label: None, is_loop: false, used: false });
        let mut parts = vec![(format!("switch {v} := {e}.(type) {{"), vec![])];
        let mut seen = Vec::new();
        for _ in 0..1 + self.below(4) {
            let t = if self.chance(70) { self.basic() } else { self.printable(1) };
            let text = self.text(&t);
            if seen.contains(&text) || text == "any" {
                continue;
            }
            seen.push(text.clone());
            let scope = self.scope.len();
            self.declare(&v, &t, true);
            let mut body = vec![Node::Line(format!("_ = {v}"))];
            body.extend(self.few_stmts());
            self.scope.truncate(scope);
            parts.push((format!("case {text}:"), body));
        }
        let id = self.next_trace();
        parts.push(("default:".into(), vec![Node::Line(format!("trf({id}, \"%T\", {v})"))]));
        self.body.frames.pop();
        out.push(Node::Block(parts, "}".into()));
    }

    /// break, continue, return, panic under a condition.
    fn jump(&mut self, out: &mut Vec<Node>) {
        let c = self.condition();
        let frames = self.body.frames.len();
        let s = match self.below(4) {
            0 if frames > 0 => {
                let i = frames - 1 - self.below(frames.min(3));
                match self.body.frames[i].label.clone() {
                    Some(l) => {
                        self.body.frames[i].used = true;
                        format!("break {l}")
                    }
                    None => "break".into(),
                }
            }
            1 if self.body.frames.iter().any(|f| f.is_loop) => {
                let labelled: Vec<usize> = (0..frames)
                    .filter(|&i| self.body.frames[i].is_loop && self.body.frames[i].label.is_some())
                    .collect();
                if labelled.is_empty() {
                    "continue".into()
                } else {
                    let i = labelled[self.below(labelled.len())];
                    self.body.frames[i].used = true;
                    format!("continue {}", self.body.frames[i].label.clone().unwrap_or_default())
                }
            }
            2 if !self.body.pure && self.chance(40) => {
                let t = self.printable(1);
                format!("panic({})", self.typed(&t, 1))
            }
            _ if !self.body.pure => self.return_stmt(),
            _ => return,
        };
        out.push(Node::block(format!("if {c} {{"), vec![Node::Line(s)], "}"));
    }

    fn call_stmt(&mut self, out: &mut Vec<Node>) {
        let rank = self.body.rank;
        let all: Vec<_> = self.world.funcs.iter().filter(|f| f.rank > rank).cloned().collect();
        if all.is_empty() {
            return self.trace_stmt(out);
        }
        let f = all[self.below(all.len())].clone();
        let args = self.args(&f.sig, 2);
        let call = format!("{}({args})", f.name);
        if f.sig.results.is_empty() || self.chance(20) {
            out.push(Node::Line(call));
            return;
        }
        let names: Vec<String> =
            f.sig.results.iter().map(|_| if self.chance(15) { "_".into() } else { self.name("v") }).collect();
        let blanks = vec!["_"; names.len()];
        if names.iter().all(|n| n == "_") {
            out.push(Node::Line(format!("{} = {call}", blanks.join(", "))));
            return;
        }
        let used: Vec<&String> = names.iter().filter(|n| *n != "_").collect();
        let uses: Vec<String> = used.iter().map(|u| format!("_ = {u}")).collect();
        out.push(Node::Line(format!("{} := {call}\n{}", names.join(", "), uses.join("\n"))));
        for (n, t) in names.iter().zip(f.sig.results.clone()) {
            if n != "_" {
                self.declare(n, &t, true);
            }
        }
    }
}
