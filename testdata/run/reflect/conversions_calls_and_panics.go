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

type MyInt int
type MyStr string
type Bytes []byte
type Arr [4]int
type S struct {
	A int
	B string
}
type S2 struct {
	A int `x:"1"`
	B string
}
type I interface{ M() }
type Impl struct{ n int }

func (i Impl) M()                       {}
func (i *Impl) P(x int) (int, error)    { i.n += x; return i.n, errors.New("e") }
func (i Impl) V(p string, xs ...int) string { return fmt.Sprint(p, xs, i.n) }

func try(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Printf("%s: panic %T %v\n", name, e, e)
		}
	}()
	f()
}

func main() {
	vals := []any{1, int8(-5), uint8(200), uint64(1 << 63), 3.99, float32(-2.5), 2i, complex64(1 + 2i), "hé", MyStr("x"), []byte("ab"), Bytes("cd"), []rune("xy"), []int{1, 2, 3, 4}, Arr{1, 2, 3, 4}, &Arr{5, 6, 7, 8}, S{1, "b"}, S2{2, "c"}, Impl{3}, &Impl{4}, MyInt(65), true, map[string]int{"a": 1}, make(chan int), error(errors.New("x")), func() {}, unsafe.Pointer(nil), uintptr(5), new(int)}
	targets := []reflect.Type{reflect.TypeFor[int](), reflect.TypeFor[int8](), reflect.TypeFor[uint16](), reflect.TypeFor[float32](), reflect.TypeFor[float64](), reflect.TypeFor[complex64](), reflect.TypeFor[string](), reflect.TypeFor[MyStr](), reflect.TypeFor[[]byte](), reflect.TypeFor[Bytes](), reflect.TypeFor[[]rune](), reflect.TypeFor[Arr](), reflect.TypeFor[*[2]int](), reflect.TypeFor[[3]int](), reflect.TypeFor[S](), reflect.TypeFor[S2](), reflect.TypeFor[I](), reflect.TypeFor[any](), reflect.TypeFor[error](), reflect.TypeFor[MyInt](), reflect.TypeFor[<-chan int](), reflect.TypeFor[*Arr](), reflect.TypeFor[*[9]int](), reflect.TypeFor[unsafe.Pointer](), reflect.TypeFor[bool](), reflect.TypeFor[fmt.Stringer]()}
	for _, x := range vals {
		v := reflect.ValueOf(x)
		for _, t := range targets {
			cv, as, cc := v.Type().ConvertibleTo(t), v.Type().AssignableTo(t), v.CanConvert(t)
			if !cv {
				try("conv", func() { v.Convert(t) })
				continue
			}
			fmt.Printf("%T -> %s: %v %v %v", x, t, cv, as, cc)
			if cc {
				r := v.Convert(t)
				if k := r.Kind(); k != reflect.Chan && k != reflect.Func && k != reflect.Pointer && k != reflect.UnsafePointer && v.Kind() != reflect.Chan && v.Kind() != reflect.Func && v.Kind() != reflect.Pointer {
					fmt.Printf(" = %v %T", r, r.Interface())
				}
				fmt.Println()
			} else {
				fmt.Println()
				try("convert", func() { v.Convert(t) })
			}
		}
	}
	// calls
	im := &Impl{10}
	v := reflect.ValueOf(im)
	out := v.MethodByName("P").Call([]reflect.Value{reflect.ValueOf(5)})
	fmt.Println(out[0], out[1], len(out))
	fmt.Println(v.MethodByName("V").Call([]reflect.Value{reflect.ValueOf("p"), reflect.ValueOf(1), reflect.ValueOf(2)})[0])
	fmt.Println(v.MethodByName("V").CallSlice([]reflect.Value{reflect.ValueOf("p"), reflect.ValueOf([]int{7})})[0])
	fmt.Println(v.Type().Method(2).Func.Call([]reflect.Value{v, reflect.ValueOf("q")})[0])
	try("few", func() { v.MethodByName("P").Call(nil) })
	try("many", func() { v.MethodByName("P").Call([]reflect.Value{v, v}) })
	try("type", func() { v.MethodByName("P").Call([]reflect.Value{reflect.ValueOf("s")}) })
	try("zero", func() { v.MethodByName("P").Call([]reflect.Value{{}}) })
	try("var", func() { v.MethodByName("V").Call([]reflect.Value{reflect.ValueOf("s"), reflect.ValueOf("t")}) })
	try("cs few", func() { v.MethodByName("V").CallSlice([]reflect.Value{reflect.ValueOf("s")}) })
	try("cs non", func() { v.MethodByName("P").CallSlice([]reflect.Value{reflect.ValueOf(1)}) })
	try("nilf", func() { reflect.ValueOf((func())(nil)).Call(nil) })
	try("notf", func() { reflect.ValueOf(1).Call(nil) })
	try("method idx", func() { v.Method(99) })
	try("type method idx", func() { v.Type().Method(99) })
	try("invalid method", func() { v.MethodByName("nope").Call(nil) })
	// MakeFunc
	swap := func(fptr any) {
		fn := reflect.ValueOf(fptr).Elem()
		fn.Set(reflect.MakeFunc(fn.Type(), func(in []reflect.Value) []reflect.Value { return []reflect.Value{in[1], in[0]} }))
	}
	var is func(int, int) (int, int)
	var ss func(string, float64) (float64, string)
	var bs func(S, any) (any, S)
	swap(&is)
	swap(&ss)
	swap(&bs)
	fmt.Println(is(1, 2))
	fmt.Println(ss("a", 2))
	fmt.Println(bs(S{1, "x"}, nil))
	var bad func() int
	bv := reflect.ValueOf(&bad).Elem()
	for i, res := range [][]reflect.Value{nil, {{}}, {reflect.ValueOf("s")}, {reflect.ValueOf(1), reflect.ValueOf(2)}, {reflect.ValueOf(struct{ x int }{1}).Field(0)}} {
		bv.Set(reflect.MakeFunc(bv.Type(), func([]reflect.Value) []reflect.Value { return res }))
		try(fmt.Sprint("mf", i), func() { bad() })
	}
	try("mf", func() { reflect.MakeFunc(reflect.TypeFor[int](), nil) })
	// maps
	m := reflect.MakeMap(reflect.TypeFor[map[string]S]())
	for i, k := range strings.Split("a b c d", " ") {
		m.SetMapIndex(reflect.ValueOf(k), reflect.ValueOf(S{i, k}))
	}
	m.SetMapIndex(reflect.ValueOf("b"), reflect.Value{})
	var keys []string
	for it := m.MapRange(); it.Next(); {
		keys = append(keys, it.Key().String()+fmt.Sprint(it.Value()))
	}
	sort.Strings(keys)
	fmt.Println(keys, m.Len(), m)
	try("mi", func() { m.MapIndex(reflect.ValueOf(1)) })
	try("smi", func() { m.SetMapIndex(reflect.ValueOf("x"), reflect.ValueOf(1)) })
	try("nilmap", func() { reflect.ValueOf(map[string]int(nil)).SetMapIndex(reflect.ValueOf("x"), reflect.ValueOf(1)) })
	try("unhash", func() { reflect.ValueOf(map[any]int{}).SetMapIndex(reflect.ValueOf([]int{}), reflect.ValueOf(1)) })
	try("iter", func() { reflect.ValueOf(map[string]int{}).MapRange().Key() })
	try("iter2", func() { it := reflect.ValueOf(map[string]int{}).MapRange(); it.Next(); it.Value() })
	try("iter3", func() { it := reflect.ValueOf(map[string]int{}).MapRange(); it.Next(); it.Next() })
	try("iter4", func() { new(reflect.MapIter).Next() })
	try("mapof", func() { reflect.MapOf(reflect.TypeFor[[]int](), reflect.TypeFor[int]()) })
	// select
	c1, c2 := make(chan int, 1), make(chan string, 1)
	cases := []reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c1)}, {Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c2)}}
	c2 <- "hi"
	i, r, ok := reflect.Select(cases)
	fmt.Println(i, r, ok)
	go func() { c1 <- 42 }()
	i, r, ok = reflect.Select(cases)
	fmt.Println(i, r, ok)
	close(c1)
	i, r, ok = reflect.Select(cases)
	fmt.Println(i, r, ok)
	i, r, ok = reflect.Select(append(cases[1:], reflect.SelectCase{Dir: reflect.SelectDefault}))
	fmt.Println(i, r, r.IsValid(), ok)
	i, r, ok = reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectSend, Chan: reflect.ValueOf(c2), Send: reflect.ValueOf("z")}})
	fmt.Println(i, r, ok, <-c2)
	try("sel", func() { reflect.Select([]reflect.SelectCase{{Dir: 9}}) })
	try("sel2", func() { reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectSend, Chan: reflect.ValueOf(c2)}}) })
	try("sel3", func() { reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectSend, Chan: reflect.ValueOf(c2), Send: reflect.ValueOf(1)}}) })
	try("sel4", func() { reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(1)}}) })
	try("sel5", func() { reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectSend, Chan: reflect.ValueOf(c1), Send: reflect.ValueOf(1)}}) })
	cv := reflect.ValueOf(make(chan S, 2))
	cv.Send(reflect.ValueOf(S{1, "a"}))
	fmt.Println(cv.TrySend(reflect.ValueOf(S{2, "b"})), cv.TrySend(reflect.ValueOf(S{3, "c"})), cv.Len(), cv.Cap())
	x, ok := cv.Recv()
	fmt.Println(x, ok)
	x, ok = cv.TryRecv()
	fmt.Println(x, ok)
	x, ok = cv.TryRecv()
	fmt.Println(x, x.IsValid(), ok)
	cv.Close()
	x, ok = cv.TryRecv()
	fmt.Println(x, x.IsValid(), ok)
	try("close", func() { cv.Close() })
	try("send", func() { cv.Send(reflect.ValueOf(S{})) })
	try("sendt", func() { cv.Send(reflect.ValueOf(1)) })
	try("dir", func() { reflect.ValueOf((<-chan int)(nil)).Send(reflect.ValueOf(1)) })
	try("dir2", func() { reflect.ValueOf((chan<- int)(nil)).Recv() })
	// unbuffered, by several goroutines
	un := reflect.ValueOf(make(chan int))
	done := make(chan int)
	go func() {
		s := 0
		for x := range un.Seq() {
			s += int(x.Int())
		}
		done <- s
	}()
	for i := range 100 {
		un.Send(reflect.ValueOf(i))
	}
	un.Close()
	fmt.Println(<-done)
	// printing of Values
	for _, x := range vals[:22] {
		v := reflect.ValueOf(x)
		if v.Kind() == reflect.Pointer {
			continue
		}
		fmt.Printf("%v|%+v|%#v|%s|%d|%T\n", v, v, v, v, v, v)
	}
	fmt.Println(reflect.Value{}, reflect.ValueOf(&S{1, "p"}), reflect.ValueOf([]reflect.Value{reflect.ValueOf(1), {}}))
	fmt.Printf("%v %s %#v %+v\n", reflect.Value{}, reflect.Value{}, reflect.Value{}, []reflect.Value{reflect.ValueOf("s")})
	fmt.Println(reflect.ValueOf(im.V).Type(), reflect.ValueOf(1).String(), reflect.ValueOf(S{}).String(), reflect.ValueOf(S{}).Kind())
	// other panics
	z := reflect.Value{}
	iv := reflect.ValueOf(1)
	for i, f := range []func(){
		func() { z.Type() }, func() { z.Interface() }, func() { z.Int() }, func() { iv.SetInt(1) }, func() { iv.Len() }, func() { iv.Index(0) }, func() { iv.Elem() }, func() { iv.IsNil() },
		func() { iv.NumField() }, func() { iv.Field(0) }, func() { iv.MapKeys() }, func() { iv.Slice(0, 1) }, func() { iv.Addr() }, func() { iv.Set(z) }, func() { reflect.ValueOf([]int{1}).Index(3) },
		func() { reflect.ValueOf([]int{1}).Index(0).SetString("x") }, func() { reflect.ValueOf([]int{1}).Index(0).Set(reflect.ValueOf("x")) }, func() { reflect.ValueOf("abc").Index(5) }, func() { reflect.ValueOf([]int{1}).Slice(2, 1) },
		func() { reflect.ValueOf([]int{1}).Slice3(0, 1, 9) }, func() { reflect.New(nil) }, func() { reflect.Zero(nil) }, func() { reflect.MakeSlice(reflect.TypeFor[int](), 1, 1) }, func() { reflect.MakeSlice(reflect.TypeFor[[]int](), -1, 1) }, func() { reflect.MakeSlice(reflect.TypeFor[[]int](), 2, 1) },
		func() { reflect.MakeChan(reflect.TypeFor[int](), 1) }, func() { reflect.MakeMap(reflect.TypeFor[int]()) }, func() { reflect.Append(iv, iv) }, func() { reflect.AppendSlice(reflect.ValueOf([]int{}), reflect.ValueOf([]string{})) }, func() { reflect.Copy(iv, iv) },
		func() { reflect.Copy(reflect.ValueOf([]int{1}), reflect.ValueOf([]string{"a"})) }, func() { reflect.Swapper(1) }, func() { reflect.Swapper([]int{1})(0, 3) }, func() { reflect.TypeFor[int]().Elem() }, func() { reflect.TypeFor[int]().Key() }, func() { reflect.TypeFor[int]().Len() }, func() { reflect.TypeFor[int]().In(0) },
		func() { reflect.TypeFor[func()]().In(0) }, func() { reflect.TypeFor[int]().NumField() }, func() { reflect.TypeFor[int]().Field(0) }, func() { reflect.TypeFor[string]().Bits() }, func() { reflect.TypeFor[int]().ChanDir() }, func() { reflect.TypeFor[int]().IsVariadic() }, func() { reflect.TypeFor[int]().Implements(nil) }, func() { reflect.TypeFor[int]().Implements(reflect.TypeFor[int]()) },
		func() { reflect.ArrayOf(-1, reflect.TypeFor[int]()) }, func() { reflect.ChanOf(0, reflect.TypeFor[int]()) }, func() { reflect.FuncOf([]reflect.Type{reflect.TypeFor[int]()}, nil, true) }, func() { iv.OverflowUint(1) }, func() { reflect.ValueOf(S{}).FieldByIndex([]int{0, 0}) }, func() { reflect.VisibleFields(reflect.TypeFor[int]()) }, func() { reflect.ValueOf([]int{}).SetLen(1) }, func() { reflect.ValueOf(&[]int{}).Elem().SetLen(1) }, func() { reflect.ValueOf(&[]int{}).Elem().SetCap(1) }, func() { reflect.ValueOf(&[]int{}).Elem().Grow(-1) }, func() { reflect.ValueOf([]int{1}).Bytes() }, func() { iv.Clear() }, func() { iv.SetZero() }, func() { reflect.ValueOf(1.5).Complex() }, func() { iv.Bool() }, func() { iv.Pointer() }, func() { iv.Close() }, func() { iv.UnsafeAddr() }, func() { iv.NumMethod(); z.NumMethod() }, func() { reflect.ValueOf(new(I)).Elem().Method(0) }, func() { reflect.ValueOf(new(I)).Elem().Elem().Type() }, func() { reflect.Indirect(reflect.ValueOf((*int)(nil))).Int() }, func() { reflect.ValueOf(&struct{ I }{}).Elem().Field(0).Method(0).Call(nil) }, func() { reflect.ValueOf([]int{1, 2}).Convert(reflect.TypeFor[[3]int]()) },
	} {
		try(fmt.Sprint("p", i), f)
	}
}
