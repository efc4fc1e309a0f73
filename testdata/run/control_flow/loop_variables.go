// run

package main

import (
	"fmt"
)

func main() {
	var fs []func() int
	for i := 0; i < 5; i++ {
		if i == 1 {
			continue
		}
		fs = append(fs, func() int { i += 100; return i })
		if i == 3 {
			break
		}
	}
	for _, f := range fs {
		fmt.Print(f(), " ", f(), " ")
	}
	fmt.Println()
	var ptrs []*int
	for i := 0; i < 6; i += 2 {
		ptrs = append(ptrs, &i)
		i++
	}
	for _, p := range ptrs {
		fmt.Print(*p, " ")
	}
	fmt.Println()
	var inc []func()
	for i, n := 0, 0; i < 3; i, n = i+1, n+i {
		inc = append(inc, func() { i++; fmt.Print(i, n, " ") })
	}
	for _, f := range inc {
		f()
		f()
	}
	fmt.Println()
	m := map[string]*int{}
	for i, s := range []string{"a", "b"} {
		m[s] = &i
	}
	fmt.Println(*m["a"], *m["b"])
	for i := 0; i < 3; i++ {
		defer func() { fmt.Print("d", i, " ") }()
	}
	var late func() int
	for i := 0; ; i++ {
		if late == nil {
			late = func() int { return i }
		}
		if i == 5 {
			break
		}
	}
	fmt.Println(late())
	i := 0
	for ; i < 3; i++ {
		defer func() { fmt.Print("o", i, " ") }()
	}
	for x := range 3 {
		go func() { _ = x }()
		x *= 10
		fmt.Print(x, " ")
	}
	for k := range [3]struct{}{} {
		fs = append(fs, func() int { return k })
	}
	fmt.Println(fs[len(fs)-3](), fs[len(fs)-1]())
}
