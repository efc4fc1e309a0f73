//! Map instructions: thin wrappers around `map::MapObj`. A key that is absent reads as the address of zeroes.

use crate::dispatch::{Exit, get, set};
use crate::map::{MapError, MapIter, MapObj, check_key};
use crate::objects::KIND_MAP;
use crate::trap::{Trap, raise};
use crate::vm::Vm;
use vole_bytecode::{Insn, RtTypeId};

#[cold]
#[inline(never)]
unsafe fn fails(pc: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, why: MapError) -> Exit {
    // SAFETY: called by handlers with the live machine.
    unsafe {
        match why {
            MapError::Collect => exit!(Collect, pc, fp, vm, bd),
            MapError::Limit => {
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

/// The address that an absent key of a map of this type reads from.
#[cold]
#[inline(never)]
unsafe fn zero_of(vm: *mut Vm, ty: usize) -> u64 {
    // SAFETY: type ids come from the program.
    unsafe { (*(*vm).map_type(RtTypeId(ty as u32))).zero() as u64 }
}

op!(wide MakeMap |i, pc, fp, vm, bd, tb| {
    let ty = (*vm).map_type(RtTypeId(i.lo() as u32));
    let layout = (*vm).objects.map_layout;
    match MapObj::make(&mut (*vm).heap, KIND_MAP, layout, &*ty, get(fp, i.b()) as i64) {
        Ok(map) => set(fp, i.a(), map.as_ptr() as u64),
        Err(e) => return fails(i.0, fp, vm, bd, e),
    }
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

/// A lookup by the key's memory image.
#[inline(never)]
unsafe fn lookup(vm: *mut Vm, map: *const MapObj, key: *const u8, ty: usize) -> Result<*mut u8, MapError> {
    // SAFETY: the compiler lays the key's image out in the frame.
    unsafe {
        if map.is_null() {
            let ty = (*vm).map_type(RtTypeId(ty as u32));
            check_key(&*ty, key, &(*vm).objects.keys)?;
            return Ok(std::ptr::null_mut());
        }
        (*map).get(key, &(*vm).objects.keys)
    }
}

op!(wide MapGet |i, pc, fp, vm, bd, tb| {
    match lookup(vm, get(fp, i.b()) as *const MapObj, fp.add(i.c()).cast(), i.lo()) {
        Ok(found) => set(fp, i.a(), if found.is_null() { zero_of(vm, i.lo()) } else { found as u64 }),
        Err(e) => return fails(i.0, fp, vm, bd, e),
    }
});

op!(wide MapGet2 |i, pc, fp, vm, bd, tb| {
    match lookup(vm, get(fp, i.b()) as *const MapObj, fp.add(i.c()).cast(), i.lo()) {
        Ok(found) => {
            set(fp, i.a() + 1, u64::from(!found.is_null()));
            set(fp, i.a(), if found.is_null() { zero_of(vm, i.lo()) } else { found as u64 });
        }
        Err(e) => return fails(i.0, fp, vm, bd, e),
    }
});

op!(wide MapSetI |i, pc, fp, vm, bd, tb| {
    let map = get(fp, i.b()) as *mut MapObj;
    if map.is_null() {
        return fails(i.0, fp, vm, bd, MapError::Nil);
    }
    match (*map).set_int(get(fp, i.c()), &mut (*vm).heap) {
        Ok(at) => set(fp, i.a(), at as u64),
        Err(e) => return fails(i.0, fp, vm, bd, e),
    }
});

op!(wide MapSetS |i, pc, fp, vm, bd, tb| {
    let map = get(fp, i.b()) as *mut MapObj;
    if map.is_null() {
        return fails(i.0, fp, vm, bd, MapError::Nil);
    }
    match (*map).set_str([get(fp, i.c()), get(fp, i.c() + 1)], &mut (*vm).heap) {
        Ok(at) => set(fp, i.a(), at as u64),
        Err(e) => return fails(i.0, fp, vm, bd, e),
    }
});

#[inline(never)]
unsafe fn assign(vm: *mut Vm, map: *mut MapObj, key: *const u8) -> Result<*mut u8, MapError> {
    // SAFETY: as `lookup`.
    unsafe {
        if map.is_null() {
            return Err(MapError::Nil);
        }
        (*map).set(key, &(*vm).objects.keys, &mut (*vm).heap)
    }
}

op!(wide MapSet |i, pc, fp, vm, bd, tb| {
    match assign(vm, get(fp, i.b()) as *mut MapObj, fp.add(i.c()).cast()) {
        Ok(at) => set(fp, i.a(), at as u64),
        Err(e) => return fails(i.0, fp, vm, bd, e),
    }
});

#[inline(never)]
unsafe fn delete(vm: *mut Vm, map: *mut MapObj, key: *const u8, ty: usize) -> Result<(), MapError> {
    // SAFETY: as `lookup`.
    unsafe {
        if map.is_null() {
            let ty = (*vm).map_type(RtTypeId(ty as u32));
            return check_key(&*ty, key, &(*vm).objects.keys);
        }
        (*map).delete(key, &(*vm).objects.keys)
    }
}

op!(wide MapDelete |i, pc, fp, vm, bd, tb| {
    if let Err(e) = delete(vm, get(fp, i.a()) as *mut MapObj, fp.add(i.c()).cast(), i.lo()) {
        return fails(i.0, fp, vm, bd, e);
    }
});

op!(MapLen |i, pc, fp, vm, bd, tb| {
    let map = get(fp, i.b()) as *const MapObj;
    set(fp, i.a(), if map.is_null() { 0 } else { (*map).len() });
});

op!(MapClear |i, pc, fp, vm, bd, tb| {
    let map = get(fp, i.a()) as *mut MapObj;
    if !map.is_null() {
        (*map).clear();
    }
});

op!(wide MapIterInit |i, pc, fp, vm, bd, tb| {
    let random = (*vm).rng.next_u64();
    MapObj::iter_init(get(fp, i.b()) as *mut MapObj, fp.add(i.a()).cast(), random);
});

op!(MapIterNext |i, pc, fp, vm, bd, tb| {
    if !MapObj::iter_next(&mut *fp.add(i.a()).cast::<MapIter>()) {
        pc = pc.offset(i.sc() as isize);
    }
});
