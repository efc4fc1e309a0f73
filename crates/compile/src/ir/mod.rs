//! The intermediate representation: a control-flow graph of bytecode operations over virtual registers.
//!
//! A [`Reg`] is a group of 1.. consecutive slots that holds one Go value in register form (a string has two slots, a slice
//! three, a small struct one per leaf) or, for big values, its memory image. Instructions are the operations of the bytecode
//! table with [`Loc`]s in place of slots, so the table's roles say what is read and written; only calls, moves of whole
//! values and terminators have forms of their own. It is not SSA: lowering writes straight into a variable's register,
//! which is what a register machine wants.
//!
//! Invariants: `mem` registers (whose address is taken, or that are indexed) live for the whole call and are zeroed on entry if they hold
//! pointers, but for [`Scoped`] ones; every other register is written before it is read on every path.

pub mod print;

use rustc_hash::{FxHashMap, FxHashSet};
use smallvec::SmallVec;
use std::sync::Arc;
pub use vole_bytecode::GcFrame;
use vole_bytecode::isa::{OPS, Role};
use vole_bytecode::{FuncId, NativeId, Op, SelectorId, SlotBits};

/// A virtual register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Reg(pub u32);

/// Consecutive slots of a register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Loc {
    /// The register.
    pub reg: Reg,
    /// First slot within it.
    pub sub: u16,
    /// Number of slots.
    pub n: u16,
}

impl Loc {
    /// Slots `at..at+n` of these.
    pub fn part(self, at: u16, n: u16) -> Loc {
        debug_assert!(at + n <= self.n);
        Loc { reg: self.reg, sub: self.sub + at, n }
    }
    /// One slot of these.
    pub fn at(self, at: u16) -> Loc {
        self.part(at, 1)
    }
}

/// A list of locations; two stand in place.
pub type Locs = SmallVec<[Loc; 2]>;

/// What is known of a register.
#[derive(Clone, Debug, Default)]
pub struct RegInfo {
    /// Slots.
    pub slots: u16,
    /// Bit i of word i/64: slot i may hold a pointer.
    pub ptrs: SlotBits,
    /// Lives in memory for the whole call.
    pub mem: bool,
}

impl RegInfo {
    /// Whether slot i may hold a pointer.
    pub fn is_ptr(&self, i: u16) -> bool {
        self.ptrs.get(i as usize / 64).is_some_and(|w| w >> (i % 64) & 1 != 0)
    }
}

/// A basic block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlockId(pub u32);

/// An operand of an [`InstKind::Op`], in the order of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Slots.
    Loc(Loc),
    /// An immediate, count or index.
    Imm(i64),
}

impl From<Loc> for Arg {
    fn from(l: Loc) -> Arg {
        Arg::Loc(l)
    }
}

/// Whom a call calls.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A function.
    Func(FuncId),
    /// A func value.
    Closure(Loc),
    /// A method of an interface value; the data word is not among the arguments.
    Iface(Loc, SelectorId),
    /// A native.
    Native(NativeId),
    /// `go` with a function.
    Go(FuncId),
    /// `go` with a func value.
    GoClosure(Loc),
}

/// An instruction.
#[derive(Clone, Debug)]
pub struct Inst {
    /// What it does.
    pub kind: InstKind,
    /// Global source offset, for line tables; 0 if none.
    pub pos: u32,
    /// The inlined call it came from: 1 + index into [`Function::inline_sites`], 0 for the function's own code.
    pub site: u32,
    /// Operands that are 64-bit unsigned indices (bits as in [`vole_bytecode::UnsignedIndex`]).
    pub unsigned: u8,
}

/// A call that was inlined.
#[derive(Clone, Debug)]
pub struct InlineSite {
    /// The callee's name.
    pub name: Arc<str>,
    /// See [`vole_bytecode::Func::args_shape`].
    pub args_shape: Arc<str>,
    /// See [`Function::kept`].
    pub kept: Arc<[(u8, u32)]>,
    /// See [`vole_bytecode::Func::gc_inline`].
    pub gc_inline: bool,
    /// The callee's frame in gc's program.
    pub gc_frame: GcFrame,
    /// Source offset of the callee.
    pub decl: u32,
    /// Source offset of the call.
    pub pos: u32,
    /// The inlined call that contains it, as [`Inst::site`].
    pub parent: u32,
}

