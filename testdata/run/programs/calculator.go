// run

package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
)

type tok struct {
	kind byte
	num  float64
}
type parser struct {
	s   string
	pos int
	cur tok
}

func (p *parser) next() {
	for p.pos < len(p.s) && p.s[p.pos] == ' ' {
		p.pos++
	}
	if p.pos == len(p.s) {
		p.cur = tok{kind: 0}
		return
	}
	c := p.s[p.pos]
	if c >= '0' && c <= '9' || c == '.' {
		st := p.pos
		for p.pos < len(p.s) && (p.s[p.pos] >= '0' && p.s[p.pos] <= '9' || p.s[p.pos] == '.') {
			p.pos++
		}
		f, err := strconv.ParseFloat(p.s[st:p.pos], 64)
		if err != nil {
			panic(err)
		}
		p.cur = tok{'n', f}
		return
	}
	p.pos++
	p.cur = tok{kind: c}
}
func (p *parser) expr() float64 {
	v := p.term()
	for p.cur.kind == '+' || p.cur.kind == '-' {
		op := p.cur.kind
		p.next()
		if w := p.term(); op == '+' {
			v += w
		} else {
			v -= w
		}
	}
	return v
}
func (p *parser) term() float64 {
	v := p.factor()
	for {
		switch p.cur.kind {
		case '*':
			p.next()
			v *= p.factor()
		case '/':
			p.next()
			d := p.factor()
			if d == 0 {
				panic(errors.New("division by zero"))
			}
			v /= d
		default:
			return v
		}
	}
}
func (p *parser) factor() float64 {
	switch t := p.cur; t.kind {
	case 'n':
		p.next()
		return t.num
	case '-':
		p.next()
		return -p.factor()
	case '(':
		p.next()
		v := p.expr()
		if p.cur.kind != ')' {
			panic(fmt.Errorf("expected ) at %d", p.pos))
		}
		p.next()
		return v
	default:
		panic(fmt.Errorf("unexpected %q at %d", t.kind, p.pos))
	}
}
func eval(s string) (v float64, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("eval %q: %w", s, r.(error))
		}
	}()
	p := &parser{s: s}
	p.next()
	v = p.expr()
	if p.cur.kind != 0 {
		return 0, fmt.Errorf("trailing %q", p.cur.kind)
	}
	return
}

func main() {
	sc := bufio.NewScanner(os.Stdin)
	for sc.Scan() {
		v, err := eval(sc.Text())
		if err != nil {
			fmt.Println("error:", err)
			continue
		}
		fmt.Printf("%s = %g\n", strings.TrimSpace(sc.Text()), v)
	}
}
