// run

package main

import (
	"fmt"
	"runtime"
	"weak"
)

type T struct{ a [4]int }

func main() {
	t := &T{}
	w := weak.Make(t)
	fmt.Println(w.Value() == t)
	runtime.KeepAlive(t)
	t = nil
	runtime.GC()
	runtime.GC()
	fmt.Println(w.Value() == nil)
}
