//! Go's traces: frames of a goroutine with file and line, and where it was created.

use crate::goroutine::{GState, Goroutine};
use crate::libframes;
use crate::sysframes::{self, Cause};
use crate::vm::Vm;
use crate::walk::{At, Frame};
use std::collections::VecDeque;
use std::fmt::Write;
use std::ptr;
use vole_bytecode::{CodeOffset, Func, Insn, Op};

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
pub(crate) struct Call {
    /// As printed, arguments included.
    pub text: String,
    /// A function that gc inlines where it can: the arguments it has otherwise.
    pub may_inline: Option<String>,
    /// File and line.
    pub place: String,
    /// gc prints no offset for it.
    pub inlined: bool,
    /// Where its code lies, as profiles have it; 0: nobody knows.
    pub code: u64,
    /// A function literal called by its value: the function that it stands in. gc knows it there.
    pub home: Option<String>,
}

/// A function's frame on its way into a trace.
struct Shown<'a> {
    name: &'a str,
    args: String,
    place: String,
    /// gc would have inlined it.
    inlined: bool,
    /// The goroutine sleeps in it.
    waits: bool,
    /// Where gc's code of it would stand.
    code: u64,
}

/// The calls that a function shows: those inside a library function's are the ones that Go has there.
fn add_call(shown: Shown<'_>, add: &mut dyn FnMut(Call)) {
    let Shown { name, args, place, inlined, waits, code } = shown;
    match libframes::frames(name, waits).or_else(|| libframes::frames(name, false)) {
        Some(frames) if !name.starts_with("main.") => {
            for f in frames {
                add(Call::of(f.call, f.place, f.inlined));
            }
        }
        _ => {
            let name = generic_name(name);
            let (text, may_inline) =
                if inlined { (format!("{name}(...)"), Some(args)) } else { (format!("{name}({args})"), None) };
            add(Call { text, may_inline, place, inlined, code, home: None });
        }
    }
}

impl Call {
    /// A call that is not one of the program's functions.
    pub(crate) fn of(text: impl Into<String>, place: &str, inlined: bool) -> Call {
        Call { text: text.into(), may_inline: None, place: place.into(), inlined, code: 0, home: None }
    }

    /// The name of the function.
    fn function(&self) -> &str {
        match self.text.rfind('(') {
            Some(_) if self.text.ends_with("(...)") => &self.text[..self.text.len() - 5],
            Some(_) => {
                // The arguments begin at the bracket that the last one closes.
                let mut depth = 0;
                let open = self.text.char_indices().rev().find(|&(_, c)| {
                    depth += i32::from(c == ')') - i32::from(c == '(');
                    depth == 0
                });
                open.map_or(&*self.text, |(i, _)| &self.text[..i])
            }
            None => &self.text,
        }
    }

    /// An address for profiles: equal calls have equal ones.
    fn address(&self) -> u64 {
        let line = self.place.rsplit_once(':').and_then(|(_, l)| l.parse::<u64>().ok()).unwrap_or(0);
        match self.function() {
            _ if self.code != 0 => self.code + (line & 0x3f),
            "internal/sync.runtime_SemacquireMutex" => 0x47_ea04,
            "sync.runtime_SemacquireRWMutexR" => 0x47_ea64,
            "sync.runtime_SemacquireRWMutex" => 0x47_ea84,
            "sync.runtime_SemacquireWaitGroup" => 0x47_eacd,
            "time.Sleep" => 0x48_0d05,
            name => {
                let hash = name.bytes().fold(0xcbf2_9ce4u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x0100_0193));
                0x48_1000 + (hash & 0xffc0) + (line & 0x3f)
            }
        }
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
        let unknown = call.home.as_ref().is_some_and(|home| *home != self.frame && !self.chain.contains(home));
        let again = unknown || self.chain.contains(&name) || name == self.frame && !self.chain.is_empty();
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
            && (self.chain.is_empty() || call.home.is_some())
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

    /// Whether reports show the run-time system's part too.
    fn complete(&self) -> bool {
        self.traceback >= Level::System
    }

    /// An error of the run-time system itself: whatever was asked for, the report is complete.
    pub(crate) fn throw(&mut self, cause: Cause) {
        self.traceback = self.traceback.max(Level::System);
        self.cause = cause;
    }

