//! Maps in the order in which they are printed.

use std::cmp::Ordering;
use vole_bytecode::Kind;
use vole_vm::{RType, ValueRef};

/// The entries of a map, sorted by key.
pub fn entries(map: ValueRef<'_>) -> Vec<(ValueRef<'_>, ValueRef<'_>)> {
    let mut all = map.map_entries();
    all.sort_by(|a, b| compare(a.0, b.0));
    all
}

fn floats(a: f64, b: f64) -> Ordering {
    // NaN is less than every other number.
    a.partial_cmp(&b).unwrap_or_else(|| b.is_nan().cmp(&a.is_nan()))
}

/// Where a type stands among others. The reference goes by the addresses of type descriptors; this is the order in which
/// its linker usually lays them out.
fn rank(ty: &RType) -> (u8, u8, &str) {
    use Kind::*;
    const BASIC: [Kind; 18] = [
        String,
        Int,
        Uint8,
        Int16,
        Uint16,
        Int32,
        Uint32,
        Int64,
        Uint64,
        Int8,
        Uint,
        Uintptr,
        Complex64,
        Complex128,
        Float32,
        Float64,
        Bool,
        UnsafePointer,
    ];
    const UNNAMED: [Kind; 4] = [Pointer, Array, Chan, Struct];
    let at = |list: &[Kind]| list.iter().position(|&k| k == ty.kind).unwrap_or(list.len()) as u8;
    let basic = BASIC.contains(&ty.kind);
    match (ty.desc().bare_name.is_empty(), basic, ty.desc().pkg_path.is_empty()) {
        (true, ..) => (0, at(&UNNAMED), ty.name()),
        (false, true, false) => (1, 0, ty.name()),
        (false, true, true) => (2, at(&BASIC), ""),
        _ => (3, 0, ty.name()),
    }
}

/// Compares two values of one type: nil first, false before true, NaN first, then by value, address, fields in order.
fn compare(a: ValueRef<'_>, b: ValueRef<'_>) -> Ordering {
    match a.kind() {
        Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => a.int().cmp(&b.int()),
        Kind::Bool | Kind::Uint | Kind::Uint8 | Kind::Uint16 | Kind::Uint32 | Kind::Uint64 | Kind::Uintptr => {
            (a.int() as u64).cmp(&(b.int() as u64))
        }
        Kind::Float32 | Kind::Float64 => floats(a.float(), b.float()),
        Kind::Complex64 | Kind::Complex128 => {
            let (a, b) = (a.complex(), b.complex());
            floats(a.0, b.0).then_with(|| floats(a.1, b.1))
        }
        Kind::String => a.bytes().cmp(b.bytes()),
        Kind::Pointer | Kind::Chan | Kind::UnsafePointer => a.word().cmp(&b.word()),
        Kind::Struct => (0..a.ty.desc().fields.len())
            .map(|i| compare(a.field(i), b.field(i)))
            .find(|o| o.is_ne())
            .unwrap_or(Ordering::Equal),
        Kind::Array => {
            (0..a.len()).map(|i| compare(a.index(i), b.index(i))).find(|o| o.is_ne()).unwrap_or(Ordering::Equal)
        }
        Kind::Interface => match (a.inner(), b.inner()) {
            (None, None) => Ordering::Equal,
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (Some(a), Some(b)) if a.ty.id == b.ty.id => compare(a, b),
            (Some(a), Some(b)) => rank(a.ty).cmp(&rank(b.ty)),
        },
        _ => Ordering::Equal,
    }
}
