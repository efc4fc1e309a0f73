// run

package main

import (
	"bufio"
	"errors"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"
	"unicode"
)

type cell struct {
	raw  string
	val  float64
	err  error
	done int
}
type sheet map[string]*cell

func (s sheet) set(name, raw string) { s[name] = &cell{raw: raw} }
func (s sheet) get(name string) (float64, error) {
	c, ok := s[name]
	if !ok {
		return 0, nil
	}
	switch c.done {
	case 1:
		return 0, fmt.Errorf("cycle at %s", name)
	case 2:
		return c.val, c.err
	}
	c.done = 1
	defer func() { c.done = 2 }()
	c.val, c.err = s.eval(c.raw)
	return c.val, c.err
}
func (s sheet) eval(raw string) (sum float64, err error) {
	if !strings.HasPrefix(raw, "=") {
		return strconv.ParseFloat(raw, 64)
	}
	for _, term := range strings.Split(raw[1:], "+") {
		prod := 1.0
		for _, f := range strings.Split(term, "*") {
			f = strings.TrimSpace(f)
			var v float64
			if f == "" {
				return 0, errors.New("empty factor")
			}
			if unicode.IsLetter(rune(f[0])) {
				v, err = s.get(f)
			} else {
				v, err = strconv.ParseFloat(f, 64)
			}
			if err != nil {
				return 0, fmt.Errorf("%s: %w", f, err)
			}
			prod *= v
		}
		sum += prod
	}
	return
}

func main() {
	s := sheet{}
	sc := bufio.NewScanner(os.Stdin)
	for sc.Scan() {
		name, raw, ok := strings.Cut(sc.Text(), ":")
		if !ok {
			fmt.Printf("bad line %q\n", sc.Text())
			continue
		}
		s.set(strings.TrimSpace(name), strings.TrimSpace(raw))
	}
	names := make([]string, 0, len(s))
	for n := range s {
		names = append(names, n)
	}
	sort.Strings(names)
	for _, n := range names {
		v, err := s.get(n)
		if err != nil {
			var ne *strconv.NumError
			fmt.Printf("%-3s error %v (number: %v)\n", n, err, errors.As(err, &ne))
			continue
		}
		fmt.Printf("%-3s %8.2f\n", n, v)
	}
}
