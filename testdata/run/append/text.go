// run

// optimised

// Capacities of bytes and runes made of strings.
package main

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
)

var long = strings.Repeat("x", 40)
var short = strings.Repeat("y", 5)
var gb []byte

//go:noinline
func esc(s string) []byte { return []byte(s) }

//go:noinline
func escr(s string) []rune { return []rune(s) }

//go:noinline
func bs(s string) {
	b := []byte(s)
	fmt.Println("bytes", len(b), cap(b))
	b = append(b, 'a')
	fmt.Println(len(b), cap(b))
}

//go:noinline
func bsf(s string) {
	b := []byte(s)
	fmt.Println("bytes", len(b), cap(b))
	b = append(b, 'a')
	fmt.Println(len(b), cap(b))
}

//go:noinline
func bsp(s string) {
	b := []byte(s)
	fmt.Println("bytes", len(b), cap(b), b)
	b = append(b, 'a')
	fmt.Println(len(b), cap(b))
}

//go:noinline
func rs(s string) {
	b := []rune(s)
	fmt.Println("runes", len(b), cap(b))
	b = append(b, 'a')
	fmt.Println(len(b), cap(b))
}

//go:noinline
func bc() {
	b := []byte("hello")
	fmt.Println("const", cap(b))
	b = append(b, '!')
	fmt.Println(cap(b))
}

//go:noinline
func bcm() {
	b := []byte("hello")
	b[0] = 'j'
	fmt.Println("const mod", cap(b))
	b = append(b, '!')
	fmt.Println(cap(b))
}

//go:noinline
func bcl() {
	b := []byte("hello, this is a long string of more than 32 bytes")
	b[0] = 'j'
	fmt.Println("constl mod", cap(b))
	b = append(b, '!')
	fmt.Println(cap(b))
}

//go:noinline
func bce() {
	b := []byte("hello")
	gb = b
	fmt.Println("const esc", cap(b))
	b = append(b, '!')
	fmt.Println(cap(b))
}

//go:noinline
func bcr() {
	b := []rune("hello")
	fmt.Println("const rune", cap(b))
	b = append(b, '!')
	fmt.Println(cap(b))
}

//go:noinline
func zc(s string) int {
	n := 0
	b := []byte(s)
	for _, c := range b {
		n += int(c)
	}
	fmt.Println("zc", cap(b))
	return n
}

//go:noinline
func emp(s string) {
	b := []byte(s)
	fmt.Println("empty", b == nil, cap(b))
	b = append(b, 1)
	fmt.Println(cap(b))
	c := []byte("")
	fmt.Println(c == nil, cap(c))
	c = append(c, 1)
	fmt.Println(cap(c))
	r := []rune(s)
	fmt.Println(cap(r))
}

//go:noinline
func loop(s string) {
	for i := 0; i < 3; i++ {
		b := []byte(s)
		b[0] = 'x'
		fmt.Print(cap(b), " ")
	}
	fmt.Println()
}

//go:noinline
func appstr(s string) {
	b := append([]byte(nil), s...)
	fmt.Println("append str", cap(b))
	b = append(b, "x"...)
	fmt.Println(cap(b))
}

//go:noinline
func appsl(x []int) {
	b := append([]int(nil), x...)
	fmt.Println("append sl", cap(b))
	c := append(x[:0:0], x...)
	fmt.Println(cap(c))
	d := append([]int{}, x...)
	fmt.Println(cap(d))
	e := slices.Clone(x)
	fmt.Println("clone", cap(e))
	f := append(x[:len(x):len(x)], 1)
	fmt.Println(cap(f))
}

//go:noinline
func buf() {
	var b bytes.Buffer
	b.WriteString("abc")
	fmt.Println("buf", b.Cap(), b.Len())
	var sb strings.Builder
	sb.WriteString("abc")
	fmt.Println(sb.Cap())
	sb.WriteByte('x')
	fmt.Println(sb.Cap())
	sb.Grow(20)
	fmt.Println(sb.Cap())
}

//go:noinline
func itoa(n int) {
	b := strconv.AppendInt(nil, int64(n), 10)
	fmt.Println("itoa", cap(b))
	b = strconv.AppendQuote(b, "sss")
	fmt.Println(cap(b))
	b2 := fmt.Appendf(nil, "%d", n)
	fmt.Println(cap(b2))
}

//go:noinline
func grow(x []int) {
	a := slices.Grow([]int(nil), 2)
	fmt.Println("grow", cap(a))
	a = slices.Grow(a, 5)
	fmt.Println(cap(a))
	a = slices.Insert(x, 0, 4, 5)
	fmt.Println("insert", cap(a))
	a = slices.Concat(x, x)
	fmt.Println(cap(a))
	var e []int
	e = slices.Insert(e, 0, 1)
	fmt.Println(cap(e))
	b := slices.Repeat(x, 2)
	fmt.Println(cap(b))
	c := slices.Collect(slices.Values(x))
	fmt.Println("collect", cap(c))
	d := slices.AppendSeq([]int(nil), slices.Values(x))
	fmt.Println(cap(d))
	f := slices.Sorted(slices.Values(x))
	fmt.Println(cap(f))
	g := slices.Delete(slices.Clone(x), 0, 1)
	fmt.Println(cap(g))
	h := slices.Clip(g)
	fmt.Println(cap(h))
	for c := range slices.Chunk(x, 2) {
		fmt.Println(cap(c))
	}
}

//go:noinline
func mk(n int) {
	s := make([]int, n)
	fmt.Println("mk", cap(s))
	t := make([]int, 0, n)
	fmt.Println(cap(t))
	t = append(t, 1, 2, 3, 4, 5)
	fmt.Println(cap(t))
	u := make([]int, n)
	u = append(u, 1)
	fmt.Println(cap(u))
}

//go:noinline
func vari(xs ...int) {
	fmt.Println("variadic", len(xs), cap(xs))
	xs = append(xs, 1)
	fmt.Println(cap(xs))
}

//go:noinline
func str(s string) {
	b := strings.Split(s, "y")
	fmt.Println("split", cap(b))
	f := strings.Fields(s)
	fmt.Println(cap(f))
	f = append(f, "a")
	fmt.Println(cap(f))
}

func main() {
	_ = len(os.Args)
	fmt.Println(cap(esc(short)), cap(esc(long)), cap(esc("")), cap(escr(short)), cap(escr(long)), cap(escr("")))
	bs(short)
	bs(long)
	bsf(short)
	bsp(short)
	bsp(long)
	rs(short)
	rs(long)
	bc()
	bcm()
	bcl()
	bce()
	bcr()
	zc(short)
	zc(long)
	emp("")
	loop(short)
	loop(long)
	appstr(short)
	appstr(long)
	appsl([]int{1, 2, 3})
	appsl([]int{1, 2, 3, 4, 5})
	appsl(nil)
	buf()
	itoa(123)
	grow([]int{1, 2, 3})
	grow([]int{1, 2, 3, 4, 5})
	mk(3)
	mk(5)
	mk(0)
	vari()
	vari(1)
	vari(1, 2, 3)
	str("ayby c")
	str("a b")
}
