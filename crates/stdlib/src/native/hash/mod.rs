//! Checksums and digests. The Go sides keep the state (so that it can be copied, marshalled and collected); the natives
//! advance it over bytes.

mod check;
mod digest;
mod keccak;

use vole_vm::NativeRegistry;

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    check::register(r);
    digest::register(r);
    keccak::register(r);
}
