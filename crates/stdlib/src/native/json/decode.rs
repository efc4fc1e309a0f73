//! Unmarshal: stores a checked text in memory by the plans of the types, without recursion. Methods that Go code has to call, and
//! map entries that depend on them, are listed for the time after.

use super::plan::{Field, Plan, Shape, Struct, fold, plan};
use super::scan::{Scanner, SyntaxError, skip_space, skip_string, unescape};
use crate::native::num::parse::{self, Status};
use vole_bytecode::Kind;
use vole_vm::{Iface, NativeCtx, NativeResult, RType, SliceWords, TypeShape};

/// What is to be done afterwards: the layout of `json.action`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Action {
    pub kind: i64,
    pub target: Iface,
    pub data: SliceWords,
    pub ty: u64,
    pub map: u64,
    pub key: u64,
    pub elem: u64,
}

const DO_JSON: i64 = 1;
const DO_TEXT: i64 = 2;
const DO_STORE: i64 = 3;

/// What is wrong: the layout of the rest of `json.result`.
#[derive(Default)]
pub struct Problem {
    /// See the constants.
    pub code: i64,
    pub offset: usize,
    /// Actions that come before it.
    pub before: usize,
    pub ty: u64,
    pub value: Vec<u8>,
    pub root: Vec<u8>,
    pub field: Vec<u8>,
    /// What lies behind a mismatch, and its text.
    pub sub: i64,
    pub text: Vec<u8>,
}

pub const SYNTAX: i64 = 1;
pub const MISMATCH: i64 = 2;
pub const UNKNOWN_FIELD: i64 = 3;

const SUB_BASE64: i64 = 1;
const SUB_NUMBER: i64 = 2;
const SUB_SYNTAX: i64 = 3;
const SUB_TEXT: i64 = 4;

impl From<SyntaxError> for Problem {
    fn from(e: SyntaxError) -> Problem {
        Problem { code: SYNTAX, offset: e.offset, text: e.msg.into_bytes(), ..Problem::default() }
    }
}

/// Types the decoder makes values of.
pub struct Known<'v> {
    pub float: &'v RType,
    pub string: &'v RType,
    pub boolean: &'v RType,
    pub map: &'v RType,
    pub slice: &'v RType,
    pub number: &'v RType,
}

enum Frame<'v> {
    Struct { t: &'v RType, plan: &'v Struct, base: *mut u8 },
    Map { t: &'v RType, plan: &'v Plan, elem: &'v Plan, map: u64, key: u64, value: u64, actions: usize, open: bool },
    List { t: &'v RType, elem: &'v Plan, at: *mut u8, done: usize, total: usize, slice: *mut SliceWords, old: usize },
    AnyMap { map: u64, key: [u64; 2], value: *mut Iface, open: bool },
    AnyList { at: *mut Iface, done: usize },
}

/// One run.
pub struct Decoder<'c, 'v> {
    cx: &'c mut NativeCtx<'v>,
    known: Known<'v>,
    text: &'v [u8],
    at: usize,
    counts: Vec<u32>,
    next_count: usize,
    frames: Vec<Frame<'v>>,
    /// For each frame where its current key begins (0: none).
    keys: Vec<usize>,
    root: &'v RType,
    pub actions: Vec<Action>,
    pub problem: Problem,
    use_number: bool,
    known_fields: bool,
}

impl<'c, 'v> Decoder<'c, 'v> {
    /// For a text that was checked, with the numbers of its arrays' elements.
    pub fn new(
        cx: &'c mut NativeCtx<'v>,
        known: Known<'v>,
        text: &'v [u8],
        counts: Vec<u32>,
        root: &'v RType,
        use_number: bool,
        known_fields: bool,
    ) -> Self {
        Decoder {
            cx,
            known,
            text,
            at: 0,
            counts,
            next_count: 0,
            frames: vec![],
            keys: vec![],
            root,
            actions: vec![],
            problem: Problem::default(),
            use_number,
            known_fields,
        }
    }

