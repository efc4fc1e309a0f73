// run

package main

import (
	"container/heap"
	"fmt"
)

type intHeap []int

func (h intHeap) Len() int           { return len(h) }
func (h intHeap) Less(i, j int) bool { return h[i] < h[j] }
func (h intHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *intHeap) Push(x any)        { *h = append(*h, x.(int)) }
func (h *intHeap) Pop() any {
	old := *h
	x := old[len(old)-1]
	*h = old[:len(old)-1]
	return x
}

type item struct {
	v        string
	pri, idx int
}
type pq []*item

func (p pq) Len() int           { return len(p) }
func (p pq) Less(i, j int) bool { return p[i].pri > p[j].pri }
func (p pq) Swap(i, j int)      { p[i], p[j] = p[j], p[i]; p[i].idx = i; p[j].idx = j }
func (p *pq) Push(x any)        { it := x.(*item); it.idx = len(*p); *p = append(*p, it) }
func (p *pq) Pop() any {
	n := len(*p) - 1
	it := (*p)[n]
	*p = (*p)[:n]
	it.idx = -1
	return it
}

type edge struct{ to, w int }

func dijkstra(g map[int][]edge, src, n int) []int {
	dist := make([]int, n)
	for i := range dist {
		dist[i] = 1 << 30
	}
	dist[src] = 0
	q := &pq{}
	heap.Push(q, &item{fmt.Sprint(src), 0, 0})
	for q.Len() > 0 {
		it := heap.Pop(q).(*item)
		var u int
		fmt.Sscan(it.v, &u)
		for _, e := range g[u] {
			if d := dist[u] + e.w; d < dist[e.to] {
				dist[e.to] = d
				heap.Push(q, &item{v: fmt.Sprint(e.to), pri: -d})
			}
		}
	}
	return dist
}

func main() {
	h := &intHeap{5, 2, 8, 9, 1}
	heap.Init(h)
	heap.Push(h, 3)
	fmt.Println((*h)[0], h.Len())
	(*h)[0] = 100
	heap.Fix(h, 0)
	fmt.Println(heap.Remove(h, 2))
	for h.Len() > 0 {
		fmt.Print(heap.Pop(h), " ")
	}
	fmt.Println()
	q := pq{}
	items := map[string]*item{}
	for i, s := range []string{"low", "high", "mid"} {
		it := &item{v: s, pri: []int{1, 9, 5}[i]}
		items[s] = it
		heap.Push(&q, it)
	}
	items["low"].pri = 7
	heap.Fix(&q, items["low"].idx)
	for len(q) > 0 {
		it := heap.Pop(&q).(*item)
		fmt.Print(it.v, it.pri, it.idx, " ")
	}
	fmt.Println()
	fmt.Println(dijkstra(map[int][]edge{0: {{1, 4}, {2, 1}}, 2: {{1, 2}, {3, 7}}, 1: {{3, 1}}}, 0, 5))
}
