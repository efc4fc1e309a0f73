//! Calls of functions whose type is known at run time only. Package reflect calls a closure as if it took and returned arrays
//! of words, which are passed as they stand in the slots; here values are spread over such slots and gathered again.

use super::record;
use crate::native::{NativeCtx, NativeRegistry, NativeResult, load_direct, load_leaf};
use crate::rtype::RType;
use vole_bytecode::{FuncId, LeafForm};

pub(super) fn register(registry: &mut NativeRegistry) {
    registry.add("reflect.spread", spread);
    registry.add("reflect.gather", gather);
    registry.add("reflect.resize", resize);
    registry.add("reflect.methodCode", method_code);
    // One pointer, seen as the function it is.
    registry.add("reflect.func8", |_| Ok(()));
    registry.add("reflect.func64", |_| Ok(()));
    registry.add("reflect.func1024", |_| Ok(()));
    registry.add("reflect.funcWord8", |_| Ok(()));
    registry.add("reflect.funcWord64", |_| Ok(()));
    registry.add("reflect.funcWord1024", |_| Ok(()));
}

/// `func spread(t *rtype, word unsafe.Pointer, indir bool, slots unsafe.Pointer)`: writes a value as an argument.
fn spread(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (t, word, indir, slots) = (record(cx, 0), cx.u64(1), cx.bool(2), cx.u64(3) as *mut u64);
    let at: *const u8 = if indir { word as *const u8 } else { (&raw const word).cast() };
    // SAFETY: a value of the type stands at `at` (for a direct one its word), and its slots are there.
    unsafe { to_slots(t, at, slots) };
    Ok(())
}

/// # Safety
/// A value of the type stands at `p`; `slots` has as many slots as the type.
unsafe fn to_slots(t: &RType, p: *const u8, slots: *mut u64) {
    let leaves = &t.desc().leaves;
    // SAFETY: the caller's promise.
    unsafe {
        if leaves.is_empty() {
            if t.slots > 0 {
                *slots.add(t.slots as usize - 1) = 0;
            }
            std::ptr::copy_nonoverlapping(p, slots.cast(), t.size as usize);
        } else {
            for (i, leaf) in leaves.iter().enumerate() {
                *slots.add(i) = load_leaf(leaf.form, p.add(leaf.offset as usize));
            }
        }
    }
}

/// `func gather(t *rtype, slots unsafe.Pointer) unsafe.Pointer`: the word of a value that stands in slots.
fn gather(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (t, slots) = (record(cx, 0), cx.u64(1) as *const u64);
    let mut small = 0u64;
    let p = if t.direct { (&raw mut small).cast::<u8>() } else { cx.alloc_raw(t.size as usize, t.layout)? as *mut u8 };
    // SAFETY: the slots of a value of the type; `p` has its size.
    unsafe {
        let leaves = &t.desc().leaves;
        if leaves.is_empty() {
            std::ptr::copy_nonoverlapping(slots.cast(), p, t.size as usize);
        } else {
            for (i, leaf) in leaves.iter().enumerate() {
                store_leaf(leaf.form, p.add(leaf.offset as usize), *slots.add(i));
            }
        }
    }
    let word = if t.direct { load_direct(t, p) } else { p as u64 };
    cx.set(0, word);
    Ok(())
}

/// # Safety
/// A leaf of that form fits at `p`.
unsafe fn store_leaf(form: LeafForm, p: *mut u8, word: u64) {
    // SAFETY: the caller's promise; the low bytes of a register are the leaf's.
    unsafe { std::ptr::copy_nonoverlapping((&raw const word).cast::<u8>(), p, form.size() as usize) }
}

/// `func resize(closure unsafe.Pointer, params, results int)`: a closure over words becomes one that takes and returns just so many.
fn resize(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (closure, params, results) = (cx.u64(0) as *mut u64, cx.u64(1) as u16, cx.u64(2) as u16);
    // SAFETY: a closure object begins with the number of its function.
    let func = FuncId(unsafe { *closure } as u32);
    match cx.vm.resized(func, params, results) {
        // SAFETY: as above.
        Some(id) => unsafe { *closure = u64::from(id.0) },
        None => return Err(cx.panic_str("reflect: too many shapes of functions")),
    }
    Ok(())
}

/// `func methodCode(id int) unsafe.Pointer`: a function by its number, as a func value.
fn method_code(cx: &mut NativeCtx<'_>) -> NativeResult {
    let id = cx.u64(0) as usize;
    let word = if id < cx.vm.program.funcs.len() { cx.vm.closures.wrapping_add(id) as u64 } else { 0 };
    cx.set(0, word);
    Ok(())
}
