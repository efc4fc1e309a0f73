package http

import (
	"io"
	"net/textproto"
	"slices"
	"strings"
	"time"
)

// A Header holds the fields of a head by canonical names.
type Header map[string][]string

// headEnd answers where a head ends, its blank line included; 0 if it does not.
func headEnd(b []byte) int
func isToken(s string) bool
func validValue(s string) bool
func sniff(data []byte) string

// DetectContentType tells a content type from the first 512 bytes of data.
func DetectContentType(data []byte) string { return sniff(data) }

// CanonicalHeaderKey returns the canonical form of a field's name.
func CanonicalHeaderKey(s string) string { return textproto.CanonicalMIMEHeaderKey(s) }

func (h Header) Add(key, value string) {
	key = CanonicalHeaderKey(key)
	h[key] = append(h[key], value)
}

func (h Header) Set(key, value string) { h[CanonicalHeaderKey(key)] = []string{value} }

// Get returns the first value of a field.
func (h Header) Get(key string) string {
	if v := h[CanonicalHeaderKey(key)]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// Values returns all values of a field.
func (h Header) Values(key string) []string { return h[CanonicalHeaderKey(key)] }

func (h Header) Del(key string) { delete(h, CanonicalHeaderKey(key)) }

// get is Get for a key in canonical form.
func (h Header) get(key string) string {
	if v := h[key]; len(v) > 0 {
		return v[0]
	}
	return ""
}

// Clone returns a copy.
func (h Header) Clone() Header {
	if h == nil {
		return nil
	}
	c := make(Header, len(h))
	for k, v := range h {
		c[k] = slices.Clone(v)
	}
	return c
}

// Write writes the fields, sorted by name.
func (h Header) Write(w io.Writer) error { return h.WriteSubset(w, nil) }

// WriteSubset writes the fields that are not excluded.
func (h Header) WriteSubset(w io.Writer, exclude map[string]bool) error {
	_, err := w.Write(h.append(nil, exclude))
	return err
}

// oneLine takes line ends out of a value.
var oneLine = strings.NewReplacer("\n", " ", "\r", " ")

func (h Header) append(b []byte, exclude map[string]bool) []byte {
	if len(h) == 0 {
		return b
	}
	keys := make([]string, 0, len(h))
	for k := range h {
		if !exclude[k] && isToken(k) {
			keys = append(keys, k)
		}
	}
	if len(keys) > 1 {
		slices.Sort(keys)
	}
	for _, k := range keys {
		for _, v := range h[k] {
			if strings.ContainsAny(v, "\r\n") {
				v = oneLine.Replace(v)
			}
			b = appendField(b, k, textproto.TrimString(v))
		}
	}
	return b
}

func appendField(b []byte, key, value string) []byte {
	b = append(b, key...)
	b = append(b, ": "...)
	b = append(b, value...)
	return append(b, "\r\n"...)
}

// hasToken reports whether a list of tokens has one, letter case aside.
func hasToken(values []string, token string) bool {
	for _, v := range values {
		for part := range strings.SplitSeq(v, ",") {
			if strings.EqualFold(textproto.TrimString(part), token) {
				return true
			}
		}
	}
	return false
}

// TimeFormat is how times stand in heads; the time has to be in UTC.
const TimeFormat = "Mon, 02 Jan 2006 15:04:05 GMT"

// ParseTime parses a time in one of the three forms that HTTP allows.
func ParseTime(text string) (t time.Time, err error) {
	for _, layout := range []string{TimeFormat, time.RFC850, time.ANSIC} {
		if t, err = time.Parse(layout, text); err == nil {
			return t, nil
		}
	}
	return t, err
}

// ParseHTTPVersion parses HTTP/major.minor.
func ParseHTTPVersion(vers string) (major, minor int, ok bool) {
	switch vers {
	case "HTTP/1.1":
		return 1, 1, true
	case "HTTP/1.0":
		return 1, 0, true
	}
	if len(vers) != len("HTTP/1.1") || vers[:5] != "HTTP/" || vers[6] != '.' {
		return 0, 0, false
	}
	a, b := vers[5], vers[7]
	if a < '0' || a > '9' || b < '0' || b > '9' {
		return 0, 0, false
	}
	return int(a - '0'), int(b - '0'), true
}
