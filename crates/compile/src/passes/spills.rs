//! What gc keeps in a function's frame over calls: part of [`crate::ir::GcFrame`].

use crate::emit::liveness::{Liveness, Set};
use crate::ir::{Function, InstKind, Target};

/// Whether gc's code of a function, inlined, contains no call.
pub(super) fn leaves(irs: &[Option<Function>]) -> Vec<bool> {
    let calls = |f: &Function| f.blocks.iter().flat_map(|b| &b.insts).any(|i| matches!(i.kind, InstKind::Call { .. }));
    irs.iter().map(|f| f.as_ref().is_some_and(|f| f.gc_inline && !calls(f))).collect()
}

/// Counts the slots of a function that are needed after a call: parameters have a place of their own outside of the frame.
pub(super) fn note(f: &mut Function, own: usize, leaves: &[bool]) {
    let is_call = |kind: &InstKind| match kind {
        InstKind::Call { target: Target::Func(id), .. } => !leaves[id.0 as usize],
        InstKind::Call { .. } => true,
        _ => false,
    };
    if !f.blocks.iter().flat_map(|b| &b.insts).any(|i| is_call(&i.kind)) {
        return;
    }
    let live = Liveness::solve(f);
    let mut written = rustc_hash::FxHashSet::default();
    f.blocks.iter().flat_map(|b| &b.insts).for_each(|i| {
        i.kind.writes(|l| {
            written.insert(l.reg);
        });
    });
    // Inlined into itself, a function that hands a parameter on has it in the place that it was in.
    let mut handed_on = rustc_hash::FxHashSet::default();
    for inst in f.blocks.iter().flat_map(|b| &b.insts) {
        if let InstKind::Call { target: Target::Func(id), args, .. } = &inst.kind
            && id.0 as usize == own
        {
            handed_on.extend(args.iter().map(|l| l.reg));
        }
    }
    // A parameter that is assigned to is a variable like others.
    let is_param = |slot: usize| f.params.iter().any(|p| p.0 == live.owner[slot] && !written.contains(p));
    let (mut spilled, mut params) = (0, rustc_hash::FxHashSet::default());
    // By slot of a parameter, where it is first needed after a call.
    let mut kept = std::collections::BTreeMap::<u8, u32>::new();
    let mut argument = rustc_hash::FxHashMap::default();
    let slots = f
        .params
        .iter()
        .flat_map(|p| (0..f.regs[p.0 as usize].slots as usize).map(|s| live.first[p.0 as usize] as usize + s));
    for (i, slot) in slots.enumerate().take(32) {
        argument.insert(slot, i as u8);
    }
    let (mut now, mut after) = (Set::default(), Set::default());
    for &b in &f.order {
        let block = &f.blocks[b.0 as usize];
        live.at_end(f, b, &mut now);
        block.term.uses(|l, how| live.step(f, &mut now, l, how));
        for inst in block.insts.iter().rev() {
            let calls = is_call(&inst.kind);
            if calls || inst.pos != 0 && inst.kind.calls_run_time() {
                after.clone_from(&now);
                inst.kind.writes(|l| live.step(f, &mut after, l, crate::ir::Use::Write));
                for &i in after.iter().filter_map(|slot| argument.get(&slot)).filter(|_| inst.pos != 0) {
                    kept.entry(i).and_modify(|pos| *pos = inst.pos.min(*pos)).or_insert(inst.pos);
                }
            }
            if calls {
                let mut here = 0;
                for slot in after.iter() {
                    if is_param(slot) {
                        if !handed_on.contains(&crate::ir::Reg(live.owner[slot])) {
                            params.insert(slot);
                        }
                    } else {
                        here += 1;
                    }
                }
                spilled = spilled.max(here);
            }
            inst.kind.uses_backwards(|l, how| live.step(f, &mut now, l, how));
        }
    }
    f.kept = kept.into_iter().collect();
    f.gc_frame.fixed += spilled * 8;
    f.gc_frame.params += params.len() as u32 * 8;
}
