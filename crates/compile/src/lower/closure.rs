//! Function literals, closures, and the thunks that `go` and `defer` need.
//!
//! A closure object holds the function's number and the captured slots. A variable that is never assigned after its
//! definition is captured by value; others live in heap cells, and the cell's address is captured.

use super::{Lower, Place, Var};
use crate::ir::{Arg, Loc, RegInfo, Target};
use vole_bytecode::{FuncId, Leaf, LeafForm, Op};
use vole_syntax::ast::{self, CallExpr, Expr, ExprKind, FuncLit, Visit};
use vole_types::info::Mode;
use vole_types::object::ObjId;
use vole_types::ty::{Signature, Type, TypeId};

struct FreeVars<'x> {
    uses: &'x vole_types::info::IdentMap,
    known: &'x rustc_hash::FxHashMap<ObjId, Var>,
    found: Vec<ObjId>,
}

impl Visit for FreeVars<'_> {
    fn expr(&mut self, e: &Expr) -> bool {
        if let ExprKind::Ident(id) = &e.kind
            && let Some(obj) = self.uses.get(id.id)
            && self.known.contains_key(&obj)
            && !self.found.contains(&obj)
        {
            self.found.push(obj);
        }
        true
    }
}

impl<'a> Lower<'_, 'a> {
    /// Variables of this function that a piece of code mentions, in order of first mention.
    pub(crate) fn free_vars(&self, body: &ast::Block) -> Vec<ObjId> {
        let mut v = FreeVars { uses: &self.cx.checker.info.uses, known: &self.vars, found: Vec::new() };
        ast::walk_block(&mut v, body);
        v.found
    }

    /// The same for an expression.
    pub(crate) fn free_in_expr(&self, e: &Expr) -> Vec<ObjId> {
        let mut v = FreeVars { uses: &self.cx.checker.info.uses, known: &self.vars, found: Vec::new() };
        ast::walk_expr(&mut v, e);
        v.found
    }

    /// How variables are captured: the slots to copy, and whether they hold the address of a cell.
    pub(crate) fn captures(&mut self, free: Vec<ObjId>) -> Vec<(ObjId, Loc, bool)> {
        let mut captured = Vec::new();
        for obj in free {
            match self.vars[&obj] {
                Var::Reg(l) => captured.push((obj, l, false)),
                Var::Cell(l) => captured.push((obj, l, true)),
                Var::Frame(_) => {
                    let name = self.cx.universe().obj(obj).name.clone();
                    self.error(format!("internal: {name} captured without a cell"));
                }
            }
        }
        captured
    }

    pub(crate) fn func_lit(&mut self, lit: &FuncLit, dst: Option<Loc>) -> Loc {
        self.closures += 1;
        // Inside a literal gc counts without the word func: main.f.func1.2
        let word = if self.literal { "" } else { "func" };
        let name = format!("{}.{word}{}", self.outer_name, self.closures);
        let free = self.free_vars(&lit.body);
        let captured = self.captures(free);
        let id = self.cx.reserve();
        let infos: Vec<RegInfo> = captured.iter().map(|(_, l, _)| self.f.regs[l.reg.0 as usize].clone()).collect();
        let subst = self.subst.clone();
        let pkg = self.pkg;
        let dynamic = self.dynamic.clone();
        let mut inner: Lower<'_, 'a> = Lower::new(&mut *self.cx, name, pkg, subst);
        inner.literal = true;
        inner.dynamic = dynamic;
        inner.pos = lit.ty.span.lo;
        inner.f.pos = lit.ty.span.lo;
        inner.f.gc_inline = inner.cx.known_literals.contains(&lit.ty.span.lo);
        inner.f.user = !inner.cx.universe().pkg(pkg).lazy;
        if inner.f.user {
            inner.f.gc_frame = super::gcframe::frame(inner.cx, &lit.ty, &lit.body);
        }
        if !captured.is_empty() {
            let ctx = inner.ptr();
            inner.op1(Op::GetCtx, ctx);
            let mut at = 1;
            for ((obj, l, cell), info) in captured.iter().zip(infos) {
                let v = inner.f.new_reg(RegInfo { mem: false, ..info });
                inner.load_words(v, ctx, at);
                at += l.n as u32;
                inner.vars.insert(*obj, if *cell { Var::Cell(v) } else { Var::Reg(v) });
                if *cell {
                    inner.solid.insert(v.reg);
                }
            }
        }
        inner.body(None, &lit.ty, &lit.body);
        let f = inner.f;
        self.cx.irs[id.0 as usize] = Some(f);
        let dst = dst.unwrap_or_else(|| self.ptr());
        let locs: Vec<Loc> = captured.iter().map(|c| c.1).collect();
        self.make_closure_slots(dst, id, &locs);
        dst
    }

    /// Loads consecutive words of an object, from word `at`.
    pub(crate) fn load_words(&mut self, dst: Loc, base: Loc, at: u32) {
        let leaves: Vec<Leaf> = (0..dst.n as u32).map(|i| Leaf { offset: (at + i) * 8, form: LeafForm::W64 }).collect();
        self.load_leaves(dst, base, 0, &leaves);
    }

    pub(crate) fn make_closure(&mut self, dst: Loc, f: FuncId, captures: &[(Loc, TypeId)]) {
        let locs: Vec<Loc> = captures.iter().map(|c| c.0).collect();
        self.make_closure_slots(dst, f, &locs);
    }

    /// A closure object over the slots of some registers.
    pub(crate) fn make_closure_slots(&mut self, dst: Loc, f: FuncId, captures: &[Loc]) {
        let n: u16 = captures.iter().map(|l| l.n).sum();
        if n == 0 {
            return self.op2(Op::LdFunc, dst, Arg::Imm(f.0 as i64));
        }
        let mut pointers = Vec::new();
        let mut ptrs = vole_bytecode::SlotBits::from_elem(0, (n as usize).div_ceil(64));
        let mut at = 0u16;
        for l in captures {
            for i in 0..l.n {
                if self.f.regs[l.reg.0 as usize].is_ptr(l.sub + i) {
                    pointers.push(1 + (at + i) as u32);
                    ptrs[(at + i) as usize / 64] |= 1 << ((at + i) % 64);
                }
            }
            at += l.n;
        }
        let layout = self.cx.intern_layout((n as u32 + 1) * 8, &pointers);
        let window = match captures {
            [one] => *one,
            _ => {
                let window = self.f.new_reg(RegInfo { slots: n, ptrs, mem: false });
                let mut at = 0;
                for &l in captures {
                    self.copy(window.part(at, l.n), l);
                    at += l.n;
                }
                window
            }
        };
        self.op3w(Op::Closure, dst, window, Arg::Imm(n as i64), f.0 as u64 | (layout.0 as u64) << 32);
    }

    /// A closure that makes the call with these arguments and drops the results.
    pub(crate) fn thunk(&mut self, target: Target, args: Vec<Loc>, sig: &Signature, what: &str) -> Loc {
        self.wrappers += 1;
        let name = format!("{}.{what}{}", self.outer_name, self.wrappers);
        let mut captures = Vec::new();
        if let Target::Closure(l) | Target::Iface(l, _) = target {
            // A nil func or interface panics when the call is made for a func, at once for an interface.
            if let Target::Iface(..) = target {
                self.op1(Op::NilCheck, l.at(0));
            }
            captures.push(l);
        }
        captures.extend(&args);
        let infos: Vec<RegInfo> = captures.iter().map(|&l| self.slots_info(l)).collect();
        let results: Vec<TypeId> = sig.results.iter().map(|r| self.inst(r.ty)).collect();
        let id = self.cx.reserve();
        let (subst, pkg, pos) = (self.subst.clone(), self.pkg, self.pos);
        let mut inner: Lower<'_, 'a> = Lower::new(&mut *self.cx, name, pkg, subst);
        inner.pos = pos;
        inner.f.pos = pos;
        inner.f.wrapper = true;
        let mut own = Vec::new();
        if !infos.is_empty() {
            let ctx = inner.ptr();
            inner.op1(Op::GetCtx, ctx);
            let mut at = 1;
            for info in infos {
                let v = inner.f.new_reg(info);
                inner.load_words(v, ctx, at);
                at += v.n as u32;
                own.push(v);
            }
        }
        let (target, rest) = match target {
            Target::Closure(_) => (Target::Closure(own[0]), own[1..].to_vec()),
            Target::Iface(_, s) => (Target::Iface(own[0], s), own[1..].to_vec()),
            t => (t, own),
        };
        let mut rets = Vec::new();
        for t in results {
            rets.push(inner.temp(t));
        }
        inner.call(target, rest, rets);
        inner.end(crate::ir::Term::Ret(crate::ir::Locs::new()));
        let f = inner.f;
        self.cx.irs[id.0 as usize] = Some(f);
        let dst = self.ptr();
        self.make_closure_slots(dst, id, &captures);
        dst
    }

    /// A closure for `go` or `defer` of a predeclared function: its arguments are evaluated now.
    pub(crate) fn builtin_thunk(&mut self, call: &CallExpr) -> Loc {
        let Mode::Builtin(b) = self.mode(super::unparen(&call.fun).id) else {
            self.error("defer or go of a conversion");
            return self.ptr();
        };
        self.wrappers += 1;
        let name = format!("{}.deferwrap{}", self.outer_name, self.wrappers);
        let mut captures = Vec::new();
        let mut types = Vec::new();
        let operands: Vec<&Expr> = call.args.iter().filter(|a| !self.is_type(a)).collect();
        self.hoist_plain(&operands);
        for a in &call.args {
            if self.is_type(a) || self.is_nil(a) || self.const_of(a).is_some() {
                types.push(None);
                continue;
            }
            let t = self.ty(a);
            let t = self.default_type(t);
            let l = self.value(a, t, None);
            captures.push(l);
            types.push(Some(t));
        }
        let id = self.cx.reserve();
        let (subst, pkg, pos) = (self.subst.clone(), self.pkg, self.pos);
        let mut inner: Lower<'_, 'a> = Lower::new(&mut *self.cx, name, pkg, subst);
        inner.pos = pos;
        inner.f.pos = pos;
        inner.f.wrapper = true;
        inner.f.no_inline = true;
        let mut values = Vec::new();
        let mut at = 1;
        if types.iter().any(Option::is_some) {
            let ctx = inner.ptr();
            inner.op1(Op::GetCtx, ctx);
            for t in &types {
                values.push(t.map(|t| {
                    let v = inner.temp(t);
                    inner.load_words(v, ctx, at);
                    at += v.n as u32;
                    (v, t)
                }));
            }
        } else {
            values.resize(types.len(), None);
        }
        inner.builtin_effect(b, call, &values);
        inner.end(crate::ir::Term::Ret(crate::ir::Locs::new()));
        let f = inner.f;
        self.cx.irs[id.0 as usize] = Some(f);
        let dst = self.ptr();
        self.make_closure_slots(dst, id, &captures);
        dst
    }

    pub(crate) fn default_type(&mut self, t: TypeId) -> TypeId {
        match self.cx.universe().ty(t) {
            Type::Basic(_) => self.cx.universe().default_type(t),
            _ => t,
        }
    }

    /// A home for a variable that no closure shares and whose address nobody takes.
    pub(crate) fn local_var(&mut self, t: TypeId) -> Var {
        let l = self.layout(t);
        match () {
            () if l.in_regs() => Var::Reg(self.temp(t)),
            () if l.boxed() => Var::Cell(self.new_object(t)),
            () => Var::Frame(self.frame_object(t)),
        }
    }

    /// Defines a variable: gives it a home and says where to initialise it.
    pub(crate) fn define(&mut self, obj: ObjId, t: TypeId) -> Place {
        let v = if self.needs_cell(obj, t) {
            let p = self.new_object(t);
            // A cell pointer of its own register, so that loops can make a fresh one.
            Var::Cell(p)
        } else {
            self.local_var(t)
        };
        self.vars.insert(obj, v);
        self.var_place(v)
    }
}
