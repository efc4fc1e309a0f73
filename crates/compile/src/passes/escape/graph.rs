//! The flow graph of one function: which locations get values from which, and how.
//!
//! Nodes are registers, allocation sites, results and the heap. An edge `from -d-> to` says that `to` may get what one finds by
//! following pointers d times from the value of `from`; -1: the address of `from`. The value of a site is what the object holds.
//! The graph is the same for all orders of execution.

use super::natives::{Keeps, keeps};
use super::summary::{Flow, Summaries};
use crate::ir::{Arg, BlockId, Function, InstKind, Loc, Reg, Target, Term, room};
use smallvec::SmallVec;
use vole_bytecode::{FuncId, Op, Program, RtTypeId};

/// Results that are told apart: by their first slots; the last stands for all further ones.
pub(super) const RESULTS: u32 = 8;
/// Objects that a store may go to before it counts as one to the heap.
const MAX_BASES: usize = 4;

/// A node.
pub(super) type Node = u32;

/// An edge.
#[derive(Clone, Copy)]
pub(super) struct Edge {
    pub from: Node,
    pub to: Node,
    pub derefs: i8,
}

/// What a site makes.
#[derive(Clone, Debug)]
pub(super) enum Make {
    New(RtTypeId),
    /// The fresh copy of a loop variable's cell for the next iteration; the cell.
    Fresh(RtTypeId, Reg),
    Box(RtTypeId),
    Closure,
    /// Elements' type, length and capacity.
    Slice(RtTypeId, u64, u64),
}

/// An allocation.
#[derive(Clone, Debug)]
pub(super) struct Site {
    pub block: BlockId,
    pub inst: usize,
    pub make: Make,
    /// Where the pointer goes.
    pub dst: Reg,
}

/// What may stand in a buffer of the frame: the result of an append, or bytes or runes made of a string.
#[derive(Clone, Copy, Debug)]
pub(super) struct Buffered {
    pub block: BlockId,
    pub inst: usize,
    pub dst: Reg,
}

/// Where a register's value comes from.
#[derive(Clone, Copy, PartialEq)]
enum Def {
    Copy(Reg),
    /// The address of a site, or of a register that stands in memory.
    Object(Node),
    /// Loaded through this register.
    Load(Reg),
    Func(FuncId),
    Param,
    Unknown,
}

const END: u32 = u32::MAX;

/// What a pointer is known to point to.
#[derive(Clone, Copy, PartialEq, Debug)]
enum Base {
    Object(Node),
    Param(Reg),
    /// What is loaded through a parameter.
    Loaded(Reg),
    Func(FuncId),
}

/// The graph.
pub(super) struct Graph<'a> {
    pub f: &'a Function,
    program: &'a Program,
    summaries: &'a Summaries,
    pub edges: Vec<Edge>,
    pub sites: Vec<Site>,
    pub buffered: Vec<Buffered>,
    /// What is stored to elements of slices. gc takes that to go to the heap.
    pub elements: Vec<Reg>,
    /// Slices that are moved out of their buffers, if they stand there: from, to.
    pub moves: Vec<(Reg, Reg)>,
    /// Functions that closures made here run.
    closures: Vec<(Node, FuncId)>,
    /// First of each register's definitions in `defs`.
    first_def: Vec<u32>,
    defs: Vec<(Def, u32)>,
    stores: Vec<(Reg, Reg, i8)>,
    calls: Vec<(BlockId, usize)>,
    pub deferred: Vec<Reg>,
    pub context: Option<Reg>,
    /// Integers are followed too: one becomes a pointer here.
    integers: bool,
    needs_integers: bool,
}

