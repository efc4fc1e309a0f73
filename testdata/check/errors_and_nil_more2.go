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
	_ = e.Error
	_ = fmt.Errorf
	if g() {
	}
}
