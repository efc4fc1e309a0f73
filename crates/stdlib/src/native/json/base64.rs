//! The standard alphabet with padding, as byte slices stand in JSON.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Appends bytes as text.
pub fn push(out: &mut Vec<u8>, data: &[u8]) {
    for g in data.chunks(3) {
        let v = g.iter().fold(0u32, |v, &b| v << 8 | u32::from(b)) << (8 * (3 - g.len()));
        for i in 0..4 {
            let digit = DIGITS[(v >> (18 - 6 * i) & 63) as usize];
            out.push(if i <= g.len() { digit } else { b'=' });
        }
    }
}

/// The bytes of a text, in which line ends do not count; `None` if it is none.
pub fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let digits: Vec<u8> = text.iter().copied().filter(|c| !matches!(c, b'\n' | b'\r')).collect();
    if !digits.len().is_multiple_of(4) {
        return None;
    }
    let padding = digits.iter().rev().take(2).take_while(|&&c| c == b'=').count();
    let mut out = Vec::with_capacity(digits.len() / 4 * 3);
    let real = digits.len() - padding;
    for (n, g) in digits.chunks(4).enumerate() {
        let mut v = 0u32;
        for (i, &c) in g.iter().enumerate() {
            let d = match c {
                b'A'..=b'Z' => c - b'A',
                b'a'..=b'z' => c - b'a' + 26,
                b'0'..=b'9' => c - b'0' + 52,
                b'+' => 62,
                b'/' => 63,
                b'=' if n * 4 + i >= real => 0,
                _ => return None,
            };
            v = v << 6 | u32::from(d);
        }
        let bytes = v.to_be_bytes();
        let keep = if (n + 1) * 4 == digits.len() { 3 - padding } else { 3 };
        out.extend_from_slice(&bytes[1..=keep]);
    }
    Some(out)
}
