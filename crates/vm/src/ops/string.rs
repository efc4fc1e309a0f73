//! Strings: concatenation, comparison, iteration.

use super::alloc::{failed, fast};
use crate::dispatch::{Exit, In, get, set};
use crate::native::raw_bytes;
use crate::trap::{Trap, raise};
use crate::vm::Vm;
use std::cmp::Ordering;
use std::ptr;
use vole_bytecode::Insn;
use vole_heap::LayoutId;

/// The string at slots n, n+1.
#[inline(always)]
pub(crate) unsafe fn str_at<'a>(fp: *mut u64, n: usize) -> &'a [u8] {
    // SAFETY: two slots that hold a string of the program.
    unsafe { raw_bytes(get(fp, n), get(fp, n + 1)) }
}

/// What a quick look at two strings tells.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    Same,
    Differ,
    /// Longer than 16 bytes with equal beginnings.
    Unsure,
}

/// Compares the strings at slots x and y without a call.
#[inline(always)]
unsafe fn look(fp: *mut u64, x: usize, y: usize) -> Look {
    // SAFETY: strings of the program.
    unsafe {
        let n = get(fp, x + 1) as usize;
        if n != get(fp, y + 1) as usize {
            return Look::Differ;
        }
        look_at(get(fp, x) as *const u8, get(fp, y) as *const u8, n)
    }
}

/// Compares n bytes at two places without a call.
#[inline(always)]
unsafe fn look_at(x: *const u8, y: *const u8, n: usize) -> Look {
    // SAFETY: n bytes of the program stand at both; every load lies among them.
    unsafe {
        if x == y || n == 0 {
            return Look::Same;
        }
        let same = if n >= 8 {
            let word = |p: *const u8| p.cast::<u64>().read_unaligned();
            if word(x) != word(y) {
                return Look::Differ;
            }
            if n > 16 {
                return Look::Unsure;
            }
            word(x.add(n - 8)) == word(y.add(n - 8))
        } else if n >= 4 {
            let word = |p: *const u8| p.cast::<u32>().read_unaligned();
            word(x) == word(y) && word(x.add(n - 4)) == word(y.add(n - 4))
        } else {
            *x == *y && *x.add(n / 2) == *y.add(n / 2) && *x.add(n - 1) == *y.add(n - 1)
        };
        if same { Look::Same } else { Look::Differ }
    }
}

/// Equality of the strings at slots x and y.
#[inline(never)]
unsafe fn same_long(fp: *mut u64, x: usize, y: usize) -> bool {
    // SAFETY: strings of the program.
    unsafe { str_at(fp, x) == str_at(fp, y) }
}

/// Comparison of strings to a bool, and jumps on it: the quick look in the handler, the rest in a function that it jumps to.
macro_rules! str_ops {
    ($($name:ident $long:ident $x:ident $y:ident |$i:ident, $pc:ident, $fp:ident, $same:ident| $body:block)*) => { $(
        op!($name |$i, $pc, $fp, vm, bd, tb| {
            let $same = match look($fp, $i.$x(), $i.$y()) {
                Look::Same => true,
                Look::Differ => false,
                Look::Unsure => return $long($i.0, $fp, vm, bd, tb),
            };
            $body
        });
        #[inline(never)]
        unsafe fn $long(at: *const Insn, $fp: *mut u64, vm: *mut Vm, bd: i64, tb: *const crate::dispatch::Handlers) -> Exit {
            // SAFETY: called by the handler with the live machine.
            unsafe {
                let $i = In(at);
                #[allow(unused_mut)]
                let mut $pc = at.add(1);
                let $same = same_long($fp, $i.$x(), $i.$y());
                $body
                dispatch!($pc, $fp, vm, bd, tb)
            }
        }
    )* };
}

str_ops! {
    EqStr eq_long b c |i, pc, fp, same| { set(fp, i.a(), same as u64); }
    NeStr ne_long b c |i, pc, fp, same| { set(fp, i.a(), !same as u64); }
    JEqStr jeq_long a b |i, pc, fp, same| { if same { pc = pc.offset(i.sc() as isize); } }
    JNeStr jne_long a b |i, pc, fp, same| { if !same { pc = pc.offset(i.sc() as isize); } }
}

