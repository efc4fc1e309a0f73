// check

package main

func f() int { return 1 }

func main() {
	f()
	1 + 2
	f() + 1
	x := 1
	x
	x == 2
	len("a")
	append([]int{}, 1)
	func() {}
	"s"
	-x
	[]int{}
	*&x
	go f
	defer f
	defer len("a")
	go int(x)
	make([]int, 1)
}
