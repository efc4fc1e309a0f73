//! Places: where values stand, and loading, storing, copying and zeroing them.

use super::{Lower, Var};
use crate::ir::{Arg, Loc};
use vole_bytecode::{Leaf, LeafForm, Op};
use vole_types::ty::TypeId;

/// Offsets above this are added to the base first.
const MAX_OFFSET: u32 = 60_000;

/// Where a value stands.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// In slots, in register form.
    Reg(Loc),
    /// In a frame object, as memory image, at a byte offset.
    Frame(Loc, u32),
    /// In memory at an address plus a byte offset.
    Addr(Loc, u32),
    /// In the globals at a byte offset.
    Global(u32),
    /// Element of a slice or string: (ptr, len) and index; the bounds are checked on access.
    Elem(Loc, Loc),
    /// Element of an array in a frame object: (object, byte offset 0) and index, with the array's length.
    FrameElem(Loc, Loc, u32),
    /// Element of an array in memory: base address, index, length.
    ArrayElem(Loc, Loc, u32),
    /// A map element to be assigned: map, key image, map type.
    MapElem(Loc, Loc, TypeId),
    /// The blank identifier.
    Blank,
}

impl Lower<'_, '_> {
    /// The place of a variable.
    pub(crate) fn var_place(&self, v: Var) -> Place {
        match v {
            Var::Reg(l) => Place::Reg(l),
            Var::Frame(l) => Place::Frame(l, 0),
            Var::Cell(p) => Place::Addr(p, 0),
        }
    }

    /// The place of a value that stands in slots in frame form.
    pub(crate) fn slots_place(&mut self, slots: Loc, t: TypeId) -> Place {
        let l = self.layout(t);
        match () {
            () if l.in_regs() => Place::Reg(slots),
            () if l.boxed() => Place::Addr(slots, 0),
            () => Place::Frame(slots, 0),
        }
    }

    /// A place in memory for a temporary that is handled there; not zeroed if it is in the frame.
    pub(crate) fn temp_place(&mut self, t: TypeId) -> Place {
        if self.layout(t).boxed() { Place::Addr(self.new_object(t), 0) } else { Place::Frame(self.frame_object(t), 0) }
    }

    /// A base and offset through which the place can be reached in memory.
    pub(crate) fn address(&mut self, p: Place, t: TypeId) -> (Loc, u32) {
        match p {
            Place::Addr(b, o) => (b, o),
            Place::Frame(l, o) => {
                self.pin(l);
                let a = self.ptr();
                self.op3(Op::FrameAddr, a, l, Arg::Imm(0));
                (a, o)
            }
            Place::Global(o) => {
                let a = self.ptr();
                self.op2(Op::GlobalAddr, a, Arg::Imm(o as i64));
                (a, 0)
            }
            Place::Elem(s, i) => {
                let size = self.layout(t).size;
                let a = self.ptr();
                self.op3w(Op::IdxAddr, a, s.part(0, 2), i, size);
                (a, 0)
            }
            Place::FrameElem(l, i, n) => {
                self.pin(l);
                let size = self.layout(t).size;
                let a = self.ptr();
                self.op3w(Op::FArrAddr, a, l, i, n as u64 | size << 32);
                (a, 0)
            }
            Place::ArrayElem(b, i, n) => {
                let size = self.layout(t).size;
                let a = self.ptr();
                self.op3w(Op::ArrAddr, a, b, i, n as u64 | size << 32);
                (a, 0)
            }
            Place::MapElem(m, key, mt) => (self.map_slot(m, key, mt), 0),
            Place::Reg(_) | Place::Blank => unreachable!("no address for {p:?}"),
        }
    }

    /// The address itself, in one register.
    pub(crate) fn address_of(&mut self, p: Place, t: TypeId) -> Loc {
        let (b, o) = self.address(p, t);
        if o == 0 {
            return b;
        }
        // An address inside what a nil pointer points to would not look like nil any more.
        if !self.solid.contains(&b.reg) {
            self.op1(Op::NilCheck, b);
        }
        let a = self.ptr();
        self.add_imm(a, b, o as i64);
        a
    }

