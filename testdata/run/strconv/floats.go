// run

package main

import (
	"fmt"
	"math"
	"strconv"
)

func main() {
	for _, s := range []string{"1", "1.5", "-0", "1e10", "1E-5", ".5", "5.", "inf", "-Inf", "+infinity", "nan", "0x1p-2", "0x1.8p1", "1_0.5", "", "x", "1e400", "-1e400", "1e-400", "1.7976931348623157e308", "4.9e-324", "0.1e", "1..2", "123456789012345678901234567890", "2.2250738585072011e-308", "1e", "+1.5"} {
		v, err := strconv.ParseFloat(s, 64)
		fmt.Println(v, err)
	}
	v, err := strconv.ParseFloat("3.4e39", 32)
	fmt.Println(v, err)
	v, err = strconv.ParseFloat("0.1", 32)
	fmt.Println(v, err)
	for _, f := range []float64{0, 1, 3.14159265358979, 1e21, 1e-7, 123456.789, 100, math.MaxFloat64, math.SmallestNonzeroFloat64, -2.5, math.Inf(1), math.NaN()} {
		for _, c := range []byte("befgxEGX") {
			fmt.Print(strconv.FormatFloat(f, c, -1, 64), " ")
		}
		fmt.Println(strconv.FormatFloat(f, 'f', 3, 64), strconv.FormatFloat(f, 'e', 2, 64), strconv.FormatFloat(f, 'g', 4, 64), strconv.FormatFloat(f, 'f', 0, 64), strconv.FormatFloat(f, 'g', -1, 32))
	}
	fmt.Println(string(strconv.AppendFloat([]byte("v="), 2.50, 'f', 2, 64)))
	fmt.Println(strconv.FormatFloat(0.5, 'f', 0, 64), strconv.FormatFloat(1.5, 'f', 0, 64), strconv.FormatFloat(2.5, 'f', 0, 64), strconv.FormatFloat(1.005, 'f', 2, 64), strconv.FormatFloat(1234.5678, 'e', 3, 32))
	fmt.Println(strconv.FormatComplex(1+2i, 'f', 1, 128))
	c, err := strconv.ParseComplex("1.5-2i", 128)
	fmt.Println(c, err)
	for _, s := range []string{"0.1", "0.2", "0.3", "1e23", "8.5e22", "9007199254740993", "5e-324", "1.00000000000000011102230246251565", "1.00000000000000011102230246251566"} {
		f, _ := strconv.ParseFloat(s, 64)
		fmt.Print(f, " ")
	}
	fmt.Println()
}
