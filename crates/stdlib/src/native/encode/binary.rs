//! encoding/binary: values of fixed size from and to bytes, walked by their types.

use vole_bytecode::Kind;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult, RType, ValueRef};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("encoding/binary.sizeOf", size_of_value);
    r.add("encoding/binary.isTarget", |c| {
        let yes = c.iface_value(0).is_some_and(|v| matches!(v.kind(), Kind::Pointer | Kind::Slice));
        c.set_bool(0, yes);
        Ok(())
    });
    r.add("encoding/binary.encodeTo", encode);
    r.add("encoding/binary.decodeFrom", decode);
}

/// Bytes of a value of a type of fixed size; `None` for other types.
fn size_of(t: &RType) -> Option<usize> {
    match t.kind {
        Kind::Bool | Kind::Int8 | Kind::Uint8 => Some(1),
        Kind::Int16 | Kind::Uint16 => Some(2),
        Kind::Int32 | Kind::Uint32 | Kind::Float32 => Some(4),
        Kind::Int64 | Kind::Uint64 | Kind::Float64 | Kind::Complex64 => Some(8),
        Kind::Complex128 => Some(16),
        Kind::Array => size_of(t.elem())?.checked_mul(t.desc().len as usize),
        Kind::Struct => t.desc().fields.iter().try_fold(0, |n, f| Some(n + size_of(t.other(f.ty))?)),
        _ => None,
    }
}

/// The value that is meant: what a pointer points to.
fn target<'v>(ctx: &NativeCtx<'v>) -> Option<ValueRef<'v>> {
    let v = ctx.iface_value(0)?;
    if v.kind() == Kind::Pointer { v.deref() } else { Some(v) }
}

/// func sizeOf(v any) int: -1 if v has no fixed size
fn size_of_value(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let n = target(ctx).and_then(|v| match v.kind() {
        Kind::Slice => size_of(v.ty.elem()).map(|n| n * v.len()),
        _ => size_of(v.ty),
    });
    ctx.set_i64(0, n.map_or(-1, |n| n as i64));
    Ok(())
}

/// Calls `f` for each number in a value: its bytes in memory and whether it is a blank field's.
fn numbers(t: &RType, at: *mut u8, blank: bool, f: &mut impl FnMut(*mut u8, usize, bool)) {
    match t.kind {
        Kind::Complex64 | Kind::Complex128 => {
            let half = t.size as usize / 2;
            f(at, half, blank);
            // SAFETY: the second half of the value.
            f(unsafe { at.add(half) }, half, blank);
        }
        Kind::Array => {
            for i in 0..t.desc().len as usize {
                // SAFETY: an element of the array.
                numbers(t.elem(), unsafe { at.add(i * t.elem_size as usize) }, blank, f);
            }
        }
        Kind::Struct => {
            for field in &t.desc().fields {
                // SAFETY: a field of the struct.
                let p = unsafe { at.add(field.offset as usize) };
                numbers(t.other(field.ty), p, blank || &*field.name == "_", f);
            }
        }
        _ => f(at, t.size as usize, blank),
    }
}

fn all_numbers(v: ValueRef<'_>, f: &mut impl FnMut(*mut u8, usize, bool)) {
    if v.kind() == Kind::Slice {
        let s = v.slice();
        for i in 0..s.len {
            numbers(v.ty.elem(), (s.ptr + i * u64::from(v.ty.elem_size)) as *mut u8, false, f);
        }
    } else {
        numbers(v.ty, v.ptr.cast_mut(), false, f);
    }
}

/// func encodeTo(v any, big bool, out []byte)
fn encode(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (big, out) = (ctx.bool(2), ctx.bytes_mut(3));
    let Some(v) = target(ctx) else { return Ok(()) };
    let mut n = 0;
    all_numbers(v, &mut |at, size, blank| {
        let Some(to) = out.get_mut(n..n + size) else { return };
        n += size;
        if blank {
            to.fill(0);
            return;
        }
        // SAFETY: a number of the value, of this size.
        to.copy_from_slice(unsafe { std::slice::from_raw_parts(at, size) });
        if big {
            to.reverse();
        }
    });
    Ok(())
}

/// A struct that cannot be filled, because a field that has a name is not exported.
fn hidden(t: &RType) -> Option<&RType> {
    match t.kind {
        Kind::Array => hidden(t.elem()),
        Kind::Struct => t.desc().fields.iter().find_map(|f| {
            let ty = t.other(f.ty);
            let exported = f.name.chars().next().is_some_and(char::is_uppercase) || &*f.name == "_";
            if exported { if &*f.name == "_" { None } else { hidden(ty) } } else { Some(ty) }
        }),
        _ => None,
    }
}

/// func decodeFrom(v any, big bool, in []byte)
fn decode(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (big, from) = (ctx.bool(2), ctx.bytes(3));
    let Some(v) = target(ctx) else { return Ok(()) };
    let elem = if v.kind() == Kind::Slice { v.ty.elem() } else { v.ty };
    if let Some(t) = hidden(elem) {
        let method = match t.kind {
            Kind::Bool => "SetBool",
            Kind::Float32 | Kind::Float64 => "SetFloat",
            Kind::Complex64 | Kind::Complex128 => "SetComplex",
            Kind::Uint8 | Kind::Uint16 | Kind::Uint32 | Kind::Uint64 => "SetUint",
            _ => "SetInt",
        };
        return Err(
            ctx.panic_str(&format!("reflect: reflect.Value.{method} using value obtained using unexported field"))
        );
    }
    // Bools are 0 or 1 in memory, whatever the byte is.
    let mut bools = Vec::new();
    find_bools(elem, 0, &mut bools);
    let mut n = 0;
    all_numbers(v, &mut |at, size, blank| {
        let Some(bytes) = from.get(n..n + size) else { return };
        n += size;
        if blank {
            return;
        }
        // SAFETY: a number of the value, of this size; the program handed out the memory to be written.
        let to = unsafe { std::slice::from_raw_parts_mut(at, size) };
        to.copy_from_slice(bytes);
        if big {
            to.reverse();
        }
    });
    if !bools.is_empty() {
        let (first, count) = match v.kind() {
            Kind::Slice => (v.slice().ptr, v.len()),
            _ => (v.ptr as u64, 1),
        };
        for i in 0..count {
            for &offset in &bools {
                let at = (first + (i * elem.size as usize + offset) as u64) as *mut u8;
                // SAFETY: a bool in the value, which may hold any byte now.
                unsafe { *at = u8::from(*at != 0) };
            }
        }
    }
    Ok(())
}

/// Offsets of the bools in a type.
fn find_bools(t: &RType, at: usize, out: &mut Vec<usize>) {
    match t.kind {
        Kind::Bool => out.push(at),
        Kind::Array => {
            (0..t.desc().len as usize).for_each(|i| find_bools(t.elem(), at + i * t.elem_size as usize, out))
        }
        Kind::Struct => t.desc().fields.iter().for_each(|f| find_bools(t.other(f.ty), at + f.offset as usize, out)),
        _ => {}
    }
}
