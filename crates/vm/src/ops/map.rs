//! Map instructions: thin wrappers around `map::MapObj`. A key that is absent reads as the address of zeroes.

use crate::dispatch::{Exit, get, set};
use crate::map::{MapError, MapIter, MapObj, check_key};
use crate::objects::KIND_MAP;
use crate::trap::{Trap, raise};
use crate::vm::Vm;
use vole_bytecode::{Insn, RtTypeId};

/// What the functions below answer instead of an address when the operation failed; `objects.map_error` says why. (A
/// `Result` would come back in memory of the handler's, which would cost its tail call.)
const FAILED: *mut u8 = std::ptr::without_provenance_mut(1);

/// Leaves an instruction whose map operation failed.
#[cold]
#[inline(never)]
unsafe fn fails(pc: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64) -> Exit {
    // SAFETY: called by handlers with the live machine.
    unsafe {
        match (*vm).objects.map_error {
            MapError::Collect => exit!(Collect, pc, fp, vm, bd),
            MapError::Limit => {
                ((*vm).pc, (*vm).fp) = (pc, fp);
                (*vm).out_of_memory();
                exit!(Ended, pc, fp, vm, bd)
            }
            MapError::Unhashable { ty, empty } => {
                let name = (*vm).rtype(ty).name();
                let trap = if empty {
                    Trap::Plain(format!("hash of unhashable type: {name}"))
                } else {
                    Trap::Error(format!("hash of unhashable type {name}"))
                };
                raise(pc, fp, vm, bd, trap)
            }
            MapError::Nil => raise(pc, fp, vm, bd, Trap::Plain("assignment to entry in nil map".into())),
        }
    }
}

/// Notes why an operation failed.
#[inline(always)]
unsafe fn note(vm: *mut Vm, result: Result<*mut u8, MapError>) -> *mut u8 {
    match result {
        Ok(at) => at,
        Err(e) => {
            // SAFETY: called with the live machine.
            unsafe { (*vm).objects.map_error = e };
            FAILED
        }
    }
}

/// The address that an absent key of a map of this type reads from.
#[cold]
#[inline(never)]
unsafe fn zero_of(vm: *mut Vm, ty: usize) -> u64 {
    // SAFETY: type ids come from the program.
    unsafe { (*(*vm).map_type(RtTypeId(ty as u32))).zero() as u64 }
}

#[inline(never)]
unsafe fn make(vm: *mut Vm, ty: usize, hint: i64) -> *mut u8 {
    // SAFETY: type ids come from the program; descriptions live as long as the VM.
    unsafe {
        let ty = (*vm).map_type(RtTypeId(ty as u32));
        let layout = (*vm).objects.map_layout;
        let made = MapObj::make(&mut (*vm).heap, KIND_MAP, layout, &*ty, hint, false);
        note(vm, made.map(|map| map.as_ptr().cast()))
    }
}

op!(wide MakeMap |i, pc, fp, vm, bd, tb| {
    let map = make(vm, i.lo(), get(fp, i.b()) as i64);
    if map == FAILED {
        return fails(i.0, fp, vm, bd);
    }
    set(fp, i.a(), map as u64);
});

/// The lookups of keys that cannot fail; `$set` also notes whether the key was found.
macro_rules! get_op {
    ($name:ident, $fp:ident, $key:expr, $get:ident, $i:ident, $two:literal) => {
        op!(wide $name |$i, pc, $fp, vm, bd, tb| {
            let map = get($fp, $i.b()) as *const MapObj;
            let mut found = std::ptr::null_mut();
            if !map.is_null() {
                found = (*map).$get($key);
            }
            if $two {
                set($fp, $i.a() + 1, u64::from(!found.is_null()));
            }
            set($fp, $i.a(), if found.is_null() { zero_of(vm, $i.lo()) } else { found as u64 });
        });
    };
}

get_op!(MapGetI, fp, get(fp, i.c()), get_int, i, false);
get_op!(MapGet2I, fp, get(fp, i.c()), get_int, i, true);
get_op!(MapGetS, fp, [get(fp, i.c()), get(fp, i.c() + 1)], get_str, i, false);
get_op!(MapGet2S, fp, [get(fp, i.c()), get(fp, i.c() + 1)], get_str, i, true);

/// A lookup by the key's memory image: null if it is absent.
#[inline(never)]
unsafe fn lookup(vm: *mut Vm, map: *const MapObj, key: *const u8, ty: usize) -> *mut u8 {
    // SAFETY: the compiler lays the key's image out in the frame.
    unsafe {
        let found = if map.is_null() {
            let ty = (*vm).map_type(RtTypeId(ty as u32));
            check_key(&*ty, key, &(*vm).objects.keys).map(|()| std::ptr::null_mut())
        } else {
            (*map).get(key, &(*vm).objects.keys)
        };
        note(vm, found)
    }
}

