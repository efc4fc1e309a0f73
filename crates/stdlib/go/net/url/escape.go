package url

import (
	"errors"
	"slices"
	"strconv"
	"strings"
)

// Where a text stands decides what has to be escaped.
const (
	inPath = iota
	inSegment
	inHost
	inZone
	inUser
	inQuery
	inFragment
)

// EscapeError is a malformed escape.
type EscapeError string

func (e EscapeError) Error() string { return "invalid URL escape " + strconv.Quote(string(e)) }

// InvalidHostError is a character that may not stand in a host.
type InvalidHostError string

func (e InvalidHostError) Error() string {
	return "invalid character " + strconv.Quote(string(e)) + " in host name"
}

func escape(s string, where int) string
func validEncoded(s string, where int) bool
func validUserinfo(s string) bool
func hasControl(s string) bool

// checkIPv6 says what is wrong with the inside of brackets in a host.
func checkIPv6(s string) string

// unescapeText decodes s; kind 1 is a malformed escape, 2 a bad character, both at s[lo:hi].
func unescapeText(s string, where int) (text string, kind, lo, hi int)

func unescape(s string, where int) (string, error) {
	text, kind, lo, hi := unescapeText(s, where)
	switch kind {
	case 1:
		return "", EscapeError(s[lo:hi])
	case 2:
		return "", InvalidHostError(s[lo:hi])
	}
	return text, nil
}

// QueryEscape escapes s for a query.
func QueryEscape(s string) string { return escape(s, inQuery) }

// PathEscape escapes s for one segment of a path.
func PathEscape(s string) string { return escape(s, inSegment) }

// QueryUnescape undoes QueryEscape.
func QueryUnescape(s string) (string, error) { return unescape(s, inQuery) }

// PathUnescape undoes PathEscape; a + stays one.
func PathUnescape(s string) (string, error) { return unescape(s, inSegment) }

// Values holds the values of a query or form by key.
type Values map[string][]string

// Get returns the first value of key, empty if there is none.
func (v Values) Get(key string) string {
	if list := v[key]; len(list) > 0 {
		return list[0]
	}
	return ""
}

// Set replaces the values of key.
func (v Values) Set(key, value string) { v[key] = []string{value} }

// Add adds a value to key.
func (v Values) Add(key, value string) { v[key] = append(v[key], value) }

// Del deletes the values of key.
func (v Values) Del(key string) { delete(v, key) }

// Has reports whether key is there.
func (v Values) Has(key string) bool {
	_, found := v[key]
	return found
}

// Clone returns a copy that shares nothing with vs.
func (vs Values) Clone() Values {
	if vs == nil {
		return nil
	}
	c := make(Values, len(vs))
	for key, list := range vs {
		c[key] = slices.Clone(list)
	}
	return c
}

// Encode returns the query, sorted by key.
func (v Values) Encode() string {
	if len(v) == 0 {
		return ""
	}
	keys := make([]string, 0, len(v))
	for key := range v {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	var b strings.Builder
	for _, key := range keys {
		name := QueryEscape(key)
		for _, value := range v[key] {
			if b.Len() > 0 {
				b.WriteByte('&')
			}
			b.WriteString(name)
			b.WriteByte('=')
			b.WriteString(QueryEscape(value))
		}
	}
	return b.String()
}

const maxParams = 10000

// ParseQuery parses a query; it returns what is well formed and the first error.
func ParseQuery(query string) (Values, error) {
	v := make(Values)
	if strings.Count(query, "&") >= maxParams {
		return v, errors.New("number of URL query parameters exceeded limit")
	}
	var first error
	for query != "" {
		var part string
		part, query, _ = strings.Cut(query, "&")
		if part == "" {
			continue
		}
		var err error
		if strings.Contains(part, ";") {
			first = errors.New("invalid semicolon separator in query")
		} else {
			key, value, _ := strings.Cut(part, "=")
			if key, err = QueryUnescape(key); err == nil {
				value, err = QueryUnescape(value)
			}
			if err == nil {
				v[key] = append(v[key], value)
			}
		}
		if first == nil {
			first = err
		}
	}
	return v, first
}
