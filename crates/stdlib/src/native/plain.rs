//! Loops of packages slices and sort over elements of a basic kind: memory that is compared, searched and moved as it stands.
//!
//! The Go side passes the address of the first element, their number and their kind; the compiler knows the kind, so
//! that nothing is looked up here.

use std::cmp::Ordering;
use vole_bytecode::Kind;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("slices.sortKind", sort_kind);
    r.add("slices.equalMemory", equal_memory);
    r.add("slices.indexKind", index_kind);
    r.add("slices.searchKind", search_kind);
    r.add("slices.extremeKind", extreme_kind);
    r.add("slices.reverseMemory", reverse_memory);
    r.add("sort.SearchInts", |c| {
        let x = c.i64(3);
        // SAFETY: a live slice of integers.
        let at = unsafe { elements::<i64>(c.u64(0), c.u64(1)) }.partition_point(|&v| v < x);
        c.set_i64(0, at as i64);
        Ok(())
    });
    r.add("sort.SearchStrings", |c| {
        let x = c.bytes(3);
        // SAFETY: a live slice of strings.
        let at = unsafe { elements::<Text>(c.u64(0), c.u64(1)) }.partition_point(|v| v.bytes() < x);
        c.set_i64(0, at as i64);
        Ok(())
    });
}

/// A string in memory.
#[derive(Clone, Copy)]
#[repr(C)]
struct Text {
    ptr: u64,
    len: u64,
}

impl Text {
    fn bytes(&self) -> &[u8] {
        if self.len == 0 {
            return &[];
        }
        // SAFETY: a live string of the program, which stays until the native returns.
        unsafe { std::slice::from_raw_parts(self.ptr as *const u8, self.len as usize) }
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Text) -> bool {
        self.len == other.len && (self.ptr == other.ptr || self.bytes() == other.bytes())
    }
}

impl PartialOrd for Text {
    fn partial_cmp(&self, other: &Text) -> Option<Ordering> {
        Some(self.bytes().cmp(other.bytes()))
    }
}

/// The elements of a slice.
///
/// # Safety
/// `len` elements of the type stand at `ptr`, and nothing else refers to them while the result is used.
unsafe fn elements<'a, T>(ptr: u64, len: u64) -> &'a mut [T] {
    if len == 0 {
        return &mut [];
    }
    // SAFETY: the caller's promise.
    unsafe { std::slice::from_raw_parts_mut(ptr as *mut T, len as usize) }
}

/// Runs `$body` with `$t` as the Rust type of a kind; `$other` for kinds that have none here.
macro_rules! by_kind {
    ($kind:expr, $t:ident => $body:expr, $other:expr) => {
        match KINDS.get($kind as usize).copied().flatten() {
            Some(Elem::I8) => {
                type $t = i8;
                $body
            }
            Some(Elem::I16) => {
                type $t = i16;
                $body
            }
            Some(Elem::I32) => {
                type $t = i32;
                $body
            }
            Some(Elem::I64) => {
                type $t = i64;
                $body
            }
            Some(Elem::U8) => {
                type $t = u8;
                $body
            }
            Some(Elem::U16) => {
                type $t = u16;
                $body
            }
            Some(Elem::U32) => {
                type $t = u32;
                $body
            }
            Some(Elem::U64) => {
                type $t = u64;
                $body
            }
            Some(Elem::Text) => {
                type $t = Text;
                $body
            }
            None => $other,
        }
    };
}

#[derive(Clone, Copy)]
enum Elem {
    I8,
    I16,
    I32,
    I64,
    U8,
    U16,
    U32,
    U64,
    Text,
}

/// What elements of a kind are in memory, by the kind's number; floats are not equal or in order as bits are.
const KINDS: [Option<Elem>; Kind::UnsafePointer as usize + 1] = {
    let mut kinds = [None; Kind::UnsafePointer as usize + 1];
    kinds[Kind::Bool as usize] = Some(Elem::U8);
    kinds[Kind::Int as usize] = Some(Elem::I64);
    kinds[Kind::Int8 as usize] = Some(Elem::I8);
    kinds[Kind::Int16 as usize] = Some(Elem::I16);
    kinds[Kind::Int32 as usize] = Some(Elem::I32);
    kinds[Kind::Int64 as usize] = Some(Elem::I64);
    kinds[Kind::Uint as usize] = Some(Elem::U64);
    kinds[Kind::Uint8 as usize] = Some(Elem::U8);
    kinds[Kind::Uint16 as usize] = Some(Elem::U16);
    kinds[Kind::Uint32 as usize] = Some(Elem::U32);
    kinds[Kind::Uint64 as usize] = Some(Elem::U64);
    kinds[Kind::Uintptr as usize] = Some(Elem::U64);
    kinds[Kind::Pointer as usize] = Some(Elem::U64);
    kinds[Kind::Chan as usize] = Some(Elem::U64);
    kinds[Kind::UnsafePointer as usize] = Some(Elem::U64);
    kinds[Kind::String as usize] = Some(Elem::Text);
    kinds
};

