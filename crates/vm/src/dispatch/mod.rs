//! How instructions follow one another. A handler is a function that does one instruction and ends in `dispatch!`, which
//! either jumps to the next handler (`tail`) or returns to a loop (`portable`); `build.rs` chooses.
//!
//! **Rules for handlers**: nothing with a destructor lives across `dispatch!`; whatever is rare is a cold function that
//! saves its state in the `Vm` and returns an [`Exit`], which the loop in `run` then deals with.

use crate::vm::Vm;
use vole_bytecode::Insn;

#[cfg(vole_tail)]
#[macro_use]
mod tail;
#[cfg(not(vole_tail))]
#[macro_use]
mod portable;

#[cfg(not(vole_tail))]
pub(crate) use portable::enter;
#[cfg(vole_tail)]
pub(crate) use tail::enter;

/// A handler: program counter, frame, machine, budget (loops and calls left before preemption), handler table.
pub(crate) type Handler = unsafe fn(*const Insn, *mut u64, *mut Vm, i64, *const Handlers) -> Exit;

/// A handler table. A transparent struct, because a function type cannot name itself.
#[repr(transparent)]
pub(crate) struct Handlers(pub [Handler; vole_bytecode::isa::OPS.len()]);

/// Why the dispatch was left. pc, fp and budget are in the `Vm`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub(crate) enum Exit {
    /// Go on at `vm.pc` (a cold path has done its work, or the portable loop's next instruction).
    Resume,
    /// Collect, then go on at `vm.pc`.
    Collect,
    /// The budget is used up; `vm.pc` is a safe place.
    Preempt,
    /// The call at `vm.pc` needs `vm.grow_slots` slots at `vm.grow_base`; then it is executed again.
    Grow,
    /// The current goroutine waits (its pc and fp are saved in it); run another.
    Parked,
    /// A run-time error at `vm.pc`, described by `vm.trap`.
    Trap,
    /// `panic(vm.panic_value)` at `vm.pc`.
    Panic,
    /// `runtime.Goexit` at `vm.pc`.
    Goexit,
    /// The current goroutine has finished.
    Done,
    /// A deferred call has returned to a panic.
    PanicRet,
    /// A call from Rust has returned.
    HostRet,
    /// The program is over: `vm.ended`.
    Ended,
}

/// The fields of the instruction at pc, read one by one: cheaper than taking a loaded word apart.
#[derive(Clone, Copy)]
pub(crate) struct In(pub *const Insn);

#[allow(missing_docs)]
impl In {
    #[inline(always)]
    unsafe fn half(self, n: usize) -> u16 {
        // SAFETY: an instruction has four 16-bit fields.
        unsafe { *self.0.cast::<u16>().add(n) }
    }
    #[inline(always)]
    pub unsafe fn op(self) -> usize {
        // SAFETY: pc points at an instruction.
        unsafe { self.half(0) as usize }
    }
    #[inline(always)]
    pub unsafe fn a(self) -> usize {
        // SAFETY: pc points at an instruction.
        unsafe { self.half(1) as usize }
    }
    #[inline(always)]
    pub unsafe fn b(self) -> usize {
        // SAFETY: pc points at an instruction.
        unsafe { self.half(2) as usize }
    }
    #[inline(always)]
    pub unsafe fn c(self) -> usize {
        // SAFETY: pc points at an instruction.
        unsafe { self.half(3) as usize }
    }
    #[inline(always)]
    pub unsafe fn sb(self) -> i64 {
        // SAFETY: pc points at an instruction.
        unsafe { self.half(2) as i16 as i64 }
    }
    #[inline(always)]
    pub unsafe fn sc(self) -> i64 {
        // SAFETY: pc points at an instruction.
        unsafe { self.half(3) as i16 as i64 }
    }
    #[inline(always)]
    pub unsafe fn d(self) -> i64 {
        // SAFETY: pc points at an instruction.
        unsafe { *self.0.cast::<i32>().add(1) as i64 }
    }
    /// The second word.
    #[inline(always)]
    pub unsafe fn w(self) -> u64 {
        // SAFETY: only handlers of two-word instructions ask.
        unsafe { (*self.0.add(1)).0 }
    }
    /// Low half of the second word.
    #[inline(always)]
    pub unsafe fn lo(self) -> usize {
        // SAFETY: only handlers of two-word instructions ask.
        unsafe { *self.0.cast::<u32>().add(2) as usize }
    }
    /// High half of the second word.
    #[inline(always)]
    pub unsafe fn hi(self) -> usize {
        // SAFETY: only handlers of two-word instructions ask.
        unsafe { *self.0.cast::<u32>().add(3) as usize }
    }
}

