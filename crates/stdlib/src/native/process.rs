//! Child processes and processes in general, for packages os, os/exec and syscall. Needs the capability `exec`.
//!
//! A child is made with fork and exec. **Between the two only system calls happen**: everything they need is prepared before.

use crate::native::os::errno;
use std::ffi::CString;
use std::io::Error;
use std::sync::OnceLock;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult, WaitReason};

const EPERM: i64 = 1;
const EINVAL: i64 = 22;

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("syscall.forkExec", fork_exec);
    r.add("syscall.execve", execve);
    r.add("syscall.raisedLimit", raised_limit);
    r.add("os.ownPath", own_path);
    r.add("os/exec.ownPath", own_path);
    r.add("os.sysWaitExit", wait_exit);
    r.add("syscall.sysWait4", wait4);
    r.add("syscall.sysKill", kill);
}

/// The limits on open files that the process began with, once they have been raised.
static BEGAN_WITH: OnceLock<libc::rlimit> = OnceLock::new();

/// Lets the process have as many open files as the system allows it, as programs of Go do. For whoever runs a program as its own
/// process; children are given the limits from before. One less, so that it can be seen whether somebody has set a limit since.
pub fn raise_open_files() {
    let mut limit = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: a place for the answer.
    if unsafe { libc::getrlimit(libc::RLIMIT_NOFILE, &raw mut limit) } != 0
        || limit.rlim_cur.saturating_add(1) >= limit.rlim_max
    {
        return;
    }
    let raised = libc::rlimit { rlim_cur: limit.rlim_max - 1, ..limit };
    // SAFETY: reads the record.
    if unsafe { libc::setrlimit(libc::RLIMIT_NOFILE, &raw const raised) } == 0 {
        let _ = BEGAN_WITH.set(limit);
    }
}

/// Gives the limits back unless they have been set since. Makes system calls only.
fn lower_open_files(limit: &libc::rlimit) {
    let mut now = libc::rlimit { rlim_cur: 0, rlim_max: 0 };
    // SAFETY: a place for the answer, and a record that is read.
    unsafe {
        if libc::getrlimit(libc::RLIMIT_NOFILE, &raw mut now) == 0
            && now.rlim_max == limit.rlim_max
            && now.rlim_cur.saturating_add(1) == now.rlim_max
        {
            libc::setrlimit(libc::RLIMIT_NOFILE, limit);
        }
    }
}

/// func raisedLimit() (cur, max uint64, ok bool)
fn raised_limit(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let limit = BEGAN_WITH.get().filter(|_| ctx.process_streams());
    ctx.set(0, limit.map_or(0, |l| l.rlim_cur));
    ctx.set(1, limit.map_or(0, |l| l.rlim_max));
    ctx.set_bool(2, limit.is_some());
    Ok(())
}

fn text(bytes: &[u8]) -> Result<CString, i64> {
    CString::new(bytes).map_err(|_| EINVAL)
}

/// The strings of a `[]string` at slot `n`.
fn texts(ctx: &NativeCtx<'_>, n: usize) -> Result<Vec<CString>, i64> {
    ctx.strings(n).into_iter().map(text).collect()
}

fn pointers(list: &[CString]) -> Vec<*const libc::c_char> {
    list.iter().map(|s| s.as_ptr()).chain([std::ptr::null()]).collect()
}

/// How a child differs from its parent; the order of the `[]int64` that the Go side passes.
struct Attributes {
    setsid: bool,
    setpgid: bool,
    pgid: i32,
    setctty: bool,
    noctty: bool,
    ctty: i32,
    foreground: bool,
    death_signal: i32,
    credential: bool,
    uid: u32,
    gid: u32,
    no_groups: bool,
    umask: i64,
    traced: bool,
    /// The limits on open files that the program began with, when they are others now.
    open_files: Option<libc::rlimit>,
    groups: Vec<libc::gid_t>,
}

impl Attributes {
    fn read(words: &[u64]) -> Attributes {
        let w = |n: usize| words.get(n).copied().unwrap_or(0);
        Attributes {
            setsid: w(0) != 0,
            setpgid: w(1) != 0,
            pgid: w(2) as i32,
            setctty: w(3) != 0,
            noctty: w(4) != 0,
            ctty: w(5) as i32,
            foreground: w(6) != 0,
            death_signal: w(7) as i32,
            credential: w(8) != 0,
            uid: w(9) as u32,
            gid: w(10) as u32,
            no_groups: w(11) != 0,
            umask: -1,
            traced: w(12) != 0,
            open_files: limit(words.get(13..16).unwrap_or_default()),
            groups: words.iter().skip(16).map(|&g| g as libc::gid_t).collect(),
        }
    }
}

