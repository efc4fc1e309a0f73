// syntax

package main

func main() {
	switch x {
	x = 1
	case 1
		y()
	case:
	default 5:
	}
	select {
	case x = 1
	}
	switch x := 1 {
	}
}
