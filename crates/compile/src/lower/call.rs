//! Calls: functions, methods, interface methods, func values; `go` and `defer`.

use super::{Lower, Place, unparen};
use crate::cx::FuncKey;
use crate::ir::{Loc, Target};
use std::sync::Arc;
use vole_bytecode::{NativeId, Op};
use vole_syntax::ast::{CallExpr, Expr, ExprKind};
use vole_types::info::{Mode, SelectionKind};
use vole_types::lookup::Lookup;
use vole_types::object::{ObjId, ObjKind};
use vole_types::ty::{Signature, Type, TypeId};

/// Whom a call expression calls, with the receiver already evaluated.
pub(crate) struct Callee {
    pub target: Target,
    /// First arguments: the receiver of a method.
    pub recv: Vec<Loc>,
    pub sig: Arc<Signature>,
    /// Declared function, for intrinsics.
    pub obj: Option<ObjId>,
}

impl Lower<'_, '_> {
    /// A call or conversion as one value of a register type (or, for memory types, the image in slots).
    pub(crate) fn call_value(&mut self, e: &Expr, call: &CallExpr, dst: Option<Loc>) -> Loc {
        if self.is_type(&call.fun) {
            return self.convert(e, call, dst);
        }
        if let Mode::Builtin(b) = self.mode(unparen(&call.fun).id) {
            let l = self.builtin(e, b, call, dst);
            return match l {
                Some(l) => self.deliver(l, dst),
                None => self.word(),
            };
        }
        let results = self.call_expr(call, dst);
        match results.first() {
            Some(&l) => self.deliver(l, dst),
            None => self.word(),
        }
    }

    /// All results of a call.
    pub(crate) fn call_results(&mut self, e: &Expr, call: &CallExpr) -> Vec<Loc> {
        if self.is_type(&call.fun) {
            let t = self.ty(e);
            return if self.in_regs(t) { vec![self.convert(e, call, None)] } else { vec![] };
        }
        if let Mode::Builtin(b) = self.mode(unparen(&call.fun).id) {
            return self.builtin(e, b, call, None).into_iter().collect();
        }
        self.call_expr(call, None)
    }

    fn call_expr(&mut self, call: &CallExpr, dst: Option<Loc>) -> Vec<Loc> {
        let sig = self.signature_of(&call.fun);
        let mut args = Vec::new();
        let function_last = self.hoist_operands(&call.fun, &sig, call);
        if function_last {
            self.arguments(&sig, call, &mut args);
        }
        let mut callee = self.callee(&call.fun, sig);
        if !function_last {
            if let Some(obj) = callee.obj
                && let Some(l) = self.intrinsic(obj, call, dst)
            {
                return vec![l];
            }
            if let Some(obj) = callee.obj
                && let Some(pair) = self.wide_product(obj, call)
            {
                return pair;
            }
            args.append(&mut callee.recv);
            self.arguments(&callee.sig, call, &mut args);
        }
        let results: Vec<TypeId> = callee.sig.results.iter().map(|r| r.ty).collect();
        let mut rets = Vec::new();
        for t in results {
            let t = self.inst(t);
            rets.push(self.temp(t));
        }
        if let ([_], Some(d)) = (&rets[..], dst)
            && d.n == rets[0].n
        {
            rets[0] = d;
        }
        // gc's place of a call is its opening parenthesis, which follows the function at once.
        let saved = std::mem::replace(&mut self.pos, call.fun.span.hi.saturating_sub(1));
        self.call(callee.target, args, rets.clone());
        self.pos = saved;
        rets
    }

