// run

package main

import (
	"container/heap"
	"fmt"
	"sort"
	"strings"
)

type node struct {
	ch   rune
	n    int
	l, r *node
}
type queue []*node

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	if q[i].n != q[j].n {
		return q[i].n < q[j].n
	}
	return q[i].ch < q[j].ch
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(*node)) }
func (q *queue) Pop() any {
	o := *q
	x := o[len(o)-1]
	*q = o[:len(o)-1]
	return x
}
func codes(n *node, prefix string, out map[rune]string) {
	if n.l == nil {
		out[n.ch] = prefix
		return
	}
	codes(n.l, prefix+"0", out)
	codes(n.r, prefix+"1", out)
}
func decode(root *node, enc string) string {
	var b strings.Builder
	n := root
	for _, c := range enc {
		if c == '0' {
			n = n.l
		} else {
			n = n.r
		}
		if n.l == nil {
			b.WriteRune(n.ch)
			n = root
		}
	}
	return b.String()
}

func main() {
	text := "she sells sea shells by the sea shore — naïve"
	counts := map[rune]int{}
	for _, r := range text {
		counts[r]++
	}
	q := &queue{}
	for r, n := range counts {
		*q = append(*q, &node{ch: r, n: n})
	}
	heap.Init(q)
	for q.Len() > 1 {
		a, b := heap.Pop(q).(*node), heap.Pop(q).(*node)
		heap.Push(q, &node{min(a.ch, b.ch), a.n + b.n, a, b})
	}
	root := (*q)[0]
	out := map[rune]string{}
	codes(root, "", out)
	var keys []rune
	for r := range out {
		keys = append(keys, r)
	}
	sort.Slice(keys, func(i, j int) bool { return keys[i] < keys[j] })
	var enc strings.Builder
	for _, r := range text {
		enc.WriteString(out[r])
	}
	fmt.Println(len(keys), enc.Len(), decode(root, enc.String()) == text)
	for _, r := range keys {
		fmt.Printf("%q:%d ", r, len(out[r]))
	}
	fmt.Println()
}
