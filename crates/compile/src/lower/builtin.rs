//! Predeclared functions and those of package unsafe.

use super::order::Item;
use super::{Lower, Place, unparen};
use crate::ir::{Arg, Loc, Target, Term};
use vole_bytecode::Op;
use vole_syntax::ast::{BinOp, CallExpr, Expr, ExprKind};
use vole_types::info::Mode;
use vole_types::object::Builtin;
use vole_types::ty::{Basic, Type, TypeId};

/// An argument of a deferred builtin, evaluated beforehand.
pub(crate) type Evaluated = Option<(Loc, TypeId)>;

impl Lower<'_, '_> {
    /// Calls a builtin; its value, if it has one.
    pub(crate) fn builtin(&mut self, e: &Expr, b: Builtin, call: &CallExpr, dst: Option<Loc>) -> Option<Loc> {
        let args = &call.args[..];
        if let Some(values) = self.spread_args(args) {
            return self.builtin_spread(e, b, values);
        }
        // The calls among the operands come first, as in any call.
        self.hoist_builtin(b, call);
        match b {
            Builtin::Len | Builtin::Cap => Some(self.length(b, &args[0], dst)),
            Builtin::Append => Some(self.append(e, call, dst)),
            Builtin::Copy => {
                let (d, t) = self.arg_value(&args[0], None);
                let (s, _) = self.arg_value(&args[1], None);
                Some(self.copy_slices(d, t, s, dst))
            }
            Builtin::Make => Some(self.make(e, args, dst)),
            Builtin::New => {
                if self.is_type(&args[0]) {
                    let t = self.ty(&args[0]);
                    let p = self.new_object(t);
                    return Some(p);
                }
                // new(expr), since Go 1.26
                let pt = self.ty(e);
                let t = self.elem(pt);
                let p = self.new_object(t);
                self.init_value(&args[0], t, Place::Addr(p, 0));
                Some(p)
            }
            Builtin::Min | Builtin::Max => Some(self.min_max(e, b, args, dst)),
            Builtin::Complex => {
                let t = self.ty(e);
                let part = match self.basic(t) {
                    Some(Basic::Complex64) => TypeId::basic(Basic::Float32),
                    _ => TypeId::basic(Basic::Float64),
                };
                let out = self.temp(t);
                for (i, a) in args.iter().enumerate() {
                    match self.const_of(a) {
                        Some(c) => {
                            self.constant(&c.to_float().unwrap_or(c), part, Some(out.at(i as u16)));
                        }
                        None => self.expr_to(a, out.at(i as u16)),
                    }
                }
                Some(out)
            }
            Builtin::Real | Builtin::Imag => {
                let c = self.expr(&args[0], None);
                Some(c.at((b == Builtin::Imag) as u16))
            }
            Builtin::Recover => {
                self.f.no_inline = true;
                let dst = dst.unwrap_or_else(|| self.group(2, 2));
                self.op1(Op::Recover, dst);
                Some(dst)
            }
            Builtin::UnsafeAdd | Builtin::UnsafeSlice | Builtin::UnsafeString => {
                let p = self.expr(&args[0], None);
                let n = self.expr(&args[1], None);
                Some(self.unsafe_pointer_and_count(e, b, p, n, dst))
            }
            Builtin::UnsafeSliceData | Builtin::UnsafeStringData => {
                let s = self.expr(&args[0], None);
                Some(s.at(0))
            }
            Builtin::UnsafeOffsetof => {
                // Of a type that depends on type parameters: constant only here.
                let selection = self.selection(unparen(&args[0])).expect("a field's selector is recorded");
                let mut t = self.inst(selection.recv);
                let mut offset = 0;
                for &index in &selection.path {
                    offset += self.layout(t).offsets[index as usize];
                    let Type::Struct(s) = self.under(t) else { unreachable!("a field of a struct") };
                    t = self.inst(s.fields[index as usize].ty);
                }
                let dst = dst.unwrap_or_else(|| self.word());
                self.load_int(dst, offset as i64);
                Some(dst)
            }
            Builtin::UnsafeSizeof | Builtin::UnsafeAlignof => {
                let t = if self.is_type(&args[0]) { TypeId::INT } else { self.ty(&args[0]) };
                let l = self.layout(t);
                let dst = dst.unwrap_or_else(|| self.word());
                let n = if b == Builtin::UnsafeAlignof { l.align } else { l.size };
                self.load_int(dst, n as i64);
                Some(dst)
            }
            _ => {
                let values: Vec<Evaluated> = vec![None; args.len()];
                self.builtin_effect(b, call, &values);
                None
            }
        }
    }

