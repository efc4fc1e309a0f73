//! Go maps: entries in one heap object, in insertion order, found through a `hashbrown` table of their indices.
//!
//! A [`MapObj`] is a native heap object. Its entries (key, padding, value) are one array in the heap with a precise layout; a
//! map of at most [`SMALL`] entries has no table and is searched from end to end.
//!
//! **An entry never changes its index.** A deleted entry is zeroed, noted as dead and reused by a later insertion; so an
//! iteration (random start, every index visited at most once, always in the current array) neither repeats nor loses
//! entries whatever the body does to the map. Addresses handed out stay valid until the next insertion.
//!
//! Neighbours: `keys` (hash and equality of composite keys), `ops/map` (the instructions), `probe` (how keys of each class are found), `iter`.

mod concurrent;
mod iter;
mod probe;
mod types;

pub(crate) use iter::MapIter;
pub(crate) use types::{KeyClass, MapError, MapType, check_key};

use crate::keys::{Keys, hash_word};
use hashbrown::HashTable;
use probe::{AnyProbe, BytesProbe, Probe, StrProbe, spread};
use std::mem::MaybeUninit;
use std::ptr::{self, NonNull};
use vole_heap::{Heap, LayoutId, NativeFreeCtx, NativeKind};

/// Entries of a map without a table.
pub const SMALL: u32 = 8;

/// What only large maps have, and only some of them use.
#[derive(Default)]
struct Cold {
    /// Hash of each entry, for keys that are not of class `Int`.
    hashes: Vec<u32>,
    /// Bit i: entry i is dead.
    dead: Vec<u64>,
    /// Dead entries.
    free: Vec<u32>,
}

/// A map. All zero is a valid, empty map but for its type.
#[repr(C)]
pub struct MapObj {
    /// Live entries; first, as in gc's own maps.
    count: u64,
    entries: *mut u8,
    ty: *const MapType,
    /// Entries in use or dead: indices below it are valid.
    used: u32,
    cap: u32,
    table: MaybeUninit<HashTable<u32>>,
    cold: *mut Cold,
    hashed: bool,
    /// Dead entries of a map without a table.
    dead_small: u8,
}

/// Bit `i`: word `i` of a [`MapObj`] is a pointer for the collector.
pub const MAP_OBJ_POINTERS: u64 = 1 << 1;

/// Runs `$body` with `$probe` for the key image at `$key` of a map of type `$ty`.
macro_rules! with_probe {
    ($ty:expr, $key:expr, $keys:expr, $int:ident => $int_body:expr, $probe:ident => $body:expr) => {{
        let (ty, key): (&MapType, *const u8) = ($ty, $key);
        match ty.class {
            KeyClass::Int => {
                let $int = ty.load_int(key);
                $int_body
            }
            KeyClass::Str => {
                let [ptr, len] = key.cast::<[u64; 2]>().read_unaligned();
                let $probe = StrProbe { ptr, len, seed: ty.seed };
                $body
            }
            KeyClass::Bytes => {
                let $probe = BytesProbe { key, len: ty.key_size as usize, seed: ty.seed };
                $body
            }
            KeyClass::Any => {
                let hash = $keys.hash(ty.key, key)? as u32;
                let $probe = AnyProbe { key, ty, keys: $keys, hash };
                $body
            }
        }
    }};
}

impl MapObj {
    /// Makes a map. `force`: past the collector's trigger too, for natives that hold references.
    ///
    /// # Errors
    /// `Collect` or `Limit`.
    ///
    /// # Safety
    /// `ty` lives as long as the heap; `layout` has [`MAP_OBJ_POINTERS`].
    #[inline(never)]
    pub unsafe fn make(
        heap: &mut Heap,
        kind: NativeKind,
        layout: LayoutId,
        ty: &MapType,
        hint: i64,
        force: bool,
    ) -> Result<NonNull<MapObj>, MapError> {
        // SAFETY: the layout matches; the object is initialised at once.
        unsafe {
            let map = if force {
                heap.alloc_native_nogc(kind, size_of::<MapObj>(), layout)?
            } else {
                heap.alloc_native(kind, size_of::<MapObj>(), layout)?
            };
            let map = map.cast::<MapObj>();
            let m = map.as_ptr();
            (*m).ty = ty;
            if hint > i64::from(SMALL) {
                let hint = u32::try_from(hint).unwrap_or(u32::MAX);
                let cap = hint.min(u32::MAX / 2);
                // A hint that cannot be met is not an error in Go.
                if (cap as usize).saturating_mul(ty.entry_size as usize) < 1 << 32 {
                    (*m).grow_entries(heap, cap)?;
                    (*m).make_table(heap, cap as usize);
                }
            }
            Ok(map)
        }
    }

