//! Bubbles of testing/synctest: groups of goroutines with a clock of their own, which moves when none of them can go on.
//!
//! A goroutine belongs to the bubble of the one that started it; channels, timers and wait groups belong to the bubble they
//! were made in. **A bubble is idle when every one of its goroutines waits durably**: for something that only another of them, or
//! the bubble's clock, can bring. Being idle is stable, so it is looked for whenever the scheduler polls, and nothing is counted.
//! An idle bubble does the first of: wake who called `synctest.Wait`, end, fire its next timers, fail.
//!
//! Timers of bubbles are named by [`FAKE`] with the bubble and a number.

use crate::chan::ChanObj;
use crate::goroutine::{GState, Goroutine, WaitReason};
use crate::native::WakeHandle;
use crate::timers::{fake_time_words, plain_time};
use crate::vm::Vm;
use std::collections::BTreeMap;
use vole_heap::Marker;

/// Bit of the names of timers of bubbles.
pub(crate) const FAKE: u64 = 1 << 63;
/// Bits of a timer's number in its name; the bubble's stand above.
const NUMBER_BITS: u32 = 40;
/// Midnight UTC, 1 January 2000, when every bubble begins.
const BEGINNING: i64 = 946_684_800_000_000_000;

pub(crate) const RUN: WaitReason = WaitReason("synctest.Run");
pub(crate) const WAIT: WaitReason = WaitReason("synctest.Wait");

/// How a bubble ended, for the goroutine that made it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum End {
    Done,
    /// All goroutines wait, and no timer is left.
    Blocked,
    /// The first goroutine has ended, others wait.
    Left,
}

/// What a timer of a bubble does.
#[derive(Clone, Copy)]
pub(crate) enum FakeAction {
    Wake(WakeHandle),
    Send { chan: u64, loc: u64 },
    Call(u64),
}

struct FakeTimer {
    period: i64,
    action: FakeAction,
}

/// A bubble.
pub(crate) struct Bubble {
    pub id: u32,
    /// The goroutine that made it, and its first one.
    root: WakeHandle,
    main: (*mut Goroutine, u64),
    members: Vec<(*mut Goroutine, u64)>,
    /// The goroutine in `synctest.Wait`.
    waiter: Option<WakeHandle>,
    /// Nanoseconds since 1970.
    pub now: i64,
    timers: BTreeMap<(i64, u64), FakeTimer>,
    next_timer: u64,
    pub end: Option<End>,
}

/// All bubbles of a VM.
#[derive(Default)]
pub(crate) struct Bubbles {
    alive: Vec<Bubble>,
    last: u32,
    /// The latest one that ended in a deadlock, whose goroutines are part of the report.
    pub dead: u32,
}

/// Whether a goroutine waits for something that only its bubble can bring.
pub(crate) fn waits_durably(g: &Goroutine) -> bool {
    if g.state != GState::Waiting {
        return false;
    }
    // SAFETY: a parked goroutine's frame holds the channel.
    let ours = |chan: *mut ChanObj| unsafe { !chan.is_null() && (*chan).bubble == g.bubble };
    match g.wait {
        WaitReason::SLEEP
        | WaitReason::CHAN_SEND_NIL
        | WaitReason::CHAN_RECEIVE_NIL
        | WaitReason::SELECT_NO_CASES
        | WaitReason::COND_WAIT
        | RUN
        | WAIT => true,
        WaitReason::CHAN_SEND | WaitReason::CHAN_RECEIVE if g.sched.waiter.queued => ours(g.sched.waiter.chan),
        WaitReason::CHAN_SEND | WaitReason::CHAN_RECEIVE | WaitReason::SELECT => {
            g.sched.cases.iter().all(|w| ours(w.chan))
        }
        WaitReason::WAIT_GROUP => g.native_state[1] == u64::from(g.bubble),
        _ => false,
    }
}

