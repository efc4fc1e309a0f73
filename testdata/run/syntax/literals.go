// run

package main

import (
	"fmt"
)

const big = 1_000_000

type point struct{ x, y int }

func main() {
	fmt.Println(0b1010, 0o17, 017, 0xFf, 0x_1F, big, 1_2_3)
	fmt.Println(1.5, .5, 5., 1e3, 1e-2, 0x1p4, 0x1.8p1, 0x.8p0, 1_0.2_5)
	fmt.Println('a', '\n', '\\', '\'', '\x41', '\101', '\u00e9', '\U0001F600', '世')
	fmt.Println("a\tb\\\"", "\x41\102\u00e9\U0001F600", "\a\b\f\v" == "\x07\x08\x0c\x0b")
	fmt.Println(`raw \n "quoted"`, `two
lines`, len(`a
b`))
	fmt.Println(1i, 2.5i, 0x1p2i, 0b11i, 1+2i)
	fmt.Println([]int{5: 1, 2, 1: 7}, [...]string{2: "c", 0: "a"}, len([...]int{9: 1}))
	fmt.Println(map[string][]int{"a": {1, 2}, "b": nil, "c": {}})
	fmt.Println([][]int{{1}, {2, 3}, {}}, []point{{1, 2}, {y: 3}}, []*point{{1, 2}}[0].y)
	fmt.Println(map[point]string{{1, 2}: "p"}[point{1, 2}], [2][2]int{{1, 2}, {3}})
	fmt.Println(struct {
		a int
		b string
	}{1, "x"}, struct{}{})
	fmt.Println([]any{nil, 1, "a", 2.5, []int(nil), struct{}{}})
	x := []func(int) int{func(i int) int { return i + 1 }, func(i int) int { return i * 2 }}
	fmt.Println(x[0](10), x[1](10), func() string { return "called" }())
	const c = 'a' + 1
	fmt.Printf("%T %v %T %T %T\n", c, c, 'a'+1.0, 1<<3, "s"[0])
}
