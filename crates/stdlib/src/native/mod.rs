//! The Rust bodies of functions that Go sources declare without one. The cores (`num`, `unicode`, `fmt::verbs`) are plain
//! functions over bytes and numbers; only the registered functions know the VM.

pub mod big;
pub mod errors;
pub mod fmt;
pub mod math;
pub mod num;
pub mod os;
pub mod process;
pub mod rand;
pub mod regexp;
pub mod sort;
pub mod strconv;
pub mod syscalls;
pub mod text;
pub mod time;
pub mod unicode;
pub mod utf8;

use vole_vm::NativeRegistry;

/// Registers every native of the library.
pub fn register(r: &mut NativeRegistry) {
    vole_vm::register_natives(r);
    big::register(r);
    errors::register(r);
    fmt::register(r);
    math::register(r);
    os::register(r);
    rand::register(r);
    regexp::register(r);
    sort::register(r);
    strconv::register(r);
    text::register(r);
    time::register(r);
    unicode::register::register(r);
    utf8::register(r);
}
