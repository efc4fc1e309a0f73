//! IP addresses for packages net/netip, net and net/url: parsing with the exact complaints, and formatting.

use std::net::{Ipv4Addr, Ipv6Addr};
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("net/netip.parse", parse_native);
    r.add("net/netip.format", |cx| {
        let bits = u128::from(cx.u64(0)) << 64 | u128::from(cx.u64(1));
        let text = match cx.i64(2) {
            4 => Ipv4Addr::from(bits as u32).to_string(),
            6 => format_v6(bits),
            _ => {
                let groups: Vec<String> = Ipv6Addr::from(bits).segments().iter().map(|g| format!("{g:04x}")).collect();
                groups.join(":")
            }
        };
        cx.set_str(0, text.as_bytes())
    });
}

/// RFC 5952; an address that maps IPv4 ends in dotted form.
pub fn format_v6(bits: u128) -> String {
    let a = Ipv6Addr::from(bits);
    match a.to_ipv4_mapped() {
        Some(v4) => format!("::ffff:{v4}"),
        // The standard library writes the older embedding of IPv4 with hexadecimal groups, as is wanted.
        None => a.to_string(),
    }
}

/// An address that was read.
#[derive(Clone, Copy)]
pub struct Parsed {
    /// Its bits; an IPv4 address is mapped.
    pub bits: u128,
    /// Whether it is an IPv6 address.
    pub v6: bool,
    /// Where the zone begins, 0 for none.
    pub zone: usize,
}

/// What is wrong: the words, and the part of the text that they are about.
pub type Problem = (&'static str, std::ops::Range<usize>);

const NOWHERE: std::ops::Range<usize> = 0..0;

/// Reads an address.
///
/// # Errors
/// What is wrong with it.
pub fn parse(s: &[u8]) -> Result<Parsed, Problem> {
    match s.iter().find(|c| b".:%".contains(c)) {
        Some(b'.') => parse_v4(s, 0, s.len()).map(|v| Parsed { bits: MAPPED | u128::from(v), v6: false, zone: 0 }),
        Some(b':') => parse_v6(s),
        Some(_) => Err(("missing IPv6 address", NOWHERE)),
        None => Err(("unable to parse IP", NOWHERE)),
    }
}

const MAPPED: u128 = 0xffff << 32;

fn parse_v4(s: &[u8], from: usize, end: usize) -> Result<u32, Problem> {
    let (mut value, mut digits, mut fields, mut all) = (0u32, 0, 0, 0u32);
    for (at, &c) in s.iter().enumerate().take(end).skip(from) {
        match c {
            b'0'..=b'9' => {
                if digits == 1 && value == 0 {
                    return Err(("IPv4 field has octet with leading zero", NOWHERE));
                }
                value = value * 10 + u32::from(c - b'0');
                digits += 1;
                if value > 255 {
                    return Err(("IPv4 field has value >255", NOWHERE));
                }
            }
            b'.' => {
                if digits == 0 || at + 1 == end {
                    return Err(("IPv4 field must have at least one digit", at..end));
                }
                if fields == 3 {
                    return Err(("IPv4 address too long", NOWHERE));
                }
                all = all << 8 | value;
                (value, digits) = (0, 0);
                fields += 1;
            }
            _ => return Err(("unexpected character", at..end)),
        }
    }
    if fields < 3 {
        return Err(("IPv4 address too short", NOWHERE));
    }
    Ok(all << 8 | value)
}

fn parse_v6(s: &[u8]) -> Result<Parsed, Problem> {
    let percent = s.iter().position(|&c| c == b'%');
    let end = percent.unwrap_or(s.len());
    let zone = percent.map_or(0, |p| p + 1);
    if percent.is_some() && zone == s.len() {
        return Err(("zone must be a non-empty string", NOWHERE));
    }
    let mut groups: Vec<u16> = Vec::with_capacity(8);
    // How many groups stand before the `::`.
    let mut gap = None;
    let mut at = 0;
    if s[..end].starts_with(b"::") {
        gap = Some(0);
        at = 2;
    }
    while at < end && groups.len() < 8 {
        let (mut value, mut digits) = (0u32, 0);
        while let Some(d) = (s[..end].get(at + digits)).and_then(|&c| (c as char).to_digit(16)) {
            value = value << 4 | d;
            if digits > 3 {
                return Err(("each group must have 4 or less digits", at..end));
            }
            digits += 1;
        }
        if digits == 0 {
            return Err(("each colon-separated field must have at least one digit", at..end));
        }
        if at + digits < end && s[at + digits] == b'.' {
            if gap.is_none() && groups.len() != 6 {
                let words = "embedded IPv4 address must replace the final 2 fields of the address";
                return Err((words, at..end));
            }
            if groups.len() > 6 {
                let words = "too many hex fields to fit an embedded IPv4 at the end of the address";
                return Err((words, at..end));
            }
            let v4 = parse_v4(s, at, end)?;
            groups.extend([(v4 >> 16) as u16, v4 as u16]);
            at = end;
            break;
        }
        groups.push(value as u16);
        at += digits;
        if at == end {
            break;
        }
        if s[at] != b':' {
            return Err(("unexpected character, want colon", at..end));
        }
        if at + 1 == end {
            return Err(("colon must be followed by more characters", at..end));
        }
        at += 1;
        if s[at] == b':' {
            if gap.is_some() {
                return Err(("multiple :: in address", at..end));
            }
            gap = Some(groups.len());
            at += 1;
        }
    }
    if at < end {
        return Err(("trailing garbage after address", at..end));
    }
    match gap {
        None if groups.len() < 8 => return Err(("address string too short", NOWHERE)),
        Some(_) if groups.len() == 8 => return Err(("the :: must expand to at least one field of zeros", NOWHERE)),
        Some(n) => {
            let missing = 8 - groups.len();
            groups.splice(n..n, std::iter::repeat_n(0, missing));
        }
        None => {}
    }
    let bits = groups.iter().fold(0u128, |all, &g| all << 16 | u128::from(g));
    Ok(Parsed { bits, v6: true, zone })
}

/// func parse(s string) (hi, lo uint64, version, zone int, problem string, at, atLen int)
fn parse_native(cx: &mut NativeCtx<'_>) -> NativeResult {
    let r = parse(cx.bytes(0));
    let a = r.as_ref().ok().copied().unwrap_or(Parsed { bits: 0, v6: false, zone: 0 });
    let (words, range) = r.err().unwrap_or(("", NOWHERE));
    cx.set(0, (a.bits >> 64) as u64);
    cx.set(1, a.bits as u64);
    cx.set(2, if a.v6 { 6 } else { 4 });
    cx.set(3, a.zone as u64);
    cx.set_str(4, words.as_bytes())?;
    cx.set(6, range.start as u64);
    cx.set(7, range.len() as u64);
    Ok(())
}
