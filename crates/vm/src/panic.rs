//! Panics: run-time errors become Go values, deferred calls run on top of the frame that panicked, a recovered panic
//! resumes the function that deferred, an uncaught one ends the program with Go's report.
//!
//! **A panic's deferred calls return to the PanicRet stub.** The records of panics form a stack; one that a later panic has
//! passed by (it ran deferred calls of older frames) is dropped when the later one is recovered.

use crate::config::Outcome;
use crate::fault::Fault;
use crate::goroutine::{Goroutine, PanicRec, Printing};
use crate::native::{NativeExit, ValueRef, load_direct};
use crate::natives::builtin::{go_complex, go_float, go_float32};
use crate::rtype::RType;
use crate::sysframes::{self, Cause};
use crate::trap::{SliceTrap, Trap};
use crate::vm::Vm;
use crate::walk::At;
use std::ptr;
use vole_bytecode::{FuncId, Insn, Kind, RtTypeId, SelectorId};
use vole_heap::LayoutId;

impl SliceTrap {
    /// The operand that is out of range, as a bit of [`vole_bytecode::UnsignedIndex::operands`].
    fn operand(self) -> u8 {
        match self {
            SliceTrap::LoHi | SliceTrap::LoHi3 => 1,
            SliceTrap::HiCap | SliceTrap::HiLen | SliceTrap::HiMax => 2,
            SliceTrap::MaxCap | SliceTrap::MaxLen => 4,
        }
    }
}

impl Vm {
    /// An index that the current instruction found out of range, as its type has it.
    fn index_value(&self, x: i64, operand: u8) -> i128 {
        let places = self.places();
        let unsigned = places.offset(self.pc).is_some_and(|at| {
            let func = places.func(at).map(|f| &self.program.funcs[f.0 as usize]);
            func.is_some_and(|f| f.unsigned.iter().any(|u| u.at.0 == at && u.operands & operand != 0))
        });
        if unsigned { i128::from(x as u64) } else { i128::from(x) }
    }

    /// Turns the pending trap into a panic or the end of the program.
    pub(crate) fn raise_trap(&mut self) {
        let known = self.program.known;
        let trap = std::mem::replace(&mut self.trap, Trap::None);
        let fault = match trap {
            Trap::Nil => Some(Fault { addr: 0, signal: libc::SIGSEGV, code: 1 }),
            Trap::Fault { .. } => Some(self.fault),
            _ => None,
        };
        let (ty, text) = match trap {
            Trap::None => (known.error_string, "unknown error".to_string()),
            Trap::Nil => (known.error_string, "invalid memory address or nil pointer dereference".into()),
            Trap::Fault { addr, told: true } if known.address_error.0 != 0 => {
                let value = self.make_address_error(known.address_error, addr);
                return self.start_or_die(value, fault);
            }
            Trap::Fault { .. } => (known.error_string, "invalid memory address or nil pointer dereference".into()),
            Trap::Divide => (known.error_string, "integer divide by zero".into()),
            Trap::Shift => (known.error_string, "negative shift amount".into()),
            Trap::Index(x, n) => (known.bounds_error, index_text(self.index_value(x, 1), n)),
            Trap::Slice(what, x, y) => {
                let x = self.index_value(x, what.operand());
                (known.bounds_error, slice_text(what, x, y))
            }
            Trap::Bounds(text) => (known.bounds_error, text),
            Trap::Error(text) => (known.error_string, text),
            Trap::Plain(text) => (known.plain_error, text),
            Trap::AssertFail { have, want, from } => {
                let text = format!("interface conversion: {}", self.assert_text(have, want, from));
                let value = self.make_wrapped_error(known.type_assertion_error, &text);
                return self.start_or_die(value, fault);
            }
            Trap::Goexit => return self.start_panic([0; 2], true, None),
            Trap::StackOverflow(over) => {
                self.save();
                let sp = self.fp as u64;
                let mut report = format!(
                    "runtime: goroutine stack exceeds {}-byte limit\nruntime: sp={sp:#x} stack=[{sp:#x}, {sp:#x}]\nfatal error: stack overflow\n",
                    self.stack_limit()
                );
                self.throw(Cause::None);
                sysframes::write_system_stack(Cause::None, &self.goroot(), &mut report);
                report.push('\n');
                // SAFETY: the current goroutine is live.
                let g = unsafe { &*self.cur };
                self.trace_of(g, Some(&over), &mut report);
                self.other_traces(&mut report);
                self.fatal(report);
                return;
            }
            Trap::Fatal(text) => {
                self.save();
                let mut report = format!("fatal error: {text}\n");
                if text.starts_with("concurrent map ") {
                    self.cause = Cause::Map;
                }
                self.user_traces(&mut report);
                self.fatal(report);
                return;
            }
        };
        // A program without the library's error types (tests) gets the text as a string.
        let value = if ty.0 != 0 {
            self.make_string_value(ty, &text)
        } else {
            self.make_string_value(known.string, &format!("runtime error: {text}"))
        };
        self.start_or_die(value, fault);
    }

