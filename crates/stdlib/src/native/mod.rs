//! The Rust bodies of functions that Go sources declare without one. The cores (`num`, `unicode`, `fmt::verbs`) are plain
//! functions over bytes and numbers; only the registered functions know the VM.

pub mod big;
pub mod compress;
pub mod crypto;
pub mod encode;
pub mod errors;
pub mod flag;
pub mod fmt;
pub mod hash;
pub mod html;
pub mod json;
pub mod linked;
pub mod math;
pub mod mem;
pub mod net;
pub mod num;
pub mod os;
pub mod osat;
pub mod path;
pub mod plain;
pub mod process;
pub mod rand;
pub mod reflect;
pub mod regexp;
pub mod sort;
pub mod strconv;
mod syscall_waits;
pub mod syscalls;
pub mod text;
pub mod time;
pub mod unicode;
pub mod utf16;
pub mod utf8;

use vole_vm::NativeRegistry;

/// Registers every native of the library.
pub fn register(r: &mut NativeRegistry) {
    vole_vm::register_natives(r);
    big::register(r);
    compress::register(r);
    crypto::register(r);
    encode::register(r);
    errors::register(r);
    flag::register(r);
    fmt::register(r);
    hash::register(r);
    html::register(r);
    json::register(r);
    linked::register(r);
    math::register(r);
    net::register(r);
    os::register(r);
    path::register(r);
    rand::register(r);
    reflect::register(r);
    regexp::register(r);
    plain::register(r);
    sort::register(r);
    strconv::register(r);
    text::register(r);
    time::register(r);
    unicode::register::register(r);
    utf16::register(r);
    utf8::register(r);
}
