// check

package main

import (
	"errors"
	"fmt"
)

func g() error { return "text" }
func h() (int, error) { return 0, nil }

func main() {
	n := h()
	var i int = nil
	var s string = nil
	var st struct{} = nil
	i = h()
	if err := h(); err != nil {
	}
	x, err := g()
	h() + 1
	fmt.Println(h() + 1)
	return nil
	var e error = errors.New
	_ = e.Error
	_, _, _, _, _ = n, s, st, x, err
	panic(h())
	_ = fmt.Errorf
	if g() {
	}
}
