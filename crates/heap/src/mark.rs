//! Marking: an explicit stack of grey objects, scanned by layout.
//!
//! **Every item on the stack is an allocated object whose mark bit is set** (or whose finalizer keeps its referents);
//! nothing is freed before the stack is empty. Popped objects wait in a short ring after a prefetch, so that the memory
//! of one arrives while others are scanned.

use crate::arena::View;
use crate::classes::Category;
use crate::config::NativeHooks;
use crate::ids::{LayoutId, NativeKind};
use crate::layout::{LAYOUT_BITS, Layouts};

/// A grey object, or the rest of a large one.
#[derive(Clone, Copy)]
struct Item {
    addr: u64,
    words: u32,
    entry: u32,
}

/// Words of a large object scanned in one go; the rest waits on the stack, which stays short.
const CHUNK: u32 = 2048;
/// Objects between prefetch and scan.
const RING: usize = 8;
const NO_ITEM: Item = Item { addr: 0, words: 0, entry: 0 };

/// Receives roots and references while a collection marks.
pub struct Marker {
    view: View,
    stack: Vec<Item>,
    pub(crate) layouts: Layouts,
    pub(crate) hooks: Option<NativeHooks>,
    pub(crate) pairs: Option<Pairs>,
}

/// Where gc's blocks of two small objects begin; see [`Marker::is_kept`].
#[derive(Clone, Copy)]
pub(crate) struct Pairs {
    pub first: u64,
    /// Something that lives for ever is in the first place.
    pub keeps: bool,
}

impl Marker {
    pub(crate) fn new(view: View) -> Marker {
        Marker { view, stack: Vec::new(), layouts: Layouts::new(), hooks: None, pairs: None }
    }

    pub(crate) fn begin(&mut self, view: View) {
        debug_assert!(self.stack.is_empty());
        self.view = view;
    }

    /// Bytes of the mark stack.
    pub(crate) fn stack_bytes(&self) -> usize {
        self.stack.capacity() * size_of::<Item>()
    }

    /// Gives back the memory of an unusually deep stack.
    pub(crate) fn trim(&mut self) {
        if self.stack_bytes() > 1 << 20 {
            self.stack = Vec::new();
        }
    }

    /// Marks the object that `addr` points into, if it is one: any value is allowed.
    #[inline(always)]
    pub fn mark_word(&mut self, addr: u64) {
        let Some((span, slot)) = self.view.resolve(addr) else {
            return;
        };
        // SAFETY: a resolved slot lies in a span in use, whose bits and entries cover every slot.
        unsafe {
            let word = (*span).bits.add(slot >> 6);
            let bit = 1u64 << (slot & 63);
            if (*word).alloc & !(*word).mark & bit == 0 {
                return;
            }
            (*word).mark |= bit;
            if (*span).category == Category::NoScan {
                return;
            }
            let entry = *(*span).entries.add(slot);
            self.stack.push(Item { addr: (*span).slot_addr(slot), words: (*span).elem_words, entry });
        }
    }

    /// Marks `words` words at `ptr`, each possibly a pointer.
    ///
    /// # Safety
    /// The words must be readable.
    pub unsafe fn mark_words(&mut self, ptr: *const u64, words: usize) {
        for i in 0..words {
            // SAFETY: the caller's promise.
            self.mark_word(unsafe { *ptr.add(i) });
        }
    }

    /// Marks those of the `words` words at `ptr` whose bit in `bitmap` (bit `i % 64` of word `i / 64`) is set. A bitmap
    /// that is too short counts as zero at its end.
    ///
    /// # Safety
    /// The words must be readable.
    pub unsafe fn mark_bitmap(&mut self, ptr: *const u64, words: usize, bitmap: &[u64]) {
        for (i, &mask) in bitmap.iter().enumerate() {
            let Some(rest) = words.checked_sub(i * 64).filter(|&rest| rest > 0) else {
                break;
            };
            // SAFETY: the mask is cut to the words the caller vouches for.
            unsafe { self.scan_mask(ptr.add(i * 64), cut(mask, rest as u64)) };
        }
    }

    /// Marks the pointers in `bytes` bytes at `ptr` that hold repeated elements of `layout` (globals, frames).
    ///
    /// # Safety
    /// The bytes must be readable, `ptr` aligned to 8, and the layout issued by this heap.
    pub unsafe fn mark_layout(&mut self, ptr: *const u8, bytes: usize, layout: LayoutId) {
        // SAFETY: the caller's promise.
        unsafe { self.scan_words(ptr.cast(), (bytes / 8) as u64, layout.0) };
    }

    /// Whether the object that `addr` points into is marked; `None` when it is no object.
    pub fn is_marked(&self, addr: u64) -> Option<bool> {
        let (span, slot) = self.view.resolve(addr)?;
        // SAFETY: as in `mark_word`.
        let word = unsafe { *(*span).bits.add(slot >> 6) };
        let bit = 1u64 << (slot & 63);
        (word.alloc & bit != 0).then_some(word.mark & bit != 0)
    }

