// Method calls with value and pointer receivers.
package main

import "fmt"

type vec struct{ x, y, z int }

func (a vec) add(b vec) vec   { return vec{a.x + b.x, a.y + b.y, a.z + b.z} }
func (a vec) dot(b vec) int   { return a.x*b.x + a.y*b.y + a.z*b.z }
func (a vec) scale(k int) vec { return vec{a.x * k, a.y * k, a.z * k} }
func (a *vec) wrap(m int)     { a.x %= m; a.y %= m; a.z %= m }

type counter struct {
	n, steps int
}

func (c *counter) add(d int) { c.n += d; c.steps++ }
func (c *counter) reset()    { c.n = 0 }
func (c counter) value() int { return c.n + c.steps }

type account struct {
	counter
	limit int
}

func (a *account) deposit(d int) bool {
	if a.n+d > a.limit {
		a.reset()
		return false
	}
	a.add(d)
	return true
}

func main() {
	v := vec{1, 2, 3}
	step := vec{3, 1, 2}
	acc := 0
	for i := 0; i < 12000000; i++ {
		v = v.add(step.scale(i & 3))
		v.wrap(10007)
		acc += v.dot(step)
	}
	a := &account{limit: 1000}
	fails, total := 0, 0
	for i := 0; i < 40000000; i++ {
		if !a.deposit(i & 15) {
			fails++
		}
		total = (total*3 + a.value()) % 1000003
	}
	fmt.Println(v, acc, total, fails, a.value())
}
