//! Layouts: their elements, and writing times by them.

use std::io::Write;

/// Names of months.
pub static MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
/// Names of days.
pub static DAYS: [&str; 7] = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// An element of a layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // named after what they print
pub enum Elem {
    LongMonth,
    Month,
    NumMonth,
    ZeroMonth,
    LongWeekDay,
    WeekDay,
    Day,
    UnderDay,
    ZeroDay,
    UnderYearDay,
    ZeroYearDay,
    Hour,
    Hour12,
    ZeroHour12,
    Minute,
    ZeroMinute,
    Second,
    ZeroSecond,
    LongYear,
    Year,
    Pm,
    LowerPm,
    ZoneName,
    /// A numeric zone: `Z` for UTC, colons, and 1 (hours), 2 (minutes) or 3 (seconds) parts.
    Zone {
        z: bool,
        colon: bool,
        parts: u8,
    },
    /// A fraction of this many digits; `nines` drops trailing zeros.
    Fraction {
        digits: usize,
        nines: bool,
    },
}

/// The first element of a layout: where it begins, what it is, its length.
pub fn next(s: &[u8]) -> Option<(usize, Elem, usize)> {
    use Elem::*;
    let digit = |i: usize| s.get(i).is_some_and(u8::is_ascii_digit);
    let lower = |i: usize| s.get(i).is_some_and(u8::is_ascii_lowercase);
    for i in 0..s.len() {
        let t = &s[i..];
        let found = match t[0] {
            b'J' if t.starts_with(b"January") => (LongMonth, 7),
            b'J' if t.starts_with(b"Jan") && !lower(i + 3) => (Month, 3),
            b'M' if t.starts_with(b"Monday") => (LongWeekDay, 6),
            b'M' if t.starts_with(b"Mon") && !lower(i + 3) => (WeekDay, 3),
            b'M' if t.starts_with(b"MST") => (ZoneName, 3),
            b'0' if t.len() >= 2 && (b'1'..=b'6').contains(&t[1]) => {
                ([ZeroMonth, ZeroDay, ZeroHour12, ZeroMinute, ZeroSecond, Year][usize::from(t[1] - b'1')], 2)
            }
            b'0' if t.starts_with(b"002") => (ZeroYearDay, 3),
            b'1' if t.starts_with(b"15") => (Hour, 2),
            b'1' => (NumMonth, 1),
            b'2' if t.starts_with(b"2006") => (LongYear, 4),
            b'2' => (Day, 1),
            b'_' if t.starts_with(b"_2006") => return Some((i + 1, LongYear, 4)),
            b'_' if t.starts_with(b"_2") => (UnderDay, 2),
            b'_' if t.starts_with(b"__2") => (UnderYearDay, 3),
            b'3' => (Hour12, 1),
            b'4' => (Minute, 1),
            b'5' => (Second, 1),
            b'P' if t.starts_with(b"PM") => (Pm, 2),
            b'p' if t.starts_with(b"pm") => (LowerPm, 2),
            c @ (b'-' | b'Z') => {
                let z = c == b'Z';
                let forms: [(&[u8], bool, u8); 5] = [
                    (b"070000", false, 3),
                    (b"07:00:00", true, 3),
                    (b"0700", false, 2),
                    (b"07:00", true, 2),
                    (b"07", false, 1),
                ];
                match forms.iter().find(|f| t[1..].starts_with(f.0)) {
                    Some(&(text, colon, parts)) => (Zone { z, colon, parts }, text.len() + 1),
                    None => continue,
                }
            }
            b'.' | b',' if t.len() >= 2 && matches!(t[1], b'0' | b'9') => {
                let n = t[1..].iter().take_while(|&&c| c == t[1]).count();
                if digit(i + 1 + n) {
                    continue;
                }
                (Fraction { digits: n, nines: t[1] == b'9' }, n + 1)
            }
            _ => continue,
        };
        return Some((i, found.0, found.1));
    }
    None
}

/// Year, month and day of a day counted from January 1, year 1, and the day of the year.
pub fn civil(days: i64) -> (i64, i64, i64, i64) {
    let d = days + 306;
    let era = d.div_euclid(146_097);
    let doe = d.rem_euclid(146_097);
    let yoe = (doe - doe / 1460 + doe / 36_524 - doe / 146_096) / 365;
    let doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
    let mp = (5 * doy + 2) / 153;
    let day = doy - (153 * mp + 2) / 5 + 1;
    let month = if mp < 10 { mp + 3 } else { mp - 9 };
    let year = yoe + era * 400 + i64::from(month <= 2);
    // Day of the year: March 1 is day 60 or 61.
    let yday = if month <= 2 { doy - 305 } else { doy + 60 + i64::from(is_leap(year)) };
    (year, month, day, yday)
}

