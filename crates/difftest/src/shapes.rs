//! Statements that come as whole shapes: defers, goroutines, select, aliasing, goto, generics.

use crate::node::Node;
use crate::types::{Sig, Ty};
use crate::writer::Writer;
use std::rc::Rc;

fn line(s: String) -> Node {
    Node::Line(s)
}

impl Writer {
    pub(crate) fn defer_stmt(&mut self, out: &mut Vec<Node>) {
        let id = self.next_trace();
        match self.below(6) {
            0 => {
                let t = self.printable(1);
                let e = self.typed(&t, 2);
                out.push(line(format!("defer tr({id}, {e})")));
            }
            1 | 2 => {
                let body = self.literal_func(&Rc::new(Sig { params: vec![], results: vec![], variadic: false }), 2);
                out.push(line(format!("defer {body}()")));
            }
            3 => {
                let vars: Vec<String> = self.body.names.clone();
                let body = self.literal_func(&Rc::new(Sig { params: vec![], results: vec![], variadic: false }), 1);
                let extra = vars.first().map_or(String::new(), |v| format!("\t_ = {v}\n"));
                out.push(line(format!("defer func() {{\n\tif r := recover(); r != nil {{\n\t\ttr({id}, show(r))\n\t}}\n{extra}\t{body}()\n}}()")));
            }
            4 => {
                let sig = Rc::new(Sig { params: vec![Ty::Int(0)], results: vec![], variadic: false });
                let f = self.literal_func(&sig, 2);
                let e = self.expr(&Ty::Int(0), 2);
                out.push(line(format!("defer {f}({})", e.s)));
            }
            _ => {
                let n = self.name("i");
                out.push(line(format!("for {n} := range 3 {{\n\tdefer func() {{ tr({id}, {n}) }}()\n}}")));
            }
        }
    }

    /// Statements whose panics are caught.
    pub(crate) fn protected(&mut self, out: &mut Vec<Node>) {
        let id = self.next_trace();
        if self.chance(50) {
            let mut nodes = Vec::new();
            self.risky(&mut nodes);
            let mut text = String::new();
            crate::node::render_all(&nodes, 1, &mut text);
            out.push(line(format!("protect({id}, func() {{\n{text}}})")));
        } else {
            let f = self.literal_func(&Rc::new(Sig { params: vec![], results: vec![], variadic: false }), 3);
            out.push(line(format!("protect({id}, {f})")));
        }
    }

    /// Statements likely to panic.
    fn risky(&mut self, out: &mut Vec<Node>) {
        let id = self.next_trace();
        let i = self.variable(&Ty::Int(0), 2).s;
        let t = self.printable(1);
        let x = self.typed(&t, 1);
        let text = self.text(&t);
        let n = self.below(5);
        let s = match self.below(16) {
            0 => format!("s := make([]{text}, {n})\ntr({id}, s[{i}])"),
            1 => format!("s := make([]{text}, {n}, {})\ntr({id}, len(s[{i}:]), len(s[:{i}]))", n + 3),
            2 => format!("a, b := {i}, {n}\ntr({id}, a/(b-b), a%(b-b))"),
            3 => format!("var p *struct{{ a, b {text} }}\ntr({id}, p.b)"),
            4 => format!("var m map[string]{text}\ntr({id}, m[\"x\"])\nm[\"x\"] = {x}"),
            5 => format!("var e any = {x}\ntr({id}, e.(fmt.Stringer))"),
            6 => {
                let to = self.basic();
                let to = self.text(&to);
                format!("var e any = {x}\ntr({id}, e.({to}))")
            }
            7 => format!("c := make(chan {text}, 1)\nclose(c)\ntr({id}, len(c))\nc <- {x}"),
            8 => format!("c := make(chan {text})\nclose(c)\nclose(c)"),
            9 => format!("n := {i}\ns := make([]int8, n&1023-5)\ntr({id}, len(s))"),
            10 => format!("s := make([]{text}, {n})\na := [4]{text}(s)\ntr({id}, len(a))"),
            11 => format!("n := {i}\ntr({id}, 1<<n, n>>(n-n-1))"),
            12 => format!("var f func() int\ntr({id}, f())"),
            13 => format!("var e, g any = []{text}{{}}, []{text}{{}}\ntr({id}, e == g)"),
            14 => format!("m := map[any]int{{}}\nm[{x}] = 1\nm[[]int{{1}}] = 2"),
            _ => format!("s := \"h\u{e9}llo\"[:{n}]\ni := {i}\ntr({id}, s[i], s[i:])"),
        };
        out.push(line(s));
    }

