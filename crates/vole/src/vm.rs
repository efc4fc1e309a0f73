//! Running a program: [`Vm`], how one is set up, and how it ends.

use crate::call::{CallError, GoArgs, GoResults};
use crate::engine::{Capability, Limits};
use crate::program::Program;
use std::io::{Read, Write};
use std::sync::{Arc, Mutex};
use vole_vm::{ClockMode, LoadError, Step, VmConfig};

pub use vole_vm::StopHandle;
pub use vole_vm::signals::SignalHub;

/// Where a Vm's time comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Clock {
    /// The operating system.
    #[default]
    Real,
    /// Time stands still at this many nanoseconds since 1970; sleeping takes real time.
    Frozen(i64),
    /// Time begins at this many nanoseconds since 1970 and jumps to the next timer whenever nothing is runnable: sleeping
    /// takes no time.
    Virtual(i64),
}

/// Which limit ended a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LimitReached {
    /// [`Limits::steps`](crate::Limits::steps): the next run goes on.
    Steps,
    /// [`Limits::heap_bytes`](crate::Limits::heap_bytes); Go's out-of-memory report, which is also on the Vm's standard error.
    Memory {
        /// The report.
        report: String,
    },
    /// [`Limits::goroutines`](crate::Limits::goroutines).
    Goroutines,
    /// [`Limits::wall_time`](crate::Limits::wall_time).
    WallTime,
}

/// How a run ended. Reports are as Go prints them, and have been written to the Vm's standard error.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Outcome {
    /// `main` returned (code 0), or `os.Exit` was called.
    Exited(i32),
    /// A panic that nobody recovered.
    Panicked {
        /// `panic: ...` and the trace.
        report: String,
    },
    /// All goroutines are asleep.
    Deadlock {
        /// `fatal error: all goroutines are asleep - deadlock!` and the traces.
        report: String,
    },
    /// Another error that cannot be recovered: stack overflow, concurrent map writes, unlock of an unlocked mutex.
    Fatal {
        /// `fatal error: ...` and the traces.
        report: String,
    },
    /// A limit was reached.
    Limit(LimitReached),
    /// A [`StopHandle`] stopped it.
    Stopped,
}

impl Outcome {
    fn from_vm(outcome: vole_vm::Outcome) -> Outcome {
        match outcome {
            vole_vm::Outcome::Exited(code) => Outcome::Exited(code),
            vole_vm::Outcome::Panicked { report } => Outcome::Panicked { report },
            vole_vm::Outcome::Fatal { report }
                if report.starts_with("fatal error: all goroutines are asleep - deadlock!") =>
            {
                Outcome::Deadlock { report }
            }
            vole_vm::Outcome::Fatal { report } => Outcome::Fatal { report },
            vole_vm::Outcome::InstructionLimit => Outcome::Limit(LimitReached::Steps),
            vole_vm::Outcome::MemoryLimit { report } => Outcome::Limit(LimitReached::Memory { report }),
            vole_vm::Outcome::GoroutineLimit => Outcome::Limit(LimitReached::Goroutines),
            vole_vm::Outcome::TimeLimit => Outcome::Limit(LimitReached::WallTime),
            vole_vm::Outcome::Stopped => Outcome::Stopped,
        }
    }

    /// The exit code that the program has as a process: Go's own 2 for panics and fatal errors, 1 when Vole ended it.
    pub fn exit_code(&self) -> i32 {
        match self {
            Outcome::Exited(code) => *code,
            Outcome::Panicked { .. } | Outcome::Deadlock { .. } | Outcome::Fatal { .. } => 2,
            Outcome::Limit(LimitReached::Memory { .. }) => 2,
            Outcome::Limit(_) | Outcome::Stopped => 1,
        }
    }
}

/// Sets up a [`Vm`]; begun by [`Program::vm`]. Without further calls the program has no input, its output goes nowhere,
/// and its arguments are its name alone.
pub struct VmBuilder {
    program: Program,
    config: VmConfig,
    limits: Limits,
}

impl VmBuilder {
    pub(crate) fn new(program: Program) -> VmBuilder {
        let config = VmConfig {
            seed: program.0.seed,
            build_info: program.0.build_info.clone(),
            capabilities: program.0.capabilities.iter().map(|c| c.name().to_string()).collect(),
            ..VmConfig::default()
        };
        VmBuilder { limits: program.0.limits, config, program }
    }

