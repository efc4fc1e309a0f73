// run

package main

import (
	"container/heap"
	"fmt"
	"math/rand"
)

type event struct {
	at   int
	seq  int
	name string
	do   func(*sim)
}
type sim struct {
	now, seq int
	q        events
	log      []string
	stats    map[string]int
}
type events []*event

func (e events) Len() int { return len(e) }
func (e events) Less(i, j int) bool {
	return e[i].at < e[j].at || e[i].at == e[j].at && e[i].seq < e[j].seq
}
func (e events) Swap(i, j int) { e[i], e[j] = e[j], e[i] }
func (e *events) Push(x any)   { *e = append(*e, x.(*event)) }
func (e *events) Pop() any     { o := *e; x := o[len(o)-1]; *e = o[:len(o)-1]; return x }

func (s *sim) after(d int, name string, f func(*sim)) {
	s.seq++
	heap.Push(&s.q, &event{s.now + d, s.seq, name, f})
}
func (s *sim) run(until int) {
	for len(s.q) > 0 {
		e := heap.Pop(&s.q).(*event)
		if e.at > until {
			break
		}
		s.now = e.at
		s.stats[e.name]++
		e.do(s)
	}
}

type shop struct {
	queue []int
	busy  bool
	rng   *rand.Rand
	wait  int
}

func (sh *shop) arrive(s *sim) {
	sh.queue = append(sh.queue, s.now)
	if !sh.busy {
		sh.serve(s)
	}
	s.after(1+sh.rng.Intn(6), "arrive", sh.arrive)
}
func (sh *shop) serve(s *sim) {
	sh.busy = true
	sh.wait += s.now - sh.queue[0]
	sh.queue = sh.queue[1:]
	s.after(2+sh.rng.Intn(3), "leave", func(s *sim) {
		sh.busy = false
		if len(sh.queue) > 0 {
			sh.serve(s)
		}
	})
}

func main() {
	s := &sim{stats: map[string]int{}}
	sh := &shop{rng: rand.New(rand.NewSource(2024))}
	s.after(0, "arrive", sh.arrive)
	s.run(500)
	fmt.Println(s.now, s.stats, sh.wait, len(sh.queue))
	t := &sim{stats: map[string]int{}}
	for i, d := range []int{5, 1, 5, 3} {
		t.after(d, fmt.Sprint("e", i), func(s *sim) {
			s.log = append(s.log, fmt.Sprintf("%d@%d", i, s.now))
			if i == 1 {
				s.after(4, "late", func(s *sim) { s.log = append(s.log, "late") })
			}
		})
	}
	t.run(100)
	fmt.Println(t.log, t.stats)
}
