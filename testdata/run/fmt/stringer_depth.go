// run

package main

import (
	"errors"
	"fmt"
)

type level int
type color struct{ r, g, b uint8 }
type user struct {
	Name string
	lvl  level
	Col  color
	tags []level
	next *user
}
type list []user
type dict map[level]color
type wrapErr struct {
	op  string
	err error
}

func (l level) String() string  { return [...]string{"debug", "info", "warn"}[l] }
func (c color) String() string  { return fmt.Sprintf("#%02x%02x%02x", c.r, c.g, c.b) }
func (u *user) String() string  { return "user:" + u.Name }
func (l list) String() string   { return fmt.Sprintf("list(%d)", len(l)) }
func (w wrapErr) Error() string { return w.op + ": " + w.err.Error() }

func main() {
	u := user{"bob", 1, color{255, 128, 0}, []level{0, 2}, nil}
	fmt.Println(u, &u, []level{0, 1, 2}, []color{{1, 2, 3}}, list{u}, dict{2: {9, 9, 9}, 0: {}})
	fmt.Printf("%v\n%+v\n%s\n%d\n", u, u, u, u)
	fmt.Printf("%v %d %s %q %x %5s| %-8v|\n", level(2), level(2), level(1), level(0), level(1), level(1), level(0))
	fmt.Println(struct{ L level }{1}, struct{ l level }{1}, map[string]level{"a": 2}, [2]level{1, 2}, &[]level{1})
	fmt.Println(wrapErr{"open", wrapErr{"read", errors.New("eof")}}, []error{wrapErr{"a", errors.New("b")}}, struct{ E error }{errors.New("field")})
	var s fmt.Stringer = level(1)
	var n fmt.Stringer = &u
	fmt.Println(s, n, []fmt.Stringer{s, n}, []any{s, &u, color{}})
	fmt.Println(level(7-5).String(), fmt.Sprint(level(0))+"!", fmt.Sprintf("%s", []any{level(1), u.Col}))
	fmt.Printf("%v\n", level(9))
	fmt.Printf("%T %T %T\n", s, n, dict{})
	fmt.Printf("%+v %#v\n", color{1, 2, 3}, color{1, 2, 3})
	fmt.Printf("%v %s\n", (*user)(nil) == nil, level(1))
	type anon struct {
		level
		color
	}
	fmt.Printf("%+v\n", struct {
		L level
		c color
	}{1, color{}})
}
