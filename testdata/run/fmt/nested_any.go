// run

package main

import (
	"errors"
	"fmt"
)

type opt struct {
	Name string
	Val  any
	Next *opt
	Kids []opt
	Meta map[string]any
}

func main() {
	o := opt{"root", 1, nil, []opt{{Name: "a", Val: []any{1, "x", nil}}, {Name: "b", Val: map[string]any{"k": 2.5}}}, map[string]any{"z": opt{}, "a": []string{"q"}, "m": nil}}
	fmt.Printf("%v\n", o)
	fmt.Printf("%+v\n", o)
	fmt.Printf("%#v\n", o)
	fmt.Printf("%T %T %T\n", o, o.Kids, o.Meta)
	var e any
	var pe = &e
	fmt.Println(e, *pe == nil)
	e = o.Kids[0]
	fmt.Printf("%v %+v\n", e, []any{e, &o.Kids[1].Name == nil})
	fmt.Printf("%d %s %x\n", []any{1, "b", []byte("c"), 2.5}, []any{1, "b", []byte("c")}, []any{10, "b", []byte("c")})
	fmt.Printf("%v %v\n", [][]any{{1}, {nil, "x"}}, map[any]any{1: "a", "b": 2})
	fmt.Printf("%q %q\n", []any{"a", 'b', 3}, map[string]any{"k": "v"})
	fmt.Printf("%5v|%-5v|%05v\n", []any{1, "a"}, []any{1, "a"}, []any{1, 2.5})
	fmt.Println(struct {
		error
		fmt.Stringer
	}{}, [2]error{}, []fmt.Stringer{nil})
	type E struct{ Err error }
	fmt.Printf("%v %+v\n", E{errors.New("boom")}, &E{errors.New("bang")})
	fmt.Printf("%v %s\n", []error{errors.New("x"), nil}, errors.New("y"))
}
