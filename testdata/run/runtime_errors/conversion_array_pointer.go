// run

package main

import (
	"fmt"
)

type id [4]byte

func parse(b []byte) id      { return id(b) }
func head(b []byte) *[2]byte { return (*[2]byte)(b) }

func main() {
	b := []byte("abcdef")
	h := head(b)
	h[0] = 'X'
	fmt.Println(parse(b[:4]), string(b))
	fmt.Println(head(b[:1]))
}
