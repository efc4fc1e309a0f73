// run
package main

import (
	"fmt"
	"unsafe"
)

var n = 1
var bs = []byte("abcdef")

func f() int { n = 3; bs = []byte("xyz"); return 2 }

func main() {
	a, b := make([]int, n), f()
	fmt.Println(a, b)
	n = 1
	p, b := new(n), f()
	fmt.Println(*p, b)
	n = 1
	s, b := unsafe.String(&bs[0], n), f()
	fmt.Println(s, b)
	n = 1
	u, b := unsafe.Slice(&bs[0], n), f()
	fmt.Println(len(u), b)
	n = 1
	v, b := unsafe.SliceData(bs), f()
	fmt.Println(*v, b)
	n = 1
	w, b := string(bs), f()
	fmt.Println(w, b)
	n = 1
	x, b := float64(n), f()
	fmt.Println(x, b)
	n = 1
	bs = []byte("q")
	y, b := any(bs), f()
	fmt.Println(y, b)
	n = 1
	z, b := any(n), f()
	fmt.Println(z, b)
	n = 1
	fmt.Println(any(n), f())
	n = 1
	fmt.Println(n, f())
	n = 1
	fmt.Println(n+1, f())
	n = 1
	fmt.Println(string(bs), f())
}
