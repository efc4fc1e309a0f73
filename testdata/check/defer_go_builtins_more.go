// check

package main

func main() {
	defer recover()
	defer panic(1)
	go println("x")
	_ = make(int)
	_ = make([]int)
	_ = make([]int, "a")
	_ = make([]int, -1)
	_ = make([]int, 3, 2)
	_ = new(5)
	_ = cap(map[int]int{})
	_ = min(1, "a")
	_ = max()
	clear(5)
	_ = complex(1, "a")
	_ = real("a")
	panic()
	_ = len(5)
}