    pub(crate) fn closures(&mut self, out: &mut Vec<Node>) {
        if self.body.depth >= 3 {
            return self.trace_line(out);
        }
        if self.chance(30) {
            let (fs, i, id) = (self.name("fs"), self.name("i"), self.next_trace());
            let n = 2 + self.below(3);
            out.push(line(format!(
                "var {fs} []func() int\nfor {i} := 0; {i} < {n}; {i}++ {{\n\t{fs} = append({fs}, func() int {{ {i} += 10; return {i} }})\n\tif {i} == 1 {{\n\t\t{i}++\n\t}}\n}}\nfor _, f := range {fs} {{\n\ttr({id}, f(), f())\n}}"
            )));
            return;
        }
        let sig = Rc::new(self.sig(1));
        let f = self.literal_func(&sig, 3);
        let name = self.name("f");
        out.push(line(format!("{name} := {f}\n_ = {name}")));
        self.declare(&name, &Ty::Func(sig.clone()), true);
        let args = self.args(&sig, 1);
        out.push(line(format!("{name}({args})")));
    }

    fn trace_line(&mut self, out: &mut Vec<Node>) {
        let id = self.next_trace();
        let t = self.printable(1);
        let e = self.typed(&t, 2);
        out.push(line(format!("tr({id}, {e})")));
    }

    pub(crate) fn aliasing(&mut self, out: &mut Vec<Node>) {
        let t = self.printable(1);
        let text = self.text(&t);
        let (a, b, id) = (self.name("s"), self.name("s"), self.next_trace());
        let (x, y) = (self.typed(&t, 1), self.typed(&t, 1));
        let slice = Ty::Slice(Rc::new(t.clone()));
        let init = self.composite(&slice, 1).s;
        let s = match self.below(7) {
            0 => format!(
                "{a} := append({init}, {x})\n{b} := append({a}[:len({a})/2], {y})\n{a}[len({a})/2] = {x}\ntr({id}, {a}, {b}, len({b}))"
            ),
            1 => format!(
                "{a} := [5]{text}{{{x}}}\n{b} := {a}[1:3:4]\n{b}[0] = {y}\n{b} = append({b}, {x})\n{b} = append({b}, {y})\n{b}[1] = {x}\ntr({id}, {a}, {b}, len({b}))"
            ),
            2 => format!(
                "{a} := make([]{text}, 3, 5)\n{b} := {a}[:4]\n{b}[3] = {x}\n{a} = append({a}, {y})\ntr({id}, {a}, {b}, copy({a}[1:], {a}), {a})"
            ),
            3 => format!(
                "{a} := [3]{text}{{{x}, {y}}}\n{b} := {a}\n{b}[2] = {x}\nfor i, v := range {a} {{\n\t{a}[2-i] = {y}\n\ttr({id}, i, v)\n}}\ntr({id}, {a}, {b})"
            ),
            4 => format!(
                "{a} := append({init}, {x}, {y})\n{b} := *(*[2]{text})({a})\n{a}[0] = {y}\nclear({a}[1:])\ntr({id}, {a}, {b})"
            ),
            5 => format!(
                "{a} := map[string]{text}{{\"k\": {x}}}\n{b} := {a}\n{b}[\"z\"] = {y}\ndelete({a}, \"k\")\n_, ok := {a}[\"k\"]\ntr({id}, {a}, len({b}), ok)\nclear({b})\ntr({id}, {a})"
            ),
            _ => format!(
                "{a} := clip(append({init}, {x}))\n{b} := append({a}, {y})\nfor i, v := range {a} {{\n\t{a} = append({a}, v)\n\tif i > 5 {{\n\t\tbreak\n\t}}\n}}\ntr({id}, {a}, {b}, {a}[len({a})-1:])"
            ),
        };
        // Declarations of `ok` stay apart.
        out.push(line(format!("{{\n\t{}\n}}", s.replace('\n', "\n\t"))));
    }