    /// Standard input.
    pub fn stdin(mut self, from: impl Read + Send + 'static) -> VmBuilder {
        self.config.stdin = Arc::new(Mutex::new(from));
        self
    }

    /// Standard output. Every write of the Go program is one write here, as in Go: nothing is buffered.
    pub fn stdout(mut self, to: impl Write + Send + 'static) -> VmBuilder {
        self.config.stdout = Box::new(to);
        self
    }

    /// Standard error.
    pub fn stderr(mut self, to: impl Write + Send + 'static) -> VmBuilder {
        self.config.stderr = Box::new(to);
        self
    }

    /// The program's descriptors 0, 1 and 2 are those of this process, as for a program that runs by itself: for commands. The
    /// streams set with the other methods must lead there too; Go's reports are written to them.
    pub fn process_streams(mut self) -> VmBuilder {
        self.config.process_streams = true;
        self
    }

    /// `os.Args`, the program's name first.
    pub fn args<T: Into<String>>(mut self, args: impl IntoIterator<Item = T>) -> VmBuilder {
        self.config.args = args.into_iter().map(Into::into).collect();
        self
    }

    /// `os.Executable()`; without it, that of the process.
    pub fn executable(mut self, path: impl Into<String>) -> VmBuilder {
        self.config.executable = path.into();
        self
    }

    /// The command that runs the program once more, up to its arguments: taken in place of `os.Args[0]` and of what
    /// `os.Executable` answers when the program starts a process.
    pub fn relaunch<T: Into<String>>(mut self, command: impl IntoIterator<Item = T>) -> VmBuilder {
        self.config.relaunch = command.into_iter().map(Into::into).collect();
        self
    }

    /// The environment.
    pub fn env<K: Into<String>, V: Into<String>>(mut self, env: impl IntoIterator<Item = (K, V)>) -> VmBuilder {
        self.config.env = env.into_iter().map(|(k, v)| (k.into(), v.into())).collect();
        self
    }

    /// The clock.
    pub fn clock(mut self, clock: Clock) -> VmBuilder {
        self.config.clock = match clock {
            Clock::Real => ClockMode::Real,
            Clock::Frozen(at) => ClockMode::Frozen(at),
            Clock::Virtual(at) => ClockMode::Virtual(at),
        };
        self
    }

    /// Seed of every source of chance, in place of the engine's.
    pub fn seed(mut self, seed: u64) -> VmBuilder {
        self.config.seed = seed;
        self
    }

    /// Limits, in place of the engine's.
    pub fn limits(mut self, limits: Limits) -> VmBuilder {
        self.limits = limits;
        self
    }

    /// Capabilities, in place of the engine's.
    pub fn capabilities(mut self, capabilities: impl IntoIterator<Item = Capability>) -> VmBuilder {
        self.config.capabilities = capabilities.into_iter().map(|c| c.name().to_string()).collect();
        self
    }

    /// Counts executed instructions for [`Vm::stats`]; slower.
    pub fn count_instructions(mut self) -> VmBuilder {
        self.config.stats = true;
        self
    }

    /// Makes the Vm.
    ///
    /// # Errors
    /// When the library lacks a function that the program needs, or there is no address space for the heap.
    pub fn build(mut self) -> Result<Vm, LoadError> {
        self.config.heap.limit_bytes = self.limits.heap_bytes;
        self.config.max_goroutines = self.limits.goroutines;
        self.config.max_time = self.limits.wall_time;
        if let Some(bytes) = self.limits.stack_bytes {
            self.config.max_stack = bytes;
        }
        let vm = vole_vm::Vm::new(self.program.0.code.clone(), self.config, &self.program.0.natives)?;
        Ok(Vm { vm, program: self.program, steps: self.limits.steps, state: State::Fresh })
    }
}

#[derive(Clone, PartialEq, Eq)]
enum State {
    Fresh,
    /// Stopped by the limit on steps: a run goes on.
    Suspended,
    /// `main` has returned: functions may be called.
    Ready,
    /// Over in another way.
    Over(Outcome),
}

/// A virtual machine that runs one program. It may move between threads; dropping it ends the program.
pub struct Vm {
    vm: vole_vm::Vm,
    program: Program,
    steps: Option<u64>,
    state: State,
}

