//! Channel instructions. A goroutine that cannot go on is parked with its pc at the instruction; whoever completes the
//! instruction for it says how many words to skip. The parked handler jumps straight into the next runnable goroutine.

use crate::chan::{CHAN_OBJ_POINTERS, ChanObj, Form, Waiter, leave_all, settle};
use crate::dispatch::{Exit, get, set};
use crate::goroutine::{GState, Goroutine, WaitReason};
use crate::trap::{Trap, raise};
use crate::vm::Vm;
use std::ptr;
use vole_bytecode::{Insn, Kind, RtTypeId};
use vole_heap::{AllocError, Heap};

/// Goes on in the next runnable goroutine; the current one is parked or queued, its pc and fp saved.
macro_rules! switch {
    ($vm:ident, $bd:ident, $tb:ident) => {{
        let next = if (*$vm).profiles.watching { std::ptr::null_mut() } else { (*$vm).sched.take() };
        if next.is_null() {
            return $crate::ops::chan::nobody($vm, $bd);
        }
        let pc = $crate::sched::switch_to($vm, next);
        dispatch!(pc, (*next).fp, $vm, $bd - 1, $tb)
    }};
}
pub(crate) use switch;

/// Leaves the dispatch because no goroutine is runnable.
///
/// # Safety
/// Called by handlers with the live machine; the current goroutine's pc and fp are saved.
#[cold]
#[inline(never)]
pub(crate) unsafe fn nobody(vm: *mut Vm, bd: i64) -> Exit {
    // SAFETY: the caller's promise.
    unsafe {
        let cur = (*vm).cur;
        exit!(Parked, (*cur).pc, (*cur).fp, vm, bd)
    }
}

/// Parks the current goroutine at `pc`.
///
/// # Safety
/// Called by handlers with the live machine.
#[inline(always)]
pub(crate) unsafe fn park_at(vm: *mut Vm, pc: *const Insn, fp: *mut u64, reason: WaitReason) -> *mut Goroutine {
    // SAFETY: the caller's promise.
    unsafe {
        let g = (*vm).cur;
        (*g).pc = pc;
        (*g).fp = fp;
        (*g).state = GState::Waiting;
        (*g).wait = reason;
        (*g).since = (*vm).sched.now;
        (*g).sched.ticket += 1;
        g
    }
}

/// Parks the current goroutine in a queue of `chan`.
#[inline(always)]
unsafe fn wait(
    vm: *mut Vm,
    pc: *const Insn,
    fp: *mut u64,
    chan: *mut ChanObj,
    slot: usize,
    res: *mut u64,
    sends: bool,
) {
    // SAFETY: called by handlers with the live machine; the goroutine's own waiter is in no queue while it runs.
    unsafe {
        let reason = if sends { WaitReason::CHAN_SEND } else { WaitReason::CHAN_RECEIVE };
        let g = park_at(vm, pc, fp, reason);
        let w: *mut Waiter = &raw mut (*g).sched.waiter;
        (*w).g = g;
        (*w).slot = fp.add(slot).cast();
        (*w).chan = chan;
        (*w).res = res;
        (*w).words = 1;
        (*w).sends = sends;
        (*w).select = false;
        if sends { (*chan).sendq.push(w) } else { (*chan).recvq.push(w) }
    }
}

/// A channel operation on nil waits forever.
#[cold]
#[inline(never)]
unsafe fn wait_forever(vm: *mut Vm, pc: *const Insn, fp: *mut u64, reason: WaitReason) {
    // SAFETY: as `park_at`.
    unsafe { park_at(vm, pc, fp, reason) };
}

/// Receives without waiting if that is possible: 1 for a value, 0 for a closed channel, 2 if it must wait.
///
/// # Safety
/// `dst` has the slots of an element.
#[inline(always)]
unsafe fn try_recv(vm: *mut Vm, chan: *mut ChanObj, dst: *mut u64) -> u64 {
    // SAFETY: the caller's promise; queued waiters are alive.
    unsafe {
        let c = &mut *chan;
        if c.qcount != 0 {
            c.put(dst, c.front());
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
            c.put(dst, (*w).slot);
            settle(w, 0);
            (*vm).sched.ready((*w).g);
            return 1;
        }
        if c.closed != 0 {
            c.put_zero(dst);
            return 0;
        }
        2
    }
}

