// check

package main

type a interface{ m() }
type b interface{ m(int) }
type c interface {
	a
	m()
}
type d interface {
	a
	b
}
type e interface {
	m(int)
	a
}
type f interface {
	n()
	n()
	interface{ n() }
}

func main() {}
