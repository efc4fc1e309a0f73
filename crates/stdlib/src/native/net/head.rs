//! Message heads for packages net/textproto, net/http and mime/multipart: canonical names, splitting into fields, finding the
//! end, sniffing of content types.

use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("net/textproto.CanonicalMIMEHeaderKey", |cx| {
        let s = cx.bytes(0);
        match canonical(s) {
            Some(text) => cx.set_str(0, &text),
            None => Ok(()),
        }
    });
    r.add("net/http.splitHead", split_head);
    r.add("net/http.headEnd", |cx| {
        let n = head_end(cx.bytes(0));
        cx.set(0, n as u64);
        Ok(())
    });
    r.add("net/http.isToken", |cx| {
        let s = cx.bytes(0);
        cx.set_bool(0, !s.is_empty() && s.iter().all(|&c| is_token(c)));
        Ok(())
    });
    r.add("net/http.validValue", |cx| {
        let fine = cx.bytes(0).iter().all(|&c| c == b'\t' || c >= b' ' && c != 0x7f);
        cx.set_bool(0, fine);
        Ok(())
    });
    r.add("net/http.sniff", |cx| {
        let kind = sniff(cx.bytes(0));
        cx.set_str(0, kind.as_bytes())
    });
}

fn is_token(c: u8) -> bool {
    c.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&c)
}

