// run

package main

import (
	"fmt"
)

func main() {
	s := []byte("abcd")
	fmt.Println([4]byte(s), len((*[2]byte)(s)))
	fmt.Println([5]byte(s[:3]))
}
