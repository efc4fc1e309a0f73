//! Searching and cutting texts. Pure; positions are byte offsets.

use crate::native::unicode::{
    Case, decode, decode_last, is_digit, is_letter, is_space, push_rune, rune_count, runes_of as runes, simple_fold,
    to_case,
};
use memchr::memmem;

/// First `sub` in `s`.
pub fn index(s: &[u8], sub: &[u8]) -> Option<usize> {
    match sub {
        [] => Some(0),
        [c] => memchr::memchr(*c, s),
        _ if sub.len() > s.len() => None,
        #[cfg(target_arch = "x86_64")]
        // SAFETY: every processor of this sort has the instructions.
        _ if s.len() <= 256 => unsafe { index_ends(s, sub) },
        #[cfg(not(target_arch = "x86_64"))]
        _ if s.len() <= SHORT => index_short(s, sub),
        // By a pair of bytes: nothing to prepare, but slow where the pair stands everywhere and the rest does not.
        _ if s.len() <= MIDDLE || sub.len() <= 16 => index_pair(s, sub),
        _ => memmem::find(s, sub),
    }
}

/// Texts in which a long word is searched by a pair of its bytes.
const MIDDLE: usize = 4096;

/// `index` by two bytes of the word, many places at a time.
fn index_pair(s: &[u8], sub: &[u8]) -> Option<usize> {
    #[cfg(target_arch = "x86_64")]
    {
        use memchr::arch::x86_64::avx2::packedpair::Finder;
        if let Some(finder) = Finder::new(sub)
            && s.len() >= finder.min_haystack_len()
        {
            return finder.find(s, sub);
        }
    }
    memmem::find(s, sub)
}

/// `index` by the first and the last byte of the word, in 16 places at a time.
#[cfg(target_arch = "x86_64")]
#[target_feature(enable = "sse2")]
fn index_ends(s: &[u8], sub: &[u8]) -> Option<usize> {
    use std::arch::x86_64::{
        __m128i, _mm_and_si128, _mm_cmpeq_epi8, _mm_loadu_si128, _mm_movemask_epi8, _mm_set1_epi8,
    };
    let (last, end) = (sub.len() - 1, s.len() - sub.len());
    if s.len() < last + 16 {
        return index_short(s, sub);
    }
    let load = |at: usize| -> __m128i {
        let chunk: &[u8; 16] = s[at..].first_chunk().unwrap_or(&[0; 16]);
        // SAFETY: 16 bytes of a slice; the instruction wants no alignment.
        unsafe { _mm_loadu_si128(chunk.as_ptr().cast()) }
    };
    let (a, b) = (_mm_set1_epi8(sub[0] as i8), _mm_set1_epi8(sub[last] as i8));
    let mut at = 0;
    loop {
        let both = _mm_and_si128(_mm_cmpeq_epi8(load(at), a), _mm_cmpeq_epi8(load(at + last), b));
        let mut found = _mm_movemask_epi8(both);
        while found != 0 {
            let i = at + found.trailing_zeros() as usize;
            if s[i + 1..i + last] == sub[1..last] {
                return Some(i);
            }
            found &= found - 1;
        }
        if at + 16 > end {
            return None;
        }
        // The last look covers some places again.
        at = (at + 16).min(end + 1 - 16);
    }
}

/// Every `sub` (two bytes or more) in `s`, none overlapping another. What finds them all in a long text is prepared once.
fn each_index(s: &[u8], sub: &[u8], mut found: impl FnMut(usize) -> bool) {
    if s.len() > 256 {
        for i in memmem::find_iter(s, sub) {
            if !found(i) {
                return;
            }
        }
        return;
    }
    let mut at = 0;
    while let Some(i) = index(&s[at..], sub) {
        if !found(at + i) {
            return;
        }
        at += i + sub.len();
    }
}

/// Texts in which looking at eight places at a time is faster than a search that prepares itself.
#[cfg(not(target_arch = "x86_64"))]
const SHORT: usize = 64;