    /// Whether two panics have one value: the run-time system's plain errors are one value each in gc.
    fn is_same_panic(&self, a: [u64; 2], b: [u64; 2]) -> bool {
        if a == b || a[0] != b[0] {
            return a == b;
        }
        // SAFETY: a type word that is not 0 is a record.
        let id = (a[0] != 0).then(|| unsafe { (*(a[0] as *const RType)).id });
        if id == Some(self.program.known.string) {
            // Equal constants are one value.
            // SAFETY: the values are strings in memory.
            let texts = unsafe { (*(a[1] as *const [u64; 2]), *(b[1] as *const [u64; 2])) };
            let constants = self.rodata as u64..self.rodata as u64 + self.program.rodata.len() as u64;
            return texts.0 == texts.1 && constants.contains(&texts.0[0]);
        }
        (id == Some(self.program.known.error_string) || id == Some(self.program.known.plain_error))
            && self.plain_text(a) == self.plain_text(b)
    }

    fn start_or_die(&mut self, value: Result<[u64; 2], NativeExit>, fault: Option<Fault>) {
        match value {
            Ok(value) => self.start_panic(value, false, fault),
            Err(_) => self.out_of_memory(),
        }
    }

    fn current<'a>(&self) -> &'a mut Goroutine {
        // SAFETY: a panic happens in the current goroutine, which is live.
        unsafe { &mut *self.cur }
    }

    fn alloc_words(&mut self, words: &[u64], layout: LayoutId) -> Result<u64, NativeExit> {
        // SAFETY: the layout fits the words; nothing collects before they are written.
        unsafe {
            let p = self.heap.alloc_nogc(words.len() * 8, layout).map_err(|_| NativeExit::Ended)?;
            ptr::copy_nonoverlapping(words.as_ptr(), p.as_ptr().cast(), words.len());
            Ok(p.as_ptr() as u64)
        }
    }

    fn new_text(&mut self, text: &str) -> Result<[u64; 2], NativeExit> {
        if text.is_empty() {
            return Ok([0, 0]);
        }
        // SAFETY: fresh memory of this length.
        unsafe {
            let p = self.heap.alloc_nogc(text.len(), LayoutId::NOSCAN).map_err(|_| NativeExit::Ended)?;
            ptr::copy_nonoverlapping(text.as_ptr(), p.as_ptr(), text.len());
            Ok([p.as_ptr() as u64, text.len() as u64])
        }
    }

    /// An interface holding a value of a type of kind string.
    fn make_string_value(&mut self, ty: RtTypeId, text: &str) -> Result<[u64; 2], NativeExit> {
        let words = self.new_text(text)?;
        let layout = self.rtype(ty).layout;
        let data = self.alloc_words(&words, layout)?;
        Ok([self.rtype(ty).word(), data])
    }

    /// An interface holding a struct of text and address.
    fn make_address_error(&mut self, ty: RtTypeId, addr: u64) -> Result<[u64; 2], NativeExit> {
        let [ptr, len] = self.new_text("invalid memory address or nil pointer dereference")?;
        let layout = self.rtype(ty).layout;
        let data = self.alloc_words(&[ptr, len, addr], layout)?;
        Ok([self.rtype(ty).word(), data])
    }

    /// An interface holding a pointer to a struct whose first field is the text.
    fn make_wrapped_error(&mut self, ty: RtTypeId, text: &str) -> Result<[u64; 2], NativeExit> {
        if ty.0 == 0 {
            return self.make_string_value(self.program.known.string, text);
        }
        let words = self.new_text(text)?;
        let (size, layout) = (self.rtype(ty).elem_size as usize, self.rtype(ty).elem_layout);
        let mut image = vec![0; size.div_ceil(8).max(2)];
        image[..2].copy_from_slice(&words);
        let data = self.alloc_words(&image, layout)?;
        Ok([self.rtype(ty).word(), data])
    }

