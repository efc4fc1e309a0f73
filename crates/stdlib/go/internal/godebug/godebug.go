// Package godebug reads the settings of the GODEBUG environment variable, for packages that are compiled from an installed Go.
package godebug

import "os"

// Setting is one of the settings.
type Setting struct{ name string }

// New returns the setting of that name; a name that begins with # is one that is not documented.
func New(name string) *Setting { return &Setting{name} }

// Name is the setting's name.
func (s *Setting) Name() string {
	if s.Undocumented() {
		return s.name[1:]
	}
	return s.name
}

// Undocumented reports whether the name began with #.
func (s *Setting) Undocumented() bool { return s.name != "" && s.name[0] == '#' }

// String is name=value.
func (s *Setting) String() string { return s.Name() + "=" + s.Value() }

// IncNonDefault counts uses that differ from the default; nobody reads the counts.
func (s *Setting) IncNonDefault() {}

// Value is what the last entry of that name in GODEBUG says, or nothing.
func (s *Setting) Value() string {
	list, name := os.Getenv("GODEBUG"), s.Name()
	for list != "" {
		start := len(list)
		for start > 0 && list[start-1] != ',' {
			start--
		}
		if entry := list[start:]; len(entry) > len(name) && entry[:len(name)] == name && entry[len(name)] == '=' {
			return entry[len(name)+1:]
		}
		list = list[:max(start-1, 0)]
	}
	return ""
}
