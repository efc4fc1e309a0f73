//! How values of a type stand in memory and in registers.
//!
//! Memory is gc's layout on linux/amd64. In registers a value is *flattened* into leaves, one slot each, unless it contains an
//! array (of more than one element) or has more than [`MAX_LEAVES`] leaves: such a value is always handled as a memory image.

use crate::cx::Cx;
use std::rc::Rc;
use vole_bytecode::{Leaf, LeafForm, SlotBits};
use vole_types::ty::{Basic, Type, TypeId};

/// Larger values are *boxed*: their frame form is one pointer to a copy in the heap that nobody changes. A channel's elements
/// (gc allows 64 KiB) are never boxed.
const MAX_FRAME_BYTES: u64 = 1 << 16;

/// More leaves than this and a struct stays in memory.
const MAX_LEAVES: usize = 8;

/// Layout of a type.
#[derive(Debug, Clone)]
pub struct TypeLayout {
    /// Bytes.
    pub size: u64,
    /// Alignment.
    pub align: u64,
    /// Words (8 bytes) that may hold pointers, in order. Empty for pointer-free types. Only the first element's for long arrays:
    /// see `repeat`.
    pub pointers: Vec<u32>,
    /// One leaf per slot; `None` if the value is handled in memory.
    pub leaves: Option<Vec<Leaf>>,
    /// Byte offsets of struct fields.
    pub offsets: Vec<u64>,
    /// First leaf of each struct field, for flattened structs.
    pub leaf_offsets: Vec<u16>,
}

impl TypeLayout {
    /// Slots that a value takes in a frame.
    pub fn slots(&self) -> u64 {
        match &self.leaves {
            Some(l) => l.len() as u64,
            None if self.boxed() => 1,
            None => self.size.div_ceil(8),
        }
    }

    /// Whether the value's frame form is a pointer to an unchanging copy.
    pub fn boxed(&self) -> bool {
        self.leaves.is_none() && self.size > MAX_FRAME_BYTES
    }

    /// Whether the value is flattened into registers.
    pub fn in_regs(&self) -> bool {
        self.leaves.is_some()
    }

    /// Which slots of its frame form may hold pointers.
    pub fn slot_pointers(&self) -> SlotBits {
        let n = self.slots() as usize;
        let mut bits = SlotBits::from_elem(0, n.div_ceil(64));
        match &self.leaves {
            Some(leaves) => {
                for (i, l) in leaves.iter().enumerate().filter(|(_, l)| l.form.is_pointer()) {
                    let _ = l;
                    bits[i / 64] |= 1 << (i % 64);
                }
            }
            None if self.boxed() => bits[0] = 1,
            None => {
                for &w in &self.pointers {
                    bits[w as usize / 64] |= 1u64 << (w % 64);
                }
            }
        }
        bits
    }

    /// The register form is the memory image word for word.
    pub fn image_is_slots(&self) -> bool {
        match &self.leaves {
            None => true,
            Some(leaves) => leaves.iter().enumerate().all(|(i, l)| l.offset as usize == i * 8 && l.form.size() == 8),
        }
    }

    /// A single leaf: the slot's low bytes are the memory image.
    pub fn single(&self) -> Option<LeafForm> {
        match self.leaves.as_deref() {
            Some([l]) => Some(l.form),
            _ => None,
        }
    }
}

fn scalar(size: u64, form: LeafForm) -> TypeLayout {
    TypeLayout {
        size,
        align: size,
        pointers: if form.is_pointer() { vec![0] } else { vec![] },
        leaves: Some(vec![Leaf { offset: 0, form }]),
        offsets: vec![],
        leaf_offsets: vec![],
    }
}

fn words(forms: &[LeafForm]) -> TypeLayout {
    TypeLayout {
        size: forms.len() as u64 * 8,
        align: 8,
        pointers: (0..forms.len() as u32).filter(|&i| forms[i as usize].is_pointer()).collect(),
        leaves: Some(forms.iter().enumerate().map(|(i, &form)| Leaf { offset: i as u32 * 8, form }).collect()),
        offsets: vec![],
        leaf_offsets: vec![],
    }
}

