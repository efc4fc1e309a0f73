// run

package main

import (
	"errors"
	"fmt"
)

type reader interface{ read() string }
type writer interface{ write(string) }
type rw interface {
	reader
	writer
}
type file struct{ data string }
type ro string

func (f *file) read() string   { return f.data }
func (f *file) write(s string) { f.data += s }
func (r ro) read() string      { return string(r) }

type closer interface{ close() error }
type flaky struct {
	*file
	err error
}

func (f flaky) close() error { return f.err }

func describe(v any) (out []string) {
	if _, ok := v.(reader); ok {
		out = append(out, "reader")
	}
	if w, ok := v.(writer); ok {
		w.write("!")
		out = append(out, "writer")
	}
	if c, ok := v.(closer); ok {
		out = append(out, fmt.Sprint("closer:", c.close()))
	}
	if x, ok := v.(rw); ok {
		out = append(out, "rw="+x.read())
	}
	if _, ok := v.(comparableKey); ok {
		out = append(out, "key")
	}
	return
}

type comparableKey interface{ key() [2]int }
type k struct{ a, b int }

func (x k) key() [2]int { return [2]int{x.a, x.b} }

func must[T any](v any) (t T, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = r.(error)
		}
	}()
	return v.(T), nil
}

func main() {
	for _, v := range []any{&file{"f"}, ro("r"), flaky{&file{"q"}, nil}, &flaky{&file{"z"}, errors.New("e")}, k{1, 2}, nil, 5, file{}} {
		fmt.Printf("%T %v\n", v, describe(v))
	}
	var r reader = ro("x")
	w, ok := r.(writer)
	fmt.Println(w == nil, ok)
	r = &file{"y"}
	r.(writer).write("z")
	fmt.Println(r.read(), r.(*file).data, r.(rw).(reader) == r)
	fmt.Println(must[int]("s"))
	fmt.Println(must[string]("s"))
	fmt.Println(must[reader](5))
	fmt.Println(must[reader](nil))
	fmt.Println(must[*file](ro("")))
	fmt.Println(must[error](errors.New("an error")))
	_, err := must[writer](ro("a"))
	fmt.Println(err)
	_, err = must[fmt.Stringer](file{})
	fmt.Println(err)
	_, err = must[[]int]([]string{})
	fmt.Println(err)
	_, err = must[func()](1.5)
	fmt.Println(err)
	_, err = must[struct{ a int }](k{})
	fmt.Println(err)
	_, err = must[map[string]any](any(nil))
	fmt.Println(err)
	_, err = must[interface{ write(int) }](&file{})
	fmt.Println(err)
	n, ok := any(int32(5)).(rune)
	b, ok2 := any(byte(1)).(uint8)
	fmt.Println(n, ok, b, ok2)
}