    fn assert_text(&self, have: u64, want: u32, from: u32) -> String {
        let want = self.rtype(RtTypeId(want));
        let from = self.rtype(RtTypeId(from));
        let from_name = if from.name().is_empty() { "interface" } else { from.name() };
        if have == 0 {
            let from_name = if want.kind == Kind::Interface { "interface" } else { from_name };
            return format!("{from_name} is nil, not {}", want.name());
        }
        // SAFETY: a type word that is not 0 is a record.
        let have = unsafe { &*(have as *const RType) };
        if want.kind == Kind::Interface {
            let missing = want.desc().methods.iter().find(|m| have.method(m.selector).is_none());
            let name = missing.map_or("?", |m| &self.program.selectors[m.selector.0 as usize].name);
            return format!("{} is not {}: missing method {name}", have.name(), want.name());
        }
        if have.name() == want.name() {
            let (a, b) = (&have.desc().pkg_path, &want.desc().pkg_path);
            let why = if a == b { "types from different scopes" } else { "types from different packages" };
            return format!("{from_name} is {}, not {} ({why})", have.name(), want.name());
        }
        format!("{from_name} is {}, not {}", have.name(), want.name())
    }

    /// Whether `GODEBUG=panicnil=1` is set: `panic(nil)` panics with nil.
    fn nil_panics(&self) -> bool {
        let settings = self.config.env.iter().find(|(name, _)| name == "GODEBUG");
        let last = settings.and_then(|(_, v)| v.rsplit(',').find_map(|s| s.strip_prefix("panicnil=")));
        last == Some("1")
    }

    /// Begins a panic (or a Goexit) at the saved pc and fp of the current goroutine. `fault`: a memory fault is its cause.
    pub(crate) fn start_panic(&mut self, value: [u64; 2], goexit: bool, fault: Option<Fault>) {
        let mut value = value;
        if value[0] == 0 && !goexit && !self.nil_panics() {
            let known = self.program.known.panic_nil_error;
            match self.make_wrapped_error(known, "") {
                Ok(v) => value = v,
                Err(_) => return self.out_of_memory(),
            }
        }
        self.save();
        let (pc, fp) = (self.pc, self.fp);
        let g = self.current();
        let last = g.panics.last().filter(|last| !last.goexit && !goexit).map(|last| last.value);
        let again = last.is_some_and(|last| self.is_same_panic(last, value));
        let g = self.current();
        if let Some(last) = g.panics.last_mut().filter(|_| again) {
            last.repanicked = true;
        }
        g.panics.push(PanicRec {
            value,
            pc,
            fp,
            defer_fp: ptr::null_mut(),
            owner: ptr::null_mut(),
            owner_pc: ptr::null(),
            defers: g.defers.len(),
            recovered: false,
            goexit,
            repanicked: false,
            text: None,
            fault,
        });
        self.next_deferred();
    }

    /// Runs the next deferred call for the panic on top, or ends the goroutine.
    fn next_deferred(&mut self) {
        let g = self.current();
        let top = g.panics.len() - 1;
        let Some(d) = g.defers.pop() else {
            if g.printing.is_some() {
                self.died_printing();
            } else if g.panics[top].goexit {
                self.goexit_done();
            } else {
                let all = g.panics.len();
                g.printing = Some(Box::new(Printing { left: all, all, fp: ptr::null_mut(), error: false }));
                self.next_text();
            }
            return;
        };
        let left = g.defers.len();
        if !d.run_pc.is_null() {
            self.passed.push((g.id, d.fp, d.run_pc));
        }
        let p = &mut g.panics[top];
        (p.owner, p.owner_pc, p.defers) = (d.fp, d.at, left);
        (self.pc, self.fp) = (p.pc, p.fp);
        if d.closure == 0 {
            self.trap = Trap::Nil;
            return self.raise_trap();
        }
        // SAFETY: a closure begins with its function's number.
        let func = unsafe { *(d.closure as *const u64) } as u32;
        let ret = self.stubs.panic_ret;
        if let Some(fp) = self.call_on_top(FuncId(func), d.closure, ret) {
            self.current().panics[top].defer_fp = fp;
        }
    }

