//! Finalizers and cleanups: setting them, and running those that the collector has found due, one after the other on
//! goroutines of the VM's own.

use crate::goroutine::{FIRST_SLOTS, GState, Goroutine, WaitReason};
use crate::native::{NativeCtx, NativeRegistry, NativeResult};
use crate::rtype::RType;
use crate::timers::Action;
use crate::vm::Vm;
use std::collections::{HashMap, VecDeque};
use std::ptr;
use vole_bytecode::{FuncId, Kind};
use vole_heap::{CleanupId, FinalizerError, LayoutId, Marker, Token, WeakId};

pub(super) fn register(registry: &mut NativeRegistry) {
    registry.add("runtime.SetFinalizer", set_finalizer);
    registry.add("runtime.addCleanup", add_cleanup);
    registry.add("runtime.stopCleanup", stop_cleanup);
    registry.add("runtime.finalizing", finalizing);
    registry.add("runtime.blockUntilEmptyCleanupQueue", until_none);
    registry.add("runtime.beginMain", begin_main);
    registry.add("os.sysGuard", guard);
    registry.add("net.sysGuard", guard);
}

/// The main package's initialisation is over: main.main is next. In gc's programs that have package os (but not package net) the
/// initialisation leaves half a block of small objects, which is never freed.
fn begin_main(cx: &mut NativeCtx<'_>) -> NativeResult {
    let has = |prefix: &str| cx.vm.program.funcs.iter().any(|f| f.name.starts_with(prefix));
    let keeps = has("os.") && !has("net.");
    let first = cx.alloc_raw(8, LayoutId::NOSCAN)?;
    cx.vm.heap.begin_pairs(first, keeps);
    Ok(())
}

/// A call that is due: the closure and its arguments in slots.
struct Due {
    closure: u64,
    args: [u64; 2],
    used: usize,
}

/// See the module.
pub(crate) struct Finalizers {
    queue: VecDeque<Due>,
    /// The goroutine that runs one now, or null.
    running: *mut Goroutine,
    /// Type words of objects whose finalizers take an interface.
    types: HashMap<u64, u64>,
    /// Open descriptors, each to be closed when its owner has been collected.
    guards: HashMap<i32, WeakId>,
}

impl Finalizers {
    pub fn new() -> Finalizers {
        Finalizers { queue: VecDeque::new(), running: ptr::null_mut(), types: HashMap::new(), guards: HashMap::new() }
    }

    /// Marks what waits in the queue.
    pub fn mark(&self, marker: &mut Marker) {
        for due in &self.queue {
            marker.mark_word(due.closure);
            due.args.iter().for_each(|&w| marker.mark_word(w));
        }
    }
}

impl Vm {
    /// After a collection: takes what has become due.
    pub(crate) fn queue_finalizers(&mut self) {
        self.close_ownerless();
        if !self.heap.has_queued() {
            return;
        }
        for (addr, token) in self.heap.take_finalized() {
            let (args, used) = match self.finalizers.types.remove(&addr) {
                Some(ty) => ([ty, addr], 2),
                None => ([addr, 0], 1),
            };
            self.finalizers.queue.push_back(Due { closure: token.0, args, used });
        }
        for token in self.heap.take_cleanups() {
            self.finalizers.queue.push_back(Due { closure: token.0, args: [0; 2], used: 0 });
        }
        self.next_finalizer();
    }

    /// Closes the descriptors whose owners are gone.
    fn close_ownerless(&mut self) {
        let heap = &self.heap;
        let gone = self.finalizers.guards.iter().filter(|&(_, &owner)| heap.weak_get(owner).is_none());
        let gone: Vec<i32> = gone.map(|(&fd, _)| fd).collect();
        for fd in gone {
            self.finalizers.guards.remove(&fd);
            self.close_watched(fd);
            // SAFETY: a descriptor of the program's that only the collected object knew.
            unsafe { libc::close(fd) };
        }
    }

    /// Starts the next call that is due unless one is under way.
    fn next_finalizer(&mut self) {
        // At the limit on goroutines they wait for the next collection.
        let full = self.config.max_goroutines.is_some_and(|max| self.all.len() >= max);
        if full || !self.finalizers.running.is_null() {
            return;
        }
        let Some(due) = self.finalizers.queue.pop_front() else { return };
        // SAFETY: a closure object begins with the number of its function; nil ones are not queued.
        let func = FuncId(unsafe { *(due.closure as *const u64) } as u32);
        if let Some(g) = self.new_goroutine(func, due.closure, &due.args[..due.used], FIRST_SLOTS) {
            // SAFETY: a fresh goroutine.
            unsafe { (*g).system = true };
            self.finalizers.running = g;
            self.sched.ready_last(g);
        }
    }

    /// A goroutine has ended.
    pub(crate) fn finalizer_ended(&mut self, g: *mut Goroutine) {
        if ptr::eq(self.finalizers.running, g) {
            self.finalizers.running = ptr::null_mut();
            self.next_finalizer();
        }
    }
}

/// `func finalizing() bool`
fn finalizing(cx: &mut NativeCtx<'_>) -> NativeResult {
    // SAFETY: the goroutine lives until `finalizer_ended`.
    let ready = unsafe { cx.vm.finalizers.running.as_ref() }.is_some_and(|g| g.state == GState::Ready);
    cx.set_bool(0, ready);
    Ok(())
}

