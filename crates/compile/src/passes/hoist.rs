//! Constants out of loops.
//!
//! An instruction that only loads a constant into a register nothing else writes is moved from a loop to the block from which the loop is
//! entered. Loops are found by their backward jumps in the layout: all blocks from the target to the jump. A loop counts
//! only if its first block is entered from one block outside, and no other of its blocks from outside at all; that block
//! then dominates the loop.

use crate::ir::{Arg, Function, Inst, InstKind, Use};
use vole_bytecode::Op;

/// Constants moved out of one loop at most: they occupy slots for as long as it runs.
const MAX_PER_LOOP: usize = 24;

/// Hoists constants, from inner loops to outer ones.
pub fn run(f: &mut Function) {
    let mut place = vec![usize::MAX; f.blocks.len()];
    for (i, b) in f.order.iter().enumerate() {
        place[b.0 as usize] = i;
    }
    let mut loops: Vec<(usize, usize)> = Vec::new();
    for (i, b) in f.order.iter().enumerate() {
        f.blocks[b.0 as usize].term.successors(|s| {
            let to = place[s.0 as usize];
            if to <= i {
                match loops.iter_mut().find(|l| l.0 == to) {
                    Some(l) => l.1 = l.1.max(i),
                    None => loops.push((to, i)),
                }
            }
        });
    }
    if loops.is_empty() {
        return;
    }
    loops.sort_by_key(|l| l.1 - l.0);
    let mut preds: Vec<Vec<usize>> = vec![Vec::new(); f.order.len()];
    for (i, b) in f.order.iter().enumerate() {
        f.blocks[b.0 as usize].term.successors(|s| preds[place[s.0 as usize]].push(i));
    }
    if let Some(r) = f.recover {
        preds[place[r.0 as usize]].push(usize::MAX);
    }
    let writes = writes(f);
    for (first, last) in loops {
        let outside = |i: &&usize| !(first..=last).contains(*i);
        let mut entries: Vec<usize> = preds[first].iter().filter(outside).copied().collect();
        entries.dedup();
        let [entry] = entries[..] else { continue };
        let closed = (first + 1..=last).all(|b| preds[b].iter().filter(outside).count() == 0);
        if entry == usize::MAX || !closed {
            continue;
        }
        move_constants(f, first..=last, entry, &writes);
    }
}

fn writes(f: &Function) -> Vec<u32> {
    let mut n = vec![0; f.regs.len()];
    for b in &f.order {
        let block = &f.blocks[b.0 as usize];
        let mut count = |l: crate::ir::Loc, u: Use| {
            if u != Use::Read {
                n[l.reg.0 as usize] += 1;
            }
        };
        block.insts.iter().for_each(|i| i.kind.uses(&mut count));
        block.term.uses(&mut count);
    }
    f.params.iter().for_each(|p| n[p.0 as usize] += 1);
    n
}

fn move_constants(f: &mut Function, blocks: std::ops::RangeInclusive<usize>, entry: usize, writes: &[u32]) {
    let mut moved: Vec<Inst> = Vec::new();
    for i in blocks {
        let b = f.order[i].0 as usize;
        let mut insts = std::mem::take(&mut f.blocks[b].insts);
        insts.retain(|inst| {
            let take = moved.len() < MAX_PER_LOOP && is_constant(f, &inst.kind, writes);
            if take {
                moved.push(inst.clone());
            }
            !take
        });
        f.blocks[b].insts = insts;
    }
    let b = f.order[entry].0 as usize;
    f.blocks[b].insts.extend(moved);
}

fn is_constant(f: &Function, kind: &InstKind, writes: &[u32]) -> bool {
    let InstKind::Op { op, args: [Arg::Loc(d), ..], .. } = kind else { return false };
    matches!(op, Op::LdI | Op::LdK | Op::LdStr | Op::LdType | Op::LdFunc | Op::GlobalAddr)
        && writes[d.reg.0 as usize] == 1
        && d.n == f.regs[d.reg.0 as usize].slots
        && !f.regs[d.reg.0 as usize].mem
}
