// run

package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
)

type T struct{}

func (*T) Error() string { return "T err" }

type V struct{ x int }

func (v V) Error() string { return fmt.Sprint("V", v.x) }
func a() {
	defer func() {
		e := recover()
		if re, ok := e.(runtime.Error); ok {
			panic(re)
		}
	}()
	var m map[string]int
	m["a"] = 1
}
func main() {
	defer func() {
		r := recover()
		fmt.Println(r)
		defer func() { panic(fmt.Errorf("w: %w", errors.New("inner"))) }()
		defer func() {
			r := recover()
			defer func() { panic(r) }()
			panic(&V{2})
		}()
		panic((*T)(nil))
	}()
	_, err := os.Open("/nonexistent")
	defer func() { panic(err) }()
	a()
}
