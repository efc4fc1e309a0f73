//! Inlining of small functions.
//!
//! A call of a small function becomes a copy of its body: parameters become moves, returns become moves and a jump. A body of one
//! block is spliced into the caller's block, so that the folding pass sees both together. A small function that calls
//! itself is unrolled into itself, which saves most of its calls. Every instruction keeps note of the call it came
//! from ([`InlineSite`]), so traces still show the callee's frame.

use crate::ir::{Arg, BlockId, Function, InlineSite, Inst, InstKind, Loc, Reg, Target, Term, room};
use rustc_hash::FxHashMap;
use std::rc::Rc;
use vole_bytecode::Op;

/// Instructions of a body that may be inlined.
const MAX_BODY: usize = 40;
/// Blocks of one.
const MAX_BLOCKS: usize = 12;
/// The same for a body that gc inlines and that appends: whether its slices outlive the call shows in their capacities.
const MAX_APPENDING: (usize, usize) = (120, 40);
/// Instructions of a self-recursive body that is unrolled once.
const MAX_RECURSIVE: usize = 16;
/// Instructions of one that is unrolled twice.
const MAX_TWICE: usize = 9;
/// A caller grows no further than this.
const MAX_CALLER: usize = 3000;
/// Nesting of inlined calls.
const MAX_DEPTH: u32 = 4;
/// Instructions of a body that the library's functions take in with one they have taken in, and its wrappers of methods at all: most of
/// what a program reaches of the library runs once or never, so that what it costs is how much code it is.
const MAX_WITHIN: usize = 12;

/// Functions that may be inlined, by number.
pub type Candidates = FxHashMap<u32, Rc<Function>>;

/// Picks the functions that are small enough.
pub fn candidates(irs: &[Option<Function>]) -> Candidates {
    irs.iter()
        .enumerate()
        .filter_map(|(i, f)| f.as_ref().filter(|f| eligible(f)).map(|f| (i as u32, Rc::new(f.clone()))))
        .collect()
}

fn size(f: &Function) -> usize {
    f.order.iter().map(|b| f.blocks[b.0 as usize].insts.len() + 1).sum()
}

fn eligible(f: &Function) -> bool {
    let (body, blocks) = match f.user && appends(f) {
        true if f.gc_inline => MAX_APPENDING,
        true => return false,
        false => (MAX_BODY, MAX_BLOCKS),
    };
    if f.no_inline || f.recover.is_some() || f.order.len() > blocks || size(f) > body {
        return false;
    }
    if f.regs.iter().map(|r| r.slots as usize).sum::<usize>() > 200 {
        return false;
    }
    f.blocks.iter().all(|b| {
        b.insts.iter().all(|i| match &i.kind {
            InstKind::Op { op, .. } => !matches!(
                op,
                Op::GetCtx | Op::Recover | Op::Defer | Op::DeferMark | Op::DeferAt | Op::RunDefers | Op::Select
            ),
            InstKind::Call { target, .. } => !matches!(target, Target::Go(_) | Target::GoClosure(_)),
            InstKind::Move { .. } => true,
        })
    })
}

/// Whether a function has appends that may get a buffer in its frame.
fn appends(f: &Function) -> bool {
    let wanted = |i: &crate::ir::Inst| matches!(i.kind, InstKind::Op { op, w, .. } if crate::ir::appends(op) && w & room::WANTED != 0);
    f.blocks.iter().any(|b| b.insts.iter().any(wanted))
}

/// What gc finds out about a body's appends where it inlines it: a parameter is a variable that begins as a copy of another, which is never moved out
/// of its buffer. Where gc calls the body, its slices do not end up in the caller's frame.
fn adjust(kind: &mut InstKind, body: &Function) {
    let InstKind::Op { op, args: [Arg::Loc(dst), Arg::Loc(src), _], w } = kind else { return };
    let param = body.params.contains(&src.reg);
    match op {
        Op::MoveSl if param => *kind = InstKind::Move { dst: *dst, src: *src },
        op if crate::ir::appends(*op) && !body.gc_inline => *w = room::plain(*w),
        op if crate::ir::appends(*op) && param => *w &= !room::EXACT,
        _ => {}
    }
}

