//! Scheduling and memory for package runtime.

use crate::goroutine::GState;
use crate::native::{NativeCtx, NativeExit, NativeRegistry, NativeResult};
use crate::traceback::Level;
use crate::trap::Trap;
use vole_heap::WeakId;

pub(super) fn register(registry: &mut NativeRegistry) {
    registry.add("runtime.Gosched", gosched);
    registry.add("runtime.Goexit", goexit);
    registry.add("runtime.NumGoroutine", num_goroutine);
    registry.add("runtime.NumCPU", num_cpu);
    registry.add("runtime.defaultProcs", default_procs);
    registry.add("runtime.collect", gc);
    registry.add("runtime.KeepAlive", |_| Ok(()));
    registry.add("runtime.memStats", mem_stats);
    registry.add("runtime.setGCPercent", set_gc_percent);
    registry.add("runtime.goid", goid);
    registry.add("runtime/debug.setGCPercent", set_gc_percent);
    registry.add("runtime/debug.setMemoryLimit", set_memory_limit);
    registry.add("runtime/metrics.setGCPercent", set_gc_percent);
    registry.add("runtime/metrics.setMemoryLimit", set_memory_limit);
    registry.add("runtime/debug.freeOSMemory", free_os_memory);
    registry.add("weak.handle", weak_handle);
    registry.add("runtime.LockOSThread", |cx| lock_thread(cx, true));
    registry.add("runtime.UnlockOSThread", |cx| lock_thread(cx, false));
    registry.add("runtime.Breakpoint", breakpoint);
    registry.add("runtime/debug.setMaxStack", set_max_stack);
    registry.add("runtime/debug.setTraceback", set_traceback);
    registry.add("testing.setTraceback", set_traceback);
    registry.add("runtime/debug.setPanicOnFault", set_panic_on_fault);
    registry.add("weak.value", weak_value);
    registry.add("context.typeName", type_name);
    registry.add("context.isComparable", is_comparable);
}

/// `func Gosched()`
fn gosched(cx: &mut NativeCtx<'_>) -> NativeResult {
    if cx.resumed() { Ok(()) } else { Err(cx.yield_now()) }
}

/// `func Goexit()`
fn goexit(cx: &mut NativeCtx<'_>) -> NativeResult {
    cx.vm.trap = Trap::Goexit;
    cx.vm.native_trap = true;
    Err(NativeExit::Panic)
}

/// `func NumGoroutine() int`
fn num_goroutine(cx: &mut NativeCtx<'_>) -> NativeResult {
    // SAFETY: goroutines live as long as the VM.
    let n = cx.vm.all.iter().filter(|&&g| unsafe { (*g).state != GState::Dead && !(*g).system }).count();
    cx.set(0, n as u64);
    Ok(())
}

/// How many processors the machine has for us.
pub(crate) fn processors() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// `func NumCPU() int`
fn num_cpu(cx: &mut NativeCtx<'_>) -> NativeResult {
    cx.set(0, processors() as u64);
    Ok(())
}

/// `func LockOSThread()`, `func UnlockOSThread()`: all goroutines share a thread, but traces tell.
fn lock_thread(cx: &mut NativeCtx<'_>, lock: bool) -> NativeResult {
    // SAFETY: natives run in the current goroutine.
    let g = unsafe { &mut *cx.vm.cur };
    g.locked = if lock { g.locked.saturating_add(1) } else { g.locked.saturating_sub(1) };
    Ok(())
}

/// `func Breakpoint()`: without a debugger the end.
fn breakpoint(cx: &mut NativeCtx<'_>) -> NativeResult {
    cx.vm.save();
    cx.vm.signal_dump(5);
    Err(NativeExit::Ended)
}

/// `func setMaxStack(bytes int) int`: the previous limit.
fn set_max_stack(cx: &mut NativeCtx<'_>) -> NativeResult {
    let bytes = usize::try_from(cx.i64(0)).unwrap_or(0);
    let old = std::mem::replace(&mut cx.vm.config.go_max_stack, bytes);
    cx.set(0, old as u64);
    Ok(())
}

/// `func setTraceback(level string)`: not below what the environment says.
fn set_traceback(cx: &mut NativeCtx<'_>) -> NativeResult {
    let level = Level::parse(&cx.str(0));
    cx.vm.traceback = level.max(Level::from_env(&cx.vm.config.env));
    Ok(())
}

/// `func setPanicOnFault(enabled bool) bool`: what was set for this goroutine.
fn set_panic_on_fault(cx: &mut NativeCtx<'_>) -> NativeResult {
    let on = cx.bool(0);
    // SAFETY: natives run in the current goroutine.
    let old = unsafe { std::mem::replace(&mut (*cx.vm.cur).panic_on_fault, on) };
    cx.set_bool(0, old);
    Ok(())
}

