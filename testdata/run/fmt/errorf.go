// run

package main

import (
	"errors"
	"fmt"
	"io"
	"strings"
)

type temporary interface{ Temporary() bool }
type netErr struct{ t bool }

func (n netErr) Error() string   { return fmt.Sprint("net ", n.t) }
func (n netErr) Temporary() bool { return n.t }

var base = errors.New("base")

func layer(n int) error {
	if n == 0 {
		return base
	}
	return fmt.Errorf("layer %d: %w", n, layer(n-1))
}

func main() {
	e := layer(4)
	fmt.Println(e, errors.Is(e, base))
	n := 0
	for x := e; x != nil; x = errors.Unwrap(x) {
		n++
	}
	fmt.Println(n)
	w := fmt.Errorf("%d items: %w (%s)", 3, netErr{true}, "retry")
	var t temporary
	fmt.Println(w, errors.As(w, &t) && t.Temporary())
	m := fmt.Errorf("%w; %w; %v", base, netErr{false}, io.EOF)
	fmt.Println(m, errors.Is(m, base), errors.Is(m, io.EOF), errors.As(m, &t), errors.Unwrap(m))
	u, ok := m.(interface{ Unwrap() []error })
	fmt.Println(ok, len(u.Unwrap()))
	fmt.Println(fmt.Errorf("no args"), fmt.Errorf("%%"), fmt.Errorf("%s", base), fmt.Errorf("%w"), fmt.Errorf("%w", "not error"), fmt.Errorf("%[2]w %[1]v", 1, base))
	fmt.Printf("%v %+v %s %q\n", e, base, base, base)
	fmt.Printf("%T %T %T\n", base, e, m)
	j := errors.Join(base, fmt.Errorf("x: %w", io.EOF))
	fmt.Printf("%v|%v|%v\n", j, errors.Is(j, io.EOF), strings.Count(j.Error(), "\n"))
	fmt.Println(fmt.Errorf("nested: %w", j))
	var nilErr error
	fmt.Println(fmt.Errorf("nil: %w", nilErr), errors.Unwrap(fmt.Errorf("nil: %w", nilErr)))
}
