// run

package main

import "fmt"

//go:noinline
func use(a, b, c []byte, n int) string { return fmt.Sprint(a, b, c, n) }

//go:noinline
func three(a, b, c []byte) ([]byte, []byte, []byte) { return c, a, b }

//go:noinline
func size(x any) int {
	switch x := x.(type) {
	case []byte:
		return len(x)
	case string:
		return -1
	}
	return 0
}

func rotated(k int, a, b []byte, x any, flag bool) string {
	c := a
	if k > 1 {
		c = append([]byte(nil), b...)
	}
	switch y := x.(type) {
	case []byte:
		if size(x) == 3 && flag {
			return use(y, c, b, k)
		}
		return use(b, y, c, k)
	case string:
		return use([]byte(y), b, c, k)
	}
	return use(c, b, a, k)
}

func turn(a, b, c []byte) string {
	for i := 0; i < 3; i++ {
		a, b, c = three(b, c, a)
	}
	a, b, c = c, a, b
	return use(a, b, c, len(a))
}

func main() {
	a, b := []byte{1, 2}, []byte{3, 4, 5}
	for k := 0; k < 3; k++ {
		fmt.Println(rotated(k, a, b, b, k == 1))
		fmt.Println(rotated(k, a, b, "xyz", true))
		fmt.Println(rotated(k, a, b, 1, false))
	}
	fmt.Println(turn(a, b, []byte{6}))
}
