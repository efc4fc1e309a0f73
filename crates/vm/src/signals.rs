//! Signals: what the program wants to hear of, what has arrived, and the process's own handlers.
//!
//! A [`SignalHub`] belongs to one VM. Whoever receives signals for it (an embedder, or [`connect_process`] for a whole
//! process) calls [`SignalHub::deliver`]; the scheduler looks at the hub whenever it is polled. **The signal table of a process
//! is process-global by nature**: `connect_process` is for a command that runs one program, and nothing else uses it.

use crate::sched::Event;
use crossbeam_channel::Sender;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

/// What Go does with a signal that the program has not asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Meaning {
    /// The process dies of it.
    Kills,
    /// All goroutines are printed; exit code 2.
    Dumps,
    /// The system's default action (stopping and going on).
    System,
    /// Nothing.
    Nothing,
    /// The process never sees it, or it belongs to the run-time system.
    Untouched,
}

/// Number of signals of Linux plus one.
pub const SIGNALS: i32 = 65;

/// See [`Meaning`]; numbers are those of linux/amd64.
pub fn meaning(signal: i32) -> Meaning {
    match signal {
        1 | 2 | 15 => Meaning::Kills,
        3..=8 | 11 | 16 | 31 => Meaning::Dumps,
        18 | 20 | 21 | 22 => Meaning::System,
        9 | 19 | 32..=34 => Meaning::Untouched,
        _ => Meaning::Nothing,
    }
}

/// The name of a signal and its description, as Go's reports have them.
pub(crate) fn describe(signal: i32) -> &'static str {
    match signal {
        3 => "SIGQUIT: quit",
        4 => "SIGILL: illegal instruction",
        5 => "SIGTRAP: trace trap",
        6 => "SIGABRT: abort",
        7 => "SIGBUS: bus error",
        8 => "SIGFPE: floating-point exception",
        11 => "SIGSEGV: segmentation violation",
        16 => "SIGSTKFLT: stack fault",
        31 => "SIGSYS: bad system call",
        _ => "signal",
    }
}

/// See the module.
#[derive(Default)]
pub struct SignalHub {
    /// Signals that go to the program, by bit.
    wanted: AtomicU64,
    /// Arrived and not yet seen by the program.
    arrived: AtomicU64,
    /// A signal that asks for a dump, or 0.
    dump: AtomicI32,
    /// Something is new.
    news: AtomicBool,
    sender: Mutex<Option<Sender<Event>>>,
    /// Whether the process's handlers belong to this hub.
    process: AtomicBool,
    /// Ignored on behalf of the program.
    ignored: AtomicU64,
    /// Hangups and interrupts that the process began with as ignored: they are when the program wants them no longer.
    inherited: AtomicU64,
}

fn bit(signal: i32) -> u64 {
    1 << (signal & 63)
}

impl SignalHub {
    /// A signal has arrived: whether the program or its run-time system has taken it.
    pub fn deliver(&self, signal: i32) -> bool {
        if self.wanted.load(Ordering::Acquire) & bit(signal) != 0 {
            self.arrived.fetch_or(bit(signal), Ordering::AcqRel);
        } else if meaning(signal) == Meaning::Dumps {
            self.dump.store(signal, Ordering::Release);
        } else {
            return self.ignored.load(Ordering::Acquire) & bit(signal) != 0 || meaning(signal) == Meaning::Nothing;
        }
        self.news.store(true, Ordering::Release);
        if let Ok(sender) = self.sender.lock()
            && let Some(sender) = &*sender
        {
            // The VM may be gone.
            let _ = sender.send(Event::Signal);
        }
        true
    }

    pub(crate) fn attach(&self, sender: Sender<Event>) {
        if let Ok(mut place) = self.sender.lock() {
            *place = Some(sender);
        }
    }

    /// Whether something is new; it is not afterwards.
    #[inline(always)]
    pub(crate) fn take_news(&self) -> bool {
        self.news.load(Ordering::Relaxed) && self.news.swap(false, Ordering::AcqRel)
    }

    pub(crate) fn take_dump(&self) -> Option<i32> {
        Some(self.dump.swap(0, Ordering::AcqRel)).filter(|&s| s != 0)
    }

    pub(crate) fn has_arrived(&self) -> bool {
        self.arrived.load(Ordering::Acquire) != 0
    }

    /// The lowest signal that the program has not seen.
    pub(crate) fn take_arrived(&self) -> Option<i32> {
        let all = self.arrived.load(Ordering::Acquire);
        if all == 0 {
            return None;
        }
        let low = all & all.wrapping_neg();
        self.arrived.fetch_and(!low, Ordering::AcqRel);
        let n = low.trailing_zeros() as i32;
        Some(if n == 0 { 64 } else { n })
    }

    /// The program wants a signal.
    pub(crate) fn enable(&self, signal: i32) {
        self.wanted.fetch_or(bit(signal), Ordering::AcqRel);
        let own = self.ignored.fetch_and(!bit(signal), Ordering::AcqRel) & bit(signal) != 0;
        if self.process.load(Ordering::Acquire) {
            if !own && matches!(signal, libc::SIGHUP | libc::SIGINT) && is_process_ignored(signal) {
                self.inherited.fetch_or(bit(signal), Ordering::AcqRel);
            }
            install(signal);
        }
    }