/// `func defaultProcs() int`: GOMAXPROCS of the environment, or the number of processors.
fn default_procs(cx: &mut NativeCtx<'_>) -> NativeResult {
    let set = cx.env().iter().find(|(k, _)| k == "GOMAXPROCS").and_then(|(_, v)| v.parse::<u32>().ok());
    match set.filter(|&n| n > 0) {
        Some(n) => cx.set(0, u64::from(n)),
        None => return num_cpu(cx),
    }
    Ok(())
}

/// `func GC()`
fn gc(cx: &mut NativeCtx<'_>) -> NativeResult {
    if std::mem::take(&mut cx.state()[0]) == 0 {
        cx.state()[0] = 1;
        return Err(NativeExit::Collect);
    }
    cx.vm.gc_log.forced += 1;
    Ok(())
}

/// `func goid() uint64`
fn goid(cx: &mut NativeCtx<'_>) -> NativeResult {
    // SAFETY: natives run in the current goroutine.
    let id = unsafe { (*cx.vm.cur).id };
    cx.set(0, id);
    Ok(())
}

/// `func setGCPercent(percent int) int`: the previous one.
fn set_gc_percent(cx: &mut NativeCtx<'_>) -> NativeResult {
    let percent = cx.i64(0).clamp(-1, i64::from(i32::MAX)) as i32;
    let old = cx.vm.heap.set_gc_percent(percent);
    cx.set_i64(0, i64::from(old));
    Ok(())
}

/// `func setMemoryLimit(limit int64) int64`: the previous one; the largest number stands for none.
fn set_memory_limit(cx: &mut NativeCtx<'_>) -> NativeResult {
    let limit = Some(cx.u64(0)).filter(|&n| n != i64::MAX as u64);
    let old = cx.vm.heap.set_soft_limit(limit.map(|n| n as usize));
    cx.set_i64(0, old.map_or(i64::MAX, |n| n as i64));
    Ok(())
}

/// `func freeOSMemory()`
fn free_os_memory(cx: &mut NativeCtx<'_>) -> NativeResult {
    cx.vm.heap.release_free_pages();
    Ok(())
}

/// `func handle(ptr unsafe.Pointer) uint64`
fn weak_handle(cx: &mut NativeCtx<'_>) -> NativeResult {
    let id = cx.vm.heap.weak_handle(cx.u64(0));
    cx.set(0, id.0);
    Ok(())
}

/// `func value(id uint64) unsafe.Pointer`
fn weak_value(cx: &mut NativeCtx<'_>) -> NativeResult {
    let at = cx.vm.heap.weak_get(WeakId(cx.u64(0)));
    cx.set(0, at.unwrap_or(0));
    Ok(())
}

/// `func memStats(out []uint64)`: alloc, total, mallocs, frees, sys, inuse, idle, released, gc sys, next gc, collections,
/// pause total, last pause, found live by the latest collection, stacks, nanoseconds since the start.
fn mem_stats(cx: &mut NativeCtx<'_>) -> NativeResult {
    let s = cx.vm.heap.stats();
    // SAFETY: goroutines live as long as the VM.
    let stacks = cx.vm.all.iter().map(|&g| unsafe { (*g).chunks.iter().map(|c| c.slots as u64 * 8).sum::<u64>() });
    let figures = [
        s.heap_alloc + s.external,
        s.total_alloc,
        s.mallocs,
        s.frees,
        s.heap_sys,
        s.heap_inuse,
        s.heap_idle,
        s.heap_released,
        s.gc_sys,
        s.next_gc,
        s.num_gc,
        s.pause_total_ns,
        s.last_pause_ns,
        s.live_after_gc,
        stacks.sum(),
        cx.vm.sched.clock.mono() as u64,
    ];
    for (to, from) in cx.words_mut(0).iter_mut().zip(figures) {
        *to = from;
    }
    Ok(())
}

/// `func typeName(v any) string` (context): the dynamic type as `%T` prints it.
fn type_name(cx: &mut NativeCtx<'_>) -> NativeResult {
    let name = cx.rtype_of(cx.u64(0)).map_or("<nil>", |t| t.name());
    cx.set_str(0, name.as_bytes())
}

/// `func isComparable(v any) bool` (context)
fn is_comparable(cx: &mut NativeCtx<'_>) -> NativeResult {
    let comparable = cx.rtype_of(cx.u64(0)).is_none_or(|t| t.comparable);
    cx.set_bool(0, comparable);
    Ok(())
}