/// Leap years of the Gregorian calendar.
pub fn is_leap(y: i64) -> bool {
    y % 4 == 0 && (y % 100 != 0 || y % 400 == 0)
}

/// What a clock at a place shows.
pub struct Clock<'a> {
    year: i64,
    month: i64,
    day: i64,
    yday: i64,
    weekday: usize,
    hour: i64,
    min: i64,
    sec: i64,
    nsec: i64,
    zone: &'a [u8],
    offset: i64,
}

impl<'a> Clock<'a> {
    /// From seconds since year 1 of the local clock.
    pub fn new(local: i64, nsec: i64, zone: &'a [u8], offset: i64) -> Clock<'a> {
        let days = local.div_euclid(86_400);
        let s = local.rem_euclid(86_400);
        let (year, month, day, yday) = civil(days);
        Clock {
            year,
            month,
            day,
            yday,
            weekday: (days + 1).rem_euclid(7) as usize,
            hour: s / 3600,
            min: s / 60 % 60,
            sec: s % 60,
            nsec,
            zone,
            offset,
        }
    }

    /// The text by a layout.
    pub fn format(&self, mut layout: &[u8]) -> Vec<u8> {
        use Elem::*;
        let mut out = Vec::with_capacity(layout.len() + 16);
        while let Some((at, elem, len)) = next(layout) {
            out.extend_from_slice(&layout[..at]);
            let text = &layout[at..at + len];
            layout = &layout[at + len..];
            let hour12 = if self.hour % 12 == 0 { 12 } else { self.hour % 12 };
            let month = MONTHS[self.month as usize - 1];
            let r = match elem {
                LongMonth => write!(out, "{month}"),
                Month => write!(out, "{}", &month[..3]),
                NumMonth => write!(out, "{}", self.month),
                ZeroMonth => write!(out, "{:02}", self.month),
                LongWeekDay => write!(out, "{}", DAYS[self.weekday]),
                WeekDay => write!(out, "{}", &DAYS[self.weekday][..3]),
                Day => write!(out, "{}", self.day),
                UnderDay => write!(out, "{:2}", self.day),
                ZeroDay => write!(out, "{:02}", self.day),
                UnderYearDay => write!(out, "{:3}", self.yday),
                ZeroYearDay => write!(out, "{:03}", self.yday),
                Hour => write!(out, "{:02}", self.hour),
                Hour12 => write!(out, "{hour12}"),
                ZeroHour12 => write!(out, "{hour12:02}"),
                Minute => write!(out, "{}", self.min),
                ZeroMinute => write!(out, "{:02}", self.min),
                Second => write!(out, "{}", self.sec),
                ZeroSecond => write!(out, "{:02}", self.sec),
                LongYear if self.year < 0 => write!(out, "-{:04}", -self.year),
                LongYear => write!(out, "{:04}", self.year),
                Year => write!(out, "{:02}", self.year.abs() % 100),
                Pm => write!(out, "{}", if self.hour >= 12 { "PM" } else { "AM" }),
                LowerPm => write!(out, "{}", if self.hour >= 12 { "pm" } else { "am" }),
                ZoneName if !self.zone.is_empty() => {
                    out.extend_from_slice(self.zone);
                    Ok(())
                }
                ZoneName => {
                    self.numeric_zone(&mut out, false, 2);
                    Ok(())
                }
                Zone { z: true, .. } if self.offset == 0 => write!(out, "Z"),
                Zone { colon, parts, .. } => {
                    self.numeric_zone(&mut out, colon, parts);
                    Ok(())
                }
                Fraction { digits, nines } => {
                    let all = format!("{:09}", self.nsec);
                    let mut shown = format!("{:0<digits$}", &all[..digits.min(9)]);
                    if nines {
                        shown.truncate(shown.trim_end_matches('0').len());
                    }
                    if shown.is_empty() { Ok(()) } else { write!(out, "{}{shown}", char::from(text[0])) }
                }
            };
            r.expect("writing to memory");
        }
        out.extend_from_slice(layout);
        out
    }

    fn numeric_zone(&self, out: &mut Vec<u8>, colon: bool, parts: u8) {
        let minutes = self.offset / 60;
        let (m, s) = (minutes.abs(), self.offset.abs() % 60);
        let sep = if colon { ":" } else { "" };
        let _ = write!(out, "{}{:02}", if minutes < 0 { '-' } else { '+' }, m / 60);
        if parts >= 2 {
            let _ = write!(out, "{sep}{:02}", m % 60);
        }
        if parts >= 3 {
            let _ = write!(out, "{sep}{s:02}");
        }
    }
}