/// Limits as the Go side passes them: whether there are any, and the two.
fn limit(words: &[u64]) -> Option<libc::rlimit> {
    match *words {
        [1, cur, max] => Some(libc::rlimit { rlim_cur: cur, rlim_max: max }),
        _ => None,
    }
}

/// What the child needs after the fork.
struct Plan {
    path: CString,
    argv: Vec<*const libc::c_char>,
    envp: Vec<*const libc::c_char>,
    dir: Option<CString>,
    chroot: Option<CString>,
    fds: Vec<i32>,
    /// Where descriptors go that are in the way.
    spare: Vec<i32>,
    attributes: Attributes,
    report: i32,
    ignored: u64,
}

impl Plan {
    /// In the child: replaces it by the program. Returns the error number when that fails.
    ///
    /// # Safety
    /// Only in a freshly forked child, which must end when this returns.
    unsafe fn execute(&mut self) -> i32 {
        // SAFETY: plain system calls with arguments prepared before the fork.
        unsafe {
            macro_rules! must {
                ($call:expr) => {
                    if $call < 0 {
                        return *libc::__errno_location();
                    }
                };
            }
            let a = &self.attributes;
            for signal in 1..64 {
                if signal == libc::SIGPIPE && self.ignored & 1 << signal == 0 {
                    libc::signal(signal, libc::SIG_DFL);
                }
            }
            let mut none: libc::sigset_t = std::mem::zeroed();
            libc::sigemptyset(&raw mut none);
            libc::sigprocmask(libc::SIG_SETMASK, &raw const none, std::ptr::null_mut());
            if a.setsid {
                must!(libc::setsid());
            }
            if a.setpgid || a.foreground {
                must!(libc::setpgid(0, a.pgid));
            }
            if a.foreground {
                let group = if a.pgid == 0 { libc::getpid() } else { a.pgid };
                libc::signal(libc::SIGTTOU, libc::SIG_IGN);
                must!(libc::tcsetpgrp(a.ctty, group));
                libc::signal(libc::SIGTTOU, libc::SIG_DFL);
            }
            if let Some(root) = &self.chroot {
                must!(libc::chroot(root.as_ptr()));
            }
            if a.credential {
                if !a.no_groups {
                    must!(libc::setgroups(a.groups.len(), a.groups.as_ptr()));
                }
                must!(libc::setgid(a.gid));
                must!(libc::setuid(a.uid));
            }
            if let Some(dir) = &self.dir {
                must!(libc::chdir(dir.as_ptr()));
            }
            if a.death_signal != 0 {
                must!(libc::prctl(libc::PR_SET_PDEATHSIG, a.death_signal as libc::c_ulong, 0, 0, 0));
            }
            if a.umask >= 0 {
                libc::umask(a.umask as libc::mode_t);
            }
            // Descriptors that stand where others have to go are moved up first.
            let n = self.fds.len() as i32;
            let high = n.max(3);
            if self.report < high {
                self.report = libc::fcntl(self.report, libc::F_DUPFD_CLOEXEC, high + n);
                must!(self.report);
            }
            for i in 0..self.fds.len() {
                self.spare[i] = self.fds[i];
                if self.fds[i] >= 0 && self.fds[i] < n && self.fds[i] != i as i32 {
                    self.spare[i] = libc::fcntl(self.fds[i], libc::F_DUPFD_CLOEXEC, high);
                    must!(self.spare[i]);
                }
            }
            for i in 0..self.fds.len() {
                let (from, to) = (self.spare[i], i as i32);
                if from < 0 {
                    libc::close(to);
                } else if from == to {
                    must!(libc::fcntl(to, libc::F_SETFD, 0));
                } else {
                    must!(libc::dup2(from, to));
                }
            }
            for fd in n..3 {
                libc::close(fd);
            }
            if a.noctty {
                must!(libc::ioctl(0, libc::TIOCNOTTY));
            }
            if a.setctty {
                must!(libc::ioctl(a.ctty, libc::TIOCSCTTY, 1));
            }
            if let Some(limit) = &a.open_files {
                lower_open_files(limit);
            }
            if a.traced {
                must!(libc::ptrace(libc::PTRACE_TRACEME, 0, 0, 0));
            }
            libc::execve(self.path.as_ptr(), self.argv.as_ptr(), self.envp.as_ptr());
            *libc::__errno_location()
        }
    }
}

