// run

package main

import (
	"fmt"
)

type str string
type bs []byte
type rs []rune
type myB byte
type pair struct {
	a int
	b string
}
type pair2 struct {
	a int `tag:"x"`
	b string
}
type fnA func(int) int
type iface interface{ m() }
type impl int

func (impl) m() {}

func main() {
	s := "aé世"
	fmt.Println([]byte(s), []rune(s), string([]byte(s)) == s, string([]rune(s)) == s, len([]rune(s)))
	fmt.Println(str(s), string(str("x")), bs(s), rs(s), string(bs{65, 66}), str(rs{'x', 'é'}), []byte(str("q")))
	b := []byte(s)
	t := string(b)
	b[0] = 'Z'
	fmt.Println(t, string(b))
	fmt.Println([]myB("ab"), string([]myB{'c'}))
	p := pair{1, "x"}
	fmt.Println(pair2(p), pair(pair2{2, "y"}) == pair{2, "y"}, struct {
		a int
		b string
	}(p))
	pp := (*pair2)(&p)
	pp.a = 77
	fmt.Println(p.a)
	f := fnA(func(i int) int { return i + 1 })
	var g func(int) int = f
	fmt.Println(g(1), fnA(g)(2))
	var i iface = impl(3)
	fmt.Println(iface(impl(4)).(impl), i.(impl)+1, any(i).(iface) != nil)
	sl := []int{1, 2, 3, 4}
	a4 := [4]int(sl)
	pa := (*[2]int)(sl[1:])
	pa[0] = 99
	a4[0] = -1
	fmt.Println(sl, a4, *pa, [0]int(sl), (*[0]int)(nil) == nil, (*[0]int)([]int(nil)) == nil, (*[0]int)([]int{}) == nil)
	c := make(chan int, 1)
	var ro = (<-chan int)(c)
	var so = (chan<- int)(c)
	so <- 5
	fmt.Println(<-ro)
	fmt.Println(string(rune(0x1F600)), string(rune(0)), []byte(string(rune(-5))), string([]rune{0xD800, 0x10FFFF}))
	type M map[string]int
	m := M(map[string]int{"a": 1})
	var plain map[string]int = m
	plain["b"] = 2
	fmt.Println(m, len(m))
	for i, c := range []rune("hé") {
		fmt.Print(i, string(c), " ")
	}
	for i, c := range []byte("hé") {
		fmt.Print(i, c, " ")
	}
	fmt.Println(string([]byte(nil)) == "", []byte("") == nil, len([]rune("")))
	fmt.Println(str("a")+str("b") > "aa", string("const"[1]), "x"+string(byte('y')))
}
