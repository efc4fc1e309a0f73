// check

package main

func f() int { return 1 }

var v = 3

const a = f()
const b = v + 1
const c = len([]int{1})
const d []int = nil
const e int = "x"
const g = 1.5 % 2
const h = 7 / 0
const i uint = 1 - 2
const j
const k = 1 << -1

func main() {
	a = 2
	const l = 1
	l++
	&l
	_ = &l
}
