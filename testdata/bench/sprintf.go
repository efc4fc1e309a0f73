// Heavy formatting: numbers, strings, structs, slices and maps.
package main

import (
	"fmt"
	"strings"
)

type point struct{ X, Y int }

type named struct {
	Name string
	At   point
	Tags []string
}

type level int

func (l level) String() string { return [...]string{"low", "mid", "high"}[l%3] }

func main() {
	total := 0
	h := uint32(2166136261)
	mix := func(s string) {
		total += len(s)
		for i := 0; i < len(s); i += 7 {
			h = (h ^ uint32(s[i])) * 16777619
		}
	}
	n := named{"node", point{3, -4}, []string{"a", "b"}}
	m := map[string]int{"one": 1, "two": 2, "three": 3}
	for i := 0; i < 60000; i++ {
		mix(fmt.Sprintf("%d %5d %-5d| %05d %x %#x %o %b", i, i, i, i, i, i, i, i&255))
		mix(fmt.Sprintf("%s %q %10s|%-10s| %v", "text", "quoted", "r", "l", true))
		mix(fmt.Sprintf("%f %.2f %8.3f %e %g", float64(i)/3, float64(i)/7, 1.5, float64(i), float64(i)*1.1))
		n.At.X = i
		mix(fmt.Sprintf("%v %+v", n, n))
		if i%4 == 0 {
			mix(fmt.Sprintf("%v %v %T", m, []int{i, i + 1, i + 2}, n))
		}
		mix(fmt.Sprint(level(i), i, "x", i+1, 'c'))
	}
	var b strings.Builder
	for i := 0; i < 60000; i++ {
		fmt.Fprintf(&b, "%d:%s;", i, level(i))
	}
	mix(b.String())
	fmt.Println(total, h)
}
