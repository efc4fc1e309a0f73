// check

package main

func main() {
	defer recover()
	defer panic(1)
	go println("x")
	_ = new(5)
	_ = real("a")
	panic()
	_ = len(5)
}
