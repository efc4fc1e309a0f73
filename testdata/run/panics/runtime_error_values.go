// run

package main

import (
	"errors"
	"fmt"
)

type rt interface {
	error
	RuntimeError()
}

func catch(f func()) (e any) {
	defer func() { e = recover() }()
	f()
	return "none"
}

func main() {
	var m map[string]int
	var p *struct{ a, b int }
	var s []int
	zero := 0
	errs := []any{
		catch(func() { _ = s[zero] }),
		catch(func() { m["x"]++ }),
		catch(func() { p.b = 1 }),
		catch(func() { _ = 1 / zero }),
		catch(func() { _ = any(1).(string) }),
		catch(func() { var e error; _ = e.Error() }),
		catch(func() { panic("str") }),
		catch(func() { panic(fmt.Sprintf("%03d", 7)) }),
		catch(func() { panic(errors.New("err")) }),
		catch(func() { panic([]int{1}) }),
		catch(func() {}),
	}
	for _, e := range errs {
		_, isRT := e.(rt)
		err, isErr := e.(error)
		fmt.Printf("%v | %v %v", e, isRT, isErr)
		if isErr {
			w := fmt.Errorf("wrapped: %w", err)
			var r rt
			fmt.Print(" | ", w, errors.As(w, &r))
		}
		fmt.Println()
	}
	e1 := catch(func() { _ = s[zero] }).(error)
	e2 := catch(func() { _ = s[zero] }).(error)
	fmt.Println(e1.Error() == e2.Error(), e1 == e2)
	fmt.Printf("%T\n", catch(func() { _ = 1 % zero }))
	n := 0
	for i := range 5 {
		if catch(func() {
			if i%2 == 0 {
				_ = s[i]
			}
		}) != "none" {
			n++
		}
	}
	fmt.Println(n)
	idx := []int{3, -1, 1 << 40}
	for _, i := range idx {
		fmt.Println(catch(func() { _ = [3]int{}[i%4+i/4] }))
		fmt.Println(catch(func() { _ = "abc"[i:] }))
		fmt.Println(catch(func() { _ = make([]byte, 2)[1:i] }))
	}
}
