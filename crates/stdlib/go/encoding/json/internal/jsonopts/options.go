// Package jsonopts: the set of options of the JSON packages.
package jsonopts

import (
	"encoding/json/internal"
	"encoding/json/internal/jsonflags"
)

// Options are one option or a set of them.
type Options interface {
	JSONOptions(internal.Private)
}

// A Struct is a set of options.
type Struct struct {
	Flags        jsonflags.Flags
	Indent       string
	IndentPrefix string
	Marshalers   any
	Unmarshalers any
}

// JSONOptions makes sets options.
func (*Struct) JSONOptions(internal.Private) {}

type (
	// Indent is the option of one step of indentation.
	Indent string
	// IndentPrefix is the option of what stands before the indentation.
	IndentPrefix string
)

// JSONOptions makes it an option.
func (Indent) JSONOptions(internal.Private) {}

// JSONOptions makes it an option.
func (IndentPrefix) JSONOptions(internal.Private) {}

// A Functions is the option of marshalers or unmarshalers.
type Functions interface {
	Options
	// Apply puts them into a set.
	Apply(*Struct)
}

// Default are the options of version 2 that are set when nothing is.
var Default = Struct{Flags: jsonflags.Flags{Presence: uint64(jsonflags.DefaultV1)}}

// Join adds options to a set.
func (s *Struct) Join(list ...Options) {
	for _, o := range list {
		switch o := o.(type) {
		case nil:
		case jsonflags.Bools:
			s.Flags.Set(o)
		case Indent:
			s.Flags.Set(jsonflags.Multiline | jsonflags.Indent | 1)
			s.Indent = string(o)
		case IndentPrefix:
			s.Flags.Set(jsonflags.Multiline | jsonflags.IndentPrefix | 1)
			s.IndentPrefix = string(o)
		case *Struct:
			s.Flags.Join(o.Flags)
			if o.Flags.Has(jsonflags.Indent) {
				s.Indent = o.Indent
			}
			if o.Flags.Has(jsonflags.IndentPrefix) {
				s.IndentPrefix = o.IndentPrefix
			}
			if o.Flags.Has(jsonflags.Marshalers) {
				s.Marshalers = o.Marshalers
			}
			if o.Flags.Has(jsonflags.Unmarshalers) {
				s.Unmarshalers = o.Unmarshalers
			}
		case Functions:
			o.Apply(s)
		}
	}
}
