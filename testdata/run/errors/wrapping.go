// run

package main

import (
	"errors"
	"fmt"
	"os"
)

type codeErr struct{ code int }

func (e codeErr) Error() string { return fmt.Sprint("code ", e.code) }
func (e codeErr) Is(target error) bool {
	t, ok := target.(codeErr)
	return ok && t.code/100 == e.code/100
}

type wrapErr struct {
	msg string
	err error
}

func (w *wrapErr) Error() string { return w.msg + ": " + w.err.Error() }
func (w *wrapErr) Unwrap() error { return w.err }

type multi []error

func (m multi) Error() string   { return fmt.Sprint(len(m), " errors") }
func (m multi) Unwrap() []error { return m }

type asErr struct{}

func (asErr) Error() string { return "as" }
func (asErr) As(t any) bool {
	if c, ok := t.(*codeErr); ok {
		c.code = 777
		return true
	}
	return false
}

var sentinel = errors.New("sentinel")

func main() {
	e1 := fmt.Errorf("ctx: %w", sentinel)
	e2 := &wrapErr{"outer", e1}
	fmt.Println(e2, errors.Is(e2, sentinel), errors.Unwrap(e2) == e1, errors.Unwrap(sentinel), errors.Is(nil, sentinel), errors.Is(sentinel, nil), errors.Is(nil, nil))
	fmt.Println(errors.New("a") == errors.New("a"), errors.Is(errors.New("a"), errors.New("a")))
	var w *wrapErr
	fmt.Println(errors.As(fmt.Errorf("x: %w", e2), &w), w.msg)
	var c codeErr
	fmt.Println(errors.As(e2, &c), errors.As(fmt.Errorf("%w", codeErr{404}), &c), c.code)
	fmt.Println(errors.Is(codeErr{404}, codeErr{401}), errors.Is(codeErr{404}, codeErr{500}), errors.Is(codeErr{1}, codeErr{1}))
	fmt.Println(errors.As(asErr{}, &c), c.code)
	j := errors.Join(sentinel, nil, codeErr{5})
	fmt.Printf("%v|%q|%v %v %T\n", j, j.Error(), errors.Is(j, sentinel), errors.Is(j, codeErr{6}), j)
	fmt.Println(errors.Join() == nil, errors.Join(nil, nil) == nil, errors.Unwrap(j) == nil)
	m := multi{errors.New("one"), fmt.Errorf("w %w", sentinel)}
	fmt.Println(m, errors.Is(m, sentinel))
	two := fmt.Errorf("%w and %w", sentinel, codeErr{9})
	fmt.Println(two, errors.Is(two, sentinel), errors.As(two, &c), c.code, errors.Unwrap(two) == nil)
	fmt.Println(fmt.Errorf("%v", sentinel), errors.Is(fmt.Errorf("%v", sentinel), sentinel))
	var target interface{ Unwrap() error }
	fmt.Println(errors.As(e2, &target), any(target) == any(e2))
	ce, ok := errors.AsType[codeErr](two)
	fmt.Println(ce, ok)
	func() {
		defer func() { fmt.Println(recover()) }()
		errors.As(e1, nil)
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		var s string
		errors.As(e1, &s)
	}()
	_, err := os.Open("/definitely/not/there")
	var pe *os.PathError
	fmt.Println(errors.As(err, &pe), pe.Op, pe.Path, pe.Err, errors.Is(err, os.ErrNotExist), os.IsNotExist(err))
	fmt.Println(err, errors.ErrUnsupported)
	var nilErr error
	fmt.Printf("%v %+v\n", nilErr, []error{nil, sentinel})
}
