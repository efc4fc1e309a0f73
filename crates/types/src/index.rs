//! Index and slice expressions (spec: Index expressions, Slice expressions).

use crate::checker::*;
use crate::codes;
use crate::info::Mode;
use crate::operand::Operand;
use crate::ty::*;
use vole_syntax::ast::{self, Expr};

/// How a type is indexed.
struct Indexing {
    elem: TypeId,
    key: Option<TypeId>,
    mode: Mode,
    len: Option<u64>,
}

impl Checker {
    /// `x[i]`, `T[A]` or `f[A]`.
    pub(crate) fn index_expr<'a>(
        &mut self,
        e: &'a Expr,
        base: &'a Expr,
        indices: &'a [Expr],
        target: Option<TypeId>,
    ) -> Operand<'a> {
        let x = self.raw_expr(base, None, true);
        self.index_operand(e, x, base, indices, target)
    }

    /// The index expression whose base is checked already.
    pub(crate) fn index_operand<'a>(
        &mut self,
        e: &'a Expr,
        mut x: Operand<'a>,
        base: &'a Expr,
        indices: &'a [Expr],
        target: Option<TypeId>,
    ) -> Operand<'a> {
        match x.mode {
            Mode::Invalid => {
                for i in indices {
                    self.use_expr(i);
                }
                return Operand::invalid(e);
            }
            Mode::Type => {
                let ty = self.generic_type(e);
                if ty == TypeId::INVALID {
                    return Operand::invalid(e);
                }
                return Operand { mode: Mode::Type, ty, val: None, expr: e };
            }
            Mode::Value if self.is_generic_value(x.ty) => return self.function_instance(e, x, base, indices, target),
            Mode::NoValue => {
                self.exclude_non_values(&mut x, false);
                return Operand::invalid(e);
            }
            _ => {}
        }
        if let Mode::Value = x.mode
            && let Type::Tuple(_) = self.universe.ty(x.ty)
        {
            x = self.expr(base);
            if x.is_invalid() {
                return Operand::invalid(e);
            }
        }
        if x.is_nil() {
            self.error(codes::NON_INDEXABLE_OPERAND, self.after(base), "cannot index nil");
            return Operand::invalid(e);
        }
        if self.incomplete_behind(x.ty) {
            return Operand::invalid(e);
        }
        let how = if let Mode::Builtin(_) = x.mode { None } else { self.indexing(&x) };
        let Some(how) = how else {
            let text = self.describe(&x);
            self.error(codes::NON_INDEXABLE_OPERAND, self.after(base), format!("cannot index {text}"));
            for i in indices {
                self.use_expr(i);
            }
            return Operand::invalid(e);
        };
        if indices.len() > 1 {
            self.error(codes::INVALID_INDEX, indices[1].span, "unexpected comma; expecting ]");
            return Operand::invalid(e);
        }
        if self.is_untyped(x.ty) {
            self.set_type(x.expr, TypeId::STRING);
        }
        let index = &indices[0];
        if let Some(key) = how.key {
            let mut k = self.expr_hint(index, Some(key));
            self.assignment(&mut k, Some(key), "map index");
            if self.incomplete(how.elem) {
                return Operand::invalid(e);
            }
            return Operand { mode: how.mode, ty: how.elem, val: None, expr: e };
        }
        self.index_value(index, how.len);
        Operand { mode: how.mode, ty: how.elem, val: None, expr: e }
    }

    fn indexing(&mut self, x: &Operand<'_>) -> Option<Indexing> {
        if self.is_type_param(x.ty) {
            let terms = self.ask(|u| u.type_terms(x.ty))?;
            let mut all: Option<Indexing> = None;
            for term in terms {
                let one = self.index_type(term.ty, x)?;
                match &mut all {
                    None => all = Some(one),
                    Some(a) => {
                        if !self.identical(a.elem, one.elem) {
                            return None;
                        }
                        match (a.key, one.key) {
                            (None, None) => {}
                            (Some(k), Some(l)) if self.identical(k, l) => {}
                            _ => return None,
                        }
                        a.len = match (a.len, one.len) {
                            (Some(m), Some(n)) => Some(m.min(n)),
                            (m, n) => m.or(n),
                        };
                        if one.mode == Mode::Value {
                            a.mode = Mode::Value;
                        }
                    }
                }
            }
            return all;
        }
        self.index_type(x.ty, x)
    }

    fn index_type(&mut self, t: TypeId, x: &Operand<'_>) -> Option<Indexing> {
        let under = self.under(t);
        let plain = |elem, mode, len| Some(Indexing { elem, key: None, mode, len });
        match *self.universe.ty(under) {
            Type::Basic(Basic::String | Basic::UntypedString) => {
                let len = if x.mode == Mode::Constant { x.const_val().string_len() } else { None };
                let byte = self.universe.byte_type;
                plain(byte, Mode::Value, len)
            }
            Type::Array { elem, len } => {
                plain(elem, if x.mode == Mode::Variable { Mode::Variable } else { Mode::Value }, Some(len))
            }
            Type::Pointer(p) => {
                let p = self.under(p);
                match *self.universe.ty(p) {
                    Type::Array { elem, len } => plain(elem, Mode::Variable, Some(len)),
                    _ => None,
                }
            }
            Type::Slice(elem) => plain(elem, Mode::Variable, None),
            Type::Map { key, value } => Some(Indexing { elem: value, key: Some(key), mode: Mode::MapIndex, len: None }),
            _ => None,
        }
    }

    /// Checks an index; gives its constant value.
    pub(crate) fn index_value(&mut self, e: &Expr, max: Option<u64>) -> Option<u64> {
        let mut x = self.expr(e);
        if !self.valid_index(&mut x, "index", false) {
            return None;
        }
        if x.mode != Mode::Constant {
            return None;
        }
        let v = x.const_val().to_i64()? as u64;
        if let Some(max) = max
            && v >= max
        {
            let text = x.const_val().to_string();
            self.error(codes::INVALID_INDEX, e.span, format!("invalid argument: index {text} out of bounds [0:{max}]"));
            return None;
        }
        Some(v)
    }

    /// Whether an operand is a usable index or size; converts an untyped constant to int.
    pub(crate) fn valid_index(&mut self, x: &mut Operand<'_>, what: &str, allow_negative: bool) -> bool {
        if x.is_invalid() {
            return false;
        }
        self.convert_untyped(x, TypeId::INT);
        if x.is_invalid() {
            return false;
        }
        if !self.all_integer(x.ty) {
            let text = self.describe(x);
            self.error(codes::INVALID_INDEX, x.span(), format!("invalid argument: {what} {text} must be integer"));
            return false;
        }
        if x.mode == Mode::Constant {
            if !allow_negative && x.const_val().sign() < 0 {
                let text = self.describe(x);
                self.error(
                    codes::INVALID_INDEX,
                    x.span(),
                    format!("invalid argument: {what} {text} must not be negative"),
                );
                return false;
            }
            if x.const_val().representable_in(Basic::Int).is_none() {
                let text = self.describe(x);
                self.error(codes::INVALID_INDEX, x.span(), format!("invalid argument: {what} {text} overflows int"));
                return false;
            }
        }
        true
    }

    /// `x[lo:hi:max]`
    pub(crate) fn slice_expr<'a>(&mut self, e: &'a Expr, s: &'a ast::SliceExpr) -> Operand<'a> {
        let x = self.expr(&s.x);
        let bounds = [&s.lo, &s.hi, &s.max];
        if x.is_invalid() {
            for b in bounds.into_iter().flatten() {
                self.use_expr(b);
            }
            return Operand::invalid(e);
        }
        if self.incomplete_behind(x.ty) {
            return Operand::invalid(e);
        }
        let core = self.ask(|u| u.core_string(x.ty));
        let mut length = None;
        let mut mode = Mode::Value;
        let mut ty = x.ty;
        let node = core.map(|c| self.universe.ty(c).clone());
        match node {
            Some(Type::Basic(Basic::String | Basic::UntypedString)) => {
                if s.three {
                    let end = vole_source::Span::new(e.span.hi - 1, e.span.hi);
                    let at = s.max.as_ref().map_or(end, |m| m.span);
                    self.error(codes::INVALID_SLICE_EXPR, at, "invalid operation: 3-index slice of string");
                    return Operand::invalid(e);
                }
                if x.mode == Mode::Constant {
                    length = x.const_val().string_len();
                }
                if self.is_untyped(x.ty) {
                    let mut y = x.clone();
                    self.convert_untyped(&mut y, TypeId::STRING);
                    ty = TypeId::STRING;
                } else if self.is_type_param(x.ty) {
                    // A type set of strings and byte slices: the type parameter itself.
                    ty = x.ty;
                }
            }
            Some(Type::Array { elem, len }) => {
                length = Some(len);
                if x.mode != Mode::Variable {
                    let text = self.describe(&x);
                    self.error(
                        codes::NON_SLICEABLE_OPERAND,
                        x.span(),
                        format!("cannot slice unaddressable value {text}"),
                    );
                    return Operand::invalid(e);
                }
                self.take_address(&s.x);
                ty = self.universe.slice_of(elem);
            }
            Some(Type::Pointer(p)) => {
                let p = self.under(p);
                match *self.universe.ty(p) {
                    Type::Array { elem, len } => {
                        length = Some(len);
                        ty = self.universe.slice_of(elem);
                    }
                    _ => mode = Mode::Invalid,
                }
            }
            Some(Type::Slice(_)) => {}
            _ => mode = Mode::Invalid,
        }
        if mode == Mode::Invalid {
            let text = self.describe(&x);
            let why = match self.common_under(x.ty, |_, _| None) {
                _ if self.unders(x.ty).is_empty() => format!(": no specific type in {}", self.type_string(x.ty)),
                Err(cause) => format!(": {cause}"),
                Ok(_) => String::new(),
            };
            self.error(codes::NON_SLICEABLE_OPERAND, x.span(), format!("cannot slice {text}{why}"));
            for b in bounds.into_iter().flatten() {
                self.use_expr(b);
            }
            return Operand::invalid(e);
        }
        let mut known: Vec<(u64, &Expr)> = Vec::new();
        for b in bounds.into_iter().flatten() {
            let max = length.map(|n| n + 1);
            if let Some(v) = self.index_value(b, max) {
                known.push((v, b));
            }
        }
        for i in 0..known.len() {
            if let Some(&(later, at)) = known[i + 1..].iter().find(|&&(v, _)| v < known[i].0) {
                let message = format!("invalid slice indices: {} < {}", later, known[i].0);
                self.error(codes::SWAPPED_SLICE_INDICES, at.span, message);
                break;
            }
        }
        Operand { mode, ty, val: None, expr: e }
    }
}
