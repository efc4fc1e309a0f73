package time

import "errors"

// A Location maps instants to the zone in use at that time.
type Location struct {
	name  string
	data  string // TZif data; empty for a fixed zone
	abbr  string
	fixed int
	local bool // data is to be loaded at first use
}

var (
	utcLoc   = Location{name: "UTC", abbr: "UTC"}
	localLoc = Location{name: "Local", abbr: "UTC", local: true}
)

// UTC is Universal Coordinated Time.
var UTC *Location = &utcLoc

// Local is the system's time zone.
var Local *Location = &localLoc

// The ends of time.
const (
	alpha = -1 << 63
	omega = 1<<63 - 1
)

// zoneAt finds the zone in force at a Unix time in TZif data.
func zoneAt(data string, unix int64) (name string, offset int, start, end int64, dst bool)

// readZone reads TZif data by the zone's name, from the system's files too if system is set; the empty name is the system's zone, whose
// name is found too. ok is false if there is none.
func readZone(name string, system bool) (data, found string, ok bool)

// zoneFile reads a zone's file from a folder or a zip file.
func zoneFile(name, source string) (data, problem string)

// zoneSource returns $ZONEINFO.
func zoneSource() string

var (
	zoneinfo    *string // zoneSource, as the first LoadLocation found it
	systemZones = true
	errLocation = errors.New("time: invalid location name")
)

// checkZone reports whether data is TZif data.
func checkZone(data string) bool

func (l *Location) load() {
	if l.local {
		l.local = false
		l.data, l.name, _ = readZone("", true)
	}
}

func (l *Location) lookup(unix int64) (name string, offset int, start, end int64, dst bool) {
	l.load()
	if l.data == "" {
		return l.abbr, l.fixed, alpha, omega, false
	}
	return zoneAt(l.data, unix)
}

// String returns the location's name.
func (l *Location) String() string {
	if l == nil {
		return "UTC"
	}
	l.load()
	return l.name
}

// Zones without a name from 12 hours west to 14 hours east, one each, so that times that were parsed compare as equal.
var wholeHours [12 + 1 + 14]*Location

// FixedZone returns a Location with always the same zone.
func FixedZone(name string, offset int) *Location {
	if i := offset/3600 + 12; name == "" && offset%3600 == 0 && i >= 0 && i < len(wholeHours) {
		if wholeHours[i] == nil {
			wholeHours[i] = &Location{fixed: offset}
		}
		return wholeHours[i]
	}
	return &Location{name: name, abbr: name, fixed: offset}
}

// LoadLocation returns the Location of a name of the IANA Time Zone database.
func LoadLocation(name string) (*Location, error) {
	if name == "" || name == "UTC" {
		return UTC, nil
	}
	if name == "Local" {
		return Local, nil
	}
	bad := name[0] == '/' || name[0] == '\\'
	for i := 0; i < len(name); i++ {
		bad = bad || name[i] == '\\' || name[i] == '.' && i+1 < len(name) && name[i+1] == '.'
	}
	if bad {
		return nil, errLocation
	}
	if zoneinfo == nil {
		source := zoneSource()
		zoneinfo = &source
	}
	if *zoneinfo != "" {
		if data, problem := zoneFile(name, *zoneinfo); problem == "" && checkZone(data) {
			return &Location{name: name, data: data}, nil
		}
	}
	data, _, ok := readZone(name, systemZones)
	if !ok {
		return nil, errors.New("unknown time zone " + name)
	}
	return &Location{name: name, data: data}, nil
}

// LoadLocationFromTZData returns a Location from TZif data.
func LoadLocationFromTZData(name string, data []byte) (*Location, error) {
	s := string(data)
	if !checkZone(s) {
		return nil, errors.New("malformed time zone information")
	}
	return &Location{name: name, data: s}, nil
}

// findZone finds the offset of an abbreviation in a location near a time.
func (l *Location) findZone(abbr string, unix int64) (offset int, ok bool) {
	name, offset, start, end, _ := l.lookup(unix)
	if name == abbr {
		return offset, true
	}
	if start != alpha {
		if name, offset, _, _, _ := l.lookup(start - 1); name == abbr {
			return offset, true
		}
	}
	if end != omega {
		if name, offset, _, _, _ := l.lookup(end); name == abbr {
			return offset, true
		}
	}
	return 0, false
}
