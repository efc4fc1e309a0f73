// run

package main

import (
	"fmt"
	"sync"
)

type bank struct {
	sync.RWMutex
	acc map[string]int
}

func (b *bank) move(from, to string, n int) bool {
	b.Lock()
	defer b.Unlock()
	if b.acc[from] < n {
		return false
	}
	b.acc[from] -= n
	b.acc[to] += n
	return true
}
func (b *bank) total() (t int) {
	b.RLock()
	defer b.RUnlock()
	for _, v := range b.acc {
		t += v
	}
	return
}

func main() {
	b := &bank{acc: map[string]int{"a": 100, "b": 100}}
	var wg sync.WaitGroup
	for i := range 50 {
		wg.Add(2)
		go func() { defer wg.Done(); b.move("a", "b", i) }()
		go func() { defer wg.Done(); b.move("b", "a", i) }()
	}
	wg.Wait()
	fmt.Println(b.total())
	var once sync.Once
	n := 0
	for range 5 {
		once.Do(func() { n++ })
	}
	fmt.Println(n)
	var o2 sync.Once
	func() {
		defer func() { fmt.Println("once:", recover()) }()
		o2.Do(func() { panic("first") })
	}()
	o2.Do(func() { fmt.Println("never") })
	f := sync.OnceFunc(func() { fmt.Println("once func") })
	f()
	f()
	v := sync.OnceValue(func() int { n++; return n * 10 })
	fmt.Println(v(), v(), n)
	vs := sync.OnceValues(func() (string, error) { return "x", nil })
	fmt.Println(vs())
	var mu sync.Mutex
	fmt.Println(mu.TryLock(), mu.TryLock())
	mu.Unlock()
	var rw sync.RWMutex
	fmt.Println(rw.TryRLock(), rw.TryRLock(), rw.TryLock())
	rw.RUnlock()
	rw.RUnlock()
	fmt.Println(rw.TryLock(), rw.TryRLock())
	rw.Unlock()
	l := rw.RLocker()
	l.Lock()
	l.Unlock()
	var lk sync.Locker = &mu
	lk.Lock()
	done := make(chan bool)
	go func() { lk.Lock(); n = -1; lk.Unlock(); done <- true }()
	lk.Unlock()
	<-done
	fmt.Println(n)
}
