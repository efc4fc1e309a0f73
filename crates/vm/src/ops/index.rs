//! Indexing of slices and strings (address and length in two slots), arrays in memory and arrays in the frame.

use crate::dispatch::{get, set};
use crate::trap::{trap_index, trap_nil};

/// `R[a] = form(element R[c] of (R[b], R[b+1]))`
macro_rules! idx {
    ($($name:ident $t:ty, |$v:ident| $e:expr;)*) => { $(
        op!($name |i, pc, fp, vm, bd, tb| {
            let s = fp.add(i.b());
            let (x, n) = (get(fp, i.c()), *s.add(1));
            if x >= n { return trap_index(i.0, fp, vm, bd, x, n); }
            let $v = *(*s as *const $t).add(x as usize);
            set(fp, i.a(), $e);
        });
    )* };
}
/// `element R[b] of (R[a], R[a+1]) = R[c]`
macro_rules! idx_st {
    ($($name:ident $t:ty;)*) => { $(
        op!($name |i, pc, fp, vm, bd, tb| {
            let s = fp.add(i.a());
            let (x, n) = (get(fp, i.b()), *s.add(1));
            if x >= n { return trap_index(i.0, fp, vm, bd, x, n); }
            *(*s as *mut $t).add(x as usize) = get(fp, i.c()) as $t;
        });
    )* };
}
/// Elements of several words.
macro_rules! idx_words {
    ($($load:ident $store:ident $n:literal;)*) => { $(
        op!($load |i, pc, fp, vm, bd, tb| {
            let s = fp.add(i.b());
            let (x, n) = (get(fp, i.c()), *s.add(1));
            if x >= n { return trap_index(i.0, fp, vm, bd, x, n); }
            let v = *(*s as *const [u64; $n]).add(x as usize);
            fp.add(i.a()).cast::<[u64; $n]>().write(v);
        });
        op!($store |i, pc, fp, vm, bd, tb| {
            let s = fp.add(i.a());
            let (x, n) = (get(fp, i.b()), *s.add(1));
            if x >= n { return trap_index(i.0, fp, vm, bd, x, n); }
            let v = fp.add(i.c()).cast::<[u64; $n]>().read();
            *(*s as *mut [u64; $n]).add(x as usize) = v;
        });
    )* };
}
/// Arrays of w elements: through a pointer (checked for nil) or in the frame.
macro_rules! arr {
    ($($load:ident $fload:ident $t:ty, |$v:ident| $e:expr;)*) => { $(
        op!(wide $load |i, pc, fp, vm, bd, tb| {
            let (base, x, n) = (get(fp, i.b()), get(fp, i.c()), i.w());
            if base == 0 { return trap_nil(i.0, fp, vm, bd); }
            if x >= n { return trap_index(i.0, fp, vm, bd, x, n); }
            let $v = *(base as *const $t).add(x as usize);
            set(fp, i.a(), $e);
        });
        op!(wide $fload |i, pc, fp, vm, bd, tb| {
            let (x, n) = (get(fp, i.c()), i.w());
            if x >= n { return trap_index(i.0, fp, vm, bd, x, n); }
            let $v = *fp.add(i.b()).cast::<$t>().add(x as usize);
            set(fp, i.a(), $e);
        });
    )* };
}
macro_rules! arr_st {
    ($($store:ident $fstore:ident $t:ty;)*) => { $(
        op!(wide $store |i, pc, fp, vm, bd, tb| {
            let (base, x, n) = (get(fp, i.a()), get(fp, i.b()), i.w());
            if base == 0 { return trap_nil(i.0, fp, vm, bd); }
            if x >= n { return trap_index(i.0, fp, vm, bd, x, n); }
            *(base as *mut $t).add(x as usize) = get(fp, i.c()) as $t;
        });
        op!(wide $fstore |i, pc, fp, vm, bd, tb| {
            let (x, n) = (get(fp, i.b()), i.w());
            if x >= n { return trap_index(i.0, fp, vm, bd, x, n); }
            *fp.add(i.a()).cast::<$t>().add(x as usize) = get(fp, i.c()) as $t;
        });
    )* };
}

