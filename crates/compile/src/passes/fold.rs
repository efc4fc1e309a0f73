//! Constants and copies, within a block.
//!
//! Forward: what a slot is known to hold (a constant, or a copy of another slot) replaces later reads; operations on constants become
//! immediates or results. Backward: a result that is only moved on is written where it goes. Then instructions whose
//! results nothing reads are dropped.

use super::effects::{evaluate, evaluate_imm, is_load, is_pure};
use super::facts::{Facts, Known};
use crate::emit::liveness::{Liveness, Set};
use crate::ir::{Arg, Function, Inst, InstKind, Loc, Term, Use};
use rustc_hash::FxHashMap;
use vole_bytecode::Op;
use vole_bytecode::isa::Role;

/// Folds every block, then drops what is dead.
pub fn run(f: &mut Function) {
    // What deferred calls or the caller see after a recovered panic must not be written early.
    let kept = seen_after_panic(f);
    let mut counts = count_uses(f);
    retarget(f, &mut counts, &kept);
    let constants = global_copies(f, &mut counts, &kept);
    let mut facts = Facts::new(f, constants, counts.reads);
    for b in f.order.clone() {
        facts.next_block();
        forward(f, b.0 as usize, &mut facts);
    }
    let mut counts = count_uses(f);
    retarget(f, &mut counts, &kept);
    drop_dead(f);
}

/// How often each register is read and written; parameters count as written on entry.
struct Counts {
    reads: Vec<u32>,
    writes: Vec<u32>,
}

fn count_uses(f: &Function) -> Counts {
    let mut reads = vec![0u32; f.regs.len()];
    let mut writes = vec![0u32; f.regs.len()];
    let mut count = |l: Loc, u: Use| {
        if u != Use::Write {
            reads[l.reg.0 as usize] += 1;
        }
        if u != Use::Read {
            writes[l.reg.0 as usize] += 1;
        }
    };
    for b in &f.order {
        let block = &f.blocks[b.0 as usize];
        block.insts.iter().for_each(|i| i.kind.uses(&mut count));
        block.term.uses(&mut count);
    }
    for p in &f.params {
        writes[p.0 as usize] += 1;
    }
    Counts { reads, writes }
}

/// Registers seen by deferred calls or the caller after a recovered panic.
fn seen_after_panic(f: &Function) -> Vec<bool> {
    let mut kept = vec![false; f.regs.len()];
    if f.recover.is_some() {
        let live = Liveness::solve(f);
        live.recover_in.iter().for_each(|s| kept[live.owner[s] as usize] = true);
    }
    kept
}

/// A register that is written once, as a copy of another that is written once, is replaced by that one everywhere: since every
/// register is written before it is read, the copy's one definition dominates its uses. Returns the registers
/// that hold one constant, with it.
fn global_copies(f: &mut Function, counts: &mut Counts, kept: &[bool]) -> Vec<Option<i64>> {
    let once = |f: &Function, l: Loc| {
        let r = l.reg.0 as usize;
        l.sub == 0 && l.n == f.regs[r].slots && counts.writes[r] == 1 && !f.regs[r].mem && !kept[r]
    };
    let mut copy_of: FxHashMap<u32, u32> = FxHashMap::default();
    let mut constants = vec![None; f.regs.len()];
    for b in &f.order {
        for inst in &f.blocks[b.0 as usize].insts {
            match inst.kind {
                InstKind::Move { dst, src } if once(f, dst) && once(f, src) => {
                    copy_of.insert(dst.reg.0, src.reg.0);
                }
                InstKind::Op { op: Op::LdI, args: [Arg::Loc(d), Arg::Imm(i), _], .. } if once(f, d) => {
                    constants[d.reg.0 as usize] = Some(i);
                }
                _ => {}
            }
        }
    }
    if copy_of.is_empty() {
        return constants;
    }
    let root = |mut r: u32| {
        for _ in 0..copy_of.len() {
            match copy_of.get(&r) {
                Some(&s) => r = s,
                None => break,
            }
        }
        r
    };
    let to_root = |l: Loc| Loc { reg: crate::ir::Reg(root(l.reg.0)), ..l };
    for b in f.order.clone() {
        let block = &mut f.blocks[b.0 as usize];
        block.insts.retain(|i| !matches!(i.kind, InstKind::Move { dst, .. } if copy_of.contains_key(&dst.reg.0)));
        block.insts.iter_mut().for_each(|i| i.kind.map_locs(to_root));
        block.term.map_locs(to_root);
    }
    for &copy in copy_of.keys() {
        counts.reads[root(copy) as usize] += counts.reads[copy as usize];
    }
    for (&copy, &of) in &copy_of {
        counts.writes[copy as usize] = 0;
        counts.reads[copy as usize] = 0;
        counts.reads[root(of) as usize] -= 1;
    }
    constants
}