op!(wide MapGet |i, pc, fp, vm, bd, tb| {
    let found = lookup(vm, get(fp, i.b()) as *const MapObj, fp.add(i.c()).cast(), i.lo());
    if found == FAILED {
        return fails(i.0, fp, vm, bd);
    }
    set(fp, i.a(), if found.is_null() { zero_of(vm, i.lo()) } else { found as u64 });
});

op!(wide MapGet2 |i, pc, fp, vm, bd, tb| {
    let found = lookup(vm, get(fp, i.b()) as *const MapObj, fp.add(i.c()).cast(), i.lo());
    if found == FAILED {
        return fails(i.0, fp, vm, bd);
    }
    set(fp, i.a() + 1, u64::from(!found.is_null()));
    set(fp, i.a(), if found.is_null() { zero_of(vm, i.lo()) } else { found as u64 });
});

#[inline(never)]
unsafe fn insert_int(vm: *mut Vm, map: *mut MapObj, key: u64) -> *mut u8 {
    // SAFETY: called with the live machine; the key is absent.
    unsafe {
        if map.is_null() {
            return note(vm, Err(MapError::Nil));
        }
        let made = (*map).insert_int(key, &mut (*vm).heap);
        note(vm, made)
    }
}

op!(wide MapSetI |i, pc, fp, vm, bd, tb| {
    let map = get(fp, i.b()) as *mut MapObj;
    let key = get(fp, i.c());
    let mut at = if map.is_null() { std::ptr::null_mut() } else { (*map).get_int(key) };
    if at.is_null() {
        at = insert_int(vm, map, key);
        if at == FAILED {
            return fails(i.0, fp, vm, bd);
        }
    }
    set(fp, i.a(), at as u64);
});

#[inline(never)]
unsafe fn insert_str(vm: *mut Vm, map: *mut MapObj, ptr: u64, len: u64) -> *mut u8 {
    // SAFETY: called with the live machine; the key is absent.
    unsafe {
        if map.is_null() {
            return note(vm, Err(MapError::Nil));
        }
        let made = (*map).insert_str([ptr, len], &mut (*vm).heap);
        note(vm, made)
    }
}

op!(wide MapSetS |i, pc, fp, vm, bd, tb| {
    let map = get(fp, i.b()) as *mut MapObj;
    let (ptr, len) = (get(fp, i.c()), get(fp, i.c() + 1));
    let mut at = if map.is_null() { std::ptr::null_mut() } else { (*map).update_str([ptr, len]) };
    if at.is_null() {
        at = insert_str(vm, map, ptr, len);
        if at == FAILED {
            return fails(i.0, fp, vm, bd);
        }
    }
    set(fp, i.a(), at as u64);
});

#[inline(never)]
unsafe fn assign(vm: *mut Vm, map: *mut MapObj, key: *const u8) -> *mut u8 {
    // SAFETY: as `lookup`.
    unsafe {
        let at = match map.as_mut() {
            Some(map) => map.set(key, &(*vm).objects.keys, &mut (*vm).heap),
            None => Err(MapError::Nil),
        };
        note(vm, at)
    }
}

op!(wide MapSet |i, pc, fp, vm, bd, tb| {
    let at = assign(vm, get(fp, i.b()) as *mut MapObj, fp.add(i.c()).cast());
    if at == FAILED {
        return fails(i.0, fp, vm, bd);
    }
    set(fp, i.a(), at as u64);
});

#[inline(never)]
unsafe fn delete(vm: *mut Vm, map: *mut MapObj, key: *const u8, ty: usize) -> *mut u8 {
    // SAFETY: as `lookup`.
    unsafe {
        let done = if map.is_null() {
            let ty = (*vm).map_type(RtTypeId(ty as u32));
            check_key(&*ty, key, &(*vm).objects.keys)
        } else {
            (*map).delete(key, &(*vm).objects.keys)
        };
        note(vm, done.map(|()| std::ptr::null_mut()))
    }
}

op!(wide MapDelete |i, pc, fp, vm, bd, tb| {
    let done = delete(vm, get(fp, i.a()) as *mut MapObj, fp.add(i.c()).cast(), i.lo());
    if done == FAILED {
        return fails(i.0, fp, vm, bd);
    }
});

op!(
    MapLen | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let map = get(fp, i.b()) as *const MapObj;
        set(fp, i.a(), if map.is_null() { 0 } else { (*map).len() });
    }
);

#[inline(never)]
unsafe fn clear(map: *mut MapObj) {
    // SAFETY: null or a map of the running program.
    if let Some(map) = unsafe { map.as_mut() } {
        map.clear();
    }
}

op!(
    MapClear | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        clear(get(fp, i.a()) as *mut MapObj);
    }
);

op!(wide MapIterInit |i, pc, fp, vm, bd, tb| {
    let random = (*vm).rng.next_u64();
    MapObj::iter_init(get(fp, i.b()) as *mut MapObj, fp.add(i.a()).cast(), random);
});

op!(
    MapIterNext | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        if !MapObj::iter_next(&mut *fp.add(i.a()).cast::<MapIter>()) {
            pc = pc.offset(i.sc() as isize);
        }
    }
);
