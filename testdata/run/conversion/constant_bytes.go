// run

package main

import (
	"fmt"
	"testing"
)

type text []byte

var kept []byte

const greeting = "héllo"

func change(b []byte) byte {
	b[0]++
	return b[0]
}

func main() {
	a, b := []byte("ABC"), text(greeting)
	kept = []byte("a longer constant, which does not fit into a few words of memory")
	fmt.Println(len(a), cap(a), len(b), cap(b), len(kept), cap(kept))
	empty := []byte("")
	fmt.Println(len(empty), cap(empty), empty == nil)
	// Each conversion makes bytes of its own.
	for range 3 {
		s := []byte("xyz")
		fmt.Print(change(s), " ", string(s), "; ")
	}
	fmt.Println(string(append([]byte("ab"), "cd"...)))
	var all [][]byte
	for i := range 3 {
		s := []byte("abc")
		s[i] = '-'
		all = append(all, s)
	}
	fmt.Printf("%s\n", all)
	sum := 0
	for _, c := range []byte("sum") {
		sum += int(c)
	}
	fmt.Println(sum)
	fmt.Println(testing.AllocsPerRun(10, func() {
		s := []byte("constant")
		sum += int(change(s))
	}))
}
