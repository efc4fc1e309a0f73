// run

package main

import "fmt"

func note(name string, _ ...any) int {
	fmt.Print(name, " ")
	return len(name)
}

var (
	first  = note("first", plain)
	second = note("second", constant, other)
	third  = note("third")
	fourth = func() int {
		if false {
			return plain
		}
		return note("fourth", third)
	}()
)

const constant = 7

var plain int
var other, another = 1, note("another")

func main() { fmt.Println(first, second, third, fourth, another) }
