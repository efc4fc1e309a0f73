//! Packages net, net/url, net/netip and those that stand on them.

pub mod head;
pub mod info;
pub mod ip;
pub mod sock;
pub mod url;

use vole_vm::NativeRegistry;

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    head::register(r);
    info::register(r);
    ip::register(r);
    sock::register(r);
    url::register(r);
}