    /// Number of entries.
    #[inline(always)]
    pub fn len(&self) -> u64 {
        self.count
    }

    /// The map's type.
    pub fn map_type(&self) -> &MapType {
        // SAFETY: `make` stored a type that outlives the map.
        unsafe { &*self.ty }
    }

    #[inline(always)]
    unsafe fn entry(&self, index: u32) -> *mut u8 {
        // SAFETY: the caller's index is below `used`; the array holds `cap` entries.
        unsafe { self.entries.add(index as usize * (*self.ty).entry_size as usize) }
    }

    #[inline(always)]
    unsafe fn table(&self) -> &HashTable<u32> {
        debug_assert!(self.hashed);
        // SAFETY: the caller has seen `hashed`.
        unsafe { self.table.assume_init_ref() }
    }

    #[inline(always)]
    unsafe fn val(&self, index: u32) -> *mut u8 {
        // SAFETY: as `entry`.
        unsafe { self.entry(index).add((*self.ty).val_off as usize) }
    }

    // ---- one-slot keys

    #[inline(always)]
    unsafe fn find_int(&self, key: u64) -> Option<u32> {
        // SAFETY: indices in the table and below `used` are valid entries.
        unsafe {
            let stride = (*self.ty).entry_size as usize;
            let entries = self.entries;
            if self.hashed {
                let hash = hash_word(key, (*self.ty).seed);
                return self.table().find(hash, |&i| *entries.add(i as usize * stride).cast::<u64>() == key).copied();
            }
            let mut p = entries;
            for i in 0..self.used {
                if *p.cast::<u64>() == key && self.dead_small >> i & 1 == 0 {
                    return Some(i);
                }
                p = p.add(stride);
            }
            None
        }
    }

    /// Address of the value of a one-slot key, null if absent.
    ///
    /// # Safety
    /// The map's class is `Int`.
    #[inline(always)]
    pub unsafe fn get_int(&self, key: u64) -> *mut u8 {
        // SAFETY: a found index is valid.
        unsafe { self.find_int(key).map_or(ptr::null_mut(), |i| self.val(i)) }
    }

    /// Address of the value of a one-slot key, inserted if absent.
    ///
    /// # Errors
    /// `Collect`, `Limit`: nothing has changed.
    ///
    /// # Safety
    /// The map's class is `Int`; `heap` is its heap.
    #[inline(always)]
    pub unsafe fn set_int(&mut self, key: u64, heap: &mut Heap) -> Result<*mut u8, MapError> {
        // SAFETY: the caller's promise.
        unsafe {
            if let Some(i) = self.find_int(key) {
                return Ok(self.val(i));
            }
            self.insert_int(key, heap)
        }
    }

    /// Inserts a one-slot key that is absent: address of its value.
    ///
    /// # Errors
    /// `Collect`, `Limit`: nothing has changed.
    ///
    /// # Safety
    /// As `set_int`; the key is absent.
    #[inline(never)]
    pub unsafe fn insert_int(&mut self, key: u64, heap: &mut Heap) -> Result<*mut u8, MapError> {
        // SAFETY: the index is fresh; entries in the table are valid.
        unsafe {
            let was_hashed = self.hashed;
            let index = self.claim(heap)?;
            self.entry(index).cast::<u64>().write(key);
            if self.hashed {
                let (entries, stride, seed) = (self.entries, (*self.ty).entry_size as usize, (*self.ty).seed);
                let hasher = |&i: &u32| hash_word(*entries.add(i as usize * stride).cast::<u64>(), seed);
                if !was_hashed {
                    for i in 0..index {
                        self.add_to_table(heap, hasher(&i), i, hasher);
                    }
                }
                self.add_to_table(heap, hash_word(key, seed), index, hasher);
            }
            self.count += 1;
            Ok(self.val(index))
        }
    }

    // ---- other keys

    #[inline(always)]
    unsafe fn find<P: Probe>(&self, probe: &P, hash: u32) -> Option<u32> {
        // SAFETY: indices in the table and below `used` are valid entries.
        unsafe {
            let stride = (*self.ty).entry_size as usize;
            let entries = self.entries;
            if self.hashed {
                return self.table().find(spread(hash), |&i| probe.is_at(entries.add(i as usize * stride))).copied();
            }
            let mut p = entries;
            for i in 0..self.used {
                if self.dead_small >> i & 1 == 0 && probe.is_at(p) {
                    return Some(i);
                }
                p = p.add(stride);
            }
            None
        }
    }

