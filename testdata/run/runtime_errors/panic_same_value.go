// run

package main

import "errors"

var e = errors.New("e")

func rep(f func()) {
	defer func() { recover() }()
	f()
}
func a() { panic(1) }
func main() {
	defer func() { panic(1) }()
	defer func() { r := recover(); panic(r) }()
	defer func() { r := recover(); rep(func() { panic(2) }); panic(r) }()
	defer func() { panic(e) }()
	defer func() { panic(e) }()
	defer func() { panic(3) }()
	defer func() { recover(); panic(3) }()
	a()
}