fn forward(f: &mut Function, b: usize, facts: &mut Facts) {
    let mut insts = std::mem::take(&mut f.blocks[b].insts);
    let mut out = Vec::with_capacity(insts.len());
    for mut inst in insts.drain(..) {
        substitute(f, facts, &mut inst.kind);
        simplify(facts, &mut inst.kind);
        index_field(facts, &mut out, &mut inst);
        facts.reuse(&mut inst.kind);
        if matches!(&inst.kind, InstKind::Op { op: Op::Nop, .. }) {
            continue;
        }
        if let InstKind::Move { dst, src } = inst.kind
            && dst == src
        {
            continue;
        }
        inst.kind.uses(|l, u| {
            if u != Use::Read {
                facts.forget_loc(l)
            }
        });
        match &inst.kind {
            InstKind::Op { op: Op::LdI, args: [Arg::Loc(d), Arg::Imm(i), _], .. } if !f.regs[d.reg.0 as usize].mem => {
                facts.note(d.reg.0, d.sub, Known::Const(*i));
            }
            InstKind::Move { dst, src } => facts.note_move(f, *dst, *src),
            _ => {}
        }
        rotate(&mut out, &mut inst);
        facts.remember(f, &inst.kind);
        out.push(inst);
    }
    f.blocks[b].insts = out;
    let mut term = std::mem::replace(&mut f.blocks[b].term, Term::Open);
    fold_term(f, facts, &mut term);
    f.blocks[b].term = term;
}

/// Reads of copies become reads of what they copy.
fn substitute(f: &Function, facts: &Facts, kind: &mut InstKind) {
    let better = |l: &mut Loc| {
        if !f.regs[l.reg.0 as usize].mem
            && let Some(s) = facts.source(*l)
        {
            *l = s;
        }
    };
    match kind {
        InstKind::Op { op, args, .. } => {
            for (operand, arg) in op.info().operands.iter().zip(args) {
                if let (Role::src | Role::src2 | Role::src3 | Role::srcn, Arg::Loc(l)) = (operand.role, arg) {
                    better(l);
                }
            }
        }
        InstKind::Move { src, .. } => better(src),
        InstKind::Call { args, target, .. } => {
            args.iter_mut().for_each(better);
            use crate::ir::Target;
            if let Target::Closure(l) | Target::Iface(l, _) | Target::GoClosure(l) = target {
                better(l);
            }
        }
    }
}

fn set_const(kind: &mut InstKind, dst: Loc, value: i64) -> bool {
    if i32::try_from(value).is_err() {
        return false;
    }
    *kind = InstKind::Op { op: Op::LdI, args: [Arg::Loc(dst), Arg::Imm(value), Arg::Imm(0)], w: 0 };
    true
}

