// Package textproto is what protocols in the manner of HTTP, NNTP and SMTP have in common: headers, numbered answers, texts
// that end in a line with a dot.
package textproto

import "strings"

// A MIMEHeader maps canonical keys to values.
type MIMEHeader map[string][]string

// Add adds a value.
func (h MIMEHeader) Add(key, value string) {
	key = CanonicalMIMEHeaderKey(key)
	h[key] = append(h[key], value)
}

// Set replaces the values of a key.
func (h MIMEHeader) Set(key, value string) { h[CanonicalMIMEHeaderKey(key)] = []string{value} }

// Get returns the first value of a key.
func (h MIMEHeader) Get(key string) string {
	if v := h[CanonicalMIMEHeaderKey(key)]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// Values returns the values of a key.
func (h MIMEHeader) Values(key string) []string { return h[CanonicalMIMEHeaderKey(key)] }

// Del removes a key.
func (h MIMEHeader) Del(key string) { delete(h, CanonicalMIMEHeaderKey(key)) }

// token reports whether c may stand in a key.
func token(c byte) bool {
	if 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9' {
		return true
	}
	return c < 0x80 && strings.IndexByte("!#$%&'*+-.^_`|~", c) >= 0
}

// CanonicalMIMEHeaderKey returns a key with its first letter and those behind hyphens in upper case, the others in lower
// case; a key with characters that keys do not have as it is.
func CanonicalMIMEHeaderKey(s string) string

func canonical(b []byte) {
	upper := true
	for i, c := range b {
		if upper && 'a' <= c && c <= 'z' {
			b[i] = c - 32
		} else if !upper && 'A' <= c && c <= 'Z' {
			b[i] = c + 32
		}
		upper = c == '-'
	}
}

// TrimString returns s without spaces around it.
func TrimString(s string) string { return strings.Trim(s, " \t\r\n") }

// TrimBytes returns b without spaces around it.
func TrimBytes(b []byte) []byte {
	for len(b) > 0 && space(b[0]) {
		b = b[1:]
	}
	for len(b) > 0 && space(b[len(b)-1]) {
		b = b[:len(b)-1]
	}
	return b
}

func space(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }
