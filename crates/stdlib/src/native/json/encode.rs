//! Marshal: walks a value by the plans of its types, without recursion. Methods that Go code has to call are gathered in a
//! first run; a second one puts their results in place.

use super::plan::{Field, Has, Plan, Shape, Struct, plan};
use super::scan::{MAX_DEPTH, Scanner, push_compact, push_quoted, push_string};
use crate::native::num::{float, int};
use std::collections::HashSet;
use vole_bytecode::Kind;
use vole_vm::{Iface, NativeCtx, RType, SliceWords, TypeShape, ValueRef};

/// A method call: the layout of `json.call`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Call {
    pub v: Iface,
    pub kind: i64,
    /// Of an `IsZero`: how many of the calls that follow are for the value asked.
    pub span: i64,
    pub text: SliceWords,
    pub zero: u64,
}

pub const CALL_JSON: i64 = 1;
pub const CALL_TEXT: i64 = 2;
pub const CALL_ZERO: i64 = 3;
pub const CALL_TO: i64 = 4;
pub const CALL_APPEND: i64 = 5;

/// Why a value cannot be encoded.
pub enum Fail {
    /// `UnsupportedTypeError`
    Type(u64),
    /// `UnsupportedValueError`: the value and its description.
    Value(Iface, String),
    /// A method's result (of this type) is no JSON.
    Method(u64, String, usize),
    /// A `Number` that is none.
    Number(Vec<u8>),
    /// Of version 2: something that is left to the Go side.
    Declined,
}

type Run = Result<(), Fail>;

enum Frame<'v> {
    Struct {
        plan: &'v Struct,
        base: *const u8,
        next: usize,
        first: bool,
        addr: bool,
    },
    List {
        plan: &'v Plan,
        elem: &'v RType,
        at: *const u8,
        left: usize,
        first: bool,
        addr: bool,
    },
    Map {
        entries: std::vec::IntoIter<(Vec<u8>, ValueRef<'v>)>,
        plan: &'v Plan,
        first: bool,
    },
    /// A pointer, map or slice is left.
    Leave((u64, u64)),
    /// The end of a field that was asked whether it is zero.
    Zero {
        call: usize,
    },
}

/// One run.
pub struct Encoder<'c, 'v> {
    cx: &'c mut NativeCtx<'v>,
    pub out: Vec<u8>,
    html: bool,
    /// The value itself is written without its method `MarshalJSONTo`, which declined.
    without_to: bool,
    /// As version 2 writes it; what it may write otherwise is declined.
    pub v2: bool,
    /// Calls gathered; in a second run those that were made.
    pub calls: Vec<Call>,
    second: bool,
    n: usize,
    frames: Vec<Frame<'v>>,
    depth: usize,
    nesting: usize,
    seen: HashSet<(u64, u64)>,
}

/// Deeper than this, references are watched for cycles.
const WATCH: usize = 1000;

impl<'c, 'v> Encoder<'c, 'v> {
    pub fn new(cx: &'c mut NativeCtx<'v>, html: bool, without_to: bool, made: Option<Vec<Call>>) -> Self {
        let second = made.is_some();
        Encoder {
            cx,
            out: Vec::new(),
            html,
            without_to,
            v2: false,
            calls: made.unwrap_or_default(),
            second,
            n: 0,
            frames: Vec::new(),
            depth: 0,
            nesting: 0,
            seen: HashSet::new(),
        }
    }

    /// Encodes a value.
    pub fn run(&mut self, v: Option<ValueRef<'v>>) -> Run {
        match v {
            None => self.null(),
            Some(v) => {
                let p = plan(self.cx, v.ty.id);
                self.value(v, p, false, false)?;
            }
        }
        while let Some(frame) = self.frames.pop() {
            self.step(frame)?;
        }
        Ok(())
    }

    fn put(&mut self, text: &[u8]) {
        self.out.extend_from_slice(text);
    }

