//! Package unicode: questions about single runes, and the tables.

use super::tables::{
    CASE_RANGES, CATEGORIES, CATEGORY_RUNS, FOLD_CATEGORY, FOLD_SCRIPT, PROPERTIES, SCRIPT_RUNS, SCRIPTS,
};
use super::{Case, simple_fold, to_case};
use vole_vm::{NativeCtx, NativeRegistry, NativeResult};

/// Registers the natives.
pub fn register(r: &mut NativeRegistry) {
    r.add("unicode.IsControl", |c| is(c, super::is_control));
    r.add("unicode.isDigit", |c| is(c, super::is_digit));
    r.add("unicode.IsGraphic", |c| is(c, super::is_graphic));
    r.add("unicode.isLetter", |c| is(c, super::is_letter));
    r.add("unicode.isLower", |c| is(c, super::is_lower));
    r.add("unicode.IsMark", |c| is(c, super::is_mark));
    r.add("unicode.IsNumber", |c| is(c, super::is_number));
    r.add("unicode.IsPrint", |c| is(c, super::is_print));
    r.add("unicode.IsPunct", |c| is(c, super::is_punct));
    r.add("unicode.isSpace", |c| is(c, super::is_space));
    r.add("unicode.IsSymbol", |c| is(c, super::is_symbol));
    r.add("unicode.IsTitle", |c| is(c, super::is_title));
    r.add("unicode.isUpper", |c| is(c, super::is_upper));
    r.add("unicode.SimpleFold", |c| to(c, simple_fold));
    r.add("unicode.toUpper", |c| to(c, |r| to_case(r, Case::Upper)));
    r.add("unicode.toLower", |c| to(c, |r| to_case(r, Case::Lower)));
    r.add("unicode.ToTitle", |c| to(c, |r| to_case(r, Case::Title)));
    r.add("unicode.in16", in_ranges::<u16>);
    r.add("unicode.in32", in_ranges::<u32>);
    r.add("unicode.caseRange", case_range);
    r.add("unicode.tableRanges", table_ranges);
    r.add("unicode.tableName", table_name);
}

fn is(ctx: &mut NativeCtx<'_>, f: fn(u32) -> bool) -> NativeResult {
    let v = f(ctx.u64(0) as u32);
    ctx.set_bool(0, v);
    Ok(())
}

/// The layout of `Range16` and `Range32`.
#[derive(Clone, Copy)]
#[repr(C)]
struct Range<T> {
    lo: T,
    hi: T,
    stride: T,
}

/// func in16(ranges []Range16, r uint32) bool, func in32(ranges []Range32, r uint32) bool
fn in_ranges<T: Copy + Into<u32>>(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let (s, r) = (ctx.slice(0), ctx.u64(3) as u32);
    let ranges: &[Range<T>] = match s.len as usize {
        0 => &[],
        // SAFETY: a live slice of ranges, which have this layout.
        n => unsafe { std::slice::from_raw_parts(s.ptr as *const Range<T>, n) },
    };
    let at = ranges.partition_point(|e| e.hi.into() < r);
    let found = ranges.get(at).is_some_and(|e| {
        let (lo, stride) = (e.lo.into(), e.stride.into());
        // A stride of 0 divides by zero in Go; such tables are not made.
        lo <= r && (stride <= 1 || (r - lo).is_multiple_of(stride))
    });
    ctx.set_bool(0, found);
    Ok(())
}

fn to(ctx: &mut NativeCtx<'_>, f: fn(u32) -> u32) -> NativeResult {
    let v = f(ctx.u64(0) as u32) as i32;
    ctx.set_i64(0, i64::from(v));
    Ok(())
}

/// func caseRange(i int) (lo, hi uint32, upper, lower, title rune, ok bool)
fn case_range(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let entry = CASE_RANGES.get(ctx.u64(0) as usize);
    let &(lo, hi, d) = entry.unwrap_or(&(0, 0, [0; 3]));
    ctx.set(0, u64::from(lo));
    ctx.set(1, u64::from(hi));
    for (i, v) in d.into_iter().enumerate() {
        ctx.set_i64(2 + i, i64::from(v));
    }
    ctx.set_bool(5, entry.is_some());
    Ok(())
}

/// The ranges of maximal runs whose number satisfies `want`.
fn runs(runs: &[(u32, u8)], want: impl Fn(u8) -> bool) -> Vec<(u32, u32)> {
    let mut all: Vec<(u32, u32)> = Vec::new();
    for (i, &(start, n)) in runs.iter().enumerate() {
        let end = runs.get(i + 1).map_or(0x10_FFFF, |next| next.0 - 1);
        if want(n) {
            match all.last_mut() {
                Some(last) if last.1 + 1 == start => last.1 = end,
                _ => all.push((start, end)),
            }
        }
    }
    all
}

/// The ranges of a named table; `kind` as in the Go package: 0 categories, 1 scripts, ...
pub fn ranges(kind: i64, name: &str) -> Vec<(u32, u32)> {
    let listed =
        |list: &[(&str, &[(u32, u32)])]| list.iter().find(|t| t.0 == name).map(|t| t.1.to_vec()).unwrap_or_default();
    match kind {
        0 => {
            let of = |n: u8| if n == 0 { "Cn" } else { CATEGORIES[usize::from(n) - 1] };
            runs(CATEGORY_RUNS.as_slice(), |n| match name {
                "LC" => matches!(of(n), "Lu" | "Ll" | "Lt"),
                _ if name.len() == 1 => of(n).starts_with(name),
                _ => of(n) == name,
            })
        }
        1 => runs(SCRIPT_RUNS.as_slice(), |n| n != 0 && SCRIPTS[usize::from(n) - 1] == name),
        2 => listed(&PROPERTIES),
        3 => listed(&FOLD_CATEGORY),
        _ => listed(&FOLD_SCRIPT),
    }
}

/// func tableRanges(kind int, name string, out []uint32) int: fills pairs of first and last runes; returns the number of pairs
fn table_ranges(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let all = ranges(ctx.i64(0), &ctx.str(1));
    let out = ctx.slice(3);
    let values = all.iter().flat_map(|&(lo, hi)| [lo, hi]);
    for (i, v) in values.enumerate().take(out.len as usize) {
        // SAFETY: element i of a slice of uint32.
        unsafe { *(out.ptr as *mut u32).add(i) = v };
    }
    ctx.set_i64(0, all.len() as i64);
    Ok(())
}

/// func tableName(kind, i int) string
fn table_name(ctx: &mut NativeCtx<'_>) -> NativeResult {
    let i = ctx.u64(1) as usize;
    const MORE: [&str; 9] = ["C", "Cn", "L", "LC", "M", "N", "P", "S", "Z"];
    let name = match ctx.i64(0) {
        0 => CATEGORIES.get(i).or_else(|| MORE.get(i.wrapping_sub(CATEGORIES.len()))).copied(),
        1 => SCRIPTS.get(i).copied(),
        2 => PROPERTIES.get(i).map(|t| t.0),
        3 => FOLD_CATEGORY.get(i).map(|t| t.0),
        _ => FOLD_SCRIPT.get(i).map(|t| t.0),
    };
    ctx.set_str(0, name.unwrap_or_default().as_bytes())
}
