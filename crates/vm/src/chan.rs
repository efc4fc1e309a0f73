//! Channels: the object, its ring buffer and its two queues of waiting goroutines.
//!
//! A [`ChanObj`] is a plain heap object; its first words are those of gc's `hchan`. The buffer is a second heap object with the
//! element's layout. A value in transit between two goroutines is copied straight from one frame to the other.
//!
//! **A waiter in a queue belongs to a parked goroutine** whose frame holds the channel, so a queue never outlives its
//! waiters or its channel, and the collector need not look at queues. When one case of a select is chosen, its other
//! waiters leave their queues at once.
//!
//! Neighbours: `ops/chan` (the instructions), `select`, `sched`.

use crate::goroutine::Goroutine;
use std::ptr;
use vole_bytecode::LeafForm;

/// A goroutine's place in a queue.
#[repr(C)]
pub(crate) struct Waiter {
    pub next: *mut Waiter,
    pub prev: *mut Waiter,
    pub g: *mut Goroutine,
    /// The value's image: where to read it (sender) or write it (receiver).
    pub slot: *mut u8,
    /// The channel waited for.
    pub chan: *mut ChanObj,
    /// Where to note the outcome; null for Send and Recv. Recv2: the ok slot. Select: the slots of index and received.
    pub res: *mut u64,
    /// Which case of a select.
    pub index: i32,
    /// Words of the instruction.
    pub words: u8,
    pub queued: bool,
    pub sends: bool,
    pub select: bool,
}

impl Default for Waiter {
    fn default() -> Self {
        Waiter {
            next: ptr::null_mut(),
            prev: ptr::null_mut(),
            g: ptr::null_mut(),
            slot: ptr::null_mut(),
            chan: ptr::null_mut(),
            res: ptr::null_mut(),
            index: 0,
            words: 1,
            queued: false,
            sends: false,
            select: false,
        }
    }
}

/// A queue of waiters, first in first out.
#[repr(C)]
pub(crate) struct WaitQueue {
    pub first: *mut Waiter,
    last: *mut Waiter,
}

impl WaitQueue {
    /// # Safety
    /// `w` stays where it is while it is queued, and is in no queue.
    #[inline(always)]
    pub unsafe fn push(&mut self, w: *mut Waiter) {
        // SAFETY: the caller's promise; queued waiters are alive.
        unsafe {
            (*w).next = ptr::null_mut();
            (*w).prev = self.last;
            (*w).queued = true;
            if self.last.is_null() {
                self.first = w;
            } else {
                (*self.last).next = w;
            }
        }
        self.last = w;
    }

    /// # Safety
    /// `w` is in this queue.
    #[inline(always)]
    pub unsafe fn remove(&mut self, w: *mut Waiter) {
        // SAFETY: queued waiters are alive.
        unsafe {
            let (next, prev) = ((*w).next, (*w).prev);
            if prev.is_null() {
                self.first = next;
            } else {
                (*prev).next = next;
            }
            if next.is_null() {
                self.last = prev;
            } else {
                (*next).prev = prev;
            }
            (*w).queued = false;
        }
    }
}

/// How an element stands in slots.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Form {
    /// Whole words.
    Words,
    S8,
    S16,
    S32,
    U8,
    U16,
    U32,
    /// Bytes whose last word is padded with zeroes.
    Padded,
}

impl Form {
    /// The form of an element of `size` bytes with these leaves.
    pub fn of(size: u32, leaves: &[vole_bytecode::Leaf]) -> Form {
        match leaves {
            [leaf] if leaf.offset == 0 => match leaf.form {
                LeafForm::I8 => Form::S8,
                LeafForm::I16 => Form::S16,
                LeafForm::I32 => Form::S32,
                LeafForm::U8 => Form::U8,
                LeafForm::U16 => Form::U16,
                LeafForm::U32 | LeafForm::F32 => Form::U32,
                _ => Form::Words,
            },
            _ if size.is_multiple_of(8) => Form::Words,
            _ => Form::Padded,
        }
    }
}