/// The second word of appends and of [`Op::MoveSl`] before encoding: the element type, and what is known of the buffer in the frame that the
/// slice may grow into.
pub mod room {
    use super::Reg;

    /// gc would give the append a buffer if its result does not escape.
    pub const WANTED: u64 = 1 << 32;
    /// The buffer shows no more capacity than the heap would give.
    pub const EXACT: u64 = 1 << 33;
    const REG: u32 = 34;

    /// Without what is said of a buffer.
    pub fn plain(w: u64) -> u64 {
        w & u64::from(u32::MAX)
    }

    /// With this buffer.
    pub fn placed(w: u64, buffer: Reg) -> u64 {
        plain(w) | w & EXACT | (u64::from(buffer.0) + 1) << REG
    }

    /// The buffer.
    pub fn buffer(w: u64) -> Option<Reg> {
        (w >> REG).checked_sub(1).map(|r| Reg(r as u32))
    }

    /// As the instruction has it, given the buffer's slot.
    pub fn encoded(w: u64, slot: impl Fn(Reg) -> u32) -> u64 {
        match buffer(w) {
            Some(r) => plain(w) | (u64::from(slot(r) + 1) << 32) | (u64::from(w & EXACT != 0) << 48),
            None => plain(w),
        }
    }
}

/// Whether an operation appends to a slice.
pub fn appends(op: Op) -> bool {
    use Op::*;
    matches!(op, Append64 | Append32 | Append8 | Append2 | Append3 | AppendN | AppendSl | AppendZ)
}

/// What an instruction does.
#[derive(Clone, Debug)]
pub enum InstKind {
    /// A bytecode operation that does not transfer control.
    Op {
        /// The operation.
        op: Op,
        /// Its operands.
        args: [Arg; 3],
        /// Its second word.
        w: u64,
    },
    /// A copy of whole values, `dst.n == src.n`.
    Move {
        /// Written.
        dst: Loc,
        /// Read.
        src: Loc,
    },
    /// A call. Arguments stand in the callee's frame one after another; results likewise.
    Call {
        /// Whom.
        target: Target,
        /// Arguments.
        args: Locs,
        /// Results; they need not take all (trailing ones may be dropped).
        rets: Locs,
    },
}

/// How a block ends.
#[derive(Clone, Debug)]
pub enum Term {
    /// Not yet ended.
    Open,
    /// Goes on in a block.
    Jump(BlockId),
    /// A conditional jump operation (never a Loop form): taken to `yes`.
    Branch {
        /// A `J..` operation.
        op: Op,
        /// Its operands but the distance.
        args: [Arg; 2],
        /// Where it jumps to.
        yes: BlockId,
        /// Where it falls through to.
        no: BlockId,
    },
    /// Advances a map iterator.
    Iter {
        /// The iterator.
        iter: Loc,
        /// With a key and value.
        body: BlockId,
        /// When it is over.
        done: BlockId,
    },
    /// A jump table.
    Table {
        /// Index.
        index: Loc,
        /// Targets.
        targets: Vec<BlockId>,
        /// Anything else.
        default: BlockId,
    },
    /// Returns these values.
    Ret(Locs),
    /// An operation that never goes on (Panic, AssertFail, Unreachable).
    Stop {
        /// The operation.
        op: Op,
        /// Its operands.
        args: [Arg; 3],
        /// Its second word.
        w: u64,
    },
}

impl Term {
    /// Whether the function ends here: there are no successors.
    pub fn is_end(&self) -> bool {
        matches!(self, Term::Open | Term::Ret(_) | Term::Stop { .. })
    }

    /// Calls `f` with each successor.
    pub fn successors(&self, mut f: impl FnMut(BlockId)) {
        match self {
            Term::Open | Term::Ret(_) | Term::Stop { .. } => {}
            Term::Jump(b) => f(*b),
            Term::Branch { yes, no, .. } => {
                f(*yes);
                f(*no);
            }
            Term::Iter { body, done, .. } => {
                f(*body);
                f(*done);
            }
            Term::Table { targets, default, .. } => {
                targets.iter().for_each(|&t| f(t));
                f(*default);
            }
        }
    }

