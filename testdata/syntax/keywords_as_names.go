// syntax

package main

func main() {
	var func int
	type := 1
	range = 2
	x.map
	for := 3
	package foo
}
