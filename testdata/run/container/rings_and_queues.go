// run

package main

import (
	"container/heap"
	"container/list"
	"fmt"
	"sort"
)

type deque struct{ l list.List }

func (d *deque) pushBack(v int) { d.l.PushBack(v) }
func (d *deque) popFront() int  { return d.l.Remove(d.l.Front()).(int) }
func (d *deque) popBack() int   { return d.l.Remove(d.l.Back()).(int) }
func slidingMax(a []int, k int) (out []int) {
	q := list.New()
	for i, v := range a {
		for q.Len() > 0 && a[q.Back().Value.(int)] <= v {
			q.Remove(q.Back())
		}
		q.PushBack(i)
		if q.Front().Value.(int) <= i-k {
			q.Remove(q.Front())
		}
		if i >= k-1 {
			out = append(out, a[q.Front().Value.(int)])
		}
	}
	return
}
func josephus(n, k int) (order []int) {
	l := list.New()
	for i := 1; i <= n; i++ {
		l.PushBack(i)
	}
	e := l.Front()
	for l.Len() > 0 {
		for range k - 1 {
			if e = e.Next(); e == nil {
				e = l.Front()
			}
		}
		next := e.Next()
		if next == nil {
			next = l.Front()
		}
		order = append(order, l.Remove(e).(int))
		e = next
	}
	return
}

type maxHeap struct{ sort.IntSlice }

func (h maxHeap) Less(i, j int) bool { return h.IntSlice[i] > h.IntSlice[j] }
func (h *maxHeap) Push(x any)        { h.IntSlice = append(h.IntSlice, x.(int)) }
func (h *maxHeap) Pop() any {
	n := h.Len() - 1
	x := h.IntSlice[n]
	h.IntSlice = h.IntSlice[:n]
	return x
}

type minHeap struct{ maxHeap }

func (h minHeap) Less(i, j int) bool { return h.IntSlice[i] < h.IntSlice[j] }

type median struct {
	lo maxHeap
	hi minHeap
}

func (m *median) add(v int) {
	heap.Push(&m.lo, v)
	heap.Push(&m.hi, heap.Pop(&m.lo))
	if m.hi.Len() > m.lo.Len() {
		heap.Push(&m.lo, heap.Pop(&m.hi))
	}
}
func (m *median) get() float64 {
	if m.lo.Len() > m.hi.Len() {
		return float64(m.lo.IntSlice[0])
	}
	return float64(m.lo.IntSlice[0]+m.hi.IntSlice[0]) / 2
}

func main() {
	var d deque
	for i := range 5 {
		d.pushBack(i)
	}
	fmt.Println(d.popFront(), d.popBack(), d.l.Len())
	fmt.Println(slidingMax([]int{1, 3, -1, -3, 5, 3, 6, 7}, 3), josephus(7, 3))
	var m median
	for _, v := range []int{5, 15, 1, 3, 8, 7, 9, 2} {
		m.add(v)
		fmt.Print(m.get(), " ")
	}
	fmt.Println()
	h := &maxHeap{}
	for _, v := range []int{4, 1, 9, 7} {
		heap.Push(h, v)
	}
	fmt.Println(heap.Pop(h), heap.Pop(h), h.Len())
	h.IntSlice[0] = -5
	heap.Fix(h, 0)
	fmt.Println(heap.Pop(h), heap.Pop(h))
	top := func(a []int, k int) []int {
		h := &minHeap{}
		for _, v := range a {
			if heap.Push(h, v); h.Len() > k {
				heap.Pop(h)
			}
		}
		sort.Sort(sort.Reverse(h.IntSlice))
		return h.IntSlice
	}
	fmt.Println(top([]int{5, 1, 9, 3, 7, 8}, 3))
}
