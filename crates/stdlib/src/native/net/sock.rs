//! Sockets for package net: all are in non-blocking mode, and a goroutine that would have to wait parks in the VM's poller.
//! Needs the capability `net`.
//!
//! A connection is a Go struct that begins with four words, a [`Desc`], which natives read anew every time they are called:
//! so a deadline or a close that comes while they wait counts at once. An address is a string of bytes: `4`, four bytes and
//! the port; `6`, sixteen bytes, the port and the scope; `u` and a path.

use crate::native::os::errno;
use std::io::Error;
use std::mem::size_of;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    for (name, f) in [
        ("sysSocket", socket as vole_vm::NativeFn),
        ("sysSetOption", set_option),
        ("sysGetOption", get_option),
        ("sysSetLinger", set_linger),
        ("sysGroup", group),
        ("sysBind", bind),
        ("sysListen", listen),
        ("sysConnect", connect),
        ("sysAccept", accept),
        ("sysRead", read),
        ("sysWrite", write),
        ("sysReadFrom", read_from),
        ("sysWriteTo", write_to),
        ("sysWait", wait),
        ("sysShutdown", shutdown),
        ("sysName", name),
        ("sysClose", close),
        ("sysNudge", nudge),
        ("sysDup", dup),
        ("sysMono", mono),
    ] {
        r.add(&format!("net.{name}"), f);
    }
}

const EINTR: i64 = libc::EINTR as i64;
const EAGAIN: i64 = libc::EAGAIN as i64;
const EPERM: i64 = libc::EPERM as i64;
const EINVAL: i64 = libc::EINVAL as i64;

/// What waiting ends in besides the system's own error numbers.
const CLOSED: i64 = -1;
const DEADLINE: i64 = -2;

/// The first words of the Go side's `desc`.
#[repr(C)]
#[derive(Clone, Copy)]
struct Desc {
    fd: i64,
    /// On the monotonic clock; 0 is none.
    read_deadline: i64,
    write_deadline: i64,
    closed: u64,
}

/// The descriptor at slot `n`; a nil pointer is a closed one.
fn desc(ctx: &NativeCtx<'_>, n: usize) -> Desc {
    let p = ctx.u64(n) as *const Desc;
    if p.is_null() {
        return Desc { fd: -1, read_deadline: 0, write_deadline: 0, closed: 1 };
    }
    // SAFETY: the Go side declares a pointer to a struct that begins with these words; it lives as long as the argument.
    unsafe { *p }
}

/// Runs a system call that answers -1 on failure, again when it was interrupted.
fn call(mut f: impl FnMut() -> isize) -> Result<i64, i64> {
    loop {
        let n = f();
        if n >= 0 {
            return Ok(n as i64);
        }
        match errno(&Error::last_os_error()) {
            EINTR => {}
            e => return Err(e),
        }
    }
}

fn single(ctx: &mut NativeCtx<'_>, r: Result<i64, i64>) -> NativeResult {
    ctx.set_i64(0, r.err().unwrap_or(0));
    Ok(())
}

fn pair(ctx: &mut NativeCtx<'_>, r: Result<i64, i64>) -> NativeResult {
    ctx.set_i64(0, r.unwrap_or(0));
    ctx.set_i64(1, r.err().unwrap_or(0));
    Ok(())
}

fn allowed(ctx: &NativeCtx<'_>) -> Result<(), i64> {
    if ctx.allowed("net") { Ok(()) } else { Err(EPERM) }
}

/// An address as the system has it.
#[derive(Clone, Copy)]
struct Sock {
    store: libc::sockaddr_storage,
    len: libc::socklen_t,
}

impl Sock {
    fn empty() -> Sock {
        // SAFETY: plain data, for which zeros are valid.
        Sock { store: unsafe { std::mem::zeroed() }, len: size_of::<libc::sockaddr_storage>() as libc::socklen_t }
    }

