// check

package main

type T interface {
	m() interface{ T }
}

type U interface {
	f(func(x []interface{ U }) int)
	g() interface{ T }
}

type Fine interface {
	m() Fine
	n() interface{ m() Fine }
}

func main() {
	var x interface {
		a(interface{ T })
	}
	_ = x
	var t T
	_ = t == t.m()
}
