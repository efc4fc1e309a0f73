// run

package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

type value interface {
	write(b *strings.Builder, indent int)
}
type (
	object []member
	member struct {
		key string
		val value
	}
	array   []value
	str     string
	number  float64
	boolean bool
	null    struct{}
)

func pad(b *strings.Builder, n int) { b.WriteString(strings.Repeat("  ", n)) }
func (o object) write(b *strings.Builder, in int) {
	if len(o) == 0 {
		b.WriteString("{}")
		return
	}
	b.WriteString("{\n")
	for i, m := range o {
		pad(b, in+1)
		fmt.Fprintf(b, "%q: ", m.key)
		m.val.write(b, in+1)
		if i < len(o)-1 {
			b.WriteByte(',')
		}
		b.WriteByte('\n')
	}
	pad(b, in)
	b.WriteByte('}')
}
func (a array) write(b *strings.Builder, in int) {
	b.WriteByte('[')
	for i, v := range a {
		if i > 0 {
			b.WriteString(", ")
		}
		v.write(b, in)
	}
	b.WriteByte(']')
}
func (s str) write(b *strings.Builder, _ int) { b.WriteString(strconv.Quote(string(s))) }
func (n number) write(b *strings.Builder, _ int) {
	b.WriteString(strconv.FormatFloat(float64(n), 'g', -1, 64))
}
func (t boolean) write(b *strings.Builder, _ int) { fmt.Fprint(b, bool(t)) }
func (null) write(b *strings.Builder, _ int)      { b.WriteString("null") }

type reader struct {
	s string
	i int
}

func (r *reader) ws() {
	for r.i < len(r.s) && strings.IndexByte(" \n\t", r.s[r.i]) >= 0 {
		r.i++
	}
}
func (r *reader) value() (value, error) {
	r.ws()
	if r.i >= len(r.s) {
		return nil, errors.New("unexpected end")
	}
	switch c := r.s[r.i]; {
	case c == '{':
		r.i++
		o := object{}
		for r.ws(); r.s[r.i] != '}'; r.ws() {
			k, err := r.value()
			if err != nil {
				return nil, err
			}
			ks, ok := k.(str)
			if !ok {
				return nil, fmt.Errorf("key is %T", k)
			}
			r.ws()
			r.i++
			v, err := r.value()
			if err != nil {
				return nil, err
			}
			o = append(o, member{string(ks), v})
			r.ws()
			if r.s[r.i] == ',' {
				r.i++
			}
		}
		r.i++
		return o, nil
	case c == '[':
		r.i++
		a := array{}
		for r.ws(); r.s[r.i] != ']'; r.ws() {
			v, err := r.value()
			if err != nil {
				return nil, err
			}
			a = append(a, v)
			r.ws()
			if r.s[r.i] == ',' {
				r.i++
			}
		}
		r.i++
		return a, nil
	case c == '"':
		p, err := strconv.QuotedPrefix(r.s[r.i:])
		if err != nil {
			return nil, err
		}
		r.i += len(p)
		s, _ := strconv.Unquote(p)
		return str(s), nil
	default:
		j := r.i
		for j < len(r.s) && strings.IndexByte(",]} \n", r.s[j]) < 0 {
			j++
		}
		w := r.s[r.i:j]
		r.i = j
		switch w {
		case "true", "false":
			return boolean(w == "true"), nil
		case "null":
			return null{}, nil
		}
		f, err := strconv.ParseFloat(w, 64)
		return number(f), err
	}
}

func main() {
	for _, s := range []string{`{"a": [1, 2.5, -3e2], "b": {"c": null, "d": true}, "é\n": "x\"y", "e": {}}`, `[]`, `[[[1]]]`, `{"a": bad}`, `{1: 2}`, ``} {
		r := &reader{s: s}
		v, err := r.value()
		if err != nil {
			fmt.Println("error:", err)
			continue
		}
		var b strings.Builder
		v.write(&b, 0)
		fmt.Println(b.String())
	}
}
