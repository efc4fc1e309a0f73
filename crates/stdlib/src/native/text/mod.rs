//! Packages strings and bytes. A string takes two slots, a byte slice three with the same first two, so most bodies serve
//! both: they are told where their further arguments stand.

pub mod search;

use super::unicode::Case;
use vole_vm::{NativeCtx, NativeExit, NativeFn, NativeRegistry, NativeResult};

type Ctx<'a, 'v> = &'a mut NativeCtx<'v>;

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("strings.Index", |c| position(c, 2, search::index));
    r.add("bytes.Index", |c| position(c, 3, search::index));
    r.add("strings.LastIndex", |c| position(c, 2, search::last_index));
    r.add("bytes.LastIndex", |c| position(c, 3, search::last_index));
    r.add("strings.IndexAny", |c| position(c, 2, search::index_any));
    r.add("bytes.IndexAny", |c| position(c, 3, search::index_any));
    r.add("strings.LastIndexAny", |c| position(c, 2, search::last_index_any));
    r.add("bytes.LastIndexAny", |c| position(c, 3, search::last_index_any));
    r.add("strings.IndexByte", |c| byte_position(c, 2, memchr::memchr));
    r.add("bytes.IndexByte", |c| byte_position(c, 3, memchr::memchr));
    r.add("strings.LastIndexByte", |c| byte_position(c, 2, memchr::memrchr));
    r.add("bytes.LastIndexByte", |c| byte_position(c, 3, memchr::memrchr));
    r.add("strings.IndexRune", |c| rune_position(c, 2));
    r.add("bytes.IndexRune", |c| rune_position(c, 3));
    r.add("strings.Count", |c| count(c, 2));
    r.add("bytes.Count", |c| count(c, 3));
    r.add("strings.Compare", |c| compare(c, 2));
    r.add("bytes.Compare", |c| compare(c, 3));
    r.add("strings.EqualFold", |c| equal_fold(c, 2));
    r.add("bytes.EqualFold", |c| equal_fold(c, 3));
    for (name, sides) in [("Trim", BOTH), ("TrimLeft", LEFT), ("TrimRight", RIGHT)] {
        r.add(&format!("strings.{name}"), sides);
    }
    r.add("strings.TrimSpace", |c| {
        let s = c.bytes(0);
        let (lo, hi) = search::trim_space(s);
        c.set_substr(0, &s[lo..hi]);
        Ok(())
    });
    r.add("bytes.trim", |c| trim(c, 3));
    r.add("bytes.trimSpace", trim_space);
    r.add("strings.ToUpper", |c| string_case(c, Case::Upper));
    r.add("strings.ToLower", |c| string_case(c, Case::Lower));
    r.add("strings.ToTitle", |c| string_case(c, Case::Title));
    r.add("bytes.ToUpper", |c| bytes_case(c, Case::Upper));
    r.add("bytes.ToLower", |c| bytes_case(c, Case::Lower));
    r.add("bytes.ToTitle", |c| bytes_case(c, Case::Title));
    r.add("strings.Title", |c| {
        let t = search::title(c.bytes(0));
        c.set_str(0, &t)
    });
    r.add("bytes.Title", |c| {
        let t = search::title(c.bytes(0));
        new_slice(c, &t)
    });
    r.add("strings.ToValidUTF8", |c| {
        let s = c.bytes(0);
        let v = search::to_valid(s, c.bytes(2));
        string_or(c, v, s)
    });
    r.add("bytes.ToValidUTF8", |c| {
        let s = c.bytes(0);
        let v = search::to_valid(s, c.bytes(3));
        new_slice(c, v.as_deref().unwrap_or(s))
    });
    r.add("strings.Replace", |c| {
        let s = c.bytes(0);
        let v = search::replace(s, c.bytes(2), c.bytes(4), c.i64(6));
        string_or(c, v, s)
    });
    r.add("strings.ReplaceAll", |c| {
        let s = c.bytes(0);
        let v = search::replace(s, c.bytes(2), c.bytes(4), -1);
        string_or(c, v, s)
    });
    r.add("bytes.Replace", |c| {
        let s = c.bytes(0);
        let v = search::replace(s, c.bytes(3), c.bytes(6), c.i64(9));
        new_slice(c, v.as_deref().unwrap_or(s))
    });
    r.add("strings.repeat", |c| {
        let t = repeated(c, 2)?;
        c.set_str(0, &t)
    });
    r.add("bytes.repeat", |c| {
        let t = repeated(c, 3)?;
        new_slice(c, &t)
    });
    r.add("strings.Fields", strings_fields);
    r.add("strings.genSplit", strings_split);
    r.add("bytes.fieldsInto", bytes_fields);
    r.add("bytes.splitInto", bytes_split);
    r.add("strings.Join", strings_join);
    r.add("bytes.joinInto", bytes_join);
    r.add("strings.view", |c| {
        let s = c.bytes(0);
        c.set_substr(0, s);
        Ok(())
    });
    r.add("bytes.view", |c| {
        let s = c.bytes(0);
        c.set_substr(0, s);
        Ok(())
    });
    r.add("strings.replacePairs", replace_pairs);
    r.add("strings.mapBytes", map_bytes);
    r.add("strings.newBuffer", |c| {
        let s = match usize::try_from(c.i64(0)) {
            Ok(n) if n <= 1 << 47 => c.new_buffer(n)?,
            _ => return Err(c.panic_runtime("makeslice: cap out of range")),
        };
        c.set_slice(0, s);
        Ok(())
    });
    r.add("bufio.findWord", find_word);
}

