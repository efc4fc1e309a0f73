//! From IR to code: liveness, slot assignment, encoding with slot maps and line tables.

mod alloc;
mod encode;
pub(crate) mod liveness;

pub use encode::emit;
