// check

package main

type T struct{ f int }

func main() {
	x := 1
	x()
	"s"()
	T.f()
	var t T
	t.f()
	nil()
	int(1, 2)
	int()
	len()
	len(1)
	len("a", "b")
	fmt()
	T
}
