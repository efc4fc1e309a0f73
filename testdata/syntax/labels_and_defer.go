// syntax

package main

func main() {
	defer
	defer x
	go func() {}
	L: }
	break 5
	goto
	continue "x"
	fallthrough x
}
