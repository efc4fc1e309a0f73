// syntax

package main

func main() {
	x := 1 # 2
	y := a @ b
	z := $
	s := “quoted”
	a ? b : c
	w := 5\
}
