// run

package main

import (
	"bytes"
	"fmt"
	"os"
	"runtime/pprof"
	"strings"
	"time"
)

func main() {
	for _, p := range pprof.Profiles() {
		fmt.Println(p.Name())
	}
	fmt.Println(pprof.Lookup("nope"))
	p := pprof.NewProfile("mine")
	p.Add("a", 0)
	p.Add("b", 0)
	fmt.Println(p.Count(), p.Name(), pprof.Lookup("mine") == p)
	p.Remove("a")
	fmt.Println(p.Count())
	func() {
		defer func() { fmt.Println(recover()) }()
		pprof.NewProfile("mine")
	}()
	func() {
		defer func() { fmt.Println(recover()) }()
		pprof.Lookup("goroutine").Add(1, 0)
	}()
	var b bytes.Buffer
	fmt.Println(pprof.StartCPUProfile(&b))
	fmt.Println(pprof.StartCPUProfile(&b))
	pprof.StopCPUProfile()
	b.Reset()
	fmt.Println(pprof.Lookup("goroutine").WriteTo(&b, 0), b.Len() > 50, b.Bytes()[0] == 0x1f)
	fmt.Println(pprof.WriteHeapProfile(&b))
	ch := make(chan int)
	go func() { <-ch }()
	time.Sleep(5 * time.Millisecond)
	b.Reset()
	pprof.Lookup("goroutine").WriteTo(&b, 1)
	fmt.Println(strings.HasPrefix(b.String(), "goroutine profile: total 2\n"), strings.Contains(b.String(), "main.main.func"))
	_ = os.Stdout
}
