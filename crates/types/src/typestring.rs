//! Types as gc's messages print them.

use crate::object::{ObjId, PkgId};
use crate::ty::*;
use crate::universe::{BASICS, Universe};
use std::fmt::Write;

/// How names of types are qualified with their package.
#[derive(Clone, Copy, Debug)]
pub struct Qualifier {
    current: Option<PkgId>,
    paths: bool,
    names: bool,
    comma: &'static str,
}

impl Qualifier {
    /// Every package is named: and parameters have no names: as `%T` and panics print types.
    pub const fn none() -> Qualifier {
        Qualifier { current: None, paths: false, names: false, comma: "," }
    }

    /// Names of `pkg` stand alone, others follow their package's name (its quoted path when two packages share the name).
    pub const fn for_package(pkg: PkgId) -> Qualifier {
        Qualifier { current: Some(pkg), paths: false, names: true, comma: ", " }
    }

    /// Every package by its import path.
    pub const fn full() -> Qualifier {
        Qualifier { current: None, paths: true, names: true, comma: ", " }
    }

    /// The same without names of parameters and results.
    pub const fn without_parameter_names(self) -> Qualifier {
        Qualifier { names: false, ..self }
    }

    /// The package whose names stand alone.
    pub fn package(&self) -> Option<PkgId> {
        self.current
    }
}

impl Universe {
    /// The type in Go syntax.
    pub fn type_string(&self, t: TypeId, q: &Qualifier) -> String {
        let mut w = Writer { u: self, q, out: String::new() };
        w.ty(t);
        w.out
    }

    /// Types separated by `, `.
    pub fn types_string(&self, ts: &[TypeId], q: &Qualifier) -> String {
        ts.iter().map(|&t| self.type_string(t, q)).collect::<Vec<_>>().join(", ")
    }

    /// A function type without the word `func`: `(x int) error`.
    pub fn signature_string(&self, sig: TypeId, q: &Qualifier) -> String {
        let mut w = Writer { u: self, q, out: String::new() };
        if let Type::Signature(s) = self.ty(self.unalias(sig)) {
            w.signature(s);
        }
        w.out
    }

    /// The terms of a type set: `~int | string`.
    pub fn terms_string(&self, terms: &[UnionTerm], q: &Qualifier) -> String {
        let mut w = Writer { u: self, q, out: String::new() };
        w.terms(terms);
        w.out
    }

    /// An object's name, qualified.
    pub fn object_string(&self, obj: ObjId, q: &Qualifier) -> String {
        let mut w = Writer { u: self, q, out: String::new() };
        w.object(obj);
        w.out
    }

    /// What stands before a name of that package, with the dot; empty for the current package and predeclared names.
    pub fn package_prefix(&self, pkg: PkgId, q: &Qualifier) -> String {
        if pkg == PkgId::UNIVERSE || q.current == Some(pkg) {
            return String::new();
        }
        let p = self.pkg(pkg);
        if q.paths {
            return format!("{}.", p.path);
        }
        let ambiguous = q.current.is_some_and(|current| crate::namesakes::ambiguous(self, current, p));
        if ambiguous { format!("{}.", quote(&p.path)) } else { format!("{}.", p.name) }
    }
}

