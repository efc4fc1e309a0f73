//! Packages sort, slices and math/bits: moving elements of any type, sorting the most common ones, bit tricks.

use vole_bytecode::Kind;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("sort.swapElems", swap_elems);
    r.add("sort.length", length);
    r.add("sort.Ints", ints);
    for p in ["sort.sortFloats", "slices.sortFloats"] {
        r.add(p, floats);
    }
    r.add("sort.Strings", strings);
    r.add("math/bits.LeadingZeros64", |c| count(c, u64::leading_zeros));
    r.add("math/bits.TrailingZeros64", |c| count(c, u64::trailing_zeros));
    r.add("math/bits.OnesCount64", |c| count(c, u64::count_ones));
    r.add("math/bits.Reverse64", |c| {
        c.set(0, c.u64(0).reverse_bits());
        Ok(())
    });
    r.add("math/bits.ReverseBytes64", |c| {
        c.set(0, c.u64(0).swap_bytes());
        Ok(())
    });
    r.add("math/bits.Mul64", |c| {
        let p = u128::from(c.u64(0)) * u128::from(c.u64(1));
        c.set(0, (p >> 64) as u64);
        c.set(1, p as u64);
        Ok(())
    });
    r.add("math/bits.div64", |c| {
        let (n, y) = (u128::from(c.u64(0)) << 64 | u128::from(c.u64(1)), u128::from(c.u64(2)));
        c.set(0, (n / y) as u64);
        c.set(1, (n % y) as u64);
        Ok(())
    });
    r.add("math/bits.rem64", |c| {
        let (n, y) = (u128::from(c.u64(0)) << 64 | u128::from(c.u64(1)), u128::from(c.u64(2)));
        c.set(0, (n % y) as u64);
        Ok(())
    });
    r.add("math/bits.fail", |c| {
        let text = c.str(0).into_owned();
        Err(c.panic_runtime(&text))
    });
}

fn count(c: &mut NativeCtx<'_>, f: fn(u64) -> u32) -> NativeResult {
    let n = f(c.u64(0));
    c.set(0, u64::from(n));
    Ok(())
}

/// func swapElems(slice any, i, j int)
fn swap_elems(c: &mut NativeCtx<'_>) -> NativeResult {
    let (i, j) = (c.u64(2), c.u64(3));
    let Some(v) = c.iface_value(0) else { return Ok(()) };
    let s = v.slice();
    if i >= s.len || j >= s.len {
        return Err(c.panic_str("reflect: slice index out of range"));
    }
    let size = v.ty.elem_size as usize;
    // SAFETY: two elements of a live slice.
    unsafe {
        let (a, b) = ((s.ptr as *mut u8).add(i as usize * size), (s.ptr as *mut u8).add(j as usize * size));
        match size {
            8 => std::ptr::swap(a.cast::<u64>(), b.cast::<u64>()),
            16 => std::ptr::swap(a.cast::<[u64; 2]>(), b.cast::<[u64; 2]>()),
            24 => std::ptr::swap(a.cast::<[u64; 3]>(), b.cast::<[u64; 3]>()),
            _ if i != j => std::ptr::swap_nonoverlapping(a, b, size),
            _ => {}
        }
    }
    Ok(())
}

/// func length(slice any) int
fn length(c: &mut NativeCtx<'_>) -> NativeResult {
    match c.iface_value(0) {
        Some(v) if v.kind() == Kind::Slice => {
            let n = v.len();
            c.set_i64(0, n as i64);
            Ok(())
        }
        other => {
            let name = other.map_or("zero".to_string(), |v| {
                let k = format!("{:?}", v.kind());
                if k == "Pointer" { "ptr".to_string() } else { k.to_lowercase() }
            });
            Err(c.panic_str(&format!("reflect: call of Swapper on {name} Value")))
        }
    }
}

fn ints(c: &mut NativeCtx<'_>) -> NativeResult {
    let words = c.words_mut(0);
    words.sort_unstable_by_key(|&w| w as i64);
    Ok(())
}

/// func sortFloats(x []float64) bool
fn floats(c: &mut NativeCtx<'_>) -> NativeResult {
    let words = c.words_mut(0);
    let (plus, minus) = (words.contains(&0), words.contains(&(1 << 63)));
    if !(plus && minus) {
        // NaN first.
        words.sort_unstable_by(|&a, &b| {
            let (a, b) = (f64::from_bits(a), f64::from_bits(b));
            a.partial_cmp(&b).unwrap_or_else(|| b.is_nan().cmp(&a.is_nan()))
        });
    }
    c.set_bool(0, !(plus && minus));
    Ok(())
}

fn strings(c: &mut NativeCtx<'_>) -> NativeResult {
    let s = c.slice(0);
    if s.len == 0 {
        return Ok(());
    }
    // SAFETY: a live slice of strings; their bytes stay until the native returns.
    let list = unsafe { std::slice::from_raw_parts_mut(s.ptr as *mut [u64; 2], s.len as usize) };
    let text = |w: &[u64; 2]| -> &[u8] {
        if w[1] == 0 {
            return &[];
        }
        // SAFETY: as above.
        unsafe { std::slice::from_raw_parts(w[0] as *const u8, w[1] as usize) }
    };
    list.sort_unstable_by(|a, b| text(a).cmp(text(b)));
    Ok(())
}
