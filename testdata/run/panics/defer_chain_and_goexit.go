// run

package main

import (
	"fmt"
)

var log []string

func note(s string) { log = append(log, s) }

func level(n int) {
	defer note(fmt.Sprint("d", n))
	if n == 3 {
		panic("deep")
	}
	level(n + 1)
	note("not reached")
}
func recoverAt(n, at int) {
	defer func() {
		if n == at {
			if r := recover(); r != nil {
				note(fmt.Sprint("recovered ", r, " at ", n))
			}
		}
	}()
	if n == 4 {
		panic(n)
	}
	recoverAt(n+1, at)
	note(fmt.Sprint("continue ", n))
}
func chain() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("1: %v", r)
		}
	}()
	defer func() {
		if r := recover(); r != nil {
			panic(fmt.Sprintf("2(%v)", r))
		}
	}()
	defer func() {
		panic(fmt.Sprintf("3(%v)", recover()))
	}()
	panic("0")
}
func loopDefers() {
	for i := range 3 {
		defer func() {
			if r := recover(); r != nil {
				note(fmt.Sprint("loop ", i, r))
				if i > 0 {
					panic(i)
				}
			}
		}()
	}
	panic("start")
}

type cleanup struct{ fs []func() }

func (c *cleanup) add(f func()) { c.fs = append(c.fs, f) }
func (c *cleanup) run() {
	for len(c.fs) > 0 {
		f := c.fs[len(c.fs)-1]
		c.fs = c.fs[:len(c.fs)-1]
		func() {
			defer func() {
				if r := recover(); r != nil {
					note(fmt.Sprint("cleanup failed: ", r))
				}
			}()
			f()
		}()
	}
}

func main() {
	func() {
		defer func() { note(fmt.Sprint(recover())) }()
		level(0)
	}()
	fmt.Println(log)
	log = nil
	recoverAt(0, 2)
	fmt.Println(log)
	log = nil
	fmt.Println(chain())
	loopDefers()
	fmt.Println(log)
	log = nil
	var c cleanup
	c.add(func() { note("a") })
	c.add(func() { panic("b") })
	c.add(func() { note("c") })
	c.run()
	fmt.Println(log)
	log = nil
	func() {
		defer note("after return value")
		func() {
			defer func() { recover() }()
			var f func()
			defer f()
			note("body")
		}()
	}()
	fmt.Println(log)
}
