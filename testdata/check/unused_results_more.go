// check

package main

func f() int { return 1 }

func main() {
	f()
	x := 1
	*&x
	go f
	defer f
	defer len("a")
	go int(x)
	make([]int, 1)
}
