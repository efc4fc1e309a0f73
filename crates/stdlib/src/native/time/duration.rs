//! Durations as text and back.

use crate::native::unicode::runes_of;

/// `Duration.String`.
pub fn format(d: i64) -> String {
    if d == 0 {
        return "0s".to_string();
    }
    let neg = if d < 0 { "-" } else { "" };
    let u = d.unsigned_abs();
    let fraction = |whole: u64, part: u64, width: usize| {
        if part == 0 {
            return whole.to_string();
        }
        let f = format!("{part:0width$}");
        format!("{whole}.{}", f.trim_end_matches('0'))
    };
    if u < 1_000 {
        return format!("{neg}{u}ns");
    }
    if u < 1_000_000 {
        return format!("{neg}{}µs", fraction(u / 1_000, u % 1_000, 3));
    }
    if u < 1_000_000_000 {
        return format!("{neg}{}ms", fraction(u / 1_000_000, u % 1_000_000, 6));
    }
    let (secs, nanos) = (u / 1_000_000_000, u % 1_000_000_000);
    let s = fraction(secs % 60, nanos, 9);
    let mins = secs / 60;
    match (mins / 60, mins % 60) {
        (0, 0) => format!("{neg}{s}s"),
        (0, m) => format!("{neg}{m}m{s}s"),
        (h, m) => format!("{neg}{h}h{m}m{s}s"),
    }
}

/// A text as errors of package time quote it: bytes that are not printable ASCII as `\xNN`.
pub fn quote(s: &[u8]) -> Vec<u8> {
    let mut out = vec![b'"'];
    for (i, r, w) in runes_of(s) {
        if (0x20..0x80).contains(&r) {
            if r == u32::from(b'"') || r == u32::from(b'\\') {
                out.push(b'\\');
            }
            out.push(r as u8);
        } else {
            for b in &s[i..i + w] {
                out.extend_from_slice(format!("\\x{b:02x}").as_bytes());
            }
        }
    }
    out.push(b'"');
    out
}

fn unit(u: &[u8]) -> Option<u64> {
    Some(match u {
        b"ns" => 1,
        b"us" | b"\xc2\xb5s" | b"\xce\xbcs" => 1_000,
        b"ms" => 1_000_000,
        b"s" => 1_000_000_000,
        b"m" => 60_000_000_000,
        b"h" => 3_600_000_000_000,
        _ => return None,
    })
}

/// `ParseDuration`; an error is its text.
pub fn parse(whole: &[u8]) -> Result<i64, Vec<u8>> {
    let problem = |head: &str| {
        let mut t = head.as_bytes().to_vec();
        t.extend(quote(whole));
        t
    };
    let invalid = || problem("time: invalid duration ");
    const LIMIT: u64 = 1 << 63;
    let (neg, mut s) = match whole {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, whole),
    };
    if s == b"0" {
        return Ok(0);
    }
    if s.is_empty() {
        return Err(invalid());
    }
    let mut total = 0u64;
    while !s.is_empty() {
        let digits = s.iter().take_while(|c| c.is_ascii_digit()).count();
        let mut v = 0u64;
        for &c in &s[..digits] {
            v = v
                .checked_mul(10)
                .and_then(|v| v.checked_add(u64::from(c - b'0')))
                .filter(|&v| v <= LIMIT)
                .ok_or_else(invalid)?;
        }
        s = &s[digits..];
        let (mut f, mut scale, mut decimals, mut full) = (0u64, 1f64, 0, false);
        if s.first() == Some(&b'.') {
            decimals = s[1..].iter().take_while(|c| c.is_ascii_digit()).count();
            for &c in &s[1..=decimals] {
                // Digits beyond what fits do not count.
                match f
                    .checked_mul(10)
                    .map(|f| f + u64::from(c - b'0'))
                    .filter(|&y| !full && f <= (LIMIT - 1) / 10 && y <= LIMIT)
                {
                    Some(y) => {
                        f = y;
                        scale *= 10.0;
                    }
                    None => full = true,
                }
            }
            s = &s[1 + decimals..];
        }
        if digits + decimals == 0 {
            return Err(invalid());
        }
        let n = s.iter().take_while(|&&c| c != b'.' && !c.is_ascii_digit()).count();
        if n == 0 {
            return Err(problem("time: missing unit in duration "));
        }
        let Some(per) = unit(&s[..n]) else {
            let mut t = b"time: unknown unit ".to_vec();
            t.extend(quote(&s[..n]));
            t.extend_from_slice(b" in duration ");
            t.extend(quote(whole));
            return Err(t);
        };
        s = &s[n..];
        if v > LIMIT / per {
            return Err(invalid());
        }
        v *= per;
        if f > 0 {
            v += (f as f64 * (per as f64 / scale)) as u64;
        }
        total = total.checked_add(v).filter(|&t| t <= LIMIT && v <= LIMIT).ok_or_else(invalid)?;
    }
    if neg {
        return Ok((total as i64).wrapping_neg());
    }
    i64::try_from(total).map_err(|_| invalid())
}