impl Vm {
    /// Runs the program until it ends or a limit is reached. After [`LimitReached::Steps`] a further run goes on; after any
    /// other end it answers with that outcome again.
    pub fn run(&mut self) -> Outcome {
        self.run_steps(self.steps)
    }

    /// Runs for about this many steps (loops and calls), whatever the limit is.
    pub fn run_for(&mut self, steps: u64) -> Outcome {
        self.run_steps(Some(steps))
    }

    fn run_steps(&mut self, steps: Option<u64>) -> Outcome {
        match &self.state {
            State::Fresh | State::Suspended => {}
            State::Ready => return Outcome::Exited(0),
            State::Over(outcome) => return outcome.clone(),
        }
        self.vm.set_max_steps(None);
        let outcome = match self.vm.run_for(steps.unwrap_or(u64::MAX)) {
            Step::Over(outcome) => Outcome::from_vm(outcome),
            Step::Again => Outcome::Limit(LimitReached::Steps),
        };
        self.state = match &outcome {
            Outcome::Exited(0) => State::Ready,
            Outcome::Limit(LimitReached::Steps) => State::Suspended,
            other => State::Over(other.clone()),
        };
        outcome
    }

    /// Stops this Vm from any thread: the run ends with [`Outcome::Stopped`] at its next loop, call or wait.
    pub fn stop_handle(&self) -> StopHandle {
        self.vm.stop_handle()
    }

    /// Where signals for this Vm's program are delivered, from any thread.
    pub fn signals(&mut self) -> Arc<SignalHub> {
        self.vm.signals()
    }

    /// From now on this process treats signals as a Go program does, on behalf of this Vm: those that the program has asked
    /// for go to it, SIGQUIT and its like dump its goroutines, SIGTERM and its like end the process. A process has one table
    /// of signals, so this is for commands that run one program.
    pub fn connect_signals(&mut self) {
        let hub = self.vm.signals();
        vole_vm::signals::connect_process(&hub);
    }

    /// Calls a function of package main, such as `main.Add`, and waits for its results. When the program has not run yet
    /// it is run first, to the end of `main` (so that its variables are initialised).
    ///
    /// Arguments are a tuple of integers, floats, bools, strings and byte slices; results are `()`, one of these, a tuple, or
    /// `Result<_, String>` for a function whose last result is an `error`. Other goroutines go on meanwhile.
    ///
    /// ```
    /// # fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let source = "package main\nfunc Add(n int, s string) string { return s + string(rune('0'+n)) }\nfunc main() {}\n";
    /// let mut vm = vole::Engine::new().compile_source("add.go", source)?.vm().build()?;
    /// let sum: String = vm.call("main.Add", (7i64, "x"))?;
    /// assert_eq!(sum, "x7");
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// See [`CallError`]. After [`CallError::Ended`] the Vm is over.
    pub fn call<R: GoResults>(&mut self, name: &str, args: impl GoArgs) -> Result<R, CallError> {
        if self.state == State::Fresh {
            let _ = self.run();
        }
        match &self.state {
            State::Ready => {}
            State::Fresh | State::Suspended => return Err(CallError::Ended(Outcome::Limit(LimitReached::Steps))),
            State::Over(outcome) => return Err(CallError::Ended(outcome.clone())),
        }
        let program = Arc::clone(&self.program.0);
        let Some(export) = program.exports.get(name) else { return Err(CallError::NoFunction(name.to_string())) };
        crate::call::check::<R>(name, export, &args.types())?;
        let mut words = Vec::new();
        if args.push(&mut self.vm, &mut words).is_none() {
            return Err(CallError::Ended(Outcome::Limit(LimitReached::Memory { report: String::new() })));
        }
        self.vm.set_max_steps(self.steps.map(|n| self.vm.steps().saturating_add(n)));
        let results = self.vm.call(export.func, &words).and_then(|words| R::read(&mut self.vm, &words));
        results.map_err(|outcome| {
            // the goroutine of the call may still be there: nothing must run on
            let outcome = Outcome::from_vm(outcome);
            self.state = State::Over(outcome.clone());
            CallError::Ended(outcome)
        })
    }

    /// What [`VmBuilder::count_instructions`] counted: the instructions and pairs executed most.
    pub fn stats(&self) -> Option<String> {
        self.vm.stats_report()
    }
}
