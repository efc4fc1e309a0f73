//! Directives: walks a format and its operands.

use super::value::Printer;
use crate::native::unicode::decode;
use vole_bytecode::Kind;
use vole_vm::{Iface, NativeResult, ValueRef};

/// Widths and precisions beyond this are refused; of written ones the last digit does not count.
const TOO_LARGE: i64 = 1_000_000;

/// A decimal number at `i`: value (`None` if absent or too large) and where it ends.
fn number(s: &[u8], mut i: usize) -> (Option<usize>, usize) {
    let mut n: Option<i64> = None;
    while let Some(c) = s.get(i).filter(|c| c.is_ascii_digit()) {
        let before = n.unwrap_or(0);
        if before > TOO_LARGE {
            return (None, s.len());
        }
        n = Some(before * 10 + i64::from(c - b'0'));
        i += 1;
    }
    (n.map(|n| n as usize), i)
}

/// The state of going through one format.
struct Scan<'f> {
    format: &'f [u8],
    i: usize,
    arg: usize,
    args: usize,
    reordered: bool,
    /// The last `[n]` was well-formed and in range.
    good: bool,
}

impl Scan<'_> {
    /// Takes `[n]` if it stands here.
    fn index(&mut self) -> bool {
        if self.format.get(self.i) != Some(&b'[') {
            return false;
        }
        self.reordered = true;
        let rest = &self.format[self.i..];
        let Some(close) = rest.iter().position(|&c| c == b']').filter(|_| rest.len() >= 3) else {
            self.good = false;
            self.i += 1;
            return false;
        };
        let (n, end) = number(rest, 1);
        self.i += close + 1;
        match n {
            Some(n) if end == close && rest[1].is_ascii_digit() => {
                if (1..=self.args).contains(&n) {
                    self.arg = n - 1;
                } else {
                    self.good = false;
                }
                true
            }
            _ => {
                self.good = false;
                false
            }
        }
    }
}

/// An operand used as width or precision.
fn int_arg(a: &Iface) -> Option<i64> {
    // SAFETY: two words of a live interface in an argument list.
    let v = unsafe { ValueRef::of_iface(std::ptr::from_ref(a).cast()) }?;
    let n = match v.kind() {
        Kind::Int | Kind::Int8 | Kind::Int16 | Kind::Int32 | Kind::Int64 => v.int(),
        Kind::Uint | Kind::Uint8 | Kind::Uint16 | Kind::Uint32 | Kind::Uint64 | Kind::Uintptr => {
            i64::try_from(v.int() as u64).ok().filter(|_| v.int() >= 0)?
        }
        _ => return None,
    };
    (-TOO_LARGE..=TOO_LARGE).contains(&n).then_some(n)
}

/// Operands of `%w` verbs, in order of the verbs.
pub type Wrapped = Vec<usize>;