    #[inline(always)]
    unsafe fn get_probe<P: Probe>(&self, probe: &P) -> *mut u8 {
        // SAFETY: a found index is valid.
        unsafe {
            let hash = if self.hashed { probe.hash() } else { 0 };
            self.find(probe, hash).map_or(ptr::null_mut(), |i| self.val(i))
        }
    }

    #[inline(always)]
    unsafe fn set_probe<P: Probe>(&mut self, probe: &P, heap: &mut Heap) -> Result<*mut u8, MapError> {
        // SAFETY: a found index is valid; a claimed one is fresh.
        unsafe {
            let hash = if self.hashed { probe.hash() } else { 0 };
            if let Some(i) = self.find(probe, hash) {
                if P::OVERWRITES {
                    probe.store(self.entry(i));
                }
                return Ok(self.val(i));
            }
            self.insert_probe(probe, hash, heap)
        }
    }

    /// Inserts an absent key; `hash` counts if the map has a table.
    #[inline(always)]
    unsafe fn insert_probe<P: Probe>(&mut self, probe: &P, hash: u32, heap: &mut Heap) -> Result<*mut u8, MapError> {
        // SAFETY: a claimed index is fresh.
        unsafe {
            let was_hashed = self.hashed;
            let index = self.claim(heap)?;
            probe.store(self.entry(index));
            if self.hashed {
                if !was_hashed {
                    for i in 0..index {
                        self.enter(heap, probe.hash_entry(self.entry(i)), i);
                    }
                }
                self.enter(heap, if was_hashed { hash } else { probe.hash() }, index);
            }
            self.count += 1;
            Ok(self.val(index))
        }
    }

    /// Notes an entry's hash and enters it in the table.
    #[inline]
    unsafe fn enter(&mut self, heap: &mut Heap, hash: u32, index: u32) {
        // SAFETY: the map is hashed; the table's indices are below the length of `hashes`.
        unsafe {
            let cold = &mut *self.cold();
            if cold.hashes.len() <= index as usize {
                let before = cold.hashes.capacity();
                cold.hashes.resize(self.cap as usize, 0);
                heap.add_external((cold.hashes.capacity() - before) * 4);
            }
            cold.hashes[index as usize] = hash;
            let hashes = cold.hashes.as_ptr();
            self.add_to_table(heap, spread(hash), index, |&i| spread(*hashes.add(i as usize)));
        }
    }

    /// Address of a string key's value, null if absent.
    ///
    /// # Safety
    /// The map's class is `Str`, the key a valid string.
    #[inline(always)]
    pub unsafe fn get_str(&self, key: [u64; 2]) -> *mut u8 {
        // SAFETY: the caller's promise.
        unsafe { self.get_probe(&StrProbe { ptr: key[0], len: key[1], seed: (*self.ty).seed }) }
    }

    /// Address of a string key's value, null if absent; a key that is there is overwritten with this equal one, as gc does.
    ///
    /// # Safety
    /// As `get_str`.
    #[inline(always)]
    pub unsafe fn update_str(&mut self, key: [u64; 2]) -> *mut u8 {
        // SAFETY: the caller's promise; a found index is valid.
        unsafe {
            let probe = StrProbe { ptr: key[0], len: key[1], seed: (*self.ty).seed };
            let hash = if self.hashed { probe.hash() } else { 0 };
            self.find(&probe, hash).map_or(ptr::null_mut(), |i| {
                probe.store(self.entry(i));
                self.val(i)
            })
        }
    }

    /// Inserts a string key that is absent: address of its value.
    ///
    /// # Errors
    /// `Collect`, `Limit`: nothing has changed.
    ///
    /// # Safety
    /// As `get_str`; the key is absent; `heap` is the map's heap.
    #[inline(never)]
    pub unsafe fn insert_str(&mut self, key: [u64; 2], heap: &mut Heap) -> Result<*mut u8, MapError> {
        // SAFETY: the caller's promise.
        unsafe {
            let probe = StrProbe { ptr: key[0], len: key[1], seed: (*self.ty).seed };
            self.insert_probe(&probe, if self.hashed { probe.hash() } else { 0 }, heap)
        }
    }

    /// Address of the value of the key whose image is at `key`, null if absent.
    ///
    /// # Errors
    /// `Unhashable`.
    ///
    /// # Safety
    /// `key` is a valid image of the key type.
    pub unsafe fn get(&self, key: *const u8, keys: &Keys) -> Result<*mut u8, MapError> {
        // SAFETY: the caller's promise.
        unsafe {
            if self.count == 0 {
                check_key(self.map_type(), key, keys)?;
                return Ok(ptr::null_mut());
            }
            Ok(with_probe!(self.map_type(), key, keys, int => self.get_int(int), probe => self.get_probe(&probe)))
        }
    }

