// run

package main

import (
	"fmt"
	"reflect"
)

type T struct{ name string }

func (t T) Rec()   { fmt.Println(t.name, recover()) }
func (t *T) PRec() { fmt.Println("p", t.name, recover()) }

type I interface{ Rec() }

func try(name string, f func()) {
	defer func() {
		if r := recover(); r != nil {
			fmt.Println(name, "outer", r)
		}
	}()
	f()
}
func main() {
	t := T{"t"}
	try("value", func() { defer t.Rec(); panic(1) })
	try("ptr", func() { defer t.PRec(); panic(2) })
	try("iface", func() { defer I(t).Rec(); panic(3) })
	try("ifaceptr", func() { defer I(&t).Rec(); panic(4) })
	try("mv", func() { f := t.Rec; defer f(); panic(5) })
	try("expr", func() { defer T.Rec(t); panic(6) })
	try("exprptr", func() { defer (*T).Rec(&t); panic(7) })
	try("reflect", func() { defer reflect.ValueOf(t).Method(0).Call(nil); panic(8) })
	try("reflectiface", func() { f := reflect.ValueOf(t).Method(0).Interface().(func()); defer f(); panic(9) })
	try("ifacemv", func() { f := I(t).Rec; defer f(); panic(10) })
	try("nested", func() { defer func() { t.Rec() }(); panic(11) })
	try("makefunc", func() {
		f := reflect.MakeFunc(reflect.TypeOf(func() {}), func([]reflect.Value) []reflect.Value { fmt.Println("mf", recover()); return nil }).Interface().(func())
		defer f()
		panic(12)
	})
}
