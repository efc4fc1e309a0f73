//! How values of a type stand in JSON: worked out once per type and VM.

use crate::native::num::quote;
use crate::native::reflect::find_tag;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicPtr, Ordering};
use vole_bytecode::{Kind, RtTypeId};
use vole_vm::{NativeCtx, RType, TypeShape};

/// Whether a type has a method.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Has {
    No,
    /// It has.
    Value,
    /// Its pointer type has.
    Pointer,
}

/// What a value becomes.
#[derive(Debug)]
pub enum Shape {
    Bool,
    Int,
    Uint,
    Float,
    Text,
    Number,
    Raw,
    /// A slice of bytes, which becomes text in base 64.
    Bytes,
    Interface,
    Struct(Struct),
    Map,
    Slice,
    Array,
    Pointer,
    Unsupported,
}

/// A type.
#[derive(Debug)]
pub struct Plan {
    pub shape: Shape,
    pub marshal_to: Has,
    pub marshal_json: Has,
    pub append_text: Has,
    pub marshal_text: Has,
    pub unmarshal_from: bool,
    pub unmarshal_json: bool,
    pub unmarshal_text: bool,
    pub is_zero: Has,
    /// `time.Time`, which the decoder knows.
    pub time: bool,
    /// Version 2 treats the type (not what it leads to) as the encoder and decoder do when told that it is version 2.
    pub both: bool,
    elem: Link,
    key: Link,
}

/// Leads to the plan of another type, once it is made.
#[derive(Debug, Default)]
pub struct Link(AtomicPtr<Plan>);

impl Clone for Link {
    fn clone(&self) -> Link {
        Link::default()
    }
}

impl Link {
    fn get<'v>(&self, cx: &mut NativeCtx<'v>, ty: RtTypeId) -> &'v Plan {
        let known = self.0.load(Ordering::Relaxed);
        if known.is_null() {
            let made = plan(cx, ty);
            self.0.store(std::ptr::from_ref(made).cast_mut(), Ordering::Relaxed);
            return made;
        }
        // SAFETY: plans live as long as the VM.
        unsafe { &*known }
    }
}

impl Plan {
    /// Whether the type, or its pointer type, has methods that write it.
    pub fn has_methods(&self) -> bool {
        [self.marshal_to, self.marshal_json, self.append_text, self.marshal_text].iter().any(|&h| h != Has::No)
    }

    /// The plan of the elements of a type of this plan.
    pub fn elem<'v>(&self, cx: &mut NativeCtx<'v>, t: &RType) -> &'v Plan {
        self.elem.get(cx, t.elem)
    }

    /// The plan of the keys.
    pub fn key<'v>(&self, cx: &mut NativeCtx<'v>, t: &RType) -> &'v Plan {
        self.key.get(cx, t.key)
    }
}

impl Field {
    /// The plan of the field's type.
    pub fn plan<'v>(&self, cx: &mut NativeCtx<'v>) -> &'v Plan {
        self.link.get(cx, self.ty)
    }
}

/// A step to a field: the offset of an embedded field, and its pointed-to type if it is a pointer.
#[derive(Clone, Debug)]
pub struct Step {
    pub offset: u32,
    pub deref: Option<RtTypeId>,
    /// An embedded pointer that must not be set.
    pub hidden: bool,
}

/// A field.
#[derive(Clone, Debug)]
pub struct Field {
    pub name: Arc<str>,
    /// The name as it is written, with quotes and colon: plain and escaped for HTML.
    pub written: [Vec<u8>; 2],
    pub steps: Vec<Step>,
    /// Offset behind the last step.
    pub offset: u32,
    pub ty: RtTypeId,
    pub omit_empty: bool,
    pub omit_zero: bool,
    pub quoted: bool,
    order: Vec<usize>,
    tagged: bool,
    link: Link,
}

/// A struct type.
#[derive(Debug, Default)]
pub struct Struct {
    pub fields: Vec<Field>,
    pub by_name: HashMap<Arc<str>, usize>,
    pub by_folded: HashMap<String, usize>,
    /// Names and options are plain: version 2 has the same fields.
    pub both: bool,
}

