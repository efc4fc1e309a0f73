//! Packages os and syscall: files, arguments, environment. Descriptors 0 to 2 are the VM's streams; others belong to the
//! operating system and need the capability `files`.

use std::fs;
use std::io::{Error, Read, Seek, SeekFrom, Write};
use std::mem::ManuallyDrop;
use std::os::fd::{FromRawFd, IntoRawFd};
use std::os::unix::fs::{FileExt, FileTypeExt, OpenOptionsExt};
use std::path::Path;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult, WaitReason};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    for (name, f) in [
        ("sysOpen", open as vole_vm::NativeFn),
        ("sysClose", close),
        ("sysRead", read),
        ("sysWrite", write_bytes),
        ("sysWriteString", write_string),
        ("sysPipe", pipe),
        ("sysSetBlocking", set_blocking),
        ("sysIsNonblock", is_nonblock),
        ("sysNudge", nudge),
        ("sysMono", mono),
        ("sysPread", pread),
        ("sysPwrite", pwrite),
        ("sysSeek", seek),
        ("sysSync", sync),
        ("sysTruncate", truncate),
        ("sysReadFile", read_file),
        ("sysChdir", chdir),
        ("sysGetwd", getwd),
        ("sysHostname", hostname),
        ("sysArgs", args),
        ("sysExecutable", executable),
        ("sysEnviron", environ),
        ("sysGetenv", getenv),
        ("sysSetenv", setenv),
        ("sysUnsetenv", unsetenv),
        ("sysClearenv", clearenv),
        ("sysExit", exit),
        ("sysIDs", ids),
        ("sysRandom", |c| {
            let n = c.random() as u32;
            c.set(0, u64::from(n));
            Ok(())
        }),
    ] {
        r.add(&format!("os.{name}"), f);
    }
    r.add("testing.panicOnExitZero", panic_on_exit_zero);
    for (name, f) in [
        ("sysRead", read as vole_vm::NativeFn),
        ("sysWrite", write_bytes),
        ("sysClose", close),
        ("sysIDs", ids),
        ("sysExit", exit),
        ("sysEnviron", environ),
        ("sysGetenv", getenv),
        ("sysSetenv", setenv),
        ("sysUnsetenv", unsetenv),
        ("sysClearenv", clearenv),
    ] {
        r.add(&format!("syscall.{name}"), f);
    }
    r.add("syscall.errnoText", errno_text);
    crate::native::osat::register(r);
    crate::native::process::register(r);
    crate::native::syscalls::register(r);
}

const EPERM: i64 = 1;
const EIO: i64 = 5;
const EINTR: i64 = 4;
const EBADF: i64 = 9;
const EAGAIN: i64 = 11;
const EINVAL: i64 = 22;
const EPIPE: i64 = 32;

pub(super) fn errno(e: &Error) -> i64 {
    e.raw_os_error().map_or(EIO, i64::from)
}

/// Runs `f` on an open descriptor without closing it.
fn on_fd<T>(ctx: &NativeCtx<'_>, fd: i64, f: impl FnOnce(&mut fs::File) -> std::io::Result<T>) -> Result<T, i64> {
    if !ctx.allowed("files") {
        return Err(EPERM);
    }
    let least = if ctx.process_streams() { 0 } else { 3 };
    let fd = i32::try_from(fd).ok().filter(|&fd| fd >= least).ok_or(EBADF)?;
    // SAFETY: the descriptor is used for one call and not closed; a closed one makes that call fail with EBADF.
    let mut file = ManuallyDrop::new(unsafe { fs::File::from_raw_fd(fd) });
    f(&mut file).map_err(|e| errno(&e))
}

/// Results `(value, errno)` at slots 0 and 1.
fn pair(ctx: &mut NativeCtx<'_>, r: Result<i64, i64>) -> NativeResult {
    ctx.set_i64(0, r.unwrap_or(0));
    ctx.set_i64(1, r.err().unwrap_or(0));
    Ok(())
}

fn single(ctx: &mut NativeCtx<'_>, r: Result<(), i64>) -> NativeResult {
    ctx.set_i64(0, r.err().unwrap_or(0));
    Ok(())
}

fn path<'v>(ctx: &NativeCtx<'v>, n: usize) -> Result<&'v Path, i64> {
    use std::os::unix::ffi::OsStrExt;
    let s = ctx.bytes(n);
    if !ctx.allowed("files") {
        return Err(EPERM);
    }
    if s.contains(&0) {
        return Err(EINVAL);
    }
    Ok(Path::new(std::ffi::OsStr::from_bytes(s)))
}

