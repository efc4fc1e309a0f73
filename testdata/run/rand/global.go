// run

package main

import (
	"fmt"
	"math/rand"
)

func main() {
	rand.Seed(99)
	fmt.Println(rand.Intn(1), rand.Int63() >= 0, rand.Int31n(50) < 50, len(rand.Perm(5)))
	rand.Shuffle(1, func(i, j int) { fmt.Print(i, j, " ") })
	ok := true
	for range 1000 {
		if v := rand.Intn(10); v < 0 || v > 9 {
			ok = false
		}
		if f := rand.Float64(); f < 0 || f >= 1 {
			ok = false
		}
	}
	p := rand.Perm(100)
	seen := make([]bool, 100)
	for _, v := range p {
		seen[v] = true
	}
	for _, s := range seen {
		ok = ok && s
	}
	fmt.Println(ok)
}
