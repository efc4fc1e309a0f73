// run

package main

import "fmt"

var gs = []int{1}
var n = 1
var str = "a"

func f() int { gs = []int{7, 8}; n = 5; str = "zz"; return 2 }
func reset() { gs = []int{1}; n = 1; str = "a" }

func main() {
	fmt.Println(append(gs, f()))
	reset()
	fmt.Println(append([]int{n}, f()))
	reset()
	fmt.Println(append([]int{n, n + 1}, n, f(), n))
	reset()
	fmt.Println(copy(gs, []int{f(), n}), gs)
	reset()
	fmt.Println(min(n, f(), n))
	reset()
	fmt.Println(max(str, fmt.Sprint(f())), str)
	reset()
	fmt.Println(complex(float64(n), float64(f())))
	reset()
	x := make([]int, n, f()+9)
	fmt.Println(len(x), cap(x))
	reset()
	m := map[int]int{n: f()}
	fmt.Println(m)
	reset()
	m = map[int]int{f(): n}
	fmt.Println(m)
	reset()
	delete(m, f())
	fmt.Println(m)
	reset()
	fmt.Println([]int{n, f(), n})
	reset()
	fmt.Println([3]int{n, f(), n})
	reset()
	s := struct{ a, b int }{n, f()}
	fmt.Println(s)
	reset()
	gs[0] = f()
	fmt.Println(gs)
	reset()
	gs = append(gs, n, f())
	fmt.Println(gs)
	reset()
	print(n, f(), n, "\n")
	reset()
	println(append(gs[:n], f())[0])
}