/// `index` of two bytes or more.
fn index_short(s: &[u8], sub: &[u8]) -> Option<usize> {
    const ONES: u64 = u64::MAX / 255;
    let (first, second) = (ONES * u64::from(sub[0]), ONES * u64::from(sub[1]));
    // High bits where bytes are zero, and sometimes where they are not; what is found is compared.
    let zeros = |x: u64| x.wrapping_sub(ONES) & !x & (ONES << 7);
    let last = s.len() - sub.len();
    let mut at = 0;
    while at <= last
        && let Some(&word) = s[at..].first_chunk::<8>()
        && let Some(&next) = s[at + 1..].first_chunk::<8>()
    {
        let mut found = zeros(u64::from_le_bytes(word) ^ first) & zeros(u64::from_le_bytes(next) ^ second);
        while found != 0 {
            let i = at + found.trailing_zeros() as usize / 8;
            if s[i..].starts_with(sub) {
                return Some(i);
            }
            found &= found - 1;
        }
        at += 8;
    }
    (at..=last).find(|&i| s[i..].starts_with(sub))
}

/// Last `sub` in `s`.
pub fn last_index(s: &[u8], sub: &[u8]) -> Option<usize> {
    match sub {
        [] => Some(s.len()),
        [c] => memchr::memrchr(*c, s),
        _ if sub.len() > s.len() => None,
        _ => memmem::rfind(s, sub),
    }
}

/// Number of `sub` in `s` that do not overlap; one more than the runes if `sub` is empty.
pub fn count(s: &[u8], sub: &[u8]) -> usize {
    match sub {
        [] => rune_count(s) + 1,
        [c] => memchr::memchr_iter(*c, s).count(),
        _ => {
            let mut n = 0;
            each_index(s, sub, |_| {
                n += 1;
                true
            });
            n
        }
    }
}

/// First rune `r`; U+FFFD matches invalid bytes too.
pub fn index_rune(s: &[u8], r: u32) -> Option<usize> {
    if r < 0x80 {
        return memchr::memchr(r as u8, s);
    }
    if r == 0xFFFD {
        return runes(s).find(|&(_, c, _)| c == r).map(|(i, ..)| i);
    }
    let c = char::from_u32(r)?;
    index(s, c.encode_utf8(&mut [0; 4]).as_bytes())
}

fn contains_rune(set: &[u8], r: u32) -> bool {
    if r < 0x80 { set.contains(&(r as u8)) } else { runes(set).any(|(_, c, _)| c == r) }
}

/// First rune of `s` that is in `set`.
pub fn index_any(s: &[u8], set: &[u8]) -> Option<usize> {
    match set {
        [a] if *a < 0x80 => memchr::memchr(*a, s),
        [a, b] if (*a | *b) < 0x80 => memchr::memchr2(*a, *b, s),
        [a, b, c] if (*a | *b | *c) < 0x80 => memchr::memchr3(*a, *b, *c, s),
        _ => runes(s).find(|&(_, r, _)| contains_rune(set, r)).map(|(i, ..)| i),
    }
}

/// Last rune of `s` that is in `set`.
pub fn last_index_any(s: &[u8], set: &[u8]) -> Option<usize> {
    let mut end = s.len();
    while end > 0 {
        let (r, w) = decode_last(&s[..end]);
        end -= w;
        if contains_rune(set, r) {
            return Some(end);
        }
    }
    None
}

/// What remains of `s` without leading (1) or trailing (2) runes of `set`, or both (3): a range.
pub fn trim(s: &[u8], sides: u64, drop: impl Fn(u32) -> bool) -> (usize, usize) {
    let (mut lo, mut hi) = (0, s.len());
    if sides & 1 != 0 {
        while lo < hi {
            let (r, w) = decode(&s[lo..hi]);
            if !drop(r) {
                break;
            }
            lo += w;
        }
    }
    if sides & 2 != 0 {
        while lo < hi {
            let (r, w) = decode_last(&s[lo..hi]);
            if !drop(r) {
                break;
            }
            hi -= w;
        }
    }
    (lo, hi)
}

