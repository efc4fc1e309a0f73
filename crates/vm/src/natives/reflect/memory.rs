//! Values between memory and data words.

use super::record;
use crate::native::{NativeCtx, NativeExit, NativeRegistry, NativeResult, load_direct};
use crate::ops::slice::{self, Grown};
use crate::rtype::RType;
use vole_heap::{AllocError, Heap, LayoutId};

pub(super) fn register(registry: &mut NativeRegistry) {
    // `func words(i any) (t *rtype, word unsafe.Pointer)` and back: the same slots.
    registry.add("reflect.words", |_| Ok(()));
    registry.add("reflect.iface", |_| Ok(()));
    registry.add("reflect.newObject", new_object);
    registry.add("reflect.newArray", new_array);
    registry.add("reflect.loadWord", load_word);
    registry.add("reflect.storeWord", store_word);
    registry.add("reflect.boxWord", box_word);
    registry.add("reflect.extract", extract);
    registry.add("reflect.move", move_value);
    registry.add("reflect.clear", clear);
    registry.add("reflect.equal", equal);
    registry.add("reflect.copyOf", copy_of);
    // Bits seen as floats: the same slot.
    registry.add("reflect.floatBits", |_| Ok(()));
    registry.add("reflect.float32Bits", |_| Ok(()));
    registry.add("reflect.growSlice", grow_slice);
    registry.add("reflect.moveN", move_n);
    registry.add("reflect.swap", swap);
    registry.add("reflect.funcPC", crate::natives::stack::func_pc);
    registry.add("reflect.boundPC", crate::natives::stack::bound_pc);
    registry.add("reflect.isMade", crate::natives::stack::is_made);
    registry.add("reflect.elemRecord", elem_record);
    registry.add("reflect.keyRecord", key_record);
}

/// `func newObject(t *rtype) unsafe.Pointer`
fn new_object(cx: &mut NativeCtx<'_>) -> NativeResult {
    let t = record(cx, 0);
    let p = cx.alloc_raw(t.size as usize, t.layout)?;
    cx.set(0, p);
    Ok(())
}

/// `func newArray(elem *rtype, n int) unsafe.Pointer`; n times the size fits.
fn new_array(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (t, n) = (record(cx, 0), cx.u64(1) as usize);
    let p = cx.alloc_raw(t.size as usize * n, t.layout)?;
    cx.set(0, p);
    Ok(())
}

/// `func loadWord(t *rtype, p unsafe.Pointer) unsafe.Pointer`: the data word of a direct type's value at p.
fn load_word(cx: &mut NativeCtx<'_>) -> NativeResult {
    let word = load_direct(record(cx, 0), cx.u64(1) as *const u8);
    cx.set(0, word);
    Ok(())
}

fn store(t: &RType, p: u64, word: u64) {
    // SAFETY: a value of the type has its size, at most 8 bytes, which are the word's low ones.
    unsafe { std::ptr::copy_nonoverlapping((&raw const word).cast::<u8>(), p as *mut u8, t.size as usize) }
}

/// `func storeWord(t *rtype, p, word unsafe.Pointer)`
fn store_word(cx: &mut NativeCtx<'_>) -> NativeResult {
    store(record(cx, 0), cx.u64(1), cx.u64(2));
    Ok(())
}

/// `func boxWord(t *rtype, word unsafe.Pointer) unsafe.Pointer`: a fresh object with a direct value.
fn box_word(cx: &mut NativeCtx<'_>) -> NativeResult {
    let t = record(cx, 0);
    let p = cx.alloc_raw(t.size as usize, t.layout)?;
    store(t, p, cx.u64(1));
    cx.set(0, p);
    Ok(())
}

/// `func extract(t, part *rtype, word unsafe.Pointer, offset uintptr) unsafe.Pointer`: the data word of a part of a direct value.
fn extract(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (part, word, offset) = (record(cx, 1), cx.u64(2), cx.u64(3) as usize);
    // A part of no size may stand at the end.
    let image = [word, 0];
    // SAFETY: a part of a value of at most 8 bytes.
    let p = unsafe { (&raw const image).cast::<u8>().add(offset.min(8)) };
    let word = load_direct(part, p);
    cx.set(0, word);
    Ok(())
}

/// `func move(t *rtype, dst, src unsafe.Pointer)`
fn move_value(cx: &mut NativeCtx<'_>) -> NativeResult {
    let t = record(cx, 0);
    // SAFETY: values of the type stand at both addresses.
    unsafe { std::ptr::copy(cx.u64(2) as *const u8, cx.u64(1) as *mut u8, t.size as usize) };
    Ok(())
}

