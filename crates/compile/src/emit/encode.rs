//! Encoding: IR with assigned slots to instruction words, slot maps and line tables.
//!
//! Blocks are laid out in the function's order. A jump to an earlier block becomes its Loop form (which counts the
//! preemption budget); `i++` before a loop's test is fused into it. Jumps are tried with 16-bit distances first; a function
//! too long for that is encoded again with long forms.

use super::alloc::{Assignment, assign};
use super::liveness::{Liveness, Set};
use crate::ir::{Arg, BlockId, Function, Inst, InstKind, Loc, Reg, Target, Term, Use, negate};
use vole_bytecode::isa::{Field, Role};
use vole_bytecode::{CodeOffset, InlinedRange, Insn, LineEntry, Op, SlotBits, SlotMap, UnsignedIndex};

/// An encoded function; offsets count from its own start.
#[derive(Debug, Default)]
pub struct Code {
    /// Words.
    pub words: Vec<Insn>,
    /// Slots of the frame.
    pub frame_slots: u32,
    /// Slot maps.
    pub maps: Vec<SlotMap>,
    /// See [`vole_bytecode::Func::live_args`].
    pub live_args: Vec<(CodeOffset, u32)>,
    /// Line table.
    pub lines: Vec<LineEntry>,
    /// Pointer slots while deferred calls run after a panic.
    pub panic_map: SlotBits,
    /// See [`vole_bytecode::Func::objects`].
    pub objects: Vec<(CodeOffset, u16, u16)>,
    /// Where a recovered panic goes on.
    pub recover: Option<CodeOffset>,
    /// Operations whose indices are unsigned, in order.
    pub unsigned: Vec<UnsignedIndex>,
    /// Code of inlined calls; those of one place from the outermost to the innermost.
    pub inlined: Vec<InlinedRange>,
}

/// Resolves a global source offset to (file index, line).
pub type LineOf<'a> = dyn FnMut(u32) -> Option<(u16, u32)> + 'a;

/// Encodes a function. `next_site` numbers the interface call sites of the program. Fails if the frame is too large.
pub fn emit(f: &Function, next_site: &mut u32, line_of: &mut LineOf) -> Result<Code, String> {
    let live = Liveness::solve(f);
    let slots = assign(f, &live);
    if slots.frame_slots > 60_000 {
        return Err(format!("stack frame too large in {}", f.name));
    }
    let site = *next_site;
    let mut e = Encoder::new(f, &live, &slots, site, false);
    e.run(line_of);
    if e.too_far {
        e = Encoder::new(f, &live, &slots, site, true);
        e.run(line_of);
    }
    *next_site = e.site;
    let mut code = e.code;
    code.frame_slots = slots.frame_slots.max(e.scratch_top);
    Ok(code)
}

/// First slot and number of slots of objects.
type LiveObjects = smallvec::SmallVec<[(u16, u16); 1]>;

/// What is live when an instruction may collect.
struct Before {
    /// Index in its block.
    inst: usize,
    /// Slots with pointers.
    bits: SlotBits,
    /// Parameter slots, for traces.
    args: u32,
    objects: LiveObjects,
}

struct Fixup {
    /// Word that holds the distance.
    word: usize,
    /// One past the whole instruction.
    end: usize,
    /// Where to.
    target: BlockId,
    /// In field c (16 bits), field d (32), or a half of a table word.
    form: FixForm,
}

enum FixForm {
    C16,
    D32,
    Half(bool),
}

struct Encoder<'a> {
    f: &'a Function,
    live: &'a Liveness,
    slots: &'a Assignment,
    code: Code,
    starts: Vec<Option<usize>>,
    fixups: Vec<Fixup>,
    call: usize,
    site: u32,
    long: bool,
    too_far: bool,
    scratch_top: u32,
    /// Pointer slots of the registers that live in memory.
    mem_bits: SlotBits,
    /// By register: whether it is an object that nothing reads but through pointers. Empty if none is.
    objects: Vec<bool>,
    /// The instructions of the current block that need a map, the last first.
    before: Vec<Before>,
    /// First word of the current block.
    block_start: usize,
    /// The inlined call the current run of code came from, and where the run began.
    run: (u32, usize),
    /// By block: the argument slots that gc has kept over a call on every way to it.
    kept_args: Vec<Option<u32>>,
}

