//! The scheduler: run queue, parking, timers, events from other threads, deadlock.
//!
//! Order is Go's with one processor: a goroutine that becomes runnable runs next, displacing the one that would have
//! run next to the end of the queue. **Everything here happens on the VM's thread**; other threads only send events.
//!
//! A goroutine parked by an instruction keeps its pc there; whoever completes the instruction for it sets `resume_words`, and
//! the received value in its frame is marked for the collector until it goes on.

use crate::bubble::Bubbles;
use crate::chan::{ChanObj, Waiter};
use crate::config::{Outcome, VmConfig};
use crate::goroutine::{FIRST_SLOTS, GState, Goroutine, WaitReason};
use crate::native::{NativeCtx, WakeHandle};
use crate::poller::Waits;
use crate::signals::SignalHub;
use crate::timers::{Action, Clock, Timers, is_awaited, time_words};
use crate::vm::Vm;
use crossbeam_channel::{Receiver, Sender};
use std::any::Any;
use std::collections::{HashMap, VecDeque};
use std::ptr;
use std::sync::Arc;
use std::time::Duration;
use vole_bytecode::{FuncId, Insn};
use vole_heap::Marker;

/// The scheduler's own fields of a goroutine.
pub(crate) struct GSched {
    /// Next in the run queue.
    pub(crate) next: *mut Goroutine,
    /// Words to skip when it goes on: the instruction it was parked at has been completed.
    pub resume_words: u32,
    /// Words at `done_slot` that hold a received value nobody has seen yet.
    pub done_words: u32,
    pub done_slot: *mut u64,
    /// Its place in the queue of one channel.
    pub waiter: Waiter,
    /// Its places in the queues of a select.
    pub cases: Vec<Waiter>,
    /// Counts parkings: an old wake handle does nothing.
    pub ticket: u64,
}

impl Default for GSched {
    fn default() -> Self {
        GSched {
            next: ptr::null_mut(),
            resume_words: 0,
            done_words: 0,
            done_slot: ptr::null_mut(),
            waiter: Waiter::default(),
            cases: vec![],
            ticket: 0,
        }
    }
}

/// What comes from outside the VM's thread.
pub(crate) enum Event {
    /// A helper thread has finished.
    Done { handle: WakeHandle, result: Box<dyn Any + Send> },
    /// A descriptor can be read or written.
    Ready { fd: i32, read: bool, write: bool },
    /// The signal hub has news.
    Signal,
    /// Look at the stop handle.
    Stop,
}

/// Run queue, timers, waiting lists.
pub(crate) struct Sched {
    /// Runs before the queue.
    run_next: *mut Goroutine,
    head: *mut Goroutine,
    tail: *mut Goroutine,
    /// The clock when it was last read: times when goroutines parked.
    pub now: i64,
    pub clock: Clock,
    pub timers: Timers,
    /// Goroutines in semaphore queues, by address.
    pub semas: HashMap<u64, VecDeque<*mut Goroutine>>,
    /// Goroutines waiting for a condition: ticket and goroutine, by address.
    pub conds: HashMap<u64, VecDeque<(u32, *mut Goroutine)>>,
    events: Option<(Sender<Event>, Receiver<Event>)>,
    /// Operations under way on helper threads.
    pub pending: usize,
    /// What they brought, by goroutine id.
    pub results: HashMap<u64, Box<dyn Any + Send>>,
    /// Whoever waits for events that may never come (signals) but should keep the program alive.
    pub listeners: usize,
    /// Goroutines that wait for descriptors.
    pub waits: Waits,
    /// Groups of goroutines with clocks of their own.
    pub bubbles: Bubbles,
    /// Signals for the program.
    pub signals: Arc<SignalHub>,
    /// The goroutine that passes signals on, when it waits for one.
    pub signal_reader: Option<WakeHandle>,
}

impl Sched {
    pub fn new(config: &VmConfig) -> Sched {
        Sched {
            run_next: ptr::null_mut(),
            head: ptr::null_mut(),
            tail: ptr::null_mut(),
            now: 1,
            clock: Clock::new(config.clock),
            timers: Timers::default(),
            semas: HashMap::new(),
            conds: HashMap::new(),
            events: None,
            pending: 0,
            results: HashMap::new(),
            listeners: 0,
            waits: Waits::default(),
            bubbles: Bubbles::default(),
            signals: Arc::default(),
            signal_reader: None,
        }
    }

