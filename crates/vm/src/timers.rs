//! The VM's clock and its timers: sleeping goroutines, and the library's timers, which send the time to a channel or start a
//! goroutine.
//!
//! The heap of deadlines keeps entries of timers that were stopped until their time comes or they outnumber the others;
//! an entry counts only if its number is still that of the timer's place. A timer refers weakly to its channel, so one that
//! nobody can reach dies; and **a channel timer that nobody waits for keeps no program alive**, as in Go since 1.23.

use crate::chan::ChanObj;
use crate::config::ClockMode;
use crate::native::WakeHandle;
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use vole_heap::{Marker, WeakId};

/// Where the VM's time comes from.
pub(crate) struct Clock {
    mode: ClockMode,
    start: Instant,
    /// Wall time at `start`, in nanoseconds since 1970.
    wall: i64,
    /// Virtual: nanoseconds since the start.
    virtual_now: i64,
}

/// What one reading of a virtual clock takes, so that a program that polls it gets on.
const VIRTUAL_TICK: i64 = 1_000;

impl Clock {
    pub fn new(mode: ClockMode) -> Clock {
        let wall = match mode {
            ClockMode::Real => SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .map_or(0, |d| i64::try_from(d.as_nanos()).unwrap_or(i64::MAX)),
            ClockMode::Frozen(at) | ClockMode::Virtual(at) => at,
        };
        Clock { mode, start: Instant::now(), wall, virtual_now: 0 }
    }

    /// Nanoseconds since the start by which timers go; at least 1.
    pub fn mono(&self) -> i64 {
        match self.mode {
            ClockMode::Virtual(_) => self.virtual_now + 1,
            _ => i64::try_from(self.start.elapsed().as_nanos()).unwrap_or(i64::MAX - 1) + 1,
        }
    }

    /// What the program sees: nanoseconds since 1970, and monotonic ones.
    pub fn read(&mut self) -> (i64, i64) {
        if let ClockMode::Virtual(_) = self.mode {
            self.virtual_now += VIRTUAL_TICK;
        }
        self.peek()
    }

    /// The same, and a virtual clock stands still.
    pub fn peek(&self) -> (i64, i64) {
        match self.mode {
            ClockMode::Real => {
                let mono = self.mono();
                let wall = SystemTime::now()
                    .duration_since(UNIX_EPOCH)
                    .map_or(self.wall + mono, |d| i64::try_from(d.as_nanos()).unwrap_or(i64::MAX));
                (wall, mono)
            }
            ClockMode::Frozen(at) => (at, 1),
            ClockMode::Virtual(at) => (at + self.virtual_now, self.virtual_now + 1),
        }
    }

    /// Lets virtual time jump to `when`; whether the clock is virtual.
    pub fn jump(&mut self, when: i64) -> bool {
        if !matches!(self.mode, ClockMode::Virtual(_)) {
            return false;
        }
        self.virtual_now = self.virtual_now.max(when);
        true
    }

    /// Real time from now until `when`.
    pub fn until(&self, when: i64) -> Duration {
        Duration::from_nanos(u64::try_from(when - self.mono()).unwrap_or(0))
    }
}

/// What a timer does.
#[derive(Clone, Copy)]
pub(crate) enum Action {
    /// Nothing: the place is free.
    None,
    /// Wakes a goroutine.
    Wake(WakeHandle),
    /// Wakes a goroutine that waits for a descriptor.
    WakeAt(WakeHandle, i32),
    /// Sends the time to a channel of `time.Time` whose `loc` is this address.
    Send { chan: WeakId, loc: u64 },
    /// Starts a goroutine that calls this closure.
    Call(u64),
}

struct Place {
    number: u64,
    period: i64,
    action: Action,
}

/// Names an active timer; stale ones are harmless. Never 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct TimerId(pub u64);

type Entry = Reverse<(i64, u64, u32)>;

/// All timers of a VM.
#[derive(Default)]
pub(crate) struct Timers {
    heap: BinaryHeap<Entry>,
    places: Vec<Place>,
    free: Vec<u32>,
    next_number: u64,
    active: usize,
}

