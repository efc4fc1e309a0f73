//! Formatting of operands: walks values by their run-time types, finds the ones whose methods decide their text, and
//! leaves the rest to `verbs`.

use super::verbs::Formatter;

use crate::native::fmt::sorted;
use crate::native::reflect::method_type;
use std::ops::Range;
use vole_bytecode::{Kind, SelectorId};
use vole_vm::{Iface, NativeCtx, NativeResult, RType, ValueRef};

/// A method call that Go code has to make: the layout of `fmt.call`.
#[repr(C)]
pub struct Call {
    v: Iface,
    method: i64,
    verb: i64,
    flags: i64,
    wid: i64,
    prec: i64,
    raw: u64,
    text: (u64, u64),
}

/// What a native does about method calls.
pub enum Phase {
    /// Counts them.
    Count,
    /// Writes them down, at this address of this many records.
    Collect(*mut Call, usize),
    /// Uses their results.
    Finish(*mut Call, usize),
}

/// Which methods decide a text, in the order in which they are asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Method {
    Format = 1,
    GoString = 2,
    Error = 3,
    String = 4,
}

/// How much of a value was reached through unexported fields; methods of such values are not called.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Open,
    /// The value is an embedded unexported field: its exported fields are open again.
    Embedded,
    Closed,
}

impl Access {
    fn closed(self) -> Access {
        if self == Access::Open { Access::Open } else { Access::Closed }
    }
}

/// One formatting run.
pub struct Printer<'c, 'v> {
    pub ctx: &'c mut NativeCtx<'v>,
    pub out: Formatter,
    pub phase: Phase,
    /// Method calls met so far.
    pub calls: usize,
    /// `%w` is allowed.
    pub wrap: bool,
    /// Inside `%!verb(...)`: no methods.
    erroring: bool,
    sel_error: SelectorId,
    sel_string: SelectorId,
}

/// The operand a bad verb reports.
#[derive(Clone, Copy)]
struct Operand<'v> {
    value: Option<ValueRef<'v>>,
}

const HAS_ERROR: u8 = 1;
const HAS_STRING: u8 = 2;
const HAS_FORMAT: u8 = 4;
const HAS_GO_STRING: u8 = 8;

impl<'c, 'v> Printer<'c, 'v> {
    pub fn new(ctx: &'c mut NativeCtx<'v>, phase: Phase) -> Printer<'c, 'v> {
        let known = ctx.vm.program().known;
        Printer {
            ctx,
            out: Formatter::default(),
            phase,
            calls: 0,
            wrap: false,
            erroring: false,
            sel_error: known.sel_error,
            sel_string: known.sel_string,
        }
    }

    pub fn put(&mut self, text: &[u8]) {
        self.out.buf.extend_from_slice(text);
    }

    fn methods(&self, ty: &RType) -> u8 {
        let list = &ty.desc().methods;
        if list.is_empty() || ty.kind == Kind::Interface {
            return 0;
        }
        let program = self.ctx.vm.program();
        let mut has = 0;
        for m in list {
            if m.selector == self.sel_error {
                has |= HAS_ERROR;
            } else if m.selector == self.sel_string {
                has |= HAS_STRING;
            } else {
                let sel = &program.selectors[m.selector.0 as usize];
                let sig = |want: &str| &*program.types[sel.sig.0 as usize].name == want;
                match &*sel.name {
                    "Error" if sig("func() string") => has |= HAS_ERROR,
                    "String" if sig("func() string") => has |= HAS_STRING,
                    "GoString" if sig("func() string") => has |= HAS_GO_STRING,
                    "Format" if sig("func(fmt.State, int32)") => has |= HAS_FORMAT,
                    _ => {}
                }
            }
        }
        has
    }

