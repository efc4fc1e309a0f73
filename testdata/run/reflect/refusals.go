// run

package main

import (
	"fmt"
	"reflect"
)

type T struct {
	x []int
	Y []int
	c chan int
	m map[string]int
	f func()
	i int
	P *int
	a any
}

func try(name string, f func()) {
	defer func() {
		r := recover()
		fmt.Printf("%s: %T %v\n", name, r, r)
	}()
	f()
}

func main() {
	t := T{x: []int{1}, Y: []int{2}, c: make(chan int, 1), m: map[string]int{"a": 1}}
	v := reflect.ValueOf(&t).Elem()
	x, y := v.Field(0), v.Field(1)
	one := reflect.ValueOf(1)
	try("Append ro", func() { reflect.Append(x, one) })
	try("Append ro none", func() { reflect.Append(x) })
	try("Append elem ro", func() { reflect.Append(y, v.Field(5)) })
	try("Append no slice", func() { reflect.Append(one, one) })
	try("Append zero", func() { reflect.Append(reflect.Value{}, one) })
	try("Append type", func() { reflect.Append(y, reflect.ValueOf("a")) })
	try("AppendSlice ro", func() { reflect.AppendSlice(x, y) })
	try("AppendSlice src ro", func() { reflect.AppendSlice(y, x) })
	try("AppendSlice both ro", func() { reflect.AppendSlice(x, x) })
	try("AppendSlice type", func() { reflect.AppendSlice(y, reflect.ValueOf([]string{})) })
	try("AppendSlice no slice", func() { reflect.AppendSlice(y, one) })
	try("Copy dst ro", func() { reflect.Copy(x, y) })
	try("Copy src ro", func() { reflect.Copy(y, x) })
	try("Copy type", func() { reflect.Copy(y, reflect.ValueOf([]string{"a"})) })
	try("Copy array", func() { reflect.Copy(reflect.ValueOf([1]int{}), y) })
	try("Swapper", func() { reflect.Swapper(5) })
	try("Len", func() { one.Len() })
	try("Grow", func() { y.Grow(-1) })
	try("Grow ro", func() { x.Grow(1) })
	try("SetLen", func() { y.SetLen(99) })
	try("SetCap", func() { y.SetCap(99) })
	try("Slice ro", func() { fmt.Println(x.Slice(0, 1).CanInterface()) })
	try("SetIterKey", func() { it := v.Field(3).MapRange(); it.Next(); reflect.New(reflect.TypeFor[string]()).Elem().SetIterKey(it) })
	try("MapIndex ro key", func() {
		s := reflect.ValueOf(struct{ s string }{"a"}).Field(0)
		fmt.Println(reflect.ValueOf(map[string]int{"a": 1}).MapIndex(s).CanInterface())
	})
	try("Interface", func() { x.Interface() })
	try("Comparable", func() { fmt.Println(x.Comparable(), v.Comparable()) })
	try("Equal", func() { x.Equal(y) })
	try("Clear", func() { x.Clear() })
	try("SetZero", func() { x.SetZero() })
	try("Set noaddr", func() { one.Set(one) })
	try("Indirect nil", func() { reflect.Indirect(v.Field(6)).Int() })
	try("Elem nil", func() { v.Field(6).Elem().Int() })
	try("Call nil", func() { reflect.Zero(reflect.TypeFor[func()]()).Call(nil) })
	try("Call ro", func() { v.Field(4).Call(nil) })
	try("Send ro", func() { v.Field(2).Send(one) })
	try("Convert ro", func() { fmt.Println(v.Field(5).Convert(reflect.TypeFor[int64]()).CanInterface()) })
	try("Method ro", func() { v.Field(7).Method(0) })
	try("FieldByName", func() { one.FieldByName("a") })
	try("Select", func() { reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: v.Field(2)}}) })
	try("MakeMapWithSize", func() { reflect.MakeMapWithSize(reflect.TypeFor[int](), 1) })
	try("MakeSlice", func() { reflect.MakeSlice(reflect.TypeFor[[]int](), 2, 1) })
	try("NewAt", func() { fmt.Println(reflect.NewAt(reflect.TypeFor[int](), nil).IsNil()) })
	try("Seq", func() { x.Seq() })
	try("Slice3", func() { y.Slice3(0, 1, 99) })
	try("Index", func() { y.Index(9) })
	try("UnsafePointer", func() { one.UnsafePointer() })
	try("OverflowInt", func() { y.OverflowInt(1) })
	try("CanConvert", func() { fmt.Println(y.CanConvert(reflect.TypeFor[[2]int]()), y.CanConvert(reflect.TypeFor[[1]int]())) })
	try("Convert arr", func() { y.Convert(reflect.TypeFor[[2]int]()) })
}