impl<'v> Printer<'_, 'v> {
    /// `Printf`: operands that `%w` wraps are noted in `wrapped`.
    pub fn format(&mut self, format: &[u8], args: &'v [Iface], wrapped: &mut Wrapped) -> NativeResult {
        let mut s = Scan { format, i: 0, arg: 0, args: args.len(), reordered: false, good: true };
        'directives: while s.i < format.len() {
            s.good = true;
            let rest = &format[s.i..];
            let plain = rest.iter().position(|&c| c == b'%').unwrap_or(rest.len());
            self.put(&rest[..plain]);
            s.i += plain + 1;
            if s.i > format.len() {
                break;
            }
            let mut f = super::verbs::Flags::default();
            while let Some(&c) = format.get(s.i) {
                match c {
                    b'#' => f.sharp = true,
                    b'0' => f.zero = true,
                    b'+' => f.plus = true,
                    b'-' => f.minus = true,
                    b' ' => f.space = true,
                    _ => break,
                }
                s.i += 1;
            }
            let mut after_index = s.index();
            if format.get(s.i) == Some(&b'*') {
                s.i += 1;
                let n = args.get(s.arg).map(int_arg);
                if n.is_some() {
                    s.arg += 1;
                }
                match n.flatten() {
                    None => self.put(b"%!(BADWIDTH)"),
                    Some(w) => {
                        if w < 0 {
                            f.minus = true;
                            f.zero = false;
                        }
                        f.wid = Some(w.unsigned_abs() as usize);
                    }
                }
                after_index = false;
            } else {
                (f.wid, s.i) = number(format, s.i);
                if after_index && f.wid.is_some() {
                    s.good = false;
                }
            }
            // a point at the very end is a verb
            if format.get(s.i) == Some(&b'.') && s.i + 1 < format.len() {
                s.i += 1;
                if after_index {
                    s.good = false;
                }
                after_index = s.index();
                if format.get(s.i) == Some(&b'*') {
                    s.i += 1;
                    let n = args.get(s.arg).map(int_arg);
                    if n.is_some() {
                        s.arg += 1;
                    }
                    f.prec = n.flatten().filter(|&p| p >= 0).map(|p| p as usize);
                    if f.prec.is_none() {
                        self.put(b"%!(BADPREC)");
                    }
                    after_index = false;
                } else {
                    (f.prec, s.i) = number(format, s.i);
                    f.prec = Some(f.prec.unwrap_or(0));
                }
            }
            if !after_index {
                s.index();
            }
            if s.i >= format.len() {
                self.put(b"%!(NOVERB)");
                break 'directives;
            }
            let (r, w) = decode(&format[s.i..]);
            let verb = char::from_u32(r).unwrap_or(char::REPLACEMENT_CHARACTER);
            let verb_bytes = &format[s.i..s.i + w];
            s.i += w;
            let bad = if verb == '%' {
                self.put(b"%");
                continue;
            } else if !s.good {
                &b"(BADINDEX)"[..]
            } else if s.arg >= args.len() {
                &b"(MISSING)"[..]
            } else {
                b""
            };
            if !bad.is_empty() {
                self.put(b"%!");
                self.put(if w == 1 && r == 0xFFFD { "\u{FFFD}".as_bytes() } else { verb_bytes });
                self.put(bad);
                continue;
            }
            if verb == 'v' || verb == 'w' {
                (f.sharp_v, f.sharp) = (f.sharp, false);
                (f.plus_v, f.plus) = (f.plus, false);
            }
            if verb == 'w' {
                wrapped.push(s.arg);
            }
            self.out.f = f;
            self.arg(&args[s.arg], verb)?;
            s.arg += 1;
        }
        if !s.reordered && s.arg < args.len() {
            self.out.f = Default::default();
            self.put(b"%!(EXTRA ");
            for (i, a) in args[s.arg..].iter().enumerate() {
                if i > 0 {
                    self.put(b", ");
                }
                match self.ctx.rtype_of(a.ty) {
                    None => self.put(b"<nil>"),
                    Some(t) => {
                        self.put(t.name().as_bytes());
                        self.put(b"=");
                        self.arg(a, 'v')?;
                    }
                }
            }
            self.put(b")");
        }
        Ok(())
    }

    /// `Print`: spaces between operands when neither is a string.
    pub fn print(&mut self, args: &'v [Iface]) -> NativeResult {
        let mut last_string = false;
        for (i, a) in args.iter().enumerate() {
            let string = self.ctx.rtype_of(a.ty).is_some_and(|t| t.kind == Kind::String);
            if i > 0 && !string && !last_string {
                self.put(b" ");
            }
            self.arg(a, 'v')?;
            last_string = string;
        }
        Ok(())
    }

    /// `Println`: spaces between operands, and a newline.
    pub fn println(&mut self, args: &'v [Iface]) -> NativeResult {
        for (i, a) in args.iter().enumerate() {
            if i > 0 {
                self.put(b" ");
            }
            self.arg(a, 'v')?;
        }
        self.put(b"\n");
        Ok(())
    }
}
