//! Raw system calls for package syscall.

use crate::native::os::errno;
use crate::native::syscall_waits::Wait;
use std::io::Error;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult, WaitReason};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("syscall.rawSyscall", raw);
    r.add("syscall.waitReady", wait_ready);
    // asked by tests of an installed Go: no descriptor of the program's is the poller's
    r.add("internal/poll.runtime_isPollServerDescriptor", |ctx| {
        ctx.set_bool(0, false);
        Ok(())
    });
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
    let answer = match ctx.take_result::<Answer>() {
        Some(answer) => answer,
        None => match lock(a) {
            Lock::Held(work) => return Err(ctx.block_on(WaitReason::SYSCALL, move || Answer::of(work()))),
            Lock::Done(answer) => Answer::of(answer),
            Lock::Other => match Wait::of(a) {
                Some(wait) => match wait.at_once() {
                    Some(answer) => answer,
                    None => return Err(ctx.block_on(WaitReason::SYSCALL, move || wait.wait())),
                },
                None => Answer::of(call(a)),
            },
        },
    };
    for (to, bytes, len) in &answer.back {
        // SAFETY: the program gave the system this memory to write to; package syscall keeps it until the call returns.
        unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr().cast::<u8>(), *to as *mut u8, *len) };
    }
    let (r, code) = (answer.result, answer.code);
    ctx.set_i64(0, r);
    ctx.set(1, 0);
    ctx.set_i64(2, code);
    Ok(())
}

/// What a system call answers: its result and its error number, and what it has written to copies of the program's memory.
pub(super) struct Answer {
    pub(super) result: i64,
    pub(super) code: i64,
    /// Where it belongs, the bytes, and how many.
    pub(super) back: Vec<(usize, Vec<u64>, usize)>,
}

impl Answer {
    fn of((result, code): (i64, i64)) -> Answer {
        Answer { result, code, back: Vec::new() }
    }
}

/// A system call and what it answers: its result and its error number.
pub(super) fn call(a: [i64; 7]) -> (i64, i64) {
    let [x, y, z] = [a[1] as u32, a[2] as u32, a[3] as u32];
    // SAFETY: the program asks the system for exactly this, as a compiled one would; it holds the capability `unsafe`.
    let r = unsafe {
        // Who the process is: the system keeps that by thread, and a program has but one; the library's functions tell all.
        match a[0] {
            libc::SYS_setuid => libc::setuid(x).into(),
            libc::SYS_setgid => libc::setgid(x).into(),
            libc::SYS_setreuid => libc::setreuid(x, y).into(),
            libc::SYS_setregid => libc::setregid(x, y).into(),
            libc::SYS_setresuid => libc::setresuid(x, y, z).into(),
            libc::SYS_setresgid => libc::setresgid(x, y, z).into(),
            libc::SYS_setgroups => libc::setgroups(a[1] as usize, a[2] as *const libc::gid_t).into(),
            _ => libc::syscall(a[0], a[1], a[2], a[3], a[4], a[5], a[6]),
        }
    };
    (r, if r == -1 { errno(&Error::last_os_error()) } else { 0 })
}

/// A system call that may wait for a lock on a file.
enum Lock<W> {
    /// It is none.
    Other,
    /// It did not have to wait.
    Done((i64, i64)),
    /// It has to: this waits.
    Held(W),
}

/// Tries to lock a file without waiting: who holds the lock may be another goroutine.
fn lock(a: [i64; 7]) -> Lock<impl FnOnce() -> (i64, i64) + Send + 'static> {
    let (mut record, mut at_once) = ([0u64; 4], a);
    match a[0] {
        libc::SYS_flock if a[2] & i64::from(libc::LOCK_NB) == 0 => at_once[2] |= i64::from(libc::LOCK_NB),
        libc::SYS_fcntl if a[2] == i64::from(libc::F_SETLKW) || a[2] == i64::from(libc::F_OFD_SETLKW) => {
            at_once[2] -= i64::from(libc::F_SETLKW - libc::F_SETLK);
            // SAFETY: as in `call`: the argument is a `struct flock`, of 32 bytes, which the system would read.
            record = unsafe { *(a[3] as *const [u64; 4]) };
        }
        _ => return Lock::Other,
    }
    match call(at_once) {
        (-1, code) if code == i64::from(libc::EAGAIN) || code == i64::from(libc::EACCES) => Lock::Held(move || {
            let mut a = a;
            if a[0] == libc::SYS_fcntl {
                a[3] = record.as_ptr() as i64;
            }
            call(a)
        }),
        answer => Lock::Done(answer),
    }
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
