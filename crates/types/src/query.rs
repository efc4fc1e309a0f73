//! The checker's questions to the universe: each resolves what the answer needs first.

use crate::assignable::Facts;
use crate::checker::*;
use crate::constant::Const;
use crate::initorder::{InitNode, init_order};
use crate::object::*;
use crate::operand::Operand;
use crate::ty::*;
use crate::typestring::Qualifier;
use vole_source::{Span, skip_space};
use vole_syntax::ast::{self, Block, Expr, ExprKind};

macro_rules! predicates {
    ($($name:ident)*) => {
        impl Checker {
            $(
                pub(crate) fn $name(&mut self, t: TypeId) -> bool {
                    self.ask(|u| u.$name(t))
                }
            )*
        }
    };
}

predicates! {
    is_boolean is_integer is_unsigned is_numeric is_string is_const_type is_interface has_nil
    all_boolean all_integer all_numeric all_string all_ordered all_numeric_or_string
}

impl Checker {
    pub(crate) fn qualifier(&self) -> Qualifier {
        Qualifier::for_package(self.env.pkg)
    }
    pub(crate) fn type_string(&self, t: TypeId) -> String {
        self.universe.type_string(t, &self.qualifier())
    }
    /// A generic type's name without its type parameter list.
    pub(crate) fn type_string_short(&self, t: TypeId) -> String {
        let text = self.type_string(t);
        text.split('[').next().unwrap_or_default().to_string()
    }
    pub(crate) fn under(&mut self, t: TypeId) -> TypeId {
        match self.universe.ty(t) {
            Type::Named(_) | Type::Alias { .. } | Type::TypeParam(_) => self.ask(|u| u.underlying(t)),
            _ => t,
        }
    }
    pub(crate) fn core_type(&mut self, t: TypeId) -> Option<TypeId> {
        self.ask(|u| u.core_type(t))
    }
    /// The underlying type of a type, or the one that all types of a type parameter share (channels may differ in direction). `refuse` judges each
    /// type (with its underlying type) before they are compared, or their absence. The error is gc's explanation.
    pub(crate) fn common_under(
        &mut self,
        t: TypeId,
        refuse: impl Fn(&Checker, Option<(TypeId, TypeId)>) -> Option<String>,
    ) -> Result<TypeId, String> {
        let judge = |c: &Checker, one| refuse(c, one).map_or(Ok(()), Err);
        if !self.is_type_param(t) {
            let under = self.under(t);
            return judge(self, Some((t, under))).map(|()| under);
        }
        let mut common: Option<(TypeId, TypeId)> = None;
        for term in self.ask(|u| u.type_terms(t)).unwrap_or_default() {
            let under = self.under(term.ty);
            judge(self, Some((term.ty, under)))?;
            let Some((first, shared)) = common else {
                common = Some((term.ty, under));
                continue;
            };
            if let (&Type::Chan { dir: d1, elem: e1 }, &Type::Chan { dir: d2, elem: e2 }) =
                (self.universe.ty(shared), self.universe.ty(under))
            {
                let why = if !self.identical(e1, e2) {
                    "different element types"
                } else if d1 == d2 || d2 == ast::ChanDir::Both {
                    continue;
                } else if d1 == ast::ChanDir::Both {
                    common = Some((term.ty, under));
                    continue;
                } else {
                    "conflicting directions"
                };
                let (a, b) = (self.type_string(first), self.type_string(term.ty));
                return Err(format!("channels {a} and {b} have {why}"));
            }
            if !self.identical(shared, under) {
                let (a, b) = (self.type_string(first), self.type_string(term.ty));
                return Err(format!("{a} and {b} have different underlying types"));
            }
        }
        match common {
            Some((_, under)) => Ok(under),
            None => judge(self, None).and(Err("no specific type".into())),
        }
    }

    /// The underlying types of a type: of all types of a type parameter.
    pub(crate) fn unders(&mut self, t: TypeId) -> Vec<TypeId> {
        if !self.is_type_param(t) {
            return vec![self.under(t)];
        }
        let terms = self.ask(|u| u.type_terms(t)).unwrap_or_default();
        terms.iter().map(|term| self.under(term.ty)).collect()
    }

    /// Of a channel (or a type parameter's channels) that must not have direction `not`: its type, or why it is none, as messages word it.
    pub(crate) fn channel(&mut self, x: &Operand<'_>, not: ast::ChanDir) -> Result<TypeId, String> {
        let found = self.common_under(x.ty, |c, one| {
            let Some((t, under)) = one else { return Some("no specific channel type".into()) };
            match *c.universe.ty(under) {
                Type::Chan { dir, .. } if dir != not => None,
                Type::Chan { .. } if not == ast::ChanDir::Send => {
                    Some(format!("send-only channel {}", c.type_string(t)))
                }
                Type::Chan { .. } => Some(format!("receive-only channel {}", c.type_string(t))),
                _ => Some(format!("non-channel {}", c.type_string(t))),
            }
        });
        match found.map(|under| self.universe.ty(under)) {
            Ok(&Type::Chan { elem, .. }) => Ok(elem),
            Ok(_) => Ok(TypeId::INVALID),
            Err(cause) => {
                let text = self.describe(x);
                Err(if self.is_type_param(x.ty) { format!("{text}: {cause}") } else { format!("{cause} {text}") })
            }
        }
    }