fn position(c: Ctx<'_, '_>, second: usize, f: fn(&[u8], &[u8]) -> Option<usize>) -> NativeResult {
    let at = f(c.bytes(0), c.bytes(second));
    c.set_i64(0, at.map_or(-1, |i| i as i64));
    Ok(())
}

fn byte_position(c: Ctx<'_, '_>, second: usize, f: fn(u8, &[u8]) -> Option<usize>) -> NativeResult {
    let at = f(c.u64(second) as u8, c.bytes(0));
    c.set_i64(0, at.map_or(-1, |i| i as i64));
    Ok(())
}

fn rune_position(c: Ctx<'_, '_>, second: usize) -> NativeResult {
    let at = search::index_rune(c.bytes(0), c.u64(second) as u32);
    c.set_i64(0, at.map_or(-1, |i| i as i64));
    Ok(())
}

fn count(c: Ctx<'_, '_>, second: usize) -> NativeResult {
    let n = search::count(c.bytes(0), c.bytes(second));
    c.set_i64(0, n as i64);
    Ok(())
}

fn compare(c: Ctx<'_, '_>, second: usize) -> NativeResult {
    let o = c.bytes(0).cmp(c.bytes(second)) as i64;
    c.set_i64(0, o);
    Ok(())
}

fn equal_fold(c: Ctx<'_, '_>, second: usize) -> NativeResult {
    let v = search::equal_fold(c.bytes(0), c.bytes(second));
    c.set_bool(0, v);
    Ok(())
}

fn range(c: Ctx<'_, '_>, (lo, hi): (usize, usize)) -> NativeResult {
    c.set_i64(0, lo as i64);
    c.set_i64(1, hi as i64);
    Ok(())
}

/// func trim(s T, set string, sides int) (lo, hi int)
fn trim(c: Ctx<'_, '_>, second: usize) -> NativeResult {
    let v = search::trim_set(c.bytes(0), c.u64(second + 2), c.bytes(second));
    range(c, v)
}

const LEFT: NativeFn = |c| trim_string(c, 1);
const RIGHT: NativeFn = |c| trim_string(c, 2);
const BOTH: NativeFn = |c| trim_string(c, 3);

/// func Trim(s, cutset string) string and its halves
fn trim_string(c: Ctx<'_, '_>, sides: u64) -> NativeResult {
    let s = c.bytes(0);
    let (lo, hi) = search::trim_set(s, sides, c.bytes(2));
    c.set_substr(0, &s[lo..hi]);
    Ok(())
}

/// func trimSpace(s T) (lo, hi int)
fn trim_space(c: &mut NativeCtx<'_>) -> NativeResult {
    let v = search::trim_space(c.bytes(0));
    range(c, v)
}

/// A changed text as a new string, or the old one.
fn string_or<'v>(c: Ctx<'_, 'v>, changed: Option<Vec<u8>>, old: &'v [u8]) -> NativeResult {
    match changed {
        Some(t) => c.set_str(0, &t),
        None => {
            c.set_substr(0, old);
            Ok(())
        }
    }
}

fn new_slice(c: Ctx<'_, '_>, t: &[u8]) -> NativeResult {
    let s = c.new_bytes(t)?;
    c.set_slice(0, s);
    Ok(())
}

fn string_case(c: Ctx<'_, '_>, case: Case) -> NativeResult {
    let s = c.bytes(0);
    string_or(c, search::map_case(s, case), s)
}

fn bytes_case(c: Ctx<'_, '_>, case: Case) -> NativeResult {
    let s = c.bytes(0);
    let t = search::map_case(s, case);
    new_slice(c, t.as_deref().unwrap_or(s))
}

/// func repeat(s T, n int) T, with checked arguments
fn repeated(c: Ctx<'_, '_>, second: usize) -> Result<Vec<u8>, NativeExit> {
    let (s, n) = (c.bytes(0), c.u64(second) as usize);
    match s.len().checked_mul(n) {
        Some(total) if total < 1 << 34 => Ok(s.repeat(n)),
        // What cannot be addressed is refused; what can be is more than there is.
        Some(total) if total > 1 << 47 => Err(c.panic_runtime("makeslice: len out of range")),
        _ => Err(c.out_of_memory()),
    }
}

