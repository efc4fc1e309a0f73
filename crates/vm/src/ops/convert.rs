//! Conversions between strings, bytes and runes. All of them allocate.

use super::alloc::failed;
use super::string::{decode_rune, encode_rune, str_at};
use crate::dispatch::{Exit, Handlers, In, get};
use crate::vm::Vm;
use vole_bytecode::Insn;
use vole_heap::{Heap, LayoutId};

/// Strings of one byte are not allocated.
static BYTES: [u8; 256] = {
    let mut t = [0; 256];
    let mut i = 0;
    while i < 256 {
        t[i] = i as u8;
        i += 1;
    }
    t
};

/// Declares a handler whose body is a function that may ask for a collection.
macro_rules! convert {
    ($($name:ident $f:ident;)*) => { $(
        op!($name |i, pc, fp, vm, bd, tb| {
            return $f(i.0, fp, vm, bd, tb);
        });
    )* };
}
convert! {
    StrOfBytes str_of_bytes;
    BytesOfStr bytes_of_str;
    StrOfRune str_of_rune;
    StrOfRunes str_of_runes;
    RunesOfStr runes_of_str;
}

/// A copy of `text` in the heap, or `return`s out of the handler.
macro_rules! copied {
    ($text:expr, $room:expr, $at:ident, $fp:ident, $vm:ident, $bd:ident) => {{
        let text: &[u8] = $text;
        match (*$vm).heap.alloc($room, LayoutId::NOSCAN) {
            Ok(p) => {
                (*$vm).note_alloc($at, $fp, p, $room);
                std::ptr::copy_nonoverlapping(text.as_ptr(), p.as_ptr(), text.len());
                p.as_ptr() as u64
            }
            Err(e) => return failed($at, $fp, $vm, $bd, e),
        }
    }};
}

unsafe fn str_of_bytes(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, tb: *const Handlers) -> Exit {
    // SAFETY: called by the handler with the live machine.
    unsafe {
        let i = In(at);
        let text = str_at(fp, i.b());
        let ptr = match *text {
            [] => 0,
            [byte] => &raw const BYTES[byte as usize] as u64,
            _ => copied!(text, text.len(), at, fp, vm, bd),
        };
        fp.add(i.a()).cast::<[u64; 2]>().write([ptr, text.len() as u64]);
        dispatch!(at.add(1), fp, vm, bd, tb)
    }
}

/// Elements of the buffer that gc takes for bytes or runes that do not outlive the function.
const TEXT_BUFFER: usize = 32;

/// The capacity of a slice made of text: `n` elements of `size` bytes; `mode` as the instruction table says.
fn text_cap(n: usize, size: usize, mode: usize) -> usize {
    match mode {
        1 if n <= TEXT_BUFFER => TEXT_BUFFER,
        2 => n,
        _ if n == 0 => 0,
        _ => Heap::round_size(n * size, true) / size,
    }
}

unsafe fn bytes_of_str(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, tb: *const Handlers) -> Exit {
    // SAFETY: called by the handler with the live machine.
    unsafe {
        let i = In(at);
        let text = str_at(fp, i.b());
        let cap = text_cap(text.len(), 1, i.c());
        let ptr = copied!(text, cap, at, fp, vm, bd);
        fp.add(i.a()).cast::<[u64; 3]>().write([ptr, text.len() as u64, cap as u64]);
        dispatch!(at.add(1), fp, vm, bd, tb)
    }
}

unsafe fn str_of_rune(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, tb: *const Handlers) -> Exit {
    // SAFETY: called by the handler with the live machine.
    unsafe {
        let i = In(at);
        let r = get(fp, i.b()) as i64;
        let mut buf = [0; 4];
        let text = encode_rune(r, &mut buf);
        let ptr = match *text {
            [byte] => &raw const BYTES[byte as usize] as u64,
            _ => copied!(text, text.len(), at, fp, vm, bd),
        };
        let len = text.len() as u64;
        fp.add(i.a()).cast::<[u64; 2]>().write([ptr, len]);
    }
    // SAFETY: as above; a function of its own, so that the buffer is gone.
    unsafe { go_on(at, fp, vm, bd, tb) }
}

#[inline(always)]
unsafe fn go_on(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, _tb: *const Handlers) -> Exit {
    // A buffer on the native stack may keep LLVM from making the call a jump; leaving the dispatch cannot.
    // SAFETY: called by handlers with the live machine.
    unsafe { exit!(Resume, at.add(1), fp, vm, bd) }
}

unsafe fn str_of_runes(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, tb: *const Handlers) -> Exit {
    // SAFETY: called by the handler with the live machine.
    unsafe {
        let i = In(at);
        let len = get(fp, i.b() + 1) as usize;
        let runes = if len == 0 { &[] } else { std::slice::from_raw_parts(get(fp, i.b()) as *const i32, len) };
        let mut buf = [0; 4];
        let total: usize = runes.iter().map(|&r| encode_rune(i64::from(r), &mut buf).len()).sum();
        let p = copied!(&[], total, at, fp, vm, bd);
        let mut to = p as *mut u8;
        for &r in runes {
            let text = encode_rune(i64::from(r), &mut buf);
            std::ptr::copy_nonoverlapping(text.as_ptr(), to, text.len());
            to = to.add(text.len());
        }
        fp.add(i.a()).cast::<[u64; 2]>().write([p, total as u64]);
        go_on(at, fp, vm, bd, tb)
    }
}

unsafe fn runes_of_str(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, tb: *const Handlers) -> Exit {
    // SAFETY: called by the handler with the live machine.
    unsafe {
        let i = In(at);
        let mut text = str_at(fp, i.b());
        let mut n = 0;
        let mut rest = text;
        while !rest.is_empty() {
            rest = &rest[decode_rune(rest).1..];
            n += 1;
        }
        let cap = text_cap(n, 4, i.c());
        let p = copied!(&[], cap * 4, at, fp, vm, bd);
        let mut to = p as *mut u32;
        while !text.is_empty() {
            let (r, used) = decode_rune(text);
            *to = r;
            to = to.add(1);
            text = &text[used..];
        }
        fp.add(i.a()).cast::<[u64; 3]>().write([p, n as u64, cap as u64]);
        dispatch!(at.add(1), fp, vm, bd, tb)
    }
}