fn lives(&(g, id): &(*mut Goroutine, u64)) -> bool {
    // SAFETY: goroutines live as long as the VM; a reused one has another id.
    unsafe { (*g).id == id && (*g).state != GState::Dead }
}

impl Bubble {
    /// Whether all its goroutines wait durably; forgets those that have ended.
    fn is_idle(&mut self) -> bool {
        self.members.retain(lives);
        // SAFETY: as `lives`.
        let busy = self.members.iter().position(|&(g, _)| unsafe { !waits_durably(&*g) });
        if let Some(at) = busy {
            // The busy one is asked first next time.
            self.members.swap(0, at);
        }
        busy.is_none()
    }

    /// Starts a timer: its name.
    pub fn start(&mut self, d: i64, period: i64, action: FakeAction) -> u64 {
        self.next_timer += 1;
        let when = self.now.saturating_add(d.max(0));
        self.timers.insert((when, self.next_timer), FakeTimer { period, action });
        FAKE | u64::from(self.id) << NUMBER_BITS | self.next_timer
    }

    fn stop(&mut self, number: u64) -> bool {
        let key = self.timers.keys().find(|k| k.1 == number).copied();
        key.is_some_and(|k| self.timers.remove(&k).is_some())
    }
}

impl Bubbles {
    pub fn is_empty(&self) -> bool {
        self.alive.is_empty()
    }

    /// Whether there has never been one.
    pub fn none_yet(&self) -> bool {
        self.last == 0
    }

    /// The living bubble of this number.
    pub fn get(&mut self, id: u32) -> Option<&mut Bubble> {
        if id == 0 {
            return None;
        }
        self.alive.iter_mut().find(|b| b.id == id)
    }

    /// Makes a bubble whose first goroutine is `main`; `root` waits for its end.
    pub fn begin(&mut self, root: WakeHandle, main: *mut Goroutine) -> u32 {
        self.last += 1;
        // SAFETY: a goroutine just made.
        let id = unsafe { (*main).id };
        self.alive.push(Bubble {
            id: self.last,
            root,
            main: (main, id),
            members: vec![(main, id)],
            waiter: None,
            now: BEGINNING,
            timers: BTreeMap::new(),
            next_timer: 0,
            end: None,
        });
        self.last
    }

    /// Takes out a bubble that has ended: how.
    pub fn finish(&mut self, id: u32) -> Option<End> {
        let at = self.alive.iter().position(|b| b.id == id && b.end.is_some())?;
        let end = self.alive.swap_remove(at).end;
        if end != Some(End::Done) {
            self.dead = id;
        }
        end
    }

    /// A goroutine started by one of the bubble.
    pub fn join(&mut self, id: u32, g: *mut Goroutine) {
        // SAFETY: a goroutine just made.
        unsafe {
            (*g).bubble = id;
            let number = (*g).id;
            if let Some(bubble) = self.get(id) {
                bubble.members.push((g, number));
            }
        }
    }

    /// `synctest.Wait`: false if another goroutine is in it.
    pub fn wait(&mut self, id: u32, handle: WakeHandle) -> bool {
        let Some(bubble) = self.get(id) else { return true };
        if bubble.waiter.as_ref().is_some_and(WakeHandle::is_waiting) {
            return false;
        }
        bubble.waiter = Some(handle);
        true
    }

    /// Stops a timer by its name: whether it was active.
    pub fn stop(&mut self, name: u64) -> bool {
        let number = name & ((1 << NUMBER_BITS) - 1);
        self.get(bubble_of(name)).is_some_and(|b| b.stop(number))
    }

    /// Marks what timers refer to.
    pub fn mark(&self, marker: &mut Marker) {
        for timer in self.alive.iter().flat_map(|b| b.timers.values()) {
            match timer.action {
                FakeAction::Send { chan, .. } => marker.mark_word(chan),
                FakeAction::Call(closure) => marker.mark_word(closure),
                FakeAction::Wake(_) => {}
            }
        }
    }
}

