// run

package main

import (
	"fmt"
	"runtime/debug"
	"unsafe"
)

func main() {
	debug.SetPanicOnFault(true)
	defer func() {
		r := recover()
		fmt.Printf("%v\n", r)
		e, ok := r.(interface{ Addr() uintptr })
		fmt.Println(ok)
		if ok {
			fmt.Printf("%#x\n", e.Addr())
		}
	}()
	p := (*int)(unsafe.Pointer(uintptr(0xdeadbeef000)))
	*p = 42
}
