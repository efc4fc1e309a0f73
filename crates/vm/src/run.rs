//! The loop around the dispatch: what happens when a handler leaves it, goroutines' beginnings and ends, calls from Rust.

use crate::config::{Outcome, Step};
use crate::dispatch::Exit;
use crate::gcstack::Overflow;
use crate::goroutine::{FIRST_SLOTS, GState, Goroutine, MAIN_SLOTS};
use crate::profile::CPU_SLICE;
use crate::sched::Pick;
use crate::sysframes::Cause;
use crate::trap::Trap;
use crate::vm::Vm;
use std::ptr;
use std::time::Instant;
use vole_bytecode::FuncId;

/// Loops and calls a goroutine may execute before others get their turn.
pub(crate) const SLICE: i64 = if cfg!(feature = "stress") { 1 } else { 20_000 };
/// Steps between two looks at the stop handle and the clock.
const CHECK: u64 = 20_000;
/// What a switch between goroutines counts at least.
const SWITCH_STEPS: u64 = 16;

impl Vm {
    /// Runs the program to its end, or goes on with it after a limit that allows that.
    pub fn run(&mut self) -> Outcome {
        match self.run_for(u64::MAX) {
            Step::Over(outcome) => outcome,
            Step::Again => Outcome::InstructionLimit,
        }
    }

    /// Runs for about `steps` loops and calls.
    pub fn run_for(&mut self, steps: u64) -> Step {
        if !self.started {
            self.started = true;
            self.deadline = self.config.max_time.map(|d| Instant::now() + d);
            if self.start_main().is_none() {
                return Step::Over(self.ended.take().unwrap_or(Outcome::GoroutineLimit));
            }
        }
        let until = self.steps.saturating_add(steps);
        let limit = self.config.max_steps.unwrap_or(u64::MAX);
        match self.run_loop(until.min(limit)) {
            Some(outcome) => Step::Over(outcome),
            None if self.steps >= limit => Step::Over(Outcome::InstructionLimit),
            None => Step::Again,
        }
    }

    /// Calls a function of the program with flattened arguments and runs until it returns: its flattened results.
    /// Package initialisation must have run. Other goroutines run meanwhile.
    ///
    /// # Errors
    /// How the program ended instead.
    pub fn call(&mut self, func: FuncId, args: &[u64]) -> Result<Vec<u64>, Outcome> {
        let closure = self.closures.wrapping_add(func.0 as usize) as u64;
        let Some(g) = self.new_goroutine(func, closure, args, MAIN_SLOTS) else {
            return Err(self.ended.take().unwrap_or(Outcome::GoroutineLimit));
        };
        self.started = true;
        // SAFETY: a fresh goroutine: its first frame begins behind three link slots.
        unsafe { *(*g).fp.sub(3) = self.stubs.host_ret as u64 };
        self.host_slots = self.program.funcs[func.0 as usize].result_slots;
        self.host_results = None;
        self.ready(g);
        let outcome = self.run_loop(self.config.max_steps.unwrap_or(u64::MAX));
        match self.host_results.take() {
            Some(results) => Ok(results),
            None => Err(outcome.unwrap_or(Outcome::InstructionLimit)),
        }
    }

    fn start_main(&mut self) -> Option<()> {
        let g = Goroutine::new(MAIN_SLOTS)?;
        let g = self.adopt(Box::into_raw(g));
        self.aim(g, self.program.entry, 0, &[])?;
        self.ready(g);
        Some(())
    }

    fn adopt(&mut self, g: *mut Goroutine) -> *mut Goroutine {
        // SAFETY: a goroutine of ours.
        unsafe {
            (*g).index = self.all.len() as u32;
            (*g).id = self.next_id;
        }
        self.next_id += 1;
        self.all.push(g);
        g
    }

    /// A goroutine about to call `func`, with `slots` of stack besides its frame; not in any queue yet. `None` at a limit:
    /// `ended` says which.
    pub(crate) fn new_goroutine(
        &mut self,
        func: FuncId,
        closure: u64,
        args: &[u64],
        slots: usize,
    ) -> Option<*mut Goroutine> {
        if self.config.max_goroutines.is_some_and(|max| self.all.len() >= max) {
            self.ended = Some(Outcome::GoroutineLimit);
            return None;
        }
        // SAFETY: functions are the program's.
        let frame = unsafe { (*self.funcs.add(func.0 as usize)).frame_slots() };
        let g = match if slots == FIRST_SLOTS { self.dead.pop() } else { None } {
            Some(g) => g,
            None => match Goroutine::new(frame + 3 + slots) {
                Some(g) => Box::into_raw(g),
                None => {
                    self.out_of_memory();
                    return None;
                }
            },
        };
        let g = self.adopt(g);
        // SAFETY: a goroutine of ours.
        unsafe {
            (*g).created = ptr::null();
            (*g).parent = 0;
        }
        self.aim(g, func, closure, args)?;
        Some(g)
    }

