// run

package main

import (
	"errors"
	"fmt"
	"time"
)

type s string
type e struct{ error }

func main() {
	fmt.Print("a", "b", 1, 2, true, "c", 3.5, 'x', nil, nil, "d\n")
	fmt.Print(1, 2, 3, "\n")
	fmt.Print([]int{1}, []int{2}, map[int]int{}, "\n")
	fmt.Print("x", s("y"), s("z"), 1, "\n")
	fmt.Print(errors.New("e1"), errors.New("e2"), "\n")
	fmt.Print(1, "a", "b", 2, "\n")
	fmt.Println("a", 1, true, nil, []string{"x", "y"}, s("s"), 'c', "tail")
	fmt.Println()
	fmt.Println("")
	fmt.Println(" ", "", " ")
	fmt.Println("multi\nline", "tab\t|")
	fmt.Printf("%s%d%v", "no", 1, "spaces")
	fmt.Printf("\n")
	fmt.Println(fmt.Sprint("a", 1, 2, "b", 3), fmt.Sprint(), fmt.Sprint(nil), fmt.Sprint("", ""), fmt.Sprint(1.0, 2.0))
	fmt.Println([]any{1, "a", nil}, [][]string{{"a", "b"}, {}}, [2]bool{true})
	fmt.Println(int8(-5), uint8(200), 'a', "a"[0], rune(97), byte(98), uintptr(9))
	fmt.Println(1e3, 1e-3, float32(1)/3, 1.0, -0.5, 1e9, 123456789.0, 1e21)
	var p *int
	var m map[string]int
	var f func()
	var c chan int
	var er error
	var an any
	fmt.Println(p, m, f == nil, c, er, an)
	fmt.Println(struct{}{}, struct{ a, b any }{1, nil}, &struct{ x int }{1})
	fmt.Println(e{errors.New("inner")}, e{errors.New("x")}.Error())
	fmt.Println(time.Second, time.Millisecond*1500, []time.Duration{1})
	fmt.Print("end")
}
