//! Calls and returns, go statements, natives.

use crate::dispatch::{Exit, get};
use crate::goroutine::FIRST_SLOTS;
use crate::native::{NativeCtx, NativeExit};
use crate::trap::{Trap, raise, trap_nil};
use crate::vm::{FuncEntry, MethodEntry, Vm};
use vole_bytecode::{FuncId, Insn, SelectorId};

/// The callee's frame does not fit the chunk; its links are written.
#[cold]
#[inline(never)]
unsafe fn grow(pc: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, base: *mut u64, func: *const FuncEntry) -> Exit {
    // SAFETY: called by handlers with the live machine.
    unsafe {
        (*vm).grow_base = base;
        (*vm).grow_func = func;
        exit!(Grow, pc, fp, vm, bd)
    }
}

/// The budget is used up at the entry of a function.
#[cold]
#[inline(never)]
unsafe fn preempt_entry(pc: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64) -> Exit {
    // SAFETY: called by handlers with the live machine.
    unsafe { exit!(Preempt, pc, fp, vm, bd) }
}

/// Enters `$func` with its frame at `$base`: links, room, budget.
macro_rules! enter {
    ($func:expr, $base:expr, $pc:ident, $fp:ident, $vm:ident, $bd:ident) => {
        let func: *const FuncEntry = $func;
        let base: *mut u64 = $base;
        *base.sub(3) = $pc as u64;
        *base.sub(2) = $fp as u64;
        if base.byte_add((*func).frame_bytes as usize) > (*$vm).stack_end {
            return grow($pc, $fp, $vm, $bd, base, func);
        }
        $fp = base;
        $pc = (*func).code;
        $bd -= 1;
        if $bd < 0 {
            return preempt_entry($pc, $fp, $vm, $bd);
        }
    };
}

op!(
    Call | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        // As `enter!`, but the slow path works everything out again, so that the fast one needs no saved register.
        let func = (*vm).funcs.offset(i.d() as isize);
        let base = fp.add(i.a());
        if base.byte_add((*func).frame_bytes as usize) > (*vm).stack_end {
            return grow_call(i.0, fp, vm, bd);
        }
        *base.sub(3) = pc as u64;
        *base.sub(2) = fp as u64;
        fp = base;
        pc = (*func).code;
        bd -= 1;
        if bd < 0 {
            return preempt_entry(pc, fp, vm, bd);
        }
    }
);

/// The slow path of `Call`.
#[cold]
#[inline(never)]
unsafe fn grow_call(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64) -> Exit {
    // SAFETY: called by the handler with the live machine, at a Call instruction.
    unsafe {
        let i = crate::dispatch::In(at);
        let base = fp.add(i.a());
        let pc = at.add(1);
        *base.sub(3) = pc as u64;
        *base.sub(2) = fp as u64;
        grow(pc, fp, vm, bd, base, (*vm).funcs.offset(i.d() as isize))
    }
}

op!(
    CallC | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let closure = get(fp, i.b()) as *const u64;
        if closure.is_null() {
            return trap_nil(i.0, fp, vm, bd);
        }
        let callee = fp.add(i.a());
        *callee.sub(1) = closure as u64;
        enter!((*vm).funcs.add(*closure as usize), callee, pc, fp, vm, bd);
    }
);

op!(wide CallI |i, pc, fp, vm, bd, tb| {
    let recv = fp.add(i.b());
    let site = (*vm).sites.add(i.hi());
    if *recv != (*site).ty {
        return call_method(i.0, fp, vm, bd, tb);
    }
    let callee = fp.add(i.a());
    *callee = *recv.add(1);
    enter!((*site).func, callee, pc, fp, vm, bd);
});

/// CallI at a site that has not seen this type last.
#[inline(never)]
unsafe fn call_method(
    at: *const Insn,
    fp: *mut u64,
    vm: *mut Vm,
    bd: i64,
    tb: *const crate::dispatch::Handlers,
) -> Exit {
    // SAFETY: called by the handler with the live machine.
    unsafe {
        let i = crate::dispatch::In(at);
        let ty = get(fp, i.b());
        if ty == 0 {
            return trap_nil(at, fp, vm, bd);
        }
        let selector = i.lo() as u32;
        let slot = ((ty >> 6) as usize ^ (selector as usize).wrapping_mul(0x9e37)) & (METHOD_CACHE - 1);
        let cache: &[MethodEntry] = &(*vm).method_cache;
        let entry = cache.get_unchecked(slot);
        let func =
            if entry.ty == ty && entry.selector == selector { entry.func } else { find_method(vm, ty, selector, slot) };
        if func == u32::MAX {
            return raise(at, fp, vm, bd, Trap::Fatal("method not compiled".into()));
        }
        let site = (*vm).sites.add(i.hi());
        (*site).ty = ty;
        (*site).func = (*vm).funcs.add(func as usize);
        dispatch!(at, fp, vm, bd, tb)
    }
}

