// Package fmt: formatted printing and scanning. Printing is done by natives that walk the operands; when an operand has
// a method that decides its text (Formatter, GoStringer, error, Stringer), the native says so, the method is called
// here, and the native puts the texts in their places.
package fmt

import (
	"errors"
	"io"
	"os"
)

// A State is what a Formatter writes to and asks about flags.
type State interface {
	Write(b []byte) (n int, err error)
	Width() (wid int, ok bool)
	Precision() (prec int, ok bool)
	Flag(c int) bool
}

// A Formatter formats itself for every verb.
type Formatter interface {
	Format(f State, verb rune)
}

// A Stringer has a text of its own.
type Stringer interface {
	String() string
}

// A GoStringer has a text of its own for %#v.
type GoStringer interface {
	GoString() string
}

// How operands are put together.
const (
	modePrint = iota
	modePrintln
	modePrintf
	modeErrorf
)

// Methods that natives ask for.
const (
	callFormat = 1 + iota
	callGoString
	callError
	callString
)

// Flags of a call.
const (
	flagMinus = 1 << iota
	flagPlus
	flagSharp
	flagSpace
	flagZero
	flagPlusV
	flagSharpV
)

// A call is a method call that a native asks for, and what came of it. Natives know this layout.
type call struct {
	v      any
	method int
	verb   int
	flags  int
	wid    int // negative if not given
	prec   int // negative if not given
	raw    bool
	text   string
}

// format formats at once if no method is needed (n == 0); otherwise n methods are.
func format(mode int, format string, a []any) (s string, n int)

// appendFormat is format, appending to b.
func appendFormat(b []byte, mode int, format string, a []any) (out []byte, n int)

// collect fills in the calls that are needed.
func collect(mode int, format string, a []any, calls []call)

// finish formats with the texts that the calls returned.
func finish(mode int, format string, a []any, calls []call) string

// appendFinish is finish, appending to b.
func appendFinish(b []byte, mode int, format string, a []any, calls []call) []byte

// wrapped lists the operands that %w verbs wrap, in the order of the verbs; it returns their number.
func wrapped(format string, a []any, out []int) int

// isNilPointer reports whether v holds a nil pointer.
func isNilPointer(v any) bool

type state struct {
	buf []byte
	c   *call
}

func (s *state) Write(b []byte) (n int, err error) {
	s.buf = append(s.buf, b...)
	return len(b), nil
}

func (s *state) WriteString(t string) (n int, err error) {
	s.buf = append(s.buf, t...)
	return len(t), nil
}

func (s *state) Width() (wid int, ok bool) {
	if s.c.wid < 0 {
		return 0, false
	}
	return s.c.wid, true
}

func (s *state) Precision() (prec int, ok bool) {
	if s.c.prec < 0 {
		return 0, false
	}
	return s.c.prec, true
}

func (s *state) Flag(c int) bool {
	f := s.c.flags
	switch c {
	case '-':
		return f&flagMinus != 0
	case '+':
		return f&(flagPlus|flagPlusV) != 0
	case '#':
		return f&(flagSharp|flagSharpV) != 0
	case ' ':
		return f&flagSpace != 0
	case '0':
		return f&flagZero != 0
	}
	return false
}

var callNames = [...]string{callFormat: "Format", callGoString: "GoString", callError: "Error", callString: "String"}

// run makes the call and keeps its text. A panic becomes part of the text, unless a panic value is being printed.
func (c *call) run(panicking bool) {
	var st *state
	defer func() {
		if e := recover(); e != nil {
			var text []byte
			if st != nil {
				text = st.buf
			}
			c.raw = true
			if isNilPointer(c.v) {
				c.text = string(append(text, "<nil>"...))
				return
			}
			if panicking {
				panic(e)
			}
			text = append(text, "%!"...)
			text = append(text, string(rune(c.verb))...)
			text = append(text, "(PANIC="...)
			text = append(text, callNames[c.method]...)
			text = append(text, " method: "...)
			text = appendTo(text, modePrintf, "%v", []any{e}, true)
			c.text = string(append(text, ')'))
		}
	}()
	switch c.method {
	case callFormat:
		st = &state{c: c}
		formatText(c.v.(Formatter), st, rune(c.verb))
		c.text = string(st.buf)
		c.raw = true
	case callGoString:
		c.text = goStringText(c.v.(GoStringer))
	case callError:
		c.text = errorText(c.v.(error))
	case callString:
		c.text = stringText(c.v.(Stringer))
	}
}

func runCalls(n, mode int, f string, a []any, panicking bool) []call {
	calls := make([]call, n)
	collect(mode, f, a, calls)
	switch mode {
	case modePrint:
		printCalls(calls, panicking)
	case modePrintln:
		printlnCalls(calls, panicking)
	default:
		printfCalls(calls, panicking)
	}
	return calls
}

// Traces know the following functions by name: the calls of methods, and what loops over them.

func formatText(v Formatter, st State, verb rune) { v.Format(st, verb) }

