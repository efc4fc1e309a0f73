// check

package main

type T struct{ a int }
type U struct{ b int }

func main() {
	_ = func()(nil)
	_ = error("x")
	_ = uint8(300)
	_ = int(1.5)
	var f float64 = 1.5
	_ = int8(f)
	_ = chan int(nil)
	_ = (chan int)(make(<-chan int))
	_ = map[string]int([]int{})
	_ = T{1}.(U)
}
