// run

package main

import (
	"fmt"
)

type speaker interface{ speak() string }
type a struct{ n int }
type b struct{ s string }
type big struct{ w, x, y, z int }

func (v a) speak() string   { return fmt.Sprint("a", v.n) }
func (v *b) speak() string  { return "b" + v.s }
func (v big) speak() string { return fmt.Sprint(v.w + v.x + v.y + v.z) }

type myErr struct{ code int }

func (e *myErr) Error() string { return fmt.Sprint("code ", e.code) }
func mayFail(n int) error {
	if n > 0 {
		return &myErr{n}
	}
	return nil
}
func typedNil() error { var e *myErr; return e }

func main() {
	v := a{1}
	var s speaker = v
	v.n = 2
	fmt.Println(s.speak(), v.speak())
	pb := &b{"x"}
	s = pb
	pb.s = "y"
	fmt.Println(s.speak())
	g := big{1, 2, 3, 4}
	s = g
	g.w = 100
	fmt.Println(s.speak(), s.(big).w)
	all := []speaker{a{5}, &b{"q"}, g, &a{6}}
	for _, x := range all {
		fmt.Printf("%T=%s ", x, x.speak())
	}
	fmt.Println()
	if x, ok := s.(*b); !ok {
		fmt.Println(x == nil, ok)
	}
	var e any = s
	_, ok := e.(speaker)
	_, ok2 := e.(error)
	_, ok3 := e.(interface{ speak() string })
	fmt.Println(ok, ok2, ok3)
	err := mayFail(3)
	if me, ok := err.(*myErr); ok {
		fmt.Println(me.code, err)
	}
	fmt.Println(mayFail(0) == nil, typedNil() == nil, typedNil() != nil)
	var nilAny any
	_, ok = nilAny.(int)
	fmt.Println(ok, nilAny)
	var i any = 42
	n, ok := i.(int)
	str, ok2 := i.(string)
	fmt.Printf("%d %v %q %v\n", n, ok, str, ok2)
	i = [3]int{1, 2, 3}
	arr := i.([3]int)
	arr[0] = 9
	fmt.Println(i, arr)
	i = &arr
	i.(*[3]int)[1] = 8
	fmt.Println(arr)
	i = func(x int) int { return x + 1 }
	fmt.Println(i.(func(int) int)(4))
	m := map[speaker]int{a{1}: 1, pb: 2}
	m[a{1}]++
	fmt.Println(m[a{1}], m[pb], m[&b{"y"}])
	var s1, s2 speaker = a{1}, a{1}
	fmt.Println(s1 == s2, s1 == speaker(a{2}), s1 == speaker(pb), s1 == a{1})
	ch := make(chan speaker, 2)
	ch <- a{7}
	ch <- pb
	fmt.Println((<-ch).speak(), (<-ch).speak())
}