    fn string(&mut self, text: &[u8]) -> Run {
        if !self.v2 {
            push_string(&mut self.out, text, self.html);
        } else if !push_quoted(&mut self.out, text, false, false) {
            return Err(Fail::Declined);
        }
        Ok(())
    }

    /// Whether version 2 leaves out a value with `omitempty`: one whose JSON is empty.
    fn omits(&mut self, v: ValueRef<'v>, p: &'v Plan) -> Result<bool, Fail> {
        Ok(match &p.shape {
            Shape::Bool | Shape::Int | Shape::Uint | Shape::Float => false,
            Shape::Text | Shape::Bytes | Shape::Slice => v.is_empty(),
            Shape::Map => v.map_len() == 0,
            Shape::Struct(s) if s.fields.iter().any(|f| !f.omit_empty && !f.omit_zero) => false,
            Shape::Pointer => match v.deref() {
                None => true,
                Some(inner) => {
                    let elem = p.elem(self.cx, v.ty);
                    // Once more, as a pointer's target may be a pointer.
                    if matches!(elem.shape, Shape::Pointer | Shape::Interface) {
                        return Err(Fail::Declined);
                    }
                    return self.omits(inner, elem);
                }
            },
            Shape::Interface if v.word() == 0 => true,
            _ => return Err(Fail::Declined),
        })
    }

    fn null(&mut self) {
        self.put(b"null");
    }

    fn step(&mut self, frame: Frame<'v>) -> Run {
        match frame {
            Frame::Struct { plan, base, mut next, mut first, addr } => {
                while let Some(field) = plan.fields.get(next) {
                    next += 1;
                    let before = self.frames.len();
                    let after = |first| Frame::Struct { plan, base, next, first, addr };
                    let wrote = self.field(field, base, addr, &mut first, after)?;
                    if !wrote {
                        continue;
                    }
                    first = false;
                    if self.frames.len() != before {
                        return Ok(());
                    }
                }
                self.close(b'}');
            }
            Frame::List { plan, elem, mut at, mut left, mut first, addr } => {
                while left > 0 {
                    if !first {
                        self.out.push(b',');
                    }
                    first = false;
                    left -= 1;
                    // SAFETY: an element of the list.
                    let v = unsafe { ValueRef::new(elem, at) };
                    // SAFETY: at most one past the last element.
                    at = unsafe { at.add(elem.size as usize) };
                    let before = self.frames.len();
                    self.frames.push(Frame::List { plan, elem, at, left, first, addr });
                    self.value(v, plan, addr, false)?;
                    if self.frames.len() != before + 1 {
                        return Ok(());
                    }
                    self.frames.pop();
                }
                self.close(b']');
            }
            Frame::Map { mut entries, plan, first } => match entries.next() {
                None => self.close(b'}'),
                Some((key, v)) => {
                    if !first {
                        self.out.push(b',');
                    }
                    self.string(&key)?;
                    self.out.push(b':');
                    self.frames.push(Frame::Map { entries, plan, first: false });
                    self.value(v, plan, false, false)?;
                }
            },
            Frame::Leave(key) => {
                self.depth -= 1;
                self.seen.remove(&key);
            }
            Frame::Zero { call } => {
                if !self.second {
                    self.calls[call].span = (self.n - call - 1) as i64;
                }
            }
        }
        Ok(())
    }

    fn close(&mut self, c: u8) {
        self.out.push(c);
        self.nesting -= 1;
    }

    fn open(&mut self, c: u8, v: ValueRef<'v>) -> Run {
        self.out.push(c);
        self.nesting += 1;
        if self.nesting > MAX_DEPTH {
            return Err(Fail::Value(v.as_iface(), "exceeded max depth".into()));
        }
        Ok(())
    }