/// The bubble of a timer's name; 0 for others.
pub(crate) fn bubble_of(name: u64) -> u32 {
    if name & FAKE == 0 { 0 } else { ((name & !FAKE) >> NUMBER_BITS) as u32 }
}

impl Vm {
    /// The bubble of the goroutine that runs; 0 for none.
    pub(crate) fn bubble(&self) -> u32 {
        // SAFETY: asked by natives and handlers, in the current goroutine.
        unsafe { (*self.cur).bubble }
    }

    /// Lets idle bubbles go on.
    #[cold]
    pub(crate) fn step_bubbles(&mut self) {
        for i in 0..self.sched.bubbles.alive.len() {
            self.step_bubble(i);
        }
    }

    fn step_bubble(&mut self, at: usize) {
        let bubble = &mut self.sched.bubbles.alive[at];
        if bubble.end.is_some() || !bubble.is_idle() {
            return;
        }
        if let Some(handle) = bubble.waiter.take()
            && handle.is_waiting()
        {
            self.wake(handle);
            return;
        }
        let over = !lives(&bubble.main);
        let end = match (over, bubble.members.is_empty(), bubble.timers.first_key_value()) {
            (true, true, _) => End::Done,
            (true, false, _) => End::Left,
            (false, _, None) => End::Blocked,
            (false, _, Some((&(when, _), _))) => {
                bubble.now = bubble.now.max(when);
                self.fire_fake(at);
                return;
            }
        };
        bubble.end = Some(end);
        let root = bubble.root;
        self.wake(root);
    }

    /// Fires the timers of a bubble that are due.
    fn fire_fake(&mut self, at: usize) {
        let (now, id) = (self.sched.bubbles.alive[at].now, self.sched.bubbles.alive[at].id);
        while let Some(entry) = self.sched.bubbles.alive[at].timers.first_entry()
            && entry.key().0 <= now
        {
            let ((when, number), timer) = entry.remove_entry();
            let action = timer.action;
            if timer.period > 0 {
                let next = when.saturating_add(timer.period.saturating_mul(1 + (now - when) / timer.period));
                self.sched.bubbles.alive[at].timers.insert((next, number), timer);
            }
            match action {
                FakeAction::Wake(handle) => drop(self.wake(handle)),
                FakeAction::Send { chan, loc } => {
                    let time = fake_time_words(now, loc);
                    // SAFETY: a channel of time.Time that the timer keeps alive; a full one drops the value.
                    unsafe { crate::ops::chan::try_send(self, chan as *mut ChanObj, time.as_ptr().cast()) };
                }
                FakeAction::Call(closure) => self.spawn_closure(closure, id),
            }
        }
    }

    /// The traces of the goroutines of a bubble that ended in a deadlock, for the report of that panic.
    pub(crate) fn bubble_traces(&self, report: &mut String) {
        let id = self.sched.bubbles.dead;
        for &g in &self.all {
            // SAFETY: goroutines live as long as the VM.
            let g = unsafe { &*g };
            if id != 0 && g.bubble == id && g.state == GState::Waiting {
                report.push('\n');
                self.goroutine_trace(g, report);
            }
        }
    }

    /// What `time.Now` and the monotonic clock show to the current goroutine: seconds and nanoseconds since 1970, and the
    /// monotonic reading, 0 in a bubble.
    pub(crate) fn visible_now(&mut self) -> (i64, i64, i64) {
        let id = self.bubble();
        if let Some(bubble) = self.sched.bubbles.get(id) {
            let (sec, nsec) = plain_time(bubble.now);
            return (sec, nsec, 0);
        }
        let (wall, mono) = self.sched.clock.read();
        let (sec, nsec) = plain_time(wall);
        (sec, nsec, mono)
    }

    /// The monotonic clock as the current goroutine sees it.
    pub(crate) fn visible_nano(&mut self) -> i64 {
        let id = self.bubble();
        match self.sched.bubbles.get(id) {
            Some(bubble) => bubble.now,
            None => self.sched.clock.read().1,
        }
    }
}
