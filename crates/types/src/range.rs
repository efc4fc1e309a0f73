//! Range loops (spec: For statements with range clause).

use crate::checker::*;
use crate::codes;
use crate::info::Mode;
use crate::object::*;
use crate::operand::{Operand, start};
use crate::ty::*;
use vole_syntax::ast::{self, Expr, ExprKind, print_expr};

impl Checker {
    pub(crate) fn range(&mut self, s: &ast::RangeStmt) {
        let mut x = self.expr(&s.x);
        let lhs = [&s.key, &s.value];
        let mut types: [Option<TypeId>; 2] = [None, None];
        let mut over_int = false;
        let mut ok = !x.is_invalid();
        if ok {
            match self.range_types(&x) {
                Ok(RangeOver { key, value, max, is_int }) => {
                    types = [key, value];
                    over_int = is_int;
                    let text = self.describe(&x);
                    for (i, l) in lhs.iter().enumerate() {
                        if let Some(e) = l
                            && i >= max
                        {
                            let message = match max {
                                0 => format!("range over {text} permits no iteration variables"),
                                _ => format!("range over {text} permits only one iteration variable"),
                            };
                            self.error(codes::INVALID_ITER_VAR, e.span, message);
                            break;
                        }
                    }
                    if let Some(extra) = s.extra
                        && max >= 2
                    {
                        let message = "range clause permits at most two iteration variables";
                        self.error(codes::INVALID_ITER_VAR, extra, message);
                    }
                }
                Err(cause) => {
                    let text = self.describe(&x);
                    let message = if cause.is_empty() {
                        format!("cannot range over {text}")
                    } else {
                        format!("cannot range over {text}: {cause}")
                    };
                    if cause.starts_with("requires go1.") {
                        self.unsupported(x.span(), message);
                    } else {
                        self.error(codes::INVALID_RANGE_EXPR, x.span(), message);
                    }
                    ok = false;
                }
            }
        }
        if s.define {
            self.range_define(lhs, types, &mut x, over_int, ok);
        } else {
            self.range_assign(lhs, types, &mut x, over_int, ok);
        }
        if ok && over_int && s.key.is_none() && self.is_untyped(x.ty) {
            self.assignment(&mut x, Some(TypeId::INT), "range clause");
        }
        if ok && !over_int && self.is_untyped(x.ty) {
            let t = self.default_type(x.ty);
            self.convert_untyped(&mut x, t);
        }
        self.block(&s.body);
    }

    fn range_define(
        &mut self,
        lhs: [&Option<Expr>; 2],
        types: [Option<TypeId>; 2],
        x: &mut Operand<'_>,
        over_int: bool,
        ok: bool,
    ) {
        let mut vars: Vec<(ast::Ident, ObjId)> = Vec::new();
        for (i, l) in lhs.iter().enumerate() {
            let Some(e) = l else { continue };
            let ExprKind::Ident(ident) = &e.kind else {
                let message = format!("invalid syntax tree: cannot declare {}", print_expr(e));
                self.error(codes::INVALID_SYNTAX_TREE, start(e), message);
                continue;
            };
            let obj = self.new_local(ident, ObjKind::Var, TypeId::INVALID);
            vars.push((ident.clone(), obj));
            if !self.allows(ident.span, 22) {
                // one variable for all rounds
                self.info.reassigned.insert(obj);
            }
            if !ok {
                self.mark_used(obj);
                continue;
            }
            if over_int && i == 0 {
                self.init_var(obj, None, x, "range clause");
                if !x.is_invalid() {
                    let t = self.universe.obj(obj).ty;
                    self.convert_untyped(x, t);
                }
            } else {
                match types[i] {
                    Some(t) => self.universe.obj_mut(obj).ty = t,
                    None => self.mark_used(obj),
                }
            }
            let ty = self.universe.obj(obj).ty;
            self.record_type(e.id, Mode::Variable, ty, None);
        }
        for (ident, obj) in vars {
            self.declare(&ident, obj);
        }
    }