/// Sends without waiting if that is possible; the channel is open.
///
/// # Safety
/// `src` holds an element's bytes.
#[inline(always)]
pub(crate) unsafe fn try_send(vm: *mut Vm, chan: *mut ChanObj, src: *const u8) -> bool {
    // SAFETY: the caller's promise; queued waiters are alive.
    unsafe {
        let c = &mut *chan;
        let w = c.recvq.first;
        if !w.is_null() {
            c.take(w);
            c.deliver(w, src);
            (*vm).sched.ready((*w).g);
            return true;
        }
        if c.qcount < c.dataqsiz {
            c.push(src);
            return true;
        }
        false
    }
}

op!(
    Send | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let chan = get(fp, i.a()) as *mut ChanObj;
        if chan.is_null() {
            wait_forever(vm, i.0, fp, WaitReason::CHAN_SEND_NIL);
            switch!(vm, bd, tb)
        }
        if (*chan).bubble != 0 && foreign(vm, chan) {
            return outside(i.0, fp, vm, bd, "send on");
        }
        if (*chan).closed != 0 {
            return send_closed(i.0, fp, vm, bd);
        }
        if !try_send(vm, chan, fp.add(i.b()).cast()) {
            wait(vm, i.0, fp, chan, i.b(), ptr::null_mut(), true);
            switch!(vm, bd, tb)
        }
    }
);

op!(
    Recv | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let chan = get(fp, i.b()) as *mut ChanObj;
        if chan.is_null() {
            wait_forever(vm, i.0, fp, WaitReason::CHAN_RECEIVE_NIL);
            switch!(vm, bd, tb)
        }
        if (*chan).bubble != 0 && foreign(vm, chan) {
            return outside(i.0, fp, vm, bd, "receive on");
        }
        if try_recv(vm, chan, fp.add(i.a())) == 2 {
            wait(vm, i.0, fp, chan, i.a(), ptr::null_mut(), false);
            switch!(vm, bd, tb)
        }
    }
);

op!(
    Recv2 | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let chan = get(fp, i.b()) as *mut ChanObj;
        if chan.is_null() {
            wait_forever(vm, i.0, fp, WaitReason::CHAN_RECEIVE_NIL);
            switch!(vm, bd, tb)
        }
        if (*chan).bubble != 0 && foreign(vm, chan) {
            return outside(i.0, fp, vm, bd, "receive on");
        }
        let got = try_recv(vm, chan, fp.add(i.a()));
        if got == 2 {
            wait(vm, i.0, fp, chan, i.a(), fp.add(i.c()), false);
            switch!(vm, bd, tb)
        }
        set(fp, i.c(), got);
    }
);

#[cold]
#[inline(never)]
pub(crate) unsafe fn send_closed(pc: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64) -> Exit {
    // SAFETY: called by handlers with the live machine.
    unsafe { raise(pc, fp, vm, bd, Trap::Plain("send on closed channel".into())) }
}

op!(
    Close | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let chan = get(fp, i.a()) as *mut ChanObj;
        if chan.is_null() || (*chan).closed != 0 {
            return close_fails(i.0, fp, vm, bd, chan.is_null());
        }
        if (*chan).bubble != 0 && foreign(vm, chan) {
            return outside(i.0, fp, vm, bd, "close of");
        }
        close(vm, chan);
    }
);

/// Whether a channel of a bubble is not of the current goroutine's.
///
/// # Safety
/// Called with the live machine and a channel of the program.
pub(crate) unsafe fn foreign(vm: *mut Vm, chan: *mut ChanObj) -> bool {
    // SAFETY: the caller's promise.
    unsafe { (*chan).bubble != 0 && (*chan).bubble != (*(*vm).cur).bubble }
}

/// What a program dies of that touches a channel of a bubble from outside.
pub(crate) fn outside_text(what: &str) -> String {
    format!("{what} synctest channel from outside bubble")
}

#[cold]
#[inline(never)]
pub(crate) unsafe fn outside(pc: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, what: &str) -> Exit {
    // SAFETY: called by handlers with the live machine.
    unsafe { raise(pc, fp, vm, bd, Trap::Fatal(outside_text(what))) }
}

#[cold]
#[inline(never)]
unsafe fn close_fails(pc: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, nil: bool) -> Exit {
    let text = if nil { "close of nil channel" } else { "close of closed channel" };
    // SAFETY: called by handlers with the live machine.
    unsafe { raise(pc, fp, vm, bd, Trap::Plain(text.into())) }
}

