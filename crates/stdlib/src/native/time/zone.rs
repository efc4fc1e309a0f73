//! Time zone data: TZif files (RFC 9636) with the POSIX rule of their footer.

use super::layout::{civil, is_leap};

/// The zone in force at a time.
#[derive(Debug, Clone)]
pub struct Found {
    /// Abbreviation.
    pub name: Vec<u8>,
    /// Seconds east of UTC.
    pub offset: i64,
    /// Since when; `i64::MIN` if always.
    pub start: i64,
    /// Until when; `i64::MAX` if for ever.
    pub end: i64,
    /// Daylight saving time.
    pub dst: bool,
}

impl Default for Found {
    fn default() -> Found {
        Found { name: b"UTC".to_vec(), offset: 0, start: i64::MIN, end: i64::MAX, dst: false }
    }
}

/// A parsed file; it borrows the data.
pub struct Zone<'a> {
    times: &'a [u8],
    wide: bool,
    index: &'a [u8],
    types: &'a [u8],
    names: &'a [u8],
    rule: &'a [u8],
}

fn be(b: &[u8]) -> i64 {
    // Sign-extended.
    b.iter().skip(1).fold(i64::from(b[0] as i8), |n, &c| n << 8 | i64::from(c))
}

impl<'a> Zone<'a> {
    /// Takes a file apart; `None` if it is malformed.
    pub fn parse(data: &'a [u8]) -> Option<Zone<'a>> {
        let (first, rest) = Self::block(data, false)?;
        if data[4] < b'2' {
            return Some(first);
        }
        let (mut zone, footer) = Self::block(rest, true)?;
        if let [b'\n', rule @ .., b'\n'] = footer {
            zone.rule = rule;
        }
        Some(zone)
    }

    fn block(data: &'a [u8], wide: bool) -> Option<(Zone<'a>, &'a [u8])> {
        if data.len() < 44 || !data.starts_with(b"TZif") {
            return None;
        }
        let count = |i: usize| be(&data[20 + 4 * i..24 + 4 * i]) as usize;
        let (utc, std, leap, times, types, chars) = (count(0), count(1), count(2), count(3), count(4), count(5));
        let w = if wide { 8 } else { 4 };
        let mut rest = &data[44..];
        let mut take = |n: usize| {
            let part = rest.get(..n)?;
            rest = &rest[n..];
            Some(part)
        };
        let zone = Zone {
            times: take(times.checked_mul(w)?)?,
            index: take(times)?,
            types: take(types.checked_mul(6)?)?,
            names: take(chars)?,
            wide,
            rule: &[],
        };
        take(leap.checked_mul(w + 4)?)?;
        take(std)?;
        take(utc)?;
        let bad = types == 0 || zone.index.iter().any(|&i| usize::from(i) >= types);
        (!bad).then_some((zone, rest))
    }

    fn time(&self, i: usize) -> i64 {
        let w = if self.wide { 8 } else { 4 };
        be(&self.times[i * w..(i + 1) * w])
    }

    fn of_type(&self, t: usize, start: i64, end: i64) -> Found {
        let ty = &self.types[t * 6..t * 6 + 6];
        let from = usize::from(ty[5]).min(self.names.len());
        let name = self.names[from..].split(|&c| c == 0).next().unwrap_or_default().to_vec();
        Found { name, offset: be(&ty[..4]), start, end, dst: ty[4] != 0 }
    }

    /// The zone before the first transition: the first that is not daylight saving time.
    fn first_type(&self) -> usize {
        let n = self.types.len() / 6;
        if !self.index.contains(&0) {
            return 0;
        }
        let dst = |t: usize| self.types[t * 6 + 4] != 0;
        if let Some(&t) = self.index.first()
            && dst(usize::from(t))
            && let Some(t) = (0..usize::from(t)).rev().find(|&t| !dst(t))
        {
            return t;
        }
        (0..n).find(|&t| !dst(t)).unwrap_or(0)
    }

    /// The zone in force at a Unix time.
    pub fn lookup(&self, unix: i64) -> Found {
        let n = self.index.len();
        let (mut lo, mut hi) = (0, n);
        while lo < hi {
            let mid = usize::midpoint(lo, hi);
            if self.time(mid) <= unix { lo = mid + 1 } else { hi = mid }
        }
        if lo == 0 {
            let end = if n == 0 { i64::MAX } else { self.time(0) };
            if n == 0
                && let Some(f) = by_rule(self.rule, i64::MIN, unix)
            {
                return f;
            }
            return self.of_type(self.first_type(), i64::MIN, end);
        }
        let (start, end) = (self.time(lo - 1), if lo < n { self.time(lo) } else { i64::MAX });
        if lo == n
            && let Some(f) = by_rule(self.rule, start, unix)
        {
            return f;
        }
        self.of_type(usize::from(self.index[lo - 1]), start, end)
    }
}

/// When a rule changes the clock.
#[derive(Debug)]
pub enum Day {
    /// Day 1 to 365, February 29 never counted.
    Julian(i64),
    /// Day 0 to 365.
    Zero(i64),
    /// Month, week (5 is the last), weekday.
    Nth(i64, i64, i64),
}

/// What is left of a rule.
pub struct Text<'a>(pub &'a [u8]);

