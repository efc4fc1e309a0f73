//! Lowering: one checked function body to IR, one file per construct.
//!
//! Values of register types are [`Loc`]s; evaluation is destination-driven, so `x = a + b` writes x's register. Values that are
//! handled in memory (arrays, large structs) are moved between [`Place`]s. A variable lives in a register, in the frame
//! (memory image), or in a heap cell when its address is taken or a closure shares it.

mod assign;
mod binary;
mod builtin;
mod call;
mod closure;
mod composite;
mod constant;
mod control;
mod convert;
mod expr;
mod func;
pub(crate) mod gccost;
mod gcframe;
mod index;
mod intrinsics;
pub(crate) mod moved;
mod order;
mod place;
mod range;
mod rangefunc;
mod select;
mod selector;
mod switch;
mod wrapper;

use crate::cx::Cx;
use crate::ir::{Arg, BlockId, Function, Inst, InstKind, Loc, Reg, RegInfo, Target, Term};
use crate::layout::TypeLayout;
pub use func::{lower_entry, lower_init, lower_key};
pub use place::Place;
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;
use vole_bytecode::{Op, SlotBits};
use vole_syntax::ast::{Expr, ExprId, ExprKind, Name};
use vole_types::constant::Const;
use vole_types::info::Mode;
use vole_types::object::{ObjId, PkgId};
use vole_types::ty::{Basic, Type, TypeId};

/// Where a variable lives.
#[derive(Clone, Copy, Debug)]
pub enum Var {
    /// In a register, in register form.
    Reg(Loc),
    /// In the frame, as its memory image.
    Frame(Loc),
    /// In a heap cell; the register holds its address.
    Cell(Loc),
}

/// Type arguments in force.
#[derive(Clone, Debug, Default)]
pub struct Subst {
    /// Type parameters.
    pub params: Vec<TypeId>,
    /// What they stand for.
    pub args: Vec<TypeId>,
}

/// A statement that break and continue may leave.
#[derive(Clone, Debug)]
pub(crate) struct Target_ {
    label: Option<Name>,
    brk: BlockId,
    cont: Option<BlockId>,
}

/// One function being lowered.
pub struct Lower<'c, 'a> {
    pub(crate) cx: &'c mut Cx<'a>,
    pub(crate) f: Function,
    pub(crate) cur: BlockId,
    /// Whether the current point can be reached.
    pub(crate) live: bool,
    pub(crate) vars: FxHashMap<ObjId, Var>,
    pub(crate) subst: Rc<Subst>,
    pub(crate) pkg: PkgId,
    pub(crate) pos: u32,
    pub(crate) targets: Vec<Target_>,
    pub(crate) labels: FxHashMap<Name, BlockId>,
    pub(crate) next_label: Option<Name>,
    pub(crate) fallthrough: Option<BlockId>,
    /// Result types and, when they are variables, where they live.
    pub(crate) results: Vec<(TypeId, Option<Var>)>,
    pub(crate) defers: bool,
    pub(crate) outer_name: String,
    /// Whether this is a function literal or a loop body that became one.
    pub(crate) literal: bool,
    /// Numbers given to literals, loop bodies and wrappers so far; gc counts each sort apart.
    pub(crate) closures: u32,
    pub(crate) range_bodies: u32,
    pub(crate) wrappers: u32,
    /// Under which a loop body that became a closure defers: the mark of the function it stands in.
    pub(crate) defer_mark: Option<Loc>,
    /// Set while a loop body that became a closure is lowered.
    pub(crate) outer: Option<rangefunc::OuterLoop>,
    /// Values of calls that were evaluated before their turn; see `order`.
    pub(crate) memo: FxHashMap<ExprId, Loc>,
    /// Named results.
    pub(crate) result_objs: Vec<ObjId>,
    /// The slice that an append replaces in memory.
    pub(crate) in_place: Option<ExprId>,
    /// Slices that are moved out of their buffers in the frame.
    pub(crate) moved: moved::Moved,
    /// Whether the body of a range over a function has a return statement.
    pub(crate) loop_returns: bool,
    /// Slots that hold indices of 64-bit unsigned types: a panic prints them so.
    pub(crate) unsigned: FxHashSet<Loc>,
    /// Registers that hold the address of a cell or a new object: never nil.
    pub(crate) solid: FxHashSet<Reg>,
    /// A `uintptr` may be the address of what a system call uses, and keeps it (unsafe.Pointer, pattern 4).
    pub(crate) addresses: bool,
    /// Interface variables that are never assigned again, with the concrete type they were defined with.
    pub(crate) dynamic: FxHashMap<ObjId, TypeId>,
}

