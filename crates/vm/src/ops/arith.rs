//! Integers, floats, comparisons to a bool, conversions between numbers.

use crate::dispatch::{get, set};
use crate::trap::{trap_divide, trap_shift};
use vole_bytecode::FLOAT_FUNCTIONS;

/// `R[a] = f(R[b], R[c])`
macro_rules! bin {
    ($($name:ident($x:ident, $y:ident) $e:expr;)*) => { $(
        op!($name |i, pc, fp, vm, bd, tb| {
            let ($x, $y) = (get(fp, i.b()), get(fp, i.c()));
            set(fp, i.a(), $e);
        });
    )* };
}
/// `R[a] = f(R[b], sx(c))`
macro_rules! imm {
    ($($name:ident($x:ident, $y:ident) $e:expr;)*) => { $(
        op!($name |i, pc, fp, vm, bd, tb| {
            let ($x, $y) = (get(fp, i.b()), i.sc());
            set(fp, i.a(), $e);
        });
    )* };
}
/// `R[a] = f(R[b], c)`
macro_rules! uimm {
    ($($name:ident($x:ident, $y:ident) $e:expr;)*) => { $(
        op!($name |i, pc, fp, vm, bd, tb| {
            let ($x, $y) = (get(fp, i.b()), i.c() as u32);
            set(fp, i.a(), $e);
        });
    )* };
}
/// `R[a] = f(R[b])`
macro_rules! un {
    ($($name:ident($x:ident) $e:expr;)*) => { $(
        op!($name |i, pc, fp, vm, bd, tb| {
            let $x = get(fp, i.b());
            set(fp, i.a(), $e);
        });
    )* };
}
/// Division: a zero divisor panics.
macro_rules! div {
    ($($name:ident($x:ident, $y:ident) $e:expr;)*) => { $(
        op!($name |i, pc, fp, vm, bd, tb| {
            let ($x, $y) = (get(fp, i.b()), get(fp, i.c()));
            if $y == 0 {
                return trap_divide(i.0, fp, vm, bd);
            }
            set(fp, i.a(), $e);
        });
    )* };
}

#[inline(always)]
fn shl(x: u64, n: u64) -> u64 {
    if n < 64 { x << n } else { 0 }
}
#[inline(always)]
fn sx32(x: u64) -> u64 {
    x as i32 as i64 as u64
}
#[inline(always)]
fn zx32(x: u64) -> u64 {
    u64::from(x as u32)
}
#[inline(always)]
fn f(x: u64) -> f64 {
    f64::from_bits(x)
}
#[inline(always)]
fn f32_(x: u64) -> f32 {
    f32::from_bits(x as u32)
}
#[inline(always)]
fn u32_(x: f32) -> u64 {
    u64::from(x.to_bits())
}

bin! {
    Add(x, y) x.wrapping_add(y);
    Sub(x, y) x.wrapping_sub(y);
    Mul(x, y) x.wrapping_mul(y);
    And(x, y) x & y;
    Or(x, y) x | y;
    Xor(x, y) x ^ y;
    AndNot(x, y) x & !y;
    Shl(x, y) shl(x, y);
    ShrS(x, y) ((x as i64) >> y.min(63)) as u64;
    ShrU(x, y) if y < 64 { x >> y } else { 0 };
    Rotl64(x, y) x.rotate_left(y as u32 & 63);
    Rotl32(x, y) u64::from((x as u32).rotate_left(y as u32 & 31));
    MulHiU(x, y) ((u128::from(x) * u128::from(y)) >> 64) as u64;
    AddW(x, y) sx32(x.wrapping_add(y));
    SubW(x, y) sx32(x.wrapping_sub(y));
    MulW(x, y) sx32(x.wrapping_mul(y));
    ShlW(x, y) sx32(shl(x, y));
    AddWU(x, y) zx32(x.wrapping_add(y));
    SubWU(x, y) zx32(x.wrapping_sub(y));
    MulWU(x, y) zx32(x.wrapping_mul(y));
    ShlWU(x, y) zx32(shl(x, y));
    AddF(x, y) (f(x) + f(y)).to_bits();
    SubF(x, y) (f(x) - f(y)).to_bits();
    MulF(x, y) (f(x) * f(y)).to_bits();
    DivF(x, y) (f(x) / f(y)).to_bits();
    AddF32(x, y) u32_(f32_(x) + f32_(y));
    SubF32(x, y) u32_(f32_(x) - f32_(y));
    MulF32(x, y) u32_(f32_(x) * f32_(y));
    DivF32(x, y) u32_(f32_(x) / f32_(y));
    Eq(x, y) (x == y) as u64;
    Ne(x, y) (x != y) as u64;
    LtS(x, y) ((x as i64) < y as i64) as u64;
    LeS(x, y) (x as i64 <= y as i64) as u64;
    LtU(x, y) (x < y) as u64;
    LeU(x, y) (x <= y) as u64;
    EqF(x, y) (f(x) == f(y)) as u64;
    NeF(x, y) (f(x) != f(y)) as u64;
    LtF(x, y) (f(x) < f(y)) as u64;
    LeF(x, y) (f(x) <= f(y)) as u64;
    EqF32(x, y) (f32_(x) == f32_(y)) as u64;
    NeF32(x, y) (f32_(x) != f32_(y)) as u64;
    LtF32(x, y) (f32_(x) < f32_(y)) as u64;
    LeF32(x, y) (f32_(x) <= f32_(y)) as u64;
}