    pub(crate) fn goroutines(&mut self, out: &mut Vec<Node>) {
        let scope = std::mem::take(&mut self.scope);
        let body = std::mem::take(&mut self.body);
        self.body.pure = true;
        self.body.depth = 3;
        let t = self.printable(1);
        let text = self.text(&t);
        let (x, id) = (self.name("x"), self.next_trace());
        self.declare(&x, &t, true);
        let n = 1 + self.below(4);
        let nodes = self.block(2);
        let mut work = String::new();
        crate::node::render_all(&nodes, 3, &mut work);
        let value = self.expr(&t, 2).s;
        // A panic nobody catches would race with what main prints.
        let value = format!(
            "func() (res {text}) {{\n\t\t\t\tdefer func() {{ _ = recover() }}()\n{work}\t\t\t\treturn {value}\n\t\t\t}}()"
        );
        let work = "";
        self.scope = scope;
        self.body = body;
        let mut make = self.typed(&t, 1);
        if make == "nil" {
            make = format!("{text}(nil)");
        }
        let cap = if self.chance(50) { format!(", {}", self.below(4)) } else { String::new() };
        let s = match self.below(6) {
            0 => format!(
                "c := make(chan {text}{cap})\n\tgo func({x} {text}) {{\n\t\tdefer close(c)\n\t\tfor range {n} {{\n{work}\t\t\tc <- {value}\n\t\t}}\n\t}}({make})\n\tfor v := range c {{\n\t\ttr({id}, v)\n\t}}\n\tv, ok := <-c\n\ttr({id}, v, ok, len(c), cap(c))"
            ),
            1 => format!(
                "var wg sync.WaitGroup\n\tres := make([]{text}, {n})\n\targ := {make}\n\tfor i := range res {{\n\t\twg.Add(1)\n\t\tgo func({x} {text}) {{\n\t\t\tdefer wg.Done()\n{work}\t\t\tres[i] = {value}\n\t\t}}(arg)\n\t}}\n\twg.Wait()\n\ttr({id}, res)"
            ),
            2 => format!(
                "in, back := make(chan {text}{cap}), make(chan {text})\n\tgo func() {{\n\t\tfor {x} := range in {{\n\t\t\t_ = {x}\n{work}\t\t\tback <- {value}\n\t\t}}\n\t\tclose(back)\n\t}}()\n\tfor i := range {n} {{\n\t\tin <- {make}\n\t\ttr({id}, i, <-back)\n\t}}\n\tclose(in)\n\t_, ok := <-back\n\ttr({id}, ok)"
            ),
            3 => format!(
                "var mu sync.Mutex\n\tvar wg sync.WaitGroup\n\tsum := 0\n\tfor i := range {n} {{\n\t\twg.Go(func() {{\n\t\t\tmu.Lock()\n\t\t\tdefer mu.Unlock()\n\t\t\tsum += i * i\n\t\t}})\n\t}}\n\twg.Wait()\n\ttr({id}, sum)"
            ),
            4 => format!(
                "errs := make(chan any)\n\tgo func() {{\n\t\tdefer func() {{ errs <- recover() }}()\n\t\t{x} := *new({text})\n\t\t_ = {x}\n{work}\t\tpanic(any({value}))\n\t}}()\n\ttr({id}, show(<-errs))"
            ),
            _ => format!(
                "done := make(chan struct{{}})\n\tch := make(chan int)\n\tgo func() {{\n\t\tfor v := range ch {{\n\t\t\tif v == {n} {{\n\t\t\t\truntime.Goexit()\n\t\t\t}}\n\t\t\tdefer func() {{\n\t\t\t\tif v == 0 {{\n\t\t\t\t\tclose(done)\n\t\t\t\t}}\n\t\t\t}}()\n\t\t}}\n\t}}()\n\tfor i := 0; i <= {n}; i++ {{\n\t\tch <- i\n\t}}\n\t<-done\n\ttr({id}, \"joined\")"
            ),
        };
        out.push(line(format!("{{\n\t{s}\n}}")));
    }