    /// The same where the run-time system counts `hidden` frames of its own below the goroutine's.
    pub(crate) fn goroutine_trace_below(&self, g: &Goroutine, hidden: usize, out: &mut String) {
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
            let (first, elided, last) = self.calls(g, hidden);
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
        if (self.complete() || self.cause == Cause::Map) && g.state == GState::Running {
            sysframes::dying(self.cause).iter().for_each(|f| add(sysframes::call(f)));
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
            r if r.starts_with("sync.") => "47d82a 45bfb2 45bf89",
            _ => "47d82a 41512e 414c72",
        };
        let labels = g.labels.as_deref().map_or("", |l| l);
        let mut out = format!("{hidden}\u{1}{labels}\n");
        let (mut calls, _, last) = self.calls(g, 0);
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
            if p.goexit {
                add(Call::of("runtime.Goexit()", "runtime/panic.go:694", false));
            } else {
                let [ty, data] = p.value;
                add(Call::of(format!("panic({{{ty:#x}?, {data:#x}?}})"), "runtime/panic.go:859", false));
            }
        }
        let func = &self.program.funcs[frame.func.0 as usize];
        let (mut file, mut line) = self.line_of(func, frame.at);
        let inlined = func.gc_inline && !self.called_dynamically(frame);
        let mut code = self.code_address(func);
        // SAFETY: every frame stands behind its links.
        let ret = unsafe { *frame.fp.sub(3) as *const Insn };
        if inlined
            && ret == self.stubs.go_exit
            && let Some(at) = self.offset(g.created)
        {
            // Inlined into the closure that gc makes of the go statement.
            code = 0x71_0000 - u64::from(at & 0x3fff) * 0x40;
        }
        let (asleep, mut waits) = (waits, waits);
        for r in func.inlined.iter().rev().filter(|r| r.start <= frame.at && frame.at < r.end) {
            let args = arguments(&r.args_shape, 0, None);
            // Waiting for the other caller, doSlow stands at its lock.
            let waits = std::mem::take(&mut waits) || asleep && &*r.name == "sync.(*Once).doSlow";
            let place = format!("{file}:{line}");
            add_call(Shown { name: &r.name, args, place, inlined: r.gc_inline, waits, code }, add);
            file = self.program.files.get(r.file as usize).map_or("?", |f| f);
            line = r.line;
        }
        // A closure that gc wraps a deferred call in is shown when it is itself what panics.
        let inner = func.inlined.iter().any(|r| r.start <= frame.at && frame.at < r.end);
        let deferred = func.name.contains(".deferwrap") && (frame.kind != At::Call && !inner || self.complete());
        if func.name.is_empty()
            || func.wrapper && !deferred
            || crate::panic::is_reflected(&func.name) && &*func.name != "reflect.Value.call"
        {
            return;
        }
        let live = func.live_args.binary_search_by_key(&frame.at, |&(at, _)| at);
        let live = live.map_or(0, |i| func.live_args[i].1);
        let args = arguments(&func.args_shape, live, Some(frame.fp));
        let waits = waits || asleep && &*func.name == "sync.(*Once).doSlow";
        let home = if inlined { self.home_of_literal(frame) } else { None };
        let mut add = |mut call: Call| {
            call.home.clone_from(&home);
            add(call);
        };
        let place = format!("{file}:{line}");
        add_call(Shown { name: &func.name, args, place, inlined, waits, code }, &mut add);
    }

    /// Whether a frame was not entered by a plain call of a known function (so gc would not have inlined it).
    fn called_dynamically(&self, frame: &Frame) -> bool {
        // SAFETY: every frame stands behind its links.
        let ret = unsafe { *frame.fp.sub(3) as *const Insn };
        let func = &self.program.funcs[frame.func.0 as usize];
        let Some(at) = self.offset(ret) else {
            // Go wraps a call with arguments in a closure, into which it is inlined.
            return ret != self.stubs.go_exit || func.param_slots == 0;
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
        // SAFETY: every frame stands behind its links.
        let ret = unsafe { *frame.fp.sub(3) as *const Insn };
        let at = self.offset(ret).filter(|&at| at > 0)?;
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
                sysframes::write_system(&self.goroot(), self.has_finalizers(), out);
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

    /// Whether gc's goroutine that runs finalizers would exist: package os makes it.
    fn has_finalizers(&self) -> bool {
        self.program.funcs.iter().any(|f| f.name.starts_with("os."))
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
        let mut report = format!("{}\nPC=0x401000 m=0 sigcode=0\n", crate::signals::describe(signal));
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
