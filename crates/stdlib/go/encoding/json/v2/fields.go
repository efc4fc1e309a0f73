package json

import (
	"encoding/json/internal/jsonflags"
	"encoding/json/jsontext"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A field is a field of a struct as JSON sees it.
type field struct {
	name   string
	quoted []byte // the name as JSON
	index  []int
	typ    reflect.Type
	isZero func(reflect.Value) bool
	id     int

	omitZero, omitEmpty, str bool
	caseIgnore, caseStrict   bool
	hasName, embed, format   bool
}

// A structInfo is what JSON knows of a struct type.
type structInfo struct {
	fields   []*field // in depth-first order
	byName   map[string]*field
	byFolded map[string][]*field
	fallback *field
	// err is what is wrong with the type.
	err error
	// badField is the type of which that is told.
	badType reflect.Type
}

// fold is a name without what names may differ in that match whatever their case.
func fold(s string, delimiters bool) string {
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'a' <= c && c <= 'z' {
				c -= 'a' - 'A'
			}
			if delimiters || c != '_' && c != '-' {
				b = append(b, c)
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		least := r
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			least = min(least, f)
		}
		b = utf8.AppendRune(b, least)
		i += n
	}
	return string(b)
}

// matches returns the fields whose names are like name.
func (s *structInfo) matches(name string) []*field { return s.byFolded[fold(name, false)] }

type embedded struct {
	t       reflect.Type
	index   []int
	visited bool
}

// newStruct works out the fields of a struct type.
func newStruct(root reflect.Type) *structInfo {
	s := &structInfo{byName: map[string]*field{}, byFolded: map[string][]*field{}}
	fail := func(format string, args ...any) {
		if s.err == nil {
			s.err = errors.New(fmt.Sprintf(format, args...))
			s.badType = root
		}
	}
	var all, fallbacks []*field
	seen := map[reflect.Type]bool{root: true}
	level := []embedded{{t: root}}
	for len(level) > 0 {
		var next []embedded
		for _, l := range level {
			var any, tagged bool
			own := map[string]*field{}
			var inner int
			for i := 0; i < l.t.NumField(); i++ {
				sf := l.t.Field(i)
				_, hasTag := sf.Tag.Lookup("json")
				tagged = tagged || hasTag
				f, ignored, err := parseField(sf)
				if err != nil {
					fail("%v", err)
				}
				if ignored {
					continue
				}
				any = true
				f.index = append(slices.Clone(l.index), i)
				f.typ = sf.Type
				if sf.Anonymous && !f.hasName {
					f.embed = true
				}
				t := sf.Type
				if t.Kind() == reflect.Pointer && t.Name() == "" {
					t = t.Elem()
				}
				if f.embed {
					if sf.Anonymous && t.Kind() != reflect.Struct && !explicitEmbed(sf) {
						// Told below.
					} else if f.hasName || f.omitZero || f.omitEmpty || f.str || f.caseIgnore || f.caseStrict {
						fail("Go struct field %s cannot have any options other than `embed` specified", sf.Name)
						if f.hasName {
							f.embed = false
						}
						f.omitZero, f.omitEmpty, f.str, f.caseIgnore, f.caseStrict = false, false, false, false, false
					}
				}
				if f.embed {
					structural := t.Kind() == reflect.Struct || t.Kind() == reflect.Map && t.Key().Kind() == reflect.String || t == valueType
					if sf.Anonymous && t.Kind() != reflect.Struct && !explicitEmbed(sf) {
						fail("embedded Go struct field %s of non-struct type must be explicitly given a JSON name", sf.Name)
						f.embed = false
						// As version 1 does: by the name of its type.
					} else if t != valueType && implementsAny(t, allMethodTypes...) {
						fail("embedded Go struct field %s of type %s must not implement marshal or unmarshal methods", sf.Name, t)
						f.embed = false
					} else if !structural {
						fail("embedded Go struct field %s of type %s must be a Go struct, Go map of string key, or jsontext.Value", sf.Name, t)
						f.embed = false
					}
					if f.embed {
						if t.Kind() == reflect.Struct {
							if !seen[t] {
								next = append(next, embedded{t: t, index: f.index})
							} else {
								inner++
							}
							continue
						}
						if !sf.IsExported() {
							fail("embedded Go struct field %s is not exported", sf.Name)
							continue
						}
						if len(l.index) == 0 && len(fallbacks) > 0 && len(fallbacks[0].index) == 1 {
							fail("embedded Go struct fields %s and %s cannot both be a Go map or jsontext.Value", root.Field(fallbacks[0].index[0]).Name, sf.Name)
						}
						fallbacks = append(fallbacks, f)
						continue
					}
				}
				if old := own[f.name]; old != nil {
					if l.index == nil {
						fail("Go struct fields %s and %s conflict over JSON object name %q", l.t.Field(old.index[len(old.index)-1]).Name, sf.Name, f.name)
					}
				}
				own[f.name] = f
				f.isZero = zeroMethod(sf.Type)
				all = append(all, f)
			}
			if l.index == nil && !any && !tagged && l.t.NumField() > 0 {
				fail("Go struct has no exported fields")
			}
		}
		level = level[:0]
		var fresh []embedded
		for _, n := range next {
			if !seen[n.t] || slices.ContainsFunc(fresh, func(e embedded) bool { return e.t == n.t }) {
				fresh = append(fresh, n)
			}
			seen[n.t] = true
		}
		level = fresh
	}
	s.dominate(all)
	if len(fallbacks) == 1 || len(fallbacks) > 1 && len(fallbacks[0].index) != len(fallbacks[1].index) {
		s.fallback = fallbacks[0]
	}
	return s
}

