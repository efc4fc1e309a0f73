// check

package main

func main() {
unused:
	for {
		break missing
	}
	continue
	break
	goto nowhere
outer:
	for {
		func() {
			break outer
		}()
	}
	if true {
		continue outer
	}
	fallthrough
L:
	switch {
	case true:
		continue L
	}
}
