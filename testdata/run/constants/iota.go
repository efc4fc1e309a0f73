// run

package main

import (
	"fmt"
)

type weekday int

const (
	sunday weekday = iota
	monday
	tuesday
	_
	thursday
)
const (
	_  = iota
	kb = 1 << (10 * iota)
	mb
	gb
)
const (
	a, b = iota, iota * 10
	c, d
	_, _
	e, f
)
const (
	x = "s"
	y
	z = iota
	w
)
const solo = iota
const (
	flagA uint8 = 1 << iota
	flagB
	flagC
	mask = flagA | flagC
)
const (
	p = iota + 0.5
	q
	r = len("abc") + iota
	s
)
const (
	i0 = iota == 0 || len("x") > 1
	i1
)

func (d weekday) String() string { return [...]string{"sun", "mon", "tue", "wed", "thu"}[d] }

func main() {
	fmt.Println(sunday, monday, tuesday, thursday, int(thursday))
	fmt.Println(kb, mb, gb)
	fmt.Println(a, b, c, d, e, f)
	fmt.Println(x, y, z, w, solo)
	fmt.Println(flagA, flagB, flagC, mask, mask&^flagA)
	fmt.Println(p, q, r, s, i0, i1)
	const (
		l0 = iota
		l1
	)
	fmt.Println(l0, l1)
	const iota = 7
	fmt.Println(iota)
	fmt.Printf("%d %v %s %T %x\n", monday, monday, monday, monday, monday)
}