impl<'a> Encoder<'a> {
    fn new(f: &'a Function, live: &'a Liveness, slots: &'a Assignment, site: u32, long: bool) -> Self {
        let mut mem_bits = SlotBits::new();
        let throughout = |r: usize| f.lives_throughout(Reg(r as u32)) && slots.has_slot[r];
        for (r, info) in f.regs.iter().enumerate().filter(|(r, _)| throughout(*r)) {
            for s in (0..info.slots).filter(|&s| info.is_ptr(s)) {
                set_bit(&mut mem_bits, slots.slot[r] + s as u32);
            }
        }
        let objects = f.scoped.unread(f.regs.len());
        Encoder {
            mem_bits,
            objects,
            f,
            live,
            slots,
            code: Code::default(),
            starts: vec![None; f.blocks.len()],
            fixups: Vec::new(),
            call: 0,
            site,
            long,
            too_far: false,
            scratch_top: 0,
            before: Vec::new(),
            block_start: 0,
            run: (0, 0),
            kept_args: vec![None; f.blocks.len()],
        }
    }

    fn run(&mut self, line_of: &mut LineOf) {
        self.prologue();
        if let Some(&entry) = self.f.order.first() {
            self.kept_args[entry.0 as usize] = Some(0);
        }
        for (i, &b) in self.f.order.iter().enumerate() {
            let next = self.f.order.get(i + 1).copied();
            self.block_start = self.code.words.len();
            self.starts[b.0 as usize] = Some(self.block_start);
            self.block(b, next, line_of);
        }
        self.enter_site(0, line_of);
        self.patch();
        self.code.recover = self.f.recover.map(|r| CodeOffset(self.start(r) as u32));
        let mut bits = self.mem_bits.clone();
        for s in self.live.recover_in.iter() {
            self.map_slot(&mut bits, s);
        }
        self.code.panic_map = bits;
    }

    /// Zeroes what the slot maps would otherwise show before it is written.
    fn prologue(&mut self) {
        for (r, info) in self.f.regs.iter().enumerate() {
            let mem = self.slots.has_slot[r] && self.f.lives_throughout(Reg(r as u32));
            if mem && info.ptrs.iter().any(|&w| w != 0) && !self.f.params.iter().any(|p| p.0 as usize == r) {
                self.zero(self.slots.slot[r], info.slots as u32);
            }
        }
        let mut done = u32::MAX;
        // An object whose pointer may be nil seems to be needed before it is made.
        let early: Vec<usize> = match self.f.scoped.is_empty() {
            true => vec![],
            false => self.live.slots_at_start(BlockId(0)).collect(),
        };
        let early = early.into_iter().filter(|&s| self.f.scoped.contains(Reg(self.live.owner[s])));
        for s in self.live.recover_in.iter().chain(early) {
            let r = self.live.owner[s];
            if r != done && !self.f.params.iter().any(|p| p.0 == r) {
                done = r;
                self.zero(self.slots.slot[r as usize], self.f.regs[r as usize].slots as u32);
            }
        }
    }

    fn zero(&mut self, slot: u32, n: u32) {
        match n {
            0 => {}
            1 => self.push(Insn::ad(Op::LdI, slot as u16, 0)),
            _ => self.push(Insn::abc(Op::ZeroN, slot as u16, 0, n as u16)),
        }
    }

    fn push(&mut self, w: Insn) {
        self.code.words.push(w);
    }

    fn start(&self, b: BlockId) -> usize {
        self.starts[b.0 as usize].expect("a reachable block is laid out")
    }

