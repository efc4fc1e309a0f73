//! Liveness of virtual slots: which slots of which registers hold a value that is still needed.
//!
//! Solved per slot (not per register), backwards over the blocks until nothing changes. Registers that live in memory are left
//! out: they count as live everywhere. Objects that escape analysis put into the frame are needed wherever something that may lead
//! to them is. Between blocks only the slots that some block reads before it writes them are looked at. What is live where a recovered panic goes on is live everywhere too, since any
//! instruction may panic.

use crate::ir::{BlockId, Function, InstKind, Loc, Use};

/// A set of virtual slots.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Set(Vec<u64>);

impl Set {
    /// An empty set with room for n.
    pub fn new(n: usize) -> Set {
        Set(vec![0; n.div_ceil(64)])
    }
    /// Adds i.
    pub fn insert(&mut self, i: usize) {
        self.0[i / 64] |= 1 << (i % 64);
    }
    /// Removes i.
    pub fn remove(&mut self, i: usize) {
        self.0[i / 64] &= !(1 << (i % 64));
    }
    /// Whether i is in.
    pub fn contains(&self, i: usize) -> bool {
        self.0[i / 64] >> (i % 64) & 1 != 0
    }
    /// The members in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        members(&self.0)
    }
}

/// Adds a set to another; whether that changed it.
fn unite(to: &mut [u64], other: &[u64]) -> bool {
    let mut changed = false;
    for (a, b) in to.iter_mut().zip(other) {
        changed |= *b & !*a != 0;
        *a |= b;
    }
    changed
}

fn members(set: &[u64]) -> impl Iterator<Item = usize> + '_ {
    set.iter().enumerate().flat_map(|(w, &bits)| {
        let mut rest = bits;
        std::iter::from_fn(move || {
            (rest != 0).then(|| {
                let i = rest.trailing_zeros() as usize;
                rest &= rest - 1;
                w * 64 + i
            })
        })
    })
}

/// A set for each block, in one piece.
struct PerBlock {
    words: usize,
    bits: Vec<u64>,
}

impl PerBlock {
    fn new(blocks: usize, words: usize) -> PerBlock {
        PerBlock { words, bits: vec![0; blocks * words] }
    }
    fn of(&self, b: BlockId) -> &[u64] {
        &self.bits[b.0 as usize * self.words..][..self.words]
    }
    fn of_mut(&mut self, b: BlockId) -> &mut [u64] {
        &mut self.bits[b.0 as usize * self.words..][..self.words]
    }
}

/// The solution.
pub struct Liveness {
    /// Number of the first virtual slot of each register.
    pub first: Vec<u32>,
    /// Register of each virtual slot.
    pub owner: Vec<u32>,
    /// Live where a recovered panic goes on.
    pub recover_in: Set,
    /// Whether that is anything.
    recovers: bool,
    /// The virtual slots that some block needs from before it. Others are never live between blocks: most temporaries.
    crossing: Vec<u32>,
    /// Members of `crossing`, by index, live at the start of each block.
    live_in: PerBlock,
    /// Members of `crossing`, by index, live everywhere.
    everywhere: Vec<u64>,
}

/// In place of an index: the register does not cross blocks.
const LOCAL: u32 = u32::MAX;

impl Liveness {
    /// The virtual slots of a location.
    pub fn slots(&self, l: Loc) -> std::ops::Range<usize> {
        let start = self.first[l.reg.0 as usize] as usize + l.sub as usize;
        start..start + l.n as usize
    }

    /// Updates `live` from after to before something that touches `l` so. Call for writes first, then for the rest.
    pub fn step(&self, f: &Function, live: &mut Set, l: Loc, how: Use) {
        f.touched(l, how, |l, how| {
            if f.lives_throughout(l.reg) {
                return;
            }
            for s in self.slots(l) {
                match how {
                    Use::Write => live.remove(s),
                    _ => live.insert(s),
                }
            }
        });
    }

    /// What an instruction reads leads to objects of the frame: they are needed while it runs, not only when it begins.
    pub fn hold_objects(&self, f: &Function, live: &mut Set, kind: &InstKind) {
        if f.scoped.is_empty() {
            return;
        }
        kind.reads(|l, _| {
            for &object in f.scoped.reached(l.reg) {
                let n = f.regs[object.0 as usize].slots;
                self.slots(Loc { reg: object, sub: 0, n }).for_each(|s| live.insert(s));
            }
        });
    }

