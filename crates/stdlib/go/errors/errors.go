// Package errors makes and takes apart error values.
package errors

type errorString struct {
	s string
}

func (e *errorString) Error() string { return e.s }

// New returns an error that formats as text. Each call returns a distinct value.
func New(text string) error { return &errorString{text} }

// ErrUnsupported says that an operation cannot be performed because it is unsupported.
var ErrUnsupported = New("unsupported operation")

// Unwrap calls err's method Unwrap() error, if it has one.
func Unwrap(err error) error {
	if u, ok := err.(interface{ Unwrap() error }); ok {
		return u.Unwrap()
	}
	return nil
}

// isComparable reports whether the dynamic type of v is comparable.
func isComparable(v any) bool

// Is reports whether any error in err's tree matches target.
func Is(err, target error) bool {
	if err == nil || target == nil {
		return err == target
	}
	return is(err, target, isComparable(target))
}

func is(err, target error, cmp bool) bool {
	for {
		if cmp && err == target {
			return true
		}
		if m, ok := err.(interface{ Is(error) bool }); ok && m.Is(target) {
			return true
		}
		switch u := err.(type) {
		case interface{ Unwrap() error }:
			err = u.Unwrap()
			if err == nil {
				return false
			}
		case interface{ Unwrap() []error }:
			for _, e := range u.Unwrap() {
				if e != nil && is(e, target, cmp) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
}

// Outcomes of checkTarget.
const (
	targetOK = iota
	targetNotPointer
	targetNotError
)

// checkTarget says whether target may be given to As.
func checkTarget(target any) int

// assignTo stores err in the variable target points to, if err's dynamic type is assignable to it.
func assignTo(err error, target any) bool

// As finds the first error in err's tree that matches target, and if there is one, sets target to it.
func As(err error, target any) bool {
	if err == nil {
		return false
	}
	if target == nil {
		panic("errors: target cannot be nil")
	}
	switch checkTarget(target) {
	case targetNotPointer:
		panic("errors: target must be a non-nil pointer")
	case targetNotError:
		panic("errors: *target must be interface or implement error")
	}
	return as(err, target)
}

func as(err error, target any) bool {
	for {
		if assignTo(err, target) {
			return true
		}
		if m, ok := err.(interface{ As(any) bool }); ok && m.As(target) {
			return true
		}
		switch u := err.(type) {
		case interface{ Unwrap() error }:
			err = u.Unwrap()
			if err == nil {
				return false
			}
		case interface{ Unwrap() []error }:
			for _, e := range u.Unwrap() {
				if e != nil && as(e, target) {
					return true
				}
			}
			return false
		default:
			return false
		}
	}
}

// AsType finds the first error in err's tree that matches the type E.
func AsType[E error](err error) (E, bool) {
	var zero E
	if err == nil {
		return zero, false
	}
	var p *E
	return asType(err, &p)
}

// asType makes the variable behind slot only when an As method asks for it.
func asType[E error](err error, slot **E) (E, bool) {
	var zero E
	for {
		if e, ok := err.(E); ok {
			return e, true
		}
		if m, ok := err.(interface{ As(any) bool }); ok {
			if *slot == nil {
				*slot = new(E)
			}
			if m.As(*slot) {
				return **slot, true
			}
		}
		switch u := err.(type) {
		case interface{ Unwrap() error }:
			err = u.Unwrap()
			if err == nil {
				return zero, false
			}
		case interface{ Unwrap() []error }:
			for _, e := range u.Unwrap() {
				if e == nil {
					continue
				}
				if r, ok := asType(e, slot); ok {
					return r, true
				}
			}
			return zero, false
		default:
			return zero, false
		}
	}
}

type joinError struct {
	errs []error
}

// Join returns an error that wraps the non-nil errors given; nil if there is none.
func Join(errs ...error) error {
	n := 0
	for _, e := range errs {
		if e != nil {
			n++
		}
	}
	if n == 0 {
		return nil
	}
	j := &joinError{make([]error, 0, n)}
	for _, e := range errs {
		if e != nil {
			j.errs = append(j.errs, e)
		}
	}
	return j
}

func (j *joinError) Error() string {
	text := j.errs[0].Error()
	for _, e := range j.errs[1:] {
		text += "\n" + e.Error()
	}
	return text
}

func (j *joinError) Unwrap() []error { return j.errs }