    /// What a goroutine waits for that another goroutine would have to bring: channels, locks. `None` if it runs, sleeps or waits
    /// for the system.
    pub fn waits_for(&self, g: &Goroutine) -> Option<Vec<u64>> {
        if g.state != GState::Waiting || g.system {
            return None;
        }
        match g.wait {
            WaitReason::CHAN_SEND | WaitReason::CHAN_RECEIVE => Some(vec![g.sched.waiter.chan as u64]),
            WaitReason::SELECT => Some(g.sched.cases.iter().map(|w| w.chan as u64).collect()),
            WaitReason::CHAN_SEND_NIL | WaitReason::CHAN_RECEIVE_NIL | WaitReason::SELECT_NO_CASES => Some(vec![]),
            reason if reason.0.starts_with("sync.") => {
                let me = std::ptr::from_ref(g);
                let sema = self.semas.iter().find(|(_, queue)| queue.iter().any(|&q| std::ptr::eq(q, me)));
                let cond = self.conds.iter().find(|(_, queue)| queue.iter().any(|&(_, q)| std::ptr::eq(q, me)));
                Some(sema.map(|(&a, _)| a).or(cond.map(|(&a, _)| a)).into_iter().collect())
            }
            _ => None,
        }
    }

    /// The way in for events.
    pub fn sender(&mut self) -> Sender<Event> {
        self.events.get_or_insert_with(crossbeam_channel::unbounded).0.clone()
    }

    /// Makes a goroutine runnable; it runs next.
    #[inline(always)]
    pub fn ready(&mut self, g: *mut Goroutine) {
        // SAFETY: goroutines live as long as the VM.
        unsafe { (*g).state = GState::Ready };
        let old = std::mem::replace(&mut self.run_next, g);
        if !old.is_null() {
            self.push(old);
        }
    }

    /// Makes a goroutine runnable; it runs last.
    #[inline(always)]
    pub fn ready_last(&mut self, g: *mut Goroutine) {
        // SAFETY: goroutines live as long as the VM.
        unsafe { (*g).state = GState::Ready };
        self.push(g);
    }

    #[inline(always)]
    fn push(&mut self, g: *mut Goroutine) {
        // SAFETY: goroutines live as long as the VM; the queue holds each at most once.
        unsafe {
            (*g).sched.next = ptr::null_mut();
            if self.head.is_null() {
                self.head = g;
            } else {
                (*self.tail).sched.next = g;
            }
        }
        self.tail = g;
    }

    /// The goroutine that was made runnable last; null if none is runnable.
    pub fn last_queued(&self) -> *mut Goroutine {
        if self.head.is_null() { self.run_next } else { self.tail }
    }

    /// Takes the goroutine that runs next; null if none is runnable.
    #[inline(always)]
    pub fn take(&mut self) -> *mut Goroutine {
        let next = std::mem::replace(&mut self.run_next, ptr::null_mut());
        if !next.is_null() {
            return next;
        }
        let head = self.head;
        if !head.is_null() {
            // SAFETY: as `push`.
            self.head = unsafe { (*head).sched.next };
        }
        head
    }
}

/// What to do next.
pub(crate) enum Pick {
    /// Run this goroutine.
    Run(*mut Goroutine),
    /// The run is over.
    Over(Outcome),
}

/// Longest sleep: events end it at once.
const MAX_NAP: Duration = Duration::from_secs(3600);

/// Makes `g` the running goroutine: answers where it goes on.
///
/// # Safety
/// `g` is runnable and in no queue; the current goroutine's state is saved.
#[inline(always)]
pub(crate) unsafe fn switch_to(vm: *mut Vm, g: *mut Goroutine) -> *const Insn {
    // SAFETY: the caller's promise; whoever set `resume_words` knows the instruction at pc.
    unsafe {
        (*vm).cur = g;
        (*vm).stack_end = (*g).stack_end;
        (*g).state = GState::Running;
        let pc = (*g).pc.add((*g).sched.resume_words as usize);
        (*g).sched.resume_words = 0;
        (*g).sched.done_words = 0;
        pc
    }
}

impl Vm {
    /// Makes a goroutine runnable; it runs next.
    pub(crate) fn ready(&mut self, g: *mut Goroutine) {
        self.sched.ready(g);
    }

    /// The current goroutine goes to the end of the queue. pc and fp are saved by the caller.
    pub(crate) fn requeue(&mut self) {
        let g = std::mem::replace(&mut self.cur, ptr::null_mut());
        self.sched.ready_last(g);
    }

    /// Marks the current goroutine as waiting. pc and fp are saved when the dispatch is left.
    pub(crate) fn park(&mut self, reason: WaitReason) {
        // SAFETY: the current goroutine is alive.
        unsafe {
            let g = &mut *self.cur;
            g.state = GState::Waiting;
            g.wait = reason;
            g.since = self.sched.now;
            g.sched.ticket += 1;
        }
    }

