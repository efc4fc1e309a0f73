// Panics recovered in a loop, deferred closures that change results.
package main

import (
	"errors"
	"fmt"
)

var errOdd = errors.New("odd")

func guarded(i int) (n int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("caught: %v", r)
		}
	}()
	defer func() { n += 2 }()
	if i%3 == 0 {
		panic(errOdd)
	}
	if i%7 == 0 {
		var a []int
		return a[i], nil
	}
	return i & 15, nil
}

func nested(depth int) int {
	defer func() {}()
	if depth == 0 {
		panic("deep")
	}
	return nested(depth-1) + 1
}

func tryNested(depth int) (ok bool) {
	defer func() { ok = recover() != nil }()
	nested(depth)
	return false
}

func plain(n *int) {
	defer add(n, 1)
	*n ^= 3
}

func add(n *int, d int) { *n += d }

func main() {
	sum, errs := 0, 0
	for i := 0; i < 400000; i++ {
		n, err := guarded(i)
		sum += n
		if err != nil {
			errs += len(err.Error())
		}
	}
	caught := 0
	for i := 0; i < 20000; i++ {
		if tryNested(i % 12) {
			caught++
		}
	}
	n := 0
	for i := 0; i < 20000000; i++ {
		plain(&n)
	}
	fmt.Println(sum, errs, caught, n)
}
