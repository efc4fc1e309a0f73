//! What a VM is given (`VmConfig`) and how a run ends (`Outcome`).

use crate::sched::{Event, Sched};
use crossbeam_channel::Sender;
use std::io::{Read, Write};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, OnceLock};
use std::time::Duration;
use vole_heap::HeapConfig;

/// Where time comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ClockMode {
    /// The OS.
    #[default]
    Real,
    /// Stands still at this many nanoseconds since 1970; sleeping is by real time.
    Frozen(i64),
    /// Begins at this many nanoseconds since 1970 and jumps to the next timer when nothing is runnable.
    Virtual(i64),
}

/// How a VM is set up.
pub struct VmConfig {
    /// `os.Args`, the program's name first.
    pub args: Vec<String>,
    /// `os.Executable()`; empty for that of the process.
    pub executable: String,
    /// The command that runs this program once more: what a program gets that starts its own executable. Empty: nothing.
    pub relaunch: Vec<String>,
    /// The environment.
    pub env: Vec<(String, String)>,
    /// Standard input.
    pub stdin: Arc<Mutex<dyn Read + Send>>,
    /// Standard output.
    pub stdout: Box<dyn Write + Send>,
    /// Standard error; reports of panics and deadlocks go there.
    pub stderr: Box<dyn Write + Send>,
    /// What `debug.ReadBuildInfo` tells of the program, as Go keeps it; empty: nothing.
    pub build_info: String,
    /// Seed of every source of chance.
    pub seed: u64,
    /// The clock.
    pub clock: ClockMode,
    /// The heap.
    pub heap: HeapConfig,
    /// Bytes of one goroutine's stack before Go's `stack overflow`.
    pub max_stack: usize,
    /// The same as `debug.SetMaxStack` has set it; Go's frames are about twice as large.
    pub go_max_stack: usize,
    /// Goroutines alive at once; `None` is no limit.
    pub max_goroutines: Option<usize>,
    /// Loops and calls executed before [`Outcome::InstructionLimit`]; `None` is no limit.
    pub max_steps: Option<u64>,
    /// Wall time.
    pub max_time: Option<Duration>,
    /// Count executed instructions and pairs.
    pub stats: bool,
    /// Descriptors 0, 1 and 2 of the program are those of the process (the streams above lead there too).
    pub process_streams: bool,
    /// Whether files, the environment and so on may be used, by capability name (`files`, `env`, `net`, `exec`, ...).
    pub capabilities: Vec<String>,
}

impl Default for VmConfig {
    fn default() -> Self {
        VmConfig {
            args: vec!["vole".into()],
            executable: String::new(),
            relaunch: vec![],
            env: vec![],
            stdin: Arc::new(Mutex::new(std::io::empty())),
            stdout: Box::new(std::io::sink()),
            stderr: Box::new(std::io::sink()),
            build_info: String::new(),
            seed: 1,
            clock: ClockMode::Real,
            heap: HeapConfig::default(),
            max_stack: 512 << 20,
            go_max_stack: 1_000_000_000,
            max_goroutines: None,
            max_steps: None,
            max_time: None,
            stats: false,
            process_streams: false,
            capabilities: vec![],
        }
    }
}

/// Why a program could not be loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadError {
    /// A native that nobody registered.
    MissingNative(String),
    /// The image contradicts itself.
    Malformed(String),
    /// No address space for the heap.
    NoMemory(String),
}

impl std::fmt::Display for LoadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            LoadError::MissingNative(name) => write!(f, "no native function {name}"),
            LoadError::Malformed(what) => write!(f, "malformed program: {what}"),
            LoadError::NoMemory(what) => write!(f, "cannot reserve memory: {what}"),
        }
    }
}

impl std::error::Error for LoadError {}

/// How a run ended. Reports have been written to the VM's standard error as Go does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// `main.main` returned (0) or `os.Exit` was called.
    Exited(i32),
    /// A panic that nobody recovered; Go's exit code is 2.
    Panicked {
        /// Go's report, without the `exit status 2`.
        report: String,
    },
    /// A fatal error: deadlock, stack overflow, out of memory, concurrent map use; exit code 2.
    Fatal {
        /// Go's report.
        report: String,
    },
    /// The limit on steps is reached; a further run goes on.
    InstructionLimit,
    /// The limit on memory is reached.
    MemoryLimit {
        /// Go's report.
        report: String,
    },
    /// The limit on goroutines is reached.
    GoroutineLimit,
    /// The limit on wall time is reached.
    TimeLimit,
    /// A [`StopHandle`] stopped it.
    Stopped,
}

impl Outcome {
    /// The exit code that Go's program would have.
    pub fn exit_code(&self) -> i32 {
        match self {
            Outcome::Exited(code) => *code,
            Outcome::Panicked { .. } | Outcome::Fatal { .. } | Outcome::MemoryLimit { .. } => 2,
            _ => 1,
        }
    }
}

/// What a bounded run brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// The budget is used up; run again to go on.
    Again,
    /// The program is over.
    Over(Outcome),
}

/// Stops a VM from any thread: at the next loop, call or wait.
#[derive(Clone, Debug, Default)]
pub struct StopHandle(Arc<StopState>);

#[derive(Debug, Default)]
struct StopState {
    set: AtomicBool,
    /// Wakes a VM that sleeps.
    sender: OnceLock<Sender<Event>>,
}

impl StopHandle {
    /// Asks for the stop.
    pub fn stop(&self) {
        self.0.set.store(true, Ordering::Release);
        if let Some(sender) = self.0.sender.get() {
            // The VM may be gone.
            let _ = sender.send(Event::Stop);
        }
    }
    pub(crate) fn is_set(&self) -> bool {
        self.0.set.load(Ordering::Acquire)
    }
    /// From now on a stop wakes the scheduler.
    pub(crate) fn attach(&self, sched: &mut Sched) {
        if self.0.sender.get().is_none() {
            let _ = self.0.sender.set(sched.sender());
        }
    }
}