/// A channel.
#[repr(C)]
pub(crate) struct ChanObj {
    /// Values in the buffer.
    pub qcount: u64,
    /// Room of the buffer.
    pub dataqsiz: u64,
    /// The buffer.
    pub buf: *mut u8,
    pub elem_size: u16,
    pub form: Form,
    /// A timer's channel: shows length and capacity 0.
    pub timer: bool,
    pub closed: u32,
    sendx: u32,
    recvx: u32,
    /// The bubble it was made in; 0 for none.
    pub bubble: u32,
    pub recvq: WaitQueue,
    pub sendq: WaitQueue,
}

/// Bit `i`: word `i` of a [`ChanObj`] is a pointer for the collector.
pub(crate) const CHAN_OBJ_POINTERS: u64 = 1 << 2;

const _: () = assert!(size_of::<ChanObj>() == 80);

impl ChanObj {
    /// Copies a value's bytes.
    ///
    /// # Safety
    /// Both hold an element's bytes.
    #[inline(always)]
    pub unsafe fn copy(&self, dst: *mut u8, src: *const u8) {
        // SAFETY: the caller's promise; slots and buffers of 8-byte elements are aligned.
        unsafe {
            if self.elem_size == 8 {
                dst.cast::<u64>().write_unaligned(src.cast::<u64>().read_unaligned());
            } else {
                ptr::copy_nonoverlapping(src, dst, usize::from(self.elem_size));
            }
        }
    }

    /// Copies a value into slots, in register form if it has one.
    ///
    /// # Safety
    /// `dst` has the slots of an element, `src` its bytes.
    #[inline(always)]
    pub unsafe fn put(&self, dst: *mut u64, src: *const u8) {
        // SAFETY: the caller's promise.
        unsafe {
            if self.elem_size == 8 {
                *dst = src.cast::<u64>().read_unaligned();
            } else {
                self.put_odd(dst, src);
            }
        }
    }

    #[inline(never)]
    unsafe fn put_odd(&self, dst: *mut u64, src: *const u8) {
        let size = usize::from(self.elem_size);
        // SAFETY: as `put`; the width read is the element's size.
        unsafe {
            match self.form {
                Form::Words => ptr::copy_nonoverlapping(src, dst.cast(), size),
                Form::S8 => *dst = src.cast::<i8>().read() as i64 as u64,
                Form::S16 => *dst = src.cast::<i16>().read_unaligned() as i64 as u64,
                Form::S32 => *dst = src.cast::<i32>().read_unaligned() as i64 as u64,
                Form::U8 => *dst = u64::from(src.read()),
                Form::U16 => *dst = u64::from(src.cast::<u16>().read_unaligned()),
                Form::U32 => *dst = u64::from(src.cast::<u32>().read_unaligned()),
                Form::Padded => {
                    *dst.add(size / 8) = 0;
                    ptr::copy_nonoverlapping(src, dst.cast(), size);
                }
            }
        }
    }

    /// Zeroes what a receive from a closed channel writes.
    ///
    /// # Safety
    /// As `put`.
    pub unsafe fn put_zero(&self, dst: *mut u64) {
        // SAFETY: the caller's promise.
        unsafe { dst.write_bytes(0, usize::from(self.elem_size).div_ceil(8)) }
    }

    #[inline(always)]
    unsafe fn at(&self, index: u32) -> *mut u8 {
        // SAFETY: indices are below `dataqsiz`.
        unsafe { self.buf.add(index as usize * usize::from(self.elem_size)) }
    }

    #[inline(always)]
    fn after(&self, index: u32) -> u32 {
        if u64::from(index) + 1 == self.dataqsiz { 0 } else { index + 1 }
    }

    /// Appends a value to the buffer, which has room.
    ///
    /// # Safety
    /// `src` holds an element's bytes.
    #[inline(always)]
    pub unsafe fn push(&mut self, src: *const u8) {
        // SAFETY: the caller's promise.
        unsafe { self.copy(self.at(self.sendx), src) };
        self.sendx = self.after(self.sendx);
        self.qcount += 1;
    }

    /// Where the oldest value of the buffer, which is not empty, stands.
    #[inline(always)]
    pub fn front(&self) -> *mut u8 {
        // SAFETY: `recvx` is below `dataqsiz`.
        unsafe { self.at(self.recvx) }
    }

