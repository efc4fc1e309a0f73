package time

import (
	"errors"
	"syscall"
	"unsafe"
)

// ResetLocalOnceForTest makes the local zone be loaded again.
func ResetLocalOnceForTest() { localLoc = Location{name: "Local", abbr: "UTC", local: true} }

// ForceUSPacificForTesting makes America/Los_Angeles the local zone.
func ForceUSPacificForTesting() {
	data, _, ok := readZone("America/Los_Angeles", false)
	if !ok {
		panic("no America/Los_Angeles")
	}
	localLoc = Location{name: "Local", data: data}
}

func ZoneinfoForTesting() *string { return zoneinfo }
func ResetZoneinfoForTesting()    { zoneinfo = nil }

// DisablePlatformSources leaves the zones that the library carries.
func DisablePlatformSources() (undo func()) {
	systemZones = false
	return func() { systemZones = true }
}

func GorootZoneSource(goroot string) (string, bool) {
	return goroot + "/lib/time/zoneinfo.zip", goroot != ""
}

func LoadTzinfo(name, source string) ([]byte, error) {
	data, problem := zoneFile(name, source)
	if problem != "" {
		return nil, errors.New(problem)
	}
	return []byte(data), nil
}

// ReadFile reads a file as those of zones are read.
func ReadFile(name string) ([]byte, error) { return LoadTzinfo(name, "/") }

var ErrLocation = errLocation

// zoneNameLength is the length of the zone abbreviation that a text begins with, or -1.
func zoneNameLength(value string) int

func ParseTimeZone(value string) (length int, ok bool) {
	n := zoneNameLength(value)
	return max(n, 0), n >= 0
}

// zoneByRule and rulePart read the rules that follow the data in zones' files.
func zoneByRule(rule string, since, unix int64) (name string, offset int, start, end int64, dst, ok bool)
func rulePart(part byte, s string) (kind, day, week, mon, at int, name, rest string, ok bool)

func Tzset(rule string, since, unix int64) (name string, offset int, start, end int64, dst, ok bool) {
	return zoneByRule(rule, since, unix)
}

func TzsetName(s string) (name, rest string, ok bool) {
	_, _, _, _, _, name, rest, ok = rulePart('n', s)
	return
}

func TzsetOffset(s string) (offset int, rest string, ok bool) {
	_, _, _, _, offset, _, rest, ok = rulePart('o', s)
	return
}

type RuleKind int

const (
	RuleJulian RuleKind = iota
	RuleDOY
	RuleMonthWeekDay
)

type Rule struct {
	Kind                 RuleKind
	Day, Week, Mon, Time int
}

func TzsetRule(s string) (Rule, string, bool) {
	kind, day, week, mon, at, _, rest, ok := rulePart('d', s)
	return Rule{RuleKind(kind), day, week, mon, at}, rest, ok
}

// SetMono and GetMono set and get the monotonic reading.
func SetMono(t *Time, mono int64) {
	if t.wall&monotonic == 0 {
		s := t.ext - year1To1885
		if s < 0 || s >= 1<<33 {
			return
		}
		t.wall |= monotonic | uint64(s)<<nsecShift
	}
	t.ext = mono
}

func GetMono(t *Time) int64 {
	if t.wall&monotonic == 0 {
		return 0
	}
	return t.ext
}

const UnixToInternal int64 = unixToYear1

// interrupt and daysIn are what internal_test.go shows.
func interrupt() { syscall.Kill(syscall.Getpid(), syscall.SIGCHLD) }

func daysIn(m Month, year int) int {
	y, next := norm(int64(year), int64(m), 12)
	return int(daysOf(y, int(next)+1, 1) - daysOf(int64(year), int(m), 1))
}

// newTimer makes the timer that CheckRuntimeTimerPeriodOverflow wants.
func newTimer(when, period int64, f func(any, uintptr, int64), arg any, _ unsafe.Pointer) *Timer {
	call := func() { f(arg, 0, 0) }
	return &Timer{f: call, id: startTimer(when-runtimeNano(), period, nil, call, nil)}
}

var Quote = quoteText

// AppendInt appends a number with at least width digits.
func AppendInt(b []byte, x int, width int) []byte {
	n := uint64(x)
	if x < 0 {
		b = append(b, '-')
		n = -n
	}
	return append(b, digits(n, max(width, 1))...)
}
