// Package jsonwire: JSON text below tokens. The loops over bytes are natives.
package jsonwire

import (
	"encoding/json/internal/jsonflags"
	"errors"
	"io"
	"strconv"
	"unicode/utf8"
)

// ErrInvalidUTF8 is the error of text that is no UTF-8.
var ErrInvalidUTF8 = errors.New("invalid UTF-8")

// An InvalidTextError says which text has no place where it stands.
type InvalidTextError struct{ msg string }

func (e *InvalidTextError) Error() string { return e.msg }

// NewInvalidCharacterError is the error of the first character of text.
func NewInvalidCharacterError[T ~[]byte | ~string](text T, where string) error {
	return &InvalidTextError{"invalid character " + quoteFirst(string(text)) + " " + where}
}

func quoteFirst(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n <= 1 {
		if s == "" {
			return "''"
		}
		return `'\x` + strconv.FormatUint(uint64(s[0])|0x100, 16)[1:] + "'"
	}
	return strconv.QuoteRune(r)
}

// What natives answer when something is wrong.
const (
	Short = 1 + iota
	badUTF8
	badText
	Duplicate
	TooDeep
)

// A Fault is a mistake: what, where in the text, and the pointer from the value to it.
type Fault struct {
	Code    int
	At      int
	Pointer string
	msg     string
}

// Err returns the mistake as an error.
func (f *Fault) Err() error {
	switch f.Code {
	case Short:
		return io.ErrUnexpectedEOF
	case badUTF8:
		return ErrInvalidUTF8
	case TooDeep:
		return errMaxDepth
	}
	return &InvalidTextError{f.msg}
}

var errMaxDepth = errors.New("exceeded max depth")

// MaxDepth is how many objects and arrays may be open.
const MaxDepth = 10000

// SkipSpace returns where what is no white space begins.
func SkipSpace(text []byte, from int) int

func scanString(text []byte, from int, flags uint64) (end int, note uint64, code int, at int, msg string)
func scanNumber(text []byte, from int) (end int, float bool, code int, at int, msg string)
func scanValue(text []byte, from int, flags uint64, depth int) (end int, code int, at int, msg string, pointer string)

// Unquote returns what a string means that has been checked.
func Unquote(raw []byte) string

func appendUnquote(dst []byte, src string) (out []byte, code int, at int, msg string)

// AppendQuote appends s as a string; ok is false if something in it was no UTF-8.
func AppendQuote(dst []byte, s string, flags uint64) (out []byte, ok bool)

// AppendValue appends a value that has been checked in the form that the flags want.
func AppendValue(dst, text []byte, flags uint64, prefix, indent string, depth int) []byte

// AppendLine appends the beginning of a line.
func AppendLine(dst []byte, prefix, indent string, depth int) []byte

// AppendFloat appends a finite number.
func AppendFloat(dst []byte, f float64, bits int) []byte

// CompareUTF16 orders strings by their UTF-16 code units.
func CompareUTF16(a, b string) int

// Wire returns the flags as natives know them.
func Wire(f *jsonflags.Flags) uint64 { return (f.Values & uint64(jsonflags.Wire)) >> 1 }

// String returns the end of the string that begins at from; escaped says that it is not what it means as it stands.
func String(text []byte, from int, flags uint64) (end int, escaped bool, fault *Fault) {
	end, note, code, at, msg := scanString(text, from, flags)
	if code != 0 {
		return 0, false, &Fault{Code: code, At: at, msg: msg}
	}
	return end, note != 0, nil
}

// Number returns the end of the number that begins at from; float says that it has a fraction or an exponent.
func Number(text []byte, from int) (end int, float bool, fault *Fault) {
	end, float, code, at, msg := scanNumber(text, from)
	if code != 0 {
		return 0, false, &Fault{Code: code, At: at, msg: msg}
	}
	return end, float, nil
}

// Formatting among the flags of Value says that the value is about to be written anew: some mistakes are told otherwise then.
const Formatting = 1 << 32

// Value returns the end of the value that begins at from and has depth objects and arrays around it.
func Value(text []byte, from int, flags uint64, depth int) (end int, fault *Fault) {
	end, code, at, msg, pointer := scanValue(text, from, flags, depth)
	if code != 0 {
		return 0, &Fault{Code: code, At: at, msg: msg, Pointer: pointer}
	}
	return end, nil
}

// AppendUnquote appends what the string src means.
func AppendUnquote(dst []byte, src string) ([]byte, error) {
	out, code, at, msg := appendUnquote(dst, src)
	if code != 0 {
		f := Fault{Code: code, At: at, msg: msg}
		return out, f.Err()
	}
	return out, nil
}