impl<'c, 'a> Lower<'c, 'a> {
    pub(crate) fn new(cx: &'c mut Cx<'a>, name: String, pkg: PkgId, subst: Rc<Subst>) -> Self {
        let mut f = Function { name: name.as_str().into(), ..Function::default() };
        let path = &*cx.universe().pkg(pkg).path;
        let addresses = matches!(path, "syscall" | "internal/syscall/unix" | "golang.org/x/sys/unix");
        let entry = f.new_block();
        f.order.push(entry);
        Lower {
            cx,
            f,
            cur: entry,
            live: true,
            vars: FxHashMap::default(),
            addresses,
            solid: FxHashSet::default(),
            unsigned: FxHashSet::default(),
            dynamic: FxHashMap::default(),
            subst,
            pkg,
            pos: 0,
            targets: Vec::new(),
            labels: FxHashMap::default(),
            next_label: None,
            fallthrough: None,
            results: Vec::new(),
            defers: false,
            outer_name: name,
            literal: false,
            closures: 0,
            range_bodies: 0,
            wrappers: 0,
            outer: None,
            defer_mark: None,
            memo: FxHashMap::default(),
            result_objs: Vec::new(),
            in_place: None,
            moved: moved::Moved::default(),
            loop_returns: false,
        }
    }

    // ---- blocks and instructions

    pub(crate) fn block(&mut self) -> BlockId {
        self.f.new_block()
    }

    /// Ends the current block with a jump to `b` (if it is reachable) and goes on in `b`.
    pub(crate) fn start(&mut self, b: BlockId) {
        if self.live {
            self.jump(b);
        }
        self.f.order.push(b);
        self.cur = b;
        self.live = true;
    }

    pub(crate) fn end(&mut self, term: Term) {
        if self.live {
            let pos = self.pos;
            let b = self.f.block(self.cur);
            b.term = term;
            b.term_pos = pos;
            self.live = false;
        }
    }

    pub(crate) fn jump(&mut self, b: BlockId) {
        self.end(Term::Jump(b));
    }

    pub(crate) fn push(&mut self, kind: InstKind) {
        if self.live {
            let pos = self.pos;
            let unsigned = self.unsigned_operands(&kind);
            self.f.block(self.cur).insts.push(Inst { kind, pos, site: 0, unsigned });
        }
    }

    fn unsigned_operands(&self, kind: &InstKind) -> u8 {
        let InstKind::Op { args, .. } = kind else { return 0 };
        if self.unsigned.is_empty() {
            return 0;
        }
        let mut bits = 0;
        for arg in args {
            let Arg::Loc(l) = arg else { continue };
            for i in (0..l.n.min(3)).filter(|&i| self.unsigned.contains(&l.at(i))) {
                bits |= 1 << i;
            }
        }
        bits
    }

    pub(crate) fn op3(&mut self, op: Op, a: impl Into<Arg>, b: impl Into<Arg>, c: impl Into<Arg>) {
        self.op3w(op, a, b, c, 0);
    }

    pub(crate) fn op3w(&mut self, op: Op, a: impl Into<Arg>, b: impl Into<Arg>, c: impl Into<Arg>, w: u64) {
        self.push(InstKind::Op { op, args: [a.into(), b.into(), c.into()], w });
    }

    pub(crate) fn op2(&mut self, op: Op, a: impl Into<Arg>, b: impl Into<Arg>) {
        self.op3w(op, a, b, Arg::Imm(0), 0);
    }

