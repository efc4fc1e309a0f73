// Package time: instants, durations and their texts. Formats, parsing and time zone data are native.
package time

import "errors"

// A Month is a month of the year.
type Month int

const (
	January Month = 1 + iota
	February
	March
	April
	May
	June
	July
	August
	September
	October
	November
	December
)

func (m Month) String() string { return monthName(int(m)) }

// A Weekday is a day of the week.
type Weekday int

const (
	Sunday Weekday = iota
	Monday
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
)

func (d Weekday) String() string { return weekdayName(int(d)) }

func monthName(m int) string
func weekdayName(d int) string

// A Time is an instant. Bit 63 of wall says that there is a monotonic reading: then wall holds 33 bits of seconds since 1885
// and 30 bits of nanoseconds, and ext the reading. Otherwise wall holds nanoseconds, and ext seconds since year 1.
type Time struct {
	wall uint64
	ext  int64
	loc  *Location // nil is UTC
}

const (
	monotonic = 1 << 63
	nsecShift = 30
	nsecMask  = 1<<nsecShift - 1

	secondsPerDay = 86400
	unixToYear1   = 62135596800
	year1To1885   = 59453308800
)

// Now returns the current local time.
func Now() Time {
	sec, nsec, mono := now()
	s := sec + unixToYear1 - year1To1885
	if s < 0 || s >= 1<<33 || mono == 0 {
		return Time{uint64(nsec), sec + unixToYear1, Local}
	}
	return Time{monotonic | uint64(s)<<nsecShift | uint64(nsec), mono, Local}
}

// Unix returns the local time of a Unix time.
func Unix(sec int64, nsec int64) Time {
	if nsec < 0 || nsec >= 1e9 {
		n := nsec / 1e9
		sec += n
		nsec -= n * 1e9
		if nsec < 0 {
			nsec += 1e9
			sec--
		}
	}
	return Time{uint64(nsec), sec + unixToYear1, Local}
}

// UnixMilli returns the local time of a Unix time in milliseconds.
func UnixMilli(msec int64) Time { return Unix(msec/1e3, (msec%1e3)*1e6) }

// UnixMicro returns the local time of a Unix time in microseconds.
func UnixMicro(usec int64) Time { return Unix(usec/1e6, (usec%1e6)*1e3) }

func (t Time) nsec() int64 { return int64(t.wall & nsecMask) }

// sec returns the seconds since year 1.
func (t Time) sec() int64 {
	if t.wall&monotonic != 0 {
		return year1To1885 + int64(t.wall<<1>>(nsecShift+1))
	}
	return t.ext
}

func (t Time) unixSec() int64 { return t.sec() - unixToYear1 }

// strip removes the monotonic reading.
func (t Time) strip() Time {
	if t.wall&monotonic != 0 {
		t.ext = t.sec()
		t.wall &= nsecMask
	}
	return t
}

func (t Time) in(loc *Location) Time {
	t = t.strip()
	if loc == &utcLoc {
		loc = nil
	}
	t.loc = loc
	return t
}

// After reports whether t is after u.
func (t Time) After(u Time) bool { return t.Compare(u) > 0 }

// Before reports whether t is before u.
func (t Time) Before(u Time) bool { return t.Compare(u) < 0 }