    /// Decodes the text into the variable of type `root` at `dst`.
    pub fn run(&mut self, dst: *mut u8) -> NativeResult {
        self.at = skip_space(self.text, 0);
        let p = plan(self.cx, self.root.id);
        self.value(p, self.root, dst, false)?;
        while let Some(frame) = self.frames.pop() {
            let key = self.keys.pop().unwrap_or(0);
            self.step(frame, key)?;
        }
        Ok(())
    }

    fn push(&mut self, frame: Frame<'v>, key: usize) {
        self.frames.push(frame);
        self.keys.push(key);
    }

    // ---- the text

    /// Goes to the next key of an object; `None` behind its end.
    fn member(&mut self) -> Option<(usize, usize)> {
        self.at = skip_space(self.text, self.at);
        match self.text[self.at] {
            b'}' => {
                self.at += 1;
                return None;
            }
            b',' => self.at = skip_space(self.text, self.at + 1),
            _ => {}
        }
        let (start, end) = (self.at, skip_string(self.text, self.at));
        self.at = skip_space(self.text, skip_space(self.text, end) + 1);
        Some((start, end))
    }

    /// Goes to the next element of an array; false behind its end.
    fn element(&mut self) -> bool {
        self.at = skip_space(self.text, self.at);
        match self.text[self.at] {
            b']' => {
                self.at += 1;
                return false;
            }
            b',' => self.at = skip_space(self.text, self.at + 1),
            _ => {}
        }
        true
    }

