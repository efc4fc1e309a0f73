//! Package os: operations on names relative to an open directory, on descriptors, and the listing of directories.
//! **Descriptors below 3 belong to the VM's streams** unless the VM has the process's own.

use crate::native::os::errno;
use std::ffi::{CStr, CString};
use std::io::Error;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

const EPERM: i64 = 1;
const EBADF: i64 = 9;
const EINVAL: i64 = 22;

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("os.sysAt", at);
    r.add("os.sysStatAt", stat_at);
    r.add("os.sysStatFd", stat_fd);
    r.add("os.sysReadlinkAt", readlink_at);
    r.add("os.sysList", list);
    r.add("os.sysGetgroups", getgroups);
}

fn text(bytes: &[u8]) -> Result<CString, i64> {
    CString::new(bytes).map_err(|_| EINVAL)
}

/// What a system call that answers -1 on failure says.
fn checked(r: i32) -> Result<i64, i64> {
    if r < 0 { Err(errno(&Error::last_os_error())) } else { Ok(i64::from(r)) }
}

/// A descriptor that the program may use as a file.
fn descriptor(ctx: &NativeCtx<'_>, fd: i64) -> Result<i32, i64> {
    let least = if ctx.process_streams() { 0 } else { 3 };
    i32::try_from(fd).ok().filter(|&fd| fd >= least).ok_or(EBADF)
}

fn set(ctx: &mut NativeCtx<'_>, r: Result<i64, i64>) -> NativeResult {
    ctx.set_i64(0, r.unwrap_or(0));
    ctx.set_i64(1, r.err().unwrap_or(0));
    Ok(())
}

/// func sysAt(op, dir int, a string, dir2 int, b string, x, y, z, w int64) (r, errno int): the operations are numbered on the Go side
fn at(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let r = run(ctx);
    set(ctx, r)
}

fn run(ctx: &NativeCtx<'_>) -> Result<i64, i64> {
    if !ctx.allowed("files") {
        return Err(EPERM);
    }
    let (op, dir, dir2) = (ctx.i64(0), ctx.i64(1) as i32, ctx.i64(4) as i32);
    let (a, b) = (text(ctx.bytes(2))?, text(ctx.bytes(5))?);
    let (a, b) = (a.as_ptr(), b.as_ptr());
    let (x, y, z, w) = (ctx.i64(7), ctx.i64(8), ctx.i64(9), ctx.i64(10));
    let fd = || descriptor(ctx, i64::from(dir));
    // SAFETY: the strings end in zeros and live to the end of the call; descriptors that are not open are refused.
    let r = unsafe {
        match op {
            0 => libc::openat(dir, a, x as i32 | libc::O_CLOEXEC, y as libc::c_uint),
            1 => libc::mkdirat(dir, a, x as u32),
            2 => libc::unlinkat(dir, a, x as i32),
            3 => libc::symlinkat(a, dir, b),
            4 => libc::linkat(dir, a, dir2, b, 0),
            5 => libc::renameat(dir, a, dir2, b),
            6 => libc::fchmodat(dir, a, x as u32, 0),
            7 => libc::fchownat(dir, a, x as u32, y as u32, z as i32),
            8 => {
                let time = |tv_sec, tv_nsec| libc::timespec { tv_sec, tv_nsec };
                let times = [time(x, y), time(z, w)];
                libc::utimensat(dir, a, times.as_ptr(), 0)
            }
            9 => libc::fchmod(fd()?, x as u32),
            10 => libc::fchown(fd()?, x as u32, y as u32),
            11 => libc::fchdir(fd()?),
            12 => libc::truncate(a, x),
            13 => return remove_all(dir, CStr::from_ptr(a)),
            _ => return Err(EINVAL),
        }
    };
    checked(r)
}

/// Removes a name and all below it.
fn remove_all(dir: i32, name: &CStr) -> Result<i64, i64> {
    // SAFETY: as in `run`.
    let plain = checked(unsafe { libc::unlinkat(dir, name.as_ptr(), 0) });
    match plain {
        Err(e) if e == i64::from(libc::ENOENT) => return Ok(0),
        Err(e) if e == i64::from(libc::EISDIR) || e == i64::from(libc::EPERM) || e == i64::from(libc::EACCES) => {}
        r => return r,
    }
    // SAFETY: as in `run`.
    let fd = checked(unsafe {
        libc::openat(dir, name.as_ptr(), libc::O_RDONLY | libc::O_DIRECTORY | libc::O_NOFOLLOW | libc::O_CLOEXEC)
    });
    let mut inner = Ok(0);
    match fd {
        Ok(fd) => {
            for (entry, _) in entries(fd as i32)? {
                if let Err(e) = CString::new(entry).map_err(|_| EINVAL).and_then(|n| remove_all(fd as i32, &n)) {
                    inner = Err(e);
                }
            }
            // SAFETY: opened above.
            unsafe { libc::close(fd as i32) };
        }
        // Not a directory after all: what removing it said counts.
        Err(e) if e == i64::from(libc::ENOTDIR) || e == i64::from(libc::ELOOP) => return plain,
        Err(e) => inner = Err(e),
    }
    // SAFETY: as in `run`.
    match checked(unsafe { libc::unlinkat(dir, name.as_ptr(), libc::AT_REMOVEDIR) }) {
        Err(e) if e == i64::from(libc::ENOENT) => Ok(0),
        Err(e) => Err(inner.err().unwrap_or(e)),
        r => r,
    }
}

