//! Waiting for descriptors: goroutines park here until the operating system says that a pipe or socket can be read or written.
//!
//! One helper thread per VM waits in the poller and sends what is ready over the scheduler's channel; it is started by the first
//! wait. Registrations are for one event each, so a descriptor that nobody waits for costs nothing.

use crate::goroutine::WaitReason;
use crate::native::{NativeCtx, NativeExit, WakeHandle};
use crate::sched::Event;
use crate::timers::{Action, TimerId};
use crate::vm::Vm;
use crossbeam_channel::Sender;
use polling::{Event as Polled, Events, PollMode, Poller};
use std::collections::HashMap;
use std::os::fd::BorrowedFd;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// A goroutine that waits.
struct Wait {
    handle: WakeHandle,
    timer: Option<TimerId>,
    write: bool,
}

/// See the module.
#[derive(Default)]
pub(crate) struct Waits {
    poller: Option<Arc<Poller>>,
    stop: Arc<AtomicBool>,
    by_fd: HashMap<i32, Vec<Wait>>,
}

/// `native_state[1]` of a goroutine whose descriptor was closed while it waited.
const CLOSED: u64 = u64::MAX;

impl Drop for Waits {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Release);
        if let Some(poller) = &self.poller {
            let _ = poller.notify();
        }
    }
}

impl Waits {
    /// Whether a goroutine waits for a descriptor.
    pub fn any(&self) -> bool {
        !self.by_fd.is_empty()
    }

    fn poller(&mut self, sender: &Sender<Event>) -> Option<Arc<Poller>> {
        if self.poller.is_none() {
            let poller = Arc::new(Poller::new().ok()?);
            let (theirs, stop, sender) = (poller.clone(), self.stop.clone(), sender.clone());
            let thread = std::thread::Builder::new().name("poller".into()).stack_size(128 << 10);
            thread
                .spawn(move || {
                    let mut events = Events::new();
                    while !stop.load(Ordering::Acquire) {
                        events.clear();
                        if theirs.wait(&mut events, None).is_err() {
                            continue;
                        }
                        for e in events.iter() {
                            let event = Event::Ready { fd: e.key as i32, read: e.readable, write: e.writable };
                            if sender.send(event).is_err() {
                                return;
                            }
                        }
                    }
                })
                .ok()?;
            self.poller = Some(poller);
        }
        self.poller.clone()
    }

    /// Tells the poller what is still waited for at `fd`; false if it cannot watch such a descriptor.
    fn arm(&self, fd: i32, fresh: bool) -> bool {
        let Some(poller) = &self.poller else { return false };
        let waits = self.by_fd.get(&fd).map_or(&[][..], |w| w);
        let wanted = Polled::new(fd as usize, waits.iter().any(|w| !w.write), waits.iter().any(|w| w.write));
        // SAFETY: the number is only handed to the system, which refuses one that is not open; `forget` takes it out
        // before it is closed.
        unsafe {
            let borrowed = BorrowedFd::borrow_raw(fd);
            if waits.is_empty() {
                let _ = poller.delete(borrowed);
                return true;
            }
            if fresh && poller.add_with_mode(fd, wanted, PollMode::Oneshot).is_ok() {
                return true;
            }
            poller.modify_with_mode(borrowed, wanted, PollMode::Oneshot).is_ok()
                || poller.add_with_mode(fd, wanted, PollMode::Oneshot).is_ok()
        }
    }
}

impl Vm {
    /// The poller says that a descriptor is ready.
    pub(crate) fn fd_ready(&mut self, fd: i32, read: bool, write: bool) {
        let Some(waits) = self.sched.waits.by_fd.get_mut(&fd) else { return };
        let (ready, rest): (Vec<_>, Vec<_>) =
            std::mem::take(waits).into_iter().partition(|w| if w.write { write } else { read });
        *waits = rest;
        let gone = waits.is_empty();
        if gone {
            self.sched.waits.by_fd.remove(&fd);
        }
        self.sched.waits.arm(fd, false);
        self.wake_all(ready, false);
    }

    fn wake_all(&mut self, waits: Vec<Wait>, closed: bool) {
        for wait in waits {
            if let Some(timer) = wait.timer {
                self.sched.timers.stop(timer);
            }
            if self.wake(wait.handle) && closed {
                // SAFETY: the handle was of a parked goroutine, so it is alive.
                unsafe { (*wait.handle.g).native_state[1] = CLOSED };
            }
        }
    }

    /// Takes out those who no longer wait for a descriptor: their deadline has come.
    pub(crate) fn tidy_fd(&mut self, fd: i32) {
        let waits = &mut self.sched.waits;
        let Some(list) = waits.by_fd.get_mut(&fd) else { return };
        list.retain(|w| w.handle.is_waiting());
        if list.is_empty() {
            waits.by_fd.remove(&fd);
        }
        waits.arm(fd, false);
    }

    /// Wakes all who wait for a descriptor that is about to be closed.
    pub(crate) fn close_watched(&mut self, fd: i32) {
        if let Some(waits) = self.sched.waits.by_fd.remove(&fd) {
            self.sched.waits.arm(fd, false);
            self.wake_all(waits, true);
        }
    }
}

impl NativeCtx<'_> {
    /// Parks the goroutine until the descriptor can be read (or written), it is closed, or `deadline` (on the VM's monotonic
    /// clock) comes: return the result as `Err`. The native is called again; see [`NativeCtx::fd_closed`].
    pub fn wait_fd(&mut self, fd: i32, write: bool, deadline: Option<i64>) -> NativeExit {
        let handle = self.wake_handle();
        let sender = self.vm.sched.sender();
        if self.vm.sched.waits.poller(&sender).is_none() {
            return self.yield_now();
        }
        let timer = deadline.map(|when| self.vm.sched.timers.start(when, 0, Action::WakeAt(handle, fd)));
        let list = self.vm.sched.waits.by_fd.entry(fd).or_default();
        list.retain(|w| w.handle.is_waiting());
        let fresh = list.is_empty();
        list.push(Wait { handle, timer, write });
        if !self.vm.sched.waits.arm(fd, fresh) {
            // Not a kind of file that can be watched: such files are always ready, or a helper thread has to block in them.
            self.vm.sched.waits.by_fd.remove(&fd);
            if let Some(timer) = timer {
                self.vm.sched.timers.stop(timer);
            }
            return self.block_on(WaitReason::SYSCALL, move || {
                let mut entry =
                    libc::pollfd { fd, events: if write { libc::POLLOUT } else { libc::POLLIN }, revents: 0 };
                // SAFETY: one entry.
                unsafe { libc::poll(&raw mut entry, 1, -1) };
            });
        }
        self.park(WaitReason::IO)
    }

    /// Whether the descriptor was closed while this native waited for it.
    pub fn fd_closed(&mut self) -> bool {
        self.resumed() && std::mem::take(&mut self.state()[1]) == CLOSED
    }

    /// Wakes all who wait for the descriptor, which is about to be closed.
    pub fn forget_fd(&mut self, fd: i32) {
        self.vm.close_watched(fd);
    }

    /// Wakes all who wait for the descriptor: its deadlines have changed.
    pub fn nudge_fd(&mut self, fd: i32) {
        if let Some(waits) = self.vm.sched.waits.by_fd.remove(&fd) {
            self.vm.sched.waits.arm(fd, false);
            self.vm.wake_all(waits, false);
        }
    }

    /// The VM's monotonic clock, by which deadlines go.
    pub fn mono(&self) -> i64 {
        self.vm.sched.clock.mono()
    }
}