    /// Keeps a register in memory for the whole call, because its address is needed.
    pub(crate) fn pin(&mut self, l: Loc) {
        self.f.regs[l.reg.0 as usize].mem = true;
    }

    /// `dst = src + n`
    pub(crate) fn add_imm(&mut self, dst: Loc, src: Loc, n: i64) {
        if let Ok(i) = i16::try_from(n) {
            self.op3(Op::AddI, dst, src, Arg::Imm(i as i64));
        } else {
            let k = self.word();
            self.load_int(k, n);
            self.op3(Op::Add, dst, src, k);
        }
    }

    /// `dst = n`
    pub(crate) fn load_int(&mut self, dst: Loc, n: i64) {
        if let Ok(i) = i32::try_from(n) {
            self.op2(Op::LdI, dst, Arg::Imm(i as i64));
        } else {
            self.op2w(Op::LdK, dst, Arg::Imm(0), n as u64);
        }
    }

    fn near(&mut self, base: Loc, off: u32) -> (Loc, u32) {
        if off <= MAX_OFFSET {
            return (base, off);
        }
        let a = self.ptr();
        self.op1(Op::NilCheck, base);
        self.add_imm(a, base, off as i64);
        (a, 0)
    }

    // ---- loading

    /// Loads a register-form value into `dst`, or returns where it is already.
    pub(crate) fn load(&mut self, p: Place, t: TypeId, dst: Option<Loc>) -> Loc {
        if let Place::Reg(l) = p {
            return match dst {
                Some(d) => {
                    self.copy(d, l);
                    d
                }
                None => l,
            };
        }
        let l = self.layout(t);
        let leaves = l.leaves.clone().expect("a register type");
        let dst = dst.unwrap_or_else(|| self.temp_of(&l));
        if leaves.is_empty() {
            match p {
                Place::Elem(..) | Place::FrameElem(..) | Place::ArrayElem(..) => {
                    self.address(p, t);
                }
                Place::Addr(b, _) => self.op1(Op::NilCheck, b),
                _ => {}
            }
            return dst;
        }
        match p {
            Place::Elem(s, i) => {
                if let Some(op) = index_op(&leaves, l.size) {
                    self.op3(op, dst, s.part(0, 2), i);
                    return dst;
                }
            }
            Place::FrameElem(a, i, n) => {
                if let Some(op) = frame_index_op(&leaves) {
                    self.op3w(op, dst, a, i, n as u64);
                    return dst;
                }
            }
            Place::ArrayElem(b, i, n) => {
                if let Some(op) = array_index_op(&leaves) {
                    self.op3w(op, dst, b, i, n as u64);
                    return dst;
                }
            }
            Place::Global(o) => {
                let op = match leaves[..] {
                    [Leaf { form, .. }] => match form {
                        LeafForm::U8 => Some(Op::LdG8U),
                        LeafForm::U32 | LeafForm::F32 => Some(Op::LdG32U),
                        LeafForm::I32 => Some(Op::LdG32S),
                        f if f.size() == 8 => Some(Op::LdG64),
                        _ => None,
                    },
                    _ if !l.image_is_slots() => None,
                    [_, _] => Some(Op::LdG2),
                    [_, _, _] => Some(Op::LdG3),
                    _ => None,
                };
                if let Some(op) = op {
                    self.op2(op, dst, Arg::Imm(o as i64));
                    return dst;
                }
            }
            Place::Frame(f, o) if o % 8 == 0 && l.image_is_slots() => {
                self.copy(dst, f.part(o as u16 / 8, dst.n));
                return dst;
            }
            _ => {}
        }
        let (b, o) = self.address(p, t);
        self.load_leaves(dst, b, o, &leaves);
        dst
    }