    /// The method that makes a panic's text has panicked itself, and nothing has recovered that.
    fn died_printing(&mut self) {
        let Some(last) = self.current().panics.last().cloned() else { return };
        let known = self.program.known;
        let of_string = self.type_of_panic(last.value) == Some(known.string);
        let text = match self.type_of_panic(last.value) {
            None => "runtime.Goexit".to_string(),
            Some(_) if of_string => self.plain_text(last.value).unwrap_or_default(),
            Some(ty) => format!("type {}", self.rtype(ty).name()),
        };
        let mut report = format!("fatal error: panic while printing panic value: {text}\n");
        if let Some(fault) = last.fault {
            report.push_str(&fault.line());
        }
        let g = self.current();
        (g.pc, g.fp) = (last.pc, last.fp);
        self.throw(if of_string { Cause::PrintingText } else { Cause::PrintingValue });
        self.throw_traces(&mut report);
        self.fatal(report);
    }

    /// Calls a function on top of the frame at pc and fp; it will return to `ret`. Gives its frame.
    fn call_on_top(&mut self, func: FuncId, closure: u64, ret: *const Insn) -> Option<*mut u64> {
        let here = self.func_at(self.pc)?;
        // SAFETY: functions are the program's.
        unsafe {
            let slots = (*self.funcs.add(here.0 as usize)).frame_slots();
            let callee = *self.funcs.add(func.0 as usize);
            let mut base = self.fp.add(slots + 3);
            let mut ret = ret;
            if base.add(callee.frame_slots()) > self.stack_end {
                self.save();
                if let Some(over) = self.gc_overflow() {
                    self.stack_overflow(over);
                    return None;
                }
                let limit = self.config.max_stack + (1 << 20);
                let Some(chunk) = self.current().push_chunk(callee.frame_slots() + 3, limit) else {
                    let over = self.gc_estimate().unwrap_or_default();
                    self.stack_overflow(over);
                    return None;
                };
                chunk.ret = ret;
                chunk.below = chunk.start;
                chunk.results = 0;
                base = chunk.start.add(3);
                ret = self.stubs.chunk_ret;
                self.stack_end = self.current().stack_end;
            }
            *base.sub(3) = ret as u64;
            *base.sub(2) = self.fp as u64;
            *base.sub(1) = closure;
            self.fp = base;
            self.pc = callee.code;
            Some(base)
        }
    }

    /// RunDefers found no room in the chunk: calls the deferred closure on a new one.
    pub(crate) fn call_deferred(&mut self, closure: u64, ret: *const Insn) {
        // SAFETY: a closure begins with its function's number.
        let func = unsafe { *(closure as *const u64) } as u32;
        self.call_on_top(FuncId(func), closure, ret);
    }

    /// A deferred call, or a method that makes a panic's text, has returned.
    pub(crate) fn panic_return(&mut self) {
        let g = self.current();
        let made = g.panics.len();
        if let Some(p) = g.printing.as_deref_mut().filter(|p| p.all == made) {
            p.left -= 1;
            // SAFETY: the method's results stand where its frame began.
            let text = unsafe { String::from_utf8_lossy(crate::native::raw_bytes(*p.fp, *p.fp.add(1))).into_owned() };
            g.panics[p.left].text = Some(text);
            return self.next_text();
        }
        let Some(p) = g.panics.last() else { return self.fatal("fatal error: stray panic return\n".into()) };
        if !p.recovered {
            return self.next_deferred();
        }
        let p = g.panics.pop().expect("looked at just now");
        let left = g.defers.len();
        let mut goexit = false;
        while g.panics.last().is_some_and(|q| left < q.defers) {
            goexit |= g.panics.pop().is_some_and(|q| q.goexit);
        }
        let owner = self.func_at(p.owner_pc).map(|f| self.program.funcs[f.0 as usize].recover);
        let Some(Some(at)) = owner else {
            return self.fatal("fatal error: recovered in a function without a recovery point\n".into());
        };
        g.unwind_chunks(p.owner);
        self.stack_end = g.stack_end;
        self.fp = p.owner;
        self.pc = &raw const self.code[at.0 as usize];
        if goexit {
            self.start_panic([0; 2], true, None);
        } else if g.panics.is_empty() {
            let id = g.id;
            self.passed.retain(|p| p.0 != id);
        }
    }