/// func sysOpen(name string, flag int, perm uint32) (fd int, mode int, errno int): see `io` for the mode
fn open(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let r = match ctx.take_result::<Result<(i64, bool), i64>>() {
        Some(r) => r,
        None => {
            let (flag, perm) = (ctx.i64(2), ctx.u64(3) as u32);
            match path(ctx, 0) {
                // Opening a named pipe waits for the other end.
                Ok(p) if fs::metadata(p).is_ok_and(|m| m.file_type().is_fifo()) => {
                    let p = p.to_path_buf();
                    return Err(ctx.block_on(WaitReason::SYSCALL, move || open_file(&p, flag, perm)));
                }
                Ok(p) => open_file(p, flag, perm),
                Err(e) => Err(e),
            }
        }
    };
    ctx.set_i64(0, r.map_or(0, |r| r.0));
    ctx.set_i64(1, r.map_or(0, |r| i64::from(r.1)));
    ctx.set_i64(2, r.err().unwrap_or(0));
    Ok(())
}

/// The descriptor, and whether it is a file that is always ready.
fn open_file(p: &Path, flag: i64, perm: u32) -> Result<(i64, bool), i64> {
    let access = flag & 3;
    let extra = (flag & !3 & !0x40 & !0x80 & !0x200) as i32;
    let mut o = fs::OpenOptions::new();
    o.read(access != 1).write(access != 0).mode(perm);
    // The creation flags go through as they are: Rust refuses combinations that Linux takes.
    let create = (flag & (0x40 | 0x80 | 0x200)) as i32;
    o.custom_flags(extra | create);
    let file = o.open(p).map_err(|e| errno(&e))?;
    let regular = file.metadata().is_ok_and(|m| m.is_file() || m.is_dir());
    Ok((i64::from(file.into_raw_fd()), regular))
}

/// func sysClose(fd int) (errno int)
fn close(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let fd = ctx.i64(0);
    if (0..=2).contains(&fd) && !ctx.process_streams() {
        return single(ctx, Ok(()));
    }
    let r = on_fd(ctx, fd, |f| f.metadata().map(|_| ()));
    if r.is_ok() {
        ctx.forget_fd(fd as i32);
        ctx.unguard_fd(fd as i32);
        // SAFETY: an open descriptor of the program, closed once: the Go side marks the file closed.
        unsafe { libc::close(fd as i32) };
    }
    single(ctx, r)
}

/// What reading and writing answer besides the system's own error numbers.
const FILE_CLOSED: i64 = -1;
const DEADLINE: i64 = -2;

/// Reading or writing was interrupted by the descriptor's close or a deadline.
fn interrupted(ctx: &mut NativeCtx<'_>, deadline: i64) -> Option<i64> {
    if ctx.fd_closed() {
        return Some(FILE_CLOSED);
    }
    (deadline != 0 && deadline <= ctx.mono()).then_some(DEADLINE)
}

/// What a pipe takes at once when it takes anything.
const PAGE: usize = 4096;

/// Whether writing to a file never waits.
fn is_regular(fd: i32) -> bool {
    // SAFETY: fills the structure, or fails for a descriptor that is not open.
    unsafe {
        let mut stat: libc::stat = std::mem::zeroed();
        libc::fstat(fd, &raw mut stat) == 0 && matches!(stat.st_mode & libc::S_IFMT, libc::S_IFREG | libc::S_IFBLK)
    }
}

fn is_ready(fd: i32, events: i16) -> bool {
    let mut entry = libc::pollfd { fd, events, revents: 0 };
    // SAFETY: one entry.
    unsafe { libc::poll(&raw mut entry, 1, 0) != 0 }
}

