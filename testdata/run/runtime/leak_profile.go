// run

// Every way of leaking a goroutine is in the goroutineleak profile, what may still go on is not.
package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"regexp"
	"runtime"
	"runtime/pprof"
	"sort"
	"strings"
	"sync"
	"time"
)

type node struct {
	next *node
	mu   sync.Mutex
	wg   sync.WaitGroup
	rw   sync.RWMutex
	ch   chan int
}

func sendWithoutReceiver(ch chan int)  { ch <- 1 }
func receiveWithoutSender(ch chan int) { <-ch }
func rangeOverOpen(ch chan int) {
	for range ch {
	}
}
func sendToFull(ch chan int)     { ch <- 1; ch <- 2 }
func sendToNil()                 { var ch chan int; ch <- 1 }
func receiveFromNil(ch chan int) { <-ch }
func selectOfDead(a, b chan int) {
	select {
	case <-a:
	case b <- 1:
	}
}
func selectOfNothing()                          { select {} }
func lockHeld(n *node)                          { n.mu.Lock() }
func readLockHeld(n *node)                      { n.rw.RLock() }
func waitForNobody(n *node)                     { n.wg.Wait() }
func condition(c *sync.Cond)                    { c.L.Lock(); c.Wait() }
func contextNeverCancelled(ctx context.Context) { <-ctx.Done() }
func timerStopped() {
	t := time.NewTimer(time.Hour)
	t.Stop()
	<-t.C
}
func firstOfMany() int {
	ch := make(chan int)
	for range 3 {
		go func() { ch <- 1 }()
	}
	return <-ch
}
func leakOfALeak(n *node) { n.ch <- 1 }

var global = make(chan int)

func waitsForGlobal()          { <-global }
func waitsForKept(ch chan int) { <-ch }
func sleeps()                  { time.Sleep(time.Hour) }
func ticks() {
	for range time.Tick(time.Hour) {
	}
}
func runs() {
	for {
		runtime.Gosched()
	}
}

func leak() {
	go sendWithoutReceiver(make(chan int))
	go receiveWithoutSender(make(chan int))
	go rangeOverOpen(make(chan int))
	go sendToFull(make(chan int, 1))
	go sendToNil()
	go receiveFromNil(nil)
	go selectOfDead(make(chan int), make(chan int))
	go selectOfNothing()
	n := &node{}
	n.next = n
	n.mu.Lock()
	n.rw.Lock()
	n.wg.Add(1)
	n.ch = make(chan int)
	go lockHeld(n)
	go readLockHeld(n)
	go waitForNobody(n)
	go condition(sync.NewCond(&sync.Mutex{}))
	ctx, cancel := context.WithCancel(context.Background())
	_ = cancel
	go contextNeverCancelled(ctx)
	go timerStopped()
	firstOfMany()
	// One leaked goroutine holds what another waits for.
	m := &node{ch: make(chan int)}
	go leakOfALeak(m)
	go func() { <-make(chan int); <-m.ch }()
}

var line = regexp.MustCompile(`\t(main\.[^+\t]*)`)

func report(text string) {
	fmt.Println(text[:strings.IndexByte(text, '\n')])
	var names []string
	for _, block := range strings.Split(text, "\n\n") {
		if m := line.FindStringSubmatch(block); m != nil {
			names = append(names, m[1])
		}
	}
	sort.Strings(names)
	fmt.Println(strings.Join(names, "\n"))
}

func main() {
	kept := make(chan int)
	go waitsForGlobal()
	go waitsForKept(kept)
	go sleeps()
	go ticks()
	go runs()
	leak()
	time.Sleep(30 * time.Millisecond)
	p := pprof.Lookup("goroutineleak")
	var b bytes.Buffer
	p.WriteTo(&b, 1)
	report(b.String())
	fmt.Println(p.Count())

	b.Reset()
	p.WriteTo(&b, 2)
	fmt.Println(strings.Count(b.String(), "(leaked)]"))

	b.Reset()
	p.WriteTo(&b, 0)
	z, err := gzip.NewReader(&b)
	if err != nil {
		panic(err)
	}
	data, err := io.ReadAll(z)
	for _, s := range []string{"goroutineleak", "main.sendToNil", "runtime.gopark", "main.sleeps"} {
		fmt.Println(s, bytes.Contains(data, []byte(s)), err)
	}
	close(kept)
}