    /// Sets a goroutine's first frame.
    fn aim(&mut self, g: *mut Goroutine, func: FuncId, closure: u64, args: &[u64]) -> Option<()> {
        // SAFETY: a goroutine of ours that does not run; functions are the program's.
        unsafe {
            let g = &mut *g;
            let f = *self.funcs.add(func.0 as usize);
            let need = f.frame_slots() + 3;
            if g.chunks[0].slots < need {
                g.push_chunk(need, usize::MAX)?;
            }
            let fp = g.chunks[g.top as usize].start.add(3);
            *fp.sub(3) = self.stubs.go_exit as u64;
            *fp.sub(2) = 0;
            *fp.sub(1) = closure;
            ptr::copy_nonoverlapping(args.as_ptr(), fp, args.len());
            g.pc = f.code;
            g.fp = fp;
        }
        Some(())
    }

    /// Runs until the program is over (`Some`) or `until` steps have been made.
    fn run_loop(&mut self, until: u64) -> Option<Outcome> {
        loop {
            if self.cur.is_null() {
                if let Some(stop) = self.account(until) {
                    return stop;
                }
                match self.pick() {
                    Pick::Run(g) => self.resume(g),
                    Pick::Over(outcome) => return Some(outcome),
                }
            }
            // SAFETY: the machine is loaded and `cur` is live.
            let Some(exit) = (unsafe { crate::fault::enter_guarded(self, self.table) }) else {
                self.memory_fault();
                if let Some(outcome) = self.ended.take() {
                    self.save();
                    self.cur = ptr::null_mut();
                    return Some(outcome);
                }
                continue;
            };
            match exit {
                Exit::Resume => {}
                Exit::Collect if std::mem::take(&mut self.leaks_wanted) => self.find_leaks(),
                Exit::Collect => self.collect(),
                Exit::Preempt => {
                    self.save();
                    if self.profiles.watching {
                        self.note_cpu();
                    }
                    if self.heap.gc_wanted() {
                        self.collect();
                    }
                    if self.profiles.watching {
                        self.trace_leave(true);
                    }
                    self.note_map_writer();
                    self.requeue();
                }
                Exit::Grow => self.grow_stack(),
                Exit::Parked => {
                    self.save();
                    if self.profiles.watching {
                        self.note_parked();
                        self.trace_leave(false);
                    }
                    self.cur = ptr::null_mut();
                }
                Exit::Trap => self.raise_trap(),
                Exit::Panic => self.start_panic(self.panic_value, false, None),
                Exit::Goexit => self.start_panic([0; 2], true, None),
                Exit::PanicRet => self.panic_return(),
                Exit::Done => {
                    if let Some(outcome) = self.goroutine_done() {
                        return Some(outcome);
                    }
                }
                Exit::HostRet => {
                    // SAFETY: the results of the call from Rust stand at its first frame.
                    let results = unsafe {
                        let g = &*self.cur;
                        std::slice::from_raw_parts(g.chunks[g.top as usize].start.add(3), self.host_slots as usize)
                    };
                    self.host_results = Some(results.to_vec());
                    self.retire();
                    return None;
                }
                Exit::Ended => {}
            }
            if let Some(outcome) = self.ended.take() {
                self.save();
                self.cur = ptr::null_mut();
                return Some(outcome);
            }
        }
    }

    /// Counts the slice just used; `Some` when the run must stop here.
    fn account(&mut self, until: u64) -> Option<Option<Outcome>> {
        self.steps += ((self.slice - self.budget).max(0) as u64).max(SWITCH_STEPS);
        self.slice = 0;
        self.budget = 0;
        if self.steps >= until {
            return Some(None);
        }
        if self.steps >= self.check_at {
            self.check_at = self.steps + CHECK;
            self.sched.now = self.sched.clock.mono();
            if self.stop.is_set() {
                return Some(Some(Outcome::Stopped));
            }
            if self.deadline.is_some_and(|d| Instant::now() >= d) {
                return Some(Some(Outcome::TimeLimit));
            }
        }
        None
    }

