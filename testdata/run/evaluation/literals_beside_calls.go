// run

package main

import "fmt"

var n = 1

func f() int { n = 5; return 2 }

type S struct{ a, b int }

func g() S { return S{n, f()} }
func h() []int { return []int{n, f()} }

func main() {
	x := []int{n, f(), n}
	fmt.Println(x)
	n = 1
	y := S{n, f()}
	fmt.Println(y)
	n = 1
	z := map[int]int{n: f()}
	fmt.Println(z)
	n = 1
	w := map[int]int{f(): n, n: 3}
	fmt.Println(w)
	n = 1
	fmt.Println(map[int]int{n: f()})
	n = 1
	v := &S{n, f()}
	fmt.Println(*v)
	n = 1
	fmt.Println(g())
	n = 1
	fmt.Println(h())
	n = 1
	var q any = S{n, f()}
	fmt.Println(q)
	n = 1
	u := n + f()
	fmt.Println(u)
	n = 1
	y = S{n, f()}
	fmt.Println(y)
	n = 1
	p := [][]int{{n}, {f()}, {n}}
	fmt.Println(p)
}