    fn of<T>(value: T, len: usize) -> Sock {
        let mut s = Sock::empty();
        assert!(size_of::<T>() <= size_of::<libc::sockaddr_storage>(), "an address fits the storage");
        // SAFETY: the storage is larger, and aligned for every kind of address.
        unsafe { (&raw mut s.store).cast::<T>().write(value) };
        s.len = len as libc::socklen_t;
        s
    }

    fn decode(b: &[u8]) -> Result<Sock, i64> {
        let port = |at: usize| u16::from_be_bytes([b[at], b[at + 1]]);
        match (b.first(), b.len()) {
            (Some(b'4'), 7) => {
                // SAFETY: plain data, for which zeros are valid.
                let mut a: libc::sockaddr_in = unsafe { std::mem::zeroed() };
                a.sin_family = libc::AF_INET as libc::sa_family_t;
                a.sin_port = port(5).to_be();
                a.sin_addr.s_addr = u32::from_ne_bytes([b[1], b[2], b[3], b[4]]);
                Ok(Sock::of(a, size_of::<libc::sockaddr_in>()))
            }
            (Some(b'6'), 23) => {
                // SAFETY: plain data, for which zeros are valid.
                let mut a: libc::sockaddr_in6 = unsafe { std::mem::zeroed() };
                a.sin6_family = libc::AF_INET6 as libc::sa_family_t;
                a.sin6_port = port(17).to_be();
                a.sin6_addr.s6_addr.copy_from_slice(&b[1..17]);
                a.sin6_scope_id = u32::from_be_bytes([b[19], b[20], b[21], b[22]]);
                Ok(Sock::of(a, size_of::<libc::sockaddr_in6>()))
            }
            (Some(b'u'), _) => {
                // SAFETY: plain data, for which zeros are valid.
                let mut a: libc::sockaddr_un = unsafe { std::mem::zeroed() };
                let path = &b[1..];
                // A name that is no file's: its first byte is written `@`, or stands as it is.
                let unnamed = path.first() == Some(&b'@') || path.first() == Some(&0) && path.len() > 1;
                if path.len() > a.sun_path.len() || path.len() == a.sun_path.len() && !unnamed {
                    return Err(EINVAL);
                }
                a.sun_family = libc::AF_UNIX as libc::sa_family_t;
                for (to, &from) in a.sun_path.iter_mut().zip(path) {
                    *to = from as libc::c_char;
                }
                let mut len = 2 + path.len();
                if unnamed {
                    a.sun_path[0] = 0;
                } else if !path.is_empty() {
                    len += 1;
                }
                Ok(Sock::of(a, len))
            }
            _ => Err(EINVAL),
        }
    }

    fn encode(&self) -> Vec<u8> {
        let p = &raw const self.store;
        let mut out = Vec::with_capacity(24);
        // SAFETY: the family says which kind of address the storage holds.
        unsafe {
            match i32::from(self.store.ss_family) {
                libc::AF_INET if self.len > 0 => {
                    let a = *p.cast::<libc::sockaddr_in>();
                    out.push(b'4');
                    out.extend(a.sin_addr.s_addr.to_ne_bytes());
                    out.extend(a.sin_port.to_ne_bytes());
                }
                libc::AF_INET6 if self.len > 0 => {
                    let a = *p.cast::<libc::sockaddr_in6>();
                    out.push(b'6');
                    out.extend(a.sin6_addr.s6_addr);
                    out.extend(a.sin6_port.to_ne_bytes());
                    out.extend(a.sin6_scope_id.to_be_bytes());
                }
                libc::AF_UNIX => {
                    let a = *p.cast::<libc::sockaddr_un>();
                    let len = (self.len as usize).saturating_sub(2).min(a.sun_path.len());
                    let mut path: Vec<u8> = a.sun_path[..len].iter().map(|&c| c as u8).collect();
                    if path.first() == Some(&0) {
                        path[0] = b'@';
                    } else {
                        path.truncate(path.iter().position(|&c| c == 0).unwrap_or(path.len()));
                    }
                    out.push(b'u');
                    out.extend(path);
                }
                _ => {}
            }
        }
        out
    }

    fn ptr(&self) -> *const libc::sockaddr {
        (&raw const self.store).cast()
    }
}

