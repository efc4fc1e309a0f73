//! Clock, sleep and timers for package time.

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
}

/// `func now() (sec int64, nsec int32, mono int64)`
fn now(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (wall, mono) = cx.vm.sched.clock.read();
    cx.set_i64(0, wall.div_euclid(1_000_000_000));
    cx.set_i64(1, wall.rem_euclid(1_000_000_000));
    cx.set_i64(2, mono);
    Ok(())
}

/// `func runtimeNano() int64`: the monotonic clock.
fn runtime_nano(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (_, mono) = cx.vm.sched.clock.read();
    cx.set_i64(0, mono);
    Ok(())
}

/// `func Sleep(d Duration)`
fn sleep(cx: &mut NativeCtx<'_>) -> NativeResult {
    let d = cx.i64(0);
    if std::mem::take(&mut cx.state()[0]) != 0 || d <= 0 {
        return Ok(());
    }
    cx.state()[0] = 1;
    let when = cx.vm.sched.clock.mono().saturating_add(d);
    let handle = cx.wake_handle();
    cx.vm.sched.timers.start(when, 0, Action::Wake(handle));
    Err(cx.park(WaitReason::SLEEP))
}

/// `func startTimer(d, period int64, c chan Time, f func(), loc *Location) uint64`: in `d` nanoseconds, and then every
/// `period` if that is above 0, sends the time to `c`, or calls `f` in a goroutine if `c` is nil.
fn start_timer(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (d, period, chan, f, loc) = (cx.i64(0), cx.i64(1), cx.u64(2), cx.u64(3), cx.u64(4));
    let when = cx.vm.sched.clock.mono().saturating_add(d.max(0));
    let action = if chan == 0 {
        Action::Call(f)
    } else {
        // SAFETY: the Go side passes a channel of time.Time.
        unsafe { (*(chan as *mut ChanObj)).timer = true };
        Action::Send { chan: cx.vm.heap.weak_handle(chan), loc }
    };
    let id = cx.vm.sched.timers.start(when, period, action);
    cx.set(0, id.0);
    Ok(())
}

/// `func stopTimer(id uint64, c chan Time) bool`: whether the timer was active, or what it sent had not been received
/// (nobody will receive it now).
fn stop_timer(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (id, chan) = (cx.u64(0), cx.u64(1));
    let active = id != 0 && cx.vm.sched.timers.stop(TimerId(id));
    // SAFETY: the Go side passes the timer's channel, or nil.
    let unseen = unsafe { (chan as *mut ChanObj).as_mut() }.is_some_and(ChanObj::drain);
    cx.set_bool(0, active || unseen);
    Ok(())
}
