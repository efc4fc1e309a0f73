//! Allocation. The fast path is a pop from the heap's cache; everything else is a cold function that does the whole
//! instruction or asks for a collection and a restart.

use crate::dispatch::{Exit, copy_words, set};
use crate::rtype::RType;
use crate::vm::Vm;
use std::ptr::{self, NonNull};
use vole_bytecode::Insn;
use vole_heap::{AllocError, Heap, LayoutId};

/// What follows a failed allocation at the safe instruction `pc`.
#[cold]
#[inline(never)]
pub(crate) unsafe fn failed(pc: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, why: AllocError) -> Exit {
    // SAFETY: called by handlers with the live machine.
    unsafe {
        match why {
            AllocError::Collect => exit!(Collect, pc, fp, vm, bd),
            AllocError::Limit => {
                ((*vm).pc, (*vm).fp) = (pc, fp);
                (*vm).out_of_memory();
                exit!(Ended, pc, fp, vm, bd)
            }
        }
    }
}

/// The record of type `id`.
#[inline(always)]
pub(crate) unsafe fn rt<'a>(vm: *mut Vm, id: usize) -> &'a RType {
    // SAFETY: type ids of the program.
    unsafe { &*(*vm).rtypes.add(id) }
}

/// Zeroed memory from the cache, if there is any.
#[inline(always)]
pub(crate) unsafe fn fast(vm: *mut Vm, bytes: usize, layout: LayoutId) -> Option<NonNull<u8>> {
    let class = Heap::alloc_class(bytes, layout)?;
    // SAFETY: class and layout belong together.
    unsafe { (*vm).heap.try_alloc_small(class, layout) }
}

op!(
    New | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let ty = rt(vm, i.d() as usize);
        match (*vm).heap.try_alloc_small(ty.class, ty.layout) {
            Some(p) => set(fp, i.a(), p.as_ptr() as u64),
            None => return new_slow(i.0, fp, vm, bd),
        }
    }
);

#[cold]
#[inline(never)]
unsafe fn new_slow(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64) -> Exit {
    // SAFETY: called by the handler with the live machine.
    unsafe {
        let i = crate::dispatch::In(at);
        let ty = rt(vm, i.d() as usize);
        match (*vm).heap.alloc(ty.size as usize, ty.layout) {
            Ok(p) => {
                (*vm).note_alloc(at, fp, p, ty.size as usize);
                set(fp, i.a(), p.as_ptr() as u64);
                exit!(Resume, at.add(1), fp, vm, bd)
            }
            Err(e) => failed(at, fp, vm, bd, e),
        }
    }
}

/// Copies words from the frame into a fresh object, by how many there are.
macro_rules! boxes {
    ($($name:ident $n:literal;)*) => { $(
        op!(wide $name |i, pc, fp, vm, bd, tb| {
            let ty = rt(vm, i.lo());
            match (*vm).heap.try_alloc_small(ty.class, ty.layout) {
                Some(p) => {
                    let v = fp.add(i.b()).cast::<[u64; $n]>().read();
                    p.as_ptr().cast::<[u64; $n]>().write(v);
                    set(fp, i.a(), p.as_ptr() as u64);
                }
                None => return box_slow(i.0, fp, vm, bd),
            }
        });
    )* };
}
boxes! {
    Box2 2;
    Box3 3;
}

op!(wide Box |i, pc, fp, vm, bd, tb| {
    let ty = rt(vm, i.lo());
    match (*vm).heap.try_alloc_small(ty.class, ty.layout) {
        Some(p) => {
            // Slots of the frame and of the heap are whole words.
            copy_words(fp.add(i.b()), p.as_ptr().cast(), (ty.size as usize).div_ceil(8));
            set(fp, i.a(), p.as_ptr() as u64);
        }
        None => return box_slow(i.0, fp, vm, bd),
    }
});

#[cold]
#[inline(never)]
unsafe fn box_slow(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64) -> Exit {
    // SAFETY: called by handlers with the live machine.
    unsafe {
        let i = crate::dispatch::In(at);
        let ty = rt(vm, i.lo());
        match (*vm).heap.alloc(ty.size as usize, ty.layout) {
            Ok(p) => {
                (*vm).note_alloc(at, fp, p, ty.size as usize);
                ptr::copy_nonoverlapping(fp.add(i.b()).cast::<u8>(), p.as_ptr(), ty.size as usize);
                set(fp, i.a(), p.as_ptr() as u64);
                exit!(Resume, at.add(2), fp, vm, bd)
            }
            Err(e) => failed(at, fp, vm, bd, e),
        }
    }
}

op!(wide Closure |i, pc, fp, vm, bd, tb| {
    let layouts: &[LayoutId] = &(*vm).layouts;
    let layout = *layouts.get_unchecked(i.hi());
    match fast(vm, (i.c() + 1) * 8, layout) {
        Some(p) => {
            let p = p.as_ptr().cast::<u64>();
            *p = i.lo() as u64;
            copy_words(fp.add(i.b()), p.add(1), i.c());
            set(fp, i.a(), p as u64);
        }
        None => return closure_slow(i.0, fp, vm, bd),
    }
});

#[cold]
#[inline(never)]
unsafe fn closure_slow(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64) -> Exit {
    // SAFETY: called by the handler with the live machine.
    unsafe {
        let i = crate::dispatch::In(at);
        match (*vm).heap.alloc((i.c() + 1) * 8, (&(*vm).layouts)[i.hi()]) {
            Ok(p) => {
                (*vm).note_alloc(at, fp, p, (i.c() + 1) * 8);
                let p = p.as_ptr().cast::<u64>();
                *p = i.lo() as u64;
                ptr::copy_nonoverlapping(fp.add(i.b()), p.add(1), i.c());
                set(fp, i.a(), p as u64);
                exit!(Resume, at.add(2), fp, vm, bd)
            }
            Err(e) => failed(at, fp, vm, bd, e),
        }
    }
}
