//! What the machine knows: names and addresses (looked up on helper threads), services, network interfaces. Needs the
//! capability `net`.

use crate::native::net::ip;
use std::collections::BTreeMap;
use std::ffi::CStr;
use std::net::{IpAddr, ToSocketAddrs};
use vole_vm::{NativeCtx, NativeRegistry, NativeResult, WaitReason};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("net.sysLookup", lookup);
    r.add("net.sysLookupAddr", lookup_addr);
    r.add("net.sysServer", server_native);
    r.add("net.sysService", service);
    r.add("net.sysInterfaces", interfaces);
    r.add("net.parseIP", |cx| {
        let r = ip::parse(cx.bytes(0)).ok().filter(|a| a.zone == 0);
        cx.set(0, r.map_or(0, |a| (a.bits >> 64) as u64));
        cx.set(1, r.map_or(0, |a| a.bits as u64));
        cx.set(2, r.map_or(0, |a| if a.v6 { 6 } else { 4 }));
        Ok(())
    });
    r.add("net.formatIP", |cx| {
        let text = match *cx.bytes(0) {
            [a, b, c, d] => std::net::Ipv4Addr::new(a, b, c, d).to_string(),
            ref long => {
                let bits = <[u8; 16]>::try_from(long).map_or(0, u128::from_be_bytes);
                if bits >> 32 == 0xffff {
                    std::net::Ipv4Addr::from(bits as u32).to_string()
                } else {
                    ip::format_v6(bits)
                }
            }
        };
        cx.set_str(0, text.as_bytes())
    });
}

/// Whether the name has the form of a host's.
fn is_name(s: &str) -> bool {
    !s.is_empty() && s.len() < 254 && !s.contains(['\0', ' ', '/'])
}

type Found = Result<Vec<String>, &'static str>;

fn answer(ctx: &mut NativeCtx<'_>, r: Found) -> NativeResult {
    let s = ctx.new_strings(r.as_deref().unwrap_or_default().iter())?;
    ctx.set_slice(0, s);
    ctx.set_str(3, r.err().unwrap_or_default().as_bytes())
}

/// The first name server.
fn server() -> Option<String> {
    let text = std::fs::read_to_string("/etc/resolv.conf").ok()?;
    let address = text.lines().find_map(|l| Some(l.strip_prefix("nameserver")?.trim().to_string()))?;
    Some(if address.contains(':') { format!("[{address}]:53") } else { format!("{address}:53") })
}

/// func sysServer() string: the first name server, empty if none is known
fn server_native(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let text = if ctx.allowed("net") { server() } else { None };
    ctx.set_str(0, text.unwrap_or_default().as_bytes())
}

/// func sysLookup(host string) (addrs []string, problem string): `no such host on` is the answer of a name server
fn lookup(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let host = ctx.str(0).into_owned();
    let r = match ctx.take_result::<Found>() {
        Some(r) => r,
        None if !ctx.allowed("net") => Err("operation not permitted"),
        None if !is_name(&host) => Err("no such host"),
        None => return Err(ctx.block_on(WaitReason::IO, move || resolve(&host))),
    };
    answer(ctx, r)
}

/// The hosts file first, then the system's resolver.
fn resolve(host: &str) -> Found {
    let name = host.trim_end_matches('.').to_lowercase();
    let mut found: Vec<String> = vec![];
    for (address, names) in hosts() {
        if names.iter().any(|n| n.to_lowercase() == name) && !found.contains(&address) {
            found.push(address);
        }
    }
    if !found.is_empty() {
        return Ok(found);
    }
    let Ok(list) = (host, 0).to_socket_addrs() else { return Err("no such host on") };
    for a in list {
        let text = match a {
            std::net::SocketAddr::V4(v) => v.ip().to_string(),
            std::net::SocketAddr::V6(v) => ip::format_v6(u128::from(*v.ip())),
        };
        if !found.contains(&text) {
            found.push(text);
        }
    }
    Ok(found)
}

/// Lines of the hosts file.
fn hosts() -> Vec<(String, Vec<String>)> {
    let text = std::fs::read_to_string("/etc/hosts").unwrap_or_default();
    let line = |l: &str| {
        let mut words = l.split('#').next()?.split_whitespace().map(str::to_string);
        Some((words.next()?, words.collect()))
    };
    text.lines().filter_map(line).collect()
}

/// func sysLookupAddr(addr string) (names []string, problem string)
fn lookup_addr(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let text = ctx.str(0).into_owned();
    let r = match ctx.take_result::<Found>() {
        Some(r) => r,
        None if !ctx.allowed("net") => Err("operation not permitted"),
        None => match text.parse::<IpAddr>() {
            Err(_) => Err("unrecognized address"),
            Ok(ip) => return Err(ctx.block_on(WaitReason::IO, move || name_of(ip))),
        },
    };
    answer(ctx, r)
}

