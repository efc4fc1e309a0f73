//! Go's traces: frames of a goroutine with file and line, and where it was created.

use crate::goroutine::{GState, Goroutine};
use crate::vm::Vm;
use crate::walk::{At, Frame};
use std::collections::VecDeque;
use std::fmt::Write;
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
            if first.len() < TOP {
                first.push(frame);
            } else {
                last.push_back(frame);
                if last.len() > BOTTOM {
                    last.pop_front();
                    elided += 1;
                }
            }
            true
        });
        let mut lines: Vec<String> = vec![];
        for frame in &first {
            self.frame_lines(g, frame, &mut lines);
        }
        if elided > 0 {
            lines.push(format!("...{elided} frames elided...\n"));
        }
        for frame in &last {
            self.frame_lines(g, frame, &mut lines);
        }
        out.extend(lines);
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

    /// The lines of a frame: inlined calls first, the function itself last; a `panic(...)` line above where one began.
    fn frame_lines(&self, g: &Goroutine, frame: &Frame, out: &mut Vec<String>) {
        let func = &self.program.funcs[frame.func.0 as usize];
        if frame.kind == At::Panic {
            let p = &g.panics[frame.panic.unwrap_or(0)];
            if !p.goexit {
                let [ty, data] = p.value;
                out.push(format!("panic({{{ty:#x}?, {data:#x}?}})\n\truntime/panic.go:859 +0x125\n"));
            }
        }
        let (mut file, mut line) = self.line_of(func, frame.at);
        for r in func.inlined.iter().rev().filter(|r| r.start <= frame.at && frame.at < r.end) {
            out.push(format!("{}(...)\n\t{file}:{line} +0x1d\n", r.name));
            file = self.program.files.get(r.file as usize).map_or("?", |f| f);
            line = r.line;
        }
        if func.wrapper || func.name.is_empty() {
            return;
        }
        let args = if func.param_slots == 0 { "" } else { "..." };
        out.push(format!("{}({args})\n\t{file}:{line} +0x1d\n", func.name));
    }

    /// The traces of all goroutines, the current one first, an empty line before each.
    pub(crate) fn trace_all(&self, out: &mut String) {
        out.push_str(&self.all_traces());
    }

    /// See `trace_all`.
    pub(crate) fn all_traces(&self) -> String {
        let mut out = String::new();
        let mut all = self.all.clone();
        // SAFETY: goroutines live as long as the VM.
        all.sort_by_key(|&g| unsafe { (g != self.cur, (*g).id) });
        for g in all {
            out.push('\n');
            // SAFETY: as above.
            self.goroutine_trace(unsafe { &*g }, &mut out);
        }
        out
    }
}
