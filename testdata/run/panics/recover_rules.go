// run

package main

import (
	"errors"
	"fmt"
	"os"
)

func helper() any { return recover() }

func direct() (r any) {
	defer func() { r = recover() }()
	panic("direct")
}
func viaHelper() (r any) {
	defer func() { r = recover() }()
	defer func() { fmt.Println("helper in closure:", helper()) }()
	panic("nested helper")
}
func deferredHelper() {
	defer func() { fmt.Println("after:", recover()) }()
	defer helper()
	panic("helper deferred directly")
}
func deferRecover() (s string) {
	defer func() { s = fmt.Sprint(recover()) }()
	defer recover()
	panic("defer recover()")
}
func twice() (a, b any) {
	defer func() { a = recover(); b = recover() }()
	panic("once")
}
func replaced() (r any) {
	defer func() { r = recover() }()
	defer func() { panic("new") }()
	panic("old")
}
func innerOnly() (s string) {
	defer func() { s += fmt.Sprint(" outer:", recover()) }()
	defer func() {
		defer func() { s += fmt.Sprint("inner:", recover()) }()
		panic("in deferred")
	}()
	panic("original")
}
func continues() string {
	func() {
		defer func() { recover() }()
		panic(1)
	}()
	return "continued"
}
func reraise() (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("outer got %v", r)
		}
	}()
	func() {
		defer func() {
			if r := recover(); r != "mine" {
				panic(fmt.Sprintf("re-%v", r))
			}
		}()
		panic("other")
	}()
	return nil
}
func resultKept() (n int) {
	defer func() { recover() }()
	n = 5
	panic("x")
}
func unnamedResult() int {
	defer func() { recover() }()
	panic("x")
}

type t struct{ log *[]string }

func (v t) rec() { *v.log = append(*v.log, fmt.Sprint(recover())) }

func main() {
	fmt.Println(recover())
	fmt.Println(direct(), viaHelper())
	deferredHelper()
	fmt.Println(deferRecover())
	fmt.Println(twice())
	fmt.Println(replaced(), innerOnly(), continues(), reraise(), resultKept(), unnamedResult())
	var log []string
	func() {
		defer t{&log}.rec()
		panic("method")
	}()
	fmt.Println(log)
	defer func() {
		r := recover()
		err, ok := r.(error)
		fmt.Println(ok, err)
		var re interface {
			error
			RuntimeError()
		}
		fmt.Println(errors.As(err, &re))
	}()
	var a []int
	_ = a[len(os.Args)+5]
}
