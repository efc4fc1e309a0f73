//! Channels: making, closing, and a select over cases that lie in the heap, which sends and receives are forms of.

use super::record;
use crate::chan::ChanObj;
use crate::native::{NativeCtx, NativeExit, NativeRegistry, NativeResult};
use crate::ops::chan as ops;
use crate::ops::select::{self, Case};

pub(super) fn register(registry: &mut NativeRegistry) {
    registry.add("reflect.chanMake", make);
    registry.add("reflect.chanLen", len);
    registry.add("reflect.chanCap", cap);
    registry.add("reflect.chanClose", close);
    registry.add("reflect.chanSelect", chan_select);
    registry.add("reflect.chanOne", chan_one);
}

/// `func chanMake(t *rtype, n int) unsafe.Pointer`
fn make(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (t, n) = (record(cx, 0).id, cx.i64(1));
    // SAFETY: a channel type of the program.
    let chan = unsafe { ops::make(&raw mut *cx.vm, t, n) };
    match chan as usize {
        ops::MAKE_COLLECT => return Err(NativeExit::Collect),
        ops::MAKE_LIMIT => return Err(cx.out_of_memory()),
        ops::MAKE_SIZE => return Err(cx.panic_plain("makechan: size out of range")),
        at => cx.set(0, at as u64),
    }
    Ok(())
}

fn chan<'v>(cx: &NativeCtx<'v>) -> Option<&'v ChanObj> {
    // SAFETY: nil or a channel.
    unsafe { (cx.u64(0) as *const ChanObj).as_ref() }
}

/// `func chanLen(c unsafe.Pointer) int`
fn len(cx: &mut NativeCtx<'_>) -> NativeResult {
    let n = chan(cx).map_or(0, ChanObj::visible_len);
    cx.set(0, n);
    Ok(())
}

/// `func chanCap(c unsafe.Pointer) int`
fn cap(cx: &mut NativeCtx<'_>) -> NativeResult {
    let n = chan(cx).map_or(0, ChanObj::visible_cap);
    cx.set(0, n);
    Ok(())
}

/// `func chanClose(c unsafe.Pointer)`
fn close(cx: &mut NativeCtx<'_>) -> NativeResult {
    match chan(cx) {
        None => Err(cx.panic_plain("close of nil channel")),
        Some(c) if c.closed != 0 => Err(cx.panic_plain("close of closed channel")),
        Some(c) if c.bubble != 0 && c.bubble != cx.vm.bubble() => Err(cx.fatal(&ops::outside_text("close of"))),
        Some(_) => {
            // SAFETY: an open channel.
            unsafe { ops::close(&raw mut *cx.vm, cx.u64(0) as *mut ChanObj) };
            Ok(())
        }
    }
}

/// What the state of a waiting select holds until a case is chosen. A close wakes it without choosing.
const UNDECIDED: u64 = u64::MAX - 1;

/// `func chanSelect(cases *selectCase, n int, block bool) (chosen int, received bool)`; chosen is -1 if no case is ready.
fn chan_select(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (cases, n, block) = (cx.u64(0) as *const Case, cx.u64(1) as usize, cx.bool(2));
    choose(cx, cases, n, block)
}

/// `func chanOne(ch, image unsafe.Pointer, sends, block bool) (chosen int, received bool)`: a select of one case.
fn chan_one(cx: &mut NativeCtx<'_>) -> NativeResult {
    let case = Case::new(cx.u64(0) as *mut ChanObj, cx.u64(1) as *mut u8, cx.bool(2));
    let block = cx.bool(3);
    choose(cx, &raw const case, 1, block)
}

/// Executes a select; who waits needs the images, not the cases.
fn choose(cx: &mut NativeCtx<'_>, cases: *const Case, n: usize, block: bool) -> NativeResult {
    if cx.resumed() {
        let [index, received] = *cx.state();
        if index != UNDECIDED {
            cx.set(0, index);
            cx.set(1, received);
            return Ok(());
        }
    }
    let vm = &raw mut *cx.vm;
    // SAFETY: n cases; images, kept alive by the arguments, take an element of their channel.
    unsafe {
        if !(*vm).sched.bubbles.none_yet()
            && let Some(what) = select::any_foreign(vm, cases, n)
        {
            return Err(cx.fatal(&ops::outside_text(what)));
        }
        if let Some(chosen) = select::choose(vm, cases, n) {
            let case = &*cases.add(chosen);
            let mut received = 0;
            if !case.is_send() {
                received = select::receive(vm, case.chan, case.image);
            } else if (*case.chan).closed != 0 {
                return Err(cx.panic_plain("send on closed channel"));
            } else {
                ops::try_send(vm, case.chan, case.image);
            }
            cx.set(0, chosen as u64);
            cx.set(1, received);
            return Ok(());
        }
        if !block {
            cx.set(0, u64::MAX);
            cx.set(1, 0);
            return Ok(());
        }
        *cx.state() = [UNDECIDED, 0];
        let state = cx.state().as_mut_ptr();
        let (pc, fp) = ((*vm).pc, (*vm).fp);
        select::wait_all(vm, pc, fp, cases, n, state, 0);
    }
    Err(NativeExit::Park)
}
