// run

package main

import (
	"fmt"
	"math"
)

type inner struct {
	A int
	b string
}
type outer struct {
	inner
	P  *inner
	S  []inner
	M  map[string]int
	I  any
	F  func()
	C  chan int
	E  error
	N  *int
	Ar [2]bool
}
type tree struct {
	l, r *tree
	v    int
}

func main() {
	i := inner{1, "x y"}
	fmt.Printf("%v|%+v|%#v|%T|%s|%d|%q\n", i, i, i, i, i, i, i)
	fmt.Printf("%v|%+v|%#v|%T\n", &i, &i, &i, &i)
	o := outer{inner: i, S: []inner{i, {}}, M: map[string]int{"z": 1, "a": 2}, I: 5}
	fmt.Printf("%v\n%+v\n%#v\n%T\n", o, o, o, o)
	fmt.Printf("%v %+v %#v\n", []any{1, "a", nil, 2.5, i, []int{1}}, []any{1, "a", nil}, []any{1, "a", nil, int8(3), 1.0, 'x'})
	fmt.Printf("%v %+v %#v %T\n", map[string]any{"b": 1, "a": []int{2}}, map[inner]bool{{2, "a"}: true, {1, "b"}: false}, map[string]int{"q": 1, "p": 2}, map[string][]int{})
	fmt.Printf("%v %#v %v %#v\n", [3]int{1, 2, 3}, [3]int{1, 2, 3}, [][]int{{1}, {2, 3}, nil}, [][]int{{1}, nil, {}})
	fmt.Printf("%v %+v %#v\n", struct{}{}, struct{ X any }{nil}, struct {
		X int
		Y string
	}{1, "q"})
	fmt.Printf("%v %#v %v %#v %v %#v\n", []int(nil), []int(nil), map[string]int(nil), map[string]int(nil), (*int)(nil), (*inner)(nil))
	fmt.Printf("%v %+v %d %s\n", nil, nil, nil, nil)
	fmt.Printf("%#v %T\n", nil, nil)
	fmt.Printf("%v %v %v\n", &[]int{1}, &map[string]int{"a": 1}, &[2]string{"x", "y"})
	fmt.Printf("%#v %#v %#v\n", &[]int{1}, &map[string]int{"a": 1}, &[1]string{"x"})
	t := tree{v: 1, l: nil}
	fmt.Printf("%v %+v %#v\n", t, t, t)
	fmt.Printf("%T %T %T %T %T %T\n", main, func(int, ...string) (error, bool) { return nil, false }, make(chan<- int), struct{ A, B int }{}, []any{}, map[[2]int]*string{})
	fmt.Printf("%6d|%-4d|%x|%q\n", []int{1, 22}, [2]int{3, 4}, []string{"hi", "yo"}, map[string]string{"k": "v"})
	fmt.Printf("%6.2f|%+v|%v\n", []float64{1.5, 2}, []*int{nil}, []error{nil})
	fmt.Printf("%v %v\n", map[float64]int{2.5: 1, -1: 2, math.NaN(): 3}, map[bool]int{true: 1, false: 0})
	fmt.Printf("%v\n", map[any]int{"b": 1, 2: 2, "a": 3, 1: 4, 2.5: 5, true: 6, nil: 7})
	fmt.Println(i, &i, []inner{i}, map[string]inner{"k": i}, [1]inner{i}, []*tree{nil})
	fmt.Printf("%v %v\n", [2][2]int{{1, 2}, {3, 4}}, map[[2]int]string{{2, 1}: "x", {1, 9}: "y"})
	fmt.Printf("%+v %+v\n", []inner{i}, map[string]*inner{"n": nil})
}
