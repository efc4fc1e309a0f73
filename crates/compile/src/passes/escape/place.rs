//! Puts objects into the frame: their making becomes the zeroing or filling of slots, and an access through a pointer that can
//! point nowhere else becomes one of slots. An object that is then only accessed so is an ordinary register.

use super::graph::{Make, Node, Site};
use super::solve::Stays;
use crate::ir::{Arg, Function, Inst, InstKind, Loc, Reg, RegInfo, Use};
use rustc_hash::FxHashMap;
use vole_bytecode::Op;

/// Rewrites a function. Site nodes begin behind the registers, the heap and the results.
pub(super) fn apply(f: &mut Function, sites: &[Site], mut stays: Vec<Stays>) {
    let first_site = f.regs.len() as Node + 1 + super::graph::RESULTS;
    plain_copies(f, sites);
    if stays.is_empty() {
        return;
    }
    let mut objects: FxHashMap<usize, Loc> = FxHashMap::default();
    for s in stays.iter_mut().filter(|s| !s.same) {
        let ptrs = std::mem::take(&mut s.ptrs);
        let object = f.new_reg(RegInfo { slots: s.slots, ptrs, mem: true });
        objects.insert(s.site, object);
    }
    for s in stays.iter().filter(|s| !s.throughout && !s.same) {
        let object = objects[&s.site].reg;
        f.scoped.insert(object);
        for &n in &s.keepers {
            if n < first_site {
                f.scoped.link(Reg(n), object);
            } else if let Some(holder) = objects.get(&((n - first_site) as usize)) {
                f.scoped.link(holder.reg, object);
            }
        }
    }
    // From the back, so that places stay what they are.
    stays.sort_by_key(|s| (sites[s.site].block, sites[s.site].inst));
    for s in stays.iter().rev() {
        let site = &sites[s.site];
        let insts = &mut f.blocks[site.block.0 as usize].insts;
        let old = insts[site.inst].clone();
        let made = making(&old, &site.make, objects.get(&s.site).copied());
        insts.splice(site.inst..=site.inst, made);
    }
    let mut all: Vec<(usize, Loc)> = objects.into_iter().collect();
    all.sort_by_key(|(_, l)| l.reg);
    let images: Vec<bool> = all.iter().map(|&(site, _)| matches!(sites[site].make, Make::Box(_))).collect();
    let all: Vec<Loc> = all.into_iter().map(|(_, l)| l).collect();
    direct(f, &all, &images);
}

/// A loop variable's copies that go to the heap are made as any object.
fn plain_copies(f: &mut Function, sites: &[Site]) {
    for s in sites.iter().filter(|s| matches!(s.make, Make::Fresh(..))) {
        if let InstKind::Op { op: Op::New, args, .. } = &mut f.blocks[s.block.0 as usize].insts[s.inst].kind {
            args[2] = Arg::Imm(0);
        }
    }
}

fn op(op: Op, a: impl Into<Arg>, b: impl Into<Arg>) -> InstKind {
    InstKind::Op { op, args: [a.into(), b.into(), Arg::Imm(0)], w: 0 }
}

fn zero(l: Loc) -> InstKind {
    match l.n {
        1 => op(Op::LdI, l, Arg::Imm(0)),
        2 => op(Op::Zero2, l, Arg::Imm(0)),
        3 => op(Op::Zero3, l, Arg::Imm(0)),
        n => op(Op::ZeroN, l, Arg::Imm(n as i64)),
    }
}

/// What is done in place of an allocation; `None` stands for the object that the loop variable has already.
fn making(old: &Inst, make: &Make, object: Option<Loc>) -> Vec<Inst> {
    let InstKind::Op { args: [Arg::Loc(dst), from, _], w, .. } = old.kind else { return vec![old.clone()] };
    let mut kinds = Vec::with_capacity(4);
    match (make, from, object) {
        (Make::Fresh(_, cell), _, None) => kinds.push(InstKind::Move { dst, src: Loc { reg: *cell, sub: 0, n: 1 } }),
        (Make::New(_) | Make::Fresh(..), _, Some(object)) => {
            kinds.push(zero(object));
            kinds.push(op(Op::FrameAddr, dst, object));
        }
        (Make::Box(_), Arg::Loc(image), Some(object)) => {
            kinds.push(InstKind::Move { dst: object, src: image });
            kinds.push(op(Op::FrameAddr, dst, object));
        }
        (Make::Closure, Arg::Loc(window), Some(object)) => {
            kinds.push(op(Op::LdI, object.at(0), Arg::Imm(w as u32 as i64)));
            kinds.push(InstKind::Move { dst: object.part(1, window.n), src: window });
            kinds.push(op(Op::FrameAddr, dst, object));
        }
        (Make::Slice(_, len, cap), _, Some(object)) => {
            kinds.push(zero(object));
            kinds.push(op(Op::FrameAddr, dst.at(0), object));
            kinds.push(op(Op::LdI, dst.at(1), Arg::Imm(*len as i64)));
            kinds.push(op(Op::LdI, dst.at(2), Arg::Imm(*cap as i64)));
        }
        _ => return vec![old.clone()],
    }
    kinds.into_iter().map(|kind| Inst { kind, unsigned: 0, ..old.clone() }).collect()
}

