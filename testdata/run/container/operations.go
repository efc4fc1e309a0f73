// run

package main

import (
	"container/heap"
	"container/list"
	"container/ring"
	"fmt"
)

type H []int

func (h H) Len() int           { return len(h) }
func (h H) Less(i, j int) bool { return h[i] < h[j] }
func (h H) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *H) Push(x any)        { *h = append(*h, x.(int)) }
func (h *H) Pop() any          { o := *h; x := o[len(o)-1]; *h = o[:len(o)-1]; return x }

func main() {
	h := &H{5, 2, 8, 1, 9, 3, 3}
	heap.Init(h)
	fmt.Println(*h)
	heap.Push(h, 0)
	(*h)[3] = 100
	heap.Fix(h, 3)
	fmt.Println(heap.Remove(h, 2), *h)
	for h.Len() > 0 {
		fmt.Print(heap.Pop(h), " ")
	}
	l := list.New()
	a := l.PushBack(1)
	b := l.PushFront(2)
	l.InsertBefore(3, a)
	l.InsertAfter(4, b)
	l.MoveToFront(a)
	l.MoveAfter(b, a)
	l2 := list.New()
	l2.PushBackList(l)
	l2.PushFrontList(l)
	for e := l2.Front(); e != nil; e = e.Next() {
		fmt.Print(e.Value, " ")
	}
	l.Remove(b)
	fmt.Println(l.Len(), l.Back().Value, l.Remove(b), b.Next())
	var z list.List
	z.PushBack("x")
	fmt.Println(z.Front().Value, z.Len())
	r := ring.New(5)
	for i := range 5 {
		r.Value = i
		r = r.Next()
	}
	r.Unlink(2)
	r.Do(func(x any) { fmt.Print(x, " ") })
	fmt.Println(r.Len(), r.Move(-1).Value, r.Prev().Value)
	s := ring.New(2)
	r.Link(s)
	r.Do(func(x any) { fmt.Print(x, " ") })
	fmt.Println()
}
