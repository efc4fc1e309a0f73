//! Interfaces: equality, assertions.

use super::alloc::rt;
use crate::dispatch::{Exit, get, set};
use crate::rtype::RType;
use crate::trap::{Trap, raise};
use crate::vm::Vm;
use vole_bytecode::{Insn, RtTypeId};

op!(
    EqIface | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let (x, y) = (fp.add(i.b()), fp.add(i.c()));
        if *x != *y {
            set(fp, i.a(), 0);
        } else if *x == 0 {
            set(fp, i.a(), 1);
        } else {
            let ty = &*(*x as *const RType);
            if ty.direct && ty.plain {
                set(fp, i.a(), (*x.add(1) == *y.add(1)) as u64);
            } else {
                return same_iface(i.0, fp, vm, bd, tb);
            }
        }
    }
);

#[inline(never)]
unsafe fn same_iface(
    at: *const Insn,
    fp: *mut u64,
    vm: *mut Vm,
    bd: i64,
    tb: *const crate::dispatch::Handlers,
) -> Exit {
    // SAFETY: called by the handler: two interfaces in the frame.
    unsafe {
        let i = crate::dispatch::In(at);
        let (x, y) = (fp.add(i.b()), fp.add(i.c()));
        let keys = &(*vm).objects.keys;
        let (a, b) = (x.cast::<[u64; 2]>().read(), y.cast::<[u64; 2]>().read());
        match keys.equal_iface(a, b, x.add(1).cast(), y.add(1).cast()) {
            Ok(same) => set(fp, i.a(), same as u64),
            Err(e) => return uncomparable(at, fp, vm, bd, e.0),
        }
        dispatch!(at.add(1), fp, vm, bd, tb)
    }
}

#[cold]
#[inline(never)]
unsafe fn uncomparable(pc: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, ty: RtTypeId) -> Exit {
    // SAFETY: called by handlers with the live machine.
    unsafe {
        let text = format!("comparing uncomparable type {}", (*vm).rtype(ty).name());
        raise(pc, fp, vm, bd, Trap::Error(text))
    }
}

op!(wide EqMem |i, pc, fp, vm, bd, tb| {
    let (x, y) = (get(fp, i.b()), get(fp, i.c()));
    if x == 0 || y == 0 { return crate::trap::trap_nil(i.0, fp, vm, bd); }
    match same_mem(vm, i.lo(), x, y) {
        Ok(same) => set(fp, i.a(), same as u64),
        Err(ty) => return uncomparable(i.0, fp, vm, bd, ty),
    }
});

#[inline(never)]
unsafe fn same_mem(vm: *mut Vm, ty: usize, x: u64, y: u64) -> Result<bool, RtTypeId> {
    // SAFETY: values of the type stand at both addresses.
    unsafe { (*vm).objects.keys.equal(RtTypeId(ty as u32), x as *const u8, y as *const u8).map_err(|e| e.0) }
}

/// Entries of the cache of `Implements`.
pub(crate) const IMPL_CACHE: usize = 256;

op!(wide Implements |i, pc, fp, vm, bd, tb| {
    let ty = get(fp, i.b());
    let mut yes = false;
    if ty != 0 {
        let want = rt(vm, i.lo()) as *const RType as u64;
        let cache: &[(u64, u64, bool)] = &(*vm).impl_cache;
        let entry = cache.get_unchecked(impl_slot(ty, want));
        yes = if entry.0 == ty && entry.1 == want { entry.2 } else { implements(vm, ty, want) };
    }
    set(fp, i.a(), yes as u64);
});

#[inline(always)]
fn impl_slot(ty: u64, want: u64) -> usize {
    ((ty >> 6) as usize ^ (want >> 4) as usize) & (IMPL_CACHE - 1)
}

#[inline(never)]
unsafe fn implements(vm: *mut Vm, ty: u64, want: u64) -> bool {
    // SAFETY: two type words.
    unsafe {
        let yes = (*(ty as *const RType)).implements(&*(want as *const RType));
        (&mut (*vm).impl_cache)[impl_slot(ty, want)] = (ty, want, yes);
        yes
    }
}

op!(wide AssertFail |i, pc, fp, vm, bd, tb| {
    return assert_fails(i.0, fp, vm, bd, get(fp, i.b()));
});

#[cold]
#[inline(never)]
unsafe fn assert_fails(pc: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, have: u64) -> Exit {
    // SAFETY: called by the handler with the live machine.
    unsafe {
        let i = crate::dispatch::In(pc);
        let trap = Trap::AssertFail { have, want: i.lo() as u32, from: i.hi() as u32 };
        raise(pc, fp, vm, bd, trap)
    }
}
