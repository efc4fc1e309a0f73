//! Keys on their way into a map: how each class of keys hashes, compares and is stored.

use super::types::MapType;
use crate::keys::{Keys, bytes, hash_bytes};
use std::ptr;

/// The full hash of what a table stores as 32 bits: distinct in its low bits (bucket) and its top bits (tag).
#[inline(always)]
pub(super) fn spread(hash: u32) -> u64 {
    u64::from(hash).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// A key on its way into a map, as each class wants it.
pub(super) trait Probe {
    /// Hash for the table; the low 32 bits are kept.
    fn hash(&self) -> u32;
    /// Whether the live entry at `entry` has this key.
    ///
    /// # Safety
    /// `entry` is an entry of a map of the probe's type.
    unsafe fn is_at(&self, entry: *const u8) -> bool;
    /// Writes the key.
    ///
    /// # Safety
    /// As `is_at`.
    unsafe fn store(&self, entry: *mut u8);
    /// Hash of another key of the same map.
    ///
    /// # Safety
    /// As `is_at`.
    unsafe fn hash_entry(&self, entry: *const u8) -> u32;
    /// Whether an existing equal key is overwritten (it may differ in sign of zero or in where its text lies).
    const OVERWRITES: bool;
}

pub(super) struct StrProbe {
    pub ptr: u64,
    pub len: u64,
    pub seed: u64,
}

impl Probe for StrProbe {
    const OVERWRITES: bool = true;
    #[inline(always)]
    fn hash(&self) -> u32 {
        // SAFETY: a Go string is readable.
        unsafe { hash_bytes(self.ptr as *const u8, self.len as usize, self.seed) as u32 }
    }
    #[inline(always)]
    unsafe fn is_at(&self, entry: *const u8) -> bool {
        // SAFETY: an entry begins with a string header, or is zeroed; Go strings are readable.
        unsafe {
            let [ptr, len] = entry.cast::<[u64; 2]>().read();
            len == self.len
                && (ptr == self.ptr
                    || bytes(ptr as *const u8, len as usize) == bytes(self.ptr as *const u8, len as usize))
        }
    }
    #[inline(always)]
    unsafe fn store(&self, entry: *mut u8) {
        // SAFETY: the caller's promise.
        unsafe { entry.cast::<[u64; 2]>().write([self.ptr, self.len]) }
    }
    unsafe fn hash_entry(&self, entry: *const u8) -> u32 {
        // SAFETY: the caller's promise.
        unsafe {
            let [ptr, len] = entry.cast::<[u64; 2]>().read();
            hash_bytes(ptr as *const u8, len as usize, self.seed) as u32
        }
    }
}

pub(super) struct BytesProbe {
    pub key: *const u8,
    pub len: usize,
    pub seed: u64,
}

impl Probe for BytesProbe {
    const OVERWRITES: bool = false;
    #[inline(always)]
    fn hash(&self) -> u32 {
        // SAFETY: the probe's maker vouches for the key.
        unsafe { hash_bytes(self.key, self.len, self.seed) as u32 }
    }
    #[inline(always)]
    unsafe fn is_at(&self, entry: *const u8) -> bool {
        // SAFETY: the caller's promise.
        unsafe { bytes(entry, self.len) == bytes(self.key, self.len) }
    }
    #[inline(always)]
    unsafe fn store(&self, entry: *mut u8) {
        // SAFETY: the caller's promise.
        unsafe { ptr::copy_nonoverlapping(self.key, entry, self.len) }
    }
    unsafe fn hash_entry(&self, entry: *const u8) -> u32 {
        // SAFETY: the caller's promise.
        unsafe { hash_bytes(entry, self.len, self.seed) as u32 }
    }
}

pub(super) struct AnyProbe<'a> {
    pub key: *const u8,
    pub ty: &'a MapType,
    pub keys: &'a Keys,
    pub hash: u32,
}

impl Probe for AnyProbe<'_> {
    const OVERWRITES: bool = true;
    fn hash(&self) -> u32 {
        self.hash
    }
    unsafe fn is_at(&self, entry: *const u8) -> bool {
        // SAFETY: both are keys of the map's type; both were hashed, so comparing them cannot fail.
        unsafe { self.keys.equal(self.ty.key, self.key, entry).unwrap_or(false) }
    }
    unsafe fn store(&self, entry: *mut u8) {
        // SAFETY: the caller's promise.
        unsafe { ptr::copy_nonoverlapping(self.key, entry, self.ty.key_size as usize) }
    }
    unsafe fn hash_entry(&self, entry: *const u8) -> u32 {
        // SAFETY: the caller's promise. A key in a map was hashed before, so it cannot fail.
        unsafe { self.keys.hash(self.ty.key, entry).unwrap_or(0) as u32 }
    }
}
