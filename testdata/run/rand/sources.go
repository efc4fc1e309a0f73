// run

package main

import (
	"fmt"
	"math"
	"math/rand"
)

type counter uint64

func (c *counter) Int63() int64 { *c++; return int64(uint64(*c) * 0x9E3779B97F4A7C15 >> 1) }
func (c *counter) Seed(s int64) { *c = counter(s) }

func main() {
	for seed := int64(-3); seed < 40; seed++ {
		r := rand.New(rand.NewSource(seed * 7919 * 104729))
		h := uint64(14695981039346656037)
		for i := range 3000 {
			var v uint64
			switch i % 6 {
			case 0:
				v = r.Uint64()
			case 1:
				v = uint64(r.Intn(1000003))
			case 2:
				v = math.Float64bits(r.Float64())
			case 3:
				v = math.Float64bits(r.NormFloat64())
			case 4:
				v = uint64(r.Int31n(77))
			case 5:
				v = math.Float64bits(r.ExpFloat64())
			}
			h = (h ^ v) * 1099511628211
		}
		fmt.Println(seed, h)
	}
	c := counter(1)
	r := rand.New(&c)
	fmt.Println(r.Uint64(), r.Intn(1e15), r.Perm(5), r.Float32())
	b := make([]byte, 5)
	r.Read(b)
	fmt.Println(b)
	r.Read(b)
	fmt.Println(b)
	r.Seed(3)
	r.Read(b)
	fmt.Println(b, r.ExpFloat64())
	for _, f := range []func(){func() { r.Intn(0) }, func() { r.Int63n(-1) }, func() { r.Int31n(0) }, func() { r.Shuffle(-1, nil) }, func() { r.Perm(-1) }} {
		func() {
			defer func() { fmt.Println(recover()) }()
			f()
		}()
	}
	fmt.Println(rand.NewZipf(r, 1, 1, 1) == nil)
}
