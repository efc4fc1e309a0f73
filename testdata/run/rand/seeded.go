// run

package main

import (
	"fmt"
	"math/rand"
)

func main() {
	r := rand.New(rand.NewSource(42))
	fmt.Println(r.Int(), r.Intn(100), r.Int63(), r.Int31(), r.Uint32(), r.Uint64(), r.Int31n(10), r.Int63n(1e12), r.Intn(1<<20), r.Intn(1))
	fmt.Println(r.Float64(), r.Float32(), r.NormFloat64(), r.ExpFloat64())
	fmt.Println(r.Perm(10))
	s := []string{"a", "b", "c", "d", "e"}
	r.Shuffle(len(s), func(i, j int) { s[i], s[j] = s[j], s[i] })
	fmt.Println(s)
	b := make([]byte, 8)
	n, err := r.Read(b)
	fmt.Println(n, err, b)
	r.Seed(7)
	fmt.Println(r.Intn(1000), r.Intn(1000), r.Intn(1000))
	for _, seed := range []int64{0, 1, -1, 1 << 40, 2147483647, 2147483648} {
		x := rand.New(rand.NewSource(seed))
		fmt.Println(seed, x.Int63(), x.Intn(6), x.Float64())
	}
	sum := 0
	y := rand.New(rand.NewSource(1))
	for range 100000 {
		sum += y.Intn(6)
	}
	fmt.Println(sum)
	var norm, exp float64
	for range 10000 {
		norm += y.NormFloat64()
		exp += y.ExpFloat64()
	}
	fmt.Printf("%.6f %.6f\n", norm, exp)
	src := rand.NewSource(5).(rand.Source64)
	fmt.Println(src.Uint64(), src.Int63())
	z := rand.NewZipf(rand.New(rand.NewSource(3)), 1.5, 2, 100)
	fmt.Println(z.Uint64(), z.Uint64(), z.Uint64(), z.Uint64())
	defer func() { fmt.Println(recover()) }()
	r.Int63n(-1)
}
