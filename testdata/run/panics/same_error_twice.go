// run

package main

import "fmt"

type node struct{ next *node }

func main() {
	var n *node
	zero := 0
	defer func() {
		fmt.Println(recover())
		defer func() {
			fmt.Println(recover())
			panic(fmt.Sprintf("last %d", 1))
		}()
		_ = *n.next
	}()
	defer func() {
		fmt.Println(recover())
		fmt.Println(1 / zero)
	}()
	fmt.Println(2 / zero)
}
