// run

package main

import (
	"fmt"
	"reflect"
)

type Fn func() int

func (fn Fn) String() string { return "String(fn)" }

type T struct{ a []byte }

func (G) M() string { return "" }

type G int
type byteSlice []byte

func main() {
	fmt.Println(fmt.Sprintf("%.", 3), fmt.Sprintf("%-", 3), fmt.Sprintf("%5", 3), fmt.Sprintf("%5.", 3), fmt.Sprintf("%.3", 3), fmt.Sprintf("%", 3), fmt.Sprintf("%+ #", 1), fmt.Sprintf("%[1]", 1), fmt.Sprintf("%[1].", 1), fmt.Sprintf("%*", 1, 2), fmt.Sprintf("%.*", 1, 2), fmt.Sprintf("%. d|", 3), fmt.Sprintf("x%.|", 3), fmt.Sprintf("%.é", 3))
	fmt.Printf("%#v %#v %#v %#v\n", []byte{}, &[]byte{}, &[]byte{1}, byteSlice{})
	fmt.Printf("%#v %#v %#v\n", []byte(nil), new([]byte), struct{ B *[]byte }{})
	fmt.Printf("%#v %#v\n", &[]int{}, new([]int))
	fmt.Printf("%#v %#v %#v\n", &map[string]int{}, new(map[string]int), &[0]int{})
	fmt.Printf("%#v %v %+v %x %q\n", &byteSlice{}, &byteSlice{}, &byteSlice{}, &byteSlice{1}, &byteSlice{65})
	fmt.Printf("%#v %#v\n", reflect.ValueOf(&[]byte{}), reflect.ValueOf([]byte{}))
	fmt.Printf("%#v %v %s %d\n", T{}, &T{[]byte{}}, &T{[]byte("x")}, &[]byte{1})
	fmt.Printf("%#v\n", [2][]byte{{}, nil})
	s := fmt.Sprintf("%#v", G(3).M)
	fmt.Println(s[:18])
	s = fmt.Sprintf("%#v", reflect.ValueOf(G(3).M))
	fmt.Println(s[:18])
	s = fmt.Sprintf("%#v", G.M)
	fmt.Println(s[:20])
	s = fmt.Sprintf("%#v", Fn.String)
	fmt.Println(s[:20])
	f := Fn(func() int { return 1 })
	fmt.Printf("%v %s %d\n", f, f, 1)
	s = fmt.Sprintf("%#v", f)
	fmt.Println(s[:12])
	s = fmt.Sprintf("%#v", f.String)
	fmt.Println(s[:16])
}
