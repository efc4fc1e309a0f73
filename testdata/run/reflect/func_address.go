// run

package main

import (
	"fmt"
	"reflect"
	"unsafe"
)

type S struct{ x int }

func (s S) String() string { return fmt.Sprintf("S%d", s.x) }

// open makes a value addressable behind reflect's back, as some printers do.
func open(v reflect.Value) reflect.Value {
	field, ok := reflect.TypeOf(reflect.Value{}).FieldByName("flag")
	if !ok {
		panic("no flag")
	}
	*(*uintptr)(unsafe.Add(unsafe.Pointer(&v), field.Offset)) |= 1 << 8
	return v
}

func main() {
	f := func() {}
	fmt.Println(fmt.Sprintf("%p", f) == fmt.Sprintf("%#x", reflect.ValueOf(f).Pointer()))
	fmt.Println(fmt.Sprintf("%v", main) == fmt.Sprintf("%#x", reflect.ValueOf(main).Pointer()))
	fmt.Println(fmt.Sprint(map[string]any{"f": main}) == fmt.Sprintf("map[f:%p]", main))
	for _, x := range []any{S{1}, 2, int8(3), "four", [1]int{5}} {
		v := open(reflect.ValueOf(x))
		p := v.Addr()
		s, ok := p.Interface().(fmt.Stringer)
		fmt.Println(p.Type(), p.Elem().Interface() == x, v.UnsafeAddr() != 0, s, ok)
	}
}
