//! A span: a run of pages holding slots of one size, with its bits and layout words beside it.
//!
//! Invariants: **a mark bit is only ever set where the allocation bit is set**; outside a collection all mark bits are
//! 0; bits past `nelems` are 0.

use crate::classes::{Category, RECIP_SHIFT};
use std::alloc::{Layout, alloc_zeroed, dealloc, handle_alloc_error};
use std::ptr;

/// Allocation and mark bits of 64 slots, side by side so that marking touches one cache line.
#[derive(Clone, Copy, Default)]
#[repr(C)]
pub(crate) struct BitWord {
    pub alloc: u64,
    pub mark: u64,
}

/// A span's descriptor; what marking needs comes first.
#[repr(C, align(64))]
pub(crate) struct Span {
    pub base: u64,
    /// `(addr - base) * recip >> RECIP_SHIFT` is the slot; 0 for spans of one slot.
    pub recip: u64,
    pub bits: *mut BitWord,
    /// One word per slot: layout, and the native kind above `LAYOUT_BITS`. Null for pointer-free spans.
    pub entries: *mut u32,
    /// Slots; 0 for a span that is not in use.
    pub nelems: u32,
    /// Words of a slot.
    pub elem_words: u32,
    pub category: Category,
    /// The size class; `LARGE` for a span of one large object.
    pub class: u8,
    /// Free slots may hold old bytes.
    pub needs_zero: bool,
    pub pages: u32,
    /// The bit word where allocation continues.
    pub next_word: u32,
    /// The bits of a span of one slot.
    pub one: BitWord,
    /// Its entry.
    pub one_entry: u32,
}

/// Class of a span that holds one large object.
pub(crate) const LARGE: u8 = 255;

const _: () = assert!(size_of::<Span>() == 128);

impl Span {
    /// The span to which no address belongs.
    pub const EMPTY: Span = Span {
        base: 0,
        recip: 0,
        bits: ptr::null_mut(),
        entries: ptr::null_mut(),
        nelems: 0,
        elem_words: 0,
        category: Category::NoScan,
        class: 0,
        needs_zero: false,
        pages: 0,
        next_word: 0,
        one: BitWord { alloc: 0, mark: 0 },
        one_entry: 0,
    };

    /// Gives a span its bits and entries: inside itself for one slot, otherwise from `spare` or the system allocator.
    ///
    /// # Safety
    /// `this` will stay where it is until `free_side`, and has no side memory yet. `spare` came from `free_side` of a
    /// span of the same class.
    pub unsafe fn init_side(this: *mut Span, spare: Option<*mut u8>) {
        // SAFETY: the caller gives a valid span; its own fields live as long as it does.
        unsafe {
            if (*this).nelems == 1 {
                (*this).bits = &raw mut (*this).one;
                (*this).entries = &raw mut (*this).one_entry;
                return;
            }
            let layout = side_layout((*this).nelems as usize, (*this).category);
            let side = spare.unwrap_or_else(|| alloc_zeroed(layout));
            if side.is_null() {
                handle_alloc_error(layout);
            }
            (*this).bits = side.cast();
            (*this).entries = match (*this).category {
                Category::NoScan => ptr::null_mut(),
                _ => side.add((*this).words() * size_of::<BitWord>()).cast(),
            };
        }
    }

    /// Takes a span out of use; its side memory outside the descriptor, if any, goes to the caller. All bits are 0.
    ///
    /// # Safety
    /// The span is in use, and holds no object.
    pub unsafe fn free_side(this: *mut Span) -> Option<*mut u8> {
        // SAFETY: the caller gives a span in use.
        unsafe {
            let side = ((*this).nelems > 1).then_some((*this).bits.cast());
            (*this).bits = ptr::null_mut();
            (*this).entries = ptr::null_mut();
            (*this).nelems = 0;
            side
        }
    }

    /// Bytes of side memory outside the descriptor.
    pub fn side_bytes(&self) -> usize {
        if self.nelems <= 1 { 0 } else { side_layout(self.nelems as usize, self.category).size() }
    }

    /// Number of bit words.
    #[inline]
    pub fn words(&self) -> usize {
        (self.nelems as usize).div_ceil(64)
    }

    /// Bytes of a slot.
    #[inline]
    pub fn elem_size(&self) -> usize {
        self.elem_words as usize * 8
    }

    /// The slot that `addr` would lie in; may be past the last.
    #[inline(always)]
    pub fn slot_of(&self, addr: u64) -> usize {
        (addr.wrapping_sub(self.base).wrapping_mul(self.recip) >> RECIP_SHIFT) as usize
    }

    /// The bits of bit word `w` that stand for slots.
    #[inline]
    pub fn valid(&self, w: usize) -> u64 {
        let rest = self.nelems as usize - w * 64;
        if rest >= 64 { u64::MAX } else { (1 << rest) - 1 }
    }

    /// The address of a slot.
    #[inline(always)]
    pub fn slot_addr(&self, slot: usize) -> u64 {
        self.base + slot as u64 * u64::from(self.elem_words) * 8
    }

    /// Calls `f` with the slot of each bit of `bits`, which stand for bit word `w`.
    #[inline]
    pub fn each_slot(&self, w: usize, bits: u64, mut f: impl FnMut(usize)) {
        let mut bits = bits;
        while bits != 0 {
            f(w * 64 + bits.trailing_zeros() as usize);
            bits &= bits - 1;
        }
    }
}

fn side_layout(nelems: usize, category: Category) -> Layout {
    let entries = if category == Category::NoScan { 0 } else { nelems * 4 };
    let bytes = nelems.div_ceil(64) * size_of::<BitWord>() + entries;
    Layout::from_size_align(bytes, 64).expect("a span's side memory is small")
}

/// Gives side memory back to the system allocator.
///
/// # Safety
/// `free_side` of a span with this many slots and this category returned it.
pub(crate) unsafe fn dealloc_side(side: *mut u8, nelems: usize, category: Category) {
    // SAFETY: the caller's promise: allocated with this layout.
    unsafe { dealloc(side, side_layout(nelems, category)) };
}
