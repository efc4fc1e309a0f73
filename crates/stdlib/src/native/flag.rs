//! Package flag: what it asks of types without package reflect.

use vole_bytecode::Kind;
use vole_vm::{Iface, NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("flag.zeroOf", zero_of);
    r.add("flag.assignTo", assign_to);
}

/// func zeroOf(v any) any: a zero value of v's type; of a pointer type, a pointer to a zero value
fn zero_of(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let Some(v) = ctx.iface_value(0) else { return Ok(()) };
    let data = if v.kind() == Kind::Pointer {
        ctx.new_object(v.ty.elem)?
    } else if v.ty.direct {
        0
    } else {
        ctx.new_object(v.ty.id)?
    };
    ctx.set_iface(0, Iface { ty: v.ty.word(), data });
    Ok(())
}

/// func assignTo(p, value any) (problem int, have, want string): copies what value is, or points to, to *p. Problems: 1, p is
/// no pointer; 2, the types differ; 3, a nil pointer
fn assign_to(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (p, value) = (ctx.iface_value(0), ctx.iface_value(2));
    let (problem, have, want) = match (p, value) {
        (Some(p), Some(v)) if p.kind() == Kind::Pointer => {
            let want = ctx.rtype(p.ty.elem);
            let (have, from) = match v.kind() {
                Kind::Pointer => (ctx.rtype(v.ty.elem), v.word() as *const u8),
                _ => (v.ty, v.ptr),
            };
            if have.id != want.id {
                (2, have.name(), want.name())
            } else if p.word() == 0 || from.is_null() {
                (3, "", "")
            } else {
                // SAFETY: both are memory images of values of one type; they may be the same.
                unsafe { std::ptr::copy(from, p.word() as *mut u8, have.size as usize) };
                (0, "", "")
            }
        }
        _ => (1, "", ""),
    };
    ctx.set_i64(0, problem);
    ctx.set_str(1, have.as_bytes())?;
    ctx.set_str(3, want.as_bytes())
}