impl Cx<'_> {
    /// The layout of a canonical type.
    pub fn layout(&mut self, t: TypeId) -> Rc<TypeLayout> {
        if let Some(l) = self.layouts.get(&t) {
            return l.clone();
        }
        let l = Rc::new(vole_types::deep(|| self.compute_layout(t)));
        self.layouts.insert(t, l.clone());
        l
    }

    fn compute_layout(&mut self, t: TypeId) -> TypeLayout {
        let u = self.under(t);
        match self.universe().ty(u).clone() {
            Type::Basic(b) => basic(b),
            Type::Pointer(_) | Type::Map { .. } | Type::Chan { .. } | Type::Signature(_) => scalar(8, LeafForm::Ptr),
            Type::Slice(_) => words(&[LeafForm::Ptr, LeafForm::W64, LeafForm::W64]),
            Type::Interface(_) => words(&[LeafForm::W64, LeafForm::IfaceData]),
            Type::Array { elem, len } => {
                let elem = self.canonical(elem);
                let e = self.layout(elem);
                let mut pointers = Vec::new();
                // Larger values are refused: nobody asks where their pointers are.
                if !e.pointers.is_empty() && e.size.checked_mul(len).is_some_and(|size| size <= u64::from(u32::MAX)) {
                    for i in 0..len {
                        pointers.extend(e.pointers.iter().map(|&w| (i * e.size / 8) as u32 + w));
                    }
                }
                TypeLayout {
                    size: e.size.saturating_mul(len),
                    align: e.align,
                    pointers,
                    leaves: if len == 0 || e.size == 0 { Some(vec![]) } else { None },
                    offsets: vec![],
                    leaf_offsets: vec![],
                }
            }
            Type::Struct(s) => {
                let fields: Vec<TypeId> = s.fields.iter().map(|f| f.ty).collect();
                self.struct_layout(&fields)
            }
            Type::Tuple(ts) => {
                let ts = ts.to_vec();
                self.struct_layout(&ts)
            }
            other => unreachable!("no layout for {other:?}"),
        }
    }

    fn struct_layout(&mut self, fields: &[TypeId]) -> TypeLayout {
        let mut l = TypeLayout {
            size: 0,
            align: 1,
            pointers: vec![],
            leaves: Some(vec![]),
            offsets: vec![],
            leaf_offsets: vec![],
        };
        for (i, &f) in fields.iter().enumerate() {
            let f = self.canonical(f);
            let fl = self.layout(f);
            let at = l.size.next_multiple_of(fl.align.max(1));
            l.offsets.push(at);
            l.leaf_offsets.push(l.leaves.as_ref().map_or(0, |v| v.len() as u16));
            l.pointers.extend(fl.pointers.iter().map(|&w| (at / 8) as u32 + w));
            match (&mut l.leaves, &fl.leaves) {
                (Some(all), Some(own)) => {
                    all.extend(own.iter().map(|x| Leaf { offset: at as u32 + x.offset, form: x.form }))
                }
                _ => l.leaves = None,
            }
            l.size = at + fl.size;
            l.align = l.align.max(fl.align);
            // gc pads a trailing zero-size field so that its address stays inside the struct.
            if i + 1 == fields.len() && fl.size == 0 && l.size > 0 {
                l.size += 1;
            }
        }
        l.size = l.size.next_multiple_of(l.align);
        if l.leaves.as_ref().is_some_and(|v| v.len() > MAX_LEAVES) {
            l.leaves = None;
        }
        l
    }
}

fn basic(b: Basic) -> TypeLayout {
    use LeafForm::*;
    match b {
        Basic::Bool | Basic::Uint8 | Basic::UntypedBool => scalar(1, U8),
        Basic::Int8 => scalar(1, I8),
        Basic::Int16 => scalar(2, I16),
        Basic::Uint16 => scalar(2, U16),
        Basic::Int32 | Basic::UntypedRune => scalar(4, I32),
        Basic::Uint32 => scalar(4, U32),
        Basic::Float32 => scalar(4, F32),
        Basic::Int | Basic::Int64 | Basic::Uint | Basic::Uint64 | Basic::Uintptr | Basic::Float64 => scalar(8, W64),
        Basic::UntypedInt | Basic::UntypedFloat => scalar(8, W64),
        Basic::UnsafePointer | Basic::UntypedNil => scalar(8, Ptr),
        Basic::String | Basic::UntypedString => words(&[Ptr, W64]),
        Basic::Complex128 | Basic::UntypedComplex => words(&[W64, W64]),
        Basic::Complex64 => TypeLayout {
            size: 8,
            align: 4,
            pointers: vec![],
            leaves: Some(vec![Leaf { offset: 0, form: F32 }, Leaf { offset: 4, form: F32 }]),
            offsets: vec![],
            leaf_offsets: vec![],
        },
        Basic::Invalid => unreachable!("an invalid type after a clean check"),
    }
}