    fn slot(&self, l: Loc) -> u16 {
        (self.slots.slot[l.reg.0 as usize] + l.sub as u32) as u16
    }

    fn line(&mut self, pos: u32, line_of: &mut LineOf) {
        if pos == 0 {
            return;
        }
        let Some((file, line)) = line_of(pos) else { return };
        if self.code.lines.last().is_none_or(|l| l.file != file || l.line != line) {
            self.code.lines.push(LineEntry { at: CodeOffset(self.code.words.len() as u32), file, line });
        }
    }

    /// Begins a run of code from an inlined call (0: none); the run before it becomes ranges.
    fn enter_site(&mut self, site: u32, line_of: &mut LineOf) {
        let (last, start) = self.run;
        if site == last {
            return;
        }
        let end = self.code.words.len();
        self.run = (site, end);
        let mut chain = Vec::new();
        let mut at = last;
        while at != 0 {
            let s = &self.f.inline_sites[at as usize - 1];
            chain.push(s);
            at = s.parent;
        }
        if start == end {
            return;
        }
        for s in chain.into_iter().rev() {
            // Without calls that keep anything, all share one empty list.
            let kept = if s.kept.is_empty() {
                s.kept.clone()
            } else {
                s.kept.iter().filter_map(|&(slot, pos)| Some((slot, line_of(pos)?.1))).collect()
            };
            let decl = if s.decl == 0 { 0 } else { line_of(s.decl).map_or(0, |(_, line)| line) };
            let (file, line) = line_of(s.pos).unwrap_or((0, 0));
            self.code.inlined.push(InlinedRange {
                start: CodeOffset(start as u32),
                end: CodeOffset(end as u32),
                name: s.name.clone(),
                args_shape: s.args_shape.clone(),
                kept,
                gc_inline: s.gc_inline,
                gc_frame: s.gc_frame,
                decl,
                file,
                line,
            });
        }
    }

    // ---- slot maps

    fn map_slot(&self, bits: &mut SlotBits, vslot: usize) {
        let r = self.live.owner[vslot] as usize;
        let sub = vslot as u32 - self.live.first[r];
        if self.f.regs[r].is_ptr(sub as u16) {
            set_bit(bits, self.slots.slot[r] + sub);
        }
    }

    /// Slots with pointers, of these live values and of what lives in memory; and those objects among the values that nothing
    /// reads but through pointers.
    fn live_bits(&self, live: &Set) -> (SlotBits, LiveObjects) {
        let mut bits = self.mem_bits.clone();
        let mut objects = LiveObjects::new();
        let mut last = u32::MAX;
        for s in live.iter() {
            self.map_slot(&mut bits, s);
            let r = self.live.owner[s];
            if r != last && self.objects.get(r as usize) == Some(&true) {
                objects.push((self.slots.slot[r as usize] as u16, self.f.regs[r as usize].slots));
            }
            last = r;
        }
        (bits, objects)
    }

    fn note_objects(&mut self, objects: &LiveObjects) {
        if let Some(map) = self.code.maps.last() {
            self.code.objects.extend(objects.iter().map(|&(slot, n)| (map.at, slot, n)));
        }
    }

    /// Parameter slots among live values, for traces.
    fn live_args(&self, live: &Set) -> u32 {
        let mut bits = 0u32;
        let mut slot = 0;
        for p in &self.f.params {
            let info = &self.f.regs[p.0 as usize];
            for s in 0..u32::from(info.slots) {
                if slot < 32 && !info.mem && live.contains((self.live.first[p.0 as usize] + s) as usize) {
                    bits |= 1 << slot;
                }
                slot += 1;
            }
        }
        bits
    }

    fn note_args(&mut self, at: CodeOffset, kept: u32) {
        let list = &mut self.code.live_args;
        if list.last().map_or(0, |&(_, before)| before) == kept {
            return;
        }
        match list.last_mut() {
            Some(last) if last.0 == at => last.1 = kept,
            _ => list.push((at, kept)),
        }
    }

