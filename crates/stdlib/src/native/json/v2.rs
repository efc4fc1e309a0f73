//! Package encoding/json/v2: a quick way for types without methods and texts without trouble, of which both versions make the
//! same but for a few things that the encoder and decoder are told. Whatever else there is, errors above all, is declined
//! before anything is changed, and the Go side does it.

use super::decode::{Decoder, Known};
use super::encode::Encoder;
use super::scan::{Scanner, skip_space, skip_string};
use std::collections::HashSet;
use vole_bytecode::Kind;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("encoding/json/v2.encodePlain", encode_plain);
    r.add("encoding/json/v2.decodePlain", decode_plain);
}

/// func encodePlain(v any) (out []byte, ok bool)
fn encode_plain(cx: &mut NativeCtx<'_>) -> NativeResult {
    let value = cx.iface_value(0);
    let mut e = Encoder::new(cx, false, false, None);
    e.v2 = true;
    let done = e.run(value).is_ok() && e.calls.is_empty();
    let out = std::mem::take(&mut e.out);
    let s = if done { cx.new_bytes(&out)? } else { Default::default() };
    cx.set_slice(0, s);
    cx.set_bool(3, done);
    Ok(())
}

/// func decodePlain(text []byte, v any, protos []any) bool
fn decode_plain(cx: &mut NativeCtx<'_>) -> NativeResult {
    let done = decoded(cx)?;
    cx.set_bool(0, done);
    Ok(())
}

/// Decodes into a fresh value, which replaces the zero value that `v` points to; false if nothing was changed.
fn decoded(cx: &mut NativeCtx<'_>) -> NativeResult<bool> {
    let text = cx.bytes(0);
    let Some(v) = cx.iface_value(3) else { return Ok(false) };
    let protos = cx.ifaces(5);
    let types: Vec<_> = protos.iter().filter_map(|p| cx.rtype_of(p.ty)).collect();
    let [float, string, boolean, map, slice] = types[..] else { return Ok(false) };
    if v.kind() != Kind::Pointer || v.word() == 0 || v.elem_type().size == 0 {
        return Ok(false);
    }
    let Some(target) = v.deref() else { return Ok(false) };
    // SAFETY: the variable's bytes.
    let zero = unsafe { std::slice::from_raw_parts(target.ptr, target.ty.size as usize) }.iter().all(|&b| b == 0);
    let mut scanner = Scanner::new(text);
    scanner.counts = Some(vec![]);
    if !zero || scanner.whole().is_err() || std::str::from_utf8(text).is_err() || !names_differ(text) {
        return Ok(false);
    }
    let known = Known { float, string, boolean, map, slice, number: string };
    let counts = scanner.counts.unwrap_or_default();
    let fresh = cx.new_object(target.ty.id)?;
    let mut d = Decoder::new(cx, known, text, counts, target.ty, false, false);
    d.v2 = true;
    d.run(fresh as *mut u8)?;
    if d.problem.code != 0 || !d.actions.is_empty() {
        return Ok(false);
    }
    // SAFETY: two values of one type; natives do not collect.
    unsafe { std::ptr::copy_nonoverlapping(fresh as *const u8, v.word() as *mut u8, target.ty.size as usize) };
    Ok(true)
}

/// Whether the names of every object of a checked text differ; texts with escapes in names, or of surrogates, count as doubtful.
fn names_differ(text: &[u8]) -> bool {
    if memchr::memmem::find_iter(text, b"\\u").any(|i| matches!(text.get(i + 2), Some(b'd' | b'D'))) {
        return false;
    }
    // Names of the objects that are open, and for each where its names begin; of an array, nothing.
    let mut names: Vec<&[u8]> = Vec::new();
    let mut open: Vec<Option<usize>> = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at) {
        match c {
            b'{' => open.push(Some(names.len())),
            b'[' => open.push(None),
            b'}' | b']' => {
                if let Some(Some(start)) = open.pop() {
                    if !differ(&names[start..]) {
                        return false;
                    }
                    names.truncate(start);
                }
            }
            b'"' => {
                let end = skip_string(text, at);
                // In an object what a colon follows is a name.
                if let Some(Some(_)) = open.last()
                    && text.get(skip_space(text, end)) == Some(&b':')
                {
                    let name = &text[at + 1..end - 1];
                    if name.contains(&b'\\') {
                        return false;
                    }
                    names.push(name);
                }
                at = end;
                continue;
            }
            _ => {}
        }
        at += 1;
    }
    true
}

fn differ(names: &[&[u8]]) -> bool {
    if names.len() > 16 {
        let mut seen = HashSet::with_capacity(names.len());
        return names.iter().all(|n| seen.insert(*n));
    }
    names.iter().enumerate().all(|(i, n)| !names[..i].contains(n))
}