/// The plans of a VM, by type; never taken away.
#[derive(Default)]
pub struct Plans(Vec<Option<Box<Plan>>>);

/// The plan of a type.
pub fn plan<'v>(cx: &mut NativeCtx<'v>, ty: RtTypeId) -> &'v Plan {
    let i = ty.0 as usize;
    if !matches!(cx.room::<Plans>().0.get(i), Some(Some(_))) {
        let made = Box::new(make(cx, ty));
        let all = &mut cx.room::<Plans>().0;
        if all.len() <= i {
            all.resize_with(i + 1, || None);
        }
        all[i].get_or_insert(made);
    }
    let found: *const Plan = match &cx.room::<Plans>().0[i] {
        Some(p) => &raw const **p,
        None => std::ptr::null(),
    };
    // SAFETY: it is there, and lives in its box as long as the VM.
    unsafe { &*found }
}

/// Letters that differ by case alone become one.
pub fn fold(name: &str) -> String {
    let least = |c: char| {
        let start = u32::from(c);
        let (mut r, mut min) = (start, start);
        loop {
            r = crate::native::unicode::simple_fold(r);
            if r == start {
                return char::from_u32(min).unwrap_or(c);
            }
            min = min.min(r);
        }
    };
    name.chars().map(|c| if c.is_ascii() && !c.is_ascii_alphabetic() { c } else { least(c) }).collect()
}

fn has(cx: &mut NativeCtx<'_>, t: &RType, name: &str, sig: &str) -> Has {
    let found = |cx: &NativeCtx<'_>, t: &RType| {
        let program = cx.vm.program();
        t.desc().methods.iter().any(|m| {
            let s = &program.selectors[m.selector.0 as usize];
            &*s.name == name && &*program.types[s.sig.0 as usize].name == sig
        })
    };
    if t.kind == Kind::Interface || t.kind == Kind::Pointer {
        return Has::No;
    }
    if found(cx, t) {
        return Has::Value;
    }
    match cx.vm.find_type(&TypeShape::Pointer(t.id)) {
        Some(p) => {
            let p = cx.rtype(p);
            if found(cx, p) { Has::Pointer } else { Has::No }
        }
        None => Has::No,
    }
}

fn make(cx: &mut NativeCtx<'_>, id: RtTypeId) -> Plan {
    let t = cx.rtype(id);
    let d = t.desc();
    let library = |pkg: &str, name: &str| &*d.pkg_path == pkg && &*d.bare_name == name;
    let shape = match t.kind {
        _ if library("encoding/json", "Number") => Shape::Number,
        _ if library("encoding/json/jsontext", "Value") => Shape::Raw,
        Kind::Bool => Shape::Bool,
        Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => Shape::Int,
        Kind::Uint | Kind::Uint8 | Kind::Uint16 | Kind::Uint32 | Kind::Uint64 | Kind::Uintptr => Shape::Uint,
        Kind::Float32 | Kind::Float64 => Shape::Float,
        Kind::String => Shape::Text,
        Kind::Interface => Shape::Interface,
        Kind::Struct => Shape::Struct(structure(cx, t)),
        Kind::Map => Shape::Map,
        Kind::Slice if t.elem().kind == Kind::Uint8 => {
            let e = plan(cx, t.elem);
            if e.has_methods() { Shape::Slice } else { Shape::Bytes }
        }
        Kind::Slice => Shape::Slice,
        Kind::Array => Shape::Array,
        Kind::Pointer => Shape::Pointer,
        _ => Shape::Unsupported,
    };
    let time = library("time", "Time");
    let own = matches!(shape, Shape::Number | Shape::Raw);
    let plain_byte = |t: &RType| t.kind != Kind::Uint8 || t.desc().pkg_path.is_empty();
    let both = match &shape {
        Shape::Number | Shape::Raw | Shape::Unsupported => false,
        Shape::Struct(s) => s.both,
        Shape::Bytes | Shape::Slice => plain_byte(t.elem()),
        Shape::Array => t.elem().kind != Kind::Uint8,
        Shape::Map => matches!(cx.rtype(t.key).kind, Kind::String) || is_integer(cx.rtype(t.key).kind),
        Shape::Interface => d.methods.is_empty(),
        _ => true,
    } && !matches!(&*d.pkg_path, "time" | "encoding/json" | "encoding/json/jsontext");
    let mut ask = |name: &str, sig: &str| if own { Has::No } else { has(cx, t, name, sig) };
    let mut plan = Plan {
        marshal_to: ask("MarshalJSONTo", "func(*jsontext.Encoder) error"),
        append_text: if time { Has::No } else { ask("AppendText", "func([]uint8) ([]uint8, error)") },
        unmarshal_from: ask("UnmarshalJSONFrom", "func(*jsontext.Decoder) error") != Has::No,
        marshal_json: ask("MarshalJSON", "func() ([]uint8, error)"),
        marshal_text: ask("MarshalText", "func() ([]uint8, error)"),
        unmarshal_json: ask("UnmarshalJSON", "func([]uint8) error") != Has::No,
        unmarshal_text: ask("UnmarshalText", "func([]uint8) error") != Has::No,
        is_zero: ask("IsZero", "func() bool"),
        time,
        both,
        shape,
        elem: Link::default(),
        key: Link::default(),
    };
    plan.both &= !plan.has_methods()
        && plan.is_zero == Has::No
        && !(plan.unmarshal_from || plan.unmarshal_json || plan.unmarshal_text);
    plan
}