/// Closes an open channel: everyone who waits executes the instruction again and finds it closed. As in gc they become runnable
/// in the reverse of the order in which they came to wait, so that the first of them runs first, the others from the last on.
///
/// # Safety
/// `chan` is a channel of the running program.
#[inline(never)]
pub(crate) unsafe fn close(vm: *mut Vm, chan: *mut ChanObj) {
    // SAFETY: queued waiters are alive.
    unsafe {
        (*chan).closed = 1;
        let mut woken: *mut Goroutine = ptr::null_mut();
        loop {
            let receiver = (*chan).recvq.first;
            let w = if receiver.is_null() { (*chan).sendq.first } else { receiver };
            if w.is_null() {
                break;
            }
            let g = (*w).g;
            if (*w).select {
                leave_all(g);
            } else {
                (*chan).take(w);
            }
            // The link of the run queue is free while a goroutine waits.
            (*g).sched.next = std::mem::replace(&mut woken, g);
        }
        while !woken.is_null() {
            let g = woken;
            woken = (*g).sched.next;
            (*vm).sched.ready(g);
        }
    }
}

op!(
    ChanLen | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let chan = get(fp, i.b()) as *const ChanObj;
        set(fp, i.a(), if chan.is_null() { 0 } else { (*chan).visible_len() });
    }
);

op!(
    ChanCap | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let chan = get(fp, i.b()) as *const ChanObj;
        set(fp, i.a(), if chan.is_null() { 0 } else { (*chan).visible_cap() });
    }
);

op!(wide MakeChan |i, pc, fp, vm, bd, tb| {
    let chan = make(vm, RtTypeId(i.lo() as u32), get(fp, i.b()) as i64);
    if chan as usize <= MAKE_SIZE {
        return make_fails(i.0, fp, vm, bd, chan as usize);
    }
    set(fp, i.a(), chan as u64);
});

pub(crate) const MAKE_COLLECT: usize = 1;
pub(crate) const MAKE_LIMIT: usize = 2;
pub(crate) const MAKE_SIZE: usize = 3;

#[cold]
#[inline(never)]
unsafe fn make_fails(pc: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, why: usize) -> Exit {
    // SAFETY: called by handlers with the live machine.
    unsafe {
        match why {
            MAKE_COLLECT => exit!(Collect, pc, fp, vm, bd),
            MAKE_LIMIT => {
                ((*vm).pc, (*vm).fp) = (pc, fp);
                (*vm).out_of_memory();
                exit!(Ended, pc, fp, vm, bd)
            }
            _ => raise(pc, fp, vm, bd, Trap::Plain("makechan: size out of range".into())),
        }
    }
}

/// Makes a channel; a small number stands for a failure.
///
/// # Safety
/// `ty` is a channel type of the program.
pub(crate) unsafe fn make(vm: *mut Vm, ty: RtTypeId, cap: i64) -> *mut ChanObj {
    // SAFETY: type ids come from the program; the new object is initialised before anything else sees it.
    unsafe {
        let t = (*vm).rtype(ty);
        debug_assert_eq!(t.kind, Kind::Chan);
        let (size, layout) = (t.elem_size as usize, t.elem_layout);
        let elem = t.elem().desc();
        let form = Form::of(t.elem_size, &elem.leaves);
        let Some(bytes) = usize::try_from(cap).ok().and_then(|n| n.checked_mul(size)).filter(|&n| n < 1 << 47) else {
            return ptr::without_provenance_mut(MAKE_SIZE);
        };
        let heap: &mut Heap = &mut (*vm).heap;
        let layout_of_chan = (*vm).objects.chan_layout;
        let failed = |e| {
            ptr::without_provenance_mut(match e {
                AllocError::Collect => MAKE_COLLECT,
                AllocError::Limit => MAKE_LIMIT,
            })
        };
        let buf = match heap.alloc(bytes, layout) {
            Ok(p) => p,
            Err(e) => return failed(e),
        };
        let chan = match heap.alloc_nogc(size_of::<ChanObj>(), layout_of_chan) {
            Ok(p) => p.as_ptr().cast::<ChanObj>(),
            Err(e) => return failed(e),
        };
        (*chan).dataqsiz = cap as u64;
        (*chan).buf = buf.as_ptr();
        (*chan).elem_size = size as u16;
        (*chan).form = form;
        (*chan).bubble = (*(*vm).cur).bubble;
        chan
    }
}

/// The layout of a channel object.
pub(crate) fn layout(heap: &mut Heap) -> vole_heap::LayoutId {
    heap.add_layout(size_of::<ChanObj>(), &[CHAN_OBJ_POINTERS])
}
