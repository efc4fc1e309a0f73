// run

package main

import (
	"fmt"
)

type stack struct{ s []int }

func (s *stack) push(v int) { s.s = append(s.s, v) }
func (s *stack) pop() int {
	if len(s.s) == 0 {
		panic("empty stack")
	}
	v := s.s[len(s.s)-1]
	s.s = s.s[:len(s.s)-1]
	return v
}

type parseError struct{ pos int }

func parse(s string) (n int, err error) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case parseError:
			err = fmt.Errorf("at %d", r.pos)
		default:
			panic(r)
		}
	}()
	for i, c := range s {
		digit(i, c)
		n = n*10 + int(c-'0')
	}
	return
}
func digit(i int, c rune) {
	if c == '!' {
		panic("fatal")
	}
	if c < '0' || c > '9' {
		panic(parseError{i})
	}
}
func deep(n int, f func()) {
	defer func() { count++ }()
	if n == 0 {
		f()
		return
	}
	deep(n-1, f)
}

var count int

func main() {
	var s stack
	s.push(1)
	for range 3 {
		func() {
			defer func() {
				if r := recover(); r != nil {
					fmt.Println("r:", r)
				}
			}()
			fmt.Println(s.pop())
		}()
	}
	fmt.Println(parse("123"))
	fmt.Println(parse("12x"))
	func() {
		defer func() { fmt.Println("outer", recover()) }()
		parse("1!")
	}()
	func() {
		defer func() { recover() }()
		deep(1000, func() { panic("deep") })
	}()
	fmt.Println(count)
	total := 0
	for i := range 1000 {
		func() {
			defer func() {
				if recover() != nil {
					total += i
				}
			}()
			if i%2 == 0 {
				panic(i)
			}
		}()
	}
	fmt.Println(total)
	var errs []string
	for i, f := range []func(){
		func() { var p *stack; p.s = nil },
		func() { var a [3]int; k := 3; a[k] = 1 },
		func() { panic(fmt.Sprintf("%d", 1)) },
		func() { close((chan int)(nil)) },
	} {
		func() {
			defer func() { errs = append(errs, fmt.Sprint(i, ":", recover())) }()
			f()
		}()
	}
	fmt.Println(errs)
}
