// run

package main

import (
	"errors"
	"fmt"
	"os"
	"strings"
)

type w struct{ n int }

func (x *w) Write(p []byte) (int, error) { x.n += len(p); return len(p), nil }

func main() {
	fmt.Println(fmt.Sprint(), fmt.Sprint("a"), fmt.Sprint(1, 2), fmt.Sprint("a", 1, "b"), fmt.Sprint(1, "a", 2), fmt.Sprint(nil, nil), fmt.Sprint([]int{1}, []int{2}))
	fmt.Printf("%q %q\n", fmt.Sprintln("a", 1), fmt.Sprintln())
	var x w
	n, err := fmt.Fprintf(&x, "%05d", 42)
	fmt.Println(n, err, x.n)
	n, err = fmt.Fprintln(&x, "a", 2)
	fmt.Println(n, err, x.n)
	n, err = fmt.Fprint(&x, "é", 3, 4)
	fmt.Println(n, err, x.n)
	n, _ = fmt.Println("héllo")
	m, _ := fmt.Print("ab\n")
	fmt.Println(n, m)
	var b strings.Builder
	fmt.Fprintf(&b, "%s-%d", "x", 1)
	fmt.Fprint(&b, "|")
	fmt.Fprintln(&b, true)
	fmt.Printf("%q\n", b.String())
	buf := fmt.Appendf(nil, "%d,", 5)
	buf = fmt.Append(buf, "x", 1)
	buf = fmt.Appendln(buf, "end")
	fmt.Printf("%q\n", buf)
	e := fmt.Errorf("a %d", 1)
	e2 := fmt.Errorf("b: %w", e)
	e3 := fmt.Errorf("c: %w and %w", e, e2)
	fmt.Println(e, e2, e3, errors.Is(e3, e), errors.Unwrap(e2) == e, errors.Unwrap(e3))
	fmt.Printf("%T %T %T\n", e, e2, e3)
	fmt.Println(fmt.Errorf("%w", nil), fmt.Errorf("%d %w", 1, errors.New("x")))
	fmt.Fprintln(os.Stderr, "to stderr", 1)
	fmt.Fprintf(os.Stdout, "%v\n", []any{int8(1), "x", 'y', 2.0, nil})
	args := []any{1, "b", 3.5}
	fmt.Println(args...)
	fmt.Printf("%v %v %v\n", args...)
	fmt.Printf("%v\n", args)
	fmt.Println(fmt.FormatString(nil2{}, 'x'))
}

type nil2 struct{}

func (nil2) Write(b []byte) (int, error) { return 0, nil }
func (nil2) Width() (int, bool)          { return 5, true }
func (nil2) Precision() (int, bool)      { return 2, true }
func (nil2) Flag(c int) bool             { return c == '+' || c == '#' }
