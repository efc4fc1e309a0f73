//! Run-time errors as handlers raise them: a small record in the VM; `panic` turns it into a Go value.

use crate::dispatch::Exit;
use crate::vm::Vm;
use vole_bytecode::Insn;

/// A run-time error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Trap {
    /// Nothing.
    None,
    /// `invalid memory address or nil pointer dereference`
    Nil,
    /// A bad address; `told`: the error says which.
    Fault {
        /// The address.
        addr: u64,
        /// `debug.SetPanicOnFault` is on.
        told: bool,
    },
    /// `integer divide by zero`
    Divide,
    /// `negative shift amount`
    Shift,
    /// `index out of range [x] with length y`
    Index(i64, u64),
    /// A slice expression: which complaint, the value and its bound. See `SliceTrap`.
    Slice(SliceTrap, i64, u64),
    /// Another complaint about a length.
    Bounds(String),
    /// Any other `runtime error: ` text.
    Error(String),
    /// A text that Go prints without the prefix (channels).
    Plain(String),
    /// `makeslice: len out of range`, `growslice: ...`, ...
    AssertFail {
        /// Type word of the value, 0 for nil.
        have: u64,
        /// Type demanded.
        want: u32,
        /// Static interface type.
        from: u32,
    },
    /// `goroutine stack exceeds ...`
    StackOverflow(Box<crate::gcstack::Overflow>),
    /// `fatal error: ` with this text: cannot be recovered.
    Fatal(String),
    /// `runtime.Goexit`: deferred calls run, then the goroutine ends.
    Goexit,
}

/// Which bound of a slice expression is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SliceTrap {
    /// `[:x] with capacity y`
    HiCap,
    /// `[:x] with length y`
    HiLen,
    /// `[x:y]`
    LoHi,
    /// `[::x] with capacity y`
    MaxCap,
    /// `[::x] with length y`
    MaxLen,
    /// `[:x:y]`
    HiMax,
    /// `[x:y:]`
    LoHi3,
}

macro_rules! raise {
    ($(#[$m:meta])* $name:ident($($arg:ident: $ty:ty),*) $trap:expr) => {
        $(#[$m])*
        #[cold]
        #[inline(never)]
        pub(crate) unsafe fn $name(pc: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64 $(, $arg: $ty)*) -> Exit {
            // SAFETY: called by handlers with the live machine.
            unsafe {
                (*vm).trap = $trap;
                exit!(Trap, pc, fp, vm, bd)
            }
        }
    };
}

raise!(/// A nil pointer.
    trap_nil() Trap::Nil);
raise!(/// A zero divisor.
    trap_divide() Trap::Divide);
raise!(/// A negative shift count.
    trap_shift() Trap::Shift);
raise!(/// An index out of range.
    trap_index(index: u64, len: u64) Trap::Index(index as i64, len));

/// Raises any trap at `pc`, which is the failing instruction.
#[cold]
#[inline(never)]
pub(crate) unsafe fn raise(pc: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, trap: Trap) -> Exit {
    // SAFETY: called by handlers with the live machine.
    unsafe {
        (*vm).trap = trap;
        exit!(Trap, pc, fp, vm, bd)
    }
}