    /// Encodes a field unless it is left out. `after` is the frame to go on with if the value is not finished.
    fn field(
        &mut self,
        field: &'v Field,
        base: *const u8,
        addr: bool,
        first: &mut bool,
        after: impl Fn(bool) -> Frame<'v>,
    ) -> Result<bool, Fail> {
        let (mut base, mut addr) = (base, addr);
        for step in &field.steps {
            // SAFETY: a field of a value of the plan's type.
            base = unsafe { base.add(step.offset as usize) };
            if step.deref.is_some() {
                // SAFETY: an embedded pointer.
                base = unsafe { base.cast::<*const u8>().read() };
                addr = true;
                if base.is_null() {
                    return Ok(false);
                }
            }
        }
        let t = self.cx.rtype(field.ty);
        // SAFETY: as above.
        let v = unsafe { ValueRef::new(t, base.add(field.offset as usize)) };
        let p = field.plan(self.cx);
        if field.omit_empty && if self.v2 { self.omits(v, p)? } else { is_empty(v) } {
            return Ok(false);
        }
        let mut asked = None;
        if field.omit_zero {
            let has = self.asks_zero(v, p, addr);
            match has {
                Some(recv) => {
                    let call = self.n;
                    match self.call(recv, CALL_ZERO) {
                        Some(c) if c.zero as u8 != 0 => {
                            // Nor were the calls made that the value itself needs.
                            self.n += c.span as usize;
                            return Ok(false);
                        }
                        _ => asked = Some(call),
                    }
                }
                None if crate::native::reflect::zero(v) || self.holds_nil(v) => return Ok(false),
                None => {}
            }
        }
        let before = self.frames.len();
        if !*first {
            self.out.push(b',');
        }
        self.frames.push(after(false));
        if let Some(call) = asked {
            self.frames.push(Frame::Zero { call });
        }
        let held = self.frames.len();
        self.put(&field.written[usize::from(self.html)]);
        self.value(v, p, addr, field.quoted)?;
        if self.frames.len() == held && asked.is_none() {
            self.frames.truncate(before);
        }
        Ok(true)
    }

    /// Whether an interface type that could tell holds a nil pointer, which counts as zero.
    fn holds_nil(&self, v: ValueRef<'v>) -> bool {
        v.kind() == Kind::Interface
            && self.cx.has_method(v.ty, "IsZero")
            && v.inner().is_some_and(|inner| inner.kind() == Kind::Pointer && inner.word() == 0)
    }

    /// Calls a method that an interface type has on the nil pointer in an interface, if there is one.
    fn asks_nil(&mut self, v: ValueRef<'v>, inner: ValueRef<'v>) -> bool {
        let kinds = [
            ("MarshalJSONTo", CALL_TO),
            ("MarshalJSON", CALL_JSON),
            ("AppendText", CALL_APPEND),
            ("MarshalText", CALL_TEXT),
        ];
        let Some(&(_, kind)) = kinds.iter().find(|(name, _)| self.cx.has_method(v.ty, name)) else { return false };
        if let Some(c) = self.call(inner.as_iface(), kind) {
            let text = bytes_of(c.text);
            if kind == CALL_TEXT || kind == CALL_APPEND {
                push_string(&mut self.out, text, self.html);
            } else {
                push_compact(&mut self.out, text, self.html);
            }
        }
        true
    }

    /// What `IsZero` is called on, if the value has it.
    fn asks_zero(&mut self, v: ValueRef<'v>, p: &Plan, addr: bool) -> Option<Iface> {
        match p.is_zero {
            Has::Value => Some(v.as_iface()),
            Has::Pointer if addr => self.pointer(v),
            Has::Pointer => {
                // A copy, whose address may be taken.
                let mut copy = self.pointer(v)?;
                copy.data = self.cx.new_object(v.ty.id).ok()?;
                // SAFETY: a fresh object of the value's type.
                unsafe { std::ptr::copy_nonoverlapping(v.ptr, copy.data as *mut u8, v.ty.size as usize) };
                Some(copy)
            }
            _ if v.kind() == Kind::Interface && self.cx.has_method(v.ty, "IsZero") => {
                let inner = v.inner()?;
                let nil = inner.kind() == Kind::Pointer && inner.word() == 0;
                (!nil).then(|| inner.as_iface())
            }
            _ if v.kind() == Kind::Pointer && v.word() != 0 => {
                let e = v.deref()?;
                let inner = p.elem(self.cx, v.ty);
                (inner.is_zero != Has::No && !e.ty.desc().bare_name.is_empty()).then(|| v.as_iface())
            }
            _ => None,
        }
    }

