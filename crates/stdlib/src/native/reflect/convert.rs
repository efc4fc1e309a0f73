//! Conversions between basic kinds, and values that are zero.

use super::algebra::{is_complex, is_float, is_int, text_slice};
use super::record;
use vole_bytecode::Kind;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult, RType, ValueRef};

pub(super) fn register(r: &mut NativeRegistry) {
    r.add("reflect.convertBasic", convert_basic);
    r.add("reflect.isZero", is_zero);
}

fn signed(k: Kind) -> bool {
    (Kind::Int as u8..=Kind::Int64 as u8).contains(&(k as u8))
}

/// float64 to uint64 as gc on amd64 has it.
fn to_unsigned(x: f64) -> u64 {
    let half = 9_223_372_036_854_775_808.0;
    if x < half { to_signed(x) as u64 } else { (to_signed(x - half) as u64) ^ (1 << 63) }
}

/// float64 to int64 as amd64 has it.
fn to_signed(x: f64) -> i64 {
    if (-9_223_372_036_854_775_808.0..9_223_372_036_854_775_808.0).contains(&x) { x as i64 } else { i64::MIN }
}

/// `func convertBasic(from, to *rtype, p, dst unsafe.Pointer) bool`: converts the number or text at p; false if the types' kinds do
/// not say how.
fn convert_basic(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (from, to, dst) = (record(cx, 0), record(cx, 1), cx.u64(3) as *mut u8);
    // SAFETY: a value of type `from` stands there.
    let v = unsafe { ValueRef::new(from, cx.u64(2) as *const u8) };
    let (f, t) = (from.kind, to.kind);
    let done = if is_int(f) && is_int(t) {
        put(to, dst, v.int() as u64);
        true
    } else if is_int(f) && is_float(t) {
        let x = v.int();
        match (t, signed(f)) {
            (Kind::Float32, true) => put(to, dst, u64::from((x as f64 as f32).to_bits())),
            (Kind::Float32, false) => put(to, dst, u64::from((x as u64 as f64 as f32).to_bits())),
            (_, true) => put(to, dst, (x as f64).to_bits()),
            (_, false) => put(to, dst, (x as u64 as f64).to_bits()),
        }
        true
    } else if is_float(f) && is_int(t) {
        let x = v.float();
        put(to, dst, if signed(t) { to_signed(x) as u64 } else { to_unsigned(x) });
        true
    } else if is_float(f) && is_float(t) {
        let x = v.float();
        if f == Kind::Float32 && t == Kind::Float32 {
            // Signalling NaNs stay as they are.
            // SAFETY: four bytes each.
            unsafe { std::ptr::copy_nonoverlapping(v.ptr, dst, 4) };
        } else {
            put(to, dst, if t == Kind::Float32 { u64::from((x as f32).to_bits()) } else { x.to_bits() });
        }
        true
    } else if is_complex(f) && is_complex(t) {
        let (re, im) = v.complex();
        // SAFETY: `dst` has the size of the target.
        unsafe {
            if t == Kind::Complex64 {
                dst.cast::<[f32; 2]>().write_unaligned([re as f32, im as f32]);
            } else {
                dst.cast::<[f64; 2]>().write_unaligned([re, im]);
            }
        }
        true
    } else if is_int(f) && t == Kind::String {
        let n = v.int();
        let rune = if signed(f) { u32::try_from(n).ok() } else { u32::try_from(n as u64).ok() };
        let c = rune.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER);
        let s = cx.new_str(c.encode_utf8(&mut [0; 4]).as_bytes())?;
        put_words(dst, &[s.0, s.1]);
        true
    } else if let (Kind::String, Some(elem)) = (f, text_slice(to)) {
        let text = v.bytes();
        if elem == Kind::Uint8 {
            let s = cx.new_bytes(text)?;
            put_words(dst, &[s.ptr, s.len, s.cap]);
        } else {
            let mut runes = Vec::new();
            let mut rest = text;
            while !rest.is_empty() {
                let (r, w) = crate::native::unicode::decode(rest);
                runes.push(r);
                rest = &rest[w..];
            }
            let s = cx.new_slice(to.elem, runes.len())?;
            for (i, r) in runes.iter().enumerate() {
                // SAFETY: element i of the new slice.
                unsafe { *(s.ptr as *mut u32).add(i) = *r };
            }
            put_words(dst, &[s.ptr, s.len, s.cap]);
        }
        true
    } else if let (Some(elem), Kind::String) = (text_slice(from), t) {
        let s = if elem == Kind::Uint8 {
            cx.new_str(v.bytes())?
        } else {
            let mut text = String::new();
            for i in 0..v.len() {
                let r = v.index(i).int();
                let c = u32::try_from(r).ok().and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER);
                text.push(c);
            }
            cx.new_str(text.as_bytes())?
        };
        put_words(dst, &[s.0, s.1]);
        true
    } else {
        false
    };
    cx.set_bool(0, done);
    Ok(())
}

fn put(t: &RType, dst: *mut u8, bits: u64) {
    // SAFETY: `dst` has the size of a number of type `t`.
    unsafe { std::ptr::copy_nonoverlapping((&raw const bits).cast::<u8>(), dst, t.size as usize) }
}

fn put_words(dst: *mut u8, words: &[u64]) {
    for (i, w) in words.iter().enumerate() {
        // SAFETY: `dst` has the size of a string or slice.
        unsafe { dst.cast::<u64>().add(i).write(*w) };
    }
}

/// `func isZero(t *rtype, p unsafe.Pointer) bool`
fn is_zero(cx: &mut NativeCtx<'_>) -> NativeResult {
    let t = record(cx, 0);
    // SAFETY: a value of the type stands there.
    let zero = zero(unsafe { ValueRef::new(t, cx.u64(1) as *const u8) });
    cx.set_bool(0, zero);
    Ok(())
}

/// Whether a value equals the zero value of its type: of floats -0 does, and blank fields do not count.
pub(crate) fn zero(v: ValueRef<'_>) -> bool {
    match v.kind() {
        Kind::Array => bytes_zero(v) || (0..v.len()).all(|i| zero(v.index(i))),
        Kind::Struct => {
            let counts = |i: &usize| &*v.ty.desc().fields[*i].name != "_";
            bytes_zero(v) || (0..v.ty.desc().fields.len()).filter(counts).all(|i| zero(v.field(i)))
        }
        Kind::Float32 | Kind::Float64 | Kind::Complex64 | Kind::Complex128 => {
            let wide = matches!(v.kind(), Kind::Float64 | Kind::Complex128);
            // SAFETY: a value has the size of its type.
            let bytes = unsafe { std::slice::from_raw_parts(v.ptr, v.ty.size as usize) };
            let sign = |i: usize| i % if wide { 8 } else { 4 } == if wide { 7 } else { 3 };
            bytes.iter().enumerate().all(|(i, &b)| b == 0 || b == 0x80 && sign(i))
        }
        Kind::String => v.bytes().is_empty(),
        Kind::Slice | Kind::Interface => v.word() == 0,
        _ => bytes_zero(v),
    }
}

fn bytes_zero(v: ValueRef<'_>) -> bool {
    // SAFETY: a value has the size of its type.
    unsafe { std::slice::from_raw_parts(v.ptr, v.ty.size as usize) }.iter().all(|&b| b == 0)
}