/// Whether one string begins or ends with another: what a quick look does not tell is compared in a function.
macro_rules! part_ops {
    ($($name:ident $long:ident |$s:ident, $n:ident, $m:ident| $part:expr;)*) => { $(
        op!($name |i, pc, fp, vm, bd, tb| {
            let ($n, $m) = (get(fp, i.b() + 1) as usize, get(fp, i.c() + 1) as usize);
            let mut found = false;
            if $m <= $n {
                let $s = get(fp, i.b()) as *const u8;
                match look_at($part, get(fp, i.c()) as *const u8, $m) {
                    Look::Same => found = true,
                    Look::Differ => {}
                    Look::Unsure => return $long(i.0, fp, vm, bd, tb),
                }
            }
            set(fp, i.a(), found as u64);
        });
        #[inline(never)]
        unsafe fn $long(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, tb: *const crate::dispatch::Handlers) -> Exit {
            // SAFETY: called by the handler with the live machine; the part lies inside the string.
            unsafe {
                let i = In(at);
                let ($n, $m) = (get(fp, i.b() + 1) as usize, get(fp, i.c() + 1) as usize);
                let $s = get(fp, i.b()) as *const u8;
                let _ = $n;
                let same = raw_bytes($part as u64, $m as u64) == raw_bytes(get(fp, i.c()), $m as u64);
                set(fp, i.a(), same as u64);
                let pc = at.add(1);
                dispatch!(pc, fp, vm, bd, tb)
            }
        }
    )* };
}

part_ops! {
    PreStr prefix_long |s, n, m| s;
    SufStr suffix_long |s, n, m| s.wrapping_add(n - m);
}

op!(
    CmpStr | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let o = compare(str_at(fp, i.b()), str_at(fp, i.c()));
        set(fp, i.a(), o as u64);
    }
);

/// -1, 0 or 1.
#[inline(always)]
fn compare(a: &[u8], b: &[u8]) -> i64 {
    // Most differ in their first bytes.
    if let (Some(&x), Some(&y)) = (a.first_chunk::<8>(), b.first_chunk::<8>())
        && x != y
    {
        return if u64::from_be_bytes(x) < u64::from_be_bytes(y) { -1 } else { 1 };
    }
    a.cmp(b) as i64
}

/// The number that `s` spells in at most 18 decimal digits with a sign perhaps; the least int64 if it does not.
#[inline(always)]
fn decimal(s: &[u8]) -> i64 {
    let (neg, digits) = match s {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        _ => (false, s),
    };
    if digits.is_empty() || digits.len() > 18 {
        return i64::MIN;
    }
    let mut n = 0i64;
    for &c in digits {
        let d = c.wrapping_sub(b'0');
        if d > 9 {
            return i64::MIN;
        }
        n = n * 10 + i64::from(d);
    }
    if neg { -n } else { n }
}

op!(
    DecStr | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let n = decimal(str_at(fp, i.b()));
        set(fp, i.a(), n as u64);
    }
);

/// Where a byte first stands among the eight of a word, or something above 7.
#[inline(always)]
fn first_in(word: u64, byte: u64) -> usize {
    let x = word ^ (byte & 0xff).wrapping_mul(0x0101_0101_0101_0101);
    let zeros = x.wrapping_sub(0x0101_0101_0101_0101) & !x & 0x8080_8080_8080_8080;
    zeros.trailing_zeros() as usize / 8
}

op!(
    ByteAt | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let (s, n, byte) = (get(fp, i.b()) as *const u8, get(fp, i.b() + 1) as usize, get(fp, i.c()));
        let at = if n > 16 {
            return byte_at_long(i.0, fp, vm, bd, tb);
        } else if n >= 8 {
            let first = first_in(s.cast::<u64>().read_unaligned(), byte);
            if first < 8 { first } else { n - 8 + first_in(s.add(n - 8).cast::<u64>().read_unaligned(), byte) }
        } else {
            let mut at = 0;
            while at < n && u64::from(*s.add(at)) != byte & 0xff {
                at += 1;
            }
            at
        };
        set(fp, i.a(), if at < n { at as u64 } else { u64::MAX });
    }
);

/// `ByteAt` in more than 16 bytes.
#[inline(never)]
unsafe fn byte_at_long(
    at: *const Insn,
    fp: *mut u64,
    vm: *mut Vm,
    bd: i64,
    tb: *const crate::dispatch::Handlers,
) -> Exit {
    // SAFETY: called by the handler with the live machine.
    unsafe {
        let i = In(at);
        let found = memchr::memchr(get(fp, i.c()) as u8, str_at(fp, i.b()));
        set(fp, i.a(), found.map_or(u64::MAX, |at| at as u64));
        // A long look is paid for, so that others get their turn.
        let bd = bd - (get(fp, i.b() + 1) >> 10) as i64;
        let pc = at.add(1);
        dispatch!(pc, fp, vm, bd, tb)
    }
}

