// run

package main

import (
	"fmt"
	"math"
)

func main() {
	vals := []float64{0, 0.5, 1, -1, 2, -2.5, 10, 1e10, math.Pi, math.Inf(1), math.Inf(-1), math.NaN()}
	fs := []struct {
		n string
		f func(float64) float64
	}{{"abs", math.Abs}, {"ceil", math.Ceil}, {"floor", math.Floor}, {"round", math.Round}, {"even", math.RoundToEven}, {"trunc", math.Trunc}, {"sqrt", math.Sqrt}, {"cbrt", math.Cbrt}}
	for _, f := range fs {
		fmt.Print(f.n, ":")
		for _, v := range vals {
			fmt.Print(" ", f.f(v))
		}
		fmt.Println()
	}
	gs := []struct {
		n string
		f func(float64) float64
	}{{"sin", math.Sin}, {"cos", math.Cos}, {"tan", math.Tan}, {"asin", math.Asin}, {"acos", math.Acos}, {"atan", math.Atan}, {"sinh", math.Sinh}, {"cosh", math.Cosh}, {"tanh", math.Tanh}, {"exp", math.Exp}, {"exp2", math.Exp2}, {"expm1", math.Expm1}, {"log", math.Log}, {"log2", math.Log2}, {"log10", math.Log10}, {"log1p", math.Log1p}, {"gamma", math.Gamma}, {"erf", math.Erf}}
	for _, f := range gs {
		fmt.Print(f.n, ":")
		for _, v := range vals {
			fmt.Printf(" %.9g", f.f(v))
		}
		fmt.Println()
	}
	fmt.Println(math.Pow(2, 10), math.Pow(2, -1), math.Pow(-8, 1.0/3), math.Pow(0, 0), math.Pow(0, -1), math.Pow(-2, 3), math.Pow(math.Inf(1), 0), math.Pow10(3))
	fmt.Println(math.Mod(7, 3), math.Mod(-7, 3), math.Mod(7, -3), math.Mod(1, 0), math.Remainder(7, 4), math.Hypot(3, 4), math.Max(1, math.NaN()), math.Min(-0.0, 0), math.Dim(5, 3), math.Dim(3, 5))
	fmt.Printf("%.9f %.9f %.9f\n", math.Atan2(1, -1), math.Atan2(-1, 0), math.Atan2(0, -1))
	fmt.Println(math.Modf(3.25))
	fmt.Println(math.Modf(-3.25))
	fmt.Println(math.Frexp(10))
	fmt.Println(math.Ldexp(0.5, 4), math.Signbit(-1), math.Signbit(math.Copysign(0, -1)), math.Copysign(3, -1), math.Nextafter(1, 2), math.FMA(2, 3, 4), math.Logb(8), math.Ilogb(10))
	fmt.Println(math.IsInf(math.Inf(-1), -1), math.IsInf(1, 0), math.IsNaN(math.NaN()), math.MaxInt8, math.MinInt16, math.MaxUint32, math.MaxInt)
	fmt.Println(math.Float64bits(-0.5), math.Float32bits(2.5), math.Sqrt2, math.Phi, math.Ln2)
}
