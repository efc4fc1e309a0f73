//! What the folding pass knows of slots at a point of a block: constants, copies, results still at hand.

use super::effects::{is_load, is_pure};
use crate::ir::{Arg, Function, InstKind, Loc, Use};
use vole_bytecode::Op;
use vole_bytecode::isa::Role;

/// What a slot is known to hold.
#[derive(Clone, Copy)]
pub(super) enum Known {
    Nothing,
    Const(i64),
    /// What this slot held when it had been written so often.
    Copy(u32, u16, u32),
}

/// What is known of a slot, and since which block.
#[derive(Clone, Copy)]
pub(super) struct Slot {
    known: Known,
    block: u32,
    /// How often it was written, as far as this pass has come.
    writes: u32,
}

/// What is known of slots at a point of a block.
pub(super) struct Facts {
    /// The constant that a register holds for the whole call.
    constants: Vec<Option<i64>>,
    /// How often each register is read.
    pub(super) reads: Vec<u32>,
    /// Results that are still at hand.
    pub(super) at_hand: Vec<AtHand>,
    /// First of `slots` of each register.
    first: Vec<u32>,
    slots: Vec<Slot>,
    block: u32,
    /// Slots in memory of which a copy is known: any store may change them.
    in_memory: Vec<(u32, u16)>,
}

/// An operation whose result still stands in a register.
pub(super) struct AtHand {
    op: Op,
    args: [Arg; 3],
    w: u64,
    dst: Loc,
    load: bool,
}

/// Operations remembered at a time.
const MAX_AT_HAND: usize = 24;

fn overlap(a: Loc, b: Loc) -> bool {
    a.reg == b.reg && a.sub < b.sub + b.n && b.sub < a.sub + a.n
}

impl AtHand {
    pub(super) fn mentions(&self, l: Loc) -> bool {
        overlap(self.dst, l) || self.args[1..].iter().any(|a| matches!(a, Arg::Loc(x) if overlap(*x, l)))
    }
}

impl Facts {
    /// An operation computed before with the same operands becomes a copy of its result.
    pub(super) fn reuse(&mut self, kind: &mut InstKind) {
        let InstKind::Op { op, args, w } = kind else { return };
        let Arg::Loc(dst) = args[0] else { return };
        if !matches!(op.info().operands.first().map(|o| o.role), Some(Role::dst | Role::dst2 | Role::dst3)) {
            return;
        }
        let found =
            self.at_hand.iter().find(|a| a.op == *op && a.w == *w && a.args[1..] == args[1..] && a.dst.n == dst.n);
        if let Some(found) = found
            && !overlap(found.dst, dst)
        {
            self.reads[found.dst.reg.0 as usize] += 1;
            *kind = InstKind::Move { dst, src: found.dst };
        }
    }

    /// Notes what an instruction computes and forgets what it overwrites.
    pub(super) fn remember(&mut self, f: &Function, kind: &InstKind) {
        let load = is_load(kind);
        let quiet = load || is_pure(kind);
        if !quiet {
            for (reg, sub) in std::mem::take(&mut self.in_memory) {
                self.slot(reg, sub).writes += 1;
            }
        }
        let mut memory = !quiet;
        kind.uses(|l, u| {
            if u != Use::Read {
                memory |= f.regs[l.reg.0 as usize].mem;
                self.at_hand.retain(|a| !a.mentions(l));
            }
        });
        if memory {
            self.at_hand.retain(|a| !a.load);
        }
        let InstKind::Op { op, args, w } = kind else { return };
        let Arg::Loc(dst) = args[0] else { return };
        let constant = matches!(op, Op::LdI | Op::LdK | Op::Zero2 | Op::Zero3 | Op::ZeroN | Op::FrameAddr);
        if !quiet || constant || f.regs[dst.reg.0 as usize].mem {
            return;
        }
        let own = args[1..].iter().any(|a| matches!(a, Arg::Loc(x) if overlap(*x, dst)));
        if !own {
            if self.at_hand.len() == MAX_AT_HAND {
                self.at_hand.remove(0);
            }
            self.at_hand.push(AtHand { op: *op, args: *args, w: *w, dst, load });
        }
    }

    pub(super) fn new(f: &Function, constants: Vec<Option<i64>>, reads: Vec<u32>) -> Facts {
        let mut n = 0;
        let mut first = Vec::with_capacity(f.regs.len());
        for r in &f.regs {
            first.push(n);
            n += u32::from(r.slots);
        }
        let slots = vec![Slot { known: Known::Nothing, block: 0, writes: 0 }; n as usize];
        Facts { constants, reads, at_hand: Vec::new(), first, slots, block: 0, in_memory: Vec::new() }
    }

    /// Another block begins: nothing is known.
    pub(super) fn next_block(&mut self) {
        self.block += 1;
        self.at_hand.clear();
        self.in_memory.clear();
    }

    pub(super) fn slot(&mut self, reg: u32, sub: u16) -> &mut Slot {
        &mut self.slots[self.first[reg as usize] as usize + sub as usize]
    }

    pub(super) fn known(&self, reg: u32, sub: u16) -> Known {
        let at = |reg: u32, sub: u16| &self.slots[self.first[reg as usize] as usize + sub as usize];
        let slot = at(reg, sub);
        match slot.known {
            _ if slot.block != self.block => Known::Nothing,
            Known::Copy(r, s, writes) if at(r, s).writes != writes => Known::Nothing,
            known => known,
        }
    }

    pub(super) fn note(&mut self, reg: u32, sub: u16, known: Known) {
        let block = self.block;
        let slot = self.slot(reg, sub);
        (slot.known, slot.block) = (known, block);
    }

    pub(super) fn forget_loc(&mut self, l: Loc) {
        for i in 0..l.n {
            let slot = self.slot(l.reg.0, l.sub + i);
            slot.known = Known::Nothing;
            slot.writes += 1;
        }
    }

    pub(super) fn constant(&self, l: Loc) -> Option<i64> {
        if l.n != 1 {
            return None;
        }
        match self.known(l.reg.0, l.sub) {
            Known::Const(c) => Some(c),
            _ => self.constants[l.reg.0 as usize],
        }
    }

    /// The location that holds the same value since longer, if all slots of one agree.
    pub(super) fn source(&self, l: Loc) -> Option<Loc> {
        if l.n == 0 {
            return None;
        }
        let Known::Copy(reg, sub, _) = self.known(l.reg.0, l.sub) else { return None };
        for i in 1..l.n {
            match self.known(l.reg.0, l.sub + i) {
                Known::Copy(r, s, _) if (r, s) == (reg, sub + i) => {}
                _ => return None,
            }
        }
        Some(Loc { reg: crate::ir::Reg(reg), sub, n: l.n })
    }

    pub(super) fn note_move(&mut self, f: &Function, dst: Loc, src: Loc) {
        if f.regs[dst.reg.0 as usize].mem || dst.reg == src.reg {
            return;
        }
        let memory = f.regs[src.reg.0 as usize].mem;
        for i in 0..dst.n {
            let (reg, sub) = (src.reg.0, src.sub + i);
            if memory {
                self.in_memory.push((reg, sub));
            }
            let known = match self.known(reg, sub) {
                Known::Nothing => Known::Copy(reg, sub, self.slot(reg, sub).writes),
                known => known,
            };
            self.note(dst.reg.0, dst.sub + i, known);
        }
    }
}