/// Entries of the method cache.
pub(crate) const METHOD_CACHE: usize = 512;

#[cold]
#[inline(never)]
unsafe fn find_method(vm: *mut Vm, ty: u64, selector: u32, slot: usize) -> u32 {
    // SAFETY: a type word that is not 0 is a record.
    let func = unsafe { (*(ty as *const crate::rtype::RType)).method(SelectorId(selector)) };
    let func = func.map_or(u32::MAX, |f| f.0);
    // SAFETY: the live machine.
    let cache = unsafe { &mut (*vm).method_cache };
    cache[slot] = MethodEntry { ty, selector, func };
    func
}

op!(
    Ret | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        pc = *fp.sub(3) as *const Insn;
        fp = *fp.sub(2) as *mut u64;
    }
);
op!(
    Ret1 | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        *fp = get(fp, i.a());
        pc = *fp.sub(3) as *const Insn;
        fp = *fp.sub(2) as *mut u64;
    }
);
op!(
    Ret2 | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let v = fp.add(i.a()).cast::<[u64; 2]>().read();
        fp.cast::<[u64; 2]>().write(v);
        pc = *fp.sub(3) as *const Insn;
        fp = *fp.sub(2) as *mut u64;
    }
);
op!(
    Ret3 | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let v = fp.add(i.a()).cast::<[u64; 3]>().read();
        fp.cast::<[u64; 3]>().write(v);
        pc = *fp.sub(3) as *const Insn;
        fp = *fp.sub(2) as *mut u64;
    }
);

op!(
    CallN | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        match call_native(vm, i.0, fp, i.d() as usize, fp.add(i.a())) {
            Called::Done => {}
            Called::Soon => bd = 0,
            other => return native_left(i.0, fp, vm, bd, other),
        }
    }
);

/// How a native came back.
#[derive(Clone, Copy)]
#[repr(u8)]
enum Called {
    Done,
    /// Done, and a collection or another goroutine is due.
    Soon,
    Panic,
    Park,
    Yield,
    Collect,
    Goexit,
    Ended,
}

/// Bytes looked at by natives between two looks at other goroutines: about a millisecond.
const MUCH_WORK: u64 = 1 << 20;

#[inline(never)]
unsafe fn call_native(vm: *mut Vm, pc: *const Insn, fp: *mut u64, id: usize, win: *mut u64) -> Called {
    // SAFETY: natives are checked at load; the window belongs to the current frame.
    let (result, vm) = unsafe {
        // For natives that look at their caller.
        (*vm).pc = pc;
        (*vm).fp = fp;
        let f = *(*vm).natives.add(id);
        (f(&mut NativeCtx::new(&mut *vm, win)), &mut *vm)
    };
    // SAFETY: natives run in the current goroutine.
    let resumed = unsafe { (*vm.cur).native_resumed };
    if result.is_ok() && !resumed && !vm.heap.gc_wanted() && vm.work.get() < MUCH_WORK {
        return Called::Done;
    }
    called(vm, result)
}

/// What is to be done after a native that did not just return.
#[cold]
#[inline(never)]
fn called(vm: &mut Vm, result: Result<(), NativeExit>) -> Called {
    match result {
        Ok(()) => {
            // SAFETY: natives run in the current goroutine.
            let g = unsafe { &mut *vm.cur };
            if g.native_resumed {
                g.native_resumed = false;
                g.native_state = [0; 2];
                g.native_roots = None;
            }
            if vm.heap.gc_wanted() || vm.work.get() >= MUCH_WORK {
                vm.work.set(0);
                Called::Soon
            } else {
                Called::Done
            }
        }
        Err(NativeExit::Panic) => Called::Panic,
        Err(NativeExit::Park) => Called::Park,
        Err(NativeExit::Yield) => Called::Yield,
        Err(NativeExit::Collect) => Called::Collect,
        Err(NativeExit::Goexit) => Called::Goexit,
        Err(NativeExit::Ended) => Called::Ended,
    }
}

