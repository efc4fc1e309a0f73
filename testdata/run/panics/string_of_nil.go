// run

package main

import (
	"fmt"
)

type T struct{ p *int }

func (t T) String() string { return fmt.Sprint(*t.p) }
func main() {
	fmt.Println(T{})
	fmt.Printf("%v %d %s\n", T{}, T{}, &T{})
	var pt *T
	fmt.Println(pt)
	panic(T{})
}
