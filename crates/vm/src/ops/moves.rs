//! Moves and constants.

use crate::dispatch::{copy_words, get, set};

op!(Nop | i, pc, fp, vm, bd, tb | {});
op!(
    Mov | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        set(fp, i.a(), get(fp, i.b()));
    }
);
op!(
    Mov2 | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let v = fp.add(i.b()).cast::<[u64; 2]>().read();
        fp.add(i.a()).cast::<[u64; 2]>().write(v);
    }
);
op!(
    Mov3 | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let v = fp.add(i.b()).cast::<[u64; 3]>().read();
        fp.add(i.a()).cast::<[u64; 3]>().write(v);
    }
);
op!(
    MovN | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        if i.a() <= i.b() {
            copy_words(fp.add(i.b()), fp.add(i.a()), i.c());
        } else {
            for k in (0..i.c()).rev() {
                // Volatile for the reason given at `copy_words`.
                fp.add(i.a() + k).write_volatile(get(fp, i.b() + k));
            }
        }
    }
);
op!(
    LdI | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        set(fp, i.a(), i.d() as u64);
    }
);
op!(wide LdK |i, pc, fp, vm, bd, tb| {
    set(fp, i.a(), i.w());
});
op!(
    Zero2 | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        fp.add(i.a()).cast::<[u64; 2]>().write([0; 2]);
    }
);
op!(
    Zero3 | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        fp.add(i.a()).cast::<[u64; 3]>().write([0; 3]);
    }
);
op!(
    ZeroN | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        for k in 0..i.c() {
            // Volatile for the reason given at `copy_words`.
            fp.add(i.a() + k).write_volatile(0);
        }
    }
);
op!(wide LdStr |i, pc, fp, vm, bd, tb| {
    let a = fp.add(i.a());
    *a = (*vm).rodata as u64 + i.w();
    *a.add(1) = i.d() as u64;
});
op!(
    LdType | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        set(fp, i.a(), (*vm).rtypes.offset(i.d() as isize) as u64);
    }
);
op!(
    LdFunc | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        set(fp, i.a(), (*vm).closures.offset(i.d() as isize) as u64);
    }
);
op!(
    FrameAddr | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        set(fp, i.a(), fp.add(i.b()) as u64 + i.c() as u64);
    }
);
op!(
    GlobalAddr | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        set(fp, i.a(), (*vm).globals as u64 + i.d() as u64);
    }
);
op!(
    GetCtx | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        set(fp, i.a(), *fp.sub(1));
    }
);
