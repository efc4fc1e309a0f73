// run

package main

import (
	"fmt"
	"math"
	"math/rand"
	"strconv"
)

func main() {
	r := rand.New(rand.NewSource(11))
	bad := 0
	for range 20000 {
		n := r.Int63() >> uint(r.Intn(63))
		if r.Intn(2) == 0 {
			n = -n
		}
		base := 2 + r.Intn(35)
		m, err := strconv.ParseInt(strconv.FormatInt(n, base), base, 64)
		if err != nil || m != n {
			bad++
		}
		f := math.Float64frombits(r.Uint64())
		if math.IsNaN(f) || math.IsInf(f, 0) {
			continue
		}
		for _, c := range []byte("geb") {
			if c == 'b' {
				continue
			}
			g, err := strconv.ParseFloat(strconv.FormatFloat(f, c, -1, 64), 64)
			if err != nil || g != f {
				bad++
			}
		}
		f32 := float32(f)
		if math.IsInf(float64(f32), 0) {
			continue
		}
		h, err := strconv.ParseFloat(strconv.FormatFloat(float64(f32), 'g', -1, 32), 32)
		if err != nil || float32(h) != f32 {
			bad++
		}
	}
	fmt.Println("bad", bad)
	h := uint32(2166136261)
	for range 5000 {
		f := r.NormFloat64() * math.Pow(10, float64(r.Intn(40)-20))
		s := strconv.FormatFloat(f, "efgG"[r.Intn(4)], r.Intn(20)-1, 64)
		for i := range len(s) {
			h = (h ^ uint32(s[i])) * 16777619
		}
	}
	fmt.Println(h)
	for _, s := range []string{"héllo\x00\n", "\xff", "'\"`\\", "\U0010ffff", "日本\u2028"} {
		q := strconv.Quote(s)
		u, err := strconv.Unquote(q)
		a, err2 := strconv.Unquote(strconv.QuoteToASCII(s))
		fmt.Println(q, u == s, err, a == s, err2)
	}
	for i := range 20 {
		f := math.Pow(10, float64(i))
		fmt.Print(f, " ", 1/f, " ", f/3, " ")
	}
	fmt.Println()
	for _, f := range []float64{0.1 + 0.2, 1.0 / 3, 2.0 / 3, 5e-324, 1.7976931348623157e308, 123456789.125, 4.35, 0.000001, 9.999999e22, 1e22, 1e23, 4503599627370496.5} {
		fmt.Println(f, float32(f), strconv.FormatFloat(f, 'f', 2, 64), strconv.FormatFloat(f, 'e', 5, 64), strconv.FormatFloat(f, 'g', 3, 64))
	}
}
