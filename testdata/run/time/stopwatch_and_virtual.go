// run

package main

import (
	"fmt"
	"math"
	"sync"
	"time"
)

type clock interface {
	now() time.Time
	after(time.Duration) <-chan time.Time
}
type fake struct {
	t     time.Time
	waits []wait
}
type wait struct {
	at time.Time
	c  chan time.Time
}

func (f *fake) now() time.Time { return f.t }
func (f *fake) after(d time.Duration) <-chan time.Time {
	c := make(chan time.Time, 1)
	f.waits = append(f.waits, wait{f.t.Add(d), c})
	return c
}
func (f *fake) advance(d time.Duration) (fired int) {
	f.t = f.t.Add(d)
	keep := f.waits[:0]
	for _, w := range f.waits {
		if !w.at.After(f.t) {
			w.c <- f.t
			fired++
		} else {
			keep = append(keep, w)
		}
	}
	f.waits = keep
	return
}

type backoff struct {
	cur, max time.Duration
	factor   float64
}

func (b *backoff) next() time.Duration {
	d := b.cur
	b.cur = min(time.Duration(float64(b.cur)*b.factor), b.max)
	return d
}

type bucket struct {
	rate   float64
	tokens float64
	cap    float64
	last   time.Time
}

func (b *bucket) allow(now time.Time) bool {
	b.tokens = math.Min(b.cap, b.tokens+now.Sub(b.last).Seconds()*b.rate)
	b.last = now
	if b.tokens >= 1 {
		b.tokens--
		return true
	}
	return false
}

func main() {
	f := &fake{t: time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)}
	var c clock = f
	a, b := c.after(time.Second), c.after(time.Minute)
	fmt.Println(f.advance(500*time.Millisecond), f.advance(500*time.Millisecond), (<-a).Format(time.TimeOnly), f.advance(time.Hour), (<-b).Format(time.TimeOnly), len(f.waits))
	bo := &backoff{100 * time.Millisecond, 2 * time.Second, 2.5}
	for range 6 {
		fmt.Print(bo.next(), " ")
	}
	fmt.Println()
	bk := &bucket{rate: 2, tokens: 1, cap: 3, last: f.t}
	var out []bool
	for _, d := range []time.Duration{0, 0, 100, 400, 1000, 0, 0, 5000, 0, 0, 0} {
		f.advance(d * time.Millisecond)
		out = append(out, bk.allow(c.now()))
	}
	fmt.Println(out)
	start := time.Now()
	timeout := time.After(time.Hour)
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	n := 0
	for n < 3 {
		select {
		case <-tick.C:
			n++
		case <-timeout:
			return
		}
	}
	el := time.Since(start)
	fmt.Println(n, el >= 6*time.Millisecond, el.Round(time.Hour))
	t := time.NewTimer(time.Hour)
	stopped := t.Stop()
	t.Reset(time.Millisecond)
	<-t.C
	fmt.Println(stopped, t.Stop())
	done := make(chan int)
	var mu sync.Mutex
	var order []int
	for i := range 4 {
		time.AfterFunc(time.Duration(4-i)*15*time.Millisecond, func() {
			mu.Lock()
			order = append(order, i)
			if len(order) == 4 {
				close(done)
			}
			mu.Unlock()
		})
	}
	<-done
	fmt.Println(order)
	x := time.Now()
	y := x.Add(time.Second)
	fmt.Println(y.Sub(x), y.After(x), x.Equal(x.Round(0)), x.UTC().Equal(x), time.Unix(0, x.UnixNano()).Equal(x))
}