    /// Makes `g` the running goroutine.
    pub(crate) fn resume(&mut self, g: *mut Goroutine) {
        // SAFETY: a goroutine of ours.
        unsafe {
            (*g).state = GState::Running;
            if !self.writers.is_empty() {
                self.clear_map_writer(g);
            }
            if self.profiles.watching {
                self.note_resumed(&*g);
                self.trace_resume(&*g);
            }
            self.pc = (*g).pc;
            self.fp = (*g).fp;
            self.stack_end = (*g).stack_end;
        }
        self.cur = g;
        let slice = if self.profiles.cpu_since.is_some() { SLICE.min(CPU_SLICE) } else { SLICE };
        self.slice = slice;
        self.budget = slice;
    }

    /// Writes the machine's pc and fp to the current goroutine.
    pub(crate) fn save(&mut self) {
        if !self.cur.is_null() {
            // SAFETY: the current goroutine is live.
            unsafe {
                (*self.cur).pc = self.pc;
                (*self.cur).fp = self.fp;
            }
        }
    }

    /// The call whose links stand below `grow_base` begins a new chunk.
    fn grow_stack(&mut self) {
        // SAFETY: the handler left the callee and its frame in the old chunk; links and arguments are there.
        unsafe {
            let (below, func) = (self.grow_base, *self.grow_func);
            let g = &mut *self.cur;
            // The call stands at the last word of its instruction.
            self.pc = (*below.sub(3) as *const vole_bytecode::Insn).sub(1);
            self.fp = *below.sub(2) as *mut u64;
            self.save();
            if let Some(over) = self.gc_overflow() {
                self.stack_overflow(over);
                return;
            }
            let Some(chunk) = g.push_chunk(func.frame_slots() + 3, self.config.max_stack) else {
                let over = self.gc_estimate().unwrap_or_default();
                self.stack_overflow(over);
                return;
            };
            chunk.ret = *below.sub(3) as *const vole_bytecode::Insn;
            chunk.below = below;
            chunk.results = func.result_slots;
            let fp = chunk.start.add(3);
            *fp.sub(3) = self.stubs.chunk_ret as u64;
            *fp.sub(2) = *below.sub(2);
            *fp.sub(1) = *below.sub(1);
            ptr::copy_nonoverlapping(below, fp, func.param_slots as usize);
            self.stack_end = g.stack_end;
            self.fp = fp;
            self.pc = func.code;
        }
    }

    /// The current goroutine's first function has returned.
    fn goroutine_done(&mut self) -> Option<Outcome> {
        // SAFETY: the current goroutine is live.
        let main = unsafe { (*self.cur).id == 1 };
        self.retire();
        if main {
            let _ = self.config.stdout.flush();
            return Some(Outcome::Exited(0));
        }
        None
    }

    /// Takes the current goroutine out of the living.
    pub(crate) fn retire(&mut self) {
        let g = std::mem::replace(&mut self.cur, ptr::null_mut());
        // SAFETY: the current goroutine is live and in `all`.
        unsafe {
            if self.tracer.is_some() {
                self.trace_over((*g).id);
            }
            let index = (*g).index as usize;
            self.all.swap_remove(index);
            if let Some(&moved) = self.all.get(index) {
                (*moved).index = index as u32;
            }
            (*g).state = GState::Dead;
            (*g).recycle();
        }
        self.dead.push(g);
        self.finalizer_ended(g);
    }

    /// Go's report of an exhausted heap.
    pub(crate) fn out_of_memory(&mut self) {
        self.out_of_memory_for(Cause::TooLarge);
    }

    /// The same; `too_large`: the cause of the report when there are no addresses for a block, either form of it.
    pub(crate) fn out_of_memory_for(&mut self, too_large: Cause) {
        // Go asks the system for more address space than there is, or for a block that its limit does not allow.
        let asked = self.heap.refused().max(4 << 20).next_multiple_of(8192);
        // Below 2^47 there are addresses for it, but no memory.
        let cause = if (1 << 40..1 << 47).contains(&asked) { too_large } else { Cause::Limit };
        let mut report = if cause == too_large {
            String::from("fatal error: runtime: out of memory\n")
        } else {
            let used = self.heap.stats().heap_sys;
            let why = format!("runtime: out of memory: cannot allocate {asked}-byte block ({used} in use)");
            format!("{why}\nfatal error: out of memory\n")
        };
        self.save();
        self.throw(cause);
        if cause == too_large {
            crate::sysframes::write_system_stack(cause, &self.goroot(), &mut report);
        }
        self.throw_traces(&mut report);
        self.fatal(report.clone());
        self.ended = Some(Outcome::MemoryLimit { report });
    }

    /// The limit as reports name it.
    pub(crate) fn stack_limit(&self) -> usize {
        self.config.go_max_stack
    }

    pub(crate) fn stack_overflow(&mut self, over: Overflow) {
        self.trap = Trap::StackOverflow(Box::new(over));
        self.raise_trap();
    }
}
