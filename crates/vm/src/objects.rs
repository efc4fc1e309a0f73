//! What the VM knows of its maps and channels: descriptions of map types, layouts of the objects, comparison of keys, and the
//! heap's hooks for native objects.

use crate::chan::ChanObj;
use crate::keys::Keys;
use crate::map::{MAP_OBJ_POINTERS, MapError, MapObj, MapType};
use crate::native::ValueRef;
use crate::rtype::RType;
use crate::vm::Vm;
use std::sync::Arc;
use vole_bytecode::{Kind, Program, RtTypeId};
use vole_heap::{Heap, LayoutId, Marker, NativeFreeCtx, NativeHooks, NativeKind};

/// Maps as native heap objects.
pub(crate) const KIND_MAP: NativeKind = NativeKind(1);

/// See the module.
pub(crate) struct Objects {
    /// Comparison and hash of values by type.
    pub keys: Keys,
    /// Layout of a `MapObj`.
    pub map_layout: LayoutId,
    /// Layout of a `ChanObj`.
    pub chan_layout: LayoutId,
    /// Types without names.
    pub shapes: crate::types::Shapes,
    /// Why the latest map operation failed.
    pub map_error: MapError,
    seed: u64,
    #[expect(clippy::vec_box, reason = "programs hold addresses of the entries")]
    map_types: Vec<Box<MapType>>,
}

impl Objects {
    /// For a loaded program whose type records begin at `records`; sets the heap's hooks.
    pub fn new(program: &Arc<Program>, records: *const RType, heap: &mut Heap, seed: u64) -> Objects {
        heap.set_native_hooks(NativeHooks { trace, drop: drop_object });
        let map_layout = heap.add_layout(size_of::<MapObj>(), &[MAP_OBJ_POINTERS]);
        Objects {
            keys: Keys::new(program.clone(), records as u64, size_of::<RType>() as u64, seed),
            map_layout,
            chan_layout: crate::ops::chan::layout(heap),
            shapes: Default::default(),
            map_error: MapError::Nil,
            seed,
            map_types: vec![],
        }
    }
}

/// Maps keep everything the collector must see in their layout.
unsafe fn trace(_kind: NativeKind, _object: *mut u8, _marker: &mut Marker) {}

unsafe fn drop_object(kind: NativeKind, object: *mut u8, ctx: &mut NativeFreeCtx) {
    if kind == KIND_MAP {
        // SAFETY: the heap calls this once for a dead object of the kind it was allocated with.
        unsafe { (*object.cast::<MapObj>()).drop_parts(ctx) };
    }
}

impl<'v> ValueRef<'v> {
    fn map_object(&self) -> Option<&'v MapObj> {
        assert_eq!(self.ty.kind, Kind::Map, "a map");
        // SAFETY: a Go map is nil or the address of its object, alive as long as the value.
        unsafe { (self.word() as *const MapObj).as_ref() }
    }

    /// Number of entries of a map.
    pub fn map_len(&self) -> usize {
        self.map_object().map_or(0, |m| m.len() as usize)
    }

    /// Values in a channel's buffer and its capacity, as `len` and `cap` show them.
    pub fn chan_len_cap(&self) -> (usize, usize) {
        // SAFETY: a Go channel is nil or the address of its object.
        let chan = unsafe { (self.word() as *const ChanObj).as_ref() };
        chan.map_or((0, 0), |c| (c.visible_len() as usize, c.visible_cap() as usize))
    }
}

impl Vm {
    /// The description of map type `id`, made on first use.
    #[inline(always)]
    pub(crate) fn map_type(&mut self, id: RtTypeId) -> *const MapType {
        let known = self.rtype(id).extra.get();
        if known != 0 { known as *const MapType } else { self.make_map_type(id) }
    }

    #[cold]
    #[inline(never)]
    fn make_map_type(&mut self, id: RtTypeId) -> *const MapType {
        let ty = Box::new(MapType::new(self.objects.keys.types(), id, &mut self.heap, self.objects.seed));
        let at: *const MapType = &raw const *ty;
        self.objects.map_types.push(ty);
        self.rtype(id).extra.set(at as u64);
        at
    }
}
