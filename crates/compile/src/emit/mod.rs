//! From IR to code: liveness, slot assignment, encoding with slot maps and line tables.

mod alloc;
mod encode;
mod liveness;

pub use encode::emit;