impl<'a> Graph<'a> {
    /// The graph of a function.
    pub fn build(f: &'a Function, program: &'a Program, summaries: &'a Summaries) -> Graph<'a> {
        let mut g = Graph::collect(f, program, summaries, false);
        if g.needs_integers {
            g = Graph::collect(f, program, summaries, true);
        }
        g.resolve_calls();
        g.resolve_stores();
        g
    }

    pub fn heap(&self) -> Node {
        self.f.regs.len() as Node
    }

    pub fn result(&self, slot: u32) -> Node {
        self.heap() + 1 + slot.min(RESULTS - 1)
    }

    pub fn site(&self, i: usize) -> Node {
        self.heap() + 1 + RESULTS + i as Node
    }

    /// What stands in the i-th buffer.
    pub fn buffer(&self, i: usize) -> Node {
        self.site(self.sites.len() + i)
    }

    pub fn nodes(&self) -> usize {
        self.buffer(self.buffered.len()) as usize
    }

    fn collect(f: &'a Function, program: &'a Program, summaries: &'a Summaries, integers: bool) -> Graph<'a> {
        let mut g = Graph {
            f,
            program,
            summaries,
            edges: Vec::new(),
            sites: Vec::new(),
            buffered: Vec::new(),
            elements: Vec::new(),
            moves: Vec::new(),
            closures: Vec::new(),
            first_def: vec![END; f.regs.len()],
            defs: Vec::new(),
            stores: Vec::new(),
            calls: Vec::new(),
            deferred: Vec::new(),
            context: None,
            integers,
            needs_integers: false,
        };
        for &p in &f.params {
            g.define(p, Def::Param);
        }
        for &b in &f.order {
            let block = &f.blocks[b.0 as usize];
            for (i, inst) in block.insts.iter().enumerate() {
                match &inst.kind {
                    InstKind::Move { dst, src } => g.copy(*dst, *src),
                    InstKind::Op { op, args, w } => g.op(*op, args, *w, (b, i)),
                    InstKind::Call { rets, .. } => {
                        rets.iter().for_each(|l| g.unknown(*l));
                        g.calls.push((b, i));
                    }
                }
            }
            match &block.term {
                Term::Ret(values) => {
                    let mut slot = 0;
                    for &v in values {
                        for s in 0..v.n {
                            if g.pointers(v.at(s)) {
                                let to = g.result(slot);
                                g.edge(v.reg, to, 0);
                            }
                            slot += 1;
                        }
                    }
                }
                Term::Stop { args, .. } => {
                    for a in args {
                        g.leak(*a, 0);
                    }
                }
                _ => {}
            }
        }
        g
    }

    // ---- edges

    fn pointers(&self, l: Loc) -> bool {
        let info = &self.f.regs[l.reg.0 as usize];
        (l.sub..l.sub + l.n).any(|s| info.is_ptr(s))
    }

    fn has_ptr_slots(&self, r: Reg) -> bool {
        self.f.regs[r.0 as usize].ptrs.iter().any(|&w| w != 0)
    }

    fn edge(&mut self, from: Reg, to: Node, derefs: i8) {
        self.edges.push(Edge { from: from.0, to, derefs });
    }

    fn define(&mut self, r: Reg, def: Def) {
        let first = &mut self.first_def[r.0 as usize];
        self.defs.push((def, *first));
        *first = self.defs.len() as u32 - 1;
    }

    fn unknown(&mut self, l: Loc) {
        if self.pointers(l) {
            self.define(l.reg, Def::Unknown);
        }
    }

    /// The values of a location end up in another.
    fn copy(&mut self, dst: Loc, src: Loc) {
        let (to, from) = (self.pointers(dst), self.pointers(src));
        if !to && !from && !self.integers {
            return;
        }
        // The length of a slice does not lead to its elements.
        if !from && self.has_ptr_slots(src.reg) {
            return self.unknown(dst);
        }
        if to && !from {
            self.needs_integers = true;
        }
        self.edge(src.reg, dst.reg.0, 0);
        self.define(dst.reg, Def::Copy(src.reg));
    }

    fn load(&mut self, dst: Arg, base: Arg, derefs: i8) {
        let (Arg::Loc(dst), Arg::Loc(base)) = (dst, base) else { return };
        if self.pointers(dst) {
            self.edge(base.reg, dst.reg.0, derefs);
            let def = if derefs == 1 { Def::Load(base.reg) } else { Def::Unknown };
            self.define(dst.reg, def);
        }
    }

    /// What `value` leads to after so many loads goes where `base` points.
    fn store(&mut self, base: Arg, value: Arg, derefs: i8) {
        let (Arg::Loc(base), Arg::Loc(value)) = (base, value) else { return };
        if self.pointers(value) {
            self.stores.push((base.reg, value.reg, derefs));
        }
    }

    fn leak(&mut self, value: Arg, derefs: i8) {
        let Arg::Loc(value) = value else { return };
        if self.pointers(value) {
            let heap = self.heap();
            self.edge(value.reg, heap, derefs);
        }
    }

    fn address(&mut self, dst: Arg, object: Arg) {
        let (Arg::Loc(dst), Arg::Loc(object)) = (dst, object) else { return };
        self.edge(object.reg, dst.reg.0, -1);
        self.define(dst.reg, Def::Object(object.reg.0));
    }

    fn make(&mut self, dst: Arg, make: Make, (block, inst): (BlockId, usize)) -> Node {
        let node = self.site(self.sites.len());
        if let Arg::Loc(dst) = dst {
            self.sites.push(Site { block, inst, make, dst: dst.reg });
            self.edges.push(Edge { from: node, to: dst.reg.0, derefs: -1 });
            self.define(dst.reg, Def::Object(node));
        }
        node
    }

    fn has_pointers(&self, ty: u64) -> bool {
        self.program.types.get(ty as usize).is_none_or(|t| t.layout.0 != 0)
    }

    /// The constant that a slot of a register holds, if it is written once, as one.
    fn constant(&self, b: BlockId, before: usize, l: Loc) -> Option<u64> {
        let insts = &self.f.blocks[b.0 as usize].insts;
        for inst in insts[..before].iter().rev().take(16) {
            let mut written = false;
            inst.kind.writes(|x| written |= x.reg == l.reg && x.sub <= l.sub && l.sub < x.sub + x.n);
            if written {
                return match inst.kind {
                    InstKind::Op { op: Op::LdI, args: [_, Arg::Imm(i), _], .. } => u64::try_from(i).ok(),
                    InstKind::Move { dst, src } => {
                        let at = insts[..before].iter().position(|i| std::ptr::eq(i, inst))?;
                        self.constant(b, at, src.at(l.sub - dst.sub))
                    }
                    _ => None,
                };
            }
        }
        None
    }

    fn op(&mut self, op: Op, args: &[Arg; 3], w: u64, at: (BlockId, usize)) {
        use Op::*;
        let [a, b, c] = *args;
        match op {
            // Loads.
            Ld64 | Ld2 | Ld3 | LdN | Idx64 | Idx2 | Idx3 | IdxHead | IdxFld64 | Arr64 => self.load(a, b, 1),
            FldIdx64 => self.load(a, b, 2),
            FArr64 => {
                if let (Arg::Loc(dst), Arg::Loc(object)) = (a, b)
                    && self.pointers(dst)
                {
                    self.edge(object.reg, dst.reg.0, 0);
                    self.define(dst.reg, Def::Unknown);
                }
            }
            // Stores.
            St64 | St2 | St3 | StN => self.store(a, b, 0),
            IdxSt64 | IdxSt2 | IdxSt3 | IdxFldSt64 | ArrSt64 => {
                if let Arg::Loc(value) = c
                    && op != ArrSt64
                    && self.pointers(value)
                {
                    self.elements.push(value.reg);
                }
                self.store(a, c, 0);
            }
            FArrSt64 => {
                if let (Arg::Loc(object), Arg::Loc(value)) = (a, c)
                    && self.pointers(value)
                {
                    self.edge(value.reg, object.reg.0, 0);
                }
            }
            MemCopy => {
                if w >= 8 {
                    self.store(a, b, 1);
                }
            }
            CopySl => {
                if w >= 8 {
                    self.store(b, c, 1);
                }
            }
            StG64 | StG2 | StG3 => self.leak(a, 0),
            // Addresses.
            FrameAddr | FArrAddr => self.address(a, b),
            IdxAddr | ArrAddr | SliceSl | SliceStr => {
                if let (Arg::Loc(dst), Arg::Loc(src)) = (a, b) {
                    self.copy(dst, src);
                }
            }
            LdFunc => {
                if let (Arg::Loc(dst), Arg::Imm(id)) = (a, b) {
                    self.define(dst.reg, Def::Func(FuncId(id as u32)));
                }
            }
            GetCtx => {
                if let Arg::Loc(dst) = a {
                    self.context = Some(dst.reg);
                    self.define(dst.reg, Def::Unknown);
                }
            }
            // A string of one part may be that part.
            Cat => {
                for src in [b, c] {
                    if let (Arg::Loc(dst), Arg::Loc(src)) = (a, src) {
                        self.copy(dst, src);
                    }
                }
            }
            CatN => {
                if let (Arg::Loc(dst), Arg::Loc(src)) = (a, b) {
                    self.copy(dst, src);
                }
            }
            // Allocation.
            New => {
                let Arg::Imm(ty) = b else { return };
                let ty = RtTypeId(ty as u32);
                match c {
                    Arg::Loc(cell) => {
                        if let Arg::Loc(dst) = a {
                            self.copy(dst, cell);
                        }
                        self.make(a, Make::Fresh(ty, cell.reg), at);
                    }
                    Arg::Imm(_) => {
                        self.make(a, Make::New(ty), at);
                    }
                }
            }
            Box | Box2 | Box3 => {
                let site = self.make(a, Make::Box(RtTypeId(w as u32)), at);
                if let Arg::Loc(v) = b
                    && self.pointers(v)
                {
                    self.edge(v.reg, site, 0);
                }
            }
            Closure => {
                let site = self.make(a, Make::Closure, at);
                if let Arg::Loc(v) = b
                    && self.pointers(v)
                {
                    self.edge(v.reg, site, 0);
                }
                self.closures.push((site, FuncId(w as u32)));
            }
            MakeSlice => {
                let Arg::Loc(sizes) = b else { return };
                let (len, cap) = (self.constant(at.0, at.1, sizes.at(0)), self.constant(at.0, at.1, sizes.at(1)));
                match (len, cap) {
                    (Some(len), Some(cap)) if len <= cap => {
                        self.make(a, Make::Slice(RtTypeId(w as u32), len, cap), at);
                    }
                    _ => {
                        if let Arg::Loc(dst) = a {
                            self.unknown(dst);
                        }
                    }
                }
            }
            // The result may be the slice itself, or new memory to which its elements have moved.
            Append64 | Append32 | Append8 | Append2 | Append3 | AppendN | AppendSl | AppendZ => {
                let (Arg::Loc(dst), Arg::Loc(src)) = (a, b) else { return };
                self.copy(dst, src);
                self.define(dst.reg, Def::Unknown);
                if w & room::WANTED != 0 {
                    self.buffered.push(Buffered { block: at.0, inst: at.1, dst: dst.reg });
                }
                if self.has_pointers(room::plain(w)) {
                    self.leak(b, 1);
                    match op {
                        AppendSl => self.leak(c, 1),
                        AppendZ => {}
                        _ => self.leak(c, 0),
                    }
                }
            }
            MoveSl => {
                let (Arg::Loc(dst), Arg::Loc(src)) = (a, b) else { return };
                self.moves.push((src.reg, dst.reg));
                self.define(dst.reg, Def::Unknown);
            }
            BytesOfStr | RunesOfStr => {
                let Arg::Loc(dst) = a else { return };
                self.define(dst.reg, Def::Unknown);
                if matches!(c, Arg::Imm(0 | crate::lower::moved::ONLY_READ)) {
                    self.buffered.push(Buffered { block: at.0, inst: at.1, dst: dst.reg });
                }
            }
            // Keys of maps, what is sent, what is deferred.
            MapSet | MapSetI | MapSetS => {
                self.leak(c, 0);
                if let Arg::Loc(dst) = a {
                    self.unknown(dst);
                }
            }
            Send => self.leak(b, 0),
            // Addresses of values that are sent or received.
            Select => self.leak(b, 1),
            Defer => {
                if let Arg::Loc(closure) = a {
                    self.deferred.push(closure.reg);
                }
            }
            DeferAt => self.leak(a, 0),
            // What is only looked at.
            MapGet | MapGet2 | MapGetI | MapGet2I | MapGetS | MapGet2S | MapDelete | MapLen | MapClear
            | MapIterInit | MapIterNext | EqMem | EqIface | EqStr | NeStr | LtStr | LeStr | Implements | StrOfBytes
            | StrOfRune | StrOfRunes | RangeStr | MakeMap | MakeChan | Recv | Recv2 | Close | ChanLen | ChanCap
            | NilCheck | MemZero | Bounds | ShiftCheck | DeferMark | RunDefers | Recover | St8 | St16 | St32 | StG8
            | StG32 | IdxSt8 | IdxSt16 | IdxSt32 | ArrSt8 | ArrSt32 | FArrSt8 | FArrSt32 | LdG64 | LdG2 | LdG3
            | Ld8U | Ld8S | Ld16U | Ld16S | Ld32U | Ld32S | Idx8U | Idx8S | Idx16U | Idx16S | Idx32U | Idx32S
            | FldIdx8U | Arr8U | Arr32U | Arr32S | FArr8U | FArr32U | FArr32S => {
                for (operand, arg) in op.info().operands.iter().zip(args) {
                    use vole_bytecode::isa::Role;
                    if let (Role::dst | Role::dst2 | Role::dst3 | Role::dstn, Arg::Loc(l)) = (operand.role, *arg) {
                        self.unknown(l);
                    }
                }
            }
            LdI | LdK | Zero2 | Zero3 | ZeroN => {}
            Add | Sub | AddI | And | AndI | AndNot | Or | OrI | RSubI | Mul | MulI | Neg | Not => {
                let Arg::Loc(dst) = a else { return };
                for src in [b, c] {
                    if let Arg::Loc(src) = src
                        && (self.integers || self.pointers(src) || !self.pointers_in(&[b, c]))
                    {
                        self.copy(dst, src);
                    }
                }
            }
            // What Xor makes of a pointer is taken to be none: so library code hides one.
            _ if crate::passes::effects::is_pure(&InstKind::Op { op, args: *args, w }) => {
                if let Arg::Loc(dst) = a {
                    self.unknown(dst);
                }
            }
            // Anything else may do anything.
            _ => {
                let mut uses: SmallVec<[Loc; 3]> = SmallVec::new();
                crate::ir::op_uses(op, args, |l, _| uses.push(l));
                for l in uses {
                    self.leak(Arg::Loc(l), 0);
                    self.unknown(l);
                }
            }
        }
    }

    fn pointers_in(&self, args: &[Arg]) -> bool {
        args.iter().any(|a| matches!(a, Arg::Loc(l) if self.pointers(*l)))
    }

    // ---- what pointers point to

    fn defs_of(&self, r: Reg) -> impl Iterator<Item = Def> + '_ {
        let mut at = self.first_def[r.0 as usize];
        std::iter::from_fn(move || {
            let &(def, next) = self.defs.get(at as usize)?;
            at = next;
            Some(def)
        })
    }

    fn single_def(&self, r: Reg) -> Option<Def> {
        let mut defs = self.defs_of(r);
        let first = defs.next()?;
        defs.next().is_none().then_some(first)
    }

    /// All that a register may point to, if that is known; what is loaded through a parameter only if `loads`.
    fn bases(&self, r: Reg, loads: bool) -> Option<SmallVec<[Base; MAX_BASES]>> {
        let mut found: SmallVec<[Base; MAX_BASES]> = SmallVec::new();
        let mut seen: SmallVec<[Reg; 8]> = SmallVec::new();
        let mut todo: SmallVec<[Reg; 8]> = SmallVec::new();
        todo.push(r);
        while let Some(r) = todo.pop() {
            if seen.contains(&r) {
                continue;
            }
            if seen.len() == 24 {
                return None;
            }
            seen.push(r);
            for def in self.defs_of(r) {
                let base = match def {
                    Def::Copy(from) => {
                        if self.first_def[from.0 as usize] != END {
                            todo.push(from);
                        }
                        continue;
                    }
                    Def::Object(node) => Base::Object(node),
                    Def::Func(id) => Base::Func(id),
                    Def::Param if self.single_def(r) == Some(Def::Param) => Base::Param(r),
                    Def::Load(from) if loads => match self.bases(from, false)?[..] {
                        [Base::Param(p)] => Base::Loaded(p),
                        _ => return None,
                    },
                    _ => return None,
                };
                if !found.contains(&base) {
                    if found.len() == MAX_BASES {
                        return None;
                    }
                    found.push(base);
                }
            }
        }
        (!found.is_empty()).then_some(found)
    }

    fn resolve_stores(&mut self) {
        let stores = std::mem::take(&mut self.stores);
        let heap = self.heap();
        for (base, value, derefs) in stores {
            let bases = self.bases(base, false);
            let known = bases.as_ref().is_some_and(|b| b.iter().all(|b| matches!(b, Base::Object(_))));
            if known {
                for b in bases.into_iter().flatten() {
                    if let Base::Object(node) = b {
                        self.edge(value, node, derefs);
                    }
                }
                continue;
            }
            if let Some([Base::Param(p)]) = bases.as_deref()
                && derefs == 0
            {
                // `x.f = x.g[i:j]`: nothing gets out of what x points to.
                if self.bases(value, true).as_deref() == Some(&[Base::Loaded(*p)]) {
                    continue;
                }
            }
            self.edge(value, heap, derefs);
        }
    }

    /// What is moved out of a buffer, but was not there, gets where it is moved.
    pub fn let_move(&mut self) {
        for i in 0..self.moves.len() {
            let (from, to) = self.moves[i];
            self.edge(from, to.0, 0);
        }
    }

    // ---- calls

    fn resolve_calls(&mut self) {
        let f = self.f;
        let calls = std::mem::take(&mut self.calls);
        for (b, i) in calls {
            let InstKind::Call { target, args, rets } = &f.blocks[b.0 as usize].insts[i].kind else { continue };
            match *target {
                Target::Func(id) => self.known_call(id, args, rets),
                Target::Closure(l) => {
                    let bases = self.bases(l.reg, false);
                    let all: Option<SmallVec<[FuncId; 4]>> = bases.and_then(|b| {
                        b.iter()
                            .map(|b| match *b {
                                Base::Func(id) => Some(id),
                                Base::Object(node) => self.closures.iter().find(|c| c.0 == node).map(|c| c.1),
                                Base::Param(_) | Base::Loaded(_) => None,
                            })
                            .collect()
                    });
                    match all {
                        Some(all) => all.into_iter().for_each(|id| self.known_call(id, args, rets)),
                        None => args.iter().for_each(|&l| self.leak(Arg::Loc(l), 0)),
                    }
                }
                Target::Iface(l, _) => {
                    self.leak(Arg::Loc(l), 0);
                    args.iter().for_each(|&l| self.leak(Arg::Loc(l), 0));
                }
                Target::Go(_) => args.iter().for_each(|&l| self.leak(Arg::Loc(l), 0)),
                Target::GoClosure(l) => {
                    self.leak(Arg::Loc(l), 0);
                    args.iter().for_each(|&l| self.leak(Arg::Loc(l), 0));
                }
                Target::Native(n) => {
                    let name = &self.program.natives[n.0 as usize];
                    let keeps = keeps(name);
                    for (k, &l) in args.iter().enumerate() {
                        match keeps {
                            Keeps::All => self.leak(Arg::Loc(l), 0),
                            Keeps::Nothing => {}
                            Keeps::Views => self.reach_results(l, rets, 0),
                            Keeps::Loads => self.reach_results(l, rets, 1),
                            Keeps::Content | Keeps::ContentViewsFirst => {
                                self.leak(Arg::Loc(l), 1);
                                if k == 0 && keeps == Keeps::ContentViewsFirst {
                                    self.reach_results(l, rets, 0);
                                }
                            }
                        }
                    }
                }
            }
        }
        // A closure's body may run at any time with any arguments.
        for (site, id) in std::mem::take(&mut self.closures) {
            let Some(flow) = self.summaries.context(id) else { continue };
            let heap = self.heap();
            let derefs = flow.results.iter().map(|r| r.1).chain([flow.heap]).min().unwrap_or(Flow::NONE);
            if derefs != Flow::NONE {
                let dst = self.sites[(site - self.site(0)) as usize].dst;
                self.edge(dst, heap, derefs as i8);
            }
        }
    }

    fn reach_results(&mut self, l: Loc, rets: &[Loc], derefs: i8) {
        if !self.pointers(l) {
            return;
        }
        for &r in rets {
            if self.pointers(r) {
                self.edge(l.reg, r.reg.0, derefs);
            }
        }
    }

    /// The effects of a call of a known function. Arguments and parameters may be split differently into registers.
    fn known_call(&mut self, id: FuncId, args: &[Loc], rets: &[Loc]) {
        let summaries = self.summaries;
        let heap = self.heap();
        let mut at = 0u32;
        let mut spans: SmallVec<[(u32, u32, Reg); 6]> = SmallVec::new();
        for &l in args {
            if self.pointers(l) {
                spans.push((at, at + l.n as u32, l.reg));
            }
            at += l.n as u32;
        }
        if spans.is_empty() {
            return;
        }
        for p in summaries.params(id) {
            for &(from, to, reg) in &spans {
                if to <= p.first || p.first + p.slots <= from {
                    continue;
                }
                if p.flow.heap != Flow::NONE {
                    self.edge(reg, heap, p.flow.heap as i8);
                }
                for &(result, derefs) in &p.flow.results {
                    let mut slot = 0u32;
                    for &r in rets {
                        let covered = (slot..slot + r.n as u32).any(|s| s.min(RESULTS - 1) == result as u32);
                        if covered && self.pointers(r) {
                            self.edge(reg, r.reg.0, derefs as i8);
                        }
                        slot += r.n as u32;
                    }
                }
            }
        }
    }
}
