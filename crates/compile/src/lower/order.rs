//! Order of evaluation as gc does it.
//!
//! The specification fixes the order of calls, receives and map look-ups only. gc goes through the operands of a statement twice. First
//! come, in order, the calls and what it evaluates in its turn like one: predeclared functions such as `len`, slicing, assertions, map
//! literals, the boxing of what has no address yet. Then comes the rest: reads of variables that live in memory, index
//! expressions, indirections, divisions. So in `f(x.a, x.inc())` the first argument sees the increment, and in `f(a[9], s[2:1])` the
//! slicing panics.
//!
//! Every list of operands goes through [`Lower::hoist`] before it is evaluated from left to right. Registers need no care (nothing but
//! this function writes them). Only if something of the first kind stands behind something of the second whose order can be
//! seen, the first kind is evaluated beforehand and remembered by expression.

use super::{Lower, Place, Var, unparen};
use crate::ir::Loc;
use vole_syntax::ast::{BinOp, CallExpr, Expr, ExprKind, UnOp};
use vole_types::info::{Mode, SelectionKind};
use vole_types::object::Builtin;
use vole_types::ty::{Basic, Signature, Type, TypeId};

/// An operand, and the type it is converted to as an assignment converts.
pub(crate) type Item<'e> = (&'e Expr, Option<TypeId>);

impl Lower<'_, '_> {
    /// Evaluates beforehand what gc evaluates first among these operands, if the difference can be seen.
    pub(crate) fn hoist(&mut self, items: &[Item]) {
        self.hoist_behind(items, false);
    }

    /// The same for operands behind something that may panic.
    fn hoist_behind(&mut self, items: &[Item], risk: bool) {
        if items.iter().all(|(e, _)| matches!(unparen(e).kind, ExprKind::Ident(_) | ExprKind::Lit(..))) {
            return;
        }
        let mut steps: Vec<Step> = items.iter().map(|&(e, to)| Step::Order(e, to)).collect();
        self.hoist_steps(&mut steps, risk);
    }

    /// The same for operands that are not converted.
    pub(crate) fn hoist_plain(&mut self, exprs: &[&Expr]) {
        let items: Vec<Item> = exprs.iter().map(|&e| (e, None)).collect();
        self.hoist(&items);
    }