    /// unsafe.Add, Slice and String (`b`) of a pointer and a number.
    fn unsafe_pointer_and_count(&mut self, e: &Expr, b: Builtin, p: Loc, n: Loc, dst: Option<Loc>) -> Loc {
        if b == Builtin::UnsafeAdd {
            let dst = dst.unwrap_or_else(|| self.ptr());
            self.op3(Op::Add, dst, p, n);
            return dst;
        }
        let string = b == Builtin::UnsafeString;
        let out = if string { self.group(2, 1) } else { self.group(3, 1) };
        let pair = self.group(2, 1);
        self.copy(pair.at(0), p);
        self.copy(pair.at(1), n);
        let size = if string {
            1
        } else {
            let t = self.ty(e);
            let elem = self.elem(t);
            self.layout(elem).size
        };
        let sz = self.word();
        self.load_int(sz, size as i64);
        let name = if string { "runtime.unsafeStringCheck" } else { "runtime.unsafeSliceCheck" };
        self.native(name, [pair, sz], []);
        self.copy(out.at(0), pair.at(0));
        self.copy(out.at(1), pair.at(1));
        if !string {
            self.copy(out.at(2), pair.at(1));
        }
        out
    }

    /// The operands, with the types they are converted to.
    fn hoist_builtin(&mut self, b: Builtin, call: &CallExpr) {
        let args = &call.args[..];
        let mut items: Vec<Item> = args.iter().filter(|a| !self.is_type(a)).map(|a| (a, None)).collect();
        match b {
            Builtin::Panic => items[0].1 = Some(self.any_type()),
            Builtin::New => {
                if let [(x, to)] = &mut items[..] {
                    *to = Some(self.ty(x));
                }
            }
            Builtin::Append if call.spread.is_none() => {
                let st = self.ty(&args[0]);
                if !self.is_nil(&args[0]) && matches!(self.under(st), Type::Slice(_)) {
                    let elem = self.elem(st);
                    items[1..].iter_mut().for_each(|i| i.1 = Some(elem));
                }
            }
            Builtin::Delete if args.len() == 2 => {
                let mt = self.ty(&args[0]);
                items[1].1 = Some(self.map_key_type(mt));
            }
            _ => {}
        }
        self.hoist(&items);
    }

    /// The values of `f` in `builtin(f())` where f has several results.
    fn spread_args(&mut self, args: &[Expr]) -> Option<Vec<(Loc, TypeId)>> {
        let [only] = args else { return None };
        let ExprKind::Call(_) = &unparen(only).kind else { return None };
        if self.is_type(only) {
            return None;
        }
        let t = self.ty(only);
        match self.cx.universe().ty(t) {
            Type::Tuple(ts) if ts.len() > 1 => {
                let n = ts.len();
                Some(self.multi(only, n))
            }
            _ => None,
        }
    }