#[inline(never)]
unsafe fn order(fp: *mut u64, x: usize, y: usize) -> Ordering {
    // SAFETY: strings of the program.
    unsafe { str_at(fp, x).cmp(str_at(fp, y)) }
}

/// Order of strings to a bool: decided by the first 8 bytes where that is possible.
macro_rules! order_ops {
    ($($name:ident $long:ident |$order:ident| $e:expr;)*) => { $(
        op!($name |i, pc, fp, vm, bd, tb| {
            let (n, m) = (get(fp, i.b() + 1), get(fp, i.c() + 1));
            if n < 8 || m < 8 {
                return $long(i.0, fp, vm, bd, tb);
            }
            let x = (get(fp, i.b()) as *const u64).read_unaligned().swap_bytes();
            let y = (get(fp, i.c()) as *const u64).read_unaligned().swap_bytes();
            if x == y {
                return $long(i.0, fp, vm, bd, tb);
            }
            set(fp, i.a(), (x < y) as u64);
        });
        #[inline(never)]
        unsafe fn $long(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, tb: *const crate::dispatch::Handlers) -> Exit {
            // SAFETY: called by the handler with the live machine.
            unsafe {
                let i = In(at);
                let $order = order(fp, i.b(), i.c());
                set(fp, i.a(), $e as u64);
                dispatch!(at.add(1), fp, vm, bd, tb)
            }
        }
    )* };
}
order_ops! {
    LtStr lt_long |order| order == Ordering::Less;
    LeStr le_long |order| order != Ordering::Greater;
}

op!(
    Cat | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let [x, n] = fp.add(i.b()).cast::<[u64; 2]>().read();
        let [y, m] = fp.add(i.c()).cast::<[u64; 2]>().read();
        if m == 0 {
            fp.add(i.a()).cast::<[u64; 2]>().write([x, n]);
        } else if n == 0 {
            fp.add(i.a()).cast::<[u64; 2]>().write([y, m]);
        } else {
            let Some(p) = fast(vm, n as usize + m as usize, LayoutId::NOSCAN) else {
                return cat_slow(i.0, fp, vm, bd);
            };
            let p = p.as_ptr();
            ptr::copy_nonoverlapping(x as *const u8, p, n as usize);
            ptr::copy_nonoverlapping(y as *const u8, p.add(n as usize), m as usize);
            fp.add(i.a()).cast::<[u64; 2]>().write([p as u64, n + m]);
        }
    }
);

#[cold]
#[inline(never)]
unsafe fn cat_slow(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64) -> Exit {
    // SAFETY: called by the handler with the live machine.
    unsafe {
        let i = In(at);
        let parts = [str_at(fp, i.b()), str_at(fp, i.c())];
        join(at, fp, vm, bd, &parts)
    }
}

op!(
    CatN | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        return cat_n(i.0, fp, vm, bd, tb);
    }
);

#[inline(never)]
unsafe fn cat_n(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, tb: *const crate::dispatch::Handlers) -> Exit {
    // SAFETY: called by the handler with the live machine; c strings stand at slot b.
    unsafe {
        let i = In(at);
        let parts = std::slice::from_raw_parts(fp.add(i.b()).cast::<[u64; 2]>(), i.c());
        let total: usize = parts.iter().map(|p| p[1] as usize).sum();
        let mut full = parts.iter().filter(|p| p[1] != 0);
        let result = match (full.next(), full.next()) {
            (None, _) => [0, 0],
            (Some(&one), None) => one,
            _ => {
                let p = match (*vm).heap.alloc(total, LayoutId::NOSCAN) {
                    Ok(p) => p.as_ptr(),
                    Err(e) => return failed(at, fp, vm, bd, e),
                };
                let mut to = p;
                for &[from, n] in parts {
                    ptr::copy_nonoverlapping(from as *const u8, to, n as usize);
                    to = to.add(n as usize);
                }
                [p as u64, total as u64]
            }
        };
        fp.add(i.a()).cast::<[u64; 2]>().write(result);
        dispatch!(at.add(1), fp, vm, bd, tb)
    }
}

