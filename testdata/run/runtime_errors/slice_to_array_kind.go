// run
package main

import (
	"errors"
	"fmt"
	"runtime"
)

func try(f func()) {
	defer func() {
		r := recover()
		var re runtime.Error
		fmt.Printf("%T %v\n", r, errors.As(r.(error), &re))
		fmt.Println(r)
	}()
	f()
}

func main() {
	s := make([]int, 1)
	try(func() { fmt.Println([4]int(s)) })
	try(func() { fmt.Println((*[2]int)(s)) })
	try(func() { fmt.Println(s[3]) })
	try(func() { fmt.Println(s[3:]) })
}