    fn map_live(&mut self, at: usize, live: &Set) {
        let (bits, objects) = self.live_bits(live);
        self.map_at(at, bits, &[]);
        self.note_objects(&objects);
    }

    fn map_at(&mut self, at: usize, mut bits: SlotBits, window: &[(u32, Loc)]) {
        for &(slot, l) in window {
            for i in (0..l.n).filter(|&i| self.f.regs[l.reg.0 as usize].is_ptr(l.sub + i)) {
                set_bit(&mut bits, slot + i as u32);
            }
        }
        self.code.maps.push(SlotMap { at: CodeOffset(at as u32), bits });
    }

    // ---- blocks

    fn block(&mut self, b: BlockId, next: Option<BlockId>, line_of: &mut LineOf) {
        let f = self.f;
        let block = &f.blocks[b.0 as usize];
        // Liveness before each instruction that needs a map, computed backwards.
        let mut live = Set::default();
        self.live.at_end(f, b, &mut live);
        block.term.uses(|l, u| self.live.step(f, &mut live, l, u));
        let term_live = live.clone();
        let mut before = std::mem::take(&mut self.before);
        for (i, inst) in block.insts.iter().enumerate().rev() {
            inst.kind.writes(|l| self.live.step(f, &mut live, l, Use::Write));
            let during = matches!(inst.kind, InstKind::Call { .. }) || is_call_op(&inst.kind);
            let after = if !during && inst.kind.calls_run_time() { self.live_args(&live) } else { 0 };
            if during {
                self.live.hold_objects(f, &mut live, &inst.kind);
                let (bits, objects) = self.live_bits(&live);
                before.push(Before { inst: i, bits, args: self.live_args(&live), objects });
            }
            inst.kind.reads(|l, u| self.live.step(f, &mut live, l, u));
            self.live.keep_for_recover(&mut live);
            if !during && is_safe(&inst.kind) {
                let (bits, objects) = self.live_bits(&live);
                before.push(Before { inst: i, bits, args: after, objects });
            }
        }
        let fused = self.fused_count(block, next);
        let count = block.insts.len() - fused.is_some() as usize;
        // What gc has once kept over a call stays in its place.
        let mut kept = self.kept_args[b.0 as usize].unwrap_or(0);
        self.note_args(CodeOffset(self.code.words.len() as u32), kept);
        for (i, inst) in block.insts[..count].iter().enumerate() {
            self.enter_site(inst.site, line_of);
            self.line(inst.pos, line_of);
            let Some(before) = before.pop_if(|b| b.inst == i) else {
                self.inst(inst, None);
                continue;
            };
            self.inst(inst, Some(before.bits));
            self.note_objects(&before.objects);
            kept |= before.args;
            if let Some(at) = self.code.maps.last().map(|map| map.at).filter(|_| before.args != 0) {
                self.note_args(at, kept);
            }
        }
        before.clear();
        self.before = before;
        let following = &mut self.kept_args;
        block.term.successors(|s| {
            let known = &mut following[s.0 as usize];
            *known = Some(known.map_or(kept, |known| known & kept));
        });
        self.enter_site(block.term_site, line_of);
        self.line(block.term_pos, line_of);
        self.term(&block.term, next, &term_live, fused);
    }

    fn inst(&mut self, inst: &Inst, live: Option<SlotBits>) {
        match &inst.kind {
            InstKind::Move { dst, src } => self.copy(self.slot(*dst), self.slot(*src), dst.n),
            InstKind::Op { op, args, w } => {
                let at = self.code.words.len();
                self.op(*op, args, *w);
                if inst.unsigned != 0 {
                    self.code.unsigned.push(UnsignedIndex { at: CodeOffset(at as u32), operands: inst.unsigned });
                }
                if let Some(live) = live {
                    let at = if op.info().is_call() { self.code.words.len() - 1 } else { at };
                    self.map_at(at, live, &[]);
                }
            }
            InstKind::Call { target, args, rets } => {
                self.call(*target, args, rets, live.unwrap_or_default());
            }
        }
    }

