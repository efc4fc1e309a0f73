// run

package main

import (
	"fmt"
	"sync"
)

type base struct{ id, x int }

func (b base) Name() string { return fmt.Sprint("base", b.id) }
func (b *base) SetID(i int) { b.id = i }
func (b base) Who() string  { return b.Name() }

type mid struct {
	base
	x string
}

func (m mid) Name() string { return "mid:" + m.base.Name() }

type top struct {
	*mid
	extra
	fmt.Stringer
	y int
}
type extra struct{ y, z int }

func (extra) Hello() string { return "hello" }

type str struct{}

func (str) String() string { return "str!" }

type namer interface{ Name() string }
type setter interface {
	namer
	SetID(int)
}
type logger struct {
	w      *[]string
	prefix string
}

func (l logger) log(s string) { *l.w = append(*l.w, l.prefix+s) }

type service struct {
	logger
	*sync.Mutex
}

func main() {
	m := mid{base{1, 2}, "str"}
	fmt.Println(m.id, m.x, m.base.x, m.Name(), m.base.Name(), m.Who())
	m.SetID(9)
	t := top{&m, extra{1, 2}, str{}, 3}
	t.SetID(11)
	fmt.Println(m.id, t.id, t.mid.base.id, t.x, t.y, t.extra.y, t.z, t.Name(), t.Hello(), t.String())
	var n namer = t
	fmt.Println(n.Name())
	var s setter = &m
	s.SetID(20)
	s = t
	s.SetID(s.(top).id + 1)
	fmt.Println(m.id)
	_, ok := any(m).(setter)
	_, ok2 := any(&m).(setter)
	_, ok3 := any(t).(fmt.Stringer)
	fmt.Println(ok, ok2, ok3)
	var out []string
	sv := service{logger{&out, "> "}, new(sync.Mutex)}
	sv.Lock()
	sv.log("one")
	sv.prefix = "# "
	sv.log("two")
	sv.Unlock()
	fmt.Println(out)
	anon := struct {
		base
		int
	}{base{5, 6}, 7}
	fmt.Println(anon.int, anon.id, anon.Name())
	anon.int++
	fmt.Printf("%v %+v\n", anon, anon)
	type rec struct {
		error
		code int
	}
	r := rec{fmt.Errorf("inner"), 3}
	fmt.Println(r.Error(), r.code)
	var e error = r
	fmt.Println(e)
	f := t.Name
	t.mid = &mid{base{77, 0}, ""}
	fmt.Println(f(), t.Name())
}
