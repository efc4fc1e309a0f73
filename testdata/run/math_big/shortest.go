// run

package main

import (
	"fmt"
	"math"
	"math/big"
	"math/rand"
	"strconv"
)

func main() {
	r := rand.New(rand.NewSource(9))
	bad := 0
	for i := 0; i < 2000; i++ {
		x := math.Float64frombits(r.Uint64())
		switch i % 4 {
		case 1:
			x = float64(r.Intn(100000)) / 100
		case 2:
			x = math.Pow(10, float64(r.Intn(600)-300)) * (1 + float64(r.Intn(5)-2)*1e-16)
		case 3:
			x = math.Ldexp(1, r.Intn(2000)-1000)
		}
		if math.IsNaN(x) || math.IsInf(x, 0) || math.Abs(x) < 1e-300 {
			continue
		}
		a := new(big.Float).SetPrec(53).SetFloat64(x).Text('g', -1)
		b := strconv.FormatFloat(x, 'g', -1, 64)
		if a != b {
			bad++
			if bad < 10 {
				fmt.Println(a, b)
			}
		}
	}
	fmt.Println(bad)
	for _, s := range []string{"1e100", "0.1", "123456789.125", "9.999e22", "1e-5"} {
		for _, p := range []uint{1, 2, 5, 24, 53, 64, 100, 200} {
			f, _, _ := big.ParseFloat(s, 10, p, big.ToNearestEven)
			fmt.Println(f.Text('g', -1), f.Text('e', -1), f.Text('f', -1))
		}
	}
	for i := 0; i < 60; i++ {
		f := new(big.Float).SetPrec(uint(1 + r.Intn(90))).SetFloat64(r.NormFloat64() * math.Pow(10, float64(r.Intn(40)-20)))
		f.Sqrt(f.Abs(f))
		fmt.Println(f.Text('g', -1))
	}
}
