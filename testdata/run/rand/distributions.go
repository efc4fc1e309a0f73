// run

package main

import (
	"fmt"
	"math"
	"math/rand"
	"sort"
)

func histogram(n, buckets int, f func() float64) []int {
	h := make([]int, buckets)
	for range n {
		if b := int(f() * float64(buckets)); b >= 0 && b < buckets {
			h[b]++
		}
	}
	return h
}
func weighted(r *rand.Rand, w map[string]int) string {
	keys := make([]string, 0, len(w))
	total := 0
	for k, v := range w {
		keys = append(keys, k)
		total += v
	}
	sort.Strings(keys)
	n := r.Intn(total)
	for _, k := range keys {
		if n -= w[k]; n < 0 {
			return k
		}
	}
	return ""
}
func sample(r *rand.Rand, n, k int) []int { return r.Perm(n)[:k] }
func pi(r *rand.Rand, n int) float64 {
	in := 0
	for range n {
		x, y := r.Float64(), r.Float64()
		if x*x+y*y < 1 {
			in++
		}
	}
	return 4 * float64(in) / float64(n)
}
func walk(r *rand.Rand, n int) (x, y int) {
	for range n {
		switch r.Intn(4) {
		case 0:
			x++
		case 1:
			x--
		case 2:
			y++
		default:
			y--
		}
	}
	return
}

type dice struct{ r *rand.Rand }

func (d dice) roll(n, sides int) (t int) {
	for range n {
		t += 1 + d.r.Intn(sides)
	}
	return
}

func main() {
	r := rand.New(rand.NewSource(12345))
	fmt.Println(histogram(1000, 5, r.Float64), histogram(1000, 5, func() float64 { return (r.NormFloat64() + 3) / 6 }), histogram(1000, 5, func() float64 { return r.ExpFloat64() / 5 }))
	c := map[string]int{}
	for range 1000 {
		c[weighted(r, map[string]int{"a": 1, "b": 3, "c": 6})]++
	}
	fmt.Println(c, sample(r, 20, 5))
	fmt.Printf("%.4f\n", pi(r, 10000))
	fmt.Println(walk(r, 1000))
	d := dice{rand.New(rand.NewSource(6))}
	fmt.Println(d.roll(3, 6), d.roll(1, 20), d.roll(100, 2))
	deck := make([]int, 52)
	for i := range deck {
		deck[i] = i
	}
	r.Shuffle(52, func(i, j int) { deck[i], deck[j] = deck[j], deck[i] })
	fmt.Println(deck[:10])
	for _, n := range []int{1, 2, 3, 7, 8, 100, 1 << 31, 1<<31 + 1, 1 << 40} {
		fmt.Print(r.Intn(n), " ")
	}
	fmt.Println()
	a, b := rand.New(rand.NewSource(77)), rand.New(rand.NewSource(77))
	same := true
	for range 1000 {
		same = same && a.Uint64() == b.Uint64()
	}
	fmt.Println(same, a.Int63n(10), b.Int31n(10), a.Float32(), b.Float32(), a.Int31(), b.Uint32())
	h := uint64(14695981039346656037)
	for i := range 1000 {
		var v uint64
		switch i % 5 {
		case 0:
			v = a.Uint64()
		case 1:
			v = uint64(a.Intn(1000003))
		case 2:
			v = math.Float64bits(a.Float64())
		case 3:
			v = math.Float64bits(a.NormFloat64())
		case 4:
			v = uint64(a.Int31n(77))
		}
		h = (h ^ v) * 1099511628211
	}
	fmt.Println(h)
}
