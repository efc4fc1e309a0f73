//! defer, panic, recover.

use crate::dispatch::{Exit, get};
use crate::goroutine::DeferRec;
use crate::vm::Vm;
use vole_bytecode::Insn;

op!(
    Defer | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let defers = &mut (*(*vm).cur).defers;
        let n = defers.len();
        if n == defers.capacity() {
            return push_defer(i.0, fp, vm, bd);
        }
        defers.as_mut_ptr().add(n).write(DeferRec { fp, closure: get(fp, i.a()), at: i.0, run_pc: std::ptr::null() });
        defers.set_len(n + 1);
    }
);

op!(
    DeferMark | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let mark = fp.add(i.a());
        *mark = fp as u64;
        *mark.add(1) = (*(*vm).cur).defers.len() as u64;
        *mark.add(2) = i.0 as u64;
    }
);

op!(
    DeferAt | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        defer_at(vm, get(fp, i.a()), fp.add(i.b()));
    }
);

/// Defers a closure for an outer call: below everything that calls made since have deferred.
#[cold]
#[inline(never)]
unsafe fn defer_at(vm: *mut Vm, closure: u64, mark: *const u64) {
    // SAFETY: called by the handler with the live machine; the three slots at `mark` were written by DeferMark.
    unsafe {
        let (owner, start, at) = (*mark as *mut u64, *mark.add(1) as usize, *mark.add(2) as *const Insn);
        let defers = &mut (*(*vm).cur).defers;
        let mut index = start.min(defers.len());
        while defers.get(index).is_some_and(|d| d.fp == owner) {
            index += 1;
        }
        defers.insert(index, DeferRec { fp: owner, closure, at, run_pc: std::ptr::null() });
    }
}

/// Makes room for more deferred calls and executes the instruction again.
#[cold]
#[inline(never)]
unsafe fn push_defer(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64) -> Exit {
    // SAFETY: called by the handler with the live machine.
    unsafe {
        (*(*vm).cur).defers.reserve(8);
        exit!(Resume, at, fp, vm, bd)
    }
}

op!(
    /// Field d holds the frame's slots, put there at load. The last deferred call returns straight to the instruction
    /// after this one; others to the DeferRet stub, which finds this instruction in the next record.
    RunDefers |i, pc, fp, vm, bd, tb| {
    let defers = &mut (*(*vm).cur).defers;
    let n = defers.len();
    let top = defers.as_mut_ptr().add(n).sub(1);
    if n != 0 && (*top).fp == fp {
        let closure = (*top).closure;
        defers.set_len(n - 1);
        if closure == 0 { return crate::trap::trap_nil(i.0, fp, vm, bd); }
        let next = top.sub(1);
        let mut ret = pc;
        if n > 1 && (*next).fp == fp {
            (*next).run_pc = i.0;
            ret = (*vm).stubs.defer_ret;
        }
        let base = fp.add(i.d() as usize + 3);
        let func = (*vm).funcs.add(*(closure as *const u64) as usize);
        if base.byte_add((*func).frame_bytes as usize) > (*vm).stack_end {
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

op!(
    DeferRet | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        pc = next_defer(vm);
    }
);

#[inline(never)]
unsafe fn next_defer(vm: *mut Vm) -> *const Insn {
    // SAFETY: RunDefers left the record that says where it stands.
    unsafe { (*(*vm).cur).defers.last().expect("a frame that runs deferred calls has one left").run_pc }
}

op!(
    Panic | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        (*vm).panic_value = [get(fp, i.a()), get(fp, i.a() + 1)];
        return exit!(Panic, i.0, fp, vm, bd);
    }
);
op!(
    Recover | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let mut v = [0; 2];
        if !(*(*vm).cur).panics.is_empty() {
            v = recover(vm, i.0, fp);
        }
        fp.add(i.a()).cast::<[u64; 2]>().write(v);
    }
);

#[inline(never)]
unsafe fn recover(vm: *mut Vm, pc: *const Insn, fp: *mut u64) -> [u64; 2] {
    // SAFETY: called by the handler with the live machine.
    unsafe { (*vm).recover(pc, fp) }
}
