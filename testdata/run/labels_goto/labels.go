// run

package main

import (
	"fmt"
)

func main() {
outer:
	for i := 0; i < 3; i++ {
		for j := 0; j < 3; j++ {
			if j == 2 {
				continue outer
			}
			if i == 2 {
				break outer
			}
			fmt.Print(i, j, " ")
		}
	}
	fmt.Println()
sw:
	switch x := 2; x {
	case 2:
		for {
			break sw
		}
		fmt.Println("never")
	}
	i := 0
loop:
	if i < 3 {
		fmt.Print("g", i, " ")
		i++
		goto loop
	}
	fmt.Println()
	ch := make(chan int, 5)
	for i := range 5 {
		ch <- i
	}
sel:
	for {
		select {
		case v := <-ch:
			if v == 3 {
				break sel
			}
			if v == 1 {
				continue sel
			}
			fmt.Print("s", v, " ")
		}
	}
	fmt.Println()
block:
	for {
		if i == 3 {
			break block
		}
		fmt.Println("never")
	}
	for i := range 4 {
	inner:
		for {
			switch {
			case i == 1:
				break inner
			case i > 1:
				goto done
			}
			fmt.Print("w", i, " ")
			break
		}
	}
done:
	fmt.Println("done")
	n := 0
a:
	n++
	if n == 1 {
		goto c
	}
	goto d
c:
	fmt.Println("c", n)
	goto a
d:
	fmt.Println("d", n)
	var fs []func() int
again:
	k := len(fs)
	fs = append(fs, func() int { k++; return k })
	if len(fs) < 3 {
		goto again
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	fmt.Println()
}
