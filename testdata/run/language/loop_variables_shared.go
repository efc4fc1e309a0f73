// run

//go:build go1.21

package main

import "fmt"

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { return i })
	}
	for _, s := range []string{"a", "bb", "ccc"} {
		fs = append(fs, func() int { return len(s) })
	}
	for k, v := range map[int]int{1: 2} {
		fs = append(fs, func() int { k += 1; return k + v })
	}
	var ps []*int
	for i, c := range "héy" {
		ps = append(ps, &i)
		fs = append(fs, func() int { return int(c) })
	}
	ch := make(chan int, 3)
	ch <- 1
	ch <- 2
	close(ch)
	for v := range ch {
		ps = append(ps, &v)
	}
	arr := [3]struct{ a, b int }{{1, 2}, {3, 4}, {5, 6}}
	for _, e := range arr {
		ps = append(ps, &e.b)
	}
	for _, f := range fs {
		fmt.Print(f(), " ")
	}
	for _, p := range ps {
		fmt.Print(*p, " ")
	}
	fmt.Println()
}