/// func sysSocket(family, kind, proto int) (fd, errno int)
fn socket(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (family, kind, proto) = (ctx.i64(0) as i32, ctx.i64(1) as i32, ctx.i64(2) as i32);
    let r = allowed(ctx).and_then(|()| {
        // SAFETY: plain system call.
        call(|| unsafe { libc::socket(family, kind | libc::SOCK_NONBLOCK | libc::SOCK_CLOEXEC, proto) } as isize)
    });
    pair(ctx, r)
}

/// func sysSetOption(fd, level, name, value int) (errno int)
fn set_option(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let value = ctx.i64(3) as i32;
    let (fd, level, name) = (ctx.i64(0) as i32, ctx.i64(1) as i32, ctx.i64(2) as i32);
    let r = allowed(ctx).and_then(|()| {
        // SAFETY: reads one number.
        call(|| unsafe { libc::setsockopt(fd, level, name, (&raw const value).cast(), 4) } as isize)
    });
    single(ctx, r)
}

/// func sysGetOption(fd, level, name int) (value, errno int)
fn get_option(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (fd, level, name) = (ctx.i64(0) as i32, ctx.i64(1) as i32, ctx.i64(2) as i32);
    let (mut value, mut len) = (0i32, 4 as libc::socklen_t);
    let r = allowed(ctx).and_then(|()| {
        // SAFETY: fills one number.
        call(|| unsafe { libc::getsockopt(fd, level, name, (&raw mut value).cast(), &raw mut len) } as isize)
    });
    pair(ctx, r.map(|_| i64::from(value)))
}

/// func sysSetLinger(fd, on, seconds int) (errno int)
fn set_linger(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let fd = ctx.i64(0) as i32;
    let value = libc::linger { l_onoff: ctx.i64(1) as i32, l_linger: ctx.i64(2) as i32 };
    let len = size_of::<libc::linger>() as libc::socklen_t;
    let r = allowed(ctx).and_then(|()| {
        // SAFETY: reads one record.
        call(|| unsafe { libc::setsockopt(fd, libc::SOL_SOCKET, libc::SO_LINGER, (&raw const value).cast(), len) }
            as isize)
    });
    single(ctx, r)
}

/// func sysGroup(fd int, group string, index int) (errno int): joins a multicast group on the interface
fn group(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (fd, group, index) = (ctx.i64(0) as i32, ctx.bytes(1), ctx.i64(3) as i32);
    let r = allowed(ctx).and_then(|()| match *group {
        [a, b, c, d] => {
            let value = libc::ip_mreqn {
                imr_multiaddr: libc::in_addr { s_addr: u32::from_ne_bytes([a, b, c, d]) },
                imr_address: libc::in_addr { s_addr: 0 },
                imr_ifindex: index,
            };
            let len = size_of::<libc::ip_mreqn>() as libc::socklen_t;
            // SAFETY: reads one record.
            call(|| unsafe {
                libc::setsockopt(fd, libc::IPPROTO_IP, libc::IP_ADD_MEMBERSHIP, (&raw const value).cast(), len)
            } as isize)
        }
        _ => {
            let addr: [u8; 16] = group.try_into().map_err(|_| EINVAL)?;
            let value =
                libc::ipv6_mreq { ipv6mr_multiaddr: libc::in6_addr { s6_addr: addr }, ipv6mr_interface: index as u32 };
            let len = size_of::<libc::ipv6_mreq>() as libc::socklen_t;
            // SAFETY: reads one record.
            call(|| unsafe {
                libc::setsockopt(fd, libc::IPPROTO_IPV6, libc::IPV6_ADD_MEMBERSHIP, (&raw const value).cast(), len)
            } as isize)
        }
    });
    single(ctx, r)
}

/// func sysBind(fd int, addr string) (errno int)
fn bind(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let fd = ctx.i64(0) as i32;
    let r = allowed(ctx).and_then(|()| Sock::decode(ctx.bytes(1))).and_then(|a| {
        // SAFETY: an address with its length.
        call(|| unsafe { libc::bind(fd, a.ptr(), a.len) } as isize)
    });
    single(ctx, r)
}

