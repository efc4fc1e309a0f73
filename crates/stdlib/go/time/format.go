package time

import "errors"

// Layouts for Format and Parse, written with the reference time Mon Jan 2 15:04:05 MST 2006.
const (
	Layout      = "01/02 03:04:05PM '06 -0700"
	ANSIC       = "Mon Jan _2 15:04:05 2006"
	UnixDate    = "Mon Jan _2 15:04:05 MST 2006"
	RubyDate    = "Mon Jan 02 15:04:05 -0700 2006"
	RFC822      = "02 Jan 06 15:04 MST"
	RFC822Z     = "02 Jan 06 15:04 -0700"
	RFC850      = "Monday, 02-Jan-06 15:04:05 MST"
	RFC1123     = "Mon, 02 Jan 2006 15:04:05 MST"
	RFC1123Z    = "Mon, 02 Jan 2006 15:04:05 -0700"
	RFC3339     = "2006-01-02T15:04:05Z07:00"
	RFC3339Nano = "2006-01-02T15:04:05.999999999Z07:00"
	Kitchen     = "3:04PM"
	Stamp       = "Jan _2 15:04:05"
	StampMilli  = "Jan _2 15:04:05.000"
	StampMicro  = "Jan _2 15:04:05.000000"
	StampNano   = "Jan _2 15:04:05.000000000"
	DateTime    = "2006-01-02 15:04:05"
	DateOnly    = "2006-01-02"
	TimeOnly    = "15:04:05"
)

// formatTime writes a time, given as seconds since year 1 of the local clock, by a layout.
func formatTime(layout string, local, nsec int64, zone string, offset int) string

// parsed is what parseTime finds. Natives know this layout.
type parsed struct {
	year, month, day     int // month and day are -1 if absent
	hour, min, sec, nsec int
	yday                 int // -1 if absent
	utc                  bool
	hasOffset            bool
	offset               int
	zone                 string
	layoutElem           string
	valueElem            string
	message              string
	bad                  bool
}

// parseTime takes a text apart by a layout.
func parseTime(layout, value string, p *parsed)

// quoteText quotes a text as errors of this package do.
func quoteText(s string) string

// Format returns the text of t by a layout.
func (t Time) Format(layout string) string {
	name, offset := t.Zone()
	return formatTime(layout, t.sec()+int64(offset), t.nsec(), name, offset)
}

// AppendFormat appends the text of t by a layout.
func (t Time) AppendFormat(b []byte, layout string) []byte { return append(b, t.Format(layout)...) }

func digits(n uint64, width int) string {
	s := ""
	for n > 0 || width > 0 {
		s = string(rune('0'+n%10)) + s
		n /= 10
		width--
	}
	return s
}

func (t Time) String() string {
	s := t.Format("2006-01-02 15:04:05.999999999 -0700 MST")
	if t.wall&monotonic != 0 {
		m := uint64(t.ext)
		sign := "+"
		if t.ext < 0 {
			sign = "-"
			m = -m
		}
		s += " m=" + sign + digits(m/1e9, 1) + "." + digits(m%1e9, 9)
	}
	return s
}

// GoString returns t as Go source.
func (t Time) GoString() string {
	y, m, d := t.Date()
	hour, min, sec := t.Clock()
	s := "time.Date("
	if y < 0 {
		s += "-"
		y = -y
	}
	s += digits(uint64(y), 1) + ", "
	if January <= m && m <= December {
		s += "time." + m.String()
	} else {
		s += digits(uint64(m), 1)
	}
	for _, n := range [...]int{d, hour, min, sec, t.Nanosecond()} {
		s += ", " + digits(uint64(n), 1)
	}
	s += ", "
	switch loc := t.Location(); loc {
	case UTC:
		s += "time.UTC"
	case Local:
		s += "time.Local"
	default:
		s += "time.Location(" + quoteText(loc.name) + ")"
	}
	return s + ")"
}

// A ParseError describes a problem of parsing a time.
type ParseError struct {
	Layout     string
	Value      string
	LayoutElem string
	ValueElem  string
	Message    string
}

func (e *ParseError) Error() string {
	if e.Message == "" {
		return "parsing time " + quoteText(e.Value) + " as " + quoteText(e.Layout) + ": cannot parse " + quoteText(e.ValueElem) + " as " + quoteText(e.LayoutElem)
	}
	return "parsing time " + quoteText(e.Value) + e.Message
}

// Parse parses a text by a layout; without a zone it is UTC.
func Parse(layout, value string) (Time, error) { return parse(layout, value, UTC, Local) }

// ParseInLocation is Parse with loc for texts without a zone and for abbreviations.
func ParseInLocation(layout, value string, loc *Location) (Time, error) {
	return parse(layout, value, loc, loc)
}

