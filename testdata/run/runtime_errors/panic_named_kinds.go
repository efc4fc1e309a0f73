// run

package main

type code int

func main() {
	defer func() {
		recover()
		panic(code(7))
	}()
	panic("first")
}