    /// The signature of a function-valued expression, instantiated.
    pub(crate) fn signature_of(&mut self, fun: &Expr) -> Arc<Signature> {
        let t = self.ty(fun);
        match self.under(t) {
            Type::Signature(s) if s.type_params.is_empty() => s,
            Type::Signature(_) => {
                let args = self.instance_args(super::expr::ident_id(strip_index(fun)));
                let raw = self.cx.checker.info.of(fun.id).map_or(t, |tv| tv.ty);
                let sig = self.cx.universe().instantiate_signature(raw, &args);
                let sig = self.inst(sig);
                match self.under(sig) {
                    Type::Signature(s) => s,
                    _ => unreachable!("an instantiated signature"),
                }
            }
            other => unreachable!("call of {other:?}"),
        }
    }

    pub(crate) fn callee(&mut self, fun: &Expr, sig: Arc<Signature>) -> Callee {
        let plain = strip_index(fun);
        match &plain.kind {
            ExprKind::Ident(id) => {
                if let Some(obj) = self.use_of(id.id)
                    && matches!(self.cx.universe().obj(obj).kind, ObjKind::Func(_))
                {
                    let args = self.instance_args(id.id);
                    return self.static_callee(obj, args, sig);
                }
            }
            ExprKind::Selector(x, name) => match self.selection(plain) {
                None => {
                    if let Some(obj) = self.use_of(name.id)
                        && matches!(self.cx.universe().obj(obj).kind, ObjKind::Func(_))
                    {
                        let args = self.instance_args(name.id);
                        return self.static_callee(obj, args, sig);
                    }
                }
                Some(s) if s.kind == SelectionKind::Method => {
                    let own = self.instance_args(name.id);
                    return self.method_callee(x, &name.name, own, sig);
                }
                _ => {}
            },
            _ => {}
        }
        let f = self.expr(fun, None);
        Callee { target: Target::Closure(f), recv: vec![], sig, obj: None }
    }

    fn static_callee(&mut self, obj: ObjId, args: Vec<TypeId>, sig: Arc<Signature>) -> Callee {
        let target = match self.native_of(obj) {
            Some(n) => Target::Native(n),
            None => Target::Func(self.cx.func(FuncKey::Decl(obj, args))),
        };
        Callee { target, recv: vec![], sig, obj: Some(obj) }
    }

    fn method_callee(&mut self, x: &Expr, name: &str, own: Vec<TypeId>, sig: Arc<Signature>) -> Callee {
        let t = self.ty(x);
        match self.find(t, name) {
            Lookup::Method { path, obj, recv, pointer_recv, .. } => {
                let l = self.receiver(x, t, &path, pointer_recv);
                let f = self.method_func(obj, recv, own);
                Callee { target: f, recv: vec![l], sig, obj: Some(obj) }
            }
            Lookup::InterfaceMethod { path, iface, method, .. } => {
                let iface = self.inst(iface);
                if let Some(callee) = self.devirtualized(x, name, &sig) {
                    return callee;
                }
                let l = self.operand_iface(x, t, &path, iface);
                let selector = self.cx.selector(&method.name, method.pkg, method.sig);
                self.cx.called.insert(selector);
                Callee { target: Target::Iface(l, selector), recv: vec![], sig, obj: None }
            }
            other => {
                self.error(format!("internal: call of method {name}: {other:?}"));
                Callee { target: Target::Closure(Loc { ..self.ptr() }), recv: vec![], sig, obj: None }
            }
        }
    }

    /// The method itself when the dynamic type of the interface value `x` is known: a variable's or a conversion's.
    fn devirtualized(&mut self, x: &Expr, name: &str, sig: &Arc<Signature>) -> Option<Callee> {
        let t = match &unparen(x).kind {
            ExprKind::Ident(id) => {
                let obj = self.use_of(id.id)?;
                *self.dynamic.get(&obj)?
            }
            ExprKind::Call(c) if self.is_type(&c.fun) && !self.is_nil(&c.args[0]) => {
                let t = self.ty(&c.args[0]);
                self.default_type(t)
            }
            _ => return None,
        };
        let Lookup::Method { path, obj, recv, pointer_recv, .. } = self.find(t, name) else { return None };
        let iface = self.expr(x, None);
        let held = self.unbox(iface, t, None);
        let p = self.slots_place(held, t);
        let (p, reached) = self.follow(p, t, &path);
        if pointer_recv && matches!(p, Place::Reg(_) | Place::Frame(..)) && !self.is_pointer(reached) {
            return None;
        }
        let l = self.receiver_from(p, reached, pointer_recv);
        let target = self.method_func(obj, recv, vec![]);
        Some(Callee { target, recv: vec![l], sig: sig.clone(), obj: Some(obj) })
    }