fn name_of(ip: IpAddr) -> Found {
    let same = |a: &str| a.split('%').next().unwrap_or_default().parse::<IpAddr>() == Ok(ip);
    let names: Vec<String> = hosts().into_iter().filter(|(a, _)| same(a)).flat_map(|(_, names)| names).collect();
    if !names.is_empty() {
        return Ok(names);
    }
    let mut buf = [0 as libc::c_char; 1025];
    // SAFETY: addresses of the sizes given, zeroed besides what is set; the buffer has the length given.
    let text = unsafe {
        let code = match ip {
            IpAddr::V4(v4) => {
                let mut a: libc::sockaddr_in = std::mem::zeroed();
                a.sin_family = libc::AF_INET as libc::sa_family_t;
                a.sin_addr.s_addr = u32::from_ne_bytes(v4.octets());
                let (p, n) = ((&raw const a).cast(), size_of_val(&a) as libc::socklen_t);
                libc::getnameinfo(p, n, buf.as_mut_ptr(), 1025, std::ptr::null_mut(), 0, libc::NI_NAMEREQD)
            }
            IpAddr::V6(v6) => {
                let mut a: libc::sockaddr_in6 = std::mem::zeroed();
                a.sin6_family = libc::AF_INET6 as libc::sa_family_t;
                a.sin6_addr.s6_addr = v6.octets();
                let (p, n) = ((&raw const a).cast(), size_of_val(&a) as libc::socklen_t);
                libc::getnameinfo(p, n, buf.as_mut_ptr(), 1025, std::ptr::null_mut(), 0, libc::NI_NAMEREQD)
            }
        };
        (code == 0).then(|| CStr::from_ptr(buf.as_ptr()).to_string_lossy().into_owned())
    };
    text.map(|t| vec![t + "."]).ok_or("no such host")
}

/// func sysService(network, name string) int: the port, or -1
fn service(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (network, name) = (ctx.str(0), ctx.str(2).to_lowercase());
    let udp = network.starts_with("udp");
    let wanted: &[&str] = if network.is_empty() { &["tcp", "udp"] } else { &[if udp { "udp" } else { "tcp" }] };
    let text = std::fs::read_to_string("/etc/services").unwrap_or_default();
    let listed = text.lines().find_map(|l| {
        let mut words = l.split('#').next()?.split_whitespace();
        let first = words.next()?;
        let (port, protocol) = words.next()?.split_once('/')?;
        let mut names = std::iter::once(first).chain(words);
        (wanted.contains(&protocol) && names.any(|n| n.to_lowercase() == name)).then(|| port.parse::<i64>().ok())?
    });
    let port = listed.or_else(|| {
        let known = [
            ("http", 80),
            ("https", 443),
            ("domain", 53),
            ("ftp", 21),
            ("ftps", 990),
            ("gopher", 70),
            ("imap2", 143),
            ("imap3", 220),
            ("imaps", 993),
            ("pop3", 110),
            ("pop3s", 995),
            ("smtp", 25),
            ("submissions", 465),
            ("ssh", 22),
            ("telnet", 23),
        ];
        let only_tcp = |n: &str| !matches!(n, "domain");
        known.iter().find(|(n, _)| *n == name && !(udp && only_tcp(n))).map(|&(_, p)| p)
    });
    ctx.set_i64(0, port.unwrap_or(-1));
    Ok(())
}

/// One network interface.
#[derive(Default)]
struct Interface {
    flags: u32,
    /// Address and prefix length, by the system's order.
    addresses: Vec<String>,
}

/// func sysInterfaces() (list []string, errno int): for each interface the lines index, name, MTU, hardware address, flags, and
/// addresses with prefix length
fn interfaces(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let list = if ctx.allowed("net") { all_interfaces() } else { Err(i64::from(libc::EPERM)) };
    let texts = list.as_deref().unwrap_or_default();
    let s = ctx.new_strings(texts.iter())?;
    ctx.set_slice(0, s);
    ctx.set_i64(3, list.err().unwrap_or(0));
    Ok(())
}

fn all_interfaces() -> Result<Vec<String>, i64> {
    let mut all: BTreeMap<(u32, String), Interface> = BTreeMap::new();
    let mut first: *mut libc::ifaddrs = std::ptr::null_mut();
    // SAFETY: makes a list that is walked once and given back; the family says what kind an address is.
    unsafe {
        if libc::getifaddrs(&raw mut first) != 0 {
            return Err(crate::native::os::errno(&std::io::Error::last_os_error()));
        }
        let mut at = first;
        while let Some(entry) = at.as_ref() {
            at = entry.ifa_next;
            let index = libc::if_nametoindex(entry.ifa_name);
            let name = CStr::from_ptr(entry.ifa_name).to_string_lossy().into_owned();
            let one = all.entry((index, name)).or_default();
            one.flags = entry.ifa_flags;
            let (addr, mask) = (entry.ifa_addr, entry.ifa_netmask);
            if addr.is_null() || mask.is_null() {
                continue;
            }
            match i32::from((*addr).sa_family) {
                libc::AF_INET => {
                    let raw = (*addr.cast::<libc::sockaddr_in>()).sin_addr.s_addr.to_ne_bytes();
                    let bits = (*mask.cast::<libc::sockaddr_in>()).sin_addr.s_addr.count_ones();
                    one.addresses.push(format!("{}/{bits}", IpAddr::from(raw)));
                }
                libc::AF_INET6 => {
                    let raw = (*addr.cast::<libc::sockaddr_in6>()).sin6_addr.s6_addr;
                    let bits = u128::from_be_bytes((*mask.cast::<libc::sockaddr_in6>()).sin6_addr.s6_addr).count_ones();
                    one.addresses.push(format!("{}/{bits}", ip::format_v6(u128::from_be_bytes(raw))));
                }
                _ => {}
            }
        }
        libc::freeifaddrs(first);
    }
    let about = |name: &str, what: &str| {
        let text = std::fs::read_to_string(format!("/sys/class/net/{name}/{what}")).unwrap_or_default();
        text.trim().to_string()
    };
    let lines = all.iter().map(|((index, name), one)| {
        let mut hardware = about(name, "address");
        if hardware.chars().all(|c| c == '0' || c == ':') {
            hardware.clear();
        }
        let mtu = about(name, "mtu");
        let head = format!("{index}\n{name}\n{mtu}\n{hardware}\n{}", one.flags);
        std::iter::once(head).chain(one.addresses.iter().cloned()).collect::<Vec<_>>().join("\n")
    });
    Ok(lines.collect())
}
