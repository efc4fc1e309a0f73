//! Semaphores and condition queues for the Go side of package sync. A goroutine that waits is handed what it waits for by
//! whoever wakes it, so it never competes again.

use crate::goroutine::{Goroutine, WaitReason};
use crate::native::{NativeCtx, NativeRegistry, NativeResult};
use crate::vm::Vm;

/// Wait reasons by the number that the Go side passes in the low byte; above it stands a wait group's bubble.
const REASONS: [WaitReason; 5] = [
    WaitReason("semacquire"),
    WaitReason("sync.Mutex.Lock"),
    WaitReason("sync.RWMutex.RLock"),
    WaitReason("sync.RWMutex.Lock"),
    WaitReason::WAIT_GROUP,
];

/// `native_state[0]` of a goroutine that has been handed what it waited for.
const GRANTED: u64 = 1;

pub(super) fn register(registry: &mut NativeRegistry) {
    registry.add("sync.semacquire", semacquire);
    registry.add("sync.semrelease", semrelease);
    registry.add("sync.condWait", cond_wait);
    registry.add("sync.condSignal", cond_signal);
    registry.add("sync.condBroadcast", cond_broadcast);
    registry.add("sync.bubble", bubble);
    registry.add("sync.fatal", fatal);
    registry.add("sync.keepPool", keep_pool);
}

fn granted(cx: &mut NativeCtx<'_>) -> bool {
    std::mem::take(&mut cx.state()[0]) == GRANTED
}

/// `func semacquire(s *uint32, reason int, first bool)`: takes one from *s, waiting until there is one; `first`: ahead of
/// all who wait already.
fn semacquire(cx: &mut NativeCtx<'_>) -> NativeResult {
    if granted(cx) {
        return Ok(());
    }
    let (addr, reason, first) = (cx.u64(0), cx.u64(1), cx.bool(2));
    // SAFETY: the Go side passes the address of a uint32.
    let count = unsafe { &mut *(addr as *mut u32) };
    if *count > 0 {
        *count -= 1;
        return Ok(());
    }
    let g = cx.vm.cur;
    let queue = cx.vm.sched.semas.entry(addr).or_default();
    if first {
        queue.push_front(g);
    } else {
        queue.push_back(g);
    }
    cx.state()[1] = reason >> 8;
    Err(cx.park(REASONS[(reason & 0xff) as usize % REASONS.len()]))
}

/// `func semrelease(s *uint32)`: wakes the first who waits, or adds one to *s.
fn semrelease(cx: &mut NativeCtx<'_>) -> NativeResult {
    let addr = cx.u64(0);
    let Some(queue) = cx.vm.sched.semas.get_mut(&addr) else {
        // SAFETY: the Go side passes the address of a uint32.
        unsafe { *(addr as *mut u32) += 1 };
        return Ok(());
    };
    let g = queue.pop_front().expect("empty queues are removed");
    if queue.is_empty() {
        cx.vm.sched.semas.remove(&addr);
    }
    // SAFETY: a queued goroutine is parked, so it is alive.
    unsafe {
        (*g).native_state[0] = GRANTED;
        if cx.vm.profiles.mutex_fraction > 0 {
            cx.vm.note_unlock(&*g);
        }
    }
    cx.vm.ready(g);
    Ok(())
}

/// `func condWait(l *notifyList, ticket uint32)`: waits until `l.notify` has passed the ticket.
fn cond_wait(cx: &mut NativeCtx<'_>) -> NativeResult {
    if granted(cx) {
        return Ok(());
    }
    let (addr, ticket) = (cx.u64(0), cx.u64(1) as u32);
    // SAFETY: the Go side passes the address of two uint32: tickets given out, tickets called.
    let called = unsafe { *(addr as *const u32).add(1) };
    if (ticket.wrapping_sub(called) as i32) < 0 {
        return Ok(());
    }
    let g = cx.vm.cur;
    cx.vm.sched.conds.entry(addr).or_default().push_back((ticket, g));
    Err(cx.park(WaitReason::COND_WAIT))
}

