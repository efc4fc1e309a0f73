//! What the compiler calls for built-in functions and operators that are too rare for an instruction.

use crate::native::{NativeCtx, NativeExit, NativeRegistry, NativeResult};
use crate::sysframes::Cause;
use vole_bytecode::RtTypeId;
use vole_heap::LayoutId;

pub(super) fn register(registry: &mut NativeRegistry) {
    registry.add("runtime.print", print);
    registry.add("runtime.unsafeStringCheck", |cx| unsafe_check(cx, "unsafe.String"));
    registry.add("runtime.panicWrap", |cx| {
        let text = String::from_utf8_lossy(cx.bytes(0)).into_owned();
        Err(cx.panic_plain(&text))
    });
    registry.add("runtime.unsafeSliceCheck", |cx| unsafe_check(cx, "unsafe.Slice"));
    registry.add("runtime.clearSlice", clear_slice);
    registry.add("runtime.fmin", |cx| extreme(cx, false));
    registry.add("runtime.fmax", |cx| extreme(cx, true));
    registry.add("runtime.complexDiv", complex_div);
    registry.add("runtime.sliceToArray", slice_to_array);
    registry.add("runtime.interfaceWords", interface_words);
    registry.add("runtime.newTooLarge", |cx| {
        let bytes = cx.u64(0) as usize;
        // SAFETY: nothing is stored there.
        let _ = unsafe { cx.vm.heap.alloc_nogc(bytes, LayoutId::NOSCAN) };
        cx.vm.out_of_memory_for(Cause::TooLargeVariable);
        Err(NativeExit::Ended)
    });
    registry.add("runtime.rangePanic", range_panic);
}

/// An iterator function misused the loop body it was given: by the loop's state.
fn range_panic(cx: &mut NativeCtx<'_>) -> NativeResult {
    let text = match cx.i64(0) {
        1 => "range function continued iteration after loop body panic",
        2 => "range function continued iteration after function for loop body returned false",
        3 => "range function continued iteration after whole loop exit",
        _ => "range function recovered a loop body panic and did not resume panicking",
    };
    Err(cx.panic_runtime(text))
}

/// One operand of `print`: its kind, then its words.
fn print(cx: &mut NativeCtx<'_>) -> NativeResult {
    let mut bytes: &[u8] = &[];
    let text = match cx.u64(0) {
        1 => (cx.u64(1) != 0).to_string(),
        2 => cx.i64(1).to_string(),
        3 => cx.u64(1).to_string(),
        4 => go_float(cx.f64(1)),
        5 => go_complex(&go_float(cx.f64(1)), &go_float(cx.f64(2))),
        11 => go_float32(cx.f64(1) as f32),
        12 => go_complex(&go_float32(cx.f64(1) as f32), &go_float32(cx.f64(2) as f32)),
        6 => {
            bytes = cx.bytes(1);
            String::new()
        }
        7 => format!("{:#x}", cx.u64(1)),
        8 => format!("({:#x},{:#x})", cx.u64(1), cx.u64(2)),
        9 => format!("[{}/{}]{:#x}", cx.i64(2), cx.i64(3), cx.u64(1)),
        _ => char::from(cx.u64(1) as u8).to_string(),
    };
    // Go ignores failing writes here too.
    let _ = cx.stderr().write_all(if bytes.is_empty() { text.as_bytes() } else { bytes });
    Ok(())
}

/// A float as `print` and panics write it: the shortest form that reads back.
pub(crate) fn go_float(x: f64) -> String {
    if x.is_nan() {
        return "NaN".into();
    }
    if x.is_infinite() {
        return if x > 0.0 { "+Inf" } else { "-Inf" }.into();
    }
    short_float(&format!("{x:e}"), || format!("{x}"))
}

/// A float32 likewise.
pub(crate) fn go_float32(x: f32) -> String {
    if !x.is_finite() {
        return go_float(f64::from(x));
    }
    short_float(&format!("{x:e}"), || format!("{x}"))
}

/// Chooses between the form with an exponent and the plain one.
fn short_float(text: &str, plain: impl Fn() -> String) -> String {
    let (mantissa, exp) = text.split_once('e').unwrap_or((text, "0"));
    let exp: i32 = exp.parse().unwrap_or(0);
    if (-4..6).contains(&exp) {
        return plain();
    }
    format!("{mantissa}e{}{:02}", if exp < 0 { '-' } else { '+' }, exp.abs())
}

/// A complex number, its parts written like floats.
pub(crate) fn go_complex(re: &str, im: &str) -> String {
    let sign = if im.starts_with(['+', '-']) { "" } else { "+" };
    format!("({re}{sign}{im}i)")
}