/// A directory's names with their types, in the order of the system, from where the descriptor stands to the end.
fn entries(fd: i32) -> Result<Vec<(Vec<u8>, u8)>, i64> {
    let mut all = Vec::new();
    let mut buffer = vec![0u64; 4096];
    loop {
        let size = std::mem::size_of_val(&buffer[..]);
        // SAFETY: fills at most the buffer.
        let n = unsafe { libc::syscall(libc::SYS_getdents64, fd, buffer.as_mut_ptr(), size) };
        if n < 0 {
            return Err(errno(&Error::last_os_error()));
        }
        if n == 0 {
            return Ok(all);
        }
        // SAFETY: so many bytes were written.
        let mut records = unsafe { std::slice::from_raw_parts(buffer.as_ptr().cast::<u8>(), n as usize) };
        // inode (8), offset (8), length (2), type (1), name
        while let [_, _, _, _, _, _, _, _, _, _, _, _, _, _, _, _, low, high, kind, rest @ ..] = records {
            let length = usize::from(u16::from_le_bytes([*low, *high]));
            let name = rest.split(|&c| c == 0).next().unwrap_or_default();
            if name != b"." && name != b".." {
                all.push((name.to_vec(), *kind));
            }
            records = records.get(length..).unwrap_or_default();
        }
    }
}

/// func sysList(fd int) (names []string, types []byte, errno int)
fn list(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let r = if ctx.allowed("files") { descriptor(ctx, ctx.i64(0)).and_then(entries) } else { Err(EPERM) };
    let (all, code) = match r {
        Ok(all) => (all, 0),
        Err(e) => (Vec::new(), e),
    };
    let names = ctx.new_strings(all.iter().map(|e| &e.0))?;
    let kinds: Vec<u8> = all.iter().map(|e| e.1).collect();
    let kinds = ctx.new_bytes(&kinds)?;
    ctx.set_slice(0, names);
    ctx.set_slice(3, kinds);
    ctx.set_i64(6, code);
    Ok(())
}

/// func sysStatAt(dir int, name string, follow bool, st *syscall.Stat_t) (errno int)
fn stat_at(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (dir, follow, to) = (ctx.i64(0) as i32, ctx.bool(3), ctx.u64(4));
    let r = if ctx.allowed("files") { text(ctx.bytes(1)) } else { Err(EPERM) };
    let flags = if follow { 0 } else { libc::AT_SYMLINK_NOFOLLOW };
    // SAFETY: the Go structure is the system's.
    let r = r.and_then(|name| checked(unsafe { libc::fstatat(dir, name.as_ptr(), to as *mut libc::stat, flags) }));
    ctx.set_i64(0, r.err().unwrap_or(0));
    Ok(())
}

/// func sysStatFd(fd int, st *syscall.Stat_t) (errno int)
fn stat_fd(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let to = ctx.u64(1);
    // The VM's streams may be described, too.
    let fd = ctx.i64(0) as i32;
    // SAFETY: the Go structure is the system's.
    let r = if ctx.allowed("files") { checked(unsafe { libc::fstat(fd, to as *mut libc::stat) }) } else { Err(EPERM) };
    ctx.set_i64(0, r.err().unwrap_or(0));
    Ok(())
}

/// func sysReadlinkAt(dir int, name string) (target string, errno int)
fn readlink_at(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let dir = ctx.i64(0) as i32;
    let mut buffer = vec![0u8; 4096];
    let r = if ctx.allowed("files") { text(ctx.bytes(1)) } else { Err(EPERM) };
    let r = r.and_then(|name| {
        // SAFETY: fills at most the buffer.
        checked(unsafe { libc::readlinkat(dir, name.as_ptr(), buffer.as_mut_ptr().cast(), buffer.len()) } as i32)
    });
    ctx.set_str(0, &buffer[..r.unwrap_or(0) as usize])?;
    ctx.set_i64(2, r.err().unwrap_or(0));
    Ok(())
}

/// func sysGetgroups(out []int64) (n, errno int)
fn getgroups(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let mut groups = vec![0u32; 65536];
    // SAFETY: fills at most the buffer.
    let r = checked(unsafe { libc::getgroups(groups.len() as i32, groups.as_mut_ptr()) });
    ctx.words_mut(0).iter_mut().zip(&groups[..r.unwrap_or(0) as usize]).for_each(|(o, &g)| *o = u64::from(g));
    set(ctx, r)
}