/// A new `[]string` of parts of `s`, at slots 0..3.
pub(super) fn substrings(c: Ctx<'_, '_>, s: &[u8], parts: &[(usize, usize)]) -> NativeResult {
    let list = c.new_slice(c.vm.program().known.string, parts.len())?;
    for (i, &(lo, hi)) in parts.iter().enumerate() {
        let words = list.ptr as *mut [u64; 2];
        if lo < hi {
            // SAFETY: element i of the new slice; the part lies inside the string.
            unsafe { words.add(i).write([s.as_ptr().add(lo) as u64, (hi - lo) as u64]) };
        }
    }
    c.set_slice(0, list);
    Ok(())
}

/// func Fields(s string) []string
fn strings_fields(c: &mut NativeCtx<'_>) -> NativeResult {
    let s = c.bytes(0);
    let mut parts = Vec::with_capacity(8);
    search::fields(s, |lo, hi| parts.push((lo, hi)));
    substrings(c, s, &parts)
}

/// func genSplit(s, sep string, save, n int) []string
fn strings_split(c: &mut NativeCtx<'_>) -> NativeResult {
    let (s, sep, save, n) = (c.bytes(0), c.bytes(2), c.u64(4) as usize, c.i64(5));
    if n == 0 {
        c.set_slice(0, Default::default());
        return Ok(());
    }
    let mut parts = Vec::with_capacity(8);
    search::split(s, sep, save, n, |lo, hi| parts.push((lo, hi)));
    substrings(c, s, &parts)
}

/// Fills a `[][]byte` at slots `out..` with parts of the slice at slots 0..3, each with its capacity cut; counts them.
fn subslices(c: Ctx<'_, '_>, out: usize, parts: &[(usize, usize)]) {
    let (base, list) = (c.u64(0), c.slice(out));
    for (i, &(lo, hi)) in parts.iter().enumerate().take(list.len as usize) {
        let n = (hi - lo) as u64;
        // An empty part must not point behind the object.
        let p = if n == 0 { base } else { base + lo as u64 };
        // SAFETY: element i of a slice of byte slices.
        unsafe { (list.ptr as *mut [u64; 3]).add(i).write([p, n, n]) };
    }
    c.set_i64(0, parts.len() as i64);
}

/// func fieldsInto(s []byte, out [][]byte) int
fn bytes_fields(c: &mut NativeCtx<'_>) -> NativeResult {
    let mut parts = Vec::new();
    search::fields(c.bytes(0), |lo, hi| parts.push((lo, hi)));
    subslices(c, 3, &parts);
    Ok(())
}

/// func splitInto(s, sep []byte, save, n int, out [][]byte) int
fn bytes_split(c: &mut NativeCtx<'_>) -> NativeResult {
    let (s, sep, save, n) = (c.bytes(0), c.bytes(3), c.u64(6) as usize, c.i64(7));
    let mut parts = Vec::new();
    search::split(s, sep, save, n, |lo, hi| parts.push((lo, hi)));
    subslices(c, 8, &parts);
    Ok(())
}

/// The elements of a slice of strings (`words` 2) or byte slices (`words` 3).
pub(super) fn elements<'v>(c: &NativeCtx<'v>, n: usize, words: usize) -> Vec<&'v [u8]> {
    let list = c.slice(n);
    (0..list.len as usize)
        .map(|i| {
            // SAFETY: element i of a live slice; its first two words are a live text, which stays until the native returns.
            unsafe {
                let at = (list.ptr as *const u64).add(i * words);
                let (p, n) = (*at, *at.add(1));
                if n == 0 { &[][..] } else { std::slice::from_raw_parts(p as *const u8, n as usize) }
            }
        })
        .collect()
}

/// func Join(elems []string, sep string) string
fn strings_join(c: &mut NativeCtx<'_>) -> NativeResult {
    let t = elements(c, 0, 2).join(c.bytes(3));
    c.set_str(0, &t)
}

/// func joinInto(s [][]byte, sep []byte) []byte
fn bytes_join(c: &mut NativeCtx<'_>) -> NativeResult {
    let t = elements(c, 0, 3).join(c.bytes(3));
    new_slice(c, &t)
}

/// func replacePairs(pairs []string, s string) string
fn replace_pairs(c: &mut NativeCtx<'_>) -> NativeResult {
    let s = c.bytes(3);
    let t = search::replace_pairs(s, &elements(c, 0, 2));
    string_or(c, t, s)
}

/// func mapBytes(table []byte, s string) string
fn map_bytes(c: &mut NativeCtx<'_>) -> NativeResult {
    let (table, s) = (c.bytes(0), c.bytes(3));
    let mapped = |b: &u8| table.get(usize::from(*b)).copied().unwrap_or(*b);
    let t = s.iter().any(|b| mapped(b) != *b).then(|| s.iter().map(mapped).collect::<Vec<u8>>());
    string_or(c, t, s)
}

/// func findWord(data []byte) (start, end, skip int): skip is 0 when no white space follows
fn find_word(c: &mut NativeCtx<'_>) -> NativeResult {
    let (start, end, skip) = search::first_word(c.bytes(0));
    c.set_i64(0, start as i64);
    c.set_i64(1, end as i64);
    c.set_i64(2, skip as i64);
    Ok(())
}
