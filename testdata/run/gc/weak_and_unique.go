// run

package main

import (
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"unique"
	"weak"
)

type T struct{ a, b int }

func f() string { return string(debug.Stack()) }

//go:noinline
func mk() weak.Pointer[T] {
	t := &T{1, 2}
	w := weak.Make(t)
	w2 := weak.Make(t)
	fmt.Println(w == w2, w.Value() == t, w.Value().b)
	runtime.KeepAlive(t)
	return w
}

func main() {
	fmt.Println(debug.SetGCPercent(50), debug.SetGCPercent(100), debug.SetGCPercent(-1), debug.SetGCPercent(100))
	fmt.Println(debug.SetMemoryLimit(-1), debug.SetMaxStack(1<<20), debug.SetMaxThreads(100))
	debug.FreeOSMemory()
	bi, ok := debug.ReadBuildInfo()
	fmt.Println(ok, bi.GoVersion, bi.Path, bi.Main.Path)
	w := mk()
	runtime.GC()
	fmt.Println(w.Value() == nil)
	var z weak.Pointer[T]
	fmt.Println(z.Value() == nil, z == weak.Make[T](nil))
	n := 0
	cleaned := make(chan int)
	for i := range 3 {
		p := &T{i, i}
		runtime.AddCleanup(p, func(i int) { cleaned <- i }, i)
	}
	runtime.GC()
	for range 3 {
		n += <-cleaned
	}
	fmt.Println(n)
	h := unique.Make("abc")
	fmt.Println(h == unique.Make("ab"+string("c")), h.Value())
	fmt.Printf("%T\n", h)
	var st debug.GCStats
	debug.ReadGCStats(&st)
	fmt.Println(st.NumGC > 0)
	fmt.Println(strings.HasPrefix(f(), "goroutine 1 [running]:\nruntime/debug.Stack("))
}