    /// Whether an object is kept for now: it is marked, or shares a block of gc's with one that is. `None`: no object.
    ///
    /// gc puts two objects of at most eight bytes without pointers into one block, which lives as long as either.
    pub fn is_kept(&self, addr: u64) -> Option<bool> {
        let marked = self.is_marked(addr)?;
        let Some(pairs) = self.pairs.filter(|_| !marked) else { return Some(marked) };
        let (span, slot) = self.view.resolve(addr)?;
        // SAFETY: as in `mark_word`.
        let span = unsafe { &*span };
        if span.elem_words != 1 || span.category != Category::NoScan {
            return Some(false);
        }
        let base = span.base + slot as u64 * 8;
        let odd = base.wrapping_sub(pairs.first) & 8 != 0;
        let other = if odd { base - 8 } else { base + 8 };
        Some(pairs.keeps && other == pairs.first || self.is_marked(other) == Some(true))
    }

    /// Sets a mark without scanning the object (its referents are marked already).
    pub(crate) fn mark_only(&mut self, addr: u64) {
        if let Some((span, slot)) = self.view.resolve(addr) {
            // SAFETY: as in `mark_word`.
            unsafe {
                let word = (*span).bits.add(slot >> 6);
                (*word).mark |= (*word).alloc & 1u64 << (slot & 63);
            }
        }
    }

    /// Marks what an object refers to, but not the object.
    pub(crate) fn mark_contents(&mut self, addr: u64) {
        let Some((span, slot)) = self.view.resolve(addr) else {
            return;
        };
        // SAFETY: as in `mark_word`.
        unsafe {
            if (*span).category != Category::NoScan {
                let entry = *(*span).entries.add(slot);
                self.stack.push(Item { addr: (*span).slot_addr(slot), words: (*span).elem_words, entry });
            }
        }
    }

    /// Scans until nothing is grey.
    pub fn drain(&mut self) {
        let mut ring = [NO_ITEM; RING];
        let mut head = 0;
        let mut waiting = 0;
        loop {
            let next = match self.stack.pop() {
                Some(item) => {
                    prefetch(item.addr);
                    waiting += 1;
                    item
                }
                None if waiting == 0 => return,
                None => NO_ITEM,
            };
            let item = std::mem::replace(&mut ring[head], next);
            head = (head + 1) % RING;
            if item.addr != 0 {
                waiting -= 1;
                // SAFETY: stack items are allocated objects.
                unsafe { self.scan(item) };
            }
        }
    }

    #[inline]
    unsafe fn scan(&mut self, item: Item) {
        let mut item = item;
        if item.entry >> LAYOUT_BITS != 0 {
            // SAFETY: the caller's promise; the entry has a kind.
            unsafe { self.trace_native(item) };
            item.entry &= (1 << LAYOUT_BITS) - 1;
        }
        if item.words > CHUNK {
            let unit = self.layouts.records[item.entry as usize].words;
            let part = (CHUNK / unit).max(1) * unit;
            if part < item.words {
                self.stack.push(Item {
                    addr: item.addr + u64::from(part) * 8,
                    words: item.words - part,
                    entry: item.entry,
                });
                item.words = part;
            }
        }
        // SAFETY: the object's slot has these words.
        unsafe { self.scan_words(item.addr as *const u64, u64::from(item.words), item.entry) };
    }

    #[cold]
    #[inline(never)]
    unsafe fn trace_native(&mut self, item: Item) {
        if let Some(hooks) = self.hooks {
            // SAFETY: an allocated native object of this kind; the VM vouches for its hook.
            unsafe { (hooks.trace)(NativeKind((item.entry >> LAYOUT_BITS) as u8), item.addr as *mut u8, self) };
        }
    }

    /// Marks the pointers of repeated elements in `words` words.
    #[inline(always)]
    unsafe fn scan_words(&mut self, ptr: *const u64, words: u64, layout: u32) {
        let record = self.layouts.records[layout as usize];
        let unit = u64::from(record.words);
        if unit > 64 {
            // SAFETY: the caller's promise.
            unsafe { self.scan_big(ptr, words, record.mask as usize, unit) };
            return;
        }
        let mut done = 0;
        while words - done > unit {
            // SAFETY: the mask has no bit past `unit`, and `unit` words remain.
            unsafe { self.scan_mask(ptr.add(done as usize), record.mask) };
            done += unit;
        }
        // SAFETY: the mask is cut to the words that remain.
        unsafe { self.scan_mask(ptr.add(done as usize), cut(record.mask, words - done)) };
    }

    #[inline(never)]
    unsafe fn scan_big(&mut self, ptr: *const u64, words: u64, bitmap: usize, unit: u64) {
        let mut start = 0;
        while start < words {
            let len = unit.min(words - start);
            let mut done = 0;
            while done < len {
                let mask = self.layouts.bits[bitmap + (done / 64) as usize];
                // SAFETY: the mask is cut to the words that remain.
                unsafe { self.scan_mask(ptr.add((start + done) as usize), cut(mask, len - done)) };
                done += 64;
            }
            start += len;
        }
    }

    #[inline(always)]
    unsafe fn scan_mask(&mut self, ptr: *const u64, mask: u64) {
        let mut mask = mask;
        while mask != 0 {
            // SAFETY: the caller vouches for every word whose bit is set.
            let word = unsafe { *ptr.add(mask.trailing_zeros() as usize) };
            mask &= mask - 1;
            self.mark_word(word);
        }
    }
}

/// The low `words` bits of `mask`.
#[inline(always)]
fn cut(mask: u64, words: u64) -> u64 {
    if words >= 64 { mask } else { mask & ((1 << words) - 1) }
}

#[inline(always)]
fn prefetch(addr: u64) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: a prefetch reads nothing that a program can see.
    unsafe {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        _mm_prefetch::<_MM_HINT_T0>(addr as *const i8);
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = addr;
}
