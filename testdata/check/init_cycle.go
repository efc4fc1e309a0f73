// check

package main

var x = f()

func f() int { return g() }
func g() int { return x + y }

var y = func() int { return z }()
var z = y

type T struct{}

func (T) m() int { return w }

var w = T.m(T{})

func main() {}
