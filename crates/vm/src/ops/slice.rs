//! Slices: slicing, make, append, copy.

use super::alloc::{failed, rt};
use crate::dispatch::{Exit, In, get, set};
use crate::trap::{SliceTrap, Trap, raise};
use crate::vm::Vm;
use std::ptr;
use vole_bytecode::Insn;
use vole_heap::Heap;

op!(wide SliceSl |i, pc, fp, vm, bd, tb| {
    let s = fp.add(i.b());
    let x = fp.add(i.c());
    let flags = i.hi();
    let (len, cap) = (*s.add(1), *s.add(2));
    let lo = *x;
    let hi = if flags & 1 != 0 { *x.add(1) } else { len };
    let max = if flags & 2 != 0 { *x.add(2) } else { cap };
    if max > cap || hi > max || lo > hi {
        return slice_fails(i.0, fp, vm, bd);
    }
    // Never a pointer past the end: it would keep the neighbour alive, not this.
    let ptr = if max == lo { *s } else { *s + lo * i.lo() as u64 };
    fp.add(i.a()).cast::<[u64; 3]>().write([ptr, hi - lo, max - lo]);
});

#[cold]
#[inline(never)]
unsafe fn slice_fails(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64) -> Exit {
    // SAFETY: called by the handler with the live machine.
    unsafe {
        let i = In(at);
        let (len, cap) = (get(fp, i.b() + 1), get(fp, i.b() + 2));
        let flags = i.hi();
        let lo = get(fp, i.c());
        let hi = if flags & 1 != 0 { get(fp, i.c() + 1) } else { len };
        let max = if flags & 2 != 0 { get(fp, i.c() + 2) } else { cap };
        let array = flags & 4 != 0;
        let trap = if flags & 2 != 0 {
            if max > cap {
                Trap::Slice(if array { SliceTrap::MaxLen } else { SliceTrap::MaxCap }, max as i64, cap)
            } else if hi > max {
                Trap::Slice(SliceTrap::HiMax, hi as i64, max)
            } else {
                Trap::Slice(SliceTrap::LoHi3, lo as i64, hi)
            }
        } else if hi > cap {
            Trap::Slice(if array { SliceTrap::HiLen } else { SliceTrap::HiCap }, hi as i64, cap)
        } else {
            Trap::Slice(SliceTrap::LoHi, lo as i64, hi)
        };
        raise(at, fp, vm, bd, trap)
    }
}

op!(wide SliceStr |i, pc, fp, vm, bd, tb| {
    let s = fp.add(i.b());
    let x = fp.add(i.c());
    let len = *s.add(1);
    let lo = *x;
    let hi = if i.w() & 1 != 0 { *x.add(1) } else { len };
    if hi > len || lo > hi {
        return str_slice_fails(i.0, fp, vm, bd, lo, hi);
    }
    let ptr = if hi == lo { *s } else { *s + lo };
    fp.add(i.a()).cast::<[u64; 2]>().write([ptr, hi - lo]);
});

#[cold]
#[inline(never)]
unsafe fn str_slice_fails(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, lo: u64, hi: u64) -> Exit {
    // SAFETY: called by the handler with the live machine.
    unsafe {
        let len = get(fp, In(at).b() + 1);
        let trap = if hi > len {
            Trap::Slice(SliceTrap::HiLen, hi as i64, len)
        } else {
            Trap::Slice(SliceTrap::LoHi, lo as i64, hi)
        };
        raise(at, fp, vm, bd, trap)
    }
}

/// The largest object that Go would allocate.
const MAX_ALLOC: u128 = 1 << 48;

op!(wide MakeSlice |i, pc, fp, vm, bd, tb| {
    let (len, cap) = (get(fp, i.b()), get(fp, i.b() + 1));
    let ty = rt(vm, i.lo());
    if len > cap || cap > 4096 {
        return make_slow(i.0, fp, vm, bd);
    }
    match super::alloc::fast(vm, cap as usize * ty.size as usize, ty.layout) {
        Some(p) => fp.add(i.a()).cast::<[u64; 3]>().write([p.as_ptr() as u64, len, cap]),
        None => return make_slow(i.0, fp, vm, bd),
    }
});

