//! Operands: what an expression evaluates to while it is being checked, and how gc's messages describe it.

use crate::checker::Checker;
use crate::constant::Const;
use crate::info::Mode;
use crate::object::Builtin;
use crate::ty::{Basic, Type, TypeId};
use vole_source::Span;
use vole_syntax::ast::{Expr, ExprKind, print_expr};

/// An expression under examination: its role, type and constant value.
#[derive(Clone, Debug)]
pub(crate) struct Operand<'a> {
    /// Role; [`Mode::Invalid`] after an error was reported.
    pub mode: Mode,
    /// Type; for a type expression the type itself.
    pub ty: TypeId,
    /// Value of a constant.
    pub val: Option<Const>,
    /// The expression, for messages and for recording final types.
    pub expr: &'a Expr,
}

impl<'a> Operand<'a> {
    /// An operand in error.
    pub fn invalid(expr: &'a Expr) -> Operand<'a> {
        Operand { mode: Mode::Invalid, ty: TypeId::INVALID, val: None, expr }
    }
    /// A computed value.
    pub fn value(expr: &'a Expr, ty: TypeId) -> Operand<'a> {
        Operand { mode: Mode::Value, ty, val: None, expr }
    }
    /// A constant.
    pub fn constant(expr: &'a Expr, ty: TypeId, val: Const) -> Operand<'a> {
        Operand { mode: Mode::Constant, ty, val: Some(val), expr }
    }
    /// Whether an error was reported for it.
    pub fn is_invalid(&self) -> bool {
        self.mode == Mode::Invalid
    }
    /// Whether it is untyped `nil`.
    pub fn is_nil(&self) -> bool {
        self.mode == Mode::Nil
    }
    /// The constant's value, `Unknown` if absent.
    pub fn const_val(&self) -> &Const {
        self.val.as_ref().unwrap_or(&Const::Unknown)
    }
    /// Where errors about it are reported.
    pub fn span(&self) -> Span {
        start(self.expr)
    }
    /// Turns it into an operand in error. It keeps its type, which messages about arguments show.
    pub fn invalidate(&mut self) {
        self.mode = Mode::Invalid;
        self.val = None;
    }
}

/// Where gc says an expression starts: its first character, except that slice expressions count from `[` and function types from
/// their parameters.
pub(crate) fn start(e: &Expr) -> Span {
    match &e.kind {
        ExprKind::Slice(s) => Span::new(s.lbrack, e.span.hi),
        ExprKind::FuncType(_) => Span::new(e.span.lo + 4, e.span.hi),
        ExprKind::Binary(_, _, x, _)
        | ExprKind::Selector(x, _)
        | ExprKind::Index(x, _)
        | ExprKind::TypeAssert(x, _) => Span::new(start(x).lo, e.span.hi),
        ExprKind::Call(c) => Span::new(start(&c.fun).lo, e.span.hi),
        _ => e.span,
    }
}

/// Where gc says an expression's node stands: at its operator, bracket or dot.
pub(crate) fn node_pos(e: &Expr) -> Span {
    match &e.kind {
        ExprKind::Slice(s) => Span::new(s.lbrack, e.span.hi),
        ExprKind::Binary(_, op, ..) => *op,
        ExprKind::Selector(x, _) | ExprKind::Index(x, _) | ExprKind::TypeAssert(x, _) => {
            Span::new(x.span.hi, e.span.hi)
        }
        ExprKind::Call(c) => Span::new(c.fun.span.hi, e.span.hi),
        ExprKind::CompositeLit(l) => l.lbrace,
        _ => start(e),
    }
}

fn mode_text(mode: Mode) -> &'static str {
    match mode {
        Mode::Invalid => "invalid operand",
        Mode::NoValue => "no value",
        Mode::Builtin(_) => "built-in",
        Mode::Type => "type",
        Mode::Constant => "constant",
        Mode::Variable => "variable",
        Mode::MapIndex => "map index expression",
        Mode::Value => "value",
        Mode::Nil => "nil",
        Mode::CommaOk => "comma, ok expression",
    }
}

impl Checker {
    /// The operand as gc's messages describe it: `x (variable of type int)`, `1 (untyped int constant)`.
    pub(crate) fn describe(&mut self, x: &Operand<'_>) -> String {
        self.describe_as(x, self.universe.basic_kind(x.ty))
    }

    /// As [`Checker::describe`], a constant's value written as one of a basic type.
    pub(crate) fn describe_as(&mut self, x: &Operand<'_>, kind: Option<Basic>) -> String {
        if x.mode == Mode::Nil {
            if x.ty == TypeId::basic(Basic::UntypedNil) {
                return "nil".into();
            }
            if x.ty == TypeId::INVALID {
                return "nil (with invalid type)".into();
            }
        }
        let expr = self.label.clone().unwrap_or_else(|| print_expr(x.expr));
        let mut out = format!("{expr} (");
        let mut has_type = false;
        match x.mode {
            Mode::Invalid | Mode::NoValue | Mode::Builtin(_) | Mode::Type => {}
            _ if self.is_untyped(x.ty) => {
                out.push_str(&self.type_string(x.ty));
                out.push(' ');
            }
            _ => has_type = true,
        }
        if x.mode != Mode::Nil {
            out.push_str(mode_text(x.mode));
        }
        if x.mode == Mode::Constant
            && let Some(v) = &x.val
        {
            let v = match kind {
                Some(kind) => v.to_string_as(kind),
                None => v.to_string(),
            };
            if v != expr {
                out.push(' ');
                out.push_str(&v);
            }
        }
        if has_type {
            if x.ty == TypeId::INVALID {
                out.push_str(" with invalid type");
            } else {
                let mut desc = String::new();
                if self.is_generic_value(x.ty) {
                    desc.push_str("generic ");
                }
                let is_param = self.universe.as_type_param(x.ty).is_some();
                if !is_param && matches!(self.universe.ty(x.ty), Type::Named(_) | Type::Alias { .. }) {
                    let what = self.composite_kind(x.ty);
                    if what.is_empty() {
                        let under = self.under(x.ty);
                        // byte and rune are names of basic types, not aliases, to gc
                        if x.ty != self.universe.byte_type && x.ty != self.universe.rune_type {
                            let text = self.type_string(under);
                            desc.push_str(text.trim_start_matches("unsafe."));
                            desc.push(' ');
                        }
                    } else {
                        desc.push_str(what);
                        desc.push(' ');
                    }
                }
                let text = self.results_string(x).unwrap_or_else(|| self.type_string(x.ty));
                let space = if x.mode == Mode::Nil { "" } else { " " };
                out.push_str(&format!("{space}of {desc}type {text}"));
                if let Some(p) = self.universe.as_type_param(x.ty) {
                    let c = self.universe.type_param(p).constraint;
                    let text = self.type_string(c);
                    out.push_str(&format!(" constrained by {text}"));
                    if self.ask(|u| u.type_set(x.ty)).is_empty() {
                        out.push_str(" with empty type set");
                    }
                }
            }
        }
        out.push(')');
        out
    }

    /// The results of a call with their names: `(n int, err error)`.
    fn results_string(&self, x: &Operand<'_>) -> Option<String> {
        let (Type::Tuple(_), ExprKind::Call(call)) = (self.universe.ty(x.ty), &x.expr.kind) else { return None };
        let fun = self.info.of(call.fun.id)?.ty;
        let Type::Signature(sig) = self.universe.ty(self.universe.underlying(fun)) else { return None };
        let part = |p: &crate::ty::ParamType| {
            let t = self.type_string(p.ty);
            if p.name.is_empty() { t } else { format!("{} {t}", p.name) }
        };
        Some(format!("({})", sig.results.iter().map(part).collect::<Vec<_>>().join(", ")))
    }

    /// `array`, `struct`, `func` and so on for composite types, empty for basic types and type parameters.
    pub(crate) fn composite_kind(&mut self, t: TypeId) -> &'static str {
        if self.universe.as_type_param(t).is_some() {
            return "type parameter";
        }
        let u = self.under(t);
        match self.universe.ty(u) {
            Type::Array { .. } => "array",
            Type::Slice(_) => "slice",
            Type::Struct(_) => "struct",
            Type::Pointer(_) => "pointer",
            Type::Signature(_) => "func",
            Type::Interface(_) => "interface",
            Type::Map { .. } => "map",
            Type::Chan { .. } => "chan",
            Type::Tuple(_) => "tuple",
            _ => "",
        }
    }
}

/// The name of a predeclared function, as written in Go.
pub(crate) fn builtin_name(b: Builtin) -> &'static str {
    match b {
        Builtin::Append => "append",
        Builtin::Cap => "cap",
        Builtin::Clear => "clear",
        Builtin::Close => "close",
        Builtin::Complex => "complex",
        Builtin::Copy => "copy",
        Builtin::Delete => "delete",
        Builtin::Imag => "imag",
        Builtin::Len => "len",
        Builtin::Make => "make",
        Builtin::Max => "max",
        Builtin::Min => "min",
        Builtin::New => "new",
        Builtin::Panic => "panic",
        Builtin::Print => "print",
        Builtin::Println => "println",
        Builtin::Real => "real",
        Builtin::Recover => "recover",
        Builtin::UnsafeAdd => "unsafe.Add",
        Builtin::UnsafeAlignof => "unsafe.Alignof",
        Builtin::UnsafeOffsetof => "unsafe.Offsetof",
        Builtin::UnsafeSizeof => "unsafe.Sizeof",
        Builtin::UnsafeSlice => "unsafe.Slice",
        Builtin::UnsafeSliceData => "unsafe.SliceData",
        Builtin::UnsafeString => "unsafe.String",
        Builtin::UnsafeStringData => "unsafe.StringData",
    }
}