/// func sysRead(fd int, p []byte, mode int, deadline int64) (n int, errno int); mode 0: may block, 1: never blocks, 2: is in
/// non-blocking mode. The deadline is one of the monotonic clock, 0 for none.
fn read(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (fd, mode, deadline) = (ctx.i64(0), ctx.i64(4), ctx.i64(5));
    let buf = ctx.bytes_mut(1);
    if fd == 0 && !ctx.process_streams() {
        return read_stream(ctx, buf);
    }
    let at = fd as i32;
    let wait = (deadline != 0).then_some(deadline);
    if mode != 1
        && let Some(e) = interrupted(ctx, deadline)
    {
        return pair(ctx, Err(e));
    }
    if mode == 0 && fd >= 0 && !is_ready(at, libc::POLLIN) {
        return Err(ctx.wait_fd(at, false, wait));
    }
    loop {
        let r = on_fd(ctx, fd, |f| f.read(buf)).map(|n| n as i64);
        match r {
            Err(EINTR) => {}
            Err(EAGAIN) if mode != 1 => return Err(ctx.wait_fd(at, false, wait)),
            r => return pair(ctx, r),
        }
    }
}

/// Reads from the VM's own standard input, on a helper thread.
fn read_stream(ctx: &mut NativeCtx<'_>, buf: &mut [u8]) -> NativeResult {
    let r = match ctx.take_result::<Result<Vec<u8>, i64>>() {
        Some(r) => r,
        None => {
            let (stdin, len) = (ctx.stdin(), buf.len().min(1 << 20));
            return Err(ctx.block_on(WaitReason::SYSCALL, move || {
                let mut data = vec![0; len];
                let mut stdin = stdin.lock().map_err(|_| EIO)?;
                loop {
                    match stdin.read(&mut data) {
                        Err(e) if e.kind() == std::io::ErrorKind::Interrupted => {}
                        Err(e) => return Err(errno(&e)),
                        Ok(n) => {
                            data.truncate(n);
                            return Ok(data);
                        }
                    }
                }
            }));
        }
    };
    let r = r.map(|data| {
        buf[..data.len()].copy_from_slice(&data);
        data.len() as i64
    });
    pair(ctx, r)
}

/// func sysWrite(fd int, p []byte, mode int, deadline int64) (n int, errno int)
fn write_bytes(ctx: &mut NativeCtx<'_>) -> NativeResult {
    write(ctx, ctx.i64(0), ctx.bytes(1), ctx.i64(4), ctx.i64(5))
}

/// func sysWriteString(fd int, s string, mode int, deadline int64) (n int, errno int)
fn write_string(ctx: &mut NativeCtx<'_>) -> NativeResult {
    write(ctx, ctx.i64(0), ctx.bytes(1), ctx.i64(3), ctx.i64(4))
}

fn write(ctx: &mut NativeCtx<'_>, fd: i64, data: &[u8], mode: i64, deadline: i64) -> NativeResult {
    if !ctx.process_streams() && (0..=2).contains(&fd) {
        let r = match fd {
            1 => ctx.stdout().write_all(data).map_err(|e| errno(&e)),
            2 => ctx.stderr().write_all(data).map_err(|e| errno(&e)),
            _ => Err(EBADF),
        };
        return pair(ctx, r.map(|()| data.len() as i64));
    }
    // What has been written before the goroutine had to wait.
    let mut done = ctx.state()[0] as usize;
    if mode == 2
        && let Some(e) = interrupted(ctx, deadline)
    {
        ctx.set_i64(0, done as i64);
        ctx.set_i64(1, e);
        return Ok(());
    }
    let mut error = 0;
    while error == 0 {
        let mut rest = &data[done..];
        if mode == 0 && fd >= 0 {
            // A write would block the whole VM. A pipe that is ready takes a page.
            if !is_ready(fd as i32, libc::POLLOUT) {
                ctx.state()[0] = done as u64;
                return Err(ctx.wait_fd(fd as i32, true, None));
            }
            if rest.len() > PAGE && !is_regular(fd as i32) {
                rest = &rest[..PAGE];
            }
        }
        match on_fd(ctx, fd, |f| f.write(rest)) {
            Ok(n) => done += n,
            Err(EINTR) => {}
            Err(EAGAIN) => {
                ctx.state()[0] = done as u64;
                return Err(ctx.wait_fd(fd as i32, true, (deadline != 0).then_some(deadline)));
            }
            Err(EPIPE) if fd == 1 || fd == 2 => {
                if !ctx.signal_is_wanted(libc::SIGPIPE) {
                    vole_vm::signals::die_of(libc::SIGPIPE);
                }
                error = EPIPE;
            }
            Err(e) => error = e,
        }
        if done >= data.len() {
            break;
        }
    }
    ctx.set_i64(0, done as i64);
    ctx.set_i64(1, error);
    Ok(())
}