func parse(layout, value string, standard, local *Location) (Time, error) {
	var p parsed
	parseTime(layout, value, &p)
	if p.bad {
		return Time{}, &ParseError{layout, value, p.layoutElem, p.valueElem, p.message}
	}
	at := func(loc *Location) Time {
		return Date(p.year, Month(p.month), p.day, p.hour, p.min, p.sec, p.nsec, loc)
	}
	if p.utc {
		return at(UTC), nil
	}
	if p.hasOffset {
		t := at(UTC)
		t.ext -= int64(p.offset)
		// If the offset is the one in use locally at that time, use the location.
		name, offset, _, _, _ := local.lookup(t.unixSec())
		if offset == p.offset && (p.zone == "" || name == p.zone) {
			return t.in(local), nil
		}
		return t.in(FixedZone(p.zone, p.offset)), nil
	}
	if p.zone != "" {
		t := at(UTC)
		if offset, ok := local.findZone(p.zone, t.unixSec()); ok {
			t.ext -= int64(offset)
			return t.in(local), nil
		}
		// An unknown abbreviation: its name with an offset of 0, or what GMT+n says.
		offset := 0
		if len(p.zone) > 3 && p.zone[:3] == "GMT" {
			n, neg := 0, p.zone[3] == '-'
			for i := 4; i < len(p.zone); i++ {
				n = n*10 + int(p.zone[i]-'0')
			}
			if neg {
				n = -n
			}
			offset = n * 3600
		}
		return t.in(FixedZone(p.zone, offset)), nil
	}
	return at(standard), nil
}

// strictText is t in RFC 3339 form, for the marshalling methods.
func (t Time) strictText(fn string) ([]byte, error) {
	if y := t.Year(); y < 0 || y >= 10000 {
		return nil, errors.New(fn + "year outside of range [0,9999]")
	}
	if _, offset := t.Zone(); offset <= -24*3600 || offset >= 24*3600 {
		return nil, errors.New(fn + "timezone hour outside of range [0,23]")
	}
	return []byte(t.Format(RFC3339Nano)), nil
}

// MarshalJSON returns t as a quoted string in RFC 3339 form.
func (t Time) MarshalJSON() ([]byte, error) {
	b, err := t.strictText("Time.MarshalJSON: ")
	if err != nil {
		return nil, err
	}
	return append(append([]byte{'"'}, b...), '"'), nil
}

// UnmarshalJSON reads a quoted string in RFC 3339 form.
func (t *Time) UnmarshalJSON(data []byte) error {
	if string(data) == "null" {
		return nil
	}
	if len(data) < 2 || data[0] != '"' || data[len(data)-1] != '"' {
		return errors.New("Time.UnmarshalJSON: input is not a JSON string")
	}
	return t.UnmarshalText(data[1 : len(data)-1])
}

// AppendText appends t in RFC 3339 form.
func (t Time) AppendText(b []byte) ([]byte, error) {
	s, err := t.strictText("Time.AppendText: ")
	if err != nil {
		return nil, err
	}
	return append(b, s...), nil
}

// MarshalText returns t in RFC 3339 form.
func (t Time) MarshalText() ([]byte, error) { return t.strictText("Time.MarshalText: ") }

// UnmarshalText reads RFC 3339 form.
func (t *Time) UnmarshalText(data []byte) error {
	// What is no time leaves the zero time.
	var err error
	*t, err = Parse(RFC3339, string(data))
	return err
}

// AppendBinary appends a binary form of t.
func (t Time) AppendBinary(b []byte) ([]byte, error) {
	version := byte(1)
	offsetMin, offsetSec := int16(-1), int8(0)
	if t.loc != nil {
		_, offset := t.Zone()
		if offset%60 != 0 {
			version = 2
			offsetSec = int8(offset % 60)
		}
		offset /= 60
		if offset < -32768 || offset == -1 || offset > 32767 {
			return b, errors.New("Time.MarshalBinary: unexpected zone offset")
		}
		offsetMin = int16(offset)
	}
	b = append(b, version)
	sec, nsec := t.sec(), t.nsec()
	for i := 56; i >= 0; i -= 8 {
		b = append(b, byte(sec>>uint(i)))
	}
	for i := 24; i >= 0; i -= 8 {
		b = append(b, byte(nsec>>uint(i)))
	}
	b = append(b, byte(offsetMin>>8), byte(offsetMin))
	if version == 2 {
		b = append(b, byte(offsetSec))
	}
	return b, nil
}

// MarshalBinary returns a binary form of t.
func (t Time) MarshalBinary() ([]byte, error) { return t.AppendBinary(make([]byte, 0, 16)) }

// UnmarshalBinary reads the binary form.
func (t *Time) UnmarshalBinary(data []byte) error {
	if len(data) == 0 {
		return errors.New("Time.UnmarshalBinary: no data")
	}
	version := data[0]
	if version != 1 && version != 2 {
		return errors.New("Time.UnmarshalBinary: unsupported version")
	}
	want := 14 + int(version)
	if len(data) != want {
		return errors.New("Time.UnmarshalBinary: invalid length")
	}
	var sec int64
	for _, c := range data[1:9] {
		sec = sec<<8 | int64(c)
	}
	var nsec int32
	for _, c := range data[9:13] {
		nsec = nsec<<8 | int32(c)
	}
	offset := int(int16(data[13])<<8|int16(data[14])) * 60
	if version == 2 {
		offset += int(int8(data[15]))
	}
	*t = Time{uint64(nsec), sec, nil}
	if offset == -60 {
		return nil
	}
	if _, here, _, _, _ := Local.lookup(t.unixSec()); here == offset {
		*t = t.in(Local)
	} else {
		*t = t.in(FixedZone("", offset))
	}
	return nil
}

// GobEncode returns a binary form of t.
func (t Time) GobEncode() ([]byte, error) { return t.MarshalBinary() }

// GobDecode reads the binary form.
func (t *Time) GobDecode(data []byte) error { return t.UnmarshalBinary(data) }
