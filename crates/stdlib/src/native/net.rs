//! Package net: sockets in non-blocking mode. A goroutine that has to wait is parked in the VM's poller; names are looked up
//! on helper threads. Reading, writing and closing are package os's natives. Everything needs the capability `net`.
//!
//! An address passes as bytes: 4 or 6, then IP, port (two bytes, big-endian) and scope (four bytes); or 1 and a path.

use socket2::{Domain, Protocol, SockAddr, Socket, Type};
use std::mem::{ManuallyDrop, MaybeUninit};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, Shutdown, SocketAddr, SocketAddrV6, ToSocketAddrs};
use std::os::fd::{FromRawFd, IntoRawFd};
use std::time::Duration;
use vole_vm::{NativeCtx, NativeFn, NativeRegistry, NativeResult, WaitReason};

use super::os::errno;

const EPERM: i64 = 1;
const EINTR: i64 = 4;
const EAGAIN: i64 = 11;
const EBADF: i64 = 9;
const EINVAL: i64 = 22;
/// The descriptor was closed, the deadline came.
const CLOSED: i64 = -1;
const DEADLINE: i64 = -2;

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    for (name, f) in [
        ("sysSocket", socket as NativeFn),
        ("sysBind", |c| {
            let r = address(c.bytes(1)).and_then(|a| on(c, |s| s.bind(&a)));
            answer(c, r)
        }),
        ("sysListen", |c| {
            let backlog = c.i64(1) as i32;
            let r = on(c, |s| s.listen(backlog));
            answer(c, r)
        }),
        ("sysConnect", |c| {
            let r = address(c.bytes(1)).and_then(|a| on(c, |s| s.connect(&a)));
            answer(c, r)
        }),
        ("sysWait", wait),
        ("sysError", |c| {
            let r = on(c, |s| s.take_error());
            let code = match r {
                Ok(Some(e)) => errno(&e),
                Ok(None) => 0,
                Err(e) => e,
            };
            c.set_i64(0, code);
            Ok(())
        }),
        ("sysAccept", accept),
        ("sysRecvFrom", recv_from),
        ("sysSendTo", send_to),
        ("sysName", |c| {
            let peer = c.bool(1);
            let r = on(c, |s| if peer { s.peer_addr() } else { s.local_addr() });
            c.set_i64(2, *r.as_ref().err().unwrap_or(&0));
            let text = r.map(|a| encode(&a)).unwrap_or_default();
            c.set_str(0, &text)
        }),
        ("sysSetOption", set_option),
        ("sysShutdown", |c| {
            let how = if c.i64(1) == 0 { Shutdown::Read } else { Shutdown::Write };
            let r = on(c, |s| s.shutdown(how));
            answer(c, r)
        }),
        ("sysLookup", lookup),
        ("sysInterfaces", interfaces),
    ] {
        r.add(&format!("net.{name}"), f);
    }
}

fn answer(c: &mut NativeCtx<'_>, r: Result<(), i64>) -> NativeResult {
    c.set_i64(0, r.err().unwrap_or(0));
    Ok(())
}

/// Works on the socket in slot 0 without closing it.
fn on<T>(c: &NativeCtx<'_>, f: impl FnOnce(&Socket) -> std::io::Result<T>) -> Result<T, i64> {
    if !c.allowed("net") {
        return Err(EPERM);
    }
    let fd = i32::try_from(c.i64(0)).ok().filter(|&fd| fd >= 0).ok_or(EBADF)?;
    // SAFETY: the descriptor is used for one call and not closed; a closed one makes that call fail with EBADF.
    let socket = ManuallyDrop::new(unsafe { Socket::from_raw_fd(fd) });
    f(&socket).map_err(|e| errno(&e))
}

/// The address that bytes mean.
fn address(b: &[u8]) -> Result<SockAddr, i64> {
    let (kind, rest) = b.split_first().ok_or(EINVAL)?;
    let n = match kind {
        1 => {
            use std::os::unix::ffi::OsStrExt;
            return SockAddr::unix(std::ffi::OsStr::from_bytes(rest)).map_err(|e| errno(&e));
        }
        4 => 4,
        _ => 16,
    };
    if rest.len() < n + 6 {
        return Err(EINVAL);
    }
    let port = u16::from_be_bytes([rest[n], rest[n + 1]]);
    let scope = u32::from_be_bytes([rest[n + 2], rest[n + 3], rest[n + 4], rest[n + 5]]);
    if n == 4 {
        let ip = Ipv4Addr::new(rest[0], rest[1], rest[2], rest[3]);
        return Ok(SocketAddr::from((ip, port)).into());
    }
    let mut ip = [0; 16];
    ip.copy_from_slice(&rest[..16]);
    Ok(SocketAddr::V6(SocketAddrV6::new(Ipv6Addr::from(ip), port, 0, scope)).into())
}