func goStringText(v GoStringer) string { return v.GoString() }

func errorText(v error) string { return v.Error() }

func stringText(v Stringer) string { return v.String() }

func printfCalls(calls []call, panicking bool) {
	for i := range calls {
		calls[i].run(panicking)
	}
}

func printCalls(calls []call, panicking bool) {
	for i := range calls {
		calls[i].run(panicking)
	}
}

func printlnCalls(calls []call, panicking bool) {
	for i := range calls {
		calls[i].run(panicking)
	}
}

func appendTo(b []byte, mode int, f string, a []any, panicking bool) []byte {
	out, n := appendFormat(b, mode, f, a)
	if n != 0 {
		out = appendFinish(b, mode, f, a, runCalls(n, mode, f, a, panicking))
	}
	return out
}

func text(mode int, f string, a []any) string {
	s, n := format(mode, f, a)
	if n != 0 {
		s = finish(mode, f, a, runCalls(n, mode, f, a, false))
	}
	return s
}

// spare is a buffer for the next write; nil while it is in use.
var spare []byte

const maxSpare = 64 << 10

func write(w io.Writer, mode int, f string, a []any) (n int, err error) {
	b := spare
	spare = nil
	b = appendTo(b[:0], mode, f, a, false)
	n, err = w.Write(b)
	if cap(b) <= maxSpare {
		spare = b
	}
	return
}

// Fprintf formats according to a format and writes to w.
func Fprintf(w io.Writer, format string, a ...any) (n int, err error) {
	return write(w, modePrintf, format, a)
}

// Printf formats according to a format and writes to standard output.
func Printf(format string, a ...any) (n int, err error) {
	return write(os.Stdout, modePrintf, format, a)
}

// Sprintf formats according to a format and returns the text.
func Sprintf(format string, a ...any) string { return text(modePrintf, format, a) }

// Appendf formats according to a format and appends the text to b.
func Appendf(b []byte, format string, a ...any) []byte {
	return appendTo(b, modePrintf, format, a, false)
}

// Fprint writes the operands to w, with spaces between operands when neither is a string.
func Fprint(w io.Writer, a ...any) (n int, err error) { return write(w, modePrint, "", a) }

// Print writes the operands to standard output, with spaces between operands when neither is a string.
func Print(a ...any) (n int, err error) { return write(os.Stdout, modePrint, "", a) }

// Sprint returns the text of the operands, with spaces between operands when neither is a string.
func Sprint(a ...any) string { return text(modePrint, "", a) }

// Append appends the text of the operands to b, with spaces between operands when neither is a string.
func Append(b []byte, a ...any) []byte { return appendTo(b, modePrint, "", a, false) }

// Fprintln writes the operands to w, with spaces between them and a newline.
func Fprintln(w io.Writer, a ...any) (n int, err error) { return write(w, modePrintln, "", a) }

// Println writes the operands to standard output, with spaces between them and a newline.
func Println(a ...any) (n int, err error) { return write(os.Stdout, modePrintln, "", a) }

// Sprintln returns the text of the operands, with spaces between them and a newline.
func Sprintln(a ...any) string { return text(modePrintln, "", a) }

// Appendln appends the text of the operands to b, with spaces between them and a newline.
func Appendln(b []byte, a ...any) []byte { return appendTo(b, modePrintln, "", a, false) }

// FormatString returns the format that made a State, followed by verb.
func FormatString(state State, verb rune) string {
	b := []byte{'%'}
	for _, c := range " +-#0" {
		if state.Flag(int(c)) {
			b = append(b, byte(c))
		}
	}
	if w, ok := state.Width(); ok {
		b = Append(b, w)
	}
	if p, ok := state.Precision(); ok {
		b = append(b, '.')
		b = Append(b, p)
	}
	return string(b) + string(verb)
}

type wrapError struct {
	msg string
	err error
}

func (e *wrapError) Error() string { return e.msg }

func (e *wrapError) Unwrap() error { return e.err }

type wrapErrors struct {
	msg  string
	errs []error
}

func (e *wrapErrors) Error() string { return e.msg }

func (e *wrapErrors) Unwrap() []error { return e.errs }

// Errorf formats according to a format and returns an error of that text. It wraps the operands of %w verbs.
func Errorf(format string, a ...any) error {
	s := text(modeErrorf, format, a)
	n := wrapped(format, a, nil)
	if n == 0 {
		return errors.New(s)
	}
	at := make([]int, n)
	wrapped(format, a, at)
	if n == 1 {
		err, _ := a[at[0]].(error)
		return &wrapError{s, err}
	}
	for i := 1; i < n; i++ {
		for j := i; j > 0 && at[j] < at[j-1]; j-- {
			at[j], at[j-1] = at[j-1], at[j]
		}
	}
	var errs []error
	for i, k := range at {
		if i > 0 && at[i-1] == k {
			continue
		}
		if err, ok := a[k].(error); ok {
			errs = append(errs, err)
		}
	}
	return &wrapErrors{s, errs}
}
