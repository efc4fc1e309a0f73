// syntax

package main

func main() {
	foo(