// run

package main

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
)

type Celsius float64

func (c Celsius) String() string { return fmt.Sprintf("%.1f°C", float64(c)) }

type Small int8

func (s Small) Twice() int { return int(s) * 2 }
func (s *Small) Inc()      { *s++ }

type PS int

func (p *PS) Twice() int { return int(*p) * 2 }

type Pair struct{ A, B int8 }

func (p Pair) Sum() int { return int(p.A) + int(p.B) }

type Big struct{ X, Y, Z int }

func (b Big) Sum() int     { return b.X + b.Y + b.Z }
func (b *Big) Scale(n int) { b.X *= n; b.Y *= n; b.Z *= n }

type PtrS struct{ p *int }

func (p PtrS) Get() int { return *p.p }

type M map[string]int

func (m M) Size() int { return len(m) }

type Empty struct{}

func (Empty) Hello() string { return "hello" }

type Stringer interface{ String() string }
type hid interface{ foo() }
type F func() int

func (f F) Do() int { return f() }

func try(name string, f func()) {
	defer func() {
		if e := recover(); e != nil {
			fmt.Printf("%s: panic %T %v\n", name, e, e)
		}
	}()
	f()
}

func embed(ts ...any) []reflect.StructField {
	var fs []reflect.StructField
	for i, t := range ts {
		switch t := t.(type) {
		case string:
			fs = append(fs, reflect.StructField{Name: strings.ToUpper(t), Type: reflect.TypeFor[int8]()})
		case reflect.Type:
			name := t.Name()
			if name == "" && t.Kind() == reflect.Pointer {
				name = t.Elem().Name()
			}
			if name == "" {
				name = fmt.Sprint("E", i)
			}
			fs = append(fs, reflect.StructField{Name: name, Type: t, Anonymous: true})
		}
	}
	return fs
}

func show(name string, fs []reflect.StructField, set func(v reflect.Value)) {
	try(name, func() {
		t := reflect.StructOf(fs)
		fmt.Println(name, t, t.NumMethod(), reflect.PointerTo(t).NumMethod(), t.Size(), t.Comparable())
		for i := range t.NumMethod() {
			m := t.Method(i)
			fmt.Println("  method", i, m.Name, m.Type, m.Index)
		}
		v := reflect.New(t).Elem()
		if set != nil {
			set(v)
		}
		x := v.Interface()
		fmt.Printf("  %T\n", x)
		for i := range v.NumMethod() {
			if v.Method(i).Type().NumIn() == 0 {
				fmt.Println("  call", v.Method(i).Call(nil)[0])
			}
		}
		if s, ok := x.(interface{ Sum() int }); ok {
			fmt.Println("  Sum", s.Sum())
		}
		if s, ok := x.(interface{ Twice() int }); ok {
			fmt.Println("  Twice", s.Twice())
		}
		if s, ok := x.(fmt.Stringer); ok {
			fmt.Println("  String", s.String())
		}
		if s, ok := x.(interface{ Get() int }); ok {
			fmt.Println("  Get", s.Get())
		}
		if s, ok := x.(interface{ Size() int }); ok {
			fmt.Println("  Size", s.Size())
		}
	})
}

func main() {
	T := func(x any) reflect.Type { return reflect.TypeOf(x) }
	n := 7
	show("celsius alone", embed(T(Celsius(0))), func(v reflect.Value) { v.Field(0).SetFloat(36.6) })
	show("celsius and more", embed(T(Celsius(0)), "a", "b"), func(v reflect.Value) { v.Field(0).SetFloat(36.6) })
	show("small alone", embed(T(Small(0))), func(v reflect.Value) { v.Field(0).SetInt(21) })
	show("small and more", embed(T(Small(0)), "a", "b"), func(v reflect.Value) { v.Field(0).SetInt(-21); v.Field(1).SetInt(5) })
	show("*ps", embed(T(new(PS))), func(v reflect.Value) { s := PS(4); v.Field(0).Set(reflect.ValueOf(&s)) })
	show("pair", embed(T(Pair{})), func(v reflect.Value) { v.Field(0).Set(reflect.ValueOf(Pair{1, 2})) })
	show("pair and more", embed(T(Pair{}), "c"), func(v reflect.Value) { v.Field(0).Set(reflect.ValueOf(Pair{1, -2})); v.Field(1).SetInt(-1) })
	show("big", embed(T(Big{})), func(v reflect.Value) { v.Field(0).Set(reflect.ValueOf(Big{1, 2, 3})) })
	show("big and more", embed(T(Big{}), "c"), func(v reflect.Value) { v.Field(0).Set(reflect.ValueOf(Big{1, 2, 3})) })
	show("big second", embed("c", T(Big{})), nil)
	show("ptrs", embed(T(PtrS{})), func(v reflect.Value) { v.Field(0).Set(reflect.ValueOf(PtrS{&n})) })
	show("ptrs and more", embed(T(PtrS{}), "c"), nil)
	show("map", embed(T(M{})), func(v reflect.Value) { v.Field(0).Set(reflect.ValueOf(M{"a": 1})) })
	show("map and more", embed(T(M{}), "c"), nil)
	show("func", embed(T(F(nil))), nil)
	show("empty", embed(T(Empty{})), nil)
	show("empty and more", embed(T(Empty{}), "c"), nil)
	show("stringer", embed(reflect.TypeFor[Stringer]()), func(v reflect.Value) { v.Field(0).Set(reflect.ValueOf(Celsius(1))) })
	show("more and stringer", embed("a", reflect.TypeFor[Stringer]()), nil)
	show("hidden", embed(reflect.TypeFor[hid]()), nil)
	show("error", embed(reflect.TypeFor[error]()), func(v reflect.Value) { v.Field(0).Set(reflect.ValueOf(errors.New("x"))) })
	show("**", embed(T(new(*int))), nil)
	show("*iface", embed(T(new(Stringer))), nil)
	show("plain pointer", embed(T(new(int)), "c"), nil)
	show("dup", append(embed("a"), embed("a")...), nil)
	show("noname", []reflect.StructField{{Type: T(1)}}, nil)
	show("bad name", []reflect.StructField{{Name: "1x", Type: T(1)}}, nil)
	show("no type", []reflect.StructField{{Name: "X"}}, nil)
	show("unexp", []reflect.StructField{{Name: "x", Type: T(1)}}, nil)
	show("unexp2", []reflect.StructField{{Name: "x", PkgPath: "a", Type: T(1)}, {Name: "y", PkgPath: "b", Type: T(1)}}, nil)
	show("anon pkg", []reflect.StructField{{Name: "X", PkgPath: "a", Anonymous: true, Type: T(1)}}, nil)
	show("tags", []reflect.StructField{{Name: "X", Type: T(1), Tag: `json:"x"`}, {Name: "Y", Type: T(""), Tag: "\x01 `"}}, nil)
	show("blank", []reflect.StructField{{Name: "_", PkgPath: "main", Type: T(1)}, {Name: "_", PkgPath: "main", Type: T("")}}, nil)
	// Method expressions and methods share their code.
	fmt.Println(T(&Big{}).Method(0).Func.Pointer() == reflect.ValueOf((*Big).Scale).Pointer())
	f := (*Big).Scale
	b := Big{1, 2, 3}
	f(&b, 2)
	g := (*Big).Sum
	fmt.Println(b, g(&b))
	try("nil", func() { g(nil) })
}