/// A string as a Go literal, as messages quote it.
pub fn quote(s: &str) -> String {
    let mut out = String::from("\"");
    for c in s.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            '\u{7}' => out.push_str("\\a"),
            '\u{8}' => out.push_str("\\b"),
            '\u{b}' => out.push_str("\\v"),
            '\u{c}' => out.push_str("\\f"),
            c if (c as u32) < 0x20 || c as u32 == 0x7f => {
                let _ = write!(out, "\\x{:02x}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

struct Writer<'a> {
    u: &'a Universe,
    q: &'a Qualifier,
    out: String,
}

impl Writer<'_> {
    fn put(&mut self, s: &str) {
        self.out.push_str(s);
    }

    fn object(&mut self, obj: ObjId) {
        let o = self.u.obj(obj);
        let prefix = self.u.package_prefix(o.pkg, self.q);
        self.put(&prefix);
        self.put(&o.name);
    }

    fn type_args(&mut self, args: &[TypeId]) {
        if args.first().is_none_or(|&a| a == TypeId::INVALID) {
            return;
        }
        // Those that the program left out are not known.
        let given = args.iter().take_while(|&&a| a != TypeId::INVALID);
        for (i, &a) in given.enumerate() {
            self.put(if i == 0 { "[" } else { self.q.comma });
            self.ty(a);
        }
        self.put("]");
    }

    fn type_params(&mut self, params: &[TypeId]) {
        if params.is_empty() {
            return;
        }
        self.put("[");
        let mut previous: Option<TypeId> = None;
        for (i, &p) in params.iter().enumerate() {
            let constraint = self.u.as_type_param(p).map_or(TypeId::INVALID, |id| self.u.constraint(id));
            if i > 0 {
                if previous != Some(constraint) {
                    self.put(" ");
                    self.ty(previous.unwrap_or(TypeId::INVALID));
                }
                self.put(", ");
            }
            self.ty(p);
            previous = Some(constraint);
        }
        self.put(" ");
        self.ty(previous.unwrap_or(TypeId::INVALID));
        self.put("]");
    }

    fn terms(&mut self, terms: &[UnionTerm]) {
        for (i, t) in terms.iter().enumerate() {
            if i > 0 {
                self.put(" | ");
            }
            if t.tilde {
                self.put("~");
            }
            self.ty(t.ty);
        }
    }

    fn ty(&mut self, t: TypeId) {
        let u = self.u;
        match u.ty(t) {
            Type::Basic(b) => self.put(BASICS[*b as usize].1),
            Type::Array { elem, len } => {
                let _ = write!(self.out, "[{len}]");
                self.ty(*elem);
            }
            Type::Slice(e) => {
                self.put("[]");
                self.ty(*e);
            }
            Type::Pointer(e) => {
                self.put("*");
                self.ty(*e);
            }
            Type::Map { key, value } => {
                self.put("map[");
                self.ty(*key);
                self.put("]");
                self.ty(*value);
            }
            Type::Chan { dir, elem } => {
                let parens = *dir == ChanDir::Both && matches!(u.ty(*elem), Type::Chan { dir: ChanDir::Recv, .. });
                self.put(match dir {
                    ChanDir::Both => "chan ",
                    ChanDir::Send => "chan<- ",
                    ChanDir::Recv => "<-chan ",
                });
                if parens {
                    self.put("(");
                }
                self.ty(*elem);
                if parens {
                    self.put(")");
                }
            }
            Type::Struct(s) => {
                self.put("struct{");
                for (i, f) in s.fields.iter().enumerate() {
                    if i > 0 {
                        self.put("; ");
                    }
                    if !f.embedded {
                        self.put(&f.name);
                        self.put(" ");
                    }
                    self.ty(f.ty);
                    if let Some(tag) = f.tag.as_deref().filter(|t| !t.is_empty()) {
                        self.put(" ");
                        self.put(&quote(tag));
                    }
                }
                self.put("}");
            }
            Type::Signature(s) => {
                self.put("func");
                self.signature(s);
            }
            Type::Tuple(ts) => {
                self.put("(");
                for (i, &t) in ts.iter().enumerate() {
                    if i > 0 {
                        self.put(", ");
                    }
                    self.ty(t);
                }
                self.put(")");
            }
            Type::Interface(i) => self.interface(i),
            Type::Union(terms) => self.terms(terms),
            Type::Named(id) => {
                let data = u.named(*id);
                self.object(data.obj);
                if let Some(origin) = data.origin {
                    let around = u.implicit_params(origin).len();
                    self.type_args(&data.type_args[around.min(data.type_args.len())..]);
                } else {
                    self.type_params(&data.type_params);
                }
            }
            Type::TypeParam(id) => {
                let object = u.obj(u.type_param(*id).obj);
                self.put(&object.name);
                if u.predeclared(&object.name).is_some() {
                    let at = u.position(object.span);
                    let _ = write!(self.out, " /* with {} declared at {at} */", object.name);
                }
            }
            Type::Alias { obj, .. } => {
                self.object(*obj);
                let args = u.alias_args(t);
                if args.is_empty() {
                    self.type_params(&u.alias_params(*obj));
                } else {
                    self.type_args(&args);
                }
            }
        }
    }

    fn interface(&mut self, i: &InterfaceType) {
        if i.implicit && i.methods.is_empty() && i.embeds.len() == 1 {
            return self.ty(i.embeds[0]);
        }
        self.put("interface{");
        let mut first = true;
        if i.comparable {
            self.put("comparable");
            first = false;
        }
        for m in &i.methods {
            if !std::mem::take(&mut first) {
                self.put("; ");
            }
            self.put(&m.name);
            if let Type::Signature(s) = self.u.ty(m.sig) {
                self.signature(s);
            }
        }
        for &e in &i.embeds {
            if !std::mem::take(&mut first) {
                self.put("; ");
            }
            self.ty(e);
        }
        self.put("}");
    }

    fn params(&mut self, ps: &[ParamType], variadic: bool) {
        self.put("(");
        for (i, p) in ps.iter().enumerate() {
            if i > 0 {
                self.put(", ");
            }
            if self.q.names && !p.name.is_empty() {
                self.put(&p.name);
                self.put(" ");
            }
            match self.u.ty(p.ty) {
                Type::Slice(e) if variadic && i + 1 == ps.len() => {
                    self.put("...");
                    self.ty(*e);
                }
                _ => self.ty(p.ty),
            }
        }
        self.put(")");
    }

    fn signature(&mut self, s: &Signature) {
        self.type_params(&s.type_params);
        self.params(&s.params, s.variadic);
        match &s.results[..] {
            [] => {}
            [r] if r.name.is_empty() => {
                self.put(" ");
                self.ty(r.ty);
            }
            results => {
                self.put(" ");
                self.params(results, false);
            }
        }
    }
}