/// A register that holds the address of a place in an object, and nothing else ever.
#[derive(Clone, Copy)]
struct Alias {
    object: usize,
    offset: i64,
}

type Aliases = Vec<Option<Alias>>;

/// An access through an alias.
enum Access {
    /// Whole words, from this slot of the object.
    Words(u16),
    /// A part of a word: slot, byte in it, bytes.
    Narrow(u16, u8, u8),
}

/// Turns accesses through known addresses into accesses of slots. Those that are filled with `images` have no narrow values in register
/// form in their slots.
fn direct(f: &mut Function, objects: &[Loc], images: &[bool]) {
    let alias = aliases(f, objects);
    // Objects whose address is needed.
    let mut taken = vec![false; objects.len()];
    // How each slot of each object is accessed: not at all, by words, or by a part.
    let form = |(o, &image): (&Loc, &bool)| vec![image.then_some((0, 8)); o.n as usize];
    let mut forms: Vec<Vec<Option<(u8, u8)>>> = objects.iter().zip(images).map(form).collect();
    for &b in &f.order {
        let block = &f.blocks[b.0 as usize];
        for inst in &block.insts {
            if defines_alias(&inst.kind, &alias) {
                continue;
            }
            // Addresses that are not in aliases alone.
            if let InstKind::Op { op: Op::FrameAddr | Op::FArrAddr, args: [_, Arg::Loc(object), _], .. } = inst.kind
                && let Ok(i) = objects.binary_search_by_key(&object.reg, |o| o.reg)
            {
                taken[i] = true;
            }
            let through = base_of(&inst.kind).and_then(|l| alias[l.reg.0 as usize]);
            let access = through.and_then(|a| access(&inst.kind, a, objects[a.object].n));
            if let (Some(a), Some(access)) = (through, &access) {
                let (from, n, form) = match *access {
                    Access::Words(slot) => (slot, words(&inst.kind), (0, 8)),
                    Access::Narrow(slot, byte, size) => (slot, 1, (byte, size)),
                };
                for s in from..from + n {
                    match &mut forms[a.object][s as usize] {
                        Some(old) if *old != form => taken[a.object] = true,
                        slot => *slot = Some(form),
                    }
                }
            }
            let base = access.and(base_of(&inst.kind));
            let mut first = true;
            inst.kind.reads(|l, _| {
                // The base of an access is read first.
                if std::mem::take(&mut first) && base == Some(l) {
                    return;
                }
                if let Some(a) = alias[l.reg.0 as usize] {
                    taken[a.object] = true;
                }
            });
        }
        block.term.uses(|l, _| {
            if let Some(a) = alias[l.reg.0 as usize] {
                taken[a.object] = true;
            }
        });
    }
    for &b in &f.order.clone() {
        let insts = &mut f.blocks[b.0 as usize].insts;
        for inst in insts.iter_mut() {
            if let Some(a) = defines_object(&inst.kind, &alias) {
                if !taken[a] {
                    inst.kind = op(Op::Nop, Arg::Imm(0), Arg::Imm(0));
                }
                continue;
            }
            let Some(a) = base_of(&inst.kind).and_then(|l| alias[l.reg.0 as usize]) else { continue };
            let object = objects[a.object];
            match access(&inst.kind, a, object.n) {
                Some(Access::Words(slot)) => {
                    inst.kind = by_slots(&inst.kind, object, slot);
                    inst.kind.reads(|l, _| {
                        if l.reg == object.reg {
                            f.scoped.note_read(object.reg);
                        }
                    });
                }
                Some(Access::Narrow(slot, ..)) if !taken[a.object] => inst.kind = by_slots(&inst.kind, object, slot),
                _ => {}
            }
        }
        insts.retain(|i| !matches!(i.kind, InstKind::Op { op: Op::Nop, .. }));
    }
    for (i, o) in objects.iter().enumerate() {
        if !taken[i] {
            f.regs[o.reg.0 as usize].mem = false;
            f.scoped.remove(o.reg);
        }
    }
}

fn defines_object(kind: &InstKind, alias: &Aliases) -> Option<usize> {
    match kind {
        InstKind::Op { op: Op::FrameAddr | Op::AddI, args: [Arg::Loc(dst), ..], .. } | InstKind::Move { dst, .. } => {
            alias[dst.reg.0 as usize].map(|a| a.object)
        }
        _ => None,
    }
}

fn defines_alias(kind: &InstKind, alias: &Aliases) -> bool {
    defines_object(kind, alias).is_some()
}

