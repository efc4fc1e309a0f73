// run

package main

import (
	"fmt"
	"sort"
	"strings"
)

type trie struct {
	kids map[rune]*trie
	end  bool
	n    int
}

func (t *trie) insert(s string) {
	for _, r := range s {
		if t.kids == nil {
			t.kids = map[rune]*trie{}
		}
		k, ok := t.kids[r]
		if !ok {
			k = new(trie)
			t.kids[r] = k
		}
		k.n++
		t = k
	}
	t.end = true
}
func (t *trie) complete(prefix string) (out []string) {
	for _, r := range prefix {
		if t = t.kids[r]; t == nil {
			return nil
		}
	}
	var walk func(*trie, string)
	walk = func(t *trie, s string) {
		if t.end {
			out = append(out, s)
		}
		for r, k := range t.kids {
			walk(k, s+string(r))
		}
	}
	walk(t, prefix)
	sort.Strings(out)
	return
}

type unionFind []int

func (u unionFind) find(x int) int {
	for u[x] >= 0 {
		if u[u[x]] >= 0 {
			u[x] = u[u[x]]
		}
		x = u[x]
	}
	return x
}
func (u unionFind) join(a, b int) bool {
	a, b = u.find(a), u.find(b)
	if a == b {
		return false
	}
	if u[a] > u[b] {
		a, b = b, a
	}
	u[a] += u[b]
	u[b] = a
	return true
}

type edge struct{ a, b, w int }

func kruskal(n int, es []edge) (total int, used []edge) {
	u := make(unionFind, n)
	for i := range u {
		u[i] = -1
	}
	sort.SliceStable(es, func(i, j int) bool { return es[i].w < es[j].w })
	for _, e := range es {
		if u.join(e.a, e.b) {
			total += e.w
			used = append(used, e)
		}
	}
	return
}
func topo(deps map[string][]string) (order []string, err error) {
	state := map[string]int{}
	var visit func(string, []string) error
	visit = func(n string, path []string) error {
		switch state[n] {
		case 1:
			return fmt.Errorf("cycle: %s", strings.Join(append(path, n), " -> "))
		case 2:
			return nil
		}
		state[n] = 1
		for _, d := range deps[n] {
			if err := visit(d, append(path, n)); err != nil {
				return err
			}
		}
		state[n] = 2
		order = append(order, n)
		return nil
	}
	var names []string
	for n := range deps {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		if err := visit(n, nil); err != nil {
			return nil, err
		}
	}
	return
}

func main() {
	var t trie
	for _, w := range strings.Fields("car cart carbon dog do été étage") {
		t.insert(w)
	}
	fmt.Println(t.complete("car"), t.complete("do"), t.complete("ét"), t.complete("z"), t.kids['c'].n)
	fmt.Println(kruskal(5, []edge{{0, 1, 4}, {1, 2, 8}, {2, 3, 7}, {3, 4, 9}, {4, 0, 1}, {1, 3, 2}}))
	fmt.Println(topo(map[string][]string{"app": {"lib", "log"}, "lib": {"core"}, "log": {"core"}, "core": nil}))
	fmt.Println(topo(map[string][]string{"a": {"b"}, "b": {"c"}, "c": {"a"}}))
}
