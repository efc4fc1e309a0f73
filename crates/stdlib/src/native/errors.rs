//! Package errors: what `Is` and `As` ask about run-time types.

use vole_bytecode::Kind;
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("errors.isComparable", is_comparable);
    r.add("errors.checkTarget", check_target);
    r.add("errors.assignTo", assign_to);
}

/// func isComparable(v any) bool
fn is_comparable(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let v = ctx.rtype_of(ctx.u64(0)).is_some_and(|t| t.comparable);
    ctx.set_bool(0, v);
    Ok(())
}

/// func checkTarget(target any) int: 0 fine, 1 not a non-nil pointer, 2 not a pointer to an interface or error
fn check_target(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let answer = match ctx.iface_value(0) {
        Some(v) if v.kind() == Kind::Pointer && v.word() != 0 => {
            let elem = v.elem_type();
            let error = ctx.rtype(ctx.vm.program().known.error);
            if elem.kind == Kind::Interface || elem.implements(error) { 0 } else { 2 }
        }
        _ => 1,
    };
    ctx.set_i64(0, answer);
    Ok(())
}

/// func assignTo(err error, target any) bool
fn assign_to(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let err = ctx.iface(0);
    let mut done = false;
    if let (Some(value), Some(target)) = (ctx.iface_value(0), ctx.iface_value(2)) {
        let elem = target.elem_type();
        let to = target.word() as *mut u8;
        if elem.kind == Kind::Interface {
            if value.ty.implements(elem) {
                // SAFETY: the target is a non-nil pointer to an interface variable.
                unsafe { to.cast::<[u64; 2]>().write([err.ty, err.data]) };
                done = true;
            }
        } else if elem.id == value.ty.id {
            // SAFETY: the target is a non-nil pointer to a variable of the value's type.
            unsafe { std::ptr::copy_nonoverlapping(value.ptr, to, elem.size as usize) };
            done = true;
        }
    }
    ctx.set_bool(0, done);
    Ok(())
}
