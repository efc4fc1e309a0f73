//! Calls of package unsafe (spec: Package unsafe).

use crate::checker::*;
use crate::codes;
use crate::constant::Const;
use crate::info::{Mode, Selection, SelectionKind};
use crate::lookup::Lookup;
use crate::object::Builtin;
use crate::operand::{Operand, builtin_name, start};
use crate::ty::*;
use crate::typexpr::unparen;
use vole_syntax::ast::{self, Expr, ExprKind, print_expr};

impl Checker {
    pub(crate) fn unsafe_call<'a>(
        &mut self,
        e: &'a Expr,
        call: &'a ast::CallExpr,
        b: Builtin,
        mut args: Vec<Operand<'a>>,
    ) -> Operand<'a> {
        match b {
            Builtin::UnsafeAdd | Builtin::UnsafeSlice => self.require(start(e), 17, |_| builtin_name(b).into()),
            Builtin::UnsafeString | Builtin::UnsafeStringData | Builtin::UnsafeSliceData => {
                self.require(start(e), 20, |_| builtin_name(b).into())
            }
            _ => true,
        };
        let uintptr = TypeId::basic(Basic::Uintptr);
        let pointer = TypeId::basic(Basic::UnsafePointer);
        match b {
            Builtin::UnsafeSizeof | Builtin::UnsafeAlignof => {
                let name = builtin_name(b);
                self.assignment(&mut args[0], None, &format!("argument to {name}"));
                if args[0].is_invalid() {
                    return Operand::invalid(e);
                }
                self.finish_untyped(&args[0]);
                let ty = self.default_type(args[0].ty);
                if self.is_unsized(ty) {
                    return Operand::value(e, uintptr);
                }
                self.resolve_deep(ty);
                if self.has_variable_size(ty) {
                    return Operand::value(e, uintptr);
                }
                let n = if b == Builtin::UnsafeSizeof {
                    self.ask(|u| u.size_of(ty))
                } else {
                    Some(self.ask(|u| u.align_of(ty)))
                };
                match n {
                    Some(n) => Operand::constant(e, uintptr, Const::from_u64(n)),
                    None => {
                        self.too_large(&args[0]);
                        Operand::invalid(e)
                    }
                }
            }
            Builtin::UnsafeOffsetof => self.offsetof(e, call),
            Builtin::UnsafeAdd => {
                self.assignment(&mut args[0], Some(pointer), "argument to unsafe.Add");
                if args[0].is_invalid() || !self.valid_index(&mut args[1], "length", true) {
                    return Operand::invalid(e);
                }
                Operand::value(e, pointer)
            }
            Builtin::UnsafeSlice => {
                let core = self.core_type(args[0].ty);
                let Some(Type::Pointer(elem)) = core.map(|c| self.universe.ty(c).clone()) else {
                    let text = self.describe(&args[0]);
                    self.error(
                        codes::INVALID_UNSAFE_SLICE,
                        args[0].span(),
                        format!("invalid argument: {text} is not a pointer"),
                    );
                    return Operand::invalid(e);
                };
                if !self.valid_index(&mut args[1], "length", false) {
                    return Operand::invalid(e);
                }
                Operand::value(e, self.universe.slice_of(elem))
            }
            Builtin::UnsafeSliceData => {
                let core = self.core_type(args[0].ty);
                let Some(Type::Slice(elem)) = core.map(|c| self.universe.ty(c).clone()) else {
                    let text = self.describe(&args[0]);
                    self.error(
                        codes::INVALID_UNSAFE_SLICE_DATA,
                        args[0].span(),
                        format!("invalid argument: {text} is not a slice"),
                    );
                    return Operand::invalid(e);
                };
                Operand::value(e, self.universe.pointer_to(elem))
            }
            Builtin::UnsafeString => {
                let byte_pointer = self.universe.pointer_to(self.universe.byte_type);
                self.assignment(&mut args[0], Some(byte_pointer), "argument to unsafe.String");
                if args[0].is_invalid() || !self.valid_index(&mut args[1], "length", false) {
                    return Operand::invalid(e);
                }
                Operand::value(e, TypeId::STRING)
            }
            _ => {
                self.assignment(&mut args[0], Some(TypeId::STRING), "argument to unsafe.StringData");
                if args[0].is_invalid() {
                    return Operand::invalid(e);
                }
                let byte_pointer = self.universe.pointer_to(self.universe.byte_type);
                Operand::value(e, byte_pointer)
            }
        }
    }

    pub(crate) fn too_large(&mut self, x: &Operand<'_>) {
        let text = self.describe(x);
        self.error(codes::TYPE_TOO_LARGE, x.span(), format!("{text} is too large"));
    }

    /// Whether a type's size depends on type parameters.
    pub(crate) fn has_variable_size(&mut self, t: TypeId) -> bool {
        if self.is_type_param(t) {
            return true;
        }
        let u = self.under(t);
        match self.universe.ty(u).clone() {
            Type::Array { elem, .. } => crate::deep(|| self.has_variable_size(elem)),
            Type::Struct(s) => crate::deep(|| s.fields.iter().any(|f| self.has_variable_size(f.ty))),
            _ => false,
        }
    }

    pub(crate) fn offsetof<'a>(&mut self, e: &'a Expr, call: &'a ast::CallExpr) -> Operand<'a> {
        let arg = &call.args[0];
        let ExprKind::Selector(base, name) = &unparen(arg).kind else {
            let text = print_expr(arg);
            self.error(
                codes::BAD_OFFSETOF_SYNTAX,
                arg.span,
                format!("invalid argument: {text} is not a selector expression"),
            );
            self.use_expr(arg);
            return Operand::invalid(e);
        };
        let x = self.expr(base);
        if x.is_invalid() {
            return Operand::invalid(e);
        }
        let (pkg, base_ty) = (self.env.pkg, {
            let u = self.under(x.ty);
            match *self.universe.ty(u) {
                Type::Pointer(p) => p,
                _ => x.ty,
            }
        });
        match self.ask(|u| u.lookup(base_ty, false, pkg, &name.name)) {
            Lookup::Field { path, indirect: false, ty } => {
                // Recorded like any other selector, so that its type is known.
                self.record_type(unparen(arg).id, Mode::Variable, ty, None);
                let selection = Selection {
                    kind: SelectionKind::Field,
                    recv: base_ty,
                    path: path.clone(),
                    method: None,
                    interface_method: None,
                    ty,
                    indirect: false,
                };
                self.info.selections.insert(unparen(arg).id, selection);
                self.resolve_deep(base_ty);
                if self.has_variable_size(base_ty) {
                    return Operand::value(e, TypeId::basic(Basic::Uintptr));
                }
                let mut t = base_ty;
                let mut total = 0;
                for &i in &path {
                    let under = self.under(t);
                    let Type::Struct(s) = self.universe.ty(under).clone() else { return Operand::invalid(e) };
                    let Some(offsets) = self.ask(|u| u.offsets_of(&s)) else {
                        self.too_large(&x);
                        return Operand::invalid(e);
                    };
                    total += offsets[i as usize];
                    t = s.fields[i as usize].ty;
                }
                Operand::constant(e, TypeId::basic(Basic::Uintptr), Const::from_u64(total))
            }
            Lookup::Field { .. } => {
                let text = self.type_string(base_ty);
                self.error(
                    codes::INVALID_OFFSETOF,
                    x.span(),
                    format!("invalid argument: field {} is embedded via a pointer in {text}", name.name),
                );
                Operand::invalid(e)
            }
            Lookup::Method { .. } | Lookup::PointerReceiver { .. } | Lookup::InterfaceMethod { .. } => {
                let text = print_expr(arg);
                self.error(codes::INVALID_OFFSETOF, arg.span, format!("invalid argument: {text} is a method value"));
                Operand::invalid(e)
            }
            _ => {
                let text = self.type_string(base_ty);
                self.error(
                    codes::MISSING_FIELD_OR_METHOD,
                    x.span(),
                    format!("invalid argument: {text} has no single field {}", name.name),
                );
                Operand::invalid(e)
            }
        }
    }
}
