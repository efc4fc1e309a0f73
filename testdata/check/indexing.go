// check

package main

func main() {
	a := [3]int{}
	_ = a[5]
	_ = a[-1]
	_ = a["x"]
	_ = a[1.5]
	_ = []int{}[2.0]
	m := map[string]int{}
	_ = m[1]
	x := 5
	_ = x[0]
	_ = a[2:1]
	_ = "abc"[1:2:3]
	_ = m[1:2]
	_ = (&[]int{})[0]
	f := func() {}
	_ = f[0]
	_ = [...]int{1,2}[5]
	_ = []int{"a"}
	_ = [2]int{5: 1}
	var e any
	e[0] = 1
}