    pub(crate) fn op2w(&mut self, op: Op, a: impl Into<Arg>, b: impl Into<Arg>, w: u64) {
        self.op3w(op, a, b, Arg::Imm(0), w);
    }

    pub(crate) fn op1(&mut self, op: Op, a: impl Into<Arg>) {
        self.op3w(op, a, Arg::Imm(0), Arg::Imm(0), 0);
    }

    pub(crate) fn branch(&mut self, op: Op, a: impl Into<Arg>, b: impl Into<Arg>, yes: BlockId, no: BlockId) {
        self.end(Term::Branch { op, args: [a.into(), b.into()], yes, no });
    }

    pub(crate) fn copy(&mut self, dst: Loc, src: Loc) {
        debug_assert_eq!(dst.n, src.n);
        if dst != src && dst.n > 0 {
            self.push(InstKind::Move { dst, src });
        }
    }

    pub(crate) fn call(
        &mut self,
        target: Target,
        args: impl IntoIterator<Item = Loc>,
        rets: impl IntoIterator<Item = Loc>,
    ) {
        let (args, rets) = (args.into_iter().collect(), rets.into_iter().collect());
        self.push(InstKind::Call { target, args, rets });
    }

    /// Calls a native by name.
    pub(crate) fn native(
        &mut self,
        name: &str,
        args: impl IntoIterator<Item = Loc>,
        rets: impl IntoIterator<Item = Loc>,
    ) {
        let id = self.cx.native(name);
        self.call(Target::Native(id), args, rets);
    }

    pub(crate) fn error(&mut self, message: impl Into<String>) {
        let pos = self.pos;
        self.cx.error(pos, message);
    }

    // ---- registers

    /// A register of one slot without a pointer.
    pub(crate) fn word(&mut self) -> Loc {
        self.f.new_reg(RegInfo { slots: 1, ptrs: SlotBits::from_slice(&[]), mem: false })
    }

    /// A register of one slot with a pointer.
    pub(crate) fn ptr(&mut self) -> Loc {
        self.f.new_reg(RegInfo { slots: 1, ptrs: SlotBits::from_slice(&[1]), mem: false })
    }

    /// A register of n slots; bit i of `ptrs`: slot i may hold a pointer.
    pub(crate) fn group(&mut self, n: u16, ptrs: u64) -> Loc {
        self.f.new_reg(RegInfo { slots: n, ptrs: SlotBits::from_slice(&[ptrs]), mem: false })
    }

    /// A register for a value of the type in its frame form.
    pub(crate) fn temp(&mut self, t: TypeId) -> Loc {
        let l = self.cx.layout(t);
        let reg = self.temp_of(&l);
        if self.addresses && self.basic(t) == Some(Basic::Uintptr) {
            self.f.regs[reg.reg.0 as usize].ptrs = SlotBits::from_slice(&[1]);
        }
        reg
    }

    pub(crate) fn temp_of(&mut self, l: &TypeLayout) -> Loc {
        let slots = u16::try_from(l.slots()).unwrap_or_else(|_| {
            self.error("value too large for a stack frame");
            1
        });
        self.f.new_reg(RegInfo { slots, ptrs: l.slot_pointers(), mem: false })
    }

    /// What a register for just these slots must know.
    pub(crate) fn slots_info(&self, l: Loc) -> RegInfo {
        let info = &self.f.regs[l.reg.0 as usize];
        let mut ptrs = SlotBits::from_elem(0, (l.n as usize).div_ceil(64));
        for i in (0..l.n).filter(|&i| info.is_ptr(l.sub + i)) {
            ptrs[i as usize / 64] |= 1 << (i % 64);
        }
        RegInfo { slots: l.n, ptrs, mem: false }
    }

    /// A frame object for the memory image of a value of the type.
    pub(crate) fn frame_object(&mut self, t: TypeId) -> Loc {
        let l = self.cx.layout(t);
        self.frame_words(l.size, &l.pointers)
    }