    pub(crate) fn identical(&mut self, a: TypeId, b: TypeId) -> bool {
        a == b || self.ask(|u| u.identical(a, b))
    }
    pub(crate) fn is_untyped(&self, t: TypeId) -> bool {
        self.universe.is_untyped(t)
    }
    pub(crate) fn is_type_param(&self, t: TypeId) -> bool {
        self.universe.is_type_param(t)
    }
    pub(crate) fn default_type(&self, t: TypeId) -> TypeId {
        self.universe.default_type(t)
    }
    pub(crate) fn basic_of(&mut self, t: TypeId) -> Option<Basic> {
        if self.is_type_param(t) {
            return None;
        }
        self.ask(|u| u.basic_kind(t))
    }
    pub(crate) fn is_comparable(&mut self, t: TypeId) -> bool {
        let q = self.qualifier();
        self.ask(|u| u.comparable_reason(t, true, &q)).is_ok()
    }
    pub(crate) fn assignable(&mut self, x: &Operand<'_>, t: TypeId) -> Result<(), String> {
        let q = self.qualifier();
        self.ask(|u| u.assignable(&Facts { mode: x.mode, ty: x.ty, value: x.val.as_ref() }, t, &q))
    }
    pub(crate) fn is_assignable(&mut self, x: &Operand<'_>, t: TypeId) -> bool {
        self.assignable(x, t).is_ok()
    }

    /// Resolves everything a type's layout depends on.
    pub(crate) fn resolve_deep(&mut self, t: TypeId) {
        let u = self.under(t);
        match self.universe.ty(u).clone() {
            Type::Array { elem, .. } => crate::deep(|| self.resolve_deep(elem)),
            Type::Struct(s) => crate::deep(|| s.fields.iter().for_each(|f| self.resolve_deep(f.ty))),
            _ => {}
        }
    }

    /// A place as messages print it, when the sources are known.
    pub(crate) fn position(&self, span: Span) -> String {
        self.universe.position(span)
    }

    /// The place of the parenthesis or bracket that follows an expression.
    pub(crate) fn after(&self, e: &Expr) -> Span {
        let hi = e.span.hi;
        let at = self.universe.file_at(hi).map_or(hi, |f| f.base + skip_space(&f.text, (hi - f.base) as usize) as u32);
        Span::new(at, at + 1)
    }

    pub(crate) fn is_terminating(&self, block: &Block) -> bool {
        crate::returns::body_terminates(block, &|call: &ast::CallExpr| match &crate::typexpr::unparen(&call.fun).kind {
            ExprKind::Ident(i) => match self.info.uses.get(i.id) {
                Some(o) => matches!(self.universe.obj(o).kind, ObjKind::Builtin(Builtin::Panic)),
                None => false,
            },
            _ => false,
        })
    }

    /// Orders a package's variable initialisations, reporting circles.
    pub(crate) fn order_initializers(&mut self, pkg: PkgId) {
        let mut nodes = Vec::new();
        let mut initializers = Vec::new();
        for &o in &self.universe.pkg(pkg).objects {
            if let ObjKind::Const(_) = self.universe.obj(o).kind {
                let deps = self.deps.get(&o).cloned().unwrap_or_default();
                nodes.push(InitNode { vars: vec![o], deps });
                initializers.push(None);
                continue;
            }
            if !matches!(self.universe.obj(o).kind, ObjKind::Var) {
                continue;
            }
            let Some(init) = self.initializer_of(o) else {
                // Never waits, but those that mention it wait for its turn, as in gc.
                nodes.push(InitNode { vars: vec![o], deps: vec![] });
                initializers.push(None);
                continue;
            };
            if init.lhs.first() != Some(&o) {
                continue;
            }
            let deps = self.deps.get(&o).cloned().unwrap_or_default();
            nodes.push(InitNode { vars: init.lhs.clone(), deps });
            initializers.push(Some(init));
        }
        let deps = &self.deps;
        let order = init_order(&nodes, &|o| deps.get(&o).cloned().unwrap_or_default());
        let sorted = order.order.iter().filter_map(|&i| initializers[i].take()).collect();
        self.universe.pkg_mut(pkg).init_order = sorted;
        for cycle in order.cycles {
            let d = self.universe.init_cycle_error(&cycle);
            self.report(d);
        }
    }
}

/// Small conveniences over constants.
impl Const {
    /// Whether it is a number equal to zero.
    pub(crate) fn is_zero(&self) -> bool {
        match self {
            Const::Complex(c) => c.0.sign() == 0 && c.1.sign() == 0,
            _ => self.is_numeric() && self.sign() == 0,
        }
    }
    /// Whether dividing by it is an error: a complex number's parts may be too small to be squared.
    pub(crate) fn divides_by_zero(&self, complex: bool) -> bool {
        let square = |x: &Const| Const::binary_op(vole_syntax::ast::BinOp::Mul, x, x, false);
        match self {
            Const::Complex(c) => square(&c.0).is_zero() && square(&c.1).is_zero(),
            _ if complex => square(self).is_zero(),
            _ => self.is_zero(),
        }
    }
    /// The length of a string.
    pub(crate) fn string_len(&self) -> Option<u64> {
        self.to_bytes().map(|b| b.len() as u64)
    }
    /// A text equal for equal values of one type.
    pub(crate) fn key(&self) -> String {
        match self {
            Const::Str(s) => format!("s{:?}", s),
            Const::Bool(b) => format!("b{b}"),
            other => match other.to_int() {
                Some(i) => format!("i{i}"),
                None => format!("f{other:?}"),
            },
        }
    }
}
