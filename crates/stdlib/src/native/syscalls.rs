//! Raw system calls for package syscall.

use crate::native::os::errno;
use std::io::Error;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("syscall.rawSyscall", raw);
    r.add("syscall.waitReady", wait_ready);
}

const EPERM: i64 = 1;

/// func rawSyscall(trap, a1, a2, a3, a4, a5, a6 uintptr) (r1, r2 uintptr, errno int): only with every capability
fn raw(ctx: &mut NativeCtx<'_>) -> NativeResult {
    if !ctx.process_streams() || !["files", "exec", "signals", "unsafe"].iter().all(|c| ctx.allowed(c)) {
        ctx.set_i64(0, -1);
        ctx.set(1, 0);
        ctx.set_i64(2, EPERM);
        return Ok(());
    }
    let a: [i64; 7] = std::array::from_fn(|n| ctx.i64(n));
    // SAFETY: the program asks the system for exactly this, as a compiled one would; it holds the capability `unsafe`.
    let r = unsafe { libc::syscall(a[0], a[1], a[2], a[3], a[4], a[5], a[6]) };
    let code = if r == -1 { errno(&Error::last_os_error()) } else { 0 };
    ctx.set_i64(0, r);
    ctx.set(1, 0);
    ctx.set_i64(2, code);
    Ok(())
}

/// func waitReady(fd int, write bool)
fn wait_ready(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (fd, write) = (ctx.i64(0) as i32, ctx.bool(1));
    if ctx.resumed() {
        return Ok(());
    }
    let mut entry = libc::pollfd { fd, events: if write { libc::POLLOUT } else { libc::POLLIN }, revents: 0 };
    // SAFETY: one entry; without waiting.
    if unsafe { libc::poll(&raw mut entry, 1, 0) } != 0 {
        return Ok(());
    }
    Err(ctx.wait_fd(fd, write, None))
}
