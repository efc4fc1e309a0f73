// run

// Panics with equal constants have one value: the report says that it was raised again.
package main

func fail() { panic("no way out") }

func main() {
	defer func() {
		recover()
		panic("no way out")
	}()
	fail()
}