/// Constant operands become immediates; operations on constants alone become constants.
fn simplify(facts: &Facts, kind: &mut InstKind) {
    match kind {
        InstKind::Move { dst, src } if dst.n == 1 => {
            if let Some(c) = facts.constant(*src) {
                let dst = *dst;
                set_const(kind, dst, c);
            }
        }
        InstKind::Op { op: Op::ShiftCheck, args: [Arg::Loc(l), ..], .. }
            if facts.constant(*l).is_some_and(|c| c >= 0) =>
        {
            *kind = InstKind::Op { op: Op::Nop, args: [Arg::Imm(0); 3], w: 0 };
        }
        InstKind::Op { op, args: [Arg::Loc(d), Arg::Loc(x), Arg::Loc(y)], w: 0 } => {
            let (d, x, y, o) = (*d, *x, *y, *op);
            let (cx, cy) = (facts.constant(x), facts.constant(y));
            if let (Some(a), Some(b)) = (cx, cy)
                && let Some(v) = evaluate(o, a, b)
                && set_const(kind, d, v)
            {
                return;
            }
            let fits = |c: i64| i16::try_from(c).is_ok();
            let mut imm = |op: Op, x: Loc, c: i64| {
                *kind = InstKind::Op { op, args: [Arg::Loc(d), Arg::Loc(x), Arg::Imm(c)], w: 0 };
            };
            match (o, cx, cy) {
                (Op::Add, _, Some(c)) if fits(c) => imm(Op::AddI, x, c),
                (Op::Add, Some(c), _) if fits(c) => imm(Op::AddI, y, c),
                (Op::Sub, _, Some(c)) if fits(-c) => imm(Op::AddI, x, -c),
                (Op::Sub, Some(c), _) if fits(c) => imm(Op::RSubI, y, c),
                (Op::Mul, _, Some(c)) if fits(c) => imm(Op::MulI, x, c),
                (Op::Mul, Some(c), _) if fits(c) => imm(Op::MulI, y, c),
                (Op::And, _, Some(c)) if fits(c) => imm(Op::AndI, x, c),
                (Op::Or, _, Some(c)) if fits(c) => imm(Op::OrI, x, c),
                (Op::Xor, _, Some(c)) if fits(c) => imm(Op::XorI, x, c),
                (Op::AddW, _, Some(c)) if fits(c) => imm(Op::AddWI, x, c),
                (Op::AddWU, _, Some(c)) if fits(c) => imm(Op::AddWUI, x, c),
                (Op::Shl, _, Some(c)) if (0..64).contains(&c) => imm(Op::ShlI, x, c),
                (Op::ShrU, _, Some(c)) if (0..64).contains(&c) => imm(Op::ShrUI, x, c),
                (Op::ShrS, _, Some(c)) if (0..64).contains(&c) => imm(Op::ShrSI, x, c),
                (Op::ShlW, _, Some(c)) if (0..32).contains(&c) => imm(Op::ShlWI, x, c),
                (Op::ShlWU, _, Some(c)) if (0..32).contains(&c) => imm(Op::ShlWUI, x, c),
                (Op::DivS, _, Some(c)) if c > 0 && fits(c) => imm(Op::DivSI, x, c),
                (Op::RemS, _, Some(c)) if c > 0 && fits(c) => imm(Op::RemSI, x, c),
                (Op::DivU, _, Some(c)) if c > 0 && fits(c) => imm(Op::DivUI, x, c),
                (Op::RemU, _, Some(c)) if c > 0 && fits(c) => imm(Op::RemUI, x, c),
                _ => {}
            }
        }
        InstKind::Op { op, args: [Arg::Loc(d), Arg::Loc(x), Arg::Imm(i)], w: 0 } => {
            let (d, o, i) = (*d, *op, *i);
            if let Some(a) = facts.constant(*x)
                && let Some(v) = evaluate_imm(o, a, i)
            {
                set_const(kind, d, v);
            }
        }
        _ => {}
    }
}

/// The head of a slice that is loaded only to be indexed: one instruction does both.
fn index_field(facts: &mut Facts, out: &mut Vec<Inst>, inst: &mut Inst) {
    let InstKind::Op { op, args: [Arg::Loc(d), Arg::Loc(s), Arg::Loc(x)], .. } = inst.kind else { return };
    let fused = match op {
        Op::Idx64 => Op::FldIdx64,
        Op::Idx8U => Op::FldIdx8U,
        _ => return,
    };
    if facts.reads.get(s.reg.0 as usize) != Some(&1) {
        return;
    }
    for k in (out.len().saturating_sub(6)..out.len()).rev() {
        if let InstKind::Op { op: Op::Ld2, args: [Arg::Loc(t), Arg::Loc(base), Arg::Imm(off)], .. } = out[k].kind
            && t == s
        {
            // Nothing in between may change the base, nor anything in memory.
            let quiet = out[k + 1..].iter().all(|i| {
                let mut touched = false;
                i.kind.uses(|l, u| touched |= u != Use::Read && l.reg == base.reg);
                !touched && (is_pure(&i.kind) || is_load(&i.kind))
            });
            if quiet {
                out.remove(k);
                facts.at_hand.retain(|a| !a.mentions(s));
                inst.kind = InstKind::Op { op: fused, args: [Arg::Loc(d), Arg::Loc(base), Arg::Loc(x)], w: off as u64 };
            }
            return;
        }
    }
}

