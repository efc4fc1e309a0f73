//! Go's traces: frames of a goroutine with file and line, and where it was created.

use crate::calls::{Call, Inlining, Shown, above_top, add_call, enter_top, generic_name};
use crate::gcstack::Overflow;
use crate::goroutine::{GState, Goroutine, PanicRec};
use crate::libframes;
use crate::natives::runtime::processors;
use crate::natives::stack::raised;
use crate::sysframes::{self, Cause, System};
use crate::vm::Vm;
use crate::walk::{At, Frame};
use std::collections::VecDeque;
use std::fmt::Write;
use std::ptr;
use vole_bytecode::{CodeOffset, Func, Insn, Kind, Op, RtTypeId};

/// Frames shown at each end of a long trace.
pub(crate) const TOP: usize = 50;
const BOTTOM: usize = 50;

/// How much of the goroutines reports show: GOTRACEBACK and `debug.SetTraceback`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Level {
    None,
    Single,
    All,
    System,
    Crash,
}

impl Level {
    /// By name.
    pub fn parse(text: &str) -> Level {
        match text {
            "none" | "0" => Level::None,
            "all" | "1" => Level::All,
            "system" => Level::System,
            "crash" | "wer" => Level::Crash,
            "single" | "" => Level::Single,
            other => match other.parse::<u32>() {
                Ok(n) if n >= 2 => Level::System,
                _ => Level::None,
            },
        }
    }

    pub fn from_env(env: &[(String, String)]) -> Level {
        env.iter().find(|(k, _)| k == "GOTRACEBACK").map_or(Level::Single, |(_, v)| Level::parse(v))
    }
}

/// The labels of a goroutine as headers show them.
fn labels_text(g: &Goroutine) -> String {
    let Some(labels) = g.labels.as_deref().filter(|l| !l.is_empty()) else { return String::new() };
    let quote = |text: &str| {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '/' | '-');
        if text.chars().all(plain) { text.to_string() } else { format!("{text:?}") }
    };
    let mut words = labels.split('\u{2}');
    let mut out = String::new();
    while let (Some(key), Some(value)) = (words.next(), words.next()) {
        let _ = write!(out, "{}{}: {}", if out.is_empty() { "" } else { ", " }, quote(key), quote(value));
    }
    format!(" {{{out}}}")
}

impl Vm {
    /// File and line of a place in a function.
    pub(crate) fn line_of(&self, func: &Func, at: CodeOffset) -> (&str, u32) {
        let i = func.lines.partition_point(|l| l.at <= at).saturating_sub(1);
        match func.lines.get(i) {
            Some(l) => (self.program.files.get(l.file as usize).map_or("?", |f| f), l.line),
            None => ("?", 0),
        }
    }

    /// `goroutine N [state]:` and its frames. The goroutine's pc and fp are saved.
    pub(crate) fn goroutine_trace(&self, g: &Goroutine, out: &mut String) {
        self.trace_of(g, None, out);
    }

    /// What stands in a goroutine's brackets.
    pub(crate) fn state_text(&self, g: &Goroutine) -> String {
        let mut state = match g.state {
            GState::Running => "running",
            GState::Ready | GState::Dead => "runnable",
            GState::Waiting => g.wait.0,
        }
        .to_string();
        if g.leaked && g.state == GState::Waiting {
            state.push_str(" (leaked)");
        }
        if g.bubble != 0 && crate::bubble::waits_durably(g) {
            state.push_str(" (durable)");
        }
        if g.state == GState::Waiting {
            let minutes = (self.sched.clock.mono() - g.since) / 60_000_000_000;
            if minutes >= 1 {
                let _ = write!(state, ", {minutes} minutes");
            }
        }
        // Package initialisation holds the main goroutine to its thread.
        let mut initialises = g.id == 1;
        if initialises {
            self.places().walk(g, &mut |frame| {
                let func = &self.program.funcs[frame.func.0 as usize];
                let inlined =
                    func.inlined.iter().any(|r| &*r.name == "main.main" && r.start <= frame.at && frame.at < r.end);
                initialises &= &*func.name != "main.main" && !inlined;
                initialises
            });
        }
        if g.locked > 0 || initialises && g.state == GState::Waiting {
            state.push_str(", locked to thread");
        }
        if g.bubble != 0 {
            let _ = write!(state, ", synctest bubble {}", g.bubble);
        }
        state
    }

