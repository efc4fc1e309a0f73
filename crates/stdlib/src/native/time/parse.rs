//! Reading times by layouts.

use super::duration::quote;
use super::layout::{DAYS, Elem, MONTHS, is_leap, next};

/// What a text says.
#[derive(Default, Debug)]
#[allow(missing_docs)]
pub struct Parsed {
    pub year: i64,
    pub month: i64,
    pub day: i64,
    pub hour: i64,
    pub min: i64,
    pub sec: i64,
    pub nsec: i64,
    pub yday: i64,
    pub utc: bool,
    pub has_offset: bool,
    pub offset: i64,
    pub zone: Vec<u8>,
}

/// The parts of a `ParseError`.
#[derive(Default, Debug)]
#[allow(missing_docs)]
pub struct Problem {
    pub layout_elem: Vec<u8>,
    pub value_elem: Vec<u8>,
    pub message: Vec<u8>,
}

/// Why an element did not match.
enum Bad {
    Syntax,
    Range(&'static str),
}

type Step<T> = Result<T, Bad>;

fn digit(s: &[u8], i: usize) -> bool {
    s.get(i).is_some_and(u8::is_ascii_digit)
}

fn value_of(s: &[u8]) -> Step<i64> {
    if s.is_empty() || !s.iter().all(u8::is_ascii_digit) {
        return Err(Bad::Syntax);
    }
    Ok(s.iter().fold(0, |n, &c| n * 10 + i64::from(c - b'0')))
}

/// Takes one or two digits, exactly two if `fixed`.
fn number(s: &mut &[u8], fixed: bool) -> Step<i64> {
    if !digit(s, 0) || fixed && !digit(s, 1) {
        return Err(Bad::Syntax);
    }
    let n = 1 + usize::from(digit(s, 1));
    let v = value_of(&s[..n]);
    *s = &s[n..];
    v
}

fn name(s: &mut &[u8], names: &[&str], short: bool) -> Step<i64> {
    for (i, n) in names.iter().enumerate() {
        let n = if short { &n[..3] } else { n };
        if s.len() >= n.len() && s[..n.len()].eq_ignore_ascii_case(n.as_bytes()) {
            *s = &s[n.len()..];
            return Ok(i as i64);
        }
    }
    Err(Bad::Syntax)
}

fn within(v: i64, lo: i64, hi: i64, what: &'static str) -> Step<i64> {
    if (lo..=hi).contains(&v) { Ok(v) } else { Err(Bad::Range(what)) }
}

/// A separator and digits, `n` bytes in all, as nanoseconds.
fn nanoseconds(s: &[u8], n: usize) -> Step<i64> {
    if !matches!(s.first(), Some(b'.' | b',')) {
        return Err(Bad::Syntax);
    }
    let n = n.min(10);
    // As in Go, where the digits may have a sign.
    let (negative, digits) = match s[1..n].split_first() {
        Some((b'-', rest)) => (true, rest),
        Some((b'+', rest)) => (false, rest),
        _ => (false, &s[1..n]),
    };
    let v = value_of(digits)?;
    if negative && v != 0 {
        return Err(Bad::Range("fractional second"));
    }
    Ok(v * 10i64.pow(10 - n as u32))
}

/// Removes a layout's literal text from the value; runs of spaces match runs of spaces.
fn skip<'a>(mut value: &'a [u8], mut prefix: &[u8]) -> Result<&'a [u8], &'a [u8]> {
    let spaces = |s: &[u8]| s.iter().take_while(|&&c| c == b' ').count();
    while let Some(&c) = prefix.first() {
        if c == b' ' {
            if !value.is_empty() && value[0] != b' ' {
                return Err(value);
            }
            prefix = &prefix[spaces(prefix)..];
            value = &value[spaces(value)..];
            continue;
        }
        if value.first() != Some(&c) {
            return Err(value);
        }
        prefix = &prefix[1..];
        value = &value[1..];
    }
    Ok(value)
}

/// The length of a signed offset of at most 23 hours; 0 if there is none.
fn signed_offset(s: &[u8]) -> usize {
    if !matches!(s.first(), Some(b'+' | b'-')) {
        return 0;
    }
    let n = s[1..].iter().take_while(|c| c.is_ascii_digit()).count();
    match value_of(&s[1..=n]) {
        Ok(v) if n < 10 && v <= 23 => n + 1,
        _ => 0,
    }
}

