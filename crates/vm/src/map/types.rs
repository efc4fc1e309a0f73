//! Map types as the operations see them, and what can go wrong.

use crate::keys::{Keys, NotComparable, TypeList};
use vole_bytecode::{Kind, RtTypeId};
use vole_heap::{AllocError, Heap, LayoutId};

/// How keys are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyClass {
    /// One slot: integers, booleans, pointers. Kept in register form in 8 bytes.
    Int,
    /// Strings.
    Str,
    /// Plain bytes, compared as such.
    Bytes,
    /// By the steps of the type.
    Any,
}

/// How the image of a one-slot key becomes its register form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Extend {
    S8,
    S16,
    S32,
    U8,
    U16,
    U32,
    Whole,
}

/// What the operations need to know of a map type. Lives as long as the VM, at a fixed address.
#[derive(Debug)]
pub struct MapType {
    /// The key's class.
    pub class: KeyClass,
    extend: Extend,
    /// Bytes of a key.
    pub key_size: u32,
    /// Byte offset of the value in an entry.
    pub val_off: u32,
    /// Bytes of an entry, a multiple of 8.
    pub entry_size: u32,
    pub(super) layout: LayoutId,
    /// Type of the key.
    pub key: RtTypeId,
    pub(super) seed: u64,
    /// Unhashable keys are possible, so even a nil map must look at the key.
    checks_key: bool,
    /// Zeroes for values that `ZEROES` is too small for.
    zeroes: Option<Box<[u64]>>,
}

/// What absent keys read, for values of usual size.
static ZEROES: [u64; 128] = [0; 128];

impl MapType {
    /// Describes the map type `ty`; registers the layout of its entries.
    pub fn new(types: TypeList<'_>, ty: RtTypeId, heap: &mut Heap, seed: u64) -> MapType {
        let map = types.get(ty);
        let (key, elem) = (types.get(map.key), types.get(map.elem));
        let (class, extend) = match key.kind {
            Kind::Bool | Kind::Uint8 => (KeyClass::Int, Extend::U8),
            Kind::Int8 => (KeyClass::Int, Extend::S8),
            Kind::Int16 => (KeyClass::Int, Extend::S16),
            Kind::Int32 => (KeyClass::Int, Extend::S32),
            Kind::Uint16 => (KeyClass::Int, Extend::U16),
            Kind::Uint32 => (KeyClass::Int, Extend::U32),
            Kind::Int
            | Kind::Int64
            | Kind::Uint
            | Kind::Uint64
            | Kind::Uintptr
            | Kind::Pointer
            | Kind::Chan
            | Kind::UnsafePointer => (KeyClass::Int, Extend::Whole),
            Kind::String => (KeyClass::Str, Extend::Whole),
            _ if key.plain_memory => (KeyClass::Bytes, Extend::Whole),
            _ => (KeyClass::Any, Extend::Whole),
        };
        let key_space = if class == KeyClass::Int { 8 } else { key.size.next_multiple_of(8) };
        let entry_size = (key_space + elem.size.next_multiple_of(8)).max(8);
        let mut bits = vec![0u64; (entry_size as usize / 8).div_ceil(64)];
        types.pointer_words(map.key, 0, &mut bits);
        types.pointer_words(map.elem, key_space, &mut bits);
        MapType {
            class,
            extend,
            key_size: key.size,
            val_off: key_space.min(entry_size - 8),
            entry_size,
            layout: heap.add_layout(entry_size as usize, &bits),
            key: map.key,
            seed,
            checks_key: class == KeyClass::Any && may_be_unhashable(types, map.key),
            zeroes: (elem.size as usize > size_of_val(&ZEROES))
                .then(|| vec![0; elem.size.div_ceil(8) as usize].into_boxed_slice()),
        }
    }

    /// Where the value of an absent key is read: zeroes that nobody writes to.
    pub fn zero(&self) -> *const u8 {
        self.zeroes.as_deref().unwrap_or(&ZEROES).as_ptr().cast()
    }

    /// Register form of a one-slot key from its memory image.
    ///
    /// # Safety
    /// `key_size` bytes at `p` are readable.
    pub(super) unsafe fn load_int(&self, p: *const u8) -> u64 {
        // SAFETY: the width read is the key's size.
        unsafe {
            match self.extend {
                Extend::S8 => p.cast::<i8>().read() as i64 as u64,
                Extend::S16 => p.cast::<i16>().read_unaligned() as i64 as u64,
                Extend::S32 => p.cast::<i32>().read_unaligned() as i64 as u64,
                Extend::U8 => u64::from(p.read()),
                Extend::U16 => u64::from(p.cast::<u16>().read_unaligned()),
                Extend::U32 => u64::from(p.cast::<u32>().read_unaligned()),
                Extend::Whole => p.cast::<u64>().read_unaligned(),
            }
        }
    }
}

fn may_be_unhashable(types: TypeList<'_>, ty: RtTypeId) -> bool {
    let t = types.get(ty);
    match t.kind {
        Kind::Interface => true,
        Kind::Array => t.len > 0 && may_be_unhashable(types, t.elem),
        Kind::Struct => t.fields.iter().any(|f| may_be_unhashable(types, f.ty)),
        _ => false,
    }
}

/// Why an operation on a map failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapError {
    /// Collect and try again.
    Collect,
    /// Out of memory.
    Limit,
    /// The key's dynamic type is not hashable; `empty`: found out on a nil or empty map, where Go's words differ.
    Unhashable {
        /// The type.
        ty: RtTypeId,
        /// The map was nil or empty.
        empty: bool,
    },
    /// Assignment to an entry of a nil map.
    Nil,
}

impl From<AllocError> for MapError {
    fn from(e: AllocError) -> Self {
        match e {
            AllocError::Collect => MapError::Collect,
            AllocError::Limit => MapError::Limit,
        }
    }
}

impl From<NotComparable> for MapError {
    fn from(e: NotComparable) -> Self {
        MapError::Unhashable { ty: e.0, empty: false }
    }
}

/// What a lookup in a nil or empty map still has to do: refuse an unhashable key.
///
/// # Errors
/// `Unhashable` with `empty` set.
///
/// # Safety
/// `key` is a valid image of the key type.
#[inline]
pub unsafe fn check_key(ty: &MapType, key: *const u8, keys: &Keys) -> Result<(), MapError> {
    if !ty.checks_key {
        return Ok(());
    }
    // SAFETY: the caller's promise.
    match unsafe { keys.hash(ty.key, key) } {
        Ok(_) => Ok(()),
        Err(NotComparable(ty)) => Err(MapError::Unhashable { ty, empty: true }),
    }
}
