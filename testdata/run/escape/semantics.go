// run

package main

import (
	"errors"
	"fmt"
	"runtime"
	"sort"
	"strings"
)

type point struct{ x, y int }

type tree struct {
	left, right *tree
	key         int
	tags        []string
}

func (t *tree) insert(key int) *tree {
	if t == nil {
		return &tree{key: key}
	}
	if key < t.key {
		t.left = t.left.insert(key)
	} else {
		t.right = t.right.insert(key)
	}
	return t
}

func (t *tree) walk(yield func(int) bool) bool {
	return t == nil || t.left.walk(yield) && yield(t.key) && t.right.walk(yield)
}

//go:noinline
func churn() {
	for i := 0; i < 50; i++ {
		_ = strings.Repeat("garbage", i+1)
	}
	runtime.GC()
}

//go:noinline
func pick(a, b *point, first bool) *point {
	if first {
		return a
	}
	return b
}

//go:noinline
func swap(a, b **point) { *a, *b = *b, *a }

// Pointers from one iteration to the next.
func loops() {
	var prev *point
	for i := 0; i < 4; i++ {
		p := &point{i, i * i}
		if prev != nil {
			fmt.Print(prev.x, prev.y, " ")
		}
		prev = p
	}
	fmt.Println(*prev)
	var all []*point
	for i := range 3 {
		p := point{x: i}
		all = append(all, &p)
	}
	for _, p := range all {
		fmt.Print(p.x, " ")
	}
	fmt.Println()
	var a, b *point
	for i := 0; i < 3; i++ {
		a, b = &point{i, 1}, a
	}
	fmt.Println(*a, *b)
	i := 0
again:
	q := &point{x: i}
	if i++; i < 3 {
		defer func() { fmt.Println("deferred", q.x) }()
		goto again
	}
	fmt.Println("last", q.x)
}

// Loop variables that closures share.
func variables() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
		i := i
		func() { i *= 2 }()
		fmt.Print(i, " ")
	}
	for _, f := range fs {
		fmt.Print(f(), f(), " ")
	}
	total := 0
	for i := 0; i < 5; i++ {
		func() { total += i; i++ }()
	}
	fmt.Println(total)
}

// What objects of the frame hold stays alive.
func holding() {
	names := make([]string, 0, 4)
	box := struct {
		p    *point
		next *tree
		any  any
	}{p: &point{1, 2}}
	for i := range 4 {
		names = append(names, fmt.Sprint("name", i))
		churn()
	}
	box.next = &tree{key: 7, tags: names}
	box.any = [3]string{names[0], "b", names[2]}
	churn()
	fmt.Println(*box.p, box.next.key, box.next.tags, box.any)
	x, y := &point{1, 1}, &point{2, 2}
	swap(&x, &y)
	churn()
	fmt.Println(*x, *y, *pick(x, y, len(names) > 2))
}

func recovered() (err error) {
	count, p := 0, &point{3, 4}
	defer func() {
		if r := recover(); r != nil {
			churn()
			err = fmt.Errorf("%v after %d at %v", r, count, *p)
		}
	}()
	for ; ; count++ {
		p.x++
		if count == 3 {
			panic(errors.New("stop"))
		}
	}
}

func deep(n int, p *point) int {
	local := point{n, p.x}
	if n == 0 {
		churn()
		return p.x + p.y
	}
	return deep(n-1, &local) + p.x
}

func goroutines() {
	done := make(chan int)
	sum := 0
	for i := range 3 {
		v := point{i, i}
		go func() { v.x *= 2; done <- v.x }()
	}
	for range 3 {
		sum += <-done
	}
	fmt.Println(sum)
}

func maybe(c bool) (out string) {
	var p *point
	if c {
		p = &point{5, 6}
	}
	churn()
	if p != nil {
		return fmt.Sprint(p.x + p.y)
	}
	return "nil"
}

type stack struct{ items []any }

func (s *stack) push(v any) { s.items = append(s.items, v) }
func (s *stack) pop() any {
	v := s.items[len(s.items)-1]
	s.items = s.items[:len(s.items)-1]
	return v
}

func main() {
	loops()
	variables()
	holding()
	fmt.Println(recovered())
	fmt.Println(deep(2000, &point{1, 2}))
	goroutines()
	fmt.Println(maybe(true), maybe(false))
	var root *tree
	for _, k := range []int{5, 2, 8, 1, 9, 3} {
		root = root.insert(k)
	}
	sum := 0
	root.walk(func(k int) bool { sum = sum*10 + k; return k < 8 })
	fmt.Println(sum)
	var s stack
	buf := [4]int{1, 2, 3, 4}
	s.push(buf[1:3])
	s.push(&buf)
	buf[1] = 20
	fmt.Println(*s.pop().(*[4]int), s.pop())
	words := strings.Fields("the quick brown fox")
	sort.Slice(words, func(i, j int) bool { return words[i] < words[j] })
	fmt.Println(words)
	var sb strings.Builder
	for i := range 3 {
		fmt.Fprintf(&sb, "%d,", i)
	}
	fmt.Println(sb.String())
	defer func() { fmt.Println(recover()) }()
	copied := sb
	copied.WriteString("x")
}