    pub(crate) fn load_leaves(&mut self, dst: Loc, base: Loc, off: u32, leaves: &[Leaf]) {
        let (base, off) = self.near(base, off);
        let at = |i: usize| off + leaves[i].offset;
        let mut i = 0;
        while i < leaves.len() {
            let run = leaves[i..]
                .iter()
                .enumerate()
                .take(3)
                .take_while(|(k, l)| l.form.size() == 8 && l.offset == leaves[i].offset + 8 * *k as u32)
                .count();
            let (op, n) = match (run, leaves[i].form) {
                (3, _) => (Op::Ld3, 3),
                (2, _) => (Op::Ld2, 2),
                (_, LeafForm::I8) => (Op::Ld8S, 1),
                (_, LeafForm::U8) => (Op::Ld8U, 1),
                (_, LeafForm::I16) => (Op::Ld16S, 1),
                (_, LeafForm::U16) => (Op::Ld16U, 1),
                (_, LeafForm::I32) => (Op::Ld32S, 1),
                (_, LeafForm::U32 | LeafForm::F32) => (Op::Ld32U, 1),
                _ => (Op::Ld64, 1),
            };
            // The base may be overwritten only by the last load.
            self.op3(op, dst.part(i as u16, n as u16), base, Arg::Imm(at(i) as i64));
            i += n;
        }
    }

    // ---- storing

    /// Stores a register-form value.
    pub(crate) fn store(&mut self, p: Place, t: TypeId, v: Loc) {
        match p {
            Place::Reg(l) => return self.copy(l, v),
            Place::Blank => return,
            _ => {}
        }
        let l = self.layout(t);
        let leaves = l.leaves.clone().expect("a register type");
        if leaves.is_empty() {
            return self.touch(p, t);
        }
        match p {
            Place::Elem(s, i) => {
                if let Some(op) = index_store_op(&leaves, l.size) {
                    return self.op3(op, s.part(0, 2), i, v);
                }
            }
            Place::FrameElem(a, i, n) => {
                let op = match leaves[0].form.size() {
                    _ if leaves.len() > 1 => None,
                    1 => Some(Op::FArrSt8),
                    4 => Some(Op::FArrSt32),
                    8 => Some(Op::FArrSt64),
                    _ => None,
                };
                if let Some(op) = op {
                    return self.op3w(op, a, i, v, n as u64);
                }
            }
            Place::ArrayElem(b, i, n) => {
                let op = match leaves[0].form.size() {
                    _ if leaves.len() > 1 => None,
                    1 => Some(Op::ArrSt8),
                    4 => Some(Op::ArrSt32),
                    8 => Some(Op::ArrSt64),
                    _ => None,
                };
                if let Some(op) = op {
                    return self.op3w(op, b, i, v, n as u64);
                }
            }
            Place::Global(o) => {
                let op = match leaves[..] {
                    [Leaf { form, .. }] => match form.size() {
                        1 => Some(Op::StG8),
                        4 => Some(Op::StG32),
                        8 => Some(Op::StG64),
                        _ => None,
                    },
                    _ if !l.image_is_slots() => None,
                    [_, _] => Some(Op::StG2),
                    [_, _, _] => Some(Op::StG3),
                    _ => None,
                };
                if let Some(op) = op {
                    return self.op2(op, v, Arg::Imm(o as i64));
                }
            }
            Place::Frame(f, o) if o % 8 == 0 && l.image_is_slots() => {
                return self.copy(f.part(o as u16 / 8, v.n), v);
            }
            _ => {}
        }
        let (b, o) = self.address(p, t);
        self.store_leaves(b, o, &leaves, v);
    }

    pub(crate) fn store_leaves(&mut self, base: Loc, off: u32, leaves: &[Leaf], v: Loc) {
        let (base, off) = self.near(base, off);
        let mut i = 0;
        while i < leaves.len() {
            let run = leaves[i..]
                .iter()
                .enumerate()
                .take(3)
                .take_while(|(k, l)| l.form.size() == 8 && l.offset == leaves[i].offset + 8 * *k as u32)
                .count();
            let (op, n) = match (run, leaves[i].form.size()) {
                (3, _) => (Op::St3, 3),
                (2, _) => (Op::St2, 2),
                (_, 1) => (Op::St8, 1),
                (_, 2) => (Op::St16, 1),
                (_, 4) => (Op::St32, 1),
                _ => (Op::St64, 1),
            };
            self.op3(op, base, v.part(i as u16, n as u16), Arg::Imm((off + leaves[i].offset) as i64));
            i += n;
        }
    }