fn calls(f: &Function, id: u32) -> bool {
    f.blocks.iter().any(|b| b.insts.iter().any(|i| callee(&i.kind) == Some(id)))
}

fn callee(kind: &InstKind) -> Option<u32> {
    match kind {
        InstKind::Call { target: Target::Func(f), .. } => Some(f.0),
        _ => None,
    }
}

/// Inlines calls in one function.
pub fn run(f: &mut Function, id: u32, candidates: &Candidates) {
    if f.keep_calls {
        return;
    }
    let mut budget = MAX_CALLER.saturating_sub(size(f));
    let mut at = 0;
    // Blocks grow at the end while this goes on; each is looked at once.
    while at < f.order.len() {
        let b = f.order[at];
        let mut i = 0;
        while i < f.blocks[b.0 as usize].insts.len() {
            let inst = &f.blocks[b.0 as usize].insts[i];
            let target = callee(&inst.kind).and_then(|t| candidates.get(&t).map(|c| (t, c)));
            if let Some((t, body)) = target
                && size(body) <= budget
                && allowed(f, t, id, body, depth(f, inst.site))
            {
                budget -= size(body);
                if splice(f, b, i, at, body) {
                    break;
                }
                continue;
            }
            i += 1;
        }
        at += 1;
    }
}

fn allowed(f: &Function, target: u32, id: u32, body: &Function, depth: u32) -> bool {
    if target == id {
        let levels = if size(body) <= MAX_TWICE { 2 } else { 1 };
        return depth < levels && size(body) <= MAX_RECURSIVE && f.inline_sites.len() < 6;
    }
    let limit = if f.user || body.user || depth == 0 && !f.wrapper { MAX_BODY } else { MAX_WITHIN };
    // A recursive function inlined elsewhere would only lengthen its callers.
    depth < MAX_DEPTH && size(body) <= limit && !calls(body, target)
}

fn depth(f: &Function, mut site: u32) -> u32 {
    let mut n = 0;
    while site != 0 {
        n += 1;
        site = f.inline_sites[site as usize - 1].parent;
    }
    n
}

