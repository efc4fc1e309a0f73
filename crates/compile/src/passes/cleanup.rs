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
