//! Sizes, alignments and field offsets as gc lays values out on linux/amd64 (spec: Size and alignment guarantees).

use crate::ty::*;
use crate::universe::Universe;
use rustc_hash::FxHashSet;

/// Size of a machine word.
pub const WORD: u64 = 8;

fn align_up(n: u64, align: u64) -> Option<u64> {
    Some(n.checked_add(align - 1)? & !(align - 1))
}

impl Universe {
    /// Size in bytes; `None` when it does not fit the address space. Type parameters and untyped constants have none.
    pub fn size_of(&self, t: TypeId) -> Option<u64> {
        Some(match self.ty(self.underlying(t)) {
            Type::Basic(b) => match b {
                Basic::Bool | Basic::Int8 | Basic::Uint8 => 1,
                Basic::Int16 | Basic::Uint16 => 2,
                Basic::Int32 | Basic::Uint32 | Basic::Float32 => 4,
                Basic::String => 2 * WORD,
                Basic::Complex128 => 16,
                Basic::Invalid => 0,
                b if b.is_untyped() => return None,
                _ => WORD,
            },
            Type::Pointer(_) | Type::Map { .. } | Type::Chan { .. } | Type::Signature(_) => WORD,
            Type::Slice(_) => 3 * WORD,
            Type::Interface(_) if self.is_type_param(t) => return None,
            Type::Interface(_) => 2 * WORD,
            Type::Array { elem, len } => {
                let n = crate::deep(|| self.size_of(*elem))?.checked_mul(*len)?;
                if n > i64::MAX as u64 {
                    return None;
                }
                n
            }
            Type::Struct(s) => crate::deep(|| self.struct_layout(s))?.1,
            Type::Tuple(_) | Type::Named(_) | Type::TypeParam(_) | Type::Union(_) | Type::Alias { .. } => return None,
        })
    }

    /// An array type within a type (behind pointers too) that is larger than gc's limit of 2^50 bytes. Types in `seen` are passed over.
    pub(crate) fn huge_array(&self, t: TypeId, seen: &mut FxHashSet<TypeId>) -> Option<TypeId> {
        let mut open = vec![t];
        while let Some(t) = open.pop() {
            if !seen.insert(t) {
                continue;
            }
            match self.ty(self.underlying(t)) {
                Type::Pointer(e) | Type::Slice(e) | Type::Chan { elem: e, .. } => open.push(*e),
                Type::Map { key, value } => open.extend([*value, *key]),
                Type::Struct(s) => open.extend(s.fields.iter().rev().map(|f| f.ty)),
                Type::Array { elem, len } => {
                    let fits = |size: u64| size.checked_mul(*len).is_some_and(|n| n < 1 << 50);
                    if self.size_of(*elem).is_some_and(|size| !fits(size)) {
                        return Some(self.underlying(t));
                    }
                    open.push(*elem);
                }
                _ => {}
            }
        }
        None
    }

    /// Alignment in bytes.
    pub fn align_of(&self, t: TypeId) -> u64 {
        match self.ty(self.underlying(t)) {
            Type::Array { elem, .. } => crate::deep(|| self.align_of(*elem)),
            Type::Struct(s) => crate::deep(|| s.fields.iter().map(|f| self.align_of(f.ty)).max().unwrap_or(1)),
            Type::Basic(b) => match b {
                Basic::Bool | Basic::Int8 | Basic::Uint8 | Basic::Invalid => 1,
                Basic::Int16 | Basic::Uint16 => 2,
                // A complex64 is a pair of float32.
                Basic::Int32 | Basic::Uint32 | Basic::Float32 | Basic::Complex64 => 4,
                _ => WORD,
            },
            _ => WORD,
        }
    }

    /// Offsets of all fields; `None` when the struct does not fit the address space.
    pub fn offsets_of(&self, s: &StructType) -> Option<Vec<u64>> {
        Some(self.struct_layout(s)?.0)
    }

    fn struct_layout(&self, s: &StructType) -> Option<(Vec<u64>, u64)> {
        let mut offsets = Vec::with_capacity(s.fields.len());
        let mut end = 0u64;
        let mut align = 1;
        let mut last_empty = false;
        for f in &s.fields {
            let a = self.align_of(f.ty);
            align = align.max(a);
            let at = align_up(end, a)?;
            offsets.push(at);
            let size = self.size_of(f.ty)?;
            last_empty = size == 0;
            end = at.checked_add(size)?;
        }
        // A pointer to a final field without size must not point past the object.
        if last_empty && end > 0 {
            end += 1;
        }
        let size = align_up(end, align)?;
        if size > i64::MAX as u64 { None } else { Some((offsets, size)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::object::PkgId;

    fn layout(u: &Universe, types: &[TypeId]) -> (Vec<u64>, u64, u64) {
        let fields = types
            .iter()
            .enumerate()
            .map(|(i, &ty)| FieldType {
                name: format!("f{i}").into(),
                pkg: PkgId::UNIVERSE,
                ty,
                embedded: false,
                tag: None,
            })
            .collect();
        let t = u.struct_(fields);
        let Type::Struct(s) = u.ty(t) else { unreachable!() };
        (u.offsets_of(s).expect("fits"), u.size_of(t).expect("fits"), u.align_of(t))
    }

    /// Facts printed by a Go program with unsafe.Offsetof and unsafe.Sizeof.
    #[test]
    fn layouts_are_gcs() {
        let u = Universe::new();
        let b = |k| TypeId::basic(k);
        let empty = u.struct_(vec![]);
        let (i8, i16, i32, i64, c64, c128) = (
            b(Basic::Int8),
            b(Basic::Int16),
            b(Basic::Int32),
            b(Basic::Int64),
            b(Basic::Complex64),
            b(Basic::Complex128),
        );
        assert_eq!(layout(&u, &[i8, i64, i8]), (vec![0, 8, 16], 24, 8));
        assert_eq!(layout(&u, &[i8, i16, i32]), (vec![0, 2, 4], 8, 4));
        assert_eq!(layout(&u, &[i8, c64]), (vec![0, 4], 12, 4));
        assert_eq!(layout(&u, &[i8, c128]), (vec![0, 8], 24, 8));
        assert_eq!(layout(&u, &[i32, empty]), (vec![0, 4], 8, 4));
        assert_eq!(layout(&u, &[empty, i32]), (vec![0, 0], 4, 4));
        assert_eq!(layout(&u, &[empty]), (vec![0], 0, 1));
        assert_eq!(layout(&u, &[i8, u.array_of(i64, 0)]), (vec![0, 8], 16, 8));
        assert_eq!(layout(&u, &[TypeId::STRING, u.slice_of(i8), u.any_type, i8]), (vec![0, 16, 40, 56], 64, 8));
        assert_eq!(u.size_of(u.array_of(i16, 3)), Some(6));
        assert_eq!(u.size_of(u.array_of(i64, 1 << 61)), None);
    }
}