    pub(crate) fn frame_words(&mut self, size: u64, pointers: &[u32]) -> Loc {
        let n = size.div_ceil(8).max(1);
        let slots = u16::try_from(n).unwrap_or_else(|_| {
            self.error("value too large for a stack frame");
            1
        });
        let mut ptrs = SlotBits::from_elem(0, (n as usize).div_ceil(64));
        for &w in pointers {
            ptrs[w as usize / 64] |= 1 << (w % 64);
        }
        self.f.new_reg(RegInfo { slots, ptrs, mem: true })
    }

    // ---- types and facts

    /// Applies the type arguments in force; canonical.
    pub(crate) fn inst(&mut self, t: TypeId) -> TypeId {
        if self.subst.params.is_empty() {
            return self.cx.canonical(t);
        }
        let s = self.subst.clone();
        let t = self.cx.universe().subst(t, &s.params, &s.args);
        self.cx.canonical(t)
    }

    /// The type of an expression.
    pub(crate) fn ty(&mut self, e: &Expr) -> TypeId {
        let t = self.cx.checker.info.of(e.id).map(|tv| tv.ty);
        match t {
            Some(t) => self.inst(t),
            None => {
                let text = vole_syntax::ast::print_expr(e);
                self.pos = e.span.lo;
                self.error(format!("internal: no type for {text}"));
                TypeId::INT
            }
        }
    }

    pub(crate) fn mode(&self, id: ExprId) -> Mode {
        self.cx.checker.info.of(id).map_or(Mode::Invalid, |tv| tv.mode)
    }

    pub(crate) fn is_type(&self, e: &Expr) -> bool {
        let e = unparen(e);
        self.mode(e.id) == Mode::Type || matches!(&e.kind, ExprKind::Index(x, _) if self.is_type(x))
    }

    /// The value of a constant expression.
    pub(crate) fn const_of(&self, e: &Expr) -> Option<Const> {
        let tv = self.cx.checker.info.of(e.id)?;
        tv.value.clone().filter(|v| *v != Const::Unknown)
    }

    pub(crate) fn under(&mut self, t: TypeId) -> Type {
        self.cx.under_ty(t)
    }

    pub(crate) fn layout(&mut self, t: TypeId) -> Rc<TypeLayout> {
        let l = self.cx.layout(t);
        // Offsets inside a value are 32 bits wide.
        if l.size > u32::MAX as u64 {
            self.error("values of more than 4 GiB are not supported");
        }
        l
    }

    pub(crate) fn in_regs(&mut self, t: TypeId) -> bool {
        self.layout(t).in_regs()
    }

    /// Element type of an array, slice, pointer, channel or map.
    pub(crate) fn elem(&mut self, t: TypeId) -> TypeId {
        match self.under(t) {
            Type::Array { elem, .. } | Type::Slice(elem) | Type::Pointer(elem) | Type::Chan { elem, .. } => {
                self.cx.canonical(elem)
            }
            Type::Map { value, .. } => self.cx.canonical(value),
            other => unreachable!("no element type in {other:?}"),
        }
    }

    pub(crate) fn field_ty(&mut self, t: TypeId, index: u32) -> TypeId {
        match self.under(t) {
            Type::Struct(s) => self.cx.canonical(s.fields[index as usize].ty),
            other => unreachable!("no fields in {other:?}"),
        }
    }

    pub(crate) fn use_of(&self, id: ExprId) -> Option<ObjId> {
        let info = &self.cx.checker.info;
        info.uses.get(id).or_else(|| info.defs.get(id))
    }

    /// Whether a variable must live in a heap cell.
    pub(crate) fn needs_cell(&mut self, obj: ObjId, t: TypeId) -> bool {
        let info = &self.cx.checker.info;
        let taken = info.address_taken.contains(&obj);
        let captured = info.captured.contains(&obj);
        let reassigned = info.reassigned.contains(&obj);
        let l = self.layout(t);
        taken || captured && (reassigned || !l.in_regs()) || l.size > 4096
    }
}

/// Strips parentheses.
pub(crate) fn unparen(mut e: &Expr) -> &Expr {
    while let ExprKind::Paren(x) = &e.kind {
        e = x;
    }
    e
}
