// run

package main

import (
	"errors"
	"fmt"
	"io"
)

type opErr struct {
	op  string
	err error
}

func (e *opErr) Error() string { return e.op + ": " + e.err.Error() }
func (e *opErr) Unwrap() error { return e.err }

func read(n int) error {
	if n == 0 {
		return &opErr{"read", io.ErrUnexpectedEOF}
	}
	if err := read(n - 1); err != nil {
		return &opErr{fmt.Sprint("level ", n), err}
	}
	return nil
}

func main() {
	err := read(2)
	fmt.Println(errors.Is(err, io.ErrUnexpectedEOF))
	if err != nil {
		panic(err)
	}
}