fn is_integer(kind: Kind) -> bool {
    (kind as u8) >= Kind::Int as u8 && (kind as u8) <= Kind::Uintptr as u8
}

/// Whether a struct's own fields are named and written alike by both versions.
fn fields_of_both(t: &RType) -> bool {
    let plain = |name: &str| name.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'_' || c == b'-');
    t.desc().fields.iter().all(|f| {
        let tag = match tag_of(&f.tag) {
            Some(tag) => tag,
            None if f.tag.contains("json") => return false,
            None => String::new(),
        };
        let (name, options) = tag.split_once(',').unwrap_or((&tag, ""));
        let known = ["", "omitempty", "omitzero", "omitempty,omitzero", "omitzero,omitempty"].contains(&options);
        !f.embedded
            && (f.pkg.is_empty() || tag.is_empty())
            && known
            && !tag.ends_with(',')
            && plain(name)
            && f.name.is_ascii()
    })
}

/// The word at the front: a letter or `_`, letters and digits.
fn front_word(text: &str) -> &str {
    let letter = |c: char| c == '_' || crate::native::unicode::is_letter(u32::from(c));
    let digit = |c: char| crate::native::unicode::is_digit(u32::from(c));
    let end = text.char_indices().find(|&(i, c)| !letter(c) && (i == 0 || !digit(c))).map_or(text.len(), |(i, _)| i);
    &text[..end]
}

/// A tag's name as far as it is one, and its options, of which the word at the front counts.
fn parse_tag(tag: &str) -> (&str, Vec<&str>) {
    let (name, rest) = tag.split_once(',').unwrap_or((tag, ""));
    // Of a name with a quote or backslash so does the word at its front.
    let name = if name.contains(['\\', '\'', '"', '`']) { front_word(name) } else { name };
    (name, rest.split(',').map(front_word).collect())
}

fn tag_of(tag: &str) -> Option<String> {
    let quoted = find_tag(tag.as_bytes(), b"json")?;
    String::from_utf8(quote::unquote(quoted)?).ok()
}

/// A struct type on the way down: how it was reached.
struct Level {
    ty: RtTypeId,
    steps: Vec<Step>,
    offset: u32,
    order: Vec<usize>,
}

