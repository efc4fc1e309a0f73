//! Sets of runes as sorted ranges, and the named ones: POSIX, Perl and Unicode classes.

use crate::native::unicode::register::ranges as unicode_ranges;
use crate::native::unicode::simple_fold;
use crate::native::unicode::tables::{CATEGORIES, SCRIPTS};

/// The largest rune.
pub const MAX_RUNE: u32 = 0x10_FFFF;

/// Runes with other cases lie between these.
const FOLDING: (u32, u32) = (0x41, 0x1_E943);

/// Inclusive ranges; sorted and apart after [`clean`].
pub type Ranges = Vec<(u32, u32)>;

/// Sorts and joins.
pub fn clean(r: &mut Ranges) {
    r.sort_unstable();
    let mut out: Ranges = Vec::with_capacity(r.len());
    for &(lo, hi) in r.iter() {
        match out.last_mut() {
            Some(last) if lo <= last.1.saturating_add(1) => last.1 = last.1.max(hi),
            _ => out.push((lo, hi)),
        }
    }
    *r = out;
}

/// All runes that are not in a clean set.
pub fn negate(r: &[(u32, u32)]) -> Ranges {
    let mut out = Vec::with_capacity(r.len() + 1);
    let mut next = 0;
    for &(lo, hi) in r {
        if lo > next {
            out.push((next, lo - 1));
        }
        next = hi + 1;
    }
    if next <= MAX_RUNE {
        out.push((next, MAX_RUNE));
    }
    out
}

/// Adds a range together with all other cases of its runes.
pub fn push_folded(r: &mut Ranges, lo: u32, hi: u32) {
    r.push((lo, hi));
    if lo <= FOLDING.0 && hi >= FOLDING.1 {
        return;
    }
    for c in lo.max(FOLDING.0)..=hi.min(FOLDING.1) {
        let mut f = simple_fold(c);
        while f != c {
            r.push((f, f));
            f = simple_fold(f);
        }
    }
}

/// A literal's rune with its other cases.
pub fn orbit(c: u32) -> Ranges {
    let mut r = Vec::new();
    push_folded(&mut r, c, c);
    clean(&mut r);
    r
}

/// The smallest rune of the folding orbit.
pub fn min_fold(c: u32) -> u32 {
    let (mut least, mut f) = (c, simple_fold(c));
    while f != c {
        least = least.min(f);
        f = simple_fold(f);
    }
    least
}

/// Whether a clean set has a rune.
pub fn contains(r: &[(u32, u32)], c: u32) -> bool {
    let i = r.partition_point(|x| x.1 < c);
    r.get(i).is_some_and(|x| x.0 <= c)
}

const DIGIT: &[(u8, u8)] = &[(b'0', b'9')];
const SPACE: &[(u8, u8)] = &[(b'\t', b'\n'), (0x0c, b'\r'), (b' ', b' ')];
const WORD: &[(u8, u8)] = &[(b'0', b'9'), (b'A', b'Z'), (b'_', b'_'), (b'a', b'z')];

fn widen(t: &[(u8, u8)]) -> Ranges {
    t.iter().map(|&(a, b)| (u32::from(a), u32::from(b))).collect()
}

/// `\d`, `\s`, `\w`: the class and whether the letter (in upper case) negates it.
pub fn perl(letter: u8) -> Option<(Ranges, bool)> {
    let t = match letter.to_ascii_lowercase() {
        b'd' => DIGIT,
        b's' => SPACE,
        b'w' => WORD,
        _ => return None,
    };
    Some((widen(t), letter.is_ascii_uppercase()))
}

/// The class named between `[:` and `:]`, and whether `^` negates it.
pub fn posix(name: &[u8]) -> Option<(Ranges, bool)> {
    let (name, negated) = match name.split_first() {
        Some((b'^', rest)) => (rest, true),
        _ => (name, false),
    };
    let t: &[(u8, u8)] = match name {
        b"alnum" => &[(b'0', b'9'), (b'A', b'Z'), (b'a', b'z')],
        b"alpha" => &[(b'A', b'Z'), (b'a', b'z')],
        b"ascii" => &[(0, 0x7f)],
        b"blank" => &[(b'\t', b'\t'), (b' ', b' ')],
        b"cntrl" => &[(0, 0x1f), (0x7f, 0x7f)],
        b"digit" => DIGIT,
        b"graph" => &[(b'!', b'~')],
        b"lower" => &[(b'a', b'z')],
        b"print" => &[(b' ', b'~')],
        b"punct" => &[(b'!', b'/'), (b':', b'@'), (b'[', b'`'), (b'{', b'~')],
        b"space" => &[(b'\t', b'\r'), (b' ', b' ')],
        b"upper" => &[(b'A', b'Z')],
        b"word" => WORD,
        b"xdigit" => &[(b'0', b'9'), (b'A', b'F'), (b'a', b'f')],
        _ => return None,
    };
    Some((widen(t), negated))
}

