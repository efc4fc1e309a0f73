// run

package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

type S struct{ n int }

func (s S) All(yield func(int, int) bool) { _ = yield(1, s.n) && yield(2, s.n) }
func (s S) One(yield func(string) bool)    { yield("x") }

type Inner struct{ A int }

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Printf("%s: %v\n", name, r)
		}
	}()
	f()
}

func main() {
	str := reflect.TypeFor[string]()
	for _, f := range []reflect.StructField{
		{Name: "φ", Type: str}, {Name: "φ", PkgPath: "p", Type: str}, {Name: "X", Type: str}, {Name: "X", PkgPath: "p", Type: str}, {Name: "x", Type: str}, {Name: "x", PkgPath: "p", Type: str},
		{Name: "_", Type: str}, {Name: "_", PkgPath: "p", Type: str}, {Name: "Inner", Anonymous: true, Type: reflect.TypeFor[Inner]()}, {Name: "Inner", Anonymous: true, PkgPath: "p", Type: reflect.TypeFor[Inner]()},
		{Name: "inner", Anonymous: true, Type: reflect.TypeFor[Inner]()}, {Name: "Φ", Type: str}, {Name: "a b", Type: str}, {Name: "1", Type: str},
	} {
		try("StructOf "+f.Name+f.PkgPath, func() {
			t := reflect.StructOf([]reflect.StructField{f})
			fmt.Println(t, t.Field(0).PkgPath, t.Field(0).IsExported())
		})
	}
	for i, v := range reflect.ValueOf(S{7}).Method(0).Seq2() {
		fmt.Println(i, v)
	}
	for v := range reflect.ValueOf(S{7}).MethodByName("One").Seq() {
		fmt.Println(v)
	}
	n := 0
	for range reflect.ValueOf((*[3]int)(nil)).Seq() {
		n++
	}
	fmt.Println(n)
	vals := []any{[]int(nil), map[int]int{}, func() {}, struct{ s []int }{}, [0]map[int]int{}, [0]func(){}, [1]struct{ I any }{{[]int{}}}, [1]any{[1]any{map[int]int{}}}, 3, "a", 2.5, [2]any{1, "x"}, struct {
		A int
		I any
	}{1, 2}, [0]int{}}
	for _, a := range vals {
		v := reflect.ValueOf(a)
		try(fmt.Sprintf("Equal %T", a), func() { fmt.Printf("%T %t\n", a, v.Equal(v)) })
		try(fmt.Sprintf("Comparable %T", a), func() { fmt.Printf("%T %t\n", a, v.Comparable()) })
	}
	type T struct {
		A int
		I any
	}
	try("first differs", func() { fmt.Println(reflect.ValueOf(T{1, []int{}}).Equal(reflect.ValueOf(T{2, []int{}}))) })
	x := uint64(0)
	try("SliceAt", func() { reflect.SliceAt(reflect.TypeOf(x), unsafe.Pointer(&x), 1<<60) })
	try("SliceAt", func() { reflect.SliceAt(reflect.TypeOf(x), unsafe.Pointer(&x), -1) })
	try("SliceAt", func() { fmt.Println(reflect.SliceAt(reflect.TypeOf(x), unsafe.Pointer(&x), 1)) })
}
