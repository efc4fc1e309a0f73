// run

// Which of several operands panics, and what was done before it: calls and what is evaluated like them come first, then the rest.
package main

import "fmt"

type pair struct{ x, y int }

type node struct {
	x    int
	s    []int
	f    func(int) int
	pair pair
	big  [1000]int
}

func (n node) byValue(a int) int { return a }

var (
	none   []int
	table  [][]int
	funcs  []func(int) int
	nilp   *node
	one    = 1
	zero   int
	word   any = "word"
	counts map[int]int
	keys   map[any]int
	seen   []int
	global int
	other  int
	small  = make([]int, 4, 8)
)

//go:noinline
func note(n int) int {
	seen = append(seen, n)
	global = n
	return n
}

//go:noinline
func two(a, b int) int { return a + b }

//go:noinline
func list(a ...any) int { return len(a) }

func try(name string, f func()) {
	seen, global, other = nil, 0, 0
	counts, keys = map[int]int{}, map[any]int{}
	defer func() { fmt.Println(name, seen, recover(), len(counts), len(keys), global, other) }()
	f()
}

func named() (a, b int) {
	defer func() { fmt.Println("named", a, b) }()
	return none[1], none[2]
}

func main() {
	try("call", func() { two(none[1], note(2)) })
	try("call slice", func() { two(none[1], len(none[2:])) })
	try("call assert", func() { two(nilp.x, word.(pair).x) })
	try("call div", func() { two(one/zero, note(2)) })
	try("both", func() { two(none[1], nilp.x) })
	try("value receiver", func() { nilp.byValue(len(none[2:])) })
	try("func value", func() { funcs[1](none[2]) })
	try("func field", func() { nilp.f(none[2]) })
	try("func found by call", func() { funcs[note(1)](note(2)) })
	try("boxed", func() { list(pair{none[1], 1}, note(2)) })
	try("boxed int", func() { list(none[1], note(2)) })
	try("boxed bool", func() { list(none[1] == 1, note(2)) })
	try("slice", func() { fmt.Println(nilp.s[none[1]:note(2)]) })
	try("slice base", func() { fmt.Println(nilp.s[none[1]:]) })
	try("append", func() { small = append(nilp.s, none[1], note(2)) })
	try("append one", func() { small = append(nilp.s, none[1]) })
	try("index", func() { fmt.Println(table[none[1]][note(2)]) })
	try("array behind nil", func() { fmt.Println(nilp.big[none[1]]) })
	try("element", func() { small[none[1]] = none[2] })
	try("element call", func() { small[none[1]] = note(2) })
	try("field", func() { nilp.x = none[2] })
	try("map entry", func() { counts[none[1]] = none[2] })
	try("any key", func() { keys[none[1]] = none[2] })
	try("map op", func() { counts[none[1]] += none[2] })
	try("map div", func() { counts[1] /= zero })
	try("increment", func() { table[none[1]][note(2)]++ })
	try("send", func() { make(chan int, one) <- none[1] })
	try("compare", func() { fmt.Println(word == any(none[1]), any(none[1]) == any(none[2])) })
	try("struct compare", func() { fmt.Println(pair{none[1], 1} == nilp.pair) })
	try("literal", func() { fmt.Println([]int{none[1], note(2)}) })
	try("map literal", func() { fmt.Println(map[int]int{1: none[1], 2: note(2)}) })
	try("map literal entry", func() { fmt.Println(map[int]int{none[1]: none[2]}) })
	try("globals", func() { global, other = none[1], none[2] })
	try("locals", func() {
		var a, b int
		a, b = none[1], none[2]
		fmt.Println(a, b)
	})
	try("elements", func() { small[none[1]], small[none[2]] = 1, 2 })
	try("first is stored", func() { global, small[note(3)%zero] = 5, 6 })
	try("third is saved", func() { none[1], other, nilp.x = 1, none[2], 3 })
	try("named results", func() { named() })
	try("deferred", func() { defer two(none[1], note(2)) })
	try("static entries", func() { fmt.Println(map[int]string{note(1): "call", 1: "constant", note(2): "second"}) })
	try("reads", func() { fmt.Println(list(global, note(1)), two(global, note(5)), []int{global, note(6)}, global+note(7)) })
	a, b, c := 1, 2, 3
	a, b, c = c, a, b
	s := []int{1, 2, 3}
	i := 0
	i, s[i] = 2, 9
	s[0], s[1] = s[1], s[0]
	fmt.Println(a, b, c, i, s)
}
