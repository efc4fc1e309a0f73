// run

package main

import (
	"fmt"
	"math"
	"sort"
	"strings"
)

type graph map[string]map[string]int

func (g graph) link(a, b string, w int) {
	if g[a] == nil {
		g[a] = map[string]int{}
	}
	g[a][b] = w
}

type matrixKey struct{ r, c int }
type sparse map[matrixKey]float64

func (s sparse) mul(o sparse, n int) sparse {
	out := sparse{}
	for k, v := range s {
		for j := range n {
			if w, ok := o[matrixKey{k.c, j}]; ok {
				out[matrixKey{k.r, j}] += v * w
			}
		}
	}
	return out
}
func memo() func(int, int) int {
	cache := map[[2]int]int{}
	var f func(int, int) int
	f = func(r, c int) int {
		if r == 0 || c == 0 {
			return 1
		}
		k := [2]int{r, c}
		if v, ok := cache[k]; ok {
			return v
		}
		v := f(r-1, c) + f(r, c-1)
		cache[k] = v
		return v
	}
	return f
}

func main() {
	g := graph{}
	g.link("a", "b", 1)
	g.link("a", "c", 2)
	g.link("b", "c", 3)
	fmt.Println(g, len(g["a"]), g["zz"]["q"])
	s := sparse{{0, 0}: 1, {0, 1}: 2, {1, 1}: 3}
	fmt.Println(s.mul(s, 2))
	fmt.Println(memo()(15, 15))
	inv := map[int][]string{}
	for k, v := range map[string]int{"x": 1, "y": 2, "z": 1} {
		inv[v] = append(inv[v], k)
	}
	for _, v := range inv {
		sort.Strings(v)
	}
	fmt.Println(inv)
	m := map[int]int{}
	for i := range 100000 {
		m[i*i%1009] += i
	}
	keys := make([]int, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Ints(keys)
	fmt.Println(len(m), keys[:5], m[keys[7]])
	type P struct{ *int }
	a, b := 1, 1
	pm := map[P]int{{&a}: 1, {&b}: 2}
	fmt.Println(len(pm), pm[P{&a}], pm[P{nil}])
	f := map[string]struct{ n int }{"a": {1}}
	if v, ok := f["a"]; ok && v.n == 1 {
		fmt.Println("found")
	}
	long := map[string]int{}
	for i := range 1000 {
		long[strings.Repeat("k", i%50)+fmt.Sprint(i)] = i
	}
	sum := 0
	for k, v := range long {
		if strings.HasSuffix(k, fmt.Sprint(v)) {
			sum++
		}
		delete(long, k)
	}
	fmt.Println(sum, len(long))
	iface := map[any]any{}
	iface[1], iface["1"], iface[1.0], iface[[1]any{1}], iface[true] = "i", "s", "f", "a", "b"
	iface[struct{ a any }{2}] = nil
	v, ok := iface[struct{ a any }{2}]
	fmt.Println(len(iface), iface[1], iface[1.0], iface[[1]any{1}], v, ok, iface[int8(1)])
	delete(iface, "1")
	cp := make(map[any]any, len(iface))
	for k, v := range iface {
		cp[k] = v
	}
	clear(iface)
	fmt.Println(len(cp), len(iface))
	u := map[uint8]string{}
	for i := range 300 {
		u[uint8(i)] = "x"
	}
	fmt.Println(len(u))
	mm := map[string]*[]int{"a": {1, 2}}
	*mm["a"] = append(*mm["a"], 3)
	(*mm["a"])[0]++
	fmt.Println(*mm["a"], len(mm))
	funcs := map[string]func(float64, float64) float64{"+": func(a, b float64) float64 { return a + b }, "pow": math.Pow, "max": math.Max}
	fmt.Println(funcs["+"](1, 2), funcs["pow"](2, 8), funcs["max"](1, 5))
}