/// `x>>n | x<<(32-n)` is a rotation: recognised when both shifts stand right before the `|`.
fn rotate(out: &mut [Inst], inst: &mut Inst) {
    let InstKind::Op { op: Op::Or, args: [Arg::Loc(d), Arg::Loc(x), Arg::Loc(y)], .. } = inst.kind else { return };
    let shift = |l: Loc| {
        out.iter().rev().take(4).find_map(|i| match i.kind {
            InstKind::Op { op, args: [Arg::Loc(t), Arg::Loc(s), Arg::Imm(n)], .. } if t == l => Some((op, s, n)),
            _ => None,
        })
    };
    let (Some((op1, s1, n1)), Some((op2, s2, n2))) = (shift(x), shift(y)) else { return };
    if s1 != s2 || s1 == x || s1 == y {
        return;
    }
    // Nothing between the shifts and here may change the operand.
    let changed = out.iter().rev().take(4).any(|i| {
        let mut hit = false;
        i.kind.uses(|l, u| hit |= u != Use::Read && l.reg == s1.reg);
        hit
    });
    let rotation = match (op1, op2) {
        (Op::ShrUI, Op::ShlWUI) if n1 + n2 == 32 => Some((Op::Rotl32I, n2)),
        (Op::ShlWUI, Op::ShrUI) if n1 + n2 == 32 => Some((Op::Rotl32I, n1)),
        (Op::ShrUI, Op::ShlI) if n1 + n2 == 64 => Some((Op::Rotl64I, n2)),
        (Op::ShlI, Op::ShrUI) if n1 + n2 == 64 => Some((Op::Rotl64I, n1)),
        _ => None,
    };
    if let Some((op, n)) = rotation
        && !changed
    {
        inst.kind = InstKind::Op { op, args: [Arg::Loc(d), Arg::Loc(s1), Arg::Imm(n)], w: 0 };
    }
}

fn fold_term(f: &Function, facts: &Facts, term: &mut Term) {
    let better = |l: &mut Loc| {
        if !f.regs[l.reg.0 as usize].mem
            && let Some(s) = facts.source(*l)
        {
            *l = s;
        }
    };
    match term {
        Term::Ret(values) => values.iter_mut().for_each(better),
        Term::Table { index, .. } => better(index),
        Term::Branch { op, args, yes, no } => {
            for a in args.iter_mut() {
                if let Arg::Loc(l) = a {
                    better(l);
                }
            }
            let value = |a: Arg| match a {
                Arg::Loc(l) => facts.constant(l),
                Arg::Imm(_) => None,
            };
            if let (Arg::Loc(_), Arg::Imm(i)) = (args[0], args[1])
                && let Some(c) = value(args[0])
            {
                let taken = match op {
                    Op::JEqI => c == i,
                    Op::JNeI => c != i,
                    Op::JLtSI => c < i,
                    Op::JLeSI => c <= i,
                    Op::JGtSI => c > i,
                    Op::JGeSI => c >= i,
                    Op::JT => c != 0,
                    Op::JF => c == 0,
                    _ => return,
                };
                *term = Term::Jump(if taken { *yes } else { *no });
                return;
            }
            let fits = |c: i64| i16::try_from(c).is_ok();
            let imm = match (*op, value(args[0]), value(args[1])) {
                (Op::JEq, _, Some(c)) if fits(c) => Some((Op::JEqI, args[0], c)),
                (Op::JNe, _, Some(c)) if fits(c) => Some((Op::JNeI, args[0], c)),
                (Op::JLtS, _, Some(c)) if fits(c) => Some((Op::JLtSI, args[0], c)),
                (Op::JLeS, _, Some(c)) if fits(c) => Some((Op::JLeSI, args[0], c)),
                (Op::JLtS, Some(c), _) if fits(c) => Some((Op::JGtSI, args[1], c)),
                (Op::JLeS, Some(c), _) if fits(c) => Some((Op::JGeSI, args[1], c)),
                _ => None,
            };
            if let Some((o, l, c)) = imm {
                *op = o;
                *args = [l, Arg::Imm(c)];
            }
        }
        _ => {}
    }
}