    /// The program wants it no longer.
    pub(crate) fn disable(&self, signal: i32) {
        // One that is ignored stays so.
        let was = self.wanted.fetch_and(!bit(signal), Ordering::AcqRel) & bit(signal) != 0;
        if was && self.process.load(Ordering::Acquire) {
            match meaning(signal) {
                _ if self.inherited.load(Ordering::Acquire) & bit(signal) != 0 => disposition(signal, libc::SIG_IGN),
                Meaning::Kills | Meaning::System => disposition(signal, libc::SIG_DFL),
                Meaning::Untouched => {}
                _ => install(signal),
            }
        }
    }

    /// The program wants the signal to have no effect at all.
    pub(crate) fn ignore(&self, signal: i32) {
        self.wanted.fetch_and(!bit(signal), Ordering::AcqRel);
        self.ignored.fetch_or(bit(signal), Ordering::AcqRel);
        if self.process.load(Ordering::Acquire) && meaning(signal) != Meaning::Untouched {
            disposition(signal, libc::SIG_IGN);
        }
    }

    /// Whether it is ignored.
    pub(crate) fn is_ignored(&self, signal: i32) -> bool {
        let own = self.ignored.load(Ordering::Acquire) & bit(signal) != 0;
        own || self.process.load(Ordering::Acquire) && is_process_ignored(signal)
    }

    /// Whether the program is told of it.
    pub fn is_wanted(&self, signal: i32) -> bool {
        self.wanted.load(Ordering::Acquire) & bit(signal) != 0
    }
}

/// Signals that the process's handler has seen, and the pipe that wakes the thread that passes them on.
static SEEN: AtomicU64 = AtomicU64::new(0);
static WAKE: AtomicI32 = AtomicI32::new(-1);

/// The handler of everything but memory faults; theirs calls it for signals that somebody has sent.
pub(crate) extern "C" fn on_signal(signal: libc::c_int) {
    SEEN.fetch_or(bit(signal), Ordering::AcqRel);
    // SAFETY: writing one byte to a pipe is allowed in a handler; errno is given back as it was.
    unsafe {
        let saved = *libc::__errno_location();
        libc::write(WAKE.load(Ordering::Acquire), [0u8].as_ptr().cast(), 1);
        *libc::__errno_location() = saved;
    }
}

fn install(signal: i32) {
    disposition(signal, on_signal as *const () as libc::sighandler_t);
}

fn disposition(signal: i32, handler: libc::sighandler_t) {
    // Memory faults have a handler of their own, which stays.
    if matches!(signal, libc::SIGSEGV | libc::SIGBUS) && handler != libc::SIG_DFL {
        return;
    }
    // SAFETY: a zeroed sigaction is valid; the handler above does only what handlers may do.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        action.sa_sigaction = handler;
        action.sa_flags = libc::SA_RESTART | libc::SA_ONSTACK;
        libc::sigaction(signal, &raw const action, std::ptr::null_mut());
    }
}

fn is_process_ignored(signal: i32) -> bool {
    // SAFETY: asks only.
    unsafe {
        let mut action: libc::sigaction = std::mem::zeroed();
        libc::sigaction(signal, std::ptr::null(), &raw mut action) == 0 && action.sa_sigaction == libc::SIG_IGN
    }
}

/// Ends the process by a signal's default action.
pub fn die_of(signal: i32) -> ! {
    disposition(signal, libc::SIG_DFL);
    // SAFETY: a plain system call on this process.
    unsafe {
        let mut set: libc::sigset_t = std::mem::zeroed();
        libc::sigemptyset(&raw mut set);
        libc::sigaddset(&raw mut set, signal);
        libc::pthread_sigmask(libc::SIG_UNBLOCK, &raw const set, std::ptr::null_mut());
        libc::kill(libc::getpid(), signal);
    }
    std::thread::sleep(std::time::Duration::from_millis(100));
    std::process::abort()
}

/// Lets this process treat signals as a Go program does, for the VM of this hub. Call it once in a process.
pub fn connect_process(hub: &Arc<SignalHub>) {
    let mut ends = [-1i32; 2];
    // SAFETY: fills two descriptors.
    if unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) } != 0 || WAKE.load(Ordering::Acquire) >= 0 {
        return;
    }
    // A full pipe must not block the handler: SEEN has the news anyway.
    // SAFETY: a descriptor of ours.
    unsafe { libc::fcntl(ends[1], libc::F_SETFL, libc::O_NONBLOCK) };
    WAKE.store(ends[1], Ordering::Release);
    hub.process.store(true, Ordering::Release);
    let thread_hub = hub.clone();
    let from = ends[0];
    let thread = std::thread::Builder::new().name("signals".into()).stack_size(64 << 10);
    let started = thread.spawn(move || {
        let mut byte = [0u8; 64];
        loop {
            // SAFETY: the pipe stays open as long as the process.
            let n = unsafe { libc::read(from, byte.as_mut_ptr().cast(), byte.len()) };
            if n == 0 {
                return;
            }
            let mut seen = SEEN.swap(0, Ordering::AcqRel);
            while seen != 0 {
                let n = seen.trailing_zeros() as i32;
                seen &= seen - 1;
                let signal = if n == 0 { 64 } else { n };
                if !thread_hub.deliver(signal) {
                    match meaning(signal) {
                        Meaning::Kills => die_of(signal),
                        Meaning::System => {
                            disposition(signal, libc::SIG_DFL);
                            // SAFETY: a plain system call on this process.
                            unsafe { libc::kill(libc::getpid(), signal) };
                        }
                        _ => {}
                    }
                }
            }
        }
    });
    if started.is_err() {
        return;
    }
    crate::fault::install();
    for signal in 1..SIGNALS {
        if matches!(meaning(signal), Meaning::Dumps | Meaning::Nothing)
            && (signal == libc::SIGPIPE || !is_process_ignored(signal))
        {
            install(signal);
        }
    }
}