    /// Replaces each successor by `f` of it.
    pub fn map_successors(&mut self, mut f: impl FnMut(BlockId) -> BlockId) {
        match self {
            Term::Open | Term::Ret(_) | Term::Stop { .. } => {}
            Term::Jump(b) => *b = f(*b),
            Term::Branch { yes, no, .. } => {
                *yes = f(*yes);
                *no = f(*no);
            }
            Term::Iter { body, done, .. } => {
                *body = f(*body);
                *done = f(*done);
            }
            Term::Table { targets, default, .. } => {
                targets.iter_mut().for_each(|t| *t = f(*t));
                *default = f(*default);
            }
        }
    }
}

/// A basic block.
#[derive(Clone, Debug)]
pub struct Block {
    /// Instructions.
    pub insts: Vec<Inst>,
    /// End.
    pub term: Term,
    /// Source offset of the end.
    pub term_pos: u32,
    /// The inlined call the end came from, as [`Inst::site`].
    pub term_site: u32,
}

/// A function.
#[derive(Clone, Debug, Default)]
pub struct Function {
    /// Name for tracebacks.
    pub name: Arc<str>,
    /// Registers.
    pub regs: Vec<RegInfo>,
    /// Blocks; the first is the entry.
    pub blocks: Vec<Block>,
    /// Layout order of the blocks.
    pub order: Vec<BlockId>,
    /// Parameters: they stand in slots 0.. on entry, one after another.
    pub params: Vec<Reg>,
    /// Slots of all results.
    pub result_slots: u16,
    /// Where a recovered panic goes on.
    pub recover: Option<BlockId>,
    /// Compiler-made.
    pub wrapper: bool,
    /// Must not be inlined (calls recover, defers, is a goroutine's root...).
    pub no_inline: bool,
    /// Its calls stay calls (the program's entry: traces end with a real `main.main` frame).
    pub keep_calls: bool,
    /// See [`vole_bytecode::Func::args_shape`].
    pub args_shape: Arc<str>,
    /// See [`vole_bytecode::Func::gc_inline`].
    pub gc_inline: bool,
    /// See [`vole_bytecode::Func::gc_frame`].
    pub gc_frame: GcFrame,
    /// Slots of parameters that are needed after a call, each with the source offset of the first such call.
    pub kept: Arc<[(u8, u32)]>,
    /// Of the program, not the library.
    pub user: bool,
    /// Global source offset of the declaration.
    pub pos: u32,
    /// Calls that were inlined.
    pub inline_sites: Vec<InlineSite>,
    /// Objects that escape analysis put into the frame.
    pub scoped: Scoped,
}

/// `mem` registers that live only as long as something may lead to them.
#[derive(Clone, Debug, Default)]
pub struct Scoped {
    /// The objects.
    objects: FxHashSet<Reg>,
    /// Those that are read other than through pointers.
    read: FxHashSet<Reg>,
    /// By register: the objects that the pointers in it may lead to.
    reach: FxHashMap<Reg, SmallVec<[Reg; 2]>>,
}

impl Scoped {
    /// Whether the register is such an object.
    pub fn contains(&self, r: Reg) -> bool {
        self.objects.contains(&r)
    }

    /// Objects that pointers in the register may lead to.
    pub fn reached(&self, r: Reg) -> &[Reg] {
        match self.reach.get(&r) {
            Some(objects) => objects,
            None => &[],
        }
    }

    /// By register: whether it is an object that is read only through pointers. Empty if none is.
    pub fn unread(&self, regs: usize) -> Vec<bool> {
        let mut found = vec![];
        for r in self.objects.difference(&self.read) {
            found.resize(regs, false);
            found[r.0 as usize] = true;
        }
        found
    }

    /// Notes that the object is read other than through pointers.
    pub fn note_read(&mut self, object: Reg) {
        self.read.insert(object);
    }

    /// Makes a register such an object.
    pub fn insert(&mut self, object: Reg) {
        self.objects.insert(object);
    }

    /// Notes that pointers in `from` may lead to the object.
    pub fn link(&mut self, from: Reg, object: Reg) {
        self.reach.entry(from).or_default().push(object);
    }

