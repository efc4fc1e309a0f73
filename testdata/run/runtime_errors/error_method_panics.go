// run

package main

import (
	"errors"
	"fmt"
)

type bad struct{ p *int }

func (b bad) Error() string { return string(rune(*b.p)) }

func main() {
	fmt.Println("printing a bad error value:")
	fmt.Println(bad{})
	panic(errors.Join(errors.New("one"), errors.New("two")))
}