/// The canonical form of a field's name; `None` if it is that already, or no name.
fn canonical(s: &[u8]) -> Option<Vec<u8>> {
    if !s.iter().all(|&c| is_token(c)) {
        return None;
    }
    let mut start = true;
    let mut changed = false;
    let mut out = Vec::with_capacity(s.len());
    for &c in s {
        let d = if start { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
        changed |= c != d;
        out.push(d);
        start = c == b'-';
    }
    changed.then_some(out)
}

fn trim(mut s: &[u8]) -> &[u8] {
    while let [b' ' | b'\t' | b'\r' | b'\n', rest @ ..] = s {
        s = rest;
    }
    while let [rest @ .., b' ' | b'\t' | b'\r' | b'\n'] = s {
        s = rest;
    }
    s
}

/// func splitHead(block string) (fields []string, bad string, kind int): names and values by turns, until the line that is bad:
/// kind 1 is a first line that begins with white space, 2 a line that is no field
fn split_head(cx: &mut NativeCtx<'_>) -> NativeResult {
    let block = cx.bytes(0);
    let mut fields: Vec<Vec<u8>> = vec![];
    let (mut bad, mut kind): (&[u8], u64) = (b"", 0);
    let lines = block.split_inclusive(|&c| c == b'\n');
    for (n, line) in lines.enumerate() {
        let mut line = line.strip_suffix(b"\n").unwrap_or(line);
        line = line.strip_suffix(b"\r").unwrap_or(line);
        if line.is_empty() {
            break;
        }
        if matches!(line[0], b' ' | b'\t') {
            if n == 0 {
                (bad, kind) = (line, 1);
                break;
            }
            if let Some(value) = fields.last_mut() {
                let more = trim(line);
                value.push(b' ');
                value.extend_from_slice(more);
            }
            continue;
        }
        let colon = line.iter().position(|&c| c == b':');
        let Some(colon) = colon.filter(|&c| c > 0 && line[..c].iter().all(|&c| is_token(c) || c == b' ')) else {
            (bad, kind) = (line, 2);
            break;
        };
        let name = &line[..colon];
        let value = &line[colon + 1..];
        if value.iter().any(|&c| c == 0 || c == b'\r' || c == b'\n') {
            (bad, kind) = (line, 2);
            break;
        }
        fields.push(canonical(name).unwrap_or_else(|| name.to_vec()));
        fields.push(trim(value).to_vec());
    }
    for value in fields.iter_mut().skip(1).step_by(2) {
        let kept = trim(value).len();
        if kept < value.len() {
            *value = trim(value).to_vec();
        }
    }
    let s = cx.new_strings(fields.iter())?;
    let (ptr, len) = cx.new_str(bad)?;
    cx.set_slice(0, s);
    cx.set(3, ptr);
    cx.set(4, len);
    cx.set(5, kind);
    Ok(())
}

/// Where the head ends, its blank line included; 0 if it does not.
fn head_end(b: &[u8]) -> usize {
    let mut from = 0;
    while let Some(at) = memchr::memchr(b'\n', &b[from..]) {
        let next = from + at + 1;
        match &b[next..] {
            [b'\n', ..] => return next + 1,
            [b'\r', b'\n', ..] => return next + 2,
            _ => from = next,
        }
    }
    0
}

const TEXT: &str = "text/plain; charset=utf-8";

/// Starts that tell a type: pattern, mask (`None`: all bits), type.
type Exact = (&'static [u8], &'static str);

const EXACT: &[Exact] = &[
    (b"%PDF-", "application/pdf"),
    (b"%!PS-Adobe-", "application/postscript"),
    (b"\xfe\xff\0\0", ""),
    (b"\0\0\x01\0", "image/x-icon"),
    (b"\0\0\x02\0", "image/x-icon"),
    (b"BM", "image/bmp"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"ID3", "audio/mpeg"),
    (b"OggS\0", "application/ogg"),
    (b"MThd\0\0\0\x06", "audio/midi"),
    (b"\x1a\x45\xdf\xa3", "video/webm"),
    (b"\0\x01\0\0", "font/ttf"),
    (b"OTTO", "font/otf"),
    (b"ttcf", "font/collection"),
    (b"wOFF", "font/woff"),
    (b"wOF2", "font/woff2"),
    (b"\x1f\x8b\x08", "application/x-gzip"),
    (b"PK\x03\x04", "application/zip"),
    (b"Rar!\x1a\x07\0", "application/x-rar-compressed"),
    (b"Rar!\x1a\x07\x01\0", "application/x-rar-compressed"),
    (b"\0asm", "application/wasm"),
];

const TAGS: &[&str] = &[
    "<!DOCTYPE HTML",
    "<HTML",
    "<HEAD",
    "<SCRIPT",
    "<IFRAME",
    "<H1",
    "<DIV",
    "<FONT",
    "<TABLE",
    "<A",
    "<STYLE",
    "<TITLE",
    "<B",
    "<BODY",
    "<BR",
    "<P",
    "<!--",
];

/// The content type of data by its first 512 bytes, as the sniffing standard of browsers says.
fn sniff(data: &[u8]) -> &'static str {
    let data = &data[..data.len().min(512)];
    let blank = |c: &u8| matches!(c, b'\t' | b'\n' | 0x0c | b'\r' | b' ');
    let first = data.iter().position(|c| !blank(c)).unwrap_or(data.len());
    let body = &data[first..];
    for tag in TAGS {
        let n = tag.len();
        if body.len() > n && body[..n].eq_ignore_ascii_case(tag.as_bytes()) && matches!(body[n], b' ' | b'>') {
            return "text/html; charset=utf-8";
        }
    }
    if body.starts_with(b"<?xml") {
        return "text/xml; charset=utf-8";
    }
    if data.starts_with(b"%PDF-") || data.starts_with(b"%!PS-Adobe-") {
        return EXACT[usize::from(data[1] == b'!')].1;
    }
    if data.len() >= 4 {
        if data.starts_with(b"\xfe\xff") {
            return "text/plain; charset=utf-16be";
        }
        if data.starts_with(b"\xff\xfe") {
            return "text/plain; charset=utf-16le";
        }
        if data.starts_with(b"\xef\xbb\xbf") {
            return TEXT;
        }
    }
    let riff = |kind: &[u8]| data.len() >= 8 + kind.len() && data.starts_with(b"RIFF") && data[8..].starts_with(kind);
    if riff(b"WEBPVP") {
        return "image/webp";
    }
    if riff(b"AVI ") {
        return "video/avi";
    }
    if riff(b"WAVE") {
        return "audio/wave";
    }
    if data.len() >= 12 && data.starts_with(b"FORM") && &data[8..12] == b"AIFF" {
        return "audio/aiff";
    }
    if data.starts_with(b".snd") {
        return "audio/basic";
    }
    if let Some((_, kind)) = EXACT.iter().find(|(p, k)| !k.is_empty() && data.starts_with(p)) {
        return kind;
    }
    if data.len() >= 36 && &data[34..36] == b"LP" && data[..34].iter().all(|&c| c == 0) {
        return "application/vnd.ms-fontobject";
    }
    if is_mp4(data) {
        return "video/mp4";
    }
    let binary = |c: &u8| matches!(c, 0..=8 | 0x0b | 0x0e..=0x1a | 0x1c..=0x1f);
    if body.iter().any(binary) { "application/octet-stream" } else { TEXT }
}

fn is_mp4(data: &[u8]) -> bool {
    if data.len() < 12 {
        return false;
    }
    let size = u32::from_be_bytes([data[0], data[1], data[2], data[3]]) as usize;
    if data.len() < size || !size.is_multiple_of(4) || &data[4..8] != b"ftyp" {
        return false;
    }
    (8..size.min(data.len())).step_by(4).any(|at| at != 12 && data[at..].starts_with(b"mp4"))
}
