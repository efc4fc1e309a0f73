// Dispatch through interfaces and type switches.
package main

import "fmt"

type shape interface {
	area() int
	grow(n int)
}

type square struct{ side int }
type rect struct{ w, h int }
type tri struct{ b, h int }
type empty struct{}

func (s *square) area() int  { return s.side * s.side }
func (s *square) grow(n int) { s.side = (s.side + n) & 63 }
func (r *rect) area() int    { return r.w * r.h }
func (r *rect) grow(n int)   { r.w = (r.w + n) & 31; r.h ^= n & 7 }
func (t *tri) area() int     { return t.b * t.h / 2 }
func (t *tri) grow(n int)    { t.b = (t.b + 1) & 127 }
func (empty) area() int      { return 1 }
func (empty) grow(int)       {}

func classify(v any) int {
	switch x := v.(type) {
	case nil:
		return 0
	case int:
		return x & 3
	case string:
		return len(x)
	case float64:
		return int(x)
	case *square:
		return x.side
	case shape:
		return x.area() & 7
	case error:
		return 9
	}
	return -1
}

func main() {
	shapes := []shape{&square{3}, &rect{2, 5}, &tri{4, 6}, empty{}, &square{9}, &rect{7, 1}}
	sum := 0
	for i := 0; i < 4000000; i++ {
		for _, s := range shapes {
			sum += s.area()
		}
		shapes[i%len(shapes)].grow(i)
	}
	values := []any{nil, 42, "hello", 3.5, shapes[0], shapes[1], empty{}, uint8(3), fmt.Errorf("e")}
	for i := 0; i < 12000000; i++ {
		sum += classify(values[i%len(values)])
	}
	for i := 0; i < 12000000; i++ {
		var v any = i
		if n, ok := v.(int); ok {
			sum += n & 1
		}
		if s, ok := shapes[i%6].(*square); ok {
			sum += s.side
		}
	}
	fmt.Println(sum)
}