#[cold]
#[inline(never)]
unsafe fn make_slow(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64) -> Exit {
    // SAFETY: called by the handler with the live machine.
    unsafe {
        let i = In(at);
        let (len, cap) = (get(fp, i.b()) as i64, get(fp, i.b() + 1) as i64);
        let ty = rt(vm, i.lo());
        let size = u128::from(ty.size);
        if len < 0 || len as u128 * size > MAX_ALLOC {
            return raise(at, fp, vm, bd, Trap::Error("makeslice: len out of range".into()));
        }
        if cap < len || cap as u128 * size > MAX_ALLOC {
            return raise(at, fp, vm, bd, Trap::Error("makeslice: cap out of range".into()));
        }
        match (*vm).heap.alloc(cap as usize * ty.size as usize, ty.layout) {
            Ok(p) => {
                (*vm).note_alloc(at, fp, p, cap as usize * ty.size as usize);
                fp.add(i.a()).cast::<[u64; 3]>().write([p.as_ptr() as u64, len as u64, cap as u64]);
                exit!(Resume, at.add(2), fp, vm, bd)
            }
            Err(e) => failed(at, fp, vm, bd, e),
        }
    }
}

/// Appends one element that stands in `n` slots of the frame, stored by its width.
macro_rules! append {
    ($($name:ident $t:ty, |$fp:ident, $c:ident| $e:expr;)*) => { $(
        op!(wide $name |i, pc, $fp, vm, bd, tb| {
            let [ptr, len, cap] = $fp.add(i.b()).cast::<[u64; 3]>().read();
            if len >= cap {
                return append_slow(i.0, $fp, vm, bd);
            }
            let $c = i.c();
            let v: $t = $e;
            *(ptr as *mut $t).add(len as usize) = v;
            $fp.add(i.a()).cast::<[u64; 3]>().write([ptr, len + 1, cap]);
        });
    )* };
}
append! {
    Append64 u64, |fp, c| get(fp, c);
    Append32 u32, |fp, c| get(fp, c) as u32;
    Append8 u8, |fp, c| get(fp, c) as u8;
    Append2 [u64; 2], |fp, c| fp.add(c).cast::<[u64; 2]>().read();
    Append3 [u64; 3], |fp, c| fp.add(c).cast::<[u64; 3]>().read();
}
op!(wide AppendN |i, pc, fp, vm, bd, tb| {
    let [ptr, len, cap] = fp.add(i.b()).cast::<[u64; 3]>().read();
    if len >= cap {
        return append_slow(i.0, fp, vm, bd);
    }
    let size = rt(vm, i.lo()).size as usize;
    ptr::copy_nonoverlapping(fp.add(i.c()).cast::<u8>(), (ptr as usize + len as usize * size) as *mut u8, size);
    fp.add(i.a()).cast::<[u64; 3]>().write([ptr, len + 1, cap]);
});

/// Makes room and executes the append again.
#[cold]
#[inline(never)]
unsafe fn append_slow(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64) -> Exit {
    // SAFETY: called by handlers with the live machine. The element's image begins at slot c for every width.
    unsafe {
        let i = In(at);
        let s = fp.add(i.b()).cast::<[u64; 3]>().read();
        let ty = rt(vm, i.lo());
        match grow(i, fp, vm, s, 1, ty.size as usize, ty.layout) {
            Grown::Ok([ptr, len, cap]) => {
                let size = ty.size as usize;
                let to = (ptr as usize + len as usize * size) as *mut u8;
                ptr::copy_nonoverlapping(fp.add(i.c()).cast::<u8>(), to, size);
                fp.add(i.a()).cast::<[u64; 3]>().write([ptr, len + 1, cap]);
                exit!(Resume, at.add(2), fp, vm, bd)
            }
            Grown::TooLong => raise(at, fp, vm, bd, Trap::Error("growslice: len out of range".into())),
            Grown::Failed(e) => failed(at, fp, vm, bd, e),
        }
    }
}

/// What became of a slice that was too short.
pub(crate) enum Grown {
    Ok([u64; 3]),
    TooLong,
    Failed(vole_heap::AllocError),
}

/// The capacity that Go gives a slice of capacity `cap` that must hold `need` elements.
pub(crate) fn grown_cap(cap: usize, need: usize) -> usize {
    if need > cap.saturating_mul(2) {
        return need;
    }
    if cap < 256 {
        return cap * 2;
    }
    let mut new = cap;
    while new < need {
        new += (new + 3 * 256) / 4;
    }
    new
}