fn structure(cx: &mut NativeCtx<'_>, t: &RType) -> Struct {
    let simple = fields_of_both(t);
    let mut level = vec![Level { ty: t.id, steps: vec![], offset: 0, order: vec![] }];
    let mut seen: Vec<RtTypeId> = vec![];
    let mut fields: Vec<Field> = vec![];
    let mut times: HashMap<RtTypeId, usize> = HashMap::new();
    while !level.is_empty() {
        let mut next: Vec<Level> = vec![];
        let mut next_times: HashMap<RtTypeId, usize> = HashMap::new();
        for l in level {
            if seen.contains(&l.ty) {
                continue;
            }
            seen.push(l.ty);
            let many = times.get(&l.ty).is_some_and(|&n| n > 1);
            let desc = cx.rtype(l.ty).desc();
            for (i, f) in desc.fields.iter().enumerate() {
                let ft = cx.rtype(f.ty);
                let exported = f.pkg.is_empty();
                if f.embedded {
                    let inner = if ft.kind == Kind::Pointer { ft.elem() } else { ft };
                    if !exported && inner.kind != Kind::Struct {
                        continue;
                    }
                } else if !exported {
                    continue;
                }
                let tag = tag_of(&f.tag).unwrap_or_default();
                if tag == "-" {
                    continue;
                }
                let (name, options) = parse_tag(&tag);
                let mut order = l.order.clone();
                order.push(i);
                let unnamed_pointer = ft.kind == Kind::Pointer && ft.desc().bare_name.is_empty();
                let inner = if unnamed_pointer { ft.elem() } else { ft };
                if name.is_empty() && (f.embedded || options.contains(&"embed")) && inner.kind == Kind::Struct {
                    let n = next_times.entry(inner.id).or_insert(0);
                    *n += if many { 2 } else { 1 };
                    if *n == 1 || many && *n == 2 {
                        let mut steps = l.steps.clone();
                        let mut offset = l.offset + f.offset;
                        if unnamed_pointer {
                            steps.push(Step { offset, deref: Some(inner.id), hidden: !exported });
                            offset = 0;
                        }
                        next.push(Level { ty: inner.id, steps, offset, order });
                    }
                    continue;
                }
                let quotable = inner.kind == Kind::Bool
                    || (inner.kind as u8) >= Kind::Int as u8 && (inner.kind as u8) <= Kind::Float64 as u8
                    || inner.kind == Kind::String;
                let tagged = !name.is_empty();
                let name: Arc<str> = if tagged { name.into() } else { f.name.clone() };
                let written = [false, true].map(|html| {
                    let mut w = Vec::new();
                    super::scan::push_string(&mut w, name.as_bytes(), html);
                    w.push(b':');
                    w
                });
                let field = Field {
                    name,
                    written,
                    steps: l.steps.clone(),
                    offset: l.offset + f.offset,
                    ty: f.ty,
                    omit_empty: options.contains(&"omitempty"),
                    omit_zero: options.contains(&"omitzero"),
                    quoted: quotable && options.contains(&"string"),
                    order,
                    tagged,
                    link: Link::default(),
                };
                if many {
                    fields.push(field.clone());
                }
                fields.push(field);
            }
        }
        level = next;
        times = next_times;
    }
    let all = fields.len();
    let mut s = dominant(fields);
    // Names that stand twice are an error of version 2, and so are fields none of which can be written.
    s.both = simple && s.fields.len() == all && (all > 0 || t.desc().fields.is_empty());
    s
}

/// Of the fields of one name the least deep counts, a tagged one before others; if that is not one, none does.
fn dominant(mut fields: Vec<Field>) -> Struct {
    let rank = |f: &Field| (f.order.len(), !f.tagged);
    fields.sort_by(|a, b| (&a.name, rank(a), &a.order).cmp(&(&b.name, rank(b), &b.order)));
    let mut kept: Vec<Field> = Vec::new();
    for group in fields.chunk_by(|a, b| a.name == b.name) {
        if group.len() == 1 || rank(&group[0]) != rank(&group[1]) {
            kept.push(group[0].clone());
        }
    }
    kept.sort_by(|a, b| a.order.cmp(&b.order));
    let mut out = Struct::default();
    for (i, f) in kept.iter().enumerate() {
        out.by_name.insert(f.name.clone(), i);
        out.by_folded.entry(fold(&f.name)).or_insert(i);
    }
    out.fields = kept;
    out
}
