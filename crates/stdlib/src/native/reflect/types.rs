//! What types say of themselves.

use super::{other, record};
use vole_bytecode::{FuncId, Kind, RtTypeId};
use vole_vm::{NativeCtx, NativeRegistry, NativeResult, RType};

pub(super) fn register(r: &mut NativeRegistry) {
    r.add("reflect.typeString", |cx| text(cx, |t| &t.desc().name));
    r.add("reflect.typeName", |cx| text(cx, |t| &t.desc().bare_name));
    r.add("reflect.typePkgPath", |cx| text(cx, |t| &t.desc().pkg_path));
    r.add("reflect.typeLen", |cx| number(cx, |t| t.desc().len));
    r.add("reflect.typeDir", |cx| number(cx, |t| u64::from(t.desc().chan_dir)));
    r.add("reflect.typeVariadic", |cx| number(cx, |t| u64::from(t.desc().variadic)));
    r.add("reflect.numField", |cx| number(cx, |t| t.desc().fields.len() as u64));
    r.add("reflect.numIn", |cx| number(cx, |t| t.desc().params.len() as u64));
    r.add("reflect.numOut", |cx| number(cx, |t| t.desc().results.len() as u64));
    r.add("reflect.typeIn", |cx| child(cx, |t, i| t.desc().params[i]));
    r.add("reflect.typeOut", |cx| child(cx, |t, i| t.desc().results[i]));
    r.add("reflect.fieldType", field_type);
    r.add("reflect.fieldInfo", field_info);
    r.add("reflect.fieldNamed", field_named);
    r.add("reflect.numMethod", num_method);
    r.add("reflect.method", method);
    r.add("reflect.hidesMethods", hides_methods);
    r.add("reflect.methodNamed", method_named);
    r.add("reflect.ifaceMethod", iface_method);
    r.add("reflect.tagValue", tag_value);
    r.add("reflect.isUpper", |cx| {
        let upper = crate::native::unicode::is_upper(crate::native::unicode::decode(cx.bytes(0)).0);
        cx.set_bool(0, upper);
        Ok(())
    });
}

/// The texts of types live as long as the VM: no copy.
fn lasting<'v>(s: &str) -> &'v [u8] {
    // SAFETY: descriptions of types are kept by the program or the VM, and never change.
    unsafe { std::slice::from_raw_parts(s.as_ptr(), s.len()) }
}

fn text(cx: &mut NativeCtx<'_>, of: fn(&RType) -> &str) -> NativeResult {
    let s = lasting(of(record(cx, 0)));
    cx.set_substr(0, s);
    Ok(())
}

fn number(cx: &mut NativeCtx<'_>, of: fn(&RType) -> u64) -> NativeResult {
    let n = of(record(cx, 0));
    cx.set(0, n);
    Ok(())
}

fn child(cx: &mut NativeCtx<'_>, of: fn(&RType, usize) -> RtTypeId) -> NativeResult {
    let t = record(cx, 0);
    let word = other(t, of(t, cx.u64(1) as usize)).word();
    cx.set(0, word);
    Ok(())
}

/// `func fieldType(t *rtype, i int) (typ *rtype, offset uintptr, exported, embedded bool)`; i is in range.
fn field_type(cx: &mut NativeCtx<'_>) -> NativeResult {
    let t = record(cx, 0);
    let f = &t.desc().fields[cx.u64(1) as usize];
    cx.set(0, other(t, f.ty).word());
    cx.set(1, u64::from(f.offset));
    cx.set_bool(2, f.pkg.is_empty());
    cx.set_bool(3, f.embedded);
    Ok(())
}

/// `func fieldInfo(t *rtype, i int) (name, pkg, tag string)`
fn field_info(cx: &mut NativeCtx<'_>) -> NativeResult {
    let t = record(cx, 0);
    let f = &t.desc().fields[cx.u64(1) as usize];
    cx.set_substr(0, lasting(&f.name));
    cx.set_substr(2, lasting(&f.pkg));
    cx.set_substr(4, lasting(&f.tag));
    Ok(())
}

/// `func fieldNamed(t *rtype, name string) int`: -1 if the struct itself has none, -2 if it has no embedded field either.
fn field_named(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (t, name) = (record(cx, 0), cx.bytes(1));
    let fields = &t.desc().fields;
    let n = match fields.iter().position(|f| f.name.as_bytes() == name) {
        Some(i) => i as i64,
        None if fields.iter().any(|f| f.embedded) => -1,
        None => -2,
    };
    cx.set_i64(0, n);
    Ok(())
}

/// `func numMethod(t *rtype) int`
fn num_method(cx: &mut NativeCtx<'_>) -> NativeResult {
    let t = record(cx, 0);
    let n = if t.kind == Kind::Interface { t.desc().methods.len() } else { t.desc().exported_count as usize };
    cx.set(0, n as u64);
    Ok(())
}

