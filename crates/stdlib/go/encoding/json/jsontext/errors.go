package jsontext

import (
	"encoding/json/internal/jsonwire"
	"errors"
	"strconv"
	"strings"
	"unicode/utf8"
)

// ErrDuplicateName says that an object has a name twice.
var ErrDuplicateName = errors.New("duplicate object member name")

// ErrNonStringName says that something else stands where a name must.
var ErrNonStringName = errors.New("object member name must be a string")

var (
	errMissingValue = errors.New("missing value after object name")
	errMismatch     = errors.New("mismatching structural token for object or array")
	errMaxDepth     = errors.New("exceeded max depth")
	errInvalidToken = errors.New("invalid jsontext.Token")
)

// A SyntacticError says where and why something is no JSON.
type SyntacticError struct {
	_ [0]func()

	ByteOffset  int64
	JSONPointer Pointer
	Err         error
}

func (e *SyntacticError) Error() string {
	what, where, offset := "syntactic error", e.JSONPointer, e.ByteOffset
	if e.Err != nil {
		what = e.Err.Error()
	}
	if e.Err == ErrDuplicateName {
		what += " " + strconv.Quote(where.LastToken())
		where, offset = where.Parent(), 0
	}
	return "jsontext: " + what + place(where, offset)
}

func (e *SyntacticError) Unwrap() error { return e.Err }

// Place words where an error is.
func (exporter) Place(p Pointer, offset int64) string { return place(p, offset) }

func place(p Pointer, offset int64) (s string) {
	if p != "" {
		s = " within " + strconv.Quote(shorten(string(p), 100))
	}
	if offset > 0 {
		s += " after offset " + strconv.FormatInt(offset, 10)
	}
	return s
}

// shorten cuts the middle out of a pointer of more than n bytes, between tokens if there are some.
func shorten(s string, n int) string {
	if len(s) <= n {
		return s
	}
	i, j := n/2, len(s)-n/2
	if k := strings.LastIndexByte(s[:i], '/'); k > 0 {
		i = k
	}
	for i > 0 && brokenEnd(s[:i]) {
		i--
	}
	if k := strings.IndexByte(s[j:], '/'); k >= 0 {
		j += k
	}
	for j < len(s) && brokenStart(s[j:]) {
		j++
	}
	middle := "…"
	switch strings.IndexByte(s[i:j], '/') {
	case -1:
	case 0:
		middle = "/…"
	default:
		middle = "…/…"
	}
	return s[:i] + middle + s[j:]
}

func brokenEnd(s string) bool {
	r, n := utf8.DecodeLastRuneInString(s)
	return r == utf8.RuneError && n == 1
}

func brokenStart(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	return r == utf8.RuneError && n == 1
}

// An ioError is the error of the reader or writer.
type ioError struct {
	action string
	err    error
}

func (e *ioError) Error() string { return "jsontext: " + e.action + " error: " + e.err.Error() }
func (e *ioError) Unwrap() error { return e.err }

func errorOf(f *jsonwire.Fault) error {
	switch f.Code {
	case jsonwire.Duplicate:
		return ErrDuplicateName
	case jsonwire.TooDeep:
		return errMaxDepth
	}
	return f.Err()
}

func checkIndent(s, what string) {
	if rest := strings.TrimLeft(s, " \t"); rest != "" {
		r, _ := utf8.DecodeRuneInString(rest)
		panic("json: invalid character " + strconv.QuoteRune(r) + " in " + what)
	}
}