    fn hoist_steps<'e>(&mut self, steps: &mut Vec<Step<'e>>, risk: bool) {
        let mut scan = Scan { risk, ..Scan::default() };
        self.scan_steps(steps, 0, &mut scan);
        if scan.needed {
            self.take_steps(steps, 0);
        }
    }

    /// Evaluates beforehand what gc evaluates first among these operands, because what is left will not be evaluated from left to
    /// right.
    pub(crate) fn take(&mut self, items: &[Item]) {
        let mut steps: Vec<Step> = items.iter().map(|&(e, to)| Step::Order(e, to)).collect();
        self.take_steps(&mut steps, 0);
    }

    /// The remembered value of an expression.
    pub(crate) fn remembered(&mut self, e: &Expr) -> Option<Loc> {
        if self.memo.is_empty() { None } else { self.memo.remove(&e.id) }
    }

    /// Whether a value was remembered, and not used yet.
    pub(crate) fn is_remembered(&self, e: &Expr) -> bool {
        !self.memo.is_empty() && self.memo.contains_key(&e.id)
    }

    /// A remembered value as a place.
    pub(crate) fn remembered_place(&mut self, e: &Expr) -> Option<Place> {
        let l = self.remembered(e)?;
        let t = self.ty(e);
        Some(self.slots_place(l, t))
    }

    /// The operand of a slice expression and those of its bounds that gc evaluates before it.
    pub(crate) fn hoist_bounds(&mut self, x: &Expr, bounds: &[&Expr]) {
        if bounds.iter().all(|b| self.const_of(b).is_some()) {
            return;
        }
        let mut steps = vec![Step::Order(x, None)];
        steps.extend(bounds.iter().map(|&b| Step::Force(b)));
        self.take_steps(&mut steps, 0);
    }

    // ---- looking

    fn scan_steps<'e>(&mut self, steps: &mut Vec<Step<'e>>, from: usize, s: &mut Scan) {
        let mut i = from;
        let end = steps.len();
        while i < end && !s.needed {
            match steps[i] {
                Step::Order(e, to) if self.boxed_in_turn(e, to) => self.scan_forced(unparen(e), steps, s),
                Step::Order(e, _) => self.scan(e, steps, s),
                Step::Force(e) => self.scan_forced(e, steps, s),
            }
            i += 1;
        }
    }

    fn scan<'e>(&mut self, e: &'e Expr, steps: &mut Vec<Step<'e>>, s: &mut Scan) {
        let start = steps.len();
        let kind = self.shape(e, steps);
        match kind.turn {
            Turn::Call => s.needed |= s.read || s.risk,
            Turn::Now => self.scan_now(kind, steps, start, s),
            Turn::Later => {
                self.scan_steps(steps, start, s);
                s.read |= kind.read;
                s.risk |= kind.risk;
            }
        }
        steps.truncate(start);
    }

    fn scan_forced<'e>(&mut self, e: &'e Expr, steps: &mut Vec<Step<'e>>, s: &mut Scan) {
        let start = steps.len();
        let kind = self.shape(e, steps);
        match kind.turn {
            Turn::Call => s.needed |= s.read || s.risk,
            _ => self.scan_now(kind, steps, start, s),
        }
        steps.truncate(start);
    }

    /// What is evaluated in its turn: what it reads it has read when the next call comes.
    fn scan_now<'e>(&mut self, kind: Kind, steps: &mut Vec<Step<'e>>, start: usize, s: &mut Scan) {
        let before = std::mem::take(s);
        s.read = before.read || before.risk;
        self.scan_steps(steps, start, s);
        let own = s.risk || s.turn_risk || kind.risk;
        let needed = before.needed || s.needed || before.risk && own;
        *s = Scan { needed, turn_risk: before.turn_risk || own, ..before };
    }

    // ---- evaluating

    fn take_steps<'e>(&mut self, steps: &mut Vec<Step<'e>>, from: usize) {
        let end = steps.len();
        for i in from..end {
            match steps[i] {
                Step::Order(e, to) if self.boxed_in_turn(e, to) => self.force(e),
                Step::Order(e, _) => {
                    let start = steps.len();
                    match self.shape(e, steps).turn {
                        Turn::Later => self.take_steps(steps, start),
                        Turn::Call | Turn::Now => self.force(e),
                    }
                    steps.truncate(start);
                }
                Step::Force(e) => self.force(e),
            }
        }
    }

    /// Evaluates an expression now and remembers its value.
    pub(crate) fn force(&mut self, e: &Expr) {
        let e = unparen(e);
        if self.const_of(e).is_some() || self.is_nil(e) || self.is_remembered(e) {
            return;
        }
        let t = self.ty(e);
        if matches!(self.cx.universe().ty(t), Type::Tuple(_)) {
            return;
        }
        let mut steps = Vec::new();
        if self.shape(e, &mut steps).turn != Turn::Call {
            self.hoist_steps(&mut steps, false);
        }
        let l = self.temp(t);
        if self.in_regs(t) {
            self.expr_to(e, l);
        } else {
            let p = self.temporary(e, t);
            self.image_to_slots(l, p, t);
        }
        self.memo.insert(e.id, l);
    }

    // ---- what an expression is to the order of evaluation

    pub(super) fn in_memory(&self, e: &Expr) -> bool {
        match &e.kind {
            ExprKind::Ident(id) => match self.use_of(id.id).and_then(|o| self.vars.get(&o).copied()) {
                Some(Var::Reg(_)) => false,
                Some(_) => true,
                None => self.mode(e.id) == Mode::Variable,
            },
            _ => true,
        }
    }

    /// Appends an expression's operands, in gc's order, and says what the expression is itself.
    fn shape<'e>(&mut self, e: &'e Expr, out: &mut Vec<Step<'e>>) -> Kind {
        if matches!(e.kind, ExprKind::Lit(..) | ExprKind::FuncLit(_)) {
            return Kind::NOTHING;
        }
        if self.const_of(e).is_some() || self.is_remembered(e) || self.is_type(e) {
            return Kind::NOTHING;
        }
        let plain = |e| Step::Order(e, None);
        match &e.kind {
            ExprKind::Paren(x) => {
                out.push(plain(x));
                Kind::NOTHING
            }
            ExprKind::Ident(_) => Kind::later(!self.is_nil(e) && self.in_memory(e), false),
            ExprKind::Unary(UnOp::Recv, _) => Kind::CALL,
            ExprKind::Unary(UnOp::Addr, x) => match &unparen(x).kind {
                ExprKind::Ident(_) => Kind::NOTHING,
                _ => Kind { read: false, ..self.shape(unparen(x), out) },
            },
            ExprKind::Unary(_, x) => {
                out.push(plain(x));
                Kind::NOTHING
            }
            ExprKind::Star(x) => {
                out.push(plain(x));
                Kind::later(true, true)
            }
            ExprKind::Binary(op, _, x, y) => self.binary_shape(*op, x, y, out),
            ExprKind::Selector(x, _) => match self.selection_path(e) {
                Some(indirect) => {
                    out.push(plain(x));
                    Kind::later(indirect, indirect)
                }
                None => Kind::later(self.mode(e.id) == Mode::Variable, false),
            },
            ExprKind::Index(x, args) => self.index_shape(e, x, args, out),
            ExprKind::Slice(s) => {
                out.push(plain(&s.x));
                out.extend([&s.lo, &s.hi, &s.max].into_iter().flatten().map(Step::Force));
                Kind::now(true)
            }
            ExprKind::TypeAssert(x, Some(_)) => {
                out.push(plain(x));
                let t = self.ty(e);
                match self.under(t) {
                    Type::Pointer(_) | Type::Chan { .. } | Type::Map { .. } | Type::Signature(_) => {
                        Kind::later(true, true)
                    }
                    _ => Kind::now(true),
                }
            }
            ExprKind::CompositeLit(_) => self.literal_shape(e, out),
            ExprKind::Call(c) if self.is_type(&c.fun) => {
                let x = &c.args[0];
                let t = self.ty(e);
                out.push(Step::Order(x, Some(t)));
                if self.is_nil(x) {
                    return Kind::NOTHING;
                }
                let from = self.ty(x);
                match (self.under(from), self.under(t)) {
                    // Only the conversion of a slice looks at memory.
                    (Type::Slice(_), Type::Slice(_)) => Kind::NOTHING,
                    (Type::Slice(_), Type::Array { .. } | Type::Pointer(_)) => Kind::later(true, true),
                    (Type::Slice(_), _) => Kind::later(true, false),
                    // A string made into a slice is a copy, made in order.
                    (_, Type::Slice(_)) => Kind::now(false),
                    _ => Kind::NOTHING,
                }
            }
            ExprKind::Call(c) => match self.mode(unparen(&c.fun).id) {
                Mode::Builtin(
                    Builtin::Len
                    | Builtin::Cap
                    | Builtin::Real
                    | Builtin::Imag
                    | Builtin::Complex
                    | Builtin::Min
                    | Builtin::Max,
                ) => {
                    out.extend(c.args.iter().map(plain));
                    Kind::now(false)
                }
                Mode::Builtin(
                    Builtin::UnsafeAdd
                    | Builtin::UnsafeSlice
                    | Builtin::UnsafeSliceData
                    | Builtin::UnsafeString
                    | Builtin::UnsafeStringData,
                ) => {
                    out.extend(c.args.iter().map(plain));
                    Kind::later(true, true)
                }
                Mode::Builtin(Builtin::UnsafeAlignof | Builtin::UnsafeOffsetof | Builtin::UnsafeSizeof) => {
                    Kind::NOTHING
                }
                Mode::Builtin(Builtin::Make | Builtin::New) => {
                    // Without an operand there is nothing that could come too early or too late.
                    let first = c.args.first().is_some_and(|a| self.is_type(a));
                    let rest = &c.args[usize::from(first)..];
                    out.extend(rest.iter().map(plain));
                    let constant = rest.iter().all(|a| self.const_of(a).is_some());
                    if rest.is_empty() { Kind::NOTHING } else { Kind::now(!constant) }
                }
                _ => Kind::CALL,
            },
            _ => Kind::NOTHING,
        }
    }

    /// For a selector of a field or method: whether it goes through a pointer or an interface. `None` for names of packages and
    /// of types.
    fn selection_path(&mut self, e: &Expr) -> Option<bool> {
        let ExprKind::Selector(x, _) = &e.kind else { return None };
        self.cx.checker.info.selections.get(&e.id)?;
        let s = self.selection(e)?;
        let mut t = self.ty(x);
        if s.kind == SelectionKind::MethodExpr {
            return None;
        }
        if s.kind == SelectionKind::Method {
            return Some(true);
        }
        for &index in &s.path {
            match self.under(t) {
                Type::Struct(f) => t = self.inst(f.fields[index as usize].ty),
                _ => return Some(true),
            }
        }
        Some(false)
    }

    /// Whether a selector names a field of its operand itself, not of what that points to.
    pub(crate) fn direct_field(&mut self, e: &Expr) -> bool {
        self.selection_path(e) == Some(false)
    }

    fn binary_shape<'e>(&mut self, op: BinOp, x: &'e Expr, y: &'e Expr, out: &mut Vec<Step<'e>>) -> Kind {
        if op.precedence() <= 2 {
            // The right side is evaluated only sometimes, in an order of its own.
            return Kind::CALL;
        }
        if !op.is_comparison() {
            out.extend([Step::Order(x, None), Step::Order(y, None)]);
            let risk = match op {
                BinOp::Div | BinOp::Rem | BinOp::Shl | BinOp::Shr => {
                    let t = self.ty(y);
                    let float = matches!(
                        self.basic(t),
                        Some(Basic::Float32 | Basic::Float64 | Basic::Complex64 | Basic::Complex128)
                    );
                    !float && self.const_of(y).is_none()
                }
                _ => false,
            };
            return Kind::later(false, risk);
        }
        if self.is_nil(x) || self.is_nil(y) {
            out.extend([Step::Order(x, None), Step::Order(y, None)]);
            return Kind::NOTHING;
        }
        let (tx, ty) = (self.ty(x), self.ty(y));
        let (ix, iy) = (self.cx.is_interface(tx), self.cx.is_interface(ty));
        if ix || iy {
            out.extend([Step::Order(x, iy.then_some(ty)), Step::Order(y, ix.then_some(tx))]);
            return Kind::later(true, true);
        }
        out.extend([Step::Order(x, None), Step::Order(y, None)]);
        if matches!(self.under(tx), Type::Struct(_) | Type::Array { .. }) {
            // They are compared where they stand; what stands nowhere is put somewhere.
            for e in [x, y] {
                if !self.addressable(e) {
                    out.push(Step::Force(e));
                }
            }
            return Kind::later(true, true);
        }
        Kind::NOTHING
    }

    fn index_shape<'e>(&mut self, e: &Expr, x: &'e Expr, args: &'e [Expr], out: &mut Vec<Step<'e>>) -> Kind {
        if !matches!(self.mode(e.id), Mode::Variable | Mode::Value | Mode::MapIndex | Mode::CommaOk) || self.is_type(x)
        {
            return Kind::NOTHING;
        }
        let xt = self.ty(x);
        let [index] = args else { return Kind::NOTHING };
        out.push(Step::Order(x, None));
        match self.under(xt) {
            Type::Map { .. } => {
                let kt = self.map_key_type(xt);
                out.push(match self.key_in_turn(index, xt) {
                    true => Step::Force(index),
                    false => Step::Order(index, Some(kt)),
                });
                Kind::later(true, self.may_not_hash(kt))
            }
            Type::Array { .. } => {
                out.push(Step::Order(index, None));
                Kind::later(false, self.const_of(index).is_none())
            }
            Type::Basic(_) => {
                out.push(Step::Order(index, None));
                Kind::later(false, true)
            }
            Type::Slice(_) | Type::Pointer(_) => {
                out.push(Step::Order(index, None));
                Kind::later(true, true)
            }
            // A generic function's instance.
            _ => Kind::NOTHING,
        }
    }

    /// Whether gc puts a key somewhere in its turn: it hands it over by address (unless it is a string or a plain word, and the
    /// values are small) and it has none yet.
    pub(crate) fn key_in_turn(&mut self, key: &Expr, mt: TypeId) -> bool {
        let kt = self.map_key_type(mt);
        let vt = self.elem(mt);
        let mut only = kt;
        let fast = loop {
            match self.under(only) {
                Type::Struct(s) if s.fields.len() == 1 => only = self.inst(s.fields[0].ty),
                Type::Array { elem, len: 1 } => only = self.inst(elem),
                Type::Basic(Basic::String) => break only == kt || self.cx.universe().as_named(kt).is_some(),
                Type::Basic(b) => {
                    let size = self.layout(only).size;
                    let float = matches!(b, Basic::Float32 | Basic::Float64 | Basic::Complex64);
                    break !float && matches!(size, 4 | 8);
                }
                Type::Pointer(_) | Type::Chan { .. } => break true,
                _ => break false,
            }
        };
        let fast = fast && self.layout(vt).size <= 128;
        let t = self.ty(key);
        let converted = self.cx.is_interface(kt) && !self.cx.is_interface(t);
        !fast && !self.is_nil(key) && self.const_of(key).is_none() && (converted || !self.addressable(key))
    }

    /// Whether hashing a key can panic: it holds an interface.
    fn may_not_hash(&mut self, t: TypeId) -> bool {
        match self.under(t) {
            Type::Interface(_) => true,
            Type::Struct(s) => s.fields.iter().any(|f| {
                let t = self.inst(f.ty);
                self.may_not_hash(t)
            }),
            Type::Array { elem, .. } => {
                let t = self.inst(elem);
                self.may_not_hash(t)
            }
            _ => false,
        }
    }

    fn literal_shape<'e>(&mut self, e: &'e Expr, out: &mut Vec<Step<'e>>) -> Kind {
        let ExprKind::CompositeLit(c) = &e.kind else { return Kind::NOTHING };
        let mut t = self.ty(e);
        if let Type::Pointer(elem) = self.under(t) {
            // An elided &T.
            t = self.cx.canonical(elem);
        }
        match self.under(t) {
            Type::Struct(s) => {
                for (i, el) in c.elems.iter().enumerate() {
                    let (index, v) = match &el.kind {
                        ExprKind::KeyValue(k, v) => {
                            let ExprKind::Ident(name) = &k.kind else { continue };
                            (s.fields.iter().position(|f| f.name == name.name), &**v)
                        }
                        _ => (Some(i), el),
                    };
                    let to = index.and_then(|i| s.fields.get(i)).map(|f| f.ty);
                    let to = to.map(|t| self.inst(t));
                    out.push(Step::Order(v, to));
                }
                Kind::NOTHING
            }
            // Its entries are stored one after the other, each in an order of its own.
            Type::Map { .. } => Kind::CALL,
            Type::Slice(_) | Type::Array { .. } => {
                let elem = self.elem(t);
                for el in &c.elems {
                    let v = if let ExprKind::KeyValue(_, v) = &el.kind { v } else { el };
                    out.push(Step::Order(v, Some(elem)));
                }
                Kind::NOTHING
            }
            _ => Kind::NOTHING,
        }
    }

    /// Whether there is a call inside an expression, or something that counts as one.
    pub(crate) fn has_call(&mut self, e: &Expr) -> bool {
        let mut steps = Vec::new();
        if self.shape(e, &mut steps).turn == Turn::Call {
            return true;
        }
        steps.into_iter().any(|s| match s {
            Step::Order(e, _) | Step::Force(e) => self.has_call(e),
        })
    }

    /// Whether what gc leaves of an expression for the end can panic.
    pub(crate) fn may_panic(&mut self, e: &Expr) -> bool {
        let mut steps = Vec::new();
        let kind = self.shape(e, &mut steps);
        if kind.turn != Turn::Later {
            return false;
        }
        kind.risk
            || steps.into_iter().any(|s| match s {
                Step::Order(e, to) => !self.boxed_in_turn(e, to) && self.may_panic(e),
                Step::Force(_) => false,
            })
    }

    /// Whether gc reads memory to evaluate an expression that holds no call: anything but arithmetic with variables that have no
    /// address.
    pub(crate) fn reads_memory(&mut self, e: &Expr) -> bool {
        if self.const_of(e).is_some() || self.is_nil(e) {
            return false;
        }
        match &e.kind {
            ExprKind::Paren(x) => self.reads_memory(x),
            ExprKind::Ident(_) => self.in_memory(e),
            ExprKind::Unary(op, x) if !matches!(op, UnOp::Addr | UnOp::Recv) => self.reads_memory(x),
            ExprKind::Binary(op, _, x, y) if op.precedence() > 2 => self.reads_memory(x) || self.reads_memory(y),
            ExprKind::Selector(x, _) if self.selection_path(e) == Some(false) => self.reads_memory(x),
            ExprKind::Call(c) if self.is_type(&c.fun) && self.conversion_is_plain(e, &c.args[0]) => {
                self.reads_memory(&c.args[0])
            }
            ExprKind::FuncLit(_) | ExprKind::Lit(..) => false,
            _ => !self.is_remembered(e),
        }
    }

    /// Whether a conversion is one of numbers, or changes nothing but the type.
    fn conversion_is_plain(&mut self, e: &Expr, x: &Expr) -> bool {
        let (to, from) = (self.ty(e), self.ty(x));
        let text = |t: &Type| matches!(t, Type::Basic(Basic::String | Basic::UntypedString));
        let (to, from) = (self.under(to), self.under(from));
        !matches!((&to, &from), (Type::Slice(_), f) | (f, Type::Slice(_)) if text(f))
            && !matches!((&to, &from), (Type::Array { .. } | Type::Pointer(_), Type::Slice(_)))
            && text(&to) == text(&from)
    }

    /// Whether gc copies an operand when it becomes an interface value in its turn: it hands it over by address, and it has none yet.
    fn boxed_in_turn(&mut self, e: &Expr, to: Option<TypeId>) -> bool {
        let Some(to) = to else { return false };
        if !self.cx.is_interface(to) || self.is_nil(e) || self.const_of(e).is_some() {
            return false;
        }
        let t = self.ty(e);
        if matches!(self.cx.universe().ty(t), Type::Tuple(_)) {
            return false;
        }
        !self.cx.is_interface(t) && !self.boxed_by_value(t) && !self.addressable(e)
    }

    /// Whether gc hands a value of this type over in registers when it boxes it.
    fn boxed_by_value(&mut self, t: TypeId) -> bool {
        let (size, align) = {
            let l = self.layout(t);
            (l.size, l.align)
        };
        let mut only = t;
        loop {
            match self.under(only) {
                Type::Struct(s) if s.fields.len() == 1 => only = self.inst(s.fields[0].ty),
                Type::Array { elem, len: 1 } => only = self.inst(elem),
                Type::Basic(Basic::String | Basic::UntypedString) | Type::Slice(_) => return true,
                Type::Basic(Basic::UnsafePointer) => return false,
                Type::Basic(_) | Type::Struct(_) | Type::Array { .. } => break,
                _ => return false,
            }
        }
        matches!((size, align), (2, 2) | (4, 4)) || size == 8 && align == 8 && !self.holds_pointer(t)
    }

    /// The operands of a call: what the function is found through, and the arguments. A function value that takes a call to find is
    /// found first of all; one that takes none is found when the arguments are there: the caller sees to that if this says so.
    pub(crate) fn hoist_operands(&mut self, fun: &Expr, sig: &Signature, call: &CallExpr) -> bool {
        let mut list: Vec<Item> = Vec::new();
        let plain = unparen(fun);
        let mut last = false;
        let mut risk = false;
        match &super::call::strip_index(plain).kind {
            ExprKind::Selector(x, _) if self.is_method_call(plain) => {
                if !self.is_type(x) {
                    list.push((x, None));
                    // The value that a pointer points to.
                    let t = self.ty(x);
                    risk = matches!(self.under(t), Type::Pointer(_)) && !self.takes_pointer(plain);
                }
            }
            ExprKind::FuncLit(_) => {}
            ExprKind::Ident(id) | ExprKind::Selector(_, id) if self.is_function(id.id) => {}
            _ if call.args.is_empty() => {}
            _ if self.has_call(plain) => self.force(plain),
            _ => {
                last = self.may_panic(plain);
                list.push((plain, None));
            }
        }
        let fixed = sig.params.len() - usize::from(sig.variadic);
        for (i, a) in call.args.iter().enumerate() {
            let to = match sig.params.get(i) {
                Some(p) if i < fixed || call.spread.is_some() => Some(self.inst(p.ty)),
                _ if sig.variadic => {
                    let slice = self.inst(sig.params[fixed].ty);
                    Some(self.elem(slice))
                }
                _ => None,
            };
            list.push((a, to));
        }
        if last {
            self.take(&list);
        } else {
            self.hoist_behind(&list, risk);
        }
        last
    }

    /// Whether a method that is called takes its receiver by address.
    fn takes_pointer(&mut self, fun: &Expr) -> bool {
        let ExprKind::Selector(x, name) = &super::call::strip_index(fun).kind else { return false };
        let t = self.ty(x);
        match self.find(t, &name.name) {
            vole_types::lookup::Lookup::Method { path, pointer_recv, .. } => pointer_recv && path.is_empty(),
            _ => false,
        }
    }

    fn is_function(&self, id: vole_syntax::ast::ExprId) -> bool {
        let func = |o| matches!(self.cx.universe().obj(o).kind, vole_types::object::ObjKind::Func(_));
        self.use_of(id).is_some_and(func)
    }

    /// The operands of a comparison or another operation with two.
    pub(crate) fn hoist_operands_of(&mut self, x: &Expr, y: &Expr) {
        let (tx, ty) = (self.ty(x), self.ty(y));
        let (ix, iy) = (self.cx.is_interface(tx), self.cx.is_interface(ty));
        self.hoist(&[(x, iy.then_some(ty)), (y, ix.then_some(tx))]);
        if (ix || iy) && self.may_panic(x) && self.may_panic(y) {
            // The right side is there before the left one.
            self.take(&[(x, iy.then_some(ty)), (y, ix.then_some(tx))]);
            self.force(y);
        }
    }

    /// Channel and value of a send: the value is there before the channel.
    pub(crate) fn hoist_send(&mut self, ch: &Expr, v: &Expr, elem: TypeId) {
        self.hoist(&[(ch, None), (v, Some(elem))]);
        if self.may_panic(ch) && self.may_panic(v) && !self.addressable(v) {
            self.take(&[(ch, None), (v, Some(elem))]);
            self.force(v);
        }
    }

    fn is_method_call(&mut self, fun: &Expr) -> bool {
        self.selection(super::call::strip_index(fun)).is_some_and(|s| s.kind != SelectionKind::Field)
    }

    fn holds_pointer(&mut self, t: TypeId) -> bool {
        !self.layout(t).pointers.is_empty()
    }

    fn addressable(&mut self, e: &Expr) -> bool {
        let e = unparen(e);
        if self.is_remembered(e) {
            return false;
        }
        match &e.kind {
            ExprKind::Ident(_) => self.mode(e.id) == Mode::Variable,
            ExprKind::Star(_) => true,
            ExprKind::Selector(x, _) => match self.selection_path(e) {
                Some(true) => self.mode(e.id) == Mode::Variable,
                Some(false) => self.addressable(x),
                None => self.mode(e.id) == Mode::Variable,
            },
            ExprKind::Index(x, _) => {
                if self.is_type(x) || self.mode(e.id) != Mode::Variable && self.mode(e.id) != Mode::Value {
                    return false;
                }
                let t = self.ty(x);
                match self.under(t) {
                    Type::Slice(_) | Type::Pointer(_) => true,
                    Type::Array { .. } => self.addressable(x),
                    _ => false,
                }
            }
            _ => false,
        }
    }
}

