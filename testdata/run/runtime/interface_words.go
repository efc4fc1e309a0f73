// run

package main

import (
	"fmt"
	"unsafe"
)

type eface struct {
	typ  unsafe.Pointer
	data unsafe.Pointer
}
type iface struct {
	tab  *[4]uintptr
	data unsafe.Pointer
}
type E struct{ code int }

func (e E) Error() string { return fmt.Sprint("code ", e.code) }

type P struct{ x, y float64 }

func main() {
	vals := []any{42, int8(-3), uint16(77), 3.5, float32(1.25), true, "str", []int{1, 2}, P{1, 2}, E{5}, 'x'}
	for i := range vals {
		e := (*eface)(unsafe.Pointer(&vals[i]))
		switch v := vals[i].(type) {
		case int:
			fmt.Println(*(*int)(e.data), v)
		case int8:
			fmt.Println(*(*int8)(e.data), v)
		case uint16:
			fmt.Println(*(*uint16)(e.data), v)
		case float64:
			fmt.Println(*(*float64)(e.data), v)
		case float32:
			fmt.Println(*(*float32)(e.data), v)
		case bool:
			fmt.Println(*(*bool)(e.data), v)
		case string:
			fmt.Println(*(*string)(e.data), v)
		case []int:
			fmt.Println(*(*[]int)(e.data), v)
		case P:
			fmt.Println(*(*P)(e.data), v)
		case E:
			fmt.Println(*(*E)(e.data), v)
		case rune:
			fmt.Println(*(*rune)(e.data), v)
		}
	}
	var err error = E{9}
	w := (*iface)(unsafe.Pointer(&err))
	fmt.Println(*(*int)(w.data), w.tab != nil)
	x := 5
	var px any = &x
	fmt.Println(*(*int)((*eface)(unsafe.Pointer(&px)).data))
	var n any
	fmt.Println((*eface)(unsafe.Pointer(&n)).data == nil, (*eface)(unsafe.Pointer(&n)).typ == nil)
	var a, b any = 1, 2
	fmt.Println((*eface)(unsafe.Pointer(&a)).typ == (*eface)(unsafe.Pointer(&b)).typ)
	words := *(*[2]uintptr)(unsafe.Pointer(&a))
	fmt.Println(*(*int)(unsafe.Pointer(words[1])))
	var typed *P
	var ie any = typed
	h := (*[2]unsafe.Pointer)(unsafe.Pointer(&ie))
	fmt.Println(h[0] != nil, h[1] == nil)
}