/// Reads slot `n`.
///
/// # Safety
/// The slot lies in the current frame.
#[inline(always)]
pub(crate) unsafe fn get(fp: *mut u64, n: usize) -> u64 {
    // SAFETY: the caller's promise.
    unsafe { *fp.add(n) }
}

/// Writes slot `n`.
///
/// # Safety
/// The slot lies in the current frame.
#[inline(always)]
pub(crate) unsafe fn set(fp: *mut u64, n: usize, value: u64) {
    // SAFETY: the caller's promise.
    unsafe { *fp.add(n) = value }
}

/// Copies words upwards, without a call: for the few words of a small object. Equal ranges are fine, other overlap is not.
///
/// # Safety
/// As `ptr::copy`, and both are readable or writable in whole words.
#[inline(always)]
pub(crate) unsafe fn copy_words(from: *const u64, to: *mut u64, words: usize) {
    for k in 0..words {
        // Volatile, or LLVM makes a call of memcpy of this loop, and the handler would have to save all its registers.
        // SAFETY: the caller's promise.
        unsafe { to.add(k).write_volatile(from.add(k).read_unaligned()) };
    }
}

/// Declares handlers. `op!(Name |i, pc, fp, vm, bd, tb| { ... });` - `i` gives the operands, `pc` already points behind the
/// instruction (two words for `op!(wide Name ...)`), the body may assign to pc, fp and bd, and returns an [`Exit`] by
/// `return exit!(...)`. The instruction itself is at `i.0`.
macro_rules! op {
    ($(#[$m:meta])* $name:ident |$i:ident, $pc:ident, $fp:ident, $vm:ident, $bd:ident, $tb:ident| $body:block) => {
        op!(@ 1, $(#[$m])* $name |$i, $pc, $fp, $vm, $bd, $tb| $body);
    };
    ($(#[$m:meta])* wide $name:ident |$i:ident, $pc:ident, $fp:ident, $vm:ident, $bd:ident, $tb:ident| $body:block) => {
        op!(@ 2, $(#[$m])* $name |$i, $pc, $fp, $vm, $bd, $tb| $body);
    };
    (@ $words:literal, $(#[$m:meta])* $name:ident |$i:ident, $pc:ident, $fp:ident, $vm:ident, $bd:ident, $tb:ident| $body:block) => {
        $(#[$m])*
        #[allow(non_snake_case, unused_mut, unused_assignments, unused_variables, clippy::diverging_sub_expression)]
        pub(crate) unsafe fn $name(
            mut $pc: *const vole_bytecode::Insn,
            mut $fp: *mut u64,
            $vm: *mut $crate::vm::Vm,
            mut $bd: i64,
            $tb: *const $crate::dispatch::Handlers,
        ) -> $crate::dispatch::Exit {
            // SAFETY: the compiler emits code whose operands name slots of the frame, and the VM passes a live machine.
            unsafe {
                let $i = $crate::dispatch::In($pc);
                $pc = $pc.add($words);
                $body
                #[allow(unreachable_code)]
                { dispatch!($pc, $fp, $vm, $bd, $tb) }
            }
        }
    };
}

/// `return exit!(Kind, pc, fp, vm, bd)`: saves the state and leaves the dispatch. **For cold functions, not for handlers**
/// that go on: what `black_box` puts on the native stack there costs them their tail call.
macro_rules! exit {
    ($kind:ident, $pc:expr, $fp:expr, $vm:expr, $bd:expr) => {{
        (*$vm).pc = $pc;
        (*$vm).fp = $fp;
        (*$vm).budget = $bd;
        // LLVM must not learn that a cold function answers a constant: it would call it instead of jumping to it.
        std::hint::black_box($crate::dispatch::Exit::$kind)
    }};
}
