// run

package main

import "unsafe"

func read(at uintptr) int { return *(*int)(unsafe.Pointer(at)) }

func main() {
	println(read(0xdeadbeef000))
}