    fn is_pointer(&mut self, t: TypeId) -> bool {
        matches!(self.under(t), Type::Pointer(_))
    }

    fn operand_iface(&mut self, x: &Expr, t: TypeId, path: &[u32], iface: TypeId) -> Loc {
        if path.is_empty() {
            return self.expr(x, None);
        }
        let p = if let Type::Pointer(_) = self.under(t) { Place::Reg(self.expr(x, None)) } else { self.place(x) };
        let (p, _) = self.follow(p, t, path);
        self.load(p, iface, None)
    }

    /// A declared method of a defined type (or instance).
    pub(crate) fn method_func(&mut self, obj: ObjId, recv: TypeId, own: Vec<TypeId>) -> Target {
        if let Some(n) = self.native_of(obj) {
            return Target::Native(n);
        }
        let mut args = self.cx.receiver_args(recv);
        args.extend(own);
        let args = args.into_iter().map(|t| self.inst(t)).collect();
        Target::Func(self.cx.func(FuncKey::Decl(obj, args)))
    }

    /// The native that implements a function declared without a body.
    pub(crate) fn native_of(&mut self, obj: ObjId) -> Option<NativeId> {
        self.cx.native_of(obj)
    }

    /// Evaluates arguments as parameters take them.
    pub(crate) fn arguments(&mut self, sig: &Signature, call: &CallExpr, out: &mut Vec<Loc>) {
        let mut params = Vec::new();
        for p in &sig.params {
            params.push(self.inst(p.ty));
        }
        // f(g()) with several results
        if let [only] = &call.args[..]
            && let ExprKind::Call(inner) = &unparen(only).kind
            && let t = self.ty(only)
            && let Type::Tuple(types) = self.cx.universe().ty(t).clone()
        {
            let values = self.call_results(unparen(only), inner);
            let mut typed = Vec::new();
            for (l, t) in values.into_iter().zip(types.iter()) {
                typed.push((l, self.inst(*t)));
            }
            return self.spread_values(sig, &params, &typed, out);
        }
        let fixed = params.len() - sig.variadic as usize;
        for (e, &t) in call.args.iter().take(fixed).zip(&params) {
            let l = self.value(e, t, None);
            out.push(l);
        }
        if !sig.variadic {
            return;
        }
        let slice = params[fixed];
        if call.spread.is_some() {
            let l = self.value(&call.args[fixed], slice, None);
            out.push(l);
            return;
        }
        let rest = &call.args[fixed..];
        let l = self.variadic(slice, rest.len(), |this, i, t, p| this.init_value(&rest[i], t, p));
        out.push(l);
    }

    fn spread_values(&mut self, sig: &Signature, params: &[TypeId], values: &[(Loc, TypeId)], out: &mut Vec<Loc>) {
        let fixed = params.len() - sig.variadic as usize;
        for (&(l, from), &to) in values.iter().take(fixed).zip(params) {
            let l = self.convert_loc(l, from, to);
            out.push(l);
        }
        if sig.variadic {
            let rest = &values[fixed..];
            let l = self.variadic(params[fixed], rest.len(), |this, i, t, p| {
                let l = this.convert_loc(rest[i].0, rest[i].1, t);
                this.put(p, t, l);
            });
            out.push(l);
        }
    }

    /// Stores a frame-form value of any type.
    pub(crate) fn put(&mut self, p: Place, t: TypeId, l: Loc) {
        if self.in_regs(t) { self.store(p, t, l) } else { self.slots_to_image(p, l, t) }
    }