    fn builtin_spread(&mut self, e: &Expr, b: Builtin, values: Vec<(Loc, TypeId)>) -> Option<Loc> {
        match b {
            Builtin::Copy => Some(self.copy_slices(values[0].0, values[0].1, values[1].0, None)),
            Builtin::Delete => {
                let (m, mt) = values[0];
                self.delete(m, mt, values[1]);
                None
            }
            Builtin::Complex => {
                let t = self.ty(e);
                let out = self.temp(t);
                self.copy(out.at(0), values[0].0);
                self.copy(out.at(1), values[1].0);
                Some(out)
            }
            Builtin::Append => {
                let st = self.ty(e);
                let elem = self.elem(st);
                let rt = self.cx.rt_type(elem).0 as u64;
                let out = self.group(3, 1);
                self.copy(out, values[0].0);
                for &(l, from) in &values[1..] {
                    let v = self.convert_loc(l, from, elem);
                    self.append_one(out, out, v, elem, rt);
                }
                Some(out)
            }
            Builtin::Print | Builtin::Println => {
                for (i, &(l, t)) in values.iter().enumerate() {
                    if b == Builtin::Println && i > 0 {
                        self.print_op(10, &[b' ' as i64], None);
                    }
                    self.print_value(l, t);
                }
                if b == Builtin::Println {
                    self.print_op(10, &[b'\n' as i64], None);
                }
                None
            }
            Builtin::UnsafeAdd | Builtin::UnsafeSlice | Builtin::UnsafeString => {
                Some(self.unsafe_pointer_and_count(e, b, values[0].0, values[1].0, None))
            }
            Builtin::Min | Builtin::Max => {
                let t = self.ty(e);
                let out = self.temp(t);
                self.copy(out, values[0].0);
                for &(v, from) in &values[1..] {
                    let v = self.convert_loc(v, from, t);
                    self.min_max_step(b, t, out, v);
                }
                Some(out)
            }
            _ => {
                self.error("internal: several values for a predeclared function");
                None
            }
        }
    }

    fn copy_slices(&mut self, d: Loc, t: TypeId, s: Loc, dst: Option<Loc>) -> Loc {
        let elem = self.elem(t);
        let size = self.layout(elem).size;
        let dst = dst.unwrap_or_else(|| self.word());
        self.op3w(Op::CopySl, dst, d.part(0, 2), s.part(0, 2), size);
        dst
    }

    fn delete(&mut self, m: Loc, mt: TypeId, key: (Loc, TypeId)) {
        let kt = self.map_key_type(mt);
        let k = self.convert_loc(key.0, key.1, kt);
        let k = if self.in_regs(kt) { self.image(k, kt) } else { k };
        let rt = self.cx.rt_type(mt);
        self.op2w(Op::MapDelete, m, k, rt.0 as u64);
    }

    fn arg_value(&mut self, e: &Expr, given: Evaluated) -> (Loc, TypeId) {
        if let Some(v) = given {
            return v;
        }
        let t = self.ty(e);
        let t = self.default_type(t);
        (self.value(e, t, None), t)
    }

    /// Builtins called for their effect; `values` holds arguments that were evaluated earlier (by defer).
    pub(crate) fn builtin_effect(&mut self, b: Builtin, call: &CallExpr, values: &[Evaluated]) {
        let args = &call.args[..];
        match b {
            Builtin::Panic => {
                let any = self.any_type();
                let v = match values[0] {
                    Some((l, t)) => self.convert_loc(l, t, any),
                    None => self.value(&args[0], any, None),
                };
                self.end(Term::Stop { op: Op::Panic, args: [v.into(), Arg::Imm(0), Arg::Imm(0)], w: 0 });
                let next = self.block();
                self.start_unjumped(next);
                // Nothing reaches what follows.
                self.f.blocks[next.0 as usize].term = Term::Open;
            }
            Builtin::Print | Builtin::Println => self.print(b == Builtin::Println, args, values),
            Builtin::Close => {
                let (ch, _) = self.arg_value(&args[0], values[0]);
                self.op1(Op::Close, ch);
            }
            Builtin::Delete => {
                let (m, mt) = self.arg_value(&args[0], values[0]);
                let kt = self.map_key_type(mt);
                let key = match values[1] {
                    Some(v) => v,
                    None => (self.value(&args[1], kt, None), kt),
                };
                self.delete(m, mt, key);
            }
            Builtin::Copy => {
                let (d, t) = self.arg_value(&args[0], values[0]);
                let (s, _) = self.arg_value(&args[1], values[1]);
                self.copy_slices(d, t, s, None);
            }
            Builtin::Clear => {
                let (v, t) = self.arg_value(&args[0], values[0]);
                match self.under(t) {
                    Type::Map { .. } => self.op1(Op::MapClear, v),
                    _ => {
                        let elem = self.elem(t);
                        let size = self.word();
                        let n = self.layout(elem).size;
                        self.load_int(size, n as i64);
                        self.native("runtime.clearSlice", [v.part(0, 2), size], []);
                    }
                }
            }
            Builtin::Recover => {
                let l = self.group(2, 2);
                self.op1(Op::Recover, l);
            }
            _ => {
                // Only effects matter: evaluate as an expression.
                let e = &call.fun;
                self.builtin(e, b, call, None);
            }
        }
    }