    fn pointer(&mut self, v: ValueRef<'v>) -> Option<Iface> {
        let p = self.cx.vm.find_type(&TypeShape::Pointer(v.ty.id))?;
        Some(Iface { ty: self.cx.rtype(p).word(), data: v.ptr as u64 })
    }

    /// Notes a call, or answers what it returned.
    fn call(&mut self, v: Iface, kind: i64) -> Option<Call> {
        let n = self.n;
        self.n += 1;
        if self.second {
            return self.calls.get(n).copied();
        }
        self.calls.push(Call { v, kind, span: 0, text: SliceWords::default(), zero: 0 });
        None
    }

    /// Encodes by a method if there is one.
    fn method(&mut self, v: ValueRef<'v>, p: &Plan, addr: bool) -> Result<bool, Fail> {
        let usable = |has: Has| has == Has::Value || has == Has::Pointer && addr;
        let (kind, has) = if usable(p.marshal_to) && !std::mem::take(&mut self.without_to) {
            (CALL_TO, p.marshal_to)
        } else if usable(p.marshal_json) {
            (CALL_JSON, p.marshal_json)
        } else if usable(p.append_text) {
            (CALL_APPEND, p.append_text)
        } else if usable(p.marshal_text) {
            (CALL_TEXT, p.marshal_text)
        } else {
            return Ok(false);
        };
        let recv = if has == Has::Value { Some(v.as_iface()) } else { self.pointer(v) };
        let Some(recv) = recv else { return Ok(false) };
        if let Some(c) = self.call(recv, kind) {
            let text = bytes_of(c.text);
            if kind == CALL_TEXT || kind == CALL_APPEND {
                push_string(&mut self.out, text, self.html);
            } else if let Err(e) = Scanner::new(text).whole() {
                return Err(Fail::Method(v.ty.word(), e.msg, e.offset));
            } else {
                push_compact(&mut self.out, text, self.html);
            }
        }
        Ok(true)
    }

    /// Watches a reference when it is deep; false if it is in a cycle.
    fn watch(&mut self, v: ValueRef<'v>, len: u64) -> Run {
        let key = (v.word(), len);
        self.depth += 1;
        if self.depth > WATCH && !self.seen.insert(key) {
            return Err(Fail::Value(v.as_iface(), format!("encountered a cycle via {}", v.ty.name())));
        }
        self.frames.push(Frame::Leave(if self.depth > WATCH { key } else { (0, u64::MAX) }));
        Ok(())
    }

