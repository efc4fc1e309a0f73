// run

package main

import (
	"fmt"
	"math/rand"
	"reflect"
	"testing/quick"
)

type S struct {
	A int
	B string
	C []float32
	D map[int8]bool
	E *uint16
}
type G int

func (G) Generate(r *rand.Rand, size int) reflect.Value { return reflect.ValueOf(G(r.Intn(10) + size*100)) }

func main() {
	r := rand.New(rand.NewSource(7))
	for _, x := range []any{true, int8(0), 5, uint16(0), float32(0), 1.5, complex64(0), 1i, "", []int{}, [3]bool{}, S{}, map[string]int{}, G(0), []G{}, struct {
		A, B []G
		C    map[G][]G
	}{}} {
		v, ok := quick.Value(reflect.TypeOf(x), r)
		if v.Kind() == reflect.Struct && v.NumField() == 5 {
			e := v.Interface().(S)
			fmt.Println(e.A, e.B, e.C, e.D, *e.E)
			continue
		}
		fmt.Println(v, ok)
	}
	_, ok := quick.Value(reflect.TypeOf(make(chan int)), r)
	fmt.Println(ok)
	c := &quick.Config{Rand: r, MaxCount: 50}
	fmt.Println(quick.Check(func(a, b int) bool { return a+b == b+a }, c))
	fmt.Println(quick.Check(func(a int8) bool { return a > -100 }, c))
	fmt.Println(quick.Check(func(s []int) bool { return len(s) < 45 }, c))
	fmt.Println(quick.CheckEqual(func(a uint8) uint8 { return a << 1 }, func(a uint8) uint8 { return a * 2 }, c))
	fmt.Println(quick.CheckEqual(func(a int8, s string) (int8, string) { return a, s }, func(a int8, s string) (int8, string) { return max(a, -a), s }, c))
	fmt.Println(quick.Check(5, nil), quick.Check(func() {}, nil), quick.Check(func() int { return 1 }, nil), quick.Check(func(c chan int) bool { return true }, nil))
	fmt.Println(quick.CheckEqual(1, 2, nil), quick.CheckEqual(func() {}, 2, nil), quick.CheckEqual(func() {}, func() int { return 1 }, nil))
	c.Values = func(v []reflect.Value, r *rand.Rand) { v[0] = reflect.ValueOf(r.Intn(5)) }
	fmt.Println(quick.Check(func(i int) bool { return i < 4 }, c))
}
