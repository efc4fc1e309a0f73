// run

package main

import (
	"fmt"
	"io"
	"os"
	"reflect"
	"runtime"
	"strings"
	"time"
)

// method sets, embedded promotions, generic types
type Base struct{ n int }

func (b Base) Get() int   { return b.n }
func (b *Base) Inc(k int) { b.n += k }
func (b Base) hidden()    {}

type Mid struct {
	*Base
	fmt.Stringer
}
type Outer struct {
	Mid
	Name string
}

func (o Outer) Own(a, b string) string { return a + b + o.Name }

type List[T any] struct{ items []T }

func (l *List[T]) Push(x T)        { l.items = append(l.items, x) }
func (l List[T]) Len() int         { return len(l.items) }
func (l List[T]) At(i int) (T, error) { return l.items[i], nil }

type str string

func (s str) String() string { return "str:" + string(s) }

type Big struct {
	A, B, C, D, E, F, G, H, I, J int
	S                           string
}

func bigArg(b Big, s []string, m map[string]int, f32 float32, i8 int8, c64 complex64, e error, a [3]int16, z struct{}) (Big, error, [3]int16, float32, int8, complex64) {
	b.S += strings.Join(s, ",")
	b.A += len(m)
	a[1]++
	return b, e, a, f32 * 2, -i8, c64 + 1
}

type op func(int, int) int

func methods(t reflect.Type) {
	fmt.Print(t, " ", t.NumMethod(), ":")
	for m := range t.Methods() {
		fmt.Print(" ", m.Name, m.Type)
	}
	fmt.Println()
}