    fn range_assign(
        &mut self,
        lhs: [&Option<Expr>; 2],
        types: [Option<TypeId>; 2],
        x: &mut Operand<'_>,
        over_int: bool,
        ok: bool,
    ) {
        for (i, l) in lhs.iter().enumerate() {
            let Some(e) = l else { continue };
            if !ok {
                self.use_lhs(e);
                continue;
            }
            if over_int && i == 0 {
                if let Some(t) = self.lhs_var(e) {
                    match t {
                        Some(t) => {
                            if self.is_untyped(x.ty) {
                                self.assignment(x, Some(t), "range clause");
                                if !x.is_invalid() && !self.all_integer(t) {
                                    let message =
                                        format!("cannot use iteration variable of type {}", self.type_string(t));
                                    self.error(codes::INVALID_RANGE_EXPR, e.span, message);
                                }
                            } else {
                                let mut y = x.clone();
                                self.assignment(&mut y, Some(t), "range clause");
                            }
                        }
                        None => {
                            let t = self.default_type(x.ty);
                            self.convert_untyped(x, t);
                            self.record_type(e.id, Mode::Variable, t, None);
                        }
                    }
                }
            } else if let Some(t) = types[i] {
                let mut y = Operand::value(e, t);
                match self.lhs_var(e) {
                    Some(Some(want)) => self.assignment(&mut y, Some(want), "assignment"),
                    Some(None) => self.record_type(e.id, Mode::Variable, t, None),
                    None => {}
                }
            }
        }
    }

    /// What iterating over the operand yields.
    fn range_types(&mut self, x: &Operand<'_>) -> Result<RangeOver, String> {
        if x.is_nil() {
            return Err(String::new());
        }
        let over = |key, value, max| Ok(RangeOver { key: Some(key), value, max, is_int: false });
        let core = self.common_under(x.ty, |c, one| match *c.universe.ty(one?.1) {
            Type::Chan { dir: ast::ChanDir::Send, .. } => {
                Some(format!("receive from send-only channel {}", c.type_string(one?.0)))
            }
            _ => None,
        })?;
        match self.universe.ty(core).clone() {
            Type::Basic(Basic::String | Basic::UntypedString) => {
                let rune = self.universe.rune_type;
                over(TypeId::INT, Some(rune), 2)
            }
            Type::Basic(b) if b.is_integer() && !self.allows(x.span(), 22) => Err("requires go1.22 or later".into()),
            Type::Basic(b) if b.is_integer() => Ok(RangeOver { key: Some(x.ty), value: None, max: 1, is_int: true }),
            Type::Basic(Basic::UntypedFloat) if x.mode == Mode::Constant && x.const_val().to_int().is_some() => {
                Err(String::new())
            }
            Type::Array { elem, .. } | Type::Slice(elem) => over(TypeId::INT, Some(elem), 2),
            Type::Pointer(p) => {
                let p = self.under(p);
                match *self.universe.ty(p) {
                    Type::Array { elem, .. } => over(TypeId::INT, Some(elem), 2),
                    _ => Err(String::new()),
                }
            }
            Type::Map { key, value } => over(key, Some(value), 2),
            Type::Chan { elem, .. } => over(elem, None, 1),
            Type::Signature(_) if !self.allows(x.span(), 23) => Err("requires go1.23 or later".into()),
            Type::Signature(sig) => {
                let wrong = |why: &str| Err(format!("func must be func(yield func(...) bool): {why}"));
                let [yielder] = &sig.params[..] else { return wrong("wrong argument count") };
                if !sig.results.is_empty() {
                    return wrong("unexpected results");
                }
                let y = match self.common_under(yielder.ty, |_, _| None) {
                    Err(why) => return wrong(&format!("in yield type, {why}")),
                    Ok(core) => match self.universe.ty(core).clone() {
                        Type::Signature(y) => y,
                        _ => return wrong("argument is not func"),
                    },
                };
                if y.variadic {
                    let text = self.type_string(yielder.ty);
                    return Err(format!("yield func of type {text} cannot be variadic"));
                }
                if y.params.len() > 2 {
                    return wrong("yield func has too many parameters");
                }
                match &y.results[..] {
                    [r] if !self.is_boolean(r.ty) => return wrong("yield func does not return bool"),
                    [r] if !self.identical(r.ty, TypeId::BOOL) => {
                        return wrong("yield func returns user-defined boolean, not bool");
                    }
                    [_] => {}
                    _ => return wrong("yield func does not return bool"),
                }
                Ok(RangeOver {
                    key: y.params.first().map(|p| p.ty),
                    value: y.params.get(1).map(|p| p.ty),
                    max: y.params.len(),
                    is_int: false,
                })
            }
            _ => Err(String::new()),
        }
    }
}

struct RangeOver {
    key: Option<TypeId>,
    value: Option<TypeId>,
    /// How many iteration variables there may be.
    max: usize,
    is_int: bool,
}
