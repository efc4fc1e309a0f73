// run

package main

import (
	"errors"
	"fmt"
	"reflect"
	"sort"
	"strings"
	"unsafe"
)

func try(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Printf("%s: %v (%T)\n", name, e, e)
		} else {
			fmt.Println(name, "no panic")
		}
	}()
	f()
}

type E struct{ e int }
type Pub struct{ P, q int }
type S struct {
	Pub
	E
	I     any
	u     any
	Err   error
	Chan  chan int
	Arr   [3]int
	M     map[string]int
	Fn    func()
	small [2]int16
	P     *Pub
}
type MyInt int

func (m MyInt) String() string { return fmt.Sprintf("MyInt(%d)", int(m)) }

type Str string
type Cyc struct {
	Next *Cyc
	V    int
}
type Rec []Rec
type Iface interface{ String() string }

func main() {
	var s S
	v := reflect.ValueOf(&s).Elem()
	try("Set wrong type", func() { v.FieldByName("I").Set(reflect.ValueOf(3)); v.FieldByName("Arr").Set(reflect.ValueOf(3)) })
	try("Set err", func() { v.FieldByName("Err").Set(reflect.ValueOf(errors.New("x"))) })
	fmt.Println(s.Err, s.I)
	try("Set err wrong", func() { v.FieldByName("Err").Set(reflect.ValueOf(3)) })
	try("q", func() { v.FieldByName("q").SetInt(1) })
	try("e", func() { v.FieldByName("e").SetInt(1) })
	try("P", func() { v.FieldByName("P").Set(reflect.Zero(reflect.TypeFor[*Pub]())) })
	try("Pub.P", func() { v.Field(0).Field(0).SetInt(4) })
	try("E.", func() { v.Field(1).Set(reflect.Zero(reflect.TypeFor[E]())) })
	try("u elem", func() { s.u = 5; v.FieldByName("u").Elem().Interface() })
	try("nilmap", func() { v.FieldByName("M").SetMapIndex(reflect.ValueOf("a"), reflect.ValueOf(1)) })
	try("map key type", func() { s.M = map[string]int{}; v.FieldByName("M").SetMapIndex(reflect.ValueOf(1), reflect.ValueOf(1)) })
	try("mapindex", func() { v.FieldByName("M").MapIndex(reflect.ValueOf(1)) })
	try("callnil", func() { v.FieldByName("Fn").Call(nil) })
	try("len", func() { v.Len() })
	try("IsNil", func() { v.IsNil() })
	try("Elem", func() { v.Elem() })
	try("Index", func() { v.FieldByName("Arr").Index(3) })
	try("Index slice", func() { reflect.ValueOf([]int{1}).Index(1) })
	try("Index str", func() { reflect.ValueOf("abc").Index(9) })
	try("Field oob", func() { v.Field(100) })
	try("Type.Field oob", func() { v.Type().Field(100) })
	try("NumField", func() { reflect.TypeOf(1).NumField() })
	try("Key", func() { reflect.TypeOf(1).Key() })
	try("TElem", func() { reflect.TypeOf(1).Elem() })
	try("In", func() { reflect.TypeOf(1).In(0) })
	try("In oob", func() { reflect.TypeOf(main).In(0) })
	try("Bits", func() { reflect.TypeOf("").Bits() })
	try("TLen", func() { reflect.TypeOf("").Len() })
	try("ChanDir", func() { reflect.TypeOf("").ChanDir() })
	try("Addr", func() { reflect.ValueOf(1).Addr() })
	try("few", func() { reflect.ValueOf(strings.Repeat).Call(nil) })
	try("many", func() { reflect.ValueOf(main).Call([]reflect.Value{reflect.ValueOf(1)}) })
	try("badarg", func() { reflect.ValueOf(strings.Repeat).Call([]reflect.Value{reflect.ValueOf(1), reflect.ValueOf(1)}) })
	try("zeroarg", func() { reflect.ValueOf(strings.Repeat).Call([]reflect.Value{{}, reflect.ValueOf(1)}) })
	try("variadic", func() { reflect.ValueOf(fmt.Sprint).Call([]reflect.Value{reflect.ValueOf(1)}) })
	try("variadic bad", func() {
		reflect.ValueOf(func(a ...int) {}).Call([]reflect.Value{reflect.ValueOf("x")})
	})
	try("callslice", func() { reflect.ValueOf(main).CallSlice(nil) })
	try("convert", func() { reflect.ValueOf(1).Convert(reflect.TypeFor[[]int]()) })
	try("conv arr", func() { reflect.ValueOf([]int{1}).Convert(reflect.TypeFor[[2]int]()) })
	try("conv parr", func() { reflect.ValueOf([]int{1}).Convert(reflect.TypeFor[*[2]int]()) })
	try("MakeSlice", func() { reflect.MakeSlice(reflect.TypeOf(1), 0, 0) })
	try("MakeSlice neg", func() { reflect.MakeSlice(reflect.TypeFor[[]int](), -1, 0) })
	try("MakeMap", func() { reflect.MakeMap(reflect.TypeOf(1)) })
	try("MapOf", func() { reflect.MapOf(reflect.TypeFor[[]int](), reflect.TypeOf(1)) })
	try("Implements", func() { reflect.TypeOf(1).Implements(reflect.TypeOf(1)) })
	try("ArrayOf", func() { reflect.ArrayOf(-1, reflect.TypeOf(1)) })
	try("SetLen", func() { x := []int{1}; reflect.ValueOf(&x).Elem().SetLen(5) })
	try("Slice", func() { reflect.ValueOf([]int{1}).Slice(0, 3) })
	try("Slice str", func() { reflect.ValueOf("abc").Slice(2, 9) })
	try("Slice arr", func() { reflect.ValueOf([2]int{}).Slice(0, 1) })
	try("Bytes", func() { reflect.ValueOf([]int{}).Bytes() })
	try("Send", func() { reflect.ValueOf(make(<-chan int)).Send(reflect.ValueOf(1)) })
	try("Recv", func() { reflect.ValueOf(make(chan<- int)).Recv() })
	try("Close", func() { c := make(chan int); close(c); reflect.ValueOf(c).Close() })
	try("Closer", func() { reflect.ValueOf(make(<-chan int)).Close() })
	try("send closed", func() { c := make(chan int); close(c); reflect.ValueOf(c).Send(reflect.ValueOf(1)) })
	try("Method", func() { reflect.ValueOf(MyInt(1)).Method(5) })
	try("Zero nil", func() { reflect.Zero(nil) })
	try("New nil", func() { reflect.New(nil) })
	try("Equal", func() { reflect.ValueOf([]int{}).Equal(reflect.ValueOf([]int{})) })
	try("Copy", func() { reflect.Copy(reflect.ValueOf([]int{1}), reflect.ValueOf([]string{""})) })
	try("Append", func() { reflect.Append(reflect.ValueOf([]int{1}), reflect.ValueOf("")) })
	try("AppendSlice", func() { reflect.AppendSlice(reflect.ValueOf([]int{1}), reflect.ValueOf([]string{""})) })
	try("overflow", func() { reflect.ValueOf("").OverflowInt(1) })
	try("Complex", func() { reflect.ValueOf("").Complex() })
	try("SetCap", func() { reflect.ValueOf([]int{1}).SetCap(1) })
	try("FieldByIndex nil", func() { v.FieldByIndex([]int{10, 0}) })
	try("StructOf", func() { reflect.StructOf([]reflect.StructField{{Name: "a", Type: reflect.TypeOf(1)}}) })
	try("StructOf2", func() { reflect.StructOf([]reflect.StructField{{Name: "", Type: reflect.TypeOf(1)}}) })
	try("StructOf3", func() { reflect.StructOf([]reflect.StructField{{Name: "A"}}) })
	try("StructOf4", func() {
		reflect.StructOf([]reflect.StructField{{Name: "A", Type: reflect.TypeOf(1)}, {Name: "A", Type: reflect.TypeOf(1)}})
	})
	try("MakeFunc", func() { reflect.MakeFunc(reflect.TypeOf(1), nil) })
	try("mf count", func() {
		reflect.MakeFunc(reflect.TypeOf(func() int { return 1 }), func([]reflect.Value) []reflect.Value { return nil }).Call(nil)
	})
	try("mf type", func() {
		reflect.MakeFunc(reflect.TypeOf(func() int { return 1 }), func([]reflect.Value) []reflect.Value {
			return []reflect.Value{reflect.ValueOf("x")}
		}).Call(nil)
	})
	try("Swapper", func() { reflect.Swapper(1) })
	try("iter", func() { m := reflect.ValueOf(map[int]int{}).MapRange(); m.Key() })
	try("iter2", func() { m := reflect.ValueOf(map[int]int{}).MapRange(); m.Next(); m.Next() })
	try("Seq", func() { reflect.ValueOf(1.5).Seq() })
	try("VisibleFields", func() { reflect.VisibleFields(reflect.TypeOf(1)) })
	try("unhashable", func() { m := map[any]int{}; reflect.ValueOf(m).SetMapIndex(reflect.ValueOf([]int{}), reflect.ValueOf(1)) })
	try("InterfaceData", func() { reflect.ValueOf(1).InterfaceData() })
	try("SetIterKey", func() { m := reflect.ValueOf(map[int]int{1: 1}).MapRange(); reflect.ValueOf(new(int)).Elem().SetIterKey(m) })

	// deep equal
	c1, c2 := &Cyc{V: 1}, &Cyc{V: 1}
	c1.Next, c2.Next = c1, c2
	fmt.Println(reflect.DeepEqual(c1, c2))
	r := Rec{nil}
	r[0] = r
	fmt.Println(reflect.DeepEqual(r, Rec{r}))
	nan := 0.0
	nan /= nan
	ns := []float64{nan}
	fmt.Println(reflect.DeepEqual(nan, nan), reflect.DeepEqual(ns, ns), reflect.DeepEqual([]float64{nan}, []float64{nan}))
	fmt.Println(reflect.DeepEqual([]int(nil), []int{}), reflect.DeepEqual(map[int]int(nil), map[int]int{}), reflect.DeepEqual(nil, nil), reflect.DeepEqual(1, int64(1)))
	fmt.Println(reflect.DeepEqual(map[string][]int{"a": {1}}, map[string][]int{"a": {1}}), reflect.DeepEqual(main, main), reflect.DeepEqual([]any{1, "a", nil}, []any{1, "a", nil}))
	fmt.Println(reflect.DeepEqual([][]byte{[]byte("x")}, [][]byte{[]byte("x")}), reflect.DeepEqual(error(nil), nil))
	// fmt
	fmt.Println(reflect.ValueOf(MyInt(3)), reflect.ValueOf(s), reflect.ValueOf(&s).Kind(), []reflect.Value{reflect.ValueOf(1)}, reflect.Value{})
	fmt.Printf("%v %d %s %T %+v %#v\n", reflect.ValueOf(MyInt(3)), reflect.ValueOf(7), reflect.ValueOf("s"), reflect.ValueOf(1), reflect.ValueOf(Pub{1, 2}), reflect.ValueOf([]string{"a"}))
	fmt.Printf("%v %s %q\n", reflect.Int, reflect.TypeOf(1), reflect.TypeOf(""))
	fmt.Println(reflect.ValueOf(struct{ x MyInt }{3}).Field(0), reflect.ValueOf(1.5), reflect.ValueOf(any(nil)).IsValid())
	// kinds
	for _, x := range []any{true, 1, int8(-1), int16(-2), int32(-3), int64(-4), uint(1), uint8(2), uint16(3), uint32(4), uint64(5), uintptr(6), float32(1.5), 2.5, complex64(1 + 2i), 3 + 4i, [2]int{}, make(chan int), main, &s, map[int]int{}, []int{}, "s", s, unsafe.Pointer(nil), [4]byte{1, 2}, struct{ a, b int16 }{3, 4}, struct{ p *int }{}} {
		v := reflect.ValueOf(x)
		t := v.Type()
		fmt.Println(v.Kind(), t, t.Name(), t.PkgPath(), t.Size(), t.Align(), t.Comparable(), v.IsZero(), v.CanInt(), v.CanUint(), v.CanFloat(), v.CanComplex(), t.CanSeq(), t.CanSeq2(), v.Comparable())
		n := reflect.New(t).Elem()
		fmt.Println(n.IsZero(), n.CanSet(), n.Type() == t)
		n.Set(v)
		if t.Comparable() && n.Interface() != x {
			fmt.Println("bad", n.Interface(), x)
		}
	}
	arr := reflect.ValueOf([4]byte{1, 2, 3, 4})
	fmt.Println(arr.Index(2), arr.Len())
	st := reflect.ValueOf(struct{ a, b int16 }{3, -4})
	fmt.Println(st.Field(0).Int(), st.Field(1).Int())
	// conversions
	fmt.Println(reflect.ValueOf(int64(-1)).Convert(reflect.TypeOf(uint8(0))), reflect.ValueOf(-1.5).Convert(reflect.TypeOf(int8(0))), reflect.ValueOf("héé").Convert(reflect.TypeOf([]rune(nil))), reflect.ValueOf([]byte("abc")).Convert(reflect.TypeOf(Str(""))).Type(), reflect.ValueOf(1<<20).Convert(reflect.TypeOf("")))
	fmt.Println(reflect.ValueOf([]int{1, 2, 3}).Convert(reflect.TypeFor[[2]int]()), reflect.ValueOf(MyInt(4)).Convert(reflect.TypeFor[Iface]()).Type(), reflect.ValueOf(MyInt(4)).Convert(reflect.TypeFor[any]()).Elem().Type())
	fmt.Println(reflect.TypeFor[MyInt]().ConvertibleTo(reflect.TypeFor[string]()), reflect.TypeFor[MyInt]().AssignableTo(reflect.TypeFor[Iface]()), reflect.TypeFor[struct{ A int }]().ConvertibleTo(reflect.TypeFor[struct {
		A int `x:"y"`
	}]()), reflect.TypeFor[struct{ A int }]().AssignableTo(reflect.TypeFor[struct {
		A int `x:"y"`
	}]()))
	// types
	for _, t := range []reflect.Type{reflect.TypeFor[chan (<-chan int)](), reflect.TypeFor[func(int, ...string) (a, b error)](), reflect.TypeFor[map[string]struct{ X, y int }](), reflect.TypeFor[interface {
		M(int) string
		error
	}](), reflect.TypeFor[struct {
		Pub
		*E `t:"1"`
	}](), reflect.TypeFor[[3]*[]**int](), reflect.TypeFor[unsafe.Pointer](), reflect.TypeFor[rune](), reflect.TypeFor[byte]()} {
		fmt.Println(t, t.Kind(), t.Name(), t.PkgPath() == "")
	}
	it := reflect.TypeFor[interface {
		b(int)
		A() string
	}]()
	for i := 0; i < it.NumMethod(); i++ {
		fmt.Println(it.Method(i).Name, it.Method(i).PkgPath, it.Method(i).Type)
	}
	for _, f := range reflect.VisibleFields(v.Type()) {
		fmt.Println(f.Name, f.Index, f.Type)
	}
	fmt.Println(reflect.ChanOf(reflect.RecvDir, reflect.TypeOf(1)), reflect.FuncOf([]reflect.Type{reflect.TypeOf(1), reflect.TypeOf([]string{})}, []reflect.Type{reflect.TypeOf(""), reflect.TypeFor[error]()}, true), reflect.MapOf(reflect.TypeOf(""), reflect.TypeOf(MyInt(0))), reflect.ArrayOf(7, reflect.TypeOf("")))
	keys := reflect.ValueOf(map[string]int{"b": 1, "a": 2, "c": 3}).MapKeys()
	sort.Slice(keys, func(i, j int) bool { return keys[i].String() < keys[j].String() })
	fmt.Println(keys[0].Interface(), keys[2].Interface(), len(keys))
	x := []int{1, 2, 3}
	reflect.Swapper(x)(0, 2)
	fmt.Println(x)
	for i := range reflect.ValueOf(3).Seq() {
		fmt.Print(i.Int(), " ")
	}
	for i, e := range reflect.ValueOf("añ").Seq2() {
		fmt.Print(i.Int(), e.Int(), " ")
	}
	for k := range reflect.ValueOf(func(y func(string) bool) { _ = y("p") && y("q") }).Seq() {
		fmt.Print(k, " ")
	}
	fmt.Println()
	ts, ok := reflect.TypeAssert[MyInt](reflect.ValueOf(MyInt(8)))
	fmt.Println(ts, ok)
	_, ok = reflect.TypeAssert[string](reflect.ValueOf(MyInt(8)))
	fmt.Println(ok)
	fmt.Println(reflect.RecvDir, reflect.SendDir, reflect.BothDir, reflect.Kind(100), reflect.Ptr)
	for i := range reflect.TypeOf(strings.Repeat).Ins() {
		fmt.Print(i, ";")
	}
	for f, v := range reflect.ValueOf(Pub{1, 2}).Fields() {
		fmt.Print(f.Name, "=", v, ";")
	}
	fmt.Println()
	np := reflect.NewAt(reflect.TypeOf(0), unsafe.Pointer(&x[0]))
	np.Elem().SetInt(50)
	fmt.Println(x, np.Type())
	g := reflect.ValueOf(&x).Elem()
	g.Grow(10)
	fmt.Println(g.Cap() >= 13, g.Len())
	g.SetLen(2)
	g.Clear()
	fmt.Println(x)
	g.SetZero()
	fmt.Println(x == nil)
}