    /// `recover()` executed at `pc` in frame `fp`: the value, or nil when this is not a deferred call of the panic on top.
    pub(crate) fn recover(&mut self, pc: *const Insn, fp: *mut u64) -> [u64; 2] {
        let g = self.current();
        let Some(top) = g.panics.last() else { return [0; 2] };
        if top.recovered || top.goexit || top.defer_fp.is_null() {
            return [0; 2];
        }
        let wanted = top.defer_fp;
        (g.pc, g.fp) = (pc, fp);
        let mut answer = false;
        let (mut depth, mut thunk, mut made) = (0, false, false);
        self.places().walk(g, &mut |frame| {
            let func = &self.program.funcs[frame.func.0 as usize];
            depth += 1;
            let reflected = depth > 1 && is_reflected(&func.name);
            made |= reflected;
            // `defer v.Call(args)`: the deferred call is Call, which is no wrapper.
            let calls = |r: &vole_bytecode::InlinedRange| {
                r.start <= frame.at && frame.at < r.end && r.name.starts_with("reflect.Value.")
            };
            let wrapper = func.wrapper && !(made && func.inlined.iter().any(calls)) || reflected;
            if depth == 1 {
                answer = frame.fp == wanted && !wrapper;
                thunk = wrapper;
                return !answer;
            }
            if thunk && depth == 2 {
                // `defer recover()`: the deferred call is recover itself, as if the function that ends called it.
                answer = frame.fp == wanted && frame.kind == At::Call;
                return false;
            }
            // Only compiler-made wrappers may stand between the deferred call and us.
            answer = wrapper && frame.kind == At::Call && frame.fp == wanted;
            wrapper && !answer
        });
        if !answer {
            return [0; 2];
        }
        let top = g.panics.last_mut().expect("looked at above");
        top.recovered = true;
        top.value
    }

    /// Goexit has run all deferred calls.
    fn goexit_done(&mut self) {
        self.retire();
    }

    /// Makes the text of the next panic to report, calling Error or String for it; then the report.
    fn next_text(&mut self) {
        let g = self.current();
        let known = self.program.known;
        while let Some(i) = g.printing.as_ref().and_then(|p| p.left.checked_sub(1)) {
            let value = g.panics[i].value;
            let done = |g: &mut Goroutine, text| {
                g.panics[i].text = text;
                if let Some(p) = g.printing.as_mut() {
                    p.left = i;
                }
            };
            if g.panics[i].goexit {
                done(g, None);
                continue;
            }
            let mut text = self.plain_text(value);
            if text.is_none() {
                // SAFETY: panics hold non-nil interfaces.
                let ty = unsafe { &*(value[0] as *const RType) };
                let method = |sel: SelectorId| ty.method(sel).filter(|f| f.0 != u32::MAX);
                let error = method(known.sel_error);
                if let Some(func) = error.or_else(|| method(known.sel_string)) {
                    let last = g.panics.last().expect("dying of a panic");
                    (self.pc, self.fp) = (last.pc, last.fp);
                    g.unwind_chunks(last.fp);
                    self.stack_end = g.stack_end;
                    let ret = self.stubs.panic_ret;
                    if let Some(fp) = self.call_on_top(func, 0, ret) {
                        if let Some(p) = g.printing.as_mut() {
                            (p.fp, p.error) = (fp, error.is_some());
                        }
                        // SAFETY: the receiver is the first argument.
                        unsafe { *fp = value[1] };
                    }
                    return;
                }
                text = Some(self.value_text(ty, value));
            }
            done(g, text);
        }
        self.report();
    }

    /// The type of a panic's value; `None` of a nil value.
    pub(crate) fn type_of_panic(&self, value: [u64; 2]) -> Option<RtTypeId> {
        // SAFETY: a type word that is not 0 is a record.
        (value[0] != 0).then(|| unsafe { (*(value[0] as *const RType)).id })
    }

    /// The text of values whose methods need not be called: the run-time's own errors.
    pub(crate) fn plain_text(&self, value: [u64; 2]) -> Option<String> {
        let known = self.program.known;
        // SAFETY: a type word that is not 0 is a record; these types are of kind string.
        unsafe {
            let id = (*(value[0] as *const RType)).id;
            if id == known.error_string || id == known.bounds_error {
                Some(format!("runtime error: {}", text_at(value[1])))
            } else if id == known.plain_error || id == known.string || id == known.type_assertion_error {
                Some(text_at(value[1]))
            } else {
                None
            }
        }
    }

