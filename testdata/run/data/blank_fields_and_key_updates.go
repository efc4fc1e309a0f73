// run

package main

import (
	"fmt"
	"math"
)

type S struct {
	f float64
	s string
}
var x = struct{ a, _, c int }{1, 2, 3}

func side() int { fmt.Println("side"); return 5 }

func main() {
	neg := math.Copysign(0, -1)
	m := map[float64]int{}
	m[0] = 1
	m[neg] = 2
	for k := range m {
		fmt.Println(k, math.Signbit(k))
	}
	m2 := map[S]int{}
	m2[S{0, "a"}]++
	m2[S{neg, "a"}]++
	fmt.Println(m2)
	m3 := map[any]int{0.0: 1}
	m3[neg] = 5
	fmt.Println(m3)
	m4 := map[complex128]int{0: 1}
	m4[complex(neg, neg)] += 5
	fmt.Println(m4)
	m5 := map[[1]float32]int{{0}: 1}
	m5[[1]float32{float32(neg)}] = 7
	fmt.Println(m5)
	y := struct{ a, _, c int }{1, side(), 3}
	fmt.Println(x, y, x == struct{ a, _, c int }{1, 9, 3})
	fmt.Printf("%v\n", []struct{ _, b int }{{1, 2}, {3, 4}})
}