    /// Solves for a function.
    pub fn solve(f: &Function) -> Liveness {
        let mut first = Vec::with_capacity(f.regs.len());
        let mut owner = Vec::new();
        for (i, r) in f.regs.iter().enumerate() {
            first.push(owner.len() as u32);
            owner.extend(std::iter::repeat_n(i as u32, r.slots as usize));
        }
        let (crossing, crossing_first) = crossing_slots(f, &first);
        let words = crossing.len().div_ceil(64);
        let (mut live_in, writes) = effects(f, &crossing_first, words);
        let (mut out, mut recover_in) = (vec![0u64; words], vec![0u64; words]);
        // Going backwards, only the block that a loop begins with is asked before it is known.
        let mut seen = vec![false; f.blocks.len()];
        let mut begins_loop = vec![false; f.blocks.len()];
        loop {
            let mut again = false;
            for &b in f.order.iter().rev() {
                out.copy_from_slice(&recover_in);
                seen[b.0 as usize] = true;
                f.blocks[b.0 as usize].term.successors(|s| {
                    begins_loop[s.0 as usize] |= !seen[s.0 as usize] || s == b;
                    unite(&mut out, live_in.of(s));
                });
                let mut changed = false;
                for (i, at_start) in live_in.of_mut(b).iter_mut().enumerate() {
                    let now = out[i] & !writes.of(b)[i] | recover_in[i];
                    changed |= now & !*at_start != 0;
                    *at_start |= now;
                }
                again |= changed && begins_loop[b.0 as usize];
            }
            if let Some(r) = f.recover {
                again |= unite(&mut recover_in, live_in.of(r));
            }
            if !again {
                break;
            }
        }
        let recovers = recover_in.iter().any(|&w| w != 0);
        let mut everywhere = Set::new(owner.len());
        members(&recover_in).for_each(|i| everywhere.insert(crossing[i] as usize));
        Liveness { recover_in: everywhere, recovers, first, owner, crossing, live_in, everywhere: recover_in }
    }

    /// Sets `live` to what is live at the end of a block.
    pub fn at_end(&self, f: &Function, b: BlockId, live: &mut Set) {
        live.0.clear();
        live.0.resize(self.owner.len().div_ceil(64), 0);
        self.slots_at_end(f, b, |s| live.insert(s));
    }

    /// Adds what must be kept wherever a panic may go on elsewhere.
    pub fn keep_for_recover(&self, live: &mut Set) {
        if self.recovers {
            unite(&mut live.0, &self.recover_in.0);
        }
    }

    /// Calls `each` with the virtual slots live at the end of a block, once or more often.
    pub fn slots_at_end(&self, f: &Function, b: BlockId, mut each: impl FnMut(usize)) {
        let mut all = |set: &[u64]| members(set).for_each(|i| each(self.crossing[i] as usize));
        if self.recovers {
            all(&self.everywhere);
        }
        f.blocks[b.0 as usize].term.successors(|s| all(self.live_in.of(s)));
    }

    /// The virtual slots live at the start of a block.
    pub fn slots_at_start(&self, b: BlockId) -> impl Iterator<Item = usize> + '_ {
        members(self.live_in.of(b)).map(|i| self.crossing[i] as usize)
    }
}

/// The slots of the registers that a block reads before it has written all of them, in order, and where those of each
/// register begin.
fn crossing_slots(f: &Function, first: &[u32]) -> (Vec<u32>, Vec<u32>) {
    let mut written_in = vec![LOCAL; f.regs.len()];
    let mut crosses = vec![false; f.regs.len()];
    for &b in &f.order {
        let block = &f.blocks[b.0 as usize];
        let mut touch_one = |l: Loc, how: Use| {
            let r = l.reg.0 as usize;
            if written_in[r] == b.0 {
                return;
            }
            if how == Use::Write && l.n == f.regs[r].slots {
                written_in[r] = b.0;
            } else {
                crosses[r] = true;
            }
        };
        let mut touch = |l: Loc, how: Use| f.touched(l, how, &mut touch_one);
        block.insts.iter().for_each(|i| i.kind.uses(&mut touch));
        block.term.uses(&mut touch);
    }
    let mut crossing = Vec::new();
    let begins = f.regs.iter().enumerate().map(|(r, info)| {
        if !crosses[r] || f.lives_throughout(crate::ir::Reg(r as u32)) {
            return LOCAL;
        }
        let at = crossing.len() as u32;
        crossing.extend((0..u32::from(info.slots)).map(|s| first[r] + s));
        at
    });
    let begins = begins.collect();
    (crossing, begins)
}

/// Per block which crossing slots it needs from before it, and which it writes before any need.
fn effects(f: &Function, crossing_first: &[u32], words: usize) -> (PerBlock, PerBlock) {
    let mut effects = (PerBlock::new(f.blocks.len(), words), PerBlock::new(f.blocks.len(), words));
    for &b in &f.order {
        let block = &f.blocks[b.0 as usize];
        let (needs, written) = (effects.0.of_mut(b), effects.1.of_mut(b));
        let mut touch_one = |l: Loc, how: Use| {
            let first = crossing_first[l.reg.0 as usize];
            if first == LOCAL {
                return;
            }
            let start = first as usize + l.sub as usize;
            for s in start..start + l.n as usize {
                let bit = 1 << (s % 64);
                if how == Use::Write {
                    needs[s / 64] &= !bit;
                    written[s / 64] |= bit;
                } else {
                    needs[s / 64] |= bit;
                }
            }
        };
        let mut touch = |l: Loc, how: Use| f.touched(l, how, &mut touch_one);
        block.term.uses(&mut touch);
        for inst in block.insts.iter().rev() {
            inst.kind.uses_backwards(&mut touch);
        }
    }
    effects
}