/// A longer copy of slice `s` with room for `more` elements; the length stays.
pub(crate) unsafe fn grow_slice(
    vm: *mut Vm,
    s: [u64; 3],
    more: usize,
    size: usize,
    layout: vole_heap::LayoutId,
) -> Grown {
    let [ptr, len, cap] = s;
    let Some(need) = (len as usize).checked_add(more).filter(|&n| n as i64 >= 0) else { return Grown::TooLong };
    if size == 0 {
        return Grown::Ok([Heap::zero_base().as_ptr() as u64, len, need as u64]);
    }
    let wanted = u128::from(grown_cap(cap as usize, need) as u64) * size as u128;
    if wanted > MAX_ALLOC {
        return Grown::TooLong;
    }
    let bytes = Heap::round_size(wanted as usize, layout == vole_heap::LayoutId::NOSCAN);
    let new_cap = bytes / size;
    // SAFETY: the layout is the element type's; the old slice has len elements.
    unsafe {
        match (*vm).heap.alloc(new_cap * size, layout) {
            Ok(p) => {
                ptr::copy_nonoverlapping(ptr as *const u8, p.as_ptr(), len as usize * size);
                Grown::Ok([p.as_ptr() as u64, len, new_cap as u64])
            }
            Err(e) => Grown::Failed(e),
        }
    }
}

/// Bytes of the buffer in the frame that a slice may grow into.
const BUFFER: usize = 32;
/// In the upper half of the second word: the slot of the buffer's note, plus one.
const BUFFER_SLOT: usize = 0xffff;
/// There as well: the capacity in the buffer is what the heap would give.
const BUFFER_EXACT: usize = 1 << 16;

/// The buffer in the frame that an instruction names: the note that it was used, and its memory.
unsafe fn buffer(i: In, fp: *mut u64) -> Option<(*mut u64, *mut u8)> {
    // SAFETY: only instructions with such a second word ask; the slots are the function's own.
    unsafe {
        let slot = i.hi() & BUFFER_SLOT;
        (slot != 0).then(|| (fp.add(slot - 1), fp.add(slot).cast()))
    }
}

/// As [`grow_slice`], but a short slice goes into the frame's buffer, if the append has one.
unsafe fn grow(
    i: In,
    fp: *mut u64,
    vm: *mut Vm,
    s: [u64; 3],
    more: usize,
    size: usize,
    layout: vole_heap::LayoutId,
) -> Grown {
    // SAFETY: called by handlers with the live machine. The buffer has room for what is put there, and nothing else needs it: either it
    // was not used in this call, or all that ever stood in it belongs to this slice.
    unsafe {
        let [ptr, len, cap] = s;
        let bytes = (len as usize).saturating_add(more).saturating_mul(size);
        if let Some((used, room)) = buffer(i, fp)
            && bytes <= BUFFER
            && bytes > 0
        {
            let exact = i.hi() & BUFFER_EXACT != 0;
            if exact || cap == 0 && *used == 0 {
                *used = 1;
                let old = len as usize * size;
                if ptr != room as u64 {
                    ptr::copy(ptr as *const u8, room, old);
                }
                ptr::write_bytes(room.add(old), 0, BUFFER - old);
                let shown = if exact { Heap::round_size(bytes, layout == vole_heap::LayoutId::NOSCAN) } else { BUFFER };
                return Grown::Ok([room as u64, len, (shown / size) as u64]);
            }
        }
        grow_slice(vm, s, more, size, layout)
    }
}

op!(wide MoveSl |i, pc, fp, vm, bd, tb| {
    let s = fp.add(i.b()).cast::<[u64; 3]>().read();
    if let Some((_, room)) = buffer(i, fp)
        && (room as u64..room as u64 + BUFFER as u64).contains(&s[0])
    {
        return move_slice(i.0, fp, vm, bd);
    }
    fp.add(i.a()).cast::<[u64; 3]>().write(s);
});

/// Moves a slice out of the frame's buffer.
#[cold]
#[inline(never)]
unsafe fn move_slice(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64) -> Exit {
    // SAFETY: called by the handler with the live machine.
    unsafe {
        let i = In(at);
        let [ptr, len, cap] = fp.add(i.b()).cast::<[u64; 3]>().read();
        let ty = rt(vm, i.lo());
        let size = ty.size as usize;
        let cap = match i.hi() & BUFFER_EXACT {
            0 => Heap::round_size(len as usize * size, ty.layout == vole_heap::LayoutId::NOSCAN) / size,
            _ => cap as usize,
        };
        match (*vm).heap.alloc(cap * size, ty.layout) {
            Ok(p) => {
                ptr::copy_nonoverlapping(ptr as *const u8, p.as_ptr(), len as usize * size);
                fp.add(i.a()).cast::<[u64; 3]>().write([p.as_ptr() as u64, len, cap as u64]);
                exit!(Resume, at.add(2), fp, vm, bd)
            }
            Err(e) => failed(at, fp, vm, bd, e),
        }
    }
}