    /// Handles a value with methods; false if its text is up to the walker. `boxed` is the interface it came from, if any.
    fn handle_methods(&mut self, v: ValueRef<'v>, boxed: Option<Iface>, verb: char) -> NativeResult<bool> {
        if self.erroring {
            return Ok(false);
        }
        let has = self.methods(v.ty);
        let mut verb = verb;
        if verb == 'w' {
            if !self.wrap || has & HAS_ERROR == 0 {
                self.bad_verb(verb, Operand { value: Some(v) })?;
                return Ok(true);
            }
            verb = 'v';
        }
        if has == 0 {
            return Ok(false);
        }
        let method = if has & HAS_FORMAT != 0 {
            Method::Format
        } else if self.out.f.sharp_v {
            if has & HAS_GO_STRING == 0 {
                return Ok(false);
            }
            Method::GoString
        } else if !matches!(verb, 'v' | 's' | 'x' | 'X' | 'q') {
            return Ok(false);
        } else if has & HAS_ERROR != 0 {
            Method::Error
        } else if has & HAS_STRING != 0 {
            Method::String
        } else {
            return Ok(false);
        };
        let n = self.calls;
        self.calls += 1;
        match self.phase {
            Phase::Count => {}
            Phase::Collect(at, len) => {
                if n < len {
                    let v = match boxed {
                        Some(b) => b,
                        None => self.boxed(v)?,
                    };
                    let f = self.out.f;
                    let flags = [f.minus, f.plus, f.sharp, f.space, f.zero, f.plus_v, f.sharp_v];
                    // SAFETY: record n of a Go slice of len records.
                    let c = unsafe { &mut *at.add(n) };
                    c.v = v;
                    c.method = method as i64;
                    c.verb = i64::from(u32::from(verb));
                    c.flags = flags.iter().enumerate().map(|(i, &on)| i64::from(on) << i).sum();
                    c.wid = f.wid.map_or(-1, |w| w as i64);
                    c.prec = f.prec.map_or(-1, |p| p as i64);
                }
            }
            Phase::Finish(at, len) => {
                if n < len {
                    // SAFETY: record n of a Go slice of len records, whose text is a live string.
                    let (raw, text) = unsafe {
                        let c = &*at.add(n);
                        let (p, n) = c.text;
                        let text: &[u8] =
                            if n == 0 { &[] } else { std::slice::from_raw_parts(p as *const u8, n as usize) };
                        (c.raw as u8 != 0, text)
                    };
                    if raw {
                        self.put(text);
                    } else if method == Method::GoString {
                        self.out.s(text);
                    } else {
                        self.string(text, verb, Operand { value: Some(v) })?;
                    }
                }
            }
        }
        Ok(true)
    }

    /// An interface that holds a copy of `v`.
    fn boxed(&mut self, v: ValueRef<'v>) -> NativeResult<Iface> {
        let mut i = v.as_iface();
        if v.ty.kind != Kind::Interface && !v.ty.direct {
            let p = self.ctx.new_object(v.ty.id)?;
            // SAFETY: a fresh object of the value's type.
            unsafe { std::ptr::copy_nonoverlapping(v.ptr, p as *mut u8, v.ty.size as usize) };
            i.data = p;
        }
        Ok(i)
    }

    fn bad_verb(&mut self, verb: char, op: Operand<'v>) -> NativeResult {
        let Some(v) = op.value else {
            self.put(b"%!");
            self.put(verb.encode_utf8(&mut [0; 4]).as_bytes());
            self.put(b"(<nil>)");
            return Ok(());
        };
        self.open_bad_verb(verb, v.ty);
        if is_reflect_value(v) {
            self.reflect_value(v, 'v')?;
        } else {
            self.value(v, 'v', 0, Access::Open)?;
        }
        self.close_bad_verb();
        Ok(())
    }

    fn open_bad_verb(&mut self, verb: char, ty: &RType) {
        self.erroring = true;
        self.put(b"%!");
        self.put(verb.encode_utf8(&mut [0; 4]).as_bytes());
        self.put(b"(");
        self.put(ty.name().as_bytes());
        self.put(b"=");
    }

    fn close_bad_verb(&mut self) {
        self.put(b")");
        self.erroring = false;
    }

    /// Formats one operand.
    pub fn arg(&mut self, a: &'v Iface, verb: char) -> NativeResult {
        // SAFETY: two words of a live interface in an argument list.
        let v = unsafe { ValueRef::of_iface(std::ptr::from_ref(a).cast()) };
        let Some(v) = v else {
            match verb {
                'T' | 'v' => self.out.pad(b"<nil>"),
                _ => self.bad_verb(verb, Operand { value: None })?,
            }
            return Ok(());
        };
        match verb {
            'T' => {
                self.out.s(v.ty.name().as_bytes());
                return Ok(());
            }
            'p' => return self.pointer(v, 'p'),
            _ => {}
        }
        if is_reflect_value(v) {
            return self.reflect_value(v, verb);
        }
        // A type without methods is the common case; of the rest, only unnamed basic types skip the question of %w.
        let basic = v.ty.desc().bare_name.is_empty()
            && (matches!(v.kind(), Kind::String) || (v.kind() as u8) <= Kind::Complex128 as u8 || is_bytes(v.ty));
        if !(basic || v.ty.desc().methods.is_empty() && verb != 'w') && self.handle_methods(v, Some(*a), verb)? {
            return Ok(());
        }
        if v.kind() == Kind::Slice && is_bytes(v.ty) && v.ty.desc().bare_name.is_empty() {
            return self.bytes("[]byte", v, v.bytes(), v.word() == 0, verb);
        }
        self.value(v, verb, 0, Access::Open)
    }

