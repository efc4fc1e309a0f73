//! Unicode facts by rune: categories, properties, case mappings, folding. Invalid runes have no category.

pub mod register;
#[rustfmt::skip]
pub mod tables;

use tables::{CASE_RANGES, CATEGORIES, CATEGORY_RUNS, FOLD_EXCEPTIONS, UPPER_LOWER};

/// The general category of `r`, as an index into [`CATEGORIES`] plus one; 0 if unassigned.
pub fn category(r: u32) -> u8 {
    if r > 0x10_FFFF {
        return 0;
    }
    let i = CATEGORY_RUNS.partition_point(|&(start, _)| start <= r);
    CATEGORY_RUNS[i - 1].1
}

/// The category's two letters; empty if unassigned.
pub fn category_name(r: u32) -> &'static str {
    match category(r) {
        0 => "",
        c => CATEGORIES[usize::from(c) - 1],
    }
}

fn in_class(r: u32, letter: u8) -> bool {
    category_name(r).as_bytes().first() == Some(&letter)
}

/// Letters (L).
pub fn is_letter(r: u32) -> bool {
    if r < 0x80 { (r | 0x20).wrapping_sub(0x61) < 26 } else { in_class(r, b'L') }
}

/// Decimal digits (Nd).
pub fn is_digit(r: u32) -> bool {
    if r < 0x80 { r.wrapping_sub(0x30) < 10 } else { category_name(r) == "Nd" }
}

/// Numbers (N).
pub fn is_number(r: u32) -> bool {
    if r < 0x80 { r.wrapping_sub(0x30) < 10 } else { in_class(r, b'N') }
}

/// Upper case (Lu).
pub fn is_upper(r: u32) -> bool {
    if r < 0x80 { r.wrapping_sub(0x41) < 26 } else { category_name(r) == "Lu" }
}

/// Lower case (Ll).
pub fn is_lower(r: u32) -> bool {
    if r < 0x80 { r.wrapping_sub(0x61) < 26 } else { category_name(r) == "Ll" }
}

/// Title case (Lt).
pub fn is_title(r: u32) -> bool {
    r >= 0x80 && category_name(r) == "Lt"
}

/// White space.
pub fn is_space(r: u32) -> bool {
    matches!(
        r,
        0x20 | 0x09..=0x0d | 0x85 | 0xa0 | 0x1680 | 0x2000..=0x200a | 0x2028 | 0x2029 | 0x202f | 0x205f | 0x3000
    )
}

/// Control characters (Cc).
pub fn is_control(r: u32) -> bool {
    r < 0x20 || (0x7f..0xa0).contains(&r)
}

/// Punctuation (P).
pub fn is_punct(r: u32) -> bool {
    in_class(r, b'P')
}

/// Symbols (S).
pub fn is_symbol(r: u32) -> bool {
    in_class(r, b'S')
}

/// Marks (M).
pub fn is_mark(r: u32) -> bool {
    in_class(r, b'M')
}

/// Letters, marks, numbers, punctuation, symbols and the space.
pub fn is_print(r: u32) -> bool {
    if r < 0x7f {
        return r >= 0x20;
    }
    matches!(category_name(r).as_bytes().first(), Some(b'L' | b'M' | b'N' | b'P' | b'S'))
}

/// As [`is_print`], and all of Zs.
pub fn is_graphic(r: u32) -> bool {
    is_print(r) || category_name(r) == "Zs"
}

/// Which case [`to_case`] maps to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Upper.
    Upper = 0,
    /// Lower.
    Lower = 1,
    /// Title.
    Title = 2,
}

/// The simple case mapping of `r`.
pub fn to_case(r: u32, case: Case) -> u32 {
    if r < 0x80 {
        return match case {
            Case::Lower if r.wrapping_sub(0x41) < 26 => r + 0x20,
            Case::Upper | Case::Title if r.wrapping_sub(0x61) < 26 => r - 0x20,
            _ => r,
        };
    }
    let i = CASE_RANGES.partition_point(|&(_, hi, _)| hi < r);
    let Some(&(lo, hi, delta)) = CASE_RANGES.get(i) else { return r };
    if r < lo || r > hi {
        return r;
    }
    let d = delta[case as usize];
    if d == UPPER_LOWER {
        // Upper case at even distances from lo, lower case at odd ones.
        return lo + (((r - lo) & !1) | u32::from(case == Case::Lower));
    }
    r.wrapping_add_signed(d)
}

/// The next rune of `r`'s folding orbit, wrapping around to the smallest.
pub fn simple_fold(r: u32) -> u32 {
    if r > 0x10_FFFF {
        return r;
    }
    if let Ok(i) = FOLD_EXCEPTIONS.binary_search_by_key(&r, |e| e.0) {
        return FOLD_EXCEPTIONS[i].1;
    }
    let l = to_case(r, Case::Lower);
    if l != r { l } else { to_case(r, Case::Upper) }
}

