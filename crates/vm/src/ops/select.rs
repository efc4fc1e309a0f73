//! The select instruction: polls the cases, else waits in the queues of all of them.

use super::chan::{foreign, outside, park_at, send_closed, switch, try_send};
use crate::chan::{ChanObj, Waiter, settle};
use crate::dispatch::set;
use crate::goroutine::WaitReason;
use crate::vm::Vm;
use vole_bytecode::Insn;

/// A case as the program lays it out.
#[repr(C)]
pub(crate) struct Case {
    pub chan: *mut ChanObj,
    pub image: *mut u8,
    sends: u64,
}

impl Case {
    /// A case that sends from or receives to `image`.
    pub fn new(chan: *mut ChanObj, image: *mut u8, sends: bool) -> Case {
        Case { chan, image, sends: u64::from(sends) }
    }

    /// Whether it sends.
    pub fn is_send(&self) -> bool {
        self.sends & 1 != 0
    }

    /// Whether it can go on at once.
    #[inline(always)]
    unsafe fn ready(&self) -> bool {
        if self.chan.is_null() {
            return false;
        }
        // SAFETY: a channel of the running program.
        let c = unsafe { &*self.chan };
        if self.sends & 1 != 0 {
            c.closed != 0 || !c.recvq.first.is_null() || c.qcount < c.dataqsiz
        } else {
            c.qcount != 0 || !c.sendq.first.is_null() || c.closed != 0
        }
    }
}

/// One of the cases that are ready, all with the same chance.
///
/// # Safety
/// `count` cases of the running program.
pub(crate) unsafe fn choose(vm: *mut Vm, cases: *const Case, count: usize) -> Option<usize> {
    let (mut ready, mut chosen) = (0, None);
    for k in 0..count {
        // SAFETY: the caller's promise.
        unsafe {
            if (*cases.add(k)).ready() {
                ready += 1;
                if ready == 1 || (*vm).rng.below(ready) == 0 {
                    chosen = Some(k);
                }
            }
        }
    }
    chosen
}

op!(wide Select |i, pc, fp, vm, bd, tb| {
    let count = i.c();
    let cases = fp.add(i.b()).cast::<Case>();
    if !(*vm).sched.bubbles.none_yet()
        && let Some(what) = any_foreign(vm, cases, count)
    {
        return outside(i.0, fp, vm, bd, what);
    }
    // One of those that are ready, all with the same chance.
    let mut ready = 0;
    let mut chosen = 0;
    for k in 0..count {
        if (*cases.add(k)).ready() {
            ready += 1;
            if ready == 1 || (*vm).rng.below(ready) == 0 {
                chosen = k;
            }
        }
    }
    if ready != 0 {
        let case = &*cases.add(chosen);
        let mut received = 0;
        if case.sends & 1 == 0 {
            received = receive(vm, case.chan, case.image);
        } else if (*case.chan).closed != 0 {
            return send_closed(i.0, fp, vm, bd);
        } else {
            try_send(vm, case.chan, case.image);
        }
        set(fp, i.a(), chosen as u64);
        set(fp, i.a() + 1, received);
    } else if i.lo() & 1 != 0 {
        set(fp, i.a(), u64::MAX);
        set(fp, i.a() + 1, 0);
    } else {
        wait_all(vm, i.0, fp, cases, count, fp.add(i.a()), 2);
        switch!(vm, bd, tb)
    }
});

/// Whether a channel of a bubble is among the cases that the current goroutine may not touch: what it would do to it, as gc
/// compiles the select.
///
/// # Safety
/// `count` cases of the running program.
#[cold]
#[inline(never)]
pub(crate) unsafe fn any_foreign(vm: *mut Vm, cases: *const Case, count: usize) -> Option<&'static str> {
    // SAFETY: the caller's promise.
    let case = unsafe { (0..count).map(|k| &*cases.add(k)).find(|c| !c.chan.is_null() && foreign(vm, c.chan))? };
    Some(match (count, case.is_send()) {
        (1, true) => "send on",
        (1, false) => "receive on",
        _ => "select on",
    })
}

/// Receives from a channel that is ready.
#[inline(always)]
pub(crate) unsafe fn receive(vm: *mut Vm, chan: *mut ChanObj, image: *mut u8) -> u64 {
    // SAFETY: `image` takes an element's bytes, or is null for a value not wanted; queued waiters are alive.
    unsafe {
        let c = &mut *chan;
        if c.qcount != 0 {
            if !image.is_null() {
                c.copy(image, c.front());
            }
            let w = c.pop();
            if !w.is_null() {
                settle(w, 0);
                (*vm).sched.ready((*w).g);
            }
            return 1;
        }
        let w = c.sendq.first;
        if !w.is_null() {
            c.take(w);
            if !image.is_null() {
                c.copy(image, (*w).slot);
            }
            settle(w, 0);
            (*vm).sched.ready((*w).g);
            return 1;
        }
        if !image.is_null() {
            image.write_bytes(0, usize::from(c.elem_size));
        }
        0
    }
}

/// Parks the current goroutine in the queues of all cases; once one is chosen it goes on `words` behind `pc`.
#[inline(never)]
pub(crate) unsafe fn wait_all(
    vm: *mut Vm,
    pc: *const Insn,
    fp: *mut u64,
    cases: *const Case,
    count: usize,
    res: *mut u64,
    words: u8,
) {
    // SAFETY: called by the handler with the live machine; no case of this goroutine is in a queue while it runs.
    unsafe {
        let reason = match count {
            0 => WaitReason::SELECT_NO_CASES,
            // gc makes a plain operation of a single case.
            1 => match ((*cases).sends & 1 != 0, (*cases).chan.is_null()) {
                (true, false) => WaitReason::CHAN_SEND,
                (true, true) => WaitReason::CHAN_SEND_NIL,
                (false, false) => WaitReason::CHAN_RECEIVE,
                (false, true) => WaitReason::CHAN_RECEIVE_NIL,
            },
            _ => WaitReason::SELECT,
        };
        let g = park_at(vm, pc, fp, reason);
        let waiters = &mut (*g).sched.cases;
        waiters.clear();
        waiters.reserve_exact(count);
        for k in 0..count {
            let case = &*cases.add(k);
            if case.chan.is_null() {
                continue;
            }
            let sends = case.sends & 1 != 0;
            let at = waiters.len();
            waiters.push(Waiter {
                g,
                slot: case.image,
                chan: case.chan,
                res,
                index: k as i32,
                words,
                sends,
                select: true,
                ..Waiter::default()
            });
            let w = waiters.as_mut_ptr().add(at);
            if sends { (*case.chan).sendq.push(w) } else { (*case.chan).recvq.push(w) }
        }
    }
}
