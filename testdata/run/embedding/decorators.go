// run

package main

import (
	"errors"
	"fmt"
)

type store interface {
	get(string) (string, error)
	put(string, string)
}
type mem map[string]string
type logging struct {
	store
	log []string
}
type caching struct {
	store
	hits int
	c    map[string]string
}
type readonly struct{ store }
type prefixed struct {
	store
	p string
}

var errMissing = errors.New("missing")

func (m mem) get(k string) (string, error) {
	if v, ok := m[k]; ok {
		return v, nil
	}
	return "", fmt.Errorf("%q: %w", k, errMissing)
}
func (m mem) put(k, v string)      { m[k] = v }
func (l *logging) put(k, v string) { l.log = append(l.log, "put "+k); l.store.put(k, v) }
func (c *caching) get(k string) (v string, err error) {
	if v, ok := c.c[k]; ok {
		c.hits++
		return v, nil
	}
	if v, err = c.store.get(k); err == nil {
		c.c[k] = v
	}
	return
}
func (readonly) put(k, _ string)                { panic("readonly: " + k) }
func (p prefixed) get(k string) (string, error) { return p.store.get(p.p + k) }
func (p prefixed) put(k, v string)              { p.store.put(p.p+k, v) }

type timestamps struct{ created, updated int }

func (t *timestamps) touch(n int) {
	if t.created == 0 {
		t.created = n
	}
	t.updated = n
}

type doc struct {
	timestamps
	title string
	tags
}
type tags []string

func (t *tags) add(s ...string) { *t = append(*t, s...) }
func (t tags) has(s string) bool {
	for _, x := range t {
		if x == s {
			return true
		}
	}
	return false
}

func main() {
	base := mem{}
	l := &logging{store: base}
	c := &caching{store: prefixed{l, "ns/"}, c: map[string]string{}}
	c.put("a", "1")
	fmt.Println(c.get("a"))
	fmt.Println(c.get("a"))
	_, err := c.get("zz")
	fmt.Println(err, errors.Is(err, errMissing), c.hits, l.log, base)
	var s store = readonly{c}
	fmt.Println(s.get("a"))
	func() {
		defer func() { fmt.Println(recover()) }()
		s.put("a", "2")
	}()
	if r, ok := s.(readonly); ok {
		r.store.put("b", "3")
		_, isC := r.store.(*caching)
		fmt.Println(isC, len(base))
	}
	d := doc{title: "t"}
	d.touch(5)
	d.touch(9)
	d.add("x", "y")
	e := d
	e.add("z")
	e.touch(11)
	fmt.Println(d.created, d.updated, d.has("z"), e.has("z"), e.updated, len(d.tags), d.tags[1])
	fmt.Printf("%+v\n", d)
	ds := []*doc{&d, &e}
	for i, p := range ds {
		p.touch(i)
		p.timestamps.created *= 2
	}
	fmt.Println(d.timestamps, e.timestamps)
}
