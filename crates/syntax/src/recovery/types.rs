//! Types.

use super::{Reader, expected};
use crate::ast::{ChanDir, Expr, ExprKind, Field, Ident, InterfaceElem};
use crate::token::Tok;

/// What ends a type.
const BEHIND: &[Tok] = &[Tok::Comma, Tok::Colon, Tok::Semi, Tok::RParen, Tok::RBrack, Tok::RBrace];

impl Reader<'_> {
    /// A type, which must be there.
    pub(super) fn ty(&mut self) -> Expr {
        if let Some(ty) = self.type_if_any() {
            return ty;
        }
        let bad = self.bad();
        self.unexpected(&expected("type"));
        self.skip_to(BEHIND);
        bad
    }

    /// A type, if one begins here.
    pub(super) fn type_if_any(&mut self) -> Option<Expr> {
        self.deeper(|r| {
            let lo = r.pos();
            let kind = match r.tok()? {
                Tok::Name => return Some(r.qualified(None)),
                Tok::Struct => return Some(r.struct_type()),
                Tok::Interface => return Some(r.interface_type()),
                Tok::Star => {
                    r.bump();
                    ExprKind::Star(Box::new(r.ty()))
                }
                Tok::LParen => {
                    r.bump();
                    let ty = r.ty();
                    r.want(Tok::RParen);
                    ExprKind::Paren(Box::new(ty))
                }
                Tok::Func => {
                    r.bump();
                    ExprKind::FuncType(Box::new(r.func_type(Some("function type"))))
                }
                Tok::LBrack => {
                    r.bump();
                    return Some(if r.got(Tok::RBrack) { r.slice_type(lo) } else { r.array_type(lo, None) });
                }
                Tok::Map => {
                    r.bump();
                    r.want(Tok::LBrack);
                    let key = r.ty();
                    r.want(Tok::RBrack);
                    ExprKind::MapType(Box::new(key), Box::new(r.ty()))
                }
                Tok::Arrow => {
                    r.bump();
                    if !r.got(Tok::Chan) {
                        r.unexpected(&expected("keyword chan"));
                        r.bump();
                    }
                    ExprKind::ChanType(ChanDir::Recv, Box::new(r.chan_elem()))
                }
                Tok::Chan => {
                    r.bump();
                    let dir = if r.got(Tok::Arrow) { ChanDir::Send } else { ChanDir::Both };
                    ExprKind::ChanType(dir, Box::new(r.chan_elem()))
                }
                _ => return None,
            };
            Some(r.node(lo, kind))
        })
    }

    fn chan_elem(&mut self) -> Expr {
        self.type_if_any().unwrap_or_else(|| {
            self.syntax("missing channel element type");
            self.bad()
        })
    }

    /// Behind `[]`.
    pub(super) fn slice_type(&mut self, lo: u32) -> Expr {
        let elem = self.ty();
        self.node(lo, ExprKind::SliceType(Box::new(elem)))
    }

    /// Behind `[`, or behind the length if it has been read.
    pub(super) fn array_type(&mut self, lo: u32, length: Option<Expr>) -> Expr {
        let mut length = length;
        if length.is_none() && !self.got(Tok::Ellipsis) {
            self.nest += 1;
            length = Some(self.expr());
            self.nest -= 1;
        }
        if self.is(Tok::Comma) {
            self.unexpected("; expected ]");
            self.bump();
        }
        self.want(Tok::RBrack);
        let elem = self.ty();
        self.node(lo, ExprKind::ArrayType(length.map(Box::new), Box::new(elem)))
    }

    /// A name, perhaps of a package's member, and type arguments.
    pub(super) fn qualified(&mut self, name: Option<Ident>) -> Expr {
        let mut x = match name {
            Some(name) => self.name_expr(name),
            None if self.is(Tok::Name) => {
                let name = self.name();
                self.name_expr(name)
            }
            None => {
                let blank = self.blank();
                self.unexpected(&expected("name"));
                self.skip_to(&[Tok::Dot, Tok::Semi, Tok::RBrace]);
                self.name_expr(blank)
            }
        };
        let lo = x.span.lo;
        if self.got(Tok::Dot) {
            let name = self.name();
            x = self.node(lo, ExprKind::Selector(Box::new(x), name));
        }
        if self.got(Tok::LBrack) {
            self.nest += 1;
            let args = if self.is(Tok::RBrack) {
                self.unexpected(&expected("type argument list"));
                vec![self.bad()]
            } else {
                let first = self.ty();
                self.types(first).0
            };
            self.nest -= 1;
            self.want(Tok::RBrack);
            x = self.node(lo, ExprKind::Index(Box::new(x), args));
        }
        x
    }

    /// Types behind the first of a list, and whether there was a comma.
    pub(super) fn types(&mut self, first: Expr) -> (Vec<Expr>, bool) {
        let mut list = vec![first];
        let mut comma = false;
        while self.got(Tok::Comma) {
            comma = true;
            match self.type_if_any() {
                Some(ty) => list.push(ty),
                None => break,
            }
        }
        (list, comma)
    }

    /// `[` behind a field's or parameter's name: an array or slice type (true), or type arguments of what is no name then.
    pub(super) fn array_or_instance(&mut self, name: Ident) -> (Expr, bool) {
        let lo = self.pos();
        self.bump();
        if self.got(Tok::RBrack) {
            return (self.slice_type(lo), true);
        }
        self.nest += 1;
        let first = self.expr();
        let (mut args, comma) = self.types(first);
        self.nest -= 1;
        self.want(Tok::RBrack);
        if !comma && let Some(elem) = self.type_if_any() {
            let length = args.pop().map(Box::new);
            return (self.node(lo, ExprKind::ArrayType(length, Box::new(elem))), true);
        }
        let generic = self.name_expr(name);
        (self.node(generic.span.lo, ExprKind::Index(Box::new(generic), args)), false)
    }

    fn struct_type(&mut self) -> Expr {
        let lo = self.pos();
        self.bump();
        self.want(Tok::LBrace);
        let mut fields = Vec::new();
        self.list("struct type", Tok::Semi, Tok::RBrace, |r| {
            fields.extend(r.field());
            false
        });
        self.node(lo, ExprKind::StructType(fields))
    }

    fn field(&mut self) -> Option<Field> {
        let lo = self.pos();
        let (mut names, mut ty) = (Vec::new(), None);
        match self.tok()? {
            Tok::Name => {
                let first = self.name();
                match self.tok() {
                    Some(Tok::Dot | Tok::Lit(_) | Tok::Semi | Tok::RBrace) => ty = Some(self.qualified(Some(first))),
                    _ => {
                        names = self.names(first);
                        if names.len() == 1 && self.is(Tok::LBrack) {
                            let (t, array) = self.array_or_instance(names[0].clone());
                            if !array {
                                names.clear();
                            }
                            ty = Some(t);
                        } else {
                            ty = Some(self.ty());
                        }
                    }
                }
            }
            Tok::Star => {
                self.bump();
                let parenthesized = self.is(Tok::LParen);
                if parenthesized {
                    self.syntax("cannot parenthesize embedded type");
                    self.bump();
                }
                let elem = self.qualified(None);
                if parenthesized {
                    self.got(Tok::RParen);
                }
                ty = Some(self.node(lo, ExprKind::Star(Box::new(elem))));
            }
            Tok::LParen => {
                self.syntax("cannot parenthesize embedded type");
                self.bump();
                self.got(Tok::Star);
                ty = Some(self.qualified(None));
                self.got(Tok::RParen);
            }
            _ => {
                self.unexpected(&expected("field name or embedded type"));
                self.skip_to(&[Tok::Semi, Tok::RBrace]);
            }
        }
        let ty = ty?;
        let mut tag = None;
        if matches!(self.tok(), Some(Tok::Lit(_))) {
            tag = Some((self.text(self.k).into(), self.span()));
            self.bump();
        }
        Some(Field { names, ty, tag })
    }

    fn interface_type(&mut self) -> Expr {
        let lo = self.pos();
        self.bump();
        self.want(Tok::LBrace);
        let mut elems = Vec::new();
        self.list("interface type", Tok::Semi, Tok::RBrace, |r| {
            let elem = r.interface_elem();
            elems.push(elem);
            false
        });
        self.node(lo, ExprKind::InterfaceType(elems))
    }

    fn interface_elem(&mut self) -> InterfaceElem {
        if !self.is(Tok::Name) {
            return InterfaceElem::Embed(self.constraint(None));
        }
        let name = self.name();
        match self.tok() {
            Some(Tok::LParen) => return self.method(name),
            Some(Tok::LBrack) => {}
            _ => {
                let ty = self.qualified(Some(name));
                return InterfaceElem::Embed(self.constraint(Some(ty)));
            }
        }
        // A method with type parameters, which is wrong, or an embedded instance.
        let bracket = self.pos();
        self.bump();
        if self.is(Tok::RBrack) {
            let at = self.pos();
            self.bump();
            let method = self.is(Tok::LParen);
            self.error_at(at, if method { "empty type parameter list" } else { "empty type argument list" });
            if method {
                return self.method(name);
            }
            let ty = self.name_expr(name);
            return InterfaceElem::Embed(self.constraint(Some(ty)));
        }
        let list = self.param_list(None, Tok::RBrack, false);
        if list.first().is_some_and(|p| p.name.is_some()) {
            let method = self.method(name);
            self.error_at(bracket, "interface method must have no type parameters");
            return method;
        }
        if list.is_empty() && self.is(Tok::LParen) {
            return self.method(name);
        }
        let args: Vec<Expr> = list.iter().map(|p| (*p.ty).clone()).collect();
        let generic = self.name_expr(name);
        let ty = match args.is_empty() {
            true => generic,
            false => self.node(generic.span.lo, ExprKind::Index(Box::new(generic), args)),
        };
        InterfaceElem::Embed(self.constraint(Some(ty)))
    }

    fn method(&mut self, name: Ident) -> InterfaceElem {
        let ty = self.func_type(Some("interface method"));
        InterfaceElem::Method(name, ty)
    }
}
