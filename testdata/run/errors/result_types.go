// run

package main

import (
	"errors"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"
)

type result[T any] struct {
	val T
	err error
}

func (r result[T]) orElse(d T) T {
	if r.err != nil {
		return d
	}
	return r.val
}

type validation struct{ errs map[string]error }

func (v *validation) check(ok bool, field, msg string) {
	if !ok {
		if v.errs == nil {
			v.errs = map[string]error{}
		}
		v.errs[field] = errors.New(msg)
	}
}
func (v validation) err() error {
	if len(v.errs) == 0 {
		return nil
	}
	return v
}
func (v validation) Error() string {
	var fs []string
	for f, e := range v.errs {
		fs = append(fs, f+": "+e.Error())
	}
	sort.Strings(fs)
	return strings.Join(fs, "; ")
}
func parsePair(s string) (r result[[2]int]) {
	a, b, ok := strings.Cut(s, ",")
	if !ok {
		r.err = fmt.Errorf("%q: missing comma", s)
		return
	}
	for i, p := range []string{a, b} {
		if r.val[i], r.err = strconv.Atoi(strings.TrimSpace(p)); r.err != nil {
			r.err = fmt.Errorf("part %d: %w", i, r.err)
			return
		}
	}
	return
}

type retryable struct{ error }

func (r retryable) Unwrap() error { return r.error }
func attempt(n int, f func(int) error) (tries int, err error) {
	for tries = 1; tries <= n; tries++ {
		err = f(tries)
		var r retryable
		if err == nil || !errors.As(err, &r) {
			return
		}
	}
	return n, fmt.Errorf("after %d tries: %w", n, err)
}

func main() {
	for _, s := range []string{"1,2", "1", "x,2", "3, 99999999999999999999"} {
		r := parsePair(s)
		fmt.Println(r.val, r.err, r.orElse([2]int{-1, -1}), errors.Is(r.err, strconv.ErrSyntax), errors.Is(r.err, strconv.ErrRange))
	}
	var v validation
	fmt.Println(v.err() == nil)
	v.check(false, "name", "empty")
	v.check(true, "x", "fine")
	v.check(false, "age", "negative")
	fmt.Println(v.err())
	fmt.Println(attempt(3, func(i int) error {
		if i < 3 {
			return retryable{io.ErrUnexpectedEOF}
		}
		return nil
	}))
	_, err := attempt(2, func(int) error { return fmt.Errorf("w: %w", retryable{io.EOF}) })
	fmt.Println(err, errors.Is(err, io.EOF))
	fmt.Println(attempt(5, func(i int) error { return errors.New("fatal") }))
	var nilV *validation
	var e error
	if nilV != nil {
		e = nilV
	}
	fmt.Println(e == nil)
}
