//! Jumps. Backward ones count the budget before they do anything, so that a preempted one is simply executed again.

use crate::dispatch::{Exit, get, set};
use crate::vm::Vm;
use vole_bytecode::Insn;

/// The budget is used up at the safe place `pc`.
#[cold]
#[inline(never)]
pub(crate) unsafe fn preempt(pc: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64) -> Exit {
    // SAFETY: called by handlers with the live machine.
    unsafe { exit!(Preempt, pc, fp, vm, bd) }
}

/// `pc += n` words.
macro_rules! go {
    ($pc:ident, $n:expr) => {
        $pc = $pc.offset($n as isize)
    };
}

/// Conditional jump by field c, operands a and b (slots or b immediate); `jump` is forward, `back` counts the budget.
macro_rules! jumps {
    ($($kind:ident $name:ident $how:ident ($x:ident, $y:ident) $e:expr;)*) => { $( jumps!(@$kind $name $how $x $y $e); )* };
    (@jump $name:ident $how:ident $x:ident $y:ident $e:expr) => {
        op!($name |i, pc, fp, vm, bd, tb| {
            let ($x, $y) = (get(fp, i.a()), jumps!(%$how fp i));
            if $e { go!(pc, i.sc()); }
        });
    };
    (@back $name:ident $how:ident $x:ident $y:ident $e:expr) => {
        op!($name |i, pc, fp, vm, bd, tb| {
            bd -= 1;
            if bd < 0 { return preempt(i.0, fp, vm, bd); }
            let ($x, $y) = (get(fp, i.a()), jumps!(%$how fp i));
            if $e { go!(pc, i.sc()); }
        });
    };
    (@inc $name:ident $how:ident $x:ident $y:ident $e:expr) => {
        op!($name |i, pc, fp, vm, bd, tb| {
            bd -= 1;
            if bd < 0 { return preempt(i.0, fp, vm, bd); }
            let ($x, $y) = (get(fp, i.a()).wrapping_add(1), jumps!(%$how fp i));
            set(fp, i.a(), $x);
            if $e { go!(pc, i.sc()); }
        });
    };
    (@dec $name:ident $how:ident $x:ident $y:ident $e:expr) => {
        op!($name |i, pc, fp, vm, bd, tb| {
            bd -= 1;
            if bd < 0 { return preempt(i.0, fp, vm, bd); }
            let ($x, $y) = (get(fp, i.a()).wrapping_sub(1), jumps!(%$how fp i));
            set(fp, i.a(), $x);
            if $e { go!(pc, i.sc()); }
        });
    };
    (%reg $fp:ident $i:ident) => { get($fp, $i.b()) };
    (%imm $fp:ident $i:ident) => { $i.sb() };
}

#[inline(always)]
fn f(x: u64) -> f64 {
    f64::from_bits(x)
}

#[inline(always)]
fn less(x: u64, y: u64) -> bool {
    f(x) < f(y)
}

#[inline(always)]
fn less_equal(x: u64, y: u64) -> bool {
    f(x) <= f(y)
}

jumps! {
    jump JEq reg (x, y) x == y;
    jump JNe reg (x, y) x != y;
    jump JLtS reg (x, y) (x as i64) < y as i64;
    jump JLeS reg (x, y) x as i64 <= y as i64;
    jump JLtU reg (x, y) x < y;
    jump JLeU reg (x, y) x <= y;
    jump JEqI imm (x, y) x as i64 == y;
    jump JNeI imm (x, y) x as i64 != y;
    jump JLtSI imm (x, y) (x as i64) < y;
    jump JLeSI imm (x, y) x as i64 <= y;
    jump JGtSI imm (x, y) x as i64 > y;
    jump JGeSI imm (x, y) x as i64 >= y;
    jump JEqF reg (x, y) f(x) == f(y);
    jump JNeF reg (x, y) f(x) != f(y);
    jump JLtF reg (x, y) f(x) < f(y);
    jump JLeF reg (x, y) f(x) <= f(y);
    jump JNLtF reg (x, y) !less(x, y);
    jump JNLeF reg (x, y) !less_equal(x, y);
    back LoopEq reg (x, y) x == y;
    back LoopNe reg (x, y) x != y;
    back LoopLtS reg (x, y) (x as i64) < y as i64;
    back LoopLeS reg (x, y) x as i64 <= y as i64;
    back LoopLtU reg (x, y) x < y;
    back LoopLeU reg (x, y) x <= y;
    back LoopEqI imm (x, y) x as i64 == y;
    back LoopNeI imm (x, y) x as i64 != y;
    back LoopLtSI imm (x, y) (x as i64) < y;
    back LoopLeSI imm (x, y) x as i64 <= y;
    back LoopGtSI imm (x, y) x as i64 > y;
    back LoopGeSI imm (x, y) x as i64 >= y;
    back LoopLtF reg (x, y) f(x) < f(y);
    back LoopLeF reg (x, y) f(x) <= f(y);
    inc IncLoopLtS reg (x, y) (x as i64) < y as i64;
    inc IncLoopLtSI imm (x, y) (x as i64) < y;
    inc IncLoopLeS reg (x, y) x as i64 <= y as i64;
    inc IncLoopLeSI imm (x, y) x as i64 <= y;
    dec DecLoopGeSI imm (x, y) x as i64 >= y;
    dec DecLoopGtSI imm (x, y) x as i64 > y;
}

op!(
    Jmp | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        go!(pc, i.d());
    }
);
op!(
    JT | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        if get(fp, i.a()) != 0 {
            go!(pc, i.d());
        }
    }
);
op!(
    JF | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        if get(fp, i.a()) == 0 {
            go!(pc, i.d());
        }
    }
);
op!(
    Loop | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        bd -= 1;
        if bd < 0 {
            return preempt(i.0, fp, vm, bd);
        }
        go!(pc, i.d());
    }
);
op!(
    LoopT | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        bd -= 1;
        if bd < 0 {
            return preempt(i.0, fp, vm, bd);
        }
        if get(fp, i.a()) != 0 {
            go!(pc, i.d());
        }
    }
);
op!(
    LoopF | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        bd -= 1;
        if bd < 0 {
            return preempt(i.0, fp, vm, bd);
        }
        if get(fp, i.a()) == 0 {
            go!(pc, i.d());
        }
    }
);
op!(
    JTab | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let (x, n) = (get(fp, i.a()), i.d() as u64);
        let mut to = 0;
        if x < n {
            to = *pc.cast::<i32>().add(x as usize) as isize;
        }
        pc = pc.add(n.div_ceil(2) as usize).offset(to);
    }
);
