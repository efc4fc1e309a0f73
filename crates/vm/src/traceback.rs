//! Go's traces: frames of a goroutine with file and line, and where it was created.

use crate::goroutine::{GState, Goroutine, PanicRec};
use crate::vm::Vm;
use crate::walk::{At, Frame};
use std::collections::VecDeque;
use std::fmt::Write;
use std::ptr;
use vole_bytecode::{CodeOffset, Func};

/// Frames shown at each end of a long trace.
const TOP: usize = 50;
const BOTTOM: usize = 50;

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

    /// The same where the run-time system counts `hidden` frames of its own below the goroutine's.
    pub(crate) fn goroutine_trace_below(&self, g: &Goroutine, hidden: usize, out: &mut String) {
        let state = match g.state {
            GState::Running => "running",
            GState::Ready | GState::Dead => "runnable",
            GState::Waiting => g.wait.0,
        };
        let _ = writeln!(out, "goroutine {} [{state}]:", g.id);
        // The first and the last frames; a runaway recursion has millions between them.
        let (mut first, mut last) = (vec![], VecDeque::new());
        let mut elided = 0;
        self.places().walk(g, &mut |frame| {
            for line in 0..self.frame_calls(g, &frame) {
                if first.len() < TOP {
                    first.push((frame, line));
                } else {
                    last.push_back((frame, line));
                    if last.len() > BOTTOM - hidden {
                        last.pop_front();
                        elided += 1;
                    }
                }
            }
            true
        });
        for (frame, line) in &first {
            self.frame_call(g, frame, *line, out);
        }
        if elided > 0 {
            let _ = writeln!(out, "...{elided} frames elided...");
        }
        for (frame, line) in &last {
            self.frame_call(g, frame, *line, out);
        }
        if !g.created.is_null() {
            let place = self.func_at(g.created).zip(self.offset(g.created));
            if let Some((func, at)) = place {
                let func = &self.program.funcs[func.0 as usize];
                let (file, line) = self.line_of(func, CodeOffset(at));
                let name = self.inlined_name(func, CodeOffset(at));
                let _ = writeln!(out, "created by {name} in goroutine {}\n\t{file}:{line} +0x1d", g.parent);
            }
        }
    }

    fn inlined_name<'a>(&self, func: &'a Func, at: CodeOffset) -> &'a str {
        func.inlined.iter().rev().find(|r| r.start <= at && at < r.end).map_or(&func.name, |r| &r.name)
    }

    /// How many calls a frame shows: a `panic(...)` where one began, inlined calls, the function itself.
    fn frame_calls(&self, g: &Goroutine, frame: &Frame) -> usize {
        let func = &self.program.funcs[frame.func.0 as usize];
        let panic = usize::from(frame_panic(g, frame).is_some());
        let own = usize::from(!func.wrapper && !func.name.is_empty());
        panic + own + func.inlined.iter().filter(|r| r.start <= frame.at && frame.at < r.end).count()
    }

    /// Writes call `i` of a frame, innermost first.
    fn frame_call(&self, g: &Goroutine, frame: &Frame, mut i: usize, out: &mut String) {
        if let Some(p) = frame_panic(g, frame) {
            if i == 0 {
                let [ty, data] = p.value;
                let _ = writeln!(out, "panic({{{ty:#x}?, {data:#x}?}})\n\truntime/panic.go:859 +0x125");
                return;
            }
            i -= 1;
        }
        let func = &self.program.funcs[frame.func.0 as usize];
        let (mut file, mut line) = self.line_of(func, frame.at);
        for r in func.inlined.iter().rev().filter(|r| r.start <= frame.at && frame.at < r.end) {
            if i == 0 {
                let _ = writeln!(out, "{}(...)\n\t{file}:{line} +0x1d", r.name);
                return;
            }
            i -= 1;
            file = self.program.files.get(r.file as usize).map_or("?", |f| f);
            line = r.line;
        }
        let args = if func.param_slots == 0 { "" } else { "..." };
        let _ = writeln!(out, "{}({args})\n\t{file}:{line} +0x1d", func.name);
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
}

impl Vm {
    /// Ends the program as a signal like SIGQUIT does: every goroutine's trace, exit code 2.
    pub(crate) fn signal_dump(&mut self, signal: i32) {
        let mut report = format!("{}\nPC=0x401000 m=0 sigcode=0\n", crate::signals::describe(signal));
        self.trace_all(&mut report);
        self.fatal(report);
    }
}

/// The panic that began in a frame and is no Goexit.
fn frame_panic<'g>(g: &'g Goroutine, frame: &Frame) -> Option<&'g PanicRec> {
    let p = g.panics.get(frame.panic.filter(|_| frame.kind == At::Panic)?)?;
    (!p.goexit).then_some(p)
}