    /// The register is no object any more.
    pub fn remove(&mut self, object: Reg) {
        self.objects.remove(&object);
        self.reach.retain(|_, objects| {
            objects.retain(|o| *o != object);
            !objects.is_empty()
        });
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.objects.is_empty()
    }
}

impl Function {
    /// Whether the register stands in memory for the whole call.
    #[inline]
    pub fn lives_throughout(&self, r: Reg) -> bool {
        self.regs[r.0 as usize].mem && (self.scoped.is_empty() || !self.scoped.contains(r))
    }

    /// Calls `f` with the location itself and, if it is read, all of every object that its pointers may lead to.
    #[inline]
    pub fn touched(&self, l: Loc, how: Use, mut f: impl FnMut(Loc, Use)) {
        f(l, how);
        if !self.scoped.is_empty() && how != Use::Write {
            for &object in self.scoped.reached(l.reg) {
                f(Loc { reg: object, sub: 0, n: self.regs[object.0 as usize].slots }, Use::Read);
            }
        }
    }

    /// A new register.
    pub fn new_reg(&mut self, info: RegInfo) -> Loc {
        let n = info.slots;
        self.regs.push(info);
        Loc { reg: Reg(self.regs.len() as u32 - 1), sub: 0, n }
    }

    /// A new block, not yet in the layout.
    pub fn new_block(&mut self) -> BlockId {
        self.blocks.push(Block { insts: Vec::new(), term: Term::Open, term_pos: 0, term_site: 0 });
        BlockId(self.blocks.len() as u32 - 1)
    }

    /// The block.
    pub fn block(&mut self, id: BlockId) -> &mut Block {
        &mut self.blocks[id.0 as usize]
    }
}

/// How an operation's operand is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Read.
    Read,
    /// Written.
    Write,
    /// Both.
    Update,
    /// Its address matters, or part of it is written: read, and written in part.
    Memory,
}

/// By operation: how its operands are used, as far as they are slots.
static OP_USES: [[Option<Use>; 3]; OPS.len()] = {
    let mut table = [[None; 3]; OPS.len()];
    let mut op = 0;
    while op < OPS.len() {
        let operands = OPS[op].info().operands;
        let mut i = 0;
        while i < operands.len() && i < 3 {
            table[op][i] = match operands[i].role {
                Role::dst | Role::dst2 | Role::dst3 | Role::dstn => Some(Use::Write),
                Role::upd => Some(Use::Update),
                Role::mem | Role::iter | Role::cases => Some(Use::Memory),
                _ => Some(Use::Read),
            };
            i += 1;
        }
        op += 1;
    }
    table
};

/// Calls `f` with every location an operation touches and how.
#[inline]
pub fn op_uses(op: Op, args: &[Arg; 3], mut f: impl FnMut(Loc, Use)) {
    for (how, arg) in OP_USES[op as usize].iter().zip(args) {
        if let (Some(how), Arg::Loc(loc)) = (*how, *arg) {
            f(loc, how);
        }
    }
}

impl InstKind {
    /// Whether gc's code calls its run-time system for an instruction that is no call of ours.
    pub fn calls_run_time(&self) -> bool {
        let InstKind::Op { op, .. } = self else { return false };
        let name = op.info().name;
        op.info().is_safe() && !["Box", "Closure", "Defer", "CallN"].iter().any(|other| name.starts_with(other))
    }

    /// Calls `f` with every location the instruction touches and how; reads come before writes.
    pub fn uses(&self, mut f: impl FnMut(Loc, Use)) {
        self.reads(&mut f);
        self.writes(|l| f(l, Use::Write));
    }

    /// Calls `f` with every location the instruction touches and how; writes come before reads, as a backward analysis wants.
    pub fn uses_backwards(&self, mut f: impl FnMut(Loc, Use)) {
        self.writes(|l| f(l, Use::Write));
        self.reads(&mut f);
    }

    /// Calls `f` with every location that the instruction does more to than write it.
    pub fn reads(&self, mut f: impl FnMut(Loc, Use)) {
        match self {
            InstKind::Op { op, args, .. } => op_uses(*op, args, |l, u| {
                if u != Use::Write {
                    f(l, u)
                }
            }),
            InstKind::Move { src, .. } => f(*src, Use::Read),
            InstKind::Call { target, args, .. } => {
                if let Target::Closure(l) | Target::Iface(l, _) | Target::GoClosure(l) = target {
                    f(*l, Use::Read);
                }
                args.iter().for_each(|&l| f(l, Use::Read));
            }
        }
    }