op!(wide AppendSl |i, pc, fp, vm, bd, tb| {
    let [ptr, len, cap] = fp.add(i.b()).cast::<[u64; 3]>().read();
    let [from, n] = fp.add(i.c()).cast::<[u64; 2]>().read();
    if n > cap - len {
        return append_slice_slow(i.0, fp, vm, bd);
    }
    let size = rt(vm, i.lo()).size as usize;
    if n != 0 {
        ptr::copy(from as *const u8, (ptr as usize + len as usize * size) as *mut u8, n as usize * size);
    }
    fp.add(i.a()).cast::<[u64; 3]>().write([ptr, len + n, cap]);
});

#[cold]
#[inline(never)]
unsafe fn append_slice_slow(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64) -> Exit {
    // SAFETY: called by the handler with the live machine.
    unsafe {
        let i = In(at);
        let s = fp.add(i.b()).cast::<[u64; 3]>().read();
        let [from, n] = fp.add(i.c()).cast::<[u64; 2]>().read();
        let ty = rt(vm, i.lo());
        let size = ty.size as usize;
        match grow(i, fp, vm, s, n as usize, size, ty.layout) {
            Grown::Ok([ptr, len, cap]) => {
                let to = (ptr as usize + len as usize * size) as *mut u8;
                ptr::copy_nonoverlapping(from as *const u8, to, n as usize * size);
                fp.add(i.a()).cast::<[u64; 3]>().write([ptr, len + n, cap]);
                exit!(Resume, at.add(2), fp, vm, bd)
            }
            Grown::TooLong => raise(at, fp, vm, bd, Trap::Error("growslice: len out of range".into())),
            Grown::Failed(e) => failed(at, fp, vm, bd, e),
        }
    }
}

op!(wide AppendZ |i, pc, fp, vm, bd, tb| {
    let [ptr, len, cap] = fp.add(i.b()).cast::<[u64; 3]>().read();
    let n = get(fp, i.c());
    if n > cap - len {
        return append_zeros_slow(i.0, fp, vm, bd);
    }
    let size = rt(vm, i.lo()).size as usize;
    if n != 0 {
        ptr::write_bytes((ptr as usize + len as usize * size) as *mut u8, 0, n as usize * size);
    }
    fp.add(i.a()).cast::<[u64; 3]>().write([ptr, len + n, cap]);
});

#[cold]
#[inline(never)]
unsafe fn append_zeros_slow(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64) -> Exit {
    // SAFETY: called by the handler with the live machine; what grow_slice makes is zero behind the old elements.
    unsafe {
        let i = In(at);
        let n = get(fp, i.c());
        let ty = rt(vm, i.lo());
        if (n as i64) < 0 {
            return raise(at, fp, vm, bd, Trap::Error("makeslice: len out of range".into()));
        }
        let s = fp.add(i.b()).cast::<[u64; 3]>().read();
        match grow_slice(vm, s, n as usize, ty.size as usize, ty.layout) {
            Grown::Ok([ptr, len, cap]) => {
                fp.add(i.a()).cast::<[u64; 3]>().write([ptr, len + n, cap]);
                exit!(Resume, at.add(2), fp, vm, bd)
            }
            Grown::TooLong => raise(at, fp, vm, bd, Trap::Error("growslice: len out of range".into())),
            Grown::Failed(e) => failed(at, fp, vm, bd, e),
        }
    }
}

op!(wide CopySl |i, pc, fp, vm, bd, tb| {
    let [to, n] = fp.add(i.b()).cast::<[u64; 2]>().read();
    let [from, m] = fp.add(i.c()).cast::<[u64; 2]>().read();
    let n = n.min(m);
    if n != 0 {
        ptr::copy(from as *const u8, to as *mut u8, n as usize * i.w() as usize);
    }
    set(fp, i.a(), n);
});

#[cfg(test)]
mod tests {
    use super::grown_cap;

    #[test]
    fn capacity_doubles_then_grows_by_a_quarter() {
        assert_eq!(grown_cap(0, 1), 1);
        assert_eq!(grown_cap(4, 5), 8);
        assert_eq!(grown_cap(4, 9), 9);
        assert_eq!(grown_cap(256, 257), 512);
        assert_eq!(grown_cap(512, 513), 832);
    }
}
