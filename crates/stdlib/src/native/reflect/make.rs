//! Types made of types, and their names.

use super::{other, record};
use crate::native::num::quote;
use std::sync::Arc;
use vole_bytecode::{FuncId, RtTypeId};
use vole_vm::{NativeCtx, NativeRegistry, NativeResult, RType, ShapeField, TypeShape};

pub(super) fn register(r: &mut NativeRegistry) {
    r.add("reflect.pointerTo", |cx| {
        let t = record(cx, 0);
        made(cx, TypeShape::Pointer(t.id), |_| format!("*{}", t.name()))
    });
    r.add("reflect.sliceOf", |cx| {
        let t = record(cx, 0);
        made(cx, TypeShape::Slice(t.id), |_| format!("[]{}", t.name()))
    });
    r.add("reflect.arrayOf", |cx| {
        let (n, t) = (cx.u64(0), record(cx, 1));
        made(cx, TypeShape::Array(t.id, n), |_| format!("[{n}]{}", t.name()))
    });
    r.add("reflect.mapOf", |cx| {
        let (k, e) = (record(cx, 0), record(cx, 1));
        made(cx, TypeShape::Map(k.id, e.id), |_| format!("map[{}]{}", k.name(), e.name()))
    });
    r.add("reflect.chanOf", |cx| {
        let (dir, t) = (cx.u64(0) as u8, record(cx, 1));
        made(cx, TypeShape::Chan(dir, t.id), |_| match dir {
            1 => format!("<-chan {}", t.name()),
            2 => format!("chan<- {}", t.name()),
            _ if t.name().starts_with("<-") => format!("chan ({})", t.name()),
            _ => format!("chan {}", t.name()),
        })
    });
    r.add("reflect.funcOf", func_of);
    r.add("reflect.structOf", struct_of);
}

/// Answers the type, or nil if it cannot be made.
fn made(cx: &mut NativeCtx<'_>, shape: TypeShape, name: impl FnOnce(&NativeCtx<'_>) -> String) -> NativeResult {
    let word = cx.type_of_shape(shape, |cx| name(cx)).map_or(0, RType::word);
    cx.set(0, word);
    Ok(())
}

fn ids(cx: &NativeCtx<'_>, at: usize) -> Vec<RtTypeId> {
    // SAFETY: a slice of records of package reflect.
    cx.words_mut(at).iter().map(|&w| unsafe { &*(w as *const RType) }.id).collect()
}

/// `func funcOf(in, out []*rtype, variadic bool) *rtype`
fn func_of(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (params, results, variadic) = (ids(cx, 0), ids(cx, 3), cx.bool(6));
    let shape = TypeShape::Func { params: params.clone(), results: results.clone(), variadic };
    made(cx, shape, |cx| {
        let last = params.len().wrapping_sub(1);
        let params: Vec<String> = params
            .iter()
            .enumerate()
            .map(|(i, &p)| {
                let t = cx.rtype(p);
                if variadic && i == last { format!("...{}", t.elem().name()) } else { t.name().to_string() }
            })
            .collect();
        let results: Vec<&str> = results.iter().map(|&r| cx.rtype(r).name()).collect();
        let params = params.join(", ");
        match results[..] {
            [] => format!("func({params})"),
            [one] => format!("func({params}) {one}"),
            _ => format!("func({params}) ({})", results.join(", ")),
        }
    })
}

/// A field as package reflect hands it over.
#[repr(C)]
struct Field {
    name: [u64; 2],
    pkg: [u64; 2],
    typ: u64,
    tag: [u64; 2],
    embedded: u64,
}

/// `func structOf(fields []makeField, stub func()) *rtype`
fn struct_of(cx: &mut NativeCtx<'_>) -> NativeResult {
    let s = cx.slice(0);
    let fields: &[Field] = if s.len == 0 {
        &[]
    } else {
        // SAFETY: a slice of `makeField`s, whose texts are live.
        unsafe { std::slice::from_raw_parts(s.ptr as *const Field, s.len as usize) }
    };
    let text = |w: [u64; 2]| -> Arc<str> {
        if w[1] == 0 {
            return "".into();
        }
        // SAFETY: a live string.
        let bytes = unsafe { std::slice::from_raw_parts(w[0] as *const u8, w[1] as usize) };
        String::from_utf8_lossy(bytes).into()
    };
    let shape: Vec<ShapeField> = fields
        .iter()
        .map(|f| ShapeField {
            name: text(f.name),
            pkg: text(f.pkg),
            // SAFETY: a record of package reflect.
            ty: unsafe { &*(f.typ as *const RType) }.id,
            embedded: f.embedded as u8 != 0,
            tag: text(f.tag),
        })
        .collect();
    // SAFETY: a func value begins with the number of its function.
    let stub = FuncId(unsafe { *(cx.u64(3) as *const u64) } as u32);
    let known = cx.rtype(RtTypeId(0));
    let made = cx.type_with_stub(TypeShape::Struct(shape.clone()), stub, |_| {
        let parts: Vec<String> = shape
            .iter()
            .map(|f| {
                let name = other(known, f.ty).name();
                let mut part = if f.embedded { name.to_string() } else { format!("{} {name}", f.name) };
                if !f.tag.is_empty() {
                    part.push(' ');
                    part.push_str(&quote_text(&f.tag));
                }
                part
            })
            .collect();
        if parts.is_empty() { "struct {}".into() } else { format!("struct {{ {} }}", parts.join("; ")) }
    });
    cx.set(0, made.map_or(0, RType::word));
    Ok(())
}

fn quote_text(s: &str) -> String {
    let mut out = Vec::new();
    quote::push_quoted(&mut out, s.as_bytes(), b'"', quote::Keep::Print);
    String::from_utf8_lossy(&out).into_owned()
}