    /// Wakes the goroutine of a handle if it is still parked where the handle was made for.
    pub(crate) fn wake(&mut self, handle: WakeHandle) -> bool {
        // SAFETY: goroutines live as long as the VM; a reused one has another id.
        unsafe {
            let g = handle.g;
            let waits = (*g).id == handle.id && (*g).sched.ticket == handle.ticket && (*g).state == GState::Waiting;
            if waits {
                self.sched.ready_last(g);
            }
            waits
        }
    }

    /// The next goroutine to run, its pc where it goes on; sleeps if there is something to wait for.
    pub(crate) fn pick(&mut self) -> Pick {
        self.poll();
        loop {
            let g = self.sched.take();
            if !g.is_null() {
                if self.ended.is_some() {
                    self.sched.ready_last(g);
                    return Pick::Over(self.ended.take().expect("looked at just now"));
                }
                // SAFETY: runnable goroutines are alive.
                unsafe {
                    let sched = &mut (*g).sched;
                    (*g).pc = (*g).pc.add(sched.resume_words as usize);
                    sched.resume_words = 0;
                    sched.done_words = 0;
                }
                return Pick::Run(g);
            }
            if self.stop.is_set() {
                return Pick::Over(Outcome::Stopped);
            }
            if self.deadline.is_some_and(|d| std::time::Instant::now() >= d) {
                return Pick::Over(Outcome::TimeLimit);
            }
            let outside = self.sched.pending + self.sched.listeners > 0 || self.sched.waits.any();
            let heap = &self.heap;
            let alive = outside
                || self.sched.timers.any_that(|action| match action {
                    // SAFETY: a weak handle answers only live objects.
                    Action::Send { chan, .. } => heap.weak_get(*chan).is_some_and(|c| unsafe { is_awaited(c) }),
                    _ => true,
                });
            if !alive {
                self.deadlock();
                return Pick::Over(self.ended.take().expect("a deadlock ends the run"));
            }
            match self.sched.timers.next() {
                Some(when) if self.sched.clock.jump(when) => {}
                Some(when) => self.nap(self.sched.clock.until(when)),
                None => self.nap(MAX_NAP),
            }
            self.poll();
            if self.ended.is_some() {
                return Pick::Over(self.ended.take().expect("looked at just now"));
            }
        }
    }

    /// Waits for an event or until `time` is over.
    fn nap(&mut self, time: Duration) {
        let mut time = time.min(MAX_NAP);
        if let Some(deadline) = self.deadline {
            time = time.min(deadline.saturating_duration_since(std::time::Instant::now()));
        }
        if self.tracer.is_some() {
            self.trace_idle();
        }
        self.stop.attach(&mut self.sched);
        if self.stop.is_set() {
            return;
        }
        let (_, events) = self.sched.events.get_or_insert_with(crossbeam_channel::unbounded);
        let event = events.recv_timeout(time);
        self.sched.now = self.sched.clock.mono();
        if let Ok(event) = event {
            self.arrive(event);
        }
    }

    fn arrive(&mut self, event: Event) {
        match event {
            Event::Done { handle, result } => {
                self.sched.pending -= 1;
                if self.wake(handle) {
                    self.sched.results.insert(handle.id, result);
                }
            }
            Event::Ready { fd, read, write } => self.fd_ready(fd, read, write),
            Event::Signal | Event::Stop => {}
        }
    }

    /// The signal hub has news: the goroutine that waits for signals goes on, or the program ends with a dump.
    #[cold]
    #[inline(never)]
    fn signal_news(&mut self) {
        if let Some(signal) = self.sched.signals.take_dump() {
            self.signal_dump(signal);
        }
        if self.sched.signals.has_arrived()
            && let Some(handle) = self.sched.signal_reader.take()
        {
            self.wake(handle);
        }
    }

    /// The hub that signals for this VM's program go to.
    pub fn signals(&mut self) -> Arc<SignalHub> {
        let sender = self.sched.sender();
        self.sched.signals.attach(sender);
        self.sched.signals.clone()
    }

    /// Takes in what timers and helper threads have brought. Called at every preemption.
    pub(crate) fn poll(&mut self) {
        if self.sched.signals.take_news() {
            self.signal_news();
        }
        if self.sched.pending > 0 || self.sched.waits.any() {
            while let Some(event) = self.sched.events.as_ref().and_then(|(_, events)| events.try_recv().ok()) {
                self.arrive(event);
            }
        }
        if !self.sched.bubbles.is_empty() {
            self.step_bubbles();
        }
        if self.sched.timers.is_empty() {
            return;
        }
        let now = self.sched.clock.mono();
        self.sched.now = now;
        // Whoever timers wake goes on in the order of the timers, behind whatever can run already.
        let next = std::mem::replace(&mut self.sched.run_next, ptr::null_mut());
        while let Some(action) = self.sched.timers.due(now) {
            self.fire(action);
            let woken = std::mem::replace(&mut self.sched.run_next, ptr::null_mut());
            if !woken.is_null() {
                self.sched.push(woken);
            }
        }
        self.sched.run_next = next;
    }

