//! Go's traces: frames of a goroutine with file and line, and where it was created.

use crate::goroutine::{GState, Goroutine};
use crate::libframes;
use crate::vm::Vm;
use crate::walk::{At, Frame};
use std::collections::VecDeque;
use std::fmt::Write;
use std::ptr;
use vole_bytecode::{CodeOffset, Func, Insn};

/// Frames shown at each end of a long trace.
const TOP: usize = 50;
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
            other => match other.parse::<u32>() {
                Ok(n) if n >= 2 => Level::System,
                _ => Level::Single,
            },
        }
    }

    pub fn from_env(env: &[(String, String)]) -> Level {
        env.iter().find(|(k, _)| k == "GOTRACEBACK").map_or(Level::Single, |(_, v)| Level::parse(v))
    }
}

/// A call of a trace.
struct Call {
    /// As printed, arguments included.
    text: String,
    /// A function that gc inlines where it can: the arguments it has otherwise.
    may_inline: Option<String>,
    /// File and line.
    place: String,
    /// gc prints no offset for it.
    inlined: bool,
}

/// Follows the calls of a trace and decides which ones gc has inlined: a function is not inlined into itself, but once.
#[derive(Default)]
struct Inlining {
    frame: String,
    chain: Vec<String>,
}

impl Inlining {
    fn name(call: &Call) -> &str {
        call.text
            .split_once('(')
            .map_or(&*call.text, |(name, _)| if name.is_empty() || name.ends_with('.') { &*call.text } else { name })
    }

    /// From the outermost call inwards.
    fn decide(&mut self, call: &mut Call) {
        let name = call.text.strip_suffix("(...)").unwrap_or(Self::name(call)).to_string();
        let again = self.chain.contains(&name) || name == self.frame && !self.chain.is_empty();
        if !call.inlined {
            self.frame = name;
            self.chain.clear();
        } else if again && let Some(args) = call.may_inline.take() {
            call.text = format!("{name}({args})");
            call.inlined = false;
            self.frame = name;
            self.chain.clear();
        } else {
            self.chain.push(name);
        }
    }

    /// From the innermost call outwards: every second call of a recursion has a frame of its own.
    fn alternate(&mut self, call: &mut Call) {
        let name = call.text.strip_suffix("(...)").unwrap_or(Self::name(call)).to_string();
        if call.inlined
            && self.chain.is_empty()
            && let Some(args) = call.may_inline.take()
        {
            call.text = format!("{name}({args})");
            call.inlined = false;
            self.chain.push(name);
        } else {
            self.chain.clear();
        }
    }
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
        self.goroutine_trace_below(g, 0, out);
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