/// By register: those of one slot that are written once, with the address of a place in one of the objects.
fn aliases(f: &Function, objects: &[Loc]) -> Aliases {
    let mut writes = vec![0u8; f.regs.len()];
    f.params.iter().for_each(|p| writes[p.0 as usize] = 2);
    let mut copies: Vec<(Reg, Reg, i64)> = vec![];
    let mut alias: Aliases = vec![None; f.regs.len()];
    for &b in &f.order {
        let block = &f.blocks[b.0 as usize];
        let mut count = |l: Loc, u: Use| {
            if u != Use::Read {
                let n = &mut writes[l.reg.0 as usize];
                *n = n.saturating_add(1);
            }
        };
        for inst in &block.insts {
            inst.kind.uses(&mut count);
            match inst.kind {
                InstKind::Op { op: Op::FrameAddr, args: [Arg::Loc(dst), Arg::Loc(o), Arg::Imm(at)], .. } => {
                    if let Ok(object) = objects.binary_search_by_key(&o.reg, |o| o.reg) {
                        alias[dst.reg.0 as usize] = Some(Alias { object, offset: at + 8 * o.sub as i64 });
                    }
                }
                InstKind::Move { dst, src } if dst.n == 1 => copies.push((dst.reg, src.reg, 0)),
                InstKind::Op { op: Op::AddI, args: [Arg::Loc(dst), Arg::Loc(src), Arg::Imm(n)], .. } => {
                    copies.push((dst.reg, src.reg, n));
                }
                _ => {}
            }
        }
        block.term.uses(&mut count);
    }
    let fits = |r: Reg| {
        let info = &f.regs[r.0 as usize];
        writes[r.0 as usize] == 1 && info.slots == 1 && !info.mem
    };
    for (r, a) in alias.iter_mut().enumerate().filter(|(_, a)| a.is_some()) {
        if !fits(Reg(r as u32)) {
            *a = None;
        }
    }
    copies.retain(|c| fits(c.0) && fits(c.1));
    loop {
        let before = copies.len();
        copies.retain(|&(dst, src, n)| match alias[src.0 as usize] {
            Some(a) => {
                alias[dst.0 as usize] = Some(Alias { offset: a.offset + n, ..a });
                false
            }
            None => true,
        });
        if copies.len() == before {
            return alias;
        }
    }
}

/// The register through which an operation gets at memory, if it is one that may become an operation on slots.
fn base_of(kind: &InstKind) -> Option<Loc> {
    use Op::*;
    let InstKind::Op { op, args, .. } = kind else { return None };
    let base = match op {
        Ld64 | Ld2 | Ld3 | LdN | Ld8U | Ld8S | Ld16U | Ld16S | Ld32U | Ld32S => args[1],
        St64 | St2 | St3 | StN | St8 | St16 | St32 | NilCheck | MemZero => args[0],
        _ => return None,
    };
    match base {
        Arg::Loc(l) => Some(l),
        Arg::Imm(_) => None,
    }
}

/// Slots that an operation accesses by whole words.
fn words(kind: &InstKind) -> u16 {
    let InstKind::Op { op, args, w } = kind else { return 0 };
    let loc = |a: Arg| if let Arg::Loc(l) = a { l.n } else { 0 };
    match op {
        Op::Ld64 | Op::Ld2 | Op::Ld3 | Op::LdN => loc(args[0]),
        Op::St64 | Op::St2 | Op::St3 | Op::StN => loc(args[1]),
        Op::MemZero => (*w / 8) as u16,
        _ => 0,
    }
}

fn access(kind: &InstKind, a: Alias, slots: u16) -> Option<Access> {
    use Op::*;
    let InstKind::Op { op, args, w } = kind else { return None };
    let at = match op {
        NilCheck | MemZero => a.offset,
        _ => match args[2] {
            Arg::Imm(i) => a.offset + i,
            Arg::Loc(_) => return None,
        },
    };
    let slot = u16::try_from(at / 8).ok().filter(|_| at >= 0)?;
    let size = match op {
        NilCheck => return Some(Access::Words(0)),
        Ld8U | Ld8S | St8 => 1,
        Ld16U | Ld16S | St16 => 2,
        Ld32U | Ld32S | St32 => 4,
        LdN | StN | MemZero if w % 8 != 0 => return None,
        LdN | StN if words(kind) as u64 * 8 != *w => return None,
        _ => 8,
    };
    if size < 8 {
        return (slot < slots).then_some(Access::Narrow(slot, (at % 8) as u8, size));
    }
    (at % 8 == 0 && slot as u32 + words(kind) as u32 <= slots as u32).then_some(Access::Words(slot))
}

/// The operation on slots.
fn by_slots(kind: &InstKind, object: Loc, slot: u16) -> InstKind {
    use Op::*;
    let InstKind::Op { op: code, args, .. } = kind else { return kind.clone() };
    match (*code, args) {
        (Ld64 | Ld2 | Ld3 | LdN | Ld8U | Ld8S | Ld16U | Ld16S | Ld32U | Ld32S, [Arg::Loc(dst), ..]) => {
            InstKind::Move { dst: *dst, src: object.part(slot, dst.n) }
        }
        (St64 | St2 | St3 | StN | St8 | St16 | St32, [_, Arg::Loc(v), _]) => {
            InstKind::Move { dst: object.part(slot, v.n), src: *v }
        }
        (MemZero, _) if words(kind) > 0 => zero(object.part(slot, words(kind))),
        _ => op(Nop, Arg::Imm(0), Arg::Imm(0)),
    }
}