    /// A `reflect.Value` prints as what it holds: its words are a type record, an address or data word, and flags.
    fn reflect_value(&mut self, v: ValueRef<'v>, verb: char) -> NativeResult {
        // SAFETY: a value of package reflect's type, laid out as its source says.
        let [ty, word, flags] = unsafe { v.ptr.cast::<[u64; 3]>().read_unaligned() };
        let Some(ty) = self.ctx.rtype_of(ty) else {
            self.put(b"<invalid reflect.Value>");
            return Ok(());
        };
        const HIDDEN: u64 = 1 << 5;
        const EMBED_HIDDEN: u64 = 1 << 6;
        const INDIR: u64 = 1 << 7;
        const METHOD: u64 = 1 << 9;
        const METHOD_SHIFT: u32 = 10;
        if flags & METHOD != 0 {
            let pc = self.ctx.bound_pc();
            let Some(ty) = method_type(self.ctx, ty, (flags >> METHOD_SHIFT) as usize) else {
                self.out.hex64(pc, true);
                return Ok(());
            };
            if !self.address(pc, ty, verb) {
                self.open_bad_verb(verb, ty);
                self.address(pc, ty, 'v');
                self.close_bad_verb();
            }
            return Ok(());
        }
        // SAFETY: the word is the value's address, or the word itself is its image.
        let held = unsafe {
            ValueRef::new(ty, if flags & INDIR != 0 { word as *const u8 } else { v.ptr.add(size_of::<u64>()) })
        };
        let access = match flags & (HIDDEN | EMBED_HIDDEN) {
            0 => Access::Open,
            EMBED_HIDDEN => Access::Embedded,
            _ => Access::Closed,
        };
        let asked = if held.kind() == Kind::Interface { held.inner() } else { Some(held) };
        if access == Access::Open
            && let Some(asked) = asked
            && self.handle_methods(asked, None, verb)?
        {
            return Ok(());
        }
        self.value(held, verb, 0, access)
    }

    fn string(&mut self, s: &[u8], verb: char, op: Operand<'v>) -> NativeResult {
        match verb {
            'v' if self.out.f.sharp_v => self.out.q(s),
            'v' | 's' => self.out.s(s),
            'x' => self.out.sx(s, false),
            'X' => self.out.sx(s, true),
            'q' => self.out.q(s),
            _ => self.bad_verb(verb, op)?,
        }
        Ok(())
    }

    fn bytes(&mut self, name: &str, v: ValueRef<'v>, s: &[u8], nil: bool, verb: char) -> NativeResult {
        match verb {
            'v' | 'd' => {
                if self.out.f.sharp_v {
                    self.put(name.as_bytes());
                    if nil {
                        self.put(b"(nil)");
                        return Ok(());
                    }
                    self.put(b"{");
                    for (i, &c) in s.iter().enumerate() {
                        if i > 0 {
                            self.put(b", ");
                        }
                        self.out.hex64(u64::from(c), true);
                    }
                    self.put(b"}");
                } else {
                    self.put(b"[");
                    for (i, &c) in s.iter().enumerate() {
                        if i > 0 {
                            self.put(b" ");
                        }
                        self.out.integer(u64::from(c), 10, false, verb, false);
                    }
                    self.put(b"]");
                }
                Ok(())
            }
            's' | 'x' | 'X' | 'q' => self.string(s, verb, Operand { value: Some(v) }),
            _ => self.value(v, verb, 0, Access::Open),
        }
    }

    fn integer(&mut self, v: ValueRef<'v>, signed: bool, verb: char) -> NativeResult {
        let u = v.int() as u64;
        let o = &mut self.out;
        match verb {
            'v' if o.f.sharp_v && !signed => o.hex64(u, true),
            'v' | 'd' => o.integer(u, 10, signed, verb, false),
            'b' => o.integer(u, 2, signed, verb, false),
            'o' | 'O' => o.integer(u, 8, signed, verb, false),
            'x' => o.integer(u, 16, signed, verb, false),
            'X' => o.integer(u, 16, signed, verb, true),
            'c' => o.c(u),
            'q' => o.qc(u),
            'U' => o.unicode(u),
            _ => self.bad_verb(verb, Operand { value: Some(v) })?,
        }
        Ok(())
    }