    fn op(&mut self, op: Op, args: &[Arg; 3], w: u64) {
        let info = op.info();
        let mut word = Insn::abc(op, 0, 0, 0).0;
        for (operand, arg) in info.operands.iter().zip(args) {
            let value = match *arg {
                Arg::Loc(l) => self.slot(l) as i64,
                Arg::Imm(i) => i,
            };
            word |= match operand.field {
                Field::a => (value as u16 as u64) << 16,
                Field::b => (value as u16 as u64) << 32,
                Field::c => (value as u16 as u64) << 48,
                Field::d => (value as u32 as u64) << 32,
            };
        }
        self.push(Insn(word));
        if info.wide.is_some() {
            let buffered = op == Op::MoveSl || crate::ir::appends(op);
            let slot = |r: Reg| self.slots.slot[r.0 as usize];
            self.push(Insn(if buffered { crate::ir::room::encoded(w, slot) } else { w }));
        }
    }

    fn copy(&mut self, dst: u16, src: u16, n: u16) {
        match n {
            _ if dst == src => {}
            0 => {}
            1 => self.copy_one(dst, src),
            2 => self.push(Insn::abc(Op::Mov2, dst, src, 0)),
            3 => self.push(Insn::abc(Op::Mov3, dst, src, 0)),
            _ => self.push(Insn::abc(Op::MovN, dst, src, n)),
        }
    }

    /// One slot; joined with the copy before it when the two are neighbours.
    fn copy_one(&mut self, dst: u16, src: u16) {
        let joined = self.code.words.get(self.block_start..).and_then(<[Insn]>::last).and_then(|last| {
            let n = match Op::from_u16(last.op()) {
                Some(Op::Mov) => 1,
                Some(Op::Mov2) => 2,
                _ => return None,
            };
            let (d, s) = (last.a(), last.b());
            let op = if n == 1 { Op::Mov2 } else { Op::Mov3 };
            let written = d..d + n;
            if dst + 1 == d && src + 1 == s && !written.contains(&src) {
                Some(Insn::abc(op, dst, src, 0))
            } else if dst == d + n && src == s + n && !written.contains(&src) {
                Some(Insn::abc(op, d, s, 0))
            } else {
                None
            }
        });
        match joined {
            Some(insn) if self.last_is_instruction() => {
                self.code.words.pop();
                self.push(insn);
            }
            _ => self.push(Insn::abc(Op::Mov, dst, src, 0)),
        }
    }

    /// Whether the last word begins an instruction (and is not the second word of one).
    fn last_is_instruction(&self) -> bool {
        let mut at = self.block_start;
        let end = self.code.words.len();
        while at < end {
            let words = Op::from_u16(self.code.words[at].op()).map_or(1, |op| op.info().words());
            if at + words == end {
                return words == 1;
            }
            at += words;
        }
        false
    }

    /// Copies several ranges (to, from, slots) as if at once. Slots from `scratch` on that none of them touches are free.
    fn parallel(&mut self, moves: &[(u32, u32, u16)], scratch: u32) {
        let first = moves.iter().map(|m| m.0.max(m.1) + u32::from(m.2)).fold(scratch, u32::max);
        let mut scratch = first;
        let overlap = |a: u32, an: u16, b: u32, bn: u16| a < b + bn as u32 && b < a + an as u32;
        let mut pending: Vec<(u32, u32, u16)> = moves.iter().copied().filter(|m| m.0 != m.1 && m.2 > 0).collect();
        while !pending.is_empty() {
            let ready = (0..pending.len()).find(|&i| {
                let (dst, _, n) = pending[i];
                pending.iter().enumerate().all(|(j, m)| j == i || !overlap(dst, n, m.1, m.2))
            });
            match ready {
                Some(i) => {
                    let (dst, src, n) = pending.remove(i);
                    self.copy(dst as u16, src as u16, n);
                }
                None => {
                    // A cycle: move one source out of the way.
                    let i = pending.iter().position(|m| m.1 < first).expect("a source that stands in the way");
                    let (_, src, n) = pending[i];
                    self.copy(scratch as u16, src as u16, n);
                    pending[i].1 = scratch;
                    scratch += n as u32;
                    self.scratch_top = self.scratch_top.max(scratch);
                }
            }
        }
    }