/// `func blockUntilEmptyCleanupQueue(timeout int64) bool`: waits until all that are due have run; false when time is up.
fn until_none(cx: &mut NativeCtx<'_>) -> NativeResult {
    let now = cx.vm.sched.clock.mono();
    if cx.state()[0] == 0 {
        cx.state()[0] = now.saturating_add(cx.i64(0)).max(1) as u64;
    }
    let none = cx.vm.finalizers.running.is_null();
    if none || now >= cx.state()[0] as i64 {
        cx.state()[0] = 0;
        cx.set_bool(0, none);
        return Ok(());
    }
    let handle = cx.wake_handle();
    cx.vm.sched.timers.start(now.saturating_add(1_000_000), 0, Action::Wake(handle));
    Err(cx.park(WaitReason::SLEEP))
}

/// `func SetFinalizer(obj any, finalizer any)`
fn set_finalizer(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (obj, fin) = (cx.iface(0), cx.iface(2));
    let Some(obj_ty) = cx.rtype_of(obj.ty) else {
        return Err(cx.fatal("runtime.SetFinalizer: first argument is nil"));
    };
    if obj_ty.kind != Kind::Pointer {
        return Err(cx.fatal(&format!("runtime.SetFinalizer: first argument is {}, not pointer", obj_ty.name())));
    }
    if obj.data == 0 {
        return Err(cx.fatal("runtime.SetFinalizer: pointer not in allocated block"));
    }
    let Some(fin_ty) = cx.rtype_of(fin.ty) else {
        cx.vm.heap.remove_finalizer(obj.data);
        cx.vm.finalizers.types.remove(&obj.data);
        return Ok(());
    };
    if fin_ty.kind != Kind::Func {
        let text = format!("runtime.SetFinalizer: second argument is {}, not a function", fin_ty.name());
        return Err(cx.fatal(&text));
    }
    let desc = fin_ty.desc();
    let fits = match desc.params[..] {
        _ if desc.variadic => None,
        [param] => takes(fin_ty.other(param), obj_ty),
        _ => None,
    };
    let Some(param) = fits else {
        let why = if desc.variadic { " because dotdotdot" } else { "" };
        let text = format!("runtime.SetFinalizer: cannot pass {} to finalizer {}{why}", obj_ty.name(), fin_ty.name());
        return Err(cx.fatal(&text));
    };
    if fin.data == 0 {
        return Ok(());
    }
    match cx.vm.heap.set_finalizer(obj.data, Token(fin.data)) {
        Ok(()) => {
            if param == Param::Interface {
                cx.vm.finalizers.types.insert(obj.data, obj.ty);
            }
            Ok(())
        }
        // A global or another object that lives for ever.
        Err(FinalizerError::NotInHeap) => Ok(()),
        // It might stand in a block of several small objects, as gc has it.
        Err(FinalizerError::NotAtStart) if obj_ty.elem_size < 16 && obj_ty.elem_layout == LayoutId::NOSCAN => Ok(()),
        Err(FinalizerError::NotAtStart) => {
            Err(cx.fatal("runtime.SetFinalizer: pointer not at beginning of allocated block"))
        }
        Err(FinalizerError::AlreadySet) => Err(cx.fatal("runtime.SetFinalizer: finalizer already set")),
    }
}

/// How a finalizer takes the object.
#[derive(PartialEq, Eq)]
enum Param {
    Pointer,
    Interface,
}

/// Whether a parameter of this type takes an object of that pointer type.
fn takes(param: &RType, obj: &RType) -> Option<Param> {
    match param.kind {
        _ if param.id == obj.id => Some(Param::Pointer),
        Kind::Pointer => {
            let unnamed = param.desc().bare_name.is_empty() || obj.desc().bare_name.is_empty();
            (param.elem == obj.elem && unnamed).then_some(Param::Pointer)
        }
        Kind::Interface => {
            let all = param.desc().methods.iter().all(|m| obj.method(m.selector).is_some());
            all.then_some(Param::Interface)
        }
        _ => None,
    }
}

/// `func addCleanup(ptr unsafe.Pointer, arg any, f func()) uint64`
fn add_cleanup(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (ptr, arg, closure) = (cx.u64(0), cx.iface(1), cx.u64(3));
    if ptr == 0 {
        return Err(cx.panic_str("runtime.AddCleanup: ptr is nil"));
    }
    let base = cx.vm.heap.find_object(ptr).map(|o| o.base);
    if let (Some(base), Some(ty)) = (base, cx.rtype_of(arg.ty))
        && ty.kind == Kind::Pointer
        && cx.vm.heap.find_object(arg.data).is_some_and(|o| o.base == base)
    {
        return Err(cx.panic_str(SAME));
    }
    let id = cx.vm.heap.add_cleanup(ptr, Token(closure));
    cx.set(0, id.map_or(0, |id| id.0));
    Ok(())
}

const SAME: &str = "runtime.AddCleanup: ptr is equal to arg, cleanup will never run";

/// `func stopCleanup(id uint64)`
fn stop_cleanup(cx: &mut NativeCtx<'_>) -> NativeResult {
    let id = CleanupId(cx.u64(0));
    cx.vm.heap.remove_cleanup(id);
    Ok(())
}

/// `func sysGuard(owner unsafe.Pointer, fd int)`: closes the descriptor once its owner has been collected.
fn guard(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (owner, fd) = (cx.u64(0), cx.i64(1) as i32);
    if fd > 2 {
        let owner = cx.vm.heap.weak_handle(owner);
        cx.vm.finalizers.guards.insert(fd, owner);
    }
    Ok(())
}

impl NativeCtx<'_> {
    /// The descriptor has been closed, or belongs to somebody else now: no collection closes it.
    pub fn unguard_fd(&mut self, fd: i32) {
        self.vm.finalizers.guards.remove(&fd);
    }
}
