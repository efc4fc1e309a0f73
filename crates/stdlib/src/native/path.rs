//! Packages path and path/filepath (which are the same on Unix): cleaning and matching.

use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    for package in ["path", "path/filepath"] {
        r.add(&format!("{package}.Clean"), clean_native);
        r.add(&format!("{package}.match"), match_native);
    }
}

/// func Clean(path string) string
fn clean_native(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let path = ctx.bytes(0);
    let out = clean(path);
    if out == path {
        ctx.set_substr(0, path);
        return Ok(());
    }
    ctx.set_str(0, &out)
}

/// The shortest path with the same meaning, by text alone.
fn clean(path: &[u8]) -> Vec<u8> {
    let rooted = path.first() == Some(&b'/');
    let mut parts: Vec<&[u8]> = Vec::new();
    for part in path.split(|&c| c == b'/') {
        match part {
            b"" | b"." => {}
            b".." => match parts.last() {
                Some(&last) if last != b".." => {
                    parts.pop();
                }
                _ if rooted => {}
                _ => parts.push(part),
            },
            _ => parts.push(part),
        }
    }
    let mut out = if rooted { b"/".to_vec() } else { Vec::new() };
    out.extend(parts.join(&b'/'));
    if out.is_empty() { b".".to_vec() } else { out }
}

/// func match(pattern, name string) int: 0 for no, 1 for yes, 2 for a bad pattern
fn match_native(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (pattern, name) = (ctx.bytes(0), ctx.bytes(2));
    let v = match matches(pattern, name) {
        Ok(yes) => i64::from(yes),
        Err(Bad) => 2,
    };
    ctx.set_i64(0, v);
    Ok(())
}

struct Bad;

/// A pattern is a row of chunks, each a run of stars and what follows it up to the next star.
fn matches(mut pattern: &[u8], mut name: &[u8]) -> Result<bool, Bad> {
    while !pattern.is_empty() {
        let stars = pattern.iter().take_while(|&&c| c == b'*').count();
        pattern = &pattern[stars..];
        let (chunk, rest) = pattern.split_at(chunk_length(pattern));
        pattern = rest;
        if stars > 0 && chunk.is_empty() {
            // A star at the end takes the rest, but no separator.
            return Ok(!name.contains(&b'/'));
        }
        // Without more pattern the chunk must reach the end of the name.
        if let Some(left) = match_chunk(chunk, name)?
            && (left.is_empty() || !pattern.is_empty())
        {
            name = left;
            continue;
        }
        let mut found = None;
        if stars > 0 {
            let reach = name.iter().position(|&c| c == b'/').unwrap_or(name.len());
            for skip in 1..=reach {
                if skip > name.len() || name[skip - 1] == b'/' {
                    break;
                }
                if let Some(left) = match_chunk(chunk, &name[skip..])? {
                    // The last chunk must reach the end.
                    if pattern.is_empty() && !left.is_empty() {
                        continue;
                    }
                    found = Some(left);
                    break;
                }
            }
        }
        match found {
            Some(left) => name = left,
            None => {
                // The rest of the pattern still has to be well formed.
                while !pattern.is_empty() {
                    let stars = pattern.iter().take_while(|&&c| c == b'*').count();
                    let (chunk, rest) = pattern[stars..].split_at(chunk_length(&pattern[stars..]));
                    match_chunk(chunk, b"")?;
                    pattern = rest;
                }
                return Ok(false);
            }
        }
    }
    Ok(name.is_empty())
}

fn chunk_length(p: &[u8]) -> usize {
    let mut in_class = false;
    let mut i = 0;
    while i < p.len() {
        match p[i] {
            b'\\' => i += usize::from(i + 1 < p.len()),
            b'[' => in_class = true,
            b']' => in_class = false,
            b'*' if !in_class => break,
            _ => {}
        }
        i += 1;
    }
    i
}

/// What is left of `s` after the chunk; `None` if it does not begin so. The chunk is checked to its end either way.
fn match_chunk<'a>(mut chunk: &[u8], mut s: &'a [u8]) -> Result<Option<&'a [u8]>, Bad> {
    let mut failed = false;
    while let Some(&c) = chunk.first() {
        failed |= s.is_empty();
        match c {
            b'[' => {
                let mut r = 0;
                if !failed {
                    let (rune, n) = super::unicode::decode(s);
                    r = rune;
                    s = &s[n..];
                }
                chunk = &chunk[1..];
                let negated = chunk.first() == Some(&b'^');
                chunk = &chunk[usize::from(negated)..];
                let mut hit = false;
                let mut ranges = 0;
                loop {
                    if chunk.first() == Some(&b']') && ranges > 0 {
                        chunk = &chunk[1..];
                        break;
                    }
                    let low = class_rune(&mut chunk)?;
                    let mut high = low;
                    if chunk.first() == Some(&b'-') {
                        chunk = &chunk[1..];
                        high = class_rune(&mut chunk)?;
                    }
                    hit |= low <= r && r <= high;
                    ranges += 1;
                }
                failed |= hit == negated;
            }
            b'?' => {
                if !failed {
                    failed = s[0] == b'/';
                    let (_, n) = super::unicode::decode(s);
                    s = &s[n..];
                }
                chunk = &chunk[1..];
            }
            _ => {
                if c == b'\\' {
                    chunk = &chunk[1..];
                }
                let Some(&c) = chunk.first() else { return Err(Bad) };
                if !failed {
                    failed = s[0] != c;
                    s = &s[1..];
                }
                chunk = &chunk[1..];
            }
        }
    }
    Ok((!failed).then_some(s))
}

/// A rune of a class, maybe escaped.
fn class_rune(chunk: &mut &[u8]) -> Result<u32, Bad> {
    match chunk.first() {
        None | Some(b'-' | b']') => return Err(Bad),
        Some(b'\\') => *chunk = &chunk[1..],
        _ => {}
    }
    if chunk.is_empty() {
        return Err(Bad);
    }
    let (r, n) = super::unicode::decode(chunk);
    if r == 0xFFFD && n == 1 {
        return Err(Bad);
    }
    *chunk = &chunk[n..];
    // A class must go on after each of its runes.
    if chunk.is_empty() { Err(Bad) } else { Ok(r) }
}