/// func forkExec(path string, argv, env []string, dir, chroot string, fds []int, attributes []int64) (pid int, errno int)
fn fork_exec(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let r = start(ctx);
    ctx.set_i64(0, r.unwrap_or(0));
    ctx.set_i64(1, r.err().unwrap_or(0));
    Ok(())
}

fn start(ctx: &mut NativeCtx<'_>) -> Result<i64, i64> {
    if !ctx.allowed("exec") {
        return Err(EPERM);
    }
    let optional = |b: &[u8]| if b.is_empty() { Ok(None) } else { text(b).map(Some) };
    let (path, argv, env) = (text(ctx.bytes(0))?, texts(ctx, 2)?, texts(ctx, 5)?);
    let (path, argv) = relaunched(ctx, path, argv)?;
    let fds: Vec<i32> = ctx.words_mut(12).iter().map(|&w| w as i32).collect();
    let mut ends = [0i32; 2];
    // SAFETY: fills two descriptors.
    if unsafe { libc::pipe2(ends.as_mut_ptr(), libc::O_CLOEXEC) } != 0 {
        return Err(errno(&Error::last_os_error()));
    }
    let mut plan = Plan {
        path,
        argv: pointers(&argv),
        envp: pointers(&env),
        dir: optional(ctx.bytes(8))?,
        chroot: optional(ctx.bytes(10))?,
        spare: fds.clone(),
        fds,
        attributes: Attributes::read(ctx.words_mut(15)),
        report: ends[1],
        ignored: (1..64).filter(|&s| ctx.signal_is_ignored(s)).map(|s| 1u64 << s).sum(),
    };
    // SAFETY: the child does system calls only, then becomes another program or ends.
    unsafe {
        let pid = libc::fork();
        if pid == 0 {
            let failed = plan.execute();
            libc::write(plan.report, (&raw const failed).cast(), 4);
            libc::_exit(253);
        }
        libc::close(ends[1]);
        if pid < 0 {
            let e = errno(&Error::last_os_error());
            libc::close(ends[0]);
            return Err(e);
        }
        let mut failed = 0i32;
        let n = loop {
            let n = libc::read(ends[0], (&raw mut failed).cast(), 4);
            if n >= 0 || *libc::__errno_location() != libc::EINTR {
                break n;
            }
        };
        libc::close(ends[0]);
        if n > 0 {
            let mut status = 0;
            while libc::waitpid(pid, &raw mut status, 0) < 0 && *libc::__errno_location() == libc::EINTR {}
            return Err(i64::from(failed));
        }
        Ok(i64::from(pid))
    }
}

/// What is executed in place of the program itself: the command that runs it once more.
fn relaunched(ctx: &NativeCtx<'_>, path: CString, argv: Vec<CString>) -> Result<(CString, Vec<CString>), i64> {
    let command = ctx.relaunch();
    let Some((first, rest)) = command.split_first().filter(|_| names_itself(ctx, path.as_bytes())) else {
        return Ok((path, argv));
    };
    let mut words = vec![text(first.as_bytes())?];
    for word in rest {
        words.push(text(word.as_bytes())?);
    }
    words.extend(argv.into_iter().skip(1));
    Ok((text(first.as_bytes())?, words))
}

/// Whether a path is what the program knows as its own executable.
fn names_itself(ctx: &NativeCtx<'_>, path: &[u8]) -> bool {
    let sources = ctx.relaunch().get(2..).unwrap_or_default();
    path == b"/proc/self/exe"
        || ctx.args().first().is_some_and(|a| a.as_bytes() == path)
        || sources.first().is_some_and(|s| s.as_bytes() == path)
}

/// func ownPath() string: what os.Executable answers; empty when the program has no executable of its own.
fn own_path(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let path = ctx.relaunch().get(2).cloned().unwrap_or_default();
    ctx.set_str(0, path.as_bytes())
}

/// func execve(path string, argv, env []string, openFiles []int64) (errno int)
fn execve(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let r = (|| {
        if !ctx.allowed("exec") {
            return Err(EPERM);
        }
        let (path, argv, env) = (text(ctx.bytes(0))?, texts(ctx, 2)?, texts(ctx, 5)?);
        let (path, argv) = relaunched(ctx, path, argv)?;
        let (argv, env) = (pointers(&argv), pointers(&env));
        let limit = limit(ctx.words_mut(8));
        // SAFETY: null-terminated lists of null-terminated strings; returns only when it fails.
        unsafe {
            libc::signal(libc::SIGPIPE, libc::SIG_DFL);
            if let Some(limit) = &limit {
                lower_open_files(limit);
            }
            libc::execve(path.as_ptr(), argv.as_ptr(), env.as_ptr());
        }
        Err::<(), _>(errno(&Error::last_os_error()))
    })();
    ctx.set_i64(0, r.err().unwrap_or(0));
    Ok(())
}

