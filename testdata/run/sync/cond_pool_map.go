// run

package main

import (
	"fmt"
	"sync"
)

type queue struct {
	mu    sync.Mutex
	cond  *sync.Cond
	items []int
}

func (q *queue) put(v int) { q.mu.Lock(); q.items = append(q.items, v); q.mu.Unlock(); q.cond.Signal() }
func (q *queue) get() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	for len(q.items) == 0 {
		q.cond.Wait()
	}
	v := q.items[0]
	q.items = q.items[1:]
	return v
}

func main() {
	q := &queue{}
	q.cond = sync.NewCond(&q.mu)
	res := make(chan int)
	for range 4 {
		go func() {
			s := 0
			for range 5 {
				s += q.get()
			}
			res <- s
		}()
	}
	for i := range 20 {
		q.put(i)
	}
	fmt.Println(<-res + <-res + <-res + <-res)
	var mu sync.Mutex
	c := sync.NewCond(&mu)
	ready := false
	var wg sync.WaitGroup
	for range 5 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			mu.Lock()
			for !ready {
				c.Wait()
			}
			mu.Unlock()
		}()
	}
	mu.Lock()
	ready = true
	mu.Unlock()
	c.Broadcast()
	wg.Wait()
	var m sync.Map
	m.Store("a", 1)
	m.Store("b", 2)
	v, ok := m.Load("a")
	w, loaded := m.LoadOrStore("a", 9)
	x, loaded2 := m.LoadOrStore("c", 3)
	fmt.Println(v, ok, w, loaded, x, loaded2)
	y, l3 := m.LoadAndDelete("b")
	_, l4 := m.Load("b")
	old, sw := m.Swap("a", 10)
	fmt.Println(y, l3, l4, old, sw, m.CompareAndSwap("a", 10, 11), m.CompareAndSwap("a", 10, 12), m.CompareAndDelete("c", 4))
	sum := 0
	m.Range(func(k, v any) bool { sum += v.(int); return true })
	m.Delete("a")
	m.Clear()
	_, left := m.Load("c")
	fmt.Println(sum, left)
	p := sync.Pool{New: func() any { return new(int) }}
	i := p.Get().(*int)
	*i = 5
	p.Put(i)
	fmt.Println(*p.Get().(*int) >= 0, (&sync.Pool{}).Get())
}
