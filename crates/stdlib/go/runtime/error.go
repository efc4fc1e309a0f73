// Package runtime: the error types of run-time panics. The VM makes values of them by itself (see KnownTypes).
package runtime

// An Error is a run-time error, such as an index out of range.
type Error interface {
	error
	RuntimeError()
}

// errorString is a run-time error whose text lacks the prefix "runtime error: ".
type errorString string

func (e errorString) RuntimeError() {}

func (e errorString) Error() string { return "runtime error: " + string(e) }

// errorAddressString is a memory fault that tells its address; its text lacks the prefix "runtime error: ".
type errorAddressString struct {
	text string
	addr uintptr
}

func (e errorAddressString) RuntimeError() {}

func (e errorAddressString) Error() string { return "runtime error: " + e.text }

// Addr returns the address.
func (e errorAddressString) Addr() uintptr { return e.addr }

// boundsError is an index or slice error; its text lacks the prefix "runtime error: ".
type boundsError string

func (e boundsError) RuntimeError() {}

func (e boundsError) Error() string { return "runtime error: " + string(e) }

// plainError is an error that carries its whole text.
type plainError string

func (e plainError) RuntimeError() {}

func (e plainError) Error() string { return string(e) }

// A TypeAssertionError explains a failed type assertion. The VM composes the whole text.
type TypeAssertionError struct {
	text string
}

func (*TypeAssertionError) RuntimeError() {}

func (e *TypeAssertionError) Error() string { return e.text }

// A PanicNilError happens when code calls panic(nil).
type PanicNilError struct {
	_ [0]func()
}

func (*PanicNilError) RuntimeError() {}

func (*PanicNilError) Error() string {
	return "runtime error: panic called with nil argument"
}