/// func sysWaitExit(pid int) (errno int): waits until the child is over, but leaves it to be waited for
fn wait_exit(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let code = match ctx.take_result::<i64>() {
        Some(code) => code,
        None => {
            let pid = ctx.i64(0) as libc::id_t;
            return Err(ctx.block_on(WaitReason::SYSCALL, move || {
                loop {
                    // SAFETY: fills one record.
                    let r = unsafe {
                        let mut info: libc::siginfo_t = std::mem::zeroed();
                        libc::waitid(libc::P_PID, pid, &raw mut info, libc::WEXITED | libc::WNOWAIT)
                    };
                    let e = Error::last_os_error();
                    if r == 0 {
                        return 0;
                    }
                    if e.raw_os_error() != Some(libc::EINTR) {
                        return errno(&e);
                    }
                }
            }));
        }
    };
    ctx.set_i64(0, code);
    Ok(())
}

/// func sysWait4(pid int, options int, out []int64) (wpid int, errno int): out gets the status and the resources used
fn wait4(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (pid, options) = (ctx.i64(0) as i32, ctx.i64(1) as i32);
    if options & libc::WNOHANG == 0 && !ctx.resumed() {
        // Wait on a helper thread first; then the call below does not.
        let (kind, id) = match pid {
            p if p > 0 => (libc::P_PID, p as libc::id_t),
            0 => (libc::P_PGID, 0),
            -1 => (libc::P_ALL, 0),
            p => (libc::P_PGID, p.unsigned_abs()),
        };
        let flags = libc::WEXITED
            | libc::WNOWAIT
            | if options & libc::WUNTRACED != 0 { libc::WSTOPPED } else { 0 }
            | if options & libc::WCONTINUED != 0 { libc::WCONTINUED } else { 0 };
        return Err(ctx.block_on(WaitReason::SYSCALL, move || {
            // SAFETY: fills one record.
            unsafe {
                let mut info: libc::siginfo_t = std::mem::zeroed();
                while libc::waitid(kind, id, &raw mut info, flags) != 0
                    && Error::last_os_error().raw_os_error() == Some(libc::EINTR)
                {}
            }
        }));
    }
    let _ = ctx.take_result::<()>();
    let out = ctx.words_mut(2);
    // SAFETY: fills a status and one record.
    let (wpid, status, usage, error) = unsafe {
        let mut status = 0;
        let mut usage: libc::rusage = std::mem::zeroed();
        let wpid = libc::wait4(pid, &raw mut status, options, &raw mut usage);
        (wpid, status, usage, Error::last_os_error())
    };
    let values = [
        i64::from(status),
        usage.ru_utime.tv_sec,
        usage.ru_utime.tv_usec,
        usage.ru_stime.tv_sec,
        usage.ru_stime.tv_usec,
        usage.ru_maxrss,
        usage.ru_minflt,
        usage.ru_majflt,
        usage.ru_inblock,
        usage.ru_oublock,
        usage.ru_nvcsw,
        usage.ru_nivcsw,
    ];
    for (to, from) in out.iter_mut().zip(values) {
        *to = from as u64;
    }
    ctx.set_i64(0, i64::from(wpid));
    ctx.set_i64(1, if wpid < 0 { errno(&error) } else { 0 });
    Ok(())
}

/// func sysKill(pid int, sig int) (errno int)
fn kill(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (pid, signal) = (ctx.i64(0) as i32, ctx.i64(1) as i32);
    // SAFETY: a plain system call.
    let own = unsafe { libc::getpid() };
    let code = if pid == own && !ctx.process_streams() {
        // An embedded program's process is its VM.
        if ctx.allowed("signals") {
            ctx.vm.signals().deliver(signal);
            0
        } else {
            EPERM
        }
    } else if pid == own || ctx.allowed("exec") {
        // SAFETY: a plain system call.
        if unsafe { libc::kill(pid, signal) } != 0 { errno(&Error::last_os_error()) } else { 0 }
    } else {
        EPERM
    };
    ctx.set_i64(0, code);
    Ok(())
}