    /// Whether reports show the run-time system's part too.
    fn complete(&self) -> bool {
        self.traceback >= Level::System
    }

    /// An error of the run-time system itself: whatever was asked for, the report is complete.
    pub(crate) fn throw(&mut self, cause: Cause) {
        self.traceback = self.traceback.max(Level::System);
        self.cause = cause;
    }

    /// The same for a goroutine whose stack has overflowed, if `over` is there.
    pub(crate) fn trace_of(&self, g: &Goroutine, over: Option<&Overflow>, out: &mut String) {
        let complete = self.complete();
        let machine = match complete {
            true if g.state == GState::Running => " gp=0xc000012345 m=0 mp=0x52b800",
            true => " gp=0xc000012345 m=nil",
            false => "",
        };
        let labels = labels_text(g);
        let _ = writeln!(out, "goroutine {}{machine} [{}]{labels}:", g.id, self.state_text(g));
        let root = self.goroot();
        let fresh = self.not_begun(g);
        if let Some(call) = &fresh {
            let machine = if complete { sysframes::MACHINE } else { "" };
            let _ = writeln!(out, "{}\n\t{}{machine}", call.text, self.full_place(&root, &call.place));
        } else {
            let (first, elided, last) = self.calls(g, over);
            self.write_calls(&first, &root, out);
            if elided > 0 {
                let _ = writeln!(out, "...{elided} frames elided...");
            }
            self.write_calls(&last, &root, out);
        }
        if complete {
            if g.id == 1 {
                let machine = sysframes::MACHINE;
                let _ = writeln!(out, "runtime.main()\n\t{root}/src/runtime/proc.go:302 +0x427{machine}");
            } else if let Some((name, place)) = self.wrapped(g).filter(|_| fresh.is_none()) {
                let place = self.full_place(&root, &place);
                let _ = writeln!(out, "{name}()\n\t{place} +0x1d{}", sysframes::MACHINE);
            }
        }
        if complete || fresh.is_some() {
            let machine = if complete { sysframes::MACHINE } else { "" };
            let _ = writeln!(out, "runtime.goexit({{}})\n\t{root}/src/runtime/asm_amd64.s:1264 +0x1{machine}");
        }
        if let Some((name, place)) = self.creation(g) {
            let place = self.full_place(&root, &place);
            let parent = if g.parent == 0 { String::new() } else { format!(" in goroutine {}", g.parent) };
            let _ = writeln!(out, "created by {name}{parent}\n\t{place} +0x1d");
        }
    }

