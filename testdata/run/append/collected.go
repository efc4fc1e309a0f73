// run

// optimised

// What stands in buffers of the frame is found by collections, and moved slices are whole.
package main

import (
	"fmt"
	"runtime"
)

type node struct {
	name string
	next *node
}

func garbage() {
	for i := range 200 {
		_ = make([]byte, 100+i)
		_ = &node{name: fmt.Sprint(i)}
	}
	runtime.GC()
}

//go:noinline
func pointers() int {
	var s []*node
	n := 0
	for i := range 4 {
		s = append(s, &node{name: fmt.Sprint("n", i)})
		garbage()
	}
	for i := range len(s) {
		n += len(s[i].name)
	}
	return n
}

//go:noinline
func names(k int) []string {
	var s []string
	for i := range k {
		s = append(s, fmt.Sprint("name ", i))
		garbage()
	}
	return s
}

//go:noinline
func interfaces(k int) (out []any) {
	for i := range k {
		out = append(out, fmt.Sprint(i), &node{name: "x"})
		garbage()
	}
	fmt.Println(len(out), cap(out))
	return out
}

type pair struct {
	key string
	at  *node
}

//go:noinline
func pairs() string {
	var s []pair
	s = append(s, pair{fmt.Sprint("k", 1), &node{name: fmt.Sprint("v", 1)}})
	garbage()
	t := s
	t = append(t, pair{"b", nil})
	garbage()
	return s[0].key + s[0].at.name + t[0].key + t[1].key
}

//go:noinline
func deep(n int, path []*node) int {
	path = append(path, &node{name: fmt.Sprint(n)})
	if n == 0 {
		garbage()
		sum := 0
		for i := range path {
			sum += len(path[i].name)
		}
		return sum
	}
	return deep(n-1, path)
}

//go:noinline
func routines() int {
	done := make(chan int)
	for i := range 8 {
		go func() {
			var s []string
			for j := range 2 {
				s = append(s, fmt.Sprint(i, j))
				runtime.Gosched()
			}
			garbage()
			n := 0
			for k := 0; k < len(s); k++ {
				n += len(s[k])
			}
			done <- n
		}()
	}
	n := 0
	for range 8 {
		n += <-done
	}
	return n
}

//go:noinline
func reused() int {
	n := 0
	for i := range 5 {
		var s []*node
		s = append(s, &node{name: fmt.Sprint("a", i)})
		s = append(s, &node{name: fmt.Sprint("bb", i)})
		garbage()
		n += len(s[0].name) + len(s[1].name)
	}
	return n
}

//go:noinline
func recovered() (s []string, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%v", r)
		}
	}()
	for i := range 3 {
		s = append(s, fmt.Sprint("r", i))
		garbage()
	}
	var p *node
	s = append(s, p.name)
	return s, nil
}

func main() {
	fmt.Println(pointers())
	for k := range 5 {
		s := names(k)
		garbage()
		fmt.Println(s, len(s), cap(s))
	}
	for k := range 3 {
		s := interfaces(k)
		garbage()
		for _, v := range s {
			if n, ok := v.(*node); ok {
				fmt.Print(n.name, " ")
			} else {
				fmt.Print(v, " ")
			}
		}
		fmt.Println()
	}
	fmt.Println(pairs(), deep(6, nil), routines(), reused())
	fmt.Println(recovered())
}
