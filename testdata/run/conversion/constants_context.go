// run

package main

import (
	"fmt"
	"math"
	"strings"
	"time"
)

type celsius float64
type bit bool
type name string

func takeF(f float64) float64 { return f }
func takeI8(i int8) int8      { return i }
func takeAny(a ...any) (s string) {
	for _, x := range a {
		s += fmt.Sprintf("%T ", x)
	}
	return
}

const (
	c            = 10
	f            = 2.0
	r            = 'a'
	s            = "str"
	b            = true
	cp           = 1 + 0i
	tf32 float32 = 1.0 / 3
)

func main() {
	fmt.Println(takeF(c), takeI8(f), takeI8(r), takeF(cp), takeAny(c, f, r, s, b, cp, tf32, c*f, r+1, c/4, c/4.0, 1<<3, nil))
	var cel celsius = c
	cel += 0.5
	cel = cel * 2
	var bt bit = c > 5
	var nm name = s + "x"
	fmt.Println(cel, bt, nm, cel > c, nm == "strx", !bt)
	var u8 uint8 = r
	var f32 float32 = r * 1.5
	var i64 int64 = f
	var cx complex64 = r
	fmt.Println(u8, f32, i64, cx, u8+c, f32*c, i64<<c)
	x := 5
	fmt.Println(x*f, x+r, x<<f, 1<<x, 1<<f, f*3 == 6, x/2*2.0, c%3)
	sh := uint8(3)
	var y float64 = float64(uint(1) << sh)
	var z = 1.0*float64(x) + 1<<3
	fmt.Println(y, z, int8(1)<<6, uint16(1)<<sh<<13)
	d := time.Second * c
	d2 := 2 * time.Minute
	d3 := time.Duration(x) * time.Millisecond
	fmt.Println(d, d2/4, d3, d2 > d, d.Seconds() > 9.5)
	m := map[float64]string{1: "one", 'a': "rune", f: "two"}
	fmt.Println(m[1.0], m[97], m[2])
	sl := []float32{1, 'b', 0.5, c}
	by := []byte{'x', 1 << 3, c}
	st := struct {
		f float64
		u uint
	}{c, f}
	fmt.Println(sl, by, st, [...]string{'b' - 'a': "one"}[1], "abc"[f-1], len([r - 90]int{}))
	switch x {
	case 5.0:
		fmt.Println("five point zero")
	}
	ch := make(chan int64, f)
	ch <- c
	fmt.Println(<-ch, cap(ch), make([]int, 3.0), len(make([]int, 'a')))
	var e any = c
	fmt.Println(e == 10, e == 10.0, e == int64(10), e.(int)+1)
	fmt.Println(math.Sqrt(2*8), math.Pow(c, 2), strings.Repeat("-", f), max(c, 2.0, x*1), min(x, c))
	return
}