/// What was seen so far among what comes later.
#[derive(Default)]
struct Scan {
    /// A read of memory.
    read: bool,
    /// Something that may panic.
    risk: bool,
    /// Something that may panic, evaluated in its turn.
    turn_risk: bool,
    needed: bool,
}

#[derive(Clone, Copy)]
enum Step<'e> {
    /// An operand, perhaps converted.
    Order(&'e Expr, Option<TypeId>),
    /// An operand that is evaluated whole in its turn.
    Force(&'e Expr),
}

/// When an expression is evaluated, and what evaluating it does beside its operands.
#[derive(Clone, Copy)]
struct Kind {
    turn: Turn,
    read: bool,
    risk: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    /// A call, or something that holds one and is evaluated as a whole.
    Call,
    /// No call, but evaluated in order with the calls.
    Now,
    /// After all of these.
    Later,
}

impl Kind {
    const NOTHING: Kind = Kind { turn: Turn::Later, read: false, risk: false };
    const CALL: Kind = Kind { turn: Turn::Call, read: true, risk: true };

    fn later(read: bool, risk: bool) -> Kind {
        Kind { turn: Turn::Later, read, risk }
    }

    fn now(risk: bool) -> Kind {
        Kind { turn: Turn::Now, read: false, risk }
    }
}
