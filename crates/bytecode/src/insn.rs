//! The instruction word: packing and unpacking.

use crate::isa::Op;

/// One word of code: an instruction, or the second word of one, or two entries of a jump table.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[repr(transparent)]
pub struct Insn(pub u64);

const _: () = assert!(size_of::<Insn>() == 8);

impl Insn {
    /// From three 16-bit fields.
    pub const fn abc(op: Op, a: u16, b: u16, c: u16) -> Insn {
        Insn(op as u64 | (a as u64) << 16 | (b as u64) << 32 | (c as u64) << 48)
    }
    /// From a 16-bit and a 32-bit field.
    pub const fn ad(op: Op, a: u16, d: i32) -> Insn {
        Insn(op as u64 | (a as u64) << 16 | (d as u32 as u64) << 32)
    }
    /// Number of the operation.
    #[inline(always)]
    pub const fn op(self) -> u16 {
        self.0 as u16
    }
    /// Field a.
    #[inline(always)]
    pub const fn a(self) -> u16 {
        (self.0 >> 16) as u16
    }
    /// Field b.
    #[inline(always)]
    pub const fn b(self) -> u16 {
        (self.0 >> 32) as u16
    }
    /// Field c.
    #[inline(always)]
    pub const fn c(self) -> u16 {
        (self.0 >> 48) as u16
    }
    /// Field d.
    #[inline(always)]
    pub const fn d(self) -> i32 {
        (self.0 >> 32) as i32
    }
    /// Field b as a signed immediate.
    #[inline(always)]
    pub const fn sb(self) -> i16 {
        self.b() as i16
    }
    /// Field c as a signed immediate or distance.
    #[inline(always)]
    pub const fn sc(self) -> i16 {
        self.c() as i16
    }
    /// Low half of a second word.
    #[inline(always)]
    pub const fn lo(self) -> u32 {
        self.0 as u32
    }
    /// High half of a second word.
    #[inline(always)]
    pub const fn hi(self) -> u32 {
        (self.0 >> 32) as u32
    }
    /// A second word from two halves.
    pub const fn pair(lo: u32, hi: u32) -> Insn {
        Insn(lo as u64 | (hi as u64) << 32)
    }
}