    fn call(&mut self, target: Target, args: &[Loc], rets: &[Loc], live: SlotBits) {
        let base = self.slots.bases[self.call];
        self.call += 1;
        let mut offset = matches!(target, Target::Iface(..)) as u32;
        let mut moves = Vec::new();
        let mut window = Vec::new();
        for &l in args {
            moves.push((base + offset, self.slot(l) as u32, l.n));
            window.push((base + offset, l));
            offset += l.n as u32;
        }
        let width = offset.max(rets.iter().map(|l| l.n as u32).sum());
        self.parallel(&moves, base + width);
        let at = self.code.words.len();
        let b = base as u16;
        match target {
            Target::Func(f) => self.push(Insn::ad(Op::Call, b, f.0 as i32)),
            Target::Closure(l) => self.push(Insn::abc(Op::CallC, b, self.slot(l), 0)),
            Target::Iface(l, sel) => {
                self.push(Insn::abc(Op::CallI, b, self.slot(l), 0));
                self.push(Insn::pair(sel.0, self.site));
                self.site += 1;
            }
            Target::Native(n) => self.push(Insn::ad(Op::CallN, b, n.0 as i32)),
            Target::Go(f) => {
                self.push(Insn::ad(Op::Go, b, f.0 as i32));
                self.push(Insn(offset as u64));
            }
            Target::GoClosure(l) => self.push(Insn::abc(Op::GoC, b, self.slot(l), offset as u16)),
        }
        match target {
            Target::Func(_) | Target::Closure(_) | Target::Iface(..) => {
                self.map_at(self.code.words.len() - 1, live, &[]);
            }
            Target::GoClosure(l) => {
                window.push((self.slot(l) as u32, l));
                self.map_at(at, live, &window);
            }
            Target::Native(_) | Target::Go(_) => self.map_at(at, live, &window),
        }
        let mut moves = Vec::new();
        let mut offset = 0;
        for &l in rets {
            moves.push((self.slot(l) as u32, base + offset, l.n));
            offset += l.n as u32;
        }
        self.parallel(&moves, base + width);
    }

    // ---- terminators

    fn is_back(&self, b: BlockId) -> bool {
        self.starts[b.0 as usize].is_some()
    }

    /// The branch as it will be laid out: (op, args, jump target, then-jump target).
    fn shape(&self, term: &Term, next: Option<BlockId>) -> Option<(Op, [Arg; 2], BlockId, Option<BlockId>)> {
        let Term::Branch { op, args, yes, no } = term else { return None };
        let (op, args, yes, no) = (*op, *args, *yes, *no);
        let flip = Some(yes) == next || (Some(no) != next && self.is_back(no) && !self.is_back(yes));
        Some(if flip {
            let (op, swap) = negate(op);
            let args = if swap { [args[1], args[0]] } else { args };
            (op, args, no, (Some(yes) != next).then_some(yes))
        } else {
            (op, args, yes, (Some(no) != next).then_some(no))
        })
    }

