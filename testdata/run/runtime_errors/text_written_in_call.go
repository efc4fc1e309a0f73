// run

package main

import (
	"fmt"
	"unsafe"
)

func mutate(s string, i int, c byte) {
	p := unsafe.Pointer(unsafe.StringData(s))
	q := (*byte)(unsafe.Add(p, i))
	*q = c
	fmt.Println("changed")
}
func main() {
	defer fmt.Println("deferred")
	mutate("hello", 2, 'L')
}
