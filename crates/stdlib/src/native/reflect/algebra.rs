//! Which types are assignable and convertible to which (spec: Assignability, Conversions).

use super::{other, record};
use vole_bytecode::Kind;
use vole_vm::{NativeRegistry, RType};

pub(super) fn register(r: &mut NativeRegistry) {
    r.add("reflect.implements", |cx| {
        let yes = implements(record(cx, 0), record(cx, 1));
        cx.set_bool(0, yes);
        Ok(())
    });
    r.add("reflect.assignable", |cx| {
        let yes = assignable(record(cx, 0), record(cx, 1));
        cx.set_bool(0, yes);
        Ok(())
    });
    r.add("reflect.convertible", |cx| {
        let yes = convertible(record(cx, 0), record(cx, 1));
        cx.set_bool(0, yes);
        Ok(())
    });
}

/// Whether `t` implements interface type `u`.
pub(super) fn implements(t: &RType, u: &RType) -> bool {
    u.kind == Kind::Interface && t.implements(u)
}

/// Whether a value of type `from` may be assigned to a variable of type `to`.
pub(super) fn assignable(from: &RType, to: &RType) -> bool {
    directly_assignable(from, to) || implements(from, to)
}

fn named(t: &RType) -> bool {
    !t.desc().bare_name.is_empty()
}

/// Assignable without making an interface value.
pub(super) fn directly_assignable(from: &RType, to: &RType) -> bool {
    if from.id == to.id {
        return true;
    }
    if named(from) && named(to) || from.kind != to.kind {
        return false;
    }
    if from.kind == Kind::Chan && from.desc().chan_dir == 3 && from.elem == to.elem {
        return true;
    }
    same_underlying(from, to, true)
}

/// Whether the underlying types are identical; without regard to struct tags unless `tags`.
fn same_underlying(a: &RType, b: &RType, tags: bool) -> bool {
    if a.id == b.id {
        return true;
    }
    if a.kind != b.kind {
        return false;
    }
    if (a.kind as u8) <= Kind::Complex128 as u8 || matches!(a.kind, Kind::String | Kind::UnsafePointer) {
        return true;
    }
    let same = |x, y| same_type(other(a, x), other(b, y), tags);
    let (x, y) = (a.desc(), b.desc());
    let all = |p: &[_], q: &[_]| p.len() == q.len() && p.iter().zip(q).all(|(&p, &q)| same(p, q));
    match a.kind {
        Kind::Array => x.len == y.len && same(x.elem, y.elem),
        Kind::Chan => x.chan_dir == y.chan_dir && same(x.elem, y.elem),
        Kind::Func => x.variadic == y.variadic && all(&x.params, &y.params) && all(&x.results, &y.results),
        Kind::Interface => {
            x.methods.len() == y.methods.len()
                && x.methods.iter().zip(&y.methods).all(|(m, n)| m.selector == n.selector)
        }
        Kind::Map => same(x.key, y.key) && same(x.elem, y.elem),
        Kind::Pointer | Kind::Slice => same(x.elem, y.elem),
        Kind::Struct => {
            x.fields.len() == y.fields.len()
                && x.fields.iter().zip(&y.fields).all(|(f, g)| {
                    f.name == g.name
                        && f.pkg == g.pkg
                        && f.embedded == g.embedded
                        && (!tags || f.tag == g.tag)
                        && same(f.ty, g.ty)
                })
        }
        _ => false,
    }
}

fn same_type(a: &RType, b: &RType, tags: bool) -> bool {
    if tags || a.id == b.id {
        return a.id == b.id;
    }
    !named(a) && !named(b) && same_underlying(a, b, tags)
}

pub(super) fn is_int(k: Kind) -> bool {
    (Kind::Int as u8..=Kind::Uintptr as u8).contains(&(k as u8))
}

pub(super) fn is_float(k: Kind) -> bool {
    matches!(k, Kind::Float32 | Kind::Float64)
}

pub(super) fn is_complex(k: Kind) -> bool {
    matches!(k, Kind::Complex64 | Kind::Complex128)
}

/// Whether it is a slice of bytes (or runes).
pub(super) fn text_slice(t: &RType) -> Option<Kind> {
    (t.kind == Kind::Slice).then(|| t.elem().kind).filter(|k| matches!(k, Kind::Uint8 | Kind::Int32))
}

/// Whether a value of type `from` may be converted to `to` (the conversion itself may still panic).
pub(super) fn convertible(from: &RType, to: &RType) -> bool {
    let (f, t) = (from.kind, to.kind);
    if is_int(f) && (is_int(t) || is_float(t) || t == Kind::String)
        || is_float(f) && (is_int(t) || is_float(t))
        || is_complex(f) && is_complex(t)
        || f == Kind::String && text_slice(to).is_some()
        || t == Kind::String && text_slice(from).is_some()
    {
        return true;
    }
    if f == Kind::Slice {
        let array = match t {
            Kind::Array => Some(to),
            Kind::Pointer if to.elem().kind == Kind::Array => Some(to.elem()),
            _ => None,
        };
        if array.is_some_and(|a| a.elem == from.elem) {
            return true;
        }
    }
    if f == Kind::Chan && t == Kind::Chan && directly_assignable(from, to) {
        return true;
    }
    if same_underlying(from, to, false) {
        return true;
    }
    if f == Kind::Pointer
        && t == Kind::Pointer
        && !named(from)
        && !named(to)
        && same_underlying(from.elem(), to.elem(), false)
    {
        return true;
    }
    implements(from, to)
}