    /// The fused operation for `i++` followed by a backward test of i, if that is how the block ends.
    fn fused_count(&self, block: &crate::ir::Block, next: Option<BlockId>) -> Option<Op> {
        let (op, args, target, _) = self.shape(&block.term, next)?;
        if self.long || !self.is_back(target) {
            return None;
        }
        let InstKind::Op { op: Op::AddI, args: [Arg::Loc(d), Arg::Loc(s), Arg::Imm(step)], .. } =
            block.insts.last()?.kind
        else {
            return None;
        };
        if d != s || args[0] != Arg::Loc(d) || args[1] == Arg::Loc(d) {
            return None;
        }
        Some(match (op, step) {
            (Op::JLtS, 1) => Op::IncLoopLtS,
            (Op::JLtSI, 1) => Op::IncLoopLtSI,
            (Op::JLeS, 1) => Op::IncLoopLeS,
            (Op::JLeSI, 1) => Op::IncLoopLeSI,
            (Op::JGeSI, -1) => Op::DecLoopGeSI,
            (Op::JGtSI, -1) => Op::DecLoopGtSI,
            _ => return None,
        })
    }

    fn term(&mut self, term: &Term, next: Option<BlockId>, live: &Set, fused: Option<Op>) {
        match term {
            Term::Open => unreachable!("block of {} is not ended", self.f.name),
            Term::Jump(t) => self.jump(*t, next, live),
            Term::Branch { .. } => {
                let (op, args, target, then) = self.shape(term, next).expect("a branch");
                self.branch(fused.unwrap_or(op), args, target, live, fused.is_some());
                if let Some(t) = then {
                    self.jump(t, None, live);
                }
            }
            Term::Iter { iter, body, done } => {
                let slot = self.slot(*iter);
                if self.long {
                    // Over the long jump when there is an entry; to it when done.
                    self.push(Insn::abc(Op::MapIterNext, slot, 0, 1));
                    self.push(Insn::ad(Op::Jmp, 0, 1));
                    self.jump(*done, None, live);
                } else {
                    self.push(Insn::abc(Op::MapIterNext, slot, 0, 0));
                    let end = self.code.words.len();
                    self.fixups.push(Fixup { word: end - 1, end, target: *done, form: FixForm::C16 });
                }
                self.jump(*body, next, live);
            }
            Term::Table { index, targets, default } => {
                self.push(Insn::ad(Op::JTab, self.slot(*index), targets.len() as i32));
                let first = self.code.words.len();
                let end = first + targets.len().div_ceil(2);
                self.code.words.resize(end, Insn(0));
                for (i, &t) in targets.iter().enumerate() {
                    self.fixups.push(Fixup { word: first + i / 2, end, target: t, form: FixForm::Half(i % 2 == 1) });
                }
                self.jump(*default, next, live);
            }
            Term::Ret(values) => self.ret(values),
            Term::Stop { op, args, w } => self.op(*op, args, *w),
        }
    }

    fn ret(&mut self, values: &[Loc]) {
        let total: u16 = values.iter().map(|l| l.n).sum();
        if let [l] = values
            && (1..=3).contains(&total)
        {
            let s = self.slot(*l);
            let op = [Op::Ret1, Op::Ret2, Op::Ret3][total as usize - 1];
            return self.push(if s == 0 { Insn::abc(Op::Ret, 0, 0, 0) } else { Insn::abc(op, s, 0, 0) });
        }
        let mut moves = Vec::new();
        let mut offset = 0;
        for &l in values {
            moves.push((offset, self.slot(l) as u32, l.n));
            offset += l.n as u32;
        }
        let scratch = self.slots.frame_slots.max(offset);
        self.scratch_top = self.scratch_top.max(offset);
        self.parallel(&moves, scratch);
        self.push(Insn::abc(Op::Ret, 0, 0, 0));
    }

    fn jump(&mut self, t: BlockId, next: Option<BlockId>, live: &Set) {
        if Some(t) == next {
            return;
        }
        let back = self.is_back(t);
        if back {
            self.map_live(self.code.words.len(), live);
        }
        self.push(Insn::ad(if back { Op::Loop } else { Op::Jmp }, 0, 0));
        let end = self.code.words.len();
        self.fixups.push(Fixup { word: end - 1, end, target: t, form: FixForm::D32 });
    }