// Compare returns -1, 0 or 1.
func (t Time) Compare(u Time) int {
	a, b := t.ext, u.ext
	if t.wall&u.wall&monotonic == 0 {
		a, b = t.sec(), u.sec()
		if a == b {
			a, b = t.nsec(), u.nsec()
		}
	}
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// Equal reports whether t and u are the same instant.
func (t Time) Equal(u Time) bool { return t.Compare(u) == 0 }

// IsZero reports whether t is January 1, year 1, 00:00:00 UTC.
func (t Time) IsZero() bool { return t.sec() == 0 && t.nsec() == 0 }

// Add returns t+d.
func (t Time) Add(d Duration) Time {
	ds := int64(d / 1e9)
	ns := t.nsec() + int64(d%1e9)
	if ns >= 1e9 {
		ds++
		ns -= 1e9
	} else if ns < 0 {
		ds--
		ns += 1e9
	}
	if t.wall&monotonic != 0 {
		s := int64(t.wall<<1>>(nsecShift+1)) + ds
		m := t.ext + int64(d)
		if 0 <= s && s < 1<<33 && (d < 0) == (m < t.ext) {
			t.wall = monotonic | uint64(s)<<nsecShift | uint64(ns)
			t.ext = m
			return t
		}
		t = t.strip()
	}
	t.wall = uint64(ns)
	sum := t.ext + ds
	if (sum > t.ext) == (ds > 0) {
		t.ext = sum
	} else if ds > 0 {
		t.ext = 1<<63 - 1
	} else {
		t.ext = -(1<<63 - 1)
	}
	return t
}

// Sub returns t-u, or the nearest Duration there is.
func (t Time) Sub(u Time) Duration {
	if t.wall&u.wall&monotonic != 0 {
		d := t.ext - u.ext
		if d < 0 && t.ext > u.ext {
			return maxDuration
		}
		if d > 0 && t.ext < u.ext {
			return minDuration
		}
		return Duration(d)
	}
	secs := t.sec() - u.sec()
	d := Duration(secs)*Second + Duration(t.nsec()-u.nsec())
	if near := int64(1) << 32; secs > -near && secs < near && t.sec() > -1<<62 && t.sec() < 1<<62 {
		// 136 years: nothing overflows, nor did the difference.
		return d
	}
	switch {
	case u.Add(d).Equal(t):
		return d
	case t.Before(u):
		return minDuration
	}
	return maxDuration
}

// Since returns the time since t.
func Since(t Time) Duration {
	if t.wall&monotonic != 0 {
		return Duration(runtimeNano() - t.ext)
	}
	return Now().Sub(t)
}

// Until returns the time until t.
func Until(t Time) Duration {
	if t.wall&monotonic != 0 {
		return Duration(t.ext - runtimeNano())
	}
	return t.Sub(Now())
}

// UTC returns t in UTC.
func (t Time) UTC() Time { return t.in(&utcLoc) }

// Local returns t in local time.
func (t Time) Local() Time { return t.in(Local) }

// In returns t in a location.
func (t Time) In(loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Time.In")
	}
	return t.in(loc)
}

// Location returns the location of t.
func (t Time) Location() *Location {
	if t.loc == nil {
		return UTC
	}
	return t.loc
}

// Unix returns the seconds since 1970.
func (t Time) Unix() int64 { return t.unixSec() }

// UnixMilli returns the milliseconds since 1970.
func (t Time) UnixMilli() int64 { return t.unixSec()*1e3 + t.nsec()/1e6 }

// UnixMicro returns the microseconds since 1970.
func (t Time) UnixMicro() int64 { return t.unixSec()*1e6 + t.nsec()/1e3 }

// UnixNano returns the nanoseconds since 1970.
func (t Time) UnixNano() int64 { return t.unixSec()*1e9 + t.nsec() }

// local returns the seconds since year 1 as clocks at the location show them.
func (t Time) local() int64 {
	s := t.sec()
	if t.loc != nil {
		_, offset, _, _, _ := t.loc.lookup(s - unixToYear1)
		s += int64(offset)
	}
	return s
}