/// [`trim`] by a set of runes.
pub fn trim_set(s: &[u8], sides: u64, set: &[u8]) -> (usize, usize) {
    if set.is_ascii() {
        // A rune of more than a byte has no byte in the set.
        let start = if sides & 1 != 0 { s.iter().position(|b| !set.contains(b)).unwrap_or(s.len()) } else { 0 };
        let rest = &s[start..];
        let len =
            if sides & 2 != 0 { rest.iter().rposition(|b| !set.contains(b)).map_or(0, |i| i + 1) } else { rest.len() };
        return (start, start + len);
    }
    trim(s, sides, |r| contains_rune(set, r))
}

/// [`trim`] of white space on both sides.
pub fn trim_space(s: &[u8]) -> (usize, usize) {
    let space = |b: &u8| matches!(b, b' ' | 9..=13);
    let lo = s.iter().position(|b| !space(b)).unwrap_or(s.len());
    let hi = s[lo..].iter().rposition(|b| !space(b)).map_or(lo, |i| lo + i + 1);
    if lo < hi && (s[lo] | s[hi - 1]) < 0x80 || lo == s.len() {
        return (lo, hi);
    }
    trim(s, 3, is_space)
}

/// Fields between runs of white space: ranges.
pub fn fields(s: &[u8], mut each: impl FnMut(usize, usize)) {
    let mut start = None;
    let mut i = 0;
    while i < s.len() {
        let c = s[i];
        let (space, w) = if c < 0x80 {
            (matches!(c, b' ' | 9..=13), 1)
        } else {
            let (r, w) = decode(&s[i..]);
            (is_space(r), w)
        };
        if !space {
            start = start.or(Some(i));
        } else if let Some(at) = start.take() {
            each(at, i);
        }
        i += w;
    }
    if let Some(at) = start {
        each(at, s.len());
    }
}

/// Parts between separators, at most `n` (all if negative), each with the first `save` bytes of its separator: ranges.
pub fn split(s: &[u8], sep: &[u8], save: usize, n: i64, mut each: impl FnMut(usize, usize)) {
    if n == 0 {
        return;
    }
    let limit = if n < 0 { usize::MAX } else { n as usize };
    if sep.is_empty() {
        let mut made = 0;
        let mut at = 0;
        while at < s.len() {
            if made + 1 == limit {
                each(at, s.len());
                return;
            }
            let w = decode(&s[at..]).1;
            each(at, at + w);
            at += w;
            made += 1;
        }
        return;
    }
    let (mut at, mut made) = (0, 1);
    let mut part = |i: usize, at: &mut usize| {
        each(*at, i + save);
        *at = i + sep.len();
        made += 1;
        made < limit
    };
    if limit > 1 {
        match sep {
            [c] => {
                for i in memchr::memchr_iter(*c, s) {
                    if !part(i, &mut at) {
                        break;
                    }
                }
            }
            _ => each_index(s, sep, |i| part(i, &mut at)),
        }
    }
    each(at, s.len());
}

/// `s` with the first `n` (all if negative) `old` replaced; `None` if that changes nothing.
pub fn replace(s: &[u8], old: &[u8], new: &[u8], n: i64) -> Option<Vec<u8>> {
    if n == 0 || old == new {
        return None;
    }
    let limit = if n < 0 { usize::MAX } else { n as usize };
    if !old.is_empty() && index(s, old).is_none() {
        return None;
    }
    let mut out = Vec::with_capacity(s.len() + 16);
    if old.is_empty() {
        let (mut at, mut done) = (0, 0);
        while done < limit {
            out.extend_from_slice(new);
            done += 1;
            if at == s.len() {
                break;
            }
            let w = decode(&s[at..]).1;
            out.extend_from_slice(&s[at..at + w]);
            at += w;
        }
        out.extend_from_slice(&s[at..]);
        return Some(out);
    }
    let mut at = 0;
    let mut put = |i: usize| {
        out.extend_from_slice(&s[at..i]);
        out.extend_from_slice(new);
        at = i + old.len();
    };
    match old {
        [c] => memchr::memchr_iter(*c, s).take(limit).for_each(&mut put),
        _ => {
            let mut left = limit;
            each_index(s, old, |i| {
                put(i);
                left -= 1;
                left > 0
            });
        }
    }
    out.extend_from_slice(&s[at..]);
    Some(out)
}