fn encode(a: &SockAddr) -> Vec<u8> {
    let mut out = Vec::new();
    match a.as_socket() {
        Some(SocketAddr::V4(v)) => {
            out.push(4);
            out.extend(v.ip().octets());
            out.extend(v.port().to_be_bytes());
            out.extend([0; 4]);
        }
        Some(SocketAddr::V6(v)) => {
            out.push(6);
            out.extend(v.ip().octets());
            out.extend(v.port().to_be_bytes());
            out.extend(v.scope_id().to_be_bytes());
        }
        None => {
            use std::os::unix::ffi::OsStrExt;
            out.push(1);
            if let Some(path) = a.as_pathname() {
                out.extend(path.as_os_str().as_bytes());
            } else if let Some(name) = a.as_abstract_namespace() {
                out.push(0);
                out.extend(name);
            }
        }
    }
    out
}

/// func sysSocket(family, kind int) (fd, errno int): kind 0 is a stream, 1 datagrams, 2 packets in order
fn socket(c: &mut NativeCtx<'_>) -> NativeResult {
    let domain = match c.i64(0) {
        1 => Domain::UNIX,
        4 => Domain::IPV4,
        _ => Domain::IPV6,
    };
    let (kind, protocol) = match c.i64(1) {
        0 => (Type::STREAM, (domain != Domain::UNIX).then_some(Protocol::TCP)),
        1 => (Type::DGRAM, (domain != Domain::UNIX).then_some(Protocol::UDP)),
        _ => (Type::SEQPACKET, None),
    };
    let made = if c.allowed("net") {
        Socket::new(domain, kind.nonblocking(), protocol).map_err(|e| errno(&e))
    } else {
        Err(EPERM)
    };
    c.set_i64(1, *made.as_ref().err().unwrap_or(&0));
    c.set_i64(0, made.map_or(-1, |s| i64::from(s.into_raw_fd())));
    Ok(())
}

/// What ends waiting: the descriptor's close or the deadline.
fn interrupted(c: &mut NativeCtx<'_>, deadline: i64) -> Option<i64> {
    if c.fd_closed() {
        return Some(CLOSED);
    }
    (deadline != 0 && deadline <= c.mono()).then_some(DEADLINE)
}

/// func sysWait(fd int, write bool, deadline int64) (errno int): until the descriptor is ready
fn wait(c: &mut NativeCtx<'_>) -> NativeResult {
    let (fd, write, deadline) = (c.i64(0) as i32, c.bool(1), c.i64(2));
    if let Some(e) = interrupted(c, deadline) {
        c.set_i64(0, e);
        return Ok(());
    }
    let mut entry = libc::pollfd { fd, events: if write { libc::POLLOUT } else { libc::POLLIN }, revents: 0 };
    // SAFETY: one entry.
    if unsafe { libc::poll(&raw mut entry, 1, 0) } != 0 {
        c.set_i64(0, 0);
        return Ok(());
    }
    Err(c.wait_fd(fd, write, (deadline != 0).then_some(deadline)))
}

/// func sysAccept(fd int, deadline int64) (conn int, addr string, errno int)
fn accept(c: &mut NativeCtx<'_>) -> NativeResult {
    let deadline = c.i64(1);
    let r = match interrupted(c, deadline) {
        Some(e) => Err(e),
        None => on(c, |s| s.accept()),
    };
    match r {
        Err(EAGAIN | EINTR) => Err(c.wait_fd(c.i64(0) as i32, false, (deadline != 0).then_some(deadline))),
        Err(e) => {
            c.set_i64(0, -1);
            c.set_i64(3, e);
            c.set_str(1, b"")
        }
        Ok((conn, from)) => {
            let r = conn.set_nonblocking(true);
            c.set_i64(3, r.err().map_or(0, |e| errno(&e)));
            c.set_i64(0, i64::from(conn.into_raw_fd()));
            c.set_str(1, &encode(&from))
        }
    }
}