idx! {
    Idx8U u8, |v| u64::from(v);
    Idx8S i8, |v| v as i64 as u64;
    Idx16U u16, |v| u64::from(v);
    Idx16S i16, |v| v as i64 as u64;
    Idx32U u32, |v| u64::from(v);
    Idx32S i32, |v| v as i64 as u64;
    Idx64 u64, |v| v;
}
idx_st! {
    IdxSt8 u8;
    IdxSt16 u16;
    IdxSt32 u32;
    IdxSt64 u64;
}
idx_words! {
    Idx2 IdxSt2 2;
    Idx3 IdxSt3 3;
}
arr! {
    Arr8U FArr8U u8, |v| u64::from(v);
    Arr32U FArr32U u32, |v| u64::from(v);
    Arr32S FArr32S i32, |v| v as i64 as u64;
    Arr64 FArr64 u64, |v| v;
}
arr_st! {
    ArrSt8 FArrSt8 u8;
    ArrSt32 FArrSt32 u32;
    ArrSt64 FArrSt64 u64;
}

op!(
    Bounds | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let (x, n) = (get(fp, i.a()), get(fp, i.b()));
        if x >= n {
            return trap_index(i.0, fp, vm, bd, x, n);
        }
    }
);
op!(wide IdxAddr |i, pc, fp, vm, bd, tb| {
    let s = fp.add(i.b());
    let (x, n) = (get(fp, i.c()), *s.add(1));
    if x >= n { return trap_index(i.0, fp, vm, bd, x, n); }
    set(fp, i.a(), *s + x * i.w());
});
op!(
    IdxHead | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let s = fp.add(i.b());
        let (x, n) = (get(fp, i.c()), *s.add(1));
        if x >= n {
            return trap_index(i.0, fp, vm, bd, x, n);
        }
        let v = (*s as *const [u64; 3]).add(x as usize).cast::<[u64; 2]>().read();
        fp.add(i.a()).cast::<[u64; 2]>().write(v);
    }
);
op!(wide FldIdx64 |i, pc, fp, vm, bd, tb| {
    let base = get(fp, i.b());
    if base == 0 { return trap_nil(i.0, fp, vm, bd); }
    let s = (base + i.w()) as *const u64;
    let (x, n) = (get(fp, i.c()), *s.add(1));
    if x >= n { return trap_index(i.0, fp, vm, bd, x, n); }
    set(fp, i.a(), *(*s as *const u64).add(x as usize));
});
op!(wide FldIdx8U |i, pc, fp, vm, bd, tb| {
    let base = get(fp, i.b());
    if base == 0 { return trap_nil(i.0, fp, vm, bd); }
    let s = (base + i.w()) as *const u64;
    let (x, n) = (get(fp, i.c()), *s.add(1));
    if x >= n { return trap_index(i.0, fp, vm, bd, x, n); }
    set(fp, i.a(), u64::from(*(*s as *const u8).add(x as usize)));
});
op!(wide IdxFld64 |i, pc, fp, vm, bd, tb| {
    let s = fp.add(i.b());
    let (x, n) = (get(fp, i.c()), *s.add(1));
    if x >= n { return trap_index(i.0, fp, vm, bd, x, n); }
    set(fp, i.a(), *((*s as usize + x as usize * i.lo() + i.hi()) as *const u64));
});
op!(wide IdxFldSt64 |i, pc, fp, vm, bd, tb| {
    let s = fp.add(i.a());
    let (x, n) = (get(fp, i.b()), *s.add(1));
    if x >= n { return trap_index(i.0, fp, vm, bd, x, n); }
    *((*s as usize + x as usize * i.lo() + i.hi()) as *mut u64) = get(fp, i.c());
});
op!(wide ArrAddr |i, pc, fp, vm, bd, tb| {
    let (base, x, n) = (get(fp, i.b()), get(fp, i.c()), i.lo() as u64);
    if base == 0 { return trap_nil(i.0, fp, vm, bd); }
    if x >= n { return trap_index(i.0, fp, vm, bd, x, n); }
    set(fp, i.a(), base + x * i.hi() as u64);
});
op!(wide FArrAddr |i, pc, fp, vm, bd, tb| {
    let (x, n) = (get(fp, i.c()), i.lo() as u64);
    if x >= n { return trap_index(i.0, fp, vm, bd, x, n); }
    set(fp, i.a(), fp.add(i.b()) as u64 + x * i.hi() as u64);
});