/// func sysListen(fd, backlog int) (errno int)
fn listen(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (fd, backlog) = (ctx.i64(0) as i32, ctx.i64(1) as i32);
    // SAFETY: plain system call.
    let r = allowed(ctx).and_then(|()| call(|| unsafe { libc::listen(fd, backlog) } as isize));
    single(ctx, r)
}

/// Tries an operation; parks the goroutine while it would block, and looks at the descriptor's state first.
fn attempt<T>(
    ctx: &mut NativeCtx<'_>,
    write: bool,
    mut operation: impl FnMut(i32) -> Result<T, i64>,
) -> NativeResult<Result<T, i64>> {
    if let Err(e) = allowed(ctx) {
        return Ok(Err(e));
    }
    let d = desc(ctx, 0);
    if ctx.fd_closed() || d.closed != 0 {
        return Ok(Err(CLOSED));
    }
    let deadline = if write { d.write_deadline } else { d.read_deadline };
    if deadline != 0 && deadline <= ctx.mono() {
        return Ok(Err(DEADLINE));
    }
    let fd = d.fd as i32;
    match operation(fd) {
        Err(EAGAIN) => Err(ctx.wait_fd(fd, write, (deadline != 0).then_some(deadline))),
        r => Ok(r),
    }
}

/// func sysConnect(d *desc, addr string) (errno int)
fn connect(ctx: &mut NativeCtx<'_>) -> NativeResult {
    const EINPROGRESS: i64 = libc::EINPROGRESS as i64;
    let addr = ctx.bytes(1);
    let started = ctx.state()[0] != 0;
    let r = attempt(ctx, true, |fd| {
        if started {
            let (mut value, mut len) = (0i32, 4 as libc::socklen_t);
            // SAFETY: fills one number.
            call(|| unsafe {
                libc::getsockopt(fd, libc::SOL_SOCKET, libc::SO_ERROR, (&raw mut value).cast(), &raw mut len)
            } as isize)?;
            if value != 0 {
                return Err(i64::from(value));
            }
            let mut peer = Sock::empty();
            // SAFETY: fills an address. Without a peer the waking was for another reason.
            return match call(
                || unsafe { libc::getpeername(fd, (&raw mut peer.store).cast(), &raw mut peer.len) } as isize
            ) {
                Err(e) if e == i64::from(libc::ENOTCONN) => Err(EAGAIN),
                r => r,
            };
        }
        let a = Sock::decode(addr)?;
        // SAFETY: an address with its length.
        if unsafe { libc::connect(fd, a.ptr(), a.len) } == 0 {
            return Ok(0);
        }
        match errno(&Error::last_os_error()) {
            EINPROGRESS | EINTR => Err(EAGAIN),
            // A Unix socket whose backlog is full says so by EAGAIN and has no way to wait.
            e => Err(e),
        }
    });
    match r {
        Ok(r) => single(ctx, r),
        Err(e) => {
            ctx.state()[0] = 1;
            Err(e)
        }
    }
}

/// func sysAccept(d *desc) (fd int, addr string, errno int)
fn accept(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let mut peer = Sock::empty();
    let r = attempt(ctx, false, |fd| {
        loop {
            peer = Sock::empty();
            // SAFETY: fills an address.
            let r = call(|| unsafe {
                let flags = libc::SOCK_NONBLOCK | libc::SOCK_CLOEXEC;
                libc::accept4(fd, (&raw mut peer.store).cast(), &raw mut peer.len, flags)
            } as isize);
            match r {
                // Gone before it was accepted.
                Err(e) if e == i64::from(libc::ECONNABORTED) => {}
                r => return r,
            }
        }
    })?;
    ctx.set_i64(0, r.unwrap_or(0));
    ctx.set_str(1, &if r.is_ok() { peer.encode() } else { vec![] })?;
    ctx.set_i64(3, r.err().unwrap_or(0));
    Ok(())
}

