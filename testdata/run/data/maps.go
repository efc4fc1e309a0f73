// run

package main

import (
	"fmt"
	"sort"
)

type key struct {
	a int
	b string
}

func sorted(m map[string]int) (out []string) {
	for k := range m {
		out = append(out, k)
	}
	sort.Strings(out)
	return
}

func main() {
	m := map[string]int{"a": 1, "b": 2}
	m["c"] = 3
	v, ok := m["b"]
	w, ok2 := m["zz"]
	fmt.Println(v, ok, w, ok2, len(m), m)
	delete(m, "a")
	delete(m, "nope")
	m["b"]++
	m["new"]--
	fmt.Println(m, sorted(m))
	var n map[string]int
	fmt.Println(n["x"], len(n), n == nil, n)
	delete(n, "x")
	m2 := m
	m2["shared"] = 1
	fmt.Println(len(m), m["shared"])
	s := map[key][]int{}
	s[key{1, "x"}] = append(s[key{1, "x"}], 5)
	s[key{1, "x"}] = append(s[key{1, "x"}], 6)
	fmt.Println(s, s[key{2, ""}] == nil)
	nest := map[string]map[int]bool{"p": {1: true}}
	nest["q"] = map[int]bool{}
	nest["q"][2] = true
	fmt.Println(nest, nest["zz"][3])
	for k := range m {
		delete(m, k)
	}
	fmt.Println(len(m))
	big := make(map[int]int, 100)
	for i := range 1000 {
		big[i*7] = i
	}
	sum := 0
	for k, v := range big {
		sum += k - v*7
		if v%2 == 0 {
			delete(big, k)
		}
	}
	fmt.Println(sum, len(big), big[7], big[14])
	clear(big)
	fmt.Println(len(big), big)
	fm := map[float64]string{1.5: "x", 0: "zero"}
	neg := 0.0
	fmt.Println(fm[-neg], fm[1.5])
	bm := map[bool]int{true: 1}
	bm[!true]++
	fmt.Println(bm)
	pm := map[*int]string{}
	x, y := 1, 1
	pm[&x] = "x"
	fmt.Println(pm[&x], pm[&y] == "")
	im := map[interface{ Error() string }]int{nil: 3}
	fmt.Println(im[nil])
	seen := map[int]int{}
	for i := 0; i < 10; i++ {
		seen[i] = i
	}
	count := 0
	for k := range seen {
		if k < 10 {
			seen[k+100] = k
		}
		count++
		if count > 100 {
			break
		}
	}
	fmt.Println(len(seen), count >= 10)
	fn := map[string]func(int) int{"dbl": func(i int) int { return 2 * i }}
	fmt.Println(fn["dbl"](21), fn["none"] == nil)
	am := map[[2]string]int{{"a", "b"}: 1}
	am[[2]string{"a", "b"}] += 10
	fmt.Println(am)
}