// dominate keeps of the fields of one name the least deep, of those the tagged one, if that is one.
func (s *structInfo) dominate(all []*field) {
	groups := map[string][]*field{}
	for _, f := range all {
		groups[f.name] = append(groups[f.name], f)
	}
	for _, f := range all {
		group := groups[f.name]
		best, count := group[0], 1
		for _, g := range group[1:] {
			switch c := rank(g) - rank(best); {
			case c < 0:
				best, count = g, 1
			case c == 0:
				count++
			}
		}
		if best == f && count == 1 {
			s.fields = append(s.fields, f)
			s.byName[f.name] = f
		}
	}
	slices.SortFunc(s.fields, func(a, b *field) int { return slices.Compare(a.index, b.index) })
	for i, f := range s.fields {
		f.id = i
		key := fold(f.name, false)
		s.byFolded[key] = append(s.byFolded[key], f)
	}
}

func rank(f *field) int {
	r := 2 * len(f.index)
	if !f.hasName {
		r++
	}
	return r
}

func explicitEmbed(sf reflect.StructField) bool {
	tag := sf.Tag.Get("json")
	_, options, _ := strings.Cut(tag, ",")
	return slices.Contains(strings.Split(options, ","), "embed")
}

var valueType = reflect.TypeFor[jsontext.Value]()

type isZeroer interface{ IsZero() bool }

// zeroMethod returns how a type says that a value is zero, nil if it does not. Values are addressable.
func zeroMethod(t reflect.Type) func(reflect.Value) bool {
	zeroer := reflect.TypeFor[isZeroer]()
	switch {
	case t.Kind() == reflect.Interface && t.Implements(zeroer):
		return func(v reflect.Value) bool {
			return v.IsNil() || v.Elem().Kind() == reflect.Pointer && v.Elem().IsNil() || v.Interface().(isZeroer).IsZero()
		}
	case t.Kind() == reflect.Pointer && t.Implements(zeroer):
		return func(v reflect.Value) bool { return v.IsNil() || v.Interface().(isZeroer).IsZero() }
	case t.Implements(zeroer):
		return func(v reflect.Value) bool { return v.Interface().(isZeroer).IsZero() }
	case reflect.PointerTo(t).Implements(zeroer):
		return func(v reflect.Value) bool { return v.Addr().Interface().(isZeroer).IsZero() }
	}
	return nil
}

