// run

package main

import (
	"fmt"
	"unsafe"
)

type hchanLayout struct {
	qcount   uint
	dataqsiz uint
	buf      unsafe.Pointer
	elemsize uint16
	closed   uint32
}

func chanLen(ch unsafe.Pointer) uint {
	return (*hchanLayout)(ch).qcount
}

func main() {
	ch := make(chan int, 4)
	ch <- 1
	ch <- 2
	p := *(*unsafe.Pointer)(unsafe.Pointer(&ch))
	fmt.Println("len:", chanLen(p))
	h := (*hchanLayout)(p)
	fmt.Println(h.dataqsiz, h.elemsize, h.closed, *(*int)(h.buf), *(*int)(unsafe.Add(h.buf, 8)))
	close(ch)
	fmt.Println(h.closed)
}
