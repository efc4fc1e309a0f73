// run

package main

import (
	"fmt"
	"sort"
	"sync"
)

type cmpable interface{ ~int | ~string | ~float64 }

type pq[T any] struct {
	data []T
	less func(a, b T) bool
}

func (q *pq[T]) push(v T) {
	q.data = append(q.data, v)
	for i := len(q.data) - 1; i > 0; {
		p := (i - 1) / 2
		if !q.less(q.data[i], q.data[p]) {
			break
		}
		q.data[i], q.data[p] = q.data[p], q.data[i]
		i = p
	}
}
func (q *pq[T]) pop() T {
	top := q.data[0]
	n := len(q.data) - 1
	q.data[0] = q.data[n]
	q.data = q.data[:n]
	for i := 0; ; {
		c := 2*i + 1
		if c >= n {
			break
		}
		if c+1 < n && q.less(q.data[c+1], q.data[c]) {
			c++
		}
		if !q.less(q.data[c], q.data[i]) {
			break
		}
		q.data[i], q.data[c] = q.data[c], q.data[i]
		i = c
	}
	return top
}

func sortBy[T any, K cmpable](xs []T, key func(T) K) []T {
	sort.SliceStable(xs, func(i, j int) bool { return key(xs[i]) < key(xs[j]) })
	return xs
}
func group[T any, K comparable](xs []T, key func(T) K) map[K][]T {
	m := make(map[K][]T)
	for _, x := range xs {
		m[key(x)] = append(m[key(x)], x)
	}
	return m
}

type cache[K comparable, V any] struct {
	mu  sync.Mutex
	m   map[K]V
	cap int
	ord []K
}

func newCache[K comparable, V any](n int) *cache[K, V] { return &cache[K, V]{m: map[K]V{}, cap: n} }
func (c *cache[K, V]) put(k K, v V) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.m[k]; !ok {
		if len(c.ord) == c.cap {
			delete(c.m, c.ord[0])
			c.ord = c.ord[1:]
		}
		c.ord = append(c.ord, k)
	}
	c.m[k] = v
}
func (c *cache[K, V]) get(k K) (v V, ok bool) { v, ok = c.m[k]; return }

type embedded[T any] struct {
	cache[string, T]
	extra T
}

func main() {
	q := &pq[string]{less: func(a, b string) bool { return len(a) < len(b) || len(a) == len(b) && a < b }}
	for _, w := range []string{"pear", "fig", "apple", "kiwi", "a"} {
		q.push(w)
	}
	for len(q.data) > 0 {
		fmt.Print(q.pop(), " ")
	}
	fmt.Println()
	fmt.Println(sortBy([]string{"ccc", "a", "bb"}, func(s string) int { return len(s) }))
	fmt.Println(sortBy([]float64{3, -1, 2}, func(f float64) float64 { return -f }))
	fmt.Println(group([]int{1, 2, 3, 4, 5}, func(i int) string { return []string{"even", "odd"}[i%2] }))
	c := newCache[string, []int](2)
	c.put("a", []int{1})
	c.put("b", nil)
	c.put("c", []int{3})
	_, ok := c.get("a")
	v, ok2 := c.get("c")
	fmt.Println(ok, v, ok2, c.ord)
	e := embedded[bool]{cache: cache[string, bool]{m: map[string]bool{}, cap: 1}, extra: true}
	e.put("k", true)
	fmt.Println(e.get("k"))
	fmt.Printf("%T\n", &e)
}
