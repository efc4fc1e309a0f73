// run

package main

import (
	"fmt"
	"io"
	"strings"
)

type str struct{ n int }
type pstr struct{ n int }
type er struct{}
type both struct{}
type gos struct{ a int }
type fm struct{ v int }
type panicky struct{ p *int }
type num int
type sl []string
type wrap struct {
	S  str
	P  *pstr
	E  error
	g  gos
	s  str
	An any
}

func (s str) String() string     { return fmt.Sprint("str", s.n) }
func (p *pstr) String() string   { return fmt.Sprint("pstr", p.n) }
func (er) Error() string         { return "an error" }
func (both) String() string      { return "String" }
func (both) Error() string       { return "Error" }
func (g gos) GoString() string   { return "gos!" }
func (n num) String() string     { return "num:" + fmt.Sprint(int(n)) }
func (s sl) String() string      { return strings.Join(s, "+") }
func (p panicky) String() string { return fmt.Sprint(*p.p) }
func (f fm) Format(s fmt.State, verb rune) {
	w, okw := s.Width()
	p, okp := s.Precision()
	fmt.Fprintf(s, "<%c %d %v %d %v", verb, w, okw, p, okp)
	for _, f := range "+-# 0" {
		if s.Flag(int(f)) {
			fmt.Fprintf(s, " %q", f)
		}
	}
	io.WriteString(s, ">")
}

func main() {
	fmt.Println(str{1}, &str{2}, pstr{3}, &pstr{4}, er{}, both{}, gos{5}, num(6), sl{"a", "b"})
	fmt.Printf("%v %s %d %+v %#v %q %x %T\n", str{1}, str{1}, str{1}, str{1}, str{1}, str{1}, str{1}, str{1})
	fmt.Printf("%v %s %d %+v %#v %q\n", num(1), num(1), num(1), num(1), num(1), num(1))
	fmt.Printf("%#v %v %+v %#v\n", gos{1}, gos{1}, gos{1}, []gos{{1}, {2}})
	fmt.Printf("%v %+d %-8.3s %#x % 05q\n", fm{1}, fm{1}, fm{1}, fm{1}, fm{1})
	fmt.Println(fm{1}, []fm{{1}})
	w := wrap{S: str{1}, P: nil, E: er{}, g: gos{2}, s: str{3}, An: num(4)}
	fmt.Printf("%v\n%+v\n", w, w)
	fmt.Println([]str{{1}, {2}}, []*pstr{}, map[num]str{2: {2}, 1: {1}}, [1]er{{}}, []any{str{1}, er{}, num(3)}, []error{er{}, nil})
	fmt.Printf("%s|%v|%d\n", panicky{}, (*str)(nil), (*pstr)(nil) == nil)
	var np *pstr
	fmt.Printf("%v %s\n", np, np)
	fmt.Println(fmt.Sprint(er{}, both{}), fmt.Sprintf("%10v|%-10s|%6v", str{1}, num(2), er{}))
	fmt.Printf("%x %X %s\n", er{}, str{1}, error(er{}))
	fmt.Println(fmt.Errorf("wrap: %w", er{}), fmt.Sprintf("%s %v", []byte("b"), sl(nil)))
	fmt.Printf("%t %e %c\n", str{1}, num(2), both{})
}
