//! Slices of numbers narrower than a word, as natives get them: the one place that makes them Rust slices.

use vole_vm::NativeCtx;

/// Number types whose every bit pattern is a value.
pub trait Plain: Copy {}
impl Plain for u8 {}
impl Plain for u16 {}
impl Plain for u32 {}
impl Plain for i32 {}
impl Plain for u64 {}
impl Plain for i64 {}

/// The elements of a Go slice of `T` at slots `n..n+3`, writable.
#[allow(clippy::mut_from_ref)] // Go memory, not the context's
pub fn elems<'v, T: Plain>(ctx: &NativeCtx<'v>, n: usize) -> &'v mut [T] {
    let (ptr, len) = (ctx.u64(n), ctx.u64(n + 1));
    if len == 0 {
        return &mut [];
    }
    // SAFETY: a slice of the program with this element type (the Go declaration says so): aligned, alive until the native
    // returns, and any bits are a `T`. Natives do not hold two slices to one memory.
    unsafe { std::slice::from_raw_parts_mut(ptr as *mut T, len as usize) }
}