func main() {
	methods(reflect.TypeFor[Base]())
	methods(reflect.TypeFor[*Base]())
	methods(reflect.TypeFor[Mid]())
	methods(reflect.TypeFor[Outer]())
	methods(reflect.TypeFor[*Outer]())
	methods(reflect.TypeFor[List[int]]())
	methods(reflect.TypeFor[*List[string]]())
	methods(reflect.TypeFor[io.ReadWriter]())
	methods(reflect.TypeFor[time.Duration]())
	o := &Outer{Mid{&Base{3}, str("x")}, "nm"}
	v := reflect.ValueOf(o)
	v.MethodByName("Inc").Call([]reflect.Value{reflect.ValueOf(4)})
	fmt.Println(v.MethodByName("Get").Call(nil)[0], v.MethodByName("String").Call(nil)[0], v.MethodByName("hidden").IsValid(), v.MethodByName("Own").Call([]reflect.Value{reflect.ValueOf("a"), reflect.ValueOf("b")})[0])
	l := &List[string]{}
	lv := reflect.ValueOf(l)
	lv.MethodByName("Push").Call([]reflect.Value{reflect.ValueOf("q")})
	fmt.Println(lv.MethodByName("Len").Call(nil)[0], lv.MethodByName("At").Call([]reflect.Value{reflect.ValueOf(0)}))
	// interface values
	var s fmt.Stringer = str("iface")
	iv := reflect.ValueOf(&s).Elem()
	fmt.Println(iv.Kind(), iv.NumMethod(), iv.Method(0).Call(nil)[0], iv.Elem().Kind(), iv.Elem().NumMethod())
	// big call
	out := reflect.ValueOf(bigArg).Call([]reflect.Value{reflect.ValueOf(Big{A: 1, J: 9, S: "s"}), reflect.ValueOf([]string{"p", "q"}), reflect.ValueOf(map[string]int{"a": 1}), reflect.ValueOf(float32(1.25)), reflect.ValueOf(int8(-7)), reflect.ValueOf(complex64(2 + 3i)), reflect.ValueOf(io.EOF), reflect.ValueOf([3]int16{1, 2, 3}), reflect.ValueOf(struct{}{})})
	for _, x := range out {
		fmt.Print(x, " ")
	}
	fmt.Println()
	mf := reflect.MakeFunc(reflect.TypeOf(bigArg), func(a []reflect.Value) []reflect.Value {
		return []reflect.Value{a[0], a[6], a[7], a[3], a[4], a[5]}
	}).Interface().(func(Big, []string, map[string]int, float32, int8, complex64, error, [3]int16, struct{}) (Big, error, [3]int16, float32, int8, complex64))
	fmt.Println(mf(Big{B: 5, S: "mf"}, nil, nil, 3.5, -3, 1i, io.ErrUnexpectedEOF, [3]int16{7, 8, -9}, struct{}{}))
	// closures, variadic, recursion through MakeFunc, panics through calls
	var fib func(int) int
	fv := reflect.MakeFunc(reflect.TypeOf(fib), func(a []reflect.Value) []reflect.Value {
		n := int(a[0].Int())
		if n < 2 {
			return []reflect.Value{reflect.ValueOf(n)}
		}
		return []reflect.Value{reflect.ValueOf(fib(n-1) + fib(n-2))}
	})
	fib = fv.Interface().(func(int) int)
	fmt.Println(fib(15))
	var deep func(int) int
	deep = reflect.MakeFunc(reflect.TypeOf(deep), func(a []reflect.Value) []reflect.Value {
		if a[0].Int() == 0 {
			runtime.GC()
			return []reflect.Value{reflect.ValueOf(0)}
		}
		return []reflect.Value{reflect.ValueOf(1 + deep(int(a[0].Int())-1))}
	}).Interface().(func(int) int)
	fmt.Println(deep(3000))
	func() {
		defer func() { fmt.Println("recovered", recover()) }()
		reflect.ValueOf(func(x int) { panic(fmt.Sprint("in call ", x)) }).Call([]reflect.Value{reflect.ValueOf(5)})
	}()
	vf := reflect.MakeFunc(reflect.TypeOf(fmt.Sprint), func(a []reflect.Value) []reflect.Value {
		return []reflect.Value{reflect.ValueOf(fmt.Sprint(len(a), a[0].Len(), a[0].Index(1)))}
	}).Interface().(func(...any) string)
	fmt.Println(vf(1, "two", 3.0))
	done := make(chan int, 1)
	go reflect.MakeFunc(reflect.TypeOf(func(int) {}), func(a []reflect.Value) []reflect.Value {
		done <- int(a[0].Int())
		return nil
	}).Interface().(func(int))(11)
	fmt.Println(<-done)
	func() {
		defer reflect.MakeFunc(reflect.TypeOf(func() {}), func(a []reflect.Value) []reflect.Value {
			fmt.Println("deferred", recover())
			return nil
		}).Interface().(func())()
		fmt.Println("body")
	}()
	// types made at run time are the compiled ones
	m := reflect.MapOf(reflect.TypeOf(""), reflect.SliceOf(reflect.TypeOf(0)))
	mv := reflect.MakeMap(m)
	mv.SetMapIndex(reflect.ValueOf("k"), reflect.ValueOf([]int{1, 2}))
	mm, ok := mv.Interface().(map[string][]int)
	fmt.Println(mm, ok)
	st := reflect.StructOf([]reflect.StructField{{Name: "X", Type: reflect.TypeOf(0), Tag: `json:"x"`}, {Name: "Y", Type: reflect.TypeOf("")}})
	p := reflect.New(st)
	p.Elem().Field(0).SetInt(3)
	p.Elem().Field(1).SetString("why")
	sv, ok := p.Elem().Interface().(struct {
		X int `json:"x"`
		Y string
	})
	fmt.Println(sv, ok, p.Type())
	dm := reflect.MakeMap(reflect.MapOf(st, reflect.ArrayOf(2, st)))
	av := reflect.New(reflect.ArrayOf(2, st)).Elem()
	av.Index(1).Set(p.Elem())
	dm.SetMapIndex(p.Elem(), av)
	runtime.GC()
	fmt.Println(dm, dm.MapIndex(p.Elem()).Index(1).Field(1), dm.Type())
	// unique dynamic types with pointers survive collection
	un := reflect.StructOf([]reflect.StructField{{Name: "P", Type: reflect.TypeFor[*Big]()}, {Name: "Q", Type: reflect.ArrayOf(5, reflect.TypeFor[[]string]())}, {Name: "R", Type: reflect.TypeFor[any]()}})
	us := reflect.MakeSlice(reflect.SliceOf(un), 50, 50)
	for i := range 50 {
		e := us.Index(i)
		e.Field(0).Set(reflect.ValueOf(&Big{A: i}))
		e.Field(1).Index(3).Set(reflect.ValueOf([]string{fmt.Sprint("s", i)}))
		e.Field(2).Set(reflect.ValueOf(fmt.Sprint("r", i)))
		runtime.GC()
	}
	for i := 0; i < 1000; i++ {
		_ = make([]byte, 1000)
	}
	fmt.Println(us.Index(7).Field(0).Elem().Field(0), us.Index(49).Field(1).Index(3), us.Index(20).Field(2))
	a, b := us.Index(3).Interface(), us.Index(3).Interface()
	func() {
		defer func() { fmt.Println(recover()) }()
		fmt.Println(a == b)
	}()
	cmpT := reflect.StructOf([]reflect.StructField{{Name: "A", Type: reflect.TypeOf(1.5)}, {Name: "B", Type: reflect.TypeOf("")}})
	x, y := reflect.New(cmpT).Elem(), reflect.New(cmpT).Elem()
	x.Field(1).SetString("eq")
	y.Field(1).SetString("e" + fmt.Sprint("q"))
	fmt.Println(x.Interface() == y.Interface(), x.Equal(y), reflect.DeepEqual(x.Interface(), y.Interface()), cmpT.Comparable())
	mk := map[any]int{x.Interface(): 1}
	fmt.Println(mk[y.Interface()])
	fc := reflect.FuncOf([]reflect.Type{reflect.TypeOf(0), reflect.TypeOf(0)}, []reflect.Type{reflect.TypeOf(0)}, false)
	add := reflect.MakeFunc(fc, func(a []reflect.Value) []reflect.Value {
		return []reflect.Value{reflect.ValueOf(int(a[0].Int() + a[1].Int()))}
	})
	fmt.Println(add.Call([]reflect.Value{reflect.ValueOf(2), reflect.ValueOf(40)})[0], add.Convert(reflect.TypeFor[op]()).Interface().(op)(1, 2), fc == reflect.TypeFor[func(int, int) int]())
	fmt.Println(runtime.FuncForPC(reflect.ValueOf(bigArg).Pointer()).Name())
	// select
	c1, c2 := make(chan int, 1), make(chan string)
	go func() { c2 <- "late" }()
	cases := []reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c1)}, {Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c2)}}
	i, rv, ok := reflect.Select(cases)
	fmt.Println(i, rv, ok)
	cases = append(cases, reflect.SelectCase{Dir: reflect.SelectDefault})
	i, rv, ok = reflect.Select(cases)
	fmt.Println(i, rv.IsValid(), ok)
	i, _, _ = reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectSend, Chan: reflect.ValueOf(c1), Send: reflect.ValueOf(9)}})
	fmt.Println(i, <-c1)
	close(c2)
	i, rv, ok = reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c2)}})
	fmt.Printf("%v %q %v\n", i, rv, ok)
	go func() { time.Sleep(time.Millisecond); close(c1) }()
	i, rv, ok = reflect.Select([]reflect.SelectCase{{Dir: reflect.SelectRecv, Chan: reflect.ValueOf(c1)}})
	fmt.Println(i, rv, ok)
	uc := make(chan Big)
	go func() { reflect.ValueOf(uc).Send(reflect.ValueOf(Big{A: 77, S: "sent"})) }()
	fmt.Println(<-uc)
	go func() { uc <- Big{B: 78} }()
	time.Sleep(time.Millisecond)
	rv, ok = reflect.ValueOf(uc).Recv()
	fmt.Println(rv, ok, reflect.ValueOf(uc).TrySend(reflect.ValueOf(Big{})))
	fmt.Fprintln(os.Stdout, reflect.TypeOf(os.Stdout), reflect.TypeFor[func(...int)]().IsVariadic(), reflect.TypeFor[error]().Kind())
	type local struct{ A int }
	fmt.Println(reflect.TypeFor[local](), reflect.TypeFor[local]().Name(), reflect.TypeFor[struct{ l *local }]())
	it := reflect.ValueOf(map[string]int{"a": 1}).MapRange()
	it.Next()
	var ks string
	reflect.ValueOf(&ks).Elem().SetIterKey(it)
	fmt.Println(ks, it.Value())
	var ar [4]int
	fmt.Println(reflect.Copy(reflect.ValueOf(&ar).Elem(), reflect.ValueOf([]int{1, 2})), ar, reflect.ValueOf(&ar).Elem().Slice(1, 3), reflect.Copy(reflect.ValueOf(make([]byte, 2)), reflect.ValueOf("abc")))
}
