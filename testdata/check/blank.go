// check

package main

import (
	"fmt"
)

func main() {
	x := _
	_ = _ + 1
	_()
	fmt.Println(_)
	var _ int
	_.x = 1
	_ += 1
	_++
	type _ int
	func(_ int) { _ = _ }(1)
	for _ = range 3 {
	}
	_ := 5
	x.y = 1
	_ = nil
	y := nil
	var z = nil
}
