// syntax

package main

func main() {
	a := 0x
	b := 08
	c := 1_
	d := 0b12
	e := 1e
	f := 'ab'
	g := ''
	h := "unterminated
	i := '\q'
	j := "\xg1"
	k := 0o9
	l := "\400"
	m := '\ud800'
}
