//! Unmarshal: single values, by the shapes of their types.

use super::decode::{
    Action, DO_FROM, DO_JSON, DO_TEXT, Decoder, Frame, MISMATCH, Problem, SUB_BASE64, SUB_NUMBER, SUB_SYNTAX, SUB_TEXT,
    put, put_bytes,
};
use super::plan::{Plan, Shape, plan};
use super::scan::{Scanner, unescape};
use crate::native::num::parse::{self, Status};
use vole_bytecode::Kind;
use vole_vm::{Iface, NativeResult, RType, SliceWords, TypeShape};

impl<'v> Decoder<'_, 'v> {
    pub(super) fn pointer_to(&mut self, t: &RType, at: u64) -> Option<Iface> {
        let p = self.cx.vm.find_type(&TypeShape::Pointer(t.id))?;
        Some(Iface { ty: self.cx.rtype(p).word(), data: at })
    }

    pub(super) fn action(&mut self, kind: i64, t: &RType, at: u64, data: SliceWords) {
        if let Some(target) = self.pointer_to(t, at) {
            self.actions.push(Action { kind, target, data, ty: 0, map: 0, key: 0, elem: 0 });
        }
    }

    pub(super) fn text_action(&mut self, t: &RType, at: u64, text: &[u8]) -> NativeResult {
        let data = self.cx.new_bytes(text)?;
        self.action(DO_TEXT, t, at, data);
        Ok(())
    }

    /// Decodes the value that stands here.
    pub(super) fn value(&mut self, p: &'v Plan, t: &'v RType, dst: *mut u8, quoted: bool) -> NativeResult {
        let (mut p, mut t, mut dst) = (p, t, dst);
        let c = self.text[self.at];
        if quoted && self.text[self.at..].starts_with(b"\"null\"") {
            self.skip();
            if matches!(p.shape, Shape::Pointer) {
                put(dst, &[0]);
            }
            return Ok(());
        }
        loop {
            if self.v2 && (!p.both || matches!(p.shape, Shape::Array) || matches!(p.shape, Shape::Bytes) && c == b'[') {
                self.decline();
                self.skip();
                return Ok(());
            }
            if p.unmarshal_from && !std::mem::take(&mut self.without_from) {
                let raw = self.skip();
                let data = SliceWords { ptr: raw.as_ptr() as u64, len: raw.len() as u64, cap: raw.len() as u64 };
                self.action(DO_FROM, t, dst as u64, data);
                return Ok(());
            }
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
    pub(super) fn sort(&self, c: u8, start: usize) -> (&'static [u8], usize) {
        match c {
            b'"' => (b"string", self.at),
            b'{' => (b"object", start + 1),
            b'[' => (b"array", start + 1),
            b't' | b'f' => (b"bool", self.at),
            b'n' => (b"null", self.at),
            _ => (b"number", self.at),
        }
    }

    pub(super) fn wrong(&mut self, c: u8, start: usize, t: &RType) -> NativeResult {
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

    pub(super) fn numeric(&mut self, p: &Plan, t: &RType, dst: *mut u8, literal: &[u8]) -> bool {
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

    pub(super) fn integer(&mut self, t: &RType, dst: *mut u8, literal: &[u8], signed: bool) -> bool {
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

    pub(super) fn text_value(&mut self, p: &Plan, t: &RType, dst: *mut u8) -> NativeResult {
        let start = self.at;
        match p.shape {
            Shape::Text => {
                let text = self.string();
                let (ptr, len) = self.cx.new_str(&text)?;
                put(dst, &[ptr, len]);
            }
            Shape::Bytes => {
                let text = self.string();
                // Version 2 wants it without lines.
                let lines = self.v2 && text.iter().any(|c| matches!(c, b'\r' | b'\n'));
                match super::base64::decode(&text).filter(|_| !lines) {
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
    pub(super) fn quoted(&mut self, p: &Plan, t: &RType, dst: *mut u8, c: u8) -> NativeResult {
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
            Shape::Number if super::encode::is_number(&text) => {
                let (ptr, len) = self.cx.new_str(&text)?;
                put(dst, &[ptr, len]);
            }
            Shape::Number => {
                let word = t.word();
                let value = [b"string ", &self.text[start..offset]].concat();
                self.save(|_| Problem { code: MISMATCH, ty: word, value, sub: SUB_NUMBER, ..Problem::default() });
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

    pub(super) fn slice(&mut self, p: &Plan, t: &'v RType, dst: *mut u8) -> NativeResult {
        self.at += 1;
        let total = self.count();
        let et = self.cx.rtype(t.elem);
        let elem = p.elem(self.cx, t);
        // SAFETY: a slice variable.
        let slot = unsafe { &mut *dst.cast::<SliceWords>() };
        let cap = slot.cap as usize;
        // What lies behind the length, as far as the capacity goes, is merged into too.
        let mut old = cap.min(total);
        if total > cap || slot.ptr == 0 || total == 0 {
            let mut room = if total == 0 { 0 } else { cap };
            while room < total {
                room = self.cx.grown_cap(et, room, room + 1);
            }
            let fresh = self.cx.new_slice(et.id, room)?;
            if total > 0 && slot.ptr != 0 {
                // SAFETY: the old elements fit the new slice.
                unsafe {
                    std::ptr::copy_nonoverlapping(slot.ptr as *const u8, fresh.ptr as *mut u8, cap * et.size as usize);
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
    pub(super) fn any(&mut self, dst: *mut Iface) -> NativeResult {
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
