package main

import (
	"math"
	"math/big"
	"math/bits"
	"math/cmplx"
	"math/rand"
	randv2 "math/rand/v2"
	"strconv"
)

func init() {
	add("strconv.Itoa/small", func(n int) {
		for i := range n {
			sinkStr = strconv.Itoa(i & 63)
		}
	})
	add("strconv.Itoa/large", func(n int) {
		for i := range n {
			sinkStr = strconv.Itoa(i + 123456789)
		}
	})
	add("strconv.FormatInt/16", func(n int) {
		for i := range n {
			sinkStr = strconv.FormatInt(int64(i)*77777, 16)
		}
	})
	add("strconv.FormatInt/2", func(n int) {
		for i := range n {
			sinkStr = strconv.FormatInt(int64(i), 2)
		}
	})
	add("strconv.AppendInt", func(n int) {
		var buf [32]byte
		for i := range n {
			sinkInt += len(strconv.AppendInt(buf[:0], int64(i)*1001, 10))
		}
	})
	add("strconv.Atoi/short", func(n int) {
		for range n {
			v, _ := strconv.Atoi("42")
			sinkInt += v
		}
	})
	add("strconv.Atoi/long", func(n int) {
		for range n {
			v, _ := strconv.Atoi("-1234567890123")
			sinkInt += v
		}
	})
	add("strconv.Atoi/error", func(n int) {
		for range n {
			_, sinkErr = strconv.Atoi("12x")
		}
	})
	add("strconv.ParseInt/10", func(n int) {
		for range n {
			v, _ := strconv.ParseInt("123456", 10, 64)
			sinkInt += int(v)
		}
	})
	add("strconv.ParseInt/16", func(n int) {
		for range n {
			v, _ := strconv.ParseInt("7fff1234", 16, 64)
			sinkInt += int(v)
		}
	})
	add("strconv.ParseInt/0", func(n int) {
		for range n {
			v, _ := strconv.ParseInt("0xbeef", 0, 32)
			sinkInt += int(v)
		}
	})
	add("strconv.ParseUint", func(n int) {
		for range n {
			v, _ := strconv.ParseUint("18446744073709551615", 10, 64)
			sinkInt += int(v)
		}
	})
	add("strconv.ParseFloat/short", func(n int) {
		for range n {
			v, _ := strconv.ParseFloat("3.25", 64)
			sinkFloat += v
		}
	})
	add("strconv.ParseFloat/long", func(n int) {
		for range n {
			v, _ := strconv.ParseFloat("2.718281828459045e-10", 64)
			sinkFloat += v
		}
	})
	add("strconv.FormatFloat/g", func(n int) {
		for i := range n {
			sinkStr = strconv.FormatFloat(float64(i)*1.37, 'g', -1, 64)
		}
	})
	add("strconv.FormatFloat/f2", func(n int) {
		for i := range n {
			sinkStr = strconv.FormatFloat(float64(i)*1.37, 'f', 2, 64)
		}
	})
	add("strconv.FormatFloat/e", func(n int) {
		for i := range n {
			sinkStr = strconv.FormatFloat(float64(i)*1.37e20, 'e', 6, 64)
		}
	})
	add("strconv.ParseBool", func(n int) {
		for range n {
			v, _ := strconv.ParseBool("true")
			sinkBool = v
		}
	})
	add("strconv.FormatBool", func(n int) {
		for i := range n {
			sinkStr = strconv.FormatBool(i&1 == 0)
		}
	})
	add("strconv.Quote", func(n int) {
		for range n {
			sinkStr = strconv.Quote("say \"hello\"\n")
		}
	})
	add("strconv.AppendQuote", func(n int) {
		buf := make([]byte, 0, 128)
		for range n {
			sinkInt += len(strconv.AppendQuote(buf, short))
		}
	})
	add("strconv.Unquote", func(n int) {
		for range n {
			s, _ := strconv.Unquote(`"say \"hello\"\n"`)
			sinkInt += len(s)
		}
	})

	float := func(name string, f func(x float64) float64) {
		add(name+"/value", func(n int) {
			for i := range n {
				sinkFloat += f(float64(i&1023) * 0.37)
			}
		})
	}
	float("math.Sin", math.Sin)
	add("math.Sqrt", func(n int) {
		for i := range n {
			sinkFloat += math.Sqrt(float64(i))
		}
	})
	add("math.Floor", func(n int) {
		for i := range n {
			sinkFloat += math.Floor(float64(i) * 0.37)
		}
	})
	add("math.Abs", func(n int) {
		for i := range n {
			sinkFloat += math.Abs(float64(-i))
		}
	})
	add("math.Max", func(n int) {
		for i := range n {
			sinkFloat += math.Max(float64(i), 512)
		}
	})
	add("math.Round", func(n int) {
		for i := range n {
			sinkFloat += math.Round(float64(i) * 0.37)
		}
	})
	add("math.Mod", func(n int) {
		for i := range n {
			sinkFloat += math.Mod(float64(i), 7.3)
		}
	})
	add("math.Pow", func(n int) {
		for i := range n {
			sinkFloat += math.Pow(1.0001, float64(i&1023))
		}
	})
	add("math.Exp", func(n int) {
		for i := range n {
			sinkFloat += math.Exp(float64(-(i & 255)) * 0.1)
		}
	})
	add("math.Log", func(n int) {
		for i := range n {
			sinkFloat += math.Log(float64(i + 1))
		}
	})
	add("math.Log2", func(n int) {
		for i := range n {
			sinkFloat += math.Log2(float64(i + 1))
		}
	})
	add("math.Sin", func(n int) {
		for i := range n {
			sinkFloat += math.Sin(float64(i) * 0.01)
		}
	})
	add("math.Cos", func(n int) {
		for i := range n {
			sinkFloat += math.Cos(float64(i) * 0.01)
		}
	})
	add("math.Tan", func(n int) {
		for i := range n {
			sinkFloat += math.Tan(float64(i) * 0.01)
		}
	})
	add("math.Atan2", func(n int) {
		for i := range n {
			sinkFloat += math.Atan2(float64(i), 100)
		}
	})
	add("math.Hypot", func(n int) {
		for i := range n {
			sinkFloat += math.Hypot(float64(i), 3)
		}
	})
	add("math.Cbrt", func(n int) {
		for i := range n {
			sinkFloat += math.Cbrt(float64(i))
		}
	})
	add("math.Modf", func(n int) {
		for i := range n {
			a, b := math.Modf(float64(i) * 0.37)
			sinkFloat += a - b
		}
	})
	add("math.Frexp", func(n int) {
		for i := range n {
			a, b := math.Frexp(float64(i) * 0.37)
			sinkFloat += a + float64(b)
		}
	})
	add("math.IsNaN", func(n int) {
		for i := range n {
			if math.IsNaN(float64(i)) || math.IsInf(float64(i), 0) {
				sinkInt++
			}
		}
	})
	add("math.Float64bits", func(n int) {
		for i := range n {
			sinkInt += int(math.Float64bits(float64(i)))
		}
	})
	add("math.Signbit", func(n int) {
		for i := range n {
			if math.Signbit(float64(i)) {
				sinkInt++
			}
		}
	})
	add("cmplx.Abs", func(n int) {
		for i := range n {
			sinkFloat += cmplx.Abs(complex(float64(i), 3))
		}
	})
	add("cmplx.Exp", func(n int) {
		for i := range n {
			sinkFloat += real(cmplx.Exp(complex(0.1, float64(i&255))))
		}
	})
	add("bits.OnesCount64", func(n int) {
		for i := range n {
			sinkInt += bits.OnesCount64(uint64(i))
		}
	})
	add("bits.LeadingZeros64", func(n int) {
		for i := range n {
			sinkInt += bits.LeadingZeros64(uint64(i))
		}
	})
	add("bits.TrailingZeros", func(n int) {
		for i := range n {
			sinkInt += bits.TrailingZeros(uint(i))
		}
	})
	add("bits.Len", func(n int) {
		for i := range n {
			sinkInt += bits.Len(uint(i))
		}
	})
	add("bits.RotateLeft32", func(n int) {
		for i := range n {
			sinkInt += int(bits.RotateLeft32(uint32(i), 7))
		}
	})
	add("bits.Reverse64", func(n int) {
		for i := range n {
			sinkInt += int(bits.Reverse64(uint64(i)))
		}
	})
	add("bits.Mul64", func(n int) {
		for i := range n {
			hi, lo := bits.Mul64(uint64(i)<<40, 0x9e3779b97f4a7c15)
			sinkInt += int(hi ^ lo)
		}
	})
	add("bits.Add64", func(n int) {
		for i := range n {
			s, c := bits.Add64(uint64(i), 1<<63, 1)
			sinkInt += int(s ^ c)
		}
	})

	add("rand.Intn/seeded", func(n int) {
		r := rand.New(rand.NewSource(1))
		for range n {
			sinkInt += r.Intn(100)
		}
	})
	add("rand.Intn/global", func(n int) {
		for range n {
			sinkInt += rand.Intn(100)
		}
	})
	add("rand.Float64/global", func(n int) {
		for range n {
			sinkFloat += rand.Float64()
		}
	})
	add("rand.Perm", func(n int) {
		for range n {
			sinkInt += rand.Perm(50)[0]
		}
	})
	add("rand/v2.IntN", func(n int) {
		for range n {
			sinkInt += randv2.IntN(100)
		}
	})
	add("rand/v2.PCG", func(n int) {
		r := randv2.New(randv2.NewPCG(1, 2))
		for range n {
			sinkInt += r.IntN(100)
		}
	})
	add("rand/v2.NormFloat64", func(n int) {
		for range n {
			sinkFloat += randv2.NormFloat64()
		}
	})

	add("big.Int/Add-small", func(n int) {
		a, b := big.NewInt(1), big.NewInt(3)
		for range n {
			a.Add(a, b)
		}
		sinkInt += a.BitLen()
	})
	add("big.Int/Mul-small", func(n int) {
		var z big.Int
		a, b := big.NewInt(123456789), big.NewInt(987654321)
		for range n {
			z.Mul(a, b)
		}
		sinkInt += z.BitLen()
	})
	x, _ := new(big.Int).SetString("123456789012345678901234567890123456789012345678901234567890", 10)
	y, _ := new(big.Int).SetString("987654321098765432109876543210987654321", 10)
	huge := new(big.Int).Exp(x, big.NewInt(60), nil)
	add("big.Int/Mul-200", func(n int) {
		var z big.Int
		for range n {
			z.Mul(x, y)
		}
		sinkInt += z.BitLen()
	})
	add("big.Int/Mul-huge", func(n int) {
		var z big.Int
		for range n {
			z.Mul(huge, huge)
		}
		sinkInt += z.BitLen()
	})
	add("big.Int/QuoRem", func(n int) {
		var q, r big.Int
		for range n {
			q.QuoRem(x, y, &r)
		}
		sinkInt += q.BitLen()
	})
	add("big.Int/Exp-mod", func(n int) {
		var z big.Int
		for range n {
			z.Exp(y, y, x)
		}
		sinkInt += z.BitLen()
	})
	add("big.Int/String", func(n int) {
		for range n {
			sinkStr = x.String()
		}
	})
	add("big.Int/String-huge", func(n int) {
		for range n {
			sinkStr = huge.String()
		}
	})
	add("big.Int/SetString", func(n int) {
		var z big.Int
		for range n {
			z.SetString("123456789012345678901234567890", 10)
		}
		sinkInt += z.BitLen()
	})
	add("big.Int/Cmp", func(n int) {
		for range n {
			sinkInt += x.Cmp(y)
		}
	})
	add("big.Int/fib", func(n int) {
		a, b := big.NewInt(0), big.NewInt(1)
		for i := range n {
			if i%1000 == 0 {
				a.SetInt64(0)
				b.SetInt64(1)
			}
			a.Add(a, b)
			a, b = b, a
		}
		sinkInt += a.BitLen()
	})
	add("big.Int/factorial-100", func(n int) {
		for range n {
			z := big.NewInt(1)
			for k := int64(2); k <= 100; k++ {
				z.Mul(z, big.NewInt(k))
			}
			sinkInt += z.BitLen()
		}
	})
	add("big.Int/GCD", func(n int) {
		var z big.Int
		for range n {
			z.GCD(nil, nil, x, y)
		}
		sinkInt += z.BitLen()
	})
	add("big.Int/ProbablyPrime", func(n int) {
		p, _ := new(big.Int).SetString("170141183460469231731687303715884105727", 10)
		for range n {
			if p.ProbablyPrime(10) {
				sinkInt++
			}
		}
	})
	add("big.Rat/Add", func(n int) {
		var z big.Rat
		a, b := big.NewRat(355, 113), big.NewRat(22, 7)
		for range n {
			z.Add(a, b)
		}
		sinkInt += z.Sign()
	})
	add("big.Float/Mul", func(n int) {
		z := new(big.Float).SetPrec(200)
		a, b := big.NewFloat(1.0000001).SetPrec(200), big.NewFloat(3.14159).SetPrec(200)
		for range n {
			z.Mul(a, b)
		}
		sinkInt += z.Sign()
	})
}
