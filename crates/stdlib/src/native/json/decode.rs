//! Unmarshal: stores a checked text in memory by the plans of the types, without recursion. Methods that Go code has to call, and
//! map entries that depend on them, are listed for the time after.

use super::plan::{Field, Plan, Shape, Struct, fold, plan};
use super::scan::{SyntaxError, skip_space, unescape};
use vole_vm::{Iface, NativeCtx, NativeResult, RType, SliceWords};

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

pub(super) const DO_JSON: i64 = 1;
pub(super) const DO_TEXT: i64 = 2;
pub(super) const DO_STORE: i64 = 3;
pub(super) const DO_FROM: i64 = 4;

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
/// Only of version 2.
const DECLINED: i64 = 4;

pub(super) const SUB_BASE64: i64 = 1;
pub(super) const SUB_NUMBER: i64 = 2;
pub(super) const SUB_SYNTAX: i64 = 3;
pub(super) const SUB_TEXT: i64 = 4;

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

pub(super) enum Frame<'v> {
    Struct { t: &'v RType, plan: &'v Struct, base: *mut u8 },
    Map { t: &'v RType, plan: &'v Plan, elem: &'v Plan, map: u64, key: u64, value: u64, actions: usize, open: bool },
    List { t: &'v RType, elem: &'v Plan, at: *mut u8, done: usize, total: usize, slice: *mut SliceWords, old: usize },
    AnyMap { map: u64, key: [u64; 2], value: *mut Iface, open: bool },
    AnyList { at: *mut Iface, done: usize },
}

/// One run.
pub struct Decoder<'c, 'v> {
    pub(super) cx: &'c mut NativeCtx<'v>,
    pub(super) known: Known<'v>,
    pub(super) text: &'v [u8],
    pub(super) at: usize,
    pub(super) counts: Vec<u32>,
    pub(super) next_count: usize,
    pub(super) frames: Vec<Frame<'v>>,
    /// For each frame where its current key begins (0: none).
    pub(super) keys: Vec<usize>,
    pub(super) root: &'v RType,
    pub actions: Vec<Action>,
    pub problem: Problem,
    pub(super) use_number: bool,
    pub(super) known_fields: bool,
    /// The value itself is read without its method `UnmarshalJSONFrom`, which declined.
    pub without_from: bool,
    /// As version 2 reads it into a zero value; what it may read otherwise is declined.
    pub v2: bool,
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
            without_from: false,
            v2: false,
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

    /// Leaves a text to the Go side.
    pub(super) fn decline(&mut self) {
        self.save(|_| Problem { code: DECLINED, ..Problem::default() });
    }

    pub(super) fn push(&mut self, frame: Frame<'v>, key: usize) {
        self.frames.push(frame);
        self.keys.push(key);
    }

    // ---- frames

    pub(super) fn step(&mut self, frame: Frame<'v>, _key: usize) -> NativeResult {
        match frame {
            Frame::Struct { t, plan, base } => {
                while let Some((start, end)) = self.member() {
                    let raw = &self.text[start + 1..end - 1];
                    let name = unescape(raw);
                    let name = name.as_deref().unwrap_or(raw);
                    let Some(field) = find(plan, name, self.v2) else {
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
                        let (what, _) = self.sort(c, begin);
                        self.mismatch(
                            what,
                            t,
                            begin,
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

    pub(super) fn store_any(&mut self, map: u64, key: [u64; 2], value: *const Iface) -> NativeResult {
        let t = self.known.map;
        self.cx.map_assign(t, map, (&raw const key) as u64, value as u64)
    }

    /// Stores a map's entry, after the actions that its key and value wait for.
    pub(super) fn store(&mut self, t: &RType, map: u64, key: u64, value: u64, actions: usize) -> NativeResult {
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
    pub(super) fn map_key(&mut self, p: &Plan, t: &'v RType, start: usize, end: usize) -> NativeResult<Option<u64>> {
        let raw = &self.text[start + 1..end - 1];
        let name = unescape(raw);
        let name = name.as_deref().unwrap_or(raw);
        let key = self.cx.alloc_raw(t.size.max(1) as usize, t.layout)?;
        if p.unmarshal_text {
            self.text_action(t, key, name)?;
            return Ok(Some(key));
        }
        if self.v2 && !(p.both && matches!(p.shape, Shape::Text)) {
            self.decline();
            return Ok(None);
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
    pub(super) fn reach(&mut self, field: &Field, base: *mut u8) -> NativeResult<Option<*mut u8>> {
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
}

/// The field of a name; version 2 wants it to the letter.
fn find<'p>(plan: &'p Struct, name: &[u8], exact: bool) -> Option<&'p Field> {
    let name = std::str::from_utf8(name).ok()?;
    let i = match plan.by_name.get(name) {
        Some(i) => i,
        None if exact => return None,
        None => plan.by_folded.get(&fold(name))?,
    };
    Some(&plan.fields[*i])
}

pub(super) fn put(dst: *mut u8, words: &[u64]) {
    for (i, w) in words.iter().enumerate() {
        // SAFETY: a variable of as many words.
        unsafe { dst.cast::<u64>().add(i).write(*w) };
    }
}

pub(super) fn put_bytes(dst: *mut u8, bytes: &[u8]) {
    // SAFETY: a variable of as many bytes.
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), dst, bytes.len()) };
}