/// func sysRecvFrom(fd int, p []byte, deadline int64) (n int, addr string, errno int)
fn recv_from(c: &mut NativeCtx<'_>) -> NativeResult {
    let (buf, deadline) = (c.bytes_mut(1), c.i64(4));
    let r = match interrupted(c, deadline) {
        Some(e) => Err(e),
        None => {
            // SAFETY: initialised bytes may be looked at as maybe uninitialised ones; only bytes are written.
            let room = unsafe { std::slice::from_raw_parts_mut(buf.as_mut_ptr().cast::<MaybeUninit<u8>>(), buf.len()) };
            on(c, |s| s.recv_from(room))
        }
    };
    match r {
        Err(EAGAIN | EINTR) => Err(c.wait_fd(c.i64(0) as i32, false, (deadline != 0).then_some(deadline))),
        Err(e) => {
            c.set_i64(0, 0);
            c.set_i64(3, e);
            c.set_str(1, b"")
        }
        Ok((n, from)) => {
            c.set_i64(0, n as i64);
            c.set_i64(3, 0);
            c.set_str(1, &encode(&from))
        }
    }
}

/// func sysSendTo(fd int, p []byte, addr string, deadline int64) (n, errno int)
fn send_to(c: &mut NativeCtx<'_>) -> NativeResult {
    let (data, to, deadline) = (c.bytes(1), c.bytes(4), c.i64(6));
    let r = match interrupted(c, deadline) {
        Some(e) => Err(e),
        None => address(to).and_then(|a| on(c, |s| s.send_to(data, &a))),
    };
    if matches!(r, Err(EAGAIN | EINTR)) {
        return Err(c.wait_fd(c.i64(0) as i32, true, (deadline != 0).then_some(deadline)));
    }
    c.set_i64(1, *r.as_ref().err().unwrap_or(&0));
    c.set_i64(0, r.map_or(0, |n| n as i64));
    Ok(())
}

/// func sysSetOption(fd, option, value int) (errno int)
fn set_option(c: &mut NativeCtx<'_>) -> NativeResult {
    let (option, value) = (c.i64(1), c.i64(2));
    let r = on(c, |s| match option {
        0 => s.set_tcp_nodelay(value != 0),
        1 => s.set_keepalive(value != 0),
        2 => s.set_reuse_address(value != 0),
        3 => s.set_linger(u64::try_from(value).ok().map(Duration::from_secs)),
        4 => s.set_only_v6(value != 0),
        5 => s.set_broadcast(value != 0),
        6 => s.set_recv_buffer_size(value as usize),
        7 => s.set_send_buffer_size(value as usize),
        _ => s.set_tcp_keepalive(&socket2::TcpKeepalive::new().with_time(Duration::from_secs(value as u64))),
    });
    answer(c, r)
}

/// func sysLookup(host string) (addrs []string, status int): 0, 1 for no such host, 2 for trouble
fn lookup(c: &mut NativeCtx<'_>) -> NativeResult {
    let found = match c.take_result::<Result<Vec<IpAddr>, bool>>() {
        Some(r) => r,
        None if !c.allowed("net") => Err(true),
        None => {
            let host = c.str(0).into_owned();
            return Err(c.block_on(WaitReason::SELECT, move || match (host.as_str(), 0).to_socket_addrs() {
                Ok(list) => Ok(list.map(|a| a.ip()).collect::<Vec<_>>()),
                Err(e) => Err(e.to_string().contains("emporary")),
            }));
        }
    };
    let (list, status) = match found {
        Ok(list) => (list, 0),
        Err(temporary) => (vec![], 1 + i64::from(temporary)),
    };
    let mut texts: Vec<Vec<u8>> = Vec::new();
    for ip in list {
        let b = match ip {
            IpAddr::V4(v) => v.octets().to_vec(),
            IpAddr::V6(v) => v.octets().to_vec(),
        };
        if !texts.contains(&b) {
            texts.push(b);
        }
    }
    let s = c.new_strings(texts.iter())?;
    c.set_slice(0, s);
    c.set_i64(3, status);
    Ok(())
}

/// func sysInterfaces() []string: index, MTU, flags and name of each, separated by spaces
fn interfaces(c: &mut NativeCtx<'_>) -> NativeResult {
    let mut out: Vec<String> = Vec::new();
    if c.allowed("net")
        && let Ok(dir) = std::fs::read_dir("/sys/class/net")
    {
        for entry in dir.flatten() {
            let field =
                |name: &str| std::fs::read_to_string(entry.path().join(name)).unwrap_or_default().trim().to_string();
            let name = entry.file_name().to_string_lossy().into_owned();
            out.push(format!("{} {} {} {} {name}", field("ifindex"), field("mtu"), field("flags"), field("address")));
        }
    }
    out.sort_by_key(|l| l.split(' ').next().and_then(|n| n.parse::<u32>().ok()));
    let s = c.new_strings(out.iter())?;
    c.set_slice(0, s);
    Ok(())
}