    fn fire(&mut self, action: Action) {
        match action {
            Action::None => {}
            Action::Wake(handle) => {
                self.wake(handle);
            }
            Action::WakeAt(handle, fd) => {
                self.wake(handle);
                self.tidy_fd(fd);
            }
            Action::Send { chan, loc } => {
                if let Some(chan) = self.heap.weak_get(chan) {
                    let (wall, mono) = self.sched.clock.read();
                    let time = time_words(wall, mono, loc);
                    // SAFETY: a live channel of time.Time; a full one drops the value.
                    unsafe { crate::ops::chan::try_send(self, chan as *mut ChanObj, time.as_ptr().cast()) };
                }
            }
            Action::Call(closure) => self.spawn_closure(closure, 0),
        }
    }

    /// Starts a goroutine that calls a closure without arguments, in a bubble or none.
    pub(crate) fn spawn_closure(&mut self, closure: u64, bubble: u32) {
        if closure == 0 {
            return;
        }
        // SAFETY: a closure object begins with the number of its function.
        let func = FuncId(unsafe { *(closure as *const u64) } as u32);
        if let Some(g) = self.new_goroutine(func, closure, &[], FIRST_SLOTS) {
            // SAFETY: a goroutine just made. The stub stands for the timer in traces.
            unsafe { (*g).created = self.stubs.go_exit };
            self.sched.bubbles.join(bubble, g);
            self.sched.ready_last(g);
        }
    }

    /// Reports that nobody can go on, in Go's words.
    #[cold]
    fn deadlock(&mut self) {
        // SAFETY: goroutines live as long as the VM.
        let main_gone = self.all.iter().all(|&g| unsafe { (*g).id != 1 || (*g).state == GState::Dead });
        // SAFETY: as above.
        let text = if main_gone && self.all.iter().all(|&g| unsafe { (*g).state == GState::Dead || (*g).system }) {
            "no goroutines (main called runtime.Goexit) - deadlock!"
        } else {
            "all goroutines are asleep - deadlock!"
        };
        let mut report = format!("fatal error: {text}\n");
        self.throw_traces(&mut report);
        self.fatal(report);
    }

    /// Marks what the scheduler refers to: received values that their goroutines have not seen, closures of timers.
    pub(crate) fn mark_sched(sched: &Sched, all: &[*mut Goroutine], marker: &mut Marker) {
        sched.timers.mark(marker);
        sched.bubbles.mark(marker);
        for &g in all {
            // SAFETY: goroutines live as long as the VM; the slots lie in the goroutine's frame, or wherever its select
            // receives, until it goes on.
            unsafe {
                let s = &(*g).sched;
                if s.done_words != 0 && !s.done_slot.is_null() && (*g).state == GState::Ready {
                    for i in 0..s.done_words as usize {
                        marker.mark_word(s.done_slot.add(i).read_unaligned());
                    }
                }
            }
        }
    }
}

impl NativeCtx<'_> {
    /// A handle that wakes this goroutine once it is parked.
    pub fn wake_handle(&mut self) -> WakeHandle {
        let g = self.vm.cur;
        // SAFETY: natives run in the current goroutine.
        unsafe { WakeHandle { g, id: (*g).id, ticket: (*g).sched.ticket + 1 } }
    }

    /// Wakes a parked goroutine; false if it has gone on already.
    pub fn wake(&mut self, handle: WakeHandle) -> bool {
        self.vm.wake(handle)
    }

    /// Runs `work` on a helper thread and parks the goroutine until it is done: return the result as `Err`. The native
    /// is called again and finds what `work` answered in [`NativeCtx::take_result`].
    pub fn block_on<T: Send + 'static>(
        &mut self,
        reason: WaitReason,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> crate::native::NativeExit {
        let handle = self.wake_handle();
        let sender = self.vm.sched.sender();
        self.vm.sched.pending += 1;
        std::thread::spawn(move || {
            let result: Box<dyn Any + Send> = Box::new(work());
            // The VM may be gone: then nobody wants the result.
            let _ = sender.send(Event::Done { handle, result });
        });
        self.park(reason)
    }

    /// What the helper thread of [`NativeCtx::block_on`] answered; `None` before.
    pub fn take_result<T: 'static>(&mut self) -> Option<T> {
        // SAFETY: natives run in the current goroutine.
        let id = unsafe { (*self.vm.cur).id };
        self.vm.sched.results.remove(&id)?.downcast::<T>().ok().map(|b| *b)
    }
}
