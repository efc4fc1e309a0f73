// run

// Profiles of waiting, locks and memory name the functions that waited, unlocked and allocated.
package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"runtime"
	"runtime/pprof"
	"strings"
	"sync"
	"time"
)

var (
	mu   sync.Mutex
	kept [][]byte
)

func waiter(ch chan int) { <-ch }

func chooser(a, b chan int) {
	select {
	case <-a:
	case <-b:
	}
}

func hold() {
	mu.Lock()
	time.Sleep(5 * time.Millisecond)
	mu.Unlock()
}

func allocate() {
	for range 64 {
		kept = append(kept, make([]byte, 1<<20))
	}
}

func text(name string) string {
	var b bytes.Buffer
	if err := pprof.Lookup(name).WriteTo(&b, 1); err != nil {
		panic(err)
	}
	return b.String()
}

func has(name string, words ...string) {
	t := text(name)
	for _, w := range words {
		fmt.Println(name, w, strings.Contains(t, w))
	}
}

func main() {
	fmt.Println(pprof.Lookup("block").Count(), pprof.Lookup("mutex").Count())
	fmt.Println(strings.HasPrefix(text("block"), "--- contention:\ncycles/second="))
	fmt.Println(strings.HasPrefix(text("mutex"), "--- mutex:\ncycles/second="), strings.HasSuffix(text("mutex"), "\nsampling period=0\n"))
	n, ok := runtime.BlockProfile(nil)
	fmt.Println(n, ok)

	runtime.SetBlockProfileRate(1)
	fmt.Println(runtime.SetMutexProfileFraction(1), runtime.SetMutexProfileFraction(-1))
	ch, other := make(chan int), make(chan int)
	go func() {
		time.Sleep(5 * time.Millisecond)
		ch <- 1
		time.Sleep(5 * time.Millisecond)
		ch <- 2
	}()
	waiter(ch)
	chooser(other, ch)
	var wg sync.WaitGroup
	for range 3 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			hold()
		}()
	}
	wg.Wait()
	has("block", "main.waiter", "runtime.chanrecv1", "main.chooser", "runtime.selectgo", "main.hold", "sync.(*Mutex).Lock")
	has("mutex", "main.hold", "sync.(*Mutex).Unlock", "main.waiter")
	n, ok = runtime.BlockProfile(nil)
	fmt.Println(n > 2, ok)
	records := make([]runtime.BlockProfileRecord, n+10)
	n, ok = runtime.BlockProfile(records)
	long := false
	for _, r := range records[:n] {
		f, _ := runtime.CallersFrames(r.Stack()).Next()
		long = long || r.Count > 0 && r.Cycles > 1000 && f.Function != ""
	}
	fmt.Println(n > 2, ok, long)
	runtime.SetBlockProfileRate(0)
	runtime.SetMutexProfileFraction(0)

	allocate()
	runtime.GC()
	has("heap", "main.allocate", "heap profile: ", "# runtime.MemStats")
	has("allocs", "main.allocate")
	n, ok = runtime.MemProfile(nil, true)
	fmt.Println(n > 0, ok)
	for _, name := range []string{"heap", "block"} {
		var b bytes.Buffer
		pprof.Lookup(name).WriteTo(&b, 0)
		z, err := gzip.NewReader(&b)
		if err != nil {
			panic(err)
		}
		data, err := io.ReadAll(z)
		fmt.Println(name, err, bytes.Contains(data, []byte("main.")))
	}
}
