// run

package main

import (
	"fmt"
	"math"
	"math/rand"
	"slices"
	"sort"
)

func main() {
	r := rand.New(rand.NewSource(4))
	for n := 1; n < 300; n += 7 {
		a := make([]float64, n)
		for i := range a {
			a[i] = float64(r.Intn(3) - 1)
			if a[i] == 0 && r.Intn(2) == 0 {
				a[i] = math.Copysign(0, -1)
			}
		}
		b := slices.Clone(a)
		slices.Sort(a)
		sort.Float64s(b)
		c := slices.Clone(b)
		r.Shuffle(n, func(i, j int) { c[i], c[j] = c[j], c[i] })
		sort.Sort(sort.Float64Slice(c))
		h := 0
		for i := range a {
			for _, x := range []float64{a[i], b[i], c[i]} {
				h = h*31 + int(math.Float64bits(x)>>60)
			}
		}
		fmt.Println(n, h)
	}
}