    fn value(&mut self, v: ValueRef<'v>, p: &'v Plan, addr: bool, quoted: bool) -> Run {
        if self.v2 {
            if !p.both {
                return Err(Fail::Declined);
            }
        } else if p.has_methods() && self.method(v, p, addr)? {
            return Ok(());
        }
        let start = self.out.len();
        if quoted && !matches!(p.shape, Shape::Pointer) {
            self.out.push(b'"');
        }
        match &p.shape {
            Shape::Bool => self.put(if v.int() != 0 { b"true" } else { b"false" }),
            Shape::Int => int::push_int(&mut self.out, v.int(), 10),
            Shape::Uint => int::push_uint(&mut self.out, v.int() as u64, 10),
            Shape::Float => self.float(v)?,
            Shape::Text if quoted => {
                let mut text = Vec::new();
                push_string(&mut text, v.bytes(), self.html);
                self.out.truncate(start);
                push_string(&mut self.out, &text, false);
                return Ok(());
            }
            Shape::Text => self.string(v.bytes())?,
            Shape::Number => self.number(v.bytes(), quoted)?,
            Shape::Raw => self.raw(v)?,
            Shape::Bytes => {
                if v.word() == 0 && !self.v2 {
                    self.null();
                } else {
                    self.out.push(b'"');
                    super::base64::push(&mut self.out, v.bytes());
                    self.out.push(b'"');
                }
            }
            Shape::Interface => match v.inner() {
                None => self.null(),
                Some(inner) if inner.kind() == Kind::Pointer && inner.word() == 0 && self.asks_nil(v, inner) => {}
                Some(inner) => {
                    let p = plan(self.cx, inner.ty.id);
                    return self.value(inner, p, false, false);
                }
            },
            Shape::Struct(s) => {
                self.open(b'{', v)?;
                self.frames.push(Frame::Struct { plan: s, base: v.ptr, next: 0, first: true, addr });
            }
            Shape::Map => self.map(v, p)?,
            Shape::Slice | Shape::Array => {
                let slice = v.kind() == Kind::Slice;
                if slice && v.word() == 0 && !self.v2 {
                    self.null();
                    return Ok(());
                }
                let n = v.len();
                if n == 0 {
                    self.put(b"[]");
                    return Ok(());
                }
                if slice {
                    self.watch(v, n as u64)?;
                }
                let elem = p.elem(self.cx, v.ty);
                self.open(b'[', v)?;
                let first = v.index(0);
                self.frames.push(Frame::List {
                    plan: elem,
                    elem: first.ty,
                    at: first.ptr,
                    left: n,
                    first: true,
                    addr: addr || slice,
                });
            }
            Shape::Pointer => {
                let Some(inner) = v.deref() else {
                    self.null();
                    return Ok(());
                };
                let elem = p.elem(self.cx, v.ty);
                self.watch(v, u64::MAX - 1)?;
                return self.value(inner, elem, true, quoted);
            }
            Shape::Unsupported => return Err(Fail::Type(v.ty.word())),
        }
        if quoted {
            self.out.push(b'"');
        }
        Ok(())
    }

    fn float(&mut self, v: ValueRef<'v>) -> Run {
        let f = v.float();
        if !f.is_finite() {
            let text = if f.is_nan() {
                "NaN"
            } else if f > 0.0 {
                "+Inf"
            } else {
                "-Inf"
            };
            return Err(Fail::Value(v.as_iface(), text.into()));
        }
        push_float(&mut self.out, f, v.ty.size * 8);
        Ok(())
    }

    fn number(&mut self, text: &[u8], quoted: bool) -> Run {
        if text.is_empty() {
            self.out.push(b'0');
        } else if is_number(text) {
            self.put(text);
        } else {
            let mut shown = text.to_vec();
            if quoted {
                shown.clear();
                push_string(&mut shown, text, false);
            }
            return Err(Fail::Number(shown));
        }
        Ok(())
    }

    fn raw(&mut self, v: ValueRef<'v>) -> Run {
        if v.word() == 0 {
            self.null();
            return Ok(());
        }
        let text = v.bytes();
        if let Err(e) = Scanner::new(text).whole() {
            return Err(Fail::Method(v.ty.word(), e.msg, e.offset));
        }
        push_compact(&mut self.out, text, self.html);
        Ok(())
    }

    fn map(&mut self, v: ValueRef<'v>, p: &'v Plan) -> Run {
        if v.word() == 0 && !self.v2 {
            self.null();
            return Ok(());
        }
        if v.word() == 0 || v.map_len() == 0 {
            self.put(b"{}");
            return Ok(());
        }
        self.watch(v, 0)?;
        let key_plan = p.key(self.cx, v.ty);
        if self.v2 && !key_plan.both {
            return Err(Fail::Declined);
        }
        let elem = p.elem(self.cx, v.ty);
        self.open(b'{', v)?;
        let mut entries = Vec::with_capacity(v.map_len());
        for (key, val) in v.map_entries() {
            entries.push((self.key(key, key_plan)?, val));
        }
        entries.sort_by(|a, b| a.0.cmp(&b.0));
        self.frames.push(Frame::Map { entries: entries.into_iter(), plan: elem, first: true });
        Ok(())
    }