    pub(crate) fn select_stmt(&mut self, out: &mut Vec<Node>) {
        let t = self.printable(1);
        let text = self.text(&t);
        let (x, id) = (self.typed(&t, 2), self.next_trace());
        let n = self.below(3);
        let s = match self.below(5) {
            0 => format!(
                "c, d := make(chan {text}, 1), make(chan {text})\n\tfor range 3 {{\n\t\tselect {{\n\t\tcase c <- {x}:\n\t\t\ttr({id}, \"sent\")\n\t\tcase v := <-d:\n\t\t\ttr({id}, v)\n\t\tdefault:\n\t\t\ttr({id}, \"full\", len(c))\n\t\t}}\n\t}}"
            ),
            1 => format!(
                "c := make(chan {text}, 3)\n\tfor range {n} {{\n\t\tc <- {x}\n\t}}\n\tclose(c)\n\tfor range 3 {{\n\t\tselect {{\n\t\tcase v, ok := <-c:\n\t\t\ttr({id}, v, ok)\n\t\t}}\n\t}}"
            ),
            2 => format!(
                "var c chan {text}\n\tt := time.After(time.Millisecond)\n\tselect {{\n\tcase c <- {x}:\n\tcase <-c:\n\tcase <-t:\n\t\ttr({id}, \"timeout\")\n\t}}"
            ),
            3 => format!(
                "a, q := make(chan {text}), make(chan bool)\n\tgo func() {{\n\t\tfor range {n} {{\n\t\t\ta <- *new({text})\n\t\t}}\n\t\tq <- true\n\t}}()\nL{id}:\n\tfor {{\n\t\tselect {{\n\t\tcase v := <-a:\n\t\t\ttr({id}, v)\n\t\tcase <-q:\n\t\t\tbreak L{id}\n\t\t}}\n\t}}"
            ),
            _ => format!(
                "c := make(chan {text}, 2)\n\tarr := [2]{text}{{}}\n\tc <- {x}\n\tselect {{\n\tcase arr[trv({id}, 1)] = <-c:\n\tcase <-time.After(time.Minute):\n\t}}\n\ttr({id}, arr)\n\tselect {{}}"
            ),
        };
        let s = s.replace("\n\tselect {}", "");
        out.push(line(format!("{{\n\t{s}\n}}")));
    }

    pub(crate) fn goto_stmt(&mut self, out: &mut Vec<Node>) {
        let (l, n, id) = (self.name("L"), self.name("n"), self.next_trace());
        let c = self.condition();
        let frames = std::mem::take(&mut self.body.frames);
        let nodes = self.block(2);
        self.body.frames = frames;
        let mut text = String::new();
        crate::node::render_all(&nodes, 1, &mut text);
        if self.chance(50) {
            let times = self.below(4);
            out.push(line(format!(
                "{n} := 0\n{l}:\n\t{n}++\n{{\n{text}}}\nif {n} < {times} && !tick() {{\n\tgoto {l}\n}}"
            )));
        } else {
            out.push(line(format!("if {c} {{\n\tgoto {l}\n}}\n{{\n{text}}}\n{l}:\n\ttr({id})")));
            // Declarations may not be jumped over: what follows is a block of its own anyway.
        }
    }