impl Text<'_> {
    fn eat(&mut self, c: u8) -> bool {
        let yes = self.0.first() == Some(&c);
        if yes {
            self.0 = &self.0[1..];
        }
        yes
    }
    fn number(&mut self, range: std::ops::RangeInclusive<i64>) -> Option<i64> {
        let n = self.0.iter().take_while(|c| c.is_ascii_digit()).count();
        let v = std::str::from_utf8(&self.0[..n]).ok()?.parse().ok()?;
        self.0 = &self.0[n..];
        Some(v).filter(|v| range.contains(v))
    }
    /// `PST`, `<+03>`.
    pub fn name(&mut self) -> Option<Vec<u8>> {
        let n = if self.eat(b'<') {
            let n = self.0.iter().position(|&c| c == b'>')?;
            let name = self.0[..n].to_vec();
            self.0 = &self.0[n + 1..];
            return Some(name);
        } else {
            self.0.iter().take_while(|c| !matches!(c, b'0'..=b'9' | b',' | b'-' | b'+')).count()
        };
        let name = self.0[..n].to_vec();
        self.0 = &self.0[n..];
        (n >= 3).then_some(name)
    }
    /// `[+-]hh[:mm[:ss]]` in seconds.
    pub fn offset(&mut self) -> Option<i64> {
        let neg = self.eat(b'-');
        if !neg {
            self.eat(b'+');
        }
        let mut s = self.number(0..=24 * 7)? * 3600;
        if self.eat(b':') {
            s += self.number(0..=59)? * 60;
            if self.eat(b':') {
                s += self.number(0..=59)?;
            }
        }
        Some(if neg { -s } else { s })
    }
    /// A day, and the second of it.
    pub fn day(&mut self) -> Option<(Day, i64)> {
        let day = if self.eat(b'J') {
            Day::Julian(self.number(1..=365)?)
        } else if self.eat(b'M') {
            let m = self.number(1..=12)?;
            self.eat(b'.').then_some(())?;
            let w = self.number(1..=5)?;
            self.eat(b'.').then_some(())?;
            Day::Nth(m, w, self.number(0..=6)?)
        } else {
            Day::Zero(self.number(0..=365)?)
        };
        let at = if self.eat(b'/') { self.offset()? } else { 7200 };
        Some((day, at))
    }
}

/// Days from 1970 to January 1 of a year.
fn year_start(y: i64) -> i64 {
    let p = y - 1;
    p * 365 + p.div_euclid(4) - p.div_euclid(100) + p.div_euclid(400) - 719_162
}

/// Seconds from the start of a year to a change.
fn change(year: i64, day: &Day, at: i64) -> i64 {
    let leap = i64::from(is_leap(year));
    let days = match *day {
        Day::Julian(n) => n - 1 + if n >= 60 { leap } else { 0 },
        Day::Zero(n) => n,
        Day::Nth(m, w, wd) => {
            let before = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
            let m = (m - 1).clamp(0, 11) as usize;
            let first = before[m] + if m >= 2 { leap } else { 0 };
            let len = [31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][m];
            // January 1, 1970 was a Thursday.
            let weekday = (year_start(year) + first + 4).rem_euclid(7);
            let mut d = (wd - weekday).rem_euclid(7) + (w - 1) * 7;
            while d >= len {
                d -= 7;
            }
            first + d
        }
    };
    days * 86_400 + at
}

