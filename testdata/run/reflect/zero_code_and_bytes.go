// run

package main

import (
	"fmt"
	"math"
	"reflect"
	"runtime"
	"encoding/json"
)

type MyByte byte
type MyRune rune
type T struct{ n int }

func (t T) A() int       { return t.n }
func (t *T) B(x int) int { return t.n + x }

type E struct{ T }

type I interface{ A() int }

func main() {
	nz := math.Copysign(0, -1)
	fmt.Println(reflect.ValueOf(nz).IsZero(), reflect.ValueOf([1]float64{nz}).IsZero(), reflect.ValueOf(struct{ F float64 }{nz}).IsZero(), reflect.ValueOf(complex(nz, nz)).IsZero(),
		reflect.ValueOf([200]float64{3: nz}).IsZero(), reflect.ValueOf(struct {
			F float64
			s []int
		}{nz, nil}).IsZero(), reflect.ValueOf(struct{ a any }{nil}).IsZero(), reflect.ValueOf(float32(nz)).IsZero())
	b, _ := json.Marshal(struct {
		F float64 `json:"f,omitzero"`
		G float64 `json:"g,omitempty"`
	}{nz, nz})
	fmt.Println(string(b))
	for _, t := range []reflect.Type{reflect.TypeFor[T](), reflect.TypeFor[*T](), reflect.TypeFor[E](), reflect.TypeFor[*E]()} {
		for m := range t.Methods() {
			f := runtime.FuncForPC(m.Func.Pointer())
			fmt.Println(t, m.Name, m.Type, f != nil && f.Name() != "", f.Name())
		}
	}
	fmt.Println(reflect.ValueOf(T{}).Method(0).Pointer() == reflect.ValueOf(&T{}).Method(1).Pointer())
	fmt.Println(runtime.FuncForPC(reflect.ValueOf(&T{}).Method(1).Pointer()).Name())
	fmt.Println(runtime.FuncForPC(reflect.ValueOf(I.A).Pointer()).Name())
	t := T{4}
	fmt.Println(runtime.FuncForPC(reflect.ValueOf(t.A).Pointer()).Name(), reflect.TypeFor[*T]().Method(1).Func.Call([]reflect.Value{reflect.ValueOf(&t), reflect.ValueOf(3)})[0])
	fn := reflect.TypeFor[*T]().Method(1).Func.Interface().(func(*T, int) int)
	fmt.Println(fn(&t, 5))
	mk := reflect.MakeFunc(reflect.TypeFor[func()](), func([]reflect.Value) []reflect.Value { return nil })
	fmt.Println(runtime.FuncForPC(mk.Pointer()).Name())
	fmt.Println(reflect.ValueOf("abc").Convert(reflect.TypeFor[[]MyByte]()), reflect.ValueOf([]MyRune{'x', 'é'}).Convert(reflect.TypeFor[string]()), reflect.ValueOf([]MyByte("hi")).Convert(reflect.TypeFor[string]()))
	type bs []MyByte
	fmt.Println(reflect.ValueOf(bs("x")).CanConvert(reflect.TypeFor[string]()), reflect.ValueOf("x").CanConvert(reflect.TypeFor[[]MyRune]()), reflect.TypeFor[string]().ConvertibleTo(reflect.TypeFor[[]int8]()))
	fmt.Println(reflect.ValueOf([]MyByte("hi")).Bytes())
}
