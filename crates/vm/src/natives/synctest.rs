//! Bubbles for testing/synctest; see `bubble`.

use crate::bubble::{End, RUN, WAIT};
use crate::goroutine::FIRST_SLOTS;
use crate::native::{NativeCtx, NativeRegistry, NativeResult};
use vole_bytecode::FuncId;

pub(super) fn register(registry: &mut NativeRegistry) {
    registry.add("internal/synctest.run", run);
    registry.add("internal/synctest.Wait", wait);
    registry.add("internal/synctest.InBubble", |cx| {
        let bubble = cx.vm.bubble();
        cx.set_bool(0, bubble != 0);
        Ok(())
    });
}

/// `func run(f func())`: calls f in a goroutine of a new bubble and waits until all its goroutines have ended.
fn run(cx: &mut NativeCtx<'_>) -> NativeResult {
    if cx.resumed() {
        let id = cx.state()[0] as u32;
        let Some(end) = cx.vm.sched.bubbles.finish(id) else { return Err(cx.park(RUN)) };
        // SAFETY: natives run in the current goroutine.
        unsafe { (*cx.vm.cur).bubble = 0 };
        return match end {
            End::Done => Ok(()),
            End::Blocked => Err(cx.panic_plain("deadlock: all goroutines in bubble are blocked")),
            End::Left => {
                Err(cx.panic_plain("deadlock: main bubble goroutine has exited but blocked goroutines remain"))
            }
        };
    }
    if cx.vm.bubble() != 0 {
        return Err(cx.panic_str("synctest.Run called from within a synctest bubble"));
    }
    let closure = cx.u64(0);
    if closure == 0 {
        return Err(cx.panic_nil());
    }
    let root = cx.wake_handle();
    // SAFETY: a closure object begins with the number of its function.
    let func = FuncId(unsafe { *(closure as *const u64) } as u32);
    let Some(g) = cx.vm.new_goroutine(func, closure, &[], FIRST_SLOTS) else {
        return Err(crate::native::NativeExit::Ended);
    };
    let id = cx.vm.sched.bubbles.begin(root, g);
    // SAFETY: both goroutines are alive.
    unsafe {
        (*g).bubble = id;
        (*g).parent = (*cx.vm.cur).id;
        (*g).created = cx.vm.pc;
        (*cx.vm.cur).bubble = id;
    }
    cx.state()[0] = u64::from(id);
    cx.vm.ready(g);
    Err(cx.park(RUN))
}

/// `func Wait()`: until all other goroutines of the bubble wait durably.
fn wait(cx: &mut NativeCtx<'_>) -> NativeResult {
    if cx.resumed() {
        return Ok(());
    }
    let id = cx.vm.bubble();
    if id == 0 {
        return Err(cx.panic_str("goroutine is not in a bubble"));
    }
    let handle = cx.wake_handle();
    if !cx.vm.sched.bubbles.wait(id, handle) {
        return Err(cx.panic_str("wait already in progress"));
    }
    Err(cx.park(WAIT))
}