    /// Passes over a value: its text.
    fn skip(&mut self) -> &'v [u8] {
        let text = self.text;
        let start = self.at;
        let mut at = start;
        match text[at] {
            b'"' => at = skip_string(text, at),
            b'{' | b'[' => {
                let mut depth = 0;
                loop {
                    match text[at] {
                        b'"' => {
                            at = skip_string(text, at);
                            continue;
                        }
                        c @ (b'{' | b'[') => {
                            depth += 1;
                            self.next_count += usize::from(c == b'[');
                        }
                        b'}' | b']' => depth -= 1,
                        _ => {}
                    }
                    at += 1;
                    if depth == 0 {
                        break;
                    }
                }
            }
            _ => at = super::scan::skip_value(text, at),
        }
        self.at = at;
        &text[start..at]
    }

    /// Takes the string that stands here: its text without quotes.
    fn string(&mut self) -> std::borrow::Cow<'v, [u8]> {
        let raw = self.skip();
        let raw = &raw[1..raw.len() - 1];
        unescape(raw).map_or(raw.into(), Into::into)
    }

    fn count(&mut self) -> usize {
        let n = self.counts.get(self.next_count).copied().unwrap_or(0);
        self.next_count += 1;
        n as usize
    }

    // ---- problems

    fn save(&mut self, problem: impl FnOnce(&Self) -> Problem) {
        if self.problem.code == 0 {
            let mut p = problem(self);
            p.before = self.actions.len();
            self.problem = p;
        }
    }

    /// A value of the wrong sort, described by `value`, ended (or began) at `offset`.
    fn mismatch(&mut self, value: &[u8], t: &RType, offset: usize, sub: i64, text: &[u8]) {
        self.save(|d| {
            let field = d.path();
            let root = if field.is_empty() { Vec::new() } else { d.root.desc().bare_name.as_bytes().to_vec() };
            Problem {
                code: MISMATCH,
                offset,
                ty: t.word(),
                value: value.to_vec(),
                root,
                field,
                sub,
                text: text.to_vec(),
                ..Problem::default()
            }
        });
    }

    fn path(&self) -> Vec<u8> {
        let mut parts: Vec<Vec<u8>> = Vec::new();
        for (frame, &key) in self.frames.iter().zip(&self.keys) {
            parts.push(match frame {
                Frame::List { done, .. } | Frame::AnyList { done, .. } => (done - 1).to_string().into_bytes(),
                _ => {
                    let end = skip_string(self.text, key);
                    let raw = &self.text[key + 1..end - 1];
                    unescape(raw).unwrap_or_else(|| raw.to_vec())
                }
            });
        }
        parts.join(&b'.')
    }

    // ---- frames

    fn step(&mut self, frame: Frame<'v>, _key: usize) -> NativeResult {
        match frame {
            Frame::Struct { t, plan, base } => {
                while let Some((start, end)) = self.member() {
                    let raw = &self.text[start + 1..end - 1];
                    let name = unescape(raw);
                    let name = name.as_deref().unwrap_or(raw);
                    let Some(field) = find(plan, name) else {
                        if self.known_fields {
                            let name = name.to_vec();
                            self.save(|_| Problem { code: UNKNOWN_FIELD, text: name, ..Problem::default() });
                        }
                        self.skip();
                        continue;
                    };
                    self.push(Frame::Struct { t, plan, base }, start);
                    let Some(dst) = self.reach(field, base)? else {
                        let (c, begin) = (self.text[self.at], self.at);
                        self.skip();
                        let (what, offset) = self.sort(c, begin);
                        self.mismatch(
                            what,
                            t,
                            offset,
                            SUB_TEXT,
                            b"cannot set embedded pointer to unexported struct type",
                        );
                        self.frames.pop();
                        self.keys.pop();
                        continue;
                    };
                    let depth = self.frames.len();
                    let ft = self.cx.rtype(field.ty);
                    let p = field.plan(self.cx);
                    self.value(p, ft, dst, field.quoted)?;
                    if self.frames.len() != depth {
                        return Ok(());
                    }
                    self.frames.pop();
                    self.keys.pop();
                }
            }
            Frame::List { t, elem, at, mut done, total, slice, old } => {
                let et = self.cx.rtype(t.elem);
                while self.element() {
                    if done >= total {
                        // More than the array holds.
                        self.skip();
                        continue;
                    }
                    // SAFETY: element `done` of the list.
                    let dst = unsafe { at.add(done * et.size as usize) };
                    if !slice.is_null() && done >= old {
                        // SAFETY: as above.
                        unsafe { dst.write_bytes(0, et.size as usize) };
                    }
                    done += 1;
                    self.push(Frame::List { t, elem, at, done, total, slice, old }, 0);
                    let depth = self.frames.len();
                    self.value(elem, et, dst, false)?;
                    if self.frames.len() != depth {
                        return Ok(());
                    }
                    self.frames.pop();
                    self.keys.pop();
                }
                if slice.is_null() {
                    // SAFETY: the rest of the array.
                    unsafe {
                        at.add(done * et.size as usize).write_bytes(0, (total - done) * et.size as usize);
                    }
                }
            }
            Frame::Map { t, plan, elem, map, key, value, actions, open } => {
                let elem_type = self.cx.rtype(t.elem);
                let key_type = self.cx.rtype(t.key);
                if open {
                    self.store(t, map, key, value, actions)?;
                }
                while let Some((start, end)) = self.member() {
                    let actions = self.actions.len();
                    let value = self.cx.alloc_raw(elem_type.size.max(1) as usize, elem_type.layout)?;
                    let frame = |key, open| Frame::Map { t, plan, elem, map, key, value, actions, open };
                    self.push(frame(0, true), start);
                    let key_plan = plan.key(self.cx, t);
                    let Some(key) = self.map_key(key_plan, key_type, start, end)? else {
                        self.skip();
                        self.frames.pop();
                        self.keys.pop();
                        continue;
                    };
                    if let Some(Frame::Map { key: k, .. }) = self.frames.last_mut() {
                        *k = key;
                    }
                    let depth = self.frames.len();
                    self.value(elem, elem_type, value as *mut u8, false)?;
                    if self.frames.len() != depth {
                        return Ok(());
                    }
                    self.frames.pop();
                    self.keys.pop();
                    self.store(t, map, key, value, actions)?;
                }
            }
            Frame::AnyMap { map, key, value, open } => {
                if open {
                    self.store_any(map, key, value)?;
                }
                while let Some((start, end)) = self.member() {
                    let raw = &self.text[start + 1..end - 1];
                    let name = unescape(raw);
                    let (ptr, len) = self.cx.new_str(name.as_deref().unwrap_or(raw))?;
                    let mut held = Iface::default();
                    match self.text[self.at] {
                        b'{' | b'[' => {
                            let value = self.cx.alloc_raw(16, self.known.slice.elem().layout)? as *mut Iface;
                            self.push(Frame::AnyMap { map, key: [ptr, len], value, open: true }, start);
                            let depth = self.frames.len();
                            self.any(value)?;
                            if self.frames.len() != depth {
                                return Ok(());
                            }
                            self.frames.pop();
                            self.keys.pop();
                            self.store_any(map, [ptr, len], value)?;
                        }
                        _ => {
                            self.push(
                                Frame::AnyMap { map, key: [ptr, len], value: std::ptr::null_mut(), open: true },
                                start,
                            );
                            self.any(&raw mut held)?;
                            self.frames.pop();
                            self.keys.pop();
                            self.store_any(map, [ptr, len], &raw const held)?;
                        }
                    }
                }
            }
            Frame::AnyList { at, mut done } => {
                while self.element() {
                    // SAFETY: the slice was made for as many elements as were counted.
                    let dst = unsafe { at.add(done) };
                    done += 1;
                    self.push(Frame::AnyList { at, done }, 0);
                    let depth = self.frames.len();
                    self.any(dst)?;
                    if self.frames.len() != depth {
                        return Ok(());
                    }
                    self.frames.pop();
                    self.keys.pop();
                }
            }
        }
        Ok(())
    }

    fn store_any(&mut self, map: u64, key: [u64; 2], value: *const Iface) -> NativeResult {
        let t = self.known.map;
        self.cx.map_assign(t, map, (&raw const key) as u64, value as u64)
    }

    /// Stores a map's entry, after the actions that its key and value wait for.
    fn store(&mut self, t: &RType, map: u64, key: u64, value: u64, actions: usize) -> NativeResult {
        if self.actions.len() == actions {
            return self.cx.map_assign(t, map, key, value);
        }
        self.actions.push(Action {
            kind: DO_STORE,
            target: Iface::default(),
            data: SliceWords::default(),
            ty: t.word(),
            map,
            key,
            elem: value,
        });
        Ok(())
    }

    /// A map's key as a fresh object.
    fn map_key(&mut self, p: &Plan, t: &'v RType, start: usize, end: usize) -> NativeResult<Option<u64>> {
        let raw = &self.text[start + 1..end - 1];
        let name = unescape(raw);
        let name = name.as_deref().unwrap_or(raw);
        let key = self.cx.alloc_raw(t.size.max(1) as usize, t.layout)?;
        if p.unmarshal_text {
            self.text_action(t, key, name)?;
            return Ok(Some(key));
        }
        match p.shape {
            Shape::Text | Shape::Number => {
                let (ptr, len) = self.cx.new_str(name)?;
                put(key as *mut u8, &[ptr, len]);
            }
            Shape::Interface if t.desc().methods.is_empty() => {
                let v = self.cx.iface_str(self.known.string.id, name)?;
                put(key as *mut u8, &[v.ty, v.data]);
            }
            Shape::Int | Shape::Uint => {
                if !self.integer(t, key as *mut u8, name, matches!(p.shape, Shape::Int)) {
                    let value = [b"number ", name].concat();
                    self.mismatch(&value, t, end, 0, b"");
                    return Ok(None);
                }
            }
            _ => {
                self.mismatch(b"string", t, end, 0, b"");
                return Ok(None);
            }
        }
        Ok(Some(key))
    }

    /// Where a field stands; embedded pointers on the way are made. `None` if one must not be.
    fn reach(&mut self, field: &Field, base: *mut u8) -> NativeResult<Option<*mut u8>> {
        let mut base = base;
        for step in &field.steps {
            // SAFETY: fields of a value of the plan's type.
            base = unsafe { base.add(step.offset as usize) };
            if let Some(ty) = step.deref {
                let slot = base.cast::<u64>();
                // SAFETY: an embedded pointer.
                unsafe {
                    if *slot == 0 {
                        if step.hidden {
                            return Ok(None);
                        }
                        *slot = self.cx.new_object(ty)?;
                    }
                    base = *slot as *mut u8;
                }
            }
        }
        // SAFETY: as above.
        Ok(Some(unsafe { base.add(field.offset as usize) }))
    }

    // ---- values

    fn pointer_to(&mut self, t: &RType, at: u64) -> Option<Iface> {
        let p = self.cx.vm.find_type(&TypeShape::Pointer(t.id))?;
        Some(Iface { ty: self.cx.rtype(p).word(), data: at })
    }

    fn action(&mut self, kind: i64, t: &RType, at: u64, data: SliceWords) {
        if let Some(target) = self.pointer_to(t, at) {
            self.actions.push(Action { kind, target, data, ty: 0, map: 0, key: 0, elem: 0 });
        }
    }

    fn text_action(&mut self, t: &RType, at: u64, text: &[u8]) -> NativeResult {
        let data = self.cx.new_bytes(text)?;
        self.action(DO_TEXT, t, at, data);
        Ok(())
    }

    /// Decodes the value that stands here.
    fn value(&mut self, p: &'v Plan, t: &'v RType, dst: *mut u8, quoted: bool) -> NativeResult {
        let (mut p, mut t, mut dst) = (p, t, dst);
        let c = self.text[self.at];
        loop {
            if p.unmarshal_json {
                if p.time && !matches!(c, b'"' | b'n') {
                    // The decoder itself refuses this, not the method.
                    let start = self.at;
                    return self.wrong(c, start, t);
                }
                let raw = self.skip();
                let data = SliceWords { ptr: raw.as_ptr() as u64, len: raw.len() as u64, cap: raw.len() as u64 };
                self.action(DO_JSON, t, dst as u64, data);
                return Ok(());
            }
            match p.shape {
                Shape::Pointer if c != b'n' => {
                    let slot = dst.cast::<u64>();
                    // SAFETY: a pointer variable.
                    unsafe {
                        if *slot == 0 {
                            *slot = self.cx.new_object(t.elem)?;
                        }
                        dst = *slot as *mut u8;
                    }
                    p = p.elem(self.cx, t);
                    t = self.cx.rtype(t.elem);
                }
                Shape::Interface => {
                    // SAFETY: an interface variable.
                    let held = unsafe { dst.cast::<Iface>().read() };
                    let Some(inner) = self.cx.rtype_of(held.ty) else { break };
                    let into = inner.kind == Kind::Pointer
                        && held.data != 0
                        && (c != b'n' || inner.elem().kind == Kind::Pointer);
                    // a variable that points to itself is as far as it goes
                    if !into || held.data == dst as u64 {
                        break;
                    }
                    p = plan(self.cx, inner.elem);
                    t = self.cx.rtype(inner.elem);
                    dst = held.data as *mut u8;
                }
                _ => break,
            }
        }
        if let Shape::Raw = p.shape {
            let raw = self.skip();
            let s = self.cx.new_bytes(raw)?;
            put(dst, &[s.ptr, s.len, s.cap]);
            return Ok(());
        }
        if c == b'n' {
            self.at += 4;
            if matches!(p.shape, Shape::Pointer | Shape::Map | Shape::Slice | Shape::Bytes | Shape::Interface) {
                // SAFETY: a variable of the type.
                unsafe { dst.write_bytes(0, t.size as usize) };
            }
            return Ok(());
        }
        if p.unmarshal_text {
            let start = self.at;
            if c == b'"' {
                let text = self.string();
                return self.text_action(t, dst as u64, &text);
            }
            self.skip();
            let (what, offset) = self.sort(c, start);
            self.mismatch(what, t, offset, SUB_TEXT, b"JSON value must be string type");
            return Ok(());
        }
        if let (Shape::Interface, true) = (&p.shape, t.desc().methods.is_empty()) {
            return self.any(dst.cast());
        }
        let start = self.at;
        if quoted {
            return self.quoted(p, t, dst, c);
        }
        match c {
            b'"' => self.text_value(p, t, dst),
            b'{' => match &p.shape {
                Shape::Struct(s) => {
                    self.at += 1;
                    self.push(Frame::Struct { t, plan: s, base: dst }, 0);
                    Ok(())
                }
                Shape::Map => {
                    self.at += 1;
                    let slot = dst.cast::<u64>();
                    // SAFETY: a map variable.
                    let map = unsafe {
                        if *slot == 0 {
                            *slot = self.cx.map_make(t, 0)?;
                        }
                        *slot
                    };
                    let elem = p.elem(self.cx, t);
                    let frame = Frame::Map { t, plan: p, elem, map, key: 0, value: 0, actions: 0, open: false };
                    self.push(frame, 0);
                    Ok(())
                }
                _ => self.wrong(c, start, t),
            },
            b'[' => match p.shape {
                Shape::Slice | Shape::Bytes => self.slice(p, t, dst),
                Shape::Array => {
                    self.at += 1;
                    self.count();
                    let elem = p.elem(self.cx, t);
                    let total = t.desc().len as usize;
                    let slice = std::ptr::null_mut();
                    self.push(Frame::List { t, elem, at: dst, done: 0, total, slice, old: 0 }, 0);
                    Ok(())
                }
                _ => self.wrong(c, start, t),
            },
            b't' | b'f' => match p.shape {
                Shape::Bool => {
                    self.at += if c == b't' { 4 } else { 5 };
                    // SAFETY: a bool variable.
                    unsafe { *dst = u8::from(c == b't') };
                    Ok(())
                }
                _ => self.wrong(c, start, t),
            },
            _ => {
                let literal = self.skip();
                match p.shape {
                    Shape::Number => {
                        let (ptr, len) = self.cx.new_str(literal)?;
                        put(dst, &[ptr, len]);
                    }
                    Shape::Int | Shape::Uint | Shape::Float => {
                        if !self.numeric(p, t, dst, literal) {
                            let value = [b"number ", literal].concat();
                            let offset = self.at;
                            self.mismatch(&value, t, offset, 0, b"");
                        }
                    }
                    _ => {
                        self.at = start;
                        return self.wrong(c, start, t);
                    }
                }
                Ok(())
            }
        }
    }

    /// What a value that begins with `c` is called, and where a decoder stands that has read its first token.
    fn sort(&self, c: u8, start: usize) -> (&'static [u8], usize) {
        match c {
            b'"' => (b"string", self.at),
            b'{' => (b"object", start + 1),
            b'[' => (b"array", start + 1),
            b't' | b'f' => (b"bool", self.at),
            _ => (b"number", self.at),
        }
    }

    fn wrong(&mut self, c: u8, start: usize, t: &RType) -> NativeResult {
        self.skip();
        let (what, mut offset) = self.sort(c, start);
        if t.kind == Kind::Interface {
            offset = start;
        }
        let own = &*t.desc().name == "json.Number";
        if own {
            let word = t.word();
            self.save(|_| Problem { code: MISMATCH, ty: word, value: what.to_vec(), ..Problem::default() });
        } else {
            self.mismatch(what, t, offset, 0, b"");
        }
        Ok(())
    }

    fn numeric(&mut self, p: &Plan, t: &RType, dst: *mut u8, literal: &[u8]) -> bool {
        match p.shape {
            Shape::Int => self.integer(t, dst, literal, true),
            Shape::Uint => self.integer(t, dst, literal, false),
            _ => {
                let bits = i64::from(t.size) * 8;
                let (f, status) = parse::parse_float(literal, bits);
                if !matches!(status, Status::Ok) {
                    return false;
                }
                if bits == 32 {
                    put_bytes(dst, &(f as f32).to_le_bytes())
                } else {
                    put(dst, &[f.to_bits()])
                }
                true
            }
        }
    }

    fn integer(&mut self, t: &RType, dst: *mut u8, literal: &[u8], signed: bool) -> bool {
        let bits = i64::from(t.size) * 8;
        let (word, status) = if signed {
            let (n, status) = parse::parse_int(literal, 10, bits);
            (n as u64, status)
        } else {
            parse::parse_uint(literal, 10, bits)
        };
        if !matches!(status, Status::Ok) {
            return false;
        }
        put_bytes(dst, &word.to_le_bytes()[..t.size as usize]);
        true
    }

    fn text_value(&mut self, p: &Plan, t: &RType, dst: *mut u8) -> NativeResult {
        let start = self.at;
        match p.shape {
            Shape::Text => {
                let text = self.string();
                let (ptr, len) = self.cx.new_str(&text)?;
                put(dst, &[ptr, len]);
            }
            Shape::Bytes => {
                let text = self.string();
                match super::base64::decode(&text) {
                    Some(data) => {
                        let s = self.cx.new_bytes(&data)?;
                        put(dst, &[s.ptr, s.len, s.cap]);
                    }
                    None => {
                        let offset = self.at;
                        self.mismatch(b"string", t, offset, SUB_BASE64, &text);
                    }
                }
            }
            Shape::Number => {
                let raw = self.skip();
                let text = &raw[1..raw.len() - 1];
                if super::encode::is_number(text) {
                    let (ptr, len) = self.cx.new_str(text)?;
                    put(dst, &[ptr, len]);
                } else {
                    let word = t.word();
                    let value = [b"string ", raw].concat();
                    self.save(|_| Problem { code: MISMATCH, ty: word, value, sub: SUB_NUMBER, ..Problem::default() });
                }
            }
            _ => return self.wrong(b'"', start, t),
        }
        Ok(())
    }

    /// A field with the option `string`.
    fn quoted(&mut self, p: &Plan, t: &RType, dst: *mut u8, c: u8) -> NativeResult {
        let start = self.at;
        if c != b'"' {
            return self.wrong(c, start, t);
        }
        let text = self.string();
        let offset = self.at;
        if *text == *b"null" {
            return Ok(());
        }
        match p.shape {
            Shape::Text => {
                let checked = Scanner::new(&text).whole_string();
                if checked.is_ok() {
                    let inner = text.trim_ascii();
                    let inner = &inner[1..inner.len() - 1];
                    let inner = unescape(inner).unwrap_or_else(|| inner.to_vec());
                    let (ptr, len) = self.cx.new_str(&inner)?;
                    put(dst, &[ptr, len]);
                } else {
                    let why = checked.err().map(|e| e.msg).unwrap_or_default();
                    self.mismatch(b"string", t, offset, SUB_SYNTAX, why.as_bytes());
                }
            }
            Shape::Bool => match &*text {
                // SAFETY: a bool variable.
                b"true" => unsafe { *dst = 1 },
                // SAFETY: as above.
                b"false" => unsafe { *dst = 0 },
                _ => {
                    let value = [b"string ", &self.text[start..offset]].concat();
                    self.mismatch(&value, t, offset, SUB_NUMBER, b"");
                }
            },
            _ => {
                if !super::encode::is_number(&text) || !self.numeric(p, t, dst, &text) {
                    let value = [b"number ", &*text].concat();
                    self.mismatch(&value, t, offset, 0, b"");
                }
            }
        }
        Ok(())
    }

    fn slice(&mut self, p: &Plan, t: &'v RType, dst: *mut u8) -> NativeResult {
        self.at += 1;
        let total = self.count();
        let et = self.cx.rtype(t.elem);
        let elem = p.elem(self.cx, t);
        // SAFETY: a slice variable.
        let slot = unsafe { &mut *dst.cast::<SliceWords>() };
        let (len, cap) = (slot.len as usize, slot.cap as usize);
        let mut old = len.min(total);
        if total > cap || slot.ptr == 0 || total == 0 {
            let mut room = if total == 0 { 0 } else { cap };
            while room < total {
                room = self.cx.grown_cap(et, room, room + 1);
            }
            let fresh = self.cx.new_slice(et.id, room)?;
            if total > 0 && slot.ptr != 0 {
                // SAFETY: the old elements fit the new slice.
                unsafe {
                    std::ptr::copy_nonoverlapping(slot.ptr as *const u8, fresh.ptr as *mut u8, len * et.size as usize);
                }
            } else {
                old = 0;
            }
            *slot = fresh;
        }
        slot.len = total as u64;
        let (at, slice) = (slot.ptr as *mut u8, std::ptr::from_mut(slot));
        self.push(Frame::List { t, elem, at, done: 0, total, slice, old }, 0);
        Ok(())
    }

    /// Decodes a value for an empty interface.
    fn any(&mut self, dst: *mut Iface) -> NativeResult {
        let start = self.at;
        let v = match self.text[start] {
            b'n' => {
                self.at += 4;
                Iface::default()
            }
            c @ (b't' | b'f') => {
                self.at += if c == b't' { 4 } else { 5 };
                Iface { ty: self.known.boolean.word(), data: u64::from(c == b't') }
            }
            b'"' => {
                let text = self.string();
                self.cx.iface_str(self.known.string.id, &text)?
            }
            b'{' => {
                self.at += 1;
                let map = self.cx.map_make(self.known.map, 0)?;
                let frame = Frame::AnyMap { map, key: [0; 2], value: std::ptr::null_mut(), open: false };
                self.push(frame, 0);
                Iface { ty: self.known.map.word(), data: map }
            }
            b'[' => {
                self.at += 1;
                let n = self.count();
                let et = self.known.slice.elem();
                let et = self.cx.rtype(et.id);
                let mut room = 0;
                while room < n {
                    room = self.cx.grown_cap(et, room, room + 1);
                }
                let s = self.cx.new_slice(et.id, room)?;
                let head = self.cx.new_object(self.known.slice.id)?;
                put(head as *mut u8, &[s.ptr, n as u64, s.cap]);
                self.push(Frame::AnyList { at: s.ptr as *mut Iface, done: 0 }, 0);
                Iface { ty: self.known.slice.word(), data: head }
            }
            _ => {
                let literal = self.skip();
                if self.use_number {
                    self.cx.iface_str(self.known.number.id, literal)?
                } else {
                    let (f, status) = parse::parse_float(literal, 64);
                    let ok = matches!(status, Status::Ok);
                    if !ok {
                        let value = [b"number ", literal].concat();
                        let (t, offset) = (self.known.float, self.at);
                        self.mismatch(&value, t, offset, 0, b"");
                    }
                    Iface { ty: self.known.float.word(), data: if ok { f.to_bits() } else { 0 } }
                }
            }
        };
        // SAFETY: an interface variable.
        unsafe { dst.write(v) };
        Ok(())
    }
}

fn find<'p>(plan: &'p Struct, name: &[u8]) -> Option<&'p Field> {
    let name = std::str::from_utf8(name).ok()?;
    let i = plan.by_name.get(name).or_else(|| plan.by_folded.get(&fold(name)))?;
    Some(&plan.fields[*i])
}

fn put(dst: *mut u8, words: &[u64]) {
    for (i, w) in words.iter().enumerate() {
        // SAFETY: a variable of as many words.
        unsafe { dst.cast::<u64>().add(i).write(*w) };
    }
}

fn put_bytes(dst: *mut u8, bytes: &[u8]) {
    // SAFETY: a variable of as many bytes.
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), dst, bytes.len()) };
}