    /// How Go prints a panic's value that has no method for it.
    fn value_text(&self, ty: &RType, value: [u64; 2]) -> String {
        let at = &raw const value[1];
        let p = if ty.direct { at.cast() } else { value[1] as *const u8 };
        // SAFETY: the value inside a live interface.
        let v = unsafe { ValueRef::new(ty, p) };
        let basic = match ty.kind {
            Kind::Bool => (v.int() & 1 != 0).to_string(),
            Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => v.int().to_string(),
            Kind::Uint | Kind::Uint8 | Kind::Uint16 | Kind::Uint32 | Kind::Uint64 | Kind::Uintptr => {
                (v.int() as u64).to_string()
            }
            Kind::Float32 => go_float32(v.float() as f32),
            Kind::Float64 => go_float(v.float()),
            Kind::Complex64 => {
                let (re, im) = v.complex();
                go_complex(&go_float32(re as f32), &go_float32(im as f32))
            }
            Kind::Complex128 => {
                let (re, im) = v.complex();
                go_complex(&go_float(re), &go_float(im))
            }
            Kind::String => {
                let text = String::from_utf8_lossy(v.bytes()).into_owned();
                if !ty.desc().bare_name.is_empty() && !ty.desc().pkg_path.is_empty() {
                    return format!("{}(\"{text}\")", ty.name());
                }
                return text;
            }
            _ => {
                let data = if ty.direct { load_direct(ty, p) } else { value[1] };
                return format!("({}) {data:#x}", ty.name());
            }
        };
        // A complex number brings its own brackets.
        let bare = basic.strip_prefix('(').and_then(|b| b.strip_suffix(')')).unwrap_or(&basic);
        if ty.desc().pkg_path.is_empty() { basic } else { format!("{}({bare})", ty.name()) }
    }

    /// Writes Go's report and ends the program. Of panics with the same value in a row only the oldest is shown.
    fn report(&mut self) {
        let g = self.current();
        let mut report = String::new();
        let mut shown = 0;
        for (i, p) in g.panics.iter().enumerate() {
            if p.goexit || i > 0 && g.panics[i - 1].repanicked {
                continue;
            }
            if shown > 0 {
                report.push('\t');
            }
            shown += 1;
            report.push_str("panic: ");
            report.push_str(&p.text.as_deref().unwrap_or("?").replace('\n', "\n\t"));
            if p.recovered && p.repanicked {
                report.push_str(" [recovered, repanicked]");
            } else if p.recovered {
                report.push_str(" [recovered]");
            }
            report.push('\n');
        }
        let last = g.panics.last().expect("dying of a panic");
        if let Some(fault) = g.panics.iter().rev().find_map(|p| p.fault) {
            report.push_str(&fault.line());
        }
        (g.pc, g.fp) = (last.pc, last.fp);
        (self.pc, self.fp) = (g.pc, g.fp);
        g.unwind_chunks(g.fp);
        self.cause = Cause::Panic;
        self.user_traces(&mut report);
        if report.starts_with("panic: deadlock: ") {
            self.bubble_traces(&mut report);
        }
        self.fatal(report.clone());
        self.ended = Some(Outcome::Panicked { report });
    }
}

/// Functions that stand between a function made by package reflect and what it calls: none in Go.
pub(crate) fn is_reflected(name: &str) -> bool {
    name.strip_prefix("reflect.").is_some_and(|name| {
        name.starts_with("makeFunc.func")
            || matches!(name, "(*made).run" | "Value.methodValue.func1" | "Value.call" | "invoke")
    })
}

/// The string whose two words stand at `at`.
///
/// # Safety
/// They do.
unsafe fn text_at(at: u64) -> String {
    // SAFETY: the caller's promise.
    unsafe {
        let [ptr, len] = *(at as *const [u64; 2]);
        String::from_utf8_lossy(crate::native::raw_bytes(ptr, len)).into_owned()
    }
}

fn index_text(x: i128, n: u64) -> String {
    if x < 0 { format!("index out of range [{x}]") } else { format!("index out of range [{x}] with length {n}") }
}

fn slice_text(what: SliceTrap, x: i128, y: u64) -> String {
    let bounds = match what {
        SliceTrap::HiCap | SliceTrap::HiLen => format!("[:{x}]"),
        SliceTrap::MaxCap | SliceTrap::MaxLen => format!("[::{x}]"),
        SliceTrap::LoHi if x < 0 => format!("[{x}:]"),
        SliceTrap::LoHi => format!("[{x}:{y}]"),
        SliceTrap::HiMax if x < 0 => format!("[:{x}:]"),
        SliceTrap::HiMax => format!("[:{x}:{y}]"),
        SliceTrap::LoHi3 if x < 0 => format!("[{x}::]"),
        SliceTrap::LoHi3 => format!("[{x}:{y}:]"),
    };
    let rest = match what {
        _ if x < 0 => String::new(),
        SliceTrap::HiCap | SliceTrap::MaxCap => format!(" with capacity {y}"),
        SliceTrap::HiLen | SliceTrap::MaxLen => format!(" with length {y}"),
        _ => String::new(),
    };
    format!("slice bounds out of range {bounds}{rest}")
}