    pub(crate) fn any_type(&mut self) -> TypeId {
        let any = self.cx.universe().predeclared("any").expect("any is predeclared");
        let t = self.cx.universe().obj(any).ty;
        self.cx.canonical(t)
    }

    fn length(&mut self, b: Builtin, x: &Expr, dst: Option<Loc>) -> Loc {
        let t = self.ty(x);
        let at = if b == Builtin::Len { 1 } else { 2 };
        match self.under(t) {
            Type::Basic(_) | Type::Slice(_) => {
                let s = self.expr(x, None);
                s.at(at)
            }
            Type::Map { .. } => {
                let m = self.expr(x, None);
                let dst = dst.unwrap_or_else(|| self.word());
                self.op2(Op::MapLen, dst, m);
                dst
            }
            Type::Chan { .. } => {
                let c = self.expr(x, None);
                let dst = dst.unwrap_or_else(|| self.word());
                self.op2(if b == Builtin::Len { Op::ChanLen } else { Op::ChanCap }, dst, c);
                dst
            }
            Type::Array { len, .. } => {
                self.effect(x);
                let dst = dst.unwrap_or_else(|| self.word());
                self.load_int(dst, len as i64);
                dst
            }
            Type::Pointer(a) => {
                self.effect(x);
                let Type::Array { len, .. } = self.under(a) else { unreachable!("pointer to array") };
                let dst = dst.unwrap_or_else(|| self.word());
                self.load_int(dst, len as i64);
                dst
            }
            other => unreachable!("len of {other:?}"),
        }
    }

    fn append(&mut self, e: &Expr, call: &CallExpr, dst: Option<Loc>) -> Loc {
        let st = self.ty(e);
        let elem = self.elem(st);
        let rt = self.cx.rt_type(elem).0 as u64;
        if call.args.len() == 1 {
            return self.value(&call.args[0], st, None);
        }
        let rt = if call.spread.is_none() { rt | self.room_for(&call.args[0]) } else { rt };
        // The slice itself comes last; to go through it first makes a difference only if that can panic.
        let late = call.spread.is_none() && self.may_panic(&call.args[0]);
        if late {
            let items: Vec<Item> = call.args.iter().map(|a| (a, None)).collect();
            self.take(&items);
        }
        let first = if late { None } else { Some(self.value(&call.args[0], st, None)) };
        let slice = |this: &mut Self| match first {
            Some(s) => s,
            None => this.value(&call.args[0], st, None),
        };
        if call.spread.is_some() {
            if let Some(n) = self.made_slice(&call.args[1]) {
                let count = self.word();
                self.size_arg(n, count);
                let s = slice(self);
                let dst = dst.unwrap_or_else(|| self.group(3, 1));
                self.op3w(Op::AppendZ, dst, s, count, rt);
                return dst;
            }
            let x = self.expr(&call.args[1], None);
            let s = slice(self);
            let dst = dst.unwrap_or_else(|| self.group(3, 1));
            if self.is_nil(&call.args[1]) {
                return s;
            }
            self.op3w(Op::AppendSl, dst, s, x.part(0, 2), rt);
            return dst;
        }
        let values = &call.args[1..];
        let many = values.len() > 1;
        let dst = dst.unwrap_or_else(|| self.group(3, 1));
        if many {
            // Evaluate all first: they may mention the slice itself.
            let tail = self.variadic(st, values.len(), |this, i, t, p| this.init_value(&values[i], t, p));
            let s = slice(self);
            self.op3w(Op::AppendSl, dst, s, tail.part(0, 2), rt);
            return dst;
        }
        let v = self.value(&values[0], elem, None);
        let s = slice(self);
        self.append_one(dst, s, v, elem, rt);
        dst
    }

