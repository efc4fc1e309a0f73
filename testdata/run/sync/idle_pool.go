// run

package main

import (
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

type buffer struct{ data [1 << 16]byte }

var global = sync.Pool{New: func() any { return new(buffer) }}

func main() {
	// What an idle pool holds is gone after two collections.
	var gone atomic.Int32
	var local sync.Pool
	for range 20 {
		for _, p := range []*sync.Pool{&global, &local} {
			b := new(buffer)
			runtime.AddCleanup(b, func(int) { gone.Add(1) }, 0)
			p.Put(b)
		}
	}
	for range 3 {
		runtime.GC()
	}
	for range 100 {
		if gone.Load() >= 38 {
			break
		}
		time.Sleep(time.Millisecond)
	}
	fmt.Println(gone.Load() >= 38)
	fmt.Println(local.Get() == nil, global.Get() != nil)

	// The functions that run once.
	n := 0
	f := sync.OnceValues(func() (int, error) { n++; return n, nil })
	fmt.Println(f())
	fmt.Println(f())
	g := sync.OnceFunc(func() { panic(fmt.Sprint("once ", n)) })
	for range 2 {
		func() {
			defer func() { fmt.Println(recover()) }()
			g()
		}()
	}
	t := time.NewTicker(1<<63 - 1)
	fmt.Println(len(t.C))
	t.Reset(1 << 62)
	t.Stop()
	time.AfterFunc(1<<63-1, func() {})
}