    fn write_calls<'c>(&self, calls: impl IntoIterator<Item = &'c Call>, root: &str, out: &mut String) {
        let machine = if self.complete() { sysframes::MACHINE } else { "" };
        for call in calls {
            let place = self.full_place(root, &call.place);
            let end = if call.inlined { String::new() } else { format!(" +0x1d{machine}") };
            let _ = writeln!(out, "{}\n\t{place}{end}", call.text);
        }
    }

    /// A goroutine that has not begun: gc shows its first function alone, without arguments.
    fn not_begun(&self, g: &Goroutine) -> Option<Call> {
        let at = self.offset(g.pc).filter(|_| g.state == GState::Ready && g.top == 0)?;
        let func = &self.program.funcs[self.places().func(at)?.0 as usize];
        // SAFETY: every frame stands behind its links.
        let ret = unsafe { *g.fp.sub(3) as *const Insn };
        if func.code.0 != at || ret != self.stubs.go_exit {
            return None;
        }
        let (name, place) = self.wrapped(g).unwrap_or_else(|| {
            let (file, line) = self.line_of(func, func.code);
            (generic_name(&func.name).to_string(), format!("{file}:{line}"))
        });
        Some(Call::of(format!("{name}()"), &place, true))
    }

    /// gc wraps the call of a go statement in a closure when it has arguments: its name and place.
    pub(crate) fn wrapped(&self, g: &Goroutine) -> Option<(String, String)> {
        let (name, place) = self.creation(g)?;
        let at = self.offset(g.created)?;
        let creator = &self.program.funcs[self.places().func(at)?.0 as usize];
        let starts = |i: u32| {
            let word = self.code[i as usize];
            let op = word.op();
            op == Op::Go as u16 && {
                let callee = self.program.funcs.get(word.d() as usize);
                callee.is_some_and(|f| f.param_slots > 0)
            }
        };
        // What a go statement calls stands in its instruction: one without arguments needs no closure.
        if !starts(at) {
            return None;
        }
        let before = (creator.code.0..at).filter(|&i| starts(i)).count();
        Some((format!("{name}.gowrap{}", before + 1), place))
    }

    /// The function that started a goroutine, and where.
    pub(crate) fn creation(&self, g: &Goroutine) -> Option<(String, String)> {
        if g.created.is_null() {
            return None;
        }
        if g.created == self.stubs.go_exit {
            let (name, place) = libframes::TIMER;
            return Some((name.into(), place.into()));
        }
        let (func, at) = self.func_at(g.created).zip(self.offset(g.created))?;
        let func = &self.program.funcs[func.0 as usize];
        if let Some((name, place)) = libframes::creator(&func.name) {
            return Some((name.into(), place.into()));
        }
        let (file, line) = self.line_of(func, CodeOffset(at));
        Some((self.inlined_name(func, CodeOffset(at)).to_string(), format!("{file}:{line}")))
    }

    fn inlined_name<'a>(&self, func: &'a Func, at: CodeOffset) -> &'a str {
        func.inlined.iter().rev().find(|r| r.start <= at && at < r.end).map_or(&func.name, |r| &r.name)
    }

    /// Where Go's own sources are, for the places of the library's functions.
    pub(crate) fn goroot(&self) -> String {
        self.root.get_or_init(|| self.find_goroot()).clone()
    }

    fn find_goroot(&self) -> String {
        let env = |name: &str| self.config.env.iter().find(|(k, _)| k == name).map(|(_, v)| v.clone());
        if let Some(root) = env("GOROOT").filter(|r| !r.is_empty()) {
            return root;
        }
        if self.config.process_streams {
            for dir in env("PATH").unwrap_or_default().split(':') {
                let found = std::fs::canonicalize(std::path::Path::new(dir).join("go"));
                if let Some(root) = found.as_ref().ok().and_then(|go| go.parent()?.parent())
                    && root.join("src/runtime").is_dir()
                {
                    return root.display().to_string();
                }
            }
        }
        "/usr/local/go".into()
    }

    /// A place in the library lies below GOROOT/src.
    fn full_place(&self, root: &str, place: &str) -> String {
        if place.starts_with(['/', '<', '?']) || place.starts_with("_testmain.go") || place.starts_with("./") {
            return place.to_string();
        }
        format!("{root}/src/{place}")
    }

    /// The calls of a goroutine, innermost first: the first ones, how many are left out, the last ones.
    fn calls(&self, g: &Goroutine, over: Option<&Overflow>) -> (Vec<Call>, usize, VecDeque<Call>) {
        // Go counts its own frames below the program's here: runtime.main and goexit.
        let hidden = match over {
            None => 0,
            Some(_) if g.id == 1 || self.wrapped(g).is_some() => 2,
            Some(_) => 1,
        };
        // Without an estimate of gc's stack our own calls are counted.
        let estimate = over.filter(|over| over.calls > 0);
        // A runaway recursion has millions of frames: only those at the ends are looked at closely.
        let (mut frames, mut bottom) = (vec![], VecDeque::new());
        let (mut left_out, mut beyond) = (0, over.map_or(0, |o| o.beyond));
        self.places().walk(g, &mut |frame| {
            if beyond > 0 && frames.is_empty() {
                let calls = self.gc_calls(&frame);
                if calls <= beyond {
                    beyond -= calls;
                    return true;
                }
            }
            if frames.len() < TOP + BOTTOM {
                frames.push(frame);
            } else {
                bottom.push_back(frame);
                if bottom.len() > BOTTOM
                    && let Some(gone) = bottom.pop_front()
                {
                    left_out += if estimate.is_some() { 1 } else { self.call_count(&gone) };
                }
            }
            true
        });
        frames.extend(bottom);
        let (mut first, mut last) = (vec![], VecDeque::new());
        let mut elided = left_out;
        let mut add = |call: Call| {
            if beyond > 0 {
                beyond -= 1;
            } else if first.len() < TOP {
                first.push(call);
            } else {
                last.push_back(call);
                if last.len() > BOTTOM - hidden {
                    last.pop_front();
                    elided += 1;
                }
            }
        };
        let waits = g.state == GState::Waiting;
        let mut top = true;
        if (self.complete() || self.cause == Cause::Map) && g.state == GState::Running {
            sysframes::dying(self.cause).iter().for_each(|f| add(sysframes::call(f)));
            let raises = matches!(self.cause, Cause::Panic | Cause::PrintingText | Cause::PrintingValue);
            if let Some(p) = g.panics.last().filter(|_| raises) {
                self.raising_calls(p, &mut add);
            }
        }
        for frame in &frames {
            if top && waits && self.complete() {
                let two = self.code[frame.at.0 as usize].op() == Op::Recv2 as u16;
                sysframes::parked(g.wait.0, two).iter().for_each(|f| add(sysframes::call(f)));
            }
            if top && waits {
                for f in libframes::native(self.native_at(frame.at)) {
                    add(Call::of(f.call, f.place, f.inlined));
                }
            }
            self.frame_calls(g, frame, waits && top, &mut add);
            top = false;
        }
        let cleans = |frame: &Frame| self.program.funcs[frame.func.0 as usize].name.starts_with("runtime.AddCleanup[");
        if g.system && !frames.last().is_some_and(cleans) {
            add(sysframes::call(&sysframes::RUN_FINALIZERS));
        }
        let mut chain = Inlining::default();
        match estimate.filter(|_| elided > 0) {
            Some(over) => {
                if over.printer {
                    above_top(&mut first);
                } else {
                    enter_top(&mut first);
                }
                let mut decisions = over.decisions.iter();
                for call in first.iter_mut().skip(1).filter(|c| c.inlined && c.may_inline.is_some()) {
                    if decisions.next() == Some(&false) {
                        call.take_frame();
                    }
                }
                last.iter_mut().rev().for_each(|c| chain.decide(c));
                elided = over.calls.saturating_sub(first.len() + last.len());
            }
            None => first.iter_mut().chain(last.iter_mut()).rev().for_each(|c| chain.decide(c)),
        }
        (first, elided, last)
    }

    /// A goroutine as profiles see it; see `goroutineFrames` in `natives::stack`.
    pub(crate) fn profile_frames(&self, g: &Goroutine) -> String {
        // The addresses of the frames that a profile does not name are those of a typical program: they decide the order
        // of stacks that are equally frequent.
        let hidden = match g.wait.0 {
            _ if g.state != GState::Waiting => "440e11 47cb9d",
            "sleep" => "47d82a",
            "chan send" => "47d82a 41421c 413e17",
            "chan send (nil chan)" => "47d82a 413f2c 413e17",
            "chan receive (nil chan)" => "47d82a 414e59 414c72",
            "select" => "47d82a 45ca17",
            "select (no cases)" => "47d82a 45bf66",
            "sync.Cond.Wait" => "47d82a 47ec33",
            "IO wait" => "47d82a 444297 47d205",
            r if r.starts_with("sync.") => "47d82a 45d7d2 45d7a9",
            "chan receive" if self.offset(g.pc).is_some_and(|at| self.code[at as usize].op() == Op::Recv2 as u16) => {
                "47d82a 41512e 414c92"
            }
            _ => "47d82a 41512e 414c72",
        };
        let labels = g.labels.as_deref().map_or("", |l| l);
        let mut out = format!("{hidden}\u{1}{labels}\n");
        let (mut calls, _, last) = self.calls(g, None);
        calls.extend(last);
        let root = self.goroot();
        for call in &calls {
            let _ = writeln!(out, "{} {} {:x}", call.function(), self.full_place(&root, &call.place), call.address());
        }
        if g.id == 1 {
            let _ = writeln!(out, "runtime.main {root}/src/runtime/proc.go:302 44aa26");
        }
        out
    }

    /// Where profiles say that a function's code begins: gc lays out named functions in the order of their text, and function
    /// literals behind them, last first.
    fn code_address(&self, func: &Func) -> u64 {
        let (_, line) = self.line_of(func, func.code);
        let file = func.lines.first().map_or(0, |l| l.file) & 3;
        let line = u64::from(line.min(4095));
        let literal = func.name.contains(".func") || func.name.contains(".gowrap");
        let order = if literal { 0x10000 - line } else { line };
        0x49_0000 + (u64::from(literal) << 21) + (u64::from(file) << 18) + (order << 6)
    }

    /// How many calls a frame shows.
    fn call_count(&self, frame: &Frame) -> usize {
        let func = &self.program.funcs[frame.func.0 as usize];
        let own = usize::from(!func.wrapper && !func.name.is_empty());
        own + func.inlined.iter().filter(|r| r.start <= frame.at && frame.at < r.end).count()
    }

    /// The native that the instruction at a place calls.
    fn native_at(&self, at: CodeOffset) -> &str {
        let word = self.code[at.0 as usize];
        if word.op() != Op::CallN as u16 {
            return "";
        }
        self.program.natives.get(word.d() as usize).map_or("", |n| n)
    }

    /// The calls that a frame shows: a `panic(...)` where one began, inlined calls, the function itself.
    fn frame_calls(&self, g: &Goroutine, frame: &Frame, waits: bool, add: &mut dyn FnMut(Call)) {
        if let Some(p) = frame.panic.filter(|_| frame.kind == At::Panic).and_then(|k| g.panics.get(k)) {
            let prints = g.printing.as_ref().filter(|made| frame.panic == made.all.checked_sub(1));
            if let Some(made) = prints {
                sysframes::printing(made.error).iter().for_each(|f| add(sysframes::call(f)));
            } else if p.goexit {
                add(Call::of("runtime.Goexit()", "runtime/panic.go:694", false));
            } else {
                let [ty, data] = p.value;
                add(Call::of(format!("panic({{{ty:#x}?, {data:#x}?}})"), "runtime/panic.go:859", false));
                if self.complete() {
                    self.raising_calls(p, add);
                }
            }
        }
        let func = &self.program.funcs[frame.func.0 as usize];
        let (mut file, mut line) = self.line_of(func, frame.at);
        let by_system = g.system && frame.ret == self.stubs.go_exit;
        let inlined = func.gc_inline && !by_system && !self.called_dynamically(frame);
        let mut code = self.code_address(func);
        if inlined
            && frame.ret == self.stubs.go_exit
            && let Some(at) = self.offset(g.created)
        {
            // Inlined into the closure that gc makes of the go statement.
            code = 0x71_0000 - u64::from(at & 0x3fff) * 0x40;
        }
        let (asleep, mut waits) = (waits, waits);
        // A method of a pointer has no function around it in gc's program.
        let around_pointer = func.wrapper && (func.name.contains('(') || self.has_pointer_receiver(func));
        for r in func.inlined.iter().rev().filter(|r| r.start <= frame.at && frame.at < r.end) {
            let kept = r.kept.iter().filter(|k| k.1 <= line).fold(0u32, |bits, k| bits | 1 << (k.0 & 31));
            let args = arguments(&r.args_shape, kept, None);
            let own = around_pointer && r.name == func.name;
            // Waiting for the other caller, doSlow stands at its lock.
            let waits = std::mem::take(&mut waits) || asleep && &*r.name == "sync.(*Once).doSlow";
            let place = format!("{file}:{line}");
            let inlined = r.gc_inline && !own;
            add_call(Shown { name: &r.name, args, place, inlined, waits, code, decl: r.decl }, add);
            file = self.program.files.get(r.file as usize).map_or("?", |f| f);
            line = r.line;
        }
        // A closure that gc wraps a deferred call in is shown when it is itself what panics.
        let inner = func.inlined.iter().any(|r| r.start <= frame.at && frame.at < r.end);
        if self.complete()
            && let Some(name) = self.entry_of_interface(func)
            && !self.has_pointer_receiver(func)
        {
            // gc's is made for a pointer to the value.
            add(Call::of(format!("{name}(0xc000012345?)"), "<autogenerated>:1", false));
        }
        let deferred = func.name.contains(".deferwrap") && (frame.kind != At::Call && !inner || self.complete());
        if func.name.is_empty()
            || func.wrapper && !deferred
            || crate::panic::is_reflected(&func.name) && &*func.name != "reflect.Value.call"
        {
            return;
        }
        let known = func.live_args.partition_point(|&(at, _)| at <= frame.at);
        let live = known.checked_sub(1).map_or(0, |i| func.live_args[i].1);
        let args = arguments(&func.args_shape, live, Some(frame.fp));
        let waits = waits || asleep && &*func.name == "sync.(*Once).doSlow";
        let home = if inlined { self.home_of_literal(frame) } else { None };
        let mut add = |mut call: Call| {
            call.home.clone_from(&home);
            add(call);
        };
        let place = format!("{file}:{line}");
        add_call(Shown { name: &func.name, args, place, inlined, waits, code, decl: func.decl }, &mut add);
    }

    /// The calls of the run-time system that raised a panic.
    fn raising_calls(&self, p: &PanicRec, add: &mut dyn FnMut(Call)) {
        let (kind, text) = raised(self, p);
        sysframes::raising(kind, &text).iter().for_each(|f| add(sysframes::call(f)));
    }

    /// gc's name of the function that stands between a call of an interface's method and a method of a value.
    pub(crate) fn entry_of_interface(&self, func: &Func) -> Option<String> {
        let plain = func.wrapper
            && !func.name.contains(['[', '('])
            && !func.name.contains("wrap")
            && !func.name.ends_with("-fm");
        let (owner, method) = func.name.rsplit_once('.').filter(|_| plain)?;
        let (package, name) = owner.rsplit_once('.')?;
        Some(format!("{package}.(*{name}).{method}"))
    }

    /// Whether a method's receiver is one pointer, which gc's interfaces hold as it is.
    fn has_pointer_receiver(&self, func: &Func) -> bool {
        let Some((owner, _)) = func.name.rsplit_once('.') else { return false };
        let owner = self.program.types.iter().position(|t| *t.name == *owner);
        owner.is_some_and(|i| self.is_pointer_shaped(RtTypeId(i as u32)))
    }

    fn is_pointer_shaped(&self, ty: RtTypeId) -> bool {
        let t = &self.program.types[ty.0 as usize];
        match t.kind {
            Kind::Pointer | Kind::Chan | Kind::Map | Kind::Func | Kind::UnsafePointer => true,
            Kind::Struct => matches!(&t.fields[..], [f] if self.is_pointer_shaped(f.ty)),
            Kind::Array => t.len == 1 && self.is_pointer_shaped(t.elem),
            _ => false,
        }
    }

    /// Whether a frame was not entered by a plain call of a known function (so gc would not have inlined it).
    pub(crate) fn called_dynamically(&self, frame: &Frame) -> bool {
        let func = &self.program.funcs[frame.func.0 as usize];
        let Some(at) = self.offset(frame.ret) else {
            // Go wraps a call with arguments in a closure, into which it is inlined.
            return frame.ret != self.stubs.go_exit || func.param_slots == 0;
        };
        let op = if at == 0 { 0 } else { self.code[at as usize - 1].op() };
        if op != Op::CallC as u16 {
            return op != Op::Call as u16;
        }
        // Of a literal the calls where it stands decide; see `Inlining`.
        !func.name.contains(".func")
    }

    /// The function that a literal stands in, if the frame was entered by a call of a func value.
    fn home_of_literal(&self, frame: &Frame) -> Option<String> {
        let at = self.offset(frame.ret).filter(|&at| at > 0)?;
        let func = &self.program.funcs[frame.func.0 as usize];
        let literal = self.code[at as usize - 1].op() == Op::CallC as u16;
        literal.then(|| func.name.rsplit_once('.').map(|(home, _)| home.to_string())).flatten()
    }

    /// The traces of the goroutines that do not run now, an empty line before each.
    pub(crate) fn other_traces(&self, out: &mut String) {
        let mut all = self.all.clone();
        let mut system = self.complete();
        let mut write_system = |out: &mut String| {
            if std::mem::take(&mut system) {
                sysframes::write_system(&self.goroot(), &self.system_goroutines(), out);
            }
        };
        // SAFETY: goroutines live as long as the VM.
        all.sort_by_key(|&g| unsafe { (*g).id });
        for g in all {
            // SAFETY: as above.
            let g = unsafe { &*g };
            if g.id > 1 {
                write_system(out);
            }
            if !ptr::eq(g, self.cur) && !g.system {
                out.push('\n');
                self.goroutine_trace(g, out);
            }
        }
        write_system(out);
    }

    /// What there would be of the goroutines of gc's run-time system.
    fn system_goroutines(&self) -> System {
        // Some ten milliseconds' work: by then another processor has run them.
        const LONG: u64 = 2_000_000;
        // SAFETY: goroutines live as long as the VM.
        let begun = |&g: &*mut Goroutine| g != self.cur && unsafe { (*g).state != GState::Ready };
        let deep = !self.gc_stacks.is_empty();
        let waited = deep || !self.dead.is_empty() || self.all.iter().any(begun) || self.steps > LONG;
        let collected = self.heap.stats().num_gc > 0;
        System {
            // Package os makes it.
            finalizers: self.program.funcs.iter().any(|f| f.name.starts_with("os.")),
            fresh: !waited && !collected,
            workers: if collected { processors() } else { 0 },
        }
    }

    /// The traces of all goroutines, the current one first, an empty line before each.
    pub(crate) fn trace_all(&self, out: &mut String) {
        out.push_str(&self.all_traces());
    }

    /// See `trace_all`.
    pub(crate) fn all_traces(&self) -> String {
        let mut out = String::new();
        if !self.cur.is_null() {
            out.push('\n');
            // SAFETY: the current goroutine is live.
            self.goroutine_trace(unsafe { &*self.cur }, &mut out);
        }
        self.other_traces(&mut out);
        out
    }

    /// What GOTRACEBACK asks for after a panic or an error that the program has made: the current goroutine, or all.
    pub(crate) fn user_traces(&self, out: &mut String) {
        if self.traceback == Level::None || self.cur.is_null() {
            return;
        }
        out.push('\n');
        // SAFETY: the current goroutine is live.
        self.goroutine_trace(unsafe { &*self.cur }, out);
        if self.traceback >= Level::All {
            self.other_traces(out);
        }
    }

    /// After an error of the run-time system itself all goroutines are shown.
    pub(crate) fn throw_traces(&self, out: &mut String) {
        if self.traceback != Level::None {
            self.trace_all(out);
        }
    }

    /// Ends the program as a signal like SIGQUIT does: every goroutine's trace, exit code 2.
    pub(crate) fn signal_dump(&mut self, signal: i32) {
        self.throw(Cause::None);
        let addr = if matches!(signal, libc::SIGSEGV | libc::SIGBUS) { " addr=0x1" } else { "" };
        let mut report = format!("{}\nPC=0x401000 m=0 sigcode=0{addr}\n", crate::signals::describe(signal));
        if matches!(signal, libc::SIGFPE | libc::SIGILL) {
            let _ = writeln!(report, "instruction bytes:{}", " 0x0".repeat(16));
        }
        let running = self.sched.last_queued();
        if self.cur.is_null() && !running.is_null() {
            // It was running when the signal came.
            self.cur = running;
        }
        if self.cur.is_null() {
            sysframes::write_idle(&self.goroot(), &mut report);
        } else {
            // SAFETY: goroutines live as long as the VM.
            unsafe { (*self.cur).state = GState::Running };
        }
        self.trace_all(&mut report);
        sysframes::write_registers(&mut report);
        self.fatal(report);
    }
}

/// The arguments of a call: a slot whose value is no longer needed gets a question mark.
fn arguments(shape: &str, live: u32, fp: Option<*mut u64>) -> String {
    let mut out = String::new();
    let mut chars = shape.chars();
    while let Some(c) = chars.next() {
        match c {
            '\u{1}' | '\u{2}' => {
                let slot = chars.next().map_or(0, |c| c as u32 - 0x20);
                // SAFETY: parameters stand in the first slots of the frame.
                let value = fp.map_or(0, |fp| unsafe { *fp.add(slot as usize) });
                let _ = write!(out, "{value:#x}");
                if c == '\u{1}' && (slot > 31 || live >> slot & 1 == 0) {
                    out.push('?');
                }
            }
            c => out.push(c),
        }
    }
    out
}