    /// The same where the run-time system counts `hidden` frames of its own below the goroutine's.
    pub(crate) fn goroutine_trace_below(&self, g: &Goroutine, hidden: usize, out: &mut String) {
        let system = self.traceback >= Level::System;
        let machine = if system { " gp=0xc000012345 m=nil" } else { "" };
        let _ = writeln!(out, "goroutine {}{machine} [{}]:", g.id, self.state_text(g));
        let (first, elided, last) = self.calls(g, hidden);
        let root = self.goroot();
        let mut write = |call: &Call| {
            let place = self.full_place(&root, &call.place);
            let offset = if call.inlined { "" } else { " +0x1d" };
            let frame = if system && !call.inlined { " fp=0xc000012345 sp=0xc000012345 pc=0x401000" } else { "" };
            let _ = writeln!(out, "{}\n\t{place}{offset}{frame}", call.text);
        };
        let _ = hidden;
        first.iter().for_each(&mut write);
        if elided > 0 {
            let _ = writeln!(out, "...{elided} frames elided...");
        }
        last.iter().for_each(|call| {
            let place = self.full_place(&root, &call.place);
            let offset = if call.inlined { "" } else { " +0x1d" };
            let frame = if system && !call.inlined { " fp=0xc000012345 sp=0xc000012345 pc=0x401000" } else { "" };
            let _ = writeln!(out, "{}\n\t{place}{offset}{frame}", call.text);
        });
        if system {
            let main = if g.id == 1 {
                format!("runtime.main()\n\t{root}/src/runtime/proc.go:302 +0x427\n")
            } else {
                String::new()
            };
            let _ = writeln!(out, "{main}runtime.goexit({{}})\n\t{root}/src/runtime/asm_amd64.s:1264 +0x1");
        }
        if let Some((name, place)) = self.creation(g) {
            let place = self.full_place(&root, &place);
            let parent = if g.parent == 0 { String::new() } else { format!(" in goroutine {}", g.parent) };
            let _ = writeln!(out, "created by {name}{parent}\n\t{place} +0x1d");
        }
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
    fn calls(&self, g: &Goroutine, hidden: usize) -> (Vec<Call>, usize, VecDeque<Call>) {
        // A runaway recursion has millions of frames: only those at the ends are looked at closely.
        let (mut frames, mut bottom) = (vec![], VecDeque::new());
        let (mut count, mut left_out) = (0, 0);
        self.places().walk(g, &mut |frame| {
            count += 1;
            if count <= TOP + BOTTOM {
                frames.push(frame);
            } else {
                bottom.push_back(frame);
                if bottom.len() > BOTTOM
                    && let Some(gone) = bottom.pop_front()
                {
                    left_out += self.call_count(&gone);
                }
            }
            true
        });
        frames.extend(bottom);
        let (mut first, mut last) = (vec![], VecDeque::new());
        let mut elided = left_out;
        let mut add = |call: Call| {
            if first.len() < TOP {
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
        for frame in &frames {
            if top && waits {
                for f in libframes::native(self.native_at(frame.at)) {
                    add(Call { text: f.call.into(), may_inline: None, place: f.place.into(), inlined: f.inlined });
                }
            }
            self.frame_calls(g, frame, waits && top, &mut add);
            top = false;
        }
        if elided > 0 {
            // A recursion without end: the innermost call began a frame of its own.
            let mut chain = Inlining::default();
            first.iter_mut().for_each(|c| chain.alternate(c));
            let mut chain = Inlining::default();
            last.iter_mut().rev().for_each(|c| chain.decide(c));
        } else {
            let mut chain = Inlining::default();
            first.iter_mut().chain(last.iter_mut()).rev().for_each(|c| chain.decide(c));
        }
        (first, elided, last)
    }

    /// A goroutine as profiles see it; see `goroutineFrames` in `natives::stack`.
    pub(crate) fn profile_frames(&self, g: &Goroutine) -> String {
        let hidden = match g.wait.0 {
            _ if g.state != GState::Waiting => 2,
            "sleep" => 1,
            "select" | "select (no cases)" | "sync.Cond.Wait" => 2,
            _ => 3,
        };
        let mut out = format!("{hidden}\n");
        let (mut calls, _, last) = self.calls(g, 0);
        calls.extend(last);
        let root = self.goroot();
        for call in &calls {
            let name = match call.text.rfind('(') {
                Some(_) if call.text.ends_with("(...)") => &call.text[..call.text.len() - 5],
                Some(_) => {
                    // The arguments begin at the bracket that the last one closes.
                    let mut depth = 0;
                    let open = call.text.char_indices().rev().find(|&(_, c)| {
                        depth += i32::from(c == ')') - i32::from(c == '(');
                        depth == 0
                    });
                    open.map_or(&*call.text, |(i, _)| &call.text[..i])
                }
                None => &call.text,
            };
            let _ = writeln!(out, "{name} {}", self.full_place(&root, &call.place));
        }
        if g.id == 1 {
            let _ = writeln!(out, "runtime.main {root}/src/runtime/proc.go:302");
        }
        out
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
        if word.op() != vole_bytecode::Op::CallN as u16 {
            return "";
        }
        self.program.natives.get(word.d() as usize).map_or("", |n| n)
    }

    /// The calls that a frame shows: a `panic(...)` where one began, inlined calls, the function itself.
    fn frame_calls(&self, g: &Goroutine, frame: &Frame, waits: bool, add: &mut dyn FnMut(Call)) {
        if let Some(p) = frame.panic.filter(|_| frame.kind == At::Panic).and_then(|k| g.panics.get(k)) {
            if p.goexit {
                let place = "runtime/panic.go:694".into();
                add(Call { text: "runtime.Goexit()".into(), may_inline: None, place, inlined: false });
            } else {
                let [ty, data] = p.value;
                let place = "runtime/panic.go:859".into();
                let text = format!("panic({{{ty:#x}?, {data:#x}?}})");
                add(Call { text, may_inline: None, place, inlined: false });
            }
        }
        let func = &self.program.funcs[frame.func.0 as usize];
        let (mut file, mut line) = self.line_of(func, frame.at);
        let dynamic = self.called_dynamically(frame);
        for r in func.inlined.iter().rev().filter(|r| r.start <= frame.at && frame.at < r.end) {
            let args = arguments(&r.args_shape, 0, None);
            self.add_call(&r.name, args, format!("{file}:{line}"), r.gc_inline, waits, add);
            file = self.program.files.get(r.file as usize).map_or("?", |f| f);
            line = r.line;
        }
        if func.name.is_empty() || func.wrapper && !func.name.contains(".deferwrap") {
            return;
        }
        let live = func.live_args.binary_search_by_key(&frame.at, |&(at, _)| at);
        let live = live.map_or(0, |i| func.live_args[i].1);
        let args = arguments(&func.args_shape, live, Some(frame.fp));
        self.add_call(&func.name, args, format!("{file}:{line}"), func.gc_inline && !dynamic, waits, add);
    }

    fn add_call(&self, name: &str, args: String, place: String, inlined: bool, waits: bool, add: &mut dyn FnMut(Call)) {
        match libframes::frames(name, waits).or_else(|| libframes::frames(name, false)) {
            Some(frames) if !name.starts_with("main.") => {
                for f in frames {
                    add(Call { text: f.call.into(), may_inline: None, place: f.place.into(), inlined: f.inlined });
                }
            }
            _ => {
                let name = generic_name(name);
                let (text, may_inline) =
                    if inlined { (format!("{name}(...)"), Some(args)) } else { (format!("{name}({args})"), None) };
                add(Call { text, may_inline, place, inlined });
            }
        }
    }

    /// Whether a frame was not entered by a plain call of a known function (so gc would not have inlined it).
    fn called_dynamically(&self, frame: &Frame) -> bool {
        // SAFETY: every frame stands behind its links.
        let ret = unsafe { *frame.fp.sub(3) as *const Insn };
        let func = &self.program.funcs[frame.func.0 as usize];
        let Some(at) = self.offset(ret) else {
            // Go wraps a call with arguments in a closure, into which it is inlined.
            return ret != self.stubs.go_exit || func.param_slots == 0 || func.name.contains(".func");
        };
        at == 0 || self.code[at as usize - 1].op() != vole_bytecode::Op::Call as u16
    }

    /// The traces of the goroutines that do not run now, an empty line before each.
    pub(crate) fn other_traces(&self, out: &mut String) {
        let mut all = self.all.clone();
        // SAFETY: goroutines live as long as the VM.
        all.sort_by_key(|&g| unsafe { (*g).id });
        for g in all {
            // SAFETY: as above.
            let g = unsafe { &*g };
            if !ptr::eq(g, self.cur) && !g.system {
                out.push('\n');
                self.goroutine_trace(g, out);
            }
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
        let mut report = format!("{}\nPC=0x401000 m=0 sigcode=0\n", crate::signals::describe(signal));
        self.throw_traces(&mut report);
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

/// An instance of a generic function is shown as `F[...]`.
fn generic_name(name: &str) -> std::borrow::Cow<'_, str> {
    let Some(open) = name.find('[') else { return name.into() };
    let mut depth = 0;
    for (i, c) in name[open..].char_indices() {
        match c {
            '[' => depth += 1,
            ']' => {
                depth -= 1;
                if depth == 0 {
                    return format!("{}[...]{}", &name[..open], &name[open + i + 1..]).into();
                }
            }
            _ => {}
        }
    }
    name.into()
}
