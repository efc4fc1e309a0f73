// run

package main

import (
	"fmt"
	"reflect"
)

type T struct{}

func (T) Map[U any](u U) U { return u }
func (T) Plain() int       { return 3 }

func main() {
	t := reflect.TypeFor[T]()
	fmt.Println(t.NumMethod(), T{}.Map("x"))
	for m := range t.Methods() {
		fmt.Println(m.Name, m.Type)
	}
	fmt.Println(reflect.ValueOf(T{}).MethodByName("Plain").Call(nil)[0], reflect.ValueOf(T{}).MethodByName("Map").IsValid())
}
