//! Package encoding/json: the natives. See go/encoding/json/json.go for the protocol.

mod base64;
mod cursor;
mod decode;
mod encode;
mod format;
mod plan;
mod scan;
mod text;
mod v2;
mod values;
mod wire;

use decode::{Action, Decoder, Known, Problem};
use encode::{Call, Encoder, Fail};
use scan::Scanner;
use vole_vm::{Iface, NativeCtx, NativeRegistry, NativeResult, SliceWords};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    text::register(r);
    v2::register(r);
    r.add("encoding/json.encode", encode);
    r.add("encoding/json.decode", decode);
    r.add("encoding/json.check", check);
    r.add("encoding/json.checkWhole", check_whole);
    r.add("encoding/json.compact", |cx| rewrite(cx, |out, text| scan::push_compact(out, text, false)));
    r.add("encoding/json.indent", indent);
    r.add("encoding/json.escape", |cx| {
        let mut out = Vec::new();
        scan::push_escaped(&mut out, cx.bytes(0));
        let s = cx.new_bytes(&out)?;
        cx.set_slice(0, s);
        Ok(())
    });
    r.add("encoding/json.isNumber", |cx| {
        let yes = encode::is_number(cx.bytes(0));
        cx.set_bool(0, yes);
        Ok(())
    });
    r.add("encoding/json.stringValue", |cx| {
        let raw = cx.bytes(0);
        let text = scan::unescape(raw).unwrap_or_else(|| raw.to_vec());
        cx.set_str(0, &text)
    });
    r.add("encoding/json.storeEntry", |cx| {
        // SAFETY: a record handed out by `decode`.
        let t = unsafe { &*(cx.u64(0) as *const vole_vm::RType) };
        cx.map_assign(t, cx.u64(1), cx.u64(2), cx.u64(3))
    });
}

/// How an encoding ended: the layout of `json.outcome`.
#[repr(C)]
struct Outcome {
    out: SliceWords,
    calls: SliceWords,
    code: i64,
    offset: i64,
    /// A type without a value.
    ty: Iface,
    value: Iface,
    text: [u64; 2],
}

/// func encode(v any, flags int, made []call, o *outcome, proto any)
fn encode(cx: &mut NativeCtx<'_>) -> NativeResult {
    let value = cx.iface_value(0);
    let (html, without_to) = (cx.u64(2) & 1 != 0, cx.u64(2) & 2 != 0);
    let made = cx.slice(3);
    let call_type = cx.rtype_of(cx.u64(7)).map(|t| t.id);
    let calls = (made.ptr != 0).then(|| {
        // SAFETY: a slice of `json.call`s.
        unsafe { std::slice::from_raw_parts(made.ptr as *const Call, made.len as usize) }.to_vec()
    });
    let second = calls.is_some();
    let mut e = Encoder::new(cx, html, without_to, calls);
    let result = e.run(value);
    let (out, calls) = (std::mem::take(&mut e.out), std::mem::take(&mut e.calls));
    // SAFETY: the caller's outcome.
    let o = unsafe { &mut *(cx.u64(6) as *mut Outcome) };
    if !second
        && !calls.is_empty()
        && let Some(id) = call_type
    {
        o.calls = cx.new_slice(id, calls.len())?;
        // SAFETY: a fresh slice of as many calls.
        unsafe { std::ptr::copy_nonoverlapping(calls.as_ptr(), o.calls.ptr as *mut Call, calls.len()) };
    }
    let no_value = |ty: u64| Iface { ty, data: 0 };
    match result {
        Ok(()) if second || calls.is_empty() => o.out = cx.new_bytes(&out)?,
        Ok(()) => {}
        Err(Fail::Type(ty)) => {
            o.code = 1;
            o.ty = no_value(ty);
        }
        Err(Fail::Value(v, text)) => {
            o.code = 2;
            o.value = v;
            o.text = cx.new_str(text.as_bytes())?.into();
        }
        Err(Fail::Method(ty, msg, offset)) => {
            o.code = 3;
            o.ty = no_value(ty);
            o.offset = offset as i64;
            o.text = cx.new_str(msg.as_bytes())?.into();
        }
        Err(Fail::Declined) => {}
        Err(Fail::Number(text)) => {
            o.code = 4;
            o.text = cx.new_str(&text)?.into();
        }
    }
    Ok(())
}