    /// Address of the value of the key whose image is at `key`, inserted if absent.
    ///
    /// # Errors
    /// `Unhashable`; `Collect`, `Limit`: nothing has changed.
    ///
    /// # Safety
    /// As `get`; `heap` is the map's heap.
    pub unsafe fn set(&mut self, key: *const u8, keys: &Keys, heap: &mut Heap) -> Result<*mut u8, MapError> {
        // SAFETY: the caller's promise; the type outlives the map.
        unsafe {
            let ty = &*self.ty;
            with_probe!(ty, key, keys, int => self.set_int(int, heap), probe => self.set_probe(&probe, heap))
        }
    }

    /// Deletes the key whose image is at `key`.
    ///
    /// # Errors
    /// `Unhashable`.
    ///
    /// # Safety
    /// As `get`.
    pub unsafe fn delete(&mut self, key: *const u8, keys: &Keys) -> Result<(), MapError> {
        // SAFETY: the caller's promise; found indices are valid.
        unsafe {
            let ty = &*self.ty;
            if self.count == 0 {
                return check_key(ty, key, keys);
            }
            let found = with_probe!(ty, key, keys,
            int => self.find_int(int).map(|i| (i, hash_word(int, ty.seed))),
            probe => {
                let hash = if self.hashed { probe.hash() } else { 0 };
                self.find(&probe, hash).map(|i| (i, spread(hash)))
            });
            if let Some((index, hash)) = found {
                self.remove(index, hash);
            }
            Ok(())
        }
    }

    unsafe fn remove(&mut self, index: u32, hash: u64) {
        // SAFETY: `index` is a live entry whose hash is `hash`.
        unsafe {
            if self.hashed {
                if let Ok(found) = self.table.assume_init_mut().find_entry(hash, |&i| i == index) {
                    found.remove();
                }
                let cold = &mut *self.cold();
                let word = index as usize / 64;
                if cold.dead.len() <= word {
                    cold.dead.resize((self.cap as usize).div_ceil(64), 0);
                }
                cold.dead[word] |= 1 << (index % 64);
                cold.free.push(index);
            } else {
                self.dead_small |= 1 << index;
            }
            self.entry(index).write_bytes(0, (*self.ty).entry_size as usize);
            self.count -= 1;
            if self.count == 0 {
                self.forget_dead();
                self.used = 0;
            }
        }
    }

    unsafe fn forget_dead(&mut self) {
        self.dead_small = 0;
        // SAFETY: a non-null `cold` is owned by this map.
        if let Some(cold) = unsafe { self.cold.as_mut() } {
            cold.dead.fill(0);
            cold.free.clear();
        }
    }

    /// Deletes everything.
    pub fn clear(&mut self) {
        // SAFETY: the first `used` entries are valid.
        unsafe {
            if self.used != 0 {
                self.entries.write_bytes(0, self.used as usize * (*self.ty).entry_size as usize);
            }
            if self.hashed {
                self.table.assume_init_mut().clear();
            }
            self.forget_dead();
        }
        self.used = 0;
        self.count = 0;
    }

    // ---- growth

    /// An index for a new entry: a dead one or the next. Changes nothing but capacity before it succeeds. When this makes
    /// the table, the caller enters the entries below the index, which are all live.
    #[inline(always)]
    unsafe fn claim(&mut self, heap: &mut Heap) -> Result<u32, MapError> {
        // SAFETY: private helpers on this map's own parts.
        unsafe {
            if self.count != u64::from(self.used) {
                return Ok(self.reuse());
            }
            if self.used == self.cap {
                self.grow(heap)?;
            }
        }
        self.used += 1;
        Ok(self.used - 1)
    }

    #[cold]
    #[inline(never)]
    unsafe fn reuse(&mut self) -> u32 {
        if !self.hashed {
            let index = self.dead_small.trailing_zeros();
            self.dead_small &= self.dead_small - 1;
            return index;
        }
        // SAFETY: fewer live than used entries in a hashed map: the dead ones are on the list.
        let cold = unsafe { &mut *self.cold() };
        let index = cold.free.pop().expect("every dead entry is on the free list");
        cold.dead[index as usize / 64] &= !(1 << (index % 64));
        index
    }