    fn pointer(&mut self, v: ValueRef<'v>, verb: char) -> NativeResult {
        if !matches!(v.kind(), Kind::Chan | Kind::Func | Kind::Map | Kind::Pointer | Kind::Slice | Kind::UnsafePointer)
        {
            return self.bad_verb(verb, Operand { value: Some(v) });
        }
        let u = if v.kind() == Kind::Func { self.ctx.func_pc(v.word()) } else { v.word() };
        if self.address(u, v.ty, verb) { Ok(()) } else { self.bad_verb(verb, Operand { value: Some(v) }) }
    }

    /// Formats the address that a value of a type shows; false if the verb is none for addresses.
    fn address(&mut self, u: u64, ty: &RType, verb: char) -> bool {
        let sharp = self.out.f.sharp;
        match verb {
            'v' if self.out.f.sharp_v => {
                self.put(b"(");
                self.put(ty.name().as_bytes());
                self.put(b")(");
                if u == 0 {
                    self.put(b"nil");
                } else {
                    self.out.hex64(u, true);
                }
                self.put(b")");
            }
            'v' if u == 0 => self.out.pad(b"<nil>"),
            'v' | 'p' => self.out.hex64(u, !sharp),
            'b' => self.out.integer(u, 2, false, verb, false),
            'o' => self.out.integer(u, 8, false, verb, false),
            'd' => self.out.integer(u, 10, false, verb, false),
            'x' => self.out.integer(u, 16, false, verb, false),
            'X' => self.out.integer(u, 16, false, verb, true),
            _ => return false,
        }
        true
    }

    /// Formats a value below an operand.
    fn nested(&mut self, v: ValueRef<'v>, verb: char, depth: usize, access: Access) -> NativeResult {
        if access == Access::Open && v.kind() != Kind::Interface && !v.ty.desc().methods.is_empty() || verb == 'w' {
            // What an interface holds is asked when it is reached.
            if access == Access::Open && v.kind() != Kind::Interface && self.handle_methods(v, None, verb)? {
                return Ok(());
            }
        }
        self.value(v, verb, depth, access)
    }

    fn separator(&mut self, i: usize) {
        if i > 0 {
            let sharp = self.out.f.sharp_v;
            self.put(if sharp { b", " } else { b" " });
        }
    }

    fn elements(
        &mut self,
        v: ValueRef<'v>,
        range: Range<usize>,
        verb: char,
        depth: usize,
        access: Access,
    ) -> NativeResult {
        for i in range {
            self.separator(i);
            self.nested(v.index(i), verb, depth + 1, access.closed())?;
        }
        Ok(())
    }