/// `s` in one case; `None` if that changes nothing.
pub fn map_case(s: &[u8], case: Case) -> Option<Vec<u8>> {
    if s.is_ascii() {
        let changes = |c: &u8| if case == Case::Lower { c.is_ascii_uppercase() } else { c.is_ascii_lowercase() };
        if !s.iter().any(changes) {
            return None;
        }
        return Some(if case == Case::Lower { s.to_ascii_lowercase() } else { s.to_ascii_uppercase() });
    }
    let mut out = Vec::with_capacity(s.len() + 8);
    let mut same = true;
    for (_, r, w) in runes(s) {
        let m = to_case(r, case);
        same &= m == r && !(r == 0xFFFD && w == 1);
        push_rune(&mut out, m);
    }
    (!same).then_some(out)
}

/// `s` with the first letter of each word in title case.
pub fn title(s: &[u8]) -> Vec<u8> {
    let separator = |r: u32| {
        if r < 0x80 {
            return !((r as u8).is_ascii_alphanumeric() || r == u32::from(b'_'));
        }
        !is_letter(r) && !is_digit(r) && is_space(r)
    };
    let mut out = Vec::with_capacity(s.len());
    let mut prev = u32::from(b' ');
    for (_, r, _) in runes(s) {
        push_rune(&mut out, if separator(prev) { to_case(r, Case::Title) } else { r });
        prev = r;
    }
    out
}

/// `s` with each run of invalid bytes replaced; `None` if there is none.
pub fn to_valid(s: &[u8], replacement: &[u8]) -> Option<Vec<u8>> {
    if std::str::from_utf8(s).is_ok() {
        return None;
    }
    let mut out = Vec::with_capacity(s.len() + replacement.len());
    let mut in_bad = false;
    for (i, r, w) in runes(s) {
        if r == 0xFFFD && w == 1 {
            if !in_bad {
                out.extend_from_slice(replacement);
            }
            in_bad = true;
        } else {
            out.extend_from_slice(&s[i..i + w]);
            in_bad = false;
        }
    }
    Some(out)
}

/// Equality under simple folding.
pub fn equal_fold(a: &[u8], b: &[u8]) -> bool {
    if a.eq_ignore_ascii_case(b) {
        return true;
    }
    // As far as both are ASCII.
    let n = a.iter().zip(b).take_while(|(x, y)| x.eq_ignore_ascii_case(y) && (**x | **y) < 0x80).count();
    match (a.get(n), b.get(n)) {
        (None, None) => return true,
        (Some(x), Some(y)) if (x | y) < 0x80 => return false,
        _ => {}
    }
    let (mut x, mut y) = (runes(&a[n..]), runes(&b[n..]));
    loop {
        match (x.next(), y.next()) {
            (None, None) => return true,
            (Some((_, p, _)), Some((_, q, _))) => {
                if p == q {
                    continue;
                }
                if p < 0x80 && q < 0x80 {
                    if (p as u8).eq_ignore_ascii_case(&(q as u8)) {
                        continue;
                    }
                    return false;
                }
                let mut r = simple_fold(p);
                while r != p && r != q {
                    r = simple_fold(r);
                }
                if r != q {
                    return false;
                }
            }
            _ => return false,
        }
    }
}