/// Decodes the first rune of `s` (not empty): the rune and its width; (U+FFFD, 1) if invalid.
#[inline]
pub fn decode(s: &[u8]) -> (u32, usize) {
    const BAD: (u32, usize) = (0xFFFD, 1);
    let b0 = s[0];
    if b0 < 0x80 {
        return (u32::from(b0), 1);
    }
    let cont = |i: usize, lo: u8, hi: u8| s.get(i).filter(|&&b| lo <= b && b <= hi).map(|&b| u32::from(b & 0x3f));
    let top = u32::from(b0);
    match b0 {
        0xC2..=0xDF => match cont(1, 0x80, 0xBF) {
            Some(b1) => ((top & 0x1f) << 6 | b1, 2),
            None => BAD,
        },
        0xE0..=0xEF => {
            let lo = if b0 == 0xE0 { 0xA0 } else { 0x80 };
            let hi = if b0 == 0xED { 0x9F } else { 0xBF };
            match (cont(1, lo, hi), cont(2, 0x80, 0xBF)) {
                (Some(b1), Some(b2)) => ((top & 0xf) << 12 | b1 << 6 | b2, 3),
                _ => BAD,
            }
        }
        0xF0..=0xF4 => {
            let lo = if b0 == 0xF0 { 0x90 } else { 0x80 };
            let hi = if b0 == 0xF4 { 0x8F } else { 0xBF };
            match (cont(1, lo, hi), cont(2, 0x80, 0xBF), cont(3, 0x80, 0xBF)) {
                (Some(b1), Some(b2), Some(b3)) => ((top & 7) << 18 | b1 << 12 | b2 << 6 | b3, 4),
                _ => BAD,
            }
        }
        _ => BAD,
    }
}

/// Decodes the last rune of `s` (not empty).
pub fn decode_last(s: &[u8]) -> (u32, usize) {
    let n = s.len();
    for w in 1..=n.min(4) {
        if s[n - w] & 0xC0 != 0x80 {
            let (r, k) = decode(&s[n - w..]);
            if k == w {
                return (r, k);
            }
            break;
        }
    }
    (0xFFFD, 1)
}

/// Whether `s` begins with a whole encoding (an invalid one counts as whole).
pub fn full_rune(s: &[u8]) -> bool {
    if s.is_empty() {
        return false;
    }
    let need = match s[0] {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => 1,
    };
    if s.len() >= need {
        return true;
    }
    // Too short: not full only if what is there can be completed.
    let b1_ok = s.len() < 2
        || match s[0] {
            0xE0 => (0xA0..=0xBF).contains(&s[1]),
            0xED => (0x80..=0x9F).contains(&s[1]),
            0xF0 => (0x90..=0xBF).contains(&s[1]),
            0xF4 => (0x80..=0x8F).contains(&s[1]),
            _ => s[1] & 0xC0 == 0x80,
        };
    let b2_ok = s.len() < 3 || s[2] & 0xC0 == 0x80;
    !(b1_ok && b2_ok)
}

/// Number of runes; each invalid byte counts as one.
pub fn rune_count(s: &[u8]) -> usize {
    if let Ok(t) = std::str::from_utf8(s) {
        return t.chars().count();
    }
    let (mut i, mut n) = (0, 0);
    while i < s.len() {
        i += decode(&s[i..]).1;
        n += 1;
    }
    n
}

/// Appends the encoding of `r`; U+FFFD if it has none.
#[inline]
pub fn push_rune(out: &mut Vec<u8>, r: u32) {
    if r < 0x80 {
        out.push(r as u8);
        return;
    }
    let c = char::from_u32(r).unwrap_or(char::REPLACEMENT_CHARACTER);
    out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

/// Positions, runes and widths.
pub fn runes_of(s: &[u8]) -> impl Iterator<Item = (usize, u32, usize)> {
    let mut i = 0;
    std::iter::from_fn(move || {
        let (r, w) = decode(s.get(i..).filter(|t| !t.is_empty())?);
        let at = i;
        i += w;
        Some((at, r, w))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decoding_agrees_with_std() {
        for c in (0..=0x10_FFFFu32).step_by(7).filter_map(char::from_u32) {
            let mut buf = [0; 4];
            let s = c.encode_utf8(&mut buf).as_bytes();
            assert_eq!(decode(s), (c as u32, s.len()));
            assert_eq!(decode_last(s), (c as u32, s.len()));
            for cut in 1..s.len() {
                assert_eq!(decode(&s[..cut]), (0xFFFD, 1));
                assert!(!full_rune(&s[..cut]));
            }
        }
        assert_eq!(decode(b"\xed\xa0\x80"), (0xFFFD, 1), "surrogate half");
        assert_eq!(rune_count(b"a\xff\xc3\xa9"), 3);
    }

    #[test]
    fn folding_orbits_close() {
        for r in 0..0x2_0000 {
            let mut f = simple_fold(r);
            let mut steps = 1;
            while f != r {
                f = simple_fold(f);
                steps += 1;
                assert!(steps < 6, "orbit of {r:#x}");
            }
        }
    }
}