    /// What an access of nothing does all the same: bounds and nil are checked.
    pub(crate) fn touch(&mut self, p: Place, t: TypeId) {
        match p {
            Place::Reg(_) | Place::Blank => {}
            Place::Addr(b, _) if self.solid.contains(&b.reg) => {}
            Place::Addr(b, _) => self.op1(Op::NilCheck, b),
            p => {
                self.address(p, t);
            }
        }
    }

    // ---- moving values of any type

    /// Copies a value from place to place.
    pub(crate) fn transfer(&mut self, dst: Place, src: Place, t: TypeId) {
        if let Place::Blank = dst {
            return;
        }
        if self.in_regs(t) {
            let into = if let Place::Reg(l) = dst { Some(l) } else { None };
            let v = self.load(src, t, into);
            if into.is_none() {
                self.store(dst, t, v);
            }
            return;
        }
        let size = self.layout(t).size;
        match (dst, src) {
            (Place::Frame(d, od), Place::Frame(s, os)) if od % 8 == 0 && os % 8 == 0 && size.is_multiple_of(8) => {
                let n = (size / 8) as u16;
                self.copy(d.part(od as u16 / 8, n), s.part(os as u16 / 8, n));
            }
            (Place::Reg(d), s) => self.image_to_slots(d, s, t),
            (d, Place::Reg(s)) => self.slots_to_image(d, s, t),
            _ => {
                let d = self.address_of(dst, t);
                let s = self.address_of(src, t);
                self.op3w(Op::MemCopy, d, s, Arg::Imm(0), size);
            }
        }
    }

    /// Copies a memory-form value into plain slots (an argument, say).
    pub(crate) fn image_to_slots(&mut self, dst: Loc, src: Place, t: TypeId) {
        let l = self.layout(t);
        let size = l.size;
        match src {
            Place::Reg(s) => self.copy(dst, s),
            _ if l.boxed() => {
                let from = self.address_of(src, t);
                let copy = self.new_object(t);
                self.op3w(Op::MemCopy, copy, from, Arg::Imm(0), size);
                self.copy(dst, copy);
            }
            Place::Frame(f, o) if o % 8 == 0 => self.copy(dst, f.part(o as u16 / 8, dst.n)),
            _ => {
                let (b, o) = self.address(src, t);
                let (b, o) = self.near(b, o);
                self.op3w(Op::LdN, dst, b, Arg::Imm(o as i64), size);
            }
        }
    }

    /// Copies plain slots that hold a memory-form value to a place.
    pub(crate) fn slots_to_image(&mut self, dst: Place, src: Loc, t: TypeId) {
        let l = self.layout(t);
        let size = l.size;
        match dst {
            Place::Blank => {}
            Place::Reg(d) => self.copy(d, src),
            _ if l.boxed() => {
                let to = self.address_of(dst, t);
                self.op3w(Op::MemCopy, to, src, Arg::Imm(0), size);
            }
            Place::Frame(f, o) if o % 8 == 0 && size.is_multiple_of(8) => self.copy(f.part(o as u16 / 8, src.n), src),
            _ => {
                let (b, o) = self.address(dst, t);
                let (b, o) = self.near(b, o);
                self.op3w(Op::StN, b, src, Arg::Imm(o as i64), size);
            }
        }
    }

    /// The value's memory image in consecutive slots: of a register-form value, packed if its leaves are narrow.
    pub(crate) fn image(&mut self, v: Loc, t: TypeId) -> Loc {
        let l = self.layout(t);
        if l.image_is_slots() || l.single().is_some() {
            return v;
        }
        let obj = self.frame_object(t);
        self.zero_slots(obj);
        let a = self.ptr();
        self.op3(Op::FrameAddr, a, obj, Arg::Imm(0));
        let leaves = l.leaves.clone().expect("a register type");
        self.store_leaves(a, 0, &leaves, v);
        obj
    }

    /// The reverse of [`Lower::image`].
    pub(crate) fn unpack_image(&mut self, dst: Loc, image: Loc, t: TypeId) {
        let l = self.layout(t);
        if l.image_is_slots() {
            return self.copy(dst, image);
        }
        let leaves = l.leaves.clone().expect("a register type");
        let a = self.ptr();
        self.op3(Op::FrameAddr, a, image, Arg::Imm(0));
        self.load_leaves(dst, a, 0, &leaves);
    }