func floorDiv(a, b int64) int64 {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// civil returns the date of a day counted from January 1, year 1.
func civil(days int64) (year int, month Month, day int) {
	// Years that begin in March make the leap day the last one; count from March 1, year 0.
	days += 306
	era := floorDiv(days, 146097)
	doe := days - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	day = int(doy-(153*mp+2)/5) + 1
	m := mp + 3
	y := yoe + era*400
	if m > 12 {
		m -= 12
		y++
	}
	return int(y), Month(m), day
}

// daysOf returns the day of a date, counted from January 1, year 1. The month is 1 to 12; the day may be outside.
func daysOf(year int64, month, day int) int64 {
	if month <= 2 {
		year--
		month += 12
	}
	era := floorDiv(year, 400)
	yoe := year - era*400
	doy := int64((153*(month-3)+2)/5 + day - 1)
	return era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 306
}

// Date returns year, month and day.
func (t Time) Date() (year int, month Month, day int) {
	return civil(floorDiv(t.local(), secondsPerDay))
}

// Year returns the year.
func (t Time) Year() int {
	y, _, _ := t.Date()
	return y
}

// Month returns the month.
func (t Time) Month() Month {
	_, m, _ := t.Date()
	return m
}

// Day returns the day of the month.
func (t Time) Day() int {
	_, _, d := t.Date()
	return d
}

// Weekday returns the day of the week.
func (t Time) Weekday() Weekday {
	// January 1, year 1, was a Monday.
	d := (floorDiv(t.local(), secondsPerDay) + 1) % 7
	if d < 0 {
		d += 7
	}
	return Weekday(d)
}

// YearDay returns the day of the year, from 1.
func (t Time) YearDay() int {
	days := floorDiv(t.local(), secondsPerDay)
	y, _, _ := civil(days)
	return int(days-daysOf(int64(y), 1, 1)) + 1
}

// ISOWeek returns the ISO 8601 year and week.
func (t Time) ISOWeek() (year, week int) {
	// The week's Thursday decides.
	days := floorDiv(t.local(), secondsPerDay)
	wd := days % 7
	if wd < 0 {
		wd += 7
	}
	days += 3 - wd
	y, _, _ := civil(days)
	return y, int(days-daysOf(int64(y), 1, 1))/7 + 1
}

func clock(local int64) (hour, min, sec int) {
	s := int(local - floorDiv(local, secondsPerDay)*secondsPerDay)
	return s / 3600, s / 60 % 60, s % 60
}

// Clock returns hour, minute and second.
func (t Time) Clock() (hour, min, sec int) { return clock(t.local()) }

// Hour returns the hour.
func (t Time) Hour() int {
	h, _, _ := t.Clock()
	return h
}

// Minute returns the minute.
func (t Time) Minute() int {
	_, m, _ := t.Clock()
	return m
}

// Second returns the second.
func (t Time) Second() int {
	_, _, s := t.Clock()
	return s
}

// Nanosecond returns the nanosecond within the second.
func (t Time) Nanosecond() int { return int(t.nsec()) }

// Zone returns the zone's abbreviation and its offset in seconds east of UTC.
func (t Time) Zone() (name string, offset int) {
	name, offset, _, _, _ = t.Location().lookup(t.unixSec())
	return
}

// ZoneBounds returns when the zone in force began and when it ends; zero times if never.
func (t Time) ZoneBounds() (start, end Time) {
	_, _, from, to, _ := t.Location().lookup(t.unixSec())
	if from != alpha {
		start = Unix(from, 0).in(t.loc)
	}
	if to != omega {
		end = Unix(to, 0).in(t.loc)
	}
	return
}

// IsDST reports whether daylight saving time is in force.
func (t Time) IsDST() bool {
	_, _, _, _, dst := t.Location().lookup(t.unixSec())
	return dst
}

func norm(hi, lo, base int64) (int64, int64) {
	n := floorDiv(lo, base)
	return hi + n, lo - n*base
}

// Date returns the Time of a date; values outside their ranges are normalised.
func Date(year int, month Month, day, hour, min, sec, nsec int, loc *Location) Time {
	if loc == nil {
		panic("time: missing Location in call to Date")
	}
	y, m := norm(int64(year), int64(month)-1, 12)
	s, ns := norm(int64(sec), int64(nsec), 1e9)
	s += int64(hour)*3600 + int64(min)*60
	s += (daysOf(y, int(m)+1, 1) + int64(day) - 1) * secondsPerDay
	unix := s - unixToYear1
	if loc != &utcLoc {
		// Guess that the offset is the one in force at that UTC time; correct if the guess was in another zone.
		_, offset, start, end, _ := loc.lookup(unix)
		if offset != 0 {
			utc := unix - int64(offset)
			if utc < start || utc >= end {
				_, offset, _, _, _ = loc.lookup(utc)
			}
			unix -= int64(offset)
		}
	}
	t := Time{uint64(ns), unix + unixToYear1, nil}
	return t.in(loc)
}

// AddDate adds years, months and days, normalised as Date does.
func (t Time) AddDate(years int, months int, days int) Time {
	y, m, d := t.Date()
	h, min, s := t.Clock()
	return Date(y+years, m+Month(months), d+days, h, min, s, int(t.nsec()), t.Location())
}

// timeMod returns the remainder of a time since year 1 by d.
func timeMod(sec, nsec, d int64) int64

// Truncate rounds down to a multiple of d since the zero time.
func (t Time) Truncate(d Duration) Time {
	t = t.strip()
	if d <= 0 {
		return t
	}
	return t.Add(-Duration(timeMod(t.sec(), t.nsec(), int64(d))))
}

// Round rounds to the nearest multiple of d since the zero time, halves up.
func (t Time) Round(d Duration) Time {
	t = t.strip()
	if d <= 0 {
		return t
	}
	r := Duration(timeMod(t.sec(), t.nsec(), int64(d)))
	if uint64(r)+uint64(r) < uint64(d) {
		return t.Add(-r)
	}
	return t.Add(d - r)
}

// A Duration is a span of time in nanoseconds.
type Duration int64

const (
	Nanosecond  Duration = 1
	Microsecond          = 1000 * Nanosecond
	Millisecond          = 1000 * Microsecond
	Second               = 1000 * Millisecond
	Minute               = 60 * Second
	Hour                 = 60 * Minute

	minDuration Duration = -1 << 63
	maxDuration Duration = 1<<63 - 1
)

func durationString(d int64) string
func parseDuration(s string) (d int64, problem string)

func (d Duration) String() string { return durationString(int64(d)) }

// Nanoseconds returns the duration in nanoseconds.
func (d Duration) Nanoseconds() int64 { return int64(d) }

// Microseconds returns the duration in microseconds.
func (d Duration) Microseconds() int64 { return int64(d) / 1e3 }

// Milliseconds returns the duration in milliseconds.
func (d Duration) Milliseconds() int64 { return int64(d) / 1e6 }

// Seconds returns the duration in seconds.
func (d Duration) Seconds() float64 { return float64(d/Second) + float64(d%Second)/1e9 }

// Minutes returns the duration in minutes.
func (d Duration) Minutes() float64 { return float64(d/Minute) + float64(d%Minute)/(60*1e9) }

// Hours returns the duration in hours.
func (d Duration) Hours() float64 { return float64(d/Hour) + float64(d%Hour)/(60*60*1e9) }

// Truncate rounds toward zero to a multiple of m.
func (d Duration) Truncate(m Duration) Duration {
	if m <= 0 {
		return d
	}
	return d - d%m
}

// Round rounds to the nearest multiple of m, halves away from zero.
func (d Duration) Round(m Duration) Duration {
	if m <= 0 {
		return d
	}
	r := d % m
	if d < 0 {
		r = -r
		if uint64(r)+uint64(r) < uint64(m) {
			return d + r
		}
		if x := d - m + r; x < d {
			return x
		}
		return minDuration
	}
	if uint64(r)+uint64(r) < uint64(m) {
		return d - r
	}
	if x := d + m - r; x > d {
		return x
	}
	return maxDuration
}

// Abs returns the absolute value.
func (d Duration) Abs() Duration {
	switch {
	case d >= 0:
		return d
	case d == minDuration:
		return maxDuration
	}
	return -d
}

// ParseDuration parses a text such as "1h15m30.918s".
func ParseDuration(s string) (Duration, error) {
	d, problem := parseDuration(s)
	if problem != "" {
		return 0, errors.New(problem)
	}
	return Duration(d), nil
}