/// `func clear(t *rtype, p unsafe.Pointer, n int)`: zeroes n values.
fn clear(cx: &mut NativeCtx<'_>) -> NativeResult {
    let t = record(cx, 0);
    // SAFETY: n values of the type stand there.
    unsafe { std::ptr::write_bytes(cx.u64(1) as *mut u8, 0, t.size as usize * cx.u64(2) as usize) };
    Ok(())
}

/// `func equal(t *rtype, p, q unsafe.Pointer) bool`: `==` of two values of a comparable type in memory.
fn equal(cx: &mut NativeCtx<'_>) -> NativeResult {
    let t = record(cx, 0);
    // SAFETY: values of the type stand at both addresses.
    let same = unsafe { cx.vm.objects.keys.equal(t.id, cx.u64(1) as *const u8, cx.u64(2) as *const u8) };
    match same {
        Ok(same) => cx.set_bool(0, same),
        Err(e) => {
            let text = format!("comparing uncomparable type {}", cx.rtype(e.0).name());
            return Err(cx.panic_runtime(&text));
        }
    }
    Ok(())
}

/// `func copyOf(t *rtype, p unsafe.Pointer) unsafe.Pointer`: a fresh object with the value at p.
fn copy_of(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (t, from) = (record(cx, 0), cx.u64(1));
    let p = cx.alloc_raw(t.size as usize, t.layout)?;
    // SAFETY: a value of the type stands at `from`.
    unsafe { std::ptr::copy_nonoverlapping(from as *const u8, p as *mut u8, t.size as usize) };
    cx.set(0, p);
    Ok(())
}

/// `func elemRecord(t *rtype) *rtype`: of a pointer, slice, array, channel or map.
fn elem_record(cx: &mut NativeCtx<'_>) -> NativeResult {
    let word = record(cx, 0).elem().word();
    cx.set(0, word);
    Ok(())
}

/// `func keyRecord(t *rtype) *rtype`
fn key_record(cx: &mut NativeCtx<'_>) -> NativeResult {
    let word = record(cx, 0).key().word();
    cx.set(0, word);
    Ok(())
}

/// `func growSlice(elem *rtype, data unsafe.Pointer, len, cap, n int) (d unsafe.Pointer, l, c int)`: room for n more elements.
fn grow_slice(cx: &mut NativeCtx<'_>) -> NativeResult {
    let t = record(cx, 0);
    let old = [cx.u64(1), cx.u64(2), cx.u64(3)];
    // SAFETY: a slice of elements of the type.
    let grown = unsafe { slice::grow_slice(&raw mut *cx.vm, old, cx.u64(4) as usize, t.size as usize, t.layout) };
    match grown {
        Grown::Ok(words) => words.iter().enumerate().for_each(|(i, &w)| cx.set(i, w)),
        Grown::TooLong => return Err(cx.panic_str("reflect.Value.Grow: slice overflow")),
        Grown::Failed(AllocError::Collect) => return Err(NativeExit::Collect),
        Grown::Failed(AllocError::Limit) => return Err(cx.out_of_memory()),
    }
    Ok(())
}

impl NativeCtx<'_> {
    /// The capacity that a slice of capacity `cap` gets when it must hold `need` elements.
    pub fn grown_cap(&self, elem: &RType, cap: usize, need: usize) -> usize {
        let size = elem.size as usize;
        if size == 0 {
            return need;
        }
        let bytes = slice::grown_cap(cap, need).saturating_mul(size);
        Heap::round_size(bytes, elem.layout == LayoutId::NOSCAN) / size
    }

    /// The same for bytes.
    pub fn grown_bytes(&self, cap: usize, need: usize) -> usize {
        Heap::round_size(slice::grown_cap(cap, need), true)
    }
}

/// `func moveN(elem *rtype, dst, src unsafe.Pointer, n int)`
fn move_n(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (t, n) = (record(cx, 0), cx.u64(3) as usize);
    if n != 0 {
        // SAFETY: n values of the type stand at both addresses.
        unsafe { std::ptr::copy(cx.u64(2) as *const u8, cx.u64(1) as *mut u8, t.size as usize * n) };
    }
    Ok(())
}

/// `func swap(t *rtype, p, q unsafe.Pointer)`
fn swap(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (t, p, q) = (record(cx, 0), cx.u64(1) as *mut u8, cx.u64(2) as *mut u8);
    if p != q {
        // SAFETY: two elements of one slice.
        unsafe { std::ptr::swap_nonoverlapping(p, q, t.size as usize) };
    }
    Ok(())
}