/// Arguments: pointer, length, element size.
fn unsafe_check(cx: &mut NativeCtx<'_>, what: &str) -> NativeResult {
    let (ptr, len, size) = (cx.u64(0), cx.i64(1), cx.u64(2));
    let bytes = u64::try_from(len).ok().and_then(|n| n.checked_mul(size));
    if ptr == 0 && len > 0 {
        return Err(cx.panic_runtime(&format!("{what}: ptr is nil and len is not zero")));
    }
    // The memory must not reach beyond the end of the address space.
    if bytes.is_none_or(|n| n > ptr.wrapping_neg() && n > 0) {
        return Err(cx.panic_runtime(&format!("{what}: len out of range")));
    }
    Ok(())
}

/// Arguments: pointer, length, element size.
fn clear_slice(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (ptr, len, size) = (cx.u64(0), cx.u64(1), cx.u64(2));
    if len != 0 {
        // SAFETY: the elements of a live slice.
        unsafe { std::ptr::write_bytes(ptr as *mut u8, 0, (len * size) as usize) };
    }
    Ok(())
}

/// `min` and `max` of two floats: NaN wins, and -0 is less than 0.
fn extreme(cx: &mut NativeCtx<'_>, max: bool) -> NativeResult {
    let (x, y) = (cx.f64(0), cx.f64(1));
    let less = x < y || x == y && x.is_sign_negative();
    let result = if x.is_nan() || y.is_nan() {
        f64::NAN
    } else if less != max {
        x
    } else {
        y
    };
    cx.set_f64(0, result);
    Ok(())
}

/// Division as C99's annex G has it: infinities and zeroes give infinities and zeroes where the limit is clear.
fn complex_div(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (a, b, c, d) = (cx.f64(0), cx.f64(1), cx.f64(2), cx.f64(3));
    let (mut re, mut im);
    if c.abs() >= d.abs() {
        let ratio = d / c;
        let denom = c + ratio * d;
        (re, im) = ((a + b * ratio) / denom, (b - a * ratio) / denom);
    } else {
        let ratio = c / d;
        let denom = d + ratio * c;
        (re, im) = ((a * ratio + b) / denom, (b * ratio - a) / denom);
    }
    if re.is_nan() && im.is_nan() {
        let unit = |x: f64| if x.is_infinite() { 1f64.copysign(x) } else { 0f64.copysign(x) };
        if c == 0.0 && d == 0.0 && !(a.is_nan() && b.is_nan()) {
            let inf = f64::INFINITY.copysign(c);
            (re, im) = (inf * a, inf * b);
        } else if (a.is_infinite() || b.is_infinite()) && c.is_finite() && d.is_finite() {
            let (a, b) = (unit(a), unit(b));
            (re, im) = (f64::INFINITY * (a * c + b * d), f64::INFINITY * (b * c - a * d));
        } else if (c.is_infinite() || d.is_infinite()) && a.is_finite() && b.is_finite() {
            let (c, d) = (unit(c), unit(d));
            (re, im) = (0.0 * (a * c + b * d), 0.0 * (b * c - a * d));
        }
    }
    cx.set_f64(0, re);
    cx.set_f64(1, im);
    Ok(())
}

/// Arguments: address of an interface, its type; result: where its two words can be read as gc has them. A number that stands in
/// the data word itself is copied to memory of its own, and the interface with it.
fn interface_words(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (at, interface) = (cx.u64(0), RtTypeId(cx.u64(1) as u32));
    if at == 0 {
        return Ok(());
    }
    // SAFETY: the address of an interface of the program.
    let [word, data] = unsafe { *(at as *const [u64; 2]) };
    let number = cx.rtype_of(word).is_some_and(|ty| ty.direct && ty.layout == LayoutId::NOSCAN);
    if number {
        let layout = cx.rtype(interface).layout;
        let copy = cx.alloc_raw(16, layout)?;
        // The copy is not known to the collector before the native ends, which nothing in between waits for.
        let own = cx.alloc_raw(8, LayoutId::NOSCAN)?;
        // SAFETY: fresh memory of these sizes.
        unsafe {
            *(own as *mut u64) = data;
            *(copy as *mut [u64; 2]) = [word, own];
        }
        cx.set(0, copy);
    }
    Ok(())
}

/// Arguments: pointer, length, array length; result: pointer.
fn slice_to_array(cx: &mut NativeCtx<'_>) -> NativeResult {
    let (len, want) = (cx.u64(1), cx.u64(2));
    if len < want {
        let text = format!("cannot convert slice with length {len} to array or pointer to array with length {want}");
        return Err(cx.panic_bounds(text));
    }
    Ok(())
}