    /// A new slice of n elements, filled by `fill(index, element type, place)`.
    pub(crate) fn variadic(
        &mut self,
        slice: TypeId,
        n: usize,
        mut fill: impl FnMut(&mut Self, usize, TypeId, Place),
    ) -> Loc {
        let out = self.group(3, 1);
        if n == 0 {
            self.zero_slots(out);
            return out;
        }
        let elem = self.elem(slice);
        let array = self.cx.universe().array_of(elem, n as u64);
        let array = self.cx.canonical(array);
        let p = self.new_object(array);
        let size = self.layout(elem).size as u32;
        for i in 0..n {
            fill(self, i, elem, Place::Addr(p, i as u32 * size));
        }
        self.copy(out.at(0), p);
        self.load_int(out.at(1), n as i64);
        self.load_int(out.at(2), n as i64);
        out
    }

    // ---- go and defer

    /// Whom `go` or `defer` calls, and the arguments.
    fn started(&mut self, call: &CallExpr) -> (Callee, Vec<Loc>) {
        let sig = self.signature_of(&call.fun);
        let mut args = Vec::new();
        if self.hoist_operands(&call.fun, &sig, call) {
            self.arguments(&sig, call, &mut args);
            return (self.callee(&call.fun, sig), args);
        }
        let callee = self.callee(&call.fun, sig);
        args.extend(&callee.recv);
        self.arguments(&callee.sig, call, &mut args);
        (callee, args)
    }

    /// `go f(x)`
    pub(crate) fn go_stmt(&mut self, e: &Expr) {
        let ExprKind::Call(call) = &unparen(e).kind else { return };
        if self.is_type(&call.fun) || matches!(self.mode(unparen(&call.fun).id), Mode::Builtin(_)) {
            let thunk = self.builtin_thunk(call);
            return self.call(Target::GoClosure(thunk), [], []);
        }
        let (callee, args) = self.started(call);
        match callee.target {
            Target::Func(f) => self.call(Target::Go(f), args, vec![]),
            Target::Closure(c) => self.call(Target::GoClosure(c), args, vec![]),
            target => {
                let thunk = self.thunk(target, args, &callee.sig, "gowrap");
                self.call(Target::GoClosure(thunk), [], []);
            }
        }
    }

    /// Defers a closure: for this call, or for the function whose loop body this is.
    fn defer(&mut self, closure: Loc) {
        match self.defer_mark {
            Some(mark) => self.op2(Op::DeferAt, closure, mark),
            None => self.op1(Op::Defer, closure),
        }
    }

    /// `defer f(x)`
    pub(crate) fn defer_stmt(&mut self, e: &Expr) {
        let ExprKind::Call(call) = &unparen(e).kind else { return };
        if self.is_type(&call.fun) || matches!(self.mode(unparen(&call.fun).id), Mode::Builtin(_)) {
            let thunk = self.builtin_thunk(call);
            return self.defer(thunk);
        }
        let (callee, args) = self.started(call);
        if let (Target::Closure(c), true, true) = (callee.target, args.is_empty(), callee.sig.results.is_empty()) {
            return self.defer(c);
        }
        if let (Target::Func(f), true, true) = (callee.target, args.is_empty(), callee.sig.results.is_empty()) {
            let c = self.ptr();
            self.op2(Op::LdFunc, c, crate::ir::Arg::Imm(f.0 as i64));
            return self.defer(c);
        }
        let thunk = self.thunk(callee.target, args, &callee.sig, "deferwrap");
        self.defer(thunk);
    }
}

/// The function operand without explicit type arguments.
pub(crate) fn strip_index(e: &Expr) -> &Expr {
    let e = unparen(e);
    match &e.kind {
        ExprKind::Index(x, _) => match &unparen(x).kind {
            ExprKind::Ident(_) | ExprKind::Selector(..) => unparen(x),
            _ => e,
        },
        _ => e,
    }
}
