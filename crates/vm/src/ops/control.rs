//! defer, panic, recover.

use crate::dispatch::{Exit, get};
use crate::goroutine::DeferRec;
use crate::vm::Vm;
use vole_bytecode::Insn;

op!(Defer |i, pc, fp, vm, bd, tb| {
    push_defer(vm, i.0, fp, get(fp, i.a()));
});

#[inline(never)]
unsafe fn push_defer(vm: *mut Vm, at: *const Insn, fp: *mut u64, closure: u64) {
    // SAFETY: called by the handler with the live machine.
    unsafe { (*(*vm).cur).defers.push(DeferRec { fp, closure, at, run_pc: std::ptr::null() }) }
}

op!(
    /// Field d holds the frame's slots, put there at load. The last deferred call returns straight to the instruction
    /// after this one; others to the DeferRet stub, which finds this instruction in the next record.
    RunDefers |i, pc, fp, vm, bd, tb| {
    let closure = pop_defer(vm, fp, i.0);
    if closure != 0 {
        let base = fp.add(i.d() as usize + 3);
        let more = closure & 1 != 0;
        let closure = closure & !1;
        if closure == 0 { return crate::trap::trap_nil(i.0, fp, vm, bd); }
        let func = (*vm).funcs.add(*(closure as *const u64) as usize);
        let ret = if more { (*vm).stubs.defer_ret } else { pc };
        if base.add((*func).frame_slots as usize) > (*vm).stack_end {
            return no_room(i.0, fp, vm, bd, closure, ret);
        }
        *base.sub(1) = closure;
        *base.sub(3) = ret as u64;
        *base.sub(2) = fp as u64;
        fp = base;
        pc = (*func).code;
    }
});

/// The deferred function's frame does not fit the chunk.
#[cold]
#[inline(never)]
unsafe fn no_room(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, closure: u64, ret: *const Insn) -> Exit {
    // SAFETY: called by the handler with the live machine.
    unsafe {
        let exit = exit!(Resume, at, fp, vm, bd);
        (*vm).call_deferred(closure, ret);
        exit
    }
}

/// Takes the last deferred call of the frame: its closure, bit 0 set if it is not the frame's last one; 0 when there is none.
#[inline(never)]
unsafe fn pop_defer(vm: *mut Vm, fp: *mut u64, at: *const Insn) -> u64 {
    // SAFETY: called by the handler with the live machine.
    let defers = unsafe { &mut (*(*vm).cur).defers };
    let Some(&top) = defers.last() else { return 0 };
    if top.fp != fp {
        return 0;
    }
    defers.pop();
    match defers.last_mut() {
        Some(next) if next.fp == fp => {
            next.run_pc = at;
            top.closure | 1
        }
        // A nil function is called, and so panics, like any other; the bit only keeps it apart from "none".
        _ if top.closure == 0 => 1,
        _ => top.closure,
    }
}

op!(DeferRet |i, pc, fp, vm, bd, tb| {
    pc = next_defer(vm);
});

#[inline(never)]
unsafe fn next_defer(vm: *mut Vm) -> *const Insn {
    // SAFETY: RunDefers left the record that says where it stands.
    unsafe { (*(*vm).cur).defers.last().expect("a frame that runs deferred calls has one left").run_pc }
}

op!(Panic |i, pc, fp, vm, bd, tb| {
    (*vm).panic_value = [get(fp, i.a()), get(fp, i.a() + 1)];
    return exit!(Panic, i.0, fp, vm, bd);
});
op!(Recover |i, pc, fp, vm, bd, tb| {
    let mut v = [0; 2];
    if !(*(*vm).cur).panics.is_empty() {
        v = recover(vm, i.0, fp);
    }
    fp.add(i.a()).cast::<[u64; 2]>().write(v);
});

#[inline(never)]
unsafe fn recover(vm: *mut Vm, pc: *const Insn, fp: *mut u64) -> [u64; 2] {
    // SAFETY: called by the handler with the live machine.
    unsafe { (*vm).recover(pc, fp) }
}
