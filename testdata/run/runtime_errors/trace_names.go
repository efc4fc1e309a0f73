// run

package main

import (
	"fmt"
	"runtime"
)

func who() {
	pc, _, line, _ := runtime.Caller(1)
	fmt.Println(runtime.FuncForPC(pc).Name(), line)
}

type T struct{}

func (T) M()  { func() { who(); func() { who() }() }() }
func (*T) P() { func() { who() }() }

var g = func() int { who(); func() { who() }(); return 1 }()
var h = func() int { who(); return 1 }()

func init() { func() { who() }() }
func init() { func() { who() }() }

func seq(y func(int) bool) { y(1) }
func gen[X any](x X)       { func() { who() }() }

func main() {
	func() {
		who()
		func() {
			who()
			func() { who() }()
			func() { who() }()
		}()
	}()
	defer fmt.Println("x")
	defer func() { who(); func() { who() }() }()
	func() { who() }()
	for range seq {
		who()
		func() { who() }()
		for range seq {
			who()
			func() { who(); func() { who() }() }()
		}
	}
	for range seq {
		who()
	}
	func() {
		for range seq {
			who()
			func() { who() }()
		}
		func() { who() }()
	}()
	T{}.M()
	(&T{}).P()
	gen(1)
	gen("x")
	c := make(chan int)
	go func(int) { who(); go func(int) { who(); c <- 1 }(2) }(1)
	<-c
	f := fmt.Sprint
	_ = f
}