    pub(crate) fn generics(&mut self, out: &mut Vec<Node>) {
        let (t, u) = (self.printable(1), self.printable(1));
        let (tt, ut) = (self.text(&t), self.text(&u));
        let (x, y, z) = (self.typed(&t, 1), self.typed(&t, 1), self.typed(&u, 1));
        let (v, id) = (self.name("g"), self.next_trace());
        let k = self.key();
        let (kt, key) = (self.text(&k), self.typed(&k, 1));
        let s = match self.below(8) {
            0 => format!(
                "{v} := mapOf([]{tt}{{{x}, {y}}}, func(e {tt}) {ut} {{ tr({id}, e); return {z} }})\ntr({id}, {v})"
            ),
            1 => format!(
                "var {v} Stack[{tt}]\n{v}.Push({x}, {y})\ntr({id}, {v}.Pop(), {v}.Len(), {v}.Items)\nprotect({id}, func() {{ {v}.Pop(); {v}.Pop() }})"
            ),
            2 => format!("{v} := Pair[{tt}]{{{x}, {y}}}\ntr({id}, {v}.Swap(), {v})\ntrf({id}, \"%T %+v\", {v}, {v})"),
            3 => format!(
                "{v} := fold([]{tt}{{{x}, {y}, {x}}}, {z}, func(a {ut}, e {tt}) {ut} {{ tr({id}, a, e); return a }})\ntr({id}, {v})"
            ),
            4 => {
                let b = self.int();
                let bt = self.text(&b);
                let (p, q) = (self.typed(&b, 1), self.typed(&b, 1));
                format!(
                    "var {v} Tree[{bt}]\nfor _, e := range []{bt}{{{p}, {q}, 3, 1, 2, {p}}} {{\n\t{v}.Insert(e)\n}}\nfor e := range {v}.All() {{\n\ttr({id}, e)\n}}\ntr({id}, sum([]{bt}{{{p}, {q}}}...))"
                )
            }
            5 => format!(
                "{v} := group([]{tt}{{{x}, {y}}}, func(e {tt}) {kt} {{ return {key} }})\ntr({id}, {v}, len(keys({v})))"
            ),
            6 => format!(
                "{v} := Stack[{tt}]{{}}.With({x}).With({y})\ntr({id}, {v}.Items)\ntrf({id}, \"%T %T\", {v}, Pair[{ut}].Swap)"
            ),
            _ => format!("tr({id}, kind[{tt}](), kind[[]{ut}](), kind[map[{kt}]{tt}](), size[{tt}]() > 0)"),
        };
        out.push(line(format!("{{\n\t{}\n}}", s.replace('\n', "\n\t"))));
    }

    pub(crate) fn comma_ok(&mut self, out: &mut Vec<Node>) {
        let t = self.printable(1);
        let text = self.text(&t);
        let (v, ok, id) = (self.name("v"), self.name("ok"), self.next_trace());
        let any = self.expr(&Ty::Any, 1);
        let any = self.with_type(&any, &Ty::Any);
        let s = match self.below(3) {
            0 => format!("{v}, {ok} := any({any}).({text})"),
            1 => {
                let k = self.key();
                let m = self.variable(&Ty::Map(Rc::new(k.clone()), Rc::new(t.clone())), 1);
                let key = self.expr(&k, 1);
                format!("{v}, {ok} := {}[{}]", m.at(7), key.s)
            }
            _ => format!("_, {ok} := any({any}).(interface{{ String() string }})\nvar {v} {text}"),
        };
        out.push(line(format!("{s}\ntr({id}, {v}, {ok})")));
        self.declare(&v, &t, true);
        self.declare(&ok, &Ty::Bool, true);
    }

    /// Assignments of several values at once.
    pub(crate) fn swap(&mut self, out: &mut Vec<Node>) {
        let t = self.ty(1);
        let (Some(a), Some(b)) = (self.place(&t, true), self.place(&t, true)) else {
            return self.declare_stmt(out);
        };
        let (x, y) = if self.chance(50) { (b.clone(), a.clone()) } else { (self.expr(&t, 2).s, self.expr(&t, 2).s) };
        out.push(line(format!("{a}, {b} = {x}, {y}")));
    }

    /// Types and constants declared inside of a function.
    pub(crate) fn local_types(&mut self, out: &mut Vec<Node>) {
        let (ty, id) = (self.name("L"), self.next_trace());
        let t = self.printable(1);
        let text = self.text(&t);
        let x = self.typed(&t, 1);
        let s = match self.below(3) {
            0 => format!(
                "type {ty} struct {{\n\tA int\n\tB {text}\n}}\nw := {ty}{{B: {x}}}\nw.A++\ntr({id}, w)\ntrf({id}, \"%+v %#v\", w, w.A)"
            ),
            1 => {
                let k = self.rng.u8(0..11);
                let (e, _) = self.const_int(k, 3);
                let kt = crate::types::INTS[usize::from(k)];
                format!(
                    "const (\n\ta {kt} = {e}\n\tb = iota * 10\n\tc\n\t_\n\td = 1 << iota\n)\ntr({id}, a, b, c, d)\nvar w {kt} = a\ntr({id}, w, w&1 == a&1)"
                )
            }
            _ => format!(
                "type {ty} []{text}\nvar w {ty} = []{text}{{{x}}}\nw = append(w, w...)\ntr({id}, w, len(w))\ntrf({id}, \"%T\", w)"
            ),
        };
        out.push(line(format!("{{\n\t{}\n}}", s.replace('\n', "\n\t"))));
    }
}