/// How a decoding ended: the layout of `json.result`.
#[repr(C)]
struct Result_ {
    actions: SliceWords,
    code: i64,
    offset: i64,
    before: i64,
    ty: Iface,
    value: [u64; 2],
    root: [u64; 2],
    field: [u64; 2],
    sub: i64,
    text: [u64; 2],
}

fn report(cx: &mut NativeCtx<'_>, at: u64, p: &Problem) -> NativeResult {
    // SAFETY: the caller's result.
    let r = unsafe { &mut *(at as *mut Result_) };
    r.code = p.code;
    r.offset = p.offset as i64;
    r.before = p.before as i64;
    r.ty = Iface { ty: p.ty, data: 0 };
    r.sub = p.sub;
    r.value = cx.new_str(&p.value)?.into();
    r.root = cx.new_str(&p.root)?.into();
    r.field = cx.new_str(&p.field)?.into();
    r.text = cx.new_str(&p.text)?.into();
    Ok(())
}

/// func decode(text []byte, v any, flags int, protos []any, r *result); v is a pointer that is not nil
fn decode(cx: &mut NativeCtx<'_>) -> NativeResult {
    let text = cx.bytes(0);
    let at = cx.u64(9);
    let mut scanner = Scanner::new(text);
    scanner.counts = Some(vec![]);
    if let Err(e) = scanner.whole() {
        return report(cx, at, &e.into());
    }
    let flags = cx.u64(5);
    let protos = cx.ifaces(6);
    let types: Vec<_> = protos.iter().filter_map(|p| cx.rtype_of(p.ty)).collect();
    let Some(v) = cx.iface_value(3) else { return Ok(()) };
    let [float, string, boolean, map, slice, number, action] = types[..] else { return Ok(()) };
    let known = Known { float, string, boolean, map, slice, number };
    let counts = scanner.counts.unwrap_or_default();
    let mut d = Decoder::new(cx, known, text, counts, v.elem_type(), flags & 1 != 0, flags & 2 != 0);
    d.without_from = flags & 4 != 0;
    d.run(v.word() as *mut u8)?;
    let (actions, problem) = (std::mem::take(&mut d.actions), std::mem::take(&mut d.problem));
    if !actions.is_empty() {
        let s = cx.new_slice(action.id, actions.len())?;
        // SAFETY: a fresh slice of as many actions, and the caller's result.
        unsafe {
            std::ptr::copy_nonoverlapping(actions.as_ptr(), s.ptr as *mut Action, actions.len());
            (*(at as *mut Result_)).actions = s;
        }
    }
    if problem.code != 0 { report(cx, at, &problem) } else { Ok(()) }
}

/// func check(text []byte, from int) (end int, short bool, offset int, msg string): the end of the value that begins there
fn check(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (text, from) = (cx.bytes(0), cx.u64(3) as usize);
    match Scanner::new(text).value(from) {
        Ok(end) => {
            cx.set_i64(0, end as i64);
            cx.set_bool(1, false);
            cx.set(2, 0);
            cx.set_substr(3, &[]);
        }
        Err(e) => {
            cx.set_i64(0, -1);
            cx.set_bool(1, e.short);
            cx.set_i64(2, e.offset as i64);
            cx.set_str(3, e.msg.as_bytes())?;
        }
    }
    Ok(())
}

/// func checkWhole(text []byte) (offset int, msg string): msg is empty if the text is a value
fn check_whole(cx: &mut NativeCtx<'_>) -> NativeResult {
    match Scanner::new(cx.bytes(0)).whole() {
        Ok(()) => cx.set_substr(1, &[]),
        Err(e) => {
            cx.set_str(1, e.msg.as_bytes())?;
            cx.set_i64(0, e.offset as i64);
        }
    }
    Ok(())
}

/// func compact(text []byte) []byte; the text was checked
fn rewrite(cx: &mut NativeCtx<'_>, by: fn(&mut Vec<u8>, &[u8])) -> NativeResult {
    let mut out = Vec::new();
    by(&mut out, cx.bytes(0));
    let s = cx.new_bytes(&out)?;
    cx.set_slice(0, s);
    Ok(())
}

/// func indent(text []byte, prefix, indent string) []byte; the text was checked
fn indent(cx: &mut NativeCtx<'_>) -> NativeResult {
    let mut out = Vec::new();
    scan::push_indented(&mut out, cx.bytes(0), cx.bytes(3), cx.bytes(5));
    let s = cx.new_bytes(&out)?;
    cx.set_slice(0, s);
    Ok(())
}