    fn value(&mut self, v: ValueRef<'v>, verb: char, depth: usize, access: Access) -> NativeResult {
        let op = Operand { value: Some(v) };
        match v.kind() {
            Kind::Bool => match verb {
                't' | 'v' => self.out.bool(v.int() != 0),
                _ => self.bad_verb(verb, op)?,
            },
            Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => self.integer(v, true, verb)?,
            Kind::Uint | Kind::Uint8 | Kind::Uint16 | Kind::Uint32 | Kind::Uint64 | Kind::Uintptr => {
                self.integer(v, false, verb)?;
            }
            Kind::Float32 | Kind::Float64 => {
                let bits = v.ty.size * 8;
                match float_verb(verb) {
                    Some((fv, prec)) => self.out.float(v.float(), bits, fv, prec),
                    None => self.bad_verb(verb, op)?,
                }
            }
            Kind::Complex64 | Kind::Complex128 => {
                let (re, im) = v.complex();
                match float_verb(verb) {
                    Some((fv, prec)) => self.out.complex(re, im, v.ty.size * 8, fv, prec),
                    None => self.bad_verb(verb, op)?,
                }
            }
            Kind::String => self.string(v.bytes(), verb, op)?,
            Kind::Map => self.map(v, verb, depth, access)?,
            Kind::Struct => self.structure(v, verb, depth, access)?,
            Kind::Interface => match v.inner() {
                None => {
                    if self.out.f.sharp_v {
                        self.put(v.ty.name().as_bytes());
                        self.put(b"(nil)");
                    } else {
                        self.put(b"<nil>");
                    }
                }
                Some(inner) => self.nested(inner, verb, depth + 1, access.closed())?,
            },
            Kind::Array | Kind::Slice => {
                let slice = v.kind() == Kind::Slice;
                if matches!(verb, 's' | 'q' | 'x' | 'X') && v.ty.elem().kind == Kind::Uint8 {
                    let n = v.len();
                    let p = if slice { v.word() as *const u8 } else { v.ptr };
                    // SAFETY: n bytes of a live slice or array.
                    let s: &'v [u8] = if n == 0 { &[] } else { unsafe { std::slice::from_raw_parts(p, n) } };
                    return self.bytes(v.ty.name(), v, s, slice && v.word() == 0, verb);
                }
                if self.out.f.sharp_v {
                    self.put(v.ty.name().as_bytes());
                    if slice && v.word() == 0 {
                        self.put(b"(nil)");
                        return Ok(());
                    }
                    self.put(b"{");
                } else {
                    self.put(b"[");
                }
                self.elements(v, 0..v.len(), verb, depth, access)?;
                let sharp = self.out.f.sharp_v;
                self.put(if sharp { b"}" } else { b"]" });
            }
            Kind::Pointer => {
                if depth == 0
                    && matches!(v.ty.elem().kind, Kind::Array | Kind::Slice | Kind::Struct | Kind::Map)
                    && let Some(inner) = v.deref()
                {
                    self.put(b"&");
                    return self.nested(inner, verb, depth + 1, access);
                }
                self.pointer(v, verb)?;
            }
            Kind::Chan | Kind::Func | Kind::UnsafePointer => self.pointer(v, verb)?,
            Kind::Invalid => self.put(b"<invalid reflect.Value>"),
        }
        Ok(())
    }

    fn structure(&mut self, v: ValueRef<'v>, verb: char, depth: usize, access: Access) -> NativeResult {
        let f = self.out.f;
        if f.sharp_v {
            self.put(v.ty.name().as_bytes());
        }
        self.put(b"{");
        for (i, field) in v.ty.desc().fields.iter().enumerate() {
            self.separator(i);
            if (f.plus_v || f.sharp_v) && !field.name.is_empty() {
                self.put(field.name.as_bytes());
                self.put(b":");
            }
            let exported = field.pkg.is_empty() && &*field.name != "_";
            let inner = match (access, exported, field.embedded) {
                (Access::Closed, ..) | (_, false, false) => Access::Closed,
                (_, false, true) => Access::Embedded,
                (_, true, _) => Access::Open,
            };
            let mut value = v.field(i);
            let mut inner = inner;
            if value.kind() == Kind::Interface
                && let Some(held) = value.inner()
            {
                value = held;
                inner = inner.closed();
            }
            self.nested(value, verb, depth + 1, inner)?;
        }
        self.put(b"}");
        Ok(())
    }

    fn map(&mut self, v: ValueRef<'v>, verb: char, depth: usize, access: Access) -> NativeResult {
        if self.out.f.sharp_v {
            self.put(v.ty.name().as_bytes());
            if v.word() == 0 {
                self.put(b"(nil)");
                return Ok(());
            }
            self.put(b"{");
        } else {
            self.put(b"map[");
        }
        for (i, (key, val)) in sorted::entries(v).into_iter().enumerate() {
            self.separator(i);
            self.nested(key, verb, depth + 1, access.closed())?;
            self.put(b":");
            self.nested(val, verb, depth + 1, access.closed())?;
        }
        let sharp = self.out.f.sharp_v;
        self.put(if sharp { b"}" } else { b"]" });
        Ok(())
    }
}

fn is_reflect_value(v: ValueRef<'_>) -> bool {
    v.kind() == Kind::Struct && v.ty.name() == "reflect.Value"
}

fn is_bytes(ty: &RType) -> bool {
    ty.kind == Kind::Slice && ty.elem().kind == Kind::Uint8 && ty.elem().desc().pkg_path.is_empty()
}

/// The format and default precision of a verb for floats.
fn float_verb(verb: char) -> Option<(char, i64)> {
    match verb {
        'v' => Some(('g', -1)),
        'b' | 'g' | 'G' | 'x' | 'X' => Some((verb, -1)),
        'f' | 'e' | 'E' | 'F' => Some((verb, 6)),
        _ => None,
    }
}
