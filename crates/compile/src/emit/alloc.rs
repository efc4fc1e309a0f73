//! Slot assignment: a linear scan over live intervals that lays call windows as low as the live values allow.
//!
//! A call's window begins three link slots above everything that is live across the call, so its base is known only when
//! all intervals that began before it have slots; the scan therefore fixes windows and intervals in one order of
//! positions. A value whose last use is as an argument is put where the window will probably be, and a result stays
//! where the callee left it, so most calls need no moves.

use super::liveness::Liveness;
use crate::ir::{Function, InstKind, Target, Use};
use vole_bytecode::LINK_SLOTS;

/// Where everything stands.
pub struct Assignment {
    /// First slot of each register.
    pub slot: Vec<u32>,
    /// Whether the register has a slot: it is mentioned somewhere.
    pub has_slot: Vec<bool>,
    /// Window base of each call, in order of layout (one entry per Call instruction).
    pub bases: Vec<u32>,
    /// Slots of the frame.
    pub frame_slots: u32,
}

#[derive(Clone, Copy)]
struct Interval {
    lo: u32,
    hi: u32,
}

const NONE: u32 = u32::MAX;

struct CallSite {
    at: u32,
    /// Slots of arguments or results, whichever is more.
    width: u32,
}

#[derive(Clone, Copy, Default)]
struct Hints {
    arg: Option<(u32, u32)>,
    result: Option<(u32, u32)>,
    copy_of: Option<u32>,
}

struct Scan {
    /// Position up to which each slot is taken.
    busy: Vec<u32>,
    /// The call whose window reservation took the slot, if it is only reserved.
    reserved_for: Vec<u32>,
}

impl Scan {
    fn grow(&mut self, n: usize) {
        if self.busy.len() < n {
            self.busy.resize(n, 0);
            self.reserved_for.resize(n, NONE);
        }
    }

    fn free(&self, from: usize, n: usize, lo: u32, call: u32) -> bool {
        (from..from + n)
            .all(|s| s >= self.busy.len() || self.busy[s] < lo || (call != NONE && self.reserved_for[s] == call))
    }

    fn take(&mut self, from: usize, n: usize, hi: u32) {
        self.grow(from + n);
        for s in from..from + n {
            self.busy[s] = hi;
            self.reserved_for[s] = NONE;
        }
    }

    /// One past the highest slot that is taken beyond a position, leaving out what is reserved for `call` itself.
    fn top(&self, at: u32, call: u32) -> usize {
        (0..self.busy.len())
            .rev()
            .find(|&s| self.busy[s] > at && !(call != NONE && self.reserved_for[s] == call))
            .map_or(0, |s| s + 1)
    }
}

/// Assigns slots.
pub fn assign(f: &Function, live: &Liveness) -> Assignment {
    let (intervals, hints, calls) = measure(f, live);
    let mut scan = Scan { busy: Vec::new(), reserved_for: Vec::new() };
    let mut slot = vec![NONE; f.regs.len()];
    let mut next = 0;
    for &p in &f.params {
        let n = f.regs[p.0 as usize].slots as usize;
        let iv = intervals[p.0 as usize];
        slot[p.0 as usize] = next as u32;
        if iv.lo != NONE {
            scan.take(next, n, iv.hi);
        } else {
            scan.grow(next + n);
        }
        next += n;
    }
    let mut order: Vec<u32> =
        (0..f.regs.len() as u32).filter(|&r| intervals[r as usize].lo != NONE && slot[r as usize] == NONE).collect();
    order.sort_by_key(|&r| intervals[r as usize].lo);
    let mut bases = vec![NONE; calls.len()];
    let mut call_next = 0;
    for r in order {
        let iv = intervals[r as usize];
        while call_next < calls.len() && calls[call_next].at < iv.lo {
            bases[call_next] = fix_base(&mut scan, &calls[call_next], call_next as u32);
            call_next += 1;
        }
        let n = f.regs[r as usize].slots as usize;
        let at = place(&mut scan, n, iv, hints[r as usize], &calls, &bases, &slot);
        scan.take(at, n, iv.hi);
        slot[r as usize] = at as u32;
    }
    while call_next < calls.len() {
        bases[call_next] = fix_base(&mut scan, &calls[call_next], call_next as u32);
        call_next += 1;
    }
    let has_slot = slot.iter().map(|s| *s != NONE).collect();
    for s in slot.iter_mut().filter(|s| **s == NONE) {
        *s = 0; // never touched
    }
    Assignment { slot, has_slot, bases, frame_slots: scan.busy.len() as u32 }
}

fn fix_base(scan: &mut Scan, call: &CallSite, id: u32) -> u32 {
    let base = scan.top(call.at, id) + LINK_SLOTS as usize;
    scan.grow(base + call.width as usize);
    base as u32
}

