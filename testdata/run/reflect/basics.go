// run

package main

import (
	"fmt"
	"reflect"
)

type Inner struct {
	X, Y int
}
type T struct {
	A int    `json:"a" k:"v\n"`
	B string `json:"b,omitempty"`
	c float64
	Inner
	*Other
	D []byte
	E map[string]int
	F func(int) string
	G any
	H [3]int8
	I chan<- int
}
type Other struct{ Z bool }

func (t T) Hello(s string) string { return "hello " + s + t.B }
func (t *T) Set(s string)         { t.B = s }
func (t T) Many(a int8, b string, c ...int) (int, error) {
	return int(a) + len(b) + len(c), nil
}
func try(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Printf("%s: %v (%T)\n", name, e, e)
		}
	}()
	f()
}

type G[K comparable, V any] struct {
	k K
	v V
}

func main() {
	t := T{A: 1, B: "b", c: 2.5, D: []byte("hi"), E: map[string]int{"x": 1}}
	typ := reflect.TypeOf(t)
	fmt.Println(typ, typ.Name(), typ.PkgPath(), typ.Kind(), typ.NumField(), typ.NumMethod(), typ.Size(), typ.Align())
	for i := 0; i < typ.NumField(); i++ {
		f := typ.Field(i)
		fmt.Println(f.Name, f.PkgPath, f.Type, f.Tag, f.Offset, f.Index, f.Anonymous, f.Tag.Get("json"), f.IsExported())
	}
	for i := 0; i < typ.NumMethod(); i++ {
		m := typ.Method(i)
		fmt.Println(m.Name, m.Type, m.Index)
	}
	pt := reflect.TypeOf(&t)
	fmt.Println(pt, pt.NumMethod(), pt.Elem() == typ)
	v := reflect.ValueOf(&t).Elem()
	v.Field(0).SetInt(42)
	v.FieldByName("B").SetString("new")
	fmt.Println(t.A, t.B, v.Field(2).Float(), v.Field(3).Field(1).Int(), v.Field(5).Bytes(), v.Field(9).Index(1).Int())
	try("setunexp", func() { v.Field(2).SetFloat(1) })
	try("int on string", func() { v.Field(1).Int() })
	try("unaddr", func() { reflect.ValueOf(t).Field(0).SetInt(1) })
	try("zero", func() { reflect.Value{}.Int() })
	try("iface", func() { v.Field(2).Interface() })
	out := v.MethodByName("Hello").Call([]reflect.Value{reflect.ValueOf("you ")})
	fmt.Println(out[0], len(out), out[0].Kind())
	v.Addr().MethodByName("Set").Call([]reflect.Value{reflect.ValueOf("via set")})
	fmt.Println(t.B)
	out = v.Method(1).Call([]reflect.Value{reflect.ValueOf(int8(3)), reflect.ValueOf("xx"), reflect.ValueOf(1), reflect.ValueOf(2)})
	fmt.Println(out[0].Int(), out[1].IsNil(), out[1].Type())
	fn := reflect.ValueOf(fmt.Sprintf)
	fmt.Println(fn.Call([]reflect.Value{reflect.ValueOf("%d-%s"), reflect.ValueOf(5), reflect.ValueOf("q")})[0])
	fmt.Println(fn.CallSlice([]reflect.Value{reflect.ValueOf("%d-%s"), reflect.ValueOf([]any{6, "z"})})[0])
	swap := reflect.MakeFunc(reflect.TypeOf(func(int, string) (string, int) { return "", 0 }), func(a []reflect.Value) []reflect.Value {
		return []reflect.Value{a[1], a[0]}
	})
	f := swap.Interface().(func(int, string) (string, int))
	fmt.Println(f(1, "one"))
	m := reflect.MakeMap(reflect.TypeOf(map[string]int{}))
	m.SetMapIndex(reflect.ValueOf("k"), reflect.ValueOf(7))
	fmt.Println(m.Interface(), m.Len(), m.MapIndex(reflect.ValueOf("k")), m.MapIndex(reflect.ValueOf("z")).IsValid())
	for it := m.MapRange(); it.Next(); {
		fmt.Println(it.Key(), it.Value())
	}
	s := reflect.MakeSlice(reflect.TypeOf([]int{}), 0, 0)
	s = reflect.Append(s, reflect.ValueOf(1), reflect.ValueOf(2))
	fmt.Println(s.Interface(), s.Len(), s.Cap(), s.Slice(0, 1))
	fmt.Println(reflect.TypeOf(G[string, T]{}), reflect.TypeOf(G[string, T]{}).Name(), reflect.TypeFor[error](), reflect.TypeFor[any]())
	fmt.Println(reflect.DeepEqual(t, t), reflect.DeepEqual([]int{1, 2}, []int{1, 2}), reflect.DeepEqual(map[int]string{1: "a"}, map[int]string{1: "b"}))
	fmt.Println(reflect.SliceOf(typ), reflect.SliceOf(reflect.TypeOf(1)) == reflect.TypeOf([]int{}))
	st := reflect.StructOf([]reflect.StructField{{Name: "A", Type: reflect.TypeOf(1), Tag: `x:"y"`}, {Name: "B", Type: reflect.TypeOf("")}})
	sv := reflect.New(st).Elem()
	sv.Field(0).SetInt(9)
	fmt.Printf("%v %+v %T\n", sv.Interface(), sv, sv.Interface())
	fmt.Println(reflect.ValueOf(3.9).Convert(reflect.TypeOf(1)), reflect.ValueOf(65).Convert(reflect.TypeOf("")))
	fmt.Println(reflect.New(typ).Type(), reflect.Zero(typ).Field(0), reflect.ValueOf(&t).Elem().CanSet())
	ch := reflect.MakeChan(reflect.TypeOf(make(chan int)), 1)
	ch.Send(reflect.ValueOf(5))
	x, ok := ch.Recv()
	fmt.Println(x, ok)
	x, ok = ch.TryRecv()
	fmt.Println(x.IsValid(), ok)
	fmt.Println(typ.FieldByName("Z"))
	fmt.Println(v.Method(0).Type(), v.Kind(), reflect.ValueOf(t.Hello).Type())
	h := v.MethodByName("Hello").Interface().(func(string) string)
	fmt.Println(h("bound "))
	go func() { ch.Send(reflect.ValueOf(77)) }()
	fmt.Println(reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: ch}}))
	fmt.Println(pt.Implements(reflect.TypeFor[fmt.Stringer]()), typ.Method(0).Func.Call([]reflect.Value{v, reflect.ValueOf("mexpr ")})[0])
}
