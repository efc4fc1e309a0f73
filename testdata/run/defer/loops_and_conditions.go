// run

package main

import (
	"errors"
	"fmt"
	"strings"
)

type file struct {
	name string
	log  *[]string
}

func open(name string, log *[]string) (*file, error) {
	if name == "" {
		return nil, errors.New("no name")
	}
	*log = append(*log, "open "+name)
	return &file{name, log}, nil
}
func (f *file) close() error { *f.log = append(*f.log, "close "+f.name); return nil }

func process(names []string, log *[]string) (n int, err error) {
	for _, name := range names {
		f, err := open(name, log)
		if err != nil {
			return n, fmt.Errorf("process: %w", err)
		}
		defer f.close()
		n += len(f.name)
		func() {
			defer func() { *log = append(*log, "inner "+f.name) }()
			if n > 3 {
				return
			}
			*log = append(*log, "small")
		}()
	}
	return
}
func conditional(a, b bool) (s string) {
	if a {
		defer func() { s += "a" }()
	}
	if b {
		defer func() { s += "b" }()
	} else {
		for i := range 3 {
			if i == 1 {
				continue
			}
			defer func() { s += fmt.Sprint(i) }()
		}
	}
	defer func() { s += "z" }()
	return "r"
}
func many(n int) (sum int) {
	for i := range n {
		defer func(k int) { sum += k * (sum%3 + 1) }(i)
	}
	return 1
}
func argsNow() (out []int) {
	x := 1
	defer func(v int, p *int, f func() int) { out = append(out, v, *p, f()) }(x, &x, func() int { return x * 10 })
	x = 5
	return
}
func methodNow() (s string) {
	var b strings.Builder
	defer func() { s = b.String() }()
	defer b.WriteString("3")
	defer b.WriteString(func() string { b.WriteString("1"); return "2" }())
	return "overwritten"
}

func main() {
	var log []string
	fmt.Println(process([]string{"ab", "cd", "", "ef"}, &log))
	fmt.Println(log)
	fmt.Println(conditional(true, true), conditional(true, false), conditional(false, false))
	fmt.Println(many(0), many(1), many(10), many(1000) != 0, argsNow(), methodNow())
	var iface interface{ close() error } = &file{"i", &log}
	func() {
		defer iface.close()
		iface = &file{"replaced", &log}
	}()
	fmt.Println(log[len(log)-1])
	goexit := make(chan string, 2)
	go func() {
		defer close(goexit)
		defer func() { goexit <- "deferred" }()
		for {
			goexit <- "returning"
			return
		}
	}()
	for s := range goexit {
		fmt.Print(s, " ")
	}
	fmt.Println()
}