/// The length of a zone abbreviation.
pub fn zone_name(s: &[u8]) -> Option<usize> {
    if s.len() < 3 {
        return None;
    }
    if s.starts_with(b"ChST") || s.starts_with(b"MeST") {
        return Some(4);
    }
    if s.starts_with(b"GMT") {
        return Some(3 + signed_offset(&s[3..]));
    }
    if matches!(s[0], b'+' | b'-') {
        return Some(signed_offset(s)).filter(|&n| n > 0);
    }
    match s.iter().take(6).take_while(|c| c.is_ascii_uppercase()).count() {
        5 if s[4] == b'T' => Some(5),
        4 if s[3] == b'T' || s.starts_with(b"WITA") => Some(4),
        3 => Some(3),
        _ => None,
    }
}

/// Reads `value` by `layout`. Month, day and year day are settled; the hour is of 24.
pub fn parse(layout: &[u8], value: &[u8], p: &mut Parsed) -> Result<(), Problem> {
    let (mut rest_layout, mut v) = (layout, value);
    (p.month, p.day, p.yday) = (-1, -1, -1);
    let (mut pm, mut am) = (false, false);
    loop {
        let found = next(rest_layout);
        let (prefix, text) = match found {
            Some((at, _, len)) => (&rest_layout[..at], &rest_layout[at..at + len]),
            None => (rest_layout, &[][..]),
        };
        v = skip(v, prefix).map_err(|at| Problem {
            layout_elem: prefix.to_vec(),
            value_elem: at.to_vec(),
            message: Vec::new(),
        })?;
        let Some((at, elem, len)) = found else {
            if !v.is_empty() {
                let message = [b": extra text: ", quote(v).as_slice()].concat();
                return Err(Problem { layout_elem: Vec::new(), value_elem: v.to_vec(), message });
            }
            break;
        };
        rest_layout = &rest_layout[at + len..];
        let hold = v;
        match element(elem, &mut v, rest_layout, p, &mut pm, &mut am) {
            Ok(()) => {}
            Err(Bad::Range(what)) => {
                return Err(Problem {
                    layout_elem: text.to_vec(),
                    value_elem: v.to_vec(),
                    message: format!(": {what} out of range").into_bytes(),
                });
            }
            Err(Bad::Syntax) => {
                return Err(Problem { layout_elem: text.to_vec(), value_elem: hold.to_vec(), message: Vec::new() });
            }
        }
    }
    if pm && p.hour < 12 {
        p.hour += 12;
    } else if am && p.hour == 12 {
        p.hour = 0;
    }
    let fail = |m: &str| Problem { layout_elem: Vec::new(), value_elem: v.to_vec(), message: m.as_bytes().to_vec() };
    let days_in = |m: i64| match m {
        2 => 28 + i64::from(is_leap(p.year)),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    if p.yday >= 0 {
        if p.yday < 1 || p.yday > 365 + i64::from(is_leap(p.year)) {
            return Err(fail(": day-of-year out of range"));
        }
        let (mut m, mut d) = (1, p.yday);
        while d > days_in(m) {
            d -= days_in(m);
            m += 1;
        }
        if p.month >= 0 && p.month != m {
            return Err(fail(": day-of-year does not match month"));
        }
        if p.day >= 0 && p.day != d {
            return Err(fail(": day-of-year does not match day"));
        }
        (p.month, p.day) = (m, d);
    } else {
        p.month = if p.month < 0 { 1 } else { p.month };
        p.day = if p.day < 0 { 1 } else { p.day };
    }
    if p.day < 1 || p.day > days_in(p.month) {
        return Err(fail(": day out of range"));
    }
    Ok(())
}

fn element(elem: Elem, v: &mut &[u8], rest: &[u8], p: &mut Parsed, pm: &mut bool, am: &mut bool) -> Step<()> {
    use Elem::*;
    let take = |v: &mut &[u8], n: usize| -> Step<Vec<u8>> {
        let t = v.get(..n).ok_or(Bad::Syntax)?.to_vec();
        *v = &v[n..];
        Ok(t)
    };
    match elem {
        Year => {
            let y = value_of(&take(v, 2)?)?;
            p.year = if y >= 69 { 1900 + y } else { 2000 + y };
        }
        LongYear => {
            if v.len() < 4 || !digit(v, 0) {
                return Err(Bad::Syntax);
            }
            p.year = value_of(&take(v, 4)?)?;
        }
        Month => p.month = name(v, &MONTHS, true)? + 1,
        LongMonth => p.month = name(v, &MONTHS, false)? + 1,
        NumMonth | ZeroMonth => p.month = within(number(v, elem == ZeroMonth)?, 1, 12, "month")?,
        WeekDay => {
            name(v, &DAYS, true)?;
        }
        LongWeekDay => {
            name(v, &DAYS, false)?;
        }
        Day | UnderDay | ZeroDay => {
            if elem == UnderDay && v.first() == Some(&b' ') {
                *v = &v[1..];
            }
            p.day = number(v, elem == ZeroDay)?;
        }
        UnderYearDay | ZeroYearDay => {
            for _ in 0..2 {
                if elem == UnderYearDay && v.first() == Some(&b' ') {
                    *v = &v[1..];
                }
            }
            let n = v.iter().take(3).take_while(|c| c.is_ascii_digit()).count();
            if n == 0 || elem == ZeroYearDay && n != 3 {
                return Err(Bad::Syntax);
            }
            p.yday = value_of(&take(v, n)?)?;
        }
        Hour => p.hour = within(number(v, false)?, 0, 23, "hour")?,
        Hour12 | ZeroHour12 => p.hour = within(number(v, elem == ZeroHour12)?, 0, 12, "hour")?,
        Minute | ZeroMinute => p.min = within(number(v, elem == ZeroMinute)?, 0, 59, "minute")?,
        Second | ZeroSecond => {
            p.sec = within(number(v, elem == ZeroSecond)?, 0, 59, "second")?;
            // A fraction may follow even if the layout has none.
            if v.len() >= 2
                && matches!(v[0], b'.' | b',')
                && digit(v, 1)
                && !matches!(next(rest), Some((_, Fraction { .. }, _)))
            {
                let n = 1 + v[1..].iter().take_while(|c| c.is_ascii_digit()).count();
                p.nsec = nanoseconds(v, n)?;
                *v = &v[n..];
            }
        }
        Pm | LowerPm => {
            let t = take(v, 2)?;
            let (p, a): (&[u8], &[u8]) = if elem == Pm { (b"PM", b"AM") } else { (b"pm", b"am") };
            if t == p {
                *pm = true;
            } else if t == a {
                *am = true;
            } else {
                return Err(Bad::Syntax);
            }
        }
        Zone { z, colon, parts } => {
            if z && v.first() == Some(&b'Z') {
                *v = &v[1..];
                p.utc = true;
                return Ok(());
            }
            let len = 1 + 2 * usize::from(parts) + if colon { usize::from(parts) - 1 } else { 0 };
            if v.len() < len {
                return Err(Bad::Syntax);
            }
            let step = if colon { 3 } else { 2 };
            if colon && (v[3] != b':' || parts == 3 && v[6] != b':') {
                return Err(Bad::Syntax);
            }
            let t = take(v, len)?;
            let part = |i: u8| -> Step<i64> {
                if i >= parts {
                    return Ok(0);
                }
                let at = 1 + usize::from(i) * step;
                number(&mut &t[at..at + 2], true)
            };
            // Parts are read until one is no number; that one of those read is too large goes before that, and the last such.
            let names = ["time zone offset hour", "time zone offset minute", "time zone offset second"];
            let mut read = [0; 3];
            let mut bad = Ok(());
            let mut large = Ok(());
            for (i, (value, name)) in read.iter_mut().zip(names).enumerate() {
                match part(i as u8) {
                    Ok(v) => *value = v,
                    Err(e) => {
                        bad = Err(e);
                        break;
                    }
                }
                if let Err(e) = within(*value, 0, if i == 0 { 24 } else { 60 }, name) {
                    large = Err(e);
                }
            }
            large?;
            bad?;
            let [h, m, s] = read;
            let sign = match t[0] {
                b'+' => 1,
                b'-' => -1,
                _ => return Err(Bad::Syntax),
            };
            p.has_offset = true;
            p.offset = sign * ((h * 60 + m) * 60 + s);
        }
        ZoneName => {
            if v.starts_with(b"UTC") {
                *v = &v[3..];
                p.utc = true;
                return Ok(());
            }
            let n = zone_name(v).ok_or(Bad::Syntax)?;
            p.zone = take(v, n)?;
        }
        Fraction { digits, nines: false } => {
            if v.len() < digits + 1 {
                return Err(Bad::Syntax);
            }
            p.nsec = nanoseconds(v, digits + 1)?;
            *v = &v[digits + 1..];
        }
        Fraction { .. } => {
            if v.len() < 2 || !matches!(v[0], b'.' | b',') || !digit(v, 1) {
                return Ok(());
            }
            let n = 1 + v[1..].iter().take_while(|c| c.is_ascii_digit()).count();
            p.nsec = nanoseconds(v, n)?;
            *v = &v[n..];
        }
    }
    Ok(())
}