impl Timers {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.active == 0
    }

    /// Starts a timer; a `period` above 0 repeats it.
    pub fn start(&mut self, when: i64, period: i64, action: Action) -> TimerId {
        self.next_number += 1;
        let place = Place { number: self.next_number, period, action };
        let at = match self.free.pop() {
            Some(at) => {
                self.places[at as usize] = place;
                at
            }
            None => {
                self.places.push(place);
                self.places.len() as u32 - 1
            }
        };
        self.heap.push(Reverse((when, self.next_number, at)));
        self.active += 1;
        TimerId(self.next_number << 24 | u64::from(at & 0xff_ffff))
    }

    /// Stops a timer; whether it was active.
    pub fn stop(&mut self, id: TimerId) -> bool {
        let (number, at) = (id.0 >> 24, (id.0 & 0xff_ffff) as usize);
        // More than 2^24 timers at once: look for it.
        let at = if self.places.get(at).is_some_and(|p| p.number == number) {
            at
        } else {
            match self.places.iter().position(|p| p.number == number && number != 0) {
                Some(at) if self.places.len() > 0xff_ffff => at,
                _ => return false,
            }
        };
        self.release(at as u32);
        if self.heap.len() > 64 && self.heap.len() > 4 * self.active {
            let places = &self.places;
            self.heap.retain(|Reverse((_, number, at))| places[*at as usize].number == *number);
        }
        true
    }

    fn release(&mut self, at: u32) {
        let place = &mut self.places[at as usize];
        place.number = 0;
        place.action = Action::None;
        self.free.push(at);
        self.active -= 1;
    }

    /// The next deadline of an active timer.
    pub fn next(&mut self) -> Option<i64> {
        while let Some(&Reverse((when, number, at))) = self.heap.peek() {
            if self.places[at as usize].number == number {
                return Some(when);
            }
            self.heap.pop();
        }
        None
    }

    /// Whether there is an active timer for which `counts` holds.
    pub fn any_that(&self, counts: impl Fn(&Action) -> bool) -> bool {
        self.active > 0 && self.places.iter().any(|place| place.number != 0 && counts(&place.action))
    }

    /// Takes a timer that is due at `now`.
    pub fn due(&mut self, now: i64) -> Option<Action> {
        let when = self.next()?;
        if when > now {
            return None;
        }
        let Reverse((_, number, at)) = self.heap.pop()?;
        let (action, period) = (self.places[at as usize].action, self.places[at as usize].period);
        if period > 0 {
            // The next time on the ticker's own grid.
            let next = when.saturating_add(period.saturating_mul(1 + (now - when) / period));
            self.heap.push(Reverse((next, number, at)));
        } else {
            self.release(at);
        }
        Some(action)
    }

    /// The channels that active timers send to.
    pub fn channels(&self) -> Vec<WeakId> {
        let sends = |p: &Place| match p.action {
            Action::Send { chan, .. } if p.number != 0 => Some(chan),
            _ => None,
        };
        self.places.iter().filter_map(sends).collect()
    }

    /// Marks the closures that timers will call.
    pub fn mark(&self, marker: &mut Marker) {
        for place in &self.places {
            if let Action::Call(closure) = place.action {
                marker.mark_word(closure);
            }
        }
    }
}

/// Seconds from the year 1885 (where `time.Time` counts wall seconds from when it has a monotonic reading) to 1970.
const FROM_1885: i64 = 2_682_288_000;

/// The words of a `time.Time` with a monotonic reading.
pub(crate) fn time_words(wall: i64, mono: i64, loc: u64) -> [u64; 3] {
    let (sec, nsec) = (wall.div_euclid(1_000_000_000), wall.rem_euclid(1_000_000_000));
    let packed = 1 << 63 | ((sec + FROM_1885) as u64) << 30 | nsec as u64;
    [packed, mono as u64, loc]
}

/// Seconds and nanoseconds of nanoseconds.
pub(crate) fn plain_time(ns: i64) -> (i64, i64) {
    (ns.div_euclid(1_000_000_000), ns.rem_euclid(1_000_000_000))
}

/// Seconds from the year 1 to 1970.
const FROM_YEAR_1: i64 = 62_135_596_800;

/// The words of a `time.Time` without a monotonic reading.
pub(crate) fn fake_time_words(wall: i64, loc: u64) -> [u64; 3] {
    let (sec, nsec) = plain_time(wall);
    [nsec as u64, (sec + FROM_YEAR_1) as u64, loc]
}

/// Whether a channel timer keeps the program alive: someone waits for it.
///
/// # Safety
/// `chan` is a live channel.
pub(crate) unsafe fn is_awaited(chan: u64) -> bool {
    // SAFETY: the caller's promise.
    unsafe { !(*(chan as *const ChanObj)).recvq.first.is_null() }
}
