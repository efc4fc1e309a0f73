// run

package main

import (
	"fmt"
)

type t struct {
	A    int    `json:"a,omitempty" xml:"x"`
	B, C string "plain tag"
	_    int
	D    struct {
		X, Y int
		Z    struct{ deep []string }
	}
	*inner
	e []struct{ k, v string }
	f map[string]struct{ n int }
	g [2]struct{ b bool }
	h func(struct{ a int }) struct{ b int }
	i interface{ m() }
}
type inner struct{ q int }

func main() {
	v := t{A: 1, B: "b", inner: &inner{5}}
	v.D.X = 3
	v.D.Z.deep = append(v.D.Z.deep, "d")
	v.e = []struct{ k, v string }{{"k1", "v1"}, {k: "k2"}}
	v.f = map[string]struct{ n int }{"a": {1}}
	v.g[1].b = true
	v.h = func(s struct{ a int }) struct{ b int } { return struct{ b int }{s.a * 2} }
	fmt.Println(v.A, v.B, v.C == "", v.D, v.q, v.e, v.f, v.g, v.h(struct{ a int }{4}).b, v.i == nil)
	w := v.D
	w.Z.deep[0] = "shared"
	w.X = 100
	fmt.Println(v.D.X, v.D.Z.deep, w.X)
	tests := []struct {
		name string
		in   int
		want string
	}{
		{"zero", 0, "0"},
		{name: "neg", in: -5, want: "-5"},
		{"bad", 1, "one"},
	}
	for _, tc := range tests {
		if got := fmt.Sprint(tc.in); got != tc.want {
			fmt.Printf("%s: got %q, want %q\n", tc.name, got, tc.want)
		}
	}
	var anon struct {
		inner
		next *struct{ v int }
	}
	anon.next = &struct{ v int }{7}
	anon.q = 8
	fmt.Println(anon.inner, anon.next.v)
	fmt.Printf("%T\n%T\n", v.D, tests)
}
