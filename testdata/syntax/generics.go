// syntax

package main

func f[T any, U](x T) {}
func g[](x int) {}
type L[T any struct{}
type M[T any] struct { x []T }
func (m M[T any]) h() {}
func main() {
	f[int](1
	x := M[int]{}
	var y M[]
	z := a < b > (c)
	w := []int[3]
}