    // ---- zero values

    /// Makes a register of [`Lower::temp`] the type's zero value.
    pub(crate) fn zero_temp(&mut self, dst: Loc, t: TypeId) {
        if self.layout(t).boxed() {
            let zero = self.new_object(t);
            self.copy(dst, zero);
        } else {
            self.zero_slots(dst);
        }
    }

    pub(crate) fn zero_slots(&mut self, l: Loc) {
        match l.n {
            0 => {}
            1 => self.op2(Op::LdI, l, Arg::Imm(0)),
            2 => self.op1(Op::Zero2, l),
            3 => self.op1(Op::Zero3, l),
            n => self.op3(Op::ZeroN, l, Arg::Imm(n as i64), Arg::Imm(0)),
        }
    }

    /// Stores the zero value.
    pub(crate) fn zero(&mut self, p: Place, t: TypeId) {
        let l = self.layout(t);
        if l.size == 0 {
            return self.touch(p, t);
        }
        match p {
            Place::Reg(d) => self.zero_slots(d),
            Place::Frame(f, o) if o % 8 == 0 && l.size.is_multiple_of(8) => {
                self.zero_slots(f.part(o as u16 / 8, (l.size / 8) as u16))
            }
            Place::Frame(f, 0) if f.n as u64 * 8 >= l.size && l.size.div_ceil(8) == f.n as u64 => self.zero_slots(f),
            _ if l.in_regs() && l.leaves.as_ref().is_some_and(|v| v.len() <= 3) => {
                let z = self.temp_of(&l);
                self.zero_slots(z);
                self.store(p, t, z);
            }
            Place::Blank => {}
            _ => {
                let a = self.address_of(p, t);
                self.op2w(Op::MemZero, a, Arg::Imm(0), l.size);
            }
        }
    }
}

fn index_op(leaves: &[Leaf], size: u64) -> Option<Op> {
    Some(match (leaves, size) {
        ([Leaf { form, .. }], _) => match form {
            LeafForm::U8 => Op::Idx8U,
            LeafForm::I8 => Op::Idx8S,
            LeafForm::U16 => Op::Idx16U,
            LeafForm::I16 => Op::Idx16S,
            LeafForm::U32 | LeafForm::F32 => Op::Idx32U,
            LeafForm::I32 => Op::Idx32S,
            _ if size == 8 => Op::Idx64,
            _ => return None,
        },
        ([a, b], 16) if a.form.size() == 8 && b.form.size() == 8 => Op::Idx2,
        ([a, b, c], 24) if a.form.size() + b.form.size() + c.form.size() == 24 => Op::Idx3,
        _ => return None,
    })
}

fn index_store_op(leaves: &[Leaf], size: u64) -> Option<Op> {
    Some(match index_op(leaves, size)? {
        Op::Idx8U | Op::Idx8S => Op::IdxSt8,
        Op::Idx16U | Op::Idx16S => Op::IdxSt16,
        Op::Idx32U | Op::Idx32S => Op::IdxSt32,
        Op::Idx64 => Op::IdxSt64,
        Op::Idx2 => Op::IdxSt2,
        _ => Op::IdxSt3,
    })
}

fn frame_index_op(leaves: &[Leaf]) -> Option<Op> {
    match leaves {
        [Leaf { form, .. }] => match form {
            LeafForm::U8 => Some(Op::FArr8U),
            LeafForm::U32 | LeafForm::F32 => Some(Op::FArr32U),
            LeafForm::I32 => Some(Op::FArr32S),
            f if f.size() == 8 => Some(Op::FArr64),
            _ => None,
        },
        _ => None,
    }
}

fn array_index_op(leaves: &[Leaf]) -> Option<Op> {
    match leaves {
        [Leaf { form, .. }] => match form {
            LeafForm::U8 => Some(Op::Arr8U),
            LeafForm::U32 | LeafForm::F32 => Some(Op::Arr32U),
            LeafForm::I32 => Some(Op::Arr32S),
            f if f.size() == 8 => Some(Op::Arr64),
            _ => None,
        },
        _ => None,
    }
}
