//! Clock, sleep and timers for package time.

use crate::bubble::{FakeAction, bubble_of};
use crate::chan::ChanObj;
use crate::goroutine::WaitReason;
use crate::native::{NativeCtx, NativeRegistry, NativeResult};
use crate::timers::{Action, TimerId};

pub(super) fn register(registry: &mut NativeRegistry) {
    registry.add("time.now", now);
    registry.add("time.runtimeNano", runtime_nano);
    registry.add("time.Sleep", sleep);
    registry.add("time.startTimer", start_timer);
    registry.add("time.stopTimer", stop_timer);
    registry.add("time.resetTimer", reset_timer);
}

/// `func now() (sec int64, nsec int32, mono int64)`; mono is 0 in a bubble.
fn now(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (sec, nsec, mono) = cx.vm.visible_now();
    cx.set_i64(0, sec);
    cx.set_i64(1, nsec);
    cx.set_i64(2, mono);
    Ok(())
}

/// `func runtimeNano() int64`: the monotonic clock.
fn runtime_nano(cx: &mut NativeCtx<'_>) -> NativeResult {
    let now = cx.vm.visible_nano();
    cx.set_i64(0, now);
    Ok(())
}

/// `func Sleep(d Duration)`
fn sleep(cx: &mut NativeCtx<'_>) -> NativeResult {
    let d = cx.i64(0);
    if std::mem::take(&mut cx.state()[0]) != 0 || d <= 0 {
        return Ok(());
    }
    cx.state()[0] = 1;
    let handle = cx.wake_handle();
    let bubble = cx.vm.bubble();
    if let Some(bubble) = cx.vm.sched.bubbles.get(bubble) {
        bubble.start(d, 0, FakeAction::Wake(handle));
        return Err(cx.park(WaitReason::SLEEP));
    }
    let when = cx.vm.sched.clock.mono().saturating_add(d);
    cx.vm.sched.timers.start(when, 0, Action::Wake(handle));
    Err(cx.park(WaitReason::SLEEP))
}

/// `func startTimer(d, period int64, c chan Time, f func(), loc *Location) uint64`: in `d` nanoseconds, and then every
/// `period` if that is above 0, sends the time to `c`, or calls `f` in a goroutine if `c` is nil. A goroutine of a bubble starts
/// a timer of the bubble.
fn start_timer(cx: &mut NativeCtx<'_>) -> NativeResult {
    let bubble = cx.vm.bubble();
    let id = start(cx, bubble);
    cx.set(0, id);
    Ok(())
}

fn start(cx: &mut NativeCtx<'_>, bubble: u32) -> u64 {
    let (d, period, chan, f, loc) = (cx.i64(0), cx.i64(1), cx.u64(2), cx.u64(3), cx.u64(4));
    if chan != 0 {
        // SAFETY: the Go side passes a channel of time.Time.
        unsafe { (*(chan as *mut ChanObj)).timer = true };
    }
    if let Some(bubble) = cx.vm.sched.bubbles.get(bubble) {
        let action = if chan == 0 { FakeAction::Call(f) } else { FakeAction::Send { chan, loc } };
        return bubble.start(d, period, action);
    }
    let when = cx.vm.sched.clock.mono().saturating_add(d.max(0));
    let action = if chan == 0 { Action::Call(f) } else { Action::Send { chan: cx.vm.heap.weak_handle(chan), loc } };
    cx.vm.sched.timers.start(when, period, action).0
}

/// `func stopTimer(id uint64, c chan Time) bool`: whether the timer was active, or what it sent had not been received
/// (nobody will receive it now).
fn stop_timer(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (id, chan) = (cx.u64(0), cx.u64(1));
    let active = stop(cx, id, chan, "stop")?;
    cx.set_bool(0, active);
    Ok(())
}

/// `func resetTimer(d, period int64, c chan Time, f func(), loc *Location, id uint64) (newID uint64, active bool)`: stops a timer
/// and starts it again, by the clock it had.
fn reset_timer(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (chan, id) = (cx.u64(2), cx.u64(5));
    let active = stop(cx, id, chan, "reset")?;
    let id = start(cx, bubble_of(id));
    cx.set(0, id);
    cx.set_bool(1, active);
    Ok(())
}

fn stop(cx: &mut NativeCtx<'_>, id: u64, chan: u64, what: &str) -> NativeResult<bool> {
    let owner = bubble_of(id);
    if owner != 0 && owner != cx.vm.bubble() {
        return Err(cx.fatal(&format!("{what} of synctest timer from outside bubble")));
    }
    let active = match owner {
        0 => id != 0 && cx.vm.sched.timers.stop(TimerId(id)),
        _ => cx.vm.sched.bubbles.stop(id),
    };
    // SAFETY: the Go side passes the timer's channel, or nil.
    let unseen = unsafe { (chan as *mut ChanObj).as_mut() }.is_some_and(ChanObj::drain);
    Ok(active || unseen)
}
