// run

package main

import (
	"fmt"
)

func main() {
	for i := 0; i < 3; i++ {
		fmt.Print(i, " ")
	}
	i := 0
	for i < 3 {
		i += 2
	}
	for {
		i++
		if i > 6 {
			break
		}
		if i%2 == 0 {
			continue
		}
		fmt.Print("o", i, " ")
	}
	fmt.Println()
	for i := range 3 {
		fmt.Print(i)
	}
	for range 2 {
		fmt.Print("x")
	}
	var n8 int8 = 3
	for i := range n8 {
		fmt.Printf(" %T%d", i, i)
	}
	for range 0 {
		fmt.Println("never")
	}
	for i := range -5 {
		fmt.Println("never", i)
	}
	fmt.Println()
	for i, r := range "aé世\xff!" {
		fmt.Print(i, ":", string(r), "/", r, " ")
	}
	for i := range "héy" {
		fmt.Print(i, " ")
	}
	fmt.Println()
	s := []int{1, 2, 3}
	for i, v := range s {
		s = append(s, v*10)
		s[i] = 0
	}
	fmt.Println(s)
	for i := range s {
		if i == 1 {
			s = s[:2]
		}
		fmt.Print(i, " ")
	}
	fmt.Println(len(s))
	var funcs []func() int
	for i := 0; i < 3; i++ {
		funcs = append(funcs, func() int { i *= 10; return i })
		i := i
		_ = i
	}
	for _, f := range funcs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		fmt.Print(i, j, " ")
	}
	var arr [3]int
	var idx int
	for idx, arr[idx] = range []int{7, 8, 9} {
	}
	fmt.Println(arr, idx)
	var nilm map[string]int
	for range nilm {
		fmt.Println("never")
	}
	for range []int(nil) {
		fmt.Println("never")
	}
	ch := make(chan int, 3)
	ch <- 1
	ch <- 2
	close(ch)
	for v := range ch {
		fmt.Print("c", v, " ")
	}
	for x := range 10 {
		x += 5
		if x > 7 {
			break
		}
		fmt.Print(x, " ")
	}
	fmt.Println()
}