#[cold]
#[inline(never)]
unsafe fn native_left(pc: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, how: Called) -> Exit {
    // SAFETY: called by the handler with the live machine.
    unsafe {
        let g = &mut *(*vm).cur;
        match how {
            Called::Park => {
                g.native_resumed = true;
                exit!(Parked, pc, fp, vm, bd)
            }
            Called::Yield => {
                g.native_resumed = true;
                exit!(Preempt, pc, fp, vm, -1)
            }
            Called::Collect => exit!(Collect, pc, fp, vm, bd),
            Called::Goexit => exit!(Goexit, pc, fp, vm, bd),
            Called::Ended => exit!(Ended, pc, fp, vm, bd),
            _ => {
                g.native_resumed = false;
                g.native_state = [0; 2];
                g.native_roots = None;
                if (*vm).native_trap { exit!(Trap, pc, fp, vm, bd) } else { exit!(Panic, pc, fp, vm, bd) }
            }
        }
    }
}

op!(wide Go |i, pc, fp, vm, bd, tb| {
    if !spawn(vm, (i.0, fp), FuncId(i.d() as u32), 0, i.a(), i.w() as usize) {
        return ended(i.0, fp, vm, bd);
    }
});
op!(
    GoC | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let closure = get(fp, i.b());
        if closure == 0 {
            return raise(i.0, fp, vm, bd, Trap::Fatal("go of nil func value".into()));
        }
        if !spawn(vm, (i.0, fp), FuncId(*(closure as *const u64) as u32), closure, i.a(), i.c()) {
            return ended(i.0, fp, vm, bd);
        }
    }
);

/// The run is over: `vm.ended`.
#[cold]
#[inline(never)]
unsafe fn ended(pc: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64) -> Exit {
    // SAFETY: called by handlers with the live machine.
    unsafe { exit!(Ended, pc, fp, vm, bd) }
}

/// Starts a goroutine; false at the limit on goroutines (the run is then over).
#[inline(never)]
unsafe fn spawn(
    vm: *mut Vm,
    (at, fp): (*const Insn, *mut u64),
    func: FuncId,
    closure: u64,
    first: usize,
    n: usize,
) -> bool {
    // SAFETY: called by handlers with the live machine; n argument slots stand at `fp + first`.
    unsafe {
        let vm = &mut *vm;
        let args = std::slice::from_raw_parts(fp.add(first), n);
        let Some(g) = vm.new_goroutine(func, closure, args, FIRST_SLOTS) else { return false };
        (*g).created = at;
        (*g).parent = (*vm.cur).id;
        let bubble = (*vm.cur).bubble;
        if bubble != 0 {
            vm.sched.bubbles.join(bubble, g);
        }
        (*g).labels.clone_from(&(*vm.cur).labels);
        if vm.tracer.is_some() {
            ((*vm.cur).pc, (*vm.cur).fp) = (at, fp);
            vm.trace_create((*g).id, vm.program.funcs[func.0 as usize].code);
        }
        vm.ready(g);
        true
    }
}

op!(
    ChunkRet | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        pc = leave_chunk(vm);
    }
);

/// Hands results down to the chunk below and gives the true return address.
#[inline(never)]
unsafe fn leave_chunk(vm: *mut Vm) -> *const Insn {
    // SAFETY: a frame above began this chunk; its results stand at the chunk's first frame.
    unsafe {
        let g = &mut *(*vm).cur;
        let chunk = &g.chunks[g.top as usize];
        std::ptr::copy_nonoverlapping(chunk.start.add(3), chunk.below, chunk.results as usize);
        let ret = chunk.ret;
        g.top -= 1;
        g.stack_end = g.chunks[g.top as usize].end();
        (*vm).stack_end = g.stack_end;
        ret
    }
}

op!(
    GoExit | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        return exit!(Done, i.0, fp, vm, bd);
    }
);
op!(
    HostRet | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        return exit!(HostRet, i.0, fp, vm, bd);
    }
);
op!(
    PanicRet | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        return exit!(PanicRet, i.0, fp, vm, bd);
    }
);
op!(
    Unreachable | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        return raise(i.0, fp, vm, bd, Trap::Fatal("unreachable code reached".into()));
    }
);
