//! Signals for package os/signal.

use crate::goroutine::WaitReason;
use crate::native::{NativeCtx, NativeRegistry, NativeResult};

pub(super) fn register(registry: &mut NativeRegistry) {
    registry.add("os/signal.signal_recv", recv);
    registry.add("os/signal.signal_enable", |cx| with(cx, |hub, n| hub.enable(n)));
    registry.add("os/signal.signal_disable", |cx| with(cx, |hub, n| hub.disable(n)));
    registry.add("os/signal.signal_ignore", |cx| with(cx, |hub, n| hub.ignore(n)));
    registry.add("os/signal.signal_ignored", ignored);
}

fn with(cx: &mut NativeCtx<'_>, f: impl FnOnce(&crate::signals::SignalHub, i32)) -> NativeResult {
    let n = cx.i64(0) as i32;
    if cx.allowed("signals") {
        f(&cx.vm.sched.signals, n);
    }
    // From the first request on, a program that only waits is no deadlock.
    cx.vm.sched.listeners = 1;
    Ok(())
}

/// `func signal_recv() uint32`: the next signal, waiting for it.
fn recv(cx: &mut NativeCtx<'_>) -> NativeResult {
    if let Some(signal) = cx.vm.sched.signals.take_arrived() {
        cx.set(0, signal as u64);
        return Ok(());
    }
    let handle = cx.wake_handle();
    cx.vm.signals();
    cx.vm.sched.signal_reader = Some(handle);
    Err(cx.park(WaitReason::SYSCALL))
}

/// `func signal_ignored(sig uint32) bool`
fn ignored(cx: &mut NativeCtx<'_>) -> NativeResult {
    let ignored = cx.vm.sched.signals.is_ignored(cx.i64(0) as i32);
    cx.set_bool(0, ignored);
    Ok(())
}
