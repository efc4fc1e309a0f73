//! Composite literals (spec: Composite literals).

use crate::checker::*;
use crate::codes;
use crate::constant::Const;
use crate::info::{Mode, Selection, SelectionKind};
use crate::lookup::Lookup;
use crate::operand::Operand;
use crate::ty::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Ordering;
use std::sync::Arc;
use vole_syntax::ast::{self, Expr, ExprKind, print_expr};

impl Checker {
    /// `T{...}`, or `{...}` where the context gives the type.
    pub(crate) fn composite_literal<'a>(
        &mut self,
        e: &'a Expr,
        lit: &'a ast::CompositeLit,
        hint: Option<TypeId>,
    ) -> Operand<'a> {
        let (ty, base) = match (&lit.ty, hint) {
            (Some(t), _) => {
                if let ExprKind::ArrayType(None, elem) = &t.kind {
                    let elem = self.var_type(elem);
                    let n = self.indexed_elements(&lit.elems, elem, None);
                    if elem == TypeId::INVALID {
                        return Operand::invalid(e);
                    }
                    let ty = self.universe.array_of(elem, n);
                    self.record_type(t.id, Mode::Type, ty, None);
                    return Operand::value(e, ty);
                }
                let ty = self.typ(t);
                (ty, ty)
            }
            (None, Some(hint)) => {
                let core = self.core_type(hint).unwrap_or(TypeId::INVALID);
                match *self.universe.ty(core) {
                    Type::Pointer(p) => (hint, p),
                    _ => (hint, hint),
                }
            }
            (None, None) => {
                self.error(codes::UNTYPED_LIT, e.span, "missing type in composite literal");
                (TypeId::INVALID, TypeId::INVALID)
            }
        };
        let circular = lit.ty.is_some() && self.incomplete(base);
        let core = if base == TypeId::INVALID || circular { None } else { self.core_type(base) };
        let node = core.map(|c| self.universe.ty(c).clone());
        match node {
            Some(Type::Struct(s)) => self.struct_elements(lit, base, &s),
            Some(Type::Array { elem, len }) => {
                self.indexed_elements(&lit.elems, elem, Some(len));
            }
            Some(Type::Slice(elem)) => {
                self.indexed_elements(&lit.elems, elem, None);
            }
            Some(Type::Map { key, value }) => self.map_elements(lit, key, value),
            _ => {
                for elem in &lit.elems {
                    match &elem.kind {
                        ExprKind::KeyValue(k, v) => {
                            if !matches!(k.kind, ExprKind::Ident(_)) {
                                self.use_expr(k);
                            }
                            self.use_expr(v);
                        }
                        _ => {
                            self.use_expr(elem);
                        }
                    }
                }
                if base != TypeId::INVALID && core != Some(TypeId::INVALID) && !circular {
                    let text = self.type_string(ty);
                    let why =
                        if core.is_none() && self.is_type_param(base) { " (no common underlying type)" } else { "" };
                    let what = if lit.ty.is_none() { "element type" } else { "type" };
                    self.error(codes::INVALID_LIT, e.span, format!("invalid composite literal {what} {text}{why}"));
                }
                return Operand::invalid(e);
            }
        }
        Operand::value(e, ty)
    }

    fn struct_elements(&mut self, lit: &ast::CompositeLit, base: TypeId, s: &Arc<StructType>) {
        let text = self.type_string(base);
        let Some(first) = lit.elems.first() else { return };
        if matches!(first.kind, ExprKind::KeyValue(..)) {
            let mut seen: Vec<Vec<u32>> = Vec::new();
            for elem in &lit.elems {
                let ExprKind::KeyValue(key, value) = &elem.kind else {
                    self.error(
                        codes::MIXED_STRUCT_LIT,
                        elem.span,
                        "mixture of field:value and value elements in struct literal",
                    );
                    self.use_expr(elem);
                    continue;
                };
                let ExprKind::Ident(name) = &key.kind else {
                    let k = print_expr(key);
                    self.error(codes::INVALID_LIT_FIELD, key.span, format!("invalid field name {k} in struct literal"));
                    self.use_expr(value);
                    continue;
                };
                let Some((path, fty)) = self.literal_field(base, s, &name.name) else {
                    let pkg = self.env.pkg;
                    self.use_expr(value);
                    let message = match self.ask(|u| u.lookup(base, false, pkg, &name.name)) {
                        Lookup::Field { .. } => format!("invalid implicit pointer indirection to reach {}", name.name),
                        _ => self.unknown_field(base, &name.name, &text),
                    };
                    self.error(codes::MISSING_LIT_FIELD, key.span, message);
                    continue;
                };
                if path.len() > 1 && !self.allows(key.span, 27) {
                    let shown = self.promoted_path(s, &path, &name.name);
                    self.require(key.span, 27, |_| {
                        format!("use of promoted field {shown} in struct literal of type {text}")
                    });
                }
                self.info.selections.insert(
                    key.id,
                    Selection {
                        kind: SelectionKind::Field,
                        recv: base,
                        path: path.clone(),
                        method: None,
                        interface_method: None,
                        ty: fty,
                        indirect: false,
                    },
                );
                let mut x = self.field_value(value, Some(fty));
                self.assignment(&mut x, Some(fty), "struct literal");
                let name = &name.name;
                let overlap = seen.iter().find(|p| p.starts_with(&path) || path.starts_with(p)).cloned();
                if let Some(other) = &overlap {
                    let embedded = self.field_at(base, other).map_or_else(|| name.clone(), |f| f.0);
                    let message = match other.len().cmp(&path.len()) {
                        Ordering::Equal => format!("duplicate field name {name} in struct literal"),
                        Ordering::Less => {
                            format!("cannot specify promoted field {name} and enclosing embedded field {embedded}")
                        }
                        Ordering::Greater => {
                            format!("cannot specify embedded field {name} and enclosed promoted field {embedded}")
                        }
                    };
                    self.error(codes::DUPLICATE_LIT_FIELD, key.span, message);
                }
                seen.push(path);
            }
            return;
        }
        for (i, elem) in lit.elems.iter().enumerate() {
            if let ExprKind::KeyValue(_, v) = &elem.kind {
                self.error(
                    codes::MIXED_STRUCT_LIT,
                    elem.span,
                    "mixture of field:value and value elements in struct literal",
                );
                self.use_expr(v);
                continue;
            }
            let hint = s.fields.get(i).map(|f| f.ty);
            let mut x = self.field_value(elem, hint);
            let Some(field) = s.fields.get(i) else {
                self.error(
                    codes::INVALID_STRUCT_LIT,
                    x.span(),
                    format!("too many values in struct literal of type {text}"),
                );
                for rest in &lit.elems[i + 1..] {
                    self.use_expr(rest);
                }
                return;
            };
            if !crate::resolver::is_exported(&field.name) && field.pkg != self.env.pkg {
                let message =
                    format!("implicit assignment to unexported field {} in struct literal of type {text}", field.name);
                self.error(codes::UNEXPORTED_LIT_FIELD, x.span(), message);
                continue;
            }
            self.assignment(&mut x, Some(field.ty), "struct literal");
        }
        if lit.elems.len() < s.fields.len() {
            self.error(
                codes::INVALID_STRUCT_LIT,
                lit.rbrace,
                format!("too few values in struct literal of type {text}"),
            );
        }
    }

    /// A field's value; unlike elements, fields may not leave out the type of a literal.
    fn field_value<'a>(&mut self, e: &'a Expr, ty: Option<TypeId>) -> Operand<'a> {
        match &e.kind {
            ExprKind::CompositeLit(l) if l.ty.is_none() => self.expr(e),
            _ => self.expr_for(e, ty, "struct literal"),
        }
    }

    /// The field a key of a struct literal names: one of the struct's own or a promoted one.
    fn literal_field(&mut self, base: TypeId, s: &StructType, name: &str) -> Option<(Vec<u32>, TypeId)> {
        let pkg = self.env.pkg;
        if name == "_" {
            return None;
        }
        let own =
            s.fields.iter().position(|f| *f.name == *name && (crate::resolver::is_exported(name) || f.pkg == pkg));
        if let Some(i) = own {
            return Some((vec![i as u32], s.fields[i].ty));
        }
        match self.ask(|u| u.lookup(base, false, pkg, name)) {
            Lookup::Field { path, ty, indirect: false } => Some((path, ty)),
            _ => None,
        }
    }

    /// `In.A` for a field reached through embedded ones.
    fn promoted_path(&mut self, s: &StructType, path: &[u32], name: &str) -> String {
        let mut out = String::new();
        let mut fields = s.fields.clone();
        for &i in &path[..path.len() - 1] {
            let Some(f) = fields.get(i as usize).cloned() else { break };
            out.push_str(&f.name);
            out.push('.');
            let (base, _) = self.universe.deref(f.ty);
            let under = self.under(base);
            if let Type::Struct(s) = self.universe.ty(under) {
                fields = s.fields.clone();
            }
        }
        out + name
    }

    fn unknown_field(&mut self, base: TypeId, name: &str, text: &str) -> String {
        let folded = self.ask(|u| u.lookup_fold(base, false, name));
        if let Lookup::Field { path, .. } = folded
            && let Some((found, pkg)) = self.field_at(base, &path)
        {
            if *found == *name {
                return format!("cannot refer to unexported field {name} in struct literal of type {text}");
            }
            if let Some(hidden) = self.worth_a_hint(&found, pkg, name) {
                return format!("unknown field {name} in struct literal of type {text}, but does have {hidden}{found}");
            }
        }
        format!("unknown field {name} in struct literal of type {text}")
    }

    /// Elements of an array or slice literal; gives the resulting length.
    fn indexed_elements(&mut self, elems: &[Expr], elem: TypeId, len: Option<u64>) -> u64 {
        let mut seen: FxHashSet<u64> = FxHashSet::default();
        let (mut index, mut max) = (0u64, 0u64);
        let keyed = elems.iter().any(|e| matches!(e.kind, ExprKind::KeyValue(..)));
        for e in elems {
            let mut valid = false;
            let value = match &e.kind {
                ExprKind::KeyValue(k, v) => {
                    let x = self.expr(k);
                    let constant = x.mode == Mode::Constant;
                    if constant {
                        let mut x = x;
                        if self.valid_index(&mut x, "index", false) {
                            match x.const_val().to_i64() {
                                Some(i) if len.is_none_or(|n| (i as u64) < n) => {
                                    index = i as u64;
                                    valid = true;
                                }
                                Some(i) => {
                                    let n = len.unwrap_or(0);
                                    self.error(
                                        codes::INVALID_INDEX,
                                        k.span,
                                        format!("invalid argument: index {i} out of bounds [0:{n}]"),
                                    );
                                }
                                None => {}
                            }
                        }
                    } else if !x.is_invalid() && !self.all_integer(x.ty) {
                        let text = self.describe(&x);
                        let message = format!("invalid argument: index {text} must be integer");
                        self.error(codes::INVALID_INDEX, k.span, message);
                    } else if !x.is_invalid() {
                        let text = print_expr(k);
                        self.error(codes::INVALID_INDEX, k.span, format!("index {text} must be integer constant"));
                    }
                    &**v
                }
                _ => {
                    if let Some(n) = len
                        && index >= n
                    {
                        self.error(
                            codes::OVERSIZE_ARRAY_LIT,
                            e.span,
                            format!("index {index} is out of bounds (>= {n})"),
                        );
                    } else {
                        valid = true;
                    }
                    e
                }
            };
            if valid && keyed && !seen.insert(index) {
                self.error(
                    codes::DUPLICATE_LIT_KEY,
                    e.span,
                    format!("duplicate index {index} in array or slice literal"),
                );
            }
            index += 1;
            max = max.max(index);
            let mut x = self.expr_for(value, Some(elem), "array or slice literal");
            if elem != TypeId::INVALID {
                self.assignment(&mut x, Some(elem), "array or slice literal");
            }
        }
        max
    }

    fn map_elements(&mut self, lit: &ast::CompositeLit, key: TypeId, value: TypeId) {
        let mut seen: FxHashMap<String, Vec<TypeId>> = FxHashMap::default();
        let interface_key = self.is_interface(key);
        for elem in &lit.elems {
            let ExprKind::KeyValue(k, v) = &elem.kind else {
                self.error(codes::MISSING_LIT_KEY, elem.span, "missing key in map literal");
                self.use_expr(elem);
                continue;
            };
            let mut x = self.expr_for(k, Some(key), "map literal");
            let written = x.ty;
            self.assignment(&mut x, Some(key), "map literal");
            if x.mode == Mode::Constant && *x.const_val() != Const::Unknown {
                let id = x.const_val().key();
                let ty = if interface_key { self.info.of(k.id).map_or(x.ty, |t| t.ty) } else { key };
                let list = seen.entry(id).or_default();
                let known = list.clone();
                if known.iter().any(|&t| self.identical(t, ty)) {
                    let kind = if self.is_type_param(key) { self.basic_of(written) } else { self.basic_of(x.ty) };
                    let text = kind.map_or_else(|| x.const_val().to_string(), |kind| x.const_val().to_string_as(kind));
                    self.error(codes::DUPLICATE_LIT_KEY, k.span, format!("duplicate key {text} in map literal"));
                } else {
                    list.push(ty);
                }
            }
            let mut y = self.expr_for(v, Some(value), "map literal");
            self.assignment(&mut y, Some(value), "map literal");
        }
    }
}