/// func sysRead(d *desc, p []byte) (n, errno int)
fn read(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let buf = ctx.bytes_mut(1);
    // SAFETY: fills a buffer of that length.
    let r = attempt(ctx, false, |fd| call(|| unsafe { libc::read(fd, buf.as_mut_ptr().cast(), buf.len()) }))?;
    pair(ctx, r)
}

/// func sysWrite(d *desc, p []byte) (n, errno int): all of it, unless something goes wrong
fn write(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let data = ctx.bytes(1);
    let mut done = ctx.state()[0] as usize;
    let r = attempt(ctx, true, |fd| {
        loop {
            let rest = &data[done..];
            // SAFETY: reads a buffer of that length. A peer that is gone is an error, not a signal.
            let n = call(|| unsafe { libc::send(fd, rest.as_ptr().cast(), rest.len(), libc::MSG_NOSIGNAL) })?;
            done += n as usize;
            if done >= data.len() {
                return Ok(0);
            }
        }
    });
    match r {
        Ok(r) => {
            ctx.set_i64(0, done as i64);
            ctx.set_i64(1, r.err().unwrap_or(0));
            Ok(())
        }
        Err(e) => {
            ctx.state()[0] = done as u64;
            Err(e)
        }
    }
}

/// Whether a socket carries packets; on a stream, control data travels with at least one byte.
fn is_datagram(fd: i32) -> bool {
    option(fd, libc::SO_TYPE) == Some(libc::SOCK_DGRAM)
}

/// A socket's property that is a number.
fn option(fd: i32, name: i32) -> Option<i32> {
    let (mut value, mut len) = (0i32, size_of::<i32>() as libc::socklen_t);
    // SAFETY: the option is one number.
    let r = unsafe { libc::getsockopt(fd, libc::SOL_SOCKET, name, (&raw mut value).cast(), &raw mut len) };
    (r == 0).then_some(value)
}

/// func sysReadFrom(d *desc, p []byte, oob []byte) (n, oobn, flags int, addr string, errno int)
fn read_from(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (buf, oob) = (ctx.bytes_mut(1), ctx.bytes_mut(4));
    let mut peer = Sock::empty();
    let (mut oobn, mut flags) = (0, 0);
    let mut dummy = [0u8];
    let r = attempt(ctx, false, |fd| {
        let alone = buf.is_empty() && !oob.is_empty() && !is_datagram(fd);
        let data = if alone { &mut dummy[..] } else { &mut *buf };
        let mut part = libc::iovec { iov_base: data.as_mut_ptr().cast(), iov_len: data.len() };
        // SAFETY: a message record of which every pointer leads to memory of the length beside it.
        unsafe {
            let mut message: libc::msghdr = std::mem::zeroed();
            message.msg_name = (&raw mut peer.store).cast();
            message.msg_namelen = peer.len;
            message.msg_iov = &raw mut part;
            message.msg_iovlen = 1;
            if !oob.is_empty() {
                message.msg_control = oob.as_mut_ptr().cast();
                message.msg_controllen = oob.len() as _;
            }
            // as Go asks for it, which shows in the flags that come back
            let wanted = if option(fd, libc::SO_DOMAIN) == Some(libc::AF_UNIX) { libc::MSG_CMSG_CLOEXEC } else { 0 };
            let n = call(|| libc::recvmsg(fd, &raw mut message, wanted))?;
            peer.len = message.msg_namelen;
            (oobn, flags) = (message.msg_controllen as i64, i64::from(message.msg_flags));
            Ok(n)
        }
    })?;
    let addr = if r.is_ok() && peer.len > 0 { peer.encode() } else { vec![] };
    ctx.set_i64(0, r.unwrap_or(0));
    ctx.set_i64(1, if oob.is_empty() { 0 } else { oobn });
    ctx.set_i64(2, flags);
    ctx.set_str(3, &addr)?;
    ctx.set_i64(5, r.err().unwrap_or(0));
    Ok(())
}