/// The methods of an interface type, in order of their names.
fn sorted<'a>(cx: &'a NativeCtx<'_>, t: &RType) -> Vec<&'a vole_bytecode::Selector> {
    let program = cx.vm.program();
    let mut all: Vec<_> = t.desc().methods.iter().map(|m| &program.selectors[m.selector.0 as usize]).collect();
    all.sort_by(|a, b| (&a.name, &a.pkg).cmp(&(&b.name, &b.pkg)));
    all
}

/// The type of the i-th method, without the receiver.
pub(crate) fn method_type<'v>(cx: &NativeCtx<'v>, t: &RType, i: usize) -> Option<&'v RType> {
    let sig = match t.kind {
        Kind::Interface => sorted(cx, t).get(i)?.sig,
        _ => t.desc().exported.get(i)?.sig,
    };
    Some(cx.rtype(sig))
}

/// `func method(t *rtype, i int) (name, pkg string, typ *rtype, code int)`: the i-th method; of an interface type without code.
fn method(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (t, i) = (record(cx, 0), cx.u64(1) as usize);
    let (name, pkg, sig, func) = if t.kind == Kind::Interface {
        let s = sorted(cx, t)[i];
        (lasting(&s.name), lasting(&s.pkg), s.sig, FuncId(u32::MAX))
    } else {
        match t.desc().exported.get(i) {
            Some(m) => (lasting(&m.name), lasting(""), m.sig, m.func),
            None => return Err(cx.panic_str(&format!("reflect: method {i} of {} is not in the program", t.name()))),
        }
    };
    cx.set_substr(0, name);
    cx.set_substr(2, pkg);
    cx.set(4, other(t, sig).word());
    cx.set_i64(5, i64::from(func.0 as i32));
    Ok(())
}

/// `func hidesMethods(iface *rtype) bool`
fn hides_methods(cx: &mut NativeCtx<'_>) -> NativeResult {
    let t = record(cx, 0);
    let hides = sorted(cx, t).iter().any(|s| !s.pkg.is_empty());
    cx.set_bool(0, hides);
    Ok(())
}

/// `func methodNamed(t *rtype, name string) int`: the number of a method, or -1.
fn method_named(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (t, name) = (record(cx, 0), cx.bytes(1));
    let found = if t.kind == Kind::Interface {
        sorted(cx, t).iter().position(|s| s.name.as_bytes() == name)
    } else {
        t.desc().exported.binary_search_by(|m| m.name.as_bytes().cmp(name)).ok()
    };
    cx.set_i64(0, found.map_or(-1, |i| i as i64));
    Ok(())
}

/// `func ifaceMethod(iface *rtype, i int, t *rtype) int`: the code by which t implements the i-th method of the interface type.
fn iface_method(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (iface, i, t) = (record(cx, 0), cx.u64(1) as usize, record(cx, 2));
    let name = sorted(cx, iface)[i].name.clone();
    let exported = &t.desc().exported;
    let code = match exported.binary_search_by(|m| m.name.cmp(&name)) {
        Ok(i) => i64::from(exported[i].func.0 as i32),
        Err(_) => {
            let program = cx.vm.program();
            let is = |m: &&vole_bytecode::RtMethod| program.selectors[m.selector.0 as usize].name == name;
            t.desc().methods.iter().find(is).map_or(-1, |m| i64::from(m.func.0 as i32))
        }
    };
    cx.set_i64(0, code);
    Ok(())
}

/// `func tagValue(tag, key string) (quoted string, ok bool)`: the quoted value of a key.
fn tag_value(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (tag, key) = (cx.bytes(0), cx.bytes(2));
    let found = find_tag(tag, key);
    cx.set_substr(0, found.unwrap_or_default());
    cx.set_bool(2, found.is_some());
    Ok(())
}

/// Tags are `key:"value"` pairs with spaces between them; whatever is not ends the search.
pub(crate) fn find_tag<'a>(mut tag: &'a [u8], key: &[u8]) -> Option<&'a [u8]> {
    loop {
        let start = tag.iter().position(|&c| c != b' ')?;
        tag = &tag[start..];
        let colon = tag.iter().position(|&c| c <= b' ' || c == b':' || c == b'"' || c == 0x7f)?;
        if colon == 0 || tag[colon] != b':' || tag.get(colon + 1) != Some(&b'"') {
            return None;
        }
        let (name, rest) = (&tag[..colon], &tag[colon + 1..]);
        let mut end = 1;
        while *rest.get(end)? != b'"' {
            end += if rest[end] == b'\\' { 2 } else { 1 };
        }
        if name == key {
            return Some(&rest[..=end]);
        }
        tag = &rest[end + 1..];
    }
}
