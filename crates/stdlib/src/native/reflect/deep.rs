//! DeepEqual: a conjunction of comparisons, worked off a list, so that neither depth nor cycles matter.

use std::collections::HashSet;
use vole_bytecode::{Kind, RtTypeId};
use vole_vm::{NativeCtx, NativeRegistry, NativeResult, ValueRef};

pub(super) fn register(r: &mut NativeRegistry) {
    r.add("reflect.DeepEqual", deep_equal);
}

/// `func DeepEqual(x, y any) bool`
fn deep_equal(cx: &mut NativeCtx<'_>) -> NativeResult {
    let same = match (cx.iface_value(0), cx.iface_value(2)) {
        (None, None) => true,
        (Some(a), Some(b)) => a.ty.id == b.ty.id && Deep::default().run(cx, a, b),
        _ => false,
    };
    cx.set_bool(0, same);
    Ok(())
}

#[derive(Default)]
struct Deep<'v> {
    todo: Vec<(ValueRef<'v>, ValueRef<'v>)>,
    /// Comparisons of references that are done or under way.
    seen: HashSet<(u64, u64, u64, RtTypeId)>,
}

impl<'v> Deep<'v> {
    fn run(&mut self, cx: &mut NativeCtx<'v>, a: ValueRef<'v>, b: ValueRef<'v>) -> bool {
        self.todo.push((a, b));
        while let Some((a, b)) = self.todo.pop() {
            if !self.step(cx, a, b) {
                return false;
            }
        }
        true
    }

    fn push(&mut self, a: ValueRef<'v>, b: ValueRef<'v>) {
        self.todo.push((a, b));
    }

    /// Whether this comparison of references of some length is new.
    fn first_time(&mut self, a: u64, b: u64, len: usize, ty: RtTypeId) -> bool {
        self.seen.insert((a, b, len as u64, ty))
    }

    fn step(&mut self, cx: &mut NativeCtx<'v>, a: ValueRef<'v>, b: ValueRef<'v>) -> bool {
        match a.kind() {
            Kind::Array | Kind::Slice => {
                let slice = a.kind() == Kind::Slice;
                let n = a.len();
                if slice {
                    if (a.word() == 0) != (b.word() == 0) || n != b.len() {
                        return false;
                    }
                    if a.word() == b.word() {
                        return true;
                    }
                    if n > 0 && !self.first_time(a.word(), b.word(), n, a.ty.id) {
                        return true;
                    }
                }
                if n == 0 {
                    return true;
                }
                let (x, y) = (a.index(0), b.index(0));
                if x.ty.plain && x.ty.layout == vole_vm::NOSCAN {
                    return same_bytes(x.ptr, y.ptr, n * x.ty.size as usize);
                }
                for i in 0..n {
                    self.push(a.index(i), b.index(i));
                }
                true
            }
            Kind::Interface => match (a.inner(), b.inner()) {
                (None, None) => true,
                (Some(x), Some(y)) if x.ty.id == y.ty.id => {
                    self.push(x, y);
                    true
                }
                _ => false,
            },
            Kind::Pointer => {
                if a.word() == b.word() {
                    return true;
                }
                match (a.deref(), b.deref()) {
                    (Some(x), Some(y)) => {
                        if self.first_time(a.word(), b.word(), 0, a.ty.id) {
                            self.push(x, y);
                        }
                        true
                    }
                    _ => false,
                }
            }
            Kind::Struct => {
                for i in 0..a.ty.desc().fields.len() {
                    self.push(a.field(i), b.field(i));
                }
                true
            }
            Kind::Map => {
                if (a.word() == 0) != (b.word() == 0) || a.map_len() != b.map_len() {
                    return false;
                }
                if a.word() == b.word() || !self.first_time(a.word(), b.word(), 0, a.ty.id) {
                    return true;
                }
                for (key, val) in a.map_entries() {
                    match b.map_get(cx, key) {
                        Some(found) => self.push(val, found),
                        None => return false,
                    }
                }
                true
            }
            Kind::Func => a.word() == 0 && b.word() == 0,
            Kind::String => a.bytes() == b.bytes(),
            Kind::Float32 | Kind::Float64 => a.float() == b.float(),
            Kind::Complex64 | Kind::Complex128 => a.complex() == b.complex(),
            Kind::Invalid => true,
            _ => same_bytes(a.ptr, b.ptr, a.ty.size as usize),
        }
    }
}

fn same_bytes(a: *const u8, b: *const u8, n: usize) -> bool {
    // SAFETY: values of n bytes stand at both addresses.
    unsafe { std::slice::from_raw_parts(a, n) == std::slice::from_raw_parts(b, n) }
}
