// run

package main

import (
	"unsafe"
)

func main() {
	p := uintptr(0x8000000000000000)
	println(*(*byte)(unsafe.Pointer(p)))
}
