// check

package main

func main() {
	a := [3]int{}
	_ = []int{}[2.0]
	m := map[string]int{}
	x := 5
	f := func() {}
	_ = f[0]
	_ = [...]int{1,2}[5]
	_ = []int{"a"}
	_ = [2]int{5: 1}
	var e any
	e[0] = 1
}
