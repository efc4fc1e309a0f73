// run

package main

import (
	"fmt"
	"runtime"
)

type node struct {
	id   int
	next *node
	rest [8]int
}

type holder struct{ n *node }

var (
	phase     int
	collected = map[int]int{}
)

// next collects until what is dead has been finalized.
//
//go:noinline
func next() {
	runtime.GC()
	runtime.GC()
	runtime.GC()
	phase++
}

func track(id int) *node {
	n := &node{id: id}
	runtime.SetFinalizer(n, func(n *node) { collected[n.id] = phase })
	return n
}

//go:noinline
func use(h *holder) int {
	next() // 0: alive
	runtime.KeepAlive(h)
	next() // 1: dead
	return 1
}

func faulting(n *node) {
	next()
	_ = n.id
	defer func() {
		next()
		recover()
	}()
	var p *int
	*p = 1
}

func main() {
	h := &holder{track(1)}
	use(h)
	fmt.Println(collected[1])

	faulting(track(2))
	next()
	_, ok := collected[2]
	fmt.Println(ok)

	s := []*node{track(3), track(4)}
	next()
	fmt.Println(len(collected))
	runtime.KeepAlive(s)
	next()
	fmt.Println(len(collected))
}