    #[cold]
    #[inline(never)]
    unsafe fn grow(&mut self, heap: &mut Heap) -> Result<(), MapError> {
        // SAFETY: entries below `used` are all live here (`claim` reuses dead ones first).
        unsafe {
            let cap = match self.cap {
                0 if (*self.ty).entry_size > 64 => 2,
                0 => 4,
                cap => cap.checked_mul(2).ok_or(MapError::Limit)?,
            };
            self.grow_entries(heap, cap)?;
            if !self.hashed && self.cap > SMALL {
                self.make_table(heap, self.cap as usize);
            }
            Ok(())
        }
    }

    unsafe fn grow_entries(&mut self, heap: &mut Heap, cap: u32) -> Result<(), MapError> {
        // SAFETY: the new array is larger than the old one, whose first `used` entries are valid.
        unsafe {
            let (size, layout) = ((*self.ty).entry_size as usize, (*self.ty).layout);
            let bytes = Heap::round_size(cap as usize * size, layout == LayoutId::NOSCAN);
            let new = heap.alloc_nogc(bytes, layout)?.as_ptr();
            if self.used != 0 {
                ptr::copy_nonoverlapping(self.entries, new, self.used as usize * size);
            }
            self.entries = new;
            // A small map may use the rest of its size class only up to the size that wants a table.
            let fits = u32::try_from(bytes / size).unwrap_or(u32::MAX);
            self.cap = if cap <= SMALL { fits.min(SMALL) } else { fits };
            Ok(())
        }
    }

    unsafe fn make_table(&mut self, heap: &mut Heap, capacity: usize) {
        let table = HashTable::with_capacity(capacity);
        heap.add_external(table.allocation_size());
        self.table.write(table);
        self.hashed = true;
        self.dead_small = 0;
    }

    #[inline(always)]
    unsafe fn add_to_table(&mut self, heap: &mut Heap, hash: u64, index: u32, hasher: impl Fn(&u32) -> u64) {
        // SAFETY: the caller has seen `hashed`.
        let table = unsafe { self.table.assume_init_mut() };
        if table.len() == table.capacity() {
            let before = table.allocation_size();
            table.reserve(1, &hasher);
            heap.add_external(table.allocation_size() - before.min(table.allocation_size()));
        }
        table.insert_unique(hash, index, hasher);
    }

    unsafe fn cold(&mut self) -> *mut Cold {
        if self.cold.is_null() {
            self.cold = Box::into_raw(Box::default());
        }
        self.cold
    }

    /// Frees what lies outside the heap: the drop hook of the native kind.
    ///
    /// # Safety
    /// The map is dead or the heap is going away.
    pub unsafe fn drop_parts(&mut self, ctx: &mut NativeFreeCtx) {
        // SAFETY: the parts are owned by this map and are not used again.
        unsafe {
            if self.hashed {
                ctx.external_freed += self.table().allocation_size();
                self.table.assume_init_drop();
                self.hashed = false;
            }
            if !self.cold.is_null() {
                let cold = Box::from_raw(self.cold);
                ctx.external_freed += cold.hashes.capacity() * 4;
                drop(cold);
                self.cold = ptr::null_mut();
            }
        }
    }
}

impl<'v> crate::native::ValueRef<'v> {
    /// The value of a key of a map value, if it is there.
    pub fn map_get(&self, cx: &crate::native::NativeCtx<'_>, key: Self) -> Option<Self> {
        // SAFETY: a map's word is null or a live map of this type; the key is one of its key type.
        unsafe {
            let map = (self.word() as *const MapObj).as_ref()?;
            let at = map.get(key.ptr, &cx.vm.objects.keys).ok().filter(|at| !at.is_null())?;
            Some(Self::new(&*ptr::from_ref(self.ty.elem()), at))
        }
    }

    /// The entries of a map value, in no particular order.
    pub fn map_entries(&self) -> Vec<(Self, Self)> {
        let map = self.word() as *mut MapObj;
        let mut all = Vec::new();
        let mut iter = MaybeUninit::<MapIter>::uninit();
        // SAFETY: a map's word is null or a live map of this type; keys and values stay in place until the native returns.
        unsafe {
            MapObj::iter_init(map, iter.as_mut_ptr(), 0);
            let iter = iter.assume_init_mut();
            while MapObj::iter_next(iter) {
                let (key, val) = (self.ty.key(), self.ty.elem());
                let (key, val) = (&*ptr::from_ref(key), &*ptr::from_ref(val));
                all.push((Self::new(key, iter.key), Self::new(val, iter.val)));
            }
        }
        all
    }
}

#[cfg(test)]
mod tests;