/// func sortKind(p unsafe.Pointer, n, kind int)
fn sort_kind(c: &mut NativeCtx<'_>) -> NativeResult {
    let (p, n) = (c.u64(0), c.u64(1));
    c.charge(n.saturating_mul(16));
    by_kind!(c.u64(2), T => {
        // SAFETY: the Go side passes a slice of the kind.
        let list = unsafe { elements::<T>(p, n) };
        list.sort_unstable_by(|a, b| a.partial_cmp(b).unwrap_or(Ordering::Equal));
    }, ());
    Ok(())
}

/// func equalMemory(p, q unsafe.Pointer, n uintptr) bool
fn equal_memory(c: &mut NativeCtx<'_>) -> NativeResult {
    let (p, q, n) = (c.u64(0), c.u64(1), c.u64(2));
    c.charge(n);
    // SAFETY: the Go side passes two slices of n bytes.
    let same = p == q || unsafe { *elements::<u8>(p, n) == *elements::<u8>(q, n) };
    c.set_bool(0, same);
    Ok(())
}

/// func indexKind(p unsafe.Pointer, n, kind int, v unsafe.Pointer) int
fn index_kind(c: &mut NativeCtx<'_>) -> NativeResult {
    let (p, n, v) = (c.u64(0), c.u64(1), c.u64(3));
    c.charge(n);
    let at = by_kind!(c.u64(2), T => {
        // SAFETY: the Go side passes a slice of the kind and the address of a value of the kind.
        let (list, v) = unsafe { (elements::<T>(p, n), *(v as *const T)) };
        list.iter().position(|x| *x == v)
    }, None);
    c.set_i64(0, at.map_or(-1, |i| i as i64));
    Ok(())
}

/// func searchKind(p unsafe.Pointer, n, kind int, v unsafe.Pointer) (int, bool)
fn search_kind(c: &mut NativeCtx<'_>) -> NativeResult {
    let (p, n, v) = (c.u64(0), c.u64(1), c.u64(3));
    let (at, found) = by_kind!(c.u64(2), T => {
        // SAFETY: as in `index_kind`.
        let (list, v) = unsafe { (elements::<T>(p, n), *(v as *const T)) };
        let at = list.partition_point(|x| *x < v);
        (at, list.get(at).is_some_and(|x| *x == v))
    }, (0, false));
    c.set_i64(0, at as i64);
    c.set_bool(1, found);
    Ok(())
}

/// func extremeKind(p unsafe.Pointer, n, kind int, greatest bool) int: where the first least or greatest of n > 0 elements is
fn extreme_kind(c: &mut NativeCtx<'_>) -> NativeResult {
    let (p, n, greatest) = (c.u64(0), c.u64(1), c.bool(3));
    c.charge(n);
    let at = by_kind!(c.u64(2), T => {
        // SAFETY: the Go side passes a slice of the kind.
        let list = unsafe { elements::<T>(p, n) };
        let mut best = 0;
        for i in 1..list.len() {
            let better = if greatest { list[i] > list[best] } else { list[i] < list[best] };
            if better {
                best = i;
            }
        }
        best
    }, 0);
    c.set_i64(0, at as i64);
    Ok(())
}

/// func reverseMemory(p unsafe.Pointer, n int, size uintptr)
fn reverse_memory(c: &mut NativeCtx<'_>) -> NativeResult {
    let (p, n, size) = (c.u64(0), c.u64(1), c.u64(2) as usize);
    c.charge(n.saturating_mul(size as u64));
    // SAFETY: the Go side passes a slice of n elements of this size; Go aligns 8, 4 and 2 bytes at least to 1, which is all that is assumed.
    unsafe {
        match size {
            0 => {}
            1 => elements::<u8>(p, n).reverse(),
            8 => elements::<[u8; 8]>(p, n).reverse(),
            16 => elements::<[u8; 16]>(p, n).reverse(),
            24 => elements::<[u8; 24]>(p, n).reverse(),
            _ => {
                let (mut i, mut j) = (0, (n as usize).saturating_sub(1));
                while i < j {
                    std::ptr::swap_nonoverlapping((p as *mut u8).add(i * size), (p as *mut u8).add(j * size), size);
                    i += 1;
                    j -= 1;
                }
            }
        }
    }
    Ok(())
}