/// A temporary that is written once and only moved on is written where it goes.
fn retarget(f: &mut Function, counts: &mut Counts, kept: &[bool]) {
    let Counts { reads, writes } = counts;
    for b in f.order.clone() {
        let insts = &mut f.blocks[b.0 as usize].insts;
        for m in 1..insts.len() {
            let InstKind::Move { dst, src } = insts[m].kind else { continue };
            let t = src.reg.0 as usize;
            let whole = src.sub == 0 && src.n == f.regs[t].slots;
            if !whole || reads[t] != 1 || writes[t] != 1 || f.regs[t].mem || kept[dst.reg.0 as usize] {
                continue;
            }
            // Memory may be looked at in between.
            if f.regs[dst.reg.0 as usize].mem && !matches!(insts[m - 1].kind, InstKind::Op { .. }) {
                continue;
            }
            let furthest = if f.regs[dst.reg.0 as usize].mem { m - 1 } else { 0 };
            // Find the definition; nothing between may touch the destination.
            let mut at = None;
            for k in (furthest..m).rev() {
                let mut defines = false;
                let mut touches = false;
                insts[k].kind.uses(|l, u| {
                    defines |= u == Use::Write && l == src;
                    touches |= l.reg == dst.reg;
                });
                if defines {
                    // It may read the destination itself, but only as an operation that reads before it writes.
                    let plain = matches!(&insts[k].kind, InstKind::Op { .. } | InstKind::Call { .. });
                    let mut writes_dst = false;
                    insts[k].kind.uses(|l, u| writes_dst |= u != Use::Read && l.reg == dst.reg);
                    let single = src.n == 1 || !touches;
                    if plain && !writes_dst && single {
                        at = Some(k);
                    }
                    break;
                }
                if touches {
                    break;
                }
            }
            if let Some(k) = at {
                insts[k].kind.map_locs(|l| if l == src { dst } else { l });
                insts[m].kind = InstKind::Op { op: Op::Nop, args: [Arg::Imm(0); 3], w: 0 };
                (reads[t], writes[t]) = (0, 0);
            }
        }
        insts.retain(|i| !matches!(i.kind, InstKind::Op { op: Op::Nop, .. }));
    }
}

/// Drops pure instructions whose results are not read.
fn drop_dead(f: &mut Function) {
    let live = Liveness::solve(f);
    let (mut now, mut keep) = (Set::default(), Vec::new());
    for b in f.order.clone() {
        live.at_end(f, b, &mut now);
        f.blocks[b.0 as usize].term.uses(|l, u| live.step(f, &mut now, l, u));
        let mut insts = std::mem::take(&mut f.blocks[b.0 as usize].insts);
        keep.clear();
        keep.resize(insts.len(), true);
        for (i, inst) in insts.iter().enumerate().rev() {
            let mut needed = !is_pure(&inst.kind);
            inst.kind.uses(|l, u| {
                if u != Use::Read {
                    needed |= f.regs[l.reg.0 as usize].mem || live.slots(l).any(|s| now.contains(s));
                }
            });
            if !needed {
                keep[i] = false;
                continue;
            }
            inst.kind.uses_backwards(|l, u| live.step(f, &mut now, l, u));
            live.keep_for_recover(&mut now);
        }
        let mut k = keep.drain(..);
        insts.retain(|_| k.next().expect("one flag per instruction"));
        f.blocks[b.0 as usize].insts = insts;
    }
}