// parseField reads a field's tag.
func parseField(sf reflect.StructField) (f *field, ignored bool, err error) {
	tag, hasTag := sf.Tag.Lookup("json")
	if tag == "-" {
		return nil, true, nil
	}
	fail := func(format string, args ...any) {
		if err == nil {
			err = fmt.Errorf(format, args...)
		}
	}
	if !sf.IsExported() {
		if !sf.Anonymous {
			if hasTag {
				fail("unexported Go struct field %s cannot have non-ignored `json:%q` tag", sf.Name, tag)
			}
			return nil, true, err
		}
		t := sf.Type
		if t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct {
			if nameLen(tag) > 0 {
				fail("Go struct field %s is not exported", sf.Name)
			} else {
				fail("embedded Go struct field %s of non-struct type must be explicitly given a JSON name", sf.Name)
			}
			return nil, true, err
		}
	}
	f = &field{name: sf.Name}
	rest := tag
	if n := nameLen(rest); n > 0 {
		name := rest[:n]
		rest = rest[n:]
		f.name, f.hasName = name, true
		if !utf8.ValidString(name) {
			fail("Go struct field %s has JSON object name %q with invalid UTF-8", sf.Name, name)
			f.name = strings.ToValidUTF8(name, "\ufffd")
		}
		if !sf.IsExported() && sf.Anonymous {
			fail("Go struct field %s is not exported", sf.Name)
		}
	}
	f.quoted, _ = jsontext.AppendQuote(nil, f.name)
	seen := map[string]bool{}
	for rest != "" {
		// Options stand behind commas.
		if rest[0] != ',' {
			r, n := utf8.DecodeRuneInString(rest)
			if f.hasName || len(rest) < len(tag) {
				fail("Go struct field %s has malformed `json` tag: invalid character %q before next option (expecting ',')", sf.Name, r)
			} else {
				fail("Go struct field %s has malformed `json` tag: invalid character %q at start of option (expecting Unicode letter)", sf.Name, r)
			}
			rest = rest[n:]
			if i := strings.IndexByte(rest, ','); i >= 0 {
				rest = rest[i:]
			} else {
				rest = ""
			}
			continue
		}
		rest = rest[1:]
		if rest == "" {
			fail("Go struct field %s has malformed `json` tag: invalid trailing ',' character", sf.Name)
			break
		}
		n := wordLen(rest)
		if n == 0 {
			r, _ := utf8.DecodeRuneInString(rest)
			fail("Go struct field %s has malformed `json` tag: invalid character %q at start of option (expecting Unicode letter)", sf.Name, r)
			if i := strings.IndexByte(rest, ','); i >= 0 {
				rest = rest[i:]
				continue
			}
			break
		}
		key := rest[:n]
		rest = rest[n:]
		value, hasValue := "", false
		if (key == "case" || key == "format") && strings.HasPrefix(rest, ":") {
			hasValue = true
			n := wordLen(rest[1:])
			if key == "format" {
				n = len(rest) - 1
				if i := strings.IndexByte(rest, ','); i >= 0 {
					n = i - 1
				}
			}
			value, rest = rest[1:n+1], rest[n+1:]
		}
		if seen[key] && key != "case" {
			fail("Go struct field %s has duplicate appearance of `%s` tag option", sf.Name, key)
		}
		if key == "case" && seen["case:"+value] {
			fail("Go struct field %s has duplicate appearance of `case:%s` tag option", sf.Name, value)
		}
		seen[key], seen[key+":"+value] = true, true
		switch key {
		case "case":
			switch {
			case !hasValue:
				fail("Go struct field %s is missing value for `case` tag option; specify `case:ignore` or `case:strict` instead", sf.Name)
			case value == "ignore":
				f.caseIgnore = true
			case value == "strict":
				f.caseStrict = true
			default:
				fail("Go struct field %s has unknown `case:%s` tag value", sf.Name, value)
			}
			if f.caseIgnore && f.caseStrict {
				fail("Go struct field %s cannot have both `case:ignore` and `case:strict` tag options", sf.Name)
			}
		case "omitzero":
			f.omitZero = true
		case "omitempty":
			f.omitEmpty = true
		case "string":
			f.str = true
		case "embed":
			f.embed = true
		case "format":
			if hasValue {
				fail("Go struct field %s has unsupported `format` tag option", sf.Name)
				f.format = true
			} else {
				fail("Go struct field %s is missing value for `format` tag option", sf.Name)
			}
		default:
			plain := strings.ReplaceAll(strings.ToLower(key), "_", "")
			switch plain {
			case "case", "omitzero", "omitempty", "string", "embed", "format":
				fail("Go struct field %s has invalid appearance of `%s` tag option; specify `%s` instead", sf.Name, key, plain)
			}
		}
	}
	return f, false, err
}

// nameLen is how much of a tag is a name.
func nameLen(s string) int {
	if i := strings.IndexAny(s, ",\\'\"`"); i >= 0 {
		return i
	}
	return len(s)
}

// wordLen is how much of a tag is an option.
func wordLen(s string) int {
	for i, r := range s {
		if r != '_' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return i
		}
	}
	return len(s)
}

// ignoresCase reports whether names match f whatever their case.
func (f *field) ignoresCase(flags *jsonflags.Flags) bool {
	return f.caseIgnore || flags.Get(jsonflags.MatchCaseInsensitiveNames) && !f.caseStrict
}