    /// Calls `f` with every location that the instruction only writes.
    pub fn writes(&self, mut f: impl FnMut(Loc)) {
        match self {
            InstKind::Op { op, args, .. } => op_uses(*op, args, |l, u| {
                if u == Use::Write {
                    f(l)
                }
            }),
            InstKind::Move { dst, .. } => f(*dst),
            InstKind::Call { rets, .. } => rets.iter().for_each(|&l| f(l)),
        }
    }

    /// Replaces every location.
    pub fn map_locs(&mut self, mut f: impl FnMut(Loc) -> Loc) {
        match self {
            InstKind::Op { args, .. } => {
                for a in args {
                    if let Arg::Loc(l) = a {
                        *l = f(*l);
                    }
                }
            }
            InstKind::Move { dst, src } => {
                *dst = f(*dst);
                *src = f(*src);
            }
            InstKind::Call { target, args, rets } => {
                if let Target::Closure(l) | Target::Iface(l, _) | Target::GoClosure(l) = target {
                    *l = f(*l);
                }
                args.iter_mut().for_each(|l| *l = f(*l));
                rets.iter_mut().for_each(|l| *l = f(*l));
            }
        }
    }
}

impl Term {
    /// Calls `f` with every location the terminator touches and how.
    pub fn uses(&self, mut f: impl FnMut(Loc, Use)) {
        match self {
            Term::Open | Term::Jump(_) => {}
            Term::Branch { args, .. } => {
                for a in args {
                    if let Arg::Loc(l) = a {
                        f(*l, Use::Read);
                    }
                }
            }
            Term::Iter { iter, .. } => f(*iter, Use::Memory),
            Term::Table { index, .. } => f(*index, Use::Read),
            Term::Ret(values) => values.iter().for_each(|&l| f(l, Use::Read)),
            Term::Stop { op, args, .. } => op_uses(*op, args, f),
        }
    }

    /// Replaces every location.
    pub fn map_locs(&mut self, mut f: impl FnMut(Loc) -> Loc) {
        match self {
            Term::Open | Term::Jump(_) => {}
            Term::Branch { args, .. } => {
                for a in args {
                    if let Arg::Loc(l) = a {
                        *l = f(*l);
                    }
                }
            }
            Term::Iter { iter, .. } => *iter = f(*iter),
            Term::Table { index, .. } => *index = f(*index),
            Term::Ret(values) => values.iter_mut().for_each(|l| *l = f(*l)),
            Term::Stop { args, .. } => {
                for a in args {
                    if let Arg::Loc(l) = a {
                        *l = f(*l);
                    }
                }
            }
        }
    }
}

/// The opposite of a conditional jump, with operands to swap or not.
pub fn negate(op: Op) -> (Op, bool) {
    match op {
        Op::JEq => (Op::JNe, false),
        Op::JNe => (Op::JEq, false),
        Op::JLtS => (Op::JLeS, true),
        Op::JLeS => (Op::JLtS, true),
        Op::JLtU => (Op::JLeU, true),
        Op::JLeU => (Op::JLtU, true),
        Op::JEqI => (Op::JNeI, false),
        Op::JNeI => (Op::JEqI, false),
        Op::JLtSI => (Op::JGeSI, false),
        Op::JGeSI => (Op::JLtSI, false),
        Op::JLeSI => (Op::JGtSI, false),
        Op::JGtSI => (Op::JLeSI, false),
        Op::JT => (Op::JF, false),
        Op::JF => (Op::JT, false),
        Op::JEqF => (Op::JNeF, false),
        Op::JNeF => (Op::JEqF, false),
        Op::JLtF => (Op::JNLtF, false),
        Op::JNLtF => (Op::JLtF, false),
        Op::JLeF => (Op::JNLeF, false),
        Op::JNLeF => (Op::JLeF, false),
        Op::JEqStr => (Op::JNeStr, false),
        Op::JNeStr => (Op::JEqStr, false),
        other => unreachable!("not a conditional jump: {other:?}"),
    }
}