/// Long names of categories, in the form that [`canonical`] gives.
const ALIASES: [(&str, &str); 42] = [
    ("casedletter", "LC"),
    ("closepunctuation", "Pe"),
    ("cntrl", "Cc"),
    ("combiningmark", "M"),
    ("connectorpunctuation", "Pc"),
    ("control", "Cc"),
    ("currencysymbol", "Sc"),
    ("dashpunctuation", "Pd"),
    ("decimalnumber", "Nd"),
    ("digit", "Nd"),
    ("enclosingmark", "Me"),
    ("finalpunctuation", "Pf"),
    ("format", "Cf"),
    ("initialpunctuation", "Pi"),
    ("letter", "L"),
    ("letternumber", "Nl"),
    ("lineseparator", "Zl"),
    ("lowercaseletter", "Ll"),
    ("mark", "M"),
    ("mathsymbol", "Sm"),
    ("modifierletter", "Lm"),
    ("modifiersymbol", "Sk"),
    ("nonspacingmark", "Mn"),
    ("number", "N"),
    ("openpunctuation", "Ps"),
    ("other", "C"),
    ("otherletter", "Lo"),
    ("othernumber", "No"),
    ("otherpunctuation", "Po"),
    ("othersymbol", "So"),
    ("paragraphseparator", "Zp"),
    ("privateuse", "Co"),
    ("punct", "P"),
    ("punctuation", "P"),
    ("separator", "Z"),
    ("spaceseparator", "Zs"),
    ("spacingmark", "Mc"),
    ("surrogate", "Cs"),
    ("symbol", "S"),
    ("titlecaseletter", "Lt"),
    ("unassigned", "Cn"),
    ("uppercaseletter", "Lu"),
];

/// Letters in lower case, without spaces, underscores and hyphens.
fn canonical(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, ' ' | '_' | '-')).map(|c| c.to_ascii_lowercase()).collect()
}

/// The runes that `\p{name}` means, with the other cases of its runes when `fold`.
pub fn unicode(name: &str, fold: bool) -> Option<Ranges> {
    let key = canonical(name);
    let all = || vec![(0, MAX_RUNE)];
    match key.as_str() {
        "any" => return Some(all()),
        "ascii" if fold => return unicode_folded(vec![(0, 0x7f)]),
        "ascii" => return Some(vec![(0, 0x7f)]),
        "assigned" => {
            let r = negate(&unicode_ranges(0, "Cn"));
            return if fold { unicode_folded(r) } else { Some(r) };
        }
        _ => {}
    }
    let alias = ALIASES.binary_search_by_key(&key.as_str(), |a| a.0).ok().map(|i| ALIASES[i].1);
    let category = alias.or_else(|| {
        let names = ["C", "Cn", "L", "LC", "M", "N", "P", "S", "Z"];
        CATEGORIES.iter().copied().chain(names).find(|n| canonical(n) == key)
    });
    let r = match category {
        Some(n) => unicode_ranges(0, n),
        None => unicode_ranges(1, SCRIPTS.iter().find(|n| canonical(n) == key)?),
    };
    if fold { unicode_folded(r) } else { Some(r) }
}

fn unicode_folded(r: Ranges) -> Option<Ranges> {
    let mut out = Vec::new();
    for (lo, hi) in r {
        push_folded(&mut out, lo, hi);
    }
    clean(&mut out);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_are_sorted() {
        assert!(ALIASES.windows(2).all(|w| w[0].0 < w[1].0));
    }

    #[test]
    fn sets() {
        let mut r = vec![(5, 9), (1, 3), (4, 4), (20, 30)];
        clean(&mut r);
        assert_eq!(r, [(1, 9), (20, 30)]);
        assert_eq!(negate(&r), [(0, 0), (10, 19), (31, MAX_RUNE)]);
        assert!(contains(&r, 9) && !contains(&r, 10));
        assert_eq!(orbit(u32::from('k')), [(0x4b, 0x4b), (0x6b, 0x6b), (0x212a, 0x212a)]);
    }
}
