//! Control-flow clean-up: jumps to empty blocks that only jump on go straight to where those lead.

use crate::ir::{BlockId, Function, Term};

/// Redirects every jump past empty blocks.
pub fn thread_jumps(f: &mut Function) {
    let target: Vec<BlockId> = (0..f.blocks.len() as u32).map(|b| resolve(f, BlockId(b))).collect();
    for block in &mut f.blocks {
        block.term.map_successors(|b| target[b.0 as usize]);
        if let Term::Branch { yes, no, .. } = block.term
            && yes == no
        {
            // Both ways are the same; comparisons have no effects.
            block.term = Term::Jump(yes);
        }
    }
}

fn resolve(f: &Function, start: BlockId) -> BlockId {
    let mut at = start;
    // A cycle of empty blocks is an endless loop: stop after as many steps as there are blocks.
    for _ in 0..f.blocks.len() {
        let block = &f.blocks[at.0 as usize];
        match block.term {
            Term::Jump(next) if block.insts.is_empty() && next != at => at = next,
            _ => return at,
        }
    }
    start
}

/// Takes blocks that nothing reaches out of the layout.
pub fn drop_unreachable(f: &mut Function) {
    let mut seen = vec![false; f.blocks.len()];
    let mut stack = vec![BlockId(0)];
    stack.extend(f.recover);
    while let Some(b) = stack.pop() {
        if !std::mem::replace(&mut seen[b.0 as usize], true) {
            f.blocks[b.0 as usize].term.successors(|s| stack.push(s));
        }
    }
    f.order.retain(|b| seen[b.0 as usize]);
}

/// Joins a block with its only successor when that has no other predecessor and stands right behind it.
pub fn merge_blocks(f: &mut Function) {
    let mut preds = vec![0u32; f.blocks.len()];
    preds[0] += 1;
    if let Some(r) = f.recover {
        preds[r.0 as usize] += 1;
    }
    for b in &f.order {
        f.blocks[b.0 as usize].term.successors(|s| preds[s.0 as usize] += 1);
    }
    let mut i = 0;
    while i + 1 < f.order.len() {
        let (b, next) = (f.order[i], f.order[i + 1]);
        let joins = matches!(f.blocks[b.0 as usize].term, Term::Jump(t) if t == next) && preds[next.0 as usize] == 1;
        if !joins {
            i += 1;
            continue;
        }
        let taken = std::mem::replace(
            &mut f.blocks[next.0 as usize],
            crate::ir::Block { insts: vec![], term: Term::Open, term_pos: 0, term_site: 0 },
        );
        let block = &mut f.blocks[b.0 as usize];
        block.insts.extend(taken.insts);
        block.term = taken.term;
        block.term_pos = taken.term_pos;
        block.term_site = taken.term_site;
        f.order.remove(i + 1);
    }
}

/// A jump to a block that only returns becomes the return itself.
pub fn copy_returns(f: &mut Function) {
    for b in f.order.clone() {
        let Term::Jump(t) = f.blocks[b.0 as usize].term else { continue };
        let target = &f.blocks[t.0 as usize];
        if target.insts.is_empty()
            && let Term::Ret(values) = &target.term
            && values.len() <= 1
        {
            let (term, pos, site) = (target.term.clone(), target.term_pos, target.term_site);
            let block = f.block(b);
            (block.term, block.term_pos, block.term_site) = (term, pos, site);
        }
    }
}
