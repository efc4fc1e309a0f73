//! Package fmt: the natives behind printing. See go/fmt/print.go for the protocol.

mod format;
mod sorted;
mod value;
pub mod verbs;

use value::{Call, Phase, Printer};
use vole_bytecode::Kind;
use vole_vm::{Iface, NativeCtx, NativeRegistry, NativeResult, SliceWords};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("fmt.format", format_string);
    r.add("fmt.appendFormat", append_format);
    r.add("fmt.collect", collect);
    r.add("fmt.finish", finish);
    r.add("fmt.appendFinish", append_finish);
    r.add("fmt.wrapped", wrapped);
    r.add("fmt.isNilPointer", is_nil_pointer);
    r.add("fmt.basicPointer", basic_pointer);
    r.add("fmt.typeName", type_name);
    r.add("fmt.ldexp", |c| {
        let v = libm::scalbn(c.f64(0), c.i64(1).clamp(-5000, 5000) as i32);
        c.set_f64(0, v);
        Ok(())
    });
}

const MODE_PRINT: i64 = 0;
const MODE_PRINTLN: i64 = 1;
const MODE_ERRORF: i64 = 3;

/// Formats the arguments at slot `at` (mode, format, operands): the text and the number of method calls met.
fn run(ctx: &mut NativeCtx<'_>, at: usize, phase: Phase) -> NativeResult<(Vec<u8>, usize)> {
    let mode = ctx.i64(at);
    let format = ctx.bytes(at + 1);
    let args: &[Iface] = ctx.ifaces(at + 3);
    let mut p = Printer::new(ctx, phase);
    p.out.buf.reserve(format.len() + 16 * args.len());
    match mode {
        MODE_PRINT => p.print(args)?,
        MODE_PRINTLN => p.println(args)?,
        _ => {
            p.wrap = mode == MODE_ERRORF;
            p.format(format, args, &mut Vec::new())?;
        }
    }
    Ok((p.out.buf, p.calls))
}

/// func format(mode int, format string, a []any) (s string, n int)
fn format_string(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (text, n) = run(ctx, 0, Phase::Count)?;
    if n == 0 {
        ctx.set_str(0, &text)?;
    } else {
        ctx.set_substr(0, &[]);
    }
    ctx.set_i64(2, n as i64);
    Ok(())
}

/// Appends to the Go slice at slots 0..3 and leaves the result there.
pub(crate) fn append_bytes(ctx: &mut NativeCtx<'_>, text: &[u8]) -> NativeResult {
    let b = ctx.slice(0);
    let total = b.len as usize + text.len();
    if total <= b.cap as usize {
        if !text.is_empty() {
            // SAFETY: the capacity of a Go slice behind its length.
            unsafe {
                std::ptr::copy_nonoverlapping(text.as_ptr(), (b.ptr as *mut u8).add(b.len as usize), text.len());
            }
        }
        ctx.set_slice(0, SliceWords { len: total as u64, ..b });
        return Ok(());
    }
    let old = ctx.bytes(0);
    let cap = ctx.grown_bytes(b.cap as usize, total);
    let mut all = Vec::with_capacity(cap);
    all.extend_from_slice(old);
    all.extend_from_slice(text);
    all.resize(cap, 0);
    let mut s = ctx.new_bytes(&all)?;
    s.len = total as u64;
    ctx.set_slice(0, s);
    Ok(())
}

/// func appendFormat(b []byte, mode int, format string, a []any) (out []byte, n int)
fn append_format(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (text, n) = run(ctx, 3, Phase::Count)?;
    if n == 0 {
        append_bytes(ctx, &text)?;
    }
    ctx.set_i64(3, n as i64);
    Ok(())
}

/// func collect(mode int, format string, a []any, calls []call)
fn collect(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let calls = ctx.slice(6);
    run(ctx, 0, Phase::Collect(calls.ptr as *mut Call, calls.len as usize))?;
    Ok(())
}

/// func finish(mode int, format string, a []any, calls []call) string
fn finish(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let calls = ctx.slice(6);
    let (text, _) = run(ctx, 0, Phase::Finish(calls.ptr as *mut Call, calls.len as usize))?;
    ctx.set_str(0, &text)
}

/// func appendFinish(b []byte, mode int, format string, a []any, calls []call) []byte
fn append_finish(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let calls = ctx.slice(9);
    let (text, _) = run(ctx, 3, Phase::Finish(calls.ptr as *mut Call, calls.len as usize))?;
    append_bytes(ctx, &text)
}

/// func wrapped(format string, a []any, out []int) int
fn wrapped(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let format = ctx.bytes(0);
    let mut list = Vec::new();
    if format.contains(&b'w') {
        let args = ctx.ifaces(2);
        let mut p = Printer::new(ctx, Phase::Count);
        p.wrap = true;
        p.format(format, args, &mut list)?;
    }
    let out = ctx.words_mut(5);
    for (to, from) in out.iter_mut().zip(&list) {
        *to = *from as u64;
    }
    ctx.set_i64(0, list.len() as i64);
    Ok(())
}

/// func isNilPointer(v any) bool
fn is_nil_pointer(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let nil = ctx.iface_value(0).is_some_and(|v| v.kind() == Kind::Pointer && v.word() == 0);
    ctx.set_bool(0, nil);
    Ok(())
}

/// func basicPointer(p any) any
fn basic_pointer(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let mut answer = Iface::default();
    if let Some(v) = ctx.iface_value(0)
        && v.kind() == Kind::Pointer
        && v.word() != 0
    {
        let elem = v.elem_type();
        let bytes = elem.kind == Kind::Slice && elem.elem().kind == Kind::Uint8;
        let basic = matches!(elem.kind, Kind::String) || (elem.kind as u8) <= Kind::Complex128 as u8 || bytes;
        // The type switch that follows names all these pointer types, so the program has them.
        let want = if bytes { "*[]uint8".to_string() } else { format!("*{:?}", elem.kind).to_lowercase() };
        let program = ctx.vm.program().clone();
        let found = program.types.iter().position(|t| t.kind == Kind::Pointer && *t.name == *want);
        if basic && let Some(i) = found {
            let ty = ctx.rtype(vole_bytecode::RtTypeId(i as u32));
            answer = Iface { ty: ty.word(), data: v.word() };
        }
    }
    ctx.set_iface(0, answer);
    Ok(())
}

/// func typeName(v any) (name string, pointer bool)
fn type_name(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let ty = ctx.rtype_of(ctx.u64(0));
    let pointer = ty.is_some_and(|t| t.kind == Kind::Pointer);
    ctx.set_str(0, ty.map_or("<nil>", |t| t.name()).as_bytes())?;
    ctx.set_bool(2, pointer);
    Ok(())
}