    /// The length of `make([]T, n)`.
    fn made_slice<'e>(&mut self, e: &'e Expr) -> Option<&'e Expr> {
        let inner = unparen(e);
        let ExprKind::Call(call) = &inner.kind else { return None };
        let [_, n] = &call.args[..] else { return None };
        let make = self.mode(unparen(&call.fun).id) == Mode::Builtin(Builtin::Make);
        let t = self.ty(e);
        let fits = make && matches!(self.under(t), Type::Slice(_));
        (fits && !self.is_remembered(e) && !self.is_remembered(inner)).then_some(n)
    }

    pub(crate) fn append_one(&mut self, dst: Loc, s: Loc, v: Loc, elem: TypeId, rt: u64) {
        let l = self.layout(elem);
        if l.boxed() {
            let one = self.group(3, 1);
            self.copy(one.at(0), v);
            self.load_int(one.at(1), 1);
            self.load_int(one.at(2), 1);
            return self.op3w(Op::AppendSl, dst, s, one.part(0, 2), rt);
        }
        let op = match (l.single().map(|f| f.size()), v.n) {
            (Some(8), _) => Op::Append64,
            (Some(4), _) => Op::Append32,
            (Some(1), _) => Op::Append8,
            (None, 2) if l.in_regs() && l.image_is_slots() => Op::Append2,
            (None, 3) if l.in_regs() && l.image_is_slots() => Op::Append3,
            _ => {
                let image = if l.in_regs() { self.image(v, elem) } else { v };
                return self.op3w(Op::AppendN, dst, s, image, rt);
            }
        };
        self.op3w(op, dst, s, v, rt);
    }

    fn make(&mut self, e: &Expr, args: &[Expr], dst: Option<Loc>) -> Loc {
        let t = self.ty(e);
        match self.under(t) {
            Type::Slice(elem) => {
                let rt = self.cx.rt_type(elem);
                let window = self.group(2, 0);
                self.size_arg(&args[1], window.at(0));
                match args.get(2) {
                    Some(c) => self.size_arg(c, window.at(1)),
                    None => self.copy(window.at(1), window.at(0)),
                }
                let dst = dst.unwrap_or_else(|| self.group(3, 1));
                self.op2w(Op::MakeSlice, dst, window, rt.0 as u64);
                dst
            }
            Type::Map { .. } => {
                let rt = self.cx.rt_type(t);
                let hint = self.word();
                match args.get(1) {
                    Some(n) => self.size_arg(n, hint),
                    None => self.op2(Op::LdI, hint, Arg::Imm(0)),
                }
                let dst = dst.unwrap_or_else(|| self.ptr());
                self.op2w(Op::MakeMap, dst, hint, rt.0 as u64);
                dst
            }
            Type::Chan { .. } => {
                let rt = self.cx.rt_type(t);
                let n = self.word();
                match args.get(1) {
                    Some(a) => self.size_arg(a, n),
                    None => self.op2(Op::LdI, n, Arg::Imm(0)),
                }
                let dst = dst.unwrap_or_else(|| self.ptr());
                self.op2w(Op::MakeChan, dst, n, rt.0 as u64);
                dst
            }
            other => unreachable!("make of {other:?}"),
        }
    }

    /// A size argument as a signed integer (a float constant may stand for one; a huge unsigned one becomes negative).
    fn size_arg(&mut self, e: &Expr, dst: Loc) {
        match self.const_of(e).and_then(|c| c.to_int()).and_then(|c| c.to_i64()) {
            Some(n) => self.load_int(dst, n),
            None => self.expr_to(e, dst),
        }
    }

    fn min_max(&mut self, e: &Expr, b: Builtin, args: &[Expr], dst: Option<Loc>) -> Loc {
        let t = self.ty(e);
        let out = self.temp(t);
        self.expr_to(&args[0], out);
        for a in &args[1..] {
            let v = self.expr(a, None);
            self.min_max_step(b, t, out, v);
        }
        self.deliver(out, dst)
    }

    /// Keeps the smaller (or larger) of `out` and `v` in `out`; both are of type `t`.
    fn min_max_step(&mut self, b: Builtin, t: TypeId, out: Loc, v: Loc) {
        let basic = self.basic(t);
        match basic {
            Some(Basic::Float64 | Basic::UntypedFloat) => {
                let name = if b == Builtin::Min { "runtime.fmin" } else { "runtime.fmax" };
                self.native(name, [out, v], [out]);
            }
            Some(Basic::Float32) => {
                let (x, y) = (self.word(), self.word());
                self.op2(Op::F32toF, x, out);
                self.op2(Op::F32toF, y, v);
                let name = if b == Builtin::Min { "runtime.fmin" } else { "runtime.fmax" };
                self.native(name, [x, y], [x]);
                self.op2(Op::F2F32, out, x);
            }
            Some(Basic::String | Basic::UntypedString) => {
                let less = self.word();
                let (x, y) = if b == Builtin::Min { (v, out) } else { (out, v) };
                self.op3(Op::LtStr, less, x, y);
                let (take, done) = (self.block(), self.block());
                self.branch(Op::JT, less, Arg::Imm(0), take, done);
                self.start_unjumped(take);
                self.copy(out, v);
                self.start(done);
            }
            Some(k) => {
                let signed = super::binary::int_kind(k).is_none_or(|k| k.signed);
                let (op, swap) = super::binary::jump_op(BinOp::Lt, signed);
                debug_assert!(!swap);
                let (x, y) = if b == Builtin::Min { (v, out) } else { (out, v) };
                let (take, done) = (self.block(), self.block());
                self.branch(op, x, y, take, done);
                self.start_unjumped(take);
                self.copy(out, v);
                self.start(done);
            }
            None => self.error("internal: min of an unordered type"),
        }
    }

    /// `print` and `println`: one native call per operand, as gc does.
    fn print(&mut self, line: bool, args: &[Expr], values: &[Evaluated]) {
        for (i, a) in args.iter().enumerate() {
            if line && i > 0 {
                self.print_op(10, &[b' ' as i64], None);
            }
            if self.is_nil(a) {
                self.print_op(7, &[0], None);
                continue;
            }
            let (v, t) = self.arg_value(a, values[i]);
            self.print_value(v, t);
        }
        if line {
            self.print_op(10, &[b'\n' as i64], None);
        }
    }

    fn print_value(&mut self, v: Loc, t: TypeId) {
        let kind = match self.under(t) {
            Type::Basic(b) => match b {
                Basic::Bool | Basic::UntypedBool => 1,
                Basic::Float32 => {
                    let w = self.word();
                    self.op2(Op::F32toF, w, v);
                    return self.print_op(11, &[], Some(w));
                }
                Basic::Float64 | Basic::UntypedFloat => 4,
                Basic::Complex128 | Basic::UntypedComplex => 5,
                Basic::Complex64 => {
                    let w = self.group(2, 0);
                    self.op2(Op::F32toF, w.at(0), v.at(0));
                    self.op2(Op::F32toF, w.at(1), v.at(1));
                    return self.print_op(12, &[], Some(w));
                }
                Basic::String | Basic::UntypedString => 6,
                Basic::UnsafePointer => 7,
                b => match super::binary::int_kind(b) {
                    Some(k) if k.signed => 2,
                    _ => 3,
                },
            },
            Type::Interface(_) => 8,
            Type::Slice(_) => 9,
            _ => 7,
        };
        self.print_op(kind, &[], Some(v));
    }

    fn print_op(&mut self, kind: i64, consts: &[i64], v: Option<Loc>) {
        let k = self.word();
        self.load_int(k, kind);
        let mut args = vec![k];
        for &c in consts {
            let w = self.word();
            self.load_int(w, c);
            args.push(w);
        }
        args.extend(v);
        let used: u16 = args.iter().map(|l| l.n).sum();
        if used < 4 {
            let pad = self.group(4 - used, 0);
            self.zero_slots(pad);
            args.push(pad);
        }
        let id = self.cx.native("runtime.print");
        self.call(Target::Native(id), args, []);
    }

    /// Whether an expression is a call of this builtin.
    pub(crate) fn is_panic_call(&self, e: &Expr) -> bool {
        match &unparen(e).kind {
            ExprKind::Call(c) => self.mode(unparen(&c.fun).id) == vole_types::info::Mode::Builtin(Builtin::Panic),
            _ => false,
        }
    }
}
