//! Liveness of virtual slots: which slots of which registers hold a value that is still needed.
//!
//! Solved per slot (not per register), backwards over the blocks until nothing changes. Registers that live in memory are left
//! out: they count as live everywhere. What is live where a recovered panic goes on is live everywhere too, since any
//! instruction may panic.

use crate::ir::{Function, Loc, Use};

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
    /// Adds all of `other`; whether that changed anything.
    pub fn union(&mut self, other: &Set) -> bool {
        let mut changed = false;
        for (a, b) in self.0.iter_mut().zip(&other.0) {
            changed |= *b & !*a != 0;
            *a |= b;
        }
        changed
    }
    /// The members in order.
    pub fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(w, &bits)| {
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
}

/// The solution.
pub struct Liveness {
    /// Number of the first virtual slot of each register.
    pub first: Vec<u32>,
    /// Register of each virtual slot.
    pub owner: Vec<u32>,
    /// Live at the end of each block (by block id).
    pub live_out: Vec<Set>,
    /// Live at the start of each block.
    pub live_in: Vec<Set>,
    /// Live where a recovered panic goes on.
    pub recover_in: Set,
}

impl Liveness {
    /// The virtual slots of a location.
    pub fn slots(&self, l: Loc) -> std::ops::Range<usize> {
        let start = self.first[l.reg.0 as usize] as usize + l.sub as usize;
        start..start + l.n as usize
    }

    /// Updates `live` from after to before something that touches `l` so. Call for writes first, then for the rest.
    pub fn step(&self, f: &Function, live: &mut Set, l: Loc, how: Use) {
        if f.regs[l.reg.0 as usize].mem {
            return;
        }
        for s in self.slots(l) {
            match how {
                Use::Write => live.remove(s),
                _ => live.insert(s),
            }
        }
    }

    /// Solves for a function.
    pub fn solve(f: &Function) -> Liveness {
        let mut first = Vec::with_capacity(f.regs.len());
        let mut owner = Vec::new();
        for (i, r) in f.regs.iter().enumerate() {
            first.push(owner.len() as u32);
            owner.extend(std::iter::repeat_n(i as u32, r.slots as usize));
        }
        let n = owner.len();
        let empty = Set::new(n);
        let mut this = Liveness {
            first,
            owner,
            live_out: vec![empty.clone(); f.blocks.len()],
            live_in: vec![empty.clone(); f.blocks.len()],
            recover_in: empty,
        };
        loop {
            let mut changed = false;
            for &b in f.order.iter().rev() {
                let block = &f.blocks[b.0 as usize];
                let mut live = this.recover_in.clone();
                block.term.successors(|s| {
                    live.union(&this.live_in[s.0 as usize]);
                });
                changed |= this.live_out[b.0 as usize].union(&live);
                this.transfer(f, b.0 as usize, &mut live);
                changed |= this.live_in[b.0 as usize].union(&live);
            }
            if let Some(r) = f.recover {
                let at_recover = this.live_in[r.0 as usize].clone();
                changed |= this.recover_in.union(&at_recover);
            }
            if !changed {
                return this;
            }
        }
    }

    fn transfer(&self, f: &Function, b: usize, live: &mut Set) {
        let block = &f.blocks[b];
        block.term.uses(|l, u| self.step(f, live, l, u));
        for inst in block.insts.iter().rev() {
            inst.kind.uses(|l, u| {
                if u == Use::Write {
                    self.step(f, live, l, u)
                }
            });
            inst.kind.uses(|l, u| {
                if u != Use::Write {
                    self.step(f, live, l, u)
                }
            });
        }
        live.union(&self.recover_in);
    }
}