div! {
    DivS(x, y) (x as i64).wrapping_div(y as i64) as u64;
    RemS(x, y) (x as i64).wrapping_rem(y as i64) as u64;
    DivU(x, y) x / y;
    RemU(x, y) x % y;
}

imm! {
    AddI(x, y) x.wrapping_add(y as u64);
    MulI(x, y) x.wrapping_mul(y as u64);
    AndI(x, y) x & y as u64;
    OrI(x, y) x | y as u64;
    XorI(x, y) x ^ y as u64;
    RSubI(x, y) (y as u64).wrapping_sub(x);
    AddWI(x, y) sx32(x.wrapping_add(y as u64));
    AddWUI(x, y) zx32(x.wrapping_add(y as u64));
    EqI(x, y) (x == y as u64) as u64;
    NeI(x, y) (x != y as u64) as u64;
    LtSI(x, y) ((x as i64) < y) as u64;
    LeSI(x, y) (x as i64 <= y) as u64;
    GtSI(x, y) (x as i64 > y) as u64;
    GeSI(x, y) (x as i64 >= y) as u64;
}

/// Division by an immediate that is not zero; narrow operands take the faster division.
macro_rules! div_imm {
    ($($name:ident($x:ident, $y:ident: $t:ty) $e:expr;)*) => { $(
        op!($name |i, pc, fp, vm, bd, tb| {
            let ($x, $y) = (get(fp, i.b()), i.sc() as $t);
            if $y == 0 {
                return trap_divide(i.0, fp, vm, bd);
            }
            set(fp, i.a(), $e);
        });
    )* };
}
div_imm! {
    DivSI(x, y: i64) (x as i64).wrapping_div(y) as u64;
    RemSI(x, y: i64) (x as i64).wrapping_rem(y) as u64;
    DivUI(x, y: u64) x / y;
    RemUI(x, y: u64) x % y;
}

uimm! {
    ShlI(x, y) x << (y & 63);
    ShrSI(x, y) ((x as i64) >> (y & 63)) as u64;
    ShrUI(x, y) x >> (y & 63);
    Rotl64I(x, y) x.rotate_left(y);
    Rotl32I(x, y) u64::from((x as u32).rotate_left(y));
    ShlWI(x, y) sx32(x << (y & 63));
    ShlWUI(x, y) zx32(x << (y & 63));
}

un! {
    Neg(x) x.wrapping_neg();
    Not(x) !x;
    Clz64(x) u64::from(x.leading_zeros());
    Ctz64(x) u64::from(x.trailing_zeros());
    Popcnt64(x) u64::from(x.count_ones());
    Bswap64(x) x.swap_bytes();
    Sx8(x) x as i8 as i64 as u64;
    Sx16(x) x as i16 as i64 as u64;
    Sx32(x) sx32(x);
    Zx8(x) u64::from(x as u8);
    Zx16(x) u64::from(x as u16);
    Zx32(x) zx32(x);
    NegF(x) x ^ 1 << 63;
    SqrtF(x) f(x).sqrt().to_bits();
    AbsF(x) x & !(1 << 63);
    FloorF(x) f(x).floor().to_bits();
    CeilF(x) f(x).ceil().to_bits();
    TruncF(x) f(x).trunc().to_bits();
    NegF32(x) x ^ 1 << 31;
    I2F(x) i2f(x as i64).to_bits();
    U2F(x) (x as f64).to_bits();
    F2I(x) f2i(f(x)) as u64;
    F2U(x) f2u(f(x));
    F2F32(x) u32_(f(x) as f32);
    F32toF(x) f64::from(f32_(x)).to_bits();
    I2F32(x) u32_(x as i64 as f32);
    U2F32(x) u32_(x as f32);
}

op!(
    MulWide | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let p = u128::from(get(fp, i.b())) * u128::from(get(fp, i.c()));
        set(fp, i.a(), (p >> 64) as u64);
        set(fp, i.a() + 1, p as u64);
    }
);
op!(
    CallF | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let x = f(get(fp, i.b()));
        // Encoders give only places in the table.
        let v = ((*vm).floats[i.c() % FLOAT_FUNCTIONS.len()])(x);
        set(fp, i.a(), v.to_bits());
    }
);

/// `n` as a float. The processor's conversion keeps half of the register that it writes, and so waits for whoever wrote it last, which
/// may be a long computation of the loop's last round; numbers that fit the mantissa of 1.5 * 2**52 are put there instead.
#[inline(always)]
fn i2f(n: i64) -> f64 {
    const MIDDLE: u64 = 0x4338_0000_0000_0000;
    if (-(1 << 51)..1 << 51).contains(&n) {
        f64::from_bits(MIDDLE.wrapping_add(n as u64)) - f64::from_bits(MIDDLE)
    } else {
        n as f64
    }
}

const TWO63: f64 = 9_223_372_036_854_775_808.0;

/// What amd64's conversion gives: the smallest integer when out of range.
#[inline(always)]
fn f2i(x: f64) -> i64 {
    if (-TWO63..TWO63).contains(&x) {
        // SAFETY: in range.
        unsafe { x.to_int_unchecked() }
    } else {
        i64::MIN
    }
}

/// What gc's code for amd64 gives.
#[inline(always)]
fn f2u(x: f64) -> u64 {
    if x < TWO63 { f2i(x) as u64 } else { f2i(x - TWO63) as u64 | 1 << 63 }
}

op!(
    ShiftCheck | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        if (get(fp, i.a()) as i64) < 0 {
            return trap_shift(i.0, fp, vm, bd);
        }
    }
);
