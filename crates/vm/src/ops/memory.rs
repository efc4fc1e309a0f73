//! Loads and stores through pointers and of globals. A nil base panics; offsets are at most 64 KiB.

use crate::dispatch::{Exit, Handlers, In, copy_words, get, set};
use crate::trap::trap_nil;
use crate::vm::Vm;
use std::ptr;
use vole_bytecode::Insn;

/// `R[a] = form(M[R[b]+c])`
macro_rules! load {
    ($($name:ident $t:ty, |$v:ident| $e:expr;)*) => { $(
        op!($name |i, pc, fp, vm, bd, tb| {
            let base = get(fp, i.b());
            if base == 0 { return trap_nil(i.0, fp, vm, bd); }
            let $v = ((base as usize + i.c()) as *const $t).read_unaligned();
            set(fp, i.a(), $e);
        });
    )* };
}
/// `M[R[a]+c] = R[b]`
macro_rules! store {
    ($($name:ident $t:ty;)*) => { $(
        op!($name |i, pc, fp, vm, bd, tb| {
            let base = get(fp, i.a());
            if base == 0 { return trap_nil(i.0, fp, vm, bd); }
            ((base as usize + i.c()) as *mut $t).write_unaligned(get(fp, i.b()) as $t);
        });
    )* };
}
/// Several words to and from memory.
macro_rules! words {
    ($($load:ident $store:ident $n:literal;)*) => { $(
        op!($load |i, pc, fp, vm, bd, tb| {
            let base = get(fp, i.b());
            if base == 0 { return trap_nil(i.0, fp, vm, bd); }
            let v = ((base as usize + i.c()) as *const [u64; $n]).read_unaligned();
            fp.add(i.a()).cast::<[u64; $n]>().write(v);
        });
        op!($store |i, pc, fp, vm, bd, tb| {
            let base = get(fp, i.a());
            if base == 0 { return trap_nil(i.0, fp, vm, bd); }
            let v = fp.add(i.b()).cast::<[u64; $n]>().read();
            ((base as usize + i.c()) as *mut [u64; $n]).write_unaligned(v);
        });
    )* };
}
/// Globals.
macro_rules! globals {
    ($(load $name:ident $t:ty, |$v:ident| $e:expr;)* $(store $sname:ident $st:ty;)* $(words $lw:ident $sw:ident $n:literal;)*) => {
        $(op!($name |i, pc, fp, vm, bd, tb| {
            let $v = (*vm).globals.offset(i.d() as isize).cast::<$t>().read();
            set(fp, i.a(), $e);
        });)*
        $(op!($sname |i, pc, fp, vm, bd, tb| {
            (*vm).globals.offset(i.d() as isize).cast::<$st>().write(get(fp, i.a()) as $st);
        });)*
        $(op!($lw |i, pc, fp, vm, bd, tb| {
            let v = (*vm).globals.offset(i.d() as isize).cast::<[u64; $n]>().read();
            fp.add(i.a()).cast::<[u64; $n]>().write(v);
        });
        op!($sw |i, pc, fp, vm, bd, tb| {
            let v = fp.add(i.a()).cast::<[u64; $n]>().read();
            (*vm).globals.offset(i.d() as isize).cast::<[u64; $n]>().write(v);
        });)*
    };
}

load! {
    Ld8U u8, |v| u64::from(v);
    Ld8S i8, |v| v as i64 as u64;
    Ld16U u16, |v| u64::from(v);
    Ld16S i16, |v| v as i64 as u64;
    Ld32U u32, |v| u64::from(v);
    Ld32S i32, |v| v as i64 as u64;
    Ld64 u64, |v| v;
}
store! {
    St8 u8;
    St16 u16;
    St32 u32;
    St64 u64;
}
words! {
    Ld2 St2 2;
    Ld3 St3 3;
}
globals! {
    load LdG64 u64, |v| v;
    load LdG8U u8, |v| u64::from(v);
    load LdG32U u32, |v| u64::from(v);
    load LdG32S i32, |v| v as i64 as u64;
    store StG64 u64;
    store StG8 u8;
    store StG32 u32;
    words LdG2 StG2 2;
    words LdG3 StG3 3;
}

/// More words than this are left to memcpy.
const SMALL: usize = 16;

op!(wide LdN |i, pc, fp, vm, bd, tb| {
    let base = get(fp, i.b());
    if base == 0 { return trap_nil(i.0, fp, vm, bd); }
    let (from, to, n) = (base as usize + i.c(), fp.add(i.a()), i.w() as usize);
    if n & 7 == 0 && n <= SMALL * 8 {
        copy_words(from as *const u64, to, n / 8);
    } else {
        return ld_n(i.0, fp, vm, bd, tb);
    }
});
op!(wide StN |i, pc, fp, vm, bd, tb| {
    let base = get(fp, i.a());
    if base == 0 { return trap_nil(i.0, fp, vm, bd); }
    let n = i.w() as usize;
    if n & 7 == 0 && n <= SMALL * 8 {
        copy_words(fp.add(i.b()), (base as usize + i.c()) as *mut u64, n / 8);
    } else {
        return st_n(i.0, fp, vm, bd, tb);
    }
});
op!(wide MemCopy |i, pc, fp, vm, bd, tb| {
    let (to, from) = (get(fp, i.a()), get(fp, i.b()));
    if to == 0 || from == 0 { return trap_nil(i.0, fp, vm, bd); }
    return mem_copy(i.0, fp, vm, bd, tb);
});
op!(wide MemZero |i, pc, fp, vm, bd, tb| {
    let to = get(fp, i.a());
    if to == 0 { return trap_nil(i.0, fp, vm, bd); }
    return mem_zero(i.0, fp, vm, bd, tb);
});

/// What a handler jumps to when it needs a call: the registers are saved there only.
macro_rules! rest {
    ($($name:ident |$i:ident, $fp:ident| $body:block)*) => { $(
        #[inline(never)]
        unsafe fn $name(at: *const Insn, $fp: *mut u64, vm: *mut Vm, bd: i64, tb: *const Handlers) -> Exit {
            // SAFETY: called by the handler of a two-word instruction, which has checked its addresses.
            unsafe {
                let $i = In(at);
                $body
                dispatch!(at.add(2), $fp, vm, bd, tb)
            }
        }
    )* };
}
rest! {
    ld_n |i, fp| {
        let (to, n) = (fp.add(i.a()), i.w() as usize);
        // The register of the address may be one of those written.
        let from = (get(fp, i.b()) as usize + i.c()) as *const u8;
        if n & 7 != 0 { *to.add(n / 8) = 0; }
        ptr::copy(from, to.cast(), n);
    }
    st_n |i, fp| {
        ptr::copy(fp.add(i.b()).cast::<u8>(), (get(fp, i.a()) as usize + i.c()) as *mut u8, i.w() as usize);
    }
    mem_copy |i, fp| {
        ptr::copy(get(fp, i.b()) as *const u8, get(fp, i.a()) as *mut u8, i.w() as usize);
    }
    mem_zero |i, fp| {
        ptr::write_bytes(get(fp, i.a()) as *mut u8, 0, i.w() as usize);
    }
}
op!(
    NilCheck | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        if get(fp, i.a()) == 0 {
            return trap_nil(i.0, fp, vm, bd);
        }
    }
);