    fn key(&mut self, v: ValueRef<'v>, p: &'v Plan) -> Result<Vec<u8>, Fail> {
        let (mut v, mut p) = (v, p);
        if v.kind() == Kind::Interface
            && let Some(inner) = v.inner()
        {
            v = inner;
            p = plan(self.cx, v.ty.id);
        }
        if v.kind() == Kind::String {
            return Ok(v.bytes().to_vec());
        }
        let pointer = v.kind() == Kind::Pointer;
        let elem = pointer.then(|| p.elem(self.cx, v.ty));
        if pointer && v.word() == 0 && elem.is_some_and(|e| e.append_text != Has::No || e.marshal_text != Has::No) {
            return Ok(Vec::new());
        }
        let has = |of: fn(&Plan) -> Has| of(p) == Has::Value || elem.is_some_and(|e| of(e) != Has::No);
        let kind = match () {
            () if has(|p| p.append_text) => Some(CALL_APPEND),
            () if has(|p| p.marshal_text) => Some(CALL_TEXT),
            () => None,
        };
        if let Some(kind) = kind {
            let made = self.call(v.as_iface(), kind);
            return Ok(made.map_or(Vec::new(), |c| bytes_of(c.text).to_vec()));
        }
        let mut out = Vec::new();
        match &p.shape {
            Shape::Int => int::push_int(&mut out, v.int(), 10),
            Shape::Uint => int::push_uint(&mut out, v.int() as u64, 10),
            Shape::Float => push_float(&mut out, v.float(), v.ty.size * 8),
            _ => {
                let text = format!("jsontext: object member name must be a string after offset {}", self.out.len() + 1);
                return Err(Fail::Value(v.as_iface(), text));
            }
        }
        Ok(out)
    }
}

/// A float as JavaScript writes it.
pub fn push_float(out: &mut Vec<u8>, f: f64, bits: u32) {
    let abs = f.abs();
    let exponent =
        abs != 0.0 && if bits == 64 { !(1e-6..1e21).contains(&abs) } else { !(1e-6f32..1e21).contains(&(abs as f32)) };
    float::push_float(out, f, if exponent { b'e' } else { b'f' }, -1, bits);
    let n = out.len();
    if exponent && n >= 4 && out[n - 4..n - 1] == *b"e-0" {
        out[n - 2] = out[n - 1];
        out.pop();
    }
}

/// Whether a text is a JSON number.
pub fn is_number(text: &[u8]) -> bool {
    matches!(text.first(), Some(b'-' | b'0'..=b'9')) && Scanner::new(text).value(0).is_ok_and(|end| end == text.len())
}

pub fn bytes_of<'v>(s: SliceWords) -> &'v [u8] {
    if s.len == 0 {
        return &[];
    }
    // SAFETY: a live byte slice of the program.
    unsafe { std::slice::from_raw_parts(s.ptr as *const u8, s.len as usize) }
}

/// What `omitempty` leaves out.
fn is_empty(v: ValueRef<'_>) -> bool {
    match v.kind() {
        Kind::Map => v.map_len() == 0,
        Kind::Array | Kind::Slice | Kind::String => v.is_empty(),
        Kind::Struct | Kind::Complex64 | Kind::Complex128 | Kind::Chan | Kind::Func | Kind::UnsafePointer => false,
        Kind::Float32 | Kind::Float64 => v.float() == 0.0,
        Kind::Interface | Kind::Pointer => v.word() == 0,
        _ => v.int() == 0,
    }
}
