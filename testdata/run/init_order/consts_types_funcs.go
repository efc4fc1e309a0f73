// run

package main

import (
	"fmt"
	"sort"
	"strings"
	"sync"
)

const total = perDay * days

const (
	perDay = hours * 60
	days   = len(week)
	hours  = 24
)

var week = [7]string{0: first, 6: last}

const (
	first = "mon"
	last  = "sun"
)

var registry = map[string]func(int) int{}

func register(name string, f func(int) int) bool {
	registry[name] = f
	return true
}

var (
	_      = register("double", func(n int) int { return n * factor })
	_      = register("square", square)
	factor = initial()
)

func initial() int     { return base << 1 }
func square(n int) int { return n * n }

var base = len(names) + 1
var names = strings.Split("a,b,c", ",")

type lazy struct {
	once sync.Once
	v    int
}

func (l *lazy) get() int { l.once.Do(func() { l.v = base * 100 }); return l.v }

var l lazy
var got = l.get()
var matrix = func() (m [3][3]int) {
	for i := range m {
		for j := range m[i] {
			m[i][j] = i*3 + j + base
		}
	}
	return
}()
var ptr = &target
var target = value{n: depth}
var depth = ptr2.n + 1
var ptr2 = &value{n: 41}

type value struct{ n int }

func init() {
	register("triple", func(n int) int { return n * 3 })
	target.n++
}

func main() {
	fmt.Println(total, perDay, days, week, base, factor, got)
	var ks []string
	for k := range registry {
		ks = append(ks, k)
	}
	sort.Strings(ks)
	for _, k := range ks {
		fmt.Print(k, registry[k](5), " ")
	}
	fmt.Println(matrix, ptr.n, depth)
}
