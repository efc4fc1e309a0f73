// run

package main

type E int

func (e E) Error() string {
	defer func() { recover() }()
	panic("in Error")
}
func main() {
	panic(E(3))
}