/// func sysWriteTo(d *desc, p []byte, oob []byte, addr string) (n, errno int)
fn write_to(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (data, oob, addr) = (ctx.bytes(1), ctx.bytes(4), ctx.bytes(7));
    let r = attempt(ctx, true, |fd| {
        let alone = data.is_empty() && !oob.is_empty() && !is_datagram(fd);
        let bytes = if alone { &[0u8][..] } else { data };
        let mut part = libc::iovec { iov_base: bytes.as_ptr().cast_mut().cast(), iov_len: bytes.len() };
        let mut peer = if addr.is_empty() { None } else { Some(Sock::decode(addr)?) };
        // SAFETY: a message record of which every pointer leads to memory of the length beside it, which is only read.
        unsafe {
            let mut message: libc::msghdr = std::mem::zeroed();
            if let Some(peer) = &mut peer {
                message.msg_name = (&raw mut peer.store).cast();
                message.msg_namelen = peer.len;
            }
            message.msg_iov = &raw mut part;
            message.msg_iovlen = 1;
            if !oob.is_empty() {
                message.msg_control = oob.as_ptr().cast_mut().cast();
                message.msg_controllen = oob.len() as _;
            }
            let n = call(|| libc::sendmsg(fd, &raw const message, libc::MSG_NOSIGNAL))?;
            Ok(if alone { 0 } else { n })
        }
    })?;
    pair(ctx, r)
}

/// func sysWait(d *desc, write bool) (errno int): until it can be read or written
fn wait(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let write = ctx.bool(1);
    let r = attempt(ctx, write, |fd| {
        let mut entry = libc::pollfd { fd, events: if write { libc::POLLOUT } else { libc::POLLIN }, revents: 0 };
        // SAFETY: one entry.
        match call(|| unsafe { libc::poll(&raw mut entry, 1, 0) } as isize)? {
            0 => Err(EAGAIN),
            _ => Ok(0),
        }
    })?;
    single(ctx, r)
}

/// func sysShutdown(fd, how int) (errno int)
fn shutdown(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (fd, how) = (ctx.i64(0) as i32, ctx.i64(1) as i32);
    // SAFETY: plain system call.
    let r = allowed(ctx).and_then(|()| call(|| unsafe { libc::shutdown(fd, how) } as isize));
    single(ctx, r)
}

/// func sysName(fd int, peer bool) (addr string, errno int)
fn name(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (fd, remote) = (ctx.i64(0) as i32, ctx.bool(1));
    let mut a = Sock::empty();
    let r = allowed(ctx).and_then(|()| {
        let (p, len) = ((&raw mut a.store).cast(), &raw mut a.len);
        // SAFETY: fills an address.
        call(|| unsafe { if remote { libc::getpeername(fd, p, len) } else { libc::getsockname(fd, p, len) } } as isize)
    });
    ctx.set_str(0, &if r.is_ok() { a.encode() } else { vec![] })?;
    ctx.set_i64(2, r.err().unwrap_or(0));
    Ok(())
}

/// func sysClose(fd int) (errno int): the Go side has marked it closed
fn close(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let fd = ctx.i64(0) as i32;
    let r = allowed(ctx).and_then(|()| {
        ctx.forget_fd(fd);
        ctx.unguard_fd(fd);
        // SAFETY: a descriptor that the Go side owns and has marked closed.
        match unsafe { libc::close(fd) } {
            0 => Ok(0),
            _ => Err(errno(&Error::last_os_error())),
        }
    });
    single(ctx, r)
}

/// func sysNudge(fd int): its deadlines have changed
fn nudge(ctx: &mut NativeCtx<'_>) -> NativeResult {
    ctx.nudge_fd(ctx.i64(0) as i32);
    Ok(())
}

/// func sysDup(fd int) (newfd, errno int): for a file, so in blocking mode
fn dup(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let fd = ctx.i64(0) as i32;
    // SAFETY: plain system call.
    let r = allowed(ctx).and_then(|()| call(|| unsafe { libc::fcntl(fd, libc::F_DUPFD_CLOEXEC, 0) } as isize));
    pair(ctx, r)
}

/// func sysMono() int64: the clock of deadlines
fn mono(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let now = ctx.mono();
    ctx.set_i64(0, now);
    Ok(())
}