/// Allocates the concatenation, writes it to slot a and goes on.
unsafe fn join(at: *const Insn, fp: *mut u64, vm: *mut Vm, bd: i64, parts: &[&[u8]]) -> Exit {
    // SAFETY: called by handlers with the live machine.
    unsafe {
        let total = parts.iter().map(|p| p.len()).sum::<usize>();
        if total > 1 << 47 {
            return raise(at, fp, vm, bd, Trap::Fatal("string concatenation too long".into()));
        }
        match (*vm).heap.alloc(total, LayoutId::NOSCAN) {
            Ok(p) => {
                (*vm).note_alloc(at, fp, p, total);
                let mut to = p.as_ptr();
                for part in parts {
                    ptr::copy_nonoverlapping(part.as_ptr(), to, part.len());
                    to = to.add(part.len());
                }
                fp.add(In(at).a()).cast::<[u64; 2]>().write([p.as_ptr() as u64, total as u64]);
                exit!(Resume, at.add(1), fp, vm, bd)
            }
            Err(e) => failed(at, fp, vm, bd, e),
        }
    }
}

op!(
    RangeStr | i,
    pc,
    fp,
    vm,
    bd,
    tb | {
        let x = get(fp, i.c());
        let p = get(fp, i.b()) as *const u8;
        let byte = *p.add(x as usize);
        if byte < 0x80 {
            set(fp, i.a(), u64::from(byte));
            set(fp, i.a() + 1, x + 1);
        } else {
            return range_rune(i.0, fp, vm, bd, tb);
        }
    }
);

#[inline(never)]
unsafe fn range_rune(
    at: *const Insn,
    fp: *mut u64,
    vm: *mut Vm,
    bd: i64,
    tb: *const crate::dispatch::Handlers,
) -> Exit {
    // SAFETY: called by the handler; the index is inside the string.
    unsafe {
        let i = In(at);
        let x = get(fp, i.c());
        let (rune, n) = decode_rune(&str_at(fp, i.b())[x as usize..]);
        set(fp, i.a(), u64::from(rune));
        set(fp, i.a() + 1, x + n as u64);
        dispatch!(at.add(1), fp, vm, bd, tb)
    }
}

/// Decodes the first rune of non-empty text: (rune, bytes); anything invalid is U+FFFD of one byte.
pub(crate) fn decode_rune(s: &[u8]) -> (u32, usize) {
    const BAD: (u32, usize) = (0xfffd, 1);
    let tail = |i: usize| s.get(i).filter(|&&b| b & 0xc0 == 0x80).map(|&b| u32::from(b & 0x3f));
    let first = u32::from(s[0]);
    match first {
        0..0x80 => (first, 1),
        0xc2..0xe0 => match tail(1) {
            Some(a) => ((first & 0x1f) << 6 | a, 2),
            None => BAD,
        },
        0xe0..0xf0 => match (tail(1), tail(2)) {
            (Some(a), Some(b)) => {
                let r = (first & 0xf) << 12 | a << 6 | b;
                if r < 0x800 || (0xd800..0xe000).contains(&r) { BAD } else { (r, 3) }
            }
            _ => BAD,
        },
        0xf0..0xf5 => match (tail(1), tail(2), tail(3)) {
            (Some(a), Some(b), Some(c)) => {
                let r = (first & 7) << 18 | a << 12 | b << 6 | c;
                if (0x10000..0x110000).contains(&r) { (r, 4) } else { BAD }
            }
            _ => BAD,
        },
        _ => BAD,
    }
}

/// Encodes a rune; invalid ones become U+FFFD.
pub(crate) fn encode_rune(r: i64, out: &mut [u8; 4]) -> &[u8] {
    let c = u32::try_from(r).ok().and_then(char::from_u32).unwrap_or('\u{fffd}');
    c.encode_utf8(out).as_bytes()
}

#[cfg(test)]
mod tests {
    use super::decode_rune;

    #[test]
    fn decoding_follows_utf8_and_replaces_what_is_invalid() {
        for c in ['a', 'é', '€', '😀', '\u{ffff}', '\u{10ffff}'] {
            let s = c.to_string();
            assert_eq!(decode_rune(s.as_bytes()), (c as u32, s.len()));
        }
        for bad in [&[0x80][..], &[0xc0, 0x80], &[0xe2, 0x82], &[0xed, 0xa0, 0x80], &[0xf4, 0x90, 0x80, 0x80], &[0xff]]
        {
            assert_eq!(decode_rune(bad), (0xfffd, 1));
        }
    }
}