/// `func condSignal(l *notifyList, ticket uint32)`: wakes who waits with this ticket, if he has got that far.
fn cond_signal(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (addr, ticket) = (cx.u64(0), cx.u64(1) as u32);
    if let Some(queue) = cx.vm.sched.conds.get_mut(&addr)
        && let Some(at) = queue.iter().position(|&(t, _)| t == ticket)
        && let Some((_, g)) = queue.remove(at)
    {
        if queue.is_empty() {
            cx.vm.sched.conds.remove(&addr);
        }
        from_inside(cx, g)?;
        // SAFETY: a queued goroutine is parked, so it is alive.
        unsafe { (*g).native_state[0] = GRANTED };
        cx.vm.ready(g);
    }
    Ok(())
}

/// `func condBroadcast(l *notifyList)`: wakes all.
fn cond_broadcast(cx: &mut NativeCtx<'_>) -> NativeResult {
    for (_, g) in cx.vm.sched.conds.remove(&cx.u64(0)).into_iter().flatten() {
        from_inside(cx, g)?;
        // SAFETY: a queued goroutine is parked, so it is alive.
        unsafe { (*g).native_state[0] = GRANTED };
        cx.vm.ready(g);
    }
    Ok(())
}

/// A goroutine of a bubble is woken by its like alone.
fn from_inside(cx: &mut NativeCtx<'_>, g: *mut Goroutine) -> NativeResult {
    // SAFETY: a queued goroutine is parked, so it is alive.
    let (bubble, id) = unsafe { ((*g).bubble, (*g).id) };
    if bubble == 0 || bubble == cx.vm.bubble() {
        return Ok(());
    }
    let line = format!("semaphore wake of synctest goroutine {id} from outside bubble\n");
    let _ = cx.stderr().write_all(line.as_bytes());
    Err(cx.fatal("semaphore wake of synctest goroutine from outside bubble"))
}

/// `func bubble(wg *WaitGroup) uint32`: the bubble of the current goroutine; 0 for a wait group in a global variable, which
/// belongs to none.
fn bubble(cx: &mut NativeCtx<'_>) -> NativeResult {
    let bubble = cx.vm.bubble();
    let start = cx.vm.globals as u64;
    let global = (start..start + cx.vm.globals_mem.len() as u64 * 8).contains(&cx.u64(0));
    cx.set(0, if global { 0 } else { u64::from(bubble) });
    Ok(())
}

/// `func fatal(text string)`: `fatal error: ` and the text; cannot be recovered.
fn fatal(cx: &mut NativeCtx<'_>) -> NativeResult {
    let text = cx.str(0).into_owned();
    Err(cx.fatal(&text))
}

/// `func keepPool(items *poolItems)`: each collection ages them from now on, until there are none.
fn keep_pool(cx: &mut NativeCtx<'_>) -> NativeResult {
    let items = cx.u64(0);
    if cx.vm.heap.find_object(items).is_some() {
        let handle = cx.vm.heap.weak_handle(items);
        cx.vm.pools.push(handle);
    }
    Ok(())
}

/// Words of the Go struct `items`: a value of any type and a slice.
const ITEMS: usize = 5;

impl Vm {
    /// Before a collection: values of pools that were unused since the last one are dropped, the others are unused from now on.
    pub(crate) fn age_pools(&mut self) {
        let heap = &self.heap;
        self.pools.retain(|&pool| {
            let Some(items) = heap.weak_get(pool) else { return false };
            // SAFETY: a living object that the Go side made of two `items` and a flag.
            let words = unsafe { &mut *(items as *mut [u64; 2 * ITEMS + 1]) };
            let empty = words[..2 * ITEMS].iter().all(|&w| w == 0);
            words.copy_within(..ITEMS, ITEMS);
            words[..ITEMS].fill(0);
            words[2 * ITEMS] = u64::from(!empty);
            !empty
        });
    }
}