/// The zone that a POSIX rule gives for a time, which is after `since`.
pub fn by_rule(rule: &[u8], since: i64, unix: i64) -> Option<Found> {
    let mut t = Text(rule);
    let std = t.name()?;
    let std_offset = -t.offset()?;
    if matches!(t.0, [] | [b',', ..]) {
        return Some(Found { name: std, offset: std_offset, start: since, end: i64::MAX, dst: false });
    }
    let dst = t.name()?;
    let dst_offset = if matches!(t.0, [] | [b',' | b';', ..]) { std_offset + 3600 } else { -t.offset()? };
    if t.0.is_empty() {
        t.0 = b",M3.2.0,M11.1.0";
    }
    (t.eat(b',') || t.eat(b';')).then_some(())?;
    let (from, from_at) = t.day()?;
    t.eat(b',').then_some(())?;
    let (to, to_at) = t.day()?;
    t.0.is_empty().then_some(())?;
    let (year, ..) = civil(unix.div_euclid(86_400) + 719_162);
    let base = year_start(year) * 86_400;
    let mut first = base + change(year, &from, from_at) - std_offset;
    let mut second = base + change(year, &to, to_at) - dst_offset;
    let (mut outside, mut inside) = ((std, std_offset, false), (dst, dst_offset, true));
    if second < first {
        (first, second, outside, inside) = (second, first, inside, outside);
    }
    // As gc's library has it, a stretch ends with the year, which counts 365 days.
    let ((name, offset, dst), start, end) = if unix < first {
        (outside, base, first)
    } else if unix >= second {
        (outside, second, base + 365 * 86_400)
    } else {
        (inside, first, second)
    };
    Some(Found { name, offset, start, end, dst })
}

/// No zone's file is larger than this.
const MAX_FILE: u64 = 10 << 20;

/// A whole file; the error says that there is none, or that it is too large.
pub fn read(path: &std::path::Path) -> Result<Vec<u8>, String> {
    use std::io::Read;
    let file = std::fs::File::open(path).map_err(|e| e.to_string())?;
    let mut data = vec![];
    file.take(MAX_FILE + 1).read_to_end(&mut data).map_err(|e| e.to_string())?;
    if data.len() as u64 > MAX_FILE {
        return Err(format!("time: file {} is too large", path.display()));
    }
    Ok(data)
}

/// The file of a zone in a folder, or in a zip file that holds it uncompressed.
pub fn file(name: &str, source: &str) -> Result<Vec<u8>, String> {
    if !source.ends_with(".zip") {
        return read(&std::path::Path::new(source).join(name));
    }
    let zip = std::fs::read(source).map_err(|e| e.to_string())?;
    member(&zip, name).ok_or_else(|| format!("{source} has no {name}"))
}

fn member(zip: &[u8], name: &str) -> Option<Vec<u8>> {
    let number = |at: usize, n: usize| {
        let bytes = zip.get(at..at.checked_add(n)?)?;
        Some(bytes.iter().rev().fold(0, |v, &b| v << 8 | usize::from(b)))
    };
    // The end record, then the directory's records, then the member's own header (APPNOTE 4.3).
    let end = zip.windows(4).rposition(|w| w == b"PK\x05\x06")?;
    let (count, mut at) = (number(end + 10, 2)?, number(end + 16, 4)?);
    for _ in 0..count {
        let (method, size) = (number(at + 10, 2)?, number(at + 24, 4)?);
        let (name_len, extra, comment) = (number(at + 28, 2)?, number(at + 30, 2)?, number(at + 32, 2)?);
        let header = number(at + 42, 4)?;
        if zip.get(at + 46..at + 46 + name_len)? == name.as_bytes() {
            let begin = header + 30 + number(header + 26, 2)? + number(header + 28, 2)?;
            return zip.get(begin..begin.checked_add(size)?).filter(|_| method == 0).map(<[u8]>::to_vec);
        }
        at += 46 + name_len + extra + comment;
    }
    None
}
