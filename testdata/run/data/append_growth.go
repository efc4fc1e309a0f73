// run

package main

import (
	"fmt"
)

func main() {
	for _, n := range []int{0, 1, 3, 5, 8, 100} {
		s := make([]int, n, n)
		s = append(s, 1)
		fmt.Print(n, "->", cap(s), " ")
	}
	fmt.Println()
	var s []int
	last := -1
	for i := range 5000 {
		s = append(s, i)
		if cap(s) != last {
			last = cap(s)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	var b []byte
	last = -1
	for i := range 3000 {
		b = append(b, byte(i))
		if cap(b) != last {
			last = cap(b)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	var st []string
	last = -1
	for range 300 {
		st = append(st, "")
		if cap(st) != last {
			last = cap(st)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	type tri struct{ a, b, c int }
	var ts []tri
	last = -1
	for range 100 {
		ts = append(ts, tri{})
		if cap(ts) != last {
			last = cap(ts)
			fmt.Print(last, " ")
		}
	}
	fmt.Println()
	fmt.Println(cap(append([]int{1}, 2, 3, 4, 5)), cap(append([]byte("abc"), make([]byte, 50)...)), cap(append([]int32(nil), 1, 2, 3)))
}
