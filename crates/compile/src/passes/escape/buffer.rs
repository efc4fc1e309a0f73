//! Buffers in the frame for slices that grow by append, as gc has them: a slice that does not outlive the call finds its first elements' memory
//! there, and its first capacity is the buffer's. Programs see that.
//!
//! The first append to a variable has a buffer, once in a call. If the variable is moved to the heap where it escapes and its capacity
//! matters before, all its appends share one that shows no more capacity than the heap would give.

use super::graph::Buffered;
use crate::ir::{Arg, Function, Inst, InstKind, Loc, Reg, RegInfo, room};
use crate::lower::moved::ONLY_READ;
use rustc_hash::FxHashMap;
use vole_bytecode::{Op, Program, SlotBits};

/// Bytes of a buffer.
const BYTES: u32 = 32;

/// Notes with each append and conversion whether what it makes stays.
pub(super) fn note(f: &mut Function, makers: &[Buffered], stays: &[bool]) {
    for (m, &stays) in makers.iter().zip(stays) {
        let InstKind::Op { op, args, w } = &mut f.blocks[m.block.0 as usize].insts[m.inst].kind else { continue };
        match op {
            Op::BytesOfStr if stays && args[2] == Arg::Imm(ONLY_READ) => args[2] = Arg::Imm(2),
            Op::BytesOfStr | Op::RunesOfStr => args[2] = Arg::Imm(stays as i64),
            _ if !stays => *w = room::plain(*w),
            _ => {}
        }
    }
}

/// A buffer: a slot that notes its use, and its memory; `None` where elements do not fit.
fn buffer(f: &mut Function, program: &Program, elem: u64) -> Option<Loc> {
    let t = program.types.get(elem as usize)?;
    if t.size == 0 || t.size > BYTES {
        return None;
    }
    let slots = (BYTES / 8) as u16;
    let mut ptrs = SlotBits::from_elem(0, 1);
    if t.layout.0 != 0 {
        let bits = program.layouts[t.layout.0 as usize].bits.first().copied().unwrap_or(0);
        let words = t.size / 8;
        for s in (0..BYTES / t.size * words).filter(|s| bits >> (s % words) & 1 != 0) {
            ptrs[0] |= 1 << (1 + s);
        }
    }
    Some(f.new_reg(RegInfo { slots: 1 + slots, ptrs, mem: true }))
}

/// Gives buffers to the appends that were noted, and to the moves of their variables.
pub(super) fn place(f: &mut Function, program: &Program) {
    // A function that begins with a loop could not tell when it begins.
    let mut loops = false;
    for b in &f.order {
        f.blocks[b.0 as usize].term.successors(|s| loops |= s == f.order[0]);
    }
    let mut found: FxHashMap<(Reg, u16), Option<Loc>> = FxHashMap::default();
    let mut begin = Vec::new();
    for b in f.order.clone() {
        for i in 0..f.blocks[b.0 as usize].insts.len() {
            let InstKind::Op { op, args: [_, Arg::Loc(src), _], w } = f.blocks[b.0 as usize].insts[i].kind else {
                continue;
            };
            if !crate::ir::appends(op) || w & room::WANTED == 0 {
                continue;
            }
            let place = match found.get(&(src.reg, src.sub)) {
                Some(_) if w & room::EXACT == 0 => None,
                Some(&have) => have,
                None => {
                    let have = if loops { None } else { buffer(f, program, room::plain(w)) };
                    found.insert((src.reg, src.sub), have);
                    begin.extend(have.map(unused));
                    have
                }
            };
            if let InstKind::Op { w, .. } = &mut f.blocks[b.0 as usize].insts[i].kind {
                *w = place.map_or(room::plain(*w), |l| room::placed(*w, l.reg));
            }
        }
    }
    for b in &f.order {
        for inst in &mut f.blocks[b.0 as usize].insts {
            let InstKind::Op { op: Op::MoveSl, args: [Arg::Loc(dst), Arg::Loc(src), _], w } = &mut inst.kind else {
                continue;
            };
            match found.get(&(src.reg, src.sub)) {
                Some(Some(place)) => *w = room::placed(*w, place.reg),
                _ => inst.kind = InstKind::Move { dst: *dst, src: *src },
            }
        }
    }
    let first = f.order[0].0 as usize;
    f.blocks[first].insts.splice(0..0, begin);
}

/// The buffer is not used yet.
fn unused(buffer: Loc) -> Inst {
    let kind = InstKind::Op { op: Op::LdI, args: [buffer.at(0).into(), Arg::Imm(0), Arg::Imm(0)], w: 0 };
    Inst { kind, pos: 0, site: 0, unsigned: 0 }
}
