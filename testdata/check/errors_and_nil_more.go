// check

package main

import (
	"errors"
	"fmt"
)

func h() (int, error) { return 0, nil }

func main() {
	if err := h(); err != nil {
	}
	return nil
	var e error = errors.New
	_ = e.Error
	_, _, _, _, _ = n, s, st, x, err
	panic(h())
	_ = fmt.Errorf
	if g() {
	}
}