/// Replaces the call at `insts[i]` of block `b` (at `order[at]`). Returns whether the block was split.
fn splice(f: &mut Function, b: BlockId, i: usize, at: usize, body: &Function) -> bool {
    let call = &mut f.blocks[b.0 as usize].insts[i];
    let InstKind::Call { args, rets, .. } = &mut call.kind else { unreachable!("a call") };
    let (args, rets) = (std::mem::take(args), std::mem::take(rets));
    let (call_pos, call_site) = (call.pos, call.site);
    let site = if body.wrapper {
        call_site
    } else {
        f.inline_sites.push(InlineSite {
            name: body.name.clone(),
            args_shape: body.args_shape.clone(),
            kept: body.kept.clone(),
            gc_inline: body.gc_inline,
            gc_frame: body.gc_frame,
            decl: if body.user { body.pos } else { 0 },
            pos: call_pos,
            parent: call_site,
        });
        f.inline_sites.len() as u32
    };
    let base = f.regs.len() as u32;
    f.regs.extend(body.regs.iter().cloned());
    let own = |l: Loc| Loc { reg: Reg(l.reg.0 + base), ..l };
    let mov =
        |dst: Loc, src: Loc| Inst { kind: InstKind::Move { dst, src }, pos: call_pos, site: call_site, unsigned: 0 };
    // The inner sites of an already inlined body hang below this one.
    let inner_base = f.inline_sites.len() as u32;
    for s in &body.inline_sites {
        let parent = if s.parent == 0 { site } else { s.parent + inner_base };
        f.inline_sites.push(InlineSite { parent, ..s.clone() });
    }
    let site_of = |s: u32| if s == 0 { site } else { s + inner_base };
    let mut enter = Vec::new();
    let whole = |r: &Reg| Loc { reg: Reg(r.0 + base), sub: 0, n: body.regs[r.0 as usize].slots };
    // Arguments may be split otherwise than parameters; both are the same slots in the same order.
    let exact = args.len() == body.params.len()
        && args.iter().zip(&body.params).all(|(a, p)| a.n == body.regs[p.0 as usize].slots);
    if exact {
        for (&a, p) in args.iter().zip(&body.params) {
            if a.n > 0 {
                enter.push(mov(whole(p), a));
            }
        }
    } else {
        let mut sources = args.iter().flat_map(|l| (0..l.n).map(|k| l.at(k)));
        for p in &body.params {
            let l = whole(p);
            for k in 0..l.n {
                let src = sources.next().expect("as many argument slots as parameter slots");
                enter.push(mov(l.at(k), src));
            }
        }
    }
    let leave = |values: &[Loc], pos: u32| -> Vec<Inst> {
        let mut out = Vec::new();
        if values.len() == rets.len() && values.iter().zip(&rets).all(|(v, r)| v.n == r.n) {
            for (&v, &r) in values.iter().zip(&rets).filter(|(v, _)| v.n > 0) {
                out.push(Inst { kind: InstKind::Move { dst: r, src: own(v) }, pos, site: call_site, unsigned: 0 });
            }
            return out;
        }
        let from: Vec<Loc> = values.iter().flat_map(|l| (0..l.n).map(move |k| own(*l).at(k))).collect();
        let to: Vec<Loc> = rets.iter().flat_map(|l| (0..l.n).map(move |k| l.at(k))).collect();
        for (src, dst) in from.into_iter().zip(to) {
            out.push(Inst { kind: InstKind::Move { dst, src }, pos, site: call_site, unsigned: 0 });
        }
        out
    };
    let copy_inst = |inst: &Inst| {
        let mut inst = inst.clone();
        adjust(&mut inst.kind, body);
        inst.kind.map_locs(own);
        inst.site = site_of(inst.site);
        inst
    };
    let entry = &body.blocks[0];
    if body.order.len() == 1
        && let Term::Ret(values) = &entry.term
    {
        let mut insts = enter;
        insts.extend(entry.insts.iter().map(copy_inst));
        insts.extend(leave(values, call_pos));
        f.blocks[b.0 as usize].insts.splice(i..=i, insts);
        return false;
    }
    // Split the block after the call.
    let rest = f.blocks[b.0 as usize].insts.split_off(i + 1);
    f.blocks[b.0 as usize].insts.pop();
    let after = f.new_block();
    let block = f.block(b);
    let (term, term_pos, term_site) = (std::mem::replace(&mut block.term, Term::Open), block.term_pos, block.term_site);
    *f.block(after) = crate::ir::Block { insts: rest, term, term_pos, term_site };
    let first = f.blocks.len() as u32;
    let block_of = |x: BlockId| BlockId(x.0 + first);
    for x in &body.blocks {
        let mut insts: Vec<Inst> = x.insts.iter().map(copy_inst).collect();
        let mut term = x.term.clone();
        term.map_locs(own);
        term.map_successors(block_of);
        if let Term::Ret(values) = &x.term {
            insts.extend(leave(values, call_pos));
            term = Term::Jump(after);
        }
        f.blocks.push(crate::ir::Block { insts, term, term_pos: x.term_pos, term_site: site_of(x.term_site) });
    }
    let block = f.block(b);
    block.insts.extend(enter);
    block.term = Term::Jump(BlockId(first));
    block.term_pos = call_pos;
    block.term_site = call_site;
    let mut order: Vec<BlockId> = body.order.iter().map(|&x| block_of(x)).collect();
    order.push(after);
    f.order.splice(at + 1..at + 1, order);
    true
}