/// func sysPipe() (r int, w int, errno int): both ends in non-blocking mode
fn pipe(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let mut ends = [0i32; 2];
    // SAFETY: fills two descriptors.
    let failed = unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC | libc::O_NONBLOCK) } != 0;
    let code = if failed { errno(&Error::last_os_error()) } else { 0 };
    ctx.set_i64(0, i64::from(ends[0]));
    ctx.set_i64(1, i64::from(ends[1]));
    ctx.set_i64(2, code);
    Ok(())
}

/// func sysSetBlocking(fd int, blocking bool)
fn set_blocking(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (fd, blocking) = (ctx.i64(0) as i32, ctx.bool(1));
    // SAFETY: changes a flag of a descriptor; one that is not open is refused.
    unsafe {
        let flags = libc::fcntl(fd, libc::F_GETFL);
        if flags >= 0 {
            let new = if blocking { flags & !libc::O_NONBLOCK } else { flags | libc::O_NONBLOCK };
            libc::fcntl(fd, libc::F_SETFL, new);
        }
    }
    Ok(())
}

/// func sysIsNonblock(fd int) bool
fn is_nonblock(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let fd = ctx.i64(0) as i32;
    // SAFETY: reads flags; a descriptor that is not open is refused.
    let flags = if ctx.process_streams() || fd > 2 { unsafe { libc::fcntl(fd, libc::F_GETFL) } } else { 0 };
    ctx.set_bool(0, flags >= 0 && flags & libc::O_NONBLOCK != 0);
    Ok(())
}

/// func sysNudge(fd int): deadlines have changed
fn nudge(ctx: &mut NativeCtx<'_>) -> NativeResult {
    ctx.nudge_fd(ctx.i64(0) as i32);
    Ok(())
}

/// func sysMono() int64: the clock of deadlines
fn mono(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let now = ctx.mono();
    ctx.set_i64(0, now);
    Ok(())
}

/// func sysPread(fd int, p []byte, off int64) (n int, errno int)
fn pread(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (buf, off) = (ctx.bytes_mut(1), ctx.u64(4));
    let r = on_fd(ctx, ctx.i64(0), |f| f.read_at(buf, off)).map(|n| n as i64);
    pair(ctx, r)
}

/// func sysPwrite(fd int, p []byte, off int64) (n int, errno int)
fn pwrite(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (buf, off) = (ctx.bytes(1), ctx.u64(4));
    let r = on_fd(ctx, ctx.i64(0), |f| f.write_at(buf, off)).map(|n| n as i64);
    pair(ctx, r)
}

/// func sysSeek(fd int, off int64, whence int) (pos int64, errno int)
fn seek(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (off, whence) = (ctx.i64(1), ctx.i64(2));
    let to = match whence {
        0 => u64::try_from(off).map(SeekFrom::Start).map_err(|_| EINVAL),
        1 => Ok(SeekFrom::Current(off)),
        2 => Ok(SeekFrom::End(off)),
        _ => Err(EINVAL),
    };
    let r = to.and_then(|to| on_fd(ctx, ctx.i64(0), |f| f.seek(to))).map(|n| n as i64);
    pair(ctx, r)
}

/// func sysSync(fd int) (errno int)
fn sync(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let r = on_fd(ctx, ctx.i64(0), |f| f.sync_all());
    single(ctx, r)
}

/// func sysTruncate(fd int, size int64) (errno int)
fn truncate(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let size = ctx.i64(1);
    let r = u64::try_from(size).map_err(|_| EINVAL).and_then(|n| on_fd(ctx, ctx.i64(0), |f| f.set_len(n)));
    single(ctx, r)
}

/// func sysReadFile(name string) (data []byte, errno int): a negative number is an error of reading, not of opening
fn read_file(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let r = path(ctx, 0).and_then(|p| {
        let mut f = fs::File::open(p).map_err(|e| errno(&e))?;
        let mut data = Vec::new();
        f.read_to_end(&mut data).map_err(|e| -errno(&e))?;
        Ok(data)
    });
    let (data, code) = match r {
        Ok(d) => (d, 0),
        Err(e) => (Vec::new(), e),
    };
    let s = ctx.new_bytes(&data)?;
    ctx.set_slice(0, if code == 0 { s } else { Default::default() });
    ctx.set_i64(3, code);
    Ok(())
}

/// func sysChdir(dir string) (errno int)
fn chdir(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let r = path(ctx, 0).and_then(|p| std::env::set_current_dir(p).map_err(|e| errno(&e)));
    single(ctx, r)
}

