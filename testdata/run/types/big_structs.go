// run

package main

import (
	"fmt"
)

type big struct {
	a    [20]int
	name string
	sub  struct{ m [4]float64 }
}

func fill(n int) (b big) {
	for i := range b.a {
		b.a[i] = n + i
	}
	b.name = fmt.Sprint("b", n)
	b.sub.m[3] = float64(n) / 2
	return
}
func (b big) sum() (s int) {
	for _, v := range b.a {
		s += v
	}
	b.a[0] = -1
	return
}
func (b *big) bump() *big      { b.a[0]++; return b }
func swap(a, b big) (big, big) { return b, a }
func pick(first bool, xs ...big) big {
	if first {
		return xs[0]
	}
	return xs[len(xs)-1]
}

type holder interface{ sum() int }

func main() {
	x, y := fill(1), fill(100)
	x, y = swap(x, y)
	fmt.Println(x.name, y.name, x.sum(), y.sum(), x.a[0])
	z := x
	z.a[5] = 0
	fmt.Println(x == z, x.a[5], *z.bump() == z, pick(false, x, y, z).name)
	var h holder = x
	x.a[1] = 1 << 20
	fmt.Println(h.sum(), h.(big).a[1], h == holder(fill(100)))
	arr := [3]big{fill(1), fill(2), fill(3)}
	brr := arr
	arr[1].bump()
	fmt.Println(arr[1].a[0], brr[1].a[0], arr == brr)
	for i, b := range arr {
		b.bump()
		arr[i].sub.m[0] += b.sub.m[3]
	}
	fmt.Println(arr[0].a[0], arr[2].sub.m)
	m := map[string]big{"k": fill(7)}
	v := m["k"]
	v.bump()
	m["k"] = v
	fmt.Println(m["k"].a[0], m["none"].name == "", len(map[big]int{x: 1, y: 2, x: 3}) == 2)
	c := make(chan big, 2)
	c <- x
	x.name = "changed"
	fmt.Println((<-c).name)
	f := func(b big) func() string { return func() string { b.name += "!"; return b.name } }(y)
	f()
	fmt.Println(f(), y.name)
	defer func(b big) { fmt.Println("deferred", b.name) }(x)
	x = big{}
	ps := []*big{&arr[0], &brr[0]}
	*ps[0], *ps[1] = *ps[1], *ps[0]
	fmt.Println(arr[0].sub.m[0], brr[0].sub.m[0], ps[0].sum())
	go func(b big) {}(x)
	s := append([]big(nil), arr[:]...)
	s = append(s, s...)
	fmt.Println(len(s), s[5].name)
}
