//! Run-time types as the running program sees them: one fixed-size record per type, whose address is the type word of
//! interfaces; the compiler's full description hangs off it.

use std::marker::PhantomData;
use vole_bytecode::{Kind, Program, RtType, RtTypeId};
use vole_heap::{AllocClass, Heap, LayoutId};

/// A run-time type of a loaded program. Its address is what interfaces hold; records lie in one array in order of their ids.
#[repr(C)]
pub struct RType {
    desc: *const RtType,
    /// Bytes of a value.
    pub size: u32,
    /// Pointer layout of a value.
    pub layout: LayoutId,
    /// Bytes of an element (of an array, slice, pointer, channel; the value of a map).
    pub elem_size: u32,
    /// Pointer layout of an element.
    pub elem_layout: LayoutId,
    /// Its number.
    pub id: RtTypeId,
    /// Element type; 0 if none.
    pub elem: RtTypeId,
    /// Key type of a map.
    pub key: RtTypeId,
    /// Kind.
    pub kind: Kind,
    /// Held in an interface's data word itself.
    pub direct: bool,
    /// `==` is defined.
    pub comparable: bool,
    /// Equality and hash go by the bytes.
    pub plain: bool,
    /// Allocation class of one value; 255 when it is empty or large.
    pub class: AllocClass,
    /// Alignment.
    pub align: u8,
    /// Whether a value is one slot in register form (so that an interface's data word is not a memory image).
    pub one_leaf: bool,
    pad: u8,
    /// Number of slots in flattened form.
    pub slots: u32,
    /// For the map and channel code.
    pub(crate) extra: std::cell::Cell<u64>,
    spare: u64,
}

const _: () = assert!(size_of::<RType>() == 64);

impl RType {
    /// The compiler's description.
    pub fn desc(&self) -> &RtType {
        // SAFETY: set at load from the program that the VM keeps alive; records do not outlive the VM.
        unsafe { &*self.desc }
    }

    /// The type as `%T` prints it.
    pub fn name(&self) -> &str {
        &self.desc().name
    }

    /// The record of another type of the same program.
    pub fn other(&self, id: RtTypeId) -> &RType {
        // SAFETY: records lie in one array in order of their ids; ids come from the program and were checked at load.
        unsafe {
            let first = std::ptr::from_ref(self).sub(self.id.0 as usize);
            &*first.add(id.0 as usize)
        }
    }

    /// Element type.
    pub fn elem(&self) -> &RType {
        self.other(self.elem)
    }

    /// Key type.
    pub fn key(&self) -> &RType {
        self.other(self.key)
    }

    /// The type word that interfaces hold for it.
    pub fn word(&self) -> u64 {
        std::ptr::from_ref(self) as u64
    }

    /// Finds the method for a selector: its function.
    pub fn method(&self, selector: vole_bytecode::SelectorId) -> Option<vole_bytecode::FuncId> {
        let methods = &self.desc().methods;
        let i = methods.binary_search_by_key(&selector, |m| m.selector).ok()?;
        Some(methods[i].func)
    }

    /// Whether values of this concrete type implement interface type `iface`: a merge over two sorted lists.
    pub fn implements(&self, iface: &RType) -> bool {
        let mut have = self.desc().methods.iter();
        'demands: for want in &iface.desc().methods {
            for m in have.by_ref() {
                match m.selector.cmp(&want.selector) {
                    std::cmp::Ordering::Less => {}
                    std::cmp::Ordering::Equal => continue 'demands,
                    std::cmp::Ordering::Greater => return false,
                }
            }
            return false;
        }
        true
    }
}

/// Room for types made at run time, in programs that can make some. Only what is used is ever touched.
const SPARE: usize = 1 << 18;

/// The records of a program, and the owner of their memory: it never moves, so records are added only within its capacity.
pub(crate) struct RTypes(Vec<RType>, PhantomData<*const RType>);

impl RTypes {
    /// `layouts` maps the program's layouts to the heap's.
    pub fn build(program: &Program, layouts: &[LayoutId]) -> RTypes {
        let types = &program.types;
        let mut records = Vec::with_capacity(types.len() + if program.reflects { SPARE } else { 0 });
        records.extend(types.iter().enumerate().map(|(i, t)| {
            let elem = &types[t.elem.0 as usize];
            record(i, t, layouts[t.layout.0 as usize], elem.size, layouts[elem.layout.0 as usize])
        }));
        RTypes(records, PhantomData)
    }

    pub fn base(&self) -> *const RType {
        self.0.as_ptr()
    }

    /// Number of types.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Adds a type made at run time; false when there is no room.
    pub fn add(&mut self, desc: *const RtType, layout: LayoutId) -> bool {
        if self.0.len() == self.0.capacity() {
            return false;
        }
        // SAFETY: a description that lives as long as the VM.
        let t = unsafe { &*desc };
        let elem = &self.0[t.elem.0 as usize];
        let (size, elem_layout) = (elem.size, elem.layout);
        self.0.push(record(self.0.len(), t, layout, size, elem_layout));
        true
    }
}

fn record(i: usize, t: &RtType, layout: LayoutId, elem_size: u32, elem_layout: LayoutId) -> RType {
    RType {
        desc: t,
        size: t.size,
        layout,
        elem_size,
        elem_layout,
        id: RtTypeId(i as u32),
        elem: t.elem,
        key: t.key,
        kind: t.kind,
        direct: t.direct,
        comparable: t.comparable,
        plain: t.plain_memory,
        class: Heap::alloc_class(t.size as usize, layout).unwrap_or(AllocClass(255)),
        align: t.align,
        one_leaf: t.leaves.len() == 1,
        pad: 0,
        slots: if t.leaves.is_empty() { t.size.div_ceil(8) } else { t.leaves.len() as u32 },
        extra: std::cell::Cell::new(0),
        spare: 0,
    }
}
