// run
package main

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"sort"
	"strings"
)

// generic methods (Go 1.27)
type Box[T any] struct{ v T }

func (b Box[T]) Map[U any](f func(T) U) Box[U] { return Box[U]{f(b.v)} }
func (b *Box[T]) Set[U interface{ ~int | ~string }](u U, conv func(U) T) { b.v = conv(u) }

type List[T any] []T

func (l List[T]) Fold[A any](init A, f func(A, T) A) A {
	for _, x := range l {
		init = f(init, x)
	}
	return init
}
func (l List[T]) Conv[U any](f func(T) U) List[U] {
	var r List[U]
	for _, x := range l {
		r = append(r, f(x))
	}
	return r
}

type Plain int

func (p Plain) Add[N ~int | ~float64](n N) N { return N(p) + n }

// generic alias
type Pair[A, B any] struct {
	A A
	B B
}
type PI[B any] = Pair[int, B]
type Set[T comparable] = map[T]struct{}

// recursive
type Tree[K cmp.Ordered, V any] struct {
	l, r *Tree[K, V]
	k    K
	v    V
}

func (t *Tree[K, V]) Put(k K, v V) *Tree[K, V] {
	if t == nil {
		return &Tree[K, V]{k: k, v: v}
	}
	switch c := cmp.Compare(k, t.k); {
	case c < 0:
		t.l = t.l.Put(k, v)
	case c > 0:
		t.r = t.r.Put(k, v)
	default:
		t.v = v
	}
	return t
}
func (t *Tree[K, V]) All() iter.Seq2[K, V] {
	return func(yield func(K, V) bool) { t.push(yield) }
}
func (t *Tree[K, V]) push(yield func(K, V) bool) bool {
	return t == nil || t.l.push(yield) && yield(t.k, t.v) && t.r.push(yield)
}

type Number interface {
	~int | ~int8 | ~int16 | ~int32 | ~int64 | ~float32 | ~float64
}

func Sum[S ~[]E, E Number](s S) (t E) {
	for _, x := range s {
		t += x
	}
	return
}

type Stringish interface{ ~string | ~[]byte }

func Len[S Stringish](s S) int { return len(s) }
func At[S Stringish](s S, i int) byte { return s[i] }
func Cut[S Stringish](s S, i, j int) S { return s[i:j] }

type MyErr[T any] struct{ x T }

func (e MyErr[T]) Error() string { return fmt.Sprintf("myerr %v", e.x) }

func Keys[M ~map[K]V, K cmp.Ordered, V any](m M) []K {
	r := make([]K, 0, len(m))
	for k := range m {
		r = append(r, k)
	}
	slices.Sort(r)
	return r
}

type Fn[T any] func(T) T

func (f Fn[T]) Twice(x T) T { return f(f(x)) }

func apply[T, U any](xs []T, f func(T) U) []U {
	var out []U
	for _, x := range xs {
		out = append(out, f(x))
	}
	return out
}
func ident[T any](x T) T { return x }

type Ord interface{ Less(Ord) bool }
type PtrTo[T any] interface {
	*T
	Init(int)
}
type Thing struct{ n int }

func (t *Thing) Init(n int) { t.n = n }
func Make[T any, P PtrTo[T]](n int) T {
	var t T
	P(&t).Init(n)
	return t
}

type Node[T any] struct {
	next *Node[T]
	val  T
}
type Self[T interface{ Clone() T }] struct{ v T }
type C1 struct{ n int }

func (c C1) Clone() C1 { return C1{c.n + 1} }

func main() {
	b := Box[int]{3}.Map(func(i int) string { return strings.Repeat("x", i) })
	fmt.Printf("%v %T\n", b, b)
	bb := &Box[float64]{}
	bb.Set("12", func(s string) float64 { return float64(len(s)) })
	fmt.Println(*bb)
	l := List[int]{1, 2, 3}
	fmt.Println(l.Fold("", func(a string, i int) string { return a + fmt.Sprint(i) }), l.Conv(func(i int) float64 { return float64(i) / 2 }))
	fmt.Println(Plain(3).Add(2), Plain(3).Add(2.5))
	f := l.Fold[int]
	fmt.Println(f(10, func(a, i int) int { return a * i }))
	p := PI[string]{1, "a"}
	fmt.Printf("%v %T\n", p, p)
	s := Set[string]{"a": {}}
	fmt.Println(len(s), s)
	var t *Tree[string, int]
	for i, w := range strings.Fields("the quick brown fox jumps over the lazy dog") {
		t = t.Put(w, i)
	}
	for k, v := range t.All() {
		if k == "quick" {
			break
		}
		fmt.Print(k, "=", v, " ")
	}
	fmt.Println()
	type D []float64
	fmt.Println(Sum(D{1, 2.5}), Sum([]int8{100, 27, 1}))
	fmt.Println(Len("héllo"), At([]byte("abc"), 1), Cut("hello", 1, 3), string(Cut([]byte("hello"), 1, 3)))
	var err error = fmt.Errorf("wrap: %w", MyErr[int]{5})
	var me MyErr[int]
	fmt.Println(errors.As(err, &me), me.x, err)
	var me2 MyErr[string]
	fmt.Println(errors.As(err, &me2))
	fmt.Println(Keys(map[string]bool{"z": true, "a": false}))
	fmt.Println(Fn[int](func(i int) int { return i * 3 }).Twice(2))
	fmt.Println(apply([]int{1, 2}, ident[int]), apply([]int{1, 2}, func(i int) string { return fmt.Sprint(i, "!") }))
	fmt.Println(Make[Thing](7))
	fmt.Println(Self[C1]{C1{1}}.v.Clone())
	fmt.Println(slices.Collect(maps.Values(map[int]int{1: 2})), slices.SortedFunc(maps.Keys(map[int]int{3: 1, 1: 1}), func(a, b int) int { return b - a }))
	sort.Slice(l, func(i, j int) bool { return l[i] > l[j] })
	fmt.Println(l, min(3, 1, 2), max("a", "b"), min(2.5, 1))
	m := map[int]int{1: 1}
	clear(m)
	arr := []int{1, 2}
	clear(arr)
	fmt.Println(m, arr, *new(5+1), *new("x"))
	for i := range 3 {
		defer func() { fmt.Print(i, " ") }()
	}
	for i := range uint8(2) {
		fmt.Printf("%T ", i)
	}
	const big = 1 << 100
	fmt.Println(big>>98, Node[Node[int]]{}.val.val)
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	fmt.Println(fs[0](), fs[0](), fs[1](), fs[2]())
}