    /// Drops the oldest value of the buffer, and takes in that of a waiting sender: answers that sender, taken.
    ///
    /// # Safety
    /// The buffer is not empty, and `front` has been copied.
    #[inline(always)]
    pub unsafe fn pop(&mut self) -> *mut Waiter {
        // SAFETY: queued waiters are alive; the freed place takes one element.
        unsafe {
            let front = self.front();
            let w = self.sendq.first;
            if w.is_null() {
                // What is no longer in the channel must not be kept alive.
                if self.elem_size == 8 {
                    front.cast::<u64>().write_unaligned(0);
                } else {
                    front.write_bytes(0, usize::from(self.elem_size));
                }
                self.recvx = self.after(self.recvx);
                self.qcount -= 1;
                return ptr::null_mut();
            }
            self.copy(front, (*w).slot);
            self.recvx = self.after(self.recvx);
            self.sendx = self.recvx;
            self.take(w);
            w
        }
    }

    /// Takes a waiter out of its queue, and the other waiters of its select out of theirs.
    ///
    /// # Safety
    /// `w` waits for this channel.
    #[inline(always)]
    pub unsafe fn take(&mut self, w: *mut Waiter) {
        // SAFETY: the caller's promise.
        unsafe {
            if (*w).select {
                leave_all((*w).g);
            } else if (*w).sends {
                self.sendq.remove(w);
            } else {
                self.recvq.remove(w);
            }
        }
    }

    /// Hands a value to a waiting receiver, which has been taken out of the queue.
    ///
    /// # Safety
    /// `w` is alive; `src` holds an element's bytes.
    #[inline(always)]
    pub unsafe fn deliver(&self, w: *mut Waiter, src: *const u8) {
        // SAFETY: the waiter's addresses lie in its goroutine's frame.
        unsafe {
            if (*w).select {
                if !(*w).slot.is_null() {
                    self.copy((*w).slot, src);
                }
            } else {
                self.put((*w).slot.cast(), src);
            }
            let sched = &mut (*(*w).g).sched;
            sched.done_slot = (*w).slot.cast();
            sched.done_words = u32::from(self.elem_size) / 8;
            settle(w, 1);
        }
    }

    /// Capacity as `cap` shows it.
    pub fn visible_cap(&self) -> u64 {
        if self.timer { 0 } else { self.dataqsiz }
    }

    /// Length as `len` shows it.
    pub fn visible_len(&self) -> u64 {
        if self.timer { 0 } else { self.qcount }
    }

    /// Empties the buffer; whether there was something.
    pub fn drain(&mut self) -> bool {
        if self.qcount == 0 {
            return false;
        }
        // SAFETY: the buffer has `dataqsiz` elements.
        unsafe { self.buf.write_bytes(0, self.dataqsiz as usize * usize::from(self.elem_size)) };
        self.qcount = 0;
        self.recvx = self.sendx;
        true
    }
}

/// Notes in a taken waiter's goroutine how its instruction ended, and where it goes on.
///
/// # Safety
/// `w` is alive and in no queue.
#[inline(always)]
pub(crate) unsafe fn settle(w: *mut Waiter, received: u64) {
    // SAFETY: the waiter's addresses lie in its goroutine's frame.
    unsafe {
        if (*w).select {
            *(*w).res = (*w).index as i64 as u64;
            *(*w).res.add(1) = received;
        } else if !(*w).res.is_null() {
            *(*w).res = received;
        }
        (*(*w).g).sched.resume_words = u32::from((*w).words);
    }
}

/// Takes all waiters of a goroutine's select out of their queues.
///
/// # Safety
/// `g` waits in a select.
#[inline(never)]
pub(crate) unsafe fn leave_all(g: *mut Goroutine) {
    // SAFETY: a queued waiter's channel is alive.
    unsafe {
        let cases = &mut (*g).sched.cases;
        for w in cases.iter_mut() {
            if w.queued {
                let chan = &mut *w.chan;
                if w.sends {
                    chan.sendq.remove(w);
                } else {
                    chan.recvq.remove(w);
                }
            }
        }
    }
}