/// `strings.Replacer`: at each position the first pair whose old text stands there. `pairs` alternates old and new texts.
pub fn replace_pairs(s: &[u8], pairs: &[&[u8]]) -> Option<Vec<u8>> {
    let mut starts = [false; 256];
    let mut has_empty = false;
    for p in pairs.chunks_exact(2) {
        match p[0].first() {
            Some(&c) => starts[usize::from(c)] = true,
            None => has_empty = true,
        }
    }
    let mut out = Vec::new();
    let (mut i, mut last, mut after_empty, mut any) = (0, 0, false, false);
    while i <= s.len() {
        if !has_empty && i < s.len() && !starts[usize::from(s[i])] {
            i += 1;
            continue;
        }
        let rest = &s[i..];
        let found = pairs.chunks_exact(2).find(|p| if p[0].is_empty() { !after_empty } else { rest.starts_with(p[0]) });
        after_empty = found.is_some_and(|p| p[0].is_empty());
        if let Some(p) = found {
            any = true;
            out.extend_from_slice(&s[last..i]);
            out.extend_from_slice(p[1]);
            i += p[0].len();
            last = i;
            continue;
        }
        i += 1;
    }
    if !any {
        return None;
    }
    out.extend_from_slice(&s[last..]);
    Some(out)
}

/// The first word between white space: where it begins, where it ends, and the end of the space behind it (0 if there is none).
pub fn first_word(s: &[u8]) -> (usize, usize, usize) {
    let start = trim(s, 1, is_space).0;
    match runes(&s[start..]).find(|&(_, r, _)| is_space(r)) {
        Some((i, _, w)) => (start, start + i, start + i + w),
        None => (start, s.len(), 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(s: &str, sep: &str, save: usize, n: i64) -> Vec<String> {
        let mut all = Vec::new();
        split(s.as_bytes(), sep.as_bytes(), save, n, |lo, hi| all.push(s[lo..hi].to_string()));
        all
    }

    #[test]
    fn splitting() {
        assert_eq!(parts("a,b,c", ",", 0, -1), ["a", "b", "c"]);
        assert_eq!(parts("a,b,c", ",", 1, 2), ["a,", "b,c"]);
        assert_eq!(parts("", ",", 0, -1), [""]);
        assert_eq!(parts("aé", "", 0, -1), ["a", "é"]);
        assert_eq!(parts("a,b", ",", 0, 0), [""; 0]);
    }

    #[test]
    fn replacing() {
        let r = |s: &str, o: &str, n: &str, k| {
            replace(s.as_bytes(), o.as_bytes(), n.as_bytes(), k).map(|v| String::from_utf8(v).unwrap())
        };
        assert_eq!(r("banana", "a", "o", 2).as_deref(), Some("bonona"));
        assert_eq!(r("ab", "", "-", -1).as_deref(), Some("-a-b-"));
        assert_eq!(r("ab", "x", "-", -1), None);
        let pairs: [&[u8]; 4] = [b"a", b"1", b"aa", b"2"];
        assert_eq!(replace_pairs(b"aab", &pairs).as_deref(), Some(&b"11b"[..]), "the earlier pair goes first");
    }

    /// The search in short texts finds what the general one does.
    #[test]
    fn short_texts() {
        let mut seed = 1u32;
        let mut next = |n: u32| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 16) % n
        };
        for _ in 0..20_000 {
            let text: Vec<u8> = (0..2 + next(62)).map(|_| b"ab\x00\x80c"[next(5) as usize]).collect();
            let at = next(text.len() as u32 - 1) as usize;
            let len = (2 + next(5) as usize).min(text.len() - at);
            let mut sub = text[at..at + len].to_vec();
            if next(3) == 0 {
                sub[len - 1] ^= 1;
            }
            assert_eq!(super::index_short(&text, &sub), super::memmem::find(&text, &sub), "{text:?} {sub:?}");
            let text = text.repeat(1 + next(5) as usize);
            assert_eq!(super::index(&text, &sub), super::memmem::find(&text, &sub), "{text:?} {sub:?}");
        }
    }
}
