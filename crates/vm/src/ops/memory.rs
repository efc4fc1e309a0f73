//! Loads and stores through pointers and of globals. A nil base panics; offsets are at most 64 KiB.

use crate::dispatch::{get, set};
use crate::trap::trap_nil;
use std::ptr;

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

op!(wide LdN |i, pc, fp, vm, bd, tb| {
    let base = get(fp, i.b());
    if base == 0 { return trap_nil(i.0, fp, vm, bd); }
    let (to, n) = (fp.add(i.a()), i.w() as usize);
    if n & 7 != 0 { *to.add(n / 8) = 0; }
    ptr::copy((base as usize + i.c()) as *const u8, to.cast(), n);
});
op!(wide StN |i, pc, fp, vm, bd, tb| {
    let base = get(fp, i.a());
    if base == 0 { return trap_nil(i.0, fp, vm, bd); }
    ptr::copy(fp.add(i.b()).cast::<u8>(), (base as usize + i.c()) as *mut u8, i.w() as usize);
});
op!(wide MemCopy |i, pc, fp, vm, bd, tb| {
    let (to, from) = (get(fp, i.a()), get(fp, i.b()));
    if to == 0 || from == 0 { return trap_nil(i.0, fp, vm, bd); }
    ptr::copy(from as *const u8, to as *mut u8, i.w() as usize);
});
op!(wide MemZero |i, pc, fp, vm, bd, tb| {
    let to = get(fp, i.a());
    if to == 0 { return trap_nil(i.0, fp, vm, bd); }
    ptr::write_bytes(to as *mut u8, 0, i.w() as usize);
});
op!(NilCheck |i, pc, fp, vm, bd, tb| {
    if get(fp, i.a()) == 0 { return trap_nil(i.0, fp, vm, bd); }
});