/// func sysGetwd() (dir string, errno int)
fn getwd(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let r = std::env::current_dir();
    let dir = r.as_ref().map(|d| d.display().to_string()).unwrap_or_default();
    ctx.set_str(0, dir.as_bytes())?;
    ctx.set_i64(2, r.err().map_or(0, |e| errno(&e)));
    Ok(())
}

/// func sysHostname() string
fn hostname(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let name = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    ctx.set_str(0, name.trim_end().as_bytes())
}

/// func sysArgs() []string
fn args(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let list = ctx.args().to_vec();
    let s = ctx.new_strings(list.iter())?;
    ctx.set_slice(0, s);
    Ok(())
}

/// func sysExecutable() string
fn executable(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let path = ctx.executable().to_string();
    ctx.set_str(0, path.as_bytes())
}

/// func sysEnviron() []string
fn environ(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let list: Vec<String> = ctx.env().iter().map(|(k, v)| format!("{k}={v}")).collect();
    let s = ctx.new_strings(list.iter())?;
    ctx.set_slice(0, s);
    Ok(())
}

/// func sysGetenv(key string) (value string, found bool)
fn getenv(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let key = ctx.str(0);
    let value = ctx.env().iter().find(|(k, _)| *k == key).map(|(_, v)| v.clone());
    ctx.set_str(0, value.as_deref().unwrap_or_default().as_bytes())?;
    ctx.set_bool(2, value.is_some());
    Ok(())
}

/// func sysSetenv(key, value string)
fn setenv(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (key, value) = (ctx.str(0).into_owned(), ctx.str(2).into_owned());
    let env = ctx.env();
    match env.iter_mut().find(|(k, _)| *k == key) {
        Some(e) => e.1 = value,
        None => env.push((key, value)),
    }
    Ok(())
}

/// func sysUnsetenv(key string)
fn unsetenv(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let key = ctx.str(0).into_owned();
    ctx.env().retain(|(k, _)| *k != key);
    Ok(())
}

/// func sysClearenv()
fn clearenv(ctx: &mut NativeCtx<'_>) -> NativeResult {
    ctx.env().clear();
    Ok(())
}

/// Whether `os.Exit(0)` is a mistake: tests run.
#[derive(Default)]
struct ExitZeroPanics(bool);

/// func panicOnExitZero(on bool), of package testing
fn panic_on_exit_zero(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let on = ctx.bool(0);
    ctx.room::<ExitZeroPanics>().0 = on;
    Ok(())
}

/// func sysExit(code int)
fn exit(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let code = ctx.i64(0) as i32;
    if code == 0 && ctx.room::<ExitZeroPanics>().0 {
        return Err(ctx.panic_str("unexpected call to os.Exit(0) during test"));
    }
    Err(ctx.exit(code))
}

/// func sysIDs(which int) int
fn ids(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let which = ctx.i64(0);
    let status = || fs::read_to_string("/proc/self/status").unwrap_or_default();
    let field = |name: &str, n: usize| -> i64 {
        status()
            .lines()
            .find_map(|l| l.strip_prefix(name).and_then(|r| r.split_whitespace().nth(n)?.parse().ok()))
            .unwrap_or(0)
    };
    let v = match which {
        0 => i64::from(std::process::id()),
        1 => i64::from(std::os::unix::process::parent_id()),
        2 => field("Uid:", 0),
        3 => field("Uid:", 1),
        4 => field("Gid:", 0),
        _ => field("Gid:", 1),
    };
    ctx.set_i64(0, v);
    Ok(())
}

/// func errnoText(e int) string
fn errno_text(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let e = ctx.i64(0);
    let text = if (1..=132).contains(&e) { Error::from_raw_os_error(e as i32).to_string() } else { String::new() };
    let text = text.split(" (os error").next().unwrap_or_default();
    let text = if text.starts_with("Unknown error") { String::new() } else { go_case(text) };
    ctx.set_str(0, text.as_bytes())
}

/// Go's texts begin in lower case, except for names.
fn go_case(text: &str) -> String {
    for name in ["RFS", "Srmount", ".lib"] {
        if text.starts_with(name) {
            return text.to_string();
        }
    }
    let mut c = text.chars();
    c.next().map_or(String::new(), |first| first.to_lowercase().chain(c).collect())
}