    fn branch(&mut self, op: Op, args: [Arg; 2], target: BlockId, live: &Set, fused: bool) {
        let back = self.is_back(target);
        let looped = if fused { Some(op) } else { loop_form(op).filter(|_| back) };
        let wide = matches!(op, Op::JT | Op::JF);
        if back && looped.is_none() || self.long && !wide {
            // The opposite test jumps over an unconditional (looping, long) jump.
            let (neg, swap) = negate(op);
            let args = if swap { [args[1], args[0]] } else { args };
            self.cond(neg, args);
            let word = self.code.words.len() - 1;
            self.jump(target, None, live);
            let over = self.code.words.len() - word - 1;
            self.set_distance(word, over as i64, wide_distance(neg));
            return;
        }
        let op = looped.unwrap_or(op);
        if back {
            self.map_live(self.code.words.len(), live);
        }
        self.cond(op, args);
        let end = self.code.words.len();
        let form = if wide_distance(op) { FixForm::D32 } else { FixForm::C16 };
        self.fixups.push(Fixup { word: end - 1, end, target, form });
    }

    fn cond(&mut self, op: Op, args: [Arg; 2]) {
        let roles = op.info().operands;
        let third = Arg::Imm(0);
        let args = if roles.len() == 2 { [args[0], third, third] } else { [args[0], args[1], third] };
        self.op(op, &args, 0);
    }

    fn set_distance(&mut self, word: usize, distance: i64, wide: bool) {
        let w = &mut self.code.words[word];
        if wide {
            w.0 = w.0 & 0xffff_ffff | (distance as i32 as u32 as u64) << 32;
        } else {
            match i16::try_from(distance) {
                Ok(d) => w.0 = w.0 & 0xffff_ffff_ffff | (d as u16 as u64) << 48,
                Err(_) => self.too_far = true,
            }
        }
    }

    fn patch(&mut self) {
        for fix in std::mem::take(&mut self.fixups) {
            let distance = self.start(fix.target) as i64 - fix.end as i64;
            match fix.form {
                FixForm::C16 => self.set_distance(fix.word, distance, false),
                FixForm::D32 => self.set_distance(fix.word, distance, true),
                FixForm::Half(high) => {
                    let w = &mut self.code.words[fix.word];
                    w.0 |= (distance as i32 as u32 as u64) << if high { 32 } else { 0 };
                }
            }
        }
    }
}

fn set_bit(bits: &mut SlotBits, i: u32) {
    let word = i as usize / 64;
    if bits.len() <= word {
        bits.resize(word + 1, 0);
    }
    bits[word] |= 1 << (i % 64);
}

fn is_safe(kind: &InstKind) -> bool {
    matches!(kind, InstKind::Op { op, .. } if op.info().is_safe())
}

fn is_call_op(kind: &InstKind) -> bool {
    matches!(kind, InstKind::Op { op, .. } if op.info().is_call())
}

fn wide_distance(op: Op) -> bool {
    op.info().operands.iter().any(|o| o.role == Role::jmp32)
}

fn loop_form(op: Op) -> Option<Op> {
    Some(match op {
        Op::JT => Op::LoopT,
        Op::JF => Op::LoopF,
        Op::JEq => Op::LoopEq,
        Op::JNe => Op::LoopNe,
        Op::JLtS => Op::LoopLtS,
        Op::JLeS => Op::LoopLeS,
        Op::JLtU => Op::LoopLtU,
        Op::JLeU => Op::LoopLeU,
        Op::JEqI => Op::LoopEqI,
        Op::JNeI => Op::LoopNeI,
        Op::JLtSI => Op::LoopLtSI,
        Op::JLeSI => Op::LoopLeSI,
        Op::JGtSI => Op::LoopGtSI,
        Op::JGeSI => Op::LoopGeSI,
        Op::JLtF => Op::LoopLtF,
        Op::JLeF => Op::LoopLeF,
        _ => return None,
    })
}
