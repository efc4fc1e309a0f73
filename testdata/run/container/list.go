// run

package main

import (
	"container/list"
	"fmt"
)

func dump(l *list.List) {
	for e := l.Front(); e != nil; e = e.Next() {
		fmt.Print(e.Value, " ")
	}
	fmt.Print("| ")
	for e := l.Back(); e != nil; e = e.Prev() {
		fmt.Print(e.Value, " ")
	}
	fmt.Println(l.Len())
}

type lru struct {
	cap int
	l   *list.List
	m   map[string]*list.Element
}
type entry struct {
	k string
	v int
}

func (c *lru) get(k string) (int, bool) {
	if e, ok := c.m[k]; ok {
		c.l.MoveToFront(e)
		return e.Value.(entry).v, true
	}
	return 0, false
}
func (c *lru) put(k string, v int) {
	if e, ok := c.m[k]; ok {
		e.Value = entry{k, v}
		c.l.MoveToFront(e)
		return
	}
	c.m[k] = c.l.PushFront(entry{k, v})
	if c.l.Len() > c.cap {
		b := c.l.Back()
		delete(c.m, c.l.Remove(b).(entry).k)
	}
}

func main() {
	l := list.New()
	e4 := l.PushBack(4)
	e1 := l.PushFront(1)
	l.InsertBefore(3, e4)
	l.InsertAfter(2, e1)
	dump(l)
	l.MoveToFront(e4)
	l.MoveToBack(e1)
	dump(l)
	l.MoveBefore(e1, e4)
	l.MoveAfter(e4, l.Back())
	dump(l)
	fmt.Println(l.Remove(e1), e1.Next(), l.Len())
	l2 := list.New()
	l2.PushBack("x")
	l2.PushBackList(l)
	l2.PushFrontList(l)
	dump(l2)
	for e := l2.Front(); e != nil; {
		n := e.Next()
		if i, ok := e.Value.(int); ok && i%2 == 0 {
			l2.Remove(e)
		}
		e = n
	}
	dump(l2)
	var zero list.List
	zero.PushBack("lazy")
	dump(&zero)
	zero.Init()
	fmt.Println(zero.Front() == nil, zero.Len())
	c := &lru{2, list.New(), map[string]*list.Element{}}
	c.put("a", 1)
	c.put("b", 2)
	c.get("a")
	c.put("c", 3)
	_, ok := c.get("b")
	v, ok2 := c.get("a")
	fmt.Println(ok, v, ok2, len(c.m))
}