fn place(
    scan: &mut Scan,
    n: usize,
    iv: Interval,
    hint: Hints,
    calls: &[CallSite],
    bases: &[u32],
    slot: &[u32],
) -> usize {
    if let Some((call, offset)) = hint.result
        && bases[call as usize] != NONE
    {
        let at = (bases[call as usize] + offset) as usize;
        if scan.free(at, n, iv.lo, NONE) {
            return at;
        }
    }
    if let Some(r) = hint.copy_of
        && slot[r as usize] != NONE
        && scan.free(slot[r as usize] as usize, n, iv.lo, NONE)
    {
        return slot[r as usize] as usize;
    }
    if let Some((call, offset)) = hint.arg {
        let site = &calls[call as usize];
        let base = scan.top(site.at, call) + LINK_SLOTS as usize;
        let at = base + offset as usize;
        if scan.free(at, n, iv.lo, call) {
            let end = base + site.width as usize;
            scan.grow(end);
            for s in base - LINK_SLOTS as usize..end {
                if scan.busy[s] < iv.lo {
                    scan.busy[s] = site.at;
                    scan.reserved_for[s] = call;
                }
            }
            return at;
        }
    }
    let mut at = 0;
    while !scan.free(at, n, iv.lo, NONE) {
        at += 1;
    }
    at
}

/// Live intervals of all registers, what each would like, and the calls; positions count two per instruction.
fn measure(f: &Function, live: &Liveness) -> (Vec<Interval>, Vec<Hints>, Vec<CallSite>) {
    let mut iv = vec![Interval { lo: NONE, hi: 0 }; f.regs.len()];
    let mut hints = vec![Hints::default(); f.regs.len()];
    let mut calls = Vec::new();
    let touch = |iv: &mut Vec<Interval>, r: u32, p: u32| {
        let i = &mut iv[r as usize];
        i.lo = if i.lo == NONE { p } else { i.lo.min(p) };
        i.hi = i.hi.max(p);
    };
    let mut arg_uses: Vec<(u32, u32, u32, u32)> = Vec::new();
    let mut at = 0u32;
    for &b in &f.order {
        let block = &f.blocks[b.0 as usize];
        for s in live.slots_at_start(b) {
            touch(&mut iv, live.owner[s], at);
        }
        for inst in &block.insts {
            inst.kind.uses(|l, u| match u {
                Use::Read => touch(&mut iv, l.reg.0, at),
                Use::Write => touch(&mut iv, l.reg.0, at + 1),
                _ => {
                    touch(&mut iv, l.reg.0, at);
                    touch(&mut iv, l.reg.0, at + 1);
                }
            });
            if !f.scoped.is_empty() {
                inst.kind.reads(|l, _| {
                    for object in f.scoped.reached(l.reg) {
                        touch(&mut iv, object.0, at);
                        touch(&mut iv, object.0, at + 1);
                    }
                });
            }
            match &inst.kind {
                InstKind::Call { target, args, rets } => {
                    let id = calls.len() as u32;
                    let mut offset = 0;
                    if let Target::Closure(l) | Target::Iface(l, _) | Target::GoClosure(l) = target {
                        touch(&mut iv, l.reg.0, at + 1);
                        if matches!(target, Target::Iface(..)) {
                            offset = 1;
                        }
                    }
                    for l in args {
                        arg_uses.push((l.reg.0, at, id, offset));
                        if l.sub != 0 || l.n != f.regs[l.reg.0 as usize].slots {
                            arg_uses.pop();
                        }
                        offset += l.n as u32;
                    }
                    let mut result = 0;
                    for l in rets {
                        if l.sub == 0 && l.n == f.regs[l.reg.0 as usize].slots {
                            hints[l.reg.0 as usize].result.get_or_insert((id, result));
                        }
                        result += l.n as u32;
                    }
                    calls.push(CallSite { at, width: offset.max(result) });
                }
                InstKind::Move { dst, src } if dst.n == f.regs[dst.reg.0 as usize].slots && src.sub == 0 => {
                    hints[dst.reg.0 as usize].copy_of.get_or_insert(src.reg.0);
                }
                _ => {}
            }
            at += 2;
        }
        block.term.uses(|l, u| {
            f.touched(l, u, |l, _| touch(&mut iv, l.reg.0, at));
            if u != Use::Read {
                touch(&mut iv, l.reg.0, at + 1);
            }
        });
        live.slots_at_end(f, b, |s| touch(&mut iv, live.owner[s], at + 1));
        at += 2;
    }
    for (r, i) in iv.iter_mut().enumerate() {
        let whole = i.lo != NONE && f.lives_throughout(crate::ir::Reg(r as u32));
        if whole {
            *i = Interval { lo: 0, hi: at };
        }
    }
    for s in live.recover_in.iter() {
        iv[live.owner[s] as usize] = Interval { lo: 0, hi: at };
    }
    for &p in &f.params {
        if iv[p.0 as usize].lo != NONE {
            iv[p.0 as usize].lo = 0;
        }
    }
    for (r, at, id, offset) in arg_uses {
        if iv[r as usize].hi == at {
            hints[r as usize].arg = Some((id, offset));
        }
    }
    (iv, hints, calls)
}
